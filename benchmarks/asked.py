"""Recall of the turns that answer our own questions: `python -m benchmarks.asked`.

The conversations in data/questions were written for this project; its README has their form.
Eight of a writer's conversations are one user's, so that a question has to find its
conversation, too. With `--held-out` a writer's questions are asked with a question map that was
trained on writers of other groups (see `question_map`); the map in use has seen all of them.
"""

import argparse
import json
import re
import sys
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rich.console import Console

from benchmarks.locomo import bars, measure, store
from benchmarks.locomo_data import Conversation, Message, Question, Session
from benchmarks.locomo_report import Report, print_report
from octomem import Orchestrator

FOLDER = Path(__file__).parent / "data" / "questions"
TOGETHER = 8
"""So many of a writer's conversations are one user's: some 450 turns."""
GROUPS = 4
"""So many groups of writers are held out in turn."""
ROWS: Mapping[str, tuple[int, ...]] = {"all": (1, 2), "one turn": (1,), "several turns": (2,)}
KIND: Mapping[str, Any] = {"benchmark": "Our own questions", "unit": "turn", "rows": ROWS}

_SESSION = re.compile(r"## (\d{4}-\d\d-\d\d \d\d:\d\d)")
_QUESTION = re.compile(r"\? (?P<text>.+?) = (?P<turns>\d+\.\d+(?: \d+\.\d+)*)")
_TURN = re.compile(r"(?P<name>[^:]{1,30}): (?P<text>.+)")

Place = tuple[int, int]
"""A session and a turn in it, from 1."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation as it was written."""

    title: str
    sessions: tuple[tuple[datetime, tuple[tuple[str, str], ...]], ...]
    """When each began, and who said what."""
    questions: tuple[tuple[str, tuple[Place, ...]], ...]


def writers() -> list[str]:
    """Return the names of all writers."""
    names = (path.stem for path in FOLDER.glob("*.txt"))
    return sorted(names, key=lambda name: int(name.rpartition("-")[2]))


def groups() -> list[list[str]]:
    """Divide the writers into groups that are held out in turn."""
    names = writers()
    return [names[at::GROUPS] for at in range(GROUPS)]


def conversations(writer: str) -> list[Conversation]:
    """Read what one of them wrote, several conversations as one user's.

    Raises:
        ValueError: a line is not of the form, or a question names no turn that exists.
    """
    talks = parse((FOLDER / f"{writer}.txt").read_text(encoding="utf-8"), writer)
    parts = [talks[at : at + TOGETHER] for at in range(0, len(talks), TOGETHER)]
    return [together(f"{writer}-{number}", part) for number, part in enumerate(parts, 1)]


def parse(text: str, where: str) -> list[Talk]:
    """Read the conversations of a file.

    Raises:
        ValueError: a line is not of the form, or a question names no turn that exists.
    """
    titled = re.split(r"^# ", text, flags=re.MULTILINE)
    if titled[0].strip():
        raise ValueError(f"{where}: expected `# ` and a title before {titled[0][:40]!r}")
    return [_talk(part, where) for part in titled[1:]]


def _talk(text: str, where: str) -> Talk:
    title, *lines = text.splitlines()
    sessions: list[tuple[datetime, list[tuple[str, str]]]] = []
    questions: list[tuple[str, tuple[Place, ...]]] = []
    for line in filter(str.strip, lines):
        if begun := _SESSION.fullmatch(line):
            at = datetime.strptime(begun[1], "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
            sessions.append((at, []))
        elif asked := _QUESTION.fullmatch(line):
            named = (tuple(map(int, each.split("."))) for each in asked["turns"].split())
            places = tuple((session, turn) for session, turn in named)
            if any(_missing(place, sessions) for place in places):
                raise ValueError(f"{where}, {title}: no such turn: {line!r}")
            questions.append((asked["text"], places))
        elif (said := _TURN.fullmatch(line)) and sessions:
            sessions[-1][1].append((said["name"], said["text"]))
        else:
            raise ValueError(f"{where}, {title}: expected a session, turn or question: {line!r}")
    told = tuple((at, tuple(turns)) for at, turns in sessions)
    return Talk(title, told, tuple(questions))


def _missing(place: Place, sessions: Sequence[tuple[datetime, Sequence[object]]]) -> bool:
    session, turn = place
    return not (1 <= session <= len(sessions) and 1 <= turn <= len(sessions[session - 1][1]))


def together(user_id: str, talks: Sequence[Talk]) -> Conversation:
    """Make one user's conversation of some, their sessions in the order of time."""
    begun = sorted(
        (at, number, place)
        for number, talk in enumerate(talks)
        for place, (at, _) in enumerate(talk.sessions, 1)
    )
    name_of = {(number, place): f"s{at}" for at, (_, number, place) in enumerate(begun, 1)}
    sessions = tuple(
        Session(
            name_of[number, place],
            tuple(_messages(name_of[number, place], at, talks[number].sessions[place - 1][1])),
        )
        for at, number, place in begun
    )
    questions = tuple(
        Question(text, min(len(places), 2), tuple(f"{name_of[number, s]}:{t}" for s, t in places))
        for number, talk in enumerate(talks)
        for text, places in talk.questions
    )
    return Conversation(user_id, sessions, questions, {})


def _messages(session: str, at: datetime, turns: Sequence[tuple[str, str]]) -> Iterator[Message]:
    """Make messages of a session's turns, a second apart so that their order shows."""
    for number, (name, text) in enumerate(turns, 1):
        yield {
            "id": f"{session}:{number}",
            "role": "assistant" if name == "Assistant" else "user",
            "name": name,
            "timestamp": (at + timedelta(seconds=number - 1)).isoformat(),
            "content": text,
        }


@contextmanager
def asking_with_others(group: Sequence[str]) -> Generator[None]:
    """Ask with a question map that is trained on all writers but some."""
    from benchmarks.question_map import trained_on  # noqa: PLC0415 - it reads what is here

    learnt = trained_on([other for other in writers() if other not in group])
    with patch("octomem.stores.embed.asking.shipped", lambda: learnt):
        yield


def run(folder: Path, *, held_out: bool) -> Report:
    """Ask every writer's questions; what the folder does not hold yet is processed first."""
    reports: list[Report] = []
    with Orchestrator(path=folder) as memory, bars() as progress:
        for group in groups():
            with asking_with_others(group) if held_out else nullcontext():
                for writer in group:
                    asked = conversations(writer)
                    reports.append(measure(FOLDER.name, memory, asked, folder, progress, **KIND))
    return replace(
        reports[0],
        conversations=sum(each.conversations for each in reports),
        ingested=tuple(one for each in reports for one in each.ingested),
        reused=sum(each.reused for each in reports),
        answers=tuple(one for each in reports for one in each.answers),
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.asked", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--path", type=Path, metavar="DIR", help="keep the store here, resume it")
    parser.add_argument(
        "--held-out", action="store_true", help="ask with maps of other groups of writers"
    )
    options = parser.parse_args(argv)
    with store(options.path) as folder:
        report = run(folder, held_out=options.held_out)
    if options.json:
        sys.stdout.write(json.dumps(report.as_json(), indent=2) + "\n")
    else:
        print_report(report, Console(width=None if sys.stdout.isatty() else 140))
    return 0


if __name__ == "__main__":
    sys.exit(main())
