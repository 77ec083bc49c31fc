"""A process that is forked after a store was opened: it gets an error, where it would wait for ever."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import asyncio, os, signal, sys
from octomem import Orchestrator
from octomem.errors import OctomemError
from octomem.settings import Settings

def said(text):
    return [{"role": "user", "content": text}]

def trying(call):
    try:
        call()
    except OctomemError as error:
        print(type(error).__name__, "fork" in str(error), flush=True)
    else:
        print("done", flush=True)

def forked(work):
    child = os.fork()
    if child == 0:
        signal.alarm(60)
        try:
            work()
        finally:
            os._exit(0)
    print("ended with", os.waitpid(child, 0)[1], flush=True)

memory = Orchestrator(Settings.load(path=sys.argv[1], embedder="hash"))

def inherited():
    trying(lambda: memory.process(said("I like tea."), user_id="mei"))
    trying(lambda: memory.recall("Where do I live?", user_id="mei"))
    trying(lambda: memory.stats())
    trying(lambda: memory.flush())
    trying(lambda: asyncio.run(memory.arecall("Where do I live?", user_id="mei")))
    trying(lambda: asyncio.run(memory.aresume()))
    trying(lambda: memory.close())

def its_own():
    with Orchestrator(Settings.load(path=sys.argv[2], embedder="hash")) as own:
        own.process(said("I live in Rome."), user_id="mei")
        print(own.recall("Where do I live?", user_id="mei").memories[0].text, flush=True)
        trying(lambda: own.flush())

forked(its_own)
memory.process(said("I live in Graz."), user_id="mei")
memory.flush()
forked(inherited)
forked(lambda: trying(its_own))
memory.process(said("I like coffee."), user_id="mei")
memory.flush()
print(memory.verify().ok, memory.stats().turns)
memory.close()
"""


def test_a_forked_process_is_told_instead_of_waiting_for_ever(tmp_path: Path) -> None:
    """
    What it inherited is refused, its own store works unless Chroma was used before, which it is told, and
    the process that it came from notices nothing.
    """
    done = subprocess.run(  # noqa: S603 - our own words, no shell
        [sys.executable, "-c", SCRIPT, str(tmp_path / "one"), str(tmp_path / "other")],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        timeout=300,
    )
    own = ["mei lives in Rome"]

    assert [
        *own,
        "done",
        "ended with 0",
        *["StoreClosedError True"] * 6,
        "done",
        "ended with 0",
        "StoreError True",
        "ended with 0",
        "True 2",
    ] == done.stdout.splitlines()
