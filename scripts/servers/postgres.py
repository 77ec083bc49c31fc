"""A PostgreSQL server from the machine's own packages, in a folder of its own."""

import os
import pwd
import secrets
import shutil
import subprocess
from pathlib import Path

from scripts.servers.process import Launch, ServerError, password

NAME = "postgres"
PORTS = 1
USER = "octomem"
DATABASE = "octomem"
RUNS_AS = "postgres"
"""Who runs it where the caller is root, which PostgreSQL refuses."""


def version() -> str:
    """Return what will run."""
    return _run([_program("postgres"), "--version"], {}).strip()


def prepare(folder: Path, ports: tuple[int, ...]) -> dict[str, str]:
    """Make the database cluster, once, and the vault's key that a ledger there wants."""
    secret = password()
    owner = _user()
    data = folder / "data"
    data.mkdir(mode=0o700, exist_ok=True)
    given = folder / "password"
    given.touch(mode=0o600)
    given.write_text(secret, encoding="utf-8")
    if owner is not None:
        _reachable(folder)
        for path in (data, given):
            shutil.chown(path, owner, owner)
    arguments = ("--auth=scram-sha-256", f"--pwfile={given}", f"--username={USER}")
    _run([_program("initdb"), f"--pgdata={data}", "--encoding=UTF8", "--no-locale", *arguments], {})
    given.unlink()
    (folder / "data" / "postgresql.auto.conf").write_text(
        "listen_addresses = '127.0.0.1'\nunix_socket_directories = ''\n", encoding="utf-8"
    )
    return {
        "OCTOMEM_POSTGRES_URL": f"postgresql://{USER}@127.0.0.1:{ports[0]}/{DATABASE}",
        "OCTOMEM_POSTGRES_PASSWORD": secret,
        "OCTOMEM_VAULT_KEY": secrets.token_hex(32),
    }


def launch(folder: Path, ports: tuple[int, ...], settings: dict[str, str]) -> Launch:
    """Say how it is started."""
    place = ("-D", str(folder / "data"), "-p", str(ports[0]))
    return Launch((_program("postgres"), *place), {}, _user())


def healthy(ports: tuple[int, ...], settings: dict[str, str]) -> bool:
    """Ask whether it takes connections, and make the database where there is none."""
    where = ("--host=127.0.0.1", f"--port={ports[0]}", f"--username={USER}")
    secret = {"PGPASSWORD": settings["OCTOMEM_POSTGRES_PASSWORD"]}
    try:
        _run([_program("pg_isready"), *where], {})
        listed = _run([_program("psql"), *where, "--list", "--tuples-only"], secret)
        if DATABASE not in {line.split("|")[0].strip() for line in listed.splitlines()}:
            _run([_program("createdb"), *where, DATABASE], secret)
    except ServerError:
        return False
    return True


def url(ports: tuple[int, ...]) -> str:
    """Return where it listens."""
    return f"postgresql://{USER}@127.0.0.1:{ports[0]}/{DATABASE}"


def _user() -> str | None:
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(RUNS_AS).pw_name
    except KeyError:
        raise ServerError(f"root cannot run PostgreSQL, and there is no user {RUNS_AS!r}") from None


def _reachable(folder: Path) -> None:
    """Refuse a folder that the server's user cannot get to.

    Raises:
        ServerError: names the part of the path that keeps everybody else out.
    """
    for part in (folder, *folder.parents):
        if not part.stat().st_mode & 0o001:
            raise ServerError(f"{str(part)!r} lets nobody but its owner in; choose another folder")


def _program(name: str) -> str:
    """Find a program of the newest PostgreSQL; Debian keeps most of them off the path."""
    installed = Path("/usr/lib/postgresql")
    versions = (
        sorted(installed.iterdir(), key=lambda one: int(one.name)) if installed.is_dir() else []
    )
    for one in reversed(versions):
        if (one / "bin" / name).is_file():
            return str(one / "bin" / name)
    path = shutil.which(name)
    if path is None:
        raise ServerError("PostgreSQL is needed; `python -m scripts.servers install` gets it")
    return path


def _run(arguments: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(  # noqa: S603 - a list of arguments, no shell
        arguments,
        env={**os.environ, **environment},
        user=_user(),
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ServerError(f"{Path(arguments[0]).name} failed: {done.stderr.strip()}")
    return done.stdout
