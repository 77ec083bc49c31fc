"""Plain Chroma: one collection per user, documents and vectors, nearest first.

A script for an environment of its own: `python chroma_worker.py FOLDER`; see `__main__`.
"""

import importlib.metadata
import json
import sys
from pathlib import Path

import chromadb
import numpy as np
from chromadb.config import Settings

BATCH = 500


def main(folder: Path) -> None:
    """Read job.json and vectors.npy of the folder; write chroma.json."""
    job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    vectors = np.load(folder / "vectors.npy")
    client = chromadb.PersistentClient(
        path=str(folder / "chroma-store"), settings=Settings(anonymized_telemetry=False)
    )
    rankings: list[list[str]] = []
    for number, user in enumerate(job["users"]):
        collection = client.create_collection(
            f"user-{number}", configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        items = user["items"]
        for start in range(0, len(items), BATCH):
            part = items[start : start + BATCH]
            collection.add(
                ids=[item["id"] for item in part],
                embeddings=vectors[[item["row"] for item in part]],
                documents=[item["text"] for item in part],
            )
        for question in user["questions"]:
            found = collection.query(
                query_embeddings=vectors[[question["row"]]],
                n_results=min(job["limit"], len(items)),
                include=[],
            )
            rankings.append(found["ids"][0])
    versions = {"chromadb": importlib.metadata.version("chromadb")}
    written = json.dumps({"versions": versions, "rankings": rankings})
    (folder / "chroma.json").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
