"""`octomem show`, `history`, `delete` and `reveal`: one memory by its id."""

import sys
from dataclasses import asdict
from datetime import UTC
from typing import Annotated

import typer

import octomem
from octomem.cli.options import Agent, AsJson, Org, Session, StorePath, User
from octomem.cli.output import cited, console, day, memory_json, print_json, table, visible
from octomem.foreign import as_json as to_json
from octomem.jsons import JSON
from octomem.memory import Memory

MemoryId = Annotated[str, typer.Argument(metavar="ID", help="The memory's id, as `list` shows it.")]


def show(  # noqa: PLR0913 - one parameter per option
    memory_id: MemoryId,
    *,
    user: User = None,
    agent: Agent = None,
    session: Session = None,
    org: Org = None,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Show one memory with all its fields."""
    with octomem.Orchestrator(path=path, read_only=True) as memory:
        found = memory.get(memory_id, user_id=user, agent_id=agent, session_id=session, org_id=org)
    if as_json:
        print_json(memory_json(found))
        return
    rows = [(name, _plain(value)) for name, value in memory_json(found).items()]
    console().print(table(found.id, ("field", "text"), rows))


def history(  # noqa: PLR0913 - one parameter per option
    memory_id: MemoryId,
    *,
    user: User = None,
    agent: Agent = None,
    session: Session = None,
    org: Org = None,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Show every version of a memory and why it was written, also of a deleted one."""
    with octomem.Orchestrator(path=path, read_only=True) as memory:
        found = memory.history(
            memory_id, user_id=user, agent_id=agent, session_id=session, org_id=org
        )
    if as_json:
        print_json(
            {
                "versions": [memory_json(each) for each in found.versions],
                "operations": [to_json(asdict(each), "operation") for each in found.operations],
            }
        )
        return
    out = console()
    columns = ("version", "status", "valid", "text", "from", "recorded (UTC)")
    out.print(table("versions", columns, [_version_row(each) for each in found.versions]))
    done = [(each.id, each.action, each.reason, each.text) for each in found.operations]
    out.print(table("operations", ("id", "action", "why", "text"), done))


def delete(  # noqa: PLR0913 - one parameter per option
    memory_id: MemoryId,
    *,
    sources: Annotated[
        bool, typer.Option("--sources", help="Delete the turns it came from as well.")
    ] = False,
    user: User = None,
    agent: Agent = None,
    session: Session = None,
    org: Org = None,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Take a memory out of every answer; its history stays.

    The turns it came from stay too, and do not bring it back. With --sources they go, and
    with them what rests on them alone.
    """
    with octomem.Orchestrator(path=path) as memory:
        done = memory.delete(
            memory_id,
            sources=sources,
            user_id=user,
            agent_id=agent,
            session_id=session,
            org_id=org,
        )
    if as_json:
        print_json(to_json(asdict(done), "operation"))
    else:
        console().print(f"deleted: {visible(done.text)}")


def reveal(  # noqa: PLR0913 - one parameter per option
    memory_id: MemoryId,
    *,
    user: User = None,
    agent: Agent = None,
    session: Session = None,
    org: Org = None,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Print the secret that a vault memory stands for, and nothing else."""
    with octomem.Orchestrator(path=path, read_only=True) as memory:
        value = memory.reveal(
            memory_id, user_id=user, agent_id=agent, session_id=session, org_id=org
        )
    if as_json:
        print_json({"id": memory_id, "value": value})
    else:
        sys.stdout.write(f"{visible(value) if sys.stdout.isatty() else value}\n")


def _version_row(memory: Memory) -> tuple[str, ...]:
    return (
        str(memory.version),
        "deleted" if memory.deleted else memory.status.value,
        f"{day(memory.began)} to {day(memory.valid_to)}".strip(),
        memory.text,
        cited(memory.sources),
        f"{memory.recorded_at.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
    )


def _plain(value: JSON) -> str:
    """Write a field on lines of its own where it has several values."""
    if isinstance(value, dict):
        return "\n".join(f"{name}: {each}" for name, each in value.items())
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return "" if value is None else str(value)
