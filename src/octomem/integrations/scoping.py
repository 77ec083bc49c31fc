"""Whose memory an agent works on: fixed by the application, never by what a model writes."""

from collections.abc import Mapping
from typing import Any, cast

from octomem import Scope
from octomem.errors import ScopeError
from octomem.orchestrator.options import ScopeIds

NAMES = ("user_id", "org_id", "agent_id", "session_id")
THREAD = "thread_id"
"""What LangGraph calls a session."""


def scope_of(fixed: ScopeIds, run: Mapping[str, Any] | None = None) -> Scope:
    """Return the scope of a run: what was fixed, and for the rest what the run is configured with.

    Args:
        fixed: ids given when the agent was built; they cannot be changed by a run.
        run: a run's `configurable`: the same names, and `thread_id` for the session.

    Raises:
        ScopeError: there is no id at all, an unknown one, or one that is wrong.
    """
    unknown = sorted(set(fixed) - set(NAMES))
    if unknown:
        raise ScopeError(f"no id {unknown[0]!r}; there are: {', '.join(NAMES)}")
    given = cast("Mapping[str, str | None]", fixed)
    ids = {name: given.get(name) for name in NAMES}
    ids |= {name: _configured(run or {}, name) for name in NAMES if ids[name] is None}
    if ids["session_id"] is None:
        ids["session_id"] = _configured(run or {}, THREAD)
    if ids["user_id"] is None and ids["org_id"] is None and ids["agent_id"] is None:
        raise ScopeError(
            "whose memory is it? pass user_id (or org_id, agent_id) where the agent is built, or "
            'with each run as config={"configurable": {"user_id": ...}}'
        )
    return Scope(**ids)


def _configured(run: Mapping[str, Any], name: str) -> str | None:
    value = run.get(name)
    return None if value is None else str(value)
