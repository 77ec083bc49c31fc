"""Given names of people, and whether they tell "he" or "she", where no other word does.

`given-names.tsv` has them in lower case, from all over the world as they are written in English,
each with `f`, `m`, or `u` where women and men have it, or nobody here knew. It was written for
this project; words that mean something else more often are left out.
"""

from importlib.resources import files

UNISEX = "u"


def _named() -> dict[str, str]:
    text = files("octomem").joinpath("data", "given-names.tsv").read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in text.splitlines())
    return {name: gender for name, _, gender in rows}


GIVEN = _named()
"""Gender by name."""


def gender_of(name: str) -> str | None:
    """Return `f` or `m` for a name that is given to one of them only, as far as is known."""
    gender = GIVEN.get(name.partition(" ")[0].casefold())
    return gender if gender != UNISEX else None
