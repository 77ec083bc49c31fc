"""Definitions: "a fjord is a narrow inlet of the sea", true of the thing whoever says it."""

import re

from octomem.agents import lasting
from octomem.agents.reading import grammar
from octomem.agents.reading.reading import Mood, Reading, Statement, Tense
from octomem.agents.reading.vocabulary import vocabulary
from octomem.turn import Role

DEFINERS = frozenset({Role.USER, Role.ASSISTANT})
"""Who may say what a thing is; about people only people are believed."""

_INDEFINITE = re.compile(r"an? (?=\w)", re.IGNORECASE)
_NO_CLASS = vocabulary(
    "thing way start idea must treat joy pleasure gift blessing sign reminder journey challenge "
    "relief problem shame pity disaster mess dream nightmare mystery step chance must-have classic "
    "lot bit kind sort part one luxury bonus good success failure hit miss waste surprise honour "
    "honor privilege matter question reason result point place moment time day world world's life "
    "friend help option choice solution handful pain bargain deal winner loser favourite favorite "
    "while mistake risk burden comfort delight present must-see miracle masterpiece hit wreck coaster rollercoaster rock inspiration role-model blast sanctuary escape haven"
)
"""Nouns that judge something rather than say what it is."""
_SOMEBODY = (
    grammar.ROLES
    | grammar.STRANGERS
    | vocabulary("colleague nurse kid guy student man woman one neighbour customer few lot thing")
)
"""After "a" these are one person that was met, not everybody of that kind."""
_TYPES = frozenset({"thing", "product", "organisation", "place", "other"})


def is_definition(statement: Statement, reading: Reading) -> bool:
    """Tell whether a statement says what a thing is, in general: its class and more.

    "A quokka is a small marsupial" and "Rust is a programming language" are; "a friend is
    a nurse" (one friend), "a walk is a good idea" and "a hug is a gift" (judgements) are not.
    """
    plain = statement.mood is Mood.FACT and statement.tense is Tense.PRESENT
    if not plain or statement.predicate != "is" or statement.negated or statement.ended:
        return False
    if statement.moment is not None or statement.habitual_scope or statement.first_person:
        return False
    sentence = reading.sentences[statement.sentence].text
    if sentence.rstrip().endswith("!") or statement.subject_type not in _TYPES:
        return False
    return _is_kind(statement, sentence) and _is_class(statement)


def defined(statement: Statement) -> str:
    """Return the thing that a definition is of, without its article."""
    return _INDEFINITE.sub("", statement.subject, count=1)


def _is_kind(statement: Statement, sentence: str) -> bool:
    """Tell whether the subject is a kind of thing, or a named thing that is no person."""
    subject = statement.subject
    words = defined(statement).split()
    if not words or len(words) > 4 or "'s" in subject or words[-1].casefold() in _SOMEBODY:
        return False
    if _INDEFINITE.match(subject):
        return not {"of", "in", "with", "from", "at"} & set(words)
    opens = re.match(rf"\W*{re.escape(subject)}\b", sentence) is not None
    return opens and subject[:1].isupper() and statement.subject_type != "thing"


def _is_class(statement: Statement) -> bool:
    """Tell whether the complement names a class: "a …" with a noun that does not judge."""
    value = statement.object.casefold()
    if not _INDEFINITE.match(value) or set(re.findall(r"[\w'-]+", value)) & lasting.UNCLEAR:
        return False
    head, _ = _parts(value)
    repeats = defined(statement).casefold() in value
    return len(head) > 1 and not is_judged(value) and not repeats


def is_judged(value: str) -> bool:
    """Tell whether a complement, in lower case, judges: "a good idea", "a disaster"."""
    head, words = _parts(value)
    return bool(words & lasting.OPINION or {head[-1]} & (_NO_CLASS | _SOMEBODY))


def _parts(value: str) -> tuple[list[str], set[str]]:
    """Return the words of a complement's noun phrase alone, and all of them."""
    core = re.split(r"\s(?:of|from|in|at|with|for|on|that|which|to|used|made|by|about)\b|,", value)
    return core[0].split() or [""], set(value.split())
