"""How somebody feels, from what they say of themselves now."""

import re

_PRESENT = r"(?:i'm|i am|im|we're|we are)"
_SOFTENED = (
    r"(?>\s+(?:so|really|very|just|still|currently|now|right now|finally|already|actually|pretty|a bit|a little|a tad|kind of"
    r"|kinda|sort of|super|extremely|quite|too|rather|both|all|feeling|getting|also|honestly|absolutely|totally|completely|incredibly"
    r"|a lot|much|way|seriously|genuinely|properly|proper|bloody|beyond|utterly|slightly|somewhat|such|more|soo+|sooo*|well|genuinely|truly|deeply"
    r"|(?!(?:bare|hard|scarce|rare|former|previous|usual|occasional|potential|near)ly\b)\w+ly|that|this|even|in|low-?key|mega|dead|fucking|freaking|rly|v|hella)\b)*"
)
_PLAIN = (
    r"tired|exhausted|happy|sad|anxious|stressed(?: out)?|worried|excited|nervous|angry|furious"
    r"|frustrated|annoyed|bored|lonely|depressed|overwhelmed|relaxed|relieved|thrilled|upset"
    r"|grateful|proud|confused|scared(?: stiff)?|afraid|sleepy|cheerful|miserable|burned out|burnt out"
    r"|disappointed|heartbroken|optimistic|hopeful|energetic|motivated|ecstatic|delighted|gutted"
    r"|homesick|restless|jealous|embarrassed|ashamed|guilty|hungover|fed up|grumpy|cranky|irritable|gloomy|moody|nostalgic|hungry"
    r"|unwell|jet-?lagged|wide awake|in a (?:really |very |pretty )?(?:good|bad|great|terrible|foul|lousy|rotten|awful) mood|on edge|worn out|drained|wiped out"
    r"|knackered|shattered|pooped|livid|fuming|pissed(?: off)?|enraged|irritated|ticked off|cheesed off|bummed(?: out)?|devastated|crushed"
    r"|terrified|petrified|panicking|panicky|freaking out|freaked out|stoked|psyched|pumped|buzzing|hyped|chuffed|over the moon|on cloud nine"
    r"|elated|overjoyed|giddy|content|at peace|peaceful|at my wits' end|losing my mind|losing it|in tears|down in the dumps|under the weather"
    r"|melancholy|insecure|impatient|uneasy|apprehensive|tense|agitated|distraught|desperate|hopeless|discouraged|demotivated|unmotivated|unhappy"
    r"|mortified|humiliated|touched|moved to tears|bitter|resentful|lost|torn|stunned|shocked|shaken|shook|rattled|wired|sluggish|zen|groggy"
    r"|dreading (?:it|this|tomorrow|monday)|climbing the walls|sick with worry|worried sick|bored stiff|bored to death|bored out of my mind"
    r"|stressed tf out|stressed af|tired af|a nervous wreck|nervous wreck|calmer|happier|sadder|lonelier|sleepier|angrier"
)
_VAGUE = r"good|great|better|worse|down|low|blue|terrible|awful|amazing|fantastic|calm|sick|wonderful|horrible|bad|lousy|fine|crap|rubbish|rough|meh|off|ok(?:ay)?|alright"
"""Words that tell a feeling only behind "feel", or where somebody is asked for it."""
_MOOD = re.compile(
    rf"\b(?:{_PRESENT}{_SOFTENED}|(?:i|we)(?:'ve been| have been)?\s+(?:just\s+|really\s+|still\s+|also\s+|now\s+)*feel(?:ing)?{_SOFTENED}"
    rf"|\b(?:rn|atm|right now),?(?=\s+(?:kinda|kind of|bit|a bit|so|pretty|super|really|very|quite)\b){_SOFTENED}"
    rf"|(?:this|that|it)(?:'s| is)? (?:really )?(?:makes?|making|has|got|gets) me{_SOFTENED}|colou?r me)\s+(?P<mood>{_PLAIN})\b",
    re.IGNORECASE,
)
_FELT = re.compile(
    rf"\b(?:(?:i|we)(?:'m|'ve been| have been| am| are|'re)?\s+(?:just\s+|really\s+|still\s+|also\s+|now\s+)*feel(?:ing)?|(?:^|[.!,;]\s*)(?:still |just |also |now )?feeling)"
    rf"{_SOFTENED}\s+(?P<mood>{_PLAIN}|{_VAGUE}|like (?:crap|shit|garbage|rubbish|a million (?:dollars|bucks)|death|hell|a failure|an idiot)"
    r"|(?:an? )?(?:(?:right|proper|complete|total|utter|bit of an?|real|absolute|such an?) )*(?:fool|idiot|mug|prat|failure|fraud|wreck|mess|muppet|numpty))\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"\b(?:i'?m|i'?ve been|i'?ve|i have|we'?ve|we'?re)\s+(?P<mood>(?:had|having)\s+(?:such\s+)?(?:a|the)\s+(?:(?:really|very|pretty|so)\s+)?"
    r"(?:rotten|rough|awful|terrible|horrible|bad|worst|best|great|wonderful|lovely|stressful|tough|hard|crappy|shitty|amazing|exhausting)"
    r"\s+(?:day|morning|evening|night|week|time))\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"^\W*(?:(?:current|today's|my)\s+)?mood(?:\s+(?:today|right now|rn))?\s*(?::|=|is\b)\s*(?P<mood>[^.!?,;\n]{2,40})",
    re.IGNORECASE,
)
_LEAD = (
    r"^\W*(?:(?:ok(?:ay)?|hey|hi|hello|sorry|well|so|and|but|also|oh|ugh|yes|yep|yeah|no|nope|nothing(?: rly| really| much)?|anyway|btw|finally|right|lol|omg|honestly"
    r"|just|still|now|here|argh|aargh|tbh|kinda|bit|a bit|thanks)[\s,:!.-]+)*"
)
_FRAGMENT = re.compile(
    rf"{_LEAD}(?P<how>(?:so+|super|very|really|a bit|a little|bit|kinda|kind of|pretty|absolutely|totally|completely|just|still|also|too|extremely|beyond|utterly|quite)\s+)*"
    rf"(?P<mood>{_PLAIN})\b(?P<rest>.*)$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"^\W*$|^\s*(?:tbh|rn|today|right now|now|about|for\b|that\b|at (?:home|work)\b|by\b|with (?:this|it|the|my)\b|lol|haha|and\b|of (?:this|it|my|the)\b|over\b|because|cos|after|enough"
    r"|to (?:be|see|start|go|have|finally|meet|get|hear|know|death|bits)\b|af\b|ngl|i must|as hell|atm|again|all day|already|this (?:morning|week))",
    re.IGNORECASE,
)
_NOT_MOOD = re.compile(
    r"^\s+(?:at (?!the\b|home|work)\w+|with (?:computers|people|kids|numbers)|news|idea|to (?:help|hear it|oblige|be (?:of|able)|share|do that|answer|assist|announce|explain)\b"
    r"|customers?|people|person|kids|face|story|ending|if\b|when\b|whenever\b|you (?:like|liked|enjoyed|asked)|hour|birthday|holidays?|new year|christmas)",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"\bafraid\s+(?:i|we|that|not|so|it|there|you|the)\b|\b(?:afraid|scared|terrified) of\b|\b(?:no longer|not|never|isn't|wasn't) "
    rf"(?:{_PLAIN})\b|\bhappy (?:to|for you|with)\b|\bproud (?:owner|parent)",
    re.IGNORECASE,
)
_NOT_NOW = re.compile(
    r"\b(?:yesterday|last (?:night|week|month|year|time|summer)|used to|always|usually|often|every time|never|whenever|sometimes|tomorrow|would|might|will be|years ago|back then)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\bhow (?:are|r) (?:you|u|ya|things|we)\b(?! going to| planning| able)|\bhow(?:'s| is) (?:it going|life|everything|your (?:day|mood))|\bhow (?:do|are) you feel(?:ing)?\b"
    r"|\bhow(?:'re| are) you (?:doing|holding up|yourself)\b|\bare you (?:ok|okay|alright|all right)\b|\bwhat(?:'s| is) your mood\b|\bhow you (?:doing|feeling)\b",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    rf"{_LEAD}(?:i'm |im |i am |feeling |i feel |doing |been )?(?P<mood>(?:(?:not (?:too |that )?|so |really |very |pretty |a bit |kinda |super |much |absolutely |quite |could be )*(?:{_PLAIN}|{_VAGUE}))|so[- ]so|not (?:bad|great|good)|could be (?:better|worse)|hanging in there|all good)\b",
    re.IGNORECASE,
)
_WORD_OF_FEELING = re.compile(rf"\b(?:{_PLAIN}|{_VAGUE})\b", re.IGNORECASE)
_TOLD_AS_ONE = r"\b(?:feel(?:s|ing)?|felt|mood)\b[^.!?\n]{0,30}"
_ONLY_YES = frozenset({"ok", "okay", "fine", "alright", "all good", "good", "great"})


def find_mood(clause: str) -> str | None:
    """Return how the speaker feels: "tired"; None if it is not said."""
    plain = clause.replace("\u2019", "'")
    if _NOT_NOW.search(plain) or _POLITE.search(plain):
        return None
    named = _NAMED.match(plain)
    if named:
        return named["mood"].strip().lower()
    match = _MOOD.search(plain) or _FELT.search(plain) or _DAY.search(plain)
    if match is None:
        match = _fragment(plain)
    if match is None or _NOT_MOOD.match(plain[match.end("mood") :]):
        return None
    return match["mood"].lower()


def is_feeling(value: str, said: str) -> bool:
    """Say whether a value is a feeling: by its words, or because it is told as one.

    `said` is what the speaker said; "chirpy" is a feeling in "I feel rather chirpy".
    """
    if _WORD_OF_FEELING.search(value):
        return True
    return re.search(_TOLD_AS_ONE + re.escape(value), said, re.IGNORECASE) is not None


def _fragment(clause: str) -> re.Match[str] | None:
    """Match a feeling without a subject: "so stressed today"."""
    match = _FRAGMENT.match(clause)
    return match if match and _TAIL.match(match["rest"]) else None


def asks_mood(text: str) -> bool:
    """Say whether somebody is asked how they are."""
    return _ASKED.search(text) is not None


def answered_mood(clause: str) -> str | None:
    """Return how somebody says they are who was asked: "so so", "not great"."""
    match = _ANSWER.match(clause.replace("\u2019", "'"))
    if match is None or _NOT_MOOD.match(clause[match.end() :]):
        return None
    mood = match["mood"].lower()
    return None if mood in _ONLY_YES else mood
