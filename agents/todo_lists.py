"""To-do lists in a text: ticked boxes, "todo: …" lines, and lists below a heading that says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from octomem.agents.fences import without_fences
from octomem.agents.task_verbs import TO_DO

_WHEN = (
    r"(?:(?:for )?(?:today|tonight|tomorrow|now|this \w+|next \w+|(?:the )?weekend|(?:on )?\w+day))"
)
_HEADING = re.compile(
    rf"^(?:#+\s*|\*\*)?(?:(?:here's|here is|so|ok|this is)\W+)?(?:(?:my|our|the|your|{_WHEN})\W+)?"
    r"(?:(?:to[- ]?dos?|tasks?|errands|reminders|chores|action items|next steps)(?: list)?"
    r"|(?:still |left |things |what's left |what is left |stuff )(?:i (?:need|have) )?to (?:do|get done)"
    r"|(?:i|we) (?:still )?(?:need to|have to|must|should)(?: do)?|(?:don't|do not) forget(?: to)?"
    r"|(?:please )?remind (?:me|us) to|remember to)"
    rf"(?:\W+(?P<rest>{_WHEN}|at \w+|list|before [^:]{{2,40}}|for (?:the |my )?\w+))?\s*(?:\*\*)?\s*(?::|-|\u2014)?\s*(?:\*\*)?\s*$",
    re.IGNORECASE,
)
"""A line that announces what is to be done: "To do today:"."""
_ITEM = re.compile(r"^[ \t]{0,12}(?:[-*+\u2022]|\d{1,2}[.)])\s+(?P<words>\S.*)$")
_BOX = re.compile(
    r"^\s*(?:[-*+\u2022]\s*|\d{1,2}[.)]\s*)?(?:\[(?P<box>[ xX\u2713\u2714]?)\]|(?P<sign>[\u2610\u2611\u2705\u2714]\ufe0f?))"
    r"\s*(?P<words>\S.*)$"
)
_STRUCK = re.compile(r"^~~(?P<words>.+?)~~")
_LABEL = re.compile(
    rf"^\W*(?:(?:my|our|the|so)\s+)?(?:todo|to-do|to do|task)s?(?:[ ]list)?(?:\s+{_WHEN})?"
    r"[ \t]*(?::|-(?=\s))[ \t]*(?P<words>[^\s\-*].*)$",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"[.!?]\s+(?:(?:my|our|the)\s+)?(?:todo|to-do|to do)s?(?: list)?\s*:\s*(?P<words>(?:[^\s.!?]|\s|[.!?](?!\s|$))+)",
    re.IGNORECASE,
)
"""What is to be done in the midst of a line, up to the end of its sentence."""
_LINE = re.compile(
    rf"^\W*(?:(?:so|ok|right|my|our|the|still|things|stuff|bits|jobs|also|what|what's|today's|tonight's|open|that),?\s+)*"
    r"(?:i (?:still )?(?:need|have|want|got|must|ought) to (?:do|sort(?: out)?|get done|remember)|(?:need|needed|want|get|buy|to (?:buy|get|fix|order))(?: from \w+)?|(?:shopping|grocer(?:y|ies)|errands?|chores)(?:\s+list)?"
    r"|(?:on|left on|still on) (?:my|our|the) (?:plate|list|agenda|desk|radar)|action items|action points|still to do|next steps(?: for (?:me|us))?|reminders|outstanding|open (?:items|points|tasks)|left(?: to do)?"
    rf"|still open|to be done|homework)(?:\s+(?:for\s+)?(?:{_WHEN}|this week|the \w+))?\s*:\s*(?P<words>\S.*)$",
    re.IGNORECASE,
)
"""A line that names several things to get or do: "need: eggs, milk", "on my plate: …"."""
_PLANNED = re.compile(
    rf"^\W*(?:(?:my|the)\s+)?(?:plan|list|agenda|stuff|things)?\s*{_WHEN}(?:'s (?:list|plan))?\s*:\s*(?=\(?1[.)])(?P<words>.+)$",
    re.IGNORECASE,
)
"""A line of numbered errands: "Today: 1) call the bank 2) pay"."""
_COUNTED = re.compile(
    r"^\W*(?:(?:so|ok|right|also|and|i have|i've got|i got|there are|we have)\s+)*(?:two|three|four|five|six|\d|a few|some|(?:a )?couple(?: of)?|several)"
    r" (?:more )?(?:things|tasks|errands|reminders|jobs(?= (?:to|for) ))(?: (?:to (?:do|remember|sort(?: out)?|get done|take care of)|for (?:today|tonight|tomorrow|this \w+|next \w+|the (?:week|weekend)|\w+day))\b[^:.!?]{0,40})?\s*(?::|\s-)\s*(?P<words>[^.!?]+)[.!]?",
    re.IGNORECASE,
)
"""A sentence that counts what is to be done: "I have two things to remember: book flights, and pick up my suit"."""
_MY_LIST = r"(?:(?:my|the|our)\s+)?(?:(?:to-?do|to do|task|errands?)\s+)?list"
_NOTED = re.compile(
    r"(?:^|[.!?]\s+)\W*(?:(?:ok(?:ay)?|so|and|also|hey|hi|please|pls|kindly|can you|could you|quick)[\s,]+)*"
    r"(?:(?:note|memo|reminder) to (?:me|myself)|note|memo(?: to self)?|(?:note|reminder)(?: to self)?(?=\s[-\u2013\u2014])|make a note(?: of this)?|remember|(?:don't|dont|do not) forget"
    rf"|(?:note|jot|write|put|add) (?:this|that|it|these)(?: one)?(?: down)?(?:\s+(?:on|to|onto)\s+{_MY_LIST})?"
    rf"|add (?:on|to|onto) {_MY_LIST}|(?:new|another|next) (?:task|to-?do|errand|job)|(?:(?:another |one )+(?:more )?)?for {_MY_LIST}"
    rf"|on {_MY_LIST}|task for {_WHEN})\s*(?::|\s[-\u2013\u2014])\s*['\"]?(?P<words>[^.!?\n]+)",
    re.IGNORECASE,
)
"""What is noted down, or put on a list, behind words that say so: "put this on the list: book the vet"."""
_TALKED_ABOUT = re.compile(
    r"\b(?:it|this|that|me|you|your)\b|^\w+ (?:\w+ )?(?:is|are|was|were|has|have|can|will)\b",
    re.IGNORECASE,
)
"""What is no errand of the speaker's: "make it short", "call centres are slow"."""
_SPOKEN = re.compile(
    rf"^\W*(?:(?:my|our)\s+)?(?:to[- ]?dos?|things to do|tasks|errands|chores)(?: list)?(?:\s+(?:for\s+)?{_WHEN})?\s*\.\s+(?P<words>[A-Z].*)$",
    re.IGNORECASE,
)
"""A heading with its errands as sentences behind it: "To do this week. Book the vet. Pay the rent."."""
_NUMBER = re.compile(r"(?:^|\s)\(?\d{1,2}[.)]\s+")
_LISTING = re.compile(r"\bto[- ]?dos?\b|\blist\b|\breminders?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a to-do list."""

    words: str
    done: bool
    heading: str = ""
    """The line above the list, which may say when."""
    suggested: bool = False
    """Announced as "next steps" or by no heading of tasks: from an assistant only advice."""


def todo_items(text: str) -> Iterator[Item]:
    """Yield the items of every to-do list in a text, in order."""
    heading: str | None = None
    for line in without_fences(text).splitlines():
        boxed, item = _BOX.match(line), _ITEM.match(line)
        label = _LABEL.match(line) or _WITHIN.search(line)
        planned = _PLANNED.match(line)
        if boxed:
            open_ = (boxed["box"] or "").strip() == "" and boxed["sign"] in {None, "\u2610"}
            yield Item(_plain(boxed["words"]), not open_, heading or "")
        elif item and heading is not None:
            struck = _STRUCK.match(item["words"])
            words = struck["words"] if struck else item["words"]
            suggested = _LISTING.search(heading) is None
            yield Item(_plain(words), struck is not None, heading, suggested)
        elif label or planned:
            heading = None
            words = label["words"] if label else planned["words"] if planned else ""
            yield from (Item(_plain(part), done=False, heading=line) for part in _parts(words))
        elif ((counted := _COUNTED.match(line)) and (parts := _errands(counted["words"]))) or (
            (noted := _NOTED.search(line)) and (parts := _noted(noted["words"]))
        ):
            heading = None
            yield from (Item(part, done=False, heading=line, suggested=True) for part in parts)
        elif spoken := _SPOKEN.match(line):
            heading = None
            yield from (Item(part, done=False, heading=line) for part in _orders(spoken["words"]))
        elif named := _LINE.match(line):
            heading = None
            yield from (Item(part, done=False, heading=line) for part in _things(named["words"]))
        elif line.strip():
            heading = line if _HEADING.match(line.strip()) else None


def _parts(words: str) -> list[str]:
    """Split "call Anna; buy milk" and "1) call Anna 2) buy milk".

    A comma may stand within a single task; three short parts between commas are a list.
    """
    if _NUMBER.match(words):
        return [part.strip(" ,") for part in _NUMBER.split(words) if part.strip(" ,")]
    parts = [part for part in words.split(";") if part.strip()]
    listed = [part.strip() for part in words.split(",")]
    if len(parts) == 1 and len(listed) > 2 and all(0 < len(x.split()) <= _SHORT for x in listed):
        return [re.sub(r"^and\s+", "", part) for part in listed]
    return parts


def _orders(words: str) -> list[str]:
    """Return the sentences that are errands, up to the first that is none."""
    parts = [_plain(part) for part in re.split(r"(?<=[.!])\s+", words) if part.strip()]
    ordered = takewhile(lambda part: part.split()[0].lower() in TO_DO - {"remind"}, parts)
    return [part for part in ordered if not part.endswith("?")]


def _errands(words: str) -> list[str]:
    """Split "book flights, and pick up my suit"; nothing where a part tells no errand."""
    parts = [part.strip() for part in re.split(r"[,;]\s*(?:and\s+|then\s+)*|\s+and\s+", words)]
    parts = [_plain(re.sub(r"^to\s+", "", part)) for part in parts if part]
    told = any(part.split()[1:2] in (["is"], ["are"], ["was"]) for part in parts)  # "call is at 5"
    told = told or any(map(_TALKED_ABOUT.search, parts))
    return parts if not told and all(part.split()[0].lower() in TO_DO for part in parts) else []


def _noted(words: str) -> list[str]:
    """Return the errands of a note, or the one that it is; nothing where it tells something else."""
    plain = _plain(words).strip("'\"\u2019 ")
    alone = plain.partition(" ")[0].lower() in TO_DO and _TALKED_ABOUT.search(plain) is None
    return _errands(plain) or ([plain] if alone and " " in plain else [])


def _things(words: str) -> list[str]:
    """Split "eggs, oat milk and limes"; nothing where it is a sentence rather than a list."""
    if _NUMBER.match(words):
        return _parts(words)
    stop = re.split(r"[.!?](?:\s|$)", words)[0]
    parts = [part.strip() for part in re.split(r"[,;]\s*(?:and\s+)?|\s+and\s+(?!\d)|\s\+\s", stop)]
    parts = [_plain(part) for part in parts if part]
    return parts if all(len(part.split()) <= _SHORT + 1 for part in parts) else []


_SHORT = 5
"""Words of an item in a list between commas, at most."""


def _plain(words: str) -> str:
    return re.sub(r"\*\*|__", "", words).strip().rstrip(".;,").strip("*_ ")
