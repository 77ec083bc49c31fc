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
_BESIDE_PHONE = re.compile(r"(?<![\w.,$€£#+-])0\d{4} \d{6}(?![\w-])")
"""Numbers that are telephone numbers right behind whose they are, else references as well: "07700 900123"."""
_REFERENCE = re.compile(
    r"\b(?:reference|ref|order|account|acct|invoice|booking|policy|ticket|case|claim|code|pin|card|parcel"
    r"|tracking|serial|member(?:ship)?|customer|payment|transaction|paid|owes?)\b",
    re.IGNORECASE,
)
"""What has numbers that nobody is to be rung at."""
_EXTENSION = re.compile(
    r"\b(?:ext(?:ension|n)?\.?|extension is|ext is) ?(?P<digits>\d{2,5})\b", re.IGNORECASE
)
_STREET = (
    r"(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Drive|Close|Square|Place|Court|Terrace|Gardens|Row|"
    r"Crescent|Boulevard|Blvd|Way|Walk|Hill|Quay|Mews|Grove|Bank|Parade|Yard|Wharf)"
)
_POSTAL = re.compile(
    rf"\b\d{{1,4}}[a-z]? (?:[A-Z][\w'\u2019]+ ){{1,3}}{_STREET}\b(?:, [A-Z][\w-]+(?: [A-Z][\w-]+)?)?"
    r"|\b(?:[A-Z][\w'-]+(?:straße|strasse|gasse|weg|platz|straat|laan|gatan|gata|vej|katu)"
    r"|(?:Rua|Rue|Via|Viale|Corso|Calle|Quai|Avenida|Avenue|Piazza|Plaza|ul\.) (?:d(?:e|a|as|o|os|el|i|ella|u|es) )?[A-Z][\w' ]+?),? \d{1,4}[a-z]?\b"
    r"(?:, (?:\d{4,6} )?[A-Z][\w-]+(?: [A-Z][\w-]+)?)?"
    r"|\b\d{1,4}[a-z]?,? (?:bis |ter )?(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Aa]ll[e\u00e9]e|[Qq]uai|[Vv]ia|[Rr]ua|[Cc]alle)"
    r" (?:(?:de|du|des|la|le|les|da|do|dos|del|della|di) |[ld]['\u2019])*[A-Z][\w'\u2019-]*(?: [A-Z][\w'\u2019-]*){0,3}"
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
    r"(?:^|(?:\bis|\bwith|\bto|\bfor|\bcalled|\bnamed|\bcall|\bring|['\u2019]s|[,:;.]) )(?:(?:Dr|Mr|Mrs|Ms)\.? )?(?P<owner>[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,2})"
    r"(?: (?:in|from|at|of) (?:the )?[\w' ]{2,30})?(?:,|:| on| at| under| \() ?$"
)
"""Somebody right before their contact data: "contact there is Dagny Holm, dagny@…"."""
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")


@dataclass(frozen=True, slots=True)
class Contact:
    """One piece of contact data; `label` is email, phone, extension or address."""

    owner: str
    label: str
    value: str
    said: str = ""
    """The sentence to keep it by, where that is not English."""


def contacts(reading: Reading, before: Reading | None = None) -> Iterator[Contact]:
    """Yield the contact data of a turn; a sentence that says whose decides the owner, else the turn before it."""
    if reading.language == "zh" or _CHINESE_MOBILE.fullmatch(reading.turn.text.strip()):
        yield from (Contact(*found) for found in chinese_contacts(reading))
        return
    for index in range(len(reading.sentences)):
        yield from _in_sentence(index, reading)
    if before is not None:
        yield from _of_named_before(reading, before)


_HER_MAIL = re.compile(
    r"\b(?:his|her)\s(?:[a-z]+\s)?(?:e-?mail|mail)(?: address)?(?:['\u2019]s| is|:)? $",
    re.IGNORECASE,
)


def _of_named_before(reading: Reading, before: Reading) -> Iterator[Contact]:
    """Yield "her mail is h.brandt@…" of the one person whom the turn before names, by the initial."""
    people = {n.text for n in before.names if n.type == "person" and n.text != reading.turn.actor}
    for sentence in reading.sentences:
        for match in _EMAIL.finditer(sentence.text):
            initial = match.group()[0].upper()
            called = next(iter(people), "")
            known = len(people) == 1 and called.startswith(initial)
            if known and _HER_MAIL.search(sentence.text[: match.start()]):
                yield Contact(called, "email", match.group())


def _in_sentence(index: int, reading: Reading) -> Iterator[Contact]:
    """Yield the contact data of one sentence."""
    sentence = reading.sentences[index]
    said = [s for s in reading.statements if s.sentence == index]
    yield from _numbers(index, sentence.text, said, reading)
    for statement in said:
        if statement.predicate in {"is", "is at"} and _ADDRESS.search(statement.subject):
            owner = statement.subject.rpartition("'s ")[0]
            value = statement.text.partition(" is ")[2].removeprefix("at ")
            if owner and "@" not in value and any(char.isdigit() for char in value):
                yield Contact(owner, "address", value)
                return
    number = reading.sentences[index - 1].text if index else ""
    text = f"{number} {sentence.text}" if number.isdigit() else sentence.text
    yield from _postal(index, text, said, reading)


def _numbers(index: int, text: str, said: list[Statement], reading: Reading) -> Iterator[Contact]:
    """Yield the e-mail addresses, telephone numbers and extensions of a sentence."""
    for match in _meant(_EMAIL, text):
        if owner := _owner(said, reading, _Place(index, text, match)):
            yield Contact(owner, "email", match.group())
    about = " ".join([text, *(s.subject for s in said)])  # "I meant 0151 234568"
    is_phone = _asks(_PHONE_WORD, reading, index) or _PHONE_WORD.search(about) is not None
    plain = _DATE.sub("", _EMAIL.sub("", text))
    for match in _meant(_PHONE if is_phone else _PLAIN_PHONE, plain):
        if owner := _owner(said, reading, _Place(index, plain, match)):
            yield Contact(owner, "phone", match.group().strip())
    for match in () if is_phone or _REFERENCE.search(text) else _BESIDE_PHONE.finditer(plain):
        before = plain[: match.start()]
        if owner := _beside(before) or _venue(before, reading) or _spot_beside(before):
            yield Contact(owner, "phone", match.group())
    for match in _EXTENSION.finditer(text):
        before = text[: match.start()]
        if owner := _possessor(before, said) or _beside(before):
            yield Contact(owner, "extension", match["digits"])


@dataclass(frozen=True, slots=True)
class _Place:
    """Where contact data stand: the index and the text of their sentence, and the match."""

    index: int
    text: str
    match: re.Match[str]

    @property
    def before(self) -> str:
        """What stands before them in their sentence."""
        return self.text[: self.match.start()]

    @property
    def behind(self) -> str:
        """What stands behind them in their sentence."""
        return self.text[self.match.end() :]


def _asks(words: re.Pattern[str], reading: Reading, index: int) -> bool:
    """Tell whether a sentence is the first of an answer to a question for contact data."""
    asked = reading.asked
    return index < _ANSWERS and asked is not None and words.search(asked.question) is not None


_ANSWERS = 3
"""The sentences with which a turn may answer: "No, moved in October. 4 Brynmill Terrace now."."""
_WHERE_TO = re.compile(
    r"\baddress\b|\bwhere (?:should|shall|do|can|to)\b[^?]{0,30}\b(?:send|deliver|ship|post|live)|\bwhere(?: do| are)? you liv",
    re.IGNORECASE,
)
"""What asks for an address."""


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


def _postal(index: int, text: str, said: list[Statement], reading: Reading) -> Iterator[Contact]:
    """Yield the street and number that a sentence gives as where somebody is or lives.

    One that stands alone is where the turn's question is for, or where the one lives who puts somebody up.
    """
    asked = _asks(_WHERE_TO, reading, index)
    host = "" if asked or not index else _host(reading.sentences[index - 1].text, index, reading)
    if text.rstrip().endswith("?"):
        return
    known = [
        *_renumbered(index, text, reading),
        *_at_homes(index, text, reading),
        *_of_titled(text),
    ]
    if known:
        yield from known
        return
    if not (asked or host or _LIVES.search(text)):
        return
    for match in _PO_BOX.finditer(text):
        yield Contact(_owner(said, reading, _Place(index, text, match)), "address", match.group())
    for match in _POSTAL.finditer(text):
        before = re.split(r"[,;.]", text[: match.start()])[-1]
        there = host if not text[: match.start()].strip() else _sits(text[: match.start()], said)
        if there:
            yield Contact(there, "address", match.group())
        elif not _WAS.search(before):
            owner = _owner(said, reading, _Place(index, text, match))
            yield Contact(owner, "address", match.group())


_ADDRESS_ASKED = re.compile(
    rf"^(?!.*\b(?:did|were|was|had)\b).*?\b(?:still|you|u|your|live) [^?]{{0,30}}?\b\d{{1,4}}[a-z]? (?P<street>(?:[A-Z][\w'\u2019]+ ){{1,3}}{_STREET})\b"
)
"""What asks whether somebody is still at an address: "You're still at 3 Quarry Lane?"."""
_NUMBER_NOW = re.compile(
    r"\W*(?:no|nope|nah|not any ?more)\b\W*(?:(?:i|we)(?:['\u2019]ve| have)? )?(?:(?:just )?moved (?:along |up |down |next door )?(?:to )?)?(?:it['\u2019]?s )?"
    r"(?:(?:the )?(?:no\.?|number|nr\.?|#) ?(?P<number>\d{1,4}[a-z]?)(?= now\b| (?:in|since) \w+(?:[.,!]|$)|[.,!]|$)|(?P<only>\d{1,4}[a-z]?)(?= now\b|[.,!]|$))",
    re.IGNORECASE,
)
"""An answer by which only the number of the house is another one: "no moved to no 9 in april"."""
_AT_WHOSE = re.compile(
    r"\b(?:at|to|round|in|is|from|over) (?:(?P<third>hers|his|theirs)|(?P<own>mine|ours|my (?:place|house|flat)|our (?:place|house|flat))"
    r"|(?P<kin>(?:my|our) [a-z-]+)['\u2019]s(?: (?:place|house|flat|home))?|(?P<named>(?:[A-Z][\w-]+ )?[A-Z][\w-]+?)(?:['\u2019]s|s['\u2019])(?P<home> (?:place|house|flat|home))?)(?:,|:| -| \(|, (?:it['\u2019]s|that['\u2019]s)) $"
)
"""At whose place something is, right before its address: "sleep at hers, 7 Rue Ibn Zohr"."""


def _renumbered(index: int, text: str, reading: Reading) -> Iterator[Contact]:
    """Yield the address of which an answer gives the number only: "You're still at 3 Quarry Lane?" "no moved to no 9"."""
    asked = _ADDRESS_ASKED.search(reading.asked.question) if reading.asked is not None else None
    moved = _NUMBER_NOW.match(text) if index < _ANSWERS else None
    if asked is not None and moved is not None:
        number = moved["number"] or moved["only"]
        yield Contact(reading.turn.actor, "address", f"{number} {asked['street']}")


_TITLED = re.compile(
    r"\b(?P<owner>(?:Mrs?|Ms|Miss|Mr and Mrs|Dr)\.? [A-Z][\w'\u2019-]+),? (?:at |of )?$"
)
"""Somebody with a title right before where they live: "Mrs Lowry, 14 Mill Lane"."""


def _of_titled(text: str) -> Iterator[Contact]:
    """Yield the addresses behind somebody with a title."""
    for match in _POSTAL.finditer(text):
        if owner := _TITLED.search(text[: match.start()]):
            yield Contact(owner["owner"], "address", match.group())


def _at_homes(index: int, text: str, reading: Reading) -> Iterator[Contact]:
    """Yield the addresses to which somebody's place leads."""
    for match in _POSTAL.finditer(text):
        if owner := _at_whose(text[: match.start()], index, reading):
            yield Contact(owner, "address", match.group())


_AT_HOME = re.compile(
    r"\b(?:sleep|sleeping|stay|staying|crash|crashing|lives|living) $",
    re.IGNORECASE,
)
"""What one does at somebody's home and never at the restaurant of that name."""


def _at_whose(before: str, index: int, reading: Reading) -> str:
    """Return who lives at the address that follows; empty where nobody's place leads to it."""
    found = _AT_WHOSE.search(before)
    if found is None or _WAS.search(before):
        return ""
    if found["own"]:
        return reading.turn.actor
    if found["kin"]:
        noun = found["kin"].partition(" ")[2].lower()
        return f"{reading.turn.actor}'s {noun}" if noun in grammar.ROLES else ""
    if found["named"]:
        is_home = found["home"] or _AT_HOME.search(before[: found.start()])
        return found["named"] if is_home and found["named"].split()[0].casefold() in GIVEN else ""
    told = [
        each.subject
        for each in reading.statements
        if each.sentence == index and each.subject_type == "person" and not each.first_person
    ]
    named = dict.fromkeys(name for name in told if name[:1].isupper() and "'s " not in name)
    return next(iter(named)) if len(named) == 1 else ""


def _sits(before: str, said: list[Statement]) -> str:
    """Return what is told to be at an address: "Alecrim is at …", "Casa Andorinha, …"."""
    named = _THING.fullmatch(before)
    if named is not None:
        return named["thing"]
    at = (s.subject for s in said if s.predicate in {"is at", "is in", "is on", "is located at"})
    return next((subject for subject in at if subject[:1].isupper() and "'s " not in subject), "")


_THING = re.compile(r"(?P<thing>[A-Z][\w'\u2019]+(?: [A-Z][\w'\u2019]+)+),? ")
_HOSTS = re.compile(
    r"\b(?:stay(?:ing)? (?:with|at)|at|crash(?:ing)? at|visit(?:ing)?) (?P<guest>[A-Z][\w-]+)"
    r"|(?P<host>(?:(?:Uncle|Aunt|Auntie) )?[A-Z][\w-]+) (?:will|can|could|would|['\u2019]ll)(?: \w+)? (?:put (?:\w+ )?up|host|have)\b"
)
"""Who puts somebody up, whose address follows."""


def _host(sentence: str, index: int, reading: Reading) -> str:
    """Return who puts somebody up by the sentence before one; empty where nobody does."""
    found = _HOSTS.search(sentence)
    return "" if found is None else found["guest"] or found["host"]


def _owner(said: list[Statement], reading: Reading, place: _Place) -> str:
    """Return whose contact data stand somewhere: "Anna's email is …", else the speaker's.

    Empty where it is somebody's whom nobody knows: "her number is …", and a firm's: "write to info@…".
    """
    named = (
        _place_of(place.before, reading)
        or _possessor(place.before, said)
        or _beside(place.before)
        or _venue(place.before, reading)
        or _named_behind(place, reading)
        or _signed(place, reading)
    )
    if named or (_OF_FIRM.match(place.match.group()) and not _OWN.search(place.before)):
        return named
    return _untold(said, reading, place)


def _possessor(before: str, said: list[Statement]) -> str:
    """Return who has contact data by what leads to them: "Anna's email is", "reach Tom at"."""
    named = [*_POSSESSOR.finditer(before), *_REACHED.finditer(before)]
    if named and not re.match(r"(?:It|That|Here|There|What|Let|He|She)\b", named[-1]["owner"]):
        return _known(named[-1]["owner"], said)
    return ""


def _untold(said: list[Statement], reading: Reading, place: _Place) -> str:
    """Return whose contact data are beside which nobody is named: of whom the turn tells, else the speaker's."""
    value = place.match.group()
    thirds = _OF_THIRD.search(place.before) is not None
    if any(s.subject.lower() in {"he", "she", "they"} and value in s.object for s in said):
        return _told_last(place.index, reading)
    told = _told_of(said)
    if place.index and not told and (thirds or not place.before.strip()):
        return _told_before(place, reading)
    return told or _spot(place.before) or ("" if thirds else reading.turn.actor)


_OWN = re.compile(r"\b(?:my|our|me|us)\b", re.IGNORECASE)
_OF_FIRM = re.compile(
    r"(?:info|support|help|hello|contact|sales|office|admin|service|booking|bookings|billing|noreply|no-reply)@",
    re.IGNORECASE,
)
"""Mail addresses that are a firm's."""
_SPOT = re.compile(
    r"(?:\b(?:the|our|my) |^\W*(?=\w+(?: \w+)? ?:? ?$))(?P<spot>(?:[a-z-]+ )?(?:surgery|clinic|dentist|doctor|vet|school|nursery|garage|landlord|landlady|plumber"
    r"|electrician|office|hotel|hostel|restaurant|shop|agency|council|bank|pharmacy|chemist|hospital|hall|venue|caterer|florist"
    r"|embassy|library|gym|salon|church|hotline|help ?desk|midwife|physio|lawyer|solicitor|accountant))\b"
)
"""Places and people who are known by what they are."""


def _spot(text: str) -> str:
    """Return "the surgery" whose contact data follow; empty where none is named."""
    found = list(_SPOT.finditer(text))
    return f"the {found[-1]['spot']}" if found else ""


def _spot_beside(text: str) -> str:
    """Return "the surgery" right behind which contact data stand: "dentist: 01865 555010"."""
    ends = any(
        re.fullmatch(r"(?: is|:|,)? ", text[found.end() :]) for found in _SPOT.finditer(text)
    )
    return _spot(text) if ends else ""


_BEHIND = re.compile(
    rf"[^.;]{{0,20}}\b(?:that|it|which)(?:['\u2019]s| is) (?P<whose>(?:my|our) (?:{'|'.join(sorted(grammar.ROLES))})|[A-Z][\w-]+)['\u2019]s\b"
    r"|\W*\((?P<name>[A-Z][\w-]+)\b|,? (?:and )?ask for (?P<asked>[A-Z][\w-]+(?: [A-Z][\w-]+)?)"
)
"""Whose contact data are by the words behind them: "…, that's my mum's", "… (Hodan, the caterer)", "…, ask for Craig"."""


def _named_behind(place: _Place, reading: Reading) -> str:
    """Return whose contact data the words behind them say they are."""
    found = _BEHIND.match(place.behind)
    if found is None:
        return ""
    if found["asked"]:
        return found["asked"] if not place.before.strip() else ""
    if found["name"]:
        return found["name"] if found["name"].casefold() in GIVEN else ""
    whose = found["whose"]
    return re.sub(r"^(?:my|our) ", f"{reading.turn.actor}'s ", whose)


def _signed(place: _Place, reading: Reading) -> str:
    """Return who of a turn's names has an e-mail address that is made of the name."""
    local, at, _ = place.match.group().casefold().partition("@")
    parts = set(re.split(r"[._+-]", local)) if at else set[str]()
    actor = reading.turn.actor
    if parts & set(actor.casefold().split()):
        return actor
    named = (
        name.text
        for name in reading.names
        if name.type in {"person", "other"} and parts & set(name.text.casefold().split())
    )
    return next(named, "")


def _told_last(index: int, reading: Reading) -> str:
    """Return of whom the sentences before one tell last, by name; empty where of nobody."""
    told = [
        each.subject
        for each in reading.statements
        if each.sentence < index and each.subject_type == "person" and not each.first_person
    ]
    return next((name for name in reversed(told) if name[:1].isupper()), "")


def _told_before(place: _Place, reading: Reading) -> str:
    """Return of whom the sentence before contact data tells, where they stand alone or are "their number"."""
    sentence = reading.sentences[place.index - 1].text
    sought = _SOUGHT.search(sentence)
    if sought is not None:
        return sought["name"]
    thirds = _OF_THIRD.search(place.before)
    if thirds is None:
        said = [s for s in reading.statements if s.sentence == place.index]
        return _told_of(said) or reading.turn.actor
    if spot := _spot(sentence):
        return spot
    kinds = {"organisation", "other"} if "their" in thirds.group().lower() else {"person"}
    named = [n.text for n in reading.names if n.type in kinds and n.text in sentence]
    return named[-1] if named else ""


_SOUGHT = re.compile(
    r"\b(?i:mail|e-?mail|write(?: to)?|text|ring|call|ask|contact|reach|message|invite|ping|phone) (?P<name>(?:(?:Mrs?|Ms|Dr)\.? )?[A-Z][\w-]+(?: [A-Z][\w-]+)?)[?.!]*$"
)
"""Who is to be written to, by the end of a sentence: "can you mail Saskia?"."""


def _beside(before: str) -> str:
    """Return who is named right before contact data; empty where nobody is."""
    found = _BESIDE.search(before)
    named = found is not None and found["owner"].partition(" ")[0].casefold() in GIVEN
    return found["owner"] if found is not None and named else ""


_VENUE = re.compile(
    r"(?P<venue>[A-Z][\w'\u2019&-]*(?: (?:na|de|da|la|le|of|the|an|&|[A-Z][\w'\u2019&-]*)){1,3})(?: \((?:Mrs?|Ms|Dr)?\.? ?(?P<who>[A-Z][\w'\u2019-]+)\))?,? $"
)
"""A house with its name right before its number: "guesthouse is Casa Lupo, 0131 …"."""


def _venue(before: str, reading: Reading) -> str:
    """Return the house or its host right before contact data; empty where it is nobody's but the speaker's."""
    found = _VENUE.search(before)
    if found is None or reading.turn.actor in found["venue"] or _OWN.search(before):
        return ""
    is_told = re.search(r"(?:\bis|\bat|['\u2019]s|:) $", before[: found.start()])
    return (found["who"] or found["venue"]) if is_told else ""


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
