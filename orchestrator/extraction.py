"""The extract node where a language model is configured: the rules first, then one composed call.

What the model lists is validated against the turns and joined with what the rules found. If
the model fails, the rules' candidates stand, the result says so, and the call is marked to
be extracted again.
"""

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from octomem.agents.base import Candidate
from octomem.agents.model.joining import added, changed, join
from octomem.agents.model.judging import Judged, judge
from octomem.agents.reading.reading import Reading
from octomem.agents.steering import steers
from octomem.errors import ModelError
from octomem.memory import Kind, Memory, Wanted
from octomem.model.obtain import Obtained, obtain
from octomem.model.schema import schema_of
from octomem.model.seam import Model
from octomem.operation import Degraded, Rejected, Route, Usage
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.prompting import (
    EARLIER,
    Composed,
    Material,
    Part,
    asked,
    chunks,
    compose,
)
from octomem.orchestrator.recall import Answer, RecallInput
from octomem.orchestrator.steered import kept, labelled
from octomem.prompts.files import load_prompt
from octomem.stores.ledger import memories
from octomem.stores.ledger.extractions import Extraction
from octomem.telemetry import event, told

if TYPE_CHECKING:
    from octomem.orchestrator.ingest import Ingest, IngestState

MODEL = "model"
"""The part that `degraded` names where a language model failed."""
KNOWN = 6
"""Known memories that are shown, chosen by recall."""
WAITS = "the model has yet to read it"
"""Why a call is pending that the background will read."""
OPEN = 4
"""Open tasks that are shown, the latest."""
_QUERY = 600
"""Characters of the new turns that recall is asked with."""
_RECALLED = ("core", "semantic", "procedural", "knowledge")


@dataclass(slots=True)
class _Made:
    """What the calls for one `process` came to."""

    by_kind: dict[Kind, list[Candidate]] = field(default_factory=dict[Kind, list[Candidate]])
    changes: dict[tuple[Kind, str], dict[str, Any]] = field(
        default_factory=dict[tuple[Kind, str], dict[str, Any]]
    )
    rejected: list[Rejected] = field(default_factory=list[Rejected])
    usage: Usage = field(default_factory=Usage)
    by_agent: dict[str, Usage] = field(default_factory=dict[str, Usage])
    faults: list[str] = field(default_factory=list[str])
    model: str = ""


class ModelExtraction:
    """The extract node with a model."""

    def __init__(self, engine: Engine, nodes: "Ingest", model: Model) -> None:
        self._engine = engine
        self._nodes = nodes
        self._model = model
        self._recall = Answer(engine)

    async def wait(self, state: "IngestState") -> dict[str, Any]:
        """Find candidates by rules, and mark the call where the model has something to read."""
        by_rules = await asyncio.to_thread(self._nodes.extract, state)
        if not await asyncio.to_thread(self._worth, state):
            return {**by_rules, "extraction": None}
        waiting = Extraction(state["call"], self._model.name, Usage(), pending=WAITS)
        return {**by_rules, "extraction": waiting}

    async def extract(self, state: "IngestState") -> dict[str, Any]:
        """Find candidates by rules and by the model; never fewer than by rules alone."""
        by_rules = await asyncio.to_thread(self._nodes.extract, state)
        calls = await asyncio.to_thread(self._calls, state)
        again = state.get("again", False)
        if not calls:
            asked_nothing = Extraction(state["call"], self._model.name, Usage())
            return {**_only_new(by_rules, again), "extraction": asked_nothing if again else None}
        outcomes = await asyncio.gather(*(self._ask(call) for call in calls))
        return await asyncio.to_thread(self._joined, state, by_rules, calls, outcomes)

    async def _ask(self, call: Composed) -> Obtained | ModelError:
        try:
            return await obtain(
                self._model, call.messages, call.schema, load_prompt("frame/repair").text
            )
        except ModelError as error:
            event("warning", "model.failed", **told(error))
            return error

    def _calls(self, state: "IngestState") -> list[Composed]:
        """Compose the calls: one per chunk, or one per chunk and agent."""
        calls: list[Composed] = []
        readings = self._readings(state)
        row = [*state["previous"], *state["fresh"]]
        for parts, kinds in self._chunks(state, readings):
            first = row.index(parts[0].turn)
            given = Material(
                parts=parts,
                earlier=row[max(0, first - EARLIER) : first],
                readings=readings,
                known=self._known(state, parts),
                open_tasks=self._open(state),
                steers=lambda turn: steers(turn.text),
            )
            if self._engine.settings.model_strategy == "per_agent":
                calls += [compose([kind], given) for kind in kinds]
            else:
                calls.append(compose(kinds, given))
        return calls

    def _worth(self, state: "IngestState") -> bool:
        """Say whether there is anything to ask about."""
        return any(True for _ in self._chunks(state, self._readings(state)))

    def _readings(self, state: "IngestState") -> dict[str, Reading]:
        read = self._engine.reader.read_many(state["fresh"], state["previous"], state["people"])
        return {reading.turn.id: reading for reading in read}

    def _chunks(
        self, state: "IngestState", readings: Mapping[str, Reading]
    ) -> Iterator[tuple[list[Part], tuple[Kind, ...]]]:
        """Walk the pieces of conversation to ask about, each with the agents to ask for."""
        if not state["fresh"]:
            return
        for parts in chunks(state["fresh"], self._engine.settings.model_chunk):
            kinds = asked(state["routes"], [readings[part.turn.id] for part in parts])
            if kinds and not all(steers(part.turn.text) for part in parts):
                yield parts, kinds

    def _known(self, state: "IngestState", parts: Sequence[Part]) -> list[Memory]:
        """Choose by recall, within the scope, the memories that bear on what is said."""
        said = " ".join(part.text for part in parts if part.turn.role.value == "user")
        if not said.strip():
            return []
        scope = state["scope"]
        asking = RecallInput(query=said[:_QUERY], kinds=_RECALLED, limit=KNOWN)
        for name in ("org_id", "user_id", "agent_id"):
            if getattr(scope, name) is not None:
                asking[name] = getattr(scope, name)
        found = self._recall.run(asking)
        return [memory for memory in found.memories if not memory.fields.get("vault")]

    def _open(self, state: "IngestState") -> list[Memory]:
        """Return the tasks that are open, the latest first."""
        with self._engine.ledger.read() as connection:
            number = self._engine.ledger.partition(connection, state["scope"])
            if number is None:
                return []
            known = memories.related(connection, number, Kind.WORKING, Wanted(all_current=True))
        now = self._engine.clock()
        live = [m for m in known if not m.deleted and (m.valid_to is None or m.valid_to > now)]
        return sorted(live, key=lambda m: (m.valid_from, m.id), reverse=True)[:OPEN]

    def _joined(
        self,
        state: "IngestState",
        by_rules: dict[str, Any],
        calls: Sequence[Composed],
        outcomes: Sequence[Obtained | ModelError],
    ) -> dict[str, Any]:
        """Validate the answers, and join what they add with what the rules found."""
        made = _Made(model=self._model.name)
        for call, outcome in zip(calls, outcomes, strict=True):
            _take(call, outcome, made)
        again = state.get("again", False)
        steering = {turn.id for turn in state["fresh"] if steers(turn.text)}
        found = cast("dict[str, list[Candidate]]", by_rules["candidates"])
        put_together = added if again else join
        candidates: dict[str, list[Candidate]] = {}
        for kind in Kind:
            own = changed(found.get(kind.value, []), made.changes)
            told = kept(made.by_kind.get(kind, []), steering)
            joined = put_together(own, labelled(told, steering))
            if joined or (kind.value in found and not again):
                candidates[kind.value] = joined
        return {
            "candidates": candidates,
            "degraded": [*by_rules["degraded"], *(Degraded(MODEL, why) for why in made.faults)],
            "head": by_rules["head"],
            "routes": _refined(state["routes"], made, candidates, again=again),
            "usage": made.usage,
            "usage_by_agent": made.by_agent,
            "rejected": made.rejected,
            "extraction": Extraction(
                call_id=state["call"],
                model=made.model,
                usage=made.usage,
                by_agent=made.by_agent,
                pending="; ".join(made.faults)[:500],
            ),
        }


def _take(call: Composed, outcome: Obtained | ModelError, made: _Made) -> None:
    """Add one call's outcome."""
    usage = outcome.usage
    made.usage += usage
    if isinstance(outcome, ModelError):
        made.faults.append(f"{type(outcome).__name__}: {outcome}")
        _share(call, {}, usage, made)
        return
    made.model = outcome.model
    if outcome.fault:
        made.faults.append(f"only a part of its answer could be read: {outcome.fault}")
    answer = cast("dict[str, Any]", call.with_secrets(outcome.value))
    judged: Judged = judge(answer, call.kinds, call.shown, f"{call.extractor} {outcome.model}")
    for kind, candidates in judged.candidates.items():
        made.by_kind[kind] = join(made.by_kind.get(kind, []), candidates)
    made.changes |= judged.changes
    made.rejected += judged.rejected
    _share(call, outcome.value, usage, made)


def _share(call: Composed, answer: Mapping[str, Any], usage: Usage, made: _Made) -> None:
    """Apportion a call's tokens and cost to its agents by the length of their parts."""
    asked_with = [
        len(load_prompt(f"{kind.value}/extract").text)
        + len(json.dumps(schema_of(call.schema)["properties"][kind.value]))
        for kind in call.kinds
    ]
    answered = [1 + len(json.dumps(answer.get(kind.value, []))) for kind in call.kinds]
    prompts = _portions(usage.prompt_tokens, asked_with)
    completions = _portions(usage.completion_tokens, answered)
    tokens = max(1, usage.prompt_tokens + usage.completion_tokens)
    for kind, prompt, completion in zip(call.kinds, prompts, completions, strict=True):
        part = replace(
            usage,
            prompt_tokens=prompt,
            completion_tokens=completion,
            cost=usage.cost * (prompt + completion) / tokens,
        )
        made.by_agent[kind.value] = made.by_agent.get(kind.value, Usage()) + part


def _portions(whole: int, weights: Sequence[int]) -> list[int]:
    """Split a number in proportion to weights; the portions add up to it."""
    total, done, given = sum(weights), 0, 0
    portions: list[int] = []
    for weight in weights:
        done += weight
        portions.append(whole * done // total - given)
        given += portions[-1]
    return portions


def _refined(
    routes: Sequence[Route], made: _Made, candidates: Mapping[str, object], *, again: bool
) -> list[Route]:
    """Add the agents that only the model found something for."""
    known = {route.agent for route in routes}
    more = [kind for kind in made.by_kind if kind not in known and kind.value in candidates]
    found = [*routes, *(Route(kind, "the model found something for it") for kind in more)]
    wanted = [route for route in found if not again or route.agent.value in candidates]
    return sorted(wanted, key=lambda route: list(Kind).index(route.agent))


def _only_new(by_rules: dict[str, Any], again: bool) -> dict[str, Any]:
    """Leave out what the rules stored when the call was first processed."""
    return {**by_rules, "candidates": {}, "routes": []} if again else by_rules
