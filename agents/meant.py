"""Whom a question means by what they are to somebody: "Where does Mei's sister live?" asks of Anna.

Memories tell of people by their names. So a question is asked with the name as well, and what it asks
for is read with the name alone (docs/adr/0028).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from octomem.agents.base import Question, Ranked
from octomem.agents.namesakes import one_noun
from octomem.agents.ranking import shared
from octomem.agents.reading.chinese import kin
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.grammar import PETS, ROLES
from octomem.agents.relations import NOUNS, is_name
from octomem.agents.wording import normal
from octomem.jsons import text_field
from octomem.memory import Kind, Memory, noted

MOST = 3
"""More than so many whom a question may mean are a group, of whom it names none."""
ASIDE = 0.3
"""What is left of a role that is not asked for: too little to be relevant."""
_GENERAL = {
    **{
        noun: (f"{noun}_of",)
        for noun in ("parent", "child", "sibling", "grandparent", "grandchild", "pet")
    },
    "kid": ("child_of",),
    "spouse": ("married_to",),
    "partner": ("partner_of", "married_to", "engaged_to"),
}
"""Nouns for everybody of whom another noun of some relations is said."""

_ROLE = "|".join(sorted(map(re.escape, ROLES | PETS | NOUNS.keys()), key=len, reverse=True))
_OWNED = re.compile(
    rf"(?<![\w.-])(?P<owner>[^\W_][\w.-]*(?: [^\W_][\w.-]*){{0,2}})['\u2019]s "
    rf"(?P<what>(?:[\w-]+ ){{0,2}}?(?P<noun>(?:{_ROLE})(?:-in-law)?|children))s?(?![\w-])",
    re.IGNORECASE,
)
_HAN_ROLE = "|".join(sorted(map(re.escape, kin.NOUNS), key=len, reverse=True))
_ASKS_WHO = re.compile(
    r"(?:\bwho(?:['\u2019]s| is| was| are| were)|\bnames? of|谁是) *$", re.IGNORECASE
)
"""What stands before somebody whose name is asked for."""
_DOES = re.compile(r" \w+(?:ing|ed)\b", re.IGNORECASE)
"""What makes it a question of somebody else: "Who is Mei's sister married to?"."""
_ASKS_NAME = re.compile(
    r"(?:['\u2019]s)? (?:\w+ )?names?\b|,? (?:is |was )?(?:called|named)\b|的?(?:名字|叫|姓|是谁|是哪位)",
    re.IGNORECASE,
)
"""What stands behind them."""
_TELLS = (
    ((" is the ", " of "), re.compile(r"(?P<name>.+?) is the (?P<role>.+?) of (?P<owner>.+)$")),
    ((" is ", "s "), re.compile(r"(?P<name>.+?) is (?P<owner>.+)['\u2019]s (?P<role>[\w -]+)$")),
    (("是", "的"), re.compile(r"(?P<name>.+?)是(?P<owner>.+)的(?P<role>[\u3400-\u9fff]+)$")),
)
"""How memories tell who is what to whom, and what each form needs: to look for that is quick."""
_IS_ROLE = re.compile(r"['\u2019]s |的")
"""What is no name: "Ada's friend" may be told to be somebody, too."""
_ASKS_MORE = re.compile(
    r"^(?:when|where|what|which|how|why|do|does|did|is|was|has|have|can|could|should|will)\b|[\u3400-\u9fff]"
    r"|^who(?:'s| is| are)\b.*(?:\w's|\bof) "
)
"""What asks for more than who somebody is; so does "Who is Mei's favourite poet?"."""
_NAMES = re.compile(r"\b(?:nickname|name) is$|^(?:is (?:called|known as)|goes by)$")
_SAYS_WHO = re.compile(
    r"\b(?:names?|named|nicknames?|call|goes by|known as|called|about|know|relat(?:ed|ion|ions|ives?)|family|anyone|anybody|someone|somebody|people)\b"
    r"|^what (?:is|was) .* to [\w.-]+$|谁|什么人|叫|名|姓|关系|认识|介绍|家人|亲戚"
)
"""What asks for names, or for everybody of a sort."""

Related = Callable[[str, str], Sequence[Memory]]
"""Returns the current relations of a name that somebody has to an owner, in normal form."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A question with the names of those whom it means."""

    text: str
    """With the names added: "Where does Mei's sister Anna live?"."""
    by_name: str = ""
    """With the names alone: "Where does Anna live?"; empty where none was found."""


def may_mean(query: str) -> bool:
    """Tell whether a question may name somebody by what they are to somebody."""
    return _OWNED.search(query) is not None or has_han(query)


def meant(query: str, asker: str | None, related: Related) -> Meant:
    """Find the names of those whom a question means; it must not say "I" any more.

    Whose name is asked for is left as it is, and so is a group of more than `MOST`.
    """
    text = by_name = query
    at = 0
    while (role := _first(by_name, at, asker)) is not None:
        begin, names = _holders(role, related)
        if not names or _is_wanted(by_name[:begin], by_name[role.end :]):
            at = role.end
            continue
        phrase, rest = by_name[begin : role.end], by_name[role.end :]
        space = "" if has_han(phrase) else " "
        if rest.startswith(tuple(space + name for name in names)):  # "Mei's sister Anna"
            by_name = by_name[:begin] + rest.removeprefix(space)
        else:
            listed = _either(names)
            text = text.replace(phrase, f"{phrase}{space}{listed}", 1)
            by_name = by_name[:begin] + listed + rest
        # A role may follow an English name: "Mei's sister's husband". A Chinese name may hold one.
        at = begin + len(names[0]) if has_han(query) else begin
    return Meant(text, by_name if by_name != query else "")


class _Named(NamedTuple):
    """Somebody whom a question names by a role."""

    end: int
    """Where the role ends in the question."""
    owners: Sequence[tuple[int, str]]
    """Whose it may be, and where their name begins: "does Mei", "Mei"."""
    words: str
    """The role's words: "best friend"."""
    noun: str
    """Its noun: "friend"."""


def _first(query: str, at: int, asker: str | None) -> _Named | None:
    """Return the first who is named by a role from somewhere on."""
    if has_han(query):
        return _first_in_chinese(query, at, asker)
    found = _OWNED.search(query, at)
    if found is None:
        return None
    begins = [each.start() for each in re.finditer(r"\S+", found["owner"])]
    owners = [(found.start() + begin, found["owner"][begin:]) for begin in begins]
    noun = found["noun"].lower()
    return _Named(
        found.end(), owners, found["what"].lower(), "child" if noun == "children" else noun
    )


def _first_in_chinese(query: str, at: int, asker: str | None) -> _Named | None:
    """Return the first who is named by a role to the asker: 小雨的妹妹, 小雨妹妹."""
    if not asker:
        return None
    found = re.compile(rf"{re.escape(asker)}的?({_HAN_ROLE})").search(query, at)
    if found is None:
        return None
    return _Named(found.end(), [(found.start(), asker)], found[1], kin.NOUNS[found[1]])


def _is_wanted(before: str, behind: str) -> bool:
    """Tell whether the name itself is asked for: "Who is Mei's sister?", "her dog called?"."""
    asks_who = _ASKS_WHO.search(before) is not None and _DOES.match(behind) is None
    return asks_who or _ASKS_NAME.match(behind) is not None


def _holders(role: _Named, related: Related) -> tuple[int, list[str]]:
    """Return where the words for somebody begin and the names of those who are it; empty where unclear."""
    for begin, owner in role.owners:
        known = dict(_having(role.noun, normal(owner), related))
        exactly = [name for name, said in known.items() if said == role.words]
        names = exactly or list(known)
        if 0 < len(names) <= MOST:
            return begin, names
    return 0, []


def _having(noun: str, owner: str, related: Related) -> Iterator[tuple[str, str]]:
    """Yield who is what to an owner, and in which words that was told."""
    for relation in _GENERAL.get(noun, (NOUNS.get(noun, f"{noun}_of"),)):
        for tie in related(relation, owner):
            name, words, of = _told(tie)
            if normal(of) == owner and _is_same(words, noun) and not _IS_ROLE.search(name):
                yield name, words


def _told(memory: Memory) -> tuple[str, str, str]:
    """Return who is what to whom, as a memory's text tells it; empty where it tells of no such thing."""
    for marks, form in _TELLS:
        found = form.match(memory.text) if all(mark in memory.text for mark in marks) else None
        if found is not None:
            return found["name"], found["role"].lower(), found["owner"]
    return "", "", ""


def _is_same(said: str, noun: str) -> bool:
    """Tell whether a role that was told is the one that is asked for."""
    return noun in _GENERAL or one_noun(_noun(said)) == one_noun(noun)


def _noun(role: str) -> str:
    """Return the noun of a role's words: "friend" of "best friend", "sister" of 妹妹."""
    return kin.NOUNS.get(role, role.rpartition(" ")[2])


def by_any_name(text: str, called: Iterable[Sequence[str]]) -> str:
    """Say a question with all names of those whom it names: "Where does Mossy or Michael live?"."""
    for names in called:
        said = _said_form(names).search(text)
        if said is not None:
            others = [name for name in names if normal(name) != normal(said[0])]
            text = text[: said.start()] + _either([said[0], *others]) + text[said.end() :]
    return text


def _said_form(names: Sequence[str]) -> re.Pattern[str]:
    """Return what finds some names in a text; Chinese ones stand without spaces."""
    forms = (re.escape(name) if has_han(name) else rf"\b{re.escape(name)}\b" for name in names)
    return re.compile("|".join(sorted(forms, key=len, reverse=True)), re.IGNORECASE)


def _either(names: Sequence[str]) -> str:
    """Return names side by side: 小雪、雪儿; "Anna or Tom"."""
    return ("、" if any(map(has_han, names)) else " or ").join(names)


_TELLERS = (Kind.KNOWLEDGE, Kind.SEMANTIC)
"""Kinds whose memories say who is what to whom, or what somebody is called."""


def besides(ranked: list[Ranked], question: Question) -> list[Ranked]:
    """Rank down who is what to whom where a question asks for something else of somebody.

    Whoever asks where "my sister" lives knows that she is one; other people's roles say even less.
    """
    low = question.low
    tells = bool(ranked) and ranked[0].memory.kind in _TELLERS  # an agent ranks its own kind only
    if not tells or _ASKS_MORE.search(low) is None or _SAYS_WHO.search(low) is not None:
        return ranked
    words = low.split()
    ties = [_is_tie(item.memory, low, words) for item in ranked]
    if not any(ties):
        return ranked
    lowered = (shared(item, ASIDE) if tie else item for item, tie in zip(ranked, ties, strict=True))
    return sorted(lowered, key=lambda item: -item.score)  # equal ones stay in their order


def _is_tie(memory: Memory, low: str, words: Sequence[str]) -> bool:
    """Tell whether a memory only says who is what to whom, of a role that the question has not.

    Or what somebody is called.
    """
    if _is_naming(memory):
        return True
    role, noun = _role(memory)
    return bool(noun) and role not in low and not _is_of(noun, words)


@noted
def _is_naming(memory: Memory) -> bool:
    """Tell whether a memory says what somebody is called."""
    predicate = text_field(memory.fields, "predicate")
    return bool(memory.fields.get("aliases")) or _NAMES.search(predicate) is not None


@noted
def _role(memory: Memory) -> tuple[str, str]:
    """Return what a memory says somebody is to somebody, and its noun; empty where it says no such thing."""
    if memory.kind not in _TELLERS:
        return "", ""
    _, role, _ = _told(memory)
    if not role and is_name(text_field(memory.fields, "object")):
        role = text_field(memory.fields, "predicate").removesuffix(" is")  # "Mei's boss is Anna"
    noun = _noun(role)
    return (role, noun) if noun in ROLES or noun in PETS or noun in NOUNS else ("", "")


def _is_of(noun: str, words: Sequence[str]) -> bool:
    """Tell whether words name somebody's noun, another for the same, or all of its kind: "pets" for "parrot"."""
    said = {*words, *(word.removesuffix("s") for word in words)}
    relation = NOUNS.get(noun, f"{noun}_of")
    alike = any(NOUNS.get(each) == relation for each in said)
    return (
        alike or noun in said or any(relation in _GENERAL[each] for each in said & _GENERAL.keys())
    )
