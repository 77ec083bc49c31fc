"""What short answers say together with the questions before them; what is no answer says nothing."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.spoken import turn

from octomem.agents.knowledge import KnowledgeAgent
from octomem.agents.reading.reader import Reader
from octomem.agents.reading.reading import Mood, Reading
from octomem.agents.reading.vocabulary import vocabulary
from octomem.agents.semantic import SemanticAgent
from octomem.turn import Role, Turn

READER = Reader()
SEMANTIC = SemanticAgent()
KNOWLEDGE = KnowledgeAgent()


def talk(question: str, answer: str, *, asker: str = "assistant") -> list[Turn]:
    """Build a question of an assistant's or a person's, and Mei's answer."""
    number = sum(map(ord, question + answer))  # turns of their own, as readings are remembered
    role = Role.ASSISTANT if asker == "assistant" else Role.USER
    return [turn(question, number, actor=asker, role=role), turn(answer, number + 1)]


def heard(question: str, answer: str, *, asker: str = "assistant") -> Reading:
    """Read an answer with its question."""
    return READER.read_many(talk(question, answer, asker=asker))[-1]


def facts(reading: Reading) -> list[str]:
    """Return the texts of the lasting facts of a reading."""
    return [fact.text for fact in SEMANTIC.extract([reading])]


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("Which office are you in?", "Malmö", "Mei is in the Malmö office"),
        ("How long have you had the dog?", "since 2019", "Mei has had the dog since 2019"),
        ("What are you on now?", "sertraline, 50 mg", "Mei is on sertraline"),
        ("What do you take for gout?", "allopurinol", "Mei takes allopurinol for gout"),
        ("Where does your sister live?", "Graz", "Mei's sister lives in Graz"),
        ("Where do you work?", "Siemens", "Mei works at Siemens"),
        ("Where did you move to?", "Madeira", "Mei moved to Madeira"),
        ("When did you move to Graz?", "2018", "Mei moved to Graz in 2018"),
        ("How long have you worked at Lumo?", "six years", "Mei has worked at Lumo for six years"),
        ("How much do you weigh?", "91 kg", "Mei weighs 91 kg"),
        ("How many kids do you have?", "three", "Mei has three kids"),
        ("How old is your son?", "7", "Mei's son is 7 years old"),
        ("What does your husband do?", "welder", "Mei's husband is a welder"),
        ("What does your wife do?", "she's a welder", "Mei's wife is a welder"),
        ("Who runs procurement?", "Kwame Asante", "Kwame Asante runs procurement"),
        ("Who maintains the CI?", "me", "Mei maintains the CI"),
        ("Who do you live with?", "my brother", "Mei lives with their brother"),
        ("In which city do you live?", "Turin", "Mei lives in Turin"),
        ("Can you tell me where Tom lives?", "Ghent", "Tom lives in Ghent"),
        ("What's your dog called?", "Moss", "Mei's dog is called Moss"),
        ("Which languages do you speak?", "Polish and some Dutch", "Mei speaks Dutch"),
    ],
)
def test_a_value_stands_where_the_question_word_stood(
    question: str, answer: str, expected: str
) -> None:
    """In the order of a statement, with its tense, its persons and its preposition."""
    assert expected in facts(heard(question, answer))


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("Do you speak Spanish?", "yes", ["Mei speaks Spanish"]),
        ("Is Anna your sister?", "yep", ["Anna is Mei's sister"]),
        ("Are you still at Lumo?", "I am", ["Mei works at Lumo"]),
        ("Are you married?", "yes, to Tom", ["Mei is married to Tom"]),
        ("Do you have a dog?", "yes, Moss", ["Moss is Mei's dog"]),
        ("Do you have kids?", "yes, two", ["Mei has two kids"]),
        ("Do you smoke?", "no", ["Mei does not smoke"]),
        ("Do you smoke?", "not anymore", ["Mei does not smoke any more"]),
        ("Do you drink?", "not since 2019", ["Mei does not drink since 2019"]),
        ("You live in Rome?", "No, Milan", ["Mei lives in Milan"]),
        ("So you live in Rome?", "not yet. Cork for now", ["Mei lives in Cork"]),
        ("Is Anna your sister?", "no, cousin", ["Anna is Mei's cousin"]),
        ("Any allergies?", "nuts and kiwi", ["Mei is allergic to nuts", "Mei is allergic to kiwi"]),
        ("Do you have any pets?", "two dogs", ["Mei has two dogs"]),
        ("Do you live in a house or a flat?", "a flat", ["Mei lives in a flat"]),
    ],
)
def test_yes_and_no_say_the_question_and_its_contrary(
    question: str, answer: str, expected: list[str]
) -> None:
    """Another value stands in the place of what is of its kind."""
    assert expected == facts(heard(question, answer))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Where do you live?", "why do you ask?"),
        ("Where do you live?", "on the moon 😂"),
        ("Where do you live?", "Mars. haha"),
        ("Where do you live?", "I'd rather not say"),
        ("Where do you want to live?", "Lisbon"),
        ("Where would you live?", "Tokyo"),
        ("Where's the spare key?", "left"),
        ("How old are you?", "guess"),
        ("How old do I look?", "40"),
        ("What do you think of Oslo?", "a dump"),
        ("Which one do you want?", "the blue one"),
        ("What would you like?", "a flat white"),
        ("If you were a tree, which tree would you be?", "an oak"),
        ("Let's say you win. What do you buy?", "a boat"),
        ("In the game, what class do you play?", "rogue"),
        ("What if I quit?", "Barco"),
        ("Do you smoke?", "maybe"),
        ("Do you smoke?", "I wish"),
        ("Do you live in Oslo?", "yes and no"),
        ("Do you live in Oslo?", "No worries!"),
        ("Are you a millionaire?", "yep lol"),
        ("Can you swim?", "yes"),
        ("Will you move to Rome?", "yes"),
        ("Would you live in Oslo?", "yes"),
        ("Shall I book it?", "yes please"),
        ("Do you want a reminder?", "yes"),
        ("Do you think he lives in Rome?", "yes"),
        ("Do you like me?", "yes"),
        ("Do you not eat meat?", "yes"),
        ("You're not from Rome?", "no"),
        ("Is it true that you live in Rome?", "yes"),
        ("Do you ever sleep?", "no"),
        ("Any ideas?", "a pizza"),
        ("How are you?", "tired"),
        ("What's up?", "not much"),
        ("Why did you move?", "money"),
        ("Who is coming?", "Tom"),
        ("Where are you right now?", "Oslo, for a meeting"),
    ],
)
def test_what_is_no_answer_says_nothing_lasting(question: str, answer: str) -> None:
    """Jokes, hedges, offers, opinions and what is only thought of."""
    assert [] == facts(heard(question, answer))


def test_several_answers_go_to_their_questions() -> None:
    """In one sentence or in several, in the order of the questions."""
    expected = ["Mei is 41 years old", "Mei is a plumber"]
    assert expected == facts(heard("How old are you, and what do you do?", "41, plumber"))
    assert expected == facts(heard("How old are you? And what do you do?", "41. plumber"))


def test_only_what_comes_before_a_clause_of_its_own_answers() -> None:
    """The rest is read as it is said."""
    told = facts(heard("Where are you from?", "Wales, but I grew up in Kent"))
    assert ["Mei is from Wales", "Mei grew up in Kent"] == told


def test_a_plan_stays_a_plan() -> None:
    """The moods of ordinary sentences decide."""
    read = heard("When will you sell the flat?", "in June")
    assert {Mood.INTENTION} == {statement.mood for statement in read.statements}


def test_words_may_follow_a_question() -> None:
    """One sentence: after more than that nobody answers it."""
    assert ["Mei lives in Graz"] == facts(heard("Where do you live? I love maps.", "Graz"))
    long = "Where do you live? I love maps. I love globes too."
    assert [] == facts(heard(long, "Graz"))


def test_an_answer_is_told_by_whoever_gives_it() -> None:
    """In the words of the sentence that answers, its evidence with the question; a person may ask."""
    reading = heard("where's your brother living", "in Ghent", asker="Bo")
    told = next(s for s in reading.statements if s.object == "Ghent")
    assert ("Mei's brother", "in Ghent") == (told.subject, reading.sentences[told.sentence].text)
    [tie] = KNOWLEDGE.extract([reading])
    assert tie.turns == (reading.turn.id, reading.before)


def test_nobody_answers_their_own_question() -> None:
    """Nor does an assistant answer for a person."""
    asked, answer = talk("Where do you live?", "Graz", asker="Mei")
    assert () == Reader().read_many([asked, answer])[1].statements


@pytest.mark.parametrize(
    "texts",
    [
        ("Which office are you in?", "Malmö", "And how old are you?", "41"),
        ("You live in Rome?", "No, Milan. it's lovely", "Any pets?", "yes, a dog"),
        ("What does Tom do?", "he's a nurse", "Where does he live?", "Ghent"),
    ],
)
def test_an_answer_is_read_alike_whether_turns_come_together_or_one_by_one(
    texts: Sequence[str],
) -> None:
    """The question may have come in a call before, and be known or be read again."""
    turns = [turn(text, n, actor="Mei" if n % 2 == 0 else "Bo") for n, text in enumerate(texts, 1)]
    reader, cold = Reader(), [Reader() for _ in turns]
    together = Reader().read_many(turns)
    assert together == [reader.read(each, turns[:n]) for n, each in enumerate(turns)]
    assert together == [cold[n].read(each, turns[:n]) for n, each in enumerate(turns)]
    assert all(reading.statements for reading in together[1::2])


WORDS = st.sampled_from(
    sorted(
        vocabulary(
            "who what where which how when do does did is are was you your he it the old long many in of to not still "
            "any or yes no never yet , . ? ' - live have Rome 7 2019 dog called no, and"
        )
    )
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=9), st.lists(WORDS, max_size=7))
def test_no_question_and_no_answer_breaks_the_reader(asked: list[str], said: list[str]) -> None:
    """Whatever words come in whatever order."""
    turns = [turn(" ".join(asked) + "?", 1, actor="Bo"), turn(" ".join(said), 2)]
    assert [None, None] == [reading.failed for reading in Reader().read_many(turns)]
