"""Where the vault's key comes from: the environment, else a file beside the store."""

import base64
import binascii
import contextlib
import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from octomem.errors import SettingsError, VaultError
from octomem.stores.vault.vault import KEY_BYTES

VARIABLE = "OCTOMEM_VAULT_KEY"
"""The environment variable that holds the key, as base64 or hexadecimal digits."""

_HEX = re.compile(rf"[0-9A-Fa-f]{{{2 * KEY_BYTES}}}")
_FORM = f"{KEY_BYTES} bytes as base64 or {2 * KEY_BYTES} hexadecimal digits"


def load_key(path: Path | None, env: Mapping[str, str], *, create: bool) -> bytes:
    """Return the vault's key.

    `env` is read first. Else the key file is: where there is none, one is made, readable
    by its owner alone, but only with `create`. A new key cannot open values that were
    sealed with another one; it loses nothing else.

    Raises:
        SettingsError: the variable holds no key.
        VaultError: the file is missing, unreadable or holds no key.
    """
    given = env.get(VARIABLE)
    if given is not None:
        key = _decoded(given)
        if key is None:
            raise SettingsError(f"{VARIABLE} holds no vault key; it takes {_FORM}")
        return key
    if path is None:
        raise VaultError(f"no vault key: set {VARIABLE} to {_FORM}")
    try:
        return _read(path) if path.exists() or not create else _create(path)
    except FileNotFoundError:
        raise VaultError(
            f"the vault's key file {str(path)!r} is missing; put it back or set {VARIABLE} "
            "(a new key could not open the values that are already sealed)"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not ASCII text"
        raise VaultError(f"the vault's key file {str(path)!r}: {reason}") from error


def _read(path: Path) -> bytes:
    key = _decoded(path.read_text("ascii"))
    if key is None:
        raise VaultError(f"the vault's key file {str(path)!r} holds no key; expected {_FORM}")
    return key


def _create(path: Path) -> bytes:
    """Write a new key file that is complete from the moment it exists.

    Of two processes that create it at once, both end up with the same key.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode() + "\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()
    return _read(path)


def _decoded(text: str) -> bytes | None:
    plain = text.strip()
    if _HEX.fullmatch(plain):
        return bytes.fromhex(plain)
    padded = plain.rstrip("=") + "=" * (-len(plain.rstrip("=")) % 4)
    try:
        key = base64.b64decode(padded.translate(str.maketrans("-_", "+/")), validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == KEY_BYTES else None
