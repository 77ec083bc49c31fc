"""Derives the graph's entities and their aliases from what memories mention."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from octomem.stores.entities import (
    Name,
    components,
    entity_id,
    is_alias,
    main_name,
    named_by,
)


def key_array(keys: Collection[str]) -> str:
    """Write keys as a JSON array, so that one bound value carries any number of them."""
    return json.dumps(sorted(keys))


@dataclass(frozen=True, slots=True)
class Deriver:
    """Derives entities and aliases of one partition from its mentions."""

    connection: Connection
    partition: int

    def derive(self, touched: Collection[str]) -> None:
        """Derive the entities anew that have, had or get one of the touched names."""
        keys = self._reach(touched)
        links = self._links(keys)
        aliases = {alias for alias, other in links if is_alias(other)}
        names = {key: name for key in keys if (name := self._name(key, key in aliases)) is not None}
        self._clear(keys)
        for group in components(names, links):
            self._write([names[key] for key in group])

    def _reach(self, touched: Collection[str]) -> set[str]:
        """Return the touched names and all that shared or will share an entity with them."""
        reached = set(touched)
        fresh = reached
        while fresh:
            wanted = (self.partition, key_array(fresh))
            found = {
                *self._column(
                    "SELECT beside.key FROM graph_aliases AS alias JOIN graph_aliases AS beside"
                    " ON beside.partition = alias.partition AND beside.entity = alias.entity"
                    " WHERE alias.partition = ? AND alias.key IN (SELECT value FROM json_each(?))",
                    wanted,
                ),
                *(named_by(key) for link in self._links(fresh) for key in link),
            }
            fresh = found - reached
            reached |= fresh
        return reached

    def _links(self, keys: Collection[str]) -> list[tuple[str, str]]:
        """Return (name, `alias_of`) pairs in which one of the keys takes part."""
        rows = self.connection.exec_driver_sql(
            "SELECT key, alias_of FROM graph_mentions WHERE partition = ?1 AND alias_of <> ''"
            " AND key IN (SELECT value FROM json_each(?2))"
            " UNION SELECT key, alias_of FROM graph_mentions WHERE partition = ?1"
            " AND alias_of <> '' AND alias_of IN (SELECT value FROM json_each(?2))",
            (self.partition, key_array(keys)),
        )
        return [(row[0], row[1]) for row in rows]

    def _name(self, key: str, alias: bool) -> Name | None:
        """Return a name as it was first written, or None where no memory uses it any more."""
        row = self.connection.exec_driver_sql(
            "SELECT name, recorded_at, memory_id FROM graph_mentions"
            " WHERE partition = ? AND key = ? ORDER BY recorded_at, memory_id, alias_of LIMIT 1",
            (self.partition, key),
        ).one_or_none()
        return None if row is None else Name(key, row[0], (row[1], row[2]), alias)

    def _type(self, keys: Iterable[str]) -> str:
        """Return the type that was stated last for any of the keys."""
        found: list[tuple[str, str, str]] = []
        for key in keys:
            row = self.connection.exec_driver_sql(
                "SELECT recorded_at, memory_id, type FROM graph_mentions"
                " WHERE partition = ? AND key = ? AND type <> ''"
                " ORDER BY recorded_at DESC, memory_id DESC LIMIT 1",
                (self.partition, key),
            ).one_or_none()
            if row is not None:
                found.append((row[0], row[1], row[2]))
        return max(found)[2] if found else ""

    def _clear(self, keys: Collection[str]) -> None:
        for table in ("graph_entities", "graph_aliases"):
            self.connection.exec_driver_sql(
                f"DELETE FROM {table} WHERE partition = ?"  # noqa: S608 - our own names
                " AND key IN (SELECT value FROM json_each(?))",
                (self.partition, key_array(keys)),
            )

    def _write(self, names: Sequence[Name]) -> None:
        main = main_name(names)
        number = entity_id(self.partition, main.key)
        kind = self._type(name.key for name in names)
        self.connection.exec_driver_sql(
            "INSERT INTO graph_entities VALUES (?, ?, ?, ?, ?)",
            (self.partition, main.key, number, main.text, kind),
        )
        self.connection.exec_driver_sql(
            "INSERT INTO graph_aliases VALUES (?, ?, ?, ?)",
            [(self.partition, name.key, main.key, name.text) for name in names],
        )

    def _column(self, statement: str, values: tuple[Any, ...]) -> set[str]:
        return {row[0] for row in self.connection.exec_driver_sql(statement, values)}
