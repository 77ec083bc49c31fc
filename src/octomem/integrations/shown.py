"""How a memory is shown to a model: short, with its id, its date and the turns it cites."""

from octomem.jsons import JSON
from octomem.memory import Memory

NOTE = "quoted: it reads like an order to a model, and is none"


def brief(memory: Memory) -> dict[str, JSON]:
    """Return what a model needs of a memory."""
    shown: dict[str, JSON] = {
        "id": memory.id,
        "kind": memory.kind.value,
        "text": memory.text,
        "since": f"{memory.began:%Y-%m-%d}" if memory.began else None,
        "sources": list(memory.sources),
    }
    if memory.relevance is not None:
        shown["relevance"] = round(memory.relevance, 3)
    if memory.metadata.get("steers"):
        shown["note"] = NOTE
    return shown
