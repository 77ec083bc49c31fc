"""Statements that tagged values make: in "so Kettle made me [senior developer]" somebody has a job.

The parse reads what is said in one whole sentence with its verb. What words name is tagged
however they are put; where no statement says the same, the slot's own words state it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from octomem.agents import chinese_claims
from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.occupations import is_occupation
from octomem.agents.reading.reading import SURE, Bound, Moment, Mood, Reading, Statement, Tense
from octomem.agents.reading.remarks import PLACEHOLDER, stretches
from octomem.agents.reading.tags import Mention, State, Tag
from octomem.agents.reading.vocabulary import vocabulary
from octomem.agents.slots import Filled, Table, load_table
from octomem.agents.wording import content, normal

BAR = 0.6
"""The likelihood from which a value is stated. On messages that the branch had not learnt from, such
values were right in three of four cases, and how long their words last told next to nothing of which."""
DOUBTFUL = 0.7
"""The likelihood that a home, a birthday, a thing or somebody needs, of which words alone say little."""
CERTAIN = 0.95
"""The likelihood that a value needs against other marks: a home of words that pass, kin that is no
more or in a sentence about others, a customer's firm."""
LASTING, PLACE = 0.5, 0.5
"""Likelihoods of the words of a home or of somebody: from the first they last, from the second they
say where somebody is just now."""

_LEADING = re.compile(r"^(?:an?|the|my|our|his|her|their)\s+", re.IGNORECASE)
_NO_NAMES = vocabulary(
    "my our his her their the a an i mum mom dad mam nan gran grandma grandad papa mama"
)
_ABODES = grammar.ROLES | vocabulary(
    "abroad attic barracks basement bed bedsit box bungalow bus campus caravan castle city commune cottage country"
    " countryside digs dorm dorms farm farmhouse flat floor halls here home homeless hostel hotel house houseboat"
    " housing hut in-laws island loft mansion motel mountains mum mums mam nan nans dad dads narrowboat nowhere office"
    " outside overseas own parents penthouse place pub rental road room rv sea seaside share shed shelter sofa squat street"
    " studio suburbs tent there town townhouse trailer unit us van village woods yurt"
)
"""Words for homes and people in them, which name no place."""
_DWELLINGS = (
    "apartment",
    "bungalow",
    "cottage",
    "flat",
    "home",
    "house",
    "place",
    "room",
    "studio",
)
_NO_JOB = frozenset({"retired", "unemployed", "redundant", "self-employed", "freelance"})
"""What says that somebody has no employer, in the place of a job."""
_WHERE = frozenset({"home", "employer", "school"})
"""Slots whose values may be the same words."""
_NUMBERS = vocabulary(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
_STATUS: Mapping[str, str] = {
    **{each: each for each in ("married", "single", "divorced", "engaged", "separated", "widowed")},
    "widow": "widowed",
    "widower": "widowed",
}
_KIN = vocabulary("manager colleague partner child sibling parent friend pet doctor")
"""Slots whose value is what somebody or an animal is to the holder."""
_THINGS = frozenset({"car", "owns", "phone_model"})
"""Slots whose value somebody has, and may wash, lend and mend."""
_DENIED = frozenset({"allergy", "language", "diet", "car", "owns", "condition", "medication"})
"""Slots of which it is worth keeping that somebody has no such value: 我日语一句都不会. In English, where the
parse reads most denials, a tag may take "almonds, not peanuts" for one of an allergy."""


@dataclass(frozen=True, slots=True)
class _Words:
    """How a slot's value is stated of somebody."""

    verb: str
    predicate: str
    type: str = "thing"
    ends: str = ""
    """A verb that ends it as it was said to end, or otherwise; empty where it "used to" be so."""


_WORDS: Mapping[str, _Words] = {
    "home": _Words("live", "lives in", "place"),
    "employer": _Words("work", "works at", "organisation"),
    "job": _Words("work", "works as"),
    "marital_status": _Words("be", "is"),
    "allergy": _Words("be", "is allergic to"),
    "diet": _Words("be", "is"),
    "condition": _Words("have", "has"),
    "medication": _Words("take", "takes", ends="stop"),
    "car": _Words("drive", "drives", ends="sell"),
    "owns": _Words("have", "has", ends="sell"),
    "phone_model": _Words("be", "is"),
    "nickname": _Words("be", "is"),
    "birthday": _Words("be", "is", "date"),
    "hobby": _Words("do", "does", ends="give up"),
    "language": _Words("speak", "speaks", ends="give up"),
    "age": _Words("be", "is", "number"),
    "school": _Words("study", "studies at", "organisation", "leave"),
    "studies": _Words("study", "studies", ends="give up"),
    "hometown": _Words("be", "is from", "place"),
    "member": _Words("be", "is a member of", "organisation", "leave"),
    "likes": _Words("like", "likes"),
    "dislikes": _Words("dislike", "dislikes"),
    "religion": _Words("be", "is"),
    "nationality": _Words("be", "is"),
}
"""By slot; those that are missing are left to the parse."""


def claims(reading: Reading, table: Table) -> list[Statement]:
    """Return what the tagged values of a reading state and its statements do not.

    The likeliest is stated first: of two homes in one sentence it is the one.
    """
    made: list[tuple[int, Statement]] = []
    values = enumerate(
        _in_its_place(_as_denied(_as_dated(each, reading), reading), reading)
        for each in reading.tags.values
    )
    for at, tag in sorted(values, key=lambda each: -each[1].likely):
        if not _is_believed(tag, reading) or _is_no_telling(tag, reading):
            continue
        holder = holder_of(tag, reading) if tag.of_other else reading.turn.actor
        stated = _stated(tag, holder, reading) if holder else None
        if stated is None:
            continue
        told = (*reading.statements, *(each for _, each in made))
        at_once = (each for each in told if each.sentence == stated.sentence)
        near = [each for each in at_once if not _is_of_another_time(each, stated, reading)]
        fact = table.fill(stated)
        if (
            not any(
                content([tag.text]) <= content([each.text])
                if stated.negated
                else _says(each, stated, fact, tag, table)
                for each in near
            )
            and not any(_is_same(each, stated, fact, table) for each in told)
            and not _is_of_others(told, stated, tag, holder)
            and not any(_is_denied(each, tag, holder) for each in reading.statements)
        ):
            made.append((at, stated))
    return [stated for _, stated in sorted(made, key=lambda each: each[0])]


def _is_same(each: Statement, stated: Statement, fact: Filled | None, table: Table) -> bool:
    """Tell a statement that gives a slot the same value, maybe with a date of its own.

    Or one that says already what somebody is to somebody.
    """
    owned = each.subject == stated.subject and "'s " in each.object and "'s " in stated.object
    return owned or (fact is not None and each.mood is Mood.FACT and fact == table.fill(each))


def _is_of_another_time(each: Statement, stated: Statement, reading: Reading) -> bool:
    """Tell what was or will be so from what is: "we move to Leeds in May, for now we are in York"."""
    is_now = stated.tense is Tense.PRESENT and not stated.ended and not _is_over(stated)
    is_over = each.moment is not None and each.moment.is_over(reading.turn.occurred_at)
    is_ahead = each.tense is Tense.FUTURE and each.mood is Mood.FACT
    return is_now and (is_over or is_ahead) and each.object != stated.object


def _is_denied(each: Statement, tag: Tag, holder: str) -> bool:
    """Tell what the same turn denies of somebody: "it says diabetic, and I'm not diabetic"."""
    denies = each.negated and not each.ended and each.mood is Mood.FACT and each.subject == holder
    if not denies or tag.state is not State.NOW:
        return False
    if tag.slot == "allergy" and "allerg" in each.text:  # to what, stands behind the object
        return content([tag.text]) <= content([each.text])
    return (each.corrects or tag.slot == "condition") and normal(each.object) == normal(tag.text)


def _is_of_others(told: Sequence[Statement], stated: Statement, tag: Tag, holder: str) -> bool:
    """Tell whether statements give a value to others than a tag does, and not to its holder too.

    "Suresh and Leanne bought in Derby" gives it to both.
    """
    others = [each for each in told if _is_of_other(each, stated, tag, holder)]
    return bool(others) and not any(
        each.subject == holder and any(each.object == other.object for other in others)
        for each in told
    )


def _is_of_other(each: Statement, stated: Statement, tag: Tag, holder: str) -> bool:
    """Tell a statement that gives a value to another person than a tag does, or names it of a test."""
    if each.mood is not Mood.FACT or each.subject in {holder, stated.subject}:
        return False
    near = each.sentence == tag.sentence or normal(each.object) == normal(tag.text)
    is_unnamed = tag.state is State.NOW and each.subject.split()[-1] in _UNNAMED
    is_person = _is_of_somebody(each, "") or is_unnamed
    is_had = each.predicate == "has" and tag.slot in {"pet", "car", "owns"}  # by a shelter, a firm
    told = content([tag.text]) <= content([each.text if is_had else each.object])
    return told and near and (is_person or is_had or tag.slot == "condition")


_UNNAMED = grammar.STRANGERS | {"nobody", "none"}
"""Who does what a clause says and is not the speaker, though no name or role says who: "the guy"."""


def _is_believed(tag: Tag, reading: Reading) -> bool:
    """Tell a value that is likely enough; one that is planned needs a date ahead from which it is so.

    What is denied or imagined never is.
    """
    if tag.state is State.PLANNED:
        return tag.likely >= BAR and tag.slot not in _KIN and _is_ahead(tag, reading)
    if tag.state is State.DENIED:
        return reading.language == "zh" and tag.likely >= BAR and tag.slot in _DENIED
    return tag.state in {State.NOW, State.PAST} and tag.likely >= _needed(tag, reading)


def _needed(tag: Tag, reading: Reading) -> float:
    """Return how likely a value has to be.

    "In Oslo" may be a home or a journey, "me and Tom" a couple or two cooks, and who "gave the
    Golf a wash" has it still: there more is asked for, and of a nickname, which makes two people one. Animals stay, however little a name weighs.
    In Chinese only where somebody is just now was taken for more, and a slip beside a birthday for a second one.
    """
    if tag.slot == "nickname":
        return BAR if reading.language == "zh" else SURE
    is_past, is_here = tag.state is State.PAST, tag.place >= PLACE
    passes = not is_past and (tag.lasting < LASTING or is_here)
    if reading.language == "zh":
        is_slip = tag.slot == "birthday" and _has_birthday(reading)
        return 1.0 if is_slip else CERTAIN if is_here and tag.slot == "home" else BAR
    if tag.slot in _KIN:
        passes = passes and not (tag.slot == "pet" and tag.likely >= SURE)
        alone = is_past or passes or _is_about_others(tag, reading)
        return CERTAIN if alone else DOUBTFUL
    if tag.slot in {"home", "birthday"}:
        return SURE if is_past else CERTAIN if passes else DOUBTFUL
    if tag.slot in _THINGS:
        stays = is_past and tag.lasting >= LASTING
        is_over = not stays or any(_is_over(each) for each in _telling(tag, reading))
        return CERTAIN if passes or not is_over else SURE if is_past else DOUBTFUL
    return BAR


def _has_birthday(reading: Reading) -> bool:
    return any(each.subject.endswith("'s birthday") for each in reading.statements)


def _is_ahead(tag: Tag, reading: Reading) -> bool:
    """Tell a value with a date beside it that is still to come."""
    moment = moment_of(tag, reading)
    if moment is None or moment.ends or _LONG.match(moment.text):
        return False
    return moment.start > reading.turn.occurred_at


_LONG = re.compile(
    r"(?:an?|one|two|three|\d+) (?:year|month|week|day|hour|night)s?\b", re.IGNORECASE
)
"""How a time begins that says how long something took: "after a year I can speak Spanish"."""


def _is_about_others(tag: Tag, reading: Reading) -> bool:
    """Tell a sentence that states something, and nothing of the speaker or of what is theirs."""
    actor = reading.turn.actor
    said = [s for s in reading.statements if s.sentence == tag.sentence]
    return bool(said) and not any(s.first_person or actor in s.text for s in said)


def _as_dated(tag: Tag, reading: Reading) -> Tag:
    """Let a date beside a value say that it is over, unless a verb says that it is so: "married 2011-2017"."""
    moment = moment_of(tag, reading) if tag.state is State.NOW else None
    if moment is not None and moment.ends and moment.start > reading.turn.occurred_at:
        return replace(tag, state=State.PLANNED)  # 七月到九月在华为实习
    if moment is None or not moment.is_over(reading.turn.occurred_at):
        return tag
    holds = any(each.tense is Tense.PRESENT for each in _telling(tag, reading))
    return tag if holds else replace(tag, state=State.PAST)


def _as_denied(tag: Tag, reading: Reading) -> Tag:
    """Deny what the clause behind it does in Chinese: 病历上写的青霉素过敏，我根本不过敏."""
    denied = reading.language == "zh" and chinese_claims.is_denied_behind(tag, reading)
    return replace(tag, state=State.DENIED) if denied else tag


def _in_its_place(tag: Tag, reading: Reading) -> Tag:
    """Take what is bought beside a car that is sold for a car: "sold the Clio and bought a Togg"."""
    named = tag.slot == "owns" and any(word[:1].isupper() for word in tag.text.split())
    if not named or tag.state is not State.NOW:
        return tag
    sold = (
        each
        for each in reading.tags.values
        if each.sentence == tag.sentence
        and (each.slot, each.state, each.of_other) == ("car", State.PAST, tag.of_other)
    )
    likely = max((each.likely for each in sold), default=0.0)
    return replace(tag, slot="car", likely=likely, lasting=1.0) if likely >= CERTAIN else tag


def _telling(tag: Tag, reading: Reading) -> Iterator[Statement]:
    """Yield the statements of a value's sentence that name it."""
    return (s for s in reading.statements if s.sentence == tag.sentence and tag.text in s.text)


def _is_over(statement: Statement) -> bool:
    """Tell what is not so any more, or ended when it says."""
    moment = statement.moment
    return statement.ended or statement.negated or (moment is not None and moment.ends)


def _is_no_telling(tag: Tag, reading: Reading) -> bool:
    """Tell a question, what is so for an hour or a week, and a bare value that answers nothing."""
    sentence, asked = reading.sentences[tag.sentence], reading.asked
    if reading.language == "zh":
        return chinese_claims.is_no_telling(tag, reading, sure=tag.likely >= CERTAIN)
    answers = asked is not None and not asked.imagines and not _OF_ASKER.search(asked.question)
    is_bare = normal(sentence.text).removeprefix("not ") == normal(tag.text)
    return (
        sentence.is_question
        or (is_bare and not answers)
        or (_POINTS.match(sentence.text) is not None and not _is_pointed_at(tag, answers=answers))
        or _BRIEFLY.search(sentence.text, tag.end) is not None
        or _RECORDED.search(sentence.text[: tag.start]) is not None
        or (tag.slot == "age" and _NOT_AGED.search(sentence.text[: tag.start]) is not None)
        or (tag.slot == "hometown" and _is_born_in(tag, reading))
        or (
            _may_be_over(tag, reading)
            and _FORMER_HOME.search(sentence.text[: tag.start]) is not None
        )
        or (_is_employed(tag) and _LEFT.search(sentence.text[: tag.start]) is not None)
        or (tag.slot == "allergy" and _NOT_FOR_ALLERGY.search(reading.turn.text) is not None)
    )


def _may_be_over(tag: Tag, reading: Reading) -> bool:
    """Tell a home that only its words make one of before: nothing that is told of it says so."""
    is_past = tag.slot == "home" and tag.state is State.PAST and tag.likely < CERTAIN
    return is_past and not any(map(_is_over, _telling(tag, reading)))


def _is_employed(tag: Tag) -> bool:
    return tag.slot == "employer" and tag.state is State.NOW


def _is_born_in(tag: Tag, reading: Reading) -> bool:
    """Tell where somebody is told to be born: where they grew up is not said."""
    return any(s.predicate == "is born in" and tag.text in s.object for s in _telling(tag, reading))


_NOT_AGED = re.compile(
    r"\b(?:nearly|almost|under|over|pushing|approaching|not (?:yet|quite|even)|like|feel|feels) $",
    re.IGNORECASE,
)
"""What comes before an age that somebody has not: "nearly 40"."""
_LEFT = re.compile(
    r"\b(?:quit|left|lost|gave up|given up|(?:packed|jacked|chucked) in|(?:resigned|retired|fired|sacked) from) (?:my|his|her|their)"
    r" (?:\w+ )?(?:job|position|post|role) (?:at|with) (?:the )?$",
    re.IGNORECASE,
)
"""What comes before where somebody worked: "quit her job at Aldi"."""
_FORMER_HOME = re.compile(
    rf"\b(?:my|our|his|her|their) (?:old|former|previous|first|last) (?:\w+ )?(?:{'|'.join(_DWELLINGS)}) (?:in|near|outside) $",
    re.IGNORECASE,
)
"""What comes before where a dwelling was that a sentence tells of: "my old flat in Rome was damp"."""
_NOT_FOR_ALLERGY = re.compile(
    r"(?:\bcan['\u2019]?t|\bcannot|\bcan not) (?:have|eat|drink|touch|take)\b[^.!?\n]*\b(?:because|cos|until|till|during|before|while"
    r"|hates?|texture|policy|rules?|diet|lent|ramadan|pregnan\w+)\b",
    re.IGNORECASE,
)
"""What says that something is left out for another reason, or for a time."""
_RECORDED = re.compile(
    r"\b(?:has|had|have|have got|'ve got|got) (?:me|him|her|us) (?:down|listed|marked|recorded|registered|logged) as (?:an? )?(?:\w+ )?$",
    re.IGNORECASE,
)
"""What comes before a value that others have on record, rightly or not: "they had me down as diabetic"."""
_POINTS = re.compile(r"(?:(?:and|so|but|now|well)\W+)*it(?:'s|\u2019s| is)\b", re.IGNORECASE)
_OF_ASKER = re.compile(r"\b(?:I|me|my)\b")
_BRIEFLY = re.compile(
    r"\bfor (?:an?|the|this|one) (?:hour|day|evening|night|weekend|week|month|shift|moment|while)\b"
)


def _is_pointed_at(tag: Tag, *, answers: bool) -> bool:
    """Tell whether "it's Torquay" has something before it that says what: a question, a sentence.

    Who is what to somebody now is clear from the name.
    """
    return answers or tag.sentence > 0 or tag.slot in _KIN


def _stated(tag: Tag, holder: str, reading: Reading) -> Statement | None:
    """State a value of its holder; None where its words are no value of the slot."""
    if reading.language == "zh":
        blank = _blank(tag, holder, reading)
        return chinese_claims.stated(tag, holder, blank, reading)
    value = _LEADING.sub("", tag.text)
    if tag.slot in _KIN | {"home"}:
        value = value.removesuffix("'s").removesuffix("\u2019s")
    is_other = _is_none(tag, value, holder, reading)
    if not content([value]) or PLACEHOLDER in value or is_other:
        return None
    blank = _blank(tag, holder, reading)
    if tag.slot in _KIN:
        return _kin(tag, holder, value, blank, reading)
    if tag.slot == "nickname":
        return _other_name(tag, holder, value, blank, reading)
    return _of_slot(tag, holder, value, blank, reading)


def _of_slot(
    tag: Tag, holder: str, value: str, blank: Statement, reading: Reading
) -> Statement | None:
    """State a value in the words of its slot."""
    words = _WORDS.get(tag.slot)
    if tag.slot in _READ and not _is_small_name(tag, value, reading.sentences[tag.sentence].text):
        value = _READ[tag.slot](value)
    if words is None or not value:
        return None
    if tag.slot in chinese_claims.OWNED:
        blank = replace(blank, subject=f"{holder}'s {chinese_claims.OWNED[tag.slot]}")
    if tag.slot == "job":
        is_known = value.startswith(("a ", "an ")) or value.lower() in _NO_JOB
        if not is_known and tag.likely < SURE:
            return None
        words = _Words("be", "is") if is_known else words
    return _told(tag, words, blank, value)


def _other_name(
    tag: Tag, holder: str, name: str, blank: Statement, reading: Reading
) -> Statement | None:
    """State by what other name somebody goes; of "my daughter" it is her name."""
    name = _in_capitals(name, reading.sentences[tag.sentence].text)
    if "'s " not in holder:
        return _of_slot(tag, holder, name, blank, reading)
    if tag.state is not State.NOW:
        return None
    told = f"{name} is {holder}"
    return replace(
        blank, subject=name, first_person=False, object=holder, object_type="person", text=told
    )


def _in_capitals(name: str, sentence: str) -> str:
    """Write a name as names are in a sentence that begins small."""
    return name.title() if sentence[:1].islower() and name.islower() else name


def _is_none(tag: Tag, value: str, holder: str, reading: Reading) -> bool:
    """Tell what is no value of its slot: a person as a home, where somebody else works, a sort of car."""
    if tag.slot == "car":
        return _SORT_OF_CAR.fullmatch(value) is not None
    before = reading.sentences[tag.sentence].text[: tag.start]
    other = _SOMEBODY_AT.search(before) if tag.slot == "employer" else None
    named = other is not None and other["first"].casefold() in GIVEN
    if named and holder == reading.turn.actor:
        return True
    return tag.slot in {"home", "employer"} and _is_person(tag.text, reading)


def _is_person(name: str, reading: Reading) -> bool:
    """Tell who acts, or has a name of people, from where and for whom people live and work."""
    types = {named.type for named in reading.names if named.text == name}
    acts = any(name == each.subject for each in reading.statements)
    return not types & {"place", "organisation"} and (
        name.lower() in GIVEN or (acts and bool(types))
    )


def _blank(tag: Tag, holder: str, reading: Reading) -> Statement:
    """Return a statement of a tag's holder that says nothing yet."""
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
        corrects=any(s.corrects for s in reading.statements if s.sentence == tag.sentence),
        tense=Tense.FUTURE if tag.state is State.PLANNED else Tense.PRESENT,
        mood=Mood.FACT,
        moment=moment_of(tag, reading),
        text="",
        sentence=tag.sentence,
        likely=tag.likely,
    )


def _told(tag: Tag, words: _Words, blank: Statement, value: str) -> Statement:
    """State a value in its slot's own words: "lives in Leeds", "used to live in Leeds"."""
    said = replace(
        blank, verb=words.verb, predicate=words.predicate, object=value, object_type=words.type
    )
    if tag.state is State.PLANNED and blank.moment is not None:
        _, _, rest = words.predicate.partition(" ")
        words_of = [said.subject, "will", words.verb, *rest.split(), value]
        return replace(said, text=f"{' '.join(words_of)} ({blank.moment.text})")
    if tag.state is not State.PAST:
        return replace(said, text=f"{said.subject} {words.predicate} {value}")
    if words.ends:
        first, space, rest = words.ends.partition(" ")
        predicate = f"{grammar.third_person(first)}{space}{rest}"
        text = f"{said.subject} no longer {words.predicate} {value}"
        return replace(said, verb=words.ends, predicate=predicate, tense=Tense.PAST, text=text)
    first, _, rest = words.predicate.partition(" ")
    verb = "be" if first == "is" else words.verb
    text = " ".join([said.subject, "used to", verb, *rest.split(), value])
    return replace(said, ended=True, tense=Tense.PAST, text=text)


def _kin(tag: Tag, holder: str, name: str, blank: Statement, reading: Reading) -> Statement | None:
    """State who somebody or an animal is to the holder, by name; an animal without one is had."""
    past = tag.state is State.PAST
    is_named = _is_name_of(name, tag, reading)
    if is_named:
        name = _in_capitals(name, reading.sentences[tag.sentence].text)
    if tag.slot == "pet" and (past or not is_named):
        is_kind = name.lower().split()[-1].removesuffix("s") in grammar.PETS
        had = _Words("have", "has", ends="rehome")
        return _told(tag, had, blank, name if past else _counted(name)) if past or is_kind else None
    is_self = normal(name) in {normal(holder), normal(reading.turn.actor)}
    if not is_named or is_self or (past and tag.slot not in {"partner", "manager"}):
        return None
    role = f"{holder}'s {_noun(tag, reading)}"
    verb = "used to be" if past else "is"
    return replace(
        blank,
        subject=name,
        subject_type="animal" if tag.slot == "pet" else "person",
        first_person=False,
        object=role,
        object_type="person",
        ended=past,
        tense=Tense.PAST if past else Tense.PRESENT,
        text=f"{name} {verb} {role}",
    )


def _is_name_of(name: str, tag: Tag, reading: Reading) -> bool:
    """Tell a name, which begins small where its sentence does: "alfie n maisie are made up"."""
    if not re.sub(r"[ .-]", "", name).isalpha():
        return False
    begins_small = reading.sentences[tag.sentence].text[:1].islower()
    return name[:1].isupper() or (begins_small and name in GIVEN)


def _noun(tag: Tag, reading: Reading) -> str:
    """Return what a named one is to the holder: the word tagged beside the name, else the slot's."""
    known = grammar.PETS if tag.slot == "pet" else grammar.ROLES
    nouns = (other.text.lower().split()[-1] for other in reading.tags.beside(tag))
    return next((noun for noun in nouns if noun in known), tag.slot)


def _counted(noun: str) -> str:
    """Put an article before one thing."""
    if (
        noun.endswith("s")
        or noun[:1].isdigit()
        or (" " in noun and noun.split(maxsplit=1)[0] in _NUMBERS)
    ):
        return noun
    return f"{grammar.article(noun)} {noun}"


def _job(value: str) -> str:
    """Put an article before an occupation: "is a nurse", but "works as shift lead"."""
    return _counted(value) if is_occupation(value.lower().split()[-1]) else value


def _allergen(value: str) -> str:
    """Keep what somebody is allergic to: "shellfish", not "shellfish allergy"."""
    return re.sub(r"\s+allerg(?:y|ies)$", "", value, flags=re.IGNORECASE)


def _way_to_eat(value: str) -> str:
    """Keep "vegan", not what is eaten or not: "fish", "no pork"."""
    diet = load_table().named("diet")
    return value if diet is not None and value.lower() in diet.values else ""


def _status(value: str) -> str:
    return next((_STATUS[word] for word in value.lower().split() if word in _STATUS), "")


def _age(value: str) -> str:
    return value if re.search(r"\d", value) or set(value.lower().split("-")) & _NUMBERS else ""


def _is_small_name(tag: Tag, value: str, text: str) -> bool:
    """Tell the name of a home or a firm in a sentence that begins small: "whitby", "dhl", not "the flat"."""
    words = set(value.removesuffix("'s").split())
    bar = SURE if tag.slot == "home" else CERTAIN if value == tag.text else 1.0
    is_name = tag.likely >= bar and not words & _ABODES and value.replace(" ", "").isalpha()
    return tag.slot in {"home", "employer"} and text[:1].islower() and is_name


def _dated(value: str) -> str:
    """Keep a day with its month: "3 May", "3/5", not "the 9th"."""
    return value if _MONTH.search(value) else ""


_SORT_OF_CAR = re.compile(
    r"(?:an? )?(?:(?:plug-in|mild|full) )?(?:hybrid|automatic|manual|diesel|petrol|electric|estate|convertible|ev)(?: car)?",
    re.IGNORECASE,
)
"""What a car is like rather than which it is: "it's a hybrid"."""
_SOMEBODY_AT = re.compile(
    r"(?:^|[,:(] ?)(?P<first>[A-Z][\w'-]+) (?:[A-Z][\w'-]+ ){0,2}(?:at|from) (?:the )?$"
)
"""What comes before where somebody named works: "yes, Winnie Oduber at the Larkfield Clinic"."""


_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b|\d\W\d", re.IGNORECASE
)


def _named(value: str) -> str:
    """Keep a place or firm with a name: "the new place" is anywhere."""
    return value if any(word[:1].isupper() for word in value.split()) else ""


_STUDIES = re.compile(r"^stud(?:y|ies|ied|ying) ")
_READ: Mapping[str, Callable[[str], str]] = {
    "home": _named,
    "employer": _named,
    "job": _job,
    "car": _counted,
    "allergy": _allergen,
    "diet": _way_to_eat,
    "marital_status": _status,
    "age": _age,
    "birthday": _dated,
    "studies": lambda value: _STUDIES.sub("", value),
}
"""By slot, how its value is read; empty where it is none."""


def moment_of(tag: Tag, reading: Reading) -> Moment | None:
    """Return the date in the same stretch of the sentence as a value.

    Of several it is the one that stands nearest; in Chinese, where dates come first, the last before it,
    and of what is over a span that an earlier clause tells.
    """
    if not reading.moments:
        return None
    sentence = reading.sentences[tag.sentence].text
    spans = [span for span in stretches(sentence) if span[0] <= tag.start < span[1]]
    start, end = spans[0] if spans else (0, 0)
    near = sentence[start:end]
    found = {near.find(each.text) + start: each for each in reading.moments if each.text in near}
    if reading.language == "zh":
        before = [at for at in found if at <= tag.start]
        if found:
            return found[max(before) if before else min(found)]
        return _span_before(tag, sentence, reading) if tag.state is State.PAST else None
    return found[min(found, key=lambda at: _gap(tag, at, len(found[at].text)))] if found else None


def _span_before(tag: Tag, sentence: str, reading: Reading) -> Moment | None:
    """Return the date told last before a value in its sentence, if that is a span."""
    told = {sentence.find(each.text, 0, tag.start): each for each in reading.moments}
    at = max(told, default=-1)
    is_span = at >= 0 and told[at].bound is Bound.SPAN
    return told[at] if is_span and not _THEN.search(sentence, at, tag.start) else None


_THEN = re.compile("后|现在|目前|如今|接着|然后|再")
"""What stands between a span and what came after it: 2016年到2020年在北京，后来住在杭州."""


def _gap(tag: Tag, start: int, size: int) -> int:
    """Return how many characters are between a value and other words of its sentence."""
    return max(start - tag.end, tag.start - start - size, 0)


def holder_of(tag: Tag, reading: Reading) -> str:
    """Return whom a value is of; empty if nobody is named.

    Whom a statement gives it to, else who is named before it in its sentence, else whom its
    sentence tells of, else who is named behind it, else who was named or told of last.
    """
    actor, here = reading.turn.actor, tag.sentence
    told = [s for s in reading.statements if _is_of_somebody(s, actor) and s.sentence <= here]
    own = [s.subject for s in told if s.sentence == here]
    given = [
        s.subject for s in told if s.sentence == here and content([tag.text]) <= content([s.object])
    ]
    if given and tag.slot not in _KIN:
        return given[0]
    named = (
        each
        for each in reading.tags.values
        if each is not tag and (each.slot in _KIN or (each.slot == "nickname" and each.of_other))
    )
    people: list[Mention | Tag] = [*reading.tags.mentions, *named]
    people.sort(key=lambda each: (each.sentence, each.start))
    before = [m for m in people if (m.sentence, m.start) <= (here, tag.start)]
    behind = [m for m in people if m.sentence == here and m.start > tag.start]
    near = [_called(m, reading) for m in reversed(before) if m.sentence == here]
    far = [_called(m, reading) for m in (*behind, *reversed(before))]
    is_open = any(
        s.sentence == here and s.subject in {"he", "she", "they"} for s in reading.statements
    )  # whom a pronoun means: a guess would be a wrong fact
    rest = () if is_open else (*own, *far, *(s.subject for s in reversed(told)))
    if reading.language == "zh":
        rest = (*rest, chinese_claims.named_before(tag, reading))
    nearest = (*near, *rest)
    value = content([tag.text])
    return next((name for name in nearest if name and not value <= content([name])), "")


def _is_of_somebody(statement: Statement, actor: str) -> bool:
    """Tell a statement about a person who is not the speaker."""
    subject = statement.subject
    is_known = subject.lower() not in grammar.EMPTY_SUBJECTS
    is_thing = chinese_claims.last_noun(subject) in chinese_claims.OWNED.values()
    is_person = statement.subject_type == "person" and subject != actor
    return is_person and is_known and not is_thing


def _called(mention: Mention | Tag, reading: Reading) -> str:
    """Return what somebody is called: "our Tom" is Tom, "my sister" the speaker's sister."""
    if reading.language == "zh":
        return chinese_claims.called(mention, reading)
    if isinstance(mention, Tag) and mention.slot == "nickname":
        return _in_capitals(mention.text, reading.sentences[mention.sentence].text)
    actor = reading.turn.actor
    words = mention.text.removesuffix("'s").split()
    names = [word for word in words if word[:1].isupper() and word.lower() not in _NO_NAMES]
    if not names and reading.sentences[mention.sentence].text[:1].islower():
        names = [word.title() for word in words if word in GIVEN]
    if names:
        return " ".join(names)
    role = next((w.lower() for w in reversed(words) if w.lower() in grammar.ROLES), "")
    return f"{actor}'s {role}" if role else ""


def _says(each: Statement, stated: Statement, fact: Filled | None, tag: Tag, table: Table) -> bool:
    """Tell whether a statement of the same sentence leaves nothing to state.

    It has the value of a slot, whichever it is, or it says what is stated, or that it is over.
    """
    names = content([tag.text]) <= content([each.object, each.subject])
    if each.mood is not Mood.FACT:  # asked, wished, planned or hearsay by the parse
        begins = each.mood is Mood.INTENTION and stated.tense is Tense.FUTURE
        return names and not begins and (each.mood is not Mood.HYPOTHETICAL or tag.likely < CERTAIN)
    if each.subject.lower() in grammar.EMPTY_SUBJECTS:
        return False  # "it is Rajiv" tells what Rajiv is only with what it answers
    if each.negated and tag.slot == "allergy":
        return content([tag.text]) <= content([each.text]) and not _is_never_had(each, tag)
    other = table.fill(each)
    if _happened_there(each, stated, tag) and (other is None or other.name != "home"):
        return True
    alike = fact is not None and other is not None and fact.name == other.name
    over = each.ended or each.negated or table.ending(each.verb, each.object) is not None
    if stated.tense is Tense.PAST or over:
        return names and (over or alike)
    is_filled = alike and fact is not None and other is not None and fact.holder == other.holder
    return is_filled or (names and _says_value(each, stated, tag, fact=fact, other=other))


def _is_never_had(each: Statement, tag: Tag) -> bool:
    """Tell who "can't have cashews", and no more is said of it, from who has "no allergy" and what is out "during Lent"."""
    behind = normal(each.text).rpartition(normal(tag.text))[2].strip()
    return "allerg" not in each.text and (not behind or behind.startswith(("at all", "ever")))


def _says_value(
    each: Statement, stated: Statement, tag: Tag, *, fact: Filled | None, other: Filled | None
) -> bool:
    """Tell whether a statement that names a value says of it what is stated, or where to find it."""
    if tag.slot in _KIN:
        return _says_kin(each, stated, tag)
    at_work = (tag.slot == "employer" and " at " in each.object) or (
        tag.slot == "home" and other is not None and other.name == "job"
    )  # "a nurse in Derby" works there
    rivals = other is not None and {other.name, tag.slot} <= _WHERE
    is_rival = rivals and normal(each.object) == normal(tag.text)
    bar = CERTAIN if is_rival else SURE if other is not None else CERTAIN * _is_customer(each, tag)
    is_doubted = tag.likely < bar
    return is_doubted or (stated.subject == each.subject and (at_work or fact is None))


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
    has_role = tag.slot not in {"pet", "doctor"} or bool(told & (grammar.ROLES | grammar.PETS))
    is_owned = owner <= content([each.subject, each.object])
    is_told = each.predicate == "is" and each.object_type == "person"
    return is_told or each.predicate == "is called" or (has_role and is_owned)
