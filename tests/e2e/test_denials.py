"""What is denied, given up or put right in plain words, from messages to what holds then."""

from datetime import UTC, datetime, timedelta

import pytest

from octomem import Orchestrator
from octomem.memory import Kind

_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def _tell(memory: Orchestrator, *said: str) -> None:
    """Say one message a minute, each in a call of its own."""
    for minute, text in enumerate(said):
        at = _AT + timedelta(minutes=minute)
        message = {"role": "user", "name": "Mei", "content": text, "timestamp": at.isoformat()}
        memory.process([message], user_id="mei", session_id="s1")


def _facts(memory: Orchestrator, kind: str = "semantic") -> set[str]:
    return {each.text for each in memory.list(user_id="mei", kinds=[kind])}


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("I always want short answers.", "I never want short answers.",
         "Mei never wants short answers"),
        ("Always answer in German.", "Never answer in German.",
         "Mei asks: Never answer in German"),
        ("I like jazz.", "I don't like jazz.", "Mei does not like jazz"),
        ("我喜欢喝茶", "我不喜欢喝茶", "Mei不喜欢喝茶"),
    ],
)  # fmt: skip
def test_a_denial_is_not_what_it_denies_said_again(
    quick: Orchestrator, first: str, then: str, expected: str
) -> None:
    """The denial takes the place, and the turn that denies is no source of what it denies."""
    _tell(quick, first, then)
    assert _facts(quick, "core") == {expected}
    (before,) = quick.list(user_id="mei", kinds=["core"], status="superseded")
    assert len(before.sources) == 1


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["I can't eat gluten anymore."], {"Mei can not eat gluten any more"}),
        (["I cannot eat shellfish anymore, the doctor said."],
         {"Mei can not eat shellfish any more"}),
        (["I drive a Golf.", "I don't drive any more."], set[str]()),
        (["I drive a Golf.", "I no longer drive."], set[str]()),
        (["I teach maths.", "I don't teach maths any more."], set[str]()),
        (["I drink tea.", "I don't drink any more."],
         {"Mei drinks tea", "Mei does not drink any more"}),
    ],
)  # fmt: skip
def test_what_is_not_so_any_more(quick: Orchestrator, said: list[str], expected: set[str]) -> None:
    """What "any more" ends is over, and what was never told is kept as denied."""
    _tell(quick, *said)
    assert _facts(quick) == expected
    assert not any(
        each.fields["negated"] is False and "any more" in each.text
        for each in quick.list(user_id="mei", kinds=[Kind.SEMANTIC])
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["My locker is 12.", "Sorry, I meant 21."], {"Mei's locker is 21"}),
        (["My room number is 305.", "Sorry, I meant 35."], {"Mei's room number is 35"}),
        (["I'm 34.", "Sorry, I meant 35."], {"Mei is 35"}),
        (["I have two kids.", "Actually three."], {"Mei has three kids"}),
        (["I have 3 cats.", "Sorry, I meant 4."], {"Mei has 4 cats"}),
        (["I have two kids.", "Actually one of them is ill."], {"Mei has two kids"}),
        (["My number is 0151 234567.", "Sorry, I meant 0151 234568."],
         {"Mei's number is 0151 234568"}),
        (["My birthday is on March 3rd.", "Oops, I mean March 13th."],
         {"Mei's birthday is on March 13th"}),
        (["My locker is 12.", "I'm 21."], {"Mei's locker is 12", "Mei is 21"}),
    ],
)  # fmt: skip
def test_a_number_is_put_right_where_it_was_told(
    quick: Orchestrator, said: list[str], expected: set[str]
) -> None:
    """What "I meant 21" puts right is what was said last: a locker's number is nobody's age."""
    _tell(quick, *said)
    assert _facts(quick) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["I smoke.", "I quit smoking."], {"Mei no longer smokes"}),
        (["I've given up smoking."], {"Mei no longer smokes"}),
        (["I drink coffee.", "I stopped drinking coffee."], {"Mei no longer drinks coffee"}),
        (["Tom gave up drinking last year."], {"Tom no longer drinks"}),
        (["I quit smoking.", "I smoke again."], {"Mei smokes again"}),
        (["我抽烟", "我戒烟了"], {"Mei不再抽烟"}),
        (["我戒酒了"], {"Mei不再喝酒"}),
        (["I stopped drinking for Lent."], set[str]()),
        (["I quit playing tennis."], set[str]()),
        (["I used to smoke."], set[str]()),
        (["我想戒烟"], set[str]()),
    ],
)  # fmt: skip
def test_a_habit_that_was_given_up_is_denied(
    quick: Orchestrator, said: list[str], expected: set[str]
) -> None:
    """The end of a habit closes what told of it, and is a fact that holds from then on."""
    _tell(quick, *said)
    assert _facts(quick) == expected
    assert all(
        each.fields["negated"] is ("no longer" in each.text or "不再" in each.text)
        for each in quick.list(user_id="mei", kinds=[Kind.SEMANTIC])
    )


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (["I go to the gym three times a week.", "I no longer go to the gym."], set[str]()),
        (["I no longer go to the gym."], set[str]()),
        (["I've never been to Japan.", "I went to Japan last month."],
         {"Mei went to Japan last month (February 2026)"}),
        (["I've never been to Japan.", "I went to China last month."],
         {"Mei has never been to Japan", "Mei went to China last month (February 2026)"}),
        (["I can't stand cilantro", "I don't mind cilantro now"],
         {"Mei does not mind cilantro"}),
        (["I prefer tea to coffee."], {"Mei prefers tea to coffee"}),
        (["我会说德语"], {"Mei会说德语"}),
    ],
)  # fmt: skip
def test_what_was_told_gives_way_to_what_says_otherwise(
    quick: Orchestrator, said: list[str], expected: set[str]
) -> None:
    """A denial, a journey or a change of taste ends what it contradicts, in core memory too."""
    _tell(quick, *said)
    assert _facts(quick) == expected
    assert not any("stand" in text for text in _facts(quick, "core"))


@pytest.mark.parametrize(
    "story",
    [
        "I quit smoking but relapsed.",
        "I stopped drinking an hour ago.",
        "I stopped drinking the coffee because it was cold.",
        "I stopped eating dinner with Bob.",
        "I stopped smoking outside the shop to answer the phone.",
        "我以前戒烟了，后来又抽上了。",
        "这个月我戒咖啡了。",
    ],
)
def test_a_break_is_no_end_of_a_habit(quick: Orchestrator, story: str) -> None:
    """Nor what somebody stopped once, or took up again."""
    quick.process([{"role": "user", "name": "Mei", "content": story}], user_id="mei")
    told = [each.text for each in quick.list(user_id="mei", kinds=["semantic"])]
    assert not [text for text in told if "no longer" in text or "不再" in text]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("I work at Acme.", "I don't work on Fridays any more."),
        ("I work at Acme.", "I don't work any more than I have to."),
        ("I drive a Golf.", "I don't drive any more at night."),
        ("I run a bakery.", "I don't run any more because of my knee."),
        ("I've never been to New York.", "I live in York."),
    ],
)
def test_what_is_denied_in_part_goes_on(quick: Orchestrator, first: str, then: str) -> None:
    """Only what is not done at all any more has ended."""
    for text in (first, then):
        quick.process([{"role": "user", "name": "Mei", "content": text}], user_id="mei")
    held = [each.text for each in quick.list(user_id="mei", kinds=["semantic"])]
    assert any(first.rsplit(maxsplit=1)[-1].strip(".") in text for text in held)
