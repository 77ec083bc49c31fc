"""Which names mean one: what the caller says of it, as knowledge memories like any other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from octomem.agents.relations import ALIAS, APART
from octomem.agents.resolve import name_of, stronger
from octomem.agents.who import ABOUT, Names
from octomem.agents.wording import normal
from octomem.jsons import JSON, text_field
from octomem.memory import Kind, Memory, Status
from octomem.operation import Action, Proposal
from octomem.scope import Scope
from octomem.stores.entities import entity_key

CALLER = "caller/1"
"""The extractor named in what the caller says of names."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What the caller says of two names, when, and whose they are."""

    name: str
    other: str
    """The name that stays what it is."""
    scope: Scope
    at: datetime

    @property
    def key(self) -> str:
        """The partition's key."""
        return self.scope.partition.key


def identity_of(name: str, other: str, relation: str) -> str:
    """Name what is said of two names: "robert|alias|bob"."""
    return f"{normal(other)}|{relation}|{normal(name)}"


def joined(
    saying: Saying, known: Sequence[Memory], names: Sequence[str], claims: Iterable[Memory]
) -> Proposal:
    """Say that two names are one, in place of whatever says that they are not.

    `known` is what is said of names so far, and the same saying if there was one; `names` are
    all those of either entity, and `claims` what is told of them.
    """
    text = f"{saying.other} is also called {saying.name}"
    made = _said(saying, known, ALIAS, text, {"aliases": [saying.name], "apart": []})
    keys = {entity_key(name) for name in names}
    over = [memory for memory in _current(known) if _parts(memory, keys)]
    reason = f"the caller says that {saying.name!r} and {saying.other!r} are one"
    proposal = _proposal(made, over, reason, saying.at)
    links = [(normal(name), normal(saying.other)) for name in names]
    settled = compete(claims, Names.among(links, {normal(saying.other): saying.other}))
    return replace(proposal, writes=(*proposal.writes, *settled))


def parted(saying: Saying, known: Sequence[Memory]) -> Proposal:
    """Say that two names are not one: `name` leaves, and `other` stays what it is."""
    text = f"{saying.name} is not {saying.other}"
    made = _said(saying, known, APART, text, {"aliases": [], "apart": [saying.other]})
    both = {entity_key(saying.name), entity_key(saying.other)}
    over = [memory for memory in _current(known) if _joins(memory, both)]
    reason = f"the caller says that {saying.name!r} is not {saying.other!r}"
    return _proposal(made, over, reason, saying.at)


def compete(claims: Iterable[Memory], names: Names) -> list[Memory]:
    """Let current claims under several names of one entity compete as claims of one.

    Of a slot the newer value takes the place of the older one; what is told under two names
    is told once, by both sources. Returns what changes.
    """
    rivals: dict[tuple[Kind, str], list[Memory]] = {}
    for claim in sorted(
        _current(claims), key=lambda one: (one.valid_from, one.recorded_at, one.id)
    ):
        folded = names.fold(claim)
        rivals.setdefault((claim.kind, folded.slot or folded.identity), []).append(claim)
    return [one for line in rivals.values() for one in _in_line(line, names)]


def _in_line(line: Sequence[Memory], names: Names) -> list[Memory]:
    """Return what becomes of the claims to one slot, oldest first."""
    changed: dict[str, Memory] = {}
    held = line[0]
    for claim in line[1:]:
        if not _compete(held, claim):
            held = claim
            continue
        if names.fold(claim).identity == names.fold(held).identity:
            over = replace(claim, status=Status.SUPERSEDED, valid_to=claim.valid_from)
            held = replace(
                held,
                turns=tuple(dict.fromkeys((*held.turns, *claim.turns))),
                confidence=stronger(held.confidence, claim.confidence),
            )
            changed |= {claim.id: over, held.id: held}
            continue
        changed[held.id] = replace(held, status=Status.SUPERSEDED, valid_to=claim.valid_from)
        held = claim
    return [replace(one, version=one.version + 1) for one in changed.values()]


def _compete(held: Memory, claim: Memory) -> bool:
    """Tell whether two claims overlap that were told under two names; those of one are settled."""
    field = ABOUT[claim.kind]
    one, other = (normal(text_field(each.fields, field)) for each in (held, claim))
    return one != other and (held.valid_to is None or held.valid_to > claim.valid_from)


def settled(claims: Iterable[Memory], names: Names) -> list[Proposal]:
    """Decide what becomes of claims that were told before their names were known to be one."""
    return [
        Proposal(
            Action.CLOSE if one.status is Status.SUPERSEDED else Action.MERGE,
            one.kind,
            "told under two names of one",
            one.text,
            one.id,
            (),
            (one,),
        )
        for one in compete(claims, names)
    ]


def _said(
    saying: Saying, known: Sequence[Memory], relation: str, text: str, names: dict[str, JSON]
) -> Memory:
    """Return the saying as a memory: a new one, or what was said so before, which holds again."""
    of = saying.name if relation == APART else saying.other
    identity = identity_of(saying.name, saying.other, relation)
    before = next((m for m in known if m.identity == identity and not m.deleted), None)
    if before is not None:
        return replace(
            before,
            status=Status.CURRENT,
            valid_from=before.valid_from if before.status is Status.CURRENT else saying.at,
            valid_to=None,
            confidence=1.0,
            version=before.version + 1,
        )
    fields: dict[str, JSON] = {
        "entity": of,
        "entity_type": "",
        "relation": "",
        "target": "",
        "target_type": "",
        **names,
        "label": "",
    }
    return Memory(
        id=name_of(saying.key, Kind.KNOWLEDGE, identity, CALLER, saying.at.isoformat()),
        kind=Kind.KNOWLEDGE,
        text=text,
        fields=fields,
        sources=(),
        turns=(),
        status=Status.CURRENT,
        confidence=1.0,
        valid_from=saying.at,
        valid_to=None,
        recorded_at=saying.at,
        version=1,
        extractor=CALLER,
        identity=identity,
        slot=None,
        agent_id=saying.scope.agent_id,
        session_id=saying.scope.session_id,
        mentions=(saying.name, saying.other),
    )


def _current(known: Iterable[Memory]) -> list[Memory]:
    return [m for m in known if m.status is Status.CURRENT and not m.deleted]


def _parts(memory: Memory, keys: set[str]) -> bool:
    """Tell whether a memory tells two of some names apart."""
    return _named(memory, "apart") <= keys and bool(_named(memory, "apart"))


def _joins(memory: Memory, both: set[str]) -> bool:
    """Tell whether a memory calls one of two names an alias of the other, and says no more."""
    aliases = _named(memory, "aliases")
    return memory.identity.count(f"|{ALIAS}|") == 1 and bool(aliases) and aliases <= both


def _named(memory: Memory, field: str) -> set[str]:
    """Return the keys of a memory's entity and of the names in a field; none without those."""
    value = memory.fields.get(field)
    others = [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
    entity = memory.fields.get("entity")
    return {entity_key(one) for one in (str(entity), *others)} if others else set()


def _proposal(made: Memory, over: Sequence[Memory], reason: str, at: datetime) -> Proposal:
    ended = tuple(
        replace(
            memory,
            status=Status.SUPERSEDED,
            valid_to=max(memory.valid_from, at),
            version=memory.version + 1,
        )
        for memory in over
        if memory.id != made.id
    )
    action = Action.SUPERSEDE if ended else Action.ADD if made.version == 1 else Action.MERGE
    replaced = tuple(memory.id for memory in ended)
    return Proposal(action, Kind.KNOWLEDGE, reason, made.text, made.id, replaced, (made, *ended))
