"""Serve a model file on loopback by llama.cpp, for `make test-llm`: MODEL PORT [THREADS].

It runs in the environment under build/llm, which holds xllamacpp and nothing of octomem. One
line on stdout says that it is up; it ends when its stdin does.
"""

import sys
from importlib import import_module
from typing import Any


def main(model: str, port: str, threads: str = "2") -> None:
    """Serve until stdin is closed, which it is when the one who started this ends."""
    llama: Any = import_module("xllamacpp")
    params = llama.CommonParams()
    params.model.path = model
    params.port = int(port)
    params.n_ctx = 8192
    params.n_parallel = 1
    params.warmup = False
    params.cpuparams.n_threads = int(threads)
    server = llama.Server(params)
    sys.stdout.write(f"serving at {server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
