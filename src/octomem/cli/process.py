"""`octomem process`: store conversations from files or a pipe."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Annotated, Any, cast

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

import octomem
from octomem import foreign
from octomem.cli.conversation import read_conversation
from octomem.cli.interrupt import Interrupt, finishing
from octomem.cli.options import Agent, AsJson, Org, Session, StorePath, User
from octomem.cli.output import (
    console,
    counted,
    notes,
    print_degraded,
    print_json,
    print_notes,
    remark,
    table,
)
from octomem.errors import MessageError, OctomemError
from octomem.jsons import JSON
from octomem.memory import Kind
from octomem.messages import parse_messages, zone_notes
from octomem.operation import Action, Operation, ProcessResult, Route, Usage
from octomem.settings import Settings, zone_of

CHUNK = 50
"""Turns that are stored in one go: the most that an interrupt has to wait for."""

_PAGE = 1_000
"""Turns that are looked at in one go to say how many are stored."""

Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE...", help="JSON, JSON lines or a transcript; - is stdin."),
]
OccurredAt = Annotated[
    str | None,
    typer.Option("--occurred-at", help="When messages without a time were said (ISO 8601)."),
]
Zone = Annotated[
    str | None,
    typer.Option("--zone", help="Zone of times without one, such as Europe/Vienna."),
]


def process(  # noqa: PLR0913 - one parameter per option
    files: Files,
    *,
    user: User = None,
    agent: Agent = None,
    session: Session = None,
    org: Org = None,
    occurred_at: OccurredAt = None,
    zone: Zone = None,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Store conversations from files or stdin.

    Each is a JSON list of messages, a mapping {"messages": [...]}, JSON lines, or a
    transcript with lines such as "Mei: I live in Graz.". Ctrl-C stops between two turns;
    the same command again goes on there.
    """
    settings = Settings.load(path=path, zone=zone)
    ids = {"user_id": user, "agent_id": agent, "session_id": session, "org_id": org}
    read = [(file, read_conversation(file)) for file in files]
    assumed = _check(read, octomem.Scope(**ids), occurred_at, settings)
    messages = [message for _, found in read for message in found]
    with finishing(_waiting) as interrupt:
        options = {**ids, "occurred_at": occurred_at}
        stored = _store(settings, messages, options, interrupt)
        result = merged([_beside_times(one, settings) for one in stored], assumed)
        if as_json:
            print_json(result_json(result))
        else:
            print_result(result)
            print_notes(result.notes)
    print_degraded(result.degraded)


def _check(
    read: Sequence[tuple[str, list[object]]],
    scope: octomem.Scope,
    occurred_at: str | None,
    settings: Settings,
) -> tuple[str, ...]:
    """Find every wrong message before the first is stored; say what is assumed of the others."""
    zone = zone_of(settings.zone)
    messages = [message for _, found in read for message in found]
    try:
        drafts = parse_messages(
            messages, scope=scope, occurred_at=occurred_at, now=datetime.now(UTC), zone=zone
        )
    except MessageError as error:
        raise _located(error, read) from None
    return zone_notes(drafts, zone, occurred_at)


def _beside_times(result: ProcessResult, settings: Settings) -> ProcessResult:
    """Leave out what a piece assumed of its times, which is said once for all pieces."""
    of_times = f" taken as {zone_of(settings.zone)}"
    notes = tuple(note for note in result.notes if not note.endswith(of_times))
    return replace(result, notes=notes)


def _located(error: MessageError, read: Sequence[tuple[str, list[object]]]) -> MessageError:
    """Say in which file a wrong message is, and where in it."""
    if error.index is None:
        return error
    place = error.index
    for file, messages in read:
        if place < len(messages):
            wrong = str(error).removeprefix(f"message {error.index}: ")
            return MessageError(f"{file!r}, message {place + 1}: {wrong}")
        place -= len(messages)
    return error


def _waiting() -> None:
    remark("finishing the turns at hand; once more to stop at once")


def _store(
    settings: Settings, messages: list[object], options: dict[str, Any], interrupt: Interrupt
) -> list[ProcessResult]:
    """Process the messages piece by piece, and stop between two when the user asks."""
    stored: list[ProcessResult] = []
    with octomem.Orchestrator(settings) as memory, _bar() as bar:
        task = bar.add_task("turns", total=len(messages))
        for at in range(0, len(messages), CHUNK):
            if interrupt.asked:
                break
            try:
                stored.append(memory.process(messages[at : at + CHUNK], **options))
            except OctomemError:
                if stored:
                    remark(f"{_progress(len(stored) * CHUNK, messages)}; then it failed:")
                raise
            except KeyboardInterrupt:
                interrupt.asked = True
                break
            bar.update(task, completed=min(at + CHUNK, len(messages)))
        if interrupt.asked and len(stored) * CHUNK < len(messages):
            count = _kept(memory, messages, len(stored) * CHUNK, options)
            again = "run the same command again to go on"
            remark(f"interrupted: {_progress(count, messages)}; {again}")
            raise typer.Exit(interrupt.exit_code)
        if not interrupt.asked and memory.stats().waiting:
            remark("the turns are stored; the model reads them")
            memory.flush()
    return stored


def _kept(
    memory: "octomem.Orchestrator",
    messages: Sequence[object],
    done: int,
    options: Mapping[str, Any],
) -> int:
    """Count the messages that are stored: those of this run, and those behind them of an earlier one."""
    whose = {name: options[name] for name in ("user_id", "agent_id", "org_id")}
    given = (cast("Mapping[str, Any]", each) for each in messages[done:] if isinstance(each, dict))
    rest: set[str] = {each["id"] for each in given}
    count, cursor, more = done, None, bool(rest)
    while more:
        page = memory.list(
            **whose,
            kinds=[Kind.EPISODIC],
            filters={"session_id": options["session_id"]} if options["session_id"] else None,
            limit=_PAGE,
            cursor=cursor,
        )
        found = rest.intersection(source for turn in page for source in turn.sources)
        count, cursor = count + len(found), page.next_cursor
        more = cursor is not None
    return count


def _progress(count: int, messages: Sequence[object]) -> str:
    of = counted(len(messages), "turn is", "turns are")
    return f"{min(count, len(messages)):,} of {of} stored"


def _bar() -> Progress:
    """Return a bar on stderr, which only a terminal shows."""
    out = notes()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(
        *columns, TimeRemainingColumn(), console=out, transient=True, disable=not out.is_terminal
    )


def merged(results: Sequence[ProcessResult], assumed: tuple[str, ...]) -> ProcessResult:
    """Put the results of a conversation's pieces together, with what was assumed of all."""
    reasons: dict[Kind, dict[str, None]] = {}
    for route in (route for one in results for route in one.routes):
        reasons.setdefault(route.agent, {})[route.reason] = None
    return ProcessResult(
        operations=tuple(each for one in results for each in one.operations),
        routes=tuple(Route(agent, "; ".join(found)) for agent, found in reasons.items()),
        turns=tuple(dict.fromkeys(turn for one in results for turn in one.turns)),
        usage=sum((one.usage for one in results), Usage()),
        degraded=tuple(each for one in results for each in one.degraded),
        usage_by_agent=_by_agent(results),
        rejected=tuple(each for one in results for each in one.rejected),
        notes=tuple(dict.fromkeys((*assumed, *(note for one in results for note in one.notes)))),
        seconds=sum(one.seconds for one in results),
    )


def _by_agent(results: Sequence[ProcessResult]) -> dict[str, Usage]:
    found: dict[str, Usage] = {}
    for one in results:
        for name, usage in one.usage_by_agent.items():
            found[name] = found.get(name, Usage()) + usage
    return found


def result_json(result: ProcessResult) -> JSON:
    """Return everything a call did, as JSON values."""
    return foreign.as_json(asdict(result), "result")


def print_result(result: ProcessResult) -> None:
    """Print what was written and why; skips are counted, not listed."""
    out = console()
    written = [each for each in result.operations if each.action is not Action.SKIP]
    if written:
        out.print(table("stored", ("agent", "action", "text", "why"), rows(written)))
    skipped = len(result.operations) - len(written)
    out.print(
        f"{counted(len(result.turns), 'turn')}, {counted(len(written), 'operation')}, "
        f"{skipped} skipped, {counted(result.usage.calls, 'model call')}, {result.seconds:.2f} s"
    )
    if result.rejected:
        out.print(
            f"{len(result.rejected)} proposals of the model were kept out (--json shows them)"
        )


def rows(operations: Sequence[Operation]) -> list[tuple[str, str, str, str]]:
    """Write one row per operation, in the order of the agents."""
    return [(each.agent, each.action, each.text, each.reason) for each in operations]
