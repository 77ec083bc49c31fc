"""Procedural memory: how something is done, step by step."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from pydantic import BaseModel

from octomem.agents.base import Agent, Candidate, Hit, Question, Ranked
from octomem.agents.chinese_steps import asked_goal, find_chinese_steps
from octomem.agents.cues import Cues
from octomem.agents.goals import clean_goal, goal_of
from octomem.agents.ranking import blend
from octomem.agents.reading.once import once
from octomem.agents.reading.reading import Mood, Reading
from octomem.agents.resolve import Desk
from octomem.agents.step_verbs import VERBS
from octomem.agents.steps import Steps, find_steps
from octomem.agents.told_steps import HANDS_ON, done_before
from octomem.jsons import JSON, text_field
from octomem.memory import Kind, Memory, noted
from octomem.operation import Proposal
from octomem.stores.terms import index_terms
from octomem.turn import Role

WEIGHTS: Mapping[str, float] = {"dense": 0.55, "lexical": 0.35, "fuzzy": 0.1}
"""Weight of each engine's score."""
GOAL_NAMED = 0.2
"""What a procedure gains when the question holds every word of its goal."""

_CUES = Cues(
    (1.0, r"\bhow (?:do|does|did|can|should|would|to)\b(?! .*\bfeel)|\bwhat are the steps\b"),
    (1.0, r"\b(?:steps?|procedure|instructions?|recipe|runbook|checklist|workflow)\b"),
    (0.8, r"\b(?:process|routine|ritual|playbook|command sequence|which commands?)\b"),
    (0.6, r"\bwhat (?:should|do) (?:i|we|you) do (?:when|if|after|before|first|next)\b"),
    (1.0, r"怎么(?!样|了|回事|说)|如何|步骤|流程|教程|做法|方法|操作"),
    (0.5, r"\b(?:after|before) (?:that|the) step\b|\bnext step\b|\bwhat comes (?:after|next)\b"),
)


class ProceduralFields(BaseModel):
    """What a procedural memory holds beside its text."""

    goal: str
    steps: list[str]
    """In the order in which they are done."""
    trigger: str = ""
    """What sets it off; empty where it is done whenever it is wanted."""
    conditions: list[str] = []
    """What must hold, as the steps say it."""


class ProceduralAgent(Agent):
    """Keeps one procedure per goal; a changed step makes a new version of it."""

    kind: ClassVar[Kind] = Kind.PROCEDURAL
    output: ClassVar[type[BaseModel]] = ProceduralFields
    floor: ClassVar[float] = 0.45

    def interest(self, reading: Reading) -> str | None:
        """Take turns that hold steps, whoever says them."""
        found = _find(reading)
        return f"tells how something is done ({found[0].form})" if found else None

    def extract(self, readings: Sequence[Reading]) -> list[Candidate]:
        """Make one candidate per goal and turn; a question asked before it may name the goal."""
        candidates: list[Candidate] = []
        asked = ""
        for place, reading in enumerate(readings):
            here: dict[str, Candidate] = {}
            before = readings[place - 1] if place else None
            told = _find_as(reading, asked=True) if asked else _find(reading)
            for steps in told or _as_done(reading, before):
                goal = _base(steps.goal or asked or _answered(reading, before, steps))
                if not goal and (reading.language == "zh" or _shows(reading, steps)):
                    goal = steps.steps[-1].split(",")[0]  # what the steps lead to
                if goal:
                    candidate = _candidate(reading, steps, goal)
                    longer = here.get(candidate.identity)
                    if longer is None or _length(longer) < _length(candidate):
                        here[candidate.identity] = candidate
            candidates += here.values()
            asked = _asked_goal(reading) or _problem(reading) or ("" if here else asked)
        return candidates

    def propose(
        self, candidates: Sequence[Candidate], known: Sequence[Memory], partition: str
    ) -> list[Proposal]:
        """Add new procedures; where the steps of a known one changed, write a new version."""
        desk = Desk(self.kind, known, partition)
        return [_settle(desk, candidate) for candidate in candidates]

    def edited(self, memory: Memory, text: str, fields: Mapping[str, JSON], at: datetime) -> Memory:
        """Name a procedure by its new goal."""
        goal, steps = text_field(fields, "goal"), "; ".join(_step_list(fields))
        return replace(
            super().edited(memory, text, fields, at),
            identity=goal_identity(goal),
            index_text=f"{text} (how to {goal}: {steps})",
        )

    def hint(self, question: Question) -> float:
        """Say how much the question asks how something is done."""
        return _CUES.strength(question)

    def rank(self, hits: Sequence[Hit], question: Question) -> list[Ranked]:
        """Order by meaning and words; a goal that the question names goes first."""
        asked = frozenset(_stems(" ".join(question.words)))

        def bonus(memory: Memory) -> float:
            goal = _goal(memory)
            return GOAL_NAMED if goal and goal <= asked else 0.0

        return blend(hits, WEIGHTS, bonus=bonus)


@noted
def _goal(memory: Memory) -> frozenset[str]:
    """Return the terms of what a procedure is for."""
    return frozenset(_stems(text_field(memory.fields, "goal")))


def _settle(desk: Desk, candidate: Candidate) -> Proposal:
    twin = next((m for m in desk.current() if m.identity == candidate.identity), None)
    if twin is None or set(candidate.turns) <= set(twin.turns):
        return desk.settle(candidate)
    change = step_change(_step_list(twin.fields), _step_list(candidate.fields))
    if not change or candidate.valid_from < twin.valid_from:
        return desk.merge(twin, candidate)
    return desk.revise(twin, candidate, f"how to {text_field(twin.fields, 'goal')}: {change}")


def step_change(old: Sequence[str], new: Sequence[str]) -> str:
    """Describe how the steps of a procedure changed; an empty text if they did not."""
    before, after = [_normal(step) for step in old], [_normal(step) for step in new]
    changes: list[str] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if tag == "replace":
            changes.append(f"step {a + 1} changed from {_quoted(old[a:b])} to {_quoted(new[c:d])}")
        elif tag == "insert":
            changes.append(f"new step {c + 1}: {_quoted(new[c:d])}")
        elif tag == "delete":
            changes.append(f"step {a + 1} dropped: {_quoted(old[a:b])}")
    return "; ".join(changes)


@once
def _find(reading: Reading) -> list[Steps]:
    return _find_as(reading, asked=False)


def _find_as(reading: Reading, *, asked: bool) -> list[Steps]:
    if reading.language == "zh":
        told = reading.turn.role == Role.ASSISTANT
        return find_chinese_steps(reading.turn.text, asked=asked, told=told)
    commands = {s.verb.partition(" ")[0] for s in reading.statements if s.mood is Mood.COMMAND}
    return find_steps(reading.turn.text, commands, asked=asked)


def _as_done(reading: Reading, before: Reading | None) -> list[Steps]:
    """Read the answer to "how did you fix it?", which tells what was done."""
    if before is None or before.turn.actor == reading.turn.actor:
        return []
    told = done_before(reading.turn.text, before.turn.text)
    return [Steps(told.goal, told.steps, form="sequence")] if told else []


def _shows(reading: Reading, steps: Steps) -> bool:
    """Tell whether steps without a goal are worth one: an assistant's, of what hands do."""
    verbs = [step.split(maxsplit=1)[0].lower().strip("*_,") for step in steps.steps if step]
    addressed = re.match(
        r"\W*(?:so |ok |well |basically )*(?:you|we)\b", reading.turn.text, re.IGNORECASE
    )
    if steps.form == "commands" or (reading.from_user and (steps.form == "list" or not addressed)):
        return False
    return len(verbs) >= _SHOWN and sum(verb in HANDS_ON for verb in verbs) * 2 > len(verbs)


_SHOWN = 3
"""Steps that need no goal to be a procedure."""
_ASKS = re.compile(
    r"(?:(?:so|and|ok|okay|hey|hi|wait|also|but|btw|quick q|(?-i:(?!I\b)[A-Z]\w+))[,!:]? ){0,2}how (?:do|does|did|to|can|could|should|would)\b|\bwhat do (?:we|i|you) do\b",
    re.IGNORECASE,
)
_WHAT_IF = re.compile(
    r"\bwhat (?:do|should|must|can) (?:we|i|you|they) do (?P<goal>(?:if|when|in case(?: of)?|after|before) [^?.!\n]{3,80})",
    re.IGNORECASE,
)
_DIRECTIONS = re.compile(
    r"\b(?:like|want|need|give (?:you|me)) (?:the |some )?directions\b(?! to)", re.IGNORECASE
)
_PROBLEM = re.compile(
    r"\b(?:can't|cant|cannot|can not|couldn't|unable to|don't know how to|struggling to|trying to|need help (?:to|with)|help me)\s+(?P<goal>[^?.!,\n]{3,80})",
    re.IGNORECASE,
)
_TROUBLE = re.compile(
    r"\?|\b(?:keeps?|fail\w*|broken?|offline|stuck|crash\w*|errors?|dies|won't|doesn't|isn't|not working|wrong|problem|issue|come off|comes off|stopped|mistake)\b",
    re.IGNORECASE,
)
_COMPLAINT = 30
"""Words of a turn that tells of one trouble, at most."""
_QUOTED_GOAL = 12
"""Words of a complaint that stands for the goal of the answer to it, at most."""


def _answered(reading: Reading, before: Reading | None, steps: Steps) -> str:
    """Return what commands in running text are for: the trouble that the turn before tells of."""
    if before is None or before.turn.actor == reading.turn.actor:
        return _introduced(reading, steps)
    text = before.turn.text.strip()
    told = _TROUBLE.search(text) and len(text.split()) <= _COMPLAINT
    if not told or steps.form not in {"run", "sequence"}:
        return _introduced(reading, steps)
    sentences = [s.strip() for s in re.split(r"(?<=[.!?])\s+|\n+", text) if _TROUBLE.search(s)]
    words = sentences[0].strip(" .!?").split() if sentences else []
    return " ".join(words[:_QUOTED_GOAL])


def _problem(reading: Reading) -> str:
    """Return what somebody says they cannot do: "connect to the VPN"."""
    match = _PROBLEM.search(reading.turn.text) if reading.from_user else None
    return clean_goal(_ANOTHER.split(match["goal"])[0]) if match else ""


_ANOTHER = re.compile(r",?\s+(?:and|but|so|because|since)\s+(?:i|we|my|it|then)\b", re.IGNORECASE)
"""Where the next clause begins."""


def _introduced(reading: Reading, steps: Steps) -> str:
    """Return the lead-in of steps that an assistant gives: "on the day"."""
    if reading.from_user or steps.form != "run":
        return ""
    return clean_goal(" ".join(steps.intro.strip(" :.!").split()[:_QUOTED_GOAL]))


def _asked_goal(reading: Reading) -> str:
    """Return the goal of a question such as "how do I deploy?", its question mark or not."""
    if reading.language == "zh":
        return asked_goal(reading.turn.text)
    questions = [s.text for s in reading.sentences if s.is_question or _ASKS.match(s.text)]
    text = reading.turn.text.strip()
    if not reading.sentences and (text.endswith("?") or _ASKS.match(text)):
        questions = [text]
    what_if = _WHAT_IF.search(text)
    if what_if:
        return f"know what to do {what_if['goal'].strip()}"
    if _DIRECTIONS.search(text) and reading.topics:
        return f"get to the {reading.topics[0]}"
    return next((goal for text in questions if (goal := goal_of(text))), "")


def _candidate(reading: Reading, found: Steps, goal: str) -> Candidate:
    turn = reading.turn
    steps = "; ".join(f"{number}. {step}" for number, step in enumerate(found.steps, start=1))
    routine = found.form == "routine"
    text = f"Whenever {goal}: {'; '.join(found.steps)}" if routine else f"To {goal}: {steps}"
    if reading.language == "zh":
        text = f"每当{goal}：{'；'.join(found.steps)}" if routine else f"{goal}的步骤：{steps}"
    fields: dict[str, JSON] = {
        "goal": goal,
        "steps": list[JSON](found.steps),
        "trigger": found.trigger,
        "conditions": list[JSON](found.conditions),
    }
    return Candidate(
        kind=Kind.PROCEDURAL,
        text=text,
        fields=fields,
        turns=(turn.id,),
        identity=goal_identity(goal),
        valid_from=turn.occurred_at,
        reason=f"tells how to {goal}" if not routine else f"tells what to do when {goal}",
        confidence=0.85,
        agent_id=turn.agent_id,
        session_id=turn.session_id,
        mentions=tuple(dict.fromkeys(name.text for name in reading.names)),
        index_text=f"how to {goal}: {steps}" if not routine else "",
        metadata=turn.metadata,
    )


def goal_identity(goal: str) -> str:
    """Return what two wordings of one goal have in common: "deploying the app", "deploy app"."""
    return " ".join(_stems(goal)) or goal.casefold()


def _stems(text: str) -> list[str]:
    return index_terms(text)


_GERUND = re.compile(r"^([A-Za-z]{2,})ing\b")


def _base(goal: str) -> str:
    """Turn "making dal" into "make dal" where the spelling allows to be sure."""
    match = _GERUND.match(goal)
    if not match:
        return goal
    stem = match[1].lower()
    if match.end() == len(goal) and stem not in VERBS:
        return goal
    forms = (_BASES.get(stem), stem, f"{stem}e", stem[:-1] if stem[-1:] == stem[-2:-1] else None)
    base = next((form for form in forms if form in VERBS), None)
    return f"{base}{goal[match.end() :]}" if base else goal


_BASES = {
    "mak": "make",
    "bak": "bake",
    "releas": "release",
    "updat": "update",
    "creat": "create",
    "writ": "write",
    "prepar": "prepare",
    "configur": "configure",
    "rotat": "rotate",
    "migrat": "migrate",
    "restor": "restore",
    "replac": "replace",
    "clos": "close",
    "chang": "change",
    "upgrad": "upgrade",
    "remov": "remove",
    "settl": "settle",
    "driv": "drive",
    "us": "use",
}


def _step_list(fields: Mapping[str, JSON]) -> list[str]:
    steps = fields.get("steps")
    return [step for step in steps if isinstance(step, str)] if isinstance(steps, list) else []


def _length(candidate: Candidate) -> int:
    return len(_step_list(candidate.fields))


def _normal(step: str) -> str:
    return " ".join(re.findall(r"\w+", step.casefold()))


def _quoted(steps: Sequence[str]) -> str:
    return ", ".join(repr(step) for step in steps)


def procedure_of(found: Steps, reading: Reading) -> Candidate:
    """Draft a procedure that something else than the rules read."""
    return _candidate(reading, found, found.goal)
