"""What a question asks for in so many words comes first."""

from dataclasses import replace

import pytest
from tests.unit.readings import hit, memory, question

from octomem.agents.asked import ANSWERS, asked
from octomem.agents.semantic import SemanticAgent
from octomem.jsons import JSON
from octomem.memory import Kind, Memory


def fact(subject: str, predicate: str, value: str, slot: str = "") -> Memory:
    """Build a fact."""
    fields: dict[str, JSON] = {
        "subject": subject,
        "predicate": predicate,
        "object": value,
        "negated": False,
        "slot": slot,
    }
    named = memory(f"{subject} {predicate} {value}", Kind.SEMANTIC)
    return replace(named, fields=fields)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Where does Lena live?", fact("Lena", "lives in", "Porto", "home")),
        ("Who is Lena's boss?", fact("Lena", "manager is", "Raj", "manager")),
        ("What car does Lena drive?", fact("Lena", "drives", "Octavia", "car")),
        ("What is Lena's favorite color?", fact("Lena", "favourite is", "blue", "favourite_colour")),
        ("Which language is Lena learning?", fact("Lena", "learns", "Japanese")),
        ("How old is Lena?", fact("Lena", "is", "40", "age")),
        ("Who is Lena's sister?", fact("Ida", "is", "Lena's sister")),
        ("What is the name of Lena's dog?", fact("Rex", "is", "Lena's dog")),
        ("Which company does Lena work for?", fact("Lena", "works for", "Lumo", "employer")),
        ("What does Lena do?", fact("Lena", "is", "a nurse", "job")),
        ("Who is Lena going out with?", fact("Lena", "is with", "Raj", "partner")),
        ("What is Lena's new number?", fact("Lena", "number is", "0151 555", "phone")),
        ("What can't Lena eat?", fact("Lena", "is allergic to", "nuts")),
        ("What does Lena hate?", fact("Lena", "hates", "olives")),
        ("What medication does Lena take?", fact("Lena", "takes", "metformin")),
        ("Where did Lena grow up?", fact("Lena", "grows up in", "Hull")),
        ("Who is Lena's doctor?", fact("Lena", "doctor is", "Dr Patel", "doctor")),
        ("Which job does Lena have?", fact("Lena", "is", "a nurse", "job")),
        ("What pets does Lena have?", fact("Rex", "is", "Lena's dog")),
        ("Does Lena have any siblings?", fact("Ida", "is", "Lena's sister")),
        ("Who is Lena's father?", fact("Klaus", "is", "Lena's dad")),
        ("When is Lena's mother's birthday?", fact("Lena's mum", "birthday is", "2 April", "birthday")),
        ("What doesn't Lena like?", fact("Lena", "hates", "olives")),
        ("What do friends call Lena?", fact("Lena", "goes by", "Leni", "nickname")),
    ],
)  # fmt: skip
def test_a_fact_answers_that_gives_what_is_asked_of_whom(text: str, answer: Memory) -> None:
    """By its slot, its verb or its relation; of somebody else it does not."""
    wanted = asked(question(text))
    assert ANSWERS == wanted.answer(answer)
    other = {key: str(value).replace("Lena", "Ulla") for key, value in answer.fields.items()}
    assert 0 == wanted.answer(replace(answer, fields={**other, "negated": False}))


def test_nothing_answers_a_question_of_another_kind_and_no_denial_does() -> None:
    """ "What did Lena say?" asks for no slot."""
    home = fact("Lena", "lives in", "Porto", "home")
    assert 0 == asked(question("What did Lena say about the weather?")).answer(home)
    denied = replace(home, fields={**home.fields, "negated": True})
    assert 0 == asked(question("Where does Lena live?")).answer(denied)


def test_a_denial_answers_what_somebody_does_not_do() -> None:
    """ "What can't Lena eat?" is answered by "Lena does not eat pork", not by what she eats."""
    pork = fact("Lena", "eats", "pork")
    denied = replace(pork, fields={**pork.fields, "negated": True})
    wanted = asked(question("What can't Lena eat?"))
    assert ANSWERS == wanted.answer(denied)
    assert 0 == wanted.answer(pork)
    assert 0 == wanted.answer(replace(denied, fields={**denied.fields, "subject": "Ulla"}))


@pytest.mark.parametrize(
    ("text", "no_answer"),
    [
        ("What does Lena like to do?", fact("Lena", "is", "a nurse", "job")),
        ("What tablet should Lena buy?", fact("Lena", "takes", "milk in her tea")),
    ],
)
def test_what_looks_like_it_is_asked_is_no_answer(text: str, no_answer: Memory) -> None:
    """The words of a slot may be of something else."""
    assert 0 == asked(question(text)).answer(no_answer)


def test_what_somebody_has_is_no_answer_of_somebody_who_is_theirs() -> None:
    """Lena's home is not her sister's, nor is the sister's job hers."""
    home, hers = fact("Lena", "lives in", "Porto", "home"), fact("Lena's sister", "lives in", "Graz", "home")  # fmt: skip
    assert 0 == asked(question("Where does Lena's sister live?")).answer(home)
    assert ANSWERS == asked(question("Where does Lena's sister live?")).answer(hers)
    assert 0 == asked(question("Where does Lena live?")).answer(hers)
    assert 0 == asked(question("How many pets does Lena have?")).answer(fact("Rex", "is", "Lena's dog"))  # fmt: skip


def test_the_asked_slot_comes_before_what_else_is_known_of_somebody() -> None:
    """ "Lena is Mei's friend" is nearer to the question in words, and no answer."""
    home, friend = fact("Lena", "lives in", "Porto", "home"), fact("Lena", "is", "Mei's friend")
    hits = [hit(home, dense=0.4, lexical=0.4), hit(friend, dense=0.6, lexical=0.6)]
    ranked = SemanticAgent().rank(hits, question("Where does Lena live?", names=("Lena",)))
    assert [home.id, friend.id] == [item.memory.id for item in ranked]


def test_what_somebody_studies_is_not_where() -> None:
    """A verb with a preposition gives less of what the verb is asked for."""
    wanted = asked(question("What does Lena study?"))
    where, what = fact("Lena", "studies at", "Durham"), fact("Lena", "studies", "law")
    assert 0 < wanted.answer(where) < wanted.answer(what)


def test_who_teaches_somebody_is_their_teacher() -> None:
    """And nobody else whom she has."""
    wanted = asked(question("Who teaches Lena pottery?"))
    assert ANSWERS == wanted.answer(fact("Ruth", "is", "Lena's teacher"))
    assert 0 == wanted.answer(fact("Oscar", "is", "Lena's doctor"))
