"""`octomem update` and `octomem undo`: change one memory, or take a change back."""

import json
from dataclasses import asdict
from typing import Annotated, cast

import typer

import octomem
from octomem.cli.manage import MemoryId
from octomem.cli.options import Agent, AsJson, Org, Session, StorePath, User
from octomem.cli.output import console, print_json, visible
from octomem.errors import UsageError
from octomem.foreign import as_json as to_json
from octomem.jsons import JSON


def update(  # noqa: PLR0913 - one parameter per option
    memory_id: MemoryId,
    *,
    text: Annotated[str | None, typer.Option("--text", help="The new text.")] = None,
    fields: Annotated[
        str | None, typer.Option("--fields", help='Fields to change: {"object": "Linz"}.')
    ] = None,
    user: User = None,
    agent: Agent = None,
    session: Session = None,
    org: Org = None,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Change a memory's text or some of its fields; what it was stays in its history."""
    changed = None if fields is None else _fields(fields)
    with octomem.Orchestrator(path=path) as memory:
        done = memory.update(
            memory_id,
            text=text,
            fields=changed,
            user_id=user,
            agent_id=agent,
            session_id=session,
            org_id=org,
        )
    if as_json:
        print_json(to_json(asdict(done), "operation"))
    else:
        console().print(f"updated: {done.text}")


def undo(  # noqa: PLR0913 - one parameter per option
    operation_id: Annotated[str, typer.Argument(help="The operation's id, as history shows it.")],
    *,
    user: User = None,
    agent: Agent = None,
    session: Session = None,
    org: Org = None,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Reverse an operation; what it changed is as it was before."""
    with octomem.Orchestrator(path=path) as memory:
        done = memory.undo(
            operation_id, user_id=user, agent_id=agent, session_id=session, org_id=org
        )
    if as_json:
        print_json(to_json(asdict(done), "operation"))
    else:
        console().print(f"undone: {visible(done.reason)}")


def _fields(text: str) -> dict[str, JSON]:
    """Read the fields.

    Raises:
        UsageError: they are no JSON object.
    """
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"--fields takes a JSON object: {error}") from None
    if not isinstance(value, dict):
        raise UsageError(f"--fields takes a JSON object, got {text!r}")
    return cast("dict[str, JSON]", value)
