"""A support agent: each customer's history is theirs, the company's knowledge is everybody's.

`python -m examples.support_agent`
"""

from examples.run import main
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from octomem import Orchestrator, Scope

COMPANY = Scope(org_id="acme")
MANUAL = "To reset the router: 1. Unplug it. 2. Wait ten seconds. 3. Plug it in."
CALLS = [
    ("mei", "My router is the R7 in the cellar."),
    ("tom", "My invoice is wrong."),
    ("mei", "How do I reset my router?"),
]


def support(memory: Orchestrator, model: BaseChatModel) -> None:
    """Answer two customers; `also` adds what the company knows to each one's own memories."""
    manual = [{"role": "assistant", "content": MANUAL, "id": "manual"}]
    memory.process(manual, org_id=COMPANY.org_id)
    for customer, text in CALLS:
        found = memory.recall(text, user_id=customer, also=[COMPANY], limit=8)
        messages = [SystemMessage(found.context(max_tokens=600)), HumanMessage(text)]
        answer = model.invoke(messages).text
        said = [{"role": "user", "content": text}, {"role": "assistant", "content": answer}]
        memory.process(said, user_id=customer)
        print(f"{customer}: {text}\nsupport: {answer}")


def script(messages: list[BaseMessage]) -> AIMessage:
    """Answer from what is known of the customer and in the manual."""
    known, asked = messages[0].text, messages[-1].text
    if "reset" in asked and "Unplug" in known and "R7" in known:
        return AIMessage("Go to the R7 in the cellar, unplug it, wait ten seconds, plug it in.")
    return AIMessage("Router R7: noted." if "R7" in asked else "I have opened a ticket.")


if __name__ == "__main__":
    main(support, script)
