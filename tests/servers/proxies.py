"""What may stand between octomem and a server: something that cuts, something that asks who one is."""

import socket
import struct
import threading
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

_AT_ONCE = struct.pack("ii", 1, 0)
"""Of SO_LINGER: closing resets the connection, as one that is cut is reset."""


class Cutter:
    """Passes bytes on to a port of this machine, and cuts where it is told to."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._lock = threading.Lock()
        self._left: int | None = None
        self._open: list[socket.socket] = []
        self.port = int(self._listener.getsockname()[1])
        self.cuts = 0
        """How often it has cut."""
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_after(self, count: int) -> None:
        """Let so many bytes more through to the server, then cut every connection, once."""
        with self._lock:
            self._left = count

    def close(self) -> None:
        """Cut everything and take no more."""
        self._listener.close()
        self._cut()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._to))
                with self._lock:
                    self._open += (near, far)
                for one, other, counted in ((near, far, True), (far, near, False)):
                    pump = threading.Thread(
                        target=self._pump, args=(one, other, counted), daemon=True
                    )
                    pump.start()

    def _pump(self, one: socket.socket, other: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                keep = self._allowed(len(data)) if counted else None
                other.sendall(data if keep is None else data[:keep])
                if keep is not None:
                    self._cut()
                    return
            other.shutdown(socket.SHUT_WR)

    def _allowed(self, size: int) -> int | None:
        """Return after how many of these bytes to cut; None for not here."""
        with self._lock:
            if self._left is None:
                return None
            if self._left > size:
                self._left -= size
                return None
            keep, self._left = self._left, None
            self.cuts += 1
            return keep

    def _cut(self) -> None:
        with self._lock:
            cut, self._open = self._open, []
        for one in cut:
            with suppress(OSError):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
                one.shutdown(socket.SHUT_RDWR)
            one.close()


@contextmanager
def asking(port: int, token: str) -> Generator[str]:
    """Serve what an HTTP server serves, to those who bring a token; yield the address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is called
            """Say nothing."""

        def _pass(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.headers.get("Authorization") != f"Bearer {token}":
                self._answer(401, b"who are you?")
                return
            with closing(HTTPConnection("127.0.0.1", port)) as server:
                server.request(self.command, self.path, body, dict(self.headers))
                told = server.getresponse()
                self._answer(told.status, told.read())

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PUT = do_DELETE = _pass  # noqa: N815 - the base class's names

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()
