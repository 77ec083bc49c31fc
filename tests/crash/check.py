"""After a kill: open the store, let it finish what it has to, and compare it with the journal."""

import hashlib
import json
import shutil
from pathlib import Path

from sqlalchemy import select
from tests.crash.jobs import Job
from tests.crash.journal import Expectation, State, expected

import octomem
from octomem import Orchestrator
from octomem.stores.ledger import erasing
from octomem.stores.ledger.schema import operations, partitions, turns

FLUSH_SECONDS = 120.0
DRAFT = ".octomem-*"
"""What a killed export leaves: a file that nobody takes for an export."""


def check(job: Job) -> list[str]:
    """Return everything that is wrong; the journal then begins anew with what is there."""
    problems = [*_exported(job.folder), *_backed_up(job.folder)]
    with Orchestrator(job.settings()) as memory:
        if not memory.flush(FLUSH_SECONDS):
            problems.append("the projections did not catch up")
        found = memory.verify()
        problems += [f"verify: {each}" for each in found.differences]
        if found.lag or found.open_calls:
            problems.append(f"unfinished: {found.lag} changes, {found.open_calls} calls")
        state, unscrubbed = _state(memory)
        problems += [f"forgotten partition {number} is not scrubbed" for number in unscrubbed]
    for user, wanted in expected(job.journal.entries()).items():
        held = state.turns.get(user, []), state.operations.get(user, [])
        problems += wanted.broken_by(user, *held)
    known = expected(job.journal.entries())
    strangers = state.turns.keys() - known.keys()
    problems += [f"{user}: {Expectation()} expected" for user in sorted(strangers)]
    job.journal.settle(state)
    return problems


def _state(memory: Orchestrator) -> tuple[State, list[int]]:
    engine = memory._engine  # pyright: ignore[reportPrivateUsage]
    state = State()
    with engine.ledger.read() as connection:
        said = select(partitions.c.key, turns.c.ref).join(
            turns, turns.c.partition == partitions.c.number
        )
        for key, ref in connection.execute(said):
            state.turns.setdefault(json.loads(key)[1], []).append(ref)
        done = select(partitions.c.key, operations.c.id).join(
            operations, operations.c.partition == partitions.c.number
        )
        for key, name in connection.execute(done):
            state.operations.setdefault(json.loads(key)[1], []).append(name)
        return state, erasing.pending(connection)


def _backed_up(folder: Path) -> list[str]:
    """Each backup that is there is whole, and the newest makes a store without a difference."""
    backups = folder / "backups"
    found = sorted((path for path in backups.glob("[0-9]*")), key=lambda path: int(path.name))
    problems: list[str] = []
    for backup in found[-1:]:
        done = octomem.restore(backup, folder / "restored")
        problems += [f"restored: {each}" for each in done.verification.differences]
    for left in (backups, folder / "restored"):
        shutil.rmtree(left, ignore_errors=True)
    return problems


def _exported(folder: Path) -> list[str]:
    """An export is there as a whole or not at all, and one that was acknowledged is there."""
    for draft in folder.glob(DRAFT):
        draft.unlink()
    file, acknowledged = folder / "exported.jsonl", folder / "exported"
    if not file.exists():
        return ["an acknowledged export is lost"] if acknowledged.exists() else []
    *lines, last = file.read_bytes().splitlines(keepends=True)
    told = json.loads(last)["end"]["sha256"]
    file.unlink()
    acknowledged.unlink(missing_ok=True)
    whole = told == hashlib.sha256(b"".join(lines)).hexdigest()
    return [] if whole else ["an export is not whole"]
