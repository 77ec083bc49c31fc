"""Run `python -m scripts.servers start|stop|status|run|install`; `--help` says more."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from scripts.servers import service
from scripts.servers.process import Running, ServerError

FOLDER = Path("build/servers")
PACKAGES = {"java": "default-jre-headless", "mvn": "maven", "initdb": "postgresql"}
"""Debian's packages, by the program that each is needed for."""


def main() -> int:
    """Do what the arguments say; return the exit code."""
    told, command = _split(sys.argv[1:])
    given = _parser().parse_args(told, argparse.Namespace(command=command))
    try:
        if given.action == "install":
            install()
            return 0
        return ACTIONS[given.action](given)
    except ServerError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def start(given: argparse.Namespace) -> int:
    """Start servers and print what runs, with its version."""
    for name in given.servers:
        _print(service.start(name, given.folder))
    return 0


def stop(given: argparse.Namespace) -> int:
    """Stop servers."""
    for name in given.servers:
        _say(f"{name}: {'stopped' if service.stop(name, given.folder) else 'did not run'}")
    return 0


def status(given: argparse.Namespace) -> int:
    """Print what runs; 1 where something does not."""
    code = 0
    for name in given.servers:
        running = service.status(name, given.folder)
        if running is None:
            _say(f"{name}: does not run")
            code = 1
        else:
            _print(running)
    return code


def run(given: argparse.Namespace) -> int:
    """Run the command after `--` with servers, and stop those it started."""
    if not given.command:
        raise ServerError("no command to run; give one after --")
    with service.running(given.servers, given.folder) as servers:
        for one in servers:
            _print(one)
        environment = {**os.environ, **service.settings_of(servers)}
        done = subprocess.run(given.command, env=environment, check=False)  # noqa: S603 - the caller's
        return done.returncode


def install() -> None:
    """Install what is missing, on Debian, as root; PostgreSQL's own cluster is not made."""
    programs = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    missing = [
        package
        for program, package in PACKAGES.items()
        if not shutil.which(program) and not (program == "initdb" and any(programs))
    ]
    if not missing:
        return
    if os.geteuid() or not shutil.which("apt-get"):
        raise ServerError(
            f"install these packages of Debian, or what your system calls them: {missing}"
        )
    own = Path("/etc/postgresql-common/createcluster.d")
    own.mkdir(parents=True, exist_ok=True)
    (own / "octomem.conf").write_text("create_main_cluster = false\n", encoding="utf-8")
    for arguments in (["update"], ["install", "--yes", "--no-install-recommends", *missing]):
        subprocess.run(["apt-get", "--quiet=2", *arguments], check=True)  # noqa: S603, S607 - Debian's own


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Part our own arguments from the command that follows `--`."""
    if "--" not in arguments:
        return arguments, []
    place = arguments.index("--")
    return arguments[:place], arguments[place + 1 :]


def _print(running: Running) -> None:
    _say(
        f"{running.name}: {running.version}, {running.url}, pid {running.pid}, "
        f"up in {running.seconds:.1f} s"
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scripts.servers", description=__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("install", help="install Java, Maven and PostgreSQL where they are missing")
    for name, action in ACTIONS.items():
        one = actions.add_parser(name, help=action.__doc__)
        one.add_argument("--folder", type=Path, default=FOLDER)
        one.add_argument("servers", nargs="+", choices=service.SERVERS)
    return parser


ACTIONS = {"start": start, "stop": stop, "status": status, "run": run}

if __name__ == "__main__":
    sys.exit(main())
