"""Which sessions a benchmark folder already holds, so that a run can be resumed."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.locomo_data import Session

FILE = "locomo-ingested.json"


@dataclass(frozen=True, slots=True)
class Ingested:
    """One session that was ingested completely."""

    digest: str
    """SHA-256 of its messages, so that a changed data file is ingested anew."""
    turns: int
    seconds: float
    """Wall-clock time of `process()` and `flush()` when it was ingested."""
    model_calls: int


class IngestLog:
    """A small file beside the store; a session is in it once all of it is ingested."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._entries: dict[str, Ingested] = {}
        if self._file.exists():
            raw = json.loads(self._file.read_text(encoding="utf-8"))
            self._entries = {key: Ingested(**entry) for key, entry in raw.items()}

    def find(self, user_id: str, session: Session) -> Ingested | None:
        """Return the entry of this very session, if it was ingested."""
        entry = self._entries.get(_key(user_id, session))
        return entry if entry is not None and entry.digest == digest(session) else None

    def record(self, user_id: str, session: Session, entry: Ingested) -> None:
        """Note a session as ingested, at once and on disk."""
        self._entries[_key(user_id, session)] = entry
        raw = {key: asdict(value) for key, value in self._entries.items()}
        self._file.write_text(json.dumps(raw, indent=1), encoding="utf-8")


def digest(session: Session) -> str:
    """Return the SHA-256 of a session's messages."""
    return hashlib.sha256(json.dumps(session.messages, sort_keys=True).encode()).hexdigest()


def _key(user_id: str, session: Session) -> str:
    return f"{user_id}/{session.session_id}"
