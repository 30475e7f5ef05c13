"""Stores in memory, for a document, and for a release that is asked much."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox

from .store import GraphStore


def hold_turtle(body: bytes, base: str) -> GraphStore:
    """Return a store in memory with the triples of a Turtle document; raises ``SyntaxError`` where it is not one."""
    store = ox.Store()
    store.load(body, format=ox.RdfFormat.TURTLE, base_iri=base)
    return GraphStore(store, base)


def hold_dump(path: Path, base: str) -> GraphStore:
    """Return a store in memory with the triples of a dump in gzipped Turtle; raises as reading and parsing it do."""
    store = ox.Store()
    with gzip.open(path) as dump:
        store.bulk_load(input=dump, format=ox.RdfFormat.TURTLE, lenient=True)  # type: ignore[arg-type]
    return GraphStore(store, base)
