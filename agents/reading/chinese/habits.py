"""Habits and rules of life in Chinese clauses: 每天早上跑步, 从不喝酒, 只坐靠窗的位置."""

import re
from collections.abc import Iterator
from dataclasses import replace

from octomem.agents.reading.chinese.clauses import Clause
from octomem.agents.reading.chinese.kin import FORM, NOUNS
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.subjects import TITLED, is_chinese_name
from octomem.agents.reading.chinese.telling import base, trimmed
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.chinese.words import words
from octomem.agents.reading.reading import Claim, Statement

_VERBS = {
    "eat": "吃", "drink": "喝", "smoke": "抽", "play": "打 踢 弹 玩 拉 吹", "read": "看 读", "run": "跑 跑步 晨跑 夜跑",
    "swim": "游 游泳", "write": "写 记", "learn": "学 学习", "practise": "练 练习", "use": "用 使用", "take": "坐 服用 服 打车",
    "ride": "骑", "listen to": "听", "go to": "去 上", "teach": "教", "walk": "遛 散步", "do": "做", "collect": "收集 收藏 集",
    "buy": "买", "wear": "穿 戴 带", "sleep": "睡", "get up": "起床 起", "work": "工作 加班 上班", "exercise": "健身 锻炼 运动 撸铁",
    "cook": "做饭 煮 炒", "drive": "开车", "speak": "说 讲", "climb": "爬", "dance": "跳", "sing": "唱", "draw": "画",
    "visit": "回 看望", "watch": "追 刷", "inject": "打胰岛素 注射", "live": "住", "order": "点", "fly": "飞", "choose": "选 订",
    "volunteer": "做义工 做志愿者 当志愿者", "call": "给", "get": "喂 养 接 送",
}  # fmt: skip
_BY_WORD = {word: verb for verb, row in _VERBS.items() for word in row.split()}
_FORM = "|".join(sorted(_BY_WORD, key=len, reverse=True))
_VERB = re.compile(
    rf"(?:在|会|都|要|得|先|必须|一定要|习惯)*(?P<verb>{_FORM})(?P<o>(?!不要|不能|不可以?|别|最好|应该)[^，。]{{0,20}})$"
)
_TOPICAL = re.compile(
    rf"(?P<topic>[^，。只总]{{0,10}}?)(?P<rule>只(?![有要是能好剩想差不])|从来?不|总是|一向|一般都?|必须|一定要|习惯|通常)(?P<verb>{_FORM})(?P<o>[^，。]{{1,20}})$"
)
_AVOIDS = re.compile(
    r"(?:太?能|敢|会|可以|怎么|想)?(?P<verb>吃|喝|抽|碰)(?:得了)?(?P<o>[^，。]{1,10})$"
)
_STEADY = re.compile(
    r"(?P<verb>抽|喝)(?P<o>烟|酒|电子烟)(?:的)?$|(?:在|正在|最近在|开始)(?P<verb2>学|练|备考)(?P<o2>[^，。了]{1,10})$"
)
_OVER = re.compile(
    r"(?:再|去|常)?(?P<verb>打|踢|弹|拉|吹|抽|喝|吃|学|练|骑|跳|唱|画|收集|养)(?P<o>[^，。了]{1,10})了$"
)
"""What somebody does no more: 不打羽毛球了."""
_TOPIC_FIRST = re.compile(
    r"(?!(?P<same>[吃喝碰抽])[都也]不(?P=same))(?P<o>(?!对)[\u4e00-\u9fffA-Za-z]{1,8}?)(?P<who>我|咱|[他她它]|(?=(?:[吃喝碰抽](?=[都也]不))?(?:打死|坚决|从来|一概|也|都|完全|一点)*(?:不吃|不喝|不碰|不抽|过敏$)))(?P<rest>(?:[吃喝碰抽](?=[都也]不))?(?:打死|一概|坚决)?(?:从来|真的|一直|也|都|一般|是真|就是|超级?|最|很|比较|特别|不太|会|一点儿?|实在|完全|坚决|有点|其实|根本|压根|并)*"
    r"(?P<verb>不吃|不喝|不碰|不喜欢|不爱吃|不爱喝|不爱|不抽|喜欢|讨厌|超爱|最爱|爱吃|爱喝|吃不了|吃不惯|受不了|不?过敏|怕))(?:的|了|啊|呀)*$"
)


_HAS_AT_HOME = re.compile(
    r"^(?:我们?|咱们?)?家里?(?:现在)?(?:还)?(?=(?:有|养)[一两二三四五\d]?[只条头个])"
)
_KIDS_AT_HOME = re.compile(
    r"^(?:我们?|咱们?)?家里?(?:就|只|一共|总共|现在|已经|也|还)*有?(?=(?:[一二两三四五\d]个?|俩|仨|个)(?:小孩子?|孩子|娃|儿子|女儿|闺女|宝宝|小子|丫头)(?:[了啦呢]|$))"
)
_HAS_TOO = re.compile(r"^(?:另外|而且)?还(?=(?:有|养)[了着]?[一两二三四五\d]?[只条头个])")
_MOVED = re.compile(r"^(?:我们?)?(?:人|全家|一家人|一家三口)(?:也|都|已经)+(?=搬|定居|移)")
_NO_PERSON = r"(?!今|明|现在|以[前后]|后来|最近|从来|目前|如今|这次|下次|暂时|先|[^，]{0,5}(?:隔壁|邻居|孩子|同事|同学|朋友|老师|姐|哥|妈|爸|弟|妹))(?P<o>[^我你他她它这那们，。]{1,6}?)"
_GONE_FIRST = re.compile(
    rf"^(?![昨前]天[^，]*被偷)(?:(?:我们?家?|咱们?家?)的?(?!{FORM}))?{_NO_PERSON}(?:我(?!们|[妈爸哥姐弟妹]))?(?:在[^，我]{{1,6}}(?=被)|上周|上个?月|今年|去年|前年|前阵子|前几天|昨天|今天|刚|已经|早|就|都|也|终于|后来|挂(?:闲鱼|咸鱼|网)上?|直接|[一二三四五六七八九十\d]+月)*(?:被[^，我]{{0,4}})?"
    r"(?P<verb>戒|卖|转手|转卖|出(?=掉|给)|扔|丢|捐|过户|报废|偷)(?:给[^，]{1,6}?|到[^，]{1,6}?)?掉?了"
    r"(?:快|已经|有|成|差不多)?(?:\d+|[一二两三四五六七八九十几半]*)(?:多|个)*(?:年|月|天|周)?(?:多|半)?了?$"
)
"""What is over, before its verb: 烟已经戒了半年了, 大众卖掉了."""
_QUIT = re.compile(
    r"^(?P<before>我?(?:(?:今|去|前)年|[一二三四五六七八九十\d]+月份?|上个?月|上周|后来|现在|终于|早就|已经|都|就|也)*)"
    r"(?:戒掉?[了的]|不再?(?P<verb>抽|喝)了)(?P<after>(?:快|已经|有|成|差不多)?(?:\d+|[一二两三四五六七八九十几半]*)(?:多|个)*(?:年|月|天|周)?(?:多|半)?了?)$"
)
"""What somebody gave up without saying what: 抽不抽烟那栏，我去年十月就戒了."""
_OF_QUIT = re.compile("烟|酒")
_NO_MORE_FIRST = re.compile(
    rf"^(?:打|踢|弹|拉|吹|学|练|骑|跳|唱|画|玩)?{_NO_PERSON}(?:我(?!们|[妈爸哥姐弟妹]))?(?:也|都|已经|早就|现在|彻底|完全|基本)*(?:不|没|没有)(?:再|去|怎么)?"
    r"(?P<verb>打|踢|弹|拉|吹|抽|喝|吃|学|练|骑|跳|唱|画|养|玩)了$"
)
"""What somebody does no more, before its verb: 球也不踢了."""


def _named_quit(clause: Clause, whole: str) -> Clause | None:
    """Return a clause that says what was given up, where the sentence names only one such thing."""
    match = _QUIT.match(clause.text)
    things = set(_OF_QUIT.findall(whole))
    if match is None or len(things) != 1:
        return None
    (thing,) = things
    if match["verb"] and (match["verb"] == "抽") != (thing == "烟"):
        return None
    said = f"戒了{thing}{match['after']}"
    before = clause.verbatim[: match.end("before")]
    return replace(clause, text=match["before"] + said, verbatim=before + said)


def _plain(clause: Clause, *, own: bool) -> Clause | None:
    """Return a clause with its subject and verb in the usual place; None where they are."""
    for form, lead in (
        (_HAS_AT_HOME, "我"),
        (_KIDS_AT_HOME, "我有"),
        (_HAS_TOO, ""),
        (_MOVED, "我"),
    ):
        match = form.match(clause.text)
        if match is not None:
            rest = match.end()
            return replace(
                clause, text=lead + clause.text[rest:], verbatim=lead + clause.verbatim[rest:]
            )
    gone, no_more = _GONE_FIRST.match(clause.text), _NO_MORE_FIRST.match(clause.text)
    match = gone or no_more
    if match is None:
        return None
    if any(w.tag[0] in "vdp" for w in words(match["o"])[1:]):
        return None
    verb = match["verb"]
    before, after = ("我把", f"{verb}掉了") if gone else (f"我不{verb}", "了")
    before, after = ("我戒了", "") if verb == "戒" else (before, after)
    if no_more and not own and "我" not in clause.text:
        return replace(clause, is_hearsay=True)  # 酒也不喝了: whoever drank it
    before = before if own or "我" in clause.text else before.removeprefix("我")
    thing = clause.verbatim[match.start("o") : match.end("o")]
    return replace(clause, text=before + match["o"] + after, verbatim=before + thing + after)


_MEDICINE = r"[^，。了]{1,10}?(?:药|片|胶囊|胰岛素|素|[汀平林芬钠坦胍净唑铁酸酮])"
_TOLD_BY = (
    (re.compile(r"^[^，。]{0,8}?(?:才|刚)(?:知道|发现|查出来?|得知)(?=(?:我|他|她|它|自己|孩子|宝宝)?(?:也|竟然|居然)?对[^，]{1,8}过敏)"), ""),
    (re.compile(r"^[^，。我你他她]{0,6}?(?:医生|大夫|医院|护士)(?:都|也|又)?(?:说|告诉我|讲)(?:是)?(?=(?![我他她])[^，]{1,6}(?:对[^，]{1,8}过敏|对[^，]{1,8}不过敏))"), ""),
    (re.compile(r"^[^，。我你他她]{0,6}?(?:医生|大夫|医院|检查)(?:说|结果|诊断|确诊)(?:我)?(?:就)?是(?=[^，。]{1,10}$)"), "我有"),
    (re.compile(rf"^[^，。我你他她]{{0,6}}?(?:医生|大夫)(?:又|就)?(?:让|叫|给)(?P<who>我|他|她)?(?:每天|天天)?(?:改|换)?(?:成)?(?:吃|打|用|服|开了?)(?={_MEDICINE}(?:了)?$)"), "在吃"),
)  # fmt: skip
"""What doctors say, and what is found out, which is told outright: 医生让他改吃二甲双胍."""


_IS_ALLERGIC = re.compile("^(?P<who>我|他|她|)是(?=对[^，]{1,8}过敏$)")


_HEALED = re.compile(
    r"^(?P<who>[^，。的对]{1,6}的|我|他|她|它|孩子|宝宝|)(?:对)?(?P<o>[^，。的]{1,6}?)过敏(?:的毛病|这毛病|这事儿?)?"
    r"(?:现在|已经|也|早就|都|终于|总算|基本上?|完全|彻底|全)*(?:好|痊愈|治好|没|脱敏(?:成功|做?完)?)(?:了|啦)+$"
)
"""An allergy that somebody has no more: 乐乐的鸡蛋过敏好了."""


def _outright(clause: Clause) -> Clause:
    """Tell a clause without who said it or how it came out."""
    healed = _HEALED.match(clause.text)
    if healed is not None:
        who = healed["who"].removesuffix("的")
        thing = clause.verbatim[healed.start("o") : healed.end("o")]
        told = f"{clause.verbatim[: len(who)]}对{thing}不过敏了"
        return replace(clause, text=f"{who}对{healed['o']}不过敏了", verbatim=told)
    allergic = _IS_ALLERGIC.match(clause.text)
    if allergic is not None:
        who, rest = allergic["who"], allergic.end()
        return replace(clause, text=who + clause.text[rest:], verbatim=who + clause.verbatim[rest:])
    for form, lead in _TOLD_BY:
        match = form.match(clause.text)
        if match is not None:
            who = match.groupdict().get("who") or ("" if lead != "在吃" else "我")
            said = f"{who}{lead}"
            rest = match.end()
            text, verbatim = said + clause.text[rest:], said + clause.verbatim[rest:]
            return replace(clause, text=text, verbatim=verbatim, is_hearsay=False)
    return clause


_RELATIVE = rf"(?P<who>我们?家?的?(?:{FORM})|[他她])"
_SCHOOLED = "(?P<o>[^，。是的我]{1,8}?(?:大学|学院|中学|小学|幼儿园|高中|初中|附中|附小|师大|科大|[一二三四五六七八九十]中))"
_WHOSE_IT_IS = (
    (re.compile(rf"^(?:在)?(?:读|念|上){_SCHOOLED}的(?:其实|才|应该)*是{_RELATIVE}$"), "读"),
    (re.compile(rf"^{_SCHOOLED}(?:其实|才|应该)*是{_RELATIVE}(?:在|去)?(?:念|读|上)的?(?:学校)?$"), "读"),
    (re.compile(rf"^在(?P<o>[^，。是的我]{{2,10}}?)(?:上班|工作)的(?:其实|才|应该)*是{_RELATIVE}$"), "工作"),
    (re.compile(rf"^(?P<o>[^，。是的我]{{2,10}}?)(?:其实|才|应该)*是{_RELATIVE}(?:他们)?(?:那儿|那边|那里|那家|(?:的)?(?:公司|单位))(?:的)?$"), "工作"),
    (re.compile(rf"^(?:住在?|在)(?P<o>[^，。是的我]{{2,8}}?)(?:住)?的(?:其实|才|应该)*是{_RELATIVE}$"), "住"),
)  # fmt: skip
"""What tells first and then of whom: 读四川大学的是我表弟, 华为是我男朋友那儿."""


_DOES = r"(?:[来到]我们?家|[给帮替陪带教管]|照顾|辅导|负责|接送)"
IS_DONE_BY = re.compile(
    rf"(?P<does>(?:现在|如今|目前|这学期|今年|平时|一直)*(?:{_DOES})[^，。]{{1,14}})的(?:人)?(?:还|就|才|一直|其实|应该|现在|又)*是(?P<who>[^，。]{{1,8}})$"
)
"""What is done, and by whom: 来我家做钟点工的是尤嫂, which is nothing that the speaker does."""


def _told_of_whom(clause: Clause) -> Clause:
    """Put of whom something is told before it: 在川大上学的是我表弟 is 我表弟在川大上学."""
    for form, verb in _WHOSE_IT_IS:
        match = form.match(clause.text)
        if match is None or match["o"].startswith(("这", "那")):
            continue
        thing = clause.verbatim[match.start("o") : match.end("o")]
        behind = {"读": "读书", "工作": "工作", "住": "住"}[verb]
        said = f"{match['who']}在{match['o']}{behind}"
        return replace(clause, text=said, verbatim=said.replace(match["o"], thing))
    done = IS_DONE_BY.match(clause.text)
    if done is None or done["who"][0] in "我俺咱":
        return clause
    who, does = (clause.verbatim[slice(*done.span(name))] for name in ("who", "does"))
    is_person = TITLED.fullmatch(done["who"]) is not None or is_chinese_name(done["who"])
    if is_person:
        return replace(clause, text=done["who"] + done["does"], verbatim=who + does)
    return replace(clause, is_hearsay=clause.is_hearsay or "我" in done["does"])


_FLATLY = re.compile(
    rf"(?P<lead>(?:现在|目前|平时|从小|一直|我们?(?:家?的?(?:{FORM}))?|[他她](?!们|的)){{0,3}})(?P<o>[\u4e00-\u9fffA-Za-z]{{1,6}}?)(?P<who>我|他|她)?(?:是|真的|现在|就){{0,2}}"
    r"(?:一[口滴点根支杯粒](?:儿|也|都){0,2}不(?P<verb>吃|喝|抽|碰|沾)|(?P<twice>碰|沾|吃|喝|抽)都不(?P=twice))(?P<over>了)?(?:的|啊|呀)?$"
)
"""How somebody says that they never have something: 酒一滴不沾, 螃蟹我碰都不碰."""
_TEETOTAL = re.compile(
    rf"(?P<lead>(?:我们?(?:家?的?(?:{FORM}))?|[他她](?!们|的))?(?:现在|一直|从来|是|平时){{0,2}})滴酒不沾(?P<over>了)?(?:的|啊|呀)?$"
)
_DRUNK = re.compile("(?:[酒茶奶]|咖啡|饮料|可乐|雪碧|豆浆|果汁)$")
_EATEN = re.compile(
    "(?:[肉虾蟹辣椒葱姜蒜蛋糖菇]|(?<![钓捞抓炒买做种洗])[鱼菜]|海鲜|生鲜|贝类|甜食|甜品|甜点|零食|豆腐|豆制品|米饭|米线|面条|面食|面包|花生|坚果|核桃|芒果|榴莲|苹果|水果|香蕉|西瓜|苦瓜|内脏|下水|肥肠|猪蹄|芝士|奶酪|奶制品|乳制品|巧克力|油炸的?|快餐|外卖|泡面|方便面|火锅|烧烤|冰淇淋|雪糕|腌制品|味精)$"
)
"""What is food, and no phone or game, that one may not touch either."""
_MEAL = frozenset({"饭", "早饭", "午饭", "晚饭", "东西", "什么", "啥", "药", "水", "奶"})
"""What somebody has none of only this once: 饭一口不吃."""
_HAVES = (("喝", _DRUNK), ("抽", re.compile("烟$")), ("吃", _EATEN))
"""By what something is, how one has it."""


def _flatly(clause: Clause) -> Clause:
    """Tell plainly what somebody never has: 酒一滴不沾 is 不喝酒."""
    teetotal = _TEETOTAL.match(clause.text)
    match = teetotal or _FLATLY.match(clause.text)
    if match is None:
        return clause
    found = match.groupdict()
    thing = clause.verbatim[match.start("o") : match.end("o")] if teetotal is None else "酒"
    plain = found.get("o") or thing
    if plain in _MEAL or any(word.tag[0] not in "naezjbu" for word in words(plain)):
        return clause
    said = found.get("verb") or found.get("twice") or "沾"
    if said in "碰沾":
        said = next((verb for verb, kind in _HAVES if kind.search(plain)), "")
    if not said:
        return clause
    who = clause.verbatim[: match.end("lead")] + (found.get("who") or "")
    over = found["over"] or ""
    start = simplified(who)
    parts = (f"{start}不{said}{plain}{over}", f"{who}不{said}{thing}{over}")
    return replace(clause, text=parts[0], verbatim=parts[1])


_LED = re.compile(
    r"(?P<when>(?:[昨今前]天|昨日|前几天|上个?(?:周|星期|礼拜|月)[一二三四五六日天末]?|上?个?周末)?)(?P<who>[^，。我你他她它]{0,4}(?:公司|单位|学校|大学|学院|社区|部门|工会|班级?|协会|中心|俱乐部|老师|领导))"
    r"(?:组织|带着?|领着?|安排)我们(?P<did>[^，。]{0,6}[了过][^，。]{1,12})$"
)
"""What others took the speaker along to: 老年大学组织我们登了蜀冈."""


def _taken_along(clause: Clause) -> Clause:
    """Put the speaker first who did what others arranged."""
    led = _LED.match(clause.text)
    if led is None:
        return clause
    parts = (slice(*led.span("when")), slice(*led.span("did")))
    text, verbatim = (
        f"{words[parts[0]]}我们{words[parts[1]]}" for words in (clause.text, clause.verbatim)
    )
    return replace(clause, text=text, verbatim=verbatim)


def turned(clause: Clause, *, own: bool = True, whole: str = "") -> Clause:
    """Put the topic of a topic-comment clause behind its verb: 香菜我不吃 is 我不吃香菜.

    What is over is the speaker's `own`, or of whom the clause before was about; `whole` is the sentence.
    """
    clause = _taken_along(_flatly(_told_of_whom(_outright(clause))))
    plain = _named_quit(clause, whole) or _plain(clause, own=own)
    if plain is not None:
        return plain
    match = _TOPIC_FIRST.fullmatch(clause.text)
    if (
        match is None
        or match["o"] in NOUNS
        or re.search(
            r"^一?[吃喝碰].*[会就]$|^[不没]|^[也还都]是$|^[去前今明]年|^可是?$|[我你他她这那对]|.家的|从来|知道|发现|时候|自己|原来|其实|结果|今天|昨天|明天|以前|所以|因为|现在|基本|平时|一般|最近|几乎|已经|早就|[都就也还再了很]$",
            match["o"],
        )
    ):
        return clause
    thing = clause.verbatim[: match.end("o")]
    rest = clause.verbatim[match.start("rest") : match.end("rest")]
    who = match["who"] if match["who"] in {"他", "她", "它"} else "我"
    over = "了" if clause.text.endswith("了") and match["verb"].startswith("不") else ""
    said = (
        f"{who}对{thing}{rest}" if match["verb"].endswith("过敏") else f"{who}{rest}{thing}{over}"
    )
    said_plain = (
        f"{who}对{match['o']}{match['rest']}"
        if match["verb"].endswith("过敏")
        else f"{who}{match['rest']}{match['o']}{over}"
    )
    return replace(clause, text=said_plain, verbatim=said)


def read(told: Told) -> Iterator[Statement]:
    """Yield the habit of a clause whose subject and adverbs are known."""
    text, subject = told.clause.text, told.subject
    if subject is None or subject.who.type not in {"person", "animal"} or "future" in told.flags:
        return
    ahead = any(found.moment.end > told.setting.said_at for found in told.dates)
    if ahead and not {"habit", "rule"} & told.flags:
        return
    ended = "ended" in told.flags
    negated = (
        bool({"negated", "over"} & told.flags)
        or re.search(r"从来?不|绝不", text[: told.at]) is not None
    )
    found = _match(told, negated=negated)
    if found is None:
        return
    verb, span, is_rule = found
    value = trimmed(_OFTEN.sub("", told.clause.verbatim[span[0] : span[1]]))
    verb = "take" if verb == "eat" and _MEDICAL.search(value) else verb
    if re.search(r"疼|痛|难受|不舒服|一下$|^[碰吃喝抽沾看]$", value):
        return
    if _ONCE.search(value) and "habit" not in told.flags:
        return
    if (
        re.search(
            r"^(?:、|这|那|它|他|她|你|我|什么|话|了|过|到|完|得|着|起来)|你$|了[^，]{0,4}$|过$",
            value,
        )
        and verb != "get up"
    ):
        return
    over = "over" in told.flags or (negated and text.endswith("了"))
    claim = Claim.RULE if is_rule and not ended else Claim.FACT
    predicate = _third(verb)
    yield base(told, predicate, verb, value, "thing", claim, negated=negated, ended=ended or over)


def _match(  # noqa: PLR0911 - one form after the other
    told: Told, *, negated: bool
) -> tuple[str, tuple[int, int], bool] | None:
    """Return the English verb, where the object stands, and whether it is a rule of life."""
    text, at = told.clause.text, told.at
    if "了" in text[at:] and not ({"over", "ended"} & told.flags or negated):
        return None
    steady = "over" in told.flags or not _is_once(told)
    if negated and steady and (match := _AVOIDS.match(text, at)) is not None:
        return _BY_WORD.get(match["verb"], "eat"), match.span("o"), True
    if negated and _begins(told) and (match := _OVER.match(text, at)) is not None:
        return _BY_WORD[match["verb"]], match.span("o"), False
    if (match := _STEADY.match(text, at)) is not None and not negated:
        name = "verb" if match["verb"] else "verb2"
        span = match.span("o") if match["verb"] else match.span("o2")
        return (
            ("smoke" if match[name] == "抽" else "drink" if match[name] == "喝" else "learn"),
            span,
            False,
        )
    if {"habit", "rule"} & told.flags and (match := _VERB.match(text, at)) is not None:
        if not match["o"] and len(match["verb"]) < 2:
            return None
        span = match.span("o") if match["o"] else match.span("verb")
        return _BY_WORD[match["verb"]], span, "rule" in told.flags
    topical = _TOPICAL.match(text, told.start)
    if topical is not None and re.search(r"[你他她]|如果|昨|今天|明天", topical["topic"]) is None:
        return _BY_WORD[topical["verb"]], topical.span("o"), topical["rule"] not in {"通常", "一般"}
    return None


_ONCE = re.compile("一[趟回次]$")
"""What is to be done one time, and is no rule: 我必须回去一趟."""
_OFTEN = re.compile(
    r"^(?:[一二两三四五六七八九十几\d]+(?:到|-|、)?[一二两三四五六七八九十几\d]*(?:次|回|场|个?小时|个?半小时|分钟|粒|片|颗|支)的?|半[粒片颗])(?=.)"
)
"""How often or how long somebody does it: 打两次羽毛球."""
_MEDICAL = re.compile(
    r"(?:药|片|胶囊|胰岛素|维生素|[地洛替他]平|[汀林芬坦胍唑铁]|[^，]{2}(?:钠|酸|酮|净|素))$"
)
_SINCE = re.compile("起(?!床|来|身)|开始|以来|之?后|就")


def _begins(told: Told) -> bool:
    """Tell whether all dates of a clause say since when: 从上个月起就不喝咖啡了."""
    text = told.clause.text
    return all(
        each.moment.text.endswith(("起", "来", "后", "开始")) or _SINCE.match(text, each.end)
        for each in told.dates
    )


def _is_once(told: Told) -> bool:
    """Tell whether something is declined now rather than always: 今天不喝酒, 不吃了."""
    return (
        bool(told.dates)
        or re.search(r"了$|先不|就不|晚饭|早饭|午饭|饭$|东西$|点什么", told.clause.text) is not None
    )


def _third(verb: str) -> str:
    """Return the third person: "goes to", "practises", "does"."""
    head, _, particle = verb.partition(" ")
    ending = "es" if head.endswith(("o", "s", "sh", "ch")) else "s"
    said = (
        f"{head[:-1]}ies" if head.endswith("y") and head[-2] not in "aeiou" else f"{head}{ending}"
    )
    return f"{said} {particle}".strip()
