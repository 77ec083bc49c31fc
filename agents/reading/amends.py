"""What was said last, with what "no wait, Drogheda" and "I meant Graz" put in its place."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from octomem.agents.reading.reading import Mood, Statement
from octomem.agents.reading.subjects import Referents

if TYPE_CHECKING:
    from spacy.tokens import Span

_INSTEAD = re.compile(
    r"^(?:(?:no|nope|oops|sorry|wait|ah|oh|hang on|hold on|actually|make that|rather)\b[,!. -]*)+"
    r"(?P<value>[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3}|\d[\d.:]*)(?=[.,;!]|$| -| not )",
    re.IGNORECASE,
)
_TAKES_BACK = re.compile(
    r"\b(?:wait|sorry|oops|hang on|hold on|make that|actually|rather)\b", re.IGNORECASE
)


def put_right(sentence: "Span", referents: Referents, index: int) -> Iterator[Statement]:
    """Yield what was said last with the name that "no wait, Drogheda" puts in its place."""
    before = referents.said.get(referents.speaker)
    found = _INSTEAD.match(sentence.text)
    if before is None or found is None or not _TAKES_BACK.search(sentence.text[: found.start(1)]):
        return
    value = found["value"]
    if not (value[:1].isupper() or value[:1].isdigit()) or value.split()[0].lower() in _PRONOUNS:
        return
    wrong = replace(
        before, verb="mean", object=value, corrects=True, sentence=index, mood=Mood.FACT
    )
    right = meant(wrong, referents)
    if right.object == value and right.verb != "mean":
        yield right


_PRONOUNS = {"i", "we", "he", "she", "it", "they", "that", "this", "my", "our", "his", "her"}


def meant(statement: Statement, referents: Referents) -> Statement:
    """Turn "no, I meant Graz" into what the speaker said last, with the right object."""
    before = referents.said.get(referents.speaker)
    if before is None or not statement.corrects or statement.verb != "mean" or not statement.object:
        return statement
    both_names = before.object[:1].isupper() == statement.object[:1].isupper()
    if not both_names or before.object not in before.text:
        return statement
    new = statement.object
    return replace(
        before,
        object=new,
        text=before.text.replace(before.object, new, 1),
        whole=before.whole.replace(before.object, new, 1),
        corrects=True,
        sentence=statement.sentence,
    )
