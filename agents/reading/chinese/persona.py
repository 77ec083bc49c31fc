"""Who a system turn in Chinese tells the agent to be, and how."""

import re
from collections.abc import Iterator

from octomem.agents.reading.chinese.clauses import Passage
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.telling import to_agent
from octomem.agents.reading.chinese.words import words
from octomem.agents.reading.reading import Claim, Mood, Statement

_ABOUT = re.compile(
    r"^(?:你|您)(?:的|是|叫|扮演|作为|将|会|要|应|必须|需|只|不)|^(?:请|不要|别|禁止|回答|回复|用|始终|总是|称呼|保持|以)"
)
_IS = re.compile(r"^(?:你|您)(?:的名字)?(?:是|叫|扮演|的名字|的角色|的性格|的身份)")

_NAMED = re.compile(
    r"(?<![说跟讲道喊])(?:(?:以后|今后|从(?:现在|今天|今)[起开始]+)[，,]?(?:我)?(?:就)?(?:管)?(?:叫你|你(?:就)?(?:的名字)?(?:就)?叫(?![我他她它]))"
    r"|^(?:那)?(?:我(?:就|以后就?)叫你|(?P<only>你就叫|(?:就|干脆|要不|不如)叫你)(?![我他她它个一])|你(?:以后|今后)(?:就|都)?叫(?![我他她它个一]))(?=[\u4e00-\u9fffA-Za-z]{2,4}?(?:吧|好了|得了|就行|就好|了哈|$))"
    r"|(?:^你的?|你[^，,。！!？?\s]{0,4}[当做是][^，,。！!？?\s]{1,12}[，, ])名字就?叫(?=[\u4e00-\u9fffA-Za-z]{2,4}?(?:吧|好了|得了|就行|就好))"
    r"|给你[起取](?:个|了个|一个)?(?:新)?名字?[，, ]?(?:就)?叫)"
    r"(?P<who>[\u4e00-\u9fffA-Za-z]{2,4}?)(?:吧|了哈|了|啦|哦|好了|得了|就行|就好)?(?=[，,。.！!；;\s]|$)"
)
"""How a person names the agent: 以后你就叫老伙计, 你就叫小灯吧."""
_LIKE_A_NAME = re.compile(
    r"[小老阿](?!.?[师板婆公爸妈乡总姐哥弟妹叔姨爷奶嫂舅姑太伯婶傅吃食费车巴时学工虾包锅面菜炒酒鸡鸭鱼汤肉饭粥饼串贩店摊区人孩队组外铺来去点])[\u4e00-\u9fff]{1,2}"
)
"""What is a name behind 你就叫 alone, and nobody or nothing to send for or to address: no 外卖, 师傅, 张姐."""
_DOINGS = frozenset("vdpr")
"""Tags of words that begin what somebody does: 我就叫你去吧."""


def named(text: str) -> str:
    """Return the name that a person gives the agent; empty where they give none."""
    found = _NAMED.search(simplified(text))
    if found is None:
        return ""
    who = text[slice(*found.span("who"))]
    if found["only"] and _LIKE_A_NAME.fullmatch(found["who"]) is None:
        return ""
    does = words(simplified(who))[0].tag[:1] in _DOINGS and "给你" not in found.group()
    return "" if does else who


def persona(passage: Passage, index: int) -> Iterator[Statement]:
    """Yield what a sentence tells the agent about itself."""
    plain = simplified(passage.verbatim)
    if _ABOUT.match(plain) is None or passage.is_question:
        return
    is_persona = _IS.match(plain) is not None
    said = passage.verbatim.rstrip("。.!！")
    text = re.sub(r"你|您", "助手", said) if re.match("你|您", plain) else f"助手须：{said}"
    yield to_agent(
        said,
        text,
        index,
        verb="be",
        predicate="is",
        mood=Mood.FACT if is_persona else Mood.COMMAND,
        claim=Claim.PERSONA if is_persona else Claim.INSTRUCTION,
    )
