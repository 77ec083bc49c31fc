"""`octomem stats`, `verify` and `rebuild`: the store as a whole."""

from dataclasses import asdict
from typing import Annotated, cast

import typer

import octomem
from octomem.cli.bar import bar
from octomem.cli.options import AsJson, StorePath
from octomem.cli.output import console, notes, print_json, remark, table, visible
from octomem.foreign import as_json as to_json
from octomem.jsons import JSON


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
        *(
            (f"changes the {each.name} has not followed", str(each.lag))
            for each in found.projections
        ),
        ("calls not committed", str(found.open_calls)),
        ("calls for a model to read, or to read again", str(found.pending)),
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
    for each in found.projections:
        if each.error is not None:
            remark(f"the {each.name} is down: {visible(each.error)}")


SHOWN = 100
"""Differences in the table at most; --json has all of them."""


def verify(
    *,
    path: StorePath = None,
    embeddings: Annotated[
        bool,
        typer.Option("--embeddings", help="Compare turns' vectors with their texts: takes long."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Compare the ledger with itself and with every projection, item by item.

    Changes nothing, and works beside an application that writes the store. Shows no content.
    Exits with 1 when something differs.
    """
    with octomem.Orchestrator(path=path, read_only=True) as memory, bar("verifying") as progress:
        found = memory.verify(embeddings=embeddings, progress=progress)
    if as_json:
        told = to_json(asdict(found), "verification")
        print_json({"ok": found.ok, "mend": list(found.mend), **cast("dict[str, JSON]", told)})
    else:
        _print_verification(found)
    if not found.ok:
        raise typer.Exit(1)


def _print_verification(found: octomem.Verification) -> None:
    out = console()
    rows = [
        (each.part.value, each.fault.value, each.kind, each.id, each.expected, each.found)
        for each in found.differences[:SHOWN]
    ]
    if rows:
        columns = ("part", "fault", "kind", "id", "expected", "there is")
        out.print(table("differences", columns, rows))
    if len(found.differences) > SHOWN:
        out.print(f"and {len(found.differences) - SHOWN} more; --json lists all of them")
    looked = ", ".join(f"{number:,} in {part}" for part, number in found.checked.items())
    out.print(f"compared: {looked}")
    if found.lag or found.open_calls:
        out.print(
            f"not finished: {found.lag:,} changes for the vector index, "
            f"{found.open_calls} calls; the next start that writes goes on with them"
        )
    out.print(f"{len(found.differences):,} differences in {found.seconds:.1f} s")
    for command in found.mend:
        out.print(f"to mend it: {command}")


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
