"""Mem0 without a model: each turn added as it is (`infer=False`), over Chroma.

A script for an environment of its own: `python mem0_worker.py FOLDER`; see `__main__`.
Mem0's embedder is replaced by one that looks vectors up, and its model is taken away, so
that a call of one would fail.
"""

import importlib
import importlib.metadata
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np


class Table:
    """Gives each text the vector that was computed for it, as Mem0 asks its embedders."""

    def __init__(self, vectors: dict[str, list[float]]) -> None:
        # Mem0 strips a question before it embeds it.
        self._vectors = {text.strip(): vector for text, vector in vectors.items()}

    def embed(self, text: str, memory_action: str | None = None) -> list[float]:
        """Return a text's vector; a text without one is a KeyError."""
        return self._vectors[text.strip()]

    def embed_batch(self, texts: Sequence[str], memory_action: str = "add") -> list[list[float]]:
        """Return the vectors of several texts."""
        return [self.embed(text) for text in texts]


def main(folder: Path) -> None:
    """Read job.json and vectors.npy of the folder; write mem0.json."""
    job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    rows: Any = np.load(folder / "vectors.npy").tolist()
    texts = [part for user in job["users"] for part in (*user["items"], *user["questions"])]
    memory: Any = importlib.import_module("mem0").Memory.from_config(
        {
            "vector_store": {
                "provider": "chroma",
                "config": {"collection_name": "turns", "path": str(folder / "mem0-store")},
            },
            "embedder": {"provider": "openai", "config": {"api_key": "unused"}},
            "llm": {"provider": "openai", "config": {"api_key": "unused"}},
            "history_db_path": str(folder / "mem0-history.db"),
        }
    )
    memory.embedding_model = Table({part["text"]: rows[part["row"]] for part in texts})
    memory.llm = None
    rankings: list[list[str]] = []
    for user in job["users"]:
        owner = user["user_id"]
        for item in user["items"]:
            said = [{"role": "user", "content": item["text"]}]
            memory.add(said, user_id=owner, infer=False, metadata={"turn": item["id"]})
        for question in user["questions"]:
            found = memory.search(question["text"], filters={"user_id": owner}, top_k=job["limit"])
            rankings.append([hit["metadata"]["turn"] for hit in found["results"]])
    versions = {name: importlib.metadata.version(name) for name in ("mem0ai", "chromadb")}
    written = json.dumps({"versions": versions, "rankings": rankings})
    (folder / "mem0.json").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
