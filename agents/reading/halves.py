"""Half sentences made whole: "works nights" after a clause of a sister, "been in Funchal since May".

A clause that lacks its subject, or a form of "be" or "have" before its verb, is given both in the
text, which is then parsed once more and read as any other. Only where the form tells that nothing
else can be meant: an order, a title or a list keeps its words.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.replies import DAYS
from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Filling = tuple[int, str]
"""A place in a parsed text, in characters, and what is missing there."""
_HABITS = vocabulary("usually mostly normally rarely seldom typically generally sometimes often")
"""Adverbs of somebody's habits, which open no order."""
_PAIRED = frozenset({("only", "ever"), ("hardly", "ever"), ("almost", "always")})
_PERSONAL = vocabulary(
    "lives works plays studies teaches drives cooks owns manages speaks has hates loves eats"
)
"""What people do whom a clause before was about."""
_WORKS = vocabulary(
    "nights days shifts weekends evenings mornings part full from at as in with freelance remotely"
)
"""What follows "works" where it is somebody's work: "works fine" is said of a thing."""
_SAYINGS = vocabulary(
    "havoc tricks games hard dumb along up me us him her them you everyone everybody"
)
"""What makes a saying of such a verb: "drives me mad", "plays tricks"."""
_AFTER_BEEN = vocabulary("in at with on off living working doing seeing dating married vegan")
_OPENS = vocabulary("and but so also oh anyway btw yeah yep no nope nah ok right well")
_STOPS = frozenset({".", "!", "?", ",", ";", "-", ":", "(", "..."})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})


def fillings(doc: "Doc", *, answers: bool = False) -> Iterator[Filling]:
    """Yield what the halves of a passage lack, in order; nothing where all is said.

    `answers`: the first of them answers a question about somebody else than the speaker.
    """
    if any(token.text in {'"', "“", "”"} for token in doc):
        return
    about: Token | None = None
    for stretch in _stretches(doc):
        head = _first_word(stretch)
        first = answers and stretch[0].i == 0
        missing = _missing(head, stretch, about) if head is not None and not first else ""
        if head is not None and missing:
            yield head.idx, f"{missing} "
        about = _subject_in(stretch) or (about if missing else None)


def _stretches(doc: "Doc") -> Iterator[list["Token"]]:
    """Yield the words between two marks, the mark behind them included."""
    row: list[Token] = []
    for token in doc:
        row.append(token)
        if token.text in _STOPS or token.text[0] in ".!?":
            yield row
            row = []
    if row:
        yield row


def _first_word(stretch: list["Token"]) -> "Token | None":
    words = (t for t in stretch if not t.is_space and t.lower_ not in _OPENS)
    return next((t for t in words if not t.is_punct), None)


def _missing(head: "Token", stretch: list["Token"], about: "Token | None") -> str:
    """Return the subject, and the helper with it, that stands before a word in full sentences."""
    following = stretch[stretch.index(head) + 1 :]
    if stretch[-1].text == "?" or not following or following[0].is_punct:
        return ""
    other = _told(about) if about is not None else ""
    if head.lower_ == "been" and following[0].lower_ in _AFTER_BEEN:
        return f"{other} has" if other else "I have"
    if _is_habit(head, following):
        return "I"
    if about is None and _is_told_past(head, following, stretch):
        return "I"
    personal = head.lower_ in _PERSONAL and head.text.islower() and other
    works = head.lower_ != "works" or following[0].lower_ in _WORKS
    works = works and following[0].lower_ not in _SAYINGS
    own = not any(t.tag_ in _FINITE and t != head for t in stretch)
    return other if personal and works and own else ""


def _is_told_past(head: "Token", following: list["Token"], stretch: list["Token"]) -> bool:
    """Tell "did my theory test last Tuesday", which a speaker tells of themselves, from "did the parcel come" and "given the rain"."""
    past = head.lower_ in _DID or (head.tag_ == "VBD" and head.lower_.endswith("ed"))
    if (head.lower_, following[0].lower_) == ("used", "to"):
        return True
    if head.lower_ == "was":
        return following[0].tag_ == "VBG" or following[0].lower_ in {"at", "in", "on", "with"}
    asks = head.lower_ in {"did", "had"} and any(t.tag_ in {"VB", "VBP"} for t in following)
    what = following[0]
    is_age = head.lower_ == "hit" and what.tag_ == "CD"  # "hit seventy on Tuesday"
    is_name = what.tag_ in {"CD", "NNP"} and not _DAY.fullmatch(what.text)
    led = what.lower_ in _LEADS or (is_name and not is_age)
    own = not any(t.dep_ in {"nsubj", "nsubjpass"} and t.i < head.i for t in stretch)
    return past and led and own and not asks


_DAY = re.compile(DAYS, re.IGNORECASE)
_DID = vocabulary(
    "did had got ran went saw gave took broke bought met flew lost won came ate drove made rode swam caught sat wrote left spent gone hit"
)
"""What somebody did, which is no other form of the verb."""
_LEADS = vocabulary(
    "a an the my our his her another some to on in at up out back off down into with"
)


def _is_habit(head: "Token", following: list["Token"]) -> bool:
    """Tell "only ever play on the xbox", which is no order."""
    paired = (head.lower_, following[0].lower_) in _PAIRED
    verb = following[1 if paired else 0] if len(following) > paired else None
    plain = paired or head.lower_ in _HABITS
    return plain and verb is not None and verb.tag_ in {"VB", "VBP"} and verb.text.islower()


def _subject_in(stretch: list["Token"]) -> "Token | None":
    """Return whom a clause is about: the first that is the subject of a finite verb in it."""
    found = (t for t in stretch if t.dep_ in {"nsubj", "nsubjpass"} and t.head in stretch)
    return next((t for t in found if _is_finite(t.head)), None)


def _is_finite(verb: "Token") -> bool:
    return verb.tag_ in _FINITE or any(c.tag_ in _FINITE for c in verb.children)


def _told(subject: "Token") -> str:
    """Return another person as a subject: "she", "Kim", "my sister"; empty for the speaker."""
    if subject.lower_ in {"he", "she"}:
        return subject.lower_
    owner = grammar.child_of(subject, "poss") if subject.lower_ == "name" else None
    if owner is not None:  # "his name is Mr Osei, lives in Croydon"
        return {"his": "he", "her": "she"}.get(owner.lower_, "")
    if subject.pos_ == "PROPN" and (subject.lower_ in GIVEN or subject.ent_type_ == "PERSON"):
        return subject.text
    own = subject.n_lefts and subject.doc[subject.left_edge.i].lower_ in {"my", "our"}
    if subject.lemma_.lower() in grammar.ROLES and own and subject.tag_ == "NN":
        return f"{subject.doc[subject.left_edge.i].lower_} {subject.text}"
    return ""
