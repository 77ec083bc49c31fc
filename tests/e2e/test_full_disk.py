"""The disk is full for a while, and the vector index goes on once there is room."""

import subprocess
import sys
from pathlib import Path

from tests.e2e.bad_input import tmpfs

ROOT = Path(__file__).parents[2]


def test_an_index_is_written_again_once_the_disk_has_room(tmp_path: Path) -> None:
    """
    Chroma's client that has met a full disk holds up every thread for ever at the next write, so
    this is tried in another process; nothing is missing then.
    """
    disk = tmp_path / "disk"
    with tmpfs(disk, "40m"):
        done = subprocess.run(  # noqa: S603 - our own module
            [sys.executable, "-m", "tests.e2e.disk_filler", str(disk)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    assert not done.returncode, done.stderr[-2000:]
    missing, failed = map(int, done.stdout.split())
    assert 0 == missing
    assert 0 < failed
