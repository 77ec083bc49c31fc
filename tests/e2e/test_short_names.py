"""Short names, titles and other names told in passing: what is told under each is of one person."""

import pytest
from tests.e2e.daily import USER, tell

from octomem import Orchestrator


def names_of(memory: Orchestrator, name: str) -> set[str]:
    """Return all names of the one who goes by a name."""
    for entity in memory.entities(user_id=USER):
        if name in {entity.name, *entity.aliases}:
            return {entity.name, *entity.aliases}
    return set()


@pytest.mark.parametrize(
    ("first", "then", "short", "full"),
    [
        ("My brother Venkatesh lives in Bengaluru.", "Venky moved to Mysuru.", "Venky", "Venkatesh"),
        ("My husband Kevin hates onion.", "Kev is on metformin.", "Kev", "Kevin"),
        ("My friend Bernadette lives in Leeds.", "Bernie bought a house in Stockport.", "Bernie", "Bernadette"),
        ("My son Daniel is a cook.", "Danny lives in York now.", "Danny", "Daniel"),
        ("My sister Margaret is a cook.", "Peggy lives in York now.", "Peggy", "Margaret"),
        ("My brother Bob is a cook.", "Robert lives in York now.", "Bob", "Robert"),
        ("My brother Oluwaseun is a cook.", "Seun lives in York now.", "Seun", "Oluwaseun"),
        ("Our son Brad rang last night. Bradley lives in Kalgoorlie.", "Brad plays golf.", "Brad", "Bradley"),
    ],
)  # fmt: skip
def test_a_short_name_is_that_of_the_only_one_it_fits(
    quick: Orchestrator, first: str, then: str, short: str, full: str
) -> None:
    """Nobody has to say so."""
    tell(quick, first, then)

    assert {short, full} <= names_of(quick, full)


def test_what_is_told_under_the_short_name_takes_its_place(quick: Orchestrator) -> None:
    """There is one home."""
    tell(quick, "My brother Venkatesh lives in Bengaluru.", "Venky lives in Mysuru now.")
    homes = {
        each.text
        for each in quick.list(user_id=USER, kinds=["semantic"])
        if each.fields.get("slot") == "home"
    }

    assert {"Venky lives in Mysuru"} == homes


@pytest.mark.parametrize(
    ("first", "then", "short", "full"),
    [
        ("My sister Christine is a vet.", "My colleague Chris lives in Leeds.", "Chris", "Christine"),
        ("My sister Christine is a vet.", "Chris and Christine live in Leeds.", "Chris", "Christine"),
        ("My sister Christine is a vet.", "Chris works with Christine.", "Chris", "Christine"),
        ("My sister Margaret is a vet.", "Mary lives in Leeds.", "Mary", "Margaret"),
        ("My sister Danielle is a vet.", "Dan lives in Leeds.", "Dan", "Danielle"),
        ("My sister Margaret is a vet.", "My colleague Peggy lives in Leeds.", "Peggy", "Margaret"),
        ("My brother Carla's friend Carl is a vet.", "Carl lives in Leeds.", "Carl", "Carla"),
        ("My sister Josephine is a vet. My sister Josette is a cook.", "Jos lives in Leeds.", "Jos", "Josephine"),
        ("My sister Samantha is a vet.", "Sam Birch is my boss. Sam lives in Leeds.", "Sam", "Samantha"),
    ],
)  # fmt: skip
def test_who_may_be_somebody_else_stays_apart(
    quick: Orchestrator, first: str, then: str, short: str, full: str
) -> None:
    """By a role, a claim with both, a name of its own, or because it fits several."""
    tell(quick, first, then)

    assert short not in names_of(quick, full)


def test_the_speaker_is_nobody_else(quick: Orchestrator) -> None:
    """A son may be named after his father."""
    tell(quick, "My son Walter lives in York.", "I live in Leeds.")

    assert "Walt" not in names_of(quick, "Walter")


@pytest.mark.parametrize(
    ("told", "one", "other"),
    [
        ("My best friend is Elizabeth Moreau. Everyone says Lizzie.", "Elizabeth Moreau", "Lizzie"),
        ("My wife is Oluwaseun, but at home she's Seun.", "Oluwaseun", "Seun"),
        ("My flatmate is Chan Siu-ming, but his English name is Alex.", "Chan Siu-ming", "Alex"),
        ("My guide is Prof Kulkarni, all of us call him KK.", "Prof Kulkarni", "KK"),
        ("Bernie (Bernadette, nobody uses the full thing) bought a house in Leeds.", "Bernadette", "Bernie"),
        ("Spud is the same person as Michael Murphy.", "Michael Murphy", "Spud"),
        ("My manager is Mrs Bankole. Mrs Bankole's first name is Folake.", "Mrs Bankole", "Folake Bankole"),
    ],
)  # fmt: skip
def test_other_names_told_in_passing_are_of_one(
    quick: Orchestrator, told: str, one: str, other: str
) -> None:
    """Whatever the words that say so."""
    tell(quick, told)

    assert {one, other} <= names_of(quick, one)


@pytest.mark.parametrize(("answer", "same"), [("yes, short form", True), ("no, her sister", False)])
def test_a_yes_to_who_is_who_says_that_they_are_one(
    quick: Orchestrator, answer: str, same: bool
) -> None:
    """And a no does not."""
    said = [
        {"role": "user", "name": "Walt", "content": "My friend Vaishnavi lives in Goa. Vaisu eats fish."},
        {"role": "assistant", "content": "Is Vaisu the same person as Vaishnavi?"},
        {"role": "user", "name": "Walt", "content": answer},
    ]  # fmt: skip
    quick.process(said, user_id=USER, session_id="s")

    assert same == ("Vaisu" in names_of(quick, "Vaishnavi"))


def test_a_madam_is_a_mrs(quick: Orchestrator) -> None:
    """Titles of one meaning are one."""
    tell(
        quick,
        "My manager is Mrs Bankole. She lives in Lagos.",
        "Madam Bankole lives in Ibadan now.",
    )
    homes = [
        each.fields["object"]
        for each in quick.list(user_id=USER, kinds=["semantic"])
        if each.fields.get("slot") == "home"
    ]

    assert ["Ibadan"] == homes


def test_the_kin_of_whoever_is_told_of_is_theirs(quick: Orchestrator) -> None:
    """ "Boyfriend's name is Kofi" after "his boyfriend" is no boyfriend of the speaker's."""
    tell(quick, "My brother Ben moved in with his boyfriend. Boyfriend's name is Kofi.")
    texts = {each.text for each in quick.list(user_id=USER, kinds=["semantic", "knowledge"])}

    assert not any("Walt's boyfriend" in text or "boyfriend of Walt" in text for text in texts)


def test_the_sister_of_a_wife_is_no_wife(quick: Orchestrator) -> None:
    """Who is told of as "that's the mrs's sister" is nobody else, and what she is is told of her."""
    tell(quick, "I need a card for Bernadette, thats the mrs's sister, she's a paramedic.")
    texts = {each.text for each in quick.list(user_id=USER, kinds=["semantic"])}

    assert {"Bernadette is Walt's wife's sister", "Bernadette is a paramedic"} <= texts
    assert "Bernadette is Walt's wife" not in texts
