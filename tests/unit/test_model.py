"""The model seam: schemas, reading of answers, repair, retries, fallbacks, cache, limits."""

import json
from collections.abc import Sequence

import pytest
from pydantic import BaseModel

from octomem.agents.model.answers import ITEMS, composed
from octomem.errors import (
    ModelAnswerError,
    ModelRequestError,
    ModelUnavailableError,
    SpendingLimitError,
)
from octomem.memory import Kind
from octomem.model.caching import CachedModel
from octomem.model.fallbacks import FallbackModel
from octomem.model.litellm import LitellmModel
from octomem.model.obtain import obtain
from octomem.model.parsing import salvaged, whole_object
from octomem.model.retrying import RetryingModel
from octomem.model.schema import schema_of
from octomem.model.seam import Answer, Message
from octomem.model.spending import LimitedModel, Limits
from octomem.operation import Usage

ASKED = [Message("system", "list"), Message("user", "I live in Graz.")]


class Form(BaseModel):
    """A small answer."""

    items: list[str]


class Scripted:
    """A model that says or raises what it is given, in order."""

    def __init__(self, *outcomes: str | Exception, name: str = "scripted") -> None:
        self.name = name
        self.outcomes = list(outcomes)
        self.asked: list[Sequence[Message]] = []

    async def ask(self, messages: Sequence[Message], schema: type[BaseModel]) -> Answer:
        self.asked.append(messages)
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return Answer(outcome, self.name, Usage(calls=1, prompt_tokens=10))


def down() -> ModelUnavailableError:
    return ModelUnavailableError("it is down", "scripted", Usage(calls=1))


async def no_wait(seconds: float) -> None:
    """Wait for nothing."""


def test_a_schema_is_strict_and_without_references() -> None:
    """Every object of every agent's schema closes its properties and requires them all."""
    text = json.dumps(schema_of(composed(list(Kind))))
    whole = schema_of(composed(list(Kind)))

    assert "$ref" not in text
    assert list(ITEMS) == list(whole["properties"])
    for part in whole["properties"].values():
        assert part["items"]["required"] == list(part["items"]["properties"])
        assert part["items"]["additionalProperties"] is False


def test_the_schema_goes_where_the_model_takes_it() -> None:
    """With a schema mode it is the response format, without one it stands in the prompt."""
    with_mode = LitellmModel("openai/gpt-4o-mini").body(ASKED, Form)
    without = LitellmModel("openai/something-local").body(ASKED, Form)
    forced = LitellmModel("openai/something-local", schema="provider").body(ASKED, Form)

    assert schema_of(Form) == with_mode["response_format"]["json_schema"]["schema"]
    assert "response_format" in forced
    assert "response_format" not in without
    assert json.dumps(schema_of(Form), separators=(",", ":")) in without["messages"][0]["content"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"items": ["a"]}', {"items": ["a"]}),
        ('Here: ```json\n{"items": []}\n``` done {', {"items": []}),
        ('{not json} {"items": ["}"]}', {"items": ["}"]}),
        ("[1, 2]", None),
        ("", None),
        ('{"items": ["a"', None),
    ],
)
def test_an_object_is_found_in_an_answer(text: str, value: object) -> None:
    """Whatever stands around it; a damaged one is none."""
    assert value == whole_object(text)


def test_complete_items_of_a_cut_answer_are_kept() -> None:
    """The last one, cut in the middle, is not; nor is a list that was not asked for."""
    assert {"items": [{"a": 1}]} == salvaged('{"items": [{"a": 1}, {"a"', ("items", "more"))


async def test_a_malformed_answer_is_sent_back_once() -> None:
    """The model sees its answer and what is wrong; the second request counts as a repair."""
    model = Scripted("items: a", '{"items": ["a"]}')
    found = await obtain(model, ASKED, Form, "Again.")

    assert {"items": ["a"]} == found.value
    assert Usage(calls=1, repairs=1, prompt_tokens=20) == found.usage
    assert ["items: a"] == [m.content for m in model.asked[1] if m.role == "assistant"]


async def test_a_failed_repair_leaves_what_can_be_read() -> None:
    """The first answer's complete items are used, and the fault is told."""
    found = await obtain(Scripted('{"items": ["a", "b', down()), ASKED, Form, "Again.")

    assert {"items": ["a"]} == found.value
    assert "the repair failed" in found.fault


async def test_an_answer_without_anything_is_an_error_that_says_its_cost() -> None:
    """Two answers in vain were two requests."""
    with pytest.raises(ModelAnswerError) as raised:
        await obtain(Scripted("no", "no"), ASKED, Form, "Again.")

    assert Usage(calls=1, repairs=1, prompt_tokens=20) == raised.value.usage


async def test_only_what_may_pass_is_tried_again() -> None:
    """Retries are counted; a refused request is none."""
    again = await RetryingModel(Scripted(down(), down(), "{}"), 3, no_wait).ask(ASKED, Form)
    refused = Scripted(ModelRequestError("no key", "scripted"), "{}")
    with pytest.raises(ModelRequestError):
        await RetryingModel(refused, 3, no_wait).ask(ASKED, Form)

    assert (1, 2) == (again.usage.calls, again.usage.retries)
    assert 1 == len(refused.asked)


async def test_retries_end() -> None:
    """The last error comes out, with the attempts that it took."""
    with pytest.raises(ModelUnavailableError) as raised:
        await RetryingModel(Scripted(*(down() for _ in range(3))), 3, no_wait).ask(ASKED, Form)

    assert 2 == raised.value.usage.retries


async def test_fallbacks_are_asked_in_order() -> None:
    """What the ones before cost in vain is counted; an unusable answer is not passed on."""
    answer = await FallbackModel([Scripted(down()), Scripted("{}", name="b")]).ask(ASKED, Form)
    spent = FallbackModel([Scripted(SpendingLimitError("all spent", "a")), Scripted("{}")])
    with pytest.raises(SpendingLimitError):
        await spent.ask(ASKED, Form)

    assert ("b", 2) == (answer.model, answer.usage.calls)


async def test_the_same_question_is_answered_from_memory() -> None:
    """At no cost; another schema, or an answer without JSON, is asked anew; clear forgets."""
    model = Scripted("{}", "{}", "prose", "prose", "{}")
    cached = CachedModel(model, 8)
    await cached.ask(ASKED, Form)
    again = await cached.ask(ASKED, Form)
    await cached.ask(ASKED, composed([Kind.CORE]))
    for _ in range(2):
        await cached.ask(ASKED[:1], Form)
    cached.clear()
    await cached.ask(ASKED, Form)

    assert Usage() == again.usage
    assert [] == model.outcomes


async def test_the_cache_is_bounded() -> None:
    """The answer that was used longest ago goes."""
    model = Scripted("{}", "{}", "{}")
    cached = CachedModel(model, 1)
    for messages in (ASKED, ASKED[:1], ASKED):
        await cached.ask(messages, Form)

    assert [] == model.outcomes


@pytest.mark.parametrize(
    ("limits", "stops"),
    [
        (Limits(), False),
        (Limits(cost=0.5), True),
        (Limits(cost=0.51), False),
        (Limits(tokens=30), True),
        (Limits(tokens=31), False),
    ],
)
async def test_a_limit_that_is_reached_stops(limits: Limits, stops: bool) -> None:
    """Cost and tokens of the day each have one; at the limit nothing is asked."""
    spent = Usage(prompt_tokens=20, completion_tokens=10, cost=0.5)
    model = Scripted("{}")
    limited = LimitedModel(model, limits, lambda: spent)
    if stops:
        with pytest.raises(SpendingLimitError, match="model_daily"):
            await limited.ask(ASKED, Form)
    else:
        await limited.ask(ASKED, Form)

    assert stops == (model.asked == [])
