"""Text made fit for a parser: fences, links, placeholders and sloppy spelling out of the way."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from octomem.agents.reading import ellipses, grammar

MAX_PARSED = 20_000
"""Characters of one turn that are parsed; the rest is kept verbatim only."""

SECRET = "vaultedsecret"  # noqa: S105  (a word, not a password)
"""The word that stands for a vault placeholder while a text is parsed."""

_FENCE = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)", re.DOTALL)
_MARKER = re.compile(r"\s*(?:[-*•]\s+(?:\[[ xX]\]\s*)?|(?:1?\d|20)[.)]\s+|#+\s+)")
_QUOTED = re.compile(r"\s*>")

_SPELLINGS = {
    "im": "I'm",
    "ive": "I've",
    "i": "I",
    "dont": "don't",
    "doesnt": "doesn't",
    "didnt": "didn't",
    "cant": "can't",
    "wont": "won't",
    "isnt": "isn't",
    "arent": "aren't",
    "wasnt": "wasn't",
    "werent": "weren't",
    "havent": "haven't",
    "hasnt": "hasn't",
    "couldnt": "couldn't",
    "wouldnt": "wouldn't",
    "shouldnt": "shouldn't",
    "youre": "you're",
    "theyre": "they're",
    "thats": "that's",
    "whats": "what's",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "have to",
    "kinda": "kind of",
    "cuz": "because",
    "pls": "please",
    "plz": "please",
    "ye": "yeah",
    "yh": "yeah",
    "u": "you",
    "ur": "your",
    "fav": "favorite",
    "fave": "favorite",
    "bday": "birthday",
    "anymore": "any more",
    "hes": "he's",
    "shes": "she's",
    "theres": "there's",
    "heres": "here's",
    "whos": "who's",
    "wheres": "where's",
    "hows": "how's",
    "weve": "we've",
    "theyve": "they've",
    "youve": "you've",
    "theyll": "they'll",
    "youll": "you'll",
    "aint": "isn't",
    "cos": "because",
    "coz": "because",
    "n": "and",
    "r": "are",
    "w": "with",
    "em": "them",
    "abt": "about",
    "ppl": "people",
    "smth": "something",
    "rly": "really",
    "tmrw": "tomorrow",
    "tmr": "tomorrow",
    "tn": "tonight",
    "wed": "Wednesday",
    "nite": "night",
    "morn": "morning",
    "arvo": "afternoon",
    "tonite": "tonight",
    "il": "I'll",
    "wil": "will",
    "wknd": "weekend",
    "rn": "right now",
    "bro": "brother",
    "sis": "sister",
    "hubby": "husband",
    "yrs": "years",
    "gf": "girlfriend",
    "bf": "boyfriend",
}
_PARTNERS = frozenset({"gf", "bf"})
_OWNED = re.compile(
    r"(?:\b(?:my|his|her|your|ur|our|their|an?|the|new|ex|old)|['\u2019]s)[ -]$", re.IGNORECASE
)
"""What stands before a girlfriend or boyfriend: gluten-free things have the same letters."""
_ASIDES = ("btw", "tbh", "tho", "ngl", "imo", "imho", "lol", "lmao", "haha", "hahaha", "ffs", "fyi")
"""Words that say nothing and lead the parser astray."""
_OPENING = (
    r"(?:^|(?<=[.!?()hp,] )"  # the last letters first: most words are no opening
    r"(?:(?<=[.!?] )|(?<=[:;][()] )|(?<=\bnah )|(?<=\byeah )|(?<=\byep )|(?<=\bno, )|(?<=\byes, )))"
)
_NOT_POINTING = (
    r"(?! (?:you|u|ya|it|that|this|these|those|them|him|her|the|your|ur|me|us|to|not|how|what)\b)"
)
_IDLE = r"(?!nice|good|great|look|safe|seat|lovely|go\b|think|chat|word|break|rest|blast|ball|fun|happy|wonderful|question)"
_NO_CLAUSE = (
    r"(?![^.!?]* (?:is|was|are|were|has been|would|could|can|will|makes?|means|costs?|takes)\b)"
)
"""What is a doing of the speaker's rather than the subject of a sentence: "living in Oslo is dear"."""
_I_AM = (
    r"(?:(?:no longer|still|currently) \w+ing(?= \w)"
    r"|(?:not (?:really |much of )?)?an? (?:(?:big|huge|massive|great) )?fan of"
    r"|(?:not )?(?:fluent in|keen on|obsessed with|hooked on|done with|fed up with)(?! (?:it|this|that|you)\b)"
    rf"|(?:(?:now|currently|still) )?(?:living|working|studying|renting|volunteering|interning|freelancing)"
    rf"(?= (?:in|at|for|as|with|near|part|full)\b){_NO_CLAUSE}"
    r"|(?:engaged|divorced|unemployed|self-employed|widowed)(?=[,.!]|$| (?:since|now|again|to)\b)"
    r"|single(?= (?:again|now|since)\b)|allergic to|born (?:and raised )?in|originally from|based in|married (?:to|with)"
    r"|(?:vegan|vegetarian|coeliac|celiac|diabetic|left-handed|retired)"
    r"(?= (?:since|for|but|and|from|last)\b|[,.!]|$))\b"
)
_I_WAS = (
    r"(?:promoted to|made redundant|laid off|let go|fired (?:from|by)|hired (?:by|at|as|to)"
    r"|diagnosed with|accepted (?:at|into|by|to)|appointed(?= \w)|elected(?= \w))\b"
)
_I_DID = (
    r"(?:had to(?= [a-z])|(?:got|moved|ended up|wound up|settled|relocated|started|quit|left|joined|bought|sold|adopted"
    r"|picked up|took up|gave up|dropped|signed up|switched|swapped|traded|collected|rehomed|retired|graduated"
    r"|turned|broke up|split up|married|cancelled|canceled|packed in|wrote off|scrapped|became|landed|accepted"
    r"|handed in|enrolled|spent|visited|stopped|gave away|kept|tied the knot|lost|changed jobs)"
    r"(?= (?:an?|the|my|our|his|her|their|this|thirty|forty|fifty|sixty|seventy|eighty|ninety|in|into|to|at|from|with|for|on|as|up|off|out|over|back|down|away|out of"
    r"|last|yesterday|today|two|three|four|\d+|engaged|married|divorced|hired|promoted|fired|rid|[\w-]+ing|(?-i:[A-Z]\w+))\b))"
)
_I_HAVE = (
    r"(?:got(?= (?:an?|my own|no|two|three|four|five|\d+) )"
    r"|been(?= (?:in|at|with|vegan|vegetarian|married|\w+ing)\b))"
)
_PREMISES = (
    "cafe|café|salon|bakery|restaurant|pub|bar|hotel|hostel|guesthouse|nursery|garage|gym|surgery|clinic"
    "|agency|deli|bookshop|takeaway|chippy|brewery|vineyard|campsite|b&b"
)
_GAMES = r"(?!The Sims|Sims|GTA|Minecraft|Stardew|Animal Crossing|Roblox|Skyrim|Second Life|Zelda|Monopoly)"
_HERE_ENDS = r"(?=[.!;\n]|$|,? (?:and|with) (?:I|my)\b)"
"""What somebody runs or teaches who leaves out "I": "run a cafe in Fremantle", with its place and nothing of a day or a dream."""
_I_DO = (
    r"(?:live(?= (?:in|at|with|alone)\b)|work(?= (?:at|for|as|nights|part)\b)"
    rf"|(?:love|hate|prefer|adore){_NOT_POINTING}(?= \w)"
    rf"|run(?= (?:an?|my own) (?:[a-z-]+ ){{0,2}}?(?:{_PREMISES}) (?:in|near|outside) {_GAMES}(?-i:[A-Z])[\w'-]+{_HERE_ENDS})"
    rf"|teach(?= (?!me\b|us\b|him\b|her\b|them\b|my\b|the\b)(?:[\w-]+ ){{1,3}}?at (?-i:[A-Z])[\w'-]+(?: (?-i:[A-Z])[\w'-]+){{0,2}}{_HERE_ENDS})"
    rf"|(?:drive|own|have)(?= (?:an?|two|three|four|\d+) {_IDLE})"
    r"|(?:can'?t|cannot) (?=stand|abide|eat|have|drink|swim|drive|stomach|bear)"
    r"|(?:do not|don'?t) (?=eat|drink|like|own|have|smoke|drive)(?!\w+ (?:that|this|it|the|your|to)\b)"
    r"|(?:never|always) (?=eat|drink|touch|fly|smoke|wear|ate|had))"
)
"""Openings of what somebody says of themselves without "I"."""

_SORRY = r"(?:(?:no|nope|oops|sorry|wait|ah|oh|ugh|hang on|hm+)[,!.]* )*"
_TAKEN_BACK = (
    r"(?:(?:just )?(?:an?|one|hey)? ?(?:quick|small|tiny|slight)? ?correction(?: (?:to|on|about) [\w' ]{2,20})?|typo|scratch that|strike that|my (?:mistake|bad)|i (?:misspoke|mistyped|was wrong)"
    r"|i made a (?:mistake|typo)|i got (?:that|it|this|(?:the|her|his|their|my) [\w' ]{2,20}?) wrong"
    r"(?: [^,.:;!?]{0,30})?|what i (?:said|told you|wrote)(?: [^,.:;!?]{0,30})? was wrong"
    r"|that(?:'s| is| was) (?:not (?:true|right|correct)|wrong|a (?:typo|mistake))(?: in what i (?:said|told you|wrote)(?: [^,.:;!?]{0,30})?)?"
    r"|i (?:wrote|said) \w+\?)(?=[,.:!; ?-])[,.:!;? -]*"
)
"""Lead-ins that take back what was said before."""
_EXCLAIMED = (
    r",? (?:(?:can|would|do) you believe (?:it|that|this)|would you credit it)\?(?=\W|$)"
    r"|, (?:you know|ok|okay|understood|got it|mkay)\?(?=\W|$)"
    r"|,? (?:did|have|didn'?t|haven'?t) i (?:say|said|tell you|told you|mention|mentioned)(?: (?:it|that|this))?\?(?=\W|$)"
)
"""Questions that ask nothing: the sentence before them is none."""
_KEPT_IN_MIND = r"[,;]? (?:so |and |but )?(?:(?:please|pls) )?(?:don'?t|do not) let me forget(?: (?:it|that|this))?(?:,? (?:please|pls))?(?=[.!?]|$)"
"""Ends that ask to be reminded of what stands before them."""
_PRAGMATIC = (
    r",? (?:can|would|do) you believe (?:it|that)(?=[,.!]|$)|"
    r",? (?:if (?:that|it|this) (?:matters|helps|is relevant|changes anything|makes a difference)"
    r"|(?:if|in case) you(?:'re| are| were)? (?:must know|ask(?: me)?|asked|wonder(?:ed|ing)?|care|curious"
    r"|interested|forgot|missed it|need to know|want to know|remember)"
    r"|(?<=, )before (?:you|anyone|anybody) asks?)\b[^,.!?;:]*"
)
"""Conditions that are none: "I live in Leeds, if that matters"."""
_INNER = (
    r"(?<=\w), (?:yes|you know|honestly|of course|i know|believe it or not|to be honest|mind you"
    r"|obviously|as you know)(?=[,.!])"
)
_ANNOUNCED = (
    r"(?:(?:new year |quick |small |big |good |bad |sad |life )?(?:update|news)(?: from [\w ]{1,20})?[:,]"
    r"|by the way,?|as you(?: may| might)? (?:know|remember),?|as i (?:said|mentioned)(?: before)?,?"
    r"|did i (?:tell you|mention)\? ?|guess what[:!,.]|ps:?|p\.s\.:?) *"
)
"""Openings that only announce what follows."""
_TELLERS = "|".join(
    sorted(grammar.KIN | {"friend", "mate", "colleague", "flatmate", "neighbour", "neighbor"})
)
_RUMOUR = rf"(?:(?:rumou?r has it|word (?:is|has it)|legend has it|the story goes)(?: that)?|according to (?:my|our|his|her) (?:{_TELLERS}),?)"

_GAP = (
    r"(?:(?<=(?:19|20)\d\d),? (?:and |then |and then |& )|(?<=[.;] )(?:and |then )+)"
    r"(?=(?:at|in|with|for) [^.;,]+? (?:from|between|until|since) )"
)
"""Where the verb of what follows was told before: "lived in Cork until 2012 and in Bonn since"."""
_LAST_VERB = re.compile(
    r"\b(?P<words>(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[A-Z][a-z]+) (?:lived|worked|studied|taught))"
    r" (?=at |in |with |for )[^?!]{0,150}$"
)

_QUESTION = r"(?:any\w*|got any|what|where|which|how|who|(?:is|are) there|(?:can|could|should|shall|may|do|does|is|are|will|would) (?:i|we|it|that|this|you|u|the)) (?=\w)"
"""How a question begins that stands behind what somebody says of themselves: "im vegan, anything in the terminal?"."""
_OF_SELF = re.compile(
    r"(?:^|[.!?\n])\W*(?:(?:btw|hi|hey|hello|ok|okay|so|and|but|also|well)\W+)*(?:i['\u2019]?m|i am|we['\u2019]re|we are) [^,.!?\n]{2,60}$",
    re.IGNORECASE,
)
_AFTER_SPACE = (
    "and|at|but|can|correction|did|didn'?t|do|do not|don'?t|has|have|haven'?t|if|in|just|never|nowadays|of|only|quick|scratch|slight|small|then|these"
    "|though|tiny|would|" + "|".join(_ASIDES)
)
"""Words before which a change may begin with the space."""
_BEGINS = (
    r"(?:(?!\B\w)|(?=https?://|www\.|__|[\U0001F000-\U0001FAFF\u2600-\u27BF]))"
    rf"(?! (?!(?:{_AFTER_SPACE})\b)\w)"
)
"""Where a change may begin: within a word, and with the space before one, but for a few nowhere.

Every alternative of `_CHANGES` would be tried there, which takes most of the time.
"""
_CHANGES = re.compile(
    rf"{_BEGINS}(?:"
    r"(?P<link>https?://\S+|www\.\S+)"
    rf"|(?P<correction>{_OPENING}{_SORRY}{_TAKEN_BACK})"
    rf"|(?P<announced>{_OPENING}{_ANNOUNCED}(?=[\w\"']))"
    rf"|(?P<exclaimed>{_EXCLAIMED})|(?P<kept>{_KEPT_IN_MIND})"
    rf"|(?P<pragmatic>{_PRAGMATIC})|(?P<inner>{_INNER})|(?P<rumour>{_OPENING}{_RUMOUR}\b)"
    rf"|{ellipses.PATTERN}"
    rf"|(?P<gap>{_GAP})"
    rf"|(?P<asks>,(?= (?:so |and |but )?{_QUESTION}[^.!?\n]*\?))"
    r"|(?P<taste>\bi (?:think|guess|suppose|believe|reckon),? (?:that )?(?=my favou?rite\b))"
    r"|(?P<lately> (?:these days|nowadays)(?=[.,!?;]|$))"
    r"|(?P<contrast>, not (?:an? |the |in |at |with |on )?[\w'-]+(?=[.!?;]|$|, (?:i|he|she|it|we|they)\b))"
    rf"|(?P<rather>{_OPENING}give me (?=(?!(?:it|that|this|those|these|one)\b)[^.!?\n]{{3,50}} any ?day(?: of the week)?(?=[.,!;\n]|$)))"
    r"|(?P<emphatic>(?<=\bi )do (?=(?:love|like|enjoy|adore|hate|loathe|detest|prefer|miss|live|own|speak|eat|drink|smoke)\b))"
    rf"|(?P<is>{_OPENING}{_I_AM})|(?P<has>{_OPENING}{_I_HAVE})|(?P<does>{_OPENING}{_I_DO})"
    rf"|(?P<was>{_OPENING}{_I_WAS})|(?P<did>{_OPENING}{_I_DID})"
    r"|(?P<prayer>\b(?:may )?(?:god (?:rest|bless|love)|bless) (?:him|her|them|(?:his|her|their) (?:souls?|heart))\b,?)"
    r"|(?P<with>(?<![\w/])w/(?P<without>o)?(?= ?\w))"
    r"|(?P<aside>(?<=\w),? (?:"
    + "|".join(_ASIDES)
    + r")\b|(?:^|(?<=[.!?] ))(?:"
    + "|".join(_ASIDES)
    + r")\b,?)"
    r"|(?P<secret>⟦[^⟧]*⟧)"
    r"|(?P<gotta>(?:'ve|\u2019ve|'s|\u2019s) (?:gotta|got to)\b)"
    r"|(?P<copula>(?<=name)['\u2019]s(?= )|(?<=[a-z])(?<!\blet)['\u2019]s(?= (?:\d{1,2}(?: and\b| now\b|,|\.|$)|in [A-Z]|at"
    r" |from |my |our |the (?=[A-Z]{2,}\b|head\b|boss\b|owner\b)|an? |called |named |allergic |vegan\b|vegetarian\b|coeliac\b|pregnant\b|married\b"
    r"|pescatarian\b|teetotal\b|diabetic\b|unemployed\b|self-employed\b|still |not |engaged to |studying |based in "
    r"|living (?:in|with|at|near) |working (?:at|for|in|as|from) |moving (?:to|in|out|back)\b|learning |training (?:for|as|to) |dating "
    r"|on |into |fluent in |(?:scared|afraid|terrified) of |intolerant |addicted to |obsessed with |keen on |(?:good|bad) at "
    r"|(?:single|engaged|divorced|widowed|retired)(?= (?:again|now|since|from)\b|[,.!;\n]|$)"
    r"|(?:fine|good|great|well|ok|okay|ill|poorly)(?=[,.!;\n]|$)"
    r"|(?-i:[A-Z][a-z]+(?:ish|ian|ese|utch|ench|rman|rican|xican))\b)))"
    r"|(?P<perfect>(?<=[a-z])['\u2019]s(?= (?:(?:given|taken|packed) up|(?:packed|jacked|chucked) in|(?:binned|ditched|jacked|knocked|sacked|quit|left|dumped|dropped|cancelled|sold) (?:the|his|her|their|my|our|off)) )|(?<!what['\u2019]s)(?<!there['\u2019]s)(?<!that['\u2019]s)(?<!who['\u2019]s)(?<!all['\u2019]s)(?= left(?:[,.;!\n]|$)))"
    r"|(?P<quote>[\u2018\u2019])"
    r"|(?P<marks>\*\*|__|`|[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200d]+|[:;]-?[)(DPp](?!\w))"
    r"|(?P<pause>\.{3,}|…|\s[-\u2013—]{1,3}\s|—|--)"
    r"|\b(?P<word>"
    + "|".join(sorted(_SPELLINGS, key=len, reverse=True))
    + r")\b(?!['\u2019@.]\w))",
    re.IGNORECASE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a turn that is parsed as one, and where it came from."""

    text: str
    """What the parser sees."""
    source: str
    """The turn's whole text."""
    anchors: tuple[tuple[int, int], ...]
    """Pairs of positions, in characters: (in `text`, in `source`), ascending."""

    def verbatim(self, start: int, end: int) -> str:
        """Return the source's own words for a span of `text`."""
        return self.source[self._at(start) : self._at(end)].strip()

    @property
    def is_listed(self) -> bool:
        """Whether it is an item of a list or a heading."""
        start = self.anchors[0][1]
        line = self.source.rfind("\n", 0, start) + 1
        return bool(self.source[line:start].strip())

    def filled(self, words: Sequence[tuple[int, str]]) -> "Passage":
        """Return the passage with words put in, given with their places in `text`, in order."""
        text, anchors = self.text, list(self.anchors)
        for place, word in reversed(words):
            at = self._at(place)
            text = f"{text[:place]}{word}{text[place:]}"
            before = [each for each in anchors if each[0] <= place]
            after = [(mine + len(word), theirs) for mine, theirs in anchors if mine > place]
            anchors = [*before, (place, at), (place + len(word), at), *after]
        return Passage(text, self.source, tuple(anchors))

    def _at(self, position: int) -> int:
        next_one = bisect_right(self.anchors, (position, 10**9))
        mine, theirs = self.anchors[next_one - 1]
        limit = self.anchors[min(next_one, len(self.anchors) - 1)][1]
        return min(theirs + position - mine, limit)


def passages(text: str) -> Iterator[Passage]:
    """Split a text into passages for the parser, code fences and quoted lines left out."""
    text = text[:MAX_PARSED]
    for start, end in _blocks(text):
        if not _QUOTED.match(text, start, end):
            passage = _cleaned(text, start, end)
            if passage.text.strip():
                yield passage


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Yield spans of lines that belong together: a wrapped line joins the one above."""
    fences = [match.span() for match in _FENCE.finditer(text)]
    open_from: int | None = None
    last = ""
    position = 0
    for line in text.splitlines(keepends=True):
        start, position = position, position + len(line)
        fenced = any(a < position and start < b for a, b in fences)
        wraps = bool(last) and len(last) >= 50 and last[-1] not in ".!?:;" and line[:1].islower()
        if open_from is not None and not (wraps and not fenced):
            yield open_from, start
            open_from = None
        last = line.strip()
        if fenced or not last:
            last = ""
            continue
        if open_from is None:
            open_from = start
    if open_from is not None:
        yield open_from, position


def _cleaned(source: str, start: int, end: int) -> Passage:
    marker = _MARKER.match(source, start, end)
    position = marker.end() if marker else start
    anchors = [(0, position)]
    pieces: list[str] = []
    length = 0
    for match in _CHANGES.finditer(source, position, end):
        kept = source[position : match.start()]
        change = _change(match)
        pieces += [kept, change]
        length += len(kept) + len(change)
        position = match.end()
        # Two anchors, so that a span which ends inside a change keeps all of its source.
        anchors += [(length - len(change), match.start()), (length, position)]
    pieces.append(source[position:end])
    text = "".join(pieces)
    anchors.append((len(text), end))
    text = text.replace("\n", " ").replace("\t", " ").replace("\r", " ")
    return Passage(_lowered(text), source, tuple(anchors))


_SUBJECT = {"is": "I am ", "was": "I was ", "has": "I have ", "does": "I ", "did": "I "}
"""What stands before words whose subject was left out."""
_INSTEAD = {
    "correction": "Actually, ",
    "contrast": " actually",
    "lately": " now",
    "exclaimed": ".",
    "rumour": "people say that",
    "rather": "I prefer ",
    "secret": SECRET,
    "copula": " is",
    "perfect": " has",
    "gotta": " have to",
    "quote": "'",
}


def _kind(match: re.Match[str]) -> str:
    """Return the outermost named group that matched: the alternative of `_CHANGES`."""
    return next(name for name, text in match.groupdict().items() if text is not None)


def _change(match: re.Match[str]) -> str:
    """Return what stands in the place of a match."""
    kind = _kind(match)
    if kind == "copula" and _IN_PLACE.search(match.string, 0, match.start()):
        return match.group()
    if kind == "marks":
        return "." if _ends_sentence(match) else ""
    if kind == "asks":
        return "." if _OF_SELF.search(match.string[: match.start()]) else ","
    if kind == "link":
        return _end_of_link(match)
    words = ellipses.filled(kind, match)
    return _plain_change(kind, match) if words is None else words


def _end_of_link(match: re.Match[str]) -> str:
    """Return the full stop behind an address that ends its sentence."""
    is_at = _IS_AT.search(match.string, 0, match.start()) is not None
    ends = is_at and match.group()[-1] in ".!" and _IN_CAPITALS.match(match.string, match.end())
    return match.group()[-1] if ends else ""


def _plain_change(kind: str, match: re.Match[str]) -> str:
    text = match.group()
    if kind in _SUBJECT:
        kind = "did" if _THEN.match(match.string, match.end()) and kind == "has" else kind
        words = text[:1].lower() + text[1:]
        return _SUBJECT[kind] + words.replace("cant", "can't").replace("dont", "don't")
    if kind == "gap":
        before = _LAST_VERB.search(match.string, 0, match.start())
        return text if before is None else f". {before['words']} "
    if kind == "pause":
        return " - " if text.strip(" .…") else "... "
    if kind == "with":
        return "without" if match["without"] else "with"
    if kind == "word":
        return text if _stands(match) else _SPELLINGS[text.lower()]
    return _INSTEAD.get(kind, "")


_IN_PLACE = re.compile(r"\b(?:at|to|from|near|round|outside) (?:the )?[\w&]+$", re.IGNORECASE)
"""What stands before the end of a name that is somebody's place: "at Jimmy's on the 24th"."""
_IS_AT = re.compile(r"\b(?:at|is|on|in|via|under) $", re.IGNORECASE)
_IN_CAPITALS = re.compile(r" +[A-Z]")
"""What stands around an address with the full stop of its sentence: "the list is at https://a.example. The code is …"."""
_THEN = re.compile(
    r"[^.!?;\n]* (?:ago|yesterday|last (?:night|week|weekend|month|\w+day)|this morning|on (?:\w+day|the \d+(?:st|nd|rd|th)))\b",
    re.IGNORECASE,
)
"""When somebody "got a tattoo", rather than that they have one."""


def _ends_sentence(match: re.Match[str]) -> bool:
    """Tell a face between two sentences, of which no mark ends the first: "I lost it :( where is it?"."""
    before = match.string[: match.start()]
    is_face = match.group()[:1] in ":;" and before[-1:].isspace()
    return (
        is_face
        and before.rstrip()[-1:].isalnum()
        and _BEGINS_ANEW.match(match.string, match.end()) is not None
    )


_BEGINS_ANEW = re.compile(
    r" +(?!(?:and|but|or|so|because|cos|as|if|when|while|who|which|that|with|for|in|on|at|to|of|from)\b)\w",
    re.IGNORECASE,
)
"""What goes on behind a face with a sentence of its own."""


def _stands(match: re.Match[str]) -> bool:
    """Tell letters that stand for themselves, as in "I use R" and "gf pizza bases"."""
    text = match.group()
    owned = _OWNED.search(match.string, 0, match.start()) is not None
    if text.lower() == "il":
        return _PROMISED.match(match.string, match.end()) is None
    if text.lower() == "wed":
        return _ON_WEDNESDAY.match(match.string, match.end()) is None
    is_letters = text.isupper() and (len(text) == 1 or text == "TN")
    return is_letters or (text.lower() in _PARTNERS and not owned)


_ON_WEDNESDAY = re.compile(
    r",? (?:(?:at|before|by|from|after) )?\d{1,2}(?:[:.]\d\d| ?[ap]m|h)\b|,? (?:morning|afternoon|evening|night)\b",
    re.IGNORECASE,
)
"""What stands behind "wed" where it is a day, which the parser takes for "we'd"."""
_PROMISED = re.compile(
    r" (?:(?:also|just|then|probably|prob|defo|def|try and) )?(?:be|do|get|go|call|ring|text|send|ask|book|file|bring|make|take|check|try|tell"
    r"|let|see|have|pay|buy|pick|write|look|put|give|come|meet|finish|start|work|sort|drop|order|email|message|post|keep|need|grab|find|fix)\b",
    re.IGNORECASE,
)
"""What stands behind "il" where it is "I'll"."""


def _lowered(text: str) -> str:
    """Take shouting down to lower case, which the parser reads better."""
    letters = [char for char in text if char.isalpha()]
    if len(letters) < 12 or sum(char.isupper() for char in letters) < 0.8 * len(letters):
        return text
    quiet = text.lower()
    return re.sub(r"\bi\b", "I", quiet) if len(quiet) == len(text) else text
