"""What plain words change of what was told before, and what they take back."""

import pytest
from tests.unit.spoken import holding, told

from octomem.agents.semantic import SemanticAgent
from octomem.memory import Status

AGENT = SemanticAgent()


@pytest.mark.parametrize(
    ("before", "news", "over"),
    [
        ("I work at Lidl.", "I was made redundant in May.", "Lidl"),
        ("I work at Lidl.", "I'm retired now.", "works at"),
        ("My sister Anna works at Lidl.", "Anna is retired now.", "Lidl"),
        ("I live in Leeds.", "I moved out of Leeds in May.", "lives in"),
        ("I'm vegan.", "I gave up being vegan.", "is vegan"),
        ("I drive a Golf.", "I got rid of the Golf.", "drives"),
        ("I drive a Golf.", "I no longer have a car.", "drives"),
        ("I like coffee.", "I've gone off coffee.", "likes"),
        ("I'm learning Welsh.", "I stopped the Welsh classes.", "is learning Welsh"),
        ("I bank with Barclays.", "I closed my Barclays account.", "banks with"),
        ("I volunteer at the food bank.", "I stopped volunteering.", "at the food bank"),
        ("I study law at York.", "I graduated last week.", "studies"),
        ("I'm pregnant.", "I had the baby on Monday.", "pregnant"),
        ("I live alone.", "I live with Kim now.", "alone"),
        ("I'm single.", "I have a boyfriend now.", "single"),
        ("I have two cats.", "I have three cats now.", "two cats"),
        ("Kim is my friend.", "I'm not friends with Kim any more.", "is Mei's friend"),
        ("Kim is my friend.", "Kim and I aren't friends any more.", "is Mei's friend"),
        ("Kim is my friend.", "I fell out with Kim.", "is Mei's friend"),
        ("My flatmate is Kim.", "Kim moved out in March.", "Mei's flatmate"),
        ("My flatmate is Kim.", "Kim doesn't live with me any more.", "Mei's flatmate"),
    ],
)
def test_plain_news_ends_what_it_is_about(before: str, news: str, over: str) -> None:
    """What was so is over; nothing that has the words still holds, but what denies them."""
    memories, _ = told(AGENT, before, news)
    assert any(over in memory.text for memory in told(AGENT, before)[0])
    assert [] == [text for text in holding(memories) if over in text and " not " not in text]
    ends = {Status.CLOSED, Status.SUPERSEDED}
    assert any(over in memory.text and memory.status in ends for memory in memories)


@pytest.mark.parametrize(
    ("before", "other"),
    [
        ("I study law at York.", "I graduated from Leeds in 2010."),
        ("I'm pregnant.", "I had a baby in 2010 too."),
        ("I work at Lidl.", "I retired from football in May."),
        ("My flatmate is Kim.", "My brother moved out of his flat."),
        ("I have two cats.", "I have three meetings."),
        ("I like tea.", "I don't like coffee, I like juice."),
        ("I bank with Barclays.", "I closed the window."),
        ("Kim is vegan.", "I gave up being nice."),
        ("I use Slack at work.", "I closed Slack to focus."),
        ("I use Slack at work.", "closed my Slack and went home"),
        ("I use Chrome.", "I closed my Chrome."),
        ("I own a Nikon camera.", "I dropped my camera yesterday."),
        ("I have a dog.", "We stopped the dog training classes."),
        ("I play the guitar in a band.", "I stopped playing when the phone rang."),
        ("My wife is Anna.", "I no longer have a dance partner."),
        ("My brother Tom studies law at Leeds.", "My brother Tom graduated from boot camp."),
        ("I live alone.", "I live with anxiety."),
        ("I'm single.", "I have a business partner."),
        ("I'm single.", "I had a boyfriend at uni."),
        ("Tom is my flatmate.", "Tom moved out of his office."),
        ("My sister Kate is pregnant.", "Kate had the baby for the weekend."),
        ("I have two cars.", "I have a car in the garage."),
        ("My sister is vegan.", "It's not just my sister who is vegan, it's my mum too."),
        ("Kim is my friend.", "My brother fell out with Kim."),
    ],
)
def test_other_news_ends_nothing(before: str, other: str) -> None:
    """An end of long ago, of somebody else's or of something else leaves what is so."""
    assert set(holding(told(AGENT, before)[0])) <= set(holding(told(AGENT, before, other)[0]))


@pytest.mark.parametrize(
    ("news", "so"),
    [
        ("I got divorced last month.", "Mei got divorced last month (April 2024)"),
        ("Tom separated from Kim in March.", "Tom separated from Kim in March (March 2024)"),
        ("Tom retired in March.", "Tom retired in March (March 2024)"),
    ],
)
def test_who_divorced_or_retired_is_so_from_then_on(news: str, so: str) -> None:
    """What ends a marriage or a job is what somebody is now, and not over at once."""
    memories, _ = told(AGENT, news)
    assert so in holding(memories)
    slots = {"marital_status": {"divorced", "separated"}, "job": {"retired"}}
    held = [memory for memory in memories if memory.text == so]
    assert all(m.fields["object"] in slots[str(m.fields["slot"])] for m in held)


@pytest.mark.parametrize(
    ("wrong", "right", "was", "now"),
    [
        ("My doctor is Dr Hughes.", "My doctor is not Dr Hughes, it's Dr Pugh.", "Hughes", "Pugh"),
        (
            "Emily is a dentist.",
            "Emily isn't a dentist, she's a hygienist.",
            "dentist",
            "hygienist",
        ),
        ("Tom grew up in Hull.", "Tom didn't grow up in Hull, he grew up in York.", "Hull", "York"),
        ("My brother is married.", "My brother was never married.", "is married", "never"),
        (
            "Declan is my brother. Declan's birthday is the 12th of April.",
            "Declan's birthday isn't the 12th of April at all, it's the 22nd of April.",
            "the 12th",
            "the 22nd of April",
        ),
        (
            "I'm taking 10 mg of ramipril for my blood pressure.",
            "Wait, I've got the box here now and it's 5 mg, not 10 mg.",
            "10 mg",
            "5 mg",
        ),
        (
            "My manager is Carla Ruiz.",
            "Oops, her last name is Reyes, not Ruiz.",
            "manager is Carla Ruiz",
            "manager is Carla Reyes",
        ),
        (
            "Rohan works at Infosys.",
            "It's not Rohan who works at Infosys, it's his brother Nikhil.",
            "Rohan works at",
            "Nikhil works at Infosys",
        ),
    ],
)
def test_what_never_was_so_is_taken_back(wrong: str, right: str, was: str, now: str) -> None:
    """It is retracted, not closed: it was wrong whenever it was told."""
    memories, _ = told(AGENT, wrong, right)
    held = {m.status for m in memories if was in m.text and " not " not in m.text}
    assert {Status.RETRACTED} == held
    assert any(now in text for text in holding(memories))


@pytest.mark.parametrize(
    ("words", "so"),
    [
        ("My mam's birthday is the 9th of April. Sorry, the 19th of April.", "the 19th of April"),
        ("I play badminton on Tuesdays. Sorry, I meant Thursdays.", "badminton on Thursdays"),
    ],
)
def test_a_slip_of_the_same_turn_is_put_right(words: str, so: str) -> None:
    """Days count like names."""
    kept = holding(told(AGENT, words)[0])
    assert any(so in text for text in kept)
    assert not any("9th" in text.replace("19th", "") or "Tuesday" in text for text in kept)


@pytest.mark.parametrize(
    ("before", "change"),
    [
        ("My doctor is Dr Hughes.", "My doctor isn't Dr Hughes any more, it's Dr Pugh."),
        ("I work at Lidl.", "I don't work at Lidl, I work at Aldi now."),
    ],
)
def test_a_change_is_no_correction(before: str, change: str) -> None:
    """What was so until now was right when it was told."""
    memories, _ = told(AGENT, before, change)
    assert not [memory for memory in memories if memory.status is Status.RETRACTED]
    assert holding(told(AGENT, before)[0])[0] not in holding(memories)


@pytest.mark.parametrize(
    ("words", "false"),
    [
        ("Tom isn't my brother, that's Kim.", "Tom is Kim"),
        ("My brother isn't a nurse. That's a shame.", "shame"),
        ("My car isn't a Fiat. It's Monday today.", "car is Monday"),
        ("My boss isn't Tom. It's Monday.", "boss is Monday"),
        ("My boss isn't Tom. It is London where she lives.", "boss is London"),
        ("I live in Leeds and I'm pregnant. Been here since 2015.", "2015"),
        ("My friend Tom's wife is a nurse.", "Tom is a nurse"),
        ("My wife works for the dept. of health.", "Mei: of health"),
    ],
)
def test_what_stands_beside_is_not_said(words: str, false: str) -> None:
    """A comment, a day or a date of something else is nobody's value."""
    memories, _ = told(AGENT, words)
    assert not [m.text for m in memories if false in m.text or m.valid_from.year == 2015]
