"""A personal assistant that knows on Tuesday what it was told on Monday.

`python -m examples.personal_assistant`
"""

from examples.run import main
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.runnables import RunnableConfig

from octomem import Orchestrator
from octomem.langgraph import chat_agent

PROMPT = "You are a personal assistant. Be brief."
MONDAY = [
    "I live in Graz with my sister Lena.",
    "I'm allergic to peanuts.",
    "Remind me to call Ann.",
]
TUESDAY = ["What should you know before you order dinner for me?"]


def assist(memory: Orchestrator, model: BaseChatModel) -> None:
    """Talk on two days, each a thread of its own."""
    agent = chat_agent(memory, model, prompt=PROMPT, user_id="mei")
    for day, said in (("monday", MONDAY), ("tuesday", TUESDAY)):
        config: RunnableConfig = {"configurable": {"thread_id": day}}
        for text in said:
            state = agent.invoke({"messages": [("user", text)]}, config)
            print(f"[{day}] you: {text}\n[{day}] assistant: {state['messages'][-1].text}")


def script(messages: list[BaseMessage]) -> AIMessage:
    """Answer from what is remembered."""
    known = messages[0].text
    return AIMessage(
        "No peanuts: you are allergic." if "allergic to peanuts" in known else "Noted."
    )


if __name__ == "__main__":
    main(assist, script)
