"""What changes in Chinese from one message to the next: what somebody weighs, pays, has and does."""

import pytest
from tests.e2e.stories import assert_goes_on, before_and_after, tell

from octomem import Orchestrator


@pytest.mark.parametrize(
    ("first", "later", "left"),
    [
        ("我现在85公斤", "瘦到75公斤了", "Mei瘦到75公斤了"),
        ("我体重160斤", "减到140斤了", "Mei减到140斤了"),
        ("我现在130斤", "胖到145了", "Mei胖到145了"),
        ("我体重65kg", "最近胖了，现在70kg", "Mei现在70kg"),
        ("房租每月1800", "房租涨到2000了", "Mei的房租涨到2000了"),
        ("我房租一个月3500", "房东把房租降到3000了", "Mei的房租降到3000了"),
        ("每个月房租2800块", "今年房租又涨了300，现在3100", "Mei的房租现在3100"),
        ("我工资12k", "工资涨到15k了", "Mei的工资涨到15k了"),
        ("我月薪8000", "涨薪了，现在月薪一万", "Mei的月薪一万"),
        ("我年薪30万", "跳槽以后年薪45万了", "Mei的跳槽以后年薪45万了"),
        ("我的专业是法律", "专业换成会计了", "Mei学会计"),
        ("我工位在3楼", "工位换到5楼了", "Mei的工位换到5楼了"),
        ("最喜欢的颜色是蓝色", "最喜欢的颜色从蓝色变成绿色了", "Mei的最喜欢的颜色从蓝色变成绿色了"),
        ("我在武大读本科", "考上清华研究生了", "Mei考上清华研究生了"),
        ("我在部队", "退伍了，现在当保安", "Mei现在当保安"),
    ],
)
def test_what_something_has_come_to_takes_the_place_of_what_it_was(
    quick: Orchestrator, first: str, later: str, left: str
) -> None:
    """A weight, a wage, a subject and a desk are one at a time, in whatever words each is told, the old one named or not."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert not known & now
    assert left in now


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我现在85公斤", "我想瘦到75公斤"),
        ("我现在85公斤", "我妈瘦到75公斤了"),
        ("我现在85公斤", "去年我才75公斤"),
        ("我现在85公斤", "瘦到75公斤，我就请客"),
        ("我现在85公斤", "卧推练到75公斤了"),
        ("我现在85公斤", "以前我75公斤"),
        ("我现在85公斤", "小时候我才35公斤"),
        ("房租每月1800", "北京房租涨到8000了"),
        ("房租每月1800", "我妹房租涨到3000了"),
        ("房租每月1800", "房租涨到2000，我就搬走"),
        ("房租每月1800", "房租下个月涨到2000"),
        ("房租每月1800", "房租没涨到2000"),
        ("房租每月1800", "2015年房租才800"),
        ("我工资12k", "同事跳槽以后工资15k了"),
        ("我工资12k", "希望工资涨到15k"),
    ],
)
def test_what_somebody_else_pays_or_nobody_yet_changes_nothing(
    quick: Orchestrator, first: str, later: str
) -> None:
    """It is of somebody else, of another time, or only meant."""
    assert_goes_on(quick, first, later, ["semantic"])


@pytest.mark.parametrize(
    "told",
    [
        "我在写的小说主角叫李雷，对花生过敏",
        "我在写一部小说。主角叫李雷，他对花生过敏。他住在北京。",
        "我小说里的女主是个医生，住在成都，养了一只猫叫团团",
        "游戏里的角色叫阿强，他是程序员",
    ],
)
def test_nothing_is_known_of_who_is_in_a_story(quick: Orchestrator, told: str) -> None:
    """A character lives nowhere and is allergic to nothing."""
    _, now = before_and_after(quick, "你好", told, ["semantic"])
    assert not [each for each in now if "过敏" in each or "住" in each or "程序员" in each]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("我在写一部小说。主角叫李雷。我自己住在上海。", "住在上海"),
        ("我在公司的角色是产品经理", "产品经理"),
        ("我女儿叫小红，对花生过敏", "过敏"),
    ],
)
def test_who_tells_a_story_is_in_none(quick: Orchestrator, told: str, kept: str) -> None:
    """What the speaker says of their own stays, and a role at work is no character."""
    _, now = before_and_after(quick, "你好", told, ["semantic"])
    assert [each for each in now if kept in each]


@pytest.mark.parametrize("when", ["小时候", "以前", "大学的时候"])
def test_when_somebody_was_allergic_is_no_part_of_the_allergen(
    quick: Orchestrator, when: str
) -> None:
    """It is kept until something says that it healed, and by the food alone."""
    tell(quick, "2024-01-10", f"我{when}鸡蛋过敏")
    facts = quick.list(user_id="mei", kinds=["semantic"])
    assert ["鸡蛋"] == [each.fields["object"] for each in facts]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我开的是本田", "车被偷了"),
        ("我开的是本田", "我的车上周被偷了"),
        ("我开的是本田", "我家车被偷了"),
        ("我骑电动车上班", "电动车被偷了"),
        ("我有一台佳能相机", "相机被偷了"),
        ("我手机是小米14", "手机丢了"),
        ("我手机是小米14", "我手机昨天在地铁上被偷了"),
        ("我用华为Mate 60", "换了iPhone 15"),
        ("我女儿上三年级", "女儿升四年级了"),
        ("我儿子上六年级", "儿子升初中了"),
        ("女儿上小班", "女儿升中班了"),
    ],
)
def test_what_was_stolen_or_grown_out_of_is_over(
    quick: Orchestrator, first: str, later: str
) -> None:
    """A thing that was stolen is had no more, and who goes up a form is in the last one no more."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert not known & now


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我开的是本田", "我朋友的车被偷了"),
        ("我开的是本田", "我公司的车被偷了"),
        ("我开的是本田", "小区里好几辆车被偷了"),
        ("我开的是本田", "电影里主角的车被偷了"),
        ("我开的是本田", "梦见车被偷了"),
        ("我开的是本田", "车被偷了又找回来了"),
        ("我开的是本田", "车差点被偷了"),
        ("我开的是本田", "以前车被偷过"),
        ("我开的是本田", "我的自行车被偷了"),
        ("我手机是小米14", "我妈手机被偷了"),
        ("我手机是小米14", "我的手机壳丢了"),
        ("我手机是小米14", "我把旧手机卖了"),
        ("我手机是小米14", "车卖了"),
        ("我女儿上三年级", "侄女升四年级了"),
        ("我女儿上三年级", "女儿明年升四年级"),
    ],
)
def test_what_others_lost_or_what_was_found_again_ends_nothing(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Nor does what is only a part of the thing, or another one."""
    assert_goes_on(quick, first, later, ["semantic"])


@pytest.mark.parametrize(
    ("told", "false"),
    [
        ("我用的是MacBook Pro", "手机"),
        ("换Mac了", "手机"),
        ("我上大三", "在上大三读书"),
        ("现在开车上班了", "职业"),
        ("换了iPhone 15", "phone model is 15"),
    ],
)
def test_nothing_is_made_of_what_was_not_said(quick: Orchestrator, told: str, false: str) -> None:
    """A computer is no phone, a form no school, and the way to work no job."""
    tell(quick, "2024-01-10", told)
    assert not [each.text for each in quick.list(user_id="mei") if false in each.text]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("以后回答用中文", "以后都用英文回答"),
        ("请用英文回复我", "还是用中文回复吧"),
        ("以后用英语跟我聊天", "以后用中文跟我聊天"),
        ("回复简短一点", "以后回答详细点"),
    ],
)
def test_the_last_order_of_how_to_answer_holds(quick: Orchestrator, first: str, later: str) -> None:
    """Answers are in one language, and as long as was asked for last."""
    known, now = before_and_after(quick, first, later, ["core"])
    assert known
    assert not known & now
    assert now


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("以后回答用中文", "以后写邮件用英文"),
        ("以后回答用中文", "以后代码注释用英文"),
        ("以后回答用中文", "这次用英文回答"),
        ("以后回答用中文", "我同事都用英文回复"),
        ("以后回答用中文", "以后回答简短一点"),
        ("以后回答用中文", "以后不要用英文回答"),
        ("回复简短一点", "以后周报写详细点"),
        ("回复简短一点", "老板让我写详细点"),
    ],
)
def test_an_order_of_something_else_changes_none(
    quick: Orchestrator, first: str, later: str
) -> None:
    """It is of one piece of work, of this once, or of what others do."""
    assert_goes_on(quick, first, later, ["core"])


@pytest.mark.parametrize(
    ("told", "ordered"),
    [("现在都用支付宝", False), ("现在都用钉钉打卡", False), ("以后都用英文回答", True)],
)
def test_what_somebody_uses_by_now_is_no_order(
    quick: Orchestrator, told: str, ordered: bool
) -> None:
    """What an order is of is how to answer."""
    tell(quick, "2024-01-10", told)
    orders = [each for each in quick.list(user_id="mei", kinds=["core"]) if "要求" in each.text]
    assert bool(orders) is ordered


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我订阅了Netflix", "Netflix退订了"),
        ("我订阅了Netflix", "Netflix不续了"),
        ("我订阅了Netflix", "上个月把Netflix退订了"),
        ("我有爱奇艺会员", "爱奇艺会员取消了，太贵"),
        ("我是网易云音乐会员", "网易云会员到期没续"),
        ("我开通了腾讯视频VIP", "取消了腾讯视频会员"),
    ],
)
def test_what_somebody_pays_for_no_more_is_over(
    quick: Orchestrator, first: str, later: str
) -> None:
    """A subscription is known, and ends in whatever words it is cancelled."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert not now


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我订阅了Netflix", "我想退订Netflix"),
        ("我订阅了Netflix", "我室友Netflix退订了"),
        ("我订阅了Netflix", "Netflix怎么退订？"),
        ("我订阅了Netflix", "忘了退订Netflix"),
        ("我订阅了Netflix", "爱奇艺会员取消了"),
        ("我有爱奇艺会员", "我妈的爱奇艺会员取消了"),
        ("我有爱奇艺会员", "爱奇艺的会议取消了"),
        ("我有爱奇艺会员", "爱奇艺会员没取消"),
        ("我有爱奇艺会员", "打算取消爱奇艺会员"),
        ("我有爱奇艺会员", "爱奇艺会员续费了"),
        ("我有爱奇艺会员", "要是太贵就把爱奇艺会员取消了"),
    ],
)
def test_what_is_not_cancelled_or_by_somebody_else_goes_on(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Nobody is without what they only mean to cancel."""
    assert_goes_on(quick, first, later, ["semantic"])


def test_a_name_that_begins_like_a_liking_is_none(quick: Orchestrator) -> None:
    """爱奇艺 is watched, and not liked."""
    tell(quick, "2024-01-10", "我爱奇艺会员到期了")
    assert not [each.text for each in quick.list(user_id="mei") if "likes" in (each.slot or "")]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我的笔记本是MacBook", "笔记本换成ThinkPad了"),
        ("我电脑是Windows的", "我电脑换成Mac了"),
        ("我的电脑是ThinkPad", "电脑换成联想小新了"),
        ("我的耳机是AirPods", "耳机换成索尼的了"),
    ],
)
def test_what_a_thing_was_exchanged_for_takes_its_place(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Somebody has one of it, whoever made the new one."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert not [each for each in known & now if "是" in each]
    assert [each for each in now - known if "换成" in each and "：" not in each]


@pytest.mark.parametrize(
    "later",
    [
        "我弟的笔记本换成ThinkPad了",
        "同事笔记本换成ThinkPad了",
        "公司笔记本换成ThinkPad了",
        "想把笔记本换成ThinkPad",
        "打算下个月笔记本换成ThinkPad",
        "笔记本没换成ThinkPad",
        "要是笔记本换成ThinkPad就好了",
        "笔记本换成新的了",
        "显示器换成戴尔了",
    ],
)
def test_what_others_exchanged_or_nobody_yet_takes_no_place(
    quick: Orchestrator, later: str
) -> None:
    """Nor does another thing."""
    known, now = before_and_after(quick, "我的笔记本是MacBook", later, ["semantic"])
    assert known
    assert known <= now


@pytest.mark.parametrize(
    ("told", "false"),
    [
        ("下周一去腾讯面试", "工作"),
        ("下周一去腾讯参加二面", "工作"),
        ("我抽烟，一天一包", "Mei一天一包"),
        ("现在一天一杯", "一杯"),
    ],
)
def test_an_interview_is_no_work_and_a_cup_no_medicine(
    quick: Orchestrator, told: str, false: str
) -> None:
    """Who is asked to an interview works nowhere yet."""
    tell(quick, "2024-01-10", told)
    facts = quick.list(user_id="mei", kinds=["semantic"])
    assert not [each.text for each in facts if each.slot and false in each.text]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("下周一去腾讯入职", "腾讯"),
        ("我在腾讯上班，负责校招", "腾讯"),
        ("我在吃二甲双胍，一天两片", "一天两片"),
        ("我在吃板蓝根颗粒，一天三包", "一天三包"),
    ],
)
def test_who_starts_work_works_and_a_dose_is_kept(
    quick: Orchestrator, told: str, kept: str
) -> None:
    """These say so."""
    tell(quick, "2024-01-10", told)
    facts = quick.list(user_id="mei", kinds=["semantic"])
    assert [each.text for each in facts if each.slot and kept in each.text]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("我住北京", "暂时搬到天津住两个月"),
        ("我学计算机", "想转专业到金融，能转吗"),
        ("我的专业是法律", "室友专业换成会计了"),
        ("我在读大三", "毕业后想去北京"),
        ("我在武大读本科", "我妹考上清华研究生了"),
    ],
)
def test_what_is_for_now_wished_or_of_another_changes_nothing(
    quick: Orchestrator, first: str, later: str
) -> None:
    """The value goes on."""
    assert_goes_on(quick, first, later, ["semantic"])
