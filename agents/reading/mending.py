"""Repairs of a parse where the small model is known to go wrong on plain sentences."""

from collections.abc import Set as AbstractSet
from itertools import takewhile
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.regrouping import INTRANSITIVE, regroup
from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_TAKEN_FOR_NOUNS = vocabulary(
    "lives works plays likes loves hates drives cooks runs teaches studies speaks owns handles "
    "manages leads uses needs wants makes starts ends opens closes lasts costs rents reckons"
)
"""Verbs that the tagger takes for plural nouns: "my mum lives in Graz"."""
_CALENDAR = vocabulary(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july"
    " august september october november december christmas easter ramadan diwali thanksgiving"
)
_OF_SEVERAL = vocabulary(
    "live work play like love hate drive cook run teach study own need want rent"
)
"""Verbs of several people that the tagger takes for nouns: "the people I work with live in Leeds"."""
_SAME_IN_PAST = vocabulary("quit split")
"""Verbs that look the same in the past and are told of it: nobody quits as a habit."""
_BEFORE = {"amod", "compound", "nmod"}


def mend(doc: "Doc", nouns: AbstractSet[str], verbs: AbstractSet[str]) -> "Doc":
    """Mend names that were taken for words, and verbs and nouns that were taken for each other.

    `nouns` and `verbs` are those of a dictionary, in lower case.
    """
    for token in doc:
        if token.tag_ in {"VB", "VBP"} and token.is_alpha and token.lower_ not in verbs:
            _object_of_verb(token)
        _mend_name(token, nouns)
        _mend_word(token)
        _mend_tie(token)
    doc.ents = [_without_name(entity) for entity in doc.ents]
    for sentence in doc.sents:
        hidden = _verb_after_clause(sentence)
        if hidden is not None:
            _give_described(hidden, sentence.root)
            continue
        role = _opening_role(sentence)
        verb = _verb_of_named_role(role) if role is not None else None
        if role is not None and verb is not None:
            _give_named_role(verb, role, sentence.root)
        elif _is_hidden_verb(sentence.root, sentence):
            _give_subject(sentence.root)
        elif _is_verb_of_several(sentence.root):
            sentence.root.tag_, sentence.root.pos_ = "VBP", "VERB"
        elif (verb := _verb_within(sentence)) is not None:
            _give_object(verb, sentence.root)
        _ask_of_name(sentence)
    regroup(doc)
    return doc


def _mend_name(token: "Token", nouns: AbstractSet[str]) -> None:
    """Mend what was not taken for a name, or not for whose."""
    if _is_unknown_name(token, nouns):
        token.tag_, token.pos_ = "NNP", "PROPN"
    if token.lower_ in {"called", "named"} and token.dep_ == "ccomp":
        _name_object(token)
    if token.lower_ in {"her", "him"} and grammar.lemma(token.head.head) in {"call", "name"}:
        _rename(token)
    if token.pos_ != "PROPN" and token.text[:1].isupper() and token.lower_ in GIVEN:
        _name(token)
    if token.text.islower() and token.tag_ in {"NN", "NNP"} and token.lower_ in GIVEN:
        _name_role(token)


def _mend_word(token: "Token") -> None:
    """Mend a verb, an adjective or a preposition that was taken for another."""
    if token.lower_ in _SAME_IN_PAST and token.tag_ == "VBP" and not _has_helper(token):
        token.tag_ = "VBD"
    if token.lower_ == "like" and token.tag_ == "IN":
        _like(token)
    if token.lower_ == "promoted":
        _promote(token)
    if token.lower_ in {"allergic", "sensitive", "intolerant"}:
        _complete(token)
    if token.tag_ == "POS":
        _be(token)
        _help(token)
        _own(token)


def _object_of_verb(noun: "Token") -> None:
    """Give what is no verb of a dictionary's to the verb before it: "I can't eat gluten"."""
    verb = noun.nbor(-1) if noun.i else noun
    if verb.tag_ not in {"VB", "VBP", "VBD"} or verb.lemma_ == "be":
        return
    if verb.head == noun and verb.dep_ in {"aux", "ccomp"}:
        verb.head, verb.dep_ = (verb, "ROOT") if noun.dep_ == "ROOT" else (noun.head, noun.dep_)
    elif noun.head != verb:
        return
    for child in [child for child in noun.children if child.i > noun.i or child.dep_ == "nsubj"]:
        child.head = verb
    noun.head, noun.dep_, noun.tag_, noun.pos_ = verb, "dobj", "NN", "NOUN"


def _mend_tie(token: "Token") -> None:
    """Hang on its own head what was hung on another."""
    if token.dep_ == "appos" and token.pos_ == "PROPN" and token.head.pos_ == "PRON":
        _tell_apart(token)
    if token.lower_ == "actually" and token.head.pos_ in {"NOUN", "PROPN"}:
        _say_of_clause(token)
    if token.lower_ in {"mine", "ours"}:
        _apposed_to_mine(token)
    if token.dep_ == "npadvmod" and token.lemma_.lower() in grammar.ROLES:
        _lead_name(token)
    if token.dep_ in {"nsubj", "nsubjpass"} and token.head.dep_ in {"aux", "auxpass"}:
        _raise_subject(token)


def _without_name(entity: "Span") -> "Span":
    """Leave the place out of "León last month", which the tagger takes for a date as a whole."""
    first = entity[0]
    named = len(entity) > 1 and first.dep_ == "pobj" and first.lower_ not in _CALENDAR
    if entity.label_ != "DATE" or not named or first.pos_ != "PROPN":
        return entity
    return type(entity)(entity.doc, entity.start + 1, entity.end, entity.label_)


def _say_of_clause(adverb: "Token") -> None:
    """Hang the last word of "allergic to sesame actually" on the verb, and not on what is eaten."""
    verb = next((t for t in adverb.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    if verb is not None and adverb.i > adverb.head.i:
        adverb.head = verb


def _apposed_to_mine(mine: "Token") -> None:
    """Hang "Priya" and "called Priya" on the friend of "a friend of mine, Priya", not on "mine"."""
    friend = mine.head.head
    if mine.dep_ == "pobj" and mine.head.lower_ == "of" and friend.lemma_.lower() in grammar.ROLES:
        mine.tag_, mine.pos_ = "PRP", "PRON"
        for child in [c for c in mine.rights if c.dep_ in {"appos", "acl"}]:
            child.head = friend


def _lead_name(role: "Token") -> None:
    """Take the "cousin" of "my cousin Asha Iyer lives there" for who lives there, by name."""
    name = grammar.child_of(role.head, "nsubj")
    beside = name is not None and name.pos_ == "PROPN" and name.left_edge.i == role.i + 1
    if name is not None and beside:
        role.dep_ = "nsubj"
        name.head, name.dep_ = role, "appos"


def _is_unknown_name(token: "Token", nouns: AbstractSet[str]) -> bool:
    """Tell the name in "Iker packed it all in" from a noun, which a dictionary has."""
    noun = token.tag_ == "NN" or (token.tag_ == "JJ" and token.ent_type_ != "")
    opens = token.is_sent_start and noun and token.dep_ in {"nsubj", "nsubjpass"}
    shaped = token.text[:1].isupper() and token.text[1:].islower() and token.text.isalpha()
    if not (opens and shaped and token.head.tag_ in {"VBD", "VBZ"}):
        return False
    return token.n_lefts == 0 and not token.lower_.endswith("ing") and token.lower_ not in nouns


def _verb_after_clause(sentence: "Span") -> "Token | None":
    """Return the "lives" of "the guy I work with lives in Leeds", taken for whom one works with."""
    described = sentence.root
    clause = grammar.child_of(described, "relcl")
    if described.pos_ != "NOUN" or clause is None or _has_no_subject(clause):
        return None
    for token in clause.subtree:
        goes_on = token.dep_ in {"pobj", "dobj"} and token.n_lefts == 0 and not token.is_sent_end
        if goes_on and token.i > clause.i and token.lower_ in _TAKEN_FOR_NOUNS | _OF_SEVERAL:
            plural = described.tag_ == "NNS"
            if plural == (token.lower_ in _OF_SEVERAL) and not token.nbor(1).is_punct:
                return token
    return None


def _give_described(verb: "Token", described: "Token") -> None:
    """Make who is described by a clause the subject of the verb after it."""
    after = [t for t in described.subtree if t.i > verb.i and t.head.i < verb.i]
    verb.head, verb.dep_ = verb, "ROOT"
    several = verb.lower_ in _OF_SEVERAL
    verb.tag_, verb.pos_ = "VBP" if several else "VBZ", "VERB"
    verb.lemma_ = verb.lower_ if several else _lemma(verb.lower_)
    for token in after:
        token.head = verb
    described.head, described.dep_ = verb, "nsubj"


def _opening_role(sentence: "Span") -> "Token | None":
    """Return whose role opens a sentence that has no verb at its root: "my daughter …"."""
    if sentence.root.pos_ in {"VERB", "AUX"}:
        return None
    roles = grammar.ROLES | grammar.PETS
    found = (t for t in sentence[1:4] if t.lemma_.lower() in roles and t.pos_ == "NOUN")
    return next(found, None) if sentence[0].tag_ == "PRP$" else None


def _verb_of_named_role(role: "Token") -> "Token | None":
    """Return the verb of "my daughter Greta studies law", where the parse has none."""
    after = role.doc[role.i + 1 : role.sent.end]
    names = list(takewhile(lambda t: t.text[:1].isupper() and t.text[1:].islower(), after))
    if not names or len(names) == len(after):
        return None
    verb = names[-1].nbor(1)
    is_verb = verb.tag_ in {"VBZ", "VBD"} or verb.lower_ in _TAKEN_FOR_NOUNS
    return verb if is_verb and verb.dep_ not in {"aux", "auxpass"} else None


def _give_named_role(verb: "Token", role: "Token", root: "Token") -> None:
    """Make a role and its name the subject of the verb that follows them."""
    verb.head, verb.dep_ = verb, "ROOT"
    if root not in {role, verb}:
        owners = [t for t in root.children if t.i < role.i]
        for owner in owners:
            owner.head = role
        root.head, root.dep_ = verb, "dobj"
    if verb.pos_ not in {"VERB", "AUX"}:
        verb.tag_, verb.pos_, verb.lemma_ = "VBZ", "VERB", _lemma(verb.lower_)
    name = verb.nbor(-1)
    for child in [*role.rights, *verb.lefts]:
        if child.i > verb.i:
            child.head = verb
            child.dep_ = "dobj" if child.dep_ == "appos" else child.dep_
    for each in role.doc[role.i + 1 : verb.i]:
        each.head, each.dep_ = (role, "appos") if each == name else (name, "compound")
        each.tag_, each.pos_ = "NNP", "PROPN"
    role.head, role.dep_ = verb, "nsubj"


def _like(word: "Token") -> None:
    """Take the "like" of "I also really like pottery" for the verb it is."""
    if word.dep_ not in {"ROOT", "conj"} or grammar.child_of(word, "nsubj") is None:
        return
    word.tag_, word.pos_, word.lemma_ = "VBP", "VERB", "like"
    target = grammar.child_of(word, "pobj")
    if target is not None:
        target.dep_ = "dobj"


def _complete(adjective: "Token") -> None:
    """Take the "shellfish" of "allergic to shellfish" for a noun."""
    verb = grammar.child_of(adjective, "xcomp")
    to = None if verb is None else grammar.child_of(verb, "aux")
    if verb is None or to is None or to.lower_ != "to" or verb.i != to.i + 1:
        return
    to.head, to.dep_, to.tag_, to.pos_ = adjective, "prep", "IN", "ADP"
    verb.head, verb.dep_, verb.tag_, verb.pos_ = to, "pobj", "NN", "NOUN"


def _be(word: "Token") -> None:
    """Take the "'s" of "Eoin's visiting me" for "is", which it stands for."""
    name = word.head
    verb = name.head
    follows = verb.tag_ == "VBG" and word.i < verb.i <= word.i + 2
    if follows and name.dep_ == "nsubj" and name.pos_ == "PROPN" and not _has_helper(verb):
        word.tag_, word.pos_, word.lemma_ = "VBZ", "AUX", "be"
        word.head, word.dep_ = verb, "aux"


def _help(word: "Token") -> None:
    """Take the "'s" of "my brother's moved" for "has" and of "my dad's retired" for "is"."""
    name = word.head
    verb = name.head
    whose = name.dep_ == "nsubj" and word.dep_ == "case" and word.i == name.i + 1
    done = verb.tag_ in {"VBN", "VBD"} or (verb.tag_ == "JJ" and verb.text.endswith("ed"))
    if not (whose and done and word.i < verb.i) or _has_helper(verb):
        return
    perfect = verb.tag_ != "JJ" and (
        grammar.child_of(verb, "dobj", "prt") is not None
        or grammar.lemma(verb) in INTRANSITIVE | _ALSO_INTRANSITIVE
    )
    word.tag_, word.pos_, word.head, word.dep_ = "VBZ", "AUX", verb, "aux"
    word.lemma_ = "have" if perfect else "be"
    if not perfect and verb.tag_ != "JJ":
        word.dep_, name.dep_ = "auxpass", "nsubjpass"
    verb.tag_, verb.pos_ = "VBN", "VERB"


_ALSO_INTRANSITIVE = frozenset(
    {"be", "pass", "fall", "fail", "apply", "agree", "recover", "decide"}
)


def _tell_apart(name: "Token") -> None:
    """Take the "Kai" of "I told you Kai was vegan" for whom it is told of, not for the listener."""
    whom, teller = name.head, name.head.head
    verb = next((c for c in teller.rights if c.dep_ == "ccomp" and c.i > name.i), None)
    if whom.i + 1 == name.left_edge.i and verb is not None and _has_no_subject(verb):
        name.head, name.dep_ = verb, "nsubj"


def _has_no_subject(verb: "Token") -> bool:
    return grammar.child_of(verb, "nsubj", "nsubjpass", "expl") is None


def _own(mark: "Token") -> None:
    """Take "my friend Tom's wife" for somebody of Tom's, not for Tom."""
    name = mark.head
    first = name.left_edge
    role = first.nbor(-1) if first.i > name.sent.start else None
    if role is None or role.pos_ != "NOUN" or role.lemma_.lower() not in grammar.ROLES:
        return
    if name.dep_ == "poss" and name.head.dep_ == "appos" and name.head.head == role:
        thing = name.head
    elif name.dep_ == "appos" and name.head == role:
        after = [child for child in role.rights if child.i == mark.i + 1]
        if not after:
            return
        thing = after[0]
        if thing.pos_ not in {"NOUN", "PROPN"}:
            thing.tag_, thing.pos_ = "NN", "NOUN"
    else:
        return
    thing.head, thing.dep_ = (thing if role.dep_ == "ROOT" else role.head), role.dep_
    for child in [each for each in role.rights if each.i > thing.i]:
        child.head = thing
    name.head, name.dep_ = thing, "poss"
    role.head, role.dep_ = name, "compound"


def _raise_subject(subject: "Token") -> None:
    """Hang the "brother" of "my brother is engaged" on the verb, and not on its helper."""
    verb = subject.head.head
    if _has_no_subject(verb):
        subject.head = verb


def _promote(promoted: "Token") -> None:
    """Take the "shift" of "promoted to shift supervisor" for a part of the post's name."""
    verb = grammar.child_of(promoted, "xcomp")
    to = None if verb is None else grammar.child_of(verb, "aux")
    post = None if verb is None else grammar.child_of(verb, "dobj")
    if verb is None or to is None or post is None or verb.i != to.i + 1:
        return
    to.head, to.dep_, to.tag_, to.pos_ = promoted, "prep", "IN", "ADP"
    post.head, post.dep_ = to, "pobj"
    verb.head, verb.dep_, verb.tag_, verb.pos_ = post, "compound", "NN", "NOUN"


def _rename(whom: "Token") -> None:
    """Take "called her Zofia" for whom and what, not for a Zofia of hers."""
    name = whom.head
    if whom.dep_ == "poss" and name.pos_ == "PROPN" and name.dep_ in {"dobj", "oprd"}:
        whom.head, whom.dep_, whom.tag_, whom.pos_ = name.head, "dobj", "PRP", "PRON"
        name.dep_ = "oprd"


def _has_helper(verb: "Token") -> bool:
    return grammar.child_of(verb, "aux", "auxpass") is not None


def _name(token: "Token") -> None:
    """Take "Elif" and "Sven" for the names they are."""
    if token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "appos", "attr", "conj", "oprd"}:
        token.tag_, token.pos_ = "NNP", "PROPN"


def _name_role(name: "Token") -> None:
    """Take the "minh" of "my cousin minh works there" for the name of the cousin."""
    role = name.nbor(-1) if name.i > name.sent.start else name
    joined = role.dep_ == "compound" and role.head == name and role.lower_ in grammar.ROLES
    owner = grammar.child_of(name, "poss")
    if not joined or owner is None or name.dep_ == "poss":
        return
    role.head, role.dep_ = (role if name.dep_ == "ROOT" else name.head), name.dep_
    for child in [c for c in name.lefts if c != role]:
        child.head = role
    name.head, name.dep_, name.tag_, name.pos_ = role, "appos", "NNP", "PROPN"


def _name_object(called: "Token") -> None:
    """Hang "called Max" on the retriever of "I have a retriever called Max"."""
    verb = called.head
    thing = grammar.child_of(called, "nsubj", "nsubjpass")
    if thing is None or grammar.lemma(verb) not in {"have", "own", "get", "keep"}:
        return
    if grammar.child_of(called, "aux", "auxpass") is not None or thing.i < verb.i:
        return
    for child in list(called.lefts):
        if child != thing:
            child.head = thing
    thing.head, thing.dep_ = verb, "dobj"
    called.head, called.dep_ = thing, "acl"
    if thing.pos_ not in {"NOUN", "PROPN"}:
        thing.tag_, thing.pos_ = "NN", "NOUN"


def _is_hidden_verb(root: "Token", sentence: "Span") -> bool:
    """Tell whether a sentence's root is a verb whose subject was taken for its attribute."""
    if root.i == sentence.start or grammar.child_of(root, "nsubj", "nsubjpass") is not None:
        return False
    before = root.nbor(-1)
    if before.head != root or before.dep_ not in _BEFORE:
        return False
    if root.tag_ == "VBZ":
        return True
    joined = {t.i for c in root.children if c.dep_ == "conj" for t in c.subtree}
    others = any(t.tag_ in {"VBZ", "VBP", "VBD", "MD"} for t in sentence if t.i not in joined)
    follows = any(c.i > root.i and c.dep_ in {"prep", "dobj", "npadvmod"} for c in root.children)
    return root.lower_ in _TAKEN_FOR_NOUNS and follows and not others


def _is_verb_of_several(root: "Token") -> bool:
    """Tell the "work" of "Tom and his wife work at Lidl" from a noun."""
    subject = grammar.child_of(root, "nsubj")
    joined = subject is not None and grammar.child_of(subject, "conj") is not None
    return root.tag_ == "NN" and root.lower_ in _OF_SEVERAL and joined and not _has_helper(root)


def _verb_within(sentence: "Span") -> "Token | None":
    """Return the verb of "Anna studies law", where the parse has it as a part of its object."""
    root = sentence.root
    if root.pos_ not in {"NOUN", "PROPN"} and (root.tag_ != "VBG" or _has_helper(root)):
        return None
    verb = root.nbor(-1) if root.i > sentence.start + 1 else None
    if verb is None or verb.head != root or verb.dep_ not in _BEFORE:
        return None
    if any(token.tag_ in {"VBP", "VBD", "MD"} for token in sentence):
        return None
    name = verb.nbor(-1)
    named = name.pos_ == "PROPN" and name.head in {verb, root} and name.dep_ in _BEFORE
    return verb if named and verb.lower_ in _TAKEN_FOR_NOUNS else None


def _give_object(verb: "Token", thing: "Token") -> None:
    """Make the name before a verb its subject, and the noun after it its object."""
    name = verb.nbor(-1)
    before = [t for t in (*verb.lefts, *thing.lefts) if t.i < name.i]
    verb.head, verb.dep_ = verb, "ROOT"
    verb.tag_, verb.pos_, verb.lemma_ = "VBZ", "VERB", _lemma(verb.lower_)
    role = next(
        (t for t in before if t.lemma_.lower() in grammar.ROLES and t.i + 1 == name.i), None
    )
    subject = role or name
    for each in before:
        each.head = subject
    subject.head, subject.dep_ = verb, "nsubj"
    if role is not None:  # "my housemate Tahlia studies nursing"
        name.head, name.dep_ = role, "appos"
    thing.head, thing.dep_ = verb, "dobj"
    if thing.tag_ == "VBG":
        thing.tag_, thing.pos_ = "NN", "NOUN"
    for child in [c for c in thing.children if c.is_punct]:
        child.head = verb


def _ask_of_name(sentence: "Span") -> None:
    """Take "is Tahlia vegan?" for a question of Tahlia, not of a "Tahlia vegan"."""
    if len(sentence) < _ASKS or not sentence.text.rstrip().endswith("?"):
        return
    be, name, what = sentence[0], sentence[1], sentence[2]
    asked = be.lower_ in {"is", "was"} and name.text[:1].isupper() and what.text.islower()
    if asked and name.head == what and name.dep_ == "compound" and what.dep_ == "nsubj":
        name.head, name.dep_ = be, "nsubj"
        what.dep_ = "attr"


_ASKS = 4
"""Words of a question for what somebody is, with its mark."""


def _give_subject(verb: "Token") -> None:
    """Make the noun before a verb its subject, and what stood before both the noun's."""
    subject = verb.nbor(-1)
    subject.dep_ = "nsubj"
    for child in list(verb.lefts):
        if child != subject and child.dep_ in {"poss", "det", "nummod", *_BEFORE}:
            child.head = subject
    verb.tag_, verb.pos_ = "VBZ", "VERB"
    verb.lemma_ = _lemma(verb.lower_)
    if subject.pos_ not in {"NOUN", "PROPN"}:
        proper = subject.text[:1].isupper()
        subject.tag_, subject.pos_ = ("NNP", "PROPN") if proper else ("NN", "NOUN")


def _lemma(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]
