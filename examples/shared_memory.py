"""Several agents that share one memory: what one learns, the others know, and who said it stays.

`python -m examples.shared_memory`
"""

from examples.run import main
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage

from octomem import Orchestrator
from octomem.langgraph import chat_agent

TOLD = {
    "travel": "My flight to Lisbon is on 3 May.",
    "health": "I'm allergic to penicillin.",
}


def share(memory: Orchestrator, model: BaseChatModel) -> None:
    """Tell two agents something each, and ask a third, which recalls from all of them."""
    for name, text in TOLD.items():
        agent = chat_agent(memory, model, user_id="mei", agent_id=name)
        agent.invoke({"messages": [("user", text)]})
    planner = chat_agent(memory, model, user_id="mei")
    state = planner.invoke({"messages": [("user", "What matters for my trip to Lisbon?")]})
    print(f"planner: {state['messages'][-1].text}")
    for name in TOLD:
        own = memory.list(user_id="mei", agent_id=name, kinds=["episodic"])
        print(f"{name} was told: {[one.text for one in own if one.fields['role'] == 'user']}")


def script(messages: list[BaseMessage]) -> AIMessage:
    """Answer from what all agents were told."""
    known = messages[0].text
    both = "Lisbon" in known and "penicillin" in known
    return AIMessage("Your flight on 3 May; carry a note: no penicillin." if both else "Noted.")


if __name__ == "__main__":
    main(share, script)
