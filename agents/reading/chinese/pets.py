"""Whose pet is called what: 养了一只猫叫胖虎, 家里有只边牧，叫闪电."""

import re

from octomem.agents.reading.chinese.kin import PET_FORM, PETS
from octomem.agents.reading.chinese.lexicon import NO_NAMES
from octomem.agents.reading.chinese.masks import is_free, masked
from octomem.agents.reading.chinese.subjects import Subject
from octomem.agents.reading.chinese.telling import base
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.reading import Claim, Statement, Tense
from octomem.agents.reading.subjects import Who

_WORD = rf"{PET_FORM}|[犬兔龟鸟]"
_SHORT = {"犬": "dog", "兔": "rabbit", "龟": "turtle", "鸟": "bird"}
_NAMED = re.compile(
    rf"(?:还|又|也)*(?:有|养|领养|收养|抱养|买|捡|抱|添|接)(?:了|着|到|回|来)*[一两俩]?[只条头匹个]?[\u4e00-\u9fff]{{0,4}}?(?P<kind>{_WORD})，?(?:名字)?(?:就)?叫(?P<name>[^，。叫]{{1,6}})$"
)
_GOT = re.compile(
    rf"(?:养|领养|收养|抱养|买|捡|抱|添|接|带回|迎来)(?:了|到|回|来)+(?P<o>(?:[一两俩二三\d]?[只条头匹个])[\u4e00-\u9fff]{{0,6}}?(?P<kind>{_WORD}))$"
)
_FIRST = r"(?:\ue001|就|只好|最后|已经|后来|[我你]?把)*"
_MEANWHILE = r"(?:\ue001|年前|前几天|前两天|昨晚|也|已经|还是|前阵子|突然)*"
_IS_GONE = (
    r"(?!送去?寄养)(?:走了|没了|不在了|走丢了|丢了|跑丢了|飞走了|去世了|死了|离开(?:我们?)?了|去(?:了)?[喵汪]星|送(?:给)?[^，]{0,6}?(?:人|养|走)(?:了|啦)"
    r"|送给(?![^，]*(?:店|医院|洗|美容|打针|看病))[^，]{1,6}了|送(?:给)?[^，]{1,8}养(?:了|啦)|送人了?)$"
)
_LOST = re.compile(
    rf"(?:[^，。把]{{1,6}}把|{_FIRST})(?:(?:我们?家?|家里)的?)?(?:{PET_FORM})?(?P<name>(?![我你他她它家们的])(?:(?!把)[\u4e00-\u9fff]){{2,4}}?)(?<![都也就又全调搬逃溜带拿抱送接换退])"
    + _MEANWHILE
    + _IS_GONE
)
_LOST_KIND = re.compile(
    rf"{_FIRST}(?P<own>(?:我们?家?(?:养的)?|家里?(?:养的)?)的?)?(?:[那这][只条])?(?P<kind>{PET_FORM})(?P<when>{_MEANWHILE}){_IS_GONE}"
)
"""An animal without its name that is gone: 我把猫送人了, 狗走丢了."""
_AWAY = re.compile(r"(?:走|没|不在)了$")
"""What is only told of an animal that is gone where it is somebody's, or a day is named: not 邻居来了，猫走了."""
_DEAD = re.compile("死|去世|喵星|汪星")
_MOURNED = re.compile("哭|难受|难过|伤心|心碎|舍不得|想[它他她]")
TURNS_UP = re.compile(
    r"接回来|回来了|(?:结果|原来)[^，。]{0,4}(?:在[^，。]{0,6}[里下底上后]|躲|藏|睡着)|虚惊一场"
)
"""What an animal that was away turns out to be."""
_HAS = re.compile(r"(?:我|咱)(?:们|家|们家)?(?:以前|之前|现在|也|还)*(?:养|有)|家里(?:养|有)")


def read(told: Told) -> list[Statement]:
    """Read the pet that a clause whose subject is known says somebody has, by its name."""
    owner, found = told.subject, _NAMED.match(told.clause.text, told.at)
    if owner is None or found is None or owner.who.type != "person" or "negated" in told.flags:
        return []
    name = told.clause.verbatim[found.start("name") : found.end("name")]
    kind, alias = found["kind"], f"{owner.who.name}'s {(PETS | _SHORT)[found['kind']]}"
    told.subject = Subject(Who(name, "animal"), name, alias, f"{owner.shown}的{kind}")
    told.scene.note(told.subject)
    said = base(
        told, "is", "be", alias, "animal", Claim.FACT, text=f"{name}是{owner.shown}的{kind}"
    )
    told.subject = owner
    return [said]


def got(told: Told) -> list[Statement]:
    """Read the pet that somebody comes to have; its name may follow: 从救助站领养了只三花."""
    owner, text = told.subject, masked(told)
    found = _GOT.search(text, told.start)
    if owner is None or found is None or owner.who.type != "person" or told.flags:
        return []
    if not is_free(told, text, told.start, found.start()):
        return []
    noun = (PETS | _SHORT)[found["kind"]]
    told.setting.thing = told.scene.possessed(owner, noun, found["kind"], "animal")
    told.scene.note(told.setting.thing, noun)
    value = told.clause.verbatim[found.start("o") : found.end("o")]
    return [base(told, "has", "have", value, "animal", Claim.FACT)]


def lost(told: Told) -> list[Statement]:
    """Read that an animal by its name is gone; of a name that is no pet's it ends nothing."""
    kind = _LOST_KIND.match(masked(told))
    if kind is not None and not {"negated", "future"} & told.flags and _is_own(told, kind):
        word = kind["kind"]
        return [_gone(told, told.scene.of_speaker(PETS[word], word, "animal"))]
    found = _LOST.match(masked(told))
    if (
        found is None
        or {"negated", "future"} & told.flags
        or found["name"] in NO_NAMES - told.scene.known
    ):
        return []
    name = told.clause.verbatim[found.start("name") : found.end("name")]
    return [_gone(told, Subject(Who(name, "animal"), name))]


def _is_own(told: Told, kind: re.Match[str]) -> bool:
    """Tell the speaker's animal: not 我朋友养了一只猫，猫死了, nor 路边有只狗，那只狗死了."""
    if kind["own"]:
        return True
    before, _, behind = told.setting.whole.partition(told.clause.verbatim)
    if not _DEAD.search(kind[0]) and TURNS_UP.search(behind):
        return False
    if kind["kind"] in before and _HAS.search(before) is None:
        return False
    that_one = re.match("[那这]", kind[0]) is not None
    mourned = not that_one and _MOURNED.search(told.setting.whole) is not None
    return bool(kind["when"] or told.lead or mourned) or _AWAY.search(kind[0]) is None


def _gone(told: Told, animal: Subject) -> Statement:
    before, told.subject = told.subject, animal
    said = base(told, "runs away", "run away", "", "nothing", Claim.PASSING, tense=Tense.PAST, text=told.clause.verbatim)  # fmt: skip
    told.subject = before
    return said
