"""All vectors of a small partition in one piece, on both databases."""

import random
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from sqlalchemy import event
from tests.contracts.backends import in_order
from tests.contracts.ledgers import ANA, MEI, commit, number
from tests.contracts.memories import day, memory, turn

from octomem.memory import Kind, Memory, Status
from octomem.operation import Action, Proposal
from octomem.scope import Scope
from octomem.stores.fulltext import SqliteFullText
from octomem.stores.ledger import embeddings, memories, token_vectors
from octomem.stores.ledger.block import MEMORIES, Block, Blocks
from octomem.stores.ledger.ledger import Commit, Ledger
from octomem.stores.ledger.memories import Sight
from octomem.stores.ledger.present import Present, Presents
from octomem.stores.ledger.shelf import Shelf
from octomem.stores.ledger.view import View
from octomem.stores.products import raised
from octomem.stores.scripts import script_of
from octomem.stores.seams import Encoded

LARGE = 10**7
LATIN = frozenset({"Latin"})


def write(ledger: Ledger, chance: random.Random, *written: Memory, scope: Scope = MEI) -> None:
    """Commit memories, each with a vector and up to three token vectors drawn by chance."""
    proposals = [
        Proposal(Action.ADD, one.kind, "test", one.text, one.id, (), (one,)) for one in written
    ]

    def encoded() -> Encoded:
        vector = np.array([chance.randrange(8) for _ in range(4)], dtype=np.float32)
        tokens = [[chance.randrange(-9, 9) for _ in range(2)] for _ in range(chance.randrange(4))]
        return Encoded(vector, np.array(tokens, dtype=np.int8).reshape(-1, 2))

    made = {one.searchable: encoded() for one in written}
    with ledger.write(scope) as connection:
        ledger.commit(connection, scope, Commit(proposals, day(2), None, made))


def drawn(chance: random.Random, name: str) -> Memory:
    """Return some version of a memory; half of the names are turns."""
    said = chance.choice(["hello", "你好", ""])
    text, status = f"{said} {chance.random()}", chance.choice([*[Status.CURRENT] * 4, *Status])
    if int(name) % 2:
        return replace(turn(name, text, "s1"), position=int(name), status=status)
    return memory(name, text, status=status, deleted=chance.random() < 0.2)


def rows_of(block: Block) -> dict[str, tuple[list[float], list[list[int]] | None]]:
    """Return each memory's vector, and of turns the token vectors."""
    ends = np.cumsum(block.lengths)
    turns: dict[str, list[list[int]]] = {
        name: block.tokens[end - length : end].tolist()
        for name, end, length in zip(block.turn_of, ends, block.lengths, strict=True)
    }
    vectors = zip(block.ids, block.vectors.tolist(), strict=True)
    return {name: (vector, turns.get(name)) for name, vector in vectors}


def stored(
    ledger: Ledger, present: Present
) -> dict[str, tuple[list[float], list[list[int]] | None]]:
    """Return the same as the ledger has it."""
    with ledger.read() as connection:
        vectors = embeddings.of(connection, present.lines)
        tokens = token_vectors.of(connection, present.lines)
    is_turn = {name: line.kind == Kind.EPISODIC.value for name, line in present.lines.items()}
    return {
        name: (
            vector.tolist(),
            raised(tokens[name]).tolist() if name in tokens else [] if is_turn[name] else None,
        )
        for name, vector in vectors.items()
    }


@pytest.mark.parametrize("seed", range(3))
def test_a_block_has_what_the_ledger_has(ledger: Ledger, seed: int) -> None:
    """After every change; it is made from the one before, and is never another partition's."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    names, presents, blocks = [str(at) for at in range(20)], Presents(LARGE), Blocks(LARGE)
    held = set[str]()
    for _ in range(20):
        some = chance.sample(names, chance.randrange(1, 6))
        write(ledger, chance, *(drawn(chance, name) for name in some))
        write(ledger, chance, memory("hers", "Oslo"), scope=ANA)
        with ledger.read() as connection:
            of = number(ledger)
            present = presents.of(connection, of)
            assert present is not None
            block = blocks.of(connection, of, present)
            assert block is not None
            assert block is blocks.of(connection, of, present)
        assert stored(ledger, present) == rows_of(block)
        assert [block.ids[row] for row in block.turns] == list(block.turn_of)
        by_kind = [block.rows_of(kind).tolist() for kind in Kind]
        assert sorted(row for rows in by_kind for row in rows) == list(range(len(block.ids)))
        assert block.turns.tolist() == block.rows_of(Kind.EPISODIC).tolist()
        with ledger.read() as connection:
            newest = memories.newest(connection, block.ids)
        assert [script_of(newest[name].text) for name in block.ids] == block.scripts
        assert [one != "Han" for one in block.scripts] == block.heard(LATIN).tolist()
        held |= set(block.ids)
    assert len(held) > len(names) // 2


def said(chance: random.Random, name: str) -> Memory:
    """Return some version of a memory that says a few words; half of the names are turns."""
    text = " ".join(chance.choices(["tea", "milk", "Tea-pot", "里斯本", "s", ""], k=5))
    status = chance.choice([Status.CURRENT, *Status])
    if int(name) % 2:
        session = chance.choice(["s1", "s2", None])
        return replace(turn(name, text, "s1"), session_id=session, status=status)
    return memory(name, text, status=status, deleted=chance.random() < 0.3)


@pytest.mark.parametrize("seed", range(3))
def test_a_block_has_the_words_that_the_full_text_has(ledger: Ledger, seed: int) -> None:
    """Whatever came and went, the answers are the same to the bit, with ties and limits."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    names, presents, blocks = [str(at) for at in range(20)], Presents(LARGE), Blocks(LARGE)
    compared = 0
    for _ in range(20):
        some = chance.sample(names, chance.randrange(1, 6))
        write(ledger, chance, *(said(chance, name) for name in (*some, some[0])))
        write(ledger, chance, memory("hers", "tea"), scope=ANA)
        with ledger.read() as connection:
            of = number(ledger)
            present = presents.of(connection, of)
            assert present is not None
            block = blocks.of(connection, of, present)
            assert block is not None
            assert block.words is not None
            for terms, limit in product(
                [(), ("tea",), ("tea", "milk", "zebra"), ("里", "tea", "milk", "pot")], (0, 2, 30)
            ):
                wanted = SqliteFullText().search(connection, of, terms, limit)
                assert in_order(wanted) == in_order(block.words.search(terms, limit))
                compared += len(wanted.memories)
    assert compared > 100


def test_the_past_has_no_block(ledger: Ledger) -> None:
    """A block is of what a partition holds now."""
    commit(ledger, memory("home", "Berlin"))
    shelf, of = Shelf(LARGE), number(ledger)
    with ledger.read() as connection:
        now = View.of(connection, of, Sight(day(10)), shelf).block()
        assert now is not None
        assert ["home"] == now.ids
        assert View.of(connection, of, Sight(day(10), as_of=day(1)), shelf).block() is None


@pytest.mark.parametrize("lines", [MEMORIES, MEMORIES + 1])
def test_a_large_partition_has_no_block(ledger: Ledger, lines: int) -> None:
    """It is asked of the vector index."""
    commit(ledger, memory("home", "Berlin"))
    with ledger.read() as connection:
        present = Presents(LARGE).of(connection, number(ledger))
        assert present is not None
        line = present.lines["home"]
        many = Present(present.seq, {"home": line} | {f"{at}": line for at in range(1, lines)})
        found = Blocks(LARGE).of(connection, 1, many)
    assert (found is None) == (lines > MEMORIES)


def test_the_block_that_nobody_asked_for_longest_goes(ledger: Ledger) -> None:
    """One that has no room at all is asked of the index, and pushes no other out."""
    users = [Scope(user_id=name) for name in ("mei", "ana", "ola")]
    for scope in users:
        commit(ledger, memory(f"of {scope.user_id}", "x"), scope=scope)
    numbers = [number(ledger, scope) for scope in users]
    presents = Presents(LARGE)
    with ledger.read() as connection:
        held = {of: presents.of(connection, of) for of in numbers}
        mei, ana, ola = ((of, one) for of, one in held.items() if one is not None)
        whole = Blocks(LARGE).of(connection, *mei)
        assert whole is not None
        size = whole.size
        blocks = Blocks(2 * size)
        first, second = blocks.of(connection, *mei), blocks.of(connection, *ana)
        assert first is blocks.of(connection, *mei)
        blocks.of(connection, *ola)
        assert first is blocks.of(connection, *mei)
        assert second is not blocks.of(connection, *ana)
        blocks.clear()
        assert first is not blocks.of(connection, *mei)
        small = Blocks(size - 1)
        assert small.of(connection, *mei) is not None  # read already
        assert small.of(connection, *mei) is None
        assert Blocks(0).of(connection, *mei) is None


@pytest.mark.parametrize("length", [8, 7, 0])
@pytest.mark.parametrize("before", [True, False], ids=["held", "new"])
def test_a_damaged_vector_counts_as_missing(ledger: Ledger, length: int, before: bool) -> None:
    """One of another length than the others, which `verify` says; the others are compared."""
    blocks, presents = Blocks(LARGE), Presents(LARGE)
    commit(ledger, memory("home", "Berlin"), memory("car", "a Golf"))
    with ledger.read() as connection:
        present = presents.of(connection, number(ledger))
        assert present is not None
        if before:
            assert blocks.of(connection, number(ledger), present) is not None
    commit(ledger, memory("job", "nurse"))
    with ledger.write(MEI) as connection:
        connection.exec_driver_sql(
            "UPDATE vectors SET vector = ? WHERE memory_id = ?", (bytes(length), "job")
        )
    with ledger.read() as connection:
        present = presents.of(connection, number(ledger))
        assert present is not None
        block = blocks.of(connection, number(ledger), present)
        assert block is not None
        assert {"home", "car", "job"} == set(block.ids)
        assert {"car"} == {name for name, row in block.row_of.items() if block.vectors[row].any()}


@pytest.mark.parametrize("number_given", [float("nan"), float("inf"), 1e9])
def test_a_vector_of_no_numbers_counts_as_missing(ledger: Ledger, number_given: float) -> None:
    """It would stand before everything, or beside nothing."""
    commit(ledger, memory("home", "Berlin"), memory("car", "a Golf"))
    with ledger.write(MEI) as connection:
        of = embeddings.of(connection, ["home"])["home"]
        damaged = np.full_like(of, number_given)
        connection.exec_driver_sql(
            "UPDATE vectors SET vector = ? WHERE memory_id = ?", (damaged.tobytes(), "home")
        )
    with ledger.read() as connection:
        view = View.of(connection, number(ledger), Sight(day(10)), Shelf(LARGE))
        block = view.block()
        assert block is not None
        assert {"car"} == {name for name, row in block.row_of.items() if block.vectors[row].any()}
        assert ["car"] == list(view.shelf.vectors(connection, view.among(["home", "car"]).values()))


def test_the_length_of_what_went_binds_nothing(ledger: Ledger) -> None:
    """A partition that was emptied takes up vectors as they are, damaged or not."""
    blocks, presents = Blocks(LARGE), Presents(LARGE)

    def vectors() -> list[list[float]]:
        with ledger.read() as connection:
            present = presents.of(connection, number(ledger))
            assert present is not None
            block = blocks.of(connection, number(ledger), present)
        assert block is not None
        found: list[list[float]] = block.vectors.tolist()
        return found

    commit(ledger, memory("car", "a Golf"))
    assert 1 == len(vectors())
    commit(ledger, memory("car", "a Golf", deleted=True))
    assert [] == vectors()
    commit(ledger, memory("dog", "Rex"))
    with ledger.write(MEI) as connection:
        connection.exec_driver_sql(
            "UPDATE vectors SET vector = ? WHERE memory_id = ?", (bytes(8), "dog")
        )
    assert [[0.0, 0.0]] == vectors()


def test_a_blocks_memories_are_read_with_it(ledger: Ledger) -> None:
    """And only once: whatever a question wants of them is there already."""
    commit(ledger, memory("home", "Berlin"), memory("car", "a Golf"))
    with ledger.read() as connection:
        shelf = Shelf(LARGE)
        view = View.of(connection, number(ledger), Sight(day(10)), shelf)
        assert view.block() is not None
        of_block = view.among(["home"])
    with ledger.read() as connection:
        again = View.of(connection, number(ledger), Sight(day(10)), shelf)
        statements: list[str] = []
        event.listen(
            connection, "before_cursor_execute", lambda *given: statements.append(given[2])
        )
        assert again.block() is not None
        del statements[:]
        assert ["home", "car"] == list(again.among(["home", "car"]))
        assert of_block["home"] is again.among(["home"])["home"]
    assert not statements


def test_a_blocks_memories_push_nothing_out(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no room for all of them, each is read when a question wants it."""
    monkeypatch.setattr("octomem.stores.ledger.shelf.OBJECT", LARGE // 5)
    commit(ledger, *(memory(f"{at}", f"Berlin {at}") for at in range(9)))
    with ledger.read() as connection:
        shelf = Shelf(LARGE)
        view = View.of(connection, number(ledger), Sight(day(10)), shelf)
        assert view.block() is not None
        asked = view.among(["3"])
        assert asked["3"] is view.among(["3"])["3"]
        statements: list[str] = []
        event.listen(
            connection, "before_cursor_execute", lambda *given: statements.append(given[2])
        )
        assert ["4"] == list(view.among(["4"]))
    assert 1 == len(statements)


def test_an_older_moment_does_not_take_the_place_of_a_newer_one(ledger: Ledger) -> None:
    """Two questions around a change each have their own block, and the newer one stays."""
    blocks = Blocks(LARGE)
    commit(ledger, memory("home", "Berlin"))
    of = number(ledger)
    with ledger.read() as connection:
        older = Presents(LARGE).of(connection, of)
    commit(ledger, memory("job", "nurse"))
    with ledger.read() as connection:
        newer = Presents(LARGE).of(connection, of)
        assert older is not None
        assert newer is not None
        kept = blocks.of(connection, of, newer)
        before = blocks.of(connection, of, older)
        assert before is not None
        assert ["home"] == before.ids
        assert kept is blocks.of(connection, of, newer)


def test_a_partition_with_very_many_texts_has_no_words_in_the_process(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has ended counts too: to follow it would take longer than to ask the table."""
    monkeypatch.setattr("octomem.stores.words.TEXTS", 2)
    presents, blocks = Presents(LARGE), Blocks(LARGE)
    held: list[bool] = []
    for name in ("a", "b", "c"):
        write(ledger, random.Random(1), memory(name, "tea"))  # noqa: S311 - no secret
        with ledger.read() as connection:
            present = presents.of(connection, number(ledger))
            assert present is not None
            block = blocks.of(connection, number(ledger), present)
            assert block is not None
            held.append(block.words is not None)
    assert held == [True, True, False]


def test_terms_that_no_text_has_any_more_go(ledger: Ledger) -> None:
    """After many changes the terms are numbered anew."""
    presents, blocks = Presents(LARGE), Blocks(LARGE)
    most = 0
    for at in range(40):
        write(ledger, random.Random(1), memory("a", f"word{at} thing{at}"))  # noqa: S311 - no secret
        with ledger.read() as connection:
            present = presents.of(connection, number(ledger))
            assert present is not None
            block = blocks.of(connection, number(ledger), present)
            assert block is not None
            assert block.words is not None
            most = max(most, len(block.words.numbers))
    assert 2 <= most <= 20
