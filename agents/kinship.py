"""Who is whose sister, boss or doctor and who works where, by the words alone.

A possessive takes for granted what it names: "does my sister Anna know?" says that Anna is
a sister, whatever the sentence asks, and however the parser takes it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octomem.agents.reading import grammar
from octomem.agents.reading.called import apart
from octomem.agents.reading.capitals import written
from octomem.agents.reading.chinese.kin import FORM
from octomem.agents.reading.chinese.kin import NOUNS as HAN_NOUNS
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.imagined import is_invented
from octomem.agents.reading.occupations import is_occupation
from octomem.agents.reading.once import once
from octomem.agents.reading.reading import Reading
from octomem.agents.relations import NOUNS, Relation, is_role

_ROLE = "|".join(sorted((grammar.ROLES | grammar.PETS | NOUNS.keys()) - {"person", "people"}))
_ONE = r"[A-Z][\w\u2019-]*[^\W_]"
_NAME = rf"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|I\b){_ONE}(?:[ -]{_ONE})?"
_WHOSE = rf"(?P<whose>(?i:my|our|his|her|their)|(?!(?:It|That|This|He|She|There|Here|Who|What)\b){_NAME}['\u2019]s)"
_FIRM = rf"{_ONE}(?:(?: &)? {_ONE}){{0,3}}"
_BEFORE = re.compile(
    rf"\b{_WHOSE} (?:(?!ex |former )[a-z-]+ )?(?P<noun>{_ROLE}),? (?P<name>{_NAME})(?!\w)"
)
"""his mam Cerys"""
_AFTER = re.compile(
    rf"\b(?P<name>{_NAME})(?:,? (?:(?:s?he|that|who)(?:['\u2019]?s| is) )|, | \()"
    rf"{_WHOSE} (?:(?!ex |former )[a-z-]+ )?(?P<noun>{_ROLE})(?=[,).!;]|$| (?:and|who|btw|anyway|by the way)\b)"
)
"""Solveig, that's my editor; Faris, Ella's husband, …"""
_TWO = re.compile(
    rf"\b(?P<name>{_NAME}) (?:and|&) (?P<other>{_NAME}) (?:are|were) (?:both )?(?:the )?(?:best |old )?"
    r"(?P<what>married|engaged|siblings|sisters|brothers|twins|cousins|colleagues|partners"
    r"|neighbou?rs|friends|flatmates|roommates|housemates|classmates)\b"
)
_TREATS = re.compile(
    r"\b(?P<name>(?:Dr\.?|Doctor) [A-Z][\w-]+) (?:says?|said|thinks|told me|wants me"
    r"|put me|gave me|prescribed)\b"
)
_OF_HOUSE = re.compile(
    rf"\b(?P<name>{_NAME}) (?:in|from|at) (?P<place>legal|finance|accounts|accounting|HR|IT|sales"
    r"|marketing|support|payroll|procurement|purchasing|logistics|compliance|facilities|ops"
    r"|operations|engineering|design|research|reception|security)\b"
)
_PLACED = re.compile(
    rf"\b(?:my|our) (?P<noun>{_ROLE}) (?P<name>{_NAME})(?:['\u2019]s| is| works| lives| sits| teaches)"
    rf"(?: over| out| up| down| based)? (?P<how>in|at|for) (?:the )?(?P<place>{_NAME})"
)
_OURS = re.compile(
    r"\b(?:we['\u2019]?re|we are|i['\u2019]?m|i am|here) (?:[\w,-]+ ){0,4}?(?:people|staff|employees|"
    rf"dentists|nurses|teachers|engineers) (?:here )?at (?P<place>{_NAME}(?: {_ONE})?)",
    re.IGNORECASE,
)
_CAPITALS = re.compile(
    rf"\b(?P<name>{_NAME}) (?P<verb>acquired|bought|founded|owns|invented|wrote|"
    rf"designed|directed|painted|composed|manufactures|acquires) (?:the )?(?P<place>{_NAME})"
)
_TITLED = re.compile(
    rf"\b(?P<name>{_NAME})(?:,| \() ?(?:the |an? )?(?P<noun>(?:[\w-]+ ){{0,3}}?[\w-]+) (?:of|at|for|with) (?:the )?(?P<place>{_NAME})(?=[,.;)]|$)"
)
"""Sunniva Dahl, CEO of Marlin Group, …"""
_HEADED = re.compile(
    rf"\b(?i:the|our|their) (?P<noun>(?:[\w-]+ ){{0,2}}?[\w-]+) (?:of|at|for) (?:the )?(?P<place>{_FIRM}), (?P<name>{_NAME})(?=[,.;)]|$)"
)
"""the head of sales at Zentrix, Amara Obi, …"""
_OF_FIRM = re.compile(
    rf"\b(?P<name>(?P<title>(?:Dr|Mrs?|Ms|Prof|Professor|Fr)\.? )?(?P<first>{_ONE})(?: {_ONE}){{0,2}}),? (?P<how>of|from|at) (?:the )?(?P<place>{_FIRM})"
)
"""Marek of Brightline Energy, Dr Hollis from Park Lane Vets"""
FIRM_WORD = re.compile(
    r"\b(?:[Cc]linic|[Hh]ospital|[Ss]chool|[Cc]ollege|[Uu]niversity|[Aa]cademy|[Pp]rimary|[Bb]ank|[Cc]hemist|[Pp]harmacy|[Ss]tudios?|[Ll]abs?|[Ee]nergy|[Ss]olar|[Hh]eating"
    r"|Plumbing|Electric(?:al)?|Foods?|Motors?|Logistics|Rentals?|Consult(?:ing|ants)|Partners|Systems|Software|Group|Holdings?|Ltd|Inc|LLC|GmbH|AG|AS|BV|Co|Insurance|Vets?|Garage"
    r"|Bakery|Transport|Repairs?|Services?|Media|Design|Architects|Solicitors|Accountants|& \w+)$"
)
"""How names of firms end."""
_SEEN = re.compile(
    r"\b(?:s(?:ee|aw)|seeing|met|meet(?:ing)?|lunch|dinner|coffee|drinks|breakfast|ran into|bumped into|join(?:ing)?|visit(?:ing)?|pick(?:ing)? up)\b",
    re.IGNORECASE,
)
"""What says that somebody is at a firm for an hour."""
_WITH_TITLE = rf"(?:Dr|Mrs?|Ms|Prof|Professor|Herr|Frau|Madame|Signora?)\.? {_ONE}(?: {_ONE})?"
_HOUSE = r"(?:[a-z]+['\u2019]?s? ){0,2}?(?:office|department|dept|reception|front desk|trade counter|counter|council|bank|library|school|nursery|practice|clinic|surgery|hospital|hospice|college|university|pharmacy|chemist)"
_TIMES = r"(?:Christmas|Xmas|Easter|Ramadan|Eid|Diwali|Thanksgiving|Halloween|New Year|Noon|Midnight|Heathrow|Gatwick|Home|Number|No|Room|Flat|Unit|Gate|Platform|Table|Desk|Door|Apartment|Suite|Floor|Level|House)\b"
_STATIONED = re.compile(
    rf"\b(?P<name>{_WITH_TITLE}|{_NAME}) (?P<how>at|in|from) (?P<place>the {_HOUSE})\b(?! (?:today|tonight|tomorrow|yesterday|again|on|at|until|till|with|for)\b)"
)
"""Ms Demirel in the rector's office, Dr Amundsen at the children's hospital"""
_AT_HOUSE = re.compile(
    rf"\b(?:(?i:ask(?: for)?|call|ring|phone|e-?mail|text|contact|write to|speak to|spoke to|spoken to|talk to|talked to|heard from|book with|booked with)) (?P<name>{_WITH_TITLE}) (?P<how>at|of) (?:the )?(?P<place>(?!{_TIMES}){_ONE}(?: (?:na|de|da|la|le|of|the|an|{_ONE})){{0,3}})"
)
"""ring Mrs Lamont at Tigh na Mara"""
_HOST_OF = re.compile(
    rf"\b(?P<place>{_ONE}(?: (?:na|de|da|la|le|of|the|an|{_ONE})){{1,3}})(?:, | \()(?P<name>{_WITH_TITLE})\)?(?=,? [+(\d])"
)
"""B&B is Tigh na Mara, Mrs Lamont, 01631 …"""
_ASK_FOR = re.compile(
    rf"\b(?P<how>at|from|to) (?P<place>{_FIRM})(?:, (?P<part>[a-z]+(?: [a-z]+)?))?,? (?:and |just )?(?:ask for|speak to|talk to) (?P<name>{_NAME})(?!\w)"
)
"""the boards are at Fennick Electrical, trade counter, ask for Doreen"""
_OFFICE_IS = re.compile(
    rf"\b(?P<place>{_FIRM})[,:] (?:the |their |our )?(?P<noun>[a-z]+(?: [a-z]+)?)(?: there)?(?: is|['\u2019]s|:) (?P<name>{_WITH_TITLE}|{_NAME})(?=[,.;(!]|$)"
)
"""Acacia Heights Hotel, buyer is Mr Otieno"""
_THEIR_CONTACT = re.compile(
    rf"\b(?i:their) (?:new |main |only )?(?P<noun>[a-z]+)(?: there)? is (?:now )?(?P<name>{_WITH_TITLE}|{_NAME})(?=[,.;(!]|$)"
)
"""Their new contact is Imogen Farr"""
_HOSTED = re.compile(
    r"\b(?:Hotel|Lodge|Inn|Restaurant|Caf[e\u00e9]|Salon|Hostel|Resort|Farm|Brewery)$"
)
"""How names of houses end that have an owner, and guests."""
_ANNIVERSARY = re.compile(
    rf"\b(?:for|with) (?P<name>{_NAME}), our (?:(?:wedding|first|\d+(?:st|nd|rd|th)|[a-z]+th) )?anniversary(?=['\u2019]s\b| is\b|[.!,;)]|$)"
)
"""a bunch of peonies for Bisi, our anniversary's the 12th"""
_IN_TOUCH = frozenset(
    {"contact", "buyer", "rep", "owner", "manager", "boss", "secretary", "caretaker"}
)
"""Who one has to do with at a firm."""
_CHIEFS = frozenset(
    {"ceo", "cto", "cfo", "head", "founder", "owner", "chair", "president", "director"}
)
_PAIRED = {"married": "married_to", "engaged": "engaged_to"}
_NOT_SAID = re.compile(
    r"\b(?:if|wish|maybe|perhaps|might|would|says?|said|thinks?)\b", re.IGNORECASE
)


_POINTS = re.compile(
    rf"^\W*(?:[\w']+[,.!]?\s+){{0,4}}?(?:s?he(?:['\u2019]s| is| was)|that(?:['\u2019]s| is))\s+(?:actually |also |just )?my (?:[a-z-]+ )?(?P<noun>{_ROLE})\b",
    re.IGNORECASE,
)
"""She is my cousin, I suppose."""
_FOR_CALLED = re.compile(
    rf"\bfor (?:an?|some|this|the) (?:[\w-]+ ){{1,4}}?(?:called|named) (?:the )?(?P<place>{_NAME})"
)
_OWN_PLACE = re.compile(
    r"\b(?i:my|our) (?:own )?(?:[a-z-]+ ){0,2}?(?P<noun>shop|studio|company|business|bakery|cafe|restaurant|guesthouse|hotel"
    rf"|farm|gallery|band|startup|firm|practice|clinic|store|salon|podcast|blog|boat|choir|team|club),? (?:called |named |is called )?(?:the )?(?P<place>(?:{_ONE}['\u2019]s? )?{_NAME})(?!['\u2019]s\b)"
)
_SETTLED = re.compile(
    rf"\b(?:(?i:been|based|living|live|settled|working|i['\u2019]?m|i am)) (?i:in|at) (?P<place>{_NAME})(?:,)?"
    r" (?:since|for (?:\w+ )?(?:years?|months?|ages|now|a while|good|the (?:past|last))|these days|nowadays)\b"
)


_LIKE_PEOPLE = frozenset({"person", "place", "other"})
"""Types of names that the parser gives to people it does not know."""


def _referred(reading: Reading, before: Reading | None) -> Iterator[Relation]:
    """Yield "she is my cousin" of the last person named before it."""
    known = [name.text for name in before.names if name.type in _LIKE_PEOPLE] if before else []
    for sentence in reading.sentences:
        match = _POINTS.match(sentence.text)
        here = [n.text for n in reading.names if n.type in _LIKE_PEOPLE]
        named = [name for name in here if name in sentence.text] or known
        reported = _NOT_SAID.search(sentence.text) is not None
        if (
            match
            and named
            and not reported
            and not sentence.is_question
            and named[-1] != reading.turn.actor
        ):
            noun = match["noun"].lower()
            name = NOUNS.get(noun, f"{noun}_of")
            yield Relation(named[-1], "person", name, reading.turn.actor, "person", noun)


def _settled(text: str, actor: str) -> Iterator[Relation]:
    """Yield where the speaker is for good and what the speaker has or works for."""
    for match in _SETTLED.finditer(text):
        said = f"{actor} is in {match['place']}"
        yield Relation(actor, "person", "is_in", match["place"], "place", said=said)
    for match in _OWN_PLACE.finditer(text):
        said = f"{actor}'s {match['noun']} is {match['place']}"
        yield Relation(actor, "person", "owns", match["place"], "organisation", said=said)
    for match in _FOR_CALLED.finditer(text):
        said = f"{actor} works for {match['place']}"
        yield Relation(actor, "person", "works_for", match["place"], "organisation", said=said)


def mentioned(reading: Reading, before: Reading | None = None) -> Iterator[Relation]:
    """Yield the relations that the words of a turn take for granted.

    `before` is the turn before it, which may name whom "she" means.
    """
    yield from _referred(reading, before)
    yield from _of_theirs(reading, before)
    yield from _in_words(reading)


@once
def _in_words(reading: Reading) -> Iterator[Relation]:
    """Yield what needs no turn before it."""
    for index, sentence in enumerate(reading.sentences):
        text = apart(written(sentence.text))
        yield from _possessed(text, reading, index)
        if sentence.is_question or _NOT_SAID.search(text):
            continue
        yield from _plain(text, reading)
        yield from _of_firms(text, reading, index)
        yield from _stationed(text)
        yield from _settled(text, reading.turn.actor)
    yield from _together(reading)
    for sentence in reading.sentences:
        for match in _TREATS.finditer(sentence.text):
            yield Relation(
                match["name"], "person", "doctor_of", reading.turn.actor, "person", "doctor"
            )


@dataclass(frozen=True, slots=True)
class Told:
    """A name that is told with who it is: "my sister Anna"."""

    name: str
    noun: str
    owner: str
    at: int
    """Where in the turn, in characters."""
    word: str
    """The noun as it was said: 同学."""


@once
def told_of(reading: Reading) -> list[Told]:
    """Return the people whom a turn names by what they are to somebody, in order."""
    text = apart(written(reading.turn.text))
    found = [
        Told(
            match["name"],
            noun,
            _owner(match, reading, _sentence_at(reading, match.start())),
            match.start(),
            noun,
        )
        for match in (*_BEFORE.finditer(text), *_AFTER.finditer(text))
        if (noun := match["noun"].lower())
    ]
    known = [each for each in found if each.owner and each.noun in NOUNS]
    known += _told_in_chinese(reading) if reading.language == "zh" else ()
    return sorted(known, key=lambda each: each.at)


def _sentence_at(reading: Reading, at: int) -> int:
    """Return the number of the sentence in which a place of the turn's text is."""
    begin = index = 0
    for number, sentence in enumerate(reading.sentences):
        begin = max(begin, reading.turn.text.find(sentence.text, begin))
        index = number if begin <= at else index
    return index


def _told_in_chinese(reading: Reading) -> Iterator[Told]:
    """Yield who stands behind what they are to somebody, as statements say: 一个是我同事李娜，另一个是我同学李娜."""
    text = simplified(reading.turn.text)
    said = dict.fromkeys(
        (each.subject, *each.object.rpartition("'s ")[::2])
        for each in reading.statements
        if each.predicate == "is" and "'s " in each.object and "'s " not in each.subject
    )
    for name, owner, noun in said:
        for match in re.finditer(rf"(?P<word>{FORM}){re.escape(simplified(name))}", text):
            if HAN_NOUNS[match["word"]] == noun and noun in NOUNS:
                yield Told(name, noun, owner, match.start(), match["word"])


def _possessed(text: str, reading: Reading, index: int) -> Iterator[Relation]:
    for match in (*_BEFORE.finditer(text), *_AFTER.finditer(text)):
        owner, noun = _owner(match, reading, index), match["noun"].lower()
        name = match["name"]
        named = name.split()[0].casefold() not in _NO_NAMES and name.casefold() != owner.casefold()
        invented = _is_speakers(match) and is_invented(text[: match.start()])
        if (
            invented
            or not owner
            or not named
            or not (is_role(noun) or noun in NOUNS or noun in grammar.PETS)
        ):
            continue
        relation = NOUNS.get(noun, f"{noun}_of")
        kind = "animal" if relation == "pet_of" else "person"
        yield Relation(name, kind, relation, owner, "person", noun)


def _of_firms(text: str, reading: Reading, index: int) -> Iterator[Relation]:
    """Yield whom a name with a firm behind it works for: "Marek of Brightline Energy"."""
    for match in _OF_FIRM.finditer(text):
        place, how = match["place"], match["how"]
        types = {name.type for name in reading.names if place in name.text}
        is_tagged = any(
            tag.slot == "employer" and tag.sentence == index and tag.text in place
            for tag in reading.tags.values
        )
        is_firm = bool(is_tagged or "organisation" in types or FIRM_WORD.search(place))
        is_person = match["title"] is not None or match["first"].casefold() in GIVEN
        passes = how == "at" and not is_tagged and _SEEN.search(text[: match.start()]) is not None
        if is_person and is_firm and not passes and match["name"] != reading.turn.actor:
            yield Relation(match["name"], "person", "works_at", place, "organisation")


def _stationed(text: str) -> Iterator[Relation]:
    """Yield who is to be met where they work: "Ms Demirel in the rector's office", "ask for Doreen"."""
    for match in _STATIONED.finditer(text):
        name, place, how = match["name"], match["place"], match["how"]
        is_which = len(place.split()) > 2  # "Tom at the office" is there today
        known = re.fullmatch(_WITH_TITLE, name) or (
            is_which and name.split()[0].casefold() in GIVEN
        )
        treated = _TREATED.search(place) is not None and not name.startswith(("Dr", "Prof"))
        if known and not treated and not _SEEN.search(text[: match.start()]):
            yield _is_where(name, "at" if how == "from" else how, place)
    for pattern in (_AT_HOUSE, _HOST_OF):
        for match in pattern.finditer(text):
            yield _is_where(match["name"], "at", match["place"])
    for match in _ASK_FOR.finditer(text):
        if match["name"].split()[0].casefold() in GIVEN:
            yield _is_where(match["name"], "at", match["place"])
    for match in _OFFICE_IS.finditer(text):
        noun = match["noun"].split()[-1]
        place = match["place"]
        if noun in _IN_TOUCH and (FIRM_WORD.search(place) or _HOSTED.search(place)):
            said = f"{match['name']} is {match['noun']} of {match['place']}"
            yield Relation(
                match["name"], "person", f"{noun}_of", match["place"], "other", said=said
            )


def _together(reading: Reading) -> Iterator[Relation]:
    """Yield with whom the speaker has an anniversary."""
    actor, text = reading.turn.actor, written(reading.turn.text)
    for match in _ANNIVERSARY.finditer(text):
        name = match["name"]
        known = name.split()[0].casefold() in GIVEN and name != actor
        before = text[: match.start()]
        if known and not (_NOT_SAID.search(before) or _DENIES.search(before)):
            yield Relation(name, "person", NOUNS["partner"], actor, "person", "partner")


_DENIES = re.compile(r"\b(?:not|never|no|nothing)\b[^.!?]{0,20}$", re.IGNORECASE)


def _is_where(name: str, how: str, place: str) -> Relation:
    return Relation(name, "person", "works_at", place, "other", said=f"{name} is {how} {place}")


_TREATED = re.compile(r"\b(?:clinic|surgery|hospital|hospice|chemist|pharmacy)$")
"""Where somebody without a doctor's title may be a patient."""


def _of_theirs(reading: Reading, before: Reading | None) -> Iterator[Relation]:
    """Yield "their new contact is Imogen Farr" of the one firm that was named before it."""
    told = [*(before.names if before is not None else ()), *reading.names]
    for sentence in () if reading.language == "zh" else reading.sentences:
        for match in () if sentence.is_question else _THEIR_CONTACT.finditer(sentence.text):
            firms = {n.text for n in told if n.type in _FIRMS and n.text not in match["name"]}
            if match["noun"] in _IN_TOUCH and len(firms) == 1:
                (place,) = firms
                said = f"{match['name']} is {match['noun']} of {place}"
                name = f"{match['noun']}_of"
                yield Relation(match["name"], "person", name, place, "organisation", said=said)


_FIRMS = frozenset({"organisation", "product", "other"})


def _is_speakers(match: re.Match[str]) -> bool:
    """Tell "my sister Anna" from "her sister Anna"."""
    return match["whose"].lower() in {"my", "our"}


_NO_NAMES = grammar.GREETINGS | grammar.DISCOURSE | {"he", "she", "it", "they", "we", "you", "the"}


def _owner(match: re.Match[str], reading: Reading, index: int) -> str:
    """Return who "my" and "his" mean: the speaker, or the one the sentence is about."""
    whose = match["whose"]
    if whose.lower() in {"my", "our"}:
        return reading.turn.actor
    if whose.lower() not in {"his", "her", "their"}:
        return re.sub(r"['\u2019]s$", "", whose)
    told = [each for each in reading.statements if each.sentence <= index]
    for statement in sorted(told, key=lambda each: -each.sentence):  # the sentence's own first
        person = statement.subject_type == "person" and not statement.first_person
        if person and statement.subject[:1].isupper() and statement.subject != match["name"]:
            return statement.subject
    return ""


def _plain(text: str, reading: Reading) -> Iterator[Relation]:
    for match in _TWO.finditer(text):
        what = match["what"]
        name = _PAIRED.get(what) or NOUNS.get(what.removesuffix("s"), f"{what}_of")
        yield Relation(match["name"], "person", name, match["other"], "person", said=match.group())
    for match in _OF_HOUSE.finditer(text):
        said = f"{match['name']} is in {match['place']}"
        yield Relation(match["name"], "person", "works_in", match["place"], "other", said=said)
    for match in _PLACED.finditer(text):
        said = f"{match['name']} is {match['how']} {match['place']}"
        name = "is_in" if match["how"] == "in" else "works_at"
        yield Relation(match["name"], "person", name, match["place"], "other", said=said)
    for match in _OURS.finditer(text):
        yield Relation(reading.turn.actor, "person", "works_at", match["place"], "organisation")
    for match in _TITLED.finditer(text):
        noun = match["noun"].split()[-1].lower()
        if (is_occupation(noun) or noun in _CHIEFS) and not match["noun"].startswith("now "):
            office = re.sub(r"^(?:my|our) ", "", match["noun"])
            said = f"{match['name']} is {office} of {match['place']}"
            yield Relation(
                match["name"], "person", f"{noun}_of", match["place"], "other", said=said
            )
    for match in _HEADED.finditer(text):
        noun = match["noun"].split()[0].lower()
        if is_occupation(match["noun"].split()[-1].lower()) or noun in _CHIEFS:
            said = f"{match['name']} is {match['noun']} of {match['place']}"
            yield Relation(
                match["name"], "person", f"{noun}_of", match["place"], "other", said=said
            )
    for match in _CAPITALS.finditer(text):
        name = match["verb"]
        yield Relation(match["name"], "other", name, match["place"], "other", said=match.group())
