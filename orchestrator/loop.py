"""A private event loop on a thread of its own: the synchronous face of asynchronous code."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from octomem.errors import StoreClosedError
from octomem.stores.forked import Opener
from octomem.telemetry import fresh_context

Result = TypeVar("Result")


class LoopThread:
    """Runs coroutines for callers that are not asynchronous, also inside a running loop."""

    def __init__(self) -> None:
        self._opener = Opener()
        self._guard = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._stopped = False

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Run to the end and return the result; an interrupt cancels the work first."""
        future = self.start(work)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def start(self, work: Coroutine[Any, Any, Result]) -> Future[Result]:
        """Begin to run; the future gives the result, and cancels the work."""
        try:
            self._opener.check()
            loop = self._running()
        except StoreClosedError:
            work.close()
            raise
        return asyncio.run_coroutine_threadsafe(work, loop)

    def stop(self) -> None:
        """End the thread; calling it twice does no harm."""
        with self._guard:
            self._stopped = True
            loop, thread = self._loop, self._thread
            self._loop = self._thread = None
        if loop is not None and thread is not None:
            loop.call_soon_threadsafe(loop.stop)
            thread.join()

    def _running(self) -> asyncio.AbstractEventLoop:
        with self._guard:
            if self._stopped:
                raise StoreClosedError("it is closed", store="octomem", operation="use")
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=_serve, args=(self._loop,), name="octomem-loop", daemon=True
                )
                self._thread.start()
            return self._loop


async def apart(work: Coroutine[Any, Any, Result]) -> Result:
    """Run work in a context of its own: it inherits nothing, and is cancelled with its caller."""
    task = asyncio.get_running_loop().create_task(work, context=fresh_context())
    try:
        return await task
    except asyncio.CancelledError:
        task.cancel()
        raise


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
