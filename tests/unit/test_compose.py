"""The composed servers fit this octomem; nothing here has Docker to run them."""

import importlib.metadata
import re
from pathlib import Path

from scripts.servers import neo4j

from octomem.settings import Settings

COMPOSE_FILE = Path(__file__).parents[2] / "compose.yaml"
COMPOSE = COMPOSE_FILE.read_text(encoding="utf-8")


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


def test_every_address_is_that_of_a_service() -> None:
    """By its name, on the port that its image listens on."""
    services = re.findall(r"^  (\w+):$", COMPOSE, re.MULTILINE)
    addresses = re.findall(r"_URL: \w+://(?:octomem@)?(\w+):(\d+)", COMPOSE)

    assert ["postgres", "chroma", "neo4j", "octomem"] == services
    assert {("postgres", "5432"), ("chroma", "8000"), ("neo4j", "7687")} == set(addresses)


def test_who_is_waited_for_until_healthy_says_when_that_is() -> None:
    """A service without a check would never be healthy, and octomem never start."""
    waited = re.findall(r"^      (\w+): \{condition: service_healthy\}", COMPOSE, re.MULTILINE)
    parts = re.split(r"^  (\w+):$", COMPOSE, flags=re.MULTILINE)
    checked = {
        name for name, text in zip(parts[1::2], parts[2::2], strict=True) if "healthcheck:" in text
    }

    assert set(waited) == checked == {"postgres", "neo4j"}


def test_what_is_kept_is_kept_in_a_volume() -> None:
    """One that is not declared would be refused; the image leaves the checkout's own out."""
    used = set(re.findall(r"volumes: \[(\w+):/", COMPOSE))
    declared = set(re.findall(r"(\w+): \{\}", COMPOSE.partition("\nvolumes:")[2]))

    assert {"postgres", "chroma", "neo4j"} == used == declared
    assert ".venv" in (COMPOSE_FILE.parent / ".dockerignore").read_text(encoding="utf-8").split()


def test_no_secret_is_in_it() -> None:
    """They come from the environment, and compose refuses to start without."""
    for name in ("OCTOMEM_POSTGRES_PASSWORD", "OCTOMEM_NEO4J_PASSWORD", "OCTOMEM_VAULT_KEY"):
        assert f"${{{name}:?" in COMPOSE
