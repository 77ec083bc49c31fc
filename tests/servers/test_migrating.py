"""A store is carried to servers and back, and is the same everywhere."""

import json
from pathlib import Path

import pytest
from tests.servers.test_behaviour import found, say, with_ledger
from typer.testing import CliRunner

import octomem
from octomem import Orchestrator
from octomem.cli import app
from octomem.errors import SettingsError, UsageError
from octomem.settings import Settings

KEY = "0" * 64
USERS = ("mei", "ana", "tom")


@pytest.fixture
def embedded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A store in a folder, with some history, a vault value, and an agent's own memories."""
    monkeypatch.setenv("OCTOMEM_EMBEDDER", "hash")
    monkeypatch.setenv("OCTOMEM_VAULT_KEY", KEY)
    settings = Settings.load(path=tmp_path / "embedded")
    with Orchestrator(settings) as memory:
        for user in USERS:
            say(memory, f"My sister Lena lives in Graz. I am {user}.", user)
            say(memory, "I live in Berlin.", user, timestamp="2023-03-01T09:00:00Z")
            say(memory, "I live in Munich now.", user, timestamp="2024-06-01T09:00:00Z")
        say(memory, "The pin is 4821.")
        memory.process([{"role": "user", "content": "I like tea."}], agent_id="helper")
    return settings


def written(folder: Path, name: str, settings: Settings) -> Path:
    """Write settings as a file, without their secrets."""
    names = ("path", "embedder", "postgres_url", "postgres_schema", "chroma_url", "chroma_database")
    given = {one: getattr(settings, one) for one in names}
    file = folder / name
    lines = [f"{one} = {json.dumps(str(value))}" for one, value in given.items() if value]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def on_servers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings = with_ledger(tmp_path / "unused")
    assert settings.postgres_password is not None
    monkeypatch.setenv("OCTOMEM_POSTGRES_PASSWORD", settings.postgres_password.get_secret_value())
    return written(tmp_path, "servers.toml", settings)


def rows(settings: Settings, folder: Path) -> list[str]:
    """Return all that an export holds but its first and last line, which have a date and a sum.

    Partitions that were written in turns come one after the other where they were carried.
    """
    file = folder / "export.jsonl"
    with Orchestrator(settings, read_only=True) as memory:
        memory.export(file)
    return sorted(file.read_text(encoding="utf-8").splitlines()[1:-1])


def test_there_and_back_nothing_changes(
    embedded: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every row, the answers, their order, and what the vault holds."""
    servers = on_servers(tmp_path, monkeypatch)
    back = Settings.load(path=tmp_path / "back")
    there = octomem.migrate(servers, embedded.path)
    monkeypatch.setenv("OCTOMEM_CONFIG", str(servers))
    returned = octomem.migrate(written(tmp_path, "back.toml", back))
    monkeypatch.delenv("OCTOMEM_CONFIG")

    assert (4, 0, True, True) == (there.moved, there.there, there.reveals, there.verification.ok)
    assert (4, 0, True) == (returned.moved, returned.there, returned.verification.ok)
    told: list[list[str]] = []
    for settings in (embedded, Settings.of_file(servers), back):
        with Orchestrator(settings, read_only=True) as memory:
            (sealed,) = (one for one in memory.list(user_id="mei") if "vault_id" in one.fields)
            assert "4821" == memory.reveal(sealed.id, user_id="mei")
            told.append(found(memory, "Where do I live?"))
    assert told[0] == told[1] == told[2]
    expected = rows(embedded, tmp_path)
    assert expected == rows(Settings.of_file(servers), tmp_path) == rows(back, tmp_path)


def test_an_interrupted_one_goes_on(
    embedded: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is there is compared and not carried over again."""
    servers = on_servers(tmp_path, monkeypatch)

    def interrupt(done: int, of: int) -> None:
        assert 4 == of
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        octomem.migrate(servers, embedded.path, progress=interrupt)
    done = CliRunner().invoke(app, ["migrate", "--to", str(servers), "--path", str(embedded.path)])

    assert 0 == done.exit_code, done.output
    assert "migrated: 2 partitions, 2 were there already, verified" in done.output
    assert rows(embedded, tmp_path) == rows(Settings.of_file(servers), tmp_path)


def test_what_is_there_and_is_another_is_told(
    embedded: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not overwritten."""
    servers = on_servers(tmp_path, monkeypatch)
    with Orchestrator(Settings.of_file(servers)) as memory:
        say(memory, "I live in Oslo.", "ana")
    with pytest.raises(UsageError, match="'ana'"):
        octomem.migrate(servers, embedded.path)

    with Orchestrator(Settings.of_file(servers)) as memory:
        assert "I live in Oslo." in found(memory, "Where do I live?", user_id="ana")


def test_a_file_that_names_no_other_store_is_refused(embedded: Settings, tmp_path: Path) -> None:
    """Before anything is opened."""
    with pytest.raises(SettingsError, match="is to be moved"):
        octomem.migrate(written(tmp_path, "same.toml", embedded), embedded.path)
    with pytest.raises(SettingsError, match=r"none\.toml"):
        octomem.migrate(tmp_path / "none.toml", embedded.path)
    (tmp_path / "wrong.toml").write_text('path = "x"\nnonsense = 1\n', encoding="utf-8")
    with pytest.raises(SettingsError, match="nonsense"):
        octomem.migrate(tmp_path / "wrong.toml", embedded.path)
