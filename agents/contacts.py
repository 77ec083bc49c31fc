"""E-mail addresses, telephone numbers and postal addresses, and whose they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octomem.agents.chinese_contacts import chinese_contacts
from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.reading import Reading, Statement

_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_PHONE = re.compile(r"(?<![\w.,$€£#-])\+?\(?\d(?:[\s().-]{0,2}\d){6,13}(?![\w-])")
_CHINESE_MOBILE = re.compile(r"1[3-9]\d{9}")
"""What is a telephone number even where the turn says nothing else."""
_PHONE_WORD = re.compile(
    r"\b(?:phone|mobile|cell|number|call|text|reach|whatsapp|tel|telephone|ring)\b", re.IGNORECASE
)
_PLAIN_PHONE = re.compile(
    r"(?<![\w.,$€£#-])(?:\+\d{1,3}[ .-]?\(?\d{1,4}\)?(?:[ .-]?\d{2,4}){2,4}"
    r"|0\d{2,4} \d{3,4} \d{3,4}|\d{3}-\d{4}|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})(?![\w-])"
)
"""Numbers that are written as telephone numbers only."""
_STREET = (
    r"(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Drive|Close|Square|Place|Court|Terrace|Gardens|Row|"
    r"Crescent|Boulevard|Blvd|Way|Walk|Hill|Quay|Mews|Grove|Bank|Parade|Yard|Wharf)"
)
_POSTAL = re.compile(
    rf"\b\d{{1,4}}[a-z]? (?:[A-Z][\w'\u2019]+ ){{1,3}}{_STREET}\b(?:, [A-Z][\w-]+(?: [A-Z][\w-]+)?)?"
    r"|\b(?:[A-Z][\w'-]+(?:straße|strasse|gasse|weg|platz|straat|laan|gatan|gata|vej|katu)"
    r"|(?:Rua|Rue|Via|Calle|Quai|Avenida|Avenue|Piazza|Plaza|ul\.) [A-Z][\w' ]+?),? \d{1,4}[a-z]?\b"
    r"(?:, (?:\d{4,6} )?[A-Z][\w-]+(?: [A-Z][\w-]+)?)?"
)
_PO_BOX = re.compile(
    r"\bP\.?O\.? Box \d+(?:, (?:[A-Z]?\d[\w ]{2,7} )?[A-Z][\w-]+(?: [A-Z][\w-]+)?)?"
)
_OUR_PLACE = re.compile(
    r"\b(?i:my|our) (?P<place>(?:[a-z-]+ )?(?:office|shop|workshop|clinic|practice|studio|store|"
    r"restaurant|cafe|headquarters|hq|school|warehouse|branch|bakery|gallery|new place))\b"
)
_LIVES = re.compile(
    r"\b(?:address|live|lives|living|moved|home|flat|ship|send|deliver|it[\u2019']?s|now|office|shop"
    r"|workshop|clinic|practice|studio|headquarters|hq|based|located|find (?:me|us)|dr|doctor)\b",
    re.IGNORECASE,
)
_WAS = re.compile(r"\b(?:was|used to|were|old|previous|former)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:home |postal |mailing |office )?address$", re.IGNORECASE)
_NOUN = r"(?:e-?mail|mail|phone|mobile|cell|telephone|number|contact|whatsapp|address)"
_POSSESSOR = re.compile(
    r"(?P<owner>[A-Z][\w-]*(?:\s[A-Z][\w-]*){0,3})['\u2019]s\s(?:[\w-]+\s){0,2}" + _NOUN + r"\b"
)
"""Whose contact data a phrase names, where the parser does not know the name."""
_OF_RELATIVE = re.compile(
    rf"\b(?:my|our)\s(?P<owner>(?:[\w-]+\s)?(?:{'|'.join(sorted(grammar.ROLES))}))['\u2019]s\s"
    r"(?:[\w-]+\s){0,2}" + _NOUN + r"\b",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"\b(?i:reach|call|contact|e-?mail|text|ring|write to|phone)\s"
    r"(?P<owner>[A-Z][\w-]*(?:\s[A-Z][\w-]*){0,3})\s(?i:at|on|under|via)\b"
)
_OF_THIRD = re.compile(
    rf"\b(?:his|her|their)\s(?:[\w-]+\s){{0,2}}{_NOUN}\b[^.;!?]*$", re.IGNORECASE
)
_BESIDE = re.compile(
    r"(?:^|(?:\bis|\bwith|\bto|\bcall|\bring|['\u2019]s|[,:;.]) )(?:(?:Dr|Mr|Mrs|Ms)\.? )?(?P<owner>[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2})"
    r"(?: (?:in|from|at|of) (?:the )?[\w' ]{2,30})?(?:,|:| on| at| under| \() ?$"
)
"""Somebody right before their contact data: "contact there is Dagny Holm, dagny@…"."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")


@dataclass(frozen=True, slots=True)
class Contact:
    """One piece of contact data; `label` is email, phone or address."""

    owner: str
    label: str
    value: str
    said: str = ""
    """The sentence to keep it by, where that is not English."""


def contacts(reading: Reading) -> Iterator[Contact]:
    """Yield the contact data of a turn; a sentence that says whose decides the owner."""
    if reading.language == "zh" or _CHINESE_MOBILE.fullmatch(reading.turn.text.strip()):
        yield from (Contact(*found) for found in chinese_contacts(reading))
        return
    for index, sentence in enumerate(reading.sentences):
        said = [s for s in reading.statements if s.sentence == index]
        for match in _meant(_EMAIL, sentence.text):
            if owner := _owner(said, reading, sentence.text[: match.start()]):
                yield Contact(owner, "email", match.group())
        about = " ".join([sentence.text, *(s.subject for s in said)])  # "I meant 0151 234568"
        pattern = _PHONE if _PHONE_WORD.search(about) else _PLAIN_PHONE
        text = _DATE.sub("", _EMAIL.sub("", sentence.text))
        for match in _meant(pattern, text):
            if owner := _owner(said, reading, text[: match.start()]):
                yield Contact(owner, "phone", match.group().strip())
        for statement in said:
            if statement.predicate in {"is", "is at"} and _ADDRESS.search(statement.subject):
                owner = statement.subject.rpartition("'s ")[0]
                value = statement.text.partition(" is ")[2].removeprefix("at ")
                if owner and "@" not in value and any(char.isdigit() for char in value):
                    yield Contact(owner, "address", value)
                    break
        else:
            yield from _postal(sentence.text, said, reading)


def _meant(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Return what is given in a sentence, but for what it denies or takes back: "a@b.org, no sorry, a@c.org"."""
    found = list(pattern.finditer(text))
    if len(found) < 2 or not _GIVES.search(text[: found[0].start()]):
        return found
    kept: list[re.Match[str]] = []
    for at, match in enumerate(found):
        behind = text[match.end() : found[at + 1].start()] if at + 1 < len(found) else ""
        denied = _DENIED.search(text[: match.start()]) is not None
        if not denied and not _TAKEN_BACK.fullmatch(behind):
            kept.append(match)
    return kept


_GIVES = re.compile(rf"{_NOUN}\b[^.;]* (?:is|are|was)\b|{_NOUN}: ", re.IGNORECASE)
"""What comes before contact data that a sentence gives: "my number is …"."""
_DENIED = re.compile(r"\b(?:not|instead of|rather than) (?:on |at )?$", re.IGNORECASE)
_TAKEN_BACK = re.compile(
    r"\W*(?:(?:no|nope|sorry|oops|wait|i mean|i meant|make that|scratch that)\b\W*)+(?:it['\u2019]?s )?",
    re.IGNORECASE,
)


def _postal(text: str, said: list[Statement], reading: Reading) -> Iterator[Contact]:
    """Yield the street and number that a sentence gives as where somebody is or lives."""
    if not _LIVES.search(text) or text.rstrip().endswith("?"):
        return
    for match in _PO_BOX.finditer(text):
        yield Contact(_owner(said, reading, text[: match.start()]), "address", match.group())
    for match in _POSTAL.finditer(text):
        before = re.split(r"[,;.]", text[: match.start()])[-1]
        if not _WAS.search(before):
            yield Contact(_owner(said, reading, text[: match.start()]), "address", match.group())


def _owner(said: list[Statement], reading: Reading, before: str) -> str:
    """Return whose contact data follows `before`: "Anna's email is …", else the speaker's.

    Empty where it is somebody's whom nobody knows: "her number is …".
    """
    place = _place_of(before, reading)
    if place:
        return place
    named = [*_POSSESSOR.finditer(before), *_REACHED.finditer(before)]
    if named and not re.match(r"(?:It|That|Here|There|What|Let|He|She)\b", named[-1]["owner"]):
        return _known(named[-1]["owner"], said)
    if beside := _beside(before):
        return beside
    return _told_of(said) or ("" if _OF_THIRD.search(before) else reading.turn.actor)


def _beside(before: str) -> str:
    """Return who is named right before contact data; empty where nobody is."""
    found = _BESIDE.search(before)
    named = found is not None and found["owner"].partition(" ")[0].casefold() in GIVEN
    return found["owner"] if found is not None and named else ""


def _told_of(said: list[Statement]) -> str:
    """Return of whom a sentence with contact data tells; empty where it is the speaker."""
    for statement in said:
        owner, mark, noun = statement.subject.rpartition("'s ")
        if mark and re.search(r"mail|phone|number|mobile|cell|contact", noun, re.IGNORECASE):
            return owner
    for statement in said:
        is_somebody = statement.subject_type == "person" and not statement.first_person
        if is_somebody and statement.subject[:1].isupper():
            return statement.subject
        is_target = statement.object_type == "person" and statement.object[:1].isupper()
        if statement.verb in {"reach", "call", "contact", "email", "text"} and is_target:
            return statement.object
    return ""


def _place_of(before: str, reading: Reading) -> str:
    """Return the relative, place or doctor whose data follow: "my mum's", "our office is at"."""
    relative = list(_OF_RELATIVE.finditer(before))
    if relative:
        return f"{reading.turn.actor}'s {relative[-1]['owner'].lower()}"
    place = _OUR_PLACE.search(before)
    if place is not None:
        return f"{reading.turn.actor}'s {place['place']}"
    doctor = re.search(r"\b(?:Dr\.?|Doctor) [A-Z][\w-]+(?=, $)", before)
    return doctor.group() if doctor else ""


def _known(owner: str, said: list[Statement]) -> str:
    """Return a possessor as the statements call it, where "Anna" is part of more: "Mei's Anna"."""
    for statement in said:
        whose, mark, _ = statement.subject.rpartition("'s ")
        if mark and whose.endswith(owner):
            return whose
    return owner
