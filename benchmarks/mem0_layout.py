"""How Mem0 lays memories out in Chroma: one collection, with each user's items among all others.

Each item has its document and, in its metadata, the user and the text again; a search is
restricted by `where` on the user. The vectors are the store's own, and so is the embedder.
"""

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

FOLDER = "mem0-layout"
"""Beside the store's own files."""
BATCH = 500

_FROM = """
    FROM memory_versions AS memory
    JOIN vectors AS vector ON vector.memory_id = memory.memory_id
    JOIN partitions AS partition ON partition.number = memory.partition
    WHERE memory.recorded_to IS NULL AND memory.status = 'current' AND NOT memory.deleted"""
_ITEMS = f"SELECT memory.memory_id, partition.key, memory.text, vector.vector {_FROM}"
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
        self._collection = client.get_or_create_collection(
            "memories", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        if not self._collection.count():
            for rows in _batches(ledger, _ITEMS):
                ids, keys, texts, vectors = zip(*rows, strict=True)
                self._collection.add(
                    ids=list(ids),
                    embeddings=np.stack([np.frombuffer(each, dtype="<f4") for each in vectors]),
                    documents=list(texts),
                    metadatas=[
                        {"user_id": _user(key), "data": text}
                        for key, text in zip(keys, texts, strict=True)
                    ],
                )

    def search(self, text: str, user_id: str, limit: int) -> list[str]:
        """Return the ids of the user's nearest items, the question's embedding included.

        Raises:
            RuntimeError: none, though the store has memories of the user: what was measured
                would be no search.
        """
        found = self._collection.query(
            query_embeddings=self._embedder.embed([text]),
            n_results=limit,
            where={"user_id": user_id},
            include=["documents", "metadatas", "distances"],
        )
        ids = found["ids"][0]
        if not ids and user_id in self._users:
            raise RuntimeError(
                f"nothing of {user_id!r} was found in {str(self._folder)!r}, though the store has "
                "memories of that user; remove the folder to have it filled anew"
            )
        return ids


def _user(key: str) -> str:
    """Return the user's own name out of a partition's key, as the ledger writes it."""
    _, user_id = json.loads(key)
    return str(user_id)


def _batches(ledger: Path, query: str) -> Iterator[list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(f"{ledger.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        cursor = connection.execute(query)
        while rows := cursor.fetchmany(BATCH):
            yield rows
