"""Two names of one somebody, as English says it: "Bob, short for Robert", "Etta, as my aunt Henrietta is known".

A second name stands beside the first (`_LINKS`), or what somebody is called on paper is told apart from what
they are called every day, either way round (`_APART`).
"""

import re
from collections.abc import Callable, Iterator
from itertools import chain

from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import GIVEN

CALLERS = (
    r"(?:(?:[Ee]verybody|[Ee]veryone)(?: else)?(?: (?:on|at|in) (?:set|work|school|the \w+))?|[Tt]hey all|[Ww]e all|[Ww]e|I|i|[Pp]eople|[Mm]ost (?:people|of us)"
    r"|[Aa]ll of (?:us|them)|[Ee]very last one of us"
    r"|(?:[Aa]ll )?(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur|[Tt]he) (?:friends|mates|family|kids|lads|girls|grandkids|neighbours|neighbors|colleagues|team|whole \w+))"
)
"""Who calls somebody by another name."""
TO_WHOM = (
    r"(?:us|me|you|all(?: of us)?|(?:pretty much |almost )?(?:everyone|everybody)(?: else)?"
    r"|(?:all )?(?:his|her|their|my|our|the) (?:friends|mates|pals|family|colleagues|kids|grandkids|workmates|team|lads|girls|neighbours|neighbors))"
)
"""To whom somebody has another name."""
AMONG = rf"(?:at (?:home|work|school|uni)|online|in the (?:family|office|house)|around here|to {TO_WHOM}|to (?:his|her|their|my) \w+)"
"""Where or to whom it is the one in use."""
_PAPERS = r"(?:paper|paperwork|passport|papers|payslips?|forms?|licen[cs]e|driving licen[cs]e|ID|id|birth certificate|documents?|official documents|records|register)"
ON_PAPER = rf"(?:(?:on|in) (?:(?:(?:all )?(?:her|his|their|the|its|my) )?{_PAPERS})|officially|legally|formally)"
"""Where the formal name stands."""
_NO_NAME = (
    r"(?!(?:My|Our|Your|His|Her|Their|The|It|That|This|She|He|They|We|You|And|But|So|Everyone|Everybody|People|Nobody|All|What|Who|When|If|Not|No|Yes|Also|Just"
    r"|Officially|Legally|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)"
)
_WORD = r"[A-Z][\w-]*(?:['\u2019][A-Z][\w-]+)?"
_NAMES = rf"{_WORD}(?: (?!I\b){_WORD})?"
_FULL = rf"(?<![\w'\u2019-]){_NO_NAME}(?P<name>{_NAMES})"
_SHORT = rf"(?<![\w'\u2019-]){_NO_NAME}(?P<other>{_NAMES})"
_OTHER = rf"['\"\u2018\u201c]?{_NO_NAME}(?P<other>{_NAMES})\b['\"\u2019\u201d]?"
_NO_PEOPLE = r"(?!\w+(?:ish|ese|lic)\b)"
_ROLE = "|".join(sorted(grammar.ROLES | grammar.PETS, key=len, reverse=True))
_MINE = rf"(?:[Mm]y|[Oo]ur|the) (?:[a-z-]+ ){{0,2}}?(?:{_ROLE})"
_ADVERBS = r"(?:just |all |simply |always |only |usually |mostly |normally |generally |often |still |really |actually |sometimes |also )*"
_PRONOUN = r"(?:[Ss]he|[Hh]e|[Tt]hey|[Ii]t)"
_IS = rf"{_PRONOUN}(?:['\u2019]s|['\u2019]re| is| are| was)"
_NAMED = (
    r"(?:(?:(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ww]hose|[Ii]ts) )?(?:(?:English|Western|stage|street|pet|gamer|online|full|real|proper|actual|true|legal|given|birth|baptismal|christian|Christian"
    r"|official|formal|whole|first|original|maiden|passport|family|Full|Real|Proper|Actual) )+name"
    r"|(?:[Hh]is |[Hh]er |[Tt]heir )nickname)"
)
_CALL = rf"{CALLERS} {_ADVERBS}calls?(?: (?:him|her|them|it))?"
_USED = (
    r"(?:(?:goes|go|went|(?:has |have |['\u2019]s )?(?:always )?gone|going) (?:just )?by|answers (?:only |just |also )to"
    r"|(?:(?:wants|prefers|likes|asked|insists on|would rather|has decided) (?:to be|being|be) |(?:is|was|been|be) (?:now |better |mostly |usually |always )*)(?:called|known as)"
    r"|(?:wants|asked|told|prefers) (?:us|me|people|everyone|everybody) to call (?:him|her|them)|(?:introduces|calls) (?:him|her|them)sel(?:f|ves)(?: as)?|shortens (?:it|(?:his|her|their)(?: \w+)? name) to)"
)
"""What somebody does whose name it is."""
_BORN = r"(?:was|is|got) (?:born|christened|baptised|baptized|registered)(?: as)?|signs (?:(?:him|her)self )?as"
_SEP = r"(?:,|;| -+| [\u2013\u2014])?"
_END = r"(?=[,.;:!?)\]\n]|$| -| [\u2013\u2014]| (?:btw|by the way|now|though|tho|but|and|since|because|cos|so|these days|instead|is|was|has|anyway|everyone|again|in|at|on)\b)"
_NOT_BY = r"(?!(?:Uber|Eurostar|Amtrak|Greyhound|Tube|Ryanair)\b)"
_WHO = rf"(?P<mine>{_MINE} (?:is (?:called |named )?|called |named |['\u2019]s name is )?)?{_FULL}(?P<tied>(?:,|,? (?:is|was|that['\u2019]s)) {_MINE})?"
_THEN = rf"(?:{_SEP}|(?(mine)\.|(?(tied)\.|(?!)))) \(?(?:(?:but|and|though|who|whom|whose|which|or|although) )?"
"""What may stand between somebody and their other name."""

_TOGETHER = rf"\b(?:{CALLERS}|[Yy]ou (?:can|may)) (?:{_ADVERBS}calls? {_MINE}|(?:just |all |always )+calls?|(?<=we all )calls?) {_NO_NAME}(?P<name>[A-Z][\w-]+) {_OTHER}{_END}"
_AFTER_WHO = rf"(?:,|,? who|{_THEN}{_PRONOUN})? (?:has |had |have |is |was |are |just |recently |legally |officially |finally |since |now |[a-z]+ and )*"
_LINKS = (
    # Bob, short for Robert; Kasia aka Katarzyna; Ruth, also known to us as Ruthie; Sparky = Emmanuel
    (
        rf"{_FULL}(?:(?:['\u2019]s| is|,) {_MINE})?{_SEP} \(?(?:which is |who is |(?:which |who|that)['\u2019]s |is |{_IS} )?(?:short (?:form )?(?:for|of)|short(?= [A-Z])|a nickname (?:for|of)|aka|a\.?k\.?a\.?,?|AKA|alias|nicknamed"
        rf"|(?:also |better |otherwise |usually |mostly |always |now )*(?:known (?:(?:to|by|in|at|among) [a-z ]{{2,25}} )?as|(?:(?<=also )|(?<=always )|(?<=usually )|(?<=otherwise ))called)) {_OTHER}"
    ),
    rf"{_FULL} = {_OTHER},? \(?{_MINE}\b",
    # Elizabeth Shaw, everybody calls her Liz; Kim. We all call him Kimbo
    rf"{_WHO}{_THEN}(?:so )?{CALLERS} (?:{_ADVERBS}calls? (?:him|her|them|it)|(?:just |all |always |only )+says?) {_OTHER}{_END}",
    rf"{_FULL}(?:,? whom| \(|,? who) {CALLERS} {_ADVERBS}calls? {_OTHER}{_END}",
    # Christopher, or Kit as we all call him; Philippa (or just Pip); Pip, as my sister Philippa is known
    rf"{_FULL},? \(?or (?:just |simply )?{_OTHER},? as (?:{CALLERS} {_ADVERBS}(?:calls? (?:her|him|them|it)|say|says)|(?:he|she|it)(?:['\u2019]s| is) (?:better |usually )?known)\b",
    rf"{_FULL},? \(?or (?:just|simply) {_OTHER}(?=\)|,)",
    rf"{_SHORT},? \(?as (?:{_MINE} )?{_FULL} is (?:better |usually |commonly |always )*(?:known|called)",
    # Theodore, Teddy to us; Alexander, Sasha for short; Kasia (Katarzyna in her passport)
    rf"{_WHO}(?:(?:,|(?(mine)\.|(?(tied)\.|(?!)))|;| -+| [\u2013\u2014]) (?:or |who is |who['\u2019]s |{_IS} )?| (?:\(|or |who is |who['\u2019]s ))(?:just )?{_OTHER} (?:to {TO_WHOM}|for short)(?=[,.;:!?)]|$| -| [\u2013\u2014]| is\b| was\b)",
    rf"{_SHORT}(?: \(|, | [-\u2013\u2014] |,? (?:who is|who['\u2019]s) ){_NO_NAME}(?P<name>{_NAMES}) {ON_PAPER}(?! (?:my|our|his|her)\b)",
    # Meg, full name Megan Howells; Chan Siu-ming, but his English name is Alex; Moose's real name is Nathaniel
    rf"{_WHO}{_THEN}{_NAMED}(?:['\u2019]s| is| was|:|,)? {_OTHER}",
    rf"(?<![\w'\u2019-]){_NO_NAME}(?P<name>{_NAMES})['\u2019]s (?:{_NAMED}|nickname) (?:is|was) {_OTHER}",
    # Annabel wants to be called Bel; Katarzyna is my flatmate. She goes by Kasia; Kasia, she was christened Katarzyna
    rf"{_WHO}(?: (?:now |really |just |only |mostly |usually )?|{_THEN}{_PRONOUN} (?:only |just |usually |always |mostly )?|,? who (?:only |just |usually |always )?){_USED} {_NOT_BY}{_OTHER}{_END}",
    rf"{_WHO}(?:{_THEN}{_PRONOUN}|,? who) (?:{_BORN}) {_OTHER}{_END}",
    # Big Si is what we call Simon; Ate Joy (that's what I call Jocelyn); Bernie is Bernadette's nickname
    rf"{_SHORT}(?:['\u2019]s|,? \(?(?:that['\u2019]s|that is|which is|is)) (?:just |only )?what {CALLERS} {_ADVERBS}calls? (?:{_MINE} )?{_FULL}",
    rf"{_SHORT}(?:,? (?:is|was)|,) (?:{_MINE} )?{_FULL}['\u2019]s (?:nickname|short name|pet name|family name for)",
    rf"\bnickname (?:for|of) (?:{_MINE} )?{_FULL}(?: is|['\u2019]s) {_OTHER}{_END}",
    # Etta, that's my aunt Henrietta
    rf"{_SHORT},? \(?(?:that['\u2019]s|that is|i\.?e\.?|meaning|I mean) (?:{_MINE} )(?P<name>{_NAMES})(?=[,.;!)]|$)",
    rf"{_SHORT} (?:\(|[-\u2013\u2014]+ )(?:that['\u2019]s|that is|i\.?e\.?|meaning|I mean) (?P<name>{_NAMES})(?:[,)]| [-\u2013\u2014])",
    rf"\b[Bb]y {_SHORT},? (?:I|i) (?:mean|meant) (?:{_MINE} )?(?P<name>{_NAMES}){_END}",
    # we call my brother Simon Big Si; we all just call Bernadette Bernie
    _TOGETHER,
    rf"\b{CALLERS} {_ADVERBS}knows? (?:{_MINE} )?{_FULL} as {_OTHER}{_END}",
    # is called Sebastian but he's Bash at home; Oluwaseun, but at home she's Seun
    rf"{_FULL},? (?:but|and|though) {_IS} {_ADVERBS}{_NO_PEOPLE}{_OTHER} {AMONG}\b",
    rf"{_FULL},? (?:but|and|though) {AMONG},? {_IS} {_ADVERBS}{_NO_PEOPLE}{_OTHER}{_END}",
    rf"{_FULL}, {_MINE}, is {_ADVERBS}{_NO_PEOPLE}{_OTHER} {AMONG}\b",
    # Anna changed her name to Ann; we renamed Miso Mochi; Facebook rebranded as Meta; Miso, now Mochi, is fat
    rf"{_WHO}{_AFTER_WHO}changed (?:his|her|their|its|the) (?:[a-z]+ )?name (?:from {_NAMES} )?to {_OTHER}{_END}",
    rf"\bchanged (?:his|her|their|its|{_MINE}['\u2019]s) (?:[a-z]+ )?name from {_FULL} to {_OTHER}{_END}",
    rf"\b(?:[Ww]e|I|i|[Tt]hey|[Hh]e|[Ss]he)(?:['\u2019]ve| have| has|['\u2019]s)? (?:just |now |recently )?(?:renamed|rechristened) (?:{_MINE} )?(?:{_FULL} (?:to |as )|{_NO_NAME}(?P<one>[A-Z][\w-]+) ){_OTHER}{_END}",
    rf"{_WHO}{_AFTER_WHO}(?:got |been |being )?(?:renamed|rebrand(?:ed|ing)|rechristened)(?: (?:it|him|her|them)sel(?:f|ves))?(?: to| as)? {_OTHER}{_END}",
    rf"(?:^|(?<=[.!?] ) ?){_FULL}, now (?:called |named |known as )?{_OTHER}, (?:is|was|has|are|have)\b",
    rf"{_FULL} \(now (?:called |named |known as )?{_OTHER}\)",
    rf"{_FULL} was {_OTHER} (?:before|until) (?:she|he|they) (?:got )?(?:married|divorced|transitioned)\b",
    rf"{_WHO}(?:,? which|,? who|{_THEN}{_PRONOUN})? (?:used to be|was (?:formerly |previously |originally |once )?|formerly|previously) ?(?:called|known as|named) {_OTHER}{_END}",
    rf"{_MINE} used to be (?:called|known as|named) {_FULL}[,.;]* (?:but |and |now )*{_IS} (?:now )?{_OTHER}{_END}",
    # Priya sings under the name Nova Ray
    rf"{_WHO}(?:,? who|{_THEN}{_PRONOUN})? (?:[a-z]+ (?:[a-z]+ ){{0,3}}?under the (?:stage |pen |artist )?name(?: of)?|(?:DJs|raps|streams) as) {_OTHER}{_END}",
    # Sam is the same person as Samira; Michael Murphy. Same fella as Spud
    (
        rf"{_SHORT}[.,;!?]* \(?(?:(?:is|was|[Tt]hat['\u2019]s|that is|[Ii]t['\u2019]s|[Hh]e['\u2019]s|[Ss]he['\u2019]s) )?(?:actually |really |just )?(?:the )?[Ss]ame"
        rf" (?:person|guy|man|woman|fella|lad|girl|one|bloke) as {_FULL}"
    ),
)
_PAPER_NAME = (
    rf"(?P<cue>(?:(?:{_NAMED}|[Tt]he name|(?:{_MINE}|[Hh]is|[Hh]er)(?:['\u2019]s)? name)(?:['\u2019]s| is| was|:)|{_BORN}|it says|(?:[Oo]fficially|[Ll]egally|[Oo]n paper),? {_IS}"
    rf"|{_IS} (?:really|actually)(?= {_NO_PEOPLE})|\b(?:[Nn]obody|[Nn]o one) (?:ever )?calls?(?: {_MINE})?|(?:is|['\u2019]s) (?:called|named)) )?{_FULL}(?(cue)| (?:{ON_PAPER}|hates (?:his|her|their) (?:\w+ )?name))"
)
_DAY_NAME = (
    rf"(?:(?P<use>(?:{_USED}|{_CALL}|{CALLERS} {_ADVERBS}(?:says?|uses?)|(?:only )?prefers|has always been|\b[Ii]t['\u2019]s (?:always|just|only)) {_NOT_BY})"
    rf"|(?:(?:{_IS}|{_MINE} is) {_ADVERBS}|(?<=, )){_NO_PEOPLE}){_OTHER}(?(use){_END}| {AMONG}\b)"
)
_BETWEEN = r"(?:(?: [a-z]+){1,3}?)?(?:,|;| -+| [\u2013\u2014]|\.(?= [A-Za-z])| but| though| although| and| so)+(?: [a-z'\u2019]+){0,4}? "
_APART = (
    rf"{_PAPER_NAME}{_BETWEEN}{_DAY_NAME}",
    rf"{_DAY_NAME}{_BETWEEN}{_PAPER_NAME}",
    rf"{_OTHER} is {_ADVERBS}(?:an?|his|her|the) nickname{_BETWEEN}{_PAPER_NAME}",
)

APPOSED = (
    rf"(?:,? \(|, | [-\u2013\u2014]+ )(?:(?:(?:but|and|though|whom?) )?{CALLERS} {_ADVERBS}calls? (?:(?:her|him|them|it) )?(?-i:{_NAMES})"
    rf"|(?:also |better |otherwise )?(?:known as|called|nicknamed|alias|aka|a\.?k\.?a\.?|short(?: for)?) (?-i:{_NAMES})|{_NAMED}(?: is|:)? (?-i:{_NAMES})"
    rf"|(?-i:{_NAMES}) (?:for short|to {TO_WHOM}|{ON_PAPER})"
    rf"|or (?:just |simply )?(?-i:{_NAMES})(?:,? as {CALLERS} {_ADVERBS}(?:calls? (?:her|him|them|it)|says?)|(?=\)))"
    r")(?:\)|(?:,| [-\u2013\u2014]+)(?= [a-z])|(?=[.!]|$))"
    rf"|(?<=[a-z] )(?:aka|a\.?k\.?a\.?) (?-i:{_NAMES})"
    rf"|\b(?:{CALLERS}|you (?:can|may)) (?:{_ADVERBS}calls? (?=my|our)|(?:just |all |always )+calls? )(?-i:(?P<both_mine>(?:{_MINE} )?{_NO_NAME}[A-Z][\w-]+) {_NAMES}){_END}"
    r"|(?-i:(?P<full>(?P<stem>[A-Z][a-z]{2})[a-z]+) \((?P=stem)[a-z]*\))"
    rf"|(?-i:(?P<mine_full>{_MINE},? {_NO_NAME}{_NAMES}) \((?:aka |or |real name )?(?P<bracketed>{_NO_NAME}{_NAMES})\))"
    rf"|(?-i:(?P<or_full>{_NO_NAME}[A-Z][\w-]+), or (?P<or_short>[A-Z][\w-]+),(?= (?:is|was|has|lives|works|plays|likes|loves|hates|moved|got)\b))"
    r"|(?-i:(?P<short>(?P<begin>[A-Z][a-z]{2})[a-z]*) \((?P=begin)[a-z]{3,}[^()]*\))"
)
"""Another name of somebody, between them and what is told of them: "Raghunath, we all call him Raghu, is a pilot"."""
_PATTERNS = tuple(map(re.compile, (*_LINKS, *_APART)))


def _are_given(name: str, other: str) -> bool:
    """Tell two names that are given to people: "Peggy = Margaret"."""
    return {one.partition(" ")[0].casefold() for one in (name, other)} <= GIVEN.keys()


def _is_given(_: str, other: str) -> bool:
    """Tell a name in brackets behind somebody's from where they are of: "my sister Katarzyna (Kasia)"."""
    return other.partition(" ")[0].casefold() in GIVEN


def _is_alike(name: str, other: str) -> bool:
    """Tell two forms of one name: "Katarzyna, or Kasia"."""
    return name[:2].casefold() == other[:2].casefold()


def _is_abbreviated(name: str, other: str) -> bool:
    """Tell a name from what its letters stand for: "University of Lagos (UNILAG)"."""
    short, full = sorted((name, other), key=len)
    letters = iter(full.casefold())
    words = full.split()
    begins = short[:1].casefold() == full[:1].casefold()
    return (
        short.isupper()
        and len(words) > 1
        and begins
        and all(one in letters for one in short.casefold())
    )


def _is_given_first(name: str, _: str) -> bool:
    return _is_given(name, name)


_IN_BRACKETS = rf"{_FULL} \((?:aka |or |real name )?{_OTHER}\)"
_FIRM = r"(?:[A-Z][\w&'\u2019-]*(?: (?:of|the|and|for|&))* )+[A-Z][\w'\u2019-]*"
_Found = tuple[str, str, int, tuple[tuple[int, int], ...]]
"""Two names, where their telling ends, and where they stand."""
_GUESSED: tuple[tuple[re.Pattern[str], Callable[[str, str], bool]], ...] = tuple(
    (re.compile(pattern), fits)
    for pattern, fits in (
        (rf"{_MINE},? {_IN_BRACKETS}", _is_given),
        (
            rf"{_FULL}, or {_OTHER}, (?:is|was|has|lives|works|plays|likes|loves|hates|moved|got)\b",
            _is_alike,
        ),
        (rf"{_WHO}{_THEN}{_PRONOUN} (?:much |really |only )?prefers {_OTHER}{_END}", _is_alike),
        (rf"(?:^|[.!?,]) ?{_SHORT} ?= ?(?:{_MINE} )?{_FULL}{_END}", _are_given),
        (rf"(?P<name>{_FIRM}) \((?P<other>[A-Z]{{2,}})\)", _is_abbreviated),
        (rf"\b(?P<other>[A-Z]{{2,}}) \((?:the )?(?P<name>{_FIRM})\)", _is_abbreviated),
        # Anna Berg is now Anna Holm
        (
            (
                r"\b(?P<name>(?P<first>[A-Z][\w-]+)(?: [A-Z][\w-]+)?)\b(?: [a-z]+){0,3}?(?:,|;|\.| and| but)*(?: [Ss]he| [Hh]e)?(?: is|['\u2019]s) "
                r"(?:now )?(?P<other>(?P=first) [A-Z][\w-]+)(?=[.,;!)]|$| now\b| since\b| these days\b)"
            ),
            _is_given_first,
        ),
    )
)
"""Two names that may be of one, and what tells whether they are."""
_MAIDEN = re.compile(
    r"\b(?P<first>[A-Z][\w-]+)(?: (?P<family>[A-Z][\w-]+))?,? \(?n[\u00e9e]e (?P<maiden>[A-Z][\w-]+)(?=[,.;!)]|$| [a-z])"
    r"|\b(?P<whose>[A-Z][\w-]+)(?: (?P<now>[A-Z][\w-]+))?['\u2019]s maiden name (?:is|was) (?P<before>[A-Z][\w-]+)(?=[,.;!)]|$| [a-z])"
)
"""Susan Clark, née Brown; Susan's maiden name is Brown."""


def _guessed(text: str) -> Iterator[_Found]:
    for pattern, fits in _GUESSED:
        for match in pattern.finditer(text):
            if fits(match["name"], match["other"]):
                yield (
                    match["name"],
                    match["other"],
                    match.end(),
                    (match.span("name"), match.span("other")),
                )


def _maiden(text: str) -> Iterator[_Found]:
    """Yield who had another family name before: Susan Clark and Susan Brown."""
    for match in _MAIDEN.finditer(text):
        first, family = match["first"] or match["whose"], match["family"] or match["now"]
        if _is_given(first, first):
            name = f"{first} {family}" if family else first
            yield (
                name,
                f"{first} {match['maiden'] or match['before']}",
                match.end(),
                (match.span(),),
            )


def without_other(match: re.Match[str]) -> str:
    """Return whom is told of, of a match of `APPOSED`, without their other name."""
    both = match["both_mine"]
    if match["mine_full"]:
        return match["mine_full"] if _is_given("", match["bracketed"]) else match.group()
    if match["or_full"]:
        return match["or_full"] if _is_alike(match["or_full"], match["or_short"]) else match.group()
    return match["full"] or match["short"] or (f"this is {both}" if both else "")


_SIDE_BY_SIDE = re.compile(_TOGETHER)


def called(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield the formal and the other name of each who is told to have two, and where the telling ends."""
    told: list[tuple[int, int]] = []
    for name, other, until, spans in chain(_maiden(text), _told(text), _guessed(text)):
        is_new = not any(a < end and start < b for a, b in spans for start, end in told)
        if is_new and name.casefold() != other.casefold():
            told += spans
            yield name, other, until


def _told(text: str) -> Iterator[_Found]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            key = "name" if match["name"] is not None else "one"
            yield match[key], match["other"], match.end(), (match.span(key), match.span("other"))


def apart(text: str) -> str:
    """Return a text of the same length without the second of two names that stand side by side: "we call Simon Big Si"."""
    return _SIDE_BY_SIDE.sub(
        lambda found: found.group()[: found.end("name") - found.start()].ljust(len(found.group())),
        text,
    )
