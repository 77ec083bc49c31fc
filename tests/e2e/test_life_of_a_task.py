"""The life of a task, as people type it: noted down, done, off the list, on another day, or still open."""

import pytest
from tests.e2e.stories import tell

from octomem import Orchestrator

BILL = "i need to pay the gas bill"
ENDS = (
    "gas bill done, tick", "the gas bill? done", "that's the gas bill taken care of",
    "sorted the gas bill", "gas bill ticked off", "can you tick off the gas bill?",
    "take the gas bill off the list", "can you take the gas bill off my list",
    "the gas bill can come off the list", "don't need to pay the gas bill anymore",
    "stop reminding me about the gas bill", "the gas bill isn't needed any more",
)  # fmt: skip
ENDS_NOTHING = (
    "don't take the gas bill off the list", "did you take the gas bill off the list?",
    "mum's gas bill is done", "sam's gas bill done", "the electricity bill is done",
    "the gas bill? not done", "almost done with the gas bill", "the gas bill isn't needed until friday",
    "my sister doesn't have to pay the gas bill anymore", "take the cat off the sofa",
    "can we move the gas bill to friday?", "don't push the gas bill to friday",
)  # fmt: skip


@pytest.mark.parametrize(
    "said",
    [
        "put this on the list: pay the gas bill", "new task: pay the gas bill",
        "two things: water the plants and pay the gas bill", "make a note to pay the gas bill",
        "pay the gas bill - that's for monday, don't forget", "pay the gas bill, remind me on thursday",
    ],
)  # fmt: skip
def test_a_task_is_noted_down(memory: Orchestrator, said: str) -> None:
    tell(memory, "2024-05-06", said)
    told = memory.list(user_id="mei", kinds=["working"], as_of="2024-05-06T12:00:00Z").memories
    assert any("pay the gas bill" in each.text for each in told)


@pytest.mark.parametrize(
    "said",
    [
        "note: call centres are always slow", "two things: make it short and check the spelling",
        "two things: the food was cold and the waiter was rude", "remember: you are my assistant",
        "I make a note to drink water every day.", "Write in French, don't forget.", "make a note to self: be nice",
        "did you make a note to call the bank?", "play some music, don't forget the bass",
        "我老是忘记带钥匙", "记着，做人要诚实", "交朋友要真诚，记得", "三件事，你选一个：买菜、做饭、洗碗",
    ],
)  # fmt: skip
def test_what_is_no_errand_is_not_noted_down(memory: Orchestrator, said: str) -> None:
    tell(memory, "2024-05-06", said)
    assert not memory.list(user_id="mei", kinds=["working"], as_of="2024-05-06T12:00:00Z").memories


def _open_after(memory: Orchestrator, *said: str) -> str:
    for day, text in enumerate(said, 6):
        tell(memory, f"2024-05-{day:02}", text)
    at = f"2024-05-{5 + len(said):02}T12:00:00Z"
    return "\n".join(
        each.text for each in memory.list(user_id="mei", kinds=["working"], as_of=at).memories
    )


@pytest.mark.parametrize("said", ENDS)
def test_only_the_task_that_is_named_ends(memory: Orchestrator, said: str) -> None:
    told = _open_after(memory, BILL, "i need to defrost the freezer", said)
    assert "gas bill" not in told
    assert "defrost the freezer" in told


@pytest.mark.parametrize("said", ENDS_NOTHING)
def test_a_task_stays_open(memory: Orchestrator, said: str) -> None:
    assert "pay the gas bill" in _open_after(memory, BILL, said).splitlines()[-1]


@pytest.mark.parametrize(
    "said",
    [
        "push the gas bill to friday", "the gas bill is on friday now", "the gas bill can wait till friday",
        "let's do the gas bill on friday instead", "can you move the gas bill reminder to friday",
    ],
)  # fmt: skip
def test_a_task_is_set_for_another_day(memory: Orchestrator, said: str) -> None:
    assert "gas bill on friday (10 May 2024)" in _open_after(memory, BILL, said)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("除了还书都弄完了", {"还书"}),
        ("除了猫粮，其他都搞定了", {"买猫粮"}),
        ("就剩买猫粮没弄了", {"买猫粮"}),
        ("房租交了，书也还了", {"买猫粮"}),
        ("房租那事儿黄了", {"买猫粮", "还书"}),
        ("只剩周末有空了", {"交房租", "买猫粮", "还书"}),
        ("除了我妈都搞定了", {"交房租", "买猫粮", "还书"}),
        ("只剩一只猫了", {"交房租", "买猫粮", "还书"}),
    ],
)
def test_what_is_left_of_a_chinese_list_stays_open(
    memory: Orchestrator, said: str, left: set[str]
) -> None:
    """All that was told with what alone is still to do is done."""
    for day, text in (("2024-05-06", "要做的：交房租、买猫粮、还书"), ("2024-05-07", said)):
        tell(memory, day, text)
    told = memory.list(user_id="mei", kinds=["working"], as_of="2024-05-07T12:00:00Z").memories
    assert {each.text.rpartition("：")[2] for each in told} == left


@pytest.mark.parametrize(
    ("task", "said", "is_open"),
    [
        ("提醒我取快递", "快递拿到了", False),
        ("我还没办签证", "签证办下来了", False),
        ("我要换驾照", "驾照换完了", False),
        ("周六和小陈爬山", "爬山黄了", False),
        ("我要换驾照", "我弟驾照拿到了", True),
        ("我要换驾照", "驾照拿到了吗", True),
        ("要买香蕉", "香蕉还没黄", True),
        ("有空帮我记着要修空调", "空调还没修", True),
        ("下班顺路买点菜别忘了", "菜又涨价了", True),
    ],
)
def test_a_chinese_task_ends_with_what_came_of_it(
    memory: Orchestrator, task: str, said: str, *, is_open: bool
) -> None:
    """What was got, done or called off is no task any more."""
    tell(memory, "2024-05-06", task)
    tell(memory, "2024-05-07", said)
    told = memory.list(user_id="mei", kinds=["working"], as_of="2024-05-07T12:00:00Z").memories
    assert bool(told) == is_open


@pytest.mark.parametrize(
    ("task", "said"),
    [
        ("i need to ring the vet", "vet rung, all good"),
        ("i need to hand in my essay", "the essay is handed in!"),
        ("i need to send off the tax form", "form's in"),
        ("need to apply for the visa and post the parcel", "parcel sent off"),
        ("my dentist appointment is on 24 may", "they cancelled on me"),
    ],
)
def test_what_is_in_or_off_is_done_with(memory: Orchestrator, task: str, said: str) -> None:
    told = _open_after(memory, task, said)
    assert not any(word in told for word in ("vet", "essay", "form", "parcel", "dentist"))


@pytest.mark.parametrize(
    ("task", "said"),
    [
        ("i need to ring the vet", "vet rang"), ("need to print the form", "form's in"), ("i need to hand in my essay", "essay's not in yet"),
        ("i need to hand in my essay", "the vet is in"), ("i need to send off the tax form", "form's in the drawer"),
        ("my dentist appointment is on 24 may", "gym cancelled on me"), ("need to email the visa office", "visa office emailed"),
    ],
)  # fmt: skip
def test_what_others_did_or_is_elsewhere_is_still_to_do(
    memory: Orchestrator, task: str, said: str
) -> None:
    assert task.rsplit(maxsplit=1)[-1] in _open_after(memory, task, said)


@pytest.mark.parametrize(
    ("task", "said", "day"),
    [
        ("my essay is due on the 10th of june", "essay deadline pushed to the 17th", "17 June"),
        ("the car service is booked for 11 june", "garage bumped the car service to the 18th", "18 June"),
        ("my essay is due on the 10th of june", "essay now due 12 june", "12 June"),
        ("my essay is due on the 10th of june", "got an extension on the essay till 12 june", "12 June"),
        ("my essay is due on the 10th of june", "tom's essay deadline pushed to the 17th", "10 June"),
        ("remind me to renew my passport by the 20th of june", "i told you the 20th for the passport, it's the 25th", "25 June"),
        ("my passport appointment is on 28 May", "i told you the 28th for the passport, it's the 30th", "30 May"),
        ("my passport appointment is on 28 May", "i told you the 28th for the gym, it's the 30th", "28 May"),
    ],
)  # fmt: skip
def test_a_day_alone_is_one_of_the_month_in_which_it_was_due(
    memory: Orchestrator, task: str, said: str, day: str
) -> None:
    assert f"({day} 2024)" in _open_after(memory, task, said)
