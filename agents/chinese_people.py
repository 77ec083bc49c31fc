"""Whom words name in Chinese: 我二舅, 素清妈 and 团团 are somebody, each kept by one name.

Who is somebody's has the owner's name and an English noun, or the Chinese word where no noun is known:
我二舅 is the speaker's uncle, 孩子姥爷 the father of the mother of the speaker's child.
"""

import re

from octomem.agents.reading.chinese.kin import FORM, NOUNS, PEOPLE, PETS
from octomem.agents.reading.chinese.lexicon import NO_NAMES
from octomem.agents.reading.chinese.occupations import JOB
from octomem.agents.reading.chinese.script import has_han, simplified
from octomem.agents.reading.chinese.subjects import TITLED, is_chinese_name, is_given
from octomem.agents.reading.chinese.words import words as cut
from octomem.agents.reading.reading import Reading
from octomem.agents.reading.tags import Mention, Tag

RELATIVE = (
    "(?:[大二三四五六七八九小老亲堂表干继养义前后外曾太阿幺细幼师祖]*"
    "[爷奶姥爸妈爹娘父母哥弟兄姐妹嫂叔伯婶姑姨舅妗侄甥孙婿媳岳囡崽]+(?:[夫丈母公婆爷奶姥父妇亲婿]|子(?!女)|女|儿|媳)*"
    "|亲家[公母]?|公婆|家[公婆]|外[公婆]|[长次幼独养继][子女]|老?丈人|妯娌|连襟|[婆娘]家|前[夫妻]|阿[公婆]|细佬|老豆)"
)
"""A word for a relative by its shape: what says which, and characters that relatives are called by: 三叔公, 侄媳妇."""
KIN_WORD = f"(?>{RELATIVE}|{FORM})"
"""Any word for what somebody is to another, as long as it goes on."""
_PERSON = (
    f"(?!.*[这那哪谁个的])(?:{JOB}|[\u4e00-\u9fff]{{1,6}}(?:人|客|员|长|师|生|友|者|手|学|同事|小哥|大爷|大妈|大叔|大婶|阿姨|姑娘|太太|爷子|老头|老乡|老板|老师)"
    "|[前现]任|前?同事|新[娘郎]|老[大乡头外幺表]|东家|老东家|小伙子?)|那(?:口子|位)"
)
"""A word for what somebody is, by its end: 老教授, 会长."""
_ANY_NOUN = (
    rf"(?:大学|高中|初中|中学|小学|研究生|幼儿园|公司|新|隔壁|楼[上下]|对门|合租)?(?P<noun>{FORM})"
)
_WHICH = re.compile(_ANY_NOUN)
_RELATED = re.compile(f"{RELATIVE}{{1,2}}")
_WHOSOEVER = re.compile(_PERSON)
_TRADE = re.compile(f"{JOB}|外教|[现前]任")
_AGE = re.compile("^(?:[老亲阿]+(?!爷爷|奶奶)|[大二三四五六七八九小幺]+(?=[^爷奶公婆爸妈爹娘]+$))")
"""What a word for a relative may begin with and mean one of the same kind: 老父亲, 三姐, but not 大爷爷."""
_SELF = re.compile(
    r"^(?:(?:我们?|咱们?|俺们?)(?:家里?)?|(?:(?:我们?|咱们?|俺们?)家?的?)?(?:家里|部门|单位|班上?|组里|公司|团队|店里|厂里|学校|宿舍|小区|车间|科室|科里|村里|屋头))的?(?:那?[两俩几三四五]?个|那?[位俩]|那(?![口位]))?(?=.)|^(?:[两俩]个?|[几三四五六]个|那?[个位])(?=..)"
)
"""What stands before who is the speaker's, or near them."""
_CHILD = re.compile("孩子?|娃儿?|孩儿")
_JOINED = re.compile(r"(?P<owner>.+?)(?:家里?的|家(?=[^里])|的|[他她])(?P<one>[^的他她]+)")
"""Whoever is somebody's, with a word between them: 孩子他舅."""
_PARENT = re.compile(
    "爸爸?|妈妈?|老?爹|老?娘|父亲|母亲|老[爸妈]|[爸妈]|姥[爷姥]|外[公婆]|爷爷|奶奶|媳妇|老[公婆]|儿子|女儿|闺女|岳父|岳母"
)
"""Who is somebody's without a word between them: 素清妈."""
_NO_PART = re.compile("[我你您他她它们的姓这那谁啥\\d，。]|什么|自己")
"""What stands in no name."""
_NO_WORDS = frozenset("rdpctm")
"""Parts of speech of words that begin no name."""
_PLACE = re.compile(r"[\u4e00-\u9fff]{1,5}?[里的上]|隔壁|楼[上下]|对[门面]")
"""What stands before who is told of by where they are: 隔壁桌的小韩."""
_HOUSE = re.compile(r"(?<![婆娘亲东人大])(?:他|她|他们|她们)?家(?:里)?的?$")


def noun_of(word: str) -> str:
    """Return the noun by which somebody is kept who is called by what they are; empty for no such word."""
    found = _WHICH.fullmatch(word)
    if found is not None:
        return NOUNS[found["noun"]]
    if _CHILD.fullmatch(word):
        return "child"
    if _RELATED.fullmatch(word):
        return PEOPLE.get(_AGE.sub("", word), word)
    return ""


def whom(words: str, reading: Reading, *, sure: bool = True) -> str:
    """Return what somebody is called whom words name; empty where they name nobody who can be known again.

    A name that is built like none is trusted where it is sure that somebody is named.
    """
    plain = _HOUSE.sub("", _SELF.sub("", words))
    plain = plain.removesuffix("们") if len(plain) > 2 else plain
    actor = reading.turn.actor
    if noun := noun_of(plain):
        return f"{actor}'s {noun}"
    joined = _JOINED.fullmatch(plain)
    if joined is not None:
        by_pronoun = plain[joined.end("owner")] in "他她"
        return _of_whom(joined["owner"], joined["one"], reading, sure=sure and by_pronoun)
    name = _beside(plain, reading) or _named(plain, reading, sure=sure)
    if not name and _WHOSOEVER.fullmatch(plain) and plain not in PETS:
        return f"{actor}'s {plain}"
    return name or (plain if sure and _may_name(plain) else "")


def _named(plain: str, reading: Reading, *, sure: bool) -> str:
    """Return the name that words are, or have in them."""
    if is_name(plain, reading) or TITLED.fullmatch(plain):
        return plain
    return _known_in(plain, reading) or _introduced(plain, reading, sure=sure)


def _of_whom(owner: str, one: str, reading: Reading, *, sure: bool) -> str:
    """Return somebody of an owner's, or by the name that stands behind what tells of them: 隔壁桌的小韩."""
    noun = noun_of(one) or (one if _WHOSOEVER.fullmatch(one) else "")
    if not noun:
        return one if is_name(one, reading) else ""
    whose = whom(owner, reading, sure=sure)
    return f"{whose}'s {noun}" if whose else ""


def _known_in(plain: str, reading: Reading) -> str:
    """Return who is known by name in words of which no more is part of it: 邻居小徐人."""
    people = (simplified(each.text) for each in reading.names if each.type == "person")
    names = [each for each in people if each in plain and is_person(each)]
    name = max(names, key=len, default="")
    behind = plain.rpartition(name)[2] if name else ""
    return "" if noun_of(behind) or _WHOSOEVER.fullmatch(behind) else name


def _beside(plain: str, reading: Reading) -> str:
    """Return who is somebody's with nothing between the two: 孩子姥爷, 素清妈."""
    for at in range(1, len(plain)):
        owner, one = plain[:at], plain[at:]
        if (noun := noun_of(owner)) and (noun_of(one) or _TRADE.fullmatch(one)):
            return f"{reading.turn.actor}'s {noun}'s {noun_of(one) or one}"
        if at > 1 and _PARENT.fullmatch(one) and (is_name(owner, reading) or _may_name(owner)):
            return f"{owner}'s {noun_of(one)}"
    return ""


def _introduced(plain: str, reading: Reading, *, sure: bool) -> str:
    """Return the name behind what somebody is, or where they are: 先生楚湘."""
    for at in range(len(plain) - 2, 0, -1):
        noun, name = noun_of(plain[:at]), plain[at:]
        is_told = noun or _PLACE.fullmatch(plain[:at]) is not None
        if (is_told and is_name(name, reading)) or (noun and sure and _may_name(name)):
            return name
    return ""


def is_name(word: str, reading: Reading) -> bool:
    """Tell what is built like a name, or known as one."""
    if _NO_PART.search(word) or word in NO_NAMES or _RELATED.fullmatch(word):
        return False
    if not has_han(word):
        return word[:1].isupper() and word.isalpha()
    known = any(each.type == "person" and simplified(each.text) == word for each in reading.names)
    return known or is_person(word)


def is_person(word: str) -> bool:
    """Tell what is built like a name: 周培元, 小宋, 晓雯, 团团."""
    if noun_of(word):
        return False
    doubled = len(word) == 2 and word[0] == word[1]
    return doubled or is_chinese_name(word) or is_given(word) or TITLED.fullmatch(word) is not None


def _may_name(word: str) -> bool:
    """Tell a word that may be a name where somebody is named by it: 石榴, 二愣."""
    if not 2 <= len(word) <= 3 or _NO_PART.search(word) or word in NOUNS:
        return False
    parts = cut(word)
    is_other = len(parts) == 1 and parts[0].tag[:1] in _NO_WORDS
    return has_han(word) and word[-1] not in "里上家" and not is_other


def words_before(tag: Mention | Tag, reading: Reading) -> str:
    """Return what stands before somebody or a value in its sentence, in simplified characters."""
    return simplified(reading.sentences[tag.sentence].text[: tag.start])
