"""Tell whether a memory says what a claim of the truth benchmark asks for, as pure functions.

Words are compared without case, articles, punctuation and plural endings; Chinese character
by character. What a memory says is taken from its fields where its kind has a subject, else
from its text. docs/truth-benchmark.md gives the rules in words.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

from benchmarks.truth_data import Claim
from octomem.agents.slots import load_table
from octomem.jsons import text_field
from octomem.memory import Kind, Memory

WORDS = Path(__file__).parent / "data" / "truth" / "slots.toml"
QUOTING = frozenset({"participant", "participants", "summary", "topic", "topics"})
"""Facets of contextual memory that quote the conversation and claim nothing."""
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:['’][^\W_]+)?")
_IDLE = frozenset({"a", "an", "the"})
_SELF = frozenset({"i", "me", "user", "the user", "speaker", "我", "用户"})
_OWNER = re.compile(r"^(.+)(?:['’]s?\s|的)(.+)$")
"""The last owner owns: "Mei's neighbour's dog" is the neighbour's."""
_SAYS_WHICH = frozenset({"is", "is called", "is named", "is on", "是", "叫"})
"""Predicates that say who or what somebody's something is."""
_NOT = re.compile(
    r"\b(?:not|never|no longer|no|cannot|without|stopped|quit|gave up)\b|n['’]t\b|不|没",
    re.IGNORECASE,
)

_TASKS = frozenset({"task", "reminder", "todo", "plan", "goal"})
"""Slots that working memory answers; what is planned is not so yet."""

Tokens = tuple[str, ...]


def tokens(text: str) -> Tokens:
    """Cut a text into the words that are compared."""
    found = (match.group().casefold() for match in _WORD.finditer(text))
    return tuple(_singular(word) for word in found if word not in _IDLE)


def _singular(word: str) -> str:
    word = re.sub(r"['’]s$", "", word)
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def within(part: Tokens, whole: Tokens) -> bool:
    """Tell whether words follow each other somewhere in others."""
    width = len(part)
    return width > 0 and any(whole[at : at + width] == part for at in range(len(whole) - width + 1))


def says(text: str, values: Iterable[str]) -> bool:
    """Tell whether a text has one of the values in it."""
    whole = tokens(text)
    return any(within(tokens(value), whole) for value in values)


@dataclass(frozen=True, slots=True)
class Told:
    """One way to read a memory: of whom it says what, under which name."""

    subject: str | None
    """None where the words do not tell it apart."""
    under: str
    value: str


@dataclass(frozen=True, slots=True)
class Matcher:
    """Compares memories with claims, with the words that one file has for its slots."""

    user: str
    """What the user is called, for subjects such as "me"."""
    words: Mapping[str, tuple[str, ...]]
    entities: Sequence[tuple[str, ...]] = ()
    """All names of each of the store's entities that has several."""

    def holds(self, memory: Memory, claim: Claim) -> bool:
        """Tell whether a memory says what a claim is about, whatever its state should be."""
        if claim.kinds and memory.kind not in claim.kinds:
            return False
        if not claim.kinds and memory.kind is Kind.EPISODIC:
            return False
        if text_field(memory.fields, "facet") in QUOTING or is_negated(memory) != claim.negated:
            return False
        slot = claim.slot
        told = list(readings(memory))
        if memory.kind is Kind.WORKING and slot is not None and slot_key(slot) not in _TASKS:
            return False
        if slot is not None and slot_key(text_field(memory.fields, "slot")) == slot_key(slot):
            slot, told = None, told[:1]  # whose slot it is, the first reading says
        return any(
            self._is_subject(each, memory, claim.subject)
            and (claim.value is None or says(each.value, _alike(claim.value)))
            and (slot is None or self._is_slot(each, slot))
            for each in told
        )

    def _is_subject(self, told: Told, memory: Memory, subjects: Sequence[str]) -> bool:
        names = [name for each in subjects for name in self._names(each)]
        if memory.kind is Kind.WORKING and self.user in names:
            return True
        if told.subject is None:
            return any(within(tokens(name), tokens(memory.text)) for name in names)
        return any(_is_named(told.subject, name) for name in names)

    def _names(self, subject: str) -> list[str]:
        """Return what a subject may go by: the user's name for "me", words of the same kin, and aliases.

        Aliases are those that the store itself holds.
        """
        if subject.casefold() in _SELF:
            return [self.user]
        held = [names for names in self.entities if tokens(subject) in map(tokens, names)]
        return [one for name in {subject, *chain(*held)} for one in self._kin_of(name)]

    def _kin_of(self, subject: str) -> list[str]:
        owned = re.fullmatch(r"(.+)的(.+)", subject)
        if owned is not None:
            return [subject, *(f"{owned[1]}'s {word}" for word in _kin().get(owned[2], ()))]
        return [subject, *_kin().get(subject.casefold(), ())]

    def _is_slot(self, told: Told, slot: str) -> bool:
        phrases = self.words.get(slot_key(slot))
        if phrases is None:
            return True
        whole = tokens(told.under)
        return any(within(tokens(phrase), whole) for phrase in phrases)


def _is_named(subject: str, name: str) -> bool:
    """Tell whether a memory's subject is who a name names: "Mei's sister" is not Mei."""
    held, wanted = tokens(subject), tokens(name)
    owner = _OWNER.match(subject)
    if owner is not None and _OWNER.match(name) is None:
        held = tokens(owner[2])
    return bool(held) and (within(wanted, held) or within(held, wanted))


def readings(memory: Memory) -> Iterator[Told]:
    """Walk the ways in which a memory's fields or text can be read."""
    fields = memory.fields
    if memory.kind is Kind.SEMANTIC:
        subject, predicate, value = (
            text_field(fields, name) for name in ("subject", "predicate", "object")
        )
        said = f"{predicate} {value}"
        yield Told(subject, f"{said} {text_field(fields, 'slot').replace('_', ' ')}", said)
        if (owned := _OWNER.match(subject)) and predicate in _SAYS_WHICH:
            yield Told(owned[1], f"{owned[2]} {predicate}", f"{owned[2]} {said}")
        if (owned := _OWNER.match(value)) and predicate in _SAYS_WHICH:
            yield Told(owned[1], owned[2], f"{subject} {owned[2]}")
    elif memory.kind is Kind.KNOWLEDGE:
        entity, target = text_field(fields, "entity"), text_field(fields, "target")
        relation = text_field(fields, "relation").replace("_", " ")
        under = f"{relation} {text_field(fields, 'label')}"
        yield Told(entity, under, target)
        yield Told(target, under, entity)
    else:
        label = text_field(fields, "label") or memory.kind.value.replace("working", "task")
        yield Told(None, f"{label} {memory.text}", memory.text)


def is_negated(memory: Memory) -> bool:
    """Tell whether a memory says that something is not so."""
    if memory.kind is Kind.SEMANTIC:
        return memory.fields.get("negated") is True
    return memory.kind is Kind.CORE and _NOT.search(memory.text) is not None


def slot_key(slot: str) -> str:
    """Return the form in which names of slots are compared."""
    key = slot.casefold().replace("_", " ").strip()
    return key.replace("favorite", "favourite").replace("color", "colour")


def vocabulary(own: Mapping[str, Sequence[str]]) -> Mapping[str, tuple[str, ...]]:
    """Return every slot's words: the configured ones, the benchmark's, and a file's own."""
    found: dict[str, list[str]] = {key: list(words) for key, words in _known().items()}
    for name, words in own.items():
        found.setdefault(slot_key(name), []).extend([name.replace("_", " "), *words])
    return {name: tuple(words) for name, words in found.items()}


@cache
def _known() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for slot in load_table().slots:
        words = [*slot.means, *slot.changes, *slot.values, *slot.possessed, slot.predicate]
        found[slot_key(slot.name)] = [word for word in words if word != "is" and "*" not in word]
    for name, words in _table()["slots"].items():
        found.setdefault(slot_key(name), []).extend([name, *words])
    return {name: tuple(words) for name, words in found.items()}


@cache
def _kin() -> Mapping[str, tuple[str, ...]]:
    """Return for each word of kin those that mean the same."""
    return {word: tuple(words) for words in _table()["kin"].values() for word in words}


def _alike(values: Iterable[str]) -> list[str]:
    """Return values with those that the other language has for the same."""
    rows = [set(words) for words in _table()["values"].values()]
    return [each for value in values for each in {value}.union(*(r for r in rows if value in r))]


@cache
def _table() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))
