"""Content blocks of a message, in the shapes that OpenAI, Anthropic and LangChain send."""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from octomem.errors import MessageError
from octomem.foreign import MAX_DEPTH, as_json, storable
from octomem.jsons import JSON
from octomem.turn import Attachment

Block = Mapping[str, object]
"""One content block as it came."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a message's content holds, taken apart."""

    text: str
    attachments: tuple[Attachment, ...] = ()
    aside: tuple[JSON, ...] = ()
    """Blocks that are neither text nor attachment (reasoning, unknown ones), as JSON."""


def read_content(content: object, depth: int = 0) -> Content:
    """Read a message's content: a text, one block, or a list of texts and blocks.

    Text blocks are joined by line breaks. Where there is no text at all, attachments
    stand in for it ("[image: a red bicycle]"), so that a turn always says something.

    Raises:
        MessageError: a block has no readable shape, or is nested too deeply.
    """
    if content is None or isinstance(content, str):
        return Content(storable(content or "", "content"))
    if depth > MAX_DEPTH:
        raise MessageError(f"content is nested more than {MAX_DEPTH} levels deep")
    if isinstance(content, Mapping):
        content = [content]  # pyright: ignore[reportUnknownVariableType]
    if not isinstance(content, (list, tuple)):
        raise MessageError(
            f"content must be text or a list of blocks, got {type(content).__name__}"
        )
    parts = [_read(item, depth) for item in cast("Sequence[object]", content)]
    attachments = tuple(part for part in parts if isinstance(part, Attachment))
    text = "\n".join(part for part in parts if isinstance(part, str) and part)
    if not text.strip():
        text = "\n".join(_stand_in(attachment) for attachment in attachments)
    aside = tuple(part.block for part in parts if isinstance(part, _Aside))
    return Content(text, attachments, aside)


def render_call(call: object) -> str:
    """Write a tool call as text: `tool call: name({"city": "Rome"})`."""
    block = _block(call, "tool call")
    inner = block.get("function")
    if isinstance(inner, Mapping):
        block = cast("Block", inner)
    name = block.get("name")
    for key in ("arguments", "args", "input"):
        if key in block:
            return storable(f"tool call: {name}({_arguments(block[key])})", "tool call")
    return storable(f"tool call: {name}()", "tool call")


@dataclass(frozen=True, slots=True)
class _Aside:
    block: JSON


_Part = str | Attachment | _Aside


def _read(item: object, depth: int) -> _Part:
    if isinstance(item, str):
        return storable(item, "content")
    block = _block(item, "content block")
    kind = block.get("type", "text" if "text" in block else None)
    if not isinstance(kind, str):
        raise MessageError("a content block needs a 'type', such as 'text', 'image' or 'file'")
    if kind == "tool_result":
        return read_content(block.get("content"), depth + 1).text
    reader = _READERS.get(kind)
    return reader(block) if reader else _Aside(as_json(block, "content block"))


def _block(item: object, what: str) -> Block:
    if not isinstance(item, Mapping):
        raise MessageError(f"a {what} must be a mapping, got {type(item).__name__}")
    return cast("Block", item)


def _text(block: Block) -> str:
    for key in ("text", "refusal"):
        value = block.get(key)
        if isinstance(value, str):
            return storable(value, "content")
    raise MessageError("a text block needs a 'text' that is text")


def _image(block: Block) -> Attachment:
    return _attachment("image", block)


def _file(block: Block) -> Attachment:
    return _attachment("file", block)


def _attachment(kind: str, block: Block) -> Attachment:
    """Gather an attachment's fields from the block and from the block inside it, if any."""
    merged: dict[str, object] = dict(block)
    for key in ("image_url", "source", "file", "input_audio", "extras"):
        inner = block.get(key)
        if isinstance(inner, Mapping):
            merged = {**merged, **cast("Block", inner)}
        elif isinstance(inner, str):
            merged.setdefault("url", inner)
    uri = _first(merged, "url", "uri", "file_url", "file_id")
    media = _first(merged, "mime_type", "media_type")
    data = next((merged[k] for k in ("data", "base64", "file_data") if merged.get(k)), None)
    if uri is not None and uri.startswith("data:"):
        data, uri = uri, None
    if isinstance(data, str) and data.startswith("data:"):
        found = _DATA_URL.match(data)
        media = media or (found["media"] if found else None) or None
        if found:
            plain = data[found.end() :]
            data = plain if ";base64" in found.group() else plain.encode("utf-8", "replace")
    caption = _first(merged, "caption", "alt", "alt_text")
    title = _first(merged, "title", "name", "filename", "file_name")
    if not (uri or data or caption or title):
        raise MessageError(f"{'an' if kind == 'image' else 'a'} {kind} block needs a url or data")
    return Attachment(
        type=kind,
        uri=uri,
        media_type=media,
        caption=caption,
        title=title,
        checksum=None if data is None else _checksum(data, kind),
    )


def _first(block: Block, *keys: str) -> str | None:
    for key in keys:
        value = block.get(key)
        if isinstance(value, str) and value.strip():
            return storable(value, key)
    return None


_DATA_URL = re.compile(r"data:(?P<media>[\w.+-]{0,80}/?[\w.+-]{0,80})[^,]{0,200},")
_WHITE = re.compile(r"\s+")


def _checksum(data: object, kind: str) -> str:
    """Return the SHA-256 of an attachment's bytes, which come as bytes or as base64."""
    if isinstance(data, (bytes, bytearray)):
        return hashlib.sha256(data).hexdigest()
    if not isinstance(data, str):
        raise MessageError(f"{kind} data must be base64 text or bytes, got {type(data).__name__}")
    plain = _WHITE.sub("", data).translate(str.maketrans("-_", "+/")).rstrip("=")
    try:
        raw = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise MessageError(f"{kind} data is not base64") from None
    return hashlib.sha256(raw).hexdigest()


def _arguments(value: object) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(as_json(value, "tool call"), ensure_ascii=False)


def _stand_in(attachment: Attachment) -> str:
    name = attachment.caption or attachment.title or attachment.uri or attachment.media_type
    return f"[{attachment.type}: {name}]" if name else f"[{attachment.type}]"


_READERS: Mapping[str, Callable[[Block], _Part]] = {
    **dict.fromkeys(("text", "input_text", "output_text", "text-plain", "refusal"), _text),
    **dict.fromkeys(("image", "image_url", "input_image"), _image),
    **dict.fromkeys(("file", "input_file", "document", "audio", "input_audio", "video"), _file),
    **dict.fromkeys(("tool_use", "tool_call", "function_call"), render_call),
}
