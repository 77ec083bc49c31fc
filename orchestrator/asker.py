"""Who "I" is in a question: facts are told of people by name, questions ask for "me"."""

import re
from collections.abc import Sequence

from octomem.agents.reading.chinese.script import has_han
from octomem.jsons import text_field
from octomem.memory import Memory
from octomem.turn import Role

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
