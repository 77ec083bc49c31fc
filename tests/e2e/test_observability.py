"""Spans, metrics and events: complete, documented, without content, and off by default."""

# Faults are set from within; OpenTelemetry lets its providers be set once.
# pyright: reportPrivateUsage=false

import ast
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from opentelemetry import metrics, trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from tests.contracts.overlap_model import write_model
from typer.testing import CliRunner

from octomem import Orchestrator, telemetry
from octomem.agents.semantic import SemanticAgent
from octomem.cli import app
from octomem.errors import StoreError
from octomem.memory import Kind
from octomem.settings import Settings
from octomem.stores.rerank.onnx import OnnxReranker

REPO = Path(__file__).parents[2]
DOC = (REPO / "docs" / "observability.md").read_text(encoding="utf-8")
SOURCES = [*REPO.glob("orchestrator/*.py"), *REPO.glob("stores/**/*.py"),
           *REPO.glob("src/octomem/*.py"), *REPO.glob("agents/**/*.py")]  # fmt: skip

SECRET = "hunter2horse99"  # noqa: S105 - made up
SAID = [
    "I live in Quixhaven with my sister Zophelia.",
    f"My wifi password is {SECRET}.",
    "Remind me to water the bougainvillea tomorrow.",
]
CONTENT = (SECRET, "Quixhaven", "quixhaven", "Zophelia", "bougainvillea", "mei-4711", "ref-plugh")
"""Texts, names and ids that no span, metric or event may hold."""


@pytest.fixture(scope="module")
def exporter() -> InMemorySpanExporter:
    """Set up OpenTelemetry's SDK, which an application does, once per process."""
    kept = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    trace.set_tracer_provider(provider)
    return kept


@pytest.fixture(scope="module")
def reader() -> InMemoryMetricReader:
    """The same for metrics."""
    kept = InMemoryMetricReader()
    metrics.set_meter_provider(MeterProvider([kept]))
    return kept


@pytest.fixture
def spans(exporter: InMemorySpanExporter) -> Iterator[InMemorySpanExporter]:
    """Begin without a span."""
    exporter.clear()
    yield exporter
    exporter.clear()


def work(memory: Orchestrator) -> None:
    """Do a bit of everything that is traced."""
    for number, text in enumerate(SAID):
        said = [{"role": "user", "name": "Mei", "content": text, "id": f"ref-plugh{number}"}]
        memory.process(said, user_id="mei-4711", session_id="s1")
    memory.flush()
    memory._engine.reranker = OnnxReranker(write_model(memory._engine.settings.path.parent, "is"))
    memory.recall("Where does Zophelia live in Quixhaven?", user_id="mei-4711")
    # What was so at some moment is asked of the vector index.
    memory.recall("Where did Zophelia live?", user_id="mei-4711", as_of=datetime.now(UTC))
    memory.consolidate(user_id="mei-4711")
    with telemetry.ModelCall("a-model") as call:
        call.used(prompt=100, completion=20)


def used(functions: tuple[str, ...], place: int = 0) -> set[str]:
    """Return the names that the code gives to functions of telemetry."""
    found: set[str] = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and len(node.args) > place:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                given = node.args[place]
                if name in functions and isinstance(given, ast.Constant):
                    found.add(str(given.value))
    return found


def rows(title: str) -> dict[str, str]:
    """Return a table of the documentation: the first column's names and the second."""
    section = DOC.split(f"## {title}\n")[1].split("\n## ")[0]
    lines = re.findall(r"^\| `([\w.]+)` \| (.*?) \|", section, re.MULTILINE)
    return dict(lines)


def test_the_documentation_lists_the_vocabulary() -> None:
    """Every name is in docs/observability.md with what it means, and no other."""
    assert dict(telemetry.SPANS) == rows("Spans")
    assert dict(telemetry.METRICS) == rows("Metrics")
    assert dict(telemetry.EVENTS) == rows("Events")


def test_the_code_uses_the_vocabulary() -> None:
    """Every name stands somewhere in the code, and the code uses no other."""
    own_span = {"octomem.model"}

    assert telemetry.SPANS.keys() == used(("traced", "Stage")) | own_span
    assert telemetry.EVENTS.keys() == used(("event",), place=1)
    assert telemetry.METRICS.keys() == used(
        ("create_histogram", "create_counter", "create_observable_gauge")
    )


def test_every_span_is_told_and_stands_within_its_call(
    spans: InMemorySpanExporter, quick: Orchestrator
) -> None:
    """Nodes within `process` and `recall`, stores and embedder within nodes, whatever the thread."""
    work(quick)
    found = spans.get_finished_spans()
    by_id = {span.context.span_id: span for span in found if span.context}

    def above(span: ReadableSpan) -> list[str]:
        names: list[str] = []
        while span.parent is not None:
            span = by_id[span.parent.span_id]
            names.append(span.name)
        return names

    over = {span.name: above(span) for span in found}
    assert telemetry.SPANS.keys() == over.keys()
    for name, names in over.items():
        if name.startswith("octomem.ingest."):
            assert ["octomem.process"] == names
        elif name.startswith("octomem.recall."):
            assert ["octomem.recall"] == names
    assert ["octomem.ingest.record", "octomem.process"] == over["octomem.ledger.record"]
    assert "octomem.recall.understand" == over["octomem.full_text.search"][0]
    assert ["octomem.project"] == over["octomem.vector_index.apply"]
    agents = {
        str(s.attributes["agent"])
        for s in found
        if s.name == "octomem.recall.agent" and s.attributes
    }
    assert {kind.value for kind in Kind} == agents
    documented = {name: set(re.findall(r"`(\w+)`", line.split("|")[3]))
                  for line in DOC.splitlines() if line.startswith("| `octomem.")
                  and line.count("|") == 4
                  for name in re.findall(r"^\| `([\w.]+)`", line)}  # fmt: skip
    told: dict[str, set[str]] = {}
    for span in found:
        told.setdefault(span.name, set()).update(span.attributes or {})
    assert documented == told


def test_a_caller_s_trace_goes_on(spans: InMemorySpanExporter, quick: Orchestrator) -> None:
    """A call within a span of the application is a part of that trace, also through a thread."""
    with trace.get_tracer("app").start_as_current_span("app") as outer:
        quick.process([{"role": "user", "content": "hello"}], user_id="mei")
        quick.recall("hello", user_id="mei")
    number = outer.get_span_context().trace_id
    within = {
        s.name for s in spans.get_finished_spans() if s.context and s.context.trace_id == number
    }

    assert {"octomem.process", "octomem.recall", "octomem.ingest.agent"} <= within


def test_an_error_is_told_by_its_class_alone(
    spans: InMemorySpanExporter, quick: Orchestrator
) -> None:
    """The message of an error may quote the caller, so it is not told."""
    with pytest.raises(ValueError, match="role"):
        quick.process([{"role": SECRET, "content": "x"}], user_id="mei-4711")
    (failed,) = [s for s in spans.get_finished_spans() if s.name == "octomem.ingest.record"]

    assert "MessageError" == failed.status.description
    assert () == failed.events
    assert SECRET not in failed.to_json()


def data_of(reader: InMemoryMetricReader) -> dict[str, list[Any]]:
    """Return the data points of octomem's metrics."""
    told = reader.get_metrics_data()
    assert told is not None
    return {
        metric.name: list(metric.data.data_points)
        for resource in told.resource_metrics
        for scope in resource.scope_metrics
        if scope.scope.name == "octomem"
        for metric in scope.metrics
    }


def test_metrics_tell_latencies_hits_lag_and_models(
    reader: InMemoryMetricReader, quick: Orchestrator
) -> None:
    """All instruments of the vocabulary have data, by the attributes that are documented."""
    work(quick)
    found = data_of(reader)

    assert telemetry.METRICS.keys() == found.keys()
    stages = {point.attributes["stage"] for point in found["octomem.stage.duration"]}
    assert telemetry.SPANS.keys() <= stages
    engines = {point.attributes["engine"]: point.value for point in found["octomem.engine.hits"]}
    assert {"dense", "lexical", "graph", "fuzzy", "time"} == engines.keys()
    assert min(engines["dense"], engines["lexical"]) > 0
    assert [("vectors", 0)] == [
        (point.attributes["projection"], point.value) for point in found["octomem.projection.lag"]
    ]
    tokens = {p.attributes["direction"]: p.value for p in found["octomem.model.tokens"]}
    assert tokens["prompt"] == 5 * tokens["completion"] > 0


def test_nothing_that_is_told_holds_content(
    spans: InMemorySpanExporter,
    reader: InMemoryMetricReader,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Secrets, texts, names and ids are in no span, metric or event, failures included."""

    def fails(*_: object) -> None:
        raise RuntimeError(f"cannot read {SAID}")

    def is_down(*_: object) -> None:
        raise StoreError(str(SAID), store="chroma", operation="search")

    given = Settings.load(path=tmp_path, embedder="hash")
    with caplog.at_level(logging.DEBUG, "octomem"), Orchestrator(given) as memory:
        work(memory)
        monkeypatch.setattr(SemanticAgent, "extract", fails)
        monkeypatch.setattr(SemanticAgent, "rank", fails)
        monkeypatch.setattr(memory._engine.index, "search", is_down)
        work(memory)
        memory.process([{"role": "user", "content": "Ann likes tea."}], user_id="mei-4711")
        memory.recall("Who likes tea?", user_id="mei-4711")
    events = "\n".join(each.getMessage() for each in caplog.records if each.name == "octomem")
    told = [*(span.to_json() for span in spans.get_finished_spans()), str(data_of(reader)), events]

    assert "event='agent.failed'" in events
    assert "event='engine.down'" in events
    assert "event='call.processed'" in events
    assert [] == [(word, text[:200]) for word in CONTENT for text in told if word in text]


def test_a_library_configures_no_logging() -> None:
    """Opening and using a store in a fresh process adds no handler and prints nothing."""
    program = """
import logging, sys, tempfile
from octomem import Orchestrator
from octomem.settings import Settings
with Orchestrator(Settings.load(path=tempfile.mkdtemp(), embedder="hash")) as memory:
    memory.process([{"role": "user", "content": "hello"}], user_id="mei")
    memory.recall("hello", user_id="mei")
loggers = [logging.getLogger(), logging.getLogger("octomem")]
print([logger.handlers for logger in loggers], [logger.level for logger in loggers])
"""
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert "[[], []] [30, 0]\n" == done.stdout
    assert "" == done.stderr


def test_the_command_line_shows_events_on_stderr(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`OCTOMEM_LOG` names the level; by default a command says what it has to say itself."""
    given = ["process", "-", "--user", "mei", "--path", str(tmp_path)]
    said = '[{"role": "user", "content": "I like tea."}]'
    monkeypatch.setenv("OCTOMEM_EMBEDDER", "hash")
    quiet = CliRunner().invoke(app, given, input=said)
    monkeypatch.setenv("OCTOMEM_LOG", "info")
    told = CliRunner().invoke(app, given, input=said)
    monkeypatch.setenv("OCTOMEM_LOG", "loud")
    wrong = CliRunner().invoke(app, given, input=said)

    assert "" == quiet.stderr
    assert "octomem: event='call.processed' turns=1" in told.stderr
    assert "event=" not in told.stdout
    assert 2 == wrong.exit_code
    assert "OCTOMEM_LOG is 'loud'; expected one of" in wrong.stderr
