"""Questions with a language model's help: put in other words first, or answered from what is found.

One call each, and only where it is asked for. What the model sees of the store are recalled
memories, quoted as data, with short ids, with placeholders for secrets, and without texts that
address a model. What it cost is noted in the ledger, unless that is open for reading only.
"""

import asyncio
import json
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pydantic import BaseModel

from octomem.agents.model.answers import Answering, Rewriting
from octomem.agents.model.questions import (
    ANSWER,
    REWRITE,
    Rewrite,
    Unreadable,
    answer_of,
    rewrite_of,
)
from octomem.agents.steering import STEERS, steers
from octomem.context import count_tokens
from octomem.errors import ModelAnswerError, ModelError, NoModelError
from octomem.jsons import text_field
from octomem.memory import Memory
from octomem.model.obtain import Obtained, obtain
from octomem.model.seam import Message, Model
from octomem.operation import Degraded, Usage
from octomem.orchestrator.engine import Engine
from octomem.orchestrator.extraction import MODEL
from octomem.orchestrator.options import RecallOptions, moments_of, scope_of
from octomem.orchestrator.prompting import masked, unmasked
from octomem.orchestrator.recall import Answer, RecallInput, checked_query
from octomem.orchestrator.sealing import seal_edit
from octomem.prompts.files import load_prompt
from octomem.results import ANSWER_LIMIT, Answered, Recall, Rewritten
from octomem.stores.ledger import extractions
from octomem.stores.ledger.extractions import Extraction
from octomem.telemetry import event, told

MEMORY_TOKENS = 1200
"""WordPiece tokens of memories that are shown, all together."""
_SHOWN = 600
"""Characters that are shown of a memory."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as a model sees it."""

    question: str
    line: str
    at: datetime
    partition: int
    secrets: dict[str, str]
    """The vault's placeholders, by the numbered ones that stand for them."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """The memories that an answer may cite, by short id."""

    memories: dict[str, Memory]
    lines: dict[str, str]
    """As the model sees them."""
    texts: dict[str, str]
    """What can be found in them, with their days in words."""


class Questions:
    """What `recall(rewrite=True)` and `answer` work with."""

    def __init__(self, engine: Engine, plain: Answer) -> None:
        self._engine = engine
        self._plain = plain

    async def recall(self, query: str, options: RecallOptions) -> Recall:
        """Recall with the question put in other words as well, or plainly where that fails."""
        model = self._model("recall(rewrite=True)")
        given = RecallInput(query=query, **options)
        given.pop("rewrite", None)
        return await self._rewritten(model, given)

    async def answer(self, query: str, options: RecallOptions) -> Answered:
        """Answer from what is recalled; an abstention where nothing relevant is, without a call."""
        model = self._model("answer")
        given = RecallInput(query=query, **options)
        given.setdefault("limit", ANSWER_LIMIT)
        if given.pop("rewrite", False):
            found = await self._rewritten(model, given)
        else:
            found = await asyncio.to_thread(self._plain.run, given)
        if not found.found:
            return _abstained(found, "nothing relevant is remembered")
        return await self._answered(model, given, found)

    def _model(self, what: str) -> Model:
        """Return the model of the settings.

        Raises:
            NoModelError: they name none.
        """
        model = self._engine.model
        if model is None:
            raise NoModelError(what)
        return model

    async def _rewritten(self, model: Model, given: RecallInput) -> Recall:
        asked = await asyncio.to_thread(self._asked, given)
        if asked is None:  # nothing is stored there, so there is nothing to search for
            return await asyncio.to_thread(self._plain.run, given)
        try:
            obtained = await self._ask(model, REWRITE, asked, asked.line, Rewriting)
            with _readable(obtained):
                rewrite = rewrite_of(obtained.value, asked.question, asked.at)
        except ModelError as error:
            event("warning", "model.failed", **told(error))
            found = await asyncio.to_thread(self._plain.run, given)
            why = Degraded(MODEL, f"{type(error).__name__}: {error}")
            return replace(found, degraded=(*found.degraded, why), usage=error.usage)
        found = await asyncio.to_thread(self._plain.run, given, rewrite)
        return replace(found, rewritten=_told(rewrite), usage=obtained.usage)

    async def _answered(self, model: Model, given: RecallInput, found: Recall) -> Answered:
        asked = await asyncio.to_thread(self._asked, given)
        shown = None if asked is None else await asyncio.to_thread(_shown, found, asked.secrets)
        if asked is None or shown is None or not shown.lines:
            return _abstained(found, "nothing of what is remembered can be shown to a model")
        text = "\n".join([asked.line, "Memories:", *shown.lines.values()])
        obtained = await self._ask(model, ANSWER, asked, text, Answering)
        with _readable(obtained):
            judged = answer_of(obtained.value, asked.question, shown.memories, shown.texts)
        return Answered(
            question=found.query,
            text=None if judged.text is None else unmasked(judged.text, tuple(asked.secrets)),
            citations=tuple(shown.memories[short] for short in judged.cited),
            recall=found,
            reason=judged.reason,
            rejected=judged.rejected,
            usage=found.usage + obtained.usage,
        )

    def _asked(self, given: RecallInput) -> _Asked | None:
        """Prepare a question: who asks it when, its secrets cut out; None where nothing is stored."""
        engine, scope = self._engine, scope_of(given)
        query = checked_query(given)
        at = moments_of(given, engine.zone).as_of or engine.clock()
        with engine.ledger.read() as connection:
            number = engine.ledger.partition(connection, scope)
            if number is None:
                return None
            name = self._plain.asker(connection, number, scope)
            kept = engine.ledger.all_sealed(connection, number)
        clean, _, _ = seal_edit(engine.vault, scope.partition.key, (query, {}), known=(), kept=kept)
        secrets: dict[str, str] = {}
        question = masked(clean, secrets)
        told = {"today": f"{at:%Y-%m-%d}", **({"by": name} if name else {}), "question": question}
        return _Asked(question, json.dumps(told, ensure_ascii=False), at, number, secrets)

    async def _ask(
        self, model: Model, what: str, asked: _Asked, text: str, form: type[BaseModel]
    ) -> Obtained:
        """Make one call, and note what it cost, whatever came of it."""
        told_first = Message("system", load_prompt(f"recall/{what}").text)
        repair = load_prompt("frame/repair").text
        try:
            obtained = await obtain(model, [told_first, Message("user", text)], form, repair)
        except ModelError as error:
            await asyncio.to_thread(self._note, what, asked, model.name, error.usage)
            raise
        await asyncio.to_thread(self._note, what, asked, obtained.model, obtained.usage)
        return obtained

    def _note(self, what: str, asked: _Asked, model: str, usage: Usage) -> None:
        """Count a call as the store's; one that was answered from the cache cost nothing."""
        engine = self._engine
        if engine.read_only or usage == Usage():
            return
        made = Extraction(f"q_{uuid.uuid4().hex}", model, usage, {what: usage})
        with engine.ledger.write() as connection:
            extractions.note(connection, asked.partition, made, engine.clock())


@contextmanager
def _readable(obtained: Obtained) -> Generator[None]:
    """Say whose answer it is that has not the form asked for.

    Raises:
        ModelAnswerError: the body could not read it.
    """
    try:
        yield
    except Unreadable as error:
        why = f"{error}; {obtained.fault}" if obtained.fault else str(error)
        raise ModelAnswerError(
            f"its answer has another form: {why}", obtained.model, obtained.usage
        ) from None


def _shown(found: Recall, secrets: dict[str, str]) -> _Shown:
    """Choose what is shown, best first, the profile after it, as far as the tokens go."""
    shown = _Shown({}, {}, {})
    left = MEMORY_TOKENS
    recalled = {memory.id for memory in found.memories}
    profile = [memory for memory in found.profile if memory.id not in recalled]
    for memory in (*found.memories, *profile):
        if memory.metadata.get(STEERS) or steers(memory.text):
            continue
        short = f"m{len(shown.memories) + 1}"
        line = json.dumps(_told_of(short, memory, secrets), ensure_ascii=False)
        cost = count_tokens(line)
        if cost > left:
            continue
        left -= cost
        shown.memories[short] = memory
        shown.lines[short] = line
        shown.texts[short] = f"{line} {_days(memory)}"
    return shown


def _told_of(short: str, memory: Memory, secrets: dict[str, str]) -> dict[str, str]:
    by = text_field(memory.fields, "actor")
    since = {} if memory.began is None else {"since": f"{memory.began:%Y-%m-%d}"}
    until = {} if memory.valid_to is None else {"until": f"{memory.valid_to:%Y-%m-%d}"}
    return {
        "id": short,
        **since,
        **until,
        **({"by": by} if by else {}),
        "text": masked(memory.text[:_SHOWN], secrets),
    }


def _days(memory: Memory) -> str:
    """Write a memory's days in the ways in which an answer may."""
    days = [day for day in (memory.began, memory.valid_to) if day is not None]
    return " ".join(f"{day.day} {day:%d.%m.%Y %B %A %b} {day.month}" for day in days)


def _told(rewrite: Rewrite) -> Rewritten:
    moment = rewrite.moment
    return Rewritten(
        questions=rewrite.questions,
        since=None if moment is None else moment.start.date(),
        until=None if moment is None else (moment.end - timedelta(days=1)).date(),
        rejected=rewrite.rejected,
    )


def _abstained(found: Recall, why: str) -> Answered:
    return Answered(found.query, None, (), found, why, usage=found.usage)
