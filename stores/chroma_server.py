"""Chroma's collections on a server: the same layout as embedded, over HTTP, bounded in time."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast
from urllib.parse import urlsplit

from octomem.errors import SettingsError, StoreAccessError, StoreError, StoreUnavailableError
from octomem.stores.chroma import FOREIGN, Chroma, telling
from octomem.stores.placement import is_ours
from octomem.stores.servers import Outage

if TYPE_CHECKING:
    import httpx
    from chromadb.api.client import Client
    from chromadb.config import Settings

STORE = "chroma"
BAD_REQUEST = 400
REFUSALS = (401, 403)
"""Statuses of HTTP: from the first on it is an error; these say that one may not."""
_UNREACHED = "Could not connect"
"""How chromadb's plain ValueError begins when nobody listens."""


@dataclass(frozen=True, slots=True)
class ChromaAddress:
    """Where a Chroma server is; one database of it holds one store's vectors."""

    url: str
    """`http://host:port`, or `https://`."""
    tenant: str
    database: str
    timeout: float
    """Seconds that an answer may take."""
    token: str | None = field(default=None, repr=False)
    """Sent as `Authorization: Bearer`."""

    def __post_init__(self) -> None:
        """Refuse what is no address; it is not shown where it may hold a password.

        Raises:
            SettingsError: says what an address looks like.
        """
        if "@" in self.url:
            raise SettingsError("chroma_url holds a user or a password; set OCTOMEM_CHROMA_TOKEN")
        try:
            parts = urlsplit(self.url)
            good = parts.scheme in {"http", "https"} and parts.hostname and (parts.port or 1)
        except ValueError:
            good = False
        if not good:
            raise SettingsError(
                f"chroma_url is {self.url!r}; expected an address such as 'http://host:8000'"
            )


class ServerChroma(Chroma):
    """The collections in one database of a server. Safe for any thread."""

    fragile: ClassVar[bool] = False

    def __init__(self, address: ChromaAddress, folder: Path, *, read_only: bool) -> None:
        super().__init__(folder, read_only=read_only)
        self._address = address
        self._outage = Outage()
        self._sessions: list[httpx.Client] = []

    def erase(self) -> None:
        """Drop every collection of ours; the files are the server's own to clean."""
        for name in self.names():
            self.drop(name)

    def scrub(self) -> None:
        """Do nothing: free pages are in the server's files, see `chroma vacuum`."""

    def refresh(self) -> None:
        """Look collections up anew; a server shows at once what another process wrote."""
        self._collections.clear()

    def names(self) -> list[str]:
        """Return the collections of ours."""
        return [name for name in super().names() if is_ours(name)]

    def close(self) -> None:
        """Release connections."""
        super().close()
        while self._sessions:
            self._sessions.pop().close()

    def _connect(self) -> "Client":
        from chromadb.api.client import Client  # noqa: PLC0415 - chromadb loads on first use

        address = self._address
        self._find_database()
        client = Client(tenant=address.tenant, database=address.database, settings=self._settings())
        private: Any = client
        for server in (private._server, private._admin_client._server):  # noqa: SLF001
            self._sessions.append(_bounded(server, address.timeout))
        return client

    def _find_database(self) -> None:
        """Ask for the database, and make it where it is not there and may be made."""
        from chromadb.api.fastapi import FastAPI  # noqa: PLC0415 - chromadb loads on first use
        from chromadb.config import System  # noqa: PLC0415
        from chromadb.errors import NotFoundError  # noqa: PLC0415

        address, server = self._address, System(self._settings()).instance(FastAPI)
        session = _bounded(server, address.timeout)
        try:
            server.get_database(address.database, address.tenant)
        except NotFoundError:
            if self._read_only:
                raise
            server.create_database(address.database, address.tenant)
        finally:
            session.close()

    def _settings(self) -> "Settings":
        from chromadb.config import Settings  # noqa: PLC0415 - chromadb loads on first use

        parts, token = urlsplit(self._address.url), self._address.token
        encrypted = parts.scheme == "https"
        return Settings(
            chroma_api_impl="chromadb.api.fastapi.FastAPI",
            chroma_server_host=parts.hostname,
            chroma_server_http_port=parts.port or (443 if encrypted else 80),
            chroma_server_ssl_enabled=encrypted,
            chroma_server_headers={} if token is None else {"Authorization": f"Bearer {token}"},
            anonymized_telemetry=False,
        )

    def _index_folder(self, name: str) -> Path | None:
        return None

    @contextmanager
    def _using(self, name: str, operation: str) -> Generator[None]:
        with telling(name), self._mapped(operation):
            yield

    @contextmanager
    def _mapped(self, operation: str) -> Generator[None]:
        from chromadb.errors import ChromaError  # noqa: PLC0415 - chromadb loads on first use
        from httpx import HTTPError  # noqa: PLC0415 - it comes with chromadb

        self._outage.check(operation)
        with self._occupancy.shared():
            try:
                yield
            except StoreError:
                raise
            except (ChromaError, HTTPError, *FOREIGN) as error:
                wrong = _of(error, self._address.url, operation)
                if isinstance(wrong, StoreUnavailableError | StoreAccessError):
                    self._outage.began(wrong)
                raise wrong from error
            self._outage.ended()


def _bounded(server: Any, timeout: float) -> "httpx.Client":
    """Bound the HTTP client inside a part of chromadb, which waits without end; return it.

    Nor does chromadb ever close it, and it offers neither.
    """
    session: httpx.Client = server._session  # noqa: SLF001
    session.timeout = timeout
    session.event_hooks = {"response": [_check]}
    return session


def _check(response: "httpx.Response") -> None:
    """Leave to chromadb only what a Chroma says: of what a proxy says it raises bare Exceptions."""
    from chromadb.errors import error_types  # noqa: PLC0415 - chromadb loads on first use

    if response.status_code < BAD_REQUEST:
        return
    response.read()
    try:
        told: object = response.json()
    except ValueError:
        told = None
    known = isinstance(told, dict) and cast("dict[str, object]", told).get("error") in error_types
    if response.status_code in REFUSALS or not known:
        response.raise_for_status()


def _of(error: Exception, url: str, operation: str) -> StoreError:
    """Map what chromadb and its HTTP client raise."""
    from chromadb.errors import AuthorizationError, ChromaAuthError  # noqa: PLC0415
    from httpx import HTTPError, HTTPStatusError, TimeoutException  # noqa: PLC0415

    if isinstance(error, TimeoutException):
        told = f"{url!r} did not answer in time; look at its load, or raise server_timeout"
        return StoreUnavailableError(told, store=STORE, operation=operation)
    status = error.response.status_code if isinstance(error, HTTPStatusError) else None
    if status in REFUSALS or isinstance(error, AuthorizationError | ChromaAuthError):
        told = f"{url!r} refuses the token; set OCTOMEM_CHROMA_TOKEN"
        return StoreAccessError(told, store=STORE, operation=operation)
    if isinstance(error, HTTPError) or str(error).startswith(_UNREACHED):
        why = type(error).__name__ if status is None else f"HTTP {status}"
        told = f"{url!r} cannot be reached or was lost ({why}); start it, or set"
        return StoreUnavailableError(f"{told} OCTOMEM_CHROMA_URL", store=STORE, operation=operation)
    return StoreError.of(error, store=STORE, operation=operation)
