"""What a short answer says together with its question: "Who's your boss?" "Elspeth Roscarrow"."""

import re
from collections.abc import Iterator
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
    r"^(?:(?:oh|well|uh|um|hm+|ok|okay|sure|just|only|mostly|still|probably|it's|its|that's|that'd be"
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
_NO = re.compile(r"^(?:oh )?(?:no|nope|nah|i don't|i'm not|never)\b", re.IGNORECASE)
_YOU = r"(?:you|u|ya|y'all|you guys)"
_WHO_IS = re.compile(
    r"\bwho(?:'s| is|s| are) (?P<what>.+?)(?: again| then| anyway| btw)?$", re.IGNORECASE
)
_WHO_DOES = re.compile(
    r"\bwho (?P<verb>owns|runs|maintains|manages|leads|handles|teaches|looks after|coaches) "
    r"(?P<what>.+?)(?: these days| now| again| then)?$",
    re.IGNORECASE,
)
_WHERE = re.compile(
    rf"\bwhere(?:'re| do| are| r)? ?{_YOU} (?:guys )?(?P<how>live|living|based|from|born|work|working)\b",
    re.IGNORECASE,
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
_JOB = re.compile(
    rf"\bwhat do {_YOU} (?:do|work as)\b|\bwhat(?:'s| is) your (?:job|work|profession)\b",
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
_WORDS = {"live": "lives in", "living": "lives in", "based": "lives in", "from": "is from",
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


def answers(sentence: "Span", asked: Asked, speaker: str) -> Iterator[Answer]:
    """Yield what the first sentence of a turn says as the answer to the question before it."""
    question, text = asked.question, sentence.text.strip()
    if not question or text.endswith("?"):
        return
    said = _short(text)
    yield from _agreed(question, text, speaker)
    if said:
        yield from _named(question, said, asked.by, speaker)
        yield from _valued(question, said, text, speaker)


def _short(text: str) -> str:
    """Return what an answer says first, if it is no sentence of its own."""
    value = _LEAD.sub("", _END.split(text + " ", maxsplit=1)[0].strip()).strip(" '\"-")
    words = value.split()
    if not 0 < len(words) <= MAX_WORDS or words[0].lower().split("'")[0] in _NOT_SAID:
        return ""
    return value


def _named(question: str, said: str, asker: str, speaker: str) -> Iterator[Answer]:
    """Yield who somebody is: the answer is a name, or says who the name is."""
    is_name = said[:1].isupper() and all(w[:1].isupper() for w in said.split())
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
    if where := _WHERE.search(question):
        yield _place(where["how"].lower(), said, speaker)
    elif (old := _OLD.search(question)) and number:
        who = re.sub(r"^(?:your|ur) ", f"{speaker}'s ", old["who"])
        who = speaker if re.fullmatch(_YOU, who) else who
        age = number.group()
        yield Answer(who, "be", "is", f"{age} years old" if "half" in age else age, "number")
    elif what := _WHAT_IS.search(question):
        yield Answer(f"{speaker}'s {what['what']}", "be", "is", said, _type(said))
    elif (many := _HOW_MANY.search(question)) and number:
        yield Answer(speaker, "have", "has", f"{said} {many['what']}", "number")
    elif _JOB.search(question) and is_occupation(
        re.split(r" (?:at|in|for|with) ", said)[0].split()[-1]
    ):
        yield Answer(speaker, "be", "is", f"a {said}", "thing")
    elif which := _WHICH_ONE.search(question):
        yield Answer(f"the {which['what']}", "be", "is", said, "product")
    elif not _NO.match(text):
        yield from _done(question, said, speaker)


def _place(how: str, said: str, speaker: str) -> Answer:
    place = re.sub(r"^(?:in|from|at|near) ", "", said, flags=re.IGNORECASE)
    named = re.match(r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)*", place)
    place = named.group() if named else place.title()
    predicate = _WORDS[how]
    kind = "organisation" if predicate == "works at" else "place"
    return Answer(speaker, predicate.split()[0].removesuffix("s"), predicate, place, kind)


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
