"""What a run did and why, agent by agent and engine by engine, as Studio shows it.

Everything here is in the graphs' states already; this puts it in the order in which a
person asks: was it routed, what was read, what became of it, and what found it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from octomem.agents.base import Agent, Hit, Ranked
from octomem.memory import Kind, Memory
from octomem.operation import Action

SHOWN = 20
"""Entries of each list."""


def ingest_story(state: Mapping[str, Any]) -> dict[str, Any]:
    """Say of each agent why it was routed, what it read, and what was decided and why."""
    routes = {route.agent: route.reason for route in state.get("routes", [])}
    failed = {part.agent: part.error for part in state.get("degraded", [])}
    story: dict[str, Any] = {}
    for kind in Kind:
        candidates = state.get("candidates", {}).get(kind.value, [])
        operations = [one for one in state.get("operations", []) if one.agent is kind]
        story[kind.value] = {
            "routed": routes.get(kind, "no: nothing for it was found in these turns"),
            "extracted": [{"text": one.text, "reason": one.reason} for one in candidates],
            **{
                name: [_decision(one) for one in operations if one.action in actions]
                for name, actions in _DECIDED.items()
            },
        }
        if kind.value in failed:
            story[kind.value]["failed"] = failed[kind.value]
    return story


_DECIDED = {
    "stored": (Action.ADD,),
    "deduplicated": (Action.MERGE, Action.SKIP),
    "superseded": (Action.SUPERSEDE, Action.CLOSE, Action.RETRACT),
}


def _decision(operation: Any) -> dict[str, Any]:
    shown = {
        "action": operation.action.value,
        "text": operation.text,
        "reason": operation.reason,
        "memory_id": operation.memory_id,
    }
    return {**shown, "replaces": list(operation.replaces)} if operation.replaces else shown


def recall_story(
    state: Mapping[str, Any], agents: Mapping[Kind, Agent], found_floor: float
) -> dict[str, Any]:
    """Say what each engine found, how each agent ranked it, and what the fusion made of it."""
    limit = state.get("limit", 10)
    fused: Sequence[Ranked] = state.get("fused", [])
    hits: Mapping[str, Sequence[Hit]] = state.get("hits", {})
    best = max((one.relevance for one in fused[:limit]), default=0.0)
    return {
        "found": f"{best >= found_floor}: the best of the answer has relevance {best:.2f}, "
        f"and {found_floor} is needed",
        "engines": _engines([hit for one in hits.values() for hit in one]),
        "agents": {
            name: _ranking(ranked, agents[Kind(name.partition("@")[0])].floor, state, name)
            for name, ranked in sorted(state.get("ranked", {}).items())
        },
        "fused": [
            {
                **_named(one.memory),
                "rank": rank,
                "in the answer": rank <= limit,
                "relevance": round(one.relevance, 3),
                "ranks": dict(one.ranks),
            }
            for rank, one in enumerate(fused[: limit + SHOWN], start=1)
        ],
    }


def _engines(hits: Sequence[Hit]) -> dict[str, list[dict[str, Any]]]:
    """Return each engine's own list: what it scored above nothing, best first."""
    engines = sorted({name for hit in hits for name in hit.signals})
    found: dict[str, list[dict[str, Any]]] = {}
    for engine in engines:
        scored = [hit for hit in hits if hit.signals.get(engine, 0.0) > 0]
        scored.sort(key=lambda hit: (-hit.signals[engine], hit.memory.id))
        found[engine] = [
            {**_named(hit.memory), "rank": rank, "score": round(hit.signals[engine], 3)}
            for rank, hit in enumerate(scored[:SHOWN], start=1)
        ]
    return found


def _ranking(
    ranked: Sequence[Ranked], floor: float, state: Mapping[str, Any], name: str
) -> dict[str, Any]:
    return {
        "floor": floor,
        "hint": round(state.get("hints", {}).get(name.partition("@")[0], 0.0), 3),
        "ranking": [
            {
                **_named(one.memory),
                "rank": rank,
                "relevance": round(one.relevance, 3),
                "takes part": one.relevance >= floor,
                "ranks": dict(one.ranks),
            }
            for rank, one in enumerate(ranked[:SHOWN], start=1)
        ],
    }


def _named(memory: Memory) -> dict[str, Any]:
    return {"memory_id": memory.id, "kind": memory.kind.value, "text": memory.text}
