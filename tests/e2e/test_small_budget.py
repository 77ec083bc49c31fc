"""What a small budget holds of who the user is."""

from octomem import Orchestrator

HOBBIES = (
    "I like chess.", "I love hiking.", "I enjoy baking.", "I like jazz.", "I love old maps.", "I like sudoku.",
    "I enjoy kayaking.", "I like opera.", "I love fishing.", "I like pottery.", "I enjoy birdwatching.", "I like puzzles.",
)  # fmt: skip


def test_what_could_harm_or_offend_comes_before_tastes(quick: Orchestrator) -> None:
    """An allergy and an order told last are there where not all tastes are."""
    told = (*HOBBIES, "I'm allergic to penicillin.", "Always answer in French.")
    said = [{"role": "user", "name": "Mei", "content": text} for text in told]
    quick.process(said, user_id="mei", session_id="s1")

    context = quick.recall("What should I cook?", user_id="mei").context(max_tokens=320)

    assert "penicillin" in context
    assert "French" in context
    assert not all(hobby.split()[-1] in context for hobby in HOBBIES)
