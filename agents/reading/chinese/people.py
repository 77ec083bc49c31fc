"""Who is together with whom, and who leads whom: 跟小鹿办完离婚手续了, 我现在汇报给孙倩."""

import re
from collections.abc import Iterator
from dataclasses import replace

from octomem.agents.reading.chinese.kin import FORM, NOUNS, is_animal
from octomem.agents.reading.chinese.lexicon import SURNAMES
from octomem.agents.reading.chinese.masks import is_free, masked
from octomem.agents.reading.chinese.names import kinship
from octomem.agents.reading.chinese.occupations import JOB
from octomem.agents.reading.chinese.subjects import Subject, is_chinese_name, name_at
from octomem.agents.reading.chinese.telling import base
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.reading import Claim, Statement, Tense
from octomem.agents.reading.subjects import Who
from octomem.agents.reading.vocabulary import vocabulary

_WITH = r"(?:和|跟|与|同)(?P<who>[\u4e00-\u9fffA-Za-z]{1,8}?)(?:[\ue001]|也|就|都|正式|终于|已经|其实|早|还是|最后|最近|刚|上|去|一起)*"
_SPLIT = re.compile(
    rf"(?:{_WITH})?(?:把)?(?:办(?:完|好|理)?了?|闹了?|协议|和平)?(?P<how>离(?:了|完)?婚|分(?:了)?手|退(?:了)?婚|解除婚约|分开了|掰了|散伙|(?<=[们俩])散(?=了$)|(?<=[\u4e00-\u9fff])分(?=了$))(?:手续|证)?(?:了|啦|$)"
)
_APART = re.compile(
    rf"(?:{_WITH})?(?:已经|早|现在|也|就)*(?P<how>不(?:再)?在一起|分开)了(?=$|[啦啊呀哦])"
)
_WEDS = re.compile(
    rf"(?:{_WITH})?(?:领证结(?:了)?婚|领(?:了|完|的)?证|扯(?:了)?证|结(?:了|完)?婚|成婚|完婚|办(?:了|完)?(?:酒席|婚礼|喜酒)|结婚登记|登记结婚)(?:了|啦|的|$)"
)
_WEDDING = re.compile(
    r"(?:参加|吃|喝|去|赶)(?:了|完)?(?P<who>[\u4e00-\u9fff]{2,4}?)的?(?:婚礼|喜酒|婚宴)"
)
_COUPLE = re.compile(rf"{_WITH}(?:在一起|谈恋爱|处对象|好上|谈朋友|确定关系|交往)(?:了|啦|$)")
_LED = re.compile(
    r"(?:汇报给|(?:向|跟|给)(?=[^，]{2,5}汇报)|归(?=[^，]{2,5}管)|(?:领导|上司|老板|主管|经理|上级|leader|头儿)(?:已经|现在|也)*(?:换成|变成|换)了?)(?P<who>[\u4e00-\u9fffA-Za-z]{2,8}?)(?:汇报|管|了|啦|工作)*$"
)
_REPLACED = re.compile(
    r"(?:已经?|现在|也|就|又|早就|正式)*(?:由[^，]{2,7}?)?(?:换成|变成|变更为|换为|改为|调整为|换了?|换作|变)了?(?P<who>[\u4e00-\u9fffA-Za-z]{2,8}?)(?:了|啦|担任)*$"
)
"""Who has taken somebody's part: 房东换成王大姐了."""
_HONOURED = re.compile(
    rf"(?:{'|'.join(SURNAMES)})[\u4e00-\u9fff]{{0,2}}(?:医生|大夫|医师|老师|教授|经理|总|主任)$"
)
"""Somebody by name and title: 赵磊大夫."""
_HEALER = rf"(?P<who>(?:{'|'.join(SURNAMES)})[\u4e00-\u9fff]{{0,2}}?(?:医生|大夫|主任|医师))"
_IS_HEALER = re.compile(r"(?:医生|大夫|主任|医师)$|'s doctor$")
"""Who is treated by nobody where a clause goes on: 刘医生退休了，现在看张医生."""
_TREATED = (
    re.compile(rf"给(?:我|他|她)看(?:病|腿|牙|诊|眼睛?|膝盖)?的(?:医生)?(?:现在|换成了?|就)*是{_HEALER}(?:了)?$"),
    re.compile(rf"(?:是)?{_HEALER}(?:现在)?(?:在)?给(?:我|他|她)看(?:病|的|着|腿|牙)*$"),
    re.compile(rf"(?:找|在|挂的?是?|看的是?|看){_HEALER}(?:那儿|那里|那)?(?:看的?(?:病|牙)?|的号|复查|调理)?(?:了|的)*$"),
)  # fmt: skip
"""Whose patient somebody is: 现在给我看病的是孙大夫."""
_AT_DOCTORS = re.compile("[病药医院诊号疗]|复查|手术|看的|看牙|给[我他她]看|调理|检查|专家")
"""What says that a head of something is a doctor."""
_CALLED = re.compile(r"(?![我你他她它这那什谁])[\u4e00-\u9fff]{1,3}|[A-Z][A-Za-z]+")
_BROUGHT_UP = re.compile(
    rf"(?:我们?|咱们?)?(?:公司|单位|组里?|部门|班上?|学校|店里|家)?(?:里|上)?(?:我)?(?:还|也|又|最近|刚|今天|昨天|新)*(?:有|来了|认识了?|交了|找了|谈了|处了|招了|收了?|带了?|请了|多了)(?:一?[个位名])?(?:[^，。我]{{0,4}}?)(?P<kin>{FORM})(?:也|就|，)?(?:名字)?(?:叫|名叫)(?:做)?(?P<who>[\u4e00-\u9fffA-Za-z]{{2,8}})$"
)
_MET = re.compile(
    r"(?:[^，。]{0,6}?(?:有|来了?|认识了?|招了?|碰到|遇到)(?:一?[个位])[^，。叫]{0,6}?|(?:我们?)?(?:宿舍|寝室)?(?:的)?老[大二三四五六]|还有(?:一)?个|跟我[^，。叫]{1,6}的)(?:名字)?(?:就)?叫(?P<who>[\u4e00-\u9fffA-Za-z]{2,8}?)(?:的)?$"
)
"""How somebody comes up by name who is nothing to the speaker: 还有个男孩叫牛牛."""
_DATES = re.compile(
    r"(?:谈|处|交|找|有)(?:了|着)?(?:一?个)?(?P<kin>对象|男朋友|女朋友|男友|女友)(?:了|啦)*$"
)
_MEETS = re.compile(
    r"(?:[^，不没想]{0,10}?)(?:(?:认识|结识|交|交到|新交)了|认识|结识)(?:一?[个位])(?:新|好|新的)*(?P<kin>朋友|好朋友|闺蜜|哥们|同学|同事|邻居)(?:了)?$"
)
_GETS = re.compile(
    rf"(?:我们?|咱们?|俺们?)?(?:公司|单位|部门|组|团队|店|厂|学校|班|家|宿舍|寝室)?(?:里|上)?(?:新|刚|又|最近|[\ue001])*(?:(?:请|雇|聘|招|找|换|来|认识|结识)了|认识|结识)(?:一?[个位名])(?:新来?的?|全职|住家|专业)*(?P<kin>{FORM})(?:了)?$"
)
"""Who comes to work for somebody or beside them, whose name may follow: 我新请了个私教，也叫张伟."""
_LOVED = tuple(
    word
    for word, noun in NOUNS.items()
    if noun in {"girlfriend", "boyfriend", "partner", "fiancé", "fiancée", "wife", "husband"}
)
_COMING = frozenset(
    {
        "coach",
        "teacher",
        "nanny",
        "roommate",
        "colleague",
        "assistant",
        "employee",
        "mentor",
        "advisor",
        "boss",
        "landlord",
        "neighbour",
        "lawyer",
        "therapist",
    }
)
_COMES_WITH = re.compile(
    rf"(?:带|领)(?:着|了|上)?(?:一?个)?(?:新)?(?P<kin>{'|'.join(sorted(_LOVED, key=len, reverse=True))})(?=回|来|去|见|一起|吃|逛|参加)"
)
"""Whom somebody brings along, whose name may follow: 吴迪带女朋友回来了，叫晓雯."""
_NEWCOMER = re.compile(
    rf"(?:[^，是当做成像没想要缺]*[认遇碰见招请雇聘找换来带收交谈识有][^，是当做成像没想要缺]{{0,3}}?)(?:一?[个位名])(?:[^，叫]{{0,4}}?)(?:{FORM}|{JOB}|老乡|网友|徒弟|学[弟妹姐长]|[男女]的|[男女]?孩子?|[男女]生|姑娘|小伙子?|人)(?:了)?$"
)
"""Somebody new, of whom the next clause may tell: 我新请了个阿姨, 碰到一个老乡."""
_GOES_BY = re.compile(
    r"(?:名字)?(?:就|也)?(?:叫|名叫)(?:做|作)?(?P<who>[\u4e00-\u9fff]{2,4}|[A-Z][A-Za-z]+)$"
)
_BRINGS = re.compile("(?:请|雇|聘|招|找|换|来)了(?:一?[个位名])")
_HAS_ONE = re.compile(
    rf"(?:我|我家|我们家)(?:还|也|就)?有(?:一)?(?:个|位)(?:亲|大|小|双胞胎)?(?P<kin>{FORM})$"
)
_HAS_SOME = re.compile(
    rf"(?:我|我家|我们家|家里|我们)?(?:还|一共|总共)?有?(?:两|俩|三|四|[2-4])[个只条]?(?P<kin>{FORM})$"
)
_CHILD = "儿子|女儿|闺女|男孩|女孩|男宝|女宝|男娃|女娃|宝宝|娃|小子|丫头"
_BORN = re.compile(
    rf"(?:刚|才|又|[\ue001])*(?:生|添)(?:了|下)(?:一?个|对|一对)?(?:大胖|胖|双胞胎)?(?P<kin>{_CHILD})(?:$|了$)"
)
_IS_BORN = re.compile(f"是(?:一?个|一?对)(?:大胖|胖)?(?P<kin>{_CHILD})$")
"""What the child is whom somebody has given birth to: 我姐生了，是个女儿，叫小满."""
_SEX = {"男": "儿子", "女": "女儿", "丫": "女儿", "小": "儿子"}
"""What a child is by the first character of a word for it."""


def read(told: Told) -> Iterator[Statement]:
    """Yield what a clause about a person tells of their partner, their boss and whom they have."""
    subject = told.subject
    if subject is None or subject.who.type != "person" or told.clause.is_question:
        return
    ahead = any(each.moment.start > told.setting.said_at for each in told.dates)
    text = masked(told)
    apart = _APART.match(text, told.start) if not ahead else None
    if apart is not None:
        yield from _split(told, apart)
    if ahead or {"future", "negated"} & told.flags:
        return
    for form, of in ((_SPLIT, _split), (_WEDS, _wed), (_COUPLE, _paired), (_LED, _led)):
        match = form.search(text, told.start)
        if match is not None and is_free(told, text, told.start, match.start()):
            yield from of(told, match)
            return
    replaced = list(_replaced(told))
    if replaced:
        yield from replaced
        return
    yield from _treated(told)
    wedding = _WEDDING.search(text)
    if wedding is not None and (name := _named(told, wedding)):
        yield _of(told, Subject(Who(name, "person"), name), "married", f"{name}结婚了")


def brought_up(told: Told) -> list[Statement] | None:
    """Return what a clause says that brings somebody up by name: 公司新来了个同事叫王磊.

    The next clause tells of them. None where it brings up nobody.
    """
    match = _BROUGHT_UP.match(told.clause.text)
    name = _named(told, match) if match is not None else ""
    if match is None or not name:
        return _listed(told) or _took_over(told) or _hired(told) or _met(told) or _is_mine(told)
    noun = NOUNS[match["kin"]]
    kind = "animal" if is_animal(noun) else "person"
    said = _tied(told, name, told.scene.of_speaker(noun, match["kin"], kind))
    told.setting.subject, told.setting.lost = told.scene.named(name), False
    return [said]


_IS_MINE = re.compile(
    rf"(?P<who>[\u4e00-\u9fff]{{2,3}}|[A-Z][A-Za-z]+)就?是我(?:们?家里?)?的?[大小老二三]?(?P<kin>{FORM})$"
)
_TWICE = re.compile(r"(.)\1")
_HOW = vocabulary(
    "常常 明明 刚刚 往往 偏偏 恰恰 仅仅 单单 统统 通通 谢谢 画画 世世 代代 日日 渐渐 好好 最最 个个 人人 处处 时时"
)
"""Doubled words before 是 that are no pet names; 天天 and 月月 are."""


def _is_mine(told: Told) -> list[Statement] | None:
    """Read who somebody by a pet name is, of whom the next clause tells: 朵朵是我女儿，五岁了."""
    match = _IS_MINE.match(told.clause.text)
    if match is None or told.clause.is_question:
        return None
    who = match["who"]
    is_short = _TWICE.fullmatch(who) is not None and who not in _HOW | NOUNS.keys()
    if not (is_short or who.isascii()):
        return None
    noun = NOUNS[match["kin"]]
    kind = "animal" if is_animal(noun) else "person"
    name = told.clause.verbatim[: match.end("who")]
    told.setting.subject, told.setting.lost = told.scene.named(name), False
    return [_tied(told, name, told.scene.of_speaker(noun, match["kin"], kind))]


_TAKES_OVER = re.compile(
    rf"(?P<other>(?:[他她]们?|(?<![我咱俺])(?<![我咱俺]们)的|[儿女弟妹姐哥子娃闺])(?:家|学校|班上?)?的?)?(?P<role>{FORM})(?:已经|也|又|刚|都|就|才|没|终于|突然|最近|今年|昨天|上周|上个?月|这学期|由[^，。]{{2,5}})*[换变](?:[了啦人成为新的个位]|一[个位])*[，,。！!\s]*"
    r"(?:[了的新来换成这个位还]|现在|目前|如今|今年|这学期|仍然?|依然)*(?:是|叫|由)?[个位]?$"
)
_IS_NOW = re.compile(
    r"(?:现在|目前|如今|今年|这学期|[新来换成的还])+(?:是|叫)?了?(?P<who>[\u4e00-\u9fffA-Za-z]{2,8}?)(?:了|啦)*$"
)


def taken_over(before: str) -> str | None:
    """Return the word for whose place somebody takes who is named next: 班主任换了，现在是(姚老师).

    `before` is what stands before the name, in simplified characters. It is empty where nobody's place is taken, or a
    boss's, of whom others tell; None where it is the place of who is another's (我儿子的班主任换了).
    """
    place = _TAKES_OVER.search(before)
    if place is None or NOUNS[place["role"]] == "boss":
        return ""
    return None if place["other"] else place["role"]


def _took_over(told: Told) -> list[Statement] | None:
    """Read who is now what the clause before says somebody else was, of whom the next clause tells."""
    text, whole = told.clause.text, told.setting.whole
    match, at = _IS_NOW.match(text), whole.find(text)
    if match is None or at < 0:
        return None
    role = taken_over(whole[: at + match.start("who")])
    name = _named(told, match) or (match["who"] if _HONOURED.match(match["who"]) else "")
    if not role or not name:
        return None
    said = _tied(told, name, told.scene.of_speaker(NOUNS[role], role, "person"))
    told.setting.subject, told.setting.lost = told.scene.named(name), False
    return [said]


_LISTED = re.compile(
    r"(?:[^，。我你]{1,8}的(?:那个)?(?:是|叫))?(?P<who>[\u4e00-\u9fff]{2,4}|[A-Z][a-z]+[\u4e00-\u9fff]?)$"
)
_SEXES = {"男": "m", "女": "f", "男的": "m", "女的": "f", "男生": "m", "女生": "f"}


def _listed(told: Told) -> list[Statement] | None:
    """Note whose name stands alone before what is told of them: 魏澜，女，在小米做校招."""
    text, setting = told.clause.text, told.setting
    if text in _SEXES and setting.subject is not None and setting.subject.who.type == "person":
        told.scene.referents.name(setting.subject.who, _SEXES[text])
        return []
    match = _LISTED.match(text)
    name = _named(told, match) if match is not None else ""
    led = match is not None and match.start("who") > 0
    known = led or is_chinese_name(name) or name in told.scene.known
    if not name or not known or name == told.scene.actor:
        return None
    setting.subject, setting.lost = told.scene.named(name), False
    told.scene.note(setting.subject)
    return []


_HIRED = re.compile(
    rf"(?:我们?|咱们?)?(?:组里?|公司|单位|部门|店里?|学校|医院|班上?|家)?(?:里|上)?的?(?:新来的?|新招的?|刚来的?|另一个|那个|[^，。我你他她的]{{2,8}}的)?(?P<job>{JOB})(?P<who>[\u4e00-\u9fff]{{2,4}}?)(?=$|[在是也都就住去来说今昨刚])"
)


def _hired(told: Told) -> list[Statement] | None:
    """Read what somebody is by the word before their name, where they come up: 薪酬专员周薇."""
    match = _HIRED.match(told.clause.text)
    name = _named(told, match) if match is not None else ""
    if match is None or not is_chinese_name(name) or match["job"] in NOUNS:
        return None
    if set("是的叫在有我和跟") & set(match["job"]):
        return None
    told.subject = told.scene.named(name)
    told.scene.note(told.subject)
    job = told.clause.verbatim[match.start("job") : match.end("job")]
    said = base(told, "works as", "work", job, "thing", Claim.FACT, text=f"{name}是{job}")
    told.setting.subject, told.setting.lost = told.subject, False
    return [said] if match.end() == len(told.clause.text) else None


def _met(told: Told) -> list[Statement] | None:
    """Note who comes up by name and is nothing to the speaker: 还有个男孩叫牛牛."""
    match = _MET.match(told.clause.text)
    if match is None and told.setting.newcomer and told.setting.thing is None:
        match = _GOES_BY.match(told.clause.text)
    name = _named(told, match) if match is not None else ""
    if not name:
        return None
    told.setting.subject, told.setting.lost = told.scene.named(name), False
    told.scene.note(told.setting.subject)
    return []


def has_somebody(told: Told) -> None:
    """Note whom somebody has, or has given birth to, of whom the next clause tells: 我有个姐姐，在北京."""
    text, scene, setting = told.clause.text, told.scene, told.setting
    goes_on = setting.newcomer and told.subject is None
    setting.newcomer = goes_on or _NEWCOMER.fullmatch(text) is not None
    one = _HAS_ONE.match(text)
    some = one or _HAS_SOME.fullmatch(text)
    if some is not None:
        word = some["kin"]
        noun = NOUNS[word]
        setting.thing = scene.of_speaker(noun, word, "animal" if is_animal(noun) else "person")
        if one is not None:
            scene.note(setting.thing, noun)
            setting.subject = setting.thing
        else:
            setting.several = setting.thing
        return
    masks = masked(told)
    gets = _GETS.match(masks)
    coming = gets is not None and (NOUNS[gets["kin"]] in _COMING or "换" in gets.group())
    if gets is not None and (coming or gets["kin"] in _LOVED):
        about = told.subject
        others = about is not None and about.who.type == "person" and not about.who.first_person
        owner = about if about is not None and others else scene.speaker()
        setting.thing = scene.possessed(owner, NOUNS[gets["kin"]], gets["kin"], "person")
        return
    brought = _COMES_WITH.search(masks, told.start) if told.subject is not None else None
    if (
        brought is not None
        and told.subject is not None
        and is_free(told, masks, told.start, brought.start())
    ):
        noun = NOUNS[brought["kin"]]
        setting.thing = scene.possessed(told.subject, noun, brought["kin"], "person")
        return
    born = _BORN.search(masks, told.start) if told.subject is not None else None
    free = born is not None and is_free(told, masks, told.start, born.start())
    if born is None and told.subject is not None and not told.explicit:
        born = _IS_BORN.match(text, told.at)
        free = born is not None and told.setting.thing is told.subject
    if born is not None and free and told.subject is not None and "future" not in told.flags:
        word = _SEX.get(born["kin"][0], born["kin"]) if born["kin"] not in NOUNS else born["kin"]
        setting.thing = scene.possessed(told.subject, NOUNS[word], word, "person")
        scene.note(setting.thing, NOUNS[word])
        return
    dates = _DATES.search(masks, told.start) if told.subject is not None else None
    if (
        dates is not None
        and told.subject is not None
        and is_free(told, masks, told.start, dates.start())
    ):
        noun = NOUNS[dates["kin"]]
        setting.thing = scene.possessed(told.subject, noun, dates["kin"], "person")
        return
    meets = _MEETS.match(text, told.start) if told.subject is not None else None
    if meets is not None and told.subject is not None and told.subject.who.first_person:
        setting.thing = scene.of_speaker(NOUNS[meets["kin"]], meets["kin"], "person")
        return
    nameless = told.subject is not None and "'s " in told.subject.who.name
    nameless = nameless and not _BRINGS.search(text)  # 我家请了个阿姨
    if setting.thing is None and nameless and told.explicit:
        setting.thing = told.subject


def _treated(told: Told) -> Iterator[Statement]:
    """Read who is the speaker's doctor, or somebody's of theirs."""
    match = next((m for form in _TREATED if (m := form.search(told.clause.text))), None)
    if match is None or told.subject is None:
        return
    if match["who"].endswith("主任") and not _AT_DOCTORS.search(told.setting.whole):
        return  # 找于主任
    name = told.clause.verbatim[match.start("who") : match.end("who")]
    of_healer = not told.explicit and _IS_HEALER.search(told.subject.who.name) is not None
    owner = told.scene.speaker() if of_healer or "我" in match.group() else told.subject
    yield _tied(told, name, told.scene.possessed(owner, "doctor", "医生", "person"))


def _named(told: Told, match: re.Match[str]) -> str:
    """Return the name that stands where a pattern looks for one; empty for anything else."""
    who = told.clause.text[match.start("who") : match.end("who")] if match["who"] else ""
    if not who:
        return ""
    name, end = name_at(
        told.clause.text, match.start("who"), told.words, told.scene.known, after_kin=True
    )
    if end == match.end("who"):
        return name
    called = who if "叫" in match.group() and _CALLED.fullmatch(who) else ""
    return told.clause.verbatim[match.start("who") : match.end("who")] if called else ""


def _partner(told: Told, match: re.Match[str]) -> str:
    """Return with whom: a name, or a relative by their role."""
    name = _named(told, match)
    if name or not match["who"]:
        return name
    owner = told.subject
    word = re.sub(r"^(?:我|他|她)的?", "", match["who"])
    noun = NOUNS.get(word)
    return f"{owner.who.name}'s {noun}" if owner is not None and noun else ""


def _split(told: Told, match: re.Match[str]) -> Iterator[Statement]:
    yield base(told, "breaks up", "break up", _partner(told, match), "person", Claim.FACT, tense=Tense.PAST)  # fmt: skip
    if "离" in match["how"]:
        yield base(told, "is", "be", "divorced", "thing", Claim.FACT, tense=Tense.PAST)


def _wed(told: Told, match: re.Match[str]) -> Iterator[Statement]:
    partner = _partner(told, match)
    if partner and "'s " not in partner:
        yield base(told, "marries", "marry", partner, "person", Claim.FACT, tense=Tense.PAST)
        assert told.subject is not None  # noqa: S101 - `read` found one
        spouse = told.scene.possessed(told.subject, "spouse", "爱人", "person")
        yield _tied(told, partner, spouse)
    elif told.explicit or not match["who"]:
        yield base(told, "is", "be", "married", "thing", Claim.FACT, tense=Tense.PRESENT)


def _paired(told: Told, match: re.Match[str]) -> Iterator[Statement]:
    name = _named(told, match)
    if name and told.subject is not None:
        yield _tied(told, name, told.scene.possessed(told.subject, "partner", "对象", "person"))


def _led(told: Told, match: re.Match[str]) -> Iterator[Statement]:
    name = _named(told, match)
    if name and told.subject is not None:
        yield _tied(told, name, told.scene.possessed(told.subject, "boss", "领导", "person"))


def _replaced(told: Told) -> Iterator[Statement]:
    """Read who is now what somebody else was to the speaker: 这周起领导换成方敏了."""
    role, match = told.subject, _REPLACED.match(told.clause.text, told.at)
    if role is None or match is None or not told.explicit or not role.role[1]:
        return
    name = _named(told, match) or (match["who"] if _HONOURED.match(match["who"]) else "")
    if role.role[1] in set(NOUNS.values()) and not role.alias and name:
        yield _tied(told, name, role)


def _tied(told: Told, name: str, relative: Subject) -> Statement:
    """Say that somebody by name is somebody's: 孙倩是杜航的领导."""
    tied = Subject(Who(name, relative.who.type), name, relative.who.name, relative.shown)
    told.scene.referents.bind(relative.who.name, name)
    told.scene.note(tied)
    dates = told.lead or told.dates
    return replace(kinship(told, tied), moment=dates[0].moment if dates else None)


def _of(told: Told, subject: Subject, value: str, text: str) -> Statement:
    before, told.subject = told.subject, subject
    said = base(told, "is", "be", value, "thing", Claim.FACT, text=text)
    told.subject = before
    return said
