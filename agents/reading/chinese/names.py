"""Names in Chinese clauses: of the speaker, of their people and pets, of their things."""

import re
from collections.abc import Iterator
from dataclasses import replace

from octomem.agents.reading.chinese.kin import FORM, NAME_WORD, NOUNS, is_animal
from octomem.agents.reading.chinese.lexicon import LOUD, SURNAMES
from octomem.agents.reading.chinese.occupations import JOB
from octomem.agents.reading.chinese.subjects import Subject, is_chinese_name, name_at
from octomem.agents.reading.chinese.telling import base, trimmed
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.chinese.words import words
from octomem.agents.reading.reading import Claim, Statement, Tense
from octomem.agents.reading.subjects import Who

_NAME = r"(?P<name>[\u4e00-\u9fff]{1,4}?|[A-Z][A-Za-z'-]{1,20}(?: [A-Z][A-Za-z'-]{1,20})?)"
_END = r"(?:就行|就好|就可以|吧|即可|好了|就行了|就可以了|哦|啊|呀|啦)*$"
_SELF = re.compile(
    rf"(?:我(?:的?(?:名字|全名|大名|本名|真名))?(?:是|就)?叫(?:做|作)?|我的?(?:名字|全名|大名|本名|真名)是){_NAME}{_END}"
)
_SELF_IS = re.compile(rf"(?:我是|我就是){_NAME}{_END}")
_CALLERS = r"(?:我的?)?(?:朋友|同事|家人|家里人?|同学|室友|邻居|亲戚|爸妈|父母)"
_PET_NAME = r"(?:(?P<twice>[\u4e00-\u9fff])(?P=twice)|(?!小声|小心|老实)[小老阿][\u4e00-\u9fff])"
"""What a name looks like that somebody is called by, rather than what they are asked to do: 叫我乐乐."""
_OWN_WORD = "(?:小名|昵称|外号|绰号|英文名|花名|网名)"
_CALL = re.compile(
    rf"(?:你)?(?:可以|请|就|以后)*(?:叫|喊|称呼)我(?:为|作|做)?{_NAME}{_END}"
    rf"|(?:(?:大家|朋友|同事|家人|他们|别人|同学)们?(?:都|一般|平时|习惯)*|{_CALLERS}们?(?:都|一般|平时|习惯)+|{_CALLERS}们?(?=[叫喊管]我叫?{_PET_NAME}$))(?:叫|喊|称呼|管)我(?:叫|为|作)?(?P<nick>[\u4e00-\u9fff]{{1,4}}|[A-Z][a-z]+)$"
    rf"|我的?{_OWN_WORD}(?:现在|已经)?(?:是|叫|[改换][成为叫]了?){_NAME.replace('name', 'own')}{_END}"
    rf"|{_NAME.replace('name', 'mine')}(?:就)?是我的?{_OWN_WORD}$"
)
_RENAMED = re.compile(
    rf"我?(?:现在|已经|正式|去年|刚)*(?:改名字?|的?名字(?:也|就|已经|正式)*改)(?:叫|为|成)(?:了|做)?{_NAME}了?{_END}"
)
_NEW_NAME = re.compile("^我?(?:的名字)?(?:已经|正式|刚)*改(?:了|过)?名(?:字|了)")
_NEW_NICK = re.compile(rf"^我?(?:刚|又|已经)*[换改]了?(?:一?个)?新?的?{_OWN_WORD}")
_NOW_CALLED = re.compile(rf"(?:我)?(?:现在|以后|身份证上)?(?:正式|就|改)?(?:叫|名叫){_NAME}{_END}")
_OF_KIN = re.compile(
    rf"(?:的?(?:名字|大名|小名|全名|学名|本名|真名|原名))?(?P<verb>叫做?(?!{LOUD})|名叫|是|名字是|名字叫|叫作|的?{NAME_WORD}){_NAME.replace('1,4', '1,9')}{_END}"
)
_NO_NAME = re.compile("[我你您他她它了的来去在到让请]")
"""Characters of what 叫 asks somebody to do: 叫我妈带."""
_WITH_JOB = re.compile(rf"(?:{JOB})(?P<who>(?:{'|'.join(SURNAMES)})[\u4e00-\u9fff]{{1,2}})")
"""Somebody with what they are before their name: 人力总监邵文博."""
_SURNAME = re.compile(
    rf"(?:是)?姓(?P<name>{'|'.join(sorted(SURNAMES, key=len, reverse=True))})(?:的)?{_END}"
)
_IS_KIN = re.compile(
    rf"(?:(?:也)?是(?P<owner>我)(?:们)?家?的?(?:[\u4e00-\u9fff]{{0,4}}?)(?P<kin>{FORM})了?|(?:[来到在]|[给帮])我们?家里?[做当干](?P<at_home>保姆|月嫂|钟点工|护工|家教))了?{_END}"
)
_THING = re.compile(
    r"\s*(?:现在|目前|一直|还|依然|已经|就|名字?)*(?:从[^，。]{1,8}?(?=[变换改调搬转][成为到]))?(?P<verb>就是|是|叫做?|为|在|[:：]|改成了?|改为|变成了?|[换转]成了?|[换调搬转]到了?)?\s*(?P<value>[^，。]{1,20})$"
)
_MEASURED = frozenset({"birthday", "age", "height", "weight", "blood type", "shoe size"})
"""Things whose value follows without a verb: 体重65公斤."""
_COMES_NEXT = re.compile(
    r"(?:那|现在|目前|如今|当然|必须|绝对|肯定|一定|应该|还得|一直|还)*(?:就?是)?(?P<value>[^，。是的我你他她]{1,8}?)(?:了|啦|呀|吧)*$"
)
_ONLY_HOBBY = re.compile(
    r"(?:我|老头子我?|我这(?:个)?人)?(?:平时|也|这辈子)*(?:没|没有)(?:什么|啥)?(?:别的|其他|其它)?(?:爱好|兴趣)$"
)
"""What is followed by the one thing that somebody likes to do: 没别的爱好，就是钓鱼."""
_FIRM_NAME = re.compile(
    r"(?:(?:店|公司|学校|厂|单位|机构|医院|工作室|琴行|餐厅)(?:的)?名?字?|名字)?(?:就)?(?:叫做?|名叫|名为)(?P<name>[^，。]{2,10})$"
)
_PAIRED = {"夫妻": "spouse", "两口子": "spouse", "同事": "colleague", "同学": "classmate", "姐妹": "sister",
           "兄弟": "brother", "朋友": "friend", "室友": "roommate", "邻居": "neighbour", "情侣": "partner",
           "闺蜜": "friend", "表兄弟": "cousin", "搭档": "colleague"}  # fmt: skip
_PAIR = re.compile(
    rf"(?P<first>[^，。]{{2,6}}?)[和跟与](?P<second>[^，。]{{2,6}}?)(?:以前)?(?:也|都)?是(?:大学|高中|好|多年)?(?P<noun>{'|'.join(_PAIRED)})$"
)
_GROUP_OF = re.compile(
    r"(?P<name>[\w·]{2,12}?)是我们?(?P<group>公司|团队|项目组|部门)?(?P<rest>(?:目前|现在)?(?:最大|主要|重要|核心|唯一|长期|最重要|最老)?的?"
    r"(?:最大|重要|主要)?的?(?:客户|供应商|合作伙伴|合作方|竞争对手|对手|甲方|乙方|投资人|投资方|产品|品牌))$"
)


def read(told: Told) -> list[Statement]:
    """Return what a clause says of names alone: 我叫陈默, 叫我小默, 叫豆豆."""
    shop = list(_shop(told))
    if shop:
        return shop
    named = [*_own_name(told), *_thing_name(told), *_group(told), *_pair(told)]
    named = named or [*_topic(told), *_firm(told)]
    if _ONLY_HOBBY.match(told.clause.text):
        told.setting.topic = told.scene.of_speaker("hobby", "爱好", "thing")
    return named


def is_call(text: str) -> bool:
    """Tell what the agent is to call the speaker from what it is to do: 以后叫我阿拉吧, but not 以后叫我起床."""
    called = _CALL.match(text)
    name = (called["name"] or "") if called is not None else ""
    return bool(name) and all(word.tag[:1] not in "vadt" for word in words(name))


def _own_name(told: Told) -> Iterator[Statement]:
    text, scene = told.clause.text, told.scene
    called = _CALL.match(text)
    asked = called is not None and called["name"] and not is_call(text)  # 医生叫我少吃盐
    if called is not None and not asked and not (called["nick"] and _is_doing(called["nick"])):
        name = called["name"] or called["nick"] or called["own"] or called["mine"]
        told.subject = scene.speaker()
        yield base(
            told,
            "is called",
            "call",
            name,
            "person",
            Claim.NICKNAME,
            text=f"{scene.actor}希望被叫作{name}",
        )
        return
    new = _NOW_CALLED.match(text) if _NEW_NICK.match(told.setting.whole) else None
    if new is not None and not _NO_NAME.search(new["name"]):
        told.subject = scene.speaker()
        shown = f"{scene.actor}希望被叫作{new['name']}"
        yield base(told, "is called", "call", new["name"], "person", Claim.NICKNAME, text=shown)
        return
    said = _SELF.match(text) or _renamed(told)
    if said is None:
        said = _SELF_IS.match(text)
        if said is None or not _is_person(told, said.start("name"), said["name"]):
            return
    if said["name"].startswith(("你", "您")):
        return  # 我叫你阿福吧 names the listener
    name = told.clause.verbatim[said.start("name") : said.end("name")]
    told.subject = scene.speaker()
    told.setting.subject, told.setting.introduced = told.subject, True
    yield base(
        told, "name is", "be", name, "person", Claim.NAME, text=f"{scene.actor}的名字是{name}"
    )


def _is_doing(text: str) -> bool:
    """Tell what somebody is asked to do, and whom of theirs others call, from a name: 朋友叫我吃饭."""
    if text[0] in "妈爸哥姐弟妹爷奶":
        return True
    return not is_chinese_name(text) and any(word.tag[:1] in "vdt" for word in words(text))


def _renamed(told: Told) -> re.Match[str] | None:
    """Return what somebody is called now, who says that they have another name: 改名了，现在叫张若曦."""
    other = told.setting.subject is not None and not told.setting.subject.who.first_person
    said = _RENAMED.match(told.clause.text) or (
        _NOW_CALLED.match(told.clause.text) if _NEW_NAME.search(told.setting.whole) else None
    )
    if said is None or (other and not told.clause.text.startswith("我")):
        return None
    return said if not _NO_NAME.search(said["name"]) else None


def _is_person(told: Told, position: int, name: str) -> bool:
    """Tell whether 我是… is followed by a name rather than by anything else."""
    if name == told.scene.actor or name.replace(" ", "").isascii():
        return name == told.scene.actor or (len(name) > 2 and not name.isupper())
    if name.endswith("人"):
        return False  # 成都人
    found, end = name_at(told.clause.text, position, told.words, told.scene.known)
    return found == name or (
        end == position and is_chinese_name(name) and len(name) <= 3 and not _is_word(told, name)
    )


def _is_word(told: Told, name: str) -> bool:
    return any(word.text == name and word.tag not in {"nr", "nrt", "nrfg"} for word in told.words)


def _thing_name(told: Told) -> Iterator[Statement]:
    """Read the name of a pet or relative that the clause before brought up: 叫豆豆, 姓周."""
    one_of = re.match("[大小]的|老[大二三四]", told.clause.text) is not None
    thing = told.setting.thing or (told.setting.several if one_of else None)
    match = re.match(
        rf"(?:[他她它]|(?:还有|另外)?(?:一|另一|这|那)[只条个]|[大小公母黑白花橘胖瘦老]的?(?:那[只条])?|老[大二三])?(?:的)?(?:名字)?(?:就|也|我?给(?:它|他|她)?)?(?:叫|名叫|名字叫|名字是|取名叫?|起名叫?|起了?个?名字?叫?|唤作|[小大乳]名(?:就)?(?:叫|是)?){_NAME}{_END}",
        told.clause.text,
    )
    family = _SURNAME.match(told.clause.text)
    if thing is not None and family is not None and thing.who.type == "person":
        told.subject = told.setting.subject = thing
        yield _surnamed(told, family["name"], thing)
        return
    if thing is None or match is None or _NO_NAME.search(match["name"]):
        return
    if len(match["name"]) > 2 and _is_doing(match["name"]):
        return  # 叫大家吃饭
    told.subject = thing
    told.scene.referents.bind(thing.who.name, match["name"])
    born = told.setting.day if "生" in told.setting.whole else None
    yield replace(_named(told, match["name"], thing), moment=born)


def _topic(told: Told) -> Iterator[Statement]:
    """Read what the favourite is that the clause before brought up: 变啦，现在是墨绿."""
    topic, told.setting.topic = told.setting.topic, None
    match = _COMES_NEXT.match(told.clause.text) if topic is not None else None
    if topic is None or match is None or told.clause.is_question:
        return
    told.subject = topic
    value = trimmed(told.clause.verbatim[match.start("value") : match.end("value")])
    yield base(told, "is", "be", value, "thing", Claim.FACT, text=f"{topic.shown}是{value}")


_SHOP_NAME = re.compile(
    r"(?:(?:(?:店|馆|公司|厂)的?名字?|招牌|名字?)(?:就)?(?:叫做?|是)?|(?:就)?(?:叫做?|名叫|名为))"
    r"[“「\"']?(?P<name>[\u4e00-\u9fffA-Za-z][^，。 “”「」\"']{1,11})[”」\"']?(?: [^，]{1,10})?$"
)
_NO_SHOP = re.compile(
    "[我你您他她它了来去到让请想要没]|^(?:[个很挺太真还不声气片]|一个|什么|外卖|字)"
)
"""Characters of no shop's name, and how none begins: 名字是个好东西, 名声, 叫外卖."""


def _shop(told: Told) -> Iterator[Statement]:
    """Read the name of the shop that the clause before told somebody to run: 在敦煌开民宿的，叫沙枣小院."""
    shop, told.setting.shop = told.setting.shop, ""
    match = _SHOP_NAME.match(told.clause.text) if shop else None
    if match is None or told.clause.is_question or _NO_SHOP.search(match["name"]):
        return
    told.subject = told.setting.subject or told.scene.speaker()
    name = told.clause.verbatim[match.start("name") : match.end("name")]
    text = f"{told.subject.shown}开的{re.sub('^(?:[一两二三几]?[家间个])', '', shop)}叫{name}"
    yield base(told, "owns", "own", name, "organisation", Claim.FACT, text=text)


def _firm(told: Told) -> Iterator[Statement]:
    """Read the name of the firm that the clause before told of: 店名叫海韵."""
    told_of, told.setting.firm = told.setting.firm, False
    match = _FIRM_NAME.match(told.clause.text) if told_of else None
    if match is None:
        return
    told.subject = told.setting.subject or told.scene.speaker()
    name = told.clause.verbatim[match.start("name") : match.end("name")]
    text = f"{told.subject.shown}在{name}工作"
    yield base(told, "works at", "work", name, "organisation", Claim.FACT, text=text)


def _named(told: Told, name: str, relative: Subject) -> Statement:
    kind = relative.who.type
    told.subject = Subject(Who(name, kind), name, relative.who.name, relative.shown)
    told.scene.note(told.subject, relative.who.name.rpartition("'s ")[2])
    told.setting.subject, told.setting.lost = told.subject, False
    return kinship(told, told.subject)


def kinship(told: Told, subject: Subject) -> Statement:
    """Say that a named subject is somebody's relative or pet: 李娜是阿强的姐姐."""
    before, told.subject = told.subject, subject
    text = f"{subject.who.name}是{subject.alias_shown}"
    said = base(told, "is", "be", subject.alias, subject.who.type, Claim.FACT, text=text)
    told.subject = before
    return replace(said, moment=None)


def relatives(told: Told) -> Iterator[Statement]:
    """Read "我姐姐叫李娜" and "李娜是我姐姐", once the subject is known."""
    subject, text = told.subject, told.clause.text
    if subject is None or not told.explicit or {"negated", "over"} & told.flags:
        return
    _, mark, noun = subject.who.name.rpartition("'s ")
    match = _OF_KIN.match(text, told.at)
    if match is not None and (titled := _WITH_JOB.fullmatch(match["name"])) is not None:
        match = _OF_KIN.fullmatch(text[: match.start("name")] + titled["who"], told.at)
    if mark and noun in set(NOUNS.values()) and match is not None:
        name = match["name"]
        plain_is = match["verb"] == "是" and not _is_person(told, match.start("name"), name)
        if not plain_is and name[0] not in "我你您他她它":
            told.scene.referents.bind(subject.who.name, name)
            yield _named(told, name, subject)
        return
    family = _SURNAME.match(text, told.at)
    if mark and noun in set(NOUNS.values()) and family is not None:
        yield _surnamed(told, family["name"], subject)
        return
    kin = _IS_KIN.match(text, told.at)
    if kin is not None and _OF_THEIRS.search(kin.group()):
        return
    if kin is not None and not mark and subject.who.type == "person":
        word = kin["kin"] or kin["at_home"]
        noun = NOUNS[word]
        relative = told.scene.of_speaker(noun, word, "animal" if is_animal(noun) else "person")
        told.scene.referents.bind(relative.who.name, subject.who.name)
        yield _named(told, subject.who.name, relative)


_OF_THEIRS = re.compile(rf"(?:{FORM})的.")
"""What says of somebody's that it is another's: 是我室友的猫."""


def _surnamed(told: Told, name: str, relative: Subject) -> Statement:
    """Say that somebody's relative goes by a surname, a doctor with the title: 我房东姓赵, 我的主治大夫姓黄."""
    said = f"{relative.shown}姓{name}"
    if relative.who.name.endswith("'s doctor"):
        name += "大夫" if relative.shown.endswith("大夫") else "医生"
    called = Subject(Who(name, "person"), name, relative.who.name, relative.shown)
    return replace(kinship(told, called), text=said)


def of_thing(told: Told) -> Iterator[Statement]:
    """Read what a thing of somebody's is: 我的生日是五月八日."""
    subject = told.subject
    assert subject is not None  # noqa: S101 - the caller found one
    match = _THING.match(told.clause.text, told.at)
    noun = subject.who.name.rpartition("'s ")[2]
    bare = match is not None and not match["verb"] and noun not in _MEASURED
    if match is None or bare or not told.explicit:
        return
    if {"future", "negated", "ended", "over"} & told.flags:
        return
    value = told.clause.verbatim[match.start("value") : match.end("value")]
    if value.startswith("了"):
        return
    value = trimmed(value)
    if re.search(
        r"^(?:很|不|没|有|太|坏|丢|这|那|什么|非常|特别|[\d\s+-]{7,})|^\W*$|坏|了$|找|忘", value
    ):
        return
    if subject.who.name.endswith(" name"):
        told.subject = told.scene.speaker()
    if noun == "company":
        told.subject = told.scene.speaker()
        text = f"{told.scene.actor}的公司是{value}"
        yield base(told, "works at", "work", value, "organisation", Claim.FACT, text=text)
        return
    if noun in {"job", "job title"}:
        text = f"{subject.shown}是{value}"
        told.subject = told.scene.called(subject.who.name.removesuffix(f"'s {noun}"))
        if told.subject.who.name == told.scene.actor:
            told.subject = told.scene.speaker()
        yield base(told, "works as", "work", value, "thing", Claim.FACT, text=text)
        return
    yield base(told, "is", "be", value, "thing", Claim.FACT)
    if noun == "major" and match["verb"] and match["verb"][0] in "变换改转":
        told.subject = told.scene.called(subject.who.name.removesuffix("'s major"))
        text = f"{told.subject.shown}换了专业"
        yield base(told, "changes major", "change major", "", "nothing", Claim.FACT, tense=Tense.PAST, text=text)  # fmt: skip
        told.subject = subject


def _pair(told: Told) -> Iterator[Statement]:
    """Read what two people are to each other: 张伟和李娜是同事."""
    match = _PAIR.match(told.clause.text)
    if match is None:
        return
    first, end = name_at(told.clause.text, 0, told.words, told.scene.known)
    second, last = name_at(told.clause.text, match.start("second"), told.words, told.scene.known)
    if end != match.end("first") or last != match.end("second") or not first or not second:
        return
    noun = _PAIRED[match["noun"]]
    relative = Subject(
        Who(first, "person"), first, f"{second}'s {noun}", f"{second}的{match['noun']}"
    )
    yield replace(kinship(told, relative), text=told.clause.verbatim)


def _group(told: Told) -> Iterator[Statement]:
    """Read what a named firm is to the speaker's: 华辰是我们最大的客户."""
    match = _GROUP_OF.match(told.clause.text)
    if match is None or re.match(r"这|那|他|她|我|你|哪|谁|您", match["name"]):
        return
    name = told.clause.verbatim[: match.end("name")]
    told.subject = Subject(Who(name, "organisation"), name)
    told.setting.subject = told.subject
    group = match["group"] or "公司"
    value = f"{told.scene.actor}的{group}{match['rest']}"
    yield base(told, "is", "be", value, "thing", Claim.FACT, text=f"{name}是{value}")
