"""A store written out and read in again is the same store; anything else is refused whole."""

# Tables are compared, and clocks set, from within.
# pyright: reportPrivateUsage=false

import base64
import hashlib
import io
import json
import os
import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect, select
from tests.e2e.test_rebuild import USER, fill, questions

from octomem import Orchestrator
from octomem.errors import (
    ExportFileError,
    StoreClosedError,
    StoreError,
    UsageError,
    VaultError,
)
from octomem.settings import Settings
from octomem.stores.ledger import contents
from octomem.stores.ledger.schema import metadata
from octomem.testing import HashEmbedder

KEY = base64.b64encode(bytes(range(32))).decode()
OTHER_KEY = base64.b64encode(bytes(range(1, 33))).decode()
SEED = 20260102


def opened(folder: Path, **more: Any) -> Orchestrator:
    return Orchestrator(
        Settings.load(**{"path": folder, "embedder": "hash", "vault_key": KEY, **more})
    )


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The demo conversation and a second user, with edits, deletions and a secret."""
    with opened(tmp_path_factory.mktemp("exported")) as memory:
        change(memory)
        return written(memory)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Two users with a message each, one of them a secret."""
    with opened(tmp_path_factory.mktemp("small")) as memory:
        for user, text in (
            ("mei", "I live in Graz."),
            ("ada", "My wifi password is hunter2horse."),
        ):
            memory.process([{"role": "user", "name": user, "content": text}], user_id=user)
        return written(memory)


def change(memory: Orchestrator) -> None:
    fill(memory)
    said = {"role": "user", "name": "Ada", "content": "My wifi password is hunter2horse."}
    memory.process([said, {**said, "content": "I live in Porto.\u2028Ok 😀"}], user_id="ada")
    fact = memory.list(user_id=USER, kinds=["semantic"]).memories
    memory.update(fact[0].id, text="Somebody lives somewhere", user_id=USER)
    memory.delete(fact[1].id, sources=True, user_id=USER)
    memory.flush()


def written(memory: Orchestrator, **options: Any) -> bytes:
    target = io.BytesIO()
    memory.export(target, **options)
    return target.getvalue()


def tables(memory: Orchestrator) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every exported table, in order."""
    with memory._engine.ledger.read() as connection:
        return {
            table.name: sorted(
                (tuple(map(repr, row)) for row in connection.execute(select(table))),
            )
            for table in contents.EXPORTED
        }


def answers(memory: Orchestrator) -> list[list[tuple[str, float | None]]]:
    asked = questions()[::3][:30]
    return [
        [(m.id, m.score) for m in memory.recall(question, user_id=USER).memories]
        for question in asked
    ]


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Orchestrator]:
    with opened(tmp_path / "target") as memory:
        yield memory


def test_a_store_comes_back_as_it_was(tmp_path: Path, target: Orchestrator) -> None:
    """
    Every row of every table, the answers to 30 questions, history and secrets.
    """
    with opened(tmp_path / "source") as source:
        change(source)
        before, told = tables(source), answers(source)
        target.load(io.BytesIO(written(source)))
        target.flush()
        secret = next(m for m in target.list(user_id="ada") if m.fields.get("vault"))
        gone = list(source.history(source.list(user_id=USER).memories[0].id, user_id=USER).versions)

        assert before == tables(target)
        assert told == answers(target)
        assert 30 == len(told)
        assert "hunter2horse" == target.reveal(secret.id, user_id="ada")
        assert gone == list(target.history(gone[0].id, user_id=USER).versions)
        assert source.stats() == target.stats()


def test_what_is_exported_again_is_the_same(exported: bytes, target: Orchestrator) -> None:
    """
    A loaded store's own export differs from the file in its header only.
    """
    target.load(io.BytesIO(exported))
    again = written(target)

    assert exported.splitlines()[1:-1] == again.splitlines()[1:-1]


def test_every_table_is_exported_or_named(quick: Orchestrator) -> None:
    """
    A new table of the schema or of the file is exported, or is said not to be.
    """
    named = {
        *(table.name for table in contents.EXPORTED),
        *contents.PROJECTED,
        *contents.ABOUT_THE_STORE,
        *contents.ABOUT_MODELS,
    }
    with quick._engine.ledger.read() as connection:
        held = {*inspect(connection).get_table_names(), *metadata.tables}

    assert set() == held - named


def test_a_writer_goes_on_after_loading(exported: bytes, target: Orchestrator) -> None:
    """
    Loaded memories are deduplicated against, superseded and numbered like any others.
    """
    target.load(io.BytesIO(exported))
    said = {"role": "user", "name": "Ada", "content": "I live in Porto."}
    target.process([said], user_id="ada")
    target.process([{**said, "content": "I live in Faro now."}], user_id="ada")
    homes = [m.text for m in target.list(user_id="ada", kinds=["semantic"]) if "live" in m.text]

    assert 1 == len(homes)
    assert "Faro" in homes[0]


def test_one_partition_is_exported_alone(
    exported: bytes, target: Orchestrator, tmp_path: Path
) -> None:
    """
    Nothing of another user is in its file, and it loads beside others, under a new number.
    """
    target.load(io.BytesIO(exported))
    ada, demo = written(target, user_id="ada"), written(target, user_id=USER)
    with opened(tmp_path / "third") as third:
        third.load(io.BytesIO(ada))
        result = third.load(io.BytesIO(demo))
        assert tables(target)["links"] == tables(third)["links"]
        assert answers(target) == answers(third)
        secret = next(m for m in third.list(user_id="ada") if m.fields.get("vault"))
        assert "hunter2horse" == third.reveal(secret.id, user_id="ada")

    assert b"Porto" in ada
    assert b"Porto" not in demo
    assert 1 == result.rows["partitions"]


def test_a_partition_that_is_there_is_not_loaded_over(small: bytes, target: Orchestrator) -> None:
    """
    Nothing is written, not even the partitions that were not there; after forgetting it loads.
    """
    target.process([{"role": "user", "content": "Hello."}], user_id="ada")
    before = tables(target)
    with pytest.raises(UsageError, match="already holds memories of user 'ada'"):
        target.load(io.BytesIO(small))
    assert before == tables(target)

    target.forget(user_id="ada")
    target.load(io.BytesIO(small))
    assert 2 == target.stats().partitions


def test_a_truncated_file_is_refused(small: bytes, target: Orchestrator) -> None:
    """
    Wherever it was cut off, nothing is written.
    """
    chance = random.Random(SEED)  # noqa: S311 - reproducible, not secret
    empty = tables(target)
    cuts = [0, 1, len(small) - 1, *(chance.randrange(len(small)) for _ in range(20))]
    for cut in cuts:
        with pytest.raises(ExportFileError, match="nothing was loaded"):
            target.load(io.BytesIO(small[:cut]))
        assert empty == tables(target)

    target.load(io.BytesIO(small))


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
def test_a_changed_byte_is_noticed(
    small: bytes, target: Orchestrator, place: float, byte: int
) -> None:
    """
    Whichever byte was changed to whatever, nothing is written.
    """
    at = int(place * len(small))
    if small[at] == byte:
        return
    with pytest.raises(UsageError):
        target.load(io.BytesIO(small[:at] + bytes([byte]) + small[at + 1 :]))

    assert 0 == target.stats().partitions


Change = Callable[[list[dict[str, Any]]], None]


def signed(lines: list[dict[str, Any]]) -> bytes:
    """Give edited lines a checksum and counts that fit."""
    body = b"".join(json.dumps(line).encode() + b"\n" for line in lines[:-1])
    rows = {table.name: 0 for table in contents.EXPORTED}
    for line in lines[1:-1]:
        name = next(iter(line))
        if name in rows:
            rows[name] += 1
    end = {"end": {"rows": rows, "sha256": hashlib.sha256(body).hexdigest()}}
    return body + json.dumps(end).encode() + b"\n"


def of(lines: list[dict[str, Any]], table: str) -> dict[str, Any]:
    row: dict[str, Any] = next(line[table] for line in lines if table in line)
    return row


def _set(table: str, name: str, value: object) -> Change:
    def change(lines: list[dict[str, Any]]) -> None:
        of(lines, table)[name] = value

    return change


def _first(name: str, value: object) -> Change:
    def change(lines: list[dict[str, Any]]) -> None:
        lines[0][name] = value

    return change


def _added(line: dict[str, Any]) -> Change:
    def change(lines: list[dict[str, Any]]) -> None:
        lines.insert(1, line)

    return change


def _twice(lines: list[dict[str, Any]]) -> None:
    at = next(number for number, line in enumerate(lines) if "turns" in line)
    lines.insert(at, lines[at])


def _turned_round(lines: list[dict[str, Any]]) -> None:
    at = next(number for number, line in enumerate(lines) if "calls" in line)
    lines.insert(at, lines.pop(next(n for n, line in enumerate(lines) if "turns" in line)))


def _missing(lines: list[dict[str, Any]]) -> None:
    del of(lines, "turns")["text"]


def _stranger(lines: list[dict[str, Any]]) -> None:
    at = max(number for number, line in enumerate(lines) if "memory_versions" in line)
    row = lines[at]["memory_versions"]
    row = {**row, "partition": 3 - row["partition"], "version": 99}
    lines.insert(at, {"memory_versions": row})


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_first("version", 3), "update octomem"),
        (_first("format", "other"), "no octomem export"),
        (_added({"spies": {}}), "expected one of"),
        (_added({"turns": {}, "calls": {}}), "expected one of"),
        (_turned_round, "come before"),
        (_twice, "is there already"),
        (_missing, "expected the fields"),
        (_stranger, "belongs to two partitions"),
        (_set("partitions", "user_id", ""), "user_id is empty"),
        (_set("partitions", "user_id", 5), "user_id must be text"),
        (_set("partitions", "partition", "1"), "cannot be"),
        (_set("turns", "partition", 77), "partition 77"),
        (_set("turns", "role", "boss"), "boss"),
        (_set("turns", "text", None), "text cannot be null"),
        (_set("turns", "text", "a\0"), "NUL"),
        (_set("turns", "text", "\ud800"), "surrogate"),
        (_set("turns", "position", 2**63), "position cannot be"),
        (_set("turns", "attachments", [5]), "attachments cannot be"),
        (_set("turns", "attachments", [{"type": 5}]), "attachments cannot be"),
        (_set("turns", "attachments", [{"spy": "x"}]), "spy"),
        (_set("turns", "occurred_at", "yesterday"), "yesterday"),
        (_set("turns", "occurred_at", "2024-01-01"), "no moment"),
        (_set("memory_versions", "kind", "boss"), "boss"),
        (_set("memory_versions", "sources", "abc"), "sources cannot be"),
        (_set("memory_versions", "fields", []), "fields cannot be"),
        (_set("memory_versions", "confidence", 10**400), "confidence cannot be"),
        (_set("memory_versions", "confidence", True), "confidence cannot be"),
        (_set("memory_versions", "deleted", 0), "deleted cannot be"),
        (_set("operations", "action", "boss"), "boss"),
        (_set("turns", "metadata", {"x": [2**63]}), "beyond 64 bits"),
        (_set("links", "source", "m_of_somebody"), "memory that the file lacks"),
        (_set("vectors", "memory_id", "m_of_somebody"), "memory that the file lacks"),
        (_set("vectors", "vector", "%%%"), "base64"),
        (_set("vectors", "vector", base64.b64encode(b"abcd").decode()), "no vector of 256"),
        (
            _set("vectors", "vector", base64.b64encode(b"\xff" * 1024).decode()),
            "no vector of 256",
        ),
    ],
)
def test_a_file_made_up_by_hand_is_refused(
    small: bytes, target: Orchestrator, change: Change, expected: str
) -> None:
    """
    A right checksum does not help: rows are checked one by one, and nothing is written.
    """
    lines = [json.loads(line) for line in small.splitlines()]
    change(lines)
    with pytest.raises(ExportFileError, match=expected) as caught:
        target.load(io.BytesIO(signed(lines)))

    assert caught.value.line > 0
    assert {name: [] for name in tables(target)} == tables(target)


def test_a_number_that_no_store_can_read_back_is_refused(
    small: bytes, target: Orchestrator
) -> None:
    """
    1e999 is JSON, and infinite.
    """
    *body, end = small.replace(b'"metadata":{}', b'"metadata":{"x":1e999}').splitlines(True)
    rows = json.loads(end)["end"]["rows"]
    ended = {"end": {"rows": rows, "sha256": hashlib.sha256(b"".join(body)).hexdigest()}}

    with pytest.raises(ExportFileError, match="beyond 64 bits"):
        target.load(io.BytesIO(b"".join(body) + json.dumps(ended).encode() + b"\n"))


def test_token_vectors_of_another_size_are_refused(tmp_path: Path) -> None:
    """
    Token vectors that cannot be compared with a question's would break every answer.
    """
    said = [{"role": "user", "content": "I live in Graz.", "id": "1"}]
    with Orchestrator(path=tmp_path / "source") as source:
        source.process(said, user_id="ada")
        lines = [json.loads(line) for line in written(source).splitlines()]
    of(lines, "token_vectors")["size"] //= 2

    with Orchestrator(path=tmp_path / "target") as memory:
        with pytest.raises(ExportFileError, match="no token vectors of 64"):
            memory.load(io.BytesIO(signed(lines)))
        assert 0 == memory.stats().partitions


def test_rows_of_somebody_in_the_store_cannot_be_reached(
    small: bytes, target: Orchestrator
) -> None:
    """
    A file cannot name a memory of another user, whether to link to it or to take it over.
    """
    said = {"role": "user", "name": "Bo", "content": "I live in Oslo."}
    target.process([said], user_id="bo")
    theirs = target.list(user_id="bo", kinds=["semantic"]).memories[0].id
    for table, name in (
        ("links", "source"),
        ("vectors", "memory_id"),
        ("memory_versions", "memory_id"),
    ):
        lines = [json.loads(line) for line in small.splitlines()]
        of(lines, table)[name] = theirs
        if table == "memory_versions":
            of(lines, table)["version"] = 99
        with pytest.raises(ExportFileError):
            target.load(io.BytesIO(signed(lines)))

    assert 1 == target.stats().partitions


@pytest.mark.parametrize(
    "text", ["", "\n", "[]\n", "5\n", "hello\n", '{"a": 1}\n', "[" * 100_000 + "\n", "\xff\n"]
)
def test_a_foreign_file_is_refused(target: Orchestrator, text: str) -> None:
    """
    What is no export is told so at its first line.
    """
    with pytest.raises(ExportFileError, match="line 1: no octomem export"):
        target.load(io.BytesIO(text.encode("latin-1")))


def test_something_after_the_end_is_refused(small: bytes, target: Orchestrator) -> None:
    """
    Two files in one are not an export.
    """
    with pytest.raises(ExportFileError, match="checksum"):
        target.load(io.BytesIO(small + b"{}\n"))


@pytest.mark.parametrize("vectors", [True, False])
def test_with_another_embedder_memories_are_embedded_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, vectors: bool
) -> None:
    """
    Vectors of another model, or none, do not matter: each memory gets the store's own.
    """
    with opened(tmp_path / "source") as source:
        source.process(
            [{"role": "user", "name": "Mei", "content": "I live in Graz."}], user_id="mei"
        )
        data = written(source, vectors=vectors)
    if vectors:
        monkeypatch.setattr(HashEmbedder, "name", "hash/2")
        monkeypatch.setattr(HashEmbedder.__init__, "__defaults__", (64,))
    with opened(tmp_path / "target") as memory:
        result = memory.load(io.BytesIO(data))
        memory.flush()
        stats = memory.stats()
        found = memory.recall("Where does Mei live?", user_id="mei", explain=True).memories

    assert result.embedded == stats.vectors == sum(stats.memories.values())
    assert "Graz" in found[0].text


def test_under_another_key_the_values_stay_closed(small: bytes, tmp_path: Path) -> None:
    """
    All else is loaded, the result says so, and `reveal` says why.
    """
    with opened(tmp_path / "target", vault_key=OTHER_KEY) as memory:
        result = memory.load(io.BytesIO(small))
        secret = next(m for m in memory.list(user_id="ada") if m.fields.get("vault"))
        with pytest.raises(VaultError, match="another key"):
            memory.reveal(secret.id, user_id="ada")
        assert not result.reveals

    with opened(tmp_path / "again") as memory:
        assert memory.load(io.BytesIO(small)).reveals


def test_under_another_key_what_is_sent_again_is_the_same_turn(tmp_path: Path) -> None:
    """
    Nothing is added, and what was deleted stays so; another text, time, session or agent is new.
    """
    at = "2024-01-01T09:00:00Z"
    here: dict[str, Any] = {"user_id": "mei", "session_id": "s1"}
    say = {"role": "user", "name": "Mei", "content": "My dog Rex is 3.", "timestamp": at}
    with opened(tmp_path / "source") as source:
        source.process([{**say, "content": "I live in Graz."}, say], **here)
        age = next(m for m in source.list(user_id="mei", kinds=["semantic"]) if "3" in m.text)
        source.delete(age.id, user_id="mei")
        data = written(source)

    with opened(tmp_path / "target", vault_key=OTHER_KEY) as memory:
        memory.load(io.BytesIO(data))
        assert not memory.process([{**say, "content": "I live in Graz."}, say], **here).operations
        assert not memory.process([say], **here).operations
        assert not [m for m in memory.list(user_id="mei", kinds=["semantic"]) if "3" in m.text]
        again: list[tuple[dict[str, str], dict[str, Any]]] = [
            ({**say, "content": "My dog Rex is 4."}, here),
            ({**say, "timestamp": "2024-01-02T09:00:00Z"}, here),
            (say, {**here, "session_id": "s2"}),
            (say, {**here, "agent_id": "a"}),
        ]
        for other, where in again:
            assert memory.process([other], **where).operations
            assert not memory.process([other], **where).operations
        assert not memory.verify().differences


def test_the_file_holds_no_key_and_no_secret(small: bytes) -> None:
    """
    Values are small as they are encrypted.
    """
    assert b"hunter2horse" not in small
    assert KEY.encode() not in small
    assert b"sealed_values" in small


def test_a_file_appears_whole_and_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Mode 0600; interrupted, the file that was there stays and nothing else is left.
    """
    file = tmp_path / "out.jsonl"
    with opened(tmp_path / "source") as memory:
        memory.process([{"role": "user", "content": "Hello."}], user_id="ada")
        memory.export(file)
        before = file.read_bytes()
        assert 0o600 == file.stat().st_mode & 0o777
        with monkeypatch.context() as patched:
            patched.setattr("octomem.stores.ledger.exchange.encoded", _interrupted)
            with pytest.raises(KeyboardInterrupt):
                memory.export(file)
        assert before == file.read_bytes()
        assert ["out.jsonl", "source"] == sorted(path.name for path in tmp_path.iterdir())
        for wrong in ("missing/out.jsonl", "out.jsonl/x", "x" * 300, "source", ""):
            with pytest.raises(UsageError, match="cannot write"):
                memory.export(tmp_path / wrong)
        with pytest.raises(UsageError, match="cannot read"):
            memory.load(tmp_path / "missing.jsonl")


def test_what_is_no_file_is_not_replaced_by_one(tmp_path: Path) -> None:
    """
    A pipe stays a pipe, as a device would; a link is replaced, and what it named stays.
    """
    kept, link, pipe = (tmp_path / name for name in ("kept", "link", "pipe"))
    kept.write_text("mine")
    link.symlink_to(kept)
    os.mkfifo(pipe)
    with opened(tmp_path / "source") as memory:
        with pytest.raises(UsageError, match="a device or a pipe"):
            memory.export(pipe)
        memory.export(link)

    assert pipe.is_fifo()
    assert not link.is_symlink()
    assert "mine" == kept.read_text()


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_an_interrupted_load_leaves_nothing(
    small: bytes, target: Orchestrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Whatever stops it, and as late as the projections: the store is as it was.
    """
    with monkeypatch.context() as patched:
        patched.setattr(target._engine.ledger, "project", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            target.load(io.BytesIO(small))
    assert {name: [] for name in tables(target)} == tables(target)

    target.load(io.BytesIO(small))
    assert 2 == target.stats().partitions


def test_a_reader_exports_beside_the_writer(tmp_path: Path) -> None:
    """
    Exporting needs no writer; loading does.
    """
    with opened(tmp_path) as memory:
        memory.process([{"role": "user", "content": "Hello."}], user_id="ada")
        with opened_read_only(tmp_path) as reader:
            data = written(reader)
            with pytest.raises(StoreError):
                reader.load(io.BytesIO(data))

    assert b"Hello." in data


def opened_read_only(folder: Path) -> Orchestrator:
    given = Settings.load(path=folder, embedder="hash", vault_key=KEY)
    return Orchestrator(given, read_only=True)


def test_progress_is_told(exported: bytes, target: Orchestrator) -> None:
    """
    The callback gets the rows done and the rows in all, and ends at the last.
    """
    seen: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> None:
        seen.append((done, total))

    result = target.load(io.BytesIO(exported), progress=tell)
    total = sum(result.rows.values())
    assert (total, total) == seen[-1]
    assert seen == sorted(seen)

    seen.clear()
    target.export(io.BytesIO(), progress=tell)
    assert (total, total) == seen[-1]


@pytest.mark.parametrize(
    ("ids", "expected"),
    [({"user_id": "nobody"}, "nothing is stored"), ({"session_id": "s1"}, "session_id"),
     ({"user_id": ""}, "empty")],
)  # fmt: skip
def test_a_wrong_scope_is_a_usage_error(
    target: Orchestrator, ids: dict[str, str], expected: str
) -> None:
    """
    Only whole partitions that exist are exported.
    """
    with pytest.raises(UsageError, match=expected):
        target.export(io.BytesIO(), **ids)  # type: ignore[arg-type]


def test_a_text_file_is_refused(small: bytes, target: Orchestrator) -> None:
    """
    Checksums are of bytes.
    """
    with pytest.raises(UsageError, match="binary mode"):
        target.load(io.StringIO(small.decode()))  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [io.StringIO(), 5])
def test_what_takes_or_gives_no_bytes_is_refused(target: Orchestrator, wrong: Any) -> None:
    """
    A text file or something else is the caller's mistake, and said so.
    """
    for method in (target.export, target.load):
        with pytest.raises(UsageError, match="binary mode"):
            method(wrong)


def test_an_empty_store_is_an_export_too(tmp_path: Path, target: Orchestrator) -> None:
    """
    It has a first and a last line, and loads.
    """
    with opened(tmp_path / "source") as source:
        data = written(source)

    assert 2 == len(data.splitlines())
    assert 0 == sum(target.load(io.BytesIO(data)).rows.values())


def test_an_open_call_is_finished_where_it_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: Orchestrator
) -> None:
    """
    What was recorded and not committed goes along, and `resume` finishes it there.
    """

    def fails(*_: object) -> None:
        raise StoreClosedError("no space", store="ledger", operation="write")

    with opened(tmp_path / "source") as source:
        with monkeypatch.context() as patched:
            patched.setattr(source._engine.ledger, "commit", fails)
            with pytest.raises(StoreError):
                source.process([{"role": "user", "content": "I live in Graz."}], user_id="mei")
        data = written(source)
    target.load(io.BytesIO(data))

    assert 1 == target.stats().open_calls
    assert 1 == len(target.resume())
    assert 1 == len(target.list(user_id="mei", kinds=["episodic"]))


async def test_the_asynchronous_twins_export_and_load(tmp_path: Path, target: Orchestrator) -> None:
    """
    `aexport` and `aload` are the same methods.
    """
    async with opened(tmp_path / "source") as source:
        await source.aprocess([{"role": "user", "content": "Hello."}], user_id="ada")
        await source.aexport(tmp_path / "out.jsonl", user_id="ada")

    assert 1 == (await target.aload(tmp_path / "out.jsonl")).rows["turns"]
    assert datetime.now(UTC) > target.list(user_id="ada").memories[0].recorded_at
