"""What a short answer consists of: yes or no, and values between commas, up to the next clause."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octomem.agents.reading.occupations import is_occupation
from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

MAX_WORDS = 8
"""Words of an answer that stands for a part of its question."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an answer between commas."""

    text: str
    kind: str
    """number, time, name, prep, verb, state, adverb, idle or noun."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a short answer consists of."""

    agrees: str
    """yes, no, never, yet or longer; empty where none of them is said."""
    parts: tuple[Part, ...]
    is_all: bool
    """Nothing stands in the sentence besides."""


_LAUGHS = re.compile(
    r"\b(?:l+o+l+|lmf?ao|(?:ba)?a?ha(?:ha)+h?|hehe+|jk|j/k|kidding|joking|as if|/s)\b|[😂🤣🙄😏😜😝🤪🙃😅]",
    re.IGNORECASE,
)
_HEDGES = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|presumably|might|could|would|depends?|guess|think|wish|hope\w*|dunno|idk|unsure"
    r"|not sure|no (?:idea|clue|way|worries|problem|chance|thanks|thank|comment|one)|who knows|who cares|nowhere|nothing|none|nobody"
    r"|anything|everything|something|someone|somewhere|somehow|secret|joke|yes and no|never mind|whatever|if|unless|sort of|kind of"
    r"|yeah right|please|thanks?|thank you|sorry|ask|let|not saying|good question|same|either|neither|both|any|apparently"
    r"|allegedly|supposedly|as usual|the usual|not much|not a lot|all sorts|various|tbd|tba|n/a|you tell me)\b",
    re.IGNORECASE,
)
"""What answers nothing, or nothing that is sure."""
_IDLE = vocabulary(
    "nice great cool good fine ok okay well sure lovely perfect wow hi hello hey why what who where how when which there "
    "here nah indeed true false right wrong soon later now today nope no yes bad terrible awful brilliant amazing busy "
    "tired better worse done same always never sometimes often mine yours this that these those lots many much enough few "
    "it not don't dont pass next alright great! ages both hmm ugh eh meh cheers ta congrats yay guilty"
)
"""First words of what is no value."""
_PERSON = r"(?:i|we|he|she|it|they|there)"
_YES = re.compile(
    r"(?:oh |ah |well |um |why )?(?:yes|yeah|yep|yup|yea|aye|indeed|correct|exactly|of course|absolutely|definitely"
    rf"|that's right|that is right|{_PERSON} (?:still )?(?:do|does|did|am|are|is|was|were|have|has|had))(?![\w'’])",
    re.IGNORECASE,
)
_NO = re.compile(
    r"(?:oh |ah |well |um )?(?:no|nope|nah|naw|not really|not at all|not (?:any ?more|yet)|not(?= since\b)|never"
    rf"|{_PERSON}(?:'m| am|'re| are|'s| is| do| does| did| have| has| had| was| were)? ?(?:not|n't|n’t))(?![\w'’])",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"[\s,.!;:-]*(?:$|(?<=[,.!;:-])\s*|(?<=[,.!;:-] )|(?=(?:not|never|any ?more|yet|still|since|in|at|on|for)\b))"
)
"""What follows a yes or no that is no part of a clause."""
_MORE = re.compile(r"(?:not )?(?:any ?more|yet|never|still)\b[\s,.!;:-]*", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:(?:oh|well|uh|um|hm+|er|erm|ah|so|ok|okay|just|only|mostly|mainly|currently|actually|honestly|it's|it is|its"
    r"|that's|that is|that'd be|that would be|they're|basically|obviously|now|still)\b[ ,]*|[^\w\s'\"+€$£]\s*)+",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[;(:?!](?!\d)|(?<!\b[DMS][rst])(?<!\bMrs)\.(?=\s|$)| [-\u2013\u2014] "
    r"| (?:but|because|so|though|although|which|who|where|when|while|cause|as)(?= )",
    re.IGNORECASE,
)
_UNSURE = re.compile(r"\b(?:if|unless|wish)\b", re.IGNORECASE)
NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half"
)
NUMBER = re.compile(
    r"(?:(?:about|around|roughly|almost|nearly|over|exactly) )?"
    rf"(?:[€$£]?\d[\d.,:]*|(?:{NUMBERS})\b(?: and a half\b)?)",
    re.IGNORECASE,
)
DAYS = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?|mon|tue|wed|thu|fri|sat|sun)"
MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_TIME = re.compile(
    rf"\b(?:{DAYS}|{MONTHS}|(?:19|20)\d\d|\d{{1,2}}(?:[:.]\d\d)? ?(?:am|pm)|noon|midnight|tomorrow|tonight|today|yesterday"
    r"|spring|summer|autumn|winter|christmas|easter|daily|weekly|monthly|once|twice|ages"
    r"|(?:minute|hour|day|week|month|year|decade|min|hr|morning|evening|night)s?|ago|childhood|birth)\b"
    r"|\b\d{1,2}[:.]\d\d\b|\bo'clock\b",
    re.IGNORECASE,
)
_AROUND_TIME = vocabulary(
    "in at on the of a an past half quarter each every end early late mid last next this since for from until till by and to "
    "about around almost nearly over before after few couple bit longer more less than or so other times time first second "
    "third now then only been just ever st nd rd th"
)
PREPOSITION = re.compile(
    r"(?:in|at|on|near|by|with|from|for|since|to|under|behind|next to|outside|inside|above|below|between|around|until"
    r"|till|of|via|just outside|right by|before|after|out of)\b ?",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:the |Mr\.? |Mrs\.? |Ms\.? |Dr\.? )?[A-ZÀ-Þ][\w'’.&-]*(?: (?:(?:of|de|van|von|and|&|the) )?[A-ZÀ-Þ\d][\w'’.&-]*)*"
)
_SUBJECTS = vocabulary("i he she we they you it there everyone everybody somebody someone")
_SURE = vocabulary("is are was were has have had does do did will would can could 's 're")


def is_no_answer(verbatim: Sequence[str], index: int) -> bool:
    """Tell jokes and questions in return; laughter may come in a sentence of its own."""
    after = verbatim[index + 1] if index + 1 < len(verbatim) else ""
    laughs = _LAUGHS.search(verbatim[index]) or (len(after.split()) < 4 and _LAUGHS.search(after))
    return bool(laughs) or "?" in verbatim[index] or verbatim[index][:1] in {'"', "“"}


def reply(sentence: "Span") -> Reply | None:
    """Take a sentence for what it says before anything with a subject of its own.

    None where that is nothing: a hedge, a clause, a word of courtesy.
    """
    text = sentence.text.rstrip()
    agrees, start = _agreement(text)
    if not agrees and (lead := _LEAD.match(text)):
        start = lead.end()
    cut = _BREAK.search(text, start)
    end = min(_clause_start(sentence, start), cut.start() if cut else len(text))
    rest = text[end:].strip(" .!,;:-")
    if _HEDGES.search(text, start if agrees else 0, end) or (rest and _UNSURE.search(text)):
        return None
    parts = tuple(_parts(sentence, text, start, end))
    return Reply(agrees, parts, not rest) if agrees or parts else None


def _agreement(text: str) -> tuple[str, int]:
    """Return yes or no, where an answer begins with them, and where what follows begins."""
    for pattern, plain in ((_NO, "no"), (_YES, "yes")):
        found = pattern.match(text)
        alone = _ALONE.match(text, found.end()) if found is not None else None
        if found is None or alone is None:
            continue
        said, at = found.group().lower(), alone.end()
        again = pattern.match(text, at)  # "no, I don't"
        if again is not None and (close := _ALONE.match(text, again.end())):
            said, at = f"{said} {again.group().lower()}", close.end()
        if more := _MORE.match(text, at):
            said, at = f"{said} {more.group().lower()}", more.end()
        if plain == "yes":
            return plain, at
        return next((how for word, how in _HOW_NO if word in said), plain), at
    return "", 0


_HOW_NO = (("never", "never"), ("more", "longer"), ("yet", "yet"))


def _clause_start(sentence: "Span", start: int) -> int:
    """Return where a clause with a subject of its own begins, in characters; else the end."""
    first = sentence.start_char
    for token in sentence:
        if token.idx - first < start or not _is_subject(token):
            continue
        at = token.doc[max(token.left_edge.i, sentence.start)]
        while at.i > sentence.start and at.idx - first > start:
            before = at.nbor(-1)
            if before.is_punct or before.dep_ in {"cc", "mark"}:
                return before.idx - first
            at = before
        return max(at.idx - first, start)
    return len(sentence.text)


def _is_subject(token: "Token") -> bool:
    """Tell whether a token is the subject of a finite verb that follows it."""
    if token.lower_ in _SUBJECTS and token.tag_ in {"PRP", "EX", "NN"}:
        sure = token.tag_ == "PRP" and token.lower_ not in {"you", "it"}
        return sure or token.dep_ in {"nsubj", "nsubjpass", "expl"}
    verb = token.head
    if token.dep_ not in {"nsubj", "nsubjpass"} or verb.dep_ == "relcl" or token.i > verb.i:
        return False
    if any(between.text == "," for between in token.doc[token.i : verb.i]):
        return False  # "Belo Horizonte, never left"
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return verb.tag_ in {"VBZ", "VBD"} or any(v.lower_ in _SURE for v in (verb, *helpers))


def _parts(sentence: "Span", text: str, start: int, end: int) -> Iterator[Part]:
    """Yield what stands between the commas of an answer; a list is one part."""
    found = list(re.finditer(r"(?:[^,]|,(?=\d))+", text[start:end]))
    spans = [(start + m.start(), start + m.end()) for m in found if m.group().strip()]
    if len(spans) > 1 and _is_list(text, spans):
        spans = [(spans[0][0], spans[-1][1])]
    for span in spans:
        opening = re.match(r"\s*", text[span[0] : span[1]])
        first = span[0] + (opening.end() if opening else 0)
        idle = _LEAD.match(text, first, span[1])
        first = idle.end() if idle else first
        words = text[first : span[1]].strip(" '\".!-")
        if words and len(words.split()) <= MAX_WORDS:
            kind = _kind(sentence, first, words)
            yield Part(words if kind == "name" else _lowered(sentence, first, words), kind)


def _is_list(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell "Polish, German and Dutch" from a value and what is added to it."""
    pieces = [text[first:last].strip() for first, last in spans]
    ends = re.search(r"(?:^| )(?:and|&|or|plus) ", pieces[-1]) is not None
    alike = not any(NUMBER.match(p) or PREPOSITION.match(p) or _is_time(p) for p in pieces)
    return ends and alike and all(len(piece.split()) <= 6 for piece in pieces)


def _lowered(sentence: "Span", at: int, words: str) -> str:
    """Take back the capital with which a sentence begins."""
    token = next((t for t in sentence if t.idx - sentence.start_char >= at), None)
    first = words.split(maxsplit=1)[0]
    leads = {"DT", "PRP$", "IN", "CD"}  # "An old Saab" is a name as a whole only
    named = token is not None and (token.pos_ in {"PROPN", "ADJ"} or token.ent_type_ != "")
    proper = named and token is not None and token.tag_ not in leads
    digits = any(letter.isdigit() for letter in words)  # "Postgres 16"
    keeps = at > 2 or digits or not first[1:].islower() or proper
    return words if keeps and not PREPOSITION.match(words) else words[:1].lower() + words[1:]


def _is_time(words: str) -> bool:
    """Tell whether words say when or how long, and nothing else."""
    rest, count = _TIME.subn(" ", words)
    left = re.findall(r"[^\W\d]+", re.sub(rf"\b(?:{NUMBERS})\b", " ", rest.lower()))
    return count > 0 and all(word in _AROUND_TIME for word in left)


def _kind(sentence: "Span", at: int, words: str) -> str:
    """Return what kind of thing a part of an answer names."""
    first = words.split(maxsplit=1)[0].lower()
    if _is_time(words):
        return "time"
    if PREPOSITION.match(words):
        return "prep"
    if NUMBER.match(words):
        return "number"
    if first.strip("!.") in _IDLE:
        return "idle"
    return _kind_of_word(sentence, at, words)


def _kind_of_word(sentence: "Span", at: int, words: str) -> str:
    """Return the kind that the tag of a part's first word tells."""
    token = next((t for t in sentence if t.idx - sentence.start_char >= at), None)
    alone = len(words.split()) == 1
    tag, word = (token.tag_, token.pos_) if token is not None else ("NN", "NOUN")
    if _NAME.match(words) and (at > 2 or alone or word == "PROPN"):
        return "name"
    if tag.startswith("VB") and not is_occupation(words.split(maxsplit=1)[0]):
        return "noun" if alone else "verb"
    if word in {"ADV", "SCONJ", "INTJ"}:
        return "adverb"
    return "state" if word == "ADJ" and alone else "noun"
