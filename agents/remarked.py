"""What is kept of somebody's remarks in their own words, where no statement says it."""

from collections.abc import Callable, Iterable, Iterator

from octomem.agents.reading.reading import Mood, Reading
from octomem.agents.reading.remarks import Remark
from octomem.agents.reading.worth import Worth
from octomem.agents.wording import content

SAID = 0.5
"""Share of a remark's content words that a memory has when it says the same."""


def unsaid(
    reading: Reading, told: Iterable[str], likely: Callable[[Worth], float], bar: float
) -> Iterator[Remark]:
    """Yield the remarks that are likely enough and that none of the texts `told` says.

    What is stated is weighed as a statement, and not once more as a remark.
    """
    stated = (each.text for each in reading.statements if each.mood is Mood.FACT)
    known = content((*told, *stated))
    for remark in reading.remarks:
        if remark.worth is None or likely(remark.worth) < bar:
            continue
        words = content([remark.text])
        if words and len(words & known) < SAID * len(words):
            yield remark


def quoted(reading: Reading, remark: Remark) -> str:
    """Say who made a remark, and quote it."""
    return f"{reading.turn.actor}: {remark.text}"
