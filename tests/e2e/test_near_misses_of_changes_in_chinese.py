"""What looks like a new habit, doctor, house or stranger in Chinese, and is none."""

import pytest
from tests.e2e.stories import assert_goes_on, before_and_after

from octomem import Orchestrator


def _kept(memory: Orchestrator, text: str, kinds: list[str]) -> set[str]:
    said = {"role": "user", "name": "小雨", "content": text, "timestamp": "2024-01-10T10:00:00Z"}
    memory.process([said], user_id="u", session_id="s")
    day = "2024-03-10T10:00:00Z"
    return {each.text for each in memory.list(user_id="u", kinds=kinds, as_of=day)}


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我每天六点起床", "都八点才起床，迟到了"),
        ("我每天晚上十点睡觉", "失眠，都三点才睡"),
        ("我每天晚上十点睡觉", "出差倒时差，都凌晨三点睡"),
        ("我每天晚上十点睡觉", "现在凌晨三点才睡"),
        ("我的医生是张医生", "今天换了个医生"),
        ("我的医生是张医生", "今天门诊，换了个医生"),
        ("我领导是王总", "换领导了，听说隔壁部门"),
    ],
)
def test_one_time_and_another_house_end_nothing(
    quick: Orchestrator, first: str, later: str
) -> None:
    """A late morning is no habit, and one visit no new doctor."""
    assert_goes_on(quick, first, later, ["semantic"])


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我每天六点起床", "现在五点就起床了"),
        ("我的医生是张医生", "我换医生了"),
        ("我住在南京", "有人帮忙，搬到苏州了"),
        ("我是护士，在县医院上班", "去年转到市医院了"),
        ("我在县医院上班", "我上个月转到华西医院了"),
        ("我在工地上班", "我在饭店洗碗"),
        ("我住三楼", "我住五楼了"),
        ("我住三楼", "我搬家了，住十楼"),
    ],
)
def test_what_is_so_no_longer_ends(quick: Orchestrator, first: str, later: str) -> None:
    """A new habit, house, floor or place of work takes the place of the one before."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert known - now


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("有人介绍，在成都找了份工作", "成都"),
        ("公司有个同事叫李明，在北大读过书", "李明是"),
        ("公司招了个会计叫王芳，住在青浦", "王芳住在青浦"),
        ("我们单位有个领导叫周强，喜欢喝茶", "周强喜欢喝茶"),
        ("幼儿园有个老师叫刘芳，教舞蹈", "刘芳教舞蹈"),
        ("我在报社跑新闻", "小雨在报社工作"),
        ("我在餐馆洗碗", "小雨在餐馆工作"),
        ("我在饭店洗碗", "小雨在饭店工作"),
        ("我在食堂打饭", "小雨在食堂工作"),
        ("我在健身房带课", "小雨在健身房工作"),
    ],
)
def test_what_is_so_of_somebody_is_kept(quick: Orchestrator, text: str, told: str) -> None:
    """Behind somebody who helps or has a name, and of a house where somebody works."""
    assert any(told in each for each in _kept(quick, text, ["semantic"]))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("家里有人生病，请了三天假，周四回去上班", "周四"),
        ("家里来了一群客人，周六去爬山", "周六"),
        ("从1号起我要去健身房", "2024年2月1日"),
    ],
)
def test_what_is_to_be_done_keeps_its_day(quick: Orchestrator, text: str, day: str) -> None:
    """Whoever came before, and from a day of the month that is to come."""
    said = {"role": "user", "name": "小雨", "content": text, "timestamp": "2024-01-10T10:00:00Z"}
    quick.process([said], user_id="u", session_id="s")
    now = "2024-01-10T10:00:01Z"
    tasks = quick.list(user_id="u", kinds=["working"], as_of=now)
    assert any(day in each.text for each in tasks)


@pytest.mark.parametrize(
    "text",
    [
        "我是公司的财务，电话是13812345678",
        "我在财务，电话是13812345678",
        "我在公司做财务，电话是13812345678",
    ],
)
def test_the_number_of_who_does_the_accounts_is_theirs(quick: Orchestrator, text: str) -> None:
    """The department has none."""
    assert "小雨的电话是13812345678" in _kept(quick, text, ["knowledge"])


@pytest.mark.parametrize(
    "text", ["车次看错了，是G123", "会议室发错了，是301", "价格我看错了，是200块"]
)
def test_what_was_misread_is_nothing_that_lasts(quick: Orchestrator, text: str) -> None:
    """A train, a room and a price are of that day."""
    assert not _kept(quick, text, ["semantic", "core", "knowledge"])


def test_whose_dog_died_takes_another_in(quick: Orchestrator) -> None:
    """The sister's new dog is not the speaker's."""
    first, later = "我姐姐养了一只狗", "姐姐的狗没了，前天又买了一只柴犬"
    _, now = before_and_after(quick, first, later, ["semantic"])
    assert not any(text.startswith("Mei前天") for text in now)
