"""What a short answer says together with its question, as whole sentences to be read like any other.

"Which office are you in?" "Malmö" is "I am in Malmö", said by the one who answers.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import gender_of
from octomem.agents.reading.occupations import is_occupation
from octomem.agents.reading.questions import Gap, Question
from octomem.agents.reading.replies import (
    DAYS,
    MONTHS,
    NUMBER,
    PREPOSITION,
    Part,
    Reply,
    is_no_answer,
    reply,
)
from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Span

MAX_SENTENCES = 3
"""Sentences of a turn among which the answers to the questions before it are."""


@dataclass(frozen=True, slots=True)
class Declared:
    """A sentence of a turn as what it says together with the question before it."""

    sentence: int
    """Index of the turn's sentence that answers."""
    text: str
    """Whole sentences in the words of the one who answers."""
    is_all: bool
    """Nothing of the sentence is left to be read on its own."""


def declared(
    asked: Sequence[Question], sentences: Sequence["Span"], verbatim: Sequence[str]
) -> list[Declared]:
    """Say in whole sentences what a turn's first sentences answer to the questions before it.

    `verbatim` are the sentences as they were typed, with the laughter that a parser never sees.
    """
    last = next((question for question in reversed(asked) if not question.asks), None)
    open_ = [question for question in asked if question.asks or question is last]
    if (spoken := _spoken_of(asked, sentences, verbatim)) is not None:
        return [spoken]
    found: list[Declared] = []
    denied = ""
    for index, sentence in enumerate(sentences[:MAX_SENTENCES]):
        said = reply(sentence)
        if not open_ or said is None or is_no_answer(verbatim, index):
            break
        if denied and not said.agrees:
            said = Reply(denied, said.parts, said.is_all)
        told = _told(said, open_)
        if _NOT_SINCE.match(verbatim[index]):
            told = [each for each in told if _DENIED.search(each)]
        denied = said.agrees if said.agrees not in {"", "yes"} else ""
        if told:
            found.append(Declared(index, ". ".join(told) + ".", said.is_all))
        if not said.is_all or not (told or denied):
            break
    return found


def _spoken_of(
    asked: Sequence[Question], sentences: Sequence["Span"], verbatim: Sequence[str]
) -> Declared | None:
    """Say whom "he's a welder" is about, after "what does your husband do?"."""
    about = next((question.about for question in reversed(asked) if question.about), "")
    first = next(iter(sentences), None)
    if first is None or not about or first[0].lower_ not in {"he", "she"} or len(first) < 3:
        return None
    if is_no_answer(verbatim, 0) or _sex(about) not in {
        None,
        "m" if first[0].lower_ == "he" else "f",
    }:
        return None
    verb, start = first[1], first[1].idx - first.start_char
    words = first.text[start:]
    if verb.text.startswith("'"):
        full = {"have": "has", "be": "is"}.get(verb.lemma_, "")
        words = f"{full}{words[len(verb.text) :]}"
        if not full:
            return None
    return Declared(0, f"{about} {words}", is_all=True)


_NOT_SINCE = re.compile(r"\W*not\b", re.IGNORECASE)
_DENIED = re.compile(r"\bnot\b|n't\b|\bno\b|\bnever\b", re.IGNORECASE)


def _sex(about: str) -> str | None:
    """Return "m" or "f" of kin or a name, where it tells."""
    noun = about.lower().split()[-1]
    if noun in grammar.FEMALE_KIN:
        return "f"
    return "m" if noun in grammar.MALE_KIN else gender_of(about)


def _told(said: Reply, open_: list[Question]) -> list[str]:
    """Answer open questions with what a sentence says, each once."""
    polar = next((question for question in open_ if not question.asks), None)
    value = next((part for part in said.parts if part.kind not in _NO_VALUE), None)
    if polar is not None and (said.agrees or value is None or _may_stand(polar, value)):
        text, settled = _polar(polar, said, value)
        if settled:
            open_.remove(polar)
        return [text] if text else []
    return [] if said.agrees else _values(said, [q for q in open_ if q.asks], open_)


_NO_VALUE = vocabulary("idle adverb verb")


def _values(said: Reply, asked: Sequence[Question], open_: list[Question]) -> list[str]:
    """Complete questions with values: the last one that fits, or several in their order."""
    told: list[str] = []
    parts = list(said.parts)
    several = len(asked) > 1 and len(parts) > 1
    for question in asked if several else reversed(asked):
        for part in parts if several else parts[:1]:
            if text := _completed(question, part, () if several else parts[1:]):
                told.append(text)
                open_.remove(question)
                parts.remove(part)
                break
        if told and not several:
            break
    return told


def _may_stand(question: Question, value: Part) -> bool:
    """Tell whether a value answers a question for yes or no without a yes or no."""
    is_open = any(gap.kind in {"any", "or"} for gap in question.parts)
    return is_open or _NOW.search(value.text) is not None


_NOW = re.compile(r" (?:now|these days)$")


def _polar(question: Question, said: Reply, value: Part | None) -> tuple[str, bool]:
    """Say what yes, no and something else make of a question, and whether that settles it."""
    other = _instead(question, value, said.parts, said.agrees) if value is not None else ""
    adds = value is None or value.kind in {"prep", "time"}
    if said.agrees not in {"", "yes"}:
        denied = question.denied if adds and said.agrees != "yet" else ""
        if said.agrees == "longer" and denied:
            denied = f"{denied.removesuffix(' any more')} any more"
        since = [part.text for part in said.parts if _since(part.text)]
        return other or (_sentence(denied, *since) if denied else ""), bool(other)
    if said.agrees and question.stands and (adds or not other):
        named = value.text if value is not None and value.kind == "name" else ""
        if named and _OWNS.search(question.stands):
            return _sentence(question.stands, "called", named), True
        return _sentence(question.stands, *_additions(said.parts)), True
    return other, bool(other or said.agrees)


def _since(text: str) -> bool:
    return re.match(r"(?:since|until|till)\b", text) is not None


_OWNS = re.compile(
    rf"\b(?:have|has|got) an? (?:[a-z]+ )?(?:{'|'.join(sorted(grammar.PETS | grammar.ROLES))})$"
)
"""After which a name says what somebody's somebody is called."""


def _additions(parts: Sequence[Part], but: Part | None = None) -> list[str]:
    """Return what is added to a value: "since spring", "at 6 pm"."""
    added = [part for part in parts if part is not but]
    return [
        part.text
        for part in added
        if part.kind == "prep" or (part.kind == "time" and _WHENEVER.match(part.text))
    ]


_WHENEVER = re.compile(
    rf"(?:{PREPOSITION.pattern}|(?:now|every|each|daily|weekly|once|twice|last|next|this|tomorrow|today|yesterday)\b)"
)
"""Openings of times that need no preposition, or have one."""


def _instead(question: Question, value: Part, parts: Sequence[Part], agrees: str) -> str:
    """Put a value in the place of the part of its kind: "you live in Rome?" "no, Oslo"."""
    for gap in question.parts:
        if not _fits(gap, value, agrees) or value.text.endswith((" one", " ones")):
            continue
        if gap.kind == "any":
            return _of_any(question, gap, value)
        before, said = _joined(gap.before, value)
        if value.kind == "noun":
            said = _as_before(gap, said)
        elif value.kind == "number" and gap.kind == "noun" and " " not in said:
            said = f"{said} {question.stands.removeprefix(before).strip()}"  # "two kids"
        after = "" if gap.kind == "time" else gap.after
        return _sentence(before, said, after, *_additions(parts, but=value))
    return ""


def _as_before(gap: Gap, said: str) -> str:
    """Say a bare noun as what stood in its place was said: a name, or with its article."""
    if gap.kind == "name":
        return _named(said)
    if not gap.led or " " in said or said.endswith("s"):
        return said
    return _with_article(said) if gap.led in {"a", "an"} else f"{gap.led} {said}"


def _fits(gap: Gap, value: Part, agrees: str) -> bool:
    """Tell whether a value is of the kind of what it would stand for."""
    if gap.kind == "or":
        return value.kind != "prep"
    if gap.kind == "any" or (not agrees and not _NOW.search(value.text)):
        return gap.kind == "any" and value.kind not in {"prep", "time"}
    if value.kind in {"prep", "time"} and gap.kind != "time":
        first = PREPOSITION.match(value.text)
        return first is not None and gap.before.lower().endswith(
            f" {first.group().strip().lower()}"
        )
    if gap.kind == "noun" and value.kind == "number":
        return " " in value.text or gap.before.endswith(" have")
    same = gap.kind == value.kind
    if (gap.kind, value.kind) == ("noun", "name"):  # "at university?" "yes, KNUST"
        return agrees != "yes" or PREPOSITION.fullmatch(gap.before.rpartition(" ")[2]) is not None
    return same or (agrees != "yes" and (gap.kind, value.kind) in _ALIKE)


_ALIKE = {
    ("name", "noun"),
    ("noun", "name"),
    ("state", "noun"),
    ("noun", "state"),
    ("state", "name"),
}
"""Kinds that a small parser does not tell apart."""


def _joined(before: str, value: Part) -> tuple[str, str]:
    """Return what comes before a value and the value, with one preposition between them."""
    first, last = PREPOSITION.match(value.text), before.rpartition(" ")[2]
    if first is not None and PREPOSITION.fullmatch(last):
        return before.removesuffix(last).rstrip(), value.text
    return before, value.text


def _named(text: str) -> str:
    """Write a place as a name that was typed without capitals: "belo horizonte"."""
    head = re.split(rf" (?={PREPOSITION.pattern})", text, maxsplit=1)[0]
    described = re.match(r"(?:the|an?|my|our|his|her|their|your|one) ", text)
    if described or not head.islower() or len(head.split()) > 2:
        return text
    return head.title() + text[len(head) :]


def _of_any(question: Question, gap: Gap, value: Part) -> str:
    """Say which ones: "any allergies?" "peanuts"."""
    noun = question.noun.rpartition(" ")[2].lower()
    if value.kind == "number" and " " not in value.text:
        return _sentence(gap.before, value.text, noun) if gap.before.endswith(" have") else ""
    if value.kind in {"name", "state"} and noun.removesuffix("s") in _PEOPLE:
        return ""
    counted = _DESCRIBED.match(value.text) or value.text.endswith("s") or value.kind == "number"
    if gap.before == "I have" and noun not in _SAID_OF and (not counted or noun in _ABSTRACT):
        return ""
    before = _SAID_OF.get(noun, gap.before)
    after = _ELSE.sub("", gap.after)
    return ". ".join(_sentence(before, one, after) for one in _members(value.text))


_ELSE = re.compile(r"^else\b ?", re.IGNORECASE)
"""What a question asks for more with, which no answer says: "do you take anything else?"."""


_PEOPLE = grammar.ROLES | {"children", "people"}
_ABSTRACT = vocabulary(
    "idea ideas thought thoughts plan plans question questions news suggestion suggestions recommendation "
    "recommendations preference preferences tip tips advice luck request requests update updates comment comments "
    "change changes objection objections deadline deadlines problem problems issue issues trouble symptoms reason else"
)
"""What is asked for rather than had."""
_SAID_OF = {
    **dict.fromkeys(("allergies", "allergy"), "I am allergic to"),
    **dict.fromkeys(("hobbies", "interests", "pastimes", "hobby"), "I enjoy"),
    **dict.fromkeys(("medication", "medications", "meds", "medicine", "pills"), "I take"),
}
"""What somebody does who has one, where the values of a noun are no examples of it."""


def _completed(question: Question, part: Part, more: Sequence[Part]) -> str:
    """Put an answer's first part into the gap of a question; empty where it does not fit."""
    said = _fitted(question, part)
    before, after = question.gap.before, question.gap.after
    if said is None:
        return ""
    if question.acts:
        return _acted(question, part, more)
    if part.text.lower() == "me":
        return question.own
    if question.asks == "who" and before.endswith(" is") and not after and part.kind == "name":
        before, after = "", f"is {before.removesuffix(' is')}"  # "Mei is my boss"
    if own := _OWN.fullmatch(before):
        before, said = _owned(own["noun"].split()[-1], before, said)
    if before == "my name is":
        said = _named(said)
    before, said = _joined(before, Part(said, part.kind))
    listed = [p.text for p in more if p.kind == "name"]
    names = listed if part.kind == "number" and question.asks == "how many" else []
    where = part.kind == "number" and question.asks == "what"  # "12 Elm Street, Leeds"
    amount = [p.text for p in more[:1] if p.kind == "number" or (where and p.kind == "name")]
    commas = "".join(f", {text}" for text in (*names, *amount))
    members = [said] if NUMBER.match(said) else _members(said)
    if question.noun.endswith("s") and part.kind == "name":  # "which languages?" "Polish, Czech"
        members += listed
    return ". ".join(_sentence(before, one + commas, after, *_additions(more)) for one in members)


_LIST = re.compile(r",? (?:and|&|plus) |, ")


def _members(text: str) -> list[str]:
    """Return the members of a list, each of which is said in a sentence of its own."""
    plain = [re.sub(r"^(?:an? (?:bit|little) of|some) ", "", part) for part in _LIST.split(text)]
    return plain if all(plain) and len(plain) > 1 else [text]


def _sentence(*words: str) -> str:
    """Join words to a sentence; a capital tells the parser where a plain subject begins."""
    text = " ".join(word for word in words if word)
    return text[:1].upper() + text[1:] if _PLAIN.match(text) else text


_PLAIN = re.compile(r"(?:the|our|my|his|her|an?) ")


_OWN = re.compile(r"my (?:current |present |new |main )?(?P<noun>[\w -]+) (?:is|are)")
_JOBS = vocabulary("job work profession occupation trade role position post")


def _owned(noun: str, before: str, said: str) -> tuple[str, str]:
    """Say as a clause what "my job is" and "my hobbies are" say."""
    if noun in _JOBS and is_occupation(_head(said)):
        return "I am", _with_article(said)
    return _SAID_OF.get(noun, before), said


def _head(said: str) -> str:
    return re.split(r" (?:at|in|for|with|on) ", said)[0].split()[-1]


def _with_article(said: str) -> str:
    if re.match(r"(?:an?|the|my|our) ", said):
        return said
    low = said if said[:2].isupper() else said[:1].lower() + said[1:]
    return f"{grammar.article(low)} {low}"


def _acted(question: Question, part: Part, more: Sequence[Part]) -> str:
    """Say what somebody does: a verb of its own, an occupation, or a thing that is done."""
    who, _, does = question.gap.before.rpartition(" ")
    after, said = question.gap.after, part.text
    if part.kind == "verb":
        when = after if _AT_A_TIME.match(after) else ""
        return _sentence(who, said[:1].lower() + said[1:], when, *_additions(more))
    if does not in {"do", "does"}:
        return ""
    if is_occupation(_head(said)):
        be = "am" if who == "I" else "is"
        return _sentence(who, be, _with_article(said), *_additions(more))
    fun = "enjoy" if who == "I" else "enjoys"
    return _sentence(who, fun, said) if _FOR_FUN.search(after) else ""


_AT_A_TIME = re.compile(r"(?:at|on|in|last|this|yesterday|today)\b")
_FOR_FUN = re.compile(r"\b(?:fun|free time|spare time|weekends?|relax|unwind)\b")


def _fitted(question: Question, part: Part) -> str | None:
    """Return an answer as it stands in the gap; None where it is nothing that is asked for."""
    text, kind, asks = part.text, part.kind, question.asks
    if kind == "idle" or (kind == "verb" and " " in text and not question.acts):
        return None
    if asks in {"when", "how long", "how often"}:
        return _timed(question, part)
    if asks.startswith("how "):
        return _counted(question, part)
    if asks in _BY_WORD:
        return _BY_WORD[asks](question, part)
    return _what(question, part)


def _manner(_: Question, part: Part) -> str | None:
    return part.text if re.match(r"(?:by|on|with|via|in) ", part.text) else None


def _who(_: Question, part: Part) -> str | None:
    is_noun = part.kind == "noun" and _DESCRIBED.match(part.text)
    if part.kind == "name":
        return re.split(r" (?:on|in|at|from|near) ", part.text)[0]  # "Dr Bloom on Mill Road"
    return part.text if is_noun or part.text.lower() == "me" else None


_DESCRIBED = re.compile(r"(?:my|our|an?|the|his|her|one|two|some) ")


def _what(question: Question, part: Part) -> str | None:
    """Return what "what" and "which" ask for."""
    text, kind = part.text, part.kind
    last = question.gap.before.rpartition(" ")[2]
    stranded = PREPOSITION.fullmatch(last) is not None
    if kind == "adverb" or (kind == "prep" and not stranded):
        return None
    if kind == "time" and not (stranded or last in {"is", "are"}):
        return None
    if kind == "name" and stranded and question.noun in _SITES:
        return f"the {text.removeprefix('the ')} {question.noun}"
    return text


_SITES = vocabulary("office branch team department site ward depot store campus")
"""Parts of an organisation, which are called by where they are or what they do."""


def _counted(question: Question, part: Part) -> str | None:
    number = NUMBER.match(part.text)
    if number is None:
        return None
    if question.asks == "how old":
        if ":" in number.group():
            return None
        aged = re.search(r"\b(?:month|week|day|year)s?\b", part.text)
        return part.text.removesuffix(" old") if aged else f"{number.group()} years"
    is_bare = number.end() == len(part.text)
    return f"{part.text} {question.noun}".strip() if is_bare else part.text


def _timed(question: Question, part: Part) -> str | None:
    """Return a time with the preposition that it asks for."""
    text, low = part.text, part.text.lower()
    if part.kind not in {"time", "number"} and not _since(text):
        return None
    if question.asks == "how long":
        led = re.match(r"(?:since|for|until|till|from|all|ages)\b", low)
        is_span = question.verb in _SPANS or _IS.search(question.gap.before)
        return text if led or is_span else f"for {text}"
    last = question.gap.before.rpartition(" ")[2]
    if question.asks == "how often" or PREPOSITION.match(text) or PREPOSITION.fullmatch(last):
        return text
    return next((f"{word} {text}".strip() for form, word in _WHEN if form.match(low)), None)


_SPANS = vocabulary("take last need")
_IS = re.compile(r" (?:is|are|was|were)$")
_WHEN = (
    (re.compile(r"(?:tomorrow|today|tonight|yesterday|next|last|this|every|once|twice)\b|.*\bago$"), ""),
    (re.compile(rf"(?:(?:19|20)\d\d|(?:early |late |mid )?{MONTHS}(?: (?:19|20)\d\d)?|spring|summer|autumn|winter)$"), "in"),
    (re.compile(rf"(?:{DAYS}|{MONTHS}|the \d|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTHS}|\d+(?:st|nd|rd|th))\b"), "on"),
    (re.compile(r"(?:\d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)?|noon|midnight|half past \w+)$"), "at"),
    (re.compile(r"(?:early|late|mid)\b"), "in"),
)  # fmt: skip
"""Times and the prepositions that they take, the first that fits."""
_SETTLED = vocabulary("live bear grow move relocate stay settle raise base come work study")
"""Verbs of where somebody lives or works, whose places have names."""
_TO = vocabulary("go move travel fly head relocate emigrate")
_AT = vocabulary("work study teach intern volunteer shop bank train")


def _placed(question: Question, part: Part) -> str | None:
    """Return a place with the preposition that its verb asks for."""
    text, kind = part.text, part.kind
    if kind in {"number", "time", "state", "adverb"} or (kind == "verb" and " " in text):
        return None
    if kind == "prep":
        elsewhere = re.match(r"(?:with|for|since|of|by (?:me|my))\b", text)
        called = re.search(r"\b(?:called|named) (?P<name>[A-Z].*)", text)
        text = f"{text.split(maxsplit=1)[0]} {called['name']}" if called else text
        return None if elsewhere else text
    if PREPOSITION.fullmatch(question.gap.before.rpartition(" ")[2]):
        return _named(text)
    if kind == "noun" and " " not in text and text.islower() and question.verb not in _SETTLED:
        return None  # "left", "upstairs"
    if " to " in question.gap.before:
        return f"at {_named(text)}"
    verb = question.verb
    where = "to" if verb in _TO else "at" if verb in _AT else "from" if verb == "come" else "in"
    return f"{where} {_named(text)}"


_BY_WORD: dict[str, Callable[[Question, Part], str | None]] = {
    "where": _placed,
    "how": _manner,
    "who": _who,
}
"""How a value is fitted in, by what is asked for."""
