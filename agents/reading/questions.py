"""What a question asks, as the statement that its answer completes: "where do you live" is "I live in …".

The way from question and answer to a statement is that of Demszky, Guu and Liang (2018),
"Transforming Question Answering Datasets Into Natural Language Inference Datasets": over the
dependency parse, inversion is undone and what is asked for becomes a gap.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.inversion import (
    Swap,
    Uninverted,
    agreed,
    is_auxiliary,
    is_unreal,
    subject_end,
    uninverted,
)
from octomem.agents.reading.subjects import entity_type
from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

AFTERTHOUGHTS = 1
"""Sentences that may follow a question: "How old is she? I hope she is well"."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A statement in the answerer's words with one part left open."""

    before: str
    after: str = ""
    kind: str = ""
    """What stood there: name, number, time, state, noun, any or or; empty for a wh-word."""
    led: str = ""
    """The article or possessive before what stood there: "my" of "my sister"."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that a short answer may follow, as plain data."""

    asks: str
    """The question word: "where", "how long", "which"; empty where yes or no is asked for."""
    gap: Gap
    """What an answer's own words complete."""
    verb: str
    """Lemma of the main verb; `be` where there is none."""
    noun: str = ""
    """What is counted or chosen: "kids" in "how many kids"."""
    acts: bool = False
    """Asks what somebody does: "what do you do for a living"."""
    stands: str = ""
    """What a yes says."""
    denied: str = ""
    """What a no says."""
    own: str = ""
    """What "me" says."""
    about: str = ""
    """Whom or what it is about, where that is no pronoun: "my husband"."""
    parts: tuple[Gap, ...] = ()
    """What something else may stand in the place of, in the order in which it is tried."""


_LEADS = vocabulary(
    "so and but ok okay oh ah well right nice cool great good lovely wow hey hi hello wait um hmm then also sorry btw "
    "alright fine noted understood thanks perfect interesting haha lol hm er erm yes no"
)
_TAILS = vocabulary(
    "again then anyway exactly though mate btw anyways please best most right correct huh eh innit "
    "originally"
)
_OF_MIND = vocabulary(
    "think guess feel mean reckon suppose say tell ask want need wish wonder hope fancy mind care imagine believe "
    "know remember understand see bet expect recommend suggest advise sound look seem help happen matter"
)
"""Verbs of questions for opinions, wishes and the moment, whose answers are no facts."""
_INQUIRES = vocabulary("know remember tell say remind confirm")
"""Verbs before a question within a question: "do you know where he lives?"."""
_PREPOSITIONS = vocabulary("in at on for with from of about under by near since until")
_WH = vocabulary("what which who whom where when how")


def questions(sentences: Sequence["Span"], by: str | None) -> tuple[Question, ...]:
    """Return the questions that a turn's last sentences ask, in order.

    `by` is the person who asks; None for an assistant, who is no part of what is answered.
    """
    if any(_IMAGINES.search(sentence.text) for sentence in sentences[-2:]):
        return ()
    found: list[Question] = []
    after = 0
    for at, sentence in enumerate(reversed(sentences)):
        marked = sentence.text.rstrip(" \"')").endswith("?")
        asked = list(_asked(sentence, Swap(by), marked=marked)) if marked or not at else []
        after += not asked and not marked
        if after > AFTERTHOUGHTS:
            break
        found = [*asked, *found]
    return tuple(found)


_IMAGINES = re.compile(
    r"\b(?:if|imagine|suppose|supposing|pretend|let's say|let us say|say you|hypothetically)\b(?! you don't mind)"
    r"|^\W*(?:and |so |but )?in (?:the|this|that|your|a) (?:\w+ )?"
    r"(?:game|song|film|movie|book|novel|story|show|series|dream|play|episode)\b",
    re.IGNORECASE,
)
"""What makes a question one about something that is not so."""


_ASKS_NAME = re.compile(
    r"^\W*(?:(?:hi|hello|hey|welcome|thanks|thank you|and|so|ok|okay|sorry|great|first)\b[,!. ]*)*"
    r"(?:what (?:should|can|may|shall|do|could) (?:i|we) call you"
    r"|(?:may|can|could) (?:i|we) (?:ask|have|get|take) your (?:first |full )?name)\b(?: please)?(?=\W*(?:$|,|and\b))",
    re.IGNORECASE,
)
"""What asks for a name in other words than "what is your name"."""


def _asked(sentence: "Span", swap: Swap, *, marked: bool) -> Iterator[Question]:
    """Yield the questions of a sentence: "how old are you, and what do you do?" is two."""
    named = _ASKS_NAME.search(sentence.text) if marked else None
    if named is not None:
        yield Question("what", Gap("my name is"), "be")
        behind = [token.i for token in sentence if token.idx >= sentence.start_char + named.end()]
        if not behind:
            return
        sentence = sentence.doc[behind[0] : sentence.end]
    for tokens in _asking(sentence):
        wh = _wh_word(tokens)
        if wh is not None:
            inverted = any(is_auxiliary(t) for t in tokens[wh + 1 : wh + 4])
            asked = _of_wh(tokens, wh, swap) if marked or inverted else None
        elif is_auxiliary(tokens[0]) and len(tokens) > 1:
            asked = _of_inverted(tokens, swap)
        else:
            asked = _of_statement(tokens, swap) or _of_fragment(tokens, swap) if marked else None
        if asked is not None:
            yield asked


def _asking(sentence: "Span") -> Iterator[list["Token"]]:
    """Yield the stretches that ask, without what leads in and what follows."""
    stretch: list[Token] = []
    for token in sentence:
        begins = token.lower_ in _WH or (is_auxiliary(token) and token.tag_ != "POS")
        before = token.nbor(-1).lower_ if token.i > sentence.start else ""
        if begins and before in {",", "and", "or", ":", "-"}:
            yield from _trimmed(stretch)
            stretch = []
        stretch.append(token)
    yield from _trimmed(stretch)


def _trimmed(tokens: list["Token"]) -> Iterator[list["Token"]]:
    tokens = [t for t in tokens if t.text.strip()]
    while tokens and (tokens[0].is_punct or tokens[0].lower_ in _LEADS):
        tokens.pop(0)
    end = next(
        (
            k
            for k, t in enumerate(tokens)
            if k and t.text in {",", ";", "(", ":", "-"} and t.whitespace_
        ),
        len(tokens),
    )
    tokens = tokens[:end]
    if [t.lower_ for t in tokens if not t.is_punct][-2:] == ["or", "not"]:
        tokens = tokens[: next(k for k, t in enumerate(tokens) if t.lower_ == "or")]
    while tokens and (_is_tail(tokens[-1])):
        tokens.pop()
    for place, token in enumerate(tokens[2:6], 2):  # "do you know where he lives"
        if token.lower_ in _WH and any(t.lemma_.lower() in _INQUIRES for t in tokens[:place]):
            tokens = tokens[place:]
            break
    if tokens:
        yield tokens


def _is_tail(token: "Token") -> bool:
    """Tell what ends a question and asks for nothing: "then", the "like" of "what is it like"."""
    is_like = token.lower_ == "like" and token.tag_ == "IN"
    return token.lower_ in _TAILS or token.is_punct or token.tag_ == "CC" or is_like


def _wh_word(tokens: Sequence["Token"]) -> int | None:
    """Return where the question word stands: first, or after a preposition."""
    if tokens[0].lower_ in _WH:
        return 0
    led = len(tokens) > 2 and tokens[0].tag_ == "IN" and tokens[1].lower_ in _WH
    return 1 if led else None


def _of_wh(tokens: Sequence["Token"], wh: int, swap: Swap) -> Question | None:
    """Read a question with a question word."""
    verbs = (
        k
        for k, t in enumerate(tokens)
        if k > wh and (is_auxiliary(t) or t.tag_[:2] in {"VB", "MD"})
    )
    verb = next(verbs, None)
    if verb is None:
        return _of_choice(tokens, swap)
    phrase, rest = tokens[wh:verb], tokens[verb:]
    if _has_subject(phrase):
        return _of_embedded(phrase, rest, swap)
    asks, noun = _asked_for(phrase)
    if asks == "which" and not noun:
        return None
    inner = uninverted(rest, swap) if is_auxiliary(rest[0]) and len(rest) > 1 else None
    if asks == "who" and (named := _of_name(rest)):
        return named
    if inner is None or (asks in {"who", "which"} and _is_predicate(rest[1])):
        return _of_subject(asks, noun, rest, swap)
    return _of_inner(asks, noun, inner, tokens[0].lower_ if wh else "")


def _is_predicate(token: "Token") -> bool:
    """Tell what follows an auxiliary whose subject is asked for: "who is coming"."""
    return token.tag_ in {"VBG", "VBN", "RB", "JJ", "VB"} and token.dep_ not in {"amod", "compound"}


_KINDS = vocabulary("kind sort type brand make model of else")
_MEASURED = vocabulary("old long many much far tall often high big heavy")


def _asked_for(phrase: Sequence["Token"]) -> tuple[str, str]:
    """Return what a question phrase asks for and what it counts or chooses among."""
    first = phrase[0].lower_
    words = [t.lower_ for t in phrase[1:]]
    if first == "how" and words:
        noun = " ".join(t.text for t in phrase[2:])
        return (f"how {words[0]}", noun) if words[0] in _MEASURED else ("", "")
    if first in {"what", "which"} and words:
        noun = " ".join(t.text for t in phrase[1:] if t.lower_ not in _KINDS)
        return ("when", "") if noun in {"time", "day", "date", "year", "month"} else ("which", noun)
    return ("who" if first == "whom" else first, "")


def _of_name(rest: Sequence["Token"]) -> Question | None:
    """Read "who is Joost", which asks what a name stands for."""
    words = rest[1:]
    if rest[0].lower_ not in {"is", "'s", "was"} or not 1 <= len(words) <= 2:
        return None
    if not (words[0].pos_ == "PROPN" or words[0].lower_ in GIVEN or _may_be_name(words)):
        return None
    name = " ".join(t.text if t.text[:1].isupper() else t.text.title() for t in words)
    return Question("what", Gap(f"{name} {agreed(rest[0], name)}"), "be")


def _may_be_name(words: Sequence["Token"]) -> bool:
    """Tell "who's joost" from "who's hungry", as far as the endings of adjectives tell."""
    word = words[0]
    plain = word.tag_ in {"JJ", "NN"} and word.dep_ in {"acomp", "attr"} and len(words) == 1
    return plain and not word.lower_.endswith(_ADJECTIVAL) and word.lower_ not in _STATES


_ADJECTIVAL = (
    "y",
    "ed",
    "ing",
    "ous",
    "ful",
    "ic",
    "al",
    "ive",
    "ant",
    "ent",
    "ible",
    "able",
    "less",
    "an",
    "er",
    "est",
)
_STATES = vocabulary(
    "ill sick free right wrong next first last best worst new old young late home in out up down left sure boss lead"
)


def _of_subject(asks: str, noun: str, rest: Sequence["Token"], swap: Swap) -> Question | None:
    """Read a question for the subject: "who runs procurement"."""
    if asks not in {"who", "which", "how many"} or is_unreal(rest[0]) or len(rest) < 2:
        return None
    first, said, more = rest[0], swap.say(rest), swap.say(rest[1:])
    verb = next((t for t in rest if t.tag_.startswith("VB") and not is_auxiliary(t)), first)
    if said is None or more is None or grammar.lemma(verb) in _OF_MIND:
        return None
    helps = is_auxiliary(first)
    mine = grammar.lemma(first) if first.tag_ == "VBZ" else first.text
    mine, others = (agreed(first, "I"), agreed(first, "")) if helps else (mine, first.text)
    gap = Gap("", f"{others} {more}")
    return Question(asks, gap, grammar.lemma(verb), noun, own=f"I {mine} {more}")


_SUBJECTS = vocabulary("i you he she we they it")


def _has_subject(phrase: Sequence["Token"]) -> bool:
    """Tell "(do you know) where he lives", in the order of a statement."""
    if any(t.lower_ in _SUBJECTS for t in phrase[1:]):
        return True
    subject = any(t.dep_ in {"nsubj", "nsubjpass"} for t in phrase[1:])
    return subject and len(phrase) > 1 and phrase[0].lower_ in {"where", "when", "who"}


def _of_embedded(phrase: Sequence["Token"], rest: Sequence["Token"], swap: Swap) -> Question | None:
    """Read a question in the order of a statement: "(do you know) where he lives"."""
    nominal = {"det", "poss", "nsubj", "compound", "amod", "nsubjpass"}
    opens = (k for k, t in enumerate(phrase) if k and (t.tag_ == "PRP" or t.dep_ in nominal))
    start = next(opens, 1)
    asks, noun = _asked_for(phrase[:start])
    left_out = rest[0].tag_ in {"VBN", "VBG"} or grammar.lemma(rest[0]) == "base"
    inner = Uninverted(list(phrase[start:]), None, list(rest), swap, left_out)
    unsaid = is_unreal(rest[0]) or inner.subject[0].lower_ == "i"
    return None if unsaid else _of_inner(asks, noun, inner, "")


def _of_inner(asks: str, noun: str, inner: Uninverted, lead: str) -> Question | None:
    """Put the gap where what is asked for stood before the question moved it."""
    lemma = inner.lemma
    if lemma == "call" and inner.verb is not None and inner.verb.tag_ not in {"VBN", "VBD"}:
        return None
    if not asks or lemma in _OF_MIND or (lemma == "be" and _is_idle(asks, inner)):
        return None
    place = _gap_place(asks, inner)
    before, after = inner.before(place), inner.after(place)
    if before is None or after is None:
        return None
    if lead:
        before, after = " ".join(f"{before} {after} {lead}".split()), ""
    if asks in _TALL and lemma == "be":
        after = f"{asks.removeprefix('how ')} {after}".strip()
    if asks == "where" and before.startswith("home ") and lemma == "be":
        return Question(asks, Gap("I live"), "live")
    acts = lemma == "do" and asks == "what"
    gap = Gap(before, after)
    if asks == "where" and (after == "now" or lemma == "base"):
        gap = Gap(_LIVES.sub(_by_verb, before), after)
    return Question(asks, gap, lemma, noun, acts, about=_about(inner))


_LIVES = re.compile(r"\b(?P<be>am|is)(?P<how>)(?P<where>)(?: based)?$")
_STAYS = re.compile(r"\b(?P<be>am|is) (?P<how>still |not )?(?P<where>at|in)\b")


def _by_verb(match: re.Match[str]) -> str:
    """Say of who is somewhere for good that they live or work there: "still at Lumo"."""
    verb = "work" if match["where"] == "at" else "live"
    does, said = ("do", verb) if match["be"] == "am" else ("does", grammar.third_person(verb))
    words = f"{does} not {verb}" if match["how"] == "not " else f"{match['how'] or ''}{said}"
    return f"{words} {match['where']}".strip()


def _about(inner: Uninverted) -> str:
    """Return whom a clause is about, for the "he" and "she" of an answer in a clause."""
    is_pronoun = inner.subject[0].tag_ == "PRP" or len(inner.subject) > 4
    return "" if is_pronoun else inner.swap.say(inner.subject) or ""


def _is_idle(asks: str, inner: Uninverted) -> bool:
    """Tell "how are you", "what's up" and "which one is it", which ask for nothing that lasts."""
    points = inner.subject[0].lower_ in _EMPTY
    new = len(inner.rest) == 1 and inner.rest[0].lower_ in {"up", "wrong", "new", "next"}
    nothing = asks == "what" and (new or (inner.verb is None and not inner.rest and points))
    words = " ".join(t.lower_ for t in inner.rest)
    passing = asks == "where" and words in {"right now", "at the moment", "today", "tonight"}
    return asks == "how" or points or nothing or passing


_TALL = frozenset({"how old", "how tall", "how high"})


def _gap_place(asks: str, inner: Uninverted) -> int:
    """Return after how many tokens of the rest the answer stands."""
    rest, verb = inner.rest, inner.verb
    if asks in {"when", "how", "how long", "how often"}:
        return len(rest)
    stranded = next((k for k in range(len(rest)) if _is_stranded(rest, k)), None)
    if stranded is not None:
        return stranded + 1
    if verb is None:
        steady = (k for k, t in enumerate(rest) if t.lower_ not in {"still", "now", "currently"})
        return next(steady, 0)
    at = rest.index(verb) + 1
    if asks == "where" and any(t.lower_ == "to" and t.dep_ == "prep" for t in rest[at:]):
        return len(rest)  # "where do the kids go to school"
    direct = grammar.child_of(verb, "dobj") if asks == "where" else None
    while at < len(rest) and rest[at].dep_ in {"prt", "dative"}:
        at += 1
    if direct is not None and direct in rest:
        at = max(at, min(direct.right_edge.i, rest[-1].i) - rest[0].i + 1)
    while at < len(rest) and rest[at].dep_ == "prt":
        at += 1
    return at


def _is_stranded(rest: Sequence["Token"], at: int) -> bool:
    """Tell whether a preposition is left without its noun: "which office are you in"."""
    token, following = rest[at], rest[at + 1 : at + 2]
    if token.lower_ not in _PREPOSITIONS:
        return token.lower_ == "to" and not following
    own = any(c in rest[at:] and c.dep_ in {"pobj", "pcomp"} for c in token.children)
    nominal = {"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"}
    return not own and not any(t.pos_ in nominal for t in following)


def _of_choice(tokens: Sequence["Token"], swap: Swap) -> Question | None:
    """Read "which base image", a noun with nothing more."""
    if tokens[0].lower_ not in {"which", "what"} or not 2 <= len(tokens) <= 4:
        return None
    if tokens[-1].pos_ not in {"NOUN", "PROPN"} or tokens[1].lower_ in _NO_CHOICE:
        return None
    noun = swap.say(tokens[1:])
    return None if noun is None else Question("which", Gap(f"the {noun} is"), "be", noun)


_NO_CHOICE = vocabulary("about if a an else time for the of")


def _of_inverted(tokens: Sequence["Token"], swap: Swap) -> Question | None:
    """Read a question for yes or no: "does he still live in Graz"."""
    inner = uninverted(tokens, swap)
    asks_favour = tokens[0].lower_ in {"can", "will", "ca", "wo"}
    return None if inner is None or asks_favour else _of_clause(inner)


def _of_statement(tokens: Sequence["Token"], swap: Swap) -> Question | None:
    """Read a statement with a question mark: "so you live in Valencia?"."""
    end = subject_end(tokens)
    rest = list(tokens[end:])
    head = next((t for t in rest if t.tag_ in {"VBP", "VBZ", "VBD"}), None)
    if not end or head is None or tokens[0].lower_ in _EMPTY or head.dep_ != "ROOT":
        return None
    if is_auxiliary(head) and rest[0] == head:
        return _of_clause(Uninverted(list(tokens[:end]), head, rest[1:], swap))
    before = rest[: rest.index(head)]
    if any(t.pos_ != "ADV" for t in before) or head.lower_ not in _sure_forms(head):
        return None
    return _of_clause(Uninverted(list(tokens[:end]), None, rest, swap))


_EMPTY = vocabulary("i it that this there anything anyone everything")


def _sure_forms(head: "Token") -> set[str]:
    """Return the forms by which a word is known for a verb, whatever its tag."""
    lemma = grammar.lemma(head)
    governs = grammar.child_of(head, "dobj", "prep", "attr") is not None
    return {grammar.third_person(lemma), grammar.past(lemma)} | ({lemma} if governs else set())


_ASPECTS = vocabulary("still ever yet already also")


def _of_clause(inner: Uninverted) -> Question | None:
    """Read what yes, no and another value say of a clause."""
    said = {t.lower_ for t in inner.rest}
    full = replace(inner, rest=[t for t in inner.rest if t.lower_ not in {"ever", "yet"}])
    bare = replace(inner, rest=[t for t in inner.rest if t.lower_ not in _ASPECTS])
    stands = full.before(len(full.rest))
    denied = bare.before(len(bare.rest), negated=True)
    if inner.lemma in _OF_MIND or not bare.rest or stands is None or denied is None:
        return None
    if said & {"not", "n't", "never"} or inner.subject[0].lower_ in _EMPTY:
        return None
    denied += " any more" if "still" in said else ""
    has = inner.auxiliary is not None and inner.auxiliary.lower_ in {"have", "has", "'ve"}
    idle = "ever" in said and not has  # "do you ever sleep?"
    parts = tuple(_parts(bare))
    kinds = {part.kind for part in parts}
    if "still" in said and inner.lemma == "be" and parts and parts[0].kind == "name":
        stands, denied = _STAYS.sub(_by_verb, stands), _STAYS.sub(_by_verb, denied)
        parts = tuple(replace(p, before=_STAYS.sub(_by_verb, p.before)) for p in parts)
    return Question(
        "",
        Gap(stands),
        inner.lemma,
        noun=bare.rest[-1].text if "any" in kinds else "",
        stands="" if kinds & {"any", "or"} or "ever" in said else stands,
        denied=""
        if "or" in kinds or idle or ("any" in kinds and inner.lemma != "have")
        else denied,
        about=_about(inner),
        parts=parts,
    )


_OPEN = {"pobj", "dobj", "attr", "acomp", "npadvmod", "oprd", "nsubj", "ROOT"}


def _parts(inner: Uninverted) -> Iterator[Gap]:
    """Yield what something else may stand for, each with its kind."""
    rest = inner.rest
    for token in rest:
        nominal = token.pos_ in {"NOUN", "PROPN", "ADJ", "PRON", "NUM"} or token.tag_[:2] in {
            "NN",
            "JJ",
        }
        pronoun = token.tag_ == "PRP" or token.lower_ in {"that", "this", "them"}
        if token.dep_ not in _OPEN or not nominal or pronoun:
            continue
        start = max(token.left_edge.i, rest[0].i)
        start = token.i if token.dep_ == "ROOT" else start
        end = min(token.right_edge.i, rest[-1].i) + 1
        words = [t for t in rest if start <= t.i < end]
        cut = next((t.i for t in words if t.dep_ == "prep" and t.i > token.i), end)
        words = [t for t in words if t.i < cut]
        before = inner.before(rest.index(words[0]))
        after = inner.after(rest.index(words[-1]) + 1)
        if before is not None and after is not None:
            led = words[:1] if words[0].dep_ in {"det", "poss"} and len(words) > 1 else []
            yield Gap(before, after, _kind(token, words), inner.swap.say(led) or "")
    if inner.subject[0].pos_ == "PROPN" and (said := inner.predicate(rest, "")):
        yield Gap("", said, "name")


def _kind(token: "Token", words: Sequence["Token"]) -> str:
    """Return what kind of thing a part of a question names."""
    low = {t.lower_ for t in words}
    if "or" in low:
        return "or"
    if any(t.lower_.startswith("any") for t in (token, *token.children)):
        return "any"
    kind = entity_type(token)
    if kind == "date":
        return "time"
    if kind == "number" or any(t.like_num for t in words):
        return "number"
    if token.pos_ == "PROPN" or token.text[:1].isupper():
        return "name"
    return "state" if token.tag_ == "JJ" else "noun"


def _of_fragment(tokens: Sequence["Token"], swap: Swap) -> Question | None:
    """Read a question without a verb: "any pets?", "Søren still vegan?", "your age?"."""
    if tokens[0].lower_ == "any":  # "any allergies I should know of?"
        tokens = tokens[: next((k for k, t in enumerate(tokens) if t.tag_ == "PRP"), len(tokens))]
    first, noun = tokens[0].lower_, tokens[-1].pos_ in {"NOUN", "PROPN"}
    short = 2 <= len(tokens) <= 4 and noun
    if first == "any" and short and (what := swap.say(tokens[1:])):
        denied, gap = f"I do not have any {what}", Gap("I have", "", "any")
        return Question("", gap, "have", what, denied=denied, parts=(gap,))
    opens = tokens[0].i == tokens[0].sent.start or tokens[0].nbor(-1).is_punct
    if first == "your" and short and opens and (owned := swap.say(tokens)):
        return Question("what", Gap(f"{owned} is"), "be")
    return _of_still(tokens, swap)


def _of_still(tokens: Sequence["Token"], swap: Swap) -> Question | None:
    """Read "Søren still vegan?" and "still at Lumo?"."""
    still = next((k for k, t in enumerate(tokens[:4]) if t.lower_ == "still"), None)
    if still is None or still + 1 >= len(tokens) or len(tokens) > 7:
        return None
    named = still and (tokens[0].pos_ in {"PROPN", "PRON"} or tokens[0].lower_ == "your")
    who = swap.say(tokens[:still], subject=True) if named else "I" if not still else None
    what = swap.say(tokens[still + 1 :])
    if who is None or what is None:
        return None
    be = "am" if who == "I" else "is"
    where = tokens[still + 1].text if tokens[still + 1].lower_ in _PREPOSITIONS else ""
    part = Gap(f"{who} {be} {where}".strip(), "", "name" if where else "state")
    stands, denied = f"{who} {be} still {what}", f"{who} {be} not {what} any more"
    if where and what[len(where) :].strip()[:1].isupper():
        stands, denied = _STAYS.sub(_by_verb, stands), _STAYS.sub(_by_verb, denied)
        part = replace(part, before=_STAYS.sub(_by_verb, part.before))
    return Question("", part, "be", stands=stands, denied=denied, parts=(part,))
