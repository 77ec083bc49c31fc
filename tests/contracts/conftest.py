"""A ledger of each kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.contracts.backends import LEDGERS
from tests.contracts.ledgers import Opener

from octomem.stores.ledger.ledger import Ledger


@pytest.fixture(params=LEDGERS)
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Opens one and the same store, again and again."""
    with LEDGERS[request.param](tmp_path) as opened:
        yield opened


@pytest.fixture
def ledger(opener: Opener) -> Iterator[Ledger]:
    opened = opener()
    yield opened
    opened.close()
