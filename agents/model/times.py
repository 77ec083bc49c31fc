"""Resolving the words of a time that a model took over from a turn; never what it computed."""

from dataclasses import dataclass

from octomem.agents.model.evidence import Evidence, plain
from octomem.agents.reading.dates import find_moments, understand_moments
from octomem.agents.reading.reading import Moment, Reading


@dataclass(frozen=True, slots=True)
class Time:
    """A time that a turn names: what it resolves to, None where its words cannot be read."""

    moment: Moment | None


def time_of(said: str, reading: Reading, evidence: Evidence) -> Time | None:
    """Return what a turn's words for a time mean; None if they do not stand there.

    A date that is spelt out counts as well where it is a day that the turn names.
    """
    base = reading.turn.occurred_at
    for moment in reading.moments if evidence.missing(said) is None else ():
        if plain(said) in plain(moment.text) or plain(moment.text) in plain(said):
            return Time(moment)
    if evidence.holds(said):
        whole = ((0, len(said)),)
        found = understand_moments(said, base) or tuple(
            each.moment for each in find_moments(said, base, tagged=whole)
        )
        return Time(found[0] if found else None)
    for named in understand_moments(said, base):
        for moment in reading.moments:
            if moment.start <= named.start < moment.end:
                return Time(moment)
    return None
