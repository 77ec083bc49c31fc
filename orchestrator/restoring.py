"""`octomem.restore`: a store out of a backup, filled and verified before it is handed over."""

from pathlib import Path

from octomem.orchestrator.backup import put_back
from octomem.orchestrator.options import Progress
from octomem.orchestrator.orchestrator import Orchestrator
from octomem.results import Restored
from octomem.settings import Settings


def restore(
    source: str | Path, path: str | Path | None = None, *, progress: Progress | None = None
) -> Restored:
    """Make a store out of what `Orchestrator.backup` wrote, in a folder that is new or empty.

    The projections are filled anew, calls that were under way are finished, and all of it is
    verified. The vault's key is not in a backup: put `vault.key` into the folder, or set
    `OCTOMEM_VAULT_KEY`, to reveal what was sealed.

    Args:
        source: the backup's folder.
        path: the store's; left out, it is the settings'.
        progress: told what `verify` has done and of how much.

    Raises:
        BackupError: the backup is none, or is damaged, or of a newer octomem.
        UsageError: the store's folder holds something.
        StoreError: the store cannot be written.
    """
    settings = Settings.load(path=path)
    made = put_back(source, settings.path)
    with Orchestrator(settings) as memory:
        memory.flush()
        found = memory.verify(progress=progress)
    return Restored(backup=made, verification=found)
