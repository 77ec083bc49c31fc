"""Who smokes, and who gave it up, however that is said in Chinese."""

import pytest

from octomem import Orchestrator

USER = "u"


def tell(memory: Orchestrator, *texts: str) -> None:
    """Say each text in a session of its own, two years after the one before."""
    for at, text in enumerate(texts):
        said = {
            "role": "user",
            "name": "Walt",
            "content": text,
            "timestamp": f"{2020 + 2 * at}-05-01T09:00:00Z",
        }
        memory.process([said], user_id=USER, session_id=f"s{at}")


def _smokes(memory: Orchestrator, *sessions: str) -> list[tuple[str, bool]]:
    """Return of whom it is known whether they smoke."""
    tell(memory, *sessions)
    facts = memory.list(user_id=USER, kinds=["semantic"])
    told = [fact.fields for fact in facts if fact.fields["predicate"] == "smokes"]
    return [(str(fields["subject"]), not fields["negated"]) for fields in told]


@pytest.mark.parametrize(
    "text",
    [
        "我一天一包烟，抽了快三十年",
        "我每天要抽两包烟",
        "我抽了十几年烟",
        "我抽烟抽得凶",
        "我烟瘾挺大的",
    ],
)
def test_who_smokes_is_known_to(quick: Orchestrator, text: str) -> None:
    assert _smokes(quick, text) == [("Walt", True)]
    assert not [m for m in quick.list(user_id=USER) if m.fields.get("predicate") == "takes"]


@pytest.mark.parametrize(
    "text",
    [
        "烟我去年就戒掉了，到现在一根没碰过",
        "抽不抽烟那栏，我去年十月就戒了",
        "烟这东西 我去年就戒了",
        "抽烟那事，现在不抽了",
        "我终于把烟戒了",
    ],
)
def test_who_gave_it_up_smokes_no_more(quick: Orchestrator, text: str) -> None:
    assert _smokes(quick, "我一天一包烟", text) == [("Walt", False)]


@pytest.mark.parametrize("text", ["我不抽烟不喝酒", "我不喝酒也不抽烟"])
def test_two_denials_are_two_facts(quick: Orchestrator, text: str) -> None:
    tell(quick, text)

    facts = quick.list(user_id=USER, kinds=["semantic"])
    assert {(m.fields["object"], m.fields["negated"]) for m in facts} == {
        ("烟", True),
        ("酒", True),
    }


def test_who_smokes_is_whom_it_is_told_of(quick: Orchestrator) -> None:
    told = _smokes(quick, "我爸不抽烟不喝酒", "我弟天天抽一包烟")
    assert sorted(told) == [("Walt's father", False), ("Walt's younger brother", True)]


@pytest.mark.parametrize(
    "text",
    ["我买了一包烟送人", "网瘾我戒了", "烟和酒我都聊过，去年就戒了", "这药一天两包，别忘了"],
)
def test_other_words_say_nothing_of_smoking(quick: Orchestrator, text: str) -> None:
    assert _smokes(quick, text) == []
