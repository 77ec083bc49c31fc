"""A backup of a live store is one moment of it, and makes the same store again."""

import json
import shutil
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner

import octomem
from octomem import Orchestrator
from octomem.cli import app
from octomem.errors import BackupError, UsageError, VaultError
from octomem.settings import Settings

SECRET = "hunter2horse"  # noqa: S105 - made up
SAID = ["I live in Graz.", "My sister Lena works at Siemens.", f"My wifi password is {SECRET}."]


def say(memory: Orchestrator, *texts: str) -> None:
    for text in texts:
        memory.process([{"role": "user", "name": "Mei", "content": text}], user_id="mei")


def texts(memory: Orchestrator) -> list[str]:
    return [m.text for m in memory.list(user_id="mei", status=None, limit=1000)]


@pytest.fixture(autouse=True)
def _hash(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `restore`, which reads the settings, use the embedder of the stores here."""
    monkeypatch.setenv("OCTOMEM_EMBEDDER", "hash")


def test_a_restored_store_is_the_store(quick: Orchestrator, tmp_path: Path) -> None:
    """
    Memories, their history and answers are the same, the index is filled anew, and the
    store goes on; what was said after the backup is not in it.
    """
    say(quick, *SAID)
    before = texts(quick)
    made = quick.backup(tmp_path / "backup")
    say(quick, "I moved to Vienna.")

    done = octomem.restore(tmp_path / "backup", tmp_path / "again")

    assert (len(SAID), True) == (made.turns, made.secrets)
    assert done.verification.ok
    assert 0 == done.verification.lag
    assert made.sha256 == done.backup.sha256
    with Orchestrator(path=tmp_path / "again") as memory:
        assert before == texts(memory)
        found = memory.recall("Where does Mei live?", user_id="mei")
        assert "Graz" in found.memories[0].text
        say(memory, "I like tea.")
        memory.flush()
        assert memory.verify().ok


def test_the_key_is_not_in_a_backup(quick: Orchestrator, tmp_path: Path) -> None:
    """
    No file of it holds the key or the secret; with the key put back the secret opens.
    """
    say(quick, *SAID)
    store = quick._engine.settings.path  # pyright: ignore[reportPrivateUsage]
    key = (store / "vault.key").read_bytes().strip()
    quick.backup(tmp_path / "backup")

    held = b"".join(file.read_bytes() for file in (tmp_path / "backup").iterdir())
    assert {"ledger.sqlite", "manifest.json"} == {f.name for f in (tmp_path / "backup").iterdir()}
    assert key not in held
    assert SECRET.encode() not in held

    octomem.restore(tmp_path / "backup", tmp_path / "again")
    with Orchestrator(path=tmp_path / "again", read_only=True) as memory:
        (sealed,) = [m for m in memory.list(user_id="mei") if m.fields.get("vault_id")]
        with pytest.raises(VaultError):
            memory.reveal(sealed.id, user_id="mei")
    shutil.copy(store / "vault.key", tmp_path / "again")
    with Orchestrator(path=tmp_path / "again", read_only=True) as memory:
        assert SECRET in memory.reveal(sealed.id, user_id="mei")


def test_a_backup_beside_a_writer_is_of_one_moment(tmp_path: Path) -> None:
    """
    Taken by another process's reader while calls are committed, each backup verifies.
    """
    over = threading.Event()
    given = Settings.load(path=tmp_path / "store")
    with Orchestrator(given) as writer:
        say(writer, *SAID)

        def write() -> None:
            number = 0
            while not over.is_set():
                number += 1
                say(writer, f"I have {number} apples.")

        thread = threading.Thread(target=write)
        thread.start()
        try:
            with Orchestrator(given, read_only=True) as reader:
                for number in range(4):
                    reader.backup(tmp_path / f"backup{number}")
        finally:
            over.set()
            thread.join()
    for number in range(4):
        done = octomem.restore(tmp_path / f"backup{number}", tmp_path / f"again{number}")
        assert done.verification.ok
        assert 0 == done.verification.open_calls


def test_a_call_under_way_in_a_backup_is_finished_by_the_restore(
    quick: Orchestrator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    What was recorded is never lost, in a backup neither.
    """

    def breaks(*_: object) -> None:
        raise RuntimeError("out of order")

    with monkeypatch.context() as patched:
        patched.setattr(quick._engine.ledger, "commit", breaks)  # pyright: ignore[reportPrivateUsage]
        with pytest.raises(RuntimeError):
            say(quick, "I live in Graz.")
    quick.backup(tmp_path / "backup")

    done = octomem.restore(tmp_path / "backup", tmp_path / "again")

    assert 0 == done.verification.open_calls
    with Orchestrator(path=tmp_path / "again", read_only=True) as memory:
        assert "I live in Graz." in texts(memory)


def test_nothing_is_overwritten_and_nothing_half_is_left(
    quick: Orchestrator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A folder in use is refused; an interrupted backup leaves no folder at all.
    """
    say(quick, *SAID)
    quick.backup(tmp_path / "backup")
    with pytest.raises(UsageError, match="there already"):
        quick.backup(tmp_path / "backup")
    with pytest.raises(UsageError, match="there already"):
        octomem.restore(tmp_path / "backup", tmp_path / "backup")
    with pytest.raises(BackupError, match="no backup"):
        octomem.restore(tmp_path / "store", tmp_path / "again")

    def interrupted(_file: Path) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("octomem.stores.ledger.copying.sha256", interrupted)
    with pytest.raises(KeyboardInterrupt):
        quick.backup(tmp_path / "second")
    assert {"store", "backup"} == {path.name for path in tmp_path.iterdir()}


async def test_the_asynchronous_twin_does_the_same(quick: Orchestrator, tmp_path: Path) -> None:
    """
    `abackup` writes the same, and says how far it is.
    """
    say(quick, *SAID)
    seen: list[tuple[int, int]] = []
    await quick.abackup(tmp_path / "b", progress=lambda done, total: seen.append((done, total)))

    assert seen[-1][0] == seen[-1][1] > 0
    assert octomem.restore(tmp_path / "b", tmp_path / "again").verification.ok


def test_the_commands_do_the_same(quick: Orchestrator, tmp_path: Path) -> None:
    """
    One command each, beside the writer; the missing key is mentioned, JSON is for programs.
    """
    say(quick, *SAID)
    store = str(quick._engine.settings.path)  # pyright: ignore[reportPrivateUsage]
    runner, backup = CliRunner(), str(tmp_path / "backup")
    made = runner.invoke(app, ["backup", backup, "--path", store, "--json"])
    done = runner.invoke(app, ["restore", backup, "--path", str(tmp_path / "a")])
    told = runner.invoke(app, ["restore", backup, "--path", str(tmp_path / "b"), "--json"])

    assert (0, 0, 0) == (made.exit_code, done.exit_code, told.exit_code), done.output
    assert len(SAID) == json.loads(made.stdout)["turns"]
    assert "3 turns, verified" in done.stdout
    assert "vault.key" in done.stderr
    assert json.loads(told.stdout)["ok"]
