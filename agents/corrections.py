"""Corrections: "actually, I live in Graz" retracts what was never true."""

from dataclasses import replace

from octomem.agents.base import Candidate, Intent
from octomem.agents.reading.reading import Statement, Tense
from octomem.agents.resolve import Desk
from octomem.agents.slots import load_table
from octomem.operation import Proposal

_MARK = "corrects"


def corrects(statement: Statement) -> bool:
    """Tell whether a statement puts right what was said wrong.

    "Actually, I moved to Graz" is news: the old home was right when it was told.
    """
    is_present = statement.tense is Tense.PRESENT
    return statement.corrects and is_present and not load_table().is_change(statement)


def is_correction(candidate: Candidate) -> bool:
    """Tell whether a candidate was marked by `corrects` and competes for a slot."""
    return (
        candidate.metadata.get(_MARK) is True
        and candidate.slot is not None
        and candidate.intent is Intent.ASSERT
    )


def correct(desk: Desk, candidate: Candidate) -> list[Proposal]:
    """Retract what holds the candidate's slot, then settle the candidate in its place."""
    candidate = replace(
        candidate, metadata={k: v for k, v in candidate.metadata.items() if k != _MARK}
    )
    wrong = [
        memory
        for memory in desk.current()
        if memory.slot == candidate.slot and memory.identity != candidate.identity
    ]
    if not wrong:
        return [desk.settle(candidate)]
    retraction = replace(
        candidate,
        identity=wrong[-1].identity,
        intent=Intent.RETRACT,
        reason=f"corrected: {candidate.text}",
    )
    return [
        desk.settle(retraction),
        desk.settle(replace(candidate, reason=f"{candidate.reason}, put right")),
    ]
