"""What `examine` finds: one line per part, with its state and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum

CATCHES_UP = (
    "the process that writes, or its next start, catches up; recall sees everything all the same"
)
"""What to do about a projection that is behind."""


class Health(StrEnum):
    """How a part is."""

    OK = "ok"
    WARNING = "warning"
    """It works, and somebody should look at it."""
    FAILED = "failed"
    """Something will not work until it is mended."""


@dataclass(frozen=True, slots=True)
class Check:
    """One part that was looked at."""

    name: str
    health: Health
    found: str
    """What was found, in a few words."""
    mend: str = ""
    """What to do about it, where something is to be done."""
