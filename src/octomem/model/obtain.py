"""Asking for an object: one call, at most one repair of what is no JSON, then what can be read."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import BaseModel

from octomem.errors import ModelAnswerError, ModelError
from octomem.model.parsing import salvaged, whole_object
from octomem.model.seam import Answer, Message, Model
from octomem.operation import Usage


@dataclass(frozen=True, slots=True)
class Obtained:
    """What could be read of a model's answers."""

    value: dict[str, Any]
    """The object, unchecked: field names to whatever the model put there."""
    model: str
    usage: Usage = field(default_factory=Usage)
    fault: str = ""
    """Why only a part could be read; empty where the whole answer was an object."""


async def obtain(
    model: Model, messages: Sequence[Message], schema: type[BaseModel], repair: str
) -> Obtained:
    """Ask for an object of the schema's fields.

    An answer without a whole JSON object is sent back once with the `repair` text. If that
    does not help either, the complete items of its lists are returned, with the fault.

    Raises:
        ModelAnswerError: the model refuses, or nothing can be read; `usage` says what it cost.
        ModelError: the model cannot be asked.
    """
    first = await model.ask(messages, schema)
    value, fault = _read(first, schema)
    if value is not None:
        return Obtained(value, first.model, first.usage)
    if first.refusal:
        raise ModelAnswerError(f"it refuses: {first.refusal[:200]!r}", first.model, first.usage)
    again = [
        *messages,
        *([Message("assistant", first.text)] if first.text.strip() else []),
        Message("user", f"{repair} ({fault})"),
    ]
    usage = replace(first.usage, repairs=first.usage.repairs + 1)
    texts = [first.text]
    try:
        second = await model.ask(again, schema)
    except ModelError as error:
        fault = f"{fault}; the repair failed: {error}"
        usage += error.usage
    else:
        usage += replace(second.usage, calls=0)
        value, fault = _read(second, schema)
        if value is not None:
            return Obtained(value, second.model, usage)
        texts.insert(0, second.text)
    for text in texts:
        parts = salvaged(text, tuple(schema.model_fields))
        if parts:
            return Obtained(parts, first.model, usage, fault)
    raise ModelAnswerError(f"nothing can be read of its answer: {fault}", first.model, usage)


def _read(answer: Answer, schema: type[BaseModel]) -> tuple[dict[str, Any] | None, str]:
    """Return the object of an answer, or what is wrong with it."""
    if answer.refusal:
        return None, "it is a refusal"
    if not answer.text.strip():
        return None, "it is empty"
    value = whole_object(answer.text)
    if value is None or (value and not set(value) & set(schema.model_fields)):
        # An inner object of a cut-off answer parses too; it has none of the outer names.
        return None, "it was cut off" if answer.cut else "it is no JSON object of this schema"
    return value, ""
