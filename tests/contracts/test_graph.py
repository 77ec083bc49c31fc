"""What every graph back end does."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.contracts.backends import GRAPHS, Names
from tests.contracts.memories import day, memory, put, relation, remove

from octomem.memory import Memory, Status


@pytest.fixture(params=GRAPHS)
def names(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Names]:
    with GRAPHS[request.param](tmp_path) as opened:
        yield opened


def shown(names: Names, partition: int = 1) -> dict[str, tuple[str, ...]]:
    """Return each entity's aliases by its name."""
    return {entity.name: entity.aliases for entity in names.entities(partition)}


def test_mentioned_names_are_entities(names: Names) -> None:
    """Every name that a memory mentions is an entity, listed by name."""
    names.apply(put(memory("m1", mentions=("Mei", "Lisbon"))), put(memory("m2", mentions=("Ana",))))

    assert ["Ana", "Lisbon", "Mei"] == list(shown(names))
    assert {"m1": 0} == names.mentions("Mei")


@pytest.mark.parametrize("written", ["MEI", " mei ", "\uff2d\uff45\uff49", "Mei\n"])
def test_case_width_and_spacing_do_not_tell_names_apart(names: Names, written: str) -> None:
    """One name written two ways is one entity, shown as it was first written."""
    names.apply(put(memory("m1", mentions=("Mei",))))
    names.apply(put(memory("m2", mentions=(written,), recorded_at=day(1))))

    assert {"Mei": ()} == shown(names)
    assert {"m2": 0, "m1": 0} == names.mentions(written)


def test_an_alias_is_the_entity(names: Names) -> None:
    """What is asked or stated of an alias is asked or stated of the entity."""
    names.apply(put(relation("m1", "Katherine", "lives in", "Lisbon", aliases=("Kate", "Kat"))))
    names.apply(put(memory("m2", mentions=("kate",), recorded_at=day(1))))

    assert ("Kat", "Kate") == shown(names)["Katherine"]
    assert {"m2": 0, "m1": 0} == names.mentions("Kat")
    assert ["Katherine"] == [found.source for found in names.relations("KATE")]


def test_an_alias_that_was_an_entity_merges_with_it(names: Names) -> None:
    """Two entities become one when a memory says that they are."""
    names.apply(put(relation("m1", "Kate", "likes", "tea")))
    names.apply(put(relation("m2", "Katherine", "lives in", "Lisbon", recorded=1)))
    names.apply(put(relation("m3", "Katherine", "knows", "Ana", recorded=2, aliases=("Kate",))))

    assert ("Kate",) == shown(names)["Katherine"]
    assert ["m1", "m2", "m3"] == [found.memory_id for found in names.relations("Katherine")]


def test_merged_entities_part_when_the_reason_goes(names: Names) -> None:
    """Without the memory that joined them two names are two entities again."""
    names.apply(put(relation("m1", "Kate", "likes", "tea")))
    names.apply(put(relation("m2", "Katherine", "lives in", "Lisbon", recorded=1)))
    before = names.whole(["Kate", "Katherine"])
    names.apply(put(relation("m3", "Katherine", "knows", "Ana", recorded=2, aliases=("Kate",))))
    names.apply(remove("m3"))

    assert before == names.whole(["Kate", "Katherine"])


def test_an_alias_that_was_retracted_joins_nothing(names: Names) -> None:
    """The memory still mentions the entity, but no longer names it otherwise."""
    names.apply(put(relation("m1", "Kate", "likes", "tea")))
    joined = relation("m2", "Katherine", "", "", aliases=("Kate",), recorded=1)
    names.apply(put(joined))
    names.apply(put(replace(joined, status=Status.RETRACTED)))

    assert {"Kate": (), "Katherine": (), "tea": ()} == shown(names)


def test_names_told_apart_are_two_entities(names: Names) -> None:
    """What says that two names are not one outweighs what says that they are, until it goes."""
    names.apply(put(relation("m1", "Katherine", "likes", "tea", aliases=("Kate", "Kat"))))
    names.apply(put(relation("m2", "Kate", "", "", apart=("Katherine",), recorded=1)))

    assert {"Kate": (), "Katherine": ("Kat",), "tea": ()} == shown(names)
    assert {"m2": 0, "m1": 0} == names.mentions("Kate")

    names.apply(remove("m2"))

    assert {"Katherine": ("Kat", "Kate"), "tea": ()} == shown(names)


def test_the_name_that_leaves_takes_along_what_hangs_on_it(names: Names) -> None:
    """Of names in a chain the one told apart goes with its own aliases."""
    names.apply(put(relation("m1", "Ann", "", "", aliases=("Bo",))))
    names.apply(put(relation("m2", "Bo", "", "", aliases=("Cy",), recorded=1)))
    names.apply(put(relation("m3", "Bo", "", "", apart=("Ann",), recorded=2)))

    assert {"Ann": (), "Bo": ("Cy",)} == shown(names)


def test_names_stay_apart_whatever_would_join_them_indirectly(names: Names) -> None:
    """A third name that both go by joins them no more than one of them does."""
    names.apply(put(relation("m1", "Cy", "", "", apart=("Ann",))))
    names.apply(put(relation("m2", "Ann", "", "", aliases=("Bo",), recorded=1)))
    names.apply(put(relation("m3", "Bo", "", "", aliases=("Cy",), recorded=2)))

    assert {"Ann": ("Bo",), "Cy": ()} == shown(names)


def test_what_holds_no_longer_tells_nothing_apart(names: Names) -> None:
    """A later statement that two names are one takes the place of the one that parted them."""
    parted = relation("m2", "Kate", "", "", apart=("Katherine",), recorded=1)
    names.apply(put(relation("m1", "Katherine", "", "", aliases=("Kate",))))
    names.apply(put(parted))
    names.apply(put(replace(parted, status=Status.SUPERSEDED)))

    assert {"Katherine": ("Kate",)} == shown(names)


def test_entities_nobody_mentions_are_gone(names: Names) -> None:
    """An entity lives as long as a memory names it."""
    names.apply(
        put(relation("m1", "Mei", "lives in", "Lisbon")), put(memory("m2", mentions=("Mei",)))
    )
    names.apply(remove("m1"))

    assert ["Mei"] == list(shown(names))
    assert [] == names.relations("Mei")


def test_a_deleted_memory_says_nothing(names: Names) -> None:
    """What its owner deleted is neither an entity nor a relation."""
    names.apply(put(relation("m1", "Mei", "lives in", "Lisbon")))
    names.apply(put(relation("m1", "Mei", "lives in", "Lisbon", deleted=True)))

    assert [] == names.entities()


def test_entities_have_the_type_stated_last(names: Names) -> None:
    """A relation gives its ends their types."""
    names.apply(put(memory("m0", mentions=("Lisbon",))), put(relation("m1", "Mei", "in", "Lisbon")))

    assert {"Mei": "person", "Lisbon": "thing"} == {e.name: e.type for e in names.entities()}


def test_relations_are_found_from_both_ends(names: Names) -> None:
    """A relation keeps its direction and its evidence."""
    names.apply(put(relation("m1", "Mei", "works at", "Acme")))
    found = names.relations("Acme")

    assert found == names.relations("Mei")
    assert [("Mei", "works at", "Acme", "m1")] == [
        (each.source, each.relation, each.target, each.memory_id) for each in found
    ]


def test_relations_hold_in_a_half_open_interval(names: Names) -> None:
    """A closed relation held from its first moment to just before its last."""
    held = relation("m1", "Mei", "works at", "Acme", status=Status.CLOSED)
    names.apply(put(replace(held, valid_from=day(10), valid_to=day(20))))

    assert [False, True, True, False] == [
        bool(names.relations("Mei", day(number))) for number in (9, 10, 19, 20)
    ]
    assert (day(10), day(20)) == (
        names.relations("Mei")[0].valid_from,
        names.relations("Mei")[0].valid_to,
    )


def test_an_ended_relation_without_a_date_ends_when_that_was_recorded(names: Names) -> None:
    """Superseded is not open-ended, even where no date was given."""
    names.apply(put(relation("m1", "Mei", "in", "Oslo", recorded=5, status=Status.SUPERSEDED)))

    assert [] == names.relations("Mei", day(5))
    assert day(5) == names.relations("Mei")[0].valid_to


def test_a_retracted_relation_never_held(names: Names) -> None:
    """The memory still mentions the names, but states no relation."""
    names.apply(put(relation("m1", "Mei", "in", "Oslo", status=Status.RETRACTED)))

    assert [] == names.relations("Mei")
    assert {"m1": 0} == names.mentions("Oslo")


def test_a_new_version_replaces_the_relation(names: Names) -> None:
    """One memory states one relation: its newest."""
    names.apply(put(relation("m1", "Mei", "in", "Oslo")))
    names.apply(put(relation("m1", "Mei", "in", "Lisbon")))

    assert ["Lisbon"] == [found.target for found in names.relations("Mei")]
    assert ["Lisbon", "Mei"] == list(shown(names))


def test_mentions_reach_over_relations(names: Names) -> None:
    """Memories about related entities are as far away as the relations between."""
    names.apply(
        put(relation("m1", "Mei", "works at", "Acme")),
        put(relation("m2", "Ana", "works at", "Acme")),
        put(memory("m3", mentions=("Ana",))),
        put(memory("m4", mentions=("Zoe",))),
    )

    assert {"m1": 0} == names.mentions("Mei", hops=0)
    assert {"m1": 0, "m2": 1} == names.mentions("Mei", hops=1)
    assert {"m1": 0, "m2": 1, "m3": 2} == names.mentions("Mei", hops=2)


def test_nearest_then_latest_mentions_come_first(names: Names) -> None:
    """The limit cuts off what is far away, then what was recorded earlier."""
    names.apply(
        put(relation("m1", "Mei", "works at", "Acme")),
        put(memory("m2", mentions=("Mei",), recorded_at=day(2))),
        put(memory("m3", mentions=("Acme",), recorded_at=day(3))),
    )

    assert ["m2", "m1", "m3"] == list(names.mentions("Mei", hops=1))
    assert ["m2", "m1"] == list(names.mentions("Mei", hops=1, limit=2))
    assert {} == names.mentions("Mei", limit=0)


def test_circles_end(names: Names) -> None:
    """Relations and aliases may run in circles."""
    names.apply(
        put(relation("m1", "Mei", "knows", "Ana", aliases=("May",))),
        put(relation("m2", "Ana", "knows", "Mei")),
        put(relation("m3", "May", "is", "Mei", aliases=("Mei",))),
    )

    assert {"m1": 0, "m2": 0, "m3": 0} == names.mentions("Mei", hops=9)


def test_unknown_names_find_nothing(names: Names) -> None:
    """A name nobody mentioned is no error."""
    assert {} == names.mentions("Mei", "", hops=2)
    assert [] == names.relations("Mei")


def test_partitions_do_not_see_each_other(names: Names) -> None:
    """The same name in two partitions is two entities."""
    names.apply(
        put(relation("m1", "Mei", "in", "Oslo", aliases=("M",)), 1),
        put(relation("m2", "Mei", "in", "Rome"), 2),
    )

    assert {"m1": 0} == names.mentions("Mei", hops=2, partition=1)
    assert {"m2": 0} == names.mentions("Mei", hops=2, partition=2)
    assert {} == names.mentions("M", partition=2)


def test_reset_drops_everything(names: Names) -> None:
    """After a reset the same changes give the same graph as at first."""
    names.apply(put(relation("m1", "Mei", "in", "Oslo", aliases=("M",))))
    first = names.whole(["M"])
    names.reset()
    assert [] == names.entities()
    names.apply(put(relation("m1", "Mei", "in", "Oslo", aliases=("M",))))

    assert first == names.whole(["M"])


@pytest.mark.parametrize(
    "name", ["'", '"', "\ud800", "😀", "); DROP TABLE x; --", "*", "a\0b", "%"]
)
def test_a_name_is_never_interpreted(names: Names, name: str) -> None:
    """Any name can be an entity, and finds itself alone."""
    names.apply(put(memory("m1", mentions=(name,))), put(memory("m2", mentions=("Mei",))))

    assert {"m1": 0} == names.mentions(name)


def test_odd_fields_are_left_out(names: Names) -> None:
    """Fields that are no text, and aliases that are no list of texts, name nothing."""
    odd = relation("m1", "Mei", "knows", "Ana")
    odd.fields.update({"target": 3, "aliases": [None, {"a": 1}, "May"]})
    names.apply(put(odd))

    assert {"Mei": ("May",)} == shown(names)


PEOPLE = st.sampled_from(["Ann", "Bo", "Cy", "Di"])


@st.composite
def statements(draw: st.DrawFn) -> Memory:
    number = draw(st.integers(0, 4))
    who, other = draw(PEOPLE), draw(PEOPLE)
    aliases = tuple(draw(st.lists(PEOPLE, max_size=2)))
    apart = tuple(draw(st.lists(PEOPLE, max_size=1)))
    return relation(
        f"m{number}",
        who,
        "knows",
        other,
        recorded=draw(st.integers(0, 3)),
        aliases=aliases,
        apart=apart,
    )


@pytest.mark.parametrize("back_end", GRAPHS)
@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.tuples(statements(), st.booleans()), max_size=10))
def test_history_does_not_matter(back_end: str, steps: list[tuple[Memory, bool]]) -> None:
    """Whatever came and went, merged and parted, the graph equals one of what is left."""
    changes = [put(each) if kept else remove(each.id) for each, kept in steps]
    left = {change.memory_id: change for change in changes}
    everyone = ["Ann", "Bo", "Cy", "Di"]
    with TemporaryDirectory() as folder:
        with GRAPHS[back_end](Path(folder) / "step by step") as names:
            for change in changes:
                names.apply(change)
            stepwise = names.whole(everyone)
        with GRAPHS[back_end](Path(folder) / "at once") as names:
            names.apply(*left.values())
            at_once = names.whole(everyone)

    assert at_once == stepwise


def test_the_order_of_a_batch_does_not_matter_between_memories(names: Names) -> None:
    """Entities depend on when memories were recorded, not on when they arrived."""
    batch = [
        put(relation("m1", "Kate", "likes", "tea")),
        put(relation("m2", "Katherine", "in", "Rome", recorded=1, aliases=("Kate", "Kat"))),
        put(memory("m3", mentions=("KAT",), recorded_at=day(2))),
    ]
    seen: list[object] = []
    for order in permutations(batch):
        names.reset()
        names.apply(*order)
        seen.append(names.whole(["Kate", "Kat"]))

    assert all(seen[0] == each for each in seen)
