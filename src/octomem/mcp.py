"""Memory over the Model Context Protocol; `octomem mcp` starts it on the command line.

::

    from octomem import Orchestrator, Scope
    from octomem.mcp import memory_server

    memory_server(Orchestrator(), Scope(user_id="mei")).run("stdio")
"""

from octomem.integrations.mcp.owners import Owners
from octomem.integrations.mcp.server import MemoryServer, memory_server

__all__ = ["MemoryServer", "Owners", "memory_server"]
