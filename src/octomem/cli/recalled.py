"""Options and output that `octomem recall` and `octomem answer` share."""

from dataclasses import asdict
from typing import Annotated

import typer

from octomem.foreign import as_json
from octomem.jsons import JSON
from octomem.memory import Kind
from octomem.results import Rewritten

Kinds = Annotated[list[Kind] | None, typer.Option("--kind", help="Only this kind; repeatable.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="What was true at this moment (ISO 8601).")
]
KnownAt = Annotated[
    str | None, typer.Option("--known-at", help="What was known at this moment (ISO 8601).")
]
Rewrite = Annotated[
    bool, typer.Option("--rewrite", help="Let the model put the question in other words too.")
]


def rewritten_json(made: Rewritten | None) -> JSON:
    """Return what a model made of a question, as JSON values."""
    if made is None:
        return None
    days = {"since": made.since, "until": made.until}
    return {
        "questions": list[JSON](made.questions),
        **{name: None if day is None else day.isoformat() for name, day in days.items()},
        "rejected": as_json([asdict(each) for each in made.rejected], "recall"),
    }
