"""Where in each phase a process can be told to kill itself: before or after a step, for real."""

import importlib
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

_LEDGER = "octomem.stores.ledger"

STEPS: dict[str, tuple[str, ...]] = {
    "process": (
        f"{_LEDGER}.turns:record",
        f"{_LEDGER}.ledger:Ledger.record",
        f"{_LEDGER}.ledger:Ledger.commit",
        f"{_LEDGER}.memories:write",
        f"{_LEDGER}.embeddings:put",
        "octomem.orchestrator.engine:Engine.encode",
        "octomem.orchestrator.ingest:Ingest.commit",
    ),
    "projection": (
        "octomem.stores.vectors:ChromaIndex.apply",
        "octomem.stores.chroma:Chroma.upsert",
        "octomem.stores.chroma:Chroma.copy",
        "octomem.stores.chroma:Chroma.sync",
        "octomem.stores.homes:FileHomes.begin",
        "octomem.stores.homes:FileHomes.end",
        "octomem.stores.homes:Homes.settle",
        "octomem.stores.homes:Homes.leave",
        "octomem.stores.homes:Homes.arrive",
        "octomem.stores.homes:Homes.note",
        f"{_LEDGER}.ledger:Ledger.set_followed",
    ),
    "mend": (
        "octomem.stores.homes:Homes.lose",
        "octomem.stores.homes:Homes.arrive",
        "octomem.stores.homes:FileHomes.begin",
        "octomem.stores.homes:FileHomes.end",
        "octomem.stores.chroma:Chroma.drop",
        "octomem.stores.chroma:Chroma.sync",
        "octomem.stores.chroma:Chroma.upsert",
        "octomem.stores.vectors:ChromaIndex._fill",
    ),
    "resume": (
        f"{_LEDGER}.ledger:Ledger.open_call",
        f"{_LEDGER}.ledger:Ledger.commit",
        f"{_LEDGER}.memories:write",
    ),
    "consolidate": (
        "octomem.orchestrator.consolidation:Consolidating._commit",
        f"{_LEDGER}.ledger:Ledger.commit",
        f"{_LEDGER}.memories:write",
        f"{_LEDGER}.embeddings:put",
    ),
    "rebuild": (
        f"{_LEDGER}.ledger:Ledger.set_followed",
        f"{_LEDGER}.ledger:Ledger.refollow",
        f"{_LEDGER}.ledger:Ledger.project",
        "octomem.stores.chroma:Chroma.erase",
        "octomem.stores.homes:Homes.clear",
        "octomem.stores.vectors:ChromaIndex.reset",
    ),
    "migration": (
        f"{_LEDGER}.database:migrate",
        f"{_LEDGER}.migrations:receipts",
        f"{_LEDGER}.migrations:tokens",
    ),
    "forget": (
        f"{_LEDGER}.erasing:erase",
        f"{_LEDGER}.erasing:note",
        f"{_LEDGER}.erasing:done",
        f"{_LEDGER}.database:Database.compact",
        "octomem.stores.chroma:Chroma.drop",
        "octomem.stores.chroma:Chroma.scrub",
        "octomem.stores.homes:Homes.erase",
    ),
    "export": (
        "octomem.orchestrator.lines:LineWriter.write",
        "octomem.orchestrator.lines:LineWriter.sha256",
        "octomem.orchestrator.exporting:Exporting.export",
    ),
    "load": (
        "octomem.orchestrator.loading:_Writing._claim",
        "octomem.orchestrator.loading:_Writing._flush",
        "octomem.orchestrator.loading:Loading._project",
        f"{_LEDGER}.ledger:Ledger.project",
    ),
    "backup": (
        f"{_LEDGER}.copying:copy",
        f"{_LEDGER}.copying:sha256",
        f"{_LEDGER}.copying:sync",
        "octomem.orchestrator.orchestrator:back_up",
    ),
}
"""The steps of each phase, as `module:name` of what the product calls."""


LEFT: dict[str, tuple[str, tuple[str, ...]]] = {
    "resume": ("process", (f"{_LEDGER}.ledger:Ledger.record",)),
    "mend": (
        "mend",
        (
            "octomem.stores.chroma:Chroma.copy",
            "octomem.stores.chroma:Chroma.delete",
            "octomem.stores.chroma:Chroma.upsert",
            "octomem.stores.homes:Homes.leave",
            "octomem.stores.homes:Homes.arrive",
        ),
    ),
}
"""Phases that finish what a kill has left, which comes first: in which phase, and after one of which
steps."""


@dataclass(frozen=True, slots=True)
class Point:
    """One moment: the `count`-th time (from 0) that a step begins, or has ended."""

    step: str
    ended: bool
    count: int

    def arm(self) -> None:
        """Make this process kill itself there."""
        module, _, path = self.step.partition(":")
        owner: Any = importlib.import_module(module)
        *parents, name = path.split(".")
        for parent in parents:
            owner = getattr(owner, parent)
        step = getattr(owner, name)
        armed = self._armed(step)
        setattr(owner, name, armed)
        if module == f"{_LEDGER}.migrations":
            owner.MIGRATIONS = tuple(armed if one is step else one for one in owner.MIGRATIONS)

    def _armed(self, step: Callable[..., Any]) -> Callable[..., Any]:
        left = self.count

        def armed(*given: Any, **options: Any) -> Any:
            nonlocal left
            if left == 0 and not self.ended:
                os.kill(os.getpid(), signal.SIGKILL)
            done = step(*given, **options)
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1
            return done

        return armed
