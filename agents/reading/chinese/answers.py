"""What a short Chinese answer says with its question: 您的职业是？ 会计。"""

import re

from octomem.agents.reading.chinese.script import simplified

_ASKED = re.compile(r"[^。！!？?\n]+[？?]*\s*$")
_WHAT = re.compile(
    r"(?:做|干|从事)什么(?:工作|职业|行业)?(?P<of>的)?|什么时候|什么地方|什么名字|哪(?:里|儿|家[^，。？?]{0,2}|个(?:城市|学校|公司|部门|区|地方)?|边|国|天)?|"
    r"什么(?:职业|工作|专业|星座|血型|颜色|菜|水果|运动|牌子|型号|版本|系统|语言|病|药|学校|公司|岗位|职位|部门|东西|乐器|球)?|怎么(?!样|回事|了|办|会|不|这)|多大(?:了)?|多少岁|几岁(?:了)?|多高|多重|几点|多久|多少(?:[钱斤块元人个])?|几(?:个|口|只|岁|年级|次|层|楼|号|月)|谁|何时|何处|啥"
)
_NO_ANSWER = re.compile(
    r"^(?:不|没|还没|好|嗯|哦|啊|是的?|对|行|可以|谢|随便|都|应该|可能|大概|也许|无|忘|等|看|什么|怎么|哪|谁|你|您|就|这|那|它)|[？?]|保密|知道|记得"
)
_YES = re.compile(r"^(?:是的?|对的?|对啊|对呀|是啊|是呀|嗯+|没错|嗯嗯|对对对?|是的呢)$")
_NO = re.compile(r"^(?:还)?没(?:有)?(?:呢|啊|呀|哦|的)*$|^不(?:是)?(?:呢|啊|呀|的)?$")
_YES_NO = re.compile(r"吗$|吧$|么$")
_OF_YOU = re.compile(
    r"(?:还|现在|目前|平时|今年)*(?:在|是)?(?:做|干|住|结婚|单身|有|养|几岁|多大|多少岁|叫|喜欢|上班|工作|从事|属|哪里人|老家)"
)
"""Questions that ask of "you" without saying so."""
_LONGEST = 16
"""Characters of an answer that is no sentence of its own, at most."""


def whole(question: str, answer: str) -> str:
    """Return the sentence that a question and its short answer make, in the answerer's words.

    Empty where the turn asks nothing of the other, or the answer is a sentence of its own.
    """
    asked = _asked(question)
    first = re.split(r"[，,。！!；;\n]", simplified(answer).strip())[0].strip()
    if not asked or not first or len(first) > _LONGEST:
        return ""
    if _YES.match(first) or _echoes(asked, first):
        return _confirmed(asked)
    if _NO.match(first) or (first[:1] == "不" and asked.endswith(f"{first[1:]}吗")):
        return _refused(asked, first)
    if _NO_ANSWER.search(first) or re.match(r"我|俺|本人|咱", first):
        return ""
    made = _filled(asked, answer.strip()[: len(first)], first)
    rest = re.split(r"[。！!；;\n]", answer.strip()[len(first) :])[0]
    return f"{made}{rest}" if made else ""


def _filled(asked: str, said: str, plain: str) -> str:
    """Put an answer where its question has "what"; `plain` is the answer simplified."""
    asked = re.sub(r"(?<=[你您])的?(?:职业|工作|岗位|职位)是?(?:什么)?$", "是", asked)
    named = re.search(r"怎么称呼|(?P<family>贵姓)", asked)
    if named is not None:
        return f"我姓{re.sub('^免?贵?姓', '', said)}" if named["family"] else f"我叫{said}"
    found = _WHAT.search(asked)
    if found is None:
        return f"{_turned(asked)}{said}" if re.search(r"[是叫在姓]$|名字$", asked) else ""
    before, after = asked[: found.start()], asked[found.end() :]
    if re.match("做|干|从事", found.group()):
        same = found["of"] and re.match("做|干|搞", plain)
        return f"{_turned(before.removesuffix('是'))}{'' if same else '是'}{said}"
    if plain.startswith(before[-1:] or "\0") and len(plain) > 1:
        before = before[:-1]  # 在哪上班, answered by 在腾讯
    if before.endswith("在") and not after and re.search("公司|单位|哪家", found.group()):
        after = "上班"
    if re.search(r"[你您](?:现在|目前|平时)?在$", before) and found.group() == "哪个城市":
        before = f"{before[:-1]}住在"
    if re.match("哪", found.group()) and after == "人":  # asked where from: 湖南长沙的
        return (
            f"{_turned(before.removesuffix('是'))}是{said.removesuffix('的').removesuffix('人')}人"
        )
    if after and plain.endswith(after.strip("的")):
        after = ""
    return f"{_turned(before)}{said}{after}"


def _asked(question: str) -> str:
    """Return the last question of a turn, without its mark; empty where it puts none to one."""
    found = _ASKED.search(simplified(question).strip())
    if found is None or not (
        re.search(r"[？?吗呢]\s*$", found.group()) or _WHAT.search(found.group())
    ):
        return ""
    clause = re.split(r"[，,]", found.group().strip(" ？?"))[-1]
    clause = re.sub(
        r"^(?:方便|能不能|能|可以)?(?:说说|告诉我|问一下|问下|透露一下)(?:一下)?", "", clause
    )
    clause = re.sub(r"(?<=[\u4e00-\u9fff])吗$", "", clause) if _WHAT.search(clause) else clause
    clause = re.sub(r"[呢啊呀]$|^(?:请问|那么?|对了|想问一下|还有|另外|所以)+", "", clause).strip()
    if not re.search(r"[你您我他她它咱]|这|那", clause) and _OF_YOU.match(clause):
        clause = f"你{clause}"
    return clause if re.search(r"[你您]", clause) and len(clause) <= 24 else ""


def _echoes(asked: str, first: str) -> bool:
    """Tell an answer that says the verb again: 结婚了吗？结了。"""
    return len(first) <= 3 and first.endswith("了") and f"{first[0]}" in asked and "不" not in first


def _confirmed(asked: str) -> str:
    if _YES_NO.search(asked) is None or _WHAT.search(asked):
        return ""
    return _turned(re.sub(r"^(?:.*?(?:还记得|知道))|[吗吧么]$", "", asked))


def _refused(asked: str, first: str) -> str:
    """Say of oneself that what was asked is not so: 您结婚了吗？还没呢。"""
    if _YES_NO.search(asked) is None or _WHAT.search(asked):
        return ""
    plain = re.sub(r"[吗吧么]$", "", asked)
    if len(first) > 1 and plain.endswith(first[1:]):  # 对猫毛过敏吗, answered by 不过敏
        return f"{_turned(plain.removesuffix(first[1:]))}{first}"
    has = re.search(r"(?P<before>^.*?[你您].{0,4}?)(?:还)?有(?P<what>[^，有没]{1,8})$", plain)
    if has is not None:
        return f"{_turned(has['before'])}没有{has['what']}"
    keeps = re.search(r"(?P<before>^.*?[你您])(?P<verb>养|抽|喝|吃)(?P<what>[^，了]{1,6})$", plain)
    if keeps is not None:
        no = "没" if keeps["verb"] == "养" else "不"
        return f"{_turned(keeps['before'])}{no}{keeps['verb']}{keeps['what']}"
    done = re.search(r"(?P<before>^.*?[你您])(?:现在|已经)?(?P<what>[^，是]{1,8})了$", plain)
    return f"{_turned(done['before'])}还没{done['what']}" if done is not None else ""


def about(question: str) -> str:
    """Return the question's words from whom it is about on, said by who is asked: 您妹妹多大 is 我妹妹多大."""
    found = _ASKED.search(simplified(question).strip())
    clause = re.split(r"[，,]", found.group().strip(" ？?"))[-1] if found is not None else ""
    clause = re.sub(r"^(?:请问|那么?|对了|想问一下|还有|另外|所以|听说)+", "", clause).strip()
    return re.sub(r"[你您](?=们|的|家|[\u4e00-\u9fff]|$)", "我", clause)


def _turned(text: str) -> str:
    """Say of oneself what was asked of "you"."""
    return re.sub(r"[你您](?=们|的|家|[\u4e00-\u9fffA-Za-z]|$)", "我", text)
