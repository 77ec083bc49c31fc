"""Cutting text into index terms."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from octomem.stores.terms import MAX_TERM, STOP_WORDS, index_terms, query_terms, stem


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["mei", "run"], "Mei is running"),
        (["memori"], "The Memories"),
        (["mei", "cat"], "Mei's cats"),
        (["mei", "cat"], "Mei\u2019s cat"),
        (["go"], "she'll don't can't won't I'm go"),
        (["rock", "n", "roll", "rocknroll"], "rock'n'roll"),
        (["o", "brien", "obrien"], "O'Brien"),
        (["2023"], "2023"),
        (["1000000"], "1,000,000"),
        (["b12", "b", "12"], "B12"),
        (["b", "12", "b-12"], "B-12"),
        (["3pm", "3", "pm"], "3pm"),
        (["2023", "05", "07", "2023-05-07"], "2023-05-07"),
        (["3", "5", "3.5"], "3.5"),
        (["mei", "exampl", "com", "mei@example.com"], "mei@example.com"),
        (["report", "final", "pdf", "report_final.pdf"], "report_final.pdf"),
        (["well", "known"], "well-known"),
        (["t", "at&t"], "AT&T"),
        (["c++", "c#", "c"], "C++, C#, C"),
        (["9f86d081884c"], "9f86d081884c"),
        (["cafe", "jose", "uber"], "caf\u00e9 Jos\u00e9 \u00dcber"),
        (["strass"], "stra\u00dfe"),
        (["tea"], "\uff34\uff25\uff21"),
        (["\u0447\u0430\u0439"], "\u0427\u0430\u0439"),
        (["\u0939\u093f\u0928\u094d\u0926\u0940"], "\u0939\u093f\u0928\u094d\u0926\u0940"),
        (["茶"], "茶"),
        (["喝茶", "喝", "茶"], "喝茶"),
        (["用", "python", "编程", "编", "程"], "用Python编程"),
        (["すし"], "すし"),
        (["カレ", "レー"], "カレー"),
        (["차를", "차"], "차를"),
        (["이사", "사했", "했어"], "이사했어"),
        (["สว", "วั", "ัส"], "สวัส"),
        ([], "😀 ... !? --"),
        ([], ""),
    ],
)
def test_text_is_cut_into_terms(expected: list[str], text: str) -> None:
    """Each kind of text has its terms."""
    assert expected == index_terms(text)


def test_occurrences_are_kept_in_the_index_only() -> None:
    """An index counts a word as often as it occurs; a question asks for it once."""
    assert ["tea", "milk", "tea"] == index_terms("tea, milk, tea")
    assert ("tea", "milk") == query_terms("tea, milk, tea")


@pytest.mark.parametrize("name", ["Will", "May", "US"])
def test_words_that_are_names_too_are_no_stop_words(name: str) -> None:
    """Somebody called Will can be asked for."""
    assert (name.lower(),) == query_terms(name)


def test_only_plain_english_words_are_stemmed() -> None:
    """A word with a digit or a foreign letter is its own stem."""
    assert ("run", "running2", "\u0431\u0435\u0433\u0438") == (
        stem("running"),
        stem("running2"),
        stem("\u0431\u0435\u0433\u0438"),
    )


@given(st.text())
@example("İ")
@example("ﾞ\u0301" * 50)
@example("\ud800")
@example("O'R")
def test_terms_are_storable(text: str) -> None:
    """A term is short, holds no white space, and every store can keep it."""
    for term in index_terms(text):
        assert 0 < len(term.encode()) <= 4 * MAX_TERM
        assert [term] == term.split()
        assert term not in STOP_WORDS


@given(st.text())
def test_a_text_finds_itself(text: str) -> None:
    """Every text asked as a question has exactly the terms it is indexed under."""
    assert set(index_terms(text)) == set(query_terms(text))


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_texts_are_cut_independently(one: str, other: str) -> None:
    """What stands on one line does not change the terms of the next."""
    assert index_terms(one) + index_terms(other) == index_terms(f"{one}\n{other}")


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a.",
        "a'",
        "1,000",
        "字",
        "ab1",
        "\u0301\u0323",
        "ﾞ\u0301",
        "a\u0301\u0323",
        "😀",
        "c++",
        "@",
    ],
)
def test_a_megabyte_of_anything_is_cut(piece: str) -> None:
    """No text takes more than time in proportion to its length (or this never ends)."""
    index_terms(piece * (1_000_000 // len(piece)))
