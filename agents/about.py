"""What a statement is about: somebody, a known thing, something concrete, a moment."""

import re

from octomem.agents import lasting
from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.reading import Statement

_ANY_ONE = ("a ", "an ", "some ", "any ", "no ", "every ", "each ")
ALIVE = frozenset({"person", "animal"})


def is_about_somebody(statement: Statement) -> bool:
    """Tell whether the subject is a person or thing that a reader could find again."""
    if statement.claim is not None:
        return True  # its reader makes statements of such subjects only
    subject = statement.subject
    low = subject.casefold()
    if low in grammar.EMPTY_SUBJECTS or low.startswith(lasting.POINTING):
        return False
    if "'s " in low and low.split()[0].endswith("ing"):
        return False  # "running Gina's shop", a doing
    if statement.first_person or "'s " in subject:
        return not {"your", "his", "her", "their"} & set(low.split())
    named = subject[:1].isupper() and statement.subject_type not in {"date", "thing", "number"}
    named = named or (statement.subject_type == "person" and low in GIVEN)
    return named and not low.startswith(("a ", "the ", "an ", "some "))


def is_about_something(statement: Statement) -> bool:
    """Tell whether the subject is somebody, or a thing that is known as "the" one."""
    if statement.claim is not None:
        return True
    if is_about_somebody(statement):
        fails = lasting.FAILS.search(statement.text) is not None  # "my eyes are going"
        passes = _passes_by(statement.subject) and not fails
        return not is_thing(statement) or _costs(statement) or not passes
    subject = statement.subject.casefold()
    priced = statement.verb in {"be", "cost"} and lasting.PRICE.match(statement.object) is not None
    is_noun = subject not in grammar.EMPTY_SUBJECTS and not subject.startswith(lasting.POINTING)
    if _is_low_name(statement) or (priced and is_noun and not _passes_by(subject)):
        return True
    is_definite = subject.startswith("the ") and len(subject.split()) <= 5
    passes = _passes_by(subject) and not _costs(statement)
    return is_definite and statement.subject_type != "date" and not passes


def is_identifiable(statement: Statement) -> bool:
    """Tell whether the subject is somebody or a known thing, rather than any one of a kind.

    It is what a statement needs that weighs enough to be kept whatever it says.
    """
    low = statement.subject.casefold()
    if low in grammar.EMPTY_SUBJECTS or low.startswith((*lasting.POINTING, *_ANY_ONE)):
        return False
    doing = low.partition(" ")[0].endswith("ing") and " " in low and is_thing(statement)
    somebody = is_thing(statement) and statement.verb == "be" and statement.object_type == "person"
    if low[:1].isdigit() or doing or somebody or _is_general(statement):
        return False
    return _costs(statement) or not _passes_by(low)


def _is_general(statement: Statement) -> bool:
    """Tell what is said of a kind of thing: "vegan options are rare"."""
    owned = statement.subject.startswith("the ") or "'s " in statement.subject
    plain = statement.object.isalpha() and statement.object.islower()
    return is_thing(statement) and statement.verb == "be" and plain and not owned


def _is_low_name(statement: Statement) -> bool:
    """Tell a name in small letters of which a name is said: "prod is in Frankfurt"."""
    is_name = statement.subject_type in {"product", "organisation", "other", "thing"}
    is_name = is_name and statement.subject.isalpha() and len(statement.subject) > 2
    named = statement.object[:1].isupper() and statement.object_type not in {"person", "date"}
    low = statement.subject.casefold()
    plain = low not in grammar.EMPTY_SUBJECTS and not _passes_by(low)
    return is_name and named and plain and statement.verb in {"be", "run", "use"}


def _costs(statement: Statement) -> bool:
    """Tell what is counted even of what may pass: "the plan costs $12 a month"."""
    amount = statement.object_type == "number" or statement.object[:1].isdigit()
    return statement.verb in {"cost", "include", "cover"} and amount


def _passes_by(subject: str) -> bool:
    if re.search(r"\bfavou?rite\b", subject):
        return False
    nouns = {head_noun(subject), *(word.casefold() for word in subject.split()[-1:])}
    return bool(
        {n for noun in nouns for n in (noun, noun.removesuffix("s"))} & lasting.PASSING_THINGS
    )


def is_thing(statement: Statement) -> bool:
    return not statement.first_person and statement.subject_type not in ALIVE


def is_concrete(statement: Statement) -> bool:
    """Tell whether the object says something on its own."""
    if statement.claim is not None:
        return bool(statement.object)
    low = statement.object.casefold()
    if low.startswith(lasting.POINTING):
        return False
    if (
        re.search(r"\b(?:each other|one another)\b", low)
        or set(re.findall(r"[\w'-]+", low)) & lasting.UNCLEAR
    ):
        return False
    last = low.split()[-1] if low else ""
    told = last[:3] if statement.verb == "do" and last.endswith("ing") else last  # "swims"
    if last and told not in statement.text.casefold():
        return False
    counted = low[:1].isdigit() and " " in low  # "40 people"
    if counted or (" of " in low and head_noun(low) not in lasting.VAGUE):
        return True  # "a team of eight people"
    return last not in lasting.VAGUE and low not in lasting.VAGUE


def is_dated(statement: Statement, sentence: str) -> bool:
    """Tell whether a statement is tied to the day it is said, or to one that it names."""
    if grammar.recurs(statement.text):
        return False
    moment = statement.moment
    spans = moment is not None and moment.text.lower().startswith(("since ", "for ", "from "))
    return lasting.MOMENT.search(sentence) is not None or (moment is not None and not spans)


def is_vague(low: str) -> bool:
    """Tell whether an object is nothing one could point at: "goals", "unique paths"."""
    nouns = {head_noun(low), low.rsplit(maxsplit=1)[-1] if low else ""}
    nouns |= {noun.removesuffix("s") for noun in nouns}
    return bool(nouns & (lasting.HAD_BRIEFLY | lasting.PASSING_THINGS | lasting.VAGUE))


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
