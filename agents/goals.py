"""What a procedure is for, as its heading, its introduction or a question names it."""

import re

_W = r"(?:[^\n.:;!?]|\.(?=\w))"
_GOALS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\bhow (?:to|(?:do|can|could|did|should|would|does|will) (?:i|you|u|we|one|they)|i|we|you|u)\s+(?:(?:can|could|should|would|might|will|need to|have to|would like to|even|best|go about|actually|usually|normally|always)\s+)*(?P<goal>{_W}{{3,140}})",
        (
            rf"\b(?:steps?|instructions?|procedure|process|checklist|runbook|guide|recipe|routine|workflow"
            rf"|way|method|playbook|directions|tutorial|ritual|plan|protocol|drill)\s+(?:is\s+)?(?:to|for|of)\s+(?P<goal>{_W}{{3,140}})"
        ),
        (
            rf"^(?:so |ok(?:ay)?,? |and |now )?(?:in order )?to (?P<goal>{_W}{{3,140}}?)"
            r"(?:,? (?:you (?:need|have|must|should|can)|i|we|do|follow|first|just|run|the steps|here)\b"
            r"|,|$|:)"
        ),
        rf"\bhow (?:my|our|the|his|her) \w+ (?:does|did|makes?|made|do|cooks?|cooked|used to (?:do|make|cook)) (?P<goal>{_W}{{3,100}})",
        rf"^here(?:'s| is| are) (?:your|the|my|our|an?) (?P<goal>{_W}{{3,60}})$",
        (
            rf"^(?P<goal>{_W}{{3,60}}?)\s+(?:steps|instructions|procedure|process|checklist|runbook|recipe"
            r"|routine|workflow|playbook|guide|ritual)(?:\s+is)?\s*$"
        ),
        rf"^(?:for|when|before|after)\s+(?P<goal>[a-z]{{2,20}}ing\b{_W}{{0,70}}?)(?:,|$)",
        rf"^(?P<goal>[A-Z]?[a-z]{{2,20}}ing\b {_W}{{2,60}})$",
        rf"\b(?:this|here)(?:'s| is) (?:how|the way) (?:i|we|you|to) (?:(?:can|could|should) )?(?P<goal>{_W}{{3,140}})",
        rf"^(?:please )?(?:try|do|follow|use|run) {_W}{{0,40}}?\bto (?P<goal>{_W}{{3,80}})$",
        rf"\bhow (?:do|does) (?P<goal>(?!i\b|you\b|we\b){_W}{{3,60}}?) work\b",
    )
)
_CLEAN = re.compile(
    r"^(?:my|our|the|your|a|an)\s+|\s*(?:,.*|\bin (?:a few|\d+|these|the following|\w+ easy) steps?.*"
    r"|\b(?:is|are)(?: as follows| simple| easy)?|\bhere'?s\b.*|\bas follows\b.*|\bplease\b.*"
    r"|\b(?:first|again|like this|this way|these days|now|today|properly)|\bby\b.*)$",
    re.IGNORECASE,
)
_BULLET_MARKS = re.compile(r"^(?:[-*\u2022+]\s+|\d{1,2}[.)]\s+)")
_TODO = re.compile(
    r"^(?:do|buy|get|remember|discuss|consider|watch|read|pack|bring|visit|see|try|think about|know"
    r"|say|ask|talk about|be honest|be fair|be clear|summari[sz]e|recap|conclude|sum up)\b",
    re.IGNORECASE,
)

_AUXILIARY = re.compile(
    r"^(?:(?:can|could|should|would|might|may|will|now|also|then|further|help (?:you|me|us)(?: to)?(?= \w+ )|be able to"
    r"|go about|get started with|properly|easily|quickly)\s+)+",
    re.IGNORECASE,
)
_NO_GOAL = re.compile(
    r"^(?:(?:key|main|next|final|additional|further|detailed|general|basic|some|the|these|following|complete)\s+)*"
    r"(?:steps?|next|this|that|it|so|do (?:it|this|that|so)|achieve (?:it|this|that)|summary|conclusion|explanation|overview|debug(?:ging)?|testing"
    r"|improved version.*|example.*|tips?.*|steps? (?:you|to|for)\b.*|address (?:this|these).*|improve it|more \w+ approach|updated? (?:code|version).*)$",
    re.IGNORECASE,
)
"""What names no goal of its own: "Step", "next", "do this"."""
_TO_DO_LIST = re.compile(
    r"^do(?:$|\s(?:today|tonight|tomorrow|this|next|on|at|before|after|by|now|list|for)\b)",
    re.IGNORECASE,
)
"""The rest of "to do today", which announces tasks rather than a procedure."""


def goal_of(text: str) -> str:
    """Return the goal that a heading, an introduction or a question names, or an empty text."""
    line = _BULLET_MARKS.sub("", text.strip().strip("#*_ ").rstrip(":*_ ")).strip()
    for pattern in _GOALS:
        match = pattern.search(line)
        if match:
            return clean_goal(match["goal"])
    return ""


def clean_goal(goal: str) -> str:
    """Cut a goal down to what is done: no articles, no "first", no "in three easy steps"."""
    previous = ""
    goal = goal.strip(" ,.-*_`\"'")
    while goal != previous:
        previous, goal = goal, _CLEAN.sub("", goal).strip(" ,.-*_`\"'")
    goal = _AUXILIARY.sub("", goal)
    if _NO_GOAL.match(goal):
        return ""
    is_list = _TO_DO_LIST.match(goal) is not None
    return "" if is_list or (_TODO.match(goal) and len(goal.split()) <= 2) else goal
