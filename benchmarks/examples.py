"""What the encoders of `benchmarks.classifier` learn from: messages, labelled sentences and conversations.

`varied` says them in other words, time and again: what is marked gives its place to what another message names for the
same slot, and some texts lose their marks. So words beside a name are learnt, and not the name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zlib import crc32

import numpy as np

from benchmarks.extraction_data import Conversation, read
from benchmarks.extraction_score import Made, occurs
from benchmarks.marked import marked
from benchmarks.tagged import WHO, Tag, Tagged, tagged
from benchmarks.unweighed import Unweighed
from octomem.agents.reading.reader import Reader
from octomem.agents.reading.reading import Mood, Reading
from octomem.agents.reading.scales import words_of
from octomem.memory import Kind
from octomem.turn import Role, Turn

NAMED = {"en": "english", "zh": "chinese"}
"""By language, how files of messages are named."""
SENTENCES = Path(__file__).parent / "data" / "statements" / "sentences.tsv"
KINDS: dict[str, tuple[Kind, ...]] = {
    "lasting": (Kind.CORE, Kind.SEMANTIC),
    "core": (Kind.CORE,),
    "place": (Kind.CONTEXTUAL,),
    "device": (Kind.CONTEXTUAL,),
    "mood": (Kind.CONTEXTUAL,),
    "task": (Kind.WORKING,),
}
"""What words may be worth, and the annotations of a conversation that say yes."""
PROFILE = frozenset("job age allergy diet name nickname likes dislikes condition favourite".split())  # noqa: SIM905
"""Slots of marked messages that belong into somebody's profile, where they are their own."""
THIRDS = 3
LATER = 700
"""Number from which on conversations were written after the weights were trained."""
HELD_OUT = frozenset({"writer-15", "writer-17", "chinese-4", "chinese-21"})
"""Writers of messages with marked facts on whom the bars of tags are chosen."""
SWAPPED = 0.5
"""How likely a marked value gives its place to one of the same slot (mention replacement; Dai, Adel 2020)."""
PLAIN = 0.1
"""How likely a text is without its marks."""

_MARKS = re.compile(r"[,.;!]+(?= |$)|[\uff0c\u3002\uff1b\uff01\u3001]+")

Labels = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a text with what is known of it, 1 or 0 for some of the outputs."""

    start: int
    end: int
    labels: Labels
    kind: str = ""
    """remark or statement, where it was read in a conversation."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text and its units."""

    source: str
    held_out: bool
    question: str
    text: str
    units: tuple[Unit, ...]
    elsewhere: Labels
    """What is known of the words that no unit has."""
    message: Tagged | None = None
    """The message whose facts are marked, where they are."""


def examples(language: str) -> Iterator[Example]:
    """Walk everything that there is to learn from."""
    yield from _remarks(NAMED[language])
    yield from _messages(NAMED[language])
    if language == "en":
        yield from _sentences()
        yield from _conversations()


def _remarks(named: str) -> Iterator[Example]:
    none = dict.fromkeys(KINDS, 0)
    for message in marked(named):
        units, at = list[Unit](), 0
        for mark in message.marks:
            at = message.text.index(mark.words, at)
            lasting = int(bool(mark.labels & {"core", "fact"}))
            labels = {name: int(name in mark.labels) for name in KINDS} | {"lasting": lasting}
            units.append(Unit(at, at + len(mark.words), labels))
            at += len(mark.words)
        yield Example("remarks", False, message.asked, message.text, tuple(units), none)


def _sentences() -> Iterator[Example]:
    with SENTENCES.open(encoding="utf-8") as file:
        for line in file:
            label, _, text = line.rstrip("\n").partition("\t")
            lasting = int(label in {"core", "fact"})
            labels = {name: int(name == label) for name in KINDS} | {"lasting": lasting}
            yield Example("sentences", False, "", text, (Unit(0, len(text), labels),), {})


def _conversations() -> Iterator[Example]:
    reader = Reader(Unweighed)
    for part in read(["dev", "practice"]):
        for conversation in part.conversations:
            if conversation.language == "en":
                yield from _conversation(conversation, reader)


def _messages(named: str) -> Iterator[Example]:
    """Walk the messages with their facts marked: what is no fact's value may still tell it."""
    for message in tagged(named):
        units = [
            Unit(tag.start, tag.end, _worth_of(tag)) for tag in message.tags if tag.slot != WHO
        ]
        facts = any(tag.slot != WHO and "maybe" not in tag.flags for tag in message.tags)
        elsewhere: dict[str, int] = {} if facts else {"lasting": 0, "core": 0}
        yield Example(
            "slots",
            message.writer in HELD_OUT,
            message.asked,
            message.text,
            tuple(units),
            elsewhere,
            message,
        )


def _worth_of(tag: Tag) -> Labels:
    if "maybe" in tag.flags:
        return {"lasting": 0, "core": 0}
    if tag.flags == frozenset({"past"}):
        return {}
    return {"lasting": 1, "core": int(tag.flags <= {"not"} and tag.slot in PROFILE)}


def _conversation(conversation: Conversation, reader: Reader) -> Iterator[Example]:
    turns = [
        Turn(
            message.id,
            message.id,
            0,
            0,
            message.role,
            message.name or conversation.id,
            message.content if isinstance(message.content, str) else "",
            message.at,
            message.at,
            session_id=conversation.id,
        )
        for message in conversation.messages
    ]
    later = int(conversation.id.rpartition("-")[2]) >= LATER
    held_out = later or crc32(conversation.id.encode()) % THIRDS == 0
    for reading in reader.read_many(turns):
        if reading.turn.role is Role.USER and reading.sentences:
            question = reading.asked.question if reading.asked is not None else ""
            text = " ".join(sentence.text for sentence in reading.sentences)
            units = tuple(_units(reading, conversation))
            yield Example("talk", held_out, question, text, units, {})


def _units(reading: Reading, conversation: Conversation) -> Iterator[Unit]:
    sentences = [sentence.text for sentence in reading.sentences]
    first = np.cumsum([0, *(len(text) + 1 for text in sentences)]).tolist()
    for remark in reading.remarks:
        begins = first[remark.sentence]
        said = f"{reading.turn.actor}: {remark.told}"
        labels = _labels(said, conversation)
        yield Unit(begins + remark.start, begins + remark.end, labels, "remark")
    for statement in reading.statements:
        if statement.mood is Mood.FACT:
            sentence, start, end = words_of(statement, sentences)
            said = f"{statement.text}\n{statement.subject} {statement.predicate} {statement.object}"
            labels = _labels(said, conversation)
            begins = first[sentence]
            yield Unit(begins + start, begins + end, labels, "statement")


def _labels(said: str, conversation: Conversation) -> Labels:
    """Tell whether annotations ask for words or forbid them; what is only allowed says nothing.

    Annotations of situations do not name the facet; what none of them matches is none of them.
    """
    told = Made(Kind.SEMANTIC, said)
    labels: dict[str, int] = {}
    for name, kinds in KINDS.items():
        forbidden = (f for f in conversation.forbidden if f.kind in {*kinds, "any"})
        if any(occurs(told, each.matches) for each in forbidden):
            labels[name] = 0
        elif any(e.kind in kinds and occurs(told, e.matches) for e in conversation.expected):
            if kinds != (Kind.CONTEXTUAL,):
                labels[name] = 1
        elif not any(o.kind in kinds and occurs(told, o.matches) for o in conversation.also_ok):
            labels[name] = 0
    return labels


def values_of(learnt: Iterable[Example]) -> dict[str, list[str]]:
    """Return what messages name for each slot, as often as they do."""
    found: dict[str, list[str]] = {}
    for example in learnt:
        for tag in example.message.tags if example.message is not None else ():
            found.setdefault(tag.slot, []).append(tag.value)
    return found


def varied(
    example: Example, values: Mapping[str, Sequence[str]], by_chance: np.random.Generator
) -> Example:
    """Return an example with other values in the places of some, and perhaps without its marks."""
    if example.message is not None:
        example = _swapped(example, example.message, values, by_chance)
    return _plain(example, by_chance) if by_chance.random() < PLAIN else example


def _swapped(
    example: Example,
    message: Tagged,
    values: Mapping[str, Sequence[str]],
    by_chance: np.random.Generator,
) -> Example:
    labels = {(unit.start, unit.end): unit.labels for unit in example.units}
    text, last = "", 0
    tags, units = list[Tag](), list[Unit]()
    for tag in message.tags:
        text += message.text[last : tag.start]
        value = tag.value
        if by_chance.random() < SWAPPED and message.text.count(value) == 1:
            value = _like(value, values[tag.slot], by_chance)
        tags.append(replace(tag, value=value, start=len(text)))
        if (tag.start, tag.end) in labels:
            units.append(Unit(len(text), len(text) + len(value), labels[tag.start, tag.end]))
        text, last = text + value, tag.end
    text += message.text[last:]
    said = replace(message, text=text, tags=tuple(tags))
    return replace(example, text=text, units=tuple(units), message=said)


def _like(value: str, others: Sequence[str], by_chance: np.random.Generator) -> str:
    """Return one of others, or the value itself where that one begins with another size of letter."""
    other = others[int(by_chance.integers(len(others)))]
    return other if other[:1].isupper() == value[:1].isupper() else value


def _plain(example: Example, by_chance: np.random.Generator) -> Example:
    """Put blanks into the places of marks, and half of the time small letters, as people type."""
    text = _MARKS.sub(lambda found: " " * len(found[0]), example.text)
    if by_chance.random() < 0.5 and len(text.lower()) == len(text):
        text = text.lower()
    message = example.message
    return replace(example, text=text, message=message and replace(message, text=text))
