"""What the processes do that are killed: one function per phase, each goes on until then."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool
from tests.crash.journal import Journal

from octomem import Orchestrator
from octomem.settings import Settings
from octomem.stores import chroma, placement, vectors
from octomem.stores.ledger.migrations import MIGRATIONS
from octomem.stores.ledger.recognise import FILE

ROUNDS = 400
"""Calls after which a process ends by itself, which the harness counts as a failure to kill."""
USERS = ("mei", "ada", "jun", "kim")
GUEST = "guest"
"""Whose memories are loaded from a file and forgotten again."""
GUEST_TURNS = 40
LONG_AGO = datetime(2024, 3, 1, tzinfo=UTC)

SENTENCES = (
    "I live in {}.",
    "My sister {} works at Siemens.",
    "Remind me to call {} tomorrow.",
    "My wifi password is hunter{}2horse.",
    "I don't like {} any more.",
    "To reset it: 1. Unplug {}. 2. Wait. 3. Plug it in.",
)
WORDS = ("Graz", "Rome", "Lena", "Oslo", "Ann", "tea", "Porto", "Kyoto")


@dataclass(frozen=True)
class Job:
    """A process's task: where, with which chance, and whom it tells that it has begun."""

    folder: Path
    seed: int
    begun: Callable[[], None]

    @property
    def store(self) -> Path:
        """The store that is worked on."""
        return self.folder / "store"

    @property
    def journal(self) -> Journal:
        """What was meant and done."""
        return Journal(self.folder / "journal.jsonl")

    def settings(self, store: Path | None = None) -> Settings:
        """Return settings that need no model."""
        return Settings.load(path=store or self.store, embedder="hash")


def small_collections() -> None:
    """Let collections be full soon, so that vectors move between them, and be written often."""
    chroma.SYNC = 5
    placement.BUCKET_CAPACITY = vectors.BUCKET_CAPACITY = 60  # type: ignore[attr-defined]
    placement.OWN_FROM = vectors.OWN_FROM = 30  # type: ignore[attr-defined]


def messages(chance: random.Random, prefix: str, count: int) -> list[dict[str, str]]:
    """Make up some messages with ids that no other call has."""
    unique = f"{prefix}-{chance.getrandbits(64):x}"
    return [
        {
            "role": "user",
            "content": chance.choice(SENTENCES).format(chance.choice(WORDS)),
            "id": f"{unique}-{number}",
        }
        for number in range(count)
    ]


def say(
    memory: Orchestrator,
    journal: Journal,
    chance: random.Random,
    user: str,
    said: datetime | None = None,
) -> None:
    """Process a few messages, noted before and after."""
    given = messages(chance, user, chance.randint(1, 4))
    number = journal.intend("process", user, [each["id"] for each in given])
    session = chance.choice(("s1", "s2"))
    done = memory.process(given, user_id=user, session_id=session, occurred_at=said)
    journal.acknowledge(number, [each.id for each in done.operations])


def process(job: Job) -> None:
    """Remember for several users, while the index follows."""
    chance = random.Random(job.seed)  # noqa: S311 - reproducible, not secret
    with Orchestrator(job.settings()) as memory:
        job.begun()
        for _ in range(ROUNDS):
            say(memory, job.journal, chance, chance.choice(USERS))


def projection(job: Job) -> None:
    """The same, and wait for the index each time."""
    chance = random.Random(job.seed)  # noqa: S311 - reproducible, not secret
    with Orchestrator(job.settings()) as memory:
        job.begun()
        for _ in range(ROUNDS):
            say(memory, job.journal, chance, chance.choice(USERS))
            memory.flush()


def mend(job: Job) -> None:
    """Open a store in which a collection was not written to the end; let newcomers outgrow buckets."""
    chance = random.Random(job.seed)  # noqa: S311 - reproducible, not secret
    newcomers = [f"{user}-{job.seed:x}" for user in USERS]
    job.begun()
    with Orchestrator(job.settings()) as memory:
        for _ in range(ROUNDS):
            say(memory, job.journal, chance, chance.choice(newcomers))
            memory.flush()


def resume(job: Job) -> None:
    """Open a store in which a call was recorded and not committed."""
    job.begun()
    with Orchestrator(job.settings()) as memory:
        memory.resume()
        for _ in range(ROUNDS):
            memory.stats()


def consolidate(job: Job) -> None:
    """Sum up what was said again and again, long ago, on many days."""
    chance = random.Random(job.seed)  # noqa: S311 - reproducible, not secret
    with Orchestrator(job.settings()) as memory:
        job.begun()
        for _ in range(ROUNDS):
            user = chance.choice(USERS)
            for _ in range(3):
                say(memory, job.journal, chance, user, LONG_AGO + timedelta(chance.randrange(90)))
            number = job.journal.intend("consolidate", user, [])
            done = memory.consolidate(user_id=user)
            job.journal.acknowledge(number, [each.id for each in done.operations])


def rebuild(job: Job) -> None:
    """Throw the projections away and fill them again."""
    with Orchestrator(job.settings()) as memory:
        job.begun()
        for _ in range(ROUNDS):
            memory.rebuild()


def migration(job: Job) -> None:
    """Open a store that only the first migration has seen; its rows are this store's."""
    age(job.store)
    job.begun()
    for _ in range(ROUNDS):
        with Orchestrator(job.settings()):
            pass
        age(job.store)


def forget(job: Job) -> None:
    """Forget a user, and let somebody take the place."""
    chance = random.Random(job.seed)  # noqa: S311 - reproducible, not secret
    with Orchestrator(job.settings()) as memory:
        for user in USERS:
            say(memory, job.journal, chance, user)
        job.begun()
        for _ in range(ROUNDS):
            user = chance.choice(USERS)
            number = job.journal.intend("forget", user, [])
            memory.forget(user_id=user)
            job.journal.acknowledge(number, [])
            say(memory, job.journal, chance, user)


def export(job: Job) -> None:
    """Export again and again over the same file."""
    with Orchestrator(job.settings()) as memory:
        job.begun()
        for _ in range(ROUNDS):
            memory.export(job.folder / "exported.jsonl")
            (job.folder / "exported").touch()


def load(job: Job) -> None:
    """Load a file and forget what was in it, in turn."""
    file = guests(job)
    ids = [f"guest-{number}" for number in range(GUEST_TURNS)]
    with Orchestrator(job.settings()) as memory:
        job.begun()
        for _ in range(ROUNDS):
            number = job.journal.intend("forget", GUEST, [])
            memory.forget(user_id=GUEST)
            job.journal.acknowledge(number, [])
            number = job.journal.intend("load", GUEST, ids)
            memory.load(file)
            job.journal.acknowledge(number, [])


def backup(job: Job) -> None:
    """Back the store up while it is written, each time into a folder that is not there."""
    chance = random.Random(job.seed)  # noqa: S311 - reproducible, not secret
    with Orchestrator(job.settings()) as memory:
        job.begun()
        for number in range(ROUNDS):
            shutil.rmtree(job.folder / "backups" / str(number - 2), ignore_errors=True)
            memory.backup(job.folder / "backups" / str(number))
            say(memory, job.journal, chance, chance.choice(USERS))


def guests(job: Job) -> Path:
    """Return an export of the guest's memories, made once."""
    file = job.folder / "guest.jsonl"
    if not file.exists():
        chance = random.Random(0)  # noqa: S311 - reproducible, not secret
        given = messages(chance, GUEST, GUEST_TURNS)
        for number, message in enumerate(given):
            message["id"] = f"guest-{number}"
        with Orchestrator(job.settings(job.folder / "guests")) as memory:
            memory.process(given, user_id=GUEST)
            memory.export(file)
    return file


def age(store: Path) -> None:
    """Put the ledger's rows into a file of the first schema, in one step."""
    old, file = store / ".old", store / FILE
    old.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    engine = create_engine(f"sqlite:///{old}", poolclass=NullPool)
    with engine.begin() as made:
        MIGRATIONS[0](made)
    engine.dispose()
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("ATTACH ? AS new", (str(file),))
        names = connection.execute(
            "SELECT name FROM main.sqlite_master WHERE type = 'table' OR name = 'sqlite_sequence'"
        )
        for (name,) in names.fetchall():
            columns = ", ".join(
                row[1] for row in connection.execute(f"PRAGMA main.table_info('{name}')")
            )
            connection.execute(f"DELETE FROM main.{name}")  # noqa: S608 - our own names
            connection.execute(
                f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM new.{name}"  # noqa: S608
            )
        connection.execute("DELETE FROM main.links WHERE type = 'derived_from'")
        connection.execute("UPDATE main.store_facts SET value = '1' WHERE name = 'schema'")
    for log in store.glob(f"{FILE}-*"):
        log.unlink()
    shutil.move(old, file)


JOBS: dict[str, Callable[[Job], None]] = {
    "process": process,
    "projection": projection,
    "mend": mend,
    "resume": resume,
    "consolidate": consolidate,
    "rebuild": rebuild,
    "migration": migration,
    "forget": forget,
    "export": export,
    "load": load,
    "backup": backup,
}
"""By phase."""
