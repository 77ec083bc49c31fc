"""Run the demo with its ledger in PostgreSQL, its vectors on a Chroma server and its graph on Neo4j.

Then show what lies there.
"""

# The driver leaves the types of its settings open.
# pyright: reportUnknownMemberType=false

import asyncio
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import LiteralString

from neo4j import AsyncGraphDatabase

from octomem import Orchestrator
from octomem.settings import Settings
from scripts.servers import service

SERVERS = ("neo4j", "chroma", "postgres")

NODES: LiteralString = (
    "MATCH (n) UNWIND labels(n) AS label RETURN label AS what, count(*) AS how_many ORDER BY what"
)
EDGES: LiteralString = "MATCH ()-[r]->() RETURN type(r) AS what, count(*) AS how_many ORDER BY what"
RELATIONS: LiteralString = """
    MATCH (a:Entity)-[r:RELATES]->(b:Entity)
    RETURN a.name + ' ' + r.relation + ' ' + b.name AS what,
        'since ' + toString(date(r.valid_from)) +
        coalesce(' until ' + toString(date(r.valid_to)), '') AS how_many
    ORDER BY r.valid_from, what"""


def main() -> int:
    """Start the servers in a folder of their own, run the demo, and stop them."""
    with tempfile.TemporaryDirectory(prefix="octomem-demo-") as made:
        folder = Path(made)
        folder.chmod(0o755)  # PostgreSQL runs as a user of its own
        with service.running(SERVERS, folder) as servers:
            for one in servers:
                _say(f"{one.version} at {one.url}, up in {one.seconds:.1f} s")
            os.environ.update(service.settings_of(servers))
            return _demo(folder / "store")


def _demo(store: Path) -> int:
    octomem = str(Path(sys.executable).parent / "octomem")
    done = subprocess.run([octomem, "demo", "--path", str(store)], check=False)  # noqa: S603 - our own
    with Orchestrator(path=store) as memory:
        memory.flush()
        stats = memory.stats()
    held = sum(stats.memories.values())
    _say(f"\nIn PostgreSQL: {stats.turns} turns, {held} memories, {stats.operations} operations.")
    _say(f"In Chroma: {stats.vectors} vectors. In Neo4j:")
    for what, how_many in asyncio.run(_lies_there()):
        _say(f"  {what:<46} {how_many}")
    return done.returncode


async def _lies_there() -> list[tuple[str, object]]:
    settings = Settings.load()
    url, password = settings.neo4j_url, settings.neo4j_password
    assert url is not None  # noqa: S101 - set above
    assert password is not None  # noqa: S101 - set above
    auth = (settings.neo4j_user, password.get_secret_value())
    async with AsyncGraphDatabase.driver(url, auth=auth) as driver:
        found = [await driver.execute_query(query) for query in (NODES, EDGES, RELATIONS)]
    return [(record["what"], record["how_many"]) for one in found for record in one.records]


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
