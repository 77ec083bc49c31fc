"""Words that tell lasting facts from events, moods and small talk."""

import re

from octomem.agents.reading import grammar
from octomem.agents.reading.vocabulary import vocabulary

STATES = vocabulary(
    "live reside work own possess speak love like enjoy adore hate dislike prefer collect "
    "belong suffer drive teach volunteer attend date manage run lead coach wear weigh "
    "share breed grow raise commute subscribe worship fear support identify"
)
"""Verbs that say in the present tense what somebody is like."""

TASTES = vocabulary("love like enjoy adore hate dislike prefer fear suffer")
"""Verbs of those who feel something."""

HABITS = vocabulary(
    "play eat drink cook bake paint draw write sing dance swim run ride ski surf climb hike jog "
    "cycle knit sew garden fish camp meditate practise practice train read watch listen study "
    "learn take smoke visit travel perform compose photograph code program skate box row sail "
    "bike blog donate mentor tutor babysit stream game use keep observe celebrate"
)
"""Verbs that say a habit in the simple present, and an event in any other form."""

ONGOING = vocabulary("study work live learn train rent date teach attend raise volunteer mentor")
"""Verbs whose progressive form still holds next week."""

MILESTONES = vocabulary(
    "bear marry divorce graduate move relocate emigrate immigrate buy adopt found establish retire "
    "study inherit serve join become start enrol enroll propose"
)
"""Verbs whose past is a fact for life rather than an episode."""
MILESTONES_WITH_PARTICLE = frozenset({"grow up", "settle down", "break up", "split up"})

ANCHORED = {
    "work": re.compile(r"works (?:at|as|for|in|from)$"),
    "live": re.compile(r"lives (?:in|with|at|on|near|alone|by|next to)$"),
    "run": re.compile(r"runs(?: (?:in|with|every))?$"),
    "take": re.compile(r"takes$"),
}
"""Verbs that say something lasting with some prepositions only."""

ABILITIES = vocabulary(
    "speak play swim drive read write sing cook ride ski dance draw knit code program juggle type"
)
ATTENDED = vocabulary(
    "school university college church gym kindergarten therapy work mosque temple"
)

BARE = frozenset({"smokes", "vapes", "snores"})
"""Habits that need no object."""

BOUGHT = vocabulary(
    "house home flat apartment car van motorbike motorcycle boat cottage farm land condo bike "
    "piano guitar studio restaurant company business shop"
)
ADOPTED = grammar.PETS | grammar.KIN
HAD = (
    grammar.KIN
    | grammar.PETS
    | grammar.ROLES
    | vocabulary(
        "car house flat apartment garden piano guitar bike motorbike boat allergy asthma diabetes "
        "epilepsy migraine insomnia adhd autism dyslexia anxiety depression arthritis celiac "
        "degree diploma phd master bachelor licence license passport visa tattoo scar hair eyes "
        "company business shop restaurant studio blog podcast channel job hobby collection "
        "sibling disability condition disease intolerance phobia telescope pet"
    )
)
"""What somebody has for longer than a day."""

TRAITS = vocabulary(
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
IDENTITIES = vocabulary(
    "mother mom mum father dad parent grandmother grandfather widow widower twin veteran immigrant "
    "refugee citizen native fan member vegetarian vegan introvert extrovert feminist christian "
    "muslim buddhist jew catholic atheist person woman man girl boy owner founder ceo cto cfo "
    "volunteer runner swimmer climber cyclist hiker gamer believer collector vlogger blogger "
    "streamer athlete player lover freak addict owl bird smoker drinker survivor mentor major "
    "graduate freshman sophomore junior senior undergraduate"
)
"""Heads of "is a …" that say who somebody is, besides occupations."""

THE_KNOWN = vocabulary(
    "piano guitar violin cello drums flute trumpet saxophone clarinet harp accordion ukulele bass "
    "organ banjo viola outdoors beach sea ocean mountains city countryside theatre theater opera "
    "gym rain snow sun cold heat winter summer autumn fall spring dark forest woods desert"
)
UNCLEAR = vocabulary("it this that these those them you your him here")
"""Words that point at what was said before."""

VAGUE = vocabulary(
    "it this that these those them him her you he she they something anything everything nothing "
    "stuff things thing lot lots way ways one ones all some someone everyone people what how "
    "bit kind sort part idea moment moments time times day today word words question questions "
    "support kindness advice help here there myself themselves chance doubt look anyone everybody "
    "us who plenty tons ton care lesson lessons"
)
POINTING = ("this ", "that ", "these ", "those ", "such ", "your ", "its ", "the same", "what ")
OPINION = vocabulary(
    "amazing awesome great good nice cool lovely wonderful beautiful fantastic incredible bad "
    "terrible horrible okay ok fine perfect fun funny inspiring powerful special important hard "
    "tough easy difficult exciting happy sad glad proud sure sorry grateful thankful excited ready "
    "busy tired back here there home able worth true right wrong impressive super gorgeous cute "
    "adorable best better worse worst crazy so-so precious real key"
)

TELLING = vocabulary("name names pronouns birthday hobby hobbies dream goal")
"""What somebody has that any complement says something about."""

GAINED = {
    "have": grammar.KIN,
    "buy": BOUGHT,
    "inherit": BOUGHT,
    "adopt": ADOPTED,
    "start": vocabulary("company business shop blog"),
    "join": vocabulary(
        "church club team gym band choir orchestra brigade army navy company class party group "
        "association union crew league society programme program"
    ),
}
"""Verbs whose past is a milestone with certain objects only."""
