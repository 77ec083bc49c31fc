"""What stands between a Chinese subject and its verb: times, adverbs, negation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from octomem.agents.reading.reading import Found

_FLAGS = {
    "over": (r"不再|再也不|再也没|已经不|早就?不|早已不|现在不|没再|很久没|好久没|已经没"),
    "ended": (
        r"以前|从前|曾经?|之前|过去|原来|原本|小时候|当年|当时|那时候?|那会儿|那几年|那些年|有几年|有段时间|那阵子|有一阵子?|那段时间|年轻(?:的)?时候?|前几年|早些年|(?:上学|读书|"
        r"大学|高中|初中|小学|上大学|读大学|在学校)(?:的)?(?:时候|那会儿|时)|"
        r"(?:退休|下岗|结婚|婚|毕业|出国|回国|生孩子|怀孕|疫情|辞职|离职|转行|跳槽|搬家)(?:之|以)?前"
    ),
    "rule": (
        r"从来?不(?=[^是])|绝对?不|总是|老是|一直(?:都)?(?:只)?|向来|一向|只(?![有要是能好剩想差不是])|"
        r"永远(?:都)?"
    ),
    "habit": (
        r"一(?:天|周|星期|个?月|年)(?:要|会|得)?(?=[喝吃抽跑去打做练游健看睡])|"
        r"每(?:天|晚|日)(?:早上|晚上|中午|下午|早晨|睡前|饭后|都|清晨|凌晨)*|每(?:个)?(?:周|星期|礼拜|月|"
        r"年)[一二三四五六日天末]?(?:都|的)?|每周末?|每次|天天(?:早上|晚上|中午)?|照例|雷打不动|平时|平常|平日(?:里)?|"
        r"一般|通常|经常|常常|时常|常(?!住|州|熟)|周末(?:一般|经常|都|喜欢)|有空就|没事就|定期|长期|偶尔|有时候?|"
        r"从小(?:就)?(?=[学练打弹拉画跳唱])|主要(?!是)|基本上?|习惯|睡前|饭后|(?:早餐|早饭|午饭|晚饭|下班后|放学后)(?=都|一般|经常)|(?:一)?到(?:冬天|"
        r"夏天|春天|秋天|周末)就?"
    ),
    "negated": (
        r"并?不(?:太|怎么|是很|大)?(?!用|要|再|过|好意思|知道|然|得不|是$)|并?没(?:有)?(?!想|事|问题|关系|空|错)"
    ),
    "future": (
        r"(?:快|马上|即将|就|将)?要(?!是|不)|打算|准备|计划|将(?:会)?|可能|应该|也许|想要?|希望|考虑|决定|快(?!餐|"
        r"递)|即将|争取|会(?=[住搬去到来加入成辞离])"
    ),
    "": (
        r"就是(?=爱[吃喝看听玩]|喜欢|讨厌)|还是(?=对[^，]{1,6}过敏)|(?:这|后来)?才?(?:知道|发现|查出来?|得知)(?:自己|我)?(?=对|[^，]{1,6}过敏|有)|也|都|还|就|又|才|更(?=不|没)|倒是|比起[^我，]{1,8}(?=我)|[跟和与][^我，]{1,8}(?:比起来|相比|比)(?=我)|租房|合租|"
        r"独自|暂时|早上|晚上|中午|下午|上午|清晨|凌晨|傍晚|夜里|打死|坚决|一概|完全|一点儿?都?|几乎|改成?(?=[喝吃用])|"
        r"仍然|仍旧|仍|现在|目前|眼下|如今|最近|近来|近期|已经|早就|早已|刚刚|刚才|刚(?!好)|真的|确实|的确|特别|其实|一个人|"
        r"自己|本来|正式|终于|总共|一共|现|[和跟](?:家人|爸妈|父母|老公|老婆|朋友|室友|男朋友|女朋友)(?:一起)?|一起|当然|居然|竟然|"
        r"反正|至今|全家(?:都)?|一家[人三四五]口?|整天|正|从小(?:就)?|一直(?!都)|毕业后|后来|婚后|生来|天生|这一?[次回]|于|"
        r"开始(?=[吃学练养用喝做当写种])|在(?=当[^时地场])|就是(?=不|没|有点|爱|喜欢|怕|对|血|腰|胃|颈椎|膝盖|睡眠|视力)|从[^，。]{1,8}?(?=搬[到去回进])|(?:久坐|久站|熬夜)(?=腰|颈|肩|背|腿|膝|胃|眼)|是(?=在)|大概|差不多|基本"
    ),
}
"""What each adverb tells of the verb after it; an empty flag: nothing."""
_FORMS = tuple((flag, re.compile(form)) for flag, form in _FLAGS.items())


@dataclass(slots=True)
class Lead:
    """What was passed over on the way to the verb."""

    end: int
    flags: set[str] = field(default_factory=set[str])
    dates: list[Found] = field(default_factory=list[Found])


def lead_at(text: str, position: int, dates: Sequence[Found]) -> Lead | None:
    """Take one time or adverb that stands at a position, None where none does."""
    date = next((found for found in dates if found.start == position), None)
    if date is not None:
        end = date.end
        tail = re.compile(r"(?:的时候|那天|就|才|里|左右|[，]|开始|起(?!床|来|飞|身|得))?").match(
            text, end
        )
        return Lead(tail.end() if tail else end, set(), [date])
    if text.startswith(("从", "自"), position) and any(f.start == position + 1 for f in dates):
        return Lead(position + 1)
    for flag, form in _FORMS:
        match = form.match(text, position)
        if match is not None and match.end() > position:
            return Lead(match.end(), {flag} - {""})
    return None
