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

ONGOING = vocabulary(
    "study work live learn train rent date teach attend raise volunteer mentor major breastfeed"
)
"""Verbs whose progressive form still holds next week."""

MILESTONES = vocabulary(
    "bear marry divorce graduate move relocate emigrate immigrate buy adopt found establish retire "
    "study inherit serve join become start enrol enroll propose"
)
"""Verbs whose past is a fact for life rather than an episode."""
HAPPENINGS = (MILESTONES | {"meet"}) - {"marry", "study", "serve"}
"""Of these, what happens at some time in a span, and is not over when the span is."""
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
HAD_BRIEFLY = vocabulary(
    "question idea fix workaround hunch meeting appointment cold headache flu fever cough hangover problem issue feeling "
    "time fun news plan plans point chance trouble error bug look minute second moment day week "
    "night weekend thought deadline call date exam interview test event choice reason right "
    "luck hope hopes faith doubt concern memory memories experience way access suggestion request "
    "favour favor break lunch dinner breakfast party trip flight presentation talk conversation "
    "chat good bad fight argument dream nightmare mood crush word words message email mail task tasks "
    "work homework room space money energy clue options option opinion interest impact effect "
    "power strength courage sense vibe vibes blast ball goal goals file link screenshot log "
    "update order ticket complaint difficulty guess blessing support love respect passion joy "
    "connection bond focus advice information info details results result show gig game match race "
    "hearing surgery checkup pain rash cut bruise blister fracture stuff lot lots control place "
    "attitude spirit heart mind eye taste influence responsibility visitor visitors guest guests "
    "company summary draft list need wish patience confidence doubts beer drink coffee snack meal"
) - vocabulary("company")
"""What somebody has for a while only, or only so to speak."""

TRAITS = vocabulary(
    "vegetarian vegan pescatarian allergic diabetic married single divorced engaged widowed "
    "separated retired unemployed self-employed pregnant deaf blind colorblind colour-blind "
    "color-blind left-handed right-handed lactose-intolerant gluten-intolerant intolerant gay "
    "lesbian bisexual queer transgender trans nonbinary non-binary bilingual trilingual "
    "multilingual autistic dyslexic asthmatic epileptic celiac coeliac catholic protestant muslim "
    "jewish buddhist hindu atheist christian religious adopted tall shy introverted extroverted "
    "bald blond blonde short-sighted nearsighted asexual sober freelance insulin-dependent"
)
COLOURS = vocabulary(
    "black white red blue green yellow orange purple pink brown grey gray beige silver golden gold"
)
TRAIT_TEXT = re.compile(
    r" (?:is|am|are) (?:(?:left|right)-handed|in (?:their|his|her) \w+ (?:year|semester|term)\b.*)$"
)
"""Traits that the parser takes apart."""
NATIONALITY = re.compile(
    r"(?:(?:half|part|both|originally) )?[A-Z][a-z]+(?:ish|ese|ian|ean|can|uan|yan|ench|utch|eek|"
    r"wiss|aqi|ani|raeli|elsh|hai|rman|pino|pina|ndic|zech|Thai)(?: [A-Z]\w+)?"
)
LEANINGS = re.compile(
    r"is (?:allergic|sensitive|immune|prone|compatible|dependent|afraid|scared|terrified|fond|fluent|good|great|bad|terrible|interested|"
    r"passionate|obsessed|crazy|keen|intolerant|addicted|married|engaged|related|skilled|born|"
    r"originally|proficient|trained|certified|responsible) "
    r"(?:to|of|in|at|on|about|with|by|for|from|as)\b"
)
GROUPS = vocabulary(
    "choir band orchestra club team board committee union council army navy league party quartet "
    "trio ensemble cooperative co-op association society reserves plan tier subscription "
    "legal finance hr marketing sales purchasing procurement accounting engineering logistics "
    "medication antidepressants insulin pill dialysis diet department"
)
"""What "is in" and "is on" say somebody belongs to, or lives by."""
BELONGING = frozenset(
    {
        "is at",
        "is from",
        "is into",
        "is in",
        "is originally from",
        "is based in",
        "is a fan of",
        "is with",
    }
)
IDENTITIES = vocabulary(
    "mother mom mum father dad parent grandmother grandfather widow widower twin veteran immigrant "
    "refugee citizen native fan member vegetarian vegan introvert extrovert feminist christian "
    "muslim buddhist jew catholic atheist person woman man girl boy owner founder ceo cto cfo "
    "volunteer runner swimmer climber cyclist hiker gamer believer collector vlogger blogger "
    "streamer athlete player lover freak addict owl bird smoker drinker survivor mentor major "
    "graduate freshman sophomore junior senior undergraduate homeowner vegetarian expat newcomer "
    "pensioner retiree stepfather stepmother orphan teetotaller teetotaler insomniac coeliac celiac "
    "diabetic epileptic asthmatic guardian carer caregiver parent godmother godfather lead head "
    "chair chairwoman chairman captain treasurer dropout alumnus alumna polyglot extravert foodie"
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
    "us who plenty tons ton care lesson lessons much often"
)
POINTING = ("this ", "that ", "these ", "those ", "such ", "your ", "its ", "the same", "what ")
OPINION = vocabulary(
    "amazing awesome great good nice cool lovely wonderful beautiful fantastic incredible bad "
    "terrible horrible okay ok fine perfect fun funny inspiring powerful special important hard "
    "tough easy difficult exciting happy sad glad proud sure sorry grateful thankful excited ready "
    "busy tired back here there home able worth true right wrong impressive super gorgeous cute "
    "adorable best better worse worst crazy so-so precious real key"
)

TELLING = vocabulary(
    "name names pronouns birthday hobby hobbies timezone zone nickname surname username anniversary "
    "instrument major degree"
)
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

FLEETING = vocabulary(
    "think guess hope mean feel need want wish see hear look sound seem appear say tell ask wonder "
    "imagine believe suppose agree disagree understand remember forget doubt assume expect consider "
    "notice realise realize find bet swear promise thank appreciate admire cherish treasure value "
    "respect trust recommend suggest advise miss regret apologise apologize worry care mind matter "
    "bother plan intend decide hesitate go come get give put bring let leave send call try start "
    "stop begin continue finish happen wait stay turn show check click press log sign break fail "
    "crash hang freeze load throw return print display hurt kill ache smell stink depart arrive depend "
    "help remind inspire motivate encourage allow enable reflect represent symbolise symbolize "
    "capture remain become change improve grow lose win meet join pick catch drop fall rise die rest "
    "sit stand lie set point talk speak discuss mention explain describe write reply answer hand "
    "welcome greet kiss hug laugh smile cry joke kid welcome deserve wow bless sense face "
    "struggle manage learn discover explore experience dream gain build create push stick hit focus "
    "shape define add mix combine strive aim work live hold know like love enjoy hate fear know "
    "pay order return cancel request receive reach move walk pass cross enter visit head fly "
    "fix solve test debug restart reboot reset reinstall attach paste copy upload download save "
    "delete scroll tap refresh complain insist offer accept refuse admit deny warn blame forgive "
    "bug annoy bore tire stress overwhelm freak scare excite thrill amaze surprise shock impress "
    "touch bring-up figure wake sleep dress pack unpack prepare cook-up hurry rush skip beg suck "
    "rock rule owe concern involve mean include require spend cost-up lack keep take make"
)
"""Verbs that say of most objects nothing that lasts: minds, moods, single doings."""
OFTEN_DONE = vocabulary(
    "go get take make meet visit walk call work write talk learn spend cook sleep wake fly pay order "
    "speak move head rest skip pack keep start finish join follow"
)
"""Of those, what makes a habit when it is done again and again: "goes there every summer"."""
FELLOWS = vocabulary("guy girl man woman lady bloke person lad expert")
"""Who is somebody's something: "our platform guy"."""
AILING = vocabulary("bad terrible")
"""Of the judging words, those that may describe what somebody has: "a bad knee"."""
UNBEARABLE = vocabulary("stand bear eat drink digest tolerate have handle take smell abide swallow")
"""What somebody cannot do for good: "can't stand musicals", "can't eat gluten"."""

THING_VERBS = vocabulary(
    "run use have support need require cost last open close weigh hold contain include import export "
    "store serve cover offer provide take meet keep make live know speak write start accept return "
    "grow allow build depend show send hand work sleep seat face"
)
"""Of the fleeting ones and others, those that say what a thing is like."""
THING_PASSING = vocabulary(
    "start show send return need hand take grow keep work open close allow meet depend"
)
"""Of those, the ones that say it with a number, a time or a name only."""

PASSING_THINGS = vocabulary(
    "problem point question thing things part idea plan plans guess dream advice view reason truth "
    "fact weather sun rain snow wind sky meeting flight train bus game match movie film food dinner "
    "lunch breakfast trip party answer goal hope wish worry fear concern feeling mood issue bug error "
    "message link file screenshot attachment total rest end start beginning way step steps next "
    "trick catch key fix workaround hunch difference result results solution moment time day night morning evening week "
    "weekend today future past story joke news picture photo pic image view sunset sunrise scene "
    "atmosphere vibe experience journey feeling opinion choice decision priority focus motto "
    "heart mind head body eyes hands back life world journey thoughts thought intention argument "
    "suggestion request mistake fault luck turn conclusion assumption impression theory first last "
    "second best worst only latter former same whole deadline appointment exam interview order "
    "package delivery parcel page screen log output command path success nature campfire strength "
    "down up value core struggle loss change memory achievement progress passion emotion energy "
    "beauty love peace joy confidence talent creativity courage resilience growth skill source"
) - vocabulary("image order")
"""What is spoken of for a moment only: "the problem is …", "my guess is …"."""
MOVABLE = vocabulary(
    "car bike keys key wallet bag backpack kids children son daughter dog cat baby husband wife phone "
    "mom mum dad boss sister brother friend parents family package parcel letter ball passport "
    "glasses"
)
"""What is somewhere for a while only."""

RATE = re.compile(
    r"\b(?:an?|per|each|every) (?:second|minute|hour|day|night|week|month|quarter|year|user|seat|person|key)\b"
)
"""An amount that comes back: "400 crates a month"."""
SPAN = re.compile(
    r"(?:an?|\d+|two|three|four|five|six|eight|ten|twelve) (?:minute|hour|day|week|month|year)s?(?: long)?"
)
"""How long something takes: "our sprint is two weeks"."""
PRICE = re.compile(
    r"(?:[$£€]\s?\d|\d[\d.,]* ?(?:quid|euros?|pounds?|dollars?|bucks|francs|kr|cents)\b)",
    re.IGNORECASE,
)
"""What something costs."""
INSTITUTION = re.compile(
    r"\b(?:Primary|School|Academy|College|University|Uni|Hospital|Clinic|Dental|Institute|Legal|Ltd|Inc|"
    r"GmbH|Bank|Group|Council|Nursery|Kindergarten)\b"
)
"""Names of where somebody learns or works rather than is for a while."""
BODILY = vocabulary(
    "coeliac celiac diabetic vegan vegetarian deaf blind autistic dyslexic asthmatic epileptic "
    "colour-blind colorblind color-blind pregnant left-handed lactose-intolerant pescatarian"
)
LIFE = re.compile(
    r" (?:sits (?:in|on|at) .*\b(?:office|floor|team|branch)|does (?:nights|night shifts|shifts|shift work)|lives (?:upstairs|downstairs|next door|abroad|nearby|alone|together|on the [\w-]+ floor)"
    r"|works (?:(?:\w+|\d+) (?:days|hours|nights|shifts) a (?:week|month)|part[- ]time|full[- ]time|"
    r"nights|weekends|shifts))\b"
)
"""Ways to live and to work that no object tells."""

DUTIES = vocabulary(
    "maintain lead manage run operate handle head coordinate supervise oversee teach coach organise "
    "organize administer own moderate host chair edit direct rent share review approve curate "
    "conduct restore"
)
"""Verbs of what somebody is in charge of, said of one thing: "the billing service"."""
ERRANDS = vocabulary(
    "command test tests script app program code build job query risk errand update"
)
BROUGHT_ABOUT = vocabulary("found establish build write create design invent make own discover")
"""Verbs whose passive says in the past where a thing comes from."""
PASSING_PASSIVE = vocabulary(
    "break block stick attach delay cancel close finish do complete book confuse lose go interest "
    "excite worry surprise please disappoint impress amaze inspire bless invite ask tell call "
    "suppose allow need leave tire bear fill surround cover touch"
)
"""Verbs whose passive tells of a moment or a mood: "is blocked by", "is surprised by"."""
MOMENT = re.compile(
    r"\b(?:right now|at the moment|today|tonight|this (?:morning|afternoon|evening|week|weekend|month)"
    r"|just now|for now|currently|later|tomorrow|yesterday|again|so far|temporarily)\b",
    re.IGNORECASE,
)
"""Words that tie a statement to the day it is said."""
AILMENT = re.compile(
    r"(?:(?:really|very|bad|terrible|severe) )?(?:(?:car|sea|air|travel|motion)[- ]?sick|migraines?"
    r"|hay ?fever|heartburn|hives|panic attacks|nosebleeds|cold sores|eczema)(?: from .+)?"
)
"""What somebody "gets" again and again."""
AILS = re.compile(
    r"(?:gets|feels|goes|is) (?:(?:car|sea|air|travel)[- ]?)?(?:sick|ill|queasy|nauseous|dizzy|faint|breathless|panicky|wheezy) (?:on|in|at|around|near|with|after|from)"
)
"""What somebody is again and again with a kind of thing: "gets sick on planes"."""
FAILS = re.compile(
    r" (?:eyes|eyesight|sight|vision|hearing|ears|memory|knees?|hips?|back|heart|kidneys?|lungs?|legs|balance) (?:is|are) failing\b"
)
"""What of somebody's body is on its way out."""
FOR_GOOD = frozenset(
    {
        "comes from",
        "plays for",
        "works at",
        "works for",
        "belongs to",
        "sings with",
        "coaches at",
        "looks after",
        "takes care of",
        "reports to",
        "answers to",
        "goes by",
        "deals with",
        "stays on",
        "stays with",
        "sticks with",
    }
)
"""Predicates that say something lasting of any object."""
COURSES = frozenset(
    (verb, noun)
    for verb in ("do", "finish", "pursue", "write")
    for noun in (
        "phd",
        "doctorate",
        "master",
        "masters",
        "degree",
        "internship",
        "apprenticeship",
        "residency",
        "bachelor",
        "traineeship",
        "mba",
        "course",
        "diploma",
        "novel",
        "thesis",
        "dissertation",
    )
)
"""What goes on for months though it is told as a doing."""
SWITCHED = frozenset(
    {"switches to", "migrates to", "upgrades to", "switches over to", "moves over to"}
)
"""Predicates whose past says what somebody uses since."""
COUNTED = (
    "page ",
    "step ",
    "chapter ",
    "day ",
    "level ",
    "episode ",
    "season ",
    "line ",
    "season ",
)
"""What somebody is on for a moment only."""


def is_measure(low: str) -> bool:
    """Tell a span, a price or a rate, which say what something is like: "two weeks", "12 euros"."""
    is_rate = low[:1].isdigit() and RATE.search(low) is not None
    return is_rate or SPAN.fullmatch(low) is not None or PRICE.match(low) is not None
