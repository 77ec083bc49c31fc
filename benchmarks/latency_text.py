"""Conversations written for this project, from templates and a seed: what `latency` stores and asks.

`call` makes the same text for the same place and length each time, so an interrupted build goes on
where it stopped. A message has about 40 tokens.
"""

import json
import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

LARGE, SMALL = 50, 8
"""Messages in a call of a bulk load: as many as `octomem process` stores in one go, and few."""
START = datetime(2024, 1, 1, 8, tzinfo=UTC)

_TEXT: Mapping[str, Any] = json.loads(
    (Path(__file__).parent / "data" / "latency.json").read_text(encoding="utf-8")
)
"""Words by what they name, and templates of what is asked, answered and searched for."""


def call(seed: int, place: int, messages: int) -> list[dict[str, Any]]:
    """Return the messages of the n-th call, at most an hour's, with ids and times."""
    draws = random.Random(f"{seed} {place}")  # noqa: S311 - text, no secret
    at = START + timedelta(hours=place)
    return [
        {
            "id": f"{seed}-{place}-{number}",
            "role": "assistant" if number % 2 else "user",
            "timestamp": (at + timedelta(minutes=number)).isoformat(),
            "content": _filled(draws, "answered" if number % 2 else "asked"),
        }
        for number in range(messages)
    ]


def exchange(seed: int, place: int) -> list[dict[str, Any]]:
    """Return one exchange of two messages that no call has."""
    draws = random.Random(f"{seed} exchange {place}")  # noqa: S311 - text, no secret
    return [
        {"role": "user", "content": _filled(draws, "asked")},
        {"role": "assistant", "content": _filled(draws, "answered")},
    ]


def question(seed: int, place: int) -> str:
    """Return the n-th question; a number makes each a text of its own."""
    draws = random.Random(f"{seed} question {place}")  # noqa: S311 - text, no secret
    return f"{_filled(draws, 'questions')} ({place})"


def user_of(place: int, users: int) -> str:
    """Return whose the n-th call or question is: all users in turn."""
    return f"user-{place % users}"


def _filled(draws: random.Random, kind: str) -> str:
    """Draw a template and put words into it."""
    values = {name: draws.choice(words) for name, words in _TEXT["words"].items()}
    template: str = draws.choice(_TEXT[kind])
    return template.format(**values, person2=draws.choice(_TEXT["words"]["person"]))
