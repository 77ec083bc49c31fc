"""What tagged values state in English: in "so Kettle made me [senior developer]" somebody has a job."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from octomem.agents import chinese_claims, lasting
from octomem.agents.bars import CERTAIN
from octomem.agents.contacts import contacts
from octomem.agents.named import KIN
from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.occupations import is_occupation
from octomem.agents.reading.reading import SURE, Bound, Mood, Reading, Statement, Tense
from octomem.agents.reading.remarks import PLACEHOLDER
from octomem.agents.reading.tags import State, Tag
from octomem.agents.reading.vocabulary import vocabulary
from octomem.agents.slots import load_table
from octomem.agents.small_names import in_capitals, is_small_name, is_small_person
from octomem.agents.wording import content, normal

_LEADING = re.compile(r"^(?:an?|the|my|our|his|her|their)\s+", re.IGNORECASE)
_NO_JOB = frozenset({"retired", "unemployed", "redundant", "self-employed", "freelance"})
"""What says that somebody has no employer, in the place of a job."""
_NUMBERS = vocabulary(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
_NO_WORK = vocabulary(
    "be become get have like love hate enjoy want need hope miss leave quit stop start begin finish lose find look"
    " try think know say tell hear call give take offer apply study learn retire work prefer consider"
)
"""Verbs with which somebody's work is named and not done: "loves teaching"."""
_IN = re.compile(r"\b(?P<in>in|on the|in the|with) $", re.IGNORECASE)
_LEADING_TO = re.compile(r"(?P<verb>[A-Za-z]+) (?P<article>(?:an?|the) )?$")
"""The verb of whose object a tag is, with the object's article."""
_DOING = re.compile(r"[a-z]{3,}ing (?:(?:an?|the|my|his|her|their|for|at|with|in|on)\b.*|.*[a-z]s)")
"""What somebody does rather than is: "driving a school bus", not "parking warden"."""
_STATUS: Mapping[str, str] = {
    **{each: each for each in ("married", "single", "divorced", "engaged", "separated", "widowed")},
    "widow": "widowed",
    "widower": "widowed",
    **dict.fromkeys(("unmarried", "spinster", "bachelor"), "single"),
}


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
    "tool": _Words("use", "uses", ends="stop using"),
    "fear": _Words("be", "is afraid of"),
    "religion": _Words("be", "is"),
    "nationality": _Words("be", "is"),
}
"""By slot; those that are missing are left to the parse."""


def stated(tag: Tag, holder: str, blank: Statement, reading: Reading) -> Statement | None:
    """State a value of its holder; None where its words are no value of the slot."""
    value = _LEADING.sub("", tag.text)
    if tag.slot in KIN | {"home"}:
        value = value.removesuffix("'s").removesuffix("\u2019s")
    is_other = (
        _names_nothing(tag, value, reading)
        or _is_none(tag, value, holder, reading)
        or _is_told_apart(tag, value, reading)
    )
    if not content([value]) or PLACEHOLDER in value or is_other:
        return None
    if tag.slot in KIN:
        return _kin(tag, holder, value, blank, reading)
    if tag.slot == "name":
        return _own_name(tag, holder, value, blank, reading)
    if tag.slot == "nickname":
        return _other_name(tag, holder, value, blank, reading)
    return _of_slot(tag, holder, value, blank, reading)


def _is_told_apart(tag: Tag, value: str, reading: Reading) -> bool:
    """Tell "nuts & eggs", each of which is told by itself."""
    told = {each.object for each in reading.statements if each.sentence == tag.sentence}
    return " & " in value and set(value.split(" & ")) <= told


def _of_slot(
    tag: Tag, holder: str, value: str, blank: Statement, reading: Reading
) -> Statement | None:
    """State a value in the words of its slot."""
    words = _WORDS.get(tag.slot)
    sentence = reading.sentences[tag.sentence].text
    otherwise = _OTHERWISE.get(tag.slot)
    told = otherwise(tag, value, blank, sentence) if otherwise is not None else None
    if told is not None:
        return told
    if tag.slot in _READ and not is_small_name(tag, value, sentence):
        value = _READ[tag.slot](value)
    if words is None or not value:
        return None
    if tag.slot == "condition" and value.split()[0].lower() in lasting.BODILY:
        words = _Words("be", "is")  # "deaf in one ear"
    if tag.slot in chinese_claims.OWNED:
        blank = replace(blank, subject=f"{holder}'s {chinese_claims.OWNED[tag.slot]}")
    if tag.slot == "job":
        is_known = value.startswith(("a ", "an ")) or value.lower() in _NO_JOB
        if not is_known and tag.likely < SURE:
            return None
        if not is_known:
            return _at_work(tag, words, blank, value, reading)
        words = _Words("be", "is")
    return _told(tag, words, blank, value)


def _given_up(tag: Tag, habit: str, blank: Statement, _: str) -> Statement | None:
    """State what somebody does no more: "gave up smoking"; a habit that goes on is left to the parse."""
    if tag.state is not State.PAST or tag.likely < SURE or not habit.endswith(("ing", "s")):
        return None
    return replace(
        blank,
        verb="give up",
        predicate="gives up",
        object=habit,
        tense=Tense.PAST,
        text=f"{blank.subject} gave up {habit}",
    )


def _left_out(value: str, sentence: str, tag: Tag) -> str:
    """Return what somebody does not eat for good, as "dairy" of "no dairy": neither "vegan" nor "no meat on Fridays"."""
    food = _NO_FOOD.sub("", value)
    is_none = food != value or _EATS_NO.search(sentence[: tag.start]) is not None
    is_known = tag.likely >= SURE and not _way_to_eat(value)
    return food if is_none and is_known and not _SO_FAR.match(sentence, tag.end) else ""


_NO_FOOD = re.compile("^no ", re.IGNORECASE)
_EATS_NO = re.compile(
    r"\b(?:no|off|avoid(?:s|ing)?|(?:do|does|wo|can)(?:n['\u2019]?t| not) (?:eat|touch)|never (?:eats?|touch(?:es)?)) (?:any |all |red )?$",
    re.IGNORECASE,
)
"""What comes before what somebody does not eat."""
_SO_FAR = re.compile(r",? (?:on|at|till|until|before|after|during|for|in|today|tonight|this)\b")
"""What comes behind what somebody eats at other times, or elsewhere."""


def _not_eaten(tag: Tag, value: str, blank: Statement, sentence: str) -> Statement | None:
    """State what somebody does not eat."""
    food = _left_out(value, sentence, tag)
    if not food or tag.state is not State.NOW:
        return None
    text = f"{blank.subject} does not eat {food}"
    return replace(
        blank, verb="eat", predicate="does not eat", object=food, negated=True, text=text
    )


def _place_of_work(tag: Tag, value: str, blank: Statement, sentence: str) -> Statement | None:
    """State where somebody works, which has no name, as it is told: "at a kebab shop", "in the navy"."""
    said = f"{sentence[: tag.start]}{tag.text}"
    led = _BEFORE_WORK.search(said[: len(said) - len(value)])
    if led is None or _named(value) or tag.likely < _UNNAMED_FIRM:
        return None
    place = f"the {value}" if led["article"].lower() == "the" else _counted(value)
    told = _told(tag, _WORDS["employer"], blank, place)
    where = led["where"].lower() if led["where"] else "at"
    return replace(told, text=told.text.replace(f" at {place}", f" {where} {place}", 1))


_UNNAMED_FIRM = 0.9
"""The likelihood that a place of work without a name needs, which may be one where somebody shops."""
_BEFORE_WORK = re.compile(
    r"\b(?:(?P<where>in|on) )?(?P<article>an?|the|some|my|our|his|her|their) $", re.IGNORECASE
)
"""What comes before a place of work without a name."""


def _has_diabetes(tag: Tag, value: str, blank: Statement, sentence: str) -> Statement | None:
    """State what somebody has by its type alone: "Rosa has type one"."""
    is_had = _HAS.search(sentence[: tag.start]) is not None and tag.likely >= CERTAIN
    if not is_had or _TYPE_OF_DIABETES.fullmatch(value) is None:
        return None
    return _told(tag, _WORDS["condition"], blank, f"{value} diabetes")


_HAS = re.compile(r"(?:\b(?:has|have|had|got|with|is|am|are)|['\u2019](?:s|m|re|ve)) (?:a )?$")
_TYPE_OF_DIABETES = re.compile("type (?:1|2|one|two)", re.IGNORECASE)
_OTHERWISE: Mapping[str, Callable[[Tag, str, Statement, str], Statement | None]] = {
    "habit": _given_up,
    "diet": _not_eaten,
    "employer": _place_of_work,
    "condition": _has_diabetes,
}
"""By slot, how some values are stated in words of their own, in view of their sentence."""


def _at_work(tag: Tag, words: _Words, blank: Statement, value: str, reading: Reading) -> Statement:
    """State what somebody does for a living, in the words for it: "teaches maths", "works in retail"."""
    said = _told(tag, words, blank, value)
    before = reading.sentences[tag.sentence].text[: tag.start]
    led = _LEADING_TO.search(before)
    if led is not None and tag.state is State.NOW:
        told = (each for each in reading.statements if each.subject == blank.subject)
        doing = next((each for each in told if _does(each, tag, led["verb"].lower())), None)
        if doing is not None:
            done = f"{doing.predicate} {led['article'] or ''}{value}"
            return replace(said, text=f"{blank.subject} {done} for a living")
    place = _IN.search(before)
    if value.endswith("ing"):
        how = f"in {value}"
    elif place is not None:
        how = f"{place['in'].lower()} {value}"
    elif _DOING.fullmatch(value) is not None:
        how = value
    else:
        return said
    text = said.text.replace(f" as {value}", f" {how}", 1)
    is_told = any(each.text == text for each in reading.statements)
    return replace(said, text=f"{text} for a living" if is_told else text)


def _does(each: Statement, tag: Tag, verb: str) -> bool:
    """Tell a statement of somebody's work by whose verb the tag stands: "Ivan repairs boats"."""
    is_said = (
        each.sentence == tag.sentence and each.mood is Mood.FACT and each.tense is Tense.PRESENT
    )
    is_work = each.verb not in _NO_WORK and not (each.negated or each.ended)
    return is_said and is_work and verb in {each.verb, each.predicate}


def _other_name(
    tag: Tag, holder: str, name: str, blank: Statement, reading: Reading
) -> Statement | None:
    """State by what other name somebody goes; of "my daughter" it is her name."""
    name = in_capitals(name, reading.sentences[tag.sentence].text)
    if "'s " not in holder:
        return _of_slot(tag, holder, name, blank, reading)
    if tag.state is not State.NOW:
        return None
    told = f"{name} is {holder}"
    return replace(
        blank, subject=name, first_person=False, object=holder, object_type="person", text=told
    )


def _own_name(
    tag: Tag, holder: str, name: str, blank: Statement, reading: Reading
) -> Statement | None:
    """State the name that the speaker tells: "Dale Hutchins" of "my name is dale hutchins"."""
    before = reading.sentences[tag.sentence].text[: tag.start]
    if tag.of_other or tag.state is not State.NOW or _NO_FULL_NAME.search(before):
        return None
    if name.islower() or name.isupper():
        name = name.title()
    subject = f"{holder}'s name"
    text = f"{subject} is {name}"
    return replace(
        blank, subject=subject, first_person=False, object=name, object_type="person", text=text
    )


_NO_FULL_NAME = re.compile(
    r"\b(?:maiden|middle|last|family|sur|old|former|previous|stage|pen|user|screen|account|code|birth|confirmation|christening) ?name(?:['\u2019]s| is| was|:)? (?:\w+ )?$"
    r"|\bname (?:at|in|by|on|was)\b[^,.;!?]{0,30}$|\baddress\b[^,.;!?]{0,20}$",
    re.IGNORECASE,
)
"""What comes before a name by which nobody is called."""


def _is_none(tag: Tag, value: str, holder: str, reading: Reading) -> bool:
    """Tell what is no value of its slot: a person as a home, where somebody else works, a sort of car."""
    if tag.slot == "car":
        return _SORT_OF_CAR.fullmatch(value) is not None
    if tag.slot == "phone_model":
        said = f"{reading.turn.text} {reading.asked.question if reading.asked is not None else ''}"
        return _NO_PHONE.search(said) is not None and _PHONE.search(said) is None
    if tag.slot == "job":
        before = reading.sentences[tag.sentence].text[: tag.start]
        first, *rest = value.split()
        of_one = bool(rest) and first[:1].isupper() and first.casefold() in GIVEN  # "Yonas teacher"
        return of_one or value.lower().split()[-1] in _SERVED or _is_of_several(value, before)
    if tag.slot in {"age", "language"}:
        return _is_of_other_sort(tag, reading.sentences[tag.sentence].text)
    before = reading.sentences[tag.sentence].text[: tag.start]
    if (
        tag.slot == "employer"
        and holder == reading.turn.actor
        and _is_others_firm(tag, before, reading)
    ):
        return True
    elsewhere = tag.slot == "home" and (
        _LODGING.search(before) is not None or _is_in_others_address(tag, holder, reading)
    )
    return elsewhere or (tag.slot in {"home", "employer"} and _is_person(tag, reading))


def _names_nothing(tag: Tag, value: str, reading: Reading) -> bool:
    """Tell a title alone, somebody called upon, and what is done against an illness that nobody has."""
    sentence = reading.sentences[tag.sentence].text
    against = tag.slot == "condition" and _AGAINST_IT.match(sentence, tag.end) is not None
    is_title = tag.slot in KIN and _BARE_TITLE.fullmatch(value) is not None
    return against or is_title or _is_called_upon(tag, value)


def _is_called_upon(tag: Tag, value: str) -> bool:
    """Tell somebody's name where a medicine or what somebody is allergic to is looked for: "no aspirin, Ciara"."""
    is_name = value[:1].isupper() and value.casefold() in GIVEN
    return is_name and tag.slot in {"medication", "allergy"} and tag.likely < SURE


_BARE_TITLE = re.compile(r"(?:dr|mrs?|ms|prof|doctor|sir|madam)\.?|\W+", re.IGNORECASE)
"""A title without a name, which is nobody's."""
_AGAINST_IT = re.compile(
    r"[ -](?:boosters?|jabs?|vaccin\w+|shots?|swabs?|screenings?|research|awareness|charit\w+|ward|unit)\b",
    re.IGNORECASE,
)
"""What is given, looked for or done against an illness that nobody is told to have: "pneumococcal booster"."""


def _is_of_other_sort(tag: Tag, sentence: str) -> bool:
    """Tell a number that is no age, and a nation whose language nobody is told to speak."""
    if tag.slot == "language":
        return _WRITTEN.match(sentence, tag.end) is not None
    is_height = _NUMBER_BEFORE.search(sentence[: tag.start]) is not None
    return is_height or _MEASURED.match(sentence, tag.end) is not None


_WRITTEN = re.compile(
    r" (?:spelling|punctuation|units|dates?|formats?|keyboard|food|cuisine|restaurant|movies?|films?|music|football)\b",
    re.IGNORECASE,
)
"""What comes behind a nation whose language nobody is told to speak: "always British spelling"."""
_NUMBER_BEFORE = re.compile(r"\b(?:\d|four|five|six) $", re.IGNORECASE)
_MEASURED = re.compile(
    r" (?:weeks?|feet|foot|ft|inch(?:es)?|stone|kilos?|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven)\b(?! years?\b)",
    re.IGNORECASE,
)
"""What stands around a number that is a height, a weight or how far gone somebody is: "I'm five eleven", "21 weeks"."""
_NO_PHONE = re.compile(
    r"\b(?:laptop|notebook|desktop|pc|computer|macbook|chromebook|thinkpad|xps|tablet|ipad|printer|router|monitor|camera|console|tv|watch|kettle|boiler|bike"
    r"|windows|macos|linux|ubuntu|headphone|headset|earbud|airpod|speaker|lens|canon|nikon|fujifilm|gopro)s?\b",
    re.IGNORECASE,
)
"""Words for a device, or what runs on it, that is no phone."""
_PHONE = re.compile(
    r"\b(?:i?phones?|mobile|cell|android|galaxy|pixel|handset|smartphones?|samsung|nokia|fairphone|oneplus|xperia|redmi|motorola|moto|huawei|xiaomi|oppo|realme|honor|blackberry)\b",
    re.IGNORECASE,
)
"""What a message has in it that tells of a phone, too."""
_SERVED = vocabulary("customer subscriber client patient tenant user guest holder")
"""What somebody is to a firm that they do not work for: "a Pro plan customer"."""


_LODGING = re.compile(
    r"\b(?:guest ?house|hotel|hostel|b&b|airbnb|motel|campsite|lodge|inn|pension|holiday (?:home|flat|cottage))(?: (?:is|called)|['\u2019]s|:|,)? $",
    re.IGNORECASE,
)
"""What comes before the name of a house where somebody stays on the way."""


def _is_in_others_address(tag: Tag, holder: str, reading: Reading) -> bool:
    """Tell the town of an office's or another one's address: "my office, Rua do Carmo 58, Coimbra"."""
    homes = [each.text for each in reading.tags.values if each.slot == "home"]
    told = [
        each
        for each in contacts(reading)
        if tag.text in each.value and not any(each.owner in home for home in homes)
    ]
    return bool(told) and all(normal(each.owner) != normal(holder) for each in told)


def _is_of_several(job: str, before: str) -> bool:
    """Tell whom somebody has from what somebody is: "ive 3 assistants", "two nurses for mum"."""
    last = job.lower().split()[-1]
    several = last.endswith("s") and is_occupation(last.removesuffix("s"))
    return several and (job[:1].isdigit() or _COUNTS.search(before) is not None)


_COUNTS = re.compile(
    r"\b(?:\d+|an?|two|three|four|five|six|several|some|many|few|more|other|my|our|have|has|had|got|i['\u2019]?ve|we['\u2019]?ve|need|hired?|employs?) (?:[a-z-]+ )?$",
    re.IGNORECASE,
)
"""What comes before those whom somebody has, and several."""


def _is_others_firm(tag: Tag, before: str, reading: Reading) -> bool:
    """Tell a firm for which somebody else works, with which the speaker has to do, or of which it is told where it is."""
    other = _SOMEBODY_AT.search(before)
    is_named = other is not None and bool(other["title"] or other["first"].casefold() in GIVEN)
    is_self = other is not None and (
        other["first"] in reading.turn.actor or _INTRODUCES.search(before[: other.start()])
    )
    if (is_named and not is_self) or _DEALT_WITH.search(before):
        return True
    if any(_is_placed_at(each, tag) for each in reading.statements):
        return True
    told = [each for each in reading.statements if each.sentence == tag.sentence]
    does = any(each.subject.removeprefix("the ") == tag.text for each in told)
    return (
        does and tag.likely < CERTAIN and not any(reading.turn.actor in each.text for each in told)
    )


def _is_placed_at(each: Statement, tag: Tag) -> bool:
    """Tell a thing that is at the place of a tag: "the new boards are at Fennick Electrical"."""
    here = each.sentence == tag.sentence and each.predicate in {"is at", "is in", "is with"}
    thing = each.subject_type not in {"person", "animal"} and not each.first_person
    return here and thing and tag.text in each.object


def _is_person(tag: Tag, reading: Reading) -> bool:
    """Tell who acts, or has a name of people, from where and for whom people live and work."""
    name = tag.text
    types = {named.type for named in reading.names if named.text == name}
    acts = any(name == each.subject for each in reading.statements)
    return not types & {"place", "organisation"} and (
        name.lower() in GIVEN
        or (acts and bool(types) and not (tag.slot == "home" and tag.likely >= SURE))
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
    if tag.state is State.DENIED:
        text = f"{said.subject} is not {words.predicate.removeprefix('is ')} {value}"
        return replace(said, negated=True, text=text)
    if tag.state is not State.PAST:
        return replace(said, text=f"{said.subject} {words.predicate} {value}")
    is_spell = blank.moment is not None and blank.moment.bound is Bound.SPAN
    if words.ends and (tag.slot in KIN or not is_spell):
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
    called = _bare_name(name)
    noun = _noun(tag, name.removesuffix(called), reading)
    name = called
    is_named = _is_name_of(name, tag, reading)
    if is_named:
        name = in_capitals(name, reading.sentences[tag.sentence].text)
    if tag.slot == "pet" and (past or not is_named):
        is_kind = tag.likely >= CERTAIN or _kind(name) in grammar.PETS
        had = _Words("have", "has", ends="rehome")
        return _told(tag, had, blank, name if past else _counted(name)) if past or is_kind else None
    is_self = normal(name) in {normal(holder), normal(reading.turn.actor)}
    if not is_named or is_self or (past and not _may_be_former(tag)):
        return None
    role = f"{holder}'s {noun}"
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


def _may_be_former(tag: Tag) -> bool:
    """Tell who may be no more to somebody what they were; a doctor only if it is certain: they are on leave, too."""
    is_certain = tag.slot == "doctor" and tag.likely >= CERTAIN
    return is_certain or tag.slot in {"partner", "manager"}


def _kind(animal: str) -> str:
    """Return the word for an animal's kind, of one: "canary" of "two canaries"."""
    last = animal.lower().split()[-1]
    return f"{last[:-3]}y" if last.endswith("ies") else last.removesuffix("s")


def _bare_name(value: str) -> str:
    """Return a name without what is said before it in small letters: "Beth" of "sister Beth"."""
    if _SMALL_DOCTOR.fullmatch(value) is not None:
        return value.title()
    return _BEFORE_NAME.sub("", _SMALL_TITLE.sub("Dr", value))


_SMALL_DOCTOR = re.compile(r"dr\.? [a-z]{3,}")
_SMALL_TITLE = re.compile(r"\bdr\b")
_BEFORE_NAME = re.compile(r"^(?:[a-z][a-z-]* )+(?=[A-Z])")


def _is_name_of(name: str, tag: Tag, reading: Reading) -> bool:
    """Tell a name, which begins small where its sentence does: "alfie n maisie are made up"."""
    if not re.sub(r"[ .'\u2019-]", "", name).isalpha():
        return False
    return name[:1].isupper() or is_small_person(name, tag, reading.sentences[tag.sentence].text)


def _noun(tag: Tag, led: str, reading: Reading) -> str:
    """Return what a named one is to the holder: the word right before the name or tagged beside it, else the slot's."""
    known = grammar.PETS if tag.slot == "pet" else grammar.ROLES
    said = f"{reading.sentences[tag.sentence].text[: tag.start]}{led}"
    before = said.lower().rstrip()
    if tag.slot == "partner" and before.endswith("married to"):
        return "spouse"
    nouns = before.rstrip(" :,-").split()[-1:]
    nouns += [other.text.lower().split()[-1] for other in reading.tags.beside(tag)]
    if tag.slot == "doctor":  # "switched dentists, I'm with Dr Okafor now"
        nouns += [
            noun
            for word in before.split()
            if (noun := word.strip(".,:;!").removesuffix("s")) in grammar.HEALERS
        ]
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
    """Keep "vegan" and "gluten-free", not what is eaten: "fish"."""
    diet = load_table().named("diet")
    way = _VEGGIE.sub("vegetarian", re.sub(r" (?=(?:free|based)$)", "-", value.lower()))
    if diet is None or way not in diet.values:
        return ""
    return value if value.lower() == way else way


_VEGGIE = re.compile("^veggie$")


def _status(value: str) -> str:
    return next((_STATUS[word] for word in value.lower().split() if word in _STATUS), "")


def _age(value: str) -> str:
    return value if re.search(r"\d", value) or set(value.lower().split("-")) & _NUMBERS else ""


def _dated(value: str) -> str:
    """Keep a day with its month: "3 May", "3/5", not "the 9th"."""
    return value if _MONTH.search(value) else ""


_SORT_OF_CAR = re.compile(
    r"(?:an? )?(?:(?:plug-in|mild|full) )?(?:hybrid|automatic|manual|diesel|petrol|electric|estate|convertible|ev)(?: car)?",
    re.IGNORECASE,
)
"""What a car is like rather than which it is: "it's a hybrid"."""
_SOMEBODY_AT = re.compile(
    r"\b(?P<title>(?:Dr|Mrs?|Ms|Prof|Professor|Fr)\.? )?(?P<first>[A-Z][\w'-]+) (?:[A-Z][\w'-]+ ){0,2}(?:at|from|of) (?:the )?$"
)
"""What comes before where somebody named works: "yes, Winnie Oduber at the Larkfield Clinic"."""
_INTRODUCES = re.compile(
    r"\b(?:this is|my name is|name['\u2019]s|i['\u2019]?m|i am|it['\u2019]?s) $", re.IGNORECASE
)
"""What comes before the speaker's own name."""
_DEALT_WITH = re.compile(
    r"\b(?:contract|deal|meeting|call|appointment|interview|booking|account|order|quote|quotation|offer|estimate|invoice|bill|parcel|package|letter|delivery|voucher|ticket|refund) (?:with|at|from|for) (?:the )?$"
    r"|\b(?:rep|contact|client|customer|supplier|vendor|lawyer|solicitor|insurer|agency|provider|contractor|competitor)s?(?:,| is| are| (?:at|from|with))? (?:the )?$",
    re.IGNORECASE,
)
"""What comes before a firm with which somebody has to do, from without."""
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b|\d\W\d", re.IGNORECASE
)


def _named(value: str) -> str:
    """Keep a place or firm with a name: "the new place" is anywhere."""
    return value if any(word[:1].isupper() for word in value.split()) else ""


_STUDIES = re.compile(r"^stud(?:y|ies|ied|ying) ")


def _illness(value: str) -> str:
    """Keep an illness, not its degree alone: "Type 2" in answer to nobody knows what."""
    return "" if re.fullmatch(r"(?:type|stage|grade|level) \w+", value, re.IGNORECASE) else value


_READ: Mapping[str, Callable[[str], str]] = {
    "home": _named,
    "employer": _named,
    "job": _job,
    "car": _counted,
    "allergy": _allergen,
    "condition": _illness,
    "diet": _way_to_eat,
    "marital_status": _status,
    "age": _age,
    "birthday": _dated,
    "studies": lambda value: _STUDIES.sub("", value),
    "fear": lambda value: value.removeprefix("of "),
}
"""By slot, how its value is read; empty where it is none."""
