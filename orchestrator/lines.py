"""The lines of an export: JSON objects, the last of which holds the checksum of the others."""

import hashlib
import json
from typing import IO, BinaryIO, NoReturn, cast

from octomem.errors import ExportFileError, UsageError
from octomem.jsons import JSON
from octomem.orchestrator.options import Progress
from octomem.stores.ledger import exchange

FORMAT = "octomem-export"
VERSION = 2
FIRST = 1
"""The version before memories said what they were derived from and when they were last told."""
END = "end"
"""What the last line holds."""


class LineWriter:
    """Writes JSON lines and keeps their checksum."""

    def __init__(self, file: IO[bytes], total: int, progress: Progress | None) -> None:
        self._file = file
        self._sum = hashlib.sha256()
        self._total = total
        self._done = 0
        self._progress = progress

    def write(self, value: JSON) -> None:
        """Write one line."""
        line = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        self._sum.update(line)
        self._file.write(line)

    def count(self) -> None:
        """Count a row, and tell of it now and then."""
        self._done += 1
        if self._progress is not None and self._done % exchange.BATCH == 0:
            self._progress(self._done, self._total)

    def sha256(self) -> str:
        """Return the checksum of all lines; every row is written."""
        if self._progress is not None:
            self._progress(self._done, self._total)
        return self._sum.hexdigest()


class LineReader:
    """Reads JSON lines one at a time, and says in an error which one is wrong."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._sum = hashlib.sha256()
        self._last = b""
        self.number = 0

    def next(self) -> dict[str, JSON]:
        """Return the next line's value.

        Raises:
            ExportFileError: the file ends here, or the line is no JSON object.
        """
        self._sum.update(self._last)
        self._last = self._file.readline()
        self.number += 1
        if not isinstance(self._last, bytes):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise UsageError("load takes a path or a file opened in binary mode")
        if not self._last.endswith(b"\n"):
            self.fail("the file ends too early" if self.number > 1 else "no octomem export")
        try:
            value: object = json.loads(self._last.decode(), parse_constant=_no_number)
        except (ValueError, RecursionError):
            self.fail("not JSON" if self.number > 1 else "no octomem export")
        if not isinstance(value, dict):
            self.fail("no JSON object" if self.number > 1 else "no octomem export")
        return cast("dict[str, JSON]", value)

    def sha256(self) -> str:
        """Return the checksum of all lines before the last one read."""
        return self._sum.hexdigest()

    def is_over(self) -> bool:
        """Say whether nothing follows."""
        return not self._file.read(1)

    def fail(self, message: str) -> NoReturn:
        """Refuse the file at this line."""
        raise ExportFileError(message, line=self.number)


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
