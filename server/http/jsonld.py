"""
JSON-LD and plain JSON from triples, with the context ``ontology/context.jsonld``.

PyLD is imported by the first document in these formats: it brings requests and takes a quarter of a second, which
every start of the server would wait for.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

import pyoxigraph as ox

from graph.json_writer import write_json
from ontology import CONTEXT

# Datatypes with a native JSON value; all others stay strings.
_JSON_TYPES: dict[str, Callable[[str], Any]] = {
    "xsd:integer": int,
    "xsd:decimal": float,
    "xsd:boolean": {"true": True, "1": True, "false": False, "0": False}.__getitem__,
}


@cache
def load_context() -> dict[str, Any]:
    """Return the JSON-LD context."""
    context: dict[str, Any] = json.loads(CONTEXT.read_text("utf-8"))["@context"]
    return context


def compact(n_quads: bytes, base: str) -> bytes:
    """Return N-Quads as compact JSON-LD that refers to the context by its address under *base*."""
    document = _library().compact(_expanded(n_quads), load_context(), {"graph": True})
    return _encode(document | {"@context": f"{base}context.jsonld"})


def plain(n_quads: bytes, iri: str) -> bytes:
    """
    Return N-Quads as plain JSON: one object for *iri*, with each linked resource nested wherever it is linked.

    Numbers and booleans are native; a resource is always an object with an ``id``.
    """
    frame = {"@context": load_context(), "id": iri, "@embed": "@always"}
    document = _library().frame(_expanded(n_quads), frame, {"omitGraph": True})
    document.pop("@context", None)
    return _encode({key: _plainly(key, value) for key, value in document.items()})


def _plainly(key: str, value: Any) -> Any:  # noqa: ANN401 - JSON of any shape
    """Return the *value* of a *key* as native JSON by the datatype that the context gives the key."""
    if isinstance(value, list):
        return [_plainly(key, one) for one in value]
    if isinstance(value, dict):
        return {inner: _plainly(inner, one) for inner, one in value.items()}
    term = load_context().get(key)
    type_ = term.get("@type") if isinstance(term, dict) else None
    if not isinstance(value, str) or type_ is None:
        return value
    return {"id": value} if type_ == "@id" else _JSON_TYPES.get(type_, str)(value)


def _library() -> Any:  # noqa: ANN401 - PyLD has no types
    return import_module("pyld.jsonld")


def _expanded(n_quads: bytes) -> Any:  # noqa: ANN401 - PyLD has no types
    """Return N-Quads as expanded JSON-LD; read by the engine, since PyLD compares each statement with all others."""
    dataset: dict[str, list[dict[str, Any]]] = {}
    for quad in dict.fromkeys(ox.parse(n_quads, ox.RdfFormat.N_QUADS)):
        triple = {"subject": _node(quad.subject), "predicate": _node(quad.predicate), "object": _node(quad.object)}
        name = "@default" if isinstance(quad.graph_name, ox.DefaultGraph) else _node(quad.graph_name)["value"]
        dataset.setdefault(name, []).append(triple)
    return _library().from_rdf(dataset, {})


def _node(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> dict[str, str]:
    """Return *term* as the RDF algorithms of JSON-LD have it."""
    if isinstance(term, ox.NamedNode):
        return {"type": "IRI", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "blank node", "value": f"_:{term.value}"}
    if not isinstance(term, ox.Literal):
        raise TypeError("a triple within a triple has no place in JSON-LD 1.1")
    node = {"type": "literal", "value": term.value, "datatype": term.datatype.value}
    return node | {"language": term.language} if term.language else node


def _encode(document: dict[str, Any]) -> bytes:
    return write_json(document).encode()
