"""Whom a Chinese message goes on to tell of that names nobody, after one about somebody else."""

import pytest
from tests.unit.chinese import reader
from tests.unit.readings import reading as built

from octomem.agents.claims import claims
from octomem.agents.reading.reading import LASTING, Claim
from octomem.agents.slots import load_table

KEPT = LASTING | {Claim.NAME, Claim.NICKNAME}


def _told(*messages: str) -> set[tuple[str, str, str]]:
    """Return what the last message of 小梅 states that lasts, read with those before it."""
    turns = [built(text, actor="小梅", number=at).turn for at, text in enumerate(messages)]
    read = reader().read(turns[-1], turns[:-1])
    said = [*read.statements, *claims(read, load_table())]
    return {(s.subject, s.predicate, s.object) for s in said if s.claim in KEPT}


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("想给我爸买个礼物", "今年七十了，喜欢钓鱼", ("小梅's father", "likes", "钓鱼")),
        ("我家狗最近不吃饭", "叫豆豆", ("豆豆", "is", "小梅's dog")),
        ("我老板又出差了", "叫李建国，湖南人", ("李建国", "is", "小梅's boss")),
        ("闺蜜失恋了", "她住在望京", ("小梅's friend", "lives in", "望京")),
        ("前任又发朋友圈了", "他住在上海", ("小梅's ex", "lives in", "上海")),
        ("我姐生了", "是个女儿，叫小满", ("小满", "is", "小梅's older sister's daughter")),
        ("我闺蜜家的猫生病了", "叫奶茶", ("奶茶", "is", "小梅's friend's cat")),
    ],
)
def test_a_message_that_names_nobody_is_of_whom_the_one_before_is(
    first: str, then: str, told: tuple[str, str, str]
) -> None:
    """And nothing of it is the speaker's."""
    found = _told(first, then)
    assert told in found
    assert not [each for each in found if each[0] == "小梅"]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("我妈催婚", "今年三十了，还单身"),
        ("老板又骂我了", "在这家公司干了五年"),
    ],
)
def test_beside_the_speaker_nobody_knows_of_whom_it_is(first: str, then: str) -> None:
    """What is done to the speaker, or with somebody, may go on of either."""
    assert not _told(first, then)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (("我妈生病了", "我住在上海"), ("小梅", "lives in", "上海")),
        (("我同事总迟到", "我是会计"), ("小梅", "works as", "会计")),
        (("推荐个餐厅", "不吃辣，住海淀"), ("小梅", "lives in", "海淀")),
        (("我妈从岳阳过来帮忙了", "上周换了辆比亚迪唐"), ("小梅", "drives", "比亚迪唐")),
        (("朋友推荐我看三体", "喜欢科幻"), ("小梅", "likes", "科幻")),
        (("我妈给我寄了腊肉", "住在北京吃不到"), ("小梅", "lives in", "北京")),
        (("同事请喝咖啡", "对牛奶过敏"), ("小梅", "is allergic to", "牛奶")),
        (("天气真好", "住在昆明就是爽"), ("小梅", "lives in", "昆明")),
        (("我妈生病了", "好累", "今天好热", "住在上海"), ("小梅", "lives in", "上海")),
    ],
)
def test_what_the_speaker_says_of_themselves_is_theirs(
    messages: tuple[str, ...], told: tuple[str, str, str]
) -> None:
    """Where 我 is said, nobody else was told of lately, or nothing tells who somebody is."""
    assert told in _told(*messages)


@pytest.mark.parametrize(
    "said", ["我妹刚生了娃", "我姐刚换了工作", "我哥正住院", "小王刚跳槽去腾讯"]
)
def test_an_adverb_is_no_part_of_a_name(said: str) -> None:
    """刚生 is nobody's name, and 小王刚 neither."""
    assert not [each for each in _told(said) if "刚" in each[0] or "正" in each[0]]


def test_an_older_and_a_younger_one_are_two() -> None:
    """What one is told by does not take the place of the other's."""
    found = _told("我哥住北京，我弟住上海")
    assert ("小梅's older brother", "lives in", "北京") in found
    assert ("小梅's younger brother", "lives in", "上海") in found
