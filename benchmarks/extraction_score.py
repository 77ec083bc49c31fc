"""Judge the memories of a conversation by its annotations, as pure functions.

An expected memory and one that was made are matched one to one, as many pairs as there
can be. A memory that matches nothing, or something forbidden, is false.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from benchmarks.extraction_data import EXTRACTED, Alternatives, Conversation, Expected
from octomem.jsons import JSON, text_field
from octomem.memory import Kind

ALWAYS = frozenset({"participant", "participants", "summary", "topic", "topics"})
"""Facets of contextual memory that every session has; they quote the conversation."""
DATED = frozenset({"date", "dates", "time"})
"""Facets that are right where they name a day on which something was said."""


@dataclass(frozen=True, slots=True)
class Made:
    """A memory that the system made, as far as scoring looks at it."""

    kind: Kind
    text: str
    fields: dict[str, JSON] = field(default_factory=dict[str, JSON])

    @property
    def views(self) -> tuple[str, str]:
        """Return its text and its fields' JSON, folded for comparison."""
        return self.text.casefold(), json.dumps(self.fields, ensure_ascii=False).casefold()


@dataclass(frozen=True, slots=True)
class Mistake:
    """A memory that should not be there, and why."""

    made: Made
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is right and wrong about one conversation's memories."""

    found: tuple[tuple[Expected, Made], ...]
    missed: tuple[Expected, ...]
    false: tuple[Mistake, ...]
    surplus: tuple[Made, ...]
    """Right, but said again: what it matches was found in another memory."""
    allowed: tuple[Made, ...]
    """Neither asked for nor false."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one group, and the shares that follow; None where there is nothing."""

    found: int = 0
    missed: int = 0
    false: int = 0
    surplus: int = 0

    @property
    def n(self) -> int:
        """How many memories are expected."""
        return self.found + self.missed

    @property
    def precision(self) -> float | None:
        """The share of what was made that is right, in [0, 1]; surplus counts in neither."""
        return _share(self.found, self.found + self.false)

    @property
    def recall(self) -> float | None:
        """The share of what is expected that was made, in [0, 1]."""
        return _share(self.found, self.n)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall, in [0, 1]."""
        return _share(2 * self.found, 2 * self.found + self.missed + self.false)


def occurs(made: Made, matches: Alternatives, *, ordered: bool = False) -> bool:
    """Tell whether all substrings of one alternative are in the memory's text or fields.

    Letters' case does not matter. With `ordered` they have to follow each other, without
    overlap, within the text or within the fields.
    """
    if ordered:
        return any(_in_order(view, each) for view in made.views for each in matches)
    whole = "\n".join(made.views)
    return any(all(part.casefold() in whole for part in each) for each in matches)


def forbidden(made: Made, conversation: Conversation) -> str | None:
    """Say why a memory must not be there, or None.

    What a session's topic, participants and summary quote is judged by `any` alone.
    """
    kinds = {"any"} if _always(made) else {"any", made.kind.value}
    for rule in conversation.forbidden:
        if rule.kind in kinds and occurs(made, rule.matches):
            return rule.why
    return None


def allowed(made: Made, conversation: Conversation) -> bool:
    """Tell whether a memory is right without being asked for."""
    if _always(made) or _names_its_day(made, conversation.days):
        return True
    return any(
        rule.kind == made.kind and occurs(made, rule.matches) for rule in conversation.also_ok
    )


def judge(conversation: Conversation, memories: Iterable[Made]) -> Verdict:
    """Match a conversation's memories with its annotations; episodic ones are left out."""
    barred: list[Mistake] = []
    clean: list[Made] = []
    for made in memories:
        if made.kind is Kind.EPISODIC:
            continue
        why = forbidden(made, conversation)
        if why is None:
            clean.append(made)
        else:
            barred.append(Mistake(made, why))
    options = [
        [place for place, made in enumerate(clean) if _answers(made, expected)]
        for expected in conversation.expected
    ]
    pairs = pair(options)
    taken = set(pairs.values())
    left = [(place, made) for place, made in enumerate(clean) if place not in taken]
    known = {place for option in options for place in option}
    fine = {place for place, made in left if allowed(made, conversation)}
    return Verdict(
        found=tuple((conversation.expected[e], clean[m]) for e, m in sorted(pairs.items())),
        missed=tuple(each for e, each in enumerate(conversation.expected) if e not in pairs),
        false=(
            *barred,
            *(Mistake(m, "matches nothing") for p, m in left if p not in fine | known),
        ),
        surplus=tuple(made for place, made in left if place in known - fine),
        allowed=tuple(made for place, made in left if place in fine),
    )


def pair(options: Sequence[Sequence[int]]) -> dict[int, int]:
    """Give each row one of its options, none to two rows, to as many rows as possible.

    Greedy with augmenting paths (Kuhn 1955). Returns row to option.
    """
    holder: dict[int, int] = {}

    def place(row: int, tried: set[int]) -> bool:
        for option in options[row]:
            if option in tried:
                continue
            tried.add(option)
            if option not in holder or place(holder[option], tried):
                holder[option] = row
                return True
        return False

    for row in range(len(options)):
        place(row, set())
    return {row: option for option, row in holder.items()}


def tally(verdicts: Iterable[Verdict], kinds: Iterable[Kind] = EXTRACTED) -> Tally:
    """Count over several conversations, for some kinds."""
    wanted, counts = frozenset(kinds), [0, 0, 0, 0]
    for verdict in verdicts:
        counts[0] += sum(expected.kind in wanted for expected, _ in verdict.found)
        counts[1] += sum(expected.kind in wanted for expected in verdict.missed)
        counts[2] += sum(mistake.made.kind in wanted for mistake in verdict.false)
        counts[3] += sum(made.kind in wanted for made in verdict.surplus)
    return Tally(*counts)


def _answers(made: Made, expected: Expected) -> bool:
    """Tell whether a memory is what was asked for; what merely quotes the session never is."""
    if made.kind != expected.kind or _always(made):
        return False
    return occurs(made, expected.matches, ordered=expected.ordered)


def _always(made: Made) -> bool:
    return made.kind is Kind.CONTEXTUAL and text_field(made.fields, "facet").casefold() in ALWAYS


def _names_its_day(made: Made, days: Iterable[date]) -> bool:
    facet = text_field(made.fields, "facet").casefold()
    if made.kind is not Kind.CONTEXTUAL or facet not in DATED:
        return False
    return any(day.isoformat() in view for view in made.views for day in days)


def _in_order(view: str, parts: Sequence[str]) -> bool:
    start = 0
    for part in parts:
        place = view.find(part.casefold(), start)
        if place < 0:
            return False
        start = place + len(part.casefold())
    return True


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
