"""To-do lists in Chinese: 今天要做三件事：改登录页、写单元测试."""

import re
from collections.abc import Iterator

from octomem.agents.reading.chinese import todo
from octomem.agents.reading.chinese.clauses import MAX_READ
from octomem.agents.reading.chinese.dates import find
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.subjects import Scene
from octomem.agents.reading.reading import Claim, Moment, Mood, Statement, Tense
from octomem.turn import Role, Turn

_HEADING = re.compile(
    r"(?:^|[。！？!?\n，,])[^。！？!?\n：:]{0,16}?(?:待办(?:事项|清单)?|(?:要|得)办的?(?:事情?|[一二两三四五六七八九十几\d]+件事)?|要做(?!到|人|个)的?(?:事情?|[一二两三四五六七八九十几\d]+件事)?|(?:任务|代办)(?:清单|列表|有)?|"
    r"(?:有|还有|剩)[一二两三四五六七八九十几\d]+(?:件|个)(?:事|任务)(?:要做|没做)?|todo(?: list)?|to-do|别忘了?|记得|(?:[两几三四\d]|[一二三四五六])(?:样|件|个)事儿?[^。！？!?\n：:，,]{0,6}记(?:着|住|下|一下)|记(?:低|下|一下|住)[两几三四\d][件个]事|需要?(?:完成|处理|办)的(?:事|任务)?)"
    r"[^。！？!?\n：:]{0,6}[：:](?P<rest>[^\n]*)(?P<more>(?:\n[ \t]*(?:[-*•·]|\d{1,2}[.、)]|\[[ xX]?\])[^\n]*)*)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:^|[。！？!?\n，,])(?:我|那|嗯|今天|明天|这周|下午|上午|还有|就|一共|主要|是|目前|手头)*[两二三四五六\d]件事儿?(?:吧|哈)?"
    r"(?:[：:]|[，,](?![^\n]*[：:]))(?P<rest>[^\n]*)(?P<more>)"
)
"""A number of things that somebody comes to, which are tasks where most are something to do: 三件事：……"""
_LISTED = re.compile(
    r"(?:[列写记排做拉理](?:一?[个下份张])?[^。！？!?\n，,：:]{0,8}清单|(?:今天|明天|后天|[这本下]周|周末|这几天|这两天|近期|最近|下午|上午)的?安排)"
    r"[^。！？!?\n：:]{0,10}[：:](?P<rest>[^\n]*)(?P<more>)"
)
"""The same of a list that is asked for, or of what is planned for some days: 列个清单：……, 这周安排：……"""
_LIST = "(?:我的)?(?:待办(?:事项|清单)?|(?:购物)?清单|备忘录?)"
_NOTED = tuple(
    re.compile(rf"(?:^|[。！!\n])\s*(?:请|麻烦|帮我|给我|替我|对了|能不能|可以|你)*[，,]?{form}")
    for form in (
        r"(?:记(?:一下|着|住|下来?|个)|备忘(?:一下)?|(?:不要|别)让我忘(?:了|记))[：:，,\s]*(?P<rest>(?!密码|我(?:的|叫|是))[^。！？!?\n吗]+)(?P<more>)",
        rf"(?:往|在)?{_LIST}[里上中]?(?:再)?(?:加|添|写|记)(?:上|一下)?(?:一?[条个项件])?[：:，,\s]*(?P<rest>[^。！？!?\n吗]+)(?P<more>)",
        rf"把(?P<rest>[^。！？!?\n吗，,]+?)(?:加|放|写|记|列)(?:到|进|在|入)?{_LIST}(?P<more>)",
        r"(?:我)?(?:老是?|总是?|又|差点(?:儿)?)(?:忘记了?|忘了?(?!记))(?:要)?(?![了带戴拿关锁吃喝])(?P<rest>[^。！？!?\n吗，,]{3,20})[，,]?(?:记得|回头|到时候)?(?:提醒我(?:一下)?)?$(?P<more>)",
        r"(?P<rest>[^。！？!?\n，,吗]{3,20})[，,](?:[^，。]{1,4}的事[，,])?(?:到时候|千万|可|一定)*(?:别忘了?|记得|不要忘了?|勿忘)(?:提醒我(?:一下)?)?(?=[。！!]?$)(?P<more>)",
    )
)
"""What is noted down, put on a list, or not to be forgotten, where it is something to do: 把交物业费加到待办里.

What is forgotten day by day is none of it: 老是忘记带钥匙.
"""
_LATE = re.compile(r"[寄还送交退拿取搬寄发要][回过]?(?:回去|回来|过去|过来|出去|掉|好|完|了)$")
"""What is to be done with something that is named first: 校样寄回去."""
_AROUND = re.compile(
    r"^(?:(?:下班|放学|睡觉?|午?饭|出门|开会)[前后]|再|去|要|得|先|还|记得|前|之前|晚点|然后|最后)+"
)
_ITEM = re.compile(
    r"[、；;，,]|(?<=[\u4e00-\u9fff])和(?=[\u4e00-\u9fff])|\s*(?:(?<![\dA-Za-z_])\d{1,2}[.、)](?![A-Za-z])|[①②③④⑤⑥])\s*"
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
    text = turn.text[:MAX_READ]
    headed = list(_HEADING.finditer(simplified(text)))
    for match in headed or _counted(turn) or _noted(turn):
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


def _counted(turn: Turn) -> list[re.Match[str]]:
    """Return the lists that are headed by a number of things, and mostly of something to do."""
    plain = simplified(turn.text[:MAX_READ])
    return [
        match
        for match in (*_COUNTED.finditer(plain), *_LISTED.finditer(plain))
        if _are_tasks(_ITEM.split(_ENDS.split(match["rest"])[0]), turn)
    ]


def _noted(turn: Turn) -> list[re.Match[str]]:
    """Return the note of something to do that a user's message is."""
    plain = simplified(turn.text[:MAX_READ]) if turn.role is Role.USER else ""
    found = (match for form in _NOTED for match in form.finditer(plain))
    first = ((match, _ITEM.split(match["rest"])[0]) for match in found)
    return [match for match, item in first if _acts(item, turn) and not _ADVICE.match(item)][:1]


_ADVICE = re.compile("(?:做|当|交|待|为)(?!作业)[^，。]{1,2}[要得]")
"""How what is true of anybody begins, and is nothing to do: 做人要诚实."""


def _are_tasks(items: list[str], turn: Turn) -> bool:
    plain = [_NUMBERED.sub("", item.strip()) for item in items if item.strip()]
    return len(plain) > 1 and sum(_acts(item, turn) for item in plain) > len(plain) / 2


def _acts(item: str, turn: Turn) -> bool:
    """Tell whether an item says what to do, after when."""
    for found in find(item, turn.occurred_at):
        item = item.replace(found.moment.text, "")
    plain = _AROUND.sub("", item.strip())
    return todo.acts(plain) or _LATE.search(plain) is not None


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
