"""Every Python example of the integrations' pages runs, in one process, in order."""

import os
import re
import subprocess
import sys
from pathlib import Path

REPO = Path(__file__).parents[2]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PAGES = ("integrations.md", "mcp.md", "mem0.md")
BEFORE = """
from examples.scripted import ScriptedModel
from langchain_core.messages import AIMessage
from octomem import Orchestrator
from octomem.settings import Settings

memory = Orchestrator(Settings.load(path="store"))
model = ScriptedModel(script=lambda messages: AIMessage(f"I was told: {messages[0].text}"))
"""
AFTER = """
for one in memory.list(user_id="mei", kinds=["episodic"]):
    print("kept:", one.text)
memory.close()
"""


def test_the_examples_run(tmp_path: Path) -> None:
    """What is said in the first is told to the model in the second, and so on."""
    texts = [(REPO / "docs" / page).read_text(encoding="utf-8") for page in PAGES]
    blocks = [block for text in texts for block in BLOCK.findall(text)]
    program = "\n".join([f"import sys; sys.path.insert(0, {str(REPO)!r})", BEFORE, *blocks, AFTER])

    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-W", "error", "-c", program],
        cwd=tmp_path,
        env={**os.environ, "OCTOMEM_EMBEDDER": "hash"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    assert "The router stands in the cellar." in done.stdout
    assert "kept: I live in Graz." in done.stdout
    assert "is allergic to peanuts" in done.stdout
    assert "kept: I was told: Memories" in done.stdout
