"""Step-by-step instructions in Chinese: numbered lists, 先…再…最后, 每次…就…."""

import re
from collections.abc import Iterator, Sequence

from octomem.agents.fences import without_fences
from octomem.agents.reading.chinese.cities import PLACES
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.words import words
from octomem.agents.steps import MAX_STEPS, MIN_STEPS, Steps, find_steps, with_case

_NUMBERED = re.compile(
    r"(?m)^[ \t\u3000]{0,12}(?:第(?P<ordinal>[一二三四五六七八九十\d]+)步[：:，,、]?|(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2})\s?[.．、:：)）-]|[①②③④⑤⑥⑦⑧⑨⑩])\s*(?=\S)"
)
_INLINE = re.compile(
    r"(?:^|(?<=[\s：:，,；;。（(]))[（(]?(?P<number>\d{1,2})\s?[.．、)）]\s*(?=[^\d\s])|第(?P<ordinal>[一二三四五六七八九十\d]{1,2})步[：:，,是]?|(?P<circle>[①②③④⑤⑥⑦⑧⑨⑩])"
    r"|(?:^|(?<=[\s：:，,；;。]))(?P<han>[一二三四五六七八九十])[、是]\s*|(?:^|(?<=[\s：:；;]))(?P<bare>\d)\s(?=[^\d\s])"
)
_MARK = re.compile(
    r"(?:^|(?<=[，,。；;：:！!\s、])|(?<=[\u4e00-\u9fff])(?=然后|接着|随后|最后(?!的|一?[个次页条天名]))|(?<=[\u4e00-\u9fff])(?<![就我你要都])(?=先(?!生|前|后|进的|锋)))(?P<mark>首先|先|第一步?是?|第一|其次|第[二三四五六]步?|然后|接着|接下来|之后|随后|再(?!见|次|说)|最后(?!的|一?[个次页条天名])(?:一步)?(?:再)?|最终|等[^，。]{1,12}(?:后|了|之后)再|(?=等[^，。]{1,12}(?:后|了|之后)(?:去|就))|(?:完了|完事(?:儿)?(?:了|后)?|弄完|搞完|做完|好了)(?:之后|以后|后|就|再)*(?=[^，。了]{3}))[，,：:]?\s*"
)
_OPENERS = frozenset({"首先", "先", "第一步", "第一", "第一步是", "第一是"})
_GOAL = re.compile(
    r"(?P<goal>[^，。！？!?\n：:；;]{1,30}?)(?:的)?(?:步骤|流程|方法|做法|教程|操作|过程|指南|攻略|手续|办法|方式|配方|说明|SOP|顺序)(?:是|如下|为|很简单|大概)*(?:这样的?)?[，,：:。]?\s*$"
    r"|(?:怎么|如何|怎样)(?P<how>[^，。！？!?\n：:]{1,30}?)(?:呢|吗|啊|的)?[：:，,？?。]?\s*$"
    r"|(?P<lead>[^，。！？!?\n：:]{2,30})[：:]\s*$"
    r"|(?:要|想要?|如果要|如果想)(?P<want>[^，。！？!?\n：:]{2,30}?)(?:的话)?[，,：:]\s*$"
    r"|(?P<when>[^，。！？!?\n：:]{2,30}?)(?:的时候|时|之前|前|的话)[，,：:]?\s*(?:我(?:们)?(?:一般|都|会|通常|总是|要|是)*|要|需要)?$"
)
_GOAL_LEAD = re.compile(
    r"^(?:我们?(?:公司|组|家|团队)?的?|你的?|这是|这里是|下面是|以下是|请按(?:照(?:以下|下面)?|以下|下面)|好的?|可以|按|对了|记一下|(?:那|顺便|再)*想?问一?下|请问|教你|告诉你|分享一下|请|一般|关于|其实|嗯|来|说一下|帮我记一下|记住)+[，,：:]?"
)
_EMPTY_GOALS = re.compile(
    r"^(?:以下|下面|如下|这样|那样|这个|具体|操作|步骤|方法|流程|正确|大概|主要|按照?|请按|以下操作|做|办|去|弄|走|说|是|回答|看|注意事项|建议|推荐|原因|优点|缺点|待办|任务|事项|购物清单|清单|行程)?$"
)
_NO_PROCEDURE = re.compile(
    r"待办|要做的?(?:事|[一二两三四五六七八九十\d]+件)|任务|清单|要买|购物|推荐|优点|缺点|原因|理由|特点|好处|注意|包括|选项|选择|方案|带(?:的|上|什么)|行李|书单|计划如下|目标"
)
_ASKED = re.compile(
    r"(?:怎么|如何|怎样|咋)(?!了|样|回事|会|没|不|这)(?P<what>[^，。！？!?\n吗呢]{1,24}?)(?:的)?(?:呢|啊|吗|呀)?[？?。!！]?\s*$|(?P<trouble>[^，。！？!?\n]{2,24}?)(?:要|应该|该)?(?:怎么|咋)(?:办|解决|处理|弄|修|搞)"
    r"|(?P<thing>[^，。！？!?\n]{1,20}?)(?:要|应该|该|是)?(?:怎么|咋|如何)(?P<do>改|换|设置?|装|安装|用|开通?|关|连接?|退|取消|申请|查|配置?|报名?|绑定?|解绑|注册|登录|导出|导入|升级|重置)(?=[，,。？?！!呢啊]|$)"
    r"|(?P<known>[^，。！？!?\n]{2,16}?)的?(?:流程|步骤|做法|方法)(?:是)?(?:谁有|谁知道|谁会|是什么|是啥|是怎样的?|怎样|什么样|有吗|有没有|发我|给我|发一下)"
)
_CONDITION = re.compile(r"(?:如果|要是|若|假如|万一|除非|只有|一旦)[^，,。；;]{2,40}")
_ROUTINE = re.compile(
    r"(?:每次|每当|每回|一旦|只要|如果|要是|碰到|遇到)(?P<trigger>[^，,。！？!?\n]{2,40}?)(?:的时候|时|之前|前|之后|后|的话)?[，,]\s*(?:我们?|你|大家)?(?:就|都|要|得|应该|必须|需要|请|一定|会|总是|先)+(?P<action>[^。！？!?\n]{2,120})"
    r"|(?:每次|每当|每回)(?P<trigger2>[^，,。！？!?\n]{2,20}?)(?:之前|前|之后|后|的时候|时)(?:我们?)?(?:都|要|得|必须|先|需要|一定)+(?P<action2>[^。！？!?\n]{2,120})"
)
_OF_A_DAY = re.compile(
    r"^(?:如果|要是)(?:[^，,]*(?:今[天晚]|明[天晚]|后天|这周|下周|这次|到时候?)|[^，,]*[，,]\s*(?:我们|咱们)就?(?:改|还是)?(?:飞|住|坐|到|去(?=[^，。]*(?:馆|公园|影院|电影|商场|景|寺|岛|海|山|湖|旅|玩|逛|吃|喝|唱|滑|游|泡|露营|看|散步)|(?:"
    rf"{'|'.join(sorted(PLACES, key=len, reverse=True))})))(?![^。]*(?:再|然后|处理|找|修|查|现场)))"
)
"""What will be done if something happens on one occasion, which is no rule: 如果明天下雨，我们就去博物馆."""
_SPLIT = re.compile(
    r"[，,；;]\s*(?:然后|再|接着|最后|并且?|随后)?|然后|接着|(?<!不)再(?!次|见)|最后(?!的|一?[个次页条天名])"
)
_STORY = re.compile(
    r"昨天|前天|上周|上个月|去年|刚才|那天|当时|今天|明天|后天|下周|周[一二三四五六日末]|以前"
)
_SPEECH = re.compile(r"感谢|祝(?!贺信)|我(?:想说|觉得|认为|喜欢|不|是)|大家好")
_VERBS = frozenset(
    "点按选勾填输扫切加倒放煮炒蒸烤泡拌撒盖关开插拔拧擦洗贴剪折装拆等跑打推拉写存发删改复粘连查看调设吸呼屏揉捏压抹涂躺抱换抬伸弯坐站蹲举握趴搓敷"
)
"""Single characters that begin a step and may be tagged otherwise."""
_MOVES = ("平躺", "仰卧", "俯卧", "重复", "保持", "深呼吸", "放松")
"""The same of more characters."""
_LEADING = re.compile(
    r"^(?:我们?|你|您|大家)?(?:要|得|需要|应该|必须|可以|会|都|一般|就|是|把它)*(?=[^是]{2})|^(?:请|先|再|然后|最后|首先)+"
)
_CODE = re.compile(r"[A-Za-z./_-]+ ?")


def find_chinese_steps(text: str, *, asked: bool = False, told: bool = False) -> list[Steps]:
    """Find the procedures of a Chinese text, in order.

    `asked` says whether how to do something was asked before, and `told` whether an assistant
    speaks: then less than 先…再…最后 tells steps.
    """
    plain = without_fences(text)
    found = [*_lists(plain), *_inline(plain)]
    if not found:
        routines = list(_routines(plain))
        for sentence, _ in routines:
            plain = plain.replace(sentence, "\n")
        found = [*_sequences(plain), *(steps for _, steps in routines)]
    if not any(steps.form != "routine" for steps in found):
        found += list(_chains(plain, asked=asked, told=told))
    found = [with_case(steps, text, _case, "\u3002") for steps in found]
    return found or [steps for steps in find_steps(text) if steps.form == "commands"]


def _case(sentence: str) -> str:
    """Return the case of what is to be done in one: 如果太咸 of 如果太咸就加点土豆; of 如果有问题就告诉我 none."""
    match = _CASE.match(sentence)
    return match["case"] if match is not None else ""


_CASE = re.compile(
    r"(?:但是?)?(?P<case>(?:如果|要是|万一|假如|若)[^，,]{1,30}?)(?:[，,]|(?=就|则))"
    r"(?!.*(?:告诉我|随时|问我|找我|联系我|需要我|叫我|吗))[^，,]{2,40}(?:[，,][^，,]{2,40})?$"
)


def asked_goal(text: str) -> str:
    """Return the goal of a question such as 怎么部署？, or an empty text."""
    for sentence in re.split(r"(?<=[？?。！!])|\n", text):
        match = _ASKED.search(simplified(sentence))
        if match is not None:
            thing = f"{match['do']}{_cleaned(match['thing'])}" if match["do"] else match["known"]
            goal = match["what"] or match["trouble"] or thing or ""
            goal = _cleaned(goal)
            return goal if not _EMPTY_GOALS.match(goal) else sentence.strip(" ？?。！!，,")
    return ""


def _lists(text: str) -> Iterator[Steps]:
    """Find lists whose items stand on lines of their own."""
    lines = text.splitlines()
    start = 0
    while start < len(lines):
        if _NUMBERED.match(lines[start]) is None:
            start += 1
            continue
        end, items = start, list[str]()
        while end < len(lines) and (mark := _NUMBERED.match(lines[end])):
            items.append(lines[end][mark.end() :])
            end += 1
            while end < len(lines) and not lines[end].strip():
                end += 1
        above = [line for line in lines[:start] if line.strip()]
        heading = above[-1] if above else ""
        if _is_procedure(items, heading, listed=True):
            yield _steps(_goal(heading), items, "list")
        start = max(end, start + 1)


def _inline(text: str) -> Iterator[Steps]:
    """Find lists within a line: 部署：1. 跑测试 2. 打标签 3. 推送."""
    for line in text.splitlines():
        marks = list(_INLINE.finditer(line))
        if len(marks) < MIN_STEPS or (
            marks[0].start() == 0 and "\n" in text and _NUMBERED.match(line) and marks[0]["number"]
        ):
            continue
        if not _counts_up(marks):
            continue
        ends = [mark.start() for mark in marks[1:]] + [len(line)]
        items = [line[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
        heading = line[: marks[0].start()]
        if _is_procedure(items, heading, listed=True):
            yield _steps(_goal(heading), items, "list")


def _counts_up(marks: Sequence[re.Match[str]]) -> bool:
    """Tell whether numbers in a line count from one, all in the same form."""
    for name, first in (
        ("number", "123456789"),
        ("han", "一二三四五六七八九十"),
        ("bare", "123456789"),
    ):
        said = [mark[name] for mark in marks if mark[name]]
        if said and (len(said) != len(marks) or "".join(said) != first[: len(said)]):
            return False
    return not marks[0]["bare"] or len(marks) > MIN_STEPS


def _sequences(text: str) -> list[Steps]:
    """Find 先…再…最后 within a line."""
    found: list[Steps] = []
    for line in text.splitlines():
        plain = simplified(line)
        marks = [m for m in _MARK.finditer(plain) if not _is_adverb(plain, m)]
        start = next((i for i, mark in enumerate(marks) if mark["mark"] in _OPENERS), None)
        if start is None or len(marks) - start < MIN_STEPS:
            continue
        marks = marks[start:]
        ends = [mark.start() for mark in marks[1:]] + [_sentence_end(line, marks[-1].end())]
        items = [line[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
        before = re.split(r"[。！？!?]", line[: marks[0].start()])[-1]
        if _is_told(items, before) or not _is_procedure(items, before, listed=False):
            continue
        short = _cleaned(before)
        named = re.fullmatch(r"[^，,我你他她让说]{2,10}", short) is not None
        found.append(_steps(_goal(before) or (short if named else ""), items, "sequence"))
    return found


def _is_adverb(plain: str, match: re.Match[str]) -> bool:
    """Tell the first step from 先生 and 先进."""
    return match["mark"] == "先" and plain[match.end() : match.end() + 1] in {
        "生",
        "前",
        "不",
        "别",
    }


def _sentence_end(line: str, start: int) -> int:
    """Return where the last step ends: at its sentence's end."""
    mark = re.compile(r"[。！？!?；;]").search(line, start)
    return mark.start() if mark else len(line)


_WAITS = re.compile(r"(?:等|如果|要是|出错|一旦)[^，,。]{1,12}了")
"""What a step waits for, which is not told as done: 等CI绿了."""


def _is_told(items: Sequence[str], before: str) -> bool:
    """Tell a story or a plan for a day from a procedure."""
    done = sum(bool(re.search(r"(?<!完)(?<!好)了(?!解)", _WAITS.sub("", item))) for item in items)
    dated = _STORY.search(before + items[0]) is not None
    return done * 2 >= len(items) or dated


def _routines(text: str) -> Iterator[tuple[str, Steps]]:
    """Find 每次发版前都要先跑测试 and 如果服务器报警，就先重启, each with its sentence."""
    for sentence in re.split(r"(?<=[。！？!?])|\n", text):
        match = _ROUTINE.search(simplified(sentence))
        if match is None or re.search(
            r"[？?]\s*$|吗|都想|就好了|我就(?!会先)|会[^，]{0,6}[死病]|听说", sentence
        ):
            continue
        name = "trigger" if match["trigger"] else "trigger2"
        act = "action" if match["action"] else "action2"
        trigger = sentence[match.start(name) : match.end(name)].strip()
        action = sentence[match.start(act) : match.end(act)]
        items = [
            part.strip(" 。，,") for part in _SPLIT.split(action) if part and part.strip(" 。，,")
        ]
        if _OF_A_DAY.search(simplified(match.group())):
            continue
        if items and sum(map(_acts, items)) * 2 > len(items) and len(trigger) >= MIN_STEPS:
            steps = tuple(map(_step, items))
            yield sentence, Steps(trigger, steps, trigger, _conditions(items), "routine")


_CALLED = re.compile(
    r"(?:^|[，,。\s])(?P<goal>[^，,。：:！？!?\n]{0,30}?(?:流程|步骤|做法|操作|方法|顺序|办法)(?:如下|是这样的?|一般是|是|为)?)[：:，,]?\s*(?=[^，,。：:！？!?\n]{2,40}[，,；;])"
)
"""What says that steps follow: 流程是：提前两天预约，当天带证明办理，……"""
_NAMED = re.compile(
    r"(?:^|[，,。\s])(?P<goal>[^，,。：:！？!?\n\s]{1,13}[\u4e00-\u9fff])[：:]\s*(?=[^，,。：:！？!?\n]{2,24}[，,；;])"
)
"""A thing to do and then its steps: 4-7-8呼吸：吸气4秒，屏住7秒，……"""
_LINKS = re.compile(r"^(?:首先|先|然后|再|接着|之后|随后|最后)+(?:再)?")
_CLOSING = re.compile(r"(?:就|即)?(?:可以|行|好|完成|成功|搞定|大功告成)了?$|即可$")
"""How the last step says that it is the last: 点保存就可以了."""
_HANDS = re.compile(
    r"(?:在[^，]{1,10}?)?(?:点|按|选|勾|填|输入?|打开|登录?|拔|插|关|开|拧|擦|进入|进到?|找到|搜|下载|扫|切换|重启|长按|上传|保存|提交|卸|装|连|拨|倒|放|切|洗)"
)
"""How a step begins that hands do."""


def _chains(text: str, *, asked: bool, told: bool) -> Iterator[Steps]:
    """Find clauses that tell one step each, where something says that they are steps."""
    for sentence in re.split(r"(?<=[。！？!?\n])", text):
        plain = simplified(sentence)
        called, named = _CALLED.search(plain), _NAMED.search(plain) if told else None
        head = called or named
        start = head.end() if head is not None else 0
        parts = [part.strip(" 。！!\n") for part in re.split(r"[，,；;]", sentence[start:])]
        items = [_CLOSING.sub("", _LINKS.sub("", part)) for part in parts if part]
        goal = "" if head is None else sentence[slice(*head.span("goal"))]
        if _NO_PROCEDURE.search(simplified(goal)) or not _are_steps(items):
            continue
        share = sum(map(_acts, items)) / len(items)
        by_hand = sum(_HANDS.match(simplified(item)) is not None for item in items)
        if (
            (called and share >= _MOSTLY)
            or (named and share == 1)
            or (asked and by_hand * 2 > len(items))
        ):
            yield _steps(_goal(goal) or (goal if named and not called else ""), items, "sequence")


_MOSTLY = 0.5
"""Share of clauses that begin with something to do, where it was said that they are steps."""


_SPOKEN = re.compile(
    r"[我他她]|吗|[？?]|[^完好]了$|什么|想|喜欢|^(?:多|少|注意|别|不要|不用|早点|祝|辛苦|抱歉)"
)
"""What a clause has that is no step, but a wish, advice, or somebody's doing."""


def _are_steps(items: Sequence[str]) -> bool:
    """Tell whether clauses are as many and as plain as steps are: nobody's doings, wishes or past."""
    plain = [simplified(item) for item in items]
    spoken = any(_SPOKEN.search(item) for item in plain)
    return MIN_STEPS < len(items) <= MAX_STEPS and not spoken and not _is_told(plain, "")


def _is_procedure(items: Sequence[str], heading: str, *, listed: bool) -> bool:
    """Tell steps from mere enumerations: most begin with a verb."""
    if not MIN_STEPS <= len(items) <= MAX_STEPS or _NO_PROCEDURE.search(simplified(heading)):
        return False
    if any(_SPEECH.search(simplified(item)) for item in items):
        return False
    share = sum(_acts(item) for item in items) / len(items)
    goal = _goal(heading)
    if listed and not goal:
        return share >= 0.75 and len(items) > MIN_STEPS
    return share >= 0.5


def _acts(item: str) -> bool:
    """Tell whether a step begins with something to do."""
    plain = _LEADING.sub("", simplified(item).strip(' *`"“'))
    if item.strip().startswith("`") or re.match(r"[a-z][\w-]* [\w./-]", plain):
        return True
    found = [word for word in words(plain[:24]) if word.tag != "x"][:5]
    if any(
        word.text in {"把", "将", "用", "按", "在", "等", "等到", "从", "到", "给", "向", "放"}
        for word in found[:1]
    ):
        return True
    if plain[:1] in _VERBS or plain.startswith(_MOVES):
        return True
    head = [word.tag[:1] for word in found]
    if head[:1] == ["v"] or "v" in head[:4]:
        return not re.match(r"是|有(?!空)|没", plain)
    return False


def _goal(heading: str) -> str:
    """Return what the words before the steps say they are for."""
    for part in reversed(re.split(r"(?<=[。！!？?])|\n", heading.strip())):
        match = _GOAL.search(simplified(part.strip()))
        if match is None:
            continue
        name = next(key for key, value in match.groupdict().items() if value)
        goal = _cleaned(part.strip()[match.start(name) : match.end(name)])
        if not _EMPTY_GOALS.match(simplified(goal)):
            return goal
    return ""


def _cleaned(goal: str) -> str:
    plain = goal.strip(" ，,。：:！!、*#")
    while (match := _GOAL_LEAD.match(simplified(plain))) and match.end():
        plain = plain[match.end() :].strip(" ，,：:")
    return re.sub(
        r"(?:的话|的时候|时候|的|是|请|可以|你|我们?|步骤|一般|要|需要|都|会)+$", "", plain
    )


def _steps(goal: str, items: Sequence[str], form: str) -> Steps:
    return Steps(goal, tuple(map(_step, items)), "", _conditions(items), form)


def _step(item: str) -> str:
    plain = re.sub(r"\*\*(.+?)\*\*", r"\1", re.sub(r"\s+", " ", item))
    return plain.strip(" ，,。；;、!！")


def _conditions(items: Sequence[str]) -> tuple[str, ...]:
    return tuple(match.group().strip() for item in items for match in _CONDITION.finditer(item))
