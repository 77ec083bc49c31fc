"""Reads Chinese turns: sentences, statements, names, dates and topics as plain data."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from octomem.agents.reading.before import Asked
from octomem.agents.reading.chinese import amends, answers, going_on, promises, shares, todo_list
from octomem.agents.reading.chinese.clauses import MAX_READ, Clause, Passage, passages
from octomem.agents.reading.chinese.dates import find_all
from octomem.agents.reading.chinese.kin import NOUNS
from octomem.agents.reading.chinese.lexicon import FUNCTION_WORDS
from octomem.agents.reading.chinese.persona import persona
from octomem.agents.reading.chinese.retold import retold
from octomem.agents.reading.chinese.statements import ALSO_CALLED, statements
from octomem.agents.reading.chinese.subjects import (
    Scene,
    Subject,
    another,
    is_chinese_name,
    subject_at,
)
from octomem.agents.reading.chinese.told import Setting
from octomem.agents.reading.chinese.words import Word, readable, words
from octomem.agents.reading.instead import Amend
from octomem.agents.reading.reading import (
    LASTING,
    Claim,
    Dropped,
    Moment,
    Mood,
    Name,
    Sentence,
    Statement,
)
from octomem.agents.reading.remarks import PLACEHOLDER, Remark
from octomem.agents.reading.subjects import NOBODY, Referents
from octomem.turn import Role, Turn

_TYPES = {"nr": "person", "nrt": "person", "nrfg": "person", "ns": "place", "nt": "organisation"}
_KEPT = LASTING | {Claim.NAME, Claim.NICKNAME}
_TOLD_BY = {Role.SYSTEM, Role.DEVELOPER}


@dataclass(frozen=True, slots=True)
class Read:
    """What is read in one Chinese turn."""

    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    names: tuple[Name, ...]
    moments: tuple[Moment, ...]
    topics: tuple[str, ...]
    remarks: tuple[Remark, ...]
    clauses: tuple[tuple[Clause, ...], ...]
    """Of each sentence."""
    amends: tuple[Amend, ...] = ()
    dropped: Dropped | None = None


def read(  # noqa: PLR0913, PLR0917 - what is read, with all that it may refer to
    turn: Turn,
    referents: Referents,
    known: Mapping[str, str] = NOBODY,
    before: Turn | None = None,
    asked: Asked | None = None,
    earlier: Sequence[Turn] = (),
) -> Read:
    """Read a turn; `known` are people and animals known by name. The referents learn from it.

    `before` is the turn before it, which may ask something, and `asked` its question; `earlier` are
    those of who speaks before it, the last one first.
    """
    put_right: list[Amend] = []
    if turn.role is Role.USER:
        meant = retold(turn.text, [each.text for each in earlier])
        put_right += [Amend(wrong, right, 0, earlier=True) for wrong, right in meant.pairs]
        if meant.unsays is not None:
            put_right.append(Amend("", "", 0, earlier=True, unsays=earlier[meant.unsays].id))
        turn = replace(turn, text=meant.text)
    kinds = {name: kind for name, kind in known.items() if name and name not in NOUNS}
    kinds |= referents.kinds
    kinds |= {e.who.name: e.who.type for e in referents.people if "'s " not in e.who.name}
    scene = Scene(turn.actor, referents, kinds)
    asked_of = _asked_of(turn, before, scene)
    dropped = going_on.dropped(turn, referents)
    if dropped is not None and asked_of is None:
        scene.topic = scene.left = going_on.left_by(referents)
    sentences: list[Sentence] = []
    found: list[Statement] = []
    whole = _with_slips(list(passages(turn.text)))
    for index, passage in enumerate(whole):
        if turn.role in _TOLD_BY:
            said = list(persona(passage, index))
        elif turn.role is Role.USER:
            setting = Setting(index, turn.occurred_at)
            said, count = amends.read(passage, scene, setting)
            rest = replace(passage, clauses=passage.clauses[count:])
            found, said = amends.taken_back(found, said), amends.taken_back(said, said)
            said += statements(rest, index, scene, turn.occurred_at)
            amends.note(scene, said)
            put_right += [] if count else amends.renamed(passage, scene, index)
        else:
            said = []
        if asked_of is not None and scene.topic is asked_of:
            scene.topic = None  # the first sentence answers
        found += said
        referents.kinds |= _introduced(said)
        is_command = bool(said) and said[0].mood is Mood.COMMAND
        sentences.append(Sentence(passage.verbatim, passage.is_question, is_command))
    if turn.role is Role.USER and before is not None and before.actor != turn.actor:
        found = _with_before(turn, scene, before, found)
    if turn.role is Role.USER:
        listed = list(todo_list.read(turn, scene))
        found = [each for each in found if not _is_listed(each, listed)] + listed
        found += shares.read(turn, before, scene)
        found = [each for each in found if not going_on.is_nobodys(each, dropped, sentences)]
        going_on.note(turn, scene, found)
    cut = words(readable(turn.text[:MAX_READ]))
    return Read(
        tuple(sentences),
        tuple(found),
        tuple(_names(turn.text, found, cut)),
        tuple(date.moment for date in find_all(turn.text[:MAX_READ], turn.occurred_at)),
        tuple(_topics(cut)),
        tuple(_remarks(whole, asked)) if turn.role is Role.USER else (),
        tuple(passage.clauses for passage in whole),
        tuple(put_right),
        dropped,
    )


def _with_slips(whole: list[Passage]) -> list[Passage]:
    """Let a sentence put right what was told where the one before says only that it was wrong."""
    found = whole[:1]
    for before, each in pairwise(whole):
        clauses = (replace(clause, corrects=True) for clause in each.clauses)
        found.append(replace(each, clauses=tuple(clauses)) if amends.is_slip(before) else each)
    return found


def _asked_of(turn: Turn, before: Turn | None, scene: Scene) -> Subject | None:
    """Return of whom a person's turn answers a question, whom its first sentence is about."""
    if turn.role is Role.USER and before is not None and before.actor != turn.actor:
        scene.topic = _asked_about(before, scene)
    return scene.topic


def _asked_about(before: Turn, scene: Scene) -> Subject | None:
    """Return whom the turn before asks about, where it is somebody else than who answers."""
    if before.role is Role.USER:
        return None
    asked = answers.about(before.text[-MAX_READ:])
    subject, end = subject_at(asked, 0, words(asked), scene) if asked else (None, -1)
    return another(subject) if end > 0 else None


def _introduced(said: Iterable[Statement]) -> dict[str, str]:
    """Return who is told to be somebody's by name, a "person" or an "animal" each."""
    return {
        each.subject: each.subject_type
        for each in said
        if each.subject_type in {"person", "animal"}
        and "'s " in each.object
        and "'s " not in each.subject
    }


def _remarks(whole: Iterable[Passage], asked: Asked | None) -> Iterator[Remark]:
    """Yield the clauses that claim what they say; the first sentence is the answer."""
    for index, passage in enumerate(whole):
        for clause in passage.clauses:
            unreal = clause.is_question or clause.is_unreal or clause.is_hearsay
            unreal = unreal or (asked is not None and asked.imagines)
            unreal = unreal or clause.text.startswith(("你", "您"))
            unreal = unreal or (
                ALSO_CALLED.fullmatch(clause.text) is not None and not _is_own(passage)
            )
            if not unreal and PLACEHOLDER not in clause.verbatim:
                yield Remark(clause.verbatim, index, clause.start, clause.end, asked)
        asked = None


def _is_own(passage: Passage) -> bool:
    """Tell a sentence that begins with the speaker's own name, of whom 小名鸣鸣 goes on."""
    return passage.clauses[0].text.startswith(
        ("我叫", "我是", "我的", "我大名", "我全名", "我本名", "我真名")
    )


def _is_listed(statement: Statement, listed: list[Statement]) -> bool:
    """Tell whether a task is an item of a list, with the list's heading: 要办的事：换护照."""
    is_task = statement.claim is Claim.TASK
    return is_task and any(statement.object.endswith(item.object) for item in listed)


def _with_before(turn: Turn, scene: Scene, before: Turn, found: list[Statement]) -> list[Statement]:
    """Add what a turn says only together with the one before: a task taken on, an answer."""
    promised = list(promises.read(turn, before, scene))
    if promised:
        return [*promised, *(each for each in found if each.claim is not Claim.TASK)]
    told = {(each.subject, each.predicate) for each in found if each.claim in _KEPT}
    said = answers.whole(before.text[-MAX_READ:], turn.text[:MAX_READ])
    answered = [
        statement
        for passage in (passages(said) if said else ())
        for statement in statements(passage, 0, scene, turn.occurred_at)
        if statement.claim in _KEPT and (statement.subject, statement.predicate) not in told
    ]
    return [*found, *answered]


def _names(text: str, found: Iterable[Statement], cut: Iterable[Word]) -> Iterator[Name]:
    """Yield the proper names of a turn, each once: what statements tell, then what words show."""
    seen: set[str] = set()
    for statement in found:
        ends = (
            (statement.subject, statement.subject_type),
            (statement.object, statement.object_type),
        )
        for name, type_ in ends:
            is_name = type_ in {"person", "animal", "organisation", "place"} and "'s " not in name
            if is_name and name in text and name not in seen and len(name) <= 20:
                seen.add(name)
                yield Name(name, type_ if type_ != "animal" else "other")
    for word in cut:
        kind = _TYPES.get(word.tag)
        is_name = kind in {"place", "organisation"} or is_chinese_name(word.text)
        verbatim = text[word.start : word.end]
        if (
            kind
            and is_name
            and len(verbatim) > 1
            and verbatim not in seen
            and verbatim not in NOUNS
        ):
            seen.add(verbatim)
            yield Name(verbatim, kind)


def _topics(cut: Iterable[Word]) -> Iterator[str]:
    seen: set[str] = set()
    for word in cut:
        is_noun = word.tag.startswith("n") or word.tag in {"eng", "vn", "s"}
        if (
            is_noun
            and len(word.text) > 1
            and word.text not in FUNCTION_WORDS
            and word.text not in seen
        ):
            seen.add(word.text)
            yield word.text.lower()
