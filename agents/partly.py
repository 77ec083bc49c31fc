"""What is left of a task of which a part is done: "buy eggs" of "buy milk and eggs"."""

import re
from itertools import pairwise

from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.chinese.words import words
from octomem.agents.reading.dates import find_moments
from octomem.agents.wording import content
from octomem.jsons import text_field
from octomem.memory import Memory

_VERB = re.compile(r"\w+(?:\s+(?:up|off|out|in|back|on|over|down)\b)?\s+", re.IGNORECASE)
_JOINT = re.compile(r",\s*(?:and\s+)?|\s+and\s+")
_SHARED = re.compile(
    r"\b(?:to|for|with|from|at|in|on|of|about|into|between|whether)\b", re.IGNORECASE
)
"""What makes of a list a part of something else: "send the notes to Ann and Bob"."""
_SHORT = 4
"""Words of a thing in a list, at most."""


_AND = frozenset("和跟与及、")


def left_of(task: Memory, report: str) -> tuple[str, str] | None:
    """Return a task's text and words without the things of its list that a report names.

    None where the report names all of them or none, or where the task names no list of things.
    """
    told = text_field(task.fields, "task")
    if has_han(told):
        things = _in_chinese(told)
        listing, joints = "".join(things), ("、", "和")
        left = [thing for thing in things[::2] if thing not in report]
        count = len(things[::2])
    else:
        listing, things = _listed(told, task)
        said, joints = content([report]), (", ", " and ")
        left = [thing for thing in things if not content([thing]) <= said]
        count = len(things)
    if len(left) in {0, count} or listing not in task.text:
        return None
    rest = joints[1].join(filter(None, [joints[0].join(left[:-1]), left[-1]]))
    return task.text.replace(listing, rest), told.replace(listing, rest)


def _listed(told: str, task: Memory) -> tuple[str, list[str]]:
    """Return the list behind the verb of a task and its things; none where they share more than it."""
    verb = _VERB.match(told)
    dates = [found.start for found in find_moments(told, task.valid_from)]
    listing = told[verb.end() : min(dates, default=len(told))].rstrip(" ,.") if verb else ""
    things = _JOINT.split(listing)
    alone = not _SHARED.search(listing) and all(len(x.split()) <= _SHORT for x in things)
    return (listing, things) if alone else ("", [])


def _in_chinese(told: str) -> list[str]:
    """Return the things behind a verb and what stands between them: 牛奶, 和, 鸡蛋 of 要买牛奶和鸡蛋."""
    run: list[str] = []
    for before, word in pairwise(words(told)):
        joins = bool(run) and word.text in _AND
        if word.tag.startswith("n") and ((run and run[-1] in _AND) or before.tag == "v"):
            run = [*run, word.text] if run and run[-1] in _AND else [word.text]
        elif joins and run[-1] not in _AND:
            run.append(word.text)
        elif len(run) > 1:
            break
        else:
            run = []
    return run if len(run) > 1 and run[-1] not in _AND else []
