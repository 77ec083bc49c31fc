"""A Neo4j community server from Maven Central: its jars, its configuration, its password."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

from scripts.servers.process import Launch, ServerError, password

NAME = "neo4j"
PORTS = 2
"""Bolt and HTTP."""
VERSION = "5.26.30"
"""Long-term support; runs on Java 17 and 21."""
USER = "neo4j"
POM = Path(__file__).with_name("neo4j-pom.xml")
DOWNLOAD_SECONDS = 900
ANSWER_SECONDS = 5

_PACKAGES = ("nio", "io", "lang", "util.concurrent")
_JAVA = (
    # As in the distribution's own configuration, but small and quick to start: the second
    # compiler and the parallel collector pay off in days, not in minutes.
    "-Xms256m",
    "-Xmx768m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:-OmitStackTraceInFastThrow",
    "-XX:+UnlockExperimentalVMOptions",
    "-XX:+TrustFinalNonStaticFields",
    "-XX:+DisableExplicitGC",
    "-Djdk.nio.maxCachedBufferSize=1024",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Djdk.tls.ephemeralDHKeySize=2048",
    "-Djdk.tls.rejectClientInitiatedRenegotiation=true",
    "-Dlog4j2.disable.jmx=true",
    *(f"--add-opens=java.base/java.{name}=ALL-UNNAMED" for name in _PACKAGES),
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
)


def version() -> str:
    """Return what will run."""
    return f"Neo4j community {VERSION}"


def prepare(folder: Path, ports: tuple[int, ...]) -> dict[str, str]:
    """Get the server, write its configuration, and choose its password."""
    _jars()
    bolt, http = ports
    (folder / "conf").mkdir(exist_ok=True)
    (folder / "conf" / "neo4j.conf").write_text(
        f"server.default_listen_address=127.0.0.1\n"
        f"server.bolt.listen_address=127.0.0.1:{bolt}\n"
        f"server.http.listen_address=127.0.0.1:{http}\n"
        "dbms.usage_report.enabled=false\n"
        "dbms.security.auth_enabled=true\n"
        # A wrong password in one test is not to lock out the next one.
        "dbms.security.auth_lock_time=0s\n"
        "server.memory.pagecache.size=128m\n",
        encoding="utf-8",
    )
    return {
        "OCTOMEM_NEO4J_URL": f"neo4j://127.0.0.1:{bolt}",
        "OCTOMEM_NEO4J_USER": USER,
        "OCTOMEM_NEO4J_PASSWORD": password(),
    }


def launch(folder: Path, ports: tuple[int, ...], settings: dict[str, str]) -> Launch:
    """Say how it is started."""
    return Launch(
        (
            _found("java", "a Java 17 or 21"),
            *_JAVA,
            "-cp",
            f"{_jars()}/*",
            "org.neo4j.server.CommunityEntryPoint",
            f"--home-dir={folder}",
            f"--config-dir={folder / 'conf'}",
        ),
        {},
    )


def healthy(ports: tuple[int, ...], settings: dict[str, str]) -> bool:
    """Ask it something; a new one gets its password first."""
    http = ports[1]
    wanted = settings["OCTOMEM_NEO4J_PASSWORD"]
    if _asked(http, "neo4j", wanted, "RETURN 1"):
        return True
    change = "ALTER CURRENT USER SET PASSWORD FROM $old TO $new"
    return _asked(http, "system", USER, change, old=USER, new=wanted)


def url(ports: tuple[int, ...]) -> str:
    """Return where people look: the query API, and a browser that is served elsewhere."""
    return f"http://127.0.0.1:{ports[1]}"


def _asked(http: int, database: str, secret: str, statement: str, **parameters: str) -> bool:
    body = {"statements": [{"statement": statement, "parameters": parameters}]}
    token = base64.b64encode(f"{USER}:{secret}".encode()).decode()
    request = urllib.request.Request(
        f"http://127.0.0.1:{http}/db/{database}/tx/commit",
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Basic {token}"},
    )
    try:
        with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:  # noqa: S310 - http
            return not json.load(answer)["errors"]
    except (OSError, urllib.error.HTTPError):
        return False


def _jars() -> Path:
    """Return the folder of the server's jars, downloaded once for all of this user's runs."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "octomem"
    jars = cache / f"neo4j-{VERSION}"
    if jars.is_dir():
        return jars
    maven = _found("mvn", "Maven")
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as draft:
        done = subprocess.run(  # noqa: S603 - a list of arguments, no shell
            [
                maven,
                "--quiet",
                "--batch-mode",
                f"--file={POM}",
                "dependency:copy-dependencies",
                "-DincludeScope=runtime",
                f"-DoutputDirectory={draft}/jars",
                f"-Dneo4j.version={VERSION}",
            ],
            capture_output=True,
            text=True,
            timeout=DOWNLOAD_SECONDS,
            check=False,
        )
        if done.returncode:
            raise ServerError(f"Maven could not get Neo4j {VERSION}:\n{done.stdout[-2000:]}")
        if not jars.is_dir():
            Path(draft, "jars").rename(jars)
    return jars


def _found(name: str, what: str) -> str:
    path = shutil.which(name)
    if path is None:
        raise ServerError(f"{what} is needed; `python -m scripts.servers install` gets it")
    return path
