"""Spells of one life that follow each other: "at Lumo from 2015 to 2019, then at Barco"."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from octomem.agents.base import Candidate
from octomem.agents.wording import normal
from octomem.jsons import text_field

_LOOSE = timedelta(days=366)
"""How much both may be told of where an end is a year's: "to 2019" and "from 2019" meet within it."""


def one_after_another(candidates: Iterable[Candidate]) -> list[Candidate]:
    """End each spell of a slot where the next one that was told with it begins."""
    told = list(candidates)
    return [_until_the_next(one, told) for one in told]


def _until_the_next(spell: Candidate, told: Iterable[Candidate]) -> Candidate:
    slot, end = text_field(spell.fields, "slot"), spell.valid_to
    if not slot or end is None or end.timetuple().tm_yday != 1:
        return spell
    whose = normal(text_field(spell.fields, "subject"))
    begun = [
        other.valid_from
        for other in told
        if other.identity != spell.identity
        and text_field(other.fields, "slot") == slot
        and normal(text_field(other.fields, "subject")) == whose
        and spell.valid_from < other.valid_from < end <= other.valid_from + _LOOSE
        and (other.valid_to is None or other.valid_to > end)
    ]
    return replace(spell, valid_to=min(begun)) if begun else spell
