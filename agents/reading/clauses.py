"""Clauses of a parsed sentence: who does what, and how it is meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import gender_of
from octomem.agents.reading.joined_words import ANY_MORE
from octomem.agents.reading.reading import Mood, Tense

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


@dataclass(frozen=True, slots=True)
class Clause:
    """A finite verb, the verb that carries the meaning, and how both are meant.

    In "I want to call Anna" `head` is "want" and `core` is "call".
    """

    head: "Token"
    core: "Token"
    subject: "Token | None"
    chain: tuple["Token", ...]
    """Verbs from `head` to `core`."""
    mood: Mood
    tense: Tense
    negated: bool
    of_another: bool
    """It is denied of one so as to be told of another: "it's not Rohan who got the job"."""
    ended: bool
    habit: str
    """"always", "never" or an empty text."""
    progressive: bool
    perfect: bool
    each: bool = False
    """It is told of each of those whom "they" means."""


def clauses(sentence: "Span") -> Iterator[Clause]:
    """Yield the clauses of a sentence, in order."""
    quoted = _quoted(sentence)
    for token in sentence:
        if not _is_head(token):
            continue
        clause = _clause(token, sentence, quoted=token.i in quoted)
        yield clause
        more = [c for c in grammar.conjuncts(clause.core)[1:] if grammar.is_verbal(c)]
        more += grammar.stray_verbs(clause.core)
        for core in more:
            if clause.core != clause.head:
                yield replace(clause, core=core, chain=(*clause.chain[:-1], core))


def subject_of(verb: "Token") -> "Token | None":
    """Return the subject of a verb, carried over from what it is coordinated with."""
    own = grammar.child_of(verb, "nsubj", "nsubjpass", "expl", "csubj")
    if own is not None:
        if own.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
            return verb.head
        return own
    if verb.dep_ in {"conj", "xcomp"} and grammar.is_verbal(verb.head):
        shared = subject_of(verb.head)
        return None if shared is not None and _is_told_not_to(verb, shared) else shared
    return None


def _is_told_not_to(verb: "Token", shared: "Token") -> bool:
    """Tell an order behind what is said of one: "Sam is allergic to shellfish, don't order prawns"."""
    helped = any(child.dep_ == "aux" and child.lower_ == "do" for child in verb.children)
    denied = any(child.dep_ == "neg" for child in verb.children)
    one = shared.tag_ in {"NN", "NNP"} or shared.lower_ in {"he", "she", "it"}
    return helped and denied and one and verb.dep_ == "conj" and not grammar.conjuncts(shared)[1:]


def has_got(clause: Clause) -> bool:
    """Tell whether "have got" stands for "have"."""
    direct = grammar.child_of(clause.core, "dobj")
    return (
        clause.core.lower_ == "got"
        and direct is not None
        and any(
            child.dep_ in {"aux", "auxpass"}
            and (grammar.lemma(child) == "have" or child.lower_ in {"'s", "s"})
            for child in clause.core.children
        )
    )


def _is_head(token: "Token") -> bool:
    """Tell whether a token heads a finite clause, or one that shares a finite verb."""
    if not grammar.is_verbal(token) or token.dep_ in {"aux", "auxpass", "xcomp", "acl", "amod"}:
        return False
    if _is_bare(token):
        return False
    if token.dep_ == "conj":
        governor = token.head
        while governor.dep_ == "conj":
            governor = governor.head
        return _has_subject(token) or (grammar.is_verbal(governor) and _is_head(governor))
    return token.dep_ == "ROOT" or _has_subject(token)


def _is_bare(verb: "Token") -> bool:
    """Tell whether a verb says nothing by itself: "to go", "that I love", "let me see"."""
    if is_infinitive(verb) and not (verb.dep_ == "ccomp" and _has_subject(verb)):
        return True
    if verb.tag_ == "VBG" and not _has_auxiliary(verb) and verb.dep_ != "ROOT":
        shares = verb.dep_ == "conj" and _has_auxiliary(verb.head) and not _has_subject(verb)
        return not shares
    let = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in {"let", "make", "help", "watch"}
    return let or (verb.dep_ == "relcl" and not _is_relative_subject(verb))


def is_infinitive(verb: "Token") -> bool:
    """Tell whether a verb stands with "to"."""
    return any(child.tag_ == "TO" and child.dep_ == "aux" for child in verb.children)


def _has_subject(verb: "Token") -> bool:
    return grammar.child_of(verb, "nsubj", "nsubjpass", "expl") is not None


def _has_auxiliary(verb: "Token") -> bool:
    return grammar.child_of(verb, "aux", "auxpass") is not None


def _is_relative_subject(verb: "Token") -> bool:
    """Tell "who lives here" from "that I love", which says nothing on its own."""
    subject = grammar.child_of(verb, "nsubj", "nsubjpass")
    where = any(child.lower_ == "where" for child in verb.children)
    return subject is not None and (where or subject.lower_ in {"who", "which", "that"})


def _clause(head: "Token", sentence: "Span", *, quoted: bool) -> Clause:
    subject = subject_of(head)
    chain, ended = _chain(head)
    core = chain[-1]
    governor = _inherits_from(head)
    finite = governor or head
    tense, progressive, perfect = _tense(finite, head, chain)
    negated = any(_is_negated(verb) for verb in (*chain, *([governor] if governor else [])))
    of_another = _is_of_another(head)
    negated = negated != of_another
    if ended and _goes_on(chain):
        ended = negated = False
    faded = _has_faded(chain)
    mood = Mood.HEARSAY if quoted else _mood(head, finite, chain, subject, sentence)
    if mood is Mood.FACT:
        mood = _of_subject(head, subject, governor)
    return Clause(
        head=head,
        core=core,
        subject=subject,
        chain=chain,
        mood=mood,
        tense=tense,
        negated=negated or faded == "no longer",
        of_another=of_another,
        ended=ended or (bool(faded) and (negated or faded == "no longer")),
        habit=_habit(chain),
        progressive=progressive,
        perfect=perfect,
    )


def _of_subject(head: "Token", subject: "Token | None", governor: "Token | None") -> Mood:
    """Return what is left of a fact: none, where it has no subject or speaks of "you"."""
    first = head
    while first.dep_ == "conj" and grammar.is_verbal(first.head):
        first = first.head
    if subject is None and not _may_stand_alone(first):
        is_order = first.tag_ == "VB" or (first.tag_ == "VBP" and first.dep_ == "ROOT")
        return Mood.COMMAND if is_order else Mood.HYPOTHETICAL
    if subject is not None and any(
        t.lower_ in grammar.SECOND_PERSON for t in subject.subtree if t.i <= subject.i
    ):
        return Mood.HEARSAY
    return Mood.COMMAND if subject is not None and _is_listed(first, subject) else Mood.FACT


def _is_listed(verb: "Token", subject: "Token") -> bool:
    """Tell what stands below a heading: "my to-do list: buy eggs", not "my dog: eats grass"."""
    between = verb.doc[subject.i : verb.i] if subject.i < verb.i else ()
    bare = verb.lower_ == grammar.lemma(verb) and not _has_auxiliary(verb)
    return bare and subject.tag_ in {"NN", "NNP"} and any(token.text == ":" for token in between)


def _inherits_from(head: "Token") -> "Token | None":
    """Return the verb whose auxiliaries a coordinated bare verb shares."""
    if head.dep_ != "conj" or head.tag_ not in {"VB", "VBG", "VBN"}:
        return None
    if grammar.child_of(head, "aux", "auxpass", "nsubj") is not None:
        return None
    first = head.head
    while first.dep_ == "conj" and grammar.child_of(first, "aux", "nsubj") is None:
        first = first.head
    return first if grammar.is_verbal(first) else None


def _chain(head: "Token") -> tuple[tuple["Token", ...], bool]:
    """Follow "want to", "used to", "stopped" … to the verb that carries the meaning."""
    chain, ended = [head], False
    while (following := _governed(chain[-1])) is not None:
        verb = grammar.lemma(chain[-1])
        ended = ended or verb in grammar.ENDS or (verb == "use" and chain[-1].tag_ == "VBD")
        chain.append(following)
        if len(chain) > 4:
            break
    return tuple(chain), ended


def _governed(verb: "Token") -> "Token | None":
    inner = grammar.child_of(verb, "xcomp")
    if inner is None or not grammar.is_verbal(inner):
        return None
    lemma = grammar.lemma(verb)
    with_to = any(child.tag_ == "TO" for child in inner.children)
    if not with_to:
        return inner if lemma in grammar.ENDS | grammar.BEGINS and inner.tag_ == "VBG" else None
    if lemma == "use":
        return inner if verb.tag_ in {"VBD", "VB"} else None
    is_going = lemma == "go" and verb.tag_ == "VBG"
    would = lemma in {"like", "love"} and any(
        child.lower_ in {"would", "'d"} for child in verb.children
    )
    if is_going or would or lemma in grammar.WANTS | grammar.BEGINS | {"have", "get", "try"}:
        return inner
    return None


def _tense(finite: "Token", head: "Token", chain: tuple["Token", ...]) -> tuple[Tense, bool, bool]:
    aux = [child for child in finite.children if child.dep_ in {"aux", "auxpass"}]
    words = {child.lower_ for child in aux}
    getting = any(child.lower_ in {"getting", "being"} for child in aux)
    progressive = head.tag_ == "VBG" or getting
    perfect = any(grammar.lemma(child) == "have" for child in aux) and head.tag_ in {"VBN", "VBG"}
    if words & grammar.MODALS_FUTURE or _is_going_to(chain):
        return Tense.FUTURE, progressive, perfect
    past_aux = any(child.tag_ == "VBD" for child in aux)
    if perfect and not past_aux:
        return (Tense.PRESENT if progressive else Tense.PAST), progressive, True
    bare_past = head.tag_ == "VBD" or (
        head.tag_ == "VBN" and not aux and head.dep_ in {"ROOT", "conj", "relcl", "ccomp"}
    )
    is_past = past_aux or bare_past
    return (Tense.PAST if is_past else Tense.PRESENT), progressive, perfect


def _is_going_to(chain: tuple["Token", ...]) -> bool:
    return len(chain) > 1 and any(
        grammar.lemma(verb) == "go" and verb.tag_ == "VBG" for verb in chain[:-1]
    )


def _goes_on(chain: tuple["Token", ...]) -> bool:
    """Tell "I haven't stopped using Vim": what is denied is the end."""
    return any(grammar.lemma(verb) in grammar.ENDS and _is_negated(verb) for verb in chain[:-1])


def _is_negated(verb: "Token") -> bool:
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ in {"never", "hardly", "barely"}:
            return True
        if child.dep_ == "advmod" and child.lower_ == "longer":
            return True
    return False


def _is_of_another(head: "Token") -> bool:
    """Tell what "it's not Rohan who got the job" says of Rohan: that he did not."""
    whom = head.head
    if head.dep_ != "relcl" or whom.dep_ != "attr" or grammar.lemma(whom.head) != "be":
        return False
    if any(token.lower_ in {"just", "only", "merely", "simply"} for token in whom.head.subtree):
        return False
    it = grammar.child_of(whom.head, "nsubj")
    return it is not None and it.lower_ in {"it", "that"} and _is_negated(whom.head)


def _has_faded(chain: tuple["Token", ...]) -> str:
    """Return "no longer" or "any more" where one of them modifies a verb of the chain."""
    for verb in chain:
        for token in verb.subtree:
            word = token.lower_
            if token.norm_ == ANY_MORE:
                return "any more"
            if word not in {"longer", "more"} or not token.i:
                continue
            before = token.nbor(-1).lower_
            if word == "longer" and before == "no":
                return "no longer"
            after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
            if word == "more" and before == "any" and after != "than":
                return "any more"
    return ""


def _habit(chain: tuple["Token", ...]) -> str:
    for verb in chain:
        for child in verb.children:
            if child.lower_ in {"always", "never"}:
                return child.lower_
    return ""


def _mood(
    head: "Token",
    finite: "Token",
    chain: tuple["Token", ...],
    subject: "Token | None",
    sentence: "Span",
) -> Mood:
    words = {child.lower_ for child in finite.children if child.dep_ == "aux"}
    if _asks_listener(words, subject, sentence) or _tells_listener(words, chain, subject):
        return Mood.COMMAND
    if head.i > sentence.start and head.nbor(-1).lower_ == "please" and head.lower_ == head.lemma_:
        return Mood.COMMAND  # "I need it by five so please hurry"
    if _is_question(head, sentence):
        return Mood.QUESTION
    reported = _reported(head)
    if reported is not None:
        return reported
    if _is_wish(head, finite, words) or _is_unreal(head, finite, words, chain):
        return Mood.HYPOTHETICAL
    return _intention(head, words, chain)


def _is_wish(head: "Token", finite: "Token", words: set[str]) -> bool:
    """Tell "wants Anna to come" and "must have been" from what is or will be."""
    wished = is_infinitive(head) or (head.dep_ == "conj" and is_infinitive(finite))
    guessed = words & (grammar.MODALS_DUE | grammar.MODALS_FUTURE) and "have" in words
    return wished or bool(guessed)


def _intention(head: "Token", words: set[str], chain: tuple["Token", ...]) -> Mood:
    """Tell what is meant to be done from facts; "had to" was done, "wanted to" was not."""
    intends = _intends(chain)
    if intends and (head.tag_ == "VBD" or (head.tag_ == "VBN" and words & _HAVE)):
        had_to = grammar.lemma(head) in {"have", "get"}
        return Mood.FACT if had_to else Mood.HYPOTHETICAL
    ahead = words & (grammar.MODALS_DUE | grammar.MODALS_FUTURE)
    return Mood.INTENTION if ahead or intends else Mood.FACT


_HAVE = {"have", "has", "had", "'ve", "\u2019ve", "'s", "\u2019s", "'d"}
"""Helpers of what "has had to" be done."""


def _asks_listener(words: set[str], subject: "Token | None", sentence: "Span") -> bool:
    """Tell whether a clause asks a favour: "can you remind me to call Anna?"."""
    return (
        subject is not None
        and subject.lower_ in {"you", "u"}
        and bool(words & {"can", "could", "will", "would"})
        and any(token.lower_ in words for token in sentence[:4] if token.i < subject.i)
    )


def _tells_listener(words: set[str], chain: tuple["Token", ...], subject: "Token | None") -> bool:
    if subject is None or subject.lower_ not in {"you", "u"}:
        return False
    governor = chain[0].head
    wanted = chain[0].dep_ == "ccomp" and grammar.lemma(governor) in {
        "want",
        "need",
        "like",
        "prefer",
        "love",
    }
    names = grammar.lemma(chain[-1]) == "call" and bool(words & {"can", "may", "could"})
    return bool(words & {"must", "should", "shall"}) or wanted or names


def _ends_asking(sentence: "Span") -> bool:
    """Tell whether a question mark ends a sentence, whatever quotes and brackets follow it."""
    for place in range(sentence.end - 1, sentence.start - 1, -1):
        if ending := sentence.doc[place].text.rstrip(" \"')"):
            return ending.endswith("?")
    return False


def _is_question(head: "Token", sentence: "Span") -> bool:
    if _ends_asking(sentence):
        return not _is_told_first(head, sentence)
    first = sentence[0].lower_
    if first in {"do", "does", "did", "are", "is", "was", "were", "have", "has", "can", "could"}:
        subject = grammar.child_of(head, "nsubj", "nsubjpass")
        return subject is not None and subject.i > sentence.start and head.dep_ == "ROOT"
    return first in {"what", "where", "who", "why", "how", "which"} and head.dep_ == "ROOT"


def _is_told_first(head: "Token", sentence: "Span") -> bool:
    """Tell the "I don't speak French" before ", could you tell me what it says?"."""
    subject = grammar.child_of(head, "nsubj", "nsubjpass")
    opens = subject is not None and subject.left_edge.i == sentence.start and subject.i < head.i
    rest = sentence.doc[head.i : sentence.end].text
    return opens and _ASKS_BESIDE.search(rest) is not None and not _SUPPOSED.search(rest)


_SUPPOSED = re.compile(r"\bin (?:this|that|the|my) (?:scenario|game|story|novel|role)\b|\bprove\b")
_ASKS_BESIDE = re.compile(r", (?:so |and |but )?(?:could|can|would|will|do) you\b[^?]*\?$")


def _reported(head: "Token") -> Mood | None:
    """Say whose words a clause is: others' are hearsay, the speaker's guesses are not facts."""
    while head.dep_ == "conj" and grammar.is_verbal(head.head):
        head = head.head
    aside = next(
        (c for c in head.children if c.dep_ in {"parataxis", "ccomp"} and _is_aside(c)), None
    )
    if aside is not None:
        return None if _is_wry(head, aside) else _report_of(aside)
    if head.dep_ not in {"ccomp", "relcl"}:
        return None
    governor = head.head
    if head.dep_ == "relcl":
        return None
    if any(child.lower_ == "before" and child.dep_ == "mark" for child in governor.children):
        return None  # "before you ask: …"
    if (
        _is_spliced(head, governor)
        or _is_wry(head, governor)
        or _is_told_first_hand(head, governor)
    ):
        return None
    return _report_of(governor) if grammar.is_verbal(governor) else None


def _is_spliced(head: "Token", governor: "Token") -> bool:
    """Tell "she's in Prague, she wants to show us round" from what somebody says."""
    subject = subject_of(governor)
    wants = grammar.lemma(governor) in {"want", "need", "ask", "call", "hope", "expect"}
    wants = wants or (subject is not None and subject.lower_ == "you")  # "…, could you tell me?"
    between = head.doc[head.i : subject.i] if subject is not None and head.i < subject.i else ()
    before = between or head.doc[head.i : governor.i]
    so = any(a.text == "," and a.nbor(1).lower_ in {"so", "but"} for a in before)
    return so or (wants and any(token.text == "," for token in between))


def _is_told_first_hand(head: "Token", governor: "Token") -> bool:
    """Tell what somebody says of themselves, or a doctor finds or forbids, from what is only said: "Tom told me he's vegan"."""
    by, of, verb = subject_of(governor), subject_of(head), grammar.lemma(governor)
    to = grammar.child_of(governor, "dobj", "dative")
    told = verb in {"tell", "say", "mention", "confirm"} and (
        to is None or to.lower_ in {"me", "us"}
    )
    unsure = _is_negated(governor) or _is_conditional(governor)
    attribute = grammar.child_of(head, "attr")
    named = attribute is not None and attribute.pos_ == "PROPN"  # "he told me he's Batman"
    if by is None or of is None or not told or unsure or named or _UNTRUE.search(head.sent.text):
        return False
    forbidden = of.lower_ == "i" and _is_ability(head) and _is_negated(head)
    if any(child.tag_ == "MD" for child in head.children) and not forbidden:
        return False
    if of.lower_ == "i" or of.pos_ == "PROPN":
        found = grammar.child_of(head, "acomp")
        finds = grammar.lemma(head) == "have" or (found is not None and found.lower_ == "allergic")
        return (finds or forbidden) and by.lemma_.lower() in grammar.HEALERS
    return of.lower_ in {"he", "she"} and by.lower_ != "you" and _may_be(by, of.lower_)


_UNTRUE = re.compile(r"\b(?:lied|lying|joked|joking|mix-up|mistake|misdiagnos\w+|wrong)\b")


def _may_be(by: "Token", pronoun: str) -> bool:
    """Tell whether a word or name may be who "he" or "she" is."""
    word = by.lower_ if by.pos_ == "PRON" else by.lemma_.lower()
    if by.pos_ == "PRON":
        return word == pronoun
    if by.pos_ == "PROPN" and word not in grammar.ROLES:
        return gender_of(by.text) in {None, "m" if pronoun == "he" else "f"}
    others = grammar.FEMALE_KIN if pronoun == "he" else grammar.MALE_KIN
    return word in grammar.ROLES - others


def _is_wry(head: "Token", governor: "Token") -> bool:
    """Tell "she is my cousin, I suppose" from a guess: whose cousin one is one knows."""
    kin = grammar.child_of(head, "attr")
    owner = None if kin is None else grammar.child_of(kin, "poss")
    wry = grammar.lemma(governor) in {"suppose", "guess"} and head.i < governor.i
    own = owner is not None and owner.lower_ in {"my", "our"}
    return wry and own and kin is not None and kin.lemma_.lower() in grammar.KIN


def _is_aside(verb: "Token") -> bool:
    return len(list(verb.subtree)) <= 3 and grammar.lemma(verb) in grammar.SPEAKER_DOUBTS


def _report_of(governor: "Token") -> Mood | None:
    by = subject_of(governor)
    verb = grammar.lemma(governor)
    word = by.lower_ if by is not None else "i"
    if verb == "hear" and grammar.child_of(governor, "dobj") is not None:
        return None  # "Kit plays the trombone, the whole street can hear it"
    if word in grammar.FIRST_PERSON:
        if by is not None and verb in grammar.SPEAKER_HEARS:
            return Mood.HEARSAY
        return Mood.HYPOTHETICAL if verb in grammar.SPEAKER_DOUBTS else None
    if word == "you":
        return Mood.HEARSAY if verb in grammar.OTHERS_REPORT else None
    return Mood.HEARSAY if verb in grammar.OTHERS_REPORT else None


def _is_unreal(head: "Token", finite: "Token", words: set[str], chain: tuple["Token", ...]) -> bool:
    would_like = grammar.lemma(head) in {"like", "love"} and len(chain) > 1
    aux_unreal = words & grammar.MODALS_UNREAL or any(
        c.lower_ == "'d" and grammar.lemma(c) != "have" for c in finite.children
    )
    if aux_unreal and not would_like and not _is_ability(finite):
        return True
    for verb in (head, finite):
        unsure = grammar.UNSURE | grammar.SECONDHAND
        if any(child.lower_ in unsure for child in verb.children) or _is_nearly(verb):
            return True
        if _is_conditional(verb) or _is_likened(verb):
            return True
    return any(
        child.dep_ == "advcl" and child.i < head.i + 30 and _makes_unreal(child, head, chain)
        for child in head.children
    )


def _is_nearly(verb: "Token") -> bool:
    """Tell what did not happen in the end: "I almost moved to York"."""
    is_done = verb.tag_ in {"VBD", "VBN"} and grammar.lemma(verb) != "be"
    return is_done and any(
        child.lower_ in {"almost", "nearly"} and child.i < verb.i for child in verb.children
    )


def _makes_unreal(condition: "Token", head: "Token", chain: tuple["Token", ...]) -> bool:
    """Tell whether a clause takes back what its main clause claims.

    "When it rains, I walk" claims no walk; "once you are here, I need to call Anna" and
    "when you write to me, always use German" are meant all the same. So is what follows a
    lead-in with a colon, and whatever holds "even when" something else is so.
    """
    if not _is_conditional(condition) or is_concession(condition):
        return False
    if _leads_in(condition, head):
        return False
    if not is_temporal_clause(condition):
        return True
    return not (_intends(chain) or _is_order(head) or grammar.lemma(chain[-1]) in _LASTING_STATES)


_LASTING_STATES = {"be", "have", "know", "own", "speak", "prefer"}
"""Verbs whose present holds at any time, so also "when" something else happens."""


def is_concession(verb: "Token") -> bool:
    """Tell "even when …" and "although …" from a condition."""
    concedes = {"though", "although", "even"}
    return any(
        child.lower_ in concedes and child.dep_ in {"mark", "advmod"} for child in verb.children
    )


def is_temporal_clause(verb: "Token") -> bool:
    """Tell "before we start", which says when, from "if we start"."""
    marks = {child.lower_ for child in verb.children if child.dep_ in {"mark", "advmod"}}
    return bool(marks & _TIMES) and not marks & _CONDITIONS


def _leads_in(condition: "Token", head: "Token") -> bool:
    """Tell "before you book: …" and "if you must know: …" from "if it rains: …"."""
    between = head.doc[condition.right_edge.i + 1 : head.i]
    if not any(token.text == ":" for token in between):
        return False
    subject = subject_of(condition)
    to_listener = subject is not None and subject.lower_ in grammar.SECOND_PERSON
    return to_listener or is_temporal_clause(condition)


def _is_order(head: "Token") -> bool:
    """Tell whether a clause without a subject tells somebody to do something."""
    bare = head.tag_ == "VB" or (head.tag_ == "VBP" and head.dep_ == "ROOT")
    return bare and subject_of(head) is None and not is_infinitive(head)


def _is_ability(finite: "Token") -> bool:
    return any(child.lower_ in {"can", "ca"} for child in finite.children)


def _is_conditional(verb: "Token") -> bool:
    while verb.dep_ == "conj" and grammar.is_verbal(verb.head):
        verb = verb.head
    marks = {child.lower_ for child in verb.children if child.dep_ in {"mark", "advmod"}}
    if marks & _CONDITIONS:
        return True
    present = {"VBP", "VBZ", "VB", "MD"}
    finite = [child.tag_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    is_later = verb.dep_ != "ROOT" and any(tag in present for tag in (finite or [verb.tag_]))
    return is_later and bool(marks & (_TIMES | {"whenever"}))


def _is_likened(verb: "Token") -> bool:
    """Tell "I feel like I'm single" and "as though I'm vegan" from what is so."""
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"} & {"like", "though"}
    seems = grammar.lemma(verb.head)
    if not marks or verb.dep_ not in {"advcl", "ccomp"} or seems not in _SEEMS:
        return False
    subject = grammar.child_of(verb.head, "nsubj", "expl")
    guessed = seems in {"look", "sound", "seem"} and (subject is None or subject.lower_ == "it")
    return "though" in marks or not guessed  # "looks like I got the job" is so


_SEEMS = {"feel", "seem", "look", "sound", "act", "behave", "be"}
"""What is followed by what something is only like."""
_CONDITIONS = {"if", "unless", "whether", "suppose", "supposing"}
_TIMES = {"when", "once", "until", "till", "before", "after"}


def _intends(chain: tuple["Token", ...]) -> bool:
    for verb in chain[:-1]:
        lemma = grammar.lemma(verb)
        if lemma in grammar.WANTS or (lemma == "go" and verb.tag_ == "VBG"):
            return True
        if lemma in {"have", "get", "like", "love"}:
            return True
        if lemma == "try" and verb.tag_ == "VBG":
            return True
    return False


def _may_stand_alone(head: "Token") -> bool:
    """Tell whether a clause without a subject is the speaker's own: "Moved to Graz!"."""
    opens = all(t.pos_ in {"ADV", "INTJ", "PUNCT", "CCONJ"} for t in head.sent if t.i < head.i)
    is_past = head.tag_ in {"VBD", "VBN"} and head.dep_ in {"ROOT", "conj"}
    return opens and (is_past or (head.tag_ == "VBG" and head.dep_ == "ROOT"))


def _quoted(sentence: "Span") -> set[int]:
    """Return the tokens between quotation marks: at least three words, said by somebody."""
    inside: set[int] = set()
    opened: int | None = None
    for token in sentence:
        if token.text in {'"', "“", "”", "``", "''", "«", "»"}:
            if opened is None:
                opened = token.i
            else:
                if token.i - opened > 3:
                    inside.update(range(opened + 1, token.i))
                opened = None
    return inside
