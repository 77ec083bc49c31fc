"""Numbers that prove themselves by a checksum: payment cards and IBANs."""

import re
from collections.abc import Iterator

from octomem.stores.vault.provider_keys import Found

_GAP = "[ \u00a0\u2013-]"
_CARD = re.compile(
    r"(?<![\w.,+-])(?:\d{13,19}"
    rf"|\d{{4}}(?P<a>{_GAP})\d{{4}}(?P=a)\d{{4}}(?P=a)\d{{1,4}}(?:(?P=a)\d{{1,3}})?"
    rf"|\d{{4}}(?P<b>{_GAP})\d{{6}}(?P=b)\d{{4,5}})(?![\w-])",
    re.ASCII,
)
_NOT_A_CARD = re.compile(
    r"\b(?:order|tracking|invoice|isbn|imei|parcel|shipment|serial|ticket|reference|ref|sku|ean)"
    r"\b[^.\n]{0,20}$",
    re.IGNORECASE,
)
_BRANDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("visa card number", re.compile(r"4(?:\d{12}|\d{15}|\d{18})")),
    (
        "mastercard number",
        re.compile(r"(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}"),
    ),
    ("amex card number", re.compile(r"3[47]\d{13}")),
    ("discover card number", re.compile(r"6(?:011|5\d{2}|4[4-9]\d)\d{12}")),
    ("jcb card number", re.compile(r"35(?:2[89]|[3-8]\d)\d{12}")),
    ("diners card number", re.compile(r"3(?:0[0-5]|[689]\d)\d{11}")),
    ("unionpay card number", re.compile(r"62\d{14,17}")),
)
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?=[ -]?[A-Za-z0-9]{4})")


def _words(text: str) -> list[str]:
    return text.split()


_IBAN_LENGTHS = dict(
    pair.split(":")
    for pair in _words(
        "AD:24 AE:23 AL:28 AT:20 AZ:28 BA:20 BE:16 BG:22 BH:22 BR:29 BY:28 CH:21 CR:22 CY:28 "
        "CZ:24 DE:22 DK:18 DO:28 EE:20 EG:29 ES:24 FI:18 FO:18 FR:27 GB:22 GE:22 GI:23 GL:18 "
        "GR:27 GT:28 HR:21 HU:28 IE:22 IL:23 IS:26 IT:27 JO:30 KW:30 KZ:20 LB:28 LI:21 LT:20 "
        "LU:20 LV:21 MC:27 MD:24 ME:22 MK:19 MT:31 MU:30 NL:18 NO:15 PK:24 PL:28 PS:29 PT:25 "
        "QA:29 RO:24 RS:22 SA:24 SE:24 SI:19 SK:24 SM:27 TN:24 TR:26 UA:29 VG:24 XK:20"
    )
)


def find_cards(text: str) -> Iterator[Found]:
    """Find payment card numbers: a known prefix and length, and a right check digit."""
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        brand = next((label for label, shape in _BRANDS if shape.fullmatch(digits)), None)
        before = text[max(0, match.start() - 40) : match.start()]
        if brand and len(set(digits)) > 1 and _luhn(digits) and not _NOT_A_CARD.search(before):
            yield match.start(), match.end(), brand


def find_ibans(text: str) -> Iterator[Found]:
    """Find IBANs: the country's length and a right checksum (ISO 7064, modulo 97)."""
    for match in _IBAN.finditer(text):
        length = _IBAN_LENGTHS.get(match.group()[:2].upper())
        end = _walk(text, match.start(), int(length)) if length else None
        if end is None:
            continue
        plain = re.sub(r"[ -]", "", text[match.start() : end]).upper()
        if int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97 == 1:
            yield match.start(), end, "iban"


def _walk(text: str, start: int, length: int) -> int | None:
    """Return where `length` letters and digits end, single gaps aside; None if they do not."""
    seen = 0
    for place in range(start, min(len(text), start + 2 * length)):
        char = text[place]
        if char.isascii() and char.isalnum():
            seen += 1
            if seen == length:
                after = text[place + 1 : place + 2]
                return None if after.isalnum() else place + 1
        elif char not in " -" or not text[place - 1].isalnum():
            return None
    return None


def _luhn(digits: str) -> bool:
    """Check a number by Luhn's formula (ISO/IEC 7812)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0
