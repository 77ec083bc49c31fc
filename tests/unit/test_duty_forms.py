"""Further forms of what is to be done: what somebody has to do, goals, lists, promises."""

import pytest
from tests.unit.spoken import READER, open_tasks, turn

from octomem.agents.tasks import tasks_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We still need someone to look at the gutters.", "look at the gutters"),
        ("Somebody should order printer paper.", "order printer paper"),
        ("It's time to replace the smoke detectors.", "replace the smoke detectors"),
        ("I was asked to prepare slides for the board.", "prepare slides"),
        ("My goal this month is to run 80 km.", "run 80 km"),
        ("I'd like to be able to chat in Dutch by Christmas.", "chat in dutch"),
        ("I have yet to call the surveyor.", "call the surveyor"),
        ("Still no word from the bank.", "from the bank"),
        ("I'm still waiting to hear from the bank.", "from the bank"),
        ("I'm waiting on legal for the licence text.", "licence text"),
        ("My passport expires in August.", "passport expires"),
        ("We're out of printer paper.", "printer paper"),
        ("Make sure the backup runs before the upgrade.", "backup runs"),
        ("Please remember to send the invoice to Ida.", "send the invoice"),
        ("I'm in the middle of rewriting the parser.", "rewriting the parser"),
        ("I'm due a tetanus booster in June.", "tetanus"),
        ("The parcel has to go out today.", "parcel"),
        ("The kids need new wellies.", "wellies"),
        ("Rosa is expecting the slides tomorrow.", "slides"),
        ("I've an eye test on the 9th at 2pm.", "eye test"),
        ("We should really get that leak looked at.", "leak"),
        ("I'll ring them first thing.", "ring them"),
        ("reminder - dentist Tue 9am", "dentist"),
        ("set a timer for the eggs", "eggs"),
        ("Need: eggs, oat milk and limes", "oat milk"),
        ("on my plate this week: the grant report, two interviews", "two interviews"),
        ("Action items: 1) send the minutes 2) book the room", "book the room"),
        ("shopping list for tonight: rice, tofu", "tofu"),
    ],
)
def test_what_is_to_be_done_is_found(text: str, expected: str) -> None:
    """Whoever has to do it, and however the sentence turns it."""
    assert expected in open_tasks(text)


@pytest.mark.parametrize(
    "text",
    [
        "Everyone has to pay taxes.",
        "We're out of time.",
        "The shop closes at five.",
        "My goal is to be happy.",
        "Make sure answers are short.",
        "I'm in the middle of nowhere.",
        "Time flies.",
        "The world needs love.",
        "Need: I have no idea what you mean by that word today.",
    ],
)
def test_what_nobody_can_tick_off_opens_nothing(text: str) -> None:
    """Truths, figures of speech, manners of speaking and rules are no errands."""
    assert open_tasks(text) == ""


@pytest.mark.parametrize(
    ("asked", "answer", "expected"),
    [
        ("who's going to water the plants?", "I can do that.", "water the plants"),
        ("can I get you to proofread chapter two?", "yes, over the weekend", "chapter two"),
        ("your job for tonight: defrost the chicken", "ok will do", "defrost the chicken"),
        ("please bring the projector on Monday", "no problem", "bring the projector"),
        ("shall we paint the hall on Saturday?", "deal", "paint the hall"),
        ("shall we paint the hall on Saturday?", "no idea", ""),
        ("nice weather today", "yes", ""),
    ],
)
def test_a_yes_takes_up_what_was_asked(asked: str, answer: str, expected: str) -> None:
    """A bare yes is a promise where somebody asked for something that can be done."""
    before = READER.read(turn(asked, 1, actor="Ana"))
    reply = READER.read(turn(answer, 2, actor="Ben"))
    texts = "\n".join(task.text for task in tasks_in(reply, before)).casefold()
    assert expected in texts
    assert bool(expected) == bool(texts)
