"""What octomem tells of itself: spans, metrics and events, each by a name of one vocabulary.

Spans and metrics go to OpenTelemetry's API and nowhere, unless the application has set up an
SDK. Events go to the logger `octomem`, which nobody configures here. None of them holds a
text, a name or an id of a caller's: only kinds, counts, sizes, seconds and names of errors.
docs/observability.md lists the vocabulary, and a test compares it with this one.
"""

import logging
import time
from collections.abc import Callable, Iterable, Mapping
from contextvars import Context
from functools import cache, wraps
from types import TracebackType
from typing import Any, Literal, ParamSpec, Protocol, Self, TypeVar
from weakref import WeakSet

from opentelemetry import context as otel_context
from opentelemetry import metrics, trace
from opentelemetry.metrics import CallbackOptions, Observation
from opentelemetry.trace import Status, StatusCode

Given = ParamSpec("Given")
Found = TypeVar("Found")
Attribute = str | int | float | bool

SPANS: Mapping[str, str] = {
    "octomem.process": "one `process()`, or a call that is resumed",
    "octomem.recall": "one `recall()` or `answer()`",
    "octomem.consolidate": "one `consolidate()`",
    "octomem.ingest.record": "turns checked, secrets cut out, written",
    "octomem.ingest.route": "agents chosen",
    "octomem.ingest.extract": "candidates found",
    "octomem.ingest.agent": "one agent's decisions",
    "octomem.ingest.commit": "new texts embedded, operations written",
    "octomem.recall.understand": "the question read, engines asked, candidates scored",
    "octomem.recall.agent": "one agent's ranking",
    "octomem.recall.fuse": "rankings merged",
    "octomem.recall.pack": "neighbours and profile fetched",
    "octomem.embed": "texts encoded",
    "octomem.rerank": "the best memories compared with the question by the reranker",
    "octomem.model": "one call of a language model",
    "octomem.project": "one batch of changes followed by the vector index",
    "octomem.ledger.record": "a call's turns in one transaction",
    "octomem.ledger.block": "all vectors of a small partition read, or what is new of them",
    "octomem.ledger.commit": "a call's operations, within its transaction",
    "octomem.full_text.apply": "changes followed by the full text",
    "octomem.full_text.search": "keywords looked up",
    "octomem.graph.apply": "changes followed by the graph",
    "octomem.graph.entities": "a partition's names read",
    "octomem.graph.mentions": "memories near some names",
    "octomem.vector_index.apply": "changes followed by the vector index",
    "octomem.vector_index.search": "nearest vectors looked up",
}
"""Every span by its name."""

METRICS: Mapping[str, str] = {
    "octomem.stage.duration": "seconds of each span, by `stage` and `error`",
    "octomem.engine.hits": "candidates that an engine has brought, by `engine`",
    "octomem.projection.lag": "changes a projection has not followed yet, by `projection`",
    "octomem.model.calls": "calls of a language model, by `model`",
    "octomem.model.tokens": "tokens of these calls, by `model` and `direction`",
}
"""Every instrument by its name."""

EVENTS: Mapping[str, str] = {
    "call.processed": "a `process()` returned: `turns`, `operations`, `degraded`, `seconds`",
    "call.waiting": "recorded calls wait for `resume()`: `calls`, `error`",
    "agent.failed": "an agent, or the `reader` of turns, failed and the others went on: `agent`, `stage`, `error`",
    "background.failed": "a pass of the model in the background failed; its call stays pending: `error`",
    "model.failed": "a language model did not help and the rules stood in: `error`",
    "engine.down": "recall went on without an engine: `engine`, `error`",
    "projection.down": "a batch failed and is tried again: `projection`, `error`, `pause`",
    "projection.up": "the projection follows again: `projection`",
    "index.lost": "a collection of the vector index was not written to its end, or is damaged; it was dropped: `collection`",
    "index.filled": "what was lost came back from the ledger: `collection`, `vectors`",
    "clock.behind": "the clock is more than an hour behind what was recorded, and is taken as it is: `seconds`",
    "forget.unfinished": "what was forgotten is not off the disk yet: `error`",
    "vault.key_lost": "the key file is gone; what it sealed opens when it is back, and a key in a file of its own seals meanwhile",
    "close.early": "the store closed with calls under way; the next start finishes them",
}
"""Every event by its name."""

_tracer = trace.get_tracer("octomem")
_meter = metrics.get_meter("octomem")
_durations = _meter.create_histogram(
    "octomem.stage.duration", unit="s", description=METRICS["octomem.stage.duration"]
)
_hits = _meter.create_counter("octomem.engine.hits", description=METRICS["octomem.engine.hits"])
_calls = _meter.create_counter("octomem.model.calls", description=METRICS["octomem.model.calls"])
_tokens = _meter.create_counter("octomem.model.tokens", description=METRICS["octomem.model.tokens"])


class Following(Protocol):
    """A projection that lags behind the ledger."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    def lag(self) -> int:
        """Return how many changes it has not followed yet."""
        ...


_followers: WeakSet[Following] = WeakSet()


def follow(projection: Following) -> None:
    """Tell the lag of a projection whenever metrics are collected, until `unfollow`."""
    _followers.add(projection)


def unfollow(projection: Following) -> None:
    """Tell it no more; its store may be closed after this."""
    _followers.discard(projection)


def _lags(_options: CallbackOptions) -> Iterable[Observation]:
    sums: dict[str, int] = {}
    for projection in list(_followers):
        sums[projection.name] = sums.get(projection.name, 0) + projection.lag()
    return [Observation(lag, {"projection": name}) for name, lag in sums.items()]


_meter.create_observable_gauge(
    "octomem.projection.lag", [_lags], description=METRICS["octomem.projection.lag"]
)


class Stage:
    """A span and its duration, around a piece of work; an error is told by its class alone."""

    __slots__ = ("_name", "_span", "_started", "_token")

    def __init__(self, name: str, **attributes: Attribute) -> None:
        self._name = name
        self._span = _tracer.start_span(
            name, attributes=attributes, record_exception=False, set_status_on_exception=False
        )

    @property
    def recording(self) -> bool:
        """Whether anybody keeps what is told."""
        return self._span.is_recording()

    def tell(self, **attributes: Attribute) -> None:
        """Add attributes: kinds, counts, sizes; never content."""
        self._span.set_attributes(attributes)

    def __enter__(self) -> Self:
        self._started = time.perf_counter()
        self._token = otel_context.attach(trace.set_span_in_context(self._span))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace_: TracebackType | None,
    ) -> None:
        otel_context.detach(self._token)
        told = {"stage": self._name} | ({} if kind is None else {"error": kind.__name__})
        if kind is not None:
            self._span.set_status(Status(StatusCode.ERROR, kind.__name__))
        self._span.end()
        _durations.record(time.perf_counter() - self._started, told)


def traced(
    name: str,
    found: Callable[[Any], Mapping[str, Attribute]] | None = None,
    **attributes: Attribute,
) -> Callable[[Callable[Given, Found]], Callable[Given, Found]]:
    """Wrap a function in a stage; `found` reads attributes off what it returns."""

    def wrap(function: Callable[Given, Found]) -> Callable[Given, Found]:
        @wraps(function)
        def run(*given: Given.args, **options: Given.kwargs) -> Found:
            with Stage(name, **attributes) as stage:
                result = function(*given, **options)
                if found is not None and stage.recording:
                    stage.tell(**found(result))
                return result

        return run

    return wrap


def counted(result: Any) -> Mapping[str, Attribute]:
    """Read off a result how many there are."""
    return {"count": len(result)}


class ModelCall(Stage):
    """The stage of one call of the language model of this name."""

    __slots__ = ("_model",)

    def __init__(self, model: str) -> None:
        super().__init__("octomem.model", model=model)
        self._model = model
        _calls.add(1, {"model": model})

    def used(self, prompt: int, completion: int) -> None:
        """Tell how many tokens went in and came out."""
        self.tell(prompt_tokens=prompt, completion_tokens=completion)
        _tokens.add(prompt, {"model": self._model, "direction": "prompt"})
        _tokens.add(completion, {"model": self._model, "direction": "completion"})


def hits(by_engine: Mapping[str, int]) -> None:
    """Count what each engine has scored."""
    for engine, number in by_engine.items():
        _hits.add(number, {"engine": engine})


def fresh_context() -> Context:
    """Return an empty context that holds the present span and nothing else of the caller's."""
    held = Context()
    span = trace.get_current_span()
    held.run(otel_context.attach, trace.set_span_in_context(span, otel_context.Context()))
    return held


def event(level: Literal["info", "warning", "error"], name: str, **fields: Attribute) -> None:
    """Log an event of the vocabulary; what to do about it stands in the documentation."""
    if _logger.isEnabledFor(_LEVELS[level]):
        getattr(_log(), level)(name, **fields)


def told(error: BaseException) -> dict[str, Attribute]:
    """Say which error it was, without its message, which may quote what a caller gave."""
    named = {name: getattr(error, name, None) for name in ("store", "operation")}
    found: dict[str, Attribute] = {"error": type(error).__name__}
    return found | {name: value for name, value in named.items() if isinstance(value, str)}


_LEVELS = {"info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}
_logger = logging.getLogger("octomem")


@cache
def _log() -> Any:
    import structlog  # noqa: PLC0415 - it brings rich along, and most processes tell no event

    return structlog.wrap_logger(
        _logger,
        wrapper_class=structlog.stdlib.BoundLogger,
        processors=[structlog.processors.KeyValueRenderer(key_order=["event"])],
    )
