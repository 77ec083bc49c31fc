"""Who belongs where, and what stands where, told in passing: "Suzuki-san from Kita", "at Argos in Dundee"."""

import re
from collections.abc import Iterator

from octomem.agents.kinship import FIRM_WORD
from octomem.agents.reading import grammar
from octomem.agents.reading.capitals import written
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.imagined import is_invented
from octomem.agents.reading.once import once
from octomem.agents.reading.reading import SURE, Mood, Reading
from octomem.agents.reading.replies import DAYS, MONTHS
from octomem.agents.relations import NOUNS, Relation

_TEAMS = (
    r"(?:legal|finance|accounts|accounting|HR|hr|IT|sales|marketing|support|payroll|procurement|purchasing|logistics|compliance"
    r"|facilities|ops|operations|engineering|design|research|reception|security|billing|dispatch|QA|customer service)"
)
"""Parts of a firm in which people are."""
_WORD = r"[A-Z\u00c0-\u00de][\w\u2019'-]*[^\W_]"
_TITLE = r"(?:Dr|Mrs?|Ms|Prof|Professor|Sister|Nurse|Fr|Herr|Frau|Chef|Coach)\.? "
_PERSON = rf"(?P<name>(?P<title>{_TITLE})?(?P<first>{_WORD})(?: {_WORD})?)"
_NO_FIRM = rf"(?!(?:{DAYS}|{MONTHS}|Christmas|Xmas|Easter|Ramadan|Eid|Diwali|Halloween|Noon|Home|Room|Flat|Gate|Platform|Table|Floor|Level|I)\b)"
_FIRM = rf"{_NO_FIRM}(?P<firm>{_WORD}(?: (?:(?:of|and|&|na|de|da|la|le|an) )?{_WORD}){{0,3}})"
_PLACE = rf"{_NO_FIRM}(?P<place>{_WORD}(?: {_WORD})?)"

_IN_PLACE = re.compile(
    rf"\b(?P<how>at|from|for|joined|with) (?:the )?{_FIRM}(?: (?i:depot|branch|office|store|shop|plant|factory|hospital))? in {_PLACE}"
)
"""at Argos in Dundee"""
_AT_WORK = re.compile(r"\bwork\w* $")
"""What stands before "for" and a firm, where else it may be for anything: "we went for Sushi in Leeds"."""
_WE_ARE_IN = re.compile(
    rf"(?:\b(?:at|for|from|run|own|called|is|['\u2019]s|\() ?(?:the )?){_FIRM}[,.;(]? (?:and )?\(?(?:[Ww]e|[Tt]hey|[Ii]t)(?:['\u2019]?(?:re|s)| are| is) (?:an? (?:[\w-]+ ){{1,4}}|based |over |up |down |out )?in {_PLACE}"
)
"""at Kasuku Pay, we're a small fintech in Kampala"""
_FIRM_COMMA = re.compile(
    rf"(?:\b(?P<how>at|for|from) (?:the )?|(?:^|(?<=[.!?:(,] )|(?<=\()|\b(?:place|it['\u2019]s|that['\u2019]s|[Ww]e['\u2019]re|run|own),? )){_FIRM}, {_PLACE}(?=[.,;!)]|$)"
)
"""Crumb & Co, Hove"""
_BELONGS = re.compile(
    rf"\b{_PERSON},? (?:\(?in (?P<team>{_TEAMS})\)?,? )?(?P<over>over )?(?P<how>at|from|with|of) (?:the )?{_FIRM}"
)
"""Suzuki-san from Kita Ceramics; Lorraine in payroll at Brightmere"""
_TEAM_AT = re.compile(
    rf"\b{_PERSON},? (?:in|from) (?P<team>{_TEAMS}) (?:at|of) (?P<small>(?!the\b|my\b|our\b|work\b|home\b)[a-z]{{4,}})\b"
)
"""Lorraine in payroll at brightmere"""
_TEAM = re.compile(
    rf"\b{_PERSON}(?: \(|,? (?:over )?in )(?P<team>{_TEAMS})(?=[).,;!?]|$| (?:about|says?|said|is|will|can|to|before|and|today|tomorrow|first)\b)"
)
"""Ines (legal)"""
_HEADS = re.compile(
    rf"\b{_PERSON}(?:,| \() ?(?P<whose>my|our|the|their) (?P<post>(?:new |deputy )?head of (?:the )?[a-z]+(?: [a-z]+)?|[a-z]+ (?:lead|director|manager))(?=[).,;!]|$)"
)
"""Marit (our head of logistics)"""
_WITH_WHOM = re.compile(
    rf"\b(?:(?:the )?(?:firm|company|business|shop)(?:['\u2019]?s| is)|it['\u2019]?s) (?:just |only )?me (?:and|n|&) (?P<beside>[^.,;!?]{{2,40}}), {_FIRM}(?=[.,;!)]|$)"
)
"""the firm's me and my brother Al, Peak Plumbing"""
_OPENED = "(?:accounts?|books?|novels?|series|shows?|films?|games?|courses?|albums?|apps?|tins?|bottles?|boxes|box|tabs?|letters?|diets?|meds|medication|tablets?|pills?)"
"""What is opened or begun that is no business."""
_RUNS = re.compile(
    rf"\b(?:[Ii]|[Ww]e|(?:[Mm]e|I) (?:and|n|&) [^.,;!?]{{2,30}}|[^.,;!?]{{2,30}} and (?:I|me)) (?P<verb>run|own|manage|opened|founded|started(?! \w+ing\b)) (?:the |an? |our )?(?:[a-z-]+ ){{0,3}}?(?!{_OPENED}\b)[a-z-]+(?:, | \(| called )(?:the )?{_FIRM}(?=[.,;!)]|$)"
)
"""I run the workshop (Tinkerbox, …)"""
_WORKS = re.compile(
    rf"\b(?:(?:[Ii]['\u2019]?m|[Ii] am)(?! \w+ing\b)|[Ii] (?:build|run|lead|head|do|make|design|test|manage|handle|maintain)) (?![^.;!?]*\b(?:not|was)\b)[^.;!?,]{{2,50}}? (?:at|for) (?:the )?{_FIRM}"
)
"""I build the billing tool at Kasuku Pay"""
_LANGUAGE = re.compile(r"[A-Z][a-z]+(?:ish|ese|ench|rman|lian|sian|bic)|Python|Java|Excel|Word")
"""In what something is said or written."""
_HEALER = re.compile(r"Dr|Prof|Sister|Nurse")
_OWNS_IT = re.compile(
    r"\b(?:I|i|we) (?:own|run) (?:the place|it|the shop|the business|this place)\b"
)
_TRADE_IN = re.compile(
    rf"\b(?:[Ii]|[Hh]e|[Ss]he) (?P<trade>nurse|teach|lecture|work|cook)s?(?: [a-z]+)? in {_PLACE}, (?:at )?(?:the )?{_FIRM}(?=[.,;!)]|$)"
)
"""I nurse in Leeds, St James"""
_DOES_OURS = re.compile(
    rf"\b{_PERSON} (?P<does>does|runs|handles|keeps|looks after) (?P<our>my|our) (?P<what>(?:[a-z-]+ )?(?:accounts|books|bookkeeping|payroll|website|social media|marketing|taxes|deliveries|IT|invoices|admin))\b"
)
"""Femi does our books"""
_PASSES = re.compile(
    r"\b(?:lunch|dinner|coffee|drinks|breakfast|ran into|bumped into|party|met|stay(?:ing|ed)?|photo|picture|present|gift|letter|card|song|goal|visit(?:ing|ed)?)\b",
    re.IGNORECASE,
)
"""What says that somebody is with others for an hour, or that something is from somebody."""
_SPEAKERS_OTHER = re.compile(
    r"(?:^|[.!?,(]\s*)(?:(?:and|btw|hi|hey|hello)\W+)?(?:i['\u2019]?m|i am) (?P<whose>her|his|their) (?:[a-z]+ )?(?P<noun>[a-z-]+)(?=[.,;!)\n]|$| (?:and|but|btw)\b)",
    re.IGNORECASE,
)
"""im her brother"""


@once
def belongings(reading: Reading) -> list[Relation]:
    """Return the people with whom or what they belong to, and the firms with their places, of a turn."""
    return list(_found(reading)) if reading.language != "zh" else []


def _found(reading: Reading) -> Iterator[Relation]:
    for text in _SENTENCE.split(written(reading.turn.text)):
        if not text.endswith("?"):
            yield from _placed(text, reading)
    unreal = {s.sentence for s in reading.statements if s.mood is Mood.HYPOTHETICAL}
    for index, sentence in enumerate(reading.sentences):
        text = written(sentence.text)
        if sentence.is_question or is_invented(text) or index in unreal:
            continue
        yield from _people(text, reading)
    if all(each.start <= reading.turn.occurred_at for each in reading.moments):
        yield from _own(reading)  # "From May I'm head chef at Kelupa" is not so yet


_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def _placed(text: str, reading: Reading) -> Iterator[Relation]:
    """Yield which firm is in which place."""
    for pattern in (_IN_PLACE, _WE_ARE_IN, _FIRM_COMMA, _TRADE_IN):
        for match in pattern.finditer(text):
            firm, place, how = match["firm"], match["place"], match.groupdict().get("how")
            beside = pattern is _FIRM_COMMA and not how
            is_place = _kinds(place, reading) & {"place"} or (
                how and not _kinds(place, reading) & {"person", "date"}
            )
            sure = beside or (how == "for" and _AT_WORK.search(text[: match.start()]) is None)
            if is_place and _is_firm(firm, reading, sure=sure) and not _LANGUAGE.fullmatch(place):
                yield Relation(firm, "organisation", "located_in", place, "place")


def _people(text: str, reading: Reading) -> Iterator[Relation]:
    """Yield whom a name with a firm, a team or an office behind it belongs to."""
    actor = reading.turn.actor
    for match in _BELONGS.finditer(text):
        name, how, firm = match["name"], match["how"], match["firm"]
        titled = match["title"] is not None or _is_honoured(match["first"])
        healer = match["title"] is not None and how == "at" and _HEALER.match(match["title"])
        sure = not (titled or match["team"]) and (how == "of" or " " not in firm)
        is_firm = not _is_person(firm) if healer else _is_firm(firm, reading, sure=sure)
        passes = how in {"at", "with"} and not (titled or match["team"] or match["over"])
        seen = passes or _PASSES.search(text[: match.start()])
        if _is_somebody(match, reading) and is_firm and name != actor and not seen:
            yield Relation(name, "person", "works_at", firm, "organisation")
    for match in _TEAM_AT.finditer(text):
        if _is_somebody(match, reading):
            firm = match["small"].title()
            yield Relation(match["name"], "person", "works_at", firm, "organisation")
    for match in _TEAM.finditer(text):
        if _is_somebody(match, reading):
            said = f"{match['name']} is in {match['team']}"
            yield Relation(match["name"], "person", "works_in", match["team"], "other", said=said)
    for match in _DOES_OURS.finditer(text):
        if _is_somebody(match, reading):
            said = f"{match['name']} {match['does']} {actor}'s {match['what']}"
            yield Relation(match["name"], "person", "works_for", actor, "person", said=said)


def _own(reading: Reading) -> Iterator[Relation]:
    """Yield which firm is the speaker's, or where the speaker works."""
    actor, text = reading.turn.actor, written(reading.turn.text)
    told = [part for part in _SENTENCE.split(text) if not part.endswith("?")]
    yield from _heads(text, reading)
    for part in told:
        for match in (*_WITH_WHOM.finditer(part), *_RUNS.finditer(part)):
            verb = match.groupdict().get("verb") or "run"
            name = "founded" if verb in {"opened", "founded", "started"} else f"{verb}s"
            if _is_firm(match["firm"], reading):
                yield Relation(actor, "person", name, match["firm"], "organisation")
        for match in (*_TRADE_IN.finditer(part), *_WORKS.finditer(part)):
            is_own = match.group()[0] in "Ii" and match.re is _TRADE_IN
            tagged = match.re is _WORKS and _is_employer(match["firm"], reading)
            if tagged or (is_own and not _is_person(match["firm"])):
                yield Relation(actor, "person", "works_at", match["firm"], "organisation")
    yield from _owned(told, reading)


def _heads(text: str, reading: Reading) -> Iterator[Relation]:
    """Yield who is at the head of what: "Marit (our head of logistics)"."""
    actor = reading.turn.actor
    for match in _HEADS.finditer(text):
        if _is_somebody(match, reading):
            whose = f"{actor}'s " if match["whose"] in {"my", "our"} else ""
            said = f"{match['name']} is {whose}{match['post']}"
            noun = match["post"].replace(" ", "_")
            yield Relation(match["name"], "person", f"{noun}_of", actor, "person", said=said)


def _owned(told: list[str], reading: Reading) -> Iterator[Relation]:
    """Yield "Crumb & Co, Hove" of who owns the place."""
    if any(map(_OWNS_IT.search, told)):
        beside = [match["firm"] for part in told for match in _FIRM_COMMA.finditer(part)]
        for firm in dict.fromkeys(beside):
            if _is_firm(firm, reading, sure=True):
                yield Relation(reading.turn.actor, "person", "owns", firm, "organisation")


def related_to_last(reading: Reading, before: Reading | None) -> Iterator[Relation]:
    """Yield what a second speaker is to the first: "im her brother"."""
    if before is None or not before.from_user or before.turn.actor == reading.turn.actor:
        return
    for match in _SPEAKERS_OTHER.finditer(reading.turn.text):
        noun = match["noun"].lower()
        if noun in NOUNS:
            actor, other = reading.turn.actor, before.turn.actor
            yield Relation(actor, "person", NOUNS[noun], other, "person", noun)


def _kinds(name: str, reading: Reading) -> set[str]:
    """Return what a name is taken for: by the tags, which know more, else by the parser."""
    tagged = {
        kind
        for tag in reading.tags.values
        if (kind := _BY_SLOT.get(tag.slot)) and tag.likely >= _LIKELY and tag.text in name
    }
    return tagged or {each.type for each in reading.names if each.text == name}


_BY_SLOT = {"employer": "organisation", "home": "place", "hometown": "place"}
_LIKELY = 0.5


def _is_employer(firm: str, reading: Reading) -> bool:
    """Tell where the speaker works by the tags."""
    return any(
        tag.slot == "employer" and not tag.of_other and tag.likely >= SURE and tag.text in firm
        for tag in reading.tags.values
    )


def _is_firm(name: str, reading: Reading, *, sure: bool = False) -> bool:
    """Tell the name of a firm from that of a person or a place; `sure` asks for more than capitals."""
    kinds = _kinds(name, reading)
    told = " & " in name or "organisation" in kinds or FIRM_WORD.search(name) is not None
    return not _is_person(name) and (told or (not sure and not kinds & {"place", "date"}))


def _is_person(name: str) -> bool:
    """Tell the name of somebody, or what is somebody's: "Tom", "Sarah's"."""
    first = name.split(maxsplit=1)[0]
    return " & " not in name and (
        first.casefold() in GIVEN
        or first.casefold() in grammar.ROLES
        or re.match(_TITLE, name) is not None
    )


def _is_honoured(name: str) -> bool:
    """Tell a name with what somebody is addressed by behind it: "Suzuki-san"."""
    return re.search(r"-(?:san|sensei|sama|ji|hyung|nim|bhai)$", name) is not None


def _is_somebody(match: re.Match[str], reading: Reading) -> bool:
    """Tell a name of people from any word that begins with a capital."""
    first = match["first"]
    known = match["title"] is not None or first.casefold() in GIVEN or _is_honoured(first)
    return known or "person" in _kinds(match["name"], reading)
