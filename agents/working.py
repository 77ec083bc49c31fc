"""Working memory: what is going on now — tasks, goals and open questions, with due dates."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal, get_args

from pydantic import BaseModel, Field

from octomem.agents.amending import (
    ABOUT,
    RETOLD,
    RIGHT,
    WRONG,
    Way,
    amendments,
    is_amendment,
    taken_back,
    told_once,
    way_of,
)
from octomem.agents.base import Agent, Candidate, Hit, Intent, Question, Ranked
from octomem.agents.cues import Cues
from octomem.agents.drafting import answering, dated, draft, names_in
from octomem.agents.partly import left_of
from octomem.agents.ranking import blend
from octomem.agents.reading.calendar import later, midnight
from octomem.agents.reading.chinese.dates import find_all
from octomem.agents.reading.chinese.pending import settles
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.chinese.words import Word, words
from octomem.agents.reading.dates import find_moments
from octomem.agents.reading.reading import Moment, Reading
from octomem.agents.reading.vocabulary import vocabulary
from octomem.agents.reports import MOVED, Report, done_in, in_one_verb, is_arranging, same_verb
from octomem.agents.rescheduled import due_of, moved_to
from octomem.agents.resolve import Desk
from octomem.agents.taken_on import promises
from octomem.agents.task_verbs import TO_DO
from octomem.agents.tasks import LISTED, Task, pairs, tasks_in
from octomem.agents.wording import content, stems
from octomem.errors import UsageError
from octomem.jsons import JSON, from_moment, moment, text_field
from octomem.memory import Kind, Memory, Status, Wanted, noted
from octomem.operation import Proposal

DUE_GRACE = timedelta(days=7)
"""How long after its due date an undone task still matters: people are a week late."""

UNDATED_LIFE = timedelta(days=90)
"""How long a task without a date is kept: after a quarter of a year it was done or given up."""

DONE_OVERLAP = 0.6
"""Share of a task's content words that a report must repeat to close it."""

RECENCY = timedelta(days=3)
"""Age at which the bonus for a recent task has halved."""

_CUES = Cues(
    (0.9, r"\bto[- ]?dos?\b|\b(?:tasks?|remind(?:ers?)?|deadlines?|agenda|errands?)\b"),
    (0.9, r"\b(?:still|left|remains?|remaining|pending|outstanding|unfinished)\b.*\b(?:to|do)\b"),
    (0.9, r"\b(?:have|has|need|needs|want|wants) to (?:do|get done|decide|finish|buy|call)\b"),
    (0.8, r"\b(?:what|anything|which) .*\b(?:due|upcoming|overdue|coming up)\b|\bforget\b"),
    (0.9, r"\bopen (?:tasks?|points?|questions?|items?|issues?|ends|threads)\b|\bunfinished\b"),
    (
        0.9,
        (
            r"\b(?:what(?:'s| is| are|'re)?|anything|which \w+ (?:is|are)) (?:(?:still|yet|left) )*(?:open|pending|outstanding|unresolved)"
            r"(?! (?:on|at|in|near|late|nearby|today|tonight|around|till|until|after)\b)"
        ),
    ),
    (0.5, r"\b(?:plans?|planning|going to|next)\b"),
    (
        0.9,
        r"待办|任务|提醒|要做(?:什么|的|哪些)|还没做|没做完|(?:(?<!为)什么|哪些)[^，。]{0,4}没(?:有)?(?:做|办|完成|处理|解决)|未完成|该做|得做|需要做|截止|忘了什么|有什么(?:事|安排)|日程|安排",
    ),
    (0.5, r"打算|计划|准备"),
)
ASKED = 0.55
"""Relevance of an open task where the question asks for tasks, whatever its words."""


State = Literal["open", "done", "cancelled"]
"""What became of a task; an open one whose `expires_at` has passed is expired."""


class Errand(BaseModel):
    """The fields of a working memory."""

    status: State = Field(
        default="open", description="open, done, or cancelled where it need not be done any more"
    )
    task: str = Field(description="What is to be done, as a verb phrase")
    due: str | None = Field(default=None, description="ISO moment it is due, if one was named")
    expires_at: str = Field(description="ISO moment after which it no longer matters")


class WorkingAgent(Agent):
    """Keeps what is to be done; closes it when it is done, lets it expire when it is not."""

    kind = Kind.WORKING
    output = Errand
    floor = 0.45

    def interest(self, reading: Reading) -> str | None:
        """Be interested in intentions, reminders, to-dos and reports of things done."""
        task = next(iter(tasks_in(reading)), None)
        if task is not None:
            return task.reason
        if promises(reading):
            return "promises what was asked"
        if reading.from_user and (reading.amends or _SETTLES.match(reading.turn.text)):
            return "puts something right"
        reports = list(done_in(reading))
        if reports and all(
            each.maybe or each.settles or each.occasion == "held" for each in reports
        ):
            return "may tell that something is done"
        return "says that something is done" if reports else None

    def extract(self, readings: Sequence[Reading]) -> list[Candidate]:
        """Read tasks, and what was done of them."""
        found: dict[tuple[str, Intent, str, str], Candidate] = {}
        for place, (reading, before) in enumerate(pairs(readings)):
            earlier = readings[:place] if before is not None else ()
            for candidate in (
                *(_open(t, reading) for t in tasks_in(reading, before, earlier) if not t.vague),
                *(_done(report, reading) for report in done_in(reading)),
                *_put_otherwise(reading),
                *_settled(reading, earlier),
            ):
                due = text_field(candidate.fields, "due")
                key = (candidate.identity, candidate.intent, due, candidate.turns[0])
                found.setdefault(key, candidate)
        return list(found.values())

    def wanted(self, candidates: Sequence[Candidate]) -> Wanted:
        """See every open task where one is done, moved or put right: it is often another session's."""
        done = any(
            each.intent is not Intent.ASSERT
            or _is_moved(task := text_field(each.fields, "task"))
            or _OPEN.search(task)
            for each in candidates
        )
        return replace(super().wanted(candidates), all_current=done)

    def propose(
        self, candidates: Sequence[Candidate], known: Sequence[Memory], partition: str
    ) -> list[Proposal]:
        """Add or renew tasks, and close the one that a report is about."""
        desk, of_tasks = Desk(self.kind, known, partition), (_Words(str), _Words(in_one_verb))
        proposals: list[Proposal] = []
        for candidate in candidates:
            moves = (each for each in candidates if _moves(each, candidate))
            if any(_matching(desk.current(), each, of_tasks) for each in moves):
                continue  # "meeting moved to Monday" is the meeting there is
            if is_amendment(candidate):
                proposals += _put_right(desk, candidate)
            elif candidate.intent is Intent.CLOSE:
                for done in _matching(desk.current(), candidate, of_tasks):
                    if _is_put_off(done, candidate):
                        proposals.append(_put_off(desk, done, candidate))
                        continue
                    proposals.append(_finish(desk, done, candidate))
            else:
                proposals.append(_renew(desk, candidate))
        return proposals

    def edited(self, memory: Memory, text: str, fields: Mapping[str, JSON], at: datetime) -> Memory:
        """Name a task by its new words; "done" and "cancelled" close it, "open" opens it again."""
        made = super().edited(memory, text, fields, at)
        if (task := text_field(fields, "task")) != memory.fields.get("task"):
            made = replace(made, identity=_identity_of(memory, task))
        status = text_field(fields, "status")
        if status not in get_args(State):
            raise UsageError(f"a task's status is 'open', 'done' or 'cancelled', got {status!r}")
        if status != "open" and memory.status is Status.CURRENT:
            return replace(made, status=Status.CLOSED, valid_to=max(at, memory.valid_from))
        if status == "open" and (expires := text_field(fields, "expires_at")):
            reopened = memory.status is Status.CLOSED
            held = Status.CURRENT if reopened else memory.status
            return replace(made, status=held, valid_to=from_moment(expires))
        return made

    def hint(self, question: Question) -> float:
        """Say how much the question asks for what is to be done."""
        ahead = any(moment.end > question.at for moment in question.moments)
        return max(_CUES.strength(question), 0.4 if ahead else 0.0)

    def rank(self, hits: Sequence[Hit], question: Question) -> list[Ranked]:
        """Order by meaning; open, recent and soon due tasks come first."""

        def asked(memory: Memory) -> float:
            return ASKED if text_field(memory.fields, "status") == "open" else 0.0

        def bonus(memory: Memory) -> float:
            if text_field(memory.fields, "status") != "open":
                return 0.0
            due = _due_at(memory)
            age = abs(question.at - memory.valid_from)
            age = age if due is None else min(age, abs(question.at - due))
            here = 0.05 if memory.session_id == question.session_id else 0.0
            return here + 0.1 * float(0.5 ** (age / RECENCY))

        weights = {"dense": 0.5, "lexical": 0.35, "time": 0.15}
        asks = _CUES.strength(question) >= 0.8
        return blend(hits, weights, bonus=bonus, asked=asked if asks else None)


def _open(task: Task, reading: Reading) -> Candidate:
    due = _due(task, reading)
    expires = later(due, DUE_GRACE) if due else later(reading.turn.occurred_at, UNDATED_LIFE)
    candidate = draft(
        Kind.WORKING,
        reading,
        text=dated(task.text, task.moment),
        fields={
            "status": "open",
            "task": task.words,
            "due": moment(due) if due else None,
            "expires_at": moment(expires),
        },
        identity=f"{(task.actor or reading.turn.actor).casefold()}|{_identity(task, reading)}",
        reason=task.reason,
        valid_to=expires,
        confidence=0.8,
        mentions=names_in(task.text, reading),
    )
    return answering(candidate, task.answers)


def _identity(task: Task, reading: Reading) -> str:
    """Compare tasks without their dates and reasons: a new date renews the same task.

    What follows of who has to do it is no part of it: "buy oat milk, I always forget".
    """
    actor = re.escape(reading.turn.actor)
    words = re.split(rf"[,;] (?:because |cos |as )?{actor}\b", task.words, maxsplit=1)[0]
    if task.moment is not None:
        words = words.replace(task.moment.text, "")
    return _known_by(words)


def _known_by(words: str) -> str:
    """Return by which words a task is known, whatever their order."""
    return " ".join(sorted(set(stems(words).split())))


def _identity_of(memory: Memory, task: str) -> str:
    """Know a task that is told in other words now as one that is told so."""
    owner = memory.identity.partition("|")[0]
    return f"{owner}|{_known_by(task)}"


def _due(task: Task, reading: Reading) -> datetime | None:
    when = task.moment
    if when is None or when.end <= reading.turn.occurred_at:
        return None
    before = re.search(rf"\bbefore (?:the )?{re.escape(when.text)}|^before\b", task.text) or (
        when.text.lower().startswith("before ")
    )
    return when.start if before and when.start > reading.turn.occurred_at else due_of(when)


def _done(report: Report, reading: Reading) -> Candidate:
    how = "cancelled" if report.dropped else "set for another day" if report.moved else "done"
    due = moment(due_of(report.moved)) if report.moved is not None else None
    return draft(
        Kind.WORKING,
        reading,
        text=report.text,
        fields={
            "status": "cancelled" if report.dropped else "done",
            "task": report.words,
            "due": due,
            "expires_at": "",
        },
        marks={
            "about": report.about,
            "verb": report.verb,
            "everything": report.everything,
            "others": report.others,
            "maybe": report.maybe,
            "moved": report.moved.text if report.moved is not None else "",
            "resets": report.resets,
            "spared": report.spared,
            "settles": report.settles,
            "occasion": report.occasion,
        },
        identity=f"{reading.turn.actor.casefold()}|{stems(report.words)}",
        intent=Intent.CLOSE,
        reason=f"{how}: {report.text}" if report.text else "said to be done",
    )


def _finish(desk: Desk, task: Memory, candidate: Candidate) -> Proposal:
    """Close a task as done or cancelled; of a list only a part of which is told, keep the rest open."""
    left = left_of(task, text_field(candidate.fields, "task"))
    if left is not None:
        rest = replace(candidate, text=left[0], fields={**task.fields, "task": left[1]})
        return desk.revise(task, rest, f"a part is {candidate.reason}")
    status = candidate.fields["status"]
    if candidate.marks.get("occasion") == "off" and same_verb("cancel", _task_of(task)):
        status = "done"
    ended = {**task.fields, "status": status}
    return desk.close(replace(task, fields=ended), candidate.valid_from, candidate.reason)


def _put_otherwise(reading: Reading) -> Iterator[Candidate]:
    """Draft what a turn puts in the place of something that is to be done: "Sorry, Tuesday"."""
    for each in amendments(reading, Kind.WORKING):
        match way_of(each):
            case Way.UNSAID:
                yield replace(each, fields={"status": "cancelled", "task": "", "due": None})
            case Way.SAID_OVER | Way.OF_ANOTHER_SESSION:
                yield each
            case Way.SUCCEEDED:
                pass  # what is so is no task
            case Way.IN_PLACE:
                yield from _in_place(each, reading)


def _in_place(amended: Candidate, reading: Reading) -> Iterator[Candidate]:
    """Draft a task with a right value; a day stands for a day and no word for one."""
    wrong, right = (text_field(amended.marks, name) for name in (WRONG, RIGHT))
    fields, day = _anew(right, reading)
    dated_before = bool(find_moments(wrong, reading.turn.occurred_at))
    if dated_before == (day is not None) and wrong != reading.turn.actor:
        yield replace(amended, fields=fields, marks={**amended.marks, _SAID: dated(right, day)})


def _anew(right: str, reading: Reading) -> tuple[dict[str, JSON], Moment | None]:
    """Return the fields of a task with a right value in it, and the day that this is."""
    found = find_moments(right, reading.turn.occurred_at)
    fields: dict[str, JSON] = {"status": "open", "task": right, "due": None, "expires_at": ""}
    if not found:
        return fields, None
    day = found[0].moment
    return {**fields, "due": moment(day.end), "expires_at": moment(later(day.end, DUE_GRACE))}, day


_SAID = "said"
"""Marks how the right value is said, with the date of the day that it is."""


_HOUR_OR_DAY = r"\d{1,2}[.:]\d\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_SETTLES = re.compile(
    r"\W*(?:(?:aye|ok(?:ay)?|k|fine|alright|right|yes|yeah|sure|good|cool|deal|great|perfect|done)\b[,.!]*\s+)*"
    rf"(?:the\s+|let's (?:say|do|make it)\s+|make it\s+)?(?P<right>{_HOUR_OR_DAY})\s+(?:then\b|it is(?=\s*(?:[.,!]|$)))",
    re.IGNORECASE,
)
"""How who offered something for an hour or a day takes another one: "fine, the 12.21 then"."""
_LATELY = 4
"""Turns before within which it was offered, and another one asked for."""


def _settled(reading: Reading, earlier: Sequence[Reading]) -> Iterator[Candidate]:
    """Draft the hour or day that is settled on in the place of the one that was offered: of one kind, and named before."""
    match = _SETTLES.match(reading.turn.text) if reading.from_user else None
    lately = [each for each in earlier if each.turn.session_id == reading.turn.session_id][
        -_LATELY:
    ]
    if match is None:
        return
    right = match["right"]
    named = [
        said for each in lately for said in re.findall(_HOUR_OR_DAY, each.turn.text, re.IGNORECASE)
    ]
    wrong = next(
        (s for s in named if s.lower() != right.lower() and s[0].isdigit() == right[0].isdigit()),
        "",
    )
    if not wrong or right.lower() not in map(str.lower, named):
        return
    fields, day = _anew(right, reading)
    yield draft(
        Kind.WORKING,
        reading,
        text=match.group(),
        fields=fields,
        marks={WRONG: wrong, RIGHT: right, _SAID: dated(right, day)},
        identity=f"{reading.turn.actor.casefold()}|{right.lower()}|instead of {wrong.lower()}",
        intent=Intent.RETRACT,
        reason=f"{right!r} instead of {wrong!r}",
    )


def _put_right(desk: Desk, candidate: Candidate) -> list[Proposal]:
    """Take back, or tell with the right day or name, what tasks with the wrong one say."""
    match way_of(candidate):
        case Way.UNSAID | Way.SAID_OVER:
            return taken_back(desk, candidate)
        case Way.OF_ANOTHER_SESSION:
            return _told_right(desk, candidate)
        case Way.IN_PLACE | Way.SUCCEEDED:
            return _told_here_right(desk, candidate)


def _told_here_right(desk: Desk, candidate: Candidate) -> list[Proposal]:
    """Tell with the right day or name what the session's last task with the wrong one says."""
    wrong, right, said = (text_field(candidate.marks, name) for name in (WRONG, RIGHT, _SAID))
    form = re.compile(rf"{_whole(wrong)}(?: \([^)]*\))?")
    here = [m for m in desk.current() if m.session_id == candidate.session_id]
    had = [m for m in here if form.search(m.text)]
    proposals: list[Proposal] = []
    for memory in had:
        if memory.turns != had[-1].turns:
            continue
        task = text_field(memory.fields, "task").replace(wrong, right)
        if any(m.identity == _identity_of(memory, task) for m in here if m is not memory):
            proposals.append(desk.retract(memory, f"told anew: {candidate.reason}"))
            continue
        new = {name: value for name, value in candidate.fields.items() if value}
        fields = {**memory.fields, **new, "task": task}
        told = replace(candidate, text=form.sub(said, memory.text), fields=fields)
        kept = replace(memory, valid_to=from_moment(text_field(fields, "expires_at")))
        proposals.append(desk.revise(kept, told, f"put right: {candidate.reason}"))
    return proposals or [desk.skip(candidate, f"nothing to put right: {candidate.reason}")]


def _whole(value: str) -> str:
    """Return a form of a value as whole words; Chinese ones have no bounds."""
    return re.escape(value) if has_han(value) else rf"\b{re.escape(value)}\b"


def _told_right(desk: Desk, candidate: Candidate) -> list[Proposal]:
    """Put right what another session told of a task; of its day nothing is known but by telling it anew."""
    wrong, right = (text_field(candidate.marks, name) for name in (WRONG, RIGHT))
    anew = bool(text_field(candidate.marks, ABOUT)) and candidate.marks.get(RETOLD) is True
    proposals: list[Proposal] = []
    for memory in told_once(desk, candidate):
        if anew or not right:
            proposals.append(desk.retract(memory, f"put right: {candidate.reason}"))
            continue
        text, fields = _with_right(memory, wrong, right)
        until = from_moment(text_field(fields, "expires_at"))
        told = replace(candidate, text=text, fields=fields)
        kept = replace(memory, valid_to=until)
        proposals.append(desk.revise(kept, told, f"put right: {candidate.reason}"))
    return proposals or [desk.skip(candidate, f"nothing to put right: {candidate.reason}")]


def _with_right(memory: Memory, wrong: str, right: str) -> tuple[str, dict[str, JSON]]:
    """Return the text and the fields of a task with a right value in it, and when it is due if that is its day."""
    form, day = re.compile(_whole(wrong), re.IGNORECASE), _ORDINAL.search(wrong)
    if form.search(memory.text) is None and day is not None:  # "the 28th" of "28 May"
        form = re.compile(rf"\b(?:the )?{day[1]}(?:st|nd|rd|th)?\b", re.IGNORECASE)
    task = form.sub(right, text_field(memory.fields, "task"))
    fields, text = {**memory.fields, "task": task}, form.sub(right, memory.text, count=1)
    found = find_moments(task, memory.valid_from) if memory.fields.get("due") else []
    if not found or not find_moments(text_field(memory.fields, "task"), memory.valid_from):
        return text, fields
    moment_of_it = found[0].moment
    due = due_of(moment_of_it)
    fields |= {"due": moment(due), "expires_at": moment(later(due, DUE_GRACE))}
    stamp = rf"{re.escape(moment_of_it.text)}(?: \([^)]*\))?"
    return re.sub(stamp, lambda _: dated(moment_of_it.text, moment_of_it), text), fields


_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)


class _Words:
    """The words of tasks, put in one way; those of a task that is looked at often are found once."""

    def __init__(self, put: Callable[[str], str]) -> None:
        self._put = put
        self._wanted: dict[tuple[str, str], frozenset[str]] = {}

    def of(self, text: str) -> frozenset[str]:
        """Return a text's content words."""
        return content([self._put(text)])

    def wanted(self, memory: Memory) -> frozenset[str]:
        """Return what who did a task has to say of it: no number, and not when it was due."""
        task, due = (text_field(memory.fields, name) for name in ("task", "due"))
        if (task, due) not in self._wanted:
            told = self.of(task) - content([due]) - _DATES
            self._wanted[task, due] = frozenset(word for word in told if not word.isdigit())
        return self._wanted[task, due]


def _matching(
    tasks: Sequence[Memory], candidate: Candidate, of_tasks: Sequence[_Words]
) -> list[Memory]:
    """Return the open tasks that a report is about; a bare "done" means the session's last."""
    actor = candidate.identity.partition("|")[0]
    tasks = [
        memory
        for memory in tasks
        if candidate.turns[0] not in memory.turns and memory.valid_from <= candidate.valid_from
    ]
    own = [m for m in tasks if m.identity.partition("|")[0] == actor or m.text.startswith(LISTED)]
    here = [memory for memory in own if memory.session_id == candidate.session_id]
    verb = text_field(candidate.marks, "verb")
    if (of_form := _of_form(own, here, candidate)) is not None:
        return of_form
    named: frozenset[str] = frozenset()
    if occasion := candidate.marks.get("occasion"):
        own = [m for m in own if _is_occasion(m, candidate, over=occasion == "held")]
        named = _Words(str).of(text_field(candidate.marks, "about")) - _DATES
        own = [] if sum(named <= of_tasks[0].wanted(m) for m in own) > 1 else own
    elif is_arranging(text_field(candidate.fields, "task")):
        own = [m for m in own if not _is_occasion(m, candidate)]
    if candidate.marks.get("maybe") and (thing := text_field(candidate.marks, "about")):
        about = [m for m in own if _is_about(m, thing, verb)]
        return _reset_in_chinese(about, thing) if candidate.marks.get("moved") else about[-1:]
    if verb:
        return [m for m in own if _is_to(verb, _task_of(m))][-1:]
    if not candidate.text or (occasion == "off" and not named):
        return own if occasion else _unnamed(own, here, candidate)
    if candidate.marks.get("maybe"):
        report = text_field(candidate.fields, "task")
        told = {word.text for each in (report, _plain(report)) for word in words(each)}
        return [m for m in own if _is_done_by(m, told)][-1:]
    waited = [m for m in own if text_field(m.fields, "task").startswith(("for ", "on "))]
    among = waited if candidate.marks.get("others") else own
    best = next(filter(None, (_best(among, candidate, each) for each in of_tasks)), None)
    return [] if best is None else [best]


def _of_form(own: list[Memory], here: list[Memory], candidate: Candidate) -> list[Memory] | None:
    """Return what a report means that sets something for another day, or in Chinese settles what is waited for or owed."""
    if candidate.marks.get("resets"):
        return _reset(own, here, candidate)
    if not has_han(candidate.text):
        return None
    report, about = text_field(candidate.fields, "task"), text_field(candidate.marks, "about")
    if candidate.marks.get("settles"):
        found = [m for m in own if settles(report, _task_of(m))][-1:]
        if found or candidate.marks.get("others"):
            return found
    if candidate.marks.get("moved") and not about:
        return [m for m in here if m.fields.get("due")][-1:]
    return None


def _is_to(verb: str, task: str) -> bool:
    """Tell what is to be done with a verb, which a Chinese task has anywhere: 交水电费 of 交了, and of 付了."""
    ways = _PAYS if verb in _PAYS else verb
    return same_verb(verb, task) or (has_han(task) and any(each in task for each in ways))


_PAYS = "交付缴"
"""Verbs of which one does what another one says."""


def _unnamed(own: Sequence[Memory], here: list[Memory], candidate: Candidate) -> list[Memory]:
    """Return what a report means that names none: all of a session, all but one thing, or the last."""
    if spared := text_field(candidate.marks, "spared"):
        return _told_beside(own, spared)
    return here if candidate.marks.get("everything") else here[-1:]


def _told_beside(own: Sequence[Memory], thing: str) -> list[Memory]:
    """Return what was told in one turn with the task of a thing, but for that."""
    left = [memory for memory in own if _is_about(memory, thing, "")][-1:]
    turns = left[0].turns if left else ()
    return [memory for memory in own if memory.turns == turns and memory not in left]


def _reset_in_chinese(about: Sequence[Memory], thing: str) -> list[Memory]:
    """Return what is on another day now: the last with a day, else the one task of the thing itself."""
    ends = [m for m in about if _task_of(m).endswith(thing)]
    return [m for m in about if _days(m)][-1:] or (ends if len(ends) == 1 else [])


def _reset(own: Sequence[Memory], here: Sequence[Memory], candidate: Candidate) -> list[Memory]:
    """Return what is on another day now, and the errand of setting it so.

    "It" is the session's last task with a day; of two things with one name none is meant.
    """
    verb, thing = (text_field(candidate.marks, name) for name in ("verb", "about"))
    of = _Words(str)
    own = [m for m in own if not _is_anothers(m, candidate)]
    named = of.of(thing) - _DATES
    fit = [m for m in own if named and named <= of.wanted(m)]
    rest = named - _OCCASIONS
    fit = fit or [m for m in own if rest and rest <= of.wanted(m) and m.fields.get("due")]
    if not thing:
        errand = [m for m in here if same_verb(verb, text_field(m.fields, "task"))]
        fit = errand[-1:] or [m for m in here if m.fields.get("due")][-1:]
    errands = [m for m in fit if same_verb(verb, text_field(m.fields, "task"))]
    there = [m for m in fit if m not in errands] if candidate.marks.get("moved") else []
    days = {text_field(m.fields, "due") for m in there}
    return errands + (there if len(days) == 1 and (len(there) == 1 or all(days)) else [])


_OCCASIONS = content(["appointment meeting session booking reservation event"])
"""What is set for a day, beside whom or what it is with: "see the dentist" is the dentist appointment."""


def _task_of(memory: Memory) -> str:
    return text_field(memory.fields, "task")


def _is_occasion(task: Memory, candidate: Candidate, *, over: bool = False) -> bool:
    """Tell what is on a day from an errand; with `over`, one whose day has come. Who is to cancel it has an errand."""
    due, first = _due_at(task), _task_of(task).partition(" ")[0].lower()
    if not over and same_verb("cancel", first) and candidate.marks.get("occasion"):
        return True
    named = _NAMED.match(task.text) is not None
    if due is None or (first in TO_DO and first not in _TRAVELS and not named):
        return False
    whole_day = due == midnight(due)
    return not over or due <= later(candidate.valid_from, _DAY if whole_day else timedelta(0))


_NAMED = re.compile(rf"(?!{LISTED})[^:]{{1,40}}: ")
"""How what is on a day is told, by its name: "Ana: interview tomorrow at 10"."""
_TRAVELS = frozenset({"fly", "travel", "drive", "visit", "see", "meet"})
"""Verbs of what is on a day."""
_DAY = timedelta(days=1)
"""How long before the end of its day an occasion without an hour may be over."""


def _moves(report: Candidate, task: Candidate) -> bool:
    """Tell whether a report sets for another day what its own words were taken for as well."""
    if not report.marks.get("resets") or task.intent is not Intent.ASSERT or is_amendment(task):
        return False
    about = content([text_field(report.marks, "about")])
    same = report.turns == task.turns and report.fields["due"] == task.fields["due"]
    return same and bool(about) and about <= content([task.text])


def _is_put_off(task: Memory, candidate: Candidate) -> bool:
    """Tell whether a report says that a task is to be done on another day, not that it is done."""
    resets, verb = candidate.marks.get("resets"), text_field(candidate.marks, "verb")
    if resets and same_verb(verb, text_field(task.fields, "task")):
        return False
    return bool(candidate.marks.get("moved"))


def _is_about(task: Memory, thing: str, verb: str) -> bool:
    """Tell whether a Chinese task is about a thing, and to be done with a verb that says what."""
    said = text_field(task.fields, "task")
    *owners, thing = thing.removeprefix("我的").split("的")
    beside = re.escape(thing)
    of_whom = all(owner in said for owner in owners)
    whole = (
        of_whom
        and _speaks_of(said, thing)
        and not re.search(rf"每|[和、]{beside}|{beside}[和、]", said)
    )
    return whole and (not verb or verb in _ANY_DEED or verb in said)


def _speaks_of(task: str, thing: str) -> bool:
    """Tell whether a Chinese task has the words of a thing, or its noun in a verb: 开会 of 会议."""
    done = _DONE_WITH.get(thing, ())
    return any(each in task for each in done) or (len(thing) >= _PART and thing in task)


_DONE_WITH = {
    **dict.fromkeys(("会", "会议", "例会"), ("开会",)),
    "课": ("上课", "听课"),
    "牙": ("看牙",),
    "牙医": ("看牙",),
    "饭局": ("吃饭",),
    "考试": ("考试",),
    "讲座": ("听讲座",),
}
"""What is done with a thing, in a verb that has its noun: 开会 of 会议."""


def _is_thing(word: Word) -> bool:
    """Tell what a task is about, not whom: PPT, but not Tom."""
    named = word.tag.startswith("n") and not word.tag.startswith("nr")
    return named or (word.tag == "eng" and word.text.isupper())


def _is_done(told: str, verb: str) -> bool:
    """Tell whether a word tells of a verb: 发出 of 发, but not 发烧."""
    return told == verb or (told.startswith(verb) and told[len(verb)] in _BEHIND)


_ANY_DEED = frozenset("管弄做办")
"""What is done to anything."""


def _days(task: Memory) -> list[str]:
    """Return the words of a Chinese task that say when."""
    said = text_field(task.fields, "task")
    return [each.moment.text for each in find_all(said, task.valid_from)]


def _put_off(desk: Desk, task: Memory, candidate: Candidate) -> Proposal:
    """Give a task another day in the place of its own."""
    when = text_field(candidate.marks, "moved")
    if candidate.marks.get("resets"):
        text, said, due = moved_to(task, when, candidate.valid_from)
    else:
        due, day = from_moment(text_field(candidate.fields, "due")), next(iter(_days(task)), "")
        was = _task_of(task)
        said = was.replace(day, when) if day else f"{when}{was}"
        found = next((each.moment for each in find_all(when, candidate.valid_from)), None)
        new = dated(when, found)
        old = rf"{re.escape(day)}(?:（[^）]*）)?" if day else rf"(?={re.escape(was)}$)"
        text = re.sub(old, lambda _: new, task.text)
    expires = later(due, DUE_GRACE)
    dates = {"due": moment(due), "expires_at": moment(expires), "task": said}
    fields = {**task.fields, **dates}
    told = replace(candidate, text=text, fields=fields)
    return desk.revise(replace(task, valid_to=expires), told, candidate.reason)


def _plain(report: str) -> str:
    """Leave out what parts a verb from its thing: 打过电话 is of 打电话."""
    return re.sub(r"(?<=[\u4e00-\u9fff])[过了完](?=[\u4e00-\u9fff])", "", report)


def _is_done_by(task: Memory, told: set[str]) -> bool:
    """Tell whether words that were told have a Chinese task's verb and what it is done with: 转 and 房租."""
    cut = words(text_field(task.fields, "task"))
    verbs = {w.text for w in cut if w.tag in {"v", "vn", "l"} or len(w.text) == 1} - _LIGHT
    verbs |= {verb[:-1] for verb in verbs if len(verb) == _PART and verb[-1] in _BEHIND} - _LIGHT
    verbs |= {verb[1:] for verb in verbs if len(verb) == _PART and verb[0] in "去来"} - _LIGHT
    things = {w.text for w in cut if len(w.text) >= _PART and _is_thing(w)}
    has_verb = any(_is_done(each, verb) for verb in verbs for each in told)
    return has_verb and bool(things & told)


_LIGHT = vocabulary("去 来 给 到 有 是 在 让 叫 帮 陪 跟 记得 提醒 要 得 想 能 会")
"""Verbs that stand in many tasks beside their own."""
_BEHIND = frozenset("给到回好完掉出走上下去过清齐")
"""What stands behind a verb and is left out or another in a report: 发给 of 发出去了."""
_PART = 2
"""Characters of a Chinese task that name it, at least."""


_OWNER = re.compile(
    r"(?:\w+ (?=\w+'s ))?(?P<owner>(?!(?:today|tonight|tomorrow|yesterday|week|month|year|\w+day)'s)\w+'s|(?:his|her|their|your)) \w",
    re.IGNORECASE,
)
"""How a thing is named that is somebody's: "mum's gas bill"."""


def _is_anothers(task: Memory, candidate: Candidate) -> bool:
    """Tell whether a report is of a thing of somebody else, of whom a task says nothing: "mum's gas bill is done"."""
    whose = _OWNER.match(text_field(candidate.marks, "about"))
    if whose is None:
        return False
    owner, actor = whose["owner"].casefold(), candidate.identity.partition("|")[0].split()
    one = owner.removesuffix("'s")
    return one not in actor and one not in re.findall(r"\w+", _task_of(task).casefold())


def _best(own: Sequence[Memory], candidate: Candidate, of_tasks: _Words) -> Memory | None:
    said = of_tasks.of(text_field(candidate.fields, "task"))
    said_of = text_field(candidate.marks, "about")  # in Chinese a part of a run of words
    about = of_tasks.of(said_of)
    of_one = [m for m in own if _speaks_of(text_field(m.fields, "task"), said_of)]
    if len(of_one) != 1 or not has_han(said_of):
        of_one = []
    best, best_share = None, 0.0
    for memory in (each for each in own if not _is_anothers(each, candidate)):
        wanted = of_tasks.wanted(memory)
        share = len(wanted & said) / len(wanted) if wanted else 0.0
        if about and (about <= wanted or memory in of_one):
            share = max(share, DONE_OVERLAP)
        if share >= max(best_share, DONE_OVERLAP):
            best, best_share = memory, share
    return best


_DATES = content(
    [
        """due deadline wait monday tuesday wednesday thursday friday saturday sunday january february march april may june
        july august september october november december week weekend month year morning evening afternoon night pm
        before after until today tomorrow tonight next"""
    ]
)
"""What says when a task is due, which who did it need not repeat."""


def _renew(desk: Desk, candidate: Candidate) -> Proposal:
    """Add a task, or give a known one its new date and life."""
    moved = _moved(desk.current(), candidate)
    still = _still_open(desk.current(), candidate)
    if still is not None:
        return desk.merge(replace(still, valid_to=candidate.valid_to), candidate)
    for memory in desk.current():
        same = memory.identity == candidate.identity or memory.id == moved
        if same and candidate.turns[0] not in memory.turns:
            due = candidate.fields["due"] or memory.fields.get("due")
            fields = {**candidate.fields, "due": due}
            return desk.revise(
                replace(memory, valid_to=candidate.valid_to),
                replace(candidate, fields=fields),
                f"said again: {candidate.reason}",
            )
    return desk.settle(candidate)


_OPEN = re.compile(
    r"\bstill (?:open|pending|outstanding|not done|undone|to do|to be done)\b|还没|尚未|还未|依然没|仍没"
)
"""What says of a task no more than that it has yet to be done."""


def _still_open(tasks: Sequence[Memory], candidate: Candidate) -> Memory | None:
    """Return the one open task of which nothing else is told than that it is open: "the essay is still open"."""
    task = text_field(candidate.fields, "task")
    about = content([_OPEN.sub(" ", task)])
    if not about or candidate.fields["due"] or not _OPEN.search(task):
        return None
    owner = candidate.identity.partition("|")[0]
    own = [
        memory
        for memory in tasks
        if memory.identity.partition("|")[0] == owner
        and about <= content([text_field(memory.fields, "task")])
    ]
    return own[0] if len(own) == 1 and own[0].identity != candidate.identity else None


_INSTEAD = re.compile(r"\binstead\W*$", re.IGNORECASE)
"""What says that a task is done at another time than was told: "I'll submit the form on Monday instead"."""


def _is_moved(task: str) -> bool:
    """Tell whether a task is told of for another day than before."""
    return MOVED.match(task) is not None or _INSTEAD.search(task) is not None


def _is_errand_of(task: str, told: str) -> bool:
    """Tell whether two tasks are one but for their dates."""
    both = [
        {w for w in content([words]) - _DATES - {"instead"} if not w[:1].isdigit()}
        for words in (task, told)
    ]
    return min(map(len, both)) > 1 and (both[0] <= both[1] or both[1] <= both[0])


def _moved(tasks: Sequence[Memory], candidate: Candidate) -> str:
    """Return which open task is set for another day, by what it is about; empty for none."""
    task = text_field(candidate.fields, "task")
    match = MOVED.match(task)
    owner = candidate.identity.partition("|")[0]
    if _INSTEAD.search(task):
        own = [m for m in tasks if m.identity.partition("|")[0] == owner]
        same = [m.id for m in own if _is_errand_of(text_field(m.fields, "task"), task)]
        return same[0] if len(same) == 1 else ""
    named = [
        memory.id
        for memory in tasks
        if match is not None
        and _speaks_of(text_field(memory.fields, "task"), match["thing"])
        and (memory.identity.partition("|")[0] == owner or memory.text.startswith(LISTED))
    ]
    return named[0] if len(named) == 1 else ""


@noted
def _due_at(memory: Memory) -> datetime | None:
    """Return when a task is due, where that is a moment."""
    due = text_field(memory.fields, "due")
    return from_moment(due) if re.match(r"\d{4}-", due) else None


def errand_of(task: Task, reading: Reading) -> Candidate:
    """Draft a task that something else than the rules read."""
    return _open(task, reading)
