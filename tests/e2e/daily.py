"""Conversations of one user, a session a day, for tests of who is who."""

from octomem import Orchestrator

USER = "u"


def tell(memory: Orchestrator, *sessions: str) -> None:
    """Say each text in a session of its own, one day after the other."""
    for day, text in enumerate(sessions, start=1):
        said = {
            "role": "user",
            "name": "Walt",
            "content": text,
            "timestamp": f"2024-05-{day:02}T09:00:00Z",
        }
        memory.process([said], user_id=USER, session_id=f"s{day}")
