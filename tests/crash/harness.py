"""Kills real processes at random moments of every phase, and looks at the store after each."""

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.crash.jobs import JOBS
from tests.crash.points import LEFT, STEPS, Point

PHASES = tuple(JOBS)
FRESH_AFTER = 40
"""Kills after which a store makes room for a new one, so that checks stay short."""
LONGEST_DELAY = 0.4
"""Seconds until a kill that is at no point."""
MOST_COUNT = 4
"""A point is reached less often than this before the kill; where a kill left one thing to do, never."""


@dataclass
class Tally:
    """What happened in one phase."""

    at_points: int = 0
    after_delays: int = 0
    unreached: int = 0
    """Points that a run did not come to; nothing was killed then."""
    problems: list[str] = field(default_factory=list[str])

    @property
    def kills(self) -> int:
        """Processes killed."""
        return self.at_points + self.after_delays


class Zygote:
    """The process that forks those to be killed; see `tests.crash.zygote`."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.zygote"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )
        self._answer()

    def order(self, **order: Any) -> dict[str, Any]:
        """Have something done, and return the answer."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{json.dumps(order)}\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the zygote ended with {self._process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()


class Harness:
    """A series of kills in a folder; what is done is kept there, so that it can be resumed.

    The n-th kill depends on the seed and n alone.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._seed = seed
        self._file = folder / f"progress-{seed}.json"
        self.tried = 0
        self.tallies = {phase: Tally() for phase in PHASES}
        if self._file.exists():
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            self.tried = kept["tried"]
            self.tallies |= {name: Tally(**tally) for name, tally in kept["tallies"].items()}

    @property
    def kills(self) -> int:
        """Processes killed so far."""
        return sum(tally.kills for tally in self.tallies.values())

    @property
    def problems(self) -> list[str]:
        """Everything that was wrong after a kill."""
        return [f"{name}: {one}" for name, tally in self.tallies.items() for one in tally.problems]

    def run(self, kills: int, shown: Callable[[], None] = lambda: None) -> None:
        """Go on until so many processes were killed, or something is wrong."""
        with Zygote() as zygote:
            while self.kills < kills and not self.problems:
                self._kill(zygote)
                self.tried += 1
                self._keep()
                shown()

    def _kill(self, zygote: Zygote) -> None:
        chance = random.Random(f"{self._seed} {self.tried}")  # noqa: S311 - reproducible
        phase = PHASES[self.tried % len(PHASES)]
        tally = self.tallies[phase]
        work = self._work()
        order: dict[str, Any] = {"folder": str(work), "seed": chance.getrandbits(32)}
        if phase in LEFT:
            before, steps = LEFT[phase]
            first = Point(chance.choice(steps), ended=True, count=0)
            zygote.order(**order, phase=before, point=asdict(first))
            order["seed"] = chance.getrandbits(32)
        point = self._point(chance, phase)
        delay = chance.uniform(0.0, LONGEST_DELAY)
        done = zygote.order(**order, phase=phase, point=point, delay=delay)
        if not done["killed"]:
            tally.unreached += 1
        elif point is None:
            tally.after_delays += 1
        else:
            tally.at_points += 1
        problems = zygote.order(**order, phase="check")["problems"]
        tally.problems += [f"kill {self.tried} ({point or delay}): {one}" for one in problems]

    def _point(self, chance: random.Random, phase: str) -> dict[str, Any] | None:
        if chance.random() < 1 / 3:
            return None
        step = chance.choice(STEPS[phase])
        most = 1 if phase in LEFT else MOST_COUNT
        return asdict(Point(step, chance.random() < 0.5, chance.randrange(most)))

    def _work(self) -> Path:
        """Return the folder of this kill's store; the one before it is removed."""
        number = self.tried // FRESH_AFTER
        for old in self._folder.glob("work-*"):
            if old.name != f"work-{number}":
                shutil.rmtree(old)
        work = self._folder / f"work-{number}"
        (work / "store").mkdir(parents=True, exist_ok=True)
        return work

    def _keep(self) -> None:
        told = {"tried": self.tried, "tallies": {n: asdict(t) for n, t in self.tallies.items()}}
        draft = self._file.with_suffix(".new")
        draft.write_text(json.dumps(told, indent=1), encoding="utf-8")
        draft.replace(self._file)

    def table(self) -> Iterator[tuple[str, int, int, int, int]]:
        """Return, by phase: kills at points and after delays, points not reached, problems."""
        for name, tally in self.tallies.items():
            yield (
                name,
                tally.at_points,
                tally.after_delays,
                tally.unreached,
                len(tally.problems),
            )
