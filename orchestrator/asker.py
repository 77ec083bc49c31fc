"""Who "I" is in a question: facts are told of people by name, questions ask for "me"."""

import re
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from octomem.agents.reading.chinese.script import has_han
from octomem.jsons import text_field
from octomem.memory import Memory
from octomem.scope import Scope
from octomem.turn import Role

MOST = 4_096
"""Partitions whose askers are kept."""

_IN_CHINESE = re.compile(r"我们?(?:自己)?|咱们?|本人")
_FIRST_PERSON = re.compile(r"\b(do i|am i|i|my|mine|me|myself)\b", re.IGNORECASE)


def asker(latest: Sequence[Memory], user_id: str | None) -> str | None:
    """Return the name by which facts about the asker are told, if that is clear.

    `latest` are the partition's latest turns. It is the one person who spoke in them as a
    user; where several did, the one whose name is the user's id.
    """
    names = list(
        dict.fromkeys(
            text_field(memory.fields, "actor")
            for memory in latest
            if memory.fields.get("role") == Role.USER.value
        )
    )
    if len(names) == 1:
        return names[0]
    return next((n for n in names if user_id and n.casefold() == user_id.casefold()), None)


def about(query: str, name: str | None) -> str:
    """Ask a question in the third person: "Where do I live?" of Mei is "Where does Mei live?".

    我住在哪里 of 小梅 is 小梅住在哪里.
    """
    if name is None:
        return query
    if has_han(query):
        return _IN_CHINESE.sub(name, query)
    forms = {"do i": f"does {name}", "am i": f"is {name}", "my": f"{name}'s", "mine": f"{name}'s"}
    return _FIRST_PERSON.sub(lambda found: forms.get(found[1].lower(), name), query)


_Place = tuple[str, str | None]
"""A partition, and the agent whose view of it is asked; sessions make no difference."""


def _place(scope: Scope) -> _Place:
    return scope.partition.key, scope.agent_id


class Askers:
    """Whom "I" meant in each partition's last question, and so most likely means in the next. Safe for threads."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._names: OrderedDict[_Place, str | None] = OrderedDict()

    def guess(self, scope: Scope, query: str) -> str | None:
        """Return a question in the third person; None where it says "I", and nobody has asked yet."""
        place = _place(scope)
        with self._guard:
            is_known, name = place in self._names, self._names.get(place)
        return about(query, name) if is_known or about(query, "") == query else None

    def note(self, scope: Scope, name: str | None) -> None:
        """Keep who asked, None where that was not clear; whoever asked longest ago goes."""
        place = _place(scope)
        with self._guard:
            self._names[place] = name
            self._names.move_to_end(place)
            while len(self._names) > MOST:
                self._names.popitem(last=False)

    def clear(self) -> None:
        """Forget everybody: somebody may be erased."""
        with self._guard:
            self._names.clear()
