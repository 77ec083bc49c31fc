"""Ranking inside an agent: what says more goes first, and what came later is no answer."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.contracts.memories import memory

from octomem.agents.base import Question, Ranked
from octomem.agents.ranking import LATER, affirmed_first, fuller_first, in_its_time
from octomem.agents.reading.reading import Moment

NOW = datetime(2024, 6, 1, tzinfo=UTC)
ASKED = Moment("in 2022", datetime(2022, 1, 1, tzinfo=UTC), datetime(2023, 1, 1, tzinfo=UTC))


def ranked(*texts: str) -> list[Ranked]:
    """Return facts in the order given, each a tenth less relevant than the one before."""
    return [
        Ranked(memory(f"m{at}", text), 0.9 - at / 10, 0.9 - at / 10)
        for at, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            ("Otto is allergic", "Otto plays chess", "Otto is allergic to nuts"),
            ("Otto is allergic to nuts", "Otto plays chess", "Otto is allergic"),
        ),
        (("Tom plays", "Tom plays the cello"), ("Tom plays the cello", "Tom plays")),
        (("Tom plays chess", "Tom likes tea"), ("Tom plays chess", "Tom likes tea")),
    ],
)
def test_what_says_all_of_another_and_more_goes_first(
    given: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    """The two change places, and the scores of the list stay what they were."""
    before = ranked(*given)
    found = fuller_first(before)

    assert expected == tuple(item.memory.text for item in found)
    assert [item.score for item in before] == [item.score for item in found]
    of = {item.memory.id: item.relevance for item in before}
    assert all(of[item.memory.id] == item.relevance for item in found)


def test_a_value_that_began_after_the_time_asked_about_sinks() -> None:
    """Only values of a slot: what somebody likes may have been so all along."""
    later = datetime(2024, 3, 1, tzinfo=UTC)
    home, taste = ranked("Mei moved to Lisbon", "Mei likes tea")
    home = home._replace(memory=replace(home.memory, slot="mei/home", valid_from=later))
    taste = taste._replace(memory=replace(taste.memory, valid_from=later))
    question = Question("Where did Mei live in 2022?", (), (), NOW, moments=(ASKED,))

    first, second = in_its_time([home, taste], question)
    assert (taste, "Mei moved to Lisbon") == (first, second.memory.text)
    assert home.score * LATER == second.score
    assert [home, taste] == in_its_time([home, taste], replace(question, moments=()))


def test_what_is_so_comes_before_what_is_not() -> None:
    """Unless the question itself denies or asks whether it is so, or the same verb is affirmed of nothing."""
    claims = (
        "jess|hobart|grows up in|not",
        "jess|perth|grows up in|",
        "kim|leeds|grows up in|not",
    )
    found = [
        Ranked(memory(claim, claim, identity=claim), 0.9 - at / 10, 0.9)
        for at, claim in enumerate(claims)
    ]

    def order(text: str) -> list[int]:
        asking = Question(text, tuple(text.lower().split()), (), NOW)
        return [claims.index(item.memory.id) for item in affirmed_first(found, asking)]

    assert [1, 2, 0] == order("Where did Jess grow up")
    assert [0, 1, 2] == order("Where did Jess never grow up")
    assert [0, 1, 2] == order("Did Jess grow up in Hobart")


def test_a_denial_goes_behind_what_was_affirmed_beside_it() -> None:
    """ "It's not Rohan who got the job, it's Nikhil": of another turn, or off the question, it does not."""

    def order(of: str, score: float) -> list[str]:
        denied = memory("denied", "not Rohan", identity="it|is rohan|is|not", turns=("one",))
        beside = memory("beside", "Nikhil", identity="nikhil|infosys|starts at|", turns=(of,))
        found = [Ranked(denied, 0.6, 0.6), Ranked(beside, score, score)]
        asking = Question("Who got the job?", ("who", "got", "the", "job"), (), NOW)
        return [item.memory.id for item in affirmed_first(found, asking)]

    assert ["beside", "denied"] == order("one", 0.4)
    assert ["denied", "beside"] == order("two", 0.4)
    assert ["denied", "beside"] == order("one", 0.2)
