"""What people say is weighed while the turns after it are read."""

import threading
from collections.abc import Sequence

import pytest
from tests.unit.spoken import said, turn

from octomem.agents.reading import classifier, scales, worth
from octomem.agents.reading.classifier import Message, Read
from octomem.agents.reading.reader import Reader
from octomem.agents.reading.reading import Mood
from octomem.agents.reading.scales import Scales
from octomem.agents.reading.worth import Said, Weighed
from octomem.agents.semantic import SemanticAgent
from octomem.errors import StoreError
from octomem.turn import Role


def test_turns_of_a_call_weigh_what_each_weighs_alone() -> None:
    """Whichever are weighed together, each statement and remark gets its own worth."""
    texts = (
        "I crack walnuts on every staircase",
        "I rent a boat. Nine hens out back",
        "We saw a film",
    )
    together = Reader().read_many([turn(text, number) for number, text in enumerate(texts, 1)])

    for text, reading in zip(texts, together, strict=True):
        alone = said(text)
        for one, other in zip(reading.statements, alone.statements, strict=True):
            assert one.mood is Mood.FACT
            assert (one.worth is None) == (other.worth is None)
            if one.worth is not None and other.worth is not None:
                assert other.worth.lasting == pytest.approx(one.worth.lasting, abs=1e-6)
        assert [r.worth is None for r in alone.remarks] == [
            r.worth is None for r in reading.remarks
        ]
    assert any(remark.worth is not None for remark in together[1].remarks)


def test_what_waits_is_weighed_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two readings that come while a first one is weighed share the pass after it."""
    asked: list[int] = []
    begun, go = threading.Event(), threading.Event()
    weigh = worth.weigh

    def held(messages: Sequence[Said]) -> list[Weighed]:
        asked.append(len(messages))
        begun.set()
        assert go.wait(60)
        return weigh(messages)

    texts = ("I rent a boat", "I own a barn", "I keep bees")
    readings = [said(text) for text in texts]
    monkeypatch.setattr(scales, "weigh", held)
    balance = Scales()
    first = balance.put(readings[0])
    assert begun.wait(60)
    others = [balance.put(reading) for reading in readings[1:]]
    go.set()

    assert list(texts) == [future.result(60).turn.text for future in (first, *others)]
    assert [1, 2] == asked


def test_what_was_read_before_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is begun as it will be weighed is run once, and weighs the same as what was not."""
    runs: list[int] = []
    run = classifier.read

    def counted(messages: Sequence[Message]) -> list[Read]:
        runs.append(len(messages))
        return run(messages)

    monkeypatch.setattr(scales, "read", counted)
    monkeypatch.setattr(worth, "read", counted)
    texts = ("I rent a boat", "Bees? I keep bees. Vaulted: no", "ok,")
    turns = [turn(text, number) for number, text in enumerate(texts, 1)]
    readings = Reader().read_many(turns)

    assert [3, 0] == [runs[0], sum(runs[1:])]
    for one, other in zip(readings, map(said, texts), strict=True):
        assert [r.worth for r in other.remarks] == [r.worth for r in one.remarks]
        assert other.tags == one.tags


def test_a_reading_that_comes_out_otherwise_is_read_as_it_is() -> None:
    """What was begun is used for nothing else."""
    reading = said("I work as a nurse at Siemens")
    balance = Scales()
    balance.begin([Message("en", "", ("I work as a nurse at Lidl",))])

    assert reading.tags == balance.put(reading).result(60).tags
    assert reading.tags.values


@pytest.mark.parametrize(
    ("text", "kept"), [("My sister works at Siemens", True), ("It was so much fun", False)]
)
def test_what_no_weight_would_change_is_not_weighed(text: str, kept: bool) -> None:
    """Of somebody else, what lasts by its words anyway, and what no weight would keep."""
    reading = said(text)

    assert [None] == [each.worth for each in reading.statements]
    assert kept is bool(SemanticAgent().extract([reading]))


def test_what_an_assistant_says_is_not_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing runs for a turn that nobody's memory hangs on."""
    monkeypatch.setattr(scales, "weigh", None)
    reading = said("You rent a boat", role=Role.ASSISTANT)

    assert Scales().put(reading).result(0) is reading


def test_a_failing_embedder_fails_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error comes to whoever reads, and the turn is read when it is asked for again."""

    def broken(*_: object) -> list[Weighed]:
        raise StoreError("broken", store="embedder", operation="embed")

    reader = Reader()
    with monkeypatch.context() as patched:
        patched.setattr(scales, "weigh", broken)
        with pytest.raises(StoreError, match="broken"):
            reader.read(turn("I rent a boat"))

    (statement,) = reader.read(turn("I rent a boat")).statements
    assert statement.worth is not None
