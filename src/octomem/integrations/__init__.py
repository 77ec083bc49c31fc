"""Where agents live: one folder per framework, thin, loaded when imported.

A framework `x` has its code in `integrations/x/` and a module `octomem/x.py` that names what
callers import (`from octomem.langgraph import MemoryStore`). It is an extra of its own in
pyproject.toml where it needs packages, has a row in docs/integrations.md, and tests against
the real framework in tests/integrations/. Nothing here is imported by the rest of octomem.
"""
