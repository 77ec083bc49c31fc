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


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I have a driving test tomorrow at 9", "the last driving test was awful"),
        ("I have a scan tomorrow at 9", "My last scan was clear"),
        ("I have surgery tomorrow at 8", "the surgery was recommended by Dr Khan"),
        ("I have a flight today at 6pm", "the flight was 300 euros"),
        ("I have an exam today at 3", "the practice exam was hard"),
        ("I have a vet appointment today at 5", "the vet was lovely on the phone"),
        ("meeting with Tom on 15 January. Tom's party is on 20 January", "Tom cancelled"),
    ],
)
def test_what_has_not_come_yet_stays_open(quick: Orchestrator, first: str, later: str) -> None:
    """A remark on another occasion, or on who cancels one of two, closes none."""
    assert len(_open(quick, first, later)) == 1 + first.count(". ")


@pytest.mark.parametrize(
    "text",
    [
        "They invited me for Friday but I said no",
        "She invited me for Saturday but I don't fancy it",
        "I had a table for Friday but nobody turned up",
        "We had a booking for Saturday and the hotel lost it",
        "I ordered a cake for Sunday, it was awful",
        "I organised the party for Saturday last week and nobody came",
        "Bin day is Thursday",
        "Leg day is Friday",
        "My rest day is Sunday",
        "Market day is Wednesday",
        "Choir practice is Thursday",
        "Payday comes on the 25th",
        "My period comes on the 14th",
        "Sales are down for Friday",
        "The server is down on Monday",
        "GTA 6 is confirmed for 19 November 2026",
        "Strikes are planned for Friday",
        "The trial is set for March 4",
        "The council planned roadworks for Monday",
        "Tom booked a holiday for the 3rd of August",
        "My boss booked the meeting room for Tuesday",
        "My mum made an appointment for Thursday",
        "My sister got tickets for Saturday",
        "My wife ordered curtains for Tuesday",
        "I gave him a ticket for Saturday",
        "My ex gets the kids on Friday",
        "my sister goes to church on Sunday",
        "I gave him a ticket for Saturday and he never came",
        "I bought tickets for Sunday and the show got cancelled",
    ],
)
def test_what_is_declined_over_routine_or_of_others_is_no_task(
    quick: Orchestrator, text: str
) -> None:
    """Nor is the news."""
    assert _open(quick, text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I enrolled in September", "September 2023"),
        ("My son enrolled in September", "September 2023"),
        ("I registered in March and got my card in May", "March 2023"),
        ("I enrolled on Monday", "8 January 2024"),
        ("Got my blood test on Monday, all fine", "8 January 2024"),
        ("I gave him a ticket for Saturday and he never came", "6 January 2024"),
        ("I bought tickets for Sunday and the show got cancelled", "7 January 2024"),
    ],
)
def test_what_was_done_then_is_past(quick: Orchestrator, text: str, day: str) -> None:
    """Only what is booked for a day is on one to come."""
    _open(quick, text)
    told = [each.text for each in quick.list(user_id="mei", kinds=["semantic"])]
    assert any(day in each for each in told), told
