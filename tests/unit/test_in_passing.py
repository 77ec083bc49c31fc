"""Names in small letters, other names, records, fiction and errands that are told in passing."""

import pytest
from tests.unit.spoken import found, holding, open_tasks, said, told

from octomem.agents.kinship import mentioned
from octomem.agents.relations import aliases_in
from octomem.agents.semantic import SemanticAgent
from octomem.agents.todo_lists import todo_items
from octomem.agents.working import WorkingAgent

SEMANTIC = SemanticAgent()


@pytest.mark.parametrize(
    ("text", "subject", "value"),
    [
        ("my cousin minh works at dell.", "minh", "dell"),
    ],
)
def test_who_works_where_is_told_of_their_name(text: str, subject: str, value: str) -> None:
    """A name in small letters behind a role."""
    facts = [each.fields for each in found(SEMANTIC, text)]
    assert (subject, "works at", value) in [
        (f["subject"], f["predicate"], f["object"]) for f in facts
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The examiner had me down as diabetic. I'm not diabetic.",
        "My chart says diabetic. I'm not diabetic.",
    ],
)
def test_what_others_have_on_record_is_no_fact(text: str) -> None:
    """What the same turn denies is none either."""
    assert not any("has diabetic" in each.text for each in found(SEMANTIC, text))


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ('It opens, spoken by my heroine: "I live with my husband Anton."', False),
        ("The first line of my novel: \u201cMy husband Anton was late.\u201d", False),
        ("My heroine is called Ada. My husband Anton likes her.", True),
        ('I wrote "my husband Anton is late" to her.', True),
    ],
)
def test_kin_of_somebody_invented_are_nobodys(text: str, known: bool) -> None:
    """A novel's husband is no husband."""
    assert known == any(each.entity == "Anton" for each in mentioned(said(text)))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("My cat Bernadette is off her food, Bernie for short, poor thing", []),
        ("My cat Bernadette is off her food, Bernie for short.", ["Bernie"]),
        ("Anna bought a Mercedes on Monday, Merc for short.", []),
    ],
)
def test_a_short_name_may_come_behind_its_clause(text: str, other: list[str]) -> None:
    """It begins like the whole one."""
    assert set(other) <= {each.target for each in aliases_in(text)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Meg, full name Megan Howells, is my best friend.", [("Meg", "Megan Howells")]),
        ("My daughter Annabel wants to be called Bel now.", [("Annabel", "Bel")]),
        ("My cousin goes by Billie, Wilhelmina on her passport.", [("Wilhelmina", "Billie")]),
        ("It's Aleksandra on paper, but my flatmate is Ola to all.", [("Aleksandra", "Ola")]),
        ("My nephew is called Sebastian but he's Bash at home.", [("Sebastian", "Bash")]),
        ("my brother christopher, everyone calls him topher", [("christopher", "topher")]),
        ("my college roommate christopher, everyone calls him topher", [("christopher", "topher")]),
        ("Ate Joy (that's what I call Jocelyn at home) is back.", [("Jocelyn", "Ate Joy")]),
        ("Denis on the payslip from work, Dinny to everyone else.", [("Denis", "Dinny")]),
        ("Paris (that's what I call a city) is far.", []),
        ("Denis on the payslip, and thanks to everyone.", []),
        ("My brother is a chef, everyone calls him a genius", []),
        ("Anna wants to be a nurse, but she's Catholic at heart.", []),
        ("Anna wants to be called Monday morning.", []),
        ("Tom, but he's Catholic at home.", []),
        ("Rome on paper, but my heart is in Paris.", []),
    ],
)
def test_a_second_name_is_told_in_many_ways(text: str, names: list[tuple[str, str]]) -> None:
    """On paper, at home, in small letters; what somebody is called besides is no name."""
    assert names == [(each.entity, each.target) for each in aliases_in(text)]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (
            "To do this week. Book the vet. Pay the rent. Remind me.",
            ["Book the vet", "Pay the rent"],
        ),
        ("To do. It was fun. Pay the rent.", []),
        ("I have a lot to do this week. Book the vet.", []),
    ],
)
def test_a_heading_may_have_its_errands_behind_it(text: str, items: list[str]) -> None:
    """Up to the first sentence that is none."""
    assert items == [each.words for each in todo_items(text)]


@pytest.mark.parametrize(
    ("messages", "left"),
    [
        (["Remind me to call the dentist.", "Rang the dentist at last, so that's done!"], 0),
        (["Remind me to return Kim's book.", "Kim's book I already gave back."], 0),
        (["Remind me to submit the tax form on Friday.", "I'll submit the tax form on Monday instead."], 1),
        (["Remind me to submit the tax form on Friday.", "I'll call the dentist on Monday instead."], 2),
        (["Remind me to call the dentist.", "The dentist rang."], 1),
    ],
)  # fmt: skip
def test_errands_are_known_by_other_verbs_and_days(messages: list[str], left: int) -> None:
    """Who rang has called; what is done on another day instead is the same errand."""
    memories, _ = told(WorkingAgent(), *messages)
    assert left == len(holding(memories))
    assert open_tasks(messages[0])
