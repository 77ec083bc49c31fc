"""What PostgreSQL and its driver complain of, as errors that say what to do about it."""

from sqlalchemy.exc import PendingRollbackError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from octomem.errors import StoreAccessError, StoreError, StoreFullError, StoreUnavailableError

STORE = "ledger"

_ACCESS = ("28", "3D", "3F", "42501")
"""Classes of SQLSTATE: who one is, which database, which schema, what one may do."""
_SLOW = ("57014", "55P03", "25P03")
"""A statement, a lock or a transaction took too long."""
_AWAY = ("08", "57P", "53300", "40001", "40P01")
"""Lost, going down, out of connections, or to be tried again."""
_FULL = ("53100",)
_REFUSED = (
    "authentication failed",
    "does not exist",
    "pg_hba.conf",
    "permission denied",
    "no password",
)
"""What a refusal on the way in says; it has no SQLSTATE there."""


def of_driver(error: Exception, url: str, operation: str) -> StoreError:
    """Map what psycopg raised; the password is in none of its messages."""
    import psycopg  # noqa: PLC0415 - it loads on first use

    code = getattr(error, "sqlstate", None) or ""
    told = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if code.startswith(_FULL):
        return StoreFullError(
            f"the disk of {url!r} is full; make room and try again (what was stored before is "
            "safe)",
            store=STORE,
            operation=operation,
        )
    late = (PoolTimeoutError, psycopg.errors.ConnectionTimeout)
    if code.startswith(_SLOW) or isinstance(error, late):
        return StoreUnavailableError(
            f"{url!r} did not answer in time ({told}); look at its load, or raise server_timeout",
            store=STORE,
            operation=operation,
        )
    # SQLAlchemy's own error comes of whoever goes on after a connection was lost in his snapshot.
    lost = (psycopg.OperationalError, psycopg.InterfaceError, PendingRollbackError)
    is_lost = isinstance(error, lost)
    if code.startswith(_ACCESS) or (
        not code and is_lost and any(one in str(error) for one in _REFUSED)
    ):
        return StoreAccessError(
            f"{url!r} refuses the user, the password or the database ({told}); set "
            "OCTOMEM_POSTGRES_URL and OCTOMEM_POSTGRES_PASSWORD",
            store=STORE,
            operation=operation,
        )
    if is_lost or code.startswith(_AWAY):
        return StoreUnavailableError(
            f"{url!r} cannot be reached or was lost ({told}); start it, or set "
            "OCTOMEM_POSTGRES_URL; what was said is stored whole or not at all",
            store=STORE,
            operation=operation,
        )
    return StoreError.of(error, store=STORE, operation=operation)
