"""Where somebody works and as what, in whatever words: 在网易写前端, 新东家是同程, 护士不做了."""

import re
from collections.abc import Iterator

from octomem.agents.reading.chinese.departures import gave_notice
from octomem.agents.reading.chinese.firms import FIRMS
from octomem.agents.reading.chinese.kin import FORM, NOUNS
from octomem.agents.reading.chinese.masks import DATE, PLACE, is_free, masked
from octomem.agents.reading.chinese.numbers import NUMBER
from octomem.agents.reading.chinese.occupations import FIELDS, JOB
from octomem.agents.reading.chinese.subjects import name_at
from octomem.agents.reading.chinese.telling import base, trimmed
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.chinese.words import words
from octomem.agents.reading.reading import Claim, Mood, Statement, Tense
from octomem.agents.reading.vocabulary import vocabulary

_FIRM = rf"(?P<firm>[^，。在{DATE}]{{2,16}}?)"
_NAMED = re.compile(
    r"^(?:一?[家个间所])?(?:名?叫(?:做)?|名为)(?P<name>[^的，]{1,12})的?(?:[^，的]{0,6}(?:公司|工作室|店|机构|学校|医院|企业|厂|律所|事务所|酒店|集团|餐厅|平台))?$"
)
"""一家叫青禾的工作室."""
_WORK = rf"(?:上班|工作|任职|就职|供职|打工|实习|干(?!净|嘛|什么|杯)|当(?!时|天|场|地|时候)|做(?!客|核酸|检查|手术|梦|过|完|饭|作业|题|美甲|头发)|写|敲|搞(?!定)|担任|任|负责|带(?!娃|孩子)|教(?!训)|转正|升|搬砖|待了|呆了|混了|混日子|值班|上夜班|坐班|跑|是(?=[^，。]{{2,10}}$))[{DATE}]*"
_AT = re.compile(
    rf"在{_FIRM}(?:公司)?(?:里|那边|这边|总部|分公司)?(?:[也都还就已经一直都刚正式全职兼职{DATE}])*(?P<work>{_WORK})(?P<rest>[^，。]*)$"
)
_JOINS = re.compile(
    rf"(?:入职(?:到|在)?了?|加入了?|加盟了?|跳槽(?:到|去|进|至)了?|跳(?:到|去|进)了?|转投|(?P<weak>进了|去了|来了|去的|进的|换到了?|转到了?)|考进了?|被[^，。]{{0,4}}(?:录取|录用|挖)(?:到|去|进)?了?){_FIRM}(?:公司|上班|工作|当{JOB}|做[^，。]{{2,8}})?(?:了|啦|的)*$"
)
_VISITS = re.compile("排队|等位|[吃逛买喝]|门店|结账")
"""What somebody does in a shop or restaurant that they come into: 进了海底捞，排队两小时."""
_AT_WORK = re.compile(
    r"不在[^，。]{1,8}(?:干|做)了|上班|工作|入职|任职|就职|跳槽|辞职|离职|东家|招聘|应聘|面试|笔试|录用|录取|转正|同事|岗位|年薪|月薪|工资|考了|做(?:推荐|算法|研发|运营|销售|开发|产品|测试|客服|编辑|设计)|专送|实习|在[^，。在]{2,8}(?:做|干|当)"
)
"""What a sentence says of work, without which somewhere gone to is no employer."""
_VISITED = re.compile(r"医院|诊所|协和|湘雅|华西|学校|大学|中学|小学")
_TAUGHT = re.compile(
    "考进了?[^，。]{0,8}?(?:大学|学院|[师理工科财农医外]大|中学|高中|一中|附中|重点|实验班)"
)
"""A school that somebody was admitted to, who learns there: 佳怡考进大学了."""
_ONCE = re.compile(r"[一几两三]+(?:回|次|天|把|下|会儿?|晚|上午|下午)|过瘾|体验")
_GOODS = re.compile(r"^(?:写|敲|搞|做|带|跑)")
"""Verbs of work only with what is made: 写前端, but not 写作业."""
_HOW_MUCH = re.compile(
    r"(?:过)?(?:兼职|全职|part[- ]?time|full[- ]?time|casual|intern(?:ship)?|暑期工|暑假工|寒假工|临时工|小时工|义工|志愿者)(?:了|的)?$",
    re.IGNORECASE,
)
"""How much or how long somebody works somewhere: 做part-time."""
_LONG = re.compile(rf"了?(?:[{DATE}]|[\d一二两三四五六七八九十几半多]+个?[年月])")
_IS_AT = re.compile(
    rf"(?P<now>(?:还是?|一直|仍然?|依旧|依然|现在|目前|如今)+|之前|以前|原来|此前)(?:都|就)?在{_FIRM}(?:那边|这边)?(?:了)?$"
)
_BRAND = re.compile(
    r"[A-Za-z][A-Za-z0-9]{2,12}|[\u4e00-\u9fffA-Z]{2,8}(?:科技|集团|银行|医院|税务局|电网)"
)
_IS_FIRM = re.compile(
    rf"(?:新|现在的?|现|目前的?|我们?的?|如今的?)*(?:东家|公司|单位|雇主|老东家)(?:就)?(?:是|叫){_FIRM}(?:了|啦)*$"
)
_LEAVES = re.compile(
    r"(?:被[^，。]{0,6}?(?:裁|优化|开除|辞退|炒|解雇|劝退)|(?:离职|辞职)(?!交接|邮件|证明|信|申请|报告|手续|补偿|流程|原因|面谈|的)|辞了|裸辞|被裁|被优化|下岗|退伍|退役|复员(?!费)|失业|卷铺盖|辞掉|炒了老板|炒了公司|离了职|辞了职|裁员[^，。]{0,6}中招)"
)
_FROM = re.compile(
    r"(?:从|把|我们?)?(?P<firm>[\u4e00-\u9fffA-Za-z]{2,10}?)(?:公司)?(?:那边|这边|那儿|的工作|的活儿?)(?:我)?"
)
_DRIVES = re.compile(
    r"(?:开|跑|送|做|干|搞|当)(?:起了?|了)?(?P<job>出租车?|网约车|叉车|挖掘?机|塔吊|铲车|吊车|地铁|校车|救护车|拖拉机|三轮车?|滴滴|货车|公交车?|大货车?|卡车|外卖|快递|代驾|长途|运输|微商|直播|自媒体|电商|家政|保洁|保险|外贸|装修|导游|群演|骑手)(?:了|的|呢)*$"
)
_SHOP = r"[\u4e00-\u9fff]{1,4}?(?:店|铺|馆子?|摊子?|餐厅|超市|诊所|民宿|农家乐)(?!长|员|主|名)"
_TRADE_SHOP = "(?:小卖部|(?:杂货|裁缝|水果|早餐|早点|面|花|奶茶|咖啡|理发|美发|美甲|烧烤|火锅|服装|五金|修车|修鞋|便利|烟酒|小吃|包子|馒头|烧饼|煎饼|蛋糕|面包|甜品|文具|米粉|麻辣烫|玩具|母婴|宠物|打印|熟食|卤味|茶叶|古董|菜)(?:店|铺|馆子?|摊子?))"
"""A shop that one can have; no 酒店, no 图书馆."""
_RUNS = re.compile(
    r"(?:是)?(?P<job>[开搞](?:[^，。了的]{0,4}?)(?:店|馆|馆子|厂|餐厅|网吧|诊所|民宿|饭店|酒吧|超市|农家乐|网店|小卖部))的$"
)
"""我在南坪开馆子的."""
_KEEPS_SHOP = re.compile(
    rf"我(?:(?:们?家)?的?[那这]?个?(?:小|破|老)?(?P<own>{_TRADE_SHOP})|们?家的?[那这]?个?(?:小|破|老)?(?P<named>店|铺子|馆子|摊子|餐厅|超市|诊所|民宿|农家乐))"
    rf"(?:最近|现在|今年|这几年|这个月|今天|明天|刚|也|就|都|要|得|想|准备|打算|正|在){{0,3}}(?:生意|进[了点]?货|盘[出掉给]|转让|招[人工了]|房租|租金|[关歇停]业?(?:{NUMBER}|几)[天个]|开(?:了|张)?(?:{NUMBER}|几)年)"
    rf"|(?:(?:我|在[^，。在我家]{{2,12}}?)(?:现在|自己|也|就)*开(?:着)?|我(?:现在|自己|也|就)*开了)(?:一?[家间个])(?P<runs>{_SHOP})(?=[的呢了]{{0,2}}(?:$|[，,]))"
)
"""A shop that is the speaker's own, by what only who runs it says of it: 我那杂货铺最近生意不好, 在圣地亚哥开一间杂货铺."""
_NEAR = re.compile("楼下|附近|小区|门口|旁边|对面|边上|路上|商场|学校|公司")
"""Where a shop has opened that is somebody else's."""
_AS_CUSTOMER = re.compile(
    "排队|预约|会员|[办充退]卡|卡里|常去|去过|去吃|买的|换一?家|老板|店长|经理|工资|兼职|打工|上班|辞|应聘|面试|游戏|梦"
)
"""What a sentence says of a shop that one goes to, works in or plays at."""
_BEFORE_RETIRED = re.compile(
    r"(?:我)?(?:退休|退下来|下岗)(?:之|以)?前(?:一直|就)?(?:是)?(?P<does>(?:在[^，。在]{2,10}?)?[开当做干教跑修卖送管搞带][^，。了过]{1,8}?)的(?:$|[，,])"
)
"""What somebody did until they retired: 我退休前开火车的."""
_STILL = re.compile(
    rf"(?:还是?|继续|依然|依旧|现在|目前|主要|一直)+在?(?:写|做|搞|干)(?P<job>{FIELDS})(?:开发|工作|的)*$"
)
_IS_OF = re.compile(r"(?:就|一直)?是(?P<firm>[\u4e00-\u9fffA-Za-z]{2,8}?)(?:的人?|的?员工)$")
_REPORTS = re.compile(
    rf"(?:去|到|来){_FIRM}(?:报[到道](?:了)?|(?<=第一天[去到来].{{2}})上班|入职(?:了)?)"
)
_IS_IN = re.compile(
    rf"(?:就|还|也|现在|目前|一直|仍)*在{_FIRM}(?:[待干做呆]?了?(?:也|都|快|已经|有)*(?:[\d一二两三四五六七八九十半多好几]+个?(?:年|月|天)(?:多|半)*了?)|呢|干)?$"
)
_IS_KIN = re.compile(rf"(?P<job>{JOB})(?:才)?是我(?:们家)?的?(?P<kin>{FORM})$")
"""会计是我姨."""
_NO_MORE = re.compile(rf"(?P<job>{JOB})(?:也|都|早就|已经|就|现在)*不(?:做|当|干)了")
_NO_MORE_AFTER = re.compile(rf"不(?:再)?(?:做|当|干|跑|开)(?P<job>{JOB}|[^，。]{{2,6}}?)了?$")
_BECOMES = re.compile(
    rf"(?:成为|升任|升为|升成|升到|升了|晋升(?:为|成|到)?|提拔(?:为|成)|转做|转去做|转行(?:做|当|去做)?|改行(?:做|当|去做)?|改做|转岗(?:做|到|为)?|当上|做了|当了|当|做)了?(?:一?[名个位])?(?P<job>{JOB})(?:了|啦|的)*$"
)
_TEACHES = re.compile(
    r"教(?P<what>语文|数学|英语|物理|化学|生物|历史|地理|政治|体育|音乐|美术|钢琴|吉他|舞蹈|书法|围棋|日语|法语|编程|[高初][一二三][^，。]{0,4}?|小学[^，。]{0,4}?)(?:的|课|了)*$"
)
_TEACHES_WHAT = re.compile(
    r"(?<![请])教(?P<what>(?:小学|初中|高中|[一二三四五六初高][年级一二三]*)?(?:语文|数学|英语|物理|化学|生物|历史|地理|政治|体育|音乐|美术|科学|舞蹈|钢琴|中文|汉语|日语|法语|德语|韩语|西班牙语|书法|编程))(?:的|了|课)*$"
)
_DOES = (
    re.compile(rf"(?:一?[名个位])?(?P<job>{JOB})(?:了|的|工作)*$"),
    re.compile(rf"(?:一?[名个位])?(?P<job>{FIELDS})(?:工作|的|方面|这块|开发|了)*$"),
)
_BARE_JOB = re.compile(r"(?:一?[名个位])?(?P<job>[\u4e00-\u9fff]{2,6}?)(?:了|的)*$")
_NO_FIRM = vocabulary(
    "家 家里 公司 单位 外面 外地 老家 厨房 食堂 床上 网上 线上 路上 店里 图书馆 咖啡馆 咖啡厅 教室 这边 那边 国外 海外 乡下 农村 这里 那里 "
    "这儿 那儿 外头 办公室 会议室 现场 工位 附近 楼下 楼上 周末 群里 电话里 朋友圈 台上 学校 医院 工地 店 地里 车上 车里 家门口 心里 梦里 "
    "一起 努力 加班 一家公司 自己 他们公司 我们公司 外企 国企 那 这 哪"
)
_KINDS = re.compile(
    r"(?:院|所|公司|大学|厂|集团|银行|局|中心|报社|杂志社|出版社|中学|小学|幼儿园|科技|工作室|电视台|酒店|超市|餐厅|饭店|店|馆|律所|诊所|药房|部队|"
    r"机构|协会|基金会|平台|网|证券|保险|地产|物业|物流|航空|铁路|电网|电力|邮局|法院|检察院|派出所|税务局|学校|重科|重工|电子|软件|传媒|影业|教育|资本)$"
)


def read(told: Told) -> Iterator[Statement]:
    """Yield the employer and the job that a clause about a person tells."""
    other = _IS_KIN.match(told.clause.text)
    named = (
        "" if other is None else name_at(other["job"], 0, words(other["job"]), told.scene.known)[0]
    )
    if other is not None and not named and not told.clause.is_question:
        word = other["kin"]
        told.subject = told.scene.of_speaker(NOUNS[word], word, "person")
        job = told.clause.verbatim[other.start("job") : other.end("job")]
        yield base(told, "works as", "work", job, "thing", Claim.FACT, text=f"{told.subject.shown}是{job}")  # fmt: skip
        return
    subject = told.subject
    if subject is None or subject.who.type != "person" or told.clause.is_question:
        return
    text = masked(told)
    if any(each.moment.start > told.setting.said_at for each in told.dates):
        yield from _will_work(told, text)
        return
    if "future" in told.flags:
        return
    ended = list(_ended(told, text))
    if ended:
        yield from ended
    if ended or {"negated", "over"} & told.flags:
        return
    yield from _works(told, text)
    yield from _occupied(told, text)


_BEGINS = re.compile(
    rf"(?:从{DATE}+(?:开始|起)?|{DATE}+(?:开始|起|就|正式)*)在{_FIRM}(?:公司)?(?:上班|工作|任职)(?:了)?$"
)


def _will_work(told: Told, text: str) -> Iterator[Statement]:
    """Read where somebody has settled to work from a day on: 9月2号入职京东."""
    match = next((m for form in (_JOINS, _REPORTS, _BEGINS) if (m := form.search(text))), None)
    weak = match is not None and match.groupdict().get("weak")
    if match is None or weak or {"future", "negated"} & told.flags:
        return
    firm = _firm(told, match.span("firm"), strict=True)
    if firm:
        yield base(told, "joins", "join", firm, "organisation", Claim.FACT, tense=Tense.FUTURE, mood=Mood.INTENTION)  # fmt: skip


def _occupied(told: Told, text: str) -> Iterator[Statement]:
    """Read what somebody drives, teaches or has become for a living."""
    runs = _RUNS.search(text, told.start)
    if runs is not None and _leads_to(told, text, runs.start()) and not told.dates:
        yield _said(told, "works as", "work", runs.span("job"), past="ended" in told.flags)
        return
    keeps = _keeps_shop(told)
    if keeps is not None:
        yield keeps
        return
    drives = _DRIVES.search(text, told.start) or _STILL.search(text, told.start)
    teaches = _TEACHES_WHAT.search(text, told.start)
    became = _BECOMES.search(text, told.start)
    if drives is not None and _leads_to(told, text, drives.start()):
        over = any(f.moment.ends and f.moment.end <= told.setting.said_at for f in told.dates)
        yield _said(
            told, "works as", "work", drives.span("job"), past=over or "ended" in told.flags
        )
    elif teaches is not None and _leads_to(told, text, teaches.start()):
        what = told.clause.verbatim[teaches.start("what") : teaches.end("what")]
        tense = Tense.PAST if "ended" in told.flags else Tense.PRESENT
        yield base(told, "works as", "work", f"{what}老师", "thing", Claim.FACT, tense=tense)
    elif (
        became is not None and not is_once(told) and is_free(told, text, told.start, became.start())
    ):
        yield _said(told, "works as", "work", became.span("job"), past=False)


def _keeps_shop(told: Told) -> Statement | None:
    """Read the shop that the speaker has, or what they did until they retired."""
    text, own = told.clause.text, told.subject is not None and told.subject.who.first_person
    retired = _BEFORE_RETIRED.match(text)
    if own and retired is not None:
        does = told.clause.verbatim[slice(*retired.span("does"))]
        said = f"{told.scene.actor}退休了，以前{does}"
        return base(told, "works as", "work", f"退休（以前{does}）", "thing", Claim.FACT, text=said)
    shop = _KEEPS_SHOP.match(text)
    if not own or shop is None or _NEAR.search(shop.group()) or "ended" in told.flags:
        return None
    if _AS_CUSTOMER.search(told.setting.whole):
        return None
    name = next(name for name in ("own", "named", "runs") if shop[name])
    kept = told.clause.verbatim[slice(*shop.span(name))]
    said = f"{told.scene.actor}开{kept}"
    return base(told, "works as", "work", f"开{kept}", "thing", Claim.FACT, text=said)


_AT_WHERE = re.compile("(?:\ue001|现在|目前|如今|还|就|也|都)*在[^，。在]{1,12}$")


def _leads_to(told: Told, text: str, end: int) -> bool:
    """Tell whether nothing but times, adverbs and where stands before what somebody does."""
    where = _AT_WHERE.fullmatch(text[min(told.start, told.at) : end])
    return where is not None or is_free(told, text, told.start, end)


def _ended(told: Told, text: str) -> Iterator[Statement]:
    """Read who left which firm, and what they do no more."""
    left = None if gave_notice(told) else _LEAVES.search(text)
    if left is not None and not re.search(r"[没不别想要]|打算|考虑|准备", text[: left.end()]):
        firm = _FROM.match(text, told.start)
        named = firm is not None and firm.end() <= left.start()
        value = told.clause.verbatim[firm.start("firm") : firm.end("firm")] if firm and named else ""  # fmt: skip
        if (
            told.explicit
            or named
            or is_free(told, text, told.start, left.start())
            or "裁员" in left.group()
        ):
            yield base(told, "leaves", "leave", value or "job", "organisation" if value else "thing", Claim.FACT, tense=Tense.PAST)  # fmt: skip
        return
    over = _NO_MORE.search(text, told.start) or _NO_MORE_AFTER.match(text, told.start)
    if over is not None and is_free(told, text, told.start, over.start()):
        job = told.clause.verbatim[over.start("job") : over.end("job")]
        yield base(told, "leaves", "leave", job, "thing", Claim.FACT, tense=Tense.PAST)


def _works(told: Told, text: str) -> Iterator[Statement]:
    """Read the firm, and the job where the clause goes on to say it."""
    past = "ended" in told.flags or any(
        each.moment.end < told.setting.said_at for each in told.dates
    )
    forms = (
        (_AT, False),
        (_JOINS, True),
        (_REPORTS, True),
        (_IS_FIRM, False),
        (_IS_AT, True),
        (_IS_IN, True),
        (_IS_OF, True),
    )
    for form, moves in forms:
        match = form.search(text, told.start)
        if match is None or not is_free(told, text, told.start, match.start()):
            continue
        if not _is_work(told, form, match):
            return
        weak = form is _JOINS and match["weak"]
        firm = _firm(
            told, match.span("firm"), strict=moves and not (weak and _is_new(told, match["firm"]))
        )
        if firm:
            past = past or (form is _IS_AT and match["now"][-1] in "前来")
            past = past or (form is _AT and match["rest"].startswith("过"))
            if form is _IS_IN and firm not in FIRMS and not _BRAND.fullmatch(firm):
                continue
            if form is _IS_OF and firm not in FIRMS:
                continue
            changes = moves and form not in {_IS_AT, _IS_IN, _IS_OF}
            predicate, verb = ("joins", "join") if changes else ("works at", "work")
            yield base(told, predicate, verb, firm, "organisation", Claim.FACT, tense=Tense.PAST if past or changes else Tense.PRESENT)  # fmt: skip
        if form is _AT and (firm or PLACE in match["firm"]):
            yield from _job(told, match, past=past)
        return


def _is_new(told: Told, firm: str) -> bool:
    """Tell a firm of several words to which somebody went who says that they left one: 不在顺达干了，去了中原冷链."""
    left = _CLOSED.search(told.setting.whole) or _LEAVES.search(told.setting.whole)
    inside = words(firm)
    if left is None or len(firm) <= _SHORT or len(inside) < 2:
        return False
    return inside[-1].tag[0] != "v" and _DOES_THERE.search(firm) is None


_DOES_THERE = re.compile(
    "(?:步|操|舞|球|书|心|家|游|海|泳|饭|酒|客|假|班|忙|山|圈|天)$|(?:公园|广场|图书馆|医院)"
)
"""What somebody does where they go for once, and where everybody goes: 去了公园跑步."""
_SHORT = 3
"""Characters of what is rather a kind of house than a name."""
_CLOSED = re.compile(
    r"不在[^，。]{1,8}(?:干|做|上班)了|[^，。]{2,8}?(?:倒闭|破产|关门|解散|黄)了(?=[，。])"
)
"""What says that somebody works elsewhere now: 力美健倒闭了，我去了超级猩猩."""


def is_once(told: Told) -> bool:
    """Tell what somebody does for once from their job: 做了一回厨师, 吃火锅当晚."""
    return re.search(rf"当(?:晚|天|场|日)|{_ONCE.pattern}", told.clause.text) is not None


def _is_work(told: Told, form: re.Pattern[str], match: re.Match[str]) -> bool:
    """Tell somewhere that somebody works from somewhere they go or do what anybody does."""
    if form is _JOINS and match["weak"]:
        whole = told.setting.whole
        joins = match["weak"] == "进了" and match["firm"] in FIRMS and not _VISITS.search(whole)
        return joins or any(each.search(whole) for each in (_AT_WORK, _CLOSED))
    if form is _JOINS and _TAUGHT.match(match.group()):
        return False
    if form is _REPORTS:
        visited = _VISITED.search(match["firm"]) is not None
        return not visited or _AT_WORK.search(told.setting.whole) is not None
    if form is not _AT:
        return True
    if _ONCE.search(match["work"] + match["rest"]):
        return False
    rest = match["rest"]
    made = not rest or any(each.match(rest) for each in (*_DOES, _LONG, _HOW_MUCH))
    return made or _GOODS.match(match["work"]) is None


def _job(told: Told, match: re.Match[str], *, past: bool) -> Iterator[Statement]:
    """Read what somebody does at a firm: 写前端, 做硬件工程师."""
    text = told.clause.text
    teaches = _TEACHES.match(text, match.start("work"))
    if teaches is not None:
        what = told.clause.verbatim[teaches.start("what") : teaches.end("what")]
        yield base(told, "works as", "work", f"{what}老师", "thing", Claim.FACT, tense=Tense.PAST if past else Tense.PRESENT)  # fmt: skip
    if not re.match("当|做|干|写|搞|担任|任|升|是", match["work"]):
        return
    start = match.start("rest")
    bare = _BARE_JOB.match(match["rest"]) if match["work"].startswith("当") else None
    does = next((found for form in _DOES if (found := form.match(match["rest"]))), None)
    does = does or (bare if bare and words(bare["job"])[-1].tag[:1] in "nv" else None)
    if does is not None:
        yield _said(told, "works as", "work", (start + does.start("job"), start + does.end("job")), past=past)  # fmt: skip


def _said(told: Told, predicate: str, verb: str, span: tuple[int, int], *, past: bool) -> Statement:
    value = trimmed(told.clause.verbatim[span[0] : span[1]])
    return base(told, predicate, verb, value, "thing", Claim.FACT, tense=Tense.PAST if past else Tense.PRESENT)  # fmt: skip


def _firm(told: Told, span: tuple[int, int], *, strict: bool) -> str:
    """Return the name of a firm; empty for what is none: 家里, 上海, 食堂."""
    plain = told.clause.text[span[0] : span[1]]
    value = told.clause.verbatim[span[0] : span[1]]
    value = value if plain in FIRMS else trimmed(value)
    called = _NAMED.match(plain)
    if called is not None:
        return told.clause.verbatim[span[0] + called.start("name") : span[0] + called.end("name")]
    if re.match("一?[家个间所]", plain) and told.clause.text.startswith("公司", span[1]):
        return f"{value}公司"
    inside = words(plain)
    if plain in _NO_FIRM or not inside or re.search(r"[你他她它谁哪什么不没]|^[这那]", plain):
        return ""
    if all(word.tag in {"ns", "nsf", "t", "m", "f", "r", "s", "d", "v"} for word in inside):
        return ""
    known = plain in FIRMS or _KINDS.search(plain) or inside[-1].tag in {"nt", "nz", "eng", "j"}
    if known or (not strict and inside[-1].tag[0] in "nj" and len(plain) <= 8):
        return value
    return ""
