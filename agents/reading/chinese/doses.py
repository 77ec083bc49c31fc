"""How much of a medicine is taken and how often: 缬沙坦 一天一次, 二甲双胍改成一天两次了, 吃氨氯地平，早晚各一片."""

import re
from collections.abc import Iterator
from dataclasses import replace

from octomem.agents.reading.chinese.kin import FORM, NOUNS
from octomem.agents.reading.chinese.subjects import Subject
from octomem.agents.reading.chinese.telling import base
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.reading import Claim, Statement
from octomem.agents.reading.subjects import Who

_MEDICINE = (
    r"(?P<medicine>(?![^，。]{0,6}(?:照片|名片|图片|薯片|卡片|芯片|水平|元素|因素|音乐|快乐|可乐))(?:(?![吃服用打换改成的是了我])[\u4e00-\u9fff]){1,7}?"
    r"(?:药[水膏片丸]?|片|丸|胶囊|冲剂|颗粒|胰岛素|眼?膏|滴眼液|维生素[A-Z]?\d*|素[A-Z]?|头孢|优甲乐|[汀平林芬钠坦胍净唑铁酸酮胺松]))"
)
_N = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十半]+)"
_TIMES = r"(?:[一每][天日晚周]|早晚|早上|中午|晚上|早中晚|[早中晚]|[三两]餐|睡前|[饭餐][前后]|空腹|各|服用|[吃服打用]|隔天|每次|一次|，| )"
_UNIT = r"(?:次|片|粒|颗|支|针|袋|包|丸|滴|毫升|毫克|微克|mg|ml|个?单位)"
_DOSE = rf"(?P<dose>{_TIMES}{{1,6}}{_N}{_UNIT}(?:{_TIMES}{{0,4}}{_N}{_UNIT}){{0,3}})"
_WHOSE = rf"(?:(?P<whose>我(?:们?家)?的?(?P<kin>{FORM})|[他她])的?)?"
_NOW = r"(?:现在|目前|已经|又|就|都|也|是|要|得|给我?|[改换调减加升降]|成|到|为|的量)*"
_DOCTOR = (
    r"(?:[^，。]{0,3}(?:大夫|医生|主任|医嘱)[^，。]{0,4}?(?:说|让|叫|嘱咐|写的?)(?:[我他她])?)?"
)
_WITH_NAME = re.compile(
    rf"{_WHOSE}(?:在?[吃服打用]的?)?{_MEDICINE}{_NOW}{_DOSE}(?:了|的|嘛|啊|呢|吧)*$"
)
_ALONE = re.compile(rf"{_DOCTOR}{_WHOSE}{_NOW}{_DOSE}(?:了|的|嘛|啊|呢)*$")
_NAMED = re.compile(rf"(?:^|[吃服打用开换改成的是了])(?:了|着)?{_MEDICINE}(?:了|的|呢|嘛)*$")
_HEALERS = re.compile("大夫|医生|主任|医嘱")
_ONCE = re.compile("以前|之前|原来|昨天[^说]{0,4}[吃打用服]|今[天早晚]|明|刚|小时候|[吃打]了")
_ANY = re.compile("[这那的老小]?药[片丸膏水]?")
"""Medicine that is not named."""
_AT_ONCE = re.compile("[一每]次")
"""How the dose of one time begins, which takes no place of how often: 一天三次，一次一片."""
_REACH = 8
"""Sentences for which a medicine that was named is the one whose dose is told."""


def read(told: Told) -> list[Statement]:
    """Return the dose that a clause tells, of the medicine it names, or that was named before it."""
    text, referents = told.clause.text, told.scene.referents
    clause = told.clause
    heard = clause.is_hearsay and not _HEALERS.search(text)
    if clause.is_question or clause.is_unreal or heard or text.startswith(("你", "您")):
        return []
    match = _WITH_NAME.match(text) or _ALONE.match(text)
    ahead = any(each.moment.start > told.setting.said_at for each in told.dates)
    if match is None or ahead or _ONCE.search(text):
        named = _NAMED.search(text)
        if named is not None:
            referents.medicine = (named["medicine"], referents.sentence)
        return []
    said = match.groupdict().get("medicine")
    if said is not None and _ANY.fullmatch(said):
        return []
    before, at = referents.medicine
    medicine = said or (before if referents.sentence - at <= _REACH else "")
    if not medicine:
        return []
    referents.medicine = (medicine, referents.sentence)
    return list(_dose(told, match, medicine))


def _dose(told: Told, match: re.Match[str], medicine: str) -> Iterator[Statement]:
    """State the dose: of somebody's medicine where it is said whose, else of whoever takes it."""
    owner = told.scene.meant(match["whose"]) if match["whose"] in {"他", "她"} else None
    if match["kin"]:
        owner = told.scene.of_speaker(NOUNS[match["kin"]], match["kin"], "person")
    before, told.subject = told.subject, Subject(Who(medicine, "thing"), medicine)
    if owner is not None:
        told.subject = told.scene.possessed(owner, medicine, medicine, "thing")
    shown = told.subject.shown
    dose = told.clause.verbatim[match.start("dose") : match.end("dose")]
    noun = "single dose" if _AT_ONCE.match(match["dose"]) else "dose"
    told.subject = told.scene.possessed(told.subject, noun, "用量", "thing")
    said = base(told, "is", "be", dose, "number", Claim.FACT, text=f"{shown}{dose}")
    yield replace(said, moment=None)  # a day is when the doctor said so
    told.subject = before
