"""The ways to say that something is over, and what only looks so."""

import pytest

from octomem.agents.told_over import told_over

_FORMS = (
    "packed in {}, knees", "i've jacked in {}", "finally binned {}", "knocked {} on the head", "done with {}, too boring",
    "I'm off {} since last week", "been off {} for a month now", "gave up on {}", "stopped doing {} in march", "stepped down from {}",
    "i don't do {} any more", "no longer at {}", "{}'s lapsed", "{} got scrapped", "today was my last day at {}",
    "got sacked from {} lol", "we quit {} cos it got dear", "me and {} broke up", "{} and i called it off", "{} dumped me",
    "broke up with {} last night", "chucked {} in",
)  # fmt: skip


@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize("what", ["squash", "Hill City"])
def test_what_is_told_as_over(form: str, what: str) -> None:
    """The words are what is over, however it is said."""
    words = what.lower() if form[0].islower() else what
    assert [each.text for each in told_over(form.format(words), 0)] == words.split()


@pytest.mark.parametrize(
    "said",
    [
        "might leave tesco in the summer",
        "should i quit squash",
        "thinking of packing in squash",
        "how do i cancel netflix",
        "off the wine for a month",
        "off the wine till lent is over",
        "no longer with monzo on the phone",
        "if i ever quit squash i'd cry",
        "finished at tesco at 9 tonight",
        "cancelled my gym class tonight",
        "still can't quit smoking",
        "tariq left me a note",
        "guess who finally binned sketch",  # the speaker, whose words the encoder has
        "me and tariq split the bill",
        "tariq broke up with laughter at the film",
        "everyone thinks i gave up being vegan",
        "haven't been to the gym since january",
        "left my phone at tesco",
        "i'm off work till monday",
        "quit squash for today",
        "off to tesco now",
        "i used to be off sugar on mondays",
        "done with the gym, heading home",
        "me and sam are done, dinner is ready",
        "cancelled therapy, i'm ill",
    ],
)
def test_what_goes_on_is_not_told_as_over(said: str) -> None:
    """An intention, a question, a while and another thing end nothing."""
    assert not list(told_over(said, 0))
