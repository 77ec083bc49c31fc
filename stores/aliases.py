"""Derives the graph's entities and their aliases from what memories mention."""

import json
from collections.abc import Collection, Mapping, Sequence
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
        keys, links = self._reach(touched)
        aliases = {alias for alias, other in links if is_alias(other)}
        names = self._names(keys, aliases)
        types = self._types(names)
        self._clear(keys)
        groups = [[names[key] for key in group] for group in components(names, links)]
        if groups:
            self._write(groups, types)

    def _reach(self, touched: Collection[str]) -> tuple[set[str], list[tuple[str, str]]]:
        """Return the touched names, all that shared or will share an entity, and their links."""
        reached = set(touched)
        links: set[tuple[str, str]] = set()
        fresh = reached
        while fresh:
            said = self._links(fresh)
            links.update(said)
            wanted = (self.partition, key_array(fresh))
            found = {
                *self._column(
                    "SELECT beside.key FROM graph_aliases AS alias JOIN graph_aliases AS beside"
                    " ON beside.partition = alias.partition AND beside.entity = alias.entity"
                    " WHERE alias.partition = ? AND alias.key IN (SELECT value FROM json_each(?))",
                    wanted,
                ),
                *(named_by(key) for link in said for key in link),
            }
            fresh = found - reached
            reached |= fresh
        return reached, sorted(links)

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

    def _names(self, keys: Collection[str], aliases: Collection[str]) -> dict[str, Name]:
        """Return names as they were first written; without those that no memory uses any more."""
        rows = self._mentions(keys, "name", "", "recorded_at, memory_id, alias_of")
        return {
            key: Name(key, name, (recorded_at, memory_id), key in aliases)
            for key, name, recorded_at, memory_id in rows
            if name is not None
        }

    def _types(self, keys: Collection[str]) -> dict[str, tuple[str, str, str]]:
        """Return the type that was stated last for each key, after the moment and the memory."""
        order = "recorded_at DESC, memory_id DESC"
        return {
            key: (recorded_at, memory_id, kind)
            for key, kind, recorded_at, memory_id in self._mentions(
                keys, "type", "AND mention.type <> ''", order
            )
            if kind is not None
        }

    def _mentions(
        self, keys: Collection[str], column: str, condition: str, order: str
    ) -> list[tuple[Any, ...]]:
        """Return of each key's first mention the column, when it was recorded, and the memory."""
        columns = ",".join(
            f" (SELECT mention.{each} FROM graph_mentions AS mention"  # noqa: S608 - our own names
            " WHERE mention.partition = ?1 AND mention.key = wanted.value"
            f" {condition} ORDER BY {order} LIMIT 1)"
            for each in (column, "recorded_at", "memory_id")
        )
        rows = self.connection.exec_driver_sql(
            f"SELECT wanted.value,{columns} FROM json_each(?2) AS wanted",  # noqa: S608 - our own names
            (self.partition, key_array(keys)),
        )
        return [tuple(row) for row in rows]

    def _clear(self, keys: Collection[str]) -> None:
        for table in ("graph_entities", "graph_aliases"):
            self.connection.exec_driver_sql(
                f"DELETE FROM {table} WHERE partition = ?"  # noqa: S608 - our own names
                " AND key IN (SELECT value FROM json_each(?))",
                (self.partition, key_array(keys)),
            )

    def _write(
        self, groups: Sequence[Sequence[Name]], types: Mapping[str, tuple[str, str, str]]
    ) -> None:
        entities: list[tuple[Any, ...]] = []
        aliases: list[tuple[Any, ...]] = []
        for names in groups:
            main = main_name(names)
            stated = [types[name.key] for name in names if name.key in types]
            kind = max(stated)[2] if stated else ""
            number = entity_id(self.partition, main.key)
            entities.append((self.partition, main.key, number, main.text, kind))
            aliases += [(self.partition, name.key, main.key, name.text) for name in names]
        self.connection.exec_driver_sql(
            "INSERT INTO graph_entities VALUES (?, ?, ?, ?, ?)", entities
        )
        self.connection.exec_driver_sql("INSERT INTO graph_aliases VALUES (?, ?, ?, ?)", aliases)

    def _column(self, statement: str, values: tuple[Any, ...]) -> set[str]:
        return {row[0] for row in self.connection.exec_driver_sql(statement, values)}
