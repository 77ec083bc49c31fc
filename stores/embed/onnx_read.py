"""Reads of an ONNX model what `onnx_file` can write: its operations and its constants.

The numbers of fields are those of onnx.proto3, encoded as any protocol buffer is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_TYPES: dict[int, np.dtype[Any]] = {
    1: np.dtype("<f4"),
    2: np.dtype("<u1"),
    3: np.dtype("<i1"),
    7: np.dtype("<i8"),
}
_VARINT, _EIGHT_BYTES, _SIZED, _FOUR_BYTES = 0, 1, 2, 5
"""How the value of a field is encoded."""

Field = tuple[int, "int | memoryview"]


@dataclass(frozen=True, slots=True)
class Node:
    """An operation."""

    operator: str
    inputs: Sequence[str]
    outputs: Sequence[str]


@dataclass(frozen=True, slots=True)
class Model:
    """A model's operations in order, and its constants by name."""

    nodes: Sequence[Node]
    constants: dict[str, NDArray[Any]]
    """Floats, and whole numbers of 8 and 64 bits; views of the bytes that were read."""


def read(model: bytes) -> Model:
    """Read a model.

    Raises:
        ValueError: it is damaged, or keeps constants otherwise than as raw bytes.
    """
    nodes: list[Node] = []
    constants: dict[str, NDArray[Any]] = {}
    for field, value in _sized(_part(memoryview(model), 7)):
        if field == 1:
            nodes.append(_node(value))
        elif field == 5:
            constants |= _constant(value)
    return Model(nodes, constants)


def _part(data: memoryview, wanted: int) -> memoryview:
    for field, value in _sized(data):
        if field == wanted:
            return value
    raise ValueError(f"the model has no field {wanted}; expected an ONNX model")


def _node(data: memoryview) -> Node:
    texts: dict[int, list[str]] = {1: [], 2: [], 4: [""], 7: [""]}
    for field, value in _sized(data):
        if field in texts:
            texts[field].append(str(value, "utf-8"))
    operator = ".".join(filter(None, (texts[7][-1], texts[4][-1])))
    return Node(operator, texts[1], texts[2])


def _constant(data: memoryview) -> dict[str, NDArray[Any]]:
    """Return a constant by its name; nothing for one of a type that nobody here writes."""
    fields = list(_fields(data))
    shape = [value for field, value in fields if field == 1 and isinstance(value, int)]
    kind = [_TYPES.get(value) for field, value in fields if field == 2 and isinstance(value, int)]
    if not kind or kind[0] is None:
        return {}
    texts = {field: value for field, value in fields if not isinstance(value, int)}
    numbers: NDArray[Any] = np.frombuffer(texts.get(9, b""), dtype=kind[0])
    return {str(texts.get(8, b""), "utf-8"): numbers.reshape(shape)}


def _sized(data: memoryview) -> Iterator[tuple[int, memoryview]]:
    """Walk the fields that are texts, bytes or messages."""
    for field, value in _fields(data):
        if not isinstance(value, int):
            yield field, value


def _fields(data: memoryview) -> Iterator[Field]:
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        field, encoding = key >> 3, key & 7
        if encoding == _VARINT:
            value, at = _varint(data, at)
            yield field, value
            continue
        size = {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}.get(encoding)
        if size is None:
            if encoding != _SIZED:
                raise ValueError(f"a field is encoded as {encoding}; expected 0, 1, 2 or 5")
            size, at = _varint(data, at)
        if at + size > len(data):
            raise ValueError(f"a field ends {at + size - len(data)} bytes behind the model")
        yield field, data[at : at + size]
        at += size


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    """Return a whole number and where it ends."""
    value = shift = 0
    while at < len(data):
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
    raise ValueError("a number ends behind the model; it is cut")
