"""What did not end, and things of a kind: who lost a tennis racket plays tennis."""

import pytest

from octomem import Orchestrator


def _texts(memory: Orchestrator) -> set[str]:
    return {each.text for each in memory.list(user_id="mei", kinds=["semantic"])}


def _tell(memory: Orchestrator, *messages: str) -> None:
    for day, text in enumerate(messages, start=1):
        said = {
            "role": "user",
            "name": "Mei",
            "content": text,
            "timestamp": f"2024-05-{day:02}T09:00:00Z",
        }
        memory.process([said], user_id="mei", session_id=f"s{day}")


@pytest.mark.parametrize(
    ("told", "said", "fact"),
    [
        ("I play tennis.", "I lost my tennis racket.", "Mei plays tennis"),
        ("I drive a Golf.", "sold my old bike, not the golf", "Mei drives a Golf"),
        ("I go to PureGym.", "haven't been to puregym since january", "Mei goes to PureGym"),
        ("I go to yoga.", "cancelled my yoga class tonight", "Mei goes to yoga"),
        ("I play chess.", "I quit the chess tournament after round two.", "Mei plays chess"),
        ("I do yoga.", "I gave away my yoga mat.", "Mei does yoga"),
        ("I drive a Tesla.", "I sold my Tesla shares.", "Mei drives a Tesla"),
        ("I take sertraline.", "I lost my sertraline prescription.", "Mei takes sertraline"),
        ("I have a piano.", "I sold my piano stool.", "Mei has a piano"),
        ("I work for Shell.", "I left Shell's Slack channel.", "Mei works for Shell"),
        ("I live in Oslo.", "I was in Oslo last year when we met.", "Mei lives in Oslo"),
        ("I speak Dutch.", "My Dutch lessons are over, I passed B2.", "Mei speaks Dutch"),
        ("I have a motorbike.", "I never sold my motorbike.", "Mei has a motorbike"),
        ("I have a motorbike.", "No, I haven't sold the motorbike.", "Mei has a motorbike"),
        ("I play the drums.", "I haven't quit the drums.", "Mei plays the drums"),
    ],
)
def test_what_is_not_told_of_as_over_stays(
    quick: Orchestrator, told: str, said: str, fact: str
) -> None:
    """The words only say of what kind something is, or what did not happen."""
    _tell(quick, told, said)
    assert fact in _texts(quick)


@pytest.mark.parametrize(
    ("told", "said", "fact"),
    [
        ("I play tennis.", "I gave up tennis lessons.", "Mei plays tennis"),
        ("I drive a Tesla.", "I sold my Tesla last week.", "Mei drives a Tesla"),
        ("I have a motorbike.", "I sold the motorbike.", "Mei has a motorbike"),
        ("I learn Dutch.", "My Dutch lessons are over, I passed B2.", "Mei learns Dutch"),
        ("I live in Oslo.", "I left Oslo for good.", "Mei lives in Oslo"),
        ("I play the drums.", "My drums phase is over.", "Mei plays the drums"),
    ],
)
def test_what_is_over_ends(quick: Orchestrator, told: str, said: str, fact: str) -> None:
    """With lessons in it, and times of it, too."""
    _tell(quick, told)
    assert fact in _texts(quick)
    _tell(quick, told, said)
    assert fact not in _texts(quick)
