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
"""Scopes whose askers are kept."""

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


class Askers:
    """Whom "I" meant in each scope's last question, and so most likely means in the next. Safe for threads."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._names: OrderedDict[Scope, str | None] = OrderedDict()

    def guess(self, scope: Scope, query: str) -> str | None:
        """Return a question in the third person; None where it says "I", and nobody has asked yet."""
        with self._guard:
            name = self._names.get(scope)
        said = about(query, name)
        return None if name is None and about(query, "") != query else said

    def note(self, scope: Scope, name: str | None) -> None:
        """Keep who asked; whoever asked longest ago goes."""
        with self._guard:
            self._names[scope] = name
            self._names.move_to_end(scope)
            while len(self._names) > MOST:
                self._names.popitem(last=False)

    def clear(self) -> None:
        """Forget everybody: somebody may be erased."""
        with self._guard:
            self._names.clear()
