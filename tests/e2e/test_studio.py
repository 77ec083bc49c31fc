"""Both graphs in a real `langgraph dev`, over HTTP."""

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from octomem import Orchestrator
from octomem.cli import app
from octomem.memory import Kind
from octomem.stores.ledger.recognise import FILE

REPO = Path(__file__).parents[2]
START_SECONDS = 90
AGENTS = {kind.value for kind in Kind}


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Studio:
    """A development server whose store is a fresh folder; it can be killed and started anew."""

    def __init__(self, folder: Path) -> None:
        self.store = folder / "store"
        self._folder = folder
        self.start()

    def start(self) -> None:
        """Start a server and wait until it answers."""
        port = free_port()
        log = self._folder / "server.log"
        command = [
            str(Path(sys.executable).with_name("langgraph")),
            *("dev", "--no-browser", "--no-reload", "--host", "127.0.0.1", "--port", str(port)),
            *("--config", str(REPO / "langgraph.json")),
        ]
        env = {**os.environ, "OCTOMEM_PATH": str(self.store), "LANGSMITH_TRACING": "false"}
        with log.open("w") as output:
            self._server = subprocess.Popen(  # noqa: S603 - our own words, no shell
                command, cwd=self._folder, env=env, stdout=output, stderr=output
            )
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)
        wait_until_up(self.client, self._server, log)

    def kill(self) -> None:
        """End the server as a crash does."""
        self._server.kill()
        self._server.wait(timeout=30)
        self.client.close()

    def stop(self) -> None:
        """End the server in peace."""
        self.client.close()
        self._server.terminate()
        self._server.wait(timeout=30)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """The server that all tests here share."""
    started = Studio(tmp_path_factory.mktemp("studio"))
    yield started
    started.stop()


@pytest.fixture
def studio(server: Studio) -> httpx.Client:
    """A client of the server that runs now."""
    return server.client


def wait_until_up(client: httpx.Client, server: subprocess.Popen[bytes], log: Path) -> None:
    """Poll until the server answers, and show its log if it does not."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if client.get("/ok").is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    pytest.fail(f"langgraph dev did not start:\n{log.read_text()[-3000:]}")


def new_thread(client: httpx.Client) -> str:
    """Open a thread."""
    return str(client.post("/threads", json={}).raise_for_status().json()["thread_id"])


def run(
    client: httpx.Client,
    graph: str,
    given: dict[str, Any] | None,
    thread: str | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Run a graph to its end and return its output."""
    thread = thread or new_thread(client)
    body = {"assistant_id": graph, "input": given, **more}
    answer = client.post(f"/threads/{thread}/runs/wait", json=body).raise_for_status().json()
    assert "__error__" not in answer, json.dumps(answer)[:2000]
    result: dict[str, Any] = answer
    return result


def submitted() -> list[dict[str, Any]]:
    """Return the inputs that the guide has its reader submit, in order."""
    guide = (REPO / "docs" / "debug-in-studio.md").read_text(encoding="utf-8")
    return [json.loads(block) for block in re.findall(r"```json\n(.*?)```", guide, re.DOTALL)]


def texts(entries: list[dict[str, Any]]) -> str:
    """Return the texts of a story's entries, to look for words in."""
    return " | ".join(entry["text"] for entry in entries)


@pytest.mark.parametrize("graph", ["ingest", "recall"])
def test_the_graph_shows_the_eight_agents_by_name(studio: httpx.Client, graph: str) -> None:
    """
    `/assistants/{id}/graph` has a node for each agent, and the stages around them.
    """
    found = studio.post("/assistants/search", json={"graph_id": graph}).raise_for_status().json()
    drawn = studio.get(f"/assistants/{found[0]['assistant_id']}/graph").raise_for_status().json()

    names = {node["id"] for node in drawn["nodes"]}
    stages = {"record", "route", "extract", "commit"}
    if graph == "recall":
        stages = {"understand", "fuse", "pack"}
    assert names >= AGENTS | stages
    edges = {(edge["source"], edge["target"]) for edge in drawn["edges"]}
    first, last = ("extract", "commit") if graph == "ingest" else ("understand", "fuse")
    assert edges >= {(first, agent) for agent in AGENTS} | {(agent, last) for agent in AGENTS}


def test_a_run_over_http_stores_and_recalls(studio: httpx.Client) -> None:
    """
    What `ingest` stores in one run, `recall` finds in another.
    """
    messages = [
        {
            "role": "user",
            "content": "I live in Graz and my sister Lena works at Siemens.",
            "id": "a",
        }
    ]

    stored = run(studio, "ingest", {"messages": messages, "user_id": "tom", "session_id": "s1"})
    found = run(studio, "recall", {"query": "Where do I live?", "user_id": "tom"})

    assert {"episodic", "semantic"} <= {operation["agent"] for operation in stored["operations"]}
    assert ["a"] == found["recall"]["memories"][0]["sources"]
    assert "Graz" in found["recall"]["memories"][0]["text"]


@pytest.mark.parametrize(
    ("graph", "fields"),
    [
        ("ingest", {"messages", "occurred_at", "metadata"}),
        ("recall", {"query", "kinds", "limit", "as_of", "known_at", "filters", "also", "explain"}),
    ],
)
def test_the_form_has_the_parameters(studio: httpx.Client, graph: str, fields: set[str]) -> None:
    """
    Studio makes its form of the input's schema: a described field per parameter.
    """
    found = studio.post("/assistants/search", json={"graph_id": graph}).raise_for_status().json()
    path = f"/assistants/{found[0]['assistant_id']}/schemas"
    form = studio.get(path).raise_for_status().json()["input_schema"]["properties"]

    assert fields | {"user_id", "org_id", "agent_id", "session_id"} == set(form)
    assert all(field["type"] and field["description"] for field in form.values())


def test_the_guide_s_steps_show_what_it_says(studio: httpx.Client) -> None:
    """
    docs/debug-in-studio.md, steps 2 to 6: what was read, superseded, recalled, and why.
    """
    first, second, question, then = submitted()

    why = run(studio, "ingest", first)["why"]
    assert AGENTS == set(why)
    assert why["procedural"]["routed"].startswith("no:")
    assert why["semantic"]["routed"]
    assert all(one["reason"] for one in why["semantic"]["extracted"])
    assert "Berlin" in texts(why["semantic"]["stored"])
    assert "peanuts" in texts(why["core"]["stored"])

    why = run(studio, "ingest", second)["why"]
    newer = next(one for one in why["semantic"]["superseded"] if "Munich" in one["text"])
    assert newer["replaces"]
    assert newer["reason"]
    assert "peanuts" in texts(why["core"]["deduplicated"])

    answer = run(studio, "recall", question)
    why = answer["why"]
    assert {"dense", "lexical"} <= set(why["engines"])
    for found in why["engines"].values():
        assert [one["rank"] for one in found] == list(range(1, len(found) + 1))
    semantic = why["agents"]["semantic"]
    assert "Munich" in semantic["ranking"][0]["text"]
    assert all(
        (one["relevance"] >= semantic["floor"]) == one["takes part"] for one in semantic["ranking"]
    )
    assert [True] * 3 == [one["in the answer"] for one in why["fused"][:3]]
    assert not any(one["in the answer"] for one in why["fused"][3:])
    assert "semantic" in why["fused"][0]["ranks"] or "episodic" in why["fused"][0]["ranks"]
    facts = [one for one in why["fused"] if one["kind"] == "semantic"]
    assert "Berlin" not in texts(facts)
    assert why["found"].startswith("True")

    facts = [
        one for one in run(studio, "recall", then)["why"]["fused"] if one["kind"] == "semantic"
    ]
    assert "Berlin" in texts(facts)
    assert "Munich" not in texts(facts)


def test_what_was_not_recalled_is_looked_for_from_the_end(
    studio: httpx.Client, server: Studio
) -> None:
    """
    Step 6: each of its reasons shows where the guide says, and the command line has the last.
    """
    first, second, question, _ = submitted()
    for given in (first, second):
        run(studio, "ingest", {**given, "user_id": "why"})
    asked = {**question, "user_id": "why"}

    few = run(studio, "recall", {**asked, "limit": 1})["why"]["fused"]
    assert [True, False] == [one["in the answer"] for one in few[:2]]
    more = run(studio, "recall", {**asked, "limit": 3})["why"]["fused"]
    assert few[1]["memory_id"] in {one["memory_id"] for one in more if one["in the answer"]}

    weak = run(studio, "recall", {**asked, "query": "What is the capital of Peru?"})["why"]
    rankings = [agent["ranking"] for agent in weak["agents"].values()]
    assert any(not one["takes part"] for ranking in rankings for one in ranking)
    assert weak["found"].startswith("False")

    found = run(studio, "recall", {**asked, "kinds": ["core"]})["why"]
    assert {"core"} == set(found["agents"])
    assert {"core"} == {one["kind"] for each in found["engines"].values() for one in each}

    scope = ["--user", "why", "--path", str(server.store), "--json"]
    listed = CliRunner().invoke(app, ["list", "--status", "superseded", *scope])
    (older,) = [one for one in json.loads(listed.stdout)["memories"] if one["kind"] == "semantic"]
    told = CliRunner().invoke(app, ["history", older["id"], *scope])
    assert "Berlin" in older["text"]
    assert "superseded" in told.stdout


def test_an_edited_message_is_another_turn(studio: httpx.Client, server: Studio) -> None:
    """
    Step 7: the same thread, run again with other words, keeps both.
    """
    thread = new_thread(studio)
    for text in ("I live in Graz.", "I live in Linz."):
        given = {"user_id": "edit", "messages": [{"role": "user", "content": text}]}
        run(studio, "ingest", given, thread)

    with Orchestrator(path=server.store, read_only=True) as memory:
        kept = memory.list(user_id="edit", kinds=["episodic"])
        assert ["I live in Linz.", "I live in Graz."] == [one.text for one in kept]


def test_a_thread_runs_again_from_any_checkpoint_and_stores_nothing_twice(
    studio: httpx.Client, server: Studio
) -> None:
    """
    Step 7: also messages with neither id nor timestamp.
    """
    thread = new_thread(studio)
    said = ["I live in Graz.", "Remind me to call the dentist.", "I live in Graz."]
    given = {"user_id": "again", "messages": [{"role": "user", "content": text} for text in said]}
    run(studio, "ingest", given, thread)

    def stored() -> set[str]:
        with Orchestrator(path=server.store, read_only=True) as memory:
            return {one.id for one in memory.list(user_id="again", status=None)}

    before = stored()
    history = f"/threads/{thread}/history"
    states = studio.post(history, json={"limit": 50}).raise_for_status().json()
    assert {"__start__", "record", "route", "extract", "commit", "explain"} <= {
        name for state in states for name in state["next"]
    }
    for state in states:
        if state["next"]:
            run(studio, "ingest", None, thread, checkpoint=state["checkpoint"])

    assert before
    assert before == stored()


def test_a_killed_server_s_run_is_finished_by_the_next(server: Studio) -> None:
    """
    Step 8: what was recorded is stored once, whether the run is sent again or not.
    """
    said = [
        {"role": "user", "content": f"My friend number {n} lives in Graz.", "id": f"k{n}"}
        for n in range(150)
    ]
    given = {"user_id": "killed", "session_id": "s1", "messages": said}
    run(server.client, "ingest", {"user_id": "first", "messages": said[:1]})
    thread = new_thread(server.client)
    body = {"assistant_id": "ingest", "input": given}
    server.client.post(f"/threads/{thread}/runs", json=body).raise_for_status()
    with closing(sqlite3.connect(f"file:{server.store / FILE}?mode=ro", uri=True)) as ledger:

        def is_open() -> bool:
            waiting = ledger.execute("SELECT count(*) FROM calls WHERE committed_at IS NULL")
            return bool(waiting.fetchone()[0])

        deadline = time.monotonic() + START_SECONDS
        while not is_open() and time.monotonic() < deadline:
            time.sleep(0.01)
        server.kill()
        assert is_open()

    server.start()
    again = run(server.client, "ingest", given)

    assert [] == again["operations"]
    assert [one["id"] for one in said] == again["turns"]
    with Orchestrator(path=server.store, read_only=True) as memory:
        assert 0 == memory.stats().open_calls
        turns = memory.list(user_id="killed", kinds=["episodic"], limit=1000)
        assert sorted(one["id"] for one in said) == sorted(one.sources[0] for one in turns)
