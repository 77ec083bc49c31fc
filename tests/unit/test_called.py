"""Two names of one: pet, married, maiden, stage and changed names, abbreviations; and what only looks so."""

import pytest

from octomem.agents.namesakes import is_short_for
from octomem.agents.nicknames import full_names, pet_forms
from octomem.agents.reading.called import called


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("my sister Katarzyna (Kasia) is a nurse", {"Katarzyna", "Kasia"}),
        ("my boss JT (Jonathan Tate) is strict", {"JT", "Jonathan Tate"}),
        ("my sister Katarzyna, or Kasia, is a nurse", {"Katarzyna", "Kasia"}),
        ("Katarzyna, or Kasia, is my sister", {"Katarzyna", "Kasia"}),
        ("my friend Jo - Joanna on paper - is a vet", {"Jo", "Joanna"}),
        ("Dot's my nan, short for Dorothy", {"Dot", "Dorothy"}),
        ("My boss is Jennifer. She prefers Jen.", {"Jennifer", "Jen"}),
        ("My manager is Jonathan, we all just say JT", {"Jonathan", "JT"}),
        ("Oluwaseun, my brother, is Seun at home", {"Oluwaseun", "Seun"}),
        ("Libby's what we call Elizabeth", {"Libby", "Elizabeth"}),
        ("Peggy - that's Margaret - had a fall", {"Peggy", "Margaret"}),
        ("Peggy = Margaret btw", {"Peggy", "Margaret"}),
        ("by Peggy i mean my sister Margaret", {"Peggy", "Margaret"}),
        ("my nephew Alexander wants us to call him Xander now", {"Alexander", "Xander"}),
        ("Priya sings under the name Nova Ray", {"Priya", "Nova Ray"}),
        ("My aunt Susan Clark née Brown lives in Bath", {"Susan Clark", "Susan Brown"}),
        ("Susan Clark's maiden name was Brown", {"Susan Clark", "Susan Brown"}),
        ("Mrs Hall was Miss Webb before she married", {"Mrs Hall", "Miss Webb"}),
        ("Anna Berg got married, she's Anna Holm now", {"Anna Berg", "Anna Holm"}),
        ("Anna Berg is now Anna Holm", {"Anna Berg", "Anna Holm"}),
        ("My friend Anna Berg changed her name to Anna Holm", {"Anna Berg", "Anna Holm"}),
        ("changed my cat's name from Miso to Mochi", {"Miso", "Mochi"}),
        ("we renamed Miso Mochi", {"Miso", "Mochi"}),
        ("we've renamed Miso to Mochi", {"Miso", "Mochi"}),
        ("Miso, now Mochi, is fat", {"Miso", "Mochi"}),
        ("my cat Miso (now Mochi) is fat", {"Miso", "Mochi"}),
        ("Facebook renamed itself Meta", {"Facebook", "Meta"}),
        ("Lumo was bought and renamed Veld", {"Lumo", "Veld"}),
        ("Lumo is rebranding as Veld", {"Lumo", "Veld"}),
        ("I work at Meta, which used to be called Facebook", {"Meta", "Facebook"}),
        ("My brother used to be called Olu, he's Oliver now", {"Olu", "Oliver"}),
        ("I went to the University of Lagos (UNILAG)", {"University of Lagos", "UNILAG"}),
        ("IBM (International Business Machines) pays", {"IBM", "International Business Machines"}),
    ],
)
def test_two_names_are_of_one(text: str, names: set[str]) -> None:
    """Whichever of them comes first."""
    assert [names] == [{name, other} for name, other, _ in called(text)]


@pytest.mark.parametrize(
    "text",
    [
        "My sister Katarzyna (Krakow) is a nurse",
        "My sister Katarzyna (Tom's mum) is a nurse",
        "My boss Kate (CEO) is strict",
        "Kate (Tesco) called",
        "The University of Leeds (UK) is big",
        "Anna or Annabel is coming",
        "I'd like Anna, or Anne, to help",
        "Kate, or Tom, is coming",
        "I visited Leeds, now York, then Hull",
        "I used Slack, now Teams, at work",
        "First Anna, now Beth, everyone is ill",
        "we might rename Miso Mochi",
        "My friend Tom was renamed captain",
        "Anna Berg is now in Anna Holm's team",
        "My boss is Jennifer. She prefers Tesco.",
        "My boss is Jennifer. She prefers Jasmine tea.",
        "Tom = great",
        "Tom = Leeds fan",
        "by Tom I mean no harm",
        "by Friday I mean Saturday",
        "Priya sings as Elsa in the play",
        "My daughter Susan, born Tuesday, is lovely",
        "Ben Hill, born London 1970",
        "my neighbour used to be called to court",
        "we all just say no",
    ],
)
def test_other_words_beside_a_name_name_nobody(text: str) -> None:
    """Places, firms, days, roles, alternatives, plans and what somebody likes better."""
    assert [] == list(called(text))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("peggy", "margaret"),
        ("bob", "robert"),
        ("lizzie", "elizabeth"),
        ("kasia", "katarzyna"),
        ("seun", "oluwaseun"),
        ("tunde", "babatunde"),
    ],
)
def test_a_pet_form_is_that_of_its_name(short: str, full: str) -> None:
    """Both ways: what a name may be in full, and what it may be for short."""
    assert is_short_for(short, full)
    assert full in full_names(short)
    assert short in pet_forms(full)


@pytest.mark.parametrize(("short", "full"), [("mary", "margaret"), ("ade", "adeola"), ("bob", "bob"), ("jack", "john"), ("liam", "william")])  # fmt: skip
def test_a_name_of_its_own_is_no_pet_form(short: str, full: str) -> None:
    """Many who are called Jack were never John."""
    assert not is_short_for(short, full)
