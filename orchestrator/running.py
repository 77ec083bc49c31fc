"""Runs what `process` is made of: new calls, open ones, and the model's passes, now or later."""

import asyncio
import time
from concurrent.futures import Future

from octomem.operation import ProcessResult
from octomem.orchestrator.again import Again
from octomem.orchestrator.background import Background
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.extraction import MODEL
from octomem.orchestrator.ingest import IngestInput, ResumeInput, result_of
from octomem.orchestrator.ingesting import Ingesting
from octomem.orchestrator.loop import LoopThread, apart
from octomem.orchestrator.options import ExtractOptions
from octomem.stores.ledger import extractions
from octomem.telemetry import Stage, event, told


class Running:
    """Runs calls one by one, and lets the model follow in the background where that is set."""

    def __init__(self, engine: Engine, loop: LoopThread) -> None:
        settings = engine.settings
        follows = settings.model_background and engine.model is not None and not engine.read_only
        self._engine = engine
        self._loop = loop
        self._ingesting = Ingesting(engine, background=follows)
        self._reading = Ingesting(engine)
        """Asks the model in the run itself."""
        self._pass: Future[ProcessResult] | None = None
        pending = engine.pending_calls
        self._background = (
            Background(self._read, pending, settings.model_backlog) if follows else None
        )

    @property
    def waiting(self) -> int:
        """How many calls the background has yet to read."""
        return 0 if self._background is None else self._background.waiting

    def begin(self) -> None:
        """Finish what an earlier process left; a store where that fails still opens."""
        if self._engine.open_calls():
            try:
                self._loop.run(self.resume())
            except Exception as error:  # noqa: BLE001 - they stay open, and `stats` counts them
                waiting = len(self._engine.open_calls())
                event("warning", "call.waiting", calls=waiting, **told(error))
        if self._background is not None:
            self._background.begin()

    async def process(self, given: IngestInput) -> ProcessResult:
        """Run a new call, once there is room for one."""
        self._engine.opener.check()
        if self._background is not None:
            await asyncio.to_thread(self._background.hold_back)
        return await self._run(self._ingesting, given)

    async def resume(self) -> tuple[ProcessResult, ...]:
        """Finish the calls that are recorded and not committed."""
        self._engine.opener.check()
        results: list[ProcessResult] = []
        errors: list[Exception] = []
        for call_id in await asyncio.to_thread(self._engine.open_calls):
            try:
                results.append(await self._run(self._ingesting, {"call_id": call_id}))
            except Exception as error:  # noqa: BLE001 - one call fails, the others are finished
                errors.append(error)
        if errors:
            raise errors[0]
        return tuple(results)

    async def extract_pending(self, options: ExtractOptions) -> tuple[ProcessResult, ...]:
        """Let a model read what is pending, up to the first call that it fails at."""
        with self._engine.use():
            again = await asyncio.to_thread(Again, self._engine, options)
            if self._background is not None:
                await asyncio.to_thread(self._background.stand_aside)
            results: list[ProcessResult] = []
            try:
                for call_id in await asyncio.to_thread(again.calls):
                    await asyncio.to_thread(again.check)
                    given: ResumeInput = {"call_id": call_id, "again": True}
                    results.append(await self._run(again.ingesting, given))
                    if any(each.agent == MODEL for each in results[-1].degraded):
                        break
            finally:
                again.close()
            return tuple(results)

    def flush(self, timeout: float | None) -> bool:
        """Wait for the background's passes, then for the projections."""
        deadline = None if timeout is None else time.monotonic() + timeout
        if self._background is not None and not self._background.wait(timeout):
            return False
        return self._engine.flush(None if deadline is None else deadline - time.monotonic())

    def close(self) -> None:
        """Let the background's pass end, or leave its call pending."""
        if self._background is not None:
            self._background.close(self._cancel)

    def _read(self, call_id: str) -> ProcessResult | None:
        """Let the model read a call that waits for it; the background's thread does this."""
        with self._engine.use():
            with self._engine.ledger.read() as connection:
                if not extractions.is_pending(connection, call_id):
                    return None
            given: ResumeInput = {"call_id": call_id, "again": True}
            self._pass = self._loop.start(self._run(self._reading, given))
            return self._pass.result()

    def _cancel(self) -> None:
        if self._pass is not None:
            self._pass.cancel()

    async def _run(self, ingesting: Ingesting, given: IngestInput | ResumeInput) -> ProcessResult:
        """Run the graph in a context of its own.

        Messages may hold secrets until `record` has cut them out: a host application's
        callbacks, tracers and checkpointers, which LangGraph would inherit, see nothing.
        """
        with self._engine.use(), Stage("octomem.process") as stage:
            started = time.perf_counter()
            state = await apart(ingesting.run(given))
            waits = ingesting.waits and state.get("extraction") is not None
            result = result_of(state, time.perf_counter() - started, enriching=waits)
            if waits and self._background is not None:
                self._background.add(state["call"])
            counts = {
                "turns": len(result.turns),
                "operations": len(result.operations),
                "degraded": len(result.degraded),
            }
            stage.tell(**counts)
            event("info", "call.processed", **counts, seconds=result.seconds)
            return result
