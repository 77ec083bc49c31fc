"""What is left out or said loosely is filled in before the parser reads it."""

import pytest
from tests.unit.spoken import found, holding, statements, told

from octomem.agents.reading.cleaning import passages
from octomem.agents.semantic import SemanticAgent
from octomem.memory import LONG_AGO, Status

AGENT = SemanticAgent()


def cleaned(text: str) -> str:
    """Return what the parser sees of a text."""
    return " ".join(passage.text for passage in passages(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not at Lumo any more, sadly", "I do not work at Lumo any more, sadly"),
        ("still in Truro", "I still live in Truro"),
        ("I'm staying put in Leeds", "I still live in Leeds"),
        ("Tom is a nurse, still in Leeds", "Tom is a nurse, still in Leeds"),
        ("my sister's fine, still at Lumo", "my sister is fine, still at Lumo"),
        ("Anna came, she's well, still vegan", "Anna came, she is well, still vegan"),
        ("work is fine, still in Leeds", "work is fine, I still live in Leeds"),
        ("not a teacher either, I'm a librarian", "I am not a teacher. I'm a librarian"),
        ("still veggie", "I am still vegetarian"),
        ("Aoife (the wife) is 2 September", ". Aoife is my wife. Aoife's birthday is 2 September"),
        ("they've made me shift manager", "I was promoted to shift manager"),
        ("seeing someone called Esme since March", "dating Esme since March"),
        ("me and Jonah are done", "I split up with Jonah"),
        ("Jonah and I are back together", "I am dating Jonah"),
        ("husband = James Whitlock", "my husband is James Whitlock"),
        ("had enough of cricket", "I have gone off cricket"),
        ("our hens (Dolly and Reba)", "I have a hen called Dolly. I have a hen called Reba"),
        ("I moved, just not to Lisbon", "I moved"),
        ("I've never smoked, before you ask", "I do not smoke"),
        ("my mum's never smoked either", "my mum does not smoke either"),
        ("I've never smoked a brisket", "I've never smoked a brisket"),
        ("I had never smoked until then", "I had never smoked until then"),
        ("I'm not allergic to shrimp at all.", "I'm not allergic to shrimp."),
        ("not at all sure", "not at all sure"),
        ("It's an Outback I drive.", "I drive an Outback."),
        ("It's Leeds I live in.", "I live in Leeds."),
        ("It's a shame I drive.", "It is a shame I drive."),
        ("It's the only car I own.", "It is the only car I own."),
        (
            "I moved in May 2023. I've been here since then.",
            "I moved in May 2023. I've been here since May 2023.",
        ),
        (
            "I went in 2019 and I've loved it ever since",
            "I went in 2019 and I've loved it since 2019",
        ),
        (
            "quit it in May 2020, joined Fiat the same month",
            "quit it in May 2020, joined Fiat in May 2020",
        ),
        (
            "quit it in May 2020, joined Fiat the same year",
            "quit it in May 2020, joined Fiat in 2020",
        ),
        ("we were both at Durham the same year", "we were both at Durham the same year"),
        (
            "I worked at Acme until FY2019 and Siemens until 2022.",
            "I worked at Acme until FY2019. I worked at Siemens from 2019 until 2022.",
        ),
        (
            "In 1990 I was six, and I've sung since then",
            "In 1990 I was six, and I've sung since 1990",
        ),
        (
            "Mia was born in 1990. I moved last month. I've sung since then",
            "Mia was born in 1990. I moved last month. I've sung since then",
        ),
        ("I've sung ever since I left", "I've sung ever since I left"),
        ("I like olives, that'd do", "I like olives. that'd do"),
        ("he says 'I own a Ferrari' a lot", 'he says "I own a Ferrari" a lot'),
        ("nothing beginning with 'it has been fun'", "nothing beginning with 'it has been fun'"),
        ("the kids are at home", "the kids are at home"),
        ("I'm not vegan, my wife is.", "I'm not vegan. my wife is vegan."),
        ("I don't smoke. Anna does.", "I don't smoke. Anna does smoke."),
        ("I'm not vegan. My wife is on holiday.", "I'm not vegan. My wife is on holiday."),
        ("I don't know. My sister is.", "I don't know. My sister is."),
        ("Guess who doesn't smoke any more!!", "I don't smoke any more!!"),
        ("Guess who's got a dog!", "I have got a dog!"),
        ("Guess who got engaged! My sister!", "Guess who got engaged! My sister!"),
        ("Guess who's coming to dinner?", "Guess who's coming to dinner?"),
        ("I let my Arena membership lapse.", "I cancelled my Arena membership."),
        ("My Arena membership has lapsed.", "I cancelled my Arena membership."),
        ("She let the dog go.", "She let the dog go."),
        ("Daughter Mia, turning 7 soon.", "My daughter Mia is turning 7 soon."),
        ("Wife's birthday is in May.", "My wife's birthday is in May."),
        ("Son is four.", "My son is four."),
        ("Sister Agnes is our teacher.", "Sister Agnes is our teacher."),
        ("Wife Swap is on.", "Wife Swap is on."),
        ("Got me a kayak.", "I got a kayak."),
        ("My wife got me a kayak.", "My wife got me a kayak."),
        ("I saw a fox, name of Rusty.", "I saw a fox called Rusty."),
        ("Kim's book I already gave back.", "I already gave back Kim's book."),
        ("The book I already read was bad.", "The book I already read was bad."),
        ("I'm at Leeds, second year.", "I'm studying at Leeds, second year."),
        ("I'm cooking at Osprey these days.", "I work at Osprey now."),
        ("I'm cooking at Anna's tonight.", "I'm cooking at Anna's tonight."),
        ("I was a student at Moi Girls.", "I studied at Moi Girls."),
        ("There was a student at Moi Girls.", "There was a student at Moi Girls."),
        ("I'm gone from Osprey.", "I left Osprey."),
        ("New boss at my shop, name's Ron.", "My new boss's name is Ron."),
        ("New place called Noma.", "New place called Noma."),
        ("My only car is a Fiat.", "My car is a Fiat."),
        ("My only job is to listen.", "My only job is to listen."),
    ],
)
def test_words_are_put_for_what_is_left_out(text: str, expected: str) -> None:
    """The memory's source keeps the words that were said; only the parser sees the others."""
    assert expected == cleaned(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jules (coeliac) comes too.", "Jules is coeliac"),
        ("My brother Raghunath, we all call him Raghu, is a pilot.", "Raghunath is a pilot"),
        (
            "My sister Margaret, everyone calls her Peggy, lives in Leeds.",
            "Margaret lives in Leeds",
        ),
        ("my husband Neil (he's a chef) burned his hand.", "Neil is a chef"),
        ("things I hate: liver, raw onion", "Mei hates raw onion"),
        ("our son Fionn was born on 30 May 2016", "Fionn was born on 30 May 2016"),
        ("I grew up speaking Polish.", "Mei speaks Polish"),
        ("no cashews please, I'm allergic", "Mei is allergic to cashews"),
        ("My daughter Lesley is in Perth.", "Lesley is in Perth"),
        ("Anna Kowalska is head of sales now.", "Anna Kowalska is head of sales"),
        ("I'm very happy at Fennimore's.", "Mei is very happy at Fennimore's"),
        ("I've joined a choir!", "Mei has joined a choir"),
    ],
)
def test_facts_are_read_from_loose_words(text: str, expected: str) -> None:
    """Each says something for good of somebody."""
    assert expected in [candidate.text for candidate in found(AGENT, text)]


@pytest.mark.parametrize(
    "text",
    [
        "We'd been married 51 years.",
        "Simon goes 'I own a Ferrari' every time he parks.",
        "reader, I married Sam. (joke)",
        "He is not my boyfriend!",
        "I moved in the end, just not to Lisbon.",
        "My divorce came through the letterbox lol.",
        "Finally said I do to the chef's tasting menu.",
    ],
)
def test_what_was_before_of_others_or_in_jest_is_no_fact(text: str) -> None:
    """Nothing is invented from it."""
    assert [] == [candidate.text for candidate in found(AGENT, text)]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("I lived in Rome until 2010, then in Oslo until 2017.", [(1900, 2010), (2010, 2017)]),
        ("I lived in Ghent from 2015 to 2018, then Bruges until 2020.", [(2015, 2018), (2018, 2020)]),
        ("From 2015 to 2019 I lived in Bonn, and from 2019 to 2022 in Hamm.", [(2015, 2019), (2019, 2023)]),
    ],
)  # fmt: skip
def test_homes_that_follow_each_other_have_their_own_years(
    text: str, spans: list[tuple[int, int]]
) -> None:
    """What is told without a beginning began where the one before ended."""
    memories, _ = told(AGENT, text)
    assert spans == [(m.valid_from.year, m.valid_to.year) for m in memories if m.valid_to]
    assert LONG_AGO.year == 1900


def test_since_without_a_year_is_since_the_last_one_told() -> None:
    """ "Bergen until 2020, and I've been in Edinburgh since"."""
    memories, _ = told(AGENT, "I lived in Bergen until 2020, and I've been in Edinburgh since.")
    (home,) = [m for m in memories if m.status is Status.CURRENT]
    assert ("Edinburgh", 2020) == (home.fields["object"], home.valid_from.year)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I run four times a week.", ("does", "running")),
        ("I took up swimming.", ("does", "swimming")),
        ("I took up the cello.", ("plays", "cello")),
        ("I took up baking.", ("enjoys", "baking")),
    ],
)
def test_a_pastime_has_one_name(text: str, expected: tuple[str, str]) -> None:
    """So that "gave up running" ends "runs four times a week"."""
    assert expected in [(s.predicate, s.object) for s in statements(text)]


def test_giving_up_a_sport_ends_its_habit() -> None:
    """Whatever the form in which the habit was told."""
    memories, _ = told(AGENT, "I run four times a week.", "I gave up running.")
    assert [] == holding(memories)


def test_who_sold_the_golf_had_one_until_then() -> None:
    """What an ending takes for granted is kept as ended, where it was never told."""
    memories, _ = told(AGENT, "I sold the Golf yesterday.")
    (car,) = [m for m in memories if m.fields["slot"] == "car"]
    assert (Status.CLOSED, LONG_AGO) == (car.status, car.valid_from)
    memories, _ = told(AGENT, "I drive a Golf.", "I sold the Golf yesterday.")
    assert 1 == len([m for m in memories if m.fields["slot"] == "car"])


def test_a_death_ends_a_marriage() -> None:
    """It says nothing of other kin: who was somebody's mother stays it."""
    memories, _ = told(AGENT, "My husband Arthur is a gardener.", "Arthur died in October.")
    assert [] == [text for text in holding(memories) if "Arthur" in text]


def test_a_lost_pet_is_nobodys_any_more() -> None:
    """ "We lost Biscuit" ends that Biscuit is somebody's dog."""
    memories, _ = told(AGENT, "My dog is called Biscuit.", "We lost Biscuit on Friday.")
    assert [] == holding(memories)
