"""Lets the agents decide what becomes of a call's candidates, on what the ledger knows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from octomem.agents.base import Agent, Candidate
from octomem.agents.sameness import settled
from octomem.agents.who import ABOUT, NO_NAMES
from octomem.errors import AgentError, StoreError
from octomem.memory import Kind, Memory
from octomem.operation import Degraded, Proposal
from octomem.orchestrator.whois import WhoIsWho, who_is_who
from octomem.scope import Scope
from octomem.stores.ledger import memories
from octomem.telemetry import event, told


class Deciding:
    """The candidates of a call beside what is known at the moment of one transaction."""

    def __init__(
        self,
        agents: Mapping[Kind, Agent],
        connection: Connection,
        scope: Scope,
        number: int | None,
        candidates: Mapping[str, Sequence[Candidate]],
    ) -> None:
        self.degraded: list[Degraded] = []
        """The agents that have failed."""
        self._agents = agents
        self._connection = connection
        self._scope = scope
        self._number = number
        self._candidates = candidates

    def of(self, kinds: Iterable[Kind]) -> list[Proposal]:
        """Return what some agents propose.

        A failing store fails the call, which stays open and is finished later; a failing
        agent is recorded, and the others go on.
        """
        proposals: list[Proposal] = []
        for kind in kinds:
            if not self._has_any(kind):
                continue
            try:
                proposals += self._decided(kind)
            except (StoreError, SQLAlchemyError):  # whoever gave the connection maps the second
                raise
            except Exception as error:  # noqa: BLE001 - the edge: one agent fails, seven go on
                self.degraded.append(degraded_by(kind, error))
        return proposals

    def _has_any(self, kind: Kind) -> bool:
        """Tell whether an agent has something to decide; who is who may say something of names."""
        given = bool(self._candidates.get(kind.value))
        told = kind is Kind.KNOWLEDGE and bool(self._candidates.get(Kind.SEMANTIC.value))
        return given or (told and bool(self._who.candidates.get(kind.value)))

    def _decided(self, kind: Kind) -> list[Proposal]:
        """Let an agent decide, all names of an entity taken for one."""
        agent = self._agents[kind]
        who = self._who if kind in ABOUT else WhoIsWho(self._candidates, NO_NAMES, NO_NAMES)
        candidates, names = who.candidates[kind.value], who.names
        folded = [names.fold(one) for one in candidates]
        known: list[Memory] = []
        if self._number is not None:
            wanted = names.spread(agent.wanted(folded))
            wanted = replace(wanted, subjects=wanted.subjects | who.told.groups.keys())
            known = memories.related(self._connection, self._number, kind, wanted)
        partition = self._scope.partition.key
        made = agent.propose(folded, [names.fold(one) for one in known], partition)
        proposals = names.unfold(made, known, candidates)
        if not who.told.groups:
            return proposals
        newest = {one.id: one for one in known}
        newest |= {one.id: one for proposal in proposals for one in proposal.writes}
        return proposals + settled(newest.values(), who.told)

    @cached_property
    def _who(self) -> WhoIsWho:
        return who_is_who(self._connection, self._number, self._candidates)


def degraded_by(kind: Kind, error: Exception) -> Degraded:
    """Record an agent's failure.

    Raises:
        AgentError: the episodic agent failed: without it a turn would not be remembered,
            so the call fails and stays open until it can be finished.
    """
    if kind is Kind.EPISODIC:
        raise AgentError(kind.value, f"{type(error).__name__}: {error}") from error
    return failure(kind.value, error)


def failure(part: str, error: Exception) -> Degraded:
    """Record that an agent or the reader failed while the others went on."""
    event("warning", "agent.failed", agent=part, stage="process", **told(error))
    return Degraded(part, f"{type(error).__name__}: {error}")
