"""What several kinds keep of one claim ends together.

"Mei is vegetarian" is a fact and a preference, "Karl is Mei's boss" a fact and a relation.
Each agent settles its own view; where a fact or a relation ends, the other views of the
claim that came from the same turns end with it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from octomem.agents.relations import NOUNS
from octomem.agents.wording import content, normal
from octomem.jsons import text_field
from octomem.memory import Kind, Memory, Status
from octomem.operation import Action, Proposal

LEADING = (Kind.SEMANTIC, Kind.KNOWLEDGE)
"""Kinds that decide by the claim itself; core memory also ends entries to save room, which it supersedes."""
VIEWS = frozenset({Kind.CORE, Kind.SEMANTIC, Kind.KNOWLEDGE})
ENDED = frozenset({Status.CLOSED, Status.SUPERSEDED, Status.RETRACTED})
_ACTIONS = {Status.RETRACTED: Action.RETRACT}
_ASPECTS: Mapping[str, str] = {
    **dict.fromkeys(("home", "lives_in"), "home"),
    **dict.fromkeys(("employer", "job", "role", "works_at"), "work"),
    **dict.fromkeys(("school", "studies_at"), "school"),
    "lives with": "company",
}
"""What of somebody's life slots or predicates of facts, relations and labels of core memory tell."""
_DENIED = re.compile(r"\b(?:not|never|no longer|cannot)\b|n['\u2019]t\b|不|没", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a view says, as far as views of different kinds can be compared."""

    ends: frozenset[str]
    """Whom and what it is about, normalised; empty for core memory."""
    owner: str
    words: frozenset[str]
    """Stems of what it says."""
    negated: bool
    said: frozenset[str] = frozenset()
    """Stems of a fact's whole text, or of a relation with its target."""
    aspect: str = ""
    """What of somebody's life it tells: who leaves Nanjing may go on working "at a school in Nanjing"."""


def ended(proposals: Iterable[Proposal]) -> list[Memory]:
    """Return the facts and relations that no longer hold after some proposals, or will not.

    What an announcement ends is current until then, and is written behind it.
    """
    newest = _newest(proposals)
    behind = {memory.id for proposal in proposals for memory in proposal.writes[1:]}
    return [
        memory
        for memory in newest.values()
        if (memory.kind in LEADING or _is_wish_over(memory))
        and not memory.deleted
        and (memory.status in ENDED or (memory.id in behind and memory.valid_to is not None))
    ]


def _is_wish_over(memory: Memory) -> bool:
    """Tell what somebody of whom core memory knows it prefers no more: short answers, for they want long ones."""
    is_wish = memory.kind is Kind.CORE and text_field(memory.fields, "label") == "preference"
    return is_wish and memory.status is Status.CLOSED


def echoes(proposals: Sequence[Proposal], known: Iterable[Memory]) -> list[Proposal]:
    """End the other kinds' views of every claim that some proposals end.

    `known` are memories that rest on the ended ones' turns; those that the proposals write
    are seen as they will be.
    """
    written = _newest(proposals)
    views = {memory.id: memory for memory in known} | written
    found: list[Proposal] = []
    for memory in ended(proposals):
        for view in _views_of(memory, views.values(), written):
            over = _ended_like(view, memory)
            views[view.id] = over
            reason = f"ends with {memory.text!r}"
            action = _ACTIONS.get(memory.status, Action.CLOSE)
            told = (action, view.kind, reason, view.text, view.id, (memory.id,))
            found.append(Proposal(*told, writes=(over,)))
    return found


def grounded(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Let each new entry and relation name the fact that it is a view of, told by the same turn."""
    given = list(proposals)
    facts = [m for m in _newest(given).values() if m.kind is Kind.SEMANTIC and _holds(m)]
    return [_named(proposal, facts) for proposal in given]


def _named(proposal: Proposal, facts: Sequence[Memory]) -> Proposal:
    if not proposal.writes or proposal.action not in {Action.ADD, Action.SUPERSEDE}:
        return proposal
    view, *behind = proposal.writes
    if view.kind not in VIEWS or view.kind is Kind.SEMANTIC or view.grounds or not _holds(view):
        return proposal
    claim, told = _claim(view), set(view.turns)
    of = (fact.id for fact in facts if told & set(fact.turns) and _agree(claim, _claim(fact)))
    return replace(proposal, writes=(replace(view, grounds=tuple(of)), *behind))


def agreeing(facts: Iterable[Memory], views: Iterable[Memory]) -> list[Memory]:
    """Return the views of other kinds that say what one of some facts says.

    Each claim is read once, for an import has hundreds of both; mostly the fact is of the same turn.
    """
    claims = dict[_Claim, None]()
    of_turn: dict[str, list[_Claim]] = {}
    for fact in facts:
        claim = _claim(fact)
        claims[claim] = None
        for turn in fact.turns:
            of_turn.setdefault(turn, []).append(claim)
    found: list[Memory] = []
    for view in views:
        claim = _claim(view)
        beside = (one for turn in view.turns for one in of_turn.get(turn, ()))
        if any(_agree(one, claim) for one in chain(beside, claims)):
            found.append(view)
    return found


def _holds(memory: Memory) -> bool:
    return memory.status is Status.CURRENT and not memory.deleted


def _newest(proposals: Iterable[Proposal]) -> dict[str, Memory]:
    return {memory.id: memory for proposal in proposals for memory in proposal.writes}


def _views_of(
    memory: Memory, others: Iterable[Memory], written: Mapping[str, Memory]
) -> Iterator[Memory]:
    """Yield what else says what a memory says and ends with it.

    Of what was never so, or was over sooner, also the view in whose place its own agent has just
    put what is so: who quit in May and is with another firm since June had none in between.
    """
    claim = _claim(memory)
    for other in list(others):
        is_view = other.kind in VIEWS and other.kind is not memory.kind
        shared = set(other.turns) & set(memory.turns)
        replaced = other.status is Status.SUPERSEDED and other.id in written
        is_replaced = replaced and _ended_like(other, memory) != replace(
            other, version=other.version + 1
        )
        tells_end = other.kind is Kind.CORE and " used to " in other.text
        ends_with = is_view and not tells_end and (_holds(other) or is_replaced)
        if ends_with and shared and _agree(claim, _claim(other)):
            yield other


def _ended_like(view: Memory, memory: Memory) -> Memory:
    """Return a view at its end; what was never so keeps its interval."""
    end, never = view.valid_to, memory.status is Status.RETRACTED
    if not never and memory.valid_to is not None:
        end = max(view.valid_from, min(end or memory.valid_to, memory.valid_to))
    status = memory.status if never or _holds(view) else view.status
    return replace(view, status=status, valid_to=end, version=view.version + 1)


def _claim(memory: Memory) -> _Claim:
    fields = memory.fields
    if memory.kind is Kind.KNOWLEDGE:
        entity, target = text_field(fields, "entity"), text_field(fields, "target")
        ends = frozenset({normal(whom(entity)), normal(whom(target))})
        named = text_field(fields, "relation").replace("_", " ")
        words = content([target])
        said = content([named]) | words
        aspect = _ASPECTS.get(text_field(fields, "relation"), "")
        return _Claim(ends, normal(whom(entity)), words, negated=False, said=said, aspect=aspect)
    if memory.kind is Kind.CORE:
        owner = memory.identity.partition("|")[0]
        dislikes = text_field(fields, "label") == "dislike"  # "can not stand" denies nothing
        negated = not dislikes and _DENIED.search(memory.text) is not None
        aspect = _ASPECTS.get(text_field(fields, "label"), "")
        return _Claim(frozenset(), owner, content([memory.text]), negated, aspect=aspect)
    subject, predicate, value = (text_field(fields, n) for n in ("subject", "predicate", "object"))
    holder = whom(subject)
    owned = value.partition("'s ")[0]
    ends = frozenset({normal(holder), normal(owned)})
    words = content([value]) or content([predicate])
    negated = fields.get("negated") is True
    aspect = _ASPECTS.get(text_field(fields, "slot") or predicate, "")
    return _Claim(ends, normal(holder), words, negated, content([memory.text]), aspect)


def whom(name: str) -> str:
    """Return whom something is about that is told by what is theirs: of "Mei's birthday" Mei, of "Mei's sister" her."""
    owner, mark, noun = name.rpartition("'s ")
    return owner if mark and noun not in NOUNS else name


def _agree(one: _Claim, other: _Claim) -> bool:
    if one.negated != other.negated or not one.words or not other.words:
        return False
    if one.aspect and other.aspect and one.aspect != other.aspect:
        return False
    if one.ends and other.ends:
        if one.ends == other.ends:
            return True
        within = one.words <= other.words or other.words <= one.words
        told = one.said <= other.said or other.said <= one.said
        return one.owner == other.owner and (within or told)
    fact, entry = (one, other) if one.ends else (other, one)
    within = fact.words <= entry.words or (bool(fact.said) and fact.said <= entry.words)
    return fact.owner == entry.owner and within
