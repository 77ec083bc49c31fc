"""Taking over a Mem0's store: real ones where mem0ai is installed, and as it writes them."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import chromadb
import pytest
from tests.integrations import mem0_backends
from typer.testing import CliRunner

from octomem import Orchestrator
from octomem.cli import app
from octomem.errors import UsageError
from octomem.integrations.mem0 import importing
from octomem.mem0 import Memory

HAS_MEM0 = importlib.util.find_spec("mem0") is not None
ID = "5b5dd2d2-d448-4f77-8171-afdb00000001"
CREATED = "2024-03-01T09:00:00+00:00"


def payload(user: str, **more: Any) -> dict[str, Any]:
    """Make what Mem0 stores with a vector."""
    return {
        "data": "I like tea.",
        "hash": "h",
        "created_at": CREATED,
        "updated_at": CREATED,
        "text_lemmatized": "like tea",
        "user_id": user,
        "role": "user",
        "topic": "drinks",
        **more,
    }


def foreign(name: str, user: str, **more: Any) -> importing.Foreign:
    """Make a memory of a Mem0."""
    held = payload(user, **more)
    return importing.Foreign(name, held["data"], held)


def test_a_chroma_folder_is_taken_over(shared: Orchestrator, user: str, tmp_path: Path) -> None:
    """Ids, texts, times, ids of agents and runs, and metadata are as they were."""
    client: Any = chromadb.PersistentClient(path=str(tmp_path / "db"))
    held = client.create_collection("mem0", embedding_function=None)
    rows = [payload(user), payload(user, data="I like rye.", run_id="r", agent_id="a")]
    names = [f"{user}-1", f"{user}-2"]
    held.add(ids=names, embeddings=[[1.0, 0.0], [0.0, 1.0]], metadatas=rows)
    client.close()

    done = importing.write(shared, importing.read(tmp_path / "db"))

    ours = Memory(memory=shared)
    one: Any = ours.get(names[0])
    assert importing.Imported(added=2) == done
    assert ("I like tea.", CREATED, {"topic": "drinks"}) == (
        one["memory"],
        one["created_at"],
        one["metadata"],
    )
    found = ours.search("rye", filters={"user_id": user, "run_id": "r", "agent_id": "a"})
    assert [names[1]] == [hit["id"] for hit in found["results"]]
    (then,) = shared.list(user_id=user, as_of="2024-03-02T00:00:00Z", limit=1)
    assert then.id in names


def test_the_same_import_again_changes_nothing(shared: Orchestrator, user: str) -> None:
    """What changed there is updated, what was deleted here stays deleted."""
    given = [foreign(f"{user}-{n}", user, data=f"I like tea {n}.") for n in range(3)]
    importing.write(shared, given)
    Memory(memory=shared).delete(f"{user}-0")

    given[1] = foreign(f"{user}-1", user, data="I like coffee.")
    done = importing.write(shared, given)

    assert importing.Imported(updated=1, unchanged=1, deleted=1) == done
    texts = sorted(one.text for one in shared.list(user_id=user))
    assert ["I like coffee.", "I like tea 2."] == texts
    assert 2 == len(shared.history(f"{user}-1", user_id=user).versions)


def test_nobody_s_memories_need_an_owner(shared: Orchestrator, user: str) -> None:
    """Without one nothing is stored at all."""
    orphan = importing.Foreign(f"{user}-1", "I like tea.", {"data": "I like tea."})
    given = [foreign(f"{user}-2", user), orphan]

    with pytest.raises(UsageError, match="--user"):
        importing.write(shared, given)
    assert 0 == len(shared.list(user_id=user))

    assert 2 == importing.write(shared, given, user_id=user).added


def test_an_id_cannot_take_the_place_of_somebody_else_s(shared: Orchestrator, user: str) -> None:
    """The same id under another user is refused; that user's memory stays."""
    importing.write(shared, [foreign(f"{user}-1", user)])

    with pytest.raises(UsageError, match="somebody else"):
        importing.write(shared, [foreign(f"{user}-1", f"{user}-thief", data="Mine.")])

    assert "I like tea." == shared.get(f"{user}-1", user_id=user).text


def test_the_command_line_reads_an_export(tmp_path: Path) -> None:
    """A JSON file as `get_all` returns it, as a list or under "results"."""
    export = tmp_path / "mem0.json"
    one = {"id": ID, "memory": "I like tea.", "metadata": {"topic": "drinks"}, "user_id": "mei"}
    export.write_text(json.dumps({"results": [{**one, "created_at": CREATED, "hash": "h"}]}))
    command = ["import", "mem0", str(export), "--path", str(tmp_path / "store"), "--json"]
    env = {"OCTOMEM_EMBEDDER": "hash"}

    first = CliRunner().invoke(app, command, env=env)
    again = CliRunner().invoke(app, command[:-1], env=env)

    assert {"added": 1, "updated": 0, "unchanged": 0, "deleted": 0} == json.loads(first.stdout)
    assert "imported: 0 added, 0 updated, 1 unchanged, 0 deleted" in again.stdout


@pytest.mark.parametrize(
    ("written", "match"),
    [
        (None, "no store of Mem0's"),
        ("{", "cannot be read as JSON"),
        ("5", "list of memories"),
        ("[5]", "no memory: 5"),
        ('[{"id": "a"}]', "without id or text"),
        ('[{"memory": "a"}]', "without id or text"),
    ],
)
def test_what_is_no_store_is_refused(tmp_path: Path, written: str | None, match: str) -> None:
    """The message says what was expected."""
    source = tmp_path / "source"
    if written is None:
        source.mkdir()
    else:
        source.write_text(written)

    with pytest.raises(UsageError, match=match):
        importing.read(source)


def test_a_missing_collection_names_those_there_are(tmp_path: Path) -> None:
    """So that the right one can be passed."""
    client: Any = chromadb.PersistentClient(path=str(tmp_path / "db"))
    client.create_collection("prefs", embedding_function=None)
    client.close()

    with pytest.raises(UsageError, match="prefs"):
        importing.read(tmp_path / "db")


@pytest.mark.skipif(not HAS_MEM0, reason="mem0ai is not installed; make test-integrations has it")
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("provider", ["chroma", "qdrant"])
def test_a_real_mem0_is_taken_over(
    shared: Orchestrator, user: str, tmp_path: Path, provider: str
) -> None:
    """What a real Mem0 has added and updated is found here under the same ids."""
    theirs = mem0_backends.real(tmp_path, provider)
    (one,) = theirs.add("I like tea.", user_id=user, infer=False, metadata={"k": "v"})["results"]
    theirs.add("I live in Graz. I have a cat.", user_id=user, run_id="r")
    theirs.update(one["id"], "I like coffee.")
    before = {m["id"]: m for m in theirs.get_all(filters={"user_id": user})["results"]}
    theirs.close()
    if provider == "qdrant":
        theirs.vector_store.client.close()

    done = importing.write(shared, importing.read(tmp_path / provider))

    after = Memory(memory=shared).get_all(filters={"user_id": user})["results"]
    assert importing.Imported(added=3) == done
    same = ("memory", "hash", "metadata", "created_at", "user_id")
    assert {m["id"]: [m[name] for name in same] for m in after} == {
        name: [m[field] for field in same] for name, m in before.items()
    }
