"""Whether `recall` knows that it does not know: questions put to the wrong conversation.

The questions of a conversation (categories 1 to 4) are put to its own store, and to the
next conversation's, where nothing answers them: word for word, and, which is harder, with
the names of that conversation's speakers in place of their own.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.locomo_data import ADVERSARIAL, Conversation
from benchmarks.metrics import auroc
from octomem import Orchestrator

LIMIT = 10
"""Memories asked for: `recall`'s own default, as `found` looks at those returned."""
OWN = "own store"
VERBATIM = "another's store, word for word"
RENAMED = "another's store, with its speakers' names"


@dataclass(frozen=True, slots=True)
class Put:
    """One question put to one store."""

    store: str
    relevance: float
    """The most relevant memory's, in [0, 1]; 0 for none."""
    found: bool

    @property
    def right(self) -> bool:
        """Say whether `found` is what it should be: true for the own store alone."""
        return self.found == (self.store == OWN)


@dataclass(frozen=True, slots=True)
class Row:
    """The questions put to one kind of store."""

    n: int
    right: float
    """Share of the questions for which `found` is right, in [0, 1]."""
    auroc: float | None
    """How often the own store's top relevance exceeds this one's; None for the own store."""
    median: float


@dataclass(frozen=True, slots=True)
class Abstention:
    """What a run found."""

    rows: Mapping[str, Row]
    floor: float

    def as_json(self) -> dict[str, Any]:
        """Return the rows as JSON values."""
        rows = {
            name: {"n": row.n, "right": row.right, "auroc": row.auroc, "median": row.median}
            for name, row in self.rows.items()
        }
        return {"k": LIMIT, "found_floor": self.floor, "rows": rows}


def abstain(
    memory: Orchestrator,
    conversations: Sequence[Conversation],
    floor: float,
    step: Callable[[], None] = lambda: None,
) -> Abstention:
    """Put every question to its own store and twice to the next conversation's.

    Raises:
        ValueError: there is one conversation only.
    """
    if len(conversations) < 2:
        raise ValueError("expected at least two conversations, to put questions to another's store")
    given: list[Put] = []
    others = [*conversations[1:], conversations[0]]
    for own, other in zip(conversations, others, strict=True):
        for question in own.questions:
            if question.category != ADVERSARIAL:
                harder = renamed(question.text, speakers(own), speakers(other))
                given.append(put(memory, own.user_id, question.text, OWN))
                given.append(put(memory, other.user_id, question.text, VERBATIM))
                given.append(put(memory, other.user_id, harder, RENAMED))
            step()
    return judge(given, floor)


def put(memory: Orchestrator, user_id: str, text: str, store: str) -> Put:
    """Ask one question."""
    found = memory.recall(text, user_id=user_id, limit=LIMIT)
    top = max((each.relevance or 0.0 for each in found.memories), default=0.0)
    return Put(store, top, found.found)


def judge(given: Sequence[Put], floor: float) -> Abstention:
    """Compare what was given with what should have been."""
    own = [each.relevance for each in given if each.store == OWN]
    rows: dict[str, Row] = {}
    for store in (OWN, VERBATIM, RENAMED):
        mine = [each for each in given if each.store == store]
        tops = sorted(each.relevance for each in mine)
        rows[store] = Row(
            n=len(mine),
            right=sum(each.right for each in mine) / max(1, len(mine)),
            auroc=None if store == OWN else auroc(own, tops),
            median=tops[len(tops) // 2],
        )
    return Abstention(rows, floor)


def speakers(conversation: Conversation) -> list[str]:
    """Return who speaks, in the order of their first words."""
    messages = (message for each in conversation.sessions for message in each.messages)
    return list(dict.fromkeys(message["name"] for message in messages))


def renamed(text: str, own: Sequence[str], other: Sequence[str]) -> str:
    """Put the other conversation's speakers in place of a question's own, whole words only."""
    pairs = {mine.casefold(): theirs for mine, theirs in zip(own, other, strict=False)}
    names = "|".join(re.escape(name) for name in own[: len(other)])
    form = re.compile(rf"\b(?:{names})\b", re.IGNORECASE)
    return form.sub(lambda match: pairs[match[0].casefold()], text)


def print_abstention(abstention: Abstention, console: Console) -> None:
    """Print a row per kind of store."""
    table = Table(title="knowing what is not known: `found`", title_justify="left")
    for name in ("question put to", "n", "`found` right", "AUROC", "median top relevance"):
        table.add_column(name, no_wrap=True, justify="left" if name[0] == "q" else "right")
    for name, row in abstention.rows.items():
        area = "" if row.auroc is None else f"{row.auroc:.3f}"
        table.add_row(name, str(row.n), f"{row.right:.1%}", area, f"{row.median:.3f}")
    console.print(table)
    console.print(
        f"categories 1 to 4; top relevance among k = {LIMIT} memories of one recall(); "
        f"found_floor {abstention.floor}; no random seed",
        highlight=False,
        soft_wrap=True,
    )
