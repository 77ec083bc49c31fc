"""What a model's items come to: candidates drafted by the agents' code, or a reason against them."""

from dataclasses import replace
from typing import Any

import pytest
from tests.unit.spoken import READER, turn

from octomem.agents.base import Candidate, Intent
from octomem.agents.model.answers import ITEMS
from octomem.agents.model.joining import added, join
from octomem.agents.model.judging import Judged, Shown, judge
from octomem.agents.resolve import Desk
from octomem.memory import Kind, Memory
from octomem.turn import Role

BASE: dict[Kind, dict[str, Any]] = {
    Kind.CORE: {"op": "add", "ref": "", "about": "user", "label": "preference"},
    Kind.SEMANTIC: {"op": "add", "ref": "", "subject": "Mei", "negated": False, "when": ""},
    Kind.PROCEDURAL: {"trigger": ""},
    Kind.WORKING: {"op": "add", "ref": "", "who": "Mei", "due": ""},
    Kind.CONTEXTUAL: {"facet": "place"},
    Kind.KNOWLEDGE: {"op": "add", "ref": "", "entity_type": "person", "target_type": "person"},
    Kind.EPISODIC: {},
    Kind.RESOURCE: {},
}


def judged(kind: Kind, *texts: str, known: dict[str, Memory] | None = None, **item: Any) -> Judged:
    """Judge one item about turns of Mei's that are said one after the other."""
    turns = {f"t{n}": turn(text, n) for n, text in enumerate(texts, start=1)}
    read = READER.read_many(list(turns.values()))
    readings = dict(zip(turns, read, strict=True))
    shown = Shown(turns, frozenset(turns), readings, known or {})
    whole = {"turns": list(turns), **BASE[kind], **item}
    return judge({kind.value: [whole]}, list(ITEMS), shown, "extract/1 test")


def made(kind: Kind, *texts: str, **item: Any) -> Candidate:
    found = judged(kind, *texts, **item)
    assert [] == found.rejected
    (candidate,) = found.candidates[kind]
    return candidate


def reason(kind: Kind, *texts: str, **item: Any) -> str:
    found = judged(kind, *texts, **item)
    assert {} == found.candidates
    return found.rejected[0].reason


def known(candidate: Candidate) -> Memory:
    """Return the memory that a candidate becomes."""
    (memory,) = Desk(candidate.kind, [], "p").add(candidate).writes
    return memory


FACTS = [
    ("My gran left me her old farm near Graz.", {"predicate": "has", "object": "her old farm"}),
    ("I collect old radios.", {"predicate": "collects", "object": "old radios"}),
    ("I've got three cats.", {"predicate": "has", "object": "3 cats"}),
    ("Ich spiele seit Jahren Cello.", {"predicate": "plays", "object": "Cello"}),
    ("Ich arbeite als Ärztin in Wien.", {"predicate": "works as", "object": "Ärztin"}),
    ("Mi casa se llama Villa Rosa.", {"predicate": "has", "object": "Villa Rosa"}),
    ("I moved to Porto.", {"predicate": "lives in", "object": "Porto"}),
    ("I don't eat meat.", {"predicate": "eats", "object": "meat", "negated": True}),
]
NO_FACTS = [
    ("I live in Graz.", {"predicate": "lives in", "object": "Paris"}, "'Paris'"),
    ("I have 3 cats.", {"predicate": "has", "object": "13 cats"}, "'13'"),
    ("I like tea.", {"predicate": "hates", "object": "tea"}, "hates"),
    ("I hate tea.", {"predicate": "likes", "object": "tea"}, "likes"),
    ("I don't like tea.", {"predicate": "likes", "object": "tea"}, "opposite"),
    ("Do I live in Graz?", {"predicate": "lives in", "object": "Graz"}, "claim"),
    ("If I lived in Graz, I'd ski.", {"predicate": "lives in", "object": "Graz"}, "claim"),
    ("My brother Tom lives in Graz.", {"predicate": "lives in", "object": "Graz"}, "of"),
    ("I used to live in Graz.", {"predicate": "lives in", "object": "Graz"}, "over"),
    ("I live in Graz.", {"subject": "she", "predicate": "lives in", "object": "Graz"}, "nobody"),
    ("I live in Graz.", {"predicate": "lives in", "object": "Graz", "when": "in 2019"}, "2019"),
    ("Ich wohne nicht in Wien.", {"predicate": "lives in", "object": "Wien"}, "opposite"),
    ("Als ik in Wenen woon, ski ik.", {"predicate": "lives in", "object": "Wenen"}, "imagined"),
    ("Se io vivo a Roma, scrivo.", {"predicate": "lives in", "object": "Roma"}, "imagined"),
    ("Wohnst du in Wien?", {"predicate": "lives in", "object": "Wien"}, "asked"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "item"), FACTS)
def test_a_fact_that_is_said_is_drafted(text: str, item: dict[str, Any]) -> None:
    """Its text is made by code, its turn cited, its maker named."""
    fact = made(Kind.SEMANTIC, text, **item)

    assert ("t1",) == fact.turns
    assert "extract/1 test" == fact.extractor
    assert fact.text.startswith("Mei ")


@pytest.mark.parametrize(("text", "item", "why"), NO_FACTS)
def test_a_fact_that_is_not_said_is_kept_out(text: str, item: dict[str, Any], why: str) -> None:
    """Invented, asked, imagined, denied, over, of another or of nobody: the reason says which."""
    assert why in reason(Kind.SEMANTIC, text, **item)


def test_a_fact_has_the_identity_that_rules_give_it() -> None:
    """So that what both read is one memory, in one slot."""
    fact = made(Kind.SEMANTIC, "I moved to Porto.", predicate="lives in", object="Porto")

    assert ("mei|porto|lives in|", "mei/home") == (fact.identity, fact.slot)


def test_a_time_is_resolved_by_code() -> None:
    """The turn's own words count from the day on which it was said."""
    fact = made(
        Kind.SEMANTIC,
        "I moved to Porto last year.",
        predicate="lives in",
        object="Porto",
        when="last year",
    )

    assert 2023 == fact.valid_from.year


def test_a_turn_tells_when_its_event_was() -> None:
    """Its memory gains the day; the turn itself stays as it is."""
    found = judged(Kind.EPISODIC, "Gestern war ich in Wien, am 3 May 2024.", when="3 May 2024")

    assert "2024-05-03" in str(found.changes[Kind.EPISODIC, "t1"]["occurred_at"])


def test_a_shared_thing_gains_a_title() -> None:
    """Only one that stands in the turn, for an address that stands there."""
    text = "The seating plan is at https://example.com/p"
    found = judged(Kind.RESOURCE, text, uri="https://example.com/p", title="seating plan")

    assert {"note": "seating plan"} == found.changes[Kind.RESOURCE, "https://example.com/p"]
    assert "stand" in reason(Kind.RESOURCE, text, uri="https://example.com/q", title="plan")


OTHERS = [
    (Kind.CORE, "I'm allergic to nuts.", {"label": "allergy", "text": "Mei is allergic to nuts"}),
    (Kind.WORKING, "I need to water the ferns.", {"task": "water the ferns"}),
    (Kind.PROCEDURAL, "To prune roses, cut the stems, then seal them with wax.",
     {"goal": "prune roses", "steps": ["cut the stems", "seal them with wax"]}),
    (Kind.CONTEXTUAL, "Typing this at the airport.", {"value": "the airport"}),
    (Kind.CONTEXTUAL, "I feel rather chirpy.", {"facet": "mood", "value": "chirpy"}),
    (Kind.KNOWLEDGE, "Anna is my sister.",
     {"entity": "Anna", "relation": "sibling_of", "target": "Mei"}),
]  # fmt: skip
NO_OTHERS = [
    (Kind.CORE, "I like nuts.", {"label": "allergy", "text": "Mei likes nuts"}),
    (Kind.CORE, "I bought milk.", {"text": "Mei bought milk"}),
    (Kind.CORE, "I like tea.", {"text": "Mei likes tea and cake"}),
    (Kind.WORKING, "I watered the ferns.", {"task": "watered the ferns"}),
    (Kind.PROCEDURAL, "Cut the stems.", {"goal": "prune roses", "steps": ["cut the stems"]}),
    (Kind.CONTEXTUAL, "Are you at the airport?", {"value": "the airport"}),
    (Kind.CONTEXTUAL, "I drive a 2009 Corolla.", {"facet": "mood", "value": "a 2009 Corolla"}),
    (Kind.WORKING, "Please note, Mei is called Mo.", {"task": "Mei is called Mo"}),
    (Kind.KNOWLEDGE, "Anna is my sister.",
     {"entity": "Anna", "relation": "married_to", "target": "Mei"}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "item"), OTHERS)
def test_each_kind_is_drafted_by_its_agent(kind: Kind, text: str, item: dict[str, Any]) -> None:
    """Its fields are those of the agent's own output model."""
    candidate = made(kind, text, **item)

    assert kind is candidate.kind
    assert candidate.identity


@pytest.mark.parametrize(("kind", "text", "item"), NO_OTHERS)
def test_each_kind_has_to_be_said(kind: Kind, text: str, item: dict[str, Any]) -> None:
    """What a turn does not say of this kind makes nothing, and is told."""
    assert reason(kind, text, **item)


def test_an_assistant_says_nothing_of_a_person() -> None:
    """What only a role other than a person's says is no fact about somebody."""
    heard = turn("Mei lives in Graz.", role=Role.ASSISTANT)
    shown = Shown({"t1": heard}, frozenset({"t1"}), {"t1": READER.read(heard)})
    item = {"turns": ["t1"], **BASE[Kind.SEMANTIC], "predicate": "lives in", "object": "Graz"}
    found = judge({"semantic": [item]}, [Kind.SEMANTIC], shown, "extract/1 test")

    assert ["no person says it"] == [each.reason for each in found.rejected]


def test_a_withheld_turn_is_no_source() -> None:
    """Whatever a model makes of a turn whose text it did not see."""
    heard = turn("I live in Graz.")
    shown = Shown(
        {"t1": heard}, frozenset({"t1"}), {"t1": READER.read(heard)}, withheld=frozenset({"t1"})
    )
    item = {"turns": ["t1"], **BASE[Kind.SEMANTIC], "predicate": "lives in", "object": "Graz"}

    assert judge({"semantic": [item]}, [Kind.SEMANTIC], shown, "x").candidates == {}


def test_a_verdict_counts_for_a_pair_in_question() -> None:
    """Same subject and predicate, another value: the older ends, and the reason names the model."""
    old = known(made(Kind.SEMANTIC, "I commute by bus.", predicate="commutes by", object="bus"))
    found = judged(
        Kind.SEMANTIC,
        "I commute by bike now.",
        known={"k1": old},
        op="supersede",
        ref="k1",
        predicate="commutes by",
        object="bike",
    )
    ended, new = found.candidates[Kind.SEMANTIC]

    assert (Intent.CLOSE, old.identity) == (ended.intent, ended.identity)
    assert "the model says" in ended.reason
    assert "Mei commutes by bike" == new.text


def test_a_verdict_on_other_pairs_is_not_used() -> None:
    """A new hobby does not end a home, whatever the model says."""
    old = known(made(Kind.SEMANTIC, "I live in Graz.", predicate="lives in", object="Graz"))
    found = judged(
        Kind.SEMANTIC,
        "I collect radios.",
        known={"k1": old},
        op="supersede",
        ref="k1",
        predicate="collects",
        object="radios",
    )

    assert [Intent.ASSERT] == [each.intent for each in found.candidates[Kind.SEMANTIC]]


def test_an_end_has_to_be_said() -> None:
    """A model's close counts where the turns speak of the memory and of an end."""
    old = {"k1": known(made(Kind.SEMANTIC, "I play chess.", predicate="plays", object="chess"))}
    close = {"op": "close", "ref": "k1", "predicate": "plays", "object": "chess"}
    ended = judged(Kind.SEMANTIC, "I gave up chess.", known=old, **close)
    unsaid = judged(Kind.SEMANTIC, "I enjoy a game of chess.", known=old, **close)
    elsewhere = judged(Kind.SEMANTIC, "I gave up tennis.", known=old, **close)

    assert [Intent.CLOSE] == [each.intent for each in ended.candidates[Kind.SEMANTIC]]
    assert "ended" in unsaid.rejected[0].reason
    assert "do not speak" in elsewhere.rejected[0].reason


def test_joining_keeps_all_that_rules_read() -> None:
    """What both say is stored once, what only the model says is added, more takes less's place."""
    dog = made(Kind.SEMANTIC, "I have a dog.", predicate="has", object="dog")
    text = "I have a dog called Rex and two parrots."
    wider = made(Kind.SEMANTIC, text, predicate="has", object="dog called Rex")
    parrots = made(Kind.SEMANTIC, text, predicate="has", object="two parrots")
    own = [replace(dog, extractor="rules/1")]

    assert own == join(own, [dog])
    assert [wider, parrots] == join(own, [wider, parrots])
    assert [parrots] == added(own, [dog, parrots])


@pytest.mark.parametrize(
    ("text", "rules", "model"),
    [
        ("Falafel is my dog.", ("Falafel", "is", "Mei's dog"), ("Mei", "has", "Falafel")),
        (
            "I'm allergic to shellfish.",
            ("Mei", "is allergic to", "shellfish"),
            ("Mei's allergy", "is", "shellfish"),
        ),
    ],
)
def test_the_same_fact_in_other_words_is_not_added(
    text: str, rules: tuple[str, str, str], model: tuple[str, str, str]
) -> None:
    """Turned round and less said, or the same words cut elsewhere: the rules' fact stands alone."""
    names = ("subject", "predicate", "object")
    first, second = (
        made(Kind.SEMANTIC, text, **dict(zip(names, each, strict=True))) for each in (rules, model)
    )

    assert [first] == join([first], [second])


def test_a_fact_of_somebody_elses_is_not_the_same() -> None:
    """That a sister lives somewhere is not that her brother does."""
    text = "My sister Lena lives in Graz. I live in Graz."
    hers = made(Kind.SEMANTIC, text, subject="Lena", predicate="lives in", object="Graz")
    mine = made(Kind.SEMANTIC, text, subject="Mei", predicate="lives in", object="Graz")

    assert [hers, mine] == join([hers], [mine])
