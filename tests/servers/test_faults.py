"""Ledger, vectors and graph each on its server: each stops, is cut off, is slow, or refuses."""

import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pytest
from pydantic import SecretStr
from scripts.servers import service
from tests.contracts.memories import memory as memory_of
from tests.contracts.memories import put, source_of
from tests.servers.proxies import Cutter, asking
from tests.servers.running import chroma_address, folder, frozen, server
from tests.servers.test_behaviour import all_on_servers, caught_up, emptied, found, say
from tests.servers.test_postgres import family

from octomem import Orchestrator
from octomem.errors import StoreAccessError, StoreError, StoreUnavailableError
from octomem.settings import Settings
from octomem.stores.vectors import ChromaIndex

USERS = ("mei", "ana")
SERVERS = ("postgres", "chroma", "neo4j")
LACKING = {"chroma": "vector index", "neo4j": "graph"}
"""What `degraded` names while a server is away."""
PLACES = ("Graz", "Lisbon", "Kyoto", "Oslo", "Lima")
RIGHT = "right"
"""The token that a proxy asks for."""
AGAIN = 0.05
"""Seconds between two calls of one caller, and after one that failed."""


@pytest.fixture(params=SERVERS)
def name(request: pytest.FixtureRequest) -> Iterator[str]:
    """The server that is in trouble; in the end it runs again."""
    emptied()
    chosen = str(request.param)
    server(chosen)
    yield chosen
    service.start(chosen, folder())


class Writer:
    """Tells one user's exchanges one after the other, each until it is taken."""

    def __init__(self, memory: Orchestrator, user_id: str) -> None:
        self._memory = memory
        self._user = user_id
        self._stop = threading.Event()
        self.told = 0
        self.failed: list[StoreError] = []
        self.thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        while not self._stop.is_set():
            at = self.told
            text = f"My friend Lena{at} lives in {PLACES[at % 5]}."
            try:
                say(self._memory, text, self._user, id=f"x{at}")
            except StoreError as error:
                self.failed.append(error)
            else:
                self.told += 1
            time.sleep(AGAIN)

    def until(self, count: int) -> None:
        """Wait until it has told so many more."""
        goal = self.told + count
        while self.told < goal and self.thread.is_alive():
            time.sleep(AGAIN)

    def end(self) -> None:
        """Let it finish the exchange that it is at."""
        self._stop.set()
        self.thread.join()


def ask(memory: Orchestrator, until: threading.Event, told: list[str], failed: list[str]) -> None:
    """Ask again and again; note what was lacking, and who was shown to whom."""
    while not until.is_set():
        for user in USERS:
            try:
                recalled = memory.recall("Where does Lena live?", user_id=user)
            except StoreError as error:
                failed.append(type(error).__name__)
                time.sleep(AGAIN)
                continue
            told += [one.agent for one in recalled.degraded]


def test_a_server_stops_and_starts_while_all_is_written_and_read(tmp_path: Path, name: str) -> None:
    """
    Without the ledger every call says that it is away; without another server writing goes on,
    and recall says what it lacks. In the end all that was told is there, once, everywhere.
    """
    # Nobody is to be held up for being far ahead while a server takes its time to start.
    settings = all_on_servers(tmp_path, server_timeout=10.0, max_lag=100_000, shelf_mb=0)
    with Orchestrator(settings) as memory:
        for user in USERS:
            say(memory, "My sister Lena lives in Graz.", user)
        caught_up(memory)
        writers = [Writer(memory, user) for user in USERS]
        lacking: list[str] = []
        refused: list[str] = []
        over = threading.Event()
        reader = threading.Thread(target=ask, args=(memory, over, lacking, refused))
        for thread in (*(one.thread for one in writers), reader):
            thread.start()
        writers[0].until(3)
        service.stop(name, folder(), kill=True)
        if name == "postgres":
            while not (refused and all(one.failed for one in writers)):
                time.sleep(AGAIN)
        else:
            writers[0].until(3)
            while not lacking:
                time.sleep(AGAIN)
        service.start(name, folder())
        for one in writers:
            one.until(2)
            one.end()
        over.set()
        reader.join()
        memory.resume()
        caught_up(memory)
        turns = memory.stats().turns
        checked = memory.verify()
        lena = f"Lena{writers[0].told - 1}"
        last = found(memory, f"Where does {lena} live?")

    failures = [*refused, *(type(error).__name__ for one in writers for error in one.failed)]
    assert ({"StoreUnavailableError"} if name == "postgres" else set()) == set(failures)
    assert ({LACKING[name]} if name in LACKING else set()) == set(lacking)
    assert len(USERS) + sum(one.told for one in writers) == turns
    assert () == checked.differences
    assert any(lena in text.split() for text in last), (lena, last)


def through(settings: Settings, name: str, port: int) -> Settings:
    """Return settings that reach a server by another port, and what port it has itself."""
    url = str(getattr(settings, f"{name}_url"))
    # neo4j:// would ask the server where it is, and go there.
    changed = url.replace(f":{urlsplit(url).port}", f":{port}").replace("neo4j://", "bolt://")
    return settings.model_copy(update={f"{name}_url": changed})


def test_a_connection_is_cut_in_the_middle_of_what_is_sent(tmp_path: Path, name: str) -> None:
    """Wherever in a transaction or a request: it happened whole or not at all, and only once."""
    settings = all_on_servers(tmp_path, server_timeout=10.0)
    port = urlsplit(str(getattr(settings, f"{name}_url"))).port
    assert port is not None
    cutter = Cutter(port)
    sizes = (1, 300, 700, 2000, 5000)
    failed = 0
    with Orchestrator(through(settings, name, cutter.port)) as memory:
        say(memory, "My sister Lena lives in Graz.", id="x")
        caught_up(memory)
        for at, size in enumerate(sizes):
            cutter.cut_after(size)
            while True:
                try:
                    say(memory, f"My friend Tom{at} works at Acme in Oslo.", id=f"x{at}")
                except StoreUnavailableError:
                    failed += 1
                else:
                    break
            caught_up(memory)
        turns = memory.stats().turns
        checked = memory.verify()
    cutter.close()

    assert len(sizes) == cutter.cuts
    assert (failed > 0) == (name == "postgres")
    assert len(sizes) + 1 == turns
    assert () == checked.differences


def unreadable(_name: str, _vector: object) -> bool:
    """Tell that a collection is torn."""
    return False


def test_what_chroma_was_writing_when_it_went_away_is_looked_at(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It may have been killed in the middle of a file; a collection that can be read is kept."""
    url = chroma_address().url
    port = urlsplit(url).port
    assert port is not None
    cutter = Cutter(port)
    address = chroma_address(
        url=url.replace(f":{port}", f":{cutter.port}"), database=f"test-{uuid.uuid4().hex}"
    )
    vectors = np.eye(8, dtype=np.float32)
    held = [put(memory_of(f"m{at}"), 1, vectors[at]) for at in range(8)]
    index = ChromaIndex(tmp_path, source_of(held), server=address)
    index.apply(held[:6])
    for broken in (False, True):
        cutter.cut_after(400)
        with pytest.raises(StoreUnavailableError):
            index.apply(held[6:7])
        assert index.unfinished()
        with pytest.MonkeyPatch.context() as patched:
            if broken:
                patched.setattr(index, "_can_be_read", unreadable)
            while index.unfinished():
                with suppress(StoreUnavailableError):
                    index.apply(held[7:])
                time.sleep(AGAIN)
        lost = caplog.text.count("event='index.lost' collection='bucket-1'")
        assert broken == lost
    found = index.search(1, vectors[0], 9)
    index.close()
    cutter.close()

    assert 2 == cutter.cuts
    assert {f"m{at}" for at in range(8)} == {*found}


def test_a_server_that_says_nothing_is_given_up(tmp_path: Path, name: str) -> None:
    """It keeps its connections open: without the ledger that is an error, else recall goes on."""
    with Orchestrator(all_on_servers(tmp_path, server_timeout=3.0, shelf_mb=0)) as memory:
        say(memory, "My sister Lena lives in Graz.")
        caught_up(memory)
        running = service.status(name, folder())
        assert running is not None
        with frozen(*family(running.pid)):
            if name == "postgres":
                with pytest.raises(StoreUnavailableError, match="did not answer in time"):
                    memory.recall("Where does Lena live?", user_id="mei")
            else:
                away = memory.recall("Where does Lena live?", user_id="mei")
                assert [LACKING[name]] == [one.agent for one in away.degraded]
                assert "did not answer in time" in away.degraded[0].error
                assert away.memories

        deadline = time.monotonic() + 60
        while memory.recall("Where does Lena live?", user_id="mei").degraded:
            assert time.monotonic() < deadline
            time.sleep(AGAIN)


def test_a_proxy_before_chroma_asks_for_a_token(tmp_path: Path) -> None:
    """With a wrong one recall says what it lacks and what to set; what is said is not lost."""
    emptied()
    port = urlsplit(chroma_address().url).port
    assert port is not None
    with asking(port, RIGHT) as url:
        settings = all_on_servers(tmp_path, chroma_url=url, chroma_token=RIGHT, shelf_mb=0)
        wrong = settings.model_copy(update={"chroma_token": SecretStr("not-this-one")})
        with Orchestrator(settings) as memory:
            say(memory, "My sister Lena lives in Graz.")
            caught_up(memory)
        with Orchestrator(wrong) as memory:
            say(memory, "Lena works at Acme.")
            (lacking,) = memory.recall("Where does Lena live?", user_id="mei").degraded
            with pytest.raises(StoreAccessError, match="OCTOMEM_CHROMA_TOKEN") as told:
                memory.flush()
        with Orchestrator(settings) as memory:
            caught_up(memory)
            texts = found(memory, "Where does Lena live?")
            checked = memory.verify()

    assert "vector index" == lacking.agent
    assert "OCTOMEM_CHROMA_TOKEN" in lacking.error
    assert "not-this-one" not in f"{told.value} {told.value.__cause__} {lacking}"
    assert {"My sister Lena lives in Graz.", "Lena works at Acme."} <= set(texts)
    assert () == checked.differences


@pytest.mark.parametrize("missing", ["postgres", "neo4j"])
def test_a_wrong_password_is_told_and_shown_nowhere(tmp_path: Path, missing: str) -> None:
    """The ledger's server refuses at the start, the graph's when it is first asked."""
    emptied()
    settings = all_on_servers(tmp_path, **{f"{missing}_password": "not-this-one"})

    def use() -> None:
        with Orchestrator(settings) as memory:
            say(memory, "My sister Lena lives in Graz.")
            memory.recall("Where does Lena live?", user_id="mei")

    with pytest.raises(StoreAccessError, match=f"OCTOMEM_{missing.upper()}_PASSWORD") as told:
        use()

    assert "not-this-one" not in f"{told.value} {told.value.__cause__} {settings!r}"
