"""Asked for what is so, memory does not begin with the words in which something else was."""

import pytest

from octomem import Orchestrator


def tell(memory: Orchestrator, *lines: str) -> None:
    """Tell each line in a session of its own."""
    for number, line in enumerate(lines):
        message = {"role": "user", "name": "Nadia", "content": line}
        memory.process([message], user_id="u", session_id=f"s{number}")


def first(memory: Orchestrator, question: str) -> str:
    """Return the first answer."""
    return memory.recall(question, user_id="u").memories[0].text


@pytest.mark.parametrize(
    ("question", "expected"),
    [("Who is Nadia's coach?", "Sven"), ("Who was Nadia's coach?", "Bruno")],
)
def test_the_words_of_what_is_over_come_later(
    quick: Orchestrator, question: str, expected: str
) -> None:
    """Nothing is known of Sven but the turn that names him; asked for what was, it is Bruno still."""
    tell(quick, "My coach is Bruno.", "Bruno isn't my coach any more, Sven has taken over.")
    assert expected in first(quick, question)


@pytest.mark.parametrize(
    ("lines", "question", "expected"),
    [
        (
            ["My dentist is Dr Marsh.", "Dr Marsh is no longer my dentist, now I go to Dr Ibsen."],
            "Who is Nadia's dentist?",
            "Ibsen",
        ),
        (
            ["I speak German and Polish.", "I stopped the Spanish lessons in May."],
            "Which language lessons did Nadia stop taking?",
            "Spanish",
        ),
        (
            [
                "My flatmate is Wong Ka-yan, but her English name is Grace.",
                "Grace plays the ukulele.",
            ],
            "Which instrument does Wong Ka-yan play?",
            "ukulele",
        ),
        (
            [
                "My nurse is called Xiomara Reyes, we all say Xio.",
                "Xio works at St Anne's hospital.",
            ],
            "Where does Xiomara work?",
            "Anne",
        ),
    ],
)
def test_the_answer_comes_first(
    quick: Orchestrator, lines: list[str], question: str, expected: str
) -> None:
    """It does whoever was named by which name, and whatever was denied or is still so beside it."""
    tell(quick, *lines)
    assert expected in first(quick, question)
