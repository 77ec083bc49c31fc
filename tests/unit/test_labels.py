"""What is said without a verb or a subject: labels, spans, names beside nouns, chat's ellipses."""

import pytest
from tests.unit.test_entailed import claims


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("fave food: ramen", ("Mei", "favourite is", "ramen")),
        ("favourite food's got to be ramen", ("Mei", "favourite is", "ramen")),
        ("favourite food, dumplings, any kind", ("Mei", "favourite is", "dumplings")),
        ("hobbies rn: bouldering, chess on thursdays", ("Mei", "enjoys", "chess")),
        ("My days are filled with tennis and the parish choir.", ("Mei", "enjoys", "tennis")),
        ("First day as a cook at Nobu!", ("Mei", "works at", "Nobu")),
        ("First day as a cook at Nobu!", ("Mei", "works as", "a cook")),
        ("Six weeks at Lumo now", ("Mei", "works at", "Lumo")),
        ("Three years in accounts at Barilla today.", ("Mei", "works at", "Barilla")),
        ("Oslo is home now.", ("Mei", "lives in", "Oslo")),
        ("I've made Oslo my home.", ("Mei", "lives in", "Oslo")),
        ("Back in Oslo for good!", ("Mei", "lives in", "Oslo")),
        ("one brother, Karl", ("Karl", "is", "Mei's brother")),
        ("a parrot, Kiki, and a cat by the name of Tom", ("Tom", "is", "Mei's cat")),
        ("two guinea pigs, Salt and Pepper", ("Pepper", "is", "Mei's guinea pig")),
    ],
)
def test_a_label_says_what_follows_it(text: str, claim: tuple[str, str, str]) -> None:
    """Of the speaker, as a sentence would."""
    assert claim in claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "Two weeks at Disneyland!",
        "favourite food?",
        "Oslo is not home.",
        "Back in Oslo for a meeting.",
        "First day at Lumo if all goes well",
        "one table, Karl",
        "Hobbies: none, really.",
    ],
)
def test_what_is_no_label_says_nothing(text: str) -> None:
    """A holiday, a question, a denial, a condition and a thing."""
    assert set() == {each for each in claims(text) if each[1] != "says"}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Promoted to shift lead at Lumo!", ("Mei", "works as", "shift lead")),
        ("Promoted to shift lead at Lumo!", ("Mei", "works at", "Lumo")),
        ("Collected a puppy yesterday, we named her Juni", ("Juni", "is", "Mei's puppy")),
        ("My brother Teo lives in Rome, works as a cook.", ("Teo", "works as", "a cook")),
        ("My dad's a retired bus driver and mum teaches piano.", ("Mei's mum", "teaches", "piano")),
        ("I play tennis on Mondays, football on Fridays.", ("Mei", "plays", "football")),
        ("My sister Lena is nice. She's moved back to Graz.", ("Lena", "lives in", "Graz")),
        ("My brother Teo is nice. He's got a pug.", ("Teo", "has", "a pug")),
        ("Karl's my brother.", ("Karl", "is", "Mei's brother")),
        ("I'm seeing someone! Her name's Ada.", ("Mei", "partner is", "Ada")),
        ("A week with my gran, she's 91.", ("Mei's gran", "is", "91")),
    ],
)
def test_what_chat_leaves_out_is_filled_in(text: str, claim: tuple[str, str, str]) -> None:
    """Subjects, auxiliaries and commas are read as they are meant."""
    assert claim in claims(text)


@pytest.mark.parametrize(
    "text",
    ["Living in Oslo is expensive.", "Left turn ahead", "Still waiting", "She was promoted."],
)
def test_nothing_is_filled_in_where_something_else_is_meant(text: str) -> None:
    """A doing that is judged, a sign, and what another one did."""
    assert not {each for each in claims(text) if each[0] == "Mei" and each[1] != "says"}
