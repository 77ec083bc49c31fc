"""Statements in the words of a slot: "ended up in Ghent" means "moved to Ghent"."""

import re
import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, Field

from octomem.agents.reading.reading import Statement, Tense

_BRIEF = re.compile(
    r"\bfor (?:an?|the|one|two|three|four|five|a few|a couple of|\d+) (?:\w+ )?(?:hours?|nights?|days?|weekends?|weeks?"
    r"|meeting|conference|wedding|visit|trip|match|gig|concert|party|funeral|interview|holidays?|break|bit|while)\b"
    r"|\bon (?:holiday|vacation|business|a trip|tour)\b|\b(?:hotel|hostel|airbnb|stopover|layover)\b",
    re.IGNORECASE,
)
"""What tells of a short stay."""


_STATES = frozenset({"keto", "paleo", "halal", "kosher", "vegan", "vegetarian", "pescatarian"})
"""What somebody is that the parser takes for a part of the verb."""


class Meaning(BaseModel, frozen=True, extra="forbid"):
    """One row of configs/meanings.toml, whose head describes each column."""

    says: frozenset[str]
    as_: str = Field(alias="as")
    verb: str
    objects: frozenset[str] = frozenset()
    not_: frozenset[str] = Field(default=frozenset(), alias="not")
    object: re.Pattern[str] = re.compile("^(.*)$", re.DOTALL)
    said: re.Pattern[str] | None = None
    stays: bool = False
    tense: Tense | None = None
    negated: bool = False
    reversed: bool = False

    @property
    def at_work(self) -> bool:
        """Whether its value is where somebody works."""
        return self.as_ in {"works at", "starts at"}

    def value(self, statement: Statement, sentence: str) -> str | None:
        """Return the value that a statement gives by this row; None where it does not fit."""
        typed = not self.objects or statement.object_type in self.objects
        if statement.negated != self.negated or not typed or statement.object_type in self.not_:
            return None
        if self.said is not None and not self.said.search(sentence.lower()):
            return None
        if self.stays and _BRIEF.search(sentence):
            return None
        found = self.object.search(statement.object)
        return found[1] if found else None


class _File(BaseModel, frozen=True, extra="forbid"):
    meanings: tuple[Meaning, ...] = Field(alias="meaning")


def reworded(statement: Statement, sentence: str) -> Statement:
    """Return a statement in the words of a slot, or as it is; its text stays as it was said.

    `sentence` is the whole sentence it was made in.
    """
    verb, _, state = statement.predicate.partition(" ")
    if verb == "is" and state in _STATES and not statement.object:
        statement = replace(statement, predicate=verb, object=state)
    for row in _by_predicate().get(statement.predicate, ()):
        value = row.value(statement, sentence)
        if value is None:
            continue
        told = replace(
            statement,
            predicate=row.as_,
            verb=row.verb,
            negated=False,
            ended=statement.ended and not row.negated,  # "can't stand it any more" is so now
            progressive=False,
            tense=row.tense or statement.tense,
        )
        if row.at_work:
            told = replace(told, object_type="organisation")
        if not row.reversed:
            return replace(told, object=value)
        if "'s " not in statement.subject and statement.subject[:1].isupper():
            return replace(
                told,
                subject=statement.object,
                subject_type="person",
                object=statement.subject,
                object_type="organisation",
            )
    return statement


@cache
def _by_predicate() -> dict[str, list[Meaning]]:
    """Read configs/meanings.toml; once per process."""
    text = files("octomem.configs").joinpath("meanings.toml").read_text(encoding="utf-8")
    found: dict[str, list[Meaning]] = {}
    for row in _File.model_validate(tomllib.loads(text)).meanings:
        for predicate in row.says:
            found.setdefault(predicate, []).append(row)
    return found
