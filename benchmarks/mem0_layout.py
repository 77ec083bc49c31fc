"""How Mem0 lays memories out in Chroma: one collection, with each user's items among all others.

Each item has its document and, in its metadata, the user and the text again; a search is
restricted by `where` on the user. The vectors are the store's own, and so is the embedder.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import chromadb
import numpy as np
from chromadb.config import Settings

from octomem.stores.embed.minilm import MiniLMEmbedder

FOLDER = "mem0-layout"
"""Beside the store's own files."""
BATCH = 500

_ITEMS = """
    SELECT memory.memory_id, partition.key, memory.text, vector.vector
    FROM memory_versions AS memory
    JOIN vectors AS vector ON vector.memory_id = memory.memory_id
    JOIN partitions AS partition ON partition.number = memory.partition
    WHERE memory.recorded_to IS NULL AND memory.status = 'current' AND NOT memory.deleted"""


class Mem0Layout:
    """The memories of an octomem store in that layout; filled at the first use."""

    def __init__(self, store: Path) -> None:
        client = chromadb.PersistentClient(
            path=str(store.parent / f"{store.name}-{FOLDER}"),
            settings=Settings(anonymized_telemetry=False),
        )
        self._embedder = MiniLMEmbedder()
        self._collection = client.get_or_create_collection(
            "memories", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        if not self._collection.count():
            for rows in _batches(store / "ledger.sqlite"):
                ids, users, texts, vectors = zip(*rows, strict=True)
                self._collection.add(
                    ids=list(ids),
                    embeddings=np.stack([np.frombuffer(each, dtype="<f4") for each in vectors]),
                    documents=list(texts),
                    metadatas=[
                        {"user_id": user, "data": text}
                        for user, text in zip(users, texts, strict=True)
                    ],
                )

    def search(self, text: str, user_id: str, limit: int) -> list[str]:
        """Return the user's nearest items, the question's embedding included."""
        found = self._collection.query(
            query_embeddings=self._embedder.embed([text]),
            n_results=limit,
            where={"user_id": f'[null,"{user_id}"]'},
            include=["documents", "metadatas", "distances"],
        )
        return found["ids"][0]


def _batches(ledger: Path) -> Iterator[list[tuple[str, str, str, bytes]]]:
    with closing(sqlite3.connect(f"{ledger.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        cursor = connection.execute(_ITEMS)
        while rows := cursor.fetchmany(BATCH):
            yield rows
