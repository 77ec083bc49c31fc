"""`octomem extract`: let a language model read again what it failed at."""

from typing import Annotated

import typer

import octomem
from octomem.cli.options import AsJson, Org, StorePath, User
from octomem.cli.output import console, print_degraded, print_json
from octomem.cli.process import merged, print_result, result_json
from octomem.errors import UsageError

Pending = Annotated[
    bool, typer.Option("--pending", help="The calls that a model failed at (required).")
]
Model = Annotated[
    str | None,
    typer.Option("--model", help="Another model than the settings', as litellm names it."),
]


def extract(  # noqa: PLR0913 - one parameter per option
    *,
    pending: Pending = False,
    model: Model = None,
    user: User = None,
    org: Org = None,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Let a language model read again what it failed at, and store what it adds."""
    if not pending:
        raise UsageError("say what to extract: --pending is all there is")
    with octomem.Orchestrator(path=path) as memory:
        results = memory.extract_pending(model=model, user_id=user, org_id=org)
        left = memory.stats().pending
    if as_json:
        print_json({"pending": left, "results": [result_json(each) for each in results]})
    elif results:
        print_result(merged(results, ()))
    if not as_json:
        console().print(f"{left} calls are still pending")
    print_degraded(tuple(each for one in results for each in one.degraded))
