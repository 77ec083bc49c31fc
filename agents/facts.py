"""Which statements are lasting facts rather than events, moods or small talk."""

import re

from octomem.agents import lasting
from octomem.agents.reading import grammar
from octomem.agents.reading.reading import LASTING, Mood, Statement, Tense
from octomem.agents.slots import Table


def is_about_somebody(statement: Statement) -> bool:
    """Tell whether the subject is a person or thing that a reader could find again."""
    if statement.claim is not None:
        return True  # its reader makes statements of such subjects only
    subject = statement.subject
    low = subject.casefold()
    if low in grammar.EMPTY_SUBJECTS or low.startswith(lasting.POINTING):
        return False
    if statement.first_person or "'s " in subject:
        return not {"your", "his", "her", "their"} & set(low.split())
    named = subject[:1].isupper() and statement.subject_type not in {"date", "thing", "number"}
    return named and not low.startswith(("a ", "the ", "an ", "some "))


def is_concrete(statement: Statement) -> bool:
    """Tell whether the object says something on its own."""
    if statement.claim is not None:
        return bool(statement.object)
    low = statement.object.casefold()
    if low.startswith(lasting.POINTING):
        return False
    if "each other" in low or set(re.findall(r"[\w'-]+", low)) & lasting.UNCLEAR:
        return False
    last = low.split()[-1] if low else ""
    if last and last not in statement.text.casefold():
        return False
    return last not in lasting.VAGUE and low not in lasting.VAGUE


def lasts(statement: Statement, table: Table) -> bool:
    """Tell whether a statement is a fact that still holds when the talk is over."""
    is_fact = statement.mood is Mood.FACT and is_about_somebody(statement)
    if not is_fact or not is_concrete(statement):
        return False
    if statement.claim is not None:
        return statement.claim in LASTING
    if statement.verb in {"be", "become"}:
        return _is_trait(statement, table)
    if statement.ended:
        return statement.verb.split()[0] in lasting.STATES | lasting.HABITS | {"have"}
    if statement.tense is Tense.PAST:
        return _is_milestone(statement, table)
    return not _passes(statement) and _is_state(statement, table)


def _passes(statement: Statement) -> bool:
    """Tell whether a present statement is about the moment: a doing, or what one could do."""
    verb = statement.verb
    doing = statement.progressive and verb not in lasting.ONGOING
    aside = verb in lasting.ANCHORED and not lasting.ANCHORED[verb].match(statement.predicate)
    could = " can " in f" {statement.text} " and not statement.negated
    return doing or aside or (could and verb not in lasting.ABILITIES)


def _is_state(statement: Statement, table: Table) -> bool:
    verb, low = statement.verb, statement.object.casefold()
    if verb == "have":
        return head_noun(low) in lasting.HAD
    attends = statement.predicate == "goes to" and head_noun(low) in lasting.ATTENDED
    knows = verb == "know" and statement.object_type == "person" and statement.object[0].isupper()
    bare = statement.first_person and statement.predicate in lasting.BARE
    if attends or knows or bare or table.fill(statement) is not None:
        return True
    if not low or verb not in lasting.STATES | lasting.HABITS:
        return False
    if statement.subject_type in {"thing", "nothing"} and verb in lasting.TASTES:
        return False  # "my back hates me": only who lives likes something
    if low.startswith("to "):
        short = len(low.split()) <= 5 and "just" not in low
        return short and verb in {"love", "like", "prefer", "hate", "enjoy"}
    return _is_kind_of_thing(statement)


def _is_kind_of_thing(statement: Statement) -> bool:
    """Tell "loves the sea" and "loves jazz" from "loves the colours" of something at hand."""
    low = statement.object.casefold()
    if not low.startswith("the "):
        return True
    named = any(word[:1].isupper() for word in statement.object.split()[1:])
    return named or head_noun(low) in lasting.THE_KNOWN


def _is_trait(statement: Statement, table: Table) -> bool:
    filled = table.fill(statement)
    if statement.tense is not Tense.PRESENT and not statement.ended:
        return statement.tense is Tense.PAST and statement.verb == "become" and filled is not None
    low = statement.object.casefold()
    if filled is not None:
        return low not in lasting.OPINION
    if statement.predicate in lasting.BELONGING:
        is_place = statement.object[:1].isupper() and statement.object_type != "organisation"
        return is_place or statement.predicate == "is into"
    if lasting.LEANINGS.match(statement.predicate):
        return bool(low) and statement.object_type != "date"
    last = low.split()[-1] if len(low.split()) < 3 and low else low
    is_trait = low in lasting.TRAITS or last in lasting.TRAITS
    is_plain = statement.predicate == "is"
    return is_plain and (is_trait or _is_role(statement) or _says_of_own(statement))


def _is_role(statement: Statement) -> bool:
    """Tell whether "is a …" says who somebody is, or somebody is somebody's sister."""
    low = statement.object.casefold()
    if set(low.split()) & lasting.OPINION:
        return False
    if "'s " in statement.object and statement.object_type in {"person", "animal"}:
        return True
    is_noun = low.startswith(("a ", "an ", "the "))
    return is_noun and head_noun(low) in lasting.IDENTITIES | grammar.KIN


def _says_of_own(statement: Statement) -> bool:
    """Tell whether something of somebody's is described: "Mei's car is a Golf"."""
    owner, _, noun = statement.subject.rpartition("'s ")
    if not owner or statement.negated:
        return False
    if noun.casefold() in lasting.TELLING:
        return bool(statement.object)
    named = statement.object[:1].isupper() or statement.object_type in {"number", "person"}
    return named and noun.casefold().split()[-1] in lasting.HAD


def _is_milestone(statement: Statement, table: Table) -> bool:
    verb, noun = statement.verb, head_noun(statement.object)
    if verb == "get" or table.is_change(statement):
        return table.fill(statement) is not None
    if verb in lasting.GAINED:
        return noun in lasting.GAINED[verb]
    if verb in {"move", "relocate", "study"}:
        return verb == "study" and bool(noun)
    return verb in lasting.MILESTONES or verb in lasting.MILESTONES_WITH_PARTICLE


def head_noun(phrase: str) -> str:
    """Return the noun that a phrase is about: "two small dogs from Graz" → "dog"."""
    core = re.split(r"\s(?:of|from|in|at|with|for|on|named|called|who|that|to|,)\s|,", phrase)[0]
    last = core.split()[-1].casefold() if core.split() else ""
    for plural, single in (("ies", "y"), ("ses", "s"), ("s", "")):
        if (
            last.endswith(plural)
            and (last.removesuffix(plural) + single) in lasting.HAD | lasting.IDENTITIES
        ):
            return last.removesuffix(plural) + single
    if last == "children":
        return "child"
    return last
