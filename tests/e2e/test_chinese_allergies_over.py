"""An allergy is over in Chinese where words say that it healed, and nowhere else."""

import pytest

from octomem import Orchestrator

USER = "u"


def _allergies(memory: Orchestrator, *texts: str) -> set[tuple[str, str]]:
    """Say each text in a session of its own; return who is allergic to what."""
    for at, text in enumerate(texts):
        said = {"role": "user", "name": "Walt", "content": text, "timestamp": f"2024-0{at + 1}-01T09:00:00Z"}  # fmt: skip
        memory.process([said], user_id=USER, session_id=f"s{at}")
    facts = [memory.fields for memory in memory.list(user_id=USER, kinds=["semantic"])]
    return {
        (str(fields["subject"]), str(fields["object"]))
        for fields in facts
        if fields["predicate"] == "is allergic to" and not fields["negated"]
    }


@pytest.mark.parametrize(
    "text",
    [
        "花生过敏没好",
        "我的感冒好了，花生过敏没好",
        "以前花生过敏犯过一次",
        "花生过敏又犯了",
        "上次花生过敏，抢救过来了",
    ],
)
def test_what_has_not_healed_goes_on(quick: Orchestrator, text: str) -> None:
    assert _allergies(quick, "我花生过敏", text) == {("Walt", "花生")}


@pytest.mark.parametrize(
    "text",
    [
        "复查过了，花生过敏已经好了，现在可以吃花生了",
        "脱敏治疗做完了，花生没事了",
        "花生过敏这毛病总算没了",
        "小时候对花生过敏，长大就不过敏了",
    ],
)
def test_what_healed_is_over(quick: Orchestrator, text: str) -> None:
    assert _allergies(quick, "我花生过敏", text) == set()


def test_whose_it_was_is_named_before_it(quick: Orchestrator) -> None:
    told = _allergies(quick, "我对鸡蛋过敏，我儿子乐乐也对鸡蛋过敏", "乐乐的鸡蛋过敏好了")
    assert told == {("Walt", "鸡蛋")}
