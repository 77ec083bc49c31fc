"""The corruption benchmark: what its model answers, what it spoils, and what counts as a fault."""

import json
import random
from typing import Any

import pytest
from benchmarks.corrupting import HOW, Asked, Items, corrupted, errand, fact
from benchmarks.corruption import CLEAN, CORRUPTED, OFFLINE, Run, faults, measure, sampled
from benchmarks.extraction_data import Conversation
from benchmarks.extraction_score import Made, Mistake, Verdict
from benchmarks.scripted_model import ScriptedModel
from benchmarks.truth import Judged
from benchmarks.truth_data import Conversation as Timeline

SAID = {"id": "t1", "by": "Mei", "text": "I live in Graz and have to call Bo."}
PARTS = ("core", "semantic", "working", "knowledge", "contextual")
ITEMS: Items = {
    "semantic": [fact({"turns": ["t1"]}, "Mei", "lives in", "Graz", negated=False)],
    "working": [errand({"turns": ["t1"]}, "Mei", "call Bo")],
}
EXPECTED = {"kind": "semantic", "about": "Mei lives in Graz", "matches": [["mei", "graz"]]}


def request(*lines: dict[str, str], known: str = "none") -> dict[str, Any]:
    """Build a request as an extraction call is sent."""
    new = "\n".join(json.dumps(line) for line in lines)
    return {
        "messages": [
            {"role": "system", "content": "frame"},
            {"role": "user", "content": f"Known memories:\n{known}\nNew turns:\n{new}"},
        ],
        "response_format": {
            "json_schema": {"schema": {"properties": dict.fromkeys(PARTS)}},
        },
    }


def conversation(*expected: dict[str, Any]) -> Conversation:
    """Build an annotated conversation of two messages."""
    told = {"role": "user", "name": "Mei", "timestamp": "2024-05-08T10:00:00Z"}
    return Conversation.model_validate(
        {
            "id": "a",
            "language": "en",
            "domain": "chat",
            "messages": [{**told, "id": name, "content": SAID["text"]} for name in "xy"],
            "expected": expected,
        }
    )


def test_the_model_answers_from_the_annotations() -> None:
    """An expected fact is listed in an item's form, with the turn that says it; nothing else is."""
    model = ScriptedModel(0.0, 7, conversation(EXPECTED))
    told = json.loads(model(request(SAID)).text or "")

    assert {"semantic": ITEMS["semantic"]} == told
    assert "{}" == model(request({**SAID, "text": "Thanks, Bo."})).text


def test_the_model_knows_what_a_timeline_claims() -> None:
    """A claim is told in the session in which its value was, under its slot's predicate."""
    timeline = Timeline.model_validate(
        {
            "id": "home",
            "language": "en",
            "category": "supersede",
            "user": "Mei",
            "sessions": [{"at": "2024-05-08", "turns": [{"text": SAID["text"]}]}],
            "expect": [{"subject": "me", "slot": "home", "value": "Graz"}],
        }
    )
    told = json.loads(ScriptedModel(0.0, 7, timeline)(request(SAID)).text or "")

    assert {"semantic": ITEMS["semantic"]} == told


def test_an_open_task_that_is_over_is_closed_by_its_short_id() -> None:
    """Where a timeline says that a task is gone, the model closes the one that it is shown."""
    timeline = Timeline.model_validate(
        {
            "id": "task",
            "language": "en",
            "category": "task",
            "user": "Mei",
            "sessions": [{"at": "2024-05-08", "turns": [{"text": "I have called Bo."}]}],
            "expect": [{"subject": "Mei", "slot": "task", "value": "Bo", "state": "absent"}],
        }
    )
    known = json.dumps({"id": "k1", "working": "Mei has to call Bo"})
    asked = request({**SAID, "text": "I have called Bo."}, known=known)
    (closed,) = json.loads(ScriptedModel(0.0, 7, timeline)(asked).text or "")["working"]

    assert ("close", "k1", ["t1"]) == (closed["op"], closed["ref"], closed["turns"])


@pytest.mark.parametrize("how", HOW)
def test_an_answer_is_spoiled(how: str) -> None:
    """No corrupted answer is what it was, and only a broken one is no JSON."""
    asked = Asked.of(request(SAID))
    for seed in range(20):
        text = corrupted(ITEMS, how, asked, random.Random(seed))  # noqa: S311 - no secret
        if how == "broken JSON":
            with pytest.raises(ValueError, match=r"."):
                json.loads(text)
        elif how == "wrong kinds":
            assert not set(map(json.dumps, ITEMS["semantic"])) & set(
                map(json.dumps, json.loads(text).get("semantic", []))
            )
        else:
            assert set(ITEMS) == set(json.loads(text))


def test_the_same_request_is_spoiled_alike() -> None:
    """Which answers are corrupted depends on the seed and the request, not on their order."""
    requests = [request({**SAID, "text": f"I live in Graz {n}."}) for n in range(40)]

    def answers(order: list[dict[str, Any]], seed: int) -> dict[str, str | None]:
        model = ScriptedModel(0.3, seed, conversation(EXPECTED))
        return {each["messages"][-1]["content"]: model(each).text for each in order}

    assert answers(requests, 7) == answers(requests[::-1], 7)
    assert answers(requests, 7) != answers(requests, 8)


def test_the_share_of_corrupted_answers_is_the_rate() -> None:
    """Of many answers about the share asked for is corrupted, in all four ways."""
    model = ScriptedModel(0.3, 7, conversation(EXPECTED))
    for n in range(400):
        model(request({**SAID, "text": f"I live in Graz {n}."}))

    assert 0.25 < model.corrupted.total() / model.answers < 0.35
    assert set(HOW) == set(model.corrupted)


def test_a_sample_is_chosen_by_its_seed() -> None:
    """The same seed takes the same conversations, in their order; without a count, all."""
    some = sampled(range(100), 5, 7)

    assert some == sorted(some) == sampled(range(100), 5, 7)
    assert some != sampled(range(100), 5, 8)
    assert list(range(100)) == sampled(range(100), None, 7)


def run_of(name: str, *, found: bool, false: bool = False) -> Run:
    """Build a run in which one expected memory was found or missed."""
    told = conversation(EXPECTED)
    (expected,) = told.expected
    made = Made(expected.kind, "Mei lives in Graz")
    verdict = Verdict(
        found=((expected, made),) if found else (),
        missed=() if found else (expected,),
        false=(Mistake(made, "matches nothing"),) if false else (),
        surplus=(),
        allowed=(),
    )
    timeline = Timeline.model_validate(
        {
            "id": "home",
            "language": "en",
            "category": "supersede",
            "sessions": [{"at": "2024-05-08", "turns": [{"text": "Hi."}]}],
            "expect": [{"subject": "me", "slot": "home", "value": "Graz"}],
        }
    )
    return Run(name, [(told.id, verdict)], [Judged(timeline, ())])


def test_faults_are_named() -> None:
    """Corrupted below offline is a fault, and so is a clean model that adds nothing."""
    low, high = run_of(OFFLINE, found=False), run_of(CLEAN, found=True)

    assert [] == faults([low, high, run_of(CORRUPTED, found=True)])
    below = faults([run_of(OFFLINE, found=True), high, run_of(CORRUPTED, found=True, false=True)])
    assert ["extraction F1 semantic", "extraction F1 all"] == [f.partition(":")[0] for f in below]
    assert "not above" in " ".join(faults([low, run_of(CLEAN, found=False), low]))


def test_a_model_that_is_always_wrong_spoils_nothing() -> None:
    """With every answer corrupted, over the real wire, two conversations score as by rules."""
    offline, _, spoiled = measure(2, 7, 1.0)

    assert spoiled.answers == sum(spoiled.corrupted.values()) > 0
    for (_, _, rules, _), (_, _, bad, _) in zip(offline.rows(), spoiled.rows(), strict=True):
        assert bad >= rules
