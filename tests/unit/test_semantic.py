"""Semantic memory: which statements are lasting facts, and how facts replace each other."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.unit.readings import hit, memory, question
from tests.unit.spoken import AT, READER, found, holding, said, told, turn

from octomem.agents.semantic import Fact, SemanticAgent
from octomem.memory import LONG_AGO, Kind, Status
from octomem.operation import Action
from octomem.turn import Role

AGENT = SemanticAgent()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I live in Graz.", "Mei lives in Graz"),
        ("im allergic to nuts", "Mei is allergic to nuts"),
        ("I play the cello.", "Mei plays the cello"),
        ("I'm a carpenter.", "Mei is a carpenter"),
        ("My sister Anna works at Siemens.", "Anna works at Siemens"),
        ("I was born in Lima.", "Mei was born in Lima"),
        ("I studied law in Graz.", "Mei studied law in Graz"),
        ("I grew up in Quito.", "Mei grew up in Quito"),
        ("We have two cats.", "Mei has two cats"),
        ("I got a new job at Acme.", "Mei works at Acme"),
        ("My favourite dish is ramen.", "Mei's favourite dish is ramen"),
        ("Our dog Rex is three years old.", "Rex is three years old"),
        ("I'm studying medicine.", "Mei is studying medicine"),
        ("We bought a house in Lisbon in 2020.", "Mei bought a house in Lisbon in 2020"),
        ("I got married last year.", "Mei got married last year (2023)"),
    ],
)
def test_a_lasting_fact_is_kept(text: str, expected: str) -> None:
    """It is told in the third person and stands alone; a relative date is said in full."""
    assert expected in [candidate.text for candidate in found(AGENT, text)]


def test_words_without_a_subject_are_no_fact() -> None:
    """Of "never would" the parser names nobody, and that is passed over."""
    text = (
        "She already did, this morning, and then sat down to wait like my ex-student never would."
    )
    reading = said(text)
    assert "" in {statement.subject for statement in reading.statements}
    assert AGENT.interest(reading) is None
    assert not found(AGENT, text)


def test_a_role_of_which_nothing_is_left_is_none() -> None:
    """What a list ends with may be no more than ", and now"."""
    text = (
        "We had a Labrador, then a Labrador, then another Labrador, and now, on grounds of age, "
        "a photograph of a Labrador."
    )
    assert "now" not in [candidate.fields["object"] for candidate in found(AGENT, text)]


@pytest.mark.parametrize(
    "text",
    [
        "that's great",
        "It was amazing!",
        "I think so too, you're right.",
        "I'm so happy for you!",
        "Thanks, I love that painting!",
        "I went to the zoo.",
        "I went to the supermarket yesterday.",
        "I had a headache yesterday.",
        "I thought about Rome yesterday.",
        "Do you like tea?",
        "If I lived in Rome, I would cycle.",
        "My friend says I live in a dream.",
        "I'm going to move to Rome.",
        "I wish I played the cello.",
        "I might be allergic to nuts.",
        "I can't wait to see it.",
        "I love it here, this place is the best.",
        "You live in Berlin, I believe.",
        "I had a great weekend with lots of fun.",
        "It's like a reminder of my roots.",
        "I'm working on it right now.",
        'He shouted "I live on the moon and hate cheese"!',
        "I feel good today.",
    ],
)
def test_small_talk_events_and_what_is_not_claimed_are_not_kept(text: str) -> None:
    """Questions, wishes, plans, hearsay, moods and what is done on any day are no facts."""
    assert [] == [candidate.text for candidate in found(AGENT, text)]


@pytest.mark.parametrize("role", [Role.ASSISTANT, Role.SYSTEM, Role.TOOL])
def test_only_people_state_facts(role: Role) -> None:
    """What the assistant says of the user is not the user's statement."""
    assert [] == found(AGENT, "I live in the cloud. Mei lives in Berlin.", actor="Aria", role=role)
    assert AGENT.interest(said("I live in the cloud.", role=role)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A fjord is a narrow inlet of the sea.", "A fjord is a narrow inlet of the sea"),
        ("A bowline is a knot that makes a loop.", "A bowline is a knot that makes a loop"),
        ("An oboe is a woodwind instrument.", "An oboe is a woodwind instrument"),
        ("Rust is a programming language.", "Rust is a programming language"),
    ],
)
@pytest.mark.parametrize("role", [Role.USER, Role.ASSISTANT])
def test_a_definition_is_a_fact_about_a_thing(text: str, expected: str, role: Role) -> None:
    """Whoever says it: it is no claim about the user."""
    (fact,) = found(AGENT, text, role=role)
    assert (expected, None) == (fact.text, fact.slot)
    assert str(AGENT.interest(said(text, role=role))).startswith("says what")


@pytest.mark.parametrize(
    "text",
    [
        "A walk is a good idea.",
        "A hug is a gift.",
        "A friend is a nurse.",
        "A colleague of mine is a trained welder.",
        "A day is a long time.",
        "A kayak is a small boat, I think.",
        "Is an oboe a woodwind instrument?",
        "An oboe was a rare instrument.",
        "An umbrella is a must today!",
        "It is a small boat.",
        "The oboe is a bargain today.",
        "A kayak is a kayak.",
    ],
)
def test_judgements_and_single_things_are_no_definitions(text: str) -> None:
    """A definition names a class, and is meant in general."""
    assert [] == [fact.text for fact in found(AGENT, text)]


def test_an_assistant_says_nothing_about_people() -> None:
    """Its definitions are kept, its stories are not."""
    text = "I live in the cloud. My friend Ida works at Opel. Ida is a painter."
    assert [] == found(AGENT, text, actor="Aria", role=Role.ASSISTANT)


def test_a_move_to_a_city_changes_the_home() -> None:
    """The city is the value of the slot, and is found by "lives in" as well."""
    memories, actions = told(AGENT, "I live in Lund.", "We moved to Malmo last weekend.")
    old, new = sorted(memories, key=lambda memory: memory.status == "current")
    assert [Action.ADD, Action.SUPERSEDE] == actions
    assert ("superseded", "Lund") == (old.status, old.fields["object"])
    assert ("home", "lives in", "Malmo") == tuple(
        new.fields[name] for name in ("slot", "predicate", "object")
    )
    assert "Mei lives in Malmo" in new.searchable


def test_a_move_that_is_told_late_stays_in_the_past() -> None:
    """An older conversation that is read afterwards does not bring the old home back."""
    new, old = turn("I live in Malmo.", 30), turn("I moved to Lund last week.", 1)
    (first,) = AGENT.propose(AGENT.extract([READER.read(new)]), [], "partition")
    (second,) = AGENT.propose(AGENT.extract([READER.read(old)]), first.writes, "partition")
    assert {"Lund": "superseded"} == {str(m.fields["object"]): m.status for m in second.writes}


def test_a_place_narrowed_down_is_one_fact() -> None:
    """Without an empty object or a stray comma."""
    kept = found(AGENT, "I live in Lund, in a small flat up under the roof.")
    assert ["Mei lives in Lund, in a small flat up under the roof"] == [c.text for c in kept]
    assert ["Lund"] == [c.fields["object"] for c in kept]


def test_things_feel_nothing() -> None:
    """ "My back hates me" is a figure of speech; a dog's taste is a fact."""
    assert [] == found(AGENT, "My back hates me.")
    assert ["Mei's dog loves cheese"] == [c.text for c in found(AGENT, "My dog loves cheese.")]


def test_each_speaker_of_a_chat_speaks_for_themselves() -> None:
    """ "I" is whoever says it."""
    (candidate,) = found(AGENT, "I live in Oslo.", actor="Tom")
    assert "Tom lives in Oslo" == candidate.text
    assert ("Tom",) == candidate.mentions[:1]


def test_the_fields_follow_the_model() -> None:
    """What an extractor writes is what the output model describes."""
    (candidate,) = found(AGENT, "I live in Graz.")
    assert Fact(
        subject="Mei", predicate="lives in", object="Graz", slot="home"
    ) == Fact.model_validate(dict(candidate.fields))


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        (["I live in Berlin.", "I moved to Graz."], ["Mei moved to Graz"]),
        (["I work at Acme.", "I now work for Initech."], ["Mei works for Initech"]),
        (["I'm 29.", "I turned 30."], ["Mei turned 30"]),
        (["My favourite film is Alien.", "My favourite film is Brazil."],
         ["Mei's favourite film is Brazil"]),
        (["I like tea.", "I don't like tea."], ["Mei does not like tea"]),
        (["I like tea.", "I enjoy tea."], ["Mei likes tea"]),
        (["I like tea.", "I like jazz."], ["Mei likes tea", "Mei likes jazz"]),
        (["I live in Berlin.", "My sister lives in Oslo."],
         ["Mei lives in Berlin", "Mei's sister lives in Oslo"]),
    ],
)  # fmt: skip
def test_single_valued_slots_supersede_and_the_rest_accumulates(
    messages: list[str], expected: list[str]
) -> None:
    """Two people's facts never compete."""
    memories, _ = told(AGENT, *messages)
    assert expected == holding(memories)


@pytest.mark.parametrize(
    "messages",
    [
        ["I like tea.", "I don't like tea any more."],
        ["I play tennis.", "I gave up tennis."],
        ["I work at Siemens.", "I no longer work at Siemens."],
        ["I work at Siemens.", "I quit my job."],
        ["I work at Siemens.", "I left Siemens last month."],
        ["I have a car.", "I sold the car."],
        ["I live in Rome.", "I used to live in Rome."],
        ["I drink coffee.", "I stopped drinking coffee."],
    ],
)
def test_what_has_ended_closes_the_fact_it_ends(messages: list[str]) -> None:
    """The memory is kept with an end; it is not replaced."""
    memories, _ = told(AGENT, *messages)
    closed = [m for m in memories if m.status is Status.CLOSED]
    assert 1 == len(closed)
    assert closed[0].valid_to is not None
    assert closed[0].text not in holding(memories)


def test_what_nobody_knew_of_was_so_until_it_is_told_to_have_ended() -> None:
    """The date of what ends it is no date from which it was so."""
    memories, _ = told(AGENT, "I left Ghent in May.")
    was = [m for m in memories if m.text == "Mei used to live in Ghent"]
    assert [(LONG_AGO, datetime(2024, 5, 1, tzinfo=UTC))] == [
        (m.valid_from, m.valid_to) for m in was
    ]


def test_what_ended_before_it_was_told_is_kept_as_ended() -> None:
    """ "I used to live in Rome" says something even to who never knew."""
    (kept,), _ = told(AGENT, "I used to live in Rome.")
    assert (Status.CLOSED, "Mei used to live in Rome") == (kept.status, kept.text)


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        (["I live in Paris.", "Actually, I live in Graz."], "Mei lives in Graz"),
        (["I live in Paris.", "No, I meant Graz."], "Mei lives in Graz"),
        (["I'm 43.", "Sorry, actually I'm 34."], "Mei is 34"),
    ],
)
def test_a_correction_retracts_what_was_never_true(messages: list[str], expected: str) -> None:
    """Unlike a change, which leaves the old fact true for its time."""
    memories, actions = told(AGENT, *messages)
    assert [expected] == holding(memories)
    assert [Action.ADD, Action.RETRACT, Action.ADD] == [a for a in actions if a is not Action.SKIP]


def test_a_repeat_strengthens_and_adds_nothing() -> None:
    """The second source raises the confidence."""
    memories, actions = told(AGENT, "I like tea.", "As I said, I like tea.")
    assert [Action.ADD, Action.MERGE] == actions
    assert 2 == len(memories[0].turns)
    assert 0.9 < memories[0].confidence < 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I have two cats.", "I own two cats."),
        ("I live in Berlin.", "My home is in Berlin."),
        ("I love jazz.", "I'm fond of jazz."),
        ("I like jazz.", "I'm really into jazz."),
        ("I enjoy jazz.", "I'm a big fan of jazz."),
        ("I don't like olives.", "I can't stand olives."),
        ("I hate olives.", "I loathe olives."),
        ("I speak Spanish.", "I can speak Spanish."),
        ("I work at Siemens.", "Siemens is my employer."),
        ("I drive a Volvo.", "My car is a Volvo."),
        ("I like to go running.", "I enjoy running."),
    ],
)
def test_the_same_fact_in_other_words_strengthens_it(first: str, second: str) -> None:
    """Subject, predicate and object say the same: one memory, which two turns tell."""
    memories, _ = told(AGENT, first, second)
    assert [2] == [len(memory.turns) for memory in memories]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I have two cats.", "I own three cats."),
        ("I live in Berlin.", "My office is in Berlin."),
        ("I like jazz.", "I can't stand jazz."),
        ("I'm fond of jazz.", "I'm not fond of jazz."),
        ("I love jazz.", "My sister is into jazz."),
        ("I speak French.", "I want to speak German."),
        ("I have a cat called Tom.", "I have a cat called Tim."),
        ("I work at Siemens.", "My wife works at Siemens."),
    ],
)
def test_what_is_nearly_the_same_fact_is_another(first: str, second: str) -> None:
    """Another subject, object or sense never merges, however near the words are."""
    memories, _ = told(AGENT, first, second)
    assert {1} == {len(memory.turns) for memory in memories}


def test_a_fact_holds_from_its_stated_date() -> None:
    """Else from the moment it was said."""
    dated = found(AGENT, "I've lived in Graz since 2021.")[0]
    plain = found(AGENT, "I live in Graz.")[0]
    assert datetime(2021, 1, 1, tzinfo=UTC) == dated.valid_from
    assert datetime(2024, 5, 8, 10, tzinfo=UTC) == plain.valid_from


def test_a_fact_ends_where_its_date_says() -> None:
    """ "Until March" is a known end of something that holds now."""
    candidate = found(AGENT, "I live in Graz until March 2025.")[0]
    assert datetime(2025, 3, 1, tzinfo=UTC) == candidate.valid_to


def test_a_fact_about_whom_the_question_names_comes_first() -> None:
    """The subject decides between facts that match equally well."""
    named = memory("b", Kind.SEMANTIC, fields={"subject": "Anna"})
    other = memory("a", Kind.SEMANTIC, fields={"subject": "Tom"})
    ranked = AGENT.rank(
        [hit(other, dense=0.6), hit(named, dense=0.6)],
        question("Where does Anna live?", names=("Anna",)),
    )
    assert ["b", "a"] == [r.memory.id for r in ranked]
    assert ranked[0].relevance == ranked[1].relevance


def test_questions_about_circumstances_ask_for_facts() -> None:
    """Others hardly do."""
    asked = AGENT.hint(question("Where does Mei live?"))
    assert asked > AGENT.hint(question("What happened at the party?"))


@pytest.mark.parametrize("text", ["I don't live in Oslo any more.", "I no longer work for Lumo."])
def test_the_end_of_what_was_never_told_is_known_as_a_denial(text: str) -> None:
    """Nothing that reads the fields takes it for the fact that ended."""
    memories, _ = told(AGENT, text)
    assert [True] == [memory.fields["negated"] for memory in memories]


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("I'll be living in Paris until next May.", "Paris"),
        ("I'll be in Paris until Friday.", "Boston"),
        ("I won't be living in Paris until next May.", "Boston"),
        ("I might be living in Paris until next May.", "Boston"),
        ("I'll be living in Paris from June until next May.", "Boston"),
    ],
)
def test_what_will_be_so_until_a_day_is_so_now(text: str, home: str) -> None:
    """It tells when it ends, not when it begins."""
    memories, _ = told(AGENT, "I live in Boston.", text)
    at = AT + timedelta(days=2)
    held = [m for m in memories if m.slot == "mei/home" and m.valid_from <= at]
    assert home in max(held, key=lambda m: m.valid_from).text
    assert all(m.valid_to is None or m.valid_to > m.valid_from for m in held)
