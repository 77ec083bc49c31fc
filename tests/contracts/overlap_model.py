"""A real cross-encoder in a few hundred bytes: it counts the words that two texts share.

The ONNX file is written field by field (protocol buffers, as onnx.proto numbers them), so that no
package is needed that writes such files. Both inputs decide the score, as in a trained one.
"""

from pathlib import Path

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

Field = tuple[int, "bytes | str | int"]

FLOAT, INT64 = 1, 7


def write_model(folder: Path, words: str) -> Path:
    """Write the model and its tokenizer, which knows `words`, into a folder."""
    vocabulary = {word: at for at, word in enumerate(["[PAD]", "[UNK]", "[SEP]", *words.split()])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))  # noqa: S106 - no secret
    tokenizer.normalizer = normalizers.Lowercase()  # pyright: ignore[reportAttributeAccessIssue]
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()  # pyright: ignore[reportAttributeAccessIssue]
    tokenizer.post_processor = processors.TemplateProcessing(  # pyright: ignore[reportAttributeAccessIssue]
        single="$A", pair="$A:0 [SEP]:0 $B:1", special_tokens=[("[SEP]", 2)]
    )
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "model.onnx").write_bytes(_model())
    return folder


def _model() -> bytes:
    """Score = how many pairs of a word of the first text and one of the second are the same."""
    nodes = [
        _node("Unsqueeze", ["input_ids"], "down", axes=[2]),
        _node("Unsqueeze", ["input_ids"], "across", axes=[1]),
        _node("Equal", ["down", "across"], "same"),
        _node("Cast", ["same"], "equal", to=FLOAT),
        _node("Cast", ["token_type_ids"], "second", to=FLOAT),
        _node("Sub", ["one", "second"], "first"),
        _node("Unsqueeze", ["first"], "rows", axes=[2]),
        _node("Unsqueeze", ["second"], "columns", axes=[1]),
        _node("Mul", ["equal", "rows"], "half"),
        _node("Mul", ["half", "columns"], "met"),
        _node("ReduceSum", ["met"], "sum", axes=[1, 2], keepdims=0),
        _node("Unsqueeze", ["sum"], "logits", axes=[1]),
    ]
    one = _message([(1, 1), (2, FLOAT), (8, "one"), (9, b"\x00\x00\x80\x3f")])
    inputs = [_value(name, INT64) for name in ("input_ids", "token_type_ids")]
    graph = _message(
        [
            *((1, node) for node in nodes),
            (2, "overlap"),
            (5, one),
            *((11, value) for value in inputs),
            (12, _value("logits", FLOAT)),
        ]
    )
    return _message([(1, 6), (7, graph), (8, _message([(1, ""), (2, 11)]))])


def _node(kind: str, inputs: list[str], output: str, **attributes: int | list[int]) -> bytes:
    fields: list[Field] = [*((1, name) for name in inputs), (2, output), (4, kind)]
    for name, value in attributes.items():
        if isinstance(value, int):
            fields.append((5, _message([(1, name), (3, value), (20, 2)])))
        else:
            fields.append((5, _message([(1, name), *((8, each) for each in value), (20, 7)])))
    return _message(fields)


def _value(name: str, kind: int) -> bytes:
    dimensions = _message([(1, _message([(2, side)])) for side in ("pairs", f"{name} width")])
    tensor = _message([(1, kind), (2, dimensions)])
    return _message([(1, name), (2, _message([(1, tensor)]))])


def _message(fields: list[Field]) -> bytes:
    """Write fields one after the other: numbers as such, all else with its length."""
    written = b""
    for number, value in fields:
        if isinstance(value, int):
            written += _varint(number << 3) + _varint(value)
        else:
            data = value.encode() if isinstance(value, str) else value
            written += _varint(number << 3 | 2) + _varint(len(data)) + data
    return written


def _varint(number: int) -> bytes:
    data = bytearray()
    while number > 0x7F:
        data.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*data, number])
