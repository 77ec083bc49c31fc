"""Our own conversations with questions: the form that they are written in, and what becomes of it."""

import pytest
from benchmarks.asked import conversations, parse, together, writers

TEXT = """# Rosa and Ivan, neighbours
## 2023-03-04 18:20
Rosa: Another double shift: my feet are gone.
Ivan: Seven years now?

## 2023-03-19 09:05
Rosa: Nine.
? How long has Rosa been a nurse? = 1.2 2.1
? What is Rosa's line of work? = 1.1
# Mei and Assistant
## 2023-03-10 08:00
Mei: Which bus?
Assistant: The 7 = the fast one.
? Which bus did the assistant name? = 1.2
"""


def test_a_file_is_read_into_sessions_and_questions() -> None:
    """A turn is all behind the first colon; a question names turns by session and place."""
    rosa, mei = parse(TEXT, "writer-0")

    assert ("Rosa and Ivan, neighbours", "Mei and Assistant") == (rosa.title, mei.title)
    assert ("Rosa", "Another double shift: my feet are gone.") == rosa.sessions[0][1][0]
    assert rosa.questions[0] == ("How long has Rosa been a nurse?", ((1, 2), (2, 1)))
    assert ("Assistant", "The 7 = the fast one.") == mei.sessions[0][1][1]


@pytest.mark.parametrize(
    "line",
    [
        "no colon",
        "? Who? = 3.1",
        "? Who? = 1.9",
        "? Who? = 0.1",
        "? Who?",
        "## yesterday",
        ": empty",
    ],
)
def test_a_line_that_is_not_of_the_form_names_its_conversation(line: str) -> None:
    """Nothing is left out in silence, least of all evidence."""
    with pytest.raises(ValueError, match=r"writer-0, Rosa and Ivan, neighbours: "):
        parse(TEXT.replace("? What is Rosa's line of work? = 1.1", line), "writer-0")


def test_a_turn_before_any_session_is_refused() -> None:
    """It would have no time."""
    with pytest.raises(ValueError, match="expected a session"):
        parse("# Rosa\nRosa: Hello.", "writer-0")
    with pytest.raises(ValueError, match="expected `# ` and a title"):
        parse("Rosa: Hello.", "writer-0")


def test_several_conversations_become_one_users_in_the_order_of_time() -> None:
    """Questions keep their turns under new names, and say whether they need one or several."""
    user = together("writer-0-1", parse(TEXT, "writer-0"))

    assert ["s1", "s2", "s3"] == [session.session_id for session in user.sessions]
    names = [message["name"] for session in user.sessions for message in session.messages]
    assert names == ["Rosa", "Ivan", "Mei", "Assistant", "Rosa"]
    assert "assistant" == user.sessions[1].messages[1]["role"]
    evidence = [(question.category, question.evidence) for question in user.questions]
    assert evidence == [(2, ("s1:2", "s3:1")), (1, ("s1:1",)), (1, ("s2:2",))]


def test_every_writers_file_is_of_the_form() -> None:
    """As many turns and questions as the README of the data says."""
    users = [user for writer in writers() for user in conversations(writer)]

    assert 13583 == sum(user.turns for user in users)
    assert 3486 == sum(len(user.questions) for user in users)
