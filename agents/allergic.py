"""Who is allergic to what a sentence leaves out: "no eggs please, Finn's allergic".

The encoder tags what is left out for the speaker's, and the parse takes "Finn's allergic" for something of Finn's.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from octomem.agents.bars import CERTAIN
from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.reading import Mood, Reading
from octomem.agents.reading.tags import State, Tag
from octomem.agents.reading.vocabulary import vocabulary

_ALLERGIC = re.compile(
    r"\b(?P<who>(?:(?:my|our) )?[\w-]+)(?:['\u2019]s|['\u2019]re| is| are) (?:\w+ly |so |very )?allergic\b"
    r"(?! to (?!it\b|them\b|that\b|those\b|these\b))",
    re.IGNORECASE,
)
"""Who is told to be allergic, without what to or pointing at it."""
_LEFT_OUT = re.compile(r"\b(?:no|without|skip|avoid) (?:the |any )?(?P<what>[a-z]+)\b(?! of\b)")
_NOTHING = vocabulary(
    "idea clue worries worry problem problems way one doubt chance need more longer thanks offence offense rush matter"
    " wonder surprise point joke kidding stress bother fuss prizes pressure harm reason excuse hurry luck"
)
"""What "no" says of no thing: "no idea", "no worries"."""
_HARDLY = 0.3
"""The likelihood from which a value is an allergen where somebody is told to be allergic."""
_POINTED_AT = frozenset({"allergic", "it", "them", "that", "those", "these"})
"""What the parse has for the object of such a statement."""


def given(reading: Reading) -> Iterator[Tag]:
    """Yield the tagged values of a reading, those of allergies with whose they are."""
    for tag in reading.tags.values:
        is_allergen = tag.likely >= _HARDLY and tag.state is State.NOW and "allerg" not in tag.text
        if is_allergen and allergic_one(tag, reading):
            yield replace(tag, of_other=True, likely=max(tag.likely, CERTAIN))
        else:
            yield tag
    if reading.language == "en":
        yield from _left_out(reading)


def _left_out(reading: Reading) -> Iterator[Tag]:
    """Yield what a sentence leaves out beside who is allergic, where nothing in it is tagged for an allergy."""
    tags = (tag for tag in reading.tags.values if tag.slot == "allergy" and tag.likely >= _HARDLY)
    tagged = {tag.sentence for tag in tags}
    for at, sentence in enumerate(reading.sentences):
        found = _LEFT_OUT.search(sentence.text)
        if at in tagged or found is None or found["what"] in _NOTHING or sentence.is_question:
            continue
        start, end = found.span("what")
        tag = Tag(
            "allergy", found["what"], at, start, end, State.NOW, of_other=True, likely=CERTAIN
        )
        if allergic_one(tag, reading):
            yield tag


def allergic_one(tag: Tag, reading: Reading) -> str:
    """Return who else than the speaker is allergic to what a tag names; empty where nobody is told to be."""
    if reading.language != "en" or tag.slot != "allergy":
        return ""
    text = reading.sentences[tag.sentence].text
    found = _ALLERGIC.search(text)
    if found is None or found["who"].lower() in {"i", "we", "you"}:
        return ""
    actor = reading.turn.actor
    for each in reading.statements:
        is_told = each.sentence == tag.sentence and each.predicate in {"is", "is allergic to"}
        points = each.object in _POINTED_AT and not each.negated and each.mood is Mood.FACT
        if is_told and points and each.subject_type == "person" and each.subject != actor:
            if each.subject.lower() in grammar.EMPTY_SUBJECTS:  # the last name before "he"
                names = re.findall(r"[A-Z][\w-]+", text[: found.start()])
                return next((name for name in reversed(names) if name.lower() in GIVEN), "")
            return each.subject
    whose, _, word = found["who"].rpartition(" ")
    if whose:
        return f"{actor}'s {word.lower()}" if word.lower() in grammar.ROLES else ""
    return word if word[:1].isupper() else word.title() if word in GIVEN else ""
