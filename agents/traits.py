"""What "is" says for good: who somebody is, what a thing is, and where."""

import re

from octomem.agents import lasting
from octomem.agents.about import ALIVE, head_noun, is_dated, is_thing
from octomem.agents.definitions import is_judged
from octomem.agents.reading import grammar
from octomem.agents.reading.occupations import is_occupation
from octomem.agents.reading.reading import Statement, Tense
from octomem.agents.slots import Table


def is_trait(statement: Statement, sentence: str, table: Table) -> bool:
    """Tell whether "is" or "becomes" says something that still holds when the talk is over."""
    filled = table.fill(statement)
    if statement.tense is not Tense.PRESENT and not statement.ended:
        return statement.tense is Tense.PAST and statement.verb == "become" and filled is not None
    if filled is not None:
        return statement.object.casefold() not in lasting.OPINION
    if _belongs(statement, sentence) or _leans(statement):
        return True
    if _is_state_of_body(statement):
        return True
    if is_thing(statement):
        return bool(statement.object) and _is_so(statement, sentence)
    return _is_placed(statement) or _is_one(statement)


def _belongs(statement: Statement, sentence: str) -> bool:
    """Tell where somebody or something is from or belongs: "is from Lund", "is into jazz"."""
    if statement.predicate not in lasting.BELONGING:
        return False
    named = statement.object[:1].isupper()
    if statement.predicate == "is at":
        at_work = lasting.INSTITUTION.search(statement.object) is not None
        return at_work and named and not statement.first_person
    if statement.object_type == "organisation":
        is_from = statement.predicate == "is from" and not statement.first_person
        named = named and (is_from or statement.predicate == "is with")
    return statement.predicate == "is into" or (named and not is_dated(statement, sentence))


def _is_state_of_body(statement: Statement) -> bool:
    """Tell what only the living are: "my other half is coeliac"."""
    is_so = re.match(r"is ([\w-]+) since\b", statement.predicate)
    if is_so is not None:
        return is_so[1] in lasting.BODILY
    owned = "'s " in statement.subject and statement.predicate == "is"
    return owned and statement.object.casefold() in lasting.BODILY


def _leans(statement: Statement) -> bool:
    """Tell what somebody tends to: "is allergic to nuts", "is left-handed"."""
    leans = lasting.LEANINGS.match(statement.predicate) and statement.object_type != "date"
    return bool(leans and statement.object) or bool(lasting.TRAIT_TEXT.search(statement.text))


def _is_one(statement: Statement) -> bool:
    """Tell what somebody is: of a group, of a nation, vegan, a nurse, somebody's sister."""
    low = statement.object.casefold()
    if statement.predicate in {"is in", "is on"}:
        return head_noun(low) in lasting.GROUPS
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
        known = statement.object_type in ALIVE or is_occupation(role) or role in grammar.ROLES
        return known or (role in lasting.FELLOWS and len(statement.object.split()) > 2)
    is_noun = low.startswith(("a ", "an ", "the ", "head of ", "director of "))
    noun = head_noun(low)
    nouns = lasting.IDENTITIES | grammar.KIN | grammar.PETS
    return is_noun and (noun in nouns or is_occupation(noun))


def _says_of_own(statement: Statement) -> bool:
    """Tell whether a person's own is described by a name: "Mei's boss is Karl"."""
    owner, _, noun = statement.subject.rpartition("'s ")
    if statement.negated or not (owner or statement.subject.startswith("the ")):
        return False
    if noun.casefold() in lasting.TELLING:
        return bool(statement.object)
    named = statement.object[:1].isupper() and "'s " not in statement.object
    return named or statement.object_type == "person"


_WHERE = re.compile(r"is (?:in|on|at|near|next to|behind|above|below|opposite|by)")


def _is_so(statement: Statement, sentence: str) -> bool:
    """Tell what a thing is, or where: "the router is a Fritzbox", "the office is on …"."""
    low, noun = statement.object.casefold(), head_noun(statement.subject)
    judged = set(low.split()) & lasting.OPINION or head_noun(low) in lasting.HAD_BRIEFLY
    measured = lasting.is_measure(low) and statement.predicate == "is" and not statement.negated
    if noun in lasting.TELLING or measured:
        return bool(low)
    if not low or judged or statement.negated or is_dated(statement, sentence):
        return False
    hours = re.match(r"is (?:open|closed)\b", f"{statement.predicate} {low}")
    if hours is not None or statement.object_type == "date":
        made = statement.predicate == "is from" and low.isdigit()
        told = hours is not None and re.search(r"\d", statement.text) is not None
        return made or told or grammar.recurs(statement.text)
    if _WHERE.fullmatch(statement.predicate):
        return noun not in lasting.MOVABLE and low.split()[-1] not in lasting.PASSING_THINGS
    return statement.predicate == "is" and _is_value(statement)


def _is_value(statement: Statement) -> bool:
    """Tell whether a complement says what a thing is: a name, a number, a class, a colour."""
    low = statement.object.casefold()
    is_class = low.startswith(("a ", "an "))
    is_the_one = statement.subject.casefold().startswith("the ")
    if is_the_one and low.replace(".", "").isdigit():
        return False
    if statement.object_type == "person" and "'s " not in statement.subject:
        return is_the_one or "'s " in statement.object
    if is_class:
        return not is_judged(low)
    named = any(word[:1].isupper() or word[:1].isdigit() for word in statement.object.split())
    typed = statement.object_type in {"number", "person", "organisation", "product", "place"}
    return named or typed or low.split()[-1] in lasting.COLOURS
