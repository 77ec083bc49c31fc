"""Contextual memory: the situation a conversation is in, latest per facet and session.

What a person tells of themselves (place, device, mood, time) is theirs: two people who
talk in one session are each somewhere.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import ClassVar, Literal

from pydantic import BaseModel

from octomem.agents import chinese_situation
from octomem.agents.base import Agent, Candidate, Hit, Question, Ranked
from octomem.agents.cues import Cues
from octomem.agents.digest import counts_of, lines_of
from octomem.agents.feelings import answered_mood, asks_mood, find_mood
from octomem.agents.irony import is_said_with_it
from octomem.agents.ranking import best_first
from octomem.agents.reading.once import once
from octomem.agents.reading.reading import Reading
from octomem.agents.remarked import quoted, unsaid
from octomem.agents.resolve import Desk, name_of
from octomem.agents.sentences import sentences_of
from octomem.agents.situation import (
    answered_device,
    answered_place,
    asks_device,
    asks_where,
    clauses_of,
    find_device,
    find_place,
    find_time,
    present,
)
from octomem.agents.summary import Line, add_terms, central, fit, terms_of
from octomem.agents.turns import Hits
from octomem.errors import UsageError
from octomem.jsons import JSON, text_field
from octomem.memory import Kind, Memory
from octomem.operation import Proposal
from octomem.turn import Role

WEIGHTS: Mapping[str, float] = {"dense": 0.6, "lexical": 0.4}
"""Weight of each engine's score."""
ASKED = 0.4
"""Share of the score for a facet that the question asks for."""
IN_SESSION = 0.25
"""Share of the score for a memory of the current session."""
LATEST = 0.1
"""Share of the score for the latest memory; earlier ones get proportionally less."""
FACET_ASKED = 0.6
"""Relevance of a facet that the question asks for, whatever its words."""
UNASKED = 0.5
"""Share of its relevance that a facet keeps when the question does not ask for it: the names
and topics in it are like most questions of its session."""
RECENT_TURNS = 6
"""Turns of a call that its topic is taken from."""

SPEAKS = "somebody speaks"
"""Why a turn is looked at that tells nothing of a situation."""
Facet = Literal["place", "time", "device", "participants", "topic", "mood", "summary"]

_ASKED: Mapping[Facet, re.Pattern[str]] = {
    "place": re.compile(
        r"\bwhere (?:am|are|is) (?:i|we|you|\w+)$|\bwhere(?:'s| is| are)? \w+ (?:right now|now|currently"
        r"|at the moment|these days|today)\b|\b(?:current )?(?:location|whereabouts)\b"
    ),
    "time": re.compile(r"\bwhat time is it (?:here|for me)\b|\btime of day\b"),
    "device": re.compile(
        r"\b(?:which|what) (?:device|phone|laptop|computer)\b|\b(?:typing|writing) (?:on|from)\b"
    ),
    "participants": re.compile(
        r"\bwho(?:'s| is| are| was| were)? (?:else )?(?:\w+ )?(?:in|part of|taking part in|talking in|here)\b.*"
        r"(?:conversation|chat|session|here|discussion)|\bparticipants?\b|\bwho am i talking (?:to|with)\b"
    ),
    "topic": re.compile(
        r"\bwhat (?:are|were) we (?:\w+ )?(?:talking|discussing|chatting|speaking|on)\b"
        r"|\b(?:topic|subject) of (?:this|our|the)\b|\bcurrent topic\b|\bwhat is this (?:chat|conversation) about\b"
    ),
    "mood": re.compile(
        r"\bhow (?:am|are|is|do|does|was) (?:\w+ )+?(?:feel|feeling|doing)\b|\bmood\b"
    ),
    "summary": re.compile(
        r"\bsummar\w+|\brecap\b|\bso far\b|\bcatch me up\b|\bwhere (?:did|were) we (?:leave|left)\b|\bin short\b"
    ),
}
_ASKED_IN_CHINESE: Mapping[Facet, re.Pattern[str]] = {
    "place": re.compile(
        r"(?:现在|目前|人|此刻)(?:(?!住)[^，。]){0,6}在(?:哪(?:里|儿)?|什么地方)[呢啊呀]?\W*$|当前位置"
    ),
    "time": re.compile("现在几点|什么时间"),
    "device": re.compile("用(?:的)?(?:是)?什么(?:设备|手机|电脑)|在用什么"),
    "participants": re.compile("(?:有谁|都有谁|谁在)(?:聊天|说话|群里|这里)?|参与者"),
    "topic": re.compile("(?:在|正在)?(?:聊|讨论|谈)(?:的是|着)?什么|话题|主题"),
    "mood": re.compile("心情|感觉怎么样|情绪|开心吗|难过吗"),
    "summary": re.compile("总结|概括|回顾|到目前为止"),
}
_CUES = Cues(
    *((1.0, pattern.pattern) for pattern in _ASKED.values()),
    *((1.0, pattern.pattern) for pattern in _ASKED_IN_CHINESE.values()),
    (0.6, r"\b(?:right now|at the moment|currently|this (?:conversation|session|chat))\b"),
    (0.3, r"\b(?:now|here|today|tonight)\b"),
)
_OWN: frozenset[Facet] = frozenset({"place", "time", "device", "mood"})
"""Facets of a person rather than of the conversation."""
_OF_TURNS: frozenset[Facet] = frozenset({"topic", "summary"})
"""Facets that are put together from the words of several turns."""
_SPEAKERS = frozenset({Role.USER, Role.ASSISTANT})


class ContextualFields(BaseModel):
    """What a contextual memory holds beside its text."""

    facet: Facet
    value: str
    values: list[str] = []
    """Of participants and topic: the single names and terms."""
    terms: dict[str, int] = {}
    """Of the summary: how many turns of the session each of its main terms is in."""
    lines: list[dict[str, str]] = []
    """Of the summary: its sentences, each with the turn it is from."""


class ContextualAgent(Agent):
    """Keeps one current value per facet, person and session; a new one supersedes the old."""

    kind: ClassVar[Kind] = Kind.CONTEXTUAL
    output: ClassVar[type[BaseModel]] = ContextualFields
    floor: ClassVar[float] = 0.45

    def interest(self, reading: Reading) -> str | None:
        """Take turns in which somebody speaks; what a tool or a system says is no situation."""
        if reading.turn.role not in _SPEAKERS:
            return None
        told = [facet for facet, _, _ in _told(reading)]
        return f"tells the {' and '.join(told)}" if told else SPEAKS

    def extract(self, readings: Sequence[Reading]) -> list[Candidate]:
        """Make a candidate per session, facet and person, from the latest turn that tells it."""
        found: list[Candidate] = []
        spoken = [reading for reading in readings if reading.turn.role in _SPEAKERS]
        for session in dict.fromkeys(reading.turn.session_id for reading in spoken):
            found += _in_session([r for r in spoken if r.turn.session_id == session])
        return found

    def propose(
        self, candidates: Sequence[Candidate], known: Sequence[Memory], partition: str
    ) -> list[Proposal]:
        """Continue participants and summary, let a new value supersede, skip what is unchanged."""
        desk = Desk(self.kind, known, partition)
        named = [_grounded(candidate, partition) for candidate in candidates]
        return [_settle(desk, candidate, partition) for candidate in named]

    def edited(self, memory: Memory, text: str, fields: Mapping[str, JSON], at: datetime) -> Memory:
        """Name a situation by its new value; of which facet it is stays."""
        if fields.get("facet") != memory.fields.get("facet"):
            raise UsageError("a contextual memory keeps its facet; delete it instead")
        made = super().edited(memory, text, fields, at)
        return replace(made, identity=f"{memory.slot}/{text_field(fields, 'value').casefold()}")

    def hint(self, question: Question) -> float:
        """Say how much the question asks for the present situation."""
        return _CUES.strength(question)

    def rank(self, hits: Sequence[Hit], question: Question) -> list[Ranked]:
        """Put the current session first, then the latest; a facet that is asked for is relevant."""
        text = " ".join(question.words).casefold().replace("\u2019", "'")
        rows = (*_ASKED.items(), *_ASKED_IN_CHINESE.items())
        asked = {facet for facet, pattern in rows if pattern.search(text)}
        found, ranked = Hits.of(hits), list[Ranked]()
        latest = _latest_first(found.memories)
        for memory, like in zip(found.memories, found.means(WEIGHTS), strict=True):
            wanted = text_field(memory.fields, "facet") in asked
            here = question.session_id is not None and memory.session_id == question.session_id
            relevance = max(like, FACET_ASKED) if wanted else UNASKED * like
            share = ASKED * wanted + IN_SESSION * here + LATEST * latest[memory.id]
            rest = (1 - ASKED - IN_SESSION - LATEST) * like
            ranked.append(Ranked(memory, share + rest, relevance))
        return best_first(ranked)


def _latest_first(memories: Iterable[Memory]) -> dict[str, float]:
    """Give the latest memory 1, the earliest 0 and the others what lies between."""
    order = sorted(memories, key=lambda m: (m.valid_from, m.id))
    steps = max(len(order) - 1, 1)
    return {memory.id: place / steps for place, memory in enumerate(order)}


_FORMS: Mapping[Facet, str] = {
    "place": "{who} is {value}",
    "device": "{who} is on a device: {value}",
    "mood": "{who} feels {value}",
    "time": "it is {value} for {who}",
}
_FINDERS: Mapping[Facet, Callable[[str], str | None]] = {
    "device": find_device,
    "mood": find_mood,
    "time": find_time,
}
_DENIES = re.compile(r"\b(?:not|no|never|\w+n['\u2019]?t)\b|不|没", re.IGNORECASE)
_WEIGHED: Sequence[Facet] = ("place", "device", "mood")
"""The facets that remarks are weighed for."""
_IN_CHINESE: Mapping[Facet, tuple[Callable[[str], str | None], str]] = {
    "place": (chinese_situation.find_place, "{who}在{value}"),
    "device": (chinese_situation.find_device, "{who}在用{value}"),
    "mood": (chinese_situation.find_mood, "{who}感到{value}"),
    "time": (chinese_situation.find_time, "{who}那里是{value}"),
}
_Answers = Mapping[Facet, tuple[Callable[[str], bool], Callable[[str], str | None]]]
_ANSWERED: _Answers = {
    "place": (asks_where, answered_place),
    "device": (asks_device, answered_device),
    "mood": (asks_mood, answered_mood),
}
"""Of a facet: what asks for it, and what reads an answer that is no sentence."""
_ANSWERED_IN_CHINESE: _Answers = {
    "place": (chinese_situation.asks_where, chinese_situation.answered_place),
    "device": (chinese_situation.asks_device, chinese_situation.answered_device),
}


def _told(reading: Reading, before: Reading | None = None) -> list[tuple[Facet, str, str]]:
    """Return what a person says of their situation: facet, value and sentence for people.

    `before` is the turn before, which may ask for it.
    """
    if not reading.from_user:
        return []
    if reading.language == "zh":
        said = _told_in_chinese(reading, before)
        return [*said, *_remarked(reading, {facet for facet, _, _ in said})]
    told: list[tuple[Facet, str, str]] = []
    sentences = sentences_of(reading)
    for facet, found in _seen(reading):
        value = found or _answer(facet, sentences, before, _ANSWERED)
        if value and not (facet == "mood" and _is_echoed(value, reading, before)):
            text = _FORMS[facet].format(who=reading.turn.actor, value=value)
            told.append((facet, value, text[:1].upper() + text[1:] if facet == "time" else text))
    return [*told, *_remarked(reading, {facet for facet, _, _ in told})]


@once
def _seen(reading: Reading) -> Iterator[tuple[Facet, str]]:
    """Yield what patterns find of each facet, the last that is said; empty for nothing."""
    told = [(clause, text) for text in sentences_of(reading) for clause in clauses_of(text)]
    places = {name.text for name in reading.names if name.type == "place"}
    finders: dict[Facet, Callable[[str], str | None]] = {
        "place": partial(find_place, places=places),
        **_FINDERS,
    }
    for facet, find in finders.items():
        values = [
            value
            for clause, sentence in told
            if (value := find(clause))
            and not _is_elsewhere(facet, value, clause, sentence, reading)
        ]
        yield facet, values[-1] if values else ""


def _is_elsewhere(facet: Facet, value: str, clause: str, sentence: str, reading: Reading) -> bool:
    """Tell how somebody else feels, and an employer, from the speaker's own situation."""
    if facet == "mood":
        if _IRONIC.search(sentence):
            return True
        part = next((p for p in clause.split(",") if value in p), clause)
        shared = clause.lower().startswith("and ") and _OF_OTHERS.match(sentence)
        return bool(_OF_OTHERS.match(part) or shared) and not _OWN_WORDS.search(clause)
    of_thing = reading.asked is not None and _OF_THING.match(reading.asked.question) is not None
    if facet == "place" and of_thing and not _OWN_WORDS.search(clause):
        return True
    at = value.removeprefix("at ")
    firm = facet == "place" and any(
        n.type == "organisation" and n.text == at for n in reading.names
    )
    return firm and bool(_OF_WORK.search(clause) or _LAST_JOB.search(reading.turn.text))


def _is_echoed(mood: str, reading: Reading, before: Reading | None) -> bool:
    """Tell a feeling that an assistant supposed and is thrown back: "Lonely! I have the whole chess club."."""
    if before is None or before.from_user or asks_mood(before.turn.text):
        return False
    alone = re.match(rf"\W*{re.escape(mood)}\s*[!?]", reading.turn.text, re.IGNORECASE)
    return alone is not None and mood in before.turn.text.casefold()


_IRONIC = re.compile(
    r"\boh,? (?:wonderful|great|joy|brilliant|fantastic|perfect|lovely|goody|good)\b[^.?\n]*\bagain\b",
    re.IGNORECASE,
)
"""Joy at what nobody is glad of: "oh great, it's raining again, I'm so happy"."""
_OF_THING = re.compile(
    r"\W*(?:(?:and|so|but|ok|okay) )?(?:(?:is|was|are|were|does|did|will) (?:it|that|this|they|he|she|there|the|[a-z]+'s)\b"
    r"|(?:is|was|are|were|does|did|will) (?:your|his|her|their|my|our) )",
    re.IGNORECASE,
)
"""A question for yes or no of something else than whom it is put to: "is the interview remote"."""
_OF_OTHERS = re.compile(r"\W*(?:(?:and|but|so|no|yes|oh|well)\W+)*(?:he|she|they)\b", re.IGNORECASE)
_OWN_WORDS = re.compile(r"\b(?:i|im|my|me|we|we're|our)\b", re.IGNORECASE)
_LAST_JOB = re.compile(
    r"\b(?:last|old|previous|former) (?:job|company|firm|employer)\b", re.IGNORECASE
)
_OF_WORK = re.compile(
    r"\b(?:jobs?(?! interview)|role|position|employer|employed|hired|promoted|lead|(?<!with my )manager|engineer|developer|intern|department"
    r"|(?:last|old|previous|new) (?:company|firm|place)|work(?:ed|ing)? (?:for(?! an?\b)|as))\b",
    re.IGNORECASE,
)
"""Words of a clause in which "at Lumo" names an employer rather than a place."""


def _remarked(reading: Reading, told: Collection[Facet]) -> Iterator[tuple[Facet, str, str]]:
    """Yield what remarks weigh enough to tell of the facets that no pattern found."""
    for facet in _WEIGHED:
        if facet not in told:
            found = [
                r
                for r in unsaid(reading, (), facet)
                if present(r.text) and not _DENIES.search(r.text)
            ]
            if found:
                yield facet, found[-1].text, quoted(reading, replace(found[-1], asked=None))


def _told_in_chinese(reading: Reading, before: Reading | None) -> list[tuple[Facet, str, str]]:
    clauses = list(chinese_situation.present_clauses(reading.turn.text))
    told: list[tuple[Facet, str, str]] = []
    for facet, (find, form) in _IN_CHINESE.items():
        found = (value for clause in clauses if (value := find(clause)))
        values = [each for each in found if not _is_not_theirs(facet, each, reading)]
        if not values and (answer := _answer(facet, clauses, before, _ANSWERED_IN_CHINESE)):
            values = [answer]
        if values:
            told.append((facet, values[-1], form.format(who=reading.turn.actor, value=values[-1])))
    return told


def _is_not_theirs(facet: Facet, value: str, reading: Reading) -> bool:
    """Tell where somebody else is, and how nobody feels who says so with a face turned upside down."""
    if facet == "mood":
        return is_said_with_it(value.removeprefix("心情"), reading.turn.text)
    return facet == "place" and _is_anothers(value, reading)


def _is_anothers(place: str, reading: Reading) -> bool:
    """Tell where somebody else is, of whom the words before tell: 她回苏州了，现在在苏州."""
    of = [each for each in reading.statements if each.object and each.object in place]
    return bool(of) and not any(each.first_person for each in of)


def _answer(
    facet: Facet, sentences: Sequence[str], before: Reading | None, answers: _Answers
) -> str | None:
    """Return the answer to the question of the turn before, where it asks for a facet."""
    if before is None or facet not in answers or not sentences:
        return None
    asks, read = answers[facet]
    return read(sentences[0]) if asks(before.turn.text) else None


def _in_session(readings: Sequence[Reading]) -> list[Candidate]:
    """Make the candidates of one session, one per facet and person."""
    found: dict[tuple[Facet, str], Candidate] = {}
    for place, reading in enumerate(readings):
        actor = reading.turn.actor
        before = readings[place - 1] if place else None
        other = before if before is not None and before.turn.actor != actor else None
        for facet, value, text in _told(reading, other):
            found[facet, actor] = _candidate(reading, facet, value, text, f"{actor} tells it")
    return [
        candidate
        for candidate in (
            *found.values(),
            _participants(readings),
            _topic(readings),
            _summary(readings),
        )
        if candidate is not None
    ]


def _candidate(reading: Reading, facet: Facet, value: str, text: str, reason: str) -> Candidate:
    turn = reading.turn
    slot = f"{turn.session_id or ''}/{facet}"
    if facet in _OWN:
        slot += f"/{turn.actor.casefold()}"
    fields: dict[str, JSON] = {"facet": facet, "value": value}
    return Candidate(
        kind=Kind.CONTEXTUAL,
        text=text,
        fields=fields,
        turns=(turn.id,),
        identity=f"{slot}/{value.casefold()}",
        valid_from=turn.occurred_at,
        reason=f"{facet}: {reason}",
        slot=slot,
        confidence=0.7,
        agent_id=turn.agent_id,
        session_id=turn.session_id,
        mentions=(turn.actor,) if facet in _OWN else (),
        metadata=turn.metadata,
    )


def _listed(candidate: Candidate, values: Sequence[str], text: str) -> Candidate:
    """Give a candidate several values, in order."""
    value = ", ".join(values)
    fields = {**candidate.fields, "value": value, "values": list[JSON](values)}
    identity = f"{candidate.slot}/{value.casefold()}"
    return replace(candidate, fields=fields, text=text, identity=identity)


def _participants(readings: Sequence[Reading]) -> Candidate:
    first = {reading.turn.actor: reading for reading in reversed(readings)}
    actors = list(first)[::-1]
    base = _candidate(first[actors[0]], "participants", "", "", "speaks here")
    turns = tuple(dict.fromkeys(first[actor].turn.id for actor in actors))
    return _with_people(replace(base, turns=turns), actors)


def _with_people(candidate: Candidate, actors: Sequence[str]) -> Candidate:
    text = f"In this conversation: {', '.join(actors)}"
    return replace(_listed(candidate, actors, text), mentions=tuple(actors))


def _topic(readings: Sequence[Reading]) -> Candidate | None:
    """Name what the latest turns are about: their most frequent noun phrases, else words."""
    recent = readings[-RECENT_TURNS:]
    counts: Counter[str] = Counter()
    for reading in recent:
        counts.update({word for phrase in _phrases(reading) for word in phrase.split()})
    phrases = {phrase for reading in recent for phrase in _phrases(reading)}
    if not phrases:
        return None
    order = _apart(sorted(phrases, key=lambda phrase: _prominence(phrase, counts)))[:3]
    about = [reading for reading in recent if set(order) & set(_phrases(reading))]
    base = _candidate(about[-1], "topic", "", "", "what the latest turns are about")
    base = replace(base, turns=tuple(reading.turn.id for reading in about))
    return _listed(base, order, f"Talking about: {', '.join(order)}")


def _prominence(phrase: str, counts: Mapping[str, int]) -> tuple[float, int, str]:
    """Sort phrases by how many turns their words are in, longer ones first among equals."""
    words = phrase.split()
    return (-sum(counts[word] for word in words) / len(words), -len(words), phrase)


def _apart(phrases: Sequence[str]) -> list[str]:
    """Drop phrases that repeat a word of an earlier one."""
    chosen: list[str] = []
    taken: set[str] = set()
    for phrase in phrases:
        if not taken.intersection(phrase.split()):
            chosen.append(phrase)
            taken.update(phrase.split())
    return chosen


def _phrases(reading: Reading) -> list[str]:
    """Return a turn's topics that carry content."""
    phrases = [p.strip().casefold() for p in reading.topics]
    if reading.language == "zh":
        return phrases
    if not phrases and reading.language != "en":
        return []
    if not phrases and len(reading.turn.text.split()) >= 4:
        return [term for term in terms_of(reading.turn.text) if len(term) > 4]
    cleaned = (" ".join(word for word in p.split() if terms_of(word)) for p in phrases)
    return [phrase for phrase in cleaned if len(phrase) > 2]


def _summary(readings: Sequence[Reading]) -> Candidate | None:
    """Choose this call's central sentences; `_continued` joins them to the session's."""
    texts = [reading.turn.text for reading in readings]
    lines = [
        Line(f"{reading.turn.actor}: {text}", reading.turn.id)
        for reading in readings
        for text in sentences_of(reading)
        if fit(text)
    ]
    if not lines:
        return None
    base = _candidate(readings[-1], "summary", "", "", "the most central sentences so far")
    return _with_lines(base, lines, add_terms({}, texts))


def _with_lines(candidate: Candidate, lines: Sequence[Line], terms: Mapping[str, int]) -> Candidate:
    chosen = central(lines, terms)
    value = " ".join(line.text for line in chosen)
    fields: dict[str, JSON] = {
        "facet": "summary",
        "value": value,
        "terms": dict[str, JSON](terms),
        "lines": [{"text": line.text, "turn": line.turn} for line in chosen],
    }
    return replace(
        candidate,
        fields=fields,
        text=f"So far: {value}",
        turns=tuple(dict.fromkeys(line.turn for line in chosen)),
        identity=f"{candidate.slot}/{value.casefold()}",
    )


def _grounded(candidate: Candidate, partition: str) -> Candidate:
    """Let what is made of several turns' words name those turns' memories."""
    if candidate.fields["facet"] not in _OF_TURNS:
        return candidate
    grounds = (name_of(partition, Kind.EPISODIC, turn, turn) for turn in candidate.turns)
    return replace(candidate, grounds=tuple(grounds))


def _settle(desk: Desk, candidate: Candidate, partition: str) -> Proposal:
    held = [memory for memory in desk.current() if memory.slot == candidate.slot]
    if not held:
        return desk.settle(candidate)
    before = held[-1]
    if set(candidate.turns) <= set(before.turns):
        return desk.skip(candidate, "already known from this turn", before)
    candidate = _grounded(_continued(before, candidate), partition)
    if _same(before, candidate):
        return desk.skip(candidate, f"{candidate.fields['facet']} unchanged", before)
    return desk.settle(candidate)


def _continued(before: Memory, candidate: Candidate) -> Candidate:
    """Join what accumulates within a session to what was known of it."""
    facet = candidate.fields["facet"]
    if facet == "participants":
        people = list(dict.fromkeys((*_values(before.fields), *_values(candidate.fields))))
        turns = tuple(dict.fromkeys((*before.turns, *candidate.turns)))
        return _with_people(replace(candidate, turns=turns), people)
    if facet == "summary":
        terms = counts_of(before.fields)
        for term, count in counts_of(candidate.fields).items():
            terms[term] = terms.get(term, 0) + count
        order = dict(sorted(terms.items(), key=lambda pair: (-pair[1], pair[0])))
        return _with_lines(
            candidate, [*lines_of(before.fields), *lines_of(candidate.fields)], add_terms(order, [])
        )
    return candidate


def _same(before: Memory, candidate: Candidate) -> bool:
    if candidate.fields["facet"] in {"participants", "topic"}:
        return set(_values(before.fields)) == set(_values(candidate.fields))
    return before.identity == candidate.identity


def _values(fields: Mapping[str, JSON]) -> list[str]:
    values = fields.get("values")
    return [v for v in values if isinstance(v, str)] if isinstance(values, list) else []


def situation_of(facet: Facet, value: str, reading: Reading) -> Candidate:
    """Draft what a speaker's situation is, as something else than the rules read it."""
    actor = reading.turn.actor
    text = _FORMS[facet].format(who=actor, value=value)
    return _candidate(reading, facet, value, text[:1].upper() + text[1:], f"{actor} tells it")
