"""Memory in the OpenAI Agents SDK: a `Session` whose conversations are remembered.

::

    from octomem.openai_agents import MemorySession

    session = MemorySession(memory, "monday", user_id="mei")
    await Runner.run(agent, "I live in Graz.", session=session)
"""

from octomem.integrations.openai_agents.session import MemorySession

__all__ = ["MemorySession"]
