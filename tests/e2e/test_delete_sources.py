"""`delete(sources=True)`: the turns go too, and what rests on them; history stays."""

from datetime import UTC, datetime, timedelta

import pytest

from octomem import Action, Orchestrator
from octomem.errors import NotFoundError, UsageError
from octomem.memory import Memory

DAY = datetime(2024, 5, 1, tzinfo=UTC)


def say(memory: Orchestrator, *texts: str, session: str = "s1", **ids: str) -> None:
    said = [
        {
            "role": "user",
            "name": "Mei",
            "content": text,
            "id": text,
            "timestamp": DAY + timedelta(minutes=minute),
        }
        for minute, text in enumerate(texts)
    ]
    memory.process(said, user_id="mei", session_id=session, **ids)  # type: ignore[arg-type]


def one(memory: Orchestrator, kind: str, word: str = "") -> Memory:
    """The memory of a kind that says a word."""
    found = [m for m in memory.list(user_id="mei", kinds=[kind]) if word in m.text]
    assert 1 == len(found), found
    return found[0]


def everything(memory: Orchestrator) -> str:
    """All that any answer shows."""
    recalled = [
        memory.recall(question, user_id="mei", limit=1000)
        for question in ("Where does Mei live?", "What is it about?", "Zophelia", "tea")
    ]
    listed = memory.list(user_id="mei", status=None, limit=1000)
    shown = [(r.memories, r.profile, r.neighbours, r.context(10_000)) for r in recalled]
    return f"{shown}{list(listed)}"


def test_the_turn_is_in_no_answer_and_in_no_context(quick: Orchestrator) -> None:
    """
    Neither as a hit nor next to one; what was made of it is gone as well.
    """
    say(quick, "I drink tea.", "I live in Quixhaven with Zophelia.", "I like rowing.")
    fact = one(quick, "semantic", "Quixhaven")
    done = quick.delete(fact.id, sources=True, user_id="mei")

    assert (Action.RETRACT, fact.id) == (done.action, done.memory_id)
    assert "Quixhaven" not in everything(quick)
    assert "Zophelia" not in everything(quick)
    assert ["I drink tea.", "I like rowing."] == sorted(
        m.text for m in quick.list(user_id="mei", kinds=["episodic"])
    )


def test_what_another_turn_says_too_loses_the_source_only(quick: Orchestrator) -> None:
    """
    The fact stays with the other turn as its evidence; its history names both.
    """
    say(quick, "I live in Graz.")
    say(quick, "As you know, I live in Graz.", session="s2")
    fact = one(quick, "semantic")
    turn = one(quick, "episodic", "As you know")
    assert 2 == len(fact.sources)

    quick.delete(turn.id, sources=True, user_id="mei")
    kept = one(quick, "semantic")
    history = quick.history(fact.id, user_id="mei")

    assert (fact.id, ("I live in Graz.",)) == (kept.id, kept.sources)
    assert fact.sources == history.versions[-2].sources
    assert "was deleted by the caller" in history.operations[-1].reason
    assert "As you know" not in everything(quick)


def test_without_sources_the_turns_stay(quick: Orchestrator) -> None:
    """
    The default deletes the memory alone.
    """
    say(quick, "I live in Graz.")
    quick.delete(one(quick, "semantic").id, user_id="mei")

    assert "I live in Graz." == one(quick, "episodic").text


def test_what_is_put_together_from_several_turns_goes_with_one(quick: Orchestrator) -> None:
    """
    A topic or a summary has words of the deleted turn in it; nobody can tell which.
    """
    say(quick, "Zophelia grows tomatoes.", "The tomatoes of Zophelia are red.", "Tomatoes are fun.")
    mixed = [m for m in quick.list(user_id="mei", kinds=["contextual"]) if len(m.turns) > 1]
    assert mixed
    quick.delete(one(quick, "episodic", "grows").id, sources=True, user_id="mei")

    assert not {m.id for m in mixed} & {m.id for m in quick.list(user_id="mei", status=None)}
    assert "grows" not in everything(quick)


def test_the_same_message_does_not_bring_it_back(quick: Orchestrator) -> None:
    """
    A turn that is known is not processed again, deleted or not.
    """
    say(quick, "I live in Graz.")
    quick.delete(one(quick, "episodic").id, sources=True, user_id="mei")
    say(quick, "I live in Graz.")

    assert [] == list(quick.list(user_id="mei", status=None))


def test_history_stays(quick: Orchestrator) -> None:
    """
    What was deleted can still be explained, and rebuilding does not revive it.
    """
    say(quick, "I live in Graz.")
    fact, turn = one(quick, "semantic"), one(quick, "episodic")
    quick.delete(fact.id, sources=True, user_id="mei")
    quick.rebuild()

    for held in (fact, turn):
        history = quick.history(held.id, user_id="mei")
        assert [False, True] == [version.deleted for version in history.versions]
        assert held.text == history.versions[0].text
    assert [] == list(quick.list(user_id="mei", status=None))


def test_a_deleted_turn_explains_no_pronoun(quick: Orchestrator) -> None:
    """
    Who "she" is, only the deleted turn said.
    """
    say(quick, "My sister is Zophelia.")
    quick.delete(one(quick, "episodic").id, sources=True, user_id="mei")
    say(quick, "She lives in Rome.")

    assert "Zophelia" not in everything(quick)


def test_turns_of_another_agent_or_session_are_not_deleted(quick: Orchestrator) -> None:
    """
    A scope that is named reaches no turn outside of it; without it, they go.
    """
    say(quick, "I live in Graz.", agent_id="bot")
    say(quick, "Indeed I live in Graz.", session="s2", agent_id="other")
    fact = one(quick, "semantic")
    with pytest.raises(UsageError, match="leave agent_id out"):
        quick.delete(fact.id, sources=True, user_id="mei", agent_id="bot")
    with pytest.raises(UsageError, match="leave session_id out"):
        quick.delete(fact.id, sources=True, user_id="mei", session_id="s1")
    assert fact == quick.get(fact.id, user_id="mei")

    quick.delete(fact.id, sources=True, user_id="mei")
    assert [] == list(quick.list(user_id="mei", kinds=["episodic"]))


def test_sources_is_a_flag(quick: Orchestrator) -> None:
    """
    Anything else is refused before something is deleted.
    """
    say(quick, "I live in Graz.")
    fact = one(quick, "semantic")
    with pytest.raises(UsageError, match="sources is True or False"):
        quick.delete(fact.id, sources="no", user_id="mei")  # type: ignore[arg-type]
    with pytest.raises(NotFoundError):
        quick.delete(fact.id, sources=True, user_id="ada")

    assert fact == quick.get(fact.id, user_id="mei")
