"""Chinese words are cut into an encoder's tokens, and each token knows its word."""

from importlib.resources import files
from io import BytesIO

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from octomem.agents.reading.branch import QUESTION, WINDOW
from octomem.agents.reading.chinese.pieces import pieces_in
from octomem.stores.embed import multilingual
from octomem.stores.embed.multilingual import UNKNOWN, pieces


def told(text: str) -> list[tuple[str, str]]:
    """Return a text's words, each with the piece that one of its tokens stands for."""
    named = list(pieces().places)
    tokens, spans = pieces_in(text)
    return [(text[a:b], named[t]) for t, (a, b) in zip(tokens, spans, strict=True)]


def test_a_word_has_all_the_tokens_that_it_is_cut_into() -> None:
    """No token reaches over two words, and marks are those of English."""
    assert told("我在五菱上班，太贵") == [
        ("我", "我"),
        ("在", "在"),
        ("五菱", "五"),
        ("五菱", "菱"),
        ("上班", "上班"),
        ("，", ","),
        ("太贵", "太"),
        ("太贵", "贵"),
    ]


def test_traditional_characters_have_the_tokens_of_the_others() -> None:
    """Each word stays where it was written."""
    assert [piece for _, piece in told("醫院護士")] == [piece for _, piece in told("医院护士")]


def test_latin_words_begin_as_after_a_space() -> None:
    """As the model learnt them; what follows a character has no space before it."""
    assert ("part", "\u2581part") in told("我做part")


def test_a_space_between_characters_is_a_pause() -> None:
    """People type it for a comma; beside other letters it says nothing."""
    assert (" ", ",") in told("订婚了 他叫Tom")
    assert "," not in [piece for _, piece in told("我用 iPhone 拍照")]


def test_a_character_that_is_no_piece_is_unknown() -> None:
    """It keeps its place."""
    assert pieces_in("\u9fa3")[0] == [UNKNOWN]


@given(st.text(alphabet="我在苏州，abc 。Ⅷ😀\u9fa3上班了1é", max_size=40))
def test_each_token_belongs_to_a_word(text: str) -> None:
    """Whatever is written: tokens stand in order, within the text."""
    tokens, spans = pieces_in(text)

    assert len(tokens) == len(spans)
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_there_are_places_for_the_longest_row() -> None:
    """A question, a text, and what frames them."""
    path = files("octomem").joinpath("data", multilingual.FILE)
    with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as stored:
        assert len(stored["places"]) >= QUESTION + WINDOW + 3
        assert len(stored["table"]) == len(pieces().places)
