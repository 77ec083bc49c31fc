"""The integrations' pages: every Python example runs, and the versions they name are tested."""

import importlib.util
import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

REPO = Path(__file__).parents[2]
DOCS = REPO / "docs"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = ("integrations.md", "mcp.md", "mem0.md")
APART = {"langmem": "from langmem import", "agents": "from agents import"}
"""Frameworks that are not in the locked set, and how their examples begin."""
MODELS = {
    "octomem": """
from examples.scripted import ScriptedModel
from langchain_core.messages import AIMessage
model = ScriptedModel(script=lambda messages: AIMessage(f"I was told: {messages[0].text}"))
""",
    "langmem": "",
    "agents": """
from agents.testing import ScriptedModel, assistant_message
model = ScriptedModel([[assistant_message("Noted.")]])
""",
}
"""What `model` stands for in the examples of each."""
BEFORE = """
from octomem import Orchestrator
from octomem.langgraph import MemoryStore
from octomem.settings import Settings

memory = Orchestrator(Settings.load(path="store"))
store = MemoryStore(memory, user_id="mei")
"""
AFTER = """
for one in memory.list(user_id="mei", kinds=["episodic"]):
    print("kept:", one.text)
memory.close()
"""


def examples(framework: str) -> list[str]:
    """Return the examples that need a framework apart, or those that need none."""
    texts = [(DOCS / page).read_text(encoding="utf-8") for page in PAGES]
    blocks = [block for text in texts for block in BLOCK.findall(text)]
    begins = APART.get(framework)
    if begins is not None:
        return [block for block in blocks if begins in block]
    return [block for block in blocks if not any(one in block for one in APART.values())]


def run(framework: str, folder: Path, *flags: str) -> str:
    """Run a framework's examples in one process, in order, and return what they print."""
    blocks = examples(framework)
    assert blocks
    path = f"import sys; sys.path.insert(0, {str(REPO)!r})"
    program = "\n".join([path, MODELS[framework], BEFORE, *blocks, AFTER])
    quiet = {"OCTOMEM_EMBEDDER": "hash", "OPENAI_AGENTS_DISABLE_TRACING": "1"}
    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, *flags, "-c", program],
        cwd=folder,
        env={**os.environ, **quiet},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done.stdout


def test_the_examples_run(tmp_path: Path) -> None:
    """What is said in the first is told to the model in the second, and so on."""
    printed = run("octomem", tmp_path, "-W", "error")

    assert "The router stands in the cellar." in printed
    assert "kept: I live in Graz." in printed
    assert "is allergic to peanuts" in printed
    assert "kept: I was told: Memories" in printed


@pytest.mark.parametrize(
    ("framework", "expected"),
    [
        ("langmem", ["The spare key is under the blue pot."]),
        ("agents", ["Noted.", "My bike is in the cellar."]),
    ],
    ids=["langmem", "agents"],
)
def test_the_examples_of_other_frameworks_run(
    framework: str, expected: list[str], tmp_path: Path
) -> None:
    """
    Each in its own environment, by `make test-integrations`; skipped and counted elsewhere.
    """
    found = importlib.util.find_spec(framework)
    if found is None or found.origin is None:
        pytest.skip(f"{framework} is not installed; make test-integrations")

    printed = run(framework, tmp_path)

    for text in expected:
        assert text in printed


def test_the_versions_in_the_table_are_those_tested() -> None:
    """What `make test` runs is what is installed, the rest what `.ci/integrations` installs."""
    table = (DOCS / "integrations.md").read_text(encoding="utf-8")
    apart = (REPO / ".ci" / "integrations").read_text(encoding="utf-8")
    rows = re.findall(r"^\|.*\| ([a-z][^|]*) \| `make (test[a-z-]*)` \|$", table, re.MULTILINE)

    assert len(rows) >= 7
    for named, by in rows:
        for one in named.split(", "):
            package, _, number = one.partition(" ")
            if by == "test":
                assert version(package) == number
            else:
                assert f'"{package}=={number}"' in apart
