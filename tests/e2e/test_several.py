"""Several people told of at once: "they" who were named just now, and "my mum and dad"."""

import pytest

from octomem import Orchestrator


def current(memory: Orchestrator, *said: str) -> set[str]:
    """Return the facts that hold after Ana has said something in one message each."""
    messages = [{"role": "user", "name": "Ana", "content": text} for text in said]
    memory.process(messages, user_id="ana", session_id="s")
    return {each.text for each in memory.list(user_id="ana", kinds=["semantic"], limit=50)}


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ("My parents are retired. They live in Tulsa.", {"Ana's parents live in Tulsa"}),
        ("My sister Jo and her husband Dan moved. They live in Tulsa.", {"Jo lives in Tulsa", "Dan lives in Tulsa"}),
        ("Joe and Kim got married. They live in Tulsa now.", {"Joe lives in Tulsa", "Kim lives in Tulsa"}),
        ("I'm visiting my grandparents this weekend, they live in Malaga", {"Ana's grandparents live in Malaga"}),
        ("I met my friends Kim and Lee. They live in Rome", {"Kim lives in Rome", "Lee lives in Rome"}),
        ("my sons Ben and Max are at uni, they both play rugby", {"Ben plays rugby", "Max plays rugby"}),
        ("my kids love it, they go to Fairfield Primary", {"Ana's kids go to Fairfield Primary"}),
        ("I visited my mum and dad, they live in Fife", {"Ana's mum lives in Fife", "Ana's dad lives in Fife"}),
    ],
)  # fmt: skip
def test_they_are_those_who_were_told_of_just_now(
    quick: Orchestrator, said: str, facts: set[str]
) -> None:
    """Each of them is known by it."""
    assert facts <= current(quick, said)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("Jo and Dan have two kids. They love football.", "football"),
        ("Jo and Dan visited Kim and Lee. They live in Rome.", "Rome"),
        ("My sister has two kids. They live in Leeds.", "Leeds"),
        ("My parents bought two flats. They are in Malaga.", "Malaga"),
        ("My parents are retired. Tom called. They love pasta.", "pasta"),
        ("Jo and I went out. They live in Rome.", "Rome"),
        ("I met two doctors at the party. They live in Rome.", "Rome"),
        ("My parents came over. The garden was a mess. They love pasta.", "pasta"),
    ],
)
def test_they_are_nobody_where_others_may_be_meant(
    quick: Orchestrator, said: str, value: str
) -> None:
    """What is told of the wrong people is worse than what is not known."""
    assert not any(value in text for text in current(quick, said))


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ("my mum and dad live in Fife", {"Ana's mum lives in Fife", "Ana's dad lives in Fife"}),
        ("Mum and dad live in Fife", {"Ana's mum lives in Fife", "Ana's dad lives in Fife"}),
        ("Tom's mum and dad live in Fife", {"Tom's mum lives in Fife", "Tom's dad lives in Fife"}),
        ("my brother and sister play rugby", {"Ana's brother plays rugby", "Ana's sister plays rugby"}),
        ("my wife and daughter are allergic to nuts", {"Ana's wife is allergic to nuts", "Ana's daughter is allergic to nuts"}),
        ("my sister Jo and brother Al are vegan", {"Jo is Ana's sister", "Al is Ana's brother", "Al is vegan"}),
    ],
)  # fmt: skip
def test_whose_two_people_are_is_said_once(quick: Orchestrator, said: str, facts: set[str]) -> None:
    """The "dad" of "my mum and dad" is as much the speaker's."""
    assert facts <= current(quick, said)


@pytest.mark.parametrize(
    "said", ["his mum and dad live in Fife", "a mother and child live in Fife"]
)
def test_two_people_of_nobody_known_are_not_the_speakers(quick: Orchestrator, said: str) -> None:
    """Whose they are has to be known."""
    assert not any(text.startswith("Ana's") for text in current(quick, said))


def test_one_name_after_several_of_a_role_is_not_of_it(quick: Orchestrator) -> None:
    """Who is introduced as a brother is no sister."""
    assert "Al is Ana's sister" not in current(quick, "my sister Jo and brother Al are vegan")
