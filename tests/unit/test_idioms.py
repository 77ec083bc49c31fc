"""Idioms of work, couples, animals, food and health say what they mean; look-alikes say nothing."""

import pytest
from tests.unit.spoken import found

from octomem.agents.base import Candidate, Intent
from octomem.agents.reading.cleaning import passages
from octomem.agents.semantic import SemanticAgent

AGENT = SemanticAgent()


def cleaned(text: str) -> str:
    """Return what the parser sees of a text."""
    return " ".join(passage.text for passage in passages(text))


def claims(text: str) -> set[tuple[str, str, str]]:
    """Return what a text says for good, as subject, predicate and object; endings by their verb."""
    return {_claim(each) for each in found(AGENT, text)}


def _claim(candidate: Candidate) -> tuple[str, str, str]:
    subject, predicate, value = (
        str(candidate.fields[name]) for name in ("subject", "predicate", "object")
    )
    return subject, f"{'' if candidate.intent is Intent.ASSERT else 'no more '}{predicate}", value


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("I do backend at Zalando.", ("Mei", "works at", "Zalando")),
        ("going on three years at the Royal, stroke unit", ("Mei", "works at", "Royal")),
        ("I'm on early shift at the Toronto Zoo", ("Mei", "works at", "Toronto Zoo")),
        ("They've rotated me over to Salford Royal.", ("Mei", "works at", "Salford Royal")),
        ("Aldi gave me a job.", ("Mei", "works at", "Aldi")),
        ("Swift is history.", ("Mei", "no more quits", "Swift")),
        ("so goodbye Wythenshawe.", ("Mei", "no more quits", "Wythenshawe")),
        ("Olga is the one I report to now.", ("Mei", "manager is", "Olga")),
        ("guess who I report to now. Olga!", ("Mei", "manager is", "Olga")),
        ("We write Kotlin, team lead is Katrin.", ("Mei", "manager is", "Katrin")),
        ("Padraig got down on one knee, I said yes!", ("Mei", "is", "engaged")),
        ("The decree came through.", ("Mei", "is", "divorced")),
        ("There's a pup now, heading dog, called Moss.", ("Moss", "is", "Mei's pup")),
        ("A rescue cat, one eye, so I called him Captain.", ("Captain", "is", "Mei's cat")),
        ("Biscuit crossed the rainbow bridge in March.", ("Biscuit", "no more dies", "")),
        ("Tip got hit by a car on Friday.", ("Tip", "no more dies", "")),
        ("Pickle escaped and we never found him.", ("Pickle", "no more runs away", "")),
        ("I swell up from sesame." , ("Mei", "is allergic to", "sesame")),
        ("Bea comes out in hives from nuts.", ("Bea", "is allergic to", "nuts")),
        ("The sesame allergy's gone.", ("Mei", "no more is allergic to", "sesame")),
        ("I won't go near mushrooms.", ("Mei", "hates", "mushrooms")),
        ("The doctor put me on metformin.", ("Mei", "takes", "metformin")),
        ("She took me off the warfarin in favour of apixaban.", ("Mei", "takes", "apixaban")),
        ("She took me off the warfarin.", ("Mei", "no more takes", "warfarin")),
        ("Keto lasted eight months.", ("Mei", "no more is", "keto")),
        ("I was press-ganged into bowls.", ("Mei", "enjoys", "bowls")),
        ("I'm writing from a bungalow in Ludlow.", ("Mei", "lives in", "Ludlow")),
        ("We had to sell the boat.", ("Mei", "no more sells", "the boat")),
        ("netball's finished for me", ("Mei", "no more gives up", "netball")),
        ("fave colour green.", ("Mei", "favourite is", "green")),
        ("The flat in Ghent is ours since Saturday.", ("Mei", "lives in", "Ghent")),
        ("I swapped the box room for a cottage in Alnwick.", ("Mei", "lives in", "Alnwick")),
        ("I've gone into a little flat in Faversham.", ("Mei", "lives in", "Faversham")),
        ("I handed the badge back at Philips.", ("Mei", "no more leaves", "Philips")),
        ("Penicillin brings me out in hives.", ("Mei", "is allergic to", "Penicillin")),
        ("Penicillin's fine for me after all.", ("Mei", "no more is allergic to", "Penicillin")),
        ("I've stopped the vegan thing.", ("Mei", "no more is", "vegan")),
        ("Pescatarian no longer, I love it.", ("Mei", "no more is", "pescatarian")),
        ("I'm a bridge inspector for Trafikverket.", ("Mei", "works at", "Trafikverket")),
        ("My matron is Bukola Adeyemi.", ("Mei", "manager is", "Bukola Adeyemi")),
        ("Employer is Dyson.", ("Mei", "works at", "Dyson")),
        ("fav game of all time is Hades.", ("Mei", "favourite is", "Hades")),
        ("I wear hearing aids, at 44.", ("Mei", "is", "44")),
        ("I'm 66 next Tuesday.", ("Mei", "birthday is", "14 May")),
    ],
)  # fmt: skip
def test_an_idiom_says_what_it_means(text: str, claim: tuple[str, str, str]) -> None:
    """As the plain words would."""
    assert claim in claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "I do yoga with Anna on Mondays.",
        "After three years at the Royal she left.",
        "Three years at Lumo was enough for anyone.",
        "I'm on nights out with Anna.",
        "They've rotated the tyres over to Monday.",
        "Aldi gave me a discount.",
        "Christmas is over.",
        "The meeting is over.",
        "I said goodbye to the kids.",
        "Olga is the one I like most.",
        "The boss is angry.",
        "Padraig proposed a toast, I said yes to dessert.",
        "Padraig proposed and I said no.",
        "The train came through.",
        "There's a dog called Rex next door.",
        "A film about a cat, so I called him back.",
        "Tip got hit by a car but is fine.",
        "Tom was hit by a bus in the last episode.",
        "Anna didn't make it to the party.",
        "Pickle escaped from work early.",
        "Traffic blows up from time to time.",
        "The crowd swells up when the band plays.",
        "My allergy appointment's gone.",
        "She won't go near it.",
        "He won't touch the subject.",
        "They put me on hold.",
        "I'm on a train.",
        "She took me off the list.",
        "The keto recipe lasted eight pages.",
        "I was talked into it.",
        "I'm writing from a hotel in Ludlow.",
        "We had to stop for petrol.",
        "That's it for me, the show's finished.",
        "What's your fave colour?",
        "Look at 44.",
        "I'm 66 % sure.",
        "The flat in Ghent is nice.",
        "I went into a pub in Ghent.",
        "The choice of a flat in Ghent is mine to make.",
        "I swapped the box room for a desk.",
        "I handed the keys to Anna.",
        "Noise makes me itch to leave.",
        "The music is fine for me.",
        "The vegan friends I made stayed.",
        "I'm no longer sure about vegan food.",
        "I'm a stand-in for Anna.",
        "My matron is strict.",
        "The employer is to blame.",
        "What a game of all time.",
    ],
)
def test_what_looks_like_an_idiom_changes_nothing(text: str) -> None:
    """No employer, manager, pet, allergy, medicine, home or end of any of them comes from it."""
    told = {predicate for _, predicate, _ in claims(text)}
    assert not told & {
        "works at", "no more quits", "manager is", "no more dies", "no more runs away", "is allergic to",
        "no more is allergic to", "hates", "takes", "no more takes", "no more is", "lives in", "no more sells",
        "no more stops", "no more gives up", "favourite is", "birthday is", "no more leaves",
    }  # fmt: skip
    assert ("Mei", "is", "engaged") not in claims(text)
    assert ("Mei", "is", "divorced") not in claims(text)
    assert not any(value.startswith("Mei's ") for _, _, value in claims(text))


LONG = ("a", "A ", "I ", "had to ", "Aa, ", ". ", "no ", "two dogs ", "allergy ", "goodbye my ")


@pytest.mark.parametrize("unit", LONG)
def test_repeated_words_have_few_readings(unit: str) -> None:
    """A text that fits a form in very many ways would never be done."""
    assert "Mei" not in cleaned(unit * 5000)
