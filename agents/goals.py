"""What a procedure is for, as its heading, its introduction or a question names it."""

import re

_W = r"[^\n.:;!?]"
_GOALS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\bhow (?:to|do i|do you|do we|can i|can you|can we|i|we|you|should i|would i)\s+(?P<goal>{_W}{{3,80}})",
        (
            rf"\b(?:steps?|instructions?|procedure|process|checklist|runbook|guide|recipe|routine|workflow"
            rf"|way|method|playbook|directions|tutorial|ritual)\s+(?:is\s+)?(?:to|for|of)\s+(?P<goal>{_W}{{3,80}})"
        ),
        (
            rf"^(?:so |ok(?:ay)?,? |and |now )?(?:in order )?to (?P<goal>{_W}{{3,80}}?)"
            r"(?:,? (?:you (?:need|have|must|should|can)|i|we|do|follow|first|just|run|the steps|here)\b"
            r"|,|$|:)"
        ),
        rf"^here(?:'s| is| are) (?:your|the|my|our|an?) (?P<goal>{_W}{{3,60}})$",
        (
            rf"^(?P<goal>{_W}{{3,60}}?)\s+(?:steps|instructions|procedure|process|checklist|runbook|recipe"
            r"|routine|workflow|playbook|guide|ritual)(?:\s+is)?\s*$"
        ),
        rf"^(?:for|when|before|after)\s+(?P<goal>[a-z]{{2,20}}ing\b{_W}{{0,70}}?)(?:,|$)",
        rf"^(?P<goal>[A-Z]?[a-z]{{2,20}}ing\b {_W}{{2,60}})$",
        rf"\b(?:this|here)(?:'s| is) (?:how|the way) (?:i|we|you|to) (?P<goal>{_W}{{3,80}})",
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
    is_list = _TO_DO_LIST.match(goal) is not None
    return "" if is_list or (_TODO.match(goal) and len(goal.split()) <= 2) else goal
