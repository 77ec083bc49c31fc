"""What is believed of a model's words about a question: how to search for it, and what answers it.

A rewriting only adds to the search, so a wrong one costs ranks and nothing else; it must not
bring in names and numbers all the same. An answer has to cite what the model was shown, and what
can be checked of it has to stand there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pydantic import ValidationError

from octomem.agents.model.answers import Answering, Rewriting
from octomem.agents.model.evidence import Evidence, plain
from octomem.agents.reading.language import language_of
from octomem.agents.reading.reading import Moment
from octomem.memory import Memory
from octomem.operation import Rejected

REWRITE = "rewrite"
ANSWER = "answer"
"""What their usage goes by in `stats`, and what is kept out of them in `rejected`."""
MAX_QUESTIONS = 3
MAX_LENGTH = 200
"""Characters of a question to search for, at most."""
MAX_YEARS = 100
"""How far from the question's own moment a time that it means may be."""
MAX_ANSWER = 2000
_WITHHELD = "[secret"


class Unreadable(Exception):  # noqa: N818 - the caller says whose answer it is
    """An answer has not the form that was asked for; the message says where."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What is added to a search."""

    questions: tuple[str, ...] = ()
    moment: Moment | None = None
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is left of an answer: a text with the short ids it rests on, or why there is none."""

    text: str | None
    cited: tuple[str, ...] = ()
    reason: str = ""
    rejected: tuple[Rejected, ...] = ()


def rewrite_of(value: Mapping[str, Any], query: str, at: datetime) -> Rewrite:
    """Keep what a rewriting may add to the search for a question that is asked at a moment.

    Raises:
        Unreadable: it has not the form that was asked for.
    """
    try:
        given = Rewriting.model_validate(value)
    except ValidationError as error:
        raise Unreadable(_first(error)) from None
    evidence = Evidence((), (), [query])
    kept: list[str] = []
    rejected: list[Rejected] = []
    for question in dict.fromkeys(" ".join(each.split()) for each in given.questions):
        why = _unfit(question, query, evidence)
        if why is None and len(kept) == MAX_QUESTIONS:
            why = f"there are {MAX_QUESTIONS} already"
        if why is None:
            kept.append(question)
        else:
            rejected.append(Rejected(REWRITE, question[:MAX_LENGTH], why))
    moment, why = _moment(given, evidence, at)
    if why:
        told = f"{given.when}: {given.since} to {given.until}"
        rejected.append(Rejected(REWRITE, told[:MAX_LENGTH], why))
    return Rewrite(tuple(kept), moment, tuple(rejected))


def _unfit(question: str, query: str, evidence: Evidence) -> str | None:
    """Say why a question is not searched for as well, or None."""
    if not question or plain(question) == plain(" ".join(query.split())):
        return "it is the question itself" if question else "it is empty"
    if len(question) > MAX_LENGTH:
        return f"it has more than {MAX_LENGTH} characters"
    if _WITHHELD in question:
        return "a withheld value cannot be searched for"
    invented = evidence.invented(question, names=language_of(question) == "en")
    return None if invented is None else f"{invented!r} does not stand in the question"


def _moment(given: Rewriting, evidence: Evidence, at: datetime) -> tuple[Moment | None, str]:
    """Read the days that a question means, or say why they are not believed."""
    if not given.when and not given.since and not given.until:
        return None, ""
    if not given.when.strip() or not evidence.holds(given.when):
        return None, "its words do not stand in the question"
    try:
        since, until = date.fromisoformat(given.since), date.fromisoformat(given.until)
    except ValueError:
        return None, "its days are no dates, YYYY-MM-DD"
    if until < since or max(abs(day.year - at.year) for day in (since, until)) > MAX_YEARS:
        return None, "its days are no span of time near the question"
    start, end = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (since, until))
    return Moment(given.when, start, end + timedelta(days=1)), ""


def answer_of(
    value: Mapping[str, Any], query: str, shown: Mapping[str, Memory], texts: Mapping[str, str]
) -> Judgement:
    """Judge an answer by the memories it cites; `shown` and `texts` are by short id.

    Raises:
        Unreadable: it has not the form that was asked for.
    """
    try:
        given = Answering.model_validate(value)
    except ValidationError as error:
        raise Unreadable(_first(error)) from None
    text = given.answer.strip()
    if not text:
        return Judgement(None, reason="the model finds no answer in the memories")
    cited = tuple(dict.fromkeys(short for short in given.citations if short in shown))
    strange = [short for short in dict.fromkeys(given.citations) if short not in shown]
    rejected = [Rejected(ANSWER, short[:MAX_LENGTH], "it cites what it was not shown") for short in strange]  # fmt: skip
    why = _unsupported(text, query, [texts[short] for short in cited])
    if why is None:
        return Judgement(text, cited, rejected=tuple(rejected))
    rejected.append(Rejected(ANSWER, text[:MAX_ANSWER], why))
    return Judgement(
        None, reason=f"the model's answer was kept out: {why}", rejected=tuple(rejected)
    )


def _unsupported(text: str, query: str, cited: Sequence[str]) -> str | None:
    """Say what of an answer its citations do not bear out, or None."""
    if not cited:
        return "it cites no memory that was recalled"
    if len(text) > MAX_ANSWER:
        return f"it has more than {MAX_ANSWER} characters"
    english = language_of(text) == "en"
    invented = Evidence((), (), [query, *cited]).invented(text, names=english)
    if invented is not None:
        return f"{invented!r} does not stand in the memories it cites"
    rest = _without(text, query)
    if (
        english
        and language_of(" ".join(cited)) == "en"
        and not Evidence((), (), cited).shares(rest)
    ):
        return "nothing of it stands in the memories it cites"
    return None


def _without(text: str, query: str) -> str:
    """Return the words of an answer that do more than repeat the question."""
    asked = Evidence((), (), [query])
    return " ".join(word for word in text.split() if not asked.shares(word))


def _first(error: ValidationError) -> str:
    found = error.errors(include_url=False)[0]
    return f"{'.'.join(map(str, found['loc'])) or 'the answer'}: {found['msg']}"
