"""Whose memory an MCP server serves: one scope, or one per bearer token."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from mcp.server.auth.provider import AccessToken
from starlette.requests import Request

from octomem import Scope
from octomem.errors import ScopeError, SettingsError
from octomem.integrations.scoping import NAMES

MIN_TOKEN = 16
"""Characters a bearer token must have."""


class Owners:
    """Finds the scope of a request by its bearer token, and verifies tokens for the server."""

    def __init__(self, by_token: Mapping[str, Scope]) -> None:
        self._by_digest = {_digest(token): scope for token, scope in by_token.items()}

    async def verify_token(self, token: str) -> AccessToken | None:
        """Accept the tokens there are; the SDK answers 401 to any other."""
        known = _digest(token) in self._by_digest
        return AccessToken(token=token, client_id="octomem", scopes=[]) if known else None

    def scope(self, request: Request | None) -> Scope:
        """Return whose request this is, by the token that it came with.

        Raises:
            ScopeError: it came with none, which the server lets nobody do.
        """
        token = None if request is None else getattr(request.user, "access_token", None)
        scope = None if token is None else self._by_digest.get(_digest(token.token))
        if scope is None:
            raise ScopeError("the request names nobody: it has no bearer token")
        return scope

    @classmethod
    def read(cls, file: Path) -> "Owners":
        """Read a JSON file that maps each token to the ids it stands for.

        Raises:
            SettingsError: it is missing, is something else, or a token is too short.
        """
        try:
            given = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise SettingsError(f"{str(file)!r} cannot be read as JSON: {error}") from None
        if not isinstance(given, dict) or not given:
            raise SettingsError(
                f'{str(file)!r} must map tokens to ids, such as {{"TOKEN": {{"user_id": "mei"}}}}'
            )
        tokens = cast("dict[str, Any]", given)
        return cls({token: _scope(token, ids, file) for token, ids in tokens.items()})


def _scope(token: str, ids: object, file: Path) -> Scope:
    where = f"{str(file)!r}: the token that ends in {token[-4:]!r}"
    if len(token) < MIN_TOKEN:
        raise SettingsError(f"{where} is shorter than {MIN_TOKEN} characters")
    if not isinstance(ids, dict) or not set(cast("dict[str, Any]", ids)) <= set(NAMES):
        raise SettingsError(f"{where} must map to some of: {', '.join(NAMES)}")
    try:
        return Scope(**cast("dict[str, str]", ids))
    except ScopeError as error:
        raise SettingsError(f"{where}: {error}") from None


def _digest(token: str) -> str:
    """Compare digests, so that the time it takes tells nothing of the token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
