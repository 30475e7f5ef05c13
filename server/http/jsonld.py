"""
JSON-LD and plain JSON from triples, with the context ``ontology/context.jsonld``.

PyLD is imported by the first document in these formats: it brings requests and takes a quarter of a second, which
every start of the server would wait for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

from graph.json_writer import write_json
from graph.reading.rdf_formats import read_dataset
from ontology import CONTEXT

# The end of a list, and its name while PyLD works: it would take a list with IRIs as nodes for one without.
_NIL = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>"
_HELD = b"<urn:x-yrkesgraf:nil>"
_NAMED_NODE = re.compile(rb"^<[^>]*> <http://www\.w3\.org/1999/02/22-rdf-syntax-ns#rest> ", re.MULTILINE)
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
    if _NAMED_NODE.search(n_quads):
        n_quads = n_quads.replace(_NIL, _HELD)
    document = _library().compact(_expanded(n_quads), load_context(), {"graph": True})
    return _encode(document | {"@context": f"{base}context.jsonld"}).replace(_HELD[1:-1], _NIL[1:-1])


def plain(n_quads: bytes, iri: str) -> bytes:
    """
    Return N-Quads as plain JSON: one object for *iri*, with each linked resource nested wherever it is linked.

    Numbers and booleans are native; a resource is always an object with an ``id``. The changes of the resource are its
    ``history``.
    """
    frame = {"@context": load_context(), "id": iri, "@embed": "@always", "history": {}}
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
    return _library().from_rdf(read_dataset(n_quads), {})


def _encode(document: dict[str, Any]) -> bytes:
    return write_json(document).encode()
