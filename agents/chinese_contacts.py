"""Telephone numbers, mail, chat and postal addresses in a Chinese turn, and whose they are."""

import re
from collections.abc import Iterator

from octomem.agents.reading.chinese.kin import FORM, NOUNS
from octomem.agents.reading.chinese.lexicon import SURNAMES
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.reading import Reading

_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
_MOBILE = re.compile(r"(?<![\dA-Za-z.-])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d-])")
_LANDLINE = re.compile(
    r"(?<![\dA-Za-z.-])(?:0\d{2,3}[- ]?[2-9]\d{2,3}[- ]?\d{4}|400[- ]?\d{3}[- ]?\d{4}|09\d{2}[- ]?\d{3}[- ]?\d{3}|\(?\d{3}\)?[- ]\d{3}[- ]\d{4}|\+\d{1,3}[- ]?\d[\d -]{6,14}\d)(?![\d-])"
)
_EXTENSION = re.compile(
    r"(?:分机|内线|短号)(?:号码?)?(?:就?是|为|：|:|拨)?\s{0,3}(?P<value>\d{3,6})(?![\d-])"
)
"""How somebody is called within a house: 分机 6021."""
_PHONE_WORD = re.compile(r"手机|电话|号码|联系|拨打|热线|座机|致电|打给|tel|phone", re.IGNORECASE)
_NO_PHONE = re.compile(
    r"(?:订单|单号|运单|快递单|编号|工号|卡号|账号|型号|流水|发票|身份证)[号码是为：:\s]*$"
)
_WECHAT = re.compile(
    r"(?:微信|WeChat|VX|wx)(?:号|id|ID)?(?:已经)?(?:[改换变][成为]了?)?(?:是|为|：|:|就是|叫)?\s*(?P<value>[A-Za-z][\w-]{4,19})(?!@)",
    re.ASCII,
)
_NEW = re.compile(
    r"(?P<what>微信|QQ)号?[^。]{0,6}?(?:改|换|变)[^。]{0,8}?(?:新的?|现在|改成|换成)[^。A-Za-z\d]{0,4}(?P<value>[A-Za-z0-9][\w-]{4,19})",
    re.ASCII,
)
"""微信号改了，新的是xuxu_fly."""
_QQ = re.compile(r"QQ(?:号)?(?:是|为|：|:)?\s*(?P<value>[1-9]\d{4,10})(?!\d)")
_PLACED = re.compile(
    r"(?:地址|住址|寄到|寄往|寄给我?|送到|发到|快递到|邮寄到|住在|家在|公司在|办公室在|店在|搬到)(?:也?改?[是为成在到]|换成)?了?[：:\s]*(?P<value>[^，,。！!；;？?\s]{4,40})"
)
_STREET = re.compile(
    r"(?:路|街|道|巷|弄|胡同|大厦|广场|小区|花园|村|镇|苑|城|园区|大楼)[^，。]{0,20}?(?:\d|[一二三四五六七八九十])|\d+(?:号|栋|幢|单元|室|层|楼)"
)
_BARE_PLACE = re.compile(
    r"^\s*(?P<value>[\u4e00-\u9fff]{2,}?[省市区县][^，,。！!；;？?\s]{2,30}?(?:\d|[一二三四五六七八九十])+(?:号楼?|栋|幢|单元|室|弄|层|楼)?[^，,。！!；;？?\s]{0,12})\s*[。！!]?\s*$"
)
"""An address that is all a turn says, as an answer to where to send something."""
_CHANGED = re.compile(r"(?:不是|不对|以前)[^，。]{0,10}$")
_OWNER = re.compile(rf"(?P<kin>(?:我们?|咱们?)家?的?(?P<noun>{FORM}))|(?P<self>我(?!们)|本人)")
_LABEL = (
    r"(?:的?(?:工作|公司|办公|私人|新)?(?:联系方式|联系电话|联系|电话|手机|座机|分机|内线|短号|热线|号码|微信|邮箱|邮件|地址|QQ|VX|wx|tel))?(?:号码?)?"
    r"(?:是|为|就是|改成了?|换成了?|：|:|，|,|\s){0,4}$"
)
"""What stands between whose contact data is and the data itself: 的电话是."""
_TITLED = re.compile(
    rf"(?P<name>[\u4e00-\u9fff](?:总|经理|主任|老师|师傅|医生|大夫|律师|教授|校长|队长|工|姐|哥|老板|阿姨|叔叔?|先生|女士|小姐|导)|[小老阿](?![家区店板师哥姐姨妈妹])[\u4e00-\u9fff])[，,：:\s]{{0,3}}{_LABEL}"
)
"""罗总，电话 ……"""
_ROLE = (
    r"房东|客服|前台|物业|中介|律师|司机|快递(?:员|小哥|公司)?|维保|维修|售后|供应商|客户|老板|领导|班主任|老师|保姆|月嫂|师傅|导游|领队|门卫|保安|财务|人事|行政|会议室|助理|秘书|对接人|联系人|负责人|经纪人|管家|护工|房产中介|装修队|工头|设计师|教练|"
    r"[\u4e00-\u9fff]{2,8}(?:医院|诊所|公司|学校|幼儿园|派出所|银行|酒店|民宿|餐厅|饭店|店|办事处|服务中心|热线|前台)"
)
_OFFICE = re.compile(
    rf"(?P<self>(?:我|本人)(?:就|也|目前|现在)?(?:在[^，。]{{1,8}}(?=[做当任]))?[是在做干当任](?:[^，。是在]{{1,8}}的|个)?)?(?:我们?)?(?P<role>{_ROLE})(?:(?:是|叫|(?P<family>姓)|：|:)(?P<name>[\u4e00-\u9fffA-Za-z]{{1,10}}?)| ?(?P<latin>[A-Z][A-Za-z]{{1,15}}))?(?:[ ]?打个?电话)?[，,：:\s]{{0,3}}{_LABEL}"
)
"""房东的电话是 ……, 维保是鑫达办公，电话 ……"""
_IN_STREET = re.compile("[东西南北中]?[路街巷道弄村镇苑里]")
"""What stands behind a word in an address that looks like a name: 柳汀巷."""
_WORDS = {
    "email": "邮箱",
    "phone": "电话",
    "address": "地址",
    "extension": "分机",
    "wechat": "微信",
    "qq": "QQ",
}


def chinese_contacts(reading: Reading) -> Iterator[tuple[str, str, str, str]]:
    """Yield owner, label, value and a sentence for each piece of contact data."""
    seen: set[str] = set()
    for index, sentence in enumerate(reading.sentences):
        if sentence.is_question and not re.search(r"\d{7}|@", sentence.text):
            continue
        for start, label, value in sorted(_found(sentence.text)):
            if value not in seen:
                seen.add(value)
                owner, shown = _receiver(label, sentence.text) or _owner(
                    reading, index, sentence.text[:start]
                )
                nobodys = owner == reading.turn.actor and not _OWN.search(sentence.text[:start])
                if label == "extension" and nobodys:
                    continue  # of some house that nobody has named
                yield owner, label, value, f"{shown}的{_WORDS[label]}是{value}"


_RECEIVER = re.compile(
    r"(?:收件人|收货人|联系人|接收人)(?:是|写|填|：|:|\s)*(?P<name>(?!我|本人|你|您)[\u4e00-\u9fff]{2,4})(?=$|[，,。！!；;\s]|[\dA-Za-z])"
)
"""Whose an address is that something is sent to: 寄到软件园3号，收件人程茜."""


def _receiver(label: str, text: str) -> tuple[str, str] | None:
    """Return who receives what is sent to an address, where a sentence names them."""
    found = _RECEIVER.search(simplified(text)) if label == "address" else None
    name = text[slice(*found.span("name"))] if found is not None else ""
    return (name, name) if name else None


def _found(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield where contact data stands in a sentence, its label and its value."""
    plain = simplified(text)
    for match in _EMAIL.finditer(plain):
        yield match.start(), "email", match.group()
    for form, needs_word in ((_MOBILE, False), (_LANDLINE, True)):
        for match in form.finditer(plain):
            named = not needs_word or _PHONE_WORD.search(plain) is not None
            if named and _NO_PHONE.search(plain[: match.start()]) is None:
                yield match.start(), "phone", match.group()
    for match in _EXTENSION.finditer(plain):
        yield match.start("value"), "extension", match["value"]
    yield from _chat_names(plain)
    bare = _BARE_PLACE.match(plain)
    if bare is not None and not _PLACED.search(plain) and _STREET.search(bare["value"]):
        yield bare.start("value"), "address", text[bare.start("value") : bare.end("value")]
        return
    for match in _PLACED.finditer(plain):
        if _STREET.search(match["value"]) and not _CHANGED.search(plain[: match.start()]):
            value = text[match.start("value") : match.end("value")]
            yield (
                match.start("value"),
                "address",
                re.sub(r"(?:了|啦|哦|吧|呢|的|就行|就好)+$", "", value),
            )


def _chat_names(plain: str) -> Iterator[tuple[int, str, str]]:
    """Yield the names somebody has in chats, also where a change is told first."""
    for form, label in ((_WECHAT, "wechat"), (_QQ, "qq")):
        for match in form.finditer(plain):
            yield match.start("value"), label, match["value"]
    new = _NEW.search(plain)
    if new is not None:
        yield new.start("value"), {"微信": "wechat", "QQ": "qq"}[new["what"]], new["value"]


def _owner(reading: Reading, index: int, before: str) -> tuple[str, str]:
    """Return whose it is, and how that is said: the person named last before it."""
    actor, plain = reading.turn.actor, simplified(before)
    best: tuple[int, str, str] = (-1, actor, actor)
    for match in _OWNER.finditer(plain):
        if match["self"]:
            best = max(best, (match.start(), actor, actor))
        else:
            noun = match["noun"]
            best = max(best, (match.start(), f"{actor}'s {NOUNS[noun]}", f"{actor}的{noun}"))
    for named in reading.names:
        if named.type == "person" and named.text != actor:
            place = before.rfind(named.text)
            place = -1 if _IN_STREET.match(plain, place + len(named.text)) else place
            best = max(best, (place, named.text, named.text)) if place >= 0 else best
    titled, office = _TITLED.search(plain), _OFFICE.search(plain)
    if titled is not None and titled.start() >= best[0] and best[1] == actor:
        name = before[slice(*titled.span("name"))]
        return name, name
    if office is not None and office.start() >= best[0] and not office["self"]:
        who, is_named = _officer(office, before)
        return (who, who) if best[1] == actor or is_named else best[1:]
    owned = _theirs(reading, index, plain) or (best[0] < 0 and _spoken_of(reading, index, before))
    return (owned, owned) if owned else best[1:]


def _officer(office: re.Match[str], before: str) -> tuple[str, bool]:
    """Return who has an office, and whether by name: a surname alone goes with it, 姓夏 is 夏助理."""
    group = next((each for each in ("name", "latin") if office[each]), "role")
    who = before[slice(*office.span(group))]
    role = before[slice(*office.span("role"))]
    return who + (role if office["family"] and len(who) == 1 else ""), group != "role"


def _spoken_of(reading: Reading, index: int, before: str) -> str:
    """Return of whom the clauses before tell, where nobody is named beside what is theirs."""
    plain = simplified(before)
    head = list(_HEAD.finditer(plain)) if not _OWN.search(plain) else []
    if head:
        return before[slice(*head[-1].span())]
    told = [s for s in reading.statements if s.sentence < index and not s.first_person]
    people = [s.subject for s in told if s.subject_type == "person"]
    return people[-1] if people and re.match(r"\W*(?:他|她|对方)", plain) else ""


_OWN = re.compile("[我俺咱]")
_HEAD = re.compile(
    rf"(?:{'|'.join(sorted(SURNAMES, key=len, reverse=True))})(?:总|经理|主任|老师|师傅|医生|大夫|律师|教授|校长|队长|工)(?![\u4e00-\u9fff]?[程作])"
)
"""Somebody by surname and title, of whom the clauses that follow may tell."""
_HIS = re.compile(rf"[他她](?=的?{_LABEL})")
_OTHERS_KIN = re.compile(rf"[他她孩](?:子)?(?:家)?的?(?P<noun>{FORM})")
"""Somebody of somebody else's, who is named by what they are: 她爸爸."""


def _theirs(reading: Reading, index: int, plain: str) -> str:
    """Return who 他 is whose number follows, where the clauses before tell of somebody else's relative."""
    if _HIS.search(plain) is None:
        return ""
    told = [simplified(each.text) for each in reading.sentences[:index]]
    found = list(_OTHERS_KIN.finditer("".join([*told, plain])))
    return found[-1]["noun"] if found else ""
