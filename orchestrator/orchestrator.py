"""The front door: one object that remembers conversations and answers questions."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self, Unpack, cast

from octomem.memory import Memory
from octomem.operation import Operation, ProcessResult
from octomem.orchestrator.backup import back_up
from octomem.orchestrator.browse import Browse
from octomem.orchestrator.consolidation import Consolidating
from octomem.orchestrator.editing import Editing
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.exporting import Exporting, Target
from octomem.orchestrator.forgetting import Forgetting
from octomem.orchestrator.ingest import IngestInput
from octomem.orchestrator.items import Items
from octomem.orchestrator.loading import Loading, Source
from octomem.orchestrator.loop import LoopThread
from octomem.orchestrator.naming import EntityMethods
from octomem.orchestrator.options import (
    BackupOptions,
    ConsolidateOptions,
    DeleteOptions,
    ExportOptions,
    ExtractOptions,
    ListOptions,
    LoadOptions,
    PartitionIds,
    ProcessOptions,
    RecallOptions,
    ScopeIds,
    UpdateOptions,
    VerifyOptions,
    checked,
    scope_of,
)
from octomem.orchestrator.questions import Questions
from octomem.orchestrator.recall import Answer, RecallInput
from octomem.orchestrator.running import Running
from octomem.orchestrator.steady import Clock, utc_now
from octomem.orchestrator.undoing import Undoing
from octomem.orchestrator.verifying import Verifying
from octomem.results import (
    Answered,
    BackedUp,
    Consolidation,
    Exported,
    History,
    Loaded,
    Page,
    Recall,
    Receipt,
    Stats,
)
from octomem.settings import Settings
from octomem.telemetry import Stage
from octomem.verification import Verification


class Orchestrator(EntityMethods):
    """Long-term memory for agents: `process` conversations, `recall` what they said.

    Use it as a context manager, synchronous or asynchronous. Every method has an
    asynchronous twin with the prefix `a`; both do the same, and the synchronous ones work
    inside a running event loop too. One process writes an embedded store at a time;
    `read_only=True` works beside it.

    Args:
        settings: all settings; left out, they come from `OCTOMEM_*` variables, a file
            and the defaults.
        path: the embedded store's folder, in place of the settings' own.
        read_only: open for `recall`, `get`, `list`, `history`, `reveal`, `export`, `backup`,
            `verify` and `stats` only.
        clock: says what time it is for the recorded clock; only tests set it.

    Raises:
        SettingsError: a setting is wrong.
        StoreLockedError: another process writes this folder.
        StoreError: the folder cannot be opened.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        path: str | Path | None = None,
        read_only: bool = False,
        clock: Clock = utc_now,
    ) -> None:
        if settings is None:
            settings = Settings.load(path=path)
        elif path is not None:
            settings = settings.model_copy(update={"path": Path(path)})
        self._engine = Engine(settings, read_only=read_only, clock=clock)
        self._answer = Answer(self._engine)
        self._questions = Questions(self._engine, self._answer)
        self._browse = Browse(self._engine)
        self._editing = Editing(self._engine, self._browse)
        self._undoing = Undoing(self._engine, self._browse)
        self._forgetting = Forgetting(self._engine)
        self._loop = LoopThread()
        self._running = Running(self._engine, self._loop)
        try:
            if not read_only:
                self._running.begin()
        except BaseException:
            self.close()
            raise

    @cached_property
    def items(self) -> Items:
        """Values that a program keeps under a namespace and a key, in this store."""
        return Items(self._engine)

    def process(self, messages: Sequence[Any], **options: Unpack[ProcessOptions]) -> ProcessResult:
        """Remember a conversation, or a piece of one.

        Returns once every turn and all that was read from it is durable. The same
        messages again (same ids, or same timestamps, speakers and texts) change nothing.

        Args:
            messages: mappings with `role` and `content` and, if known, `id`, `name` and
                `timestamp`; or LangChain messages.
            options: whose memory it is and when it was said, see `ProcessOptions`.

        Raises:
            UsageError: an id or a message is wrong; nothing was written.
            StoreError: a store failed; turns that are recorded are finished by `resume`.
        """
        return self._loop.run(self.aprocess(messages, **options))

    async def aprocess(
        self, messages: Sequence[Any], **options: Unpack[ProcessOptions]
    ) -> ProcessResult:
        """Do what `process` does, without blocking the loop."""
        checked(options, ProcessOptions)
        given = cast("IngestInput", {"messages": messages, **options})
        return await self._running.process(given)

    def recall(self, query: str, **options: Unpack[RecallOptions]) -> Recall:
        """Answer a question with the memories that bear on it, best first.

        It makes no model call, unless `rewrite` asks for one: then the question is also
        searched for in other words, and for the time it means; where the model does not help,
        `degraded` says so. What `process` has returned for is found at once.

        Args:
            query: a question or a few words.
            options: whose memory to search, and how; see `RecallOptions`.

        Raises:
            UsageError: an id, the query or an option is wrong.
            NoModelError: with `rewrite`, the settings name no language model.
            StoreError: a store failed.
        """
        checked(options, RecallOptions)
        if options.get("rewrite"):
            return self._loop.run(self.arecall(query, **options))
        with self._engine.use(), Stage("octomem.recall") as stage:
            started = time.perf_counter()
            given = RecallInput(query=query, **options)
            return _timed(self._answer.run(given), started, stage)

    async def arecall(self, query: str, **options: Unpack[RecallOptions]) -> Recall:
        """Do what `recall` does, without blocking the loop."""
        checked(options, RecallOptions)
        if not options.get("rewrite"):
            return await asyncio.to_thread(self.recall, query, **options)
        with self._engine.use(), Stage("octomem.recall") as stage:
            started = time.perf_counter()
            return _timed(await self._questions.recall(query, options), started, stage)

    def answer(self, question: str, **options: Unpack[RecallOptions]) -> Answered:
        """Let the language model answer a question from the memories that bear on it.

        One call, and none where nothing relevant is found. An answer cites recalled memories,
        and its names, numbers and quotations stand in them or in the question; where they do
        not, or the memories do not tell, it abstains and says why.

        Args:
            question: what to answer.
            options: whose memory to search, and how; see `RecallOptions`. Without a `limit`,
                twenty memories are recalled.

        Raises:
            NoModelError: the settings name no language model.
            ModelError: the model cannot be asked, or its answer cannot be read.
            UsageError: an id, the question or an option is wrong.
            StoreError: a store failed.
        """
        return self._loop.run(self.aanswer(question, **options))

    async def aanswer(self, question: str, **options: Unpack[RecallOptions]) -> Answered:
        """Do what `answer` does, without blocking the loop."""
        checked(options, RecallOptions)
        with self._engine.use(), Stage("octomem.recall") as stage:
            started = time.perf_counter()
            made = await self._questions.answer(question, options)
            stage.tell(memories=len(made.recall.memories), found=made.recall.found)
            return replace(made, seconds=time.perf_counter() - started)

    def get(self, memory_id: str, **ids: Unpack[ScopeIds]) -> Memory:
        """Return one memory at its newest version.

        Raises:
            NotFoundError: there is none with this id in this scope, or it was deleted.
        """
        checked(ids, ScopeIds)
        with self._engine.use():
            return self._browse.get(memory_id, scope_of(ids))

    async def aget(self, memory_id: str, **ids: Unpack[ScopeIds]) -> Memory:
        """Do what `get` does, without blocking the loop."""
        return await asyncio.to_thread(self.get, memory_id, **ids)

    def list(self, **options: Unpack[ListOptions]) -> Page:
        """Return a scope's memories, newest first, a page at a time.

        Raises:
            UsageError: an id or an option is wrong.
        """
        checked(options, ListOptions)
        with self._engine.use():
            return self._browse.page(options)

    async def alist(self, **options: Unpack[ListOptions]) -> Page:
        """Do what `list` does, without blocking the loop."""
        return await asyncio.to_thread(self.list, **options)

    def history(self, memory_id: str, **ids: Unpack[ScopeIds]) -> History:
        """Return every version of a memory and every operation on it, oldest first.

        A deleted memory has a history too.

        Raises:
            NotFoundError: there never was one with this id in this scope.
        """
        checked(ids, ScopeIds)
        with self._engine.use():
            return self._browse.history(memory_id, scope_of(ids))

    async def ahistory(self, memory_id: str, **ids: Unpack[ScopeIds]) -> History:
        """Do what `history` does, without blocking the loop."""
        return await asyncio.to_thread(self.history, memory_id, **ids)

    def update(self, memory_id: str, **options: Unpack[UpdateOptions]) -> Operation:
        """Change a memory's text, some of its fields, or both; what it was stays in its history.

        What is not given stays as it is: the text does not follow the fields, nor they it.
        The same fact told later is known to be this memory. Secrets are cut out as from a
        message.

        Args:
            memory_id: as `list` and `recall` give it.
            options: what to change, and whose memory it is; see `UpdateOptions`.

        Raises:
            NotFoundError: there is none with this id in this scope.
            UsageError: nothing is to be changed, a field is wrong, the memory is a turn
                word for word, a secret's placeholder would go, or another memory says so
                already.
        """
        checked(options, UpdateOptions)
        with self._engine.use():
            return self._editing.update(memory_id, options)

    async def aupdate(self, memory_id: str, **options: Unpack[UpdateOptions]) -> Operation:
        """Do what `update` does, without blocking the loop."""
        return await asyncio.to_thread(self.update, memory_id, **options)

    def delete(self, memory_id: str, **options: Unpack[DeleteOptions]) -> Operation:
        """Take a memory out of every answer; its history stays.

        The turns it came from stay as well, and do not yield it again. With `sources` they
        go too, with every memory that rests on them alone or has words of theirs in it;
        one that another turn says as well only loses these sources.

        Raises:
            NotFoundError: there is none with this id in this scope.
            UsageError: with `sources`, a turn is of another agent or session than given.
        """
        checked(options, DeleteOptions)
        with self._engine.use():
            return self._editing.delete(memory_id, options)

    async def adelete(self, memory_id: str, **options: Unpack[DeleteOptions]) -> Operation:
        """Do what `delete` does, without blocking the loop."""
        return await asyncio.to_thread(self.delete, memory_id, **options)

    def undo(self, operation_id: str, **ids: Unpack[ScopeIds]) -> Operation:
        """Reverse an operation of `process`, `update`, `delete`, `undo`, a merge or a split.

        Every memory that it changed is as it was before; one that it added is retracted.
        Nothing is rewritten: that is a new version and an operation of its own, and what was
        known at an earlier moment stays so. Other operations of the same call are not touched.

        Args:
            operation_id: as `process`, `history`, `update` and `delete` give it.
            ids: whose memory it is.

        Raises:
            NotFoundError: there is none with this id in this scope.
            UndoError: it wrote nothing, was undone already, or something else has changed
                the same memory since; the error names what to undo first.
        """
        checked(ids, ScopeIds)
        with self._engine.use():
            return self._undoing.undo(operation_id, ids)

    async def aundo(self, operation_id: str, **ids: Unpack[ScopeIds]) -> Operation:
        """Do what `undo` does, without blocking the loop."""
        return await asyncio.to_thread(self.undo, operation_id, **ids)

    def consolidate(self, **options: Unpack[ConsolidateOptions]) -> Consolidation:
        """Make what is stored denser, as docs/consolidation.md says; nothing is deleted.

        A run that is killed is finished by the next one; where nothing is new, nothing changes.

        Raises:
            UsageError: an id or an option is wrong.
            StoreError: the ledger failed; the steps before stay done.
        """
        checked(options, ConsolidateOptions)
        with self._engine.use(), Stage("octomem.consolidate") as stage:
            done = Consolidating(self._engine, options).run()
            stage.tell(operations=len(done.operations))
            return done

    async def aconsolidate(self, **options: Unpack[ConsolidateOptions]) -> Consolidation:
        """Do what `consolidate` does, without blocking the loop."""
        return await asyncio.to_thread(self.consolidate, **options)

    def forget(self, **ids: Unpack[PartitionIds]) -> Receipt:
        """Erase all that is known of a user or an organisation; it cannot be undone.

        Turns, memories with their history, vectors, the graph and vault values go from
        every file of the store, free pages included. It returns when no byte is left; if
        it is interrupted the next start finishes it. Only whole partitions can be
        forgotten; `delete` takes single memories.

        Raises:
            UsageError: neither id is given, or a part of a partition is named.
            StoreError: the rows are gone, but a file could not be rewritten yet.
        """
        checked(ids, ScopeIds)
        with self._engine.use():
            return self._forgetting.forget(ids)

    async def aforget(self, **ids: Unpack[PartitionIds]) -> Receipt:
        """Do what `forget` does, without blocking the loop."""
        return await asyncio.to_thread(self.forget, **ids)

    def reveal(self, memory_id: str, **ids: Unpack[ScopeIds]) -> str:
        """Return the secret that a vault memory stands for, or the one its text has a place for.

        Raises:
            NotFoundError: there is no such memory in this scope.
            UsageError: the memory holds no vault value, or several.
            VaultError: the key does not open it.
        """
        checked(ids, ScopeIds)
        with self._engine.use():
            return self._browse.reveal(memory_id, scope_of(ids))

    async def areveal(self, memory_id: str, **ids: Unpack[ScopeIds]) -> str:
        """Do what `reveal` does, without blocking the loop."""
        return await asyncio.to_thread(self.reveal, memory_id, **ids)

    def export(self, target: Target, **options: Unpack[ExportOptions]) -> Exported:
        """Write a user's or an organisation's memories, or the whole store, as JSON lines.

        The file holds everything `load` needs to make the same store again, in one
        snapshot: turns, every version, operations, vectors and vault values as they are
        encrypted, never the key. docs/export.md describes it.

        Args:
            target: a path, whose file appears when it is complete and is readable by its
                owner alone; or a binary file.
            options: what to export, see `ExportOptions`.

        Raises:
            UsageError: nothing is stored there, or the target cannot be written.
            StoreError: the ledger failed.
        """
        checked(options, ExportOptions)
        with self._engine.use():
            return Exporting(self._engine).export(target, options)

    async def aexport(self, target: Target, **options: Unpack[ExportOptions]) -> Exported:
        """Do what `export` does, without blocking the loop."""
        return await asyncio.to_thread(self.export, target, **options)

    def load(self, source: Source, **options: Unpack[LoadOptions]) -> Loaded:
        """Read what `export` wrote into this store: all of it, or nothing.

        Ids, sources, both clocks and the history come back as they were. Vault values
        open where this store has the key they were sealed with.

        Args:
            source: a path or a binary file.
            options: see `LoadOptions`.

        Raises:
            ExportFileError: the file is none, is damaged, or is of a newer octomem.
            UsageError: the store holds one of the file's partitions already.
            StoreError: the ledger failed.
        """
        checked(options, LoadOptions)
        with self._engine.use():
            return Loading(self._engine).load(source, options)

    async def aload(self, source: Source, **options: Unpack[LoadOptions]) -> Loaded:
        """Do what `load` does, without blocking the loop."""
        return await asyncio.to_thread(self.load, source, **options)

    def backup(self, target: str | Path, **options: Unpack[BackupOptions]) -> BackedUp:
        """Write a consistent copy of the store into a new folder, whoever writes meanwhile.

        It holds the ledger with everything in it, and a manifest with its checksum; not the
        vault's key. `octomem.restore` makes a store of it again.

        Args:
            target: a folder that is not there or is empty; it appears when it is complete.
            options: see `BackupOptions`.

        Raises:
            UsageError: the folder holds something.
            StoreError: the ledger cannot be read, or the copy cannot be written.
        """
        checked(options, BackupOptions)
        with self._engine.use():
            return back_up(self._engine, target, options.get("progress"))

    async def abackup(self, target: str | Path, **options: Unpack[BackupOptions]) -> BackedUp:
        """Do what `backup` does, without blocking the loop."""
        return await asyncio.to_thread(self.backup, target, **options)

    def resume(self) -> tuple[ProcessResult, ...]:
        """Finish the calls that an earlier process recorded and did not get to the end of.

        Opening a store for writing does this too, so calling it is only needed after a
        `process` that raised StoreError.
        """
        return self._loop.run(self.aresume())

    async def aresume(self) -> tuple[ProcessResult, ...]:
        """Do what `resume` does, without blocking the loop."""
        return await self._running.resume()

    def extract_pending(self, **options: Unpack[ExtractOptions]) -> tuple[ProcessResult, ...]:
        """Ask a language model again about calls that it failed at, oldest first.

        What it adds is stored; what the rules stored then stands. It stops at the first call
        that fails again, which is the last of the results: that one says why, and stays
        pending with those after it.

        Args:
            options: another model, or one partition only; see `ExtractOptions`.

        Raises:
            NoModelError: no model is named, neither here nor in the settings.
            SpendingLimitError: the day's limit is reached; nothing was asked.
            StoreError: a store failed.
        """
        return self._loop.run(self.aextract_pending(**options))

    async def aextract_pending(
        self, **options: Unpack[ExtractOptions]
    ) -> tuple[ProcessResult, ...]:
        """Do what `extract_pending` does, without blocking the loop."""
        checked(options, ExtractOptions)
        return await self._running.extract_pending(options)

    def flush(self, timeout: float | None = None) -> bool:
        """Wait until every projection has followed what is committed now.

        With `model_background` it first waits for the model's passes over what was processed;
        what the model fails at stays pending. `recall` needs no flush: it scores what is not projected yet itself.

        Args:
            timeout: seconds to wait at most; default: as long as it takes.

        Returns:
            False where the time ran out first.

        Raises:
            StoreError: a projection is down.
            StoreClosedError: the store is open read-only, and another process follows.
        """
        with self._engine.use():
            return self._running.flush(timeout)

    async def aflush(self, timeout: float | None = None) -> bool:  # noqa: ASYNC109
        """Do what `flush` does, without blocking the loop."""
        return await asyncio.to_thread(self.flush, timeout)

    def rebuild(self, *, embeddings: bool = False) -> None:
        """Throw every projection away and fill it anew from the ledger.

        Args:
            embeddings: embed every memory anew as well, with the embedder of the
                settings; needed after the embedder was changed.
        """
        with self._engine.use():
            self._engine.rebuild(embeddings=embeddings)

    async def arebuild(self, *, embeddings: bool = False) -> None:
        """Do what `rebuild` does, without blocking the loop."""
        await asyncio.to_thread(self.rebuild, embeddings=embeddings)

    def verify(self, **options: Unpack[VerifyOptions]) -> Verification:
        """Compare the ledger with itself and with every projection, item by item.

        Changes nothing, and works read-only beside the process that writes. What is not
        projected yet is no difference. `rebuild` mends the projections; a ledger that does
        not agree with itself comes back from a backup.

        Args:
            options: see `VerifyOptions`.

        Raises:
            EmbedderMismatchError: with `embeddings`, the settings name another embedder.
            StoreError: the ledger cannot be read at all.
        """
        checked(options, VerifyOptions)
        with self._engine.use():
            return Verifying(self._engine, options).verify()

    async def averify(self, **options: Unpack[VerifyOptions]) -> Verification:
        """Do what `verify` does, without blocking the loop."""
        return await asyncio.to_thread(self.verify, **options)

    def stats(self) -> Stats:
        """Count what the store holds, and how far its projections have come."""
        with self._engine.use():
            return replace(self._browse.stats(), waiting=self._running.waiting)

    async def astats(self) -> Stats:
        """Do what `stats` does, without blocking the loop."""
        return await asyncio.to_thread(self.stats)

    def close(self) -> None:
        """Wait for the calls under way, then release the store; twice does no harm.

        In a process that was forked meanwhile it does nothing: the store is not that one's.
        What is committed stays; what is only recorded is finished by the next start, and so is
        what the model has yet to read in the background.
        """
        if not self._engine.opener.is_here:
            return
        self._running.close()
        self._engine.close()
        self._loop.stop()

    async def aclose(self) -> None:
        """Do what `close` does, without blocking the loop."""
        await asyncio.to_thread(self.close)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        self.close()

    async def __aenter__(self) -> Self:
        """Return itself."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close."""
        await self.aclose()


def _timed(found: Recall, started: float, stage: Stage) -> Recall:
    stage.tell(memories=len(found.memories), found=found.found)
    return replace(found, seconds=time.perf_counter() - started)
