"""Statements put into words: told of the speaker by name, without the chatter around."""

import re

from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.reading import Claim, Mood, Statement, Tense

_TAIL = re.compile(r"(?:啦|呢|哦|哈|啊|呀|吧|嘛|哟|咯|哒|的说|[ \u3000~])+$")
_WEAK = re.compile(r"(?:了|的|啦|呢|哦|啊|呀|吧|嘛|过|[ \u3000])+$")
_OWN_GROUP = re.compile(r"我们(?=公司|学校|团队|部门|家|店|单位)|我(?=家|公司|妈|爸|老婆|老公)")


def trimmed(text: str) -> str:
    """Return an object without the particles at its end."""
    plain = re.sub(r"^了", "", text.strip(" \u3000：:"))
    return _WEAK.sub("", plain) or plain


def tell(told: Told, text: str, start: int) -> str:
    """Tell a clause from a position on in the third person, with what stood before it."""
    actor = told.scene.actor
    text = _TAIL.sub("", text[start:])
    text = re.sub(r"[我咱俺]自己", "自己", text)
    text = _OWN_GROUP.sub(f"{actor}的", text)
    return re.sub(r"(?:我们?|咱们?|俺(?!们)|阿拉(?!伯))俩?", actor, text)


def whole(told: Told) -> str:
    """Tell the clause about its subject: leading dates, subject, the rest."""
    assert told.subject is not None  # noqa: S101 - found before anything is told
    before = "".join(found.moment.text for found in told.lead if found.end <= told.start)
    return f"{before}{told.subject.shown}{tell(told, told.clause.verbatim, told.start)}"


def to_agent(  # noqa: PLR0913 - it fills a record
    said: str, text: str, sentence: int, *, verb: str, predicate: str, mood: Mood, claim: Claim
) -> Statement:
    """Make a statement of what the agent is told to be or to do."""
    return Statement(
        subject="you",
        subject_type="person",
        first_person=False,
        verb=verb,
        predicate=predicate,
        object=said,
        object_type="thing",
        negated=False,
        ended=False,
        habitual_scope="",
        corrects=False,
        tense=Tense.PRESENT,
        mood=mood,
        moment=None,
        text=text,
        sentence=sentence,
        whole=text,
        claim=claim,
    )


def base(  # noqa: PLR0913, PLR0917 - it fills a record
    told: Told,
    predicate: str,
    verb: str,
    value: str,
    kind: str,
    claim: Claim,
    *,
    negated: bool = False,
    ended: bool = False,
    tense: Tense = Tense.PRESENT,
    mood: Mood = Mood.FACT,
    text: str = "",
) -> Statement:
    """Make a statement of the clause's subject."""
    assert told.subject is not None  # noqa: S101 - found before anything is told
    who = told.subject.who
    said = text or whole(told)
    dates = told.lead or told.dates
    return Statement(
        subject=who.name,
        subject_type=who.type,
        first_person=who.first_person,
        verb=verb,
        predicate=predicate,
        object=value,
        object_type=kind if value else "nothing",
        negated=negated,
        ended=ended,
        habitual_scope="",
        corrects=told.setting.corrects,
        tense=tense,
        mood=mood,
        moment=dates[0].moment if dates else None,
        text=said,
        sentence=told.setting.index,
        whole=said,
        claim=claim,
    )
