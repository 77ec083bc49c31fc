"""Tells a store's folder from anything else, before a byte is written into it."""

from pathlib import Path

from octomem.errors import StoreFolderError
from octomem.stores.ledger import faults
from octomem.stores.vault.key import KEY_FILE, OTHER_KEYS

FILE = "ledger.sqlite"
"""The ledger's file in the folder."""
LOCK = "writer.lock"
"""The file whose lock the writing process holds."""

_OURS = {FILE, f"{FILE}-wal", f"{FILE}-shm", f"{FILE}-journal", LOCK, KEY_FILE, "chroma"}
_HARMLESS = {"lost+found"}
"""What a file system puts into an empty folder itself."""


def check_folder(folder: Path) -> None:
    """Let a missing, empty or known folder pass.

    Raises:
        StoreFolderError: it is a file, or holds something else and no store.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise faults.no_folder(folder, "open")
    names = {path.name for path in folder.iterdir()}
    others = {path.name for path in folder.glob(OTHER_KEYS)}
    foreign = sorted(n for n in names - _OURS - others - _HARMLESS if not n.startswith("."))
    if foreign and FILE not in names:
        raise StoreFolderError(
            f"{str(folder)!r} is no store: it holds {foreign[0]!r}"
            f"{f' and {len(foreign) - 1} more' if foreign[1:] else ''}; name an empty or a new "
            "folder (--path, OCTOMEM_PATH)",
            store="ledger",
            operation="open",
        )
