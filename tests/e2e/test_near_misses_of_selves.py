"""What looks like the writer's name, wish or work, and is somebody else's, a remark or a while."""

import pytest
from tests.e2e.stories import before_and_after

from octomem import Orchestrator


def core(memory: Orchestrator, text: str, known: str = "") -> dict[str, str]:
    """Say something, in answer to something that is known first; return what core memory then holds."""
    before, now = before_and_after(memory, known or "ok", text, ["core"])
    kept = memory.list(user_id="mei", kinds=["core"])
    assert before <= now
    return {each.text: str(each.fields["label"]) for each in kept if each.text not in before}


@pytest.mark.parametrize(
    "text",
    [
        "It's Dave from work, he never washes up",
        "This is Max at 3 months.",
        "This is Bella at 8 weeks old.",
        "This is Jack at his school play.",
        "It's Emma from HR again.",
        "It's Ben at school, he keeps hitting my son",
        "It's Maria from downstairs, her music is so loud",
        "This is Oscar at the beach, our lab",
        "This is Rosa from marketing, our new boss",
        "This is Bella from the shelter",
        "How should I answer?\n\nHi Mei, can we meet on Monday?\nThanks,\nSarah",
        "What do you make of this?\n\nHello Mei, the flat is let.\nKind regards,\nTom Hill",
        "My landlord just sent this:\n\nThe rent goes up.\nRegards,\nMr Khan",
        "lol look at this\nhappy birthday auntie!!\nlove,\nMia",
        "Poem for my gran, roses are red\nLove,\nYour Grandson",
        "Thank you\nClaude",
        "that did it. Thanks\nAlexa",
        "Cheers,\nChatGPT",
    ],
)
@pytest.mark.parametrize("known", ["", "My name is Mei Costa"])
def test_who_is_shown_pasted_or_thanked_is_not_the_writer(
    quick: Orchestrator, text: str, known: str
) -> None:
    """Nor does such a name end a known one."""
    assert "name" not in core(quick, text, known).values()


@pytest.mark.parametrize(
    "text", ["this is Priya from accounts", "the boiler is broken\n\nMany thanks,\nSarah Hill"]
)
def test_a_name_in_passing_ends_no_known_one(quick: Orchestrator, text: str) -> None:
    """It is only heard where none is known."""
    assert "name" not in core(quick, text, "My name is Mei Costa").values()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who keeps waking you up?", "This is Ben from sales."),
        ("Who is in the picture?", "This is Max at 3 months."),
    ],
)
def test_who_is_asked_about_is_not_the_writer(
    quick: Orchestrator, question: str, answer: str
) -> None:
    """A question before it asks of somebody else."""
    at = "2024-01-10T10:00:00Z"
    quick.process(
        [
            {"role": "assistant", "content": question, "timestamp": at},
            {"role": "user", "name": "Mei", "content": answer, "timestamp": at},
        ],
        user_id="mei",
        session_id="s",
    )
    kept = quick.list(user_id="mei", kinds=["core"])
    assert "name" not in [each.fields["label"] for each in kept]


@pytest.mark.parametrize(
    "text",
    [
        "Spicy food disagrees with me",
        "Dairy does not agree with me",
        "Peanuts are off limits for me",
        "Honesty matters to me",
        "Pets are family to me",
        "Work for me means freedom",
        "No driving for me unless I'm sober",
        "Short walks only until my knee is better",
        "Short hair only",
        "Wine with dinner only",
        "Coffee in the morning only",
        "Cook dinner for us only on Sundays, that is what I told my son",
        "When it's hot for the baby always use a fan, the midwife says",
        "If it's dinner for two always book early, my mum says",
        "If it's for a child always keep it short, the doctor told us",
        "Jokes only hurt",
        "never mornings, he said",
    ],
)
def test_what_somebody_says_of_themselves_is_no_order(quick: Orchestrator, text: str) -> None:
    """Nor is what others say."""
    assert "instruction" not in core(quick, text).values()


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Always book aisle seats, my doctor says I must walk", "Always book aisle seats"),
        ("Don't suggest seafood, my wife says it gives her a rash", "Don't suggest seafood"),
        ("Never suggest pork, my wife told me to remind you", "Never suggest pork"),
    ],
)
def test_a_reason_behind_an_order_leaves_it_one(quick: Orchestrator, text: str, order: str) -> None:
    """What others say is the reason for it."""
    assert any(each.startswith(f"Mei asks: {order}") for each in core(quick, text))


@pytest.mark.parametrize(
    "text",
    [
        "Run a company credit check on them",
        "Run a hotel search for Lisbon",
        "Run the gym schedule for Monday",
        "Run a farm in Stardew Valley",
        "Teach English in Vietnam next year, that's the dream",
        "Manage the restaurant bookings for me",
        "Manage a shop for a week, that was fun",
        "I worked 12 years to pay off my house",
        "I worked for twenty years on my novel",
        "I work at a desk all day",
        "I teach my kids chess",
        "I work a night shift at the hospital bar once a year",
    ],
)
def test_an_errand_a_dream_or_a_while_is_nobodys_work(quick: Orchestrator, text: str) -> None:
    """Nor is a place to sit at, what somebody saved for, or their children's lesson."""
    assert not {"work", "role"} & set(core(quick, text).values())
