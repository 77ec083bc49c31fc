"""Resource memory: documents, files, links, images and code that were shared."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import ClassVar, Literal

from pydantic import BaseModel

from octomem.agents.base import Agent, Candidate, Hit, Question, Ranked
from octomem.agents.cues import Cues
from octomem.agents.ranking import blend
from octomem.agents.reading.grammar import article
from octomem.agents.reading.reading import Reading
from octomem.agents.resolve import Desk
from octomem.agents.sharing import Shared, find_shared, media_type, normal_uri
from octomem.jsons import JSON, text_field
from octomem.memory import Kind, Memory, Wanted
from octomem.operation import Proposal
from octomem.turn import Attachment

WEIGHTS: Mapping[str, float] = {"dense": 0.5, "lexical": 0.4, "fuzzy": 0.1}
"""Weight of each engine's score."""
TYPE_ASKED = 0.15
"""What a resource gains when the question asks for its type ("which photo ...")."""
TYPE_RELEVANCE = 0.45
"""Relevance of a resource of the type that the question asks for, whatever its words."""

_NOTE_LENGTH = 300
_CODE_LENGTH = 400
_REACH = 600
"""Characters around a thing in which something may be said about it."""
MAX_PER_TURN = 100
"""Things of one turn that are kept; the turn itself, kept word for word, holds them all."""
_NAMES = {"link": "Link", "file": "File", "image": "Image", "code": "Code"}
_CUES = Cues(
    (1.0, r"\b(?:links?|urls?|documents?|docs?|files?|attachments?|pdfs?|spreadsheets?)\b"),
    (1.0, r"\b(?:photos?|pictures?|images?|screenshots?|snippets?|repos?|repository)\b"),
    (0.8, r"\b(?:code|script|function|website|web ?page|article|video|slides|notebook)\b"),
    (1.0, r"链接|网址|文件|文档|附件|表格|图片|照片|截图|代码|脚本|视频|文章"),
    (0.5, r"\b(?:shared|sent|send me|posted|uploaded|attached)\b"),
)
_TYPE_WORDS: Mapping[str, re.Pattern[str]] = {
    "link": re.compile(r"links?|urls?|websites?|pages?|articles?|sites?|repos?|videos?"),
    "file": re.compile(r"files?|documents?|docs?|pdfs?|attachments?|spreadsheets?|slides|reports?"),
    "image": re.compile(r"images?|photos?|pictures?|screenshots?|pics?|drawings?|paintings?"),
    "code": re.compile(r"code|snippets?|scripts?|functions?|class|classes"),
}


_CHINESE_TYPES: Mapping[str, re.Pattern[str]] = {
    "link": re.compile("链接|网址|网页|网站|文章|視頻|视频|仓库|連結"),
    "file": re.compile("文件|文档|附件|表格|报告|檔案|幻灯片"),
    "image": re.compile("图片|照片|截图|圖片|相片"),
    "code": re.compile("代码|脚本|函数|程式"),
}


class ResourceFields(BaseModel):
    """What a resource memory holds beside its text."""

    type: Literal["link", "file", "image", "code"]
    title: str
    uri: str | None = None
    media_type: str | None = None
    checksum: str | None = None
    """SHA-256 of its bytes, where they were seen."""
    note: str = ""
    """What was said about it when it was shared."""


class ResourceAgent(Agent):
    """Keeps one memory per shared thing, however often and in whatever spelling it comes."""

    kind: ClassVar[Kind] = Kind.RESOURCE
    output: ClassVar[type[BaseModel]] = ResourceFields
    floor: ClassVar[float] = 0.45

    def interest(self, reading: Reading) -> str | None:
        """Take turns that carry an attachment, a link, a file's name or code."""
        if reading.turn.attachments:
            return "something is attached"
        shared = find_shared(reading.turn.text)
        return f"shares a {shared[0].type}" if shared else None

    def extract(self, readings: Sequence[Reading]) -> list[Candidate]:
        """Make one candidate per thing and turn."""
        found: list[Candidate] = []
        for reading in readings:
            here = {c.identity: c for c in reversed(_candidates(reading))}
            found += reversed(here.values())
        return found

    def wanted(self, candidates: Sequence[Candidate]) -> Wanted:
        """Ask for what is known under the same address or checksum."""
        return Wanted(identities=frozenset(key for c in candidates for key in _keys(c.fields)))

    def propose(
        self, candidates: Sequence[Candidate], known: Sequence[Memory], partition: str
    ) -> list[Proposal]:
        """Add new things; to a known one add the source, and what is newly said about it."""
        desk = Desk(self.kind, known, partition)
        return [self._settle(desk, candidate) for candidate in candidates]

    def _settle(self, desk: Desk, candidate: Candidate) -> Proposal:
        keys = _keys(candidate.fields)
        twin = next((m for m in desk.current() if keys & (_keys(m.fields) | {m.identity})), None)
        if twin is None:
            return desk.settle(candidate)
        candidate = replace(candidate, identity=twin.identity)
        fields = _joined(twin.fields, candidate.fields)
        if fields == twin.fields or set(candidate.turns) <= set(twin.turns):
            return desk.settle(candidate)
        revised = replace(
            candidate,
            fields=fields,
            text=_text(fields),
            index_text=_index_text(fields, twin, candidate),
            mentions=tuple(dict.fromkeys((*twin.mentions, *candidate.mentions))),
        )
        return desk.revise(twin, revised, f"shared again: {text_field(fields, 'title')}")

    def edited(self, memory: Memory, text: str, fields: Mapping[str, JSON], at: datetime) -> Memory:
        """Name a resource by its new address, checksum or title."""
        made = super().edited(memory, text, fields, at)
        same = _identity(fields) == _identity(memory.fields)
        return made if same else replace(made, identity=_identity(fields))

    def hint(self, question: Question) -> float:
        """Say how much the question asks for something that was shared."""
        return _CUES.strength(question)

    def rank(self, hits: Sequence[Hit], question: Question) -> list[Ranked]:
        """Order by meaning and words; the type that was asked for goes first."""
        asked = {
            name
            for name, words in _TYPE_WORDS.items()
            if any(words.fullmatch(word) for word in question.words)
        } | {name for name, words in _CHINESE_TYPES.items() if words.search(question.text)}

        def bonus(memory: Memory) -> float:
            return TYPE_ASKED if text_field(memory.fields, "type") in asked else 0.0

        def wanted(memory: Memory) -> float:
            return TYPE_RELEVANCE if text_field(memory.fields, "type") in asked else 0.0

        if not asked:
            return blend(hits, WEIGHTS)
        return blend(hits, WEIGHTS, bonus=bonus, asked=wanted)


def _candidates(reading: Reading) -> list[Candidate]:
    turn = reading.turn
    shared = find_shared(turn.text)[:MAX_PER_TURN]
    found = [_candidate(reading, _shared_fields(item, turn.text), item) for item in shared]
    for attachment in turn.attachments:
        if not _is_image_of(attachment, found):
            found.append(_candidate(reading, _attached_fields(attachment, turn.text), None))
    return found


def _is_image_of(attachment: Attachment, found: Sequence[Candidate]) -> bool:
    """Say whether an attachment's address already stands in the text."""
    uri = attachment.uri
    return (
        uri is not None
        and not attachment.caption
        and any(normal_uri(uri) == c.identity for c in found)
    )


def _candidate(reading: Reading, fields: dict[str, JSON], shared: Shared | None) -> Candidate:
    turn = reading.turn
    text = _text(fields)
    code = shared.content[:_CODE_LENGTH] if shared else ""
    return Candidate(
        kind=Kind.RESOURCE,
        text=text,
        fields=fields,
        turns=(turn.id,),
        identity=_identity(fields),
        valid_from=turn.occurred_at,
        reason=f"{turn.actor} shared {_article(text_field(fields, 'type'))}",
        confidence=0.9,
        agent_id=turn.agent_id,
        session_id=turn.session_id,
        mentions=tuple(dict.fromkeys(name.text for name in reading.names)),
        index_text=f"{text} (shared by {turn.actor})" + (f"\n{code}" if code else ""),
        metadata=turn.metadata,
    )


def _shared_fields(item: Shared, text: str) -> dict[str, JSON]:
    return {
        "type": item.type,
        "title": item.title,
        "uri": item.uri,
        "media_type": item.media_type,
        "checksum": item.checksum,
        "note": _note(text, item),
    }


def _attached_fields(item: Attachment, text: str) -> dict[str, JSON]:
    title = item.title or item.caption or item.uri or item.type
    note = re.sub(r"^\[(?:image|file)(?:: .*)?\]$", "", text.strip(), flags=re.DOTALL)
    return {
        "type": "image" if item.type == "image" else "file",
        "title": title,
        "uri": item.uri,
        "media_type": item.media_type or media_type(item.title or item.uri or ""),
        "checksum": item.checksum,
        "note": _shortened(note),
    }


def _identity(fields: Mapping[str, JSON]) -> str:
    uri, checksum = text_field(fields, "uri"), text_field(fields, "checksum")
    if uri:
        return normal_uri(uri)
    if checksum:
        return f"sha256:{checksum}"
    return f"{text_field(fields, 'type')}:{text_field(fields, 'title').casefold()}"


def _keys(fields: Mapping[str, JSON]) -> frozenset[str]:
    """Return every identity that the resource may be known by."""
    checksum = text_field(fields, "checksum")
    return frozenset({_identity(fields), *([f"sha256:{checksum}"] if checksum else [])})


def _text(fields: Mapping[str, JSON]) -> str:
    """Write a resource in one line: `Link: "Title" https://example.com - what was said`."""
    type_, title = text_field(fields, "type"), text_field(fields, "title")
    language = text_field(fields, "media_type").removeprefix("text/x-").removeprefix("text/")
    head = f"Code ({language})" if type_ == "code" else _NAMES[type_]
    uri, note = text_field(fields, "uri"), text_field(fields, "note")
    where = f" {uri}" if uri and uri != title else ""
    return f'{head}: "{title}"{where}' + (f" \u2014 {note}" if note else "")


def _index_text(fields: Mapping[str, JSON], twin: Memory, candidate: Candidate) -> str:
    _, _, code = (candidate.index_text or twin.index_text).partition("\n")
    return f"{_text(fields)}\n{code}".strip()


def _joined(old: Mapping[str, JSON], new: Mapping[str, JSON]) -> dict[str, JSON]:
    """Add what a further sharing tells: fields that were missing, and a new remark."""
    fields = {**old, **{key: value for key, value in new.items() if value and not old.get(key)}}
    before, now = text_field(old, "note"), text_field(new, "note")
    if before and now and now not in before:
        fields["note"] = _shortened(f"{before}; {now}")
    return fields


_EDGES = " \t\n:;,.()[]<>-\u2013\u2014\"'`*"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n")


def _note(text: str, item: Shared) -> str:
    """Return what is said about it: its own sentence without it, else the one before."""
    before = _SENTENCE_END.split(text[max(0, item.start - _REACH) : item.start])
    after = _SENTENCE_END.split(text[item.end : item.end + _REACH])
    own = (
        before[-1]
        + (" " if item.type != "code" else "")
        + (after[0] if item.type != "code" else "")
    )
    note = _cleaned(own)
    if len(re.findall(r"\w+", note)) < 2:
        earlier = [_cleaned(part) for part in before[:-1] if _cleaned(part)]
        later = [_cleaned(part) for part in after[1:2] if _cleaned(part)]
        note = earlier[-1] if earlier else (later[0] if later else note)
    return _shortened(note)


def _cleaned(text: str) -> str:
    """Close the gap that a thing left in its sentence."""
    plain = re.sub(r"\[\]\(\)|!\[|`\s*`", "", text)
    plain = re.sub(r"\s*[:(]?\s*(?=[,.;:!?)])", "", re.sub(r"\s+", " ", plain))
    return plain.strip(_EDGES)


def _shortened(text: str) -> str:
    plain = re.sub(r"\s+", " ", text).strip()
    return plain if len(plain) <= _NOTE_LENGTH else plain[: _NOTE_LENGTH - 1].rstrip() + "\u2026"


def _article(type_: str) -> str:
    return "code" if type_ == "code" else f"{article(type_)} {type_}"
