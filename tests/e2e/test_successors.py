"""What takes the place of what from now on, however it is told: "left Kantar for Ipsos", "it's York now, not Leeds"."""

import pytest
from tests.e2e.stories import before_and_after

from octomem import Orchestrator

KINDS = ("semantic", "core")
AT_KANTAR, IN_LEEDS = "i work at Kantar", "i live in Leeds"


@pytest.mark.parametrize(
    ("first", "later", "was", "now"),
    [
        (AT_KANTAR, "left Kantar for Ipsos", "works at Kantar", "Mei works at Ipsos"),
        (AT_KANTAR, "Kantar is history, Ipsos it is", "works at Kantar", "Mei works at Ipsos"),
        (AT_KANTAR, "got poached by Ipsos lol", "works at Kantar", "Mei joined Ipsos"),
        (AT_KANTAR, "joined ipsos last month", "works at Kantar", "Mei works at ipsos"),
        (IN_LEEDS, "it's York now, not Leeds", "lives in Leeds", "Mei lives in York"),
        (IN_LEEDS, "swapped leeds for york", "lives in Leeds", "Mei lives in york"),
        (IN_LEEDS, "my firm transferred me to York", "lives in Leeds", "Mei moved to York"),
        (IN_LEEDS, "we upped sticks to York", "lives in Leeds", "Mei moved to York"),
        ("my manager is Graham", "it's priya now, graham left", "Graham", "Mei's manager is priya"),
        ("my manager is Graham", "Priya replaced Graham", "Graham", "Mei's manager is Priya"),
        (
            "my dentist is Dr Hall",
            "new dentist: Dr Okafor",
            "Hall",
            "Dr Okafor is Mei's dentist",
        ),
        ("I bank with Barclays", "ditched barclays for monzo", "Barclays", "Mei banks with monzo"),
        ("I bank with Barclays", "my bank is Monzo now", "Barclays", "Mei's bank is Monzo"),
        ("I study biology", "dropped biology for law", "studies biology", "Mei studies law"),
        ("i drive a Clio", "px'd the clio against a golf", "Clio", "Mei drives a golf"),
        ("Tom and I are engaged", "we're Mr and Mrs now", "Mei is engaged", "Mei is married"),
        ("I'm married", "divorce came through", "is married", "Mei got divorced"),
        (
            "I'm a junior analyst",
            "can you rewrite my bio, i'm head of ops now",
            "junior analyst",
            "Mei is head of ops",
        ),
    ],
)
def test_one_value_gives_way_to_another(
    quick: Orchestrator, first: str, later: str, was: str, now: str
) -> None:
    """It held before, and only the new one does now."""
    before, after = before_and_after(quick, first, later, KINDS)
    assert any(was in each for each in before)
    assert any(each.startswith(now) for each in after), after
    assert not any(each.endswith(was) for each in after), after


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (IN_LEEDS, "left Leeds for York at 6 this morning"),
        (IN_LEEDS, "thinking of swapping Leeds for York"),
        (IN_LEEDS, "would you swap Leeds for York?"),
        (IN_LEEDS, "dreamt i swapped Leeds for York"),
        (IN_LEEDS, "moved the sofa from Leeds to York"),
        ("i drive a Clio", "took the bus instead of the Clio"),
        (AT_KANTAR, "if i left Kantar for Ipsos i'd earn more"),
        (AT_KANTAR, "my mate left Kantar for Ipsos"),
        (AT_KANTAR, "i didn't leave Kantar for Ipsos in the end"),
        (AT_KANTAR, "Kantar is over the road, Ipsos is next door"),
        ("my manager is Graham", "Priya replaced Graham on the rota tonight"),
        ("my favourite band is Blur", "they replaced Blur with Pulp on the bill"),
        ("i'm from Leeds", "swapped Leeds for York in 2010"),
        ("i drive a Golf", "dropped the Golf in for service"),
        ("i use Vim", "use VS Code instead of Vim for this answer"),
    ],
)
def test_what_goes_on_gives_way_to_nothing(quick: Orchestrator, first: str, later: str) -> None:
    """A trip, a wish, a dream, another's change and one for a night leave it as it was."""
    before, after = before_and_after(quick, first, later, ("semantic",))
    assert before
    assert before <= after, before - after
