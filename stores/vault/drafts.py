"""Sealing a call's messages before anything of them is written."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from octomem.jsons import JSON
from octomem.messages import Draft
from octomem.stores.vault.vault import Sealed, Vault
from octomem.turn import Attachment


def seal_drafts(
    vault: Vault, drafts: Sequence[Draft], partition_key: str
) -> tuple[list[Draft], list[Sealed]]:
    """Cut the secrets out of drafts: text, attachments and metadata.

    Returns the redacted drafts and each distinct value sealed.
    """
    sealed: dict[str, Sealed] = {}
    redacted: list[Draft] = []
    for draft in drafts:
        text, found = vault.seal(draft.text, partition_key)
        metadata, in_metadata = vault.seal_json(cast("JSON", draft.metadata), partition_key)
        attachments: list[Attachment] = []
        for attachment in draft.attachments:
            clean, in_attachment = _seal_attachment(vault, attachment, partition_key)
            attachments.append(clean)
            found = [*found, *in_attachment]
        for item in (*found, *in_metadata):
            sealed.setdefault(item.id, item)
        redacted.append(
            replace(
                draft,
                text=text,
                attachments=tuple(attachments),
                metadata=cast("dict[str, JSON]", metadata),
            )
        )
    return redacted, list(sealed.values())


def _seal_attachment(
    vault: Vault, attachment: Attachment, partition_key: str
) -> tuple[Attachment, list[Sealed]]:
    texts: dict[str, str | None] = {}
    sealed: list[Sealed] = []
    for name in ("uri", "caption", "title"):
        text = cast("str | None", getattr(attachment, name))
        if text is not None:
            text, found = vault.seal(text, partition_key)
            sealed += found
        texts[name] = text
    clean = replace(attachment, uri=texts["uri"], caption=texts["caption"], title=texts["title"])
    return clean, sealed
