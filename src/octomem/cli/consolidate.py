"""`octomem consolidate`: make what is stored denser; nothing is deleted."""

from dataclasses import asdict

import typer

import octomem
from octomem.cli.bar import bar
from octomem.cli.interrupt import finishing
from octomem.cli.options import Agent, AsJson, Org, Session, StorePath, User
from octomem.cli.output import console, print_json, remark, table
from octomem.foreign import as_json as to_json

SHOWN = 50
"""Operations in the table at most; --json has all of them."""


class _Stopped(Exception):  # noqa: N818 - it is no error
    """The user asked to stop; what was done stays done."""

    def __init__(self, done: int, total: int) -> None:
        super().__init__(f"interrupted after {done} of {total} steps; run it again to go on")


def consolidate(  # noqa: PLR0913 - one parameter per option
    *,
    user: User = None,
    agent: Agent = None,
    session: Session = None,
    org: Org = None,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Say repeated tellings as one, keep facts in mind, sum old sessions up, let details fade.

    Needs no model, and deletes nothing. Ctrl-C stops after the step at hand; the next run goes
    on from there. Where nothing is new, nothing changes.
    """
    with (
        octomem.Orchestrator(path=path) as memory,
        bar("consolidating") as show,
        finishing(lambda: remark("finishing the step at hand")) as request,
    ):

        def progress(done: int, total: int) -> None:
            show(done, total)
            if request.asked and done < total:
                raise _Stopped(done, total)

        try:
            found = memory.consolidate(
                user_id=user,
                agent_id=agent,
                session_id=session,
                org_id=org,
                progress=progress,
            )
        except _Stopped as stopped:
            remark(str(stopped))
            raise typer.Exit(request.exit_code) from None
    if as_json:
        print_json(to_json(asdict(found), "consolidation"))
    else:
        _print(found)


def _print(found: octomem.Consolidation) -> None:
    out = console()
    rows = [
        (each.id, each.action.value, each.agent.value, each.text, each.reason)
        for each in found.operations[:SHOWN]
    ]
    if rows:
        out.print(table("operations", ("id", "action", "agent", "text", "why"), rows))
    if len(found.operations) > SHOWN:
        out.print(f"and {len(found.operations) - SHOWN} more; --json lists all of them")
    out.print(
        f"{found.episodes} told again, {found.promoted} kept in mind, {found.summarised} sessions "
        f"summed up, {found.faded} fading, in {found.seconds:.1f} s"
    )
