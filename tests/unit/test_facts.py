"""What people say in passing that still holds when the talk is over, and what does not."""

import pytest
from tests.unit.spoken import READER, found, turn

from octomem.agents.core import CoreAgent
from octomem.agents.knowledge import KnowledgeAgent
from octomem.agents.orders import orders
from octomem.agents.semantic import SemanticAgent

SEMANTIC, CORE, KNOWLEDGE = SemanticAgent(), CoreAgent(), KnowledgeAgent()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I rent a flat in Marseille.", "Mei rents a flat in Marseille"),
        ("we ship to Norway", "Mei ships to Norway"),
        ("I do freelance illustration", "Mei does freelance illustration"),
        ("I maintain the billing service btw, so ping me", "Mei maintains the billing service"),
        ("I manage a team of eight people", "Mei manages a team of eight people"),
        ("I've got a 2014 Honda Civic.", "Mei has a 2014 Honda Civic"),
        ("I have bipolar disorder", "Mei has bipolar disorder"),
        ("I can't stand musicals.", "Mei can not stand musicals"),
        ("I can't have dairy", "Mei can not have dairy"),
        ("I go climbing every Tuesday", "Mei goes climbing every Tuesday"),
        ("I swim three times a week", "Mei swims three times a week"),
        ("I paint in my spare time", "Mei paints in their spare time"),
        ("I never deploy on Fridays", "Mei never deploys on Fridays"),
        ("I've been playing guitar since I was ten", "Mei has been playing guitar"),
        ("I'm doing a PhD in linguistics", "Mei is doing a PhD in linguistics"),
        (
            "I'm in my second year of medical school",
            "Mei is in their second year of medical school",
        ),
        ("I'm left-handed.", "Mei is left-handed"),
        ("I'm 1.82 m tall", "Mei is 1.82 m tall"),
        ("I'm good at maths", "Mei is good at maths"),
        ("I'm in a choir", "Mei is in a choir"),
        ("I'm a beekeeper", "Mei is a beekeeper"),
        ("i get carsick", "Mei gets carsick"),
        ("I come from a small village in Slovenia", "Mei comes from a small village in Slovenia"),
        ("My dad works for the railway.", "Mei's dad works for the railway"),
        ("I was diagnosed with gout in 2018.", "Mei was diagnosed with gout in 2018"),
        ("we switched to Podman in March", "Mei switched to Podman in March (March 2024)"),
        ("We're on python 3.12 btw", "Mei is on python 3.12"),
        ("im at the notary office since june", "Mei is at the notary office since june"),
        ("I used to maintain the images", "Mei used to maintain the images"),
        ("lee's my brother. lee lives in bury", "lee lives in bury"),
    ],
)
def test_a_state_is_a_fact_by_whatever_verb_it_is_told(text: str, expected: str) -> None:
    """What is not about the moment lasts; there is no list of the verbs that may say it."""
    assert expected in [fact.text for fact in found(SEMANTIC, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("our staging server runs Debian 12", "Mei's staging server runs Debian 12"),
        ("The office is on the 4th floor.", "the office is on the 4th floor"),
        ("The warranty lasts two years.", "the warranty lasts two years"),
        ("The service is written in Go.", "the service is written in Go"),
        ("The base image is Debian slim.", "the base image is Debian slim"),
        ("The router is a Fritzbox 7590.", "the router is a Fritzbox 7590"),
        ("The fleet has 140 trucks.", "the fleet has 140 trucks"),
        ("The backups run every night at 2.", "the backups run every night at 2"),
        ("Our repo lives on GitLab.", "Mei's repo lives on GitLab"),
        ("my bike is a blue Trek", "Mei's bike is a blue Trek"),
        ("The cabin belongs to my aunt", "the cabin belongs to Mei's aunt"),
        ("My skin is sensitive to sunlight", "Mei's skin is sensitive to sunlight"),
        ("My birthday is on May 4.", "Mei's birthday is on May 4"),
        ("my mum lives in Swansea", "Mei's mum lives in Swansea"),
        ("Elif maintains the images", "Elif maintains the images"),
        ("Lejla's 9 and wants to surf", "Lejla is 9"),
    ],
)
def test_a_known_thing_has_properties(text: str, expected: str) -> None:
    """A thing that is somebody's, or "the" one, is described for good."""
    assert expected in [fact.text for fact in found(SEMANTIC, text)]


@pytest.mark.parametrize(
    "text",
    [
        "The server is down", "The build fails with an error", "The test takes forever",
        "The page doesn't load", "My phone died", "My flight is delayed", "My back hurts",
        "my boss is angry with me", "My kids are driving me crazy", "my car is in the garage today",
        "The problem is the cable", "My guess is Tuesday", "My dream is a big yacht lol",
        "the deadline is Friday", "The total is 45 euros", "the last leg is 6",
        "I have a headache", "I have a meeting at 3", "I've got good news", "I have no idea",
        "We all have our unique paths", "I'm in a hurry", "I'm in a meeting", "I'm at the station",
        "I'm on page 3", "I see what you mean", "I appreciate your help", "I drive tomorrow",
        "I run the command and it fails", "I watch the match tonight", "I can't find the file",
        "I'm waiting for the bus", "Tom is late", "Tom wants a dog", "god I hate javascript (jk)",
        "Peanuts, coffee and bread", "Paris, London and Rome", "Same here", "Come here",
        "Rome wasn't built in a day", "Dance is Gina", "running my own shop has its charm",
        "In what world do I own a yacht?", "If I rent a flat, I want a garden",
        "My friend says I maintain the servers", "I might rent a flat",
    ],
)  # fmt: skip
def test_moments_moods_and_troubles_are_no_facts(text: str) -> None:
    """Neither of people nor of things."""
    assert [] == [fact.text for fact in found(SEMANTIC, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("32, from Leeds, two kids", ["Mei is 32", "Mei is from Leeds", "Mei has two kids"]),
        ("29F, nurse, live in Glasgow", ["Mei is 29", "Mei is a nurse", "Mei lives in Glasgow"]),
        ("vegan btw", ["Mei is vegan"]),
        ("Dave, my plumber, is a nurse.", ["Dave is Mei's plumber", "Dave is a nurse"]),
        ("Mum of three here.", ["Mei is a mum of three"]),
        (
            "As a teacher I get long holidays.",
            ["Mei is a teacher", "Mei gets long holidays as a teacher"],
        ),
    ],
)
def test_fragments_speak_of_their_speaker(text: str, expected: list[str]) -> None:
    """A row of facts needs no verb."""
    assert expected == [fact.text for fact in found(SEMANTIC, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so my flatmate Oskar has decided to move", "Oskar is the flatmate of Mei"),
        ("no need, cousin Odile lives out in Leuven", "Odile is the cousin of Mei"),
        ("or Solveig, thats my editor, will murder me", "Solveig is the editor of Mei"),
        ("my sister Antje's place on Föhr", "Antje is the sister of Mei"),
        ("my guide is called Nino", "Nino is the guide of Mei"),
        ("Hannes Vogt is our CTO.", "Hannes Vogt is the CTO of Mei"),
        ("I have a golden retriever called Max", "Max is the golden retriever of Mei"),
        ("Marisol owns the search service", "Marisol owns the search service"),
        ("I need Kwame Asante's ok, he runs procurement", "Kwame Asante runs procurement"),
        ("Brightly Ltd is owned by Nordic Holding.", "Brightly Ltd is owned by Nordic Holding"),
        ("Norrland Freight is based in Umeå.", "Norrland Freight is located in Umeå"),
        ("my sister Maartje's in Prague since last year", "Maartje is in Prague"),
        ("Yaw is a mechanic in Kumasi", "Yaw works in Kumasi"),
        ("Good morning, Fenna here from Velodoc.", "Mei works at Velodoc"),
        ("it's 9 Harbour Lane, Bristol now", "Mei's address is 9 Harbour Lane, Bristol"),
        ("ask for me, +351 210 555 014", "Mei's phone is +351 210 555 014"),
    ],
)
def test_relations_are_read_however_they_are_put(text: str, expected: str) -> None:
    """Beside a name, after it, in a possessive, by who is in charge."""
    assert expected in [tie.text for tie in found(KNOWLEDGE, text)]


@pytest.mark.parametrize(
    "text",
    [
        "On my birthday Tom came", "our trip to Rome", "it's Monday", "Come here",
        "my Monday is full", "it was 9 Harbour Lane back then", "order 12345678 is late",
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_by_chance_is_no_relation(text: str) -> None:
    """Only people's roles, and numbers that look like telephone numbers."""
    assert [] == [tie.text for tie in found(KNOWLEDGE, text)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("I love old synth records", "preference"),
        ("i can't stand musicals", "dislike"),
        ("I don't eat pork.", "preference"),
        ("my favourite band is Low", "preference"),
        ("I'm a retired postwoman", "role"),
        ("I lead the platform team", "work"),
        ("I have bipolar disorder", "health"),
        ("I take 50 mg of sertraline every morning", "health"),
        ("I was diagnosed with gout in 2018", "health"),
        ("I'm Nkechi Obi-Larsen, new here", "name"),
    ],
)
def test_core_keeps_what_matters_of_the_user(text: str, label: str) -> None:
    """Tastes, diets, duties and illnesses besides name, age and profession."""
    assert label in [entry.fields["label"] for entry in found(CORE, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("also always cc Liv on quotes", ["also always cc Liv on quotes"]),
        ("ok. always aisle, never the back row", ["always aisle", "never the back row"]),
        ("I write my own quotes, never generate migrations", ["never generate migrations"]),
        (
            "from now on give me summaries as 3 bullets",
            ["from now on give me summaries as 3 bullets"],
        ),
        ("next time pls explain one step at a time", ["next time pls explain one step at a time"]),
        ("please always simple words for me", ["please always simple words for me"]),
        ("and dont apologise", ["dont apologise"]),
    ],
)
def test_an_order_is_read_by_its_wording(text: str, expected: list[str]) -> None:
    """Where the parser sees no command, the words still give it away."""
    assert expected == list(orders(READER.read(turn(text))))


@pytest.mark.parametrize(
    "text",
    [
        "never mind", "Never give up", "always wanted to go there", "he never picks up",
        "I never check it", "never heard of it", "next time we take the bus", "never again",
        "Always happy to help", "never let it boil", "don't worry", "If it rains, always take the tram.",
        "My friend says never use glue here today", "will you always love me?",
    ],
)  # fmt: skip
def test_proverbs_stories_and_recipes_are_no_orders(text: str) -> None:
    """Nor is what somebody does, or what one is told for the moment."""
    assert [] == list(orders(READER.read(turn(text))))


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        (
            "who's your boss then",
            "Elspeth Roscarrow. terrifying.",
            "Elspeth Roscarrow is Mei's boss",
        ),
        ("who's joost?", "our controller", "Joost is Mei's controller"),
        (
            "who owns the search service?",
            "Marisol, since may",
            "Marisol owns the search service since may",
        ),
        ("where u based?", "belo horizonte, never left", "Mei lives in Belo Horizonte"),
        ("Where do you live?", "In Graz with my mum", "Mei lives in Graz"),
        ("How old is Inara now?", "two and a half dad", "Inara is two and a half years old"),
        ("Which base image?", "debian slim.", "the base image is debian slim"),
        ("What's your shoe size?", "42", "Mei's shoe size is 42"),
        ("How many seats do you have?", "25.", "Mei has 25 seats"),
        ("Which editor do you use?", "Helix", "Mei uses Helix"),
        ("Any allergies?", "penicillin", "Mei is allergic to penicillin"),
        ("Are you vegan?", "yes", "Mei is vegan"),
        ("Do you eat meat?", "no, never", "Mei does not eat meat"),
        ("What do you like best?", "squash!", "Mei likes squash"),
    ],
)
def test_a_short_answer_is_read_with_its_question(
    question: str, answer: str, expected: str
) -> None:
    """The question that somebody else asked right before says what is meant."""
    number = sum(map(ord, question))  # turns of their own, as readings are remembered
    asked, told = turn(question, number, actor="Bo"), turn(answer, number + 1)
    reading = READER.read_many([asked, told])[1]
    assert expected in [fact.text for fact in SEMANTIC.extract([reading])]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Shall I book it?", "yes please"), ("who is coming?", "Tom"), ("where are you?", "at home"),
        ("What are your plans?", "no idea"), ("Any allergies?", "none"), ("Are you ok?", "yes"),
        ("Where do you live?", "why do you ask?"), ("It works.", "penicillin"),
    ],
)  # fmt: skip
def test_an_answer_that_says_nothing_lasting_is_left(question: str, answer: str) -> None:
    """So is one to a question that asks for nothing lasting."""
    number = sum(map(ord, question))  # turns of their own, as readings are remembered
    asked, told = turn(question, number, actor="Bo"), turn(answer, number + 1)
    assert [] == [fact.text for fact in SEMANTIC.extract([READER.read_many([asked, told])[1]])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm vegan, we live in Ghent", ["Mei is vegan", "Mei lives in Ghent"]),
        (
            "my sister Maartje's in Prague since last year, she wants to show us round",
            ["Maartje is in Prague since last year"],
        ),
        ("My car is a Ducati, it has two seats", ["Mei's car is a Ducati"]),
        ("Jens took it, our in-house photographer, credit him", ["Jens is Mei's photographer"]),
        ("walks with Brisket help (my greyhound, lazy as sin)", ["Brisket is Mei's greyhound"]),
        ("we left early because Esi, my wife, wanted to see the lake", ["Esi is Mei's wife"]),
        ("before you ask i prefer tea", ["Mei prefers tea"]),
        ("We've got three chickens, Dot, Peg and Marge", ["Mei has three chickens"]),
        ("can you chase Margit in legal for the NDA", ["Margit is in legal"]),
    ],
)
def test_a_run_on_sentence_is_several_statements(text: str, expected: list[str]) -> None:
    """A comma, a bracket or "but" may end a statement where somebody types fast."""
    told = [fact.text for fact in found(SEMANTIC, text)]
    assert [fact for fact in expected if not any(fact in each for each in told)] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("been in Funchal since January", "Mei has been in Funchal since January"),
        ("Allergic to nuts.", "Mei is allergic to nuts"),
        ("don't have a car", "Mei does not have a car"),
        ("nah love hiking", "Mei loves hiking"),
        ("Drive a beat up Fiat and fix guitars for a living", "Mei fixes guitars for a living"),
        ("mum lives in Hove", "Mei's mum lives in Hove"),
        ("landlord is Mr Okoro", "Mei's landlord is Mr Okoro"),
    ],
)
def test_a_subject_that_is_left_out_is_the_speakers(text: str, expected: str) -> None:
    """Who types fast leaves out "I" and "my"."""
    assert expected in [fact.text for fact in found(SEMANTIC, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We bought the flat in 2017 and it's got two balconies", "the flat has two balconies"),
        ("I have a cabin near Graz. We rent it every February.", "Mei rents the cabin every"),
        ("The celery is out because my husband is allergic to it", "is allergic to the celery"),
        ("did anyone hear from Acme? they're our biggest client", "Mei's biggest client"),
    ],
)
def test_it_means_the_thing_that_was_spoken_of_last(text: str, expected: str) -> None:
    """A thing is known by its name, not by "it"."""
    assert [fact.text for fact in found(SEMANTIC, text) if expected in fact.text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the plan costs $12 a month", "the plan costs $12 a month"),
        ("tickets are 12 quid", "tickets are 12 quid"),
        ("our sprint is two weeks", "Mei's sprint is two weeks"),
        ("The Volvo is from 2009", "Volvo is from 2009"),
        ("The museum is open from 10 to 6", "the museum is open from 10 to 6"),
        ("the cabin sleeps eight", "the cabin sleeps eight"),
        ("the Berlin office has 40 people", "the Berlin office has 40 people"),
        ("prod is in Frankfurt", "prod is in Frankfurt"),
        ("My other half's coeliac", "Mei's other half is coeliac"),
        ("Our kids are at Westfield Primary", "Mei's kids are at Westfield Primary"),
        ("I sit in the Oslo office", "Mei sits in the Oslo office"),
        ("Mrs Szabo wants 400 crates a month", "Mrs Szabo wants 400 crates a month"),
        ("I look after the bookings at Seaview", "Mei looks after the bookings at Seaview"),
        ("I can't swim", "Mei can not swim"),
        ("I have been vegetarian since school", "Mei has been vegetarian since school"),
        ("We work four days a week", "Mei works four days a week"),
    ],
)
def test_numbers_names_and_places_make_a_fact(text: str, expected: str) -> None:
    """What is concrete needs no list of verbs: prices, spans, hours, places, institutions."""
    assert expected in [fact.text for fact in found(SEMANTIC, text)]


@pytest.mark.parametrize(
    "text",
    [
        "been a long day", "got a minute?", "have a lovely evening!", "drive safely", "love you",
        "prefer not to say", "can't find my keys", "don't like that colour", "it's 20 degrees here",
        "boss is angry today", "wife's asleep", "lunch was 12 euros", "my phone is at 3%",
        "Living in Oslo is expensive", "Vegan options are rare", "John's dish was great",
        "I just tried the new cafe, it's a nightmare to park", "Could you check it? it's a mess",
        "my mum thinks the flat is damp, she says it has mould", "my train is 40 minutes late",
        "We're thinking of a dog, he'd be called Rufus", "I'm at Vienna airport",
        "the spare was flat too, i never check it",
    ],
)  # fmt: skip
def test_what_is_left_out_or_pointed_at_is_not_made_up(text: str) -> None:
    """Moods, wishes, orders and guesses stay what they are, however short."""
    assert [] == found(SEMANTIC, text)


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("What do you do for a living?", "teach maths in Hull", "Mei teaches maths in Hull"),
        ("And what do you do?", "night porter at the Grand", "Mei is a night porter at the Grand"),
        ("Are you vegetarian?", "no, pescatarian", "Mei is pescatarian"),
        ("How many seats have you got?", "25. we had 40 but they left", "Mei has 25 seats"),
    ],
)
def test_an_answer_about_the_speaker_is_no_order(question: str, answer: str, expected: str) -> None:
    """A bare verb after "what do you do?" tells what the speaker does."""
    asked, told = turn(question, 61, actor="Bo"), turn(answer, 62)
    assert expected in [f.text for f in SEMANTIC.extract([READER.read_many([asked, told])[1]])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("When you write code for me, use tabs", ["When you write code for me, use tabs"]),
        ("comments in english", ["comments in english"]),
        ("decent wifi is a dealbreaker", ["decent wifi is a dealbreaker"]),
        ("never ground floor, and it has to take dogs", ["never ground floor"]),
        ("Please don't use bullet points, I find them hard", ["Please don't use bullet points"]),
        ("if you send me the file I'll use it", []),
        ("it's a must", []),
        ("never give up", []),
        ("when you write to her, I want to see it", []),
    ],
)
def test_an_order_may_stand_beside_something_else(text: str, expected: list[str]) -> None:
    """What an order is about, and what else a sentence says, does not hide it."""
    read = READER.read(turn(text, 63))
    assert [order.removeprefix("- ") for order in orders(read)] == expected


def test_an_order_beside_an_illness_is_kept_too() -> None:
    """An entry about the user does not swallow the order in the same sentence."""
    made = found(CORE, "im coeliac so dont ever give me a recipe with soy sauce")
    assert {"health", "instruction"} <= {str(each.fields["label"]) for each in made}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("My to-do list: buy eggs, call Sam, and water the plants", []),
        ("My dog: eats grass", ["Mei's dog eats grass"]),
    ],
)
def test_what_stands_below_a_heading_is_nothing_that_it_does(text: str, kept: list[str]) -> None:
    """A verb in its bare form is of whoever reads the list."""
    assert kept == [c.text for c in found(SEMANTIC, text)]
