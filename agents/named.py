"""Who is named in a message in English, and whom a pronoun means that the parse leaves open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octomem.agents.bars import BAR
from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import GIVEN, gender_of
from octomem.agents.reading.occupations import is_occupation
from octomem.agents.reading.once import once
from octomem.agents.reading.reading import Reading
from octomem.agents.reading.tags import Mention, Tag
from octomem.agents.reading.vocabulary import vocabulary
from octomem.agents.small_names import in_capitals
from octomem.agents.wording import content

KIN = vocabulary("manager colleague partner child sibling parent friend pet doctor")
"""Slots whose value is what somebody or an animal is to the holder."""
_PEOPLE = KIN | {"name", "nickname"}
_NO_NAMES = grammar.KIN | vocabulary("my our his her their the a an i mam nan gran papa mama")
_ROLE = "|".join(
    sorted(grammar.ROLES - {"person", "people", "lead", "guide", "host"}, key=len, reverse=True)
)
_OF_KIN = "|".join(sorted(grammar.KIN - {"family"}, key=len, reverse=True))
_OWN = re.compile(
    rf"\b(?:my|our) (?:[\w-]+ ){{0,2}}?(?P<role>{_ROLE})\b(?:['\u2019]s (?:[\w-]+ ){{0,2}}?(?P<of>{_ROLE})\b)?",
    re.IGNORECASE,
)
"""our lovely neighbour, my brother's new girlfriend"""
_BARE = re.compile(rf"\b(?P<role>{_OF_KIN.title()})\b(?P<of>)")
"""Dad"""
_NAME = re.compile(r"\b(?P<name>[A-Z][a-z]+)\b")
_OURS = re.compile(r"(?:my|our|the) (?P<name>[A-Z][a-z]+)")
"""our Sheila"""
_BY_OWNER = re.compile(r"(?P<owner>[A-Z]\w+['\u2019]s) [a-z-]+")
"""Zainab's parents"""
_WHOSE = re.compile(
    rf"^\W*(?P<name>[A-Za-z]{{2,}})['\u2019]s (?P<of>(?:{_ROLE}|girl|boy|lad|lass)\b(?! [A-Z]))?"
)
"""How a sentence begins that tells of what is somebody's: "Mami's tablets"."""
_LISTED = re.compile(r"\W*(?P<name>[A-Za-z]{2,})(?P<of>)(?:,|:| -) ")
"""How a sentence begins that gives somebody a value and says no more: "tori, pescatarian"."""
_OF_NAMED = re.compile(rf"['\u2019]s (?:[\w-]+ ){{0,2}}?(?P<role>{_ROLE})\b", re.IGNORECASE)
"""What stands behind a name of which only one of theirs is told: "Sam's ex"."""
_YOURS = re.compile(rf"\byour (?:[\w-]+ ){{0,2}}?(?P<role>{_ROLE})\b", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:(?P<m>he|him|his)|(?P<f>she|her|hers)|they|them|their)(?:['\u2019]?(?:s|d|ll|re|ve))?\b",
    re.IGNORECASE,
)
_STRANGER = re.compile(
    r"\b(?:an?|the|some|this|that) (?:[\w-]+ ){0,2}?(?:(?P<m>man|boy|guy|gentleman)|(?P<f>woman|girl|lady)|stranger|teen|teenager)\b"
    r"|\b(?:someone|somebody)\b",
    re.IGNORECASE,
)
"""Who has no name, and may be he or she all the same: "I saw a woman"."""
_NEW = re.compile(
    r"(?<!\bis )(?<!\bwas )(?<!\bas )(?<!['\u2019]s )(?<!\bbe )(?<!\bbecame )\ban? (?P<words>[\w-]+(?: [\w-]+){0,2})",
    re.IGNORECASE,
)
"""What may bring up another: "she got a [new puppy]", but not "she is a nurse"."""
_SEVERAL = re.compile(
    rf"\b(?:two|three|four|five|six|\d+|both|several|few|many|children|people|(?:{_ROLE})s)\b|\band (?:I|me)\b",
    re.IGNORECASE,
)
"""What "they" may be instead of one who is named: "my sister has two kids", "Jo and I"."""
_APPOSED = re.compile(r",? [A-Z][a-z]")
_OTHERS = vocabulary("his her their")
_NOBODY = grammar.EMPTY_SUBJECTS | vocabulary(
    "here mine yours ours let today tomorrow tonight how when where why"
    " monday tuesday wednesday thursday friday saturday sunday so god"
)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who is named in a sentence, and where."""

    sentence: int
    start: int
    name: str


def called(mention: Mention | Tag, reading: Reading) -> str:
    """Return what somebody is called: "our Tom" is Tom, "my sister" the speaker's sister."""
    sentence = reading.sentences[mention.sentence].text
    if isinstance(mention, Tag) and mention.slot == "nickname":
        return in_capitals(mention.text, sentence)
    words = mention.text.removesuffix("'s").removesuffix("\u2019s").split()
    names = [word for word in words if word[:1].isupper() and word.lower() not in _NO_NAMES]
    if (owned := _BY_OWNER.fullmatch(" ".join(words))) is not None and names[-1:] == [
        owned["owner"]
    ]:
        return " ".join(words)
    if not names and sentence[:1].islower():
        names = [word.title() for word in words if word in GIVEN]
    if names:
        return " ".join(names)
    actor = reading.turn.actor
    if words[0].lower() in _OTHERS:
        return _of_another(mention, words[-1].lower(), reading)
    own = _OWN.match(" ".join(words))
    if own is not None and own["of"]:
        return _owned(own, actor)
    role = next((w.lower() for w in reversed(words) if w.lower() in grammar.ROLES), "")
    return f"{actor}'s {role}" if role else _as_told(mention, words, reading)


def _of_another(mention: Mention | Tag, role: str, reading: Reading) -> str:
    """Return whose "his father" is, where a statement tells it."""
    told = (s.subject for s in reading.statements if s.sentence == mention.sentence)
    return next((each for each in told if each[:1].isupper() and each.endswith(f"'s {role}")), "")


def _as_told(mention: Mention | Tag, words: list[str], reading: Reading) -> str:
    """Return whom a mention names by no known role, or begins to name: "my postie", "our" of "our Sheila"."""
    actor = reading.turn.actor
    behind = reading.sentences[mention.sentence].text[mention.start :]
    is_own = words[0].lower() in {"my", "our"}
    rest = content([w for w in words if w.lower() not in {"my", "our"}])
    for each in reading.statements:
        owned = each.subject.removeprefix(f"{actor}'s ")
        if each.sentence != mention.sentence or owned == each.subject or "'s " in owned:
            continue
        begins = is_own and behind.lower().startswith(owned.lower(), len(words[0]) + 1)
        if begins or (rest and rest <= content([owned])):
            return each.subject
    if (own := _OWN.match(behind)) is not None:
        return _owned(own, actor)
    if (ours := _OURS.match(behind)) is not None:
        return ours["name"]
    rest_is_name = is_own and len(words) > 1 and not _is_told_else(mention, words[-1], reading)
    return f"{actor}'s {' '.join(words[1:])}" if rest_is_name else ""


def _is_told_else(mention: Mention | Tag, role: str, reading: Reading) -> bool:
    """Tell several, who have names, and who a statement calls otherwise: "my little bro" is Mei's little brother."""
    several = role.lower().removesuffix("s") in grammar.ROLES
    return several or any(
        each.sentence == mention.sentence
        and each.subject_type == "person"
        and each.subject.startswith(f"{reading.turn.actor}'s ")
        for each in reading.statements
    )


def _owned(own: re.Match[str], actor: str) -> str:
    """Return whom a role names, or that of somebody with a role: "Mei's brother's girlfriend"."""
    roles = (each.lower() for each in own.group("role", "of") if each)
    return "'s ".join([actor, *roles])


@once
def persons(reading: Reading) -> Iterator[Named]:
    """Yield who is named, as they come: by a mention, a statement, a role or a given name."""
    found = [*_mentioned(reading), *_told_of(reading), *_by_words(reading)]
    yield from sorted(found, key=lambda each: (each.sentence, each.start))


def _mentioned(reading: Reading) -> Iterator[Named]:
    kin = (each for each in reading.tags.values if each.slot in KIN - {"pet"})
    people: list[Mention | Tag] = [*reading.tags.mentions, *kin]
    for each in people:
        if name := called(each, reading):
            yield Named(each.sentence, each.start, name)


def _told_of(reading: Reading) -> Iterator[Named]:
    """Yield the persons that statements tell of, where their words stand or at the beginning."""
    for each in reading.statements:
        subject = each.subject
        if each.subject_type != "person" or subject == reading.turn.actor:
            continue
        is_known = (
            len(subject) > 1
            and not subject.endswith("'s")
            and (subject[:1].isupper() or "'s " in subject)
        )
        if is_known and not _PRONOUN.match(subject):
            last = subject.split()[-1].lower()
            at = reading.sentences[each.sentence].text.lower().find(last)
            yield Named(each.sentence, max(at, 0), subject)


def _by_words(reading: Reading) -> Iterator[Named]:
    """Yield whom the words alone name: "my aunt", "Nadia"."""
    actor = reading.turn.actor
    for at, sentence in enumerate(reading.sentences):
        for own in (*_OWN.finditer(sentence.text), *_BARE.finditer(sentence.text)):
            yield Named(at, own.start(), _owned(own, actor))
        values = [v for v in reading.tags.values if v.sentence == at and v.slot not in _PEOPLE]
        for name in _NAME.finditer(sentence.text):
            is_value = any(v.start <= name.start() < v.end and v.likely >= BAR for v in values)
            if name["name"].casefold() in GIVEN and name["name"] != actor and not is_value:
                whose = _OF_NAMED.match(sentence.text, name.end())
                owned = f"{name['name']}'s {whose['role'].lower()}" if whose else name["name"]
                yield Named(at, name.start(), owned)


def meant(tag: Tag, reading: Reading) -> str | None:
    """Return whom the pronoun before a value means; None where there is no pronoun, empty where several may be meant."""
    sentence = reading.sentences[tag.sentence].text
    said = list(_PRONOUN.finditer(sentence, 0, tag.start))
    if not said:
        return None
    pronoun, here = said[-1], tag.sentence
    sex = "m" if pronoun["m"] else "f" if pronoun["f"] else None
    fit = [each for each in persons(reading) if _fits(each.name, sex)]
    at = here, pronoun.start()
    before = [each for each in fit if (each.sentence, each.start) < at]
    if before and (sex or len({each.name for each in before}) == 1):
        return "" if _is_unclear(before, at, sex, reading) else before[-1].name
    if asked := asked_of(reading):
        return asked if _fits(asked, sex) else ""
    if sex and sex in reading.meant:
        return reading.meant[sex]
    behind = [each for each in fit if here <= each.sentence <= here + 1]
    return behind[0].name if behind else ""


def _is_unclear(
    before: list[Named], at: tuple[int, int], sex: str | None, reading: Reading
) -> bool:
    """Tell whether a pronoun may mean another than who was named last: a second name beside it, a stranger, several."""
    last = before[-1]
    beside = {each.name for each in before if each.sentence == last.sentence < at[0]}
    if len([name for name in beside if "'s " not in name]) > 1:
        return True
    sentences = [each.text for each in reading.sentences[last.sentence : at[0] + 1]]
    sentences[-1] = sentences[-1][: at[1]]
    between = " ".join(sentences)
    if any(map(_is_one, _NEW.finditer(between))):
        return True
    if sex:
        return any(each[sex] or not each.lastgroup for each in _STRANGER.finditer(between))
    named = last.name.lower()
    return any(not named.endswith(each.group().lower()) for each in _SEVERAL.finditer(between))


def _is_one(new: re.Match[str]) -> bool:
    """Tell whether words bring up somebody or an animal, who has no name: "a nanny"."""
    if _APPOSED.match(new.string, new.end()) is not None or _NAME.search(new["words"]) is not None:
        return False  # "a twin, Malik"
    words = new["words"].lower().split()
    return any(word in grammar.ROLES | grammar.PETS or is_occupation(word) for word in words)


def _fits(name: str, sex: str | None) -> bool:
    """Tell whether somebody may be he or she, which several are not: "my kids"."""
    role = name.rpartition("'s ")[2].lower()
    if sex and role not in grammar.ROLES and role.removesuffix("s") in grammar.ROLES:
        return False
    return sex is None or _sex(name) in {None, sex}


def _sex(name: str) -> str | None:
    _, mark, role = name.rpartition("'s ")
    last = role.split()[-1].lower()
    if mark or last in grammar.KIN:
        return "f" if last in grammar.FEMALE_KIN else "m" if last in grammar.MALE_KIN else None
    return gender_of(name)


def asked_of(reading: Reading) -> str:
    """Return of whom the question tells that a turn answers; empty where it names nobody, or several."""
    if reading.asked is None:
        return ""
    question, actor = reading.asked.question, reading.turn.actor
    roles = (*_YOURS.finditer(question), *_BARE.finditer(question))
    found = {f"{actor}'s {each['role'].lower()}" for each in roles}
    names = (each["name"] for each in _NAME.finditer(question))
    found |= {name for name in names if name.casefold() in GIVEN and name != actor}
    return found.pop() if len(found) == 1 else ""


def owner_of(tag: Tag, reading: Reading) -> str:
    """Return whose a value is by the first word of its sentence: "Mami's tablets", "tori, pescatarian"."""
    sentence, actor = reading.sentences[tag.sentence].text, reading.turn.actor
    whose = _WHOSE.match(sentence)
    if whose is None:
        listed = _LISTED.match(sentence)
        whose = listed if listed is not None and listed.end() == tag.start else None
    if whose is None or whose.end() > tag.start or whose["name"].lower() in _NOBODY:
        return ""
    name, *_ = whose.groups()
    is_role = name.lower() in grammar.ROLES or (name.islower() and whose.re is _WHOSE)
    owner = f"{actor}'s {name.lower()}" if is_role and name not in GIVEN else name
    owner = in_capitals(owner, sentence)
    return f"{owner}'s {whose['of']}" if whose["of"] else owner
