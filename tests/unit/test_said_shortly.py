"""Homes, employers and favourites that are said shortly; look-alikes say nothing."""

import pytest
from tests.unit.spoken import found

from octomem.agents.semantic import SemanticAgent

AGENT = SemanticAgent()


def claims(text: str) -> set[tuple[str, str]]:
    """Return what a text says for good of its speaker, as predicate and object."""
    told = [candidate.fields for candidate in found(AGENT, text)]
    return {
        (str(each["predicate"]), str(each["object"])) for each in told if each["subject"] == "Mei"
    }


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("I swapped the box room for a cottage in Alnwick.", ("lives in", "Alnwick")),
        ("My matron is Bukola Adeyemi.", ("manager is", "Bukola Adeyemi")),
        ("fav game of all time is Hades.", ("favourite is", "Hades")),
    ],
)
def test_what_is_said_shortly_is_read(text: str, claim: tuple[str, str]) -> None:
    """As longer words would."""
    assert claim in claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "I swapped the box room for a desk.",
        "The flat in Ghent is nice.",
        "I'm a stand-in for Anna.",
        "I'm a sucker for Netflix.",
        "I cook for Tom on Sundays.",
        "My lead is 5 metres long.",
        "We bought in Apple at 150.",
        "My matron is strict.",
        "What a game of all time.",
        "What's your fave colour?",
    ],
)
def test_what_looks_like_it_changes_nothing(text: str) -> None:
    """No home, employer, manager or favourite comes from it."""
    told = {predicate for predicate, _ in claims(text)}
    assert not told & {"lives in", "works at", "manager is", "favourite is"}


def denied(text: str) -> set[tuple[str, str]]:
    """Return what a text denies of its speaker."""
    told = [candidate.fields for candidate in found(AGENT, text)]
    return {(str(each["predicate"]), str(each["object"])) for each in told if each["negated"]}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("I speak neither French nor Spanish", {("speaks", "French"), ("speaks", "Spanish")}),
        ("I'm neither vegan nor vegetarian", {("is", "vegan"), ("is", "vegetarian")}),
        ("I've no brothers or sisters", {("has", "brothers"), ("has", "sisters")}),
        ("I like tea but not coffee", {("likes", "coffee")}),
    ],
)
def test_each_of_two_is_denied(text: str, claim: set[tuple[str, str]]) -> None:
    assert denied(text) == claim


def test_who_is_not_something_does_not_be_it() -> None:
    """The verb to be is denied by its own form, others with "does not"."""
    told = [
        candidate.text for candidate in found(AGENT, "I'm Nepali, not Indian, and no sherpa either")
    ]
    told += [candidate.text for candidate in found(AGENT, "I like tea but not coffee")]
    assert not any("does not be" in each for each in told)
    assert "Mei does not like coffee" in told


@pytest.mark.parametrize(
    "text",
    ["neither Tom nor Anna drinks", "no more or less", "is it tea or coffee?", "nobody but me eats meat"],
)  # fmt: skip
def test_what_names_two_denies_nothing_of_the_speaker(text: str) -> None:
    assert not denied(text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("I work at Tom & Ella.", ("works at", "Tom & Ella")),
        ("Everyone I know, but me especially, loves jazz.", ("likes", "jazz")),
    ],
)
def test_a_firm_of_two_names_is_one(text: str, claim: tuple[str, str]) -> None:
    """And who does so most of all is one of those who do."""
    assert claim in claims(text)


def test_what_an_animal_was_given_is_not_the_speakers() -> None:
    assert not claims("My cat is ill. They prescribed metronidazole.")
