"""What somebody says without a verb: "hobbies: judo, chess", "first day at Lumo", "one brother, Karl"."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.occupations import is_occupation
from octomem.agents.reading.phrases import Phrase
from octomem.agents.reading.subjects import Referents, Who

if TYPE_CHECKING:
    from spacy.tokens import Span

_NAME = r"[A-Z][\w'’-]*(?: (?:(?:di|de|da|del|van|von|of|&) )?[A-Z][\w'’-]*){0,3}"
_LEAD = r"^\W*(?:(?:and|so|oh|also|ok|my|our|the|new|current|all-time|absolute) )*"
_FAVOURITE = re.compile(
    rf"{_LEAD}(?P<label>favou?rite [a-z]+)(?: ever| now| right now| at the moment)?"
    r"(?:\s?[:=]| -|,| ?(?:'s|has|have|would have) (?:got )?to be| must be)\s*(?P<value>[^,.;!?()]{2,40}?)"
    r"(?= any | of all|[,.;!?(]|$)",
    re.IGNORECASE,
)
_HOBBIES = re.compile(
    rf"{_LEAD}(?:hobbies|pastimes|interests)(?: [a-z]+){{0,3}}\s?[:=-]\s*(?P<list>[^.;!?]+)"
    r"|\b(?:my|our) (?:days|weekends|evenings|free time|spare time) (?:are|is) (?:filled with|full of|spent on"
    r"|all about|mostly)\s(?P<filled>[^.;!?]+)",
    re.IGNORECASE,
)
_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)"
_TENURE = re.compile(
    rf"^\W*(?:(?i:my )?(?i:first|second|third|another) (?:full )?(?:day|week|month|shift|year)"
    rf"|(?:day|week|month|year) {_NUMBER}"
    rf"|(?i:{_NUMBER}) (?:days|weeks|months?|years?)(?=.*\b(?:now|in|already|today|done)\b))"
    rf"(?: as (?P<job>an? [^,.!]+?))?(?: in [a-z][a-z ]+?)? (?:at|with) (?:my new job at |the new job at |the )?(?P<org>{_NAME})",
)
_HOME = re.compile(
    rf"(?:\b(?:call|calling|made|making) (?P<called>{_NAME}) (?:my |our )?home\b"
    rf"|^\W*(?P<place>{_NAME}) is (?:my |our )?(?:new )?home(?: now| these days)?(?=[.,!;]|$)"
    rf"|^\W*(?:[Mm]y |[Oo]ur )?[Hh]ome is (?:now )?(?P<where>{_NAME})(?=[.,!;]|$)"
    rf"|^\W*[Bb]ack (?:home )?in (?P<back>{_NAME}) (?:for good|to stay|permanently))"
)
_UNREAL = re.compile(r"\b(?:not|n't|if|would|could|might|used to|wish|never|soon)\b", re.IGNORECASE)
_NOTHING = re.compile(r"\W*(?:none|nothing|nope|no|not|n/a|nil|tbd|todo|unknown)\b", re.IGNORECASE)
_OWNED = re.compile(
    r"\b(?:an?|one|two|three|four|\d|my|our) (?:[\w-]+ ){0,3}?(?P<noun>[a-z-]+?)s?,? "
    r"(?:(?:called|named|by the name of) )?(?P<names>[A-Z][\w-]+(?:(?:, | and |, and )[A-Z][\w-]+)*)(?=[.,;!)]| and |$)"
)
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_GUINEA = "pig"
"""What two words name; the first of them is read over."""


def labels(sentence: "Span", referents: Referents) -> Iterator[Phrase]:
    """Yield what labels, spans of time and bare noun phrases say of the speaker."""
    text, me = sentence.text.strip(), referents.speaker
    if text.endswith("?"):
        return
    if found := _FAVOURITE.search(text):
        yield Phrase(
            f"{me}'s {found['label'].lower()}", "thing", "is", found["value"].strip(), "thing"
        )
    if found := _HOBBIES.search(text):
        for each in _members(found["list"] or found["filled"]):
            yield Phrase(me, "person", "enjoys", each, "thing")
    yield from _employed(text, me)
    if (home := _HOME.search(text)) and not _UNREAL.search(text):
        place = next(part for part in home.groups() if part)
        yield Phrase(me, "person", "lives in", place, "place")
    if not any(token.tag_ in _FINITE for token in sentence):
        yield from _owned(text, referents)


def _members(row: str) -> Iterator[str]:
    """Yield the members of a list without days and articles: "chess on thursdays" is chess."""
    if _NOTHING.match(row):
        return
    for part in re.split(r",| and ", row):
        member = re.sub(
            r"\b(?:on|every|in the|at) .*$|^(?:the|some|a bit of|lots of) ", "", part.strip()
        )
        if 0 < len(member.split()) <= 3:
            yield member.strip()


def _employed(text: str, me: str) -> Iterator[Phrase]:
    """Yield the employer and the post in "First day as a cook at Nobu"."""
    found = _TENURE.match(text)
    if found is None or _UNREAL.search(text):
        return
    yield Phrase(me, "person", "works at", found["org"], "organisation")
    if found["job"] and is_occupation(found["job"].split()[-1]):
        yield Phrase(me, "person", "is", found["job"], "thing")


def _owned(text: str, referents: Referents) -> Iterator[Phrase]:
    """Yield whose the named are in "two guinea pigs, Salt and Pepper" and "one brother, Karl"."""
    for found in _OWNED.finditer(text):
        noun = (
            found["noun"].removesuffix("ie") if found["noun"] not in grammar.PETS else found["noun"]
        )
        is_pet = noun in grammar.PETS or (noun == _GUINEA and "guinea pig" in text)
        if not is_pet and noun not in grammar.KIN:
            continue
        kind = "animal" if is_pet else "person"
        role = f"{referents.speaker}'s {'guinea pig' if noun == _GUINEA else noun}"
        for name in re.split(r", and |, | and ", found["names"]):
            if name.lower() in grammar.GREETINGS or name in {referents.speaker, referents.listener}:
                continue
            referents.bind(role, name)
            referents.kinds[name] = kind
            gender = (
                "f" if noun in grammar.FEMALE_KIN else "m" if noun in grammar.MALE_KIN else None
            )
            referents.name(Who(name, kind), gender)
            yield Phrase(name, kind, "is", role, kind)
