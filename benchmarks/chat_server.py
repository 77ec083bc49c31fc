"""A real HTTP server on loopback that speaks the OpenAI chat protocol, and answers by a script.

It stands in for a provider in tests and in `benchmarks.cost`: requests go through the real
client, over a real socket. It also fails in all the ways a provider does.
"""

import json
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, cast

Request = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, or one failure."""

    text: str | None = None
    """The message's content."""
    status: int = 200
    finish: str = "stop"
    refusal: str | None = None
    arguments: str | None = None
    """Of a tool call, in place of content."""
    delay: float = 0.0
    """Seconds before it is sent."""
    hang_up: bool = False
    """Close the connection in place of an answer."""
    body: str | None = None
    """The whole body, in place of the protocol's."""


Script = Callable[[Request], Reply]


def empty(request: Request) -> Reply:
    """Answer that there is nothing to remember: an empty object."""
    return Reply("{}")


class ChatServer:
    """Answers with what is planned in `replies`, one per request, then by the script.

    `requests` keeps the bodies that were sent, in order. `count` says how many tokens a
    text has; without one an answer does not tell its usage.
    """

    def __init__(self, script: Script = empty, count: Callable[[str], int] | None = None) -> None:
        self.script = script
        self.replies: deque[Reply] = deque()
        self.requests: list[Request] = []
        self._count = count
        self._guard = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        """The address to give as `model_api_base`."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        """Start serving."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _reply(self, request: Request) -> Reply:
        with self._guard:
            self.requests.append(request)
            if self.replies:
                return self.replies.popleft()
        return self.script(request)

    def _body(self, request: Request, reply: Reply) -> str:
        if reply.body is not None:
            return reply.body
        if reply.status != 200:
            return json.dumps({"error": {"message": "planned", "type": "planned", "code": None}})
        message: dict[str, Any] = {"role": "assistant", "content": reply.text}
        if reply.refusal is not None:
            message["refusal"] = reply.refusal
        if reply.arguments is not None:
            call = {"name": "memories", "arguments": reply.arguments}
            message["tool_calls"] = [{"id": "call_1", "type": "function", "function": call}]
        choice = {"index": 0, "message": message, "finish_reason": reply.finish}
        answer: dict[str, Any] = {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": request.get("model", "scripted"),
            "choices": [choice],
        }
        if self._count is not None:
            prompt = self._count(wire_text(request))
            said = self._count(reply.text or reply.arguments or "")
            answer["usage"] = {
                "prompt_tokens": prompt,
                "completion_tokens": said,
                "total_tokens": prompt + said,
            }
        return json.dumps(answer)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                size = int(self.headers["Content-Length"])
                request = cast("Request", json.loads(self.rfile.read(size)))
                reply = outer._reply(request)
                if reply.delay:
                    time.sleep(reply.delay)
                if reply.hang_up:
                    self.close_connection = True
                    return
                content = outer._body(request, reply).encode()
                try:
                    self.send_response(reply.status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True  # the client did not wait

            def do_GET(self) -> None:
                """Say how many requests there were, to a client in another process."""
                content = str(len(outer.requests)).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                """Keep quiet."""

        return Handler


def wire_text(request: Request) -> str:
    """Return all of a request that a model reads: its messages, and the schema of its answer."""
    read = [request["messages"], request.get("response_format"), request.get("tools")]
    return "".join(json.dumps(part, ensure_ascii=False) for part in read if part is not None)
