"""Neo4j's constraints and indexes, made where they are missing; docs/neo4j.md draws the model."""

from typing import LiteralString

NAMES_INDEX = "octomem_names"
"""Full text over the names of entities, each with its partition as a word."""

KEYS: dict[LiteralString, LiteralString] = {
    "Partition": "n.number",
    "Memory": "n.id",
    "Turn": "n.id",
    "Entity": "n.partition, n.key",
    "Alias": "n.partition, n.key",
    "Octomem": "n.name",
}
"""Labels, with the properties that tell their nodes apart."""

OF_A_PARTITION: tuple[LiteralString, ...] = ("Memory", "Turn", "Entity", "Alias")
"""Labels whose nodes belong to a partition, by its number."""

STATEMENTS: tuple[LiteralString, ...] = (
    *(
        f"CREATE CONSTRAINT octomem_{label.lower()} IF NOT EXISTS"
        f" FOR (n:{label}) REQUIRE ({key}) IS UNIQUE"
        for label, key in KEYS.items()
    ),
    *(
        f"CREATE INDEX octomem_{label.lower()}_partition IF NOT EXISTS"
        f" FOR (n:{label}) ON (n.partition)"
        for label in OF_A_PARTITION
    ),
    "CREATE INDEX octomem_relates IF NOT EXISTS FOR ()-[r:RELATES]-() ON (r.memory_id)",
    f"CREATE FULLTEXT INDEX {NAMES_INDEX} IF NOT EXISTS FOR (n:Alias) ON EACH [n.name, n.scope]",
    "CALL db.awaitIndexes(60)",
)
"""Each may be run any number of times."""
