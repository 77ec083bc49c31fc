"""What an ordinary message ends without naming it: "my boss left the company", "my girlfriend dumped me"."""

import pytest
from tests.e2e.stories import assert_goes_on, before_and_after, tell

from octomem import Orchestrator


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I drive a Honda Civic.", "The car got totalled last week."),
        ("I drive a Honda Civic.", "My car was written off."),
        ("My wife is called Anna.", "My wife and I got divorced."),
        ("My girlfriend's name is Zoe.", "My girlfriend dumped me."),
        ("My husband is Tom.", "Tom left me."),
        ("My boss is Karen.", "My boss left the company."),
        ("My boss is Karen.", "Karen quit."),
        ("My boss is Karen.", "Karen left the company last month."),
        ("My husband is Tom.", "Tom left me last year."),
        ("My dentist is Dr. Patel.", "Dr. Patel retired."),
        ("I live with my roommate Jake.", "Jake moved out."),
        ("I live in Boston.", "I moved in with my parents."),
        ("My mom lives in Tampa.", "My mom moved in with us."),
        ("I'm a student at UCL studying physics.", "I graduated last month."),
        ("My son is in kindergarten.", "My son started first grade today."),
        ("I weigh 180 lbs.", "I'm down to 170 lbs."),
        ("My wife is pregnant, due in May.", "Our son Leo was born on May 3rd."),
        ("My best friend is Raj.", "Raj and I had a falling out, we don't talk anymore."),
        ("I can't eat gluten.", "I can eat gluten again."),
        ("My rent is $1,800 a month.", "My rent went up to $1,950."),
        ("I'm allergic to penicillin.", "turns out i'm not allergic to penicillin after all"),
        ("I bank with Monzo.", "closed my monzo"),
        ("I bank with Monzo.", "closed my monzo account"),
        ("I don't smoke anymore.", "smoking again"),
        ("I live in Leeds.", "im in york now"),
        ("We have a Golden Retriever named Max.", "Max passed away last night."),
        ("我领导是李总", "我领导离职了"),
        ("我领导是李总", "我们领导调走了"),
        ("我室友是张伟", "室友搬走了"),
    ],
)
def test_what_cannot_be_so_any_more_ends(quick: Orchestrator, first: str, later: str) -> None:
    """Nobody has to name what is over."""
    known, now = before_and_after(quick, first, later, ["semantic"])
    assert known
    assert not known & now


@pytest.mark.parametrize(
    ("first", "later"),
    [
        ("I drive a Honda Civic.", "Tom's car got totalled."),
        ("My wife is called Anna.", "My parents got divorced."),
        ("My girlfriend's name is Zoe.", "My girlfriend left me a note."),
        ("My husband is Tom.", "My dad left us when I was five."),
        ("My husband is Tom.", "Tom left me in the shop for an hour."),
        ("My husband is Tom.", "Tom left me yesterday at the airport."),
        ("My best friend is Raj.", "Raj and I don't talk about politics."),
        ("I have a dog called Rex.", "We lost the dog in the woods for an hour."),
        ("My dentist is Dr. Patel.", "Dr. Patel left the practice open on Saturday."),
        ("My boss is Karen.", "My boss left the office early."),
        ("My boss is Karen.", "My boss left the team hanging."),
        ("My boss is Karen.", "My boss almost quit."),
        ("My boss is Karen.", "Her boss left the company."),
        ("My dentist is Dr. Patel.", "My neighbour retired."),
        ("I live with my roommate Jake.", "My brother moved out."),
        ("I live in Boston.", "I moved in with my sister for the summer."),
        ("I live in Boston.", "Tom moved in last week."),
        ("My son is in kindergarten.", "My nephew started first grade today."),
        ("My wife is pregnant, due in May.", "My sister's son was born on May 3rd."),
        ("My best friend is Raj.", "Raj and I had a falling out but we're back together."),
        ("My best friend is Raj.", "Tom and Raj had a falling out."),
        ("My colleague is Priya.", "Priya was promoted to team lead."),
        ("My wife is called Anna.", "My parents got divorced when I was ten."),
        ("My wife is called Anna.", "My parents got divorced last year."),
        ("My wife is called Anna.", "My wife and I got separated at the airport."),
        ("My wife is called Anna.", "My wife got divorced from reality."),
        ("My wife is pregnant, due in May.", "Our first neighbours' baby was born today."),
        ("My wife is pregnant, due in May.", "My second cousin was born in 1990."),
        ("I drive a Honda Civic.", "My brother bought a Mazda and then the car got totalled."),
        ("I drive a Honda Civic.", "The rental broke down and the car was repossessed."),
        ("I drive a Honda Civic.", "My first car got totalled when I was 19."),
        ("I drive a Honda Civic.", "The car got stolen in the first act of the play."),
        ("I drive a Honda Civic.", "The car was crushed by everyone else in the race."),
        ("I live in Boston.", "When I was 20 I moved in with my aunt."),
        ("I live in Boston.", "I moved in with my parents during the pandemic."),
        ("My son is in 4th grade.", "My son started first grade in 2015."),
        ("My boss is Priya.", "Priya left our school in 1999."),
        ("My boss is Priya.", "Priya was transferred $500."),
        ("My boss is Priya.", "In the movie Priya got fired."),
        ("My boss is Priya.", "Years ago Priya got fired from her first job."),
        ("My dentist is Dr. Patel.", "Dr. Patel left the clinic yesterday before I arrived."),
        ("My best friend is Raj.", "Raj and I aren't friends with Tom."),
        ("My best friend is Raj.", "Raj and I fell out of the boat."),
        ("My best friend is Raj.", "Raj and I fell out last year but we made up."),
        ("I live with my roommate Jake.", "Jake moved out last year and moved back in May."),
        ("I live with my roommate Jake.", "Jake moved out in 2010 from his parents' place."),
        ("My girlfriend is Zoe.", "Zoe dumped me in a dream last night."),
        ("我女朋友是小美", "大学的时候女朋友把我甩了"),
        ("我老婆叫小芳", "我爸妈在我十岁的时候离婚了"),
        ("我领导是李总", "隔壁组领导离职了"),
        ("我室友是张伟", "隔壁室友搬走了"),
    ],
)
def test_what_only_sounds_like_it_ends_nothing(quick: Orchestrator, first: str, later: str) -> None:
    """It is of somebody else, long ago, in a story, or for a while."""
    assert_goes_on(quick, first, later, ["semantic"])


def test_who_moved_in_with_somebody_lives_with_them(quick: Orchestrator) -> None:
    """The place where they did is over, and is not asked for."""
    tell(quick, "2024-01-10", "I live in Boston.")
    tell(quick, "2024-04-10", "I moved in with my parents.")

    (fact,) = quick.list(user_id="mei", kinds=["semantic"])
    assert ("lives with", "Mei's parents") == (fact.fields["predicate"], fact.fields["object"])


def test_who_moved_into_a_house_lives_where_it_is(quick: Orchestrator) -> None:
    """The house is no home's name; the town is."""
    tell(quick, "2024-01-10", "I live in Boston.")
    tell(quick, "2024-04-10", "We finally moved into our new house in Salem.")

    found = quick.list(user_id="mei", kinds=["semantic"])
    assert ["Salem"] == [each.fields["object"] for each in found if each.fields["slot"] == "home"]


def test_how_somebody_wants_answers_from_now_on_is_an_order(quick: Orchestrator) -> None:
    """It is told as a wish, and meant for good."""
    tell(quick, "2024-01-10", "Actually I'd like longer, more detailed answers from now on.")

    (order,) = quick.list(user_id="mei", kinds=["core"])
    assert "longer, more detailed answers" in order.text


@pytest.mark.parametrize("said", ["I'm 5'6 and I like tea.", "My rent is 1800 a month."])
def test_a_height_and_a_rate_are_no_dates(quick: Orchestrator, said: str) -> None:
    """5'6 is not the sixth of May, and what is paid by the month is not ten years away."""
    tell(quick, "2024-01-10", said)

    found = quick.list(user_id="mei", kinds=["semantic"])
    assert found
    assert not [each for each in found if "(" in each.text]
