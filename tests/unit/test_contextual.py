"""Contextual memory: the situation, latest per facet and session."""

import pytest
from tests.unit.readings import current, hit, memory, process, question, reading

from octomem.agents.base import Hit
from octomem.agents.contextual import ContextualAgent, ContextualFields
from octomem.memory import Kind, Memory, Status
from octomem.operation import Action
from octomem.turn import Role

AGENT = ContextualAgent()


def facets(memories: list[Memory], session: str | None = "s1") -> dict[str, str]:
    """Return the current value of each facet of a session."""
    found: dict[str, str] = {}
    for item in current(memories):
        if item.session_id == session:
            fields = ContextualFields.model_validate(item.fields)
            found[fields.facet] = fields.value
    return found


def told(text: str, facet: str, *, role: Role = Role.USER) -> str | None:
    """Return what a single turn tells of a facet."""
    return facets(process(AGENT, [reading(text, role=role)])[0]).get(facet)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm at the airport, boarding soon.", "at the airport"),
        ("I am in Lisbon this week.", "in Lisbon"),
        ("We're on the train right now", "on the train"),
        ("I'm still stuck at the office.", "at the office"),
        ("I'm finally home.", "home"),
        ("Greetings from Porto!", "in Porto"),
        ("Just so you know, I just landed in Oslo.", "in Oslo"),
        ("I'm sitting in a coffee shop", "in a coffee shop"),
        ("I'm working from home today", "at home"),
        ("we are in New York City", "in New York City"),
        ("I'm in the hotel lobby.", "in the hotel lobby"),
        ("I'm at the university library.", "at the university library"),
    ],
)
def test_a_place_is_read(text: str, expected: str) -> None:
    """Where the speaker is now."""
    assert expected == told(text, "place")


@pytest.mark.parametrize(
    "text",
    [
        "I'm in love.",
        "I'm in a hurry",
        "I was at the airport yesterday.",
        "If I'm at the office, call me.",
        "Are you at the airport?",
        "I'm not at home.",
        "I'm at risk of missing it",
        "I'm in March already",
        "I wish I'm in Lisbon",
        "She is at the airport.",
        "I'm on Slack",
    ],
)
def test_what_is_no_present_place_is_not_read(text: str) -> None:
    """The past, conditions, questions, figures of speech and other people do not count."""
    assert told(text, "place") is None


@pytest.mark.parametrize(
    ("text", "facet", "expected"),
    [
        ("I'm on my phone so I'll be brief.", "device", "phone"),
        ("typing this from my laptop", "device", "laptop"),
        ("Sent from my iPhone", "device", "iPhone"),
        ("my MacBook keeps crashing", "device", "MacBook"),
        ("I'm so tired today", "mood", "tired"),
        ("I feel really anxious about the exam", "mood", "anxious"),
        ("We're thrilled!", "mood", "thrilled"),
        ("Feeling overwhelmed.", "mood", "overwhelmed"),
        ("It's already Friday night here.", "time", "Friday night"),
        ("it's 3am here and I can't sleep", "time", "3am"),
    ],
)
def test_device_mood_and_time_are_read(text: str, facet: str, expected: str) -> None:
    """What the speaker says of themselves now."""
    assert expected == told(text, facet)


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("I sold my MacBook", "device"),
        ("My phone bill is high", "device"),
        ("I saw it on my phone yesterday", "device"),
        ("I'm not tired", "mood"),
        ("Are you tired?", "mood"),
        ("She said I'm tired a lot", "mood"),
        ("I'm good at chess", "mood"),
        ("It's Friday tomorrow", "time"),
    ],
)
def test_what_tells_of_something_else_is_not_read(text: str, facet: str) -> None:
    """Negations, questions, other people's words and other times do not count."""
    assert told(text, facet) is None


def test_an_assistants_turn_tells_nothing_of_the_users_situation() -> None:
    """ "I'm at the airport" from an assistant is not where the user is."""
    assert told("I'm at the airport", "place", role=Role.ASSISTANT) is None


@pytest.mark.parametrize("role", [Role.SYSTEM, Role.DEVELOPER, Role.TOOL])
def test_tools_and_prompts_are_no_situation(role: Role) -> None:
    """Only people and assistants speak."""
    turn = reading("I'm at the airport", role=role)
    assert AGENT.interest(turn) is None
    assert [] == AGENT.extract([turn])


def test_a_new_value_supersedes_the_old_one() -> None:
    """One place at a time per session; the old one keeps its interval."""
    known, _ = process(AGENT, [reading("I'm at the airport")])
    after, _ = process(AGENT, [reading("I'm on the plane", number=2)], known)
    places = [m for m in after if m.fields["facet"] == "place"]
    assert {"at the airport": Status.SUPERSEDED, "on the plane": Status.CURRENT} == {
        m.fields["value"]: m.status for m in places
    }


def test_a_value_that_comes_back_is_current_again() -> None:
    """Home, office, home: the last word counts."""
    memories: list[Memory] = []
    for number, text in enumerate(("I'm at home", "I'm at the office", "I'm at home"), start=1):
        memories, _ = process(AGENT, [reading(text, number=number)], memories)
    assert "at home" == facets(memories)["place"]


def test_within_a_call_the_latest_turn_counts() -> None:
    """One candidate per facet and session."""
    turns = [reading("I'm at home"), reading("I'm on the bus", number=2)]
    assert "on the bus" == facets(process(AGENT, turns)[0])["place"]


def test_two_people_of_one_session_are_each_somewhere() -> None:
    """A value takes the place of the same person's only."""
    said = [
        reading("I'm at the airport. I'm so tired, and typing on my phone.", number=1, actor="Mei"),
        reading("I'm at the office. I'm bored, and typing on my laptop.", number=2, actor="Jo"),
    ]
    memories, _ = process(AGENT, said)
    memories, _ = process(AGENT, [reading("I'm finally home", number=3, actor="Mei")], memories)
    places = {m.text for m in current(memories) if m.fields["facet"] == "place"}
    assert {"Mei is home", "Jo is at the office"} == places
    assert 2 == sum(m.fields["facet"] == "device" for m in current(memories))
    assert 2 == sum(m.fields["facet"] == "mood" for m in current(memories))


def test_sessions_do_not_touch_each_other() -> None:
    """The same facet of another session stays as it is."""
    known, _ = process(AGENT, [reading("I'm at home")])
    after, _ = process(AGENT, [reading("I'm at work", number=2, session="s2")], known)
    assert ("at home", "at work") == (facets(after)["place"], facets(after, "s2")["place"])


def test_participants_accumulate_over_calls() -> None:
    """Who spoke once is part of the conversation."""
    known, _ = process(AGENT, [reading("hi"), reading("hello", number=2, actor="Jo")])
    helper = reading("good day", number=3, role=Role.ASSISTANT, actor="helper")
    after, _ = process(AGENT, [helper], known)
    assert "Mei, Jo, helper" == facets(after)["participants"]
    (held,) = [m for m in current(after) if m.fields["facet"] == "participants"]
    assert ("Mei", "Jo", "helper") == held.mentions


def test_unchanged_participants_are_skipped() -> None:
    """Nothing is written that is already known."""
    known, _ = process(AGENT, [reading("hi")])
    after, proposals = process(AGENT, [reading("hm", number=2)], known)
    assert (known, {Action.SKIP}) == (after, {proposal.action for proposal in proposals})


def test_the_topic_is_what_the_latest_turns_share() -> None:
    """Frequent noun phrases lead; a turn without any changes nothing."""
    turns = [
        reading("...", topics=("kitchen tiles", "the weather")),
        reading("...", number=2, topics=("kitchen tiles", "grout")),
    ]
    known, _ = process(AGENT, turns)
    assert facets(known)["topic"].startswith("kitchen tiles")
    after, _ = process(AGENT, [reading("ok", number=3)], known)
    assert facets(known)["topic"] == facets(after)["topic"]


def test_the_topic_follows_the_conversation() -> None:
    """A new subject supersedes the old one."""
    known, _ = process(AGENT, [reading("...", topics=("kitchen tiles",))])
    after, _ = process(AGENT, [reading("...", number=2, topics=("garden fence",))], known)
    assert "garden fence" == facets(after)["topic"]


TALK = (
    "The kitchen renovation starts in June with new tiles.",
    "My cousin once owned a small yellow boat, by the way.",
    "Tiles for the kitchen renovation cost more than we planned.",
    "We should ask the kitchen builder about cheaper tiles.",
)


def test_the_summary_is_the_most_central_sentences_word_for_word() -> None:
    """What the turns share is kept, an aside is not; sources are the chosen turns alone."""
    turns = [reading(text, number=n) for n, text in enumerate(TALK, start=1)]
    after, _ = process(AGENT, turns)
    (held,) = [m for m in current(after) if m.fields["facet"] == "summary"]
    assert "boat" not in held.text
    assert all(f"Mei: {TALK[i]}" in held.text for i in (0, 2, 3))
    assert ("t1", "t3", "t4") == held.turns


def test_the_summary_goes_on_over_calls() -> None:
    """One call per turn ends with the sentences of the whole session."""
    memories: list[Memory] = []
    for number, text in enumerate(TALK, start=1):
        memories, _ = process(AGENT, [reading(text, number=number)], memories)
    summary = facets(memories)["summary"]
    assert "boat" not in summary
    assert TALK[0] in summary


def test_small_talk_makes_no_summary() -> None:
    """Short turns and questions do not sum up anything."""
    turns = [reading("hi"), reading("how are you doing today my friend?", number=2)]
    assert "summary" not in facets(process(AGENT, turns)[0])


def test_the_same_call_again_writes_nothing() -> None:
    """A call that is finished after a crash stores nothing twice."""
    turns = [reading(f"I'm at home. {TALK[0]}", topics=("kitchen tiles",))]
    known, _ = process(AGENT, turns)
    assert known == process(AGENT, turns, known)[0]


# Ranking


def found(name: str, facet: str, session: str, minutes: int = 0, dense: float = 0.3) -> Hit:
    """Build a contextual hit."""
    item = memory(name, Kind.CONTEXTUAL, fields={"facet": facet}, session=session, minutes=minutes)
    return hit(item, dense=dense)


def order(hits: list[Hit], text: str, session: str | None = None) -> list[str]:
    """Return the names of hits, best first."""
    return [item.memory.id for item in AGENT.rank(hits, question(text, session=session))]


def test_the_current_session_comes_first() -> None:
    """An older value of this session beats a later one of another."""
    hits = [found("other", "place", "s2", 60), found("here", "place", "s1")]
    assert ["here", "other"] == order(hits, "where am I?", "s1")


def test_without_a_session_the_latest_comes_first() -> None:
    """All sessions count, the latest first."""
    hits = [found("old", "place", "s1"), found("new", "place", "s2", 60)]
    assert ["new", "old"] == order(hits, "where am I?")


def test_the_facet_that_is_asked_for_is_relevant() -> None:
    """ "Where am I" finds the place although it shares no word with it."""
    hits = [found("device", "device", "s1", dense=0.35), found("place", "place", "s1", dense=0.05)]
    ranked = AGENT.rank(hits, question("where am I?", session="s1"))
    assert "place" == ranked[0].memory.id
    assert ranked[0].relevance > AGENT.floor


@pytest.mark.parametrize(
    "text",
    [
        "Where am I?",
        "Which device am I using?",
        "What are we talking about?",
        "Who is in this conversation?",
        "Can you summarise this chat?",
        "How am I feeling?",
        "Where is Freya right now?",
        "What mood is Greta in?",
    ],
)
def test_questions_about_the_situation_ask_for_context(text: str) -> None:
    """Each facet has its words."""
    assert 1.0 == AGENT.hint(question(text))


def test_other_questions_do_not_ask_for_context() -> None:
    """A question for a fact is not about the situation."""
    assert 0.0 == AGENT.hint(question("Which bread does Jo like?"))
