"""Octomem beside plain Chroma and Mem0: `python -m benchmarks.peers DATA.json`.

Every peer gets the turns as octomem indexes them, the same MiniLM vectors, the same
questions and the same metrics. Each runs in a virtual environment of its own, which this
makes with uv from the package index that uv is set to. None makes a model call: Mem0
stores the turns as they are (`infer=False`).
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.intervals import LEVEL, RESAMPLES, SEED
from benchmarks.locomo import bars, measure, store
from benchmarks.locomo_data import Conversation, read
from benchmarks.locomo_report import ROWS, Answered, Report, with_interval
from benchmarks.metrics import SHOWN, score
from benchmarks.peers import job
from benchmarks.replay import LIMIT
from octomem import Orchestrator

FIRST = next(iter(ROWS))
"""The row shown: categories 1 to 4."""


@dataclass(frozen=True, slots=True)
class Peer:
    """Another memory: the packages it needs, and the script that runs it."""

    name: str
    packages: tuple[str, ...]

    @property
    def script(self) -> Path:
        """Return the worker."""
        return Path(__file__).parent / f"{self.name}_worker.py"


PEERS = (
    Peer("chroma", ("chromadb==1.5.9", "numpy>=1.26")),
    Peer("mem0", ("mem0ai==2.2.1", "chromadb==1.5.9", "numpy>=1.26")),
)


def environment(peer: Peer, folder: Path) -> Path:
    """Make the peer's virtual environment unless the folder has it; return its python.

    Raises:
        subprocess.CalledProcessError: uv is missing, or cannot install the packages.
    """
    home = folder / "environments" / peer.name
    python, stamp = home / "bin" / "python", home / "packages"
    wanted = "\n".join(peer.packages)
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != wanted:
        uv = (sys.executable, "-m", "uv")
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        _run([*uv, "venv", "--quiet", "--clear", "--python", version, str(home)])
        _run([*uv, "pip", "install", "--quiet", "--python", str(python), *peer.packages])
        stamp.write_text(wanted, encoding="utf-8")
    return python


def compare(
    peer: Peer, conversations: Sequence[Conversation], python: Path, home: Path, own: Report
) -> Report:
    """Let a peer do the job in `home`, and score its rankings as octomem is scored."""
    quiet = {"MEM0_TELEMETRY": "False", "MEM0_DIR": str(home), "ANONYMIZED_TELEMETRY": "False"}
    _run([str(python), str(peer.script), str(home)], quiet)
    found = json.loads((home / f"{peer.name}.json").read_text(encoding="utf-8"))
    asked = [(each.user_id, question) for each in conversations for question in each.questions]
    answered = tuple(
        Answered(user_id, question.category, score(ranked, question.evidence), 0.0)
        for (user_id, question), ranked in zip(asked, found["rankings"], strict=True)
    )
    return replace(own, answers=answered, versions=found["versions"])


def _run(command: Sequence[str], environ: dict[str, str] | None = None) -> None:
    subprocess.run(  # noqa: S603 - our own words, no shell
        command, check=True, env={**os.environ, **(environ or {})}
    )


def run(data: str, conversations: Sequence[Conversation], folder: Path) -> dict[str, Report]:
    """Ask octomem and every peer all questions; return their reports by name."""
    with bars() as progress, Orchestrator(path=folder) as memory:
        own = measure(data, memory, conversations, folder, progress)
    reports = {"octomem": own}
    with store(None) as home:
        job.write(conversations, home)
        for peer in PEERS:
            python = environment(peer, folder)
            reports[peer.name] = compare(peer, conversations, python, home, own)
    return reports


def as_json(reports: Mapping[str, Report]) -> dict[str, Any]:
    """Return every system's figures as JSON values."""
    systems = {
        name: {"metrics": report.as_json()["metrics"][FIRST], "versions": report.versions}
        for name, report in reports.items()
    }
    facts = reports["octomem"].facts()
    shared = ("data", "conversations", "turns", "unit", "k", "model_calls", "seed", "resamples")
    return {name: facts[name] for name in shared} | {"systems": systems}


def print_peers(reports: Mapping[str, Report], console: Console) -> None:
    """Print a row per system."""
    own = reports["octomem"]
    title = f"LoCoMo, {own.data}, categories {FIRST}: gold turns found, per cent"
    table = Table(title=title, title_justify="left")
    for name in ("system", "n", *SHOWN):
        table.add_column(name, no_wrap=True)
    for name, report in reports.items():
        cells = [with_interval(report, FIRST, metric) for metric in SHOWN]
        table.add_row(name, str(report.groups()[FIRST].n), *cells)
    console.print(table)
    facts = own.facts()
    console.print(
        f"conversations {own.conversations}, turns {facts['turns']}; unit: turn; limit {LIMIT}; "
        f"model calls 0; {LEVEL:.0%} intervals from {RESAMPLES} resamples, seed {SEED}",
        highlight=False,
        soft_wrap=True,
    )
    for name, report in reports.items():
        shown = ", ".join(f"{package} {version}" for package, version in report.versions.items())
        console.print(f"{name}: {shown}", highlight=False, soft_wrap=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the comparison; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("data", type=Path, help="a file in LoCoMo's form (not included)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument(
        "--path", type=Path, metavar="DIR", help="keep the store and the environments here"
    )
    options = parser.parse_args(argv)
    try:
        conversations = read(options.data)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    try:
        with store(options.path) as folder:
            reports = run(options.data.name, conversations, folder.resolve())
    except subprocess.CalledProcessError as error:
        sys.stderr.write(f"{shlex.join(error.cmd)} failed with code {error.returncode}\n")
        return 1
    if options.json:
        sys.stdout.write(json.dumps(as_json(reports), indent=2) + "\n")
    else:
        print_peers(reports, Console(width=None if sys.stdout.isatty() else 120))
    return 0


if __name__ == "__main__":
    sys.exit(main())
