"""Statements that hide in noun phrases: "my sister Anna", "Karl from Siemens"."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.clauses import subject_of
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.occupations import is_occupation
from octomem.agents.reading.subjects import (
    Referents,
    Who,
    apposed_name,
    entity_type,
    is_proper,
    proper_name,
)
from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


_OWNERS = frozenset({"my", "our"})
_NAMED_ROLES = (grammar.ROLES | grammar.PETS) - {"family", "people", "person"}
_TITLES = frozenset({"Sister", "Brother"})
"""What nurses, nuns and monks are called."""
_LINKS = frozenset(
    {"that's", "that", "'s", "s", "is", "who", "which", "she", "he", "name", "called"}
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name, and what a phrase says it is."""

    name: str
    type: str
    predicate: str
    """`is` or `is from`."""
    object: str
    object_type: str


def phrases(sentence: "Span", referents: Referents) -> Iterator[Phrase]:
    """Yield what noun phrases say, and bind the names to their roles."""
    parsed = list(dict.fromkeys(_parsed(sentence, referents)))
    told = {phrase.name for phrase in parsed}  # a friend Kate and a colleague Kate are two
    yield from parsed
    for phrase in beside(sentence, referents):
        if phrase.name not in told or phrase.predicate != "is":
            told.add(phrase.name)
            yield phrase


def _parsed(sentence: "Span", referents: Referents) -> Iterator[Phrase]:
    """Yield what the parse tells of noun phrases."""
    for token in sentence:
        role = token
        named = [] if grammar.is_not_had(token) else _named_role(token)
        for name in named:
            if name != role and (of := grammar.child_of(name, "poss")) and of.pos_ == "PROPN":
                continue  # "my brother Rory's Berlingo" is no brother
            yield from named_role(role, name, referents)
        if not named and token.pos_ == "PROPN" and _is_person(token):
            yield from _origin(token)


def named_role(role: "Token", name: "Token", referents: Referents) -> Iterator[Phrase]:
    """Yield who somebody or an animal is to whoever owns the role, if anybody does."""
    told = _role_phrase(role, referents, without=name)
    called = proper_name(name)
    if told and called != referents.listener:
        kind = "animal" if role.lemma_.lower() in grammar.PETS else "person"
        referents.bind(told, called)
        referents.kinds[called] = kind
        referents.note(Who(called, kind), role)
        yield Phrase(called, kind, "is", told, kind)


def _named_role(token: "Token") -> list["Token"]:
    """Return the names of a role, where a phrase names somebody by both."""
    if token.pos_ == "NOUN" and token.lemma_.lower() in _NAMED_ROLES:
        name = apposed_name(token) or _called(token) or _counted_name(token)
        if name is not None:
            several = grammar.conjuncts(name)
            return [name for name in several if name.pos_ == "PROPN" and not _own_role(name)]
        beside = token.nbor(1) if token.i + 1 < len(token.doc) else None
        if beside is not None and beside.pos_ == "PROPN" and _is_twin(token, beside):
            return [beside]
        aside = _aside_name(token)
        if aside is not None:
            return [aside]
        if token.dep_ == "compound" and token.head.pos_ == "PROPN" and token.i < token.head.i:
            owns = any(t.tag_ == "POS" for t in token.doc[token.i : token.head.i])
            return [] if owns else [token.head]  # "my brother Rory's Berlingo" is no brother
        if token.dep_ == "appos" and is_proper(token.head):
            return [token.head]
    return []


def _own_role(name: "Token") -> bool:
    """Tell Al of "my sister Jo and brother Al", who is another one's."""
    beside = (child for child in name.children if child.dep_ == "compound")
    return any(child.pos_ == "NOUN" and child.lemma_.lower() in _NAMED_ROLES for child in beside)


def _counted_name(role: "Token") -> "Token | None":
    """Return the first name in "two goats, Salt and Pepper", taken for further things."""
    beside = next((c for c in role.children if c.dep_ == "conj" and c.pos_ == "PROPN"), None)
    counted = role.tag_ == "NNS" and grammar.child_of(role, "nummod") is not None
    after_comma = beside is not None and beside.nbor(-1).text in {",", ":", "-"}
    return beside if counted and after_comma else None


def _is_twin(role: "Token", name: "Token") -> bool:
    """Tell whether the parser took a role and its name for two subjects of one verb."""
    return role.dep_ == name.dep_ == "nsubj" and role.head == name.head


def _aside_name(role: "Token") -> "Token | None":
    """Return the name in "our landlady, Mrs Petersen, …", which the parser hung elsewhere."""
    row = role.sent
    after = (token for token in row if role.i < token.i <= role.i + 4)
    found = (t for t in after if t.dep_ == "npadvmod" and grammar.named_beside(t) == role)
    return next(found, None)


def _called(role: "Token") -> "Token | None":
    """Return the name in "a sister called Anna"."""
    after = role.head.children if role.dep_ == "dobj" else ()
    for child in (*role.children, *after):
        hung = child.dep_ in {"acl", "advcl"} and child.i > role.i
        if hung and child.lower_ in {"named", "called"}:
            return grammar.child_of(child, "oprd", "attr", "dobj")
    return None


def _role_phrase(role: "Token", referents: Referents, *, without: "Token") -> str | None:
    """Return "Mei's sister"; None where nobody owns the role."""
    holder = role.head if role.dep_ == "compound" else role
    owner = grammar.child_of(holder, "poss")
    if owner is not None:
        whose = (
            referents.possessor(owner)
            if owner.pos_ in {"PRON", "DET"}
            else referents.phrase(owner).removesuffix("'s") + "'s"
        )
        if whose.lower() in {"your", "his", "her", "their", "its", "ur"}:
            return None
    elif _is_had(role):
        subject = subject_of(_first(role).head)
        who = referents.resolve(subject) if subject is not None else None
        if who is None or not who.resolved:
            return None
        whose = f"{who.name}'s"
    elif grammar.is_of_mine(holder) or (role.lemma_.lower() in grammar.PETS and _is_listed(role)):
        whose = f"{referents.speaker}'s"
    else:
        return None
    described = [
        child.text
        for child in role.children
        if child.dep_ in {"amod", "compound"} and child.i < role.i and child != without
    ]
    return " ".join([whose, *described, role.lemma_])


def _first(noun: "Token") -> "Token":
    """Return the first noun of a coordination."""
    while noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head
    return noun


def _is_had(role: "Token") -> bool:
    """Tell who is somebody's by a verb: "I have a sister", "we adopted a greyhound", but not "we might adopt one"."""
    first = _first(role)
    if any(child.tag_ == "MD" and child.i < first.i for child in first.head.children):
        return False
    pet = role.lemma_.lower() in grammar.PETS
    verbs = grammar.ACQUIRES if pet else {"have"}
    return first.dep_ == "dobj" and grammar.lemma(first.head) in verbs | {"get"}


def _is_listed(noun: "Token") -> bool:
    """Tell what somebody has by a bare list: "two cats, Pixel and Byte, and a dog called Rex"."""
    counted = any(t.dep_ in {"det", "nummod"} and t.lower_ != "the" for t in noun.lefts)
    return counted and not any(t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in noun.sent)


def _is_person(name: "Token") -> bool:
    titled = any(child.lower_.rstrip(".") in grammar.TITLES for child in name.children)
    return name.ent_type_ == "PERSON" or titled or name.lower_ in GIVEN


def _origin(name: "Token") -> Iterator[Phrase]:
    """Yield "is from" for a person "from" or "at" an organisation or place."""
    for prep in name.children:
        target = grammar.child_of(prep, "pobj") if prep.lower_ in {"from", "at"} else None
        if target is None or not is_proper(target):
            continue
        kind = entity_type(target)
        if kind in {"organisation", "place"}:
            yield Phrase(proper_name(name), "person", "is from", proper_name(target), kind)


def beside(sentence: "Span", referents: Referents) -> Iterator[Phrase]:
    """Yield roles and names that stand side by side, whatever the parser made of them.

    "my flatmate Oskar", "my boss Henrik Ask", "Solveig, that's my editor" and, without an
    owner, "cousin Odile lives …" of the speaker's own family.
    """
    words = list(sentence)
    for i, token in enumerate(words):
        yield from _in_department(token)
        noun = token.lemma_.lower()
        if i + 1 < len(words) and words[i + 1].tag_ == "POS":
            continue  # "my wife's sister" is no wife
        if token.text[:1].isupper() and i and not (noun in grammar.ROLES or token.is_upper):
            continue
        before = words[i - 1].lower_ if i else ""
        two_before = words[i - 2].lower_ if i > 1 else ""
        owned = before in _OWNERS or (two_before in _OWNERS and words[i - 1].pos_ in _DESCRIBES)
        opens = not i or words[i - 1].is_punct or before in {"and", "but", "with", "so"}
        own_kin = noun in _BARE_KIN and opens and token.text not in _TITLES
        own_kin = own_kin or (noun in _OWN_BY_TITLE and opens and _is_titled(words, i + 1))
        apart = _name_apart(words, i) if noun not in _NO_ROLES else ""
        if not (owned or own_kin or apart) or noun in _NO_ROLES:
            continue
        described = [words[i - 1].text] if owned and before not in _OWNERS else []
        name = _name_after(words, i) or (
            _name_before(words, i - len(described) - 1) if owned else ""
        )
        if owned and not name and noun in grammar.PETS:
            name = _name_joined(words, i - len(described) - 1)
        name = name or apart
        if name and name not in {referents.speaker, referents.listener}:
            yield from _told_beside(token, name, described, referents)


def _is_titled(words: list["Token"], at: int) -> bool:
    """Tell the supervisor of "supervisor Dr Haikali wants the figures" from one without a title, and from one in a series."""
    titled = at < len(words) and words[at].lower_.rstrip(".") in grammar.TITLES
    behind = next((k for k in range(at, len(words)) if not words[k].text[:1].isupper()), len(words))
    staged = behind + 1 < len(words) and words[behind].lower_ in {"in", "from", "of", "at"}
    return titled and not (staged and words[behind + 1].text[:1].isupper())


def _name_apart(words: list["Token"], role: int) -> str:
    """Return the name in "Jens took it, our photographer" and "with Brisket (my greyhound"."""
    at = next((k for k in range(role - 1, max(role - 5, -1), -1) if words[k].lower_ in _OWNERS), 0)
    if at < 2 or words[at - 1].text not in {",", "("}:
        return ""
    closed = role + 1 == len(words) or words[role + 1].text in {",", ".", ")", "!"}
    near = words[at - 4 if at > 3 else 0 : at - 1] if words[at - 1].text == "(" else words[:1]
    names = [t.text for t in near if t.pos_ == "PROPN" and t.text[:1].isupper()]
    follows = words[at - 1].text == "(" or words[1].pos_ in {"VERB", "AUX"}
    if words[role].lower_ in _CALLED_SO and role + 2 >= len(words):
        return ""  # "Karl is right, my friend!"
    return names[-1] if names and closed and follows else ""


def _in_department(name: "Token") -> Iterator[Phrase]:
    """Yield where somebody works in a house: "Margit in legal"."""
    if name.i + 2 >= len(name.doc) or name.pos_ != "PROPN" or not _is_person(name):
        return
    prep, target = name.nbor(1), name.nbor(2)
    if prep.lower_ in {"in", "from"} and target.lower_ in _DEPARTMENTS:
        yield Phrase(proper_name(name), "person", "is in", target.lower_, "thing")


def _told_beside(
    role: "Token", name: str, described: list[str], referents: Referents
) -> Iterator[Phrase]:
    noun = role.lemma_.lower()
    if noun not in grammar.ROLES | grammar.PETS and not is_occupation(noun):
        return
    kind = "animal" if noun in grammar.PETS else "person"
    told = " ".join([f"{referents.speaker}'s", *described, noun])
    referents.bind(told, name)
    referents.kinds[name] = kind
    referents.note(Who(name, kind), role)
    yield Phrase(name, kind, "is", told, kind)


def _name_after(words: list["Token"], i: int) -> str:
    """Return the name right after a role, or after a comma: "my boss, Karl Weber"."""
    start = i + 1
    if start < len(words) and words[start].text == ",":
        closed = any(t.text in {",", "."} for t in words[start + 2 : start + 4])
        start += 1 if closed or start + 2 >= len(words) else len(words)
    row: list[Token] = []
    for token in words[start : start + 3]:
        title = token.lower_.rstrip(".") in grammar.TITLES
        if not (token.text[:1].isupper() and (token.text[1:].islower() or title or row)):
            break
        if (
            token.ent_type_ in {"DATE", "TIME", "NORP"}
            or token.lower_ in grammar.GREETINGS - grammar.TITLES
        ):
            break
        row.append(token)
    return "".join(t.text_with_ws for t in row).strip().removesuffix("'s")


def _name_before(words: list["Token"], owner: int) -> str:
    """Return the name in "Solveig, that's my editor" and "Esi, my wife,"."""
    at = owner - 1
    while at >= 0 and words[at].lower_ in _LINKS:
        at -= 1
    if at < 0 or words[at].text not in {",", "(", "-"} or not at:
        return ""
    name = words[at - 1]
    is_name = name.text[:1].isupper() and name.text[1:].islower() and name.pos_ == "PROPN"
    return name.text if is_name and (at == 1 or name.lower_ in GIVEN) else ""


def _name_joined(words: list["Token"], owner: int) -> str:
    """Return the name in "Pepper my budgie has gone quiet"; "Ben my dog died" is said to Ben."""
    if owner < 1 or words[owner].lower_ not in _OWNERS:
        return ""
    name = words[owner - 1]
    is_name = name.text[:1].isupper() and name.text[1:].islower() and name.pos_ == "PROPN"
    lead = words[owner - 2] if owner > 1 else None
    is_told = not (name.lower_ in GIVEN or name.lower_ in grammar.GREETINGS)
    if lead is not None:  # "took Bella our cat", no film, book or thanks of that name
        is_told = lead.pos_ in _LEADS and lead.lemma_.lower() not in _NAMED_AFTER
    dated = name.ent_type_ in {"DATE", "TIME", "NORP", "GPE"}
    return name.text if is_name and is_told and not dated else ""


_LEADS = frozenset({"VERB", "ADP", "CCONJ", "PUNCT", "ADJ", "SCONJ"})
_NAMED_AFTER = vocabulary(
    "read watch see hear play thank thanks dear ask tell say call sorry hi hey"
)
"""What one does with a book or a film, or how one speaks to somebody, before a name."""
_DESCRIBES = frozenset({"ADJ", "NOUN", "PROPN"})
_DEPARTMENTS = frozenset(
    {
        "legal",
        "finance",
        "hr",
        "marketing",
        "sales",
        "purchasing",
        "procurement",
        "accounting",
        "engineering",
        "logistics",
        "it",
        "design",
        "operations",
        "support",
    }
)
_NO_ROLES = frozenset({"family", "people", "person", "name", "day", "god"})
_CALLED_SO = frozenset({"friend", "mate", "buddy", "pal", "brother", "son", "man", "boy"})
"""Whom somebody may speak to rather than of."""
_OWN_BY_TITLE = frozenset({"boss", "supervisor", "landlord", "landlady", "neighbour", "neighbor"})
"""Who is somebody's by the word, hence the speaker's own, where a title and a name follow; a lawyer is anybody's."""
_BARE_KIN = frozenset(
    {"cousin", "sister", "brother", "aunt", "auntie", "uncle", "grandma", "grandpa", "nan", "gran"}
)
