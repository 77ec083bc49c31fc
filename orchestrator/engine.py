"""Everything the two graphs work with: stores, embedder, vault, reader and agents, opened once."""

import threading
import time
from collections import OrderedDict
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from functools import cached_property

from sqlalchemy import Connection

from octomem.agents.asked import asked
from octomem.agents.base import Agent
from octomem.agents.reading.reader import Reader
from octomem.agents.registry import all_agents
from octomem.errors import EmbedderMismatchError, StoreClosedError, StoreError
from octomem.memory import Kind, Memory
from octomem.model.factory import Configured
from octomem.model.seam import Model
from octomem.operation import Operation, Usage
from octomem.orchestrator.ahead import Ahead
from octomem.orchestrator.asker import Askers
from octomem.orchestrator.backends import (
    check_index,
    ledger_server,
    remote_graph,
    reranker_of,
    vector_index,
)
from octomem.orchestrator.consequences import consequences
from octomem.orchestrator.encoding import encode_memories
from octomem.orchestrator.gate import Gate
from octomem.orchestrator.order import Order
from octomem.orchestrator.steady import Clock, Steady, utc_now
from octomem.scope import Scope
from octomem.settings import Settings, zone_of
from octomem.stores.embed.factory import create_embedder, form_of, token_embedder
from octomem.stores.embed.pooling import Source
from octomem.stores.following import GRAPH, FollowingGraph
from octomem.stores.forked import Opener
from octomem.stores.freed import give_back_large
from octomem.stores.fulltext import SqliteFullText
from octomem.stores.graph import SqliteGraph
from octomem.stores.graph_projector import GraphProjector
from octomem.stores.ledger import embeddings as stored
from octomem.stores.ledger import erasing, extractions, memories
from octomem.stores.ledger.ledger import Commit, Ledger
from octomem.stores.ledger.shelf import Shelf
from octomem.stores.projector import Projector
from octomem.stores.seams import (
    Change,
    Embedder,
    Encoded,
    FullText,
    Graph,
    QuestionEmbedder,
    TokenEmbedder,
    VectorIndex,
)
from octomem.stores.vault.key import (
    KEY_FILE,
    OTHER_KEYS,
    VARIABLE,
    key_lost,
    open_vault,
)
from octomem.stores.vault.vault import Vault
from octomem.telemetry import Stage, event, told

VECTORS = "vectors"
"""The projection's name in the ledger."""
VECTOR_INDEX = "vector index"
"""What people call it, in `stats` and where recall is degraded."""
CHROMA = "chroma"
"""The folder of the vector index inside an embedded store."""
QUERY_CACHE = 512
"""Query vectors kept."""
REBUILD_BATCH = 500
CLOSE_SECONDS = 30.0


class Engine:
    """Opens a store and holds what works on it; safe to share between threads."""

    def __init__(
        self, settings: Settings, *, read_only: bool = False, clock: Clock = utc_now
    ) -> None:
        give_back_large()
        self.opener = Opener()
        if not read_only:
            check_index(settings)
        self.settings = settings
        self.read_only = read_only
        self.clock = clock
        self.zone: tzinfo = zone_of(settings.zone)
        self.agents: dict[Kind, Agent] = all_agents()
        self.reader = Reader()
        self.full_text: FullText = SqliteFullText()
        self.remote_graph = remote_graph(settings)
        """The graph on a server, or None where it shares the ledger's file."""
        self.graph: Graph = (
            SqliteGraph() if self.remote_graph is None else FollowingGraph(self.remote_graph)
        )
        self.ledger = Ledger(
            settings.path,
            full_text=self.full_text,
            graph=self.graph,
            read_only=read_only,
            server=ledger_server(settings),
        )
        self.following = self.ledger.following
        """Held while a projection follows a batch, or while nothing may follow."""
        self.reranker = reranker_of(settings)
        """Puts the best memories of a recall into its own order, where the settings name one."""
        self.shelf = Shelf(settings.shelf_mb * 2**20)
        self.projector = self._new_projector()
        self.graph_projector = self._new_graph_projector()
        self.order = Order()
        """Lets a partition's calls decide one after the other."""
        self._gate = Gate()
        self._queries: OrderedDict[str, Encoded] = OrderedDict()
        self._guard = threading.Lock()
        self._ahead = Ahead(self._pass)
        self.askers = Askers()
        self._rebuilding = threading.Lock()
        self._embedder_checked = False
        self._configured = None if settings.model is None else self.configured(settings.model)
        with self.ledger.read() as connection:
            self._steady = Steady(self.ledger.latest(connection))
        if not read_only:
            self._finish_forgetting()
            for projector in self.projectors:
                projector.start()

    @property
    def projectors(self) -> list[Projector]:
        """What carries changes to the projections that lag."""
        return [one for one in (self.projector, self.graph_projector) if one is not None]

    @property
    def model(self) -> Model | None:
        """The language model of the settings, if they name one."""
        return self._configured.model if self._configured else None

    def configured(self, model: str) -> Configured:
        """Connect to a language model, with everything else as the settings have it.

        Raises:
            MissingExtraError: the extra `models` is not installed.
        """
        return Configured(self.settings, model, self._spent_today)

    def _spent_today(self) -> Usage:
        midnight = self.clock().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        with self.ledger.read() as connection:
            return extractions.spent(connection, midnight)

    @cached_property
    def embedder(self) -> Embedder:
        """The embedding model, loaded when first used."""
        return create_embedder(self.settings.embedder)

    @cached_property
    def _question_embedder(self) -> QuestionEmbedder | None:
        """The embedder where it turns questions towards what answers them."""
        return self.embedder if isinstance(self.embedder, QuestionEmbedder) else None

    @cached_property
    def _token_embedder(self) -> TokenEmbedder | None:
        return token_embedder(self.embedder, wanted=self.settings.late_interaction)

    @property
    def form(self) -> str:
        """What the store's vectors are made by; see `form_of`."""
        return form_of(self.embedder, tokens=self.settings.late_interaction)

    @cached_property
    def token_size(self) -> int:
        """Numbers per token vector; 0 where turns have none."""
        tokens = self.encode(["token"])["token"].tokens
        return 0 if tokens is None else tokens.shape[1]

    @property
    def vault(self) -> Vault:
        """The vault, opened when first used; its key is made with the first writing use of a store.

        Where the key file of a store that holds secrets is gone, what is said from now on is
        sealed with a key of a file of its own, and `vault_note` says so.
        """
        with self._guard:
            return self._vault

    @property
    def vault_note(self) -> str | None:
        """What a caller who writes must know of a lost key, else None."""
        if self._key_given or not self._key_lost:
            return None
        file = str(self.settings.path / KEY_FILE)
        return (
            f"the vault's key file {file!r} is missing, and what it sealed cannot be opened: put it "
            f"back; keep the files {OTHER_KEYS} beside it too, which seal and open in the meantime"
        )

    @cached_property
    def _key_lost(self) -> bool:
        return key_lost(self.settings.path, sealed=self._sealed)

    @property
    def _sealed(self) -> bool:
        with self.ledger.read() as connection:
            return self.ledger.any_sealed(connection)

    @property
    def _key_given(self) -> dict[str, str]:
        given = self.settings.vault_key
        return {VARIABLE: given.get_secret_value()} if given else {}

    @cached_property
    def _vault(self) -> Vault:
        lost = self._key_lost
        if lost and not self._key_given and not self.read_only:
            event("error", "vault.key_lost")
        sealed, create = self._sealed, not self.read_only
        return open_vault(self.settings.path, self._key_given, create=create, sealed=sealed)

    @property
    def index(self) -> VectorIndex:
        """The vector index, opened when first used."""
        with self._guard:
            return self._index

    @cached_property
    def _index(self) -> VectorIndex:
        folder = self.settings.path / CHROMA
        return vector_index(self.settings, folder, read_only=self.read_only, ledger=self.ledger)

    def encode_question(self, text: str) -> Encoded:
        """Encode a question as it is compared with memories."""
        encoded, embedder = self.encode_query(text), self._question_embedder
        return encoded if embedder is None else embedder.asked(encoded)

    def encode_query(self, text: str) -> Encoded:
        """Encode a text to search for once, however often it is asked for."""
        with self._guard:
            if text in self._queries:
                self._queries.move_to_end(text)
                return self._queries[text]
        encoded = self.encode([text])[text]
        with self._guard:
            self._queries[text] = encoded
            while len(self._queries) > QUERY_CACHE:
                self._queries.popitem(last=False)
        return encoded

    def encode_ahead(self, texts: Iterable[str]) -> None:
        """Begin to encode what `encode` or `encode_query` will soon be asked for."""
        with self._guard:
            fresh = [text for text in texts if text not in self._queries]
        self._ahead.begin(fresh)

    def encode(self, texts: Iterable[str]) -> dict[str, Encoded]:
        """Encode texts in one go; the result is keyed by text."""
        distinct = list(dict.fromkeys(texts))
        begun = self._ahead.take(distinct)
        return begun | self._pass([text for text in distinct if text not in begun])

    def _pass(self, texts: Sequence[str]) -> dict[str, Encoded]:
        """Run the embedder over distinct texts."""
        if not texts:
            return {}
        with Stage("octomem.embed", texts=len(texts), characters=sum(map(len, texts))):
            return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> dict[str, Encoded]:
        if self._token_embedder is not None:
            return dict(zip(texts, self._token_embedder.encode(texts), strict=True))
        rows = self.embedder.embed(texts)
        return {text: Encoded(row) for text, row in zip(texts, rows, strict=True)}

    def encode_memories(
        self, written: Sequence[Memory], older: Mapping[str, Source]
    ) -> dict[str, Encoded]:
        """Return the vectors of memories, by searchable text; see `encoding`."""
        if self._token_embedder is None:
            return self.encode(memory.searchable for memory in written)
        return encode_memories(self.encode, written, older)

    def encoded(self, changes: Sequence[Change]) -> list[Change]:
        """Return the changes with vectors of this engine's embedder, tombstones left out."""
        kept = [change for change in changes if change.memory is not None]
        written = [change.memory for change in kept if change.memory is not None]
        found = self.encode_memories(written, {})
        return [stored.with_vectors(change, found) for change in kept]

    def moment(self, connection: Connection | None = None) -> datetime:
        """Return when what is recorded now is recorded: later than everything before.

        Of a ledger that several processes write its server's clock counts, for theirs may differ.
        """
        if not self.ledger.shared or self.clock is not utc_now:
            now = self.clock()
        elif connection is not None:
            now = self.ledger.time(connection)
        else:
            with self.ledger.look() as looking:
                now = self.ledger.time(looking)
        return self._steady.next(now)

    def commit(self, connection: Connection, scope: Scope, given: Commit) -> list[Operation]:
        """Write operations and all that follows from them in one transaction."""
        number = given.partition or self.ledger.partition(connection, scope)
        following = [] if number is None else consequences(connection, number, given.proposals)
        written = [memory for one in following for memory in one.writes]
        before = memories.newest(connection, [memory.id for memory in written])
        fresh = self.encode(
            memory.searchable
            for memory in written
            if memory.id in before and memory.searchable != before[memory.id].searchable
        )
        proposals, encoded = [*given.proposals, *following], {**fresh, **given.encoded}
        whole = replace(given, proposals=proposals, encoded=encoded, partition=number)
        return self.ledger.commit(connection, scope, whole)

    @contextmanager
    def use(self) -> Generator[None]:
        """Work with this engine; it is not closed under the work.

        Raises:
            StoreClosedError: it is closed, or was opened before this process was forked.
        """
        self.opener.check()
        with self._gate.inside() as entered:
            if not entered:
                raise StoreClosedError("it is closed", store="octomem", operation="use")
            yield

    def check_embedder(self) -> None:
        """Compare the embedder with the one the store was made with; note it in a new store.

        Raises:
            EmbedderMismatchError: vectors of two models cannot be compared.
            StoreClosedError: it was opened before this process was forked.
        """
        self.opener.check()
        if self._embedder_checked:
            return
        with self.ledger.read() as connection:
            noted = self.ledger.fact(connection, "embedder")
        if noted is None and not self.read_only:
            with self.ledger.write() as connection:
                self._note_embedder(connection)
        elif noted not in {None, self.form}:
            raise EmbedderMismatchError(
                f"the store holds vectors of {noted!r}, the settings make {self.form!r}; set "
                "embedder and late_interaction back, or call rebuild(embeddings=True) "
                "(`octomem rebuild --embeddings`)",
                store="ledger",
                operation="open",
            )
        self._embedder_checked = True

    def open_calls(self) -> list[str]:
        """Return the calls that are recorded and not committed, oldest first."""
        with self.ledger.read() as connection:
            return self.ledger.open_calls(connection)

    def pending_calls(self) -> list[str]:
        """Return the calls that a model is to be asked for, oldest first."""
        with self.ledger.read() as connection:
            return extractions.pending(connection)

    def rebuild(self, *, embeddings: bool = False) -> None:
        """Fill every projection anew from the ledger; with `embeddings`, the vectors too.

        An interruption loses nothing: the vector index is emptied first, for it may hold
        vectors of another length, and is followed anew from its beginning; the rest is one
        transaction.
        """
        self._check_writes("rebuild")
        if not embeddings:
            self.check_embedder()
        with self._rebuilding:
            self._rebuild(embeddings=embeddings)

    def _rebuild(self, *, embeddings: bool) -> None:
        for projector in self.projectors:
            projector.stop()
        try:
            with self.following:
                with self.ledger.write() as connection:
                    self.ledger.set_followed(connection, VECTORS, 0)
                    self.ledger.set_followed(connection, GRAPH, 0)
                self.index.reset()
                if self.remote_graph is not None:
                    self.remote_graph.reset()
            with self.ledger.write(alone=True) as connection:
                if embeddings:
                    stored.clear(connection)
                    for changes in memories.all_newest(connection, REBUILD_BATCH):
                        stored.put(connection, self.encoded(changes))
                    self._note_embedder(connection)
                self.ledger.refollow(connection, REBUILD_BATCH)
        finally:
            self.shelf.clear()
            self.projector = self._new_projector()
            self.graph_projector = self._new_graph_projector()
            for projector in self.projectors:
                projector.start()
        self.flush(timeout=None)
        # A question that began before may have kept what it read meanwhile.
        self.shelf.clear()

    def scrub(self) -> None:
        """Remove every byte of partitions that are erased from the ledger; repeatable."""
        with self.following:
            with self.ledger.read() as connection:
                numbers = erasing.pending(connection)
            if not numbers:
                return
            self.reader.clear()
            if self._configured is not None:
                self._configured.clear()
            self._forget_read()
            self.index.erase(numbers)
            if self.remote_graph is not None:
                self.remote_graph.erase(numbers)
            self.ledger.compact()
            # A question that began before may have kept what it read, until the file was compacted.
            self._forget_read()
            if isinstance(self.graph, FollowingGraph):
                self.graph.clear()
            with self.ledger.write() as connection:
                erasing.done(connection, numbers)

    def _forget_read(self) -> None:
        """Keep nothing of what questions said and read."""
        self.shelf.clear()
        self._ahead.clear()
        self.askers.clear()
        asked.cache_clear()
        with self._guard:
            self._queries.clear()

    def wake(self) -> None:
        """Say to every projection that there is something to follow."""
        for projector in self.projectors:
            projector.wake()

    def hold_back(self) -> None:
        """Make the writer wait while a projection lags by more than the settings allow.

        From half of that on it is carried further without waiting for a pause.

        Raises:
            StoreError: it is down, and no more is taken on until it follows again.
        """
        most = self.settings.max_lag
        with self.ledger.read() as connection:
            newest = memories.last_seq(connection)
            late = [one for one in self.projectors if newest - one.position > most // 2]
            # Another process may have followed.
            lags = [newest - self.ledger.followed(connection, one.name) for one in late]
        for projector, lag in zip(late, lags, strict=True):
            if lag > most // 2:
                projector.hurry()
            if lag > most:
                projector.wait(newest - most, None)

    def flush(self, timeout: float | None) -> bool:
        """Wait until every projection has followed all that is committed now."""
        self._check_writes("flush")
        with self.ledger.read() as connection:
            target = memories.last_seq(connection)
        deadline = None if timeout is None else time.monotonic() + timeout
        return all(
            projector.wait(target, None if deadline is None else deadline - time.monotonic())
            for projector in self.projectors
        )

    def lag(self) -> int:
        """Return by how many changes the slowest projection is behind."""
        return max(projector.lag() for projector in self.projectors)

    def _check_writes(self, operation: str) -> None:
        """Refuse what only the writing process does.

        Raises:
            StoreClosedError: this one reads beside it.
        """
        if self.read_only:
            raise StoreClosedError(
                "the store is open read-only", store="octomem", operation=operation
            )

    def _finish_forgetting(self) -> None:
        """Do what an interrupted `forget` left; its rows are gone already."""
        try:
            self.scrub()
        except StoreError as error:
            event("error", "forget.unfinished", **told(error))

    def _new_projector(self) -> Projector:
        return Projector(self.ledger, lambda: self.index, VECTORS, self.following)

    def _new_graph_projector(self) -> Projector | None:
        if self.remote_graph is None:
            return None
        return GraphProjector(self.ledger, self.remote_graph, self.following)

    def _note_embedder(self, connection: Connection) -> None:
        self.ledger.set_fact(connection, "embedder", self.form)
        self.ledger.set_fact(connection, "dimension", str(self.embedder.dimension))

    def close(self) -> None:
        """Wait for the calls under way, stop following, and release every file.

        Calling it twice does no harm. A call that does not end within `CLOSE_SECONDS`
        finds the store closed; what it had recorded is finished by the next start.
        """
        if self._gate.closed:
            return
        if not self._gate.close(CLOSE_SECONDS):
            event("warning", "close.early")
        if self._configured is not None:
            self._configured.close()
        self._ahead.close()
        for projector in self.projectors:
            projector.stop()
        if "_index" in self.__dict__:
            self._index.close()
        if self.remote_graph is not None:
            self.remote_graph.close()
        self.ledger.close()
