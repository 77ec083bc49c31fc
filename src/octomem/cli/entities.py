"""`octomem entities`, `merge-entities` and `split-entity`: who is who."""

from dataclasses import asdict
from typing import Annotated

import typer

import octomem
from octomem.cli.options import Agent, AsJson, Org, Session, StorePath, User
from octomem.cli.output import console, print_json, table, visible
from octomem.foreign import as_json as to_json
from octomem.operation import Operation


def entities(
    name: Annotated[str | None, typer.Argument(help="Only the one that goes by this name.")] = None,
    *,
    user: User = None,
    org: Org = None,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """List who and what the memories name, with all names of each."""
    with octomem.Orchestrator(path=path, read_only=True) as memory:
        found = memory.entities(name=name, user_id=user, org_id=org)
    if as_json:
        print_json([to_json(asdict(each), "entity") for each in found])
        return
    if not found:
        told = "No entities." if name is None else f"Nobody and nothing goes by {name!r}."
        console().print(visible(told))
        return
    rows = [(each.name, each.type, ", ".join(each.aliases)) for each in found]
    console().print(table("entities", ("name", "type", "also called"), rows))


def merge_entities(  # noqa: PLR0913 - one parameter per option
    name: Annotated[str, typer.Argument(help="What becomes another name.")],
    into: Annotated[str, typer.Argument(help="A name of whom or what it means.")],
    *,
    user: User = None,
    agent: Agent = None,
    session: Session = None,
    org: Org = None,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Say that two names mean one; `undo` takes it back."""
    with octomem.Orchestrator(path=path) as memory:
        done = memory.merge_entities(
            name, into, user_id=user, agent_id=agent, session_id=session, org_id=org
        )
    _print(done, as_json=as_json)


def split_entity(  # noqa: PLR0913 - one parameter per option
    name: Annotated[str, typer.Argument(help="The name that is somebody else's.")],
    other: Annotated[str, typer.Argument(help="A name of the entity that it leaves.")],
    *,
    user: User = None,
    agent: Agent = None,
    session: Session = None,
    org: Org = None,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Say that two names do not mean one, whatever the memories say; `undo` takes it back."""
    with octomem.Orchestrator(path=path) as memory:
        done = memory.split_entity(
            name, other, user_id=user, agent_id=agent, session_id=session, org_id=org
        )
    _print(done, as_json=as_json)


def _print(done: Operation, *, as_json: bool) -> None:
    if as_json:
        print_json(to_json(asdict(done), "operation"))
    else:
        console().print(f"noted: {visible(done.text)} ({done.id})")
