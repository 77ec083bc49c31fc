"""The speaker's own name: told in small letters, as an answer, or not at all."""

import pytest
from tests.unit.spoken import READER, found, turn

from octomem.agents.core import CoreAgent
from octomem.turn import Role

AGENT = CoreAgent()


def names(text: str, asked: str = "") -> list[str]:
    """Return the speaker's name as core memory has it, told by a turn that may answer an assistant."""
    if not asked:
        told = found(AGENT, text)
    else:
        before = turn(asked, 1, actor="assistant", role=Role.ASSISTANT)
        told = AGENT.extract([READER.read(turn(text, 2), [before])])
    return [each.text for each in told if each.fields.get("label") == "name"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my name's priya", "Priya"),
        ("anyway my name is dale hutchins i drive long haul for bison ridge transport", "Dale Hutchins"),
        ("omg hi ok so my names actually tomiwa but everyone just says tomi", "Tomiwa"),
        ("hey coach said i should track my asthma in this. im jaxon btw 15", "Jaxon"),
        ("Right, Declan Twomey here, I do plumbing and gas round Cork.", "Declan Twomey"),
        ("Good morning. Ferenc Halász is my name, I will be eighty-eight.", "Ferenc Halász"),
        ("Hi, Meenakshi this side. I'm pure veg, no egg also.", "Meenakshi"),
        ("modem's a white brick. Name's Kel Brennan, mobile 0491 570 156 if we drop out", "Kel Brennan"),
        ("I still need to buy him a gift. Sign it from Tunde, that's me", "Tunde"),
        ("I shall ring her this evening and crow about it. Yours, Desmond Tull", "Desmond Tull"),
        ("Yes, a booster. Mama Kosi is fine, you can call me that", "Mama Kosi"),
        ("All my mails should end with 'Regards, Farhan' and nothing fancier", "Farhan"),
    ],
)  # fmt: skip
def test_a_name_is_known_however_it_is_told(text: str, name: str) -> None:
    """With its capitals, and once."""
    assert [f"Mei's name is {name}"] == names(text)


@pytest.mark.parametrize(
    ("asked", "text", "name"),
    [
        ("Welcome! What should I call you?", "Dot.", "Dot"),
        ("What should I call you?", "malik", "Malik"),
        ("Hello, this is the help desk. May I ask your name?", "HAROLD BEAMISH.", "Harold Beamish"),
        ("And you are?", "Tom Hale", "Tom Hale"),
    ],
)
def test_a_name_answers_who_asks_for_it(asked: str, text: str, name: str) -> None:
    """Whatever the words of the question."""
    assert [f"Mei's name is {name}"] == names(text, asked)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("What should I call you?", "whatever you like"),
        ("What should I call you?", "Not sure yet"),
        ("What's your name?", "none of your business"),
        ("And you are?", "a nurse"),
        ("And you are?", "busy"),
        ("And you are?", "in Leeds"),
        ("Who am I speaking to?", "the manager"),
        ("You are?", "Hungry."),
        ("What do people call you?", "Late."),
    ],
)
def test_what_is_no_name_answers_nothing(asked: str, text: str) -> None:
    """Nobody is called so."""
    assert [] == names(text, asked)


@pytest.mark.parametrize(
    "text",
    [
        "My maiden name is Carr.",
        "My name at birth was Carl.",
        "My name in Chinese is Mei.",
        "My confirmation name is Rita.",
        "I'm Batman lol",
        "I'm Christian.",
        "the dog's name is rex",
        "he said 'I'm Kevin'",
        "if my name was rex i'd change it",
        "everyone thinks my name is Claire",
        "This is Ben, he teaches maths.",
        "It's Karen from HR on the phone for you",
        "My dog needs a kennel. Name's Rex.",
        "we hired a plumber. Name's Dave, does good work",
        "Love this song, the name is Jolene, who sings it?",
        "Write a letter to my landlord. Yours, Tom",
        "Have a great day. Regards, Karen",
        "thats the guy, Tom, that's me on the left",
        "In the photo next to Tom, that's me!",
        "My boss wants all my mails to end with Regards, Tesco",
        "My emails should end with 'Regards, Sales Team'",
        "Tomorrow is fine, you can call me that morning",
    ],
)
def test_others_names_are_not_the_speakers(text: str) -> None:
    """Nor what somebody is, was born as or might be called."""
    assert [] == names(text)


@pytest.mark.parametrize(
    ("asked", "text", "name"),
    [
        ("Here is the letter. Sign with which name?", "Hendrik. good", "Hendrik"),
        ("And how shall I address you?", "Mr Tilbury if you please. I'm retired", "Mr Tilbury"),
        ("Who shall I say it is from?", "Marek Nowak", "Marek Nowak"),
        ("", "offer letter: https://x.example/o.pdf. (thats me, Ilse van Dam)", "Ilse van Dam"),
        ("", "link here? https://x.example/a ok. ill drop it off tmrw. \u2014 Gareth", "Gareth"),
        ("", "My order is late.\n\nOwen Hart", "Owen Hart"),
        ("", "router is down. customer Aoife Byrne, email aoife@post.example", "Aoife Byrne"),
        ("", "heyy im Ama btw. just moved flat lol", "Ama"),
    ],
)
def test_a_name_stands_anywhere(asked: str, text: str, name: str) -> None:
    """As an answer, in brackets, below, behind a dash."""
    assert [f"Mei's name is {name}"] == names(text, asked)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Sign with which name?", "Yours. thanks"),
        ("How shall I address the letter?", "Mr Tilbury, 4 Mill Lane"),
        ("How should I address her?", "Mrs Pike please"),
        ("Who is the account owner?", "My wife, Halima"),
        ("", "that's me, tired and broke"),
        ("", "that's my mum, Ilse van Dam"),
        ("", 'quote: "We are lost." \u2014 Kafka'),
        ("", "drop it off \u2014 Tuesday"),
        ("", "customer Aoife Byrne complained again"),
        ("", "im Irish btw"),
    ],
)
def test_whose_name_stands_there_is_not_the_speakers(asked: str, text: str) -> None:
    """Or it is nobody's."""
    assert [] == names(text, asked)
