"""The command line: readable tables, JSON for programs, one line for an error."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

import octomem
from octomem.agents.semantic import SemanticAgent
from octomem.cli import COMMANDS, app
from octomem.cli.demo_run import load
from octomem.errors import StoreError
from octomem.memory import Kind

MESSAGES: list[dict[str, Any]] = [
    {
        "id": "m1",
        "role": "user",
        "name": "Mei",
        "timestamp": "2026-01-05T09:00:00+00:00",
        "content": "I live in Turin, and [bold]this[/bold] is not markup.",
    },
    {
        "id": "m2",
        "role": "user",
        "name": "Mei",
        "timestamp": "2026-01-05T09:01:00+00:00",
        "content": "My brother Jun works at Fiat.",
    },
]

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on a store of its own, named by the environment."""
    monkeypatch.setenv("OCTOMEM_PATH", str(tmp_path / "store"))
    runner = CliRunner()
    return lambda *arguments, **options: runner.invoke(app, list(arguments), **options)


@pytest.fixture
def stored(run: Run, tmp_path: Path) -> Run:
    """The same, with `MESSAGES` in the store."""
    file = tmp_path / "messages.json"
    file.write_text(json.dumps(MESSAGES), encoding="utf-8")
    done = run("process", str(file), "--user", "mei", "--session", "s1")
    assert 0 == done.exit_code, done.stderr
    return run


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(MESSAGES),
        json.dumps({"messages": MESSAGES}),
        "\n".join(json.dumps(each) for each in MESSAGES) + "\n",
    ],
    ids=["list", "mapping", "lines"],
)
def test_process_reads_json_and_json_lines_from_stdin(run: Run, text: str) -> None:
    """All three forms give the same turns, and the operations say why."""
    done = run("process", "-", "--user", "mei", "--json", input=text)
    result = json.loads(done.stdout)

    assert 0 == done.exit_code
    assert ["m1", "m2"] == result["turns"]
    assert 0 == result["usage"]["calls"]
    assert {"add"} <= {each["action"] for each in result["operations"]}
    assert all(each["reason"] for each in result["operations"])


def test_process_prints_a_table(run: Run) -> None:
    """People see what was written; text that looks like markup stays as it is."""
    done = run("process", "-", "--user", "mei", input=json.dumps(MESSAGES))

    assert 0 == done.exit_code
    assert "episodic" in done.stdout
    assert "[bold]this[/bold]" in done.stdout
    assert "2 turns" in done.stdout


def test_recall_prints_memories_with_sources(stored: Run) -> None:
    """The answer names the turn that it came from."""
    done = stored("recall", "Where does Mei live?", "--user", "mei")

    assert 0 == done.exit_code
    assert "Turin" in done.stdout
    assert "[m1]" in done.stdout


def test_recall_gives_programs_the_same(stored: Run) -> None:
    """JSON holds the memories best first, their sources, and ranks with --explain."""
    done = stored("recall", "Where does Mei live?", "--user", "mei", "--json", "--explain")
    found = json.loads(done.stdout)

    assert 0 == done.exit_code
    assert found["found"] is True
    assert "m1" == found["sources"][0]
    assert "Turin" in found["memories"][0]["text"]
    assert found["memories"][0]["ranks"]


def test_recall_keeps_to_kind_and_limit(stored: Run) -> None:
    """--kind and --limit narrow the answer."""
    done = stored(
        "recall", "Turin", "--user", "mei", "--kind", "episodic", "--limit", "1", "--json"
    )
    memories = json.loads(done.stdout)["memories"]

    assert ["episodic"] == [each["kind"] for each in memories]


def test_recall_as_of_before_everything_finds_nothing(stored: Run) -> None:
    """Before the first turn nothing was true yet."""
    done = stored("recall", "Turin", "--user", "mei", "--as-of", "2020-01-01", "--json")

    assert 0 == done.exit_code
    assert [] == json.loads(done.stdout)["memories"]


def test_list_pages_through_everything(stored: Run) -> None:
    """A page ends with a cursor; the pages together hold each memory once."""
    seen: list[str] = []
    cursor: list[str] = []
    for _ in range(20):
        page = json.loads(stored("list", "--user", "mei", "--limit", "2", "--json", *cursor).stdout)
        seen += [each["id"] for each in page["memories"]]
        if page["next_cursor"] is None:
            break
        cursor = ["--cursor", page["next_cursor"]]
    every = json.loads(stored("list", "--user", "mei", "--json").stdout)["memories"]

    assert len(seen) == len(set(seen))
    assert {each["id"] for each in every} == set(seen)


def test_nobody_is_told_when_something_began_that_no_turn_says(run: Run, tmp_path: Path) -> None:
    """What "used to" be so has an end, and no beginning that anybody named."""
    said = {**MESSAGES[0], "content": "I used to live in Bergen."}
    file = tmp_path / "messages.json"
    file.write_text(json.dumps([said]), encoding="utf-8")
    assert 0 == run("process", str(file), "--user", "mei").exit_code
    over = ("--user", "mei", "--as-of", "2001-01-01")
    page = json.loads(run("list", *over, "--json").stdout)["memories"]
    lived = next(each for each in page if "live in Bergen" in each["text"])

    shown = run("list", *over).stdout + run("history", lived["id"], "--user", "mei").stdout
    assert "1900" not in shown
    assert "to 2026-01-05" in shown


def test_list_prints_a_table(stored: Run) -> None:
    """People see kind, text and turns."""
    done = stored("list", "--user", "mei", "--kind", "episodic")

    assert 0 == done.exit_code
    assert "My brother Jun works at Fiat." in done.stdout
    assert "[m2]" in done.stdout


def test_other_users_see_nothing(stored: Run) -> None:
    """Another user id, whatever it looks like, is another store to the eye."""
    for user in ("*", "%", "mei2", "me'i"):
        done = stored("list", "--user", user, "--json")
        assert [] == json.loads(done.stdout)["memories"]


@pytest.mark.parametrize(
    ("arguments", "text", "says"),
    [
        (("process", "-"), "[]", "octomem: "),
        (("process", "-", "--user", "mei"), "", "empty"),
        (("process", "-", "--user", "mei"), "{]", "line 1"),
        (("process", "-", "--user", "mei"), '{"role": "user", "content": "x"}\n{]', "line 2"),
        (("process", "-", "--user", "mei"), '"text"', "no messages"),
        (("process", "-", "--user", "mei"), '[{"role": "wizard", "content": "x"}]', "wizard"),
        (("process", "no-such-file.json", "--user", "mei"), "", "no-such-file.json"),
    ],
)
def test_usage_errors_are_one_line_and_exit_2(
    run: Run, arguments: tuple[str, ...], text: str, says: str
) -> None:
    """The caller's mistake: no traceback, nothing on stdout."""
    done = run(*arguments, input=text)

    assert 2 == done.exit_code
    assert "" == done.stdout
    assert 1 == len(done.stderr.splitlines())
    assert says in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ("recall", "x", "--kind", "foo"),
            "Invalid value for '--kind': 'foo' is not one of 'core'",
        ),
        (("recall", "x", "--limit", "0"), "'--limit': Input should be greater than or equal to 1"),
        (("recall", "x", "--nope"), "No such option: --nope; see 'octomem recall --help'"),
        (("recall",), "Missing argument"),
        (("nope",), "No such command 'nope'; see 'octomem --help'"),
        (("--nope",), "No such option: --nope"),
    ],
)
def test_what_is_no_command_is_one_line_too(
    run: Run, arguments: tuple[str, ...], says: str
) -> None:
    """The parser's own errors look like all others, and name where help is."""
    done = run(*arguments)

    assert (2, "") == (done.exit_code, done.stdout)
    assert 1 == len(done.stderr.splitlines())
    assert done.stderr.startswith("octomem: ")
    assert says in done.stderr


def test_no_command_at_all_shows_the_help(run: Run) -> None:
    """Who types the name alone wants to know what there is."""
    done = run()

    assert "Commands:" in done.stdout + done.stderr


def test_a_missing_scope_and_a_wrong_moment_exit_2(stored: Run) -> None:
    """So do mistakes in what is asked."""
    for arguments in (("recall", "Turin"), ("recall", "Turin", "--user", "mei", "--as-of", "x")):
        done = stored(*arguments)
        assert 2 == done.exit_code
        assert 1 == len(done.stderr.splitlines())


def test_a_failing_store_is_one_line_and_exits_1(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store's failure is told from the caller's mistake."""

    def broken(*_: object, **__: object) -> None:
        raise StoreError("disk is full", store="ledger", operation="open")

    monkeypatch.setattr(octomem, "Orchestrator", broken, raising=False)
    done = run("recall", "Turin", "--user", "mei")

    assert 1 == done.exit_code
    assert "octomem: ledger: open: disk is full\n" == done.stderr


def test_the_bundled_conversation_is_what_the_demo_promises() -> None:
    """At least 60 turns in several sessions, two people and an assistant, ten questions."""
    conversation = load()
    messages = [each for session in conversation.sessions.values() for each in session]
    times = [each["timestamp"] for each in messages]

    assert 60 <= len(messages) == conversation.turns
    assert 5 <= len(conversation.sessions)
    assert 3 == len({each["name"] for each in messages})
    assert {"user", "assistant"} == {each["role"] for each in messages}
    assert len(messages) == len({each["id"] for each in messages})
    assert sorted(times) == times
    assert 10 == len(conversation.questions)
    assert set(Kind) == {each.kind for each in conversation.questions}


def test_demo_answers_its_ten_questions(run: Run, tmp_path: Path) -> None:
    """Every agent stores something, and every question is answered among the first three."""
    done = run("demo", "--json", "--path", str(tmp_path / "demo"))
    result = json.loads(done.stdout)
    wrong = [each["question"] for each in result["answers"] if (each["rank"] or 99) > 3]

    assert {kind.value for kind in Kind} == {each["agent"] for each in result["stored"]}
    assert all(each["reason"] for each in result["stored"])
    assert [] == wrong
    assert 10 == result["answered"]
    assert 0 == done.exit_code


def test_demo_prints_agents_and_answers_in_a_pipe() -> None:
    """A real process, its output in a pipe: eight tables, ten questions, the count."""
    done = subprocess.run(
        [sys.executable, "-m", "octomem", "demo"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert 0 == done.returncode, done.stderr
    assert all(f"{kind.value}: " in done.stdout for kind in Kind)
    assert "10. " in done.stdout
    assert done.stdout.rstrip().endswith("10 of 10 answered")
    assert "\x1b[" not in done.stdout


def test_help_names_every_command() -> None:
    """Each command is listed with what it does."""
    done = CliRunner().invoke(app, ["--help"])

    assert 0 == done.exit_code
    assert isinstance(app, typer.Typer)
    assert all(name in done.stdout for name in ("demo", "process", "recall", "list"))


def first_id(run: Run, kind: str) -> str:
    """Return the id of the newest memory of a kind."""
    listed = json.loads(run("list", "--user", "mei", "--kind", kind, "--json").stdout)
    return str(listed["memories"][0]["id"])


def test_show_prints_every_field(stored: Run) -> None:
    """One memory, with where it came from and when it was true."""
    memory_id = first_id(stored, "semantic")
    shown = json.loads(stored("show", memory_id, "--user", "mei", "--json").stdout)
    printed = stored("show", memory_id, "--user", "mei").stdout

    assert memory_id == shown["id"]
    assert shown["text"] in printed
    assert all(source in printed for source in shown["sources"])


def test_delete_takes_it_away_and_history_keeps_it(stored: Run) -> None:
    """A deleted memory is in no list, and its history says who deleted it and why."""
    memory_id = first_id(stored, "semantic")
    done = stored("delete", memory_id, "--user", "mei")
    kept = json.loads(stored("history", memory_id, "--user", "mei", "--json").stdout)

    assert 0 == done.exit_code
    assert memory_id not in stored("list", "--user", "mei", "--json").stdout
    assert ["add", "retract"] == [each["action"] for each in kept["operations"]]
    assert "deleted by the caller" in stored("history", memory_id, "--user", "mei").stdout


def test_undo_brings_back_what_was_deleted(stored: Run) -> None:
    """History shows the operation's id; a second time is one line and exit code 2."""
    memory_id = first_id(stored, "semantic")
    done = json.loads(stored("delete", memory_id, "--user", "mei", "--json").stdout)
    undone = stored("undo", done["id"], "--user", "mei")
    again = stored("undo", done["id"], "--user", "mei")

    assert (0, 2) == (undone.exit_code, again.exit_code)
    assert memory_id in stored("list", "--user", "mei", "--json").stdout
    assert "undone already" in again.stderr
    assert 1 == len(again.stderr.splitlines())


def test_the_caller_says_who_is_who(stored: Run) -> None:
    """
    Two names become one and come apart again, shown as a table and as JSON.
    """
    scope = ("--user", "mei")
    known = json.loads(stored("entities", *scope, "--json").stdout)
    one, other = known[0]["name"], known[1]["name"]

    done = json.loads(stored("merge-entities", one, other, *scope, "--json").stdout)
    assert f"{other} is also called {one}" == done["text"]
    assert [one] == json.loads(stored("entities", one, *scope, "--json").stdout)[0]["aliases"]
    assert other in stored("entities", *scope).stdout

    parted = stored("split-entity", one, other, *scope)
    assert f"noted: {one} is not {other} (o_" in parted.stdout
    assert known == json.loads(stored("entities", *scope, "--json").stdout)
    assert 2 == stored("split-entity", one, other, *scope).exit_code


@pytest.mark.parametrize("command", ["show", "history", "delete", "reveal"])
def test_an_id_of_somebody_else_is_one_line_and_exit_code_2(stored: Run, command: str) -> None:
    """No command opens a memory outside the scope it was given."""
    done = stored(command, first_id(stored, "semantic"), "--user", "eve")

    assert 2 == done.exit_code
    assert 1 == len(done.stderr.splitlines())
    assert "no memory" in done.stderr


def test_reveal_prints_the_secret_alone(run: Run, tmp_path: Path) -> None:
    """The value goes to stdout for a pipe; no other command prints it."""
    file = tmp_path / "messages.json"
    file.write_text(json.dumps([{"role": "user", "content": "My wifi password is hunter22!x"}]))
    run("process", str(file), "--user", "mei")

    revealed = run("reveal", first_id(run, "knowledge"), "--user", "mei").stdout

    assert "hunter22!x\n" == revealed
    assert "hunter22" not in run("list", "--user", "mei", "--json").stdout


def test_stats_counts_and_rebuild_fills_anew(stored: Run) -> None:
    """After a rebuild the index holds as many vectors as before."""
    before = json.loads(stored("stats", "--json").stdout)
    rebuilt = json.loads(stored("rebuild", "--json").stdout)

    assert 2 == before["turns"]
    assert rebuilt["vectors"] >= sum(before["memories"].values())
    assert "current memories" in stored("stats").stdout


def test_every_command_is_in_the_docs() -> None:
    """docs/cli.md has a section for each command, and for no other."""
    text = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    headings = [line.removeprefix("## `octomem ") for line in text.splitlines() if "## `" in line]

    assert list(COMMANDS) == [heading.split("`")[0].split(" ")[0] for heading in headings]


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["table", "json"])
def test_recall_says_which_agent_failed(
    stored: Run, monkeypatch: pytest.MonkeyPatch, form: tuple[str, ...]
) -> None:
    """The other agents answer, the failure is named on stderr, and the exit code tells."""

    def broken(*_: object) -> None:
        raise RuntimeError("no ranking today")

    monkeypatch.setattr(SemanticAgent, "rank", broken)
    done = stored("recall", "Where does Mei live?", "--user", "mei", *form)

    assert 1 == done.exit_code
    assert "I live in Turin" in done.stdout
    assert "octomem: the semantic agent failed: RuntimeError: no ranking today\n" == done.stderr


def test_the_version_is_the_package_s() -> None:
    """`--version` prints the installed version and needs no command."""
    done = CliRunner().invoke(app, ["--version"])

    assert (0, f"octomem {octomem.__version__}\n") == (done.exit_code, done.stdout)
