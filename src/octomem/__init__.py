"""Octomem: long-term memory for AI agents.

::

    from octomem import Orchestrator

    with Orchestrator(path="./memory") as memory:
        memory.process([{"role": "user", "content": "I live in Graz."}], user_id="mei")
        print(memory.recall("Where do I live?", user_id="mei").context(max_tokens=500))
"""

from importlib.metadata import version
from typing import TYPE_CHECKING

from octomem.errors import OctomemError
from octomem.memory import Kind, Memory, Status
from octomem.operation import Action, Operation, ProcessResult
from octomem.scope import Scope

if TYPE_CHECKING:
    from octomem.orchestrator.doctor import examine
    from octomem.orchestrator.migrating import migrate
    from octomem.orchestrator.orchestrator import Orchestrator
    from octomem.orchestrator.restoring import restore
    from octomem.results import (
        Answered,
        BackedUp,
        Consolidation,
        Entity,
        Exported,
        History,
        Loaded,
        Migrated,
        Page,
        Recall,
        Receipt,
        Restored,
        Stats,
    )
    from octomem.settings import Settings
    from octomem.verification import Verification

__version__ = version("octomem")

__all__ = [
    "Action",
    "Answered",
    "BackedUp",
    "Consolidation",
    "Entity",
    "Exported",
    "History",
    "Kind",
    "Loaded",
    "Memory",
    "Migrated",
    "OctomemError",
    "Operation",
    "Orchestrator",
    "Page",
    "ProcessResult",
    "Recall",
    "Receipt",
    "Restored",
    "Scope",
    "Settings",
    "Stats",
    "Status",
    "Verification",
    "__version__",
    "examine",
    "migrate",
    "restore",
]

_LATER = {
    "Orchestrator": "octomem.orchestrator.orchestrator",
    "Answered": "octomem.results",
    "BackedUp": "octomem.results",
    "Consolidation": "octomem.results",
    "Entity": "octomem.results",
    "Exported": "octomem.results",
    "History": "octomem.results",
    "Loaded": "octomem.results",
    "Migrated": "octomem.results",
    "Page": "octomem.results",
    "Recall": "octomem.results",
    "Receipt": "octomem.results",
    "Restored": "octomem.results",
    "Settings": "octomem.settings",
    "Stats": "octomem.results",
    "Verification": "octomem.verification",
    "examine": "octomem.orchestrator.doctor",
    "migrate": "octomem.orchestrator.migrating",
    "restore": "octomem.orchestrator.restoring",
}
"""What is loaded when it is first used, so that `import octomem` stays light."""


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module 'octomem' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 - only needed here

    return getattr(import_module(_LATER[name]), name)
