"""Steps under a label, by doing, by case and as told of the past."""

import pytest
from tests.unit.readings import process, reading

from octomem.agents.procedural import ProceduralAgent
from octomem.agents.step_verbs import VERBS
from octomem.agents.told_steps import done_before, told_steps
from octomem.turn import Role

AGENT = ProceduralAgent()


@pytest.mark.parametrize(
    ("text", "goal", "last"),
    [
        ("my morning routine is stretch, cold shower, then porridge", "morning", "porridge"),
        (
            "the process for ordering books is: ask Lars, get a PO number, mail it to the shop",
            "order",
            "mail it to the shop",
        ),
        (
            "To restart the pump: close valve A → open valve B → press start",
            "restart the pump",
            "press start",
        ),
        (
            "we onboard people like so: HR sends the contract, IT sets up the laptop",
            "onboard people",
            "IT sets up the laptop",
        ),
        (
            "Before we set off each morning it's: chocks out, gas off, then Bev checks the lights, dog in last.",
            "set off each morning",
            "dog in last",
        ),
        (
            "Do them like this every time: one strength, then one target, then a sentence about homework",
            "Do them",
            "a sentence about homework",
        ),
        (
            "you make the sauce by frying garlic, adding tomatoes and letting it simmer",
            "make the sauce",
            "letting it simmer",
        ),
        (
            "If it blinks red, hold the button. If it is still red, replace the battery.",
            "it blinks red",
            "If it is still red, replace the battery",
        ),
        (
            "if the alarm goes off, press 0 twice, type the code, then call Gina",
            "alarm goes off",
            "call Gina",
        ),
        (
            "for good cold brew I grind it coarse, steep it 16 hours and filter twice",
            "good cold brew",
            "filter twice",
        ),
        (
            "grandma's pierogi: make a dough, roll it thin, boil till they float, fry in butter",
            "grandma's pierogi",
            "fry in butter",
        ),
    ],
)
def test_steps_are_told_without_a_list(text: str, goal: str, last: str) -> None:
    """The label, the aim or the case names the goal."""
    (found,) = told_steps(text, VERBS)
    assert goal.casefold() in found.goal.casefold()
    assert last == found.steps[-1]


@pytest.mark.parametrize(
    "text",
    [
        "Shopping: milk, bread, and eggs",
        "the team: Ana, Bob and Cy",
        "for Saturday: bring chairs, drinks and a torch",
        "Our trip: Rome, Florence, Venice",
        "To be happy, believe in yourself, dream big and never give up.",
        "if it rains we'll stay in",
        "When I got home, I opened the door, pulled the plug and turned in.",
        "tell Jo to buy bread and then call me",
        "We met at noon, had lunch, then walked home",
    ],
)
def test_lists_stories_and_advice_are_no_steps(text: str) -> None:
    """Names, things, wishes and the past show nobody how something is done."""
    assert [] == list(told_steps(text, VERBS))


def test_what_was_done_answers_how_it_was_done() -> None:
    """The past of an answer to "how did you …?" is said as commands."""
    told = done_before(
        "cleared the cache, reinstalled the driver and rebooted", "how did you fix it?"
    )
    assert told is not None
    assert ("clear the cache", "reinstall the driver", "reboot") == told.steps
    assert done_before("cleared the cache and rebooted", "how are you?") is None
    assert done_before("it was luck, I guess", "how did you fix it?") is None


def test_an_assistants_handiwork_needs_no_goal() -> None:
    """What hands do one after the other is a procedure; what it leads to names it."""
    text = "Melt the butter, stir in the sugar, then add the eggs."
    (found,) = process(AGENT, [reading(text, role=Role.ASSISTANT, actor="helper")])[0]
    assert "add the eggs" == found.fields["goal"]
    advice = "Believe in yourself, dream big, then follow your heart."
    assert [] == process(AGENT, [reading(advice, role=Role.ASSISTANT, actor="helper")])[0]


def test_commands_say_what_they_do_behind_them() -> None:
    """A remark below a block of commands names its goal; bare commands are known as such."""
    text = "```\ngit fetch origin\ngit rebase origin/main\n```\nThis updates your branch."
    (found,) = process(AGENT, [reading(text, role=Role.ASSISTANT, actor="helper")])[0]
    assert ["git fetch origin", "git rebase origin/main"] == found.fields["steps"]


@pytest.mark.parametrize(
    ("text", "goal", "count"),
    [
        ("Opening checklist for starters. Unlock the back door, alarm off within 30 seconds, ovens on, count the till, then front door at 7", "follow the Opening checklist", 5),
        ("new leave process: you fill the form, manager signs it, over 5 days goes to Petra, then HR files it", "follow the leave process", 4),
        ("how refunds go here: customer sends photo, support checks it, under 50 gets refunded", "handle refunds", 3),
        ("ok so: one spray at first sign, then sit down, if not better in 15 min a second one", "take it at first sign", 3),
        ("new recipe: two eggs, flour, milk, sugar", "", 0),
        ("checklist for Rome: passport, adapter, sun cream, hat", "", 0),
        ("how it goes here: sunny, warm, windy, quiet", "", 0),
        ("i took one tablet at noon, two at six, none at night", "", 0),
        ("The process is slow. Anna checks the post, Ben opens the door, Tom takes the bus", "", 0),
    ],
)  # fmt: skip
def test_a_heading_makes_steps_of_stages(text: str, goal: str, count: int) -> None:
    """Without a command each; a list of things is none."""
    told = [(each.goal, len(each.steps)) for each in told_steps(text, VERBS)]
    assert ([(goal, count)] if goal else []) == told


def test_a_row_of_blanks_has_few_readings() -> None:
    """A line that fits a pattern in very many ways would take seconds."""
    assert [] == list(told_steps(f"and{' ' * 200}we{' ' * 200}111", VERBS))
