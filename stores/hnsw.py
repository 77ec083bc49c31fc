"""The files of one HNSW index, as hnswlib lays them out: what is in them, and blanking what is not.

An index that never was synced is saved, whenever it is opened, with room for 100 vectors,
and the room is memory as the allocator gave it: whatever the process held there before,
such as a text or a secret, would be on the disk. Other saves write single vectors only.
"""

import os
import struct
from pathlib import Path

from octomem.errors import StoreError

HEADER = "header.bin"
VECTORS = "data_level0.bin"
LENGTHS = "length.bin"

_FORM = struct.Struct("<i4Q")
"""Version, offset, room, vectors, bytes per vector: how a header begins."""
_VERSION = 1
_LENGTH_BYTES = 4


def blank(folder: Path) -> bool:
    """Overwrite the unused room of an index; False where its files are not written yet.

    Nothing may save the index meanwhile.

    Raises:
        StoreError: the files are laid out in a way that is not known.
    """
    if not all((folder / name).exists() for name in (HEADER, VECTORS, LENGTHS)):
        return False
    vectors, bytes_each = _header(folder / HEADER)
    _overwrite(folder / VECTORS, vectors * bytes_each)
    _overwrite(folder / LENGTHS, vectors * _LENGTH_BYTES)
    return True


def taken(folder: Path) -> int:
    """Return how many vectors an index keeps, removed ones included, as it was last saved.

    Raises:
        StoreError: the file is laid out in a way that is not known.
    """
    header = folder / HEADER
    return _header(header)[0] if header.exists() else 0


def saved_at(folder: Path) -> int:
    """Return when the index was last saved, in nanoseconds; 0 where it never was."""
    try:
        return (folder / VECTORS).stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _header(file: Path) -> tuple[int, int]:
    """Return how many vectors there are, and the bytes of each."""
    data = file.read_bytes()[: _FORM.size]
    if len(data) < _FORM.size or _FORM.unpack(data)[0] != _VERSION:
        raise StoreError(f"{str(file)!r} is of no known form", store="chroma", operation="read")
    _, _, _, vectors, bytes_each = _FORM.unpack(data)
    return vectors, bytes_each


def _overwrite(file: Path, start: int) -> None:
    """Fill a file with zeros from a place to its end, on the disk."""
    room = file.stat().st_size - start
    if room > 0:
        with file.open("r+b") as opened:
            opened.seek(start)
            opened.write(bytes(room))
            opened.flush()
            os.fsync(opened.fileno())
