"""The eight agents, in the order in which they are always listed."""

from octomem.agents.base import Agent
from octomem.agents.contextual import ContextualAgent
from octomem.agents.core import CoreAgent
from octomem.agents.episodic import EpisodicAgent
from octomem.agents.knowledge import KnowledgeAgent
from octomem.agents.procedural import ProceduralAgent
from octomem.agents.resource import ResourceAgent
from octomem.agents.semantic import SemanticAgent
from octomem.agents.working import WorkingAgent
from octomem.memory import Kind


def all_agents() -> dict[Kind, Agent]:
    """Make one of each; agents hold no state, so these serve every scope and thread."""
    agents: tuple[Agent, ...] = (
        CoreAgent(),
        EpisodicAgent(),
        SemanticAgent(),
        ProceduralAgent(),
        WorkingAgent(),
        ContextualAgent(),
        KnowledgeAgent(),
        ResourceAgent(),
    )
    return {agent.kind: agent for agent in agents}
