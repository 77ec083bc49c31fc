"""What was said, with what puts it right in its place: 说错了，是周五; 不是会计，是出纳."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from octomem.agents.reading.chinese.cities import PLACES
from octomem.agents.reading.chinese.clauses import Passage
from octomem.agents.reading.chinese.dates import find
from octomem.agents.reading.chinese.firms import FIRMS
from octomem.agents.reading.chinese.occupations import JOB
from octomem.agents.reading.chinese.subjects import Scene
from octomem.agents.reading.chinese.told import Setting
from octomem.agents.reading.reading import LASTING, Claim, Statement, Tense

KEPT = 8
"""Statements back to which something may be put right."""
_VALUE = r"[^，。是不我你他她它]{1,12}?"
_END = r"(?:才对|来着|的|啦|哈|哦|啊|了)*"
_INSTEAD = (
    re.compile(rf"^(?:我?(?:说的)?)?不是(?P<old>{_VALUE}){_END}[，,](?:应该|而|其实|我说的)*(?:就)?是(?P<new>{_VALUE}){_END}$"),
    re.compile(rf"^(?:我说的|应该|其实|而)*(?:就)?是(?P<new>{_VALUE}){_END}[，,](?:而)?不是(?P<old>{_VALUE}){_END}$"),
    re.compile(rf"^(?:把)?(?P<old>{_VALUE})(?:要|得)?(?:改成|改为|换成)(?P<new>{_VALUE}){_END}$"),
)  # fmt: skip
_ONLY = re.compile(
    rf"^(?:应该|其实|准确说|正确的?|我(?:想说|说)的)*(?:就)?是(?P<new>{_VALUE}){_END}$"
)
_SEVERAL = frozenset({Claim.ALLERGY, Claim.TASTE, Claim.LANGUAGE})
"""Claims of which somebody has several at a time, so that a new one ends no old one."""
_VERB = re.compile("搬|住|去|在|到|叫|因为|为了")
_AREA = re.compile(r"[\u4e00-\u9fff]{2,7}[省市区县镇乡村州]")
_PLACED = re.compile("|".join(sorted(PLACES, key=len, reverse=True)))


def read(passage: Passage, scene: Scene, setting: Setting) -> tuple[list[Statement], int]:
    """Return what was said before with another value, and how many clauses say so."""
    clauses = [each for each in passage.clauses if not each.is_question]
    if not clauses or len(clauses) > 3 or any(c.is_unreal or c.is_hearsay for c in clauses):
        return [], 0
    before = [s for s in scene.referents.told if s.subject]
    for count in (2, 1):
        whole = "，".join(each.text for each in clauses[:count])
        for form in _INSTEAD:
            match = form.match(whole)
            said = list(_put(before, match["old"], match["new"], setting)) if match else []
            if said:
                return said, count
    only = _ONLY.match(clauses[0].text) if clauses[0].corrects else None
    if only is None or _VERB.match(only["new"]):
        return [], 0
    said = list(_put(before, "", only["new"], setting))
    return said, 1 if said else 0


def note(scene: Scene, said: Sequence[Statement]) -> None:
    """Remember what was said, for what puts it right."""
    kept = [s for s in said if s.claim in LASTING | {Claim.TASK} and s.object and not s.ended]
    scene.referents.told = [*scene.referents.told, *kept][-KEPT:]


def _put(before: Sequence[Statement], old: str, new: str, setting: Setting) -> Iterator[Statement]:
    """Yield the last statement that has the old value, or one of the new one's sort, put right."""
    for statement in reversed(before):
        wrong = (
            old
            if old and old in statement.object
            else ""
            if old
            else _alike(statement, new, setting)
        )
        if not wrong or wrong == new:
            continue
        if statement.claim is Claim.TASK:
            yield from _task(statement, wrong, new, setting)
            return
        if old and statement.claim in _SEVERAL:
            yield replace(statement, negated=True, ended=True, corrects=False, moment=None, text=f"{statement.text}：不是", sentence=setting.index)  # fmt: skip
        moved = statement.predicate == "moves to"
        yield replace(
            statement,
            predicate="lives in" if moved else statement.predicate,
            verb="live" if moved else statement.verb,
            object=statement.object.replace(wrong, new),
            text=statement.text.replace(wrong, new),
            whole=statement.whole.replace(wrong, new),
            corrects=True,
            tense=Tense.PRESENT,
            moment=None,
            sentence=setting.index,
        )
        return


def _alike(statement: Statement, new: str, setting: Setting) -> str:
    """Return the value of a statement that is of the same sort as a new one: place, job, date."""
    dates = find(new, setting.said_at)
    if dates:
        said = statement.moment if statement.claim is Claim.TASK else None
        return said.text if said is not None and said.text in statement.object else ""
    city = new[:-1] if new[-1] in "省市" else new
    if _PLACED.fullmatch(city):
        found = _PLACED.search(statement.object)
        return found.group() if found else ""
    if statement.predicate == "lives in":
        return statement.object if _AREA.fullmatch(new) else ""
    other = statement.predicate == "works at" and not _is_firm(new, statement.object)
    if other or "的" in new or _PLACED.match(new) is not None:
        return ""
    is_job = re.fullmatch(JOB, new) is not None
    digits = re.search(r"\d", new) is not None
    same = digits == (re.search(r"\d", statement.object) is not None)
    named = statement.predicate in {"is", "lives in", "works at", "drives", "likes", "speaks"}
    fits = same and named and "'s " not in statement.object
    if is_job:
        fits = statement.predicate == "works as"
    return statement.object if fits else ""


def _is_firm(new: str, old: str) -> bool:
    """Tell a firm's name, by itself or by the sort it shares with the old one: 湖南卫视."""
    return new in FIRMS or new[-2:] == old[-2:]


def _task(statement: Statement, wrong: str, new: str, setting: Setting) -> Iterator[Statement]:
    """Set a task anew with another day or thing."""
    words = statement.object.replace(wrong, new)
    ahead = [f.moment for f in find(words, setting.said_at) if f.moment.end > setting.said_at]
    yield replace(
        statement,
        object=words,
        verb=words,
        text=statement.text.replace(wrong, new),
        whole=statement.whole.replace(wrong, new),
        moment=ahead[0] if ahead else None,
        sentence=setting.index,
    )
