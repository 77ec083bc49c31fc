"""Two employers stand side by side where somebody says so; spells that follow each other meet."""

import pytest
from tests.unit.spoken import found, holding, told

from octomem.agents.core import CoreAgent
from octomem.agents.semantic import SemanticAgent

AGENT = SemanticAgent()


def employers(text: str) -> dict[str, bool]:
    """Return each employer in a text, and whether it takes the place of another."""
    return {
        str(each.fields["object"]): each.slot is not None
        for each in found(AGENT, text)
        if each.fields["slot"] == "employer"
    }


@pytest.mark.parametrize(
    "text",
    [
        "still at Lumo, and started weekends at Barco",
        "I've started working weekends at Barco.",
        "Evenings and weekends I work at Barco.",
        "I also work at Barco.",
        "I work at Barco on the side.",
        "My second job: I work at Barco.",
    ],
)
def test_work_beside_other_work_takes_nobodys_place(text: str) -> None:
    """ "Still at Lumo, and started weekends at Barco" has two."""
    assert employers(text).get("Barco") is False


@pytest.mark.parametrize(
    "text",
    [
        "I work at Barco now.",
        "I work at Barco, free weekends at last.",
        "I left Lumo and started at Barco.",
        "I quit my second job, I work at Barco now.",
        "I work at Barco instead of weekends at Lumo.",
        "I started at Barco on Monday evening.",
        "Lumo fired me and I started a part-time job, I work at Barco.",
        "I changed jobs, I work at Barco and I do mornings.",
        "Now I work at Barco and I got Saturdays off.",
        "I also do yoga, I work at Barco.",
    ],
)
def test_other_work_does(text: str) -> None:
    """Who speaks of a weekend off has one employer."""
    assert employers(text).get("Barco") is True


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("I worked at Lumo from 2015 to 2019 and at Barco from 2019 to 2022.", {"Lumo": 2019, "Barco": 2023}),
        ("I worked at Lumo from 2015 to 2019. I have worked at Barco since 2019.", {"Lumo": 2019, "Barco": None}),
        ("I worked at Lumo from 2015 to 2019.", {"Lumo": 2020}),
        ("I worked at Lumo from 2010 to 2019 and at Barco from 2014 to 2016.", {"Lumo": 2020, "Barco": 2017}),
    ],
)  # fmt: skip
def test_a_spell_ends_where_the_next_begins(text: str, ends: dict[str, int | None]) -> None:
    """Within the year that both are told of; one that lies within another leaves it whole."""
    spells = [each for each in found(AGENT, text) if each.fields["slot"] == "employer"]
    assert ends == {
        str(e.fields["object"]): e.valid_to.year if e.valid_to else None for e in spells
    }


def test_what_else_is_told_of_a_second_job_does_not_end_it() -> None:
    """It has no slot of its own: nothing is denied by a fact that shares but a word with it."""
    second = "still at Lumo, and started weekends at Barco"
    memories, _ = told(SemanticAgent(), second, "My sister knows the owner of Barco")

    assert "Mei started at Barco" in holding(memories)


@pytest.mark.parametrize(
    ("then", "holds"),
    [
        ("I also repair boats at weekends.", True),
        ("I repair boats for a living now.", False),
        ("I also do yoga, I repair boats for a living.", False),
    ],
)
def test_a_second_line_of_work_leaves_the_first(then: str, *, holds: bool) -> None:
    """Whatever is done also, in core memory too."""
    for agent in (AGENT, CoreAgent()):
        memories, _ = told(agent, "I teach chemistry at a primary school.", then)

        assert holds == ("Mei teaches chemistry for a living" in holding(memories))
