"""What Chinese frames read of homes, work, people, pets and pastimes, wherever in a clause it stands."""

from datetime import UTC, datetime

import pytest
from tests.unit.chinese import read

from octomem.agents.reading.chinese.dates import find
from octomem.agents.reading.reading import Claim, Mood
from octomem.memory import LONG_AGO

FRAMES = """
我在网易写前端，天天对着电脑|小梅|works at|网易
在一家叫极米的公司做硬件工程师|小梅|works at|极米
在一家叫极米的公司做硬件工程师|小梅|works as|硬件工程师
新东家是同程|小梅|works at|同程
我自己还是在社区医院药房|小梅|works at|社区医院药房
刘洋跳槽了，从中建去了万科|刘洋|joins|万科
考了两年终于进了杭州税务局|小梅|joins|杭州税务局
现在在一家琴行当老师，店名叫海韵|小梅|works at|海韵
老公上个月被万科优化了|小梅's husband|leaves|job
护理师也不做了|小梅|leaves|护理师
现在在石家庄一家职高教语文|小梅|works as|语文老师
早不干了，现在开出租|小梅|works as|出租
会计是我姨|小梅's aunt|works as|会计
房子就租在通州，便宜|小梅|lives in|通州
一个人在沈阳住着|小梅|lives in|沈阳
来北京三年了|小梅|lives in|北京
我妈一个人住在老家洛阳|小梅's mother|lives in|洛阳
我哥在大连|小梅's older brother|lives in|大连
在天津上的大学，毕业就留那儿了|小梅|lives in|天津
上个月底搬回高雄老家住|小梅|moves to|高雄
成都的新家总算收拾好了，八月底搬过来的|小梅|moves to|成都
我姐举家搬到深圳了|小梅's older sister|moves to|深圳
又双叒叕回上海了|小梅|moves to|上海
三年前从大连搬到宁波|小梅|lives in|大连
国庆和小鹿领证啦|小鹿|is|小梅's spouse
给女朋友小鹿转了钱|小鹿|is|小梅's girlfriend
上个月跟小鹿办完离婚手续了|小梅|is|divorced
我现在汇报给孙倩|孙倩|is|小梅's boss
我们公司新来了个同事也叫王磊|王磊|is|小梅's colleague
我们有个女儿叫果果|果果|is|小梅's daughter
未婚妻叫文文|文文|is|小梅's fiancée
前天从救助站领养了只三花，取名芝麻|芝麻|is|小梅's cat
我养了两只猫，大的叫布丁，小的叫果冻|果冻|is|小梅's cat
家里的金毛叫大黄|大黄|is|小梅's dog
旺财上周走了|旺财|runs away|
现在改游泳了，跑步算是告别了|小梅|does as a hobby|游泳
现在改游泳了，跑步算是告别了|小梅|gives up|跑步
天天钓鱼、下象棋|小梅|plays|象棋
跟人合伙开了家烧烤店|小梅|owns|家烧烤店
高尔夫卖给我表弟了|小梅|sells|高尔夫
今天在扬州跑完了一个半马|小梅|does|在扬州跑完了半马（2024年5月8日）
最喜欢的颜色变啦，现在是墨绿|小梅's favourite colour|is|墨绿
我对花生根本不过敏，过敏的其实是芒果|小梅|is allergic to|芒果
今天满27岁啦|小梅|is|27岁
我是1993年6月12号生的|小梅|is born on|1993年6月12号
中秋去我姐家蹭饭，她在南京当律师|小梅's older sister|works as|律师
我妹在北京。读大三|小梅's younger sister|grade is|大三
""".strip().splitlines()


@pytest.mark.parametrize("line", FRAMES)
def test_a_frame_is_read_wherever_it_stands(line: str) -> None:
    """What somebody's life is like is read from its verb class, whatever stands around it."""
    text, *expected = line.split("|")
    told = [[s.subject, s.predicate, s.object] for s in read(text).statements]
    assert expected in told


@pytest.mark.parametrize(
    "text",
    [
        "我在北京出差",
        "我昨天在上海开会",
        "我去年去日本旅游了",
        "我明天要去上海",
        "要是中了彩票，我就搬去大理开民宿",
        "我想开一家咖啡店",
        "听说隔壁组小刘要跳去字节",
        "我在家做饭",
        "我没离职",
        "养了十二年",
        "钱转了",
    ],
)
def test_trips_wishes_and_rumours_fill_no_frame(text: str) -> None:
    """What is passing, wished or heard is no home, no job and no pastime."""
    lasting = {"lives in", "moves to", "works at", "works as", "joins", "leaves", "owns", "sells", "amounts to"}  # fmt: skip
    assert not lasting & {s.predicate for s in read(text).statements if s.mood is Mood.FACT}


def test_a_firm_in_a_city_is_no_employer_called_like_the_city() -> None:
    """在厦门当护士 tells a home and a job, and no firm."""
    told = {(s.predicate, s.object) for s in read("我在厦门当护士").statements}
    assert told == {("lives in", "厦门"), ("works as", "护士")}


def test_a_district_after_its_city_is_no_second_home() -> None:
    """One sentence tells one home."""
    homes = [s.object for s in read("我刚搬到杭州啦，现在住在西湖区").statements]
    assert homes == ["杭州"]


def test_a_settled_move_is_announced_with_its_day() -> None:
    """A move with a day to come is told as an intention, so that the old home holds until then."""
    moves = [s for s in read("我下个月搬到厦门").statements if s.predicate == "moves to"]
    assert [(s.mood, s.claim) for s in moves] == [(Mood.INTENTION, Claim.FACT)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("我从2015年到2019年在上海工作", datetime(2015, 1, 1, tzinfo=UTC), datetime(2020, 1, 1, tzinfo=UTC)),
        ("2015年7月到2018年在华为做测试", datetime(2015, 7, 1, tzinfo=UTC), datetime(2019, 1, 1, tzinfo=UTC)),
        ("2011-2015年在武汉读大学", datetime(2011, 1, 1, tzinfo=UTC), datetime(2016, 1, 1, tzinfo=UTC)),
        ("2018年之前我在北京工作", LONG_AGO, datetime(2018, 1, 1, tzinfo=UTC)),
        ("去年年底我回来了", datetime(2023, 11, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_a_span_is_one_date(text: str, start: datetime, end: datetime) -> None:
    """From one date to another, and "before" a year, are one interval."""
    moments = [each.moment for each in find(text, datetime(2024, 5, 8, tzinfo=UTC), past=True)]
    assert [(m.start, m.end) for m in moments] == [(start, end)]


def test_until_is_told_of_the_clause_before() -> None:
    """以前当记者，一直干到2020年: the job ended then."""
    jobs = [s for s in read("我以前在报社当记者，一直干到2020年").statements if s.object == "记者"]
    assert [s.moment.text for s in jobs if s.moment] == ["到2020年"]


def test_a_postponement_is_no_span() -> None:
    """改到周五 names a day, and not until when something goes on."""
    assert [f.moment.text for f in find("改到周五", datetime(2024, 5, 8, tzinfo=UTC))] == ["周五"]


@pytest.mark.parametrize(
    ("text", "expected", "wrong"),
    [
        ("我住在苏州。说错了，是无锡", ("lives in", "无锡"), "苏州"),
        ("我妈住安阳。打错字了，是洛阳，不是安阳", ("lives in", "洛阳"), "安阳"),
        ("我是会计。不是会计，是出纳", ("works as", "出纳"), "会计"),
    ],
)
def test_a_bare_value_puts_right_what_was_said_before(
    text: str, expected: tuple[str, str], wrong: str
) -> None:
    """A correction that names only the right value is read with the statement it corrects, or in its place."""
    told = read(text).statements
    assert (told[-1].predicate, told[-1].object) == expected
    assert told[-1].corrects or wrong not in [each.object for each in told]


def test_a_task_is_moved_to_another_day() -> None:
    """不对，是周五 gives the task before another day, and leaves its part of the day."""
    last = read("提醒我周三下午去派出所换身份证。不对，是周五").statements[-1]
    assert (last.claim, last.object) == (Claim.TASK, "周五下午去派出所换身份证")
