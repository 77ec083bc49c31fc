"""What hangs on a memory goes with it, says why, and comes back with it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from octomem import Orchestrator
from octomem.memory import Memory, Status
from octomem.operation import Action, Operation

AT = datetime(2024, 3, 1, 9, tzinfo=UTC)


def say(memory: Orchestrator, *texts: str, user: str = "mei") -> Sequence[Operation]:
    """Let Mei say something on each of the next days, in one session."""
    messages = [
        {
            "role": "user",
            "name": "Mei",
            "content": text,
            "id": text,
            "timestamp": AT + timedelta(days=day),
        }
        for day, text in enumerate(texts)
    ]
    return memory.process(messages, user_id=user, session_id="s1").operations


def one(memory: Orchestrator, kind: str, words: str, status: str | None = "current") -> Memory:
    """Return Mei's one memory of a kind with some words in it."""
    page = memory.list(user_id="mei", kinds=[kind], status=status, limit=1000)
    (found,) = [each for each in page if words in each.text]
    return found


def current(memory: Orchestrator) -> list[tuple[object, ...]]:
    """Return what holds, but for the versions' numbers and recorded times."""
    return sorted(
        (m.kind.value, m.text, m.valid_from, m.valid_to or AT, m.sources, m.grounds)
        for m in memory.list(user_id="mei", limit=1000)
    )


def test_a_view_names_the_fact_it_is_a_view_of(quick: Orchestrator) -> None:
    """
    A relation and a core entry that say what a fact says are derived from it.
    """
    say(quick, "My sister Lena works at Siemens.", "I'm allergic to penicillin.")
    relation = one(quick, "knowledge", "Siemens")
    entry = one(quick, "core", "penicillin")

    assert (one(quick, "semantic", "Siemens").id,) == relation.grounds
    assert (one(quick, "semantic", "penicillin").id,) == entry.grounds


def test_a_summary_and_a_topic_name_the_turns_they_are_made_of(quick: Orchestrator) -> None:
    """
    Each of their grounds is the episodic memory of one of their turns.
    """
    say(quick, "I love hiking in the mountains with my dog Rex.", "My sister works at Siemens.")
    turns = {m.sources[0]: m.id for m in quick.list(user_id="mei", kinds=["episodic"])}

    for memory in quick.list(user_id="mei", kinds=["contextual"]):
        if memory.fields["facet"] in {"summary", "topic"}:
            assert tuple(turns[source] for source in memory.sources) == memory.grounds


def test_a_deleted_fact_takes_its_views_along(quick: Orchestrator) -> None:
    """
    They are stale in the same transaction: in no answer, with the reason in their history.
    """
    say(quick, "My sister Lena works at Siemens.")
    relation = one(quick, "knowledge", "Siemens")
    quick.delete(one(quick, "semantic", "Siemens").id, user_id="mei")
    history = quick.history(relation.id, user_id="mei")
    found = quick.recall("Where does Lena work?", user_id="mei", kinds=["knowledge"])

    assert Status.STALE is quick.get(relation.id, user_id="mei").status
    assert relation.id not in [m.id for m in found.memories]
    assert "'Lena works at Siemens', which was deleted" in history.operations[-1].reason
    assert Action.CLOSE is history.operations[-1].action
    assert [relation.id] == [m.id for m in quick.list(user_id="mei", status="stale")]
    assert not quick.verify().differences


def test_a_deleted_fact_is_in_no_view_at_any_moment(quick: Orchestrator) -> None:
    """
    What it said is not to be found by asking for an earlier moment through its views either.
    """
    say(quick, "My sister Lena works at Siemens.")
    quick.delete(one(quick, "semantic", "Siemens").id, user_id="mei")
    then = quick.list(user_id="mei", kinds=["knowledge"], as_of=AT + timedelta(hours=1))

    assert [] == [m.text for m in then if "Siemens" in m.text]


def test_undo_of_a_deletion_brings_back_what_hung_on_it(quick: Orchestrator) -> None:
    """
    One undo of the fact's deletion restores every answer there was.
    """
    say(quick, "My sister Lena works at Siemens.", "I'm allergic to penicillin.")
    before = current(quick)
    done = quick.delete(one(quick, "semantic", "Siemens").id, user_id="mei")
    without = current(quick)
    quick.undo(done.id, user_id="mei")

    assert before != without
    assert before == current(quick)
    assert not quick.verify().differences


def test_an_edited_fact_no_longer_bears_its_views(quick: Orchestrator) -> None:
    """
    A view says what the fact said; where that says something else now, the view is stale.
    """
    say(quick, "My sister Lena works at Siemens.")
    fact = one(quick, "semantic", "Siemens")
    done = quick.update(
        fact.id, text="Lena works at Bosch", fields={"object": "Bosch"}, user_id="mei"
    )
    stale = one(quick, "knowledge", "Siemens", "stale")
    quick.undo(done.id, user_id="mei")

    assert (fact.id,) == stale.grounds
    assert stale.id == one(quick, "knowledge", "Siemens").id


def test_what_ended_with_a_fact_holds_again_with_it(quick: Orchestrator) -> None:
    """
    Undoing the end of a fact is enough: its views ended with it, and say so.
    """
    say(quick, "I love coffee.")
    before = current(quick)
    said = {"role": "user", "name": "Mei", "content": "I gave up coffee.", "id": "later"}
    done = quick.process([said], user_id="mei", session_id="s2", occurred_at=AT + timedelta(days=9))
    (followed,) = [o for o in done.operations if o.action is Action.CLOSE and o.replaces]
    (cause,) = [o for o in done.operations if (o.memory_id,) == followed.replaces]
    quick.undo(cause.id, user_id="mei")

    assert followed.reason == f"ends with {cause.text!r}"
    assert set(before) <= set(current(quick))


def test_a_summary_is_told_anew_without_a_deleted_turn(quick: Orchestrator) -> None:
    """
    Its other sentences stay, and an undo brings the sentence back.
    """
    say(
        quick,
        "I love hiking in the mountains with my dog Rex.",
        "My sister Lena works at Siemens in Graz.",
    )
    before = current(quick)
    summary = one(quick, "contextual", "So far")
    turn = one(quick, "episodic", "hiking")
    done = quick.delete(turn.id, user_id="mei")
    told = quick.get(summary.id, user_id="mei")
    reason = quick.history(summary.id, user_id="mei").operations[-1].reason
    verified = quick.verify().differences
    quick.undo(done.id, user_id="mei")

    assert "So far: Mei: My sister Lena works at Siemens in Graz." == told.text
    assert len(summary.grounds) - 1 == len(told.grounds)
    assert reason.startswith("told anew without 'I love hiking")
    assert not verified
    assert before == current(quick)


def test_a_summary_of_nothing_that_is_left_is_stale(quick: Orchestrator) -> None:
    """
    Where no sentence remains there is nothing to tell anew.
    """
    say(quick, "I love hiking in the mountains with my dog Rex.")
    summary = one(quick, "contextual", "So far")
    quick.delete(one(quick, "episodic", "hiking").id, user_id="mei")

    assert Status.STALE is quick.get(summary.id, user_id="mei").status


def test_what_was_made_stale_can_be_kept(quick: Orchestrator) -> None:
    """
    Undoing that alone brings it back on its own: it no longer rests on what is gone.
    """
    say(quick, "My sister Lena works at Siemens.")
    relation = one(quick, "knowledge", "Siemens")
    deleted = quick.delete(one(quick, "semantic", "Siemens").id, user_id="mei")
    stale = quick.history(relation.id, user_id="mei").operations[-1]
    quick.undo(stale.id, user_id="mei")
    kept = quick.get(relation.id, user_id="mei")
    quick.undo(deleted.id, user_id="mei")

    assert (deleted.memory_id,) == stale.replaces
    assert (Status.CURRENT, ()) == (kept.status, kept.grounds)
    assert kept == quick.get(relation.id, user_id="mei")
    assert not quick.verify().differences


def test_what_the_caller_edits_hangs_on_nothing(quick: Orchestrator) -> None:
    """
    An edited view is the caller's own word, and stays when the fact goes.
    """
    say(quick, "My sister Lena works at Siemens.")
    relation = one(quick, "knowledge", "Siemens")
    quick.update(relation.id, text="Lena is an engineer at Siemens", user_id="mei")
    quick.delete(one(quick, "semantic", "Siemens").id, user_id="mei")

    kept = quick.get(relation.id, user_id="mei")
    assert (Status.CURRENT, ()) == (kept.status, kept.grounds)


def test_forgetting_leaves_no_link(quick: Orchestrator) -> None:
    """
    What hangs on forgotten memories is forgotten with them, links included.
    """
    say(quick, "My sister Lena works at Siemens.")
    say(quick, "My sister Lena works at Siemens.", user="ada")
    quick.forget(user_id="mei")

    assert not quick.verify().differences
    assert [] == list(quick.list(user_id="mei", status=None))
