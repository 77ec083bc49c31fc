"""What a question found first finds further turns, in small partitions and by the index."""

from datetime import UTC, datetime, timedelta

from octomem import Memory, Orchestrator

SAID = (
    "I rehearse with the string quartet every Thursday.",
    "The quartet plays Brahms at the town hall in June.",
    "My viola needs a new bridge before the quartet's concert.",
    "The bakery on the corner has closed.",
    "Our boiler leaks again.",
)
QUESTION = "Which group does Mei rehearse with on Thursdays?"


def ranks(found: Memory) -> dict[str, int]:
    """Return where a memory stood in each list."""
    assert found.ranks is not None
    return found.ranks


def test_turns_like_the_first_are_found_and_it_is_said(memory: Orchestrator) -> None:
    """The explanation names the second hop as it names every engine."""
    now = datetime.now(UTC)
    memory.process(
        [{"role": "user", "name": "Mei", "content": said} for said in SAID], user_id="mei"
    )
    kinds = ["episodic"]
    found = memory.recall(QUESTION, user_id="mei", kinds=kinds, explain=True).memories
    places = {each.text: ranks(each).get("episodic/hop") for each in found}
    assert places[SAID[1]] is not None
    assert {1, 2} == {places[SAID[1]], places[SAID[2]]}
    assert SAID[0] == found[0].text

    # A moment is asked of the index, candidate by candidate.
    later = now + timedelta(days=365)
    then = memory.recall(QUESTION, user_id="mei", kinds=kinds, as_of=later, explain=True).memories
    assert places == {each.text: ranks(each).get("episodic/hop") for each in then}


def test_equal_turns_find_alike_whoever_found_them(memory: Orchestrator) -> None:
    """What is said word for word again in other sessions finds the same turns by the index."""
    for session in ("a", "b", "c"):
        said = [{"role": "user", "name": "Mei", "content": text} for text in SAID]
        memory.process(said, user_id="mei", session_id=session)
    later = datetime.now(UTC) + timedelta(days=1)
    kinds = ["episodic"]
    small = memory.recall(QUESTION, user_id="mei", kinds=kinds, limit=15, explain=True)
    indexed = memory.recall(
        QUESTION, user_id="mei", kinds=kinds, limit=15, as_of=later, explain=True
    )
    assert 15 == len(small.memories)
    assert {m.id: ranks(m).get("episodic/hop") for m in small.memories} == {
        m.id: ranks(m).get("episodic/hop") for m in indexed.memories
    }
