"""Chinese as it is written: its script, traditional characters, full-width letters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any, cast

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_OWN = {"姊": "姐", "著": "着", "妳": "你", "牠": "它"}
"""Words that are others in simplified Chinese, where the characters are not."""
_PLAIN = {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B))}


def has_han(text: str) -> bool:
    """Tell whether a text holds a Chinese character."""
    return _HAN.search(text) is not None


def simplified(text: str) -> str:
    """Return a text of the same length in simplified characters, plain letters and standard words.

    Words of a dialect that a text shows to be in it are those of the standard language: 俺今朝 is
    我今天.
    """
    plain = text.translate(_folded())
    for dialect in _DIALECTS:
        if dialect.marks.search(plain):
            plain = dialect.form.sub(dialect.standard, plain)
    return plain


@dataclass(frozen=True, slots=True)
class _Dialect:
    """What shows a dialect, its words, and what they are in as many characters."""

    marks: re.Pattern[str]
    form: re.Pattern[str]
    words: Mapping[str, str]

    def standard(self, found: re.Match[str]) -> str:
        """Return a word in the standard language."""
        return self.words[found.group()]


def _dialect(marks: str, words: str) -> _Dialect:
    said = dict(pair.split("=") for pair in words.split())
    listed = sorted(said, key=len, reverse=True)
    form = "|".join(f"{each}(?![子女媳童])" if each.endswith("儿") else each for each in listed)
    return _Dialect(re.compile(marks), re.compile(form), said)


_DIALECTS = (
    _dialect("[俺儿]|今日|昨日", "俺=我 今儿个=今天里 昨儿个=昨天里 明儿个=明天里 今儿=今天 昨儿=昨天 明儿=明天 今日=今天 昨日=昨天"),
    _dialect(
        "侬|(?<![叫是喊])阿拉(?!伯|善|丁|木|斯|吧|[，,。！!]|$)|辰光|事体|[^开讨盖北杀征步攻作口挞党]伐(?=$|[\\s，。！？?])",
        "侬=你 阿拉=我们 今朝=今天 明朝=明天 辰光=时候 事体=事情 老早=以前 屋里=家里 伊=她 伐=吗 姆妈=妈妈 囡囡=女儿 阿公=外公 阿婆=外婆",
    ),
    _dialect(
        "[嘅哋冇咗喺嚟睇佢嘢咩啲噉]|返工|[我就都]系|唔(?=[好使想知系得])",
        "嘅=的 佢=他 哋=们 唔=不 冇=没 咗=了 喺=在 嚟=来 睇=看 啲=些 係=是 系=是 返工=上班 返屋=回家 听日=明天 寻日=昨天 琴日=昨天 而家=现在 依家=现在 "
        "老豆=爸爸 老母=妈妈 阿妈=妈妈 阿爸=爸爸 细佬=弟弟 家姐=姐姐 细妹=妹妹 饮=喝 搵=找",
    ),
    _dialect(
        "没得|啥子|婆娘|娃儿|晓得|屋头|店头|巴适|要得|啷个|莫得",
        "没得=没有 莫得=没有 啥子=什么 晓得=知道 婆娘=老婆 堂客=老婆 娃儿=孩子 屋头=家里 店头=店里 幺儿=儿子 老汉儿=我爸爸 喊=叫",
    ),
)  # fmt: skip
"""What shows that a text is in a dialect, and its words in the standard language."""


@cache
def _folded() -> dict[int, str]:
    """Return what each character is folded to, one for one; OpenCC knows the traditional ones."""
    opencc = cast("Any", import_module("opencc"))  # loads with the first Chinese text
    han = "".join(map(chr, range(0x3400, 0xA000)))
    plain: str = opencc.OpenCC("t2s").convert(han)
    folded = {ord(old): new for old, new in zip(han, plain, strict=True) if old != new}
    return folded | _PLAIN | {ord(old): new for old, new in _OWN.items()}
