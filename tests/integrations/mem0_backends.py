"""The two that the conformance suite runs on: octomem's `Memory`, and real mem0ai over Chroma.

Both embed with the same hashing embedder. Mem0's model is a script; octomem has none.
"""

import importlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from octomem.testing import HashEmbedder

QUIET = {"MEM0_TELEMETRY": "False", "ANONYMIZED_TELEMETRY": "False"}


class Embedder:
    """The hashing embedder, as Mem0 asks its embedders."""

    def __init__(self) -> None:
        self._hashing = HashEmbedder()

    def embed(self, text: str, memory_action: str | None = None) -> list[float]:
        """Return a text's vector."""
        return self.embed_batch([text])[0]

    def embed_batch(self, texts: Sequence[str], memory_action: str = "add") -> list[list[float]]:
        """Return the vectors of several texts."""
        rows: list[list[float]] = self._hashing.embed(list(texts)).tolist()
        return rows


class Script:
    """Answers Mem0's one question per `add`: each sentence of the new user messages is a fact."""

    def generate_response(self, messages: list[dict[str, str]], **_: Any) -> str:
        """Return the facts as Mem0's prompt asks for them."""
        asked = messages[-1]["content"]
        said = asked.rpartition("## New Messages")[2]
        lines = [line.partition("user:")[2] for line in said.splitlines() if "user:" in line]
        facts = [part.strip() for line in lines for part in line.split(".") if part.strip()]
        return json.dumps({"memory": [{"text": f"{fact}."} for fact in facts]})


def real(folder: Path, provider: str = "chroma") -> Any:
    """Open a real Mem0 on a fresh Chroma or Qdrant, in the folder of that name."""
    os.environ.update({**QUIET, "MEM0_DIR": str(folder / "mem0")})
    place: dict[str, Any] = {"collection_name": "mem0", "path": str(folder / provider)}
    if provider == "qdrant":
        place |= {"embedding_model_dims": HashEmbedder().dimension, "on_disk": True}
    config = {
        "vector_store": {"provider": provider, "config": place},
        "embedder": {"provider": "openai", "config": {"api_key": "unused"}},
        "llm": {"provider": "openai", "config": {"api_key": "unused"}},
        "history_db_path": str(folder / "history.db"),
    }
    memory: Any = importlib.import_module("mem0").Memory.from_config(config)
    memory.embedding_model = Embedder()
    memory.llm = Script()
    return memory
