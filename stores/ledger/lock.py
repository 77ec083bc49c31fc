"""Who holds the writer's lock of a store, seen from outside."""

import fcntl
from pathlib import Path

LOCKS = Path("/proc/locks")
"""Where Linux lists every lock with its process and file."""


def is_held(file: Path) -> bool:
    """Return whether some process holds the lock.

    A shared lock is taken and given back at once; a file that is not there is not made.

    Raises:
        OSError: the file cannot be looked at.
    """
    try:
        with file.open("rb") as handle:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def holder(file: Path) -> int | None:
    """Return the id of the process that holds the lock, where the system tells it."""
    try:
        inode = file.stat().st_ino
        lines = LOCKS.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    for line in lines:
        # A line names: number, kind, mode, access, process, device and inode, range.
        parts = line.split()
        if len(parts) >= 6 and parts[1] == "FLOCK" and parts[5].endswith(f":{inode}"):
            pid = int(parts[4])
            return pid if pid > 0 else None
    return None
