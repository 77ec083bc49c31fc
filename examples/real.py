"""A real chat model for the examples, by any name that litellm knows. It needs `octomem[models]`."""

import importlib
import os
from collections.abc import Sequence
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import (
    AIMessage,
    BaseMessage,
    convert_to_messages,
    convert_to_openai_messages,
)
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import Field


class RealModel(BaseChatModel):
    """Asks a model through litellm; its key comes from the provider's own variable.

    Raises:
        ImportError: litellm is not installed.
    """

    name: str | None
    api_base: str | None = None
    """The server's address, where it is not the provider's own."""
    tools: list[dict[str, Any]] = Field(default_factory=list[dict[str, Any]])

    @property
    def _llm_type(self) -> str:
        return "litellm"

    def bind_tools(self, tools: Sequence[Any], **kwargs: Any) -> Runnable[Any, AIMessage]:
        """Let the model call these."""
        return self.model_copy(update={"tools": [convert_to_openai_tool(one) for one in tools]})

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        # Set before the import, it keeps litellm from downloading its list of prices.
        os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
        litellm = importlib.import_module("litellm")
        place: dict[str, str] = {}
        if self.api_base is not None:
            place["api_base"] = self.api_base
            # A server of one's own may need no key, and the client insists on one.
            if not litellm.validate_environment(self.name)["keys_in_environment"]:
                place["api_key"] = "none"
        answer = litellm.completion(
            model=self.name,
            messages=convert_to_openai_messages(messages),
            tools=self.tools or None,
            stop=stop,
            **place,
            # With tools it imports its proxy otherwise, which wants another mcp than is there.
            _skip_mcp_handler=True,
        )
        said = answer.choices[0].message
        called = [call.model_dump() for call in said.tool_calls or ()]
        given = {"role": "assistant", "content": said.content or "", "tool_calls": called}
        (message,) = convert_to_messages([given])
        return ChatResult(generations=[ChatGeneration(message=message)])
