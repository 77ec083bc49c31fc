"""Many values in one condition: handed over as one parameter, so that a statement is reused."""

import json
from collections.abc import Iterable
from typing import Any, Self, TypeVar

from sqlalchemy import BigInteger, Boolean, ColumnElement, Dialect, Integer, Text, bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeDecorator, TypeEngine

T = TypeVar("T", str, int)


class _List(TypeDecorator[list[Any]]):
    """A list in one parameter: JSON for SQLite, an array for PostgreSQL."""

    impl = Text
    cache_ok = True

    def __init__(self, item: type[Text] | type[BigInteger]) -> None:
        super().__init__()
        self.item = item

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the type that a database takes."""
        return dialect.type_descriptor(
            ARRAY(self.item) if dialect.name == "postgresql" else Text()  # pyright: ignore[reportUnknownArgumentType]
        )

    def process_bind_param(self, value: list[Any] | None, dialect: Dialect) -> Any:
        """Write the list as that type."""
        return value if dialect.name == "postgresql" else json.dumps(value)


class _Among(FunctionElement[bool]):
    """A condition: a column has one of the values of a parameter."""

    type = Boolean()
    inherit_cache = True

    def self_group(self, against: OperatorType | None = None) -> Self:
        """Stand as it is: SQLite, given the "= 1" of a boolean, would read the whole table."""
        return self


class _AmongLong(_Among):
    """The same for a column whose values may be too long for an index of PostgreSQL."""

    inherit_cache = True


@compiles(_Among)
def _sqlite(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, given = (compiler.process(one, **options) for one in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({given}))"  # noqa: S608 - compiled parts


@compiles(_Among, "postgresql")
def _postgresql(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, given = (compiler.process(one, **options) for one in element.clauses)
    if not isinstance(element, _AmongLong):
        return f"{column} = ANY ({given})"
    hashes = f"SELECT md5(one) FROM unnest({given}) AS one"  # noqa: S608 - compiled parts
    return f"(md5({column}) = ANY (ARRAY({hashes})) AND {column} = ANY ({given}))"


def among(column: ColumnElement[Any], name: str, *, long: bool = False) -> ColumnElement[bool]:
    """Write that a column has one of the values which a parameter brings, see `listed`.

    A list of parameters would make a statement of its own for each number of values, and
    SQLite takes at most 32,766 of them. `long` columns have an index of their hashes in
    PostgreSQL, whose indexes take no text beyond 2,700 bytes.
    """
    item = BigInteger if isinstance(column.type, Integer) else Text
    return (_AmongLong if long else _Among)(column, bindparam(name, type_=_List(item)))


def listed(values: Iterable[T]) -> list[T]:
    """Write the values of such a parameter; none of them is ever part of the SQL."""
    return list(values)
