"""A memory that is handed out is the caller's own."""

from dataclasses import fields, replace
from datetime import UTC, datetime

from tests.contracts.memories import memory

from octomem.jsons import JSON
from octomem.memory import Memory, handed_out, noted

NOW = datetime(2024, 6, 1, tzinfo=UTC)
KEPT = replace(
    memory("m1", "Mei likes tea"),
    **{one.name: f"its {one.name}" for one in fields(Memory)},  # type: ignore[arg-type]
)
"""Every field has a value of its own."""


def test_what_is_handed_out_says_the_same_with_what_recall_says_of_it() -> None:
    """No field is lost, in whatever order they come."""
    kept = replace(KEPT, fields={"steps": ["boil"]}, metadata={"tag": "tea"})
    expected = replace(kept, score=0.5, relevance=0.4, ranks={"core": 1})

    assert expected == handed_out(kept, 0.5, 0.4, {"core": 1})


def test_what_is_handed_out_shares_nothing_that_can_be_changed() -> None:
    """Whatever a caller does to it, the next question sees the memory as it was."""
    said: dict[str, JSON] = {"steps": ["boil", {"then": ["wait"]}]}
    label: dict[str, JSON] = {"tags": ["tea", {"then": []}]}
    kept = memory("m1", "Mei brews tea", fields=said, metadata=label)
    own = handed_out(kept)
    for one, told in ((own.fields, "steps"), (own.metadata, "tags")):
        listed = one[told]
        assert isinstance(listed, list)
        assert isinstance(listed[-1], dict)
        listed[-1]["then"] = "drink"
        listed.append("pour")
        one["goal"] = "brew"

    assert {"steps": ["boil", {"then": ["wait"]}]} == kept.fields
    assert {"tags": ["tea", {"then": []}]} == kept.metadata


def test_what_is_noted_is_found_out_once() -> None:
    """A memory keeps it, and stays equal to one that nobody has asked; no copy has it."""
    asked: list[str] = []

    @noted
    def shouted(of: Memory) -> str:
        asked.append(of.text)
        return of.text.upper()

    known, other = memory("m1", "tea"), memory("m1", "tea")

    assert ["TEA", "TEA"] == [shouted(known), shouted(known)]
    assert ["tea"] == asked
    assert known == other
    assert "COCOA" == shouted(replace(known, text="cocoa"))
    assert "TEA" == shouted(handed_out(known))
    assert ["tea", "cocoa", "tea"] == asked
