"""What the encoders learn from is said with other values, and each mark stays on its own words."""

from collections.abc import Sequence

import numpy as np
import pytest
from benchmarks.examples import Example, Unit, values_of, varied
from benchmarks.tagged import parse

VALUES = {"home": ["Harrogate"], "employer": ["Zippo"]}


def told(line: str) -> Example:
    message = parse(line, "writer-1", 1)
    units = [Unit(tag.start, tag.end, {"lasting": 1}) for tag in message.tags]
    return Example("slots", False, "", message.text, tuple(units), {}, message)


def passes(example: Example) -> Sequence[Example]:
    by_chance = np.random.default_rng(0)
    return [varied(example, VALUES, by_chance) for _ in range(60)]


def test_values_give_their_places_to_others_of_their_slot() -> None:
    found = passes(told("moved to [Leeds]{home} for [Ocado]{employer}, who knew"))
    texts = {each.text for each in found}
    assert "moved to Harrogate for Ocado, who knew" in texts
    assert "moved to Leeds for Zippo, who knew" in texts
    assert "moved to leeds for zippo  who knew" in texts
    for each in found:
        assert each.message is not None
        assert each.message.text == each.text
        named = [each.text[tag.start : tag.end].casefold() for tag in each.message.tags]
        assert named[0] in {"leeds", "harrogate"}
        assert named[1] in {"ocado", "zippo"}
        assert [(unit.start, unit.end) for unit in each.units] == [
            (tag.start, tag.end) for tag in each.message.tags
        ]


@pytest.mark.parametrize(
    "line",
    ["[Leeds]{home}, Leeds, always Leeds", "still in [leeds]{home}", "nothing of the kind"],
    ids=["said twice", "in small letters", "no mark"],
)
def test_other_words_stay(line: str) -> None:
    example = told(line)
    plain = example.text.replace(",", " ")
    assert {each.text for each in passes(example)} <= {example.text, plain, plain.lower()}


def test_values_are_those_of_all_messages() -> None:
    lines = ["[Leeds]{home}, and [Ocado]{employer}", "[York]{home past}"]
    assert values_of(map(told, lines)) == {"home": ["Leeds", "York"], "employer": ["Ocado"]}
