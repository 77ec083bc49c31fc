"""What a model costs per `process()`: `python -m benchmarks.cost`.

Forty fixed exchanges of two messages, of a user who has told things before, go through
`Orchestrator.process()` with one composed call, with one call per agent, and with the rules
alone; with --mem0 also through Mem0, in an environment of its own. All ask a scripted server
on loopback, through their real clients. Tokens are those of the whole request body, messages
and schema, counted with litellm's tokenizer. What the server answers is made up, of a size
that such answers have; so completion tokens compare the formats and nothing else.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.chat_server import ChatServer, Reply, Request, wire_text
from benchmarks.cost_exchanges import BEFORE, EXCHANGES
from benchmarks.peers.__main__ import Peer, environment
from octomem import Orchestrator
from octomem.operation import Usage
from octomem.settings import Settings

MODEL = "openai/scripted"
USER = "noor"
MEM0 = Peer("mem0", ("mem0ai==2.2.1", "chromadb==1.5.9", "numpy>=1.26"))
PUBLISHED = (
    ("Mem0 2.2.1", "1", "about 8,000", "measured on one short message"),
    ("MIRIX", "3 + N, up to 9", "19,000 to 34,000", "measured on one 20-word message"),
    ("Graphiti", "4 and more", "", "its pipeline, per episode"),
)
"""Calls and prompt tokens of others, as found on their newest public versions."""


@dataclass(slots=True)
class Cost:
    """What 40 exchanges cost one system."""

    name: str
    calls: int = 0
    repairs: int = 0
    retries: int = 0
    prompts: list[int] = field(default_factory=list[int])
    """Prompt tokens per exchange, all its calls together."""
    completions: list[int] = field(default_factory=list[int])
    agents: list[int] = field(default_factory=list[int])
    """Agents asked per exchange."""


def counter() -> Callable[[str], int]:
    """Return litellm's tokenizer, imported without its download."""
    os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    import litellm  # noqa: PLC0415 - takes seconds

    def count(text: str) -> int:
        return int(litellm.token_counter(model="openai/gpt-4o", text=text))  # pyright: ignore[reportUnknownMemberType]

    return count


def scripted(request: Request) -> Reply:
    """Answer with one fact per new turn of the user, where facts are asked for."""
    parts = request["response_format"]["json_schema"]["schema"]["properties"]
    new = re.findall(
        r'"id":"(t\d+)","by":"Noor","text":"([^"]*)"', request["messages"][-1]["content"]
    )
    common = {"op": "add", "ref": "", "subject": "Noor", "negated": False, "when": ""}
    facts = [
        {"turns": [short], **common, "predicate": "mentions", "object": " ".join(text.split()[-3:])}
        for short, text in new
    ]
    return Reply(json.dumps({name: facts if name == "semantic" else [] for name in parts}))


def measure(name: str, folder: Path, count: Callable[[str], int], **settings: Any) -> Cost:
    """Run the exchanges through octomem."""
    cost = Cost(name)
    with Orchestrator(Settings.load(path=folder)) as memory:
        for text in BEFORE:
            memory.process([{"role": "user", "name": "Noor", "content": text}], user_id=USER)
    with ChatServer(scripted, count) as server:
        given = {
            "model": MODEL,
            "model_api_base": server.url,
            "model_schema": "provider",
            **settings,
        }
        with Orchestrator(Settings.load(path=folder, **given)) as memory:
            for said, answered in EXCHANGES:
                messages = [
                    {"role": "user", "name": "Noor", "content": said},
                    {"role": "assistant", "content": answered},
                ]
                result = memory.process(messages, user_id=USER, session_id="s1")
                _add(cost, result.usage, len(result.usage_by_agent))
    return cost


def _add(cost: Cost, usage: Usage, agents: int) -> None:
    cost.calls += usage.calls
    cost.repairs += usage.repairs
    cost.retries += usage.retries
    cost.prompts.append(usage.prompt_tokens)
    cost.completions.append(usage.completion_tokens)
    cost.agents.append(agents)


def mem0(folder: Path, count: Callable[[str], int]) -> Cost:
    """Run the exchanges through Mem0; the server counts what it is asked."""
    cost = Cost(MEM0.name)
    python = environment(MEM0, folder)
    with ChatServer(lambda request: Reply(_facts(request)), count) as server:
        job = {"url": server.url, "user": USER, "before": BEFORE, "exchanges": EXCHANGES}
        (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")
        quiet = {
            "MEM0_TELEMETRY": "False",
            "MEM0_DIR": str(folder),
            "ANONYMIZED_TELEMETRY": "False",
        }
        worker = Path(__file__).parent / "peers" / "mem0_cost_worker.py"
        subprocess.run(  # noqa: S603 - our own words, no shell
            [str(python), str(worker), str(folder)], check=True, env={**os.environ, **quiet}
        )
        told = json.loads((folder / "mem0.json").read_text(encoding="utf-8"))
        requests = server.requests
    for start, end in zip(told["marks"], told["marks"][1:], strict=False):
        mine = requests[start:end]
        cost.calls += len(mine)
        cost.prompts.append(sum(count(wire_text(request)) for request in mine))
        cost.completions.append(sum(count(_facts(request)) for request in mine))
    return cost


def _facts(request: Request) -> str:
    """Answer Mem0 with one fact that is new each time, so that its store fills up."""
    text = str(request["messages"][-1]["content"])
    said = re.findall(r"user: ([^\n]+)", text) or [text[-60:]]
    return json.dumps(
        {"memory": [{"id": "0", "text": f"Noor said: {said[-1][:80]}", "event": "ADD"}]}
    )


def run(folder: Path, *, with_mem0: bool) -> list[Cost]:
    """Measure every system."""
    count = counter()
    costs = [
        measure("one call", folder / "one", count),
        measure("per agent", folder / "each", count, model_strategy="per_agent"),
    ]
    offline = Cost("offline")
    for _ in EXCHANGES:
        _add(offline, Usage(), 0)  # without a model no request can be made
    costs.append(offline)
    if with_mem0:
        (folder / "mem0").mkdir()
        costs.append(mem0(folder / "mem0", count))
    return costs


def print_costs(costs: Sequence[Cost], console: Console) -> None:
    """Print a row per system, then the composed call by the number of agents asked."""
    title = f"{len(EXCHANGES)} exchanges, per process(): calls, prompt and completion tokens"
    table = Table(title=title, title_justify="left")
    for name in (
        "system",
        "calls",
        "prompt mean",
        "median",
        "max",
        "completion",
        "repairs",
        "retries",
    ):
        table.add_column(name, no_wrap=True)
    for cost in costs:
        n = len(cost.prompts)
        asked = [tokens for tokens in cost.prompts if tokens] or [0]
        table.add_row(
            cost.name,
            f"{cost.calls / n:.2f}",
            f"{statistics.mean(cost.prompts):,.0f}",
            f"{statistics.median(asked):,.0f}",
            f"{max(asked):,}",
            f"{statistics.mean(cost.completions):,.0f}",
            str(cost.repairs),
            str(cost.retries),
        )
    console.print(table)
    console.print("The median and the maximum are of exchanges that made a call.", highlight=False)
    one = costs[0]
    by_agents = Table(title="one call, by the number of agents asked", title_justify="left")
    for name in ("agents", "exchanges", "prompt mean", "max"):
        by_agents.add_column(name)
    for agents in sorted(set(one.agents)):
        found = [p for p, asked in zip(one.prompts, one.agents, strict=True) if asked == agents]
        by_agents.add_row(
            str(agents), str(len(found)), f"{statistics.mean(found):,.0f}", f"{max(found):,}"
        )
    console.print(by_agents)
    published = Table(title="others, per message, as found before", title_justify="left")
    for name in ("system", "calls", "prompt tokens", "how"):
        published.add_column(name)
    for row in PUBLISHED:
        published.add_row(*row)
    console.print(published)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cost", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--mem0", action="store_true", help="install and measure Mem0 too")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        costs = run(Path(folder), with_mem0=options.mem0)
    if options.json:
        sys.stdout.write(json.dumps([asdict(cost) for cost in costs], indent=2) + "\n")
    else:
        print_costs(costs, Console(width=None if sys.stdout.isatty() else 120))
    return 0


if __name__ == "__main__":
    sys.exit(main())
