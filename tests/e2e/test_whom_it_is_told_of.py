"""Whom a turn is told of that leans on the turns before it: "he", "sorry, not Hull, Goole", "we broke up"."""

import pytest

from octomem import Orchestrator

USER = "ana"


def current(memory: Orchestrator, *said: tuple[str, str]) -> set[str]:
    """Return the facts and relations that hold after Ana and an assistant have talked."""
    messages = [
        {"role": "user", "name": "Ana", "content": text}
        if who == "Ana"
        else {"role": "assistant", "content": text}
        for who, text in said
    ]
    memory.process(messages, user_id=USER, session_id="s")
    found = memory.list(user_id=USER, kinds=["semantic", "knowledge"], limit=50)
    return {f"{each.kind.value}: {each.text}" for each in found}


def test_who_is_asked_after_is_meant_next(quick: Orchestrator) -> None:
    """Whoever was told of before, and be it a dog whose name is a noun."""
    held = current(
        quick,
        ("Ana", "Our dog Biscuit has to go to the vet."),
        ("Ana", "My brother Tom works at Airbus."),
        ("assistant", "Exciting times. How's Biscuit?"),
        ("Ana", "he passed away in June"),
    )
    assert "semantic: Tom works at Airbus" in held
    assert not [each for each in held if "Biscuit" in each]


@pytest.mark.parametrize("question", ["How's Leeds?", "How's Kate doing?", "How's everything?"])
def test_who_is_no_he_is_not_asked_after(quick: Orchestrator, question: str) -> None:
    """A town and a woman leave "he" to who was named before."""
    held = current(
        quick,
        ("Ana", "My brother Tom works at Airbus."),
        ("assistant", question),
        ("Ana", "he's moved to York"),
    )
    assert "semantic: Tom has moved to York" in held


def test_a_firm_has_no_boyfriend(quick: Orchestrator) -> None:
    """Where somebody works is not whom "her" means, be it the only name of its sentence."""
    held = current(
        quick,
        ("Ana", "I got the head of science job at Roundhay School"),
        ("Ana", "first week at Roundhay done, I'm shattered"),
        ("Ana", "Carla's moving to Bristol too, her boyfriend Pete got a job at Airbus"),
    )
    assert "knowledge: Pete is the boyfriend of Carla" in held
    assert not [each for each in held if "Roundhay" in each and "Pete" in each]


@pytest.mark.parametrize("answer", ["sorry, not Hull, Goole", "not Hull, Goole"])
def test_another_value_is_put_right_of_whom_it_was_told(quick: Orchestrator, answer: str) -> None:
    """It is not the speaker's as well."""
    held = current(quick, ("Ana", "My friend Kate moved to Hull"), ("Ana", answer))
    assert "knowledge: Kate lives in Goole" in held
    assert not [each for each in held if "Hull" in each or "Ana lives" in each]


def test_another_value_of_what_another_asked_is_the_speakers(quick: Orchestrator) -> None:
    """Nobody else was told of."""
    held = current(quick, ("assistant", "So you live in Hull?"), ("Ana", "no, not Hull, Goole"))
    assert "semantic: Ana lives in Goole" in held


@pytest.mark.parametrize(
    ("home", "over"),
    [
        ("I live in Naples with my boyfriend Luca", "Luca and I broke up"),
        ("I live with my boyfriend Luca in Naples", "I split up with Luca"),
        ("I live with my boyfriend in Naples", "we broke up"),
    ],
)
def test_who_broke_up_lives_with_their_boyfriend_no_more(
    quick: Orchestrator, home: str, over: str
) -> None:
    """They still live where they did, as a fact and as a relation."""
    assert current(quick, ("Ana", home), ("Ana", over)) == {
        "semantic: Ana lives in Naples",
        "knowledge: Ana lives in Naples",
    }


@pytest.mark.parametrize(
    ("told", "over"),
    [
        ("I live with my sister Kate.", "My boyfriend Luca and I broke up"),
        ("I live with my boyfriend Luca in Naples.", "Kate broke up with Tom"),
    ],
)
def test_whoever_else_they_live_with_stays(quick: Orchestrator, told: str, over: str) -> None:
    """A break-up ends no home with a sister, and others' ends none of the speaker's."""
    held = current(quick, ("Ana", told), ("Ana", over))
    assert [each for each in held if each.startswith("semantic: Ana lives with")]


@pytest.mark.parametrize(
    ("before", "then", "told"),
    [
        ("my gran rang", "she lives in Whitby, has two cats", "Ana's gran lives in Whitby"),
        ("ugh, my boss again", "he's called Graham", "Ana's boss is called Graham"),
        ("need a present for my dad", "he's mad about birds", "Ana's dad is mad about birds"),
        ("what should i get my niece", "she's allergic to nuts", "Ana's niece is allergic to nuts"),
        ("my husband's away", "he's a pilot", "Ana's husband is a pilot"),
        ("my wife's birthday is coming up", "she lives in Hull", "Ana's wife lives in Hull"),
        ("booking a table for my parents", "they live in Bath", "Ana's parents live in Bath"),
        ("dinner with Sarah and Tom", "she's vegan", "Sarah is vegan"),
        ("my mate Priya is coming", "she doesn't eat pork, coeliac too", "Priya is coeliac"),
        ("my cousin Dan rang", "works at Aldi, hates it", "Dan works at Aldi"),
        ("an email to my landlord", "his name is Mr Osei", "Ana's landlord's name is Mr Osei"),
        ("my sister rang", "I live in Leeds", "Ana lives in Leeds"),
        ("I live in Leeds", "work at Aldi", "Ana works at Aldi"),
        ("can you plan dinners for me", "vegan", "Ana is vegan"),
    ],
)
def test_whom_the_message_before_named_is_meant(
    quick: Orchestrator, before: str, then: str, told: str
) -> None:
    """By a pronoun or by a verb in the third person, whatever the parser makes of "my gran rang"."""
    held = current(quick, ("Ana", before), ("Ana", then))
    assert f"semantic: {told}" in held, held


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("my sister just had a baby", "on sertraline and off work atm"),
        ("present ideas for my niece?", "6, allergic to nuts"),
        ("my friend Tom", "plumber in Hull"),
        ("my brother moved out", "living in Hull now"),
        ("my dad's stopped driving", "got glaucoma"),
        ("Tom and Ben are coming", "he's vegan"),
    ],
)
def test_nobody_is_told_of_who_may_not_be_meant(
    quick: Orchestrator, before: str, then: str
) -> None:
    """A fragment behind a message about somebody else is theirs or the speaker's."""
    alone = current(quick, ("Ana", before))
    assert current(quick, ("Ana", before), ("Ana", then)) == alone


def test_an_answer_about_somebody_is_theirs(quick: Orchestrator) -> None:
    """Whose needs are asked for is vegan, and not who answers."""
    held = current(
        quick,
        ("Ana", "my sister is visiting"),
        ("assistant", "Does she have any dietary needs?"),
        ("Ana", "vegan, no nuts"),
    )
    assert any(each.startswith("semantic: Ana's sister is vegan") for each in held), held
    assert not any(each.startswith("semantic: Ana is vegan") for each in held), held
