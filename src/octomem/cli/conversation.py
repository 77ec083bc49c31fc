"""Reads a conversation's file: JSON, JSON lines or a plain transcript."""

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from octomem.cli.transcript import dateless, looks_like_transcript, read_transcript
from octomem.errors import UsageError

_NEITHER = (
    "is no conversation: expected JSON messages, JSON lines, or a transcript with lines such as "
    "'Mei: I live in Graz.' or '[2024-05-01 10:30] Mei: I live in Graz.'"
)


def read_conversation(file: str) -> list[object]:
    """Read a file's messages, or stdin's for "-"; each can be told from every other again.

    Raises:
        UsageError: the file cannot be read, is not UTF-8, or holds no messages.
    """
    return identified(parse(read(file), file))


def read(file: str) -> str:
    """Read a file, or stdin for "-".

    Raises:
        UsageError: it cannot be read, or is not UTF-8 text.
    """
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{file!r} is not UTF-8 text: byte 0x{error.object[error.start]:02x} at "
            f"{error.start}; save it as UTF-8"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"cannot read {file!r}: {reason}") from error


def parse(text: str, file: str) -> list[object]:
    """Read messages from JSON, JSON lines or a transcript.

    Raises:
        UsageError: it is none of them; names the line that is wrong.
    """
    if not text.strip():
        raise UsageError(f"{file!r} is empty; pass at least one message")
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError as error:
        if looks_like_transcript(text):
            return read_transcript(text, file)
        if (time := dateless(text)) is not None:
            raise UsageError(
                f"{file!r}: {time!r} has no date; write it with one, as in "
                "'[2024-05-01 10:30] Mei: I live in Graz.', or leave it out"
            ) from None
        return _parse_lines(text, file, error)
    except (RecursionError, ValueError) as error:
        raise UsageError(f"{file!r}: {_unreadable(error)}") from None
    if isinstance(value, dict) and "messages" in value:
        value = cast("dict[str, object]", value)["messages"]
    if isinstance(value, dict):
        return [value]
    if not isinstance(value, list):
        raise UsageError(f"{file!r} holds no messages: expected a list or {{'messages': [...]}}")
    if not value:
        raise UsageError(f"{file!r} is empty; pass at least one message")
    return cast("list[object]", value)


def _parse_lines(text: str, file: str, first: json.JSONDecodeError) -> list[object]:
    if not text.lstrip().startswith(("{", "[", '"')):
        raise UsageError(f"{file!r} {_NEITHER}")
    lines = [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]
    found: list[object] = []
    for number, line in lines:
        try:
            found.append(json.loads(line))
        except json.JSONDecodeError as error:
            wrong = error if found else first
            place = number if found else first.lineno
            raise UsageError(f"{file!r}, line {place}: not JSON: {wrong.msg}") from error
        except (RecursionError, ValueError) as error:
            raise UsageError(f"{file!r}, line {number}: {_unreadable(error)}") from None
    return found


def _unreadable(error: RecursionError | ValueError) -> str:
    """Say what is wrong with JSON whose form is right."""
    deep = isinstance(error, RecursionError)
    return f"the JSON {'is nested too deeply' if deep else 'holds a number with too many digits'}"


def identified(messages: Sequence[object]) -> list[object]:
    """Give every message without an id one that is the same whenever the file is read.

    It is made of the message, its place and all messages before it. So a repeat stores
    nothing twice, a file that has grown at its end only adds what is new, and the same
    words at two places are two turns.
    """
    chain = hashlib.blake2b(digest_size=6)
    named: list[object] = []
    for place, message in enumerate(messages, start=1):
        if not isinstance(message, Mapping):
            named.append(message)
            continue
        fields = dict(cast("Mapping[str, object]", message))
        chain.update(json.dumps(fields, sort_keys=True).encode())
        if fields.get("id") is None:
            fields["id"] = f"{place}-{chain.hexdigest()}"
        named.append(fields)
    return named
