"""Capitals that a message leaves out where the words before say that a name comes: "my brother zeke"."""

import re

from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import GIVEN

_ROLE = "|".join(sorted(grammar.ROLES - {"person", "people"}))
_SMALL = r"[a-z]{2,}"
_LED = re.compile(
    rf"\b(?:(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|\w+['\u2019]s) (?:[\w-]+ ){{0,2}}?(?:{_ROLE})s?,?"
    rf"|[Aa]unt(?:ie|y)?|[Uu]ncle|called|named|name(?:['\u2019]s| is)|short for|aka|known as|nicknamed)"
    rf" {_SMALL}(?:(?:,? (?:and|n|&)|,) (?!short for|known as|aka\b){_SMALL})*"
)
"""What says that a name follows, the name, and those beside it: "my brothers ade and tunde"."""
_TITLED = re.compile(rf"\b(?:[Mm]rs?|(?<!\d )(?<!in )[Mm]s)\.? {_SMALL}")
_SMALL_TITLE = re.compile(r"\b(?:mrs?|ms|dr|prof)(?=\.? [A-Z])")
_WORD = re.compile(rf"\b{_SMALL}\b")


def written(text: str) -> str:
    """Return a text of the same length whose names begin with capitals where a role, "called" or a title leads to them.

    Only names that are nothing else are known without a title: "my brother still" has none.
    """
    text = _SMALL_TITLE.sub(lambda found: found.group().title(), text)
    text = _TITLED.sub(lambda found: found.group().title(), text)
    return _LED.sub(lambda found: _WORD.sub(_as_name, found.group()), text)


def _as_name(word: re.Match[str]) -> str:
    name = word.group()
    return name.title() if name in GIVEN else name
