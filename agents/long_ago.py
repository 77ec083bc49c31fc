"""What is told of a time long over that has no date: "when I was 20 I moved to Boston", 小时候养过狗."""

import re
from datetime import timedelta

from octomem.agents.reading import grammar
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.reading import Mood, Reading, Statement, Tense

LATE = timedelta(days=731)
"""How much later than it ended, or than another one began, something may have been told to be so: a year, beside the one that
a date like "last year" may be wide."""
_AGE = (
    r"(?:\d{1,2}(?! ?(?:%|[ap]\.?m))|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)\b(?! ?(?:weeks?|months?|minutes?|mins?|days?|hours?|km|miles|kilos|kg|pounds|lbs|or|to|times))"
)
_SCHOOL = r"(?:(?:high|middle|primary|elementary|secondary|grad|law|med) school|school|college|uni|university|kindergarten)"
_YOUNG = r"(?:kid|child|teen(?:ager)?|boy|girl|toddler|baby|student|freshman|sophomore|undergrad)"
_THEN = re.compile(
    rf"\b(?:when|while) (?P<who>I|we|he|she|they) (?:was|were) (?:(?:about|around|only|just|still) )?(?:(?:an? )?(?:(?:little|small|young) )?{_YOUNG}s?\b|children\b"
    rf"|little\b|young(?:er)?\b|small\b|in (?:my \w+\b|{_SCHOOL}\b)|at (?:{_SCHOOL})\b|{_AGE})"
    rf"|\bas an? (?:(?:little|small|young) )?{_YOUNG}(?= I\b|[,.;!]|$)|(?:^|[,;] )growing up\b|\bgrowing up[,.]"
    rf"|\bback (?:in (?:the day\b|{_SCHOOL}\b|my \w+ days\b))|\bin (?:high school|college|grad school)(?= I\b|,|\.?$)"
    r"|\bin my (?:(?!last|first|next|two|own)\w+ days|childhood|youth|teens|(?:(?:early|mid|late)[ -])?(?:twenties|thirties|20s|30s)|days)\b"
    r"|\b(?:during|throughout) (?:the )?(?:pandemic|lockdowns?|covid|quarantine)\b|\b(?:all through|right through|throughout|during) (?:my )?(?:uni(?:versity)?|college|high school|school)\b|(?:^|(?<=many )|(?<=, ))years ago\b|\bonce upon a time\b",
    re.IGNORECASE,
)
"""When something was, of which nobody says how long ago; a date is a `Moment`."""
_DIGITS = r"[\d一二三四五六七八九十]"
_THEN_HAN = re.compile(
    rf"小时候(?!的|住|去|常|玩|养)|(?:我的?)童年(?!生)|当年(?![级轻])|年轻的?时候?(?!的|住)|(?<!今年)(?<!现在){_DIGITS}{{1,3}}(?:来|几)?岁(?:那年|那会儿|时候?|的时候)|(?:上学|读书|上?大学|高中|初中|小学|幼儿园|读研)(?:的|那)?(?:时候?|会儿|年)(?!的|住|实习|认识)"
    r"|疫情(?:期间|那[几会]|的时候)|(?:很多|好多|多)年前"
)
_CLAUSE = re.compile(r"[^，。；！？!?;]+[，。；！？!?;]*")


def is_long_ago(statement: Statement, reading: Reading) -> bool:
    """Tell a statement of the past that names no date, and a time that is long over.

    In Chinese the words have to stand in the clause of what is told or, by themselves, before it. Who is named by
    what they were to somebody then, "back in college my boss Karen quit", need not be that since.
    """
    if statement.moment is not None or statement.mood is not Mood.FACT or not reading.sentences:
        return False  # of a language without rules a model tells when
    if owner := _held_by(statement):
        at_once = (each for each in reading.statements if each.sentence == statement.sentence)
        did = (each for each in at_once if each.subject in {owner, statement.subject})
        return any(is_long_ago(each, reading) for each in did if not _held_by(each))
    sentence = reading.sentences[statement.sentence].text
    if _SINCE_THEN.search(sentence):
        return False
    if not has_han(sentence):
        own_only = statement.verb in _DIES
        told = told_long_ago(sentence) if own_only else _THEN.search(sentence) is not None
        return told and statement.tense is Tense.PAST
    said = statement.object if statement.object in sentence else statement.text
    before = ""
    for clause in _CLAUSE.findall(sentence):
        found = _THEN_HAN.search(clause)
        if said and (said in clause or clause.strip("，。；！？!?; ") in said):
            return found is not None or _THEN_HAN.search(before) is not None
        before = clause if found is not None and len(clause) - len(found[0]) <= _FEW else ""
    return _CLAUSE.fullmatch(sentence) is not None and _THEN_HAN.search(sentence) is not None


def was_long_ago(statement: Statement, reading: Reading) -> bool:
    """Tell what somebody was, had or did for a time that is long over: "in my uni days I was a vegetarian"."""
    was = statement.tense is Tense.PAST and not statement.negated and not statement.ended
    lasted = statement.verb in _LASTED and statement.first_person and bool(statement.object)
    born = statement.verb == "have" and _CHILD.search(statement.object) is not None
    return was and lasted and not born and is_long_ago(statement, reading)


_CHILD = re.compile(r"^(?:an?|my|our|the) (?:[\w-]+ )?(?:son|daughter|baby|child|kid)\b")
"""Who is somebody's ever after: "had a son when I was 20"."""


_LASTED = frozenset({"be", "have", "own", "keep", "drive", "live", "work", "smoke", "play", "date"})
"""Verbs of what somebody's life was like, rather than of what happened to them."""


def _held_by(statement: Statement) -> str:
    """Return whose somebody is who is named by what they are to them for some years: a boss, no sister; else empty."""
    parts = (each.rpartition("'s ") for each in (statement.object, statement.subject))
    owner = next((whose for whose, _, noun in parts if set(noun.split()[-1:]) & _PASSING), "")
    is_so = statement.predicate == "is" and statement.tense is Tense.PRESENT
    return owner if is_so and not statement.negated else ""


_PASSING = grammar.ROLES - grammar.KIN | {"girlfriend", "boyfriend"}


def told_long_ago(sentence: str) -> bool:
    """Tell a sentence that names a time long over of the speaker's: what ended then is no news."""
    then = _THEN.search(sentence)
    return then is not None and (then["who"] or "I").lower() in {"i", "we"}


_SINCE_THEN = re.compile(
    r"\b(?:still|never left|ever since|since then|now|these days|nowadays)\b|现在|如今|目前|至今|一直",
    re.IGNORECASE,
)
"""What says beside the time of before what is so now; nobody tells here which clause is of which."""
_DIES = frozenset({"die", "pass away", "put down"})
"""What who was "14 when he died" did now."""
_FEW = 1
"""Characters that a clause has beside the time that it names, where it names nothing else: 我小时候，…."""
