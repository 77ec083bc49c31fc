"""Core memory: who the user and the agent are, and what always holds between them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from pydantic import BaseModel, Field

from octomem.agents.amending import amend, amendments, is_amendment
from octomem.agents.base import Agent, Candidate, Hit, Intent, Question, Ranked
from octomem.agents.chinese_asked import asks_of_another
from octomem.agents.drafting import answering, draft, names_in, since, until
from octomem.agents.opposed import are_opposed
from octomem.agents.ranking import blend
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.grammar import PETS, ROLES
from octomem.agents.reading.reading import Reading
from octomem.agents.resolve import UNSURE, Desk
from octomem.agents.restated import is_said_by, mean_the_same
from octomem.agents.second_jobs import is_second_job
from octomem.agents.standing import Entry, entries
from octomem.agents.wording import normal, stems
from octomem.jsons import JSON, text_field
from octomem.memory import Kind, Memory, Status, Wanted
from octomem.operation import Proposal

BLOCK_BUDGET = 2_000
"""Characters of text a block may hold: core memory is part of every context."""

ENTRY_MINIMUM = 200
"""Characters that an entry which others were folded into may always have."""

IMPORTANCE = {
    "allergy": 1.0,
    "health": 0.9,
    "name": 0.9,
    "instruction": 0.8,
    "role": 0.7,
    "work": 0.6,
    "pronouns": 0.7,
    "language": 0.6,
    "preference": 0.5,
    "dislike": 0.5,
    "age": 0.4,
    "persona": 0.8,
}
"""How much an entry matters, in [0, 1]: what could harm or offend comes first."""


def importance(memory: Memory) -> float:
    """Return how much a core entry matters by its label, in [0, 1]."""
    return IMPORTANCE.get(text_field(memory.fields, "label"), 0.5)


_SINGLE = frozenset({"name", "role", "age", "pronouns"})
"""Labels of which a person has one at a time."""

_LABELS: Mapping[str, re.Pattern[str]] = {
    "name": re.compile(
        r"\b(?:my|your|the user's|the assistant's|the agent's) name\b|\bwho (?:am i|are you)\b"
        r"|\bcall (?:me|you|the user|the assistant)\b|^what(?:'s| is) \w+'s name\b"
        r"|叫什么|名字|怎么称呼|我是谁|你是谁"
    ),
    "allergy": re.compile(r"\ballerg\w+|过敏"),
    "health": re.compile(r"\b(?:health|medical|diagnos\w+|disease)\b|病史|健康|疾病|身体"),
    "preference": re.compile(r"\bprefer\w*|偏好|喜欢|习惯|忌口"),
    "dislike": re.compile(r"\b(?:dislikes?|hates?|can't stand|doesn't like|detests?)\b"),
    "instruction": re.compile(
        r"\b(?:always|never|instructions?|rules?)\b"
        r"|\b(?:should|must|may) (?:you|the assistant|the agent)\b"
        r"|规则|要求|应该怎么(?:回答|回复)"
    ),
    "language": re.compile(
        r"\b(?:which|what) language\b(?!s)(?!.*\blearn)|什么语言|哪(?:种|国)语言|会说"
    ),
    "pronouns": re.compile(r"\bpronouns?\b|人称"),
    "persona": re.compile(
        r"\bwho (?:are you|is the assistant)\b|\b(?:yourself|persona)\b|你是谁|你自己|人设"
    ),
}
"""How a question asks for each label, over its lower-case words."""
_OF_ANYBODY = re.compile(
    r"(?:who(?= (?:is|has|can't|hates|dislikes|prefers)\b)|谁(?!是)) ?(?P<what>.+)"
)
"""What asks of whom something is so, not what: "Who is allergic to eggs?"."""
_OF_AGENT = re.compile(
    r"\b(?:you|your|yourself|the assistant|the assistant's|the agent)\b|(?<!提醒)你(?!觉得|知道|记得|还记得)|助手"
)

ASKED = 0.55
"""Relevance of an entry whose label the question asks for, whatever its words."""
BLOCK_ASKED = 0.2
"""What an entry gains when the question is about whom its block is about."""


class Standing(BaseModel):
    """The fields of a core memory."""

    block: str = Field(description="human, or persona for the agent's own")
    label: str = Field(
        description="name, role, work, preference, dislike, instruction, allergy, health, language, pronouns, age"
    )


class CoreAgent(Agent):
    """Keeps the little that always matters, within a budget per block."""

    kind = Kind.CORE
    output = Standing
    floor = 0.45

    def interest(self, reading: Reading) -> str | None:
        """Be interested in identity, standing preferences and instructions."""
        if reading.amends and reading.from_user:
            return "puts something right"
        found = next(iter(entries(reading)), None)
        return found.reason if found is not None else None

    def extract(self, readings: Sequence[Reading]) -> list[Candidate]:
        """Read identity, preferences and instructions."""
        found: dict[tuple[str, Intent, str], Candidate] = {}
        for reading in readings:
            told = (_candidate(entry, reading) for entry in entries(reading))
            for candidate in (*told, *amendments(reading, self.kind)):
                key = (candidate.identity, candidate.intent, candidate.turns[0])
                found.setdefault(key, candidate)
        return list(found.values())

    def wanted(self, candidates: Sequence[Candidate]) -> Wanted:
        """See both blocks whole; their budget bounds them."""
        return replace(super().wanted(candidates), all_current=True)

    def propose(
        self, candidates: Sequence[Candidate], known: Sequence[Memory], partition: str
    ) -> list[Proposal]:
        """Settle each entry, then fold the oldest ones of a block that is over its budget."""
        desk = Desk(self.kind, known, partition)
        proposals: list[Proposal] = []
        for given in _plain_first(candidates):
            if is_amendment(given):
                proposals += amend(desk, given, self.edited)
                continue
            candidate, repeats = _with_repeats(desk, given)
            proposals += repeats
            proposals.append(_settled(desk, candidate))
            proposals += _refused(desk, candidate)
            proposals += _overruled(desk, candidate)
            if candidate.intent is Intent.ASSERT:
                proposals += _fold(desk, candidate)
        return proposals

    def edited(self, memory: Memory, text: str, fields: Mapping[str, JSON], at: datetime) -> Memory:
        """Name an entry by its owner, label and new words."""
        made = super().edited(memory, text, fields, at)
        label, before = text_field(fields, "label"), text_field(memory.fields, "label")
        if (text, label) == (memory.text, before):
            return made
        owner = memory.identity.partition("|")[0]
        slot = f"{owner}/{label}" if label in _SINGLE else None
        keeps = label == before and ":" not in (memory.slot or "")  # a claim's goes with its words
        return replace(
            made,
            identity=f"{owner}|{label}|{stems(text)}",
            slot=memory.slot if keeps else slot,
        )

    def hint(self, question: Question) -> float:
        """Say how much the question asks for identity, standing wishes and rules."""
        return 0.9 if _asked_labels(question) else 0.1

    def rank(self, hits: Sequence[Hit], question: Question) -> list[Ranked]:
        """Order by meaning and words; what is asked for by its label is relevant."""
        named = {normal(name) for name in question.names}
        labels = _asked_labels(question)
        of_anybody = None if named else _OF_ANYBODY.match(question.low)
        sought = of_anybody["what"] if of_anybody else ""
        of_agent = bool(_OF_AGENT.search(" ".join(question.words)))

        def asked(memory: Memory) -> float:
            owner = memory.identity.partition("|")[0]
            is_agents = text_field(memory.fields, "block") == "persona"
            if of_agent and is_agents and labels & {"name", "persona"}:
                return ASKED
            other = bool(named) and owner not in named and not of_agent
            other = other or sought not in memory.text.casefold()
            other = other or (not of_agent and _is_of_another(owner, question))
            return ASKED if text_field(memory.fields, "label") in labels and not other else 0.0

        def bonus(memory: Memory) -> float:
            block = "persona" if of_agent else "human"
            meant = BLOCK_ASKED if text_field(memory.fields, "block") == block else 0.0
            return meant + 0.1 * importance(memory)

        weights = {"dense": 0.5, "lexical": 0.4, "fuzzy": 0.1}
        return blend(hits, weights, bonus=bonus, asked=asked if labels else None)


def _is_of_another(owner: str, question: Question) -> bool:
    """Tell whether a question asks of who is somebody to the owner: "What is my mum allergic to?"."""
    if has_han(question.text):
        return asks_of_another(owner, question)
    said = re.sub(rf"\b{re.escape(owner)}['\u2019]s\b", "my", question.text, flags=re.IGNORECASE)
    said = re.sub(rf"\b{re.escape(owner)}\b", "me", said, flags=re.IGNORECASE)
    return _OF_ROLE.search(said) is not None and _OF_ASKER.search(said) is None


_WHO = "|".join(sorted(ROLES | PETS, key=len, reverse=True))
_OF_ROLE = re.compile(
    rf"(?:\b(?:my|our|his|her|their)|['\u2019]s) (?:[a-z-]+ )?(?:{_WHO})\b", re.IGNORECASE
)
_OF_ASKER = re.compile(
    rf"\b(?:I|me|we|us)\b|\b(?:my|our) (?!(?:[a-z-]+ )?(?:{_WHO})\b)", re.IGNORECASE
)
"""What else a question asks of who asks it: "What should my mum know of my allergies?"."""


def _asked_labels(question: Question) -> frozenset[str]:
    text = " ".join(question.words)
    return frozenset(label for label, form in _LABELS.items() if form.search(text))


def _candidate(entry: Entry, reading: Reading) -> Candidate:
    owner, told = normal(entry.owner), entry.statement
    beside = told is not None and entry.label == "role" and is_second_job(told, reading)
    single = entry.label in _SINGLE and not beside
    what, denied = entry.polarity
    slot = f"{owner}/{entry.label}" if single else _claim_slot(owner, entry.label, what)
    candidate = draft(
        Kind.CORE,
        reading,
        text=entry.text,
        fields={"block": entry.block, "label": entry.label},
        identity=f"{owner}|{entry.label}|{entry.key or stems(entry.text)}{_NOT if denied else ''}",
        slot=entry.slot or (None if entry.ends and not single else slot),
        reason=entry.reason,
        intent=Intent.CLOSE if entry.ends else Intent.ASSERT,
        valid_from=since(told, reading) if told else None,
        valid_to=until(told, reading) if told else None,
        confidence=min(0.9, told.likely if told else 1.0),
        mentions=names_in(entry.text, reading, entry.owner),
        marks={UNSURE: True} if entry.is_unsure or (told and told.is_unsure) else None,
    )
    return answering(candidate, entry.answers)


def _refused(desk: Desk, candidate: Candidate) -> list[Proposal]:
    """End what to call somebody who asks not to be called that: "don't call me Bob"."""
    match = _REFUSES.search(candidate.text)
    if match is None or text_field(candidate.fields, "label") != "instruction":
        return []
    owner = candidate.identity.partition("|")[0]
    name = normal(match["name"] or match["chinese"])
    called = [m for m in desk.current() if m.slot == f"{owner}/nickname"]
    reason = "says what not to call the user"
    return [
        desk.close(memory, candidate.valid_from, reason)
        for memory in called
        if name == memory.identity.rpartition("|")[2].removeprefix("is called ")
    ]


def _overruled(desk: Desk, candidate: Candidate) -> list[Proposal]:
    """End the wishes about answers that a newer one cannot stand beside: "longer answers from now on"."""
    if candidate.intent is not Intent.ASSERT or candidate.valid_to is not None:
        return []
    owner = candidate.identity.partition("|")[0]
    return [
        desk.close(memory, candidate.valid_from, f"wants otherwise now: {candidate.text}")
        for memory in desk.current()
        if memory.identity.partition("|")[0] == owner
        and not set(memory.turns) & set(candidate.turns)
        and memory.valid_from <= candidate.valid_from
        and are_opposed(candidate, memory)
    ]


_REFUSES = re.compile(
    r"\b(?:(?:don['\u2019]?t|do not|never|stop|quit) (?:ever )?call(?:ing)?) \S+ (?P<name>[A-Z][\w'\u2019-]+)"
    r"(?=(?:,? (?:any ?more|again|ever|please|now|thanks))*(?:[,.;!]|$))"
    r"|(?:别|不要)再?(?:叫|喊)[^，。]*?(?P<chinese>[\u4e00-\u9fff]{1,4}?)(?:了|啦|吧)*(?=[，。！!]|$)",
    re.IGNORECASE,
)


def _plain_first(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Let the entries of a turn that have a label of their own come before its remarks.

    Where something is put right, all stand as they were said.
    """
    turns = dict.fromkeys(one.turns[0] for one in candidates)
    order: list[Candidate] = []
    for turn in turns:
        own = [one for one in candidates if one.turns[0] == turn]
        mixed = any(is_amendment(one) for one in own)
        order += own if mixed else sorted(own, key=_is_remark)
    return order


def _is_remark(entry: Candidate | Memory) -> bool:
    """Tell what somebody says of themselves in words that no label is known for."""
    return text_field(entry.fields, "label") == "about"


def _with_repeats(desk: Desk, candidate: Candidate) -> tuple[Candidate, list[Proposal]]:
    """Take the place of remarks that were made before and say no more than an entry does.

    The turns of what has no place of its own any more are the entry's.
    """
    if candidate.intent is not Intent.ASSERT or _is_remark(candidate):
        return candidate, []
    before = [m for m in desk.current() if _is_remark(m) and _says_again(m, candidate)]
    turns = dict.fromkeys((*candidate.turns, *(turn for one in before for turn in one.turns)))
    reason = f"says no more than {candidate.text!r}"
    at = candidate.valid_from
    closed = [desk.close(one, at, reason, status=Status.SUPERSEDED) for one in before]
    return replace(candidate, turns=tuple(turns)), closed


def _says_again(remark: Candidate | Memory, entry: Candidate | Memory) -> bool:
    """Tell whether a remark says no more than an entry of the same owner."""
    owners = (one.identity.partition("|")[0] for one in (remark, entry))
    owner = next(owners)
    told = not _is_remark(entry) and is_said_by(remark.text, entry)
    is_own = owner == next(owners)
    says_more = not _is_remark(remark) and _is_denied(remark) and not _is_denied(entry)
    return is_own and (told or (not says_more and mean_the_same(remark.text, entry.text, owner)))


def _is_denied(entry: Candidate | Memory) -> bool:
    """Tell what is denied outright, which is no news of what is only hated: "I do not like mushrooms"."""
    return _DISLIKED.search(entry.text) is not None


_DISLIKED = re.compile(r"\b(?:do|does) not (?:like|love|enjoy)\b")


def _settled(desk: Desk, candidate: Candidate) -> Proposal:
    """Decide an entry; the end of another one than what has its place ends nothing.

    An engineer who used to be a waiter is one still. A remark that says no more than an entry strengthens it.
    """
    label = text_field(candidate.fields, "label")
    if label not in _SINGLE and candidate.intent is Intent.ASSERT:
        for memory in desk.current():
            if memory.identity != candidate.identity and _says_again(candidate, memory):
                return desk.merge(memory, candidate)
    told = _named_by(candidate)
    full = _full_name(desk, candidate)
    if full is not None:
        return desk.merge(full, candidate)
    place = [memory for memory in desk.current() if memory.slot == candidate.slot]
    said = _words_of_name(candidate)
    if said and place and all(_words_of_name(memory) < said for memory in place):
        candidate = replace(candidate, marks={})  # the whole name of which a part is known
    over = candidate.intent is Intent.CLOSE and candidate.slot is not None and told
    if over and all(told.isdisjoint(_named_by(memory)) for memory in place):
        return desk.skip(candidate, f"nothing to end: {candidate.reason}")
    return desk.settle(candidate)


def _full_name(desk: Desk, candidate: Candidate) -> Memory | None:
    """Return the known name of which an entry says a part: who is Maureen Tiplady signs as Maureen."""
    is_name = (candidate.slot or "").endswith("/name") and candidate.intent is Intent.ASSERT
    said = _words_of_name(candidate)
    known = (m for m in desk.current() if is_name and m.slot == candidate.slot)
    return next((m for m in known if said < _words_of_name(m)), None)


def _words_of_name(entry: Candidate | Memory) -> frozenset[str]:
    return frozenset(normal(entry.text.rpartition(" name is ")[2]).split())


def _named_by(entry: Candidate | Memory) -> frozenset[str]:
    """Return the stems of what an entry says of its owner, by its identity."""
    return frozenset(entry.identity.removesuffix(_NOT).rpartition("|")[2].split())


_NOT = "|not"
"""Behind the identity of what is denied: "never wants short answers" is not said again by "always"."""


def _claim_slot(owner: str, label: str, what: str) -> str:
    """Return the slot that an entry and its denial compete for."""
    return f"{owner}/{label}:{what}"


def _fold(desk: Desk, candidate: Candidate) -> list[Proposal]:
    """Put compact entries in the place of a label's oldest ones until the block fits.

    The entries that matter least are folded first; superseded ones keep their history.
    """
    block = text_field(candidate.fields, "block")
    proposals: list[Proposal] = []
    while _size(held := _block(desk, block)) > BLOCK_BUDGET:
        group = _foldable(held)
        if not group:
            break
        room = BLOCK_BUDGET - (_size(held) - _size(group))
        proposals.append(_folded(desk, group, candidate, max(room, ENTRY_MINIMUM)))
    return proposals


def _block(desk: Desk, block: str) -> list[Memory]:
    return [m for m in desk.current() if text_field(m.fields, "block") == block]


def _size(memories: Sequence[Memory]) -> int:
    return sum(len(memory.text) for memory in memories)


def _foldable(held: Sequence[Memory]) -> list[Memory]:
    """Return the oldest half of the entries of the least important label that has several."""
    labels = {text_field(memory.fields, "label") for memory in held}
    for label in sorted(labels, key=lambda name: (IMPORTANCE.get(name, 0.5), name)):
        same = [m for m in held if text_field(m.fields, "label") == label]
        if len(same) >= 2:
            return same[: max(2, len(same) // 2)]
    return []


def _folded(desk: Desk, group: Sequence[Memory], candidate: Candidate, room: int) -> Proposal:
    text = compact([memory.text for memory in group], room)
    block, label = (text_field(group[0].fields, name) for name in ("block", "label"))
    owner = group[0].identity.partition("|")[0]
    entry = replace(
        candidate,
        text=text,
        fields=dict(group[0].fields),
        turns=tuple(dict.fromkeys(turn for memory in group for turn in memory.turns)),
        identity=f"{owner}|{label}|{stems(text)}",
        slot=None,
        valid_from=max(memory.valid_from for memory in group),
        mentions=tuple(dict.fromkeys(name for memory in group for name in memory.mentions)),
        metadata={name: value for memory in group for name, value in memory.metadata.items()},
    )
    reason = f"block {block!r} is full: {len(group)} entries labelled {label!r} become one"
    return desk.supersede(group, entry, reason)


def compact(texts: Sequence[str], room: int) -> str:
    """Say several sentences as one of at most `room` characters, as far as they allow.

    What they begin with in common is said once: "Mei prefers tea" and "Mei prefers window
    seats" become "Mei prefers tea; window seats". The oldest leave first where there is no
    room for all; they stay in the history of the memories that were folded.
    """
    kept = list(dict.fromkeys(texts))
    while len(kept) > 1 and len(_joined(kept)) > room:
        kept = kept[1:]
    return _joined(kept)


def _joined(texts: Sequence[str]) -> str:
    first = texts[0].split()
    parts = [texts[0]]
    for text in texts[1:]:
        found = text.split()
        same = 0
        while same < min(len(first), len(found) - 1, 4) and first[same] == found[same]:
            same += 1
        parts.append(" ".join(found[same:]))
    return "; ".join(parts)


def standing_of(entry: Entry, reading: Reading) -> Candidate:
    """Draft an entry that something else than the rules read."""
    return _candidate(entry, reading)
