"""Which statements are lasting facts rather than events, moods or small talk."""

import re

from octomem.agents.reading import grammar
from octomem.agents.reading.reading import Mood, Statement, Tense
from octomem.agents.slots import Table


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STATES = _words(
    "live reside work own possess speak love like enjoy adore hate dislike prefer collect "
    "belong suffer drive teach volunteer attend date manage run lead coach wear weigh "
    "share breed grow raise commute subscribe follow worship fear support identify"
)
"""Verbs that say in the present tense what somebody is like."""

HABITS = _words(
    "play eat drink cook bake paint draw write sing dance swim run ride ski surf climb hike jog "
    "cycle knit sew garden fish camp meditate practise practice train read watch listen study "
    "learn take smoke visit travel perform compose photograph code program skate box row sail "
    "bike blog donate mentor tutor babysit stream game use keep observe celebrate"
)
"""Verbs that say a habit in the simple present, and an event in any other form."""

ONGOING = _words("study work live learn train rent date teach attend write build raise")
"""Verbs whose progressive form still holds next week."""

MILESTONES = _words(
    "bear marry divorce graduate move relocate emigrate immigrate buy adopt found establish retire "
    "study inherit serve join become start enrol enroll propose"
)
"""Verbs whose past is a fact for life rather than an episode."""
MILESTONES_WITH_PARTICLE = frozenset({"grow up", "settle down", "break up", "split up"})

_PASTIMES = frozenset({"works on", "works through", "works with", "works out", "runs into"})
_ATTENDED = _words("school university college church gym kindergarten therapy work mosque temple")

_BARE = frozenset({"smokes", "vapes", "snores"})
"""Habits that need no object."""

_BOUGHT = _words(
    "house home flat apartment car van motorbike motorcycle boat cottage farm land condo bike "
    "piano guitar studio restaurant company business shop"
)
_ADOPTED = grammar.PETS | grammar.KIN
_HAD = (
    grammar.KIN
    | grammar.PETS
    | grammar.ROLES
    | _words(
        "car house flat apartment garden piano guitar bike motorbike boat allergy asthma diabetes "
        "epilepsy migraine insomnia adhd autism dyslexia anxiety depression arthritis celiac "
        "degree diploma phd master bachelor licence license passport visa tattoo scar hair eyes "
        "company business shop restaurant studio blog podcast channel job hobby collection "
        "sibling disability condition disease intolerance phobia telescope pet"
    )
)
"""What somebody has for longer than a day."""

TRAITS = _words(
    "vegetarian vegan pescatarian allergic diabetic married single divorced engaged widowed "
    "separated retired unemployed self-employed pregnant deaf blind colorblind colour-blind "
    "color-blind left-handed right-handed lactose-intolerant gluten-intolerant intolerant gay "
    "lesbian bisexual queer transgender trans nonbinary non-binary bilingual trilingual "
    "multilingual autistic dyslexic asthmatic epileptic celiac coeliac catholic protestant muslim "
    "jewish buddhist hindu atheist christian religious adopted tall shy introverted extroverted "
    "bald blond blonde short-sighted nearsighted asexual sober freelance insulin-dependent"
)
LEANINGS = re.compile(
    r"is (?:allergic|afraid|scared|terrified|fond|fluent|good|great|bad|terrible|interested|"
    r"passionate|obsessed|crazy|keen|intolerant|addicted|married|engaged|related|skilled|born|"
    r"originally|proficient|trained|certified|responsible) "
    r"(?:to|of|in|at|on|about|with|by|for|from|as)\b"
)
BELONGING = frozenset(
    {"is from", "is into", "is in", "is originally from", "is based in", "is a fan of", "is with"}
)
IDENTITIES = _words(
    "mother mom mum father dad parent grandmother grandfather widow widower twin veteran immigrant "
    "refugee citizen native fan member vegetarian vegan introvert extrovert feminist christian "
    "muslim buddhist jew catholic atheist person woman man girl boy owner founder ceo cto cfo "
    "volunteer runner swimmer climber cyclist hiker gamer believer collector vlogger blogger "
    "streamer athlete player lover freak addict owl bird smoker drinker survivor mentor major "
    "graduate freshman sophomore junior senior undergraduate"
)
"""Heads of "is a …" that say who somebody is, besides occupations."""

_THE_KNOWN = _words(
    "piano guitar violin cello drums flute trumpet saxophone clarinet harp accordion ukulele bass "
    "organ banjo viola outdoors beach sea ocean mountains city countryside theatre theater opera "
    "gym rain snow sun cold heat winter summer autumn fall spring dark forest woods desert"
)
_VAGUE = _words(
    "it this that these those them him her you he she they something anything everything nothing "
    "stuff things thing lot lots way ways one ones all some someone everyone people what how "
    "bit kind sort part idea moment moments time times day today word words question questions "
    "support kindness advice help here there myself themselves chance doubt look anyone everybody "
    "us who plenty tons"
)
_POINTING = ("this ", "that ", "these ", "those ", "such ", "your ", "its ", "the same", "what ")
_OPINION = _words(
    "amazing awesome great good nice cool lovely wonderful beautiful fantastic incredible bad "
    "terrible horrible okay ok fine perfect fun funny inspiring powerful special important hard "
    "tough easy difficult exciting happy sad glad proud sure sorry grateful thankful excited ready "
    "busy tired back here there home able worth true right wrong impressive super gorgeous cute "
    "adorable best better worse worst crazy so-so precious real key"
)


def is_about_somebody(statement: Statement) -> bool:
    """Tell whether the subject is a person or thing that a reader could find again."""
    subject = statement.subject
    low = subject.casefold()
    if low in grammar.EMPTY_SUBJECTS or low.startswith(_POINTING):
        return False
    if statement.first_person or "'s " in subject:
        return not {"your", "his", "her", "their"} & set(low.split())
    named = subject[:1].isupper() and statement.subject_type not in {"date", "thing", "number"}
    return named and not low.startswith(("a ", "the ", "an ", "some "))


def is_concrete(statement: Statement) -> bool:
    """Tell whether the object says something on its own."""
    low = statement.object.casefold()
    if low.startswith(_POINTING):
        return False
    found = set(re.findall(r"[\w'-]+", low))
    if "each other" in low or found & {
        "it",
        "this",
        "that",
        "these",
        "those",
        "them",
        "you",
        "your",
        "him",
        "here",
    }:
        return False
    last = low.split()[-1] if low else ""
    return last not in _VAGUE and low not in _VAGUE


def lasts(statement: Statement, table: Table) -> bool:
    """Tell whether a statement is a fact that still holds when the talk is over."""
    if statement.mood is not Mood.FACT or not is_about_somebody(statement):
        return False
    if not is_concrete(statement):
        return False
    if statement.ended:
        return statement.verb.split()[0] in STATES | HABITS | {"be", "have"}
    if statement.verb in {"be", "become"}:
        return _is_trait(statement, table)
    if statement.tense is Tense.PAST:
        return _is_milestone(statement, table)
    if statement.progressive:
        return statement.verb in ONGOING and bool(statement.object)
    return _is_state(statement, table)


def _is_state(statement: Statement, table: Table) -> bool:
    verb = statement.verb
    if verb == "have":
        return _head(statement.object) in _HAD
    if verb == "know" and statement.object_type == "person":
        return statement.object[:1].isupper()
    filled = table.fill(statement)
    if filled is not None:
        return True
    if statement.predicate in _PASTIMES:
        return False
    if statement.predicate == "goes to" and _head(statement.object) in _ATTENDED:
        return True
    if not statement.object:
        return statement.first_person and statement.predicate in _BARE
    if verb not in STATES and verb not in HABITS:
        return False
    if statement.object.casefold().startswith("to "):
        return verb in {"love", "like", "prefer", "hate", "enjoy"}
    return _is_kind_of_thing(statement)


def _is_kind_of_thing(statement: Statement) -> bool:
    """Tell "loves the sea" and "loves jazz" from "loves the colours" of something at hand."""
    low = statement.object.casefold()
    if not low.startswith("the "):
        return True
    return _head(low) in _THE_KNOWN or any(w[:1].isupper() for w in statement.object.split()[1:])


def _is_trait(statement: Statement, table: Table) -> bool:
    if statement.tense is Tense.FUTURE:
        return False
    if statement.tense is Tense.PAST:
        return statement.verb == "become" and table.fill(statement) is not None
    if table.fill(statement) is not None:
        return statement.object.casefold() not in _OPINION
    low = statement.object.casefold()
    predicate = statement.predicate
    if predicate in BELONGING:
        is_place = statement.object[:1].isupper() and statement.object_type != "organisation"
        return is_place or predicate == "is into"
    if LEANINGS.match(predicate):
        return statement.object_type != "date" and bool(statement.object)
    if predicate != "is":
        return False
    if low in TRAITS or (low and low.split()[-1] in TRAITS and len(low.split()) < 3):
        return True
    return _is_role(statement) or _says_of_own(statement)


def _is_role(statement: Statement) -> bool:
    """Tell whether "is a …" says who somebody is, or somebody is somebody's sister."""
    low = statement.object.casefold()
    if "'s " in statement.object and statement.object_type in {"person", "animal"}:
        return not set(low.split()) & _OPINION
    if not low.startswith(("a ", "an ", "the ")):
        return False
    return _head(low) in IDENTITIES | grammar.KIN and not set(low.split()) & _OPINION


def _says_of_own(statement: Statement) -> bool:
    """Tell whether something of somebody's is described: "Mei's car is a Golf"."""
    noun = statement.subject.rpartition("'s ")[2].casefold()
    if "'s " not in statement.subject or statement.negated:
        return False
    named = statement.object[:1].isupper() or statement.object_type in {"number", "person"}
    if noun in {"name", "names", "pronouns", "birthday", "hobby", "hobbies", "dream", "goal"}:
        return bool(statement.object)
    is_thing_word = noun in _HAD or noun.split()[-1] in _HAD
    return named and is_thing_word


def _is_milestone(statement: Statement, table: Table) -> bool:
    verb = statement.verb
    if verb in MILESTONES_WITH_PARTICLE or table.is_change(statement):
        return verb in MILESTONES_WITH_PARTICLE or table.fill(statement) is not None
    if verb == "have":
        return _head(statement.object) in grammar.KIN
    if verb == "buy" or verb == "inherit":
        return _head(statement.object) in _BOUGHT
    if verb == "adopt":
        return _head(statement.object) in _ADOPTED
    if verb in {"found", "establish", "start"}:
        return verb == "found" or _head(statement.object) in {"company", "business", "shop", "blog"}
    if verb in {"move", "relocate", "join"}:
        return statement.object[:1].isupper() and bool(table.fill(statement))
    if verb == "study":
        return bool(statement.object)
    return verb in MILESTONES


def _head(phrase: str) -> str:
    """Return the noun that a phrase is about: "two small dogs from Graz" → "dog"."""
    core = re.split(r"\s(?:of|from|in|at|with|for|on|named|called|who|that|to|,)\s|,", phrase)[0]
    last = core.split()[-1].casefold() if core.split() else ""
    for plural, single in (("ies", "y"), ("ses", "s"), ("s", "")):
        if last.endswith(plural) and (last.removesuffix(plural) + single) in _HAD | IDENTITIES:
            return last.removesuffix(plural) + single
    if last == "children":
        return "child"
    return last
