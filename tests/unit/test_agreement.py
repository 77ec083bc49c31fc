"""What several kinds keep of one claim ends together."""

from collections.abc import Sequence

import pytest

from octomem import Orchestrator


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


def test_the_view_says_why_it_ended(quick: Orchestrator) -> None:
    """Its own operation names the fact that it ends with."""
    say(quick, "I'm vegetarian.")
    view = next(m for m in quick.list(user_id="mei", kinds=["core"]) if "vegetarian" in m.text)
    say(quick, "I'm vegan now.")

    last = quick.history(view.id, user_id="mei").operations[-1]
    assert ("close", "ends with 'Mei is vegetarian'") == (last.action, last.reason)
