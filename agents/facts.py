"""Which statements are lasting facts, rather than events, moods or small talk."""

import re
from datetime import timedelta

from octomem.agents import lasting
from octomem.agents.about import (
    head_noun,
    is_about_somebody,
    is_about_something,
    is_concrete,
    is_dated,
    is_identifiable,
    is_thing,
    is_vague,
)
from octomem.agents.drafting import spell
from octomem.agents.irony import is_ironic
from octomem.agents.reading import grammar
from octomem.agents.reading.reading import LASTING, Mood, Reading, Statement, Tense
from octomem.agents.slots import Table
from octomem.agents.traits import is_trait

LASTING_BAR = 0.6
"""The likelihood from which a statement is taken for a lasting one."""
PASSING_BAR = 0.01
"""Words less likely to last make no lasting statement: jokes, irony, what goes on just now. Chosen on the
conversations that the benchmarks are developed with."""


def lasts(statement: Statement, sentence: str, table: Table) -> bool:
    """Tell whether a statement is a fact that still holds when the talk is over.

    `sentence` is the whole sentence it was made in.
    """
    itself = statement.subject.casefold() == statement.object.casefold()
    before = " had been " in statement.text  # it was so before something else
    if statement.mood is not Mood.FACT or itself or before:
        return False
    if statement.claim is not None:
        return statement.claim in LASTING
    if _LIE.match(sentence) or _is_told_in_passing(statement, table) or says_nothing(statement):
        return False
    if _is_age_then(statement, table):
        return False
    if statement.first_person and statement.predicate == "is" and _GROUP.search(sentence):
        return False
    return _lasts(statement, sentence, table)


def _is_told_in_passing(statement: Statement, table: Table) -> bool:
    """Tell words that nobody would keep: irony, jokes, what goes on just now; news of a slot or a taste, and what puts something right, is none."""
    worth = statement.worth
    passes = worth is not None and worth.words < PASSING_BAR and worth.lasting < 0.85
    news = statement.ended or statement.corrects or _GONE_OFF.search(statement.text) is not None
    return passes and not news and table.fill(statement) is None


def _is_age_then(statement: Statement, table: Table) -> bool:
    """Tell how old somebody was when something happened: "I was 5 when I fell off a bike"."""
    was = statement.predicate == "is" and statement.tense is Tense.PAST and not statement.ended
    filled = table.fill(statement) if was and statement.moment is None else None
    return filled is not None and filled.name == "age"


_LIE = re.compile(
    r"\W*(?:lie|fib|bluff) (?:number |no\.? ?|#)?(?:one|two|three|1|2|3)\b", re.IGNORECASE
)
"""How a sentence begins that a game asks for: "lie number one: I have a twin"."""
_GONE_OFF = re.compile(r"\b(?:gone|went) off\b")


def says_nothing(statement: Statement) -> bool:
    """Tell a saying, a count that is off, a meeting's new day, what is of nobody knows whom, and somebody who "is from" a date."""
    at = statement.moment.text if statement.moment is not None else ""
    somebody = statement.predicate == "is from" and statement.subject_type == "person"
    if statement.first_person and statement.verb in _NOBODY_DOES:
        return True  # "expired in June", of a thing that was asked about
    return (somebody and statement.object in at) or _SAYS_NOTHING.search(statement.text) is not None


_NOBODY_DOES = frozenset({"expire", "lapse"})
_SAYS_NOTHING = re.compile(
    r"^(?:whether|(?:his|her|their|its)(?! \w+ (?-i:[A-Z]))) "
    r"|\b(?:likes?|loves?|enjoys?) (?:to (?:say|joke|claim|remind|point out)|saying|joking|reminding)\b"
    r"|\b(?:is|are) (?:\w+ )?\d+ (?:\w+ )?(?:short|down|up|behind|ahead|over|under|off|late|early|away|left)\b"
    r"|\bas (?:always|ever|usual)$"
    r"|\bis on \+?\d{4}"
    r"|\bhas (?-i:[A-Z])[\w'-]* (?:here|there|round|over|home|back)\b"
    r"|\bis always (?:telling|asking|saying|nagging|reminding|warning|going on|on at|complaining|moaning)\b"
    r"|\b(?:has no|not have|have no)(?: the| any| enough)? (?:time|patience|energy|nerves?|bandwidth) (?:for|to)\b"
    r"|\bmoved to (?:the )?\d{1,2}(?:st|nd|rd|th)\b"
    r"|\b(?:is|are) (?:not any more(?:,| since|$)|away (?:in|at|on|to)\b|back (?:from|at|on|to)\b)",
    re.IGNORECASE,
)
"""What nothing lasting is told with: "my dad likes to say …", "I'm 4 short", "the standup moved to the 12th", "mum's on 01632 …", "his new one is"."""


_GROUP = re.compile(
    r"\b(?:we're|we are|us is|there's|there are) (?:just |only )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
"""How a company of people is counted, of whom the speaker is one: "we're 2 adults and a toddler"."""


def is_meant_otherwise(statement: Statement, reading: Reading) -> bool:
    """Tell a taste that somebody has not who says so."""
    return statement.verb in lasting.TASTES and is_ironic(statement.sentence, reading)


def _lasts(statement: Statement, sentence: str, table: Table) -> bool:
    if is_weighty(statement):
        return True
    if not is_about_something(statement) or not is_concrete(statement):
        return False
    filled = table.fill(statement)
    if filled is not None and filled.name == "birthday":
        return True
    return _holds(statement, sentence, table)


def is_weighty(statement: Statement) -> bool:
    """Tell a statement that its weight alone makes worth keeping."""
    weighs = statement.worth is not None and statement.worth.lasting >= LASTING_BAR
    return weighs and _may_weigh(statement)


def hangs_on_weight(statement: Statement, sentence: str, table: Table) -> bool:
    """Tell whether anything about a statement that nobody has weighed depends on its weight.

    Of the speaker it may: core memory asks too. Of others only what would else not last, and may.
    """
    if statement.claim is not None or statement.mood is not Mood.FACT:
        return False
    if statement.first_person:
        return True
    return _may_weigh(statement) and not lasts(statement, sentence, table)


def _may_weigh(statement: Statement) -> bool:
    feels = statement.verb in lasting.TASTES and is_thing(statement)  # "my back hates me"
    named = statement.object.partition(" ")[0] == statement.subject  # "Nora is Nora Lindqvist"
    words = set(statement.object.casefold().split()) - {"the", "so", "very", "really", "pretty"}
    judged = statement.verb == "be" and words and words <= lasting.OPINION  # "Bente is great"
    if feels or named or judged or (statement.predicate == "is" and not statement.object):
        return False
    return is_identifiable(statement) and is_concrete(statement)


def _holds(statement: Statement, sentence: str, table: Table) -> bool:
    if statement.verb in {"be", "become"}:
        return is_trait(statement, sentence, table)
    if statement.ended:
        verb = statement.verb.split()[0]
        return verb in lasting.STATES | lasting.HABITS | {"have"} or verb not in lasting.FLEETING
    if was_state(statement, table):
        return True
    if statement.tense is Tense.PAST:
        return _is_milestone(statement, table)
    fails = lasting.FAILS.search(statement.text) and not statement.negated
    if fails or lasting.TRAIT_TEXT.search(statement.text) or _is_settled(statement, sentence):
        return True
    return not _passes(statement, sentence) and _is_state(statement, sentence, table)


def was_state(statement: Statement, table: Table) -> bool:
    """Tell what a slot once held: "lived in Cairo", "worked at Nokia until December"."""
    if statement.tense is not Tense.PAST or statement.ended or statement.negated:
        return False
    was = statement.predicate == "is" and statement.first_person
    moment = statement.moment
    has_end = spell(statement) is not None
    if not (was or has_end or statement.predicate in _ONCE) or statement.mood is not Mood.FACT:
        return False
    if statement.verb == "drive" and " to " in statement.text:
        return False  # a journey
    brief = moment is not None and moment.end - moment.start < _SPELL
    if moment is not None and _GOES_ON.search(moment.text):
        return False
    filled = table.fill(statement) if not brief or has_end else None
    return filled is not None and (not was or has_end or filled.name == "job")


_ONCE = frozenset({"lives in", "works at", "works for", "works as", "studies at", "drives"})
"""Predicates whose past tells what somebody's life was like for a time."""
_GOES_ON = re.compile(
    r"^since\b|\b(?:until|till?|to) (?:today|now|this|the present)\b|开始|起$|以来|至今",
    re.IGNORECASE,
)
_SPELL = timedelta(days=28)
"""Shorter, it is told of a day rather than of a life."""


def _is_settled(statement: Statement, sentence: str) -> bool:
    """Tell what its wording alone says for good: "for a living", "400 crates a month"."""
    if not is_about_somebody(statement):
        return False
    if statement.negated:
        unable = statement.text.endswith(f" can not {statement.verb}")
        return unable and statement.verb in lasting.ABILITIES
    for_living = statement.text.endswith((" for a living", " spare time", " free time"))
    amount = statement.object_type == "number" or statement.object[:1].isdigit()
    rate = amount and lasting.RATE.search(statement.object) is not None
    return for_living or rate or lasting.LIFE.search(statement.text) is not None


def _passes(statement: Statement, sentence: str) -> bool:
    """Tell whether a present statement is about the moment: a doing, or what one could do."""
    verb, recurring = statement.verb, grammar.recurs(statement.text)
    going_on = verb in lasting.ONGOING or recurring or _goes_on(statement, sentence)
    anchor = None if is_thing(statement) else lasting.ANCHORED.get(verb)
    aside = anchor is not None and not anchor.match(statement.predicate) and not recurring
    could = " can " in f" {statement.text} "
    able = (
        lasting.TASTES | lasting.UNBEARABLE | lasting.ABILITIES
        if statement.negated
        else lasting.TASTES | lasting.ABILITIES
    )
    return (statement.progressive and not going_on) or aside or (could and verb not in able)


_OWN_CAR = re.compile(
    r"\bdriving (?:an?|my|our) [A-Z0-9](?!.*\b(?:today|tonight|right now|rental|borrowed)\b)"
)
_NOW = re.compile(r"\b(?:now|these days|nowadays|currently)\b", re.IGNORECASE)
"""What tells what somebody drives since from what they sit in: "I'm driving a Subaru Outback now"."""


def _goes_on(statement: Statement, sentence: str) -> bool:
    """Tell "has been playing the cello for years" from what goes on at the moment."""
    long = re.search(r"\b(?:since|years|months|decades|ever|all my life)\b", sentence)
    if (statement.verb, head_noun(statement.object)) in lasting.COURSES:
        return True
    if statement.verb == "drive" and _NOW.search(sentence) and _OWN_CAR.search(sentence):
        return True
    been = " has been " in f" {statement.text} "
    return been and long is not None and statement.verb not in lasting.FLEETING


def _is_milestone(statement: Statement, table: Table) -> bool:
    verb, noun = statement.verb, head_noun(statement.object)
    if verb == "get" or table.is_change(statement):
        return table.fill(statement) is not None or (verb == "join" and noun in lasting.GROUPS)
    if verb in lasting.GAINED:
        return noun in lasting.GAINED[verb]
    if verb in {"move", "relocate", "study"}:
        return verb == "study" and bool(noun)
    if _switched(statement) or _came_about(statement) or _was_schooled(statement, noun):
        return True
    known = verb in lasting.MILESTONES or verb in lasting.MILESTONES_WITH_PARTICLE
    return known and not is_thing(statement)


def _switched(statement: Statement) -> bool:
    """Tell what somebody uses since: "we switched to Podman"."""
    named = statement.object[:1].isupper() or any(char.isdigit() for char in statement.object)
    return statement.first_person and statement.predicate in lasting.SWITCHED and named


def _came_about(statement: Statement) -> bool:
    """Tell where a thing comes from, and what somebody was diagnosed with."""
    passive = statement.predicate.startswith("is ") and not statement.negated
    about_thing = is_thing(statement) and statement.verb in lasting.BROUGHT_ABOUT
    known = bool(statement.object) or statement.moment is not None
    return passive and known and (about_thing or statement.verb == "diagnose")


def _was_schooled(statement: Statement, noun: str) -> bool:
    school = noun in {"school", "university", "college", "uni"}
    where = " in " in statement.text or " at " in statement.text
    return statement.predicate == "goes to" and school and where


def _is_state(statement: Statement, sentence: str, table: Table) -> bool:
    if statement.verb == "have":
        return _is_had(statement, sentence)
    if _is_known_state(statement, sentence) or table.fill(statement) is not None:
        return True
    if is_thing(statement):
        return _is_property(statement, sentence)
    if grammar.recurs(statement.text) and _recurs_for_good(statement):
        return True
    return bool(statement.object) and _is_way_of_life(statement, sentence)


def _is_known_state(statement: Statement, sentence: str) -> bool:
    """Tell what lasts by its verb and object together: "goes to church", "knows Anna"."""
    low, named = statement.object.casefold(), statement.object[:1].isupper()
    called = statement.predicate in {"is called", "is named"} and not statement.first_person
    for_good = statement.predicate in lasting.FOR_GOOD and not is_dated(statement, sentence)
    ails = statement.verb == "get" and lasting.AILMENT.fullmatch(low) is not None
    ails = ails or _ails_of_kind(statement, sentence)
    attends = statement.predicate == "goes to" and head_noun(low) in lasting.ATTENDED
    knows = statement.verb == "know" and statement.object_type == "person"
    bare = statement.first_person and statement.predicate in lasting.BARE
    return (for_good and bool(low)) or ails or attends or bare or (named and (called or knows))


def _ails_of_kind(statement: Statement, sentence: str) -> bool:
    """Tell "gets sick on planes" from what somebody has on the one of today."""
    known = is_about_somebody(statement) and lasting.AILS.fullmatch(statement.predicate) is not None
    kind = statement.object.endswith("s") and statement.object.islower()
    return known and kind and not statement.progressive and not is_dated(statement, sentence)


def _is_way_of_life(statement: Statement, sentence: str) -> bool:
    verb, low = statement.verb, statement.object.casefold()
    if low.startswith("to "):
        short = len(low.split()) <= 5 and "just" not in low
        return short and verb in {"love", "like", "prefer", "hate", "enjoy"}
    in_charge = verb in lasting.DUTIES and not is_dated(statement, sentence)
    if in_charge and head_noun(low) not in lasting.ERRANDS:
        return True
    if verb in lasting.STATES | lasting.HABITS:
        return _is_kind_of_thing(statement)
    return _is_open_state(statement, sentence)


def _recurs_for_good(statement: Statement) -> bool:
    """Tell a habit from a figure of speech ("always feels") and from what is left open."""
    verb = statement.verb.split()[0]
    if verb in lasting.FLEETING - lasting.OFTEN_DONE or statement.object_type in {"person", "date"}:
        return False
    if statement.object:
        return True
    denied = statement.negated and statement.habitual_scope != "never"
    return verb != "go" and not denied and verb[:3] not in statement.text.split()[-1]


def _is_open_state(statement: Statement, sentence: str) -> bool:
    """Tell what somebody does for good by any verb that is not about the moment."""
    verb, low = statement.verb, statement.object.casefold()
    if is_vague(low):
        return False
    could_not = " can not " in statement.text and verb in lasting.UNBEARABLE
    if could_not or (verb == "do" and not low.startswith("the ")):
        return head_noun(low) not in lasting.HAD_BRIEFLY
    if verb.split()[0] in lasting.FLEETING or is_dated(statement, sentence):
        return False
    if statement.object_type in {"person", "date"} or _ASIDE.search(statement.predicate):
        return False
    return _is_kind_of_thing(statement)


_ASIDE = re.compile(r" (?:over|about|through|into|like|of|around|beyond|without)$")
"""Prepositions of what somebody is busy with: "bonds over stories"."""


def _is_had(statement: Statement, sentence: str) -> bool:
    """Tell what somebody or something has for longer than a moment."""
    low = statement.object.casefold()
    noun = head_noun(low)
    counted = is_thing(statement) and re.match(r"\d[\d.,]* [a-z]", low) is not None
    counted = counted and not statement.negated and not is_dated(statement, sentence)
    if counted or (noun in lasting.HAD and not is_thing(statement)):
        return True
    if " can not " in statement.text:
        return bool(low) and not is_vague(low)
    words = set(low.split())
    if (
        not low
        or is_vague(low)
        or words & lasting.OPINION - lasting.AILING
        or is_dated(statement, sentence)
    ):
        return False
    if low.startswith(
        ("to ", "the ", "any ", "so ", "such ", "some ", "all ", "more ", "less ", "enough ", "no ")
    ):
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
    dated = statement.object_type == "date" and verb not in {"last", "take"}
    if verb in lasting.TASTES or dated or statement.progressive or is_dated(statement, sentence):
        return False  # "my back hates me": only who lives likes something
    if not low:
        recurs = grammar.recurs(statement.text)
        return recurs and verb not in lasting.FLEETING - lasting.OFTEN_DONE
    if statement.predicate.startswith("is "):
        return verb not in lasting.PASSING_PASSIVE and not low.startswith(("all ", "some "))
    if verb in lasting.THING_PASSING:
        named = statement.object[:1].isupper() or statement.object_type != "thing"
        return named and statement.object_type != "person"
    return verb in lasting.THING_VERBS or (verb not in lasting.FLEETING and not statement.negated)


def _is_kind_of_thing(statement: Statement) -> bool:
    """Tell "loves the sea" and "loves jazz" from "loves the colours" of something at hand."""
    low = statement.object.casefold()
    if not low.startswith("the "):
        return True
    named = any(word[:1].isupper() for word in statement.object.split()[1:])
    return named or head_noun(low) in lasting.THE_KNOWN
