"""Writes small ONNX models: as much of the format as layers of plain numbers need.

The numbers of fields are those of onnx.proto3, encoded as any protocol buffer is.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

IR_VERSION = 8
OPSET = 17
"""The version of the operators: the first that has LayerNormalization."""
RUNTIMES = "com.microsoft"
"""The domain of operators that onnxruntime has of its own, all of version 1."""

_FLOAT, _UINT8, _INT8, _INT32, _INT64, _HALF = 1, 2, 3, 6, 7, 10
_OF_FLOAT, _OF_INT, _OF_INTS = 1, 2, 7
_TYPES: dict[np.dtype[Any], int] = {
    np.dtype(np.float32): _FLOAT,
    np.dtype(np.uint8): _UINT8,
    np.dtype(np.int8): _INT8,
    np.dtype(np.int32): _INT32,
    np.dtype(np.int64): _INT64,
    np.dtype(np.float16): _HALF,
}

Array = NDArray[np.float32] | NDArray[np.uint8] | NDArray[np.int8] | NDArray[np.int64]
Attribute = int | float | Sequence[int]


@dataclass(frozen=True, slots=True)
class Input:
    """What a model is given."""

    name: str
    kind: type[np.generic]
    """What numbers they are."""
    sizes: Sequence[int | None] = (None,)
    """Along each dimension; None for any."""


class Graph:
    """A model that grows node by node."""

    def __init__(self, inputs: Sequence[Input]) -> None:
        self._inputs = b"".join(map(_input, inputs))
        self._body: list[bytes] = []
        self._count = 0

    def constant(self, value: Array) -> str:
        """Add numbers; return their name."""
        name = self._name("constant")
        dimensions = b"".join(_number(1, size) for size in value.shape)
        data = dimensions + _number(2, _TYPES[value.dtype])
        data += _text(8, name) + _bytes(9, np.ascontiguousarray(value).tobytes())
        self._body.append(_bytes(5, data))
        return name

    def node(self, operator: str, *inputs: str, **attributes: Attribute) -> str:
        """Add an operation; return the name of what it makes."""
        domain, _, operator = operator.rpartition(".")
        name = self._name(operator)
        data = b"".join(_text(1, each) for each in inputs) + _text(2, name) + _text(4, operator)
        data += _text(7, domain)
        data += b"".join(_bytes(5, _attribute(*each)) for each in attributes.items())
        self._body.append(_bytes(1, data))
        return name

    def file(self, outputs: Mapping[str, type[np.generic]]) -> bytes:
        """Return the model as a file holds it, with its outputs and what numbers they are."""
        made = b"".join(_output(name, _TYPES[np.dtype(kind)]) for name, kind in outputs.items())
        graph = b"".join(self._body) + _text(2, "octomem") + self._inputs + made
        operators = _text(1, "") + _number(2, OPSET)
        own = _text(1, RUNTIMES) + _number(2, 1)
        return _number(1, IR_VERSION) + _bytes(7, graph) + _bytes(8, operators) + _bytes(8, own)

    def _name(self, stem: str) -> str:
        self._count += 1
        return f"{stem}{self._count}"


def _output(name: str, kind: int) -> bytes:
    return _bytes(12, _text(1, name) + _bytes(2, _tensor(kind, None)))


def _input(given: Input) -> bytes:
    kind = _tensor(_TYPES[np.dtype(given.kind)], given.sizes)
    return _bytes(11, _text(1, given.name) + _bytes(2, kind))


def _tensor(kind: int, sizes: Sequence[int | None] | None) -> bytes:
    data = _number(1, kind)
    if sizes is not None:
        data += _bytes(2, b"".join(_bytes(1, b"" if s is None else _number(1, s)) for s in sizes))
    return _bytes(1, data)


def _attribute(name: str, value: Attribute) -> bytes:
    if isinstance(value, float):
        exact = _varint(2 << 3 | 5) + struct.pack("<f", value)
        return _text(1, name) + exact + _number(20, _OF_FLOAT)
    if isinstance(value, int):
        return _text(1, name) + _number(3, value) + _number(20, _OF_INT)
    return _text(1, name) + b"".join(_number(8, each) for each in value) + _number(20, _OF_INTS)


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value % 2**64)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])
