"""Bad input: a typed error, one line with exit code 2, no traceback, and an unchanged ledger.

docs/bad-input.md is written by `make docs`, which runs this with `UPDATE_DOCS=1`.
"""

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from tests.e2e.bad_input import BACKUP, CASES, KNOWN, Case, Place, said, without_key
from typer.testing import CliRunner

from octomem import Orchestrator
from octomem.cli import app
from octomem.errors import VaultError
from octomem.messages import MAX_TEXT
from octomem.settings import Settings

DOC = Path(__file__).parents[2] / "docs" / "bad-input.md"
UPDATE = "UPDATE_DOCS" in os.environ
WRITTEN: dict[str, str] = {}
"""Rows by case, as this run saw them."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds `KNOWN`, to be copied."""
    folder = tmp_path_factory.mktemp("sound") / "store"
    with Orchestrator(Settings.load(path=folder, embedder="hash")) as memory:
        memory.process(KNOWN, user_id="mei")
        memory.flush()
    return folder


@pytest.fixture
def place(sound: Path, tmp_path: Path) -> Iterator[Place]:
    """A copy of it that may be spoilt."""
    shutil.copytree(sound, tmp_path / "store")
    with ExitStack() as cleanup:
        yield Place(tmp_path, cleanup, {"embedder": "hash"})


def dump(folder: Path) -> dict[str, object]:
    """Return every row of a ledger and every other file: what a mistake may not change."""
    if not folder.exists():
        return {}
    if folder.is_file():
        return {"": folder.read_bytes()}
    passing = ("writer.lock", "ledger.sqlite-shm", ".fill")
    found: dict[str, object] = {
        path.name: path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and path.name not in passing and path.stat().st_size
    }
    if found.get("ledger.sqlite", b"").startswith(b"SQLite"):  # type: ignore[attr-defined]
        found["ledger.sqlite"] = rows(folder / "ledger.sqlite")
    return found


def rows(file: Path) -> object:
    """Return every row of every table; the bytes where they cannot be read."""
    uri = f"{file.as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            query = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
            names = [name for (name,) in connection.execute(query)]
            return {n: connection.execute(f'SELECT * FROM "{n}"').fetchall() for n in names}  # noqa: S608
    except sqlite3.Error:
        return file.read_bytes()


def run(case: Case, folder: Path, settings: dict[str, str]) -> tuple[int, str, str]:
    """Run the case's command; return its exit code, stdout and stderr."""
    environment = {f"OCTOMEM_{name.upper()}": value for name, value in settings.items()}
    arguments = [named(each, folder) for each in case.arguments]
    done = CliRunner().invoke(
        app, [*arguments, "--path", str(folder)], input=case.stdin, env=environment
    )
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def named(argument: str, folder: Path) -> str:
    """Put in what only the folder tells."""
    if argument == "SECRET":
        return secret_of(folder)
    return str(folder.parent / BACKUP) if argument == "BACKUP" else argument


def secret_of(folder: Path) -> str:
    """Return the id of the memory that stands for the one secret."""
    with Orchestrator(Settings.load(path=folder, embedder="hash"), read_only=True) as memory:
        return next(m.id for m in memory.list(user_id="mei") if m.fields.get("vault_id"))


def row(case: Case, place: Place, told: str) -> str:
    """Write a case's line of the table, with nothing in it that differs between runs."""
    plain = told.removeprefix("octomem: ").strip().replace(str(place.root), "/home/mei")
    plain = re.sub(r"pid \d+", "pid 4321", plain)
    plain = re.sub(r"it is \d{4}-\d\d-\d\dT\d\d:\d\dZ", "it is 2026-01-05T09:00Z", plain)
    plain = re.sub(r"m_[0-9a-f]{24}", "m_1", re.sub(r"v_[a-z2-7]{12}", "v_1", plain))
    plain = re.sub(r"knows up to \d+", "knows up to 98", plain).replace("m" * 257, "mmm...")
    return f"| {case.name} | `{case.error.__name__}` | {plain.replace('|', chr(92) + '|')} |"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad_input_is_one_line_and_changes_nothing(case: Case, place: Place) -> None:
    """The command says in one line what is wrong; the call raises the typed error."""
    folder = place.store if case.spoil is None else case.spoil(place)
    before = dump(folder)

    code, out, err = run(case, folder, place.settings)
    after_command = dump(folder)
    with pytest.raises(case.error) as caught:
        case.do(folder, place.settings)

    assert (2, "", 1) == (code, out, len(err.splitlines())), err
    assert err.startswith("octomem: ")
    assert "Traceback" not in err
    assert case.error is type(caught.value)
    assert before == after_command == dump(folder)
    WRITTEN[case.name] = row(case, place, err)
    assert UPDATE or WRITTEN[case.name] in DOC.read_text(encoding="utf-8"), "run `make docs`"


HEAD = """\
# Bad input

What is wrong is told in one line on stderr with exit code 2, and raised as a typed error in Python
(`octomem.errors`). Nothing goes to stdout, and the ledger is as it was before. This table is
written by `make docs` from the tests, which try each case as a command and as a call.

| case | error | what the command line says |
|---|---|---|
"""


def test_the_table_in_the_docs_has_every_case_and_no_other() -> None:
    """The rows are in the order of the cases; with `UPDATE_DOCS` the table is written anew."""
    old = DOC.read_text(encoding="utf-8") if DOC.exists() else ""
    known = {line.split(" | ")[0].removeprefix("| "): line for line in old.splitlines()}
    if UPDATE:
        lines = [WRITTEN.get(case.name) or known[case.name] for case in CASES]
        DOC.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
        return
    assert HEAD == old[: len(HEAD)]
    named = [line.split(" | ")[0].removeprefix("| ") for line in old[len(HEAD) :].splitlines()]
    assert [case.name for case in CASES] == named


def test_a_time_without_a_zone_is_taken_and_said(place: Place) -> None:
    """It is no mistake: the zone of the settings is assumed, and stderr says so."""
    environment = {"OCTOMEM_EMBEDDER": "hash", "OCTOMEM_ZONE": "Europe/Vienna"}
    text = json.dumps(said(timestamp="2024-05-08T10:00:00"))
    arguments = ["process", "-", "--user", "mei", "--path", str(place.store)]
    done = CliRunner().invoke(app, arguments, input=text, env=environment)
    again = CliRunner().invoke(app, [*arguments, "--json"], input=text, env=environment)

    expected = "1 timestamp without a zone was taken as Europe/Vienna"
    assert (0, f"octomem: {expected}\n") == (done.exit_code, done.stderr)
    assert [expected] == json.loads(again.stdout)["notes"]


def test_a_megabyte_is_stored_word_for_word(place: Place) -> None:
    """The longest text that is accepted comes back as it was."""
    text = ("A long story about nothing. " * 40_000)[:MAX_TEXT]
    with Orchestrator(Settings.load(path=place.store, embedder="hash")) as memory:
        memory.process(said(content=text), user_id="long")
        (told,) = memory.list(user_id="long", kinds=["episodic"])

    assert text == told.text


def test_without_its_key_a_store_forgets_only_the_secrets(place: Place) -> None:
    """Recall, list and even process go on; the lost value is not invented."""
    folder = without_key(place)
    settings = Settings.load(path=folder, embedder="hash")
    with Orchestrator(settings, read_only=True) as memory:
        found = memory.recall("Where does Mei live?", user_id="mei")
        secret = next(m for m in memory.list(user_id="mei") if m.fields.get("vault_id"))
    with Orchestrator(settings) as memory:
        memory.process(said(), user_id="mei")
        with pytest.raises(VaultError, match="another key"):
            memory.reveal(secret.id, user_id="mei")

    assert "Graz" in found.memories[0].text
