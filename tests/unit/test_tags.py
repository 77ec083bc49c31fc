"""Which words name what: from the likelihoods of tokens to values, states and holders."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from octomem.agents.reading.tags import OUTPUTS, SLOTS, STATES, State, tagged, words_of

WHO, STATE = 1 + len(SLOTS), 2 + len(SLOTS)


def odds(text: str, marks: Mapping[str, tuple[str, State, bool]]) -> NDArray[np.float32]:
    """Return what an encoder would say of each character that is sure of some words."""
    rows = np.zeros((len(text), OUTPUTS), np.float32)
    rows[:, 0], rows[:, WHO], rows[:, -1] = 9, -9, -9
    for words, (slot, state, other) in marks.items():
        at = slice(text.index(words), text.index(words) + len(words))
        if slot == "who":
            rows[at, WHO] = 9
            continue
        rows[at, 0], rows[at, 1 + SLOTS.index(slot)] = 0, 9
        rows[at, STATE + STATES.index(state)] = 9
        rows[at, -1] = 9 if other else -9
    return rows


def spans(text: str) -> list[tuple[int, int]]:
    """Return where the tokens stand, each character being one."""
    return [(at, at + 1) for at, char in enumerate(text) if char != " "]


def read(text: str, **marks: tuple[str, State, bool]) -> list[tuple[str, str, State, bool]]:
    """Tag a sentence, words with "_" for spaces."""
    rows = odds(text, {words.replace("_", " "): mark for words, mark in marks.items()})
    found = tagged(text, 0, words_of(text), spans(text), rows[[start for start, _ in spans(text)]])
    return [(tag.text, tag.slot, tag.state, tag.of_other) for tag in found.values]


def test_words_of_one_slot_side_by_side_are_one_value() -> None:
    """The state and the holder are those of its words together."""
    text = "we landed in Milton Keynes, he kept the cat"
    home, cat = ("home", State.NOW, False), ("pet", State.PAST, True)

    assert [("Milton Keynes", *home), ("cat", *cat)] == read(text, Milton_Keynes=home, cat=cat)


def test_a_name_of_several_words_is_one_value() -> None:
    """Though one of them alone was taken for something, or each for something else."""
    now = State.NOW
    home, work = ("home", now, False), ("employer", now, False)

    text = "they moved me over to Salford Royal last week"
    assert [("Salford Royal", *work)] == read(text, Royal=work)
    assert 1 == len(read(text, Salford=home, Royal=work))


def test_a_name_has_neither_months_nor_how_a_sentence_begins() -> None:
    """Nor is it one where every word has a capital."""
    doctor, home = ("doctor", State.NOW, False), ("home", State.NOW, False)

    text = "since the first of March Dr Wong has my notes"
    assert [("Wong", *doctor)] == read("since March Wong has my notes", Wong=doctor)
    assert [("Dr Wong", *doctor)] == read(text, Dr_Wong=doctor)
    assert [("Leith", *home)] == read("Still Leith for us", Leith=home)
    assert [("Leith", *home)] == read("Moving To Leith At Last", Leith=home)


def test_no_value_goes_over_a_mark() -> None:
    """Two names in a list are two values."""
    mark = ("language", State.NOW, False)

    assert [("Welsh", *mark), ("Polish", *mark)] == read("Welsh, Polish", Welsh=mark, Polish=mark)


def test_a_value_is_as_likely_as_slot_state_and_holder_together() -> None:
    """Where one of the three is open, so is the whole."""
    text = "in Leith"
    rows = odds(text, {"Leith": ("home", State.NOW, False)})
    sure = tagged(text, 0, words_of(text), [(0, 2), (3, 8)], rows[[0, 3]]).values[0]
    rows[:, STATE : STATE + len(STATES)] = 0
    open_state = tagged(text, 0, words_of(text), [(0, 2), (3, 8)], rows[[0, 3]]).values[0]
    rows[:, -1] = 0
    open_holder = tagged(text, 0, words_of(text), [(0, 2), (3, 8)], rows[[0, 3]]).values[0]

    assert sure.likely > 0.99
    assert 0.19 < open_state.likely < 0.21
    assert 0.09 < open_holder.likely < 0.11
    assert (3, 8) == (sure.start, sure.end)


def test_who_is_named_is_told_apart_from_values() -> None:
    """A mention is no value, and stands where it was said."""
    text = "my sister is a vet"
    rows = odds(text, {"my sister": ("who", State.NOW, True)})
    found = tagged(text, 3, words_of(text), spans(text), rows[[start for start, _ in spans(text)]])

    assert () == found.values
    assert [("my sister", 3, 0, 9)] == [
        (m.text, m.sentence, m.start, m.end) for m in found.mentions
    ]


def test_words_without_tokens_are_nothing() -> None:
    """What the window cut off has no tag, and nothing fails."""
    found = tagged("far too long", 0, words_of("far too long"), [(0, 3)], odds("far", {})[[0]])

    assert () == found.values
    assert () == found.mentions


def test_a_word_of_chinese_has_all_its_tokens() -> None:
    """A value is made of whole words, and a space between characters parts two."""
    text = "小周 苏州人"
    rows = odds("周周 州州人", {"州州": ("home", State.NOW, False)})
    spans = [(0, 2), (0, 2), (3, 5), (3, 5), (5, 6)]
    found = tagged(text, 0, [(0, 2), (3, 5), (5, 6)], spans, rows[[0, 1, 3, 4, 5]])
    beside = odds(
        text, {"小周": ("friend", State.NOW, False), "苏州": ("friend", State.NOW, False)}
    )
    apart = tagged(text, 0, [(0, 2), (3, 5), (5, 6)], spans, beside[[0, 1, 3, 4, 5]])

    assert [("苏州", 3, 5)] == [(tag.text, tag.start, tag.end) for tag in found.values]
    assert ["小周", "苏州"] == [tag.text for tag in apart.values]


def test_a_word_that_is_told_of_as_over_is_gone_though_it_names_no_value() -> None:
    """With what it names, if anything; one that surely names nothing is none, nor is one that is open."""
    text = "wee Biscuit went in April, Ludo sleeps"
    rows = odds(text, {"Biscuit": ("pet", State.PAST, True), "Ludo": ("pet", State.NOW, False)})
    april = slice(text.index("April"), text.index("April") + len("April"))
    rows[april, STATE + STATES.index(State.PAST)] = 9

    def gone() -> list[tuple[str, str, bool]]:
        found = tagged(text, 0, words_of(text), spans(text), rows[[at for at, _ in spans(text)]])
        return [(each.text, each.slot, each.of_other) for each in found.gone]

    assert [("Biscuit", "pet", True)] == gone()

    rows[april, 0], rows[april, 1 + SLOTS.index("owns")] = 6, 3
    assert [("Biscuit", "pet", True), ("April", "", False)] == gone()
