"""Scripts that a text is written in, and whether an embedder was trained for them."""

import re

ANY = frozenset({"any"})
"""Declared by an embedder that serves every script alike."""

_RANGES = {
    "Latin": "A-Za-z\u00aa-\u024f\u1e00-\u1eff\uff21-\uff5a",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Cyrillic": "\u0400-\u052f",
    "Hebrew": "\u0590-\u05ff",
    "Arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    "Devanagari": "\u0900-\u097f",
    "Thai": "\u0e00-\u0e7f",
    "Kana": "\u3040-\u30ff",
    "Han": "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff",
    "Hangul": "\u1100-\u11ff\uac00-\ud7af",
}
_FORMS = {name: re.compile(f"[{span}]") for name, span in _RANGES.items()}
KNOWN = frozenset(_RANGES)
"""The scripts that are known by name."""
_FOREIGN = re.compile(rf"[^\W\d_{_RANGES['Latin']}]")
"""A letter that is not Latin."""
_LETTERS = re.compile(r"[^\W\d_]")
_SAMPLE = 2_000
"""Characters that are looked at."""
_DENSE = frozenset({"Han", "Kana", "Hangul"})
"""Scripts of which a character says about as much as a word of three letters."""


def script_of(text: str) -> str | None:
    """Return the script that says most of a text: "Latin", "Han" …; None without letters.

    A script that is not known by name is "other".
    """
    sample = text[:_SAMPLE]
    if sample.isascii() or not _FOREIGN.search(sample):
        return "Latin" if _LETTERS.search(sample) else None
    counts = {
        name: len(form.findall(sample)) * (3 if name in _DENSE else 1)
        for name, form in _FORMS.items()
    }
    best = max(counts, key=lambda name: counts[name])
    letters = len(_LETTERS.findall(sample))
    if not letters:
        return None
    return best if counts[best] * 2 >= letters else "other"


def serves(scripts: frozenset[str], text: str) -> bool:
    """Tell whether an embedder that declares `scripts` can judge what a text means."""
    if scripts == ANY:
        return True
    script = script_of(text)
    return script is None or script in scripts
