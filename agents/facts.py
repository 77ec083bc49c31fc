"""Which statements are lasting facts, rather than events, moods or small talk."""

import re

from octomem.agents import lasting
from octomem.agents.definitions import is_judged
from octomem.agents.reading import grammar
from octomem.agents.reading.occupations import is_occupation
from octomem.agents.reading.reading import Mood, Statement, Tense
from octomem.agents.slots import Table

_ALIVE = frozenset({"person", "animal"})


def is_about_somebody(statement: Statement) -> bool:
    """Tell whether the subject is a person or thing that a reader could find again."""
    subject = statement.subject
    low = subject.casefold()
    if low in grammar.EMPTY_SUBJECTS or low.startswith(lasting.POINTING):
        return False
    if low.split()[0].endswith("ing") and not subject[:1].isupper():
        return False  # "running Gina's shop", a doing
    if statement.first_person or "'s " in subject:
        return not {"your", "his", "her", "their"} & set(low.split())
    named = subject[:1].isupper() and statement.subject_type not in {"date", "thing", "number"}
    return named and not low.startswith(("a ", "the ", "an ", "some "))


def is_about_something(statement: Statement) -> bool:
    """Tell whether the subject is somebody, or a thing that is known as "the" one."""
    if is_about_somebody(statement):
        return not _is_thing(statement) or not _passes_by(statement.subject)
    subject = statement.subject.casefold()
    is_definite = subject.startswith("the ") and len(subject.split()) <= 5
    return is_definite and statement.subject_type != "date" and not _passes_by(subject)


def _passes_by(subject: str) -> bool:
    if re.search(r"\bfavou?rite\b", subject):
        return False
    return bool({head_noun(subject), subject.split()[-1].casefold()} & lasting.PASSING_THINGS)


def _is_thing(statement: Statement) -> bool:
    return not statement.first_person and statement.subject_type not in _ALIVE


def is_concrete(statement: Statement) -> bool:
    """Tell whether the object says something on its own."""
    low = statement.object.casefold()
    if low.startswith(lasting.POINTING):
        return False
    if "each other" in low or set(re.findall(r"[\w'-]+", low)) & lasting.UNCLEAR:
        return False
    last = low.split()[-1] if low else ""
    if last and last not in statement.text.casefold():
        return False
    if " of " in low and head_noun(low) not in lasting.VAGUE:
        return True  # "a team of eight people"
    return last not in lasting.VAGUE and low not in lasting.VAGUE


def lasts(statement: Statement, sentence: str, table: Table) -> bool:
    """Tell whether a statement is a fact that still holds when the talk is over.

    `sentence` is the whole sentence it was made in.
    """
    is_fact = statement.mood is Mood.FACT and is_about_something(statement)
    if not is_fact or not is_concrete(statement):
        return False
    if statement.verb in {"be", "become"}:
        return _is_trait(statement, sentence, table)
    if statement.ended:
        verb = statement.verb.split()[0]
        return verb in lasting.STATES | lasting.HABITS | {"have"} or verb not in lasting.FLEETING
    if statement.tense is Tense.PAST:
        return _is_milestone(statement, table)
    if lasting.TRAIT_TEXT.search(statement.text):
        return True
    return not _passes(statement, sentence) and _is_state(statement, sentence, table)


def _passes(statement: Statement, sentence: str) -> bool:
    """Tell whether a present statement is about the moment: a doing, or what one could do."""
    verb, recurring = statement.verb, grammar.recurs(statement.text)
    going_on = verb in lasting.ONGOING or recurring or _goes_on(statement, sentence)
    anchor = None if _is_thing(statement) else lasting.ANCHORED.get(verb)
    aside = anchor is not None and not anchor.match(statement.predicate) and not recurring
    could = " can " in f" {statement.text} "
    able = lasting.UNBEARABLE | lasting.ABILITIES if statement.negated else lasting.ABILITIES
    return (statement.progressive and not going_on) or aside or (could and verb not in able)


def _goes_on(statement: Statement, sentence: str) -> bool:
    """Tell "has been playing the cello for years" from what goes on at the moment."""
    long = re.search(r"\b(?:since|years|months|decades|ever|all my life)\b", sentence)
    if verb_and_noun(statement) in lasting.COURSES:
        return True
    been = " has been " in f" {statement.text} "
    return been and long is not None and statement.verb not in lasting.FLEETING


def verb_and_noun(statement: Statement) -> tuple[str, str]:
    """Return a statement's verb and its object's head: ("do", "phd")."""
    return statement.verb, head_noun(statement.object)


def _is_state(statement: Statement, sentence: str, table: Table) -> bool:
    verb, low = statement.verb, statement.object.casefold()
    if verb == "have":
        return _is_had(statement, sentence)
    if statement.predicate in {"is called", "is named"} and low:
        return not statement.first_person and statement.object[:1].isupper()
    if statement.predicate in lasting.FOR_GOOD and low and not _is_dated(statement, sentence):
        return True
    if verb == "get" and lasting.AILMENT.fullmatch(low):
        return True
    attends = statement.predicate == "goes to" and head_noun(low) in lasting.ATTENDED
    knows = verb == "know" and statement.object_type == "person" and statement.object[0].isupper()
    bare = statement.first_person and statement.predicate in lasting.BARE
    if attends or knows or bare or table.fill(statement) is not None:
        return True
    if _is_thing(statement):
        return _is_property(statement, sentence)
    if grammar.recurs(statement.text) and _recurs_for_good(statement):
        return True
    if not low:
        return False
    if low.startswith("to "):
        short = len(low.split()) <= 5 and "just" not in low
        return short and verb in {"love", "like", "prefer", "hate", "enjoy"}
    in_charge = verb in lasting.DUTIES and not _is_dated(statement, sentence)
    if in_charge and head_noun(low) not in lasting.ERRANDS:
        return True
    if verb in lasting.STATES | lasting.HABITS:
        return _is_kind_of_thing(statement)
    return _is_open_state(statement, sentence)


def _recurs_for_good(statement: Statement) -> bool:
    """Tell a habit from a figure of speech: "always feels", "never said"."""
    idle = lasting.FLEETING - lasting.OFTEN_DONE
    verb = statement.verb.split()[0]
    is_whole = bool(statement.object) or verb[:3] not in statement.text.split()[-1]
    return is_whole and verb not in idle and statement.object_type != "person"


def _is_open_state(statement: Statement, sentence: str) -> bool:
    """Tell what somebody does for good by any verb that is not about the moment."""
    verb, low = statement.verb, statement.object.casefold()
    if _is_vague(low):
        return False
    could_not = " can not " in statement.text and verb in lasting.UNBEARABLE
    if could_not or (verb == "do" and not low.startswith("the ")):
        return head_noun(low) not in lasting.HAD_BRIEFLY
    if verb.split()[0] in lasting.FLEETING or _is_dated(statement, sentence):
        return False
    if statement.object_type in {"person", "date"}:
        return False
    return _is_kind_of_thing(statement)


def _is_vague(low: str) -> bool:
    """Tell whether an object is nothing one could point at: "goals", "unique paths"."""
    nouns = {head_noun(low), low.split()[-1] if low else ""}
    nouns |= {noun.removesuffix("s") for noun in nouns}
    return bool(nouns & (lasting.HAD_BRIEFLY | lasting.PASSING_THINGS | lasting.VAGUE))


def _is_dated(statement: Statement, sentence: str) -> bool:
    """Tell whether a statement is tied to the day it is said, or to one that it names."""
    if grammar.recurs(statement.text):
        return False
    moment = statement.moment
    spans = moment is not None and re.match(r"(?:since|for|from)\b", moment.text, re.IGNORECASE)
    if moment is not None and moment.text.split(" ", 1)[-1] in statement.object:
        spans = statement.object_type != "date" or spans  # "the 4th floor" is no date
    return lasting.MOMENT.search(sentence) is not None or (moment is not None and not spans)


def _is_had(statement: Statement, sentence: str) -> bool:
    """Tell what somebody or something has for longer than a moment."""
    low = statement.object.casefold()
    noun = head_noun(low)
    if noun in lasting.HAD and not _is_thing(statement):
        return True
    words = set(low.split())
    if (
        not low
        or _is_vague(low)
        or words & lasting.OPINION - lasting.AILING
        or _is_dated(statement, sentence)
    ):
        return False
    if low.startswith(("to ", "the ", "any ", "so ", "such ", "more ", "less ", "enough ", "no ")):
        return False
    if statement.object_type == "person" and statement.object[:1].isupper():
        return False
    return not statement.negated or statement.object_type != "thing" or _is_countable(low)


def _is_countable(low: str) -> bool:
    """Tell "doesn't have a garden" and "has no children" from "doesn't have patience"."""
    return low.startswith(("a ", "an ")) or low.endswith("s")


def _is_property(statement: Statement, sentence: str) -> bool:
    """Tell whether a verb says what a thing is like: "runs Debian", "lasts two years"."""
    verb, low = statement.verb.split()[0], statement.object.casefold()
    if verb in lasting.TASTES or _is_dated(statement, sentence):
        return False  # "my back hates me": only who lives likes something
    if statement.progressive or statement.object_type == "date" and verb not in {"last", "take"}:
        return False
    if not low:
        recurs = grammar.recurs(statement.text)
        return recurs and verb not in lasting.FLEETING - lasting.OFTEN_DONE
    if statement.predicate.startswith("is "):
        return verb not in lasting.PASSING_PASSIVE
    if verb in lasting.THING_PASSING:
        named = statement.object[:1].isupper() or statement.object_type != "thing"
        return named and statement.object_type != "person"
    if verb in lasting.FLEETING and verb not in lasting.THING_VERBS:
        return False
    return (
        not {"me", "us"} & set(low.split()) and not statement.negated or verb in lasting.THING_VERBS
    )


def _is_kind_of_thing(statement: Statement) -> bool:
    """Tell "loves the sea" and "loves jazz" from "loves the colours" of something at hand."""
    low = statement.object.casefold()
    if not low.startswith("the "):
        return True
    named = any(word[:1].isupper() for word in statement.object.split()[1:])
    return named or head_noun(low) in lasting.THE_KNOWN


def _is_trait(statement: Statement, sentence: str, table: Table) -> bool:
    filled = table.fill(statement)
    if statement.tense is not Tense.PRESENT and not statement.ended:
        return statement.tense is Tense.PAST and statement.verb == "become" and filled is not None
    low = statement.object.casefold()
    if filled is not None:
        return low not in lasting.OPINION
    if statement.predicate in lasting.BELONGING:
        is_place = statement.object[:1].isupper() and statement.object_type != "organisation"
        if statement.predicate == "is from" and statement.object_type == "organisation":
            return not statement.first_person and statement.object[:1].isupper()
        if (is_place and not _is_dated(statement, sentence)) or statement.predicate == "is into":
            return True
    if lasting.LEANINGS.match(statement.predicate):
        return bool(low) and statement.object_type != "date"
    if lasting.TRAIT_TEXT.search(statement.text):
        return True
    if _is_thing(statement):
        return _is_so(statement, sentence)
    if _is_placed(statement):
        return True
    if statement.predicate in {"is in", "is on"} and head_noun(low) in lasting.GROUPS:
        return True
    last = low.split()[-1] if len(low.split()) < 3 and low else low
    is_trait = low in lasting.TRAITS or last in lasting.TRAITS
    is_trait = is_trait or lasting.NATIONALITY.fullmatch(statement.object) is not None
    is_plain = statement.predicate == "is"
    return is_plain and (is_trait or _is_role(statement) or _says_of_own(statement))


def _is_placed(statement: Statement) -> bool:
    """Tell where somebody is for good, and what they are on: "at the bank since May"."""
    where = re.fullmatch(r"is (?:in|at|with|on)", statement.predicate) is not None
    moment = statement.moment
    since = moment is not None and moment.text.lower().startswith("since")
    low = statement.object.casefold()
    version = re.fullmatch(r"[a-z.+#-]+ v?\d[\d.]*", low) is not None
    uses = statement.predicate == "is on" and version and not low.startswith(lasting.COUNTED)
    return where and (since or uses)


def _is_role(statement: Statement) -> bool:
    """Tell whether "is a …" says who somebody is, or somebody is somebody's sister."""
    low = statement.object.casefold()
    if set(low.split()) & lasting.OPINION:
        return False
    if "'s " in statement.object and not low.startswith("what "):
        role = head_noun(statement.object.rpartition("'s ")[2])
        known = statement.object_type in _ALIVE or is_occupation(role) or role in grammar.ROLES
        return known or (role in lasting.FELLOWS and len(statement.object.split()) > 2)
    is_noun = low.startswith(("a ", "an ", "the ", "head of ", "director of "))
    noun = head_noun(low)
    return is_noun and (noun in lasting.IDENTITIES | grammar.KIN or is_occupation(noun))


def _says_of_own(statement: Statement) -> bool:
    """Tell whether a person's own is described by a name: "Mei's boss is Karl"."""
    owner, _, noun = statement.subject.rpartition("'s ")
    if statement.negated or not (owner or statement.subject.startswith("the ")):
        return False
    if noun.casefold() in lasting.TELLING:
        return bool(statement.object)
    named = statement.object[:1].isupper() and "'s " not in statement.object
    return named or statement.object_type == "person"


def _is_so(statement: Statement, sentence: str) -> bool:
    """Tell what a thing is, or where: "the router is a Fritzbox", "the office is on …"."""
    low, noun = statement.object.casefold(), head_noun(statement.subject)
    if noun in lasting.TELLING:
        return bool(low)
    if not low or statement.negated or _is_dated(statement, sentence):
        return False
    if statement.object_type == "date":
        return grammar.recurs(statement.text)
    if low.replace(".", "").isdigit() and statement.subject.casefold().startswith("the "):
        return False
    is_class = low.startswith(("a ", "an "))
    judged = set(low.split()) & lasting.OPINION or head_noun(low) in lasting.HAD_BRIEFLY
    if judged or (is_class and is_judged(low)):
        return False
    if re.fullmatch(
        r"is (?:in|on|at|near|next to|behind|above|below|opposite|by)", statement.predicate
    ):
        return noun not in lasting.MOVABLE and low.split()[-1] not in lasting.PASSING_THINGS
    if statement.predicate != "is":
        return False
    named = any(word[:1].isupper() or word[:1].isdigit() for word in statement.object.split())
    if statement.object_type == "person" and "'s " not in statement.subject:
        return statement.subject.startswith("the ")
    typed = statement.object_type in {"number", "person", "organisation", "product", "place"}
    return named or is_class or typed or low.split()[-1] in lasting.COLOURS


def _is_milestone(statement: Statement, table: Table) -> bool:
    verb, noun = statement.verb, head_noun(statement.object)
    if verb == "get" or table.is_change(statement):
        return table.fill(statement) is not None
    if verb in lasting.GAINED:
        return noun in lasting.GAINED[verb]
    if statement.first_person and statement.predicate in lasting.SWITCHED:
        return statement.object[:1].isupper() or any(c.isdigit() for c in statement.object)
    if verb in {"move", "relocate", "study"}:
        return verb == "study" and bool(noun)
    passive = statement.predicate.startswith("is ") and not statement.negated
    if passive and (verb == "diagnose" or (_is_thing(statement) and verb in lasting.BROUGHT_ABOUT)):
        return bool(statement.object) or statement.moment is not None
    if statement.predicate == "goes to" and noun in {"school", "university", "college", "uni"}:
        return " in " in statement.text or " at " in statement.text
    return not _is_thing(statement) and (
        verb in lasting.MILESTONES or verb in lasting.MILESTONES_WITH_PARTICLE
    )


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
