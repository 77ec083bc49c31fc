"""A clause with its places and dates blotted out, so that a pattern sees where they stand."""

import re

from octomem.agents.reading.chinese.cities import PLACES
from octomem.agents.reading.chinese.told import Told

PLACE, DATE = "\ue000", "\ue001"
"""What stands for each character of a place and of a date."""
_UNIT = re.compile(r"..[省市县区州镇旗]$")
HERE = rf"(?P<place>{PLACE}+)(?:市区|郊区|市|省|县|区|老家|这边|那边|本地|当地)?"
_ADVERBS = (
    rf"{PLACE}+(?:那边|这边)|也|还|就|都|又|才|再|便|已经|早就|刚刚?|终于|总算|正式|一直|目前|现在|如今|眼下|仍然?|依然|依旧|暂时|先|后来|然后|之后|以后|接着|"
    r"[^，。]{0,4}毕业(?:之|以)?后|[结离]?婚后|退休后|辞职后|年后|节后|我们?|咱们?|自己|一个人|独自|只身|全家|一家[人三四五六]?口?|两口子|人|房子|家|"
    r"户口|工作|其实|本来|原来|以前|曾经?|之前|从前|过去|最近|这几年|这些年|常年|长期|平时|租房|合租|和家人|从小|的时候|那会儿|时|那几年|那些年|"
    r"只好|干脆|索性|果断|于是|所以|是|在外面|搬家|每天|天天|主要|算是|大概|差不多|起|开始|被公司|被单位|被总部|被|公司"
)
_GAP = re.compile(
    rf"(?:{DATE}+|{_ADVERBS}|从{PLACE}+|(?:回|去|来|到)了?{PLACE}+(?:的|了)?|(?:跟着?|和|随|陪着?|带着?)[^，。{PLACE}{DATE}]{{1,5}}?(?:一起|一块儿?)?|，)*"
)


def masked(told: Told) -> str:
    """Return a clause's text, as long as it is, with places and dates blotted out."""
    marks = list(told.clause.text)
    for word in told.words:
        if word.text in PLACES or (word.tag == "ns" and _UNIT.search(word.text)):
            marks[word.start : word.end] = PLACE * len(word.text)
    for found in told.dates:
        marks[found.start : found.end] = DATE * (found.end - found.start)
    return "".join(marks)


def is_free(text: str, start: int, end: int) -> bool:
    """Tell whether only times, adverbs and company stand between a subject and what is said."""
    return start <= end and _GAP.fullmatch(text, start, end) is not None
