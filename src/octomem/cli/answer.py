"""`octomem answer`: let a language model answer from what is remembered."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

import octomem
from octomem.cli.filters import FilterJSON, Where, filters_of
from octomem.cli.options import Agent, AsJson, Org, Session, StorePath, User
from octomem.cli.output import (
    cited,
    console,
    memory_json,
    print_degraded,
    print_json,
    print_notes,
    print_plain,
    remark,
    table,
)
from octomem.cli.recalled import AsOf, Kinds, KnownAt, Rewrite, rewritten_json
from octomem.errors import StoreLockedError
from octomem.foreign import as_json as to_json
from octomem.jsons import JSON
from octomem.results import ANSWER_LIMIT, Answered


def answer(  # noqa: PLR0913 - one parameter per option
    question: Annotated[str, typer.Argument(help="The question.")],
    *,
    user: User = None,
    agent: Agent = None,
    session: Session = None,
    org: Org = None,
    kind: Kinds = None,
    where: Where = None,
    filter_json: FilterJSON = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="Memories to recall.")
    ] = ANSWER_LIMIT,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    rewrite: Rewrite = False,
    path: StorePath = None,
    as_json: AsJson = False,
) -> None:
    """Let the language model answer a question from what is remembered.

    It cites the memories that say so, or says why it does not answer.
    """
    with asking(path) as memory:
        made = memory.answer(
            question,
            user_id=user,
            agent_id=agent,
            session_id=session,
            org_id=org,
            kinds=kind or None,
            filters=filters_of(where, filter_json),
            limit=limit,
            as_of=as_of,
            known_at=known_at,
            rewrite=rewrite,
        )
    if as_json:
        print_json(answer_json(made))
    else:
        print_answer(made)
        print_notes(made.recall.notes)
    print_degraded(made.recall.degraded)


@contextmanager
def asking(path: Path | None) -> Generator["octomem.Orchestrator"]:
    """Open a store to ask a model about it: for writing, so that what it costs is counted there.

    Beside a program that writes it is read only, and a note says that the cost is not counted.
    """
    octomem.Orchestrator(path=path, read_only=True).close()  # one that is not there is not made
    try:
        memory = octomem.Orchestrator(path=path)
    except StoreLockedError:
        remark("another process writes this store; the call is not counted in it")
        memory = octomem.Orchestrator(path=path, read_only=True)
    with memory:
        yield memory


def answer_json(made: Answered) -> dict[str, JSON]:
    """Return an answer as JSON values."""
    return {
        "question": made.question,
        "answer": made.text,
        "reason": made.reason,
        "citations": [memory_json(each) for each in made.citations],
        "sources": list[JSON](made.sources),
        "recalled": [each.id for each in made.recall.memories],
        "rewritten": rewritten_json(made.recall.rewritten),
        "rejected": to_json([asdict(each) for each in made.rejected], "answer"),
        "usage": to_json(asdict(made.usage), "answer"),
        "notes": list[JSON](made.recall.notes),
        "degraded": [{"agent": each.agent, "error": each.error} for each in made.recall.degraded],
        "seconds": made.seconds,
    }


def print_answer(made: Answered) -> None:
    """Print an answer and the memories it cites, or why there is none."""
    if made.text is None:
        console().print(f"No answer: {made.reason}.", markup=False, highlight=False)
        return
    print_plain(made.text)
    rows = [(each.kind.value, each.text, cited(each.sources)) for each in made.citations]
    console().print(table("it rests on", ("kind", "text", "from"), rows))
