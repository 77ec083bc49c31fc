"""A language model that knows a conversation's annotations, and spoils some of its answers.

It stands behind `chat_server` in `benchmarks.corruption`. What it lists is what the annotations
say of the new turns it is shown, in the form that an extraction call asks for, and nothing else:
where an annotation cannot be put into that form, it misses the memory as a weak model would.
A fixed share of its answers is corrupted, chosen by a seed and the request's own words, so that
the same request is always answered alike.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache

from benchmarks.chat_server import Reply, Request, empty
from benchmarks.corrupting import ADD, HOW, Asked, Item, Items, corrupted, errand, fact, tie
from benchmarks.extraction_data import Conversation as Annotated
from benchmarks.extraction_data import Expected
from benchmarks.truth_data import Claim
from benchmarks.truth_data import Conversation as Timeline
from benchmarks.truth_match import says
from octomem.agents.reading.reader import Reader
from octomem.agents.reading.reading import Statement
from octomem.agents.relations import NOUNS
from octomem.agents.slots import load_table
from octomem.memory import Kind
from octomem.turn import Role, Turn

_TASKS = frozenset({"task", "reminder", "todo", "plan", "goal"})
_LABELS = ("allergy", "health", "name", "language", "pronouns", "age")
_INSTRUCTION = re.compile(
    r"(never|always|answer|reply|keep|use|write|call|don't|no )", re.IGNORECASE
)
_PLACE = re.compile(r"(at|in|on) ", re.IGNORECASE)
_DEVICE = re.compile(r"\b(phone|laptop|macbook|tablet|ipad|computer|pc)\b", re.IGNORECASE)
_TASK = re.compile(r"(?:has to|needs to|wants to|ought to|is to|to) (.+)")


@dataclass(slots=True)
class ScriptedModel:
    """Answers for the conversation that is being processed.

    Args:
        rate: the share of answers that are corrupted, in [0, 1].
        seed: chooses which, and how.
    """

    rate: float
    seed: int
    about: Annotated | Timeline | None = None
    """The conversation that is processed now."""
    corrupted: Counter[str] = field(default_factory=Counter[str])
    answers: int = 0

    def __call__(self, request: Request) -> Reply:
        """Answer one request."""
        if self.about is None:
            return empty(request)
        asked = Asked.of(request)
        if isinstance(self.about, Timeline):
            known = of_truth(self.about, asked)
        else:
            known = of_extraction(self.about, asked)
        items = {name: found for name, found in known.items() if name in asked.parts}
        self.answers += 1
        chance = random.Random(f"{self.seed}/{request['messages'][-1]['content']}")  # noqa: S311 - a benchmark's
        if chance.random() >= self.rate:
            return Reply(json.dumps(items, ensure_ascii=False))
        how = chance.choice(HOW)
        self.corrupted[how] += 1
        return Reply(corrupted(items, how, asked, chance))


def of_extraction(conversation: Annotated, asked: Asked) -> Items:
    """List what the annotations expect of the new turns."""
    found: Items = {}
    for expected in conversation.expected:
        line = _told(expected, asked.lines)
        item = None if line is None else _item(expected, line)
        if item is not None:
            found.setdefault(expected.kind, []).append(item)
    return found


def _told(expected: Expected, lines: Sequence[dict[str, str]]) -> dict[str, str] | None:
    """Return the turn that has most of what an expected memory needs, some of it in its words."""

    def held(said: str) -> int:
        text = said.casefold()
        return max(sum(part.casefold() in text for part in each) for each in expected.matches)

    telling = [line for line in lines if held(line["text"])]
    return max(telling, key=lambda line: held(f"{line['by']} {line['text']}"), default=None)


def _item(expected: Expected, line: dict[str, str]) -> Item | None:
    """Put an annotation into the form of its agent's items, where that can be done."""
    make = _MAKE.get(expected.kind)
    item = None if make is None else make(expected, line["by"], {"turns": [line["id"]]})
    return item if item is not None and _whole(expected, item) else None


def _whole(expected: Expected, item: Item) -> bool:
    """Tell whether an item still says what its annotation asks for."""
    text = json.dumps(item, ensure_ascii=False).casefold()
    return any(all(part.casefold() in text for part in each) for each in expected.matches)


def _core(expected: Expected, by: str, base: Item) -> Item:
    about = expected.about
    label = next((label for label in _LABELS if label in about), "preference")
    label = "instruction" if _INSTRUCTION.match(about) else label
    text = about if label == "instruction" or by in about else f"{by} {about}"
    return {**base, **ADD, "about": "user", "label": label, "text": text}


def _semantic(expected: Expected, by: str, base: Item) -> Item | None:
    said = _said(expected.about, by)
    if said is None:
        return None
    subject = by if said.subject == _NARRATOR else said.subject
    return fact(base, subject, said.predicate, said.object, negated=said.negated)


def _knowledge(expected: Expected, by: str, base: Item) -> Item | None:
    said = _said(expected.about, by)
    if said is None:
        return None
    relation, target = _relation(said)
    return tie(base, by if said.subject == _NARRATOR else said.subject, relation, target)


def _working(expected: Expected, by: str, base: Item) -> Item:
    told = _TASK.search(expected.about)
    return errand(base, by, told[1] if told else expected.about)


def _contextual(expected: Expected, by: str, base: Item) -> Item:
    del by
    about = expected.about
    facet = "device" if _DEVICE.search(about) else "place" if _PLACE.match(about) else "mood"
    return {**base, "facet": facet, "value": about}


def _procedural(expected: Expected, by: str, base: Item) -> Item:
    del by
    goal = expected.about.removeprefix("how to ").partition(":")[0]
    return {**base, "goal": goal, "steps": list(expected.matches[0]), "trigger": ""}


_MAKE: dict[Kind, Callable[[Expected, str, Item], Item | None]] = {
    Kind.CORE: _core,
    Kind.SEMANTIC: _semantic,
    Kind.KNOWLEDGE: _knowledge,
    Kind.WORKING: _working,
    Kind.CONTEXTUAL: _contextual,
    Kind.PROCEDURAL: _procedural,
}


def _said(about: str, by: str) -> Statement | None:
    """Read an annotation as a statement, also one that leaves the speaker out."""
    return next(
        (x for x in (_statement(about), _statement(f"{by} {about}")) if x and x.object), None
    )


def _relation(said: Statement) -> tuple[str, str]:
    """Read "is Tom's brother" as `sibling_of` Tom, anything else by its predicate."""
    owned = re.match(r"(.+)'s (\w+)$", said.object)
    if owned is None or said.predicate != "is":
        return said.predicate.replace(" ", "_"), said.object
    return NOUNS.get(owned[2], f"{owned[2]}_of"), owned[1]


_NARRATOR = "Narrator"


@cache
def _statement(about: str) -> Statement | None:
    at = datetime(2024, 5, 8, tzinfo=UTC)
    turn = Turn("x", "x", 1, 1, Role.USER, _NARRATOR, about, at, at, session_id="z")
    return next(iter(_reader().read(turn).statements), None)


@cache
def _reader() -> Reader:
    return Reader()


def of_truth(conversation: Timeline, asked: Asked) -> Items:
    """List the facts of the claims whose value is told in the new turns, and close what is over."""
    found: Items = {}
    for claim in conversation.expect:
        if not isinstance(claim, Claim) or claim.slot is None or claim.value is None:
            continue
        if claim.state == "absent":
            for item in _over(claim, asked):
                found.setdefault("working", []).append(item)
            continue
        for line in asked.lines:
            value = next((value for value in claim.value if says(line["text"], [value])), None)
            if value is None or line.get("role") or not _heard(conversation, claim, line):
                continue
            made = _claimed(claim, value, line, conversation.user or conversation.id)
            if made is not None and made[1] not in found.setdefault(made[0], []):
                found[made[0]].append(made[1])
            break
    return found


def _heard(conversation: Timeline, claim: Claim, line: dict[str, str]) -> bool:
    """Tell whether a turn is of the session in which a claim's fact was told.

    That is the last one with its value that was over when the claim is to hold, or the only one.
    """
    with_value = [
        session
        for session in conversation.sessions
        if any(says(turn.text, claim.value or ()) for turn in session.turns)
    ]
    moment = claim.as_of or conversation.asked_at
    before = [session for session in with_value if session.at <= moment]
    if claim.state != "current":
        before = before[:1]
    chosen = before[-1] if before else with_value[0] if len(with_value) == 1 else None
    return chosen is not None and any(turn.text in line["text"] for turn in chosen.turns)


def _claimed(claim: Claim, value: str, line: dict[str, str], user: str) -> tuple[str, Item] | None:
    """Put a claim into an item's form, where its slot has a predicate or is told as "my <slot>"."""
    base: Item = {"turns": [line["id"]]}
    subject = user if claim.subject[0].casefold() in {"me", "i", "user"} else claim.subject[0]
    slot = (claim.slot or "").replace("_", " ")
    if slot in _TASKS:
        return "working", errand(base, subject, value)
    predicate = _predicates().get(slot)
    if predicate is not None:
        return "semantic", fact(base, subject, predicate, value, negated=claim.negated)
    if re.search(rf"\bmy {re.escape(slot)}\b", line["text"], re.IGNORECASE) is None:
        return None
    return "semantic", fact(base, f"{subject}'s {slot}", "is", value, negated=claim.negated)


@cache
def _predicates() -> dict[str, str]:
    """Return the predicates of the slots that are configured, and of those that are verbs."""
    known = {slot.name.replace("_", " "): slot.predicate for slot in load_table().slots}
    verbs = ("likes", "dislikes", "plays", "does", "drinks", "eats", "takes", "owns")
    more = {"pets": "has", "children": "has", "languages": "speaks", "diet": "is"}
    return {**{verb: verb for verb in verbs}, **more, **known}


def _over(claim: Claim, asked: Asked) -> Iterator[Item]:
    """Close the open tasks that have a value which is not to be done any more."""
    if (claim.slot or "") not in _TASKS or claim.value is None:
        return
    for memory in asked.shown:
        line = next((each for each in asked.lines if says(each["text"], claim.value)), None)
        if line is not None and says(memory.get("working", ""), claim.value):
            ended = errand({"turns": [line["id"]]}, line["by"], "")
            yield {**ended, "op": "close", "ref": memory["id"]}
