"""What tagged values state in Chinese: in "三月搬到[苏州]了" somebody lives in Suzhou."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from octomem.agents.bars import CERTAIN
from octomem.agents.chinese_people import words_before
from octomem.agents.chinese_values import alone, value_of
from octomem.agents.healed import is_there_still
from octomem.agents.reading.chinese.changes import DOCTOR, PATIENT, PRESCRIBES
from octomem.agents.reading.chinese.cities import PLACES
from octomem.agents.reading.chinese.clauses import ADDRESSED
from octomem.agents.reading.chinese.firms import FIRMS, is_served
from octomem.agents.reading.chinese.habits import IS_DONE_BY
from octomem.agents.reading.chinese.homes import FOR_NOW
from octomem.agents.reading.chinese.kin import FORM, NAME_WORD, NOUNS, is_animal, kin_of
from octomem.agents.reading.chinese.lexicon import SURNAMES
from octomem.agents.reading.chinese.occupations import FIELDS, JOB
from octomem.agents.reading.chinese.people import taken_over
from octomem.agents.reading.chinese.pets import TURNS_UP
from octomem.agents.reading.chinese.rules import NO_ALLERGENS
from octomem.agents.reading.chinese.script import has_han, simplified
from octomem.agents.reading.chinese.slips import SLIP
from octomem.agents.reading.chinese.subjects import bare_name, is_chinese_name
from octomem.agents.reading.reading import SURE, Claim, Mood, Reading, Statement, Tense
from octomem.agents.reading.tags import State, Tag
from octomem.agents.reading.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class _Words:
    """How a slot's value is stated of somebody; `{s}` is who, `{v}` the value."""

    verb: str
    predicate: str
    now: str
    was: str
    type: str = "thing"
    ends: str = ""
    """A verb that ends it, in English; empty where it "used to" be so."""
    claim: Claim = Claim.FACT
    denied: str = ""
    """Where it may be denied."""

    def form(self, state: State) -> str:
        """Return how a value is stated that is so, was so or is denied."""
        return {State.PAST: self.was, State.DENIED: self.denied}.get(state, self.now)


_WORDS: Mapping[str, _Words] = {
    "home": _Words("live", "lives in", "{s}住在{v}", "{s}以前住在{v}", "place"),
    "employer": _Words("work", "works at", "{s}在{v}工作", "{s}以前在{v}工作", "organisation"),
    "job": _Words("work", "works as", "{s}的职业是{v}", "{s}以前的职业是{v}"),
    "marital_status": _Words("be", "is", "{s}{v}", "{s}以前{v}"),
    "allergy": _Words("be", "is allergic to", "{s}对{v}过敏", "{s}以前对{v}过敏", claim=Claim.ALLERGY, denied="{s}对{v}不过敏"),
    "diet": _Words("be", "is", "{s}{v}", "{s}以前{v}", denied="{s}不{v}"),
    "condition": _Words("have", "has", "{s}有{v}", "{s}以前有{v}", claim=Claim.HEALTH, denied="{s}没有{v}"),
    "medication": _Words("take", "takes", "{s}在用{v}", "{s}不再用{v}了", "thing", "stop", Claim.HEALTH, denied="{s}没在用{v}"),
    "car": _Words("drive", "drives", "{s}开{v}", "{s}不再开{v}了", "thing", "sell", denied="{s}不开{v}"),
    "owns": _Words("have", "has", "{s}有{v}", "{s}不再有{v}了", "thing", "sell", denied="{s}没有{v}"),
    "hobby": _Words("do", "does as a hobby", "{s}的爱好是{v}", "{s}放弃了{v}", "thing", "give up"),
    "language": _Words("speak", "speaks", "{s}会说{v}", "{s}放弃了{v}", "thing", "give up", Claim.LANGUAGE, denied="{s}不会说{v}"),
    "age": _Words("be", "is", "{s}{v}", "{s}以前{v}", "number"),
    "school": _Words("study", "studies at", "{s}在{v}读书", "{s}离开了{v}", "organisation", "leave"),
    "studies": _Words("study", "studies", "{s}学{v}", "{s}放弃了{v}", "thing", "give up"),
    "phone_model": _Words("be", "is", "{s}的手机是{v}", "{s}以前的手机是{v}"),
    "nickname": _Words("be", "is", "{s}的外号是{v}", "{s}以前的外号是{v}"),
    "birthday": _Words("be", "is", "{s}的生日是{v}", "{s}以前的生日是{v}", "date"),
    "hometown": _Words("be", "is from", "{s}来自{v}", "{s}以前来自{v}", "place"),
    "member": _Words("be", "is a member of", "{s}是{v}的成员", "{s}离开了{v}", "organisation", "leave"),
    "likes": _Words("like", "likes", "{s}喜欢{v}", "{s}以前喜欢{v}", claim=Claim.TASTE),
    "dislikes": _Words("hate", "hates", "{s}讨厌{v}", "{s}以前讨厌{v}", claim=Claim.TASTE),
    "religion": _Words("be", "is", "{s}的信仰是{v}", "{s}以前的信仰是{v}"),
    "nationality": _Words("be", "is", "{s}的国籍是{v}", "{s}以前的国籍是{v}"),
    "fear": _Words("be", "is afraid of", "{s}怕{v}", "{s}以前怕{v}"),
    "tool": _Words("use", "uses", "{s}用{v}", "{s}以前用{v}"),
    "favourite": _Words("like", "likes", "{s}最喜欢{v}", "{s}以前最喜欢{v}", claim=Claim.TASTE),
    "habit": _Words("do", "does as a habit", "{s}有{v}的习惯", ""),
    "project": _Words("work", "works on", "{s}在做的项目是{v}", ""),
}  # fmt: skip
"""By slot; those that are missing are left to the patterns."""
ROLES: Mapping[str, tuple[str, str]] = {
    "manager": ("manager", "上司"),
    "colleague": ("colleague", "同事"),
    "partner": ("partner", "伴侣"),
    "child": ("child", "孩子"),
    "sibling": ("sibling", "兄弟姐妹"),
    "parent": ("parent", "父母"),
    "friend": ("friend", "朋友"),
    "pet": ("pet", "宠物"),
    "doctor": ("doctor", "医生"),
}
"""By slot, what somebody is to the holder where no word beside the name says it."""
_JOB = re.compile(rf"(?:{JOB}|{FIELDS})$|退休|自由职业|个体户|家庭主妇|全职")
OWNED = {
    "phone_model": "phone model",
    **{each: each for each in ("nickname", "birthday", "religion", "nationality")},
}
"""By slot, what of somebody's a value is said to be, in English too."""
_SLOT_OF: Mapping[str, str] = {
    **dict.fromkeys(("son", "daughter", "child"), "child"),
    **dict.fromkeys(("sister", "brother"), "sibling"),
    **dict.fromkeys(("wife", "husband", "girlfriend", "boyfriend", "partner"), "partner"),
}
"""Slots whose value is the name of who is this to somebody."""
_TITLED = re.compile(r"^\S{1,3}(?:医生|大夫|主任|老师|教授|经理|师傅|老板|总|姐|哥|工)$")
"""A surname or a name with a title, by which a doctor or a boss goes."""
_NO_NAME = frozenset("我你他她它们的男姓")
"""Characters of no name."""
_BY_LENGTH = sorted(NOUNS, key=len, reverse=True)
_WHOEVER = re.compile(r"[^的]{0,6}的(?:人|那[些帮])")
"""What stands behind a value of whoever has it: 从阿里出来的人."""
_FOUND = re.compile("(?:医生|大夫|医院|报告|化验|体检|检查|查了|查完)[^。！？]{0,8}说")
"""What stands before what was found at a doctor's, which is no hearsay: 医生说是鸡肉过敏."""
_OF_SELF = re.compile("^[^听据传，。]*(?<!人)(?<!人家)说(?:自己|[他她](?![们爸妈哥姐弟妹]))")
"""What stands before what somebody tells of themselves, which is no hearsay: 大刘说他搬到昆明了."""
_LEARNT = re.compile(r"学会了?$")
"""What stands before something that somebody can do now, and does not study."""
_CUSTOMER = re.compile(
    r"[上里]?(?:做(?:任务|作业|视频|客)|写作业|抢|买|下单|吃|喝|逛|排队|充[值了]|交了|付[款了]|抽奖|领[券了]|看[了书病]|等[车位了]|点[了餐外]|取[钱款]|存[钱款]|办[卡公]|开了?户|有张卡|的?(?:老|新|大|金卡)?(?:客户|用户|会员|储户)(?!经理|代表|服务|部))"
)
"""What stands behind a firm with which somebody does what its customers do."""
_OTHER_GOODS = re.compile(r" ?(?:电机|电器|重工|空调|冷气|冰箱|电梯|马达|钢琴|口琴)")
"""What stands behind a maker of cars that makes other things too: 三菱电机, 现代重工."""
_OTHER_CARRIER = re.compile(r"(?:换|转)(?:到|成|了)+(?:中国)?(?:联通|移动|电信|广电)$")
"""What a clause ends with that tells of another carrier: 换到了联通."""
_HAD = frozenset({"medication", "owns", "car", "phone_model", "pet"})
_FOR_ANOTHER = re.compile(
    r"给(?!我|自己)[^，。]{1,6}?(?:买|带|寄|取|拿|送|捎|换|配)(?:了|点|些|个|台|辆|部|只|盒)*$"
)
"""What stands before what somebody gets for another: 给奶奶买(降压药)."""
_POOR = re.compile(
    r"(?:说得|学得)?(?:[很太挺好]|特别)?(?:差|烂|不好|不行|一窍不通|一塌糊涂|不会|只会)|过了"
)
"""What stands behind a language that somebody does not speak, or was examined in: 英语过了."""
_AWAY = re.compile(r"户[口籍]|这次(?:住|在)?$|把[^我，]{1,4}[接送带派拉]到?了?$")
"""What stands before a place where somebody is registered, stays this once or brings others, whether they live there or not."""
_LOOKED_AT = re.compile(r"[只就光先].{0,2}[看找投选考]$")
"""What stands before the only place where somebody looks for something: 只看武汉的."""
_BACK = re.compile(r"(?<!搬)回到?$")
"""What stands before a place that somebody comes back to, maybe for days."""
_RECEIVES = re.compile("(?:收[件货]|联系|接收|对接)人(?:是|写|填|叫|：|:| )*$")
"""What stands before whom something is sent to, or who is to be asked."""
_RUN_BY = re.compile("^[^我俺咱]{2,12}[归由][^，。]{2,4}$")
"""What stands before who is in charge of a thing, and of nobody: 仓库归老魏."""
_SENT = re.compile("收[件货]人|[寄发送]到|寄往")
"""What says of a sentence that something is sent to the place in it."""
_DELIVERED = re.compile("收[件货]|快递")
_OWN_DELIVERY = re.compile("我[们家]?的?收|[改换][成到为]|退租|搬")
"""What says of a clause that something comes to a place, and that it is the speaker's own: 我收快递写曙光里."""
_ELSEWHERE = re.compile("公司|单位|学校|办公|[送给替帮](?!到|我(?!们?[爸妈哥姐弟妹]))")
"""What says of a place to which something comes that it is where somebody works, or another's: 收货地址还是公司的."""
_SETTLES = re.compile(r"了?自?己?(?:[当卖养住教]|开(?!会)|上班|工作|定居|发展|创业)")
"""What stands behind a place that somebody came back to for good: 回成都当老师."""
_FORMALLY = re.compile("的?(?:大名|本名|真名|全名|学名|原名)|(?:其实|只|就)?是[^，。]{0,12}名")
"""What stands behind the other name of whoever the clause goes on to name: 燕子的真名是周海燕."""
_CALLS_OTHER = re.compile(
    r"(?:叫|喊|称呼|管)[他她它](?:叫|为|作)?$|你(?:就)?(?:的名字)?(?:就)?叫$|(?<!你)叫你$"
)
"""What stands before what somebody else is called, or the agent."""
_VISIT = re.compile(r"度蜜月|出差|旅[游行]|玩|转机")
"""What stands behind a place where somebody is for days."""
_CHAIN = re.compile(rf"(?:{FORM})(?:[他她](?!叫|是|名)|家?的(?![小大全]?名|[英中]文名))")
"""What stands before the name of somebody who is somebody else's: 我姐她儿子叫, but 我女儿的名字叫."""
_CALLED = re.compile(r"^的?(?:[小大]?名字?)?叫做?")
_COUNTED = frozenset("一两俩仨只条头匹个")
"""Characters with which no name begins, and a counted animal does."""
_NOT_ALLOWED = re.compile(r"不(?:让|准|许|能|可以|建议)[我他她]?(?:再)?(?:吃|用|喝|碰|打)$")
"""What stands before a medicine that somebody must not take: 医生不让我吃布洛芬."""
_SMOKED = re.compile(r"[烟酒]$|^(?:[每一][天日])?[\d一两二三半]+[包盒根支]多?$")
"""What is smoked or drunk, and how much of it: 一天一包烟."""
_NOT_DONE = re.compile(r"(?:不|没)(?:再)?(?:跑|开|做|干|当|教|送)$")
"""What stands before work that somebody did not do at a time that is told of."""
_THEN = re.compile(r"(?:那会儿|那时候?|那阵子?|当年|那年)的事")
"""What says behind a value that it was so then."""
_SURE_ALONE = 0.95
"""The likelihood that an animal's name needs where no word says that it is an animal."""
_AT_WORK: Mapping[str, re.Pattern[str]] = {
    "colleague": re.compile(
        "同事|搭档|同组|一个组|组里|我们组|共事|隔壁组|部门|公司|单位|科室|店里|车间|(?:[同一]个?|我们)办公室"
    ),
    "manager": re.compile(
        "上司|领导|老板|老大|头儿|主管|经理|组长|总监|主任|导师|老师|归.{1,4}[管归]|带我|leader|lead|boss|report|汇报",
        re.IGNORECASE,
    ),
}
"""Words that say of somebody at work that they are a colleague or a boss; a name and a title alone, as in 发给陶总, say neither."""
_KEPT = re.compile(r"绝育|疫苗|驱虫|[猫狗]粮|[猫狗]砂|猫抓板|掉毛|遛")
"""Words that only an animal needs."""
_DENIED = re.compile(
    r"(?:不是|并非|不算)(?:对|在|叫)?$|差点儿?(?:就|没)?[^，。]{0,4}$|险些[^，。]{0,4}$"
)
"""What stands before what is not so: 她不是海鲜过敏, 我差点从阿里毕业."""
_OR = re.compile("是[^，。]{1,8}还是$")
"""What stands before the second of two who may be it: 总监是岑总还是柏总."""
_UNSAID = re.compile(r"(?:这|那|它)(?:不|并不|也不|就|才|可)?是|没说过?[，,]\s*我")
"""How a sentence begins that says what something is, or what was not said: 这不是苹果."""
_OTHER_DEVICE = re.compile(
    "电脑|笔记本|平板|耳机|相机|手表|电视|音箱|显示器|打印机|浏览器|输入法|编辑器|系统"
)
_SWITCHED = re.compile("[换跳转]到$")
_PHONE = re.compile("机|苹果|三星")
"""What stands before a maker of something that is no phone."""
_RECONCILED = re.compile("和好|讲和|吵|聊")
"""What stands behind somebody whom to meet makes no partner."""
_SIGNED_IN = re.compile("登记了?(?:酒店|宾馆|入住|住宿|信息|报名|访客)")
"""What two people sign who do not marry: 登记了酒店入住."""


_AS_SAID = frozenset({"marital_status", "diet", "hobby"})
"""Slots whose values are shown in the words that they were said in: 爱好是弹吉他."""
_UNSAID_OF = re.compile("^不再?|的")
"""What of them is not shown: 不弹吉他 is over, 吃素的."""


def stated(tag: Tag, holder: str, blank: Statement, reading: Reading) -> Statement | None:
    """State a value of its holder; None where its words are no value of the slot.

    What somebody does or learns is a job or a study for sure, or it is known as a job.
    """
    if tag.likely < SURE and not _is_named_so(tag, reading):
        return None
    if tag.slot in ROLES or (tag.slot == "nickname" and "'s " in holder):
        return _somebody(tag, holder, blank, reading)
    otherwise = _OTHERWISE.get(tag.slot)
    made = otherwise(tag, holder, blank, reading) if otherwise is not None else None
    return made if made is not None else _of_slot(tag, holder, blank, reading)


def _of_slot(tag: Tag, holder: str, blank: Statement, reading: Reading) -> Statement | None:
    """State a value in the words of its slot."""
    words = _WORDS.get(tag.slot)
    value = value_of(tag, reading)
    if words is None or not value or not words.form(tag.state):
        return None
    if tag.slot in _IN_PASSING and (
        _is_told_otherwise(tag, value, holder, reading)
        or (tag.state is State.NOW and _THEN_ONLY.search(words_before(tag, reading)))
    ):
        return None
    made = _told(tag, words, replace(blank, subject=holder, object=value), reading)
    if tag.state is not State.PAST:
        retired = f"{_shown(holder, reading)}退休了"
        return replace(blank, object="retired", text=retired) if value == "退休" else made
    if not words.ends or (blank.moment is not None and blank.moment.ends):
        return replace(made, ended=True)
    first, space, rest = words.ends.partition(" ")
    predicate = f"{first}s{space}{rest}"
    return replace(made, verb=words.ends, predicate=predicate)


def _told(tag: Tag, words: _Words, blank: Statement, reading: Reading) -> Statement:
    """Say a value of its holder, as what is so unless it was."""
    said = _in_words(tag) if tag.slot in _AS_SAID else blank.object
    whose, owned = _shown(blank.subject, reading), OWNED.get(tag.slot)
    if tag.state is State.PLANNED and blank.moment is not None:
        whose += f"{blank.moment.text}起"
    return replace(
        blank,
        subject=f"{blank.subject}'s {owned}" if owned else blank.subject,
        verb=words.verb,
        predicate=words.predicate,
        object_type=words.type,
        negated=tag.state is State.DENIED,
        tense=Tense.PAST if tag.state is State.PAST else blank.tense,
        claim=words.claim,
        text=words.form(tag.state).format(s=whose, v=said),
    )


def _in_words(tag: Tag) -> str:
    """Return the words in which a status, a diet or a hobby is shown: 离 of 离了三年 is 离婚."""
    if tag.text in {"离", "離"}:
        return "离婚"
    led = "是" if tag.text.endswith(("妈妈", "爸爸", "媽媽")) else ""
    return led + _UNSAID_OF.sub("", tag.text)


def _is_named_so(tag: Tag, reading: Reading) -> bool:
    """Tell a job or a study that its own words, or the verb before it, make one: 学汽修, 送快递."""
    plain = simplified(tag.text)
    if tag.slot == "studies":
        return _STUDIED.search(words_before(tag, reading) + plain[:1]) is not None
    if tag.slot in _NEEDS_TO_BE_SURE:
        return False
    if tag.slot != "job":
        return True
    before = words_before(tag, reading)
    is_done = _DOES.search(before) and _CHORE.fullmatch(plain) is None
    is_trade = is_done or _TRADE.match(plain)
    return bool(_JOB.match(tag.text) or (is_trade and _AT_HOME.search(before) is None))


_STUDIED = re.compile("(?:学|读|念|主修|攻读|专业是)的?是?.?$")
"""What stands before, or begins, what somebody studies."""
_TRADE = re.compile("[开送修卖跑教写搞种养贩整].|做(?!法|工|人|客|饭|梦)..")
"""How what somebody does for a living begins: 送快递."""
_DOES = re.compile("[种养做开跑卖送修整]$")
"""What stands before what somebody makes or has to do with for a living: 在攀枝花种(芒果)."""
_AT_HOME = re.compile(
    "(?:阳台|窗台|花盆|院子|楼顶|天台|宿舍|学校|课余|周末|有空|闲了?)[^，。]{0,4}$"
)
"""Where or when somebody does something, and not for a living: 在阳台种番茄."""
_CHORE = re.compile(
    ".|.*(?:副业|兼职|生意|买卖|事情?|活儿?|手术|检查|梦|题|作业|任务|实验|[菜饭车病人])"
)
"""What somebody does, too, and not for a living."""
_NEEDS_TO_BE_SURE = frozenset({"name", "habit", "project", "diet"})
"""Slots whose values are only stated where they are likely for sure, whatever their words."""


_IN_PASSING = frozenset({"favourite", "habit", "project"})
"""Slots whose values are often stated by a pattern that knows more: 最喜欢的茶, 每天五点起."""
_THEN_ONLY = re.compile("(?:之前|以前|小时候|曾经|当年|原来)[^，。；：！？]*$")
"""What stands in a clause before what was so then: 之前最喜欢的球队是."""


def _is_told_otherwise(tag: Tag, value: str, holder: str, reading: Reading) -> bool:
    """Tell what a statement says already of its holder or of their favourite, and half a title: 我最喜欢的茶是凤凰单丛."""
    if value.count("《") != value.count("》"):
        return True
    return any(
        each.sentence == tag.sentence
        and each.mood is Mood.FACT
        and (each.subject == holder or each.subject.startswith(f"{holder}'s favourite "))
        and value in each.text
        for each in reading.statements
    )


def _own_name(tag: Tag, holder: str, blank: Statement, reading: Reading) -> Statement | None:
    """State what the speaker tells to be their name; one that they write or go by is none."""
    is_named = any(each.claim is Claim.NAME for each in reading.statements)
    is_whole = len(tag.text) > 1 and _is_name(tag.text, tag)
    before = words_before(tag, reading)
    if tag.of_other or tag.state is not State.NOW or is_named or not is_whole:
        return None
    if _NO_OWN_NAME.search(before) is not None:
        return None
    return replace(
        blank,
        predicate="name is",
        object=tag.text,
        object_type="person",
        claim=Claim.NAME,
        text=f"{_shown(holder, reading)}的名字是{tag.text}",
    )


_NO_OWN_NAME = re.compile(
    "(?:笔名|网名|艺名|英文名?|外文名?|花名|法名|法号|族里|外号|绰号|昵称|小名|乳名|曾用名|原名|前叫|之前|以前|原来|不)[^。！？，]{0,6}$"
    "|笔名[^。！？]{0,4}$|(?:们|家|[人都也])[^。！？，我]{0,3}[叫喊]$"
)
"""What stands before a name that is not, or not any more, the one that somebody has, or by which several call another: 我们都叫(周海燕)燕子."""


def _eaten(tag: Tag, holder: str, blank: Statement, reading: Reading) -> Statement | None:
    """State what somebody does not eat, and how they eat where no word of English is kept for it."""
    if tag.state is not State.NOW:
        return None
    plain, who = simplified(tag.text), _shown(holder, reading)
    left_out = _LEFT_OUT.fullmatch(plain)
    if left_out is not None and not value_of(tag, reading):
        what = tag.text[left_out.start("what") : left_out.end("what")]
        return replace(
            blank,
            verb="eat",
            predicate="eats",
            object=what,
            negated=True,
            claim=Claim.RULE,
            text=f"{who}不吃{what}",
        )
    if _WAY_TO_EAT.fullmatch(plain) is None:
        return None
    return replace(
        blank,
        subject=f"{holder}'s way of eating",
        object=tag.text,
        claim=Claim.FACT,
        text=f"{who}的饮食习惯是{tag.text}",
    )


_LEFT_OUT = re.compile(
    "(?:从来?|都|一直|也)*(?:不能?|唔|忌|不敢|不再)吃(?P<what>[^饭素斋荤].*?)了?"
)
"""Words for what somebody does not eat, which are tagged as a way of eating: 不吃猪肉."""
_WAY_TO_EAT = re.compile(
    "(?:(?:低|少|无|零|控|戒|高|清淡)(?:盐|油|糖|碳水|碳|脂|嘌呤|蛋白|麸质|卡|钠|渣|纤维)*){1,2}(?:饮食)?"
    "|[\u4e00-\u9fff]{2,6}饮食法?|[\u4e00-\u9fff]{0,3}断食|过午不食|无肉不欢"
)
"""Ways of eating that have no name of one word: 地中海饮食, 少油少盐."""
_OTHERWISE: Mapping[str, Callable[[Tag, str, Statement, Reading], Statement | None]] = {
    "name": _own_name,
    "diet": _eaten,
}
"""By slot, what states its values in other words than those of its row, if any does."""


_DECLINED = re.compile(
    r"(?:我)?(?:也|都|就|绝对|坚决|一?点儿?)*(?:不行|不要|不吃|不喝|不碰|免了|吃不来|吃不了|喝不了)"
)
"""What stands behind something that somebody does not eat, for whatever reason: 香菇不行."""
_REFUSED = re.compile("[我他她]?(?:[碰吃喝看闻沾]都不|一[口点滴])")
"""What stands behind what somebody never has, for whatever reason: 螃蟹我碰都不碰."""
_REACTS = re.compile(
    "过敏|不耐|疹|肿|痒|喘|休克|敏感|吐|拉肚子|拉稀|腹泻|难受|发作|反应|凶手|医|急[诊救]|抢救|救护|ICU|死|命"
    "|起[包红点泡疙满]|红[点了疙斑]|[发变浑全]身?红|浑身|全身|身上|皮肤|[嘴舌唇喉嗓脸眼鼻]|喷嚏|咳|呼吸|气短|憋|闷|窒息|晕|[疼痛麻烂紧胀烧]|抽搐|心慌|出事|危险|严重|中毒"
    "|一[吃喝碰闻沾摸吸靠接][^，。]{0,3}就|[吃喝碰闻沾摸]了?[就会]"
)
"""What a message says of a body or of danger, by which what somebody does not have is what they do not take well."""


def _is_declined(tag: Tag, plain: str, reading: Reading) -> bool:
    """Tell what somebody only does not eat from what harms them: 香菇不行, but not 花生不行，会要命的 or 我对花生不行."""
    behind = _DECLINED.match(plain, tag.end) or _REFUSED.match(plain, tag.end)
    if behind is None or plain.endswith("对", 0, tag.start):
        return False
    question = reading.asked.question if reading.asked is not None else ""
    return "过敏" not in simplified(question) and not _REACTS.search(simplified(reading.turn.text))


def is_no_telling(tag: Tag, reading: Reading, *, sure: bool) -> bool:
    """Tell what a clause asks or imagines, people in general, and hearsay that is not sure to be meant."""
    clauses = reading.clauses[tag.sentence]
    said = next((each for each in clauses if each.start <= tag.start < each.end), None)
    if said is None:
        return True
    plain = simplified(reading.sentences[tag.sentence].text)
    if tag.slot == "allergy" and _is_declined(tag, plain, reading):
        return True
    beside = (
        plain[said.start : tag.start],
        plain[tag.end : said.end],
        plain[said.start : said.end],
    )
    if (
        _is_sent_to(tag, plain, beside[2])
        or _is_no_value(tag, *beside)
        or _is_gone_by(tag, plain)
        or _is_of_patient(tag, plain)
        or _begins_name(tag, reading)
        or (tag.slot == "employer" and is_served(simplified(tag.text), plain))
    ):
        return True
    is_either = plain.startswith("还是", tag.end) or _OR.search(plain, said.start, tag.start)
    if (
        (not tag.of_other and ADDRESSED.match(said.text))
        or (_DENIED.search(plain, said.start, tag.start) and not _NO_LONGER.match(plain, tag.end))
        or (tag.state is State.PAST and is_not_over(tag.start, tag.end, tag.sentence, reading))
        or _UNSAID.match(plain)
        or (tag.slot in ROLES and is_either)
    ):
        return True
    is_bare = plain[tag.start : tag.end] == said.verbatim and reading.asked is None
    if is_bare and tag.slot in {"manager", "doctor"}:
        return True
    before = plain[: tag.start]
    is_found = tag.slot in {"allergy", "condition"} and _FOUND.search(before)
    is_first_hand = tag.of_other and _OF_SELF.match(before[said.start :])
    is_known = is_first_hand or _is_known_first_hand(tag, plain, said.start)
    doubted = said.is_hearsay and not (sure or is_found or is_known)
    return said.is_question or said.is_unreal or doubted


_A_TIME = re.compile("[月年][底初末中]?$|[周期拜][一二三四五六日天]$")
"""Until when somebody lives somewhere, which is no place: 住到六月."""
_NO_LONGER = re.compile("了[啦哈呀哦啊呢]*(?:$|[，。,.!！])")


def is_not_over(start: int, end: int, sentence: int, reading: Reading) -> bool:
    """Tell words of which their clause says that somebody only means to end it, did not, or began again: 想从海尔辞了, 朗逸没人要."""
    clauses = reading.clauses[sentence] if sentence < len(reading.clauses) else ()
    said = next((each for each in clauses if each.start <= start < each.end), None)
    if said is None:
        return False
    plain = simplified(reading.sentences[sentence].text)
    behind = plain[end : said.end]
    return (
        _WISHES.search(plain[said.start : start]) is not None
        or _BUT.search(plain[said.start : start]) is not None
        or _NOT_ENDED.match(behind) is not None
        or _AGAIN.search(behind) is not None
    )


_WISHES = re.compile("(?:^|[我他她真也就早很好都])(?:想|打算|考虑|准备|琢磨)(?![通开了到起])")
_BUT = re.compile("除了?[打踢弹拉玩练学跳做去]?$")
"""What stands before what alone goes on: 除了(跑步)都不练了."""
_NOT_ENDED = re.compile(
    "(?:还|也|一直|都|又|最后|根本|压根)*[没未]有?(?!再)(?:能|舍得|真的?)?(?:走|离|辞|搬|退|停|换|分|卖|送|戒|断|丢|毕业|关|放弃)(?!.*了$)"
)
_AGAIN = re.compile(
    "没人(?:要|买|接)|又(?:重新)?开始|又[打学抽喝吃练养用开][^，。]{0,3}[上起]|[送拿开]去?[^，。]{0,3}修|卖不[掉出]"
)
"""What says of something that it is not over, whatever else the clause says of it."""


def _is_known_first_hand(tag: Tag, plain: str, start: int) -> bool:
    """Tell what the speaker says of themselves after hearsay, and who it was that said it: 我都四十五了, 余医生说."""
    if tag.slot in ROLES and _SAYS.match(plain, tag.end):
        return True
    return not tag.of_other and _OF_ME.match(plain, start, tag.start) is not None


_OF_ME = re.compile(
    "(?:可是?|但是?|不过|其实|因为|所以|反正|毕竟)?[我俺](?![们爸妈爹娘哥姐弟妹爷奶])"
)
"""How a clause begins in which the speaker tells of themselves."""
_SAYS = re.compile("(?:[今昨前]天|刚才?|又|也|还|就|总|老|一直|[跟对给]我)*(?:说|讲|告诉)")
"""What stands behind who says something."""


_OF_A_FIRM = re.compile("的(?:公司|单位|工厂|厂子?|店|门店|客户|总部)(?:就|也|都)?[在开]到?$")
"""What stands before where a firm is, and nobody lives for all that is known: 大姨夫的公司在(东莞)."""


def _is_sent_to(tag: Tag, plain: str, clause: str) -> bool:
    """Tell where something is sent from a home: 寄到厦门软件园, but not 江夏路18号，快递放门口."""
    if tag.slot != "home" or "搬" in plain:
        return False
    comes = _DELIVERED.search(clause) is not None and _OWN_DELIVERY.search(clause) is None
    elsewhere = "收货" in plain and _ELSEWHERE.search(plain) is not None
    return comes or elsewhere or _SENT.search(plain) is not None


def _begins_name(tag: Tag, reading: Reading) -> bool:
    """Tell a town by which a house goes of which a statement says that somebody is: 苏州明远的陈总."""
    return tag.slot in {"home", "hometown"} and any(
        each.predicate == "is a member of"
        and each.sentence == tag.sentence
        and each.object.startswith(tag.text)
        and each.object != tag.text
        for each in reading.statements
    )


def _is_gone_by(tag: Tag, plain: str) -> bool:
    """Tell what was so then, who did it, and a shop that somebody buys at instead of another."""
    was = tag.state is State.NOW and _THEN.search(plain, tag.end) is not None
    is_culprit = tag.slot == "allergy" and "凶手" in plain and _ILL_OF.search(plain) is None
    return (
        was
        or is_culprit
        or (tag.slot == "employer" and _COMPARED.match(plain, tag.end) is not None)
    )


_ILL_OF = re.compile("过敏|疹|肿|痒|反应|拉肚子|吐|休克")
"""What says that somebody does not take something well."""
_COMPARED = re.compile("[，,]比[^，。]{1,8}(?:便宜|划算|好用|好吃|快)")
"""What stands behind a shop that somebody buys at instead: 换到了京东，比淘宝便宜."""


def is_firm(tag: Tag) -> bool:
    """Tell a firm that everybody knows, at which somebody works and does not live: 现在在吉利."""
    plain = simplified(tag.text)
    return plain in FIRMS and plain not in PLACES


def is_put_right(tag: Tag, reading: Reading) -> bool:
    """Tell a value beside which somebody says that they had told it wrong: 跟你说错了，我女儿读的是华师."""
    near = reading.sentences[max(0, tag.sentence - 1) : tag.sentence + 1]
    plain = simplified("".join(each.text for each in near))
    is_slip = _SLIP.search(plain) is not None and _CHANGE.search(plain) is None
    return is_slip and tag.state is not State.PAST


def is_news(tag: Tag, reading: Reading) -> bool:
    """Tell a home or work beside which the turn tells of a change, which takes the place of what was so."""
    if tag.slot not in _CHANGING or tag.state is not State.NOW:
        return False
    near = reading.sentences[max(0, tag.sentence - _BESIDE) : tag.sentence + _BESIDE + 1]
    return _CHANGE.search(simplified("".join(each.text for each in near))) is not None


_BESIDE = 3
"""Sentences before and behind a value in which a change is told of."""


_SLIP = re.compile(rf"{SLIP}|更正")
"""How somebody says that they had told something wrong."""
_CHANGING = frozenset({"home", "employer", "school", "job"})
_CHANGE = re.compile(
    "搬|跳槽|辞|离职|入职|报到|上岸|转[到去岗学行]|换了?工作|毕业|不[当做干教送跑上在][^，。]{0,4}了"
)
"""What says that somebody lives, works or studies elsewhere than before."""


def is_meant(tag: Tag, reading: Reading) -> bool:
    """Tell what a clause says to be meant, allowed or asked for, whether it came to be or not: 上周决定搬去杭州."""
    clauses = reading.clauses[tag.sentence]
    said = next((each for each in clauses if each.start <= tag.start < each.end), None)
    return said is None or _MEANT.search(simplified(said.verbatim)) is not None


_MEANT = re.compile(
    "[想要拟让叫劝]|打算|计划|准备|决定|考虑|申请|商量|答应|说好|约好|可能|也许|争取|希望|通知|会(?!计)|offer"
)
"""What says that something is meant and does not say that it is so."""


def is_affirmed(tag: Tag, reading: Reading) -> bool:
    """Tell a language of which the words behind it say that it is no problem: 普通话和温州话没问题."""
    if tag.slot != "language" or tag.state is not State.DENIED:
        return False
    plain = simplified(reading.sentences[tag.sentence].text)
    return _NO_PROBLEM.match(plain, tag.end) is not None


_NO_PROBLEM = re.compile(
    r"(?:[和跟与、][^，。]{1,6}?)?(?:都|倒是|还是|是|就|也|交流|说)*(?:没问题|没有问题|没啥问题|流利|很溜|都行|还行|都会|还可以)"
)


def is_denied_behind(tag: Tag, reading: Reading) -> bool:
    """Tell an allergy that is denied around it, or that somebody wrote down and the next clauses deny."""
    if tag.slot != "allergy":
        return False
    sentence = simplified(reading.sentences[tag.sentence].text)
    before, behind = sentence[: tag.start], sentence[tag.end :]
    is_denied = before.endswith("不过敏") or _NOT_TO_IT.match(behind) is not None
    return is_denied or (not tag.of_other and _NOT_ALLERGIC.search(behind) is not None)


_NO = "(?:其实|根本|完全|压根|并|从来|又|一直|一点儿?|也|都)*不过敏"
_NOT_TO_IT = re.compile(rf"[我他她它]?{_NO}")
_NOT_ALLERGIC = re.compile(rf"[，,。！\s]我{_NO}")


def _is_of_other(before: str, clause: str) -> bool:
    """Tell a maker of phones that is named for something else: 换到小米了, 华为电脑."""
    switched = _SWITCHED.search(before) is not None and _PHONE.search(clause) is None
    return switched or _OTHER_DEVICE.search(before) is not None


def _is_no_value(tag: Tag, before: str, behind: str, clause: str) -> bool:
    """Tell by the words around it in its clause that a value is nobody's."""
    return (
        ("我" not in before and _WHOEVER.match(behind) is not None)
        or (tag.slot == "condition" and _STRAIN.fullmatch(simplified(tag.text)) is not None)
        or (tag.slot == "language" and not _is_tongue(tag, clause))
        or (tag.slot in ROLES and before.endswith(("是个", "一个", "是位")))
        or _is_done_by_another(tag, clause)
        or (tag.slot == "job" and _HIRED.search(before) is not None)
        or (tag.slot in {"home", "employer"} and _is_ward(tag, before, behind))
        or (tag.slot == "studies" and _LEARNT.search(before) is not None)
        or (tag.slot == "employer" and _CUSTOMER.match(behind) is not None)
        or (tag.slot == "car" and _OTHER_GOODS.match(behind) is not None)
        or (
            tag.slot == "employer" and bool(_OTHER_CARRIER.search(before + tag.text) and not behind)
        )
        or (tag.slot == "employer" and _INTERVIEWED.match(behind) is not None)
        or (tag.slot == "employer" and _is_visited(tag, before, behind))
        or (
            tag.slot in {"likes", "dislikes"}
            and _POINTED_AT.fullmatch(simplified(tag.text)) is not None
        )
        or (tag.slot == "allergy" and _NO_ALLERGEN.fullmatch(simplified(tag.text)) is not None)
        or (tag.slot == "allergy" and tag.state is State.DENIED and is_there_still(behind))
        or (not tag.of_other and tag.slot in _HAD and _FOR_ANOTHER.search(before) is not None)
        or (tag.slot == "language" and _POOR.match(behind) is not None)
        or (tag.slot == "studies" and "最近" in before)
        or (tag.slot == "nickname" and not tag.of_other and _CALLS_OTHER.search(before) is not None)
        or (tag.slot == "nickname" and not before and _FORMALLY.match(behind) is not None)
        or (tag.slot == "phone_model" and _is_of_other(before, clause))
        or (tag.slot == "member" and before.endswith(("进了", "去了", "到了")))
        or (tag.slot == "member" and _GOES_ON.match(behind) is not None)
        or (tag.slot == "partner" and bool(_RECONCILED.match(behind) or _SIGNED_IN.search(clause)))
        or (
            tag.slot == "home"
            and (
                _is_away(tag, before, behind)
                or FOR_NOW.search(clause) is not None
                or _A_TIME.search(tag.text) is not None
            )
        )
        or (tag.slot == "home" and _OF_A_FIRM.search(before) is not None)
        or (tag.slot == "manager" and _RUN_BY.search(before + tag.text) is not None)
        or (tag.slot in ROLES and _RECEIVES.search(before) is not None)
        or (
            tag.slot == "medication"
            and bool(_NOT_ALLOWED.search(before) or _SMOKED.search(simplified(tag.text)))
        )
        or (
            tag.slot == "medication"
            and tag.likely < CERTAIN
            and _BARELY_KIN.fullmatch(before) is not None
        )
        or (tag.slot == "job" and bool(_NOT_DONE.search(before) and _THEN.match(behind)))
        or (tag.slot == "job" and _is_way(tag, behind))
        or (tag.slot == "job" and _is_exchanged(tag, before, behind))
    )


_KIN_BESIDE = re.compile(rf"(?<![他她你您的家])(?P<kin>{FORM})[ \u3000]+$")
"""Who somebody is whose name stands behind it alone: 就一个儿子 佳豪."""
_BARELY_KIN = re.compile(FORM)
"""All that stands before what may be noted for somebody, who does not take it yet: 女儿(钙片)一天一片."""
_HEALTH = frozenset({"condition", "medication", "allergy"})
_STRAIN = re.compile("久坐|久站|熬夜|加班|夜班|出差")
"""What makes ill, and is no illness."""
_CARED_FOR = re.compile(
    "(?:那个|那位)[^，。]{0,4}[ ，][^，。]{0,8}[给帮替喂陪带][他她](?![们说讲])"
)
"""What says that a remark is of somebody who is looked after: 褥疮那个，两小时给他翻一次身."""
_TONGUE = re.compile("[语话腔说讲懂译]|[英中日法德俄粤韩泰葡西越蒙藏]文")
"""What says that something is a language: 列治文 is none."""


def _is_of_patient(tag: Tag, plain: str) -> bool:
    """Tell an ailment or a medicine of whom a sentence says that they are looked after, and not of the speaker."""
    own = not tag.of_other and "我" not in plain
    return own and tag.slot in _HEALTH and _CARED_FOR.match(plain, tag.end) is not None


def _is_tongue(tag: Tag, clause: str) -> bool:
    """Tell a language that is called one, or said to be spoken, from what is cut like one."""
    return tag.likely >= CERTAIN or not has_han(tag.text) or _TONGUE.search(clause) is not None


def _is_exchanged(tag: Tag, before: str, behind: str) -> bool:
    """Tell somebody of the speaker's who was exchanged from what the speaker does: 我换导师了, 家教换了."""
    is_one = simplified(tag.text) in NOUNS
    return is_one and (_EXCHANGES.search(before) is not None or behind.startswith("换"))


_EXCHANGES = re.compile("换(?:了|过)?(?:一?[个位名])?新?的?$")


def _is_ward(tag: Tag, before: str, behind: str) -> bool:
    """Tell where somebody lies ill from where they live or work: 住进了县医院, 转到华西医院了."""
    house = _WARD.search(simplified(tag.text)) is not None
    admitted = _ADMITTED.search(before)
    moved = admitted is not None and (
        tag.of_other or _LAID_UP.search(before) is not None or admitted.group()[0] != "转"
    )
    lies = tag.slot == "home" or moved
    return house and lies and not behind.startswith(_WORKED_AT)


_HIRED = re.compile("[招请雇聘来换找派][到来]?了[一两三]?[个位名][^，。]{0,4}$")
"""What stands before what somebody is who came or was taken on: 店里招了个厨师."""
_WARD = re.compile("(?:医院|病房|ICU)$")
_LAID_UP = re.compile("病|住院|手术|ICU|急诊|抢救|[化放]疗|摔|骨折|伤")
_ADMITTED = re.compile("[住转送][到进去]了?[^，。]{0,6}$")
_WORKED_AT = ("当", "做", "工作", "上班", "任", "旁", "对面", "附近", "后", "宿舍", "家属")


def _is_done_by_another(tag: Tag, clause: str) -> bool:
    """Tell the work of whom a clause names behind it: 来我家做钟点工的是尤嫂."""
    done = IS_DONE_BY.match(clause) if tag.slot in {"job", "employer", "studies"} else None
    return done is not None and not done["who"].startswith("我")


def _is_way(tag: Tag, behind: str) -> bool:
    """Tell how somebody gets to work, or to where else, from what they do there: 开车上班."""
    return _WAY.fullmatch(simplified(tag.text)) is not None and _TO_WORK.match(behind) is not None


_INTERVIEWED = re.compile(
    "(?:公司|总部|那边|这边|的|参加|约我|约了|笔试|终|[一二三四初复])*(?:面试(?!官)|[一二三四终初复]面|笔试|宣讲|群面|校招|春招|秋招)"
)
"""What stands behind a firm where somebody only asks for work: 下周一去腾讯面试."""
_GOES_ON = re.compile("的?(?:会员|VIP|订阅|年卡|月卡)?(?:还|一直|暂时|先)*没有?(?:取消|退|停|断)")
"""What stands behind what somebody did not leave: 爱奇艺会员没取消."""
_WAY = re.compile("(?:开|骑|坐|走|打|搭|挤)[^，。]{1,4}")
_TO_WORK = re.compile("(?:去|来)?(?:上下?班|通勤|公司|单位|上学)")


def _is_visited(tag: Tag, before: str, behind: str) -> bool:
    """Tell a house that somebody went into, and a shop that they went to, from a new firm: 我进了报社, 我去了麦当劳."""
    if before.endswith("在") and simplified(tag.text) in _HOUSES | _SAT_IN:
        return _SITS_THERE.match(behind) is not None or (
            not behind and (simplified(tag.text) in _SAT_IN or _NOW.search(before) is not None)
        )
    if not before.endswith(("进了", "去了", "到了")) or _NEW_WORK.search(before):
        return False
    if simplified(tag.text) in _HOUSES or (before.endswith("去了") and tag.likely < CERTAIN):
        return True
    return tag.likely < SURE and len(tag.text) <= 2


def _is_away(tag: Tag, before: str, behind: str) -> bool:
    """Tell where somebody is registered or for days; who goes back to work there, or surely, lives there again."""
    if _VISIT.match(behind) or _AWAY.search(before) or _LOOKED_AT.search(before):
        return True
    if _OFFICE_MOVED.search(before):
        return True
    settles = tag.likely >= CERTAIN or _SETTLES.match(behind)
    return not settles and _BACK.search(before) is not None


_OFFICE_MOVED = re.compile(
    r"(?:公司|单位|学校|总部|办公室|写字楼|工作室|(?<![飯饭])店|店面|门店|工?厂|仓库|诊所|医院|幼儿园|健身房|银行)"
    r"(?:[了也都又要就全]|已经|马上|快|今年|去年|明年|上个?月|下个?月|上周|下周|刚|整体|整个|全部|一起|最近)*(?:搬|迁)(?:家|址)?[到去至进往回了]*$"
)
"""What says that a firm or a house moved, and nobody's home: 我们公司搬到东莞了."""
_HOUSES = vocabulary("报社 医院 饭店 超市 书店 法院 剧院 影院 餐馆 酒店")
"""Houses that are visited more often than worked in."""
_SAT_IN = vocabulary("图书馆 咖啡馆 咖啡厅 咖啡店 健身房 商场 网吧 食堂 教室 菜市场 公园 电影院")
_SITS_THERE = re.compile(
    "(?:里|那边|这边)?(?:呢|啊|哦|了|坐|等|排队|吃|喝|看(?!店|门|病人)|逛|买|自习|复习|写作业|锻炼|健身|跑步|玩)"
)
"""What says behind a house that somebody is only there: 我在医院呢, but not 我在饭店洗碗."""
_NOW = re.compile("现在|正|刚|今[天晚]|还")
_NEW_WORK = re.compile("毕业|跳槽|换|离职|辞|入职|上班|工作|调|转|应聘|面试|考")
"""What says that somebody went there to work."""
_POINTED_AT = re.compile(
    "啥|什么|谁|哪(?:个|些|里|儿)?|你|您|你们|他|她|它|他们|她们|我|这|那|这个|那个|这些|那些"
)
"""Whom and what somebody likes that nobody knows a year later, or who only asks back: 喜欢啥呀."""
_NO_ALLERGEN = re.compile(NO_ALLERGENS)


def _kin(tag: Tag, holder: str, blank: Statement, reading: Reading) -> Statement | None:
    """State who somebody or an animal is to the holder, by name; an animal without one is had."""
    past = tag.state is State.PAST
    noun, name = _introduced(simplified(alone(tag)), alone(tag))
    name = bare_name(name)
    if tag.slot == "pet" and (past or not name):
        state = _gone if past else _animal
        return state(tag, holder, name or noun, blank, reading)
    beside = _KIN_BESIDE.search(words_before(tag, reading)) if not tag.of_other else None
    is_another = noun and _SLOT_OF.get(kin_of(NOUNS[noun]), tag.slot) != tag.slot
    is_again = holder != reading.turn.actor and _ALSO.search(words_before(tag, reading)) is not None
    is_gone = past and tag.slot not in {"partner", "manager", "doctor"}
    if is_another or is_again or is_gone or not _is_name(name, tag) or name == reading.turn.actor:
        return None
    place = taken_over(words_before(tag, reading))
    if place is None or (
        holder == reading.turn.actor and _CHAIN.search(words_before(tag, reading))
    ):
        return None
    role = noun or (beside["kin"] if beside is not None else _noun(tag, reading)) or place
    text = reading.sentences[tag.sentence].text
    if not role and not _says_what(tag, simplified(text)):
        return None
    of, word = (NOUNS[role], role) if role else ROLES[tag.slot]
    said = "以前是" if past else "是"
    owned = f"{holder}'s {of}", f"{_shown(holder, reading)}的{word}"
    last = kin_of(last_noun(holder))
    is_same = tag.slot == _SLOT_OF.get(last) or (
        tag.slot == "pet" and is_animal(last) and holder.count("'s ") > 1
    )
    if holder.startswith(f"{reading.turn.actor}'s ") and is_same:
        owned = holder, _shown(holder, reading)  # of "my daughter" whose name it is
    return replace(
        blank,
        subject=name,
        subject_type="animal" if tag.slot == "pet" else "person",
        first_person=False,
        predicate="is",
        object=owned[0],
        object_type="person",
        ended=past,
        tense=Tense.PAST if past else Tense.PRESENT,
        claim=Claim.FACT,
        text=f"{name}{said}{owned[1]}",
    )


def _animal(
    tag: Tag, holder: str, animal: str, blank: Statement, reading: Reading
) -> Statement | None:
    """State what animal somebody has, unless it is told by name beside it."""
    if any(_introduced(each.text, each.text)[1] for each in reading.tags.beside(tag)):
        return None
    made = replace(blank, verb="have", predicate="has", object=animal, claim=Claim.FACT)
    return replace(made, text=f"{_shown(holder, reading)}有{animal}")


def _gone(
    tag: Tag, holder: str, animal: str, blank: Statement, reading: Reading
) -> Statement | None:
    """State what animal somebody has no more, by its name, or by its kind if nothing else says so.

    It has to be likely for sure, or others' animals went.
    """
    kind = NOUNS.get(animal)
    is_said = kind is not None and any(
        each.subject == f"{holder}'s {kind}" and each.sentence == tag.sentence
        for each in reading.statements
    )
    behind = simplified(reading.sentences[tag.sentence].text[tag.end :])
    is_back = _CAME_BACK.search(behind) or TURNS_UP.search(behind)
    if tag.likely < SURE or is_said or is_back or not animal:
        return None
    return replace(
        blank,
        verb="rehome",
        predicate="rehomes",
        object=animal if kind is None else f"{holder}'s {kind}",
        object_type="animal",
        tense=Tense.PAST,
        claim=Claim.FACT,
        text=f"{_shown(holder, reading)}不再养{animal}了",
    )


_CAME_BACK = re.compile("^(?:又|突然)?不见了|[找要接][^，。]{0,2}[回到]|回来")
"""What says behind an animal that it is there again, or may be: 走丢了又找回来了."""


_ALSO = re.compile(rf"{NAME_WORD}(?:就?是|叫做?)?$")
"""What stands before one more name of somebody's, who is nobody else: 小名糖糖，大名林若溪."""


def _says_what(tag: Tag, text: str) -> bool:
    """Tell whether a name without a word for what its bearer is may be taken for an animal's, a colleague's, a boss's."""
    if tag.slot == "pet":  # 花卷五岁了: a bun, or an animal of that name
        return tag.likely >= _SURE_ALONE or _KEPT.search(text) is not None
    at_work = _AT_WORK.get(tag.slot)
    return at_work is None or tag.likely >= SURE or at_work.search(text) is not None


def _somebody(tag: Tag, holder: str, blank: Statement, reading: Reading) -> Statement | None:
    """State who somebody is: to the holder, or the holder by another name."""
    state = _kin if tag.slot in ROLES else _of_relative
    return state(tag, holder, blank, reading)


def _of_relative(tag: Tag, holder: str, blank: Statement, reading: Reading) -> Statement | None:
    """State who 我女儿 is by the name that she is called by; what is over names nobody."""
    if tag.state is not State.NOW:
        return None
    told = f"{tag.text}是{_shown(holder, reading)}"
    return replace(
        blank, subject=tag.text, first_person=False, object=holder, object_type="person", text=told
    )


def _introduced(plain: str, words: str) -> tuple[str, str]:
    """Divide words into what somebody is and their name: 女友桃子 into 女友 and 桃子."""
    noun = next((each for each in _BY_LENGTH if plain.startswith(each)), "")
    return noun, _CALLED.sub("", words[len(noun) :])


def _is_name(name: str, tag: Tag) -> bool:
    """Tell a name from other words for somebody."""
    if (
        not name
        or name in FIRMS
        or name.endswith("去")
        or _NO_NAME & set(name)
        or name[0] in _COUNTED
    ):
        return False
    if tag.slot in {"doctor", "manager"} and _TITLED.match(name):
        return True
    is_ward = tag.slot == "doctor" and name.endswith(("科", "室", "院"))
    if is_ward or any(name.endswith(n) for n in NOUNS if len(n) > 1) or _is_title(name):
        return False
    if not has_han(name):
        return name[:1].isupper() and name.isalpha()
    return is_chinese_name(name) or 1 < len(name) <= (4 if tag.slot == "pet" else 3)


def _is_title(name: str) -> bool:
    """Tell what somebody is, without a surname, from a name: 主任."""
    return name[0] not in SURNAMES and _JOB.fullmatch(name) is not None


def _noun(tag: Tag, reading: Reading) -> str:
    """Return the word beside a name that says what somebody is to the holder; empty without one."""
    words = (simplified(other.text) for other in reading.tags.beside(tag))
    fits = (word for word in words if word in NOUNS)
    return next((word for word in fits if is_animal(NOUNS[word]) == (tag.slot == "pet")), "")


def is_prescribed(tag: Tag, holder: str, reading: Reading) -> bool:
    """Tell what a doctor gives or stops, who does not take it: 王医生开了个可的松, 葛主任改打胰岛素."""
    before = words_before(tag, reading)
    at = before.rfind(simplified(holder)) if DOCTOR.search(simplified(holder)) else -1
    return (
        at >= 0
        and not PATIENT.search(before)
        and PRESCRIBES.match(before + simplified(tag.text) + "停", at + len(holder)) is not None
    )


def _shown(holder: str, reading: Reading) -> str:
    """Say whom a value is of in Chinese: "Mei's sister" is Mei的姐姐, by the word that was said."""
    owner, *nouns = holder.split("'s ")
    plain = _said(reading) if nouns else ""
    return "的".join([owner, *(_word_for(noun, plain) for noun in nouns)])


def _said(reading: Reading) -> str:
    """Return the clauses of a turn, which are simplified already, and the question before it."""
    asked = reading.asked.question if reading.asked is not None else ""
    clauses = (clause.text for found in reading.clauses for clause in found)
    left = reading.dropped.shown if reading.dropped is not None else ""
    return "，".join([*clauses, simplified(asked), left])


def _word_for(noun: str, plain: str) -> str:
    """Return the word in Chinese for what somebody is to another, as it was said if it was."""
    said = (word for word in _BY_LENGTH if NOUNS[word] == noun and word in plain)
    plainest = next((word for word in NOUNS if NOUNS[word] == noun), noun)
    return next(said, plainest)


def last_noun(holder: str) -> str:
    """Return what a holder is of somebody's: "sister" of "Mei's sister"."""
    return holder.rpartition("'s ")[2]
