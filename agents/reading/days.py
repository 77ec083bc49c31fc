"""What sentences tell of a day in other words than somebody's doing: "today was my second interview"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from octomem.agents.reading.reading import Mood, Sentence, Statement, Tense

_BACK = re.compile(
    r"\b(?:got|came|flew|drove|arrived|travelled) (?:back|home) from (?P<place>[A-Z][\w'\u2019-]*(?: [A-Z][\w'\u2019-]*)*)"
)
"""How somebody tells that they have been away, and where."""
_NO_EVENT = re.compile(
    r"\b(?:fault|idea|turn|favou?rite|mistake|problem|limit|deadline|choice|plan|only|last)\b"
)
"""What a day was to somebody without anything that they did on it: "Monday was my turn"."""


def told_of_days(statements: Iterable[Statement], sentences: Sequence[Sentence]) -> list[Statement]:
    """Put what a day was into words of what was done on it: what it was is had, who "got back from Oslo" returned."""
    return [_told(each, sentences[each.sentence]) for each in statements]


def _told(statement: Statement, sentence: Sentence) -> Statement:
    at = statement.moment
    if at is None or statement.tense is not Tense.PAST or sentence.is_question:
        return statement
    back = _BACK.search(statement.text) if not statement.object else None
    if back is not None:
        place = back["place"]
        return replace(
            statement, verb="return", predicate="returns from", object=place, object_type="place"
        )
    day = rf"\W*{re.escape(at.text)} was (?:my|our) "
    own = f"{statement.subject}'s "
    of_own = statement.object.startswith(own) and "'s " not in statement.object.removeprefix(own)
    if _NO_EVENT.search(statement.object):
        return statement
    if statement.predicate != "is" or not of_own or not re.match(day, sentence.text, re.IGNORECASE):
        return statement
    text = statement.text.replace(" was their ", " had their ", 1)
    return replace(statement, verb="have", predicate="has", mood=Mood.FACT, text=text)
