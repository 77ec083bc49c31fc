"""A question is asked with the names of those whom it names by what they are to somebody."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.unit.readings import memory, question

from octomem.agents.base import Ranked
from octomem.agents.meant import Meant, besides, by_any_name, may_mean, meant
from octomem.memory import Kind, Memory

TIES = {
    ("sibling_of", "mei"): ["Anna is the sister of Mei", "Tom is the brother of Mei"],
    ("married_to", "anna"): ["Raj is the husband of Anna"],
    ("friend_of", "mei"): [
        *(f"{name} is the friend of Mei" for name in ("Ada", "Ben", "Cleo", "Dov")),
        "Eva is the best friend of Mei",
    ],
    ("child_of", "mei"): ["Ida is the daughter of Mei", "Max is the son of Mei"],
    ("manager_of", "mei"): ["Karen is the manager of Mei"],
    ("neighbour_of", "mei"): ["Mei's neighbour is the neighbour of Mei"],
    ("sibling_of", "小雨"): ["小雪是小雨的妹妹"],
}


def related(relation: str, owner: str) -> Sequence[Memory]:
    """Return what is known of who is what to whom."""
    return [memory(text, Kind.KNOWLEDGE) for text in TIES.get((relation, owner), ())]


@pytest.mark.parametrize(
    ("text", "named", "by_name"),
    [
        ("Where does Mei's sister live?", "Where does Mei's sister Anna live?", "Where does Anna live?"),
        ("What is Mei's sister's husband like?", "What is Mei's sister Anna's husband Raj like?", "What is Raj like?"),
        ("How old are Mei's children?", "How old are Mei's children Ida or Max?", "How old are Ida or Max?"),
        ("What does Mei's boss drink?", "What does Mei's boss Karen drink?", "What does Karen drink?"),
        ("Where does Mei's best friend live?", "Where does Mei's best friend Eva live?", "Where does Eva live?"),
        ("Who is Mei's sister married to?", "Who is Mei's sister Anna married to?", "Who is Anna married to?"),
        ("Where does Mei's sister Anna live?", "Where does Mei's sister Anna live?", "Where does Anna live?"),
        ("小雨的妹妹住在哪里？", "小雨的妹妹小雪住在哪里？", "小雪住在哪里？"),
    ],
)  # fmt: skip
def test_whoever_is_named_by_a_role_is_named(text: str, named: str, by_name: str) -> None:
    """The words stay, the name is added; what is asked for is read with the name alone."""
    assert may_mean(text)
    assert Meant(named, by_name) == meant(text, "小雨", related)


@pytest.mark.parametrize(
    "text",
    [
        "Who is Mei's sister?",
        "What is Mei's sister called?",
        "What's Mei's sister's name?",
        "What is the name of Mei's sister?",
        "Where do Mei's friends live?",
        "Where does Mei's uncle live?",
        "Where does Mei's neighbour live?",
        "Where does Mei live?",
        "小雨的妹妹叫什么？",
        "谁是小雨的妹妹？",
    ],
)
def test_a_question_stays_that_asks_for_the_name_or_of_nobody_known(text: str) -> None:
    """Nor are four friends of whom none is named, or somebody who has no name."""
    assert Meant(text) == meant(text, "小雨", related)


def test_who_somebody_is_answers_no_question_for_something_else() -> None:
    """It goes behind what is asked, and stays where it is asked for itself."""
    tie, home = (memory(text, Kind.SEMANTIC) for text in ("Rosa is Ada's sister", "Ada has a cat"))
    found = [Ranked(tie, 0.6, 0.6), Ranked(home, 0.3, 0.3)]

    def first(text: str) -> str:
        asking = replace(question(text), words=tuple(text.lower().strip("?").split()))
        return besides(found, asking)[0].memory.text

    assert home.text == first("What pet does Ada have?")
    assert tie.text == first("Who is Ada's sister?")
    assert tie.text == first("Does Ada have a sister?")
    assert tie.text == first("What is known about Ada?")


def test_what_is_equal_stays_in_its_order() -> None:
    """What says more may stand before what it has the same score as."""
    texts = ("Ada has a cat and a dog", "Ada has a cat", "Rosa is Ada's sister")
    found = [Ranked(memory(text, Kind.SEMANTIC), 1.0, 1.0) for text in texts]
    asking = replace(question("What pet does Ada have?"), words=("what", "pet", "does", "ada"))

    assert list(texts) == [item.memory.text for item in besides(found, asking)]
    assert list(texts[:2]) == [item.memory.text for item in besides(found[:2], asking)]


def test_a_question_is_asked_with_all_names_of_whom_it_names() -> None:
    """Whatever is told of one name answers a question that says the other; small letters are no bar."""
    called = [("Michael", "Mossy"), ("小雪", "雪儿")]
    asked = "Where does Michael or Mossy live?"
    assert asked == by_any_name("Where does Michael live?", called)
    assert asked.replace("Michael or Mossy", "mossy or Michael") == by_any_name(
        "Where does mossy live?", called
    )
    assert by_any_name("雪儿住在哪里？", called) == "雪儿、小雪住在哪里？"
    assert by_any_name("Where does Michaela live?", called) == "Where does Michaela live?"


def test_a_name_that_holds_a_role_is_looked_up_once() -> None:
    """王's brother may be called 王哥."""

    def brother(relation: str, owner: str) -> Sequence[Memory]:
        text = "王哥是王的哥哥" if (relation, owner) == ("sibling_of", "王") else "王去了北京"
        return [memory(text, Kind.KNOWLEDGE)]

    found = meant("王哥哥住在哪里？", "王", brother)
    assert "王哥住在哪里？" == found.by_name


def test_a_long_run_of_letters_is_read_at_once() -> None:
    """A question may hold a pasted key; time is not measured, but a slow form would take minutes."""
    assert not may_mean("ab-cd." * 20_000)


def test_who_is_what_to_somebody_is_no_answer_to_who_their_favourite_poet_is() -> None:
    """But to who their boss is, also by another word for it, and to who somebody is."""
    tie, poet = "Tom is the brother of Mei", "Mei's favourite poet is Bishop"
    boss = "Karen is the manager of Mei"

    def first(text: str, *texts: str) -> str:
        found = [
            Ranked(memory(each, Kind.KNOWLEDGE), 0.6 - at / 10, 0.6)
            for at, each in enumerate(texts)
        ]
        return besides(found, question(text))[0].memory.text

    assert poet == first("Who is Mei's favourite poet?", tie, poet)
    assert boss == first("Who is Mei's boss?", boss, poet)
    assert tie == first("Who is Mei's brother?", tie, poet)
    assert tie == first("Who is Tom?", tie, poet)
