"""Whose pet is called what: 养了一只猫叫胖虎, 家里有只边牧，叫闪电."""

import re

from octomem.agents.reading.chinese.subjects import Subject
from octomem.agents.reading.chinese.telling import base
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.reading import Claim, Statement
from octomem.agents.reading.subjects import Who

_KINDS = {
    "cat": "猫 猫咪 小猫 布偶 英短 美短 橘猫 三花 奶牛猫 暹罗",
    "dog": "狗 狗狗 小狗 犬 柴犬 边牧 金毛 柯基 泰迪 拉布拉多 哈士奇 二哈 萨摩耶 比熊 博美 法斗 贵宾",
    "rabbit": "兔 兔子 垂耳兔",
    "parrot": "鹦鹉 虎皮 玄凤",
    "hamster": "仓鼠 金丝熊",
    "turtle": "乌龟 龟 巴西龟",
    "bird": "鸟 八哥 文鸟",
}
_NOUNS = {word: kind for kind, row in _KINDS.items() for word in row.split()}
_WORD = "|".join(sorted(_NOUNS, key=len, reverse=True))
_NAMED = re.compile(
    rf"(?:还|又|也)*(?:有|养)[了着]?[一两俩]?[只条头匹个]?[\u4e00-\u9fff]{{0,4}}?(?P<kind>{_WORD})，?(?:名字)?(?:就)?叫(?P<name>[^，。叫]{{1,6}})$"
)


def read(told: Told) -> list[Statement]:
    """Read the pet that a clause whose subject is known says somebody has, by its name."""
    owner, found = told.subject, _NAMED.match(told.clause.text, told.at)
    if owner is None or found is None or owner.who.type != "person" or "negated" in told.flags:
        return []
    name = told.clause.verbatim[found.start("name") : found.end("name")]
    kind, alias = found["kind"], f"{owner.who.name}'s {_NOUNS[found['kind']]}"
    told.subject = Subject(Who(name, "animal"), name, alias, f"{owner.shown}的{kind}")
    told.scene.note(told.subject)
    said = base(
        told, "is", "be", alias, "animal", Claim.FACT, text=f"{name}是{owner.shown}的{kind}"
    )
    told.subject = owner
    return [said]
