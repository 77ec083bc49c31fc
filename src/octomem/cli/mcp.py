"""`octomem mcp`: serve one user's memory to hosts of the Model Context Protocol."""

import ipaddress
from pathlib import Path
from typing import Annotated

import typer

import octomem
from octomem.cli.options import Agent, Org, Session, StorePath, User
from octomem.errors import MissingExtraError, UsageError


def mcp(  # noqa: PLR0913 - one parameter per option
    *,
    user: User = None,
    org: Org = None,
    agent: Agent = None,
    session: Session = None,
    path: StorePath = None,
    http: Annotated[
        str | None,
        typer.Option(help="Serve HTTP at HOST:PORT, under /mcp; default: stdin and stdout."),
    ] = None,
    tokens: Annotated[
        Path | None,
        typer.Option(help="JSON file of bearer tokens and the ids each stands for; with --http."),
    ] = None,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="No tool writes; works beside another process.")
    ] = False,
) -> None:
    """Serve memory to an MCP host, such as an editor or a desktop assistant.

    Whose memory it is, is said here; no tool has an argument that changes it.
    """
    try:
        from octomem.mcp import Owners, memory_server  # noqa: PLC0415 - loads the MCP SDK
    except ModuleNotFoundError as error:
        raise MissingExtraError("mcp", "octomem mcp") from error
    scope: octomem.Scope | Owners
    given = {"user_id": user, "org_id": org, "agent_id": agent, "session_id": session}
    host, port = _address(http)
    if tokens is not None:
        if http is None or any(given.values()):
            raise UsageError("--tokens goes with --http, and says whose memory each request means")
        scope = Owners.read(tokens)
    elif http is not None and not _is_local(host):
        raise UsageError(
            f"{host} can be reached by others: name a file of bearer tokens (--tokens)"
        )
    else:
        scope = octomem.Scope(**given)
    with octomem.Orchestrator(path=path, read_only=read_only) as memory:
        server = memory_server(memory, scope, host=host, port=port, read_only=read_only)
        server.run("stdio" if http is None else "streamable-http")


def _address(http: str | None) -> tuple[str, int]:
    host, _, port = (http or "127.0.0.1:8000").rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 2**16:
        raise UsageError(f"--http takes HOST:PORT such as 127.0.0.1:8000, got {http!r}")
    return host.strip("[]"), int(port)


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
