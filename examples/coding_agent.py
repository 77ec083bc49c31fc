"""A coding agent's memory: how this project is built and tested, found again in the next session.

`python -m examples.coding_agent`
"""

from examples.run import main
from examples.scripted import calls
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, ToolMessage

from octomem import Orchestrator
from octomem.langgraph import MemoryStore, chat_agent, memory_tools

PROMPT = "You write code. Search your memory before you start, and save what you learn."


def code(memory: Orchestrator, model: BaseChatModel) -> None:
    """Learn how tests are run, keep what the last run said as an item, and use both later."""
    tools = memory_tools(memory, user_id="octo", agent_id="coder")
    agent = chat_agent(memory, model, tools=tools, prompt=PROMPT, user_id="octo", agent_id="coder")
    store = MemoryStore(memory, user_id="octo")
    for text in ("Always run the tests with make test.", "Add a test for the parser."):
        state = agent.invoke({"messages": [("user", text)]})
        print(f"you: {text}\nagent: {state['messages'][-1].text}")
    store.put(("runs", "parser"), "last", {"status": "failed", "why": "empty input"})
    found = store.search(("runs",), query="Why did the parser's tests fail?")
    print(f"last run: {found[0].value['why']}")


def script(messages: list[BaseMessage]) -> AIMessage:
    """Search first, then answer with what was found."""
    last = messages[-1]
    if not isinstance(last, ToolMessage):
        return calls("search_memory", query="How are the tests run?")
    return AIMessage("I run make test." if "make test" in last.text else "Noted.")


if __name__ == "__main__":
    main(code, script)
