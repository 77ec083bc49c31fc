"""Secrets that Chinese names: 密码是…, 验证码：…, 银行卡号…, each with its English label."""

import re
from collections.abc import Iterator

from octomem.stores.vault.provider_keys import Found
from octomem.stores.vault.values import is_telling

_NOUNS = {
    "password": "密码|密碼|口令|登录密码|通行码",
    "verification code": "解锁码|恢复码|备用码|验证码|驗證碼|校验码|动态码|动态口令|短信码",
    "access code": "门禁码|门禁密码|门禁|开门码|取件码|提取码|邀请码|激活码|兑换码",
    "pin": "PIN码|pin码|取款密码|支付密码",
    "card security code": "安全码|CVV码",
    "api key": "API密钥|api密钥|访问密钥|接口密钥",
    "secret key": "密钥|秘钥|私钥|令牌|金鑰|密鑰",
    "card number": "银行卡号|信用卡号|储蓄卡号|卡号|卡號",
    "account number": "银行账号|银行帐号|银行账户|对公账户|收款账号",
    "id number": "身份证号码?|身份證號碼?|身份证",
    "passport number": "护照号码?|護照號碼?",
    "insurance number": "社保卡?号码?|医保卡?号码?|保单号码?|社保卡号|医保卡号",
    "token": "token|Token|TOKEN",
    "key": "key|Key|KEY|secret|Secret",
    "recovery phrase": "助记词|恢复短语",
}
_WHICH = {
    "wifi": "WiFi|wifi|WIFI|Wi-Fi|无线网?|無線網?|路由器|网络|热点",
    "door": "门锁|大门|家门|房门|门禁|车库|指纹锁|单元门",
    "email": "邮箱|郵箱|电子邮件",
    "bank": "银行卡?|銀行卡?|网银|存折|信用卡",
    "admin": "管理员|管理員|后台|root",
    "database": "数据库|資料庫",
    "server": "服务器|伺服器|跳板机|堡垒机",
    "computer": "电脑|電腦|开机|锁屏",
    "phone": "手机|手機",
    "safe": "保险箱|保险柜|密码箱|行李箱",
    "locker": "储物柜|柜子|更衣柜",
    "account": "账号|帐号|账户|登录|登陆",
    "wechat": "微信",
    "alipay": "支付宝",
    "vpn": "VPN|vpn",
}
_WHAT_FOR = re.compile(
    r"[^\W\d_了把的我给是们在和跟与那这你他她它将改换设说忘记用登录找问]{0,6}"
    r"(?:系统|平台|网站|软件|云盘|网盘|打印机|投影仪|考勤机|摄像头|监控|论坛|商城|群)的?(?:新的?|旧的?|初始|默认)?$"
)
"""Which one it is, in the words that are said: 报销系统的新密码."""
_ONLY_LINKED = frozenset(
    {"token", "Token", "TOKEN", "门禁", "key", "Key", "KEY", "secret", "Secret"}
)
_FAR = {"password", "token", "key", "api key", "secret key"}
_FAR_LINK = re.compile(
    r"[，,：:；;]\s?(?:(?:现在|目前|刚刚?|新的?|内容|值|就){0,2}(?P<link>是|为|叫)[:：]?)?\s?[\"“「'`(（]?"
    r"(?P<value>[!-~]{6,128})"
)
_GIVEN = re.compile(
    "[^，,：:；;]{0,16}?(?:[贴发写抄改换设漏泄存填配]|生成|重置|更新|给[你他她]|外传)"
)
_OTHERS = re.compile(r"\s?[\"”」'`)）]?(?:的|吗|那个|这个(?:版本|模型))")
_BY_NOUN = [
    (re.compile(words), label)
    for label, row in _NOUNS.items()
    for words in sorted(row.split("|"), key=len, reverse=True)
]
_BY_WHICH = [
    (re.compile(rf"(?:{words})[\u4e00-\u9fff]{{0,4}}$"), label) for label, words in _WHICH.items()
]
_NOUN = re.compile(
    "(?P<noun>"
    + "|".join(
        sorted((w for row in _NOUNS.values() for w in row.split("|")), key=len, reverse=True)
    )
    + ")"
)
_LINK = re.compile(
    # 密码怎么改, and then 现在是
    r"(?P<aside>[\u4e00-\u9fff]{1,8}[，,？?。；;]\s?(?=(?:现在|目前|新的?|原来|以前)?(?:是|为|改成|换成|设成)))?"
    r"[\"”」'`]?\s{0,2}(?P<link>(?:[换改变]了[,，]?)?(?:(?:已经|现在|刚刚?|刚才|后来|最近|又|还|也|都|统一|昨[天晚]|今[天早晚]|前天|上周[一二三四五六日天]?|这周|上个?月|这个?月|去年|我|我们|他们|被[\u4e00-\u9fff]{1,4}|由[\u4e00-\u9fff]{1,4}){0,5}(?:改成了?|改为了?|换成了?|设成了?|设置?为|变成了?|更新为)|(?:已经|现在|目前|新的?|原来|以前|刚刚?|又|还)?(?:设的是|就是|应该是|还是|是|为|為|叫|等于|给你|发你|[:：=]))[:：]?)?\s{0,3}[\"“「'`(（]?"
)
_SENTENCE = re.compile(r"[^。！？\n⟦⟧]{0,80}")
_TURN = re.compile(r"[A-Za-z](?=\d)|\d(?=[A-Za-z])")
_VALUE = re.compile(r"[!-~]{4,128}")
_LOGIN = re.compile(
    r"用(?P<value>[!-~]{6,64}?)\s?(?:来|去|就能|就可以)?(?:登录|登陆|解锁|开门|进入)"
)
_CVV = re.compile(r"\d{3,4}(?!\d)")
_NUMBER = re.compile(r"\d(?:[ -]?\d){7,22}[Xx]?")
_DIGITS = frozenset({"card number", "account number", "id number"})
_UNITS = re.compile(r"\s?(?:位|个字|个字符|字符|次|分钟|小时|天|秒|遍|条|块|元|人|年|月|号|点|级)")
_PHRASE = re.compile(r"[a-z]{3,10}(?: [a-z]{3,10}){5,23}")
_CODE = re.compile(r"[A-Za-z0-9-]{4,12}(?![A-Za-z0-9])[#*]?")


def find_chinese(text: str) -> Iterator[Found]:
    """Find values after the Chinese name of a secret, in order."""
    for noun in _NOUN.finditer(text):
        link = _LINK.match(text, noun.end())
        start = link.end() if link else noun.end()
        aside = link is not None and link["aside"] is not None
        linked = link is not None and link["link"] is not None and not aside
        label = _noun_label(noun["noun"])
        loose = noun["noun"] in _ONLY_LINKED and not (
            link and link["link"] and link["link"] not in ":="
        )
        value = None if loose else _value(text, start, label)
        if value is None:
            if label in _FAR:
                yield from _far(text, noun, label)
            continue
        end = start + len(value)
        if aside and _OTHERS.match(text, end):
            continue
        if _UNITS.match(text, end) and value.isdigit() and len(value) < 6:
            continue
        if label == "key" and not _is_mixed(value):
            continue
        if _is_secret(value, label, linked=linked):
            yield start, end, _label(text, noun.start(), label)
    for used in _LOGIN.finditer(text):
        if is_telling(used["value"]):
            yield used.start("value"), used.end("value"), "password"


def _far(text: str, noun: re.Match[str], label: str) -> Iterator[Found]:
    """Find the value that a later clause of the sentence gives: token贴错窗口了，是….

    Without 是, only a random value counts, after words of giving or changing it.
    """
    sentence = _SENTENCE.match(text, noun.end())
    for match in _FAR_LINK.finditer(text, noun.end(), sentence.end() if sentence else noun.end()):
        value = match["value"].rstrip(".,;:!?\"'`)]}")
        end = match.start("value") + len(value)
        random = len(value) >= 8 and _is_mixed(value)
        given = random and _GIVEN.match(text, noun.end())
        if not is_telling(value) or not (match["link"] or given) or _OTHERS.match(text, end):
            continue
        if label == "key" and not random:
            continue
        yield match.start("value"), end, _label(text, noun.start(), label)
        return


def _value(text: str, start: int, label: str) -> str | None:
    """Take the value that begins here, without the sentence's marks after it."""
    form = {"recovery phrase": _PHRASE}.get(label, _NUMBER if label in _DIGITS else _VALUE)
    if label in {"verification code", "access code"}:
        form = _CODE
    if label == "card security code":
        form = _CVV
    match = form.match(text, start)
    value = match.group().rstrip(".,;:!?\"'`)]}") if match else ""
    return value if len(value) >= 4 or (form is _CVV and value) else None


def _is_secret(value: str, label: str, *, linked: bool) -> bool:
    """Tell a value from a word: a number or a mixture, or anything that 是 points to."""
    digits = any(char.isdigit() for char in value)
    letters = any(char.isalpha() for char in value)
    symbols = any(not char.isalnum() for char in value[:-1])
    if label in _DIGITS or label == "recovery phrase":
        return True
    if value.lower() in {
        "null",
        "none",
        "true",
        "false",
        "password",
        "token",
        "http",
        "https",
        "string",
    }:
        return False
    if value.startswith(("http", "<", "${", "{")) or set(value) <= set("*x.-_"):
        return False
    strong = digits and (letters or symbols or len(value) >= 4)
    return strong or (letters and symbols) or linked


def _is_mixed(value: str) -> bool:
    """Tell a random value from a name with a year: 9xKq27, Db-9921x; not user_2024."""
    turns = len(_TURN.findall(value))
    kinds = (
        any(char.isdigit() for char in value),
        any(char.isupper() for char in value),
        any(char.islower() for char in value),
        any(not char.isalnum() for char in value),
    )
    return turns >= 2 or (turns == 1 and sum(kinds) >= 3)


def _noun_label(noun: str) -> str:
    return next(label for form, label in _BY_NOUN if form.fullmatch(noun))


def _label(text: str, start: int, label: str) -> str:
    """Add which one it is, where the words before the name say so: 我家WiFi密码."""
    if label not in {"password", "access code", "pin"}:
        return label
    before = text[max(0, start - 12) : start].removesuffix("的")
    which = next((name for form, name in _BY_WHICH if form.search(before)), "")
    said = None if which else _WHAT_FOR.search(before)
    return f"{said.group().rstrip('的新旧') if said else which} {label}".strip()
