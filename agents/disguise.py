"""Taking common disguises off a text: look-alike letters, spacing, escapes, simple encodings.

What comes out is only compared with patterns; the text itself is stored as it came.
"""

import base64
import binascii
import codecs
import html
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

SAMPLE = 20_000
"""Characters that are looked at; a disguise that begins later is not taken off."""

_LETTERS = {
    "a": "\u0430\u0391\u03b1\u0410",
    "b": "\u0412\u0392",
    "c": "\u0441\u0421",
    "d": "\u0501",
    "e": "\u0435\u0395\u03b5\u0415",
    "g": "\u0261",
    "h": "\u04bb\u041d\u0397\u043d",
    "i": "\u0456\u0406\u0131\u0399\u03b9",
    "j": "\u0458",
    "k": "\u043a\u041a\u039a",
    "l": "\u0142",
    "m": "\u043c\u041c\u039c",
    "n": "\u039d\u03b7",
    "o": "\u043e\u041e\u039f\u03bf",
    "p": "\u0440\u0420\u03a1\u03c1",
    "s": "\u0455",
    "t": "\u0442\u0422\u03a4",
    "u": "\u03c5",
    "v": "\u03bd",
    "x": "\u0445\u0425\u03a7",
    "y": "\u0443\u03a5",
}
_LOOK_ALIKES = {ord(other): letter for letter, others in _LETTERS.items() for other in others}
"""Cyrillic, Greek and other letters that look like Latin ones."""
_DIGITS = str.maketrans("013457@$!|", "oieastasil")
_MIXED = re.compile(r"(?=\w*[a-zA-Z])(?=\w*[\u0370-\u04ff])\w+|[\u0370-\u04ff]+")
_TELLING = ("instruction", "prompt", "system", "rules", "admin", "memory")
"""Words of which a text turned round, or by 13 letters, has one if it orders anything."""
_SPACED = re.compile(r"(?<!\w)(?:\w[ ._\-*]){3,}\w(?!\w)")
_ESCAPES = re.compile(r"\\x([0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})|\\u\{([0-9a-fA-F]{1,6})\}")
_BASE64 = re.compile(r"(?<![\w+/])[A-Za-z0-9+/_-]{16,}={0,2}")
_HEX = re.compile(r"(?<!\w)(?:0x)?((?:[0-9a-fA-F]{2}[ :]?){12,})(?!\w)")
_BITS = re.compile(r"(?:[01]{8}\s?){8,}")


def undisguised(text: str) -> Iterator[str]:
    """Yield a text's plain forms that differ from it, each once."""
    seen = {text}
    for form in _forms(text):
        if form not in seen:
            seen.add(form)
            yield form


def _forms(text: str) -> Iterator[str]:
    plain = _visible(unicodedata.normalize("NFKC", text))
    yield plain
    sample = plain[:SAMPLE]
    for form in (sample, _escaped(html.unescape(unquote(sample)))):
        if form != plain:
            yield form
        alike = _alike(form)
        yield from (alike, _joined(form), alike.translate(_DIGITS))
    for turned in (codecs.encode(sample, "rot13"), sample[::-1]):
        if any(word in turned.lower() for word in _TELLING):
            yield turned
    yield from _decoded(sample)


def _visible(text: str) -> str:
    """Drop what is not seen: joiners, marks, soft hyphens; tag characters are letters."""
    if text.isascii():  # which has none of them
        return text
    shown = "".join(chr(ord(c) - 0xE0000) if 0xE0020 <= ord(c) <= 0xE007E else c for c in text)
    parts = unicodedata.normalize("NFD", shown) if not shown.isascii() else shown
    kept = "".join(c for c in parts if unicodedata.category(c) not in {"Cf", "Mn"})
    return unicodedata.normalize("NFC", kept)


def _alike(text: str) -> str:
    """Write words of mixed alphabets, and ones of look-alikes alone, in Latin letters."""
    if text.isascii():
        return text
    return _MIXED.sub(lambda match: match.group().translate(_LOOK_ALIKES), text)


def _joined(text: str) -> str:
    """Join letters that are spaced out; two spaces, or a slash, end a word."""
    apart = re.sub(r"\s{2,}|\s*[/|]\s*", "\0", text)
    joined = _SPACED.sub(lambda match: re.sub(r"[ ._\-*]", "", match.group()), apart)
    return joined.replace("\0", " ")


def _escaped(text: str) -> str:
    return _ESCAPES.sub(lambda match: _char(match[1] or match[2] or match[3]), text)


def _char(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


def _decoded(text: str) -> Iterator[str]:
    """Yield what looks like base64, hexadecimal or binary digits, decoded."""
    for match in _BASE64.finditer(text):
        whole = match.group().replace("-", "+").replace("_", "/").rstrip("=")
        try:
            yield base64.b64decode(whole + "=" * (-len(whole) % 4)).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    for match in _HEX.finditer(text):
        yield bytes.fromhex(re.sub(r"[ :]", "", match[1])).decode(errors="replace")
    for match in _BITS.finditer(text):
        bits = "".join(match.group().split())
        octets = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8))
        yield octets.decode(errors="replace")
