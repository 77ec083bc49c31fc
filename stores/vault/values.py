"""What a secret value looks like, whatever stands around it."""

import re

from octomem.stores.vault.vocabulary import NOT_VALUES

_EXPRESSION = re.compile(
    r"\$\{?\w+\}?|<.*|\{.*|\[.*|\(.*|%\w|[*•.x_-]{2,}|.*\(.*|.*://.*|@\w+"
    r"|[A-Za-z_]+(?:\.[A-Za-z_]{1,64})+(?:\[.*)?|\w+\[.*|\d{1,9}(?:\.\d{1,9})+"
    r"|\d{1,3}-?(?:char\w*|digits?|letters?|bits?|words?|days?|months?|hours?|minutes?)",
    re.IGNORECASE | re.ASCII,
)
_PLACEHOLDER_WORD = re.compile(
    r"(?<![A-Za-z0-9])(?:your|example|placeholder|changeme|change[_-]me|insert|redacted|dummy|todo)"
    r"|^[a-z]{1,12}(?:_?[a-z]{1,12})?_?(?:password|passwd|pwd|api_?key|token|secret)$|^\w{1,20}_api_?key$|[_-]here$|^secret[_-]?key$"
    r"|^(?:my[_-])?(?:api[_-]?key|password|token|secret)$",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,32}){1,4}", re.ASCII)
_TECHNICAL = re.compile(
    r"(?:sha|md|aes|rsa|base|bcrypt|argon|o?auth|pbkdf|utf|ascii|windows|win|ios|php|http|ipv|wpa|saml"
    r"|office|python|java|node|mysql|chrome|firefox|safari|edge|android|version|room|step|part|v)"
    r"[ _-]?\d[\w.-]{0,8}|\d{1,4}(?:[.,]\d+)?-?(?:[a-z]{1,3}|[kmg]?b(?:ps|/s|it/s)?|[kmg]?hz|mbits?)"
    r"|\d{1,4}[:/.-]\d{1,2}(?:[:/.-]\d{1,4})?(?:am|pm)?|[a-z]{1,3}\d{1,2}",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"[<>(){}]|\w=[\"']|[\w-]\[|::|\.(?:js|css|py|json|html?|png|jpe?g|pdf|md|txt|ya?ml|sh)\b"
)
_HASH = re.compile(
    r"(?:0x)?[0-9a-f]{7,128}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    re.IGNORECASE,
)
_PART = re.compile(r"[A-Za-z0-9]{5,}")
_TURN = re.compile(r"[A-Za-z](?=\d)|\d(?=[A-Za-z])")


def is_blank(value: str) -> bool:
    """Say whether a value stands for a secret without being one: "***", "<password>", "none"."""
    return (
        len(value) < 4
        or value.lower() in NOT_VALUES
        or _EXPRESSION.fullmatch(value) is not None
        or _PLACEHOLDER_WORD.search(value) is not None
    )


def is_strong(value: str) -> bool:
    """Say whether a value looks like a password whatever the sentence: letters and digits mixed."""
    letters = any(char.isalpha() for char in value)
    digits = any(char.isdigit() for char in value)
    symbols = any(char in "!@#$%^&*_+=~?/\\|" for char in value[:-1])
    return len(value) >= 4 and ((letters and (digits or symbols)) or (digits and symbols))


def is_telling(value: str) -> bool:
    """Say whether a value is a password by its look, where the words only hint at one.

    Stricter than `is_strong`: an address, a version, a speed or "OAuth2" is none.
    """
    return (
        len(value) >= 6
        and value[0] not in "/.(<[{#$%"
        and any(char.isalpha() for char in value)
        and any(
            char.isdigit() or char in "!@#$%^&*?~" for char in value[:-1] + value[-1:].strip("!?")
        )
        and not _MARKUP.search(value)
        and not is_blank(value)
        and not _EMAIL.fullmatch(value)
        and not _TECHNICAL.fullmatch(value)
        and "://" not in value
    )


def is_token(value: str) -> bool:
    """Say whether a value is a random key: letters and digits mixed inside one of its parts.

    A hash, a UUID, a path or "tenant_2024" is none.
    """
    if not 10 <= len(value) <= 512 or re.search(r"[^\w.~+=-]", value, re.ASCII) or is_blank(value):
        return False
    if _HASH.fullmatch(value):
        return False
    return any(len(_TURN.findall(part)) >= 2 for part in _PART.findall(value))
