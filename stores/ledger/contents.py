"""What becomes of each table of a ledger's file when a store is exported, loaded or forgotten."""

from octomem.stores import graph, postings
from octomem.stores.ledger.schema import (
    calls,
    extractions,
    facts,
    links,
    memory_versions,
    operations,
    partitions,
    progress,
    receipts,
    sealed_values,
    token_vectors,
    turns,
    vectors,
)

EXPORTED = (
    partitions,
    calls,
    turns,
    memory_versions,
    operations,
    links,
    vectors,
    token_vectors,
    sealed_values,
)
"""What an export holds, in an order in which each row comes after those it refers to."""

ENCODED = frozenset({vectors.name, token_vectors.name})
"""Tables whose rows an embedder made, and another would make otherwise."""

PROJECTED = (*postings.TABLE_NAMES, *graph.TABLE_NAMES)
"""Filled anew from what is exported."""

ABOUT_THE_STORE = (facts.name, progress.name, receipts.name)
"""Tables that hold nobody's memories: they are neither exported nor forgotten."""

PLACES = ("homes", "lived")
"""Tables beside a shared ledger that say where vectors are; the vector index empties them."""

ABOUT_MODELS = (extractions.name,)
"""What models were asked and what that cost this store: forgotten, but not exported."""

PARTITION = "partition"
"""The column by which rows are forgotten, whatever their table is."""

FORGOTTEN_BY_ID = (partitions.name, links.name)
"""Tables of memories that lack this column; `erasing` names what they are forgotten by."""
