"""A real HTTP server on loopback that speaks the OpenAI embeddings protocol."""

import json
import threading
from collections import deque
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, cast

from octomem.testing import HashEmbedder


class EmbeddingServer:
    """Answers with hashed vectors three units long, after any faults that were planned.

    `faults` are HTTP statuses, answered one per request until none is left; `replies` are
    whole bodies, likewise. `requests` keeps what was asked.
    """

    def __init__(self) -> None:
        self.faults: deque[int] = deque()
        self.replies: deque[object] = deque()
        self.requests: list[dict[str, Any]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def answer(self, request: dict[str, Any]) -> tuple[int, object]:
        self.requests.append(request)
        if self.faults:
            return self.faults.popleft(), {"error": {"message": "planned", "type": "fault"}}
        if self.replies:
            return 200, self.replies.popleft()
        return 200, reply((HashEmbedder().embed(request["input"]) * 3).tolist())

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers["Content-Length"])
                request = cast("dict[str, Any]", json.loads(self.rfile.read(size)))
                status, body = outer.answer(request)
                content = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Keep quiet."""

        return Handler


def reply(vectors: Iterable[Iterable[object]]) -> object:
    """Return a protocol answer; the rows come last first, only their index says which is which."""
    rows = [
        {"object": "embedding", "index": at, "embedding": list(vector)}
        for at, vector in enumerate(vectors)
    ]
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    return {"object": "list", "data": rows[::-1], "model": "test", "usage": usage}
