"""Who is what to somebody, told in Chinese twice, months apart: 我领导是王强, 王强离职了."""

import pytest
from tests.e2e.stories import assert_goes_on, before_and_after, tell

from octomem import Orchestrator


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我领导是王强", "王强从腾讯离职了"),
        ("我领导是王强", "王强上个月离职了"),
        ("我主管叫Kevin", "Kevin被公司裁了"),
        ("我健身教练是阿豪", "阿豪不干了"),
    ],
)
def test_who_left_their_work_is_nobodys_boss_there(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Whom somebody works with ends with the work."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert not known & now


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我领导是王强", "王强以前从腾讯离职了"),
        ("我领导是王强", "王强之前从华为离职创业失败了"),
        ("我领导是王强", "王强2015年从腾讯离职了"),
        ("我领导是王强", "王强没离职"),
        ("我领导是王强", "王强的老婆离职了"),
        ("我室友叫小美", "小美辞职了"),
        ("我老公叫张磊", "张磊辞职了"),
        ("我男朋友叫阿杰", "阿杰被裁了"),
    ],
)
def test_who_left_their_work_is_still_whom_they_live_with(
    quick: Orchestrator, first: str, later: str
) -> None:
    """It was other work, or they are no colleague."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert known <= now
    assert not [text for text in now - known if "领导" in text]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我老婆怀孕了", "儿子出生了"),
        ("我老婆怀孕了", "我们儿子出生了，六斤八两"),
        ("我老婆怀孕8个月了", "宝宝出生啦，母女平安"),
        ("我老婆怀孕了", "我女儿昨天凌晨出生了，叫安安"),
        ("我怀孕了", "我儿子上周出生了"),
        ("我姐怀孕了", "我姐的儿子出生了"),
        ("我妈住在老家", "我妈搬来跟我们一起住了"),
        ("我妈住在长沙", "我妈上个月搬来和我们一起住了"),
        ("我奶奶住在乡下", "奶奶被我爸接来跟我们一起住了"),
        ("我的牙医是陈医生", "我换牙医了，现在是吴医生"),
    ],
)
def test_what_a_birth_a_move_and_a_new_one_ends(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Nobody says that it is over."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert not known & now


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我老婆怀孕了", "同事的儿子出生了"),
        ("我老婆怀孕了", "我哥的女儿出生了"),
        ("我老婆怀孕了", "儿子还没出生"),
        ("我老婆怀孕了", "儿子快出生了"),
        ("我老婆怀孕了", "2015年我大儿子出生了"),
        ("我老婆怀孕了", "梦见儿子出生了"),
        ("我老婆怀孕了", "等儿子出生了我就休假"),
        ("我老婆怀孕了", "儿子出生了吗"),
        ("我妈住在长沙", "我妈搬来跟我们一起住几天"),
        ("我妈住在长沙", "暑假我妈搬来跟我们一起住了"),
        ("我妈住在长沙", "我妈想搬来跟我们一起住"),
        ("我妈住在长沙", "我妈没搬来跟我们一起住"),
        ("我妈住在长沙", "小时候我妈搬来跟我们一起住了"),
        ("我妈住在长沙", "同事的妈妈搬来跟他们一起住了"),
        ("我妈住在长沙", "我婆婆搬来跟我们一起住了"),
    ],
)
def test_what_only_sounds_like_a_birth_or_a_move_ends_nothing(
    quick: Orchestrator, first: str, later: str
) -> None:
    """It is of others, long ago, a plan, a dream or for a while."""
    assert_goes_on(quick, first, later, ["semantic"])


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("我妈搬来跟我们一起住了", "Mei的妈搬来跟Mei一起住了"),
        ("我婆婆跟我们住", "Mei的婆婆跟Mei住"),
        ("天天是我女儿，今年五岁", "天天是Mei的女儿"),
        ("月月是我侄女，对芒果过敏", "月月对芒果过敏"),
    ],
)
def test_whom_somebody_lives_with_and_who_a_child_is(
    quick: Orchestrator, said: str, wanted: str
) -> None:
    """天天 is a name where somebody is."""
    tell(quick, "2024-01-10", said)

    found = {each.text for each in quick.list(user_id="mei", kinds=["semantic"])}
    assert wanted in found
    assert not [text for text in found if text.startswith(("Mei今年", "Mei对"))]


@pytest.mark.parametrize(
    ("said", "false"),
    [
        ("我认识一个医生，住在北京", "住在北京"),
        ("刚刚是我老婆，打电话来了", "刚刚是"),
        ("我换牙医了，现在是吴医生", "Mei现在是吴医生"),
        ("女儿换班主任了，现在是张老师", "Mei的女儿现在是张老师"),
    ],
)
def test_what_is_of_somebody_else_is_not_the_speakers(
    quick: Orchestrator, said: str, false: str
) -> None:
    """The second clause is of whom the first one brings up."""
    tell(quick, "2024-01-10", said)

    found = [each.text for each in quick.list(user_id="mei", kinds=["semantic"])]
    assert not [text for text in found if text in {false, f"Mei{false}"} or "刚刚是" in text]


@pytest.mark.parametrize(
    "said", ["我认识一个医生，我住在北京", "我找了个工作，住在北京", "我搬家了，住在北京"]
)
def test_where_the_speaker_lives_is_theirs(quick: Orchestrator, said: str) -> None:
    """Nobody else was brought up, or the speaker says whose it is."""
    tell(quick, "2024-01-10", said)

    found = [each.text for each in quick.list(user_id="mei", kinds=["semantic"])]
    assert "Mei住在北京" in found


@pytest.mark.parametrize(
    ("first", "later", "wanted"),
    [
        ("我领导是李总", "换了个新领导，姓周", "Mei的领导姓周"),
        ("我领导是李总", "我们换了个领导，姓周，人挺凶", "Mei的领导姓周"),
        ("我房东叫老赵", "换了个房东，姓孙", "Mei的房东姓孙"),
        ("我的医生是刘医生", "我换了个医生，姓陈", "Mei的医生姓陈"),
    ],
)
def test_who_comes_by_their_surname_takes_the_place(
    quick: Orchestrator, first: str, later: str, wanted: str
) -> None:
    """The clause behind has the surname alone."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert not known & now
    assert wanted in now


@pytest.mark.parametrize(
    "later",
    [
        "我朋友换了个新领导，姓周",
        "隔壁组换了个领导，姓周",
        "我老公公司来了个新领导，姓周",
        "我老公跳槽了，换了个新领导，姓周",
        "小王的公司换了个老板，姓周",
        "我以前的公司换了个领导，姓周",
        "剧里来了个新领导，姓周",
        "想换个领导，姓周的那种",
        "我认识了一个朋友，姓周",
    ],
)
def test_who_comes_to_others_takes_nobodys_place(quick: Orchestrator, later: str) -> None:
    """They are another one's boss, or nobody's."""
    known, now = before_and_after(quick, "我领导是李总", later, ["semantic"])
    assert known
    assert known <= now
    assert "Mei的领导姓周" not in now


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("刘医生退休了，现在看张医生", "张医生是Mei的医生"),
        ("我妈住院了，现在看张医生", "张医生是Mei的妈的医生"),
    ],
)
def test_whose_patient_goes_to_the_next_doctor(quick: Orchestrator, said: str, wanted: str) -> None:
    """No doctor who left goes to the next one."""
    tell(quick, "2024-01-10", said)

    found = {each.text for each in quick.list(user_id="mei", kinds=["semantic"])}
    assert wanted in found
    assert "张医生是刘医生的医生" not in found


@pytest.mark.parametrize(
    ("first", "later", "over"),
    [
        ("我家猫叫桂圆", "桂圆送给老家亲戚了", "桂圆是Mei的猫"),
        ("我的主治医生是方主任", "方主任调走了，现在归乔医生", "方主任是Mei的主治医生"),
    ],
)
def test_an_animal_given_away_and_a_doctor_who_left_are_theirs_no_more(
    quick: Orchestrator, first: str, later: str, over: str
) -> None:
    """Whoever comes after them."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert over in known
    assert over not in now


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我家猫叫桂圆", "桂圆送去洗澡了"),
        ("我家猫叫桂圆", "隔壁的狗送给亲戚了"),
        ("我的主治医生是方主任", "方主任说指标正常"),
    ],
)
def test_an_animal_at_the_groomer_and_a_doctor_who_talks_stay(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Nothing ends."""
    assert_goes_on(quick, first, later, ["semantic"])
