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
