"""Plain sentences that are joined, tagged or taken up by another; look-alikes say nothing."""

import pytest
from benchmarks.truth_data import Claim
from benchmarks.truth_match import Matcher, vocabulary
from tests.unit.readings import memory
from tests.unit.spoken import READER, found, holding, said, statements, told, turn

from octomem.agents.contacts import contacts
from octomem.agents.knowledge import KnowledgeAgent
from octomem.agents.reading.reading import Mood
from octomem.agents.semantic import SemanticAgent
from octomem.agents.working import WorkingAgent
from octomem.memory import Kind

SEMANTIC, WORKING = SemanticAgent(), WorkingAgent()


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("I live in Bonn and my brother Tom lives in Kiel.", ("Tom", "lives in", "Kiel")),
        ("I like jazz and our daughter Ana studies law.", ("Ana", "studies", "law")),
        ("She works at Hall & Byrne, a law firm.", ("she", "works at", "Hall & Byrne")),
        ("Ada works at the zoo, did I tell you?", ("Ada", "works at", "the zoo")),
        ("Ben plays the drums, the whole house can hear it.", ("Ben", "plays", "the drums")),
        ("I left Lidl and went to work at Rewe.", ("Mei", "works at", "Rewe")),
        ("My eldest boy, Leo, plays the flute.", ("Leo", "plays", "the flute")),
        ("I've started with Hanover Bank.", ("Mei", "starts at", "Hanover Bank")),
        ("Also I do yoga now, so which mat should I buy?", ("Mei", "does", "yoga")),
    ],
)
def test_a_statement_is_read_beside_another(text: str, claim: tuple[str, str, str]) -> None:
    """Two people who are joined by "and", a name with "&", a tag that asks back."""
    facts = [s for s in statements(text) if s.mood is Mood.FACT]
    assert claim in [(s.subject, s.predicate, s.object) for s in facts]


@pytest.mark.parametrize(
    "text",
    [
        "I live in Bonn and my brother Tom lives in Kiel.",
        "I need it by five so please hurry with the fix.",
        "14 weeks pregnant, due in november",
        "Winnie Oduber at the Larkfield Clinic.",
        "She's great.",
        "I have a fix.",
        "Bergen is where my brother lives.",
        "He came from the Orsola Group.",
    ],
)
def test_nothing_false_is_made_of_it(text: str) -> None:
    """No home in a brother, no job of a month, no employer of another's, no passing judgement."""
    facts = [c.fields for c in found(SEMANTIC, text)]
    claimed = {(str(f["predicate"]), str(f["object"])) for f in facts if f["subject"] == "Mei"}
    assert {("lives in", "Bonn")} >= {each for each in claimed if each[0] != "says"}
    assert not any("great" in str(f["object"]) for f in facts)


@pytest.mark.parametrize(
    ("before", "answer", "task"),
    [
        ("You still need to pay the deposit.", "Will do tonight.", "pay the deposit tonight"),
        ("Can you ring Ana? and don't forget the keys", "will do both", "remember the keys"),
        ("Mei can you collect the parcel?", "sure, which door", "collect the parcel"),
        ("want me to pick up Leo from school?", "YES please, at 3", "pick up Leo from school"),
    ],
)
def test_a_request_is_taken_on(before: str, answer: str, task: str) -> None:
    """What is asked in a statement, by name or as an offer; who offered has to do it."""
    asked, reply = READER.read(turn(before, 1, actor="Ida")), READER.read(turn(answer, 2))
    made = [str(c.fields["task"]) for c in WORKING.extract([asked, reply])]
    assert any(task in each for each in made)


def test_what_nobody_said_is_no_task() -> None:
    """ "I'll do that" without a request, and what is done already."""
    asked = READER.read(turn("Nice weather in Porto.", 1, actor="Ida"))
    assert [] == WORKING.extract([READER.read(turn("I'll do that this week.", 2))])
    assert [] == WORKING.extract([asked, READER.read(turn("will do", 2))])


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("The contact there is Helen Moss, helen.moss@firm.example", "Helen Moss"),
        ("My number is 0161 555 0119", "Mei"),
    ],
)
def test_contact_data_belong_to_who_is_named_before_them(text: str, owner: str) -> None:
    """Not to the speaker."""
    assert [owner] == [each.owner for each in contacts(said(text))]


def test_an_unknown_persons_number_is_nobody_elses() -> None:
    """ "Her number" is not the speaker's."""
    assert "Mei" not in [each.owner for each in contacts(said("her number is 0161 555 0119"))]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("I work at Barclays Bank.", "I'm not at Barclays any more."),
        ("Grace goes to Oakfield Primary.", "Grace isn't at Oakfield any more."),
        ("My niece is Orla.", "My niece's name is Maeve, not Orla."),
    ],
)
def test_what_is_told_ends_or_is_put_right(first: str, then: str) -> None:
    """By a part of its name, and by whoever somebody is not called."""
    kept, _ = told(SEMANTIC, first, then)
    name = first.rstrip(".").split()[-1]
    assert not any(name in text and "not" not in text for text in holding(kept))


def test_a_denial_is_put_right_in_its_own_sentence_and_in_the_next_clause() -> None:
    """Whether or not a statement of its own begins behind the comma."""
    for text in ("No, her name's not Joan, it's Jane.", "Sorry, it's not Joan but Jane."):
        assert [("Joan", "Jane")] == [(a.wrong, a.right) for a in said(text).amends]


def test_where_somebody_is_just_now_ends_nothing() -> None:
    """ "I'm not at Barclays" may be said at lunch."""
    kept, _ = told(SEMANTIC, "I work at Barclays Bank.", "I'm not at Barclays right now.")
    assert "Mei works at Barclays Bank" in holding(kept)


def test_another_name_is_put_in_with_or() -> None:
    """ "Christopher, or Kit as we all call him"."""
    kept, _ = told(KnowledgeAgent(), "Christopher, or Kit as we all call him, is mad about maths.")
    assert "Christopher is also called Kit" in holding(kept)


def test_a_claim_is_about_all_names_that_the_store_holds() -> None:
    """The judge takes an alias that the store knows for the same person, and no other name."""
    fields: dict[str, object] = {"subject": "Kasia", "predicate": "plays", "object": "handball"}
    kept = memory("Kasia plays handball", Kind.SEMANTIC, fields=fields)
    claim = Claim.model_validate({"subject": "Katarzyna", "value": "handball"})
    knows = Matcher("Mei", vocabulary({}), [("Katarzyna", "Kasia")])
    assert knows.holds(kept, claim)
    assert not Matcher("Mei", vocabulary({}), [("Katarzyna", "Ola")]).holds(kept, claim)
