"""Who people are and what they have, told in passing: "Pepper my budgie has gone quiet"."""

import pytest

from octomem import Orchestrator


def told(memory: Orchestrator, *turns: str) -> list[str]:
    """Return what is known after a talk; of a turn "Ben: sure" Ben speaks, of "A: sure" the assistant."""
    messages = [
        {
            "role": "assistant" if name == "A" else "user",
            "name": "Assistant" if name == "A" else name,
            "content": text,
            "timestamp": f"2026-05-10T10:{at:02d}:00Z",
        }
        for at, (name, _, text) in enumerate(turn.partition(": ") for turn in turns)
    ]
    memory.process(messages, user_id="u", session_id="s")
    kinds = ["semantic", "knowledge", "core"]
    return [each.text for each in memory.list(user_id="u", kinds=kinds, limit=100)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my accountant mr Pereira thinks i should rent it out", "Mr Pereira is Ana's accountant"),
        ("my neighbour mrs Okafor has a key", "Mrs Okafor is Ana's neighbour"),
        ("asked my GP dr Shah about it", "Dr Shah is Ana's gp"),
        ("supervisor Dr Haikali wants the figures", "Dr Haikali is Ana's supervisor"),
        ("landlord Mr Osei wants the rent early", "Mr Osei is Ana's landlord"),
        ("Only company. Pepper my budgie has gone quiet.", "Pepper is Ana's budgie"),
        ("Biscuit our rabbit escaped again", "Biscuit is Ana's rabbit"),
        ("took Bella our cat to the vet", "Bella is Ana's cat"),
    ],
)
def test_who_somebody_is_stands_beside_the_name(
    quick: Orchestrator, text: str, expected: str
) -> None:
    """A title in small letters is one, and a pet may be named before "my budgie"."""
    assert expected in told(quick, f"Ana: {text}")


@pytest.mark.parametrize(
    "text",
    [
        "Ben my dog died",
        "Yesterday my dog died",
        "Sorry my dog ate it",
        "On Monday my cat has surgery",
        "prime minister Mr Lund resigned",
        "teacher Mrs Gow says Lina is doing well",
        "the mrs said no",
    ],
)
def test_who_is_spoken_to_is_no_pet(quick: Orchestrator, text: str) -> None:
    """No name, day or word before "my dog" is the dog's, and a minister is nobody's."""
    assert not [each for each in told(quick, f"Ana: {text}") if " is Ana's" in each]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("ive 3 assistants, need to keep you apart", "works as"),
        ("I have two nurses and a carer for mum", "works as"),
        ("the new boards are at Fennick Electrical, trade counter, ask for Doreen", "works at"),
    ],
)
def test_what_somebody_has_is_not_their_work(quick: Orchestrator, text: str, wrong: str) -> None:
    """Assistants whom somebody has are no job, where things are is no employer."""
    assert not [each for each in told(quick, f"Ana: {text}") if wrong in each]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my office is at Fennick Electrical", "Ana works at Fennick Electrical"),
        ("we're both nurses at St Johns", "Ana works as nurses"),
    ],
)
def test_their_own_work_stays_theirs(quick: Orchestrator, text: str, expected: str) -> None:
    """Where somebody's office is they work, and what two of them are, each is."""
    assert expected in told(quick, f"Ana: {text}")
