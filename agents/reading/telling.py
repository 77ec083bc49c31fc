"""A clause told in the third person: "I don't like tea" becomes "Mei does not like tea"."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.clauses import (
    Clause,
    has_got,
    is_concession,
    is_temporal_clause,
    subject_of,
)
from octomem.agents.reading.reading import Mood
from octomem.agents.reading.subjects import Referents, members

if TYPE_CHECKING:
    from spacy.tokens import Token

_SELF = {
    **dict.fromkeys(("myself", "ourselves"), "themselves"),
    **{word: word for word in ("himself", "herself", "themselves")},
}
"""How the third person says it; beside a verb it only stresses who: "I'm vegan myself"."""
_ANSWERS = frozenset({"yes", "yeah", "yep", "no", "nope", "nah"})
"""How a sentence begins that answers before it tells something else."""
_CLOSING = set(".,;:!?)%") | {"...", "'s"}
_LEFT_OUT = {"cc", "intj", "dep", "mark", "parataxis", "advcl", "ccomp", "preconj", "meta", "csubj"}


def tell(
    clause: Clause, subject: str, referents: Referents, *, without: frozenset[int] = frozenset()
) -> str:
    """Return the clause as a sentence of its own about `subject`, without a full stop.

    `without` are tokens to leave out: the other members of a coordination.
    """
    kept = [t for t in _visible(clause) if t.i not in without and not _is_left_over(t, without)]
    taken = _subject_tokens(clause)
    start = min(t.i for t in _verb_group(clause))
    fronted = [t for t in kept if t.i < start and t.i not in taken and _may_follow(t, clause)]
    if any(t.lower_ in _ANSWERS for t in clause.head.sent if t.i < start):
        fronted = []  # "yes but near Headingley, I don't drive"
    rest = [t for t in kept if t.i >= start and t.i not in taken]
    own = _is_first_person(clause.subject)
    words = _say(_trimmed(rest), clause, referents, own=own)
    if clause.head.tag_ == "VBG" and not _has_auxiliary(clause.head):
        words = f"is {words}"
    if words.startswith("Never "):  # "Never lived in Newport at all"
        words = words[:1].lower() + words[1:]
    tail = _say(_trimmed(fronted), clause, referents, own=own)
    tail = tail[:1].lower() + tail[1:] if fronted and fronted[0].pos_ != "PROPN" else tail
    text = " ".join(part for part in (subject, words, tail) if part).rstrip(" -,;:")
    return text.replace(",,", ",")


def _is_left_over(token: "Token", without: frozenset[int]) -> bool:
    """Tell whether a comma stood between what is left out and the rest."""
    return token.text == "," and bool({token.i - 1, token.i + 1} & without)


def tell_command(clause: Clause, referents: Referents) -> str:
    """Return an instruction as it was given: "Always answer in German"."""
    kept = [token for token in _visible(clause) if token.i not in _subject_tokens(clause)]
    start = min(t.i for t in _verb_group(clause))
    front = [t for t in kept if t.i < start and t.lower_ in {"always", "never"}]
    aux = {
        t.i
        for t in _verb_group(clause)
        if t.lower_ in {"can", "could", "will", "would", "should", "must"}
    }
    words = [t for t in kept if t.i >= start and t.i not in aux and t.lower_ != "please"]
    words = words[1:] if words and words[0].tag_ == "TO" else words
    scope = [t for t in kept if t.i < start and _is_in_scope(t, clause)]
    text = _say(_trimmed(front + words), clause, referents, own=False)
    when = _say(_trimmed(scope), clause, referents, own=False)
    text = f"{text} {when[:1].lower()}{when[1:]}".strip()
    return text[:1].upper() + text[1:]


def _limits(child: "Token", clause: Clause) -> bool:
    """Tell whether a clause says when an instruction holds, and so belongs to it."""
    if clause.mood is not Mood.COMMAND or child.dep_ != "advcl":
        return False
    return is_concession(child) or is_temporal_clause(child)


def _is_in_scope(token: "Token", clause: Clause) -> bool:
    return any(_limits(child, clause) and token in child.subtree for child in clause.head.children)


def _has_auxiliary(verb: "Token") -> bool:
    return any(child.dep_ in {"aux", "auxpass"} for child in verb.children)


def _visible(clause: Clause) -> list["Token"]:
    """Return the clause's own tokens: no other clauses, no discourse words at its edges."""
    hidden: set[int] = set()
    for verb in (clause.head, *clause.chain):
        for child in verb.children:
            if child in clause.chain or _completes(child):
                continue
            if _is_foreign(child, clause):
                hidden.update(t.i for t in child.subtree)
        hidden.update(grammar.consequence(verb))
    hidden |= {t.i for verb in clause.chain for t in _asides(verb)}
    hidden -= _own(clause.core)
    shown = {t.i: t for t in clause.head.subtree if t.i not in hidden}
    shown |= {t.i: t for t in clause.core.subtree if t.i not in hidden}
    for verb in clause.chain:
        shown[verb.i] = verb
    shown |= {t.i: t for t in _inherited(clause)}
    return sorted(shown.values(), key=lambda t: t.i)


def _asides(verb: "Token") -> Iterator["Token"]:
    """Yield relative clauses after a comma, which are statements of their own."""
    for token in verb.subtree:
        if token.dep_ != "relcl" or token == verb:
            continue
        edge = token.left_edge.i
        if edge and token.doc[edge - 1].text == ",":
            yield from token.subtree


def _own(core: "Token") -> set[int]:
    """Return the tokens of a coordinated verb, where another one is told before it."""
    if core.dep_ != "conj":
        return set()
    other = {t.i for c in core.children if c.dep_ in {"conj", "cc"} for t in c.subtree}
    beside = grammar.stray_object(core)
    own = {t.i for t in beside.subtree} if beside is not None else set[int]()
    return ({t.i for t in core.subtree} | own) - other


def _inherited(clause: Clause) -> list["Token"]:
    """Return the auxiliaries that a coordinated bare verb shares with the first one."""
    head = clause.head
    if clause.core != head and clause.core.dep_ == "conj":
        first = clause.core.head
        while first.dep_ in {"conj", "dobj"}:
            first = first.head
        return [child for child in first.children if child.tag_ == "TO"]
    if head.dep_ != "conj" or head.tag_ != "VB" or grammar.child_of(head, "aux", "nsubj"):
        return []
    first = head.head
    return (
        [c for c in first.children if c.dep_ in {"aux", "neg"}] if grammar.is_verbal(first) else []
    )


def _completes(child: "Token") -> bool:
    """Tell whether a clause is what its verb needs: "let me forget", "decide who comes"."""
    if child.dep_ not in {"ccomp", "xcomp"}:
        return False
    verb = child.head.lemma_.lower()
    return verb in {"let", "remind"} or (verb in grammar.SETTLES and _is_open(child))


def _is_open(clause: "Token") -> bool:
    """Tell whether a clause is a question within another: "whether …", "who …", "how …"."""
    first = clause.left_edge
    return first.lower_ in {"whether", "if"} or first.tag_ in {"WP", "WDT", "WRB", "WP$"}


def _is_foreign(child: "Token", clause: Clause) -> bool:
    """Tell whether what hangs on a verb belongs to another clause, or to the talk about it."""
    if _limits(child, clause):
        return False
    if grammar.is_remark(child):
        return True
    if child.dep_ in _LEFT_OUT:
        return child.dep_ != "advcl" or child.tag_ != "VBG" or child.i < clause.head.i
    if child.tag_ == "WRB" or child.lower_ in {"just", "now"}:
        return True
    if child.dep_ == "advmod" and child.lower_ in grammar.DISCOURSE:
        at_edge = child.i < clause.head.i or child.i == clause.head.right_edge.i
        return at_edge or child.lower_ not in grammar.KEPT_ADVERBS
    another = child.dep_ == "conj" and grammar.is_verbal(child)
    another = another or (child.dep_ == "xcomp" and child.head != clause.core)
    return another or _is_aside(child)


def _is_aside(child: "Token") -> bool:
    """Tell a form of address or a pause from what is said."""
    is_date = child.ent_type_ in {"DATE", "TIME"}
    addressed = child.dep_ == "npadvmod" and child.pos_ == "PROPN" and not is_date
    addressed = addressed and grammar.named_beside(child) is None
    return addressed or (child.dep_ == "punct" and child.text not in {",", "-", "'"})


def _subject_tokens(clause: Clause) -> set[int]:
    taken: set[int] = set()
    for verb in clause.chain:
        for child in verb.children:
            if child.dep_ in {"nsubj", "nsubjpass", "expl"}:
                taken.update(t.i for t in child.subtree if t.i < clause.core.i or t.i > verb.i)
    return taken


def _verb_group(clause: Clause) -> list["Token"]:
    group = [*_inherited(clause), clause.head if clause.head in clause.chain else clause.core]
    group += [
        child
        for child in clause.head.children
        if child.dep_ in {"aux", "auxpass", "neg"}
        or (child.dep_ == "advmod" and child.i == clause.head.i - 1)
    ]
    return [
        token for word in group for token in (word.subtree if word.dep_ == "advmod" else [word])
    ]


def _may_follow(token: "Token", clause: Clause) -> bool:
    """Tell whether what stands before the subject may stand at the end as well."""
    while token.head != token and token.head not in clause.chain:
        token = token.head
    return token.dep_ in {"npadvmod", "prep", "advmod", "punct"} and token.text not in {"so", ","}


def _trimmed(tokens: list["Token"]) -> list["Token"]:
    def is_edge(token: "Token") -> bool:
        return token.is_punct or token.is_space or token.lower_ in {"and", "but", "so", "or"}

    while tokens and is_edge(tokens[0]):
        tokens = tokens[1:]
    while tokens and is_edge(tokens[-1]) and tokens[-1].text != ")":
        tokens = tokens[:-1]
    return tokens


def _say(tokens: Sequence["Token"], clause: Clause, referents: Referents, *, own: bool) -> str:
    text = ""
    last: Token | None = None
    for token in tokens:
        word = _word(token, clause, referents, own=own)
        if not word:
            last = token
            continue
        glued = last is not None and last.i == token.i - 1 and not last.whitespace_
        glued = glued and word == token.text and token.dep_ != "neg"
        if text and not glued and word not in _CLOSING:
            text += " "
        text += word
        last = token
    return text.strip()


def _word(token: "Token", clause: Clause, referents: Referents, *, own: bool) -> str:
    low = token.lower_
    if token.is_space or token.dep_ == "preconj" or _only_stresses(token):
        return ""
    if clause.mood is Mood.COMMAND and low in grammar.SECOND_PERSON:
        return token.text  # whoever is asked, which need not be who spoke before
    return _resolved(token, clause, referents, own=own)


def _resolved(token: "Token", clause: Clause, referents: Referents, *, own: bool) -> str:
    low = token.lower_
    if low in {"my", "our", "your", "his", "her"} and token.dep_ == "poss":
        return referents.possessor(token, own=own)
    if token.pos_ == "PRON":
        return _pronoun(token, referents, own=own)
    if token.dep_ == "neg" or low in {"n't", "nt"}:
        return "not" if low in {"n't", "nt", "not"} else token.text
    if token.pos_ in {"VERB", "AUX"} or token in (clause.core, clause.head):
        return _verb(token, clause)
    return token.text


def _only_stresses(token: "Token") -> bool:
    return token.dep_ == "advmod" and token.head.dep_ == "acomp" and token.lower_ in {"so", "all"}


def _pronoun(token: "Token", referents: Referents, *, own: bool) -> str:
    low = token.lower_
    if low in {"i", "me", "we", "us"}:
        return "them" if own and token.dep_ in {"dobj", "dative"} else referents.speaker
    if low in _SELF:
        return "" if token.dep_ in {"npadvmod", "appos"} else _SELF[low]
    if low in {"mine", "ours"}:
        return f"{referents.speaker}'s"
    if low == "you" and referents.listener:
        return referents.listener
    if low in {"him", "her"} or (low == "it" and token.dep_ in {"dobj", "pobj"}):
        return referents.resolve(token).name
    return token.text


_FULL = {
    "'m": "is", "am": "is", "m": "is", "'re": "are",
    "'ll": "will", "wo": "will", "ca": "can", "'ve": "have",
    "nt": "not",
}  # fmt: skip


def _verb(token: "Token", clause: Clause) -> str:
    low = token.lower_
    if token == clause.core and has_got(clause):
        return ""
    word = _FULL.get(low, token.text if token.ent_type_ else low)
    if low == "m" and token.dep_ not in {"ROOT", "aux", "auxpass", "conj", "ccomp"}:
        word = token.text  # "1.82 m tall"
    if low in {"'s", "s"}:
        word = (
            "has"
            if grammar.lemma(token) == "have"
            or (token.tag_ == "VBZ" and _has_been(token))
            or (token.head == clause.core and has_got(clause))
            else "is"
        )
    if low == "'d":
        word = "had" if token.head.tag_ == "VBN" else "would"
    if not _is_own_verb(token, clause) or _is_ordered(token, clause):
        return word
    if word in {"are", "am"}:
        return "is"
    if word == "were":
        return "was"
    present = token.tag_ in {"VBP", "NN"} or (token.tag_ == "VB" and _stands_finite(token, clause))
    if not present or token.tag_ == "MD":
        return word
    return word if word in {"is", "was", "has"} else grammar.third_person(grammar.lemma(token))


def _is_ordered(token: "Token", clause: Clause) -> bool:
    """Tell whether a verb is what a command asks for, rather than part of its clauses."""
    verb = token.head if token.dep_ in {"aux", "auxpass"} else token
    return clause.mood is Mood.COMMAND and (verb in clause.chain or subject_of(verb) is None)


def _has_been(token: "Token") -> bool:
    beside = {child.lower_ for child in token.head.children}
    return token.dep_ == "aux" and (token.head.tag_ == "VBN" or "been" in beside)


def _stands_finite(token: "Token", clause: Clause) -> bool:
    """Tell whether a base form is really a present tense the tagger missed."""
    return (
        token == clause.head and not _inherited(clause) and grammar.child_of(token, "aux") is None
    )


def _is_own_verb(token: "Token", clause: Clause) -> bool:
    """Tell whether a verb agrees with the clause's subject, told in the singular."""
    verb = token.head if token.dep_ in {"aux", "auxpass"} else token
    if verb == clause.head or (verb == clause.core and token.tag_ in {"VBP", "NN"}):
        return clause.each or clause.subject is None or _becomes_singular(clause.subject)
    if token in _inherited(clause):
        return True
    subject = subject_of(verb)
    return subject is not None and _is_first_person(subject)


def _becomes_singular(subject: "Token") -> bool:
    coordinated = len(members(subject)) > 1
    return coordinated or _is_first_person(subject)


def _is_first_person(subject: "Token | None") -> bool:
    return subject is None or subject.lower_ in {"i", "we"}
