"""Where, when, on what and in which mood somebody is, from what they say of themselves now."""

import re

_PRESENT = r"(?:i'm|i am|im|i\u2019m|we're|we are|we\u2019re)"
_SOFTENED = (
    r"(?:\s+(?:so|really|very|just|still|currently|now|right now|finally|back|already|actually"
    r"|sitting|standing|waiting|stuck|working|staying|here|pretty|a bit|a little|kind of|kinda|super"
    r"|extremely|quite|too|rather|both|all|feeling|getting|also))*"
)
_HYPOTHETICAL = re.compile(
    r"^\W*(?:if|when|whenever|once|unless|imagine|suppose|say|wish|maybe|until|before|after)\b"
    r"|\bif (?:i'm|i am|we're)\b|\bi wish\b|\bas if\b|\bsaid\b|\bwhen (?:i'm|i am|we're)\b",
    re.IGNORECASE,
)
_PLACES = (
    r"airport|train station|station|office|work|home|gym|hospital|hotel|kitchen|library|cafe|caf\u00e9"
    r"|coffee shop|beach|supermarket|shop|store|mall|school|university|campus|park|doctor(?:'s)?"
    r"|dentist(?:'s)?|train|bus|plane|car|taxi|tram|subway|metro|ferry|boat|bed|garden|balcony|bathroom"
    r"|bedroom|living room|garage|basement|lab|lake|mountains?|countryside|city centre|city center"
    r"|downtown|restaurant|bar|pub|cinema|theatre|theater|museum|church|conference|bank|pharmacy|vet"
    r"|hostel|cabin|lobby|platform|gate(?: \w+)?|bus stop|border|site|warehouse|factory|clinic"
    r"|co-?working space|meeting room|classroom|stadium|zoo|harbou?r|farm|village|forest|playground"
    r"|canteen|cafeteria|parking lot|car park|laundromat|hairdresser(?:'s)?|barber(?:'s)?|waiting room|hike|road"
)
_PLACE = re.compile(
    rf"\b{_PRESENT}{_SOFTENED}\s+(?P<where>(?:at|in|on|inside|outside|near|by)\s+"
    rf"(?:(?:the|my|our|a|an|his|her)\s+)?(?:[a-z]+\s+)?(?:{_PLACES})(?:\s+(?:{_PLACES}))?\b)",
    re.IGNORECASE,
)
_HOME = re.compile(
    rf"\b{_PRESENT}{_SOFTENED}\s+(?P<where>home|outside|outdoors|upstairs|downstairs|abroad"
    r"|working from home|on vacation|on holiday|in bed)\b(?!\s+(?:for|to|sick of))",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?i:{_PRESENT}{_SOFTENED})\s+(?P<where>(?i:at|in|near|on)\s+(?:(?i:the)\s+)?"
    r"(?P<name>[A-Z][\w'\u2019-]+(?:\s+(?:[A-Z][\w'\u2019-]+|de|la|of|the))*(?:,\s+[A-Z][\w-]+)?))"
)
_ARRIVED = re.compile(
    r"\b(?i:i|we)(?i:'ve)?\s+(?i:just|finally)\s+(?i:landed|arrived|got|checked in|checked into|made it)\s+"
    r"(?P<where>(?i:in|at|to|into)\s+(?:(?i:the|my|our)\s+)?(?P<name>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)*|[a-z]+))"
)
_FROM = re.compile(
    r"\b(?i:writing|calling|texting|typing|greetings|messaging|working|hello|dialing in|joining)"
    r"(?:\s+(?i:you|this))?\s+from\s+(?P<where>(?:(?i:the|a|my|our)\s+)?"
    rf"(?:(?P<name>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)*)|(?i:{_PLACES})\b))"
)
_NOT_PLACES = frozenset(
    """january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday it hr qa english german french spanish
    chinese japanese python rust java javascript love christmas easter marketing sales sql i
    go zoom slack teams discord whatsapp facebook instagram linkedin tiktok youtube netflix
    skype ok""".split()  # noqa: SIM905 - a page of quotes reads worse
)
_DEVICES = (
    r"phone|mobile|cell ?phone|smartphone|iphone|laptop|macbook(?: (?:pro|air))?|ipad|tablet|computer"
    r"|desktop|pc|mac|imac|chromebook|thinkpad|kindle|watch|apple watch|work (?:laptop|computer|phone)"
    r"|android(?: phone)?|pixel|surface|tv|smart speaker|raspberry pi"
)
_DEVICE = re.compile(
    rf"\b(?:{_PRESENT}{_SOFTENED}\s+(?:on|using|typing on|writing on|chatting on|working on|texting on)"
    r"|(?:typing|writing|texting|sent|calling|chatting|messaging|replying|posting)"
    r"(?:\s+(?:this|you|it))?\s+(?:from|on|with)|\bfrom)\s+(?:my|the|a|an|our)\s+"
    rf"(?P<device>(?:(?:new|old|work|own|other|husband's|wife's|broken)\s+)?(?:{_DEVICES}))\b"
    r"(?!\s+(?:bill|number|plan|case|screen|repair))",
    re.IGNORECASE,
)
_OWN_DEVICE = re.compile(
    r"\bmy\s+(?P<device>(?:MacBook(?: Pro| Air)?|iPhone(?: \d+)?|iPad|Pixel(?: \d+)?|ThinkPad"
    r"|Chromebook|iMac|Galaxy \w+))\b(?!\s+(?:was|got|broke|died|used))"
)
_LOST_DEVICE = re.compile(
    r"\b(?:sold|lost|returned|used to|old|broke|stole|bought|ordered)\b", re.IGNORECASE
)
_MOODS = (
    r"tired|exhausted|happy|sad|anxious|stressed(?: out)?|worried|excited|nervous|angry|furious"
    r"|frustrated|annoyed|bored|lonely|depressed|down|overwhelmed|relaxed|calm|relieved|thrilled|upset"
    r"|grateful|proud|confused|scared|afraid|sleepy|cheerful|miserable|burned out|burnt out"
    r"|disappointed|heartbroken|optimistic|hopeful|energetic|motivated|ecstatic|delighted|gutted"
    r"|homesick|restless|jealous|embarrassed|ashamed|guilty|hungover|fed up|grumpy|cranky|irritable|gloomy|moody|nostalgic|hungry|sick|unwell|jet-?lagged|wide awake|in a (?:good|bad|great"
    r"|terrible|foul) mood|on edge|great|terrible|awful|amazing|fantastic|good|better|worse|low|blue"
)
_MOOD = re.compile(
    rf"\b(?:{_PRESENT}{_SOFTENED}|i(?:'ve been)?\s+feel(?:ing)?{_SOFTENED}|(?:^|[.!,;]\s*)feeling{_SOFTENED}"
    rf"|this makes me{_SOFTENED})\s+(?P<mood>{_MOODS})\b",
    re.IGNORECASE,
)
_VAGUE_MOODS = frozenset(
    ["good", "great", "better", "worse", "down", "low", "blue", "terrible", "awful"]
)
_FEELS = re.compile(r"\bfeel", re.IGNORECASE)
_NOT_MOOD = re.compile(
    r"^\s+(?:at|with (?:computers|people|kids|numbers)|for (?:the|a)\s+\w+|news|idea)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:it's|it is|it\u2019s)\s+(?:already\s+|almost\s+|only\s+|now\s+|currently\s+|still\s+)*"
    r"(?P<time>(?:(?:early|late|very late|so late)\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?:\s+(?:morning|afternoon|evening|night))?|morning|afternoon|evening|night|midnight|noon|late"
    r"|early|(?:\d{1,2}(?::\d{2})?\s?(?:am|pm|a\.m\.|p\.m\.|o'clock)|\d{1,2}:\d{2})"
    r"(?:\s+in the (?:morning|afternoon|evening))?|half past \w+|the middle of the night))"
    r"(?P<here>\s+(?:here|over here|for me|now|right now|where i am))",
    re.IGNORECASE,
)


def present(sentence: str) -> bool:
    """Say whether a sentence can tell of the present: no question, condition or quotation."""
    return not sentence.rstrip().endswith("?") and not _HYPOTHETICAL.search(sentence)


def find_place(sentence: str) -> str | None:
    """Return where the speaker is: "at the airport", "in Lisbon"; None if it is not said."""
    for pattern in (_ARRIVED, _FROM, _PLACE, _HOME, _NAMED):
        match = pattern.search(sentence)
        if match is None:
            continue
        name = match.groupdict().get("name")
        if name and name.split()[0].lower().strip("'") in _NOT_PLACES:
            continue
        return _at(match["where"], pattern)
    return None


def find_device(sentence: str) -> str | None:
    """Return what the speaker writes on: "phone"; None if it is not said."""
    match = _DEVICE.search(sentence)
    if match is None:
        match = None if _LOST_DEVICE.search(sentence) else _OWN_DEVICE.search(sentence)
    return match["device"] if match else None


def find_mood(sentence: str) -> str | None:
    """Return how the speaker feels: "tired"; None if it is not said."""
    match = _MOOD.search(sentence)
    if match is None or _NOT_MOOD.match(sentence[match.end() :]):
        return None
    mood = match["mood"].lower()
    return None if mood in _VAGUE_MOODS and not _FEELS.search(match.group()) else mood


def find_time(sentence: str) -> str | None:
    """Return the speaker's time of day where they name it: "Friday night"."""
    match = _TIME.search(sentence)
    return match["time"] if match else None


def _at(where: str, pattern: re.Pattern[str]) -> str:
    """Write a place as one is in it: "to Porto" and "from Porto" become "in Porto"."""
    if pattern is _FROM:
        return f"at {where}" if re.match(r"(?:the|a|my|our|home|work)\b", where) else f"in {where}"
    return re.sub(r"^(?:to|into)\b", "in", re.sub(r"\bmy\b", "their", where))
