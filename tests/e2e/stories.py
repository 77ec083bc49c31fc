"""Stories of two messages, months apart: what was known after the first, and what is after the second."""

from collections.abc import Sequence

from octomem import Orchestrator


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
