"""One of several processes that write one partition: `python -m tests.servers.writer 0 2 200`.

It tells that it is ready, waits for a line, and then says every exchange that is its own.
"""

import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from octomem import Orchestrator
from octomem.settings import Settings

START = datetime(2024, 3, 1, 9, tzinfo=UTC)
CITIES = ("Graz", "Lisbon", "Kyoto", "Oslo", "Lima", "Turin", "Ghent")
NAMES = ("Lena", "Tom", "Yuki", "Ada", "Igor")
THINGS = ("tea", "chess", "jazz", "hiking", "sushi", "maps")


def said(at: int) -> dict[str, Any]:
    """Return an exchange: facts that compete, facts that add up, people, and tasks."""
    city, name, thing = CITIES[at % 7], NAMES[at % 5], THINGS[at % 6]
    text = (
        f"I moved to {city}.",
        f"My friend {name} likes {thing}.",
        f"{name} works at Acme in {city}.",
        f"I like {thing}. Remind me to call {name} about parcel {at}.",
    )[at % 4]
    when = START + timedelta(hours=at)
    return {"id": f"x{at}", "role": "user", "name": "Mei", "content": text, "timestamp": when}


def main() -> None:
    """Say what is this process's own of all exchanges."""
    mine, of, count = (int(given) for given in sys.argv[1:])
    with Orchestrator(Settings.load()) as memory:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        for at in range(mine, count, of):
            memory.process([said(at)], user_id="mei", session_id=f"s{at % of}")


if __name__ == "__main__":
    main()
