"""Both graphs in a real `langgraph dev`, over HTTP."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from octomem.memory import Kind

REPO = Path(__file__).parents[2]
START_SECONDS = 90
AGENTS = {kind.value for kind in Kind}


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a development server whose store is a fresh folder."""
    folder = tmp_path_factory.mktemp("studio")
    port = free_port()
    log = folder / "server.log"
    command = [
        str(Path(sys.executable).with_name("langgraph")),
        *("dev", "--no-browser", "--no-reload", "--host", "127.0.0.1", "--port", str(port)),
        *("--config", str(REPO / "langgraph.json")),
    ]
    env = {**os.environ, "OCTOMEM_PATH": str(folder / "store"), "LANGSMITH_TRACING": "false"}
    with log.open("w") as output:
        server = subprocess.Popen(command, cwd=folder, env=env, stdout=output, stderr=output)  # noqa: S603
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            wait_until_up(client, server, log)
            yield client
    finally:
        server.terminate()
        server.wait(timeout=30)


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


def run(client: httpx.Client, graph: str, given: dict[str, Any]) -> dict[str, Any]:
    """Run a graph to its end and return its output."""
    thread = client.post("/threads", json={}).raise_for_status().json()["thread_id"]
    body = {"assistant_id": graph, "input": given}
    answer = client.post(f"/threads/{thread}/runs/wait", json=body).raise_for_status().json()
    assert "__error__" not in answer, json.dumps(answer)[:2000]
    result: dict[str, Any] = answer
    return result


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

    stored = run(studio, "ingest", {"messages": messages, "user_id": "mei", "session_id": "s1"})
    found = run(studio, "recall", {"query": "Where do I live?", "user_id": "mei"})

    assert {"episodic", "semantic"} <= {operation["agent"] for operation in stored["operations"]}
    assert ["a"] == found["recall"]["memories"][0]["sources"]
    assert "Graz" in found["recall"]["memories"][0]["text"]
