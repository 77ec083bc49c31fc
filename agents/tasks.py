"""Tasks in what was said: to-do lists, reminders, intentions, duties, and what is still open."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from octomem.agents.arranged import arranged, told_as_over
from octomem.agents.chinese_meant import meant
from octomem.agents.duties import Duty, duties
from octomem.agents.for_good import told_in_story
from octomem.agents.further_errands import further_errands
from octomem.agents.reading.before import Asked
from octomem.agents.reading.chinese.clauses import Clause
from octomem.agents.reading.chinese.todo import is_idle
from octomem.agents.reading.once import once
from octomem.agents.reading.reading import Claim, Moment, Mood, Reading, Statement, Tense
from octomem.agents.reading.remarks import Remark
from octomem.agents.reading.vocabulary import vocabulary
from octomem.agents.remarked import quoted, says, unsaid
from octomem.agents.reports import base, done_in
from octomem.agents.sentences import sentences_of
from octomem.agents.taken_on import (
    CLEAR,
    STOPS,
    asked_who,
    just_passed,
    next_moment,
    says_yes,
    taken_on,
    theme,
)
from octomem.agents.task_verbs import (
    ASKABLE,
    EMPTY_OBJECTS,
    FIGURES,
    IDLE_VERBS,
    POINTING,
    TO_DO,
)
from octomem.agents.todo_lists import todo_items
from octomem.agents.wording import content
from octomem.turn import Role

_REMINDING = re.compile(
    r"\b(?:(?:(?:remind|ping|nudge) (?:me|us)(?:\s+(?!(?:to|about|abt|that|of)\b)[\w']+){0,4}?\s+(?:to|about|abt|that|of)"
    r"|(?:don't|dont|do not|don\u2019t) (?:let (?:me|us) forget|forget to remind me)(?: (?:to|about|that))?"
    r"|help me remember(?: to)?|make sure (?:that )?(?:i|we)(?='|\s)"
    r"|set (?:me )?(?:up )?(?:a |an |another )?(?:reminder|alarm|timer)(?: for me)? (?:to|for|about|that))\b"
    r"|(?<!\bi )make a note to(?! self\b)\b|note to self\b\W+(?:don't forget to )?|reminders?\s*(?:to self\s*)?(?::|\s[-\u2013\u2014]\s))\s*(?P<task>[^.!?\n]{2,200})",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"(?>\b(?:(?:please|pls|plz|kindly|quick|u|also|and|oh|hey|ok|okay|so|then|can|could|would|will|you|just|i|we|need|want"
    r"|to|someone|somebody|anyone|thanks|yes|great|btw|ps|do me a favou?r)\b|[A-Z]\w+(?=,))[\s,:]*)*$",
    re.IGNORECASE,
)
"""What may stand before "remind me", which else is said of something: "it reminds me"."""
_NOT_FORGETTING = re.compile(
    r"^\W*(?:(?:and|please|also|oh)\s+)*(?:don't|do not|dont) forget(?: about)?(?::\s+|\s+(?!to\b|that\b|about it|me\b|us\b|you\b|it\b))\s*"
    r"(?P<task>[^.!?\n]{3,120})",
    re.IGNORECASE,
)
_SO_REMIND = re.compile(
    r"^\W*+(?P<task>[^!?\n]{8,160}?)[,.]?\s+(?:so\s+|and\s+|pl(?:ease|s|z)\s+|-\s+)+(?:do)?(?:n't|nt| not)? ?(?:let me forget|remind me)(?: please| pls)?\W*$",
    re.IGNORECASE,
)
"""The reminder that comes last: "I see Ida at 4, so don't let me forget"."""
_THEN_REMIND = re.compile(
    rf"^\W*(?:(?:ok|and|also|so|need to|must)\s+)*(?P<errand>)(?P<task>(?:{'|'.join(sorted(TO_DO))})\s(?!(?:it|this|that|me|you|in|as|like)\b)[^!?\n,]{{3,80}}?)"
    r"(?:(?:,|\s-+)\s*(?:that's|it's) (?:for|on) [\w ]{3,20}?)?(?:,|\s-+)\s*(?:please\s+|pls\s+)?"
    r"(?:(?:don't|dont|do not) (?:let me )?forget|remind me(?: (?:on|at|in|tomorrow|tonight|next|by) ?[\w ]{0,20})?)(?: please| pls)?\W*$",
    re.IGNORECASE,
)
"""The same of an errand alone, whose day may stand behind it: "pay the bill - that's for monday, don't forget"."""
_ON_LIST = re.compile(
    r"\b(?:put|add)\s+['\"\u2018\u201c]?(?P<task>(?!(?:this|that|it|these|those)\b)[^.!?\n]{2,120}?)['\"\u2019\u201d]?\s+(?:on|to|onto)\s+(?:my|our|the)\s+"
    r"(?P<list>(?:shopping |grocery |to-?do |todo |task |packing |errands? )?list)\b",
    re.IGNORECASE,
)
_UNDECIDED = re.compile(
    r"\b(?:(?:still )?(?:have|need|has|needs) to (?:decide|figure out|find out|choose|agree)|"
    r"(?:haven't|have not|havent|has not|hasn't) (?:decided|figured out|chosen|settled|agreed))\b",
    re.IGNORECASE,
)
_OPEN_QUESTION = re.compile(
    r"^(?:\W*(?:and|but|also|so|btw|the only)(?=\s))*\s*(?:(?:i|we)(?:'m|'re| am| are)?\s+(?:still\s+)?(?:haven't|have not|havent|not|n't)?\s*"
    r"(?:decided|figured out|chosen|settled|agreed)(?: on)?(?: yet)?"
    r"|(?:i|we)(?:'m|'re| am| are)\s+still (?:deciding|debating|figuring out)(?: about| on)?"
    r"|still (?:deciding|debating|undecided)(?: about| on)?"
    r"|(?:(?:i|we)(?:'m|'re| am| are)\s+)?(?:still )?(?:not (?:yet )?sure|unsure|undecided|wondering)(?: yet)?(?=\s(?:whether|which|what|where|when|who|how)\b[^.!?\n]*?\bto \w))\s+"
    r"(?P<task>(?:whether|which|where|when|who|how|what|between|on)\s+[^.!?\n]{3,120})",
    re.IGNORECASE,
)
_GOAL = re.compile(
    r"^\W*(?:(?:my|our|new|next|the|big|main|fitness|reading|running|savings?|weight)\s+){0,3}(?:goal|target|aim|challenge|resolution)"
    r"(?:\s+(?:for\s+)?(?:this|next|the|today|tomorrow|20\d\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:\s+\w+)?)?\s*[:=]\s*(?:to\s+)?(?P<task>\w[^.!?\n]{3,100})",
    re.IGNORECASE,
)
"""A goal without a sentence: "goal for this month: walk 8000 steps a day"."""
_NO_GOAL = re.compile(r"\b(?:is|was)\b|\d+-\d+", re.IGNORECASE)
"""Words of a remark on a goal, or of a score: "Goal: 3-1 to Liverpool"."""
_GOAL_VERBS = vocabulary(
    "stop quit reach hit stay gain lose sleep eat drink spend swim cycle earn under below"
)
LISTED = "To do: "
"""What the texts of list items begin with: they are for whoever talks here."""
_IDLE = re.compile(
    r"\b(?:always|usually|often|every|never|each|make sure|go with|some ?day|one day)\b",
    re.IGNORECASE,
)
"""Words of habits and figures of speech."""
_REPEATED = re.compile(r"\W*(?:every|each)\b", re.IGNORECASE)
_TO_BED = re.compile(r"\bgo(?:ing|es)? to (?:bed|sleep)\b|\bgoing (?:to )?bed\b", re.IGNORECASE)
_KEEPS = re.compile(
    r"\b(?:keep|continue|start|begin)s? (?:to )?(?:thinking|feeling|believing|being|living|chasing|shining|dreaming)\b"
)
_WAS_TO = re.compile(r"\b(?:was|were) (?:going|supposed|about|planning|meant) to\b", re.IGNORECASE)
_COORDINATED = re.compile(r",?\s+(?:and|\+)\s+(?:then\s+|also\s+)?|,\s*(?:then\s+)?", re.IGNORECASE)
_SHARED = 0.5
"""Share of its content words that a task has in common with another wording of it."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done."""

    text: str
    """In the third person: "Mei needs to call the dentist tomorrow"."""
    words: str
    """As a verb phrase: "call the dentist tomorrow"."""
    reason: str
    moment: Moment | None = None
    actor: str = ""
    """Who is to do it, where it is not the speaker."""
    answers: Asked | None = None
    """The question that its text quotes."""
    vague: bool = False
    """Whether nobody said what is to be done: 今晚就弄."""


def tasks_in(
    reading: Reading, before: Reading | None = None, earlier: Sequence[Reading] = ()
) -> Iterator[Task]:
    """Yield the tasks of a turn, each once.

    `before` is the turn before it, whose request "will do" takes up, and `earlier` are all that
    were read before it.
    """
    if reading.language == "zh":
        yield from _told_in_chinese(reading, earlier)
        return
    told: list[frozenset[str]] = []
    events: list[str] = []
    promised = False
    verbs: set[str] = set()
    asked_before = earlier[-2] if len(earlier) > 1 else None
    for task in (*_alone(reading), *_promised(reading, before, asked_before)):
        for part in _singled(task):
            verb, _, rest = part.words.lower().partition(" ")
            if verb in verbs and POINTING & set(rest.split()):
                continue  # "sign it", of which "sign the lease" was told already
            single = _explained(part, reading, before)
            words = content([_undated(single)]) or content([single.words])
            unknown = single is part and part.moment is None and _POINTS.fullmatch(part.words)
            if unknown or _SAYS_NOTHING.fullmatch(_undated(single).strip(" ,.")):
                continue
            if words and not any(_is_same(words, other) for other in told):
                told.append(words)
                names = single.moment is not None and not POINTING & set(part.words.lower().split())
                events += [single.words] if names or single.reason in _ON_A_DAY else []
                promised = promised or single.reason == "promised"
                verbs.add(verb)
                yield single
    for task in _remarked(reading, [" ".join(words) for words in told], events):
        if not (promised and says_yes(task.words)):
            yield task


_ASKS_IF_DONE = re.compile(r"\W*(?:did|have|has|was|were) (?!to\b)", re.IGNORECASE)
"""Questions after what is done: "did you book the boat?"."""
_POINTS = re.compile(r"\w+ (?:it|that|them|those)", re.IGNORECASE)
"""What is to be done with something of which nobody knows what it is."""
_SAYS_NOTHING = re.compile(
    r"(?:do|get (?:on|round) to)(?: (?:that|it|this|so|both|them))?(?: \([^)]*\))?(?: (?:at|by|on|in|for|before|after)| (?:after|before|once|when|while|as soon as) [^,.;]*)?",
    re.IGNORECASE,
)
"""What is to be done where nobody said what: "I'll do that", after an answer that asks for nothing."""


@once
def _alone(reading: Reading) -> Iterator[Task]:
    """Yield the tasks that a turn tells without the one before it, some of them twice."""
    yield from _listed(reading)
    yield from _reminders(reading)
    yield from _reminded_last(reading)
    yield from _open_questions(reading)
    yield from _intentions(reading)
    yield from _pending(reading)
    yield from _goals(reading)
    yield from _by_form(reading)
    yield from _arranged(reading)
    yield from _of_somebody(reading)
    yield from _further(reading)


def _further(reading: Reading) -> Iterator[Task]:
    """Yield what is told in half sentences: as an answer, or going on from the errand before."""
    actor = reading.turn.actor
    for each in further_errands(reading):
        words = _own(each.words, actor)
        says = "has" if each.is_event else "has to"
        reason = "an appointment" if each.is_event else "a duty"
        yield Task(f"{actor} {says} {words}", words, reason, each.moment)


def _of_others(reading: Reading, remark: Remark) -> bool:
    """Tell whether a statement says a remark of somebody or something else than the speaker."""
    return any(
        says(statement.text, remark.text) and not statement.first_person
        for statement in reading.statements
        if statement.sentence == remark.sentence
    )


def _remarked(reading: Reading, told: Sequence[str], events: Sequence[str] = ()) -> Iterator[Task]:
    """Yield what is to be done by remarks that nothing else reads, nor any of `events` says with its day."""
    done = [report.words for report in done_in(reading)]
    for remark in unsaid(reading, [*told, *done], "task"):
        if _of_others(reading, remark) or len(content([remark.text])) < CLEAR:
            continue
        if remark.asked is not None and _ASKS_IF_DONE.match(remark.asked.question):
            continue
        if just_passed(remark.text, reading) or any(says(each, remark.text) for each in events):
            continue
        reason = f"a remark of {reading.turn.actor} that seems to be a task"
        moment = next_moment(remark.text, reading)
        if reading.language == "zh":
            moment = _next_of(remark.text, reading)
            plain = remark.text.replace("我", "")
            if any(each.partition("（")[0] in plain for each in told):
                continue  # the segmenter may cut other words from it
            if is_idle(remark.text, reading.sentences[remark.sentence].text, dated=bool(moment)):
                continue
        yield Task(quoted(reading, remark), remark.text, reason, moment, answers=remark.asked)


def _next_of(text: str, reading: Reading) -> Moment | None:
    """Return the first date ahead that a Chinese clause names."""
    at = reading.turn.occurred_at
    return next((m for m in reading.moments if m.text in text and m.end > at), None)


_VISITS = re.compile(
    r"(?:师傅|工程师|技术员|快递员?|小哥|专员|护士|司机|(?:维修|安装|配送|售后|送货|工作)(?:人员|员))(?!一般|通常|都|可以|能|可)[^，。]{0,20}?"
    r"(?:上门|送货|送到|送达|取件|揽件|到店|到家|来(?:取|修|装|看|检查|送))"
)
"""Who comes to whom an assistant serves: 师傅明天上午9点到11点上门."""
_ARRANGED = re.compile(
    r"已经?(?:为|帮|给)[您你](?:登记|预约|约|安排|下单|报修|派单|提交)|(?:为|帮|给)[您你](?:登记|预约|约|安排|下单|报修|派单|提交)(?:好|成功)?了"
)
"""What an assistant says that it has seen to: 已为您登记."""
_ASKS_FOR_TEXT = re.compile(
    r"[写拟编译念读演]|草稿|起草|润色|改成|修改|模板|范文|话术|文案|短信|通知|公告|故事|例子|例句|造句|怎么(?:说|回|讲|发|开口)|扮|假装|假设|如果|练习|口语"
)
"""What somebody asks whose answer may be a text for others."""


def _appointed(reading: Reading, earlier: Sequence[Reading]) -> Iterator[Task]:
    """Yield whose coming an assistant has arranged for a day ahead; it is the appointment of whom it answers."""
    actor = earlier[-1].turn.actor if earlier else reading.turn.actor
    text = any(_ASKS_FOR_TEXT.search(each.turn.text) for each in earlier if each.from_user)
    if text or _ARRANGED.search(reading.turn.text) is None:
        return
    for clause in (each for sentence in reading.clauses for each in sentence):
        moment = _next_of(clause.verbatim, reading)
        aside = clause.is_question or clause.is_unreal or clause.is_hearsay
        visits = _VISITS.search(clause.text)
        if moment is not None and visits is not None and not aside:
            words = clause.verbatim[visits.start() :]
            yield Task(f"{actor}：{words}", words, "an appointment", moment, actor)


def _told_in_chinese(reading: Reading, earlier: Sequence[Reading]) -> Iterator[Task]:
    if reading.turn.role is Role.ASSISTANT:
        yield from _appointed(reading, earlier)
    claims = (s for s in reading.statements if s.claim is Claim.TASK)
    claimed = (Task(s.whole, s.object, f"says what to do: {s.whole}", s.moment) for s in claims)
    told: list[str] = []
    for task in (*_listed(reading), *claimed):
        if task.words and not any(task.words in other or other in task.words for other in told):
            own = _before_it(task, reading)
            about = meant(task.words, task.moment.text if task.moment else "", earlier, own)
            told.append(task.words)
            more = f"（{about}）" if about else ""
            words = f"{task.words}{more}"
            yield replace(task, text=f"{task.text}{more}", words=words, vague=about is None)
    yield from _remarked(reading, told)


def _before_it(task: Task, reading: Reading) -> list[Clause]:
    """Return the clauses of a Chinese turn before the one that tells a task."""
    every = [clause for sentence in reading.clauses for clause in sentence]
    at = next((i for i, each in enumerate(every) if each.verbatim.endswith(task.words[-2:])), 0)
    return every[:at]


def _explained(task: Task, reading: Reading, before: Reading | None) -> Task:
    """Add what "it" and "those" stand for: the last thing that was spoken of before."""
    words = set(re.findall(r"[a-z']+", task.words.lower()))
    is_bare = before is not None and len(_undated(task).split()) == 1
    if _NAMES_MORE.search(task.words) and not is_bare:
        return task
    meant = ""
    if is_bare:  # "will renew this week"
        meant = theme(before, lambda topic: topic not in task.text.lower())
    elif words & (POINTING | {"thing"}):
        meant = _spoken_of(task, reading, before)
    elif words & {"her", "him"} and before is not None:
        meant = asked_who(before)
        meant = meant or next((n.text for n in reversed(before.names) if n.type == "person"), "")
    if not meant:
        return task
    return replace(task, text=f"{task.text} ({meant})", words=f"{task.words} ({meant})")


_NAMES_MORE = re.compile(
    r"\b(?:this|these|that|those) (?!(?:by|on|at|before|to|in|for|up|out|off|about|and|when|after"
    r"|mon|tues?|wed|thurs?|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|tonight)\b)\w{3,}",
    re.IGNORECASE,
)
"""A demonstrative with its own noun: "this week", "those notes"."""


def _spoken_of(task: Task, reading: Reading, before: Reading | None) -> str:
    """Return the last thing named before a task in its turn, else what the turn before is about."""
    own = reading.turn.text.lower()
    opening = " ".join(task.words.lower().split()[:2])
    place = own.find(opening)
    at = place if place >= 0 else len(own)
    dates = [moment.text.lower() for moment in reading.moments]

    def fits(topic: str) -> bool:
        dated = any(topic in date for date in dates)
        named = re.search(r"[^\W\d_]{3}", topic) and topic not in {
            *_GREETINGS,
            reading.turn.actor.lower(),
        }
        return bool(named) and topic not in task.text.lower() and not dated

    nearer = [topic for topic in reading.topics if 0 <= own.find(topic) < at and fits(topic)]
    return nearer[-1] if nearer else theme(before, fits)


_GREETINGS = frozenset(
    "thanks thank lol haha hey yeah aye omg wow gosh man dude bro guys sorry hmm ok okay today".split()  # noqa: SIM905
)


def _is_same(words: frozenset[str], other: frozenset[str]) -> bool:
    return len(words & other) > _SHARED * min(len(words), len(other))


def _undated(task: Task) -> str:
    return task.words.replace(task.moment.text, "") if task.moment else task.words


def _singled(task: Task) -> list[Task]:
    """Split "buy milk and call Anna" into its errands, each with a verb and an object."""
    starts = [0]
    ends: list[int] = []
    for match in _COORDINATED.finditer(task.words):
        following = task.words[match.end() :].split()
        verb, rest = (following[0].lower(), following[1:]) if following else ("", [])
        alone = len(rest) == 1 and rest[0].lower() in EMPTY_OBJECTS
        if verb in TO_DO and rest and not alone:
            ends.append(match.start())
            starts.append(match.end())
    first = task.words.split()[0].lower() if task.words.split() else ""
    if len(starts) == 1 or first not in TO_DO or not task.text.endswith(task.words):
        return [task]
    head = task.text.removesuffix(task.words)
    parts = [task.words[a:b] for a, b in zip(starts, [*ends, len(task.words)], strict=True)]
    return [replace(task, text=head + part, words=part) for part in parts]


def _listed(reading: Reading) -> Iterator[Task]:
    """Yield the open items of to-do lists; of an assistant's, ticked boxes and "to do" alone."""
    if reading.turn.role not in {"user", "assistant"}:
        return
    for item in todo_items(reading.turn.text):
        if item.words and not item.done and (reading.from_user or not item.suggested):
            moment = _moment_in(item.words, reading) or _moment_in(item.heading, reading)
            text = f"{LISTED}{item.words}"
            yield Task(text, item.words, "a to-do item", moment)


def _reminders(reading: Reading) -> Iterator[Task]:
    if not reading.from_user:
        return
    actor = reading.turn.actor
    for sentence in sentences_of(reading):
        plain = sentence.replace("\u2019", "'")
        match = _REMINDING.search(plain)
        if match is not None and _is_asked(match, plain[: match.start()]):
            words = _own(match["task"].strip().rstrip(" ,"), actor)
            lead = plain[match.start() : match.start("task")]
            text = f"{actor} wants to be reminded {_of_what(lead, words)} {words}"
            yield Task(text, words, "asked to be reminded", next_moment(plain, reading))
        elif (match := _NOT_FORGETTING.match(plain)) and next_moment(plain, reading):
            words = _own(match["task"].strip(), actor)
            text = f"not to be forgotten: {words}"
            yield Task(text, words, "not to be forgotten", next_moment(plain, reading))
        elif match := _ON_LIST.search(plain):
            words = f"{_own(match['task'].strip(), actor)} ({match['list']})"
            yield Task(f"{actor} has on the list: {words}", words, "put on a list")


def _of_what(lead: str, words: str) -> str:
    """Return how words say what somebody is to be reminded of: "to call Anna", "of the dentist"."""
    last = lead.rsplit(maxsplit=1)[-1].casefold()
    first = words.split(maxsplit=1)[0].casefold()
    named = first in _DETERMINERS or first.endswith("'s")
    to = first in TO_DO or (last == "to" and not named)
    return "that" if last == "that" else "to" if to else "of"


_DETERMINERS = vocabulary("the a an their his her its this that these those some any")


def _is_asked(match: re.Match[str], lead: str) -> bool:
    """Tell a request from "this reminds me of" and "I want to make sure I am right"."""
    if match.group().lower().startswith("make sure"):
        verb = match["task"].split()[0].lower() if match["task"].split() else ""
        return verb in TO_DO and not _OF_SPEAKER.search(lead)
    return _ASKING.match(lead) is not None


_OF_SPEAKER = re.compile(r"\b(?:i|we|to)\b|\w{12,}", re.IGNORECASE)


def _reminded_last(reading: Reading) -> Iterator[Task]:
    """Yield what stands before "… so don't let me forget"."""
    if not reading.from_user:
        return
    for text in STOPS.split(reading.turn.text.replace("\u2019", "'")):
        match = _SO_REMIND.search(text) or _THEN_REMIND.match(text)
        moment = next_moment(text, reading) if match else None
        if match and (moment or "errand" in match.groupdict()):
            words = _own(match["task"].strip(" ,"), reading.turn.actor)
            reminding = f"{reading.turn.actor} wants to be reminded: {words}"
            yield Task(reminding, words, "asked to be reminded", moment)


def _own(words: str, actor: str) -> str:
    """Say "my" as somebody else would."""
    words = re.sub(r"\b(?:my|our)\b", "their", words, flags=re.IGNORECASE)
    words = re.sub(r"\b(?:I|we)(?:'m|'re| am| are)\b", f"{actor} is", words, flags=re.IGNORECASE)
    return re.sub(r"\b(?:me|us|I|we)\b", actor, words)


def _open_questions(reading: Reading) -> Iterator[Task]:
    """Yield what somebody says they have not decided."""
    if not reading.from_user:
        return
    actor = reading.turn.actor
    for sentence in reading.sentences:
        match = _OPEN_QUESTION.match(sentence.text.replace("\u2019", "'"))
        if match is not None and not sentence.is_question:
            words = f"decide {_own(re.sub(r'[ ,]+yet$', '', match['task'].strip()), actor)}"
            text = f"{actor} still has to {words}"
            yield Task(text, words, "still to be decided", next_moment(sentence.text, reading))


def _intentions(reading: Reading) -> Iterator[Task]:
    if not reading.from_user:
        return
    told: set[tuple[int, str]] = set()
    for statement in reading.statements:
        key = (statement.sentence, statement.verb)
        if key in told:
            continue
        if _is_task(statement, reading):
            told.add(key)
            yield Task(
                statement.whole,
                _verb_phrase(statement),
                "still to be decided" if _UNDECIDED.search(statement.whole) else "an intention",
                statement.moment,
            )


_NOT_YET = re.compile(
    r"^\W*(?:(?:and|but|also|so|ugh|oh|no|btw|sorry)[,\s]+)*(?:(?:i|we)\s+)?(?:still\s+)?(?:haven't|have not|havent)\s+"
    r"(?:even\s+|yet\s+)?(?P<verb>\w+)\s+(?P<rest>(?:(?!yet\b)[^.!?,;\n]){3,90}?)(?P<yet>\s+yet)?\s*(?:[.!,;].*)?$",
    re.IGNORECASE,
)


def _pending(reading: Reading) -> Iterator[Task]:
    """Yield what has not been done yet: "I still haven't called the bank"."""
    if not reading.from_user:
        return
    for sentence in sentences_of(reading):
        match = _NOT_YET.match(sentence.replace("\u2019", "'"))
        if match is None or not (match["yet"] or re.search(r"\b(?:still|yet)\b", sentence)):
            continue
        verb, rest = base(match["verb"]), match["rest"]
        if verb in TO_DO and verb != "do" and rest.split()[-1].lower() not in EMPTY_OBJECTS:
            words = f"{verb} {_own(rest, reading.turn.actor)}"
            yield Task(f"{reading.turn.actor} still has to {words}", words, "not done yet")


def _goals(reading: Reading) -> Iterator[Task]:
    """Yield what a line names as a goal."""
    for sentence in sentences_of(reading) if reading.from_user else ():
        match = _GOAL.match(sentence)
        first = match["task"].split()[0].lower() if match else ""
        if match and _NO_GOAL.search(match["task"]):
            continue
        if match and (first in TO_DO or first in _GOAL_VERBS or first[0].isdigit()):
            words = _own(match["task"].strip(), reading.turn.actor)
            text = f"{reading.turn.actor}'s goal: {words}"
            yield Task(text, words, "a goal", next_moment(sentence, reading))


def _is_task(statement: Statement, reading: Reading) -> bool:
    if statement.mood is not Mood.INTENTION or not statement.first_person or statement.negated:
        return False
    verb = statement.verb.split()[0]
    sentence = reading.sentences[statement.sentence].text
    if verb in IDLE_VERBS or verb not in TO_DO or _tells_of_ways(statement, sentence):
        return False
    dated = statement.moment is not None
    if statement.object_type == "nothing" or statement.object.split()[-1] in EMPTY_OBJECTS:
        open_question = bool(_UNDECIDED.search(sentence)) and " " in _verb_phrase(statement)
        bare = verb == "do" and statement.object_type == "nothing"
        return not bare and (open_question or (dated and verb not in {"go", "see"}))
    words = set(statement.whole.lower().split())
    vague = {"should", "shall", "it", "that", "this", "them"} & words
    return "you" not in words and (dated or not vague)


def _tells_of_ways(statement: Statement, sentence: str) -> bool:
    """Tell habits, abandoned plans and figures of speech from what is to be done."""
    figure = statement.moment is None and statement.whole.split()[-1].lower() in FIGURES
    return (
        figure
        or any(
            form.search(statement.whole) is not None for form in (_IDLE, _KEEPS, _WAS_TO, _TO_BED)
        )
        or _REPEATED.match(sentence) is not None
    )


def _verb_phrase(statement: Statement) -> str:
    """Return the task alone: "call the dentist tomorrow"."""
    if statement.claim is not None:
        return statement.object
    rest = statement.whole.removeprefix(statement.subject).strip()
    match = re.match(
        r"(?:(?:really |still |also |just )*(?:needs?|has|have|wants?|plans?|hopes?|intends?|is|"
        r"will|should|must|would|going|like|love|planning|about|trying|tries|got|also|still|"
        r"to|definitely|hoping|aims?|decided|supposed)\s+)+",
        rest,
    )
    return rest[match.end() :] if match else rest


def _by_form(reading: Reading) -> Iterator[Task]:
    """Yield what the form of a sentence says is to be done."""
    if not reading.from_user:
        return
    for sentence in sentences_of(reading):
        passed = just_passed(sentence, reading)
        for duty in duties(sentence, reading.turn.occurred_at):
            is_over = duty.reason in _ON_A_DAY and told_as_over(sentence, duty.moment)
            if duty.moment not in passed and not is_over:
                yield _task(duty, reading.turn.actor)


_ON_A_DAY = frozenset({"an appointment", "planned"})
"""Reasons for which what somebody has or does is to be done only as its day is to come."""


def _arranged(reading: Reading) -> Iterator[Task]:
    """Yield what is on a day to come."""
    actor = reading.turn.actor
    for each in arranged(reading):
        words = _own(_OF_SPEAKER_FIRST.sub("", each.words, count=1), actor)
        yield Task(f"{actor}: {words}", words, "an appointment", each.moment)


def _of_somebody(reading: Reading) -> Iterator[Task]:
    """Yield what somebody who is named, or of the family, does until a day: "Mthunzi finishes the tender by the 28th"."""
    for said in reading.statements if reading.from_user else ():
        moment, actor = said.moment, reading.turn.actor
        is_plan = said.mood is Mood.INTENTION and said.tense is Tense.FUTURE and not said.negated
        if moment is None or not is_plan or said.first_person:
            continue
        if said.subject_type != "person" and said.verb not in {"want", "need"}:
            continue
        verb, name = said.verb.split()[0], said.subject.split()[-1]
        sentence = reading.sentences[said.sentence].text
        until = _is_until(moment, sentence)
        family = said.subject.startswith(f"{actor}'s ")
        named = name[:1].isupper() and (name == said.subject or until)
        does = verb in _DOES or (family and verb in TO_DO and verb != "turn")
        ahead = moment.end > reading.turn.occurred_at and moment.end - moment.start <= _WEEK
        habit = _WEEKDAY.fullmatch(moment.text) is not None and _AHEAD.search(sentence) is None
        ahead = ahead and not told_in_story(sentence) and (until or not habit)
        if (family or named) and does and said.object_type != "nothing" and ahead:
            who = said.subject if named and verb in TO_DO else ""
            yield Task(said.whole, _verb_phrase(said), "a plan of somebody's", moment, who)


def _is_until(moment: Moment, words: str) -> bool:
    """Tell whether a day is the last one for something to be done."""
    if moment.text.startswith(("by ", "before ", "until ")):
        return True
    return re.search(rf"\b(?:by|before|until) (?:the )?{re.escape(moment.text)}", words) is not None


_DOES = ASKABLE | vocabulary(
    "want need come give finish complete take do make write present get pick install repair fit draft host organise arrange cook bake"
)
"""Verbs of what somebody does or wants for others until a day."""
_WEEK = timedelta(days=7)
_WEEKDAY = re.compile(r"(?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?", re.IGNORECASE)
_AHEAD = re.compile(r"\b(?:will|is|are|needs?|wants?)\b|'ll\b", re.IGNORECASE)
"""What tells a plan for a weekday from what somebody does every week: "goes to church on Sunday"."""
_OF_SPEAKER_FIRST = re.compile(
    r"^(?:i|we)(?:'ve|\s+have)?\s+(?:just\s+|already\s+)?", re.IGNORECASE
)
"""How the speaker tells that they have booked something."""


def _task(duty: Duty, actor: str) -> Task:
    words = _own(duty.words, actor)
    text = duty.form.replace("{who}", actor).replace("{task}", words)
    return Task(text[:1].upper() + text[1:], words, duty.reason, duty.moment, duty.asked)


def _promised(
    reading: Reading, before: Reading | None, asked_before: Reading | None
) -> Iterator[Task]:
    """Yield what this turn takes on from the one before, or from the one before that."""
    for taken in taken_on(reading, before, asked_before):
        yield Task(taken.text, taken.words, taken.reason, taken.moment, taken.actor)


def _moment_in(words: str, reading: Reading) -> Moment | None:
    return next((m for m in reading.moments if m.text in words), None)


def pairs(readings: Sequence[Reading]) -> Iterator[tuple[Reading, Reading | None]]:
    """Yield each reading with the one before it in its session."""
    for place, reading in enumerate(readings):
        earlier = readings[place - 1] if place else None
        same = earlier is not None and earlier.turn.session_id == reading.turn.session_id
        yield reading, earlier if same else None
