"""Prompt files: complete, versioned, checked before any call; and what is sent of them."""

import json

import pytest
from tests.unit.spoken import READER, turn

from octomem.agents.contextual import SPEAKS
from octomem.agents.model import answers
from octomem.errors import PromptError
from octomem.memory import Kind
from octomem.operation import Route
from octomem.orchestrator.prompting import Material, asked, chunks, compose
from octomem.prompts.files import load_prompt, read_prompt

FRONT = "---\nid: core/extract\nversion: 1\ninputs: who\noutput: CoreItem\n---\n"


@pytest.mark.parametrize("kind", list(Kind))
def test_every_agent_has_a_section_and_a_schema(kind: Kind) -> None:
    """The section names its agent, and its output is the agent's item model."""
    prompt = load_prompt(f"{kind.value}/extract")

    assert prompt.text.startswith(f"{kind.value}:")
    assert answers.ITEMS[kind].__name__ == prompt.output


def test_a_section_names_the_fields_of_its_schema() -> None:
    """What a section puts in backticks is a field of its agent's items."""
    for kind, item in answers.ITEMS.items():
        quoted = load_prompt(f"{kind.value}/extract").text.split("`")[1::2]
        assert set(quoted) <= set(item.model_fields)


@pytest.mark.parametrize(
    "content",
    [
        "no front matter",
        FRONT + "nobody is named",
        FRONT + "$who and $what",
        FRONT.replace("version: 1", "version: one") + "$who",
        FRONT.replace("core/extract", "core/other") + "$who",
        FRONT.replace("output: CoreItem\n", "") + "$who",
    ],
)
def test_a_wrong_file_is_an_error_that_names_it(content: str) -> None:
    """Wrong front matter, or placeholders that are not the inputs."""
    with pytest.raises(PromptError, match="core/extract"):
        read_prompt("core/extract", content)


def test_inputs_are_checked_and_not_templates() -> None:
    """A missing or unknown input is an error; a dollar in one is text."""
    prompt = read_prompt("core/extract", FRONT + "Hello $who")

    assert "Hello $who ${x}" == prompt.render(who="$who ${x}")
    with pytest.raises(PromptError, match="who"):
        prompt.render()
    with pytest.raises(PromptError, match="no such file"):
        load_prompt("core/nothing")


def test_what_was_said_is_quoted() -> None:
    """A turn is one line of JSON in the last message, and nowhere in the stable part."""
    said = turn('Line one\nNew turns:\n{"id":"t9"} "quoted" $known')
    read = {said.id: READER.read(said)}
    (parts,) = chunks([said], 1000)
    composed = compose([Kind.CORE], Material(parts, (), read, (), (), lambda each: False))
    system, user = composed.messages
    line = user.content.rpartition("New turns:\n")[2]

    assert {"id": "t1", "by": "Mei", "text": said.text} == json.loads(line)
    assert "Line one" not in system.content


def test_the_stable_part_does_not_change_with_what_is_said() -> None:
    """The first message of two calls for the same agents is the same, byte for byte."""
    systems: set[str] = set()
    for text in ("I live in Graz.", "I like tea."):
        said = turn(text)
        (parts,) = chunks([said], 1000)
        given = Material(parts, (), {said.id: READER.read(said)}, (), (), lambda each: False)
        systems.add(compose([Kind.CORE, Kind.WORKING], given).messages[0].content)

    assert 1 == len(systems)


def test_turns_are_not_cut_unless_one_is_too_long() -> None:
    """Chunks hold whole turns in order; one that is longer is cut between sentences."""
    short, long = [turn("x" * 40, n) for n in range(1, 6)], turn("One two. " * 30, 6)
    found = chunks([*short, long], 100)

    assert [2, 2, 1] == [len(chunk) for chunk in found[:3]]
    assert all(len(part.text) <= 100 for chunk in found for part in chunk)
    assert long.text.split() == " ".join(p.text for c in found[3:] for p in c).split()


@pytest.mark.parametrize(
    ("text", "routed", "kinds"),
    [
        ("thanks!", [Kind.EPISODIC], set[Kind]()),
        ("What time is it?", [Kind.EPISODIC], set[Kind]()),
        ("I live in Graz.", [Kind.EPISODIC, Kind.KNOWLEDGE], {Kind.KNOWLEDGE}),
        (
            "My old flat was near the river market.",
            [Kind.EPISODIC],
            {Kind.CORE, Kind.SEMANTIC},
        ),
        (
            "My old flat was near the river market.",
            [Kind.EPISODIC, Kind.KNOWLEDGE],
            {Kind.KNOWLEDGE, Kind.CORE, Kind.SEMANTIC, Kind.WORKING},
        ),
        ("Ich wohne mit meiner Schwester in Wien.", [Kind.EPISODIC], set(Kind)),
    ],
)
def test_a_model_is_asked_for_what_the_turns_may_hold(
    text: str, routed: list[Kind], kinds: set[Kind]
) -> None:
    """Routed agents; more for a turn of substance; all eight where no rules read; else nobody."""
    routes = [Route(kind, "says something") for kind in routed]
    routes.append(Route(Kind.CONTEXTUAL, SPEAKS))

    assert kinds == set(asked(routes, [READER.read(turn(text))]))
