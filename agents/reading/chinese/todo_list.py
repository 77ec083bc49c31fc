"""To-do lists in Chinese: 今天要做三件事：改登录页、写单元测试."""

import re
from collections.abc import Iterator

from octomem.agents.reading.chinese.dates import find
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.subjects import Scene
from octomem.agents.reading.reading import Claim, Moment, Mood, Statement, Tense
from octomem.turn import Turn

_HEADING = re.compile(
    r"(?:^|[。！？!?\n，,])[^。！？!?\n：:]{0,16}?(?:待办(?:事项|清单)?|(?:要|得)办的?(?:事情?|[一二两三四五六七八九十几\d]+件事)?|要做的?(?:事情?|[一二两三四五六七八九十几\d]+件事)?|(?:任务|代办)(?:清单|列表|有)?|"
    r"(?:有|还有|剩)[一二两三四五六七八九十几\d]+(?:件|个)(?:事|任务)(?:要做|没做)?|todo(?: list)?|to-do|别忘了?|记得|(?:[两几三四\d]|[一二三四五六])(?:样|件|个)事儿?[^。！？!?\n：:，,]{0,6}记(?:着|住|下|一下)|记(?:低|下|一下|住)[两几三四\d][件个]事|需要?(?:完成|处理|办)的(?:事|任务)?)"
    r"[^。！？!?\n：:]{0,6}[：:](?P<rest>[^\n]*)(?P<more>(?:\n[ \t]*(?:[-*•·]|\d{1,2}[.、)]|\[[ xX]?\])[^\n]*)*)",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"[、；;，,]|(?<=[\u4e00-\u9fff])和(?=[\u4e00-\u9fff])|\s*(?:\d{1,2}[.、)]|[①②③④⑤⑥])\s*"
)
_LINE = re.compile(
    r"^[ \t]*(?:[-*•·]|\d{1,2}[.、)])?\s*(?:\[(?P<box>[ xX]?)\])?\s*(?P<words>\S.*)$"
)
_ENDS = re.compile(r"[。！？!?](?!\s*\d)")
_NUMBERED = re.compile(r"^(?:第[一二三四五]|另外?一|还有一|一)(?:个|件|样)(?:事儿?)?(?:就)?是")
"""How an item is told in words: 一个是周四得去年审."""
_SHORTEST = 2


def read(turn: Turn, scene: Scene) -> Iterator[Statement]:
    """Yield the open items of every list that says it is of things to do."""
    text = turn.text
    for match in _HEADING.finditer(simplified(text)):
        dates = find(match.group(), turn.occurred_at)
        moment = dates[0].moment if dates else None
        rest = _ENDS.split(text[match.start("rest") : match.end("rest")].rstrip("。.！!"))[0]
        lines = text[match.start("more") : match.end("more")].splitlines()
        items = [(part, "") for part in _ITEM.split(rest)]
        for line in lines:
            found = _LINE.match(line)
            if found is not None:
                items.append((found["words"], (found["box"] or "").strip()))
        for words, done in items:
            plain = _NUMBERED.sub("", words.strip(" 。；;，,"))
            if len(plain) >= _SHORTEST and not done:
                yield _task(plain, moment, turn, scene)


def _task(words: str, moment: Moment | None, turn: Turn, scene: Scene) -> Statement:
    own = find(words, turn.occurred_at)
    text = f"{scene.actor}待办：{words}"
    return Statement(
        subject=scene.actor,
        subject_type="person",
        first_person=True,
        verb=words,
        predicate="needs to",
        object=words,
        object_type="thing",
        negated=False,
        ended=False,
        habitual_scope="",
        corrects=False,
        tense=Tense.FUTURE,
        mood=Mood.INTENTION,
        moment=own[0].moment if own else moment,
        text=text,
        sentence=0,
        whole=text,
        claim=Claim.TASK,
    )
