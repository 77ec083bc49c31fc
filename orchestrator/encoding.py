"""Vectors of memories: turns are encoded, what restates them is pooled from their words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from octomem.memory import Kind, Memory
from octomem.stores.embed.pooling import Source, pooled
from octomem.stores.seams import Encoded

TOGETHER = 256
"""Turns whose words' vectors are in memory at a time: at most 50 MB."""

Encode = Callable[[Iterable[str]], dict[str, Encoded]]
"""Encodes texts in one go; the result is keyed by text."""


def encode_memories(
    encode: Encode, written: Sequence[Memory], older: Mapping[str, Source]
) -> dict[str, Encoded]:
    """Return the vectors of memories, by searchable text.

    A memory that says little beside the words of its turns gets their mean. Turns are
    encoded, and so is what says something else.

    Args:
        encode: the pass of an embedder that gives the vectors of words.
        written: memories that are new or say something else than before, turns among them.
        older: turns that are not among them, by id.
    """
    turns = [memory for memory in written if memory.kind is Kind.EPISODIC]
    parts = [turns[at : at + TOGETHER] for at in range(0, len(turns), TOGETHER)]
    part_of = {turn.identity: at for at, part in enumerate(parts) for turn in part}
    restating: dict[int, list[Memory]] = {}
    for memory in written:
        if memory.kind is not Kind.EPISODIC:
            last = max((part_of.get(turn, 0) for turn in memory.turns), default=0)
            restating.setdefault(last, []).append(memory)
    found: dict[str, Encoded] = {}
    sources = dict(older)
    for at, part in enumerate(parts):
        fresh = encode(turn.searchable for turn in part)
        sources |= _sources(part, fresh)
        found |= _pooled(restating.get(at, ()), sources)
        found |= _without_words(fresh)
        sources |= _sources(part, found)
    left = encode(m.searchable for m in written if m.searchable not in found)
    return found | _without_words(left)


def _without_words(encoded: Mapping[str, Encoded]) -> dict[str, Encoded]:
    return {text: replace(one, words=None) for text, one in encoded.items()}


def _sources(turns: Sequence[Memory], encoded: Mapping[str, Encoded]) -> dict[str, Source]:
    return {turn.identity: Source(turn.searchable, encoded[turn.searchable]) for turn in turns}


def _pooled(memories: Iterable[Memory], sources: Mapping[str, Source]) -> dict[str, Encoded]:
    """Return the memories that are told in the words of their turns."""
    found: dict[str, Encoded] = {}
    for memory in memories:
        told = [sources[turn] for turn in memory.turns if turn in sources]
        vector = pooled(memory.searchable, told)
        if vector is not None:
            found[memory.searchable] = Encoded(vector)
    return found
