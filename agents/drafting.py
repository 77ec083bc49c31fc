"""From a statement to a candidate: what every agent fills in the same way."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from octomem.agents import lasting
from octomem.agents.base import Candidate, Intent
from octomem.agents.long_ago import is_long_ago
from octomem.agents.reading.before import Asked
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.grammar import EMPTY_SUBJECTS
from octomem.agents.reading.reading import Moment, Mood, Reading, Statement, Tense
from octomem.agents.remarked import says
from octomem.jsons import JSON
from octomem.memory import LONG_AGO, Kind

_DURATION = re.compile(r"(?:for|since|over|during|in the)\b", re.IGNORECASE)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d")


def draft(  # noqa: PLR0913  (it fills a record)
    kind: Kind,
    reading: Reading,
    *,
    text: str,
    fields: Mapping[str, JSON],
    identity: str,
    reason: str,
    slot: str | None = None,
    intent: Intent = Intent.ASSERT,
    valid_from: datetime | None = None,
    valid_to: datetime | None = None,
    confidence: float = 0.8,
    mentions: Iterable[str] = (),
    index_text: str = "",
    marks: Mapping[str, JSON] | None = None,
) -> Candidate:
    """Make a candidate that was read in one turn; its time is the turn's unless stated.

    The caller's metadata of the turn goes with it. What an answer says only with its question has
    the question's turn as a source as well.
    """
    turn = reading.turn
    answers = any(says(text, told) for told in reading.told)
    return Candidate(
        kind=kind,
        text=text,
        fields=fields,
        turns=(turn.id, reading.before) if answers else (turn.id,),
        identity=identity,
        valid_from=valid_from or turn.occurred_at,
        reason=reason,
        slot=slot,
        intent=intent,
        valid_to=valid_to,
        confidence=confidence,
        agent_id=turn.agent_id,
        session_id=turn.session_id,
        mentions=tuple(dict.fromkeys(name for name in mentions if name)),
        index_text=index_text,
        metadata=turn.metadata,
        marks=marks or {},
    )


def answering(candidate: Candidate, asked: Asked | None) -> Candidate:
    """Name the question's turn as a source too, where a memory quotes the question."""
    if asked is None or asked.turn in candidate.turns:
        return candidate
    return replace(candidate, turns=(*candidate.turns, asked.turn))


def since(statement: Statement, reading: Reading) -> datetime:
    """Return when a claim began: its stated past date, `LONG_AGO` where it tells of a time without one, else the turn's time."""
    said = reading.turn.occurred_at
    moment = statement.moment
    if is_long_ago(statement, reading):
        return LONG_AGO
    planned = statement.tense is Tense.FUTURE and statement.mood is Mood.FACT
    if moment is None or (moment.start > said and not planned):
        return said
    is_end = moment.is_until and moment.end <= said and statement.tense is Tense.PAST
    return LONG_AGO if is_end else moment.start


def spell(statement: Statement) -> Moment | None:
    """Return the date that says when what a statement tells ends or ended.

    What happened within a span did not end with it.
    """
    moment = statement.moment
    happens = statement.verb in lasting.HAPPENINGS
    return moment if moment is not None and moment.ends and not happens else None


def until(statement: Statement, reading: Reading) -> datetime | None:
    """Return when a claim ends or ended, where the text says "until …" or "from … to …".

    What is so now did not end before, and what has not begun has no end yet.
    """
    moment = spell(statement)
    if moment is None:
        return None
    if moment.is_over(reading.turn.occurred_at):
        ends = statement.tense is Tense.PAST
    else:
        ends = since(statement, reading) == moment.start
    return moment.end if ends else None


def span(statement: Statement, reading: Reading) -> tuple[datetime, datetime]:
    """Return from when to when something held that is over: "from 2015 to 2018", "in 2010".

    What held "until 2017", or "used to", began `LONG_AGO`: nobody says when.
    """
    said, moment = reading.turn.occurred_at, statement.moment
    if moment is None or moment.start > said:
        return LONG_AGO, said
    if moment.start == LONG_AGO or moment.is_until:
        return LONG_AGO, moment.end
    if re.search(rf"{re.escape(moment.text)}(?:以前|之前|前)", statement.text):
        return LONG_AGO, moment.start
    was = " used to " in statement.text or (statement.tense is Tense.PAST and not statement.ended)
    return moment.start, min(moment.end, said) if was or moment.ends else moment.start


def ended_at(statement: Statement, reading: Reading) -> datetime:
    """Return when what an ending tells was or will be over: what was so "from 2005 to 2012" at the end of that."""
    moment = statement.moment
    if moment is not None and statement.tense is Tense.FUTURE:
        return moment.left_at
    over = moment is not None and moment.is_over(reading.turn.occurred_at)
    return moment.end if moment is not None and over else since(statement, reading)


def dated(text: str, moment: Moment | None) -> str:
    """Add the date to a text that says it relatively: "last year (2022)"."""
    if moment is None or _HAS_YEAR.search(moment.text) or _DURATION.match(moment.text):
        return text
    at = text.lower().find(moment.text.lower())
    end = at + len(moment.text)
    if has_han(moment.text):
        return text if at < 0 else f"{text[:end]}（{_span_in_chinese(moment)}）{text[end:]}"
    return text if at < 0 else f"{text[:end]} ({span_words(moment)}){text[end:]}"


def span_words(moment: Moment) -> str:
    """Say a moment as precisely as it is known: a day, a month or a year."""
    if moment.is_until:
        return f"{moment.end.day} {moment.end:%B %Y}"
    days = (moment.end - moment.start).days
    if days <= 1:
        return f"{moment.start.day} {moment.start:%B %Y}"
    if days <= 9:
        return f"the week of {moment.start.day} {moment.start:%B %Y}"
    return f"{moment.start:%Y}" if days > 300 else f"{moment.start:%B %Y}"


def _span_in_chinese(moment: Moment) -> str:
    """Say a moment as precisely as it is known, in Chinese."""
    days, start = (moment.end - moment.start).days, moment.start
    if moment.is_until or moment.text.endswith("前"):
        before = "" if moment.is_until else "前"
        return f"{moment.end.year}年{moment.end.month}月{moment.end.day}日{before}"
    if days <= 1:
        return f"{start.year}年{start.month}月{start.day}日"
    if days <= 9:
        return f"{start.year}年{start.month}月{start.day}日起"
    return f"{start.year}年" if days > 300 else f"{start.year}年{start.month}月"


def names_in(text: str, reading: Reading, *more: str) -> tuple[str, ...]:
    """Return the proper names that a text contains, and `more` but for pronouns, each once."""
    found = [name.text for name in reading.names if name.text in text]
    named = (each for each in more if each and each.casefold() not in _NAMELESS)
    return tuple(dict.fromkeys([*named, *found]))


_NAMELESS = EMPTY_SUBJECTS | {"people", "we", "i"}
