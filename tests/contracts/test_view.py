"""What a question sees of a partition, and what of it stays in the process's memory."""

import random
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import event
from tests.contracts.ledgers import ANA, MEI, commit, number
from tests.contracts.memories import day, memory, turn

from octomem.memory import Kind, Memory, Status
from octomem.scope import Scope
from octomem.stores.ledger import erasing
from octomem.stores.ledger.ledger import Ledger, Standing
from octomem.stores.ledger.memories import Sight
from octomem.stores.ledger.present import ITSELF, LINE, Presents, Seen
from octomem.stores.ledger.shelf import OBJECT, PRESENTS, Shelf
from octomem.stores.ledger.view import Asked, Versions, View

LARGE = 10**7
KINDS = (Kind.EPISODIC, Kind.SEMANTIC, Kind.CORE)
SESSIONS = ("s1", "s2", None)


@contextmanager
def looking(
    ledger: Ledger, shelf: Shelf, scope: Scope = MEI, now: datetime | None = None, **when: Any
) -> Generator[tuple[View, Asked]]:
    """Give what a question sees, and the same as the ledger itself says it."""
    of, sight = number(ledger, scope), Sight(now or day(10), **when)
    with ledger.read() as connection:
        view = View.of(connection, of, sight, shelf)
        yield view, Asked(connection, of, sight.form, sight.given)


def seen(
    ledger: Ledger, *ids: str, shelf: Shelf, scope: Scope = MEI, **when: Any
) -> dict[str, str]:
    """Return the texts that may be seen."""
    with looking(ledger, shelf, scope, **when) as (view, _):
        return {name: one.text for name, one in sorted(view.among(ids).items())}


def everything(versions: Versions, ids: list[str]) -> list[Any]:
    """Return all that may be asked, as far as it is seen."""

    def only_seen(found: list[str]) -> list[tuple[str, int]]:
        return sorted(versions.among(found))

    return [
        sorted(versions.among(ids)),
        *(versions.of_kind(kind, 3, None) for kind in KINDS),
        *(versions.of_kind(kind, 3, "s1") for kind in KINDS),
        only_seen(versions.at_places([(session, at) for session in SESSIONS for at in range(9)])),
        *(only_seen(versions.after(seq)) for seq in (0, 20, 40)),
    ]


def drawn(chance: random.Random, name: str) -> Memory:
    """Return some version of a memory; its kind and place are its name's."""
    own = random.Random(name)  # noqa: S311 - no secret
    return memory(
        name,
        f"{name} {chance.random()}",
        kind=own.choice(KINDS),
        session_id=own.choice(SESSIONS),
        position=own.randrange(9),
        status=chance.choice([*[Status.CURRENT] * 9, *Status]),
        valid_from=day(chance.choice([0, 0, 5, 12])),
        valid_to=chance.choice([None, None, day(8), day(15)]),
        deleted=chance.random() < 0.1,
    )


@pytest.mark.parametrize("seed", range(3))
def test_what_is_kept_shows_what_the_ledger_shows(ledger: Ledger, seed: int) -> None:
    """After every change, of whichever partition, and whatever was seen before it."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    names = [f"m{at}" for at in range(25)]
    shelf = Shelf(LARGE)
    compared = 0
    commit(ledger, memory("hers", "Oslo"), scope=ANA)
    for _ in range(25):
        some = chance.sample(names, chance.randrange(1, 5))
        # Two versions of a memory in one commit: only the second is ever the newest.
        written = [drawn(chance, name) for name in (*some, some[0])]
        commit(ledger, *written)
        commit(ledger, memory("hers", f"Oslo {chance.random()}"), scope=ANA)
        for now in (day(10), day(20)):
            with looking(ledger, shelf, now=now) as (view, asked):
                assert isinstance(view.versions, Seen)
                wanted = everything(asked, [*names, "hers"])
                assert wanted == everything(view.versions, [*names, "hers"])
                compared += len(wanted[0])
    assert compared > 100


def test_an_older_snapshot_shows_what_it_did(ledger: Ledger) -> None:
    """Although another question has seen what came after it, and that is kept."""
    shelf = Shelf(LARGE)
    commit(ledger, memory("home", "Berlin"))
    assert {"home": "Berlin"} == seen(ledger, "home", shelf=shelf)
    of, sight = number(ledger), Sight(day(10))
    with ledger.read() as older:
        assert "Berlin" == View.of(older, of, sight, shelf).among(["home"])["home"].text
        commit(ledger, memory("home", "Munich"))
        assert {"home": "Munich"} == seen(ledger, "home", shelf=shelf)
        view = View.of(older, of, sight, shelf)
        assert isinstance(view.versions, Asked)
        assert "Berlin" == view.among(["home"])["home"].text
    assert {"home": "Munich"} == seen(ledger, "home", shelf=shelf)


def test_what_a_question_sees_stays_while_others_see_more(ledger: Ledger) -> None:
    """A view is of one moment, whatever is written and looked at after it was made."""
    shelf = Shelf(LARGE)
    first = (memory("home", "Berlin"), turn("said", "I live in Berlin.", "s1"))
    commit(ledger, first[0], replace(first[1], position=0))
    with looking(ledger, shelf) as (view, asked):
        before = everything(asked, ["home", "said", "job"])
        assert before == everything(view.versions, ["home", "said", "job"])
        commit(ledger, memory("home", "Munich"), memory("job", "Nurse"))
        commit(ledger, replace(first[1], position=0, deleted=True))
        assert {"home": "Munich", "job": "Nurse"} == seen(
            ledger, "home", "said", "job", shelf=shelf
        )
        assert before == everything(view.versions, ["home", "said", "job"])


def room(*memories_of_partitions: int) -> int:
    """Return the bytes that so many partitions of so many memories take."""
    return sum(held + ITSELF for held in memories_of_partitions) * LINE


def test_a_partition_without_room_pushes_no_other_out(ledger: Ledger) -> None:
    """It is asked for each time; so is one that has become too large."""
    presents = Presents(room(3))
    commit(ledger, *(memory(name, name) for name in "abcd"))
    commit(ledger, memory("hers", "x"), scope=ANA)
    large, small = number(ledger), number(ledger, ANA)
    with ledger.read() as connection:
        kept = presents.of(connection, small)
        assert kept is not None
        assert presents.of(connection, large) is None
        assert kept is presents.of(connection, small)
        for _ in range(2):
            assert presents.of(connection, large) is None

    presents = Presents(room(3, 3))
    with ledger.read() as connection:
        kept = presents.of(connection, small)
        assert presents.of(connection, large) is not None
    commit(ledger, *(memory(f"{at}", "x") for at in range(9)))
    with ledger.read() as connection:
        assert presents.of(connection, large) is None
        assert kept is presents.of(connection, small)


def test_the_partition_that_nobody_asked_for_longest_goes(ledger: Ledger) -> None:
    """Also where none has a memory any more: each takes some room."""
    users = [Scope(user_id=name) for name in ("mei", "ana", "ola")]
    for scope in users:
        commit(ledger, memory(f"of {scope.user_id}", "x", deleted=True), scope=scope)
    mei, ana, ola = (number(ledger, scope) for scope in users)
    presents = Presents(room(0, 0))
    with ledger.read() as connection:
        first, second = presents.of(connection, mei), presents.of(connection, ana)
        assert first is presents.of(connection, mei)
        presents.of(connection, ola)
        assert first is presents.of(connection, mei)
        assert second is not presents.of(connection, ana)
        presents.clear()
        assert first is not presents.of(connection, mei)


def test_an_older_snapshot_takes_nothing_newer_away(ledger: Ledger) -> None:
    """What was read of it is not kept in place of what another has seen since."""
    presents = Presents(LARGE)
    commit(ledger, memory("home", "Berlin"))
    of = number(ledger)
    with ledger.read() as older:
        ledger.partition(older, MEI)  # the snapshot begins
        commit(ledger, memory("home", "Munich"))
        with ledger.read() as newer:
            kept = presents.of(newer, of)
        assert presents.of(older, of) is None
        with ledger.read() as newer:
            assert kept is presents.of(newer, of)


def test_a_partition_that_stands_where_it_stood_is_not_read(ledger: Ledger) -> None:
    """The number of its newest version says that nothing is new; any other says to look."""
    presents = Presents(LARGE)
    assert (None, None) == standing(ledger)
    commit(ledger, memory("home", "Berlin"))
    before = standing(ledger)
    with ledger.read() as connection:
        kept = presents.of(connection, number(ledger), before.newest)
    asked = list[str]()
    with ledger.read() as connection:
        event.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
        assert kept is presents.of(connection, number(ledger), before.newest)
        assert [] == asked
    commit(ledger, memory("job", "Nurse"))
    after = standing(ledger)
    with ledger.read() as connection:
        fresh = presents.of(connection, number(ledger), after.newest)
        assert presents.of(connection, number(ledger), before.newest) is fresh

    assert fresh is not None
    assert ["home", "job"] == list(fresh.lines)
    assert (fresh.seq, before.number) == (after.newest, after.number)


def standing(ledger: Ledger) -> Standing:
    with ledger.read() as connection:
        return ledger.standing(connection, MEI)


def test_what_is_erased_is_not_kept(ledger: Ledger) -> None:
    """The partition is gone; the person comes back as somebody new."""
    shelf = Shelf(LARGE)
    commit(ledger, memory("home", "Berlin"))
    assert {"home": "Berlin"} == seen(ledger, "home", shelf=shelf)
    before = number(ledger)
    with ledger.write(alone=True) as connection:
        erasing.erase(connection, before)
    shelf.clear()
    commit(ledger, memory("other", "Graz"))

    assert before != number(ledger)
    assert {"other": "Graz"} == seen(ledger, "home", "other", shelf=shelf)


def test_a_shelf_shows_what_the_ledger_shows(ledger: Ledger) -> None:
    """At every moment, whichever version was read before; and never another partition's."""
    shelf = Shelf(LARGE)
    commit(ledger, memory("home", "Berlin", valid_from=day(0)), at=day(2))
    commit(ledger, memory("hers", "Oslo"), scope=ANA)
    assert {"home": "Berlin"} == seen(ledger, "home", "hers", shelf=shelf)
    commit(ledger, memory("home", "Munich", valid_from=day(3)), at=day(4))

    for _ in range(2):
        assert {"home": "Munich"} == seen(ledger, "home", "hers", shelf=shelf)
        assert {"home": "Berlin"} == seen(ledger, "home", shelf=shelf, known_at=day(3))
        assert {"hers": "Oslo"} == seen(ledger, "home", "hers", scope=ANA, shelf=shelf)
    commit(ledger, memory("home", "Munich", deleted=True), at=day(5))
    assert {} == seen(ledger, "home", shelf=shelf)


def test_a_shelf_gives_vectors_of_the_version_it_gave(ledger: Ledger) -> None:
    """What a new version says has a new vector; one that is on the shelf is not read again."""
    shelf, vectors, found = Shelf(LARGE), list[float](), dict[str, Memory]()
    for text in ("Berlin", "Munich"):
        filler = [] if text == "Berlin" else [memory("other", "filler")]
        commit(ledger, *filler, memory("home", text))
        for _ in range(2):
            with ledger.read() as connection:
                found = View.of(connection, number(ledger), Sight(day(10)), shelf).among(["home"])
                vectors += [
                    float(one[0]) for one in shelf.vectors(connection, found.values()).values()
                ]
    assert [0.0, 0.0, 1.0, 1.0] == vectors
    with ledger.write(alone=True) as connection:
        connection.exec_driver_sql("DELETE FROM vectors")
        kept = shelf.vectors(connection, found.values())
        shelf.clear()
        read = shelf.vectors(connection, found.values())

    assert (["home"], []) == (list(kept), list(read))


def test_vectors_come_in_the_order_of_the_memories(ledger: Ledger) -> None:
    """Whichever of them were kept before: a question compares neighbours by where they stand."""
    commit(ledger, *(memory(name, name) for name in "abc"))
    shelf = Shelf(LARGE)
    with ledger.read() as connection:
        found = View.of(connection, number(ledger), Sight(day(10)), shelf).among("abc")
        shelf.vectors(connection, [found["b"]])
        kept = shelf.vectors(connection, [found[name] for name in "cba"])

    assert ["c", "b", "a"] == list(kept)


def test_a_shelf_keeps_what_was_used_last_within_its_room(ledger: Ledger) -> None:
    """The longest unused goes first; what has no room is read from the ledger as before.

    What is known of the partition takes some of the room, without which a third would fit.
    """
    known, size = (3 + ITSELF) * LINE, 5_000
    commit(ledger, *(memory(name, name * (size - OBJECT)) for name in "abc"))
    with ledger.read() as connection:
        shelf = Shelf(PRESENTS * known)
        assert 2 * size < PRESENTS * known - known < 3 * size <= PRESENTS * known
        view = View.of(connection, number(ledger), Sight(day(10)), shelf)
        first = view.among(["a"])["a"]
        second = view.among(["b"])["b"]
        again = view.among(["a"])["a"]
        view.among(["c"])
        found = view.among(["a", "b"])

    assert first is again is found["a"]
    assert second is not found["b"]
    assert second == found["b"]
