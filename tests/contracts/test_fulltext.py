"""What every full-text back end does."""

import math
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.contracts.backends import FULL_TEXTS, Texts, in_order
from tests.contracts.memories import memory, put, remove, turn

from octomem.memory import Status
from octomem.stores.terms import index_terms, query_terms

HOSTILE = [
    '"', "'", "AND", "NEAR(a b)", "a*", "a OR b", "-a", "^a", "col:a", "\0", "a\0b", "\ud800",
    "😀", "%", "_", "", " ", "--", "'; DROP TABLE text_postings; --", "b" * 10_000,
]  # fmt: skip


@pytest.fixture(params=FULL_TEXTS)
def texts(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Texts]:
    with FULL_TEXTS[request.param](tmp_path) as opened:
        yield opened


def test_finds_memories_that_share_words(texts: Texts) -> None:
    """A memory with the question's words is found, another is not."""
    texts.apply(put(memory("m1", "Mei moved to Lisbon")), put(memory("m2", "Ana likes tea")))

    assert ["m1"] == texts.ids(*query_terms("Where did Mei move?"))


def test_score_is_bm25_as_a_share_of_the_attainable(texts: Texts) -> None:
    """The score is the formula's, worked out by hand for two documents."""
    texts.apply(put(memory("m1", "tea tea milk")), put(memory("m2", "coffee")))
    idf = math.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
    tea = idf * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / 2))

    assert {"m1": pytest.approx(tea / (idf * 2.2))} == texts.search("tea").memories


def test_unknown_terms_lower_the_score(texts: Texts) -> None:
    """A term that the partition lacks counts with the weight of a term in no document."""
    texts.apply(put(memory("m1", "tea milk")), put(memory("m2", "coffee milk")))
    known = texts.search("tea").memories["m1"]
    unknown = texts.search("tea", "zebra").memories["m1"]
    rare, absent = math.log(1 + 1.5 / 1.5), math.log(1 + 2.5 / 0.5)

    assert pytest.approx(known * rare / (rare + absent)) == unknown


def test_every_term_asked_for_has_its_weight(texts: Texts) -> None:
    """Weights are the partition's own, also those of terms that it lacks."""
    assert {"tea": pytest.approx(math.log(2))} == texts.search("tea").weights
    texts.apply(put(memory("m1", "tea milk")), put(memory("m2", "coffee milk")))
    texts.apply(put(memory("m3", "zebra"), partition=2))
    rare, common, absent = math.log(1 + 1.5 / 1.5), math.log(1 + 0.5 / 2.5), math.log(1 + 2.5 / 0.5)

    weights = texts.search("tea", "milk", "zebra").weights
    assert pytest.approx({"tea": rare, "milk": common, "zebra": absent}) == dict(weights)


def test_scores_lie_between_zero_and_one(texts: Texts) -> None:
    """Not even a word repeated a thousand times scores more than attainable."""
    texts.apply(put(memory("m1", "tea " * 1000)), put(memory("m2", "tea")))
    scores = texts.search("tea").memories.values()

    assert all(0 < score < 1 for score in scores)


def test_ties_are_ordered_by_memory_id(texts: Texts) -> None:
    """Equal memories come in the order of their ids, also where the limit cuts them."""
    texts.apply(*(put(memory(name, "green tea")) for name in ("m3", "m1", "m4", "m2")))

    assert ["m1", "m2", "m3", "m4"] == texts.ids("tea")
    assert ["m1", "m2"] == texts.ids("tea", limit=2)


def test_limit_keeps_the_best(texts: Texts) -> None:
    """The limit cuts the list from below; none asked, none given."""
    texts.apply(put(memory("m1", "tea and a lot of other words")), put(memory("m2", "tea")))

    assert ["m2"] == texts.ids("tea", limit=1)
    assert [] == texts.ids("tea", limit=0)


def test_order_and_repetition_of_terms_do_not_matter(texts: Texts) -> None:
    """A question is a set of terms."""
    texts.apply(put(memory("m1", "green tea")), put(memory("m2", "green door")))

    assert in_order(texts.search("tea", "green")) == in_order(texts.search("green", "tea", "green"))


def test_nothing_is_found_where_nothing_is(texts: Texts) -> None:
    """Without terms, memories or matches the answer is empty, not an error."""
    assert {} == texts.search("tea").memories
    texts.apply(put(memory("m1", "tea")), put(memory("m2", "")))
    assert {} == texts.search().memories
    assert {} == texts.search("zebra").memories


def test_sessions_are_scored_as_one_document(texts: Texts) -> None:
    """A session scores as the concatenation of its turns does, in a partition of sessions."""
    turns = [("m1", "tea milk", "s1"), ("m2", "tea sugar", "s1"), ("m3", "coffee", "s2")]
    texts.apply(*(put(turn(*each)) for each in turns))
    texts.apply(
        put(memory("s1", "tea milk tea sugar"), partition=2),
        put(memory("s2", "coffee"), partition=2),
    )

    assert texts.search("tea", partition=2).memories == texts.search("tea").sessions
    assert ["s1"] == list(texts.search("tea").sessions)


def test_many_terms_are_summed_alike_for_memories_and_sessions(texts: Texts) -> None:
    """What says the same as a turn and as a session scores the same to the bit."""
    words = [f"word{'abcdefghijklmnop'[at]}" for at in range(16)]
    said = " ".join(f"{word} " * (at % 5 + 1) for at, word in enumerate(words))
    texts.apply(put(turn("m1", said, "s1")), put(memory("m2", "tea")))
    texts.apply(put(memory("s1", said), partition=2))

    assert texts.search(*words, partition=2).memories == texts.search(*words).sessions


def test_only_episodic_memories_belong_to_a_session(texts: Texts) -> None:
    """What was derived from a session does not count as said in it."""
    texts.apply(put(memory("m1", "tea", session_id="s1")), put(turn("m2", "milk", "s2")))

    assert {} == texts.search("tea").sessions
    assert ["m1"] == texts.ids("tea")


def test_a_removed_memory_is_gone(texts: Texts) -> None:
    """After its removal a memory is neither found nor counted."""
    texts.apply(put(turn("m1", "tea", "s1")), put(turn("m2", "tea milk", "s2")))
    alone = in_order(texts.search("tea"))
    texts.apply(put(turn("m3", "tea tea sugar", "s3")))
    texts.apply(remove("m3"))

    assert alone == in_order(texts.search("tea"))


def test_a_deleted_memory_is_gone(texts: Texts) -> None:
    """A memory that its owner deleted is not found."""
    texts.apply(put(memory("m1", "tea")))
    texts.apply(put(memory("m1", "tea", deleted=True)))

    assert [] == texts.ids("tea")


@pytest.mark.parametrize("status", Status)
def test_every_status_stays_indexed(texts: Texts, status: Status) -> None:
    """Time and truth are judged later; the index keeps what was ever said."""
    texts.apply(put(memory("m1", "tea", status=status)))

    assert ["m1"] == texts.ids("tea")


def test_a_new_version_replaces_the_text(texts: Texts) -> None:
    """Only the newest text is found, in the newest session."""
    texts.apply(put(turn("m1", "tea", "s1")))
    texts.apply(put(turn("m1", "milk", "s2")))

    assert [] == texts.ids("tea")
    assert ["s2"] == list(texts.search("milk").sessions)


def test_the_index_text_is_what_counts(texts: Texts) -> None:
    """Where the indexes are given more than the text, they see that."""
    texts.apply(put(memory("m1", "tea", index_text="Mei: tea")))

    assert ["m1"] == texts.ids("mei")


def test_applying_twice_does_no_harm(texts: Texts) -> None:
    """A change applied again, alone or in one batch, changes nothing."""
    changes = [put(turn("m1", "tea", "s1")), put(turn("m2", "tea milk", "s1"))]
    texts.apply(*changes)
    once = in_order(texts.search("tea", "milk"))
    texts.apply(*changes, *changes)

    assert once == in_order(texts.search("tea", "milk"))


def test_the_last_change_of_a_batch_wins(texts: Texts) -> None:
    """A batch is applied in its order."""
    texts.apply(put(memory("m1", "tea")), remove("m1"), remove("m2"), put(memory("m2", "tea")))

    assert ["m2"] == texts.ids("tea")


def test_partitions_do_not_see_each_other(texts: Texts) -> None:
    """The same words in another partition are not found, and neither is their session."""
    texts.apply(put(turn("m1", "tea", "s1"), partition=1), put(turn("m2", "tea", "s1"), 2))

    assert ["m1"] == texts.ids("tea", partition=1)
    assert ["m2"] == texts.ids("tea", partition=2)
    assert {} == texts.search("tea", partition=3).memories


def test_reset_drops_everything(texts: Texts) -> None:
    """After a reset the same changes give the same index as at first."""
    texts.apply(put(turn("m1", "tea", "s1")))
    first = in_order(texts.search("tea"))
    texts.reset()
    assert {} == texts.search("tea").memories
    texts.apply(put(turn("m1", "tea", "s1")))

    assert first == in_order(texts.search("tea"))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_term_is_never_interpreted(texts: Texts, text: str) -> None:
    """Quotes, operators, NUL and the like are text, in a memory and in a question."""
    texts.apply(put(memory("m1", "plain tea")), put(memory("m2", text)))

    assert {} == texts.search(text).memories or index_terms(text)
    assert ["m1"] == texts.ids("plain")


def test_text_of_unspaced_scripts_is_found(texts: Texts) -> None:
    """Chinese, Japanese and Korean words are found inside sentences."""
    texts.apply(
        put(memory("zh", "我上个月搬到了里斯本")),
        put(memory("ja", "先週リスボンに引っ越しました")),
        put(memory("ko", "지난달에 리스본으로 이사했어요")),
    )

    assert ["zh"] == texts.ids(*query_terms("里斯本"))
    assert ["ja"] == texts.ids(*query_terms("リスボン"))
    assert ["ko"] == texts.ids(*query_terms("리스본"))


WORDS = st.sampled_from(["tea", "milk", "sugar", "ice", "cup"])
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)


@pytest.mark.parametrize("back_end", FULL_TEXTS)
@settings(max_examples=25, deadline=None)
@given(
    own=st.lists(TEXTS, min_size=1, max_size=5),
    other=st.lists(TEXTS, max_size=5),
    first=st.booleans(),
)
def test_another_partition_changes_nothing(
    back_end: str, own: list[str], other: list[str], first: bool
) -> None:
    """Scores and order are the same to the bit, whatever another partition holds."""
    mine = [put(turn(f"m{at}", text, f"s{at % 2}")) for at, text in enumerate(own)]
    theirs = [put(turn(f"o{at}", text, f"s{at % 2}"), 2) for at, text in enumerate(other)]
    question = ("tea", "milk", "sugar", "zebra")
    with TemporaryDirectory() as folder:
        with FULL_TEXTS[back_end](Path(folder) / "alone") as texts:
            texts.apply(*mine)
            alone = in_order(texts.search(*question))
        with FULL_TEXTS[back_end](Path(folder) / "both") as texts:
            texts.apply(*(theirs + mine if first else mine + theirs))
            together = in_order(texts.search(*question))

    assert alone == together


@pytest.mark.parametrize("back_end", FULL_TEXTS)
@settings(max_examples=25, deadline=None)
@given(steps=st.lists(st.tuples(st.integers(0, 3), st.none() | TEXTS), max_size=12))
def test_history_does_not_matter(back_end: str, steps: list[tuple[int, str | None]]) -> None:
    """Whatever came and went, the index equals one filled with what is left."""
    changes = [
        remove(f"m{at}") if text is None else put(turn(f"m{at}", text, f"s{at % 2}"))
        for at, text in steps
    ]
    left = {change.memory_id: change for change in changes}
    with TemporaryDirectory() as folder:
        with FULL_TEXTS[back_end](Path(folder) / "step by step") as texts:
            for change in changes:
                texts.apply(change)
            stepwise = in_order(texts.search("tea", "milk", "cup"))
        with FULL_TEXTS[back_end](Path(folder) / "at once") as texts:
            texts.apply(*left.values())
            at_once = in_order(texts.search("tea", "milk", "cup"))

    assert at_once == stepwise


@settings(max_examples=25, deadline=None)
@given(documents=st.lists(st.tuples(TEXTS, st.integers(0, 2)), min_size=1, max_size=12))
def test_every_back_end_gives_the_same_order(documents: list[tuple[str, int]]) -> None:
    """The same memories, sessions and weights, to the bit, ties and limits included."""
    changes = [put(turn(f"m{at}", text, f"s{of}")) for at, (text, of) in enumerate(documents)]
    answers: list[list[object]] = []
    with TemporaryDirectory() as folder:
        for name, back_end in FULL_TEXTS.items():
            with back_end(Path(folder) / name) as texts:
                texts.apply(*changes)
                asked = ("tea", "milk", "里")
                answers.append([in_order(texts.search(*asked, limit=limit)) for limit in (2, 10)])

    assert answers[0] == answers[1]
