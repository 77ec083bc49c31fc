"""Who a memory belongs to: literal identities, resolved before any search."""

import json
from dataclasses import dataclass

from octomem.errors import ScopeError

MAX_ID_LENGTH = 256
"""Characters an id may have."""


@dataclass(frozen=True, slots=True)
class Partition:
    """What deduplication, conflicts, entities and keyword statistics belong to.

    An absent id is a value of its own, "none", and never means "any".
    """

    org_id: str | None
    user_id: str | None

    def __str__(self) -> str:
        ids = (("user", self.user_id), ("organisation", self.org_id))
        return (
            " of ".join(f"{what} {given!r}" for what, given in ids if given is not None) or "nobody"
        )

    @property
    def key(self) -> str:
        """One unambiguous text for this partition, whatever its ids look like."""
        return json.dumps([self.org_id, self.user_id], ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Scope:
    """The four ids of a call. At least one is given; each is an exact literal.

    Raises:
        ScopeError: no id at all, or one that is empty, longer than
            `MAX_ID_LENGTH` characters, not text, or not storable as UTF-8.
    """

    org_id: str | None = None
    user_id: str | None = None
    agent_id: str | None = None
    session_id: str | None = None

    def __post_init__(self) -> None:
        ids = {name: getattr(self, name) for name in self.__slots__}
        for name, value in ids.items():
            if value is not None:
                _check(name, value)
        if all(value is None for value in ids.values()):
            raise ScopeError(
                "no scope given: pass at least one of user_id, agent_id, session_id or org_id"
            )

    @property
    def partition(self) -> Partition:
        """The partition these ids lie in."""
        return Partition(self.org_id, self.user_id)


def _check(name: str, value: object) -> None:
    if not isinstance(value, str):
        raise ScopeError(f"{name} must be text, got {type(value).__name__}")
    if not value:
        raise ScopeError(f"{name} is empty; leave it out instead")
    if len(value) > MAX_ID_LENGTH:
        raise ScopeError(f"{name} has {len(value)} characters; at most {MAX_ID_LENGTH}")
    if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise ScopeError(f"{name} {value!r} holds a character that cannot be stored")
