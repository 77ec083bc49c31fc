"""Step-by-step instructions in a text: numbered and bulleted lists, sequences, commands, routines.

Whether something is a procedure is decided by its form and by its verbs: steps are
instructions, so most of them begin with a verb; a shopping list's items do not.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from octomem.agents.fences import find_fences, without_fences
from octomem.agents.goals import clean_goal, goal_of
from octomem.agents.runs import runs
from octomem.agents.step_verbs import VERBS
from octomem.agents.told_steps import HANDS_ON, Told, told_steps

MIN_STEPS = 2
MAX_STEPS = 40


@dataclass(frozen=True, slots=True)
class Steps:
    """A procedure found in one text."""

    goal: str
    """What it is for: "deploy the app"; empty where the text does not say."""
    steps: tuple[str, ...]
    trigger: str = ""
    """When it is to be done: "the build fails"; empty where it is not tied to anything."""
    conditions: tuple[str, ...] = ()
    """What must hold: "if the tests pass"."""
    form: str = "list"
    """`list`, `sequence`, `commands`, `run` or `routine`."""
    intro: str = ""
    """What stands before the steps of a run, which may say what they are for."""


def find_steps(text: str, verbs: Collection[str] = (), *, asked: bool = False) -> list[Steps]:
    """Find the procedures of a text, in order.

    `verbs` are verbs that a reader saw as commands in this text, beside the known ones;
    `asked` says that it answers a question how something is done.
    """
    known = VERBS.union(verbs)
    return [
        with_case(each, text, lambda told: _case(told, known))
        for each in _found(text, known, asked=asked)
    ]


def _found(text: str, known: Collection[str], *, asked: bool) -> list[Steps]:
    found = [*_lists(text, known), *_inline_lists(text, known), *_command_blocks(text)]
    if not found:
        found = _sequences(text, known)
    if not found:
        found = [*_inline_commands(text)] or _runs(text, known, asked=asked)
    if not any(each.goal for each in found):
        told = [
            Steps(each.goal, each.steps, each.trigger, _conditions(each.steps), _form(each))
            for each in told_steps(without_fences(text), known)
        ]
        found = told or found
    return found or _routines(text, known)


def with_case(steps: Steps, text: str, condition: Callable[[str], str], stop: str = ". ") -> Steps:
    """Keep with the last step what is told right behind it for a case: "If it doesn't click, check the fuse."

    `condition` returns the case that a sentence tells what to do in, or nothing.
    """
    last = steps.steps[-1]
    before, found, behind = text.rpartition(last)
    told = _NEXT.match(behind) if found and steps.form != "commands" else None
    case = condition(told["sentence"]) if told is not None else ""
    if told is None or not case or told["sentence"] in before:
        return steps
    whole = (*steps.steps[:-1], f"{last}{stop}{told['sentence']}")
    return replace(steps, steps=whole, conditions=(*steps.conditions, case))


_NEXT = re.compile(
    r"[ .;!)\u3002\uff01\uff1b\n]*(?P<sentence>(?:[^.!?\u3002\uff01\uff1f\n]|\.(?=\S))+)(?![?\uff1f])"
)
"""What is said behind a step, up to its full stop."""


def _case(sentence: str, verbs: Collection[str]) -> str:
    """Return the case of what is to be done in one; of "if you have questions, let me know" none."""
    match = _CASE.match(sentence)
    return match["case"] if match and _starts_with_verb(match["action"], verbs) else ""


_CASE = re.compile(
    r"(?:but |and )?(?P<case>(?:if|unless|should|in case)\b[^,]{3,80}),\s*+(?:then\s+|just\s+)?+"
    r"(?!(?:please )?(?:let|tell|ask|ping|message|feel|don't hesitate|do not hesitate|say)\b)(?P<action>.{4,200})$",
    re.IGNORECASE,
)


def _form(told: Told) -> str:
    return "routine" if told.trigger else "sequence"


_NUMBERED = re.compile(
    r"^[ \t]{0,12}(?:step\s+)?(\d{1,2})\s?[.):\uff0e\u3001-]\s+(?=\S)", re.IGNORECASE
)
_BULLETED = re.compile(r"^[ \t]{0,12}(?:[-*\u2022+]|\[[ x]\])\s+(?:\[[ xX]\]\s+)?(?=\S)")
_INLINE = re.compile(r"(?:^|(?<=[\s:,;(]))\(?(\d{1,2})[.)]\s+(?=\S)")
_SHELLS = frozenset({"bash", "sh", "shell", "zsh", "console", "terminal", "powershell", "fish"})
_SHELL_LINE = re.compile(
    r"(?:sudo|git|docker|kubectl|make|npm|npx|yarn|pnpm|pip|python\d?|uv|cargo|go|apt(?:-get)?|brew|cd|ls|cp|mv|rm|mkdir|chmod"
    r"|curl|wget|ssh|scp|tar|helm|terraform|systemctl|service|cat|export|source|\./)[ \w.]"
)
"""A line of a command that is not marked as one."""
_MARKERS = (
    r"first(?:ly)?(?: of all)?|first thing|to (?:start|begin)(?: with)?|start by|begin by"
    r"|second(?:ly)?|third(?:ly)?|fourth(?:ly)?|then|next|after that|after this|afterwards?"
    r"|once (?:that's|it's|that is|it is) (?:done|ready|finished)|when (?:that's|it's) done"
    r"|finally|lastly|at the end|in the end|last"
)
_SPLIT = re.compile(
    rf"(?:(?:^|(?<=[\s,;.!:(\u2014-]))(?:and |but )?(?P<marker>{_MARKERS})\b[,:]?\s+)",
    re.IGNORECASE,
)
_OPENERS = re.compile(r"first|to start|to begin|start by|begin by", re.IGNORECASE)
_ACTOR = re.compile(
    r"^(?:(?:i|we|you|one)(?:'ll| will)?\s+(?:always |usually |then |just |simply |first |need to "
    r"|have to |should |must |can |want to |gotta )*|(?:always|just|simply|please|make sure to"
    r"|be sure to|don't forget to|remember to|you'll|carefully|gently|slowly|quickly|never|don't"
    r"|do not)\s+)+",
    re.IGNORECASE,
)
_TICKS = re.compile(r"`([^`\n]{2,200})`")
_RUN_TICKS = re.compile(
    r"(?:run|execute|type|call|use|do)\s+`[^`\n]{2,200}`(?:\s*(?:,|and|then|followed by|and then|next)"
    r"+\s*(?:then\s+|and\s+)?(?:finally\s+|lastly\s+)?(?:run\s+|execute\s+)?`[^`\n]{2,200}`)+",
    re.IGNORECASE,
)
_ROUTINE = re.compile(
    r"(?P<when>whenever|every time|each time|any time|anytime|when(?=\s+(?:i|we|you|the|a|an|it|my)\b))"
    r"\s+(?P<trigger>[^,.!?\n]{4,120}),\s*(?:then\s+)?(?P<action>[^.!?\n]{4,300})",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(
    r"(?P<action>[A-Z][^,.!?\n]{4,200}?)\s+(?:whenever|every time|each time|any time)\s+"
    r"(?P<trigger>[^,.!?\n]{4,120})",
)
_ACTIONS = re.compile(r"\s*(?:,\s*(?:and\s+)?then|;|\band then|,\s*and|,)\s+", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:if|unless|as long as|only when|provided)\b[^,.;]{3,100}", re.IGNORECASE
)
_PAST = re.compile(r"\b(?:was|were|had|did|went|got|came|saw|\w{3,}ed)\b", re.IGNORECASE)
_PAST_IN_TRIGGER = re.compile(
    r"\b(?:was|were|had|did|went|came|saw|said|told|left|moved)\b", re.IGNORECASE
)
_IF = re.compile(r"(?:if|unless|should it|in case)\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"\b(?:that|this)(?:'s|\u2019s| is) how (?:i|we|you|to)\b[^.!?\n]*", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")

_POINTS_BACK = re.compile(r"^\w+ (?:\w+ )?(?:it|them|that|this|so)(?: \w+)?$", re.IGNORECASE)
"""A step that says nothing without the sentence before it: "look it up"."""


def _lists(text: str, verbs: Collection[str]) -> list[Steps]:
    """Find lists whose items stand on lines of their own."""
    found: list[Steps] = []
    lines = without_fences(text).splitlines()
    start = 0
    while start < len(lines):
        numbered = _NUMBERED.match(lines[start])
        form = _NUMBERED if numbered else _BULLETED
        if not form.match(lines[start]):
            start += 1
            continue
        end, items = _items(lines, start, form)
        goal = _goal_above(lines, start)
        shown = all(item.split()[0].lower() in HANDS_ON for item in items if item.split())
        strict = not numbered and not (shown and len(items) > MIN_STEPS)
        if _is_procedure(items, goal, verbs, strict=strict) and len(items) <= MAX_STEPS:
            found.append(_steps(goal, items, "list"))
        start = end
    return found


def _items(lines: Sequence[str], start: int, form: re.Pattern[str]) -> tuple[int, list[str]]:
    """Take the list that begins here, continuation lines included; return where it ends."""
    items: list[str] = []
    place = start
    indent = len(lines[start]) - len(lines[start].lstrip())
    while place < len(lines):
        line = lines[place]
        mark = form.match(line)
        if mark and len(line) - len(line.lstrip()) <= indent + 1:
            items.append(line[mark.end() :].strip())
        elif line.strip() and (line.startswith(("  ", "\t")) or _BULLETED.match(line)):
            items[-1] += f" {_BULLETED.sub('', line).strip()}"
        elif line.strip() or not (place + 1 < len(lines) and form.match(lines[place + 1])):
            break
        place += 1
    return place, items


def _goal_above(lines: Sequence[str], start: int) -> str:
    """Return the goal that the text above a list names, looking back over three lines."""
    above = [line for line in lines[max(0, start - 4) : start] if line.strip()]
    for line in reversed(above[-3:]):
        for sentence in reversed(_SENTENCE.split(line.strip())):
            goal = goal_of(sentence)
            if goal:
                return goal
    return ""


def _goal_below(text: str) -> str:
    """Return the goal that a closing remark names: "That's how I make tea"."""
    closing = _CLOSING.search(text)
    return goal_of(closing.group()) if closing else ""


_EFFECT = re.compile(
    r"(?:this|that|it|which)(?: will|'ll)? (?P<verb>[a-z]{3,}?)(?:e?s)? (?P<what>(?:the|your|a|an|all|our)\s[^.!?\n]{3,60})",
    re.IGNORECASE,
)


def _effect(after: str) -> str:
    """Return what the remark behind commands says they do: "This starts the dev server"."""
    match = _EFFECT.match(after)
    return clean_goal(f"{match['verb']} {match['what']}") if match else ""


def _inline_lists(text: str, verbs: Collection[str]) -> list[Steps]:
    """Find lists within a line: "To deploy: 1. run the tests 2. tag 3. push"."""
    found: list[Steps] = []
    for line in without_fences(text).splitlines():
        marks = list(_INLINE.finditer(line))
        numbers = [int(mark[1]) for mark in marks]
        if len(marks) < MIN_STEPS or numbers != list(range(1, len(marks) + 1)):
            continue
        ends = [mark.start() for mark in marks[1:]] + [len(line)]
        items = [
            line[mark.end() : end].strip(" ,;(") for mark, end in zip(marks, ends, strict=True)
        ]
        intro = _SENTENCE.split(line[: marks[0].start()].strip())
        goal = next((named for part in reversed(intro) if (named := goal_of(part))), "")
        if _is_procedure(items, goal, verbs, strict=False):
            found.append(_steps(goal, items, "list"))
    return found


def _command_blocks(text: str) -> list[Steps]:
    """Find fenced shell code with several commands."""
    found: list[Steps] = []
    for fence in find_fences(text):
        lines = [line.strip() for line in fence.code.splitlines()]
        prompted = [line[1:].strip() for line in lines if line.startswith(("$ ", "> "))]
        shell = fence.language in _SHELLS
        bare = [line for line in lines if line and not line.startswith("#")]
        shell = shell or (not fence.language and bool(bare) and all(map(_SHELL_LINE.match, bare)))
        commands = prompted or (bare if shell else [])
        if MIN_STEPS <= len(commands) <= MAX_STEPS:
            above = text[max(0, fence.start - 1000) : fence.start].splitlines()
            after = text[fence.end :].strip()
            goal = _goal_above(above, len(above)) or _goal_below(after) or _effect(after)
            found.append(_steps(goal, commands, "commands"))
    return found


def _inline_commands(text: str) -> list[Steps]:
    """Find "run `x` then `y`"."""
    found: list[Steps] = []
    for sentence in _SENTENCE.split(text):
        match = _RUN_TICKS.search(sentence)
        if match and all(_is_command(tick) for tick in _TICKS.findall(match.group())):
            rest = sentence[match.end() :].strip(" .")
            goal = goal_of(sentence[: match.start()]) or goal_of(rest)
            found.append(_steps(goal, _TICKS.findall(match.group()), "commands"))
    return found


def _is_command(code: str) -> bool:
    """Tell "make build" from a name such as `min-height`."""
    return " " in code.strip() or code.strip().lower() in VERBS


def _runs(text: str, verbs: Collection[str], *, asked: bool) -> list[Steps]:
    """Find commands in running text, where a verb of each is known."""
    found: list[Steps] = []
    for run in runs(without_fences(text), verbs, asked=asked):
        goal = goal_of(run.intro) or _offered(run.intro)
        steps = [_clean_step(step) for step in run.steps]
        found.append(Steps(goal, tuple(steps), "", _conditions(steps), "run", run.intro))
    return found


_OFFERED = re.compile(
    r"^(?:you (?:may|can|could)|let's|let us|i'd|we can) (?P<goal>[^.!?\n]{4,80}?)(?: (?:at|via|on|through) https?\S+)?[,.:!]?(?:,? [A-Z]\w+[.!]?)?$",
    re.IGNORECASE,
)
_FOR_WHEN = re.compile(
    r"\b(?:when(?:ever)?|if|in case|next time|every time|once)\s+(?P<goal>[^.!?:,\n]{4,80})$",
    re.IGNORECASE,
)


def _offered(intro: str) -> str:
    """Return what "you can claim a refund:" or "when a key runs out:" says steps are for."""
    match = _OFFERED.match(intro.strip())
    if match:
        return clean_goal(match["goal"])
    set_off = _FOR_WHEN.search(intro.strip(" :"))
    return set_off["goal"].strip() if set_off else ""


def _sequences(text: str, verbs: Collection[str]) -> list[Steps]:
    """Find first / then / finally within a text."""
    plain = without_fences(text)
    marks = list(_SPLIT.finditer(plain))
    start = next((i for i, mark in enumerate(marks) if _OPENERS.match(mark["marker"])), None)
    if start is None or len(marks) - start < MIN_STEPS:
        return []
    marks = marks[start:]
    ends = [mark.start() for mark in marks[1:]] + [len(plain)]
    items: list[str] = []
    for mark, end in zip(marks, ends, strict=True):
        last = end == len(plain)
        part = plain[mark.end() : end].strip()
        sentences = [s for s in _SENTENCE.split(part) if s.strip()]
        kept = 1 + (len(sentences) > 1 and (not last or _IF.match(sentences[1]) is not None))
        items.append(" ".join(sentences[:kept]).strip(" ,;.\u2014-"))
    items = [re.sub(r"[,;]?\s+and$", "", item) for item in items if item]
    intro = [s for s in _SENTENCE.split(plain[: marks[0].start()].strip()) if s.strip()]
    goal = next((g for part in reversed(intro[-2:]) if (g := goal_of(part) or _habit(part))), "")
    goal = goal or _goal_below(plain[marks[-1].end() :]) or _heading(intro)
    set_off = _SET_OFF.match(intro[-1].strip()) if intro and not goal else None
    trigger = set_off["trigger"].strip() if set_off else ""
    if _PAST_IN_TRIGGER.search(trigger):
        return []
    if not _is_procedure(items, goal or trigger, verbs, strict=True, needs_goal=False):
        return []
    steps = [_ACTOR.sub("", item) or item for item in items]
    if trigger:
        return [
            Steps(trigger, tuple(map(_clean_step, steps)), trigger, _conditions(steps), "routine")
        ]
    return [_steps(goal, steps, "sequence")]


def _heading(intro: Sequence[str]) -> str:
    """Return the heading before steps: "japan visa, let me get this straight:"."""
    last = intro[-1].strip() if intro else ""
    named = last.rstrip(":").split(",")[0].strip()
    return named if last.endswith(":") and 0 < len(named.split()) <= _SHORT_HEADING else ""


_SHORT_HEADING = 6
_SET_OFF = re.compile(
    r"^(?:when|whenever|if|every time|each time|as soon as|once)\s+(?P<trigger>[^.!?\n]{4,120}?),?$",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"^(?:when|whenever|every time|each time|before|after)\s+(?:i|we|you)\s+(?P<goal>[^,.!?\n]{3,80})",
    re.IGNORECASE,
)


def _habit(text: str) -> str:
    """Return the goal of "When I deploy, I ..."."""
    match = _HABIT.match(text.strip())
    return clean_goal(match["goal"]) if match and not _PAST.search(match["goal"]) else ""


def _routines(text: str, verbs: Collection[str]) -> list[Steps]:
    """Find "whenever X, do Y" and "do Y whenever X"."""
    found: list[Steps] = []
    for sentence in _SENTENCE.split(text):
        if sentence.rstrip().endswith("?"):
            continue
        match = _ROUTINE.search(sentence) or _AFTERWARDS.search(sentence)
        if match is None or _PAST_IN_TRIGGER.search(match["trigger"]):
            continue
        action = match["action"].strip()
        bare = _ACTOR.sub("", action)
        habit = bare != action or match.re is _AFTERWARDS
        named = (match.groupdict().get("when") or "whenever").lower()
        if not _starts_with_verb(bare, verbs) or _PAST.match(bare):
            continue
        if (
            named == "when"
            and habit
            and not re.match(
                r"(?:i|we) (?:always|usually)|always|please|make sure|you (?:need|have|should|must)",
                action,
                re.IGNORECASE,
            )
        ):
            continue
        trigger = match["trigger"].strip()
        parts = [_ACTOR.sub("", part).strip(" .") for part in _ACTIONS.split(bare)]
        steps = [part for part in parts if part]
        if not all(_starts_with_verb(part, verbs) for part in steps):
            steps = [bare.strip(" .")]
        if len(steps) == 1 and _POINTS_BACK.search(steps[0]):
            continue
        found.append(Steps(trigger, tuple(steps), trigger, _conditions(steps), "routine"))
    return found


def _steps(goal: str, items: Sequence[str], form: str) -> Steps:
    steps = tuple(_clean_step(item) for item in items)
    return Steps(goal, steps, "", _conditions(steps), form)


def _clean_step(item: str) -> str:
    plain = re.sub(r"\*\*(.+?)\*\*", r"\1", re.sub(r"\s+", " ", item))
    return re.sub(r"(?:[,;]?\s+and|[,;.])$", "", plain.strip()).strip()


def _conditions(steps: Sequence[str]) -> tuple[str, ...]:
    return tuple(match.group().strip() for step in steps for match in _CONDITION.finditer(step))


def _is_procedure(
    items: Sequence[str],
    goal: str,
    verbs: Collection[str],
    *,
    strict: bool,
    needs_goal: bool = True,
) -> bool:
    """Tell steps from mere enumerations: most items begin with an instruction.

    `strict` asks for that of more than half of them; a numbered list with a goal needs half.
    """
    if len(items) < MIN_STEPS or (needs_goal and strict and not goal):
        return False
    share = sum(_instructs(item, verbs) for item in items) / len(items)
    if not goal:
        return share >= 0.75 and len(items) > MIN_STEPS - (not needs_goal)
    return share > 0.5 if strict else share >= 0.5


_LABEL = re.compile(
    r"^\*{0,2}(?P<label>[^*:`\u2014]{2,60}?)\*{0,2}\s*:\*{0,2}\s+(?P<rest>\S.*)$", re.DOTALL
)
_LABELLED = 0.4
"""What an item counts that has a heading which is no command: mostly a tip, not a step."""


def _instructs(item: str, verbs: Collection[str]) -> float:
    """Say in [0, 1] how much an item is a step: "Caching: use a cache" is rather a tip."""
    label = _LABEL.match(item)
    if label is None or item.startswith(("`", "$ ")):
        return float(_starts_with_verb(item, verbs))
    if _starts_with_verb(label["label"], verbs):
        return 1.0
    return _LABELLED if _starts_with_verb(label["rest"], verbs) else 0.0


_FIRST_WORD = re.compile(r"[A-Za-z][\w'-]*")
_STEP_LEAD = re.compile(
    r"^(?:\*\*[^*]{1,60}\*\*\s*[:\u2014-]?\s*|if [^,]{3,80},\s*|when [^,]{3,80},\s*|once [^,]{3,80},\s*"
    r"|after [^,]{3,80},\s*|in [^,]{3,60},\s*|on [^,]{3,60},\s*|for [^,]{3,60},\s*|with [^,]{3,60},\s*"
    r"|from [^,]{3,60},\s*|using [^,]{3,60},\s*|optionally,?\s*|while [^,]{3,80},\s*|\w+ly,?\s+)",
    re.IGNORECASE,
)


def _starts_with_verb(item: str, verbs: Collection[str]) -> bool:
    if item.startswith(("`", "$ ")):
        return True
    candidates = [item, _STEP_LEAD.sub("", item), item.strip("*_ ")]
    for candidate in candidates:
        word = _FIRST_WORD.match(_ACTOR.sub("", candidate))
        if word and word.group().lower() in verbs:
            return True
    return False
