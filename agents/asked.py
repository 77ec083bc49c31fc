"""What a question asks for in so many words: "Where does Mei live?" asks for Mei's home."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from pydantic import BaseModel, Field

from octomem.agents.base import Question
from octomem.agents.namesakes import one_noun
from octomem.agents.reading.grammar import PETS, ROLES
from octomem.agents.relations import NOUNS
from octomem.agents.slots import SPELLING
from octomem.agents.wording import normal
from octomem.jsons import JSON, text_field
from octomem.memory import Kind, Memory, noted

ANSWERS = 0.9
"""How relevant a memory is at least that gives what a question asks for."""
NEARLY = 0.6
"""The same of one that gives it beside something else: where somebody studies, not what."""
_OWNER = re.compile(r"['\u2019]s?\b")
_ROLE = re.compile(
    rf"['\u2019]s ((?:best |old |older |elder |younger |little |big )?(?:{'|'.join(sorted(ROLES | PETS, key=len, reverse=True))}))(?![\w-])",
    re.IGNORECASE,
)


class _Row(BaseModel, frozen=True, extra="forbid"):
    """One row of configs/asked.toml, whose head describes each column."""

    question: re.Pattern[str]
    slots: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    relations: frozenset[str] = frozenset()
    names: str = ""


class _File(BaseModel, frozen=True, extra="forbid"):
    rows: tuple[_Row, ...] = Field(alias="asked")


@dataclass(frozen=True, slots=True)
class Asked:
    """What would answer a question."""

    text: str
    """The question in normal form, by name and as it was asked, between blanks; "Mei's sister" is one word."""
    slots: frozenset[str] = frozenset()
    predicates: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    """How denials begin that answer."""
    relations: frozenset[str] = frozenset()
    noun: str = ""
    """What somebody is asked to be to somebody: "sister"."""

    @property
    def is_clear(self) -> bool:
        """Whether anything can answer it."""
        return bool(self.slots or self.predicates or self.denied or self.relations or self.noun)

    def answer(self, memory: Memory) -> float:
        """Return how relevant a memory is at least: 0 where it does not give what is asked for.

        "Studies at Durham" says less of what somebody studies than "studies law".
        """
        if not self._is_given(memory):
            return 0.0
        return NEARLY if self._is_beside(text_field(memory.fields, "predicate")) else ANSWERS

    def _is_beside(self, predicate: str) -> bool:
        """Tell whether a predicate only begins with a verb that is asked for."""
        verb, _, more = predicate.partition(" ")
        return bool(more) and verb in self.predicates and predicate not in self.predicates

    def _is_given(self, memory: Memory) -> bool:
        fields = memory.fields
        if memory.kind is Kind.KNOWLEDGE:
            told = text_field(fields, "relation") in self.relations
            return told and any(map(self._says, _ends(memory)))
        if fields.get("negated") is True:
            return _begins(fields, self.denied) and self._says(_subject(memory))
        if not (self.slots or self.predicates or self.noun):
            return False
        if self.noun:
            owner, mark, noun = text_field(fields, "object").rpartition("'s ")
            is_one = bool(mark) and self._is_one(normal(noun).split(" ")[-1])
            return is_one and self._says(_named(owner))
        return self._fits(fields) and self._says(_subject(memory))

    def _is_one(self, noun: str) -> bool:
        """Tell whether a noun is the one asked for, another word for it or of its kind: a dog is a pet."""
        return one_noun(noun) == one_noun(self.noun) or NOUNS.get(noun) == f"{self.noun}_of"

    def _fits(self, fields: Mapping[str, JSON]) -> bool:
        by_verb = _begins(fields, self.predicates)
        return by_verb or text_field(fields, "slot") in self.slots

    def _says(self, name: str) -> bool:
        return bool(name) and name in self.text


def _begins(fields: Mapping[str, JSON], predicates: Iterable[str]) -> bool:
    predicate = text_field(fields, "predicate")
    return any(predicate == each or predicate.startswith(f"{each} ") for each in predicates)


@noted
def _subject(memory: Memory) -> str:
    """Return whom a fact is about, as a question says it."""
    return _named(text_field(memory.fields, "subject"))


@noted
def _ends(memory: Memory) -> tuple[str, str]:
    """Return what a relation holds between, as a question says it."""
    fields = memory.fields
    return _named(text_field(fields, "entity")), _named(text_field(fields, "target"))


def _named(name: str) -> str:
    return _plain(name) if name else ""


def _plain(text: str) -> str:
    """Return a text in normal form, between blanks; whoever is named by a role is one word."""
    return f" {normal(_OWNER.sub(' ', _ROLE.sub(_joined, text)))} "


def _joined(role: re.Match[str]) -> str:
    return f"_{one_noun(role[1].lower())}"


@lru_cache(maxsize=4)
def asked(question: Question) -> Asked:
    """Read what a question asks for; nothing answers one that fits no row. Several agents ask that."""
    low = question.low
    text = question.by_name or question.text
    for row in _rows():
        found = row.question.search(low)
        if found is not None:
            word = found[1] if row.question.groups else ""
            word = SPELLING.get(word, word)
            slots = frozenset(slot.format(word) for slot in row.slots)
            noun = row.names.format(word)
            # "Who is Mei's boss?" asks for what Mei has, "Where does Mei's boss live?" does not.
            of_role = row.question.search(_ROLE.sub("", low)) is not None
            by_name = _plain(text) if of_role else f" {normal(_OWNER.sub(' ', text))} "
            said = by_name + _plain(question.text)  # of Anna, and of "Mei's sister"
            return Asked(said, slots, row.predicates, row.denied, row.relations, noun)
    return Asked(_plain(text))


@cache
def _rows() -> tuple[_Row, ...]:
    """Read configs/asked.toml; once per process."""
    text = files("octomem.configs").joinpath("asked.toml").read_text(encoding="utf-8")
    return _File.model_validate(tomllib.loads(text)).rows
