"""A Chroma server: `chroma run` of the installed chromadb."""

import importlib.metadata
import sys
import urllib.request
from pathlib import Path

from scripts.servers.process import Launch, ServerError

NAME = "chroma"
PORTS = 1
ANSWER_SECONDS = 5


def version() -> str:
    """Return what will run."""
    return f"Chroma {importlib.metadata.version('chromadb')}"


def prepare(folder: Path, ports: tuple[int, ...]) -> dict[str, str]:
    """Say where it will be."""
    return {"OCTOMEM_CHROMA_URL": url(ports)}


def launch(folder: Path, ports: tuple[int, ...], settings: dict[str, str]) -> Launch:
    """Say how it is started."""
    program = Path(sys.executable).parent / "chroma"
    if not program.is_file():
        raise ServerError(f"no {str(program)!r}: install octomem for this Python")
    place = ("--path", str(folder / "data"), "--host", "127.0.0.1", "--port", str(ports[0]))
    return Launch((str(program), "run", *place), {"ANONYMIZED_TELEMETRY": "False"})


def healthy(ports: tuple[int, ...], settings: dict[str, str]) -> bool:
    """Ask it for its heartbeat."""
    try:
        address = f"{url(ports)}/api/v2/heartbeat"
        with urllib.request.urlopen(address, timeout=ANSWER_SECONDS) as answer:  # noqa: S310 - http
            return bool(answer.status == 200)
    except OSError:
        return False


def url(ports: tuple[int, ...]) -> str:
    """Return where it listens."""
    return f"http://127.0.0.1:{ports[0]}"
