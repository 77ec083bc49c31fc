"""Typed relations between named entities, read from statements."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile

from octomem.agents import lasting
from octomem.agents.reading import grammar
from octomem.agents.reading.called import CALLERS, called
from octomem.agents.reading.capitals import written
from octomem.agents.reading.chinese.kin import FORM, NAME_WORD
from octomem.agents.reading.chinese.lexicon import SURNAMES
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.chinese.words import words as cut
from octomem.agents.reading.given_names import GIVEN
from octomem.agents.reading.occupations import is_occupation
from octomem.agents.reading.reading import Claim, Mood, Reading, Statement, Tense
from octomem.agents.reading.replies import DAYS, MONTHS
from octomem.spelling import titled

ALIAS = "alias"
"""The relation of an entity to another name of itself."""
APART = "alias_not"
"""The relation of an entity to a name that is another's."""

_SINGLE = frozenset({"works_at", "lives_in", "married_to", "born_in", "located_in", "studies_at"})
MUTUAL = frozenset(
    {
        "married_to",
        "sibling_of",
        "friend_of",
        "colleague_of",
        "partner_of",
        "neighbour_of",
        "cousin_of",
    }
)

_BY_PREDICATE = {
    "works at": "works_at",
    "works for": "works_at",
    "is employed by": "works_at",
    "is employed at": "works_at",
    "joins": "works_at",
    "lives in": "lives_in",
    "resides in": "lives_in",
    "moves to": "lives_in",
    "relocates to": "lives_in",
    "is based in": "lives_in",
    "is married to": "married_to",
    "marries": "married_to",
    "is engaged to": "engaged_to",
    "dates": "partner_of",
    "studies at": "studies_at",
    "enrols at": "studies_at",
    "graduates from": "graduated_from",
    "is born in": "born_in",
    "grows up in": "grew_up_in",
    "comes from": "comes_from",
    "is from": "comes_from",
    "founds": "founded",
    "owns": "owns",
    "is located in": "located_in",
    "is a member of": "member_of",
    "belongs to": "member_of",
    "reports to": "managed_by",
    "manages": "manager_of",
    "mentors": "mentor_of",
    "teaches at": "works_at",
    "volunteers at": "volunteers_at",
    "knows": "knows",
    "adopts": "owner_of",
}
_SAID = {
    "works_at": "{} works at {}",
    "works_in": "{} works in {}",
    "lives_in": "{} lives in {}",
    "married_to": "{} is married to {}",
    "engaged_to": "{} is engaged to {}",
    "studies_at": "{} studies at {}",
    "graduated_from": "{} graduated from {}",
    "born_in": "{} was born in {}",
    "grew_up_in": "{} grew up in {}",
    "comes_from": "{} comes from {}",
    "founded": "{} founded {}",
    "owns": "{} owns {}",
    "owner_of": "{} owns {}",
    "located_in": "{} is located in {}",
    "member_of": "{} is a member of {}",
    "managed_by": "{} reports to {}",
    "volunteers_at": "{} volunteers at {}",
    "knows": "{} knows {}",
    ALIAS: "{} is also called {}",
}
_BY_NOUN = {
    "sibling_of": "sister brother sibling twin stepsister stepbrother half-sister half-brother",
    "parent_of": "mother father mom mum dad mama papa parent mommy daddy stepmother stepfather mam "
    "mammy stepdad stepmum stepmom",
    "child_of": "son daughter child kid baby toddler stepson stepdaughter",
    "married_to": "wife husband spouse",
    "partner_of": "partner girlfriend boyfriend fella",
    "engaged_to": "fiancé fiancée fiance fiancee",
    "friend_of": "friend bestie buddy pal mate",
    "colleague_of": "colleague coworker co-worker teammate",
    "manager_of": "boss manager supervisor lead",
    "neighbour_of": "neighbor neighbour",
    "roommate_of": "roommate flatmate housemate",
    "grandparent_of": "grandmother grandfather grandma grandpa granny grandad nana gran nan",
    "grandchild_of": "grandson granddaughter grandchild",
    "aunt_of": "aunt auntie",
    "uncle_of": "uncle",
    "cousin_of": "cousin",
    "niece_of": "niece",
    "nephew_of": "nephew",
    "teacher_of": "teacher tutor professor coach trainer",
    "mentor_of": "mentor",
    "mentee_of": "mentee",
    "doctor_of": "doctor dentist therapist gp",
    "employee_of": "employee assistant",
    "classmate_of": "classmate",
    **{
        f"{kin}-in-law_of": f"{kin}-in-law"
        for kin in ("brother", "sister", "mother", "father", "son", "daughter")
    },
    "landlord_of": "landlord landlady",
    "pet_of": " ".join(grammar.PETS),
}
_ONE_WORD = {noun: name for name, nouns in _BY_NOUN.items() for noun in nouns.split()}
_WHICH = {
    "older": ("brother", "sister"),
    "younger": ("brother", "sister"),
    "maternal": ("grandmother", "grandfather"),
}
NOUNS = _ONE_WORD | {
    f"{which} {kin}": _ONE_WORD[kin] for which, ones in _WHICH.items() for kin in ones
}
"""By what somebody is; which of several, Chinese tells by the word: 哥哥 and 弟弟."""
_NAMES_ITSELF = frozenset({"is called", "is named", "goes by", "is known as", "is short for"})

_ENDS_IN = {
    "works_at": "organisation",
    "studies_at": "organisation",
    "lives_in": "place",
    "born_in": "place",
    "married_to": "person",
    "member_of": "organisation",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """A directed relation; `entity` is what it is told of."""

    entity: str
    entity_type: str
    name: str
    target: str
    target_type: str
    noun: str = ""
    """The noun that names the relation: "sister"."""
    said: str = ""
    """The sentence that told it, where that is not English."""

    @property
    def is_single(self) -> bool:
        """Whether an entity has at most one such relation at a time."""
        return self.name in _SINGLE

    @property
    def is_mutual(self) -> bool:
        """Whether it holds in both directions."""
        return is_mutual(self.name)

    def text(self) -> str:
        """Return the relation as a sentence: "Anna is the sister of Mei"."""
        if self.said:
            return self.said
        if self.noun:
            return f"{self.entity} is the {self.noun} of {self.target}"
        pattern = _SAID.get(self.name, "{} " + self.name.replace("_", " ") + " {}")
        return pattern.format(self.entity, self.target)


def ties_between(one: str, other: str) -> frozenset[str]:
    """Return the identities of all that one may be to another by a noun, in normal form."""
    first, second = sorted((one, other))
    return frozenset(
        f"{first}|{name}|{second}" if is_mutual(name) else f"{one}|{name}|{other}"
        for name in NOUNS.values()
    )


def is_mutual(name: str) -> bool:
    """Tell whether a relation of this name holds in both directions."""
    return name in MUTUAL


def relation_of(statement: Statement, speaker: str) -> Relation | None:
    """Return the relation that a statement tells of two named entities, if it does.

    `speaker` is a name however it is written: it may be a user's id.
    """
    if statement.claim is not None and statement.claim not in {Claim.FACT, Claim.NICKNAME}:
        return None
    if statement.claim is Claim.NICKNAME:
        relation: Relation | None = Relation(
            statement.subject, "person", ALIAS, statement.object, "person"
        )
    else:
        relation = _kinship(statement, speaker) or _alias(statement) or _by_predicate(statement)
    if relation is not None and relation.entity.casefold() == relation.target.casefold():
        return None  # "she goes by Peg" where "she" was taken for Peg
    is_told = relation is not None and statement.claim is not None
    return replace(relation, said=statement.text) if relation and is_told else relation


def _kinship(statement: Statement, speaker: str) -> Relation | None:
    """Read "Anna is Mei's sister", "Mei's sister is (called) Anna", "… name is Anna"."""
    if statement.predicate not in {"is", "is called", "is named"}:
        return None
    name, phrase = statement.subject, statement.object
    if "'s " in name:
        if not statement.may_name:
            return None
        name, phrase = statement.object, name.removesuffix("'s name")
    phrase = re.sub(r"('s [\w-]+) (?:on|from|by|in|at|since|for) .*", r"\1", phrase)
    owner, mark, noun = phrase.rpartition("'s ")
    word = noun.casefold().split()[-1] if noun else ""
    relation = NOUNS.get(word) or (f"{word}_of" if is_role(word) else None)
    if word in lasting.FELLOWS and " " in noun:
        relation = "colleague_of"
    owned = is_name(owner) or owner == speaker
    if not mark or relation is None or not is_name(name) or not owned:
        return None
    kind = "animal" if relation == "pet_of" else "person"
    return Relation(name, kind, relation, owner, "person", noun)


def is_role(noun: str) -> bool:
    """Tell whether a noun says what one person is to another, or does for them."""
    return noun in grammar.ROLES - {"family", "people", "person"} or is_occupation(noun)


_NAME_OF = re.compile(
    r"'s (?:(?:first|full|real|actual|proper|given|pet|christian|english|western|chinese|stage|pen|street|legal|birth|official|new) name|name|nickname)$",
    re.IGNORECASE,
)
_IS_CALLED = frozenset({"is", "is called"})


def _alias(statement: Statement) -> Relation | None:
    """Read "everyone calls me Bob", "Robert goes by Bob", "Bob is short for Robert"."""
    owner = _NAME_OF.sub("", statement.subject)
    if owner != statement.subject and statement.predicate in _IS_CALLED and "'s " not in owner:
        named = is_name(statement.object) and statement.object.casefold() != owner.casefold()
        return Relation(owner, "person", ALIAS, statement.object, "person") if named else None
    if statement.verb == "call" and statement.predicate.endswith(" as"):
        before = statement.whole.rpartition(statement.object)[0].split()
        name = takewhile(lambda word: word[:1].isupper(), reversed(before[1:]))
        who = " ".join(reversed(list(name)))
        if statement.mood in {"fact", "command"} and is_name(who) and is_name(statement.object):
            return Relation(who, "person", ALIAS, statement.object, "person")
        return None
    if statement.predicate not in _NAMES_ITSELF and statement.predicate != "goes by":
        return None
    if (
        "'s " in statement.subject
        or not is_name(statement.object)
        or not is_name(statement.subject)
    ):
        return None
    return Relation(
        statement.subject, statement.subject_type, ALIAS, statement.object, statement.subject_type
    )


def _by_predicate(statement: Statement) -> Relation | None:
    if statement.subject.casefold() in grammar.EMPTY_SUBJECTS:
        return None  # "she", of whom nobody knows who she is
    office = _office(statement) if statement.predicate == "is" else None
    name, target = _typed(statement)
    if office is not None or not name or (name == "owns" and not is_name(target)):
        return office or _in_charge(statement)
    if not is_name(target) or statement.object_type in {"date", "number"}:
        return None
    is_other = (name == "knows" and statement.object_type != "person") or (
        name == "lives_in" and statement.object_type == "product"  # "we moved to GitHub Actions"
    )
    if statement.tense is Tense.FUTURE or is_other:
        return None
    if name == "lives_in" and statement.subject_type != "person" and not statement.first_person:
        name = "located_in"
    if name == "comes_from" and statement.object_type == "organisation":
        if statement.tense is Tense.PAST:
            return None  # "he came from Orsola Group"
        name = "works_at"
    kind = _ENDS_IN.get(name, statement.object_type)
    kind = "other" if kind in {"thing", "nothing"} else kind
    return Relation(statement.subject, statement.subject_type, name, target, kind)


def _typed(statement: Statement) -> tuple[str, str]:
    """Return the relation that a predicate names, with its target; empty if it names none."""
    name = _BY_PREDICATE.get(statement.predicate, "")
    if not name and statement.predicate == "is":
        return _membership(statement.object) or ("", "")
    return name, _named(statement.object)


def _office(statement: Statement) -> Relation | None:
    """Read "Odette is the manager for Mei's team"."""
    found = re.match(r"the (?:[\w-]+ )*?([\w-]+) (?:of|for|at) (.+'s [\w-]+)$", statement.object)
    if found is None or not is_role(found[1].lower()) or not is_name(statement.subject):
        return None
    noun = found[1].lower()
    return Relation(statement.subject, "person", f"{noun}_of", found[2], "organisation", noun)


def workplace(statement: Statement) -> str:
    """Return the employer in "does marketing at Acme" and "drives a truck for Acme"; else empty."""
    drives = statement.verb == "drive" and statement.object.startswith(("a ", "an "))
    busy = drives or statement.verb in lasting.DUTIES | {"do", "teach", "design", "work"}
    own = statement.subject_type == "person" and statement.tense is Tense.PRESENT
    if not (busy and own) or statement.negated or statement.progressive:
        return ""
    found = re.search(
        rf" {'for' if drives else 'at'} ((?:the )?[A-Z][\w&'.-]*(?: (?:[A-Z&][\w&'.-]*|of|de|la))*)",
        statement.text,
    )
    if found is None or (drives and _NO_FIRM.search(statement.text[found.start() :])):
        return ""
    return found[1].removesuffix("'s")


_NO_FIRM = re.compile(
    r" for (?:Dad|Mum|Mom|Grandad|Mr|Mrs|Ms|Dr|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)\b|\bvolunteer|\bSimulator\b"
)
"""For whom one drives without being employed there."""


def _in_charge(statement: Statement) -> Relation | None:
    """Read "Elif maintains the billing service", "Brightly is owned by Nordic Holding"."""
    verb, target = statement.verb, statement.object
    if statement.negated or statement.progressive or not target or not is_name(statement.subject):
        return None
    passive = statement.predicate in _PASSIVES and is_name(target)
    present = statement.tense is Tense.PRESENT and not statement.first_person
    makes = verb in _CHARGES and statement.subject_type == "organisation"
    charge = (
        present
        and (makes or verb in lasting.DUTIES | {"own"})
        and verb == statement.predicate.removesuffix("s")
    )
    if not passive and not (charge and statement.object_type not in {"date", "number", "person"}):
        return None
    kind = statement.object_type if is_name(target) else "thing"
    name = statement.predicate.replace(" ", "_")
    said = "" if is_name(target) else statement.text
    return Relation(statement.subject, statement.subject_type, name, target, kind, said=said)


_CHARGES = frozenset({"make", "supply", "design", "develop", "sell", "represent"})
"""What organisations do for a living."""
_PASSIVES = frozenset(
    f"is {verb} by"
    for verb in (
        "owned",
        "founded",
        "run",
        "led",
        "managed",
        "maintained",
        "made",
        "built",
        "written",
        "designed",
        "developed",
        "operated",
        "employed",
        "coached",
        "taught",
        "treated",
    )
)


def _membership(phrase: str) -> tuple[str, str] | None:
    """Read "a member of X", "the founder of X", "an engineer at X"."""
    match = re.match(
        r"(?:an?|the|one of the)\s(?:[\w-]+\s)*?(member|founder|co-founder|owner|ceo|head)s? of (.+)",
        phrase,
        re.IGNORECASE,
    )
    if match:
        noun = match[1].lower()
        name = {"member": "member_of", "owner": "owns", "ceo": "works_at", "head": "works_at"}
        return name.get(noun, "founded"), match[2]
    at = re.match(
        rf"(?:(?:an?|the)\s|head of |(?=(?:[a-z-]+ ){{0,2}}(?:{_POSTS}) at\b))[\w\s-]+?\s(at|in)\s(.+?)(?:\s(?:in|as|for|and|with)\s.*|,.*)?$",
        phrase,
    )
    if at is None:
        return None
    if at[1] == "in" and re.match(rf"(?:{MONTHS}|{DAYS})\b", at[2], re.IGNORECASE):
        return None  # "a trip to Japan in April"
    taught = _TAUGHT.fullmatch(phrase[: at.start(1)].strip()) is not None
    return "studies_at" if taught else f"works_{at[1]}", at[2]


_POSTS = "lead|manager|director|engineer|developer|designer|analyst|head|officer|coordinator|assistant|partner"
"""What somebody is at a firm without an article: "team lead at Zylker"."""
_TAUGHT = re.compile(
    r"(?:an?|the) (?:(?!former\b|ex\b)[\w-]+ ){0,3}(?<!of )(?:student|pupil|under-?grad(?:uate)?|freshman|sophomore)"
)
"""Who is at a university without working there."""


def _named(phrase: str) -> str:
    """Return the name in "a company called Brightly"."""
    match = re.search(r"\b(?:called|named)\s+(.+)$", phrase)
    return match[1] if match else phrase


_OTHER_NAMES = (
    # Bernadette is off her food, Bernie for short
    re.compile(
        r"\b(?P<name>(?P<stem>[A-Z][a-z])[a-z]+) [^.,;:!?\n]{2,60}, (?P<other>(?P=stem)[a-z]*) for short(?=[),.!?]|$)"
    ),
    # my older brother christopher, everyone calls him topher
    re.compile(
        rf"\bmy (?:[a-z]+ )?(?:{'|'.join(sorted(grammar.ROLES))}) (?P<name>[a-z]{{3,}}),? \(?(?:(?:but|and|though) )?{CALLERS}"
        r" (?:just |all |always )?calls? (?:her|him|them) (?P<other>[a-z]{2,})(?=[),.!?]|$)"
    ),
    # as "Benjamin (Benji)"
    re.compile(r"\b(?P<name>(?P<stem>[A-Z][a-z]{2})[a-z]+) \((?P<other>(?P=stem)[a-z]*)\)"),
)
_IN_FULL = re.compile(
    r"\b(?P<other>(?P<stem>[A-Z][a-z]{2})[a-z]*) \((?P<name>(?P=stem)[a-z]{3,})[,)]"
)
"""Bernie (Bernadette, nobody uses the full thing); a month or a firm is nobody's name in full."""
_CALLS_ME = re.compile(
    r"\b(?:everybody|everyone|people|most people|(?:all )?my (?:friends|family|mates|colleagues)|friends|they all) "
    r"(?:just |all |always |usually )?calls? me ([A-Z][\w'-]+)(?![\w'])"
    r"|\b(?:I|i) (?:go|went|usually go) by ([A-Z][\w'-]+)|\bjust call me ([A-Z][\w'-]+)"
)
"""everyone calls me Lexi"""


def aliases_told(reading: Reading) -> Iterator[Relation]:
    """Yield the other names that a turn tells; a sentence may go on from the one before it."""
    before = ""
    for index, sentence in enumerate(reading.sentences):
        moods = [each.mood for each in reading.statements if each.sentence == index]
        asked = sentence.is_question and _TAKEN_FOR_GRANTED.match(sentence.text) is None
        if asked or moods[:1] == [Mood.HYPOTHETICAL]:
            before = ""
            continue
        known = {(each.entity, each.target) for each in aliases_in(before)}
        told = aliases_in(f"{before} {sentence.text}", reading.turn.actor)
        yield from (each for each in told if (each.entity, each.target) not in known)
        before = sentence.text


_TAKEN_FOR_GRANTED = re.compile(
    r"(?:[^?]*[,.] )?(?:what|which|how(?! about)|where|when)\b(?! if\b)", re.IGNORECASE
)
"""How a question begins that takes for granted how somebody is called: "What shall I get Bob, short for Robert?"."""


def aliases_in(sentence: str, speaker: str = "") -> list[Relation]:
    """Return the other names in a sentence: "Bob, short for Robert"."""
    own = [next(name for name in match.groups() if name) for match in _CALLS_ME.finditer(sentence)]
    mine = [
        Relation(speaker, "person", ALIAS, name, "person")
        for name in own
        if speaker and name != speaker
    ]
    others = [match for pattern in _OTHER_NAMES for match in pattern.finditer(sentence)]
    others += [match for match in _IN_FULL.finditer(sentence) if match["name"].casefold() in GIVEN]
    two = [(name, other) for name, other, _ in called(written(sentence))]
    two += [(match["name"], match["other"]) for match in others]
    return mine + [Relation(name, "person", ALIAS, other, "person") for name, other in two]


_ARE_ONE = re.compile(
    r"\b(?:[Ii]s|[Aa]re) (?=[^?]*\bsame\b)(?P<one>[A-Z][\w'-]+)(?: and|,?(?: actually| really)? the same (?:person|one)? ?as) (?P<other>[A-Z][\w'-]+)(?: the same(?: person)?)?\?"
)
"""Is Vaishu the same person as Vaishnavi?"""
_YES = re.compile(
    r"^\W*(?:yes|yep|yeah|yup|correct|right|exactly|indeed|they are|(?:the )?same)\b(?!,? (?:please|they (?:are|were) both|both)\b)",
    re.IGNORECASE,
)


def confirmed(reading: Reading, before: Reading | None) -> list[Relation]:
    """Return which names are one by a yes: "Is Vaishu the same person as Vaishnavi?" "Yes, short form"."""
    asked = None if before is None else _ARE_ONE.search(before.turn.text)
    if asked is None or _YES.match(reading.turn.text) is None:
        return []
    short, name = sorted((asked["one"], asked["other"]), key=len)
    return [Relation(name, "person", ALIAS, short, "person")]


def full_name(alias: Relation, statement: Statement) -> list[Relation]:
    """Return the name in full of whom the first name is told: Folake Bankole of "Mrs Bankole's first name is Folake"."""
    title, family = titled(alias.entity.casefold())
    if alias.name != ALIAS or not title or not statement.subject.endswith("'s first name"):
        return []
    full = f"{alias.target} {alias.entity[-len(family) :]}"
    return [replace(alias, target=full)]


_NICK = r"(?P<nick>(?!(?:英文|小|外|本|真|大|花|网)名|[^，。]{0,3}[啥么谁不没])(?:[\u4e00-\u9fff]{1,4}?|老?[A-Z][a-z]*))(?:啦|的|哈|呢|呀|了)?(?=[，。！,.!；; ]|$)"
_CALLERS = (
    r"(?:大家|大伙儿?|所有人|人人|谁|全家|我们|我|咱们?|朋友|同事|家人|家里人?|村里人?|班里人?|街坊|邻居|同学|别人|[^，。]{1,4}的人|[^，。]{1,3}上上?下下?|平时|在家|家里|一天到晚|从小|我(?:妈|爸|老公|老婆|奶奶|爷爷|外婆|外公|[哥姐弟妹]))"
    "们?(?:都|也|一般|平时|习惯|一直|私下里?|私底下|在家|老是?|总是?|我|还|就)*"
)
"""Who call somebody something, and how often."""
_CALL = "(?:叫|喊|称呼|管)[他她它](?:叫|为|作)?"
_VERB = "(?:其实|本来|就|好像|应该)?(?:是|叫(?:做|作)?)"
_FAMILY = "|".join(sorted(SURNAMES, key=len, reverse=True))
_FULL = rf"(?:{_FAMILY})[\u4e00-\u9fff]{{1,2}}"
"""A name with the family's: 周海燕."""
_ROLE = rf"(?:我(?:们|家)?的?(?:{FORM}))"
_HER = rf"(?P<name>{_FULL})"
_NICKNAMED = (
    re.compile(rf"的?{NAME_WORD}{_VERB}{_NICK}"),
    re.compile(rf"，(?:当年|以前|平时|在家)?{NAME_WORD}(?:好像|应该)?(?:就?是|叫)?{_NICK}"),
    re.compile(rf"(?:{_CALLERS}){_CALL}{_NICK}"),
    re.compile(
        rf"(?<!我)，?(?:也就是(?!我)|又名|(?<![的个位])[又也]叫(?![了上来过着不到人车]|外卖|滴滴)|人称){_NICK}"
    ),
)
"""张小红的外号是红红; 我姐姐张小红, 大家都叫她红红; 林若溪，又名糖糖"""
_ANOTHERS = re.compile(rf"(?:[他她]|(?<!我)(?<!们)的)家?的?(?:{FORM})$")
"""Who is meant by what they are to who was named, and is not the one: 王芳，她女儿(小名叫豆豆)."""
_TITLES = "阿姨|叔叔?|伯伯?|婶|大[爷妈叔哥姐]|[哥姐姨爷]|师傅|老师|老板|经理|主任|医生|总|工"
_FORMAL_WORD = "(?:大名|本名|真名|中文名|全名|学名|原名)"
_SMALL = rf"(?<![\u4e00-\u9fff])(?P<nick>(?!{FORM}|[我你他她它这那]|[^，。]?[个位])[\u4e00-\u9fff]{{2,3}}?)"
"""By what name, at the beginning of a clause, somebody is called every day."""
_PET = r"(?<![\u4e00-\u9fff])(?P<nick>[阿老小大][\u4e00-\u9fff]|(?P<twice>[\u4e00-\u9fff])(?P=twice)|[\u4e00-\u9fff][子哥姐儿仔])"
"""What a pet name looks like: 阿华, 豆豆, 强子."""
_NAMED_TWICE = (
    re.compile(
        rf"(?<![A-Za-z\u4e00-\u9fff])(?P<name>[A-Z][a-z]+)的?(?:大名|本名|真名|中文名|全名)(?:其实|就)?(?:是|叫(?:做|作)?){_NICK}"
    ),
    re.compile(
        rf"(?P<name>[\u4e00-\u9fff](?:{_TITLES}))，?的?(?:大名|本名|真名|全名)(?:其实|就)?(?:是|叫(?:做|作)?){_NICK}"
    ),
    re.compile(
        r"(?P<name>[老小](?P<family>[\u4e00-\u9fff]))就是(?P<nick>(?P=family)[\u4e00-\u9fff]{1,2})(?=[，。！,.!；; ]|$)"
    ),
    re.compile(
        rf"(?<![\u4e00-\u9fff])(?P<name>[阿老小][\u4e00-\u9fff]|[A-Z][a-z]+)，?也就是我?(?:{FORM})?{_NICK}"
    ),
    # 燕子的真名是周海燕; 阿华其实叫孙丽华; 豆豆就是李思涵; 虎子也就是我儿子张梓轩
    re.compile(rf"{_SMALL}的?{_FORMAL_WORD}{_VERB}{_HER}(?![\u4e00-\u9fff])"),
    re.compile(rf"{_SMALL}其实(?:是|叫){_ROLE}?{_HER}(?![\u4e00-\u9fff])"),
    re.compile(rf"(?:我说的)?{_PET}(?:，?也?就是|其实是){_ROLE}?{_HER}(?![\u4e00-\u9fff])"),
    # 我们管我哥们赵志强叫强子; 大家都叫我表姐周海燕燕子
    re.compile(rf"管{_ROLE}?{_HER}叫(?:做|作)?{_NICK}"),
    re.compile(
        rf"(?:{_CALLERS})(?:叫|喊){_ROLE}{_HER}(?P<nick>[\u4e00-\u9fff]{{2}})(?=[，。！ ]|$)"
    ),
    # 老铁是王建国的小名; 强子是小名 大名叫赵志强
    re.compile(rf"{_SMALL}(?:就|只)?是{_ROLE}?{_HER}的{NAME_WORD}"),
    re.compile(
        rf"{_SMALL}(?:就|只)?是{NAME_WORD}[，。 ](?:[他她]的?)?{_FORMAL_WORD}{_VERB}?{_HER}(?![\u4e00-\u9fff])"
    ),
)
"""Kevin的大名叫李凯文; 楼下的李阿姨，真名叫李秀兰; 老周就是周建平; 阿明，也就是我哥李明"""
_FORMAL = rf"(?:{_FORMAL_WORD}|(?:身份证|户口本|护照|证件|驾照)上(?:写的)?)(?:就?是|叫)?(?P<name>[\u4e00-\u9fff]{{2,4}}?)"
_BOTH_NAMES = (
    re.compile(
        rf"(?:小名|乳名|外号|网名|昵称)(?:就?是|叫)?{_NICK}[，。\s]?{_FORMAL}(?=[，。！\s]|$)"
    ),
    re.compile(
        rf"{_FORMAL}[，\s]+(?:但|可|不过)?(?:(?:小名|乳名)(?:就?是|叫)?|(?:在家|家里|平时|我们|大家|家里人)(?:都|就|一般)*[叫喊]|(?:{_CALLERS}){_CALL}){_NICK}"
    ),
)
"""小名叫豆豆，大名叫李思涵; 大名马欣怡，在家都叫妞妞; 身份证上叫林若溪，平时都叫糖糖"""


_DOUBLED = re.compile(r"(.)\1")
_MARKS = re.compile(rf",|[嘛呢哈啊呀](?={NAME_WORD})|(?<=[\u4e00-\u9fff])(?=今年)|[（）()]|——")
"""Where one name ends and the next begins: 大名叫向思琪嘛小名幺幺今年四岁."""


def nicknames_in(sentence: str, people: Sequence[str]) -> list[Relation]:
    """Return the other names that a Chinese sentence gives those of some people whom it names."""
    sentence = _MARKS.sub("，", re.sub(r"[“”\"「」]", "", sentence))
    found = [
        _also(both["name"], both["nick"])
        for pattern in _BOTH_NAMES
        for both in pattern.finditer(sentence)
    ]
    if found:
        return found
    for match in chain.from_iterable(one.finditer(sentence) for one in _NAMED_TWICE):
        if not any({match["name"], match["nick"]} == {each.entity, each.target} for each in found):
            found.append(_also(match["name"], match["nick"]))
    for pattern in _NICKNAMED:
        for match in pattern.finditer(sentence):
            if _ANOTHERS.search(sentence, 0, match.start()):
                continue
            before = [name for name in people if name in sentence[: match.start()]]
            named = max(
                before,
                key=lambda name: (sentence.rfind(name, 0, match.start()), len(name)),
                default="",
            )
            named = _whole(named, sentence)
            told = {(each.entity, each.target) for each in found}
            if (
                named
                and named != match["nick"]
                and (
                    _DOUBLED.fullmatch(match["nick"])
                    or not cut(match["nick"])[0].tag.startswith("v")
                )  # 全家都叫她减肥
                and not {(named, match["nick"]), (match["nick"], named)} & told
            ):
                found.append(_also(named, match["nick"]))
    return found


def _whole(name: str, sentence: str) -> str:
    """Return a name with the last character that was cut off: 张梓轩 of 张梓."""
    if len(name) != 2 or name[0] not in SURNAMES:
        return name
    found = re.search(rf"{name}[\u4e00-\u9fff](?=[，。 ])", sentence)
    return found.group() if found else name


def _also(name: str, nick: str) -> Relation:
    return Relation(name, "person", ALIAS, nick, "person", said=f"{name}也叫{nick}")


def is_name(text: str) -> bool:
    """Tell whether a text is a proper name, or a person known by a role ("Mei's sister")."""
    if not text or len(text) > 60 or "⟦" in text:
        return False
    if text.casefold() in grammar.EMPTY_SUBJECTS or text.casefold() in {"i", "me", "us", "we"}:
        return False
    if "'s " in text:
        return text.rpartition("'s ")[2].casefold() in grammar.ROLES | grammar.PETS
    if has_han(text[:1]):
        return len(text) <= 20
    first = text.split(maxsplit=1)[0]
    return text[:1].isupper() and first.lower() not in {"the", "a", "an", "my", "our", "this"}
