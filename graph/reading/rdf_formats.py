"""Triples in one RDF format, written in another or read as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

import pyoxigraph as ox

from ..turtle import pretty
from ..vocab import PREFIXES

# A term: its type, value, datatype and language.
Node = dict[str, str]


def convert_triples(body: bytes, given: str, wanted: str, base: str | None = None, first: str = "") -> bytes:
    """
    Return triples in the media type *wanted*; Turtle starts with the statements about *first*.

    Relative IRIs are resolved against *base*. Blank nodes are numbered in their order, so that equal bytes stay equal.
    Raises ``ValueError`` where the bytes are not in *given* or the engine does not know a media type.
    """
    from_format, to_format = ox.RdfFormat.from_media_type(given), ox.RdfFormat.from_media_type(wanted)
    if from_format is None or to_format is None:
        raise ValueError(f"the engine has no RDF format {given!r} or {wanted!r}")
    readable = to_format in {ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG}
    try:
        triples = _numbered(ox.parse(body, format=from_format, base_iri=base))
        written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES if readable else to_format) or b""
    except SyntaxError as error:
        raise ValueError(str(error.msg)) from None
    return pretty(written.decode(), PREFIXES, first).encode() if readable else written


def convert_turtle(given: IO[bytes], wanted: str, into: IO[bytes]) -> None:
    """
    Write the triples of the Turtle document *given* to *into* in the media type *wanted*, one after another.

    Blank nodes keep their labels, and memory does not grow with the document. Raises ``ValueError`` where the engine
    does not know the media type, and ``SyntaxError`` in the place of the rest where the bytes are not Turtle.
    """
    to_format = ox.RdfFormat.from_media_type(wanted)
    if to_format is None:
        raise ValueError(f"the engine has no RDF format {wanted!r}")
    ox.serialize((quad.triple for quad in ox.parse(given, format=ox.RdfFormat.TURTLE)), into, format=to_format)


def _numbered(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """Yield the triples of *quads* with their blank nodes numbered; the parser names some of them at random."""
    names: dict[ox.BlankNode, ox.BlankNode] = {}

    def named(node: ox.BlankNode) -> ox.BlankNode:
        return names.setdefault(node, ox.BlankNode(f"b{len(names)}"))

    for quad in quads:
        subject = named(quad.subject) if isinstance(quad.subject, ox.BlankNode) else quad.subject
        object_ = named(quad.object) if isinstance(quad.object, ox.BlankNode) else quad.object
        yield ox.Triple(subject, quad.predicate, object_)


def read_dataset(n_quads: bytes) -> dict[str, list[dict[str, Node]]]:
    """
    Return N-Quads as the RDF dataset of the JSON-LD 1.1 algorithms: triples by graph, without repetitions.

    Raises ``SyntaxError`` for other bytes, and ``TypeError`` for a triple within a triple.
    """
    dataset: dict[str, list[dict[str, Node]]] = {}
    for quad in dict.fromkeys(ox.parse(n_quads, ox.RdfFormat.N_QUADS)):
        triple = {"subject": _node(quad.subject), "predicate": _node(quad.predicate), "object": _node(quad.object)}
        name = "@default" if isinstance(quad.graph_name, ox.DefaultGraph) else _node(quad.graph_name)["value"]
        dataset.setdefault(name, []).append(triple)
    return dataset


def _node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    if isinstance(term, ox.NamedNode):
        return {"type": "IRI", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "blank node", "value": f"_:{term.value}"}
    if not isinstance(term, ox.Literal):
        raise TypeError("a triple within a triple has no place in JSON-LD 1.1")
    node = {"type": "literal", "value": term.value, "datatype": term.datatype.value}
    return node | {"language": term.language} if term.language else node
