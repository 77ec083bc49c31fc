"""What a short answer says together with its question: "Who's your boss?" "Elspeth Roscarrow"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.occupations import is_occupation

if TYPE_CHECKING:
    from spacy.tokens import Span

MAX_WORDS = 8
"""Words of an answer that stands for a part of its question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question that the turn before ended with, and who asked it."""

    question: str
    by: str
    turn: str = ""
    """The id of the turn that ended with it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A statement of three parts that a question and its answer make together."""

    subject: str
    verb: str
    predicate: str
    object: str
    type: str
    """The object's: person, place, number or thing."""
    negated: bool = False


_LEAD = re.compile(
    r"^(?:(?:oh|well|uh|um|hm+|ok|okay|sure|just|only|mostly|still|yes|yep|yeah|currently|probably|it's|its|that's|that'd be"
    r"|that would be|a|an|the)\b[ ,]*)+",
    re.IGNORECASE,
)
_END = re.compile(
    r"\.(?=\s|$)|[,;!?(:]| - | but | because | and i | i | so | since | you | we ", re.IGNORECASE
)
_NOT_SAID = frozenset(
    [
        "i",
        "you",
        "he",
        "she",
        "it",
        "we",
        "they",
        "that",
        "this",
        "there",
        "no",
        "nope",
        "nah",
        "yes",
        "yeah",
        "yep",
        "yup",
        "not",
        "dunno",
        "idk",
        "nothing",
        "none",
        "nobody",
        "why",
        "depends",
        "maybe",
        "what",
        "who",
        "where",
        "how",
        "thanks",
        "thank",
        "nice",
        "great",
        "cool",
        "good",
        "fine",
        "ok",
        "okay",
        "sure",
        "lol",
        "haha",
        "hi",
        "hello",
        "will",
        "would",
        "can",
        "could",
        "do",
        "does",
        "did",
        "is",
        "are",
        "am",
        "was",
        "were",
        "have",
        "has",
        "had",
        "done",
        "never",
        "always",
        "please",
        "pls",
        "sorry",
        "which",
        "both",
        "either",
        "neither",
        "anything",
        "everything",
        "me",
    ]
)
_YES = re.compile(
    r"^(?:oh )?(?:yes|yeah|yep|yup|yea|i do|i am|indeed|correct|exactly)\b", re.IGNORECASE
)
_NO = re.compile(
    r"^(?:oh )?(?:no|nope|nah|i don't|i'm not|never|not any ?more|not since)\b", re.IGNORECASE
)
_YOU = r"(?:you|u|ya|y'all|you guys)"
_WHO_IS = re.compile(
    r"\bwho(?:'s| is|s| are) (?P<what>.+?)(?: again| then| anyway| btw)?$", re.IGNORECASE
)
_WHO_DOES = re.compile(
    r"\bwho (?P<verb>owns|runs|maintains|manages|leads|handles|teaches|looks after|coaches) "
    r"(?P<what>.+?)(?: these days| now| again| then)?$",
    re.IGNORECASE,
)
_WHOM = (
    r"(?P<who>you|u|ya|y'all|you guys|he|she|they|(?:your|ur) [a-z][a-z -]*?|(?-i:[A-Z][\w'-]+))"
)
"""Whom a question is about."""
_WHERE = re.compile(
    rf"\bwhere(?:'re|'s| do| does| are| is| r)? ?{_WHOM} (?:guys )?(?:currently |now )?"
    r"(?P<how>live|living|based|from|born|work|working|staying|settled)\b",
    re.IGNORECASE,
)
_WORKS_FOR = re.compile(
    rf"\bwho(?:m)? (?:do|does|are|is) {_WHOM} (?P<how>work|working) (?:for|with)$", re.IGNORECASE
)
_WHERE_NOW = re.compile(
    rf"\bwhere(?:'re|'s| are| is) {_WHOM} (?:these days|nowadays|until then|now)$"
    r"|\bwhere(?:'s| is) home(?: for (?P<home>you))?$",
    re.IGNORECASE,
)
_WHAT_DOES = re.compile(
    rf"\bwh(?:at|ich)(?: [a-z]+){{0,2}} (?:do|does) {_WHOM} "
    r"(?P<verb>drive|play|study|speak|teach|collect|ride|drink|smoke|breed|grow)$",
    re.IGNORECASE,
)
_PASTIMES = re.compile(
    rf"\bwhat (?:are|'re) (?:your|ur) (?:hobbies|interests|pastimes)$"
    rf"|\bwhat do {_YOU} do (?:in your (?:free|spare) time|for fun|at weekends|to relax)$",
    re.IGNORECASE,
)
_DO_ANY = re.compile(
    rf"\bdo {_YOU} (?P<verb>do|play|speak|practise|practice|have) any (?:other )?"
    r"(?:sports?|instruments?|hobbies|languages|exercise|martial arts)$",
    re.IGNORECASE,
)
_TAKEN_TO = re.compile(
    rf"\b{_YOU}(?:'re| are)? (?:still )?(?P<how>live in|living in|based in|work at|work for|working at|working for"
    r"|at|with|from|drive) [\w' -]+$"
    rf"|\bare {_YOU} (?:still )?(?P<still>living in|based in|working at|working for|at|with|from) [\w' -]+$",
    re.IGNORECASE,
)
"""Questions that take something to be so, which the answer puts right: "you live in Oslo?"."""
_NO_BUT = re.compile(
    r"^(?:[Nn]o|[Nn]ope|[Nn]ah)[,.!]* (?:it's |actually,? |in )?(?P<value>[A-Z][\w'-]+(?: [A-Z][\w'-]+)*)"
    r"(?=[.,!;]|$| now| since)"
)
_OF_JOB = re.compile(
    rf"\bwhat (?:do|does) {_WHOM} (?:do|work as)(?: for (?:a living|work)| there)?$"
    r"|(?:^|\bwhat(?:'s| is) )(?P<own>your) (?:current |present |new )?"
    r"(?:job|post|position|role|work|profession)$",
    re.IGNORECASE,
)
_LATELY = re.compile(
    r"(?:,? (?:now|nowadays|these days|currently|at the moment|right now|at present|anyway|btw))+$",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\bwhat(?:'s| is) (?P<what>your [a-z][a-z ]*?)(?:'s name| called)$", re.IGNORECASE
)
_OLD = re.compile(
    rf"\b[Hh]ow old (?:are|r|is) (?P<who>{_YOU}|[A-Z][\w-]+|(?:your|ur) [\w -]+?)(?: now| again)?(?:,.*)?$"
)
_WHAT_IS = re.compile(
    r"\bwhat(?:'s| is|s| are) (?:your|ur) (?P<what>[\w -]+?)(?: again| then)?$", re.IGNORECASE
)
_WHICH = re.compile(
    rf"\b(?:what|which) (?P<what>[\w -]+?) (?:do|are|r) {_YOU} (?:guys )?"
    r"(?:use|using|on|running|run|typing on|drive|driving|have)$",
    re.IGNORECASE,
)
_WHICH_ONE = re.compile(
    r"^(?:\w+[.!] )*(?:and )?which (?P<what>[a-z]+(?: [a-z]+)?)$", re.IGNORECASE
)
_MEDICINE = re.compile(
    r"\btake any(?:thing| med\w+| pills)?\b|\bwhat .*\btake\b.*\b(?:for|daily)\b", re.IGNORECASE
)
_ALLERGY = re.compile(r"\ballerg(?:ic to anything|ies|ic)\b", re.IGNORECASE)
_HAVE = re.compile(
    r"\b(?:any|do you have|got any|have any) (?P<what>pets|kids|children|siblings|hobbies)$",
    re.IGNORECASE,
)
_ARE_YOU = re.compile(
    rf"\b(?:are|r) {_YOU} (?:still |also )?(?P<what>vegan|vegetarian|pescatarian|coeliac|celiac|diabetic|"
    r"lactose intolerant|married|divorced|single|pregnant|left-handed|allergic to [\w ]+)$",
    re.IGNORECASE,
)
_RATHER = re.compile(
    r"^(?:no|nope|nah)\W+(?:i'm |actually )?(?P<what>vegan|vegetarian|pescatarian|coeliac|celiac|"
    r"diabetic|married|divorced|single|engaged|widowed|right-handed|left-handed|ambidextrous)\b",
    re.IGNORECASE,
)
_DO_YOU = re.compile(
    rf"\bdo {_YOU} (?:still |also )?(?P<verb>eat|drink|smoke|speak|use|own|have|drive|like|play|live in|"
    r"work at|work for|take) (?P<what>(?:an? )?[\w' -]{2,30})$",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    rf"\bhow many (?P<what>[a-z]+) (?:have {_YOU}(?: got)?|do {_YOU} have|{_YOU} got)$",
    re.IGNORECASE,
)
_BEST = re.compile(
    rf"\bwhat (?:do|would) {_YOU} (?:like|love|prefer|enjoy)(?: best| most| the most| to \w+)?$",
    re.IGNORECASE,
)
_WORDS = {"live": "lives in", "living": "lives in", "based": "lives in", "staying": "lives in",
          "settled": "lives in", "from": "is from",
          "born": "is born in", "work": "works at", "working": "works at"}  # fmt: skip


_UNMARKED = re.compile(
    r"(?:^|[.!,] )((?:(?:and|so|ok|okay|but) )?(?:who(?:'s|s| is| are)|where(?:'s| are| do|re)?|how old|"
    r"what(?:'s| is|s)|which) [^.!?]{2,60})$",
    re.IGNORECASE,
)
"""Questions that are told by their first word, without a mark."""


def last_question(text: str) -> str:
    """Return the question that a text ends with, without its mark; empty if there is none."""
    text = " ".join(text.split())
    ended = re.search(r"([^.!?]+)\?[^\w?]*$", text) or _UNMARKED.search(text)
    if ended is None:
        return ""
    return re.sub(
        r"^\W*(?:and|ok|okay|so|oh|nice|cool|haha|great)\b[ ,.]*",
        "",
        ended[1].strip(),
        flags=re.IGNORECASE,
    )


_ABOUT_YOU = re.compile(
    rf"\b(?:what|where|which|who)\b.*\b(?:do|are|r|have) {_YOU}\b(?! (?:want|need|like me|think))"
    r"|\bwhat about (?:you|yourself)$|\bwhat(?:'s| is) your (?:job|work|line of work|profession|trade)\b"
    r"|\bhow about (?:you|yourself)$|^(?:and )?you$|tell me (?:a bit )?about yourself",
    re.IGNORECASE,
)


def asks_about_listener(question: str) -> bool:
    """Tell whether a question is about whom it is put to: "what do you do for a living"."""
    return _ABOUT_YOU.search(question) is not None


def answers(
    sentence: "Span", asked: Asked, speaker: str, meant: Callable[[str], str | None]
) -> Iterator[Answer]:
    """Yield what the first sentence of a turn says as the answer to the question before it.

    `meant` says who "she" is; None where nobody knows.
    """
    timed, text = asked.question, sentence.text.strip()
    question = _LATELY.sub("", timed)
    if not question or text.endswith("?"):
        return
    said = _short(text)
    yield from _agreed(question, text, speaker)
    yield from _put_right(question, text, speaker)
    if said:
        yield from _named(question, said, asked.by, speaker)
        told = list(_of_whom(timed, question, said, speaker, meant))
        told += _listed(question, text, speaker, meant) if not told else []
        yield from told or _valued(question, said, text, speaker)


def _put_right(question: str, text: str, speaker: str) -> Iterator[Answer]:
    """Yield what holds instead of what a question took to be so: "You live in Rome?" "No, Oslo"."""
    taken, other = _TAKEN_TO.search(question), _NO_BUT.match(text)
    if taken is None or other is None or other["value"].split("'")[0].lower() in _NOT_SAID:
        return
    how = (taken["how"] or taken["still"]).lower().split()
    verb, kind = (
        ("live", "place") if how[0] in {"live", "living", "based"} else ("work", "organisation")
    )
    predicate = "lives in" if verb == "live" else "works at"
    if how[0] in {"from", "drive"}:
        verb, predicate, kind = (
            ("be", "is from", "place") if how[0] == "from" else ("drive", "drives", "product")
        )
    yield Answer(speaker, verb, predicate, other["value"], kind)


def _of_whom(
    timed: str, question: str, said: str, speaker: str, meant: Callable[[str], str | None]
) -> Iterator[Answer]:
    """Yield what a value says of whoever the question is about: "your brother", "she", Anna."""
    now = _WHERE_NOW.search(timed)
    where = _WHERE.search(question) or _WORKS_FOR.search(question)
    if (found := now or where) is not None:
        who = _whose(found["who"] or "you", speaker, meant)
        place = _place(where["how"].lower() if where else "live", said, who) if who else None
        if place is not None:
            yield place
    elif (called := _CALLED.search(question)) and _is_name(said):
        role = _theirs(called["what"], "", speaker)
        yield Answer(said, "be", "is", role, "person")
    elif job := _OF_JOB.search(question):
        who = _whose(job["who"] or "you", speaker, meant)
        words = re.split(r" (?:at|in|for|with) ", said)[0].split()
        if who and words and is_occupation(words[-1]):
            first = said if said[:2].isupper() else said[:1].lower() + said[1:]
            article = "an" if first[:1] in "aeiou" else "a"
            yield Answer(who, "be", "is", f"{article} {first}", "thing")


def _listed(
    question: str, text: str, speaker: str, meant: Callable[[str], str | None]
) -> Iterator[Answer]:
    """Yield each member of a list: "Which languages do you speak?" "Polish and German"."""
    does = _WHAT_DOES.search(question)
    any_ = _DO_ANY.search(question) if not _NO.match(text) else None
    if does is None and any_ is None and not _PASTIMES.search(question):
        return
    who = speaker if does is None else _whose(does["who"], speaker, meant)
    verb = does["verb"].lower() if does else any_["verb"].lower() if any_ else "enjoy"
    verb = "enjoy" if verb == "have" else verb
    for value in _several(text) if who else ():
        yield Answer(who or "", verb, grammar.third_person(verb), value, _type(value))


def _whose(who: str, speaker: str, meant: Callable[[str], str | None]) -> str | None:
    """Return whom a question is about, as memories call them."""
    low = who.lower()
    if re.fullmatch(_YOU, low):
        return speaker
    if low in {"he", "she"}:
        return meant(low)
    if low.startswith(("your ", "ur ")):
        role = _theirs(who, "", speaker)
        return meant(role) or role
    return None if low == "they" else who


def _several(said: str) -> list[str]:
    """Return the members of a list: "pottery and bouldering"."""
    row = re.split(r"[.!?;(]| - | but | because ", said + " ", maxsplit=1)[0]
    parts = re.split(r",? (?:plus|as well as) |, (?:and )?| and ", row)
    cut = (_LEAD.sub("", re.sub(r"^(?:and |an? (?:bit|little) of |some )+", "", p)) for p in parts)
    row_of = (p.strip() for p in cut if not grammar.recurs(p))
    return [p for p in row_of if p and len(p.split()) <= 3 and _may_be_said(p)]


def _may_be_said(value: str) -> bool:
    return value.split(maxsplit=1)[0].lower().partition("'")[0] not in _NOT_SAID


def _is_name(said: str) -> bool:
    return said[:1].isupper() and all(word[:1].isupper() for word in said.split())


def _short(text: str) -> str:
    """Return what an answer says first, if it is no sentence of its own."""
    value = _LEAD.sub("", _END.split(text + " ", maxsplit=1)[0].strip()).strip(" '\"-")
    words = value.split()
    if not 0 < len(words) <= MAX_WORDS or words[0].lower().split("'")[0] in _NOT_SAID:
        return ""
    return value


def _named(question: str, said: str, asker: str, speaker: str) -> Iterator[Answer]:
    """Yield who somebody is: the answer is a name, or says who the name is."""
    title = re.match(r"[A-Z][\w'.-]*(?: [A-Z][\w'.-]*)+(?= (?:on|in|at|from|near) )", said)
    said = title.group() if title else said
    is_name = _is_name(said)
    does = _WHO_DOES.search(question)
    if does is not None and is_name:
        verb = does["verb"].lower()
        yield Answer(
            said, verb.removesuffix("s"), verb, _theirs(does["what"], asker, speaker), "thing"
        )
        return
    who = _WHO_IS.search(question)
    if who is None:
        return
    what = who["what"].strip()
    role = re.match(r"(?:the|my|your|ur|our) ", what, re.IGNORECASE)
    if is_name and role and not what.lower().endswith(("ing", "coming")):
        yield Answer(said, "be", "is", _theirs(what, asker, speaker), "person")
    elif not role and len(what.split()) <= 2:
        noun = said.rsplit(maxsplit=1)[-1].lower()
        own = re.match(r"(?:my|our) ", said, re.IGNORECASE)
        if own and (noun in grammar.ROLES or is_occupation(noun)):
            name = what if what[:1].isupper() else what.title()
            yield Answer(name, "be", "is", _theirs(said, speaker, asker), "person")


def _theirs(phrase: str, me: str, you: str) -> str:
    """Say a phrase of `me` to `you` in the third person: "your boss" is "Mei's boss"."""
    phrase = re.sub(r"\b(?:my|our)\b", f"{me}'s", phrase, flags=re.IGNORECASE)
    return re.sub(r"\b(?:your|ur)\b", f"{you}'s", phrase, flags=re.IGNORECASE)


def _valued(question: str, said: str, text: str, speaker: str) -> Iterator[Answer]:
    """Yield what a value answers: a place, an age, a thing that is used or taken."""
    number = re.match(rf"(?:\d{{1,3}}|{_NUMBERS})\b(?: and a half)?", said.lower())
    if (old := _OLD.search(question)) and number:
        who = re.sub(r"^(?:your|ur) ", f"{speaker}'s ", old["who"])
        who = speaker if re.fullmatch(_YOU, who) else who
        age = number.group()
        yield Answer(who, "be", "is", f"{age} years old" if "half" in age else age, "number")
    elif what := _WHAT_IS.search(question):
        yield Answer(f"{speaker}'s {what['what']}", "be", "is", said, _type(said))
    elif (many := _HOW_MANY.search(question)) and number:
        yield Answer(speaker, "have", "has", f"{said} {many['what']}", "number")
    elif _HAVE.search(question) and re.fullmatch(_NUMBERS, said.lower()):
        return  # "Two, actually. A dog and …" counts what follows
    elif which := _WHICH_ONE.search(question):
        yield Answer(f"the {which['what']}", "be", "is", said, "product")
    elif not _NO.match(text):
        yield from _done(question, said, speaker)


def _place(how: str, said: str, speaker: str) -> Answer | None:
    place = re.sub(r"^(?:in|from|at|near) ", "", said, flags=re.IGNORECASE)
    called = re.search(rf"\b(?:called|named) ({_NAMED})", place)
    within = called or re.search(rf"^.+? in ({_NAMED})", place)
    named = None if called else re.match(_NAMED, place)
    if named is not None and not (within and named.group().lower() in _LEADS):
        place = named.group()
    elif within is not None:
        place = within[1]
    elif len(place.split()) > 2:
        return None
    else:
        place = place.title()
    predicate = _WORDS[how]
    kind = "organisation" if predicate == "works at" else "place"
    return Answer(speaker, predicate.split()[0].removesuffix("s"), predicate, place, kind)


_NAMED = r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)*"
_LEADS = frozenset({"between", "still", "mostly", "currently", "now", "here", "somewhere", "right"})
"""Words that open an answer without naming a place."""


def _done(question: str, said: str, speaker: str) -> Iterator[Answer]:
    for pattern, verb, predicate in _DONE:
        if pattern.search(question):
            yield Answer(speaker, verb, predicate, said, _type(said))
            return


_DONE = (
    (_BEST, "like", "likes"),
    (_WHICH, "use", "uses"),
    (_ALLERGY, "be", "is allergic to"),
    (_MEDICINE, "take", "takes"),
    (_HAVE, "have", "has"),
)
"""What a question asks for, with the verb and the predicate of its answer."""
_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)


def _type(said: str) -> str:
    if said[:1].isdigit():
        return "number"
    return "product" if said[:1].isupper() else "thing"


def _agreed(question: str, text: str, speaker: str) -> Iterator[Answer]:
    """Yield what "yes" and "no" say: "Are you vegan?" "yes"."""
    agrees, denies = _YES.match(text), _NO.match(text)
    if not (agrees or denies):
        return
    denied = denies is not None
    if (are := _ARE_YOU.search(question)) is not None:
        what = are["what"].lower()
        to = what.startswith("allergic to ")
        predicate, value = ("is allergic to", what[12:]) if to else ("is", what)
        if denied and (rather := _RATHER.match(text)) is not None:
            yield Answer(speaker, "be", "is", rather["what"].lower(), "thing")
        if not denied or not to:
            yield Answer(speaker, "be", predicate, value, "thing", denied)
    elif (do := _DO_YOU.search(question)) is not None:
        verb, _, prep = do["verb"].lower().partition(" ")
        predicate = f"{grammar.third_person(verb)} {prep}".strip()
        yield Answer(speaker, verb, predicate, do["what"], _type(do["what"]), denied)
