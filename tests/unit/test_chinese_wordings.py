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
换了城市，现在在长沙|小梅|moves to|长沙
我家搬到天津去了|小梅|moves to|天津
年后搬的 成都玉林|小梅|moves to|成都玉林
搬完家累瘫 终于住进自己的房子了 在梅溪湖|小梅|moves to|梅溪湖
珠海待了六年了|小梅|lives in|珠海
现在在南京待着呢|小梅|lives in|南京
从去年9月开始就在宁波生活了|小梅|lives in|宁波
在字节做推荐后端,leader是老韩|小梅|works as|推荐后端
在字节做推荐后端,leader是老韩|老韩|is|小梅's boss
入职了一家做数据库的小厂叫PingCAP|小梅|joins|PingCAP
我妈退休前是小学老师|小梅's mother|works as|小学老师
我爸以前开火车的|小梅's father|works as|火车
我在银行上班，柜员|小梅|works at|银行
同事小陈搬到佛山了|小陈|moves to|佛山
我哥家的猫叫可乐|可乐|is|小梅's brother's cat
我家老二叫安安|安安|is|小梅's child
儿子上个月出生了，叫米米|米米|is|小梅's son
生了！是个女儿，小名桃桃|桃桃|is|小梅's child
换了个健身教练，叫大鹏|大鹏|is|小梅's coach
新老板叫Sophie 在杭州远程管我们|Sophie|is|小梅's boss
我现在汇报给马工|马工|is|小梅's boss
我们订婚了 他叫丹增|丹增|is|小梅's partner
还真离了。不是因为烟|小梅|is|divorced
接了条柯基回来,叫豆浆|豆浆|is|小梅's dog
养了一只守宫叫阿肥|阿肥|is|小梅's lizard
我吃虾会肿成猪头|小梅|is allergic to|虾
我一吃芒果就起疹子|小梅|is allergic to|芒果
我血压高|小梅|has|血压高
大夫说右膝半月板磨损|小梅|has|右膝半月板磨损
查出来二型糖尿病|小梅|has|二型糖尿病
医生让我吃氨氯地平|小梅|takes|氨氯地平
卖掉了开了八年的福克斯，提了辆蔚来ET5|小梅|drives|蔚来ET5
手机换成iPhone 15了|小梅|phone model is|iPhone 15
我最爱吃的菜是麻婆豆腐|小梅's favourite dish|is|麻婆豆腐
要说最喜欢的城市，那肯定是大理|小梅's favourite city|is|大理
毛笔字还天天写的|小梅|does as a hobby|毛笔字
我在武大读研二 搞遥感的|小梅|studies|遥感
女儿考上了南开|小梅's daughter|studies at|南开
德语B2过了|小梅|speaks|德语B2
徒弟都喊我蛇王|小梅|is called|蛇王
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
他说他离婚了
电影里的男主最后离婚了
""".strip().splitlines()


@pytest.mark.parametrize("text", TRAPS)
def test_what_only_sounds_like_it_says_nothing(text: str) -> None:
    """Trips, wishes, rumours, jokes and other senses of the same words are no facts."""
    kept = [s for s in read(text).statements if s.claim in LASTING and s.claim is not Claim.RULE]
    assert [(s.subject, s.predicate, s.object) for s in kept if s.predicate != "runs away"] == []


def test_an_apology_before_the_right_day_puts_a_birthday_right() -> None:
    """What was wrong is named by nothing but its sort: 手滑，是3月21号."""
    told = read("我生日是3月12号。额 我刚手滑，是3月21号。").statements
    assert [(s.object, s.corrects) for s in told] == [("3月12号", False), ("3月21号", True)]


@pytest.mark.parametrize("done", ["护照换好了", "论文已经投了", "机票订到了"])
def test_what_is_done_is_reported_by_any_verb_of_doing(done: str) -> None:
    """A result after the verb says that it is done, whatever the verb is."""
    assert [s.claim for s in read(done).statements] == [Claim.DONE]


@pytest.mark.parametrize(
    ("asked", "answered", "subject"),
    [
        ("你女儿几岁了？", "五岁，在上小学", "小梅's daughter"),
        ("您父亲以前是老师吗？", "不是不是，退休前在铁路上开火车的", "小梅's father"),
    ],
)
def test_an_answer_is_of_whom_the_question_asks_after(
    asked: str, answered: str, subject: str
) -> None:
    """An answer without a subject is about the relative that the question names."""
    before = built(asked, actor="助手", role=Role.ASSISTANT).turn
    turn = built(answered, actor="小梅").turn
    found = read_turn(turn, Referents("小梅"), (), before).statements
    assert {s.subject for s in found if s.claim in LASTING} == {subject}


def test_an_answer_in_the_first_person_stays_with_who_answers() -> None:
    """我 says of whom it is, whatever was asked."""
    before = built("你老婆同意吗？", actor="助手", role=Role.ASSISTANT).turn
    turn = built("我搬到苏州了", actor="小梅").turn
    found = read_turn(turn, Referents("小梅"), (), before).statements
    assert [(s.subject, s.object) for s in found] == [("小梅", "苏州")]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("新老板叫Sophie 在杭州", ["新老板叫Sophie", "在杭州"]),
        ("还养了一只猫 Rachel超怕", ["还养了一只猫", "Rachel超怕"]),
        ("我在 Google 上班", ["我在 Google 上班"]),
        ("我用 Mac 写代码", ["我用 Mac 写代码"]),
        ("升职了 现在带3个人", ["升职了", "现在带3个人"]),
    ],
)
def test_a_blank_parts_clauses_where_it_stands_for_a_comma(text: str, clauses: list[str]) -> None:
    """A blank on both sides of a foreign word is only how it is written."""
    assert clauses == [clause.text for passage in passages(text) for clause in passage.clauses]
