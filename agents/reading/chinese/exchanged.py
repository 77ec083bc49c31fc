"""What took the place of a thing that somebody has one of: 笔记本换成ThinkPad了."""

import re
from collections.abc import Iterator

from octomem.agents.reading.chinese.telling import base, tell, trimmed
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.reading import Claim, Statement

_NOUNS = {
    **dict.fromkeys(("电脑", "工作电脑"), "computer"),
    **dict.fromkeys(("笔记本", "笔记本电脑"), "笔记本"),
    **{
        each: each
        for each in "台式机 平板 耳机 手表 相机 宽带 浏览器 输入法 邮箱 显示器 键盘 鼠标 路由器".split()  # noqa: SIM905
    },
}
"""What somebody has one of, with the noun it is kept by."""
_CHANGED = re.compile(
    rf"(?:家?的)?(?P<noun>{'|'.join(sorted(_NOUNS, key=len, reverse=True))})(?:现在|已经|都|也|又|刚|前几天|昨天|今天|上周|上个?月)*"
    r"(?:换成|改成|改用|升级成|升级到)了?(?:一?[个台部副款块])?(?!新|[左右]|[中英日法德韩]文|\d+兆|红|黑|白|静音|深色|浅色|拼音|五笔)(?P<o>[^，。了的你我他她这那什么]{2,20})的?(?:了|啦)+$"
)


def read(told: Told) -> Iterator[Statement]:
    """Yield what a thing of whom a clause is about has been exchanged for."""
    owner = told.subject
    if owner is None or owner.who.type != "person":
        return
    if {"future", "negated", "over", "ended"} & told.flags:
        return
    text = told.clause.text
    match = next((m for at in (told.at, told.start) if (m := _CHANGED.match(text, at))), None)
    if match is None or any(each.moment.start > told.setting.said_at for each in told.dates):
        return
    noun = match["noun"]
    told.subject = told.scene.possessed(owner, _NOUNS[noun], noun, "thing")
    value = trimmed(told.clause.verbatim[match.start("o") : match.end("o")])
    said = tell(told, told.clause.verbatim, match.start("noun"))
    yield base(told, "is", "become", value, "thing", Claim.FACT, text=f"{owner.shown}的{said}")
    told.subject = owner
