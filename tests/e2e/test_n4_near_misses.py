"""What is arranged, and what only sounds so: appointments to come, over, declined, routine and of others."""

import pytest

from octomem import Orchestrator


def _open(memory: Orchestrator, *texts: str) -> list[str]:
    """Say texts on Wednesday, 10 January 2024, an hour apart; return the tasks that are open then."""
    for hour, text in enumerate(texts, start=10):
        said = {
            "role": "user",
            "name": "Mei",
            "content": text,
            "timestamp": f"2024-01-10T{hour}:00:00Z",
        }
        memory.process([said], user_id="mei", session_id=f"s{hour}")
    at = f"2024-01-10T{9 + len(texts)}:00:01Z"
    return [each.text for each in memory.list(user_id="mei", kinds=["working"], as_of=at)]


@pytest.mark.parametrize(
    "text",
    [
        "I have an exam on Monday, so stressed",
        "I have a scan on Friday, the doctor said it is routine",
        "We have parents evening on Thursday, the teacher said Mia is doing well",
        "I've got a hospital appointment on 22 January, mum said she'd drive",
        "We have a vet appointment on Monday because Luna stopped eating",
        "I have an appointment with the midwife on Tuesday, the nurse called me about it",
        "I have a flight on Sunday, packed already",
        "I have a flight on Sunday to see my dad who was ill",
        "I have a meeting tomorrow with the woman who hired me",
        "We have a viewing on Saturday, agreed with the agent",
        "I have a hearing on 2 February and my lawyer said I will win",
        "exam on Monday that I dreaded for months",
        "No, I have an exam on Monday",
    ],
)
def test_what_somebody_has_on_a_day_to_come_is_open(quick: Orchestrator, text: str) -> None:
    """Whatever is told of the past beside it."""
    assert len(_open(quick, text)) == 1
