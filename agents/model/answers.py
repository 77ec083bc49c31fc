"""What a model may answer with: one item model per agent, composed into one schema per call;
and, for questions, how one is searched for and answered.

Fields are texts that are empty where there is nothing, because every provider's strict mode
takes those. An item says what it read and where; text, identity and dates are made by code.
"""

from collections.abc import Collection, Mapping
from functools import cache
from types import GenericAlias
from typing import Any, Literal

from pydantic import BaseModel, create_model

from octomem.memory import Kind

Op = Literal["add", "merge", "supersede", "close"]


class Item(BaseModel):
    """One thing to remember, and the short ids of the turns that say it."""

    turns: list[str]


class KnownItem(Item):
    """An item that may be about a memory which the model was shown."""

    op: Op = "add"
    ref: str = ""


class CoreItem(KnownItem):
    """What always holds of the user or the agent."""

    about: Literal["user", "agent"]
    label: Literal[
        "name",
        "allergy",
        "health",
        "preference",
        "role",
        "work",
        "language",
        "pronouns",
        "age",
        "instruction",
        "persona",
    ]
    text: str


class EpisodicItem(Item):
    """A turn that tells of a dated event."""

    when: str


class SemanticItem(KnownItem):
    """A lasting fact."""

    subject: str
    predicate: str
    object: str
    negated: bool = False
    when: str = ""


class ProceduralItem(Item):
    """How something is done."""

    goal: str
    steps: list[str]
    trigger: str = ""


class WorkingItem(KnownItem):
    """What is to be done."""

    who: str = ""
    task: str
    due: str = ""


class ContextualItem(Item):
    """The situation now."""

    facet: Literal["place", "time", "device", "mood"]
    value: str


class KnowledgeItem(KnownItem):
    """A relation between two named entities."""

    entity: str
    entity_type: Literal["person", "animal", "organisation", "place", "product", "thing"]
    relation: str
    target: str
    target_type: Literal["person", "animal", "organisation", "place", "product", "thing"]


class ResourceItem(Item):
    """What a shared thing is called."""

    uri: str
    title: str


ITEMS: Mapping[Kind, type[Item]] = {
    Kind.CORE: CoreItem,
    Kind.EPISODIC: EpisodicItem,
    Kind.SEMANTIC: SemanticItem,
    Kind.PROCEDURAL: ProceduralItem,
    Kind.WORKING: WorkingItem,
    Kind.CONTEXTUAL: ContextualItem,
    Kind.KNOWLEDGE: KnowledgeItem,
    Kind.RESOURCE: ResourceItem,
}
"""By agent, in the order in which a call asks for them."""


class Rewriting(BaseModel):
    """What a question is searched for as, besides its own words."""

    questions: list[str]
    when: str = ""
    since: str = ""
    until: str = ""


class Answering(BaseModel):
    """An answer from memories, and the short ids of those that say so."""

    answer: str
    citations: list[str]


def composed(kinds: Collection[Kind]) -> type[BaseModel]:
    """Return the answer's model for some agents: a list of items under each one's name."""
    return _composed(tuple(kind for kind in ITEMS if kind in kinds))


@cache
def _composed(kinds: tuple[Kind, ...]) -> type[BaseModel]:
    fields: dict[str, Any] = {
        kind.value: (GenericAlias(list, (ITEMS[kind],)), ...) for kind in kinds
    }
    made: type[BaseModel] = create_model("Extraction", **fields)
    return made
