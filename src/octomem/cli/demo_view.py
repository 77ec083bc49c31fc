"""How the demo looks: a table per agent, then question and answer with its citations."""

from collections import Counter
from collections.abc import Sequence

from rich.text import Text

from octomem.cli.demo_run import NEAR, Answer, Stored
from octomem.cli.output import cited, console, memory_json, table
from octomem.jsons import JSON
from octomem.memory import Kind, Memory

ROWS = 8
"""Operations shown per agent unless all are asked for; episodic has one per turn."""


def print_stored(stored: Sequence[Stored], *, every: bool) -> None:
    """Print one table per agent: what it did, to which text, why, and from which turns."""
    out = console()
    for kind in Kind:
        mine = [each for each in stored if each.operation.agent is kind]
        shown = mine if every else mine[:ROWS]
        out.print(table(_title(kind, mine), ("action", "text", "why", "from"), _rows(shown)))
        if len(shown) < len(mine):
            out.print(f"  and {len(mine) - len(shown)} more (--all shows them)\n")


def _title(kind: Kind, stored: Sequence[Stored]) -> str:
    counts = Counter(each.operation.action.value for each in stored)
    shown = ", ".join(f"{n} {action}" for action, n in counts.items())
    return f"{kind.value}: {shown or 'nothing new'}"


def _rows(stored: Sequence[Stored]) -> list[tuple[str, str, str, str]]:
    return [
        (s.operation.action.value, s.operation.text, s.operation.reason, cited(s.sources))
        for s in stored
    ]


def print_answers(answers: Sequence[Answer]) -> None:
    """Print each question with its best memory, and the right one where that came later."""
    out = console()
    for number, each in enumerate(answers, start=1):
        out.print(Text(f"{number}. {each.question.question}", style="bold"))
        shown = {1} | ({each.rank} if each.right and each.rank else set[int]())
        for place in sorted(shown):
            if place <= len(each.memories):
                out.print(Text(f"   {place}: {_line(each.memories[place - 1])}"))
        if not each.right:
            out.print(f"   expected {each.question.expects!r} among the first {NEAR}")
    right = sum(each.right for each in answers)
    out.print(f"\n{right} of {len(answers)} answered")


def _line(memory: Memory) -> str:
    return f"{memory.kind.value}: {' '.join(memory.text.split())} {cited(memory.sources)}"


def stored_json(stored: Stored) -> dict[str, JSON]:
    """Return one operation with its citations as JSON values."""
    operation = stored.operation
    return {
        "agent": operation.agent.value,
        "action": operation.action.value,
        "memory_id": operation.memory_id,
        "text": operation.text,
        "reason": operation.reason,
        "sources": list[JSON](stored.sources),
    }


def answer_json(answer: Answer) -> dict[str, JSON]:
    """Return one answer as JSON values; `rank` is null where the text did not come."""
    return {
        "question": answer.question.question,
        "kind": answer.question.kind.value,
        "expects": answer.question.expects,
        "rank": answer.rank,
        "memories": [memory_json(each) for each in answer.memories[:NEAR]],
    }
