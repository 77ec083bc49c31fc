"""`octomem import`: take over what another memory has stored."""

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

import octomem
from octomem.cli.options import AsJson, StorePath, User
from octomem.cli.output import console, counted, notes, print_json
from octomem.foreign import as_json as to_json


class Origin(StrEnum):
    """Whose stores can be read."""

    MEM0 = "mem0"


def import_from(  # noqa: PLR0913 - one parameter per option
    origin: Annotated[Origin, typer.Argument(help="Which memory it comes from.")],
    source: Annotated[Path, typer.Argument(help="Its Chroma or Qdrant folder, or a JSON file.")],
    *,
    collection: Annotated[str, typer.Option(help="The collection's name.")] = "mem0",
    user: User = None,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Take over another memory's store; the same import again changes nothing.

    With --user, what names nobody becomes that user's.
    """
    from octomem.integrations.mem0 import importing  # noqa: PLC0415 - only this command needs it

    assert origin is Origin.MEM0  # noqa: S101 - the only one there is
    found = importing.read(source, collection)
    with octomem.Orchestrator(path=path) as memory:
        with notes().status(f"importing {counted(len(found), 'memory', 'memories')}"):
            done = importing.write(memory, found, user_id=user)
        memory.flush()
    if as_json:
        print_json(to_json(asdict(done), "imported"))
    else:
        told = ", ".join(f"{count} {what}" for what, count in asdict(done).items())
        console().print(f"imported: {told}")
