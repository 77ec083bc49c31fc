"""Statements of Chinese clauses: facts, names, tasks and instructions, told in the third person."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from octomem.agents.reading.chinese import (
    careers,
    changes,
    departures,
    doses,
    events,
    exchanged,
    feats,
    general,
    habits,
    homes,
    hours,
    leisure,
    measures,
    names,
    nevers,
    offices,
    orders,
    people,
    pets,
    posts,
    settings,
    todo,
    trades,
)
from octomem.agents.reading.chinese.changes import DOCTOR, PATIENT, PRESCRIBES
from octomem.agents.reading.chinese.cities import DISTRICTS
from octomem.agents.reading.chinese.clauses import Clause, Passage
from octomem.agents.reading.chinese.dates import find_all
from octomem.agents.reading.chinese.firms import is_served
from octomem.agents.reading.chinese.kin import FORM, NAME_WORD, NOUNS, PET_FORM, is_animal
from octomem.agents.reading.chinese.lead import Lead, lead_at
from octomem.agents.reading.chinese.masks import is_free, masked
from octomem.agents.reading.chinese.numbers import NUMBER, number
from octomem.agents.reading.chinese.occupations import FIELDS, JOB
from octomem.agents.reading.chinese.rules import RULES, Rule
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.slips import ONLY_SLIP
from octomem.agents.reading.chinese.subjects import (
    TITLED,
    Scene,
    Subject,
    another,
    kinships,
    name_at,
    note_listeners,
    note_mentioned,
    subject_at,
)
from octomem.agents.reading.chinese.telling import base, trimmed
from octomem.agents.reading.chinese.told import Setting, Told
from octomem.agents.reading.chinese.words import words
from octomem.agents.reading.reading import LASTING, Bound, Claim, Found, Moment, Statement, Tense
from octomem.agents.reading.subjects import Who
from octomem.memory import LONG_AGO

_OWN = re.compile("(?<![帮给跟陪接送找问叫让替为对和像是])[我咱俺]")
"""The speaker as who does something, not as whom it is done for."""
_MISSES = re.compile("没(?:空|时间|工夫|功夫)(?:陪|管|照顾)|顾不上|陪不了")
"""What the speaker says of themselves beside whom they speak of."""
_WANTS = re.compile(
    "(?:也|都|就|老|总是?|一直|非|天天|还|当时)*(?:嫌|让|叫|劝|催|怕|问|逼|骂|说|要我|不让|不许|不准)"
)
"""What somebody says or wants, after which the clause is of the speaker again: 我媳妇嫌危险，换了辆车."""
_LIST = re.compile(r"[、/]|和|跟|以及|还有|与")
_TOPIC = re.compile(r"(?P<topic>[^我你他她它这那，、]{1,8})我(?!们|的|[妈爸姐哥弟妹老女儿男]|家)")
"""What a clause is about before its subject: 周报我明天交."""
_DENIED = frozenset({Claim.TASTE, Claim.LANGUAGE, Claim.ALLERGY})
"""Claims whose denial is worth keeping."""
_GOES_ON = re.compile(
    r"(?:一直|就|都|我|他|她|要|得|会|打算|准备|计划)*(?:干|做|住|待|呆|学|读|用|开|养|练|抽|吃|喝|打|当|教|租|上班|工作|实习)?(?:为止|才|了|的)*"
)
_SLIPPED = re.compile(ONLY_SLIP)
_CALLED_SO = re.compile(
    r"(?:大家|大伙儿?|我们|我|朋友|同事|家人|街坊|邻居|同学|别人|[^，。]{1,4}的人)们?(?:都|一般|平时|习惯|一直|直接)*(?:叫|喊|称呼|管)[他她它](?:叫|为|作)?[\u4e00-\u9fffA-Za-z]{1,8}"
)
"""How others call somebody, which changes nothing about whom a sentence is: 王建国，我们都叫他老王，是司机."""
ALSO_CALLED = re.compile(
    rf"(?:当年|以前|平时|在家|现在|从小)?的?{NAME_WORD}(?:好像|应该|就|是|叫)*[“\"「]?[\u4e00-\u9fffA-Za-z]{{1,8}}[”\"」]?"
)
"""Another name of whom a clause before named: 王建国，外号老铁，下个月结婚."""
_HOME = frozenset({"lives in", "moves to"})
_WORK = frozenset({"works at", "joins", "starts at", "leaves"})
_JOB = frozenset({"works as", "becomes"})
"""Predicates of which one clause tells one value of each row."""
_DENIED_PREDICATES = frozenset({
    "lives in", "works at", "works as", "studies at", "can", "has", "drives",
})  # fmt: skip


def statements(
    passage: Passage, index: int, scene: Scene, said_at: datetime
) -> Iterator[Statement]:
    """Yield what a sentence states, in order; the scene learns from it."""
    scene.referents.sentence += 1
    first = passage.clauses[0].text if passage.clauses else ""
    inherits = scene.topic is not None and not _OWN.search(first)
    topic = scene.topic if inherits else None
    setting = Setting(index, said_at, topic, whole=simplified(passage.verbatim))
    if topic is not None and topic is scene.left:
        setting.thing, setting.introduced = topic, True
    order = orders.of_sentence(passage, scene, setting)
    if order is not None:
        yield order
        return
    held: list[Statement] = []
    for clause in passage.clauses:
        if _is_aside(clause, setting):
            continue
        setting.corrects = setting.corrects or clause.corrects
        if clause.corrects and _SLIPPED.match(clause.text):
            continue  # 我一直写错 is no habit
        dates = find_all(clause.verbatim, said_at)
        until = _until(clause, dates) if held else None
        if until is not None:
            held = [_lasted(each, until, said_at) for each in held]
            continue
        said = [
            _since(s, clause, dates, setting)
            for s in _read(clause, dates, scene, setting)
            if not (_is_joke(s, setting.whole) or _is_stay(s, clause, setting))
        ]
        yield from (each for each in held if not _is_named(each, said))
        held = said
        _note_since(clause, dates, setting)
        setting.ahead = setting.ahead or _looks_ahead(dates, setting)
    yield from held
    ends = passage.verbatim.endswith(("；", ";", "…"))
    scene.topic = None if ends else another(setting.subject)


def _is_aside(clause: Clause, setting: Setting) -> bool:
    """Tell a clause that says only what else somebody is called, of whom the next one goes on."""
    about = setting.subject
    if about is None:
        return False
    named = setting.thing is None and another(about) is not None and "'s " not in about.who.name
    also = named and ALSO_CALLED.fullmatch(clause.text) is not None
    return also or _CALLED_SO.fullmatch(clause.text) is not None


def _is_stay(statement: Statement, clause: Clause, setting: Setting) -> bool:
    """Tell where somebody stays this once from where they live: 这次住上海, but not 搬家了，这回住上海."""
    if statement.predicate != "lives in" or "搬" in setting.whole:
        return False
    return _THIS_ONCE.search(clause.text) is not None


_THIS_ONCE = re.compile("这一?[次回].*住")
_BEGAN = re.compile("起|开始|以后|之后|不.{0,10}了")
_NOW_SO = re.compile("现在|目前|如今|改|换|新|变")
_THEREUPON = re.compile("(?:就|于是|便|然后|接着)[^，]{0,3}(?:搬|去|来|到|回|进|换|入)")


def _since(statement: Statement, clause: Clause, dates: list[Found], setting: Setting) -> Statement:
    """Date what is so now by since when, or after what, a clause before says that it is.

    "5月6号起我就不归他管了，我现在的领导是韩静", "2020年春天老伴走了，我就搬到三亚了".
    """
    since = setting.since
    lasts = statement.claim in LASTING and statement.moment is None and not statement.negated
    changes = statement.predicate in _HOME | _WORK and _THEREUPON.search(clause.text)
    known = since is not None and not dates and lasts and statement.tense is not Tense.FUTURE
    begun = since is not None and since.text.endswith("起") and _NOW_SO.search(clause.text)
    return replace(statement, moment=since) if known and (changes or begun) else statement


def _note_since(clause: Clause, dates: list[Found], setting: Setting) -> None:
    """Remember the day since which something is over, or on which something happened."""
    past = [each.moment for each in dates if each.moment.start <= setting.said_at]
    if past and not past[0].ends and not clause.is_unreal:
        began = _BEGAN.search(clause.text) is not None
        setting.since = replace(past[0], text=f"{past[0].text.removesuffix('起')}起") if began else past[0]  # fmt: skip


def _is_joke(statement: Statement, whole: str) -> bool:
    """Tell a duty that is laughed about: 我负责鼓掌哈哈哈."""
    duty = statement.predicate == "is responsible for" and _PLAYFUL.match(statement.object)
    return bool(duty) and todo.LAUGHS.search(whole) is not None


_PLAYFUL = re.compile("鼓掌|吃|喝|玩|躺|看|加油|貌美如花|捣乱")
"""What is nobody's duty but in a joke."""


_ONE_PET = re.compile(f"一?[只条头匹个][^，]{{0,4}}?(?P<kind>{PET_FORM})")


def _is_named(statement: Statement, said: list[Statement]) -> bool:
    """Tell an animal that somebody has, whose name the next clause tells: 养了一只猫，叫芝麻."""
    one = _ONE_PET.fullmatch(statement.object) if statement.predicate == "has" else None
    if one is None or statement.negated:
        return False
    owned = f"{statement.subject}'s {NOUNS[one['kind']]}"
    return any(each.object == owned and each.subject_type == "animal" for each in said)


def _looks_ahead(dates: list[Found], setting: Setting) -> bool:
    return any(each.moment.start > setting.said_at for each in dates)


_UP_TO = re.compile("(?:先|暂时|就|要|得|大概|一直|直)*(?:住|待|呆|干|做|学|租|签)?到")


def _until(clause: Clause, dates: list[Found]) -> Moment | None:
    """Return until when the clause before held, where a clause says no more: 一直干到2020年."""
    if len(dates) != 1:
        return None
    moment, before, behind = (
        dates[0].moment,
        clause.text[: dates[0].start],
        clause.text[dates[0].end :],
    )
    up_to = _UP_TO.fullmatch(before)
    if up_to is not None:
        moment = replace(moment, start=LONG_AGO, bound=Bound.UNTIL)
    elif not (_UP_TO.match(moment.text) or moment.ends):
        return None
    return moment if _GOES_ON.fullmatch(("" if up_to else before) + behind) else None


def _lasted(statement: Statement, until: Moment, said_at: datetime) -> Statement:
    """Say until when something held; what is over by now is told as past."""
    if statement.claim not in LASTING:
        return statement
    began = statement.moment
    if began is not None and until.is_until and began.start < until.start:
        until = replace(until, start=began.start, bound=Bound.SPAN)
    going_on = Tense.PRESENT if statement.tense is Tense.PAST else statement.tense
    tense = Tense.PAST if until.end <= said_at else going_on
    return replace(statement, moment=until, tense=tense, ended=False)


def _read(said: Clause, dates: list[Found], scene: Scene, setting: Setting) -> Iterator[Statement]:
    before = another(setting.subject)
    own = before is None or before is scene.topic
    clause = habits.turned(said, own=own, whole=setting.whole)
    if clause is not said:
        dates = find_all(clause.verbatim, setting.said_at)
    told = Told(clause, dates, words(clause.text), scene, setting)
    inherited = setting.subject is not None and setting.subject is scene.topic
    met = setting.subject is not None and setting.subject is setting.thing
    if _MISSES.search(clause.text) or (met and _looks_ahead(dates, setting)):
        setting.subject = None
    here = setting.subject is not scene.topic or setting.subject is scene.left
    scene.about = another(setting.subject) if here and not _OWN.search(clause.text) else None
    found = list(_told(told, clause, scene, setting))
    if inherited and not told.explicit and not _tells(found):
        topic, setting.subject, scene.topic, scene.about = scene.topic, None, None, None
        told = Told(clause, told.dates, told.words, scene, setting)
        again = _told(
            told, clause, scene, setting
        )  # the speaker's own, but whose event nobody says
        not_own = LASTING | {Claim.EVENT} if topic is scene.left else {Claim.EVENT}
        found = [each for each in again if each.claim not in not_own]
        if not _tells(found) and not told.explicit:
            setting.subject = scene.topic = topic
    yield from found
    _note_names(told)


def _tells(found: list[Statement]) -> bool:
    return any(each.claim in LASTING for each in found)


def _told(told: Told, clause: Clause, scene: Scene, setting: Setting) -> Iterator[Statement]:
    if "xxxx" in clause.text and "⟦" in clause.verbatim:
        return
    order = None if names.is_call(clause.text) else orders.read(clause, scene, setting)
    if order is not None:
        yield order
        return
    if clause.is_question:
        setting.lost = True
        if _TURNS_TO.fullmatch(clause.text):
            subject_at(clause.text, 0, told.words, scene)  # whom it names is noted
        return
    whole = todo.asked(told) or doses.read(told) or settings.read(told)
    if whole:
        yield from whole
        return
    denied = clause.text.startswith(("不是", "并不是", "而不是"))
    presupposed = [] if denied else kinships(clause.text, told.words, scene)
    yield from (names.kinship(told, each) for each in presupposed)
    posted = [] if clause.is_unreal else list(posts.read(told))
    yield from posted
    yield from () if clause.is_unreal else trades.read(told)
    if clause.is_unreal or clause.is_hearsay:
        yield from () if clause.is_unreal else todo.called_off(told)
        return
    brought_up = people.brought_up(told)
    if brought_up is not None:
        yield from brought_up
        return
    said = names.read(told) or offices.read(told) or list(_stated(told))
    topic = told.subject
    if topic is not None and topic.who.type == "thing" and "favourite" in topic.who.name:
        setting.topic = None if said else topic
    never = list(nevers.read(told))
    yield from _beside(told, posted, never or _framed(told, said))


def _beside(
    told: Told, posted: Sequence[Statement], found: Iterable[Statement]
) -> Iterator[Statement]:
    """Yield what a clause tells beside of which house somebody is, of whom the next one tells if they are named last."""
    yield from (each for each in found if not _is_of_posted(each, posted))
    if posted and told.clause.text.endswith(posted[-1].subject):
        told.setting.subject = told.scene.named(posted[-1].subject)
        told.setting.lost = False


def _is_of_posted(statement: Statement, posted: Sequence[Statement]) -> bool:
    """Tell where the speaker is said to work from where somebody does whom a clause names with it: 新的是华信科技的孙悦."""
    works = statement.first_person and statement.predicate == "works at"
    return works and any(statement.object in each.object for each in posted)


def _framed(told: Told, said: list[Statement]) -> Iterator[Statement]:
    """Yield what a clause states by its patterns, with what its frames say more."""
    setting = told.setting
    housed = setting.housed
    framed = [*homes.read(told), *careers.read(told)]
    setting.firm = any(s.predicate == "works at" and s.object[:1] == "一" for s in framed)
    more = [*people.read(told), *leisure.read(told), *feats.read(told)]
    more += pets.lost(told) or ([] if said else pets.got(told))
    more += [*changes.read(told), *departures.read(told)]
    runs = (s for s in (*said, *framed, *more) if s.predicate in {"runs", "owns"})
    setting.shop = next((s.object for s in runs if general.SHOP.search(s.object)), "")
    setting.lost = setting.lost and not framed
    said, framed = _narrowed(told, said, housed=housed), _narrowed(told, framed, housed=False)
    said, framed = ([s for s in each if not _is_served(told, s)] for each in (said, framed))
    said = _joined(said, framed)
    said = _with_more(said, more)
    yield from (_over(told, _lasting_for(told, each)) for each in _apart(told, said))
    if all(each.claim is Claim.DONE for each in said):
        yield from events.read(told)
    people.has_somebody(told)


def _is_served(told: Told, statement: Statement) -> bool:
    """Tell where the speaker is said to work whose customer they are."""
    works = statement.first_person and statement.predicate == "works at"
    return works and is_served(statement.object, told.setting.whole)


def _over(told: Told, statement: Statement) -> Statement:
    """Tell what held for a while that is over as past: 1974年到1997年在纺织厂做挡车工."""
    moment = statement.moment
    statement = departures.lasting(told, statement)
    was = moment is not None and moment.is_over(told.setting.said_at)
    lasting = statement.claim in LASTING and statement.tense is Tense.PRESENT
    return replace(statement, tense=Tense.PAST) if was and lasting else statement


def _apart(told: Told, said: list[Statement]) -> Iterator[Statement]:
    """Say what somebody does without where, which may change by itself: of 在阿里做运营 it is 运营."""
    where = {each.text for each in said if each.predicate in _WORK and each.object[:1] != "一"}
    for each in said:
        is_both = each.predicate in _JOB and each.text in where and each.tense is Tense.PRESENT
        shown = told.scene.said(each.subject)
        yield replace(each, text=f"{shown}的职业是{each.object}") if is_both else each


_TURNS_TO = re.compile(r"[\u4e00-\u9fff]{1,6}(?:那边|那儿|那里)?呢")
"""What turns to somebody else: 弟弟那边呢."""
_FOR = re.compile(
    rf"(?:了|有|快|都|已经|差不多|整整)*(?P<n>{NUMBER})多?(?:个)?(?P<unit>年|月|周|星期|礼拜|天)(?:多|半)?(?:了|啦)+$"
)
_DAYS = {"年": 365.25, "月": 30.44, "周": 7, "星期": 7, "礼拜": 7, "天": 1}
_STATES = frozenset({
    "is", "lives in", "works at", "works as", "takes", "plays", "learns", "practises", "smokes", "owns",
    "does as a hobby", "lives with", "studies",
})  # fmt: skip


def _lasting_for(told: Told, statement: Statement) -> Statement:
    """Date what has been so for a while: 我吃素三个月了."""
    lasted = _FOR.search(told.clause.text)
    is_state = statement.predicate in _STATES and statement.tense is Tense.PRESENT
    is_age = statement.object_type == "number" or statement.claim not in LASTING
    if lasted is None or not is_state or is_age or statement.ended or statement.moment is not None:
        return statement
    days = number(lasted["n"]) * _DAYS[lasted["unit"]]
    begun = told.setting.said_at - timedelta(days=days)
    return replace(statement, moment=Moment("以来", begun, begun + timedelta(days=days / 10 + 1)))


def _narrowed(told: Told, said: list[Statement], *, housed: bool) -> list[Statement]:
    """Leave out homes on a visit or within a city that the sentence has named, and jobs for once."""
    if homes.is_visit(told, moves=False):
        said = [s for s in said if s.predicate != "lives in"]
    if homes.FOR_NOW.search(told.clause.text):
        said = [s for s in said if s.predicate not in _HOME]
    if careers.is_once(told):
        said = [s for s in said if s.predicate not in _JOB]
    if housed:
        said = [s for s in said if s.predicate != "lives in" or s.object not in DISTRICTS]
    return said


def _joined(said: list[Statement], framed: list[Statement]) -> list[Statement]:
    """Let one reading of a clause's home, employer and job stand, of its pattern's and its frame's.

    A frame knows a place from what follows it ("高雄老家住") and from a firm; of firms and jobs a
    pattern knows more.
    """
    places = {each.object for each in framed if each.predicate in _HOME}
    firms = {each.object for each in framed if each.predicate == "works at"}
    kept = [s for s in said if not (s.predicate == "works at" and s.object in places)]
    kept = [s for s in kept if not (s.predicate == "lives in" and s.object in firms)]
    if framed:
        kept = [s for s in kept if s.claim is not Claim.PASSING and s.predicate != "rents"]
    for row in (_HOME, _WORK, _JOB):
        old, new = ([s for s in each if s.predicate in row] for each in (kept, framed))
        same = {s.object for s in old} >= {s.object for s in new}
        if old and (row is not _HOME or same):
            framed = [s for s in framed if s.predicate not in row]
        elif new:
            kept = [s for s in kept if s.predicate not in row]
    return kept + framed


def _with_more(said: list[Statement], more: list[Statement]) -> list[Statement]:
    """Add what frames say that no pattern says; a pattern's claim of it in passing goes."""
    if any(each.verb in {"give up", "break up", "be"} for each in more):
        said = [s for s in said if s.claim not in {Claim.PASSING, Claim.TASK, Claim.DONE}]
    if any(s.predicate == "marries" for s in more):
        said = [s for s in said if s.predicate != "marries"]
    told = {(s.subject, s.predicate, s.object) for s in said}
    ended = {s.verb for s in said}
    fresh = [
        s
        for s in more
        if (s.subject, s.predicate, s.object) not in told
        and not (s.verb in ended and s.verb == "break up")
    ]
    return said + fresh


def _note_names(told: Told) -> None:
    """Remember who was named in passing, for the pronouns that follow."""
    note_listeners(told.clause.text, told.scene)
    if not (told.subject and told.explicit and not told.subject.who.first_person):
        note_mentioned(told.clause.text, told.scene)
    for word in told.words:
        name, _ = name_at(told.clause.text, word.start, told.words, ())
        is_new = name and name not in {told.scene.actor, told.scene.referents.listener}
        if is_new and not (told.subject and told.subject.who.name == name) and not name.isascii():
            told.scene.note(Subject(Who(name, "person"), name))


def _stated(told: Told) -> Iterator[Statement]:
    """Read the subject, what precedes the verb, and what the verb says."""
    _find_subject(told)
    setting = told.setting
    if told.subject is None:
        found = list(general.read(told))
        setting.lost = not found
        yield from found
        return
    if told.explicit:
        told.subject = _patient(told, told.subject)
        setting.subject, setting.lost = told.subject, False
    elif _is_of_stranger(told):
        told.subject, setting.lost = None, True
        return
    elif setting.lost:
        yield from list(todo.due(told)) or general.read(told)
        return
    found = pets.read(told) or list(names.relatives(told)) or list(measures.read(told))
    found = found or list(exchanged.read(told)) or list(hours.read(told))
    found = found or list(_facts(told))
    found = found or list(habits.read(told)) or list(todo.read(told)) or list(general.read(told))
    if not found and not told.explicit and _is_of_another(told):
        setting.lost = True
    if not found and told.explicit and _WANTS.match(told.clause.text, told.at):
        setting.subject = None
    yield from found


def _patient(told: Told, subject: Subject) -> Subject:
    """Return who takes what a clause tells: whom a doctor treats who stops or changes it, else the subject.

    That is whom the clause before tells of: 我妈甲减，李医生把优甲乐停了.
    """
    if not DOCTOR.search(subject.who.name) or not PRESCRIBES.match(told.clause.text, told.at):
        return subject
    ill = told.setting.subject
    if ill is not None and ill.who.type == "person" and not ill.who.first_person:
        return ill if ill.who.name != subject.who.name else subject
    if PATIENT.search(told.setting.whole):
        return subject
    of = (of for of, names in told.scene.referents.names.items() if subject.who.name in names)
    owner = next((each.removesuffix("'s doctor") for each in of if each.endswith("'s doctor")), "")
    known = owner and owner != told.scene.actor
    return told.scene.called(owner) if known else told.scene.speaker()


def _is_of_another(told: Told) -> bool:
    """Tell whether a clause whose subject was not found begins with one: 客户很满意."""
    first = told.words[0] if told.words else None
    return (
        first is not None
        and first.tag[:1] in "nr"
        and not is_free(told, masked(told), 0, first.end)
    )


def _find_subject(told: Told) -> None:
    """Pass over leading times, then take the subject, then adverbs up to the verb."""
    text, position = told.clause.text, 0
    while True:
        dated = next((found for found in told.dates if found.start == position), None)
        if dated is not None and (lead := lead_at(text, position, told.dates)) is not None:
            _pass(told, lead)
            position = lead.end
            continue
        subject, end = subject_at(text, position, told.words, told.scene)
        if end == -1:
            return
        if subject is not None:
            told.subject, told.explicit, told.start, told.at = subject, True, end, end
            break
        if _rule_at(told, position) is not None:
            break
        lead = lead_at(text, position, told.dates)
        if lead is None:
            break
        _pass(told, lead)
        position = lead.end
    topic = _TOPIC.match(text)
    if told.subject is None and _rule_at(told, position) is None and topic is not None:
        about = [word for word in told.words if word.end <= topic.end("topic")]
        if about and all(word.tag[:1] in "nvajlx" or word.tag == "eng" for word in about):
            told.subject, told.explicit = told.scene.speaker(), True
            told.start = told.at = topic.end()
    if told.subject is None:
        _find_unsaid(told, position)
    _pass_adverbs(told)


_OCCASION = re.compile(
    "[嘛呀啊呢哦哈吧]|[\u4e00-\u9fff](?:[节会赛课礼班操展]|表演|开放日|比赛|考试|生日|体检|聚餐|毕业典礼)"
)
"""What ends an occasion that is named before whom the clause is about: 今天运动会."""


def _find_unsaid(told: Told, position: int) -> None:
    """Take somebody known by name behind an occasion, else whom the clause before was about: 今天运动会浩浩跑了第一名."""
    text = told.clause.text
    told.subject = _goes_on(told) or told.scene.speaker()
    told.start, told.at = 0, position
    for match in _OCCASION.finditer(text, position):
        at = match.end()
        if set("我你他她") & set(text[position:at]):
            return
        name, end = name_at(text, at, told.words, told.scene.known)
        known = name in told.scene.known and name != told.scene.actor
        if known:
            told.subject, told.explicit, told.start, told.at = (
                told.scene.named(name),
                True,
                end,
                end,
            )
            told.scene.note(told.subject)
            return


_HAS_MORE = re.compile(
    "(?:(?:还|另外)(?:还|又|也)*(?:有|养|领养|买|捡)|又(?:养|领养|买|捡))[了着到]?"
    "[一二两三四五俩几]?[只条头匹个](?!小[狗猫]|[^，]{0,2}崽)"
)
"""What no animal does: 还有一只乌龟."""


def _goes_on(told: Told) -> Subject | None:
    """Return whom the clause before was about; whose the animal is, of what no animal does.

    Also whom it brought up, of what they are: 我认识了个新朋友，是医生.
    """
    subject = told.setting.subject
    if subject is not None and _TAKES_IN.match(told.clause.text) and _is_no_keeper(told, subject):
        return _keeper(told, subject)
    newcomer = told.setting.thing if told.setting.newcomer and another(subject) is None else None
    if newcomer is not None and _OF_NEWCOMER.match(told.clause.text):
        return newcomer
    if subject is None or not subject.alias:
        return subject
    text, whole = told.clause.text, told.setting.whole
    too = next((f"还{text}" for word in ("还", "另外") if f"{word}{text}" in whole), text)
    if not _HAS_MORE.match(too):
        return subject
    if subject.who.type != "animal":
        return subject
    owner = subject.alias.rpartition("'s ")[0]
    return told.scene.speaker() if owner == told.scene.actor else told.scene.called(owner)


_TAKES_IN = re.compile(
    "(?:[前昨今上][天年周阵个几][^，]{0,3}|后来|现在|如今|又|刚|才|就)*(?:抱|领养|收养|买|捡|接|养)[了到回来养]*[一两]?[只条]"
)
_IS_GONE = re.compile(
    "(?<![^，。])[^，。的]{0,12}?(?:走(?=了?[一两三半几多]+[年个月])|没|死|不在|去世|过世)(?:了|[一两三半几多]+[年个月])"
)
"""Who is gone, as 姐姐的狗没了 does not say of the sister."""


def _is_no_keeper(told: Told, subject: Subject) -> bool:
    """Tell who takes no animal in, being one or gone: 大黑走了半年，前天抱回来一只柴犬."""
    before, _, _ = told.setting.whole.partition(told.clause.text)
    return subject.who.type == "animal" or _IS_GONE.search(before) is not None


def _keeper(told: Told, subject: Subject) -> Subject:
    """Return whose an animal was, else the speaker: 姐姐的狗没了，前天又买了一只柴犬 is of the sister."""
    owner, mark, _ = (subject.alias or subject.who.name).rpartition("'s ")
    theirs = mark and subject.who.type == "animal" and owner != told.scene.actor
    return told.scene.called(owner) if theirs else told.scene.speaker()


_OF_NEWCOMER = re.compile(
    "是|(?:现在|目前)?(?:也)?在[^，]{1,10}(?:上班|工作|当|做|教书|读书|上学)|住|(?:今年)?[\\d一二三四五六七八九十]+岁"
)
"""How a clause begins that tells of whom somebody met: 是医生, 在华为上班."""


def _is_of_stranger(told: Told) -> bool:
    """Tell what is told of somebody who is nothing to the speaker: 我认识一个医生，住在北京."""
    setting = told.setting
    nobodys = setting.newcomer and setting.thing is None and another(setting.subject) is None
    return nobodys and _OF_NEWCOMER.match(told.clause.text) is not None


def _pass_adverbs(told: Told) -> None:
    while _rule_at(told, told.at) is None:
        lead = lead_at(told.clause.text, told.at, told.dates)
        if lead is None:
            return
        _pass(told, lead)
        told.at = lead.end


def _pass(told: Told, lead: Lead) -> None:
    told.flags |= lead.flags
    told.lead += lead.dates


def _rule_at(told: Told, position: int) -> tuple[Rule, re.Match[str]] | None:
    """Return the first rule that reads the clause from a position on."""
    kind = told.subject.who.type if told.subject else None
    for rule in RULES:
        match = rule.form.match(told.clause.text, position)
        if match is None or (kind is not None and kind not in rule.of):
            continue
        value = _object(match)
        if rule.bad is not None and value is not None and rule.bad.search(value):
            continue
        if rule.is_place and value is not None and not _names_place(value):
            continue
        return rule, match
    return None


def _names_place(value: str) -> bool:
    """Tell 山东 and 德国 from what else may stand before 人."""
    found = words(value)
    return (
        all(word.tag in {"ns", "nsf"} for word in found)
        or re.search(r"[国省市县族州]$", value) is not None
    )


def _object(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    return next((groups[name] for name in ("o", "o2", "o3") if groups.get(name)), None)


def _facts(told: Told) -> Iterator[Statement]:
    subject = told.subject
    assert subject is not None  # noqa: S101 - the caller found one
    text = told.clause.text
    found = _rule_at(told, told.at)
    is_named = subject.who.type == "organisation" and re.match("叫|是", text[told.at :])
    if (subject.who.type == "thing" and found is None) or is_named:
        yield from names.of_thing(told)
        return
    if found is None:
        beside = _JOB_BESIDE.fullmatch(text) if told.setting.introduced else None
        yield from _job(told, beside)
        return
    rule, match = found
    if "job" in match.re.groupindex:
        yield from _job(told, match)
        return
    yield from _ruled(told, rule, match)


_JOB_BESIDE = re.compile(rf"(?:(?P<place>[^，的]{{2,14}})的)?(?P<job>{JOB}|(?<=的)(?:{FIELDS}))")
"""What somebody does, beside their name: 我是计明霞，迪拜分公司的行政."""
_THEN = re.compile("小时候|以前|的时候|之前|前没|当时|那时")
"""When something was not so, which it may be now: 小时候没养狗."""


def _ruled(told: Told, rule: Rule, match: re.Match[str]) -> Iterator[Statement]:
    ended, over = "ended" in told.flags, "over" in told.flags
    negated = "negated" in told.flags or over or rule.negated
    if rule.negated and _THEN.search(told.clause.text):
        return
    if "future" in told.flags or _is_ahead(told):
        yield from todo.read(told) if rule.change or rule.ends else _ahead(told, rule, match)
        return
    if rule.predicate == "joins" and _lies_ill(told, match):
        return
    over = over or (negated and told.clause.text.endswith(("了", "了啦")))
    if rule.predicate == "passes away" and not told.explicit and another(told.subject) is None:
        return  # of whom the clause before spoke
    if rule.kind == "number" and any(f.moment.end < told.setting.said_at for f in told.lead):
        return  # how old somebody was then
    if negated and not (over or rule.claim in _DENIED or rule.predicate in _DENIED_PREDICATES):
        return
    if rule.claim is Claim.PASSING and (ended or {"habit", "rule"} & told.flags):
        rule = replace(rule, claim=Claim.FACT)
    value = rule.value
    span = _span(match)
    if not value and span is not None:
        value = trimmed(told.clause.verbatim[span[0] : span[1]])
    if rule.claim is Claim.ALLERGY:
        value = re.sub(r"^.*(?:知道|发现|查出来?|得知)(?:自己|我)?(?:只|就)?对?(?=.)", "", value)
        then = lead_at(value, 0, ())
        value = (
            value[then.end :] if then is not None and "ended" in then.flags else value
        )  # 小时候鸡蛋
    past = rule.change or rule.ends or ended or over or _is_past(told)
    statement = base(
        told,
        rule.predicate,
        rule.verb,
        value,
        rule.kind,
        rule.claim,
        negated=negated,
        ended=ended or over,
        tense=Tense.PAST if past else Tense.PRESENT,
    )
    told.setting.introduced = rule.predicate == "is" and rule.value == ""
    _mention(told, statement)
    yield from _split(statement, rule)


def _lies_ill(told: Told, match: re.Match[str]) -> bool:
    """Tell who is taken to another hospital from who goes there to work, as only the speaker tells of themselves."""
    assert told.subject is not None  # noqa: S101 - a rule is read of somebody
    own = told.subject.who.name == told.scene.actor
    moved = match.group().startswith("转到") and "医院" in match.group()
    return moved and (not own or _ILL.search(told.setting.whole) is not None)


_ILL = re.compile("病|住院|手术|ICU|急诊|抢救|[化放]疗|摔|骨折|治|伤|检查|发烧|[保待]产|生孩子")
"""What says that somebody is taken to a hospital."""
_FROM_THEN_ON = frozenset({"lives in", "works at", "works as", "studies at"})


def _begins_ahead(told: Told) -> bool:
    """Tell a clause of what is so from a day to come on: 从六月一号起我就在腾讯上班了."""
    text, told_at = told.clause.text, told.setting.said_at
    ahead = [each for each in told.dates if each.moment.start > told_at]
    since = len(ahead) == 1 and re.compile("以后|之后|起|开始").match(text, ahead[0].end)
    return bool(since) and "future" not in told.flags


def _ahead(told: Told, rule: Rule, match: re.Match[str]) -> Iterator[Statement]:
    """Yield what a rule tells of a time to come."""
    span = _span(match)
    denied = rule.negated or {"negated", "over"} & told.flags
    if denied or rule.predicate not in _FROM_THEN_ON or span is None or not _begins_ahead(told):
        return
    value = trimmed(told.clause.verbatim[span[0] : span[1]])
    said = base(told, rule.predicate, rule.verb, value, rule.kind, rule.claim, tense=Tense.FUTURE)
    yield from _split(said, rule)


def _span(match: re.Match[str]) -> tuple[int, int] | None:
    for name in ("o", "o2", "o3"):
        if name in match.re.groupindex and match[name] is not None:
            return match.span(name)
    return None


def _split(statement: Statement, rule: Rule) -> Iterator[Statement]:
    """Make one statement of each thing in a list: 花生和海鲜."""
    parts = [part for part in _LIST.split(statement.object) if part]
    if not rule.split or len(parts) < 2 or any(len(part) > 8 for part in parts):
        yield statement
        return
    head, mark, tail = statement.text.partition(statement.object)
    for part in parts:
        text = f"{head}{part}{tail}" if mark else statement.text
        yield replace(statement, object=part, text=text)


def _mention(told: Told, statement: Statement) -> None:
    """Remember a pet or relative that somebody has, for its name may follow."""
    told.setting.thing = None
    if statement.predicate != "has" or statement.negated:
        return
    match = re.search(rf"(?P<kin>{FORM})$", statement.object)
    if match is not None and told.subject is not None:
        noun = NOUNS[match["kin"]]
        kind = "animal" if is_animal(noun) else "person"
        told.setting.thing = told.scene.possessed(told.subject, noun, match["kin"], kind)
        told.scene.note(told.setting.thing, noun)


def _job(told: Told, match: re.Match[str] | None) -> Iterator[Statement]:
    """Yield what somebody works as, and where."""
    if match is None or {"future", "over"} & told.flags or _is_ahead(told):
        return
    negated = "negated" in told.flags
    if negated and not re.match("是", told.clause.text[told.at :]):
        return
    ended, text = "ended" in told.flags, told.clause.text
    tense = Tense.PAST if ended else Tense.PRESENT
    groups = match.groupdict()
    start = re.compile(r"(?:(?:\d+|[一二两三四五六七八九十几]+)多?年的?)?").match(
        text, match.start("job")
    )
    job = trimmed(
        told.clause.verbatim[start.end() if start else match.start("job") : match.end("job")]
    )
    job = re.sub(r"^(?:做|搞|干|当)(?=..)", "", job)
    if job in {"升", "级", "职"} or (TITLED.fullmatch(job) and job not in NOUNS):
        return  # 现在是吴医生
    yield base(
        told,
        "works as",
        "work",
        job,
        "thing",
        Claim.FACT,
        negated=negated,
        ended=ended,
        tense=tense,
    )
    if negated:
        return
    if groups.get("place"):
        place = trimmed(told.clause.verbatim[match.start("place") : match.end("place")])
        if (
            re.search(
                r"^(?:家|一家|这|那|我们|哪|网上)|^(?:已经)?(?:退休|离休|专业|资深|普通|职业|全职|兼职|专职|著名|优秀|退伍|有名|厉害|在职|年轻)$",
                place,
            )
            is None
        ):
            yield base(
                told,
                "works at",
                "work",
                place,
                "organisation",
                Claim.FACT,
                ended=ended,
                tense=tense,
            )
    told.setting.introduced = False


def _is_ahead(told: Told) -> bool:
    return any(found.moment.start > told.setting.said_at for found in told.lead)


def _is_past(told: Told) -> bool:
    """Tell whether the dates before the verb lie in the past and nothing says it goes on."""
    text = told.clause.text
    return any(found.moment.end < told.setting.said_at for found in told.lead) and not (
        text.endswith("了") or "一直" in text or _GOT.search(text)
    )


_GOT = re.compile("[买换提养领]了|入手|[买换]的(?=[^，。])")
"""What somebody got then and has from then on: 2019年3月买了朗逸."""
