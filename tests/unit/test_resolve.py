"""Settling candidates against what is known: duplicates, conflicts, time."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octomem.agents.base import Candidate, Intent
from octomem.agents.resolve import PLANNED, UNSURE, Desk
from octomem.memory import Kind, Memory, Status
from octomem.operation import Proposal

PARTITION = '[null,"mei"]'


def home(city: str, year: int = 2024, turn: str = "t1", **changed: object) -> Candidate:
    candidate = Candidate(
        kind=Kind.SEMANTIC,
        text=f"Mei lives in {city}",
        fields={"object": city},
        turns=(turn,),
        identity=f"mei|live in|{city.lower()}",
        slot="mei/home",
        valid_from=datetime(year, 1, 1, tzinfo=UTC),
        reason="says where Mei lives",
    )
    return replace(candidate, **changed)  # type: ignore[arg-type]


def settle(*candidates: Candidate, known: tuple[Memory, ...] = ()) -> list[Proposal]:
    desk = Desk(Kind.SEMANTIC, known, PARTITION)
    return [desk.settle(candidate) for candidate in candidates]


def line(proposals: list[Proposal]) -> dict[str, tuple[str, int, int | None]]:
    """Return each memory's last state: status and years of its interval, by its object."""
    newest = {memory.id: memory for proposal in proposals for memory in proposal.writes}
    return {
        str(m.fields["object"]): (
            m.status.value,
            m.valid_from.year,
            m.valid_to.year if m.valid_to else None,
        )
        for m in newest.values()
    }


def test_a_new_claim_is_added() -> None:
    """
    Nothing known, nothing to decide.
    """
    proposal = settle(home("Graz"))[0]

    assert "add" == proposal.action
    assert {"Graz": ("current", 2024, None)} == line([proposal])


def test_the_same_claim_from_another_turn_strengthens() -> None:
    """
    A repeat adds a source and confidence; it never makes a second memory.
    """
    first, second = settle(home("Graz"), home("Graz", 2025, "t2"))

    assert "merge" == second.action
    assert first.memory_id == second.memory_id
    assert ("t1", "t2") == second.writes[0].turns
    assert first.writes[0].confidence < second.writes[0].confidence < 1


def test_the_same_claim_from_the_same_turn_is_skipped() -> None:
    """
    Running a call twice stores nothing twice.
    """
    assert ["add", "skip"] == [p.action for p in settle(home("Graz"), home("Graz"))]


def test_a_newer_value_supersedes() -> None:
    """
    The older value ends where the newer begins, and the operation names it.
    """
    proposals = settle(home("Graz", 2020), home("Rome", 2024, "t2"))

    assert "supersede" == proposals[1].action
    assert (proposals[0].memory_id,) == proposals[1].replaces
    assert {"Graz": ("superseded", 2020, 2024), "Rome": ("current", 2024, None)} == line(proposals)


def test_an_unsure_value_fills_a_slot_and_takes_nothing_s_place() -> None:
    """It says what it did not take the place of; a value that is sure takes its place."""
    unsure = home("Lund", 2024, "t2", marks={UNSURE: True})
    known, skipped = settle(home("Graz", 2020), unsure)
    filled, taken = settle(unsure, home("Oslo", 2025, "t3"))

    assert ("skip", "not sure enough to take the place of 'Mei lives in Graz'") == (
        skipped.action,
        skipped.reason,
    )
    assert {"Graz": ("current", 2020, None)} == line([known, skipped])
    assert {"Lund": ("superseded", 2024, 2025), "Oslo": ("current", 2025, None)} == line(
        [filled, taken]
    )


def test_a_late_import_finds_its_place_in_the_past() -> None:
    """
    A fact of 2022 told after those of 2020 and 2024 re-closes the one and ends at the other.
    """
    proposals = settle(home("Graz", 2020), home("Rome", 2024, "t2"), home("Bern", 2022, "t3"))

    assert {
        "Graz": ("superseded", 2020, 2022),
        "Bern": ("superseded", 2022, 2024),
        "Rome": ("current", 2024, None),
    } == line(proposals)


def test_what_holds_until_what_is_announced_is_current_whichever_is_told_first() -> None:
    """Until then it is so: only what begins later has a beginning ahead."""
    ahead = home("Oslo", 2026, "t2", marks={PLANNED: True})
    told = settle(ahead, home("Graz", 2024, "t1"))
    other = settle(home("Graz", 2024, "t1"), ahead)

    for proposals in (told, other):
        newest = {memory.text: memory for proposal in proposals for memory in proposal.writes}
        assert [Status.CURRENT] * 2 == [memory.status for memory in newest.values()]
    assert line(told) == line(other)


def test_moving_back_is_a_new_stay() -> None:
    """
    The same place twice, with another between, is two intervals.
    """
    proposals = settle(home("Graz", 2020), home("Rome", 2022, "t2"), home("Graz", 2024, "t3"))

    assert ["add", "supersede", "supersede"] == [p.action for p in proposals]
    assert proposals[0].memory_id != proposals[2].memory_id


def test_a_repeat_belongs_to_the_stay_it_speaks_of() -> None:
    """
    A late "Graz" within the first stay strengthens that one; it does not stretch the second.
    """
    stays = (home("Graz", 2020), home("Rome", 2022, "t2"), home("Graz", 2024, "t3"))
    proposals = settle(*stays, home("Graz", 2021, "t4"))

    assert "merge" == proposals[3].action
    assert proposals[0].memory_id == proposals[3].memory_id
    assert ("superseded", 2020, 2022) == line(proposals[3:])["Graz"]


def test_an_earlier_repeat_never_crosses_another_value() -> None:
    """
    "Graz" before Rome is a stay of its own, though Graz is where she lives again.
    """
    proposals = settle(home("Rome", 2022), home("Graz", 2024, "t2"), home("Graz", 2021, "t3"))

    assert proposals[1].memory_id != proposals[2].memory_id
    assert ("superseded", 2021, 2022) == line(proposals[2:])["Graz"]


def test_what_has_run_out_is_not_revived_by_a_repeat() -> None:
    """
    The same task told again after its time is a task of its own.
    """
    ended = datetime(2024, 2, 1, tzinfo=UTC)
    first, second = settle(
        home("Graz", slot=None, valid_to=ended), home("Graz", 2025, "t2", slot=None)
    )

    assert ["add", "add"] == [first.action, second.action]
    assert first.memory_id != second.memory_id


def test_claims_without_a_slot_accumulate() -> None:
    """
    Only single-valued claims compete.
    """
    proposals = settle(home("Graz", slot=None), home("Rome", turn="t2", slot=None))

    assert ["add", "add"] == [p.action for p in proposals]


def test_a_claim_is_closed_by_its_identity() -> None:
    """
    "I don't live in Graz any more" ends that claim at the time of saying so.
    """
    proposals = settle(home("Graz", 2020), home("Graz", 2023, "t2", intent=Intent.CLOSE))

    assert "close" == proposals[1].action
    assert {"Graz": ("closed", 2020, 2023)} == line(proposals)


def test_closing_what_is_not_known_writes_nothing() -> None:
    """
    The skip says what there was nothing to end.
    """
    proposal = settle(home("Graz", intent=Intent.CLOSE))[0]

    assert ("skip", ()) == (proposal.action, proposal.writes)


def test_a_retracted_claim_was_never_true() -> None:
    """
    Retracting is not closing: no interval remains current or past.
    """
    proposals = settle(home("Graz"), home("Graz", turn="t2", intent=Intent.RETRACT))

    assert {"Graz": ("retracted", 2024, None)} == line(proposals)


@pytest.mark.parametrize(("turn", "action"), [("t1", "skip"), ("t2", "add")])
def test_a_deleted_claim_comes_back_only_by_a_new_turn(turn: str, action: str) -> None:
    """
    The turns that yielded a deleted memory do not yield it again; a new one may.
    """
    made = settle(home("Graz"))[0].writes[0]
    gone = replace(made, status=Status.RETRACTED, deleted=True)

    assert action == settle(home("Graz", turn=turn), known=(gone,))[0].action


@given(st.permutations([("Graz", 2020), ("Rome", 2021), ("Bern", 2022), ("Oslo", 2023)]))
def test_the_order_of_import_does_not_change_the_line_of_time(
    told: list[tuple[str, int]],
) -> None:
    """
    With different dates, whoever is told first, the same intervals come out.
    """
    proposals = settle(*(home(city, year, f"t{year}") for city, year in told))

    assert {
        "Graz": ("superseded", 2020, 2021),
        "Rome": ("superseded", 2021, 2022),
        "Bern": ("superseded", 2022, 2023),
        "Oslo": ("current", 2023, None),
    } == line(proposals)
