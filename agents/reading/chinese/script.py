"""Chinese as it is written: its script, traditional characters, full-width letters."""

import re
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
    """Return a text of the same length with simplified characters and plain letters."""
    return text.translate(_folded())


@cache
def _folded() -> dict[int, str]:
    """Return what each character is folded to, one for one; OpenCC knows the traditional ones."""
    opencc = cast("Any", import_module("opencc"))  # loads with the first Chinese text
    han = "".join(map(chr, range(0x3400, 0xA000)))
    plain: str = opencc.OpenCC("t2s").convert(han)
    folded = {ord(old): new for old, new in zip(han, plain, strict=True) if old != new}
    return folded | _PLAIN | {ord(old): new for old, new in _OWN.items()}
