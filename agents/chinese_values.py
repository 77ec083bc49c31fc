"""The words of a tagged value as facts keep it in Chinese: 学汽修 studies 汽修, and 公司 names no firm."""

import re
from collections.abc import Mapping

from octomem.agents.reading.chinese.cities import PLACES
from octomem.agents.reading.chinese.firms import FIRMS
from octomem.agents.reading.chinese.kin import NOUNS
from octomem.agents.reading.chinese.lexicon import LODGINGS, SURNAMES
from octomem.agents.reading.chinese.occupations import FIELDS, JOB
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.words import words
from octomem.agents.reading.reading import Reading
from octomem.agents.reading.tags import Tag
from octomem.agents.reading.vocabulary import vocabulary

_STATUS: Mapping[str, str] = {
    "married": "已婚 结婚 领证 成家 领证结婚 扯证 再婚 二婚 新婚 复婚",
    "divorced": "离婚 离异 离了 离婚证",
    "single": "单身 未婚 单着 光棍 单亲 单亲妈妈 单亲爸爸 单过",
    "separated": "分居",
    "engaged": "订婚 定亲 求婚成功",
    "widowed": "丧偶 守寡",
}
_DIETS: Mapping[str, str] = {
    "vegetarian": "素 吃素 素食 素食者 素食主义者 蛋奶素 茹素 吃斋 斋 长素 吃长素 长斋 吃长斋",
    "vegan": "纯素 全素 纯素食 严格素食",
    "halal": "清真",
    "keto": "生酮",
}
_DONE = re.compile("[了过的]")
"""What says inside words that it is done: 结了婚, 离的婚."""
_OVER = re.compile(r"了(?=\W|$|[\d一二三四五六七八九十两几半好多]+个?[年月])")
_JUST = re.compile("^(?:刚刚?|已经|早就?|也|都)")
"""What stands before a status and is no part of it: 刚领证."""
"""What says behind 离 that somebody is divorced: 还真离了, but not 我离了你不行."""
_PLACES = frozenset({"home", "employer", "school", "hometown", "member"})
"""Slots whose value names a place or an organisation."""
_IN_CITIES = frozenset({"employer", "school", "member"})
_CITYS = re.compile("[市县区省]|国立")
"""How the name of what is in a city begins that its city's name begins."""
_DOCTORS = "(?:副?主任(?:医师)?|医生|大夫|医师|院长|教授)"
"""What stands behind a doctor's surname."""
_LED: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(_PLACES, re.compile("[从在的](?=..)")),
    "doctor": re.compile(rf"(?:.*的(?=..))?(?:.*?(?=(?:{'|'.join(SURNAMES)}){_DOCTORS}$))?"),
    "pet": re.compile("叫(?=.)"),
    "car": re.compile("开(?=..)"),
    "studies": re.compile("(?:学(?!习|[前者科术位期校院])|读|念)(?=..)"),
    "hobby": re.compile("(?:不再?)?(?:打|练|学(?!习)|玩|弹|踢|拉)(?=..)"),
    "fear": re.compile("害?怕(?=.)"),
    "language": re.compile("[说讲](?=..)"),
    "allergy": re.compile("[碰吃喝闻](?=.)"),
}
"""By slot, what its value was said with and is no part of it."""
_ILL = re.compile(r"突出|增生|炎|病|症|结节|劳损|损伤|骨折|扭伤|积水|硬化|息肉|结石")
"""How an illness may end whose words were cut off before it."""
_TAUGHT = vocabulary(
    "语文 数学 英语 物理 化学 生物 历史 地理 政治 体育 音乐 美术 科学 中文 汉语 日语 法语 德语 韩语 西班牙语 钢琴 舞蹈 书法 编程"
)
"""What somebody teaches whose job it is said to be."""
_FEASTS = (
    "元旦|除夕|春节|大年三十|元宵|清明|端午|七夕|中秋|重阳|冬至|腊八|小年|国庆|劳动|儿童|圣诞|平安夜|情人|妇女|教师"
    "|立春|雨水|惊蛰|春分|谷雨|立夏|小满|芒种|夏至|小暑|大暑|立秋|处暑|白露|秋分|寒露|霜降|立冬|小雪|大雪|小寒|大寒"
)
"""Days by which somebody's birthday may be told: 立秋那天."""
_FORMS: Mapping[str, re.Pattern[str]] = {
    "age": re.compile(r"\d|[一二两三四五六七八九十廿半]"),
    "birthday": re.compile(
        rf"月.*[日号]|月[初一二三十廿\d]+|\d{{1,2}}[./-]\d{{1,2}}$|^(?:农历|阴历)?(?:{_FEASTS})(?:节|那天|当天)*$"
    ),
    "nickname": re.compile(r"^(?![A-Z\d]+$).."),
    "phone_model": re.compile(
        r"[A-Za-z\d]|华为|小米|红米|苹果|荣耀|三星|魅族|一加|诺基亚|锤子|真我|努比亚|中兴|联想|摩托罗拉|老人机"
    ),
}
"""By slot, what its value has to have."""
_GRADE = re.compile(
    "[上读念升]?(?:大学|小学|初中|高中|中学|幼儿园|研究生|大专|本科|硕士?|博士?|研)?(?:[大初高研博][一二三四]|[一二三四五六]年级|[大中小]班|城)?"
)
"""Words for a school, a degree or a form that do not say which school, or what is learnt."""
_NO_PHONE = re.compile(
    r"\b(?:i?mac|macbook|matebook|thinkpad|thinkbook|surface (?:pro|laptop|go|book)|ipad|matepad|airpods|freebuds|windows|win ?1[01]|linux|ubuntu|kindle|switch|steam deck|^edge|chrome|safari|firefox)",
    re.IGNORECASE,
)
"""Computers, tablets and what runs on them, which are no phones."""
_NO_JOB = vocabulary("保密 待业 失业 无业 在家 课题")
_NO_ILLNESS = frozenset("肾肝胃心肺脑腰腿眼耳脚手头血骨") | vocabulary(
    "血糖 血压 血脂 尿酸 心率 体温 体重 血氧 胆固醇 血型 视力 听力"
)
"""Parts of the body, and what is measured there, which everybody has."""
_MEASURE = re.compile(r"[\d一二两三四五六七八九十百]+$")
"""What follows an illness and says how much of it: 近视三百度."""
_VAGUE = re.compile(
    rf"^(?:\d+|[\d顶一二三四五六七八九十]+[楼层]|[他她它你您谁人]们?家|这|那|哪|什么|谁|家|家里|老家|[大小]?公司|单位|学校|外地|国外|国内|宿舍|新家|新房|房子|出租屋|公寓|店|店里|[大小]?厂|厂里|工地|医院|自己|一个人|人|{LODGINGS})(?:里|边|儿|个)?$"
)
"""Words for a home or a firm that do not say which."""


def value_of(tag: Tag, reading: Reading) -> str:
    """Return a tagged value as facts keep it; empty where its words are no value of its slot."""
    value = alone(tag)
    if tag.slot == "hometown" and len(value) > 2:
        value = value.removesuffix("人")
    if tag.slot == "allergy":
        value = _allergen(tag, value, reading)
    elif tag.slot == "condition":
        value += _rest(tag, reading)
    elif tag.slot == "marital_status" and _OVER.match(_behind(tag, reading)):
        value += "了"
    elif tag.slot == "job":
        value = _work(tag, value, reading)
    value = _city(tag, value, reading) + value
    return _read(tag.slot, value, simplified(value))


def _work(tag: Tag, value: str, reading: Reading) -> str:
    """Return what somebody does for a living with the verb that was cut off before it: 种 of 种芒果, 老师 of 教数学."""
    before = _before(tag, reading)
    value = _ONE_OF.sub("", value)
    sport = _TRAINS.search(before) if value in _TRAINERS else None
    if sport is not None:
        return f"{sport['what']}{value}"
    if value in _TAUGHT and _TEACHES.search(before):
        return f"{value}老师"
    made = _MAKES.search(before)
    known = re.fullmatch(rf"{JOB}|{FIELDS}", simplified(value))
    return f"{made.group()}{value}" if made is not None and known is None else value


_ONE_OF = re.compile("^一[个名位]?(?=.)")
"""What counts who somebody is: 我一前端."""
_TRAINERS = frozenset({"教练", "陪练"})
_TRAINS = re.compile(
    r"我(?:就|也)?(?:是|当|做)?(?:一?[个名])?(?P<what>[\u4e00-\u9fff]{1,3}[球泳绳艇拳道术剑箭步操车]|瑜伽|健身|体能|舞蹈|滑雪)的?$"
)
"""What somebody trains others in whose job it is: 我羽毛球教练啊."""
_MAKES = re.compile("[种养卖送修整开跑]$")


def _city(tag: Tag, value: str, reading: Reading) -> str:
    """Return the city that was cut off before a firm or a school: 绵阳 of 绵阳市中心医院."""
    if tag.slot not in _IN_CITIES or not _CITYS.match(simplified(value)):
        return ""
    before = simplified(reading.sentences[tag.sentence].text[: tag.start])
    return next((before[-size:] for size in (4, 3, 2) if before[-size:] in PLACES), "")


def alone(tag: Tag) -> str:
    """Return a value without what it was said with: 从迈瑞 is 迈瑞, and 打网球 网球."""
    led, plain = _LED.get(tag.slot), simplified(tag.text)
    if led is None or plain in FIRMS or plain in PLACES:
        return tag.text
    match = led.match(plain)
    if match is None or (tag.slot == "hobby" and _is_cut(plain, match.end())):
        return tag.text
    return tag.text[match.end() :]


def _is_cut(plain: str, at: int) -> bool:
    """Tell whether a verb's character is a part of a word: 拉丁舞 is no 丁舞, 打篮球 is 篮球."""
    is_whole = len(words(plain)[0].text) > 1
    return is_whole and words(plain[at:])[0].tag != "n"


def _read(slot: str, value: str, plain: str) -> str:
    """Return a slot's value as facts keep it; empty where the words are none."""
    if _is_vague(slot, plain) or (slot in _FORMS and not _FORMS[slot].search(plain)):
        return ""
    if slot == "phone_model" and _NO_PHONE.search(plain):
        return ""
    if slot == "marital_status":
        plain = _JUST.sub("", plain)
        return _named(plain, _STATUS) or _named(_DONE.sub("", plain), _STATUS)
    if slot == "diet":
        diet = plain.removesuffix("的")
        return _named(diet, _DIETS) or _named(diet.removeprefix("严格"), _DIETS)
    return _MEASURE.sub("", value) if slot == "condition" else value


def _is_vague(slot: str, plain: str) -> bool:
    """Tell words that do not say which place, school, illness or work."""
    if slot in {"school", "studies"} and _GRADE.fullmatch(plain):
        return True
    if slot in _PLACES:
        return _VAGUE.match(plain) is not None or plain in NOUNS or len(plain) < 2
    if slot == "language" and plain.startswith("学"):
        return True
    if slot == "job" and plain.endswith("员工"):
        return True
    return plain in {"condition": _NO_ILLNESS, "job": _NO_JOB}.get(slot, ())


def _rest(tag: Tag, reading: Reading) -> str:
    """Return the end of an illness that was left out: in 腰椎间盘突出 it is 突出."""
    match = _ILL.match(_behind(tag, reading))
    return match.group() if match is not None else ""


def _allergen(tag: Tag, value: str, reading: Reading) -> str:
    """Return what somebody is allergic to: in 我对虾过敏 it is 虾, not 对虾."""
    led = (
        value.startswith("对")
        and _behind(tag, reading).startswith("过敏")
        and not reading.sentences[tag.sentence].text[: tag.start].endswith("对")
    )
    return value[1:] if led else value.removeprefix("是").removesuffix("过敏")


_TEACHES = re.compile("(?<!请)[教带]|老师|学校|[中小]学|任课")
"""What stands before a subject that somebody teaches, and does not work in: 做美术."""


def _before(tag: Tag, reading: Reading) -> str:
    return simplified(reading.sentences[tag.sentence].text[: tag.start])


def _behind(tag: Tag, reading: Reading) -> str:
    return reading.sentences[tag.sentence].text[tag.end :]


def _named(plain: str, table: Mapping[str, str]) -> str:
    return next((name for name, words in table.items() if plain in words.split()), "")
