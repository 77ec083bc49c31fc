"""Asking another model where one cannot be asked."""

from collections.abc import Sequence
from dataclasses import replace

from pydantic import BaseModel

from octomem.errors import ModelRequestError, ModelUnavailableError
from octomem.model.seam import Answer, Message, Model
from octomem.operation import Usage


class FallbackModel:
    """Asks the models in order until one answers.

    A model that cannot be reached, or refuses the request as such, is passed over; an answer
    that cannot be used is not, since asking elsewhere would be a call that nobody counts on.
    """

    def __init__(self, models: Sequence[Model]) -> None:
        self._models = tuple(models)

    @property
    def name(self) -> str:
        """The first model's name."""
        return self._models[0].name

    async def ask(self, messages: Sequence[Message], schema: type[BaseModel]) -> Answer:
        """Return the first answer; if there is none, the last model's error."""
        lost = Usage()
        for model in self._models[:-1]:
            try:
                answer = await model.ask(messages, schema)
            except (ModelUnavailableError, ModelRequestError) as error:
                lost += error.usage
                continue
            return replace(answer, usage=lost + answer.usage)
        try:
            answer = await self._models[-1].ask(messages, schema)
        except (ModelUnavailableError, ModelRequestError) as error:
            error.usage = lost + error.usage
            raise
        return replace(answer, usage=lost + answer.usage)
