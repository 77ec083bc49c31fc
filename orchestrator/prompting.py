"""Composing one model call: prompt files, new turns, and the few known memories that matter.

The stable part comes first, so that providers can cache it: the frame, then the sections of
the agents that are asked, in their order. What was said follows in the last message, quoted
as JSON, with short ids that the answer may cite.
"""

import json
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import cast

from pydantic import BaseModel

from octomem.agents.contextual import SPEAKS
from octomem.agents.model.answers import ITEMS, composed
from octomem.agents.model.judging import Shown
from octomem.agents.reading.reading import Reading
from octomem.memory import Kind, Memory
from octomem.model.seam import Message
from octomem.operation import Route
from octomem.prompts.files import load_prompt
from octomem.stores.terms import index_terms
from octomem.stores.vault import placeholder
from octomem.turn import Turn

EARLIER = 2
"""Turns before a chunk that are shown, so that "she" can be understood."""
_EARLIER_LENGTH = 240
_KNOWN_LENGTH = 120
"""Characters that are shown of an earlier turn and of a known memory."""
SUBSTANCE = 3
"""Index terms of a person's turn that may hold more than the rules see."""
_BROAD = (Kind.CORE, Kind.SEMANTIC, Kind.WORKING)
"""Agents that are asked as well where the rules see something in a turn of substance."""
_LIKELY = (Kind.CORE, Kind.SEMANTIC)
"""Agents that are asked where they see nothing in it."""
_WITHHELD = "[withheld: it addresses you]"
_SECRET = re.compile(r"\[secret (\d+)\]")
_SENTENCE_END = re.compile(r"(?<=[.!?\u3002\uff01\uff1f\n])\s*")


@dataclass(frozen=True, slots=True)
class Part:
    """A turn, or a piece of one that is longer than a chunk."""

    turn: Turn
    text: str


@dataclass(frozen=True, slots=True)
class Composed:
    """One call, ready to be sent, and what its answer may refer to."""

    kinds: tuple[Kind, ...]
    messages: tuple[Message, ...]
    schema: type[BaseModel]
    shown: Shown
    secrets: tuple[str, ...]
    """The placeholders that stand for `[secret 1]`, `[secret 2]`, ..."""

    @property
    def extractor(self) -> str:
        """The prompts' ids and versions, for the memories that are made by them."""
        names = ["frame/extract", *(f"{kind.value}/extract" for kind in self.kinds)]
        versions = {load_prompt(name).version for name in names}
        return f"extract/{max(versions)}"

    def with_secrets(self, value: object) -> object:
        """Put the placeholders back into an answer."""
        if isinstance(value, str):
            return unmasked(value, self.secrets)
        if isinstance(value, list):
            return [self.with_secrets(one) for one in cast("list[object]", value)]
        if isinstance(value, dict):
            pairs = cast("dict[str, object]", value).items()
            return {key: self.with_secrets(one) for key, one in pairs}
        return value


def asked(routes: Collection[Route], readings: Sequence[Reading]) -> tuple[Kind, ...]:
    """Choose the agents that a model is asked for; none where nothing is worth a call.

    Those that the rules routed for what a turn says, and for a turn of substance the ones
    that rules miss most; where the language is one that rules do not read, all eight. When
    events were is read by rules well enough to save the question.
    """
    telling = [reading for reading in readings if reading.from_user and _has_substance(reading)]
    if any(reading.language not in {"en", "zh"} for reading in telling):
        return tuple(ITEMS)
    wanted = {route.agent for route in routes if route.reason != SPEAKS} - {Kind.EPISODIC}
    if telling:
        wanted |= set(_BROAD if wanted else _LIKELY)
    return tuple(kind for kind in ITEMS if kind in wanted)


def _has_substance(reading: Reading) -> bool:
    asks = bool(reading.sentences) and all(each.is_question for each in reading.sentences)
    return not asks and len(index_terms(reading.turn.text)) >= SUBSTANCE


def chunks(turns: Sequence[Turn], size: int) -> list[list[Part]]:
    """Cut a conversation between turns into pieces of about `size` characters.

    Only a turn that is longer than that is cut itself, between sentences.
    """
    found: list[list[Part]] = [[]]
    room = size
    for turn in turns:
        for text in _pieces(turn.text, size):
            if found[-1] and (len(text) > room or found[-1][-1].turn is turn):
                found.append([])
                room = size
            found[-1].append(Part(turn, text))
            room -= len(text)
    return [chunk for chunk in found if chunk]


def _pieces(text: str, size: int) -> list[str]:
    if len(text) <= size:
        return [text]
    pieces = [""]
    for sentence in _SENTENCE_END.split(text):
        for at in range(0, len(sentence), size):
            part = sentence[at : at + size]
            if pieces[-1] and len(pieces[-1]) + len(part) > size:
                pieces.append("")
            pieces[-1] += part if not pieces[-1] else f" {part}"
    return pieces


@dataclass(frozen=True, slots=True)
class Material:
    """What one call is composed of."""

    parts: Sequence[Part]
    earlier: Sequence[Turn]
    readings: dict[str, Reading]
    """By turn id."""
    known: Sequence[Memory]
    open_tasks: Sequence[Memory]
    steers: Callable[[Turn], bool]
    """Says which turns address a model; their text is not shown."""


def compose(kinds: Sequence[Kind], given: Material) -> Composed:
    """Compose the call for some agents."""
    secrets: dict[str, str] = {}
    before = {f"c{n}": turn for n, turn in enumerate(given.earlier, start=1)}
    new = {f"t{n}": part for n, part in enumerate(given.parts, start=1)}
    memories = {f"k{n}": m for n, m in enumerate((*given.known, *given.open_tasks), start=1)}
    hidden = {short for short, turn in before.items() if given.steers(turn)}
    hidden |= {short for short, part in new.items() if given.steers(part.turn)}

    def line(short: str, turn: Turn, text: str) -> str:
        said = _WITHHELD if short in hidden else masked(text + _captions(turn), secrets)
        role = {} if turn.role.value == "user" else {"role": turn.role.value}
        told = {"id": short, "by": turn.actor, **role, "text": said}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    def remembered(short: str) -> str:
        memory = memories[short]
        text = masked(memory.text[:_KNOWN_LENGTH], secrets)
        told = {"id": short, memory.kind.value: text}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    shorts = list(memories)
    sections = "\n".join(load_prompt(f"{kind.value}/extract").text for kind in kinds)
    user = load_prompt("frame/turns").render(
        known="\n".join(map(remembered, shorts[: len(given.known)])) or "none",
        open="\n".join(map(remembered, shorts[len(given.known) :])) or "none",
        earlier="\n".join(line(s, t, t.text[-_EARLIER_LENGTH:]) for s, t in before.items())
        or "none",
        new="\n".join(line(short, part.turn, part.text) for short, part in new.items()),
    )
    return Composed(
        kinds=tuple(kinds),
        messages=(
            Message("system", load_prompt("frame/extract").render(sections=sections)),
            Message("user", user),
        ),
        schema=composed(kinds),
        shown=Shown(
            turns={**before, **{short: part.turn for short, part in new.items()}},
            new=frozenset(new),
            readings={short: given.readings[part.turn.id] for short, part in new.items()},
            memories=memories,
            withheld=frozenset(hidden),
        ),
        secrets=tuple(secrets),
    )


def masked(text: str, secrets: dict[str, str]) -> str:
    """Put a short, numbered placeholder in place of each of the vault's, and keep which it is."""
    for found in placeholder.read(text):
        whole = placeholder.write(found.label, found.id)
        secrets.setdefault(whole, f"[secret {len(secrets) + 1}]")
        text = text.replace(whole, secrets[whole])
    return text


def unmasked(text: str, secrets: Sequence[str]) -> str:
    """Put the vault's placeholders back in place of the numbered ones."""

    def whole(match: re.Match[str]) -> str:
        number = int(match[1])
        return secrets[number - 1] if 0 < number <= len(secrets) else match[0]

    return _SECRET.sub(whole, text)


def _captions(turn: Turn) -> str:
    """Return what a turn's attachments show, and where they are."""
    told = [item.caption or item.title or item.uri or "" for item in turn.attachments]
    return "".join(
        f" [{item.type}: {text}]" for item, text in zip(turn.attachments, told, strict=True) if text
    )
