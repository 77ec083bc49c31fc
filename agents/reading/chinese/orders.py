"""Standing instructions to the agent in Chinese: 以后都用中文回答, 别用表情."""

import re
from dataclasses import replace

from octomem.agents.reading.chinese.clauses import Clause, Passage
from octomem.agents.reading.chinese.persona import named
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.subjects import Scene
from octomem.agents.reading.chinese.telling import to_agent
from octomem.agents.reading.chinese.told import Setting
from octomem.agents.reading.reading import Claim, Mood, Statement

_FROM_NOW = re.compile(
    r"以后|今后|从现在(?:起|开始)|从今(?:以后|天起|往后)|从此|往后|每次|一律|永远|始终|总是|任何时候|默认|都(?=用)|记住"
)
_STYLE = (
    r"回答|回复|答复|答案|表情|emoji|颜文字|注释|代码|语气|简短|简洁|简单点|啰嗦|废话|格式|列表|要点|markdown|表格|"
    r"(?:用|说|讲|夹|掺)(?:那些|这些|什么|点|太多|那么多|一堆)?(?:简体|繁体)?(?:中文|英文|英语|普通话|粤语|日语|法语|德语|大白话)|敬语|术语|例子|举例|出处|来源|链接|总结|您|单位|摄氏|公制|公斤|公里|"
    r"24小时制|语音|打字|感叹号|人话(?!就是)|专业(?:词|术语)|行话|黑话|字(?:写|打|数)?(?:少|多|大|小)|(?:说|讲)慢|慢点(?:说|讲)|一[句步条]一[句步条]|称呼|客套|客气|别叫我|不要叫我|套话|解释|翻译|推荐|建议|提问|反问|道歉|鼓励|语言|措辞|口语|书面|正式|分点|标题|结论|字数|个字|示例|类型注解|变量名|命名|缩进"
)
_STYLED = re.compile(_STYLE, re.IGNORECASE)
_ORDER = re.compile(
    r"^(?:请|麻烦|拜托)?(?:你|您)?(?:请|麻烦|还是|都|再|尽量|最好|务必|一定|千万|可以|能不能|要|必须|应该|得)*"
    r"(?:不要|别|不用|不必|不许|禁止|少|多|用|说|讲|保持|给(?:我|出)|直接|先|称呼|叫|把|跟我|对我|和我|回答|回复|写|解释|提供|附上?|加上?|控制|避免|推荐|总结|列|尽量|只|按|以)"
)
_OF_STYLE = re.compile(
    r"^(?:(?:你|您)?(?:的)?(?:回我|回消息|跟我讲话|讲话|字|回答|回复|答复|语气|格式|代码|注释|解释|说话|单位|称呼|变量名?|例子|建议|文案|邮件|周报|总结|报告)(?:里|中|时|的时候|要|尽量|请|里面|部分)*)[^是了我]{2,}"
)
_ONCE = re.compile(
    r"这(?:次|段|篇|个|份|封|里|张|条|句|首)|那(?:次|段|篇|个)|刚才|一下|今天|现在(?!起|开始)|帮我|我(?:的|这)?(?:周报|邮件|简历|论文)|明天|昨天|上面|下面"
)
_ANY = (
    r"(?:请|麻烦|拜托|以后|今后|从现在起|从现在开始|每次|一律|始终|默认|还是|改成?|你|您|都|就|要|再|也|尽量|最好|务必|一定|必须|只能?|可以|(?:把(?:你的)?)?(?:回答|回复|答复|答案|说话|聊天|交流|沟通)"
    r"|跟我|和我|对我|给我|我的消息|我|时候?|的|来|得|问题|一?点儿?|一些|些|一下|就[行好]|吧|了|哦|啊|，|,| )*"
)
_ASPECTS = (
    ("language", r"(?:用|说|讲)(?:简体|繁体)?(?:中文|英文|英语|汉语|普通话|粤语|日[语文]|法[语文]|德[语文]|韩[语文]|俄[语文]|西班牙语)"),
    ("length", r"(?:简短|简洁|精简|简明|简略|短|详细|详尽|展开(?:说|讲)?|长)"),
)  # fmt: skip
"""What of how to answer has one value at a time, and how each is said with nothing else in the order."""
_OF_ASPECT = tuple((name, re.compile(_ANY + form + _ANY)) for name, form in _ASPECTS)
_OWN = re.compile(
    r"^我(?!们?(?:问|说|发|用|提|给你|让你|不说|没说|要你|希望你))|^(?:他|她|它|我[妈爸老])"
)
_OF_NOW = re.compile("(?:现在|目前|如今|最近)(?!起|开始)")
"""How somebody begins to tell of their own ways: 现在都用支付宝."""
_WISH = re.compile(r"^我?(?:希望|想要?|要求)你")


_ALL_OF_IT = re.compile(
    r"^(?:以后|今后|每次)(?:都|也|就)?(?:要|请)?(?:这样|这么|按这个|如此|照此|照这个)"
)


_WRITTEN_AS = re.compile(
    r"^(?:(?:第[一二三四五]|(?P<lasting>以后|今后|每次)|所有的?|请|你|您|把)[，,]?)*(?:日期|时间|温度|单位|距离|金额|注释|变量名|标题|代码(?=[^写]{0,4}按))(?:(?P<always>都|全|统一|一律|每次)|请|要|得|就|给我)*"
    r"(?:(?P<how>写成|换算成|标成|显示成)|换成|改成|(?P<by>用|按|以)(?=[^，。]{1,10}(?:写|来|标|表示|算)$))(?![了过])(?P<value>[^，。了的吗我]{0,12})$"
)
"""How something that is written is to look: 日期写成日/月/年, 代码按3.8写."""
_FORMAT = re.compile(
    r"[日月年](?:[^\w\s]?[日月年])+|[YMDymd]{2,4}(?:[^\w\s][YMDymd]{1,4})+|[公英]制|[摄华]氏|24小时制|ISO|驼峰|下划线|\d\.\d+(?=写)",
    re.IGNORECASE,
)
"""How things look again and again, which is no new value of one of them."""
_LEFT_OPEN = re.compile(r"(?:写成|换成|改成|换算成|标成|显示成|用|按)$")
"""What is said before a gap and goes on behind it: 日期都写成 日/月/年."""
_NO_CALLS = re.compile(
    r"(?:别|不要|不用|甭|少)(?:再|老|总|动不动)?(?:给我(?![们妈爸])|跟我)?(?:打(?:语音|视频)?电话|打语音|发语音|来电话?)了?"
)
_TO_REACH = re.compile(
    r"有(?:什么|啥)?(?:急?事|问题|消息)(?:儿)?(?:就|请|都|直接|还是|先|在)*(?:给我)?(?:(?:发|留)(?:个|条)?(?:短信|微信|邮件|消息|信息|言)|微信|短信|留言|打字)(?:上)?(?:找|联系|告诉|通知|发|说|给)?我?(?:说|就行|就好|即可)*(?=$|[，,。！!~ ])"
)
"""How somebody wants to be reached, and how not: 别给我打电话，有事发短信."""
_BUSY = re.compile(r"(?:开会|上课|睡觉|睡了|面试|考试|看电影|听讲座|今天|现在|今晚|这会儿|这两天)")
"""Why somebody is not to be called just now."""
_POINTS_BACK = re.compile(
    r"(?:注意|记住|记得|照|按)[^，。]{0,2}(?:这一?点|这个|这条)[啊哈哦吧了]*$|(?:都|也)(?:别|不要|不用|不许)(?:再)?[用写放加说发提][了啊哈哦吧]*$"
)
"""What orders something that only an earlier clause names: 以后写啥都别用."""


_PLACES = "靠窗|靠过道|靠走道|过道|走道|高楼层|低楼层|高层|低层|离电梯远|离电梯近|无烟|朝南|大床|双床|上铺|下铺|中铺|静音车厢"
_LODGED = re.compile(
    rf"^(?:[坐住]?(?:座位|位子|座|机票|高铁|火车|飞机|车票|酒店|宾馆|民宿|房间|房|卧铺))(?:票|上)?我?(?:一直|一律|永远|从来|都|就|只|必须|一定){{0,2}}(?:要|选|坐|住)个?(?:{_PLACES})(?!.*还是)[^，,。了吗呢没]{{0,8}}$"
)
"""Which seats and rooms somebody always wants: 酒店要高楼层的, 座位我只要靠窗的."""
_OF_A_TRIP = re.compile(
    r"[下这]个?(?:周|月|趟)|周[一二三四五六日末]|\d[日号]|后天|国庆|五一|春节|暑假|寒假|出差|订[一了好]|帮|[一两二三四五六七八九十\d][间张晚位]"
)
"""What says of which trip somebody tells, whose seats and rooms are wanted once."""


def _to_reach(clause: Clause, setting: Setting) -> str:
    """Return how the speaker wants to be reached, from the clause that says how; empty for another."""
    found = _TO_REACH.search(clause.text)
    if found is None or _BUSY.search(setting.whole):
        return ""
    parts = [m for form in (_NO_CALLS, _TO_REACH) if (m := form.search(setting.whole)) is not None]
    parts.sort(key=lambda each: each.start())
    return "，".join(each.group() for each in parts)


def _whole_order(clause: Clause, setting: Setting) -> Clause:
    """Return a clause with what it leaves open, or points back to, in its sentence."""
    if _POINTS_BACK.search(clause.text) is not None:
        before = re.split(r"[，,。！!\s]+", setting.whole[: clause.start].rstrip("，, "))
        barred = [each for each in before if _BARS.search(each)]
        meant = barred[-1:] if "都" in clause.text or "也" in clause.text else before[-1:]
        return _beside(clause, f"{meant[0]}，", "") if meant and meant[0] else clause
    rest = _NEXT.match(setting.whole, clause.end) if _LEFT_OPEN.search(clause.text) else None
    return clause if rest is None else _beside(clause, "", rest["what"])


_NEXT = re.compile(r"[ \u3000]*(?P<what>[^，,。！!？?\s]{1,12})")


def _beside(clause: Clause, before: str, behind: str) -> Clause:
    """Return a clause with words on either side of it."""
    return replace(
        clause,
        text=f"{before}{clause.text}{behind}",
        verbatim=f"{before}{clause.verbatim}{behind}",
    )


def of_sentence(passage: Passage, scene: Scene, setting: Setting) -> Statement | None:
    """Return the instruction of a sentence that ends with 以后都这样."""
    closing = [place for place, each in enumerate(passage.clauses) if _ALL_OF_IT.match(each.text)]
    if not closing or closing[0] == 0:
        return None
    whole = "，".join(each.verbatim for each in passage.clauses[: closing[0]])
    plain = "，".join(each.text for each in passage.clauses[: closing[0]])
    return _instruction(
        replace(passage.clauses[0], text=plain, verbatim=f"{whole}，以后都这样"), scene, setting
    )


def read(clause: Clause, scene: Scene, setting: Setting) -> Statement | None:
    """Return the standing instruction of a clause, if it gives one."""
    if named(clause.text):
        return None
    if clause.is_hearsay or clause.is_question:
        return _styled_order(clause, scene, setting)
    reached = _to_reach(clause, setting)
    if reached:
        return _instruction(replace(clause, text=reached, verbatim=reached), scene, setting)
    if _LODGED.search(clause.text) is not None and not (
        _ONCE.search(setting.whole) or _OF_A_TRIP.search(setting.whole)
    ):
        return _instruction(clause, scene, setting)
    if _is_written_so(_whole_order(clause, setting).text) and not _ONCE.search(setting.whole):
        return _instruction(clause, scene, setting)
    return _styled_order(clause, scene, setting)


def _is_written_so(text: str) -> bool:
    """Tell how something is to look each time from one change: 日期改成3月5日, 金额都改成500."""
    found = _WRITTEN_AS.match(text)
    if found is None:
        return False
    always = found["always"] and (found["how"] or found["by"])
    return bool(found["lasting"] or always or _FORMAT.match(found["value"]))


def _styled_order(clause: Clause, scene: Scene, setting: Setting) -> Statement | None:
    """Return the standing instruction of a clause by its words for how to talk or write."""
    text = clause.text
    opening = _FROM_NOW.search(text[:12])
    begins = opening is not None and _OWN.match(text) is None
    if begins and re.match(
        r"(?:以后|今后|每次|总是)?(?:[^，。你]{0,6}?都?(?:我|他|她|我们)来|(?:我|他|她|我们)(?!问|说|发|提|没说))",
        text,
    ):
        begins = False
    if _OWN.match(text) or re.match(r"(?:他|她|我们|老婆|老公|妈妈)", text) or clause.is_hearsay:
        setting.ordering = False
        return None
    styled = _STYLED.search(text) is not None
    stripped = re.sub(
        r"^(?:请|麻烦)?(?:以后|今后|从现在起|从现在开始|每次|一律|永远|始终|默认)+(?:请|你|您|都|再|也|，)*",
        "",
        text,
    )
    stripped = _WISH.sub("", stripped)
    ordered = _ORDER.match(stripped) is not None
    if begins:
        setting.ordering = styled or _ORDER.match(stripped) is not None
    setting.once = setting.once or (not begins and _ONCE.search(text) is not None)
    if _asks_only(clause) or len(text) < 4 or (setting.once and not begins):
        return None
    if begins:
        loose = (
            r"给我|帮我|别|不要"
            if text.startswith("每次")
            else r"给我|帮我|别|不要|(?<!我)都(?!是|会|行)|先|按"
        )
        accepted = (
            styled
            or re.search(loose, stripped) is not None
            or (ordered and not text.startswith("每次"))
        )
    else:
        accepted = (
            styled and (ordered or _OF_STYLE.match(text) is not None) and _ONCE.search(text) is None
        ) or (setting.ordering and ordered)
    if begins and not styled and _OF_NOW.match(text) is not None:
        return None
    if not accepted or (
        begins and re.search(r"了$|过$", text) and not re.search("别|不要|不用", text)
    ):
        return None
    if not begins and not setting.ordering and not _is_lasting(text):
        return None
    return _instruction(clause, scene, setting)


def _asks_only(clause: Clause) -> bool:
    """Tell a question from an instruction that is put as one: 能不能简短一点."""
    asked = re.search(r"能不能|可以.*吗|好吗|行吗", clause.text)
    return clause.is_question and (asked is None or "人话" in clause.text)


def _is_lasting(text: str) -> bool:
    """Tell how to talk in general from how to do one thing."""
    return (
        re.search(
            r"回答|回复|答复|表情|emoji|颜文字|语气|叫我|客气|啰嗦|废话|敬语|客套|称呼|说话|跟我说|和我说|对我说|术语|大白话|人话|专业词|字(?:写|打|数)?[少大小]|慢点|(?:说|讲)慢|一[句步条]一[句步条]|都|总是|尽量|(?:不要|别)(?:再|老|总|动不动|用)|少用|只用",
            text,
            re.IGNORECASE,
        )
        is not None
    )


_INSTEAD = re.compile(
    r"[，,\s]+(?P<what>我?们?(?:只|就|改|都|一律|直接)?(?:用|发|打|说|叫|写|走)(?![^，,。]*[了过])[^，,。！!？?]{1,16}?)(?:就行|就好|就可以)?(?=$|[，,。！!])"
)
"""What is to be done in the place of what is not: 别用npm，我只用pnpm."""
_BARS = re.compile(r"别|不要|不用|不许|禁止")


def _instruction(clause: Clause, scene: Scene, setting: Setting) -> Statement:
    clause = _whole_order(clause, setting)
    text = re.sub(r"(?:谢谢|哦|啊|吧|呀|哈|吗)+$", "", clause.verbatim)
    instead = _INSTEAD.match(setting.whole[clause.end :]) if _BARS.search(clause.text) else None
    text = f"{text}，{instead['what']}" if instead is not None else text
    text = told_to_agent(text, scene.actor)
    told = f"{scene.actor}要求：{text}"
    return to_agent(
        text,
        told,
        setting.index,
        verb="do",
        predicate="does",
        mood=Mood.COMMAND,
        claim=Claim.INSTRUCTION,
    )


def aspect(order: str) -> str:
    """Return which one thing of all answers an order sets, whose last order holds; empty for an order of anything else.

    用英文回答 takes the place of 用中文回答, and 写邮件用英文 of neither.
    """
    plain = simplified(order).strip(" 。！!~")
    return next((name for name, form in _OF_ASPECT if form.fullmatch(plain)), "")


def told_to_agent(order: str, actor: str) -> str:
    """Name who gives an order in it, and leave out whom it is for: 你以后跟我讲话字打大一点."""
    return re.sub(r"我(?!们)", actor, re.sub(r"^(?:请|麻烦)?(?:你|您)(?!们)", "", order))
