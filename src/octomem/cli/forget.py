"""`octomem forget`: erase a user or an organisation for good."""

import sys
from dataclasses import asdict
from typing import Annotated

import typer

import octomem
from octomem.cli.options import AsJson, Org, StorePath, User
from octomem.cli.output import console, counted, notes, print_json
from octomem.errors import UsageError
from octomem.foreign import as_json as to_json


def forget(
    *,
    user: User = None,
    org: Org = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Erase all that is known of a user or an organisation; it cannot be undone.

    Turns, memories with their history, and vault values go from every file of the store.
    """
    who = " of ".join(
        f"{name} {value!r}" for name, value in (("user", user), ("organisation", org)) if value
    )
    if who and not yes:
        _confirm(who)
    with octomem.Orchestrator(path=path) as memory, notes().status("forgetting"):
        receipt = memory.forget(user_id=user, org_id=org)
    if as_json:
        print_json(to_json(asdict(receipt), "receipt"))
    else:
        console().print(
            f"forgotten: {counted(receipt.turns, 'turn')}, {counted(receipt.memories, 'memory', 'memories')}, "
            f"{receipt.entities} entities, {receipt.secrets} secrets (receipt {receipt.id})"
        )


def _confirm(who: str) -> None:
    """Ask, where somebody can answer.

    Raises:
        UsageError: nobody can, or the answer is no.
    """
    if not sys.stdin.isatty():
        raise UsageError(f"this erases all memories of {who} for good; pass --yes to do it")
    if not typer.confirm(f"Erase all memories of {who} for good?", err=True):
        raise UsageError("nothing was erased")
