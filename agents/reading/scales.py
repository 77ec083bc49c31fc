"""Weighs what people say in English, in a thread of its own, while the turns after it are read."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from itertools import islice
from threading import Lock, Thread

from octomem.agents.facts import hangs_on_weight
from octomem.agents.reading.reading import Reading, Statement
from octomem.agents.reading.remarks import Remark
from octomem.agents.reading.worth import weigh
from octomem.agents.remarked import unstated
from octomem.agents.slots import load_table


@dataclass(frozen=True, slots=True)
class _Load:
    """A reading, and what of it is to be weighed."""

    reading: Reading
    stated: Sequence[Statement] = ()
    unstated: Sequence[Remark] = ()
    weighed: Future[Reading] = field(default_factory=Future[Reading])


class Scales:
    """Weighs one reading after the other; what waits meanwhile is weighed in one go."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._waiting: list[_Load] = []
        self._busy = False

    def put(self, reading: Reading) -> Future[Reading]:
        """Begin to weigh a reading; the future gives it weighed, or the embedder's error."""
        spoken = reading.from_user
        load = _Load(reading, _stated(reading), unstated(reading)) if spoken else _Load(reading)
        if not load.stated and not load.unstated:
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
        while loads := self._taken():
            try:
                done = _weighed(loads)
            except Exception as error:  # noqa: BLE001 - it is raised where the reading is asked for
                for load in loads:
                    load.weighed.set_exception(error)
                continue
            for load, reading in zip(loads, done, strict=True):
                load.weighed.set_result(reading)

    def _taken(self) -> list[_Load]:
        with self._guard:
            loads, self._waiting = self._waiting, []
            self._busy = bool(loads)
            return loads


def _weighed(loads: Sequence[_Load]) -> list[Reading]:
    stated = [statement for load in loads for statement in load.stated]
    said = [remark.text for load in loads for remark in load.unstated]
    of_statements, of_remarks = map(iter, weigh(stated, said))
    done: list[Reading] = []
    for load in loads:
        reading = load.reading
        of_stated = dict(
            zip(map(id, load.stated), islice(of_statements, len(load.stated)), strict=True)
        )
        of_unstated = dict(zip(load.unstated, islice(of_remarks, len(load.unstated)), strict=True))
        done.append(
            replace(
                reading,
                statements=tuple(
                    replace(each, worth=of_stated[id(each)]) if id(each) in of_stated else each
                    for each in reading.statements
                ),
                remarks=tuple(
                    replace(each, worth=of_unstated.get(each)) for each in reading.remarks
                ),
            )
        )
    return done


def _stated(reading: Reading) -> list[Statement]:
    """Return the statements whose weight anybody asks for."""
    table = load_table()
    return [
        each
        for each in reading.statements
        if hangs_on_weight(each, reading.sentences[each.sentence].text, table)
    ]
