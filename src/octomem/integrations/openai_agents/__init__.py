"""The OpenAI Agents SDK: a `Session`; `octomem.openai_agents` names it."""
