"""Relations that a factual statement tells of two named ends, whatever its verb."""

import re

from octomem.agents import lasting
from octomem.agents.reading import grammar
from octomem.agents.reading.occupations import is_occupation
from octomem.agents.reading.reading import Statement, Tense
from octomem.agents.reading.vocabulary import vocabulary
from octomem.agents.relations import NOUNS, Relation, is_name, is_role

_MADE = vocabulary(
    "acquire buy found establish build write design develop invent create direct paint compose "
    "publish produce launch open own run lead manage maintain make operate employ coach teach treat "
    "supply distribute sponsor fund represent brew record host organise organize chair start "
    "merge release author curate translate edit illustrate rent lease inherit adopt marry divorce "
    "succeed replace hire"
)
"""Verbs whose past, or whose passive, is told of two named ends for good."""
_BETWEEN = vocabulary(
    "play report sit go belong sing coach train volunteer study work teach row swim serve lecture "
    "supply sell provide make include contain offer run live need require depend cover distribute"
)
"""Verbs of the moment in general that say something lasting of two named ends."""
_PASSING = vocabulary(
    "be have do say tell think know see meet call text message visit love like enjoy adore hate "
    "dislike prefer fear want watch read listen get come leave speak eat drink cook bake "
    "date feel look sound"
)
"""Verbs with rules of their own, or of somebody's tastes and doings."""
_NAMED = r"[A-Z][\w&'\u2019.-]*(?: (?:(?:of|de|la|du|the|&) )?[A-Z\d][\w&'\u2019.-]*)*"
_TAIL = re.compile(rf"\b(at|in|near|for|with|from|on|outside|by) (?:the )?({_NAMED})")
_OF_SOMEBODY = re.compile(
    rf"(?:an?|the|one of the|both) (?:[\w-]+ )*?([\w-]+) (?:of|to|for) ({_NAMED}(?:(?:,| and) {_NAMED})*)$"
)
_MONTHS = vocabulary(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december christmas easter english german french "
    "spanish i"
)


def ties(statement: Statement) -> list[Relation]:
    """Return what a plain claim relates that no table of predicates names."""
    if statement.claim is not None or statement.negated:
        return []
    if statement.verb == "be" and statement.predicate == "is":
        return _by_copula(statement)
    relation = _stationed(statement) or _by_verb(statement) or _by_tail(statement)
    return [relation] if relation else []


def _by_copula(statement: Statement) -> list[Relation]:
    """Read "Ana is the mother of Tom and Ed", "a friend of Tom's", "the car is Tom's"."""
    subject, phrase = statement.subject, statement.object
    owner = phrase.removesuffix("'s")
    if owner != phrase and is_name(owner) and " of " not in phrase:
        thing = not is_name(subject) and subject.startswith("the ")
        return [Relation(owner, "person", "owns", subject, "thing")] if thing else []
    related = _RELATED.match(phrase)
    if related is not None and is_name(subject):
        noun = related[1].rstrip("s")
        name = {"married": "married_to", "engaged": "engaged_to"}.get(
            related[1], NOUNS.get(noun, f"{noun}_of")
        )
        return [_told(statement, name, related[2], "person")]
    employed = _EMPLOYED.match(phrase)
    if employed is not None and is_name(subject) and is_occupation(employed[1].lower()):
        return [_told(statement, "works_at", employed[2], "organisation")]
    headed = _HEADED.match(subject)
    if headed is not None and is_name(phrase) and is_role_or_chief(headed[1].lower()):
        return [_told(statement, f"{headed[1].lower()}_of", phrase, "person")]
    found = _OF_SOMEBODY.match(owner)
    if found is None or not is_name(subject) or not is_role(found[1].lower()):
        return []
    noun = found[1].lower()
    name = NOUNS.get(noun, f"{noun}_of")
    targets = re.split(r",? and |, ", found[2])
    return [Relation(subject, "person", name, each, "person", noun) for each in targets]


_RELATED = re.compile(
    rf"(friends|colleagues|neighbou?rs|cousins|siblings|partners|flatmates|roommates|related|married|engaged) (?:with|to|of) ({_NAMED})$"
)
_EMPLOYED = re.compile(rf"an? (?:[\w-]+ )*?([\w-]+) (?:with|for|at) ({_NAMED})")
_HEADED = re.compile(rf"the (?:[\w-]+ )*?([\w-]+) of (?:the )?{_NAMED}$")


def is_role_or_chief(noun: str) -> bool:
    """Tell whether a noun says what somebody is to an organisation."""
    return is_role(noun) or noun in {"head", "chair", "founder", "owner", "director", "president"}


def _stationed(statement: Statement) -> Relation | None:
    """Read "Omar is at Vestas now", "I sit in the Malmö office"."""
    if statement.tense is not Tense.PRESENT or not is_name(statement.subject):
        return None
    target = _named_part(statement.object)
    if statement.predicate == "is at" and statement.object_type == "organisation" and target:
        since = re.search(r" (?:since|for) ", statement.text)
        if statement.subject_type == "person" and (since or not statement.first_person):
            return _told(statement, "works_at", target, "organisation")
    if statement.predicate in {"sits in", "sits at", "is based at"} and target:
        return _told(statement, "works_in", target, statement.object_type)
    return None


def _by_verb(statement: Statement) -> Relation | None:
    verb = statement.verb.split()[0]
    subject, target = _end_of(statement.subject, statement), _named_part(statement.object)
    if not subject or not target or not _holds(statement, verb):
        return None
    if statement.object_type in {"date", "number"} or subject.casefold() == target.casefold():
        return None
    return _told(statement, statement.predicate.replace(" ", "_"), target, statement.object_type)


def _holds(statement: Statement, verb: str) -> bool:
    """Tell what two named ends have to do with each other for good from what one did once."""
    if statement.tense is Tense.FUTURE or statement.progressive:
        return False
    passive = statement.predicate.startswith("is ")
    if passive or statement.tense is Tense.PAST:
        known = verb in _MADE | lasting.BROUGHT_ABOUT
        return known and (not passive or statement.predicate.endswith((" by", " to", " for")))
    if statement.first_person or verb in _PASSING or " can " in statement.text:
        return False
    if statement.predicate == "goes to":
        return statement.object_type == "organisation"
    return verb in _BETWEEN | lasting.DUTIES or verb not in lasting.FLEETING


def _by_tail(statement: Statement) -> Relation | None:
    """Read "Gerd runs a vineyard near Krems", "Lotte works nights at St. Anne's Hospital"."""
    verb = statement.verb.split()[0]
    lasts = verb in lasting.STATES - lasting.TASTES | lasting.DUTIES | {"have", "do", "design"}
    person = statement.subject_type in {"person", "organisation"} or statement.first_person
    if not (lasts and person and is_name(statement.subject)) or statement.progressive:
        return None
    if statement.tense is not Tense.PRESENT or statement.ended:
        return None
    rest = statement.text.removeprefix(statement.subject)
    found = _TAIL.search(rest)
    if found is None or not _is_lasting_end(found[2]):
        return None
    if verb in {"have", "do"} and found[1] not in {"at", "in", "near"}:
        return None
    name = f"{'works' if found[1] == 'at' and verb in {'do', 'work'} else verb}_{found[1]}"
    return _told(statement, name, found[2].removesuffix("'s"), "other")


def _end_of(subject: str, statement: Statement) -> str:
    """Return a subject that has a name: "Mei's office" has, "the Pelican router" has."""
    if is_name(subject) or statement.first_person:
        return subject
    named = subject.startswith(("the ", "The ")) and _named_part(subject)
    bound = statement.verb == "belong" or statement.predicate.endswith(" by")
    definite = subject.startswith("the ") and bound
    return subject if named or definite else ""


def _named_part(phrase: str) -> str:
    """Return a phrase as the end of a relation where it holds a name: "the Oslo team"."""
    core = re.sub(r"^(?:(?:the|a|an)\s|[^']+'s [a-z-]+ (?=[A-Z]))", "", phrase)
    words = core.split()
    named = [word for word in words if word[:1].isupper()]
    if not named or len(words) > 6 or "⟦" in core or not _is_lasting_end(named[0]):
        return ""
    owned = "'s " in core and core[:1].isupper()
    return core if is_name(core) or owned or phrase.startswith("the ") else ""


def _is_lasting_end(name: str) -> bool:
    low = name.split(maxsplit=1)[0].casefold().removesuffix("'s")
    return low not in _MONTHS and low not in grammar.EMPTY_SUBJECTS


def _told(statement: Statement, name: str, target: str, kind: str) -> Relation:
    """Keep the clause itself: no pattern says what any verb means better than it does."""
    kind = "other" if kind in {"thing", "nothing"} else kind
    return Relation(
        statement.subject, statement.subject_type, name, target, kind, said=statement.text
    )
