"""`octomem doctor`: every part is looked at, nothing is changed, and each fault has a remedy."""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.bad_input import (
    KNOWN,
    Place,
    corrupt,
    file_in_place,
    foreign_folder,
    full,
    in_use,
    newer,
    nowhere,
    other_model,
    read_only,
    truncated,
    unrelated,
    without_key,
)
from typer.testing import CliRunner

from octomem import Orchestrator, examine
from octomem.checks import Check, Health
from octomem.cli import app
from octomem.settings import Settings


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds `KNOWN`, to be copied."""
    folder = tmp_path_factory.mktemp("sound") / "store"
    with Orchestrator(Settings.load(path=folder, embedder="hash")) as memory:
        memory.process(KNOWN, user_id="mei")
        memory.flush()
    folder.chmod(0o700)
    return folder


@pytest.fixture
def place(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """A copy of it that may be spoilt, looked at with the deterministic embedder."""
    shutil.copytree(sound, tmp_path / "store")
    monkeypatch.setenv("OCTOMEM_EMBEDDER", "hash")
    with ExitStack() as cleanup:
        yield Place(tmp_path, cleanup)


def doctor(folder: Path) -> tuple[int, dict[str, Any]]:
    """Run the command; return its exit code and the findings by name."""
    done = CliRunner().invoke(app, ["doctor", "--json", "--path", str(folder)])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, {each["name"]: each for each in json.loads(done.stdout)["checks"]}


def files(folder: Path) -> dict[str, bytes]:
    """Return every byte in a folder but what SQLite keeps beside an open database."""
    found = [p for p in folder.rglob("*") if p.is_file() and not p.name.endswith("-shm")]
    return {str(p.relative_to(folder)): p.read_bytes() for p in found if p.stat().st_size}


def test_a_sound_store_is_all_ok_and_untouched(place: Place) -> None:
    """Every part is named, nothing needs mending, and no byte of the folder changes."""
    before = files(place.store)
    code, found = doctor(place.store)
    after = files(place.store)

    assert 0 == code
    assert before == after
    assert {"ok"} == {each["health"] for each in found.values()}
    assert [
        "Python",
        "packages",
        "settings",
        "embedding model",
        "English",
        "other languages",
        "folder",
        "disk",
        "writer",
        "ledger",
        "calls",
        "vectors' model",
        "vector index",
        "vault",
    ] == list(found)
    assert "hash/1 embeds, 256 dimensions" == found["embedding model"]["found"]
    assert "OCTOMEM_EMBEDDER" in found["settings"]["found"]
    assert "1 sealed values" in found["vault"]["found"]
    with Orchestrator(path=place.store, read_only=True) as memory:
        assert found["vector index"]["found"].startswith(f"{memory.stats().vectors} vectors")


def test_a_table_for_people(place: Place) -> None:
    """One line per part with its state."""
    done = CliRunner().invoke(app, ["doctor", "--path", str(place.store)])

    assert 0 == done.exit_code
    assert "how to mend it" in done.stdout
    assert "vector index" in done.stdout


@pytest.mark.parametrize(
    ("spoil", "part", "says"),
    [
        (corrupt, "ledger", "damaged"),
        (truncated, "ledger", "damaged"),
        (newer, "ledger", "schema 99"),
        (unrelated, "ledger", "another program"),
        (foreign_folder, "folder", "cat.jpg"),
        (file_in_place, "folder", "is a file"),
        (without_key, "vault", "1 sealed values"),
        (read_only, "folder", "cannot be written"),
        (full, "disk", "0 MB free"),
    ],
)
def test_a_fault_is_named_with_its_remedy_and_exits_1(
    place: Place, spoil: Any, part: str, says: str
) -> None:
    """Whatever is broken, the doctor works, and the rest is still looked at."""
    folder = spoil(place)
    before = files(folder)
    code, found = doctor(folder)

    assert 1 == code
    assert "failed" == found[part]["health"]
    assert says in found[part]["found"]
    assert found[part]["mend"]
    assert "ok" == found["English"]["health"]
    assert before == files(folder)


def test_no_store_is_a_warning(place: Place) -> None:
    """Nothing is wrong with a folder that is still to be made, and it is not made."""
    folder = nowhere(place)
    code, found = doctor(folder)

    assert 0 == code
    assert "warning" == found["folder"]["health"]
    assert not folder.exists()


def test_beside_a_writer_the_process_is_named(place: Place) -> None:
    """A store in use is no fault."""
    folder = in_use(place)
    code, found = doctor(folder)

    assert 0 == code
    assert "writes this store; reading works beside it" in found["writer"]["found"]
    if Path("/proc/locks").exists():
        assert found["writer"]["found"].startswith("process ")


def test_another_model_than_the_stores_is_a_fault(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The remedy is the one command that mends it."""
    monkeypatch.setenv("OCTOMEM_EMBEDDER", "minilm")
    code, found = doctor(other_model(place))

    assert 1 == code
    assert "octomem rebuild --embeddings" in found["vectors' model"]["mend"]
    assert "384 dimensions" in found["embedding model"]["found"]


def test_an_index_that_lost_vectors_is_a_fault_and_rebuild_mends_it(place: Place) -> None:
    """The ledger says how many there should be."""
    shutil.rmtree(place.store / "chroma")
    code, found = doctor(place.store)
    CliRunner().invoke(app, ["rebuild", "--path", str(place.store)])

    assert (1, "failed") == (code, found["vector index"]["health"])
    assert "octomem rebuild" == found["vector index"]["mend"]
    assert 0 == doctor(place.store)[0]


def test_an_open_call_and_an_index_behind_are_warnings(place: Place) -> None:
    """Both mend themselves with the next start, which is said."""
    with closing(sqlite3.connect(place.store / "ledger.sqlite")) as ledger, ledger:
        ledger.execute("UPDATE calls SET committed_at = NULL")
        ledger.execute("UPDATE progress SET seq = 0")
    code, found = doctor(place.store)

    assert 0 == code
    assert "warning" == found["calls"]["health"] == found["vector index"]["health"]


def test_files_that_others_may_read_or_write_are_warnings(place: Place) -> None:
    """The vault's key is for its owner alone."""
    (place.store / "vault.key").chmod(0o644)
    place.store.chmod(0o777)
    code, found = doctor(place.store)

    assert 0 == code
    assert found["vault key"]["mend"].startswith("chmod 600 ")
    assert found["folder"]["mend"].startswith("chmod go-w ")


def test_another_key_than_the_stores_is_a_fault(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key that opens nothing is found before somebody needs the secret."""
    monkeypatch.setenv("OCTOMEM_VAULT_KEY", "ab" * 32)
    code, found = doctor(place.store)

    assert 1 == code
    assert "does not open 1 of 1 sealed values" in found["vault"]["found"]


def test_wrong_settings_are_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    """The doctor says what is wrong with them instead of failing itself."""
    monkeypatch.setenv("OCTOMEM_ZONE", "Mars/Olympus")
    checks: dict[str, Check] = {each.name: each for each in examine()}

    assert Health.FAILED is checks["settings"].health
    assert "Mars/Olympus" in checks["settings"].found
    assert "OCTOMEM_ZONE" in os.environ
