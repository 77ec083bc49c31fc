"""`octomem process`: store a conversation from a file or a pipe."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, cast

import typer

import octomem
from octomem import foreign
from octomem.cli.options import Agent, AsJson, Org, Session, StorePath, User
from octomem.cli.output import console, notes, print_json, table
from octomem.errors import UsageError
from octomem.jsons import JSON
from octomem.operation import Action, Operation, ProcessResult

File = Annotated[str, typer.Argument(help="JSON or JSON lines; - reads from stdin.")]


def process(  # noqa: PLR0913 - one parameter per option
    file: File,
    *,
    user: User = None,
    agent: Agent = None,
    session: Session = None,
    org: Org = None,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Store a conversation from a file or stdin.

    It is a JSON list of messages, a mapping {"messages": [...]}, or JSON lines.
    """
    messages = parse(read(file), file)
    with octomem.Orchestrator(path=path) as memory:
        result = memory.process(
            messages, user_id=user, agent_id=agent, session_id=session, org_id=org
        )
    if as_json:
        print_json(result_json(result))
    else:
        print_result(result)
    for part in result.degraded:
        notes().print(f"octomem: the {part.agent} agent failed: {part.error}")
    if result.degraded:
        raise typer.Exit(1)


def read(file: str) -> str:
    """Read a file, or stdin for "-".

    Raises:
        UsageError: it cannot be read, or is not UTF-8 text.
    """
    try:
        if file == "-":
            return sys.stdin.read()
        return Path(file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"cannot read {file!r}: {reason}") from error


def parse(text: str, file: str) -> list[object]:
    """Read messages from JSON, or from JSON lines where the text is not one document.

    Raises:
        UsageError: it is neither; names the line that is not JSON.
    """
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        return _parse_lines(text, file, error)
    if isinstance(value, dict) and "messages" in value:
        value = cast("dict[str, object]", value)["messages"]
    if isinstance(value, dict):
        return [value]
    if not isinstance(value, list):
        raise UsageError(f"{file!r} holds no messages: expected a list or {{'messages': [...]}}")
    return cast("list[object]", value)


def _parse_lines(text: str, file: str, first: json.JSONDecodeError) -> list[object]:
    lines = [(n, line) for n, line in enumerate(text.splitlines(), start=1) if line.strip()]
    found: list[object] = []
    for number, line in lines:
        try:
            found.append(json.loads(line))
        except json.JSONDecodeError as error:
            wrong = error if found else first
            place = number if found else first.lineno
            raise UsageError(f"{file!r}, line {place}: not JSON: {wrong.msg}") from error
    if not found:
        raise UsageError(f"{file!r} is empty; pass at least one message")
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
        f"{len(result.turns)} turns, {len(written)} operations, {skipped} skipped, "
        f"{result.usage.calls} model calls, {result.seconds:.2f} s"
    )


def rows(operations: Sequence[Operation]) -> list[tuple[str, str, str, str]]:
    """Write one row per operation, in the order of the agents."""
    return [(each.agent, each.action, each.text, each.reason) for each in operations]
