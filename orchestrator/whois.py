"""Whom the claims of a call are about, by what the ledger knows of names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from octomem.agents.base import Candidate
from octomem.agents.namesakes import (
    SPEAKER,
    Person,
    about,
    alias_links,
    by_name,
    first_name,
    people_of,
    role_of,
    roles_told,
    short_forms,
    stems_of,
    ties_to_speakers,
    title_links,
    told_apart,
)
from octomem.agents.who import ABOUT, Link, Names, links_of
from octomem.agents.wording import normal
from octomem.memory import Kind, Memory, Status, Wanted
from octomem.spelling import titled, titles_of
from octomem.stores.entities import components, is_alias
from octomem.stores.ledger import memories


@dataclass(frozen=True, slots=True)
class WhoIsWho:
    """A call's candidates, each about one person, and the names that mean one."""

    candidates: Mapping[str, Sequence[Candidate]]
    names: Names
    told: Names
    """Those of them that the call itself says something of: what was told before may compete now."""


def who_is_who(
    connection: Connection, number: int | None, candidates: Mapping[str, Sequence[Candidate]]
) -> WhoIsWho:
    """Read what is known of the names that the candidates of a call have."""
    known, naming = _read(connection, number, candidates)
    said = links_of(candidates.get(Kind.KNOWLEDGE.value, ()))
    links = [*links_of(naming), *said]
    people = people_of(known)
    one = _entities([*links, *alias_links(people, _entities(links))])
    told = told_apart(candidates, people, one)
    if shorts := short_forms(told, people, one):
        told[Kind.KNOWLEDGE.value] = [*told.get(Kind.KNOWLEDGE.value, ()), *shorts]
        said += links_of(shorts)
        links += links_of(shorts)
    names = {
        normal(name): name for kind in ABOUT for each in told.get(kind.value, ())
        if (name := about(each))
    }  # fmt: skip
    links += [*alias_links(people, one), *title_links(people, one)]
    called: dict[str, str] = {}
    if number is not None:
        roles, called = _role_links(connection, number, names, people)
        links += roles
    if called:
        told = by_name(told, called)
        names = {name: written for name, written in names.items() if name not in called}
        names |= {normal(name): name for name in called.values()}
    known_as = Names.among(links, names)
    return WhoIsWho(told, known_as, known_as.only(said))


def _read(
    connection: Connection, number: int | None, candidates: Mapping[str, Sequence[Candidate]]
) -> tuple[list[Memory], list[Memory]]:
    """Return what is known of people by the candidates' names, and what is said of names."""
    if number is None:
        return [], []
    claims = [one for kind in ABOUT for one in candidates.get(kind.value, ())]
    others = [one for one in claims if SPEAKER in one.marks]
    named = {normal(about(one)) for one in others}
    firsts = {normal(first) for one in others if (first := first_name(about(one))) is not None}
    firsts |= {full for name in named if " " not in name for full in titles_of(name)}
    firsts |= {name for key in named for name in (key, titled(key)[1]) if titled(key)[0]}
    wanted = Wanted(identities=ties_to_speakers(others))
    ties = memories.related(connection, number, Kind.KNOWLEDGE, wanted)
    held = [tie for tie in ties if tie.status is Status.CURRENT and not tie.deleted]
    called = memories.called(connection, number, firsts)
    fuller = memories.beginning(connection, number, stems_of(named))
    known = {memory.id: memory for memory in (*called, *fuller, *held)}
    return list(known.values()), memories.naming(connection, number)


def _role_links(
    connection: Connection, number: int, names: Mapping[str, str], people: Mapping[str, Person]
) -> tuple[list[Link], dict[str, str]]:
    """Return (role, name) of those who are the only one known to have a role: "Mei's sister".

    And of the roles that the candidates themselves use, the names as they are written.
    """
    by_role = [role for name in names.values() if (role := role_of(name)) is not None]
    told = [role for key in names if key in people for role in roles_told(people[key])]
    links: list[Link] = []
    called: dict[str, str] = {}
    for role in dict.fromkeys((*by_role, *told)):
        known = memories.holding(connection, number, role.relation, role.owner)
        holders = role.holders(known)
        if len(holders) == 1:
            holder = holders.pop()
            links.append((role.name, holder))
            called[role.name] = next(about(m) for m in known if normal(about(m)) == holder)
    used = {role.name for role in by_role}
    return links, {role: name for role, name in called.items() if role in used}


def _entities(links: Sequence[Link]) -> dict[str, str]:
    """Return the entity of each name that is said to be one with another."""
    names = {name for link in links if is_alias(link[1]) for name in link}
    return {name: group[0] for group in components(names, links) for name in group}
