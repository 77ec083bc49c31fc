"""How much of a medicine is taken and how often: 缬沙坦 一天一次, 二甲双胍改成一天两次了, 吃氨氯地平，早晚各一片."""

import re
from collections.abc import Iterator
from dataclasses import replace

from octomem.agents.reading.chinese.kin import FORM, NOUNS
from octomem.agents.reading.chinese.subjects import Subject, subject_at
from octomem.agents.reading.chinese.telling import base
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.reading import Claim, Statement
from octomem.agents.reading.subjects import Who
from octomem.agents.reading.vocabulary import vocabulary

_DRUGS = vocabulary(
    "缬沙坦 氯沙坦 厄贝沙坦 替米沙坦 奥美沙坦 坎地沙坦 沙库巴曲缬沙坦 氨氯地平 左旋氨氯地平 硝苯地平 非洛地平 美托洛尔 比索洛尔 倍他乐克 普萘洛尔 卡托普利 依那普利 贝那普利 培哚普利 "
    "阿司匹林 拜阿司匹林 氯吡格雷 替格瑞洛 利伐沙班 华法林 阿托伐他汀 瑞舒伐他汀 辛伐他汀 立普妥 螺内酯 呋塞米 氢氯噻嗪 "
    "二甲双胍 格列美脲 格列齐特 阿卡波糖 达格列净 恩格列净 西格列汀 利拉鲁肽 司美格鲁肽 胰岛素 优甲乐 左甲状腺素 左甲状腺素钠 甲巯咪唑 "
    "奥美拉唑 雷贝拉唑 兰索拉唑 泮托拉唑 铝碳酸镁 多潘立酮 布洛芬 对乙酰氨基酚 扑热息痛 塞来昔布 双氯芬酸钠 非布司他 别嘌醇 秋水仙碱 "
    "阿莫西林 头孢 头孢克肟 头孢拉定 阿奇霉素 罗红霉素 红霉素 克拉霉素 左氧氟沙星 甲硝唑 奥司他韦 氯雷他定 西替利嗪 孟鲁司特 孟鲁司特钠 "
    "泼尼松 强的松 甲泼尼龙 地塞米松 羟氯喹 甲氨蝶呤 来曲唑 他莫昔芬 达英 优思明 黄体酮 舍曲林 氟西汀 帕罗西汀 艾司西酞普兰 西酞普兰 文拉法辛 度洛西汀 奥氮平 喹硫平 氯氮平 利培酮 阿立哌唑 碳酸锂 丙戊酸钠 "
    "拉莫三嗪 卡马西平 左乙拉西坦 地西泮 劳拉西泮 阿普唑仑 唑吡坦 多奈哌齐 美金刚 多巴丝肼 美多芭 褪黑素 叶酸 钙片 铁剂 铁片 益生菌 复合维生素 逍遥丸 六味地黄丸 速效救心丸 "
    "降压药 降糖药 降脂药 消炎药 感冒药 止痛药 止咳药 退烧药 过敏药 抗过敏药 抗抑郁药 抗凝药 抗癫痫药 抗排异药 安眠药 心脏药 胃药 哮喘药 避孕药 驱虫药 甲亢药 甲状腺药 高血压药 血压药 糖尿病药 中药 西药 眼药水 滴眼液"
)
"""What everybody knows for a medicine: by how a word ends alone 桂林 and 肉丸 would be some."""
_MEDICINE = (
    rf"(?P<medicine>{'|'.join(sorted(_DRUGS, key=len, reverse=True))}|维生素[A-Z]?\d{{0,2}})"
)
_N = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十半]+)"
_TIMES = r"(?:[一每][天日晚周]|早晚|早上|中午|晚上|早中晚|[早中晚]|[三两]餐|睡前|[饭餐][前后]|空腹|各|服用|[吃服打用]|隔天|每次|一次|，| )"
_UNIT = r"(?:次|片|粒|颗|支|针|袋|包|丸|滴|毫升|毫克|微克|mg|ml|个?单位)"
_DOSE = rf"(?P<dose>{_TIMES}{{1,6}}{_N}{_UNIT}(?:{_TIMES}{{0,4}}{_N}{_UNIT}){{0,3}})"
_WHOSE = rf"(?:(?P<whose>我(?:们?家)?的?(?P<kin>{FORM})|我(?:自己)?|[他她])的?)?"
_NOW = r"(?:现在|目前|已经|又|就|都|也|是|要|得|给我?|[改换调减加升降]|成|到|为|的量)*"
_DOCTOR = (
    r"(?:[^，。]{0,3}(?:大夫|医生|主任|医嘱)[^，。]{0,4}?(?:说|让|叫|嘱咐|写的?)(?:[我他她])?)?"
)
_WITH_NAME = re.compile(
    rf"{_WHOSE}(?:在?[吃服打用]的?)?{_MEDICINE}{_NOW}{_DOSE}(?:了|的|嘛|啊|呢|吧)*$"
)
_ALONE = re.compile(rf"{_DOCTOR}{_WHOSE}{_NOW}{_DOSE}(?:了|的|嘛|啊|呢)*$")
_NAMED = re.compile(rf"(?:^|(?<=[吃服打用着上])){_MEDICINE}(?:了|的|呢|嘛)*$")
_HEALERS = re.compile("大夫|医生|主任|医嘱")
_ONCE = re.compile("以前|之前|原来|昨天[^说]{0,4}[吃打用服]|今[天早晚]|明|刚|小时候|[吃打]了")
_TAKES = re.compile(
    "(?:自己|现在|目前|最近|一直|每天|平时|长期|开始|也|都|在|就|还|又|得|需要){0,4}[吃服打用](?:着|上)?"
)
"""What stands between who takes a medicine and its name; nobody takes what was bought, or is not taken."""
_TOLD_TO = re.compile("(?:[让叫]|建议)我(?:每天|继续|开始)?[吃服打用]$")
"""What a doctor says before it, of the speaker: 李医生让我吃阿司匹林."""
_CHANGED = re.compile("[改换调减加升降]")
"""What says that a dose takes the place of another."""
_BESIDE = re.compile("(?:了|的|呢|嘛)*[，, 、]*$")
"""What stands between a medicine and its dose in the clause after."""
_UNSURE = 0.7
"""How likely a dose is the only one of a medicine of which nobody says who takes it: it ends no other."""
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
            _note(told, named["medicine"], named.start("medicine"))
        return []
    said = match.groupdict().get("medicine")
    medicine, holder, at = referents.medicine
    if said is None and not (medicine and _is_of(told, medicine, referents.sentence - at)):
        return []
    if said is not None and said != medicine:
        medicine, holder = said, None
    whose = _whose(told, match)
    holder = whose.who if whose is not None else holder
    referents.medicine = (medicine, holder, referents.sentence)
    return list(_dose(told, match, medicine, holder))


def _is_of(told: Told, medicine: str, age: int) -> bool:
    """Tell whether a dose without a name is of a medicine: named right before, or whose dose is changed."""
    before = told.setting.whole.partition(told.clause.text)[0]
    beside = _BESIDE.sub("", before).endswith(medicine)
    return beside or (age <= _REACH and _CHANGED.search(told.clause.text) is not None)


def _note(told: Told, medicine: str, start: int) -> None:
    """Note a medicine that a clause names, with who takes it where that is said."""
    text, scene = told.clause.text, told.scene
    holder = told.setting.subject
    if start and _TOLD_TO.search(text, 0, start):
        holder = scene.speaker()
    elif start:
        subject, at = subject_at(text, 0, told.words, scene)
        if at < 0 or not _TAKES.fullmatch(text, at, start):
            return
        holder = subject or holder
    known = holder is not None and holder.who.type in {"person", "animal"}
    who = holder.who if holder is not None and known else None
    scene.referents.medicine = (medicine, who, scene.referents.sentence)


def _whose(told: Told, match: re.Match[str]) -> Subject | None:
    """Return whose medicine it is, where the clause of the dose says so."""
    if match["kin"]:
        return told.scene.of_speaker(NOUNS[match["kin"]], match["kin"], "person")
    if match["whose"] in {"他", "她"}:
        return told.scene.meant(match["whose"])
    return told.scene.speaker() if match["whose"] else None


def _dose(
    told: Told, match: re.Match[str], medicine: str, holder: Who | None
) -> Iterator[Statement]:
    """State the dose of who takes the medicine, and that they do: the dose of one is not another's."""
    before, told.subject = told.subject, Subject(Who(medicine, "thing"), medicine)
    if holder is not None:
        owner = Subject(holder, told.scene.said(holder.name))
        told.subject = owner
        text = f"{owner.shown}在用{medicine}"
        takes = base(told, "takes", "take", medicine, "thing", Claim.HEALTH, text=text)
        yield replace(takes, moment=None)
        told.subject = told.scene.possessed(owner, medicine, medicine, "thing")
    shown = told.subject.shown
    dose = told.clause.verbatim[match.start("dose") : match.end("dose")]
    noun = "single dose" if _AT_ONCE.match(match["dose"]) else "dose"
    told.subject = told.scene.possessed(told.subject, noun, "用量", "thing")
    said = base(told, "is", "be", dose, "number", Claim.FACT, text=f"{shown}{dose}")
    sure = holder is not None or _CHANGED.search(told.clause.text) is not None
    # a day is when the doctor said so
    yield replace(said, moment=None, likely=said.likely if sure else _UNSURE)
    told.subject = before
