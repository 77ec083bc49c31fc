"""What ends a fact: "gave up tennis", "sold the Fiat", "Juno died", "no bike any more".

An ending names the fact by its object, seldom in the words it was told in. It ends every
fact of the same subject that has all of its words: "sold the Fiat" ends "has a Fiat Panda".
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from octomem.agents.about import ALIVE, head_noun, is_about_somebody, is_concrete
from octomem.agents.bars import BAR
from octomem.agents.base import Candidate, Intent
from octomem.agents.drafting import dated, draft, ended_at, names_in
from octomem.agents.for_good import (
    A_WHILE,
    UNDONE,
    is_for_good,
    may_have_died_in_story,
    told_for_a_while,
    told_in_story,
    told_undone,
)
from octomem.agents.long_ago import LATE
from octomem.agents.partings import ALSO, BESIDE, ENDS, FELLOW, SERVED, parting, told_by_speaker
from octomem.agents.reading import grammar
from octomem.agents.reading.chinese.kin import NOUNS as HAN_NOUNS
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.pastimes import predicate_of
from octomem.agents.reading.reading import Mood, Reading, Statement, Tense
from octomem.agents.reading.tags import State
from octomem.agents.resolve import PLANNED, TOLD_NEW, Desk
from octomem.agents.slots import Ending, Table, load_table, third_person
from octomem.agents.wording import content, normal, stems
from octomem.jsons import JSON, text_field
from octomem.memory import LONG_AGO, Kind, Memory
from octomem.operation import Proposal

_POSSESSION = frozenset({"has", "owns", "gets", "keeps", "buys", "adopts", "drives"})
"""Predicates of which one ends what another one told."""
_PURSUIT = frozenset(
    {"learns", "studies", "practises", "practices", "plays", "does", "does as a hobby", "trains"}
)
"""The same of what somebody spends their time with."""
GENERAL = content(
    [
        "account allergy class classes club course courses habit lesson lessons membership practice subscription training"
    ]
)
"""What is given up with what it is of: "closed my Barclays account" ends "banks with Barclays"."""
_TAKEN = (
    "learns", "studies", "takes", "attends", "does", "goes to", "is learning", "is taking", "is studying",
    "is a member of", "banks with", "is allergic to",
)  # fmt: skip
"""How facts begin of what somebody takes lessons in or has an account with."""
_ANIMAL = "animal"
_STOPS_USING = "stop using"
_TOOL = "tool"
_GOOD = "for good"
_KIND = re.compile(
    rf"(?:(?:the|our) |(?P<owner>.+)['\u2019]s )(?:(?:old|poor|little|dear|beloved|family) )?(?P<noun>{'|'.join(grammar.PETS)})",
    re.IGNORECASE,
)
"""An animal by its kind: "Mei's cat", "the old dog"."""
PETS = "is a pet"
"""In the place of predicates: that somebody is an animal's owner."""
_INJURY = "has an injury"
"""The same: that something of theirs is hurt, "has a broken wrist"."""
_HURT = re.compile(
    r"\b(?:broken|fractured|sprained|torn|pulled|strained|dislocated|bruised|cut|burn(?:t|ed)|cracked|injured|wounded|ruptured)\b"
)
_WOUNDS = frozenset(
    {"fracture", "break", "sprain", "tear", "burn", "cut", "wound", "injury", "bruise", "graze", "gash", "blister"}
)  # fmt: skip
"""What heals, of whatever part: "a burn on my hand"."""


def read_ending(statement: Statement, reading: Reading, table: Table) -> Candidate | None:
    """Read "gave up tennis", "sold the car" as the end of what was said before."""
    at = statement.sentence
    parted = parting(statement, reading)
    if parted is not None and is_for_good(reading, at):
        told = {ENDS: [], "itself": True, **parted.marks}
        return _drafted(statement, reading, parted.about, "", told)
    spoken = told_by_speaker(statement, reading)
    statement = spoken if spoken is not statement and is_for_good(reading, at) else statement
    row = _row(statement, reading, table)
    if row is None or statement.mood is not Mood.FACT or not _is_told(statement, row):
        return None
    of_cancer = _CANCER.fullmatch(statement.subject) if _is_clear(statement) else None
    if of_cancer is not None:
        statement = replace(statement, subject=of_cancer["whose"], subject_type="person")
    animal = _animal(statement, row, reading)
    about, what = (
        (f"{animal[0]}'s {animal[1]}", "") if animal else _about(statement, row, reading.turn.actor)
    )
    sentence = reading.sentences[at].text
    in_story = may_have_died_in_story if row.of == "subject" else told_in_story
    if in_story(sentence) or _is_spared(statement, row, reading):
        return None
    unnamed = bool(animal) or row.any_value or row.of in {"subject", "pet", "self"}
    if "the car" in {statement.subject, statement.object}:
        unnamed, about = True, "" if _is_anothers("car", statement, reading) else about
    if not about or not (unnamed or what) or (unnamed and not is_for_good(reading, at)):
        return None
    of_pet = not what and (row.of == "pet" or (animal is not None and row.of != "subject"))
    marks: dict[str, JSON] = {
        ENDS: [PETS] if of_pet else list(row.predicates),
        _ANIMAL: list(animal or ()),
        "slots": [f"{normal(about)}/{name}" for name in (*row.slots, *_home(statement))],
        "widowed": [f"{normal(reading.turn.actor)}/partner"] if row.of == "subject" else [],
        "any_value": _is_any(what, row),
        "told": table.fill(statement) is not None,
        "itself": row.of == "self",
        _GOOD: "has" in row.predicates
        and is_for_good(reading, at)
        and A_WHILE.search(sentence) is None,
        _TOOL: _STOPS_USING in row.verbs,
        "partner": "" if _WHEN.search(statement.predicate) else _partner(what, row),
    }
    return _drafted(statement, reading, about, what, marks)


def _animal(statement: Statement, row: Ending, reading: Reading) -> tuple[str, str] | None:
    """Return whose animal of which kind is gone that goes without its name: "my cat died", "we rehomed the dog"."""
    if row.of != "subject" and "has" not in row.predicates:
        return None
    gone = statement.subject if row.of == "subject" else statement.object or statement.subject
    found = _KIND.fullmatch(gone)
    if found is None or (row.of != "subject" and not is_about_somebody(statement)):
        return None
    noun = found["noun"].lower()
    if row.of != "subject" and A_WHILE.search(reading.sentences[statement.sentence].text):
        return None
    if found["owner"] is None and _is_anothers(noun, statement, reading):
        return None
    return found["owner"] or reading.turn.actor, noun


def _is_anothers(noun: str, statement: Statement, reading: Reading) -> bool:
    """Tell whether the turn speaks of an animal or a car of somebody else's: "my neighbour had a dog. The dog died"."""
    text = reading.turn.text
    here = max(text.find(reading.sentences[statement.sentence].text), 0)
    named = text.lower().find(f"the {noun}", here)
    before = text[: named if named >= 0 else here]
    theirs = re.search(rf"(?:\bhis|\bher|\btheir|['\u2019]s) (?:[\w-]+ )?{noun}\b", before)
    if theirs or (noun == "car" and _HIRED.search(before)):
        return True
    sold = statement.first_person and statement.object.endswith(noun)
    had = [
        each
        for each in reading.statements
        if each.predicate in _POSSESSION and each.sentence <= statement.sentence and not sold
    ]
    own = any(each.first_person and noun in each.object for each in had)
    of_others = any(not each.first_person and is_about_somebody(each) for each in had)
    one = re.search(rf"\ban? (?:[\w-]+ )?{noun}\b", before) is not None
    return of_others or (one and not own)


_HIRED = re.compile(
    r"\b(?:rental|rented|hired?|loaner|courtesy|borrowed|uber|taxi|cab)\b", re.IGNORECASE
)
"""A car that is nobody's own."""


def _is_spared(statement: Statement, row: Ending, reading: Reading) -> bool:
    """Tell "I'm single until Friday", and "my wifi broke, I dropped out", which end nothing."""
    sentence = reading.sentences[statement.sentence].text.lower()
    cut_off = statement.verb == "drop out" and _CONNECTED.search(reading.turn.text)
    return bool(
        cut_off
        or told_for_a_while(sentence)
        or is_all_but(sentence, statement.object)
        or (row.unless is not None and row.unless.search(sentence))
    )


def is_all_but(sentence: str, kept: str) -> bool:
    """Tell what alone does not end with all the rest: golf of "dropped everything but golf"."""
    found = _ALL_BUT.search(sentence)
    return found is not None and sentence.find(kept.lower(), found.end()) >= 0


_ALL_BUT = re.compile(
    r"\b(?:everything|all|the lot|(?:the )?(?:rest|others))\b[^.;!?]*? (?:except|but|apart from|bar|other than|save)\b(?: for)?",
    re.IGNORECASE,
)
_CONNECTED = re.compile(r"\b(?:call|wi-?fi|signal|connection|meeting|line)\b", re.IGNORECASE)
"""What somebody drops out of for a moment."""


def goes_on(reading: Reading, at: int) -> bool:
    """Tell a sentence of what almost ended or did not, was off for a while, ended in a film, or is spared by the rule that ends it."""
    sentence = reading.sentences[at].text
    if UNDONE.search(sentence) or told_for_a_while(sentence) or may_have_died_in_story(sentence):
        return True
    if _HANDED.search(sentence):
        return True
    table = load_table()
    told = (each for each in reading.statements if each.sentence == at)
    rows = ((each, _row(each, reading, table)) for each in told)
    return any(
        row is not None and ((each.negated and not each.ended) or _is_spared(each, row, reading))
        for each, row in rows
    )


def _home(statement: Statement) -> tuple[str, ...]:
    """Return the slot of homes for "left Leeds in May"; who left on a day may have been there for a day."""
    at = statement.moment
    is_long = at is not None and at.end - at.start >= _MONTH and " for " not in statement.text
    return ("home",) if statement.verb == "leave" and is_long else ()


_MONTH = timedelta(days=28)
_FOLK = (
    r"(?:[\w-]+ )?(?:friend|brother|sister|son|daughter|mum|mom|dad|mother|father|cousin|nephew|niece|uncle|aunt|neighbou?r"
    r"|charity|colleague|grandson|granddaughter)"
)
"""To whom something is given for good."""
_GIVEN = re.compile(
    rf"\bgave (?:the|their|my) .+ to (?:(?:an?|the|their) {_FOLK}|(?!Mr|Mrs)[A-Z]\w+)$"
)
"""What is somebody else's now: "gave the Golf to a friend"."""
_HANDED = re.compile(rf"\b(?:gave|given)\b.* to (?:the|my|our) (?!{_FOLK}\b)")
"""What somebody has in their hands for a while: "gave my Golf to the mechanic"."""
_GIVEN_BY_NAME = re.compile(
    r"\bg[ai]ve [A-Z]\w+ (?:away\b|up for adoption\b|to (?:an?|the|their) (?:[\w-]+ )?(?:friend|brother|sister|son|daughter|mum|mom|dad"
    r"|mother|father|cousin|nephew|niece|uncle|aunt|grandson|granddaughter|neighbou?r|colleague|shelter|rescue|family|couple|farm)\b)"
)
"""An animal that lives with somebody else now: "gave Pickle to my aunt"."""
_GIVEN_UP = re.compile(r"\bg[ai]ve (?:the|their|my|our) [\w-]+ (?:away|up for adoption)\b")
"""What was given away, to whomever: "gave my cat away"."""
_LENT = re.compile(
    r" (?:for (?!good|ever|life)|to (?:look|feed|walk|mind|watch|hold)|until|till|while|during|over|back)\b"
)
_OWN_GIFT = re.compile(r"\bdonated (?:the|their|my|an?|[A-Z])")
"""What was somebody's own: not "donated blood"."""
_FULLY = "(?:(?:completely|totally|fully|entirely|finally|actually|definitely|officially|really) )?"
_GONE = re.compile(rf" allergy (?:(?:has|is) {_FULLY}gone|has {_FULLY}gone away|went away)$")
"""What somebody has no more: not "my allergy is gone for today"."""
_WHEN = re.compile(r" (?:at|in|on|after|before|over)$")
"""What leads to when or why somebody parted: "split up at New Year"."""


def _row(statement: Statement, reading: Reading, table: Table) -> Ending | None:
    """Return what a statement's verb ends."""
    if told_undone(reading, statement.sentence) or _is_no_loss(statement):
        return None
    sentence = reading.sentences[statement.sentence].text
    by_name = _GIVEN_BY_NAME.search(statement.text) and not _LENT.search(sentence)
    if statement.first_person and statement.verb in {"give", "give away"} and by_name:
        return table.ending("rehome")
    given = _GIVEN.search(statement.text) or _GIVEN_UP.search(statement.text)
    if statement.verb == "give" and given:
        return table.ending("give away")
    if statement.verb == "retire" and predicate_of(statement.object) in {"plays", "does"}:
        return table.ending(_with_particle(statement))  # who "retired from football" may work
    gone = statement.verb == "go" and _GONE.search(statement.text) is not None
    verb = "be gone" if gone else "be cancer free" if _is_clear(statement) else statement.verb
    row = table.ending(verb, statement.object) or table.ending(_with_particle(statement))
    return table.ending(_STOPS_USING) if row and _is_tool(statement, reading) else row


def _is_no_loss(statement: Statement) -> bool:
    """Tell what is given of no own, "donated blood", and what is had since: "traded in the Micra for a Leaf"."""
    had_since = statement.predicate.endswith(" for") and statement.verb in _EXCHANGED
    gift = statement.verb == "donate" and _OWN_GIFT.search(statement.text) is None
    return had_since or gift


_EXCHANGED = frozenset(
    {"trade", "trade in", "swap", "exchange", "part-exchange", "replace", "ditch", "sell", "switch"}
)


def _is_clear(statement: Statement) -> bool:
    """Tell who is rid of a cancer, if they had one: "in complete remission"; in remission it may come back."""
    return statement.verb in {"be", "get", "give"} and _CLEAR.search(statement.text) is not None


_CLEAR = re.compile(
    r" (?:(?:is|has been) (?:now )?in (?:full|complete) remission|(?:got|(?:been|was) given) the all[- ]clear)(?: now)?$"
)
_CANCER = re.compile(
    r"(?P<whose>.+)'s (?:[\w-]+ )?(?:cancer|leuka?emia|lymphoma|melanoma|myeloma|sarcoma)"
)


def _is_tool(statement: Statement, reading: Reading) -> bool:
    """Tell what a tag knows for a tool that is used no more: who "switched from Google to DuckDuckGo" works there still."""
    return any(
        tag.slot == "tool"
        and tag.state is State.PAST
        and tag.likely >= BAR
        and tag.sentence == statement.sentence
        and tag.text in statement.object
        for tag in reading.tags.values
    )


def _drafted(
    statement: Statement, reading: Reading, about: str, what: str, marks: Mapping[str, JSON]
) -> Candidate:
    """Draft the end of what is known of somebody, and of what."""
    return draft(
        Kind.SEMANTIC,
        reading,
        text=dated(statement.text, statement.moment),
        fields={
            "subject": about,
            "predicate": statement.predicate,
            "object": what,
            "negated": False,
            "slot": "",
        },
        identity=marker(about, what),
        intent=Intent.CLOSE,
        reason=f"ended: {statement.text}",
        valid_from=ended_at(statement, reading),
        mentions=names_in(statement.text, reading, about),
        marks={**marks, PLANNED: True} if _is_ahead(statement) else marks,
    )


def _with_particle(statement: Statement) -> str:
    """Return a verb with what the parser took for a preposition: "swear off judo"."""
    return f"{statement.verb} {statement.predicate.partition(' ')[2]}".strip()


def _is_told(statement: Statement, row: Ending) -> bool:
    """Tell whether a statement says that something ended, rather than ends or would end it."""
    if statement.negated or (row.passive and not statement.predicate.startswith("is ")):
        return False
    if row.again:
        return re.search(r" again\b", statement.text) is not None
    if row.state and statement.predicate.split(" ")[0] == "is":
        is_now = statement.tense is Tense.PRESENT and not statement.ended
        return is_now or (statement.tense is Tense.PAST and not statement.verb.startswith("be"))
    return statement.tense is Tense.PAST or _is_ahead(statement)


def _is_ahead(statement: Statement) -> bool:
    """Tell what ends on a day to come in Chinese: 我月底离职."""
    ahead = statement.tense is Tense.FUTURE and statement.moment is not None
    return ahead and has_han(statement.text)


def _about(statement: Statement, row: Ending, actor: str) -> tuple[str, str]:
    """Return whose claims end, and about what: "somebody stole Wim's bike" is about Wim's."""
    if row.of == "subject":
        alive = statement.subject_type in ALIVE or "'s " not in statement.subject
        named = is_about_somebody(statement) and not statement.first_person and alive
        return (statement.subject, "") if named else ("", "")
    if row.of == "owner" or _is_of_thing(statement, row):
        return _owned(statement, actor)
    if row.of == "pet":
        pet = statement.object or statement.subject
        if (
            (pet[:1].isupper() or has_han(pet))
            and "'s " not in pet
            and not statement.subject.startswith(pet + "'s")
        ):
            return pet, ""
    if row.passive or row.of == "self":
        told = row.of != "self" or _is_bare(statement, row)
        return (statement.subject, "") if told and is_about_somebody(statement) else ("", "")
    what = _without_date(statement).removeprefix(f"{statement.subject}'s ").removeprefix("being ")
    what = what.partition(", ")[0]  # "done with Zippo, worst boss on earth"
    is_bare = not what and row.any_value  # "we divorced"
    concrete = is_bare or is_concrete(replace(statement, object=what))
    if not is_about_somebody(statement) or not concrete:
        return "", ""
    return statement.subject, what


def _is_of_thing(statement: Statement, row: Ending) -> bool:
    """Tell "my car got totalled", which names what is gone first."""
    thing = "'s " in statement.subject and statement.subject_type not in ALIVE
    thing = thing or statement.subject == "the car"
    return row.of == "object" and thing and statement.predicate.startswith("is ")


def _owned(statement: Statement, actor: str) -> tuple[str, str]:
    """Return whose thing is gone, and what: of "the car" the speaker's."""
    is_gone = statement.object in {"", "gone"}  # "got stolen"
    is_thing = statement.predicate.startswith("is ") or is_gone
    thing = statement.subject if is_thing else statement.object
    owner, mark, what = thing.rpartition("'s ")
    if thing == "the car":
        return actor, "car"
    return (owner, what) if mark else ("", "")


def _is_bare(statement: Statement, row: Ending) -> bool:
    """Tell "I graduated" and "had the baby on Monday" from "graduated in maths" and "had the baby for the day"."""
    if not row.predicates:
        return True
    more = re.search(
        r" (?:for|from|in(?! (?:full|complete) remission)|as|at) (?![A-Z0-9])", statement.text
    )
    is_alone = statement.predicate == third_person(statement.verb)  # "dropped out"
    named = " " in statement.predicate and not statement.predicate.startswith("is ")
    named = named and not is_alone
    return more is None and (not named or statement.moment is not None)


def _without_date(statement: Statement) -> str:
    """Return the object without a date that the parser left in it."""
    moment = statement.moment
    return statement.object.replace(moment.text, "").strip() if moment else statement.object


def _is_any(what: str, row: Ending) -> bool:
    """Tell whether the words name a slot rather than its value: "left my job", "divorced"."""
    nouns = {normal(what).split(" ")[-1], normal(what.rpartition("'s ")[2])}
    return row.any_value or bool(nouns & row.nouns)


def _partner(what: str, row: Ending) -> str:
    """Return whom "I split up with Dan" names, who alone is nobody's partner then; empty if nobody."""
    named = "partner" in row.slots and what[:1].isupper() and "'s " not in what
    return what if named else ""


def _is_other(desk: Desk, slots: set[str], name: str) -> bool:
    """Tell whether somebody's partner is known, and is not the one of that name."""
    said = content([name])
    held = [
        _words(memory, "object")
        for memory in desk.current()
        if memory.slot in slots and memory.slot.endswith("/partner")
    ]
    return bool(name and held) and not any(said <= words or words <= said for words in held)


def marker(about: str, what: str) -> str:
    """Name the end of something, so that what is told later of an earlier time finds it."""
    return f"{normal(about)}|{stems(what)}|ended"


def is_ending(candidate: Candidate) -> bool:
    """Tell whether a candidate came from `read_ending`."""
    return ENDS in candidate.marks


def is_of_itself(candidate: Candidate) -> bool:
    """Tell whether what ends something else is news of its own: "I had the baby"."""
    return bool(candidate.marks.get("itself"))


def rivals(candidates: Iterable[Candidate]) -> set[str]:
    """Return the slots whose value an ending may end."""
    return {
        slot
        for candidate in candidates
        for mark in ("slots", "widowed", SERVED)
        for slot in _texts(candidate, mark)
    }


def subjects(candidates: Iterable[Candidate]) -> set[str]:
    """Return whose claims have to be seen, because a candidate may end one in other words."""
    return (
        {
            normal(text_field(candidate.fields, field))
            for candidate in candidates
            if is_ending(candidate)
            for field in ("subject", "object")  # "we lost Biscuit" ends what is told of Biscuit
        }
        | {_thing(candidate) for candidate in candidates if is_ending(candidate)}
        | {
            slot.removesuffix("/partner")
            for candidate in candidates
            for slot in _texts(candidate, "widowed")
        }
        | {
            normal(whose)
            for candidate in candidates
            for whose in (
                *_texts(candidate, _ANIMAL)[:1],
                *_texts(candidate, BESIDE),
                *_texts(candidate, ALSO),
            )
        }
        | {
            normal(text_field(candidate.fields, "subject"))
            for candidate in candidates
            if candidate.intent is not Intent.ASSERT
            or candidate.fields.get("negated") is True
            or candidate.marks.get("corrects") is not None
            or text_field(candidate.fields, "predicate")
            in _VISITS | _UPGRADES | {"lives", "lives with"}
            or _has_partner(candidate)
        }
        | {
            candidate.slot.removesuffix("/partner")
            for candidate in candidates
            if candidate.slot is not None and candidate.slot.endswith("/partner")
        }
        | {
            normal(text_field(candidate.fields, "object"))
            for candidate in candidates
            if candidate.slot is not None and candidate.slot.endswith("/manager")
        }
    )


def end(desk: Desk, candidate: Candidate) -> list[Proposal]:
    """End the facts that an ending speaks of; where there are none yet, note the end.

    The note holds at no time; a fact that is told later of an earlier time ends there.
    """
    slots = set(_texts(candidate, "slots"))
    about = normal(text_field(candidate.fields, "subject"))
    what = content([text_field(candidate.fields, "object")])
    predicates = _texts(candidate, ENDS)
    if what & GENERAL:
        only = what == _ALLERGY and "allergies" not in candidate.text.lower()  # of a season, often
        what = what - GENERAL
        predicates = [each for each in predicates if each in _TAKEN]
        if only:
            return _end_only(desk, candidate, about)
        if not what:
            return [desk.settle(noted(candidate))]
    any_value = bool(candidate.marks.get("any_value"))
    if _is_other(desk, slots, text_field(candidate.marks, "partner")) or _has_several(
        desk, candidate
    ):
        return [desk.settle(noted(candidate))]
    widowed = _texts(candidate, "widowed")
    is_named = bool(what) and not any_value and candidate.valid_from > LONG_AGO
    over = [
        memory
        for memory in (desk.current() if is_named else _told_before(desk, candidate))
        if (memory.slot in widowed and normal(text_field(memory.fields, "object")) == about)
        or ("has" in predicates and _is_pet(memory, about, text_field(candidate.fields, "object")))
        or ((widowed or PETS in predicates) and _has_pet(memory, about))
        or (candidate.marks.get(_GOOD) and _is_of_thing_named(memory, candidate))
        or _is_fellow(memory, about, _texts(candidate, FELLOW))
        or (
            memory.slot in _texts(candidate, SERVED)
            and normal(text_field(memory.fields, "object")) == about
        )
        or _lives_beside(memory, candidate)
        or (f"{about}/partner" in slots and _lives_with(memory, about, candidate))
        or (
            memory.slot in slots
            and (
                what <= _words(memory, "object")
                if what and not any_value
                else not _is_alone(memory)
            )
        )
        or (bool(what) and _is_about(memory, about, what) and _says(memory, predicates))
        or (_INJURY in predicates and _is_about(memory, about, what) and _is_injury(memory, what))
        or (
            candidate.marks.get(_TOOL)
            and _is_with(memory, about, what)
            and _says(memory, predicates)
        )
        or (
            not what
            and any(_is_of(memory, each) for each in (about, *_texts(candidate, ALSO)))
            and _says(memory, predicates)
            and not _is_alone(memory)
        )
    ]
    over += [each for each in _of_kind(desk, candidate) if each not in over]
    ahead = bool(candidate.marks.get(PLANNED))
    close = desk.until if ahead else desk.close
    if over:
        return [close(memory, candidate.valid_from, candidate.reason) for memory in over]
    if candidate.marks.get("told") or is_of_itself(candidate) or ahead:
        return [desk.skip(candidate, f"nothing to end: {candidate.reason}")]
    return [desk.settle(noted(candidate))]


def _has_several(desk: Desk, candidate: Candidate) -> bool:
    """Tell whether somebody has more animals of the kind of which one is gone, so that nobody can say which: "I have two cats"."""
    if not (gone := _texts(candidate, _ANIMAL)):
        return False
    owner, noun = gone
    several = re.compile(
        rf"(?:two|three|four|five|six|seven|eight|\d+|several|some|many|a few|a couple of) (?:[\w-]+ )*{noun}s"
        rf"|[两二俩三四五六七八九几\d][只条头匹个]\w{{0,4}}(?:{_in_chinese(noun)})",
        re.IGNORECASE,
    )
    return any(
        several.fullmatch(text_field(memory.fields, "object"))
        for memory in desk.current()
        if _is_of(memory, normal(owner))
    )


def _in_chinese(noun: str) -> str:
    """Return a pattern of the words for a kind of animal."""
    return "|".join(word for word, of in HAN_NOUNS.items() if of == noun)


def _of_kind(desk: Desk, candidate: Candidate) -> list[Memory]:
    """Return that somebody has an animal of a kind, where that is gone and they have one alone."""
    if not (gone := _texts(candidate, _ANIMAL)):
        return []
    owner, noun = gone
    one = re.compile(
        rf"(?:(?:an?|one|the) )?(?:[\w-]+ )*{noun}|(?:[一那这]?[只条头匹个])?(?P<han>[^两二三四五六七八九十几\d]{{0,4}}(?:{_in_chinese(noun)}))",
        re.IGNORECASE,
    )
    had = [
        memory
        for memory in _told_before(desk, candidate)
        if _is_of(memory, normal(owner))
        and text_field(memory.fields, "predicate") in _POSSESSION
        and one.fullmatch(text_field(memory.fields, "object"))
    ]
    same = len({_ONE.sub("", text_field(memory.fields, "object")) for memory in had}) == 1
    return had if same else []


_ONE = re.compile(r"^(?:(?:an?|one|the) |[一那这]?[只条头匹个])")
"""What stands before an animal of which somebody has one."""


def _end_only(desk: Desk, candidate: Candidate, about: str) -> list[Proposal]:
    """End the allergy of somebody who has one alone and outgrew it, which need not be named."""
    had = [
        memory
        for memory in _told_before(desk, candidate)
        if _is_of(memory, about) and _says(memory, ("is allergic to",))
    ]
    if len(had) != 1:
        return [desk.settle(noted(candidate))]
    return [desk.close(had[0], candidate.valid_from, candidate.reason)]


_ALLERGY = content(["allergy"])


def _told_before(desk: Desk, candidate: Candidate) -> list[Memory]:
    """Return what can be over by what is told now: who divorced in 2010 may be married now."""
    return [each for each in desk.current() if each.valid_from <= candidate.valid_from + LATE]


def _is_alone(memory: Memory) -> bool:
    """Tell a marital status that no parting ends."""
    return text_field(memory.fields, "object") in {"divorced", "separated", "single", "widowed"}


def _is_fellow(memory: Memory, about: str, fellows: Sequence[str]) -> bool:
    said = _CLOSE.sub("'s ", normal(text_field(memory.fields, "object")))
    return said in fellows and normal(text_field(memory.fields, "subject")) == about


def _lives_beside(memory: Memory, candidate: Candidate) -> bool:
    """Tell who lives with somebody that moved out: "lives with their roommate Jake"."""
    whom = content([text_field(candidate.fields, "subject")])
    with_one = text_field(memory.fields, "predicate") == "lives with"
    owner = normal(text_field(memory.fields, "subject"))
    beside = [normal(each) for each in _texts(candidate, BESIDE)]
    alone = _MORE.search(memory.text) is None
    return with_one and alone and owner in beside and whom <= _words(memory, "object")


_CLOSE = re.compile(r"'s (?:best|close|closest|good|old|oldest|dear) ")
_MORE = re.compile(r",| (?:and|plus|as well as) ")
"""What says that more live there: "with their partner Jo and two kids"."""


def _lives_with(memory: Memory, about: str, candidate: Candidate) -> bool:
    """Tell who lives with a partner, in these words: "lives with their boyfriend Luca" ends with the two."""
    if text_field(memory.fields, "predicate") != "lives with" or not _is_of(memory, about):
        return False
    with_whom = text_field(memory.fields, "object")
    others = _MORE.search(memory.text) is not None
    alone = not others and content(load_table().nouns_of("partner"))
    named = content([text_field(candidate.marks, "partner")])
    is_named = named <= content([memory.text])
    return bool(alone and alone & content([with_whom])) and is_named


def _is_of_thing_named(memory: Memory, candidate: Candidate) -> bool:
    """Tell what is told of a thing that somebody has no more: "my laptop is a ThinkPad" of who replaced the laptop."""
    said, whose = (text_field(memory.fields, name) for name in ("predicate", "subject"))
    told = f"{whose}'s {said.removesuffix(' is')}" if memory.slot and said != "is" else whose
    is_before = memory.valid_from <= candidate.valid_from + LATE
    return is_before and said.endswith("is") and normal(told) == _thing(candidate)


def _thing(candidate: Candidate) -> str:
    """Return what is gone as something of somebody's: "mei's laptop"."""
    about, what = (text_field(candidate.fields, name) for name in ("subject", "object"))
    return normal(f"{about}'s {what.removeprefix('the ')}")


def _is_pet(memory: Memory, about: str, name: str) -> bool:
    """Tell whether a claim says that a name is somebody's animal's: "we lost Biscuit"."""
    owner, mark, noun = text_field(memory.fields, "object").rpartition("'s ")
    called = normal(text_field(memory.fields, "subject")) == normal(name)
    is_person = head_noun(noun) in grammar.ROLES
    return bool(mark) and called and normal(owner) == about and not is_person


def _has_pet(memory: Memory, name: str) -> bool:
    """Tell "has a cat, Pickle", or "has Pickle": the same of whoever has it."""
    had = _PET.search(memory.text)
    of_pet = had is not None and had[1].lower() in grammar.PETS and normal(had[2]) == name
    of_pet = of_pet or normal(text_field(memory.fields, "object")) == name
    return of_pet and text_field(memory.fields, "predicate") in _POSSESSION


_PET = re.compile(r" an? (?:[\w-]+ ){0,2}?([\w-]+),? (?:called |named )?([A-Z][\w'-]+)$")


def noted(candidate: Candidate) -> Candidate:
    """Return the end of something unknown as a claim that holds at no time."""
    return replace(
        candidate,
        intent=Intent.ASSERT,
        slot=None,
        valid_to=candidate.valid_from,
        marks={"ended": True},
    )


def ended_before(desk: Desk, candidate: Candidate) -> Candidate:
    """Give a claim the end that was told before it: "gave up judo", then of earlier "does judo"."""
    about = text_field(candidate.fields, "subject")
    value = text_field(candidate.fields, "object")
    found = [
        memory.valid_from
        for memory in desk.known(marker(about, value))
        if memory.valid_from > candidate.valid_from
        and _predicates_of(memory, text_field(candidate.fields, "predicate"))
    ]
    if not found or candidate.valid_to is not None:
        return candidate
    return replace(candidate, valid_to=min(found), marks={**candidate.marks, "ended": True})


def _predicates_of(ending: Memory, predicate: str) -> bool:
    verb = text_field(ending.fields, "predicate")
    row = load_table().ending_of(verb)
    return row is not None and any(predicate.startswith(each) for each in row.predicates)


def alike(desk: Desk, candidate: Candidate) -> list[Memory]:
    """Return what a denial denies in other words: "no bike any more" of "owns a road bike"."""
    about = normal(text_field(candidate.fields, "subject"))
    predicate, value = (text_field(candidate.fields, name) for name in ("predicate", "object"))
    what = content([value])
    same = next((row for row in (_POSSESSION, _PURSUIT) if predicate in row), {predicate})
    if predicate in _AT and _NO_MORE.search(candidate.text):
        same = _AT
    verb = predicate.split(" ")[0]
    bare = re.fullmatch(r"(?:an? |any |the |their )?([\w-]+)", value)
    kept = load_table().kept_as(bare[1]) if bare and predicate in _POSSESSION else ()
    slots = {f"{about}/{name}" for name in kept}
    at_all = not value and _AT_ALL.search(candidate.text) is not None
    said = normal(f"{about} {predicate} {value}")  # "teaches maths for a living" is a job, too
    return [
        memory
        for memory in desk.current()
        if memory.slot in slots
        or (_is_about(memory, about, what) and text_field(memory.fields, "predicate") in same)
        or (at_all and _does(memory, about, verb) and verb in _WHOLLY)
        or (what and _is_of(memory, about) and f"{normal(memory.text)} ".startswith(f"{said} "))
    ]


_AT = frozenset(
    {
        "is at", "is with", "works at", "works for", "works with", "goes to", "studies at",
        "attends", "teaches at", "trains at", "plays for", "volunteers at", "banks with",
    }
)  # fmt: skip
"""Predicates of where somebody is who "isn't at St Anne's any more"."""
_NO_MORE = re.compile(r"\b(?:any ?more|no longer)\b")
_AT_ALL = re.compile(r"\b(?:does not \w+ any ?more|no longer \w+)$")
"""What is not done any more, whenever and wherever: not "on Fridays any more"."""


def _does(memory: Memory, about: str, verb: str) -> bool:
    """Tell a claim, or a remark of who it is about, with a verb: "smokes", "I smoke a pipe"."""
    said = text_field(memory.fields, "predicate").split(" ")[0]
    if said == "says":
        base = verb.removesuffix("s")
        said = verb if text_field(memory.fields, "object").startswith(f"I {base} ") else ""
    return _is_of(memory, about) and said == verb


def idle(desk: Desk, candidate: Candidate) -> list[Memory]:
    """Return what somebody does who "stopped volunteering", wherever they did."""
    about = normal(text_field(candidate.fields, "subject"))
    verb = text_field(candidate.fields, "predicate")
    done = [memory for memory in desk.current() if _does(memory, about, verb)]
    return done if verb in _PASTIMES and len(done) == 1 else []


_PASTIMES = frozenset(
    {"volunteers", "smokes", "vapes", "gambles", "swims", "cycles", "paints", "knits"}
)
"""What is given up whole: who "stopped playing" may have stopped for the evening."""
_WHOLLY = _PASTIMES | {
    "drives",
    "rides",
    "works",
    "teaches",
    "studies",
    "coaches",
    "dances",
    "sings",
    "climbs",
    "skis",
    "surfs",
    "commutes",
}
"""What who does not do it "any more" does not do at all; who does not drink any more may drink tea."""


def outdated(desk: Desk, candidate: Candidate) -> list[Memory]:
    """Return what cannot be so any more: who lives with somebody no longer lives alone."""
    predicate, value = (text_field(candidate.fields, name) for name in ("predicate", "object"))
    about = normal(text_field(candidate.fields, "subject"))
    if predicate in _VISITS:
        place = content([value])
        return [each for each in desk.current() if _never_was(each, about, place)]
    if predicate in _UPGRADES:
        return _older(desk, candidate, about, value)
    if re.search(r"\b(?:had|was|used to|lived)\b", candidate.text):
        return []
    return _outlived(desk, candidate, about, predicate, value)


def _outlived(
    desk: Desk, candidate: Candidate, about: str, predicate: str, value: str
) -> list[Memory]:
    """Return what is over of somebody's household by what is so now: with whom they live, that they are single."""
    person = value[:1].isupper() or head_noun(value) in grammar.ROLES
    if predicate == "lives with" and person:
        alone = (each for each in desk.current() if _is_of(each, about))
        return [each for each in alone if each.text.endswith(_ALONE)]
    if f"{predicate} {value}".strip() == _ALONE:
        said = ("lives with",)
        return [each for each in desk.current() if _is_of(each, about) and _says(each, said)]
    slot = candidate.slot or ""
    if slot.endswith("/manager") and TOLD_NEW in candidate.marks:
        return _below(desk, slot.removesuffix("/manager"), candidate)
    holder = slot.removesuffix("/partner") if slot.endswith("/partner") else ""
    holder = about if _has_partner(candidate) else holder
    if not holder:
        return []
    status = f"{holder}/marital_status"
    at = candidate.valid_from  # who has a partner later was single before, not after
    held = (each for each in desk.current() if each.slot == status and each.valid_from <= at)
    return [each for each in held if text_field(each.fields, "object") == "single"]


def _below(desk: Desk, holder: str, candidate: Candidate) -> list[Memory]:
    """Return what somebody was to one whom they are the boss of now: a colleague, or below them."""
    boss = normal(text_field(candidate.fields, "object"))
    was = [f"{holder}'s {noun}" for noun in _BESIDE_OR_BELOW]
    return [
        each
        for each in desk.current()
        if _is_fellow(each, boss, was) and each.valid_from <= candidate.valid_from
    ]


_BESIDE_OR_BELOW = (
    "colleague", "coworker", "co-worker", "workmate", "teammate", "deputy", "assistant", "intern", "trainee",
)  # fmt: skip
"""What nobody is to one whose boss they are."""
_VISITS = frozenset({"goes to", "visits", "travels to", "flies to", "is in", "lives in"})
"""Predicates of who has been somewhere then: "I've never been to Japan" is over."""


_UPGRADES = frozenset(
    {
        "upgrades to",
        "updates to",
        "migrates to",
        "moves to",
        "switches to",
        "changes to",
        "is updated to",
    }
)
"""Predicates of who has another version of something since then."""
_VERSION = re.compile(r"(?P<name>[A-Za-z][\w .+#-]*?) v?(?P<number>\d[\w.]*)")
"""A thing with its version: "Postgres 14"."""


def _older(desk: Desk, candidate: Candidate, about: str, value: str) -> list[Memory]:
    """Return what is told of another version, in the same words too: "is on Python 3.9" and "is at work"."""
    if UNDONE.search(candidate.text) or A_WHILE.search(candidate.text):
        return []
    if re.search(rf"{re.escape(value)} (?:at|on|for|in) ", candidate.text):
        return []  # "Ubuntu 24.04 at home"
    held = [
        each
        for each in desk.current()
        if _is_of(each, about) and each.valid_from <= candidate.valid_from
    ]
    texts = {each.text for each in held if _is_older(each, value)}
    return [each for each in held if each.text in texts]


def _is_older(memory: Memory, value: str) -> bool:
    """Tell what somebody does with another version of a thing: "runs Postgres 14" of who "migrated to Postgres 16"."""
    new, tools = _VERSION.fullmatch(value), load_table().ending(_STOPS_USING)
    if new is None or tools is None or not _says(memory, tools.predicates):
        return False
    old = re.search(rf"\b{re.escape(new['name'])} v?(\d[\w.]*)", memory.text, re.IGNORECASE)
    return old is not None and old[1].rstrip(".") != new["number"].rstrip(".")


def _never_was(memory: Memory, about: str, place: frozenset[str]) -> bool:
    """Tell "has never been to Japan" of somebody and a place."""
    never = text_field(memory.fields, "predicate") == "is to" and " never " in memory.text
    is_one = normal(text_field(memory.fields, "subject")) == about
    return never and is_one and bool(place) and place == _words(memory, "object")


def _has_partner(candidate: Candidate) -> bool:
    has = text_field(candidate.fields, "predicate") == "has"
    noun = re.fullmatch(r"an? (?:new )?([\w-]+)", text_field(candidate.fields, "object"))
    return has and noun is not None and noun[1] in load_table().nouns_of("partner")


_ALONE = "lives alone"


def _is_of(memory: Memory, about: str) -> bool:
    positive = memory.fields.get("negated") is not True
    return positive and normal(text_field(memory.fields, "subject")) == about


def _is_about(memory: Memory, about: str, what: frozenset[str]) -> bool:
    """Tell whether a fact is one of a subject's and has all the words of an ending's object."""
    said = _words(memory, "predicate", "object")
    return bool(what) and _is_of(memory, about) and what <= said


def _is_with(memory: Memory, about: str, tool: frozenset[str]) -> bool:
    """Tell what somebody does with a tool, wherever it is named: "keeps their notes in Notion"."""
    return bool(tool) and _is_of(memory, about) and tool <= content([memory.text])


def _says(memory: Memory, predicates: Sequence[str]) -> bool:
    said = " ".join(text_field(memory.fields, name) for name in ("predicate", "object"))
    said = re.sub(r"^(is) an? ", r"\1 a ", said).strip()
    said = re.sub(r"^is (?:about |almost )?\w+ (?:months|weeks) pregnant", "is pregnant", said)
    if PETS in predicates:
        noun = head_noun(text_field(memory.fields, "object").rpartition("'s ")[2])
        return noun in grammar.PETS
    if "*" in predicates:
        return (
            head_noun(text_field(memory.fields, "object").rpartition("'s ")[2]) not in grammar.KIN
        )
    return any(said == each or said.startswith(f"{each} ") for each in predicates)


def _is_injury(memory: Memory, part: frozenset[str]) -> bool:
    """Tell "has a broken wrist" and "has a burn on their wrist" from "has a wrist watch"."""
    _, _, hurt = memory.text.partition(" has ")
    noun = head_noun(_SINCE.split(hurt, maxsplit=1)[0])
    of_part = content([noun]) <= part and _HURT.search(hurt) is not None
    return text_field(memory.fields, "predicate") == "has" and (of_part or noun in _WOUNDS)


_SINCE = re.compile(r" (?:since|again|now|\()")


def _words(memory: Memory, *names: str) -> frozenset[str]:
    return content([text_field(memory.fields, name) for name in names])


def _texts(candidate: Candidate, name: str) -> list[str]:
    value: JSON = candidate.marks.get(name)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
