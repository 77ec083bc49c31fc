"""What something is set to: 我把 memory_limit 调到512M了, 传感器阈值后来改成280了."""

import re

from octomem.agents.reading.chinese.subjects import Subject
from octomem.agents.reading.chinese.telling import base
from octomem.agents.reading.chinese.told import Told
from octomem.agents.reading.reading import Claim, Statement
from octomem.agents.reading.subjects import Who

_WHAT = r"(?P<what>[A-Za-z][\w.\-]{2,30}|(?:传感器|系统|接口|请求|连接|连接池|服务器|数据库|日志|任务|报警|告警|重试|心跳|轮询|服务|网关|会话|缓存)?(?:阈值|[上下]限|间隔|超时(?:时间)?|端口|频率|参数|连接数|线程数|并发数|缓存|内存|带宽|采样率|分辨率))"
_VALUE = r"(?P<value>\d[\d.,]{0,9} ?(?:[A-Za-z%°]{1,4}|毫秒|秒|分钟|小时|度|个|倍|兆|目|级|转)?)"
_ADVERBS = r"(?:昨[天晚] ?|今[天早] ?|刚才|上周|后来|已经|现在|刚|又|也|就|都|给|默认|我|先){0,4}"
_SETS = r"(?:[调改设换降升加减][成到为大小高低]{1,2}|设(?:的是|置(?:成|为)))"
_SET = re.compile(
    rf"{_ADVERBS}(?:(?:我们?|咱们?)?{_ADVERBS}把 ?)?{_WHAT} ?{_ADVERBS}{_SETS}(?:了)? ?{_VALUE}(?P<done>了)?(?:啊|啦|哈)?(?:$| )"
)
_NOT_YET = re.compile("[要想]|打算|准备|计划|建议|应该|可以|能不能|试试|如果|别|不|没")
"""What says that something is not set so, or not yet."""


def read(told: Told) -> list[Statement]:
    """Return what a clause says that something was set to."""
    clause = told.clause
    match = _SET.match(clause.text)
    unsaid = clause.is_question or clause.is_unreal or clause.is_hearsay
    ahead = any(each.moment.start > told.setting.said_at for each in told.dates)
    if match is None or unsaid or ahead or _NOT_YET.search(clause.text):
        return []
    if not match["done"] and "了" not in clause.text and "默认" not in clause.text:
        return []  # an order, or what is still to be done
    what, value = (
        clause.verbatim[slice(*match.span(group))].strip() for group in ("what", "value")
    )
    before, told.subject = told.subject, Subject(Who(f"{what}'s value", "thing"), what)
    said = base(told, "is", "be", value, "number", Claim.FACT, text=f"{what}改成{value}")
    told.subject = before
    return [said]
