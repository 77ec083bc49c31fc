"""What somebody waits for, lacks or owes, and that it has come or is paid: 等HR回复, 还差一份材料, 欠小李200块."""

import re

from octomem.agents.reading.chinese.words import words

_PAPER = (
    "材料|证明|文件|照片|签[字名]|盖?章|发票|手续|[表单]|复印件|证件?|报告|资料|合同|作业|[稿函]"
)
_AWAITED = (
    rf"回[复信话音电]|答复|消息|通知|结果|反馈|审[批核]|批[复准]|快递|包裹|退[款钱税]|报价|[Oo]ffer|OFFER|确认|到货|发货|成绩"
    rf"|录[取用]|签证|押金|护照|维修|理赔|赔[付偿]|放款|{_PAPER}"
)
_WAITS = re.compile(
    r"(?:我们?|还|也|就|都|一直|现在|目前|在|得|要|只能)*等(?:着|候)?(?!一?下)(?P<what>(?![你我]|[他她](?:们|来))[^，。了过就才再]{0,8}?"
    rf"(?:{_AWAITED})(?:下来|出来|到账?|寄到|回来|批)?)(?:呢|中|吧|ing)*"
)
"""What comes from others and takes its time: 等HR回复, but not 等公交."""
ONLY_WHEN = re.compile(r"[，,\s]*(?:我们?|咱们?|你|那|先|到时候?)*(?:再|就|才|一起)")
"""How what follows goes on where a clause says no more than when: 等结果出来，我再决定."""
_SOME = r"(?:[一二两三四五六几\d]*[份张个项样件页]|点|些)"
_LACKS = (
    re.compile(
        rf"(?:[^，。我你他她没不]{{0,4}}?(?=还|就|只))?(?:我们?|还|就|只|现在|目前)*(?:差|缺|少)了?{_SOME}(?P<what>[^，。我你他她了没不]{{0,8}}?(?:{_PAPER}))(?:没[交齐有]|呢)*"
    ),
    re.compile(
        rf"(?P<what>[^，。我你他她还就只]{{0,6}}?(?:{_PAPER}))(?:我|还|就|只)*(?:差|缺|少)了?{_SOME}(?:没[交齐有]|呢)*"
    ),
)
_MONEY = r"[\d.一二两三四五六七八九十百千万几多]+(?:块钱?|元|万|千|百|k|K|w)*"
_OWES = re.compile(
    rf"(?:我们?|还|也|就|一共|总共|现在|目前|已经)*欠(?:着|了)?(?P<what>(?!债|觉)[^，。你他她\d一二两三四五六七八九十]{{1,8}}?)(?:{_MONEY}|钱)(?:没[还给])?呢?"
)
_ALREADY = "已经|终于|总算|刚|[今昨]天|都|也|就|全"
_SOON = f"(?:{_ALREADY}|给我?)*"
_CAME = re.compile(
    rf"(?P<thing>(?!我)[^，。没不想要会等]{{0,10}}?){_SOON}(?:到账?|来|回复?|[下出回]来|批|审|通过|过|退|赔|发|寄|收|拿|取|补|交|齐|开|签|找)(?:[下出回]来|到|完|好|给我|上|齐|我)*(?:了|啦)+"
)
"""That something has come, or was found: 押金退了, 快递到了."""
_PAID = re.compile(
    rf"(?:我|把|给|{_ALREADY})*(?P<thing>(?![^，。]{{0,4}}把)[^，。没不想要会]{{0,8}}?)(?<!没){_SOON}(?:还|付|缴|交|结|转)(?:清|完|掉|上)?(?:给?(?P<whom>[^，。我了清完掉上]{{1,6}}?)(?:钱|的钱|{_MONEY})?)?(?:了|啦)"
)


def is_pending(text: str) -> bool:
    """Tell a clause that says what the speaker waits for, lacks or owes."""
    return _what(text) is not None


def _what(text: str) -> re.Match[str] | None:
    forms = (_WAITS, *_LACKS, _OWES)
    return next((match for form in forms if (match := form.fullmatch(text))), None)


def is_settling(text: str) -> bool:
    """Tell a clause that may say of what was waited for, lacked or owed that it has come or is paid."""
    return any(form.fullmatch(text) for form in (_CAME, _PAID))


def settles(report: str, task: str) -> bool:
    """Tell whether a report is of the very thing that a task waits for, lacks or owes; "" as its thing may be any."""
    pending = _what(task)
    owed = pending is not None and pending.re is _OWES
    match = (_PAID if owed else _CAME).fullmatch(report)
    if pending is None or match is None:
        return False
    thing, what = match["thing"], pending["what"]
    if owed:
        whom = match["whom"] or ""
        is_money = "钱" in thing or re.fullmatch(_MONEY, thing) is not None
        return whom in what and (not thing or what in thing or is_money)
    named = {each.text for each in words(thing) if len(each.text) > 1}
    return not thing or any(each in what for each in named) or thing in what
