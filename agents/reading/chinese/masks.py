"""A clause with its places and dates blotted out, so that a pattern sees where they stand."""

import re

from octomem.agents.reading.chinese.cities import PLACES
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.vocabulary import vocabulary

PLACE, DATE = "\ue000", "\ue001"
"""What stands for each character of a place and of a date."""
_UNIT = re.compile(r"..[省市县区州镇旗]$")
HERE = rf"(?:老家的?|家乡)?(?P<place>{PLACE}+(?:(?![市郊小社校园景]区)[\u4e00-\u9fff]{{1,3}}[区县镇](?![域间别长]))?)(?:市区|郊区|市|省|县|区|老家|这边|那边|本地|当地)?"
_PLAIN = vocabulary(
    "也 还 就 都 又 才 再 便 已经 早就 刚 刚刚 终于 总算 正式 一直 目前 现在 如今 眼下 仍 仍然 依然 依旧 暂时 先 后来 然后 之后 以后 接着 离婚后 结婚后 退休前 下岗前 辞职前 结婚前 婚前 毕业前 出国前 "
    "婚后 退休后 辞职后 年后 节后 过完年 过了年 开春 我 我们 咱 咱们 自己 一个人 独自 只身 举家 全家 一家人 一家三口 一家四口 两口子 人 房子 家 户口 工作 其实 本来 原来 以前 "
    "曾 曾经 之前 从前 过去 最近 这几年 这些年 常年 长期 平时 租房 合租 和家人 从小 的时候 那会儿 时 那几年 那些年 只好 干脆 索性 果断 于是 所以 是 "
    "在外面 搬家 每天 天天 主要 算是 差不多 起 开始 被公司 被单位 被总部 公司把我 单位把我 领导把我 总部把我 公司 这次 这回 这一次 这一回 真的 第一天 头一天 ，"
)
"""Words that say nothing of who does what follows."""
_STEPS = (
    re.compile(rf"(?:从|自)?{DATE}+"),
    re.compile(r"(?:考|找|等|熬|忙)了[一二两三四五六七八九十半\d]+个?[年月天]"),
    re.compile(rf"{PLACE}+(?:那边|这边)"),
    re.compile(rf"从{PLACE}+"),
    re.compile(rf"从[^，。{PLACE}{DATE}]{{1,8}}?(?=[跳去转辞离搬换领回来到调])"),
    re.compile(rf"(?:回|去|来|到)了?{PLACE}+(?:的|了)?"),
    re.compile(r"[^，。]{0,4}毕业(?:之|以)?后"),
    *(
        re.compile(rf"(?:跟着?|和|随|陪着?|带着?)[^，。{PLACE}{DATE}]{{{n}}}(?:一起|一块儿?)?")
        for n in range(1, 6)
    ),
)
"""What may stand between a subject and a verb besides plain words: time, place, company."""
_LENGTHS = sorted({len(word) for word in _PLAIN})
_REACH = 40
"""Characters between a subject and a verb over which it is looked for what stands there."""
_IDLE = frozenset({"d", "ad", "t", "c", "z", "i", "l", "zg", "dg", "vd"})
"""Tags of words that may stand before a verb whatever they are: adverbs, idioms."""
_NEVER = vocabulary(
    "不 没 没有 别 未 非 勿 莫 不会 不想 不要 不用 不能 不得 从不 从没 从未 从来没 从来没有 差点 差点儿 险些 似乎 好像 仿佛 也许 可能 或许"
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


def is_free(told: Told, text: str, start: int, end: int) -> bool:
    """Tell whether only times, adverbs and company stand between a subject and what is said."""
    if not 0 <= end - start <= _REACH:
        return False
    ends = {start}
    idle = {w.start: w.end for w in told.words if w.tag in _IDLE and w.text not in _NEVER}
    for at in range(start, end):
        if at not in ends:
            continue
        found = (form.match(text, at) for form in _STEPS)
        ends |= {each.end() for each in found if each is not None and each.end() <= end}
        ends |= {at + n for n in _LENGTHS if at + n <= end and text[at : at + n] in _PLAIN}
        if at in idle and idle[at] <= end:
            ends.add(idle[at])
    return end in ends
