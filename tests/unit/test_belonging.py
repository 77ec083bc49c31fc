"""Who belongs where, and what stands where, told in passing."""

import pytest
from tests.unit.spoken import said, turn

from octomem.agents.belonging import belongings, related_to_last
from octomem.agents.contacts import contacts
from octomem.agents.reading.reader import Reader
from octomem.turn import Role


def told(text: str) -> list[str]:
    """Return what a message of Mei's relates in passing."""
    return [each.text() for each in belongings(said(text))]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("mtg w Suzuki-san from Kita Ceramics went fine", "Suzuki-san works at Kita Ceramics"),
        ("appt w Dr Banerjee at St Thomas on 3 june", "Dr Banerjee works at St Thomas"),
        ("Sister Mary from Homecare Plus comes mon", "Sister Mary works at Homecare Plus"),
        ("i want to ask Lorraine in payroll at brightmere", "Lorraine works at Brightmere"),
        ("Yuki over at Fujifilm said the price is ok", "Yuki works at Fujifilm"),
        ("Send it to Ines (legal)", "Ines is in legal"),
        ("draft a mail to Marit (our head of logistics)", "Marit is Mei's head of logistics"),
        ("Femi does our books", "Femi does Mei's books"),
        ("currently at Orsted Wind in Esbjerg, technician", "Orsted Wind is located in Esbjerg"),
        ("i drive at the Aldi depot in Goldthorpe", "Aldi is located in Goldthorpe"),
        ("bought it at Argos in Dundee", "Argos is located in Dundee"),
        ("Salt & Pine, Bristol, for the record. I own it", "Salt & Pine is located in Bristol"),
        ("Salt & Pine, Bristol, for the record. I own it", "Mei owns Salt & Pine"),
        ("i build the tool at Kasuku Pay, we're a small fintech in Kampala", "Mei works at Kasuku Pay"),
        ("i build the tool at Kasuku Pay, we're a small fintech in Kampala", "Kasuku Pay is located in Kampala"),
        ("firms me n my brother Al, Peak Plumbing", "Mei runs Peak Plumbing"),
        ("me and my wife Rosa run a cafe, Casa Rosa, in Porto", "Mei runs Casa Rosa"),
        ("i nurse in Leeds, St James, A&E", "Mei works at St James"),
    ],
)  # fmt: skip
def test_who_belongs_where_is_told_in_passing(text: str, relation: str) -> None:
    """With a name, a team or a place right behind it."""
    assert relation in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Is there a Lush in Hull?",
        "had lunch with Dr Okafor at Nando's",
        "saw Ana at Heathrow",
        "Tom from London is here",
        "got a present from Ana in Berlin",
        "the letter from Mum in Cork",
        "we fly from Valencia in May",
        "see you at Christmas in Rome",
        "I read it at Reuters in English",
        "Ravi with Sunita in Goa lol",
        "ordered from Amazon, London never delivered",
        "not Bath, Bristol",
        "Thanks, Leeds was fun",
        "i'm starting at Novo on monday",
        "Anne of Green Gables is my favourite book",
        "we went for Sushi in Leeds",
        "I started a book, Dune",
        "we started watching a series, Severance",
        "I opened an account, Monzo",
    ],
)
def test_who_is_somewhere_for_an_hour_belongs_nowhere(text: str) -> None:
    """Nor does where somebody comes from."""
    assert [] == told(text)


def test_a_second_speaker_is_the_kin_of_the_first() -> None:
    """I'm her brother."""
    first, second = Reader().read_many(
        [turn("I'm sorting out the move.", actor="Ada"), turn("im her brother", 2, actor="Ben")]
    )
    assert ["Ben is the brother of Ada"] == [e.text() for e in related_to_last(second, first)]


@pytest.mark.parametrize(
    ("before", "text", "owner"),
    [
        ("'Hi Marit, it slips. Sorry.'", "her mail is m.berg@kita.example", ["Marit"]),
        ("Who is the client?", "Mrs Lowry, 14 Mill Lane, Hexham.", ["Mrs Lowry"]),
    ],
)
def test_contact_data_are_of_who_was_named(before: str, text: str, owner: list[str]) -> None:
    """By the turn before, or right before them."""
    asked, reading = Reader().read_many(
        [turn(before, role=Role.ASSISTANT, actor="assistant"), turn(text, 2)]
    )
    assert owner == [each.owner for each in contacts(reading, asked)]
