"""What the operating system and SQLite complain of, as errors that say what to do about it."""

import errno
import shutil
import sqlite3
from pathlib import Path

from octomem.errors import StoreError, StoreFolderError, StoreFullError

_STORE = "ledger"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_NOT_WRITABLE = {errno.EROFS, errno.EACCES, errno.EPERM}
_NO_FOLDER = {errno.ENOTDIR, errno.EEXIST}
_LITTLE = 64 * 1024
"""Free bytes below which a failed write is put down to the disk being full."""


def of_system(error: OSError, folder: Path, operation: str) -> StoreError:
    """Map what the operating system refused."""
    if error.errno in _FULL:
        return full(folder, operation)
    if error.errno in _NOT_WRITABLE:
        return not_writable(folder, operation, str(error.strerror))
    if error.errno in _NO_FOLDER:
        return no_folder(folder, operation)
    return StoreError.of(error, store=_STORE, operation=operation)


def of_sqlite(error: Exception, file: Path, operation: str) -> StoreError:
    """Map what SQLite raised, by its primary result code."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _is_full(file.parent)):
        return full(file.parent, operation)
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}:
        return not_writable(file.parent, operation, str(error))
    if code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
        return StoreFolderError(
            f"{str(file)!r} is damaged or no database ({error}); put a backup in its place, "
            "or move it away to begin anew",
            store=_STORE,
            operation=operation,
        )
    return StoreError.of(error, store=_STORE, operation=operation)


def full(folder: Path, operation: str) -> StoreFullError:
    """Say that there is no room."""
    return StoreFullError(
        f"the disk that holds {str(folder)!r} is full; make room and try again "
        "(what was stored before is safe)",
        store=_STORE,
        operation=operation,
    )


def not_writable(folder: Path, operation: str, reason: str) -> StoreFolderError:
    """Say that the folder refuses writing, which reading beside a writer needs too."""
    return StoreFolderError(
        f"{str(folder)!r} cannot be written ({reason}); give this user write access to the "
        "folder and its files, or name another folder (--path, OCTOMEM_PATH)",
        store=_STORE,
        operation=operation,
    )


def no_folder(folder: Path, operation: str) -> StoreFolderError:
    """Say that a path leads to a file."""
    return StoreFolderError(
        f"{str(folder)!r} is a file or lies inside one; a store is a folder",
        store=_STORE,
        operation=operation,
    )


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _LITTLE
    except OSError:
        return False
