"""The placeholder that stands in a text where a secret was cut out.

Only the vault writes placeholders. A caller's text that already holds something shaped
like one is data: `neutral` changes its opening bracket, so whatever has the shape in a
stored text is real.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

PATTERN = re.compile(r"⟦vault:(?P<label>[^⟦⟧:\n]{1,64}):(?P<id>v_[a-z2-7]{12})⟧")
"""What a placeholder looks like."""

_OPENING = "⟦vault:"
_NEUTRAL = "[vault:"


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder in a text, with its place."""

    label: str
    """What the secret is: "wifi password"."""
    id: str
    """The vault's id of the value."""
    start: int
    end: int


def write(label: str, vault_id: str) -> str:
    """Return the text that stands for a secret."""
    return f"{_OPENING}{label}:{vault_id}⟧"


def read(text: str) -> list[Placeholder]:
    """Find the placeholders of a stored text, in order."""
    return [Placeholder(m["label"], m["id"], m.start(), m.end()) for m in PATTERN.finditer(text)]


def neutral(text: str, known: Collection[str] = ()) -> str:
    """Return a caller's text with every forged placeholder's opening changed to "[vault:".

    `known` names whole placeholders that the vault wrote itself and that stay as they
    are: those of a memory whose text is being edited.
    """
    if _OPENING not in text:
        return text
    parts: list[str] = []
    end = 0
    for match in PATTERN.finditer(text):
        if match.group() in known:
            parts += [text[end : match.start()].replace(_OPENING, _NEUTRAL), match.group()]
            end = match.end()
    return "".join([*parts, text[end:].replace(_OPENING, _NEUTRAL)])
