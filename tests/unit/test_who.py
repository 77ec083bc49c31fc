"""Names that mean one are made the same for the comparison, and put back when it is over."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.contracts.memories import memory

from octomem.agents.base import Candidate
from octomem.agents.namesakes import Role, people_of, role_of
from octomem.agents.resolve import Desk
from octomem.agents.who import NO_NAMES, Names, links_of, renamed
from octomem.memory import Kind, Memory, Wanted
from octomem.operation import Action
from octomem.stores.entities import LEAVES

AT = datetime(2024, 3, 1, tzinfo=UTC)
BOTH = Names.among([("bob", "robert")], {"bob": "Bob"})


def home(name: str, place: str, day: int = 1) -> Candidate:
    """Return the claim that somebody lives somewhere."""
    key, at = name.lower(), AT.replace(day=day)
    return Candidate(
        Kind.SEMANTIC,
        f"{name} lives in {place}",
        {"subject": name, "predicate": "lives in", "object": place},
        (f"t{day}",),
        f"{key}|{place.lower()}|lives in|",
        at,
        f"says where {name} lives",
        slot=f"{key}/home",
        mentions=(name, place),
    )


def stored(candidate: Candidate) -> Memory:
    """Return the memory that a candidate becomes."""
    return Desk(Kind.SEMANTIC, [], "p").settle(candidate).writes[0]


def test_a_claim_under_one_name_supersedes_that_under_the_other() -> None:
    """What is written keeps the names that each was told with."""
    robert, bob = stored(home("Robert", "Graz")), home("Bob", "Linz", 2)
    made = Desk(Kind.SEMANTIC, [BOTH.fold(robert)], "p").settle(BOTH.fold(bob))
    (done,) = BOTH.unfold([made], [robert], [bob])

    assert Action.SUPERSEDE is done.action
    assert ("bob/home", "robert/home") == tuple(one.slot for one in done.writes)
    assert ["Bob", "Robert"] == [one.fields["subject"] for one in done.writes]
    assert [bob.identity, robert.identity] == [one.identity for one in done.writes]


def test_two_names_in_one_call_are_one() -> None:
    """Both claims of a call are compared, and both keep their names."""
    names = Names.among([("bob", "robert")], {"robert": "Robert", "bob": "Bob"})
    said = [home("Robert", "Graz"), home("Bob", "Linz", 2)]
    desk = Desk(Kind.SEMANTIC, [], "p")
    made = names.unfold([desk.settle(names.fold(one)) for one in said], [], said)

    assert [Action.ADD, Action.SUPERSEDE] == [one.action for one in made]
    assert ["bob/home", "robert/home"] == [one.slot for one in made[1].writes]
    assert ["Bob", "Robert"] == [one.fields["subject"] for one in made[1].writes]


def test_what_is_known_under_any_name_is_asked_for() -> None:
    """Identities, slots and subjects are wanted under each."""
    wanted = BOTH.spread(
        Wanted(frozenset({"bob|linz|lives in|"}), frozenset({"bob/home"}), frozenset({"bob"}))
    )

    assert {"bob|linz|lives in|", "robert|linz|lives in|"} == wanted.identities
    assert {"bob/home", "robert/home"} == wanted.slots
    assert {"bob", "robert"} == wanted.subjects


def test_the_ends_of_a_mutual_relation_stay_in_order() -> None:
    """Whichever name stands for the other, "married to" is one relation."""
    tie = memory("m1", kind=Kind.KNOWLEDGE, identity="mei|married_to|robert")

    assert "bob|married_to|mei" == BOTH.fold(tie).identity


def test_names_told_apart_are_not_one() -> None:
    """A split outweighs the alias."""
    names = Names.among([("bob", "robert"), ("bob", f"{LEAVES}robert")], {"bob": "Bob"})

    assert {} == names.groups


def test_links_are_read_from_what_is_said_of_names() -> None:
    """Aliases and their denials, and no other relation."""
    said = [
        memory(name, kind=Kind.KNOWLEDGE, identity=name)
        for name in ("robert|alias|bob", "robert|alias_not|rob", "robert|works_at|acme", "odd")
    ]

    assert [("bob", "robert"), ("rob", f"{LEAVES}robert")] == links_of(said)


@given(st.lists(st.sampled_from(["Robert", "Bob", "Ada"]), min_size=1, max_size=4))
def test_nothing_told_is_changed_by_folding_and_unfolding(people: list[str]) -> None:
    """Claims that nobody competes with come out as they would without other names."""
    said = [home(name, f"Town{day}", day) for day, name in enumerate(people, start=1)]
    plain = [Desk(Kind.SEMANTIC, [], "p").add(one) for one in said]
    made = [Desk(Kind.SEMANTIC, [], "p").add(BOTH.fold(one)) for one in said]
    found = BOTH.unfold(made, [], said)

    assert [(w.identity, w.slot, w.fields, w.text) for p in plain for w in p.writes] == [
        (w.identity, w.slot, w.fields, w.text) for p in found for w in p.writes
    ]
    assert plain == NO_NAMES.unfold(plain, [], said)


def test_a_claim_is_told_of_another_name() -> None:
    """Its text, fields, mentions, identity and slot name the same one, and only as whole words."""
    told = renamed(home("Anna", "Annaberg"), "Anna", "Anna (colleague)")

    assert "Anna (colleague) lives in Annaberg" == told.text
    assert "anna (colleague)|annaberg|lives in|" == told.identity
    assert "anna (colleague)/home" == told.slot
    assert ("Anna (colleague)", "Annaberg") == told.mentions
    assert "Anna (colleague)" == told.fields["subject"]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Mei's sister", Role("mei's sister", "sister", "mei")),
        ("Mei's mum", Role("mei's mum", "mum", "mei")),
        ("Mei's friend", None),
        ("Mei's old sister", None),
        ("Mei's car", None),
        ("Mei", None),
    ],
)
def test_a_role_names_somebody_where_there_is_one_as_a_rule(name: str, role: Role | None) -> None:
    """A friend may be anybody; a thing is nobody."""
    assert role == role_of(name)


def test_people_are_known_with_their_roles_and_sessions() -> None:
    """Both are read from facts and from relations."""
    told = [
        memory(
            "m1",
            "Ada is Mei's sister",
            kind=Kind.SEMANTIC,
            fields={"subject": "Ada", "predicate": "is", "object": "Mei's sister"},
            session_id="s1",
        ),
        memory(
            "m2",
            "Ada is the boss of Tom",
            kind=Kind.KNOWLEDGE,
            fields={"entity": "Ada", "relation": "manager_of", "target": "Tom"},
            session_id="s2",
        ),
    ]
    found = people_of(told)

    assert ["ada"] == list(found)
    assert {"sister/mei", "boss/tom"} == found["ada"].roles
    assert {"s1", "s2"} == set(found["ada"].seen)
