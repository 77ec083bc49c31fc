"""What is kept of somebody's remarks in their own words, where no statement says it."""

import re
from collections.abc import Callable, Iterable, Iterator

from octomem.agents.reading.reading import Mood, Reading
from octomem.agents.reading.remarks import Remark
from octomem.agents.reading.worth import Worth
from octomem.agents.wording import content

_OTHERS = re.compile(r"\b(?:he|she|him|her|hers|them|you|your)\b", re.IGNORECASE)
"""Words of a remark about somebody else, which is not the speaker's own."""
SAID = 0.5
"""Share of a remark's content words that a memory has when it says the same."""


def unstated(reading: Reading) -> list[Remark]:
    """Return the remarks that no statement makes.

    What is stated is weighed as a statement, and not once more as a remark.
    """
    stated = content(each.text for each in reading.statements if each.mood is Mood.FACT)
    return [remark for remark in reading.remarks if not _says(stated, remark)]


def unsaid(
    reading: Reading, told: Iterable[str], likely: Callable[[Worth], float], bar: float
) -> Iterator[Remark]:
    """Yield the remarks that are likely enough and that none of the texts `told` says."""
    known = content(told)
    for remark in reading.remarks:
        enough = remark.worth is not None and likely(remark.worth) >= bar
        if enough and not _says(known, remark) and not _OTHERS.search(remark.text):
            yield remark


def _says(known: frozenset[str], remark: Remark) -> bool:
    """Tell whether words say most of a remark; one without any content says nothing."""
    words = content([remark.text])
    return not words or len(words & known) >= SAID * len(words)


def quoted(reading: Reading, remark: Remark) -> str:
    """Say who made a remark, and quote it."""
    return f"{reading.turn.actor}: {remark.text}"
