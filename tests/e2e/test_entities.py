"""Who is who: names that mean one, the caller's word on it, and everything taken back."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from octomem import Entity, Operation, Orchestrator
from octomem.errors import NotFoundError, UsageError
from octomem.operation import Action
from octomem.settings import Settings

AT = datetime(2024, 3, 1, 9, tzinfo=UTC)


def say(memory: Orchestrator, *texts: str, day: int = 0, session: str = "s") -> list[Operation]:
    """Let Mei say something in one call, a minute apart."""
    messages = [
        {"role": "user", "content": text, "timestamp": AT + timedelta(days=day, minutes=number)}
        for number, text in enumerate(texts)
    ]
    return list(memory.process(messages, user_id="Mei", session_id=session).operations)


def names(memory: Orchestrator) -> dict[str, tuple[str, ...]]:
    """Return everybody's other names by name, places and Mei left out."""
    found = memory.entities(user_id="Mei")
    return {one.name: one.aliases for one in found if one.name != "Mei" and one.type != "place"}


def facts(memory: Orchestrator) -> set[str]:
    """Return the texts of the current facts."""
    return {found.text for found in memory.list(user_id="Mei", kinds=["semantic"], limit=1000)}


@pytest.fixture
def told(quick: Orchestrator) -> Orchestrator:
    """Return a memory that knows Robert, Bob and Robbie, and nothing of how they hang together."""
    say(quick, "Robert plays chess.", "Bob likes tea.", "Robbie collects stamps.")
    return quick


def test_entities_are_listed_with_all_their_names(told: Orchestrator) -> None:
    """
    Everybody is there, or only the one asked for, under whichever name.
    """
    told.merge_entities("Bob", "Robert", user_id="Mei")

    assert {"Robert": ("Bob",), "Robbie": ()} == names(told)
    found = told.entities(name="BOB", user_id="Mei")
    assert (Entity("Robert", found[0].type, ("Bob",)),) == found
    assert () == told.entities(name="Nobody", user_id="Mei")
    assert () == told.entities(user_id="somebody else")


def test_a_merge_is_a_memory_with_a_reason(told: Orchestrator) -> None:
    """
    It says who said it, and what it is known by lies in the ledger like anything else.
    """
    done = told.merge_entities("Bob", "Robert", user_id="Mei")

    assert (Action.ADD, "Robert is also called Bob") == (done.action, done.text)
    assert "the caller says that 'Bob' and 'Robert' are one" == done.reason
    assert done.memory_id is not None
    assert [done] == list(told.history(done.memory_id, user_id="Mei").operations)
    assert told.verify().differences == ()


def test_a_merged_name_finds_what_was_told_of_the_other(told: Orchestrator) -> None:
    """
    A question about Robert reaches what was said of Bob.
    """
    told.merge_entities("Bob", "Robert", user_id="Mei")

    found = told.recall("Robert", user_id="Mei", kinds=["semantic"])
    assert {"Robert plays chess", "Bob likes tea"} <= {each.text for each in found.memories}


def test_a_split_outweighs_what_is_told(quick: Orchestrator) -> None:
    """
    The text says that they are one, the caller that they are not; told again, they stay apart.
    """
    say(quick, "Robert goes by Bob.")
    assert {"Robert": ("Bob",)} == names(quick)

    done = quick.split_entity("Bob", "Robert", user_id="Mei")
    assert {"Robert": (), "Bob": ()} == names(quick)
    assert "Bob is not Robert" == done.text
    assert "Robert is also called Bob" not in {
        found.text for found in quick.list(user_id="Mei", kinds=["knowledge"])
    }

    say(quick, "As I said, Robert goes by Bob.", day=1)
    assert {"Robert": (), "Bob": ()} == names(quick)


def test_a_merge_takes_the_place_of_a_split(told: Orchestrator) -> None:
    """
    The caller's last word holds, and undoing it brings the one before back.
    """
    told.merge_entities("Bob", "Robert", user_id="Mei")
    told.split_entity("Bob", "Robert", user_id="Mei")
    again = told.merge_entities("Bob", "Robert", user_id="Mei")
    assert Action.SUPERSEDE is again.action
    assert {"Robert": ("Bob",), "Robbie": ()} == names(told)

    told.undo(again.id, user_id="Mei")
    assert {"Robert": (), "Bob": (), "Robbie": ()} == names(told)


MERGE_AND_SPLIT: list[tuple[str, Callable[[Orchestrator], Operation]]] = [
    ("a merge", lambda memory: memory.merge_entities("Robbie", "Bob", user_id="Mei")),
    ("a split", lambda memory: memory.split_entity("Bob", "Robert", user_id="Mei")),
]


@pytest.mark.parametrize(("what", "act"), MERGE_AND_SPLIT)
def test_a_wrong_word_is_taken_back(
    told: Orchestrator, what: str, act: Callable[[Orchestrator], Operation]
) -> None:
    """
    After `undo` everything is as it was, and after undoing that as it was then.
    """
    told.merge_entities("Bob", "Robert", user_id="Mei")
    before = names(told), facts(told)
    done = act(told)
    after = names(told), facts(told)
    undone = told.undo(done.id, user_id="Mei")
    assert before == (names(told), facts(told)), what

    told.undo(undone.id, user_id="Mei")
    assert after == (names(told), facts(told)), what


def test_who_is_who_survives_rebuilding_and_carrying_over(
    told: Orchestrator, tmp_path: Path
) -> None:
    """
    It is in the ledger: the graph made anew, and a store loaded from an export, have the same.
    """
    told.merge_entities("Bob", "Robert", user_id="Mei")
    told.merge_entities("Robbie", "Bob", user_id="Mei")
    told.split_entity("Robbie", "Robert", user_id="Mei")
    before = names(told)
    told.rebuild()
    assert {"Robert": ("Bob",), "Robbie": ()} == before == names(told)

    file = io.BytesIO()
    told.export(file, user_id="Mei")
    file.seek(0)
    with Orchestrator(Settings.load(path=tmp_path / "other", embedder="hash")) as other:
        other.load(file)
        assert before == names(other)


def test_forgetting_takes_who_is_who_along(told: Orchestrator) -> None:
    """
    Nothing of it is left.
    """
    told.merge_entities("Bob", "Robert", user_id="Mei")
    told.forget(user_id="Mei")

    assert () == told.entities(user_id="Mei")


def test_what_cannot_be_said_is_refused(told: Orchestrator) -> None:
    """
    Unknown names, names of one entity, and names of two.
    """
    with pytest.raises(NotFoundError, match="no entity 'Nobody'"):
        told.merge_entities("Nobody", "Bob", user_id="Mei")
    with pytest.raises(NotFoundError, match="no entity 'Bob'"):
        told.merge_entities("Bob", "Robert", user_id="somebody else")
    with pytest.raises(UsageError, match="not two names of one entity"):
        told.split_entity("Bob", "Robert", user_id="Mei")
    with pytest.raises(UsageError, match="not two names of one entity"):
        told.split_entity("Bob", "bob", user_id="Mei")
    with pytest.raises(UsageError, match="must be a text"):
        told.merge_entities(" ", "Bob", user_id="Mei")
    told.merge_entities("Bob", "Robert", user_id="Mei")
    with pytest.raises(UsageError, match="names of one entity already"):
        told.merge_entities("Robert", "Bob", user_id="Mei")


async def test_the_asynchronous_twins_do_the_same(told: Orchestrator) -> None:
    """
    Each method has one.
    """
    await told.amerge_entities("Bob", "Robert", user_id="Mei")
    assert ("Bob",) == (await told.aentities(name="Robert", user_id="Mei"))[0].aliases
    await told.asplit_entity("Bob", "Robert", user_id="Mei")
    assert {"Robert": (), "Bob": (), "Robbie": ()} == names(told)


def homes(memory: Orchestrator, status: str | None = "current") -> set[str]:
    """Return where who lives or works, by the facts."""
    found = memory.list(user_id="Mei", kinds=["semantic"], status=status, limit=1000)
    return {one.text for one in found if one.fields["slot"] in {"home", "employer", "diet"}}


@pytest.mark.parametrize(
    ("told", "held"),
    [
        (
            ("Robert goes by Bob.", "Robert lives in Graz.", "Bob moved to Linz."),
            {"Bob moved to Linz"},
        ),
        (
            ("Robert lives in Graz.", "Bob moved to Linz.", "Robert goes by Bob."),
            {"Bob moved to Linz"},
        ),
        (
            ("Robert lives in Graz.", "Robert goes by Bob.", "Bob moved to Linz."),
            {"Bob moved to Linz"},
        ),
        (
            ("Our neighbour Ferdinand Huber works at Voest.", "Ferdinand works at Red Bull now."),
            {"Ferdinand works at Red Bull"},
        ),
        (
            ("My colleague Anna lives in Graz.", "My colleague Anna Berg moved to Linz."),
            {"Anna Berg moved to Linz"},
        ),
        (
            ("My colleague Tom lives in Graz.", "My manager Tom moved to Linz."),
            {"Tom moved to Linz"},
        ),
        (("Anna lives in Graz.", "My sister Anna moved to Linz."), {"Anna moved to Linz"}),
        (
            (
                "My boss Elizabeth Shaw, everybody calls her Liz, lives in Epsom.",
                "Liz moved to Bath.",
            ),
            {"Liz moved to Bath"},
        ),
        (
            ("My sister lives in Perth. Her name is Rhonda.", "Rhonda moved to Hobart."),
            {"Rhonda moved to Hobart"},
        ),
        (("My sister Zoë lives in Graz.", "Zoe moved to Linz."), {"Zoe moved to Linz"}),
        (
            ("Dr. Kim is my dentist. Dr. Kim lives in Mainz.", "Kim moved to Bonn."),
            {"Kim moved to Bonn"},
        ),
        (("Dr. Kim lives in Mainz.", "Doctor Kim moved to Bonn."), {"Doctor Kim moved to Bonn"}),
        (
            ("My mum Susan lives in Kiel.", "My mother moved to Husum."),
            {"Susan moved to Husum"},
        ),
    ],
)
def test_what_is_told_of_one_name_takes_the_place_of_what_was_told_of_another(
    quick: Orchestrator, told: tuple[str, ...], held: set[str]
) -> None:
    """
    An alias, the first name of the only one, a role that one person may come to have, and a role
    that only one is known to have. Each is told in a session of its own.
    """
    for day, text in enumerate(told):
        say(quick, text, day=day, session=f"s{day}")

    assert held == homes(quick)


@pytest.mark.parametrize(
    ("told", "held"),
    [
        (
            ("My sister Anna lives in Graz.", "My colleague Anna lives in Linz."),
            {"Anna lives in Graz", "Anna (colleague) lives in Linz"},
        ),
        (
            ("My sister Anna lives in Graz and my colleague Anna lives in Linz.",),
            {"Anna lives in Graz", "Anna (colleague) lives in Linz"},
        ),
        (
            ("Anna Kovac lives in Graz.", "Anna Berg lives in Linz.", "Anna moved to Vienna."),
            {"Anna Kovac lives in Graz", "Anna Berg moved to Vienna"},
        ),
        (
            (
                "My sister Anna works at Siemens.",
                "My colleague Anna is vegan.",
                "She lives in Ulm.",
            ),
            {"Anna works at Siemens", "Anna (colleague) is vegan", "Anna (colleague) lives in Ulm"},
        ),
        (
            ("My sister Yrsa lives in Graz.", "Yrsa is my colleague. She lives in Linz."),
            {"Yrsa lives in Graz", "Yrsa (colleague) lives in Linz"},
        ),
        (
            ("My brother Tom lives in Kiel.", "Lena's husband Tom lives in Bonn."),
            {"Tom lives in Kiel", "Tom (husband) lives in Bonn"},
        ),
        (
            ("Dr. Kim lives in Mainz.", "My cousin Kim lives in Ulm."),
            {"Dr. Kim lives in Mainz", "Kim lives in Ulm"},
        ),
        (
            ("我姐姐小红住在北京。", "我同事小红住在上海。"),
            {"小红住在北京", "小红 (同事)住在上海"},
        ),
    ],
)
def test_people_with_one_first_name_stay_apart(
    quick: Orchestrator, told: tuple[str, ...], held: set[str]
) -> None:
    """
    What they are to the speaker tells them apart, or their surnames; nothing of theirs competes.
    """
    for day, text in enumerate(told):
        say(quick, text, day=day)

    assert held == homes(quick) == homes(quick, None) - {"Anna Berg lives in Linz"}


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "My sister Anna moved to Vienna.",
            {"Anna moved to Vienna", "Anna (colleague) lives in Linz"},
        ),
        (
            "Anna moved to Vienna.",
            {
                "Anna (unclear) moved to Vienna",
                "Anna lives in Graz",
                "Anna (colleague) lives in Linz",
            },
        ),
    ],
)
def test_of_several_a_first_name_alone_changes_nothing(
    quick: Orchestrator, text: str, held: set[str]
) -> None:
    """
    In a session that told of neither, only a role says which of them has moved.
    """
    say(quick, "My sister Anna lives in Graz.")
    say(quick, "My colleague Anna lives in Linz.", day=1)
    say(quick, text, day=2, session="another")

    assert held == homes(quick)


def test_the_only_one_of_a_name_stays_one_in_every_session(quick: Orchestrator) -> None:
    """
    Nobody is unclear where a first name and one full name are all that is known.
    """
    said = ("Anna Kovac is my colleague.", "Anna lives in Graz.", "Anna moved to Linz.")
    for day, text in enumerate(said):
        say(quick, text, day=day, session=f"s{day}")

    assert {"Anna moved to Linz"} == homes(quick)


def test_of_two_with_one_role_it_is_the_one_told_of_last_or_nobody(quick: Orchestrator) -> None:
    """
    Both are colleagues: in their own session the last one is meant, in another one neither.
    """
    say(quick, "My colleague Anna Kovac lives in Graz.", "My colleague Anna Berg lives in Linz.")
    say(quick, "My colleague Anna moved to Vienna.", day=1)
    say(quick, "My colleague Anna moved to Rome.", day=2, session="another")

    assert {
        "Anna Kovac lives in Graz",
        "Anna Berg moved to Vienna",
        "Anna (unclear) moved to Rome",
    } == homes(quick)


def test_a_role_that_two_have_means_neither(quick: Orchestrator) -> None:
    """
    Of two sisters nobody can tell which one has moved.
    """
    for day, text in enumerate(
        ("My sister Ada lives in Graz.", "My sister Bea lives in Linz.", "My sister moved to Ulm.")
    ):
        say(quick, text, day=day, session=f"s{day}")

    assert {"Ada lives in Graz", "Bea lives in Linz", "Mei's sister moved to Ulm"} == homes(quick)


def test_a_merge_lets_what_is_told_compete(quick: Orchestrator) -> None:
    """
    The newer home holds, what was told of both is told once, and `undo` brings all of it back.
    """
    say(quick, "Robert lives in Graz. Robert likes tea.")
    say(quick, "Bob lives in Linz. Bob likes tea.", day=1)
    before = homes(quick), facts(quick)
    done = quick.merge_entities("Bob", "Robert", user_id="Mei")

    assert {"Bob lives in Linz"} == homes(quick)
    assert {"Bob lives in Linz", "Robert likes tea"} == facts(quick)
    tea = next(m for m in quick.list(user_id="Mei", kinds=["semantic"]) if "tea" in m.text)
    assert 2 == len(tea.sources)
    held = quick.list(user_id="Mei", kinds=["semantic"], as_of=AT + timedelta(hours=1))
    assert {"Robert lives in Graz", "Robert likes tea"} == {one.text for one in held}

    quick.undo(done.id, user_id="Mei")
    assert before == (homes(quick), facts(quick))
    assert () == quick.verify().differences


@pytest.mark.parametrize(
    "text", ["我姐姐张小红住在北京，大家都叫她红红。", "张小红小名叫红红。", "张小红的外号是红红。"]
)
def test_a_nickname_in_chinese_is_another_name(quick: Orchestrator, text: str) -> None:
    """
    小名, 外号, and what everybody calls somebody.
    """
    say(quick, text)

    assert ("红红",) == quick.entities(name="红红", user_id="Mei")[0].aliases


def test_two_spellings_are_one_entity(quick: Orchestrator) -> None:
    """
    Accents and the way a title is written make no second one.
    """
    told = ("My sister Zoë lives in Graz.", "Zoe likes tea.", "Doctor Kim works at Helios.")
    for day, text in enumerate((*told, "Dr. Kim likes jazz.")):
        say(quick, text, day=day)

    assert 1 == len({"Zoë", "Zoe"} & names(quick).keys())
    assert 1 == len({"Doctor Kim", "Dr. Kim"} & names(quick).keys())
    assert "Zoë" == quick.entities(name="zoe", user_id="Mei")[0].name


def test_the_caller_says_that_two_namesakes_are_one(quick: Orchestrator) -> None:
    """
    Then what is told of either takes the place of what was told of the other.
    """
    say(quick, "My sister Anna lives in Graz.")
    say(quick, "My colleague Anna lives in Linz.", day=1)
    quick.merge_entities("Anna (colleague)", "Anna", user_id="Mei")
    say(quick, "Anna moved to Vienna.", day=2)

    assert {"Anna moved to Vienna"} == homes(quick)


def test_a_split_lets_both_names_stand_for_themselves(quick: Orchestrator) -> None:
    """
    What is told of the one ends nothing of the other any more.
    """
    say(quick, "Robert goes by Bob. Robert lives in Graz.")
    quick.split_entity("Bob", "Robert", user_id="Mei")
    say(quick, "Bob lives in Linz.", day=1)

    assert {"Robert lives in Graz", "Bob lives in Linz"} == homes(quick)


def test_what_is_stored_keeps_the_names_it_was_told_with(quick: Orchestrator) -> None:
    """
    Names are made one for the comparison only: an update or an undo later finds them as they were.
    """
    say(quick, "Robert goes by Bob.", "Robert lives in Graz.", "Bob moved to Linz.")

    stored = quick.list(user_id="Mei", kinds=["semantic"], status=None, limit=1000)
    told = {(m.fields["subject"], m.slot) for m in stored if m.fields["slot"] == "home"}
    assert {("Robert", "robert/home"), ("Bob", "bob/home")} == told
    assert () == quick.verify().differences
