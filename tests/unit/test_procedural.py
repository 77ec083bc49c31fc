"""Procedural memory: how something is done, its versions, and what is no procedure."""

import pytest
from tests.unit.readings import current, hit, memory, process, question, reading

from octomem.agents.chinese_steps import find_chinese_steps
from octomem.agents.goals import goal_of
from octomem.agents.procedural import (
    ProceduralAgent,
    ProceduralFields,
    goal_identity,
    step_change,
)
from octomem.agents.reading.reading import Sentence
from octomem.agents.steps import find_steps
from octomem.memory import Kind
from octomem.operation import Action
from octomem.turn import Role

AGENT = ProceduralAgent()

PROCEDURES = [
    (
        "To deploy: 1. run the tests 2. tag the release 3. push to main",
        "deploy",
        ["run the tests", "tag the release", "push to main"],
    ),
    (
        "How to repot a fern:\n1. Loosen the roots.\n2. Fill the new pot with soil.\n3. Water it well.",
        "repot a fern",
        ["Loosen the roots", "Fill the new pot with soil", "Water it well"],
    ),
    (
        "Here are the steps to reset the router:\n- Unplug it\n- Wait 30 seconds\n- Plug it back in",
        "reset the router",
        ["Unplug it", "Wait 30 seconds", "Plug it back in"],
    ),
    (
        "My recipe for oat pancakes:\n\n1) Blend the oats\n2) Add two eggs and milk\n3) Fry in butter",
        "oat pancakes",
        ["Blend the oats", "Add two eggs and milk", "Fry in butter"],
    ),
    (
        (
            "To brew pour-over, first grind the beans, then heat the water to 93 degrees, "
            "then pour slowly, and finally let it drip."
        ),
        "brew pour-over",
        ["grind the beans", "heat the water to 93 degrees", "pour slowly", "let it drip"],
    ),
    (
        (
            "First I rinse the rice. Then I soak it for an hour. After that I steam it. "
            "That's how I make sushi rice."
        ),
        "make sushi rice",
        ["rinse the rice", "soak it for an hour", "steam it"],
    ),
    (
        "To release the library, run `make test` then `make tag` and then `make publish`.",
        "release the library",
        ["make test", "make tag", "make publish"],
    ),
    (
        "Setting up the project:\n```bash\n# once\ngit clone x\ncd x\nmake install\n```",
        "set up the project",
        ["git clone x", "cd x", "make install"],
    ),
    (
        "Here's how to rotate the logs:\n```\n$ systemctl stop app\n$ mv app.log app.old\n```",
        "rotate the logs",
        ["systemctl stop app", "mv app.log app.old"],
    ),
    (
        "Whenever the build fails, clear the cache and then rerun the pipeline.",
        "the build fails",
        ["clear the cache", "rerun the pipeline"],
    ),
    (
        (
            "When the pump alarm goes off, first check the pressure, then close the valve, and "
            "finally call the engineer."
        ),
        "the pump alarm goes off",
        ["check the pressure", "close the valve", "call the engineer"],
    ),
    (
        "If the boiler stops, first check the fuse, then press the reset key, and finally wait.",
        "the boiler stops",
        ["check the fuse", "press the reset key", "wait"],
    ),
    (
        "Every time I get home from a run, I stretch my calves.",
        "I get home from a run",
        ["stretch my calves"],
    ),
    (
        "## Onboarding checklist\n1. **Create** an account\n2. Invite the team to Slack\n3. Book a call",
        "Onboarding",
        ["Create an account", "Invite the team to Slack", "Book a call"],
    ),
]

OTHERS = [
    "Shopping list for dal:\n- lentils\n- onions\n- ghee",
    "Pros and cons:\n1. Cheap\n2. Fast\n3. Ugly",
    "My kids:\n1. Anna\n2. Ben\n3. Carla",
    "To do:\n1. call mum\n2. buy milk",
    "Reasons to move:\n- lower rent\n- shorter commute",
    "First we went to the beach, then we had ice cream and finally we drove home.",
    "When I was a child, we lived in Rome.",
    "My first dog was a beagle, and then came two cats.",
    "What should I do when the build fails?",
    "Top films:\n1. Alien\n2. Heat\n3. Run Lola Run",
    "Attendees: 1. Mei 2. Jo 3. Sam",
    "ok thanks",
    "I have 3. something left and 2. nothing",
    "```python\nx = 1\ny = 2\n```",
    "How do I deploy the app?",
    "When I get home, I'll call you.",
    "To do tomorrow at the office:\n- call mum\n- fix the lamp",
    "I have to look it up each time a guest comes.",
]


@pytest.mark.parametrize(("text", "goal", "steps"), PROCEDURES)
def test_instructions_become_a_procedure(text: str, goal: str, steps: list[str]) -> None:
    """Goal and steps are read in their order, whatever the form."""
    turn = reading(text)
    (found,) = process(AGENT, [turn])[0]
    fields = ProceduralFields.model_validate(found.fields)
    assert (goal, steps) == (fields.goal, fields.steps)
    assert AGENT.interest(turn)


@pytest.mark.parametrize("text", OTHERS)
def test_an_enumeration_or_a_story_is_no_procedure(text: str) -> None:
    """Lists of things, past events, questions and to-dos are not how something is done."""
    assert [] == process(AGENT, [reading(text)])[0]
    assert AGENT.interest(reading(text)) is None


def test_a_question_before_names_the_goal_of_an_answer() -> None:
    """An assistant that is asked how teaches how."""
    asked = reading("How do I make dal?", sentences=(Sentence("How do I make dal?", True, False),))
    told = reading(
        "1. Rinse the lentils\n2. Boil them\n3. Add the spices",
        number=2,
        role=Role.ASSISTANT,
        actor="helper",
    )
    (found,) = process(AGENT, [asked, told])[0]
    assert ("make dal", ("t2",)) == (found.fields["goal"], found.turns)


def test_a_question_without_its_mark_names_the_goal_too() -> None:
    """People ask "how do I ..." without a question mark; a story about it is no question."""
    steps = "Run these in order:\n```bash\ngit pull\nmake build\nmake serve\n```"
    told = reading(steps, number=2, role=Role.ASSISTANT, actor="helper")

    (found,) = process(AGENT, [reading("how do i start the docs site"), told])[0]

    assert "start the docs site" == found.fields["goal"]
    assert [] == process(AGENT, [reading("I know how to start it"), told])[0]


def test_conditions_are_kept_with_the_procedure() -> None:
    """What must hold for a step is not lost."""
    text = "To ship: 1. run the tests 2. push the tag if they pass 3. tell the team"
    (found,) = process(AGENT, [reading(text)])[0]
    assert ["if they pass"] == found.fields["conditions"]


LIST = "To reset the router:\n1. Unplug it\n2. Wait 30 seconds\n3. Plug it back in\n"
SEQUENCE = (
    "How to start the heater: first open the valve, then prime the pump, finally hold the key."
)
STEPS_IN_CHINESE = "做红烧肉的步骤：先焯水，然后炒糖色，最后加水炖一个小时。"


@pytest.mark.parametrize(
    ("text", "last", "condition"),
    [
        (f"{LIST}If the light stays red, call support.", "If the light stays red, call support", "If the light stays red"),
        (f"{SEQUENCE} If it doesn't click, check the fuse. Good luck!", "If it doesn't click, check the fuse", "If it doesn't click"),
        (f"{STEPS_IN_CHINESE}如果太咸就加点土豆。", "如果太咸就加点土豆", "如果太咸"),
    ],
)  # fmt: skip
def test_a_case_told_behind_the_last_step_is_kept(text: str, last: str, condition: str) -> None:
    """What to do where it does not work belongs to how it is done."""
    (steps,) = find_chinese_steps(text) if "步骤" in text else find_steps(text)

    assert steps.steps[-1].endswith(last)
    assert condition in steps.conditions


@pytest.mark.parametrize(
    "text",
    [
        f"{LIST}If you have any questions, let me know.",
        f"{LIST}If it rains tomorrow we may go to the cinema.",
        f"{LIST}If that fails, what do you do?",
        f"{SEQUENCE} It takes ten minutes. If it doesn't click, check the fuse.",
        f"{STEPS_IN_CHINESE}如果有问题就随时告诉我。",
        f"{STEPS_IN_CHINESE}如果太咸怎么办？",
        f"{STEPS_IN_CHINESE}很好吃。",
    ],
)
def test_what_else_stands_behind_the_steps_is_no_part_of_them(text: str) -> None:
    """Offers, questions, plans, and what comes later."""
    (steps,) = find_chinese_steps(text) if "步骤" in text else find_steps(text)

    assert () == steps.conditions
    assert "." not in steps.steps[-1]


def test_what_sets_a_few_commands_off_is_their_trigger() -> None:
    """It is no goal that somebody has."""
    text = "Whenever the printer jams, open the back cover, pull the paper out and close it again"
    (steps,) = find_steps(text)

    assert "the printer jams" == steps.trigger == steps.goal
    assert "routine" == steps.form


def test_a_routine_knows_its_trigger() -> None:
    """What sets a routine off is its own field."""
    (found,) = process(AGENT, [reading("Whenever the alarm rings, check the door.")])[0]
    assert ("the alarm rings", "Whenever the alarm rings: check the door") == (
        found.fields["trigger"],
        found.text,
    )


OLD = "To deploy: 1. run the tests 2. tag the release 3. push to main"
NEW = "Deploying the app: 1. run the linter 2. tag the release 3. push to main"


def test_a_changed_step_is_a_new_version_that_says_what_changed() -> None:
    """The same goal keeps its memory; the reason names the step."""
    known, _ = process(AGENT, [reading(OLD)])
    after, (proposal,) = process(AGENT, [reading(OLD.replace("tests", "linter"), number=2)], known)
    (found,) = current(after)
    assert (2, ("t1", "t2")) == (found.version, found.turns)
    assert Action.MERGE is proposal.action
    assert "step 1 changed from 'run the tests' to 'run the linter'" in proposal.reason


def test_the_same_steps_again_are_another_source() -> None:
    """Repetition strengthens, it does not duplicate."""
    known, _ = process(AGENT, [reading(OLD)])
    after, (proposal,) = process(AGENT, [reading(OLD, number=2)], known)
    assert 1 == len(current(after))
    assert Action.MERGE is proposal.action
    assert "said again" in proposal.reason


def test_an_older_account_does_not_undo_a_newer_version() -> None:
    """A late import of how it was done before changes nothing."""
    known, _ = process(AGENT, [reading(OLD, number=5)])
    after, _ = process(AGENT, [reading(OLD.replace("tests", "linter"), number=1)], known)
    assert "run the tests" in current(after)[0].text


def test_the_same_turn_again_is_skipped() -> None:
    """A call that is finished after a crash writes nothing twice."""
    known, _ = process(AGENT, [reading(OLD)])
    after, (proposal,) = process(AGENT, [reading(OLD)], known)
    assert (known, Action.SKIP) == (after, proposal.action)


def test_two_goals_are_two_procedures() -> None:
    """Different goals never merge."""
    known, _ = process(AGENT, [reading(OLD)])
    text = "To roll back: 1. find the last tag 2. redeploy it"
    assert 2 == len(current(process(AGENT, [reading(text, number=2)], known)[0]))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("deploying the app", "deploy the app"),
        ("make dal", "making dal"),
        ("reset my router", "reset the router"),
    ],
)
def test_wordings_of_one_goal_are_one(first: str, second: str) -> None:
    """Articles and the form of the verb do not matter."""
    assert goal_identity(first) == goal_identity(second)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("ab", "ab", ""),
        ("ab", "abc", "new step 3: 'c'"),
        ("abc", "ac", "step 2 dropped: 'b'"),
        ("abc", "axc", "step 2 changed from 'b' to 'x'"),
    ],
)
def test_a_change_is_described_by_its_steps(old: str, new: str, expected: str) -> None:
    """The description names place and wording."""
    assert expected == step_change(list(old), list(new))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("How do I reset the router?", "reset the router"),
        ("Steps to renew the passport:", "renew the passport"),
        ("For making tea:", "making tea"),
        ("Please follow these steps to mount the shelf:", "mount the shelf"),
        ("Here is our evening routine:", "evening routine"),
        ("Here's your stretching plan:", "stretching plan"),
        ("How does the laundry work?", "laundry"),
        ("Try to sleep.", ""),
        ("Groceries:", ""),
        ("It was a nice day.", ""),
    ],
)
def test_a_line_names_a_goal_or_none(line: str, expected: str) -> None:
    """Only lines that introduce instructions name a goal."""
    assert expected == goal_of(line)


def test_a_named_goal_ranks_first() -> None:
    """A procedure whose goal stands in the question beats one that is merely near."""
    near = hit(memory("near", Kind.PROCEDURAL, fields={"goal": "fix the build"}), dense=0.6)
    named = hit(memory("named", Kind.PROCEDURAL, fields={"goal": "deploy the app"}), dense=0.5)
    ranked = AGENT.rank([near, named], question("how do I deploy the app?"))
    assert ["named", "near"] == [item.memory.id for item in ranked]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How do I deploy the app?", 1.0),
        ("What are the steps to renew a passport?", 1.0),
        ("What is the recipe for dal?", 1.0),
        ("Where does Mei live?", 0.0),
    ],
)
def test_how_questions_ask_for_procedures(text: str, expected: float) -> None:
    """How, steps and recipes ask for this kind; other questions do not."""
    assert expected == AGENT.hint(question(text))
