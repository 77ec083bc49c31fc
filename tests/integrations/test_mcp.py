"""The MCP server, with the official client, over stdin and stdout and over HTTP."""

import asyncio
import json
import os
import re
import socket
import sys
import threading
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import McpError
from mcp.types import CallToolResult, TextContent, TextResourceContents
from typer.testing import CliRunner

from octomem import Orchestrator, Scope
from octomem.cli import app
from octomem.errors import SettingsError
from octomem.mcp import Owners, memory_server

READING = {
    "search_memories",
    "get_memories",
    "get_memory",
    "history",
    "context",
    "list_entities",
}
WRITING = {
    "add_memory",
    "update_memory",
    "delete_memory",
    "delete_all_memories",
    "consolidate",
    "merge_entities",
    "split_entity",
}
MEI, TOM = "token-of-mei-0123456789", "token-of-tom-0123456789"

Connect = Callable[[], AbstractAsyncContextManager[ClientSession]]


@pytest.fixture(scope="module")
def url(
    _opened: tuple[Orchestrator, Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A server of two users, told apart by their tokens."""
    file = tmp_path_factory.mktemp("mcp") / "tokens.json"
    file.write_text(json.dumps({MEI: {"user_id": "mcp-mei"}, TOM: {"user_id": "mcp-tom"}}))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        served = memory_server(_opened[0], Owners.read(file), port=port)
        config = uvicorn.Config(served.streamable_http_app(), log_level="warning")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}/mcp"
        server.should_exit = True
        thread.join()


@asynccontextmanager
async def over_http(url: str, token: str) -> AsyncGenerator[ClientSession]:
    """Connect as the holder of a token."""
    headers = {"Authorization": f"Bearer {token}"}
    async with (
        httpx.AsyncClient(headers=headers, timeout=30) as web,
        streamable_http_client(url, http_client=web) as (reading, writing, _),
        ClientSession(reading, writing) as session,
    ):
        await session.initialize()
        yield session


@asynccontextmanager
async def over_stdio(folder: Path) -> AsyncGenerator[ClientSession]:
    """Start `octomem mcp` for one user, as a host does."""
    command = StdioServerParameters(
        command=str(Path(sys.executable).with_name("octomem")),
        args=["mcp", "--user", "mcp-mei", "--path", str(folder / "store")],
        env={**os.environ, "OCTOMEM_EMBEDDER": "hash"},
    )
    async with (
        stdio_client(command) as (reading, writing),
        ClientSession(reading, writing) as session,
    ):
        await session.initialize()
        yield session


def told(result: CallToolResult) -> Any:
    """Return what a tool answered; fail where it failed."""
    assert not result.isError, result.content
    return result.structuredContent


def error(result: CallToolResult) -> str:
    """Return what a tool says went wrong; fail where nothing did."""
    assert result.isError, result.structuredContent
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


async def read(session: ClientSession, uri: Any) -> Any:
    """Read a resource as JSON."""
    (content,) = (await session.read_resource(uri)).contents
    assert isinstance(content, TextResourceContents)
    return json.loads(content.text)


async def consolidated(session: ClientSession) -> None:
    """Say something twice, and let it become one memory; then there is nothing left to do."""
    run = [{"role": "user", "content": "Went for a long run along the river."}]
    for _ in range(2):
        told(await session.call_tool("add_memory", {"messages": run}))
    done = told(await session.call_tool("consolidate", {}))
    assert (1, "add") == (done["episodes"], done["operations"][0]["action"])
    assert [] == told(await session.call_tool("consolidate", {}))["operations"]


async def who_is_who(session: ClientSession) -> None:
    """Say that two names are one, and that they are not."""
    call = session.call_tool
    for text in ("Robert plays chess.", "Bob likes tea."):
        told(await call("add_memory", {"text": text}))

    async def robert() -> list[str]:
        (found,) = told(await call("list_entities", {"name": "robert"}))["entities"]
        assert "Robert" == found["name"]
        return list(found["aliases"])

    assert [] == await robert()
    done = told(await call("merge_entities", {"name": "Bob", "into": "Robert"}))
    assert ("add", "Robert is also called Bob") == (done["action"], done["text"])
    assert ["Bob"] == await robert()
    told(await call("split_entity", {"name": "Bob", "other": "Robert"}))
    assert [] == await robert()
    assert "no entity" in error(await call("merge_entities", {"name": "Nobody", "into": "Bob"}))
    everybody = told(await call("list_entities", {}))["entities"]
    assert {"Robert", "Bob"} <= {one["name"] for one in everybody}


async def everything(session: ClientSession) -> None:
    """List, call and read all that a server has."""
    await session.call_tool("delete_all_memories", {"confirm": True})
    tools = {tool.name: tool for tool in (await session.list_tools()).tools}
    assert READING | WRITING == set(tools)
    for name, tool in tools.items():
        assert tool.annotations is not None
        assert tool.annotations.readOnlyHint == (name in READING)
        assert tool.annotations.openWorldHint is False
        assert {"user_id", "org_id", "agent_id"}.isdisjoint(tool.inputSchema["properties"])

    call = session.call_tool
    text = "I live in Graz. I'm allergic to peanuts."
    added = told(await call("add_memory", {"text": text, "metadata": {"project": "x"}}))
    assert {"episodic", "core"} <= {one["kind"] for one in added["operations"]}
    said = [{"role": "user", "content": "I have a cat named Miso.", "id": "cat"}]
    told(await call("add_memory", {"messages": said}))

    found = told(await call("search_memories", {"query": "Where do I live?", "limit": 3}))
    assert "Graz" in found["memories"][0]["text"]
    filtered: dict[str, Any] = {"query": "cat", "kinds": ["episodic"], "filters": {"project": "x"}}
    assert [
        "Graz" in one["text"] for one in told(await call("search_memories", filtered))["memories"]
    ]

    page = told(await call("get_memories", {"limit": 1}))
    assert page["next_cursor"]
    rest = told(await call("get_memories", {"cursor": page["next_cursor"]}))
    assert page["memories"][0]["id"] not in {one["id"] for one in rest["memories"]}

    (allergy,) = told(await call("get_memories", {"kinds": ["core"]}))["memories"]
    named: dict[str, Any] = {"memory_id": allergy["id"]}
    assert allergy["text"] == told(await call("get_memory", named))["text"]
    told(await call("update_memory", {**named, "text": "Mei is allergic to hazelnuts"}))
    changed = told(await call("history", named))
    assert [allergy["text"], "Mei is allergic to hazelnuts"] == [
        one["text"] for one in changed["versions"]
    ]
    assert "hazelnuts" in told(await call("context", {"query": "allergies"}))["context"]

    resources = {str(one.uri) for one in (await session.list_resources()).resources}
    assert {"memory://profile", "memory://recent"} == resources
    assert "hazelnuts" in (await read(session, "memory://profile"))["memories"][0]["text"]
    assert "Miso" in (await read(session, "memory://recent"))["memories"][0]["text"]
    (template,) = (await session.list_resource_templates()).resourceTemplates
    uri = template.uriTemplate.replace("{memory_id}", allergy["id"])
    assert allergy["id"] == (await read(session, uri))["id"]

    assert ["recall"] == [one.name for one in (await session.list_prompts()).prompts]
    prompt = await session.get_prompt("recall", {"question": "Where do I live?"})
    content = prompt.messages[0].content
    assert isinstance(content, TextContent)
    assert "Graz" in content.text
    assert content.text.endswith("Where do I live?")

    await consolidated(session)
    await who_is_who(session)
    told(await call("delete_memory", named))
    assert "in this scope" in error(await call("get_memory", named))
    assert "confirm" in error(await call("delete_all_memories", {"confirm": False}))
    assert told(await call("delete_all_memories", {"confirm": True}))["deleted"]
    assert [] == told(await call("get_memories", {"status": "all"}))["memories"]


async def test_everything_works_over_http(url: str) -> None:
    """Every tool, resource and prompt answers over streamable HTTP."""
    async with over_http(url, MEI) as session:
        await everything(session)


async def test_everything_works_over_stdio(tmp_path: Path) -> None:
    """The same over stdin and stdout, started by the command line."""
    async with over_stdio(tmp_path) as session:
        await everything(session)


def snippets() -> list[tuple[list[str], dict[str, str]]]:
    """Return the commands that docs/mcp.md has hosts run, with their environment."""
    guide = (Path(__file__).parents[2] / "docs" / "mcp.md").read_text(encoding="utf-8")
    blocks: list[str] = re.findall(r"```json\n(.*?)```", guide, re.DOTALL)
    written: list[dict[str, Any]] = [json.loads(block) for block in blocks]
    servers: list[dict[str, Any]] = []
    for each in written:
        servers += (each.get("mcpServers") or each.get("servers") or {}).values()
    found: list[tuple[list[str], dict[str, str]]] = [
        ([one["command"], *one["args"]], one.get("env", {})) for one in servers if "command" in one
    ]
    added: list[str] = re.findall(r"^claude mcp add memory -- (.*)$", guide, re.MULTILINE)
    return found + [(line.split(), {}) for line in added]


async def test_what_the_guide_has_hosts_run_is_a_server(tmp_path: Path) -> None:
    """Each host's snippet starts one on the folder it names, for the user it names."""
    commands = snippets()
    assert 3 == len(commands)

    for (program, *arguments), env in commands:
        assert "octomem" == program
        here = [one.replace("/home/mei", str(tmp_path)) for one in arguments]
        there = {name: value.replace("/home/mei", str(tmp_path)) for name, value in env.items()}
        command = StdioServerParameters(
            command=str(Path(sys.executable).with_name("octomem")),
            args=here,
            env={**os.environ, "OCTOMEM_EMBEDDER": "hash", **there},
        )
        async with (
            stdio_client(command) as (reading, writing),
            ClientSession(reading, writing) as session,
        ):
            await session.initialize()
            told(await session.call_tool("add_memory", {"text": "I live in Graz."}))

    with Orchestrator(path=tmp_path / "memory", read_only=True) as memory:
        assert len(commands) == len(memory.list(user_id="mei", kinds=["episodic"]).memories)


async def test_the_command_serves_http_by_token(tmp_path: Path) -> None:
    """The same, started by the command line: whose memory it is, is what the token stands for."""
    file = tmp_path / "tokens.json"
    file.write_text(json.dumps({MEI: {"user_id": "mcp-mei"}, TOM: {"user_id": "mcp-tom"}}))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [str(Path(sys.executable).with_name("octomem")), "mcp", "--http", address]
    server = await asyncio.create_subprocess_exec(
        *(*command, "--tokens", str(file), "--path", str(tmp_path / "store")),
        env={**os.environ, "OCTOMEM_EMBEDDER": "hash"},
    )
    url = f"http://{address}/mcp"
    async with httpx.AsyncClient() as web:
        while server.returncode is None:
            try:
                await web.get(url)
                break
            except httpx.TransportError:
                await asyncio.sleep(0.1)

    async with over_http(url, TOM) as session:
        told(await session.call_tool("add_memory", {"text": "I live in Linz."}))
    async with over_http(url, MEI) as session:
        await everything(session)
    async with over_http(url, TOM) as session:
        (mine,) = told(await session.call_tool("get_memories", {"kinds": ["episodic"]}))["memories"]
    server.terminate()
    await server.wait()

    assert "I live in Linz." == mine["text"]
    with Orchestrator(path=tmp_path / "store", read_only=True) as memory:
        assert 0 == memory.stats().open_calls


CALLS: list[tuple[str, dict[str, Any]]] = [
    ("search_memories", {"query": "password of Mei"}),
    ("get_memories", {}),
    ("context", {"query": "password of Mei"}),
    ("get_memory", {"memory_id": "ID"}),
    ("history", {"memory_id": "ID"}),
    ("update_memory", {"memory_id": "ID", "text": "changed"}),
    ("delete_memory", {"memory_id": "ID"}),
    ("delete_memory", {"memory_id": "ID", "with_sources": True}),
    ("delete_all_memories", {"confirm": True}),
    ("consolidate", {}),
    ("list_entities", {}),
    ("merge_entities", {"name": "Mei", "into": "Graz"}),
    ("split_entity", {"name": "Mei", "other": "Graz"}),
]
SCOPES: list[dict[str, Any]] = [
    {},
    {"user_id": "mcp-mei"},
    {"user": "mcp-mei"},
    {"scope": {"user_id": "mcp-mei"}},
    {"also": [{"user_id": "mcp-mei"}]},
]
FILTERS: list[dict[str, Any]] = [
    {"user_id": "mcp-mei"},
    {"user_id": "*"},
    {"or": [{"user_id": "mcp-mei"}, {"user_id": {"exists": False}}]},
    {"not": {"user_id": "mcp-tom"}},
]
ATTEMPTS = [(tool, {**given, **scope}) for tool, given in CALLS for scope in SCOPES] + [
    (tool, {**given, "filters": wanted})
    for tool, given in CALLS
    if tool in {"search_memories", "get_memories"}
    for wanted in FILTERS
]


async def test_no_argument_reaches_another_user(url: str) -> None:
    """By id, by filter, or by an argument that no tool has: Mei's memory stays hers."""
    async with over_http(url, MEI) as session:
        told(await session.call_tool("add_memory", {"text": "My secret garden is in Graz."}))
        mine = told(await session.call_tool("get_memories", {}))["memories"]
    secret = next(one for one in mine if one["kind"] == "episodic")["id"]

    async with over_http(url, TOM) as session:
        for tool, arguments in ATTEMPTS:
            given = {k: secret if v == "ID" else v for k, v in arguments.items()}
            result = await session.call_tool(tool, given)
            shown = json.dumps(result.model_dump(mode="json"))
            assert "garden" not in shown, (tool, given)
            if set(given) & {"user_id", "user", "scope", "also"}:
                assert "has no argument" in error(result)
        with pytest.raises(McpError, match="in this scope"):
            await read(session, f"memory://memories/{secret}")
        asked = {"question": "Where is the secret garden?"}
        assert "Graz" not in (await session.get_prompt("recall", asked)).model_dump_json()
        with pytest.raises(McpError, match="user_id"):
            await session.get_prompt("recall", {**asked, "user_id": "mcp-mei"})
        assert [] == (await read(session, "memory://recent"))["memories"]

    async with over_http(url, MEI) as session:
        still = told(await session.call_tool("get_memories", {}))["memories"]
        await session.call_tool("delete_all_memories", {"confirm": True})
    assert mine == still


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer not-a-token-of-anybody"}])
def test_a_request_without_a_known_token_is_refused(url: str, headers: dict[str, str]) -> None:
    """No token, or a wrong one, is nobody: 401."""
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}

    assert 401 == httpx.post(url, json=body, headers=headers).status_code


def test_a_web_page_cannot_ask(shared: Orchestrator) -> None:
    """A server on this machine answers no request that a browser sends for another site."""
    served = memory_server(shared, Scope(user_id="mcp-mei"))
    security = served.settings.transport_security

    assert security is not None
    assert security.enable_dns_rebinding_protection


async def test_a_reading_server_has_no_writing_tools(shared: Orchestrator) -> None:
    """With `read_only` what writes is not there at all."""
    served = memory_server(shared, Scope(user_id="mcp-mei"), read_only=True)

    assert READING == {tool.name for tool in await served.list_tools()}


@pytest.mark.parametrize(
    ("written", "match"),
    [
        ("[]", "map tokens"),
        ("{", "JSON"),
        ('{"short": {"user_id": "a"}}', "shorter than 16"),
        ('{"0123456789abcdef": {"user": "a"}}', "user_id"),
        ('{"0123456789abcdef": {}}', "no scope"),
    ],
)
def test_a_wrong_file_of_tokens_is_refused(tmp_path: Path, written: str, match: str) -> None:
    """The message says what is wrong, and never a whole token."""
    file = tmp_path / "tokens.json"
    file.write_text(written)

    with pytest.raises(SettingsError, match=match) as caught:
        Owners.read(file)
    assert "0123456789abcdef" not in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "match"),
    [
        ([], "no scope"),
        (["--user", "mei", "--http", "8000"], "HOST:PORT"),
        (["--user", "mei", "--http", "0.0.0.0:8000"], "--tokens"),
        (["--user", "mei", "--tokens", "x.json"], "goes with --http"),
        (["--user", "mei", "--http", "127.0.0.1:8000", "--tokens", "x.json"], "goes with --http"),
        (["--http", "127.0.0.1:8000", "--tokens", "missing.json"], "cannot be read"),
    ],
    ids=str,
)
def test_a_wrong_command_line_starts_nothing(arguments: list[str], match: str) -> None:
    """One line says what to do, before a store is opened."""
    done = CliRunner().invoke(app, ["mcp", *arguments])

    assert 2 == done.exit_code
    assert match in done.stderr
