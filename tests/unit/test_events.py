"""Events with a date: told twice they are one, two of a kind on different days stay two."""

import pytest
from tests.unit.spoken import holding, told

from octomem.agents.semantic import SemanticAgent

AGENT = SemanticAgent()


@pytest.mark.parametrize(
    ("messages", "sources"),
    [
        (["I ran a marathon on 17 March.", "I ran a marathon on 17 March!"], [2]),
        (["I ran a marathon in March.", "I ran a marathon on 17 March."], [2]),
        (["I ran a marathon on 17 March.", "I ran a marathon in March."], [2]),
        (["I ran a marathon on 17 March.", "I ran a marathon on 21 April."], [1, 1]),
        (
            [
                "I ran a marathon on 17 March.",
                "I ran a marathon on 21 April.",
                "As I said, I ran a marathon on 21 April.",
            ],
            [1, 2],
        ),
    ],
)
def test_an_event_is_known_by_its_day(messages: list[str], sources: list[int]) -> None:
    """A repeat is a further source; another day is another event, and neither ends the other."""
    memories, _ = told(AGENT, *messages)
    assert len(sources) == len(holding(memories))
    assert sources == [len(memory.turns) for memory in memories]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (
            "I gave blood at the town hall today.",
            ["gave blood at the town hall today (8 May 2024)"],
        ),
        ("My sister flew to Oslo on Sunday.", ["flew to Oslo on Sunday (5 May 2024)"]),
        (
            "I flew to Kraków yesterday for a christening.",
            ["flew to Kraków yesterday (7 May 2024)"],
        ),
        ("I had dinner with Ana yesterday.", ["had dinner with Ana yesterday (7 May 2024)"]),
        (
            "did the Three Peaks a fortnight ago",
            ["did the Three Peaks a fortnight ago"],
        ),
        ("lost my wallet on Sunday", ["lost their wallet on Sunday (5 May 2024)"]),
        ("got a tattoo of a fox two days ago", ["got a tattoo of a fox two days ago (6 May 2024)"]),
        ("had a scan at Jimmy's on the 2nd", ["had a scan at Jimmy's on the 2nd (2 May 2024)"]),
        ("did the parcel come on Sunday", []),
        ("I had dinner yesterday.", []),
        ("I did not give blood today.", []),
        ("I gave blood.", []),
        ("If I gave blood today, I would faint.", []),
        ("I will give blood tomorrow.", []),
        ("The bank gave a loan to Acme yesterday.", []),
        ("I charged my phone this morning.", []),
        ("I almost bought a motorbike yesterday.", []),
        ("I met Obama yesterday... in my dreams.", []),
        ("Translate into French: I broke my leg yesterday.", []),
    ],
)
def test_what_happened_on_a_named_day_is_kept(message: str, expected: list[str]) -> None:
    """One memory for one event, with its date, of the speaker or of somebody."""
    memories, _ = told(AGENT, message)
    texts = holding(memories)
    assert len(expected) == len(texts)
    assert all(each in text for each, text in zip(expected, texts, strict=True))


def test_what_somebody_did_to_their_own_is_told_whole() -> None:
    """Where it was belongs to the event: "their bike" stands for "Mei's bike"."""
    memories, _ = told(AGENT, "I came off my bike on the Fallowfield Loop this morning.")
    assert "Fallowfield Loop" in str(memories[0].fields["object"])


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Today was my second interview at Airbus.", ["Mei had their second interview at Airbus today (8 May 2024)"]),
        ("Yesterday was my first driving lesson with Hetty.", ["Mei had their first driving lesson with Hetty yesterday (7 May 2024)"]),
        ("I got back from Mombasa last night.", ["Mei got back from Mombasa last night (7 May 2024)"]),
        ("Was yesterday my first driving lesson?", []),
        ("Saturday was my sister's wedding.", []),
        ("I wish yesterday was my birthday.", []),
        ("I got back from work last night.", []),
        ("I'll get back from Mombasa on Sunday.", []),
    ],
)  # fmt: skip
def test_what_a_day_was_is_an_event(message: str, expected: list[str]) -> None:
    """Who tells what a day was or whence they came back tells what they did."""
    memories, _ = told(AGENT, message)
    assert expected == [memory.text for memory in memories]


def test_a_second_one_is_not_the_first() -> None:
    """Nor one of another day."""
    memories, _ = told(
        AGENT, "I had an interview at Airbus on 6 May.", "Today was my second interview at Airbus."
    )
    assert len(memories) == 2
