"""Numbers as Chinese writes them: "十二", "二〇二三", "半", "30"."""

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
}
_TENS = {"十": 10, "百": 100, "千": 1000}
FEW = 3
"""What "several" (几) counts as."""

NUMBER = r"(?:\d{1,4}(?:\.\d)?|[零〇一二两三四五六七八九十百千几半]{1,6})"
"""A form that `number` reads."""


def number(text: str) -> float:
    """Return the value of a number; digits in a row are read one by one ("二〇二三")."""
    if text.replace(".", "", 1).isdigit():
        return float(text)
    if text == "半":
        return 0.5
    if len(text) > 1 and all(char in _DIGITS for char in text):
        return float("".join(str(_DIGITS[char]) for char in text))
    total, digit = 0.0, 0.0
    for char in text:
        if char in _TENS:
            total += (digit or 1) * _TENS[char]
            digit = 0
        elif char == "半":
            digit += 0.5
        else:
            digit = float(_DIGITS.get(char, FEW))
    return total + digit
