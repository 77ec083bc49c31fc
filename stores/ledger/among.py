"""Many values in one condition: handed over as one parameter, so that a statement is reused."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Write that a text column has one of the values which a parameter brings, see `listed`.

    A list of parameters would make a statement of its own for each number of values, and
    SQLite takes at most 32,766 of them.
    """
    given = func.json_each(bindparam(name)).table_valued("value")
    return column.in_(select(given.c.value))


def listed(values: Iterable[str]) -> str:
    """Write the values of such a parameter; none of them is ever part of the SQL."""
    return json.dumps(list(values))
