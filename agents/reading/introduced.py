"""Names and roles of people who are told of apart: "bringing my brother. Ieuan. paramedic"."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import GIVEN, gender_of
from octomem.agents.reading.occupations import is_occupation
from octomem.agents.reading.phrases import Phrase
from octomem.agents.reading.subjects import Referents, Waiting, Who, proper_name
from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

APART = 2
"""Sentences from a role to the name that belongs to it."""
ANSWERED = 6
"""Sentences from a question after somebody's children to the last that tells of them."""
OFFSPRING = vocabulary("daughter son child kid baby grandson granddaughter grandchild niece nephew")
"""Who is told of by name without a word about who that is: "my daughter's recital. Ida plays …"."""
_BORN = vocabulary("youngest oldest eldest")
_CHILDREN = vocabulary("kids children girls boys twins")
_ELDERS = vocabulary("dad daddy mum mom mam mummy mommy grandma grandpa grandad granny")
"""Whom nobody but their own calls so."""
_GRUDGED = vocabulary("yes yep yeah ok okay alright right fine sure no nope sorry thanks whatever")
"""Words before "mum" by which a friend is told to stop nagging."""
_UNTITLED = grammar.KIN | grammar.PETS
"""Who is not called by a title."""
_THINGS = frozenset({"PRODUCT", "GPE", "LOC", "FAC", "DATE", "TIME", "WORK_OF_ART"})
_CALLED_SO = vocabulary("friend mate buddy pal brother son man boy girl baby kid child")
"""Whom somebody may speak to rather than of: "that's right, my friend"."""
_KEEPS = vocabulary("key cat dog kid parcel plant garden child post")
"""What a neighbour has or minds."""
_CONTACTS = vocabulary("guy man woman person contact lad girl")
_CLOSES = frozenset({",", ".", "!", ")", ";", "-"})
_ROLES = (grammar.ROLES | grammar.HEALERS) - {"family", "people", "person", "guy", "host", "lead"}
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})


def introduced(sentence: "Span", referents: Referents) -> Iterator[Phrase]:
    """Yield whom a sentence names who was told of without a name before, or the other way round.

    The referents learn the names; `await_names` has to follow when the sentence is read.
    """
    if sentence.text.rstrip(" \"')").endswith("?") or '"' in sentence.text:
        return
    told = list(_named(sentence, referents)) or list(_described(sentence, referents))
    told += _trailing(sentence, referents)
    told += _neighbours(sentence, referents)
    told += _addressed(sentence, referents)
    yield from _once(told)


def await_names(sentence: "Span", referents: Referents) -> None:
    """Note whom a sentence tells of by a role alone, whose name may come next."""
    kept = [w for w in referents.waiting if referents.sentence - w.sentence < _lasts(w)]
    kept = [w for w in kept if w.role not in referents.names]
    asks = sentence.text.rstrip().endswith("?") or sentence[0].lower_ in {"how", "hows"}
    for token in sentence:
        noun = token.lemma_.lower()
        if asks and token.lower_ in _CHILDREN and referents.listener and _is_yours(token):
            role = f"{referents.listener}'s child"
            kept = [Waiting(role, "child", referents.sentence, several=True)]
        elif not asks and noun in _ROLES | grammar.PETS and _is_own(token) and not _is_named(token):
            role = f"{referents.speaker}'s {noun}"
            if role not in referents.names:
                alone = not any(t.tag_ in _FINITE for t in sentence)
                kept.append(Waiting(role, noun, referents.sentence, alone=alone))
    referents.waiting = kept


def _lasts(waiting: Waiting) -> int:
    return ANSWERED if waiting.several else APART


def _is_own(token: "Token") -> bool:
    """Tell "my brother", one of whom somebody may have only one."""
    plain = not any(c.dep_ in {"amod", "relcl", "conj", "nummod"} for c in token.children)
    single = token.tag_ == "NN" or (token.tag_ == "NNP" and token.text.islower())
    return plain and single and token.i > 0 and token.nbor(-1).lower_ in {"my", "our"}


def _is_yours(token: "Token") -> bool:
    return any(c.lower_ in {"the", "your", "ur"} for c in token.children)


def _is_named(role: "Token") -> bool:
    """Tell whether a name stands beside a role: "my brother Ieuan", "Ieuan, my brother"."""
    near = role.doc[max(role.i - 4, role.sent.start) : role.i + 3]
    named = (t for t in near if t.pos_ == "PROPN" and t.ent_type_ not in {"DATE", "TIME"})
    return any(t.text[:1].isupper() or t.i == role.i + 1 for t in named)


def _named(sentence: "Span", referents: Referents) -> Iterator[Phrase]:
    """Yield the name of somebody who waits for one, where this sentence gives it."""
    of = _bare_name(sentence)
    if of is not None and _place_in(sentence) > 0:
        yield from _bound(of, referents, titled=True)
        return
    subject = _subject(sentence)
    if subject is None or subject.pos_ != "PROPN":
        return
    if _is_name_of(subject):
        yield from _bound(subject, referents, titled=False)
    elif _is_characterised(subject):
        aged = grammar.child_of(subject.head, "attr")
        is_age = aged is not None and aged.text.isdigit()
        waits = [w for w in referents.waiting if w.alone or w.noun in OFFSPRING]
        asked = [w for w in waits if w.several and w.role == f"{referents.speaker}'s child"]
        if asked and is_age:
            yield from _bind(subject, asked[0], referents)
        else:
            yield from _only(subject, [w for w in waits if not w.several], referents)


def _bound(name: "Token", referents: Referents, *, titled: bool) -> Iterator[Phrase]:
    title = _title_of(name) if titled else ""
    if title and title in {"dr", "doctor"}:
        waits = [w for w in referents.waiting if w.noun in grammar.HEALERS]
    else:
        barred = _UNTITLED if title else grammar.HEALERS & {"gp"}
        waits = [w for w in referents.waiting if w.noun not in barred]
    yield from _only(name, waits, referents)


def _only(name: "Token", waits: list[Waiting], referents: Referents) -> Iterator[Phrase]:
    """Bind a name to the only one whom it fits, unless it is known already."""
    called = proper_name(name)
    known = {each.who.name for each in referents.people} | {referents.speaker, referents.listener}
    fits = [w for w in waits if _fits(called, w)]
    if len({w.role for w in fits}) == 1 and called not in known:
        yield from _bind(name, fits[-1], referents)


def _bind(name: "Token", waiting: Waiting, referents: Referents) -> Iterator[Phrase]:
    called = _written(proper_name(name))
    kind = "animal" if waiting.noun in grammar.PETS else "person"
    if not waiting.several:
        referents.bind(waiting.role, called)
        referents.waiting = [w for w in referents.waiting if w.role != waiting.role]
    referents.kinds[called] = kind
    referents.people = [p for p in referents.people if p.who.name != waiting.role]
    referents.name(Who(called, kind), _sex_of(waiting.noun))
    referents.named = called
    referents.named_sentence = referents.sentence
    yield Phrase(called, kind, "is", waiting.role, kind)


def _fits(called: str, waiting: Waiting) -> bool:
    told, wanted = gender_of(called), _sex_of(waiting.noun)
    return told is None or wanted is None or told == wanted


def _sex_of(noun: str) -> str | None:
    if noun in grammar.FEMALE_KIN:
        return "f"
    return "m" if noun in grammar.MALE_KIN else None


def _bare_name(sentence: "Span") -> "Token | None":
    """Return the name of which a sentence consists: "Ieuan.", "Dr Achterberg, 3 Linden Row"."""
    words = [t for t in sentence if not t.is_space]
    if any(t.tag_ in _FINITE or t.tag_ in {"VB", "VBG", "UH"} for t in words):
        return None
    row: list[Token] = []
    for token in words:
        if token.pos_ != "PROPN" or not token.text[:1].isupper():
            break
        row.append(token)
    if not row or len(row) > 3 or (len(row) < len(words) and words[len(row)].text not in _CLOSES):
        return None
    if any(t.pos_ == "ADV" for t in words[len(row) :]):  # "my brother plays. Chopin, mostly"
        return None
    titled = row[0].lower_.rstrip(".") in grammar.TITLES
    is_person = row[0].lower_ in GIVEN or row[-1].ent_type_ == "PERSON" or titled
    return row[-1] if is_person and not (titled and len(row) == 1) else None


def _title_of(name: "Token") -> str:
    first = name.doc[name.left_edge.i].lower_.rstrip(".")
    return first if first in grammar.TITLES else ""


def _place_in(sentence: "Span") -> int:
    """Count the sentences before one in its passage: a name on a line of its own signs a letter."""
    return sum(1 for other in sentence.doc.sents if other.start < sentence.start)


def _subject(sentence: "Span") -> "Token | None":
    return grammar.child_of(sentence.root, "nsubj")


def _is_name_of(subject: "Token") -> bool:
    """Tell "Hoa was her name"."""
    attr = grammar.child_of(subject.head, "attr")
    if attr is None or attr.lower_ != "name" or grammar.lemma(subject.head) != "be":
        return False
    owner = grammar.child_of(attr, "poss")
    return owner is not None and owner.lower_ in {"his", "her"}


def _is_characterised(subject: "Token") -> bool:
    """Tell what says who somebody is from what somebody did: "Ida plays the cello"."""
    verb = subject.head
    first = all(t.pos_ in {"INTJ", "PUNCT", "CCONJ"} for t in verb.sent if t.i < subject.i)
    helped = any(c.dep_ in {"aux", "neg"} for c in verb.children)
    plain = first and verb.tag_ == "VBZ" and subject.n_lefts == 0 and not helped
    said = grammar.child_of(verb, "attr")
    return plain and (said is None or said.text.isdigit() or is_occupation(said.text))


def _described(sentence: "Span", referents: Referents) -> Iterator[Phrase]:
    """Yield the work of who was named right before: "Ieuan. paramedic, so if …"."""
    if referents.named_sentence != referents.sentence - 1 or _place_in(sentence) == 0:
        return
    words = [t for t in sentence if not t.is_space]
    end = next((i for i, t in enumerate(words) if t.text in {",", ".", "!"}), len(words))
    row = words[:end]
    if 0 < len(row) <= 4 and is_occupation(row[-1].text) and all(_describes(t) for t in row):
        bare = [t.text for t in row if t.lower_ not in {"a", "an"}]
        what = f"{grammar.article(bare[0])} {' '.join(bare)}"
        yield Phrase(referents.named, "person", "is", what, "thing")


def _describes(token: "Token") -> bool:
    return token.pos_ in {"NOUN", "ADJ", "DET", "PROPN"} and token.lower_ not in {"the", "no", "my"}


def _trailing(sentence: "Span", referents: Referents) -> Iterator[Phrase]:
    """Yield who a subject is that is told behind its clause: "danylo is 4, my youngest"."""
    subject = _subject(sentence)
    if subject is None or not (subject.pos_ == "PROPN" or _is_known(subject, referents)):
        return
    if any(t.lower_ != "no" for t in subject.lefts):  # "no danylo is 4" answers, and denies nothing
        return
    if grammar.lemma(subject.head) == "be" and subject.text.islower():
        yield from _equated(subject, referents)
    for owner in sentence[1:]:
        comma, last = owner.nbor(-1), _noun_after(owner, sentence)
        if comma.text != "," or owner.lower_ not in {"my", "our"} or last is None:
            continue
        between = sentence.doc[subject.i + 1 : comma.i]
        others = any(t.pos_ == "PROPN" or t.lemma_.lower() in _ROLES for t in between)
        if not others and any(t.tag_ in _FINITE for t in between):
            yield from _role_of(subject, last, referents)


def _is_known(subject: "Token", referents: Referents) -> bool:
    """Tell a name in small letters, of somebody who was spoken of."""
    people = [each.who for each in referents.people] + [referents.perhaps]
    return any(who is not None and who.name.casefold() == subject.lower_ for who in people)


def _equated(subject: "Token", referents: Referents) -> Iterator[Phrase]:
    """Yield "petro's my husband" of a name in small letters."""
    attr = grammar.child_of(subject.head, "attr")
    own = attr is not None and attr.lemma_.lower() in grammar.KIN and _is_own(attr)
    plain = subject.tag_ == "NNP" and subject.ent_type_ not in _THINGS
    plain = plain and not any(c.dep_ == "neg" for c in subject.head.children)
    if attr is not None and own and plain:
        yield from _role_of(subject, attr, referents)


def _noun_after(owner: "Token", sentence: "Span") -> "Token | None":
    """Return the role that follows "my" at the end of what is said: ", my youngest."."""
    for at in (owner.i + 1, owner.i + 2):
        if at >= sentence.end:
            return None
        noun = sentence.doc[at]
        follows = sentence.doc[at + 1] if at + 1 < sentence.end else None
        known = noun.lemma_.lower() in (_ROLES | grammar.PETS) - _CALLED_SO or noun.lower_ in _BORN
        if known and (follows is None or follows.text in _CLOSES):
            return noun
    return None


def _role_of(subject: "Token", noun: "Token", referents: Referents) -> Iterator[Phrase]:
    called = _written(proper_name(subject))
    if called in {referents.speaker, referents.listener}:
        return
    word = noun.lower_
    lemma = "child" if word in _BORN else noun.lemma_.lower()
    told = [word] if word in _BORN else []
    role = " ".join([f"{referents.speaker}'s", *told, lemma])
    kind = "animal" if lemma in grammar.PETS else "person"
    referents.bind(role, called)
    referents.kinds[called] = kind
    referents.name(Who(called, kind), _sex_of(lemma))
    yield Phrase(called, kind, "is", role, kind)


def _neighbours(sentence: "Span", referents: Referents) -> Iterator[Phrase]:
    """Yield "Gunhild next door" and "he's our guy at Foxglove Studio"."""
    for token in sentence[:-2]:
        after = token.doc[token.i + 1 : token.i + 4]
        beside = token.pos_ == "PROPN" and after[:2].text == "next door"
        if beside and after[-1].lower_ not in {"to", "neighbour", "neighbor"} and _lives(token):
            called = proper_name(token)
            referents.name(Who(called, "person"))
            yield Phrase(called, "person", "is", f"{referents.speaker}'s neighbour", "person")
    yield from _contact(sentence, referents)


def _lives(name: "Token") -> bool:
    """Tell a neighbour from the shop next door."""
    kept = name.dep_ == "nsubj" and name.head.lemma_ in {"have", "keep", "mind", "watch", "feed"}
    target = grammar.child_of(name.head, "dobj") if kept else None
    minds = target is not None and target.lemma_.lower() in _KEEPS
    return minds or name.lower_ in GIVEN or name.ent_type_ == "PERSON"


def _contact(sentence: "Span", referents: Referents) -> Iterator[Phrase]:
    """Yield where somebody works who is "our guy at" there."""
    subject = _subject(sentence)
    attr = grammar.child_of(sentence.root, "attr")
    if subject is None or attr is None or attr.lower_ not in _CONTACTS:
        return
    owner, at = grammar.child_of(attr, "poss"), grammar.child_of(attr, "prep")
    place = grammar.child_of(at, "pobj") if at is not None and at.lower_ in {"at", "in"} else None
    negated = any(c.dep_ in {"neg", "aux"} for c in sentence.root.children)
    if owner is None or owner.lower_ not in {"my", "our"} or place is None or negated:
        return
    who = referents.resolve(subject)
    if place.pos_ == "PROPN" and who.resolved and who.type == "person" and not who.first_person:
        yield Phrase(who.name, "person", "works at", proper_name(place), "organisation")


def _addressed(sentence: "Span", referents: Referents) -> Iterator[Phrase]:
    """Yield whose father or mother the other one is who is called so: "two and a half dad, …"."""
    listener = referents.listener
    first = next((t for t in sentence if t.pos_ not in {"INTJ", "PUNCT", "SPACE"}), sentence.root)
    if listener is None or first.tag_ == "VB":  # "go to bed mum" is said to friends
        return
    for token in sentence:
        if token.lower_ in _ELDERS and _is_address(token, sentence):
            yield Phrase(
                listener, "person", "is", f"{referents.speaker}'s {token.lower_}", "person"
            )


def _is_address(token: "Token", sentence: "Span") -> bool:
    """Tell "night dad!" from "called dad" and from a "yes mum" to somebody who nags."""
    after = sentence.doc[token.i + 1] if token.i + 1 < sentence.end else None
    if after is not None and after.text not in {",", ".", "!"}:
        return False
    if token.i == sentence.start:
        return after is not None and after.text == "," and _tells_you(sentence)
    before = token.nbor(-1)
    if before.text in {",", "."}:
        told = token.i - 2 >= sentence.start and token.nbor(-2).lower_ not in _GRUDGED
        return told and (after is None or after.text != ",")
    if before.lower_ in _GRUDGED or before.pos_ in {"VERB", "AUX", "ADP", "DET", "CCONJ", "ADJ"}:
        return False
    return before.lower_ == "you" or (
        before.pos_ in {"NUM", "NOUN", "ADV"} and _tells_you(sentence)
    )


def _tells_you(sentence: "Span") -> bool:
    return any(t.lower_ in {"you", "your", "u", "ur"} for t in sentence)


def _written(name: str) -> str:
    return name.title() if name.islower() else name


def _once(told: list[Phrase]) -> Iterator[Phrase]:
    yield from dict.fromkeys(told)
