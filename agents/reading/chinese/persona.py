"""Who a system turn in Chinese tells the agent to be, and how."""

import re
from collections.abc import Iterator

from octomem.agents.reading.chinese.clauses import Passage
from octomem.agents.reading.chinese.script import simplified
from octomem.agents.reading.chinese.telling import to_agent
from octomem.agents.reading.reading import Claim, Mood, Statement

_ABOUT = re.compile(
    r"^(?:你|您)(?:的|是|叫|扮演|作为|将|会|要|应|必须|需|只|不)|^(?:请|不要|别|禁止|回答|回复|用|始终|总是|称呼|保持|以)"
)
_IS = re.compile(r"^(?:你|您)(?:的名字)?(?:是|叫|扮演|的名字|的角色|的性格|的身份)")


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
