"""What is looked for in a reading is looked for once."""

from collections.abc import Iterator
from dataclasses import replace

from tests.unit.readings import reading
from tests.unit.spoken import READER, turn

from octomem.agents.reading.once import once
from octomem.agents.reading.reading import Reading


def test_a_reading_keeps_what_was_found_in_it() -> None:
    """The second who asks gets what the first one got; another reading is looked at anew."""
    looked: list[str] = []

    @once
    def words(read: Reading) -> Iterator[str]:
        looked.append(read.turn.text)
        yield from read.turn.text.split()

    one, other = reading("green tea"), reading("no milk")

    assert ("green", "tea") == words(one) == words(one)
    assert ("no", "milk") == words(other)
    assert ["green tea", "no milk"] == looked


def test_a_changed_reading_keeps_nothing() -> None:
    """What was found in a reading is not taken for what another one of the same turn holds."""
    texts = once(lambda read: [sentence.text for sentence in read.sentences])
    read = READER.read(turn("I live in Graz."))

    assert ("I live in Graz.",) == texts(read)
    assert () == texts(replace(read, sentences=()))


def test_a_turn_that_is_read_again_is_the_same_reading() -> None:
    """So that what one step found in it is there for the next; an equal turn has its own."""
    said = turn("We keep two goats.")
    first = READER.read_many([said])[0]

    assert first is READER.read_many([said])[0]
    other = replace(said, id="another")
    assert other is READER.read_many([other])[0].turn
