"""`octomem doctor`: is everything there that a store needs, and how to mend what is not."""

from dataclasses import asdict

import typer

import octomem
from octomem.checks import Health
from octomem.cli.options import AsJson, StorePath
from octomem.cli.output import console, notes, print_json, table
from octomem.foreign import as_json as to_json


def doctor(*, path: StorePath = None, as_json: AsJson = False) -> None:
    """Check the installation and the store, and say how to mend what is wrong.

    Changes nothing, and works beside an application that writes the store. Exits with 1
    when something failed.
    """
    with notes().status("looking"):
        checks = octomem.examine(path)
    failed = any(each.health is Health.FAILED for each in checks)
    if as_json:
        print_json({"ok": not failed, "checks": [to_json(asdict(c), "check") for c in checks]})
    else:
        rows = [(each.health.value, each.name, each.found, each.mend) for each in checks]
        console().print(table("doctor", ("state", "what", "found", "how to mend it"), rows))
    if failed:
        raise typer.Exit(1)
