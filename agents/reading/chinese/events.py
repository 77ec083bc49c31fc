"""What somebody did on a day that is named: 昨天去医院拔了颗牙, 上周六跑了半马, 今天又去献血了."""

import re
from dataclasses import replace
from datetime import timedelta

from octomem.agents.reading.chinese.dates import find
from octomem.agents.reading.chinese.kin import FORM
from octomem.agents.reading.chinese.masks import DATE, PLACE, is_free, masked
from octomem.agents.reading.chinese.occupations import JOB
from octomem.agents.reading.chinese.subjects import Subject
from octomem.agents.reading.chinese.telling import base, tell, trimmed, whole
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.chinese.words import Word
from octomem.agents.reading.reading import Claim, Moment, Statement, Tense
from octomem.agents.reading.vocabulary import vocabulary

_EVERYDAY = vocabulary(
    "吃 喝 吃饭 睡 睡觉 起 起床 醒 看 听 读 看书 玩 玩儿 逛 逛街 散步 遛 买 卖 点 花 花钱 聊 聊天 说 讲 问 谈 叫 喊 想 觉得 感觉 发现 "
    "知道 忘 忘记 记 记得 找 等 用 有 是 在 带 拿 坐 走 走路 来 去 回 回来 回去 回家 到 到家 进 出门 出来 出去 起来 上 下 上班 下班 加班 "
    "迟到 上课 下课 上网 开会 出差 工作 学习 休息 忙 做 做饭 做梦 写 改 弄 搞 交 订 发 寄 办 修 付 打 打车 打电话 打游戏 刷 洗 洗澡 处理 完成 "
    "提交 部署 签 开 联系 回复 上线 整理 打扫 收拾 约 缴 续 退 还 报 填 装 取 接 送 喂 预约 申请 测 测试 备份 合并 通知 确认 搞定 解决 "
    "结束 开始 试 试试 学 练 练习 运动 健身 跑步 感冒 发烧 咳嗽 失眠 头疼 头痛 拉肚子 熬夜 困 累 哭 笑 骂 夸 生气 难受 着急 担心 紧张 睡着 成 成为 变 "
    "决定 打算 准备 考虑 喜欢 爱 讨厌 怕 收到 收 给 让 请 帮 陪 跟 住 下雨 下雪 停 好 坏 完 行 过 提到 告诉 解释 讨论 研究 查 搜 下载 更新 升级 重启 存 放"
)
"""What anybody does on any day, at home or at work, and what passes: no event by itself."""
_NOTED = re.compile(
    r"[一二三金银铜]等?奖|第[一二三]名|冠军|周岁|大寿|满月|牙|医生|大夫|门诊|急诊|专科|[心眼皮骨产妇儿外内]科|看病|手术|绝育|[胃肠]镜|核磁|CT|ct|B超|彩超|造影|化疗|放疗|透析|输液|疫苗|一针|针灸|微创|血|"
    r"智齿|演唱会|音乐会|音乐节|话剧|歌剧|展览?$|画展|比赛|决赛|球赛|马拉松|半马|全马|公里|婚礼|葬礼|追悼会|典礼|满月酒|同学会|答辩|"
    r"做了?(?:一[次场个])?(?:分享|报告|发言|演讲)|签证|护照|身份证|户口|居住证|执照|离婚证|过户|义工|志愿者|义诊|讲座|演讲|报告会|主持|升旗"
)
"""Of what the same words do tell an event: treatment, a ceremony, a stage, a contest, a document."""
_WAY = re.compile(
    r"(?:第[一二三四五六七八九十\d]+次|头一次|又一次|又|再次|再一次)?(?:(?:专门|特意|终于|又|还)*(?:跑|赶|飞)?(?:去|来|到|回|上|在|把|被|给|带|带着|陪|陪着|跟|和|帮|让|叫)(?:了|过)?[^，。了]{0,12}){0,2}(?:去|来|过去|过来)?$"
)
"""Where, with whom and to what somebody does it: 去医院, 带孩子去, 把智齿."""
_WHERE = re.compile(
    r"(?:[又再]|第.+?次|头一次|专门|特意|终于|还)*(?:[跑赶]?[去来到回上][^把被给带陪跟和帮让]*)?"
)
"""Nothing that tells one doing of a kind from another on its day."""
_DONE = re.compile(
    r"(?:完|好|到|过|下|上|成|出|掉|下来|回来|出来)*(?:了|过|的(?=.))|完(?=[^，。成])"
)
_COUNT = re.compile(
    r"^(?:了|过|完|好|到|的)*(?:一?[个场次颗只条把张台趟回部本份辆束件套篇首幅面针支家间块位下])?"
)
_UNDONE = re.compile(
    r"[没不别未]|差点|险些|好像|似乎|想|打算|准备|本来|计划|假装|应该|可能|要(?!求|紧)"
)
_BEFALLS = re.compile(
    r"爆胎|追尾|进水|漏水|冻裂|裂|着火|起火|失火|淹|塌|撞|偷|盗|抢|骗|咬|刮|砸|烧|摔|丢|碎|炸|抛锚|没收|拖走|报废"
)
"""Verbs of what befalls somebody or a thing of theirs: 手机被偷了, 水管冻裂了."""
_BARE = re.compile(
    "[住转送]进[^，。要]{0,10}(?:医院|病房|ICU)|满(?:周岁|月|百天)$|过[^，。]{0,4}(?:大寿|生日)$"
)
"""What says without 了 that it was done, on a day that is over: 25号住进柳州工人医院, 昨天满周岁."""
_ACHES = re.compile("[疼痛痒肿酸]$")
_CALLED_OFF = re.compile("推迟|取消|延期|改期|改到|改约")
_MAKES = re.compile("[让叫]")
"""What somebody has another one do, unless it befalls them."""
_MINE = re.compile("[我俺咱]们?家?的")
_PASSIVE = re.compile("(?:在[^，。了被]{1,8})?[被让叫给][^，。了]{0,8}$")
_AGAIN = re.compile("又一次|再次|再一次|第[一二三四五六七八九十\\d]+次")
"""What says without 了 that it was done."""
_APART = re.compile(r"[^，。]{1,6}(?:的时候|时|路上|途中)")
_MINOR = re.compile(r"(?:也|又|还|都|就|终于|总算|已经|才|刚|给|突然|不小心|全|一下子)*")
_SOMEBODY = re.compile(
    rf"(?:{FORM}|{JOB}|客户|顾客|人|员|师|生|手|家|队|班|公司|单位|政府|警察|孩|宝|友)$"
)
"""How words end for who does something and has no name."""
_SAME_DAY = re.compile("(?:也?就是|即|具体是)?")
_MONTH = timedelta(days=31)
_BARRED = frozenset({"future", "negated", "over", "ended", "habit", "rule"})


def read(told: Told) -> list[Statement]:
    """Read the event that a clause tells, on its own day or on the one that a clause before named."""
    subject, setting = told.subject, told.setting
    past = next((f.moment for f in told.dates if _is_over(f.moment, told)), None)
    if _is_day(told):
        setting.day = setting.day or past or _gone(told)
        return []
    setting.day = past or (None if told.dates else setting.day)
    subject = subject or _owner(told)
    at_home = _AT_HOME.fullmatch(masked(told))
    if at_home is not None and setting.day is not None and not _BARRED & told.flags:
        return [_befell(told, setting.day, at_home)]
    if subject is None or subject.who.type not in {"person", "animal"} or setting.day is None:
        return []
    if _BARRED & told.flags or told.clause.is_question:
        return []
    text = masked(told)
    verb = next((word for word in told.words if _is_done(told, text, word)), None)
    way = _begin(told, text, verb) if verb is not None else None
    if verb is None or way is None or _is_everyday(told, text, verb):
        return []
    said = whole(told) if past else f"{setting.day.text}{subject.shown}{tell(told, told.clause.verbatim, told.start)}"  # fmt: skip
    value = _value(told, text, way, verb)
    made = base(told, "does", "do", value, "thing", Claim.EVENT, tense=Tense.PAST, text=said)
    return [replace(made, moment=setting.day)]


_AT_HOME = re.compile(
    rf"{DATE}*(?:[我咱俺]们?)?(?P<what>(?:家|店|公司|单位|宿舍|办公室|厂|仓库)里?又?(?:进了?[个两几]?(?:贼|小偷)|遭了?贼|被[偷盗]|失窃|着火|起火|失火))了?"
)
"""What befalls the place that is the speaker's where nobody says whose it is: 店里进了个贼."""


def _befell(told: Told, day: Moment, befalls: re.Match[str]) -> Statement:
    """Say what befell the speaker at home or at work."""
    told.subject = told.scene.speaker()
    value = trimmed(told.clause.verbatim[slice(*befalls.span("what"))])
    text = f"{day.text}{told.subject.shown}的{value}"
    said = base(told, "does", "do", value, "thing", Claim.EVENT, tense=Tense.PAST, text=text)
    return replace(said, moment=day)


def _owner(told: Told) -> Subject | None:
    """Return the speaker of whose thing a clause tells: 昨天我的钱包被偷了."""
    start = max((found.end for found in told.dates), default=0)
    mine = _MINE.match(told.clause.text, start)
    if mine is None:
        return None
    told.subject, told.start = told.scene.speaker(), mine.end()
    return told.subject


def _is_day(told: Told) -> bool:
    """Tell a clause that is a day and no more, maybe the one before in other words: 昨日（4月12日）, 也就是5月17号."""
    at, rest = 0, ""
    for found in told.dates:
        rest += told.clause.text[at : found.start]
        at = found.end
    return bool(told.dates) and _SAME_DAY.fullmatch(rest + told.clause.text[at:]) is not None


def _gone(told: Told) -> Moment | None:
    """Return the last day of that name, on which what the next clause says was done: 5月17号，我做了手术."""
    found = find(told.clause.text, told.setting.said_at, past=True)
    return found[0].moment if found and _is_over(found[0].moment, told) else None


def _is_over(moment: Moment, told: Told) -> bool:
    """Tell a day or a month that has begun; the hours of a part of today are of another zone, maybe."""
    begun = moment.start.date() <= told.setting.said_at.date()
    return begun and moment.end - moment.start <= _MONTH


def _is_done(told: Told, text: str, word: Word) -> bool:
    """Tell the verb of what was done: nothing but times, where and with whom stands before it, or one thing."""
    if word.start < told.start or word.text in {"去", "来", "到", "让", "叫"}:
        return False
    rest, before = text[word.end :].rstrip("啦呀啊哦呢"), text[told.start : word.start]
    lone = rest in {"了", "过"} and word.tag[:1] in "nl" and len(word.text) > 1
    is_verb = word.tag[:1] == "v" or lone or text[word.start - 1 : word.start] in {"去", "来"}
    befalls = not rest and _BEFALLS.search(word.text) is not None
    told_short = befalls and (_PASSIVE.search(before) is not None or not told.dates)
    done = _DONE.match(rest) is not None or rest.endswith(("了", "过"))
    bare = _BARE.match(text, word.start) is not None
    is_verb, done = is_verb or bare, done or bare
    done = done or told_short or _AGAIN.search(before) is not None
    if not (is_verb and done) or _UNDONE.search(before) or _CALLED_OFF.search(word.text):
        return False
    if _MAKES.search(before) and not _BEFALLS.search(word.text):
        return False
    return _begin(told, text, word) is not None


def _begin(told: Told, text: str, verb: Word) -> int | None:
    """Return where begins what stands before a verb: where and with whom, or the thing that it befell."""
    way = _way(told, text, verb)
    return way if way is not None else _thing(told, text, verb)


def _thing(told: Told, text: str, verb: Word) -> int | None:
    """Return where the thing begins to which something was done or happened: (智齿)拔了一颗, (水管)冻裂了.

    Only what one is treated for and what befalls one: 快递到了 is of the moment.
    """
    start = told.start
    if (aside := _APART.match(text, start)) is not None and aside.end() < verb.start:
        start = aside.end()
    for first in (word for word in told.words if start <= word.start < verb.start):
        if not (first.start == start or is_free(told, text, start, first.start)):
            continue
        for last in reversed([w for w in told.words if first.start <= w.start < verb.start]):
            between = [w for w in told.words if first.start <= w.start <= last.start]
            named = all(w.tag in _THINGS or w.text == "的" for w in between)
            rest = text[last.end : verb.start]
            way = _MINOR.fullmatch(rest) or _PASSIVE.fullmatch(rest)
            noun = text[first.start : last.end]
            if named and way is not None and not any(_SOMEBODY.search(w.text) for w in between):
                noted = _NOTED.search(noun) or _BEFALLS.search(verb.text)
                return first.start if noted else None
    return None


_THINGS = frozenset({"n", "nz", "s", "vn", "l", "j", "eng", "f"})
"""Tags of words for things."""


def _way(told: Told, text: str, verb: Word) -> int | None:
    """Return where that begins which stands between what anybody may say before a verb and it."""
    for at in range(told.start, verb.start + 1):
        if _WAY.fullmatch(text, at, verb.start) and is_free(told, text, told.start, at):
            return at
    return None


def _is_everyday(told: Told, text: str, verb: Word) -> bool:
    """Tell what anybody does on any day from what is told of later; a journey has a place."""
    went = re.search(rf"[去到飞回]了?{PLACE}", text[told.start :])
    way = _way(told, text, verb)
    noted = _thing(told, text, verb) if way is None else verb.start
    if _ACHES.search(verb.text):
        return True
    if went is not None or _NOTED.search(told.clause.text, noted or 0):
        return False
    return verb.text.rstrip("完好到掉多饱醉光错坏") in _EVERYDAY


def _value(told: Told, text: str, way: int, verb: Word) -> str:
    """Return what was done without day, count and the like, so that it is the same again."""
    before = text[way : verb.start]
    plain = _WHERE.fullmatch(before) is not None and PLACE not in before
    led = "" if plain else told.clause.verbatim[way : verb.start]
    return trimmed(led + verb.text + _COUNT.sub("", told.clause.verbatim[verb.end :]))
