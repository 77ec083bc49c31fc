"""Where the vault's keys come from: the environment, else files in the store's folder."""

import base64
import binascii
import contextlib
import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from octomem.errors import SettingsError, VaultError
from octomem.stores.vault.vault import KEY_BYTES, Vault

KEY_FILE = "vault.key"
"""The key's file in a store's folder."""
OTHER_KEYS = "vault-*.key"
"""The files of further keys, which open what they sealed."""
VARIABLE = "OCTOMEM_VAULT_KEY"
"""The environment variable that holds the key, as base64 or hexadecimal digits."""

_HEX = re.compile(rf"[0-9A-Fa-f]{{{2 * KEY_BYTES}}}")
_FORM = f"{KEY_BYTES} bytes as base64 or {2 * KEY_BYTES} hexadecimal digits"


def open_vault(folder: Path, env: Mapping[str, str], *, create: bool, sealed: bool) -> Vault:
    """Return the vault of a store: one key seals, and every key that is there opens.

    The key of `env` seals, else the one in `vault.key`. Where the store holds `sealed` values
    and that file is gone, its key may yet be put back: a new one gets a file of a name of its
    own, `vault-<mark>.key`, so that neither takes the other's place.

    Raises:
        SettingsError, VaultError: as `load_key`, for any of the files.
    """
    file = folder / KEY_FILE
    others = sorted(folder.glob(OTHER_KEYS))
    if VARIABLE in env or file.exists() or not (others or (create and sealed)):
        key = load_key(file, env, create=create)
    else:
        key = load_key(others[0] if others else _create_beside(folder), {}, create=False)
    return Vault(key, *(each for other in others if (each := _opening(other)) is not None))


def _opening(path: Path) -> bytes | None:
    """Return a key that only opens; a damaged one opens nothing, and keeps no other from its work."""
    try:
        return load_key(path, {}, create=False)
    except VaultError:
        return None


def key_lost(folder: Path, *, sealed: bool) -> bool:
    """Tell whether a store's key file is gone while it is needed."""
    needed = sealed or any(folder.glob(OTHER_KEYS))
    return needed and not (folder / KEY_FILE).exists()


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
        if not path.exists() and create:
            _create(path, secrets.token_bytes(KEY_BYTES))
        return _read(path)
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


def _create_beside(folder: Path) -> Path:
    """Make a key whose file has its mark as its name."""
    key = secrets.token_bytes(KEY_BYTES)
    path = folder / OTHER_KEYS.replace("*", Vault(key).mark)
    _create(path, key)
    return path


def _create(path: Path, key: bytes) -> None:
    """Write a new key file that is complete from the moment it exists.

    Of two processes that create it at once, both end up with the same key.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(base64.b64encode(key).decode() + "\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()


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
