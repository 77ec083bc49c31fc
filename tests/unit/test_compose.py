"""The composed servers fit this octomem; nothing here has Docker to run them."""

import importlib.metadata
import re
from pathlib import Path

from scripts.servers import neo4j

from octomem.settings import Settings

COMPOSE = (Path(__file__).parents[2] / "compose.yaml").read_text(encoding="utf-8")


def test_every_variable_is_a_setting() -> None:
    """A misspelt one would be passed over in silence."""
    named = {name.lower() for name in re.findall(r"OCTOMEM_([A-Z0-9_]+)", COMPOSE)}

    assert named <= set(Settings.model_fields)
    assert {"postgres_url", "chroma_url", "neo4j_url", "vault_key"} <= named


def test_the_servers_are_those_that_tests_run() -> None:
    """Chroma's client and server are of one version, Neo4j of one line."""
    images = dict(re.findall(r"image: [\w/]*?(\w+):([\w.-]+)", COMPOSE))

    assert importlib.metadata.version("chromadb") == images["chroma"]
    assert neo4j.version().split()[-1].startswith(images["neo4j"].removesuffix("-community"))
    assert 13 <= int(images["postgres"])


def test_no_secret_is_in_it() -> None:
    """They come from the environment, and compose refuses to start without."""
    for name in ("OCTOMEM_POSTGRES_PASSWORD", "OCTOMEM_NEO4J_PASSWORD", "OCTOMEM_VAULT_KEY"):
        assert f"${{{name}:?" in COMPOSE
