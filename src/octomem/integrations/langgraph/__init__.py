"""LangGraph: nodes, tools, a chat agent and a `BaseStore`; `octomem.langgraph` names them."""
