"""What any Chinese clause says for good of a thing or a person, where no pattern of its own fits.

The subject is a noun phrase: somebody's ("我们小区物业费"), a definite one ("这个项目") or a bare
one ("办公室"). What follows has to be a state in the present: what it is, where it is kept, what
it has, uses or costs, when it recurs. Events, opinions and comparisons are left out.
"""

import re
from collections.abc import Iterator

from octomem.agents.reading.chinese.lexicon import LOUD
from octomem.agents.reading.chinese.subjects import Subject
from octomem.agents.reading.chinese.telling import base, trimmed
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.chinese.words import words
from octomem.agents.reading.reading import Claim, Statement, Tense
from octomem.agents.reading.subjects import Who
from octomem.agents.reading.vocabulary import vocabulary

_PASSING = vocabulary(
    "问题 意思 原因 结果 感觉 关键 重点 天气 时间 事情 事 情况 目的 想法 建议 办法 会议 今天 明天 昨天 心情 信号 "
    "电影 饭 菜 味道 比赛 答案 好处 坏处 缺点 优点 区别 消息 新闻 故事 话 错误 报错 图片 照片 链接 快递 外卖 包裹 航班 "
    "票 车票 机票 作业 考试 人 人家 大家 朋友 东西 方法 方式 理由 前提 条件 目标 计划 任务 下一步 第一步 步骤 最后 其他 "
    "别的 全部 部分 有时 时候 这边 那边 里面 外面 上面 下面 风 雨 雪 太阳 温度 气温 今晚 周末 上次 下次 这次 活动 演出 "
    "聚会 晚饭 午饭 早饭 晚餐 午餐 早餐 生活 人生 世界 爱情 幸福 成功 真相 现实 梦 日子 心里 脑子 手 头 眼睛 嗓子 "
    "状态 压力 题 单子 司机 路 路上 地铁 火车 高铁 飞机 公交 车 行李 孩子 宝宝 狗 猫 进度 版本号 任务 网 "
    "画面 页面 屏幕 声音 按钮 日志 命令 步 单 大小 颜色 样子 关系 说明 主要 其中 希望 道理 经验 态度 性质 难点 亮点"
)
"""What is spoken of for a moment only, or moves about."""
_POINTING = frozenset(
    [
        "我",
        "你",
        "他",
        "她",
        "您",
        "谁",
        "什么",
        "怎么",
        "大家",
        "别人",
        "最近",
        "刚才",
        "现在",
        "目前",
        "平时",
        "有人",
        "基本",
        "记得",
        "觉得",
    ]
)
_DURABLE = r"项目|系统|公司|店|小区|房子|服务器|平台|网站|产品|团队|仓库|模块|接口|服务|学校|医院|品牌|工具|库|框架|账号|会员|保险|合同|课程|课|群|软件|应用|app|App|APP|机器|设备|手机|电脑|车|药|楼|屋|部门|组"
_DEFINITE = re.compile(
    rf"(?:这|那|本|该|此)(?:个|家|台|款|套|间|栋|份|种|门|辆|部|盒|瓶)?(?=[^，。]{{0,4}}?(?:{_DURABLE}))"
)
_MINE = re.compile(r"(?:我们?|咱们?|俺)(?:家|公司|团队|部门|单位|学校)?里?的")
_OWNER = re.compile(r"(?:家|公司|团队|部门|单位|学校)?里?的?")

_ADVERBS = (
    r"(?:都|也|还|就|才|一直|目前|现在|如今|主要|一般|统一|固定|通常|基本上?|全部?|只|一共|总共|大概|大约|差不多|暂时|已经|默认|"
    r"正式|平时|长期|其实|分别|本来就|今年)*"
)
_KEPT = r"(?:存|放|装|摆|贴|停|挂|设|建|开|收|藏|锁|写|记|部署|托管|保存|存放|跑|安排|集中|坐落|注册|登记)"
_SAID = (
    ("is", r"(?:就)?是(?!不|否|因为|为了|这样|那样|怎|什么|谁|要|想|说|从|在)"),
    ("is located in", rf"{_KEPT}?在|位于"),
    ("is called", rf"(?<![大小真本学全原])(?:名?叫(?:做|作)?(?!{LOUD})|名为|取名)"),
    ("surname is", r"姓"),
    ("is set to", r"(?:设|定|配|改|调)(?:的是|为|成(?!了))"),
    ("uses", r"用的(?:都|一直)?是|走的是|跑的是|使用|采用|基于|用(?![于来不完了户])"),
    ("has", r"(?:总|共|一共)?有(?!点|些|人|时|没|可能|意思|事|空|问题|用|效|趣|道理|关系|机会|办法|了)"),
    ("supports", r"支持|兼容|适配"),
    ("belongs to", r"属于|归属|隶属于?|归(?=[^来去还]{2,})"),
    ("includes", r"包括|包含|涵盖|覆盖"),
    ("is responsible for", r"负责|主管|主打|主营|专做|专门做"),
    ("sells", r"生产|销售|经营|批发"),
    ("comes from", r"来自|产自|出自"),
    ("depends on", r"依赖|取决于|靠(?=[^，]{2,})"),
    ("requires", r"要求(?!我|你|他|她)|必须|仅限|只限|限(?=[\d一二三四五六七八九十])"),
    ("forbids", r"禁止|不允许|不让(?!我|你)|不准|不许|不打卡|不提供|不支持|不收"),
)  # fmt: skip
_PREDICATES = tuple(
    (name, re.compile(rf"{_ADVERBS}(?P<verb>{form})(?P<o>[^，。]+)$")) for name, form in _SAID
)
_NUMBER = r"(?:\d[\d.,]*|[一二两三四五六七八九十百千万零半]+)"
_AMOUNT = re.compile(
    rf"{_ADVERBS}(?:约|不到|超过|快|是|要|收)?(?P<o>(?:(?:一|每)(?:年|个?月|天|周|晚|次|人|小时|平米?)|年|月)?{_NUMBER}(?:多|来|几)?(?:[万千百亿]多?)?个?"
    r"(?:块钱?|元|个|台|人|名|位|间|套|岁|公斤|斤|米|公里|平米?|平方米?|层|楼|年|天|小时|分钟|个月|GB?|TB?|MB?|K|k|万|美元|刀|席|次|页|号人|粉丝|用户|员工|学生|家门店|台机器|个人|口人|名员工|个客户|间房|个房间|条|份|种|条生产线|台设备|个车间|个部门|个班|个项目|家客户|家分店|家店|条线|个仓库|门课|节课|例|篇|分|亩|吨|克|瓶|箱|盒|本|辆|家|%|折|度)?"
    r"(?:/?(?:一|每)?(?:年|个?月|天|周|人|次))?)$"
)
_RECURS = re.compile(
    rf"{_ADVERBS}(?P<o>(?:在|于)?(?:每个?(?:周|月|年|天|季度|星期|晚|学期)|逢)[^，。]+)$"
)
_EXPIRES = re.compile(
    rf"{_ADVERBS}(?:在|于|到|将)?(?P<o>(?:\d|[今明后下本这]年|[今明后下本这]个?月|月底|年底|[一二三四五六七八九十]+月|周|下周|每)[^，。]*(?:到期|截止|过期|届满|期满|满期))$"
)
_UNSAYABLE = re.compile(
    r"(?:了|过|着|吗|呢|吧|啊|呀|嘛|没有)$|^(?:这|那|什么|怎么|你|您|很|太|真|挺|非常|特别|最好|好的?$|对的?$|真的|假的|一样|自己|谁|哪|第一次|"
    r"个?(?:好|坏|老实|傻|烂|大好|聪明)|一个?(?:好|坏))|比较|差不多|似的|一样|正在|刚|好像|看起来|问题$|意思$|事$|情况$|办法$|结果$|人渣|笨蛋|傻|天才|好人|坏人|奇迹|时候$|你"
)
_COMPARED = re.compile(
    r"比[^，。]{1,8}(?:更|还|好|快|慢|大|小|高|低|多|少|贵|便宜|差|强)|最(?:好|差|棒|牛)"
)
_AILING = re.compile(
    rf"{_ADVERBS}(?P<o>(?:身体|腿脚|腿|脚|膝盖|腰|心脏|眼睛|视力|耳朵|听力|记性|记忆力|肠?胃|血压|血糖|血脂|尿酸|睡眠|肺|肝|肾|颈椎|肩膀|关节)(?:一直|都|有点儿?|也|老|经常|不太|比较|很|特别)*"
    r"(?:不好|不行|不太好|差|弱|高|低|背|疼|痛|痛风|花|聋|不便|不灵|不利索|不舒服))$"
)
_AIDED = re.compile(
    r"(?:(?:出门|走路|平时|一直|都|得|要|只能)*)(?P<o>坐轮椅|拄拐杖?|戴助听器|戴眼镜|做透析|戴牙套|用呼吸机)$"
)
_AT_SCHOOL = re.compile(
    r"在(?P<o>[^，。在]{1,10}(?:小学|中学|大学|学院|幼儿园|高中|初中|附中|公司|集团|银行|医院|厂|研究所|研究院|事务所|科技|派出所|法院|教育局|[铁公]路局))$"
)
_SCHOOL = re.compile(r"(?:小学|中学|大学|学院|幼儿园|高中|初中|附中)$")
_PUPIL = re.compile(
    r"同桌|班主任|[高初大研][一二三四]|[一二三四五六七八九]年级|开学|同学|作业|上学|宿舍|专业|[小中大]班|读|考上|转学|住校"
)
"""What somebody tells of who goes to a school, and does not work there."""
_DOES = re.compile(r"做(?P<o>[^，。]{2,12})的$")
_STAYS = re.compile(
    r"(?:还|正|一直)*在(?P<o>读研|读博|读书|上大学|念大学|上高中|读高中|念高中|考研|待业|休产假|创业|当兵|服役|住校|上幼儿园|上小学|上初中|上学)$"
)
_DOING = re.compile(
    rf"{_ADVERBS}(?:在[^，。在]{{2,8}}?)?(?P<verb>学|教|当|开|读|[讲说](?=.*[语话文]$)|带|管|养|种|卖|练|写|用|修|送|跑|画|戴|住|守)(?P<what>[^，。了过着]{{2,12}}?)的?$"
)
_OWN_DOING = frozenset("学教当带管养种戴守")
"""Verbs by which the speaker, too, tells more than what they do at the moment."""
SHOP = re.compile(r"(?:店|馆|馆子|厂|公司|餐厅|网吧|诊所|民宿|工作室|铺|铺子|酒吧|超市|农家乐)$")
"""What somebody runs for good: 我在南坪开馆子的."""
_TOOL = re.compile(r"[A-Z][A-Za-z]+")
_LED = re.compile("[人娃生徒]|孩子|[班组团队]|弟子|新人|孙")
"""Whom somebody leads or looks after for good: 带六个人, but who 带酸梅汤 brings it once."""
_DOSE = re.compile(
    r"(?:一直|都|要|得|也|在吃|吃|喝|打)*(?P<o>(?:(?:一天|一日|每天|每日|每晚|每次|早晚|早上|晚上|睡前|饭后|饭前|各)+[一二两三四五半\d]+(?:片|粒|颗|次|支|针|袋|包|毫升|毫克|mg|ml|杯)[^，。]{0,10}))$"
)
_DRUNK = re.compile("[包杯次]")
_MEDICAL = re.compile("药|[冲合滴制]剂|颗粒|中成|医嘱|处方")
"""What says that packs, cups and times are of medicine: not 抽烟，一天一包."""
_LIVES_WITH = re.compile(
    r"[跟和与](?P<o>[^，。]{1,8}?)(?:(?:一起|一块儿?|同)住|(?<=[我咱][们們])住)$"
)
_IS_WHO = re.compile(rf"{_ADVERBS}是(?:一?[个名位])?(?P<o>[^，。]{{2,16}})$")
_PERSONAL = (
    (_DOSE, "takes", "take", Claim.HEALTH),
    (_LIVES_WITH, "lives with", "live", Claim.FACT),
    (_STAYS, "is", "be", Claim.FACT),
    (_AILING, "has", "have", Claim.HEALTH),
    (_AIDED, "uses", "use", Claim.HEALTH),
    (_AT_SCHOOL, "is at", "be", Claim.FACT),
    (_DOES, "works on", "work", Claim.FACT),
)
_ENGLISH = {
    "学": "learns",
    "教": "teaches",
    "当": "works as",
    "读": "attends",
    "讲": "speaks",
    "说": "speaks",
    "带": "leads",
    "管": "runs",
    "养": "keeps",
    "种": "grows",
    "卖": "sells",
    "练": "practises",
    "写": "writes",
    "用": "uses",
    "画": "draws",
    "戴": "wears",
    "住": "lives in",
    "精通": "knows well",
    "擅长": "is good at",
    "研究": "researches",
    "主攻": "specialises in",
    "租": "rents",
    "姓": "surname is",
    "开": "runs",
    "信": "believes in",
}
_CONTACTS = frozenset(["电话", "地址", "邮箱", "号码", "手机号", "分机", "联系方式", "微信号"])
"""What is kept of whom it is, and of nobody in particular says nothing."""
_NUMBERED = re.compile(r"电话|手机|微信|邮箱|[单编序]号|密码|账号|QQ")
_TELLS_TO = re.compile(r"[让叫]|要求|建议|规定|嘱咐")
_OFTEN = re.compile(r"每|逢|固定|一向|通常|一般")
_DAY = re.compile(r"(?:日|日期|节|时间|纪念日)$")
_TAIL = re.compile(r"(?:啦|呢|哦|哈|啊|呀|吧|嘛|哟|咯)+$")
_KNOWS = re.compile(
    rf"{_ADVERBS}(?P<verb>精通|擅长|研究|主攻|热衷于?|崇拜|教(?!育)|租(?!房子?$)|属|信(?=佛|教|基督|伊斯兰|天主)|姓|开(?=[^，]{{1,8}}(?:店|馆|公司|厂|诊所))|带(?=[^，]{{1,6}}(?:团队|学生|班|徒弟))|(?:会)?弹|拉(?=小提琴|大提琴|二胡))(?P<o>[^，。了过]{{1,14}})$"
)


def read(told: Told) -> Iterator[Statement]:
    """Yield what a clause says for good of whom or what it is about."""
    if {"future", "negated", "over"} & told.flags or told.clause.is_unreal:
        return
    if told.setting.newcomer and not told.explicit and told.clause.text.startswith("姓"):
        return  # of whom the clause before brought up
    if "ended" in told.flags:
        was = _IS_WHO.match(told.clause.text, told.at) if told.explicit else None
        if was is not None and _says_who(told, was):
            value = trimmed(told.clause.verbatim[was.start("o") : was.end("o")])
            yield base(told, "is", "be", value, "thing", Claim.FACT, ended=True, tense=Tense.PAST)
        return
    text = told.clause.text
    if _COMPARED.search(text) or re.search(r"[吗呢吧]$", text):
        return
    person = told.subject is not None and told.subject.who.type in {"person", "animal"}
    if person and (told.explicit or not told.setting.lost):
        said = _of_person(told)
        if said is not None:
            yield said
            return
    yield from _of_thing(told)


def _of_person(told: Told) -> Statement | None:
    text, at = told.clause.text, told.at
    if told.dates and not _OFTEN.search(text):
        return None
    for form, *said, claim in _PERSONAL:
        match = form.match(text, at)
        if form is _DOSE and match is not None and _DRUNK.search(match["o"]):
            match = match if _MEDICAL.search(told.setting.whole) else None
        if match is not None and not _UNSAYABLE.search(match["o"]):
            value = trimmed(told.clause.verbatim[match.start("o") : match.end("o")])
            value = told.scene.actor if re.fullmatch("[我咱]们?|我們", value) else value
            pupil = form is _AT_SCHOOL and _is_pupil(told, match["o"])
            predicate, verb = ("studies at", "study") if pupil else said
            kind = "organisation" if pupil else "thing"
            return base(told, predicate, verb, value, kind, claim)
    match = _KNOWS.match(text, at)
    if match is not None and not _UNSAYABLE.search(match["o"]):
        value = trimmed(told.clause.verbatim[match.start("o") : match.end("o")])
        return base(
            told,
            f"{_ENGLISH.get(match['verb'], match['verb'])}",
            match["verb"],
            value,
            "thing",
            Claim.FACT,
        )
    done = _kept_up(told)
    if done is not None:
        return done
    match = _IS_WHO.match(text, at) if told.explicit else None
    if match is not None and _says_who(told, match):
        value = trimmed(told.clause.verbatim[match.start("o") : match.end("o")])
        return base(told, "is", "be", value, "thing", Claim.FACT)
    return None


def _is_pupil(told: Told, school: str) -> bool:
    return bool(_SCHOOL.search(school) and _PUPIL.search(told.setting.whole))


def _kept_up(told: Told) -> Statement | None:
    """Read what somebody does for good, with a noun for what: 弟弟在深圳开网约车, 我带六个人."""
    subject = told.subject
    match = _DOING.match(told.clause.text, told.at)
    if match is None or subject is None or not told.explicit:
        return None
    own = subject.who.first_person
    shop = match["verb"] == "开" and SHOP.search(match["what"]) is not None
    if own and match["verb"] not in _OWN_DOING and not (shop or _TOOL.match(match["what"])):
        return None
    is_brought = match["verb"] == "带" and _LED.search(match["what"]) is None
    if match["what"] == "的" or is_brought:
        return None
    cut = words(match["what"])
    foreign = any(w.tag[0] not in "nejlsbzimqav" and w.tag != "uj" for w in cut)
    if foreign or _UNSAYABLE.search(match["what"]):
        return None
    if cut[-1].tag[0] in "mvaqd" or cut[-1].text in _PASSING:
        return None
    span = match.span("what")
    value = trimmed(told.clause.verbatim[span[0] : span[1]])
    return base(
        told, _ENGLISH.get(match["verb"], match["verb"]), match["verb"], value, "thing", Claim.FACT
    )


def _says_who(told: Told, match: re.Match[str]) -> bool:
    """Tell 是退休的法官 from 是第一次来 and 是个好人: a noun that no judgement stands before."""
    value = match["o"]
    if _UNSAYABLE.search(value) or len(value) < 2:
        return False
    inside = [w for w in told.words if w.start >= match.start("o")]
    if not inside or not inside[-1].tag.startswith(("n", "l", "eng", "j")):
        return False
    return inside[-1].text not in _PASSING and all(w.tag[0] not in "drpyc" for w in inside)


def _of_thing(told: Told) -> Iterator[Statement]:
    """Read the noun phrase, then what is said of it."""
    text, owner, start = told.clause.text, None, 0
    if told.explicit and told.subject is not None:
        owner, start = told.subject, told.start
        start = max(start, _after(_OWNER, text, start))
    elif told.subject is None and (mine := _MINE.match(text)) is not None:
        owner, start = told.scene.speaker(), mine.end()
    definite = _DEFINITE.match(text, start)
    start = definite.end() if definite else start
    for predicate, form, value_of in _FORMS:
        for end in range(start, min(start + 14, len(text))):
            match = form.match(text, end)
            if match is None:
                continue
            noun = text[start:end]
            if not (_is_thing(noun, owned=owner is not None) if noun else _may_follow(owner)):
                continue
            said = match["o"]
            if not value_of(told, said, predicate, bool(owner or definite), noun):
                break
            yield _statement(told, owner, (start, end), predicate, match.span("o"))
            return


def _statement(
    told: Told, owner: Subject | None, noun: tuple[int, int], predicate: str, value: tuple[int, int]
) -> Statement:
    name = told.clause.verbatim[noun[0] : noun[1]]
    if noun[0] == noun[1] and owner is not None:
        subject = owner
    elif owner is not None:
        subject = told.scene.possessed(owner, name, name, "thing")
    else:
        subject = Subject(Who(name, "thing"), name)
    told.subject = subject
    told.setting.subject, told.setting.lost = subject, False
    said = trimmed(told.clause.verbatim[value[0] : value[1]])
    rest = told.clause.verbatim[noun[1] :].strip()
    text = f"{subject.shown}{re.sub(_TAIL, '', rest)}"
    text = re.sub(r"我们?|我們|咱们?|咱們", f"{told.scene.actor}", text)
    return base(told, predicate, "be", said, "thing", Claim.FACT, text=text)


def _is_thing(noun: str, *, owned: bool) -> bool:
    """Tell a noun phrase by the parts of speech of its words."""
    if (
        (len(noun) < 2 and not owned and noun not in "店厂楼群库")
        or noun in _PASSING
        or (not owned and noun in _CONTACTS)
        or re.match("有|没|[一每整半]天", noun)
        or re.search("[一每][天日周月年]$", noun)
    ):
        return False
    inside = words(re.sub(r"^[跟和与对](?=.*的)", "", noun))
    if not inside or inside[-1].text in _PASSING or inside[-1].text == "的":
        return False
    tells = inside[0].text in {"说", "讲", "叫", "让", "嫌"}  # 我妈说日本地震多
    if tells or any(w.tag in {"ul", "ug", "uz"} for w in inside):
        return False
    if any(w.text in _POINTING or (w.tag[0] in "dypcok") for w in inside if w.text != "和"):
        return False
    lone_doing = not owned and len(inside) == 1 and inside[0].tag[0] in "vad"  # 开会在三楼
    if lone_doing or all(w.tag[0] in "tmqr" for w in inside):
        return False
    last = inside[-1]
    return last.tag[0] in "nejlsbzxifm" or (last.tag[0] in "vtarg" and len(last.text) >= 2)


def _may_follow(owner: Subject | None) -> bool:
    """Tell whether a state may be said of a subject that was read already: 我们的服务器."""
    return owner is not None and owner.who.type in {"thing", "organisation"}


def _after(form: re.Pattern[str], text: str, position: int) -> int:
    match = form.match(text, position)
    return match.end() if match else position


def _is_value(told: Told, said: str, predicate: str, definite: bool, noun: str) -> bool:
    """Tell a lasting state from an event, a judgement or a matter of the day."""
    if _UNSAYABLE.search(said) or (
        told.dates and not _OFTEN.search(told.clause.text) and not _DAY.search(noun)
    ):
        return False
    cut = words(said)
    if predicate == "is located in":
        return (
            cut[-1].tag[0] != "v"
            and cut[0].tag[0] not in "vd"
            and not said.endswith("群里")
            and not said.startswith("每")
            and re.search(r"^(?:路上|忙|等|家$|哪|一起|线$)|中$", said) is None
        )
    if predicate != "is":
        return len(said) >= 2 and (
            definite or predicate not in {"has", "requires", "is responsible for"}
        )
    if all(w.tag[0] in "adzv" or w.tag in {"ul", "uj"} for w in cut):
        return False
    if not definite and words(noun)[-1].tag[:2] in {"ns", "nr"} and "的" not in noun:
        return False  # what everybody knows: 北京是中国的首都
    named = re.search(r"[A-Za-z\d]", said) is not None or any(
        w.tag[:2] in {"nr", "ns", "nt", "nz"} for w in cut
    )
    return named or definite or (bool(_DAY.search(noun)) and bool(told.dates))


def _is_amount(told: Told, said: str, predicate: str, definite: bool, noun: str) -> bool:
    if re.fullmatch(r"\d{5,}", said) or _NUMBERED.search(noun) or noun[:1].isdigit():
        return False  # no measure
    if _TELLS_TO.search(noun):
        return False  # 医生让在家隔离 says what to do
    dated = bool(told.dates) and not re.search(r"年$|月$", said)
    glued = noun[-1:].isascii() and said[:1].isascii() and bool(noun) and not definite
    return (
        not dated
        and not glued
        and len(said) >= 2
        and not re.fullmatch(r"一(?:个|下|次|点|起|样|直|会)", said)
    )


def _is_recurring(told: Told, said: str, predicate: str, definite: bool, noun: str) -> bool:
    return not _UNSAYABLE.search(said)


_FORMS = (
    *((name, form, _is_value) for name, form in _PREDICATES),
    ("ends", _EXPIRES, _is_recurring),
    ("happens", _RECURS, _is_recurring),
    ("amounts to", _AMOUNT, _is_amount),
)
"""What may follow a noun phrase, with what tells whether it is worth keeping."""
