"""What puts something right leaves alone whatever it does not speak of."""

from pathlib import Path

import pytest

from octomem import Orchestrator
from octomem.settings import Settings

TRAPS = [
    ("I'm allergic to penicillin.", "Wait, the vet said amoxicillin, not penicillin, for the cat."),
    ("I'm allergic to peanuts.", "Wrong aisle, I said almonds, not peanuts."),
    ("I live at 12 Rose Road.", "Oops, the train leaves at 14:10, not 12."),
    ("I was born on 12 May 1990.", "Oops, the train leaves at 14:10, not 12."),
    ("I have 2 kids.", "Sorry, the meeting is at 3, not 2."),
    ("My birthday is 12 May.", "Oops, the dentist is on the 14th, not the 12th."),
    ("I got married on 3 June 2019.", "Correction: the flight is on the 4th, not the 3rd."),
    ("I live in Leeds.", "Actually, Anna lives in York, not Leeds."),
    ("I was born in Paris.", "Actually Mona was born in Nice, not Paris."),
    ("I live in Berlin.", "Sorry, the conference is in Hamburg, not Berlin."),
    ("I live in Berlin.", "It's the Hamburg office that closed, not Berlin."),
    ("I work at Google.", "Wait, the search engine he uses is Bing, not Google."),
    ("I work at Apple.", "No, the phone is a Samsung, not Apple."),
    ("I'm a teacher.", "Actually the woman on the news was a nurse, not a teacher."),
    ("My husband is Tom.", "In the story the killer is Jim, not Tom. Wrong guess by everyone."),
    ("I have a cat called Milo.", "No, the drink is Ovaltine, not Milo."),
    ("I drive a Golf.", "Actually I prefer tennis, not golf."),
    ("I speak French.", "It was Spanish, not French, on the radio."),
    ("I have 3 cats.", "It's 4 pm, not 3."),
]


def believed(memory: Orchestrator, user: str) -> set[tuple[str, str]]:
    """Return what is current but for the turns and the situation."""
    kinds = ("core", "semantic", "knowledge")
    return {(m.kind.value, m.text) for m in memory.list(user_id=user, kinds=kinds)}


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Orchestrator:
    """One store for all; each trap has a user of its own."""
    path = tmp_path_factory.mktemp("amending")
    return Orchestrator(Settings.load(path=path, embedder="hash"))


@pytest.mark.parametrize(("fact", "trap"), TRAPS)
@pytest.mark.parametrize("session", ["the same", "another"])
def test_a_contrast_about_something_else_takes_no_fact_back(
    memory: Orchestrator, fact: str, trap: str, session: str
) -> None:
    """Everything that was believed still is."""
    user = f"{fact} {trap} {session}"[:100]
    memory.process(
        [{"role": "user", "content": fact, "name": "Priya"}], user_id=user, session_id="a"
    )
    before = believed(memory, user)
    said = {"role": "user", "content": trap, "name": "Priya"}
    memory.process([said], user_id=user, session_id="a" if session == "the same" else "b")

    assert before
    assert before <= believed(memory, user)


def test_a_name_of_another_session_is_not_swept_along(tmp_path: Path) -> None:
    """Without a word of what it is about, a correction is of what its session told."""
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        said = [
            ("a", "My sister Karen lives in Oslo."),
            ("b", "The new receptionist's name? It's Karin, not Karen."),
        ]
        for session, text in said:
            message = {"role": "user", "content": text, "name": "Priya"}
            memory.process([message], user_id="u", session_id=session)
        texts = {text for _, text in believed(memory, "u")}

    assert "Karen lives in Oslo" in texts
