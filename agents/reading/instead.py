"""What is put in the place of what: "it's Karin, not Karen", "typo, Nordhuset"."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.imagined import is_imagined
from octomem.spelling import plain

_CAPITAL = (
    r"[A-Z\u00c0-\u00d6\u00d8-\u00de\u0130\u0141\u015a\u015e\u0160\u0179\u017b\u017d\u0106\u010c]"
)
_NAME = rf"(?!I\b|I'|(?:No|Not|Nope|It|That|He|She|They|We|My|The|Sorry|Actually|Wait|Oops|And|But|Well|Ah|Oh)\b){_CAPITAL}[\w'\u2019-]{{0,30}}(?: {_CAPITAL}[\w'\u2019-]{{0,30}}){{0,3}}"
_MONTHS = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DAY = rf"(?:the )?\d[\d.,:]*(?:st|nd|rd|th)?(?: of)?(?: {_MONTHS})?(?: \d{{4}})?"
_MONTH_DAY = rf"{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?"
_NOUN = r"(?:an? |the )?[a-z][\w-]{2,}(?: [a-z][\w-]+)?"
_VALUE = rf"(?:{_NAME}|{_DAY})"
_CUE = re.compile(
    r"\b(?:correct(?:ion|ing)|typo|i meant?|misspoke|mistyped|scratch that|my (?:mistake|bad|fault)|wrong"
    r"|sorry|oops|wait|actually|autocorrect|mixed (?:\w+ )?up|you(?:'ve| have)? (?:got|put|said|wrote|noted))\b"
    r"|^\W*(?:no|nope|nah)\b",
    re.IGNORECASE,
)
"""What a turn says that takes something back."""
_NOT = re.compile(
    rf"(?:,|;| -|\band|\bbut|\bis|\b's|^|(?<=\d)|(?<=\d[a-z][a-z])) ?not (?:in |at |on |with |for |the |called |an? )*(?P<wrong>{_VALUE})"
    r"(?=[\s,.;:!?)]|$)"
)
_NOT_A = re.compile(
    rf"(?:^|[:,] |\b(?:an?|the|it's|its|was|meant|mean) )(?P<right>{_NOUN}),? (?:and )?not (?P<wrong>{_NOUN})(?=[,.;:!?)]|$)"
)
_STARRED = re.compile(rf"^\W*\*(?P<right>{_NAME}) not (?P<wrong>{_NAME})(?=[\s,.;:!?)]|$)")
_AFTER = re.compile(
    rf"^\W*(?:but |it's |it is |i meant? |sorry |rather |that's )*(?P<right>{_VALUE})(?=[\s,.;:!?)]|$)",
    re.IGNORECASE,
)
_IT = re.compile(
    r"^(?:\W*(?:and|oh|btw|also|so|no|well|ah)\b)*\W*(?:it|that|they|(?:his|her|their|its) name)(?:'s| is| was|'re| are)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:\W*(?:no|nope|oops|sorry|wait|ah|oh|ugh|hang on|hold on|make that|rather|typo|correction|scratch that"
    r"|i meant?|it'?s on|my (?:bad|mistake)|that should (?:be|say)|should (?:be|say))\b)+[,:;!. -]*"
    rf"(?P<right>(?-i:{_MONTH_DAY})|(?-i:{_NAME})|(?:the )?\d{{1,2}}(?:st|nd|rd|th)(?: of)?(?: (?-i:[A-Z]\w+))?|\d[\d.:]*(?: (?-i:{_MONTHS}))?)(?=[.,;!)]|$| -| not )"
    rf"|^\W*\*(?P<star>(?-i:{_NAME})|[a-z][\w-]+)(?=[.,;!)]| lol\b|$)",
    re.IGNORECASE,
)
_PRELUDE = re.compile(
    r"^[^.!?]*?(?:[,;:]| -| and| but) (?=(?:it|that)(?:'s|\u2019s| is| was) [^,.;!?]{1,40}, not )",
    re.IGNORECASE,
)
"""What comes before the clause that puts right: "I've got the box here now and it's 5 mg, not 10 mg"."""
_NAMED = re.compile(
    rf"\b(?:name(?:['\u2019]s| is)|(?:is|are|['\u2019]s) (?:called|named)) (?-i:{_CAPITAL})[^,.;!?]*, not (?-i:{_CAPITAL})"
)
"""What names somebody, and not so: "my niece's name is Maeve, not Orla"."""
_ONLY = re.compile(
    rf"^\W*(?:(?:no|nope|nah)\W+)?(?:{_NAME}),? (?:and )?not (?:at |in |from )?(?:{_NAME})[\s.!)]*$"
)
"""One name and not another, and nothing else: "Aldi, not Lidl!"."""
_TWO_DAYS = re.compile(
    rf"\bis (?:on )?(?:{_MONTHS} )?{_DAY},? not (?:on )?(?:{_MONTHS} )?{_DAY}(?=[.!;,]|$)"
)
"""What is on one day and not on another: "her birthday is August 19 not the 9th"."""
_RENAMED = re.compile(
    rf"\b(?:[Mm]y|[Oo]ur) (?:[a-z]+ )?(?P<role>[a-z-]+)(?:['\u2019]s name)? (?:isn['\u2019]?t|is not|ain['\u2019]?t|wasn['\u2019]?t) (?:called |named )?"
    rf"(?P<wrong>{_NAME}|[a-z][\w-]+)(?: at all)?[.!;,]+ (?:(?:[Nn]ever (?:was|has been)|[Nn]ot at all)[.!;,]+ )?"
    rf"(?:(?:[Hh]e|[Ss]he|[Ii]t)(?:['\u2019]?s| is)|(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) name(?:['\u2019]?s| is)) (?:actually |really )?(?:called |named )?(?P<right>{_NAME})(?=[,.;!]|$| \()"
)
"""Who is somebody else than was told, over two sentences: "my manager isn't Derek at all. He's Garrick"."""
_SURE = re.compile(
    r"\b(?:sorry|oops|wait|hang on|hold on|make that|typo|correction|scratch that|meant|mean|mistake|bad|should)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:now|any ?more|these days|anymore|nowadays|since)\b", re.IGNORECASE)
"""What tells of a change: what was so before was right then."""
_TOLD = re.compile(
    r"\bI (?:said|told you|wrote|mentioned) (?:that )?(?P<old>[^.,;!?]{4,60})[.,;] (?:but |and )?"
    r"(?:scratch that|that['\u2019]s wrong|that was wrong|forget that|ignore that)[.,;]? (?P<new>[^.,;!?]{4,60})",
    re.IGNORECASE,
)
_FILLS = frozenset(
    """a actually again ah all an and at bad but called correcting correction entirely family fault first for from last
    he he's her his i i'm in is it it's its just make mean meant misspoke mistake mistyped my name name's
    no nope nah not of oh on oops ought quite rather said scratch she she's should sorry spelled spelt
    spelling surname than that that's the their there they they're this to typo ugh wait was well were with
    written wrong you""".split()  # noqa: SIM905 - a page of quotes reads worse
)
"""Words of a sentence that say nothing of what it puts right."""
WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_WORD = re.compile(r"[\w'\u2019-]{2,}")
_ROLE = "|".join(sorted(grammar.ROLES | grammar.PETS))
_MEANT = re.compile(
    rf"\b(?:I|i) (?:meant?|should(?:['\u2019]ve| have) said) (?:my|our) (?:[a-z]+ )?(?P<role>{_ROLE}),? (?P<right>{_NAME})"
)
"""Who was meant of those who are something to the speaker: "I meant my sister Bimpe"."""
_OF_ROLE = re.compile(
    rf"\b(?:my|our) (?:[a-z]+ )?(?P<role>{_ROLE})(?:['\u2019]s name\b|(?:['\u2019]s| is) (?:called|named)\b)",
    re.IGNORECASE,
)
"""Whose name the sentence before spoke of: "you've got my wife's name wrong. It's Karin, not Karen"."""
_TOLD_WRONG = re.compile(
    r"\b(?:correct(?:ion|ing)|typo|i meant?|mis\w+|scratch that|wrong(?:ly)?|mixed|muddled|actually)\b",
    re.IGNORECASE,
)
"""What a turn says that takes back what was told, not only "sorry, late reply!"."""
_OTHER = re.compile(
    r"\b(?:it['\u2019]?s|it is) (?!not\b)(?P<who>[^,.;!?]{2,40}?) who(?:['\u2019]s)?\b",
    re.IGNORECASE,
)
"""Who somebody else is, of whom something is so: "it's his cousin Drew who plays the trombone"."""
_ALIKE = 0.6
"""How much alike two spellings are of which one is a slip of the other, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Amend:
    """One value in the place of another, which never was so."""

    wrong: str
    right: str
    sentence: int
    is_all: bool = False
    """Whether the sentence says nothing else: what "it" is was told before."""
    about: frozenset[str] = frozenset()
    """What else the sentence speaks of: "the party is on the 19th, not the 9th"."""
    earlier: bool = False
    """Whether only what was told before its turn is wrong: "I meant my sister Bimpe. Bisi is my cousin"."""
    since: bool = False
    """Whether the other was right until now: "left Kantar for Ipsos"."""
    unsays: str = ""
    """The id of a turn of which nothing is so: 开玩笑的, 不是我，是我弟."""
    of: str = ""
    """The turn that told the wrong one, where what it told is told anew: its claims with the value never were so."""
    told: bool = False
    """Whether the wrong one was told in another session, be it a part of what is claimed."""


def is_cued(turn: str) -> bool:
    """Tell whether a turn says somewhere that it puts something right."""
    return _CUE.search(turn) is not None


def amends(
    sentence: str, before: tuple[str, str], index: int, *, cued: bool, lead: str = ""
) -> Iterator[Amend]:
    """Yield what a sentence puts right.

    `before` is what its speaker stated last: of what, and the whole of it; `cued` is what `is_cued`
    says of its turn, and `lead` is the turn's sentence before it.
    """
    if sentence.rstrip().endswith("?") or is_imagined(sentence):
        return
    sentence = _PRELUDE.sub("", sentence, count=1)
    about_it = _IT.search(sentence) is not None
    starred = sentence.lstrip().startswith("*")
    named = _NAMED.search(sentence) is not None
    dated = _TWO_DAYS.search(sentence) is not None
    only = _ONLY.match(sentence) is not None
    found = _denied(sentence) if about_it or starred or cued or named or dated or only else None
    if found is not None and (about_it or not _NOW.search(sentence)):
        about = _about(sentence, found)
        is_all = about_it and not about
        role = _OF_ROLE.search(lead) if is_all else None
        about = frozenset({role["role"]}) if role is not None else about
        yield Amend(found[0], found[1], index, is_all, about)
        return
    told = _TOLD.search(sentence)
    if told is not None and (pair := _changed(told["old"], told["new"])):
        yield Amend(*pair, index)
        return
    slip = _slip(sentence, before)
    if slip is not None:
        yield Amend(slip[0], slip[1], index)


def renamed(stretch: str, index: int) -> Iterator[Amend]:
    """Yield the name that a sentence puts in the place of one that the sentence before denies."""
    found = _RENAMED.match(stretch) or _RENAMED.search(stretch)
    if found is None or is_imagined(stretch) or _NOW.search(found.group()):
        return
    wrong = found["wrong"]
    if wrong[:1].isupper() or wrong in GIVEN:
        about = frozenset({found["role"]})
        wrong = wrong.title() if wrong.islower() else wrong
        yield Amend(wrong, found["right"], index, about=about)


def is_told_wrong(turn: str) -> bool:
    """Tell whether a turn says that something was told wrong."""
    return _TOLD_WRONG.search(turn) is not None


def meant_of(
    sentence: str, speaker: str, names: Mapping[str, Collection[str]], index: int
) -> Iterator[Amend]:
    """Yield who was meant in place of whom: "I meant my sister Bimpe" after "my sister Bisi is coming".

    `names` are those who are known so far to be something to somebody: "Dele's sister".
    """
    found = None if sentence.rstrip().endswith("?") else _MEANT.search(sentence)
    if found is None:
        return
    others = [one for one in names.get(f"{speaker}'s {found['role']}", ()) if one != found["right"]]
    if len(others) == 1:
        yield Amend(others[0], found["right"], index, earlier=True)


def of_another(
    sentence: str, told: tuple[str, str], people: Collection[str], index: int
) -> Iterator[Amend]:
    """Yield of whom it is not so, of the people named, what "it's Drew who plays the trombone" says of Drew.

    `told` is whom the sentence is about, and what it says of them.
    """
    who = _OTHER.search(sentence)
    whom, said = told
    if who is None or is_imagined(sentence):
        return
    is_whom = who["who"].endswith(whom) or "'s " in whom
    about = frozenset(_WORD.findall(said.casefold()))
    if (
        not is_whom or said.split()[-1] not in sentence[who.end() :]
    ):  # "my brother Nuno" says who he is
        return
    for one in people:
        if one not in {whom, *who["who"].split()}:
            yield Amend(one, whom, index, about=about, earlier=True)


def _denied(sentence: str) -> tuple[str, str] | None:
    """Return (wrong, right) of "it's Karin, not Karen" and "not Karen, Karin"."""
    starred = _STARRED.match(sentence)
    if starred is not None:
        return starred["wrong"], starred["right"]
    match = _NOT.search(sentence)
    if match is None:
        plain = _NOT_A.search(sentence)
        if plain is None or _bare(plain["wrong"]) == _bare(plain["right"]):
            return None
        return _bare(plain["wrong"]), _bare(plain["right"])
    wrong = _bare(match["wrong"])
    numeric = wrong[:1].isdigit()
    form = _DAY if numeric else _NAME
    earlier = [_bare(one.group()) for one in re.finditer(rf"\b{form}", sentence[: match.start()])]
    earlier = [one for one in earlier if one != wrong and (len(one) > 1 or numeric)]
    if earlier:
        return wrong, earlier[-1]
    after = _AFTER.match(sentence[match.end() :])
    if after is None or _bare(after["right"])[:1].isdigit() != numeric:
        return None
    return wrong, _bare(after["right"])


def _about(sentence: str, pair: tuple[str, str]) -> frozenset[str]:
    """Return the words of a sentence beside the two values and what fills it.

    What follows both tells more where nothing stands before them: "my niece is called Nora, not Nola,
    I mix her up with the neighbour".
    """
    values = {word.casefold() for value in pair for word in _WORD.findall(value)}
    end = max(sentence.find(value) + len(value) for value in pair)

    def told(words: str) -> frozenset[str]:
        found = (word.casefold().replace("\u2019", "'") for word in _WORD.findall(words))
        return frozenset(word for word in found if word not in _FILLS | values)

    return told(sentence[:end]) or told(sentence)


def _changed(old: str, new: str) -> tuple[str, str] | None:
    """Return the last words in which two tellings differ: "run a pharmacy", "run a bakery"."""
    wrong, right = old.rsplit(maxsplit=1)[-1], new.rsplit(maxsplit=1)[-1]
    alike = wrong[:1].isupper() == right[:1].isupper() and wrong.lower() != right.lower()
    return (wrong, right) if alike and min(len(wrong), len(right)) > 2 else None


def _slip(sentence: str, before: tuple[str, str]) -> tuple[str, str] | None:
    """Return (wrong, right) of "typo, Nordhuset" after "I'm an architect at Nordhus"."""
    match = _LEAD.match(sentence)
    starred = match is not None and match["star"] is not None
    if match is None or not (starred or _SURE.search(sentence[: match.start("right")])):
        return None
    right = _bare(match["star"] or match["right"])
    if starred and not right[:1].isupper():
        return None
    dated = re.match(r"\d+(?:st|nd|rd|th| [A-Z])", right) is not None
    digits = rf"\b{_DAY}" if dated else r"\b\d[\d.:]*"
    form = digits if right[:1].isdigit() else rf"\b{_NAME}"
    if re.fullmatch(_MONTH_DAY, right):
        form = rf"\b{_MONTH_DAY}"
    told = [[_bare(one.group()) for one in re.finditer(form, part)] for part in before]
    said = [one for one in told[0] if one != right]
    likely = max((*said, *told[1]), key=lambda one: _likeness(one, right), default="")
    if likely != right and _likeness(likely, right) >= _ALIKE:
        return likely, right
    if WEEKDAY.fullmatch(right):
        days = [one for one in told[1] if WEEKDAY.fullmatch(one) and one != right]
        return (days[0], right) if len(days) == 1 else None
    return (said[-1], right) if said else None


def _bare(value: str) -> str:
    return re.sub(r"^(?:the|an?) ", "", value.strip(" ,.;:!?"), flags=re.IGNORECASE)


def is_slip(one: str, other: str) -> bool:
    """Tell whether two names are so alike that one may be the other misspelt: "Orla" and "Órlaith"."""
    return _likeness(plain(one), plain(other)) >= _ALIKE


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio()
