"""The answers of a scripted model: what they are made of, and the ways in which they are spoiled."""

import json
import random
from dataclasses import dataclass
from typing import Any

from benchmarks.chat_server import Request
from octomem.memory import Kind

Item = dict[str, Any]
Items = dict[str, list[Item]]

HOW = ("wrong ids", "invented values", "broken JSON", "wrong kinds")
"""The ways in which an answer is corrupted, each as often as the others on average."""
INVENTED = ("Reykjavik", "penguins", "4711", "ice skating", "Dr Quux", "1 March 1999")
ADD: Item = {"op": "add", "ref": ""}
_VALUES = ("object", "text", "task", "target", "value", "goal")
"""What holds the value of an item, whatever its kind."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request shows."""

    lines: list[dict[str, str]]
    """The new turns: id, by, text."""
    shown: list[dict[str, str]]
    """Known memories and open tasks: id, and the text under its kind."""
    parts: frozenset[str]
    """The agents that are asked."""

    @classmethod
    def of(cls, request: Request) -> "Asked":
        """Read a request; a repair has the extraction's own turns before it."""
        text = str(next(m["content"] for m in request["messages"] if m["role"] == "user"))
        known, _, new = text.rpartition("New turns:\n")
        schema = request["response_format"]["json_schema"]["schema"]
        return cls(_objects(new), _objects(known), frozenset(schema["properties"]))


def _objects(text: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def fact(base: Item, subject: str, predicate: str, value: str, *, negated: bool) -> Item:
    """Make a semantic item."""
    said = {"subject": subject, "predicate": predicate, "object": value}
    return {**base, **ADD, **said, "negated": negated, "when": ""}


def tie(base: Item, entity: str, relation: str, target: str) -> Item:
    """Make an item of knowledge."""
    ends = {"entity": entity, "entity_type": "person", "target": target, "target_type": "person"}
    return {**base, **ADD, **ends, "relation": relation}


def errand(base: Item, who: str, task: str) -> Item:
    """Make an item of working memory."""
    return {**base, **ADD, "who": who, "task": task, "due": ""}


def corrupted(items: Items, how: str, asked: Asked, chance: random.Random) -> str:
    """Spoil an answer in one of the ways of `HOW`."""
    if how == "broken JSON":
        text = json.dumps(items, ensure_ascii=False)
        return chance.choice([text[: len(text) // 2], "I found nothing unusual.", text[1:]])
    spoil = {"wrong ids": _wrong_ids, "invented values": _invented, "wrong kinds": _moved}[how]
    return json.dumps(spoil(items, asked, chance), ensure_ascii=False)


def _wrong_ids(items: Items, asked: Asked, chance: random.Random) -> Items:
    """Cite turns that do not say it or do not exist, and end memories that nobody ended."""
    turns = [line["id"] for line in asked.lines] + [f"t{chance.randint(50, 99)}"]
    refs = [memory["id"] for memory in asked.shown] + ["k99"]

    def spoiled(item: Item) -> Item:
        told = {**item, "turns": [chance.choice(turns)]}
        if "op" in item and chance.random() < 0.5:
            told |= {
                "op": chance.choice(["supersede", "close", "merge"]),
                "ref": chance.choice(refs),
            }
        return told

    return {name: [spoiled(item) for item in found] for name, found in items.items()}


def _invented(items: Items, asked: Asked, chance: random.Random) -> Items:
    """Put values that nobody said in place of what was said, or those of other items."""
    del asked
    said = [str(item[name]) for found in items.values() for item in found for name in _VALUES if name in item]  # fmt: skip

    def spoiled(item: Item) -> Item:
        value = chance.choice([*INVENTED, *said])
        return {name: value if name in _VALUES else old for name, old in item.items()}

    return {name: [spoiled(item) for item in found] for name, found in items.items()}


def _moved(items: Items, asked: Asked, chance: random.Random) -> Items:
    """List everything under another agent than its own, in that one's form."""
    kinds = [Kind.SEMANTIC, Kind.WORKING, Kind.CORE, Kind.KNOWLEDGE, Kind.CONTEXTUAL]
    moved: Items = {}
    for name, found in items.items():
        others = [kind for kind in kinds if kind != name and kind in asked.parts] or [Kind.CORE]
        for item in found:
            value = next(str(item[key]) for key in _VALUES if key in item)
            who = str(item.get("subject") or item.get("who") or item.get("entity") or asked.lines[0]["by"])  # fmt: skip
            base: Item = {"turns": item["turns"]}
            forms: dict[Kind, Item] = {
                Kind.SEMANTIC: fact(base, who, "has", value, negated=False),
                Kind.WORKING: errand(base, who, value),
                Kind.CORE: {**base, **ADD, "about": "user", "label": "preference", "text": f"{who} likes {value}"},
                Kind.KNOWLEDGE: tie(base, who, "friend_of", value),
                Kind.CONTEXTUAL: {**base, "facet": "mood", "value": value},
            }  # fmt: skip
            to = chance.choice(others)
            moved.setdefault(to.value, []).append(forms[to])
    return moved
