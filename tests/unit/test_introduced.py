"""Names and roles that stand in neighbouring clauses, sentences and turns belong together."""

import pytest
from tests.unit.spoken import turn

from octomem.agents.reading.reader import Reader
from octomem.turn import Turn

Said = tuple[str, str]


def _turns(*said: Said) -> list[Turn]:
    return [turn(text, number, actor=actor) for number, (actor, text) in enumerate(said, start=1)]


def told(*said: Said) -> set[tuple[str, str, str]]:
    """Return what the last turn says: subject, predicate and object."""
    reading = Reader().read_many(_turns(*said))[-1]
    return {(each.subject, each.predicate, each.object) for each in reading.statements}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("bringing my brother next wk. Ieuan. paramedic", ("Ieuan", "is", "Mei's brother")),
        ("bringing my brother next wk. Ieuan. paramedic", ("Ieuan", "is", "a paramedic")),
        ("my gran made broth. Hoa was her name.", ("Hoa", "is", "Mei's gran")),
        ("danylo is 4, my youngest", ("Danylo", "is", "Mei's youngest child")),
        ("petro's the husband", ("Petro", "is", "Mei's husband")),
        (
            "my dentist moved me to 4pm. Dr Achterberg, 3 Linden Row",
            ("Dr Achterberg", "is", "Mei's dentist"),
        ),
        ("was at my daughter's recital. Ida plays the cello", ("Ida", "is", "Mei's daughter")),
        ("Gunhild next door has the key", ("Gunhild", "is", "Mei's neighbour")),
        ("ask Dmitri. he's our guy at Foxglove Studio", ("Dmitri", "works at", "Foxglove Studio")),
        ("stand-in will be Anselm, he's my deputy", ("Anselm", "is", "Mei's deputy")),
    ],
)
def test_a_name_and_a_role_that_stand_apart_are_one_person(
    text: str, claim: tuple[str, str, str]
) -> None:
    """Whichever of the two comes first."""
    assert claim in told(("Mei", text))


def test_an_answer_after_the_children_names_them() -> None:
    """Each whose age it gives."""
    said = told(("Mei", "hi"), ("Dov", "how are the kids"), ("Mei", "Lejla's 9. Tarik's 6 now"))
    assert {("Lejla", "is", "Mei's child"), ("Tarik", "is", "Mei's child")} <= said


def test_whose_father_one_is_says_who_calls_one_so() -> None:
    """Where two people talk."""
    said = told(("Gus", "how old is she?"), ("Mei", "two and a half dad, you were there"))
    assert ("Gus", "is", "Mei's dad") in said


def test_a_name_in_a_question_is_who_she_is_later() -> None:
    """Though nobody says that the name is a person's, and another speaks in between."""
    said = told(
        ("Gus", "who's telling Beatriz she can't come"),
        ("Ann", "not it"),
        ("Mei", "i'll do it. she is my cousin i suppose"),
    )
    assert ("Beatriz", "is", "Mei's cousin") in said


@pytest.mark.parametrize(
    "text",
    [
        "I met my brother for lunch. Ben, can you book a table?",
        "my brother lives abroad. Rome. lovely city",
        "my sister came over. Sarah was late as usual",
        "my daughter loves Frozen. Elsa is her hero",
        "my daughter reads a lot. Matilda is a great book",
        "my boss called. Friday. again",
        "my brother plays. Chopin, mostly",
        "need help with my brother's phone\nKaren",
        "Karl is right, my friend.",
        "netflix is my husband",
        "Lidl next door has no milk",
        "he's our guy at the door",
        'my brother said "Ieuan. paramedic."',
    ],
)
def test_who_only_stands_beside_a_role_is_nobody_of_the_speaker(text: str) -> None:
    """A name is bound to nobody whom it does not fit."""
    said = [(name, what) for name, predicate, what in told(("Mei", text)) if predicate == "is"]
    assert not [name for name, what in said if name.istitle() and what.count("'s ") == 1]


@pytest.mark.parametrize("text", ["yes mum", "ok dad, calm down", "go to bed mum, you need it"])
def test_who_nags_is_nobodys_mother(text: str) -> None:
    """Friends are called so."""
    said = told(("Gus", "did you lock the door"), ("Mei", text))
    assert not [each for each in said if each[0] == "Gus" and each[1] == "is"]


def test_who_is_meant_is_the_same_turn_by_turn() -> None:
    """A turn is read alike in one call and in several."""
    turns = _turns(
        ("Gus", "who's telling Beatriz"),
        ("Ann", "not it"),
        ("Mei", "how are the kids Ann"),
        ("Ann", "Ida's 9. she is my eldest"),
        ("Mei", "my brother comes too. Tom. chef"),
    )
    at_once, one_by_one = Reader().read_many(turns), Reader()
    single = [one_by_one.read(each, turns[:place]) for place, each in enumerate(turns)]
    assert [each.statements for each in single] == [each.statements for each in at_once]
