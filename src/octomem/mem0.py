"""Mem0's interface: programs written for mem0ai 2.x run after changing the import.

::

    from octomem.mem0 import Memory

    memory = Memory()
    memory.add("I'm allergic to peanuts.", user_id="mei")
    memory.search("allergies", filters={"user_id": "mei"})

docs/mem0.md lists what differs on purpose.
"""

from octomem.integrations.mem0.checks import ValidationError
from octomem.integrations.mem0.memory import AsyncMemory, Memory

__all__ = ["AsyncMemory", "Memory", "ValidationError"]
