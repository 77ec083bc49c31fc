"""The truth benchmark: its form, what matches, and what it counts."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from benchmarks.truth import main, run
from benchmarks.truth_data import Claim, read
from benchmarks.truth_match import Matcher, vocabulary
from tests.unit.readings import memory

from octomem.memory import Kind

DEV = Path(__file__).parents[2] / "benchmarks" / "data" / "truth" / "dev.json"
MATCHER = Matcher("Nadia", vocabulary({"gym": ["fitness studio"]}))


def conversation(**changed: Any) -> dict[str, Any]:
    """Build a conversation in which Nadia moves."""
    return {
        "id": "home",
        "language": "en",
        "category": "supersede",
        "user": "Nadia",
        "sessions": [
            {"at": "2023-02-11T09:12:00Z", "turns": [{"text": "I live in Berlin."}]},
            {"at": "2024-01-20T18:40:00Z", "turns": [{"text": "I moved to Lisbon."}]},
        ],
        "expect": [{"subject": "Nadia", "slot": "home", "value": "Lisbon"}],
        **changed,
    }


def written(folder: Path, *conversations: dict[str, Any], **more: Any) -> Path:
    """Write a file of conversations."""
    path = folder / "some.json"
    content = {"version": 1, "notice": "a test's", "conversations": conversations, **more}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def fact(subject: str, predicate: str, value: str, **fields: Any) -> Any:
    """Build a semantic memory."""
    said: dict[str, object] = {
        "subject": subject,
        "predicate": predicate,
        "object": value,
        **fields,
    }
    return memory(f"{subject} {predicate} {value}", Kind.SEMANTIC, fields=said)


def test_right_and_wrong_are_told_apart_by_sort_of_expectation(tmp_path: Path) -> None:
    """Facts, what must not be known, moments and questions are counted each for itself."""
    nadia: dict[str, Any] = {"subject": "Nadia", "slot": "home"}
    expected = [
        nadia | {"value": "Lisbon"},
        nadia | {"value": "Rome"},
        nadia | {"value": "Berlin", "state": "absent"},
        nadia | {"value": "Berlin", "as_of": "2023-06-01"},
        nadia | {"value": "Lisbon", "at_most": 1},
        {"question": "Where does Nadia live?", "first": "Lisbon"},
    ]
    report = run(read(written(tmp_path, conversation(expect=expected))), lambda _: True)
    counted = {sort: (held, n) for _, sort, held, n in report.sorts()}
    assert counted == {
        "absent": (1, 1),
        "fact": (1, 2),
        "fact, as of": (1, 1),
        "how many": (1, 1),
        "ranked": (1, 1),
    }


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"expect": [{"subject": "Nadia"}]}, "needs a slot or a value"),
        ({"expect": []}, "at least 1"),
        ({"sessions": [{"at": "soon", "turns": [{"text": "hi"}]}]}, "sessions.0.at"),
        ({"category": " "}, "category"),
        ({"colour": "red"}, "colour"),
        ({"expect": [{"question": "Where?"}]}, "expect"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, changed: dict[str, Any], wrong: str) -> None:
    """The message has the place or the reason."""
    with pytest.raises(ValueError, match=wrong):
        read(written(tmp_path, conversation(**changed)))


def test_an_id_that_occurs_twice_is_refused(tmp_path: Path) -> None:
    """Failures are listed by it."""
    with pytest.raises(ValueError, match="home"):
        read(written(tmp_path, conversation(), conversation()))


def test_times_follow_from_the_session(tmp_path: Path) -> None:
    """Turns are seconds apart, imports never go back, and a day is its midnight."""
    one = conversation(
        sessions=[
            {"at": "2024-01-01T10:00:00Z", "turns": [{"text": "a"}, {"text": "b"}]},
            {"at": "2022-01-01T10:00:00Z", "turns": [{"text": "c"}]},
        ],
        now="2024-02-03",
    )
    found = read(written(tmp_path, one)).conversations[0]

    assert [0, 20] == [at.second for at in found.sessions[0].times()]
    assert sorted(found.recorded()) == list(found.recorded())
    assert datetime(2024, 2, 3, tzinfo=UTC) == found.asked_at


@pytest.mark.parametrize(
    ("given", "claim", "expected"),
    [
        (fact("Nadia", "lives in", "Lisbon"), ("Nadia", "home", "lisbon"), True),
        (fact("Nadia", "lives in", "Lisbon"), ("me", "home", "Lisbon"), True),
        (fact("Nadia", "visits", "Lisbon"), ("Nadia", "home", "Lisbon"), False),
        (fact("Nadia's sister", "lives in", "Lisbon"), ("Nadia", "home", "Lisbon"), False),
        (fact("Nadia's sister", "lives in", "Lisbon"), ("姐姐", "home", "Lisbon"), True),
        (fact("Nadia's cousin", "lives in", "Lisbon"), ("Nadia的表姐", "home", "Lisbon"), True),
        (fact("Nadia's cousin", "lives in", "Lisbon"), ("Mei的表姐", "home", "Lisbon"), False),
        (fact("Nadia's cousin", "lives in", "Lisbon"), ("Nadia的姐姐", "home", "Lisbon"), False),
        (fact("Nadia", "likes", "dogs", negated=True), ("Nadia", "likes", "dog"), False),
        (fact("Nadia", "birthday is", "May 30"), ("Nadia", "birthday", "May 3"), False),
        (fact("Rex", "is", "Nadia's dog"), ("Nadia", "pets", "Rex"), True),
        (fact("Nadia's gym", "is", "Ironhouse"), ("Nadia", "home", "Ironhouse"), False),
        (fact("Nadia's fitness studio", "is", "Ironhouse"), ("Nadia", "gym", "Ironhouse"), True),
        (fact("Nadia", "juggles", "knives"), ("Nadia", "talent", "knives"), True),
        (fact("Rex", "is", "Nadia's neighbour's dog"), ("Nadia", "pets", "Rex"), False),
        (fact("Nadia's sister", "is", "vegan", slot="diet"), ("Nadia", "diet", "vegan"), False),
        (fact("Nadia's sister", "is", "vegan", slot="diet"), ("sister", "diet", "vegan"), True),
    ],
)
def test_a_claim_matches_what_says_it(
    given: Any, claim: tuple[str, str, str], expected: bool
) -> None:
    """By subject, slot and value, in other words too; a slot nobody lists is not compared."""
    subject, slot, value = claim
    wanted = Claim.model_validate({"subject": subject, "slot": slot, "value": value})

    assert expected == MATCHER.holds(given, wanted)


def test_turns_and_plans_are_no_facts() -> None:
    """A turn word for word claims nothing, and a task is not done yet."""
    wanted = Claim.model_validate({"subject": "Nadia", "slot": "home", "value": "Lisbon"})
    turn = memory("Nadia: I live in Lisbon", Kind.EPISODIC)
    plan = memory("Nadia will live in Lisbon", Kind.WORKING)

    assert not MATCHER.holds(turn, wanted)
    assert not MATCHER.holds(plan, wanted)


def test_a_run_counts_what_holds(tmp_path: Path) -> None:
    """A conversation is right when all of it holds; the rest is listed with what was found."""
    wrong = conversation(
        id="wrong",
        expect=[
            {"subject": "Nadia", "slot": "home", "value": "Lisbon"},
            {"subject": "Nadia", "slot": "home", "value": "Berlin"},
            {"subject": "Nadia", "slot": "home", "value": "Berlin", "as_of": "2023-06-01"},
            {"question": "Where does Nadia live?", "above": [["Lisbon", "Berlin"]]},
        ],
    )
    report = run(read(written(tmp_path, conversation(), wrong)), lambda _: True).as_json()

    assert (2, 1, 5, 4) == tuple(
        report["scores"][0][name] for name in ("conversations", "right", "expectations", "held")
    )
    assert ["wrong"] == [each["id"] for each in report["failures"]]
    assert "Berlin: current" in report["failures"][0]["failed"][0]["expected"]


def test_a_file_that_is_none_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit code is 2, and nothing is on stdout."""
    assert 2 == main([str(tmp_path / "none.json")])
    said = capsys.readouterr()
    assert ("", 1) == (said.out, said.err.count("\n"))


def test_the_development_file_is_in_form() -> None:
    """At least 100 conversations, at least 20 of them Chinese."""
    languages = [each.language for each in read(DEV).conversations]

    assert len(languages) >= 100
    assert languages.count("zh") >= 20
