"""Knowledge memory: typed relations between named entities, other names, contact data."""

import pytest
from tests.unit.readings import hit, memory, question
from tests.unit.spoken import found, holding, said, told

from octomem.agents.knowledge import KnowledgeAgent, Tie
from octomem.memory import Kind, Status
from octomem.operation import Action
from octomem.turn import Role

AGENT = KnowledgeAgent()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My sister Anna called.", ("Anna", "sibling_of", "Mei")),
        ("Anna, my sister, called.", ("Anna", "sibling_of", "Mei")),
        ("My boss Karl is strict.", ("Karl", "manager_of", "Mei")),
        ("Karl from Siemens is my boss.", ("Karl", "works_at", "Siemens")),
        ("I work at Siemens.", ("Mei", "works_at", "Siemens")),
        ("Tom lives in Oslo.", ("Tom", "lives_in", "Oslo")),
        ("My brother Tom is married to Lena Fischer.", ("Tom", "married_to", "Lena Fischer")),
        ("My husband's name is Jorge.", ("Jorge", "married_to", "Mei")),
        ("I have a daughter called Emma.", ("Emma", "child_of", "Mei")),
        ("Our dog Rex barks a lot.", ("Rex", "pet_of", "Mei")),
        ("Tom and Lena founded a company called Brightly.", ("Lena", "founded", "Brightly")),
        ("My mother was born in Korea.", ("Mei's mother", "born_in", "Korea")),
        ("I'm a software engineer at Globex in Graz.", ("Mei", "works_at", "Globex")),
        ("I'm a member of Amnesty.", ("Mei", "member_of", "Amnesty")),
        ("I'm Anna's brother.", ("Mei", "sibling_of", "Anna")),
        ("My friend Sam lives in Cambridge.", ("Sam", "friend_of", "Mei")),
    ],
)
def test_a_relation_is_read_between_two_names(text: str, expected: tuple[str, str, str]) -> None:
    """From statements, appositions and names with roles."""
    ties = [Tie.model_validate(dict(c.fields)) for c in found(AGENT, text)]
    assert expected in [(tie.entity, tie.relation, tie.target) for tie in ties]


@pytest.mark.parametrize(
    "text",
    [
        "I live in a small flat.",
        "Do you work at Siemens?",
        "If I worked at Siemens, I'd move.",
        "My friend says Tom lives in Oslo.",
        "I might move to Oslo.",
        "I'm going to marry Tom.",
        "Thanks, Anna, that's great!",
        "It was a long day.",
        "I wish I worked at Siemens.",
        "She is a friend.",
        "I work at night.",
        "I don't work at Siemens.",
    ],
)
def test_what_names_nobody_or_is_not_claimed_relates_nothing(text: str) -> None:
    """Both ends of a relation are known by name."""
    assert [] == [candidate.text for candidate in found(AGENT, text)]


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("Everyone calls me Bob.", "Mei", "Bob"),
        ("Just call me Bob.", "Mei", "Bob"),
        ("My boss Elizabeth Shaw, everybody calls her Liz.", "Elizabeth Shaw", "Liz"),
        ("My name is Mei Chen.", "Mei", "Mei Chen"),
        ("Robert, aka Bob, lives in Graz.", "Robert", "Bob"),
        ("This is Bob, short for Robert.", "Bob", "Robert"),
        ("My son Alexander, Sasha for short, is 9.", "Alexander", "Sasha"),
        ("My brother Raghunath, we all call him Raghu, is a pilot.", "Raghunath", "Raghu"),
        ("My brother Benjamin (Benji) works at Tesco.", "Benjamin", "Benji"),
    ],
)
def test_other_names_are_aliases(text: str, name: str, alias: str) -> None:
    """They are in the field that the graph reads."""
    kept = [(c.fields["entity"], c.fields["aliases"]) for c in found(AGENT, text)]
    assert (name, [alias]) in kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My email is mei@example.com.", "Mei's email is mei@example.com"),
        ("You can reach Anna at anna@example.org.", "Anna's email is anna@example.org"),
        ("My number is +43 660 123 4567.", "Mei's phone is +43 660 123 4567"),
        ("My number is 07700 900421, not 07700 900412.", "Mei's phone is 07700 900421"),
        ("My email is m@example.com, no sorry, mei@example.com.", "Mei's email is mei@example.com"),
        (
            "My address is 12 Elm Street, Springfield.",
            "Mei's address is 12 Elm Street, Springfield",
        ),
    ],
)
def test_contact_data_stays_readable(text: str, expected: str) -> None:
    """It is kept with whose it is."""
    assert expected in [candidate.text for candidate in found(AGENT, text)]


@pytest.mark.parametrize("text", ["I paid 12345678 for it.", "Order 20240508 came on 2024-05-08."])
def test_not_every_number_is_a_telephone(text: str) -> None:
    """A number needs a word that says so."""
    assert [] == found(AGENT, text)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Quill's e-mail address is quill@mail.example.com.", "Quill"),
        ("Bryn Abara's new mobile number: +44 20 7946 0111", "Bryn Abara"),
        ("You can reach Quill at quill@example.com.", "Quill"),
        ("My sister's e-mail is ida@example.com.", "Mei's sister"),
        ("Our landlord, Mr Holm, is slow. His phone number is 040 1234567.", "Mr Holm"),
        ("My e-mail is mei@example.com, and I met Quill.", "Mei"),
        ("I met Quill. My phone number is 040 1234567.", "Mei"),
    ],
)
def test_contact_data_is_whose_the_text_says(text: str, owner: str) -> None:
    """Whether or not the parser knows the name; a name beside it owns nothing."""
    kept = [c for c in found(AGENT, text) if c.fields["label"]]
    assert [owner] == [c.fields["entity"] for c in kept]


def test_a_relation_is_said_in_a_sentence() -> None:
    """It names both ends and their types, for the graph."""
    (candidate,) = found(AGENT, "My sister Anna called.")
    tie = Tie.model_validate(dict(candidate.fields))
    assert "Anna is the sister of Mei" == candidate.text
    assert ("person", "person") == (tie.entity_type, tie.target_type)
    assert ("Anna", "Mei") == candidate.mentions


def test_a_single_valued_relation_supersedes_per_entity() -> None:
    """A new employer ends the old one; friends accumulate."""
    memories, _ = told(
        AGENT,
        "I work at Acme.",
        "I work at Initech.",
        "My friend Sam works at Acme.",
        "My friend Lea is here.",
    )
    assert {
        "Mei works at Initech",
        "Sam is the friend of Mei",
        "Sam works at Acme",
        "Lea is the friend of Mei",
    } == set(holding(memories))


def test_a_relation_that_has_ended_is_closed() -> None:
    """An end that ends nothing known is passed over."""
    memories, actions = told(
        AGENT, "I used to work at Opel.", "I work at Acme.", "I no longer work at Acme."
    )
    assert [Action.ADD, Action.CLOSE] == actions
    assert [Status.CLOSED] == [m.status for m in memories]


def test_a_mutual_relation_is_one_whichever_way_it_is_told() -> None:
    """Being married to each other is not two facts."""
    memories, actions = told(AGENT, "Tom is married to Lena.", "Lena is married to Tom.")
    assert [Action.ADD, Action.MERGE] == actions
    assert 1 == len(memories)


def test_a_correction_retracts_a_wrong_relation() -> None:
    """It was never true."""
    memories, actions = told(AGENT, "I work at Acme.", "Actually, I work at Initech.")
    assert Action.RETRACT in actions
    assert ["Mei works at Initech"] == holding(memories)


def test_vault_placeholders_are_nobody() -> None:
    """A secret names no entity."""
    assert [] == found(AGENT, "My boss is ⟦vault:token:v_1a2b⟧.")


def test_only_people_relate() -> None:
    """Assistants and tools do not speak of the user's world for the user."""
    assert [] == found(AGENT, "I work at Siemens.", actor="Aria", role=Role.ASSISTANT)
    assert "names Anna" == AGENT.interest(said("We met Anna."))


def test_relations_of_a_named_entity_come_first() -> None:
    """Whichever end it stands at."""
    named = memory("b", Kind.KNOWLEDGE, fields={"entity": "Mei", "target": "Anna"})
    other = memory("a", Kind.KNOWLEDGE, fields={"entity": "Mei", "target": "Tom"})
    ranked = AGENT.rank(
        [hit(other, dense=0.5), hit(named, dense=0.5)], question("Who is Anna?", names=("Anna",))
    )
    assert ["b", "a"] == [r.memory.id for r in ranked]


def test_a_speaker_known_by_a_lower_case_id_has_a_family_too() -> None:
    """Where a message has no name, "I" is the user's id, which nobody has to capitalise."""
    memories = found(AGENT, "My brother Arun works at Siemens.", actor="mei")

    assert "Arun is the brother of mei" in {one.text for one in memories}
    assert [] == [one.text for one in found(AGENT, "The tail of rex is a brother.", actor="mei")]


def test_one_sentence_gives_a_single_relation_one_end() -> None:
    """The same firm in more words does not take the place of itself."""
    texts = [each.text for each in found(AGENT, "we're 60 people at Orchard Dental btw")]

    assert 1 == sum("works at Orchard Dental" in text for text in texts)


def test_the_name_of_ones_own_place_is_whole() -> None:
    """Whose it says it is belongs to it."""
    for text in ("that's my business, Ngo's Pot", "My cafe, Rita's Place, opens at 8."):
        place = text.partition(", ")[2].split(",")[0]
        assert any(each.fields["target"] == place for each in found(AGENT, text))
    assert not any("Rita" in each.text for each in found(AGENT, "My shop, Rita's idea, is new."))
