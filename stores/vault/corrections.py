"""Values that correct one just given: "my SSN is 412-55-9087, oh wait, it's 412-55-9078"."""

import re
from collections.abc import Iterator, Sequence

from octomem.stores.vault.provider_keys import Found

_CORRECTION = re.compile(
    r"\b(?:no|wait|sorry|oops|rather|actually|correction|scratch that|i mean|meant|typo)\b|不对|错了|应该是",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?<![\w-])[^\s,;]{3,64}")
_NEAR = 80


def find_corrections(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """Find values of the same shape as a found one, soon after it and a word that corrects it."""
    for start, end, label in found:
        shape = _shape(text[start:end])
        if not any(char in shape for char in "9") or len(shape) < 4:
            continue
        near = text[end : end + _NEAR]
        if _CORRECTION.search(near) is None:
            continue
        for word in _WORD.finditer(near):
            value = word.group().rstrip(".,;:!?)")
            if _shape(value) == shape:
                yield end + word.start(), end + word.start() + len(value), label


def _shape(value: str) -> str:
    """Write every digit as 9 and every letter as a."""
    return "".join("9" if c.isdigit() else "a" if c.isalpha() else c for c in value)
