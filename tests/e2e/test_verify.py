"""`verify` finds each way in which a store can be damaged, and `rebuild` makes it right again."""

import json
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from octomem import Orchestrator, Verification
from octomem.cli import app
from octomem.errors import EmbedderMismatchError, UsageError
from octomem.settings import Settings
from octomem.stores.chroma import Chroma
from octomem.stores.homes import FileHomes
from octomem.stores.seams import Vector
from octomem.stores.vectors import HOMES
from octomem.stores.verify.ledger import CHECKS
from octomem.verification import Fault, Part

Damage = Callable[[Path], None]

TEXTS = [
    "My sister Lena lives in Graz and works at Siemens.",
    "Remind me to call the dentist tomorrow.",
    "My wifi password is hunter22!x",
    "I am allergic to penicillin.",
    "I moved to Vienna in May.",
]
WORDS = ("Lena", "lena", "Graz", "graz", "Siemens", "siemen", "hunter22", "penicillin", "Vienna")
"""Content that no difference may show."""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with something in every table, deleted and changed memories included."""
    folder = tmp_path_factory.mktemp("sound") / "store"
    with Orchestrator(path=folder) as memory:
        for user in ("mei", "ada"):
            for number, text in enumerate(TEXTS):
                said = [{"role": "user", "name": user, "content": text, "id": f"{user}{number}"}]
                memory.process(said, user_id=user, session_id=f"s{number % 2}")
        (fact, *_) = memory.list(user_id="ada", kinds=["core", "semantic"])
        memory.delete(fact.id, user_id="ada")
        memory.flush()
    return folder


@pytest.fixture
def store(sound: Path, tmp_path: Path) -> Path:
    """A copy of it that may be damaged."""
    return Path(shutil.copytree(sound, tmp_path / "store"))


def sql(*statements: str) -> Damage:
    """Damage the ledger's file with statements, each of which must change something."""

    def damage(folder: Path) -> None:
        with closing(sqlite3.connect(folder / "ledger.sqlite")) as connection, connection:
            for statement in statements:
                assert connection.execute(statement).rowcount > 0, statement

    return damage


def some(folder: Path) -> tuple[str, int, Vector]:
    """Return a memory's id, partition and vector."""
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as connection:
        row = connection.execute("SELECT memory_id, partition, vector FROM vectors").fetchone()
    return row[0], row[1], np.frombuffer(row[2], dtype="<f4").astype(np.float32)


def indexed(change: Callable[[Chroma, str, int, Vector], None]) -> Damage:
    """Damage the vector index through Chroma."""

    def damage(folder: Path) -> None:
        chroma = Chroma(folder / "chroma" / "chroma", read_only=False)
        change(chroma, *some(folder))
        chroma.close()

    return damage


def spoilt(name: str) -> Damage:
    """Overwrite a database of the vector index, and take away the log that would mend it."""

    def damage(folder: Path) -> None:
        file = folder / "chroma" / name
        file.write_bytes(b"no database, but long enough for one " * 40)
        for log in file.parent.glob(f"{file.name}-*"):
            log.unlink()

    return damage


def removed(name: str) -> Damage:
    """Remove a file or a folder of the store."""

    def damage(folder: Path) -> None:
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    return damage


def one_less(table: str, key: str) -> Damage:
    """Delete one row of a table without row numbers."""
    return sql(f"DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} LIMIT 1)")  # noqa: S608


SWAPPED = """UPDATE vectors SET vector = (SELECT vector FROM vectors WHERE memory_id = (
        SELECT max(memory_id) FROM memory_versions WHERE kind = 'episodic' AND partition = 1))
    WHERE memory_id = (
        SELECT min(memory_id) FROM memory_versions WHERE kind = 'episodic' AND partition = 1)"""


@dataclass(frozen=True)
class Case:
    """One damage, and what `verify` must say of it."""

    name: str
    damage: Damage
    part: Part
    fault: Fault
    embeddings: bool = False


def cases(part: Part, *given: tuple[str, Fault, Damage]) -> list[Case]:
    """Build the cases of one part."""
    return [Case(f"{part}: {name}", damage, part, fault) for name, fault, damage in given]


PROJECTIONS = [
    *cases(
        Part.FULL_TEXT,
        ("no document", Fault.MISSING, sql("DELETE FROM text_documents WHERE doc = 1")),
        ("no posting", Fault.MISSING, one_less("text_postings", "partition, term, doc")),
        ("all gone", Fault.MISSING, sql("DELETE FROM text_postings", "DELETE FROM text_documents")),
        (
            "a posting of nothing",
            Fault.FOREIGN,
            sql("INSERT INTO text_postings VALUES (1, 'zebra', 9999, 1, 1, 0)"),
        ),
        (
            "a document twice",
            Fault.FOREIGN,
            sql(
                "INSERT INTO text_documents (partition, memory_id, session, length, terms)"
                " SELECT 2, memory_id, 0, length, terms FROM text_documents WHERE partition = 1"
                " LIMIT 1"
            ),
        ),
        (
            "another frequency",
            Fault.CHANGED,
            sql("UPDATE text_postings SET frequency = 7"),
        ),
        ("other words", Fault.CHANGED, sql("UPDATE text_documents SET terms = 'x' WHERE doc = 1")),
        ("another count", Fault.CHANGED, sql("UPDATE text_statistics SET documents = 1")),
        ("a session's length", Fault.CHANGED, sql("UPDATE text_sessions SET length = length + 1")),
        ("no session", Fault.MISSING, sql("DELETE FROM text_sessions WHERE session = 1")),
    ),
    *cases(
        Part.GRAPH,
        ("no mention", Fault.MISSING, one_less("graph_mentions", "partition, key")),
        ("no relation", Fault.MISSING, sql("DELETE FROM graph_relations")),
        ("no entity", Fault.MISSING, one_less("graph_entities", "partition, key")),
        ("no alias", Fault.MISSING, one_less("graph_aliases", "partition, key")),
        (
            "a mention of nothing",
            Fault.FOREIGN,
            sql("INSERT INTO graph_mentions VALUES (1, 'm_none', 'zed', '', 'Zed', '', '2024')"),
        ),
        (
            "a mention twice",
            Fault.FOREIGN,
            sql(
                "INSERT INTO graph_mentions SELECT 2, memory_id, key, alias_of, name, type,"
                " recorded_at FROM graph_mentions WHERE partition = 1 LIMIT 1"
            ),
        ),
        ("another time", Fault.CHANGED, sql("UPDATE graph_mentions SET recorded_at = '2024'")),
        ("another name", Fault.CHANGED, sql("UPDATE graph_entities SET name = 'Zed'")),
        ("another relation", Fault.CHANGED, sql("UPDATE graph_relations SET relation = 'hates'")),
    ),
    *cases(
        Part.INDEX,
        (
            "no vector",
            Fault.MISSING,
            indexed(lambda chroma, name, _number, _vector: chroma.delete("bucket-1", [name])),
        ),
        ("no index", Fault.MISSING, removed("chroma")),
        ("no homes", Fault.MISSING, removed("chroma/homes.sqlite")),
        (
            "a vector of nothing",
            Fault.FOREIGN,
            indexed(lambda c, _, number, v: c.upsert("bucket-1", ["m_none"], [number], v[None])),
        ),
        (
            "a vector twice",
            Fault.FOREIGN,
            indexed(lambda c, name, number, v: c.upsert("bucket-9", [name], [number], v[None])),
        ),
        (
            "another vector",
            Fault.CHANGED,
            indexed(lambda c, name, n, v: c.upsert("bucket-1", [name], [n], v[None, ::-1])),
        ),
        (
            "another partition",
            Fault.CHANGED,
            indexed(lambda c, name, n, v: c.upsert("bucket-1", [name], [3 - n], v[None])),
        ),
        ("a damaged database", Fault.UNREADABLE, spoilt("chroma/chroma.sqlite3")),
        ("damaged homes", Fault.UNREADABLE, spoilt("homes.sqlite")),
    ),
]
VECTORS = [
    *cases(
        Part.VECTORS,
        ("missing", Fault.MISSING, sql("DELETE FROM vectors WHERE rowid = 1")),
        ("of nothing", Fault.FOREIGN, sql("UPDATE vectors SET memory_id = 'm' WHERE rowid = 1")),
        ("cut off", Fault.CHANGED, sql("UPDATE vectors SET vector = x'00000000' WHERE rowid = 1")),
        (
            "no number",
            Fault.CHANGED,
            sql("UPDATE vectors SET vector = zeroblob(length(vector)) WHERE rowid = 1"),
        ),
        (
            "of another partition",
            Fault.CHANGED,
            sql("UPDATE vectors SET partition = 3 - partition"),
        ),
    ),
    *cases(
        Part.TOKENS,
        ("missing", Fault.MISSING, sql("DELETE FROM token_vectors WHERE rowid = 1")),
        (
            "of nothing",
            Fault.FOREIGN,
            sql("UPDATE token_vectors SET memory_id = 'm' WHERE rowid = 1"),
        ),
        ("cut off", Fault.CHANGED, sql("UPDATE token_vectors SET tokens = x'00' WHERE rowid = 1")),
        (
            "no numbers",
            Fault.CHANGED,
            sql("UPDATE token_vectors SET tokens = zeroblob(length(tokens)) WHERE rowid = 1"),
        ),
    ),
    Case(
        "vectors: of another text",
        sql(SWAPPED),
        Part.VECTORS,
        Fault.CHANGED,
        embeddings=True,
    ),
    Case(
        "token vectors: of another text",
        sql(
            "UPDATE token_vectors SET tokens = (SELECT tokens FROM token_vectors WHERE rowid = 2)"
            " WHERE rowid = 1"
        ),
        Part.TOKENS,
        Fault.CHANGED,
        embeddings=True,
    ),
]
LEDGER = cases(
    Part.LEDGER,
    (
        "a turn without its memory",
        Fault.MISSING,
        sql(
            "DELETE FROM memory_versions WHERE memory_id ="
            " (SELECT memory_id FROM memory_versions WHERE kind = 'episodic' LIMIT 1)"
        ),
    ),
    (
        "a turn remembered twice",
        Fault.DOUBLED,
        sql(
            "UPDATE memory_versions SET identity = (SELECT min(id) FROM turns WHERE partition = 1)"
            " WHERE kind = 'episodic' AND partition = 1"
        ),
    ),
    ("a memory without its turn", Fault.FOREIGN, sql("DELETE FROM turns WHERE seq = 1")),
    ("a place twice", Fault.DOUBLED, sql("UPDATE turns SET position = 0")),
    ("a gap in a session", Fault.MISSING, sql("UPDATE turns SET position = position * 2 + 1")),
    ("a lost call", Fault.MISSING, sql("DELETE FROM calls")),
    (
        "an open call of nothing",
        Fault.MISSING,
        sql("INSERT INTO calls VALUES ('c_none', 1, '2024', NULL)"),
    ),
    ("a version skipped", Fault.MISSING, sql("UPDATE memory_versions SET version = version + 10")),
    ("an interval not closed", Fault.CHANGED, sql("UPDATE memory_versions SET recorded_to = NULL")),
    (
        "a memory of two kinds",
        Fault.CHANGED,
        sql("UPDATE memory_versions SET kind = 'resource' WHERE version = 2"),
    ),
    ("turns that are no list", Fault.UNREADABLE, sql("UPDATE memory_versions SET turns = '[x'")),
    ("sources by another name", Fault.CHANGED, sql("UPDATE turns SET ref = ref || 'x'")),
    ("no links", Fault.MISSING, sql("DELETE FROM links")),
    (
        "a link from nothing",
        Fault.FOREIGN,
        sql("INSERT INTO links VALUES ('from_turn', 'm_none', 't_none')"),
    ),
    (
        "a replaced memory lost",
        Fault.FOREIGN,
        sql("INSERT INTO links VALUES ('replaces', 'm_none', 'm_other')"),
    ),
    (
        "a ground that does not hold",
        Fault.CHANGED,
        sql("UPDATE memory_versions SET status = 'retracted' WHERE kind = 'semantic'"),
    ),
    (
        "a ground that never was",
        Fault.MISSING,
        sql("UPDATE memory_versions SET grounds = '[\"m_none\"]' WHERE kind = 'contextual'"),
    ),
    ("grounds without links", Fault.MISSING, sql("DELETE FROM links WHERE type = 'derived_from'")),
    (
        "a link to what is no ground",
        Fault.FOREIGN,
        sql("INSERT INTO links VALUES ('derived_from', 'm_none', 'm_other')"),
    ),
    (
        "an undo of nothing",
        Fault.MISSING,
        sql("UPDATE operations SET action = 'undo', replaces = '[\"o_none\"]' WHERE seq = 1"),
    ),
    (
        "an operation on nothing",
        Fault.MISSING,
        sql("UPDATE operations SET memory_id = 'm_none' WHERE seq = 1"),
    ),
    ("a head that stands still", Fault.CHANGED, sql("UPDATE partitions SET head = 1")),
    ("a lost secret", Fault.MISSING, sql("DELETE FROM sealed_values")),
    (
        "what a call of nobody cost",
        Fault.FOREIGN,
        sql(
            "INSERT INTO extractions VALUES"
            " ('c_none', 99, '2024', 'm', 0, '', 1, 0, 0, 1, 1, 0.0, '{}')"
        ),
    ),
    ("a lost user", Fault.FOREIGN, sql("DELETE FROM partitions WHERE number = 2")),
    (
        "numbers that would be given again",
        Fault.CHANGED,
        sql("UPDATE sqlite_sequence SET seq = 1 WHERE name = 'memory_versions'"),
    ),
    (
        "a projection ahead of the ledger",
        Fault.CHANGED,
        sql("UPDATE progress SET seq = seq + 1000"),
    ),
)


def verified(folder: Path, *, embeddings: bool = False) -> Verification:
    """Verify read-only, as the command does."""
    with Orchestrator(path=folder, read_only=True) as memory:
        return memory.verify(embeddings=embeddings)


def test_a_sound_store_has_no_difference(sound: Path) -> None:
    """Everything is looked at, turns with their texts too, and nothing is wrong."""
    found = verified(sound, embeddings=True)

    assert () == found.differences
    assert found.ok
    assert {part.value for part in Part} == found.checked.keys()
    assert min(found.checked.values()) > 0
    assert (0, 0) == (found.lag, found.open_calls)


@pytest.mark.parametrize("case", [*PROJECTIONS, *VECTORS], ids=lambda case: case.name)
def test_each_damage_is_found_and_mended(case: Case, store: Path) -> None:
    """The part and the fault are named, no content is shown, and the named command mends it."""
    case.damage(store)
    found = verified(store, embeddings=case.embeddings)
    told = {(each.part, each.fault) for each in found.differences}
    with_embeddings = "octomem rebuild --embeddings" in found.mend

    assert (case.part, case.fault) in told, found.differences
    assert not [word for word in WORDS if word in str(found.differences)]
    assert with_embeddings == (case.part in {Part.VECTORS, Part.TOKENS})

    with Orchestrator(path=store) as memory:
        memory.rebuild(embeddings=with_embeddings)
    assert () == verified(store, embeddings=case.embeddings).differences


def test_what_was_not_written_to_its_end_is_mended_without_a_change(store: Path) -> None:
    """Its vectors count as missing, unread, and whoever opens the store to write fills it anew."""
    with closing(FileHomes(store / "chroma" / HOMES)) as homes:
        homes.begin("bucket-1")
    for file in (store / "chroma" / "chroma").glob("*/*"):
        file.write_bytes(b"")
    found = verified(store)
    assert {(Part.INDEX, Fault.MISSING)} == {(each.part, each.fault) for each in found.differences}

    with Orchestrator(path=store) as memory:
        index = memory._engine.index  # pyright: ignore[reportPrivateUsage]
        until = time.monotonic() + 60
        while index.unfinished() and time.monotonic() < until:
            time.sleep(0.05)

    assert verified(store).ok


def test_an_index_without_its_graph_is_found_and_mended(store: Path) -> None:
    """Chroma's database alone is no index: each vector counts as lost or the index as broken."""
    said = [{"role": "user", "content": f"Bus number {n} came late."} for n in range(120)]
    with Orchestrator(path=store) as memory:
        memory.process(said, user_id="mei")
        memory.flush()
    files = [file for file in (store / "chroma" / "chroma").glob("*/*") if file.is_file()]
    for file in files:
        file.write_bytes(b"")
    found = verified(store)

    assert files
    assert {Part.INDEX} == {each.part for each in found.differences}
    with Orchestrator(path=store) as memory:
        memory.rebuild()
    assert verified(store).ok


@pytest.mark.parametrize("case", LEDGER, ids=lambda case: case.name)
def test_a_ledger_at_odds_with_itself_is_told(case: Case, store: Path) -> None:
    """The rule that is broken names the item; only a backup brings the ledger back."""
    case.damage(store)
    found = verified(store)
    told = {(each.part, each.fault) for each in found.differences}

    assert (case.part, case.fault) in told, found.differences
    assert "octomem restore" in found.mend
    assert not [word for word in WORDS if word in str(found.differences)]


def test_every_rule_of_the_ledger_finds_something(sound: Path, tmp_path: Path) -> None:
    """No rule is idle: each kind that it can name is named by one of the damages above."""
    kinds: set[str] = set()
    for number, case in enumerate(LEDGER):
        folder = Path(shutil.copytree(sound, tmp_path / str(number)))
        case.damage(folder)
        kinds |= {each.kind for each in verified(folder).differences}

    assert {check.kind for check in CHECKS} <= kinds


def test_a_damaged_file_is_told_by_its_pages(store: Path) -> None:
    """What SQLite finds wrong with the file itself comes first, and nothing else is trusted."""
    with closing(sqlite3.connect(store / "ledger.sqlite")) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master"
            " WHERE name = 'turns_call') WHERE name = 'operations_call'"
        )
    found = verified(store)

    assert {(Part.LEDGER, Fault.UNREADABLE)} == {(e.part, e.fault) for e in found.differences}


def test_what_waits_is_no_difference(store: Path) -> None:
    """Unprojected changes are counted as lag, and the store is sound all the same."""
    with Orchestrator(path=store) as memory:
        memory._engine.projector.stop()  # pyright: ignore[reportPrivateUsage]
        memory.process([{"role": "user", "content": "I like tea."}], user_id="mei")
        found = memory.verify()

    assert () == found.differences
    assert found.lag > 0


def test_verifying_beside_a_writer_finds_nothing(tmp_path: Path) -> None:
    """While another thread writes, projects and deletes, no passing state is a difference."""
    settings = Settings.load(path=tmp_path, embedder="hash")
    over = threading.Event()
    with Orchestrator(settings) as writer:
        writer.process([{"role": "user", "content": "I live in Graz."}], user_id="u0")

        def write() -> None:
            number = 0
            while not over.is_set():
                number += 1
                said = [{"role": "user", "content": f"I have {number} apples in town {number}."}]
                writer.process(said, user_id=f"u{number % 5}")
                if number % 3 == 0:
                    (one, *_) = writer.list(user_id=f"u{number % 5}")
                    writer.delete(one.id, user_id=f"u{number % 5}")

        thread = threading.Thread(target=write)
        thread.start()
        try:
            with Orchestrator(settings, read_only=True) as reader:
                for _ in range(8):
                    assert () == reader.verify().differences
                    assert () == writer.verify().differences
        finally:
            over.set()
            thread.join()
        writer.flush()
        assert () == writer.verify().differences


def test_texts_are_compared_only_with_the_right_embedder(store: Path) -> None:
    """Another model's vectors cannot be compared; without `embeddings` the settings do not matter."""
    other = Settings.load(path=store, embedder="hash")
    with Orchestrator(other, read_only=True) as memory:
        assert memory.verify().ok
        with pytest.raises(EmbedderMismatchError):
            memory.verify(embeddings=True)
        with pytest.raises(UsageError, match="no option 'deep'"):
            memory.verify(deep=True)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]


async def test_the_asynchronous_twin_does_the_same(sound: Path) -> None:
    """`averify` returns what `verify` does, and tells how far it is."""
    seen: list[tuple[int, int]] = []
    async with Orchestrator(path=sound, read_only=True) as memory:
        found = await memory.averify(progress=lambda done, total: seen.append((done, total)))

    assert found.ok
    assert seen
    assert seen[-1][0] == seen[-1][1]
    assert sorted(seen) == seen


def test_the_command_exits_with_one_where_something_differs(store: Path) -> None:
    """A table for people, the same as JSON, and the command that mends it."""
    runner = CliRunner()
    fine = runner.invoke(app, ["verify", "--path", str(store)])
    sql("DELETE FROM text_documents WHERE doc = 1")(store)
    shown = runner.invoke(app, ["verify", "--path", str(store)])
    told = runner.invoke(app, ["verify", "--json", "--path", str(store)])

    assert (0, 1, 1) == (fine.exit_code, shown.exit_code, told.exit_code)
    assert "0 differences" in fine.stdout
    assert "octomem rebuild" in shown.stdout
    assert "text_documents" in shown.stdout
    found = json.loads(told.stdout)
    assert not found["ok"]
    assert ["octomem rebuild"] == found["mend"]
    assert {"part", "fault", "kind", "id", "expected", "found"} == found["differences"][0].keys()
