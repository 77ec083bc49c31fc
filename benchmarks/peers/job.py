"""What every peer is given: each turn's text and vector, each question's text and vector."""

import json
from calendar import month_name
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.locomo_data import Conversation
from benchmarks.replay import LIMIT
from octomem.stores.embed.factory import create_embedder

EMBEDDER = "minilm"


def write(conversations: Sequence[Conversation], folder: Path) -> None:
    """Write job.json, and vectors.npy with one row per distinct text, for the workers."""
    documents = [[*texts(conversation)] for conversation in conversations]
    asked = [[question.text for question in each.questions] for each in conversations]
    distinct = dict.fromkeys(
        text
        for texts in ([t for _, t in d] + a for d, a in zip(documents, asked, strict=True))
        for text in texts
    )
    rows = {text: row for row, text in enumerate(distinct)}
    users = [
        {
            "user_id": conversation.user_id,
            "items": [{"id": name, "text": text, "row": rows[text]} for name, text in mine],
            "questions": [{"text": text, "row": rows[text]} for text in questions],
        }
        for conversation, mine, questions in zip(conversations, documents, asked, strict=True)
    ]
    np.save(folder / "vectors.npy", create_embedder(EMBEDDER).embed(list(distinct)))
    job = {"limit": LIMIT, "users": users}
    (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")


def texts(conversation: Conversation) -> Iterator[tuple[str, str]]:
    """Walk the turns: id, and the text that octomem indexes of it."""
    for session in conversation.sessions:
        for message in session.messages:
            yield message["id"], document(message)


def document(message: Mapping[str, Any]) -> str:
    """Return a turn as `8 May 2023 Mei: text [caption]`, which is easier found than its text."""
    at = datetime.fromisoformat(message["timestamp"])
    content: Any = message["content"]
    blocks = [{"type": "text", "text": content}] if isinstance(content, str) else content
    said = "".join(
        block["text"] if block["type"] == "text" else f" [{block['caption']}]" for block in blocks
    )
    return f"{at.day} {month_name[at.month]} {at.year} {message['name']}: {said}"
