"""What is still open, asked in the session it was told in."""

from octomem import Orchestrator

TASKS = (
    "call the bank", "buy milk", "renew my passport", "book a flight to Oslo", "pay the rent",
    "fix the sink", "email Sam", "return the library books", "order a cake", "water the plants",
    "wash the car", "print the tickets",
)  # fmt: skip


def test_every_open_task_of_a_session_is_recalled(quick: Orchestrator) -> None:
    """They come before the turns that told them, and none of another session's does."""
    told = [{"role": "user", "content": f"I need to {task}."} for task in TASKS]
    quick.process(told, user_id="mei", session_id="now")
    other = [{"role": "user", "content": "I need to sell the boat."}]
    quick.process(other, user_id="mei", session_id="then")
    for asked in ("What is still open?", "还有什么没做？"):
        found = quick.recall(asked, user_id="mei", session_id="now", limit=20).memories
        first = [memory.kind for memory in found[:6]]
        open_ = [memory.fields["task"] for memory in found if memory.kind == "working"]
        assert ["working"] * 6 == first
        assert len(TASKS) == len(open_)
        assert "sell the boat" not in open_


def test_what_is_done_or_cancelled_is_not_open(quick: Orchestrator) -> None:
    """What was moved is there once, with its new day."""
    for text in (
        "I need to call the bank.",
        "I have a dentist appointment on Thursday.",
        "I need to sell the boat.",
        "My dentist appointment was moved to Monday.",
        "I don't need to sell the boat anymore.",
        "I called the bank.",
    ):
        quick.process([{"role": "user", "content": text}], user_id="mei", session_id="now")
    found = quick.recall("What is still open?", user_id="mei", session_id="now", limit=20).memories
    (task,) = [memory for memory in found if memory.kind == "working"]
    assert "dentist appointment on Monday" in task.text
