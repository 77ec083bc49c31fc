"""What words are worth: weighed by vectors, for what no list of words knows."""

import pytest
from tests.unit.spoken import found, said

from octomem.agents.bars import ORDERS, OVER
from octomem.agents.core import CoreAgent
from octomem.agents.facts import LASTING_BAR
from octomem.agents.reading.classifier import Message, Unit
from octomem.agents.reading.reading import Mood, Statement
from octomem.agents.reading.remarks import remarks
from octomem.agents.reading.scales import words_of
from octomem.agents.reading.tags import NOTHING, Tagged
from octomem.agents.reading.worth import Said, Worth, told
from octomem.agents.reading.worth import weigh as weigh_all
from octomem.agents.remarked import BARS
from octomem.agents.semantic import SemanticAgent
from octomem.turn import Role

FACTS = SemanticAgent()


def weigh(
    question: str,
    sentences: list[str],
    stated: list[tuple[Statement, Unit]],
    remarked: list[Unit],
    language: str = "en",
) -> tuple[list[Worth], list[Worth], Tagged]:
    """Weigh one message."""
    message = Message(language, question, tuple(sentences))
    weighed = weigh_all([Said(message, stated, remarked)])[0]
    return weighed.stated, weighed.remarked, weighed.tags


PROFILE = CoreAgent()


def lasting(text: str, *, actor: str = "Mei") -> float:
    """Return the worth of the one statement of a text."""
    reading = said(text, actor=actor)
    sentences = [sentence.text for sentence in reading.sentences]
    statement = next(s for s in reading.statements if s.mood is Mood.FACT)
    return weigh("", sentences, [(statement, words_of(statement, sentences))], [])[0][0].lasting


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "the wifi password is {}, i live in Leeds"), ("zh", "WiFi密码{}，我住在苏州")],
)
def test_the_name_of_a_secret_weighs_nothing(language: str, text: str) -> None:
    """It is chosen at random, and the same words would weigh something else each time."""
    weighed = [
        weigh("", [text.format(f"⟦vault:password:v_{name * 12}⟧")], [], [(0, 0, 40)], language)
        for name in "abz"
    ]

    assert weighed[0] == weighed[1] == weighed[2]
    assert {"Leeds" if language == "en" else "苏州"} == {tag.text for tag in weighed[0][2].values}


@pytest.mark.parametrize(
    ("keeps", "passes"),
    [
        ("Our deploys take about 20 minutes", "The deploy took down the site"),
        ("Red wine sets my migraines off", "Red wine got on my shirt"),
        ("My ferret sleeps in a drawer", "My ferret slept through lunch"),
        ("Our lift only stops on odd floors", "Our lift stopped with us inside"),
    ],
)
def test_what_lasts_weighs_more_than_what_passes(keeps: str, passes: str) -> None:
    """One word or tense makes the difference, and no list names these words."""
    assert lasting(keeps) >= LASTING_BAR > lasting(passes)


@pytest.mark.parametrize(
    ("keeps", "passes"),
    [
        ("My knees refuse stairs since the fall", "The villain works in a bank"),
        ("My aunt keeps bees in Crete", "A pigeon owns our balcony now"),
        ("My shift at the mill starts at six", "The drummer in that video is a plumber"),
        ("We foster greyhounds", "My voucher covers two coffees"),
    ],
)
def test_what_only_looks_like_a_fact_weighs_less(keeps: str, passes: str) -> None:
    """Fiction, jokes and things at hand are told in the words of facts; none of these was learned."""
    assert lasting(keeps) >= LASTING_BAR > lasting(passes)


def test_a_name_says_nothing_of_worth() -> None:
    """A statement is told of a nameless person before it is weighed."""
    text = "My knees crack on every staircase"
    (statement,) = said(text, actor="Bartholomew").statements

    assert "Bartholomew" not in told(statement)
    assert lasting(text) == pytest.approx(lasting(text, actor="Bartholomew"), abs=1e-6)


def test_what_is_said_twice_weighs_the_same() -> None:
    """Each statement and remark has a worth of its own place, also where it is asked for twice."""
    sentence = "My knees crack on every staircase"
    (statement,) = said(sentence).statements
    words = (0, 0, len(sentence))
    stated, remarked, _ = weigh("", [sentence], [(statement, words)] * 2, [words, (0, 0, 8), words])

    assert stated[0] == stated[1]
    assert remarked[0] == remarked[2] != remarked[1]


def test_nothing_weighs_nothing() -> None:
    """A call without a word runs no model."""
    assert ([], [], NOTHING) == weigh("", [], [], [])


def test_chinese_is_weighed_and_tagged() -> None:
    """By the weights that are shipped; together with English, each by its own."""
    eats, cold = "我对花生过敏，住在无锡", "今天好冷啊"
    said = [
        Said(Message("zh", "", (eats,)), [], [(0, 0, 6)]),
        Said(Message("en", "", ("I am vegan.",)), [], [(0, 0, 11)]),
        Said(Message("zh", "", (cold,)), [], [(0, 0, 5)]),
    ]
    first, second, third = weigh_all(said)
    (allergic,), (vegan,), (freezing,) = first.remarked, second.remarked, third.remarked

    assert min(allergic.lasting, allergic.profile, vegan.lasting) > 0.6 > freezing.lasting
    assert {("allergy", "花生"), ("home", "无锡")} == {
        (tag.slot, tag.text) for tag in first.tags.values
    }
    assert () == third.tags.values


def test_an_answer_is_weighed_with_its_question() -> None:
    """The same word is a lasting fact, a mood or nothing, by what was asked."""
    (eats,) = weigh("What can't you eat", ["shellfish"], [], [(0, 0, 9)])[1]
    (buys,) = weigh("What are you frying just now", ["shellfish"], [], [(0, 0, 9)])[1]
    (feels,) = weigh("How do you feel today", ["knackered"], [], [(0, 0, 9)])[1]

    assert eats.profile > 0.6 > buys.profile + 0.3
    assert feels.mood > 0.6 > feels.lasting + 0.3


def test_a_long_message_is_weighed_in_windows_to_its_end() -> None:
    """What stands behind more words than are read together has a worth, and none is invented."""
    sentences = [*["The train was late and it rained all day long again."] * 30, "I am vegan."]
    last = (30, 0, len(sentences[30]))
    (long,) = weigh("", sentences, [], [last])[1]
    (endless,) = weigh("", ["la " * 500], [], [(0, 0, 1500)])[1]

    assert long.profile > 0.5 > endless.profile


def test_only_what_a_person_claims_is_weighed() -> None:
    """Questions, conditions and an assistant's words have no worth, and remain unkept."""
    asked = said("Do your deploys take about 20 minutes?")
    imagined = said("If our deploys took 20 minutes, I would scream.")
    told_by_machine = said("Our deploys take about 20 minutes.", role=Role.ASSISTANT)

    assert () == asked.remarks == imagined.remarks == told_by_machine.remarks
    assert [None] == [s.worth for s in told_by_machine.statements]
    assert [] == found(FACTS, "If our deploys took 20 minutes, I would scream.")


def test_a_remark_is_kept_in_its_own_words_with_its_speaker() -> None:
    """No statement says it, and it lasts; it is quoted, and believed less than a statement."""
    (fact,) = found(FACTS, "Zone B permit holder.")

    assert "Mei: Zone B permit holder" == fact.text
    assert ("Mei", "says") == (fact.fields["subject"], fact.fields["predicate"])
    assert fact.confidence < 0.75


def test_what_the_profile_keeps_is_not_quoted_as_a_fact_as_well() -> None:
    """One remark is one memory: who somebody is belongs into their profile."""
    assert ["Mei: Type 2 for six years now"] == [
        e.text for e in found(PROFILE, "Type 2 for six years now.")
    ]
    assert [] == found(FACTS, "Type 2 for six years now.")


def test_what_is_stated_is_not_quoted_as_well() -> None:
    """A statement and a remark of the same words are one memory."""
    facts = [fact.text for fact in found(FACTS, "The router is a hub 3 and I work from home.")]

    assert ["the router is a hub 3", "Mei works from home"] == facts


@pytest.mark.parametrize("text", ["Had pasta, was great", "running late, sorry!", "ok, thanks"])
def test_small_talk_is_no_remark_that_lasts(text: str) -> None:
    """What passes weighs little, and nothing of it is kept."""
    assert all(
        r.worth is None or r.worth.lasting < BARS["en"]["lasting"] for r in said(text).remarks
    )
    assert [] == found(FACTS, text)
    assert [] == found(PROFILE, text)


def test_a_sentence_falls_into_remarks() -> None:
    """Marks and joining words divide; quotations, questions, secrets and bare words are left out."""
    text = (
        'no pets, he said "I live on the moon" and 31 kids - where from, key is vaultedsecret, York'
    )

    assert ["no pets", "he said", "31 kids"] == [remark.text for remark in remarks(text, 0)]


@pytest.mark.parametrize(
    ("language", "order", "once"),
    [
        ("en", "keep your answers short from now on", "keep this one short, it's for a card"),
        ("zh", "写东西给我列要点", "先给我列个要点看看"),
    ],
)
def test_an_order_for_good_weighs_more_than_one_for_once(
    language: str, order: str, once: str
) -> None:
    """The head's output for it, on both sides of its bar."""
    said = [Said(Message(language, "", (t,)), [], [], [(0, 0, len(t))]) for t in (order, once)]
    ((good, _),), ((now, _),) = (each.stretched for each in weigh_all(said))
    assert good >= ORDERS[language] > now


@pytest.mark.parametrize(
    ("language", "over", "goes_on"),
    [
        ("en", "they took me off ramipril", "I ran out of ramipril"),
        ("zh", "那把吉他送人了", "那把吉他昨晚我弹了一会儿"),
    ],
)
def test_what_is_over_weighs_more_than_what_goes_on(language: str, over: str, goes_on: str) -> None:
    """The head's output for it, on both sides of its bar."""
    said = [Said(Message(language, "", (t,)), [], [], [(0, 0, len(t))]) for t in (over, goes_on)]
    ((_, ended),), ((_, on),) = (each.stretched for each in weigh_all(said))
    assert ended >= OVER > on
