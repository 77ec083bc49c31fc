"""What language models were asked for each call: what it cost, and what is to be asked again."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select
from sqlalchemy.dialects.postgresql import insert as upsert

from octomem.jsons import moment
from octomem.operation import Usage
from octomem.stores.ledger.schema import calls, extractions, partitions

_COUNTS = ("calls", "repairs", "retries", "prompt_tokens", "completion_tokens", "cost")
COSTLIEST = 10
"""Partitions that `by_scope` tells of."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a model was asked for one call."""

    call_id: str
    model: str
    usage: Usage
    by_agent: Mapping[str, Usage] = field(default_factory=dict[str, Usage])
    pending: str = ""
    """Why the model is to be asked again; empty where it read everything."""


def note(connection: Connection, number: int, made: Extraction, at: datetime) -> None:
    """Note a call's extraction; what one that is repeated costs is added to what it did cost."""
    found = connection.execute(
        select(extractions).where(extractions.c.call_id == made.call_id)
    ).mappings().first()  # fmt: skip
    before = Usage() if found is None else _usage(found)
    agents = {name: Usage(**counts) for name, counts in found["by_agent"].items()} if found else {}
    for name, usage in made.by_agent.items():
        agents[name] = agents.get(name, Usage()) + usage
    row = {
        "call_id": made.call_id,
        "partition": number,
        "at": moment(at),
        "model": made.model,
        "pending": bool(made.pending),
        "reason": made.pending,
        **asdict(before + made.usage),
        "by_agent": {name: asdict(usage) for name, usage in agents.items()},
    }
    statement = upsert(extractions).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=["call_id"], set_=row))


def pending(connection: Connection, number: int | None = None) -> list[str]:
    """Return the committed calls for which a model is to be asked again, oldest first."""
    query = (
        select(extractions.c.call_id)
        .join(calls, calls.c.id == extractions.c.call_id)
        .where(extractions.c.pending)
        .order_by(calls.c.recorded_at)
    )
    if number is not None:
        query = query.where(extractions.c.partition == number)
    return list(connection.scalars(query))


def is_pending(connection: Connection, call_id: str) -> bool:
    """Tell whether a model is to be asked again for a call; not for one that was erased."""
    row = extractions.c
    return bool(connection.scalar(select(row.pending).where(row.call_id == call_id)))


def spent(connection: Connection, since: datetime | None = None) -> Usage:
    """Return what all calls cost together, or those noted since a moment."""
    where = [] if since is None else [extractions.c.at >= moment(since)]
    return _sum(connection, *where)


def by_agent(connection: Connection) -> dict[str, Usage]:
    """Return what each agent's part cost, in all."""
    found: dict[str, Usage] = {}
    for told in connection.scalars(select(extractions.c.by_agent)):
        for name, counts in told.items():
            found[name] = found.get(name, Usage()) + Usage(**counts)
    return found


def by_scope(connection: Connection) -> dict[str, Usage]:
    """Return what the partitions that used most tokens cost, by their ids as JSON."""
    sums = [func.sum(extractions.c[name]).label(name) for name in _COUNTS]
    tokens = func.sum(extractions.c.prompt_tokens + extractions.c.completion_tokens)
    query = (
        select(partitions.c.key, *sums)
        .join(partitions, partitions.c.number == extractions.c.partition)
        .group_by(partitions.c.key)
        .order_by(tokens.desc(), partitions.c.key)
        .limit(COSTLIEST)
    )
    return {_shown(row["key"]): _usage(row) for row in connection.execute(query).mappings()}


def _sum(connection: Connection, *where: ColumnElement[bool]) -> Usage:
    sums = [func.coalesce(func.sum(extractions.c[name]), 0).label(name) for name in _COUNTS]
    return _usage(connection.execute(select(*sums).where(*where)).mappings().one())


def _usage(row: Mapping[Any, Any]) -> Usage:
    # A sum of PostgreSQL's is a Decimal.
    counts = {name: int(row[name]) for name in _COUNTS if name != "cost"}
    return Usage(**counts, cost=float(row["cost"]))


def _shown(key: str) -> str:
    """Write a partition's ids: `mei`, or `acme/mei` with an organisation."""
    org_id, user_id = json.loads(key)
    user = "-" if user_id is None else user_id
    return user if org_id is None else f"{org_id}/{user}"
