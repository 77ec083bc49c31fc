"""Fenced code in a text, found line by line in linear time."""

import re
from dataclasses import dataclass

_OPENING = re.compile(
    r"[ \t]{0,3}(?P<fence>`{3,20}|~{3,20})[ \t]*(?P<language>[\w+#.-]{0,20})[^`]*$"
)
_CLOSING = re.compile(r"[ \t]{0,3}(?P<fence>`{3,20}|~{3,20})[ \t]*$")


@dataclass(frozen=True, slots=True)
class Fence:
    """One block of fenced code, with its place in the text."""

    language: str
    """As written after the fence, lower case; empty where none is named."""
    code: str
    start: int
    end: int


def find_fences(text: str) -> list[Fence]:
    """Find fenced code that is closed, in order."""
    if "```" not in text and "~~~" not in text:
        return []
    found: list[Fence] = []
    opened: re.Match[str] | None = None
    start = code_start = place = 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        closing = _CLOSING.match(bare)
        if opened is None:
            opened = _OPENING.match(bare)
            start, code_start = place, place + len(line)
        elif closing and closing["fence"].startswith(opened["fence"]):
            code = text[code_start:place]
            found.append(Fence(opened["language"].lower(), code, start, place + len(bare)))
            opened = None
        place += len(line)
    return found


def without_fences(text: str) -> str:
    """Return a text without its fenced code."""
    parts: list[str] = []
    end = 0
    for fence in find_fences(text):
        parts.append(text[end : fence.start])
        end = fence.end
    return "".join([*parts, text[end:]])
