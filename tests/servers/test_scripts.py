"""The tool that starts real servers: what it starts answers, comes back and goes away."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from scripts.servers import process, service
from scripts.servers.process import ServerError

REPO = Path(__file__).parent.parent.parent


def tool(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own tool
        [sys.executable, "-m", "scripts.servers", *arguments],
        cwd=REPO,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_server_is_started_once_and_stopped_once(tmp_path: Path) -> None:
    """Starting twice gives the same process; stopping twice does no harm."""
    first = service.start("chroma", tmp_path)
    again = service.start("chroma", tmp_path)

    assert first == again
    assert [True, False] == [service.stop("chroma", tmp_path) for _ in range(2)]
    assert service.status("chroma", tmp_path) is None


def test_a_stopped_server_comes_back_where_it_was(tmp_path: Path) -> None:
    """Ports and settings stay, so that a restart in the middle of a run is seen as one."""
    first = service.start("chroma", tmp_path)
    service.stop("chroma", tmp_path, kill=True)
    second = service.start("chroma", tmp_path)
    service.stop("chroma", tmp_path)

    assert (first.ports, first.settings) == (second.ports, second.settings)
    assert first.pid != second.pid


def test_a_number_of_another_process_is_not_the_server(tmp_path: Path) -> None:
    """A process id that went to somebody else is neither found nor ended."""
    running = process.Running("chroma", "", "", os.getpid(), (1,), {}, 0.0)
    (tmp_path / "chroma").mkdir()
    process.note(tmp_path / "chroma", running)

    assert service.status("chroma", tmp_path) is None
    assert not service.stop("chroma", tmp_path)


def test_a_server_that_ends_at_once_says_why(tmp_path: Path) -> None:
    """The end of its log is in the error."""
    launched = process.Launch((sys.executable, "-c", "print('no room'); raise SystemExit(3)"), {})
    pid = process.start(tmp_path, launched)

    with pytest.raises(ServerError, match=r"ended with 3\nno room"):
        process.wait_healthy(tmp_path, pid, lambda: False)


def test_its_file_is_its_owners_alone(tmp_path: Path) -> None:
    """The state holds passwords."""
    process.note(tmp_path, process.Running("neo4j", "", "", 1, (1,), {}, 0.0))

    assert 0o600 == (tmp_path / process.STATE).stat().st_mode & 0o777


def test_a_command_runs_with_the_settings_of_its_servers(tmp_path: Path) -> None:
    """`run` hands the variables on, returns the command's code, and stops what it started."""
    command = "import os, sys; sys.exit('http' not in os.environ['OCTOMEM_CHROMA_URL'] or 7)"
    done = tool("run", "--folder", str(tmp_path), "chroma", "--", sys.executable, "-c", command)

    assert 7 == done.returncode
    assert done.stdout.startswith("chroma: Chroma 1.")
    assert 1 == tool("status", "--folder", str(tmp_path), "chroma").returncode


def test_an_unknown_server_is_refused(tmp_path: Path) -> None:
    """The message lists those that there are."""
    with pytest.raises(ServerError, match="one of: neo4j, chroma, postgres"):
        service.start("mysql", tmp_path)
