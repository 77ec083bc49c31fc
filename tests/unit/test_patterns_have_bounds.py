"""No regular expression goes back without end on a text that repeats a piece of it.

A message of a hundred characters has stopped a turn for minutes this way: 刚刚刚刚 fits `(?:刚刚|刚)*` in as many ways as there are sums.
"""

import importlib
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, cast

import pytest

ROOT = Path(__file__).parents[2]
REPEATED = 60
"""Characters, about: what can be read in two ways each is not done with before the sun is."""
SECONDS = 2.0
"""Of this process's own time, however busy the machine is; what is bounded takes milliseconds."""


def _modules() -> list[str]:
    paths = (
        path for top in ("agents", "orchestrator", "stores") for path in (ROOT / top).rglob("*.py")
    )
    names = (".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths)
    return sorted(f"octomem.{name.removesuffix('.__init__')}" for name in names)


def _patterns(value: object, name: str, depth: int = 3) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Walk the patterns of a module's constants, and of what they hold."""
    if isinstance(value, re.Pattern):
        if _is_of_text(value):
            yield name, value
    elif depth and isinstance(value, dict):
        for key, each in cast("dict[object, object]", value).items():
            yield from _patterns(each, f"{name}[{key!r}]", depth - 1)
    elif depth and isinstance(value, tuple | list | set | frozenset):
        for place, each in enumerate(cast("list[object]", value)):
            yield from _patterns(each, f"{name}[{place}]", depth - 1)


def _is_of_text(pattern: Any) -> bool:
    return isinstance(pattern.pattern, str)


def _pieces(pattern: re.Pattern[str]) -> set[str]:
    """Return the words of a pattern, their characters, and some of the classes it may name."""
    words = re.findall(r"\w+|[^\w\s]", pattern.pattern)
    return {*words, *(char for word in words for char in word), " ", "1", "a", "A", ", "}


def _too_long(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


def _is_bounded(pattern: re.Pattern[str], text: str) -> bool:
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        pattern.search(text)
    except TimeoutError:
        return False
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return True


def _endless() -> Iterator[tuple[str, str]]:
    seen = set[re.Pattern[str]]()
    for module in _modules():
        constants = vars(importlib.import_module(module)).items()
        for name, pattern in (p for key, value in constants for p in _patterns(value, key)):
            if pattern in seen:
                continue
            seen.add(pattern)
            for piece in sorted(_pieces(pattern)):
                text = piece * (REPEATED // len(piece) + 1)
                if not all(_is_bounded(pattern, f"{text}{end}") for end in ("\0", "x。")):
                    yield f"{module}.{name}", piece


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers of a process's own here")
def test_no_pattern_goes_back_without_end() -> None:
    """Each is tried on its own pieces, over and over, with an end that it does not have."""
    before = signal.signal(signal.SIGVTALRM, _too_long)
    try:
        assert list(_endless()) == []
    finally:
        signal.signal(signal.SIGVTALRM, before)


def test_the_trial_finds_what_has_no_bounds() -> None:
    """What is read in two ways each time is found, and what is read in one is not."""
    before = signal.signal(signal.SIGVTALRM, _too_long)
    try:
        assert not _is_bounded(re.compile("^(?:刚刚|刚)*错"), "刚" * REPEATED + "x")
        assert _is_bounded(re.compile("^(?:刚)*错"), "刚" * REPEATED + "x")
    finally:
        signal.signal(signal.SIGVTALRM, before)
