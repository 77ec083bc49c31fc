"""What is left out or said loosely, filled in for the parser: "still at Lumo", "the wife", "not vegan any more"."""

import re
from collections.abc import Callable

from octomem.agents.reading import grammar
from octomem.agents.reading.called import APPOSED, without_other
from octomem.agents.reading.given_names import GIVEN, gender_of
from octomem.agents.reading.occupations import is_occupation

_NAME = r"(?-i:[A-Z][\w&'\u2019-]{0,30}(?: (?:of |de |the )?[A-Z][\w&'\u2019-]{0,30}){0,3})"
_WORD = r"(?<![\w'\u2019-])"
"""Where a name may begin: within a long word it would be sought again and again."""
_THERE = rf"(?:the |a )?{_NAME}"
_DIETS = r"(?:vegan|vegetarian|veggie|pescatarian|coeliac|teetotal)"
_STATES = rf"(?:{_DIETS}|single|married|engaged|divorced|pregnant|unemployed|retired|self-employed)"
_POSTS = (
    r"(?:(?:team|tech|squad|shift|deputy|head|senior|junior|assistant|lead|general|store|branch|project|product|site)[ -])"
    r"{1,2}(?:lead|leader|manager|engineer|developer|designer|teacher|nurse|chef|analyst|director|editor|supervisor)"
)
_OPENS = (
    r"(?:^|(?<=[.!?;:h,od] )"  # the last letters first: most words are no opening
    r"(?:(?<=[.!?;:] )|(?<=\bnah )|(?<=\byeah )|(?<=\bno, )|(?<=\byes, )|(?<=\bso )|(?<=\band )))"
)
_AFTER = rf"(?:{_OPENS}|(?<=, ))"
_OVER = r"(?=[^.!?;,]*\b(?:any ?more|these days|since|now)\b)"
_ONE = r"(?:guy|girl|woman|man|lad|bloke|boy|lady|person|someone|somebody)"
_WHEN = (
    r"(?: (?:now|for good|again|any ?more|yesterday|today|this (?:time|week|month|year)|last (?:week|month|year|night)"
    r"|since (?:\w+ ){0,3}\w+|in (?-i:[A-Z])\w+|(?:a|an|one|two|three|four|\d+|a few) (?:day|week|month|year)s? ago)){0,2}"
)
_ENDED = rf"{_WHEN}(?=[.,;!?\n]|$)"
"""What may follow the end of a couple: "dumped Jake at his mum's" is none."""
_SURELY = rf"{_WHEN}(?=[.;!\n]|$)"
"""The same where a comma leads on to what else is over: "we are done, the kitchen shines"."""
_TOLD_BY = r"(?![,.]? ?(?:- ?)?(?:said|says|sings|sang|reckons|claims|according)\b)"
_TITLES = (
    r"(?:(?:team|tech|squad|shift|deputy|head|senior|junior|assistant|lead|general|store|branch|project|product|site"
    r"|floor|ward|night|duty|account|sales|office|software|principal|chief|acting|full|managing)[ -]){0,3}"
    r"(?:manager|leader|supervisor|director|developer|engineer|editor|designer|analyst|foreman|forewoman|teacher|nurse"
    r"|chef|consultant|coordinator|officer|accountant|lead|head (?=of )|partner)\b"
    r"(?! (?:for|of) (?:the|our|my|a) (?:day|night|evening|week|game|party|quiz|pub|crew)\b)"
)
_STAGED = r"(?![^.!?\n]{0,120}\b(?:film|movie|novel|book|story|show|series|episode|season|game|play|song|opera)\b)"
_THINGS = (
    r"(?:(?:wi-?fi |home )?router|modem|laptop|phone|car|bike|camera|printer|tablet|computer|monitor|keyboard|boiler|washing machine"
    r"|dishwasher|fridge|oven|tv|watch|motorbike|scooter|campervan|guitar|piano|graphics card|gpu|cpu)"
)
"""What people have one of and name without "my": "router is a Velder R7"."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_VAGUE = r"(?:only|first|last|best|worst|one|reason|place|thing|way|kind|type|sort|shame|pity|lot|bit|fact|car|job|language|town|city)\b"
"""What names nothing between "it's the" and "I own"."""
_HABITS = {
    "smoked": "smoke",
    "vaped": "vape",
    "gambled": "gamble",
    "drunk alcohol": "drink alcohol",
}
_DOES_AGAIN = {
    "eating": "eat", "drinking": "drink", "smoking": "smoke", "vaping": "vape", "taking": "take", "using": "use",
    "playing": "play", "driving": "drive", "riding": "ride", "wearing": "wear",
}  # fmt: skip
"""What is done again that was given up, by how it is told: "eating gluten again"."""
_NEVER_EVER = r"(?: in (?:my|his|her|our) (?:whole )?(?:life|lives))?(?=[,.;!\n]|$| (?:either|at all|and|but|so)\b)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DATED = re.compile(
    rf"\b(?:(?:[Ii]n|until|till|to|[Ss]ince|[Ff]rom) (?:{_MONTH}(?: (?:19|20)\d\d)?|(?:19|20)\d\d)|{_MONTH} (?:19|20)\d\d)\b"
)
_ELSEWHEN = re.compile(
    r"\b(?:last|next|ago|yesterday|week|when|after|before|later|birthday|born|\d+)\b", re.IGNORECASE
)
"""What else "since then" may point to."""
_LAST_VERB = re.compile(
    r"\b(?P<words>(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[A-Z][a-z]+) (?:lived|worked|studied|taught))"
    r" (?=at |in |with |for )[^?!]{0,150}$"
)

_KIN = r"(?:wife|husband|daughter|son|girlfriend|boyfriend|fianc[e\u00e9]e?|brother|sister|nephew|niece|grandson|granddaughter)"
_KIN_DOES = r"(?:is|was|has|had|works|lives|wants|loves|likes|hates|plays|studies|turns|turned|isn['\u2019]t|can['\u2019]t|won['\u2019]t|doesn['\u2019]t|just|moved|started|eats|drives|speaks|needs|got)"
"""What is said of one's own who is named by a bare role: "wife works nights"."""
_NO_ONE_ELSE = r"(?![^.!?\n]{0,60}!+\W{0,3}(?:(?:my|our|the|his|her|he|she|they|it|that)\b|(?-i:[A-Z][a-z]+)(?:[.!,]| (?:is|has|did|does|was)\b)))"
"""Where who was to be guessed is not told then: "Guess who's engaged! My sister!"."""
_OF_SOMEBODY = "|".join(
    sorted(
        (
            grammar.KIN
            | grammar.HEALERS
            | {
                "teacher",
                "tutor",
                "coach",
                "boss",
                "manager",
                "neighbour",
                "neighbor",
                "friend",
                "flatmate",
                "roommate",
                "nanny",
                "carer",
                "colleague",
                "landlord",
                "landlady",
            }
        )
        - {"baby", "child"}
    )
)
"""What somebody is to another who is named before it."""
_WORKPLACE = (
    r"(?:nursing home|care home|rest home|hospital|hospice|bakery|warehouse|factory|pub|bar|caf[e\u00e9]|restaurant|hotel|shop|store|supermarket"
    r"|clinic|depot|plant|office|petrol station|call cent(?:re|er)|fire station|mill|kitchen|takeaway|pharmacy|nursery|laundry|airport|mine|docks)\b"
)
"""Where people work in shifts."""
_PASSES = r"(?:membership|subscription|season ticket|season pass|gym card|library card)"

STILL = re.compile(
    rf"{_AFTER}still (?:at|in|with) (?P<still>{_THERE})"
    rf"|\b(?:I'm|I am|we're|we are) staying (?:put )?in (?P<stays>{_NAME})",
    re.IGNORECASE,
)
"""Where somebody still is, which says that nothing changed and never what it changed to."""

PATTERN = "|".join(
    f"(?P<{name}>{pattern})"
    for name, pattern in (
        ("quoted", r"(?P<sayer>(?:\b(?:letter|note|report|e-?mail|message|text|sign|label|leaflet|result|results|screen|form|card) (?:says?|said|reads?) (?:about|of|for|on) [^'\u2018\"\n.!?]{1,50}|\b(?:says?|said|goes|went|like|yells?|shouts?|wrote|writes|texts?|texted|reads?|asks?|asked|replied|answers?),? |: ))'(?P<words>(?=[A-Za-z])[^'\"\n]{1,200}?(?:'\w[^'\"\n]{0,200}?)*)'(?=[\s.,!?;:)]|$)"),
        ("small_title", r"\b(?:(?-i:mrs?|ms|dr|prof)(?=\.? (?-i:[A-Z][a-z]))|(?-i:mr) (?!and\b|or\b|n\b)(?-i:[a-z]{3,}))"),
        ("no_mark", rf"(?P<unmarked_is>\b(?:is|hes|shes)|(?<=[a-z])['\u2019]s) (?P<unmarked>(?-i:[A-Z][a-z]+)) (?P<unmarked_role>(?:[a-z]+ )?(?:{_OF_SOMEBODY}))(?=[.,;!)\n]|$| (?:and|but|so|at|in|now)\b)"),
        ("on_its_way_out", r"(?:(?<=\bmy )|(?<=\bhis )|(?<=\bher )|(?<=['\u2019]s )|(?<=\bmums )|(?<=\bdads ))(?P<failing>(?:eyes|eyesight|hearing|memory) (?:is|are)) (?:going|on (?:its|their|the) way out)(?: on (?:me|him|her))?(?=[.;!)\n]|$| so (?:please |keep |can you ))"),
        ("on_shift", (rf"{_AFTER}(?:(?:im|i['\u2019]?m|i am|i have|i['\u2019]?ve|ive|got|have|doing|still|back|on|an?|my|the) ){{0,4}}(?:night|late|early|day|evening|morning|double|long) shifts? (?P<shift_at>(?:at|in) (?:the |my |our )?(?:[\w'&-]+ ){{0,2}}?{_WORKPLACE})"
         r"(?=[.,;!)\n]|$| (?:on|till|until|tonight|tomorrow|today|so|again|and|but|all|this|next|(?:mon|tues|wednes|thurs|fri|satur|sun)day|from|then|since)\b)(?![^.!?\n]{0,80}\?)")),
        ("mums", r"(?:\b(?P<whose_mum>my|our|his|her|their|your|ur) |(?:^|(?<=[.!?\n] )))(?P<mum>mum|dad|mam|nan|gran|grandad|grandma|grandpa)s (?=(?:new |old )?(?:birthday|phone|number|address|house|flat|name|doctor|tablet|laptop|phone|email|eyes|eyesight|sight|hearing|memory|knees?|hips?|back|legs)\b)"),
        ("new_address", r"(?P<new_what>\bnew (?:address|number|phone number|email))(?: to)? (?:remember|note|fyi|btw|just so you know)(?=: )"),
        ("the_ill_one", r"\b(?P<ill_is>is|was|['\u2019]s) the (?P<ill>diabetic|coeliac|celiac|asthmatic|vegan|vegetarian|epileptic|deaf|dyslexic|autistic|lactose[- ]intolerant|left-handed) one(?=[.,;!)\n]|$| (?:and|but|not|so)\b)"),
        ("aunt", r"\b(?-i:aunt(?:ie|y)?|uncle) (?P<aunt_is>(?-i:[a-z]{3,}))(?= (?:is|has|was|says|lives|works|can|does|had|and)\b|['\u2019]s)"),
        ("parents_leave", r"\b(?P<leave_of>mat|pat)(?= leave\b)"),
        ("just_not", rf",? (?:but |and )?(?:just|only|though) not (?:to|in|at|with|for|on) {_NAME}"),
        ("birthday", rf"(?:^|(?<=[.!?,;:] )|(?<=\band ))(?P<whose>{_NAME})(?: \((?P<gloss>[^)]{{3,20}})\))? is (?=(?:on )?(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?-i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: \d{{4}})?(?:[.,;!)\n]|$| and\b))"),
        ("nick", APPOSED),
        ("guess_who", (rf"{_OPENS}guess who(?P<guessed>['\u2019]s got|['\u2019]s|(?= (?:just |finally |got |has |is |does|isn|hasn|can|no longer |quit |passed |gave ))(?: (?:doesn['\u2019]?t|does not|isn['\u2019]?t|is not|hasn['\u2019]?t|has not|has|is|can['\u2019]?t)\b)?)"
         rf"(?= [^.!?\n]{{2,60}}(?:!|\.(?: |$)))(?![^.!?\n]*\b(?:I|you|we|his|her|their)\b){_NO_ONE_ELSE}")),
        ("lapse", rf"\b(?P<lapser>I|we|he|she|they|{_NAME})(?:['\u2019]ve|['\u2019]s| have| has)? let (?P<lapsed>(?:my|our|his|her|their|the) (?:[\w&'\u2019-]+ ){{0,4}}{_PASSES}) (?:lapse|expire|run out|go)\b"),
        ("lapsed_own", rf"\b(?P<lapsed_of>(?:my|our) (?:[\w&'\u2019-]+ ){{0,4}}{_PASSES}) (?:has |have )?(?:just |now )?(?:lapsed|expired|ran out|run out)(?=[.!,;]|$| (?:and|so|in|last|on)\b)(?![^.!?\n]*\brenew)"),
        ("bare_kin", (rf"(?:^|(?<=[.!?] ))(?P<kin_role>{_KIN})(?:(?=['\u2019]s )|(?P<kin_name> (?-i:[A-Z][a-z]+)\b)?"
         rf"(?:(?P<kin_aside>, )(?=(?:turning|starting|getting|going|moving)\b)|(?=,? )(?=(?:, \w+,)? {_KIN_DOES}\b))){_STAGED}")),
        ("has_named", rf"(?:^|(?<=[.!?] ))(?:I |I've |I have )?got (?:me |myself )?an? (?P<has_what>[a-z-]+)(?P<has_does> (?:who |that )?[a-z]+s [^,.!?\n]{{2,40}}), name of (?P<has_name>{_NAME})"),
        ("got_me", r"(?:\b(?P<got_i>I )(?:just |finally |went and )?|(?:^|(?<=[.!?] )))(?P<got_verb>got|bought|found|picked up) (?:me|myself) (?=an? )"),
        ("by_name", r"(?:, (?:by (?:the )?|the )?name of|\b(?P<goes_by>goes|answers) (?:by|to) the name of) (?=(?-i:[A-Z]))"),
        ("fronted_thing", rf"(?:^|(?<=[.!?] ))(?P<fronted_obj>(?:(?:the|that|my|our|his|her) |{_NAME}['\u2019]s )[a-z][\w' -]{{1,40}}?),? I(?:['\u2019]ve| have)? (?P<fronted_when>already|finally) (?P<fronted_did>\w+(?: (?:back|off|in|up|out|away))?)(?=[.,!;]|$)"),
        ("uni_year", rf"(?P<uni_at>\b(?:I'm|I am|I\u2019m|he's|she's)) (?:at|in) (?=(?:the )?{_NAME}, (?:now )?(?:in (?:my|his|her) )?(?:first|second|third|fourth|final|1st|2nd|3rd|4th)[ -]year\b)"),
        ("trade_at", rf"\b(?:I'm|I am|I\u2019m) (?:cooking|cheffing|waitressing|waiting tables|bartending|tending bar|nursing|lecturing|working the \w+|doing the (?:accounts|books|bar)) at (?=(?:the )?{_NAME}[^.!?,\n]{{0,30}} (?:these days|nowadays|at the moment|currently|now)\b)"),
        ("pupil", rf"\b(?P<pupils>I|he|she|we|they|who) (?:was|were) (?:an? )?(?:students?|pupils?) at (?=(?:the )?{_NAME})"),
        ("gone_from", rf"\b(?P<gone_who>I|he|she)(?:['\u2019]m| am|['\u2019]s| is) gone from (?={_NAME}(?![^.!?]* for (?:the|a|two|three|\d)\b))"),
        ("newcomer", rf"(?:^|(?<=[.!?] ))(?:(?:I |I've |we |we've )?(?:got|have) a )?new (?P<new_one>[a-z]+)(?: (?:at|in|on) (?:my|our|the) \w+)?,? (?:(?:his |her )?name(?:['\u2019]s| is)|called|named) (?={_NAME})"),
        ("not_day", r"\b(?P<kept_day>\d{1,2}(?:st|nd|rd|th)?) not (?:on )?(?:the )?\d{1,2}(?:st|nd|rd|th)(?=[.!;]|$)"),
        ("only_own", r"\b(?P<only_my>my|his|her|our) (?:only|main) (?=(?:phone|car|job|email|address|doctor|gp|bank) (?:is|was) (?!to\b|that\b|how\b|not\b))"),
        ("glossary", rf"{_WORD}(?P<named>{_NAME}) \((?P<said>(?:my|the|our|he's|she's|who's|an? )[^()]{{2,80}}|{_DIETS})\)"),
        ("over_with", rf"\b(?:it's|it is|it was|things are|all) (?:all )?(?:over|done|finished) (?:with|between me and|between us,) (?P<over_who>{_NAME}){_ENDED}"),
        ("we_are_over", (rf"\b(?:(?:[Mm]e|I) and (?P<with_a>{_NAME})|(?P<with_b>{_NAME}) and (?:I|me)) (?:are|were|'re) "
         r"(?P<how>(?:done|over|through|finished|no longer together|not together)|(?:all )?(?:back together|dating|official|an item|a couple|seeing each other))"
         rf"{_SURELY}")),
        ("ended_with", rf"\b(?:(?:I |i )?(?:ended (?:it|things)|broke (?:it|things) off|called it quits|called it a day) with|(?:I |i )?dumped) (?P<ended_who>{_NAME}){_ENDED}"),
        ("dumped_me", rf"(?<!like )(?<!if )(?<!that ){_WORD}(?P<dumper>{_NAME}) (?:dumped|left|ditched) me{_SURELY}"),
        ("packed_up", r"\bpacked (?:his |her |their |my )?(?:bags|things|up)? ?(?:up )?and (?:went|left|headed|flew|moved|shipped out|took off) (?:off )?(?:to|for)(?= [A-Z])"),
        ("done_with", rf"(?<=, )(?:done|finished|through) with(?= {_NAME})"),
        ("age_today", (r"(?:^|(?<=[.!?] ))(?P<age>[1-9]\d) (?P<day>today|yesterday|tomorrow)(?=[.,!?])"
         r"(?![^\n]{0,200}\b(?:my (?!birthday|presents?|cake)|our|his|her|their|he|she|they|degrees)\b)(?=[^\n]{0,200}\b(?:birthday|presents?|cake|candles)\b)")),
        ("nth_birthday", (r"\b(?:it(?:['\u2019]s| is| was) (?P<whose_nth>my|(?:my|our) [a-z]+['\u2019]s|(?-i:[A-Z][a-z]+)['\u2019]s)|(?P<day_nth>today|yesterday) (?:is|was) (?P<whose_too>my|(?:my|our) [a-z]+['\u2019]s|(?-i:[A-Z][a-z]+)['\u2019]s)"
         r"|(?P<self_nth>I|we)(?: just)? (?:had|celebrated) my) (?P<nth>[1-9]\d?)(?:st|nd|rd|th) birthday(?P<when_nth> (?:today|yesterday|last (?:night|week|weekend|month)|this (?:week|weekend|month)|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))?(?=[.,;!\n]|$| and\b)")),
        ("i_mean", r"(?:^|(?<=[.!?] ))(?:I|i) mean,? (?=(?:he|she|they|I|we|my|his|her|our|it's) )"),
        ("mid_scratch", r",? scratch that, (?=(?:he|she|they|I|we|it|my) )"),
        ("nth_child", r"\b(?P<had_nth>(?:had|welcomed) (?:my|our|their|his|her)) (?:first|second|third|fourth|fifth|sixth)(?: child| baby| kid| one)?,? (?:and it['\u2019]s )?an? (?:\w+ )?(?:baby )?(?P<nth_is>boy|girl)\b(?:,? (?:named|called)(?= (?-i:[A-Z])))?"),
        ("newborn", r"\bhad (?:a|an|their|her|his|our|another) (?:[a-z]+ )?(?:baby )?(?P<baby>boy|girl)\b"),
        ("grew_up", r"\bgrew up (?:speaking|with)(?= [A-Z])"),
        ("convo", r"\b(?:can|could) (?:now )?(?:hold|have|manage) (?:a|an) (?:\w+ )?(?:convo|conversation|chat) in(?= [A-Z])"),
        ("come_round", r"\b(?P<come>(?:I've|I have|he's|she's|they've|we've|i've) )come (?:round|around) to(?= (?!the\b|see|my\b|your\b|his\b|her\b)[a-z])"),
        ("gone_off", r"(?:\b(?P<off_i>(?:I've|I have|i've) )|(?:^|(?<=[.!?] )))gone (?:right |completely |totally |really |a bit )?off(?= (?!to\b|for\b|the rails|on\b)[a-z])"),
        ("loved", r"\b(?:things|foods?|stuff|dishes|what) (?:that )?I (?:really |absolutely )?(?P<fancy>love|like|hate|dislike|adore|enjoy|can't stand|detest):(?P<liked> [a-z][^.;!?\n]{1,150})"),
        ("where_is", rf", (?={_NAME}(?:['\u2019]s| is) where\b)"),
        ("one_allergy", r"\b(?:do )?(?:have|has|had|['\u2019]ve got|got) (?:an?|one|this|just one|only one) allerg(?:y|ies): (?=[a-z])(?!(?:no|none|nothing|not|nil|unknown|to be|see|the|i|we|it|that|what|people|work|life)\b)"),
        ("turns_out", rf"{_OPENS}turns out,? (?:that )?"),
        ("shifts", rf"\b(?:started|begun|picked up|taken on|took on)(?: doing| working)? (?:weekend shifts|evening shifts|weekends|evenings|saturdays|sundays) (?:at|for|with) (?={_NAME})"),
        ("no_more", r"(?P<then_not>(?:,|\bso|\band|\bi\.e\.) )not (?P<no_more_what>an? [\w-]+) any ?more(?=[.,;!]|$)"),
        ("i_said", (r"\b(?:earlier |before |last time |the other day )?I (?:said|told you|wrote|mentioned) (?:that )?(?P<old_said>[^.,;!?]{4,60})[.,;] (?:but |and )?"
         r"(?:scratch that|that['\u2019]s wrong|that was wrong|forget that|ignore that)[.,;]? (?=[a-zA-Z])")),
        ("equals", rf"(?:\b[Mm]y )?\b(?P<equal_role>[a-z-]{{3,15}}(?: [a-z]{{3,12}})?) = (?={_NAME}(?:[.,;!\n]|$))"),
        ("had_birthday", r"\b(?P<bday>he|she|they|I|He|She|They) (?:had|has|celebrates|celebrated) (?:his|her|their|my) birthday (?=on|yesterday|today|last)"),
        ("cannot_eat", r"\b(?:can['\u2019]?t|cannot|can not) (?:have|eat) (?:any )?(?P<food_not>[a-z]+) \(allerg(?:ic|y)\)"),
        ("makes_me", r"\b(?P<gags>[a-z]+) makes? me (?:gag|sick|heave|retch|want to (?:hurl|vomit|gag))\b(?![^\n]{0,40}\bsaid (?:nobody|no[ -]?one)\b)"),
        ("favourites", r"(?:^|(?<=[:;,] )|(?<=\band )|(?<=[.!?] ))(?:my )?fav(?:ou?rite|e)? (?P<fav_of>[a-z]+)(?: (?:of all time|ever))?(?: is|:)? (?=(?-i:[A-Z]))(?P<fav>(?-i:[A-Z])[^,.;!?\n]{1,40})(?=[,.;!?]|$)" + _TOLD_BY),
        ("fav_after", rf"{_WORD}(?P<fav_is>{_NAME}), (?:my )?(?:new |all-time )?fav(?:ou?rite|e) (?P<fav_what>[a-z]+)(?=[,.;!]){_TOLD_BY}"),
        ("enough", r"(?:\b(?:I've|I have|i've) |(?:^|(?<=[.!?] )))had enough of (?=(?!it\b|this\b|that\b|you\b|them\b|the\b|my\b|his\b|her\b)[a-z])"),
        ("headcount", rf"\b(?:\d|an?|one|two|three|four|our|my) (?:[a-z-]+ )?(?P<animal>dog|cat|hen|rabbit|hamster|horse|goat|parrot|guinea pig|chicken|duck|pony|fish|bird|snake|tortoise)s? \((?P<animals>{_NAME}[^()]{{0,60}})\)"),
        ("star", r"(?<=\S) \*(?=[A-Za-z])"),
        ("not_there", rf"{_OPENS}(?:not|no longer) (?P<not_at>at|with|in)(?= {_THERE}){_OVER}"),
        ("still_there", rf"{_AFTER}still (?P<still_at>at|with|in)(?= {_THERE})(?![^.!?\n]{{0,60}}\b(?:delayed|late|stuck|cancelled|waiting|layover|train|flight|gate|traffic|boarding|queue)\b)"),
        ("stays", rf"\b(?:I'm|I am|we're|we are) staying (?:put )?in(?= {_NAME})"),
        ("not_so", rf"{_OPENS}(?:not|no longer)(?= {_STATES}\b)"),
        ("not_one", rf"{_OPENS}not (?P<what>an? [\w-]+)(?: either)?(?P<ended> any ?more)?, "),
        ("still_so", rf"{_AFTER}\(?still(?= {_STATES}\b)"),
        ("post", rf"{_OPENS}(?={_POSTS} (?:as of|since|from)\b)"),
        ("dates", rf"{_OPENS}been (?=(?:seeing|dating)\b)"),
        ("date", rf"\b(?:seeing|dating) (?:(?:this|an?|some) (?:\w+ )?)?{_ONE},?(?: called| named)?(?= {_NAME})"),
        ("made_me", (r"\b(?:they|the boss|my boss|management|work)(?:['\u2019]ve| have|['\u2019]s| has)? (?:just |now |finally )?"
         r"(?:promoted me (?:to |as )(?:an? |the )?(?=[a-z])"
         rf"|(?:made|promoted|named|appointed) me (?:to |as )?(?:an? |the )?(?={_TITLES}))")),
        ("the_kin", rf"\bthe (?P<kin>wife|missus|mrs(?!\.? (?-i:[A-Z]))|husband|hubby|girlfriend|boyfriend)\b(?! (?:of|in|from|who|whose|that|on|at|next)\b){_STAGED}"),
        ("older_boy", r"\b(?P<which_kid>(?:my|our) (?:other|eldest|youngest|oldest|middle|older|younger)) (?P<boy>boy|girl)(?=,? (?-i:[A-Z])|['\u2019]s name\b| is called\b)"),
        ("went_to_work", r"\bwent (?:on |off |back )?to work(?= (?:(?:at|for|with) (?-i:[A-Z])|as an? ))"),
        ("at_kins", r"\b(?P<lodging>staying|living|crashing) at (?P<host>(?:my|our|his|her) [a-z-]+)['\u2019]s(?: (?:place|house|flat))?(?= in (?-i:[A-Z]))"),
        ("here_in", r"\bhere in(?= (?-i:[A-Z]))"),
        ("lad", r"\b(?P<lads>my|our) (?:little )?lad\b"),
        ("glossed", r" \((?:native(?:ly)?|fluent(?:ly)?|mother tongue|first language|basic|badly|a bit|a little)\)"),
        ("instead", r"\b(?:I'm|I am) (?P<doing>swimming|running|cycling|rowing|climbing|knitting|painting|boxing|surfing|hiking|sailing|skating|dancing|gardening) instead\b"),
        ("attributed", (r"\byou (?:said|wrote|assumed|thought|think|claimed)(?: that)? I (?P<verb>live|work|drive|have|speak|eat|drink)"
         r"(?P<rest> [^,.!?]{2,40}),? (?:but |and |well )?I (?:don't|do not)"
         rf"(?P<then>,? (?:but )?I(?:'m| am) in(?= {_NAME}(?:[.;!\n]|$)))?")),
        ("veggie", r"\bveggie\b(?! \w+(?:burger|box|patch|garden))"),
        ("bare_gap", (r"(?<=(?:19|20)\d\d),? (?:and |then |& )+(?:(?P<gap_at>at|in|with|for) )?"
         rf"(?P<gap_in>(?:the )?{_NAME}) (?P<gap_to>until|till|to|from|between|since) ")),
        ("then_in", rf"(?<=\b(?:19|20)\d\d),? (?:and )?then (?:(?:in|at|with) )?(?P<then_in_where>{_NAME})(?=[.;!\n]|$)"),
        ("my_thing", rf"{_AFTER}(?P<thing>{_THINGS})(?=(?: is|['\u2019]s) (?:now )?(?:an? |the )(?:[a-z]+ ){{0,2}}(?-i:[A-Z0-9]))"),
        ("mine", r"\bmine(?:'s| is)(?= (?:on )?(?:the )?\d)(?=.{0,200}\b(?:born|birthday|turns)\b)"),
        ("gone", r"(?P<goes>\bis (?:gone|over|history|done|finished|no more)),? and so(?:'s| is) (?:the |my )?(?=[A-Z])"),
        ("allergic", r"\bno (?P<food>[a-z]+)(?: (?:please|pls|plz|for me|thanks|either))?,?(?: (?-i:[A-Z])[a-z]+,)? (?:because |since |as |cos )?(?:I'm|I am|im) allergic\b(?: to (?:it|them|that|those)\b)?(?! to)"),
        ("sigh", rf"{_OPENS}(?:ugh+|argh+|omg|oof|phew|meh|eek|yay|hmm+|aww+|grr+)[,!. ]+(?=\w)"),
        ("is_too", rf", (?P<too>{_DIETS}|celiac|diabetic|asthmatic|dyslexic|autistic) (?:too|also|as well)(?=[.,;!\n]|$)"),
        ("turns_then", rf"\b(?:(?P<turner>he|she)(?:['\u2019]?s| is)|(?P<own_turn>i)(?:['\u2019]?m| am)) (?P<turned>[1-9]\d?) (?=(?:in (?:{_MONTH}|(?:a|two|three|\d) (?:days|weeks|months?))|on (?:the \d|\w+day)|next (?:week|month|year)|tomorrow)\b)"),
        ("fan_too", r" and (?=(?:mad|crazy|nuts|obsessed|passionate|keen) (?:about|on|with)\b|into [a-z])"),
        ("joined", (rf"(?:(?P<join_opens>{_OPENS})|(?:['\u2019](?:ve|s)| have| has)? )(?:got|been|was|were) (?:just |recently |finally )?(?:poached|hired|headhunted|snapped up|taken on|recruited) by (?=[A-Za-z])"
         r"|(?P<ship>\bjumped ship to )(?=[A-Za-z])")),
        ("nor", (r"(?P<neither_is>\b(?:am|is|are|was|were|['\u2019](?:m|s|re)) )?(?<=\w )neither (?P<neither>[\w'-]+(?: [\w'-]+){0,2}?) nor (?=\w)"
         r"|\b(?P<either_no>no (?!more\b|less\b|one\b)[a-z]{3,}) or (?=(?!anything\b|anyone\b|less\b|more\b|nothing\b)[a-z]{4,}(?:[.,;!)\n]|$| (?:and|but|so|either|at|now|yet)\b))")),
        ("ampersand", r"(?<=[A-Za-z]) & (?=[A-Za-z])"),
        ("taken_up_again", (rf"{_OPENS}(?:(?:i['\u2019]?m|i am) )?(?:back )?(?P<again_does>{'|'.join(_DOES_AGAIN)})(?P<again_what>(?: on)? (?!(?:it|this|that|them|at|with|out|too|alone|there|here|in|like|is|was|has|had|will|can|should|may|makes?|made|feels?|felt|seems?|sounds?)\b)[a-z-]+(?: [a-z-]+)?)? again"
         r"(?=(?: now)?(?:[,.;!]|$))(?![^.!?\n]*\?)")),
        ("years_in", (r"(?:(?<=^)|(?<=[.!?] )|(?<=\bI loved )|(?<=\bI miss )|(?<=\bI enjoyed )|(?<=\bloved )|(?<=\bmiss ))(?:those|my|our) (?:[\w-]+ ){0,2}?years (?:I |we )?(?:spent |lived )?"
         rf"in (?P<years_where>{_NAME}),? \(?(?:from )?(?P<years_from>(?:19|20)\d\d) ?(?:to|until|till|[-\u2013]) ?(?P<years_to>(?:19|20)\d\d)\)?[^.!?\n]*")),
        ("posted", (r"\b(?:they|work|my (?:firm|company|job|boss|employer|office)|the (?:company|firm|army|navy))(?:['\u2019]ve| have| has)? (?:(?:transferred|relocated|posted) (?:me|us)|moved me) (?:over |down |up )?to (?=(?-i:[A-Z]))"
         rf"|(?P<post_opens>{_OPENS})(?:been |got |was )(?:transferred|relocated|posted) to (?=(?-i:[A-Z]))|(?P<sticks>\bupped sticks (?:and moved )?)(?=to [A-Za-z])")),
        ("got_bare", rf"{_OPENS}(?=(?:got|been) (?:made redundant|laid off|sacked|fired|let go|promoted|divorced|engaged|married|hitched)\b)"),
        ("made_one", rf"{_OPENS}(?:been|got) (?:made|named|appointed) (?=(?:an? |the )?{_TITLES})"),
        ("wed", (r"(?<=\bgot )(?P<hitched>hitched)\b|\b(?P<knot>tied the knot)\b|\b(?P<i_do>(?:finally )?said i do)\b(?! to (?!him|her))|(?<=['\u2019]re )(?P<mr_mrs>Mr (?:and|&) Mrs)(?: (?-i:[A-Z])\w+)?(?= now\b)"
         r"|(?<=\bI['\u2019]m )(?P<wedded>a married (?:woman|man))\b")),
        ("unwed", rf"{_OPENS}(?:(?:my|our|the) )?(?:divorce (?:(?:came|went|has come) through(?! (?:the|a|an|my|our)\b)|is final(?:ised|ized)?|['\u2019]s final)|finali[sz]ed (?:the|my|our) divorce)"),
        ("ask_aside", r"\b(?P<asks_for>(?:can|could|would|will) (?:you|u) [^,.!?\n]{3,80}), (?=(?:i['\u2019]?m|i am|i live|i work|we live|my [a-z]+ is)\b[^?\n]*$)"),
        ("of_all", r",? of all (?:things|people|places)\b"),
        ("from_there", rf"(?:^|(?<=[.!?] ))(?P<one_from>{_NAME}) (?P<from_where>from (?:the )?[\w' ]{{2,20}}?), s?he(?=['\u2019]s\b| (?:is|has|was|works|lives|wants|likes|hates|loves|plays|drives|eats|speaks|can|does|got)\b)"),
        ("own_boy", rf"\b(?P<boys>(?:(?:my|our|his|her|their)|{_NAME}['\u2019]s) )(?:little |wee )?(?P<own_boy_is>boy|girl)(?= (?-i:[A-Z][a-z]+)\b)"),
        ("that_kin", r"(?<=\w), that['\u2019]?s (?=(?:my|our|the) [a-z]+['\u2019]s [a-z]+(?:[,.;!]|$))"),
        ("goes_as", r"(?:^|(?<=[.!?;] )|(?<=, ))(?:but |and )?(?P<sayers>everybody|everyone|we all|they all|people) (?:just |all |always |usually |mostly )?says? (?P<goes_as_name>(?-i:[A-Z])[a-z]+)(?=[.!;]|$)"),
        ("fronted", (rf"(?<=\w),? (?:and |then |& )+(?P<from_y>(?:from|between) (?:19|20)\d\d (?:to|until|till|and) (?:19|20)\d\d),? (?:I (?:lived|was|worked) )?"
         rf"(?P<front_at>in|at|with|for) (?P<front_in>{_THERE})")),
        ("unlike", (r"\b(?P<not_me>(?:(?:I'm|I\u2019m|I am|[Ii]m) not|I (?:don't|don\u2019t|do not)) (?:any )?(?P<as_is>(?!sure\b|any\b)[a-z][\w' -]{2,40}?)(?: myself)?)(?:[.!?]+|,)(?: but| though)? "
         rf"(?P<as_who>(?:my|our|[Mm]y|[Oo]ur) [a-z-]{{3,20}}(?: {_NAME})?|{_NAME}) (?P<as_does>is|does)(?: though)?(?=[.,;!\n]|$)")),
        ("at_all", r" at all(?=[.,;!\n]|$)"),
        ("that_would", r", (?=that(?:['\u2019]d|['\u2019]ll| would| will) (?:do|be|work)\b)"),
        ("cleft", (rf"{_OPENS}(?:it's|its|it is|it\u2019s) (?P<cleft_what>(?:(?:an?|the) (?!{_VAGUE})(?:[\w'-]+ ){{0,2}}?[\w'-]+|{_NAME})) (?:that )?"
         rf"(?P<cleft_who>I|he|she|we|(?:my|our) {_KIN}|{_NAME})(?P<cleft_is>['\u2019](?:m|s|re))? (?:actually |really )?"
         r"(?P<clefted>(?:drive|ride|own|play|speak|teach)s?|stud(?:y|ies)|(?:lives?|works?|living|working) in|work(?:s|ing)? (?:at|for))(?=[,.;!]|$)")),
        ("cleft_got", rf"{_OPENS}(?:it's|its|it is|it\u2019s) (?P<got_what>(?!{_VAGUE}|true\b|lucky\b)[a-z]{{3,}}(?: [a-z]{{3,}})?) (?P<got_who>i|I)(?:['\u2019]?ve| have) got(?=[,.;!]|$)"),
        ("cleft_of", (rf"(?P<cleft_mark>[,;] (?:but |and )?)?(?<!\bif )\b(?:it's|its|it is|it\u2019s) (?P<cleft_one>(?:my|our|his|her|their) [a-z-]+(?: {_NAME})?|{_NAME}) who"
         r"(?=['\u2019]s |['\u2019]s|\s(?:is|has|was|had|can|does|did|doesn|isn|\w+s|\w+ed)\b)")),
        ("abstains", rf"(?:(?<=\bI)(?:['\u2019]ve| have)?|(?<=\bwe)(?:['\u2019]ve| have)|(?<=[a-z])(?P<abstainer>['\u2019]s| has)) never (?P<habit>{'|'.join(_HABITS)}){_NEVER_EVER}"),
        ("since_then", r"\b(?P<ever>ever since|since then)\b(?=[,.;!\n]|$| (?:and|but|so|I|we|he|she|they|it|my|I['\u2019]ve|he['\u2019]s|she['\u2019]s)\b)"),
        ("same_time", r"\b(?:in )?(?:that|the) (?:very )?same (?P<same>month|year)(?=[,.;!\n]|$| (?:and|but|so)\b)"),
        ("bare_since", r"(?P<been>\b(?:I've|I have|we've|we have) been (?:in|at|with) [\w ]{2,30}? since)(?=[.,;!]|$)"),
        ("row", (r", (?:an? )?(?!(?:not|but|and|btw|tbh|tho|ngl|imo|imho|lol|lmao|haha|ffs|fyi)\b)(?=(?:(?P<row_age>[1-9]\d)(?: years old| y/?o)?|(?P<row_job>(?-i:[a-z])[a-z-]+(?: (?-i:[a-z])[a-z-]+){0,2}))"
         r"(?:[,.;!\n]|$))")),
    )
)  # fmt: skip
"""Alternatives of one pattern; `filled` says what stands in the place of each."""


def _by_verb(match: re.Match[str], group: str, form: str) -> str:
    where = match[group].lower()
    return form.format("live" if where == "in" else "work", where)


_ABOUT = re.compile(
    r"(?:(?:and|but|so|well|oh|because|cos) )*(?P<who>I\b|[Ww]e\b|[Hh]e\b|[Ss]he\b|(?:[Mm]y|[Oo]ur) [a-z]+|[A-Z][a-z]+)(?:['\u2019]s|['\u2019][a-z]+)?(?= [a-z])"
)
"""How a clause begins that is about somebody."""


def _still(match: re.Match[str], told: str, *, sentences: int = 1) -> str:
    """Say that the speaker still is somewhere, or something; what follows on a clause about somebody else stays as it is."""
    before = re.split(r"[.!?;:\n]", match.string[max(0, match.start() - 200) : match.start()])
    said = [each for each in before if each.strip()] if sentences > 1 else before
    row = [clause for sentence in said[-sentences:] for clause in sentence.split(",")]
    clauses = (_ABOUT.match(clause.lstrip()) for clause in reversed(row))
    about = next((found["who"].split()[-1].lower() for found in clauses if found is not None), "i")
    is_other = about in {"he", "she"} or about in GIVEN or about in grammar.ROLES
    return match.group() if is_other else told


def _attributed(match: re.Match[str]) -> str:
    then = (
        ". I live in" if match["then"] and match["verb"].lower() == "live" else match["then"] or ""
    )
    return f"I do not {match['verb']}{match['rest']}{then}"


def _gap(match: re.Match[str]) -> str:
    """Say again what the verb was, and that one began when the other ended."""
    before = _LAST_VERB.search(match.string, 0, match.start())
    if before is None:
        return match.group()
    words, since = before["words"], match["gap_to"]
    where = match["gap_at"] or ("in" if words.endswith("lived") else "at")
    if since in {"until", "till", "to"}:
        year = match.string[match.start() - 4 : match.start()]
        since = f"from {year} {since}"
    return f". {words} {where} {match['gap_in']} {since} "


def _then_in(match: re.Match[str]) -> str:
    """Say where somebody has been since: "lived in Pune till 2018 then Bangalore"."""
    before = re.split(r"[.!?;\n]", match.string[: match.start()])[-1]
    verb = _BEFORE_THEN.match(before)
    if verb is None:
        return match.group()
    does = "live in" if verb["lived"] else "work at"
    return f". I {does} {match['then_in_where']} since {match.string[match.start() - 4 : match.start()]}"


_BEFORE_THEN = re.compile(
    r"\W*(?:i |we )?(?:(?P<lived>lived in|was in|were in)|worked (?:at|for)|was (?:at|with)) (?!.*\b(?:he|she|they|who|then)\b).*\b(?:until|till?|to|-) ?(?:19|20)\d\d$",
    re.IGNORECASE,
)
"""What tells where the speaker was before that."""


def _birthday(match: re.Match[str]) -> str:
    """Say whose a day of the year is, and who that is: "Aoife (the wife) is 2 September"."""
    whose, gloss = match["whose"], match["gloss"]
    role = re.match(r"(?:the|my|our) (\w+)", gloss or "", re.IGNORECASE)
    if not role and whose.split()[0].casefold() not in GIVEN:
        return match.group()
    told = f". {whose} is my {role[1]}. " if role else ""
    return f"{told}{whose}'s birthday is "


def _fronted(match: re.Match[str]) -> str:
    """Say again what the verb was, and put the years behind the place."""
    before = _LAST_VERB.search(match.string, 0, match.start())
    if before is None:
        return match.group()
    return f". {before['words']} {match['front_at']} {match['front_in']} {match['from_y']}"


def _unlike(match: re.Match[str]) -> str:
    """Say of another what the speaker is not: "I'm not vegan, my wife is"."""
    does = "n't" in match["not_me"] or "n\u2019t" in match["not_me"] or "do not" in match["not_me"]
    if does != (match["as_does"] == "does"):
        return match.group()
    return f"{match['not_me']}. {match['as_who']} {match['as_does']} {match['as_is']}"


def _since(match: re.Match[str]) -> str:
    years = _YEAR.findall(match.string, 0, match.start())
    return f"{match['been']} {years[-1]}" if years else match["been"]


def _dated_before(match: re.Match[str]) -> str:
    """Return the month or year told just before, to which "since then" points; empty where it is unsure."""
    told = match.string[max(0, match.start() - 200) : match.start()]
    dates = list(_DATED.finditer(told))
    if not dates or _ELSEWHEN.search(told, dates[-1].end()):
        return ""
    between = told[dates[-1].end() :]
    near = len(re.findall(r"[.!?\n](?:\s|$)", between)) <= 1
    return (
        re.sub(r"^(?:in|until|till|to|since|from) ", "", dates[-1][0], flags=re.IGNORECASE)
        if near
        else ""
    )


def _since_then(match: re.Match[str]) -> str:
    date = _dated_before(match)
    since = "Since" if match["ever"][0].isupper() else "since"
    return f"{since} {date}" if date else match.group()


def _same_time(match: re.Match[str]) -> str:
    date, is_year = _dated_before(match), match["same"].lower() == "year"
    if is_year:
        date = "".join(date.split()[-1:])
    fits = date[-1:].isdigit() if is_year else date[:1].isalpha()
    return f"in {date}" if fits else match.group()


def _abstains(match: re.Match[str]) -> str:
    does = "does" if match["abstainer"] else "do"
    return f" {does} not {_HABITS[match['habit'].lower()]}"


def _of_other(match: re.Match[str]) -> bool:
    """Tell whether the word before is another's than the speaker's."""
    before = match.string[: match.start()].split()
    return not before or before[-1].lower() not in {"i", "we", "they", "you"}


def _quoted(match: re.Match[str]) -> str:
    """Put what somebody says between marks that no apostrophe is taken for."""
    words = match["words"]
    return f'{match["sayer"]}"{words}"' if len(words.split()) > 2 else match.group()


_VERBED = re.compile(
    r"(?:lives?|works?|is|has|from|eats?|plays?|speaks?|drives?|studies|teaches|runs)\b",
    re.IGNORECASE,
)


def _glossed(match: re.Match[str]) -> str:
    """Say of a name what stands in brackets behind it: "Anna Berg (my cousin, vegetarian)"."""
    named, parts = match["named"], [part.strip() for part in match["said"].split(",")]
    told = [words for part in parts if (words := _said_of(part))]
    words = f"{named} " + f". {named} ".join(told)
    is_object = re.search(r"\b(?:to|for|with|from|of) $", match.string[: match.start()])
    words = f"{named}. {words}. " if is_object else f"{words}. {named}"
    return words if 2 * len(told) >= len(parts) else match.group()


def _said_of(part: str) -> str:
    """Return a part of what stands in brackets as what a clause says after its subject; empty if none."""
    low = part.lower()
    if allergy := re.fullmatch(r"(?:an? )?(?:bad |severe )?(\w+) allergy", low):
        return f"is allergic to {allergy[1]}"
    if pronoun := re.match(r"(?:he|she|who)'s (.+)", part, re.IGNORECASE):
        return f"is {pronoun[1]}"
    if re.fullmatch(
        rf"(?:an? |my |our |the )(?:[\w-]+ ){{0,3}}[\w-]+|{_DIETS}|\w+ intolerant", low
    ):
        return f"is {part}"
    return part if _VERBED.match(low) else ""


_OURS = re.compile(
    r"\b(?:I|we)(?: also| still| now)? (?:have|got|own|keep)\b|\b(?:at home|in our house(?:hold)?)\b|\b(?:I|we)['\u2019]ve got\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:whose|who|with|next door|wish|neighbours?|friends?|novel|film|game|story|shelter|used to)\b",
    re.IGNORECASE,
)


def _headcount(match: re.Match[str]) -> str:
    """Say whose animals are called what: "2 hens (Dolly and Reba)", "a dog (Moss, border collie)"."""
    parts = [part for part in re.split(r", and |, | and ", match["animals"]) if part]
    named = [part for part in parts if part[:1].isupper()]
    breeds = [part for part in parts if part[:1].islower()]
    kind = match["animal"]
    told = [f"I have a {kind} called {name}" for name in named]
    told += [f"{named[0]} is a {breed.removeprefix('a ')}" for breed in breeds]
    return ". ".join(told) if len(breeds) < 2 and _of_ours(match) else match.group()


def _of_ours(match: re.Match[str]) -> bool:
    """Tell whether animals are the speaker's: "we have a dog (Moss)", not "the shelter has"."""
    sentence = re.split(r"[.!?;\n]", match.string[max(0, match.start() - 300) : match.start()])[-1]
    own = re.match(r"my |our ", match.group(), re.IGNORECASE)
    return bool(own or _OURS.search(sentence)) and not _THEIRS.search(sentence)


def _birthday_of(match: re.Match[str]) -> str:
    whose = {"he": "his", "she": "her", "they": "their", "i": "my"}[match["bday"].lower()]
    return f"{whose} birthday was "


def _together(match: re.Match[str]) -> str:
    other = match["with_a"] or match["with_b"]
    apart = re.match(r"(?:done|over|through|finished|no|not)\b", match["how"])
    return f"I split up with {other}" if apart else f"I am dating {other}"


def _gone_off(match: re.Match[str]) -> str:
    return f"{match['off_i'] or 'I have '}gone off"


_GUESSED = {
    "'s got": "I have got",
    "doesn't": "I don't",
    "does not": "I don't",
    "isn't": "I'm not",
    "is not": "I'm not",
    "hasn't": "I haven't",
    "has not": "I haven't",
    "has": "I have",
    "is": "I'm",
    "can't": "I can't",
    "": "I",
}


def _guessed(match: re.Match[str]) -> str:
    """Say of the speaker what "guess who doesn't smoke any more!" lets one guess."""
    said = match["guessed"].strip().lower().replace("\u2019", "'")
    if said == "'s":
        done = re.match(
            r" (?!engaged|married|divorced|retired|tired|excited)(?:just |finally )?(?:\w+ed|been|given|taken|quit)\b",
            match.string[match.end() :],
        )
        return "I have" if done else "I'm"
    said = re.sub(r"n'?t$", "n't", said)
    return _GUESSED.get(said, match.group())


def _nth_birthday(match: re.Match[str]) -> str:
    """Say who turned how old when: "it's my 35th birthday today", but not "I had my 35th birthday in Rome"."""
    when = match["when_nth"] or (f" {match['day_nth'].lower()}" if match["day_nth"] else "")
    whose = match["whose_nth"] or match["whose_too"] or "my"
    if not when:
        return match.group()
    return f"{'I' if whose.lower() == 'my' else whose[:-2]} turned {match['nth']}{when}"


def _bare_kin(match: re.Match[str]) -> str:
    """Say whose a bare role is: "Wife's birthday", "Daughter Mia, turning 7"; a "Sister Agnes" is a nun."""
    role, name = match["kin_role"].lower(), match["kin_name"] or ""
    titled = role in {"brother", "sister"} and name
    if titled or (name and name.strip().casefold() not in GIVEN):
        return match.group()
    others = _WHOSE.findall(match.string[: match.start()])
    whose = next((who for who, kin in reversed(others) if kin.lower() == role), "My")
    return f"{whose.capitalize()} {role}{name}{' is ' if match['kin_aside'] else ''}"


_WHOSE = re.compile(rf"\b(my|our|his|her|their) (?:new |old )?({_KIN})\b", re.IGNORECASE)
"""Whose kin somebody is of whom the next sentences tell: "he moved in with his boyfriend. Boyfriend's name is Kofi"."""


_NAMED = re.compile(r"\b[A-Z][a-z]+\b")
_TITLED = re.compile(r"\b(?:Mrs?|Ms|Dr|Prof)\.? [A-Z]")
_PRONOUN = re.compile(r"\b(?:s?he|it|this|that|who|they) ?$", re.IGNORECASE)


def _unmarked(match: re.Match[str]) -> str:
    """Say with its mark whose somebody is: "she is Yonas teacher"; nobody is their own: "He is Tom friend"."""
    before = match.string[max(0, match.start() - 200) : match.start()]
    others = {name for name in _NAMED.findall(before) if name.casefold() in GIVEN}
    is_named = bool(others - {match["unmarked"]}) or _TITLED.search(before) is not None
    by_pronoun = match["unmarked_is"].lower() in {"hes", "shes"} or _PRONOUN.search(before)
    if match["unmarked"].casefold() not in GIVEN or (by_pronoun and not is_named):
        return match.group()
    be = {"hes": "he's", "shes": "she's"}.get(match["unmarked_is"].lower(), match["unmarked_is"])
    return f"{be} {match['unmarked']}'s {match['unmarked_role']}"


def _mums(match: re.Match[str]) -> str:
    """Say with its mark that something is a parent's, the speaker's where nobody says whose: "mums memory is going"."""
    return f"{(match['whose_mum'] or 'my').lower()} {match['mum'].lower()}'s "


def _aunt(match: re.Match[str]) -> str:
    """Write the name behind "auntie" as one: "auntie busi is diabetic"."""
    name = match["aunt_is"]
    known = name.casefold() in GIVEN
    return f"{match.group().removesuffix(name)}{name.title()}" if known else match.group()


def _newcomer(match: re.Match[str]) -> str:
    """Say whose "new dispatcher, name's Ronnie" is; a "new place called Noma" is nobody's."""
    who = match["new_one"].lower()
    is_one = who in (grammar.ROLES | grammar.PETS) - _BORN or is_occupation(who)
    return f"My new {who}'s name is " if is_one else match.group()


_BORN = frozenset({"kid", "child", "baby", "person", "guy", "girl", "boy", "man", "woman"})
"""Who is somebody new of other people's as well."""


def _fronted_thing(match: re.Match[str]) -> str:
    """Put what stands before its clause behind its verb: "Kim's book I already gave back"."""
    thing = match["fronted_obj"]
    thing = (
        thing if thing[:1].isupper() and "'s" in thing.split()[0] else thing[:1].lower() + thing[1:]
    )
    return f"I {match['fronted_when']} {match['fronted_did']} {thing}"


def _loves(match: re.Match[str]) -> str:
    parts = [part.strip() for part in re.split(r",| and ", match["liked"]) if part.strip()]
    return ". ".join(f"I {match['fancy']} {part}" for part in parts)


_SELF = re.compile(
    rf"\b(?:I'm|I\u2019m|I am|im) {_NAME}(?:,? btw| here)?(?:, [1-9]\d)?$", re.IGNORECASE
)


def _in_a_row(match: re.Match[str]) -> str:
    """Say of oneself one by one what stands behind one's name: "I'm Henrike, 44, geologist"."""
    if _SELF.search(match.string[max(0, match.start() - 80) : match.start()]) is None:
        return match.group()
    if match["row_age"]:
        return ". I am "
    job = match["row_job"]
    return f". I am {grammar.article(job)} " if is_occupation(job.split()[-1]) else match.group()


def _wed(match: re.Match[str]) -> str:
    """Say plainly who got married: "tied the knot on Saturday", "we're Mr and Mrs now"."""
    if not (match["knot"] or match["i_do"]):
        return "married"
    opens = not re.search(r"[\w'\u2019]\W*$", match.string[: match.start()])
    return "I got married" if opens else "got married"


def _joined(match: re.Match[str]) -> str:
    """Say plainly who joined whom, "been poached by Monzo"; what somebody "jumped ship to" need be no firm."""
    if match["join_opens"] is not None:
        return "I joined "
    return "jumped over to " if match["ship"] else " joined "


def _are_two(match: re.Match[str]) -> bool:
    """Tell what is put together by a sign, "nuts & eggs" and "Tom & Ella", from the name of a firm."""
    before = re.split(r"[^A-Za-z'-]", match.string[max(0, match.start() - 30) : match.start()])[-1]
    after = re.match(r"[A-Za-z'-]+", match.string[match.end() :])
    behind = after.group() if after is not None else ""
    is_firm = _WORKS_AT.search(match.string[: match.start()]) is not None
    named = not is_firm and before.casefold() in GIVEN and behind.casefold() in GIVEN
    return named or (before.islower() and behind.islower() and len(before) > 1 < len(behind))


_WORKS_AT = re.compile(r"\b(?:at|work(?:s|ed|ing)? (?:for|with)) [A-Z]\w*$")
"""What stands before two names that are one firm: "I work for Tom & Ella"."""


def _nor(match: re.Match[str]) -> str:
    """Deny each of two by itself: "speak neither French nor Thai", "I've no brothers or sisters"."""
    if match["either_no"]:
        return f"{match['either_no']} and no "
    if match["neither_is"]:
        return f"{match['neither_is']}not {match['neither']} or "
    return f"no {match['neither']} and no "


def _turns(match: re.Match[str]) -> str:
    """Say of an age to come that somebody turns it: "he's 70 in March"."""
    who = match["turner"]
    return f"{who} turns {match['turned']} " if who else f"I turn {match['turned']} "


_LAST_IS = re.compile(
    r"\b(?P<is>(?:he|she)(?:['\u2019]?s| is)|i(?:['\u2019]?m| am)) [^.!?\n]{1,60}$", re.IGNORECASE
)


def _fan_too(match: re.Match[str]) -> str:
    """Begin a clause of what somebody is mad about: "he's 70 and mad about birds"."""
    before = _LAST_IS.search(match.string[max(0, match.start() - 80) : match.start()])
    return f", and {before['is']} " if before is not None else match.group()


_LAST_SUBJECT = re.compile(r"\b(?P<who>he|she|I)(?: [^.!?\n]{0,60})?$", re.IGNORECASE)


def _also(match: re.Match[str]) -> str:
    """Say of whom the clause before tells what they are too: "she doesn't eat pork, coeliac too"."""
    before = _LAST_SUBJECT.search(match.string[max(0, match.start() - 80) : match.start()])
    if before is None:
        return match.group()
    who = before["who"]
    return f", and {who} {'am' if who.lower() == 'i' else 'is'} {match['too']}"


_NOT_SO = re.compile(
    r"(?:i|we|he|she|it|my|our|his|her)\b[^.!?\n]{0,40}?(?:\b(?:not|never)\b|n['\u2019]?t\b)",
    re.IGNORECASE,
)
"""What turns out not to be so, and never was: "turns out I'm not allergic"."""


_FILLED: dict[str, Callable[[re.Match[str]], str]] = {
    "not_there": lambda match: _by_verb(match, "not_at", "I do not {0} {1}"),
    "still_there": lambda match: _still(match, _by_verb(match, "still_at", "I still {0} {1}")),
    "stays": lambda match: "I still live in",
    "not_so": lambda match: "I am not",
    "not_one": lambda match: f"I am not {match['what']}{match['ended'] or ''}. ",
    "still_so": lambda match: _still(match, "I am still"),
    "post": lambda match: "I work as a ",
    "dates": lambda match: "I have been ",
    "date": lambda match: "dating",
    "made_me": lambda match: "I was promoted to ",
    "the_kin": lambda match: f"my {'wife' if match['kin'].lower() == 'mrs' else match['kin']}",
    "older_boy": lambda match: (
        f"{match['which_kid']} {'son' if match['boy'].lower() == 'boy' else 'daughter'}"
    ),
    "went_to_work": lambda match: "started working",
    "at_kins": lambda match: f"{match['lodging']} with {match['host']}",
    "here_in": lambda match: "in",
    "lad": lambda match: f"{match['lads']} son",
    "glossed": lambda match: "",
    "instead": lambda match: f"I took up {match['doing']} instead",
    "attributed": _attributed,
    "quoted": _quoted,
    "just_not": lambda match: "",
    "nick": without_other,
    "glossary": _glossed,
    "over_with": lambda match: f"I split up with {match['over_who']}",
    "we_are_over": _together,
    "ended_with": lambda match: f"I split up with {match['ended_who']}",
    "dumped_me": lambda match: f"I split up with {match['dumper']}",
    "packed_up": lambda match: "moved to",
    "done_with": lambda match: "I am done with",
    "age_today": lambda match: f"I turned {match['age']} {match['day']}",
    "nth_birthday": _nth_birthday,
    "small_title": lambda match: match.group().title(),
    "new_address": lambda match: match["new_what"],
    "mums": _mums,
    "parents_leave": lambda match: f"{match['leave_of']}ernity",
    "the_ill_one": lambda match: f"{match['ill_is']} {match['ill']}",
    "aunt": _aunt,
    "no_mark": _unmarked,
    "on_its_way_out": lambda match: f"{match['failing']} failing.",
    "on_shift": lambda match: _still(match, f"I work shifts {match['shift_at']}.", sentences=2),
    "i_mean": lambda match: "Actually, ",
    "mid_scratch": lambda match: ". Actually, ",
    "nth_child": lambda match: (
        f"{match['had_nth']} {'son' if match['nth_is'].lower() == 'boy' else 'daughter'}"
    ),
    "newborn": lambda match: f"has a {'son' if match['baby'].lower() == 'boy' else 'daughter'}",
    "grew_up": lambda match: "speaks" if _of_other(match) else "speak",
    "convo": lambda match: "speak",
    "come_round": lambda match: f"{match['come']}warmed to",
    "gone_off": _gone_off,
    "loved": _loves,
    "where_is": lambda match: ". ",
    "one_allergy": lambda match: "am allergic to ",
    "turns_out": lambda match: "Actually, " if _NOT_SO.match(match.string, match.end()) else "",
    "shifts": lambda match: "started at ",
    "no_more": lambda match: f"{match['then_not']}I am not {match['no_more_what']} any more",
    "i_said": lambda match: "Actually, ",
    "equals": lambda match: f"my {match['equal_role'].removeprefix('my ')} is ",
    "had_birthday": _birthday_of,
    "cannot_eat": lambda match: f"is allergic to {match['food_not']}",
    "makes_me": lambda match: f"I hate {match['gags']}",
    "favourites": lambda match: f". My favourite {match['fav_of']} is {match['fav']}. ",
    "fav_after": lambda match: f"my favourite {match['fav_what']} is {match['fav_is']}",
    "enough": lambda match: "I have gone off ",
    "headcount": _headcount,
    "star": lambda match: ". *",
    "veggie": lambda match: "vegetarian",
    "bare_gap": _gap,
    "bare_since": _since,
    "unlike": _unlike,
    "fronted": _fronted,
    "at_all": lambda match: "",
    "that_would": lambda match: ". ",
    "cleft": lambda match: (
        f"{match['cleft_who']}{match['cleft_is'] or ''} {match['clefted']} {match['cleft_what']}"
    ),
    "from_there": lambda match: (
        f"{match['one_from']} is {match['from_where']}. {match['one_from']}"
    ),
    "own_boy": lambda match: (
        f"{match['boys']}{'son' if match['own_boy_is'].lower() == 'boy' else 'daughter'}"
    ),
    "that_kin": lambda match: ", ",
    "goes_as": lambda match: (
        f"{match['sayers']} call{'' if 'all' in match['sayers'] else 's'}"
        f" {'him' if gender_of(match['goes_as_name']) == 'm' else 'her'} {match['goes_as_name']}"
    ),
    "cleft_got": lambda match: f"I have {match['got_what']}",
    "cleft_of": lambda match: f"{'; ' if match['cleft_mark'] else ''}{match['cleft_one']}",
    "abstains": _abstains,
    "since_then": _since_then,
    "then_in": _then_in,
    "same_time": _same_time,
    "my_thing": lambda match: f"my {match['thing']}",
    "row": _in_a_row,
    "mine": lambda match: "my birthday is",
    "of_all": lambda match: "",
    "joined": _joined,
    "nor": _nor,
    "taken_up_again": lambda match: (
        f"I {_DOES_AGAIN[match['again_does'].lower()]}{match['again_what'] or ''} again"
    ),
    "years_in": lambda match: (
        f"those. I lived in {match['years_where']} from {match['years_from']} to {match['years_to']}"
    ),
    "ampersand": lambda match: " and " if _are_two(match) else match.group(),
    "posted": lambda match: "moved " if match["sticks"] else "I moved to ",
    "got_bare": lambda match: "I have " if match.string[match.end() :][:1] in "bB" else "I ",
    "made_one": lambda match: "I am now ",
    "wed": _wed,
    "unwed": lambda match: "I got divorced",
    "ask_aside": lambda match: f"{match['asks_for']}. ",
    "sigh": lambda match: "",
    "is_too": _also,
    "turns_then": _turns,
    "fan_too": _fan_too,
    "gone": lambda match: f"{match['goes']}. I quit ",
    "guess_who": _guessed,
    "lapse": lambda match: f"{match['lapser']} cancelled {match['lapsed']}",
    "lapsed_own": lambda match: (
        f"I cancelled {match['lapsed_of'][:1].lower()}{match['lapsed_of'][1:]}"
    ),
    "bare_kin": _bare_kin,
    "got_me": lambda match: f"I {match['got_verb'].lower()} ",
    "has_named": lambda match: (
        f"I got a {match['has_what']} called {match['has_name']}. {match['has_name']}"
        f"{re.sub('^ (?:who|that) ', ' ', match['has_does'])}"
    ),
    "by_name": lambda match: "is called " if match["goes_by"] else " called ",
    "fronted_thing": _fronted_thing,
    "uni_year": lambda match: f"{match['uni_at']} studying at ",
    "trade_at": lambda match: "I work at ",
    "pupil": lambda match: f"{match['pupils']} studied at ",
    "gone_from": lambda match: f"{match['gone_who']} left ",
    "newcomer": _newcomer,
    "not_day": lambda match: f"{match['kept_day']} actually",
    "only_own": lambda match: f"{match['only_my']} ",
    "allergic": lambda match: f"I am allergic to {match['food']}",
    "birthday": _birthday,
}


def filled(kind: str, match: re.Match[str]) -> str | None:
    """Return what stands in the place of a match; None where it is none of these."""
    fill = _FILLED.get(kind)
    return None if fill is None else fill(match)
