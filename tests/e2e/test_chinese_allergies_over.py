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
        "花生过敏吃了药就没事了",
        "花生过敏这两天好了点",
        "上次花生过敏，抢救过来了",
        "花生过敏发作了，吃药就好了",
        "以前花生过敏，现在还是不能吃",
        "以前花生过敏，严重到住院，现在也不敢碰",
        "以前花生过敏不严重，可以吃一点，现在不行",
        "花生过敏越来越严重了，随便碰一下都不行",
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
        "以前花生过敏挺严重的，现在完全好了",
        "我以前花生过敏很严重，现在脱敏了，随便吃",
        "花生过敏好了，没再发作",
        "复查了，花生过敏转阴了",
    ],
)
def test_what_healed_is_over(quick: Orchestrator, text: str) -> None:
    assert _allergies(quick, "我花生过敏", text) == set()


def test_whose_it_was_is_named_before_it(quick: Orchestrator) -> None:
    told = _allergies(quick, "我对鸡蛋过敏，我儿子乐乐也对鸡蛋过敏", "乐乐的鸡蛋过敏好了")
    assert told == {("Walt", "鸡蛋")}
