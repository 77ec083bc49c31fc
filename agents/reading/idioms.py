"""Idioms of work, home, couples, animals, food and health, put into plain words for the parser.

Each says what it means in words that every clause is read by: "Biscuit crossed the rainbow bridge"
is "Biscuit died", "Bea swells up from sesame" is "Bea is allergic to sesame".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from octomem.agents.reading.ellipses import NAME, OPENS, WORD

_ORG = rf"(?:the )?{NAME}"
_WHO = r"(?:(?-i:[A-Z])[\w-]{1,20}|he|she|I)"
_ANIMAL = (
    r"(?:dog|puppy|pup|cat|kitten|rabbit|bunny|hamster|horse|pony|goat|parrot|budgie|canary|guinea[ -]pig|hen"
    r"|tortoise|turtle|snake|lizard|gecko|ferret|bird|fish|tarantula|donkey)"
)
_TASKS = (
    r"(?:backend|back-end|frontend|front-end|data|devops|admin|payroll|accounts|accounting|bookkeeping|HR|marketing|sales"
    r"|support|QA|testing|plumbing|wiring|electrics|catering|cleaning|security|design|research|logistics|legal|finance"
    r"|engineering|maintenance|reception|dispatch|deliveries|comms|communications|PR|editing|translations?|procurement"
    r"|customer (?:support|service)|tech support|the (?:books|accounts|payroll|marketing|cleaning|catering))"
)
_DWELLING = (
    r"(?:flat|apartment|bungalow|cottage|houseboat|studio|bedsit|loft|caravan|farmhouse|maisonette|townhouse|terrace"
    r"|shared house|house share|flatshare|room(?! service))"
)
_DRUG_ENDINGS = (
    "formin|apine|azole|idine|amine|arin|xaban|gatran|statin|pril|olol|sartan|oxetine|aline|opram|azepam|icillin|mycin"
    "|cycline|thyroxine|insulin|tinib|zumab|adone|amol|profen|triptan"
)
_DRUG = rf"(?:[a-z]{{2,}}(?:{_DRUG_ENDINGS})|insulin|statins?|antidepressants|beta blockers|blood thinners|lithium|steroids)"
_DRUGS = "insulin statin statins antidepressants blockers thinners lithium steroids -drug"
_ANIMALS = (
    "dog puppy pup cat kitten rabbit bunny hamster horse pony goat parrot budgie canary pig hen tortoise turtle snake lizard"
    " gecko ferret bird fish tarantula donkey dogs puppies pups cats kittens rabbits hamsters horses goats parrots budgies pigs"
    " hens snakes birds"
)
_AGES = "-age"
_DIET = r"(?:keto|paleo|vegan|vegetarian|veggie|pescatarian|plant-based|gluten-free|dairy-free)"
_DAYS = r"(?:weekends?|evenings|saturdays|sundays|shifts|weekend shifts|evening shifts|a few shifts|the odd shift)"
_NOT_OURS = r"(?![^.!?\n]{0,60}\b(?:next door|across the road|at the (?:pub|shelter|park|zoo|office)|in the (?:film|book|street|park|story|show|game|window)|on (?:tv|telly))\b)"
_FEASTS = r"(?!(?:Christmas|Easter|Summer|Winter|Spring|Autumn|Ramadan|Lent|Diwali|Hanukkah|Halloween|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|It|That|This|There|Everything|Everyone|Nothing|Game|Party|World|School|Covid|Lunch|Dinner|The|He|She|We|They|I|What|Who|All|War|Brexit|Episode|Season|Life|Love|Work|Lockdown|Euro)\b)"
_HURT = r"(?![^.!?\n]{0,80}\b(?:but|fine|ok|okay|alive|survived|luckily|thankfully|recover\w*|hospital|broken|broke|jail|film|movie|novel|episode|show|book|series|game)\b)"
_GOODS = r"(?!(?:it|that|this|these|those|him|her|them|me|you|us|the|my|your|his|our|their|a|an|any|anything|alcohol|there|near|public|social|politics|with|another|such|to|what)\b)"

_TABLE: tuple[tuple[str, str, str], ...] = (
    # Work.
    ("backend back frontend front data devops admin payroll accounts accounting bookkeeping hr marketing sales support qa testing plumbing wiring electrics catering cleaning security design research logistics legal finance engineering maintenance reception dispatch deliveries comms communications pr editing translation translations procurement customer tech books", rf"\b(?P<i_does>I|i|he|she) (?P<i_do>do|does|did) (?:the )?{_TASKS} (?P<i_for>for|at|with) (?={_ORG})", "{i_does} {worked} {i_for} "),
    ("year years", rf"(?:{OPENS}|(?<=\bI've had )|(?<=\bit's been ))(?:(?:going|coming up) (?:on|for|to) |nearly |almost |over |about )?(?P<i_years>(?:a|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|\d{{1,2}})) years? (?:now |in )?(?:at|with) (?P<i_there>{_ORG})(?! (?:was|were|is|are|and then|taught|made|before|until|would|will|can|felt|has|had|then|later|ago)\b)(?=[.,;!\n]| and\b| now\b|$)", "I have worked at {i_there} for {i_years} years"),
    ("shift shifts nights earlies lates days", rf"\b(?:I'm|I am|i'm|im) (?:back |still )?on (?:(?:early|late|night|day|split|double) )?(?:shifts?|nights|earlies|lates|days) at (?={_ORG})", "I work at "),
    ("weekends weekend evenings evening saturdays saturday sundays sunday shift shifts", rf"\b(?:started|begun|picked up|taken on|took on)(?: doing| working)? (?:some )?{_DAYS} (?:at|for|with) (?={_ORG})", "started at "),
    ("weekends weekend evenings evening saturdays saturday sundays sunday shift shifts", rf"\b(?P<i_shifts>do|does|work|works)(?: some| a few)? {_DAYS}(?: and {_DAYS})? (?:at|for|with) (?={_ORG})", "{shift_verb} at "),
    ("rotated transferred seconded posted redeployed reassigned", rf"\b(?:they|work|management|head office|the (?:firm|company|bank|trust|hospital|school|army|council))(?:['\u2019]ve| have|['\u2019]s| has)? (?:now |just )?(?:rotated|transferred|seconded|posted|redeployed|reassigned) me (?:over |across |back )?to (?={_ORG})", "I started at "),
    ("took gave", rf"{WORD}(?P<i_firm>{NAME}) (?:took me (?:in|on)|gave me (?:a|the|my) (?:job|chance|start|contract|position|post))\b(?! (?:a|an|the|holiday|tour)\b)", "I joined {i_firm}"),
    ("jumped", rf"\bjumped ship (?:over )?to (?={_ORG})", "moved on to "),
    ("boss", r"\b(?:I'm|I am|i'm|im) (?:now )?(?:my|me) own boss\b", "I am self-employed"),
    ("pays paying", rf"{WORD}(?P<i_payer>{NAME}) (?:pays|is paying|still pays) (?:the|my|our) (?:bills|rent|wages|mortgage|salary)\b", "I work at {i_payer}"),
    ("threw thrown chucked", r"\b(?:threw|thrown|chucked) (?:in the towel|the towel in|in my job|it all in) (?:at|with) ", "quit "),
    ("history over finished done closed more toast", rf"(?:{OPENS}|(?<=, )|(?<=\bso )){_FEASTS}(?P<i_over>{NAME})(?:['\u2019]s| is| was) (?:ancient history|history|over|finished|done|closed|no more|toast)(?P<i_since>(?:,? (?:as of|since|from|in) (?:(?:last|this) \w+|(?-i:[A-Z])\w+))?)(?=[.,;!\n]| now\b| for good\b|$)", "I quit {i_over}{i_since}"),
    ("goodbye bye long farewell adios", rf"\b(?:so |and |so it's |it's )?(?:goodbye|bye[- ]bye|so long|farewell|adios)(?:,| to)? (?:the |my |cracked |old |dear |boring )*{_FEASTS}(?P<i_bye>{NAME})(?=[.,;!\n]| you\b| u\b|$)", "I quit {i_bye}"),
    # Who somebody answers to.
    ("report answer", rf"{WORD}(?P<i_chief>{NAME}) is (?:now )?(?:the (?:one|person|woman|man|guy) (?:who |that |whom )?|who(?:m)? |whom )?(?:I|we) (?:now )?(?:report|answer) to(?: now| from now on| these days)?(?=[.,;!\n]|$)", "My manager is {i_chief}"),
    ("answer", rf"\b(?:I|we|i) (?:now )?answer(?: directly)? to (?={NAME})", "I report to "),
    ("lead leader manager boss supervisor", rf"(?:{OPENS}|(?<=, )|(?<=\bsorry, ))(?:the )?(?:new )?(?:(?:team |tech |line |shift |store )?(?:lead|leader|manager|boss|supervisor)) is (?:now )?(?={NAME}(?:[.,;!\n]| now\b| since\b|$))", ". my manager is "),
    # Couples.
    ("proposed popped knee", rf"{WORD}(?P<i_asks>{NAME}) (?:finally |just )?(?:proposed(?! (?:an?|that|the|we|new|some)\b)|popped the question|(?:got|gets|went|goes) down on one knee)(?P<i_scene>(?!.{{0,100}}\bsaid no\b)[^\n]{{0,140}}?\b(?:[Ii] said|said) (?:yes|aye|of course|ja|si)\b)", "I got engaged to {i_asks}. I was asked"),
    ("decree divorce", r"\b(?:(?:the |my )?decree(?: absolute)?(?:['\u2019]s| is| came| arrived)? (?:finally )?(?:through|final|in)|(?:the|my) divorce(?:['\u2019]s| is| came| went| got)? (?:finally |now )?(?:through|final|finalised|finalized|official|done))\b", "I am divorced now"),
    ("courting stepping walking steady", r"\b(?:courting|stepping out with|walking out with|going steady with)\b", "dating"),
    # Animals.
    (_ANIMALS, rf"\b(?:there's|there is)(?: now| also)? (?:a|an) (?:new |wee |little |rescue |tiny |third |second )*(?P<i_pet>{_ANIMAL})(?: (?:now|at home|here|too|in the house))?(?:,? [a-z ]{{2,25}},?)? (?:called|named) (?={NAME}){_NOT_OURS}", "I have a {pet} called "),
    (_ANIMALS, rf"\b(?P<i_kind>{_ANIMAL})(?P<i_mid>,[^.!?\n]{{0,60}}? )(?:I|we)(?:['\u2019]ve)? (?:called|named) (?:him|her|it) (?={NAME})", "{i_kind}{i_mid}. I have a {pet} called "),
    (_ANIMALS, rf"\b(?P<i_get>got|have|adopted|bought) (?:two |new )?(?P<i_kinds>{_ANIMAL})s[!.,:]+ (?:two[!.,:]+ )?(?P<i_one>{NAME}) and (?P<i_two>{NAME})(?=[.!,\n]|$)", "{i_get} a {pet} called {i_one}. I have a {pet} called {i_two}"),
    ("done hit run knocked killed make longer bridge slipped passed sleep put", rf"{WORD}(?P<i_gone>{NAME}) (?:got (?:done|hit|run over|knocked down) by a|was (?:hit|run over|knocked down|killed) by a|didn['\u2019]?t make it(?! (?:to|on|in|for|there|home|past)\b)|is no longer with us|crossed the rainbow bridge|slipped away (?=(?:in|last|on|this|yesterday|peacefully)\b)|passed (?=(?:in (?:January|February|March|April|May|June|July|August|September|October|November|December)|last (?:week|month|year|night)|yesterday|peacefully)\b)|was put to sleep|had to be put (?:to sleep|down)){_HURT}(?P<i_scene_of>[^.!?;\n]{{0,80}})", "{i_gone} died{when}"),
    ("buried bury put", rf"\b(?:I|we) (?:have |had to )?(?:buried|bury|(?:had|have) (?:to have )?(?=(?-i:[A-Z])\w+ put (?:to sleep|down)))\s?(?P<i_grave>{NAME})(?: put (?:to sleep|down))?(?! (?:in (?:work|paperwork)|under work|alive)\b)(?P<i_burial>[^.!?;\n]{{0,80}})", "{i_grave} died{when}"),
    ("never seen", rf"{WORD}(?P<i_lost>{NAME}) (?:escaped|got out|ran off|disappeared|vanished|went missing|flew off|wandered off)(?P<i_away>[^.!?\n]{{0,60}}?)(?:,| and| &|;)? (?:we |I )?(?:never (?:found|came|saw|seen|returned)|hasn['\u2019]?t been seen|was never)[^.,!?\n]{{0,30}}", "{i_lost} ran away{i_away}"),
    # Food and health.
    ("swells swell blows blow balloons balloon puffs puff hives rash spots anaphylaxis", rf"(?:\bit['\u2019]?s (?:our |my )?)?\b(?P<i_sick>{_WHO})(?: that| who)? (?:swells? up|blows? up|balloons?|puff(?:s)? up|comes? out in (?:hives|a rash|spots)|breaks? out in (?:hives|a rash)|gets? (?:hives|a rash|anaphylaxis))(?: like a balloon)? (?:from|if|with|when|whenever|after)(?: (?:he|she|I|somebody|someone|anyone))?(?: so much as)?(?: (?:says?|eats?|touch(?:es)?|has|have|smells?|sees?|eating))? (?P<i_food>{_GOODS}[a-z]{{3,}})(?: near (?:him|her|me))?", "{i_sick} {be} allergic to {i_food}"),
    ("allergy", r"\b(?:(?:I|i)(?:['\u2019]ve| have)? (?:outgrew|outgrown|grew out of|grown out of) (?:the|my) (?P<i_was>[a-z]+) allergy|(?:the|my) (?P<i_was_b>[a-z]+) allergy(?:['\u2019]s| is| has)? (?:gone|disappeared|cleared up|history|no more|a thing of the past))\b", "I used to be allergic to {i_was}{i_was_b}"),
    ("near touch", rf"\b(?P<i_picky>{_WHO}) (?:won['\u2019]?t|will not|refuses to|wouldn['\u2019]?t) (?:go near|touch) (?P<i_yuck>{_GOODS}[a-z]{{3,}})(?=[.,;!\n]| and\b| or\b|$)", "{i_picky} {hates} {i_yuck}"),
    (_DRUGS, rf"\b(?:(?:he|she|they|(?:the |my )?(?:doc|doctor|gp|consultant|specialist|neurologist|neuro|cardiologist|psychiatrist|nurse)|Dr\.? {NAME})(?:['\u2019]ve|['\u2019]s| has| have)? (?:now )?(?:put|started) me on|(?:I am|I'm|i'm|im)(?: accordingly| now| still| also| back| currently)* on(?: the)?) (?P<i_drug>{_DRUG})\b", "I take {i_drug}"),
    (_DRUGS, rf"\b(?:(?:he|she|they|(?:the |my )?(?:doc|doctor|gp|consultant|specialist|neurologist|neuro|cardiologist|psychiatrist|nurse)|Dr\.? {NAME})(?:['\u2019]ve|['\u2019]s| has| have)? (?:now )?(?:took|taken) me off|(?:I am|I'm|i'm|im)(?: now| finally)* off)(?: the| my)? (?P<i_off>{_DRUG})(?:(?:,? in favour of|,? and onto|,? onto|,? and put me on) (?P<i_drug_new>{_DRUG}))?", "I stopped taking {i_off}{then_takes}"),
    ("keto paleo vegan vegetarian veggie pescatarian plant gluten dairy", rf"(?:{OPENS}|(?<=, ))(?:the |being |my )?(?P<i_diet>{_DIET})(?: thing| diet| phase| experiment)? (?:lasted|didn['\u2019]?t last|went out the window|is (?:over|dead|done|finished))(?! (?:me|forever)\b)", "I used to be {diet}. It lasted"),
    ("keto paleo vegan vegetarian veggie pescatarian plant gluten dairy", rf"\bthe (?P<i_dead>{_DIET}) (?:thing|phase|diet),? (?:rip|r\.i\.p\.?|is no more|is gone)\b", "I used to be {diet}. "),
    ("roped ganged dragged talked coaxed lured", r"\b(?:I|i)(?:['\u2019]ve been| have been| was| got|['\u2019]ve got| am being) (?:roped|press-ganged|dragged|talked|coaxed|lured) into (?=(?!(?:it|this|that|a|an|the|helping|buying|going|doing|being|my|his|her|another|paying|hosting)\b)[a-z])", "I took up "),
    # Where somebody writes from.
    ("writing typing coming", rf"\b(?P<i_am>I'm|I am|i'm|we're|we are|who's) (?:now )?(?:writing|typing|coming to you)(?: this| to you)? from (?P<i_new>(?:a|my|our|an) (?:new |little |tiny |wee |small |ground-floor )*{_DWELLING}[^.,;!?\n]{{0,40}}? in )(?={NAME})", "I live in {i_new}"),
    ("into", rf"\b(?:gone|went|moved me) into (?:a|our|my) (?:[a-z]+ ){{0,2}}?{_DWELLING} in (?={NAME})", "moved to "),
    # What had to end has ended.
    ("had", rf"(?:{OPENS}|(?<=[()] )|(?P<i_must>{WORD}(?-i:[A-Z])[\w-]{{1,20}}|\b(?:I|we|he|she|they))(?:['\u2019](?:s|ve|d)| has| have)? )had to (?P<i_end>stop|quit|sell|leave|drop|cancel|rehome|give up|give away|pack in|get rid of|let go of)\b(?! (?:by|off|for (?:petrol|gas|lunch|a))\b)", "{whoever} {ended}"),
    ("finished over done history out", rf"(?:{OPENS}|(?<=, ))(?P<i_ends>{_GOODS}[a-z]{{4,}})(?:['\u2019]s| is) (?:finished|over|done|history|out) for me\b", "I gave up {i_ends}"),
    ("guess", rf"\bguess who (?:I|i) (?:report|answer) to(?: now)?[.!?:]+ (?P<i_guess>{NAME})(?=[.!,\n]|$)", "I report to {i_guess} now"),
    ("fav fave favourite favorite", r"(?:^|(?<=[.!?] )|(?<=, ))(?:my )?fav(?:ou?rite|e)? (?P<i_fav_of>colou?r|food|drink|takeaway|meal|snack|fruit|animal|season|sport|subject|dish|dessert)(?: is|:)? (?P<i_fav>(?!(?:is|was|was|would|has|of|and|or|but|for|in|on|at|the|to|these|always)\b)[a-z]{3,})(?=[.,;!\n]|$)", ". My favourite {i_fav_of} is {i_fav}"),
    ("ours mine", rf"\b(?:the|our) (?:new |little )*{_DWELLING} in (?P<i_our>{NAME}) is (?:finally |now )?(?:ours|mine)\b(?! to\b)", "I moved to {i_our}"),
    ("handed", rf"\bhanded (?:back |in )?(?:my|the) (?:badge|apron|lanyard|uniform|notice|resignation)(?: back| in)? at (?={_ORG})", "left "),
    ("hives rash itch swell sneeze wheeze", rf"(?<![\w-])(?P<i_trigger>{_GOODS}[a-z]{{3,}}) (?:brings me out in (?:hives|a rash|spots)|gives me (?:hives|a rash)|makes me (?:itch|swell(?: up)?|wheeze|come out in hives))\b(?! (?:to|for|with)\b)", "I am allergic to {i_trigger}"),
    ("fine safe ok okay", rf"(?<![\w-])(?P<i_harmless>{_GOODS}[a-z]{{3,}})(?:['\u2019]s| is| are) (?:actually )?(?:fine|safe|ok|okay) for me after all\b", "I used to be allergic to {i_harmless}"),
    ("keto paleo vegan vegetarian veggie pescatarian plant gluten dairy", rf"\b(?P<i_gave>{_WHO})(?:['\u2019]ve|['\u2019]s| have| has)? (?:just )?(?:stopped|dropped|ditched|chucked|binned|quit|given up|gave up|packed in) (?:the |being |going )?(?P<i_old_diet>{_DIET})(?! (?:friends|restaurants?|recipes?|food|cheese|burgers?|box|cooking|options?|cooked|meals?|community|society|club|blog)\b)(?: thing| diet)?", "{i_gave} used to be {diet}"),
    ("longer", rf"(?:{OPENS}|(?<=, ))(?P<i_longer>{_DIET}) no longer\b", "I used to be {diet}"),
    ("employer", rf"{OPENS}employer is (?:now )?(?={NAME}(?:[.,;!\n]|$))", "my employer is "),
    # Age.
    (_AGES, r"(?<=[a-z]), at (?P<i_aged>[1-9]\d)(?=[.!\n]|$)", ". I am {i_aged}"),
    (_AGES, r"\b(?:I'm|I am|i'm|im) (?P<i_turns>[1-9]\d) (?P<i_day>(?:next|this|on) (?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow)\b", "I turn {i_turns} {i_day}"),
)  # fmt: skip
"""Words of which a text with the idiom has one, the form, and the words in its place."""


@dataclass(frozen=True, slots=True)
class _Idiom:
    cues: frozenset[str]
    form: re.Pattern[str]
    words: str


_IDIOMS = tuple(
    _Idiom(frozenset(cues.split()), re.compile(form, re.IGNORECASE | re.MULTILINE), words)
    for cues, form, words in _TABLE
)
_SAID = re.compile(r"[a-z]+|(?<!\d)[1-9]\d(?!\d)")
_ENDINGS = tuple(_DRUG_ENDINGS.split("|"))

_ENDED = {
    "stop": "stopped",
    "quit": "quit",
    "sell": "sold",
    "leave": "left",
    "drop": "dropped",
    "cancel": "cancelled",
    "rehome": "rehomed",
    "give up": "gave up",
    "give away": "gave away",
    "pack in": "packed in",
    "get rid of": "got rid of",
    "let go of": "gave away",
}
_WHEN = re.compile(
    r"\b(?:(?:in|on|last|this) (?:early |late |the )?(?:\d{1,2}(?:st|nd|rd|th)|January|February|March|April|May|June|July|August"
    r"|September|October|November|December|spring|summer|autumn|winter|week|month|year|night|(?:19|20)\d\d|\w+day)"
    r"(?: (?:19|20)\d\d)?|yesterday|today|(?:\w+ ){1,2}(?:day|week|month|year)s? ago)\b",
    re.IGNORECASE,
)
"""When something happened."""


def found(source: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Return the idioms in a stretch of a text: from where to where, and the words in their place."""
    said = set(_SAID.findall(source[start:end].lower()))
    if any(word.endswith(_ENDINGS) for word in said):
        said.add("-drug")
    if any(word.isdigit() for word in said):
        said.add("-age")
    matches = [
        (match.start(), match.end(), _put_plainly(idiom, match))
        for idiom in _IDIOMS
        if not idiom.cues.isdisjoint(said)
        for match in idiom.form.finditer(source, start, end)
    ]
    return list(_apart(sorted(matches)))


def _apart(matches: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Pass over what lies within another."""
    last = 0
    for match in matches:
        if match[0] >= last:
            last = match[1]
            yield match


def _put_plainly(idiom: _Idiom, match: re.Match[str]) -> str:
    given = {name: text or "" for name, text in match.groupdict().items()}
    return idiom.words.format(**given, **_further(given))


def _further(given: dict[str, str]) -> dict[str, str]:
    """Return the words that depend on who or what an idiom names."""

    def said(*names: str) -> str:
        return next((given[name] for name in names if given.get(name)), "")

    when = _WHEN.search(said("i_scene_of", "i_burial"))
    new = said("i_drug_new")
    return {
        "diet": said("i_diet", "i_dead", "i_old_diet", "i_longer").lower(),
        "pet": said("i_pet", "i_kind", "i_kinds").lower().replace(" ", "-"),
        "ended": _ENDED.get(said("i_end").lower(), ""),
        "whoever": said("i_must") or ". I",
        "when": f" {when.group()}" if when else "",
        "worked": {"do": "work", "does": "works", "did": "worked"}.get(said("i_do").lower(), ""),
        "shift_verb": "works" if said("i_shifts").lower().endswith("s") else "work",
        "be": "am" if said("i_sick").lower() == "i" else "is",
        "hates": "hate" if said("i_picky").lower() == "i" else "hates",
        "then_takes": f". I take {new}" if new else "",
    }
