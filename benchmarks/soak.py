"""`python -m benchmarks.soak`: writers and readers at once for a long time, on a store that stays small.

Each writer tells its users' conversations and forgets the oldest user when it comes round
again, so that what the store holds is bounded and memory should be too.
"""

import argparse
import json
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from statistics import median

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from benchmarks.latency_worker import resident_mb
from octomem import Orchestrator
from octomem.settings import Settings

ROUND = 25
"""Calls for one user before the next comes."""
USERS_EACH = 2
"""Users that a writer has at a time."""
WARM_UP = 0.4
"""Share of the time after which memory should not grow any more."""
SHARES = 5
"""Parts of the time after that, of which the first and the last are compared: memory goes up and down
within a minute, as collections are written and given back."""
SAMPLE_SECONDS = 1.0
READ_PAUSE = 0.2
"""Seconds a reader waits between questions, as people do: spinning readers starve the writers."""
NAMES = ("Lena", "Jun", "Ada", "Kim", "Ruth", "Omar", "Ines", "Paul")
PLACES = ("Graz", "Rome", "Oslo", "Porto", "Kyoto", "Lima", "Turin", "Bergen")
SENTENCES = (
    "I live in {place} with my sister {name}.",
    "{name} works at the harbour of {place} now.",
    "Remind me to call {name} tomorrow.",
    "Always answer in English, please.",
    "My wifi password is {name}2{place}9x.",
    "We went from {place} to the sea, and {name} lost a shoe.",
)
QUESTIONS = ("Where does {name} work?", "Who lives in {place}?", "What do I have to do?")


@dataclass
class Outcome:
    """What a soak has shown."""

    writers: int
    minutes: float
    calls: int = 0
    recalls: int = 0
    forgets: int = 0
    errors: list[str] = field(default_factory=list[str])
    process_ms: float = 0.0
    """Median."""
    recall_ms: float = 0.0
    most_lag: int = 0
    catch_up_seconds: float = 0.0
    """From the last write until the vector index has followed it."""
    warm_mb: float = 0.0
    """Resident memory: median of the first fifth of the samples after the warm-up."""
    end_mb: float = 0.0
    """Median of the last fifth of them."""
    most_mb: float = 0.0
    turns: int = 0
    differences: int = 0
    """What `verify` found at the end."""

    @property
    def ok(self) -> bool:
        """No error, and a store that is as its ledger says."""
        return not self.errors and not self.differences


class Soak:
    """One run."""

    def __init__(self, memory: Orchestrator, writers: int, seconds: float) -> None:
        self._memory = memory
        self._until = time.monotonic() + seconds
        self._guard = threading.Lock()
        self._process: list[float] = []
        self._recall: list[float] = []
        self.outcome = Outcome(writers, seconds / 60)

    def run(self, shown: Callable[[float], None]) -> Outcome:
        """Let the threads work, look at memory and lag meanwhile, and verify in the end."""
        outcome = self.outcome
        works = [self._write, self._read]
        threads = [
            threading.Thread(target=self._guarded, args=(work, number))
            for number in range(outcome.writers)
            for work in works
        ]
        for thread in threads:
            thread.start()
        resident: list[float] = []
        while any(thread.is_alive() for thread in threads):
            time.sleep(SAMPLE_SECONDS)
            resident.append(resident_mb())
            outcome.most_lag = max(outcome.most_lag, self._memory.stats().lag)
            shown(self._until - time.monotonic())
        started = time.monotonic()
        self._memory.flush()
        outcome.catch_up_seconds = time.monotonic() - started
        warm = resident[int(len(resident) * WARM_UP) :]
        few = max(1, len(warm) // SHARES)
        outcome.warm_mb, outcome.end_mb = median(warm[:few]), median(warm[-few:])
        outcome.most_mb = max(resident)
        outcome.process_ms = 1000 * median(self._process)
        outcome.recall_ms = 1000 * median(self._recall)
        outcome.turns = self._memory.stats().turns
        outcome.differences = len(self._memory.verify().differences)
        return outcome

    def _guarded(self, work: Callable[[int, random.Random], None], number: int) -> None:
        chance = random.Random(number)  # noqa: S311 - reproducible, not secret
        while time.monotonic() < self._until:
            try:
                work(number, chance)
            except Exception as error:  # noqa: BLE001 - counted, and the soak goes on
                with self._guard:
                    self.outcome.errors.append(f"{work.__name__}: {type(error).__name__}: {error}")

    def _write(self, number: int, chance: random.Random) -> None:
        """Tell a user's conversation, in place of the user before."""
        for place in range(USERS_EACH):
            user = f"w{number}-{place}"
            self._memory.forget(user_id=user)
            with self._guard:
                self.outcome.forgets += 1
            for _ in range(ROUND):
                if time.monotonic() >= self._until:
                    return
                started = time.monotonic()
                done = self._memory.process(
                    [{"role": "user", "content": told(chance, SENTENCES)}], user_id=user
                )
                if done.degraded:
                    raise RuntimeError(str(done.degraded))
                with self._guard:
                    self._process.append(time.monotonic() - started)
                    self.outcome.calls += 1

    def _read(self, number: int, chance: random.Random) -> None:
        """Ask a writer's users."""
        user = f"w{number}-{chance.randrange(USERS_EACH)}"
        started = time.monotonic()
        found = self._memory.recall(told(chance, QUESTIONS), user_id=user)
        if found.degraded:
            raise RuntimeError(str(found.degraded))
        with self._guard:
            self._recall.append(time.monotonic() - started)
            self.outcome.recalls += 1
        time.sleep(READ_PAUSE)


def told(chance: random.Random, sentences: tuple[str, ...]) -> str:
    """Make up a sentence."""
    return chance.choice(sentences).format(name=chance.choice(NAMES), place=chance.choice(PLACES))


def main() -> int:
    """Run, print a table or JSON, and return 1 where something was wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--writers", type=int, default=8, help="and as many readers")
    parser.add_argument("--embedder", default=None)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Progress(console=Console(stderr=True)) as bar:
        task = bar.add_task("soaking", total=given.minutes * 60)
        with Orchestrator(Settings.load(path=folder, embedder=given.embedder)) as memory:
            memory.process([{"role": "user", "content": "hello"}], user_id="first")
            memory.recall("hello", user_id="first")
            soak = Soak(memory, given.writers, given.minutes * 60)
            outcome = soak.run(
                lambda left: bar.update(task, completed=given.minutes * 60 - max(0.0, left))
            )
    if given.json:
        sys.stdout.write(f"{json.dumps(asdict(outcome), indent=2)}\n")
    else:
        _print(outcome)
    return 0 if outcome.ok else 1


def _print(outcome: Outcome) -> None:
    table = Table("what", "figure", title="soak")
    figures: dict[str, float] = {**asdict(outcome), "errors": len(outcome.errors)}
    for name, shown in figures.items():
        table.add_row(
            name.replace("_", " "), f"{shown:,.1f}" if isinstance(shown, float) else str(shown)
        )
    out = Console(width=100)
    out.print(table)
    for error in dict.fromkeys(outcome.errors):
        out.print(error, markup=False)


if __name__ == "__main__":
    sys.exit(main())
