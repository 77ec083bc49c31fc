"""Chinese words are cut into an encoder's tokens, and each token knows its word."""

import json
from importlib.resources import files
from io import BytesIO

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from octomem.agents.reading.chinese.pieces import UNKNOWN, pieces_in, vocabulary
from octomem.agents.reading.classifier import FRAMES, QUESTION, WEIGHTS, WINDOW


def told(text: str) -> list[tuple[str, str]]:
    """Return a text's words, each with the piece that one of its tokens stands for."""
    named = vocabulary()
    tokens, spans = pieces_in(text)
    return [(text[a:b], named[t]) for t, (a, b) in zip(tokens, spans, strict=True)]


def test_a_word_has_all_the_tokens_that_it_is_cut_into() -> None:
    """Each character is one, and knows the word that it is part of."""
    assert told("我在五菱上班，太贵") == [
        ("我", "我"),
        ("在", "在"),
        ("五菱", "五"),
        ("五菱", "菱"),
        ("上班", "上"),
        ("上班", "班"),
        ("，", "，"),
        ("太贵", "太"),
        ("太贵", "贵"),
    ]


def test_traditional_characters_have_the_tokens_of_the_others() -> None:
    """Each word stays where it was written."""
    assert [piece for _, piece in told("醫院護士")] == [piece for _, piece in told("医院护士")]


def test_capitals_are_small_letters() -> None:
    """The pieces have no others, and a name in capitals would be unknown."""
    assert ("Tom", "tom") in told("他叫Tom")
    assert ("part", "part") in told("我做part")


def test_letters_with_accents_are_in_their_word() -> None:
    """The segmenter cuts a word at them."""
    assert told("我老公叫José")[-1] == ("José", "jose")
    assert {word for word, _ in told("住在Zürich那边")} >= {"Zürich"}


def test_half_a_character_is_unknown() -> None:
    """A surrogate alone, as broken software writes them."""
    assert len(told("我\ud800在")) == len("我\ud800在")


def test_a_space_between_characters_is_a_pause() -> None:
    """People type it for a comma; beside other letters it says nothing."""
    assert (" ", "，") in told("订婚了 他叫Tom")
    assert "，" not in [piece for _, piece in told("我用 iPhone 拍照")]


def test_a_character_that_is_no_piece_is_unknown() -> None:
    """It keeps its place."""
    assert [piece for _, piece in told("\u9fa3")] == [UNKNOWN]


@given(st.text(alphabet="我在苏州，abc 。Ⅷ😀\u9fa3上班了1é", max_size=40))
def test_each_token_belongs_to_a_word(text: str) -> None:
    """Whatever is written: tokens stand in order, within the text."""
    tokens, spans = pieces_in(text)

    assert len(tokens) == len(spans)
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_tokens_have_rows_and_places() -> None:
    """Every piece, a question, a text, and what frames them."""
    definition = files("octomem").joinpath("data", "minilm-tokenizer.json").read_text("utf-8")
    english = json.loads(definition)["model"]["vocab"]
    for language, name in WEIGHTS.items():
        data = files("octomem").joinpath("data", name).read_bytes()
        with np.load(BytesIO(data), allow_pickle=False) as stored:
            assert len(stored["places"]) >= QUESTION + WINDOW + 3
            pieces = vocabulary() if language == "zh" else english
            assert len(stored["table"]) == len(pieces)
    assert [vocabulary()[at] for at in FRAMES["zh"]] == ["[CLS]", "[SEP]"]
