"""Tasks that are set for another day, need not be done any more, or are done in part."""

from datetime import UTC, datetime

import pytest
from tests.unit.spoken import told

from octomem.agents.working import WorkingAgent
from octomem.jsons import from_moment
from octomem.memory import Memory, Status

AGENT = WorkingAgent()


def _tasks(*messages: str) -> list[Memory]:
    memories, _ = told(AGENT, *messages)
    return memories


DENTIST = "I have a dentist appointment on Thursday."
BOB = "I have a meeting with Bob on Friday."


@pytest.mark.parametrize(
    ("first", "then", "due"),
    [
        (DENTIST, "My dentist appointment was moved to Monday.", (14, 0)),
        (DENTIST, "The dentist has been rescheduled for Monday.", (14, 0)),
        (BOB, "Bob texted, he moved our meeting to Monday at noon.", (13, 12)),
        (BOB, "The meeting with Bob got pushed back to 20 May", (21, 0)),
        (BOB, "They moved the meeting to 4 pm.", (10, 16)),
        (BOB, "moved the meeting to Monday", (14, 0)),
        (
            "I need to finish the report by Friday.",
            "The report is postponed until Monday.",
            (14, 0),
        ),
        ("周五要开会", "会议改到下周一了", (14, 0)),
        ("周五要开会", "把会改到下周一了", (14, 0)),
    ],
)
def test_what_is_set_for_another_day_stays_open(
    first: str, then: str, due: tuple[int, int]
) -> None:
    """It is the same task, due on the new day; a clock alone is one of the day it was due on."""
    (task,) = _tasks(first, then)
    day, hour = due
    assert (Status.CURRENT, "open") == (task.status, task.fields["status"])
    assert datetime(2024, 5, day, hour, tzinfo=UTC) == from_moment(str(task.fields["due"]))
    assert not any(word in task.text for word in ("Thursday", "Friday (", "周五"))
    assert 2 == len(task.turns)


def test_it_says_its_new_day() -> None:
    """In the place of the old one."""
    (task,) = _tasks(DENTIST, "My dentist appointment was moved to Monday.")
    assert "Mei has a dentist appointment on Monday (13 May 2024)" == task.text
    (report,) = _tasks("I need to finish the report by Friday.", "I moved the report to Monday.")
    assert "finish the report by Monday" == report.fields["task"]
    (meeting,) = _tasks("周五要开会", "会议改到下周一了")
    assert "Mei：下周一（2024年5月13日）要开会" == meeting.text


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (BOB, "The meeting was moved to Room 5."),
        (BOB, "Bob can wait until Monday to tell me."),
        (BOB, "The meeting was postponed."),
        (BOB, "Could the meeting be moved to Monday?"),
        (BOB, "If the meeting was moved to Monday, I could come."),
        (BOB, "The meeting with Bob was not moved to Monday."),
        (BOB, "I moved to Denver on Monday."),
        (BOB, "The class was moved to Monday."),
        ("周五要开会", "约会改到下周一了"),
        ("周五要开会", "会议能改到下周一吗？"),
    ],
)
def test_other_talk_of_moving_leaves_a_task_as_it_is(first: str, then: str) -> None:
    """A room, a question, a condition and another thing are no new day; nor is it done."""
    (before,) = _tasks(first)
    after = next(task for task in _tasks(first, then) if task.id == before.id)
    assert (Status.CURRENT, before.fields) == (after.status, after.fields)


def test_of_two_things_with_one_name_none_is_moved() -> None:
    """Nobody says which."""
    first = (BOB, "I have a meeting with Ann on Thursday.")
    before = [task.fields["due"] for task in _tasks(*first)]
    assert before == [t.fields["due"] for t in _tasks(*first, "The meeting was moved to Monday.")]


def test_who_was_to_move_something_is_done() -> None:
    """The errand was to reschedule; what is rescheduled has its new day."""
    first = "I need to reschedule my dentist appointment."
    (errand,) = _tasks(first, "I rescheduled my dentist appointment to Monday.")
    assert (Status.CLOSED, "done") == (errand.status, errand.fields["status"])
    (home,) = _tasks("I need to move to Denver.", "I moved to Denver.")
    assert "done" == home.fields["status"]
    (couch,) = _tasks("I need to move the couch.", "I moved the couch to the garage.")
    assert "done" == couch.fields["status"]


@pytest.mark.parametrize(
    ("first", "then", "status"),
    [
        (BOB, "The meeting with Bob is cancelled.", "cancelled"),
        ("I need to call the bank.", "I don't need to call the bank anymore.", "cancelled"),
        ("Remind me to do the tax return.", "Cancel the tax return reminder.", "cancelled"),
        ("I'm going to buy a bike.", "I decided not to buy the bike.", "cancelled"),
        ("I need to call Bob tomorrow.", "Bob called me, so no need.", "cancelled"),
        ("明天下午三点要开会", "会议取消了", "cancelled"),
        ("明天下午三点要开会", "明天的会取消了", "cancelled"),
        ("要把报告发给小李", "报告不用发了", "cancelled"),
        ("I need to call the bank.", "I called the bank.", "done"),
        ("要把报告发给小李", "报告发给小李了", "done"),
        ("要给妈妈打电话", "我给妈妈打过电话了", "done"),
        ("I'm going to buy a bike.", "I decided not to buy the car.", "open"),
        ("I'm going to buy a bike.", "My sister decided not to buy the bike.", "open"),
        ("I need to call Bob tomorrow.", "Bob called me.", "open"),
        ("I need to call Bob tomorrow.", "Ann called me, so no need.", "open"),
        ("明天下午三点要开会", "约会取消了", "open"),
        ("要把报告发给小李", "报告不用打印了", "open"),
        ("要把报告发给小李", "报告不用发了吗？", "open"),
        ("要给妈妈打电话", "我给爸爸打过电话了", "open"),
    ],
)
def test_what_need_not_be_done_is_cancelled(first: str, then: str, status: str) -> None:
    """It closes as what is done does, and says that it was not done."""
    task = _tasks(first, then)[0]
    held = Status.CURRENT if status == "open" else Status.CLOSED
    assert (held, status) == (task.status, task.fields["status"])


@pytest.mark.parametrize(
    ("first", "then", "left"),
    [
        ("I need to buy milk and eggs.", "I got the milk.", "buy eggs"),
        ("I need to buy milk, eggs and bread.", "I got the eggs.", "buy milk and bread"),
        ("I have to pick up Tom and Ann.", "I picked up Tom.", "pick up Ann"),
        ("我要去买牛奶和鸡蛋", "牛奶买了", "要去买鸡蛋"),
        ("我要去买牛奶、鸡蛋和面包", "鸡蛋买了", "要去买牛奶和面包"),
        ("I need to buy milk and eggs.", "I bought the milk and the eggs.", ""),
        ("I need to buy milk and eggs.", "Done!", ""),
        ("I need to send the notes to Ann and Bob.", "I sent the notes.", ""),
        ("我要去买牛奶和鸡蛋", "牛奶和鸡蛋都买了", ""),
        ("I need to buy milk and eggs.", "I got the bread.", "buy milk and eggs"),
    ],
)
def test_what_is_left_of_a_list_stays_open(first: str, then: str, left: str) -> None:
    """The task says the rest; one of whom it is done for shares more than a verb."""
    task = _tasks(first, then)[0]
    assert [left] == ([task.fields["task"]] if task.status is Status.CURRENT else [""])


@pytest.mark.parametrize(
    ("task", "report"),
    [
        ("提醒我周三看房。", "房贷面签取消了。"),
        ("提醒我周三看电影。", "电费交了。"),
        ("提醒我周三上海出差。", "海外的活动取消了。"),
        ("提醒我周三开车去接妈妈。", "车的保养改到周五了。"),
    ],
)
def test_one_character_in_common_is_no_task(task: str, report: str) -> None:
    """看房 is about no 房贷: the task stays open for its day."""
    (kept,) = _tasks(task, report)
    assert "open" == kept.fields["status"]
    assert "周三" in kept.text
