"""Relations of any lasting claim between named ends, and those that words take for granted."""

import pytest
from tests.unit.spoken import READER, found, turn

from octomem.agents.knowledge import KnowledgeAgent

AGENT = KnowledgeAgent()


def kept(text: str) -> str:
    """Return the texts of what one turn relates."""
    return "\n".join(candidate.text for candidate in found(AGENT, text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Melanie manages the Oslo team.", "Melanie manages the Oslo team"),
        ("Kestrel Labs makes the Pelican router.", "Kestrel Labs makes the Pelican router"),
        ("The Pelican router was designed by Anton Berg.", "Pelican router was designed by Anton"),
        ('Anton Berg wrote "Salt Roads".', "Anton Berg wrote Salt Roads"),
        ("The Atlas team is led by Keiko Mori.", "Atlas team was led by Keiko Mori"),
        ("The repo belongs to the Atlas team.", "the repo belongs to the Atlas team"),
        ("Nils plays for Bromma.", "Nils plays for Bromma"),
        ("Omar is at Vestas now.", "Omar is at Vestas"),
        ("My uncle Gerd runs a vineyard near Krems.", "Gerd runs a vineyard near Krems"),
        ("My colleague Piet sits in Utrecht.", "Piet sits in Utrecht"),
        ("Priscilla is the mother of Tom and Ed.", "Priscilla is the mother of Ed"),
        ("Marta is a friend of Joao's.", "Marta is the friend of Joao"),
        ("The car is Nadia's.", "Nadia owns the car"),
        ("Jules is a pilot with Transavia.", "Jules is a pilot with Transavia"),
        ("The head of Marlin Group is Sunniva Dahl.", "head of Marlin Group is Sunniva Dahl"),
        ("Does my sister Anna know?", "Anna is the sister of Mei"),
        ("My brother lives in Oslo with his wife Freja.", "Freja is the wife of Mei's brother"),
        ("Faris, Ella's husband, is a nurse.", "Faris is the husband of Ella"),
        ("It went to Solveig, that's my editor.", "Solveig is the editor of Mei"),
        ("Tariq and Melanie are married.", "Tariq and Melanie are married"),
        ("Chase Margit in legal for it.", "Margit is in legal"),
        ("We're 60 people at Orchard Dental.", "Mei works at Orchard Dental"),
        ("Sunniva Dahl, CEO of Marlin Group, spoke.", "Sunniva Dahl is CEO of Marlin Group"),
        ("I have my own shop, Corda Solta.", "Mei's shop is Corda Solta"),
        ("Mostly for a studio called Owlbarrel.", "Mei works for Owlbarrel"),
        ("Been in Funchal since January.", "Mei is in Funchal"),
        ("Send it to PO Box 119, 8010 Graz.", "PO Box 119, 8010 Graz"),
        ("Our office is at 12 Harper Street, Leeds.", "office's address is 12 Harper Street"),
    ],
)
def test_a_lasting_claim_relates_its_named_ends(text: str, expected: str) -> None:
    """Whatever the verb, and where a possessive names a person by the way."""
    assert expected.casefold().replace(" was led", " is led") in kept(text).casefold()


def test_she_is_who_was_named_last() -> None:
    """Whom a turn calls its own is looked for in the turn before."""
    turns = [READER.read(turn("Who's telling Beatriz?", 1, actor="Rasmus"))]
    turns.append(READER.read(turn("I will, she is my cousin.", 2)))
    texts = [candidate.text for candidate in AGENT.extract(turns)]
    assert "Beatriz is the cousin of Mei" in texts


@pytest.mark.parametrize(
    "text",
    [
        "Erik called Tom on Monday.",
        "Lena loved Oslo.",
        "I met Lola at Zara.",
        "I watched Dune with Ben.",
        "Kaya doesn't manage Orbis.",
        "Is Kaya at Sankt Petri?",
        "Kaya might go to Sankt Petri.",
        "Erik will write Salt Roads.",
        "If Melanie managed Orbis, we'd know.",
        "My sister went home.",
        "My mum Friday night was great.",
    ],
)
def test_what_happened_once_relates_nobody(text: str) -> None:
    """Meetings, calls, tastes, plans, questions and what is denied tie nothing together."""
    assert kept(text) == ""
