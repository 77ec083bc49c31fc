"""Each of the eight memories is written by `process()` and answers its own questions first."""

from collections import Counter
from collections.abc import Iterator

import pytest
from tests.e2e.kinds import CASES, NOW, Case

from octomem import Orchestrator
from octomem.memory import Kind
from octomem.operation import Action


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Orchestrator]:
    """One store for all cases; each case is a user of its own."""
    with Orchestrator(path=tmp_path_factory.mktemp("kinds"), clock=lambda: NOW) as orchestrator:
        yield orchestrator


def test_every_kind_has_five_texts() -> None:
    """No kind is proved on fewer than five different texts."""
    counts = Counter(case.kind for case in CASES)

    assert set(Kind) == set(counts)
    assert 5 <= min(counts.values())
    assert len(CASES) == len({case.id for case in CASES})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_kind_is_written_and_comes_first(memory: Orchestrator, case: Case) -> None:
    """The agent adds a memory, and recall puts it before the other seven kinds."""
    user = f"user-{case.id}"
    result = memory.process(case.messages, user_id=user, session_id="s1")
    found = memory.recall(case.question, user_id=user, session_id="s1")
    added = {each.agent for each in result.operations if each.action in _WRITES}
    best = found.memories[0]

    assert () == result.degraded
    assert case.kind in added
    assert case.kind == best.kind
    assert case.expects.lower() in best.text.lower()
    assert set(best.sources) <= {message["id"] for message in case.messages}
    assert best.sources


@pytest.mark.parametrize("case", [c for c in CASES if c.hidden], ids=lambda case: case.id)
def test_secret_is_in_no_recalled_text(memory: Orchestrator, case: Case) -> None:
    """A vault value is cut out of every memory; only its label can be recalled."""
    user = f"secret-{case.id}"
    memory.process(case.messages, user_id=user, session_id="s1")
    found = memory.recall(case.question, user_id=user, session_id="s1", limit=50)

    assert found.memories
    assert all(case.hidden not in f"{m.text} {m.fields} {m.index_text}" for m in found.memories)


_WRITES = (Action.ADD, Action.SUPERSEDE)
