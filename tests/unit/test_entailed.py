"""What is said in other words than a slot's: homes, posts, pastimes, pets, plans, answers."""

from collections.abc import Mapping

import pytest
from tests.unit import spoken
from tests.unit.spoken import READER, said, turn

from octomem.agents.base import Intent
from octomem.agents.semantic import SemanticAgent
from octomem.jsons import JSON, text_field
from octomem.memory import Memory
from octomem.turn import Role

AGENT = SemanticAgent()


def claims(text: str) -> set[tuple[str, str, str]]:
    """Return subject, predicate and object of every fact in one turn of Mei's."""
    return {_claim(candidate.fields) for candidate in AGENT.extract([said(text)])}


def answered(question: str, text: str) -> set[tuple[str, str, str]]:
    """Return the facts in a turn of Mei's that follows an assistant's question."""
    asked = turn(question, 1, actor="assistant", role=Role.ASSISTANT)
    return {_claim(each.fields) for each in AGENT.extract([READER.read(turn(text, 2), [asked])])}


def _claim(fields: Mapping[str, JSON]) -> tuple[str, str, str]:
    subject, predicate, value = (text_field(fields, n) for n in ("subject", "predicate", "object"))
    return subject, predicate, value


def holding(*texts: str) -> list[str]:
    """Return the facts that hold after Mei said some things, a day apart."""
    memories: list[Memory] = spoken.told(AGENT, *texts)[0]
    return spoken.holding(memories)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("We rent a bungalow in Limerick.", "Limerick"),
        ("My partner and I share a loft in Malaga.", "Malaga"),
        ("Our flat in Trieste has no lift.", "Trieste"),
        ("I've got a studio in Aarhus.", "Aarhus"),
        ("Found a room in Ghent last month.", "Ghent"),
        ("I've been in Porto since 2019.", "Porto"),
        ("We are renting in Utrecht for now.", "Utrecht"),
        ("I live with Tom in a tiny house in Bergen.", "Bergen"),
    ],
)
def test_where_somebody_has_a_dwelling_is_where_they_live(text: str, place: str) -> None:
    """Whatever the verb is that says so."""
    assert ("Mei", "lives in", place) in claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "We have a holiday flat in Nice.",
        "My old flat in Rome was damp.",
        "I'm selling our house in Bath.",
        "If I had a flat in Paris I'd never cook.",
        "I've been in Madrid since Tuesday.",
        "I looked at a flat in Leeds.",
        "We moved out of our house in Kent.",
        "We bought a house in Leeds as an investment.",
        "I found a room in Ghent for my daughter.",
    ],
)
def test_no_home_is_made_of_other_dwellings(text: str) -> None:
    """Holiday homes, former ones, visits and wishes are none."""
    assert not [claim for claim in claims(text) if claim[1] in {"lives in", "moves to"}]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("I love my first apartment in Lisbon.", "Lisbon"),
        ("I moved out of my old flat in Derby.", "Derby"),
    ],
)
def test_an_old_or_first_dwelling_is_a_home_where_more_says_so(text: str, place: str) -> None:
    """It is lived in, or a sentence ends it."""
    assert ("Mei", "lives in", place) in claims(text)


@pytest.mark.parametrize(
    ("text", "employer"),
    [
        ("I've been with Barclays for nine years.", "Barclays"),
        ("I've taken a job at Vestas, maintaining turbines.", "Vestas"),
        ("I work in the claims department of Generali.", "Generali"),
        ("I became head chef at Nobu in March.", "Nobu"),
        ("I'm a pastry chef at the Savoy.", "Savoy"),
        ("My new post at Ericsson comes with a car.", "Ericsson"),
    ],
)
def test_who_has_a_post_works_there(text: str, employer: str) -> None:
    """An employer is told by the post, the part of the house, or the years there."""
    assert ("Mei", "works at", employer) in claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "I applied for a job at Vestas.",
        "We were at Ikea for hours.",
        "I've been with Anna for three years.",
    ],
)
def test_no_employer_is_made_of_other_jobs(text: str) -> None:
    """Nor of visits, nor of people."""
    assert not [claim for claim in holding(text) if "works at" in claim]
    assert not [claim for claim in claims(text) if claim[1] == "works at"]


def test_who_quits_a_post_works_there_no_longer() -> None:
    """That it was their employer is told, and that it is over."""
    text = "I quit my job at Vestas."
    told = AGENT.extract([said(text)])
    intents = {each.intent for each in told if "works at" == each.fields.get("predicate")}

    assert {Intent.CLOSE} == intents
    assert not [claim for claim in holding(text) if "works at" in claim]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("My sister has taken up the oboe.", ("Mei's sister", "enjoys", "oboe")),
        ("I took up rowing in March.", ("Mei", "does", "rowing")),
        ("I swapped my Golf for a Tesla.", ("Mei", "drives", "a Tesla")),
        ("We bought a used Mazda 3.", ("Mei", "drives", "a used Mazda 3")),
        ("My best friend Salma lives in Amman and cooks.", ("Salma", "lives in", "Amman")),
        ("My daughter Greta studies law.", ("Greta", "studies", "law")),
        ("Iker moved away to Nantes.", ("Iker", "lives in", "Nantes")),
        ("I work nights as a porter.", ("Mei", "works as", "a porter")),
        ("Liam lives with us in Derry.", ("Mei", "lives in", "Derry")),
        ("We moved to León last month.", ("Mei", "lives in", "León")),
        ("Gui lives in Recife now, and I'd like to visit.", ("Gui", "lives in", "Recife")),
        ("I go rowing on Sundays.", ("Mei", "does", "rowing")),
        ("Knitting is still my hobby.", ("Mei", "does", "knitting")),
        ("Sam got married to Ines.", ("Sam", "partner is", "Ines")),
    ],
)
def test_what_a_clause_entails_is_told_beside_it(text: str, claim: tuple[str, str, str]) -> None:
    """Pastimes, cars, and what the parse alone does not see."""
    assert claim in claims(text)


@pytest.mark.parametrize(
    ("text", "pet"),
    [
        ("I've got two goats, Salt and Pepper.", "Pepper"),
        ("We have three hens: Dot, Peg and Flo.", "Flo"),
        ("We adopted a greyhound, her name's Olive.", "Olive"),
        ("My neighbour got a parrot, called Mops.", "Mops"),
        ("one cat called Biscuit and a hamster", "Biscuit"),
    ],
)
def test_a_pet_is_known_by_its_name(text: str, pet: str) -> None:
    """In an apposition, a list, a reduced relative, or a sentence after."""
    assert any(subject == pet and predicate == "is" for subject, predicate, _ in claims(text))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("I have a dog called Moa.", "We had to put Moa to sleep."),
        ("I have a cat called Byte.", "Byte ran away last week."),
        ("I have a cat called Biscuit.", "We had to rehome Biscuit."),
        ("I work at Aldi.", "I was laid off on Friday."),
        ("I work at Aldi.", "I retired last week."),
        ("I'm vegetarian.", "I'm eating meat again."),
        ("I'm the treasurer of the choir.", "I stepped down as treasurer."),
        ("I drive a Golf.", "I swapped my Golf for a bike."),
    ],
)
def test_more_verbs_end_what_was_told(first: str, then: str) -> None:
    """Each ends a fact that was told in other words."""
    assert holding(first)
    assert not set(holding(first)) & set(holding(first, then))


@pytest.mark.parametrize("then", ["I put Moa in the car.", "I laid off two people."])
def test_the_same_verbs_end_nothing_else(then: str) -> None:
    """What makes an end of a verb has to be there."""
    first = ("I have a dog called Moa.", "I work at Aldi.")
    assert set(holding(*first)) <= set(holding(*first, then))


def test_a_change_with_a_date_to_come_is_known_ahead() -> None:
    """Until then the home before it holds."""
    memories = spoken.told(AGENT, "I live in Lima.", "I'm moving to Cusco in August.")[0]
    starts = {m.fields["object"]: m.valid_from for m in memories if m.slot == "mei/home"}
    assert starts["Lima"] < starts["Cusco"]
    assert starts["Cusco"].month == 8


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "I worked at Aldi from 2012 to 2017 and at Tesco from 2017 until 2022.",
            ("Mei", "works at", "Tesco"),
        ),
        ("I lived in Hull once. And in Exeter from 1998 to 2004.", ("Mei", "lives in", "Exeter")),
        (
            "From 2015 to 2019 I lived in Nairobi, where I worked for Oxfam.",
            ("Mei", "works at", "Oxfam"),
        ),
        ("I live in Dublin. No wait, Drogheda.", ("Mei", "lives in", "Drogheda")),
    ],
)
def test_a_verb_that_is_told_once_is_read_twice(text: str, claim: tuple[str, str, str]) -> None:
    """Further spells, places within them, and a name that puts another right."""
    assert claim in claims(text)


@pytest.mark.parametrize(
    ("question", "text", "claim"),
    [
        ("Where are you these days?", "Whitby, by the sea.", ("Mei", "lives in", "Whitby")),
        ("What does your brother do?", "Pilot.", ("Mei's brother", "works as", "a pilot")),
        ("Where do your parents live?", "Bergen.", ("Mei's parents", "lives in", "Bergen")),
        ("What's your dog called?", "Biscuit!", ("Biscuit", "is", "Mei's dog")),
        ("And what do you drive now?", "An old Saab.", ("Mei", "drives", "an old Saab")),
        ("Who do you work for?", "Still Bosch.", ("Mei", "works at", "Bosch")),
        ("Where are you working now?", "At a cafe called Crumb.", ("Mei", "works at", "Crumb")),
        ("What are your hobbies?", "Pottery and judo.", ("Mei", "enjoys", "judo")),
        ("Which languages do you speak?", "Polish, Czech.", ("Mei", "speaks", "Czech")),
        ("Who's your dentist now?", "Dr Bloom on Mill Road.", ("Mei", "dentist is", "Dr Bloom")),
    ],
)
def test_an_answer_is_about_whom_the_question_is(
    question: str, text: str, claim: tuple[str, str, str]
) -> None:
    """You, somebody of yours, or a name; each member of a list counts."""
    assert claim in answered(question, text)


def test_who_lives_where_is_not_who_else_lives_there() -> None:
    """ "We live in Cluj, me and my wife" names the subject once more; no saint is a wife."""
    assert {c for c in claims("We live in Cluj, me and my wife Ioana.") if c[1] == "lives in"} == {
        ("Mei", "lives in", "Cluj")
    }
    assert "Ioana is Mei's wife" in holding("My wife is called Ioana.", "My wife is a saint.") or (
        "Mei's wife is called Ioana" in holding("My wife is called Ioana.", "My wife is a saint.")
    )


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("A week in Antwerp, where I rent a room.", ("Mei", "lives in", "Antwerp")),
        ("My aunt Eva came from Denver, that's where she lives.", ("Eva", "lives in", "Denver")),
        ("My son Ben is in the navy, based in Plymouth.", ("Ben", "lives in", "Plymouth")),
        ("We got the keys to the place in Porto.", ("Mei", "lives in", "Porto")),
        ("We bought a farm outside Oslo.", ("Mei", "lives in", "Oslo")),
        ("I kept the house in Bath.", ("Mei", "lives in", "Bath")),
        ("I've swapped Bergen for Oslo.", ("Mei", "lives in", "Oslo")),
        ("I live and work in Oslo.", ("Mei", "lives in", "Oslo")),
        ("I'm in Bristol, renting a shoebox.", ("Mei", "lives in", "Bristol")),
        ("I moved back in with my parents in Kassel.", ("Mei", "lives in", "Kassel")),
        ("I left Siemens for Lumo.", ("Mei", "works at", "Lumo")),
        ("My boss at Lumo is a bit odd.", ("Mei", "works at", "Lumo")),
        ("I'm doing my PhD at Uppsala.", ("Mei", "studies at", "Uppsala")),
        ("Got a new car, a Skoda.", ("Mei", "drives", "a Skoda")),
    ],
)
def test_homes_and_employers_that_are_told_in_passing(
    text: str, claim: tuple[str, str, str]
) -> None:
    """By a clause about a place, what was got, what was left for what, and who one has there."""
    assert claim in claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "We went to Rome, where I bought shoes.",
        "I visited Rome, where I used to live.",
        "I left the party for Oslo.",
        "I left Lena for Oslo.",
        "We got the keys to the castle in Porto.",
        "I was a nurse in Oslo.",
        "I'm a nurse in Derby.",
        "We bought a house in Oslo to rent out.",
        "I'm a manager in Marketing.",
        "I'm in Oslo, looking for a room.",
        "Our house in Oslo is for sale.",
        "My flat in Oslo is on the market.",
    ],
)
def test_visits_parties_and_the_past_are_no_home(text: str) -> None:
    """Nothing is taken for where somebody lives now."""
    assert not {each for each in claims(text) if each[:2] == ("Mei", "lives in")}


@pytest.mark.parametrize(
    "text",
    [
        "I have no allergy to nuts",
        "I've no allergies to anything",
        "I have no flat in Leeds",
        "I have no job at Tesco",
        "I have no dog called Rex",
        "I've got no sister called Anna",
        "I don't have a brother called Tom",
    ],
)
def test_what_nobody_has_entails_nothing(text: str) -> None:
    """Who has no allergy to nuts is not allergic to them."""
    assert all(each.negated for each in said(text).statements)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("I'm a student at Tohoku University.", ("Mei", "studies at", "Tohoku University")),
        ("I'm driving a Subaru Outback now.", ("Mei", "drives", "Subaru Outback")),
        ("I eat chicken again.", ("Mei", "eats", "chicken")),
        ("I started capoeira.", ("Mei", "does", "capoeira")),
        ("Eleven years I've lived in Boise.", ("Mei", "lives in", "Boise")),
        ("I was with Cemex from 2015 to 2019.", ("Mei", "works at", "Cemex")),
        ("Mum is allergic to wasps.", ("Mei's mum", "is allergic to", "wasps")),
        ("I do eat goat, so nobody will think I'm starving.", ("Mei", "eats", "goat")),
        ("I speak Dutch and French, how do I write the levels?", ("Mei", "speaks", "Dutch")),
        ("My birthday is on 14 May, is that a weekday?", ("Mei", "birthday is", "14 May")),
        (
            "My pal Tom moved to Orlando, and guess who drove the van?",
            ("Tom", "lives in", "Orlando"),
        ),
        ("I live in Dubbo, any podcast that lasts to Perth?", ("Mei", "lives in", "Dubbo")),
        ("New chapter for me: on Monday I started at Barilla!", ("Mei", "works at", "Barilla")),
        ("My favourite colour is green, dark like a bottle.", ("Mei", "favourite is", "green")),
        ("I'm a receptionist at a vet's myself.", ("Mei", "works as", "a receptionist")),
        ("I traded in my Casper for a Kia EV3!", ("Mei", "drives", "a Kia EV3")),
    ],
)
def test_what_is_said_beside_something_else_is_read(text: str, claim: tuple[str, str, str]) -> None:
    """Beside a question, behind a colon, before its consequence."""
    assert claim in claims(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He lives in Rome, doesn't he?", "Rome"),
        ("If I lived in Rome, would I need a car?", "Rome"),
        ("I'm a student at Tohoku University.", "works at"),
        ("I started dinner.", "dinner"),
        ("Provided I own a house in Spain, do I pay tax?", "Spain"),
        ("Quiz: I live in Africa, I have a long neck, what am I?", "Africa"),
        ("You are a waiter, I am vegan, what do you offer me?", "vegan"),
        ("Lie number one: I have a twin brother.", "twin"),
        ("I'm driving Highway 1 now with my kids.", "Highway 1"),
        ("I'm a student adviser at Ghent University.", "studies at"),
        ("I traded in Bitcoin for two years.", "two years"),
        ("I was with Anna from 2015 to 2019.", "works at"),
        ("She said: I live in Rome.", "Rome"),
        ("John has five apples, how many are left if he eats two?", "apples"),
        ("I have five apples and eat two, how many do I have left?", "apples"),
        ("In my novel the hero lives in Rome, what should I call him?", "Rome"),
    ],
)
def test_what_looks_like_it_states_nothing(text: str, value: str) -> None:
    """What is asked back, imagined, quoted, or of the moment."""
    assert not any(value in each for claim in claims(text) for each in claim)


def test_one_value_takes_the_place_of_another_that_is_named() -> None:
    """However many facts were told in between."""
    first, other = "My car is a Ford Fiesta.", "I've just been out in the rain to look."
    then = "It's a Focus, not a Fiesta. I always muddle those two."

    assert ["Mei's car is a Ford Focus"] == [
        text for text in holding(first, other, then) if "car" in text
    ]
    assert any("Fiesta" in text for text in holding(first, "It's a Focus, not a Ford."))


def test_an_animal_is_somebodys_since_it_was_got() -> None:
    """Not since it was told of."""
    found = AGENT.extract([said("We adopted a greyhound called Biscuit in March 2021.")])

    toy = AGENT.extract([said("I bought a toy for my cat Milo in 2021.")])
    assert 2021 not in {
        each.valid_from.year for each in toy if text_field(each.fields, "subject") == "Milo"
    }
    assert {(2021, 3)} == {
        (each.valid_from.year, each.valid_from.month)
        for each in found
        if text_field(each.fields, "subject") == "Biscuit"
    }


@pytest.mark.parametrize(
    ("text", "fact", "year"),
    [
        ("Since January 2023 I have a new boss, Hugo Petit.", "Hugo Petit is Mei's new boss", 2023),
        ("We had a son, Tim, in 2020.", "Tim is Mei's son", 2020),
        ("I had a friend, Ben, over in 2020.", "Ben is Mei's friend", 2024),
        ("I had an assistant, Leo, until 2020.", "Leo is Mei's assistant", 1900),
        ("I have a sister, Ida, and we went to Rome in 2020.", "Ida is Mei's sister", 2024),
    ],
)
def test_who_is_had_since_a_day_is_told_of_from_then_on(text: str, fact: str, year: int) -> None:
    """Not who was had then, or beside something that happened; since long ago who was had until then."""
    began = {each.text: each.valid_from.year for each in AGENT.extract([said(text)])}

    assert year == began[fact]


@pytest.mark.parametrize(
    "text",
    [
        "I've got that penicillin allergy.",
        "I have this penicillin allergy, so no penicillin please.",
    ],
)
def test_an_allergy_pointed_at_is_one_to_what_it_names(text: str) -> None:
    assert ("Mei", "is allergic to", "penicillin") in claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "I have that nut allergy test tomorrow.",
        "Do I have that nut allergy?",
        "I have that skin allergy.",
    ],
)
def test_no_allergen_is_made_of_other_words(text: str) -> None:
    assert "is allergic to" not in {verb for _, verb, _ in claims(text)}
