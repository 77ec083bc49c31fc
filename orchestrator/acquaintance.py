"""Who of a partition's people and animals may be named in some turns: Chinese writing marks no names."""

import re
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from octomem.agents.relations import MUTUAL
from octomem.agents.wording import normal
from octomem.jsons import text_field
from octomem.stores.ledger import memories
from octomem.turn import Turn

_RUN = re.compile(r"[\u3400-\u9fff]+")
_LENGTHS = (2, 3, 4)
"""Characters of a name."""
_LOOKED_AT = 4_000
"""Characters of a call's turns in which names are looked for; the first ones."""
_KINDS = frozenset({"person", "animal"})


def acquaintances(connection: Connection, number: int, turns: Sequence[Turn]) -> dict[str, str]:
    """Return whom of a partition the Chinese of some turns may name, "person" or "animal" each.

    Whose relation is over is known by name as before, and everybody by every name they have.
    """
    found = dict.fromkeys(_strings(turns), "")
    if not found:
        return {}
    actors = {normal(turn.actor) for turn in turns}
    begins = [*found, *(f"{actor}|{relation}" for actor in actors for relation in MUTUAL)]
    known: dict[str, str] = {}
    for memory in memories.relations(connection, number, begins):
        for end in ("entity", "target"):
            name = text_field(memory.fields, end)
            kind = text_field(memory.fields, f"{end}_type")
            if name in found and kind in _KINDS:
                known[name] = kind
    for memory in memories.naming(connection, number):
        also, kind = memory.identity.rpartition("|")[2], text_field(memory.fields, "entity_type")
        if also in found:
            known[also] = kind if kind in _KINDS else "person"
    return known


def _strings(turns: Sequence[Turn]) -> Iterator[str]:
    """Yield everything in the turns that is as long as a name."""
    text = "\n".join(turn.text for turn in turns)[:_LOOKED_AT]
    for run in _RUN.finditer(text):
        for length in _LENGTHS:
            for start in range(run.start(), run.end() - length + 1):
                yield text[start : start + length]
