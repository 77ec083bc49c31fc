"""Every bad input and bad folder, each as a command and as a call; docs/bad-input.md lists them."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import octomem
from octomem import Orchestrator
from octomem.errors import (
    BackupError,
    EmbedderMismatchError,
    MessageError,
    OctomemError,
    ScopeError,
    StoreFolderError,
    StoreFullError,
    StoreLockedError,
    StoreVersionError,
    TurnConflictError,
    UsageError,
    VaultError,
)
from octomem.messages import MAX_TEXT
from octomem.settings import Settings

SECRET = "hunter22!x"  # noqa: S105 - made up
KNOWN: list[dict[str, Any]] = [
    {"id": "m1", "role": "user", "name": "Mei", "content": "I live in Graz."},
    {"id": "m2", "role": "user", "name": "Mei", "content": f"My wifi password is {SECRET}"},
]
"""What is in the store before anything goes wrong."""


# A store's own folder is looked up from within.
# pyright: reportPrivateUsage=false


@dataclass
class Place:
    """Where a case happens: a folder of its own, with a store in it."""

    root: Path
    cleanup: ExitStack
    settings: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def store(self) -> Path:
        """A store that holds `KNOWN`."""
        return self.root / "store"


@dataclass(frozen=True)
class Case:
    """One thing that goes wrong."""

    name: str
    error: type[OctomemError]
    arguments: tuple[str, ...] = ("process", "-", "--user", "mei")
    messages: object = None
    """What is sent, where it is not `raw`."""
    raw: bytes | None = None
    spoil: Callable[[Place], Path] | None = None
    """Prepares the folder and returns it; without it, it is the store."""
    call: Callable[[Orchestrator], object] | None = None
    """The Python call; left out, it is `process` with the messages and the scope."""
    ids: dict[str, Any] = field(default_factory=lambda: {"user_id": "mei"})
    bare: Callable[[Path], object] | None = None
    """The Python call on the folder, where no store is opened before it."""

    @property
    def stdin(self) -> bytes:
        """What the command reads."""
        return json.dumps(self.messages).encode() if self.raw is None else self.raw

    def do(self, folder: Path, settings: dict[str, str]) -> None:
        """Do the same through the Python API."""
        if self.bare is not None:
            self.bare(folder)
            return
        given = Settings.load(path=folder, **settings)
        with Orchestrator(given, read_only=self.arguments[0] != "process") as memory:
            if self.call is not None:
                self.call(memory)
            else:
                memory.process(self.messages, **self.ids)  # type: ignore[arg-type]


def said(**fields: object) -> list[dict[str, object]]:
    """Return one user's message."""
    return [{"role": "user", "content": "hello", **fields}]


@contextmanager
def tmpfs(folder: Path, size: str) -> Generator[None]:
    """Mount a small disk of its own; skip, by name, where this user may not."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    except FileNotFoundError:
        pytest.skip("no `mount` command: a full or read-only disk cannot be tried")
    if done.returncode:
        pytest.skip(f"mounting a disk needs root: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)  # noqa: S603, S607


def on_disk(place: Place, size: str) -> Path:
    """Move the store to a disk of its own."""
    disk = place.root / "disk"
    place.cleanup.enter_context(tmpfs(disk, size))
    for file in place.store.rglob("*"):
        target = disk / file.relative_to(place.store)
        if file.is_dir():
            target.mkdir()
        else:
            target.write_bytes(file.read_bytes())
    return disk


def read_only(place: Place) -> Path:
    """A store on a disk that is mounted read-only."""
    disk = on_disk(place, "8m")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)  # noqa: S603, S607
    return disk


def full(place: Place) -> Path:
    """A store on a disk with no byte left."""
    disk = on_disk(place, "4m")
    _fill(disk, leave=0)
    return disk


def nearly_full(place: Place) -> Path:
    """A store on a disk that takes a little, but not a long message."""
    disk = on_disk(place, "4m")
    _fill(disk, leave=250_000)
    return disk


def _fill(disk: Path, leave: int) -> None:
    filling = disk / ".fill"
    with filling.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            size = filling.stat().st_size
    with filling.open("r+b") as file:
        file.truncate(max(0, size - leave))


def newer(place: Place) -> Path:
    """A store that a later octomem wrote."""
    with _connected(place.store / "ledger.sqlite") as connection:
        connection.execute("UPDATE store_facts SET value = '99' WHERE name = 'schema'")
    return place.store


def foreign_folder(place: Place) -> Path:
    """A folder with other people's files."""
    folder = place.root / "photos"
    folder.mkdir()
    (folder / "cat.jpg").write_bytes(b"a cat")
    (folder / "dog.jpg").write_bytes(b"a dog")
    return folder


def file_in_place(place: Place) -> Path:
    """A file where a folder is expected."""
    file = place.root / "notes.txt"
    file.write_text("mine")
    return file


def corrupt(place: Place) -> Path:
    """A ledger that is no database any more."""
    (place.store / "ledger.sqlite").write_bytes(b"no database, but long enough for one " * 40)
    return place.store


def truncated(place: Place) -> Path:
    """A ledger of which only the beginning is left."""
    file = place.store / "ledger.sqlite"
    file.write_bytes(file.read_bytes()[:8192])
    return place.store


def unrelated(place: Place) -> Path:
    """Another program's database under the ledger's name."""
    folder = place.root / "shop"
    folder.mkdir()
    with _connected(folder / "ledger.sqlite") as connection:
        connection.execute("CREATE TABLE orders (id INTEGER)")
    return folder


def nowhere(place: Place) -> Path:
    """A folder that does not exist."""
    return place.root / "nowhere"


def other_model(place: Place) -> Path:
    """A store whose vectors are another model's than the settings'."""
    place.settings["embedder"] = "minilm"
    return place.store


def without_key(place: Place) -> Path:
    """A store whose key file is lost."""
    (place.store / "vault.key").unlink()
    return place.store


def backup_of(place: Place) -> Path:
    """A backup beside the store, whose place is free."""
    with Orchestrator(Settings.load(path=place.store, embedder="hash"), read_only=True) as memory:
        memory.backup(place.root / BACKUP)
    return place.root / "new"


def backed_up(place: Place) -> Path:
    """A backup, and the store still in its place."""
    backup_of(place)
    return place.store


def damaged_backup(place: Place) -> Path:
    """A backup of which one byte is another."""
    new = backup_of(place)
    with (place.root / BACKUP / "ledger.sqlite").open("r+b") as file:
        file.seek(9000)
        file.write(b"\xff")
    return new


def backup_cut_off(place: Place) -> Path:
    """A backup whose ledger is not there as a whole."""
    new = backup_of(place)
    (place.root / BACKUP / "ledger.sqlite").unlink()
    return new


def no_backup(place: Place) -> Path:
    """A folder with something else."""
    (place.root / BACKUP).mkdir()
    (place.root / BACKUP / "manifest.json").write_text('{"name": "my app"}')
    return place.root / "new"


def told_otherwise(**changed: object) -> Callable[[Place], Path]:
    """A backup whose manifest says something else."""

    def spoil(place: Place) -> Path:
        new = backup_of(place)
        file = place.root / BACKUP / "manifest.json"
        file.write_text(json.dumps({**json.loads(file.read_text()), **changed}))
        return new

    return spoil


HOLDER = """
import sys
from octomem import Orchestrator
from octomem.settings import Settings
with Orchestrator(Settings.load(path=sys.argv[1], embedder="hash")):
    print("open", flush=True)
    sys.stdin.read()
"""


def in_use(place: Place) -> Path:
    """A store that another process writes."""
    holder = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", HOLDER, str(place.store)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    place.cleanup.callback(holder.communicate)
    assert holder.stdout is not None
    assert b"open\n" == holder.stdout.readline()
    return place.store


@contextmanager
def _connected(file: Path) -> Generator[sqlite3.Connection]:
    connection = sqlite3.connect(file)
    try:
        with connection:
            yield connection
    finally:
        connection.close()


def ask(memory: Orchestrator) -> object:
    """Ask a question."""
    return memory.recall("Where does Mei live?", user_id="mei")


def reveal(memory: Orchestrator) -> object:
    """Reveal the one secret there is."""
    (kept,) = [m for m in memory.list(user_id="mei") if m.fields.get("vault_id")]
    return memory.reveal(kept.id, user_id="mei")


def restored(folder: Path) -> object:
    """Restore the backup beside a folder."""
    return octomem.restore(folder.parent / BACKUP, folder)


BACKUP = "backup"
RESTORE = ("restore", "BACKUP")
RECALL = ("recall", "Where does Mei live?", "--user", "mei")
FINE = said()

CASES = [
    Case("no scope", ScopeError, ("process", "-"), FINE, ids={}),
    Case("an empty id", ScopeError, ("process", "-", "--user", ""), FINE, ids={"user_id": ""}),
    Case(
        "an id of 257 characters",
        ScopeError,
        ("process", "-", "--user", "m" * 257),
        FINE,
        ids={"user_id": "m" * 257},
    ),
    Case("an unknown role", MessageError, messages=said(role="wizard")),
    Case("no role", MessageError, messages=[{"content": "hello"}]),
    Case("an empty list", MessageError, messages=[]),
    Case("a message that is no mapping", MessageError, messages=["hello"]),
    Case("a message without content", MessageError, messages=said(content=" \n")),
    Case("content that is no text", MessageError, messages=said(content=5)),
    Case("content beyond 1 MB", MessageError, messages=said(content="x" * (MAX_TEXT + 1))),
    Case("a NUL in the content", MessageError, messages=said(content="a\0b")),
    Case("half a surrogate pair", MessageError, messages=said(content="a\ud800")),
    Case(
        "data nested 100 levels deep",
        MessageError,
        raw=b'[{"role": "user", "content": "x", "more": ' + b"[" * 100 + b"]" * 100 + b"}]",
        messages=said(more=json.loads("[" * 100 + "]" * 100)),
    ),
    Case(
        "a file that is no UTF-8",
        MessageError,
        raw=b"Mei: caf\xe9",
        messages=said(content=b"caf\xe9"),
    ),
    Case(
        "a text that is no conversation",
        MessageError,
        raw=b"Dear diary, today it rained.",
        messages="Dear diary, today it rained.",
    ),
    Case("broken JSON", MessageError, raw=b'[{"role": "user", "content": "x"}', messages=None),
    Case("a timestamp in nonsense", MessageError, messages=said(timestamp="soon")),
    Case("a timestamp in the future", MessageError, messages=said(timestamp="2999-01-01T00:00Z")),
    Case(
        "a moment to ask at in nonsense",
        UsageError,
        (*RECALL, "--as-of", "soon"),
        call=lambda memory: memory.recall("x", user_id="mei", as_of="soon"),
    ),
    Case("a known id with another text", TurnConflictError, messages=said(id="m1")),
    Case("a folder that is read-only, to write", StoreFolderError, messages=FINE, spoil=read_only),
    Case(
        "a folder that is read-only, to read", StoreFolderError, RECALL, spoil=read_only, call=ask
    ),
    Case("a disk that is full", StoreFullError, messages=FINE, spoil=full),
    Case(
        "a disk that gets full",
        StoreFullError,
        messages=said(content="a long story " * 50_000),
        spoil=nearly_full,
    ),
    Case("a store of a newer version", StoreVersionError, messages=FINE, spoil=newer),
    Case("the same, to read", StoreVersionError, RECALL, spoil=newer, call=ask),
    Case("a store that another process writes", StoreLockedError, messages=FINE, spoil=in_use),
    Case("a folder with other files", StoreFolderError, messages=FINE, spoil=foreign_folder),
    Case("a file instead of a folder", StoreFolderError, messages=FINE, spoil=file_in_place),
    Case("a ledger that is no database", StoreFolderError, messages=FINE, spoil=corrupt),
    Case("a ledger cut off", StoreFolderError, messages=FINE, spoil=truncated),
    Case("another program's database", StoreFolderError, messages=FINE, spoil=unrelated),
    Case("no store, to read", StoreFolderError, RECALL, spoil=nowhere, call=ask),
    Case(
        "another embedding model, to write",
        EmbedderMismatchError,
        messages=FINE,
        spoil=other_model,
    ),
    Case(
        "another embedding model, to read",
        EmbedderMismatchError,
        RECALL,
        spoil=other_model,
        call=ask,
    ),
    Case(
        "a secret whose key is lost",
        VaultError,
        ("reveal", "SECRET", "--user", "mei"),
        spoil=without_key,
        call=reveal,
    ),
    Case(
        "a backup over something",
        UsageError,
        ("backup", "BACKUP"),
        spoil=backed_up,
        call=lambda memory: memory.backup(memory._engine.settings.path.parent / BACKUP),
    ),
    Case("a restore over a store", UsageError, RESTORE, spoil=backed_up, bare=restored),
    Case("a folder that is no backup", BackupError, RESTORE, spoil=no_backup, bare=restored),
    Case("a backup with another byte", BackupError, RESTORE, spoil=damaged_backup, bare=restored),
    Case("a backup without its ledger", BackupError, RESTORE, spoil=backup_cut_off, bare=restored),
    Case(
        "a backup of another form",
        BackupError,
        RESTORE,
        spoil=told_otherwise(version=99),
        bare=restored,
    ),
    Case(
        "a backup of a newer store",
        StoreVersionError,
        RESTORE,
        spoil=told_otherwise(schema=99),
        bare=restored,
    ),
]
