"""A turn with what puts it right in the place of what was told wrong."""

import pytest

from octomem.agents.reading.chinese.retold import retold

OF_ITSELF = (
    "我住在杭州，不对，苏州|我住在苏州",
    "我在美团，哦不，滴滴上班|我在滴滴上班",
    "我女儿叫小雨，不是，叫小雪|我女儿叫小雪",
    "我弟叫王磊，啊不对，王雷|我弟叫王雷",
    "下周二，不对，下周三去体检|下周三去体检",
    "周五要交房租，哦不周六|周六要交房租",
    "我今年28，打错了，38|我今年38",
    "我对花生过敏，说错了，是对虾过敏|我对虾过敏",
    "我养了两只猫，不对是三只|我养了三只猫",
    "我老公是医生，口误，是牙医|我老公是牙医",
    "我妈属兔，记错了，属龙|我妈属龙",
    "我生日3月5号，更正，3月15号|我生日3月15号",
    "我住在浦东 我是说浦西|我住在浦西",
    "我大学是北大的，哈哈说反了，是清华|我大学是清华的",
)
OF_EARLIER = (
    "我住在杭州|打错了是苏州|我住在苏州",
    "我住在杭州|不是杭州，是苏州|我住在苏州",
    "我住在杭州|我是说苏州|我住在苏州",
    "我住在杭州|应该是苏州|我住在苏州",
    "我住在杭州|啊记错了 苏州才对|我住在苏州",
    "我住在杭州|苏州，打错了|我住在苏州",
    "我住在杭州|*苏州|我住在苏州",
    "我弟叫王磊|不是王磊是王雷|我弟叫王雷",
    "我女儿6岁|说错了，7岁|我女儿7岁",
    "我表妹在字节当产品经理|口误，是在快手|我表妹在快手当产品经理",
    "我表妹在字节当产品经理|更正一下，她是运营|我表妹在字节当运营",
    "我车牌是沪A12345|最后一位是7|我车牌是沪A12347",
    "我手机号13812345678|打错了，尾号是5679|我手机号13812345679",
    "我每个月房租4500|打错了5400|我每个月房租5400",
    "我每天吃10毫克阿托伐他汀|应该是20毫克|我每天吃20毫克阿托伐他汀",
    "我室友叫小周|差一点，叫小邹|我室友叫小邹",
    "我在学法语|打错了，是德语|我在学德语",
)
OF_ANOTHER = (
    "我对花生过敏|不是我，是我弟|我弟对花生过敏",
    "我在学吉他|打错了，不是我，是我女儿在学|我女儿在学吉他",
    "我妈做护士|不是我妈，是我姨|我姨做护士",
    "小李养了只狗|不是小李，是小刘养的|小刘养了只狗",
)
AS_IT_IS = (
    "|我跟老板聊天，说错了话",
    "|我住在杭州，不对劲的是物业",
    "|我住在杭州，这样不对吧",
    "|我养了两只猫，不是，我就想问问猫粮怎么选",
    "|我在美团上班，我是说真的",
    "|我在美团上班，我是说我想辞职",
    "|我喜欢游泳，我是说在海里",
    "|我儿子打篮球，说错了规则",
    "|我在学吉他，老师说我节奏不对，手型不对",
    "|小林不是福建人，我搞错了，他是江西人",
    "|以前我说我哥在建行，说错了，他在农行",
    "我想买一件衣服|不对，是红色的那个",
    "我今年28|错了3道题",
    "我在学法语|打错了，重来",
    "我在学法语|不对，我想想",
    "我是护士|不是吧，你居然记得",
    "我在华为上班|差一点就迟到了",
    "我喜欢喝咖啡|不是，茶也行",
    "我喜欢喝咖啡|不是咖啡，是因为熬夜",
    "我养了一只猫|不是宠物店买的，是捡的",
    "我在北京出差|应该是下周",
    "我女儿6岁|我儿子打错了针",
    "我老公是医生|*叹气*",
    "我家在杭州|不是市区，是余杭",
    "我住滨江|不是不是，是滨江",
    "她们住在温江|不是，陈波是交警",
    "我对花生过敏|不是我，是花生的问题",
    "我怀孕了|不是我的错",
    "我怀孕了|别开玩笑",
    "我怀孕了|他喜欢开玩笑",
)


@pytest.mark.parametrize("told", OF_ITSELF)
def test_what_is_put_right_in_one_breath_was_never_said(told: str) -> None:
    """The right value stands in the place of the wrong one, with what it says behind it."""
    text, meant = told.split("|")
    assert retold(text, ()).text == meant


@pytest.mark.parametrize("told", OF_EARLIER)
def test_what_an_earlier_turn_told_is_told_anew(told: str) -> None:
    """With the wrong value and the right one, for what memory keeps of it."""
    before, text, meant = told.split("|")
    found = retold(text, [before])
    assert found.text == meant
    assert found.pairs


@pytest.mark.parametrize("told", OF_ANOTHER)
def test_what_was_told_of_somebody_is_told_of_another(told: str) -> None:
    """And what the earlier turn told is taken back."""
    before, text, meant = told.split("|")
    found = retold(text, [before])
    assert (found.text, found.unsays) == (meant, 0)


@pytest.mark.parametrize(
    "text", ["开玩笑的啦", "逗你的", "骗你的哈哈", "算了当我没说", "愚人节快乐，骗你的"]
)
def test_a_joke_is_taken_back_whole(text: str) -> None:
    """Nothing of the turn before it is so."""
    assert retold(text, ["我怀孕了"]).unsays == 0


@pytest.mark.parametrize("told", AS_IT_IS)
def test_other_words_put_nothing_right(told: str) -> None:
    """Slips of other sorts, other thoughts, values of another sort."""
    before, text = told.split("|")
    found = retold(text, [before] if before else ())
    assert (found.text, found.pairs, found.unsays) == (text, (), None)
