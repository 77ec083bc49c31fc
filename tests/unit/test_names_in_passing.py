"""Relations told in passing: names written small, and firms behind the names of those who work there."""

import pytest
from tests.unit.spoken import found, said

from octomem.agents.knowledge import KnowledgeAgent, Tie
from octomem.agents.reading.capitals import written
from octomem.agents.semantic import SemanticAgent
from octomem.agents.small_names import in_its_capitals


def ties(text: str) -> set[tuple[str, str, str]]:
    """Return what a message relates."""
    read = [Tie.model_validate(dict(each.fields)) for each in found(KnowledgeAgent(), text)]
    return {(each.entity, each.relation, each.target) for each in read}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my lil bro zeke did the sprites", ("Zeke", "sibling_of", "Mei")),
        ("MY NIECE FIONA GAVE ME THE TABLET", ("Fiona", "niece_of", "Mei")),
        ("our son leif starts school in august", ("Leif", "child_of", "Mei")),
        ("my landlord mr banerjee never answers", ("Mr Banerjee", "landlord_of", "Mei")),
        ("my brother kola drums in a band", ("Kola", "sibling_of", "Mei")),
        ("my sister lives in lyon", ("Mei's sister", "lives_in", "Lyon")),
        ("i work at ikea", ("Mei", "works_at", "Ikea")),
        ("i'm from cork", ("Mei", "comes_from", "Cork")),
    ],
)
def test_names_written_small_relate_like_others(text: str, expected: tuple[str, str, str]) -> None:
    """A role, a title or a tag says that a name comes where no capital does."""
    assert expected in ties(text)


def test_the_speaker_is_called_as_the_caller_writes() -> None:
    """A user's id is no name that lacks its capital."""
    (statement,) = said("I live in Graz", actor="mei").statements
    assert (
        statement.subject == in_its_capitals(statement, said("I live in Graz", actor="mei")).subject
    )


@pytest.mark.parametrize(
    "text",
    [
        "my brother still owes me",
        "my sister just left",
        "my uncle said so",
        "my cousin and i went out",
        "i work for a bank",
        "i work for the council",
        "i live in sheltered housing",
        "i live in town so parking is hell",
        "my dad works nights",
    ],
)
def test_small_words_that_are_no_names_relate_nothing(text: str) -> None:
    """Words behind a role, and one of many behind an article."""
    assert set() == ties(text)


@pytest.mark.parametrize(
    "text",
    [
        "the latency is 200 ms slower",
        "my brother may come",
        "to be frank i hate it",
        "it's called love",
        "my mate smells",
    ],
)
def test_words_keep_their_letters(text: str) -> None:
    """Only what is a name and nothing else gets its capital."""
    assert text == written(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I spoke to Marek of Brightline Energy.", ("Marek", "works_at", "Brightline Energy")),
        ("The quote is from Declan at Murphy Glazing.", ("Declan", "works_at", "Murphy Glazing")),
        ("Please invite Ms Sorel of Nordlicht GmbH.", ("Ms Sorel", "works_at", "Nordlicht GmbH")),
        ("Nina works with Piet from Rabobank.", ("Piet", "works_at", "Rabobank")),
        ("Torvald (CTO of Skylark) is going to call.", ("Torvald", "cto_of", "Skylark")),
        ("The CEO of Mirelle, Hugo Blanc, is flying in.", ("Hugo Blanc", "ceo_of", "Mirelle")),
    ],
)
def test_a_firm_behind_a_name_employs_it(text: str, expected: tuple[str, str, str]) -> None:
    """Whatever else the sentence tells."""
    assert expected in ties(text)


@pytest.mark.parametrize(
    "text",
    [
        "I met Lucia from Madrid at the party.",
        "I'm meeting Sam at Costa at 3.",
        "Lunch with Jo at Nandos.",
        "I ordered it from Amazon.",
        "Is Marek of Brightline Energy coming?",
    ],
)
def test_who_is_from_a_place_or_meets_somewhere_works_for_nobody(text: str) -> None:
    """A town is no firm, and a cafe is where two meet."""
    assert not [each for each in ties(text) if each[1] == "works_at"]


@pytest.mark.parametrize(
    "text",
    [
        "The plumber is Dai Prosser from Prosser Heating.",
        "The contract with Ravensgate was signed on Tuesday.",
        "Our rep at Castrol is Yelena Brik.",
        "Hartwell Logistics is based in Felixstowe.",
        "Our supplier, Tamsin Foods, raised prices.",
    ],
)
def test_the_speaker_works_for_no_firm_of_others(text: str) -> None:
    """One that somebody else works for, with which there is a contract, or of which it is told where it is."""
    told = [each.text for each in found(SemanticAgent(), text)]
    assert not [each for each in told if each.startswith("Mei works")]


@pytest.mark.parametrize(
    "text",
    [
        "I'm Mei from Brightline Energy.",
        "My boss at Nordvik is strict.",
        "lunch break at Tesco Bank, the tuna's warm, send help. did you know half of accounts think I'm engaged? because I had a ring on. it was a Haribo",
    ],
)
def test_the_speakers_own_firm_stays(text: str) -> None:
    """Who says their own name, or has a boss there."""
    assert [each for each in ties(text) if each[:2] == ("Mei", "works_at")]
