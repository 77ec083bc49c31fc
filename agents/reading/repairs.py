"""What is said over: "I live in Leith, no, Bolton" and "*Bolton" after "I live in Leith".

A value that only takes another's place says nothing by itself. The words that it is put into are
told with it, as if they had been said so, and are read like any other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from octomem.agents.reading import grammar
from octomem.agents.reading.fitting import (
    LIKELY,
    MOST,
    SURER,
    TOKEN,
    WORD,
    bare,
    fitted,
    is_alike_written,
    is_capital,
    is_empty,
    is_value,
    kind_of,
    may_replace,
    place_of,
    placed,
)
from octomem.agents.reading.given_names import GIVEN
from octomem.spelling import titled
from octomem.turn import Role, Turn

_SURE = (
    r"sorry|soz|oops|whoops|apologies|pardon(?: me)?|(?:wait|hang on|hold on)(?! (?:for|until|till|to)\b)|(?:scratch|strike|ignore|forget) that(?! (?!(?:it|its|i|make)\b)\w+(?:[ ,]+(?:lol|haha))?\W*$)|make (?:that|it)"
    r"|my (?:bad|mistake|fault)|brain ?fart|typo|(?:damn |bloody |stupid )?autocorrect|(?:quick |small )?correction|i mean|i meant(?: to say)?|meant(?: to say)?|slip of the tongue"
    r"|or rather|rather|actually|silly me|wrong (?:one|word|name|number|day|date)"
)
"""What takes back the words before it, whoever said them."""
_OPENS = r"oh|ah|ugh|gah|argh|eek|er+m?|um+|uh+|hm+|lol|haha|ha|no|nope|nah|well|damn|dang|yikes"
_PUTS = (
    r"(?:that|it|this(?= should| (?:is|was) (?:meant|supposed)))(?:['\u2019]?s| is| was)?(?: (?:should|ought to|must)(?:['\u2019]?ve| have)? (?:be|been|say|said)| (?:was )?(?:meant|supposed) to (?:be|say)| (?:actually|really))?"
    r"|should(?:['\u2019]?ve| have)? (?:be|been|say|said)|(?:was )?(?:meant|supposed) to (?:be|say)"
)
_AGAINST = r"close(?: enough)?(?: but)?|almost|nearly|not (?:quite|exactly|right)|wrong|(?:that|it)(?:['\u2019]?s| is)(?: not (?:right|quite right|it)| wrong|n['\u2019]?t right)|i said|i told you"
"""What takes back the words of who has just spoken."""
_SEP = r"[\s,.;:!?\u2013\u2014()*-]+"
_WORDS = rf"{WORD}(?: {WORD}){{0,4}}?"
_VALUE = rf"(?P<right>{_WORDS})"
_NOT = rf"(?:[,;.]? ?(?:and |instead of |rather than )?(?:not|instead of) (?P<wrong>{_WORDS}))"
_TAIL = rf"(?:{_SEP}(?:{_SURE}|only|instead|lol|haha|i think|ffs|duh|please|pls|then|with an? \w(?:,? not (?:with )?(?:an? )?\w)?))*"
_ENDS = r"(?=[.,;!?)*\s]*$)"
_ALONE = re.compile(
    rf"^[^\w\u00a3$\u20ac]*(?P<lead>(?:(?:{_SURE}|{_OPENS}|{_AGAINST})\b{_SEP})*(?:(?:{_PUTS}) )?){_VALUE}"
    rf"(?P<star>\*)?(?:(?:,? (?:sorry|oops|i mean|actually))?{_NOT})?(?P<tail>{_TAIL}){_ENDS}",
    re.IGNORECASE,
)
"""A turn that only puts a value in another's place."""
_FIRST_WRONG = re.compile(
    rf"^[\W_]*(?:(?:{_SURE}|{_OPENS}|{_AGAINST})\b{_SEP})*(?:not(?! quite| exactly| right\b)|(?:why )?did i (?:just )?(?:say|write|put|type)|(?:when )?i (?:just )?(?:said|wrote|typed|put(?![^,.;?!]* (?:in|into|on|at|to|by)\b[^,;?!]*$))|i (?:always|keep|kept|usually)(?: on)? (?:say(?:ing)?|writ(?:e|ing)))"
    rf" (?P<wrong>{_WORDS})(?P<last> (?:last time|before|earlier|the other day))?(?:[,.;?!] ?| )(?:(?:but|though|and|it['\u2019]?s|it is|{_SURE}|really)[\s,]+)*{_VALUE}{_TAIL}{_ENDS}"
    rf"|^[\W_]*(?P<was>{_WORDS}) was (?:wrong|a typo|a mistake)[,.;]? (?:(?:it['\u2019]?s|it is|i meant) )?(?P<really>{_WORDS}){_ENDS}",
    re.IGNORECASE,
)
"""A turn that names the wrong value first: "not Leith, Bolton", "did I say Leith? I meant Bolton"."""
_WITHIN = re.compile(
    rf"(?P<told>[^.!?\n]*?[^\s.!?,;:(\u2013\u2014-])(?P<cue>[\s,.;:!?(\u2013\u2014-]+(?:(?:(?:{_SURE})\b{_SEP}|(?:{_OPENS})\b(?:[\s]*[,.;:!-]+\s*|\s+(?=(?:{_SURE})\b)|\s+(?=[^.!?\n]*\b(?:actually|sorry)\W*$)))+))"
    rf"(?:(?:{_PUTS}) )?(?:not (?P<wrong>{_WORDS})(?:[,;] (?:but )?| but ))?{_VALUE}(?P<tail>{_TAIL}\)?)(?=[.,;!?)\n]|\s*$| [\u2013\u2014-]|(?P<on> (?:in|on|at|by|from|since|this|next|every|with|and|but|so|which|who|because)\b))",
    re.IGNORECASE,
)
"""A sentence whose last value is said over at once."""
_REST = 2
"""Words that a sentence said over has in common with what it was, at least."""


_LONGEST = 240
"""Characters of what is looked at for a value that is said over: who puts a value right says no more."""
_SENTENCES = re.compile(r"[^.!?\n]*(?:[.!?\n]+|$)")
_CUE = re.compile(rf"\b(?:{_SURE}|{_OPENS})\b", re.IGNORECASE)
"""What stands before every value that is said over in its sentence."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What a turn says with the value that it puts in another's place."""

    text: str
    wrong: str = ""
    right: str = ""
    of: str = ""
    """The turn that told the wrong value; empty where its own words did, or another session."""
    unsays: str = ""
    """The turn of which nothing is so."""
    about: frozenset[str] = frozenset()
    """What else was told with the wrong value in another session."""

    @property
    def is_of_before(self) -> bool:
        """Whether it puts right what its session told before, and answers nothing."""
        return bool(self.of or self.unsays)


def repaired(turn: Turn, before: Sequence[Turn]) -> Repair:
    """Return what a turn says when what it puts right is said right; `before` it are others of its session."""
    if turn.role is not Role.USER or turn.text.count("\n") > 1:
        return Repair(turn.text)
    over = None
    if len(turn.text) <= _LONGEST:
        over = _told_over(turn, before) or _taken_back(turn, before) or _told_once(turn.text)
    if over is not None:
        return over
    return Repair("".join(_said_over(each, before) for each in _pieces(turn.text)))


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces of whole sentences that are short enough to look in; a longer sentence is one."""
    piece = ""
    for sentence in _SENTENCES.findall(text):
        if piece and len(piece) + len(sentence) > _LONGEST:
            yield piece
            piece = ""
        piece += sentence
    yield piece


def _said_over(text: str, before: Sequence[Turn]) -> str:
    """Return a text with what it says over in the place of what it said first; a long one as it is."""
    if len(text) > _LONGEST or _CUE.search(text) is None:
        return text
    others = {each.actor.casefold() for each in before}
    for found in reversed(list(_WITHIN.finditer(text))):
        told, right = found["told"], found["right"]
        if not is_value(right) or right.casefold() in others:
            continue
        if found["on"] and not (kind_of(right) or is_capital(right)):
            continue
        sure = SURER if _ASIDE.fullmatch(found["cue"]) else LIKELY
        place = place_of(found["wrong"], told) if found["wrong"] else placed(right, told, sure)
        if place is not None and is_alike_written(right, told, place):
            start = found.start("told")
            whole = told[: place[0]] + fitted(right, told, place) + told[place[1] :]
            text = text[:start] + whole + text[found.end("tail") :]
    return text


def _told_over(turn: Turn, before: Sequence[Turn]) -> Repair | None:
    """Return what somebody said last with the value that a turn of its own puts right."""
    own = next(
        (at for at, each in _last(before) if each.actor == turn.actor and each.role is Role.USER),
        None,
    )
    if own is None:
        return None
    value = _value_of(turn.text, before[-1], turn)
    if value is None:
        return _told_whole(turn, before[own], before[:own])
    earlier = repaired(before[own], before[:own]).text
    sentences = reversed(re.split(r"(?<=[.!?])\s+|\n", earlier))
    short = (each for each in sentences if len(each) <= _LONGEST)
    bar = _NO_ASIDE if _MAY_BE_ASIDE.match(turn.text) else LIKELY
    found = (_put_in(told, value, before[-1].text, before[own].id, bar) for told in short)
    return next((each for each in found if each is not None), None)


_NO_ASIDE = 0.4
"""The likeness of meaning of a word behind "sorry" alone, which may say why somebody has to leave: "sorry, doorbell"."""
_MAY_BE_ASIDE = re.compile(
    r"\W*(?:(?:[Ss]orry|[Ss]oz|[Ww]ait|[Hh]ang on|[Hh]old on|[Oo]ne sec)\b[\s,.!-]*)(?!(?:i|it|its|that|no|not|make|should|the|an?|my)\b)[a-z][a-z'-]+(?: [a-z'-]+)?\W*$"
)


def _taken_back(turn: Turn, before: Sequence[Turn]) -> Repair | None:
    """Return what becomes of what somebody said last where it was a joke, of another, or spelt otherwise."""
    own = next((each for _, each in _last(before) if each.actor == turn.actor), None)
    if own is None or own.role is not Role.USER:
        return None
    if (joke := _JOKE.match(turn.text)) is not None:
        return Repair(joke["told"] or "", unsays=own.id)
    if (other := _NOT_ME.match(turn.text)) is not None:
        of_them = _of_another(own.text, other["who"] or other["whom"])
        return Repair(of_them, unsays=own.id) if of_them else None
    if (spelt := _SPELT_WITH.match(turn.text)) is not None:
        names = [
            each
            for each in TOKEN.findall(own.text)
            if each.casefold() in GIVEN and each[:1].isupper()
        ]
        right = _respelt(names[-1], spelt["letter"]) if names else ""
        return (
            Repair(own.text.replace(names[-1], right), names[-1], right, own.id) if right else None
        )
    return None


_JOKE = re.compile(
    r"^\W*(?:(?:ha)+|lol|nah|no|ok|sorry)?\W*(?:jk|(?:i['\u2019]?m |i was |was )?(?:just |only |totally )?(?:kidding|joking)|(?:that was|it was|was) (?:just |only )?a joke)"
    r"(?:[\s,.!-]+(?:lol|(?:ha)+|sorry))*(?:[,.!;-]+ (?P<told>(?:i|my|we)\b['\u2019\w]*[^.!?\n]{4,80}))?[.!)\s]*$",
    re.IGNORECASE,
)
"""What says that nothing of it was meant."""
_KIN = "|".join(sorted(grammar.ROLES))
_NOT_ME = re.compile(
    rf"^\W*(?:(?:{_SURE}|{_OPENS})\b{_SEP})*(?:not me[,.;]? (?:but )?(?:it['\u2019]?s |that['\u2019]?s )?(?P<who>(?:my|our) (?:{_KIN}))"
    rf"|(?:it['\u2019]?s |that['\u2019]?s )?(?P<whom>(?:my|our) (?:{_KIN}))(?: (?:who|that)(?:['\u2019]s got| has| is| does| takes)(?: (?:it|that|them|one|this))?)?,? (?:and )?not me)"
    rf"{_TAIL}[.!\s]*$",
    re.IGNORECASE,
)
"""What says of whom it is."""
_ANOTHERS = re.compile(
    rf"^\W*(?:(?:{_SURE}|{_OPENS})\b{_SEP})*(?:it['\u2019]?s |that['\u2019]?s )?(?P<whose>(?:my|our) (?:{_KIN}))(?: who| that)? ?(?P<does>is|has|takes|eats|drinks|['\u2019]s got|['\u2019]s)"
    rf" (?P<what>(?!it\b|that\b|them\b|one\b|[^,.;!?\n]*\b(?:too|also|as well)\b)[^,.;!?\n]{{2,50}}),? (?:and )?not me(?! only){_TAIL}[.!\s]*$",
    re.IGNORECASE,
)
"""What is so of another, and was told of oneself: "my brother has asthma, not me"."""
_MINE_IS_NOT = {"is": "am not", "'s": "am not", "takes": "do not take", "eats": "do not eat", "drinks": "do not drink"}  # fmt: skip


def _anothers(text: str) -> Repair | None:
    """Return what is so of another and not of the speaker."""
    found = _ANOTHERS.match(text)
    if found is None:
        return None
    does = found["does"].casefold().replace("\u2019", "'")
    their = {"'s": "is", "'s got": "has"}.get(does, does)
    own = f"I {_MINE_IS_NOT.get(does, 'do not have')} {found['what']}"
    return Repair(f"{found['whose']} {their} {found['what']}. Correction: {own}")


_OWN = re.compile(
    r"^\W*(?P<i>i['\u2019]?m|i am|i['\u2019]?ve|i have|i (?P<verb>[a-z]+))\b(?P<rest>[^.!?\n]*)[.!]*$",
    re.IGNORECASE,
)


def _of_another(told: str, whom: str) -> str:
    """Tell of another what somebody told of themselves: "my brother is allergic to nuts"."""
    found = _OWN.match(told)
    if found is None or re.search(r"\b(?:my|me)\b", found["rest"], re.IGNORECASE):
        return ""
    own = found["i"].casefold().replace("\u2019", "'")
    verb = "is" if own in {"i'm", "im", "i am"} else "has"
    if found["verb"] and found["verb"].casefold() not in {"am", "have"}:
        verb = f"{found['verb'].casefold()}s"
    return f"{whom} {verb}{found['rest']}"


_SPELT_WITH = re.compile(
    rf"^\W*(?:(?:{_SURE}|{_OPENS}|it['\u2019]?s|that['\u2019]?s|spelt|spelled)\b{_SEP})*with an? (?P<letter>[a-z])\b(?: (?:though|not an? \w))?[.!\s]*$",
    re.IGNORECASE,
)
"""What says with which letter the name is written that was said last."""
_SOUNDS = {
    "k": "c",
    "c": "k",
    "y": "i",
    "i": "y",
    "z": "s",
    "s": "z",
    "j": "g",
    "g": "j",
    "v": "ph",
    "f": "ph",
}


def _respelt(name: str, letter: str) -> str:
    """Write a name with a letter in the place of one that sounds like it: "Cara" with a K is "Kara"."""
    small = letter.casefold()
    found = re.search(_SOUNDS.get(small, "$^"), name, re.IGNORECASE)
    if small in name.casefold() or found is None:
        return ""
    put = small.upper() if found.start() == 0 else small
    return name[: found.start()] + put + name[found.end() :]


def _put_in(
    told: str, amends: tuple[str, str, bool], heard: str, of: str, bar: float
) -> Repair | None:
    """Return a sentence with a value in its place; None where nothing in it may be meant."""
    right, wrong, reply = amends
    place = place_of(wrong, told) if wrong else placed(right, told, bar)
    if place_of(right, told) is not None and (place is None or reply):
        return Repair(told)
    if place is None or (wrong and not may_replace(right, wrong)):
        return None
    if not wrong and not is_alike_written(right, told, place):
        return None
    said = told[place[0] : place[1]]
    title, name = titled(right.casefold())
    if title and name == said.casefold():
        return None  # "well, Dr Anna"
    if reply and place_of(said, heard) is None:
        return None
    value = fitted(right, told, place)
    return Repair(told[: place[0]] + value + told[place[1] :], said, value, of)


def _value_of(text: str, last: Turn, turn: Turn) -> tuple[str, str, bool] | None:
    """Return what is right, what is wrong where that is said, and whether it answers what another said."""
    first = _FIRST_WRONG.match(text)
    if first is not None:
        right, wrong = (first["right"] or first["really"]), (first["wrong"] or first["was"])
        if is_value(right) and is_value(wrong):
            return right, wrong, False
    found = None if _ACTED.match(text) else _ALONE.match(text)
    if found is None or not is_value(found["right"]) or text.rstrip().endswith("?"):
        return None
    right, wrong = found["right"], found["wrong"] or ""
    lead = found["lead"] + _POLITE.sub("", found["tail"])
    starred = found["star"] or text.lstrip().startswith("*")
    if (
        wrong
        or starred
        or re.search(rf"\b(?:{_SURE})\b|\b(?:should|meant|supposed)\b", lead, re.IGNORECASE)
    ):
        return right, wrong, last.role is not Role.USER and not (starred or wrong)
    if last.actor == turn.actor:
        typed = kind_of(right) is not None or right[:1].isupper()
        vexed = re.match(r"\W*(?:gah|argh|ugh|damn)\b", lead, re.IGNORECASE)
        return (right, wrong, False) if vexed or (lead.strip() and typed) else None
    denied = re.fullmatch(r"\W*no\s+", lead, re.IGNORECASE) and right.islower()  # "no pork"
    return (right, wrong, True) if lead.strip() and not denied else None


_POLITE = re.compile(r"\b(?:please|pls)\b", re.IGNORECASE)
"""What goes with an order as well: "tick off the sink please"."""
_ACTED = re.compile(r"\s*\*[^*]+\*\s*$")
"""What somebody does as they write: "*sighs*"."""


def _told_whole(turn: Turn, told: Turn, before: Sequence[Turn]) -> Repair | None:
    """Return a sentence that is said over whole with one value changed: "sorry, my sister is called Ana"."""
    found = _WHOLE.match(turn.text)
    if found is None:
        return None
    said = found["whole"] or found["first"]
    if _ACTUALLY.match(turn.text):
        return None
    earlier = re.split(r"(?<=[.!?])\s+|\n", repaired(told, before).text)[-1]
    changed = _changed(earlier, said) if len(earlier) <= _LONGEST else None
    return Repair(said, changed[0], changed[1], told.id) if changed is not None else None


def _changed(earlier: str, said: str) -> tuple[str, str, frozenset[str]] | None:
    """Return the words in which a sentence differs from one before, what they became, and the others."""
    old, new = TOKEN.findall(earlier), TOKEN.findall(said)
    same = SequenceMatcher(
        None, [w.casefold() for w in old], [w.casefold() for w in new], autojunk=False
    )
    changes = [each for each in same.get_opcodes() if each[0] != "equal"]
    if not changes or any(each[0] != "replace" for each in changes):
        return None
    a, b, c, d = changes[0][1], changes[-1][2], changes[0][3], changes[-1][4]
    if not a or max(b - a, d - c) > MOST or len(new) - (d - c) < 1:
        return None
    about = frozenset(w.casefold() for w in new[:c] + new[d:] if not is_empty(w))
    if not about and len(changes) > 1:
        return None  # "my phone is 0770", "my battery is dead"
    return " ".join(old[a:b]), " ".join(new[c:d]), about


_ACTUALLY = re.compile(r"\W*actually\b", re.IGNORECASE)
"""What may bring news as well: "actually, I love coffee"."""
_WHOLE = re.compile(
    rf"^[\W_]*(?:(?:(?:{_SURE}|{_OPENS}|wrong)\b{_SEP})+(?P<whole>[^.!?\n]+?)|(?P<first>[^.!?\n]+?){_SEP}(?:sorry|i mean|correction))[.!]*$",
    re.IGNORECASE,
)


_BACK = r"(?:last time|before|earlier|the other day|previously|a while (?:ago|back)|(?:last|the other) \w+)"
_QUOTED = re.compile(
    rf"^[^\w]*(?:(?:{_SURE}|{_OPENS}|btw|by the way|also|hey|hi|ok)\b{_SEP})*(?:(?:do you |you )?remember |you know )?(?:how |when )?(?:{_BACK},? )?(?:i (?:think|thought|believe) )?i (?:may |might |must )?(?:have )?(?:just )?"
    rf"(?:said|told you|wrote|mentioned)(?: {_BACK})?(?: that)? (?P<told>[^.!?\n]{{1,80}}?)(?: {_BACK})?{_SEP}"
    rf"(?P<turned>(?:(?:but|and|well|so|turns out|{_SURE}|(?:that|it|which)(?: (?:was|is)n['\u2019]?t|(?! (?:is|was)\b))|which (?:was|is)|not|true|right|correct|wrong|a (?:mistake|typo|lie)|{_PUTS})\b{_SEP})+|(?<=\? ))"
    rf"{_VALUE}{_TAIL}{_ENDS}",
    re.IGNORECASE,
)
"""What was told once, and the value that was wrong in it: "I told you my rent is 900 but it's 950"."""
_ASIDE = re.compile(r"[\s)]*[.!?]+\s*(?:sorry|no|nope|nah)[\s,.!:-]*", re.IGNORECASE)
"""How a sentence of its own begins that may say something else: "Call Tom. Sorry, busy"."""
_FORGET = re.compile(
    rf"^\W*(?:(?:{_SURE}|{_OPENS}|btw|ok|hey)\b{_SEP})*(?:pls |please )?(?:forget|ignore|disregard|never ?mind|scratch) (?:what i (?:said|told you)|(?P<that>that|it))(?: {_BACK})? about (?:the |my |a |an |that |having )*"
    rf"(?P<thing>[\w'\u2019-]+(?: [\w'\u2019-]+){{0,2}}?)(?: {_BACK})?(?P<joke>[,.;-]*\s*(?:(?:i|it|that) (?:was|is) |i['\u2019]?m |was )?(?:only |just )?(?:joking|kidding|a joke|not true|wrong|made up|i made (?:it|that) up|rubbish))?[.!\s]*(?:lol|haha)?[.!\s]*$",
    re.IGNORECASE,
)
"""What is taken back wholly: "forget what I said about the twin, I was joking"."""
_AGAIN = re.compile(
    rf"^[^\w]*(?:(?:{_OPENS}|sorry|btw|by the way)\b{_SEP})*(?:(?:i )?(?:got|had|put|told you) (?:that|it|this|you|something) wrong(?: {_BACK})?|i (?:misspoke|was wrong|made a mistake|lied)(?: {_BACK})?"
    rf"|(?:a |quick |small |one )*correction (?:from|to|of) (?:what i said )?{_BACK}|(?:i )?told you wrong(?: {_BACK})?){_SEP}(?P<told>(?:i|my|we|our|he|she|it|the)\b['\u2019\w]*[^.!?\n]{{4,120}}[.!]*)$",
    re.IGNORECASE,
)
"""What is told again after it was told wrong in another session."""
_BOTH = re.compile(
    rf"^[^\w]*(?:(?:{_SURE}|{_OPENS}|btw)\b{_SEP})*(?:{_BACK},? )?(?:i (?:think|thought) )?i (?:may have )?(?:said|told you|wrote|mentioned)(?: {_BACK})?(?: that)? (?P<old>[^.!?,;\n]{{4,80}}?)(?: {_BACK})?{_SEP}"
    rf"(?:(?:but|and) )?(?:(?:that|it|which)(?:['\u2019]s| is| was) (?:all )?(?:wrong|a mistake|not (?:true|right))|that (?:was|is)n['\u2019]?t (?:true|right)|scratch that|wrong){_SEP}(?P<told>[^.!?\n]{{4,80}})[.!]*$",
    re.IGNORECASE,
)
"""What was told wrong, and what is so, both whole: "I said I have a son. That's wrong, I have a daughter"."""
_ELSEWHERE = re.compile(
    rf"^[^\w]*(?:(?:{_SURE}|{_OPENS}|btw)\b{_SEP})*you(?:['\u2019]?ve| have)? (?:got |have |put )?(?P<wrong>{_WORDS}) (?:down|written|saved|noted|on file|there),? (?:but |and )?(?:{_PUTS}|actually) {_VALUE}{_TAIL}{_ENDS}"
    rf"|^[^\w]*(?:turns out|so|actually|apparently)[\s,]+(?:it['\u2019]?s|it is|it was) {_VALUE.replace('right', 'really')},? (?:and )?not (?P<was>{_WORDS}){_TAIL}{_ENDS}",
    re.IGNORECASE,
)
"""Two values of which one was told wrong in another session: "you've got Leith down, should be Bolton"."""
_KEPT = re.compile(
    rf"^[^\w]*(?:(?:{_SURE}|{_OPENS}|btw|by the way|also|i (?:made a mistake|got (?:it|that|this) wrong|(?:mixed|muddled) (?:it|that|this|them) up|misspoke)|(?:mixed|muddled) (?:it|that|this|them) up|wrong)(?: {_BACK})?\b{_SEP})*"
    rf"(?P<told>[^.!?,;\n]{{6,80}}?)(?:,? (?:and )?not (?P<not>{_WORDS})(?: (?:like|as|what) i (?:said|told you|wrote|mentioned)(?: {_BACK})?)?"
    rf"|,? (?:sorry,? )?i (?:said|told you|wrote)(?: it was)? (?P<said>{_WORDS})(?: {_BACK})?){_TAIL}{_ENDS}",
    re.IGNORECASE,
)
"""What is so, and the value that was told wrong: "my mum is vegetarian, not vegan like I said"."""
_TOOK_BACK = re.compile(
    rf"\b(?:{_BACK}|like i (?:said|told)|as i (?:said|told)|mistake|wrong|mixed|muddled|misspoke|sorry|oops|correction|typo)\b",
    re.IGNORECASE,
)


_NOT_SAID = re.compile(r"\bnot $", re.IGNORECASE)
"""What denies the wrong value, of which nobody says that it was told."""
_OF_IT = re.compile(
    r"(?:i (?:meant?|said)|it|its|it['\u2019]s|that['\u2019]?s?|this|they|he|she|his|her|their|the)\b",
    re.IGNORECASE,
)
"""How a sentence begins that is about what another one names."""


_UNTRUE = re.compile(
    rf"^[^\w]*(?:(?:{_SURE}|{_OPENS}|btw|by the way|also|hey|hi|ok)\b{_SEP})*(?:(?:do you |you )?remember )?(?:{_BACK},? )?(?:i (?:think|thought) )?i (?:may have |might have )?(?:just )?(?:said|told you|mentioned|wrote)(?: {_BACK})?(?: that)? "
    rf"(?P<told>i(?:['\u2019]?m|['\u2019]ve| \w+)\b[^,.;!?\n]{{2,80}}?){_SEP}(?:(?:but|and|well) )?"
    rf"(?:(?P<does>i (?:do|am|have|can|did))|(?P<denies>i(?: do not| am not|['\u2019]m not| don['\u2019]?t| have not| haven['\u2019]?t))|(?:that|it|which)(?:['\u2019]s| is| was)(?:n['\u2019]?t| not)(?: \w+)? (?:true|right|so|the case)|(?:that|it|which)(?:['\u2019]s| is| was) (?:a lie|not so|wrong)|i (?:lied|was lying))"
    rf"(?: (?:actually|really|though|tbh|lol))*[.!\s]*$",
    re.IGNORECASE,
)
"""What was told and is not so, be it a denial: "I told you I don't drink coffee but I do actually"."""
_CLAIMED = re.compile(
    r"i(?P<be>['\u2019]?m| am| was)?(?P<have>['\u2019]ve(?: got)?| have(?: got)?| had| got)?(?P<aux> (?:do|did)(?=n['\u2019]?t| not)| ca(?=n['\u2019]?t)| can(?= not))?(?P<not> ?n['\u2019]?t| not)? (?P<rest>.+)",
    re.IGNORECASE,
)


def _inverted(told: str) -> str:
    """Return the opposite of what somebody told of themselves: "I drink coffee" of "I don't drink coffee"."""
    said = _CLAIMED.fullmatch(told)
    if said is None:
        return ""
    rest, denied = said["rest"], said["not"] is not None
    if said["be"]:
        return f"I am {'' if denied else 'not '}{rest}"
    if said["aux"]:
        return f"I can {rest}" if said["aux"].strip().lower().startswith("ca") else f"I {rest}"
    return f"I do not {'have ' if said['have'] else ''}{rest}" if not denied else ""


def _untrue(text: str) -> Repair | None:
    """Return the opposite of what a turn says was told and is not so."""
    untrue = _UNTRUE.match(text)
    so = "" if untrue is None or _is_said_again(untrue) else _inverted(untrue["told"])
    return Repair(f"Correction: {so}") if so else None


def _is_said_again(untrue: re.Match[str]) -> bool:
    """Tell what is so as it was told: "I said I love hiking and I do", "I said I don't drink and I don't"."""
    said = _CLAIMED.fullmatch(untrue["told"])
    denied = said is not None and said["not"] is not None
    return bool(untrue["denies"] if denied else untrue["does"])


def _told_once(text: str) -> Repair | None:
    """Return what is so where a turn says what was told wrong in an earlier session."""
    if (opposite := _untrue(text) or _anothers(text)) is not None:
        return opposite
    if (forgotten := _FORGET.match(text)) is not None:
        is_meant = forgotten["joke"] or not forgotten["that"]
        return Repair("", forgotten["thing"]) if is_meant else None
    quoted = _QUOTED.match(text)
    if (both := _BOTH.match(text)) is not None and (pair := _changed(both["old"], both["told"])):
        wrong, right, about = pair
        return Repair(both["told"], wrong, right, about=about)
    if quoted is not None and is_value(quoted["right"]):
        told, right = quoted["told"], quoted["right"]
        place = placed(right, told) if len(told.split()) > _REST else None
        if place is not None and is_alike_written(right, told, place):
            value = fitted(right, told, place)
            whole = told[: place[0]] + value + told[place[1] :]
            if not told[: place[0]].strip().casefold().removesuffix("the"):
                whole = ""  # "the 20th for the passport"
            return Repair(whole, told[place[0] : place[1]], value, about=_beside(told, place))
    if (again := _AGAIN.match(text)) is not None and _KEPT.match(text) is None:
        return Repair(f"Correction: {again['told']}", right=again["told"])
    return _of_two_values(text) or _kept(text)


def _of_two_values(text: str) -> Repair | None:
    """Return two values of which one was told wrong: "you've got Leith down, should be Bolton"."""
    for form in (_FIRST_WRONG, _ELSEWHERE):
        found = form.match(text)
        if found is None or (found["wrong"] and _NOT_SAID.search(text[: found.start("wrong")])):
            continue
        right, wrong = found["right"] or found["really"], found["wrong"] or found["was"]
        if is_value(right) and is_value(wrong):
            return Repair("", bare(wrong), bare(right))
    return None


def _kept(text: str) -> Repair | None:
    """Return what is so beside the value that was told wrong: "my mum is vegetarian, not vegan like I said"."""
    kept = _KEPT.match(text)
    if kept is not None and _TOOK_BACK.search(text) and not _OF_IT.match(kept["told"]):
        wrong, told = kept["not"] or kept["said"], kept["told"]
        place = placed(wrong, told) if is_value(wrong) else None
        if place is not None:
            return Repair(
                told,
                bare(wrong),
                told[place[0] : place[1]],
                about=_beside(told, place),
            )
    return None


def _beside(told: str, place: tuple[int, int]) -> frozenset[str]:
    """Return the words of a sentence beside a value that say something."""
    rest = TOKEN.findall(told[: place[0]] + " " + told[place[1] :])
    return frozenset(word.casefold() for word in rest if not is_empty(word))


def _last(before: Sequence[Turn]) -> Iterator[tuple[int, Turn]]:
    """Yield the last turns with their places, the last one first: what is put right was said just before."""
    for at in range(len(before) - 1, max(-1, len(before) - 3), -1):
        yield at, before[at]
