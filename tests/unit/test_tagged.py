"""Messages in which lasting facts are marked: what the worth of words is learned from."""

import pytest
from benchmarks.tagged import Tag, parse, tagged
from hypothesis import given
from hypothesis import strategies as st


def test_a_mark_gives_its_value_slot_and_flags_and_leaves_the_text() -> None:
    """The words stay where they stand; a favourite names its thing behind a colon."""
    line = "used to be a [paralegal]{job past}, my sister too, [teal]{favourite:colour other}"
    message = parse(line, "writer-0", 3)

    assert "used to be a paralegal, my sister too, teal" == message.text
    assert ("writer-0.3", "writer-0", "") == (message.id, message.writer, message.asked)
    assert message.tags == (
        Tag("paralegal", "job", frozenset({"past"}), 13),
        Tag("teal", "favourite", frozenset({"other"}), 39),
    )
    assert [tag.value for tag in message.tags] == [
        message.text[tag.start : tag.end] for tag in message.tags
    ]


def test_a_question_in_parentheses_is_what_the_message_answers() -> None:
    """Only a question before the message is; parentheses within it are its own."""
    answer = parse("(Where do you live now?) [Derby]{home} (the cheap end)", "writer-0", 1)

    assert ("Where do you live now?", "Derby (the cheap end)") == (answer.asked, answer.text)
    assert (0, 5) == (answer.tags[0].start, answer.tags[0].end)
    assert "" == parse("(not sure) ask [Ravi]{friend}", "writer-0", 1).asked
    assert () == parse("(is [Leeds]{home} nice?) it is", "writer-0", 1).tags


@pytest.mark.parametrize(
    "line",
    [
        "",
        "  ",
        "an [open mark",
        "no [slot] here",
        "[Leeds]{town}",
        "[Leeds]{home soon}",
        "[Ana]{who past}",
        "a {b} c",
    ],
)
def test_a_wrong_mark_names_its_place(line: str) -> None:
    """Nothing that is not of the form is trained on."""
    with pytest.raises(ValueError, match="writer-0, line 7"):
        parse(line, "writer-0", 7)


@given(st.text(st.characters(exclude_characters="[]{}()"), min_size=1).filter(str.strip))
def test_a_text_without_marks_stays_as_it_is(text: str) -> None:
    """It tells nothing that lasts."""
    message = parse(text, "writer-0", 1)

    assert (text, ()) == (message.text, message.tags)


def test_the_shipped_messages_are_of_the_form_and_a_third_tells_nothing() -> None:
    """What tells nothing teaches as much as what does."""
    for language, count, writers in (("english", 52632, 71), ("chinese", 54024, 61)):
        messages = list(tagged(language))
        silent = sum(not message.tags for message in messages)

        assert count == len(messages)
        assert writers == len({message.writer for message in messages})
        assert 0.3 < silent / len(messages) < 0.4


def test_a_question_in_wide_parentheses_is_what_is_answered() -> None:
    """As Chinese writes them."""
    message = parse("（住哪？）[无锡]{home}了", "chinese-0", 1)

    assert ("住哪？", "无锡了") == (message.asked, message.text)
    assert [("无锡", 0)] == [(tag.value, tag.start) for tag in message.tags]
