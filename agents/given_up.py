"""What somebody no longer smokes, drinks or eats who gave it up: "quit smoking", 戒酒了.

That something ended is a fact of its own here: whoever is asked to dinner by it has to know.
"""

import re
from dataclasses import replace

from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.reading import Mood, Statement, Tense

_HABITS = {
    "smoking": "smoke",
    "vaping": "vape",
    "gambling": "gamble",
    "drinking": "drink",
    "eating": "eat",
}
"""Verbs of what is given up for good, by how an ending names them."""
_CHINESE = {
    "烟": ("smoke", "抽"),
    "酒": ("drink", "喝"),
    "咖啡": ("drink", "喝"),
    "奶茶": ("drink", "喝"),
} | dict.fromkeys(("糖", "碳水", "肉"), ("eat", "吃"))
_LEADING = re.compile(rf"(?:终于|已经|早|都|也|就|把|{'|'.join(_CHINESE)})*$")
"""What stands between who gave something up and the verb: 我爸终于把烟戒了."""
_GIVES_UP = re.compile(r"\b(?:stopped|quit|given up|gave up)\b")
_FOR_A_WHILE = re.compile(
    r"\b(?:for|until|till|while|when|before|because|but|again|once|ago|with|outside|inside|during|to (?:answer|talk|take|have|get)|tonight|today|yesterday|relapsed)\b"
    r"|[这本上下]个?(?:月|周|星期)|最近|以前|后来|又|[\d一二三两几半]+个?(?:天|周|月|星期)|期间|备孕|为了|[想要]戒|打算|准备|试"
)
"""What makes it a break, or the story of one: "stopped drinking for Lent", 以前戒烟了，后来又抽上了."""
_ONE = re.compile(r"(?:the|this|that|these|those|my|his|her|our|their|dinner|lunch|breakfast)\b")
"""How what is left once begins: "stopped drinking the coffee, it was cold"."""


def given_up(statement: Statement, sentence: str, *, ends: bool) -> Statement | None:
    """Return what is not so any more of who gave up a habit, as a denial that holds since then.

    `sentence` is what it was told in; `ends` says that the statement was read as the end of something.
    """
    past = statement.tense is Tense.PAST and statement.mood is Mood.FACT and not statement.negated
    if not past or _FOR_A_WHILE.search(sentence):
        return None
    if has_han(statement.text):
        verb, said = _CHINESE.get(statement.object, ("", ""))
        if not verb or statement.verb != "quit":
            return None
        whose = _LEADING.sub("", statement.text.partition("戒")[0])
        return _denied(statement, verb, statement.object, f"{whose}不再{said}{statement.object}")
    named, _, rest = statement.object.partition(" ")
    if ends:
        verb, what = _HABITS.get(named, ""), rest
    else:
        told = statement.ended and _GIVES_UP.search(statement.text)
        verb, what = statement.verb if told else "", statement.object
    if verb not in _HABITS.values() or (verb == "eat" and not what) or _ONE.match(what):
        return None
    text = f"{statement.subject} no longer {verb}s {what}".rstrip()
    return _denied(statement, verb, what, text)


def _denied(statement: Statement, verb: str, what: str, text: str) -> Statement:
    return replace(
        statement,
        verb=verb,
        predicate=f"{verb}s",
        object=what,
        negated=True,
        ended=False,
        tense=Tense.PRESENT,
        text=text,
    )
