"""What somebody says of themselves without a sentence: "32, from Leeds", "Ravi here"."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.occupations import is_occupation
from octomem.agents.reading.phrases import Phrase
from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Span

_NAME = r"[A-Z][\w'\u2019-]+(?: (?:van|von|de|da|del|el|al|bin) )?(?: ?[A-Z][\w'\u2019-]+){0,3}"
_HELLO = r"^\W*(?:(?i:hi|hey|hello|good (?:morning|afternoon|evening)|morning)\b[ ,!]*(?:all|everyone|there|team)?[ ,!]*)?"
_HERE = re.compile(
    _HELLO
    + rf"(?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?) here\b(?:,? (?:from|at|with) (?P<org>{_NAME}))?(?! originally)"
)
_IT_IS = re.compile(
    _HELLO
    + rf"(?i:it's|its|this is) (?P<name>[A-Z][\w'-]+)(?:,? (?:from|at|with) (?P<org>{_NAME}))?\W*$"
)
_TITLED = re.compile(
    rf"\bI(?:'m| am) (?P<name>{_NAME}), (?:an? |the )?(?P<role>[a-z][\w -]*?)"
    rf"(?P<rest> (?:at|for|with|in) {_NAME}(?: in {_NAME})?)?(?=[,.;!]| and\b|$)"
)
_WHOLE_NAME = re.compile(
    r"\bI(?:'m| am) (?P<name>(?!NOT\b)[A-Z][\w'-]+(?: [A-Z][\w'-]+){1,3})(?=[,.;!]| and\b| here\b|$)"
)
_AS_A = re.compile(
    r"^\W*(?:as|being) (?P<what>an? (?:[\w-]+ ){0,2}?(?P<noun>[\w-]+)),? (?:I|we)\b", re.IGNORECASE
)
_AGE = re.compile(r"(?P<age>[1-9]\d)(?: ?(?:yo|y/o|f|m|years? old))?", re.IGNORECASE)
_FROM = re.compile(rf"(?:originally )?(?:from|in|live in|living in|based in) (?P<place>{_NAME})")
_FAMILY = re.compile(
    r"(?P<many>(?:one|two|three|four|five|six|[1-9]|a|an) (?:[\w-]+ )?"
    r"(?:kids?|children|child|sons?|daughters?|dogs?|cats?|boys|girls|brothers?|sisters?))"
)
_PARENT = re.compile(
    r"(?P<what>(?:proud |single |new )?(?:mum|mom|dad|mother|father|parent|grandmother|grandad)"
    r" (?:of|to) [\w ]{2,25}?)(?: here)?",
    re.IGNORECASE,
)
_DIETS = vocabulary(
    "vegan vegetarian pescatarian coeliac celiac lactose-intolerant teetotal diabetic"
)
_SAID = {"i", "we", "you", "he", "she", "it", "they"}


def fragments(sentence: "Span", speaker: str) -> Iterator[Phrase]:
    """Yield what a sentence that may have no verb says of its speaker."""
    text = sentence.text.strip()
    if text.endswith("?"):
        return
    introduced = () if _is_of_another(sentence, text) else _introduced(text)
    for predicate, value, kind in (*introduced, *_as_what(text), *_listed(sentence, text)):
        yield Phrase(speaker, "person", predicate, value, kind)


def _is_of_another(sentence: "Span", text: str) -> bool:
    """Tell who is pointed at and told of in the next words: "this is Ben, he teaches maths"."""
    after = sentence.doc[sentence.end : sentence.end + 1].text.lower()
    return _IT_IS.search(text) is not None and after in {"he", "she", "they"}


def _introduced(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the name and the employer in "Fenna here from Velodoc", "I'm Ann, head of …"."""
    here = _HERE.search(text) or _IT_IS.search(text)
    if here is not None and (here["org"] or here["name"].split(maxsplit=1)[0].lower() in GIVEN):
        yield "is called", here["name"], "person"
        if here["org"]:
            yield "works at", here["org"], "organisation"
    whole = _WHOLE_NAME.search(text)
    if whole is not None:
        yield "is called", whole["name"], "person"
    titled = _TITLED.search(text)
    if titled is not None:
        words = titled["role"].split(" of ")[0].split()
        if words and (is_occupation(words[-1]) or words[-1] == "head"):
            yield "is", f"{titled['role']}{titled['rest'] or ''}", "thing"


def _as_what(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the role in "as a teacher, I …"."""
    found = _AS_A.match(text)
    if found is not None and (is_occupation(found["noun"]) or found["noun"].lower() in _DIETS):
        yield "is", found["what"][0].lower() + found["what"][1:], "thing"


def _listed(sentence: "Span", text: str) -> Iterator[tuple[str, str, str]]:
    """Yield the parts of "32, from Leeds, two kids": two or more, or one beyond doubt."""
    if any(token.lower_ in _SAID for token in sentence) or len(text) > 120:
        return
    parts = [part.strip(" .!;:-") for part in re.split(r",| and | - ", text)]
    found = [each for part in parts if (each := _part(part)) is not None]
    sure = len(found) == 1 == len(parts) and _is_sure(text)
    if len(found) >= max(2, len(parts) - 2) or sure:
        yield from found


def _is_sure(text: str) -> bool:
    low = text.lower().strip(" .!")
    return (
        low in _DIETS
        or _PARENT.fullmatch(low) is not None
        or (low.endswith(" here") and is_occupation(low.removesuffix(" here").split()[-1]))
    )


_NOT_OF_SELF = vocabulary("my our your his her their the is was")
"""Words of what is told of others, or in a clause: "Dave, my plumber, is a nurse"."""


def _part(part: str) -> tuple[str, str, str] | None:
    bare = part.removesuffix(" here").strip()
    low = bare.lower()
    if age := _AGE.fullmatch(bare):
        return "is", age["age"], "number"
    if place := _FROM.fullmatch(bare):
        lives = re.match(r"(?:live|living|based|in)\b", low) is not None
        return ("lives in" if lives else "is from"), place["place"], "place"
    if many := _FAMILY.fullmatch(low):
        return "has", many["many"], "thing"
    what = _what(low)
    return ("is", what, "thing") if what else None


def _what(low: str) -> str:
    """Return what a part says its speaker is: a parent, vegan, a nurse; empty if nothing."""
    if parent := _PARENT.fullmatch(low):
        return f"a {parent['what']}"
    words = low.removeprefix("a ").removeprefix("an ").split()
    if (
        0 < len(words) <= 3
        and not _NOT_OF_SELF & set(words)
        and is_occupation(words[-1])
        and low not in grammar.GREETINGS
    ):
        return f"{grammar.article(words[0])} {' '.join(words)}"
    return low if low in _DIETS else ""
