"""All memories of a scope, whatever became of them: to list them, and to delete them."""

from dataclasses import dataclass, replace
from typing import Any

from octomem import Memory, Orchestrator, Scope
from octomem.integrations.conversation import ids_of

PAGE = 500


@dataclass(frozen=True, slots=True)
class Deleted:
    """What `delete_all` did."""

    deleted: int
    kept: int
    """With an agent in the scope: what another agent wrote first and this one said as well."""


def all_of(memory: Orchestrator, scope: Scope, **options: Any) -> list[Memory]:
    """Return every page of a listing, newest first."""
    ids = ids_of(scope)
    page = memory.list(limit=PAGE, **ids, **options)
    found = list(page)
    while page.next_cursor:
        page = memory.list(limit=PAGE, cursor=page.next_cursor, **ids, **options)
        found += page
    return found


def delete_all(memory: Orchestrator, scope: Scope) -> Deleted:
    """Take every memory of a scope out of every answer; histories stay."""
    found = all_of(memory, scope, status=None)
    own = [one for one in found if scope.agent_id in (None, one.agent_id)]
    owner = any((scope.user_id, scope.org_id, scope.agent_id))
    within = replace(scope, session_id=None) if owner else scope
    for one in own:
        memory.delete(one.id, **ids_of(within))
    return Deleted(len(own), len(found) - len(own))
