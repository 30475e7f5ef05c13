"""Stores in memory: of a document, and of the default graph of a release."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyoxigraph as ox

from .query_files import load_folder
from .store import GraphStore


def hold_turtle(body: bytes, base: str) -> GraphStore:
    """Return a store in memory with the triples of a Turtle document; raises ``SyntaxError`` where it is not one."""
    store = ox.Store()
    store.load(body, format=ox.RdfFormat.TURTLE, base_iri=base)
    return GraphStore(store, base)


def hold_dump(path: Path, base: str) -> GraphStore:
    """
    Return a store in memory with the triples of a dump in gzipped Turtle; raises as reading and parsing it do.

    The engine labels blank nodes at random. They get canonical labels, so that each process gives the same answers.
    """
    store = ox.Store()
    with gzip.open(path) as dump:
        store.bulk_load(input=dump, format=ox.RdfFormat.TURTLE, lenient=True)  # type: ignore[arg-type]
    _label_blank_nodes(store)
    return GraphStore(store, base)


def _label_blank_nodes(store: ox.Store) -> None:
    found = store.query(load_folder("engine")["blank-nodes"].text)
    quads = [ox.Quad(one.subject, one.predicate, one.object) for one in found]  # type: ignore[union-attr]
    labelled = ox.Dataset(quads)
    labelled.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    for quad in quads:
        store.remove(quad)
    store.extend(sorted(labelled, key=str))
