"""Weighs what people say in English, in a thread of its own, while the turns after it are read."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from threading import Lock, Thread

from octomem.agents.facts import hangs_on_weight
from octomem.agents.reading.branch import Unit
from octomem.agents.reading.reading import Reading, Statement
from octomem.agents.reading.remarks import stretches
from octomem.agents.reading.worth import weigh
from octomem.agents.remarked import says
from octomem.agents.slots import load_table


@dataclass(frozen=True, slots=True)
class _Load:
    """A reading, and which of its statements are to be weighed beside its remarks."""

    reading: Reading
    stated: Sequence[Statement]
    weighed: Future[Reading] = field(default_factory=Future[Reading])


class Scales:
    """Weighs one reading after the other."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: list[_Load] = []
        self._busy = False

    def put(self, reading: Reading) -> Future[Reading]:
        """Begin to weigh a reading; the future gives it weighed, or the embedder's error."""
        is_english = reading.from_user and reading.language == "en"
        load = _Load(reading, _stated(reading) if is_english else ())
        if not load.stated and not (is_english and reading.remarks):
            load.weighed.set_result(reading)
            return load.weighed
        with self._guard:
            self._waiting.append(load)
            begins, self._busy = not self._busy, True
        if begins:
            Thread(target=self._work, name="octomem-weigh", daemon=True).start()
        return load.weighed

    def _work(self) -> None:
        """Weigh until nothing waits."""
        while (load := self._taken()) is not None:
            try:
                load.weighed.set_result(_weighed(load))
            except Exception as error:  # noqa: BLE001 - it is raised where the reading is asked for
                load.weighed.set_exception(error)

    def _taken(self) -> _Load | None:
        with self._guard:
            self._busy = bool(self._waiting)
            return self._waiting.pop(0) if self._waiting else None


def _weighed(load: _Load) -> Reading:
    """Weigh a reading's statements by the words they were made in, and its remarks."""
    reading = load.reading
    sentences = [sentence.text for sentence in reading.sentences]
    stated = [(each, words_of(each, sentences)) for each in load.stated]
    remarked = [(each.sentence, each.start, each.end) for each in reading.remarks]
    question = reading.asked.question if reading.asked is not None else ""
    of_statements, of_remarks = weigh(question, sentences, stated, remarked)
    of_statements = [
        replace(worth, words=1.0) if each.text in reading.told else worth
        for each, worth in zip(load.stated, of_statements, strict=True)
    ]  # the words of an answer say half of what it states
    of_stated = dict(zip(map(id, load.stated), of_statements, strict=True))
    return replace(
        reading,
        statements=tuple(
            replace(each, worth=of_stated[id(each)]) if id(each) in of_stated else each
            for each in reading.statements
        ),
        remarks=tuple(
            replace(remark, worth=worth)
            for remark, worth in zip(reading.remarks, of_remarks, strict=True)
        ),
    )


def words_of(statement: Statement, sentences: Sequence[str]) -> Unit:
    """Return where a statement's words stand: from the first stretch that it says to the last."""
    sentence = sentences[statement.sentence]
    said = [span for span in stretches(sentence) if says(statement.text, sentence[slice(*span)])]
    if not said:
        return statement.sentence, 0, len(sentence)
    return statement.sentence, said[0][0], said[-1][1]


def _stated(reading: Reading) -> list[Statement]:
    """Return the statements whose weight anybody asks for."""
    table = load_table()
    return [
        each
        for each in reading.statements
        if hangs_on_weight(each, reading.sentences[each.sentence].text, table)
    ]
