"""Who got a licence or certificate has it, and who took the exam has not."""

import pytest
from tests.e2e.daily import USER, tell

from octomem import Orchestrator


def _had(memory: Orchestrator, text: str) -> list[object]:
    tell(memory, text)
    facts = [each.fields for each in memory.list(user_id=USER, kinds=["semantic"])]
    return [fields["object"] for fields in facts if fields["predicate"] == "has"]


@pytest.mark.parametrize("text", ["驾照到手！", "驾照终于考下来了", "我拿到驾照了"])
def test_a_licence_that_came_is_had(quick: Orchestrator, text: str) -> None:
    assert _had(quick, text) == ["驾照"]


@pytest.mark.parametrize("text", ["驾照还没考下来", "驾照明天去拿", "驾照拿去年检了", "保证到手"])
def test_one_that_is_to_come_is_not(quick: Orchestrator, text: str) -> None:
    assert not {"驾照", "保证"} & set(_had(quick, text))
