"""Long and repetitive Chinese texts are read with bounded work."""

import pytest
from tests.unit.chinese import agents_make, read

from octomem.agents.chinese_situation import find_mood, find_place
from octomem.agents.reading.chinese import reader, script
from octomem.agents.reading.chinese.clauses import passages
from octomem.agents.reading.chinese.words import LONGEST_RUN, Word, words

LONG = ("从" * 5000, "在" * 5000 + "上班", "我在" + "北京" * 3000, "我" * 20000)


@pytest.mark.parametrize("text", LONG)
def test_a_clause_longer_than_anybody_says_is_passed_over(text: str) -> None:
    """No frame looks at it, however much of it there is; what follows is read."""
    assert [clause for each in passages(text) for clause in each.clauses] == []
    told = {(s.predicate, s.object) for s in read(f"{text[:5000]}。我住在苏州").statements}
    assert told == {("lives in", "苏州")}


def test_a_long_condition_still_holds_for_what_follows() -> None:
    """A clause that is passed over tells all the same that the sentence is no fact."""
    assert read("如果" + "好" * LONGEST_RUN + "，我搬到北京").statements == ()


@pytest.mark.parametrize(
    "text",
    [
        "跟" * 150 + "离婚",
        "刚" * 150 + "x",
        "跟人人人人人" * 25 + "x",
        "啊" * 150 + "x",
        "叫" * 190 + "x",
        "我" * 190 + "x",
        "哈" * 60 + "我",
        "嗯" * 60 + "x",
        "不" * 190,
        "早就" * 90 + "x",
        "我用的是" * 40 + "x",
        "得" * 150 + "x",
    ],
)
def test_repeated_company_and_adverbs_have_few_readings(text: str) -> None:
    """A text that fits a pattern in exponentially many ways would never be done."""
    assert find_place(text) is None
    assert find_mood(text) is None
    assert all(c.fields.get("facet") not in {"place", "mood"} for c in agents_make(text))


def test_the_segmenter_never_sees_a_run_longer_than_anybody_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It takes seconds for thousands of characters without a break; what follows keeps its place."""
    seen: list[str] = []

    def cut(text: str) -> list[Word]:
        seen.append(text)
        return words(text)

    monkeypatch.setattr(reader, "words", cut)
    found = read("从" * 4000 + "。我住在苏州")
    assert ["苏州"] == [name.text for name in found.names]
    assert max(len(run) for text in seen for run in text.split()) <= LONGEST_RUN


class _Counting(dict[int, str]):
    """The table of characters, which counts how often it is asked for one."""

    asked = 0

    def __missing__(self, code: int) -> str:
        _Counting.asked += 1
        raise LookupError(code)


def _looked_at(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many characters are looked at to make memories of a text."""
    monkeypatch.setattr(script, "_folded", _Counting)
    _Counting.asked = 0
    agents_make(text)
    return _Counting.asked


@pytest.mark.parametrize("said", ["我住在北京。", "我妹妹在北京上班。"])
def test_twice_the_sentences_are_twice_the_work(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No sentence and no value has the whole turn looked at again."""
    once, twice = (_looked_at(said * times, monkeypatch) for times in (50, 100))
    assert once < twice < 2.5 * once


def test_what_is_beyond_the_bound_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """A megabyte is read like its beginning."""
    monkeypatch.setattr(script, "_folded", _Counting)
    counts: list[int] = []
    for times in (25, 100):
        _Counting.asked = 0
        read(("从" * 400 + "。") * times)
        counts.append(_Counting.asked)
    assert counts[0] == counts[1] > 0
