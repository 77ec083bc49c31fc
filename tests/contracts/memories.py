"""Builds the memories and changes that contract suites feed to a projection."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from octomem.jsons import JSON
from octomem.memory import Kind, Memory, Status
from octomem.stores.seams import Change, Vector

START = datetime(2024, 1, 1, tzinfo=UTC)

_PLAIN = Memory(
    id="",
    kind=Kind.SEMANTIC,
    text="",
    fields={},
    sources=(),
    turns=(),
    status=Status.CURRENT,
    confidence=1.0,
    valid_from=START,
    valid_to=None,
    recorded_at=START,
    version=1,
    extractor="test/1",
    identity="",
    slot=None,
)


def day(number: int) -> datetime:
    """Return midnight of a day, 0 being the first."""
    return START + timedelta(days=number)


def memory(memory_id: str, text: str = "", **changed: object) -> Memory:
    """Return a memory with this id and text."""
    given: dict[str, object] = {"identity": memory_id, **changed}
    return replace(_PLAIN, id=memory_id, text=text, **given)  # type: ignore[arg-type]


def turn(memory_id: str, text: str, session_id: str) -> Memory:
    """Return an episodic memory of a session."""
    return memory(memory_id, text, kind=Kind.EPISODIC, session_id=session_id)


def relation(  # noqa: PLR0913 - keyword fields of one memory
    memory_id: str,
    entity: str,
    relation: str,
    target: str,
    *,
    recorded: int = 0,
    aliases: tuple[str, ...] = (),
    apart: tuple[str, ...] = (),
    **changed: object,
) -> Memory:
    """Return a knowledge memory that relates two entities."""
    fields: dict[str, JSON] = {
        "entity": entity,
        "entity_type": "person",
        "relation": relation,
        "target": target,
        "target_type": "thing",
        "aliases": list(aliases),
        "apart": list(apart),
    }
    given = {"kind": Kind.KNOWLEDGE, "fields": fields, "recorded_at": day(recorded), **changed}
    return memory(memory_id, f"{entity} {relation} {target}", **given)


def put(written: Memory, partition: int = 1, vector: Vector | None = None) -> Change:
    """Return the change that a new version of a memory makes."""
    return Change(1, partition, written.id, written, vector)


def remove(memory_id: str, partition: int = 1) -> Change:
    """Return the change that erases a memory."""
    return Change(2, partition, memory_id, None)


def nowhere(_: Sequence[int]) -> Iterator[tuple[int, dict[str, Vector]]]:
    """Be the source of an index that loses nothing."""
    raise AssertionError("nothing was lost")


def source_of(
    changes: Iterable[Change],
) -> Callable[[Sequence[int]], Iterator[tuple[int, dict[str, Vector]]]]:
    """Return the source of an index whose ledger has these changes' vectors."""
    held: dict[int, dict[str, Vector]] = {}
    for change in changes:
        if change.vector is not None:
            held.setdefault(change.partition, {})[change.memory_id] = change.vector

    def source(numbers: Sequence[int]) -> Iterator[tuple[int, dict[str, Vector]]]:
        yield from ((number, held[number]) for number in numbers if number in held)

    return source
