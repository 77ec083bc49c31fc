"""How Mem0 2.2.1 lays memories out in Chroma: one collection, with each user's items among all others.

What it writes for a message that is added as it is (`infer=False`), and what it asks for a question:
each item has no document, but in its metadata the user, the role, the text twice (once for a keyword
search, which it has not on Chroma), a hash and two moments; a search is restricted by `where` on the
user, and fetches `max(4 * limit, 60)` items to choose from. The vectors are the store's own, and so is
the embedder. What Mem0 itself does before and after the search is not part of it.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings

from octomem.stores.embed.minilm import MiniLMEmbedder

FOLDER = "mem0-2.2.1-layout"
"""Beside the store's own files."""
BATCH = 500
OVER, FEWEST = 4, 60
"""So many times what is asked for, and at least so many, Mem0 fetches to choose from."""

_FROM = """
    FROM memory_versions AS memory
    JOIN vectors AS vector ON vector.memory_id = memory.memory_id
    JOIN partitions AS partition ON partition.number = memory.partition
    WHERE memory.recorded_to IS NULL AND memory.status = 'current' AND NOT memory.deleted"""
_ITEMS = (
    "SELECT memory.memory_id, partition.key, memory.text, vector.vector, memory.recorded_from,"
    f" json_extract(memory.fields, '$.role') {_FROM}"
)
_KEYS = f"SELECT DISTINCT partition.key {_FROM}"


class Mem0Layout:
    """The memories of an octomem store in that layout; filled at the first use."""

    def __init__(self, store: Path) -> None:
        self._folder = store.parent / f"{store.name}-{FOLDER}"
        ledger = store / "ledger.sqlite"
        self._users = {_user(key) for rows in _batches(ledger, _KEYS) for (key,) in rows}
        client = chromadb.PersistentClient(
            path=str(self._folder), settings=Settings(anonymized_telemetry=False)
        )
        self._embedder = MiniLMEmbedder()
        self._collection = client.get_or_create_collection("memories", embedding_function=None)
        if not self._collection.count():
            for rows in _batches(ledger, _ITEMS):
                self._collection.add(
                    ids=[row[0] for row in rows],
                    embeddings=np.stack([np.frombuffer(row[3], dtype="<f4") for row in rows]),
                    metadatas=[
                        _payload(_user(key), text, at, role) for _, key, text, _, at, role in rows
                    ],
                )

    def search(self, text: str, user_id: str, limit: int) -> list[str]:
        """Return the ids of the user's nearest items, nearest first, the question's embedding included.

        Raises:
            RuntimeError: none, though the store has memories of the user: what was measured
                would be no search.
        """
        found = self._collection.query(
            query_embeddings=self._embedder.embed([text]),
            n_results=max(OVER * limit, FEWEST),
            where={"user_id": user_id},
        )
        ids = found["ids"][0][:limit]
        if not ids and user_id in self._users:
            raise RuntimeError(
                f"nothing of {user_id!r} was found in {str(self._folder)!r}, though the store has "
                "memories of that user; remove the folder to have it filled anew"
            )
        return ids


def _payload(user: str, text: str, at: str, role: str | None) -> dict[str, str]:
    return {
        "user_id": user,
        "role": role or "user",
        "data": text,
        "hash": hashlib.md5(text.encode(), usedforsecurity=False).hexdigest(),
        "created_at": at,
        "updated_at": at,
        "text_lemmatized": text,
    }


def _user(key: str) -> str:
    """Return the user's own name out of a partition's key, as the ledger writes it."""
    _, user_id = json.loads(key)
    return str(user_id)


def _batches(ledger: Path, query: str) -> Iterator[list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(f"{ledger.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        cursor = connection.execute(query)
        while rows := cursor.fetchmany(BATCH):
            yield rows
