"""What is still open, asked in the session it was told in."""

import pytest

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


def told(memory: Orchestrator, *texts: str) -> list[tuple[str, str]]:
    """What there is to do after some messages of a Monday, each with what became of it."""
    for number, text in enumerate(texts):
        at = f"2026-11-23T10:0{number}:00+00:00"
        memory.process([{"role": "user", "content": text, "timestamp": at}], user_id="mei")
    return [
        (status, str(each.fields["task"]))
        for status in ("current", "closed")
        for each in memory.list(user_id="mei", kinds=["working"], status=status)
    ]


@pytest.mark.parametrize(
    ("task", "report"),
    [
        ("要给妈妈寄快递", "快递寄了"),
        ("要给妈妈寄快递", "快递昨天寄了，妈妈过两天就能收到"),
        ("周末要去取快递", "快递取了"),
        ("要订会议室", "会议室订了"),
    ],
)
def test_a_noun_that_begins_like_not_yet_is_no_not_yet(
    quick: Orchestrator, task: str, report: str
) -> None:
    """快递 is not 快, and 会议室 not 会: the task is done."""
    assert [("closed", task)] == told(quick, task, report)


@pytest.mark.parametrize("report", ["快递快寄了", "快递还没寄呢", "快递涨价了", "等下快递就寄了"])
def test_what_has_not_happened_leaves_the_task_open(quick: Orchestrator, report: str) -> None:
    """Where the words themselves say that it is still to come, or say something else."""
    assert ("current", "要给妈妈寄快递") in told(quick, "要给妈妈寄快递", report)


@pytest.mark.parametrize(
    ("report", "day"),
    [("糖糖的疫苗改到下周五了", "下周五"), ("疫苗改到下周五了", "下周五"), ("我的疫苗改到下周五了", "下周五"), ("豆豆的疫苗改到下周五了", "下周三")],
)  # fmt: skip
def test_what_is_moved_may_be_told_with_whose_it_is(
    quick: Orchestrator, report: str, day: str
) -> None:
    """The task is for another day, unless it is somebody else's."""
    (task,) = told(quick, "下周三要带糖糖去打疫苗", report)

    assert ("current", f"{day}要带糖糖去打疫苗") == task


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        ("下周三要带糖糖去打疫苗，提醒我一下", ["下周三要带糖糖去打疫苗"]),
        ("提醒我一下，下周三要带糖糖去打疫苗", ["下周三要带糖糖去打疫苗"]),
        ("提醒我一下买牛奶", ["买牛奶"]),
        ("提醒我一声，周五交房租", ["周五交房租"]),
    ],
)
def test_a_reminder_of_nothing_is_no_task(quick: Orchestrator, text: str, tasks: list[str]) -> None:
    """提醒我一下 asks for what stands beside it."""
    assert tasks == [task for _, task in told(quick, text)]


@pytest.mark.parametrize(
    ("task", "moved", "now"),
    [
        ("I have a meeting with Sue on Thursday", "meeting moved to Monday", "a meeting with Sue on Monday"),
        ("I have a meeting with Sue on Thursday", "the meeting with Sue moved to Monday at 3pm.", "a meeting with Sue on Monday at 3pm"),
        ("I need to call the bank on Friday", "FYI bank call pushed to Monday", "call the bank on Monday"),
    ],
)  # fmt: skip
def test_what_moved_by_itself_is_the_task_there_is(
    quick: Orchestrator, task: str, moved: str, now: str
) -> None:
    """Nobody has to say that it was moved, and it is no second task."""
    ((status, left),) = told(quick, task, moved)

    assert "current" == status
    assert left.endswith(now)


@pytest.mark.parametrize(
    "other",
    [
        "the meeting with Tom moved to Monday",
        "I have another meeting moved to Friday",
        "We moved to Monday Street",
        "My sister moved to Bonn",
        "I moved to Ulm on Monday",
    ],
)
def test_what_else_moved_leaves_the_task_as_it_is(quick: Orchestrator, other: str) -> None:
    """Another meeting, people who move house, a street."""
    tasks = [task for _, task in told(quick, "I have a meeting with Sue on Thursday", other)]

    assert any(task.endswith("a meeting with Sue on Thursday") for task in tasks)
