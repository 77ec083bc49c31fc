"""Cutting the secrets out of a call's messages, before anything of them is written."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from octomem.errors import VaultError
from octomem.jsons import JSON, moment
from octomem.messages import Draft
from octomem.stores.ledger.rows import attachments_json, canonical
from octomem.stores.ledger.turns import NewTurn
from octomem.stores.vault import placeholder
from octomem.stores.vault.vault import Sealed, Vault
from octomem.turn import Attachment


def seal_drafts(
    vault: Vault,
    partition: str,
    drafts: Sequence[Draft],
    kept: Sequence[Sealed],
    said_before: str = "",
) -> tuple[list[NewTurn], list[Sealed]]:
    """Return turns without secrets, and the secrets, sealed.

    Texts, captions and metadata count as one: a value that is a secret anywhere in the
    call, or that the partition's vault already keeps, is cut out everywhere. So is the
    answer to a question for a secret, in the message before or in `said_before`, the
    session's last turn.
    """
    values = _opened(vault, partition, kept)
    sealed: dict[str, Sealed] = {}
    metadata: list[JSON] = []
    for draft in drafts:
        redacted, found = vault.seal_json(draft.metadata, partition)
        metadata.append(redacted)
        sealed |= {one.id: one for one in found}
    values |= _opened(vault, partition, list(sealed.values()))
    stand_ins = [placeholder.write(one.label, one.id) for one in sealed.values()]
    said = [draft.text for draft in drafts]
    around: list[JSON] = [
        {"attachments": [_told(given) for given in draft.attachments], "metadata": meta}
        for draft, meta in zip(drafts, metadata, strict=True)
    ]
    clean, found = vault.seal_all(
        [*said, *_texts(around)], partition, stand_ins, values, [said_before, *said][: len(said)]
    )
    sealed |= {one.id: one for one in found}
    texts, rest = clean[: len(said)], iter(clean[len(said) :])
    turns = [
        _turn(draft, text, _with(one, rest), vault.fingerprint(_said(draft), partition))
        for draft, text, one in zip(drafts, texts, around, strict=True)
    ]
    return turns, list(sealed.values())


def seal_edit(
    vault: Vault,
    partition: str,
    edit: tuple[str, Mapping[str, JSON]],
    *,
    known: Collection[str],
    kept: Sequence[Sealed],
) -> tuple[str, dict[str, JSON], list[Sealed]]:
    """Return an edited text and its fields without secrets, and the secrets, sealed.

    `known` are the placeholders that the memory has already, which stay as they are.
    """
    text, given = edit
    redacted, labelled = vault.seal_json(dict(given), partition)
    values = _opened(vault, partition, [*kept, *labelled])
    stand_ins = [*known, *(placeholder.write(one.label, one.id) for one in labelled)]
    clean, found = vault.seal_all([text, *_texts(redacted)], partition, stand_ins, values)
    fields = _with(redacted, iter(clean[1:]))
    assert isinstance(fields, dict)  # noqa: S101 - `_with` keeps the shape
    return clean[0], fields, list({one.id: one for one in [*labelled, *found]}.values())


def _opened(vault: Vault, partition: str, kept: Sequence[Sealed]) -> dict[str, str]:
    """Return values with their labels; one sealed with a lost key is passed over."""
    values: dict[str, str] = {}
    for one in kept:
        try:
            values[vault.open(one, partition)] = one.label
        except VaultError:
            continue
    return values


def _said(draft: Draft) -> str:
    """Write what makes two messages the same: with an id, the time may differ."""
    said: list[JSON] = [draft.role.value, draft.actor, draft.text]
    said.extend(attachments_json(draft.attachments))
    if draft.dated and draft.message_id is None:
        said.append(moment(draft.occurred_at))
    return canonical(said)


def _texts(value: JSON) -> Iterator[str]:
    """Walk the texts of a JSON value, in order; names of fields are no texts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)


def _with(value: JSON, texts: Iterator[str]) -> JSON:
    """Put other texts in the places that `_texts` walks."""
    if isinstance(value, str):
        return next(texts)
    if isinstance(value, list):
        return [_with(item, texts) for item in value]
    if isinstance(value, dict):
        return {name: _with(item, texts) for name, item in value.items()}
    return value


def _turn(draft: Draft, text: str, clean: JSON, digest: str) -> NewTurn:
    assert isinstance(clean, dict)  # noqa: S101 - `_with` keeps the shape
    attachments, metadata = clean["attachments"], clean["metadata"]
    assert isinstance(attachments, list)  # noqa: S101
    assert isinstance(metadata, dict)  # noqa: S101
    return NewTurn(
        message_id=draft.message_id,
        role=draft.role,
        actor=draft.actor,
        text=text,
        occurred_at=draft.occurred_at,
        dated=draft.dated,
        digest=digest,
        attachments=tuple(
            replace(given, **_texts_of(one))
            for given, one in zip(draft.attachments, attachments, strict=True)
        ),
        metadata=metadata,
    )


def _told(attachment: Attachment) -> JSON:
    """Return the fields of an attachment that somebody may have written a secret into."""
    fields = {"uri": attachment.uri, "caption": attachment.caption, "title": attachment.title}
    return {name: value for name, value in fields.items() if value is not None}


def _texts_of(attachment: JSON) -> dict[str, str]:
    fields = attachment if isinstance(attachment, dict) else {}
    return {name: value for name, value in fields.items() if isinstance(value, str)}
