"""The graphs' inputs as Studio's forms show them: the parameters of `process` and `recall`."""

from typing import Annotated, Any

from pydantic import Field

# Pydantic makes the forms, and on Python 3.11 it takes this TypedDict only.
from typing_extensions import TypedDict


class ScopeForm(TypedDict, total=False):
    """Whose memory is meant; at least one of them."""

    user_id: Annotated[str, Field(description="The user; with org_id the partition.")]
    agent_id: Annotated[str, Field(description="The agent that stores, or whose memories count.")]
    session_id: Annotated[str, Field(description="The conversation.")]
    org_id: Annotated[str, Field(description="The organisation.")]


class IngestForm(ScopeForm, total=False):
    """What `process` takes."""

    messages: Annotated[
        list[dict[str, Any]],
        Field(description="Each with role and content; with id, name and timestamp where known."),
    ]
    occurred_at: Annotated[str, Field(description="ISO 8601: when it was said; default: now.")]
    metadata: Annotated[dict[str, Any], Field(description="Kept with every turn.")]


class RecallForm(ScopeForm, total=False):
    """What `recall` takes."""

    query: Annotated[str, Field(description="A question, or a few words.")]
    kinds: Annotated[list[str], Field(description="Only these of the eight kinds.")]
    limit: Annotated[int, Field(description="How many memories, 1 to 1,000; default: 10.")]
    as_of: Annotated[str, Field(description="ISO 8601: what was true then; default: now.")]
    known_at: Annotated[str, Field(description="ISO 8601: what was known then; default: now.")]
    filters: Annotated[dict[str, Any], Field(description="What fields and metadata must be.")]
    also: Annotated[list[dict[str, str]], Field(description="Further scopes, by their ids.")]
    explain: Annotated[bool, Field(description="Keep every memory's ranks in the answer.")]
