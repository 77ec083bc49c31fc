"""What a secret is called, and how much harm its loss would do."""

import re
from enum import StrEnum


class Sensitivity(StrEnum):
    """How much harm a leaked value does."""

    PERSONAL = "personal"
    """Opens one thing of one person: a door code, a wifi password."""
    SECRET = "secret"  # noqa: S105
    """Opens an account: passwords, PINs, tokens, one-time codes."""
    CRITICAL = "critical"
    """Moves money, proves identity or opens a system: cards, accounts, keys."""


_CRITICAL = re.compile(
    r"\b(?:card|iban|account|routing|sort code|social security|passport|tax|id number|private key|"
    r"api key|access key|secret key|database|recovery phrase|seed phrase|licence)\b"
)
_PERSONAL = re.compile(
    r"\b(?:wi-?fi|router|guest|network|door|gate|garage|alarm|locker|lock|safe|building|entry|"
    r"combination)\b"
)
_SINGLE = re.compile(r"(?:password|passphrase|passcode|pin|code|combination|key|token|secret)$")


def sensitivity(label: str) -> Sensitivity:
    """Return how sensitive a value of this label is."""
    if _CRITICAL.search(label):
        return Sensitivity.CRITICAL
    return Sensitivity.PERSONAL if _PERSONAL.search(label) else Sensitivity.SECRET


def single_valued(label: str) -> bool:
    """Say whether a newer value of this label takes the place of the older one.

    A person has one wifi password at a time, but may have several cards and accounts.
    """
    return _SINGLE.search(label) is not None
