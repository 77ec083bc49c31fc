"""What consolidation makes of what is stored: candidates that name their grounds, all pure."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from octomem.agents.agreement import agreeing
from octomem.agents.base import Candidate
from octomem.agents.digest import SESSION, TOLD_AGAIN, asks, central, digest, spoken, told_again
from octomem.agents.policy import Core, Episodes, Sessions
from octomem.agents.resolve import Desk, stronger
from octomem.agents.steering import STEERS
from octomem.agents.wording import content, normal, stems
from octomem.jsons import text_field
from octomem.memory import Kind, Memory, Status
from octomem.operation import Proposal
from octomem.turn import Role

KEPT = "consolidation/core/1"
"""The extractor of core entries that were facts."""
LABEL = "fact"
"""The label of such an entry."""

Telling = tuple[str | None, str, str]
"""Which agent recorded it, who said it, and what, as far as tellings are compared."""


def telling(turn: Memory, policy: Episodes) -> Telling | None:
    """Return what a turn tells, by which it is known again; None for small talk and questions."""
    if text_field(turn.fields, "role") != Role.USER or turn.metadata.get(STEERS):
        return None
    if asks(turn.text) or len(content([turn.text])) < policy.words:
        return None
    return (turn.agent_id, text_field(turn.fields, "actor"), spoken(turn))


def repeated(turns: Sequence[Memory], policy: Episodes) -> Candidate | None:
    """Say several tellings of one thing as one; each stays as it is."""
    if len(turns) < policy.times:
        return None
    turns = sorted(turns, key=lambda turn: (turn.valid_from, turn.id))
    actor, confidence = text_field(turns[0].fields, "actor"), 0.5
    for _ in turns[1:]:
        confidence = stronger(confidence, 0.5)
    days = len({turn.valid_from.date() for turn in turns})
    return Candidate(
        kind=Kind.SEMANTIC,
        text=told_again(turns),
        fields={"subject": actor, "predicate": "says again", "object": turns[-1].text.strip()},
        turns=tuple(turn.identity for turn in turns),
        identity=f"{normal(actor)}|says again|{spoken(turns[0])}",
        valid_from=turns[0].valid_from,
        reason=f"told {len(turns)} times on {days} days",
        confidence=confidence,
        extractor=TOLD_AGAIN,
        agent_id=turns[0].agent_id,
        session_id=turns[-1].session_id,
        mentions=tuple(dict.fromkeys(name for turn in turns for name in (actor, *turn.mentions))),
        grounds=tuple(turn.id for turn in turns),
    )


def summed_up(turns: Sequence[Memory], policy: Sessions, now: datetime) -> Candidate | None:
    """Sum an old session up from its whole course, in its own words."""
    turns = sorted(turns, key=lambda turn: (turn.position or 0, turn.id))
    if len(turns) < policy.turns or len({turn.agent_id for turn in turns}) > 1:
        return None  # What two agents recorded is not shown to either as its own.
    if max(turn.valid_from for turn in turns) + policy.rest > now:
        return None
    said = [
        turn
        for turn in turns
        if text_field(turn.fields, "role") in {Role.USER, Role.ASSISTANT}
        and not turn.metadata.get(STEERS)
    ]
    lines = central(said)
    if not lines:
        return None
    text, fields = digest(turns, lines)
    slot = f"{turns[0].session_id or ''}/summary"
    cited = dict.fromkeys(line.turn for line in lines)
    names = {turn.identity: turn.id for turn in turns}
    return Candidate(
        kind=Kind.CONTEXTUAL,
        text=text,
        fields=fields,
        turns=tuple(cited),
        identity=f"{slot}/{text.casefold()}",
        valid_from=max(turn.valid_from for turn in turns),
        reason=f"nothing was said in it since {max(turn.valid_from for turn in turns).date()}",
        slot=slot,
        extractor=SESSION,
        agent_id=turns[0].agent_id,
        session_id=turns[0].session_id,
        grounds=tuple(names[turn] for turn in cited),
    )


def kept_in_mind(
    fact: Memory,
    told_on: Mapping[str, date],
    speakers: Collection[str],
    entries: Sequence[Memory],
    policy: Core,
) -> Candidate | None:
    """Make a core entry of a fact about a speaker that keeps coming back and is in none yet.

    `told_on` says on which day each turn was said.
    """
    subject = normal(text_field(fact.fields, "subject"))
    days = {told_on[turn] for turn in fact.turns if turn in told_on}
    own = fact.extractor == TOLD_AGAIN or bool(fact.metadata.get(STEERS))
    if own or fact.status is not Status.CURRENT or fact.valid_to is not None:
        return None
    if len(days) < policy.days or subject not in speakers:
        return None
    if agreeing([fact], (entry for entry in entries if entry.extractor != KEPT)):
        return None
    return Candidate(
        kind=Kind.CORE,
        text=fact.text,
        fields={"block": "human", "label": LABEL},
        turns=fact.turns,
        identity=f"{subject}|{LABEL}|{stems(fact.text)}",
        valid_from=fact.valid_from,
        reason=f"told on {len(days)} days",
        confidence=fact.confidence,
        extractor=KEPT,
        agent_id=fact.agent_id,
        session_id=fact.session_id,
        mentions=fact.mentions,
        grounds=(fact.id,),
    )


def settle(desk: Desk, candidate: Candidate) -> Proposal:
    """Write what is new, tell anew what has changed, and skip the rest."""
    known = [
        memory
        for memory in desk.known(candidate.identity)
        if memory.status is Status.CURRENT and memory.extractor == candidate.extractor
    ]
    changed = [
        memory
        for memory in known
        if (memory.text, set(memory.grounds)) != (candidate.text, set(candidate.grounds))
    ]
    if changed:
        return desk.revise(changed[-1], candidate, candidate.reason)
    return desk.settle(candidate)
