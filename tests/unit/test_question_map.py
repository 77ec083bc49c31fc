"""What turns a question towards its answers: its gradient, its training, and its use."""

from dataclasses import replace

import numpy as np
import pytest
from benchmarks.question_map import (
    NAMES,
    Asked,
    Floats,
    Parts,
    Pool,
    learn,
    ranks,
    train,
    without_maps,
)

from octomem.stores.embed import asking
from octomem.stores.embed.minilm import MiniLMEmbedder
from octomem.stores.embed.projection import LENGTH

DIMENSION, SIZE, TURNS, WORDS = 12, 6, 9, 4


def pool(seed: int = 0, questions: int = 3) -> Pool:
    """Draw turns of four tokens each, and questions that some of them answer."""
    drawn = np.random.default_rng(seed)

    def units(*shape: int) -> Floats:
        rows: Floats = drawn.normal(size=shape).astype(np.float32)
        lengths: Floats = np.linalg.norm(rows, axis=-1, keepdims=True)
        return np.divide(rows, lengths)

    before = np.array([TURNS, *range(TURNS - 1)])
    return Pool(
        tokens=units(TURNS * WORDS, SIZE),
        turn_of=np.repeat(np.arange(TURNS), WORDS),
        starts=np.arange(TURNS) * WORDS,
        vectors=units(TURNS, DIMENSION),
        beside=((np.float32(0.8), before),),
        questions=tuple(
            Asked(
                projected=units(3, SIZE),
                words=units(3, DIMENSION),
                weights=np.array([0.5, 0.3, 0.2], dtype=np.float32),
                vector=units(DIMENSION),
                shared=drawn.random(TURNS).astype(np.float32),
                gold=np.array([number % TURNS, (number + 4) % TURNS]),
            )
            for number in range(questions)
        ),
    )


def drawn_parts() -> Parts:
    """Draw maps that add something."""
    drawn = np.random.default_rng(7)
    parts = Parts.begun(DIMENSION, SIZE, 3)
    for name in ("tokens", "inwards", "outwards"):
        begun: Floats = getattr(parts, name)
        setattr(parts, name, drawn.normal(0, 0.3, begun.shape).astype(np.float32))
    return parts


@pytest.mark.parametrize("name", NAMES)
def test_the_gradient_is_that_of_the_loss(name: str) -> None:
    """Compared with differences of the loss along a drawn direction."""
    turns, parts = pool(), drawn_parts()
    asked = turns.questions[0]
    gradient = parts.zeros()
    learn(turns, asked, parts, gradient)
    value: Floats = getattr(parts, name)
    slope: Floats = getattr(gradient, name)
    direction: Floats = np.random.default_rng(3).normal(size=value.shape).astype(np.float32)

    def loss_at(step: float) -> float:
        moved = replace(parts, **{name: (value + step * direction).astype(np.float32)})
        return learn(turns, asked, moved, parts.zeros())

    step = 1e-3
    measured = (loss_at(step) - loss_at(-step)) / (2 * step)
    assert float((slope * direction).sum()) == pytest.approx(measured, rel=0.05, abs=0.01)


def test_training_brings_what_answers_to_the_front() -> None:
    """On the questions that it is trained on; without the maps the same weights do less."""
    turns = pool(questions=8)
    parts = train([turns], epochs=150)

    def mean_rank(learnt: Parts) -> float:
        return float(np.mean([places["together"].mean() for places in ranks(turns, learnt)]))

    assert mean_rank(parts) < mean_rank(without_maps(parts)) - 0.5
    assert mean_rank(parts) == mean_rank(train([turns], epochs=150))


def test_a_questions_vectors_are_turned_and_stay_of_one_length() -> None:
    """Its own is kept beside, for what is no turn. Tokens stay what the store's are: whole numbers of length 127."""
    (plain,) = MiniLMEmbedder().encode(["What does Rosa do for a living?"])
    turned = MiniLMEmbedder().asked(plain)

    assert plain.tokens is not None
    assert turned.tokens is not None
    assert turned.turned is not None
    assert plain.turned is None
    assert turned.vector is plain.vector
    assert 1.0 == pytest.approx(float(np.linalg.norm(turned.turned)), abs=1e-5)
    assert 0.2 < float(turned.turned @ plain.vector) < 0.999
    assert plain.tokens.dtype == turned.tokens.dtype
    lengths = np.linalg.norm(turned.tokens.astype(np.float32), axis=1)
    assert lengths == pytest.approx(np.full(len(lengths), LENGTH), abs=6)
    assert plain.spans == turned.spans


def test_a_question_without_token_vectors_has_its_own_turned() -> None:
    """Late interaction is a setting; without it there are none."""
    (plain,) = MiniLMEmbedder().encode(["What does Rosa do for a living?"])
    bare = asking.asked(replace(plain, tokens=None, words=None))

    whole = MiniLMEmbedder().asked(plain)
    assert bare.tokens is None
    assert bare.turned is not None
    assert whole.turned is not None
    assert whole.turned.tolist() == bare.turned.tolist()
