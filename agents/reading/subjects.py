"""Who is meant: "I", "my sister", "she" and names, resolved to what memories call them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from octomem.agents.reading import grammar
from octomem.agents.reading.given_names import GIVEN, gender_of
from octomem.agents.reading.reading import Statement
from octomem.agents.reading.vocabulary import vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Token

_ENTITY_TYPES = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "PRODUCT": "product",
    "EVENT": "event",
    "WORK_OF_ART": "other",
    "NORP": "other",
    "LANGUAGE": "other",
}
_PLACE_PREPOSITIONS = {"in", "to", "from", "near", "around", "across", "through", "toward"}
_PERSON_VERBS = {"live", "work", "study", "marry", "meet", "visit", "call", "love", "teach", "say"}
_NO_PLACE_DOES = vocabulary("move retire die ring text tell cook speak drive quit")


PERSON_AGE = 2
"""Turns after which "she" no longer means who was named last."""

THING_AGE = 2
"""Sentences after which "it" no longer means what was spoken of last."""

NAME_AGE = 4
"""Sentences after which nobody is meant by a name of which no more was said."""

CALLED_UPON = vocabulary("god jesus christ allah lord heaven")
"""Who is called upon and whom no "he" means next: "God bless you!! he is 7 but so tall"."""
_BY_ROLE = vocabulary("mum mom dad mummy daddy grandma grandpa grandad granddad granny")
"""Whom one calls by what they are: "Mum is allergic to wasps"."""
_OWN_ROLES = _BY_ROLE | vocabulary(
    "gran nan mam wife husband hubby landlord landlady boss girlfriend boyfriend flatmate roommate housemate"
)
"""Who is the speaker's own, where nobody says whose."""
_WEATHER = {"raining", "snowing", "rains", "snows", "rained", "snowed", "hailing", "freezing"}
_TITLES = {"mrs": "f", "ms": "f", "miss": "f", "madam": "f", "madame": "f", "mr": "m", "sir": "m"}


NOBODY: Mapping[str, str] = MappingProxyType({})
"""Nobody who is known by name."""


@dataclass(frozen=True, slots=True)
class Who:
    """A resolved subject, possessor or object."""

    name: str
    type: str
    first_person: bool = False
    resolved: bool = True
    """False for a pronoun whose antecedent is not known."""


@dataclass(frozen=True, slots=True)
class Named:
    """A person whom "he" or "she" may mean."""

    who: Who
    gender: str | None
    """`f` or `m`, where a word or the name tells."""
    sentence: int
    """The sentence they were named in last."""
    age: int = 0
    """Turns since then."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who was told of by a role alone: "my brother"."""

    role: str
    """"Mei's brother"."""
    noun: str
    sentence: int
    """The sentence they were told of in."""
    alone: bool = False
    """Told of without a verb, as in an answer: "no, my sister's"."""
    several: bool = False
    """One of several, of whom each has a name: "how are the kids?"."""


@dataclass(frozen=True, slots=True)
class Left:
    """Whom the last message of a speaker tells of, in Chinese: the next one goes on of them where it names nobody."""

    who: Who | None
    """None where that is not clear: of them or of the speaker."""
    shown: str
    actor: str
    at: datetime
    asked: bool = False
    """Whether the agent has asked since how they are, and not the speaker."""


@dataclass(slots=True)
class Referents:
    """Who the words of one turn refer to, as far as rules can tell.

    Filled while the turn is read, sentence by sentence; starts with what the turns
    before it left behind.
    """

    speaker: str
    listener: str | None = None
    """The other person, where a conversation has just one."""
    people: list["Named"] = field(default_factory=list["Named"])
    """Other people who were named lately, the last one last."""
    sentence: int = 0
    """Counts sentences, over all turns."""
    said: dict[str, Statement] = field(default_factory=dict[str, Statement])
    """The last fact that each speaker stated, for "no, I meant …"."""
    heard: dict[str, tuple[Statement, int]] = field(
        default_factory=dict[str, tuple[Statement, int]]
    )
    """The last fact that others stated of somebody, and its sentence: "Ben works at Lidl", says Ana, and Ben "Aldi, not Lidl"."""
    meant: dict[str, Statement] = field(default_factory=dict[str, Statement])
    """What each speaker said last, or means to do, by name: its day may be put right."""
    denied: Statement | None = None
    """What was denied last, for "it isn't Graz, it's Linz"."""
    denied_sentence: int = 0
    """The sentence it was denied in."""
    denied_of: bool = False
    """Whether it was denied of whom it was told: "it's not Rohan who got the job"."""
    told: list[Statement] = field(default_factory=list[Statement])
    """The last statements of a Chinese conversation, which "是周五，不是周四" may put right."""
    medicine: tuple[str, Who | None, int] = ("", None, 0)
    """The medicine that was named last, in Chinese, who takes it if that was said, and in which sentence."""
    left: Left | None = None
    """Whom the last Chinese message tells of."""
    kinds: dict[str, str] = field(default_factory=dict[str, str])
    """Types of names where a phrase told them: Rex is an animal."""
    thing: Who | None = None
    """The thing that was spoken of last."""
    thing_sentence: int = 0
    """The sentence it was spoken of in."""
    several: tuple[Who, ...] = ()
    """Whom "they" may mean: Jo and Dan who moved, or "Mei's parents"."""
    several_sentence: int = 0
    """The sentence they were named in."""
    names: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    """Names that go with a role: "Mei's sister" is Anna."""
    waiting: list[Waiting] = field(default_factory=list[Waiting])
    """Whose name may follow."""
    perhaps: Who | None = None
    """The only name of a sentence without people, whom "he" means where nobody else is there."""
    perhaps_sentence: int = 0
    """The sentence it stands in."""
    named: str = ""
    """Who was named last after a role alone."""
    named_sentence: int = 0
    """The sentence they were named in."""
    of_other: str = ""
    """The speaker whose last words told of somebody else."""

    def copied(self) -> "Referents":
        """Return the same referents, free to change on their own."""
        names = {role: set(called) for role, called in self.names.items()}
        people = [replace(each, age=each.age + 1) for each in self.people if each.age < PERSON_AGE]
        return replace(
            self,
            said=dict(self.said),
            heard=dict(self.heard),
            meant=dict(self.meant),
            told=list(self.told),
            kinds=dict(self.kinds),
            names=names,
            people=people,
            waiting=list(self.waiting),
        )

    def resolve(self, token: "Token") -> Who:
        """Say who or what a subject or object token means."""
        word = token.lower_
        if token.pos_ == "PRON" or word in grammar.EMPTY_SUBJECTS:
            return self._thing(token) or self._pronoun(word, human=_is_kin(token))
        noun = token.lemma_.lower()
        as_name = token.text.istitle() and noun in _BY_ROLE and token.text != self.speaker
        bare = token.n_lefts == 0 and (token.text.islower() or as_name)
        bare = bare and token.tag_ not in {"NNS", "NNPS"}
        if bare and noun in _OWN_ROLES and token.dep_ in {"nsubj", "nsubjpass"}:
            return self._role(token, f"{self.speaker}'s {noun}")
        if is_proper(token) and not _is_owned_thing(token):
            called = proper_name(token)
            return Who(called, self.kinds.get(called) or entity_type(token))
        name = self.phrase(token)
        shared = _shared_owner(token)
        if shared is not None:
            name = f"{self._whose(shared)} {name}"
        if not is_proper(token.doc[token.left_edge.i]) and "'s " not in name:
            name = name[:1].lower() + name[1:]
        if noun in grammar.ROLES | grammar.PETS:
            return self._role(token, name)
        return Who(name, entity_type(token))

    def resolve_all(self, token: "Token") -> tuple[Who, ...]:
        """Say who a subject token means, "they" those of whom the sentence before told."""
        who = self.resolve(token)
        lately = self.sentence - self.several_sentence <= 1
        they = token.lower_ == "they" and not who.resolved and lately
        return (they and self.several) or (who,)

    def note(self, who: Who, token: "Token") -> None:
        """Remember a person who was named, for the pronouns that follow."""
        is_other = who.name not in {self.speaker, self.listener} and "your " not in who.name
        is_other = is_other and not who.name.startswith(("his ", "her ", "their "))
        if who.type in {"person", "animal"} and who.resolved and is_other:
            before = next((each for each in self.people if each.who.name == who.name), None)
            gender = _gender(token) or (before.gender if before else None) or gender_of(who.name)
            self.name(who, gender)

    def name(self, who: Who, gender: str | None = None) -> None:
        """Remember a person as the one who was named last."""
        if who.name.casefold() in CALLED_UPON:
            return
        others = [each for each in self.people if each.who.name != who.name]
        self.people = [*others, Named(who, gender or gender_of(who.name), self.sentence)]

    def person(self, word: str, *, human: bool = False, owns: bool = False) -> Who | None:
        """Say who "she" or "him" is: None where nobody fits, or several do equally.

        `human` leaves animals out, none of which is anybody's cousin; `owns` asks whose
        something is, as "she" does who somebody is.
        """
        wanted = "m" if word in {"he", "him", "his"} else "f"
        present = {self.speaker, self.listener}
        others = [each for each in self.people if each.who.name not in present]
        others = [each for each in others if not human or each.who.type == "person"]
        known = [each for each in others if each.gender == wanted]
        unknown = [each for each in others if each.gender is None]
        last = [each for each in unknown if each.sentence == unknown[-1].sentence]
        alone = self._perhaps(wanted) if owns or word in {"he", "she"} else None
        if known:
            if self._are_several(known):
                return None
            is_clear = not last or last[0].sentence <= known[-1].sentence
            is_asked = alone is not None and [each.who for each in last] == [alone]
            return known[-1].who if is_clear else (alone if is_asked else None)
        if not last or (alone is not None and self.perhaps_sentence > last[0].sentence):
            return alone
        return last[0].who if len(last) == 1 else None

    def _are_several(self, known: Sequence[Named]) -> bool:
        """Tell whether several were named at once who may be meant: "Tom and Ben are coming"."""
        at_once = self.several_sentence == known[-1].sentence
        return at_once and sum(each.who in self.several for each in known) > 1

    def _perhaps(self, wanted: str) -> Who | None:
        """Return the name that stands alone, if it was said lately and may be theirs."""
        who = self.perhaps
        if who is None or self.sentence - self.perhaps_sentence > NAME_AGE:
            return None
        present = {self.speaker, self.listener}
        return who if who.name not in present and gender_of(who.name) in {wanted, None} else None

    def known(self, word: str) -> str | None:
        """Say who "she" or "Mei's brother" is by name; None where nobody knows."""
        if word in {"he", "she"}:
            who = self.person(word)
            return who.name if who is not None else None
        names = self.names.get(word, set())
        return next(iter(names)) if len(names) == 1 else None

    def bind(self, role: str, name: str) -> None:
        """Remember that a role ("Mei's sister") has a name."""
        self.names.setdefault(role, set()).add(name)

    def possessor(self, token: "Token", *, own: bool = False) -> str:
        """Say a possessive: "my" becomes "Mei's", or "their" where the clause is Mei's own."""
        word = token.lower_
        if word in {"my", "our"}:
            return "their" if own else f"{self.speaker}'s"
        if word in {"your", "ur"} and self.listener:
            return f"{self.listener}'s"
        if word not in {"his", "her"}:
            return token.text
        owner = self._of_clause(token) or self.person(word, owns=True)
        if owner is None or self._is_said_of(owner, token):
            return token.text
        return f"{owner.name}'s"

    def _is_said_of(self, owner: Who, token: "Token") -> bool:
        """Tell whose a role cannot be: in "she's his doctor" she is not her own."""
        verb = token.head.head
        subject = grammar.child_of(verb, "nsubj") if token.head.dep_ == "attr" else None
        return subject is not None and self.resolve(subject).name == owner.name

    def _whose(self, owner: "Token") -> str:
        """Say whose somebody is by the word for the owner, or by a "mum" who is the speaker's."""
        if owner.pos_ in {"PRON", "DET"}:
            return self.possessor(owner)
        by_role = owner.lemma_.lower() in _BY_ROLE
        return f"{self.speaker}'s" if by_role else self.phrase(owner).removesuffix("'s") + "'s"

    def _of_clause(self, token: "Token") -> Who | None:
        """Say whose "his girlfriend" is in "Tom Fielding moved with his girlfriend": Tom Fielding's."""
        said = token.head.dep_ in {"attr", "oprd"}  # "Elsa is her hero" is no hero of her own
        subject = None if said else _subject_before(token)
        if subject is None or subject.pos_ != "PROPN" or len(list(grammar.conjuncts(subject))) > 1:
            return None
        who = self.resolve(subject)
        wanted = "m" if token.lower_ == "his" else "f"
        fits = gender_of(who.name) in {wanted, None}
        return who if who.type == "person" and who.resolved and fits else None

    def phrase(self, token: "Token", *, own: bool = False) -> str:
        """Say a noun phrase without its clauses, possessives resolved."""
        words = ""
        last = -1
        for part in noun_tokens(token):
            if part.i != last + 1:
                words = words.rstrip("\0")  # what was left out stood in between
            last = part.i
            is_possessive = part.dep_ == "poss" and part.pos_ in {"PRON", "DET"}
            text = self.possessor(part, own=own) if is_possessive else self._object_word(part)
            if _is_own_role(part):  # "she's mum's doctor"
                text = f"their {text}" if own else f"{self.speaker}'s {text}"
            glued = not words or words.endswith("\0") or text in {"'s", ",", "'", "%"}
            words = words.rstrip("\0") + ("" if glued else " ") + text
            if not part.whitespace_ and part.lower_ != "'s" and not is_possessive:
                words += "\0"
        return words.rstrip("\0").strip(" ,-")

    def _object_word(self, token: "Token") -> str:
        word = token.lower_
        if word in {"me", "i", "us", "we"}:
            return self.speaker
        if word == "you" and self.listener:
            return self.listener
        meant = self.person(word) if word in {"him", "her"} and token.pos_ == "PRON" else None
        return meant.name if meant is not None else token.text

    def mention(self, who: Who) -> None:
        """Remember a thing that was spoken of, which "it" may mean next."""
        self.thing, self.thing_sentence = who, self.sentence

    def _thing(self, token: "Token") -> Who | None:
        """Say what "it" is: what was spoken of last, not longer ago than two sentences."""
        if self.thing is None:
            return None
        digits = self.thing.name.rpartition(" ")[2] in {"number", "phone", "mobile"}
        if _is_empty(token) and not digits:
            return None
        several = token.lower_ in {"they", "them"} and self.thing.type == "organisation"
        if token.lower_ != "it" and not several:
            return None
        return self.thing if self.sentence - self.thing_sentence <= THING_AGE else None

    def _pronoun(self, word: str, *, human: bool = False) -> Who:
        if word in {"i", "we", "me", "us", "myself"}:
            return Who(self.speaker, "person", first_person=True)
        if word == "you" and self.listener:
            return Who(self.listener, "person", resolved=False)
        meant = self.person(word, human=human) if word in {"he", "she", "him", "her"} else None
        if meant is not None:
            return meant
        is_person = word in {"he", "she", "you", "they", "him", "her", "them"}
        return Who(word, "person" if is_person else "thing", resolved=False)

    def _role(self, token: "Token", phrase: str) -> Who:
        named = apposed_name(token)
        if named is not None:
            kind = "animal" if token.lemma_.lower() in grammar.PETS else "person"
            return Who(proper_name(named), kind)
        owner = _haver(token)
        if owner is not None and (whose := self.resolve(owner)).resolved:
            phrase = f"{whose.name}'s {token.lemma_.lower()}"
        known = set[str]() if _is_renamed(token) else self.names.get(phrase, set())
        kind = "animal" if token.lemma_.lower() in grammar.PETS else "person"
        return Who(next(iter(known)) if len(known) == 1 else phrase, kind)


def _shared_owner(token: "Token") -> "Token | None":
    """Return whose "dad" of "my mum and dad" is, which is said once; where nobody says it, the "mum" of whoever speaks."""
    first = token.head
    of_both = token.dep_ == "conj" and token.n_lefts == 0 and token.tag_ == "NN"
    if not of_both or not {token.lemma_.lower(), first.lemma_.lower()} <= grammar.KIN:
        return None
    bare = first.n_lefts == 0 and first.lemma_.lower() in _BY_ROLE
    return first if bare else grammar.child_of(first, "poss")


def _is_own_role(owner: "Token") -> bool:
    """Tell the speaker's own mum by "mum's", without a word about whose she is."""
    bare = owner.n_lefts == 0 and (owner.text.islower() or owner.text.istitle())
    return owner.dep_ == "poss" and bare and owner.lower_ in _BY_ROLE


def _subject_before(token: "Token") -> "Token | None":
    """Return the subject of the clause in which a word stands, or of the one around it."""
    verb = token.head
    while True:
        subject = (
            grammar.child_of(verb, "nsubj", "nsubjpass") if verb.pos_ in {"VERB", "AUX"} else None
        )
        if subject is not None and subject.i < token.left_edge.i and not subject.is_ancestor(token):
            return subject
        if verb.head == verb:
            return None
        verb = verb.head


def _haver(token: "Token") -> "Token | None":
    """Return who has the only one of "Kemi has a brother who …", which says whose brother does it."""
    verb = token.head
    one = any(child.lower_ in {"a", "an"} and child.dep_ == "det" for child in token.children)
    more = any(child.lower_ in {"also", "too"} for child in verb.children)
    has = grammar.lemma(verb) == "have" and verb.tag_ in {"VBP", "VBZ"} and verb.dep_ != "ccomp"
    if token.dep_ != "dobj" or not one or more or not has or grammar.is_not_had(token):
        return None
    joined = grammar.child_of(token, "conj") is not None
    return None if joined else grammar.child_of(verb, "nsubj")


def _is_renamed(token: "Token") -> bool:
    """Tell whether a clause says who somebody's somebody is, perhaps a new one."""
    verb = token.head
    names = token.dep_ in {"nsubj", "nsubjpass"} and grammar.lemma(verb) in {"be", "call", "name"}
    said = grammar.child_of(verb, "attr", "oprd") if names else None
    return said is not None and said.pos_ == "PROPN"


def _is_kin(token: "Token") -> bool:
    """Tell "she" of "she is my cousin"."""
    attr = grammar.child_of(token.head, "attr") if token.dep_ == "nsubj" else None
    return attr is not None and attr.lemma_.lower() in grammar.KIN


def _is_empty(it: "Token") -> bool:
    """Tell "it is late" and "it takes an hour to get there" from what is said of a thing."""
    if it.dep_ == "expl" or it.head.lower_ in _WEATHER:
        return True
    below = list(it.head.children)
    if any(c.lower_ in {"never", "always"} for c in below):
        return True  # a rule that names nothing is a confession
    if it.dep_ == "nsubj" and any(c.dep_ in {"ccomp", "xcomp", "csubj", "advcl"} for c in below):
        return True
    said = next((c for c in below if c.dep_ in {"attr", "acomp", "npadvmod"}), None)
    if said is None or it.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    if said.pos_ == "PRON":
        return True
    inner = any(c.dep_ in {"xcomp", "ccomp", "relcl"} for c in said.children)
    return inner or said.ent_type_ in {"DATE", "TIME"}


def _is_owned_thing(token: "Token") -> bool:
    """Tell "our CTO" and "my ThinkPad" from a name that stands alone."""
    owner = grammar.child_of(token, "poss")
    if owner is None or owner.pos_ not in {"PRON", "DET"} or token.ent_type_ == "PERSON":
        return False
    beside = (c for c in token.children if c.dep_ in {"compound", "nmod"})
    return not any(c.lemma_.lower() in grammar.ROLES | grammar.PETS for c in beside)


def is_proper(token: "Token") -> bool:
    """Tell whether a token heads a proper name."""
    return token.pos_ == "PROPN" or (token.ent_type_ in _ENTITY_TYPES and token.text[:1].isupper())


def proper_name(token: "Token") -> str:
    """Return the full name around a proper noun: "Anna Weber" for "Weber"."""
    parts = [
        part
        for part in token.subtree
        if part.i <= token.i
        and (part == token or part.lower_ not in grammar.GREETINGS)
        and (part == token or part.dep_ in {"compound", "flat", "nmod", "punct", "amod"})
        and (part.pos_ in {"PROPN", "NUM"} or part.text in {"-", "&", ".", "'"})
        and all(p.pos_ == "PROPN" or p.text in "-&.'" for p in token.doc[part.i : token.i + 1])
    ]
    entity = [part for part in token.subtree if part.ent_type_ == token.ent_type_ != ""]
    several = _is_of_role(token) and any(part.dep_ == "cc" for part in entity)
    if token.ent_type_ in _PLACES and len(entity) > len(parts) and not several:
        run = [p for p in entity if abs(p.i - token.i) < len(entity)]
        parts = [p for p in run if p.pos_ != "DET"]
    name = "".join(part.text_with_ws for part in parts or [token]).strip()
    name = name.removesuffix("'s").strip(" ,.") or token.text
    title = next((c.text.rstrip(".") for c in token.children if _is_title(c)), "")
    return f"{title} {name}" if title and " " not in name else name


_PLACES = frozenset({"ORG", "GPE", "LOC", "FAC"})


def _is_of_role(name: "Token") -> bool:
    """Tell the first name of "my kids, Ava and Noah", which look like a firm's."""
    return name.dep_ == "appos" and name.head.lemma_.lower() in grammar.ROLES | grammar.PETS


def _is_title(token: "Token") -> bool:
    return token.dep_ == "compound" and token.lower_.rstrip(".") in {*_TITLES, "dr", "prof"}


def apposed_name(token: "Token") -> "Token | None":
    """Return the name in "my sister Anna" or "my boss, Karl Weber"."""
    for child in token.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN" and child.i > token.i:
            return child
    return None


def members(subject: "Token") -> list["Token"]:
    """Return the subjects of a verb: Tom and Ann, and Ben and Mia of "my two kids, Ben and Mia"."""
    known = subject.lemma_.lower() in grammar.ROLES | grammar.PETS
    name = apposed_name(subject) if known else None
    several = name is not None and grammar.child_of(name, "conj") is not None
    found = grammar.conjuncts(name if name is not None and several else subject)
    return found[:1] if _is_but_some(found[0]) else found


def _is_but_some(subject: "Token") -> bool:
    """Tell "everyone but me", who are none of those who do it, from "nobody but me"."""
    but = grammar.child_of(subject, "cc")
    return but is not None and but.lower_ == "but" and subject.lower_ not in _NO_ONE


_NO_ONE = frozenset({"nobody", "none", "one"})


def entity_type(token: "Token") -> str:
    """Return person, organisation, place, product, event, number, date or thing."""
    if token.lemma_.lower() in grammar.ROLES:
        return "person"
    label = token.ent_type_
    if token.like_num and not (len(token.text) == 4 and token.text.isdigit()):
        return "number"
    if label in {"DATE", "TIME"}:
        return "date"
    if label in {"CARDINAL", "MONEY", "QUANTITY", "PERCENT", "ORDINAL"} or token.like_num:
        return "number"
    known = _ENTITY_TYPES.get(label)
    if not is_proper(token):
        return known if known in {"organisation", "place"} and token.text[:1].isupper() else "thing"
    return _mended(token, known)


def _mended(token: "Token", known: str | None) -> str:
    """Correct a name's type by its grammar, which the small model often overlooks."""
    governor = token.head
    is_where = token.dep_ == "pobj" and governor.lower_ in _PLACE_PREPOSITIONS
    if any(map(_is_title, token.children)) or (
        _is_given_name(token) and not (known == "place" and is_where)
    ):
        return "person"
    if is_where and _is_where(token, governor, known):
        return "place"
    does = governor.lemma_.lower() if token.dep_ in {"nsubj", "nsubjpass"} else ""
    if does in _PERSON_VERBS or (does in _NO_PLACE_DOES and known in {None, "place"}):
        return (
            "person" if known in {None, "place", "organisation", "product"} else known or "person"
        )
    if token.dep_ == "appos" and governor.lemma_.lower() in grammar.ROLES:
        return "person"
    if token.dep_ == "oprd":
        return "person"
    return known or "other"


def _is_where(token: "Token", prep: "Token", known: str | None) -> bool:
    """Tell a place by what leads to it, whatever else the model takes it for."""
    if known == "organisation":
        return _is_in_town(token, prep)
    return known in {"person", None} and _leads_to_place(prep)


def _leads_to_place(prep: "Token") -> bool:
    """Tell "lives in Ludlow" and "a bungalow in Ludlow" from "faith in Ludlow"."""
    head = prep.head.lemma_.lower()
    return head in _WHERE_VERBS or (prep.lower_ in {"in", "near"} and head in _WHERE_NOUNS)


def _is_in_town(token: "Token", prep: "Token") -> bool:
    """Tell "I'm in Cork" from "he's in the Navy", "in HR" and "in Sales"."""
    alone = not any(child.dep_ in {"det", "compound"} for child in token.children)
    name = token.text
    named = name[:1].isupper() and name[1:].islower() and token.lower_ not in _DEPARTMENTS
    return prep.lower_ == "in" and prep.head.lemma_.lower() in {"be", "live"} and alone and named


_WHERE_VERBS = vocabulary("live move travel fly go grow bear stay be drive")
_WHERE_NOUNS = vocabulary(
    "bungalow house flat apartment cottage room place home farm shop school office hospital university pub restaurant "
    "museum clinic library bakery church surgery studio bedsit houseboat loft cafe hotel"
)
_DEPARTMENTS = vocabulary(
    "sales marketing accounts finance legal operations engineering support research logistics procurement mensa "
    "parliament congress year class slytherin gryffindor ravenclaw hufflepuff bed tech retail education"
)


def _is_given_name(token: "Token") -> bool:
    """Tell whether a name is one word, and one that people are called."""
    beside = any(child.dep_ == "compound" for child in token.children)
    return token.lower_ in GIVEN and token.dep_ != "compound" and not beside


def noun_tokens(token: "Token") -> Iterator["Token"]:
    """Yield the tokens of a noun phrase in order, without its clauses and coordination."""
    skipped: set[int] = set()
    for part in token.subtree:
        if part == token:
            continue
        if part.i in skipped or _leaves(part, token):
            skipped.update(p.i for p in part.subtree)
    for part in sorted(token.subtree, key=lambda p: p.i):
        if part.i not in skipped:
            yield part


_ELSEWHERE = {"relcl", "appos", "advcl", "ccomp", "parataxis", "intj", "predet", "preconj"}
"""Dependencies that lead out of a noun phrase."""


def _leaves(part: "Token", head: "Token") -> bool:
    """Tell whether a token below a noun is not part of what the noun is called."""
    own = part.head == head
    if part.dep_ == "compound" and part.head.dep_ == "poss" and part.pos_ == "NOUN":
        return part.lemma_.lower() in grammar.ROLES  # "my friend Tom's wife" is Tom's
    if part.dep_ in {"conj", "cc"}:
        return own or part.head.head == head
    if part.dep_ in _ELSEWHERE or part.lower_ in {"both", "because"} or _is_added(part):
        return not (part.dep_ == "ccomp" and head.tag_ == "VBG")
    if part.dep_ == "punct":
        return part.text not in {"-", "/", "&", "'", "%", "+"}
    if part.dep_ == "acl":
        return part.tag_ not in {"VBN", "VBG"}
    timed = part.dep_ == "prep" and (grammar.is_temporal(part) or _is_on_it(part))
    timed = timed or (part.dep_ == "npadvmod" and part.ent_type_ in {"DATE", "TIME"})
    return own and (timed or (part.dep_ == "advmod" and part.lower_ in grammar.DISCOURSE))


def _is_added(part: "Token") -> bool:
    """Tell what stands behind a noun and a comma without being of it: "I gave up judo, a little sad"."""
    behind = part.dep_ == "amod" and part.i > part.head.i
    return behind and part.doc[part.left_edge.i - 1].text == ","


def _is_on_it(prep: "Token") -> bool:
    """Tell what somebody adds of a thing: "a Clio with 240,000 kilometres on it"."""
    return prep.lower_ == "with" and any(token.lower_ == "it" for token in prep.subtree)


def _gender(token: "Token") -> str | None:
    nouns = {token.lemma_.lower(), token.head.lemma_.lower()} | {
        child.lemma_.lower() for child in token.children if child.dep_ in {"compound", "appos"}
    }
    for child in token.children:
        if child.dep_ == "compound" and child.lower_.rstrip(".") in _TITLES:
            return _TITLES[child.lower_.rstrip(".")]
    if nouns & grammar.FEMALE_KIN:
        return "f"
    return "m" if nouns & grammar.MALE_KIN else None
