"""Words that look like those with which something is left out, and say something else."""

import pytest
from tests.unit.spoken import holding, told

from octomem.agents.semantic import SemanticAgent

AGENT = SemanticAgent()
DAN, TOM = "My boyfriend is Dan.", "My partner is Tom."
MIA, SUE, PAUL = "My girlfriend is Mia.", "My wife is Sue.", "My husband is Paul."
HOME, WORK = "I live in Oslo.", "I work at Lumo."
NURSE, AGE, BIRTHDAY, DOG = "I'm a nurse.", "I'm 34.", "My birthday is 3 May.", "My dog is Rex."


@pytest.mark.parametrize(
    ("true", "trap", "false"),
    [
        (DAN, "Dan left me his keys.", ""),
        (DAN, "Dan left me standing at the station for an hour.", ""),
        (DAN, "Dan left me in charge of the dog.", ""),
        (DAN, "I feel like Dan left me hanging.", ""),
        (DAN, "Dan ditched me for football tonight lol.", ""),
        (TOM, "Me and Tom are done with the kitchen now.", ""),
        (TOM, "Tom and I are through the tunnel.", ""),
        (MIA, "Mia and I are over the moon!", ""),
        ("My boyfriend is Jake.", "I dumped Jake at his mum's and drove home.", ""),
        (SUE, "It's all over with Netflix.", ""),
        (SUE, "I ended things with Vodafone.", ""),
        (SUE, "Amazon and I are done.", ""),
        (MIA, "Leo and I are together on the chess team now.", "partner"),
        (MIA, "Karim and I are back together again on the night shift.", "partner"),
        (MIA, "I'm with Karim on this one.", "partner"),
        (MIA, "I'm with Monzo now.", "partner"),
        (WORK, "We're with EDF for the electricity.", "works"),
        (MIA, "I'm with Karim at the dentist.", "partner"),
        (HOME, "Still in Rome, what a holiday!", "Rome"),
        (HOME, "My flight is delayed, still in Frankfurt.", "Frankfurt"),
        (WORK, "Stuck in traffic, still at IKEA.", "IKEA"),
        (HOME, "We're staying in Barcelona until Sunday.", "Barcelona"),
        (HOME, "You said I live in Bergen, I don't, I'm in Stavanger for the day.", "lives in"),
        (AGE, "25 tomorrow, hot again.", "25"),
        (AGE, "40 today and raining.", "40"),
        (AGE, "18 today!! My niece is so grown up.", "18"),
        (AGE, "18 today! My niece had a birthday cake.", "18"),
        (NURSE, "My boss made me coffee.", "coffee"),
        (NURSE, "My boss made me dinner.", "dinner"),
        (NURSE, "Management made me captain of the quiz team.", "captain"),
        (NURSE, "They made me night manager for the evening.", "promoted"),
        ("I love tea.", "My boss made me redundant.", "redundant"),
        (SUE, "The wife in that film is called Vera.", "Mei"),
        (PAUL, "The husband who sold us the car is Greg.", "Mei"),
        (DOG, "The shelter has a dog (Max, labrador) and 2 cats (Tom and Jerry).", "Mei"),
        (DOG, "In the novel there's a horse (Boxer).", "Boxer"),
        ("I love onions.", "Onions make me gag. Said nobody ever.", "hates"),
        ("I'm allergic to nuts.", "I have one allergy: none found.", "none"),
        ("I'm allergic to nuts.", "I have an allergy test tomorrow.", "allergic"),
        (BIRTHDAY, "Christmas is 25 December as always.", "birthday"),
        (BIRTHDAY, "Easter is 31 March this year.", "birthday"),
        (
            BIRTHDAY,
            "My brother Arjun is a baker in Cork, he's getting married on 5 December 2026.",
            "birthday",
        ),
        (BIRTHDAY, "The concert by Adele is 4 July.", "birthday"),
        ("My boss is Alice.", "boss = Bob in the game", "Bob"),
        ("My favourite colour is green.", "Favourite colour is Blue, said the parrot.", "Blue"),
        (PAUL, "Paul died in the last episode.", ""),
        (PAUL, "In chapter three Paul died.", ""),
    ],
)
def test_what_only_looks_loose_ends_nothing_and_tells_nothing_false(
    true: str, trap: str, false: str
) -> None:
    """The true fact stays current beside the trap; no further fact has the false word."""
    before = set(holding(told(AGENT, true)[0]))
    after = set(holding(told(AGENT, true, trap)[0]))
    assert before
    assert before <= after
    assert not [text for text in after - before if false and false in text]


@pytest.mark.parametrize(
    ("true", "end"),
    [
        (DAN, "Dan dumped me last week."),
        (DAN, "I broke things off with Dan last night."),
        (DAN, "It's over with Dan for good this time, no drama."),
        ("My husband is James Whitlock.", "James and I split up."),
        (SUE, "My wife and I split up."),
        (PAUL, "Paul died."),
    ],
)
def test_who_is_named_rightly_is_no_partner_any_more(true: str, end: str) -> None:
    """Guarded words still end what they name."""
    assert [] == holding(told(AGENT, true, end)[0])


@pytest.mark.parametrize(
    ("true", "again"), [(HOME, "Still in Oslo, all good."), (WORK, "Busy week, still at Lumo.")]
)
def test_what_goes_on_is_said_by_one_more_turn(true: str, again: str) -> None:
    """It strengthens the one fact there is, and makes no second one."""
    (memory,) = told(AGENT, true, again)[0]
    assert ("t1", "t2") == memory.turns
