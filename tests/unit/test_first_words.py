"""Half sentences, orders and plans as people write them first; look-alikes say nothing."""

import pytest
from tests.unit.readings import AT, reading

from octomem.agents.duties import duties
from octomem.agents.feelings import find_mood
from octomem.agents.orders import orders
from octomem.agents.reading.cleaning import passages
from octomem.agents.reading.reading import Sentence
from octomem.agents.situation import find_place
from octomem.agents.standing import entries


def plain(text: str) -> str:
    """Return a text as the parser sees it."""
    return " ".join(passage.text for passage in passages(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm Henrike, 44, geologist, so I like rocks", "I'm Henrike. I am 44. I am a geologist,"),
        ("Hi I'm Odalys btw, 23. just moved", "I'm Odalys. I am 23. just"),
        ("I'm Anna, an accountant.", "I'm Anna. I am an accountant."),
        ("I am Kofi, 31", "I am Kofi. I am 31"),
        ("router is a Velder R7", "my router is a Velder R7"),
        ("it drops, laptop's an old ThinkPad X220", "my laptop is an old ThinkPad X220"),
        ("the car is fine, bike is a Brompton", "the car is fine, my bike is a Brompton"),
        ("Book nothing without asking me, ok?", "asking me."),
    ],
)
def test_what_is_left_out_is_filled_in(text: str, expected: str) -> None:
    """A row of age and job behind a name, a thing without "my", a question that asks nothing."""
    assert expected in plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'm Ben, a friend of Anna",
        "I'm Tired, 34 emails left",
        "I'm Irish, grumpy, and late",
        "The router is a Velder R7.",
        "her laptop is a ThinkPad",
        "a good router is a must",
        "Is that ok?",
    ],
)
def test_what_is_whole_stays_as_it_is(text: str) -> None:
    """No age in a count, no job in a mood, nobody's thing, a question that asks."""
    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("Book nothing without asking me first, ok?", "Book nothing without asking me first"),
        ("Please don't delete any files before I approve.", "delete any files before I approve"),
        ("never push to main without my ok", "never push to main"),
        ("British spelling, always, and sign my mails as Ann.", "British spelling, always"),
        ("metric units, always", "metric units, always"),
    ],
)
def test_an_order_holds_for_good(text: str, order: str) -> None:
    """What may not be done unasked, and a rule with no verb."""
    assert any(order in said for said in orders(reading(text, sentences=(_one(text),))))


@pytest.mark.parametrize(
    "text",
    [
        "Always do.",
        "never have",
        "They told us to order nothing without asking.",
        "She said do nothing without asking her.",
        "I bought nothing without asking him",
        "British spelling is always odd",
    ],
)
def test_what_is_told_orders_nothing(text: str) -> None:
    """Agreement, a report and a story."""
    assert not list(orders(reading(text, sentences=(_one(text),))))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("From now on you are Mortimer, a grumpy butler.", "Mortimer, a grumpy butler"),
        ("you're my tutor from now on", "my tutor"),
        ("Your name is Max from now on.", "Max"),
        ("From now on I'll call you Juno", "Juno"),
    ],
)
def test_a_person_says_who_the_agent_is_from_now_on(text: str, who: str) -> None:
    """A name, or a part."""
    told = [e.text for e in entries(reading(text, sentences=(_one(text),))) if e.block == "persona"]
    assert told == [f"The agent is {who}"]


@pytest.mark.parametrize(
    "text",
    [
        "From now on you're on your own",
        "From now on you are blocked.",
        "You are Mortimer?",
        "He said from now on you are Mortimer",
        "you are a legend",
    ],
)
def test_no_part_is_given(text: str) -> None:
    """What becomes of somebody, a question, a report, praise."""
    found = entries(reading(text, sentences=(_one(text),)))
    assert not [each for each in found if each.block == "persona"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("me and the missus are off to Wales next week", "off to Wales"),
        ("Ana and I are heading to Spain on Friday", "heading to Spain"),
        ("need new wiper blades before we set off", "new wiper blades"),
        ("today: ringing Ostrava about the pallets", "ringing Ostrava"),
        ("tomorrow: reviewing the contract", "reviewing the contract"),
    ],
)
def test_a_plan_is_to_be_done(text: str, expected: str) -> None:
    """Who goes along, what is to be got, a person's part of a round."""
    assert any(expected in duty.words for duty in duties(text, AT))


@pytest.mark.parametrize(
    "text",
    [
        "today: raining",
        "today: sunny and warm",
        "I need new friends",
        "me and the missus are off to a good start",
        "they are off to Wales next week",
    ],
)
def test_no_plan_is_made_of_it(text: str) -> None:
    """The weather, a sigh, a figure of speech and others."""
    assert not list(duties(text, AT))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("just got to Porto", "in Porto"),
        ("Got to port the module before Easter", None),
        ("got to park the car", None),
        ("got to work it out", None),
    ],
)
def test_an_arrival_is_told_from_a_duty(text: str, place: str | None) -> None:
    """A verb with its object is no place."""
    assert find_place(text) == place


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("now I feel a right fool", "a right fool"),
        ("I feel such an idiot", "an idiot"),
        ("I feel like a complete fraud", None),
        ("he feels a fool", None),
    ],
)
def test_a_feeling_is_named_by_a_noun(text: str, mood: str | None) -> None:
    """ "A right fool" is how the speaker feels, not another."""
    assert find_mood(text) == mood


def _one(text: str) -> Sentence:
    return Sentence(text, is_question=text.endswith("?") and ", ok?" not in text, is_command=False)
