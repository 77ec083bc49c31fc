"""Putting right what was told wrong: what had the wrong value is taken back and told with the right one."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum

from octomem.agents.base import Candidate, Intent
from octomem.agents.drafting import draft
from octomem.agents.reading import grammar
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.instead import Amend, is_slip
from octomem.agents.reading.reading import Reading
from octomem.agents.reading.vocabulary import vocabulary
from octomem.agents.resolve import Desk
from octomem.agents.wording import EMPTY, content, normal, stem, words
from octomem.jsons import JSON, text_field
from octomem.memory import Kind, Memory
from octomem.operation import Proposal

Edited = Callable[[Memory, str, Mapping[str, JSON], datetime], Memory]
"""Names a memory by its new text and fields: an agent's `edited`."""
_MONTH = re.compile(r"\d(?:st|nd|rd|th)?\b.*[A-Z]|(?:st|nd|rd|th)$")
"""A day of the month, of which the number alone may be wrong."""
_DATED = re.compile(
    r"\d(?:st|nd|rd|th)?(?: of)? (?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b|(?:st|nd|rd|th)$"
)
WRONG, RIGHT, ABOUT, RETOLD = "wrong", "right", "about", "retold"
"""Mark the value that was told wrong, the one in its place, what else it was told with, and that it is told anew."""
_SENTENCE, _EARLIER, _MISSPELT = "sentence", "earlier", "misspelt"
_WAY, _TURN = "way", "turn"
_TOLD = ("subject", "object", "entity", "target")
"""Fields of which one has to be the wrong value, all of it."""


class Way(StrEnum):
    """How an amendment puts right what was told."""

    IN_PLACE = "in place"
    """One value never was so: what its session told with it is told with another one."""
    SUCCEEDED = "succeeded"
    """One value was so until now, and another one is since."""
    SAID_OVER = "said over"
    """What a turn told with a value never was so, and is told anew by what its words are read for."""
    UNSAID = "unsaid"
    """Nothing that a turn told is so."""
    OF_ANOTHER_SESSION = "of another session"
    """What another session told, in whatever words, is not so, or is so with another value."""


def amendments(reading: Reading, kind: Kind) -> Iterator[Candidate]:
    """Draft what a turn puts right, in order."""
    for each in reading.amends if reading.from_user else ():
        yield _drafted(each, reading, kind)


def _drafted(each: Amend, reading: Reading, kind: Kind) -> Candidate:
    actor = _holder(each, reading) if each.since else reading.turn.actor
    return draft(
        kind,
        reading,
        text=reading.sentences[each.sentence].text if reading.sentences else reading.turn.text,
        valid_from=_begun(each, reading) if each.since else None,
        fields={"subject": actor, "predicate": "means", "object": each.right},
        identity=f"{normal(actor)}|{normal(each.right)}|instead of {normal(each.wrong or each.unsays)}",
        intent=Intent.RETRACT,
        reason=f"{each.right!r} instead of {each.wrong!r}",
        marks={
            WRONG: each.wrong,
            RIGHT: each.right,
            _SENTENCE: each.sentence,
            ABOUT: " ".join(sorted(each.about)),
            RETOLD: bool(reading.sentences),
            _EARLIER: each.earlier,
            _WAY: _way(each),
            _TURN: each.of or each.unsays,
            _MISSPELT: not each.about.isdisjoint(grammar.ROLES | grammar.PETS)
            and is_slip(each.wrong, each.right)
            and _is_named_once(each.wrong, reading),
        },
    )


def _way(each: Amend) -> Way:
    if each.of:
        return Way.SAID_OVER
    if each.since:
        return Way.SUCCEEDED
    if each.unsays:
        return Way.UNSAID
    return Way.OF_ANOTHER_SESSION if each.told else Way.IN_PLACE


def _holder(each: Amend, reading: Reading) -> str:
    """Return whose circumstances changed: the speaker's, unless the sentence tells of one other."""
    told = (s for s in reading.statements if s.sentence == each.sentence)
    others = {s.subject for s in told if s.subject_type == "person" and not s.first_person}
    others -= {reading.turn.actor, each.wrong, each.right}
    known = {one for one in others if one.lower() not in grammar.EMPTY_SUBJECTS}
    return known.pop() if len(known) == 1 else reading.turn.actor


def _begun(each: Amend, reading: Reading) -> datetime:
    """Return since when it is so: since the date beside it, else since it was told."""
    said = reading.turn.occurred_at
    sentence = reading.sentences[each.sentence].text
    starts = [m.start for m in reading.moments if m.text in sentence and not m.ends]
    return min([*(start for start in starts if start <= said), said])


def _is_named_once(name: str, reading: Reading) -> bool:
    """Tell whether a turn names only to put it right who may else be somebody of their own."""
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", reading.turn.text)) < 2


def place_of(candidate: Candidate) -> int:
    """Return the sentence in which something was put right."""
    place = candidate.marks.get(_SENTENCE)
    return place if isinstance(place, int) else 0


def is_amendment(candidate: Candidate) -> bool:
    """Tell whether a candidate came from `amendments`."""
    return WRONG in candidate.marks


def way_of(candidate: Candidate) -> Way:
    """Return how an amendment puts right what was told."""
    return Way(text_field(candidate.marks, _WAY) or Way.IN_PLACE)


def reaches_back(candidates: Iterable[Candidate]) -> bool:
    """Tell whether candidates put right or take back what was told of anybody before their turn."""
    of = (one for one in candidates if is_amendment(one))
    return any(one.marks.get(_EARLIER) or way_of(one) in _REACHING_BACK for one in of)


_REACHING_BACK = frozenset({Way.SAID_OVER, Way.OF_ANOTHER_SESSION})


def concerned(candidates: Sequence[Candidate]) -> set[str]:
    """Return whose claims have to be seen: the speaker's, and those of whom it may be the name."""
    of = [one for one in candidates if is_amendment(one)]
    names = {text_field(one.fields, "subject") for one in of}
    return {normal(name) for name in names | {text_field(one.marks, WRONG) for one in of}}


def taken_back(desk: Desk, candidate: Candidate) -> list[Proposal]:
    """Take back what a turn told: all that it alone told, or what it told with a value and a later one tells anew."""
    wrong, turn = (text_field(candidate.marks, name) for name in (WRONG, _TURN))
    if way_of(candidate) is Way.UNSAID:
        had = [memory for memory in desk.current() if memory.turns == (turn,)]
        told = [desk.retract(memory, f"taken back: {candidate.text}") for memory in had]
        return told or [desk.skip(candidate, "nothing to take back")]
    return [
        desk.retract(memory, f"put right: {candidate.reason}")
        for memory in desk.current()
        if turn in memory.turns and _names(memory.text, wrong)
    ] or [_nothing(desk, candidate)]


def _nothing(desk: Desk, candidate: Candidate) -> Proposal:
    return desk.skip(candidate, f"nothing to put right: {candidate.reason}")


def told_once(desk: Desk, candidate: Candidate) -> list[Memory]:
    """Return what other words told with a value that is put right now: what is about the same, or all that one session told."""
    wrong, about = (text_field(candidate.marks, name) for name in (WRONG, ABOUT))
    told = [
        memory
        for memory in desk.current()
        if not set(memory.turns) <= set(candidate.turns)
        and (_names(memory.text, wrong) if wrong else _is_otherwise(memory, candidate))
    ]
    if about:
        alike = {
            turn
            for each in told
            if content([about]) - _NAMING <= content([each.text])
            for turn in each.turns
        }
        return [each for each in told if alike & set(each.turns)]
    return told if len({each.session_id for each in told}) == 1 else []


def _is_otherwise(memory: Memory, candidate: Candidate) -> bool:
    """Tell whether a claim differs in one value from what is told again: "takes metformin", "I take sertraline"."""
    actor = text_field(candidate.fields, "subject").casefold()
    old, new = (
        [
            stem(w.removesuffix("'s"))
            for w in words(text)
            if w.removesuffix("'s") not in {actor, *_SELF}
        ]
        for text in (memory.text, text_field(candidate.marks, RIGHT))
    )
    changes = [
        c for c in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if c[0] != "equal"
    ]
    if len(changes) != 1 or changes[0][0] != "replace" or not set(old) & set(new) - EMPTY:
        return False
    return max(changes[0][2] - changes[0][1], changes[0][4] - changes[0][3]) <= _NAMES


_NAMING = frozenset({"call", "name"})
"""Stems of words that a claim says otherwise: "Rex is the dog of Mei"."""
_SELF = frozenset({"i", "i'm", "im", "my", "is", "am"})


def _names(text: str, value: str) -> bool:
    """Tell whether a text has all the words of a value."""
    parts = (_form(part) for part in value.split() if part.casefold() not in EMPTY)
    return all(part.search(text) for part in parts)


def amend(desk: Desk, candidate: Candidate, edited: Edited) -> list[Proposal]:
    """Take back what has the wrong value, and tell it with the right one from the same moment on."""
    match way_of(candidate):
        case Way.UNSAID | Way.SAID_OVER:
            return taken_back(desk, candidate)
        case Way.SUCCEEDED:
            return _succeed(desk, candidate, edited)
        case Way.OF_ANOTHER_SESSION:
            return _told_otherwise(desk, candidate, edited)
        case Way.IN_PLACE:
            return _put_in_place(desk, candidate, edited)


def _told_otherwise(desk: Desk, candidate: Candidate, edited: Edited) -> list[Proposal]:
    """Take back what another session told with the wrong value, and tell it with the right one where there is one."""
    had, put = told_once(desk, candidate), list[Candidate]()
    if text_field(candidate.marks, WRONG) and text_field(candidate.marks, RIGHT):
        put = [_amended(memory, candidate, edited) for memory in had]
    taken = [desk.retract(memory, f"put right: {candidate.reason}") for memory in had]
    return [*taken, *(desk.settle(each) for each in put)] or [_nothing(desk, candidate)]


def _put_in_place(desk: Desk, candidate: Candidate, edited: Edited) -> list[Proposal]:
    """Put the right value in the place of the wrong one; a claim that does not turn on it is told in other words."""
    proposals: list[Proposal] = []
    for memory in _meant(desk, candidate):
        amended = _amended(memory, candidate, edited)
        if amended.identity == memory.identity:
            proposals.append(desk.revise(memory, amended, amended.reason))
            continue
        proposals.append(desk.retract(memory, f"put right: {candidate.reason}"))
        proposals.append(desk.settle(amended))
    return proposals or [_nothing(desk, candidate)]


def _meant(desk: Desk, candidate: Candidate) -> list[Memory]:
    """Return what was told with the wrong value and is meant by the sentence that puts it right.

    Only what the sentence speaks of is: a claim that has all its other words. One that has none
    ("it's Karin, not Karen") is about what its session told. Where it says what somebody is called,
    what else was told under the misspelt name is theirs, too.
    """
    wrong, right = (text_field(candidate.marks, name) for name in (WRONG, RIGHT))
    about = content([text_field(candidate.marks, ABOUT)])
    part = _NAME_OF.search(candidate.text) is not None
    told = [
        memory
        for memory in desk.current()
        if not (candidate.marks.get(_EARLIER) and set(memory.turns) <= set(candidate.turns))
        and _has(memory, wrong, right, part=part)
    ]
    had = [
        memory
        for memory in told
        if (about or memory.session_id == candidate.session_id) and about <= content([memory.text])
    ]
    if not had and not about:
        had = _told_before(desk, candidate, told)
    if candidate.marks.get(_MISSPELT) and had:
        had = [memory for memory in told if memory in had or _is_about(memory, wrong)]
    return had


def _succeed(desk: Desk, candidate: Candidate, edited: Edited) -> list[Proposal]:
    """Tell of somebody with another value what one that serves for it is known to be, from now on."""
    old, new = (text_field(candidate.marks, name) for name in (WRONG, RIGHT))
    holder = normal(text_field(candidate.fields, "subject"))
    proposals: list[Proposal] = []
    for memory in desk.current():
        had = _served(memory, holder, old)
        if not had or candidate.turns[0] in memory.turns:
            continue
        begun = max(candidate.valid_from, memory.valid_from)
        article = "a " if had.startswith(("a ", "an ")) else ""
        made = _retold(memory, replace(candidate, valid_from=begun), had, f"{article}{new}", edited)
        proposals.append(desk.supersede([memory], made, made.reason))
    return proposals or [desk.skip(candidate, f"nothing to succeed: {candidate.reason}")]


def _served(memory: Memory, holder: str, old: str) -> str:
    """Return the value by which a memory says what something or somebody is to its holder, and may not be for good.

    Empty where another is meant, or what does not change: where somebody was born.
    """
    fields = memory.fields
    subject, value = (
        text_field(fields, fact) or text_field(fields, relation)
        for fact, relation in (("subject", "entity"), ("object", "target"))
    )
    slot, verb = text_field(fields, "slot"), text_field(fields, "predicate")
    if not subject:  # a core entry is its text
        is_own = normal(memory.text).startswith(f"{holder} ")
        value = _ENTRY.sub("", memory.text) if is_own else ""
    elif text_field(fields, "relation"):
        if normal(value) == holder and text_field(fields, "relation") in _SERVING:
            value = subject
        elif normal(subject) != holder or text_field(fields, "relation") not in _PLACES:
            return ""
    elif normal(subject) != holder or not (verb in _USES or (slot and slot not in _FOR_GOOD)):
        return ""
    named, told = content([old]), content([value])
    return value if named and named <= told and len(told) <= _NAMES else ""


_ENTRY = re.compile(r"^.*? (?:is|works as|studies) (?:an? )?")
_SERVING = vocabulary("manager_of doctor_of broker_of partner_of trainer_of landlord_of teacher_of")
_PLACES = frozenset({"works_at", "lives_in", "studies_at"})
_USES = frozenset(
    {"goes to", "banks with", "uses", "studies", "is studying", "majors in", "trains at", "is with", "works with", "is a member of", "drives", "has", "owns", "eats", "drinks", "does"}
)  # fmt: skip
"""Predicates of what somebody has, uses or attends, which another may take the place of."""
_FOR_GOOD = vocabulary(
    "age birthday birthplace blood_type height hometown name native_language religion weight"
)


def _retold(memory: Memory, candidate: Candidate, had: str, has: str, edited: Edited) -> Candidate:
    """Return what a memory tells with another value in the place of one."""

    def put(text: str) -> str:
        return re.sub(rf"(?<!\w){re.escape(had)}(?!\w)", lambda _: has, text)

    fields = {
        name: has if isinstance(one, str) and one == had else one
        for name, one in memory.fields.items()
    }
    made = edited(memory, put(memory.text), fields, candidate.valid_from)
    return replace(_told_as(made, memory, candidate, put), valid_to=None)


def _told_as(
    made: Memory, memory: Memory, candidate: Candidate, put: Callable[[str], str]
) -> Candidate:
    """Tell by a candidate what was made of a memory, with other words put in for those of its mentions."""
    return replace(
        candidate,
        text=made.text,
        fields=dict(made.fields),
        identity=made.identity,
        slot=made.slot,
        intent=Intent.ASSERT,
        confidence=memory.confidence,
        mentions=tuple(put(name) for name in memory.mentions),
        marks={},
    )


def _told_before(desk: Desk, candidate: Candidate, told: list[Memory]) -> list[Memory]:
    """Return what one earlier session told where nothing in this one can be meant: "sorry, I meant 43, not 34".

    A name may be somebody else's of whom nothing was told.
    """
    sessions = {memory.session_id for memory in told}
    here = any(
        memory.session_id == candidate.session_id and not set(memory.turns) <= set(candidate.turns)
        for memory in desk.current()
    )
    named = any(_is_about(memory, text_field(candidate.marks, WRONG)) for memory in told)
    return [] if here or named or len(sessions) != 1 else told


def _is_about(memory: Memory, name: str) -> bool:
    about = text_field(memory.fields, "subject") or text_field(memory.fields, "entity")
    return normal(about) == normal(name)


def _form(value: str) -> re.Pattern[str]:
    if has_han(value) or not value.isascii():
        return re.compile(re.escape(value))
    day = re.match(r"(\d+)(?:st|nd|rd|th)?\b", value)
    if day is not None:
        return re.compile(
            rf"(?<!{_LETTER})(?<!\.){day[1]}(?:st|nd|rd|th)?(?![\w.]*\d)(?!{_LETTER})"
        )
    return re.compile(rf"(?<!{_LETTER}){re.escape(value)}(?!{_LETTER})", re.IGNORECASE)


_LETTER = "[^\\W\u4e00-\u9fff]"
"""A letter or digit that goes on in a word before or behind it, as no Chinese character does."""


def _has(memory: Memory, wrong: str, right: str, *, part: bool) -> bool:
    """Tell whether a claim says a value, and all of the value: a street's number is none."""
    told = [one for name in _TOLD if (one := text_field(memory.fields, name))]
    if has_han(memory.text):
        return wrong in memory.text
    if not told:  # a core entry is its text
        return normal(memory.text).endswith(f" {normal(wrong)}")
    if _WEEKDAY.fullmatch(wrong) and _WEEKDAY.fullmatch(right):
        return _form(wrong).search(memory.text) is not None
    # "Fiesta" is what tells a Ford Fiesta from other cars.
    ends = {one for one in told if one.endswith(f" {wrong}")}
    return any(
        _is(one, wrong, right) or ((part or one in ends) and _is_part(one, wrong, right))
        for one in told
    )


_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?")


def _is(told: str, wrong: str, right: str) -> bool:
    if wrong[:1].isdigit():
        times = {":" in wrong, ":" in right}
        return len(times) == 1 and _form(wrong).search(told) is not None and _counts(told)
    return normal(told) == normal(wrong)


def _is_part(told: str, wrong: str, right: str) -> bool:
    """Tell whether a name is a part of a full one: "her last name is Reyes, not Ruiz", "a Focus, not a Fiesta"."""
    parts = told.split()
    names = 1 < len(parts) <= _NAMES and all(part[:1].isupper() for part in parts)
    return names and wrong in parts and " " not in right and right[:1].isupper()


_NAME_OF = re.compile(r"\b(?:last|first|middle|family) name\b|\bsurname\b", re.IGNORECASE)
"""What says that only a part of a name is wrong."""
_NAMES = 3
"""Words of a full name."""


def _counts(told: str) -> bool:
    """Tell whether the number in a value is its own: a day, an amount, "3 cats", no "12 Rose Road"."""
    return _DATED.search(told) is not None or re.search(r"\d\S* [A-Z]", told) is None


def _amended(memory: Memory, candidate: Candidate, edited: Edited) -> Candidate:
    """Return what a memory tells with the right value in the place of the wrong one."""
    wrong, right = (text_field(candidate.marks, name) for name in (WRONG, RIGHT))
    anyhow = way_of(candidate) is Way.OF_ANOTHER_SESSION
    whole = re.compile(rf"(?<!\w){re.escape(wrong)}(?!\w)", re.IGNORECASE)
    form = whole if anyhow and whole.search(memory.text) else _form(wrong)
    number = re.match(r"\d+(?:st|nd|rd|th)?", right) if not anyhow else None
    value = number.group() if number is not None and _MONTH.search(right) else right

    def put(text: str) -> str:
        return form.sub(value, text)

    def is_put(name: str, told: str) -> bool:
        same = _is(told, wrong, right) or _is_part(told, wrong, right)
        in_chinese = has_han(memory.text) and wrong in told
        return same or in_chinese or (anyhow and name in _TOLD)

    fields = {
        name: put(told) if isinstance(told, str) and is_put(name, told) else told
        for name, told in memory.fields.items()
    }
    made = edited(memory, put(memory.text), fields, candidate.valid_from)
    return replace(
        _told_as(made, memory, candidate, put),
        valid_from=memory.valid_from,
        valid_to=memory.valid_to,
        session_id=memory.session_id,
        reason=f"put right: {candidate.reason}",
    )
