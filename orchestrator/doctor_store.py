"""Looks at an existing store, read-only: ledger, lock, projections, model and vault."""

import stat
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, func, select

from octomem.checks import CATCHES_UP, Check, Health
from octomem.errors import (
    MissingExtraError,
    OctomemError,
    SettingsError,
    StoreError,
    VaultError,
)
from octomem.orchestrator.backends import ledger_server
from octomem.orchestrator.doctor_servers import examine_graph, vectors_held
from octomem.orchestrator.engine import VECTORS
from octomem.settings import Settings
from octomem.stores.embed.factory import create_embedder, form_of
from octomem.stores.fulltext import SqliteFullText
from octomem.stores.graph import SqliteGraph
from octomem.stores.ledger.ledger import Ledger
from octomem.stores.ledger.lock import holder, is_held
from octomem.stores.ledger.migrations import MIGRATIONS
from octomem.stores.ledger.recognise import FILE, LOCK
from octomem.stores.ledger.schema import memory_versions, partitions, sealed_values, vectors
from octomem.stores.vault.key import KEY_FILE, OTHER_KEYS, VARIABLE, open_vault
from octomem.stores.vault.vault import Sealed, Vault

_REBUILD = "octomem rebuild"


def examine_store(settings: Settings, exists: bool) -> Iterator[Check]:
    """Look at what the folder holds, if there is a ledger in it, or the ledger's server."""
    if settings.postgres_url is None:
        if not exists:
            return
        yield _lock(settings.path)
    try:
        ledger = Ledger(
            settings.path,
            full_text=SqliteFullText(),
            graph=SqliteGraph(),
            read_only=True,
            server=ledger_server(settings),
        )
    except (StoreError, SettingsError, MissingExtraError) as error:
        yield Check("ledger", Health.FAILED, str(error), "see what it says")
        return
    try:
        with ledger.read() as connection:
            yield _ledger(connection, settings)
            yield _calls(ledger, connection)
            yield _embedder(ledger, connection, settings)
            yield _index(ledger, connection, settings)
            yield from examine_graph(ledger, connection, settings)
            yield from _vault(connection, settings)
    except StoreError as error:
        yield Check("ledger", Health.FAILED, str(error), "see what it says")
    finally:
        ledger.close()


def _lock(folder: Path) -> Check:
    if not is_held(folder / LOCK):
        return Check("writer", Health.OK, "no process writes this store")
    pid = holder(folder / LOCK)
    who = "another process" if pid is None else f"process {pid}"
    return Check("writer", Health.OK, f"{who} writes this store; reading works beside it")


def _ledger(connection: Connection, settings: Settings) -> Check:
    versions = connection.scalar(select(func.count()).select_from(memory_versions))
    found = f"schema {len(MIGRATIONS)}, {versions:,} versions of memories"
    if settings.postgres_url is not None:
        server = connection.exec_driver_sql("SHOW server_version").scalar()
        told = f"PostgreSQL {server} at {settings.postgres_url!r}, "
        return Check("ledger", Health.OK, f"{told}{found}")
    file = settings.path / FILE
    said = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    if said != "ok":
        mend = f"put a backup of {str(file)!r} in its place"
        return Check("ledger", Health.FAILED, f"damaged: {said}", mend)
    return Check("ledger", Health.OK, f"{found}, {file.stat().st_size / 2**20:,.1f} MB")


def _calls(ledger: Ledger, connection: Connection) -> Check:
    waiting = len(ledger.open_calls(connection))
    if not waiting:
        return Check("calls", Health.OK, "every recorded call is committed")
    found = f"{waiting} recorded and not committed yet"
    return Check("calls", Health.WARNING, found, "the next start that writes finishes them")


def _embedder(ledger: Ledger, connection: Connection, settings: Settings) -> Check:
    noted = ledger.fact(connection, "embedder")
    if noted is None:
        return Check("vectors' model", Health.OK, "none yet")
    named = form_of(create_embedder(settings.embedder), tokens=settings.late_interaction)
    if noted == named:
        return Check("vectors' model", Health.OK, noted)
    mend = f"set embedder and late_interaction back, or run `{_REBUILD} --embeddings`"
    return Check("vectors' model", Health.FAILED, f"{noted}, the settings make {named}", mend)


def _index(ledger: Ledger, connection: Connection, settings: Settings) -> Check:
    """Compare the vector index with the ledger, which holds every vector too."""
    after = ledger.followed(connection, VECTORS)
    behind = select(func.count()).where(memory_versions.c.seq > after)
    lag = connection.scalar(behind) or 0
    wanted = connection.scalar(select(func.count()).select_from(vectors)) or 0
    try:
        held = vectors_held(settings, ledger)
    except OctomemError as error:
        return Check("vector index", Health.FAILED, str(error), _REBUILD)
    found = f"{held:,} vectors, the ledger has {wanted:,}; {lag:,} changes behind"
    if lag:
        return Check("vector index", Health.WARNING, found, CATCHES_UP)
    if held != wanted:
        return Check("vector index", Health.FAILED, found, _REBUILD)
    return Check("vector index", Health.OK, found)


def _vault(connection: Connection, settings: Settings) -> Iterator[Check]:
    """Find the keys, look who may read them, and open every value with them."""
    file, given = settings.path / KEY_FILE, settings.vault_key
    files = [each for each in (file, *settings.path.glob(OTHER_KEYS)) if each.exists()]
    holds = connection.scalar(select(func.count()).select_from(sealed_values)) or 0
    if given is None and not files and not holds:
        yield Check("vault", Health.OK, "empty, and no key yet")
        return
    try:
        env = {VARIABLE: given.get_secret_value()} if given else {}
        vault = open_vault(settings.path, env, create=False, sealed=bool(holds))
        closed = _closed(connection, vault)
    except OctomemError as error:
        yield Check("vault", Health.FAILED, f"{error}; {holds} sealed values", _mend(file))
        return
    if closed:
        found = f"the key does not open {closed} of {holds} sealed values"
        yield Check("vault", Health.FAILED, found, _mend(file))
        return
    source = f"the setting ({VARIABLE})" if given else ", ".join(map(str, files))
    yield Check("vault", Health.OK, f"{holds} sealed values, the key from {source} opens them")
    for each in files if given is None else ():
        if stat.S_IMODE(each.stat().st_mode) & 0o077:
            found = "other users can read the vault's key"
            yield Check("vault key", Health.WARNING, found, f"chmod 600 {each}")


def _mend(file: Path) -> str:
    """Say how to open again what a lost key sealed, and lose no other key over it."""
    name = OTHER_KEYS.replace("*", "old")
    place = f"as {name} beside {KEY_FILE}, which stays" if file.exists() else f"as {KEY_FILE}"
    return f"put the key that sealed them back, {place}; nothing else opens them, and nothing else is lost"


def _closed(connection: Connection, vault: Vault) -> int:
    """Count the values that the key does not open; none is shown."""
    query = select(sealed_values, partitions.c.key).join(
        partitions, partitions.c.number == sealed_values.c.partition
    )
    closed = 0
    for row in connection.execute(query).mappings():
        sealed = Sealed(
            row["id"], row["label"], row["sensitivity"], row["nonce"], row["ciphertext"]
        )
        try:
            vault.open(sealed, row["key"])
        except VaultError:
            closed += 1
    return closed
