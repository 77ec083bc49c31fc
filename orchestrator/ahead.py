"""Encoding ahead of need: a model's pass runs beside what does not depend on it yet."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from octomem.stores.seams import Encoded

MOST = 512
"""Texts that may be under way or waiting to be taken; the oldest are given up."""

_Pass = Callable[[Sequence[str]], dict[str, Encoded]]


class Ahead:
    """Encodes texts in a thread of its own, for whoever takes them later. Safe for any thread."""

    def __init__(self, encode: _Pass) -> None:
        self._encode = encode
        self._guard = threading.Lock()
        self._begun: OrderedDict[str, Future[dict[str, Encoded]]] = OrderedDict()
        self._worker = ThreadPoolExecutor(1, "octomem-encode")
        self._closed = False

    def begin(self, texts: Iterable[str]) -> None:
        """Begin to encode texts, the first `MOST` that are not begun; once it is closed, nothing."""
        with self._guard:
            distinct = [text for text in dict.fromkeys(texts) if not self._is_begun(text)][:MOST]
            if distinct and not self._closed:
                self._begun |= dict.fromkeys(distinct, self._worker.submit(self._encode, distinct))
            while len(self._begun) > MOST:
                self._begun.popitem(last=False)
        if distinct:
            # Lets the thread begin at once, rather than when this one happens to let go of the
            # interpreter: a twentieth of a question's time.
            time.sleep(0)

    def _is_begun(self, text: str) -> bool:
        """Tell whether a pass is under way or done; what failed and nobody took is begun again."""
        pending = self._begun.get(text)
        return pending is not None and not (pending.done() and pending.exception() is not None)

    def take(self, texts: Iterable[str]) -> dict[str, Encoded]:
        """Return those of the texts that were begun, when they are done.

        Raises:
            StoreError: their pass failed.
        """
        with self._guard:
            taken = {text: self._begun.pop(text) for text in texts if text in self._begun}
        return {text: future.result()[text] for text, future in taken.items()}

    def clear(self) -> None:
        """Keep nothing of what nobody took."""
        with self._guard:
            self._begun.clear()

    def close(self) -> None:
        """End the thread after the passes at hand."""
        with self._guard:
            self._closed = True
            self._begun.clear()
        self._worker.shutdown()
