"""Mem0 with a model on a scripted server, for `benchmarks.cost`.

A script for an environment of its own: `python mem0_cost_worker.py FOLDER`. Mem0's embedder
is replaced by one that hashes words, since vectors cost no prompt tokens.
"""

import hashlib
import importlib
import importlib.metadata
import json
import sys
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SIZE = 256


class Hashed:
    """Gives a text a vector of its words, as Mem0 asks its embedders."""

    def embed(self, text: str, memory_action: str | None = None) -> list[float]:
        """Return a text's vector."""
        vector = [0.0] * SIZE
        vector[0] = 0.1
        for word in text.lower().split():
            vector[int(hashlib.sha256(word.encode()).hexdigest(), 16) % SIZE] += 1.0
        return vector

    def embed_batch(self, texts: Sequence[str], memory_action: str = "add") -> list[list[float]]:
        """Return the vectors of several texts."""
        return [self.embed(text) for text in texts]


def asked(url: str) -> int:
    """Return how many requests the server has had."""
    with urllib.request.urlopen(f"{url}/count") as answer:  # noqa: S310 - our own server
        return int(answer.read())


def main(folder: Path) -> None:
    """Read job.json of the folder; write mem0.json."""
    job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    llm = {"api_key": "none", "openai_base_url": job["url"], "model": "gpt-4o-mini"}
    memory: Any = importlib.import_module("mem0").Memory.from_config(
        {
            "vector_store": {
                "provider": "chroma",
                "config": {"collection_name": "facts", "path": str(folder / "mem0-store")},
            },
            "embedder": {"provider": "openai", "config": {"api_key": "unused"}},
            "llm": {"provider": "openai", "config": llm},
            "history_db_path": str(folder / "mem0-history.db"),
        }
    )
    memory.embedding_model = Hashed()
    for text in job["before"]:
        memory.add([{"role": "user", "content": text}], user_id=job["user"])
    marks = [asked(job["url"])]
    for said, answered in job["exchanges"]:
        messages = [
            {"role": "user", "content": said},
            {"role": "assistant", "content": answered},
        ]
        memory.add(messages, user_id=job["user"])
        marks.append(asked(job["url"]))
    kept = len(memory.get_all(filters={"user_id": job["user"]}, top_k=1000)["results"])
    told = {"version": importlib.metadata.version("mem0ai"), "marks": marks, "kept": kept}
    (folder / "mem0.json").write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
