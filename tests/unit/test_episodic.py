"""Episodic memory: every turn once and verbatim, and the order in which turns are found."""

from datetime import timedelta

import pytest
from tests.unit.readings import AT, current, hit, memory, process, question, reading, statement

from octomem.agents.episodic import EpisodicAgent, EpisodicFields
from octomem.agents.ranking import explained
from octomem.agents.reading.reading import Moment, Mood, Name, Statement, Tense
from octomem.jsons import moment
from octomem.memory import Kind, Memory
from octomem.operation import Action
from octomem.turn import Attachment, Role

AGENT = EpisodicAgent()
YESTERDAY = Moment("yesterday", AT - timedelta(days=1), AT)


@pytest.mark.parametrize(
    "text",
    [
        "I adopted a greyhound last spring.",
        "ok",
        "  spaces and\n\nbreaks stay  ",
        "你好\uff0c明天见",
        "lol 😂",
        "my pin is ⟦vault:pin:v_abcdefghijkl⟧",
        "```\ncode\n```",
        "x" * 50_000,
    ],
)
def test_every_turn_becomes_one_memory_word_for_word(text: str) -> None:
    """Nothing is trimmed, cut or left out, however little a turn says."""
    held = current(process(AGENT, [reading(text)])[0])
    assert [text] == [found.text for found in held]


@pytest.mark.parametrize("role", list(Role))
def test_turns_of_every_role_are_kept(role: Role) -> None:
    """What tools and the system say happened, too."""
    turn = reading("x", role=role)
    assert AGENT.interest(turn)
    assert role.value == process(AGENT, [turn])[0][0].fields["role"]


def test_the_same_words_twice_are_two_memories() -> None:
    """Two turns are two things that happened."""
    assert 2 == len(current(process(AGENT, [reading("hi"), reading("hi", number=2)])[0]))


def test_the_same_turn_twice_is_one_memory() -> None:
    """A call that is finished after a crash stores nothing twice."""
    known, _ = process(AGENT, [reading("hi")])
    after, proposals = process(AGENT, [reading("hi")], known)
    assert known == after
    assert [Action.SKIP] == [proposal.action for proposal in proposals]


def test_the_indexed_text_carries_date_speaker_and_captions() -> None:
    """What raises recall is in the index, not in the text."""
    image = Attachment("image", caption="a red bicycle")
    (found,) = process(AGENT, [reading("look!", attachments=(image,))])[0]
    assert "8 May 2024 Mei: look! [a red bicycle]" == found.index_text
    assert ["a red bicycle"] == found.fields["captions"]


def test_place_time_and_names_come_from_the_turn() -> None:
    """A memory stands where its turn stood."""
    turn = reading("Ana called", number=3, names=(Name("Ana", "person"),))
    (found,) = process(AGENT, [turn])[0]
    assert (3, "s1", AT + timedelta(minutes=3)) == (
        found.position,
        found.session_id,
        found.valid_from,
    )
    assert ("Ana",) == found.mentions


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (statement("go"), "event"),
        (statement("adopt"), "event"),
        (statement("be", moment=YESTERDAY), "event"),
        (statement("fly", tense=Tense.FUTURE, mood=Mood.INTENTION, moment=YESTERDAY), "event"),
        (statement("give up"), "event"),
        (statement("be"), "message"),
        (statement("know"), "message"),
        (statement("go", negated=True), "message"),
        (statement("go", mood=Mood.QUESTION), "message"),
        (statement("go", mood=Mood.HYPOTHETICAL), "message"),
        (statement("go", mood=Mood.HEARSAY), "message"),
        (statement("go", first_person=False), "message"),
        (statement("go", tense=Tense.PRESENT), "message"),
        (statement("go", habitual_scope="always"), "message"),
        (statement("smoke", ended=True), "message"),
    ],
)
def test_an_event_is_what_the_speaker_did_or_dated(told: Statement, expected: str) -> None:
    """States, questions, hearsay and what did not happen are messages."""
    (found,) = process(AGENT, [reading("...", statements=(told,))])[0]
    assert expected == found.fields["event_type"]


def test_a_dated_event_carries_its_own_time() -> None:
    """The told moment is in the fields; the memory is still valid from its turn's time."""
    (found,) = process(AGENT, [reading("...", statements=(statement("go", moment=YESTERDAY),))])[0]
    fields = EpisodicFields.model_validate(found.fields)
    assert (moment(YESTERDAY.start), moment(YESTERDAY.end)) == (
        fields.occurred_at,
        fields.occurred_to,
    )
    assert AT + timedelta(minutes=1) == found.valid_from


# Ranking


def turn(name: str, position: int, *, actor: str = "Mei", session: str = "s1") -> Memory:
    """Build an episodic memory at a place."""
    return memory(name, Kind.EPISODIC, position=position, session=session, fields={"actor": actor})


def order(*hits: object, asked: str = "what about the dog") -> list[str]:
    """Return the names of hits, best first."""
    return [item.memory.id for item in AGENT.rank(hits, question(asked))]  # type: ignore[arg-type]


def test_a_turn_beside_a_good_one_rises_above_a_distant_one() -> None:
    """The answer often stands next to the words that were asked for."""
    assert ["asked", "answer", "elsewhere"] == order(
        hit(turn("elsewhere", 40), dense=0.3, lexical=0.1),
        hit(turn("answer", 6), dense=0.2),
        hit(turn("asked", 5), dense=0.7, lexical=0.8),
    )


def test_neighbours_count_only_within_a_session() -> None:
    """The next position of another session is no neighbour."""
    assert ["good", "far", "near"] == order(
        hit(turn("near", 6, session="s2"), dense=0.1),
        hit(turn("far", 90), dense=0.2),
        hit(turn("good", 5), dense=0.9),
    )


def test_a_neighbour_lends_no_score_of_an_engine_that_cannot_judge_a_turn() -> None:
    """A turn in another script does not pass one with evidence because it stands by the best."""
    other = hit(turn("other", 11), lexical=0.1)._replace(silent=frozenset({"dense", "late"}))
    assert ["best", "half", "other"] == order(
        hit(turn("best", 10), dense=0.9, late=0.9, lexical=0.9),
        hit(turn("half", 50), dense=0.5, late=0.5, lexical=0.3),
        other,
    )


def test_a_turn_found_by_words_and_meaning_beats_either_alone() -> None:
    """Engines add up."""
    found = order(
        hit(turn("words", 10), lexical=0.8),
        hit(turn("meaning", 20), dense=0.8),
        hit(turn("both", 30), lexical=0.8, dense=0.8),
    )
    assert "both" == found[0]


def test_the_named_speakers_turns_come_first() -> None:
    """ "What did Jo say" prefers Jo's own turns, also as a possessive."""
    pair = (
        hit(turn("a", 1, actor="Mei"), dense=0.5, lexical=0.5),
        hit(turn("b", 50, actor="Jo"), dense=0.5, lexical=0.5),
    )
    assert "b" == order(*pair, asked="what did Jo say")[0]
    assert "b" == order(*pair, asked="what is Jo's dog called")[0]
    assert "a" == order(*pair, asked="what did they say")[0]


def test_relevance_does_not_depend_on_the_other_hits() -> None:
    """It is comparable between questions, so it comes from raw scores alone."""
    weak = hit(turn("weak", 1), dense=0.2, lexical=0.1)
    alone = AGENT.rank([weak], question("x"))[0]
    strong = hit(turn("strong", 2), dense=0.9, lexical=0.9)
    beside = next(r for r in AGENT.rank([weak, strong], question("x")) if r.memory.id == "weak")
    assert pytest.approx((0.2 * 0.2 + 0.4 * 0.1) / 0.7) == alone.relevance
    assert alone.relevance == beside.relevance


def test_relevance_counts_late_interaction_where_a_turn_has_it() -> None:
    """With token vectors it is one part of the mean; without them it is left out."""
    with_tokens = hit(turn("a", 1), dense=0.5, lexical=0.5, session=0.5, late=0.9)
    without = hit(turn("b", 1), dense=0.5, lexical=0.5, session=0.5)
    assert pytest.approx(0.62) == AGENT.rank([with_tokens], question("x"))[0].relevance
    assert pytest.approx(0.5) == AGENT.rank([without], question("x"))[0].relevance


def test_weights_smoothing_and_bonus_may_be_others() -> None:
    """The benchmarks measure other orders than the shipped one."""
    words = hit(turn("words", 1, actor="Mei"), lexical=0.9, dense=0.1)
    sense = hit(turn("sense", 50, actor="Jo"), lexical=0.1, dense=0.9)
    by_words = EpisodicAgent(weights={"lexical": 1.0, "dense": 0.1}, named=0.0)
    by_sense = EpisodicAgent(weights={"lexical": 0.1, "dense": 1.0}, named=0.0)
    by_name = EpisodicAgent(weights={"lexical": 1.0, "dense": 0.1}, named=2.0)
    asked = question("what did Jo say")

    assert "words" == by_words.rank([words, sense], asked)[0].memory.id
    assert "sense" == by_sense.rank([words, sense], asked)[0].memory.id
    assert "sense" == by_name.rank([words, sense], asked)[0].memory.id


def test_scores_lie_between_0_and_1_and_ties_break_by_id() -> None:
    """A ranking is total and stable."""
    ranked = AGENT.rank(
        [hit(turn(name, 10 * i), dense=1.0, lexical=1.0) for i, name in enumerate("cab")],
        question("mei"),
    )
    assert ["a", "b", "c"] == [item.memory.id for item in ranked]
    assert all(0 <= item.score <= 1 and 0 <= item.relevance <= 1 for item in ranked)


def test_ranks_tell_the_place_in_every_engines_list() -> None:
    """`explain` can show why a turn is where it is."""
    hits = [hit(turn("a", 1), dense=0.9), hit(turn("b", 9), dense=0.5, lexical=0.4)]
    ranked = explained(AGENT.rank(hits, question("x")), hits)
    assert {"a": {"dense": 1}, "b": {"dense": 2, "lexical": 1}} == {
        item.memory.id: dict(item.ranks) for item in ranked
    }


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("When did Mei adopt the dog?", 0.9),
        ("What happened at the picnic?", 0.9),
        ("What did Jo say about the tiles?", 0.9),
        ("When was the last time we met?", 0.9),
    ],
)
def test_questions_about_events_ask_for_episodes(text: str, least: float) -> None:
    """When, what happened and what somebody said are episodic."""
    assert AGENT.hint(question(text)) >= least


def test_a_command_does_not_ask_for_episodes() -> None:
    """A sentence without a cue hints at nothing."""
    assert 0 == AGENT.hint(question("please be brief"))
