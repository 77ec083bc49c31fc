"""Reads turns without a model: sentences, statements, names and dates as plain data."""

import re
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import chain, islice, pairwise
from threading import Lock
from typing import TYPE_CHECKING

from octomem.agents.reading.amends import contrasted, taken_back
from octomem.agents.reading.answers import MAX_SENTENCES, Declared, declared
from octomem.agents.reading.arranging import is_arranged
from octomem.agents.reading.before import Asked, asked, asks_about_listener, may_answer
from octomem.agents.reading.classifier import Message
from octomem.agents.reading.cleaning import Passage, passages
from octomem.agents.reading.dates import find_moments, is_year_ahead
from octomem.agents.reading.days import told_of_days
from octomem.agents.reading.halves import fillings
from octomem.agents.reading.instead import (
    Amend,
    amends,
    is_cued,
    is_told_wrong,
    meant_of,
    of_another,
    renamed,
)
from octomem.agents.reading.language import language_of
from octomem.agents.reading.makes import made_by
from octomem.agents.reading.names import names, topics
from octomem.agents.reading.parser import parsing
from octomem.agents.reading.questions import Question, questions
from octomem.agents.reading.reading import (
    Found,
    Moment,
    Mood,
    Name,
    Reading,
    Sentence,
    Statement,
    Tense,
)
from octomem.agents.reading.remarks import PLACEHOLDER, Remark, remarks
from octomem.agents.reading.repairs import Repair, repaired
from octomem.agents.reading.scales import Scales
from octomem.agents.reading.statements import Setting, statements
from octomem.agents.reading.subjects import NOBODY, Referents
from octomem.agents.reading.succession import succeeded
from octomem.agents.reading.whose import Telling, given
from octomem.turn import Role, Turn

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

CACHED = 2_048
"""Readings that are kept, at 9 KB each; those of the latest call in any case, which are asked for twice. The last turns of a
session are asked for again by its next call, before which come those of everybody else who talks at that time."""

SHORT = 5
"""Words of a sentence behind which a turn still answers what was asked before it."""

_UNCLAIMED = frozenset({Mood.HYPOTHETICAL, Mood.HEARSAY, Mood.QUESTION, Mood.COMMAND})


CONTEXT = 4
"""Turns before a turn that its pronouns may refer to."""

_Key = tuple[str, ...]
_Parsed = tuple[Passage, "Doc"]
_Told = tuple[Declared, "Doc"]
"""What a sentence says as an answer, and its parse."""


@dataclass(frozen=True, slots=True)
class _Trace:
    """A reading, and whom the words of the next turn may mean."""

    reading: Reading
    referents: Referents
    alone: bool
    """Read without the turns before it."""
    questions: tuple[Question, ...] = ()
    """What it asks at its end, for the turn after it."""


@dataclass(frozen=True, slots=True)
class _Unread:
    """A turn that is to be read: its language, its parses and what it asks and answers."""

    language: str
    found: Sequence[_Parsed]
    repair: Repair
    """What it says with what it puts right."""
    questions: tuple[Question, ...] = ()
    told: Sequence[_Told] = ()
    failed: Exception | None = None
    """Why its questions or answers could not be made out."""


@dataclass(frozen=True, slots=True)
class _Circle:
    """Who is known by name already, which Chinese shows by nothing in writing."""

    people: Mapping[str, str]
    """By name, "person" or "animal"."""

    def key(self, turn: Turn) -> _Key:
        """Return what a reading depends on, besides the turns before it."""
        said = sorted(name for name in self.people if name in turn.text)
        return turn.id, turn.text, turn.actor, turn.role, turn.occurred_at.isoformat(), *said


class Reader:
    """Reads turns; one instance serves all threads. The parser loads with the first turn."""

    def __init__(self, scales: Callable[[], Scales] = Scales) -> None:
        self._scales = scales
        self._traces: OrderedDict[_Key, _Trace] = OrderedDict()
        self._lock = Lock()

    def read(self, turn: Turn, previous: Sequence[Turn] = ()) -> Reading:
        """Read one turn. `previous` are the turns before it, oldest first.

        They tell who "she" is and who "you" are; a reading is the same without them
        where a turn stands for itself.
        """
        return self._read(((turn, tuple(previous[-CONTEXT:])),), _Circle(NOBODY))[0]

    def read_many(
        self,
        turns: Sequence[Turn],
        previous: Sequence[Turn] = (),
        people: Mapping[str, str] = NOBODY,
    ) -> list[Reading]:
        """Read the turns of one call, given in order, each with the ones before it.

        `people` are who is known by name, a "person" or an "animal" each. Chinese turns are
        read with them: nothing in writing tells a name there from other words.
        """
        row = [*previous[-CONTEXT:], *turns]
        first = len(row) - len(turns)
        return self._read(
            tuple(
                (turn, tuple(_same_session(turn, row[max(0, first + i - CONTEXT) : first + i])))
                for i, turn in enumerate(turns)
            ),
            _Circle(people),
        )

    def read_each(self, rows: Sequence[tuple[Turn, Sequence[Turn], Mapping[str, str]]]) -> None:
        """Read turns at once, each with the ones before it in its session and whom they may name.

        `read_many` of each then finds it read, as long as it is among the last `CACHED`.
        """
        alike: dict[tuple[tuple[str, str], ...], list[tuple[Turn, tuple[Turn, ...]]]] = {}
        for turn, before, people in sorted(rows, key=lambda row: _stands(row[0])):
            of_people = alike.setdefault(tuple(sorted(people.items())), [])
            of_people.append((turn, tuple(before[-CONTEXT:])))
        for named, pairs in alike.items():
            self._read(pairs, _Circle(dict(named)))

    def clear(self) -> None:
        """Keep no reading of any turn."""
        with self._lock:
            self._traces.clear()

    def _read(
        self, pairs: Sequence[tuple[Turn, tuple[Turn, ...]]], circle: _Circle
    ) -> list[Reading]:
        key_of = circle.key
        with self._lock:
            traces = {
                key: self._traces[key] for key in map(key_of, _all(pairs)) if key in self._traces
            }
            for key in traces:
                self._traces.move_to_end(key)
        for turn, previous in pairs:
            if previous and key_of(turn) in traces and traces[key_of(turn)].alone:
                del traces[key_of(turn)]
        missing = [pair for pair in pairs if key_of(pair[0]) not in traces]
        fresh = self._parse(missing, traces, circle)
        with self._lock:
            for key, trace in fresh.items():
                self._traces[key] = trace
                self._traces.move_to_end(key)
            while len(self._traces) > max(CACHED, len(pairs)):
                self._traces.popitem(last=False)
        known = traces | fresh
        readings = ((known[key_of(turn)].reading, turn) for turn, _ in pairs)
        return [read if read.turn is turn else replace(read, turn=turn) for read, turn in readings]

    def _parse(
        self,
        pairs: Sequence[tuple[Turn, tuple[Turn, ...]]],
        known: Mapping[_Key, _Trace],
        circle: _Circle,
    ) -> dict[_Key, _Trace]:
        """Read turns, and those before them that were never read, each parsed once.

        What one says is weighed while the next is read, its words while it is read itself.
        """
        unread = {circle.key(turn): turn for turn in _all(pairs) if circle.key(turn) not in known}
        repairs = _repairs(pairs, unread, circle)
        cleaned: dict[_Key, tuple[str, list[Passage]]] = {
            key: _cleaned(repair.text) if repair.text else ("en", [])
            for key, repair in repairs.items()
        }
        rows = [(key, passage) for key, (_, found) in cleaned.items() for passage in found]
        fresh: dict[_Key, _Trace] = {}
        scales = self._scales()
        weighed: dict[_Key, Future[Reading]] = {}
        with parsing() as parse:
            docs = parse([passage.text for _, passage in rows])
            again = _made_whole(rows, unread, _answering(pairs, circle), docs)
            for place, doc in zip(again, parse(list(again.values())), strict=True):
                docs[place] = doc
            parses: dict[_Key, list[_Parsed]] = {key: [] for key in unread}
            for (key, passage), doc in zip(rows, docs, strict=True):
                parses[key].append((passage, doc))
            drafts = {
                key: _asking(_Unread(cleaned[key][0], parses[key], repairs[key]), turn)
                for key, turn in unread.items()
            }
            replies = _replies(pairs, drafts, known, circle)
            told = iter(parse([reply.text for _, reply in replies]))
            for key, reply in replies:
                drafts[key] = replace(drafts[key], told=[*drafts[key].told, (reply, next(told))])
            scales.begin(list(_to_weigh(pairs, drafts, circle)))
            for turn, previous in pairs:
                _follow(turn, previous, drafts, known, fresh, circle)
                read = islice(fresh.items(), len(weighed), None)
                weighed |= {key: scales.put(trace.reading) for key, trace in read}
        return {key: replace(trace, reading=weighed[key].result()) for key, trace in fresh.items()}


def _repairs(
    pairs: Sequence[tuple[Turn, tuple[Turn, ...]]], unread: Mapping[_Key, Turn], circle: _Circle
) -> dict[_Key, Repair]:
    """Say what turns say with what they put right, each with the turns before it."""
    found: dict[_Key, Repair] = {}
    for turn, previous in pairs:
        row = (*previous, turn)
        for at, each in enumerate(row):
            key = circle.key(each)
            if key in unread and key not in found:
                found[key] = _repair(each, row[:at])
    return found


def _repair(turn: Turn, before: Sequence[Turn]) -> Repair:
    """Return what an English turn says with what it puts right, any other as it is."""
    if language_of(turn.text) != "en":
        return Repair(turn.text)
    try:
        return repaired(turn, before)
    except Exception:  # noqa: BLE001 - the edge: no wording may keep a turn from memory
        return Repair(turn.text)


def _stands(turn: Turn) -> tuple[str, int]:
    """Return where a turn stands: a turn is to be read before those that it tells of "she" to."""
    return turn.session_id or "", turn.position


def _to_weigh(
    pairs: Sequence[tuple[Turn, tuple[Turn, ...]]], unread: Mapping[_Key, _Unread], circle: _Circle
) -> Iterator[Message]:
    """Yield what people say that is about to be understood, as it will be weighed."""
    for turn, previous in pairs:
        found = unread[circle.key(turn)].found if turn.role is Role.USER else ()
        try:
            said = tuple(
                _typed(passage, span) for passage, doc in found for span in _sentences(doc)
            )
            answers = previous and not unread[circle.key(turn)].repair.is_of_before
            question = asked(previous[-1] if answers else None, turn)
        except Exception:  # noqa: BLE001, S112 - the edge: reading it meets the same, and says so
            continue
        if said:
            yield Message("en", "" if question is None else question.question, said)


def _answering(pairs: Sequence[tuple[Turn, tuple[Turn, ...]]], circle: _Circle) -> set[_Key]:
    """Return the turns before which another asked something that is not about who speaks."""
    rows = (pairwise((*previous, turn)) for turn, previous in pairs)
    return {
        circle.key(turn)
        for before, turn in chain.from_iterable(rows)
        if (question := asked(before, turn)) and not asks_about_listener(question)
    }


def _made_whole(
    rows: list[tuple[_Key, Passage]],
    turns: Mapping[_Key, Turn],
    answering: Collection[_Key],
    docs: Sequence["Doc"],
) -> dict[int, str]:
    """Fill in what half sentences of people lack; the rows then hold what is parsed once more."""
    again: dict[int, str] = {}
    for place, ((key, passage), doc) in enumerate(zip(rows, docs, strict=True)):
        if turns[key].role is not Role.USER or passage.is_listed:
            continue
        if words := tuple(fillings(doc, answers=key in answering)):
            rows[place] = key, passage.filled(words)
            again[place] = rows[place][1].text
    return again


@dataclass(slots=True)
class _Draft:
    sentences: list[Sentence] = field(default_factory=list[Sentence])
    statements: list[Statement] = field(default_factory=list[Statement])
    names: dict[str, Name] = field(default_factory=dict[str, Name])
    moments: list[Moment] = field(default_factory=list[Moment])
    topics: dict[str, None] = field(default_factory=dict[str, None])
    amends: list[Amend] = field(default_factory=list[Amend])
    told: list[str] = field(default_factory=list[str])
    listed: set[int] = field(default_factory=set[int])
    """The sentences that are items of a list."""
    owners: dict[int, str] = field(default_factory=dict[int, str])


def _follow(  # noqa: PLR0913, PLR0917 - what is read, with all that it may refer to
    turn: Turn,
    previous: Sequence[Turn],
    unread: Mapping[_Key, _Unread],
    known: Mapping[_Key, _Trace],
    fresh: dict[_Key, _Trace],
    circle: _Circle,
) -> None:
    """Read a turn, and before it the turns it refers to, in order."""
    last: _Trace | None = None
    for i, earlier in enumerate((*previous, turn)):
        key = circle.key(earlier)
        trace = fresh.get(key) or known.get(key)
        if trace is None:
            trace = _understood(earlier, (*previous[:i], turn), unread[key], last, circle)
            fresh[key] = trace
        last = trace


def _understood(
    turn: Turn,
    around: Sequence[Turn],
    unread: _Unread,
    before: _Trace | None,
    circle: _Circle,
) -> _Trace:
    """Read a turn; one at whose words the reader fails is kept word for word, like any other."""
    failed = unread.failed
    if failed is None:
        try:
            return _trace(turn, around, unread, before, circle)
        except Exception as error:  # noqa: BLE001 - the edge: no wording may keep a turn from memory
            failed = error
    failure = failed.with_traceback(None)
    reading = Reading(turn=turn, language=unread.language, failed=failure)
    return _Trace(reading, Referents(turn.actor), alone=before is None)


def _trace(
    turn: Turn,
    around: Sequence[Turn],
    unread: _Unread,
    before: _Trace | None,
    circle: _Circle,
) -> _Trace:
    referents = before.referents.copied() if before is not None else Referents(turn.actor)
    referents.speaker = turn.actor
    referents.listener = _listener(turn, around)
    answers = before is not None and not unread.repair.is_of_before
    question = asked(before.reading.turn if before is not None and answers else None, turn)
    if unread.language == "zh":
        chinese = _chinese(turn, around, referents, question, circle)
        return _Trace(chinese, referents, alone=before is None)
    meant = _last_named(referents)
    telling = Telling(referents, question) if turn.role is Role.USER else None
    draft = _draft(replace(turn, text=unread.repair.text), unread, referents, telling)
    if unread.repair.right or unread.repair.wrong or unread.repair.unsays:
        draft.amends = [_amend_of(unread.repair)]
    said = [each.text for each in draft.sentences]
    earlier = before.reading if before is not None else None
    put_right = taken_back(contrasted(draft.statements, said), said)
    told = told_of_days(put_right, draft.sentences)
    reading = Reading(
        turn=turn,
        language=unread.language,
        sentences=tuple(draft.sentences),
        statements=tuple(_of_others(told, said, question, earlier)),
        names=tuple(draft.names.values()),
        moments=tuple(draft.moments),
        topics=tuple(draft.topics),
        amends=tuple(draft.amends),
        remarks=tuple(_remarks(draft, question)) if turn.role is Role.USER else (),
        asked=question,
        told=tuple(draft.told),
        before=before.reading.turn.id if before is not None and draft.told else "",
        owners=draft.owners,
        meant=meant,
    )
    return _Trace(reading, referents, before is None, unread.questions)


def _last_named(referents: Referents) -> dict[str, str]:
    """Return whom the turns before named last, by sex where it is clear."""
    he_or_she = (("m", referents.person("he")), ("f", referents.person("she")))
    return {sex: who.name for sex, who in he_or_she if who is not None}


def _amend_of(repair: Repair) -> Amend:
    """Return what is put right by what a turn says over; what its session did not tell, another one did."""
    return Amend(
        repair.wrong,
        repair.right,
        0,
        about=repair.about,
        earlier=repair.is_of_before,
        unsays=repair.unsays,
        of=repair.of,
        told=not repair.is_of_before,
    )


def _remarks(draft: _Draft, question: Asked | None) -> Iterator[Remark]:
    """Yield the remarks of the sentences that claim what they say, as it is now, but no list's.

    The first sentence answers the question before the turn; so do those behind it, as long
    as all are short and state nothing by themselves.
    """
    stated = {s.sentence for s in draft.statements if s.mood is Mood.FACT}
    other = {s.sentence for s in draft.statements if s.mood in _UNCLAIMED or s.corrects or s.ended}
    other |= draft.listed | set(draft.owners)
    for index, sentence in enumerate(draft.sentences):
        if index and index in stated:
            question = None
        idle = question is not None and question.imagines
        if not sentence.is_question and index not in other and not idle:
            yield from remarks(sentence.text, index, question)
        if len(sentence.text.split()) > SHORT:
            question = None


def _chinese(
    turn: Turn,
    around: Sequence[Turn],
    referents: Referents,
    question: Asked | None,
    circle: _Circle,
) -> Reading:
    from octomem.agents.reading.chinese import reader  # noqa: PLC0415 - loads on first use

    speakers = dict.fromkeys((each.actor for each in around if each.role is Role.USER), "person")
    before = around[-2] if len(around) > 1 else None
    own = [each for each in around[-2::-1] if (each.role, each.actor) == (turn.role, turn.actor)]
    read = reader.read(turn, referents, {**circle.people, **speakers}, before, question, own)
    return Reading(
        turn=turn,
        language="zh",
        sentences=read.sentences,
        statements=read.statements,
        names=read.names,
        moments=read.moments,
        topics=read.topics,
        remarks=read.remarks,
        clauses=read.clauses,
        amends=read.amends,
        dropped=read.dropped,
        asked=question,
    )


def _draft(turn: Turn, unread: _Unread, referents: Referents, telling: Telling | None) -> _Draft:
    draft, cued = _Draft(), is_cued(turn.text)
    for passage, doc in unread.found:
        spans = list(_sentences(doc))
        for at, span in enumerate(spans):
            dates = _dates(span, turn)
            setting = Setting(len(draft.sentences), dates, turn.occurred_at)
            before = referents.meant.get(referents.speaker)
            told = (before.object, before.text) if before is not None else ("", "")
            words = passage.verbatim(span.start_char, span.end_char)
            if words.endswith(",") and at + 1 < len(spans):  # "it's not Helen, it's Ellen"
                words = passage.verbatim(span.start_char, spans[at + 1].end_char)
            alone = passage.verbatim(span.start_char, span.end_char).rstrip(", ")
            is_told = "not " not in alone or ", not " in alone  # not "it's not Rohan, it's …"
            stretches = dict.fromkeys((alone, words) if is_told else (words,))
            lead = draft.sentences[-1].text if draft.sentences else ""
            tried = (list(amends(t, told, setting.index, cued=cued, lead=lead)) for t in stretches)
            put_right = list(succeeded(words, setting.index)) or next(
                filter(None, tried), list[Amend]()
            )
            later = spans[min(at + 2, len(spans) - 1)].end_char
            stretch = passage.verbatim(span.start_char, later)
            put_right = put_right or list(renamed(stretch, setting.index))
            called = referents.names
            draft.amends += put_right or meant_of(alone, turn.actor, called, setting.index)
            is_all = any(each.is_all for each in put_right)  # "it's Karin, not Karen"
            said = [] if is_all else list(_told(turn, unread.told, referents, setting.index))
            draft.told += [each.text for each in said]
            if not is_all and not any(
                r.is_all for r, _ in unread.told if r.sentence == setting.index
            ):
                said += _dated_at_once(statements(span, referents, setting))
            if is_told_wrong(turn.text):
                people = [turn.actor, *referents.heard, *_CAPITALISED.findall(turn.text)]
                draft.amends += _of_others_instead(alone, said, people, setting.index)
            owner = telling.owner(span, words, said) if telling is not None else None
            if owner is not None:
                draft.owners[setting.index] = owner
                said = list(given(said, turn.actor, owner))
            _date_before(draft, words, dates)
            draft.statements += said
            if passage.is_listed:
                draft.listed.add(len(draft.sentences))
            draft.sentences.append(_sentence(passage, span, said))
            draft.moments += [date.moment for date in dates]
            draft.names |= {n.text: n for n in names(span) if n.text not in draft.names}
            draft.topics |= dict.fromkeys(topics(span))
    return draft


def _of_others_instead(
    sentence: str, said: Sequence[Statement], people: Sequence[str], index: int
) -> Iterator[Amend]:
    """Yield of whom else that was named it is not so what somebody else is said to be or do."""
    for each in said:
        if each.mood is Mood.FACT and each.object and not each.negated:
            told = each.subject, f"{each.predicate} {each.object}"
            yield from of_another(sentence, told, list(dict.fromkeys(people)), index)


_CAPITALISED = re.compile(r"\b[A-Z][\w-]+")


def _told(
    turn: Turn, told: Sequence[_Told], referents: Referents, index: int
) -> Iterator[Statement]:
    """Yield what a sentence says as the answer to a question, said whole."""
    for reply, doc in told:
        for span in _sentences(doc) if reply.sentence == index else ():
            yield from statements(
                span, referents, Setting(index, _dates(span, turn), turn.occurred_at)
            )


_SINCE = re.compile(
    r"^(?:(?:I|we|he|she|they)(?:'ve|'s| have| has) )?(?:been (?:here|there|at it|with them|doing it) )?(?:since|for) [^,.;!?]{2,30}[.!]?$",
    re.IGNORECASE,
)
"""A sentence that only says for how long what was said before it has been so."""


def _dated_at_once(said: Iterable[Statement]) -> list[Statement]:
    """Date what is so with the rest of its sentence: "I work for Norrland and have since 2019"."""
    found: list[Statement] = []
    for each in said:
        last = found[-1] if found else None
        if last is not None and _is_since_of(each, last):
            found[-1] = replace(last, moment=each.moment)
        else:
            found.append(each)
    return found


def _is_since_of(each: Statement, last: Statement) -> bool:
    """Tell what says no more than since when the statement before it is so."""
    is_state = last.mood is Mood.FACT and last.tense is Tense.PRESENT and not last.negated
    if not is_state or last.moment or each.moment is None or each.subject != last.subject:
        return False
    said = each.text.removeprefix(each.subject).removesuffix(each.moment.text).strip()
    return said in {"has", "has been"} and not each.negated and not each.moment.ends


_PLACED = frozenset({"lives in", "works at", "works for", "works as", "studies at"})


def _date_before(draft: _Draft, words: str, dates: Sequence[Found]) -> None:
    """Date what is so with the sentence after it: "I live in Sheffield. Been here since 2009."."""
    if not dates or not draft.statements or _SINCE.match(words) is None:
        return
    last = draft.statements[-1]
    is_state = last.mood is Mood.FACT and last.tense is Tense.PRESENT and not last.negated
    others = re.match(r"\W*(?:he|she|they)\b", words, re.IGNORECASE) is not None
    is_state = is_state and last.predicate in _PLACED and others != last.first_person
    if is_state and last.moment is None and last.sentence == len(draft.sentences) - 1:
        draft.statements[-1] = replace(last, moment=dates[0].moment)


def _of_others(
    told: Sequence[Statement],
    sentences: Sequence[str],
    question: Asked | None,
    before: Reading | None,
) -> list[Statement]:
    """Tell of whom a question asks what a bare answer says: "is Anna vegan?" - "Vegetarian."."""
    if question is None or before is None or asks_about_listener(question):
        return list(told)
    asked_of = [s for s in before.statements if s.mood is Mood.QUESTION and not s.first_person]
    found: list[Statement] = []
    for each in told:
        bare = each.sentence == 0 and each.first_person and not _OWN.search(sentences[0])
        of = next(
            (s for s in asked_of if s.predicate == each.predicate and s.subject_type == "person"),
            None,
        )
        if bare and of is not None and of.subject not in {"you", each.subject}:
            subject = re.sub(r"^your ", f"{each.subject}'s ", of.subject)
            text = each.text.replace(each.subject, subject, 1)
            told_of = replace(each, subject=subject, first_person=False)
            found.append(replace(told_of, text=text, whole=text))
        else:
            found.append(each)
    return found


_OWN = re.compile(r"\b(?:I|me|my|mine|we|our|us|I'm|I've|im)\b", re.IGNORECASE)


def _sentences(doc: "Doc") -> Iterator["Span"]:
    return (span for span in doc.sents if span.text.strip())


def _sentence(passage: Passage, span: "Span", said: Sequence[Statement]) -> Sentence:
    is_question = span.text.rstrip(" \"')").endswith("?")  # "can you believe it?" is none
    is_command = bool(said) and said[0].mood == "command"
    return Sentence(_typed(passage, span), is_question, is_command)


def _typed(passage: Passage, span: "Span") -> str:
    """Return a sentence as it was typed."""
    text = passage.verbatim(span.start_char, span.end_char)
    return text.rstrip(" ,;") or span.text.strip()


def _dates(span: "Span", turn: Turn) -> list[Found]:
    """Find the sentence's dates; positions are in characters of the document."""
    offset = span.start_char
    tagged = [
        (e.start_char - offset, e.end_char - offset)
        for e in span.ents
        if e.label_ in {"DATE", "TIME"}
    ]
    said_at = turn.occurred_at
    found = find_moments(span.text, said_at, tagged=tagged)
    far = any(is_year_ahead(f.moment, said_at) for f in found)
    if found and (far or any(t.tag_ in {"VBD", "VBN"} for t in span)):
        before = {f.start: f for f in find_moments(span.text, said_at, past=True, tagged=tagged)}
        found = [
            then if (then := before.get(f.start, f)) != f and _is_before(span, f, then, turn) else f
            for f in found
        ]
    return [Found(f.start + offset, f.end + offset, f.moment) for f in found]


_JUST_PASSED = timedelta(days=14)
"""How long a day is over that is told without a verb and will not be again for a year: "back again on the 7th of May"."""


def _is_before(span: "Span", found: Found, then: Found, turn: Turn) -> bool:
    """Tell whether a date is the one before, by its verb, or without one as it has just passed."""
    place, said_at = span.start_char, turn.occurred_at
    if _is_past(span, found.start + place, found.end + place):
        return True
    passed = said_at - _JUST_PASSED < then.moment.end <= said_at
    ahead = any(t.pos_ in {"VERB", "AUX"} for t in span) or _TOWARDS.search(
        span.text[: found.start]
    )
    return passed and not ahead and is_year_ahead(found.moment, said_at)


_TOWARDS = re.compile(r"\b(?:for|by|until|till|before|due|from|next)(?: the)? $", re.IGNORECASE)
"""Words before a date that is yet to come."""


def _is_past(span: "Span", start: int, end: int) -> bool:
    """Tell whether the verb that a date hangs on is in the past."""
    token = next((t for t in span if t.idx < end and start < t.idx + len(t.text)), span.root)
    while token.head != token and (
        token.pos_ not in {"VERB", "AUX"} or token.dep_ == "acl" or _is_had_done(token)
    ):
        token = token.head
    helpers = {child.lower_ for child in token.children if child.dep_ in {"aux", "auxpass"}}
    if is_arranged(
        token, span.text[: start - span.start_char], span.text[start - span.start_char :]
    ):
        return False
    if helpers & {"will", "'ll", "to", "would", "should", "must", "can", "could"}:
        return False
    if helpers & {"getting", "being"}:
        return bool(helpers & {"was", "were"})
    return token.tag_ in {"VBD", "VBN"} or bool(helpers & {"was", "were", "did", "had"})


def _is_had_done(token: "Token") -> bool:
    """Tell what somebody has done for them, whenever that is: "to have it serviced"."""
    return (
        token.tag_ == "VBN"
        and token.dep_ in {"ccomp", "xcomp"}
        and token.head.lemma_ in {"have", "get"}
    )


def _listener(turn: Turn, around: Sequence[Turn]) -> str | None:
    """Return who "you" is: the one other person who speaks, where there is just one."""
    others = {t.actor for t in around if t.role is Role.USER and t.actor != turn.actor}
    is_person = turn.role in {Role.USER, Role.ASSISTANT}
    return next(iter(others)) if len(others) == 1 and is_person else None


def _asking(unread: _Unread, turn: Turn) -> _Unread:
    """Return a turn with what it asks at its end."""
    if turn.role not in {Role.USER, Role.ASSISTANT}:
        return unread
    spans = [span for _, doc in unread.found for span in _sentences(doc)]
    try:
        asked = questions(spans, turn.actor if turn.role is Role.USER else None)
    except Exception as error:  # noqa: BLE001 - the edge: no wording may keep a turn from memory
        return replace(unread, failed=error)
    return replace(unread, questions=asked)


def _replies(
    pairs: Sequence[tuple[Turn, tuple[Turn, ...]]],
    unread: dict[_Key, _Unread],
    known: Mapping[_Key, _Trace],
    circle: _Circle,
) -> list[tuple[_Key, Declared]]:
    """Say in whole sentences what turns answer to the questions of those before them."""
    found: list[tuple[_Key, Declared]] = []
    seen: set[_Key] = set()
    for turn, previous in pairs:
        row = [*previous, turn]
        for before, after in zip([None, *row], row, strict=False):
            key = circle.key(after)
            if key in seen or key not in unread:
                continue
            seen.add(key)  # read once, after the turn that it is met behind first
            if (
                before is None
                or unread[key].repair.is_of_before
                or not may_answer(before, after)
                or PLACEHOLDER in after.text
            ):
                continue
            earlier = unread.get(circle.key(before)) or known[circle.key(before)]
            try:
                question = asked(before, after)
                replied = _declared(earlier.questions, question, unread[key])
                found += [(key, reply) for reply in replied]
            except Exception as error:  # noqa: BLE001 - the edge: as above
                unread[key] = replace(unread[key], failed=error)
    return found


def _declared(open_: Sequence[Question], question: Asked | None, unread: _Unread) -> list[Declared]:
    """Say in whole sentences what a turn's first sentences answer."""
    rows = [(passage, span) for passage, doc in unread.found for span in _sentences(doc)]
    rows = rows[: MAX_SENTENCES + 1] if open_ or question is not None else []
    ends = [s.start_char if p is q else len(p.text) for (p, _), (q, s) in pairwise(rows)]
    ends += [len(passage.text) for passage, _ in rows[-1:]]
    typed = [
        passage.verbatim(span.start_char, end)
        for (passage, span), end in zip(rows, ends, strict=True)
    ]
    told = declared(open_, [span for _, span in rows], typed) if rows else []
    made = made_by(question.question, typed) if question is not None and not told else None
    return [Declared(*made, is_all=False)] if made is not None else told


def _same_session(turn: Turn, before: Sequence[Turn]) -> list[Turn]:
    return [t for t in before if t.session_id == turn.session_id]


def _all(pairs: Sequence[tuple[Turn, tuple[Turn, ...]]]) -> Iterator[Turn]:
    return (turn for pair in pairs for turn in (*pair[1], pair[0]))


def _cleaned(text: str) -> tuple[str, list[Passage]]:
    language = language_of(text)
    return language, list(passages(text)) if language == "en" else []
