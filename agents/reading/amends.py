"""What was said last, with what "no wait, Drogheda" and "I meant Graz" put in its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.instead import WEEKDAY
from octomem.agents.reading.reading import Mood, Statement, Tense
from octomem.agents.reading.replies import NUMBERS
from octomem.agents.reading.subjects import Referents
from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Span

_INSTEAD = re.compile(
    r"^(?:(?:no|nope|oops|sorry|wait|ah|oh|hang on|hold on|actually|make that|rather|i meant?"
    r"|not (?P<wrong>(?-i:[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3}))(?=[,;.] ))\b[,!.; -]*)+"
    r"(?P<value>(?:an? |the )?(?:(?-i:[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3}|[a-z][\w-]+)|\d[\d.:]*))(?=[.,;!]|$| -| not )"
    r"|^(?P<really>(?-i:[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3})),? actually[.!]*$",
    re.IGNORECASE,
)
_TAKES_BACK = re.compile(
    r"\b(?:wait|sorry|oops|hang on|hold on|make that|actually|rather|i meant?)\b", re.IGNORECASE
)
_NO = re.compile(r"^(?:no|nope|nah)\b[,!. -]*$", re.IGNORECASE)
"""What takes back what others said, where it may only answer what the speaker said."""
_COUNT = re.compile(rf"\d+|{NUMBERS}", re.IGNORECASE)
_COUNTED = re.compile(rf"(?:{_COUNT.pattern}) (?P<what>[a-z].*)", re.IGNORECASE)
"""How many of what somebody has."""
_SAYS_OTHERWISE = re.compile(r"\b(?:make that|i meant?) $", re.IGNORECASE)
"""What only another value follows, be it a noun: "I mean viola"."""


def put_right(sentence: "Span", referents: Referents, index: int) -> Iterator[Statement]:
    """Yield what was said last with the name that "no wait, Drogheda" puts in its place.

    What another has just said of the speaker is put right by less: "no, York".
    """
    found = _INSTEAD.match(sentence.text)
    if found is None:
        return
    before, at = referents.heard.get(referents.speaker, (None, 0))
    is_heard = referents.sentence - at == 1
    before = before if is_heard else referents.said.get(referents.speaker)
    place = "value" if found["value"] else "really"
    lead = sentence.text[: found.start(place)]
    takes_back = place == "really" or _TAKES_BACK.search(lead) or (is_heard and _NO.match(lead))
    wrong = found["wrong"]
    if before is None or (wrong != before.object if wrong else not takes_back):
        return
    value = found[place].rstrip(".:")
    if value.islower() and before.object.startswith("the ") and " " not in value:
        value = f"the {value}"  # "I mean viola" after "I play the cello"
    if WEEKDAY.fullmatch(value) and before.object_type != "date":
        return  # of the day on which it is
    is_count = _COUNT.fullmatch(value) and _COUNTED.match(before.object)
    if not is_count and (
        value.split()[0].lower() in _PRONOUNS
        or not _may_stand(value, before, lead, sentence.start_char + found.end(place), sentence)
    ):
        return
    if before.object in before.text and _is_name(before.object) == _is_name(value):
        told = _with_object(before, value, index)
        yield replace(told, first_person=told.subject == referents.speaker, mood=Mood.FACT)


def _may_stand(value: str, before: Statement, lead: str, end: int, sentence: "Span") -> bool:
    """Tell whether words can stand in the place of what was said: "a Polo" for "a Golf", "viola" for "cello"."""
    article, is_name = _form(value)
    if is_name or value[:1].isdigit():
        return not article or _form(before.object) == (article, True)
    if not _SAYS_OTHERWISE.search(lead):
        return False
    nouns = (t for t in sentence if t.idx + len(t) == end and t.pos_ in {"NOUN", "PROPN"})
    return any(nouns) and _form(before.object) == (article, False)


def note_denial(statement: Statement, referents: Referents, *, of_whom: bool) -> None:
    """Remember what somebody or something is not: what it is may follow.

    `of_whom` says that somebody else is meant: "it's not Rohan who got the job".
    """
    named = statement.subject[:1].isupper() or "'s " in statement.subject
    if (
        _is_denial(statement)
        and named
        and (of_whom or (statement.predicate == "is" and statement.object))
    ):
        referents.denied, referents.denied_sentence = statement, referents.sentence
        referents.denied_of = of_whom


def _is_denial(statement: Statement) -> bool:
    return statement.negated and not statement.ended and statement.mood is Mood.FACT


def follows_denial(referents: Referents) -> bool:
    """Tell whether something was denied in this sentence or the one before."""
    near = referents.sentence - referents.denied_sentence <= 1
    return referents.denied is not None and near


def rather(said: Statement, referents: Referents, sentence: str) -> Statement:
    """Turn "it's Dr Pugh" after "my doctor is not Dr Hughes" into what the doctor is called."""
    denied = referents.denied
    told = said.predicate == "is" and not said.negated and said.mood is Mood.FACT
    if denied is None or not told or not said.object or not follows_denial(referents):
        return said
    if referents.denied_of:
        name = _NAMED.search(said.text)
        right = said if name is None else _restated(denied, said, name[0], denied.object)
        return replace(right, corrects=not is_news(sentence))
    moment = said.moment
    value = moment.text if moment is not None and said.object in moment.text else said.object
    is_value = said.text.endswith(f"is {value}") and "'s " not in said.object
    is_day = said.object_type == "date" and _shape(denied.object) != "number"  # "it's Monday"
    apart = {denied.object_type, said.object_type} == {"person", "place"}
    if not is_value or is_day or apart or _shape(said.object) == "noun":
        return said
    if "'s " in denied.object:  # "Tom isn't my boss, it's Karen"
        right = _restated(denied, said, said.object, denied.object)
        return replace(right, corrects=False)
    if _shape(denied.object) != _shape(said.object):
        return said
    return replace(_restated(denied, said, denied.subject, value), corrects=not is_news(sentence))


_NAMED = re.compile(r"[A-Z][\w'-]*(?: [A-Z][\w'-]*)*$")


def _restated(denied: Statement, said: Statement, subject: str, value: str) -> Statement:
    """Tell of somebody what was denied of them, or of another one."""
    past = denied.tense is Tense.PAST and denied.verb != "be"
    verb = denied.predicate
    if past:
        verb = f"{grammar.past(denied.verb.split()[0])} {verb.partition(' ')[2]}".strip()
    text = f"{subject} {verb} {value}"
    return replace(
        denied,
        subject=subject,
        object=value,
        object_type=denied.object_type if subject != denied.subject else said.object_type,
        first_person=denied.first_person and subject == denied.subject,
        negated=False,
        text=text,
        whole=text,
        moment=said.moment or denied.moment,
        sentence=said.sentence,
    )


def _shape(value: str) -> str:
    """Tell names, numbers and common nouns apart."""
    first = value.removeprefix("the ")[:1]
    return "number" if first.isdigit() else "name" if first.isupper() else "noun"


def taken_back(told: Sequence[Statement], sentences: Sequence[str]) -> list[Statement]:
    """Mark denials beside which the right value is told: what they deny never was so.

    "She didn't grow up in Hobart, she grew up in Launceston", but not "I don't work at Lidl, I work
    at Aldi now". Of tastes and habits nobody knows which of the two it is.
    """
    return [
        replace(each, corrects=True)
        if _is_denial(each)
        and (
            _is_no_role(each, sentences[each.sentence])
            or any(_is_right(each, other, sentences) for other in told[place + 1 : place + 4])
        )
        else each
        for place, each in enumerate(told)
    ]


def _is_no_role(denial: Statement, sentence: str) -> bool:
    """Tell "she's not my manager at all" from "he's not my friend at all", which may have changed."""
    of_role = denial.predicate == "is" and denial.object.rpartition("'s ")[2] in _ROLES
    return of_role and _AT_ALL.search(sentence) is not None and not is_news(sentence)


_ROLES = grammar.ROLES - {"friend", "mate", "pal", "buddy", "partner", "boyfriend", "girlfriend"}
_AT_ALL = re.compile(
    r"\bnot? (?:my|our|his|her|their) [^,.;!?]{2,30} at all\b|n['\u2019]t (?:my|our|his|her|their) [^,.;!?]{2,30} at all\b"
)


def contrasted(told: Sequence[Statement], sentences: Sequence[str]) -> list[Statement]:
    """Add what "I'm allergic to aspirin, not penicillin" denies, which never was so.

    Where one value holds at a time, the right one takes the place of the wrong one anyhow.
    """
    return [one for each in told for one in _with_contrast(each, sentences[each.sentence])]


def _with_contrast(said: Statement, sentence: str) -> list[Statement]:
    wrong = _CONTRAST.search(sentence)
    plain = said.mood is Mood.FACT and not said.negated and not said.ended and said.object
    if wrong is None or not plain:
        return [said]
    if "actually" not in sentence.lower():  # what cleaning has put in the contrast's place
        said = replace(said, text=said.text.removesuffix(" actually"))
    if said.predicate not in _MANY:
        return [said]
    said = replace(said, corrects=False)  # what it takes back of many is said
    is_value = sentence[: wrong.start()].casefold().endswith(said.object.casefold())
    idle = is_news(sentence) or not said.text.endswith(said.object)
    alike = _form(said.object) == _form(wrong["wrong"]) and not _IDLE.search(wrong["wrong"])
    return [said, _denied(said, wrong["wrong"])] if is_value and alike and not idle else [said]


def _form(value: str) -> tuple[str, bool]:
    """Tell values apart that cannot stand for one another: "a hangover", "diabetes", "Peru"."""
    article, _, rest = value.partition(" ")
    is_one = article in {"a", "an", "the"}
    return article.rstrip("n") if is_one else "", (rest if is_one else value)[:1].isupper()


_CONTRAST = re.compile(
    r",? (?:and )?not (?:to )?(?P<wrong>(?:an? |the )?[\w'-]+(?: [\w'-]+)?)[.!]*$", re.IGNORECASE
)
_IDLE = re.compile(
    r"ly\b|\b(?:gonna|kidding|lying|joking|very|well|tonight|today|alone|much|many|yet|only|just|even|me|mine|yours|him"
    r"|her|us|them|you|always|often|really|too|as|any|all|at|in|on|with|two|three|four|\d+)\b",
    re.IGNORECASE,
)
"""What a "not" denies that is no value: "not gonna lie", "not very well", "not me"."""
_MANY = vocabulary(
    "likes loves hates enjoys speaks plays studies takes does eats drinks has owns"
) | {"is allergic to"}
"""Predicates of which many objects may hold, and one is put right by naming it."""


def _denied(said: Statement, wrong: str) -> Statement:
    """Deny of somebody what is said to be a wrong value."""
    first, _, rest = said.predicate.partition(" ")
    past = said.tense is Tense.PAST
    if first == "is":
        verb = f"{'was' if past else 'is'} not {rest}"
    else:
        verb = f"{'did' if past else 'does'} not {said.verb.split()[0]} {rest}"
    text = f"{said.subject} {verb.strip()} {wrong}"
    return replace(said, object=wrong, negated=True, corrects=True, text=text, whole=text)


def _is_right(denial: Statement, other: Statement, sentences: Sequence[str]) -> bool:
    is_told = not other.negated and other.mood is Mood.FACT
    near = 0 <= other.sentence - denial.sentence <= 1 and denial.object != other.object
    same = (denial.subject, denial.predicate) == (other.subject, other.predicate)
    like = _shape(denial.object) == _shape(other.object)
    if not (is_told and near and same and like and denial.object and other.object):
        return False
    known = denial.tense is Tense.PAST or denial.predicate in _SINGLE
    return known and not any(is_news(sentences[each.sentence]) for each in (denial, other))


_SINGLE = vocabulary("is drives") | {
    "lives in", "works at", "works for", "works as", "studies at", "is from", "comes from", "is called",
}  # fmt: skip
"""Predicates of which one object holds at a time."""


def is_news(sentence: str) -> bool:
    """Tell whether a sentence tells of a change: what was so before was right then."""
    return _NOW.search(sentence) is not None


_NOW = re.compile(
    r"\b(?:now|any ?more|these days|nowadays|no longer|since|until|moved|new|currently|at the moment)\b",
    re.IGNORECASE,
)
_PRONOUNS = {"i", "we", "he", "she", "it", "they", "that", "this", "my", "our", "his", "her"}


def meant(statement: Statement, referents: Referents) -> Statement:
    """Turn "no, I meant Graz" into what the speaker said last, with the right object."""
    before = referents.said.get(referents.speaker)
    if before is None or not statement.corrects or statement.verb != "mean" or not statement.object:
        return statement
    if _is_name(before.object) != _is_name(statement.object) or before.object not in before.text:
        return statement
    return _with_object(before, statement.object, statement.sentence)


def _with_object(before: Statement, value: str, index: int) -> Statement:
    """Return what was told with another object, or how many of them, which is what was meant."""
    counted = _COUNTED.match(before.object)
    if counted is not None and _COUNT.fullmatch(value):
        value = f"{value} {counted['what']}"  # "actually three" after "I have two kids"
    return replace(
        before,
        object=value,
        text=before.text.replace(before.object, value, 1),
        whole=before.whole.replace(before.object, value, 1),
        corrects=True,
        sentence=index,
    )


def _is_name(value: str) -> bool:
    return value[:1].isupper()
