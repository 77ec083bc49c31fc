"""To-do lists in a text: ticked boxes, "todo: …" lines, and lists below a heading that says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WHEN = (
    r"(?:(?:for )?(?:today|tonight|tomorrow|now|this \w+|next \w+|(?:the )?weekend|(?:on )?\w+day))"
)
_HEADING = re.compile(
    rf"^(?:#+\s*|\*\*)?(?:(?:my|our|the|your|{_WHEN})\W+)?"
    r"(?:(?:to[- ]?dos?|tasks?|errands|reminders|chores|action items|next steps)(?: list)?"
    r"|(?:still |left |things |what's left |what is left |stuff )to do"
    r"|(?:i|we) (?:still )?(?:need to|have to|must|should)(?: do)?|(?:don't|do not) forget(?: to)?"
    r"|(?:please )?remind (?:me|us) to|remember to)"
    rf"(?:\W+(?P<rest>{_WHEN}|at \w+|list|before [^:]{{2,40}}))?\s*(?:\*\*)?\s*(?::|-|\u2014)?\s*(?:\*\*)?\s*$",
    re.IGNORECASE,
)
"""A line that announces what is to be done: "To do today:"."""
_ITEM = re.compile(r"^[ \t]{0,12}(?:[-*+\u2022]|\d{1,2}[.)])\s+(?P<words>\S.*)$")
_BOX = re.compile(r"^\s*(?:[-*+\u2022]\s*)?\[(?P<box>[ xX])\]\s*(?P<words>\S.*)$")
_LABEL = re.compile(
    r"^\s*(?:todo|to-do|to do|task|reminder)s?[ \t]*[:\-][ \t]*(?P<words>[^\s\-*].*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a to-do list."""

    words: str
    done: bool
    heading: str = ""
    """The line above the list, which may say when."""


def todo_items(text: str) -> Iterator[Item]:
    """Yield the items of every to-do list in a text, in order."""
    heading: str | None = None
    for line in text.splitlines():
        boxed, item, label = _BOX.match(line), _ITEM.match(line), _LABEL.match(line)
        if boxed:
            yield Item(_plain(boxed["words"]), boxed["box"] != " ", heading or "")
        elif item and heading is not None:
            yield Item(_plain(item["words"]), done=False, heading=heading)
        elif label:
            heading = None
            yield from (Item(_plain(part), done=False) for part in _parts(label["words"]))
        elif line.strip():
            heading = line if _HEADING.match(line.strip()) else None


def _parts(words: str) -> list[str]:
    """Split "call Anna; buy milk"; a comma may stand within a single task."""
    return [part for part in words.split(";") if part.strip()]


def _plain(words: str) -> str:
    return words.strip().rstrip(".;,").strip("*_ ")
