"""The same fact in other words strengthens the one there is; whatever says more stays beside it."""

from datetime import UTC, datetime

import pytest
from tests.e2e.daily import USER, tell

from octomem import Memory, Orchestrator


def kept(memory: Orchestrator, kind: str, word: str) -> list[Memory]:
    """Return the current memories of a kind whose text has a word."""
    found = memory.list(user_id=USER, kinds=[kind])
    return [each for each in found if word in each.text.casefold()]


@pytest.mark.parametrize(
    ("first", "then", "word"),
    [
        ("I'm vegetarian, so no chicken please.", "They ask about the food. Vegetarian for me, as ever.", "vegetarian"),
        ("I'm allergic to penicillin.", "I don't even like handling it, I've got that penicillin allergy.", "penicillin"),
        ("I'm allergic to penicillin.", "Under allergies I've put penicillin, as always.", "penicillin"),
        ("I love hiking.", "Hiking is something I love.", "hiking"),
        ("I'm an electrician.", "My job is electrician, union and all.", "electrician"),
        ("My main hobby is knitting.", "Knitting is still my hobby.", "knitting"),
        ("We've got a cat called Marmalade.", "I have a cat, Marmalade, and she is sweet.", "marmalade"),
        ("We have a kelpie called Biscuit.", "Like I told you, we have a kelpie called Biscuit.", "biscuit"),
        ("I'm allergic to nuts.", "I can't have nuts, remember.", "nuts"),
        ("My allergy is latex, latex sends me to A&E.", "I'm allergic to latex.", "latex"),
        ("I love sushi.", "sushi is my jam", "sushi"),
        ("I'm a big fan of Arsenal.", "I support Arsenal.", "arsenal"),
        ("I don't like mushrooms.", "mushrooms are disgusting, never liked them", "mushroom"),
        ("I'm on sertraline.", "still taking my sertraline", "sertraline"),
        ("my place is in Camden", "i live in Camden", "camden"),
    ],
)  # fmt: skip
def test_a_fact_in_other_words_is_one_fact_of_both_turns(
    memory: Orchestrator, first: str, then: str, word: str
) -> None:
    """Of each kind that tells of it there is one, and one of them rests on both turns."""
    tell(memory, first, then)
    told = [kept(memory, kind, word) for kind in ("semantic", "core")]

    assert [len(each) for each in told if each] == [1] * len([each for each in told if each])
    assert max(len(each.sources) for of_kind in told for each in of_kind) == 2


def test_a_repeat_strengthens_what_it_repeats(memory: Orchestrator) -> None:
    """Its source, its confidence and when it was last told."""
    tell(memory, "I'm vegetarian.")
    (before,) = kept(memory, "semantic", "vegetarian")
    tell(memory, "I'm vegetarian.", "There's a wedding. Vegetarian for me, as ever.")
    (after,) = kept(memory, "semantic", "vegetarian")

    assert after.id == before.id
    assert after.confidence > before.confidence
    assert after.last_seen == datetime(2024, 5, 2, 9, tzinfo=UTC)


def test_a_remark_that_came_first_gives_way_to_the_entry_that_says_it(memory: Orchestrator) -> None:
    """Its turn is the entry's."""
    tell(memory, "Hiking is something I love.", "I love hiking.")
    (entry,) = kept(memory, "core", "hiking")

    assert entry.fields["label"] == "preference"
    assert len(entry.sources) == 2


def test_fuller_words_of_a_pet_are_kept(memory: Orchestrator) -> None:
    """What it is said to be besides is not lost."""
    tell(memory, "Biscuit is our dog.", "We have a kelpie called Biscuit.")

    assert any("kelpie" in each.text for each in kept(memory, "semantic", "biscuit"))


@pytest.mark.parametrize(
    ("first", "then", "word", "more"),
    [
        ("I'm vegetarian.", "My sister Ruth is vegetarian too.", "vegetarian", "Ruth"),
        ("I'm allergic to penicillin.", "I've got an allergy test for penicillin on Monday mornings.", "penicillin", "test"),
        ("I love hiking.", "Hiking is something I never loved.", "hiking", "never"),
        ("I love hiking.", "Hiking is something my wife Ann loves.", "hiking", "wife"),
        ("My main hobby is knitting.", "My hobby is knitting socks.", "knitting", "socks"),
        ("I'm allergic to nuts.", "I can't have nuts on my desk at work.", "nuts", "desk"),
        ("I'm allergic to nuts.", "My son can't have nuts.", "nuts", "son"),
        ("I like sushi.", "My sister can't get enough of sushi.", "sushi", "sister"),
        ("I like whisky.", "Whisky nearly killed me once.", "whisky", "killed"),
        ("I love hiking.", "I never enjoyed hiking.", "hiking", "never"),
    ],
)  # fmt: skip
def test_what_says_more_or_of_another_is_no_repeat(
    memory: Orchestrator, first: str, then: str, word: str, more: str
) -> None:
    """More content, another holder, the opposite: the first fact has nothing of them."""
    tell(memory, first)
    before = {each.id for kind in ("semantic", "core") for each in kept(memory, kind, word)}
    tell(memory, first, then)
    after = [each for kind in ("semantic", "core") for each in kept(memory, kind, word)]

    assert before
    assert all(len(each.sources) == 1 for each in after if each.id in before), more


def test_what_a_pet_does_is_told_beside_whose_it_is(memory: Orchestrator) -> None:
    """More words are more facts."""
    first = "We have a kelpie called Biscuit"
    tell(memory, f"{first}.", f"{first} who bites the postman.")

    assert len(kept(memory, "semantic", "biscuit")) > 1
    assert kept(memory, "semantic", "bites")


@pytest.mark.parametrize(
    ("text", "names", "count"),
    [
        ("We have two kids, Ann and Bob.", ("ann", "bob"), "two kids"),
        ("We've got two cats, Miso and Tofu.", ("miso", "tofu"), "two cats"),
        ("I've two dogs, Rex and Bo, and a cat, Miso.", ("rex", "bo", "miso"), "two dogs"),
        ("I've got brothers called Tom and Joe.", ("tom", "joe"), ""),
        ("I have three meetings: Tom, Ana and legal.", (), "tom, ana and legal"),
    ],
)
def test_who_is_counted_and_named_is_told_once_by_name(
    quick: Orchestrator, text: str, names: tuple[str, ...], count: str
) -> None:
    """How many there are stays, without the names."""
    tell(quick, text)

    assert [1] * len(names) == [len(kept(quick, "semantic", f"{name} is")) for name in names]
    assert all(len(kept(quick, "semantic", name)) == 1 for name in names)
    assert not count or kept(quick, "semantic", count)


def test_what_puts_right_is_told_of_each_it_may_be_wrong_of(quick: Orchestrator) -> None:
    """It has the words of its whole message each time."""
    tell(
        quick,
        "Callum's coming for tea and he's allergic to eggs.",
        "Forget what I said about Callum and eggs, that was wrong. It's Ellie who is allergic to eggs.",
    )

    assert ["Ellie is allergic to eggs"] == [m.text for m in kept(quick, "semantic", "eggs")]


def test_one_turn_tells_a_job_beside_where_it_is(quick: Orchestrator) -> None:
    """The same words fill a slot, too."""
    tell(quick, "At the bakery they've made me shift manager.")

    assert any(m.fields.get("slot") == "job" for m in kept(quick, "semantic", "shift manager"))


def test_two_of_a_kind_by_name_stay_two(memory: Orchestrator) -> None:
    """Each is had by name."""
    tell(memory, "I have two budgies, Kiwi and Coco.")

    assert kept(memory, "semantic", "kiwi")
    assert kept(memory, "semantic", "coco")


@pytest.mark.parametrize(
    ("said", "again", "word"),
    [
        ("I have to finish my Fanon essay by 14 June.", "yes the Fanon essay is still open.", "essay"),
        ("Please remind me to buy oat milk.", "Also remind me to buy oat milk, I always forget.", "oat milk"),
        ("帮我记着：要给老房子换水管，还要去交物业费", "最近手头有点忙，物业费还没去交，别让我忘了", "物业费"),
    ],
)  # fmt: skip
def test_a_task_that_is_still_open_is_the_one_there_is(
    memory: Orchestrator, said: str, again: str, word: str
) -> None:
    """It keeps its words and its day."""
    tell(memory, said, again)
    found = memory.list(user_id=USER, kinds=["working"], as_of=datetime(2024, 5, 3, tzinfo=UTC))
    tasks = [each for each in found if word in each.text]

    assert len(tasks) == 1
    assert len(tasks[0].sources) == 2


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ("I have to finish my Fanon essay by 14 June.", "the Sartre essay is still open."),
        ("帮我记着：要给老房子换水管，还要去交物业费", "电费还没去交，别让我忘了"),
    ],
)
def test_another_task_that_is_still_open_is_another(
    memory: Orchestrator, said: str, again: str
) -> None:
    """Nothing is told of the first."""
    tell(memory, said, again)
    found = memory.list(user_id=USER, kinds=["working"], as_of=datetime(2024, 5, 3, tzinfo=UTC))

    assert all(len(each.sources) == 1 for each in found)


def test_one_call_that_says_a_task_twice_records_both_turns(quick: Orchestrator) -> None:
    """The second is a source like the first."""
    said = [
        {"role": "user", "name": "Mads", "content": text, "timestamp": f"2024-05-01T09:00:0{at}Z"}
        for at, text in enumerate(("Remind me to buy oat milk.", "Also remind me to buy oat milk."))
    ]
    quick.process(said, user_id=USER, session_id="s")
    found = quick.list(user_id=USER, kinds=["working"], as_of=datetime(2024, 5, 3, tzinfo=UTC))

    assert [len(each.sources) for each in found] == [2]


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("My wife Maureen is a vet.", "My partner Maureen lives in Leeds.", 1),
        ("I'm married to Maureen, forty-one years come April.", "My wife Maureen says no.", 1),
        ("My girlfriend Ann is a vet.", "My wife Ann lives in Leeds.", 2),
    ],
)
def test_who_is_a_wife_is_told_of_as_a_partner_too(
    quick: Orchestrator, first: str, then: str, expected: int
) -> None:
    """A wife is a partner; a girlfriend of before and another one are relations of their own."""
    tell(quick, first, then)
    relations = [
        each
        for each in quick.list(user_id=USER, kinds=["knowledge"])
        if each.fields["relation"] in ("partner_of", "married_to")
    ]

    assert len(relations) == expected
    assert sum(len(each.sources) for each in relations) == 2


def test_who_plays_badminton_does_it(quick: Orchestrator) -> None:
    """Both say the same of a pastime."""
    tell(quick, "My hobby is badminton.", "I still play badminton every Wednesday.", "I play golf.")
    (told,) = kept(quick, "semantic", "badminton")

    assert len(told.sources) == 2
    assert kept(quick, "semantic", "golf")


def test_a_fact_in_the_same_words_keeps_its_slot(quick: Orchestrator) -> None:
    """As a job of a flatmate, not only as what he is."""
    tell(quick, "My flatmate Robin is doing my head in.", "Robin's a paramedic.")

    assert "job" in [each.fields["slot"] for each in kept(quick, "semantic", "paramedic")]


def test_what_is_denied_outright_is_told_beside_what_is_hated(quick: Orchestrator) -> None:
    """An entry says that it is not liked."""
    tell(quick, "Mushrooms make me gag.", "I do not like mushrooms.")

    assert any("does not like" in each.text for each in kept(quick, "core", "mushroom"))


def test_what_is_of_another_is_taken_back_whoever_else_is_named(quick: Orchestrator) -> None:
    """The first of the names before it is not the only one that may be wrong."""
    tell(quick, "Callum's coming for tea and he's allergic to eggs.", _NOT_CALLUM)

    assert ["Ellie is allergic to eggs"] == [e.text for e in kept(quick, "semantic", "eggs")]


_NOT_CALLUM = (
    "Forget what I said about Callum and eggs, that was wrong. It's Ellie who is allergic to eggs."
)
