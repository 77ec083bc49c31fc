"""What somebody was asked to do and takes on, or offers to do: 你把报告发我。 好的。"""

import re
from collections.abc import Iterator

from octomem.agents.reading.chinese import todo
from octomem.agents.reading.chinese.clauses import Clause, passages
from octomem.agents.reading.chinese.dates import find
from octomem.agents.reading.chinese.kin import NOUNS
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.subjects import Scene
from octomem.agents.reading.chinese.todo import BYGONE
from octomem.agents.reading.chinese.told import Setting, Told
from octomem.agents.reading.chinese.words import words
from octomem.agents.reading.reading import Statement
from octomem.turn import Role, Turn

_ACCEPTS = re.compile(
    r"^(?:(?:好的?|行|可以|没问题|收到|ok(?:ay)?|嗯+|明白|知道[了啦]|晓得[了啦]|了解|得嘞|好嘞|好滴|妥|没得说|必须的|放心|交给我|包在我身上|"
    r"我来|我去|我可以|我行|我有空|我(?:马上|稍后|待会儿?|等会儿?|晚上|下午|明天)|马上|这就)(?:吧|啊|呀|哈|哦|了|弄|办|搞|做|处理|发|安排)?)(?=$|[，,。！!~\s\u4e00-\u9fff])",
    re.IGNORECASE,
)
_DECLINES = re.compile(
    r"但是?|不过|可是|不行|没空|来不及|不了|不能|不可以|做不|搞不定|没时间|不会|[?？]|吗|呢$|搞定了|弄好了|(?:做|发|办|弄|买|写|交)(?:完|好|过)?了"
)
_ASKS = re.compile(
    r"^(?:@?(?!谁|你|您)[\u4e00-\u9fffA-Za-z]{1,6}?)?[，,\s]*(?:(?:今天|明天|这周|下周|周[一二三四五六日天末]|晚上|下午|上午|月底)(?:前|之前)?|(?:下班|会|睡|饭|中午|晚上)前)?"
    r"(?P<who>(?:能不能|能|可以|可不可以|方便)帮(?:我们?|忙|个忙)|(?:麻烦|辛苦|拜托|劳烦|请)(?:你|您|大家)?|你们?(?:谁|哪位)?|您|谁|哪位)(?:来|去|那边)?"
    r"(?:(?:下班|睡|饭|中午|晚上)前|能不能|可不可以|可以|能|方便|有空|抽空|记得|帮忙|帮我们?|帮|负责|愿意|到时候|得|要|先|再|把(?=[^，]{1,14}(?:一下|发|给|好|完|掉))|给我们?|今天|明天|这周|下周|周[一二三四五六日天](?:前|之前)?|尽快|抓紧|一下)*"
)
_BUT = re.compile(r"[，,。！!~\s]*(?:但是?|不过|可是|只是)")
_TASK_IN_ENGLISH = re.compile(
    r"(?:code ?)?(?:review|merge|push|deploy|revert|rollback|rebase|approve|debug|check|test|fix|release|refactor|commit|update|rebuild|double check|follow ?up)(?![A-Za-z])"
    r"(?!\s*(?:一下|完)?(?:了|过|好了|的|没|能力|成绩))",
    re.IGNORECASE,
)
"""Work that is named in English: 你帮忙review一下."""
_USUAL = re.compile(rf"{todo.HABITUAL.pattern}|{BYGONE.pattern}|家务|家里|(?:的|过|了)$")
"""Who does something at all, or has done it: 家务谁做, 蛋糕谁买的."""
_WHICH = re.compile(
    r"^(?:那么?|对了|还有|话说|@[^，。\s]{1,8}+)*(?P<thing>(?![这那你您我谁])[^，。你您我谁]{1,10}?)(?:是)?"
    r"(?:(?:你们?)?(?:谁|哪位)(?:来|去|负责)?(?P<by>[\u4e00-\u9fff]{1,3}?)|你(?:来|去)?(?P<either>[\u4e00-\u9fff]{1,3}?)(?:呢)?还是我(?:来|去)?(?P=either))(?:呢|啊|呀)*$"
)
"""A thing and who is to do it: 帐篷你带还是我带, 酒店谁订."""
_MINE = re.compile(
    r"(?:(?:ok|好的?|行|嗯|那|还是|就)[，,\s]*)*我(?:来|去)?(?P<verb>[\u4e00-\u9fff]{0,6}?)(?:吧|呗|啊|哈|呀|了)*(?=$|[，,。！!~\s])",
    re.IGNORECASE,
)
_GOING = re.compile(
    r"^(?:那|对了|话说|你们?)*(?P<what>[^，。谁哪你您我]{3,16}?)(?:还|你们?|都)*(?:[去来]不[去来]|参不参加|[去来](?=吗|么))了?(?:吗|么|啊|呀|呢)*$"
)
"""A day and what takes place on it, and whether the listener is going: 周六露营还去不去."""
_VISITOR = re.compile(
    rf"(?:{'|'.join(sorted(NOUNS, key=len, reverse=True))}|快递|外卖|师傅|客户|领导|物业|警察|客人|亲戚|[他她]们?|[^工]人|小哥|员|工|总|们)$|^[小老阿][\u4e00-\u9fff]$"
)
"""Somebody else whose coming is asked about: 明天快递来吗."""
_REFUSES = re.compile(r"不行(?!的话)|算了|(?<![忘少错])不了|没时间|没空|抱歉|可惜|已经")
"""What a later sentence takes an acceptance back with: 好啊！算了还是不了."""
_GOES = re.compile(
    r"^(?:当然|肯定|必须|要|我|我们|一定|会)*[去来](?:啊|呀|的|呗|哒|滴)*(?=$|[，,。！!~\s])"
)
_TAIL = re.compile(r"(?:一下)?(?:吗|吧|呗|啊|哈|呢|哦|好吗|行吗|可以吗|行不行|好不好|可以不)*$")


def read(turn: Turn, before: Turn, scene: Scene) -> Iterator[Statement]:
    """Yield the task that the turn before asks for where this one takes it on."""
    if before.actor == turn.actor:
        return
    answer = turn.text.strip()
    if before.role is Role.USER:
        request = _chosen(before, answer) or _taken_on(before, answer)
    else:
        request = _kept(before, answer)
    if not request or any(_REFUSES.search(rest) for rest in _FIRST.split(answer, maxsplit=1)[1:]):
        return
    accepts = _FIRST.split(answer)[0]
    accepts = answer if _OWN_DAY.search(answer) is None else accepts
    when = next(
        (f.moment for f in find(accepts, turn.occurred_at) if f.moment.end > turn.occurred_at), None
    )
    said = f"{request}（{when.text}）" if when is not None else request
    clause = Clause(said, said, False, False, False, False)
    dates = find(said, turn.occurred_at)
    told = Told(clause, dates, words(said), scene, Setting(0, turn.occurred_at), scene.speaker())
    yield todo.task(told, said)


_OFFERS = re.compile(
    r"(?:需不需要|要不要|用不用|是否需要|需要|要)?(?:让)?我(?:来|去)?(?:帮您?|帮你|给您?|给你|替您?|替你|为您|为你)?(?:现在|先)?(?P<task>[^，。我你您]{2,16}?)(?:一下)?(?:吗|么|呢|吧)*$"
)
"""What an assistant offers to do: 需要我预订餐厅吗."""
_KEEPS = re.compile(
    r"^(?:先)?(?:不用了?|不必了?|没事|算了|谢谢|不麻烦了?|好意心领了)?[，,。\s]*(?:不用了?[，,。\s]*)?(?:还是|那)?我(?:们)?自己(?:来|去|会)?(?P<verb>[\u4e00-\u9fff]{0,3}?)(?:就行|就好|就可以|吧|好了|得了|了)*(?=$|[，,。！!~\s])"
)
"""How somebody says that they will do it themselves: 先不用，我自己订."""


_ANY_VERB = frozenset({"", "弄", "搞", "办", "做", "处理"})


def _kept(before: Turn, answer: str) -> str:
    """Return what an assistant offers and somebody would rather do themselves."""
    keeps = _KEEPS.match(simplified(answer))
    if keeps is None:
        return ""
    for clause in (c for passage in passages(before.text) for c in passage.clauses):
        offer = _OFFERS.search(clause.text) if clause.is_question else None
        if offer is None or not todo.acts(offer["task"]):
            continue
        if keeps["verb"] in _ANY_VERB or keeps["verb"][0] in offer["task"]:
            return clause.verbatim[slice(*offer.span("task"))]
    return ""


def _taken_on(before: Turn, answer: str) -> str:
    """Return what the turn before asks for where an answer takes it on."""
    request = _request(before)
    takes = _ACCEPTS.match(answer) or (request and answer.startswith(f"我{request[0]}"))
    first = _FIRST.split(answer, maxsplit=1)
    declines = _DECLINES.search(first[0]) or any(_BUT.match(rest) for rest in first[1:])
    return request if request and takes and not declines and len(answer) <= _LONGEST else ""


_FIRST = re.compile(r"(?<=[。！!])")
_OWN_DAY = re.compile("[。！!][^。！!]{0,8}我")
"""What tells behind the acceptance of something else that its speaker does: ok。后天我休假."""
_LONGEST = 60
_PRONOUNS = frozenset("他 她 它 他们".split())  # noqa: SIM905


def _chosen(before: Turn, answer: str) -> str:
    """Return what an answer says that its speaker does, of a thing or an event that was asked about."""
    plain = simplified(answer)
    mine, goes = _MINE.match(plain), _GOES.match(plain)
    for clause in (c for passage in passages(before.text) for c in passage.clauses):
        which, going = _WHICH.match(clause.text), _GOING.match(clause.text)
        verb = (which["by"] or which["either"]) if which else ""
        does = mine["verb"].removesuffix(which["thing"]) if which and mine else None
        if which and does in {"来", verb, *_ANY_VERB} and _is_open(clause.text, verb):
            return f"{verb}{clause.verbatim[slice(*which.span('thing'))]}"
        if going and goes and _is_event(going["what"], before):
            return f"去{clause.verbatim[slice(*going.span('what'))]}"
    return ""


def _is_open(text: str, verb: str) -> bool:
    """Tell whether a question who does something is about what is still to be done."""
    asked = text.rstrip("呢啊呀")
    return todo.acts(verb) and _USUAL.search(asked) is None


def _is_event(text: str, turn: Turn) -> bool:
    """Tell whether a text names a day to come and what takes place on it, and nobody else."""
    dates = find(text, turn.occurred_at)
    if not any(found.moment.end > turn.occurred_at for found in dates):
        return False
    what = text
    for found in dates:
        what = what.replace(found.moment.text, "")
    named = any(word.tag == "nr" for word in words(what))
    return bool(what) and not named and _VISITOR.search(what) is None


_OF_WHAT = re.compile(
    r"(?:那么?|对了|还有|话说)*(?P<thing>[^，。@你您我]{1,6}?)(?:是|由)?(?:谁|哪位)"
)
"""What is asked about before who does it: 午餐谁准备."""
_NOTES = re.compile(r"(?:记|听)(?:一下|下|住|好|着|牢)+[:：，, ]")
"""How somebody begins to tell steps, which ask for nothing now: 上线流程你记一下：先灰度."""
_QUOTED = re.compile(r"说[^，。]{0,2}[“\"「『][^”\"」』]*[”\"」』](?=，|$)")
"""What somebody else is quoted with, after which the speaker goes on: 老师说“尽量穿园服”，你去买."""


def _is_told(clause: Clause, last: str, plain: str) -> bool:
    """Tell somebody else's words, and steps to be noted, from what the speaker asks."""
    if _NOTES.match(plain):
        return True
    goes_on = _QUOTED.search(last) is not None and clause.text.startswith(("你", "您"))
    return clause.is_hearsay and not goes_on


def _request(before: Turn) -> str:
    """Return what a turn asks of its listener, told of who said it; empty where it asks nothing."""
    found = last = ""
    for passage in passages(before.text):
        for clause in passage.clauses:
            dates = find(clause.verbatim, before.occurred_at) if found else ()
            ahead = any(each.moment.end > before.occurred_at for each in dates)
            if ahead and BYGONE.search(clause.text) is None and not clause.is_question:
                found = f"{found}，{clause.verbatim}"
                continue
            asks = _ASKS.match(clause.text)
            rest = _TAIL.sub("", clause.verbatim[asks.end() :]) if asks is not None else ""
            plain = _TAIL.sub("", clause.text[asks.end() :]) if asks is not None else ""
            foreign = _TASK_IN_ENGLISH.match(plain)
            acts = plain.startswith("提醒") or foreign or todo.acts(plain)
            led = asks is not None and ("把" in asks.group() or acts) and "还是我" not in plain
            if asks is not None and led and len(plain) >= 2 and not _is_told(clause, last, plain):
                head = re.sub(
                    r"^[^，]*?(?:谁|哪位|你们?|您|麻烦|辛苦|拜托|劳烦|请)", "", asks.group()
                )
                when = "".join(f.moment.text for f in find(asks.group(), before.occurred_at))
                bare = words(plain)[-1].tag.startswith("v") or (
                    foreign is not None and foreign.end() == len(plain)
                )
                of = _OF_WHAT.match(asks.group())
                if bare and of is not None:
                    rest = f"{rest}{clause.verbatim[slice(*of.span('thing'))]}"
                elif (bare or plain[2:] in _PRONOUNS) and last:
                    rest = f"{rest}（{last}）"  # 你去医院开: what for was said before
                thing = "把" if head.endswith("把") else ""
                found = f"{when}{thing}{rest}"
            last = f"{last}，{clause.verbatim}" if last else clause.verbatim
    return re.sub(r"我们?", before.actor, found)
