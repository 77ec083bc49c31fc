"""Whom a message in Chinese tells of: who is mentioned, named before a value, or asked about."""

import re
from collections.abc import Sequence

from octomem.agents.chinese_people import (
    KIN_WORD,
    RELATIVE,
    is_name,
    is_person,
    noun_of,
    whom,
    words_before,
)
from octomem.agents.reading.chinese.kin import CLOSE, NOUNS
from octomem.agents.reading.chinese.script import has_han, simplified
from octomem.agents.reading.chinese.subjects import TITLED, name_at
from octomem.agents.reading.chinese.words import words as cut
from octomem.agents.reading.reading import Reading
from octomem.agents.reading.tags import Mention, Tag
from octomem.agents.reading.vocabulary import vocabulary

_OF_ANOTHER = re.compile(r"(?:[他她你您]|(?<!我)(?<!我们)的|(?<!我)(?<!我们)家)(?:那个)?$")
"""What stands before who is somebody else's: 我同桌她(爸)."""
_WHOSE = re.compile(
    rf"(?:家?的|[他她])(?:{KIN_WORD}|[现前]任)|(?<=孩子)(?:外教|老师|班主任|同学|同桌|爸爸|妈妈)"
)
"""What stands behind who has somebody, of whom a value is."""
_SPEAKERS = vocabulary("我 我们 俺 咱")
_SOMEBODY = re.compile(rf"家?的?{KIN_WORD}")
_THEY = frozenset("他她")
_OWNER = re.compile(rf"(?:(?:我们?|咱们?|俺们?)家?的?)?{KIN_WORD}$")
"""Whose somebody is, at the end of what stands before them."""
_WITH = ("跟", "和", "与", "同", "随")
"""What stands before somebody with whom another does something."""
_OF_HOUSE = re.compile("[^，。]?.?家的?")
_LONG = 3
"""Characters from which what jieba takes for a name is one only where it is built like one: 生完娃 is none."""
_NO_OTHERS = "(?!们|家|的|[他她])"
"""What does not stand behind who is meant: 我弟, but not 我弟的朋友."""
_CLOSEST = sorted(CLOSE, key=len, reverse=True)
_NO_FAMILY = vocabulary("boss landlord roommate")
_OWN_KIN = re.compile(rf"(?:我们?家?|咱们?家?|俺们?家?)的?(?P<noun>{KIN_WORD}){_NO_OTHERS}")
"""Who is the speaker's."""
_BARE_KIN = re.compile(
    rf"(?:^|[，。；：、！？（(给帮替跟和同陪让把被])(?P<noun>(?>{'|'.join(_CLOSEST)}|爱人|{RELATIVE}|[爸妈])){_NO_OTHERS}"
)
"""Who is the speaker's without a word that says so: 师父让我替了."""
_SAID_KIN = re.compile(
    rf"(?<![的他她你您家谁])(?P<noun>(?>{'|'.join(each for each in _CLOSEST if NOUNS[each] not in _NO_FAMILY)})){_NO_OTHERS}"
)
"""Who is the speaker's wherever nobody else is named: 长城炮拉着媳妇."""
_BEGINS = re.compile(
    "(?:^|[，。；：、！？])(?:我?[跟和同给帮替]|昨天|今天|最近|听说)|^|[，。；：、！？]"
)
"""Where the name may stand of whom a clause tells."""
_YOURS = re.compile(rf"(?:你们?|您)家?的?(?P<noun>{KIN_WORD})(?!们|[他她])")
"""Who is the listener's."""
_ASKED = re.compile(rf"(?P<noun>{KIN_WORD}){_NO_OTHERS}")
_HONOURS = {"令尊": "father", "令堂": "mother", "令郎": "son", "令爱": "daughter"}
_HONOURED = re.compile("|".join(_HONOURS))


def called(mention: Mention | Tag, reading: Reading) -> str:
    """Return what somebody is called: 小周家 is 小周, 我姐 the speaker's sister, 我姐她妹 hers.

    Who is somebody's has no name here where nobody knows whose.
    """
    if isinstance(mention, Tag) and mention.slot == "nickname":
        return "" if noun_of(mention.text) else mention.text.lstrip("他她")
    sentence = simplified(reading.sentences[mention.sentence].text)
    if _is_house(sentence[mention.start :], mention.text, reading):
        return ""
    words = _with_theirs(mention, sentence)
    if words[0] in _THEY:
        return _of_antecedent(words[1:], mention, reading)
    before = _OF_ANOTHER.search(sentence, 0, mention.start)
    if before is None or _is_value_before(before.start(), mention, reading):
        is_animal = isinstance(mention, Tag) and mention.slot == "pet"
        return whom(words, reading, sure=not is_animal)
    return _of_another(words, before, mention, reading)


def _of_another(words: str, before: re.Match[str], mention: Mention | Tag, reading: Reading) -> str:
    """Return who is somebody else's by what stands before them, or who is told of there: 认识的陈敏."""
    owner = _OWNER.search(before.string, 0, before.start())
    if owner is not None:
        return whom(owner.group() + before.group() + words, reading)
    if before.group()[0] in _THEY:
        return _of_antecedent(words, mention, reading)
    of_named = _of_named(words, before.string[: before.start()], reading)
    is_told = before.group() == "的" and not noun_of(words)
    is_sure = isinstance(mention, Tag) and not mention.of_other
    return whom(words, reading) if is_told and (is_sure or is_name(words, reading)) else of_named


def _is_house(sentence: str, words: str, reading: Reading) -> bool:
    """Tell whose house somebody is of who is named behind it, and told of: 范静家的(可可)."""
    house = _OF_HOUSE.match(sentence, max(len(words) - 2, 0))
    people = (simplified(each.text) for each in reading.names if each.type == "person")
    return house is not None and any(sentence.startswith(one, house.end()) for one in people)


def _with_theirs(mention: Mention | Tag, sentence: str) -> str:
    """Return the words of a mention with whoever of theirs is told of behind it: 我姐 and 她妹."""
    end = mention.end
    if simplified(mention.text) in _SPEAKERS and (own := _SOMEBODY.match(sentence, end)):
        end = own.end()
    while (theirs := _WHOSE.match(sentence, end)) is not None:
        end = theirs.end()
    return sentence[mention.start : end]


def _of_antecedent(words: str, mention: Mention | Tag, reading: Reading) -> str:
    """Return who is somebody's by a pronoun: 她爸 after 鲤 is hers; empty where nobody was named."""
    noun = noun_of(words.removeprefix("的"))
    if not noun:
        return ""
    place = mention.sentence, mention.start
    people = [each for each in reading.tags.mentions if (each.sentence, each.start) < place]
    whose = next((name for each in reversed(people) if (name := called(each, reading))), "")
    whose = whose or _named_last(words_before(mention, reading), reading)
    return f"{whose}'s {noun}" if whose else ""


def _of_named(words: str, before: str, reading: Reading) -> str:
    """Return who is told by what they are to somebody named: 牛牛的妈妈; empty for anybody else."""
    people = (each.text for each in reading.names if each.type == "person")
    whose = next((one for one in people if before.endswith(simplified(one))), "")
    noun = noun_of(words)
    return f"{whose}'s {noun}" if whose and noun else ""


def _is_value_before(at: int, mention: Mention | Tag, reading: Reading) -> bool:
    """Tell what somebody has, in words before them, from whose they are: 阿尔茨海默的(外公), where nobody is named yet."""
    here = mention.sentence
    is_first = all(
        each.start >= mention.start for each in reading.tags.mentions if each.sentence == here
    )
    return is_first and any(
        each.sentence == here and each.end == at and each.slot not in _PEOPLE
        for each in reading.tags.values
    )


_PEOPLE = vocabulary("manager colleague partner child sibling parent friend pet doctor")
"""Slots whose values are somebody."""


def leading(people: Sequence[Mention | Tag], tag: Tag, reading: Reading) -> list[Mention | Tag]:
    """Return people before a value without those with whom another does what its clause says: 我男人跟老乡去沙特."""
    before = words_before(tag, reading)
    begins = max(before.rfind(mark) for mark in "，。；：！？") + 1
    own = [each for each in people if begins <= each.start < tag.start]
    company = {each.start for each in own if before.endswith(_WITH, begins, each.start)}
    is_led = len(company) < len(own)
    return [each for each in people if not (is_led and each.start in company)]


def is_of_pronoun(tag: Tag, reading: Reading) -> bool:
    """Tell a value of whom a pronoun means, who is nobody named behind it: 他以前是(顺达物流)的周经理."""
    return _PRONOUN.search(words_before(tag, reading)) is not None


_PRONOUN = re.compile("(?:^|[，。；：！？])[他她](?!们)[^，。；：！？]*$")


def named_before(tag: Tag, reading: Reading) -> str:
    """Return who is named last before a value in its sentence, or else in the question that it answers."""
    return _named_last(words_before(tag, reading), reading) or _asked_about(tag, reading)


def _named_last(before: str, reading: Reading) -> str:
    """Return who is named last, by name or as the speaker's own; else nothing."""
    people = [each.text for each in reading.names if each.type == "person"]
    names = [each for each in people if len(each) < _LONG or not has_han(each) or is_person(each)]
    found = {at: each for each in names if (at := before.rfind(simplified(each))) >= 0}
    found |= {match.start(): match.group() for match in TITLED.finditer(before)}
    found |= _own_in(before, reading, _OWN_KIN, _BARE_KIN)
    found = found or _own_in(before, reading, _SAID_KIN)
    return found[max(found)] if found else _named_at(before)


def _own_in(before: str, reading: Reading, *forms: re.Pattern[str]) -> dict[int, str]:
    """Return the speaker's own in words, by where they stand."""
    actor = reading.turn.actor
    return {
        match.start("noun"): f"{actor}'s {noun_of(match['noun'])}"
        for form in forms
        for match in form.finditer(before)
    }


def _named_at(text: str) -> str:
    """Return the name with which the last clause begins that begins with one: 老阎来耒阳了."""
    words = cut(text)
    names = [name_at(text, each.end(), words, ())[0] for each in _BEGINS.finditer(text)]
    return next((each for each in reversed(names) if each), "")


def _asked_about(tag: Tag, reading: Reading) -> str:
    """Return whom the question asks about that a turn's first words answer: 您女儿的专业是？; empty for nobody."""
    if reading.asked is None or tag.sentence > 0:
        return ""
    question = simplified(reading.asked.question)
    found = _YOURS.search(question) or _ASKED.match(question) or _SAID_KIN.search(question)
    if found is not None:
        return f"{reading.turn.actor}'s {noun_of(found['noun'])}"
    honoured = _HONOURED.search(question)
    return f"{reading.turn.actor}'s {_HONOURS[honoured.group()]}" if honoured is not None else ""
