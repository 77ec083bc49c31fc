"""Constructions of everyday Chinese: who takes whose part, what begins and ends, whom it is of, dialects."""

import pytest
from tests.unit.chinese import read

from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.todo import thing_done
from octomem.agents.reading.reading import LASTING, Tense

SAID = """
这周起领导换成方敏了|方敏|is|小梅's boss
我们组的领导是孙海涛|孙海涛|is|小梅's boss
我现在直属老板是梁恺|梁恺|is|小梅's boss
房东换成王大姐了|王大姐|is|小梅's landlord
我的家庭医生已由王素芳大夫换为赵磊大夫|赵磊大夫|is|小梅's doctor
我的直属领导是人力总监邵文博|邵文博|is|小梅's boss
读四川大学的是我表弟|小梅's cousin|studies at|四川大学
实验小学是我侄子在念|小梅's nephew|studies at|实验小学
华为是我男朋友那儿，我在中兴上班|小梅's boyfriend|works at|华为
我在家说上海话，上班说普通话|小梅|speaks|普通话
我每周打两次羽毛球|小梅|plays|羽毛球
电子鼓练了半年了|小梅|practises|电子鼓
最近又入了拼豆的坑|小梅|does as a hobby|拼豆
我没别的爱好，就是钓鱼|小梅's hobby|is|钓鱼
芒果干我超爱|小梅|likes|芒果干
我的职业是护士，别写得太煽情|小梅|works as|护士
我在南坪开馆子的|小梅|works as|开馆子
我这人最喜欢红烧肉|小梅|likes|红烧肉
五菱昨天卖了，换了辆金杯|小梅|drives|金杯
俺那辆五菱宏光跑了十一万公里了|小梅|drives|五菱宏光
开玩笑的，我开的是宝骏|小梅|drives|宝骏
我真正过敏的只有尘螨|小梅|is allergic to|尘螨
设计师Momo吃素|Momo|is|vegetarian
张磊住成都，李想住合肥|李想|lives in|合肥
市场部的是Jason王，住杭州|Jason王|lives in|杭州
魏澜，女，目前在小米做校招|魏澜|works at|小米
女儿方知夏出生了|方知夏|is|小梅's daughter
我天天早上都吃氨氯地平|小梅|takes|氨氯地平
安徽大学研三狗，论文还没写|小梅|studies at|安徽大学
目前我仍住济南历城区|小梅|lives in|济南历城区
今天第一天到小鹏上班|小梅|joins|小鹏
""".strip().splitlines()


@pytest.mark.parametrize("line", SAID)
def test_what_is_said_is_read(line: str) -> None:
    """Of whom it is, and what."""
    text, *expected = line.split("|")
    told = [[s.subject, s.predicate, s.object] for s in read(text).statements]
    assert expected in told


TRAPS = """
我跟你说实话，今天不想动
老板对我说了句好话
把离职交接邮件帮我起草一下
他写道：“我是个左撇子，住在火星，养了一条蜥蜴。”
房东换了锁
领导换了件衣服
今天不喝咖啡了
球拍都送人了
主角说：“我在华为上班，住深圳，养了两只猫。”
""".strip().splitlines()


@pytest.mark.parametrize("text", TRAPS)
def test_what_only_sounds_like_it_is_not(text: str) -> None:
    """Nothing lasting is read in it."""
    assert [s.text for s in read(text).statements if s.claim in LASTING] == []


def test_what_has_settled_to_begin_is_ahead() -> None:
    """A day to come, not a wish."""
    (joins,) = (s for s in read("我9月2号入职京东").statements if s.predicate == "joins")
    assert joins.tense is Tense.FUTURE
    assert not [s for s in read("我打算明年跳槽去腾讯").statements if s.predicate == "joins"]


def test_a_span_that_is_over_is_past() -> None:
    """With both its ends."""
    told = read("我1974年到1997年在国棉十七厂做挡车工").statements
    assert {s.tense for s in told} == {Tense.PAST}
    assert all(s.moment is not None and s.moment.ends for s in told)


def test_what_is_so_now_began_when_the_other_ended() -> None:
    """As the clause before says."""
    told = read("5月6号起我就不向邵文博汇报了，我现在的领导是韩静").statements
    (boss,) = (s for s in told if s.subject == "韩静")
    assert boss.moment is not None
    assert (boss.moment.start.month, boss.moment.start.day) == (5, 6)


@pytest.mark.parametrize(
    ("text", "denied", "right"),
    [
        ("佳怡不是华东师大是华东理工", "华东师大", "华东理工"),
        ("我爹得的是痛风，血糖好好的，根本不是糖尿病", "糖尿病", "痛风"),
        ("我表妹不是海鲜过敏，是花生过敏", "海鲜", "花生"),
    ],
)
def test_a_contrast_takes_back_what_never_was(text: str, denied: str, right: str) -> None:
    """In one clause, over another one, and with an adjective."""
    told = read(text).statements
    assert [s.object for s in told if s.negated and s.corrects] == [denied]
    assert right in [s.object for s in told if not s.negated]


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("俺今儿个忙", "我今天里忙"),
        ("佢唔食牛肉", "他不食牛肉"),
        ("我婆娘没得空", "我老婆没有空"),
        ("小明儿子今年五岁", "小明儿子今年五岁"),
        ("叫我阿拉吧", "叫我阿拉吧"),
        ("同学说阿拉伯语", "同学说阿拉伯语"),
    ],
)
def test_words_of_a_dialect_are_standard_ones(said: str, plain: str) -> None:
    """As many characters, and only where a text shows that it is in one."""
    assert simplified(said) == plain


@pytest.mark.parametrize(
    ("report", "thing"),
    [
        ("物业费刚在小程序上交完了", "业费"),
        ("强仔餐单前晚已经写好发给他啦", "餐单"),
        ("年审办完了", "年审"),
        ("牙看完了", "看牙"),
        ("提交了体检报告", "报告"),
        ("今天好累", "今天好累"),
    ],
)
def test_a_report_is_known_by_the_end_of_its_thing(report: str, thing: str) -> None:
    """Whatever stands between the thing and the verb."""
    assert thing_done(report) == thing
