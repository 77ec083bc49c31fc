"""What the Neo4j driver raises, as errors that say what to do about it."""

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConnectionPoolError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from octomem.errors import StoreAccessError, StoreError, StoreUnavailableError

STORE = "neo4j"

_NO_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"
_TOO_SLOW = "Neo.ClientError.Transaction.TransactionTimedOut"
_SECURITY = "Neo.ClientError.Security."
_AWAY = (ServiceUnavailable, SessionExpired, TransientError, ConnectionPoolError, OSError)

FOREIGN = (DriverError, Neo4jError, OSError, ValueError)
"""What the driver raises; a wrong address is a plain ValueError."""


def of_driver(error: Exception, url: str, database: str, operation: str) -> StoreError:
    """Map what the driver raised; the password is in none of its messages."""
    code = error.code if isinstance(error, Neo4jError) else None
    if isinstance(error, AuthError) or (code or "").startswith(_SECURITY):
        return _access(
            f"{url!r} refuses the user or the password ({code}); set OCTOMEM_NEO4J_USER and "
            "OCTOMEM_NEO4J_PASSWORD",
            operation,
        )
    if code == _NO_DATABASE:
        return _access(f"{url!r} has no database {database!r}; set neo4j_database", operation)
    if code == _TOO_SLOW:
        return slow(url, operation)
    if isinstance(error, _AWAY):
        return StoreUnavailableError(
            f"{url!r} cannot be reached or was lost ({type(error).__name__}: {error}); start it, "
            "or set OCTOMEM_NEO4J_URL",
            store=STORE,
            operation=operation,
        )
    if isinstance(error, ConfigurationError | ValueError) and not isinstance(error, ClientError):
        return _access(f"{url!r} is no address of a Neo4j server: {error}", operation)
    return StoreError.of(error, store=STORE, operation=operation)


def slow(url: str, operation: str) -> StoreUnavailableError:
    """Say that a server took too long."""
    return StoreUnavailableError(
        f"{url!r} did not answer in time; look at its load, or raise server_timeout",
        store=STORE,
        operation=operation,
    )


def _access(message: str, operation: str) -> StoreAccessError:
    return StoreAccessError(message, store=STORE, operation=operation)
