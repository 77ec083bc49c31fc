"""What somebody takes up and gives up: 现在改游泳了, 跑步算是告别了, 开了家烧烤店."""

import re
from collections.abc import Iterator

from octomem.agents.reading.chinese.masks import is_free, masked
from octomem.agents.reading.chinese.telling import base, trimmed
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.reading import Claim, Statement, Tense
from octomem.agents.reading.vocabulary import vocabulary

_THINGS = vocabulary(
    "龙舟 赛艇 帆船 拼豆 潜泳 陶笛 葫芦丝 手鼓 游泳 跑步 健身 瑜伽 普拉提 羽毛球 乒乓球 网球 篮球 足球 排球 高尔夫 台球 橄榄球 棒球 爬山 登山 攀岩 徒步 骑行 骑车 滑雪 滑板 滑冰 冲浪 "
    "潜水 跳绳 跳舞 街舞 芭蕾 广场舞 太极 太极拳 拳击 散打 跆拳道 柔道 剑道 击剑 射箭 马拉松 夜跑 晨跑 慢跑 撸铁 举铁 动感单车 钓鱼 下棋 象棋 "
    "围棋 国际象棋 麻将 打牌 桥牌 摄影 画画 绘画 水彩 油画 素描 国画 书法 写作 写诗 唱歌 合唱 声乐 吉他 钢琴 小提琴 大提琴 古筝 二胡 琵琶 尤克里里 "
    "架子鼓 萨克斯 笛子 长笛 口琴 贝斯 编织 钩针 刺绣 缝纫 陶艺 木工 手工 烘焙 园艺 养花 种花 种菜 观鸟 露营 飞盘 桨板 剧本杀 桌游 收藏 集邮 "
    "英语 日语 韩语 法语 德语 西班牙语 俄语 葡萄牙语 意大利语 阿拉伯语 泰语 手语 编程 相声 脱口秀 轮滑 皮划艇 搏击 咏春 舞蹈 越剧 京剧 昆曲 粤剧 豫剧 黄梅戏 川剧 评弹 戏曲 毛笔字 硬笔 拳 泰拳 公路车 山地车 陶艺 拉坯 插花 茶道 咖啡拉花 拼图 乐高 手账 魔方 滑翔伞 跳伞 蹦极 匹克球 壁球 保龄球 射击 马术 骑马 冰壶"
)
_THING = "|".join(sorted(_THINGS, key=len, reverse=True))
_VERBS = {"打": "plays", "踢": "plays", "弹": "plays", "拉": "plays", "吹": "plays", "玩": "plays", "下": "plays", "学": "learns", "练": "practises", "跳": "dances", "跑": "runs"}  # fmt: skip
_DO = "划|打|踢|弹|拉|吹|玩|下|学|练|跳|做|去|上|搞|画|写|唱|游"
_WHAT = rf"(?:[跟和][^，。]{{1,6}}?(?:一起)?)?(?P<verb>(?:{_DO})*)(?:了|起了?|起来)?(?:一?[点些会门])?(?P<o>(?:{_THING})(?:[、和跟](?:{_DO})*(?:{_THING}))*)"
_TAIL = r"(?:班|课|社|队|俱乐部|群)?(?:了|啦|呢|呀|啊|的|快|已经|[一两三四五六七八九十半\d]+个?多?个?[年月周天]半?多?)*$"
_TAKES_UP = re.compile(
    rf"(?:开始|改成?|转(?:为|成)?|迷上了?|爱上了?|喜欢上了?|入坑了?|重新|又捡起了?|报名?了?(?:一?个)?|报了(?:一?个)?|参加了?|加入了?|坚持|(?:正|最近|一直|现在)?在(?=学|练|打|踢|弹|玩|跳)|(?:又|还|也|新|刚|刚开始)(?=学[了起])){_WHAT}{_TAIL}"
)
_FELL_FOR = re.compile(r"入了?(?P<o>[^，。我的]{1,6}?)的?(?:这个)?坑(?:里)?(?:了|啦)*$")
"""入了拼豆的坑."""
_LESSONS = re.compile(rf"(?:报了?[^，。]{{1,8}}?(?:班|课|学校)|^)(?=学){_WHAT}{_TAIL}")
_LESSONS_AT = re.compile("报了?[^，。]{0,8}(?:班|课|大学|学校)|兴趣班|培训班")
"""What a sentence tells of lessons, so that a bare 学拉二胡 is one."""
_KEEPS_UP = re.compile(
    rf"(?:每(?:天|周|个?周[一二三四五六日天末]|个?月|晚|逢|次)|天天|经常|常常|平时|周末|[\ue001]+(?:就|都|也|一般|通常|会)|有空|没事|闲了|下班后|业余)[^，。]{{0,8}}?{_WHAT}{_TAIL}"
)
_SO_LONG = re.compile(
    r"(?P<o>[\u4e00-\u9fff]{1,5}?)(?:我)?(?:也|都|已经|断断续续|前后)*(?P<verb>学|练|弹|拉|跳|画|打|踢)了(?:快|有|差不多|整整)*[\d一二两三四五六七八九十半几多好]+个?(?:多)?(?:年|月|周|学期)(?:多|半)*(?:了|啦)$"
)
"""电子鼓练了半年了."""
_TOPICAL = re.compile(
    rf"(?P<o>{_THING})(?:我)?(?:还|也|都|一直|倒是|么)*(?:天天|每天|经常|每周|坚持)(?:都|在|还)*(?P<verb>{_DO})(?:着|的|呢)*$"
)
"""毛笔字还天天写的."""
_GIVES_UP = (
    re.compile(
        rf"(?P<o>{_THING})(?:我)?(?:班|课|队)?(?:这个?|那个?)?(?:也|都|早|已经|就|现在|彻底|完全|基本|算是|终于)*"
        rf"(?:不(?:{_DO}|去)?了|没(?:再|有再|在)?(?:{_DO})了?|放弃|告别|停|戒|荒废|告一段落|结(?:课|业|束)|搁下|搁置|丢下|退|撂下|(?:{_DO})?不(?:动|下去|起来)|(?:{_DO})不下去)(?:了|掉)*"
    ),
    re.compile(
        rf"(?:不(?:再)?(?:去)?(?:{_DO})|没(?:再|有再)?(?:{_DO})|放弃了?|告别了?|停(?:掉|了)?|退出?了?|戒(?:掉|了)?|搁下了?)(?:了)?(?P<o>{_THING})(?:班|课|队)?(?:了|啦)*$"
    ),
)
_ALL_BUT = re.compile(
    rf"(?:我|现在|目前|如今|就)*除了?(?:{_DO})?(?P<o>{_THING})(?:以外|之外|外)?(?:其他的?|别的)?(?:都|全|基本|也)*[不没](?:怎么)?(?:再)?(?:{_DO}|碰|坚持)(?:了|啦)+$"
)
"""What alone somebody keeps up: 除了跑步都不练了."""
_ONLY_NOW = re.compile(
    r"今[天日早晚]|明[天早晚]|昨[天晚]|暂时|[这本]次|[这本]周|这两天|这几天|先不|下雨|下雪|又(?:重新|接着)?(?:开始|捡起)"
)
"""What keeps somebody from it for once."""
_RECURS = re.compile(r"(?:周末|周[一二三四五六日天]|早上|晚上)(?:就|都|也|一般|通常|会)|每|天天")
_SHOP = re.compile(
    r"(?:(?<![去来想要能会就得再])开|(?<=[去来想要能会就得再])开(?=了)|盘下|接手|经营|办|创办)(?:了|着|起了?|起来)?(?P<o>一?[家间个][^，。了]{0,12}?(?:店|馆|公司|工作室|厂|厅|诊所|民宿|铺|酒吧|摊|农场|书院|工坊|培训班|幼儿园))(?=$|了|，|，?(?:叫|名))"
)


def read(told: Told) -> Iterator[Statement]:
    """Yield what a clause about a person says that they take up, keep up or give up."""
    subject = told.subject
    if subject is None or subject.who.type != "person" or "future" in told.flags:
        return
    text = masked(told)
    recurs = _RECURS.search(told.clause.text) is not None
    if any(each.moment.start > told.setting.said_at for each in told.dates) and not recurs:
        return
    shop = _SHOP.search(text, told.start)
    if shop is not None and not {"negated", "over", "ended"} & told.flags and not _wishes(text):
        value = trimmed(told.clause.verbatim[shop.start("o") : shop.end("o")])
        yield base(told, "owns", "own", value, "thing", Claim.FACT, text=f"{subject.shown}开了{value}")  # fmt: skip
    but = _ALL_BUT.match(text)
    if but is not None:
        kept = told.clause.verbatim[slice(*but.span("o"))]
        yield base(told, "does as a hobby", "do", kept, "thing", Claim.FACT, text=f"{subject.shown}的爱好是{kept}")  # fmt: skip
        return
    over = next((m for form in _GIVES_UP if (m := form.search(text))), None)
    if over is not None and (
        over.start() <= told.start or is_free(told, text, told.start, over.start())
    ):
        if not _ONLY_NOW.search(told.setting.whole):
            yield _gives_up(told, over)
        return
    if {"negated", "over"} & told.flags:
        return
    fell = _FELL_FOR.search(text, min(told.start, told.at))
    if fell is not None and is_free(told, text, told.start, fell.start()):
        value = trimmed(told.clause.verbatim[fell.start("o") : fell.end("o")])
        yield base(told, "does as a hobby", "do", value, "thing", Claim.FACT)
        return
    taken = _taken_up(told, text)
    if taken is not None:
        yield from _takes_up(told, taken)


def is_pastime(value: str) -> bool:
    """Tell what people do for pleasure, maybe with its verb: 打羽毛球."""
    led = re.match(_DO, value)
    return value in _THINGS or (led is not None and value[led.end() :] in _THINGS)


def _taken_up(told: Told, text: str) -> re.Match[str] | None:
    """Return where a clause says what somebody takes up or keeps up, or did once."""
    was = re.compile(_WHAT + _TAIL).match(text, told.at) if "ended" in told.flags else None
    found = was or _TOPICAL.match(text)
    long = _SO_LONG.fullmatch(text) if found is None else None
    if long is not None and long["o"][0] not in "我他她你这那就才又":
        return long
    if found is not None:
        return found
    lessons = _LESSONS_AT.search(told.setting.whole) is not None
    forms = (_TAKES_UP, _KEEPS_UP, _LESSONS) if lessons else (_TAKES_UP, _KEEPS_UP)
    for form in forms:
        match = form.search(text, min(told.start, told.at))
        if match is not None and is_free(told, text, told.start, match.start()):
            return match
    return None


def _wishes(text: str) -> bool:
    return re.search(r"想|打算|准备|计划|希望|要是|如果|考虑|以后", text) is not None


def _gives_up(told: Told, match: re.Match[str]) -> Statement:
    value = told.clause.verbatim[match.start("o") : match.end("o")]
    assert told.subject is not None  # noqa: S101 - `read` found one
    return base(told, "gives up", "give up", value, "thing", Claim.FACT, tense=Tense.PAST, text=f"{told.subject.shown}放弃了{value}")  # fmt: skip


def _takes_up(told: Told, match: re.Match[str]) -> Iterator[Statement]:
    ended = "ended" in told.flags
    verb = match["verb"][-1:]
    parts = re.split(r"[、和跟]", told.clause.verbatim[match.start("o") : match.end("o")])
    for part in parts:
        led = None if part in _THINGS else re.match(_DO, part)
        thing = part[led.end() :] if led else part
        does = _VERBS.get(led.group() if led else verb, "does as a hobby")
        text = f"{told.scene.said(told.subject.who.name)}的爱好是{thing}" if len(parts) > 1 and told.subject and not ended else ""  # fmt: skip
        yield base(told, does, "do", thing, "thing", Claim.FACT, ended=ended, text=text, tense=Tense.PAST if ended else Tense.PRESENT)  # fmt: skip
