"""Secrets never reach a disk, an index or a host application, wherever in a call they stand."""

from pathlib import Path
from typing import Any, TypedDict

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import START, StateGraph

from octomem import Orchestrator
from octomem.checks import Health
from octomem.errors import VaultError
from octomem.orchestrator.doctor import examine
from octomem.settings import Settings

# LangGraph's own signatures leave type variables open; stores are looked at from within.
# pyright: reportUnknownMemberType=false, reportPrivateUsage=false

VALUE = "Blue-Kite-77"
SAID = {"role": "user", "content": f"My wifi password is {VALUE}.", "id": "m1"}
REPEATED = {"role": "user", "content": f"I typed {VALUE} and it works.", "id": "m2"}


def stored_bytes(folder: Path) -> bytes:
    """Return everything in a store's folder."""
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


@pytest.mark.parametrize(
    "calls",
    [
        [[SAID, REPEATED]],
        [[SAID], [REPEATED]],
        [[{**SAID, "metadata_note": VALUE}]],
        [[{**SAID, "content": [
            {"type": "text", "text": f"My wifi password is {VALUE}."},
            {"type": "image", "url": "https://example.org/a.png", "caption": f"note: {VALUE}"},
        ]}]],
        [[{"role": "user", "content": "hello", "id": "m0", "password": VALUE}, REPEATED]],
    ],
    ids=["in one call", "in a later call", "in metadata", "in a caption", "from metadata"],
)  # fmt: skip
def test_a_value_that_is_a_secret_anywhere_is_stored_nowhere(
    quick: Orchestrator, calls: list[list[dict[str, Any]]]
) -> None:
    """
    Text, caption, metadata, the same call or a later one: the value is cut out everywhere.
    """
    for messages in calls:
        quick.process(messages, user_id="mei", session_id="s1")
    quick.flush()

    assert VALUE.encode() not in stored_bytes(quick._engine.settings.path)


def test_a_sliding_window_of_messages_is_known_again(quick: Orchestrator) -> None:
    """
    Whether a message is the same does not depend on which others come along.
    """
    later = {"role": "user", "content": "And now the printer.", "id": "m3"}
    quick.process([SAID, REPEATED], user_id="mei", session_id="s1")

    result = quick.process([REPEATED, later], user_id="mei", session_id="s1")

    assert ("m2", "m3") == result.turns
    assert 3 == quick.stats().turns


def test_losing_the_key_loses_only_the_values(tmp_path: Path) -> None:
    """
    Writing goes on with a new key; only the old value cannot be revealed.
    """
    settings = Settings.load(path=tmp_path, embedder="hash")
    with Orchestrator(settings) as memory:
        memory.process([SAID], user_id="mei")
        secret = memory.list(user_id="mei", kinds=["knowledge"]).memories[0]
        assert memory.reveal(secret.id, user_id="mei") == VALUE
    (tmp_path / "vault.key").unlink()
    with Orchestrator(settings) as memory:
        memory.process([{**SAID, "id": "m9", "content": "My PIN is 4821."}], user_id="mei")
        newer = memory.recall("What is my PIN?", user_id="mei", kinds=["knowledge"]).memories[0]
        assert memory.reveal(newer.id, user_id="mei") == "4821"
        with pytest.raises(VaultError):
            memory.reveal(secret.id, user_id="mei")


def test_a_lost_key_that_comes_back_opens_what_it_sealed_beside_the_new_one(tmp_path: Path) -> None:
    """
    Neither key takes the other's place, each result says what is missing, and nothing is lost.
    """
    settings = Settings.load(path=tmp_path / "store", embedder="hash")
    with Orchestrator(settings) as memory:
        assert () == memory.process([SAID], user_id="mei").notes
    lost = (settings.path / "vault.key").rename(tmp_path / "found.key")
    for pin in ("4821", "7350"):
        with Orchestrator(settings) as memory:
            (note,) = memory.process(
                [{"role": "user", "content": f"My PIN is {pin}."}], user_id="mei"
            ).notes
            assert f"{str(settings.path / 'vault.key')!r} is missing" in note
    assert not (settings.path / "vault.key").exists()
    lost.rename(settings.path / "vault.key")

    with Orchestrator(settings) as memory:
        assert () == memory.process([REPEATED], user_id="mei").notes
        found = memory.list(user_id="mei", kinds=["knowledge"], status=None)
        opened = {memory.reveal(m.id, user_id="mei") for m in found if m.fields.get("vault_id")}
        assert memory.verify().ok
    assert {VALUE, "4821", "7350"} == opened
    assert VALUE.encode() not in stored_bytes(settings.path)
    checks = {each.name: each for each in examine(settings.path)}
    assert checks["vault"].health is Health.OK


def test_another_key_in_the_place_of_the_stores_is_kept_beside_the_one_that_is_brought_back(
    tmp_path: Path,
) -> None:
    """
    A loaded store has a key of its own: the doctor says under what name the old one goes beside it.
    """
    old, new = tmp_path / "old", tmp_path / "new"
    with Orchestrator(Settings.load(path=old, embedder="hash")) as memory:
        memory.process([SAID], user_id="mei")
        memory.export(tmp_path / "export.jsonl")
    with Orchestrator(Settings.load(path=new, embedder="hash")) as memory:
        memory.load(tmp_path / "export.jsonl")
        memory.process([{"role": "user", "content": "My PIN is 4821."}], user_id="tom")
    (failed,) = (one for one in examine(new) if one.name == "vault")
    assert failed.health is Health.FAILED
    assert "vault-old.key beside vault.key, which stays" in failed.mend
    (old / "vault.key").rename(new / "vault-old.key")

    (mended,) = (one for one in examine(new) if one.name == "vault")
    assert mended.health is Health.OK


class _State(TypedDict):
    done: bool


@pytest.mark.parametrize("face", ["process", "aprocess"])
async def test_a_host_graphs_checkpointer_sees_no_messages(quick: Orchestrator, face: str) -> None:
    """
    Called from a node of somebody's graph, the run is not part of what that graph saves.
    """

    async def node(state: _State) -> _State:
        if face == "process":
            quick.process([SAID], user_id="mei")
        else:
            await quick.aprocess([SAID], user_id="mei")
        return {"done": True}

    saver = InMemorySaver()
    graph = StateGraph(_State)
    graph.add_node("node", node)
    graph.add_edge(START, "node")
    host = graph.compile(checkpointer=saver)
    await host.ainvoke({"done": False}, {"configurable": {"thread_id": "t"}})

    assert VALUE not in repr(saver.storage) + repr(saver.writes) + repr(saver.blobs)


@pytest.mark.parametrize("session", ["s1", None])
def test_an_answer_is_sealed_in_the_same_call_and_in_the_next(
    quick: Orchestrator, session: str | None
) -> None:
    """
    "What's the wifi password?" - "sunflower-22": the session's last turn counts as before.
    """
    asked = {"role": "assistant", "content": "What is the wifi password?", "id": "q1"}
    quick.process([asked], user_id="mei", session_id=session)
    quick.process(
        [
            {"role": "user", "content": "sunflower-22", "id": "a1"},
            {"role": "assistant", "content": "And the alarm's PIN?", "id": "q2"},
            {"role": "user", "content": "4821", "id": "a2"},
        ],
        user_id="mei",
        session_id=session,
    )
    quick.flush()

    stored = stored_bytes(quick._engine.settings.path)
    assert b"sunflower-22" not in stored
    assert {"sunflower-22", "4821"} == {
        quick.reveal(one.id, user_id="mei")
        for one in quick.list(user_id="mei", kinds=["knowledge"]).memories
        if "password" in one.text or "pin" in one.text.lower()
    }


def test_a_question_of_another_session_makes_nothing_a_secret(quick: Orchestrator) -> None:
    """
    A number said in one session is no answer to what was asked in another.
    """
    quick.process(
        [{"role": "assistant", "content": "What's the pin?"}], user_id="mei", session_id="s1"
    )
    result = quick.process(
        [{"role": "user", "content": "4821", "id": "n1"}], user_id="mei", session_id="s2"
    )

    assert ("n1",) == result.turns
    assert () == quick.list(user_id="mei", kinds=["knowledge"]).memories
