"""What comes to an end in plain words: 钢厂他也不干了, 氨氯地平停了, 奶茶店转让出去了, 胃病好了."""

import re
from collections.abc import Iterator
from dataclasses import replace

from octomem.agents.reading.chinese.kin import CLOSE, NOUNS, PET_FORM, is_animal
from octomem.agents.reading.chinese.masks import is_free, masked
from octomem.agents.reading.chinese.names import kinship
from octomem.agents.reading.chinese.subjects import Subject, name_at
from octomem.agents.reading.chinese.telling import base, trimmed
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.chinese.words import words
from octomem.agents.reading.reading import Claim, Statement, Tense
from octomem.agents.reading.subjects import Who

_ADVERB = "也|都|就|早|已经|现在|彻底|完全|后来|终于|真的|刚|全|暂时|[\ue001]"
_BUT = f"(?:{_ADVERB})*"
_NOUN = r"(?P<o>[^，。我你他她它这那了不没在把被给和跟就也都已现早]{1,8}?)"
_WHO = "(?:我|他|她)?"
_STOPPED = (
    re.compile(rf"{_NOUN}{_WHO}{_BUT}(?:停|断)(?:掉|用|药)?了$"),
    re.compile(rf"把{_NOUN}{_BUT}(?:停|断|戒)(?:掉|了)+$"),
    re.compile(rf"停(?:掉|用)?了{_NOUN}$"),
    re.compile(rf"{_NOUN}{_WHO}{_BUT}不(?:用|再|需要|能|让|敢)?(?:吃|喝|打|抽|用)了$"),
    re.compile(rf"{_BUT}不(?:用|再|需要|能|让|敢|爱|想)?(?:吃|喝|打|抽|用){_NOUN}了$"),
)
"""Food, drink and medicine."""
_LEFT = (
    re.compile(rf"{_NOUN}(?<=[厂地司位店校班房课馆]){_WHO}{_BUT}不去了$"),
    re.compile(rf"{_NOUN}{_WHO}{_BUT}不(?:干|做|跑|开|送|当|带|教|摆|卖)了$"),
    re.compile(rf"{_BUT}不(?:再)?在(?P<o>[^，。了]{{1,10}}?)(?:干|做|上班|工作)了$"),
    re.compile(rf"{_BUT}离开(?P<o>[^，。了]{{2,10}}?)了$"),
)
"""Work."""
_SHOP = re.compile(
    rf"(?:把)?(?P<o>[^，。我你他她了把]{{0,6}}(?:店面?|馆子?|摊子?|铺子?|厂子?|公司|工作室|生意)){_WHO}{_BUT}"
    r"(?:关(?:门|张|掉)?|倒闭|转让|转手|转(?=出去|给|掉|了)|盘(?=出去|给|掉)|兑(?=出去|给|掉)|黄|不开|注销|停业)(?:出去|掉|给[^，]{1,6}?){0,3}了$"
)
_EMPLOYER = re.compile(r"^(?:公司|厂子?|单位|店|老东家)$")
_PAID = r"(?:超级|黄金|白金|大|年费)?(?:会员|[Ss]?(?:VIP|vip)|订阅|年卡|月卡|季卡)"
_SERVICE = r"(?P<o>[^，。我你他她它没不想要了的把忘]{2,12}?)的?"
_UNSUBSCRIBED = (
    re.compile(
        rf"(?:把)?{_SERVICE}(?:{_PAID}{_WHO}{_BUT}(?:取消|停掉?|退掉?|注销)了|{_PAID}?{_WHO}{_BUT}(?:退订了|取消订阅了|(?:到期)?(?:了)?(?:就|也)?(?:没|不|没有|不再|没再)(?:打算)?续(?:费|订)?(?:了)?))$"
    ),
    re.compile(rf"{_BUT}(?:退订|取消订阅)(?:掉)?了{_SERVICE}{_PAID}?$"),
    re.compile(rf"{_BUT}(?:取消|停|退|注销)(?:掉)?了{_SERVICE}{_PAID}$"),
)
"""What somebody pays for by the month and pays for no more: 爱奇艺会员取消了, Netflix到期没续."""
_WELL = re.compile(
    rf"(?P<o>[^，。的不没]{{1,8}}?(?:病|炎|症|过敏|贫血|哮喘|血压|结石|溃疡|突出|骨折|失眠|感冒|抑郁|近视|湿疹)){_BUT}(?:治)?(?:好|痊愈|康复|消失|没)(?:全|利索|透|得差不多)?了$"
)
_PARTED = re.compile(
    r"(?:和|跟|与)(?P<who>[^，。]{1,6}?)(?:\ue001|已经|彻底|早就?|后来)*(?:绝交|闹掰|闹翻|断交|翻脸|断了联系|不来往|不联系|没联系|不是朋友|老死不相往来)了?$"
)
_MOVED_OUT = re.compile(rf"{_BUT}(?:从[^，。]{{1,6}})?(?:搬走|搬出去|搬离|退租|搬出)了$")
_MOVED_IN = re.compile(
    rf"{_BUT}(?:搬|被[^，。]{{1,4}}接|接)(?:过|进)?(?:来|到我家)(?:了)?[跟和与][我咱俺](?:们|們)?(?:一起|一块儿?|同)?(?:住|生活)了?$"
)
"""Who came to live with the speaker: 我妈搬来跟我们一起住了."""
_EXCHANGED = (
    re.compile(rf"{_BUT}又?换(?:(?:了|过)(?:一?[个台部辆])?新?(?:的)?(?P<o>手机|车子?)(?:了|啦)*|新?(?P<o2>手机|车子?)(?:了|啦)+)$"),
    re.compile(rf"(?:我的?|把|那[个台辆部])*(?P<o>手机|车子?){_BUT}(?:又|给)?(?:换|出手|处理|报废|过户|转手|卖)(?:掉|出去)?(?:了|啦)+$"),
)  # fmt: skip
"""What somebody has another one of, or none any more, without saying which: 换手机了, 车已经出手了."""
_NEW_ONE = re.compile("现在|换成|换的|新的?是|[用开]的|[用开]上|买了|提了|入了|改[用开]")
"""What says beside it which one that is, which takes its place."""
_OFF_MEDICINE = re.compile(
    rf"(?:(?:医生|大夫)(?:让我?|叫我?|说)?(?:可以)?)?(?:我的?|把|{_ADVERB})*(?:药{_BUT}(?:给我)?(?:停|断)(?:掉|了)*了|停药{_BUT}了|不(?:用|需要)?再?(?:吃|服)药了|药{_BUT}不(?:用|需要)?再?(?:吃|服)了)$"
)
"""That somebody takes no medicine any more, whichever it was: 药停了."""
_PASSING_ILLNESS = re.compile("感冒|发烧|退烧|烧退|咳嗽|流感|嗓子|拉肚子|牙|怀孕")
"""What is cured or begun that says for what the medicine was: 感冒好了，不用吃药了."""
_FINISHED = re.compile(
    r"(?:我|是|(?:上个?|这个?|[\d一二三四五六七八九十]+)月份?[底初]?|上周|前几天|[昨前]天|今年|刚|[\ue001])+(?:正式|顺利)?毕的?业的$"
)
"""How somebody says that they have lately graduated: 上个月毕业的."""
_SPLIT_UP = re.compile(
    r"(?:我们俩?|我俩|[和跟][他她对])?(?:[我俩也就都早已经刚后来最近还是终于前几天上周上个月]*)(?P<how>分|掰|离)(?:手|婚)?了[。！!~，,啊呀吧唉]*"
)
"""The whole of a message that says that a couple is none any more: 分了, 我们离了."""
_NOT_NOW = re.compile(
    "小时候|以前|当[年时]|那[年时会]|[几两三]天|暂时|一阵|一段时间|[寒暑]假|假期|过年|春节|周末|月子|养[伤病]|要|打算|想"
)
_TRANSFERRED = re.compile(rf"{_BUT}(?:被)?(?:调走|调离|调去[^，。了]{{1,6}}?|换掉)了$")
_NOT_MINE = re.compile(
    rf"{_BUT}(?:不再是(?=.*[^了]$)|不(?:再)?是(?=.*了$))我(?:们(?!的?(?:公司|学校)))?的?(?P<kin>(?:好|女|男)?(?:朋友|闺蜜|哥们|同事|室友|邻居|老板|领导|房东|老师|医生))了?$"
)
_NEVER_MINE = re.compile(
    rf"(?:根本|其实|又|才|可|并|真的?)*不是我(?:们)?(?:家)?的?(?P<kin>{PET_FORM}|(?:女|男)朋友|对象|室友|老板|领导|房东)(?:啦|啊|呀|哦|哈|呢)*$"
)
"""What somebody never was to the speaker: 团子不是我的猫."""
_ONE_AT_A_TIME = frozenset(
    {"boss", "advisor", "homeroom teacher", "doctor", "landlord", "nanny", "therapist"}
)
"""What one person at a time is to somebody, as slots have it, so that another one takes their place."""
_ROLES = "|".join(
    sorted((word for word, noun in NOUNS.items() if noun in _ONE_AT_A_TIME), key=len, reverse=True)
)
_WHICH = "(?:钢琴|吉他|英语|数学|语文|舞蹈|健身|游泳|瑜伽|网球|篮球|书法|美术)?"
_ANOTHER = re.compile(
    rf"{_BUT}(?:又)?换(?:(?:了|过)(?:一?[个位名])?(?:新的?)?{_WHICH}(?P<kin>{_ROLES})(?:了|啦)*|(?:新的?)?{_WHICH}(?P<kin2>{_ROLES})(?:了|啦)+)$"
)
"""How somebody tells that another one is to them what one was: 我换导师了, 换了个房东."""
_REPLACED = re.compile(rf"{_BUT}(?:又)?换(?:了?人(?:了|啦)*|了一?[个位](?:新的)?|掉了|(?:了|啦)+)$")
"""The same of them: 房东换人了."""
_NO_FRIENDS = re.compile(rf"(?:我们俩?|我俩|俩人){_BUT}(?:不(?:再)?是朋友|绝交|闹掰|断交)了$")
_WITH_WHOM = re.compile(r"我[和跟与](?P<who>[^，。]{1,6}?)(?=大?吵|闹|打|绝|翻|[^，。]{0,4}[，。])")
_MADE_UP = re.compile("和好|复合|原谅")
_HEALS = re.compile(r"(?:医生|大夫|老师|教授|教练|护士)$")
"""Titles of who is nobody's boss."""
DOCTOR = re.compile(r"(?:医生|大夫|医师|主任)$")
_DRUG = "(?:药|片|胶囊|针|素|[汀平林芬钠坦胍净唑铁酸酮松])(?![店房厂局企铺业行场所馆食灸林])"
PRESCRIBES = re.compile(
    rf"(?:也|又|就|已经|这次|今天|昨天|上周|上个月|后来)*(?:(?<=[生夫师])把[^，。]{{1,12}}?停|把[^，。]{{0,10}}{_DRUG}(?:给我)?[停减加换改]"
    rf"|[停加减换]了[^，。]{{0,10}}{_DRUG}|开了(?:一?[个些种点盒瓶支])?[^，。]{{1,12}}{_DRUG})"
)
"""What a doctor does to what somebody takes: 葛主任把二甲双胍停了."""
PATIENT = re.compile(
    f"[他她它猫狗娃妈爸爷奶哥姐弟妹公婆叔姨姑舅]|孩子|宝宝|{'|'.join(sorted(CLOSE, key=len, reverse=True))}"
)
"""Who but the speaker may be the one whom a doctor treats: 我儿子发烧，李医生开了美林."""
_GRADUATED = re.compile(
    rf"{_BUT}(?:本科|大学|研究生|硕士|博士|大专|中专|高中|初中|小学|学校)?(?P<how>毕业|退学|辍学|肄业)(?:了$|后?(?=留在|进了|去了|来了|入职))"
)
_MAJOR = re.compile(
    rf"{_BUT}(?:从[^，。]{{1,8}})?(?:转(?:了|换|去|到|成)*[^，。]{{0,8}}?专业(?!课)|专业(?:换|改|转)(?:了|成|到|为))"
)
"""How somebody studies something else from now on: 转专业到金融了, 专业换成法律了."""
_GAVE_BIRTH = re.compile(
    rf"{_BUT}(?:顺利)?生(?:了|下|完了)(?:$|吧|(?:一?[个对])?(?:大胖)?(?:儿子|女儿|闺女|男孩|女孩|宝宝|娃|双胞胎|龙凤胎|孩子|小子|丫头|二胎|老二))"
)
_BORN = re.compile(rf"{_BUT}(?:顺利|平安)?(?:出生|降生)[了啦]$")
_EATS = re.compile(
    rf"{_BUT}(?:(?:又|开始|重新|恢复)+(?:能|开始)?(?:吃|喝)(?:点|上|起)?(?P<o>[^，。了多少饱撑完胖]{{1,4}}?)了?|(?:能|可以|敢)+(?:吃|喝)(?P<o2>[^，。了多少饱撑完胖]{{1,4}}?)了)$"
)
_MEAT = {"肉", "荤", "肉食", "荤菜", "红肉"}
_SMOKES = re.compile(rf"{_BUT}又(?:开始|重新)?抽(?:上|起|起来)?(?:烟)?了$")
_FOR_GOOD = re.compile("早就?|已经|现在|再也|彻底|完全|后来|不用|不再|不需要|不能|不敢|不让")
_MEDICINE = re.compile(r"(?:药|片|胶囊|胰岛素|素|[汀平林芬钠坦胍净唑铁酸酮])$")
_PLACES = re.compile("(?:公司|单位|学校|店|办公室|厂里?|医院|家)$")
"""Where somebody works, without saying which."""
_VAGUE = re.compile(
    r"^(?:这|那|什么|东西|事|活儿?|饭|水|钱|电|网|车|雨|雪|会|课|门|饭店|药|孩子|娃)$|楼下|楼上|隔壁|对面|附近|常去|[电影医书馆学]院$|(?:海洋|博物|图书|体育)馆$|^(?:这|那)[家个]|^(?:今|明|昨)|天$|^(?:太|很|真)"
)
_PASSING = re.compile(
    r"今[天日早晚]|明[天早晚]|昨晚|暂时|这[几两]天|先不|下雨|下雪|下大雨|放假|停电|早点|太晚|回家$|一天|[\d一二两三四五六七八九十]点"
)
"""What keeps somebody from it for once."""


def read(told: Told) -> Iterator[Statement]:
    """Yield what a clause says is over, of its subject or of the speaker."""
    subject = told.subject
    if subject is None or told.clause.is_question or "future" in told.flags:
        return
    if any(each.moment.start > told.setting.said_at for each in told.dates):
        return
    text = masked(told)
    if subject.who.type == "person":
        if not _PASSING.search(told.setting.whole):
            yield from _of_person(told, text)
        yield from _milestones(told, text)
        yield from _unnamed(told, text)
        yield from _again(told, text)
        yield from _of_others(told, text)
        yield from _replaced(told, text)


def _of_person(told: Told, text: str) -> Iterator[Statement]:
    for forms, predicate, verb in ((_STOPPED, "stops", "stop"), (_LEFT, "leaves", "leave")):
        match = _first(told, text, forms)
        if match is not None and not _is_passing(match, value := _value(told, match)):
            yield _over(told, predicate, verb, value)
            return
    paid = _first(told, text, _UNSUBSCRIBED)
    if paid is not None:
        yield _cancelled(told, _value(told, paid))
        return
    shop = _first(told, text, (_SHOP,)) if "negated" not in told.flags else None
    if shop is not None and not _VAGUE.search(value := _value(told, shop)):
        if _EMPLOYER.match(value) is None:
            yield _over(told, "sells", "sell", value)
        yield _over(told, "leaves", "leave", "job" if _EMPLOYER.match(value) else value)
        return
    well = _first(told, text, (_WELL,))
    if well is not None:
        yield from _recovers(told, _value(told, well))


def _unnamed(told: Told, text: str) -> Iterator[Statement]:
    """Read what is over of which nobody says which it was: 换手机了, 药停了, 上个月毕业的, 分了."""
    whole = told.setting.whole
    if {"negated", "future"} & told.flags - ({"negated"} if "药" in text else set()):
        return
    if _NOT_YET.search(whole) or _OF_OTHERS.search(whole):
        return
    exchanged = _first(told, text, _EXCHANGED)
    if exchanged is not None and not _NEW_ONE.search(whole):
        yield _over(told, "sells", "sell", _value(told, exchanged).removesuffix("子"))
    about = told.subject
    if about is None or not about.who.first_person:
        return
    if _OFF_MEDICINE.match(text) and _PASSING_ILLNESS.search(whole) is None:
        yield _over(told, "comes off medication", "come off medication", "")
    if _FINISHED.match(text):
        yield _over(told, "graduates", "graduate", "")
    if _SPLIT_UP.fullmatch(whole):
        yield _over(told, "breaks up", "break up", "")


def _cancelled(told: Told, value: str) -> Statement:
    """Say that whoever a clause is about cancelled something; of what is named first, like somebody, the speaker: Netflix退订了."""
    about = told.subject
    if about is not None and value.startswith(about.who.name):
        told.subject = told.scene.speaker()
    made = _over(told, "unsubscribes from", "unsubscribe", value)
    told.subject = about
    return made


def _is_passing(match: re.Match[str], value: str) -> bool:
    """Tell what is left out at a meal, or left for the day: 虾不吃了, 离开公司了."""
    at_meal = re.search("不(?:吃|喝)了$", match.group()) is not None
    for_good = _FOR_GOOD.search(match.group()) or _MEDICINE.search(value)
    left = match.re in _LEFT and _PLACES.match(value) is not None
    return bool(_VAGUE.search(value)) or left or (at_meal and not for_good)


def _milestones(told: Told, text: str) -> Iterator[Statement]:
    """Read that somebody has graduated or given birth."""
    graduated = _first(told, text, (_GRADUATED,))
    if graduated is not None:
        done = graduated["how"] == "毕业"
        verbs = ("graduates", "graduate") if done else ("drops out", "drop out")
        yield _over(told, *verbs, "")
    if _first(told, told.clause.text, (_MAJOR,)) and not _NOT_YET.search(told.setting.whole):
        yield _over(told, "changes major", "change major", "")
    if _first(told, text, (_GAVE_BIRTH,)) is not None:
        yield _over(told, "gives birth", "give birth", "")
    of, noun = told.subject.role if told.subject is not None else ("", "")
    is_child = noun in {"son", "daughter", "child"} and told.explicit
    if is_child and _first(told, text, (_BORN,)) is not None:
        yield _over(told, "is born", "bear", f"{of}'s child")


def _again(told: Told, text: str) -> Iterator[Statement]:
    """Read what somebody does again, or can do at last, which they did not."""
    eats = _first(told, text, (_EATS,)) if not re.search("[笑说]我", text) else None
    if eats is not None and not _VAGUE.search(value := _value(told, eats)):
        if value in _MEAT:
            yield base(told, "is", "be", "vegetarian", "thing", Claim.FACT, negated=True, ended=True)  # fmt: skip
        else:
            yield base(told, "eats", "eat", value, "thing", Claim.TASTE)
    if _first(told, text, (_SMOKES,)) is not None:
        yield base(told, "smokes", "smoke", "烟", "thing", Claim.FACT)


def _of_others(told: Told, text: str) -> Iterator[Statement]:
    """Read who is no friend, fellow or boss of the speaker's any more."""
    subject = told.subject
    assert subject is not None  # noqa: S101 - `read` found one
    parted = _PARTED.search(text, told.start) if subject.who.first_person else None
    if parted is not None and is_free(told, text, told.start, parted.start()):
        name, end = name_at(told.clause.text, parted.start("who"), told.words, told.scene.known)
        if name and end == parted.end("who") and not _MADE_UP.search(told.setting.whole):
            yield _of_named(told, name, "falls out", "fall out")
    if _NO_FRIENDS.match(told.clause.text):
        yield from _fell_out(told)
    if subject.who.first_person or not told.explicit:
        return
    no_more = _NOT_MINE.match(text, told.start)
    if no_more is not None and "'s " not in subject.who.name:
        noun = NOUNS[no_more["kin"]]
        relative = told.scene.of_speaker(noun, no_more["kin"], "person")
        tied = Subject(subject.who, subject.shown, relative.who.name, relative.shown)
        yield replace(kinship(told, tied), negated=True, ended=True, text=told.clause.verbatim)
    never = _NEVER_MINE.match(text, told.start)
    if never is not None and "'s " not in subject.who.name:
        noun = NOUNS[never["kin"]]
        kind = "animal" if is_animal(noun) else "person"
        tied = told.scene.of_speaker(noun, never["kin"], kind)
        never_so = Subject(subject.who, subject.shown, tied.who.name, tied.shown)
        yield replace(
            kinship(told, never_so), negated=True, corrects=True, text=told.clause.verbatim
        )
    if _MOVED_OUT.match(text, told.at):
        yield _over(told, "moves out", "move out", "")
    moved_in = _MOVED_IN.match(text, told.at) if "negated" not in told.flags else None
    if moved_in is not None and not _NOT_NOW.search(told.setting.whole):
        yield base(told, "moves in with", "move in", told.scene.actor, "person", Claim.FACT, tense=Tense.PAST)  # fmt: skip
    if _TRANSFERRED.match(text, told.at) and not _HEALS.search(subject.who.name):
        yield _over(told, "is transferred", "be transferred", "")


def _replaced(told: Told, text: str) -> Iterator[Statement]:
    """Read in whose place another one is, who need not be named: 我换导师了, 房东换人了."""
    about = told.subject
    assert about is not None  # noqa: S101 - `read` found one
    if {"negated", "future", "over"} & told.flags or _NOT_YET.search(told.setting.whole):
        return
    if _OF_OTHERS.search(told.setting.whole):
        return
    _, mark, noun = about.who.name.rpartition("'s ")
    if mark and noun in _ONE_AT_A_TIME and _REPLACED.match(text, told.at):
        yield _over(told, "is replaced", "be replaced", "")
        return
    match = _ANOTHER.match(text, told.at)
    if match is None or (mark and noun in _ONE_AT_A_TIME):
        return
    word = match["kin"] or match["kin2"]
    if match["kin"] and NOUNS[word] == "boss" and not told.explicit:
        return  # 换了个老板 may be a shop
    if NOUNS[word] in _SEEN_ONCE and (match["kin"] or _VISIT.search(told.setting.whole)):
        return  # 换了个医生 may be one visit
    told.subject = told.scene.possessed(about, NOUNS[word], word, "person")
    yield _over(told, "is replaced", "be replaced", "")
    told.subject = about


_NOT_YET = re.compile("想换|要换|打算|准备|考虑|能不能|该不该|建议|申请|如果|要是")
"""Who would have another one."""
_OF_OTHERS = re.compile("听说|据说|隔壁|别的|其他|人家|他们")
"""Whose it may be that is another one now."""
_SEEN_ONCE = frozenset({"doctor", "therapist"})
_VISIT = re.compile("[今昨前][天早晚]|门诊|急诊|复诊|挂号|看病|[这上]次")
"""When somebody saw another one only this time."""


def _fell_out(told: Told) -> Iterator[Statement]:
    """Read of whom a sentence says that they are no friend any more: 我和安东吵了一架，我们不是朋友了."""
    met = _WITH_WHOM.search(told.setting.whole)
    if met is None or _MADE_UP.search(told.setting.whole):
        return
    known = told.scene.known
    name, end = name_at(met["who"], 0, words(met["who"]), known)
    if name and end == len(met["who"]):
        yield _of_named(told, name, "falls out", "fall out")


def _recovers(told: Told, what: str) -> Iterator[Statement]:
    allergen = what.removesuffix("过敏")
    if allergen != what:
        if allergen:
            yield base(
                told,
                "is allergic to",
                "be",
                allergen,
                "thing",
                Claim.ALLERGY,
                negated=True,
                ended=True,
            )
        return
    yield base(told, "has", "have", what, "thing", Claim.HEALTH, negated=True, ended=True)


def _first(told: Told, text: str, forms: tuple[re.Pattern[str], ...]) -> re.Match[str] | None:
    """Return where the first form stands with nothing of weight before it; a topic may lead."""
    for form in forms:
        for start in dict.fromkeys((told.start, told.at, 0)):
            match = form.search(text, start)
            if match is not None and is_free(told, text, start, match.start()):
                return match
    return None


def _value(told: Told, match: re.Match[str]) -> str:
    name = "o" if match["o"] else "o2"
    return trimmed(told.clause.verbatim[match.start(name) : match.end(name)])


def _over(told: Told, predicate: str, verb: str, value: str) -> Statement:
    kind = "organisation" if predicate == "leaves" else "thing"
    return base(told, predicate, verb, value, kind, Claim.FACT, tense=Tense.PAST)


def _of_named(told: Told, name: str, predicate: str, verb: str) -> Statement:
    before, told.subject = told.subject, Subject(Who(name, "person"), name)
    said = base(
        told,
        predicate,
        verb,
        "",
        "nothing",
        Claim.FACT,
        tense=Tense.PAST,
        text=told.clause.verbatim,
    )
    told.subject = before
    return said
