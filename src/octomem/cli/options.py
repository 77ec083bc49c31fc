"""Options that several commands share, so that each reads and behaves the same everywhere."""

from pathlib import Path
from typing import Annotated

import typer

StorePath = Annotated[
    Path | None,
    typer.Option("--path", help="Folder of the store; default OCTOMEM_PATH, else ./memory."),
]
User = Annotated[str | None, typer.Option("--user", help="Whose memories: user id.")]
Agent = Annotated[str | None, typer.Option("--agent", help="Agent id.")]
Session = Annotated[str | None, typer.Option("--session", help="Session id.")]
Org = Annotated[str | None, typer.Option("--org", help="Organisation id.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]
