"""What is arranged for a day to come is to be kept like a task: bookings, appointments, events, travel."""

import time
from dataclasses import replace

import pytest
from tests.unit.spoken import READER, found, said, told, turn

from octomem import Orchestrator
from octomem.agents.arranged import arranged
from octomem.agents.working import WorkingAgent

# The texts are said on Wednesday, 8 May 2024.


def _open(text: str) -> list[tuple[str, str]]:
    """Return the text and the due moment of each task that a text opens."""
    kept = [c for c in found(WorkingAgent(), text) if c.fields["status"] == "open"]
    return [(c.text, str(c.fields["due"])[:16]) for c in kept]


@pytest.mark.parametrize(
    ("text", "what", "due"),
    [
        ("booked dr Shikongo for tuesday 14:30", "Shikongo", "2024-05-14T14:30"),
        ("appointment is 3 june 9:15 childrens hospital", "appointment", "2024-06-03T09:15"),
        ("New knee going in on the 23rd at St Brannock's", "New knee", "2024-05-24T00:00"),
        ("ferry to Tangier 2 august 14:00", "Tangier", "2024-08-02T14:00"),
        ("ferry Algeciras-Tangier booked, 2 aug 14:00, ref QX77", "ferry", "2024-08-02T14:00"),
        ("curry friday 8pm, the Lotus", "curry", "2024-05-10T20:00"),
        ("we fly on the 9th", "on the 9th", "2024-05-10T00:00"),
        ("the uniform swap is saturday 11h at the parish hall", "swap", "2024-05-11T11:00"),
        ("I booked a table for Friday", "a table for Friday", "2024-05-11T00:00"),
        ("We reserved the hall for 14 June", "the hall", "2024-06-15T00:00"),
        ("plumber's booked for thursday", "plumber", "2024-05-10T00:00"),
        ("the hearing has been scheduled for 24 May at 10", "hearing", "2024-05-24T10:00"),
        ("the movers come on the 28th", "movers", "2024-05-29T00:00"),
        ("the washing machine gets delivered on Tuesday", "washing machine", "2024-05-15T00:00"),
        ("the vet can see us friday at 5", "vet", "2024-05-10T17:00"),
        ("they've given me an appointment for 12 June", "appointment", "2024-06-13T00:00"),
        ("Mum's cataract op is 9 June", "cataract op", "2024-06-10T00:00"),
        ("I've got a physio slot on monday 9am", "physio slot", "2024-05-13T09:00"),
        ("Next Friday is the fire drill", "fire drill", "2024-05-18T00:00"),
        ("first day at the nursery is Monday", "nursery", "2024-05-14T00:00"),
    ],
)
def test_an_event_with_a_day_to_come_is_open_until_then(text: str, what: str, due: str) -> None:
    """It is told once, with the day that is meant: the next one, also behind "I booked … for"."""
    [(told, until)] = _open(text)
    assert what in told
    assert until == due


@pytest.mark.parametrize(
    "text",
    [
        "doctor in spring said only muscle, not disc",
        "the dentist on friday was lovely",
        "the meeting on Monday went well",
        "my sister had surgery on the 23rd",
        "saw the physio tuesday, he says rest",
        "since the futsal match sunday my knee hurts",
        "no appointment on friday",
        "I booked a table on Friday",
        "I had booked a table for Friday and it was shut",
        "I planned the barbecue for sunday and it rained",
        "we booked for Friday but nobody turned up",
        "the meeting scheduled for Friday was cancelled",
        "the battle was on 14 October 1066",
        "choir is every tuesday at 7",
        "the pharmacy is open on saturday",
        "the museum is free on the first sunday of the month",
        "friday is pizza night",
        "my birthday is on 12 June",
        "Mother's Day is on Sunday",
        "the election is on 12 June",
        "the sequel comes out on friday",
        "in the series her trial is on Monday",
        "if my scan is on Friday I'll need a lift",
        "I wish my interview was on Monday",
        "is your party saturday?",
        "how about friday at 8?",
        "the date is 9 May",
    ],
)
def test_what_is_over_or_nobodys_appointment_is_no_task(text: str) -> None:
    """The past, habits, opening hours, what everybody has, questions and what is not so are none."""
    assert _open(text) == []


@pytest.mark.parametrize(
    ("first", "later", "status"),
    [
        ("dentist is tuesday 14 may 4pm", "the dentist cancelled", "cancelled"),
        ("dentist is tuesday 14 may 4pm", "I cancelled the dentist", "cancelled"),
        ("booked dr Shikongo for tuesday 14:30", "dr Shikongo cancelled on me", "cancelled"),
        ("the swap is saturday 11h at the hall", "the swap is off", "cancelled"),
        ("my scan is on thursday", "had my scan", "done"),
        ("interview tomorrow at 10", "interview went great", "done"),
        ("I have to cancel the gym by friday", "I cancelled the gym", "done"),
        ("my scan is on the 23rd", "the scan on my phone was blurry", "open"),
        ("the party is on saturday", "the party at work was dull", "open"),
        ("booked flights to Lisbon for 12 June", "booked flights to Rome for 20 June", "open"),
        ("remind me to call Ben on friday", "Ben cancelled", "open"),
    ],
)
def test_what_was_arranged_ends_as_it_is_told(first: str, later: str, status: str) -> None:
    """It is off when somebody cancels, and over when its day has come; booking one thing ends no other."""
    memories, _ = told(WorkingAgent(), first, later)
    held = [each for each in memories if each.valid_from == memories[0].valid_from]
    assert [each.fields["status"] for each in held[-1:]] == [status]


def test_what_was_arranged_is_moved() -> None:
    """A day behind "now" is the new one."""
    memories, _ = told(
        WorkingAgent(),
        "booked dr Shikongo for tuesday 14 may 14:30",
        "the Shikongo appointment is now on the 16th",
    )
    [held] = [each for each in memories if each.status == "current"]
    assert str(held.fields["due"])[:10] == "2024-05-17"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I booked a table for Friday", 10),
        ("My operation is scheduled for 23 May", 23),
        ("The dentist was moved to Friday", 3),
        ("I booked a table on Friday", 3),
        ("I had booked a table for Friday", 3),
        ("I cooked for Friday", 3),
        ("dentist is tuesday 14 may", 14),
        ("dentist is tuesday the 21st", 21),
    ],
)
def test_a_day_that_something_is_booked_for_is_to_come(text: str, day: int) -> None:
    """Who has booked for Friday speaks of the next one; who booked on Friday, of the last."""
    assert [moment.start.day for moment in said(text).moments] == [day]


def _open_after(*turns: tuple[str, str]) -> list[str]:
    """Return the texts of the tasks that the last turn of a chat opens."""
    spoken = [turn(text, number, actor=who) for number, (who, text) in enumerate(turns, start=1)]
    kept = WorkingAgent().extract(READER.read_many(spoken))
    return [c.text for c in kept if c.turns[0] == spoken[-1].id and c.fields["status"] == "open"]


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (
            [
                ("Birgit", "Selwyn, who looks after Trudie?"),
                ("Selwyn", "That's the thing, no one yet. She's only a whippet"),
                ("Lorcan", "ill take her. im retired, what else am i doing"),
            ],
            "Lorcan will look after Trudie",
        ),
        (
            [("Xio", "whos on release this week?"), ("Dag", "I'll take it. what's the drill")],
            "Dag will be on release this week",
        ),
        (
            [("Xio", "never post tokens here. rotate it please"), ("Pra", "sorry, rotating now")],
            "Pra will rotate it",
        ),
        (
            [("Mei", "the poster needs printing"), ("Ben", "I'll print it")],
            "Ben will print it (poster)",
        ),
        (
            [("Mei", "Drink juice. When is the retest?"), ("Ewa", "may. need to book that")],
            "Ewa has to book that (retest)",
        ),
        (
            [("Gre", "I've ordered the roller, it's here Tuesday and I'll fit it then.")],
            "Gre will fit it Tuesday",
        ),
        ([("Ngaire", "ill send it at 4 after the hui")], "Ngaire will send it at 4 after the hui"),
        (
            [("Wam", "i have to deliver to acacia wed before 6am")],
            "Wam has to deliver to acacia Wednesday before 6am",
        ),
        ([("Carmo", "also Yared bring your BSN letter tomorrow")], "Yared bring your BSN letter"),
        ([("Zha", "Mthunzi finishes the tender by the 28th.")], "Mthunzi finishes the tender by"),
        (
            [("Hoa", "My husband goes to the passport office tomorrow.")],
            "Hoa's husband goes to the passport office tomorrow",
        ),
        (
            [("Ilse", "supervisor Dr Haikali wants the figures by 12 June")],
            "Dr Haikali wants the figures by 12 June",
        ),
    ],
)
def test_who_does_what_by_when_is_open(turns: list[tuple[str, str]], expected: str) -> None:
    """A promise takes up what was asked, also a turn before; others' plans count where they are for somebody here."""
    [told_so] = _open_after(*turns)
    assert told_so.startswith(expected)


@pytest.mark.parametrize(
    "turns",
    [
        [("Ana", "who looks after your dog?"), ("Ben", "my mum")],
        [("Ana", "who's on telly tonight?"), ("Ben", "yeah him")],
        [("Ana", "who's on the phone?"), ("Ben", "me")],
        [("Ana", "who's on call this week?"), ("Ben", "me. looking")],
        [("Ana", "who's coming?"), ("Ben", "me"), ("Cy", "I'll never go")],
        [("Ana", "I'll send it")],
        [("Ana", "I'll order it")],
        [("Ana", "I'll call it a day")],
        [("Ana", "Tom told me to send it")],
        [("Ana", "I'll see you at 4")],
        [("Ana", "Taylor Swift visits London on Friday")],
        [("Ana", "Messi plays in Miami on Saturday")],
        [("Ana", "her brother picks up the keys tomorrow")],
        [("Ana", "in the film Tom picks up the gun on Friday")],
        [("Ana", "my son turns 6 on Saturday")],
        [("Ana", "if Ben sends it on Friday we're fine")],
        [("Ana", "we wed in June")],
    ],
)
def test_what_nobody_takes_on_is_no_task(turns: list[tuple[str, str]]) -> None:
    """Neither what others do who are not of the talk, nor "it" of which nobody knows what it is."""
    assert _open_after(*turns) == []


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        (
            [
                (
                    "Moira",
                    "have you got the tickets for Oban yet. The 10.21 from Queen St on the 14th",
                ),
                ("Una", "I thought we said the 12.21? You know I can't do mornings"),
                ("Moira", "Aye fine the 12.21 then."),
            ],
            "The 12.21 from Queen St on the 14th",
        ),
        (
            [
                ("Ana", "I'll cook on Thursday"),
                ("Ben", "can we do Friday?"),
                ("Ana", "ok Friday then"),
            ],
            "Ana will cook on Friday",
        ),
        (
            [
                ("Ana", "I'll cook on Thursday"),
                ("Ben", "see you Friday"),
                ("Ana", "Friday it is bad"),
            ],
            "Ana will cook on Thursday",
        ),
        (
            [("Ana", "I'll cook on Thursday"), ("Ben", "hm"), ("Ana", "ok Friday then")],
            "Ana will cook on Thursday",
        ),
    ],
)
def test_what_is_settled_on_stands_in_the_place_of_what_was_offered(
    quick: Orchestrator, turns: list[tuple[str, str]], expected: str
) -> None:
    """Only where another one asked for it, and nobody else's words are taken for a yes."""
    messages = [
        {"role": "user", "name": who, "content": text, "timestamp": f"2024-05-08T10:0{place}:00Z"}
        for place, (who, text) in enumerate(turns)
    ]
    quick.process(messages, user_id="mei", session_id="s1")
    found = quick.list(user_id="mei", kinds=["working"], as_of="2024-05-08T11:00:00Z")
    assert any(expected in each.text for each in found), [each.text for each in found]
    assert len(list(found)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "a " * 4000,
        "the op " * 2000 + "is friday",
        "booked " * 3000 + "for friday",
        "x's" * 3000 + " friday",
    ],
)
def test_a_long_text_is_read_in_no_time(text: str) -> None:
    """However often it fits the beginning of a form."""
    reading = said("Dinner is on Friday at 8")
    long = replace(reading, turn=replace(reading.turn, text=text), sentences=())
    began = time.perf_counter()
    list(arranged(long))
    assert time.perf_counter() - began < 1.0
