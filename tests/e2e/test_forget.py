"""What is forgotten is in no file of the store, and nobody else notices."""

# Faults are set from within, and rows are counted from within.
# pyright: reportPrivateUsage=false

import logging
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import inspect, select

from octomem import Orchestrator, Receipt
from octomem.errors import StoreError, UsageError
from octomem.memory import Memory
from octomem.settings import Settings
from octomem.stores.ledger import contents
from octomem.stores.ledger.schema import receipts
from octomem.stores.seams import Vector
from octomem.testing import HashEmbedder

MEI = "mei-zhang-4711"
SAID = [
    "I live in Quixhaven with my sister Zophelia Brandywick.",
    "The gate code for the Wimbledorf house is 8362914.",
    "Remind me to water the bougainvillea tomorrow.",
    "To reset the flumboxer: 1. Unplug it. 2. Wait. 3. Plug it in.",
    "Here is the plan: https://example.com/snorkelwacker.pdf",
]
ERASED = [
    "Quixhaven", "quixhaven", "Zophelia", "zophelia", "Brandywick", "bougainvillea",
    "flumboxer", "snorkelwacker", "Wimbledorf", "8362914", MEI, "session-xyzzy", "ref-plugh",
]  # fmt: skip
OTHERS = ["I live in Porto.", "My brother Jun works at Fiat.", "My wifi password is hunter2horse."]
QUESTIONS = ["Where do I live?", "Who works at Fiat?", "What is the wifi password?", "Jun"]


def messages(texts: list[str], prefix: str) -> list[dict[str, object]]:
    return [
        {"role": "user", "name": prefix, "content": text, "id": f"{prefix}-{number}"}
        for number, text in enumerate(texts)
    ]


def fill(memory: Orchestrator) -> None:
    """Two users whose vectors share a bucket."""
    memory.process(messages(SAID, "ref-plugh"), user_id=MEI, session_id="session-xyzzy")
    memory.process(messages(OTHERS, "Ada"), user_id="ada", session_id="s1")
    memory.flush()


def ranking(memory: Orchestrator) -> list[list[tuple[str, float | None]]]:
    return [
        [(m.id, m.score) for m in memory.recall(question, user_id="ada").memories]
        for question in QUESTIONS
    ]


def texts_in(folder: Path, texts: list[str]) -> set[tuple[str, str]]:
    """Say which file holds which text, whatever the file is."""
    return {
        (file.name, text)
        for file in folder.rglob("*")
        if file.is_file()
        for data in [file.read_bytes()]
        for text in texts
        if text.encode() in data
    }


def vectors_in(folder: Path, vectors: list[Vector]) -> set[str]:
    """Say which file holds one of the vectors, to within what normalising again changes."""
    return {
        file.name
        for file in folder.rglob("*")
        if file.is_file()
        for data in [file.read_bytes()]
        if any(_holds(data, vector, start) for vector in vectors for start in range(4))
    }


def _holds(data: bytes, vector: Vector, start: int) -> bool:
    numbers = np.frombuffer(data[start : len(data) - (len(data) - start) % 4], dtype="<f4")
    at = int(np.argmax(np.abs(vector)))
    with np.errstate(all="ignore"):
        found = np.flatnonzero(np.abs(numbers - vector[at]) < 1e-5) - at
        return any(
            place >= 0
            and place + len(vector) <= len(numbers)
            and bool(np.all(np.abs(numbers[place : place + len(vector)] - vector) < 1e-5))
            for place in found
        )


def vectors_of(memory: Orchestrator, user: str) -> list[Vector]:
    held: list[Memory] = list(memory.list(user_id=user, status=None, limit=1000))
    return [HashEmbedder().embed([one.searchable])[0] for one in held]


def folder_of(memory: Orchestrator) -> Path:
    return memory._engine.settings.path


def test_no_byte_of_what_is_forgotten_stays(quick: Orchestrator) -> None:
    """
    Texts, ids, names, secrets and vectors of the user are in no file, while the store is
    open; the other user's answers do not change, and both can go on.
    """
    fill(quick)
    folder = folder_of(quick)
    before, vectors = ranking(quick), vectors_of(quick, MEI)
    known = [text for text in ERASED if text != "8362914"]
    assert set(known) == {text for _, text in texts_in(folder, ERASED)}
    assert {"ledger.sqlite-wal", "chroma.sqlite3"} == vectors_in(folder, vectors)

    receipt = quick.forget(user_id=MEI)

    assert set() == texts_in(folder, ERASED)
    assert set() == vectors_in(folder, vectors)
    assert before == ranking(quick)
    assert [] == list(quick.list(user_id=MEI, status=None))
    assert not quick.recall("Where do I live?", user_id=MEI).memories
    assert len(SAID) == receipt.turns
    assert min(receipt.memories, receipt.vectors, receipt.entities, receipt.secrets) > 0

    quick.process(messages(["I live in Kyoto."], "new"), user_id=MEI)
    quick.flush()
    assert quick.recall("Where do I live?", user_id=MEI).found
    assert before == ranking(quick)
    quick.close()
    assert set() == texts_in(folder, [text for text in ERASED if text != MEI])


def test_what_was_deleted_and_changed_before_is_forgotten_too(quick: Orchestrator) -> None:
    """
    Superseded versions, tombstones and the vectors they had leave nothing either.
    """
    fill(quick)
    vectors = vectors_of(quick, MEI)
    for held in list(quick.list(user_id=MEI)):
        quick.delete(held.id, user_id=MEI)
    quick.flush()

    quick.forget(user_id=MEI)

    assert set() == texts_in(folder_of(quick), ERASED)
    assert set() == vectors_in(folder_of(quick), vectors)


def test_a_receipt_says_how_much_and_not_what(quick: Orchestrator) -> None:
    """
    It is kept in the store, names the user by a keyed hash only, and counts.
    """
    fill(quick)
    receipt = quick.forget(user_id=MEI)
    again = quick.forget(user_id=MEI)
    with quick._engine.ledger.read() as connection:
        kept = connection.execute(select(receipts).order_by(receipts.c.at)).mappings().all()

    assert [receipt.id, again.id] == [row["id"] for row in kept]
    assert [None, None] == [row["pending"] for row in kept]
    assert receipt.turns == kept[0]["counts"]["turns"]
    assert receipt.subject == again.subject
    assert Receipt(again.id, again.at, again.subject, 0, 0, 0, 0, 0, 0, 0) == again
    assert MEI not in str(kept)


def test_every_table_is_forgotten_or_holds_nobodys_memories(quick: Orchestrator) -> None:
    """
    A new table either has the column by which rows are forgotten, or is named.
    """
    named = {*contents.FORGOTTEN_BY_ID, *contents.ABOUT_THE_STORE}
    with quick._engine.ledger.read() as connection:
        found = inspect(connection)
        columns = {
            table: {column["name"] for column in found.get_columns(table)}
            for table in found.get_table_names()
        }

    assert set() == {
        table
        for table, names in columns.items()
        if contents.PARTITION not in names and table not in named
    }


def test_no_table_keeps_a_row_of_the_partition(quick: Orchestrator) -> None:
    """
    With one user only, every table of memories is empty afterwards.
    """
    quick.process(messages(SAID, "ref-plugh"), user_id=MEI, session_id="session-xyzzy")
    quick.forget(user_id=MEI)
    with quick._engine.ledger.read() as connection:
        held = {
            table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()  # noqa: S608
            for table in inspect(connection).get_table_names()
            if table not in contents.ABOUT_THE_STORE
        }

    assert dict.fromkeys(held, 0) == held


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        ({"user_id": MEI, "agent_id": "bot"}, "agent_id"),
        ({"user_id": MEI, "session_id": "s1"}, "session_id"),
        ({"session_id": "s1"}, "session_id"),
        ({}, "user_id"),
        ({"user_id": None, "org_id": None}, "user_id"),
        ({"user_id": ""}, "empty"),
        ({"user_id": MEI, "everything": True}, "everything"),
    ],
)
def test_only_whole_partitions_can_be_forgotten(
    quick: Orchestrator, ids: dict[str, str], expected: str
) -> None:
    """
    A call that names less than a partition, or nothing, erases nothing.
    """
    fill(quick)
    with pytest.raises(UsageError, match=expected):
        quick.forget(**ids)

    assert len(SAID) == len(quick.list(user_id=MEI, kinds=["episodic"]))


def test_a_wildcard_is_somebodys_name(quick: Orchestrator) -> None:
    """
    An id is a literal: nobody is called "*" or "%", so nothing is erased.
    """
    fill(quick)
    for name in ("*", "%", "mei-zhang-471_"):
        assert 0 == quick.forget(user_id=name).turns

    assert len(SAID) == len(quick.list(user_id=MEI, kinds=["episodic"]))


def test_an_organisations_memories_are_not_its_users(quick: Orchestrator) -> None:
    """
    The partition is the pair: forgetting the organisation leaves its user's own alone.
    """
    quick.process(messages(["We sell tea."], "a"), org_id="acme")
    quick.process(messages(["I drink tea."], "b"), org_id="acme", user_id=MEI)

    assert 1 == quick.forget(org_id="acme").turns
    assert 1 == len(quick.list(org_id="acme", user_id=MEI, kinds=["episodic"]))


def broken(*_: object) -> None:
    raise StoreError("no space", store="chroma", operation="erase")


@pytest.mark.parametrize("place", ["index.erase", "ledger.compact"])
def test_an_interrupted_forget_is_finished_by_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """
    The rows are gone at once; the bytes go when the store opens again.
    """
    given = Settings.load(path=tmp_path, embedder="hash")
    with Orchestrator(given) as memory:
        fill(memory)
        before, vectors = ranking(memory), vectors_of(memory, MEI)
        part, _, method = place.partition(".")
        with monkeypatch.context() as patched:
            patched.setattr(getattr(memory._engine, part), method, broken)
            with pytest.raises(StoreError, match="no space"):
                memory.forget(user_id=MEI)
        assert [] == list(memory.list(user_id=MEI, status=None))
        assert texts_in(tmp_path, ERASED) or vectors_in(tmp_path, vectors)

    with Orchestrator(given) as memory:
        assert set() == texts_in(tmp_path, ERASED)
        assert set() == vectors_in(tmp_path, vectors)
        assert before == ranking(memory)


def test_a_store_that_cannot_be_scrubbed_yet_still_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """
    The rows are gone from every answer; the log says what is left, and it is tried again.
    """
    given = Settings.load(path=tmp_path, embedder="hash")
    with monkeypatch.context() as patched:
        patched.setattr("octomem.stores.ledger.ledger.Ledger.compact", broken)
        with Orchestrator(given) as memory:
            fill(memory)
            with pytest.raises(StoreError):
                memory.forget(user_id=MEI)
        with caplog.at_level(logging.WARNING), Orchestrator(given) as memory:
            assert "forget.unfinished" in caplog.text
            assert [] == list(memory.list(user_id=MEI, status=None))

    with Orchestrator(given):
        assert set() == texts_in(tmp_path, ERASED)


KILLED = """
import os, signal, sys
from octomem import Orchestrator
from octomem.settings import Settings

with Orchestrator(Settings.load(path=sys.argv[1], embedder="hash")) as memory:
    chroma = memory._engine.index._chroma
    drop = chroma.drop
    def dies(name):
        if sys.argv[2] == "after":
            drop(name)
        os.kill(os.getpid(), signal.SIGKILL)
    chroma.drop = dies
    memory.forget(user_id=sys.argv[3])
"""


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_process_killed_while_it_forgets_harms_nobody(tmp_path: Path, moment: str) -> None:
    """
    Killed while the other user's vectors move, all of them are found by the next start.
    """
    given = Settings.load(path=tmp_path, embedder="hash")
    with Orchestrator(given) as memory:
        fill(memory)
        before, vectors = ranking(memory), vectors_of(memory, MEI)
        held = memory.stats().vectors - len(vectors_of(memory, MEI))
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", KILLED, str(tmp_path), moment, MEI],
        check=False,
        env={**os.environ},
    )
    assert -signal.SIGKILL == done.returncode

    with Orchestrator(given) as memory:
        memory.flush()
        assert set() == texts_in(tmp_path, ERASED)
        assert set() == vectors_in(tmp_path, vectors)
        assert before == ranking(memory)
        assert held == memory.stats().vectors


def test_a_call_under_way_does_not_bring_it_back(
    quick: Orchestrator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    What was recorded before and is committed after the erasure is refused.
    """
    commit = quick._engine.ledger.commit

    def late(*given: object) -> object:
        connection, *_ = given
        connection.exec_driver_sql("DELETE FROM calls")  # type: ignore[attr-defined]
        return commit(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(quick._engine.ledger, "commit", late)
    with pytest.raises(StoreError, match="erased by forget"):
        quick.process(messages(SAID, "ref-plugh"), user_id=MEI)


def test_others_work_on_while_one_is_forgotten(quick: Orchestrator) -> None:
    """
    Threads that ask and write meanwhile get no error, and nothing of theirs is lost.
    """
    fill(quick)
    before = ranking(quick)
    over = threading.Event()
    failures: list[BaseException] = []
    answers: list[list[list[tuple[str, float | None]]]] = []

    def ask() -> None:
        try:
            while not over.is_set():
                answers.append(ranking(quick))
        except BaseException as error:  # noqa: BLE001 - reported by the test
            failures.append(error)

    def write() -> None:
        try:
            for number in range(5):
                quick.process(messages([f"I have {number} apples."], f"b{number}"), user_id="bo")
        except BaseException as error:  # noqa: BLE001 - reported by the test
            failures.append(error)

    threads = [threading.Thread(target=work) for work in (ask, ask, write)]
    for thread in threads:
        thread.start()
    quick.forget(user_id=MEI)
    over.set()
    for thread in threads:
        thread.join(60)
    quick.flush()

    assert [] == failures
    assert all(before == answer for answer in answers)
    assert 5 == len(quick.list(user_id="bo", kinds=["episodic"]))
    assert set() == texts_in(folder_of(quick), ERASED)


async def test_the_asynchronous_twin_forgets(quick: Orchestrator) -> None:
    """
    `aforget` is the same method.
    """
    await quick.aprocess(messages(SAID, "ref-plugh"), user_id=MEI)

    assert len(SAID) == (await quick.aforget(user_id=MEI)).turns


def test_a_store_without_an_index_forgets(tmp_path: Path) -> None:
    """
    Nothing was projected yet: there is nothing to erase there.
    """
    with Orchestrator(Settings.load(path=tmp_path, embedder="hash")) as memory:
        assert 0 == memory.forget(user_id=MEI).turns


def test_a_reader_that_has_read_it_shows_it_no_more(quick: Orchestrator) -> None:
    """
    What another process keeps of a person is not shown once the ledger has no such person.
    """
    quick.process(messages(SAID, "ref-reader"), user_id=MEI)
    with Orchestrator(quick._engine.settings, read_only=True) as reader:
        assert reader.recall(SAID[0], user_id=MEI).memories
        quick.forget(user_id=MEI)
        assert () == reader.recall(SAID[0], user_id=MEI).memories
        quick.process(messages(["The kettle is blue."], "ref-again"), user_id=MEI)
        asked = reader.recall("Which colour is the kettle?", user_id=MEI, kinds=["episodic"])
        assert ["The kettle is blue."] == [one.text for one in asked.memories]
