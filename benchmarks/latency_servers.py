"""The stores of `latency` on servers: carried there, measured there, printed."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.latency_worker import spread
from benchmarks.on_servers import back_ends, environment, secrets_of, servers
from octomem import migrate
from octomem.results import Migrated
from octomem.stores.vault.key import KEY_FILE


def worked(job: Mapping[str, Any], variables: Mapping[str, str]) -> dict[str, Any]:
    """Let a process of its own measure a store."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.latency_worker",
        json.dumps(job),
        repr(time.time()),
    ]
    done = subprocess.run(  # noqa: S603 - our own words, no shell
        command, check=True, stdout=subprocess.PIPE, text=True, env={**os.environ, **variables}
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def measure_on_servers(folder: Path, job: Mapping[str, Any]) -> dict[str, Any]:
    """Carry a store to servers of its own, measure it there, and return the figures."""
    with servers() as variables:
        # What the embedded store sealed is opened there by its own key.
        variables["OCTOMEM_VAULT_KEY"] = (folder / KEY_FILE).read_text(encoding="utf-8").strip()
        with environment(variables):
            ran_on = back_ends()
        started, cpu = time.perf_counter(), time.process_time()
        moved = _carried(folder, variables)
        seconds, worked_for = time.perf_counter() - started, time.process_time() - cpu
        figures = worked(job, variables)
    return {
        **figures,
        "migrate_s": seconds,
        "migrate_cpu_s": worked_for,
        "verified": moved.verification.ok,
        "stores": ran_on,
    }


def _carried(folder: Path, variables: Mapping[str, str]) -> Migrated:
    """Migrate a store to where variables lead."""
    secret = secrets_of(variables)
    named = {name: value for name, value in variables.items() if name not in secret}
    lines = (
        f"{name.removeprefix('OCTOMEM_').lower()} = {json.dumps(value)}\n"
        for name, value in named.items()
    )
    with TemporaryDirectory() as made, environment(secret):
        file = Path(made) / "servers.toml"
        file.write_text("".join(lines), encoding="utf-8")
        return migrate(file, folder)


def print_servers(found: Sequence[dict[str, Any]], console: Console) -> None:
    table = Table(title=f"the same on {found[-1]['servers']['stores']}", title_justify="left")
    table.add_column("")
    for each in found:
        table.add_column(f"{each['memories']} / {each['users']} users", justify="right")
    there = [each["servers"] for each in found]
    for name, key in (
        ("recall, ms", "recall_ms"),
        ("the same, CPU ms of the client", "recall_cpu_ms"),
        ("process, two messages, ms", "process_ms"),
        ("the same, CPU ms of the client", "process_cpu_ms"),
    ):
        cells = (spread(each[key]) for each in there)
        table.add_row(name, *cells)
    table.add_row("load of the machine", *(f"{each['load']:.1f}" for each in there))
    table.add_row("migrate and verify", *(f"{each['migrate_s']:.0f} s" for each in there))
    table.add_row("verified", *("yes" if each["verified"] else "NO" for each in there))
    console.print(table)
