"""Whose telephone number, e-mail or address it is: of who is asked, named beside it, or told of before it."""

import pytest
from tests.unit.spoken import said, turn

from octomem.agents.contacts import contacts
from octomem.agents.reading.reader import Reader
from octomem.turn import Role


def given(text: str) -> list[tuple[str, str]]:
    """Return whose contact data a message gives."""
    return [(each.owner, each.value) for each in contacts(said(text))]


@pytest.mark.parametrize(
    ("question", "answer", "value"),
    [
        ("May I have a number for the engineer?", "sure, 07700 900318", "07700 900318"),
        (
            "Could you confirm your address?",
            "71 Cullerne Road, Swindon",
            "71 Cullerne Road, Swindon",
        ),
        (
            "Is the address still 12 Heol Fach?",
            "No, moved in October. 4 Brynmill Terrace now.",
            "4 Brynmill Terrace",
        ),
    ],
)
def test_bare_data_answer_what_asks_for_them(question: str, answer: str, value: str) -> None:
    """They are of who answers."""
    asked = turn(question, role=Role.ASSISTANT, actor="Ada")
    _, reading = Reader().read_many([asked, turn(answer, 2)])
    assert [("Mei", value)] == [(each.owner, each.value) for each in contacts(reading)]


@pytest.mark.parametrize(
    ("text", "owner", "value"),
    [
        ("Uncle Padraig will put you up. 4 Barrack Lane.", "Uncle Padraig", "4 Barrack Lane"),
        ("I'm staying with Chiara. Corso Duca 52.", "Chiara", "Corso Duca 52"),
        ("Can you mail Saskia? s.devries@polder.example", "Saskia", "s.devries@polder.example"),
        ("Kirsi does the books. kirsi@tilit.example", "Kirsi", "kirsi@tilit.example"),
        ("Her email: hodan.w@example.org (Hodan, the caterer)", "Hodan", "hodan.w@example.org"),
        ("Send it to 14 Marsh Lane, that's my mum's", "Mei's mum", "14 Marsh Lane"),
        ("You can ring the clinic on 020 7946 0123", "the clinic", "020 7946 0123"),
        (
            "I'll ring the surgery tomorrow. Their number is 01482 555 0136.",
            "the surgery",
            "01482 555 0136",
        ),
        (
            "Torleif is our bookkeeper. She is at t.aas@fjordtall.example.",
            "Torleif",
            "t.aas@fjordtall.example",
        ),
        ("Alecrim, our shop, is at Rua de Cedofeita 210", "Alecrim", "Rua de Cedofeita 210"),
        ("My guide is called Nino, her number is +995 555 014 277", "Nino", "+995 555 014 277"),
        ("Reach me at mei@example.org", "Mei", "mei@example.org"),
        ("My number is 07700 900345", "Mei", "07700 900345"),
        ("Reach us at info@lumo.example", "Mei", "info@lumo.example"),
    ],
)
def test_data_are_whose_the_words_say(text: str, owner: str, value: str) -> None:
    """Before them, behind them, or in the sentence before."""
    assert [(owner, value)] == given(text)


@pytest.mark.parametrize(
    "text",
    [
        "Write to info@castle-rentals.example for refunds.",
        "support@velmar.example bounced, any other address?",
        "She's at torleif@fjordtall.example.",
        "We met Anna. 14 Frith Street was lovely.",
        "Meet at 10 Downing Street at 6.",
    ],
)
def test_data_of_nobody_known_are_not_the_speakers(text: str) -> None:
    """A firm's own mail address, somebody whom nobody named, where two meet."""
    assert [] == given(text)
