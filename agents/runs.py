"""Steps told in running text: "open the client, choose a node, untick IPv6 and connect"."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

MIN_RUN = 3
"""Steps that make instructions of a sentence of commands."""
MAX_RUN = 20

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_PART = re.compile(
    r"\s*(?:[,;]\s*(?:and\s+)?(?:then\s+|finally\s+|after that,?\s+|next\s+|lastly\s+)?"
    r"|\s+and\s+(?:then\s+|finally\s+)?|\s+then\s+|\s+&\s+|\s+n\s+then\s+)\s*",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|so|well|yes|yep|yeah|sure|ha|haha|right|easy|simple|no problem|of course|great|fine|and|but|just|simply|first(?:ly)?(?: of all)?|then|next|after that"
    r"|finally|now|please|pls|all you (?:do|need to do|have to do) is|you(?:'ll)? (?:just |simply |only )?(?:need to|have to|must|should|can|want to|gotta)|you(?:'ll)?(?: just| first| simply| then)?|i (?:usually |always |just |first )?"
    r"|we (?:usually |always |just |first )?|one of|try this|do this|do the following|follow these steps|here'?s how|here you go|in that case|try to|basically|essentially)[\s,:.!-]+)*",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?P<intro>[^:,]{2,70}):\s+(?=\S)"
    r"|^(?P<end>(?:in order )?to [^,:]{3,60}?)\s+(?:you|we|i|one)(?:'ll)?\s+(?:just\s+)?(?:have to|need to|must|should|can|first)\s+"
    r"|^(?P<goal>(?:in order )?to [^,:]{3,90}),\s+",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"^(?:after|on|at|in|from|with|once|so on|by|before|first on|for) [^,:]{2,60}?[,]?\s+(?:you\s+(?:just\s+|then\s+)?)?(?P<rest>(?P<verb>[a-z][\w-]*)\s+(?:the|a|an|your|my|it|up|down|to|in|on|off|left|right|out|into|for|back|any|all|all|through)\b.*)$",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(
    r"^(?:and |but |then |,)*(?:if|should (?:it|the|you|this|that)|unless|in case|when(?:ever)?|only if|as soon as)\b",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"[A-Za-z][\w'-]*")
_SOCIAL = frozenset(
    {
        "take",
        "keep",
        "stay",
        "let",
        "have",
        "enjoy",
        "remember",
        "feel",
        "tell",
        "know",
        "say",
        "go",
        "give",
        "ask",
        "get",
        "be",
        "do",
        "thank",
        "hope",
        "wait",
        "believe",
        "tackle",
        "shine",
        "dream",
        "follow",
        "chase",
        "push",
        "trust",
        "love",
        "embrace",
        "breathe",
        "forget",
        "never",
        "don't",
        "consider",
        "ensure",
        "use",
    }
)
"""Verbs of good wishes, which alone make no instructions: "take care, have fun, stay safe"."""
_STRUCTURED = re.compile(r"\s*(?:[-*+#>|\u2022]|\d{1,2}[.)]\s)")
"""The beginning of a line of a list, a heading, a table or a quotation."""
_KEEP = re.compile(
    r"(?:save|remember|note|store|keep|write|record|log|add)\s+(?:down\s+)?(?:this|that|it)\b",
    re.IGNORECASE,
)
"""What is asked of whoever listens: "save this for me"."""
_LAST = re.compile(
    r"\b(?:at the (?:very )?end|last|on top|before serving|to finish|afterwards)\b", re.IGNORECASE
)
_FEW_WORDS = 8


@dataclass(slots=True)
class Run:
    """Commands that follow each other."""

    steps: list[str] = field(default_factory=list[str])
    intro: str = ""
    """What stands before them: "to add seats", "on the day", or the sentence before."""
    plain: int = 0
    """Steps that are tied to no condition."""
    verbs: set[str] = field(default_factory=set[str])


def runs(text: str, verbs: Collection[str], *, asked: bool = False) -> Iterator[Run]:
    """Yield the runs of commands in a text; `verbs` are those that steps begin with.

    `asked` says that the text answers how something is done: then half of the parts of a
    sentence may be no commands, as in "pen in the thigh, hold it, ring 112".
    """
    for paragraph in text.splitlines():
        if not _STRUCTURED.match(paragraph):
            yield from _in_paragraph(paragraph, verbs, asked=asked)


def _in_paragraph(text: str, verbs: Collection[str], *, asked: bool) -> Iterator[Run]:
    run = Run()
    earlier = ""
    for sentence in _SENTENCE.split(text):
        whole = sentence.strip()
        if not whole:
            continue
        intro, parts = _steps_of(whole, verbs, asked=asked)
        if parts and (run.steps or not _CONDITIONAL.match(whole)):
            if not run.steps:
                run.intro = intro or earlier
            run.steps += parts
            run.plain += 0 if _CONDITIONAL.match(whole) else len(parts)
            run.verbs |= {_verb(part) for part in parts}
        elif run.steps and not whole.endswith("?") and _goes_with(whole):
            run.steps.append(whole.rstrip(" ."))
        else:
            if _is_enough(run):
                yield run
            run = Run()
        earlier = whole
    if _is_enough(run):
        yield run


def _goes_with(sentence: str) -> bool:
    """Tell whether a sentence that is no command belongs to the steps before it."""
    last = _LAST.search(sentence) and len(sentence.split()) <= _FEW_WORDS
    return _CONDITIONAL.match(sentence) is not None or bool(last)


def _is_enough(run: Run) -> bool:
    told = run.verbs - _SOCIAL
    plain = run.plain + (len(run.steps) > run.plain)
    return plain >= MIN_RUN and len(run.steps) <= MAX_RUN and len(told) >= MIN_RUN - 1


def _steps_of(sentence: str, verbs: Collection[str], *, asked: bool) -> tuple[str, list[str]]:
    """Return what leads a sentence in, and its commands; none where it is no instruction."""
    if sentence.endswith("?") or len(sentence) > 600:
        return "", []
    if _CONDITIONAL.match(sentence):
        return "", [sentence.rstrip(" .!")] if _commands(sentence, verbs) else []
    rest, intro = _OPENING.sub("", sentence), ""
    lead = _LEADING.match(rest)
    if lead:
        intro = lead["intro"] or lead["goal"] or lead["end"]
        rest = _OPENING.sub("", rest[lead.end() :])
    later = _LATER.match(rest)
    if later and later["verb"].lower() in verbs and not _begins(rest, verbs):
        rest = later["rest"]
    parts = _parts(rest, verbs)
    if asked and len(parts) >= MIN_RUN and 2 * sum(_begins(p, verbs) for p in parts) >= len(parts):
        return intro, parts
    if not _begins(rest, verbs) or _KEEP.match(rest):
        return "", []
    return intro, _steps_in(rest, verbs)


def _parts(rest: str, verbs: Collection[str]) -> list[str]:
    """Return what marks and joining words part; of "the path and service" the last word is no command."""
    parts: list[str] = []
    start = 0
    for mark in _PART.finditer(rest):
        if _PAIRED.match(rest, mark.start()) and not _begins(rest[mark.end() :], verbs):
            continue
        parts.append(rest[start : mark.start()])
        start = mark.end()
    told = (part.strip(" .!,;") for part in (*parts, rest[start:]))
    return [part for part in told if part and _REASON.match(part) is None]


_REASON = re.compile(
    r"(?:i|we|he|she|they|it)(?:['\u2019]\w+)? (?:never|don['\u2019]?t|do not|can['\u2019]?t|cannot|won['\u2019]?t|hate|love|like|prefer)\b",
    re.IGNORECASE,
)
"""What says why, and is no step: "ring, don't email, I never look at it"."""
_PAIRED = re.compile(r"\s+and\s+[a-z]+(?=[,.;]|$)", re.IGNORECASE)
"""Another thing beside one that something is done to: "add the path and service"."""


def _steps_in(rest: str, verbs: Collection[str]) -> list[str]:
    """Cut a sentence where a command begins: "switch it off and on again" is one step."""
    steps: list[str] = []
    start = 0
    for mark in _PART.finditer(rest):
        following = rest[mark.end() :]
        if _begins(following, verbs) or _CONDITIONAL.match(following):
            steps.append(rest[start : mark.start()])
            start = mark.end()
    return [step.strip(" .!,;") for step in (*steps, rest[start:]) if step.strip(" .!,;")]


def _commands(sentence: str, verbs: Collection[str]) -> bool:
    """Tell "if it is orange, hold the button" from "if it is orange, that is fine"."""
    parts = [_OPENING.sub("", part) for part in _PART.split(sentence)[1:]]
    return any(_begins(part, verbs) for part in parts if part)


def _begins(part: str, verbs: Collection[str]) -> bool:
    return _verb(part) in verbs and _REASON.match(part) is None


def _verb(part: str) -> str:
    word = _FIRST_WORD.match(_OPENING.sub("", part))
    low = word.group().lower() if word else ""
    if low in {"never", "don't", "dont", "always"}:
        rest = _FIRST_WORD.match(part[len(low) :].strip())
        return rest.group().lower() if rest else low
    return low
