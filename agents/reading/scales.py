"""Weighs what people say, in a thread of its own, while the turns after it are read."""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from threading import Lock, Thread

from octomem.agents.bars import BESIDE, ORDERS, OVER, WISHED
from octomem.agents.claims import claims
from octomem.agents.facts import hangs_on_weight
from octomem.agents.orders import is_wished
from octomem.agents.overruled import upheld
from octomem.agents.reading.classifier import WEIGHTS, Message, Read, Unit, read
from octomem.agents.reading.reading import Reading, Statement, Stretch
from octomem.agents.reading.remarks import stretches
from octomem.agents.reading.whose import owned
from octomem.agents.reading.worth import Said, Weighed, weigh
from octomem.agents.remarked import says
from octomem.agents.slots import load_table


@dataclass(frozen=True, slots=True)
class _Load:
    """A reading, and which of its statements are to be weighed beside its remarks."""

    reading: Reading
    stated: Sequence[Statement]
    weighed: Future[Reading] = field(default_factory=Future[Reading])


class Scales:
    """Weighs one reading after the other; what waits meanwhile is weighed in one go."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._coming: list[Message] = []
        self._waiting: list[_Load] = []
        self._busy = False
        self._read: dict[Message, Read] = {}
        """What was read before it is known what of it is to be weighed."""

    def begin(self, messages: Sequence[Message]) -> None:
        """Begin to read messages whose readings are still to come."""
        if messages:
            self._add(messages, ())

    def put(self, reading: Reading) -> Future[Reading]:
        """Begin to weigh a reading; the future gives it weighed, or the embedder's error."""
        is_weighed = reading.from_user and reading.language in WEIGHTS
        load = _Load(reading, _stated(reading) if is_weighed else ())
        if not (is_weighed and reading.sentences):
            load.weighed.set_result(reading)
            return load.weighed
        self._add((), [load])
        return load.weighed

    def _add(self, messages: Sequence[Message], loads: Sequence[_Load]) -> None:
        with self._guard:
            self._coming += messages
            self._waiting += loads
            begins, self._busy = not self._busy, True
        if begins:
            Thread(target=self._work, name="octomem-weigh", daemon=True).start()

    def _work(self) -> None:
        """Read and weigh until nothing waits."""
        while any(taken := self._taken()):
            messages, loads = taken
            if messages:
                self._read |= _read_ahead(messages)
            if not loads:
                continue
            try:
                done = self._weighed(loads)
            except Exception as error:  # noqa: BLE001 - it is raised where the reading is asked for
                for load in loads:
                    load.weighed.set_exception(error)
                continue
            for load, reading in zip(loads, done, strict=True):
                load.weighed.set_result(reading)

    def _taken(self) -> tuple[list[Message], list[_Load]]:
        with self._guard:
            taken = self._coming, self._waiting
            self._coming, self._waiting = [], []
            self._busy = any(taken)
            return taken

    def _weighed(self, loads: Sequence[_Load]) -> list[Reading]:
        """Weigh readings' statements and the words they were made in, and their remarks."""
        said = [self._said(load) for load in loads]
        found = zip(loads, said, weigh(said), strict=True)
        return [_with(load, each.stretches, weighed) for load, each, weighed in found]

    def _said(self, load: _Load) -> Said:
        reading = load.reading
        sentences = tuple(sentence.text for sentence in reading.sentences)
        stated = [(each, words_of(each, sentences)) for each in load.stated]
        remarked = [(each.sentence, each.start, each.end) for each in reading.remarks]
        question = reading.asked.question if reading.asked is not None else ""
        message = Message(reading.language, question, sentences)
        return Said(message, stated, remarked, _stretches(sentences), self._read.get(message))


def _stretches(sentences: Sequence[str]) -> list[Unit]:
    return [(at, *span) for at, text in enumerate(sentences) for span in stretches(text)]


def _read_ahead(messages: Sequence[Message]) -> dict[Message, Read]:
    """Read messages, each once; where that fails, none: they are read when they are weighed."""
    distinct = list(dict.fromkeys(messages))
    try:
        return dict(zip(distinct, read(distinct), strict=True))
    except Exception:  # noqa: BLE001 - weighing meets the same, and gives its error to who asks
        return {}


def _with(load: _Load, stretched: Sequence[Unit], weighed: Weighed) -> Reading:
    reading = load.reading
    worths = [
        replace(worth, words=1.0) if each.text in reading.told else worth
        for each, worth in zip(load.stated, weighed.stated, strict=True)
    ]  # the words of an answer say half of what it states
    of_stated = dict(zip(map(id, load.stated), worths, strict=True))
    read = replace(
        reading,
        tags=owned(weighed.tags, reading.owners),
        orders=tuple(_orders(reading, stretched, weighed.stretched)),
        over=tuple(
            Stretch(*unit)
            for unit, (_, over) in zip(stretched, weighed.stretched, strict=True)
            if over >= OVER
        ),
        statements=tuple(
            replace(each, worth=of_stated[id(each)]) if id(each) in of_stated else each
            for each in reading.statements
        ),
        remarks=tuple(
            replace(remark, worth=worth)
            for remark, worth in zip(reading.remarks, weighed.remarked, strict=True)
        ),
    )
    try:
        table = load_table()
        read = replace(read, statements=upheld(read, table))
        told = [*read.statements, *claims(read, table)]
    except Exception as error:  # noqa: BLE001 - the edge: no wording may keep a turn from memory
        return replace(read, failed=error)
    return replace(read, statements=tuple(sorted(told, key=lambda each: each.sentence)))


def _orders(
    reading: Reading, units: Sequence[Unit], likely: Sequence[Sequence[float]]
) -> Iterator[Stretch]:
    """Yield the stretches that are likely orders, each with what belongs to it on both sides."""
    run: list[Unit] = []
    is_order = False
    for unit, (order, _) in zip(units, likely, strict=True):
        opens = _is_order(reading, unit, order)
        is_part = opens or order >= BESIDE[reading.language]
        if run and not (is_part and run[-1][0] == unit[0] and not _is_own(reading, unit)):
            if is_order:
                yield Stretch(run[0][0], run[0][1], run[-1][2])
            run, is_order = [], False
        if is_part:
            run.append(unit)
            is_order = is_order or opens
    if is_order:
        yield Stretch(run[0][0], run[0][1], run[-1][2])


def _is_order(reading: Reading, unit: Unit, likely: float) -> bool:
    """Tell what is likely enough, or less so and worded as a wish for good."""
    at, start, end = unit
    sentence = reading.sentences[at]
    is_wish = likely >= WISHED and reading.language == "en" and not sentence.is_question
    return likely >= ORDERS[reading.language] or (is_wish and is_wished(sentence.text[start:end]))


def _is_own(reading: Reading, unit: Unit) -> bool:
    """Tell what somebody says of themselves, which says more alone: ", and I never fly before 8"."""
    at, start, end = unit
    return _OWN.match(reading.sentences[at].text[start:end]) is not None


_OWN = re.compile(r"(?:and |but |so )?I(?: |['\u2019](?:m|ve)\b)", re.IGNORECASE)


def words_of(statement: Statement, sentences: Sequence[str]) -> Unit:
    """Return where a statement's words stand: from the first stretch that it says to the last."""
    sentence = sentences[statement.sentence]
    said = [span for span in stretches(sentence) if says(statement.text, sentence[slice(*span)])]
    if not said:
        return statement.sentence, 0, len(sentence)
    return statement.sentence, said[0][0], said[-1][1]


def _stated(reading: Reading) -> list[Statement]:
    """Return the statements whose weight anybody asks for; in Chinese the patterns say it."""
    if reading.language == "zh":
        return []
    table = load_table()
    return [
        each
        for each in reading.statements
        if hangs_on_weight(each, reading.sentences[each.sentence].text, table)
    ]
