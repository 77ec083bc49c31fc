"""The vault: cuts secrets out of texts, and encrypts them so that only `open` gives them back."""

import base64
import contextlib
import hashlib
import hmac
import json
import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from octomem.errors import VaultError
from octomem.jsons import JSON
from octomem.stores.vault import placeholder
from octomem.stores.vault.labels import Sensitivity, sensitivity
from octomem.stores.vault.secrets import Secret, find_in_all, find_in_field

KEY_BYTES = 32
"""Length of the vault's key."""

_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Sealed:
    """One encrypted value, as the ledger keeps it."""

    id: str
    """The same value in the same partition always has the same id."""
    label: str
    sensitivity: Sensitivity
    nonce: bytes = field(repr=False)
    ciphertext: bytes = field(repr=False)


class Vault:
    """Seals values with one key of `KEY_BYTES` bytes; opens what that key or one of `others` sealed.

    Values are encrypted with AES-256-GCM, bound to their partition and id; ids are keyed
    hashes, so they tell nothing about the value. Both subkeys come from the key by HKDF.

    Raises:
        VaultError: a key has another length.
    """

    __slots__ = ("_ciphers", "_id_key")

    def __init__(self, key: bytes, *others: bytes) -> None:
        for each in (key, *others):
            if len(each) != KEY_BYTES:
                raise VaultError(f"a vault key has {KEY_BYTES} bytes, got {len(each)}")
        self._id_key = _subkey(key, b"octomem vault id/1")
        distinct = dict.fromkeys((key, *others))
        self._ciphers = [AESGCM(_subkey(each, b"octomem vault value/1")) for each in distinct]

    def __repr__(self) -> str:
        return "Vault()"

    def __reduce__(self) -> str:
        raise VaultError("a vault cannot be pickled: its key must not leave the process")

    @property
    def mark(self) -> str:
        """Eight digits that tell this key from others, and nothing about it."""
        return hmac.new(self._id_key, b"key", hashlib.sha256).hexdigest()[:8]

    def seal(
        self, text: str, partition_key: str, known: Collection[str] = ()
    ) -> tuple[str, list[Sealed]]:
        """Cut the secrets out of a text.

        Returns the text with a placeholder for each secret, and each distinct value
        sealed. The redacted text depends on text, partition and key alone. Whatever in
        the text only looks like a placeholder is made harmless, see `placeholder`;
        `known` names whole placeholders that are to stay.
        """
        (redacted,), sealed = self.seal_all([text], partition_key, known)
        return redacted, sealed

    def fingerprint(self, text: str, partition_key: str) -> str:
        """Return a keyed hash of a text, to tell whether it is the same again.

        It tells nothing about the text without the key, whose own mark stands before the
        colon: fingerprints of two keys cannot be compared.
        """
        message = json.dumps([partition_key, text]).encode()
        return f"{self.mark}:{hmac.new(self._id_key, message, hashlib.sha256).hexdigest()}"

    def seal_all(
        self,
        texts: Sequence[str],
        partition_key: str,
        known: Collection[str] = (),
        values: Mapping[str, str] | None = None,
        said_before: Sequence[str] = (),
    ) -> tuple[list[str], list[Sealed]]:
        """Cut the secrets out of texts that belong together, such as a call's messages.

        Like `seal`, but a value found in one text is cut out of all of them: an answer
        that repeats a password without calling it one does not keep it. The same goes for
        `values`, secrets that are known from before, with their labels. `said_before`
        holds what was said just before each of the first texts: answers to questions for
        a secret are cut out.
        """
        redacted: list[str] = []
        sealed: dict[str, Sealed] = {}
        finds = find_in_all(texts, values, said_before)
        for text, secrets in zip(texts, finds, strict=True):
            clean, found = self._cut(text, secrets, partition_key, known)
            redacted.append(clean)
            for item in found:
                sealed.setdefault(item.id, item)
        return redacted, list(sealed.values())

    def seal_json(self, value: JSON, partition_key: str) -> tuple[JSON, list[Sealed]]:
        """Cut the secrets out of every text in a JSON value, keys and nested ones included.

        A key counts as a label: in `{"password": "..."}` the whole value is a secret.
        """
        sealed: dict[str, Sealed] = {}
        return self._walk("", value, partition_key, sealed), list(sealed.values())

    def seal_value(self, value: str, label: str, partition_key: str) -> tuple[str, Sealed]:
        """Seal a whole value under a label. Returns its placeholder and the sealed value."""
        vault_id = self._id(value, partition_key)
        nonce = os.urandom(_NONCE_BYTES)
        ciphertext = self._ciphers[0].encrypt(
            nonce, value.encode("utf-8", "surrogatepass"), _bound_to(partition_key, vault_id)
        )
        sealed = Sealed(vault_id, label, sensitivity(label), nonce, ciphertext)
        return placeholder.write(label, vault_id), sealed

    def open(self, sealed: Sealed, partition_key: str) -> str:
        """Return a sealed value.

        Raises:
            VaultError: another key or partition sealed it, or it was changed.
        """
        bound_to = _bound_to(partition_key, sealed.id)
        for cipher in self._ciphers:
            with contextlib.suppress(InvalidTag, ValueError):
                value = cipher.decrypt(sealed.nonce, sealed.ciphertext, bound_to)
                return value.decode("utf-8", "surrogatepass")
        raise VaultError(
            f"vault value {sealed.id!r} cannot be opened: it was sealed with another key, for "
            "another partition, or was changed; put that key's file back into the store's folder, "
            "or set OCTOMEM_VAULT_KEY (`octomem doctor` counts what no key opens)"
        )

    def _cut(
        self, text: str, secrets: list[Secret], partition_key: str, known: Collection[str] = ()
    ) -> tuple[str, list[Sealed]]:
        parts: list[str] = []
        sealed: dict[str, Sealed] = {}
        end = 0
        for secret in secrets:
            stand_in, value = self.seal_value(
                text[secret.start : secret.end], secret.label, partition_key
            )
            first = sealed.setdefault(value.id, value)
            if first.label != secret.label:
                stand_in = placeholder.write(first.label, first.id)
            parts += [placeholder.neutral(text[end : secret.start], known), stand_in]
            end = secret.end
        parts.append(placeholder.neutral(text[end:], known))
        return "".join(parts), list(sealed.values())

    def _walk(self, name: str, value: JSON, partition_key: str, sealed: dict[str, Sealed]) -> JSON:
        if isinstance(value, dict):
            return {
                cast("str", self._walk("", key, partition_key, sealed)): self._walk(
                    key, item, partition_key, sealed
                )
                for key, item in value.items()
            }
        if isinstance(value, list):
            return [self._walk(name, item, partition_key, sealed) for item in value]
        if value is None or isinstance(value, bool):
            return value
        text = str(value)
        secrets = find_in_field(name, text)
        if not isinstance(value, str) and not secrets:
            return value
        redacted, found = self._cut(text, secrets, partition_key)
        for item in found:
            sealed.setdefault(item.id, item)
        return redacted

    def _id(self, value: str, partition_key: str) -> str:
        message = json.dumps([partition_key, value]).encode()
        digest = hmac.new(self._id_key, message, hashlib.sha256).digest()
        return "v_" + base64.b32encode(digest).decode().lower()[:12]


def _subkey(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(key)


def _bound_to(partition_key: str, vault_id: str) -> bytes:
    return json.dumps([partition_key, vault_id]).encode()
