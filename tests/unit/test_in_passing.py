"""Names in small letters, other names, records, fiction and errands that are told in passing."""

import pytest
from tests.unit.spoken import found, holding, open_tasks, said, told

from octomem.agents.kinship import mentioned
from octomem.agents.relations import aliases_in, aliases_told
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
    "text",
    [
        "my roommate is {F} on paper but we all say {S}",
        "{S} is what we call {F}, my brother",
        "my flatmate {S} ({F} in her passport) came over",
        "my cousin {F}, known to us as {S}, came over",
        "this is about my sister {F}, or {S} as we say",
        "my aunt's name is {F} but everyone calls her {S}",
        "my coworker {F} hates his full name so we call him {S}",
        "we call my brother {F} {S}",
        "{F} is my flatmate. She goes by {S}.",
        "her full name is {F} but she goes by {S}, my nan",
        "{F}'s nickname is {S}. She is my neighbour",
        "my roommate {F} - {S} for short - came over",
        "people call my colleague {F} {S}",
        "officially she's {F} but everyone says {S}, my sister i mean",
        "my coworker {F} (or just {S}) is visiting",
        "{S} = {F}, my roommate",
        "my brother {F}. {S} for short.",
        "{S} is {F}'s nickname, my neighbour",
        "{S} is my flatmate, she was christened {F}",
        "my cousin was born {F} but has always been {S}",
        "on his birth certificate it says {F} but my colleague is {S} to all of us",
        "{S} is my sister, her proper name is {F}",
        "{S}, that's my aunt {F}, came round",
        "{S}, as my roommate {F} is known, came round",
        "{S} is a nickname, his actual name is {F}. He's my cousin",
        "my colleague signs as {F} but we say {S}",
        "my sister introduces herself as {S}, though she's really {F}",
        "the family nickname for my coworker {F} is {S}",
        "What shall I get my aunt {F}, {S} for short, for her birthday?",
    ],
)
@pytest.mark.parametrize(("formal", "short"), [("Henrietta", "Etta"), ("Simon", "Big Si")])
def test_two_names_are_one_somebodys_however_it_is_said(text: str, formal: str, short: str) -> None:
    """Beside each other, or what is on paper apart from what is used, either way round."""
    found = aliases_told(said(text.format(F=formal, S=short)))
    assert [{formal, short}] == [{each.entity, each.target} for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "Tom calls his boss Anna a liar",
        "Everyone calls him a liar, Simon says",
        "Anna called Ben twice last night",
        "She's called twice, Henrietta",
        "My sister Anna called Ben. He's fine.",
        "We called my brother Simon Monday night",
        "Nobody calls Henrietta Etta",
        "We don't call Henrietta Etta",
        "Is Etta short for Henrietta?",
        "Does my aunt Henrietta go by Etta?",
        "Should I call my son Alexander Sasha?",
        "My friends Anna and Ben came over. We call them often.",
        "Anna is my sister. Ben is my brother.",
        "Anna is my sister. She prefers Manchester.",
        "I live in Leeds. His real name is Bob.",
        "I drive a Volvo and my dog Rex sleeps in it",
        "My dog is called Rex but Anna at work has a Rex too",
        "She's really Polish but everyone calls her often",
        "Anna, she's really Catholic",
        "My cat Anna is on paper a Persian",
        "Anna's husband Ben is known for his cakes",
        "My brother Simon goes by Eurostar",
        "It says Monday on the form but we say so to everyone",
        "Kate answers to Tom at work.",
        "Sam, or rather Kate, will pick me up.",
        "My friend Jo (Tuesday on paper) is off.",
    ],
)
def test_what_names_nobody_once_more(text: str) -> None:
    """Two people, a call, an insult, a question, what is denied; an animal or a brand beside somebody."""
    assert [] == [(each.entity, each.target) for each in aliases_told(said(text))]


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
