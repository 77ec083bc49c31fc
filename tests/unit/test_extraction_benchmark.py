"""The extraction benchmark scores by its rules, and its data are what they claim to be."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from benchmarks.extraction_data import (
    SPLITS,
    Conversation,
    Expected,
    Part,
    read,
)
from benchmarks.extraction_report import Judged, Report
from benchmarks.extraction_score import Made, Tally, judge, occurs, pair, tally
from hypothesis import given
from hypothesis import strategies as st

from octomem.memory import Kind

HOME = Made(Kind.SEMANTIC, "Mei lives in Graz", {"predicate": "lives_in", "object": "Graz"})
SISTER = Made(Kind.SEMANTIC, "Lena is Mei's sister")

OPTIONS = st.lists(st.lists(st.integers(0, 4), unique=True, max_size=4), max_size=5)
COUNT = st.integers(0, 50)


def conversation(**annotations: Any) -> Conversation:
    """Return a conversation with the annotations given."""
    turn = {"role": "user", "name": "Mei", "timestamp": "2024-03-01T09:00:00Z"}
    return Conversation.model_validate(
        {
            "id": "c",
            "language": "en",
            "domain": "chat",
            "messages": [
                turn | {"id": "m1", "content": "I live in Graz. Lena is my sister."},
                turn | {"id": "m2", "content": "I'd never move to Rome."},
            ],
            "expected": [],
        }
        | annotations
    )


def want(kind: str, *parts: str, ordered: bool = False) -> dict[str, Any]:
    """Return an expectation with one alternative."""
    return {"kind": kind, "about": " ".join(parts), "matches": [parts], "ordered": ordered}


def test_all_parts_of_one_alternative_must_occur() -> None:
    """Parts of different alternatives do not add up; the fields count; case does not."""
    assert occurs(HOME, (("GRAZ", "lives_in"),))
    assert occurs(HOME, (("rome",), ("mei", "graz")))
    assert not occurs(HOME, (("mei", "rome"), ("graz", "lena")))


def test_ordered_parts_must_follow_each_other() -> None:
    """Two steps in the wrong order are not the procedure."""
    steps = Made(Kind.PROCEDURAL, "Reset", {"steps": ["unplug it", "wait", "plug it in"]})

    assert occurs(steps, (("unplug", "wait", "plug it in"),), ordered=True)
    assert not occurs(steps, (("wait", "unplug"),), ordered=True)
    assert not occurs(steps, (("reset", "wait"),), ordered=True), "text and fields are apart"


def test_what_matches_is_found_and_what_does_not_is_missed_or_false() -> None:
    """One found, one missed, one false."""
    asked = conversation(expected=[want("semantic", "graz"), want("semantic", "lena")])
    verdict = judge(asked, [HOME, Made(Kind.SEMANTIC, "Mei lives in Rome")])

    assert ["graz"] == [expected.about for expected, _ in verdict.found]
    assert ["lena"] == [expected.about for expected in verdict.missed]
    assert ["Mei lives in Rome"] == [mistake.made.text for mistake in verdict.false]


def test_another_kind_does_not_answer() -> None:
    """The same text as a knowledge memory is no semantic one."""
    verdict = judge(
        conversation(expected=[want("semantic", "graz")]), [Made(Kind.KNOWLEDGE, "Mei: Graz")]
    )

    assert 1 == len(verdict.missed)
    assert 1 == len(verdict.false)


def test_one_memory_answers_one_expectation() -> None:
    """A memory that says two things at once is found once."""
    both = Made(Kind.SEMANTIC, "Mei lives in Graz and Lena is her sister")
    asked = conversation(expected=[want("semantic", "graz"), want("semantic", "lena")])

    assert Tally(found=1, missed=1) == tally([judge(asked, [both])])


def test_a_repetition_is_surplus() -> None:
    """Said twice is neither right again nor false."""
    verdict = judge(conversation(expected=[want("semantic", "graz")]), [HOME, HOME])

    assert Tally(found=1, surplus=1) == tally([verdict])


def test_forbidden_wins() -> None:
    """What is expected and forbidden at once is false, and the reason is told."""
    rule = {"kind": "semantic", "matches": [["graz"]], "why": "a plan"}
    verdict = judge(conversation(expected=[want("semantic", "graz")], forbidden=[rule]), [HOME])

    assert ["a plan"] == [mistake.why for mistake in verdict.false]
    assert Tally(missed=1, false=1) == tally([verdict])


def test_also_ok_counts_neither_way() -> None:
    """A right memory that was not asked for changes no score."""
    verdict = judge(conversation(also_ok=[{"kind": "semantic", "matches": [["graz"]]}]), [HOME])

    assert (HOME,) == verdict.allowed
    assert Tally() == tally([verdict])


@pytest.mark.parametrize("facet", ["participants", "topic", "summary"])
def test_the_frame_of_a_session_is_always_fine(facet: str) -> None:
    """It may quote what a kind is forbidden to claim, but never what is forbidden to any."""
    frame = Made(Kind.CONTEXTUAL, "never move to Rome", {"facet": facet})
    rule = {"matches": [["rome"]], "why": "a secret"}

    lenient = judge(conversation(forbidden=[rule | {"kind": "contextual"}]), [frame])
    strict = judge(conversation(forbidden=[rule | {"kind": "any"}]), [frame])

    assert (frame,) == lenient.allowed
    assert 1 == len(strict.false)


def test_a_summary_answers_no_expectation() -> None:
    """That it quotes where somebody is does not mean that the place was understood."""
    place = Made(Kind.CONTEXTUAL, "Mei is in Graz", {"facet": "place"})
    summary = Made(Kind.CONTEXTUAL, "I live in Graz.", {"facet": "summary"})
    asked = conversation(expected=[want("contextual", "graz")])

    assert Tally(missed=1) == tally([judge(asked, [summary])])
    assert Tally(found=1) == tally([judge(asked, [summary, place])])


def test_a_date_is_fine_where_it_is_the_sessions_own() -> None:
    """The day of a message is the situation's time; another day is not."""
    own = Made(Kind.CONTEXTUAL, "2024-03-01", {"facet": "date"})
    other = Made(Kind.CONTEXTUAL, "2024-03-09", {"facet": "date"})
    verdict = judge(conversation(), [own, other])

    assert (own,) == verdict.allowed
    assert [other] == [mistake.made for mistake in verdict.false]


def test_episodes_are_not_judged() -> None:
    """Verbatim turns are neither right nor false here."""
    assert Tally() == tally([judge(conversation(), [Made(Kind.EPISODIC, "hey")])])


def test_shares_of_nothing_are_none() -> None:
    """No expectation and no memory is not a score of zero."""
    empty = Tally()

    assert (None, None, None) == (empty.precision, empty.recall, empty.f1)
    assert 0.0 == Tally(missed=1).f1


@given(OPTIONS)
def test_pairs_are_one_to_one_and_as_many_as_possible(options: list[list[int]]) -> None:
    """No option is used twice, and no other choice pairs more rows."""
    pairs = pair(options)

    assert len(set(pairs.values())) == len(pairs)
    assert all(option in options[row] for row, option in pairs.items())
    assert len(pairs) == _most(options)


def _most(options: Sequence[Sequence[int]], used: frozenset[int] = frozenset()) -> int:
    """Try every choice."""
    if not options:
        return 0
    first, *rest = options
    taken = (1 + _most(rest, used | {option}) for option in first if option not in used)
    return max(_most(rest, used), *taken, 0)


@given(COUNT, COUNT, COUNT)
def test_f1_lies_between_precision_and_recall(found: int, missed: int, false: int) -> None:
    """All three lie in [0, 1], and F1 between the other two."""
    counts = Tally(found, missed, false)
    if counts.precision is None or counts.recall is None or counts.f1 is None:
        return
    low, high = sorted((counts.precision, counts.recall))

    assert 0.0 <= low <= high <= 1.0
    assert low - 1e-9 <= counts.f1 <= high + 1e-9


@given(st.lists(st.sampled_from([HOME, SISTER, Made(Kind.SEMANTIC, "x")]), max_size=6))
def test_every_memory_is_judged_once(memories: list[Made]) -> None:
    """Found, false, surplus and allowed share the memories out; order does not matter."""
    asked = conversation(
        expected=[want("semantic", "graz")],
        also_ok=[{"kind": "semantic", "matches": [["sister"]]}],
    )
    verdict = judge(asked, memories)
    parts = (verdict.found, verdict.false, verdict.surplus, verdict.allowed)

    assert len(memories) == sum(map(len, parts))
    assert tally([verdict]) == tally([judge(asked, memories[::-1])])


def test_mistakes_are_listed_only_where_allowed() -> None:
    """A report that is not listed holds numbers alone."""
    asked = conversation(expected=[want("semantic", "lena")])
    judged = Judged(asked, judge(asked, [HOME]), 2, 0)
    part = Part("unread", "unread.json", "0", (asked,))

    def report(*, listed: bool) -> str:
        made = Report(part, (judged,), (Kind.SEMANTIC,), {}, listed)
        return json.dumps(made.as_json())

    assert "Mei lives in Graz" in report(listed=True)
    assert "Mei" not in report(listed=False)
    assert "lena" not in report(listed=False)


def test_a_wrong_annotation_is_named(tmp_path: Path) -> None:
    """The error gives file and place."""
    (part,) = read(["dev"])
    broken = json.loads(part.conversations[0].model_dump_json())
    broken["expected"][0]["kind"] = "episodic"
    content = {"split": "dev", "notice": "-", "conversations": [broken]}
    (tmp_path / "dev.json").write_text(json.dumps(content), encoding="utf-8")

    with pytest.raises(ValueError, match=r"dev\.json: conversations\.0\.expected\.0\.kind"):
        read(["dev"], tmp_path)


@pytest.fixture(scope="module")
def conversations() -> list[Conversation]:
    """Every conversation of all splits."""
    return [each for part in read(SPLITS) for each in part.conversations]


def test_the_data_are_valid_and_enough(conversations: list[Conversation]) -> None:
    """At least 60 conversations, 15 of them Chinese, and unique ids (which `read` checks)."""
    languages = Counter(each.language for each in conversations)

    assert len(conversations) >= 60
    assert languages["zh"] >= 15
    assert len(conversations) == len({each.id for each in conversations})


def test_a_quarter_is_unread_with_the_same_domains() -> None:
    """Each domain has about the same share of both splits."""
    parts = read(("dev", "unread"))
    dev, unread = (Counter(c.domain for c in part.conversations) for part in parts)

    assert dev.total() <= 3 * unread.total()
    shares = (abs(dev[d] / dev.total() - unread[d] / unread.total()) for d in dev | unread)
    assert all(share < 0.05 for share in shares)


FREE = 400
"""Number from which on alternatives may use words that nobody said (data/extraction/README.md)."""


def _is_strict(conversation: Conversation) -> bool:
    return int(conversation.id.rpartition("-")[2]) < FREE


def test_every_expected_memory_can_be_made(conversations: list[Conversation]) -> None:
    """What quotes the conversation answers at least one alternative of each expectation."""
    for each in filter(_is_strict, conversations):
        said = "\n".join(message.shown for message in each.messages)
        for expected in each.expected:
            quote = Made(expected.kind, said)
            assert occurs(quote, expected.matches, ordered=expected.ordered), (each.id, expected)


def test_no_alternative_is_always_forbidden(conversations: list[Conversation]) -> None:
    """A memory of exactly the substrings that are asked for is judged right."""
    for each in conversations:
        for expected in each.expected:
            for alternative in expected.matches:
                made = Made(expected.kind, " … ".join(alternative))
                verdict = judge(each, [made])
                assert not verdict.false, (each.id, alternative)
                assert verdict.found, (each.id, alternative)


def test_patterns_are_clean(conversations: list[Conversation]) -> None:
    """No substring has blanks at its ends, and no alternative is listed twice."""
    for each in filter(_is_strict, conversations):
        for pattern in each.patterns():
            assert len(pattern.matches) == len(set(pattern.matches)), (each.id, pattern)
            for part in (part for alternative in pattern.matches for part in alternative):
                assert part == part.strip(), (each.id, part)


def test_only_procedures_are_ordered(conversations: list[Conversation]) -> None:
    """Order is a matter of steps, and every procedure expected has one."""
    expected: list[Expected] = [one for each in conversations for one in each.expected]

    assert all(one.ordered == (one.kind is Kind.PROCEDURAL) for one in expected)
