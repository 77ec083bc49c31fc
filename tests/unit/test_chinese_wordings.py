"""What people say in other words than the plain ones, and what only sounds like it."""

import pytest
from tests.unit.chinese import read
from tests.unit.readings import reading as built

from octomem.agents.reading.chinese.clauses import passages
from octomem.agents.reading.chinese.reader import read as read_turn
from octomem.agents.reading.reading import LASTING, Claim
from octomem.agents.reading.subjects import Referents
from octomem.turn import Role

SAID = """
我家搬到天津去了|小梅|moves to|天津
珠海待了六年了|小梅|lives in|珠海
现在在南京待着呢|小梅|lives in|南京
从去年9月开始就在宁波生活了|小梅|lives in|宁波
我妈退休前是小学老师|小梅's mother|works as|小学老师
我在银行上班，柜员|小梅|works at|银行
同事小陈搬到佛山了|小陈|moves to|佛山
我哥家的猫叫可乐|可乐|is|小梅's older brother's cat
我现在汇报给马工|马工|is|小梅's boss
养了一只守宫叫阿肥|阿肥|is|小梅's lizard
我吃虾会肿成猪头|小梅|is allergic to|虾
我一吃芒果就起疹子|小梅|is allergic to|芒果
查出来二型糖尿病|小梅|has|二型糖尿病
卖掉了开了八年的福克斯，提了辆蔚来ET5|小梅|drives|蔚来ET5
我最爱吃的菜是麻婆豆腐|小梅's favourite dish|is|麻婆豆腐
要说最喜欢的城市，那肯定是大理|小梅's favourite city|is|大理
毛笔字还天天写的|小梅|does as a hobby|毛笔字
""".strip().splitlines()


@pytest.mark.parametrize("line", SAID)
def test_what_is_said_in_other_words_is_read(line: str) -> None:
    """It says what the plain words would."""
    text, *expected = line.split("|")
    told = [[s.subject, s.predicate, s.object] for s in read(text).statements]
    assert expected in told


TRAPS = """
我把家收拾了一遍
周末杀回武汉看演唱会
我跑到三亚玩了一周
人已经在机场了
我现在在上海，明天就回去
离开北京去上海出差
给客户打工的感觉
从阿里出来的人都很拼
收到面试通知了
工作丢三落四的
老板炒了两个菜
我导航到了公司
新公司是真的卷
跟客户谈崩了
这事黄了
我离了你不行
手机换了个壳
我对加班过敏
脸一吃辣就红
烟雾又起来了
李老师傅
我姐做饭好吃
王总部署了任务
老婆说去星巴克做作业
现在去超市买菜
调到静音了
住了15年
干了20年就退休
我学习不好
英语过了一遍
生了一肚子气
我差点从阿里毕业了
要是不在字节干了，我就回老家
如果被裁了就回老家
听说他被优化了
村里人传我跟老公离了，笑死个人
想把家安在大理
打算自己开个工作室
盘了个肉夹馍店，我表哥不跑出租那会儿的事
猫送人了，老公过敏
邻居喊我吃饭
客户喊我改图
换了个老板，叫人崩溃
找了个医生，叫滴滴去的
老大叫我去开会
我在支付宝做任务
钱转到支付宝了，你查收
换到了京东，比淘宝便宜
朋友上岸了，转到了支付宝
给自己买了高尔夫球杆
双十一买了深蓝大衣
买了海豚玩偶
刚在水果店买了苹果
路面有积水
轮胎磨损
家里水管断裂
懒癌发作了
医生不让我吃布洛芬
批文到手了
英语过了
情话说得很溜
学会管理
最近在读历史
我长得像韩国人
我进了报社
一碰代码就痒
我写Java，对象是个空的
要搬家了，去上海
帮朋友搬家，去了通州
他说他离婚了
电影里的男主最后离婚了
""".strip().splitlines()


def test_who_moved_is_who_lives_there_now() -> None:
    """The second clause goes on about whom the first one named."""
    told = read("同事换了城市，现在在成都").statements
    lives = {s.subject for s in told if s.claim in LASTING and s.predicate == "lives in"}

    assert lives <= {"小梅's colleague"}


@pytest.mark.parametrize("text", TRAPS)
def test_what_only_sounds_like_it_says_nothing(text: str) -> None:
    """Trips, wishes, rumours, jokes and other senses of the same words are no facts."""
    kept = [s for s in read(text).statements if s.claim in LASTING and s.claim is not Claim.RULE]
    assert [(s.subject, s.predicate, s.object) for s in kept if s.predicate != "runs away"] == []


def test_an_answer_in_the_first_person_stays_with_who_answers() -> None:
    """我 says of whom it is, whatever was asked."""
    before = built("你老婆同意吗？", actor="助手", role=Role.ASSISTANT).turn
    turn = built("我搬到苏州了", actor="小梅").turn
    found = read_turn(turn, Referents("小梅"), before=before).statements
    assert [(s.subject, s.object) for s in found] == [("小梅", "苏州")]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("我女儿叫Amy 今年五岁", ["我女儿叫Amy 今年五岁"]),
        ("我今年 28 岁", ["我今年 28 岁"]),
        ("会议改到 5 月 20 日", ["会议改到 5 月 20 日"]),
        ("我在 Google 上班", ["我在 Google 上班"]),
        ("我用 Mac 写代码", ["我用 Mac 写代码"]),
        ("升职了 现在带3个人", ["升职了", "现在带3个人"]),
    ],
)
def test_a_blank_parts_clauses_where_it_stands_for_a_comma(text: str, clauses: list[str]) -> None:
    """A blank beside a foreign word or a number is only how it is written."""
    assert clauses == [clause.text for passage in passages(text) for clause in passage.clauses]


def test_a_slip_elsewhere_leaves_a_birthday_as_it_is() -> None:
    """What was wrong is some other day."""
    told = read("我生日是3月12号。会议时间写错了，是3月21号").statements
    assert [s.object for s in told if "birthday" in s.subject] == ["3月12号"]


@pytest.mark.parametrize("text", ["我跑到深圳了", "我搬到深圳了"])
def test_who_goes_off_to_a_place_lives_there(text: str) -> None:
    """跑到 is a move where nothing says that it is a trip."""
    assert ["深圳"] == [s.object for s in read(text).statements if s.predicate == "moves to"]


@pytest.mark.parametrize(
    "text", ["老板让我多写一版方案", "领导让我停掉测试服务器", "客户让我少放两张图"]
)
def test_what_somebody_is_told_to_do_is_a_task(text: str) -> None:
    """多, 停 and 少 say how it is to be done."""
    assert [s.claim for s in read(text).statements] == [Claim.TASK]


def test_an_answer_that_goes_on_about_work_is_the_speakers() -> None:
    """Who is too busy to keep a daughter company is no daughter."""
    before = built("你女儿喜欢什么？", actor="助手", role=Role.ASSISTANT).turn
    turn = built("喜欢跳舞，最近在腾讯上班忙没空陪", actor="小梅").turn
    found = read_turn(turn, Referents("小梅"), before=before).statements
    assert {s.subject for s in found if s.predicate == "works at"} == {"小梅"}
