"""Train the projection of token vectors: `python -m benchmarks.token_projection`.

Its directions are the principal components, about the origin, of the token vectors that the
default model makes of text written for this project: the conversations that the extraction
benchmark is developed with, the demo, and the documentation. The result is shipped as data;
a new one needs a new version in `stores/embed/projection.py`.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.extraction_data import read
from octomem.jsons import JSON
from octomem.stores.embed.minilm import BATCH, MAX_TOKENS
from octomem.stores.embed.onnx_model import OnnxModel

ROOT = Path(__file__).parent.parent
LATIN = frozenset({"en", "de", "es", "fr", "it"})
"""Languages of conversations that the model was made for."""
WORDS = 3
"""Words of a text that is worth learning from."""

Floats = NDArray[np.float32]


def texts() -> Iterator[str]:
    """Yield the training text, a turn or paragraph at a time."""
    for part in read(["dev"]):
        for each in part.conversations:
            if each.language in LATIN:
                yield from (message.shown for message in each.messages)
    yield from strings(json.loads(files("octomem").joinpath("data", "demo.json").read_text()))
    for page in sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]):
        yield from re.split(r"\n\s*\n", page.read_text(encoding="utf-8"))


def strings(value: JSON) -> Iterator[str]:
    """Walk the strings of a JSON document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in strings(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in strings(each))


def token_vectors(given: Sequence[str]) -> Floats:
    """Return the vectors of all tokens of some texts, each of length 1."""
    model = OnnxModel(MAX_TOKENS)
    found: list[Floats] = []
    for start in range(0, len(given), BATCH):
        batch = model.run(model.tokenised(given[start : start + BATCH]))
        for row, spans in enumerate(batch.spans):
            own = [at for at, (first, last) in enumerate(spans) if first < last]
            found.append(batch.words[row, own].astype(np.float32))
    return np.concatenate(found)


def main_directions(rows: Floats, size: int) -> tuple[Floats, float]:
    """Return the `size` main directions, (dimension, size), and the share of length they keep."""
    values, vectors = np.linalg.eigh(rows.T @ rows / len(rows))
    kept = float(values[::-1][:size].sum() / values.sum())
    return np.ascontiguousarray(vectors[:, ::-1][:, :size], dtype=np.float32), kept


def main(argv: Sequence[str] | None = None) -> int:
    """Train, write the file, and say what it was trained on; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.token_projection")
    parser.add_argument("out", type=Path, help="the .npy file to write")
    parser.add_argument("--size", type=int, default=64, help="numbers per token")
    options = parser.parse_args(argv)
    given = [text for text in texts() if len(text.split()) >= WORDS]
    rows = token_vectors(given)
    directions, kept = main_directions(rows, options.size)
    np.save(options.out, directions, allow_pickle=False)
    digest = hashlib.sha256(options.out.read_bytes()).hexdigest()[:12]
    sys.stdout.write(
        f"{len(given)} texts, {len(rows)} tokens; {options.size} directions keep {kept:.1%} of "
        f"the squared length; {options.out.name} sha256 {digest}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
