"""The ledger's server in trouble, and what only a ledger with several writers has to do."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from scripts.servers import service
from tests.contracts.backends import postgres_ledger
from tests.contracts.memories import day, memory
from tests.servers.running import folder, frozen, postgres_address, server
from tests.servers.test_behaviour import caught_up, found, say, with_ledger

from octomem import Orchestrator
from octomem.checks import Health
from octomem.errors import (
    SettingsError,
    StoreAccessError,
    StoreError,
    StoreUnavailableError,
    UsageError,
)
from octomem.memory import Kind
from octomem.operation import Action, ProcessResult, Proposal
from octomem.orchestrator.doctor_store import examine_store
from octomem.scope import Scope
from octomem.settings import Settings
from octomem.stores.ledger import memories
from octomem.stores.ledger.ledger import Commit, Ledger
from octomem.stores.ledger.postgres import PostgresAddress

MEI, ANA = Scope(user_id="mei"), Scope(user_id="ana")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with postgres_ledger(tmp_path) as opener, closing(opener()) as opened:
        yield opened


@pytest.fixture
def running() -> Iterator[int]:
    """The server's process, which runs again in the end."""
    server("postgres")
    found = service.status("postgres", folder())
    assert found is not None
    yield found.pid
    service.start("postgres", folder())


def added(name: str) -> Commit:
    written = (memory(name, name),)
    return Commit([Proposal(Action.ADD, Kind.SEMANTIC, "", name, name, (), written)], day(2))


def cut(settings: Settings) -> int:
    """Cut every connection to the server but one's own, wait until they are; say how many."""
    address = postgres_address()
    query = (
        "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity"
        " WHERE pid <> pg_backend_pid() AND application_name = 'octomem'"
    )
    with psycopg.connect(address.url, password=address.password) as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])


def test_a_projection_waits_for_a_smaller_number(ledger: Ledger) -> None:
    """
    Two partitions commit out of the order of their numbers: what is there already is not
    followed before what is still to come, so nothing is passed over.
    """
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with ledger.write(MEI) as connection:
            ledger.commit(connection, MEI, added("m1"))
            begun.set()
            go_on.wait()

    def to_follow() -> list[str]:
        settled = ledger.settled()
        with ledger.read() as connection:
            changes = memories.changes_after(connection, 0, 10, settled)
        return [one.memory_id for one in changes]

    thread = threading.Thread(target=slow)
    thread.start()
    begun.wait()
    with ledger.write(ANA) as connection:
        ledger.commit(connection, ANA, added("a1"))
    with ledger.read() as connection:
        assert 2 == memories.last_seq(connection)
    assert [] == to_follow()
    go_on.set()
    thread.join()

    assert ["m1", "a1"] == to_follow()


def test_a_rolled_back_number_holds_nothing_up(ledger: Ledger) -> None:
    """A transaction that fails leaves a gap, which is no reason to wait."""

    def fails() -> None:
        with ledger.write(MEI) as connection:
            ledger.commit(connection, MEI, added("m1"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    with ledger.write(ANA) as connection:
        ledger.commit(connection, ANA, added("a1"))

    assert 2 == ledger.settled()


def test_partitions_do_not_wait_for_each_other(ledger: Ledger) -> None:
    """While one is written another one is; whoever writes alone waits for all."""
    done = threading.Event()

    def alone() -> None:
        with ledger.write(alone=True):
            done.set()

    with ledger.write(MEI):
        with ledger.write(ANA) as connection:
            ledger.commit(connection, ANA, added("a1"))
        thread = threading.Thread(target=alone)
        thread.start()
        assert not done.wait(0.2)
    thread.join()

    assert done.is_set()


def test_a_connection_cut_in_a_transaction_leaves_nothing(ledger: Ledger) -> None:
    """The call fails as one that can be repeated, the next one has a new connection."""

    def interrupted() -> None:
        with ledger.write(MEI) as connection:
            ledger.commit(connection, MEI, added("m1"))
            pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
            address = postgres_address()
            with psycopg.connect(address.url, password=address.password) as other:
                other.execute("SELECT pg_terminate_backend(%s)", (pid,))

    with pytest.raises(StoreUnavailableError, match="was lost"):
        interrupted()
    with ledger.read() as connection:
        assert None is ledger.partition(connection, MEI)
    with ledger.write(MEI) as connection:
        ledger.commit(connection, MEI, added("m1"))
    with ledger.read() as connection:
        assert 1 == ledger.counts(connection, day(3)).memories["semantic"]


def test_every_connection_cut_is_made_anew(tmp_path: Path) -> None:
    """Those that lay idle are not even noticed."""
    settings = with_ledger(tmp_path)
    with Orchestrator(settings) as opened:
        say(opened, "My sister Lena lives in Graz.")
        opened.flush()
        assert cut(settings)
        say(opened, "Lena works at Acme.")
        assert cut(settings)
        assert "Lena works at Acme." in found(opened, "Where does Lena work?")
        caught_up(opened)
        assert () == opened.verify().differences


def test_the_server_may_stop_and_start(tmp_path: Path, running: int) -> None:
    """Meanwhile every call says so; what was said before is there, what failed can be repeated."""
    with Orchestrator(with_ledger(tmp_path, server_timeout=5.0)) as opened:
        say(opened, "My sister Lena lives in Graz.", id="m1")
        opened.flush()
        service.stop("postgres", folder())
        with pytest.raises(StoreUnavailableError):
            say(opened, "Lena works at Acme.", id="m2")
        with pytest.raises(StoreUnavailableError):
            found(opened, "Where does Lena live?")
        service.start("postgres", folder())
        say(opened, "Lena works at Acme.", id="m2")
        told = found(opened, "Where does Lena work?")
        caught_up(opened)

        assert {"Lena works at Acme.", "My sister Lena lives in Graz."} <= set(told)
        assert 2 == opened.stats().turns
        assert () == opened.verify().differences


def test_a_killed_server_loses_nothing_that_was_committed(tmp_path: Path, running: int) -> None:
    """While it is written to: what `process` returned for is there, the rest whole or not at all."""
    done: list[int] = []
    with Orchestrator(with_ledger(tmp_path, server_timeout=5.0)) as opened:

        def talk() -> None:
            for at in range(40):
                try:
                    say(opened, f"Box {at} holds the cables.", id=f"m{at}")
                except StoreError:
                    return
                done.append(at)

        thread = threading.Thread(target=talk)
        thread.start()
        while len(done) < 3:
            time.sleep(0.01)
        service.stop("postgres", folder(), kill=True)
        thread.join()
        service.start("postgres", folder())
        opened.resume()
        caught_up(opened)
        kept = {one.sources[0] for one in opened.list(user_id="mei", kinds=["episodic"])}

        assert {f"m{at}" for at in done} <= kept <= {f"m{at}" for at in range(len(done) + 1)}
        assert () == opened.verify().differences


def test_a_frozen_server_is_given_up(tmp_path: Path, running: int) -> None:
    """It keeps its connections open and says nothing: that costs the time-out, and no more."""
    with Orchestrator(with_ledger(tmp_path, server_timeout=2.0)) as opened:
        say(opened, "My sister Lena lives in Graz.")
        opened.flush()
        timed_out = pytest.raises(StoreUnavailableError, match="did not answer in time")
        with frozen(*family(running)), timed_out:
            found(opened, "Where does Lena live?")

        assert "Lena lives in Graz" in found(opened, "Where does Lena live?")


def family(pid: int) -> list[int]:
    """Return a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *map(int, children)]


def test_a_slow_statement_is_given_up(tmp_path: Path) -> None:
    """The server itself ends it, and the connection is used again."""
    with (
        postgres_ledger(tmp_path) as opener,
        closing(opener(timeout=0.5)) as ledger,
    ):
        with (
            pytest.raises(StoreUnavailableError, match="statement timeout"),
            ledger.read() as connection,
        ):
            connection.exec_driver_sql("SELECT pg_sleep(5)")
        with ledger.read() as connection:
            assert 0 == memories.last_seq(connection)


@pytest.mark.parametrize(
    "wrong", [{"password": "wrong"}, {"url": "postgresql://nobody@{}/octomem"}, {"url": "postgresql://octomem@{}/none"}]
)  # fmt: skip
def test_who_is_refused_is_told(wrong: dict[str, str]) -> None:
    """A wrong password, user or database each say what to set; no password is shown."""
    right = postgres_address()
    host = right.url.split("@")[1].split("/")[0]
    address = postgres_address(**{name: value.format(host) for name, value in wrong.items()})
    with pytest.raises(StoreAccessError, match="OCTOMEM_POSTGRES_PASSWORD") as told:
        opened(address)

    assert right.password is not None
    assert right.password not in f"{told.value} {told.value.__cause__} {address!r}"


def test_nobody_at_the_address_is_told() -> None:
    """As unavailable, which passes by itself."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    with pytest.raises(StoreUnavailableError, match="cannot be reached"):
        opened(postgres_address(url=f"postgresql://octomem@127.0.0.1:{port}/octomem"))


def opened(address: PostgresAddress) -> None:
    with postgres_ledger(Path()) as opener:
        opener(server=address).close()


def test_a_reader_of_nothing_is_told() -> None:
    """Where there is no store, reading makes none."""
    address = postgres_address()
    with (
        postgres_ledger(Path()) as opener,
        pytest.raises(StoreAccessError, match="holds no store"),
    ):
        opener(server=address, read_only=True)
    with psycopg.connect(address.url, password=address.password) as connection:
        query = "SELECT count(*) FROM pg_namespace WHERE nspname = %s"
        assert (0,) == connection.execute(query, (address.schema,)).fetchone()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://me:hidden@host/db", "OCTOMEM_POSTGRES_PASSWORD"),
        ("postgresql://host/db?password=hidden", "OCTOMEM_POSTGRES_PASSWORD"),
        ("mysql://host/db", "expected an address"),
        ("host", "expected an address"),
    ],
)
def test_what_is_no_address_is_refused(url: str, told: str) -> None:
    """Before anything is connected to, and without showing a password."""
    with pytest.raises(SettingsError, match=told) as error:
        PostgresAddress(url, None, "octomem", 5, 1.0)

    assert "hidden" not in str(error.value)


@pytest.mark.parametrize("missing", ["chroma_url", "vault_key"])
def test_what_one_machine_alone_would_have_is_refused(tmp_path: Path, missing: str) -> None:
    """Vectors in a folder, or a key of its own."""
    settings = with_ledger(tmp_path).model_copy(update={missing: None})
    with pytest.raises(SettingsError, match=missing):
        Orchestrator(settings)

    assert [] == list(tmp_path.iterdir())


def test_a_backup_is_left_to_the_server(tmp_path: Path) -> None:
    """The error says what does it."""
    with (
        Orchestrator(with_ledger(tmp_path / "store")) as opened,
        pytest.raises(UsageError, match="pg_dump"),
    ):
        opened.backup(tmp_path / "backup")

    assert [] == list(tmp_path.iterdir())


def test_doctor_looks_at_the_ledgers_server(tmp_path: Path) -> None:
    """It names the server's version; what one that is away means, it says."""
    settings = with_ledger(tmp_path)
    with Orchestrator(settings) as memory:
        say(memory, "My sister Lena lives in Graz.")
        memory.flush()
    checks = {one.name: one for one in examine_store(settings, exists=False)}

    assert {Health.OK} == {one.health for one in checks.values()}
    assert checks["ledger"].found.startswith("PostgreSQL ")
    away = settings.model_copy(update={"postgres_url": "postgresql://octomem@127.0.0.1:1/octomem"})
    checks = {one.name: one for one in examine_store(away, exists=False)}
    assert Health.FAILED == checks["ledger"].health
    assert "cannot be reached" in checks["ledger"].found


def test_a_call_that_another_process_finished_is_not_finished_again(tmp_path: Path) -> None:
    """A process that starts finishes what is open; the one that began it gets its operations."""
    settings = with_ledger(tmp_path)
    begun, go_on = threading.Event(), threading.Event()
    results: list[ProcessResult] = []
    with Orchestrator(settings) as first:
        engine = first._engine  # pyright: ignore[reportPrivateUsage]
        encode = engine.encode_memories

        def slowly(*given: object) -> object:
            begun.set()
            go_on.wait(60)
            return encode(*given)  # type: ignore[arg-type]

        engine.encode_memories = slowly  # type: ignore[method-assign, assignment]
        message = {"role": "user", "name": "Mei", "content": "I live in Graz."}
        thread = threading.Thread(
            target=lambda: results.append(first.process([message], user_id="mei"))
        )
        thread.start()
        assert begun.wait(60)
        with Orchestrator(settings) as second:
            taken = second.list(user_id="mei")
            go_on.set()
            thread.join()
            assert len(taken) == len(second.list(user_id="mei"))
            (result,) = results
            done = [one.memory_id for one in result.operations]
            assert {one.id for one in taken} <= set(done)
            caught_up(second)
            assert () == second.verify().differences
