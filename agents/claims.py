"""Statements that tagged values make: in "so Kettle made me [senior developer]" somebody has a job.

The parse reads what is said in one whole sentence with its verb. What words name is tagged
however they are put; where no statement says the same, the slot's own words state it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from octomem.agents import chinese_claims, english_claims
from octomem.agents.allergic import allergic_one, given
from octomem.agents.bars import CERTAIN
from octomem.agents.believed import (
    as_dated,
    as_denied,
    in_its_place,
    is_believed,
    is_eaten,
    is_no_telling,
    is_over,
)
from octomem.agents.holders import begins_ahead, holder_of, is_of_somebody, leaving, moment_of
from octomem.agents.named import KIN
from octomem.agents.reading import grammar
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.reading import SURE, Bound, Mood, Reading, Statement, Tense
from octomem.agents.reading.tags import State, Tag
from octomem.agents.reworded import is_grade
from octomem.agents.slots import Filled, Table
from octomem.agents.wording import content, normal

_WHERE = frozenset({"home", "employer", "school"})
"""Slots whose values may be the same words."""
_POSTS = frozenset({"home", "employer", "job"})
"""Slots that a clause may say to be over and not name: "we left Geelong" says not what it was."""


def claims(reading: Reading, table: Table) -> list[Statement]:
    """Return what the tagged values of a reading state and its statements do not.

    The likeliest is stated first: of two homes in one sentence it is the one.
    """
    made: list[tuple[int, Statement]] = []
    values = enumerate(
        in_its_place(as_denied(as_dated(_of_left(each, reading), reading), reading), reading)
        for each in given(reading)
    )
    for at, tag in sorted(values, key=lambda each: -each[1].likely):
        if not is_believed(tag, reading) or is_no_telling(tag, reading):
            continue
        if (
            is_grade(tag, reading)
            or _is_put_right(tag, reading)
            or _is_second(tag, reading)
            or _is_so_again(tag, reading)
            or _is_kind(tag, reading)
        ):
            continue
        holder = reading.turn.actor
        if tag.of_other:
            holder = allergic_one(tag, reading) or holder_of(tag, reading) or _left(tag, reading)
        stated = _stated(tag, holder, reading) if holder else None
        if stated is None:
            continue
        told = (*reading.statements, *(each for _, each in made))
        at_once = (
            each
            for each in told
            if each.sentence == stated.sentence and not _is_asked_beside(each, reading)
        )
        near = [each for each in at_once if not _is_of_another_time(each, stated, reading)]
        fact = table.fill(stated)
        if (
            not any(
                content([tag.text]) <= content([each.text]) and not is_eaten(tag, reading)
                if stated.negated
                else _says(each, stated, tag, reading, table)
                for each in near
            )
            and not any(_is_same(each, stated, fact, table) for each in told)
            and not _is_of_others(told, stated, tag, holder, reading)
            and not any(_is_ill(each, tag) and each.subject == holder for each in near)
            and not any(_is_denied(each, tag, holder) for each in reading.statements)
        ):
            made.append((at, _until_left(stated, near, tag, table)))
    return [stated for _, stated in sorted(made, key=lambda each: each[0])]


def _left(tag: Tag, reading: Reading) -> str:
    """Return of whom a value is whose message names nobody, after one about somebody else; empty where that is not clear."""
    left = reading.dropped_at(tag.sentence, tag.start)
    return left.holder if left is not None else ""


def _is_kind(tag: Tag, reading: Reading) -> bool:
    """Tell of which kind an animal is that the message before tells of: 我家猫吐了, and then 是英短."""
    left = reading.dropped_at(tag.sentence, tag.start)
    return left is not None and left.of_animal and tag.slot == "pet"


def _of_left(tag: Tag, reading: Reading) -> Tag:
    """Give a value to somebody else where its message names nobody and the one before tells of another."""
    is_left = reading.dropped_at(tag.sentence, tag.start) is not None
    return replace(tag, of_other=True) if is_left else tag


_PREFERS = re.compile(r"\bprefer\w*\b[^.;!?]* (?:to|over|than) (?:the |an? |my )?$", re.IGNORECASE)


_OVER = re.compile(r"\w over (?:the |an? |my )?$", re.IGNORECASE)
_ANY_DAY = re.compile(r"\b(?:any ?day|every time)\b", re.IGNORECASE)
"""What stands around the second of two things: "books over films any day"."""


def _is_second(tag: Tag, reading: Reading) -> bool:
    """Tell what somebody prefers something else to, which they may like or not: coffee of "tea to coffee"."""
    said = reading.sentences[tag.sentence].text
    before = said[: tag.start]
    is_beaten = _OVER.search(before) is not None and _ANY_DAY.search(said, tag.end) is not None
    return tag.slot in {"likes", "favourite"} and (is_beaten or _PREFERS.search(before) is not None)


def _is_so_again(tag: Tag, reading: Reading) -> bool:
    """Tell what is tagged as over, of which the same turn says behind it that it is so: 葡萄牙语学了一年，现在会说葡萄牙语了."""
    return tag.state is State.PAST and any(
        each.state is State.NOW
        and (each.slot, each.text, each.of_other) == (tag.slot, tag.text, tag.of_other)
        and (each.sentence, each.start) > (tag.sentence, tag.start)
        and is_believed(each, reading)
        for each in reading.tags.values
    )


def _is_put_right(tag: Tag, reading: Reading) -> bool:
    """Tell a number that stands in the place of another: "I meant 21" after "my locker is 12" is no age.

    And the wrong name behind what puts it right: "Sharon is my manager, Sandra is the receptionist".
    """
    value = tag.text.strip(".,!")
    return any(
        (each.right == value and each.sentence == tag.sentence and value.isdigit())
        or (each.wrong == value and each.sentence < tag.sentence and tag.slot in KIN)
        for each in reading.amends
    )


def _is_same(each: Statement, stated: Statement, fact: Filled | None, table: Table) -> bool:
    """Tell a statement that gives a slot the same value, maybe with a date of its own.

    Or one that says already what somebody is to somebody.
    """
    is_whose = each.subject == stated.subject and each.predicate == stated.predicate
    owned = is_whose and "'s " in each.object and "'s " in stated.object
    return owned or (fact is not None and each.mood is Mood.FACT and fact == table.fill(each))


def _is_of_another_time(each: Statement, stated: Statement, reading: Reading) -> bool:
    """Tell what was or will be so from what is: "we move to Leeds in May, for now we are in York"."""
    is_now = stated.tense is Tense.PRESENT and not stated.ended and not is_over(stated)
    was = each.moment is not None and each.moment.is_over(reading.turn.occurred_at)
    is_ahead = each.tense is Tense.FUTURE and each.mood is Mood.FACT
    return is_now and (was or is_ahead) and each.object != stated.object


def _is_asked_beside(each: Statement, reading: Reading) -> bool:
    """Tell what the parse takes for asked with the rest of a sentence: "I'm 46 now, first letter?"."""
    is_asked = reading.sentences[each.sentence].is_question and each.mood is Mood.QUESTION
    return is_asked and reading.language == "en"


def _is_denied(each: Statement, tag: Tag, holder: str) -> bool:
    """Tell what the same turn denies of somebody: "it says diabetic, and I'm not diabetic"."""
    denies = each.negated and not each.ended and each.mood is Mood.FACT and each.subject == holder
    if not denies or tag.state is not State.NOW:
        return False
    if tag.slot == "allergy" and "allerg" in each.text:  # to what, stands behind the object
        return content([tag.text]) <= content([each.text])
    return (each.corrects or tag.slot == "condition") and normal(each.object) == normal(tag.text)


def _is_of_others(
    told: Sequence[Statement], stated: Statement, tag: Tag, holder: str, reading: Reading
) -> bool:
    """Tell whether statements give a value to others than a tag does, and not to its holder too.

    "Suresh and Leanne bought in Derby" gives it to both.
    """
    others = [
        each
        for each in told
        if _is_of_other(each, stated, tag, holder) and not _is_of_same(each, tag, holder, reading)
    ]
    return bool(others) and not any(
        each.subject == holder and any(each.object == other.object for other in others)
        for each in told
    )


def _is_of_other(each: Statement, stated: Statement, tag: Tag, holder: str) -> bool:
    """Tell a statement that gives a value to another person than a tag does, or names it of a test."""
    is_of_holder = each.subject in {holder, stated.subject} or holder in each.object
    if each.mood is not Mood.FACT or is_of_holder:  # "learnt that Tom is in Leeds" is of Tom
        return False
    near = each.sentence == tag.sentence or normal(each.object) == normal(tag.text)
    is_unnamed = tag.state is State.NOW and each.subject.split()[-1] in _UNNAMED
    is_person = is_of_somebody(each, "") or is_unnamed
    is_had = each.predicate == "has" and tag.slot in {"pet", "car", "owns"}  # by a shelter, a firm
    told = content([tag.text]) <= content([each.text if is_had else each.object])
    told = told or _is_ill(each, tag)
    return told and near and (is_person or is_had or tag.slot == "condition")


def _is_of_same(each: Statement, tag: Tag, holder: str, reading: Reading) -> bool:
    """Tell a statement that names a value's holder otherwise, or whom only the parse takes for another.

    "My best man" of "my best man, Hari", "my hands" of what somebody has, "both" and "it" of an illness, and
    the speaker of a clause without a subject: "my ex, Brent, drives a Ram".
    """
    subject, actor = each.subject, reading.turn.actor
    if reading.language == "zh":
        return False
    if subject == actor:
        before = reading.sentences[tag.sentence].text[: tag.start]
        return tag.of_other and tag.likely >= SURE and _BY_SPEAKER.search(before) is None
    is_ill = tag.slot == "condition" and tag.likely >= SURE
    is_part = tag.slot in KIN or (each.subject_type == "thing" and is_ill)
    return (
        normal(subject) == normal(holder)
        or (is_part and subject.startswith(f"{holder}'s "))
        or (tag.slot == "nickname" and holder in each.text)
        or (is_ill and subject.lower() in grammar.EMPTY_SUBJECTS)
        or _is_beside(subject.removeprefix(f"{actor}'s "), holder, reading)
    )


_BY_SPEAKER = re.compile(r"\b(?:I|we|i['\u2019]?m|i['\u2019]?ve)\b[^,;.]*$", re.IGNORECASE)
"""What comes before a value that somebody says to have: "my dad is at Ford, I work at Fiat"."""


def _is_beside(role: str, holder: str, reading: Reading) -> bool:
    """Tell whether somebody's name stands behind what they are: "my best man, Hari"."""
    named = rf"\b(?:(?:my|our) )?{re.escape(role)},? {re.escape(holder)}\b"
    return re.search(named, reading.turn.text, re.IGNORECASE) is not None


def _is_ill(each: Statement, tag: Tag) -> bool:
    """Tell a state of body that a Chinese statement tells by an English word: 老婆怀孕五个月 has "pregnant"."""
    is_said = has_han(tag.text) and tag.text in each.text and not has_han(each.object)
    is_so = each.mood is Mood.FACT and each.predicate == "is" and not each.negated
    return tag.slot == "condition" and is_said and is_so


_UNNAMED = grammar.STRANGERS | {"nobody", "none"}
"""Who does what a clause says and is not the speaker, though no name or role says who: "the guy"."""


def _stated(tag: Tag, holder: str, reading: Reading) -> Statement | None:
    """State a value of its holder in the reading's language; None where its words are no value of the slot."""
    state = chinese_claims.stated if reading.language == "zh" else english_claims.stated
    return state(tag, holder, _blank(tag, holder, reading), reading)


def _blank(tag: Tag, holder: str, reading: Reading) -> Statement:
    """Return a statement of a tag's holder that says nothing yet."""
    in_chinese = reading.language == "zh"
    put_right = in_chinese and chinese_claims.is_put_right(tag, reading)
    until = leaving(tag, reading)
    is_ahead = until is None and (tag.state is State.PLANNED or begins_ahead(tag, reading))
    is_clear = put_right or (in_chinese and chinese_claims.is_news(tag, reading))
    return Statement(
        subject=holder,
        subject_type="person",
        first_person=not tag.of_other,
        verb="be",
        predicate="is",
        object="",
        object_type="thing",
        negated=False,
        ended=False,
        habitual_scope="",
        corrects=put_right
        or any(s.corrects for s in reading.statements if s.sentence == tag.sentence),
        tense=Tense.FUTURE if is_ahead else Tense.PRESENT,
        mood=Mood.FACT,
        moment=until or moment_of(tag, reading),
        text="",
        sentence=tag.sentence,
        likely=max(tag.likely, SURE) if is_clear else tag.likely,
    )


def _says(each: Statement, stated: Statement, tag: Tag, reading: Reading, table: Table) -> bool:
    """Tell whether a statement of the same sentence leaves nothing to state.

    It has the value of a slot, whichever it is, or it says what is stated, or that it is over.
    """
    names = content([tag.text]) <= content([each.object, each.subject])
    if each.mood is not Mood.FACT:  # asked, wished, planned or hearsay by the parse
        changes = stated.tense is Tense.FUTURE or (stated.moment and stated.moment.is_until)
        begins = each.mood is Mood.INTENTION and changes
        is_theirs = each.mood is Mood.HEARSAY and _is_reported(tag, reading)
        return names and not begins and (is_theirs or tag.likely < _NOT_SO[each.mood])
    if each.subject.lower() in grammar.EMPTY_SUBJECTS:
        return False  # "it is Rajiv" tells what Rajiv is only with what it answers
    if each.negated and tag.slot == "allergy":
        return content([tag.text]) <= content([each.text]) and not _is_never_had(each, tag)
    fact, other = table.fill(stated), table.fill(each)
    if _happened_there(each, stated, tag) and (other is None or other.name != "home"):
        return True
    alike = fact is not None and other is not None and fact.name == other.name
    over = each.ended or each.negated or table.ending(each.verb, each.object) is not None
    if stated.tense is Tense.PAST or over:
        is_quoted = other is None and tag.slot in _POSTS and tag.likely >= CERTAIN
        for_now = each.negated and each.moment is not None  # "Anna isn't at Shell today"
        is_quoted = is_quoted and stated.ended and not for_now and not has_han(tag.text)
        return names and (over or alike) and not is_quoted
    is_filled = alike and fact is not None and other is not None and fact.holder == other.holder
    return is_filled or (names and _says_value(each, stated, tag, fact=fact, other=other))


def _until_left(stated: Statement, near: Sequence[Statement], tag: Tag, table: Table) -> Statement:
    """Let the date of a clause that ends something say until when it was so: "I left Ghent in May"."""
    moment = stated.moment
    if moment is None or moment.ends or not stated.ended or tag.slot not in _POSTS:
        return stated
    if not any(
        tag.text in each.object and table.ending(each.verb, each.object) is not None
        for each in near
    ):
        return stated
    return replace(stated, moment=replace(moment, end=moment.start, bound=Bound.UNTIL))


def _is_never_had(each: Statement, tag: Tag) -> bool:
    """Tell who "can't have cashews", and no more is said of it, from who has "no allergy" and what is out "during Lent"."""
    behind = normal(each.text).rpartition(normal(tag.text))[2].strip()
    return "allerg" not in each.text and (not behind or behind.startswith(("at all", "ever")))


_NOT_SO = {
    Mood.HEARSAY: SURE,
    Mood.HYPOTHETICAL: 0.9,
    Mood.INTENTION: 1.01,
    Mood.QUESTION: CERTAIN,
    Mood.COMMAND: CERTAIN,
}
"""By how the parse takes a statement, the likelihood from which a value in it is so all the same, as the words around
it may be meant: "moved in with Farhan, his mother thinks I'm the flatmate". Nothing makes so what is intended."""
_REPORTED = re.compile(
    r"\b(?:says?|said): |\b(?:says?|said|thinks?|thought|reckons?|claims?|claimed|believes?|heard|told|tells?|swears?|pretends?)\b[^,;.:]*$",
    re.IGNORECASE,
)
"""What comes before what others say."""


def _is_reported(tag: Tag, reading: Reading) -> bool:
    """Tell a value within what somebody says: "they say I live in Leith"."""
    before = reading.sentences[tag.sentence].text[: tag.start]
    return _REPORTED.search(before) is not None


_SAYING = frozenset({"say", "mean", "tell", "write", "ask", "mention"})


def _says_value(
    each: Statement, stated: Statement, tag: Tag, *, fact: Filled | None, other: Filled | None
) -> bool:
    """Tell whether a statement that names a value says of it what is stated, or where to find it."""
    if tag.slot in KIN:
        return _says_kin(each, stated, tag)
    if tag.slot == "allergy" and each.predicate == stated.predicate and each.subject in tag.text:
        return True  # whom the words of the value begin with: 豆豆鸡蛋
    if tag.slot == "language" and each.predicate == "does":
        return False  # 日语N2过了 tells an exam
    at_work = (tag.slot == "employer" and " at " in each.object) or (
        tag.slot == "home" and other is not None and other.name == "job" and tag.likely < CERTAIN
    )  # "a nurse in Derby" works there
    rivals = other is not None and {other.name, tag.slot} <= _WHERE
    is_rival = rivals and normal(each.object) == normal(tag.text)
    is_customer = _is_customer(each, tag)
    bar = CERTAIN if is_rival or is_customer else SURE if other is not None else 0.0
    is_doubted = tag.likely < bar
    is_begun = each.tense is Tense.PAST and not each.ended and not has_han(each.text)
    is_begun = is_begun and each.verb not in _SAYING  # "I said almonds, not peanuts"
    return is_doubted or (
        stated.subject == each.subject and (at_work or (fact is None and not is_begun))
    )


def _happened_there(each: Statement, stated: Statement, tag: Tag) -> bool:
    """Tell where somebody "got married in Jaipur" from where they live, which words alone may say."""
    is_past = each.tense is Tense.PAST and not each.ended and each.subject == stated.subject
    return tag.slot == "home" and is_past and tag.likely < CERTAIN and tag.text in each.text


def _is_customer(each: Statement, tag: Tag) -> bool:
    """Tell who "banks with Barclays" or "shops at Aldi" from who works there, whose verb says so."""
    _, space, preposition = each.predicate.rpartition(" ")
    beside = bool(space) and preposition in {"at", "with"} and each.verb not in {"be", "work"}
    return tag.slot == "employer" and beside and normal(each.object) == normal(tag.text)


def _says_kin(each: Statement, stated: Statement, tag: Tag) -> bool:
    """Tell whether a statement says already what somebody is, to whomever: one thing is enough."""
    owner = content([stated.object.partition("'s ")[0]])
    told = {word.removesuffix("s") for word in normal(each.text).split()}
    does = tag.slot == "partner" and each.verb != "be"  # "Zoe works with Kyle" is no couple
    has_role = does or bool(told & (grammar.ROLES | grammar.PETS | {"married", "engaged"}))
    is_owned = owner <= content([each.subject, each.object])
    is_told = each.predicate == "is" and each.object_type == "person"
    return is_told or (has_role and is_owned)
