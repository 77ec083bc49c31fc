"""`octomem recall` and `octomem list`: read a store, also beside a program that writes it."""

from dataclasses import asdict
from typing import Annotated

import typer

import octomem
from octomem.cli.answer import asking
from octomem.cli.filters import FilterJSON, Where, filters_of
from octomem.cli.options import Agent, AsJson, Org, Session, StorePath, User
from octomem.cli.output import (
    cited,
    console,
    counted,
    day,
    memory_json,
    print_degraded,
    print_json,
    print_notes,
    print_plain,
    remark,
    table,
)
from octomem.cli.recalled import AsOf, Kinds, KnownAt, Rewrite, rewritten_json
from octomem.foreign import as_json as to_json
from octomem.jsons import JSON
from octomem.memory import Memory, Status
from octomem.results import Page, Recall

Limit = Annotated[int, typer.Option("--limit", min=1, help="How many memories at most.")]
Context = Annotated[
    int | None,
    typer.Option("--context", min=1, help="Print a context for a prompt, of so many tokens."),
]
Explain = Annotated[bool, typer.Option("--explain", help="Show each memory's rank in every list.")]


def recall(  # noqa: PLR0913 - one parameter per option
    query: Annotated[str, typer.Argument(help="The question.")],
    *,
    user: User = None,
    agent: Agent = None,
    session: Session = None,
    org: Org = None,
    kind: Kinds = None,
    where: Where = None,
    filter_json: FilterJSON = None,
    limit: Limit = 10,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    explain: Explain = False,
    rewrite: Rewrite = False,
    context: Context = None,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Ask a question.

    The best memories come first, each with the turns it came from.
    """
    beside = octomem.Orchestrator(path=path, read_only=True) if not rewrite else asking(path)
    with beside as memory:
        found = memory.recall(
            query,
            user_id=user,
            agent_id=agent,
            session_id=session,
            org_id=org,
            kinds=kind or None,
            filters=filters_of(where, filter_json),
            limit=limit,
            as_of=as_of,
            known_at=known_at,
            explain=explain,
            rewrite=rewrite,
        )
    if as_json:
        packed = None if context is None else found.context(context)
        print_json(recall_json(found, limit, packed))
    elif context is not None:
        _print_context(found, context)
    else:
        print_recall(found, explain=explain)
    if not as_json:
        print_notes(found.notes)
    print_degraded(found.degraded)


def list_memories(  # noqa: PLR0913 - one parameter per option
    *,
    user: User = None,
    agent: Agent = None,
    session: Session = None,
    org: Org = None,
    kind: Kinds = None,
    where: Where = None,
    filter_json: FilterJSON = None,
    status: Annotated[
        Status, typer.Option("--status", help="Only memories of this status.")
    ] = Status.CURRENT,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    limit: Limit = 100,
    cursor: Annotated[
        str | None, typer.Option("--cursor", help="Go on where the last page ended.")
    ] = None,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """List memories, newest first."""
    with octomem.Orchestrator(path=path, read_only=True) as memory:
        page = memory.list(
            user_id=user,
            agent_id=agent,
            session_id=session,
            org_id=org,
            kinds=kind or None,
            filters=filters_of(where, filter_json),
            status=status,
            as_of=as_of,
            known_at=known_at,
            limit=limit,
            cursor=cursor,
        )
    if as_json:
        print_json(page_json(page))
    else:
        print_page(page)
        print_notes(page.notes)


def _print_context(found: Recall, tokens: int) -> None:
    """Print what a prompt would get; why it would get nothing is a remark."""
    packed = found.context(tokens)
    if packed:
        print_plain(packed)
    else:
        many = "no memory fits into" if found.memories else "nothing is remembered for"
        remark(f"{many} a context of {tokens} tokens")


def recall_json(found: Recall, limit: int, context: str | None = None) -> dict[str, JSON]:
    """Return a recall as JSON values, with a context where one was packed."""
    values: dict[str, JSON] = {
        "query": found.query,
        "found": found.found,
        "memories": [memory_json(each) for each in found.memories],
        "sources": list[JSON](found.sources(limit)),
        "hints": dict[str, JSON](found.hints),
        "notes": list[JSON](found.notes),
        "degraded": [{"agent": part.agent, "error": part.error} for part in found.degraded],
        "seconds": found.seconds,
        "rewritten": rewritten_json(found.rewritten),
        "usage": to_json(asdict(found.usage), "recall"),
    }
    return values if context is None else {**values, "context": context}


def print_recall(found: Recall, *, explain: bool) -> None:
    """Print the memories of a recall; with `explain`, the lists each was in."""
    out = console()
    columns = ("kind", "score", "text", "from", *(("ranks",) if explain else ()))
    rows = [_recall_row(each, explain=explain) for each in found.memories]
    if rows:
        out.print(table(found.query, columns, rows))
    if explain and found.hints:
        out.print("hints: " + ", ".join(f"{k} {v:.2f}" for k, v in found.hints.items()))
    if found.rewritten is not None and found.rewritten.questions:
        searched = "; ".join(found.rewritten.questions)
        out.print(f"searched for as well: {searched}", markup=False, highlight=False)
    if not found.found:
        out.print("Nothing relevant was found.")


def _recall_row(memory: Memory, *, explain: bool) -> list[str]:
    score = "" if memory.score is None else f"{memory.score:.3f}"
    row = [memory.kind.value, score, memory.text, cited(memory.sources)]
    if explain:
        row.append(", ".join(f"{name} {rank}" for name, rank in (memory.ranks or {}).items()))
    return row


def page_json(page: Page) -> dict[str, JSON]:
    """Return a page as JSON values."""
    return {
        "memories": [memory_json(each) for each in page],
        "next_cursor": page.next_cursor,
        "notes": list[JSON](page.notes),
    }


def print_page(page: Page) -> None:
    """Print a page of memories, and how to get the next one."""
    out = console()
    rows = [
        (
            each.kind.value,
            day(each.began),
            each.text,
            cited(each.sources),
            each.id,
        )
        for each in page
    ]
    if rows:
        out.print(
            table(
                counted(len(rows), "memory", "memories"),
                ("kind", "since", "text", "from", "id"),
                rows,
            )
        )
    else:
        out.print("No memories.")
    if page.next_cursor is not None:
        out.print(f"more: --cursor {page.next_cursor}")
