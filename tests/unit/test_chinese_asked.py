"""What Chinese questions ask for."""

from collections.abc import Mapping

import pytest
from tests.unit.readings import memory, question

from octomem.agents.chinese_asked import ASKED, asked_for
from octomem.agents.contextual import ContextualAgent
from octomem.agents.semantic import SemanticAgent
from octomem.memory import Kind


def fact(subject: str, predicate: str, value: str, **more: object) -> Mapping[str, object]:
    """Return the fields of a fact."""
    return {"subject": subject, "predicate": predicate, "object": value, **more}


@pytest.mark.parametrize(
    ("text", "fields", "is_answer"),
    [
        ("德福的医生是谁？", fact("德福", "doctor is", "张敏大夫", slot="doctor"), True),
        ("桂兰的医生是谁？", fact("德福", "doctor is", "张敏大夫", slot="doctor"), False),
        ("德福的房东是谁？", fact("德福", "doctor is", "张敏大夫", slot="doctor"), False),
        ("国强现在用什么手机?", fact("国强's phone model", "is", "华为"), True),
        ("国强的手机号是多少?", fact("国强's phone model", "is", "华为"), False),
        ("浩然在哪家健身房上班？", fact("浩然", "works at", "超级猩猩", slot="employer"), True),
        ("浩然在哪家健身房办的卡？", fact("浩然", "works at", "猩猩", slot="employer"), False),
        ("钱程做什么运动？", fact("钱程", "does as a hobby", "游泳", slot="hobby"), True),
        ("钱程做什么运动？", fact("钱程", "does", "跑完了半马", event=True), False),
        ("德福对什么过敏？", fact("德福", "is allergic to", "花粉"), True),
        ("德福姐姐对什么过敏？", fact("德福", "is allergic to", "花粉"), False),
        ("德福的姐姐对什么过敏？", fact("德福", "is allergic to", "花粉"), False),
        ("德福的老板是谁？", fact("德福", "manager is", "王芳", slot="manager"), True),
        ("德福老板是谁？", fact("德福", "manager is", "王芳", slot="manager"), True),
        ("德福的老板住在哪里？", fact("德福", "lives in", "成都", slot="home"), False),
    ],
)
def test_a_fact_answers_what_asks_for_its_kind(
    text: str, fields: Mapping[str, object], *, is_answer: bool
) -> None:
    """Of whom the question names; what happened once is no habit."""
    answer = asked_for(question(text))

    told = 0.0 if answer is None else answer(memory("m", Kind.SEMANTIC, fields=dict(fields)))
    assert (ASKED if is_answer else 0.0) == told


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("老周现在开什么车？", True),
        ("小宝在哪个学校上学？", True),
        ("思琪打算去哪里读博？", False),
        ("老周在笑什么？", False),
    ],
)
def test_a_question_for_a_fact_hints_at_facts(text: str, *, is_asked: bool) -> None:
    """What somebody means to do is none."""
    assert is_asked == (SemanticAgent().hint(question(text)) >= 0.8)


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("文博现在在哪里？", True),
        ("我现在在什么地方呢", True),
        ("慧敏现在住在哪个区？", False),
        ("建国的儿子现在在哪里上班？", False),
        ("雨桐现在在哪个科室？", False),
    ],
)
def test_only_where_somebody_is_asks_for_the_situation(text: str, *, is_asked: bool) -> None:
    """Where they live or work is a fact."""
    assert is_asked == (ContextualAgent().hint(question(text)) == 1.0)
