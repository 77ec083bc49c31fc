"""Steps told in running text: what makes instructions of a sentence, and what does not."""

import pytest
from tests.unit.readings import process, reading

from octomem.agents.procedural import ProceduralAgent
from octomem.agents.steps import find_steps
from octomem.turn import Role

AGENT = ProceduralAgent()


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (
            "To change the filter, open the lid, pull out the tray and insert a new one.",
            ["open the lid", "pull out the tray", "insert a new one"],
        ),
        (
            "Switch the lamp off and on again, wait for the beep, then press start.",
            ["Switch the lamp off and on again", "wait for the beep", "press start"],
        ),
        (
            "First clear the cache, then restart the server. If it fails, call the duty desk.",
            ["clear the cache", "restart the server. If it fails, call the duty desk"],
        ),
        (
            "Open the menu, choose Reset, confirm with your code. If nothing happens, unplug it.",
            ["Open the menu", "choose Reset", "confirm with your code",
             "If nothing happens, unplug it"],
        ),
    ],
)  # fmt: skip
def test_commands_in_a_row_are_steps(text: str, steps: list[str]) -> None:
    """A condition stays with the steps it belongs to."""
    (found,) = find_steps(text)
    assert steps == list(found.steps)


@pytest.mark.parametrize(
    "text",
    [
        "Take care, stay safe and have fun!",
        "Save this for later, please.",
        "I opened the lid, pulled out the tray and inserted a new one.",
        "Believe in yourself, tackle every obstacle and keep shining!",
        "Could you open the file, read it and sum it up?",
        "We bought milk, bread and eggs.",
        "Use `min-height` and `min-width` for that.",
        "Caching, indexing, batching and profiling all help.",
    ],
)
def test_wishes_stories_and_lists_are_no_steps(text: str) -> None:
    """Good wishes, the past, requests and enumerations tell no procedure."""
    assert [] == find_steps(text)


def test_tips_with_headings_are_no_steps() -> None:
    """ "Caching: use a cache" is advice; "Install the package: ..." is a step."""
    tips = "To speed it up:\n1. **Caching**: Use a cache.\n2. **Indexes**: Add indexes.\n"
    steps = "To speed it up:\n1. **Add a cache**: It helps.\n2. **Create indexes**: As needed.\n"
    assert [] == find_steps(tips)
    assert 1 == len(find_steps(steps))


def test_the_trouble_before_says_what_an_answer_is_for() -> None:
    """ "I can't connect" is answered by how to connect."""
    trouble = reading("I can't connect to the scanner from here", actor="Ida")
    answer = reading(
        "Open the client, choose the scanner, enter the code and press connect.",
        number=2,
        role=Role.ASSISTANT,
        actor="helper",
    )
    (found,) = process(AGENT, [trouble, answer])[0]
    assert "connect to the scanner from here" == found.fields["goal"]


def test_an_answer_to_what_to_do_may_leave_verbs_out() -> None:
    """Asked what to do if, people name things and acts in a row."""
    asked = reading("What do we do if the alarm rings?", actor="Ida")
    answer = reading("coats on, leave the room, close the door, call me", number=2, actor="Bo")
    (found,) = process(AGENT, [asked, answer])[0]
    assert "know what to do if the alarm rings" == found.fields["goal"]
    assert ["coats on", "leave the room", "close the door", "call me"] == found.fields["steps"]


@pytest.mark.parametrize(
    "line", ["Step", "Key steps you should consider", "Next:", "how you can do this"]
)
def test_a_heading_that_names_no_goal_gives_none(line: str) -> None:
    """What only says that steps follow does not say what for."""
    steps = find_steps(f"{line}\n1. Open the lid\n2. Press start\n3. Close the lid")
    assert [""] == [found.goal for found in steps]


def test_a_reason_is_no_step() -> None:
    """Why somebody wants it so is none of the things to do."""
    text = "Friday's good. and ring, don't email, I never look at it"

    assert not find_steps(text, ("ring", "email", "look"), asked=True)
