"""What a Chinese task is about that says only what to do: 行，我晚上改, after wifi密码怎么改."""

import re
from collections.abc import Iterator, Sequence

from octomem.agents.reading.chinese.clauses import Clause
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.words import words
from octomem.agents.reading.reading import Reading

_BARE = re.compile(
    r"(?:回家|到家|下班|回去|回头|有空|再|就|去|来|得|要|先|会|我|自己|抽空|马上|赶紧|尽快|也|前|后|之前|之后|的时候|了)*"
    r"(?P<verb>[交写改发寄订取拿签办弄搞买修补装洗退换查问报测填加试处看做转抢]|开始|动手|照做)(?:[上好完掉下出去理看试改发交来]|一下|给你|过去|了)*"
)
"""A task that names no thing, once its day is left out: 晚上改, 写好发出去."""
_ANY_VERB = frozenset(["开始", "动手", "照做", *"弄搞做办处看试"])
"""Verbs that say nothing of what is done."""
_REQUEST = re.compile(
    r"帮我|帮忙|怎么|如何|咋|能不能|请|麻烦|记得|需要|得(?!了)|要(?!是|么)|建议|继续"
)
_BACK = 5
"""Turns before, in which what a task is about is looked for."""
_LONGEST = 24
"""Characters of a clause that tells what a task is about, at most."""


def meant(
    task: str, day: str, earlier: Sequence[Reading], own: Sequence[Clause] = ()
) -> str | None:
    """Return what a task is about that names nothing; empty where it does, or nobody said it.

    It is the last clause before that has the task's verb, else what an assistant has just advised, else the
    last clause that asks for something. `own` are the clauses before it in its own turn. None where the
    task says nothing at all: 今晚就弄, of nobody knows what.
    """
    plain = simplified(task.replace(day, "") if day else task)
    bare = _BARE.fullmatch(re.sub(r"[（(][^）)]*[）)]|[，,。\s]", "", plain))
    if bare is None:
        return ""
    verb = bare["verb"]
    near = [each for each in own if verb and verb in each.text and _names_something(each)]
    if near:
        return near[-1].verbatim.strip(" ，,。？?")
    clauses = [each for each in _clauses(earlier) if _names_something(each)]
    same = (each for each in clauses if verb not in _ANY_VERB and verb in each.text)
    asked = (each for each in clauses if _REQUEST.search(each.text))
    found = next(same, None)
    if found is None and (advice := _advice(earlier)):
        return advice
    found = found or next(asked, None)
    if found is None and day and verb in _ANY_VERB:
        return None
    return found.verbatim.strip(" ，,。？?") if found is not None else ""


def _advice(earlier: Sequence[Reading]) -> str:
    """Return the last sentence of an assistant's last turn that says what to do; empty for none."""
    if not earlier or earlier[-1].from_user:
        return ""
    said = (
        each.text.strip(" ，,。！!")
        for each in reversed(earlier[-1].sentences)
        if not each.is_question
    )
    return next((each for each in said if _ADVISES.search(each) and len(each) <= _ADVICE), "")


_ADVISES = re.compile(
    r"可以[：:]|建议|最好|不要|别(?!的)|改用|改成|换成|需要(?!我|帮您)|应该|试试|放[到在进]|加[到进上]|先[^，。]{2,}[，,]|然后"
)
_ADVICE = 60
"""Characters of a piece of advice that a task is told with, at most."""


def _clauses(earlier: Sequence[Reading]) -> Iterator[Clause]:
    """Yield the clauses said before, the last turn's first, each turn's in order."""
    for reading in reversed(earlier[-_BACK:]):
        for sentence in reading.clauses:
            yield from sentence


def _names_something(clause: Clause) -> bool:
    """Tell a clause with a noun or a foreign word from 好的 and 你先弄吧."""
    if len(clause.text) > _LONGEST or clause.is_unreal:
        return False
    tags = [word.tag for word in words(clause.text) if len(word.text) > 1]
    return any(tag[:1] == "n" or tag in {"eng", "vn", "l", "x"} for tag in tags)
