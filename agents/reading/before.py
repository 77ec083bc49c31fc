"""The question right before a turn, word for word: what the turn's first words answer."""

import re
from dataclasses import dataclass

from octomem.agents.reading.given_names import GIVEN
from octomem.turn import Role, Turn

QUESTION = 300
"""Characters at a turn's end in which its question stands."""

_MARKS = str.maketrans("？！。", "?!.")
_MARKED = re.compile(r"([^.!?]+)\?[^\w?]*$")
_UNMARKED = re.compile(
    r"(?:^|[.!,] )((?:(?:and|so|ok|okay|but) )?(?:who(?:'s|s| is| are)|where(?:'s| are| do|re)?|how old|"
    r"what(?:'s| is|s)|which) [^.!?]{2,60})$",
    re.IGNORECASE,
)
"""Questions that are told by their first word, without a mark."""
_OPENING = re.compile(r"^\W*(?:and|ok|okay|so|oh|nice|cool|haha|great)\b[ ,.]*", re.IGNORECASE)
_YOU = r"(?:you|u|ya|y'all|you guys)"
_ABOUT_YOU = re.compile(
    rf"\b(?:what|where|which|who)\b.*\b(?:do|are|r|have) {_YOU}\b(?! (?:want|need|like me|think))"
    r"|\bwhat about (?:you|yourself)$|\bwhat(?:'s| is) your (?:job|work|line of work|profession|trade)\b"
    r"|\bhow about (?:you|yourself)$|^(?:and )?you$|tell me (?:a bit )?about yourself",
    re.IGNORECASE,
)
_IMAGINED = re.compile(
    r"\bwhat if\b|^(?:and |but )?if\b|\bwould\b|\bimagine\b|要是|如果|假如", re.IGNORECASE
)
_PLACEHOLDER = frozenset("\u27e6\u27e7")
"""How what stands for a secret begins and ends."""
_SECRETS = re.compile(
    r"\b(?:pins?|passwords?|passwort|passcodes?|passphrases?|codes?|tokens?|api keys?|cvv|pw)\b|密码|密碼|口令|验证码|门禁",
    re.IGNORECASE,
)
"""Questions whose answers are for the vault alone."""
_PLAYED = re.compile(
    r"\bin (?:the|your|a|this|that) (?:\w+ )?(?:game|play|novel|film|movie|book|show|dream|story)\b|\bdog years\b|\bin minecraft\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"(?:^|[.!?] )(?:(?:ok|so|now|and|just)[, ]+)*(?:let['\u2019]?s (?:say|pretend|imagine|suppose)|imagine|suppose|pretend|picture this)(?:[:,]? (?:that )?(?:you|we|it|there|I|money)\b|:)[^.!?]*[.!:]\s*$",
    re.IGNORECASE,
)
"""What stands before a question about what is only thought of."""
_WORD = re.compile(r"[^\W\d_]")
_SENTENCES = re.compile(r"[.!?\n]\s*")
_CALLED = re.compile(r"\W*(?:(?:hey|hi|so|and|ok)\s+)?([A-Z][a-z]+),\s", re.IGNORECASE)
"""Whom a sentence calls by name at its beginning."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question without its mark, and the id of the turn that ends with it."""

    question: str
    turn: str
    supposes: bool = False
    """Whether what is asked is only thought of: "let's say you win. What do you buy?"."""

    @property
    def imagines(self) -> bool:
        """Whether what answers it is only thought of, or wished: "what would you like"."""
        return self.supposes or _IMAGINED.search(self.question) is not None


def asked(before: Turn | None, turn: Turn) -> Asked | None:
    """Return the question that another one asked right before a person's turn, if any.

    One that holds a secret is none, for its answer would quote it.
    """
    if before is None or not may_answer(before, turn):
        return None
    text = " ".join(before.text[-QUESTION:].translate(_MARKS).split())
    found = _MARKED.search(text) or _UNMARKED.search(text)
    if found is None or _PLACEHOLDER & set(found[1]):
        return None
    question = _OPENING.sub("", found[1].strip())
    is_cut = found.start(1) == 0 and len(before.text) > QUESTION
    is_link = "/" in question.split(maxsplit=1)[0] if question else False
    if is_cut or is_link or not _WORD.search(question):
        return None
    return Asked(question, before.id, _SUPPOSED.search(text[: found.start(1)]) is not None)


def may_answer(before: Turn, turn: Turn) -> bool:
    """Tell whether a person's turn may answer the one before it: another's, who spoke to them.

    Nobody answers for memory what a secret is, or what goes on in a game.
    """
    if before.actor == turn.actor or turn.role is not Role.USER:
        return False
    if _SECRETS.search(before.text[-QUESTION:]) or _PLAYED.search(before.text[-QUESTION:]):
        return False
    last = _SENTENCES.split(before.text.rstrip(" ?!."))[-1]
    called = _CALLED.match(last)
    name = called[1].lower() if called is not None else ""
    other = name in GIVEN and name != turn.actor.lower().split(maxsplit=1)[0]
    return before.role in {Role.USER, Role.ASSISTANT} and not other


def asks_about_listener(asked: Asked) -> bool:
    """Tell whether a question is about whom it is put to: "what do you do for a living"."""
    return _ABOUT_YOU.search(asked.question) is not None
