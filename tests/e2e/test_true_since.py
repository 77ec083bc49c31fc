"""What is so since a later message told it, and what of the first one ended by it."""

from collections.abc import Sequence

import pytest
from tests.e2e.stories import assert_goes_on, before_and_after, tell

from octomem import Orchestrator

FACTS = ("semantic", "core")


def left_of(memory: Orchestrator, first: str, later: str, kinds: Sequence[str] = FACTS) -> set[str]:
    """Return what of the first message's facts still holds after the later one."""
    before, after = before_and_after(memory, first, later, kinds)
    assert before, first
    return before & after


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I love coffee", "I can't stand coffee any more"),
        ("I love sushi", "I can't bear sushi anymore"),
        ("My brother loves techno", "My brother can't stand techno any more"),
        ("I love jazz", "I'm not a fan of jazz any more"),
        ("I love Marvel movies", "I'm so over Marvel movies"),
        ("I love chess", "I've lost all interest in chess"),
        ("I hate mushrooms", "I've grown to like mushrooms"),
        ("I hate opera", "I've come to like opera"),
        ("I hate running", "I learned to love running"),
        ("I hate coriander", "I've come round to coriander"),
    ],
)
def test_a_taste_that_changed_ends_the_one_before(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Whichever way it turned, the two do not stand side by side."""
    assert not left_of(quick, first, later)


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I love coffee", "My sister can't stand coffee any more"),
        ("I love coffee", "I can't stand the queue at the coffee place any more"),
        ("I love Marvel movies", "I'm over at Tom's watching Marvel movies"),
        ("I love Marvel movies", "I'll never be over Marvel movies"),
        ("I love Marvel movies", "Is anyone else over Marvel movies?"),
        ("I hate mushrooms", "Mum says I'll grow to like mushrooms"),
        ("I hate mushrooms", "I learned to cook mushrooms"),
        ("I love chess", "I lost interest in the chess game halfway"),
    ],
)
def test_a_taste_of_others_or_of_a_moment_ends_none(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Nor does what is only feared, asked or told of something else."""
    assert_goes_on(quick, first, later, FACTS)


@pytest.mark.parametrize(
    ("first", "later", "now"),
    [
        ("My boyfriend is Tom", "Tom and I got married on Saturday", "Tom is Mei's spouse"),
        ("My girlfriend is Kate", "I married Kate on Saturday", "Kate is Mei's spouse"),
        ("I'm dating Tom", "Tom and I got married last weekend", "Tom is Mei's spouse"),
        ("Nina is my coworker", "Nina is now my boss", "Nina is Mei's boss"),
        ("Sam is a colleague of mine", "My new boss is Sam", "Mei's new boss is Sam"),
        ("Sam is my intern", "I report to Sam now", "Mei reports to Sam"),
    ],
)
def test_who_is_something_else_to_somebody_is_not_what_they_were(
    quick: Orchestrator, first: str, later: str, now: str
) -> None:
    """A boyfriend becomes a husband, a colleague a boss."""
    before, after = before_and_after(quick, first, later, ["semantic", "knowledge"])
    assert now in after
    assert not {each for each in before & after if "dating" not in each}


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("My boyfriend is Tom", "My brother Tom got married"),
        ("My boyfriend is Tom", "Tom isn't my husband"),
        ("My boyfriend is Tom", "I'd marry Tom tomorrow"),
        ("My boyfriend is Tom", "I dreamt I married Tom"),
        ("My boyfriend is Tom", "My uncle, a priest, married Tom and Kate"),
        ("Nina is my coworker", "Nina is Carl's boss"),
        ("Nina is my coworker", "Nina thinks she is my boss"),
        ("Nina is my coworker", "Nina was my boss in 2015"),
        ("Nina is my coworker", "Nina is not my boss"),
    ],
)
def test_who_is_nothing_else_stays_what_they_are(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Neither another's boss nor who is only wished, dreamt or denied to be one."""
    assert_goes_on(quick, first, later, ["semantic"])


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("I played rugby from 2005 to 2012", "Mei played rugby from 2005 to 2012"),
        ("I took sertraline from 2005 until 2012", "Mei took sertraline from 2005 until 2012"),
        ("I used Emacs from 2005 to 2012", "Mei used Emacs from 2005 to 2012"),
        ("We had a dog called Rex from 2005 to 2012", "Rex is Mei's dog"),
        ("I went to McGill from 2005 to 2012", "Mei went to McGill from 2005 to 2012"),
        (
            "I studied at Leeds University between 2005 and 2012",
            "Mei studied at Leeds University between 2005 and 2012",
        ),
    ],
)
def test_what_was_so_for_years_held_in_each_of_them(
    quick: Orchestrator, text: str, fact: str
) -> None:
    """It did not end in the year in which it began, and is over now."""
    tell(quick, "2024-01-10", text)
    years = {"2004": False, "2008": True, "2011": True, "2015": False, "2024": False}
    for year, held in years.items():
        seen = quick.list(user_id="mei", kinds=["semantic"], as_of=f"{year}-06-01T00:00:00Z")
        assert held == (fact in {each.text for each in seen}), year


@pytest.mark.parametrize(
    ("first", "later", "until"),
    [
        ("I work at Odette", "From May I'm head chef at Kelupa", "Mei works at Odette"),
        ("I work at Odette", "From next month I'm a driver at DHL", "Mei works at Odette"),
        ("I live in Leeds", "From September I live in York", "Mei lives in Leeds"),
        ("I'm a nurse", "I'm a ward manager from July on", "Mei is a nurse"),
    ],
)
def test_what_is_so_from_a_day_ahead_begins_on_it(
    quick: Orchestrator, first: str, later: str, until: str
) -> None:
    """What holds until then holds until then; the name of a month is nobody's home town."""
    tell(quick, "2024-01-10", first)
    tell(quick, "2024-04-10", later)
    soon, then = (
        {each.text for each in quick.list(user_id="mei", kinds=["semantic"], as_of=at)}
        for at in ("2024-04-11T00:00:00Z", "2024-10-01T00:00:00Z")
    )
    assert until in soon
    assert until not in then
    held = quick.list(user_id="mei", kinds=["semantic"])
    assert "hometown" not in [each.fields["slot"] for each in held]


@pytest.mark.parametrize(
    ("first", "later", "left"),
    [
        ("I keep my notes in Evernote", "I moved all my notes to Obsidian last week", "Evernote"),
        ("I use Notion for my notes", "I've moved my notes over to Obsidian", "Notion"),
        ("I track my budget in Excel", "moved my budget to YNAB last month", "Excel"),
        ("I study law", "I switched to marine biology", "law"),
        ("I'm studying physics", "I changed my major to maths", "physics"),
        ("My brother studies chemistry", "my brother switched to biology", "chemistry"),
    ],
)
def test_what_somebody_moved_to_serves_for_what_the_one_before_did(
    quick: Orchestrator, first: str, later: str, left: str
) -> None:
    """Notes that are in Obsidian are not in Evernote, and who switched to biology studies no law."""
    assert not [each for each in left_of(quick, first, later, ["semantic"]) if left in each]


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I keep my notes in Evernote", "I moved my photos to Google Photos"),
        ("I keep my notes in Evernote", "My brother moved his notes to Obsidian"),
        ("I keep my notes in Evernote", "I moved my notes to Obsidian for a week"),
        ("I keep my notes in Evernote", "I moved some of my notes to Obsidian"),
        ("I keep my notes in Evernote", "I almost moved my notes to Obsidian"),
        ("I keep my notes in Evernote", "I use Obsidian too"),
        ("I study law", "I also study history"),
        ("I study law", "I switched to the afternoon class"),
        ("I study law", "My sister switched to history"),
        ("I study law", "I'm thinking of switching to history"),
    ],
)
def test_what_moved_for_another_or_not_at_all_leaves_the_rest(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Nor does what moved for a while, or beside."""
    before, after = before_and_after(quick, first, later, ["semantic"])
    assert {each for each in before if "asks" not in each} <= after


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I have breast cancer", "I'm in full remission!"),
        ("My mum has breast cancer", "My mum is in complete remission now"),
        ("My dad has cancer", "My dad's cancer is in full remission"),
        ("I have lymphoma", "I've been declared cancer free"),
        ("I have a broken wrist", "my wrist has healed"),
        ("I have a stress fracture", "my stress fracture has healed"),
        ("I'm engaged", "we called the wedding off"),
        ("I'm engaged to Marcus", "Marcus and I called off the engagement"),
    ],
)
def test_an_illness_in_remission_and_a_wedding_called_off_are_over(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Whoever's they are."""
    assert not left_of(quick, first, later, ["semantic"])


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I have breast cancer", "My friend is in remission"),
        ("I have breast cancer", "I hope to be in remission soon"),
        ("I have breast cancer", "I'm not in remission yet"),
        ("I have breast cancer", "I was in remission in 2015"),
        ("I have breast cancer", "In the film she is in remission"),
        ("I have two kids", "I'm in remission"),
        ("I have a broken wrist", "my ankle has healed"),
        ("I have a broken wrist", "my wrist hasn't healed"),
        ("I have a broken wrist", "My wrist will heal by May"),
        ("I have a broken wrist", "my brother's wrist has healed"),
        ("I'm engaged", "My sister called off her wedding"),
        ("I'm engaged", "we almost called the wedding off"),
        ("I'm engaged", "We called off the wedding planner"),
    ],
)
def test_what_is_of_others_or_only_hoped_for_is_not_over(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Nor what was so once, or almost."""
    assert_goes_on(quick, first, later, ["semantic"])


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("My piano teacher is Mr Hill", "my piano teacher is Mrs Ivanova now"),
        ("My lawyer is Sue", "my new lawyer is Bob"),
        ("My accountant is Sue", "my new accountant is called Bob"),
        ("My son's swimming coach is Kim", "my son's new swimming coach is Lou"),
        ("My driving instructor is Ed", "I've got a new driving instructor, Jo"),
    ],
)
def test_who_teaches_or_represents_somebody_is_one_at_a_time(
    quick: Orchestrator, first: str, later: str
) -> None:
    """A new piano teacher is there in place of the one before."""
    assert not left_of(quick, first, later, ["semantic", "knowledge"])


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("My piano teacher is Mr Hill", "My guitar teacher is Mrs Ivanova"),
        ("My piano teacher is Mr Hill", "My piano teacher is strict"),
        ("My piano teacher is Mr Hill", "My sister's piano teacher is Mrs Ivanova"),
        ("My piano teacher is Mr Hill", "My first piano teacher was Mrs Ivanova"),
        ("My lawyer is Sue", "My friend Bob is a lawyer"),
        ("My accountant is Sue", "Bob is Tom's accountant"),
    ],
)
def test_who_teaches_another_or_something_else_takes_no_place(
    quick: Orchestrator, first: str, later: str
) -> None:
    """Nor does what the teacher is like."""
    assert_goes_on(quick, first, later, ["semantic"])


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (
            "My daughter Hafsa goes to Belle Vue school",
            "Hafsa's changed schools, she goes to Dixons now",
        ),
        ("My son Otis goes to Marlpit Primary", "Otis swapped schools, he's at Fennwood now"),
    ],
)
def test_where_a_child_is_who_changed_schools_is_the_school(
    quick: Orchestrator, first: str, later: str
) -> None:
    """A name that says nothing of a school is one behind that."""
    held = left_of(quick, first, later, ["semantic"])
    assert not [each for each in held if " goes to " in each or " studies at " in each]


@pytest.mark.parametrize(
    "later",
    [
        "My niece changed schools, she goes to Dixons now",
        "Hafsa goes to Tesco on Fridays",
        "Her friend Ida changed schools, Ida goes to Dixons now",
        "If Hafsa changed schools, she'd go to Dixons",
        "I changed schools a lot, I was at Dixons in 1990",
    ],
)
def test_who_did_not_change_schools_is_where_they_were(quick: Orchestrator, later: str) -> None:
    """Whoever else did."""
    first = "My daughter Hafsa goes to Belle Vue school"
    assert_goes_on(quick, first, later, ["semantic"])
