"""`--where` and `--filter` of `octomem recall` and `octomem list`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from octomem import Orchestrator
from octomem.cli import app
from octomem.cli.filters import filters_of
from octomem.errors import UsageError
from octomem.settings import Settings

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with three turns, each with metadata of its own."""
    path = tmp_path_factory.mktemp("filtered")
    with Orchestrator(Settings.load(path=path, embedder="hash")) as memory:
        for number, project in enumerate(("octo", "squid", "5")):
            memory.process(
                [{"role": "user", "content": f"The budget of {project} is tight."}],
                user_id="mei",
                metadata={"project": project, "number": number},
            )
    return path


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on that store."""
    monkeypatch.setenv("OCTOMEM_PATH", str(folder))
    monkeypatch.setenv("OCTOMEM_EMBEDDER", "hash")
    runner = CliRunner()
    return lambda *arguments: runner.invoke(app, [*arguments, "--user", "mei"])


def projects(done: Result) -> set[Any]:
    assert 0 == done.exit_code, done.stderr
    return {each["metadata"].get("project") for each in json.loads(done.stdout)["memories"]}


CHOOSING: list[tuple[list[str], set[str]]] = [
    (["--where", "project=octo"], {"octo"}),
    (["--where", "number=1"], {"squid"}),
    (["--where", 'project="5"'], {"5"}),
    (["--where", "project=5"], set()),
    (["--where", "number=1", "--where", "project=octo"], set()),
    (["--filter", '{"number": {"gte": 1}}'], {"squid", "5"}),
    (["--filter", '{"number": {"gte": 1}}', "--where", "project=squid"], {"squid"}),
    (["--filter", '{"or": [{"number": 0}, {"project": ["5"]}]}'], {"octo", "5"}),
]


@pytest.mark.parametrize("command", [("recall", "budget"), ("list",)], ids=["recall", "list"])
@pytest.mark.parametrize(
    ("options", "expected"), CHOOSING, ids=lambda value: " ".join(sorted(map(str, value)))
)
def test_both_commands_take_both_options(
    run: Run, command: tuple[str, ...], options: list[str], expected: set[str]
) -> None:
    """
    --where is equality with a JSON value or else a text, --filter anything; all must hold.
    """
    assert expected == projects(run(*command, "--kind", "episodic", "--json", *options))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--where", "project"], "--where 'project' is not NAME=VALUE"),
        (["--where", "=x"], "--where '=x' is not NAME=VALUE"),
        (["--where", 'project=["octo"]'], "filters['project']['eq'] takes a text"),
        (
            ["--where", "or=x"],
            "filters['or'] takes a list of filters (metadata of that name is 'metadata.or'",
        ),
        (["--filter", "{"], "--filter is not JSON"),
        (["--filter", "[" * 100_000], "--filter is not JSON"),
        (["--filter", '{"a": NaN}'], "NaN is no JSON"),
        (["--filter", '{"a": 1, "a": 2}'], "'a' comes twice"),
        (["--filter", '["project"]'], "--filter takes a JSON object"),
        (["--filter", '{"project": {"$ne": "x"}}'], "write 'ne'"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_wrong_filter_is_one_line_and_exit_code_2(
    run: Run, options: list[str], message: str
) -> None:
    """
    The caller's mistake is named on stderr; nothing is listed.
    """
    done = run("list", *options)

    assert 2 == done.exit_code
    assert 1 == len(done.stderr.splitlines())
    assert message in done.stderr
    assert "" == done.stdout


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a=true", True),
        ("a=null", None),
        ("a=2.5", 2.5),
        ("a=007", "007"),
        ("a=NaN", "NaN"),
        ("a=2024-05-08", "2024-05-08"),
        ("a=b=c", "b=c"),
        ("a=", ""),
        ("a=" + "9" * 5000, "9" * 5000),
    ],
    ids=lambda value: str(value)[:20],
)
def test_where_reads_json_or_text(text: str, value: object) -> None:
    """
    What is no JSON is the text it is, also where Python's own reader would take it.
    """
    assert {"a": {"eq": value}} == filters_of([text], None)


def test_without_options_there_is_no_filter() -> None:
    """
    An empty filter adds nothing, and a text that is no filter is no silence.
    """
    assert filters_of(None, None) is None
    assert filters_of(None, "{}") is None
    assert {"a": {"eq": 1}} == filters_of(["a=1"], "{}")
    with pytest.raises(UsageError):
        filters_of(None, "")
