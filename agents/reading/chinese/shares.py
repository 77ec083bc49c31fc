"""Who of several takes what on, told by one of them: 下周二验厂，小鲁负责现场，阿珍整理记录."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from octomem.agents.reading.chinese import todo
from octomem.agents.reading.chinese.clauses import Clause, passages
from octomem.agents.reading.chinese.dates import find
from octomem.agents.reading.chinese.subjects import Scene, Subject, name_at
from octomem.agents.reading.chinese.telling import tell
from octomem.agents.reading.chinese.told import Setting, Told
from octomem.agents.reading.chinese.words import words
from octomem.agents.reading.reading import Found, Statement
from octomem.agents.reading.subjects import Who
from octomem.turn import Role, Turn

_OWN = re.compile(r"(?:那|就)?我(?!们|[妈爸哥姐弟妹])")
_YOURS = re.compile(r"(?:那|就)?你(?=(?:就|来)?负责)")
_SHARE = re.compile(
    r"(?:你)?(?:就|也|还是|到时候)?(?P<how>负责|来|去|管)?(?P<what>(?:把)?[^，。]{2,24}?)(?:吧|哈|啊|哦|呗)*$"
)
_ERRANDS = re.compile(
    r"(?:去)?(?:买|订|预订|定|带|取|拿|接|送|租|借|打印|通知|布置|采购|打包|拍|收|搬|叫车|打车|联系|登记|催|约|准备|整理|把)"
)
"""Verbs of what is done once, and is nobody's job."""
_NO_SHARE = re.compile(r"[了过着]$|[了过着](?!解|程)|不|没|吗|在|是|会(?!议|场)|能|可以|想|喜欢|说")
_LOOSE = re.compile(r"(?:做|管|教|学|写|看|读|住|吃|喝|玩|听|跑|坐|考|练|画|唱|打)")
"""Verbs that tell as well what somebody does all the time."""


@dataclass(frozen=True, slots=True)
class _Share:
    who: Subject
    what: str
    how: str
    clause: Clause
    sentence: int


def read(turn: Turn, before: Turn | None, scene: Scene) -> Iterator[Statement]:
    """Yield what each of several people is given to do, or takes on as their share."""
    if turn.role is not Role.USER:
        return
    shares: list[_Share] = []
    ahead: list[Found] = []
    for index, passage in enumerate(passages(turn.text)):
        for clause in passage.clauses:
            if clause.is_question or clause.is_unreal or clause.is_hearsay:
                continue
            found = find(clause.verbatim, turn.occurred_at)
            ahead += [each for each in found if each.moment.end > turn.occurred_at]
            share = None if found else _share(clause, index, before, scene)
            if share is not None:
                shares.append(share)
    given = {share.who.who.name for share in shares}
    for share in shares:
        if _is_given(share, dated=bool(ahead), several=len(given) > 1):
            yield _task(share, turn, scene)


def _share(clause: Clause, index: int, before: Turn | None, scene: Scene) -> _Share | None:
    """Read who does what in a clause: 阿珍整理质检记录."""
    who, end = _who(clause.text, before, scene)
    match = _SHARE.match(clause.text, end) if who is not None else None
    if who is None or match is None or _NO_SHARE.search(match["what"].removesuffix("了")):
        return None
    acts = todo.acts(match["what"].removeprefix("把") if match["how"] else match["what"])
    if not acts and match["how"] != "负责":
        return None
    said = clause.verbatim[slice(*match.span("what" if acts else "how"))]
    said = said if acts else f"{said}{clause.verbatim[slice(*match.span('what'))]}"
    return _Share(who, said, match["how"] or "", clause, index)


def _who(text: str, before: Turn | None, scene: Scene) -> tuple[Subject | None, int]:
    """Return who a clause names as doing something: somebody by name, the speaker, the listener."""
    own, yours = _OWN.match(text), _YOURS.match(text)
    if own is not None:
        return scene.speaker(), own.end()
    if yours is not None and before is not None and before.role is Role.USER:
        return Subject(Who(before.actor, "person"), before.actor), yours.end()
    name, end = name_at(text, 0, words(text), scene.known)
    somebody = scene.named(name) if name and name != scene.actor else None
    if somebody is None or somebody.who.type != "person":
        return None, 0
    return somebody, end


def _is_given(share: _Share, *, dated: bool, several: bool) -> bool:
    """Tell what is to be done once from what is somebody's job: 小鲁负责销售."""
    errand = _ERRANDS.match(share.what) is not None
    if share.who.who.first_person:
        return errand and share.how == "负责"
    if errand:
        return several or dated or share.how == "负责"
    return dated and several and (share.how == "负责" or not _LOOSE.match(share.what))


def _task(share: _Share, turn: Turn, scene: Scene) -> Statement:
    setting = Setting(share.sentence, turn.occurred_at)
    told = Told(share.clause, [], words(share.clause.text), scene, setting, share.who)
    made = todo.task(told, share.what)
    who = share.who.shown if not share.who.who.first_person else scene.actor
    text = f"{who}：{tell(told, share.what, 0)}"
    return replace(made, text=text, whole=text)
