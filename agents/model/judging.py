"""Deciding what becomes of each item of a model's answer: candidates, or why it is kept out.

A model proposes, this decides. It may cite only turns and name only memories that it was
shown; what it says of them has to stand there. Its verdict that one memory ends another counts
where the code finds the two to be in question: the same slot, or the same subject and
predicate with another value.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from pydantic import ValidationError

from octomem.agents.base import Candidate, Intent
from octomem.agents.model.answers import ITEMS, EpisodicItem, Item, KnownItem, ResourceItem
from octomem.agents.model.claims import ends_something
from octomem.agents.model.drafts import DRAFTS, Cited, KeptOut
from octomem.agents.model.evidence import Evidence
from octomem.agents.model.times import time_of
from octomem.agents.reading.reading import Reading
from octomem.agents.reports import done_in
from octomem.agents.wording import content, normal
from octomem.jsons import JSON, moment, text_field
from octomem.memory import Kind, Memory
from octomem.operation import Rejected
from octomem.turn import Turn

CONFIDENCE = 0.75
"""What a validated claim of a model is worth: a little less than one that a rule reads."""
_SHOWN = 160
"""Characters of a rejected item that are told."""
_AKIN = 0.5
"""Share of a known memory's content words that an item about it has in common with it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a model was shown, by the short ids that it may name."""

    turns: Mapping[str, Turn]
    new: frozenset[str]
    """Ids of the turns that are to be read; the others are context."""
    readings: Mapping[str, Reading]
    """By the same ids: what the reader makes of the new turns."""
    memories: Mapping[str, Memory] = field(default_factory=dict[str, Memory])
    withheld: frozenset[str] = frozenset()
    """Ids of turns whose text was not shown, because it addresses the model."""


@dataclass(slots=True)
class Judged:
    """What an answer came to."""

    candidates: dict[Kind, list[Candidate]] = field(default_factory=dict[Kind, list[Candidate]])
    changes: dict[tuple[Kind, str], dict[str, JSON]] = field(
        default_factory=dict[tuple[Kind, str], dict[str, JSON]]
    )
    """Fields that a candidate of the rules gains: by kind and identity, or a turn's id."""
    rejected: list[Rejected] = field(default_factory=list[Rejected])


def judge(answer: Mapping[str, Any], kinds: Sequence[Kind], shown: Shown, extractor: str) -> Judged:
    """Decide every item of an answer, for the agents that were asked."""
    judged = Judged()
    unasked = sorted(set(answer) - {kind.value for kind in kinds})
    for name in unasked:
        judged.rejected.append(Rejected("model", name[:_SHOWN], "no such part was asked for"))
    for kind in kinds:
        items = answer.get(kind.value, [])
        if not isinstance(items, list):
            judged.rejected.append(Rejected(kind.value, _told(items), "it is no list"))
            continue
        for raw in cast("list[object]", items):
            try:
                _judge(kind, raw, shown, extractor, judged)
            except KeptOut as verdict:
                judged.rejected.append(Rejected(kind.value, _told(raw), str(verdict)))
    return judged


def _judge(kind: Kind, raw: object, shown: Shown, extractor: str, judged: Judged) -> None:
    item = _item(kind, raw)
    cited = _cited(item, shown)
    if isinstance(item, EpisodicItem):
        _date(item, cited, judged)
    elif isinstance(item, ResourceItem):
        _title(item, cited, judged)
    else:
        turns = tuple(turn.id for turn in cited.evidence.turns)
        for candidate in _candidates(kind, item, cited, shown):
            made = replace(
                candidate,
                turns=turns,
                extractor=extractor,
                confidence=min(candidate.confidence, CONFIDENCE),
            )
            judged.candidates.setdefault(kind, []).append(made)


def _item(kind: Kind, raw: object) -> Item:
    try:
        return ITEMS[kind].model_validate(raw)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise KeptOut(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def _cited(item: Item, shown: Shown) -> Cited:
    ids = list(dict.fromkeys(item.turns))
    for short in ids:
        if short not in shown.turns:
            raise KeptOut(f"it cites {short!r}, which it was not shown")
    new = [short for short in ids if short in shown.new]
    if not new:
        raise KeptOut("it cites no new turn")
    if shown.withheld.intersection(ids):
        raise KeptOut("it cites a turn that addresses the model")
    turns = sorted((shown.turns[short] for short in ids), key=lambda turn: turn.seq)
    ordered = sorted(new, key=lambda short: shown.turns[short].seq)
    readings = [shown.readings[short] for short in ordered]
    spoken = [reading for reading in readings if reading.from_user]
    return Cited(Evidence(turns, readings), (spoken or readings)[-1])


def _candidates(kind: Kind, item: Item, cited: Cited, shown: Shown) -> list[Candidate]:
    """Draft an item, and settle what it says of a known memory."""
    known = _named(kind, item, shown)
    if isinstance(item, KnownItem) and item.op == "close":
        if known is None:
            raise KeptOut("it ends a memory without naming one")
        _check_end(known, cited)
        return [_ended(known, cited, f"no longer so: {known.text}")]
    drafted = DRAFTS[kind](item, cited)
    if known is None or not isinstance(item, KnownItem) or known.identity == drafted.identity:
        return [drafted]
    if item.op == "merge" and _akin(known, drafted):
        return [replace(drafted, identity=known.identity, slot=known.slot)]
    if item.op == "supersede" and _in_question(known, drafted):
        ended = _ended(known, cited, f"the model says that it gives way to {drafted.text!r}")
        return [ended, drafted]
    return [drafted]


def _named(kind: Kind, item: Item, shown: Shown) -> Memory | None:
    if not isinstance(item, KnownItem) or item.op == "add" or not item.ref:
        return None
    known = shown.memories.get(item.ref)
    if known is None:
        raise KeptOut(f"it names {item.ref!r}, which it was not shown")
    if known.kind is not kind:
        raise KeptOut(f"{item.ref!r} is a {known.kind.value} memory")
    return known


def _check_end(known: Memory, cited: Cited) -> None:
    """Keep out the end of a memory of which the turns do not speak, or of which they say no end."""
    about = content([_claim(known)])
    if about and not about & content([turn.text for turn in cited.evidence.turns]):
        raise KeptOut(f"the turns do not speak of {known.text!r}")
    if not ends_something(cited.evidence):
        raise KeptOut("the turns do not say that anything ended")


def _ended(known: Memory, cited: Cited, reason: str) -> Candidate:
    """Draft the end of a known memory; nothing ends before it began."""
    turn = cited.reading.turn
    if known.valid_from > turn.occurred_at:
        raise KeptOut("what it ends began later")
    fields: dict[str, JSON] = dict(known.fields)
    if known.kind is Kind.WORKING:
        spared = any(report.dropped for report in done_in(cited.reading))
        fields["status"] = "cancelled" if spared else "done"
    return Candidate(
        kind=known.kind,
        text=known.text,
        fields=fields,
        turns=(turn.id,),
        identity=known.identity,
        valid_from=turn.occurred_at,
        reason=reason,
        intent=Intent.CLOSE,
        agent_id=turn.agent_id,
        session_id=turn.session_id,
        metadata=turn.metadata,
    )


def _akin(known: Memory, drafted: Candidate) -> bool:
    """Say whether two claims can be the same in other words."""
    wanted = content([known.text])
    return len(wanted & content([drafted.text])) >= _AKIN * max(1, len(wanted))


def _in_question(known: Memory, drafted: Candidate) -> bool:
    """Say whether a pair is one of which the code does not know if one ends the other.

    Pairs in one slot need no verdict: `resolve` settles them.
    """
    if known.slot is not None and known.slot == drafted.slot:
        return False
    pairs = {
        Kind.SEMANTIC: ("subject", "predicate"),
        Kind.KNOWLEDGE: ("entity", "relation"),
        Kind.CORE: ("block", "label"),
    }.get(known.kind, ())
    told = [(text_field(known.fields, name), text_field(drafted.fields, name)) for name in pairs]
    return bool(told) and all(normal(one) == normal(other) for one, other in told)


def _claim(known: Memory) -> str:
    """Return what a known memory says beside whom it says it of."""
    for name in ("object", "task", "target", "goal", "value"):
        if text := text_field(known.fields, name):
            return text
    return known.text


def _date(item: EpisodicItem, cited: Cited, judged: Judged) -> None:
    """Let a turn's memory say when the event that it tells of was."""
    time = time_of(item.when, cited.reading, cited.evidence) if item.when.strip() else None
    if time is None or time.moment is None:
        raise KeptOut(f"{item.when!r} is no time that its turn names")
    judged.changes[Kind.EPISODIC, cited.reading.turn.id] = {
        "event_type": "event",
        "occurred_at": moment(time.moment.start),
        "occurred_to": moment(time.moment.end),
    }


def _title(item: ResourceItem, cited: Cited, judged: Judged) -> None:
    """Let a shared thing say what it was called when it was shared."""
    if not cited.evidence.holds(item.uri):
        raise KeptOut(f"{item.uri!r} does not stand in the turns that it cites")
    missing = cited.evidence.missing(item.title) if item.title.strip() else "an empty title"
    if missing is not None:
        raise KeptOut(f"{missing!r} does not stand in the turns that it cites")
    judged.changes[Kind.RESOURCE, item.uri.strip()] = {"note": item.title.strip()}


def _told(raw: object) -> str:
    text = raw if isinstance(raw, str) else repr(raw)
    return " ".join(text.split())[:_SHOWN]
