"""`octomem stats` and `rebuild`: the store as a whole."""

from dataclasses import asdict
from typing import Annotated

import typer

import octomem
from octomem.cli.options import AsJson, StorePath
from octomem.cli.output import console, notes, print_json, table
from octomem.foreign import as_json as to_json


def stats(*, path: StorePath = None, as_json: AsJson = False) -> None:
    """Count what the store holds, and how far its projections have come."""
    with octomem.Orchestrator(path=path, read_only=True) as memory:
        found = memory.stats()
    if as_json:
        print_json(to_json(asdict(found), "stats"))
        return
    counted = [(kind, str(number)) for kind, number in found.memories.items()]
    rest = [
        ("turns", str(found.turns)),
        ("operations", str(found.operations)),
        ("users and organisations", str(found.partitions)),
        ("vectors", str(found.vectors)),
        ("changes not projected yet", str(found.lag)),
        ("calls not committed", str(found.open_calls)),
        ("calls for a model to read again", str(found.pending)),
        ("model calls", str(found.usage.calls)),
        (
            "prompt and completion tokens",
            f"{found.usage.prompt_tokens:,} and {found.usage.completion_tokens:,}",
        ),
        ("cost in US dollars", f"{found.usage.cost:.4f}"),
        ("embedder", found.embedder),
    ]
    out = console()
    out.print(table("current memories", ("kind", "number"), counted))
    out.print(table("store", ("what", "number"), rest))


def rebuild(
    *,
    path: StorePath = None,
    embeddings: Annotated[
        bool, typer.Option("--embeddings", help="Embed every memory anew as well.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Throw every projection away and fill it anew from the ledger."""
    with (
        octomem.Orchestrator(path=path) as memory,
        notes().status("rebuilding"),
    ):
        memory.rebuild(embeddings=embeddings)
        found = memory.stats()
    if as_json:
        print_json({"vectors": found.vectors, "embedder": found.embedder})
    else:
        console().print(f"rebuilt: {found.vectors} vectors of {found.embedder}")
