"""Where, on what and in which mood somebody is, from what they say of themselves in Chinese."""

import re
from collections.abc import Iterator

from octomem.agents.reading.chinese.clauses import passages
from octomem.agents.reading.chinese.kin import FORM
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.words import words
from octomem.agents.reading.vocabulary import vocabulary

_UNREAL = re.compile(
    r"[?？]\s*$|吗|如果|要是|假如|万一|的话|听说|以前|曾经|昨天|前天|上周|去年|上次|明天|后天|下周|下个?月|每次|每天|经常|"
    r"(?<!我)(?<!才)说|梦"
)
_WHEN = r"(?:现在|此刻|目前|这会儿?|正|刚好|人|还|已经|都|终于|刚|暂时|今天|今晚|最近(?:几天)?|这几天|这周|又|就|一个人)*"
_NOW = rf"{_WHEN}(?:[和跟陪带][^，。和跟陪带在]{{1,5}}{_WHEN})?"
"""Times, adverbs and company; company only once, so that there are few ways to read it."""
_PLACE = re.compile(
    rf"(?:^|[，,。！!；\s])(?:(?:好了|对了|哈喽|你好|嗨|好的?|嗯|喂)[，,\s]*)?(?P<who>我们?|咱们?)?{_NOW}(?:堵|困|卡|待|呆|坐|躺|站|蹲|窝|等|忙|停|歇|趴|守)?在(?P<where>[^，,。！!；\s]{{1,16}}?)"
    r"(?:这边|那边)?(?P<doing>歇(?:着|脚|口气|会儿?|一会儿?)|吃[^，。了过]{1,4}|摘[^，。了过]{1,4}|抽(?:根)?烟|值[夜白早晚]班|等(?!级)[^，。]{0,10}|排队[^，。]{0,8}|开会|出差|旅游|旅行|玩|度假|转机|候[机车]|办事|逛街?|吃饭|喝咖啡|散步|堵着?车?|住院|陪[^，。]{1,8}|值班|加班|输液|打针|挂水|看病|看牙|体检|自习|上课|发呆|躺着|听讲座|看[^，。]{1,6})?(?:还没回[来去]|(?:赶|飞)?(?:不|没法)回[来去]|回不[来去]|走不开|脱不开身)?(?:呢|啦|了|呀|啊|哦)*(?=[，,。！!；\s~～]|$)"
)
_ARRIVED = re.compile(
    rf"(?:^|[，,。！!；\s])我?{_NOW}(?:到达?|抵达|落地|回到|来到|到了|进了?)(?P<where>[^，,。！!；\s了]{{1,12}}?)(?P<done>了|啦)?(?=[，,。！!；\s~～]|$)"
)
_POSTURE = re.compile(
    rf"(?:^|[，,。！!；\s])(?P<who>我)?{_NOW}(?:躺|坐|蹲|趴|窝|站|靠|瘫|缩)(?:着)?(?P<where>[^，,。！!；\s在了着]{{1,8}}?(?:上(?!班|学|课|下|海|山|楼|车|去|来|网)|里(?!程|面)|边|门口|下面?|旁))"
    r"(?:刷[^，。了]{1,3}|玩[^，。了]{1,3}|看[^，。了]{1,3}|吃[^，。了]{1,3}|等[^，。了]{0,4}|发呆|歇[^，。了]{0,3}|晒太阳|听歌|打字|打游戏|睡不着)?(?:呢|着|啦|呀)*(?=[，,。！!；\s~～]|$)"
)
"""Where somebody sits or lies, without 在: 躺宿舍床上刷手机."""
_NOW_AT = re.compile(
    r"(?:^|[，,。！!；\s])(?:我)?(?:现在|这会儿|此刻)(?P<where>[\u4e00-\u9fff]{2,5}?)(?:[吃喝](?![^，。]{0,3}(?:贵|便宜|方便|难))[^，。了过的]{1,4}|等[^，。了过的]{1,4}|逛街?|排队|堵车|转机|候[机车])(?:呢|着)*(?=[，,。！!；\s~～]|$)"
)
"""A town that is named for what somebody does there now, without 在: 现在拱北吃肠粉."""
_PLACE_WORDS = re.compile(
    r"家里?$|公司|单位$|工位|边上?$|办公室|机场|车站|高铁站|火车站|地铁|高铁|火车|飞机|公交|出租车|车里|车上|路上|医院|诊所|学校|教室|宿舍|图书馆|食堂|"
    r"咖啡[馆厅店]|星巴克|餐厅|饭店|酒店|宾馆|民宿|商场|超市|健身房|公园|海边|沙滩|山上|山里|湖边|店里?|银行|邮局|电影院|博物馆|"
    r"会议室|工地|工厂|仓库|老家|国外|外面|楼下|楼上|阳台|厨房|卧室|客厅|床上|浴室|市区|市中心|乡下|现场|门口|候机|(?:[东南西北高火汽车]|(?<=[\u4e00-\u9fff]{2})(?<!网))站$|航站楼|登机口|停车场|"
    r"服务区|高速|码头|船上|营地|广场|体育馆|球场|[省市县区镇村岛湾路街]$|里$|外地|外滩|展馆|会场|实验室|机房|客户那"
)
_NO_PLACE = re.compile(
    r"^(?:一起|这|那|你|他|她|家?人|忙|意|线|乎|群|微信|网|考虑|准备|写|做|看|学|想|用|吃|喝|玩|等|找|开|等待|工作|上班|听|说|跟|和|练|减肥|备|读|追)|吧$|的$|(?:上班|工作|任职|打工|实习|读书|上学|读研|读博|当\w{1,6}|做\w{1,6})$"
)
_MOODS = vocabulary(
    "开心 高兴 快乐 兴奋 激动 难过 伤心 焦虑 紧张 压力大 压力好大 压力很大 压力山大 烦 烦躁 心烦 郁闷 沮丧 失落 无聊 累 疲惫 疲倦 困 崩溃 生气 愤怒 "
    "害怕 担心 孤独 寂寞 委屈 尴尬 感动 幸福 轻松 放松 平静 无奈 抑郁 失望 绝望 迷茫 后悔 自豪 骄傲 期待 头疼 不开心 不爽 不舒服 "
    "emo 心累 心塞 糟糕 不好 很差 不错 很好 低落 满足 饿 着急 急 慌 心慌 忐忑 不安 丧 舒服 想哭 生无可恋 内疚 嫉妒 羡慕 惊喜 释然 疲劳 没精神 没劲 提不起劲 暴躁 怕 疯 累瘫 想家 难受 愁 发愁 气 慌张 惊讶 震惊 欣慰 满意 踏实 安心 累趴 累坏 堵得慌 精疲力尽 筋疲力尽 犯困 心痛 苦恼 头大 破防 懵 没胃口 撑不住 紧绷 无语 抓狂 火大 恼火 心态崩 崩溃 空落落 心里没底 没底 窝火 憋屈 上火 破大防 心疼 心碎 心酸 爽 美滋滋 乐坏 郁闷坏 揪心 闹心 糟心 惆怅 感慨 孤单"
)
_MOOD_WORDS = "|".join(sorted(_MOODS, key=lambda word: (len(word), word), reverse=True))
_DEGREE = r"(?:好|很|太|真的?|特别|超级?|非常|有点儿?|有些|挺|蛮|十分|极其|相当|巨|贼|这么|越来越|一直|还是|又|快|都|就是|实在|可|老|更|比较|一阵|莫名)"
_MOOD = re.compile(
    rf"(?:^|[，,。！!；\s啊呀])(?:(?:唉|哎|啊|呜|哇|天哪|天啊|今天|最近|现在|这两天|这几天|我|真是|心情|感觉|觉得|感到|状态|整个人|人|自己|心里|这周|一整天|没啥|其实|刚才)[，,\s]*)*"
    rf"(?P<degree>{_DEGREE}*)(?:感到|觉得)?(?P<mood>{_MOOD_WORDS})(?P<after>(?:死|坏|极|透|得很|得要命|得不行|得睡不着|得要死|爆|成[狗马])?我?(?:了|啊|啦|呀|哦|的|呢|哈)*)(?=(?:今天|最近|这两天|这几天)?(?:[，,。！!；\s~～😭😢😞😊😄]|$)|(?<=[死坏]了)[刚今一这连站跑加忙开搬])"
)
_FELT = re.compile(
    rf"(?P<before>[^，。]{{1,24}}?)(?P<degree>有点儿?|有些|好|很|太|超级?|特别|非常|挺|蛮|真的?|越来越)(?:感到|觉得)?"
    rf"(?P<mood>(?!好|不错|舒服|爽|满意|期待|饿|困|轻松|踏实|糟糕|不好)(?:{_MOOD_WORDS}))(?:死|坏|极)?(?:了|啊|啦|呀|哦|的|呢|哈)*(?=[\s~～😭😢😞😊😄😅]*$)"
)
"""How somebody feels about what they tell in the same breath: 我明天第一次上线有点慌."""
_FEELS = re.compile(
    rf"(?:^|[，,。\s])(?:[^我]{{0,8}}(?<!的)我(?!们?的|家|这|那|{FORM}|同事|老板|领导|室友|朋友|同学|客户|学生)|(?:等|马上|眼看|一?想到|第一次|一个人|突然|被|刚才?)(?!.*[你他她它]))"
)
"""How a clause begins whose feeling is the speaker's own."""
_WEAK_MOODS = frozenset(
    {
        "怕",
        "气",
        "懵",
        "愁",
        "安心",
        "满意",
        "疯",
        "不好",
        "很差",
        "不错",
        "很好",
        "饿",
        "急",
        "困",
        "累",
        "烦",
        "丧",
        "慌",
        "糟糕",
        "舒服",
        "头疼",
        "不舒服",
        "满足",
        "期待",
        "羡慕",
    }
)
_ALONE = re.compile("(?:[啊唉哎嗯哦呀额呃][，,\\s]*){0,2}[烦累困愁慌](?:[啊呀哦]){0,2}")
"""A sigh: 啊 烦."""
_MOOD_NAMED = re.compile(r"心情|感觉|觉得|感到|状态|整个人|我")
_DEVICES = r"手机|电脑|笔记本(?:电脑)?|平板|iPad|iPhone[ \w]{0,8}|安卓(?:手机)?|台式机|MacBook[ \w]{0,5}|Mac|手表|公司电脑|工作电脑|Windows|Linux"
_DEVICE = re.compile(
    rf"(?:我|现在|正|这会儿|是|在|目前|只能|先|暂时|今天|都|这边)*(?:用|拿|换|换成|换到|改用|通过)(?:着|的是|了)?(?:我的?|公司的?)?(?P<device>{_DEVICES})(?:在)?(?:打字|发的?|给你发|上网|聊|看着?|打的|回(?:复|你)?|跟你|和你|写|操作|办公|登录|上)"
    r"|我(?:的|这|那)?[台部个]?(?:电脑|手机|笔记本|平板|系统)?(?:是)?(?:破|老|旧|新|小|公司的?)*\s*(?P<own>(?:[A-Z]\d的)?(?:MacBook|iPhone|iPad|ThinkPad|华为|小米|荣耀|三星|联想|vivo|oppo)(?:[A-Za-z0-9 ]{1,10})?)(?=[，,。\s跑卡开用老连编打登装看闪死黑]|$)"
    r"|(?:用的是?|设备是?|机型是?|手机是|电脑是|系统是)(?:一?台|一?部)?(?P<used>(?:\w{0,8}?(?:手机|电脑|笔记本|平板)|(?:MacBook|iPhone|iPad|ThinkPad|华为|小米|荣耀|三星|联想|安卓|Windows|macOS|Ubuntu|Mac|Win)[\w .]{0,10}))(?=[，,。\s]|$)"
    r"|(?:^|[，,。])(?:系统(?:是)?|电脑(?:是)?|我(?:的)?(?:系统|电脑)是)?(?P<os>win(?:dows)? ?\d{1,2}|macOS[\w .]{0,10}|ubuntu[\d .]{0,6})(?=[，,。]|$)"
    r"|(?:^|[，,。])(?:我的?)?(?P<low>手机|电脑|平板|笔记本)(?:快|要|马上就?要?|就要)(?:没电|关机)了"
    rf"|(?:我|现在|正|这会儿)+(?:是)?在用(?P<using>{_DEVICES})(?:$|[，,。])|^(?:我|正|在|还|又)*(?:[躺坐蹲趴窝站靠瘫缩][^，。他她你它]{{0,8}}?)?刷(?P<held>手机|平板|iPad)(?:呢|中)?$|(?:在|从)(?P<on>{_DEVICES})上(?:发|打|回|聊|给你|写|看)",
    re.IGNORECASE,
)
_ASKED_DEVICE = re.compile(
    r"(?:用的?|拿的?|使用的?|设备|机型|手机)(?:的?是)?(?:什么|哪(?:一?款|一?台|一?部|种|个)|啥)(?:牌子的?|型号的?|样的)?(?:手机|电脑|平板|设备|机型|机器|型号|系统)?(?:呢|啊|呀)*\s*[?？]?\s*$"
    r"|(?:用|拿)的?(?:是)?(?:手机|电脑|平板)还是(?:手机|电脑|平板)"
)
_ANSWERED_DEVICE = re.compile(
    r"(?:我?用的?|我的?是|是|就是|一?[台部])*(?P<device>(?:MacBook|iPhone|iPad|ThinkPad|Surface|Pixel|华为|小米|红米|荣耀|三星|联想|戴尔|惠普|一加|魅族|苹果|安卓|vivo|oppo)的?(?:手机|电脑|笔记本|平板)?[A-Za-z0-9 ]{0,14}|手机|电脑|笔记本|平板|台式机)(?:的|吧|啊|呀|呢)*$",
    re.IGNORECASE,
)
_ASKED_WHERE = re.compile(
    r"[你您]们?(?:现在|这会儿|目前|人|正|都|到底)*[在到](?:哪里|哪儿?|什么地方)了?(?:呢|啊|呀)*\s*[?？]?\s*$"
)
_ANSWERED_PLACE = re.compile(
    r"(?:我们?|现在|人|还|刚|在|到)*(?P<where>[^，。我你]{1,12}?)(?:了|呢|啊)*$"
)
_TIME = re.compile(
    r"(?:现在|这边|我这边|我这里|我这儿)(?:已经|都|才|是|快)*(?P<time>(?:凌晨|早上|上午|中午|下午|傍晚|晚上|半夜|深夜)(?:\d{1,2}|[一二两三四五六七八九十]{1,2})?(?:点(?:半|多)?)?|(?:\d{1,2}|[一二两三四五六七八九十]{1,3})点(?:半|多)?)(?:了|$|[，,。])"
)


def present(sentence: str) -> bool:
    """Say whether a sentence can tell of the present: no question, condition, past or plan."""
    return _UNREAL.search(simplified(sentence)) is None


_AHEAD = re.compile(r"明天|后天|下周|下个?月")
"""A day to come, about which somebody may have a feeling now."""
_SIGH = re.compile(r"[啊呀呢](?P<rest>[\u4e00-\u9fff]{2,8}[了啦])$")
"""What somebody adds to a question in the same breath: 怎么办啊急死我了."""


def present_clauses(text: str) -> Iterator[str]:
    """Yield the clauses of a turn that can tell of the present."""
    for passage in passages(text):
        for clause in passage.clauses:
            aside = clause.is_question or clause.is_unreal or clause.is_hearsay
            sigh = _SIGH.search(clause.verbatim) if clause.is_question else None
            if sigh is not None:
                yield sigh["rest"]
            if not aside and present(clause.verbatim):
                yield clause.verbatim
            elif not aside and _AHEAD.search(clause.text) and (mood := _felt(clause.verbatim)):
                yield f"我很{mood}"


def find_place(sentence: str) -> str | None:
    """Return where the speaker is: 成都双流机场; None if it is not said."""
    plain = simplified(sentence)
    for form in (_PLACE, _POSTURE, _ARRIVED):
        for match in form.finditer(plain):
            where = match["where"]
            arrived = (
                form is _ARRIVED
                and not match["done"]
                and not re.search("刚|终于|落地|抵达", match.group())
            )
            if _NO_PLACE.search(where) or arrived or not _is_place(where):
                continue
            is_own = (
                form in {_ARRIVED, _POSTURE}
                or match["who"]
                or re.search(r"现在|此刻|人在|正在|还在|目前", match.group())
            )
            if is_own or match.start() == 0:
                return sentence[match.start("where") : match.end("where")]
    town = _NOW_AT.search(plain)
    if town is not None and _is_town(town["where"]):
        return sentence[town.start("where") : town.end("where")]
    return None


def _is_place(where: str) -> bool:
    """Tell a place from a doing: 在机场 and 在上海, but not 在吃饭."""
    if _PLACE_WORDS.search(where):
        return True
    return _is_town(where)


def _is_town(where: str) -> bool:
    """Tell the name of a town, a region or a country."""
    found = words(where)
    return bool(found) and found[-1].tag in {"ns", "nsf"} and all(w.tag[:1] in "nsf" for w in found)


def find_mood(sentence: str) -> str | None:
    """Return how the speaker feels: 焦虑; None if it is not said."""
    for match in _MOOD.finditer(simplified(sentence)):
        mood, degree = match["mood"], match["degree"]
        named = _MOOD_NAMED.search(match.group()) is not None
        extreme = re.search("死|坏|极|透|成|爆|得", match["after"]) is not None
        alone = _ALONE.fullmatch(simplified(sentence)) is not None
        if mood in _WEAK_MOODS and not (degree or extreme) and not named and not alone:
            continue
        if mood in {"不错", "很好", "不好", "很差", "糟糕", "舒服"} and not re.search(
            "心情|感觉|状态", match.group()
        ):
            continue
        if degree or named or match["after"] or alone or mood not in _WEAK_MOODS:
            weak = mood in {"不错", "很好", "不好", "很差", "糟糕", "舒服"}
            said = sentence[match.start("mood") : match.end("mood")]
            return f"心情{said}" if weak else said
    return _felt(sentence)


def _felt(clause: str) -> str | None:
    """Return how the speaker feels about what they tell in the same clause."""
    match = _FELT.search(simplified(clause))
    if match is None or not _FEELS.match(match["before"]) or _OTHERS.search(match["before"]):
        return None
    return clause[match.start("mood") : match.end("mood")]


_OTHERS = re.compile(r"[你他她它]|人家|大家|别人|以前|曾|当时")
"""Words of a clause that tells of somebody else's feelings, or of old ones."""


def find_device(sentence: str) -> str | None:
    """Return what the speaker writes on: 手机; None if it is not said."""
    match = _DEVICE.search(simplified(sentence))
    group = match.lastgroup if match else None
    return sentence[match.start(group) : match.end(group)].strip() if match and group else None


def asks_device(text: str) -> bool:
    """Say whether somebody is asked what they write on."""
    asked = re.split(r"[，,。！!；;\n]|[?？](?!\s*$)", simplified(text).strip())[-1]
    return _OF_LISTENER.match(asked) is not None and _ASKED_DEVICE.search(asked) is not None


_OF_LISTENER = re.compile(
    r"\s*(?:请问|那)?(?:[你您](?:现在|目前|这边)?(?:是)?(?:在)?)?(?:用|使用|拿)(?!.*(?:之前|以前|打算))"
)
"""How a question begins that is about what the listener uses now."""


def answered_device(clause: str) -> str | None:
    """Return the device that an answer to 您用的什么手机 names: 华为Mate 60."""
    match = _ANSWERED_DEVICE.match(simplified(clause))
    return clause[match.start("device") : match.end("device")] if match else None


def asks_where(text: str) -> bool:
    """Say whether somebody is asked where they are."""
    return _ASKED_WHERE.search(simplified(text)) is not None


def answered_place(clause: str) -> str | None:
    """Return the place that an answer to 你在哪 names: 虹桥站."""
    match = _ANSWERED_PLACE.match(simplified(clause))
    if match is None or _NO_PLACE.search(match["where"]) or not _is_place(match["where"]):
        return None
    return clause[match.start("where") : match.end("where")]


def find_time(sentence: str) -> str | None:
    """Return the speaker's time of day where they name it: 凌晨三点."""
    match = _TIME.search(simplified(sentence))
    return sentence[match.start("time") : match.end("time")] if match else None
