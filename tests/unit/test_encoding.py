"""Vectors of memories: who is encoded, and who is pooled."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from tests.contracts.memories import memory

from octomem.memory import Kind, Memory
from octomem.orchestrator import encoding
from octomem.orchestrator.encoding import encode_memories
from octomem.orchestrator.engine import Engine
from octomem.settings import Settings
from octomem.stores.embed.minilm import MiniLMEmbedder
from octomem.stores.seams import Encoded
from octomem.testing import HashEmbedder


class Encoder:
    """Encodes, and notes what it was asked for."""

    def __init__(self) -> None:
        self._embedder = MiniLMEmbedder()
        self.asked: list[list[str]] = []

    def __call__(self, texts: Iterable[str]) -> dict[str, Encoded]:
        distinct = list(dict.fromkeys(texts))
        self.asked.append(distinct)
        return dict(zip(distinct, self._embedder.encode(distinct), strict=True))


def turn(place: int) -> Memory:
    """Return the episodic memory of turn t0, t1, …"""
    text = f"Mei: on day {place} we saw a heron and {place} swans"
    return memory(f"t{place}", text, kind=Kind.EPISODIC)


def fact(name: str, text: str, *turns: str) -> Memory:
    return memory(name, text, turns=turns)


def test_what_restates_its_turns_is_not_encoded() -> None:
    """One pass encodes the turns; only a memory in words of its own takes another."""
    encoder = Encoder()
    told = fact("a", "Mei saw a heron", "t0", "t1")
    other = fact("b", "someone likes bird watching", "t0")
    found = encode_memories(encoder, [told, turn(0), turn(1), other], {})

    assert [[turn(0).text, turn(1).text], [other.text]] == encoder.asked
    assert {told.text, other.text, turn(0).text, turn(1).text} == set(found)
    assert found[turn(0).text].tokens is not None
    assert all(one.words is None for one in found.values())


def test_without_late_interaction_all_is_encoded(tmp_path: Path) -> None:
    """An engine whose embedder gives no words encodes turns and what was made of them."""
    written = [turn(0), fact("a", "Mei saw a heron", "t0")]
    engine = Engine(Settings.load(path=tmp_path, embedder="hash"))
    found = engine.encode_memories(written, {})
    engine.close()

    assert {one.text for one in written} == set(found)
    assert np.array_equal(HashEmbedder().embed([written[1].text])[0], found[written[1].text].vector)


def test_memories_of_many_turns_are_pooled_part_by_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turns of an earlier part count with their own vectors, so that memory stays bounded."""
    monkeypatch.setattr(encoding, "TOGETHER", 2)
    encoder = Encoder()
    late = fact("a", "swans on day 3 and day 0", "t0", "t3")
    early = fact("b", "a heron on day 0", "t0")
    turns = [turn(place) for place in range(4)]
    found = encode_memories(encoder, [*turns, late, early], {})

    assert [[one.text for one in turns[:2]], [one.text for one in turns[2:]], []] == encoder.asked
    assert 6 == len(found)
