"""Stories of two messages, months apart: what was known after the first, and what is after the second; talks in Chinese."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from octomem import Orchestrator

SAID = datetime.now(UTC).replace(hour=2, minute=0, second=0, microsecond=0)
"""When a talk begins: today, so that what it tells of is to come."""


def tell(memory: Orchestrator, day: str, text: str) -> None:
    """Say something in a session of its own."""
    message = {"role": "user", "name": "Mei", "content": text, "timestamp": f"{day}T10:00:00Z"}
    memory.process([message], user_id="mei", session_id=day)


def before_and_after(
    memory: Orchestrator, first: str, later: str, kinds: Sequence[str]
) -> tuple[set[str], set[str]]:
    """Tell both; return the texts of memories of some kinds that held between them, and that hold now."""

    def known() -> set[str]:
        return {each.text for each in memory.list(user_id="mei", kinds=kinds)}

    tell(memory, "2024-01-10", first)
    before = known()
    tell(memory, "2024-04-10", later)
    return before, known()


def assert_goes_on(memory: Orchestrator, first: str, later: str, kinds: Sequence[str]) -> None:
    """Assert that the first message tells something, and that the second one ends nothing of it."""
    before, after = before_and_after(memory, first, later, kinds)
    assert before
    assert before <= after, before - after


def texts_of_talk(memory: Orchestrator, talk: str, *kinds: str) -> list[str]:
    """Process "A：… / B：…", the agent being 助手, and return the texts of some kinds of memory."""
    turns = [turn.partition("：") for turn in talk.split(" / ")]
    messages = [
        {
            "role": "assistant" if name == "助手" else "user",
            "name": name,
            "content": said,
            "timestamp": (SAID + timedelta(minutes=at)).isoformat(),
        }
        for at, (name, _, said) in enumerate(turns)
    ]
    memory.process(messages, user_id="u", session_id="s")
    return [each.text for each in memory.list(user_id="u", kinds=kinds)]
