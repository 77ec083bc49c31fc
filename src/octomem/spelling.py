"""What spellings of one word or name have in common: no accents, and titles written one way."""

import re
import unicodedata

_TITLES = {
    "dr": "dr",
    "doctor": "dr",
    "prof": "prof",
    "professor": "prof",
    "mr": "mr",
    "mister": "mr",
    "mrs": "mrs",
    "madam": "mrs",
    "madame": "mrs",
    "ms": "ms",
}
_TITLED = re.compile(rf"^(?:the )?(?P<title>{'|'.join(_TITLES)})\.? (?P<name>\w.*)$", re.DOTALL)
_BEYOND_LATIN = 0x250
"""The first code point after the Latin letters that have accents of their own."""


def plain(text: str) -> str:
    """Return a text without the accents of its Latin letters: "zoë" is "zoe".

    Marks of other scripts, which make other letters, stay.
    """
    if text.isascii():
        return text
    found: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        first = unicodedata.normalize("NFD", letter)[0]
        found.append(first if ord(letter) < _BEYOND_LATIN and first.isascii() else letter)
    return "".join(found)


def titled(name: str) -> tuple[str, str]:
    """Return the title and the rest of a name in small letters: "doctor kim" is ("dr", "kim")."""
    found = _TITLED.match(name)
    return (_TITLES[found["title"]], found["name"]) if found else ("", name)


def one_spelling(name: str) -> str:
    """Return what the spellings of a name in small letters have in common."""
    title, rest = titled(plain(name))
    return f"{title} {rest}" if title else rest


def titles_of(name: str) -> frozenset[str]:
    """Return a bare name with each title: what "kim" may be called in full."""
    return frozenset(f"{title} {name}" for title in _TITLES.values())
