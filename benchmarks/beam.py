"""Recall of the messages that BEAM's questions name: `python -m benchmarks.beam FILE.json`.

BEAM: Tavakoli et al. 2025, "Beyond a Million Tokens: Benchmarking and Enhancing Long-Term
Memory in LLMs". Its probing questions test ten abilities of an answering model; this
measures one thing only, whether `recall()` finds the messages that a question names as its
sources (`source_chat_ids`). Questions without such messages are left out and counted.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.locomo import bars, measure, store
from benchmarks.locomo_data import Conversation, Question, Session
from benchmarks.locomo_report import print_report
from octomem import Orchestrator

ABILITIES = (
    "abstention",
    "contradiction_resolution",
    "event_ordering",
    "information_extraction",
    "instruction_following",
    "knowledge_update",
    "multi_session_reasoning",
    "preference_following",
    "summarization",
    "temporal_reasoning",
)
ROWS: Mapping[str, tuple[int, ...]] = {
    "all abilities": tuple(range(len(ABILITIES))),
    **{name: (number,) for number, name in enumerate(ABILITIES)},
}
KIND: Mapping[str, Any] = {"benchmark": "BEAM", "unit": "message", "rows": ROWS}
_DAY = "%B-%d-%Y"


def read(path: Path) -> list[Conversation]:
    """Read every chat of a data file.

    Raises:
        ValueError: the file is not JSON in BEAM's form.
        OSError: the file cannot be read.
    """
    data: Any = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(data, list):
        raise ValueError(f"{path}: expected a list of chats")  # noqa: TRY004
    try:
        return [conversation(item) for item in data]  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError(f"{path}: not in BEAM's form: {error!r}") from error


def conversation(item: Mapping[str, Any]) -> Conversation:
    """Read one chat: a batch is a session, an ability's place in `ABILITIES` its category."""
    sessions = tuple(session(batch) for batch in item["chat"])
    known = {message["id"] for each in sessions for message in each.messages}
    questions: list[Question] = []
    left_out: Counter[int] = Counter()
    for name, probes in item["probing_questions"].items():
        category = ABILITIES.index(name)
        for probe in probes:
            named = dict.fromkeys(str(i) for i in chat_ids(probe.get("source_chat_ids")))
            gold = tuple(i for i in named if i in known)
            if gold:
                questions.append(Question(probe["question"], category, gold))
            else:
                left_out[category] += 1
    return Conversation(f"beam-{item['topic']['id']}", sessions, tuple(questions), left_out)


def session(batch: Mapping[str, Any]) -> Session:
    """Read one batch; its messages are a second apart from the day it names."""
    messages = [message for turn in batch["turns"] for message in turn]
    start = datetime.strptime(messages[0]["time_anchor"], _DAY).replace(tzinfo=UTC)
    return Session(
        f"batch_{batch['batch_number']}",
        tuple(
            {
                "id": str(message["id"]),
                "role": message["role"],
                "timestamp": (start + timedelta(seconds=second)).isoformat(),
                "content": message["content"],
            }
            for second, message in enumerate(messages)
        ),
    )


def chat_ids(named: Any) -> Iterator[int]:
    """Walk the message ids that a question names, in lists, under names, or not at all."""
    if isinstance(named, int):
        yield named
    elif isinstance(named, Mapping):
        yield from chat_ids(list(named.values()))  # pyright: ignore[reportUnknownArgumentType,reportUnknownVariableType]
    elif isinstance(named, list):
        for each in named:  # pyright: ignore[reportUnknownVariableType]
            yield from chat_ids(each)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.beam", description=__doc__)
    parser.add_argument("data", type=Path, help="a file in BEAM's form (not included)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--path", type=Path, metavar="DIR", help="keep the store here, resume it")
    options = parser.parse_args(argv)
    try:
        conversations = read(options.data)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    with store(options.path) as folder, Orchestrator(path=folder) as memory, bars() as progress:
        report = measure(options.data.name, memory, conversations, folder, progress, **KIND)
    if options.json:
        sys.stdout.write(json.dumps(report.as_json(), indent=2) + "\n")
    else:
        print_report(report, Console(width=None if sys.stdout.isatty() else 140))
    return 0


if __name__ == "__main__":
    sys.exit(main())
