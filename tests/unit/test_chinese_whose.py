"""Of whom a Chinese clause is that names two people: of whose house, of whose team, whose partner somebody is."""

import pytest
from tests.unit.chinese import read
from tests.unit.spoken import said

from octomem.agents.kinship import told_of
from octomem.agents.reading.reading import LASTING
from octomem.agents.relations import nicknames_in


def _said(text: str) -> set[tuple[str, str, str]]:
    return {
        (s.subject, s.predicate, s.object)
        for s in read(text).statements
        if s.claim in LASTING and not s.negated
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("孟瑶二月份跟男朋友陈亮订婚了", ("陈亮", "is", "孟瑶's boyfriend")),
        ("小敏上个月跟男朋友阿哲分手了", ("阿哲", "is", "小敏's boyfriend")),
        ("张磊和老婆李娜搬到苏州了", ("李娜", "is", "张磊's wife")),
        ("孟瑶昨天带儿子乐乐去打针了", ("乐乐", "is", "孟瑶's son")),
        ("昨天听说孟瑶跟男朋友陈亮订婚了", ("陈亮", "is", "孟瑶's boyfriend")),
    ],
)
def test_whom_a_clause_begins_with_has_the_partner_and_the_child_it_names(
    text: str, told: tuple[str, str, str]
) -> None:
    """Not the speaker, of whom the clause says nothing."""
    assert told in _said(text)
    assert not [one for one in _said(text) if "小梅" in one[2]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("我跟男朋友陈亮订婚了", ("陈亮", "is", "小梅's boyfriend")),
        ("孟瑶给我介绍了男朋友陈亮", ("陈亮", "is", "小梅's boyfriend")),
        ("孟瑶带我儿子乐乐去打针", ("乐乐", "is", "小梅's son")),
        ("孟瑶跟同事李莉去爬山了", ("李莉", "is", "小梅's colleague")),
    ],
)
def test_beside_the_speaker_they_are_the_speakers(text: str, told: tuple[str, str, str]) -> None:
    """And colleagues, who may be of both."""
    assert told in _said(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("徐娇家的豆豆鸡蛋过敏", ("豆豆", "is allergic to", "鸡蛋")),
        ("徐娇家的孩子对花生过敏", ("徐娇's child", "is allergic to", "花生")),
        ("徐娇家的猫叫咪咪", ("咪咪", "is", "徐娇's cat")),
        ("范静家在昌平", ("范静", "lives in", "昌平")),
        ("我们部门的王磊在学日语", ("王磊", "is", "小梅's colleague")),
        ("我们部门的同事王磊在学日语", ("王磊", "learns", "日语")),
        ("我们组的何静是湖南人", ("何静", "is from", "湖南")),
        ("我们厂里的小赵怀孕了", ("小赵", "is", "pregnant")),
        ("我们公司的Kevin在学日语", ("Kevin", "is", "小梅's colleague")),
        ("我另一个同事何静住在亦庄", ("何静", "lives in", "亦庄")),
        ("我那个同学在北京", ("小梅's classmate", "lives in", "北京")),
        ("我小舅子周磊在长葛安家了", ("周磊", "lives in", "长葛")),
        ("我大姨子周琳在长葛", ("周琳", "is", "小梅's sister-in-law")),
    ],
)
def test_who_is_named_behind_a_house_or_a_team_is_told_of(
    text: str, told: tuple[str, str, str]
) -> None:
    """The second name is the subject, and 子 belongs to the word for the relative."""
    assert told in _said(text)
    assert not [one for one in _said(text) if one[0].startswith(("小梅's team", "子"))]


@pytest.mark.parametrize(
    "text",
    [
        "我们公司的高管都很忙",
        "我们公司的小程序在改版",
        "我们公司的CRM是自己开发的",
        "我们组的Slack频道是#dev",
        "我们店的白酒卖得好",
        "我们组的任务很重",
    ],
)
def test_things_of_a_team_are_nobodys_colleagues(text: str) -> None:
    """高管 begins like a surname, Slack like a name in Latin letters."""
    assert not [one for one in _said(text) if one[2].endswith("colleague")]


def test_still_to_be_allergic_is_to_be_allergic_once() -> None:
    """还是 is "still" before 对."""
    assert _said("我还是对虾过敏") == {("小梅", "is allergic to", "虾")}


def test_a_chinese_name_is_another_name() -> None:
    """中文名 of a colleague called Kevin, behind a comma or 叫."""
    for text in ("我们部门的Kevin，中文名冯凯文", "Alejandro给自己起了个中文名叫安杰"):
        name = text.split("，")[0].split("给")[0].removeprefix("我们部门的")
        found = nicknames_in(text, [name])
        assert [(each.entity, each.target) for each in found] == [(name, text[-3:].lstrip("叫"))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("我新请了个私教，也叫张伟", ("张伟", "is", "小梅's coach")),
        ("我家请了个保姆，叫王秀英", ("王秀英", "is", "小梅's nanny")),
        ("我们组来了个新同事，叫何静", ("何静", "is", "小梅's colleague")),
        ("我换了个室友，也叫小杰", ("小杰", "is", "小梅's roommate")),
    ],
)
def test_who_comes_is_named_by_the_next_clause(text: str, told: tuple[str, str, str]) -> None:
    """As what they come, and not as the family or the team that they come to."""
    assert told in _said(text)
    assert not [one for one in _said(text) if one[2].endswith(("family", "team"))]


@pytest.mark.parametrize(
    "text", ["我们组来了个新同事，叫大家吃饭", "公司来了个客户，叫得很凶", "我找了个私教，挺贵的"]
)
def test_what_somebody_calls_others_to_do_is_no_name(text: str) -> None:
    """叫 asks, shouts, or is not there."""
    assert not [one for one in _said(text) if one[1] == "is" and one[2].startswith("小梅's")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("我认识了一个新男友，叫陈默，是医生", ("陈默", "works as", "医生")),
        ("我新请了个阿姨，叫李芳，是安徽人", ("李芳", "is from", "安徽")),
        ("我遇到个老乡，叫王强，住在闵行", ("王强", "lives in", "闵行")),
        ("认识了一个客户，叫Kevin，住深圳", ("Kevin", "lives in", "深圳")),
        ("最近认识个女孩，叫林月，对花生过敏", ("林月", "is allergic to", "花生")),
        ("我认识了个新朋友，是医生", ("小梅's friend", "works as", "医生")),
        ("我换了个室友，是程序员", ("小梅's roommate", "works as", "程序员")),
    ],
)
def test_what_follows_somebody_new_is_told_of_them(text: str, told: tuple[str, str, str]) -> None:
    """Behind their name, or behind 是; none of it is the speaker's."""
    said = _said(text)
    assert told in said
    assert not [one for one in said if one[0] == "小梅"]


@pytest.mark.parametrize(
    "text",
    [
        "我请了个保姆，叫李芳，我是护士",
        "我招了个实习生，叫外卖都不会，我是护士",
        "我改名了，现在叫张若曦，是护士",
        "我是新人，叫李娜，是护士",
    ],
)
def test_what_the_speaker_says_of_themselves_stays_theirs(text: str) -> None:
    """They say 我, or nobody new was brought up."""
    assert ("小梅", "works as", "护士") in _said(text)


def test_what_a_doctor_tells_to_do_is_no_name() -> None:
    """叫我 asks for something that is done."""

    def called(text: str) -> list[str]:
        return [s.object for s in read(text).statements if s.predicate == "is called"]

    for text in ("我去看了个医生，叫我少吃盐", "医生叫我多休息", "叫我少吃盐"):
        assert called(text) == []
    assert called("叫我大白") == ["大白"]


def test_two_of_one_name_in_one_turn_keep_what_is_told_of_each() -> None:
    """What stands before a value says of which it is."""
    text = "我认识两个李娜，一个是我同事李娜，住在天津；另一个是我小学同学李娜，住在拉萨"
    told = [(one.noun, one.word) for one in told_of(read(text)) if one.name == "李娜"]
    assert told == [("colleague", "同事"), ("classmate", "同学")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("班主任换了，现在是姚老师", ["姚老师是Mei的班主任"]),
        ("班主任也换了,现在是姚老师", ["姚老师是Mei的班主任"]),
        ("班導換了，現在是林老師，人很好", ["林老师是Mei的班导"]),
        ("班主任没换，还是姚老师", ["姚老师是Mei的班主任"]),
        ("老师换了，新来的是周老师", ["周老师是Mei的老师"]),
        ("我的教练换了，现在是陈刚", ["陈刚是Mei的教练"]),
        ("私教换人了 现在是老王", ["老王是Mei的私教"]),
        ("房东换了，现在是王大姐", ["王大姐是Mei的房东"]),
        ("我们室友换了 现在是小林", ["小林是Mei的室友"]),
        ("同桌换了，现在是李一诺", ["李一诺是Mei的同桌"]),
        ("他们班主任换人了，现在是林老师", []),
        ("我女儿班主任换了，现在是姚老师", []),
        ("班主任换了，现在是高三", []),
        ("我们老师换发型了，现在是短发", []),
    ],
)
def test_who_takes_a_place_is_who_the_one_before_was(text: str, told: list[str]) -> None:
    """By the word for whose place it is; whoever takes the place of another's is nobody of the speaker's."""
    assert told == [s.text for s in said(text).statements if "是Mei的" in s.text]


@pytest.mark.parametrize("text", ["鹦鹉叫得太吵", "我的猫叫得很大声", "那只鸟叫的很大声"])
def test_an_animal_that_is_loud_has_no_name_of_it(text: str) -> None:
    """A name begins with 得 too: 得福."""
    assert not [s for s in said(text).statements if s.predicate in {"is called", "is"}]
    assert any("得福" in s.text for s in said("我的猫叫得福").statements)
