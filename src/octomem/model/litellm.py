"""Any chat model that litellm reaches: hosted, or on a server of one's own."""

import asyncio
import importlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from importlib.util import find_spec
from typing import Any, Literal

from pydantic import BaseModel

from octomem.errors import MissingExtraError, ModelRequestError, ModelUnavailableError
from octomem.model.schema import schema_of
from octomem.model.seam import Answer, Message
from octomem.operation import Usage
from octomem.telemetry import ModelCall

_TRANSIENT = (
    "APIConnectionError",
    "BadGatewayError",
    "InternalServerError",
    "RateLimitError",
    "ServiceUnavailableError",
    "Timeout",
)
"""What may pass by itself. Anything else would fail the same way again."""
_NO_KEY = "none"
"""Sent to a server of one's own where no key is set: the clients insist on some text."""


class LitellmModel:
    """A chat model named as litellm names it ("openai/gpt-4o-mini", "ollama_chat/qwen3").

    One request per `ask`: retries and fallbacks are wrappers of their own. Requests run in
    threads of this model, as many at a time as `concurrency` allows; litellm is imported
    there too, since its import takes seconds.

    Args:
        model: litellm's name of the model. The key comes from the provider's own variable.
        api_base: the server's address, where it is not the provider's own.
        timeout: seconds without an answer after which a request is given up.
        max_tokens: length of an answer, at most.
        schema: `provider` uses the provider's own schema mode, `prompt` puts the schema into
            the prompt, `auto` asks litellm whether the model has one.
        concurrency: requests under way at a time.

    Raises:
        MissingExtraError: litellm is not installed.
    """

    def __init__(  # noqa: PLR0913 - keyword settings of one connection
        self,
        model: str,
        *,
        api_base: str | None = None,
        timeout: float = 60.0,
        max_tokens: int = 2000,
        schema: Literal["auto", "provider", "prompt"] = "auto",
        concurrency: int = 4,
    ) -> None:
        if find_spec("litellm") is None:
            raise MissingExtraError("models", "a language model")
        self.name = model
        self._api_base = api_base
        self._timeout = timeout
        self._max_tokens = max_tokens
        self._schema = schema
        self._threads = ThreadPoolExecutor(concurrency, thread_name_prefix="octomem-model")

    async def ask(self, messages: Sequence[Message], schema: type[BaseModel]) -> Answer:
        """Send one request."""
        loop = asyncio.get_running_loop()
        with ModelCall(self.name) as call:
            answer = await loop.run_in_executor(
                self._threads, self._request, list(messages), schema
            )
            call.used(answer.usage.prompt_tokens, answer.usage.completion_tokens)
        return answer

    def close(self) -> None:
        """Let no further request begin; those under way end by themselves."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def body(self, messages: Sequence[Message], schema: type[BaseModel]) -> dict[str, Any]:
        """Return the messages and the response format as they are sent."""
        told = [{"role": one.role, "content": one.content} for one in messages]
        wanted = schema_of(schema)
        if not self._has_schema_mode:
            rule = json.dumps(wanted, ensure_ascii=False, separators=(",", ":"))
            told[0]["content"] += f"\n\nAnswer with JSON only, of this schema:\n{rule}"
            return {"messages": told}
        form = {"name": "memories", "strict": True, "schema": wanted}
        return {"messages": told, "response_format": {"type": "json_schema", "json_schema": form}}

    @cached_property
    def _litellm(self) -> Any:
        # Set before the import, it keeps litellm from downloading its list of prices.
        os.environ.setdefault("LITELLM_LOCAL_MODEL_COST_MAP", "True")
        litellm = importlib.import_module("litellm")
        vars(litellm)["suppress_debug_info"] = True  # it prints advice on every error
        return litellm

    @cached_property
    def _has_schema_mode(self) -> bool:
        if self._schema != "auto":
            return self._schema == "provider"
        return bool(self._litellm.supports_response_schema(model=self.name))

    def _request(self, messages: list[Message], schema: type[BaseModel]) -> Answer:
        litellm = self._litellm
        transient = tuple(getattr(litellm, name) for name in _TRANSIENT)
        try:
            answer = litellm.completion(
                model=self.name,
                **self.body(messages, schema),
                temperature=0,
                max_tokens=self._max_tokens,
                timeout=self._timeout,
                max_retries=_NoRetries(),
                drop_params=True,
                **self._place(),
            )
            return self._read(answer)
        except transient as error:
            raise ModelUnavailableError(_told(error), self.name, _ASKED) from error
        except tuple(litellm.LITELLM_EXCEPTION_TYPES) as error:
            raise ModelRequestError(_told(error), self.name, _ASKED) from error
        except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
            # A server that answers with something else than the protocol's objects.
            raise ModelUnavailableError(
                f"no answer of the protocol: {_told(error)}", self.name, _ASKED
            ) from error

    def _place(self) -> dict[str, Any]:
        if self._api_base is None:
            return {}
        found = self._litellm.validate_environment(self.name)
        key = {} if found["keys_in_environment"] else {"api_key": _NO_KEY}
        return {"api_base": self._api_base, **key}

    def _read(self, answer: Any) -> Answer:
        choice = answer.choices[0]
        message = choice.message
        text = message.content or _called(message)
        return Answer(
            text=text,
            model=self.name,
            usage=self._usage(answer, text),
            cut=choice.finish_reason == "length",
            refusal=_refused(message, choice.finish_reason),
        )

    def _usage(self, answer: Any, text: str) -> Usage:
        counted = getattr(answer, "usage", None)
        cost = answer._hidden_params.get("response_cost")  # noqa: SLF001 - litellm's only place for it
        return Usage(
            calls=1,
            prompt_tokens=getattr(counted, "prompt_tokens", 0) or 0,
            completion_tokens=getattr(counted, "completion_tokens", 0) or 0,
            cost=float(cost or 0.0),
        )


_ASKED = Usage(calls=1)
"""What a request without an answer counts as."""


class _NoRetries(int):
    """A zero that is true: litellm reads `max_retries or 2`, so a plain zero retries twice."""

    def __bool__(self) -> bool:
        return True


def _refused(message: Any, finish: str) -> str:
    """Return why the model would not answer; litellm keeps that beside the message."""
    beside: dict[str, Any] = getattr(message, "provider_specific_fields", None) or {}
    said: Any = getattr(message, "refusal", None) or beside.get("refusal") or ""
    return str(said or ("content filter" if finish == "content_filter" else ""))


def _called(message: Any) -> str:
    """Return the arguments of a tool call, as some servers answer a request for a schema."""
    calls: list[Any] = getattr(message, "tool_calls", None) or []
    return str(calls[0].function.arguments) if calls else ""


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
