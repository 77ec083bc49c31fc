"""Repairs of how the small model hangs the clauses of chat together."""

from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

INTRANSITIVE = vocabulary(
    "move go come leave quit start begin become get turn retire grow graduate switch stop arrive return settle "
    "relocate die resign fly live work join travel happen split give take buy sell finish"
)
"""Verbs whose participle after "'s" tells what somebody has done: "he's moved to Graz"."""
_KIN = grammar.KIN | vocabulary("gran nan boss flatmate roommate housemate")
_FINITE = frozenset({"VBZ", "VBD", "VBP"})


def regroup(doc: "Doc") -> None:
    """Mend perfects, spliced clauses and lists with a day each, where they went wrong."""
    for token in doc:
        if token.text == "&" and token.dep_ == "cc":
            _join_name(token)
        if token.lower_ in {"'s", "’s"} and token.dep_ in {"auxpass", "aux"}:
            _mend_perfect(token)
        if token.dep_ == "nsubj" and token.tag_ in _FINITE:
            _mend_splice(token)
        if token.dep_ == "conj" and token.tag_ == "VBP":
            _share_helper(token)
        if (
            token.dep_ == "conj"
            and token.tag_ in _FINITE
            and grammar.child_of(token, "nsubj") is None
        ):
            _give_own_subject(token)
        if token.dep_ in {"appos", "conj"} and token.pos_ in {"NOUN", "PROPN"}:
            _list_with_days(token)


def _join_name(link: "Token") -> None:
    """Take "Maple & Finch" for one name."""
    first, last = link.head, grammar.child_of(link.head, "conj")
    if last is None or first.i != link.i - 1 or first.pos_ != "PROPN" or last.pos_ != "PROPN":
        return
    if not (first.text[:1].isupper() and last.text[:1].isupper()):
        return
    if any(between.dep_ != "compound" for between in link.doc[link.i + 1 : last.i]):
        return
    last.head, last.dep_ = (first if first.dep_ == "ROOT" else first.head), first.dep_
    for child in [*first.children]:
        if child.dep_ != "compound" or child.i > link.i:
            child.head = last
    first.head, first.dep_, link.head, link.dep_ = last, "compound", last, "compound"


def _mend_perfect(clitic: "Token") -> None:
    """Take the "'s" of "he's moved back" and "she's got a pug" for "has"."""
    verb = clitic.head
    itself = verb.lower_ == "been" and clitic.dep_ == "auxpass"  # "Kev's been to see a doctor"
    been = any(child.lower_ == "been" for child in verb.children)
    active = grammar.child_of(verb, "dobj") is not None or verb.tag_ == "VBG"
    by = any(child.dep_ == "agent" for child in verb.children)
    perfect = verb.tag_ == "VBN" and (active or grammar.lemma(verb) in INTRANSITIVE) and not by
    if been and not itself and verb.tag_ == "VBN":
        clitic.lemma_ = "have"  # "Graham's been let go" stays passive
        return
    if not (itself or perfect or (been and verb.tag_ == "VBG")):
        return
    clitic.dep_, clitic.lemma_ = "aux", "have"
    for child in verb.children:
        if child.dep_ == "nsubjpass":
            child.dep_ = "nsubj"


def _share_helper(verb: "Token") -> None:
    """Take the "live" of "I'd buy a boat and live in Monaco" for what somebody would do, not does."""
    first, link = verb.head, verb.left_edge.nbor(-1)
    helped = any(child.tag_ == "MD" for child in first.children) and first.tag_ == "VB"
    helped = helped and grammar.child_of(first, "neg") is None
    bare = grammar.child_of(verb, "nsubj", "aux") is None and verb.lower_ == grammar.lemma(verb)
    if helped and bare and link.lower_ in {"and", "or", ","}:
        verb.tag_ = "VB"


def _mend_splice(verb: "Token") -> None:
    """Take "My brother lives in Rome, works as a cook" for two things said of him."""
    second, subject = verb.head, grammar.child_of(verb, "nsubj")
    between = verb.doc[verb.i : second.i]
    is_splice = (
        second.tag_ in _FINITE and subject is not None and any(t.text == "," for t in between)
    )
    if not is_splice or second.dep_ not in {"ROOT", "conj", "ccomp"} or verb.i > second.i:
        return
    verb.dep_, verb.head = second.dep_, verb if second.head == second else second.head
    second.dep_, second.head = "conj", verb


def _give_own_subject(verb: "Token") -> None:
    """Take "mum" in "my dad's a driver and mum teaches piano" for who teaches."""
    if verb.i < 2:
        return
    before, link = verb.nbor(-1), verb.nbor(-2)
    named = before.lower_ in _KIN or (before.pos_ == "PROPN" and before.text[:1].isupper())
    if named and link.lower_ in {"and", "but", ","} and before.dep_ in {"conj", "appos"}:
        before.head, before.dep_ = verb, "nsubj"
        if before.pos_ not in {"NOUN", "PROPN"}:
            before.pos_, before.tag_ = "NOUN", "NN"


def _list_with_days(noun: "Token") -> None:
    """Give "football" in "tennis on Mondays, football on Thursdays" back to the verb."""
    day = noun.head
    while day.dep_ in {"appos", "conj"} and day.head.ent_type_ in {"DATE", "TIME"}:
        day = day.head
    if day.ent_type_ not in {"DATE", "TIME"} or noun.ent_type_ in {"DATE", "TIME"}:
        return
    prep = day.head
    verb = prep.head
    first = grammar.child_of(verb, "dobj") if prep.dep_ == "prep" else None
    if first is None or first.i > prep.i:
        return
    while (following := grammar.child_of(first, "conj")) is not None:
        first = following
    noun.head, noun.dep_ = first, "conj"
