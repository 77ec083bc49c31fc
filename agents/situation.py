"""Where, when and on what somebody is, from what they say of themselves now."""

import re
from collections.abc import Collection, Iterator

from octomem.agents.whereabouts import DEVICE, device_by_form, place_by_form

_PRESENT = r"(?:i'm|i am|im|we're|we are|were (?=still|now|currently|stuck))"
POSTURES = (
    r"sat|curled|tucked|huddled|perched|slumped|sprawled|snuggled|hunched|cooped|holed|wrapped"
    r"|camped|squatting|lounging|kneeling|crouching|crouched"
)
"""How somebody is somewhere."""
_SOFTENED = (
    r"(?:\s+(?:so|really|very|just|still|currently|now|right now|finally|back|already|actually"
    r"|sitting|standing|waiting|stuck|working|staying|here|pretty|a bit|a little|kind of|kinda|super"
    r"|extremely|quite|too|rather|both|all|feeling|getting|also|stranded|parked|camping|lying"
    r"|chilling|hanging out|crashing|trapped|queu(?:e)?ing|literally|safely|over|down|up|out|off|bored|alone"
    rf"|writing|chatting|tired|and|{POSTURES}))*"
)
_HYPOTHETICAL = re.compile(
    r"^\W*(?:(?:and|but|so|or|then)\s+)?(?:if|when|whenever|once|unless|imagine|suppose|say|wish|maybe|until"
    r"|before|after|as soon as|next time|last time)\b"
    r"|\bif (?:i'm|i am|we're)\b|\bi wish\b|\bas if\b|\bsaid\b|\b(?:when|while) (?:i'm|i am|im|we're)\b|\bwould\b",
    re.IGNORECASE,
)
_NOT_NOW = re.compile(
    r"\b(?:tomorrow|yesterday|last (?:night|week|weekend|month|year|summer|winter)|next (?!to\b|door)\w+|every|usually"
    r"|always|often|mostly|since|ago|years|months|used to|tonight|later|will|going to|gonna|most (?:days|of)|by then"
    r"|full[- ]time|part[- ]time|these days|on (?:mon|tues|wednes|thurs|fri|satur|sun)days?"
    r"|(?<!until )(?<!till )(?<!til )(?<!it's )(?<!through )(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\b",
    re.IGNORECASE,
)
"""What places a sentence at another time, or makes a habit or a job of it."""
_PLACES = (
    r"airport|train station|station|office|work|home|gym|hospital|hotel|kitchen|library|cafe|caf\u00e9"
    r"|coffee shop|beach|supermarket|shop|store|mall|school|university|campus|park|doctor(?:'s)?"
    r"|dentist(?:'s)?|train|bus|plane|flight|car|taxi|cab|ute|lorry|truck|coach|tram|subway|metro|ferry|boat|bed|garden|balcony|bathroom"
    r"|bedroom|living room|garage|basement|lab|lake|mountains?|countryside|city centre|city center"
    r"|downtown|restaurant|bar|pub|cinema|theatre|theater|museum|church|conference|bank|pharmacy|vet(?:'s)?"
    r"|hostel|cabin|lobby|platform(?: \d+)?|gate(?: \w+)?|bus stop|border|site|warehouse|factory|clinic"
    r"|co-?working space|meeting room|classroom|stadium|zoo|harbou?r|farm|village|forest|playground"
    r"|canteen|cafeteria|parking lot|car park|laundromat|hairdresser(?:'s)?|barber(?:'s)?|waiting room|hike|road"
    r"|terminal(?: \w+)?|lounge|sofa|couch|desk|terrace|motorway|highway|bakery|bookshop|bookstore|market|queue"
    r"|\w+room|(?!(?:the|my|our|your|this|a|an) )\w+ room|conservatory|patio|porch|greenhouse|yard|stairs|corridor"
    r"|emergency room|er|ward|surgery|spa|pool|sauna|campsite|tent|van|camper|tunnel|bridge|pier|port|dock|embassy"
    r"|town hall|courthouse|studio|workshop|attic|hallway|elevator|lift|staff room|break room|shed|field"
    r"|parents'|parents\u2019|mum's|mom's|dad's|sister's|brother's|friend's|girlfriend's|boyfriend's|in-laws'?"
)
_UNREAL_PLACES = re.compile(
    r"\b(?:online|web|digital|virtual|social|same|right|wrong|good|own|road to|bus(?:iness)? plan)\b",
    re.IGNORECASE,
)
_WHOSE = r"(?:the|my|our|your|ur|a|an|his|her|some|this|[A-Z]\w+'s)"
_TO_NAME = (
    r"(?:\s+(?:to|in|at|of|near|from)\s+(?:the\s+)?(?-i:[A-Z][\w'-]+)(?:\s+(?-i:[A-Z][\w'-]+))*"
    r"(?:(?<='s)\s+(?:flat|house|place|room|garden|office|shop|kitchen|car|van))?"
    r"|\s+(?:in|near)\s+[a-z]+(?:\s+[a-z]+)?(?=\s+(?:rn|atm|right now)\b))?"
)
_WHERE = (
    rf"(?:(?:at|in|on|inside|outside|near|by)\s+(?:{_WHOSE}\s+)?|(?:under|behind)\s+{_WHOSE}\s+)(?:(?!not\b)[\w'-]+\s+){{0,2}}?"
    rf"(?:{_PLACES})(?:\s+(?:{_PLACES}|floor))?\b(?!\s+(?:bill|ticket|plan|job|team|mode|committee|of my|staff|project)){_TO_NAME}"
    rf"(?:\s+(?:at|of)\s+(?:the|my)\s+(?:{_PLACES})\b)?"
)
_PLACE = re.compile(rf"\b{_PRESENT}{_SOFTENED}\s+(?P<where>{_WHERE})", re.IGNORECASE)
_LEAD = (
    r"^\W*(?:(?:ok(?:ay)?|hey|hi|hello|hiya|yo|sorry|well|so|and|but|also|oh|ugh|yes|yep|yeah|no|nope|nah|nothing|not much|nm"
    r"|nothing rly|anyway|morning(?: all)?|good morning|btw|finally|right|lol|haha|argh|aargh|thanks|thx|fyi|guess what|omg|update|honestly|hm+"
    r"|just|still|currently|now|back|again|here|literally|brilliant|great|sooo*|already|atm|rn|cool)[\s,:!.-]+)*"
)
_STATES = (
    r"(?:(?:just|still|currently|now|bored|stuck|stranded|sittin[g'\u2019]?|waiting|standing|parked|camping|lying|trapped|chilling|alone"
    rf"|here|back|finally|safely|tired|freezing|sweating|queu(?:e)?ing|working|hiding|hanging out|out|up|down|over|in|{POSTURES}|(?:typing|writing|texting)(?: this)?(?: (?:on|from) my \w+)?)\s+)"
)
_FRAGMENT = re.compile(
    rf"{_LEAD}{_STATES}*(?P<where>(?:{_WHERE})|wfh(?= today| now| rn|$)|home(?= now| alone|$)|(?:(?<=bored )|(?<=stuck )|(?<=back ))(?:at )?home)(?P<rest>.*)$",
    re.IGNORECASE,
)
_FRAGMENT_NAMED = re.compile(
    rf"{_LEAD}{_STATES}+(?P<where>(?:at|in|near|on)\s+(?:the\s+)?(?P<name>(?-i:[A-Z])[\w'\u2019-]+(?:\s+(?-i:[A-Z0-9])[\w'-]*)*))",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^\s+(?:(?:they|we|i|he|she|you|u|it|there|that)(?:'?(?:s|m|re|ve|ll|d))?|ive|im|people|everyone|everybody|nobody|my|our"
    r"|is|are|was|were|would|has|had|can|of|for (?:years|the past))\b",
    re.IGNORECASE,
)
"""What makes of a place at the beginning a part of another sentence: "at work they use Slack"."""
_HOME = re.compile(
    rf"\b{_PRESENT}{_SOFTENED}\s+(?P<where>home|outside|outdoors|upstairs|downstairs|abroad"
    r"|working from home|wfh|on vacation|on holiday|in bed|on the (?:way|road)(?: to [\w ]{2,30})?|on my way(?: to [\w ]{2,30})?)\b(?!\s+(?:for|to|sick of|of)\b)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?i:{_PRESENT}{_SOFTENED}(?:\s+with\s+(?:him|her|them|my\s+\w+|the\s+\w+))?)\s+(?P<where>(?i:at|in|near|on)\s+(?:(?i:the)\s+)?(?:(?i:sunny|rainy|lovely|beautiful|freezing|old)\s+)?"
    r"(?P<name>[A-Z][\w'\u2019-]+(?:\s+(?:[A-Z][\w'\u2019-]*|de|la|of|the|\d+)(?=\W|$))*(?:\s+(?:airport|station|office|hotel|campus|harbour|centre|center|beach)\b)?(?:,\s+[A-Z][\w-]+)?))"
)
_ARRIVED = re.compile(
    rf"(?:\b(?:i|we)(?:'ve| have)?\s+(?:(?:just|finally|now|safely|already)\s+)+|{_LEAD}(?:(?:we|i)\s+)?(?:(?:just|finally|safely|have|'ve)\s+)*)"
    r"(?:landed|arrived|touched down|got|checked in|checked into|made it|reached|pulled in(?:to)?|docked|boarded|got on(?:to)?)\s+"
    r"(?P<where>(?:(?:in|at|to|into|on)\s+)?(?:(?:the|my|our)\s+)?(?P<name>(?-i:[A-Z])[\w'-]+(?:\s+(?-i:[A-Z])[\w'-]+)*|[a-z]+(?:\s+(?:office|station|airport|hotel))?))",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?i:writing|calling|texting|typing|greetings|messaging|working|hello|dialing in|joining|hi|chatting|posting|reporting|live|(?<=\bi )(?:write|type))"
    r"(?:\s+(?i:you|to you|this|everyone|all|in))*\s+(?i:from)\s+(?P<where>(?:(?i:the|a|my|our)\s+)?(?:(?:a\s+)?(?:(?!a\b|the\b|my\b|our\b|an\b)[a-z]+\s+){1,3}(?=[A-Z]))?"
    rf"(?:(?P<name>[A-Z][\w'-]+(?:\s+[A-Z][\w'-]+)*)|(?:\w+\s+)?(?i:{_PLACES})\b))"
)
_PASSING = re.compile(
    rf"(?:\b{_PRESENT}\s+|{_LEAD})(?:(?:just|now|about|currently)\s+)*(?P<where>(?:passing|crossing|leaving|approaching|entering|near|in)\s+"
    r"(?:through\s+|by\s+)?(?P<name>[\w'-]+(?:\s+(?-i:[A-Z])[\w'-]+)*))\s+(?:rn|right now|as we speak|atm|at the moment|now)\b",
    re.IGNORECASE,
)
_WITH_DEVICE = re.compile(
    rf"\b{_PRESENT}{_SOFTENED}(?:\s+(?:reading|typing|texting|doing|checking|sending|asking)(?:\s+(?:all|this|you|it|that))*)?"
    rf"(?:\s+(?:on|from|with)\s+(?:the|my|a|an)\s+(?:\w+\s+){{0,2}}?(?:{DEVICE}))?\s+(?P<where>{_WHERE})",
    re.IGNORECASE,
)
"""A place behind what one writes on: "I'm on the mac mini at the lab"."""
_NOT_PLACES = frozenset(
    """january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday it hr qa english german french spanish
    chinese japanese python rust java javascript love christmas easter marketing sales sql i
    go zoom slack teams discord whatsapp facebook instagram linkedin tiktok youtube netflix
    skype reddit discord ok a an the my our me you him her them this that trouble time back there here here's
    up out some any one mind touch charge debt shock pain tears bits agreement progress control
    windows linux mac macos android ios ubuntu fedora debian firefox chrome safari arch mint wsl
    iphone ipad pixel macbook thinkpad vacation holiday leave call hold board track fire duty
    something nothing everything lots tired married divorced engaged promoted fired hired sick
    better worse rid hold home late lost stuck ready done started used invited accepted
    meetings class meeting hurry rush past future middle edge engineering legal finance ops product
    support design team year grade accounting logistics research security sync beta version stage
    series gmt utc cet est pst bst favour favor need case fact theory between both dire good great
    kubernetes docker postgres postgresql mysql react node ruby php swift kotlin git github gitlab
    jira notion figma aws azure gcp""".split()  # noqa: SIM905
)
_HARDWARE = (
    r"phone|mobile|cell ?phone|smartphone|laptop|notebook|tablet|computer|desktop|pc|smart ?watch|chromebook"
    r"|smart speaker|tv|workstation|work(?:s)? (?:laptop|computer|phone|machine|pc)|machine|console|e-?reader"
)
_BRANDED = (
    r"i?phone(?: (?:\d{1,2}|se|x[rs]?))?(?: (?:pro|max|mini|plus|air))*|ipad(?: (?:pro|air|mini))?|macbook(?: (?:pro|air))?|imac|mac(?: mini| studio)?"
    r"|apple watch|(?:google )?pixel(?: \d\w?)?(?: (?:pro|xl|fold))*|fairphone(?: \d)?|(?:samsung )?galaxy(?: \w+)?|samsung(?: \w\d+)?"
    r"|oneplus(?: \w+)?|nokia(?: \w*\d+)?|xperia(?: \w+)?|redmi(?: \w+)?|moto(?:rola)? \w+|huawei(?: \w+)?|xiaomi(?: \w+)?|thinkpad(?: \w?\d+\w*)?"
    r"|dell(?: (?:xps|latitude|inspiron))?(?: \d+)?|surface(?: (?:pro|go|laptop))?(?: \d)?|chromebook|kindle|steam deck|raspberry pi(?: \d)?|zenbook"
    r"|lenovo(?: \w+)?|android phone|asus(?: \w+)?|framework(?: laptop)?"
)
_SYSTEMS = (
    r"android(?: \d+)?|ios(?: \d+(?:\.\d+)*)?|ipados(?: \d+)?|mac ?os(?: (?:\d+(?:\.\d+)*|sonoma|sequoia|ventura|monterey|tahoe))?|windows(?: (?:\d+|xp|vista))?"
    r"|win ?1[01]|ubuntu(?: \d+(?:\.\d+)*)?|debian(?: \d+)?|fedora(?: \d+)?|arch(?: linux)?|linux mint|linux|wsl ?2?|chrome ?os|nixos|manjaro|opensuse|freebsd"
    r"|pop!?_?os|red hat|rhel(?: ?\d+)?|centos|alpine"
)
_BROWSERS = r"firefox|chrome|safari|edge|brave|opera|vivaldi|chromium"
_DEVICES = rf"(?:{_BRANDED}|{_SYSTEMS}|{_HARDWARE}|{_BROWSERS})(?:\s+(?:laptop|phone|tablet|box|machine|pc|desktop|rig|app))?"
_DETERMINED = r"(?:my|me|the|a|an|our|this|mum's|mom's|dad's|his|her)"
_ADJECTIVES = r"(?:(?:new|old|work|works|own|other|personal|shiny|brand new|ancient|company|trusty|spare|husband's|wife's|broken|cracked|little|borrowed)\s+)*"
_MORE = rf"(?:(?:,?\s+(?:on|in|with|running|and|under|/)\s+|,\s*)(?:{_DETERMINED}\s+)?{_ADJECTIVES}(?:{_DEVICES})\b)*"
_WRITES = (
    r"(?:typing|writing|texting|sent|calling|chatting|messaging|replying|posting|talking|answering|reading)(?:\s+(?:this|you|it|to you))*\s+(?:from|on|with|via)"
    r"|\bi (?:write|type|text|message)(?:\s+(?:this|you))?\s+from"
)
_DEVICE = re.compile(
    rf"(?:\b{_PRESENT}{_SOFTENED}\s+(?:(?:on|using|typing on|writing on|chatting on|working on|texting on|running|doing this on|logged in on)\s+)"
    rf"|{_LEAD}{_STATES}*(?:on|using|running|from)\s+|\b(?:{_WRITES})\s+|\bfrom\s+(?=my\b|the\b))"
    rf"(?:{_DETERMINED}\s+)?(?P<device>{_ADJECTIVES}(?:{_DEVICES})\b{_MORE})"
    r"(?!\s+(?:bill|number|plan|case|screen|repair|call|conference|company|store|contract|game|mode|update|side|track|team|with|to (?:the|my)))(?!-|')",
    re.IGNORECASE,
)
_SITS_AT = re.compile(
    rf"\bon (?:my|the|our)\s+(?P<device>{_ADJECTIVES}(?:{_DEVICES})\b)(?=.*\b(?:right now|rn|atm|at the moment|currently|as we speak|today)\b)",
    re.IGNORECASE,
)
_OWN_DEVICE = re.compile(
    r"\bmy\s+(?P<device>(?:MacBook(?: Pro| Air)?|iPhone(?: \d+)?|iPad|Pixel(?: \d+)?|ThinkPad"
    r"|Chromebook|iMac|Galaxy \w+))\b(?!\s+(?:was|got|broke|died|used))"
)
_LOST_DEVICE = re.compile(
    r"\b(?:sold|lost|returned|used to|old|broke|stole|bought|ordered)\b", re.IGNORECASE
)
_NAMED_DEVICE = re.compile(
    rf"\b(?P<device>{_ADJECTIVES}(?:{_DEVICES})\b(?:(?:,?\s+(?:on|in|with|w/?|running|and|under)\s+|,\s*|\s+)(?:{_DETERMINED}\s+)?{_ADJECTIVES}(?:{_DEVICES}|sonoma|sequoia|ventura|mint)\b)*)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:it's|it is|its)\s+(?:already\s+|almost\s+|only\s+|now\s+|currently\s+|still\s+)*"
    r"(?P<time>(?:(?:early|late|very late|so late)\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"(?:\s+(?:morning|afternoon|evening|night))?|morning|afternoon|evening|night|midnight|noon|late"
    r"|early|(?:\d{1,2}(?::\d{2})?\s?(?:am|pm|a\.m\.|p\.m\.|o'clock)|\d{1,2}:\d{2})"
    r"(?:\s+in the (?:morning|afternoon|evening))?|half past \w+|the middle of the night))"
    r"(?P<here>\s+(?:here|over here|for me|now|right now|where i am|rn))",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    rf"{_LEAD}(?:it's|it is|its)\s+(?:(?:already|almost|only|now|nearly|like)\s+)*"
    r"(?P<time>\d{1,2}(?::\d{2})?\s?(?:am|pm)(?: in the morning)?|midnight|\d{1,2}:\d{2})\s*(?:(?:and|so)\b.*|\W*)$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\s*[;!]\s+|(?<=\w\w\w)\.\s+(?=(?-i:[a-z]))|\s+-+\s+|\s*\u2014\s*|,\s+(?=(?:and|but|so|or|then|in|on|at|with|still|just|also|i|we|it|its|my|out|up|down|over|back|already|stuck|sat|sitting|wfh)\b)"
    r"|\s+(?=(?:when|if|once|until|after|before|because|cos|cuz|but|so|and|while|since|as)\s+(?:i|we|he|she|they|it|im|also|my|you|the)\b)",
    re.IGNORECASE,
)
_ASKED_WHERE = re.compile(
    r"\bwhere (?:are|r) (?:you|u|ya)\b(?! from| going| headed| moving| flying| staying next)|\bwhere (?:are you )?(?:right )?now\b|\bwhereabouts\b"
    r"|\bwhat(?:'s| is) your (?:current )?location\b|\b(?:which|what) (?:airport|city|station|place|town) are (?:you|u)\b",
    re.IGNORECASE,
)
_ASKED_DEVICE = re.compile(
    r"\b(?:which|what)(?: kind of| type of)? (?:device|phone|machine|computer|laptop|tablet|browser|system|operating system|os|model|platform|hardware|distro)\b"
    r"|\bon what device\b|\bwhat are you (?:using|running|typing on)\b",
    re.IGNORECASE,
)
_NO_ANSWER = re.compile(
    r"^\W*(?:nowhere|not telling|guess|why|here|there|i\b|we\b|i'm|im|we're|you|no|yes|yep|it|that|this|what|who|none|sorry|same|idk|dunno)\b",
    re.IGNORECASE,
)
_ANSWER_END = re.compile(
    r"\s*(?:[.;!?(]|,?\s+(?:with|w/?|and|but|so|because|cos|why)\s|,\s+(?:on|in|using)\s+(?:my|the|a)\s).*$",
    re.DOTALL,
)
_LONGEST_ANSWER = 10
"""Words of an answer that names a place."""


def present(sentence: str) -> bool:
    """Say whether a sentence can tell of the present: no question, condition or quotation."""
    return not sentence.rstrip().endswith("?") and not _HYPOTHETICAL.search(sentence)


def clauses_of(sentence: str) -> Iterator[str]:
    """Yield the parts of a sentence that can tell of the present, one clause each."""
    plain = sentence.replace("\u2019", "'")
    parts = [part for part in _CLAUSE.split(plain) if part and part.strip()]
    for place, part in enumerate(parts):
        asked = plain.rstrip().endswith("?") and place == len(parts) - 1
        if not asked and present(part):
            yield part.strip()


def find_place(clause: str, places: Collection[str] = ()) -> str | None:
    """Return where the speaker is: "at the airport", "in Lisbon"; None if it is not said.

    `places` are the names that are known to be places.
    """
    for pattern in (
        _ARRIVED,
        _FROM,
        _NAMED,
        _PLACE,
        _HOME,
        _PASSING,
        _FRAGMENT,
        _FRAGMENT_NAMED,
        _WITH_DEVICE,
    ):
        match = pattern.search(clause)
        if match is None or not _is_place(match, pattern):
            continue
        if pattern is _NAMED and not _is_stood_on(match, places):
            continue
        if _NOT_NOW.search(
            clause[: match.end("where")] + clause[match.end("where") :].partition(",")[0]
        ):
            continue
        return _at(match["where"].strip(), pattern)
    where = None if _NOT_NOW.search(clause) else place_by_form(clause)
    return re.sub(r"\bmy\b", "their", where) if where else None


def _is_place(match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    name = match.groupdict().get("name")
    if name and name.split()[0].lower().strip("'") in _NOT_PLACES:
        return False
    if pattern is _NAMED and _LEVEL.match(match["where"]):
        return False
    if pattern is _FRAGMENT and _GOES_ON.match(match["rest"]):
        return False
    if pattern is _ARRIVED and name and not _is_arrival(match, name):
        return False
    return not _UNREAL_PLACES.search(match["where"])


def _is_arrival(match: re.Match[str], name: str) -> bool:
    """Tell "got to Porto" from "got to port the module", "got THE JOB" and "got in late"."""
    if _DOES_TO.match(match.string[match.start("where") :]):
        return False
    known = re.fullmatch(_PLACES, name, re.IGNORECASE) is not None
    led = match["where"].lower().startswith(("in ", "into "))
    if name[0].islower() and not known and not (led and _NO_MANNER.search(match.group())):
        return False
    bare = not re.match(r"(?:in|at|to|into|on)\b", match["where"], re.IGNORECASE)
    return not (bare and not known and re.search(r"\bgot\b", match.group(), re.IGNORECASE))


def _is_stood_on(match: re.Match[str], places: Collection[str]) -> bool:
    """Tell "on Crete" and "on Baker Street" from a plan, a product or a project."""
    if not match["where"].lower().startswith("on "):
        return True
    return _STREET.search(match["name"]) is not None or match["name"] in places


_STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|lane|square|island|isle|beach|hill|bridge|pier|campus|quay|boulevard|way|drive)$",
    re.IGNORECASE,
)
_DOES_TO = re.compile(
    r"to (?-i:[a-z])[\w-]+ (?:the|an?|my|our|his|her|their|this|these|those|that|them|it|you|some|all|up|out|off)\b",
    re.IGNORECASE,
)
"""A verb with its object, which is no place: "to park the car", "to work it out"."""
_NO_MANNER = re.compile(
    r"^(?!.*\bgot\b)(?!.*\b(?:\w+ly|fine|ok|okay|late|early|time|good|style|one|safe|well)$)",
    re.IGNORECASE,
)
"""An arrival of which a place may be told in small letters: "landed in porto", not "got in late"."""
_LEVEL = re.compile(r"(?i:on) (?:the )?[A-Z]\w* (?:v?\d|plan|tier)|(?i:on) (?:v\d|[A-Z]{2,}\b)")
"""A version or a plan that somebody is on, which is no place: "on Debian 12", "on Pro"."""


def find_device(clause: str) -> str | None:
    """Return what the speaker writes on: "phone", "Firefox on Ubuntu"; None if it is not said."""
    match = _DEVICE.search(clause) or _SITS_AT.search(clause)
    if match is None:
        match = None if _LOST_DEVICE.search(clause) else _OWN_DEVICE.search(clause)
    return match["device"] if match else device_by_form(clause)


def find_time(clause: str) -> str | None:
    """Return the speaker's time of day where they name it: "Friday night"."""
    match = _TIME.search(clause) or _CLOCK.search(clause)
    return match["time"] if match else None


def asks_where(text: str) -> bool:
    """Say whether somebody is asked where they are."""
    return _ASKED_WHERE.search(text) is not None


def asks_device(text: str) -> bool:
    """Say whether somebody is asked what they write on."""
    return _ASKED_DEVICE.search(text) is not None


def answered_place(sentence: str) -> str | None:
    """Return the place that an answer to "where are you?" names: "at gate B14, Brussels"."""
    where = _ANSWER_END.sub(
        "", re.sub(_LEAD, "", sentence.replace("\u2019", "'"), flags=re.IGNORECASE)
    )
    where = where.strip(" ,-")
    if not 0 < len(where.split()) <= _LONGEST_ANSWER or _NO_ANSWER.match(where):
        return None
    where = re.sub(r"\bmy\b", "their", where, flags=re.IGNORECASE)
    led = re.match(
        r"(?:at|in|on|near|by|outside|inside|home|upstairs|downstairs)\b", where, re.IGNORECASE
    )
    return where if led else f"at {where}"


def answered_device(sentence: str) -> str | None:
    """Return the device that an answer to "which device?" names: "Pixel 8, Android 15"."""
    match = _NAMED_DEVICE.search(sentence)
    return match["device"] if match else None


def _at(where: str, pattern: re.Pattern[str]) -> str:
    """Write a place as one is in it: "to Porto" and "from Porto" become "in Porto"."""
    if where.lower() == "wfh":
        return "at home"
    if pattern is _FROM:
        thing = re.match(r"(?:the|my|our|home|work)\b|an? [a-z]+$|an? (?:[a-z]+ )*[a-z]+$", where)
        return f"at {where}" if thing else f"in {where}"
    where = re.sub(r"^(?:to|into)\b", "in", re.sub(r"\bmy\b", "their", where))
    bare = pattern is _ARRIVED and not re.match(r"(?:in|at|on)\b", where, re.IGNORECASE)
    return f"at {where}" if bare else where
