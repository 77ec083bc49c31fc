"""What is kept of somebody's remarks in their own words, where no other memory says it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from octomem.agents.about import is_thing
from octomem.agents.believed import BUT_ME
from octomem.agents.irony import is_ironic
from octomem.agents.reading import grammar
from octomem.agents.reading.chinese.kin import FORM
from octomem.agents.reading.chinese.lexicon import LODGINGS
from octomem.agents.reading.chinese.numbers import NUMBER
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.chinese.words import words
from octomem.agents.reading.reading import Claim, Reading, Statement
from octomem.agents.reading.remarks import AROUND, Remark
from octomem.agents.wording import content

_KIN = re.compile(
    rf"\b(?:{'|'.join(sorted(grammar.FEMALE_KIN | grammar.MALE_KIN))}|kids?|children|friends?|partner)\b|[爸妈姐妹哥弟儿孙爷奶]|女儿|老[公婆]|丈夫|妻子|孩子|朋友",
    re.IGNORECASE,
)
"""Questions about somebody else than who answers."""
_OTHERS = re.compile(r"\b(?:he|she|him|her|hers|they|them|you|your)\b", re.IGNORECASE)
"""Words of a remark about somebody else, which is not the speaker's own."""
_LISTENER = re.compile(r"[你您]")
"""Whom a remark in Chinese is about that says nothing of who makes it: 给你起个名吧."""
_HIM = re.compile(r"[他她]")
"""Whom a question in Chinese is about without a name; its answer is about nobody."""
_PASSES = re.compile(
    rf"[这那][件条双本部首张款道]|住在?(?:{LODGINGS})|没(?:吃|喝|睡|看|听|买|带|洗)(?!过)|(?:去|到|来)[^，。]{{1,6}}(?:出差|旅游|旅行|度假|培训)|^(?:而|并)?不是[^，。]{{1,12}}$|^换[到成]了?\w{{1,6}}$"
    r"|从来?[没未]|[没未]有?[^，。]{{1,8}}过(?:了|的)?$|[开养租骑抽]过(?!期)|[不没]再?(?:开|养|住|打|学|练|弹|用|当|做|吃|喝|抽|上|读|租|骑|干|跑|去)[^，。]{{1,14}}了$"
)
"""What a clause in Chinese has that is of this day: a thing pointed at, a hotel, a meal that was left out; a
change or a denial of nobody knows what; or what is over or never was, which no remark may say as if it were so."""
_ORDERS = re.compile(r"(?:要|来)[一两三几半\d]*[杯碗份瓶盘串块]")
"""What somebody asks for in Chinese and has not to do: a cup of coffee."""
_NOT_OWN = re.compile(rf"^(?:[他她它]|我(?:们?家)?(?:{FORM})|孩子|宝宝)|以前|当时|小时候|曾经")
"""How a remark in Chinese begins that says where or how somebody else is, or that it was so once."""
_NOTHING = re.compile(
    r"[早好嗨喂嗯哦啊哈]+|(?:早上|上午|中午|下午|晚上|大家)好|.*[^\u4e00-\u9fff][嗯啊哦呃额]+"
    r"|(?:真|太|好|很|超|挺|非常|特别)(?:棒|好|赞|酷|牛|厉害|不错|可以|绝|美|帅|香|爽|行)(?:了|啊|呀)*"
    r"|我?(?:很|真|挺|也|就)?(?:喜欢|爱|讨厌|想要)(?:这|那)(?:个|种|款|样)?(?:的|了|吧)?"
    r"|我?(?:很|真|挺|也|就|最)?(?:喜欢|爱|讨厌|恨|想|烦)[你您](?:们)?(?:了|啊|呀|哦)*"
    r"|我?(?:还|正|刚)?在(?:上班|加班|开会|上课|吃饭|路上|忙|排队|洗澡|做饭|开车|睡觉)(?:呢|了|啊)*"
    r"|(?:基本上?|差不多|几乎|我)?(?:每[天周月年]|天天|经常|常常|老是)都?(?:去|来|做|有|这样)(?:了|的|啊){0,2}"
    r"|(?:中|成|妥|准|要得|得嘞|行|可以|没问题|收到|遵命|晓得|知道|明白|记住|记下|记本子上|听到|懂|搞掂|搞定|弄好|好嘞)(?:了|啦|啊|呀|吧|哈|嘞|的|嘛){0,3}"
    r"|我?(?P<verb>[碰吃喝沾看闻想问理])都?不(?P=verb)(?:了|的|啊)*|保密|(?:是个?)?秘密|隐私|无可奉告|不(?:告诉你|方便说|想说)"
)
"""What greets, hesitates, praises, points, tells what goes on just now or declines to answer, and says nothing."""
_ASKS_OF_OTHERS = re.compile(rf"[你您](?:们)?家?的?(?:{FORM})|[你您](?:之前|以前|原来)")
"""Questions in Chinese about somebody else than who answers, or about another time."""
_USES = re.compile("用|在|拿|打|写|看|开|没电|坏|卡|换|上|掏|屏")
"""What says in Chinese that somebody has a device at hand, which its name alone does not."""
_HELD_ON = re.compile(
    r"\b(?:photos?|pictures?|pics|videos?|apps?|files?|music|songs|contacts|notes|games?) (?:\w+ )?on (?:my|our|the)\b",
    re.IGNORECASE,
)
"""What a device has on it, whoever uses it just now."""
_HABIT = re.compile("每个?[天周月年晚]|(?<![接给送带陪帮和跟])(?:天天|年年|月月)")
"""What says in Chinese that something is done again and again, and is not a thing to do."""
_BIRTHDAY = re.compile("生日(?:了|啊|呢)*$")
"""What comes by itself, and is nothing to do."""
_BETWEEN = re.compile(r"(?:\W|\b(?:and|but|so|plus|then)\b){0,30}", re.IGNORECASE)
FEW = 3
"""Content words below which nobody knows what a remark is about."""
SAID = 0.5
"""Share of a remark's content words that a memory has when it says the same."""


BARS: Mapping[str, Mapping[str, float]] = {
    "en": {
        "lasting": 0.75,
        "profile": 0.7,
        "place": 0.85,
        "device": 0.7,
        "mood": 0.85,
        "task": 0.8,
    },
    "zh": {
        "lasting": 0.95,
        "profile": 0.75,
        "place": 0.85,
        "device": 0.8,
        "mood": 0.85,
        "task": 0.9,
    },
}
"""By language and by what a remark may be worth, the likelihood from which it is taken for it.

Chosen where four of five or more are right of what training had not seen, and more than half is found.
"""


def unsaid(reading: Reading, told: Iterable[str], kind: str) -> Iterator[Remark]:
    """Yield the remarks that are likely of a kind, a field of `Worth`, and that no text of `told` says.

    One of few words comes with the one before it in its sentence, else with the one behind.
    """
    if not reading.remarks:
        return
    known, bar = content(told), BARS[reading.language][kind]
    seen: set[tuple[int, int]] = set()
    for at, remark in enumerate(reading.remarks):
        enough = remark.worth is not None and getattr(remark.worth, kind) >= bar
        if not enough or _says(known, remark) or _OTHERS.search(remark.text):
            continue
        if _is_none_of(kind, remark) or (kind == "lasting" and _is_said(reading, remark)):
            continue
        if kind not in {"mood", "task"} and reading.dropped_at(remark.sentence, remark.start):
            continue  # of whom the message before told
        if kind in {"lasting", "profile", "mood"} and _is_no_ones(remark.sentence, reading):
            continue
        question = remark.asked.question if remark.asked is not None else ""
        if (
            _HIM.search(question)
            or _ASKS_OF_OTHERS.search(question)
            or (_GUESSES.match(question) and _POINTS_AT.match(remark.text))
            or (_GUESSED.search(question) and _is_set_right(reading, remark))
            or (kind in {"lasting", "profile"} and _is_of_named_kin(reading, remark))
            or (kind == "profile" and _KIN.search(question))
        ):
            continue
        fuller = _fuller(reading, at, known)
        if _is_none_of(kind, fuller) or fuller.text.isdigit() or fuller.text == reading.turn.actor:
            continue
        if (fuller.sentence, fuller.start) not in seen and not _says(known, fuller):
            seen.add((fuller.sentence, fuller.start))
            known |= content([fuller.text])
            yield fuller


def _is_no_ones(sentence: int, reading: Reading) -> bool:
    """Tell a sentence in jest, and what is told of all but the speaker."""
    but_me = BUT_ME.search(reading.sentences[sentence].text) is not None
    return but_me or is_ironic(sentence, reading)


def _is_set_right(reading: Reading, remark: Remark) -> bool:
    """Tell what stands behind the denial of a guess, which is no answer to it: 哪啊 我酒精过敏 一口就起疹子."""
    return _DENIES.match(reading.sentences[0].text) is not None and (
        remark.sentence > 0 or remark.start > 0
    )


def _is_of_named_kin(reading: Reading, remark: Remark) -> bool:
    """Tell what is said in a sentence behind a relative named in it, whom it is of: 大儿子郑一鸣 住校 高二了."""
    sentence = reading.sentences[remark.sentence].text[: remark.start]
    kin = [each.end() for each in _KIN_NAMED.finditer(sentence)]
    return bool(kin) and "我" not in sentence[kin[-1] :] + remark.text


_KIN_NAMED = re.compile(
    rf"(?:^|[\W家个]|[我大小二])(?:{FORM})(?=[\u4e00-\u9fff]{{2,3}}(?:\W|在|是))"
)
_GUESSED = re.compile("吧$")
_DENIES = re.compile(r"(?:不是|没有?|哪[啊有里]|才不|错了|不对)")
_GUESSES = re.compile(
    r"(?:let['\u2019]?s (?:try|see)\W+)?(?:so )?(?:i (?:suppose|guess|assume|presume|take it|bet|reckon|imagine)|presumably|you must)\b",
    re.IGNORECASE,
)
_POINTS_AT = re.compile(
    r"(?:it['\u2019]?s|it is|it was|they['\u2019]?re|that['\u2019]?s) ", re.IGNORECASE
)
"""An answer that says of a thing what is not as the question guessed, and not of what: "its brand new"."""


def stated_of(reading: Reading, remark: Remark) -> Statement | None:
    """Return what states a remark of somebody who is neither the speaker nor theirs; None if anything states it of those."""
    of = [
        statement
        for statement in reading.statements
        if statement.sentence == remark.sentence and says(statement.text, remark.text)
    ]
    own = f"{reading.turn.actor}'s "
    told = any(each.first_person or each.subject.startswith(own) for each in of)
    return of[0] if of and not told else None


def says_nothing(text: str) -> bool:
    """Tell what greets, hesitates, praises or declines to answer in Chinese."""
    return _NOTHING.fullmatch(text) is not None


def _is_none_of(kind: str, remark: Remark) -> bool:
    """Tell by its words that a remark is not of a kind, whatever it may be worth."""
    text = remark.text
    if remark.asked is not None and _NOT_A_BIT.fullmatch(text):
        return False  # says how much of what was asked about: 一点都不行
    if says_nothing(text) or (kind == "profile" and _LISTENER.search(text)):
        return True
    if kind in {"lasting", "profile"}:
        return _PASSES.search(text) is not None or _says_no_more(text) or _says_only_how(text)
    counted = _COUNT.fullmatch(text) or _AMOUNT.fullmatch(text)
    if kind == "task" and (text.endswith((":", "\uff1a")) or counted or _NO_DOING.match(text)):
        return True  # heads a list, whose points are the tasks, or counts or explains something
    if kind == "device" and _is_on_device(text):
        return True
    forms = (_ORDERS, _BIRTHDAY, _HABIT) if kind == "task" else (_NOT_OWN,)
    return any(form.search(text) for form in forms)


def _says_no_more(text: str) -> bool:
    """Tell half of a sentence about somebody else, and one thing pointed at in English: "needs read access", "the white one"."""
    half = _OF_ANOTHER.match(text) is not None or _POINTS.fullmatch(text) is not None
    return half or _NO_TIME.search(text) is not None


def _says_only_how(text: str) -> bool:
    """Tell what says in Chinese how much or how, and not of what: 一点都不行, 碰都不碰, 敏感的."""
    if _NOT_A_BIT.fullmatch(text) is not None:
        return True
    return text.endswith("的") and all(word.tag[:1] in "adu" for word in words(text))


_NOT_A_BIT = re.compile(
    r"(?:真的|实在|是|就|我){0,3}(?:一(?:点儿?|丁点儿?|口|分|滴)|[碰闻看沾尝动听提吃喝])[都也]?(?:不|没|别)[\u4e00-\u9fff]{0,3}(?:的|了|啊|呢){0,2}"
)
_COUNT = re.compile(
    r"\d+ (?!(?:am|pm|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)[a-z]+",
    re.IGNORECASE,
)
"""How many of something there are: "8 berths"."""
_NO_DOING = re.compile(
    rf"\d+ (?:nights?|days?|weeks?|months?) (?:from|starting|in|at)\b|(?:my|our) (?:[\w-]+ )?(?:man|woman|guy|lady|bloke|{'|'.join(sorted(grammar.ROLES))})(?=,|$| (?:at|on|by) )",
    re.IGNORECASE,
)
"""How long something takes, or who somebody is, beside what is to be done: "our roads man, at 2"."""
_AMOUNT = re.compile(
    rf"(?:大概|差不多|快|都|已经|有|也就|才|就){{0,3}}{NUMBER}(?:多|来|几)?个?(?:半)?(?:年|月|周|星期|礼拜|天|小时|钟头|分钟|次|回|块|元|斤|公斤|岁|人|杯)(?:半|多|左右|前|以前|的样子|了|吧|呢|啊){{0,3}}"
)
"""How long or how much in Chinese, and no more: 两礼拜吧."""
_OF_ANOTHER = re.compile(
    r"(?:(?:and|but|so) )?(?:is|was|has|does|needs|wants|says|said|gets|goes|comes|takes|makes|keeps|thinks|likes|loves|hates|knows)\b",
    re.IGNORECASE,
)
"""How what is told of somebody begins that was named before it."""
_POINTS = re.compile(
    r"(?:the|that|this|those|these) (?:(?-i:[a-z-]+) )?ones?|(?:the|our|my|his|her|their) [\w-]+|i (?:don'?t|do not|didn'?t) (?:have|know|want|need|like|get) (?:it|that|one|any)",
    re.IGNORECASE,
)


_NO_TIME = re.compile(
    r"^not [\d\u00a3\u20ac$][\w.,:/-]*$|\b(?:don['\u2019]?t|do not|doesn['\u2019]?t|does not) have (?:the |any |enough )?(?:time|patience|energy|nerves?|bandwidth) (?:for|to)\b|\bno (?:time|patience|energy) (?:for|to)\b",
    re.IGNORECASE,
)
"""A number that is put right, and what somebody has no time for: "not 85", "i dont have time for old ppl problems"."""


def _is_on_device(text: str) -> bool:
    """Tell a device that is not in use: one that is only named in Chinese, and one that something is on."""
    if has_han(text):
        return _USES.search(text) is None
    return _HELD_ON.search(text) is not None


def _is_said(reading: Reading, remark: Remark) -> bool:
    """Tell what a task or a name says, what a thing is ("the deadline is Friday"), what an answer says of others, or what says nothing of anybody."""
    of = stated_of(reading, remark)
    told = _is_naming(reading, remark) or _is_task(reading, remark) or _is_role(remark)
    is_thing_so = of is not None and of.verb == "be" and is_thing(of)
    return told or is_thing_so or (of is not None and remark.asked is not None)


def _is_task(reading: Reading, remark: Remark) -> bool:
    """Tell what has to be done, which lasts no longer than until then."""
    return any(
        each.claim is Claim.TASK and (remark.text in each.object or says(each.object, remark.text))
        for each in reading.statements
    )


def _is_naming(reading: Reading, remark: Remark) -> bool:
    """Tell "我养了条狗叫大黄", which says no more than who 大黄 is."""
    return any(
        each.sentence == remark.sentence
        and each.predicate == "is"
        and "'s " in each.object
        and re.search(rf"[叫是][^，,]{{0,8}}{re.escape(each.subject)}$", remark.text)
        for each in reading.statements
    )


def _is_role(remark: Remark) -> bool:
    """Tell "my wife", of whom nothing is said; as an answer it does."""
    owner, _, role = remark.text.lower().partition(" ")
    return remark.asked is None and owner in {"my", "our"} and role in grammar.ROLES


def _fuller(reading: Reading, at: int, known: frozenset[str]) -> Remark:
    """Put a remark of few words together with its neighbours, as they were said, if they are news."""
    first = last = at
    remark = reading.remarks[at]
    while len(content([remark.text])) < FEW:
        if first and _are_neighbours(reading, first - 1, known):
            first -= 1
        elif last + 1 < len(reading.remarks) and _are_neighbours(reading, last, known):
            last += 1
        else:
            break
        start, end = reading.remarks[first].start, reading.remarks[last].end
        sentence = reading.sentences[remark.sentence].text
        if sentence.count("(", start, end) > sentence.count(")", start, end):
            end = sentence.find(")", end) + 1 or end  # "Aviva (about 22k)"
        said = sentence[start:end].strip(AROUND)
        remark = replace(remark, text=said, start=start, end=end)
    return remark


def _are_neighbours(reading: Reading, at: int, known: frozenset[str]) -> bool:
    """Tell whether nothing but marks and joining words stands between a remark and the next.

    What a memory says already is nobody's neighbour.
    """
    one, other = reading.remarks[at : at + 2]
    if known and (_says(known, one) or _says(known, other)):
        return False
    between = reading.sentences[one.sentence].text[one.end : other.start]
    return one.sentence == other.sentence and _BETWEEN.fullmatch(between) is not None


def _says(known: frozenset[str], remark: Remark) -> bool:
    """Tell whether words say most of a remark; one without any content says nothing."""
    meant = content([remark.text])
    return not meant or len(meant & known) >= SAID * len(meant)


def says(statement: str, told: str) -> bool:
    """Tell whether a statement says most of some words."""
    meant = content([told])
    return bool(meant) and len(meant & content([statement])) >= SAID * len(meant)


def quoted(reading: Reading, remark: Remark) -> str:
    """Say who made a remark and what it answers, and quote it."""
    question = remark.asked.question if remark.asked is not None else ""
    if reading.language == "zh":
        return f"{reading.turn.actor}{f'回答“{question}”' if question else ''}：{remark.text}"
    asked = f', asked "{question}"' if question else ""
    return f"{reading.turn.actor}{asked}: {remark.text}"
