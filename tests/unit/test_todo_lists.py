"""To-do lists: what announces one, what its items are, and what is another list."""

import pytest

from octomem.agents.todo_lists import todo_items


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("To do today:\n- mow the lawn\n- oil the gate", ["mow the lawn", "oil the gate"]),
        ("My to-do list\n1. mow the lawn.\n2) oil the gate", ["mow the lawn", "oil the gate"]),
        ("**Tasks for Monday**\n\n* mow the lawn", ["mow the lawn"]),
        ("I still need to:\n- mow the lawn\nThen I rest.\n- in bed", ["mow the lawn"]),
        ("TODO: mow the lawn; oil the gate", ["mow the lawn", "oil the gate"]),
        ("todo:\n- mow the lawn", ["mow the lawn"]),
        ("- [ ] mow the lawn\n- [x] oil the gate", ["mow the lawn"]),
        ("Let's look at the garden. TODO: mow the lawn.", ["mow the lawn"]),
        ("It rains. My to-do list: mow the lawn. Then I rest.", ["mow the lawn"]),
    ],
)
def test_open_items_are_found_one_by_one(text: str, expected: list[str]) -> None:
    """Below a heading that says so, after "todo:", or in a box without a tick."""
    assert expected == [item.words for item in todo_items(text) if not item.done]


@pytest.mark.parametrize(
    "text",
    [
        "Shopping:\n- milk\n- bread",
        "I like to do this:\n- swim",
        "What I did today:\n- mowed the lawn",
        "To do is to be.\n- Sartre",
        "We are done. There is nothing left to do: mow it next week.",
        "How to oil a gate:\n1. Clean the hinge.\n2. Drip the oil.",
        "",
    ],
)
def test_other_lists_are_no_tasks(text: str) -> None:
    """What a list is of stands above it."""
    assert [] == list(todo_items(text))


def test_a_ticked_box_is_done() -> None:
    """It reports rather than asks."""
    assert [("oil the gate", True)] == [(i.words, i.done) for i in todo_items("[x] oil the gate")]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "I have two things to remember this month: book flights, and pick up my suit.",
            ["book flights", "pick up my suit"],
        ),
        ("Some things about me: I like tea, and cats.", []),
        ("Three things I did today: book flights, call mum and pay rent.", []),
        ("I have three jobs: clean offices, cook at a cafe, and drive a taxi.", []),
        (
            "Two jobs for tomorrow: clean the oven and cook dinner.",
            ["clean the oven", "cook dinner"],
        ),
        ("Two things to remember: call is at 5, and pay is late.", []),
    ],
)
def test_a_sentence_may_count_what_is_to_be_done(text: str, items: list[str]) -> None:
    """Where each part begins with a verb of errands."""
    assert items == [item.words for item in todo_items(text)]
