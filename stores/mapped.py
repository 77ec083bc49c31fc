"""Maps foreign errors to StoreError where they enter; the ones named, and no others."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager

from octomem.errors import StoreError


@contextmanager
def mapped(store: str, operation: str, *errors: type[Exception]) -> Generator[None]:
    """Raise StoreError for any of `errors`; let octomem's own errors and all others pass."""
    try:
        yield
    except StoreError:
        raise
    except errors as error:
        raise StoreError.of(error, store=store, operation=operation) from error


def is_damaged(error: BaseException | None) -> bool:
    """Say whether SQLite means by this error that a file is damaged or is no database."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
