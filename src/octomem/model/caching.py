"""Keeping answers by what was asked, in this process's memory only."""

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import asdict, replace

from pydantic import BaseModel

from octomem.model.parsing import whole_object
from octomem.model.schema import schema_of
from octomem.model.seam import Answer, Message, Model
from octomem.operation import Usage


class CachedModel:
    """Answers a request that was answered before from memory, at no cost.

    Content-addressed: the key is a hash of the model, the messages and the schema. At most
    `size` answers are kept, the ones used last; refusals and answers without a whole JSON
    object are not. Nothing is written to disk, so that there is nothing to forget.
    """

    def __init__(self, model: Model, size: int) -> None:
        self._model = model
        self._size = size
        self._guard = threading.Lock()
        self._kept: OrderedDict[str, Answer] = OrderedDict()

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    def clear(self) -> None:
        """Drop every answer."""
        with self._guard:
            self._kept.clear()

    async def ask(self, messages: Sequence[Message], schema: type[BaseModel]) -> Answer:
        """Return the answer that is kept, else ask."""
        key = self._key(messages, schema)
        with self._guard:
            if key in self._kept:
                self._kept.move_to_end(key)
                return replace(self._kept[key], usage=Usage())
        answer = await self._model.ask(messages, schema)
        if not answer.refusal and whole_object(answer.text) is not None:
            with self._guard:
                self._kept[key] = answer
                while len(self._kept) > self._size:
                    self._kept.popitem(last=False)
        return answer

    def _key(self, messages: Sequence[Message], schema: type[BaseModel]) -> str:
        asked = [self.name, [asdict(message) for message in messages], schema_of(schema)]
        return hashlib.sha256(json.dumps(asked, ensure_ascii=False).encode()).hexdigest()
