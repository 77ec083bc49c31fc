"""How somebody says in Chinese that they had told or taken something wrong: 说错了, 记混了, 听岔了, 手滑."""

SLIP = r"[说讲写填打念抄转记搞弄看听][错岔混反串](?!误)|说秃噜|[记搞弄]糊涂|看走眼|口误|笔误|手滑|手抖|嘴瓢"
"""The verbs and nouns of it, as a part of a regular expression; no errors of programs (报错) and no regrets (认错)."""
_WHEN = "(?:前两?天|昨天|昨晚|那天|前面|前几天|上次|上回|上一次|刚才|刚刚|刚|之前|以前)"
_SORRY = "(?:其实|哦|啊|呀|哎|唉|额|呃|等下|等等|等一下|对不起|不好意思|抱歉|老糊涂了?|笑死)"
ONLY_SLIP = (
    rf"^[，,\s]*{_SORRY}*[，,\s]*{_WHEN}?(?:是|都|全)?(?:我|俺)?{_WHEN}?(?:是|给|都|又|一直|可能|老)*"
    rf"(?:[跟和同给]你(?:(?:说|讲|提)过?的?)?)?(?:是|都)?{_WHEN}?(?:语音|输入法|手机)?(?:给|把)?我?"
    rf"(?:(?:{SLIP}|不对)(?:[字行嘴人]|名字)?(?:了|的|啦)*)+[，,\s]*$"
)
"""A clause that says it and no more: 前天我跟你说岔了, 刚才手滑打错了, 昨天语音给我转错了."""
