"""What several kinds keep of one claim ends together."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.unit.readings import memory

from octomem import Orchestrator
from octomem.agents.agreement import agreeing
from octomem.memory import Kind, Memory


def say(memory: Orchestrator, *texts: str) -> None:
    """Let Mei say something in one call each."""
    for text in texts:
        message = {"role": "user", "name": "Mei", "content": text}
        memory.process([message], user_id="mei")


def held(memory: Orchestrator, status: str = "current") -> Sequence[tuple[str, str]]:
    """Return kind and text of what has a status."""
    kinds = ["core", "semantic", "knowledge"]
    found = memory.list(user_id="mei", kinds=kinds, status=status)
    return sorted((m.kind.value, m.text) for m in found)


@pytest.mark.parametrize(
    ("first", "then", "gone"),
    [
        ("I like coffee.", "I don't like coffee anymore.", "likes coffee"),
        ("I'm vegetarian.", "I'm vegan now.", "vegetarian"),
        ("I'm 41 years old.", "I turned 42 yesterday.", "41"),
        ("My boss is Claire.", "My boss is Dimitri now.", "Claire"),
        ("I work at Ikea.", "I left Ikea.", "Ikea"),
        ("I'm allergic to peanuts.", "I'm not allergic to peanuts.", "is allergic"),
        ("I'm married to Gloria.", "I'm divorced.", "Gloria"),
    ],
)
def test_no_kind_keeps_what_another_ended(
    quick: Orchestrator, first: str, then: str, gone: str
) -> None:
    """Facts, preferences and relations of one claim are current together or not at all."""
    say(quick, first)
    assert any(gone in text for _, text in held(quick))
    say(quick, then)

    assert [] == [text for _, text in held(quick) if gone in text]


def test_a_correction_retracts_every_view(quick: Orchestrator) -> None:
    """What was never so is so in no kind, and at no moment."""
    say(quick, "I like horror films.", "Sorry, that's not true, I don't like horror films.")

    assert [("core", "Mei likes horror films"), ("semantic", "Mei likes horror films")] == held(
        quick, "retracted"
    )


def test_what_the_turn_said_besides_goes_on(quick: Orchestrator) -> None:
    """Only views of the claim that ended end; another claim of the same turn is its own."""
    say(quick, "I like coffee and I like jazz.", "I don't like coffee anymore.")

    assert ("core", "Mei likes jazz") in held(quick)
    assert ("semantic", "Mei likes jazz") in held(quick)


def test_who_moves_goes_on_working_in_the_city_that_they_left(quick: Orchestrator) -> None:
    """A firm's city is no view of a home in it."""
    say(quick, "我在南京的金陵三中当老师。", "我搬到镇江了。")

    told = quick.list(user_id="mei", kinds=["semantic", "knowledge", "core"])
    assert {"semantic", "knowledge"} <= {m.kind.value for m in told if "金陵三中" in m.text}
    assert not any("住在南京" in m.text for m in told)


def test_the_view_says_why_it_ended(quick: Orchestrator) -> None:
    """Its own operation names the fact that it ends with."""
    say(quick, "I'm vegetarian.")
    view = next(m for m in quick.list(user_id="mei", kinds=["core"]) if "vegetarian" in m.text)
    say(quick, "I'm vegan now.")

    last = quick.history(view.id, user_id="mei").operations[-1]
    assert ("close", "ends with 'Mei is vegetarian'") == (last.action, last.reason)


@pytest.mark.parametrize("seed", range(5))
def test_many_are_compared_as_each_pair_is(seed: int) -> None:
    """Whatever they were told by: a view agrees with some facts if it does with one of them."""
    chance = random.Random(seed)  # noqa: S311 - no secret

    def drawn(at: int, kind: Kind) -> Memory:
        who, what = chance.choice(["Mei", "Jo"]), chance.choice(["tea", "tea and jazz", "Oslo", ""])
        fields = {
            Kind.SEMANTIC: {"subject": who, "predicate": "like", "object": what},
            Kind.KNOWLEDGE: {"entity": who, "relation": "likes", "target": what},
        }.get(kind, {})
        text = f"{who} {chance.choice(['likes', 'does not like'])} {what}"
        made = memory(f"{kind}{at}", kind, fields=dict[str, object](fields))
        turns = (f"t{chance.randrange(4)}",)
        return replace(made, text=text, turns=turns, identity=f"{who.casefold()}|{at}")

    facts = [drawn(at, Kind.SEMANTIC) for at in range(6)]
    views = [drawn(at, chance.choice([Kind.CORE, Kind.KNOWLEDGE])) for at in range(30)]
    one_by_one = [view for view in views if any(agreeing([fact], [view]) for fact in facts)]

    assert one_by_one == agreeing(facts, views)
    assert 0 < len(one_by_one) < len(views)


def test_what_was_never_so_is_taken_back_of_every_view_that_something_replaced(
    quick: Orchestrator,
) -> None:
    """The relation was replaced by its own agent before the fact was taken back."""
    say(quick, "Her fiancé, Tyler, works for Boeing.")
    say(
        quick,
        "I must correct something I told you: Tyler does not work for Boeing and never has."
        " He works for Bowen Electric.",
    )

    ended = [text for status in ("superseded", "closed") for _, text in held(quick, status)]
    assert not [text for text in ended if "Boeing" in text]
    assert [kind for kind, text in held(quick, "retracted") if "Boeing" in text] == [
        "knowledge",
        "semantic",
    ]


@pytest.mark.parametrize("denial", ["never was", "and never was", "never has been"])
def test_what_never_was_is_taken_back(quick: Orchestrator, denial: str) -> None:
    """It ends nothing: it was not so before either."""
    say(quick, "My daughter Althea is allergic to egg.")
    say(quick, f"Althea is not allergic to egg, {denial}.")

    assert [text for _, text in held(quick, "retracted")] == ["Althea is allergic to egg"]


def test_a_denial_of_one_is_none_of_another_with_the_same_title(quick: Orchestrator) -> None:
    """Sister Asha stays the manager."""
    say(quick, "My manager is Sister Asha. Sister Anitha is from day surgery.")
    say(quick, "Sister Anitha is not my manager at all.")

    assert "Mei's manager is Sister Asha" in [text for _, text in held(quick)]
