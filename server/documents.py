"""Renders the document about one thing in every format but HTML."""

from __future__ import annotations

import json
from typing import Any

from pyld import jsonld

from graph.queries import load_folder
from graph.release import Release
from graph.vocab import Iri
from ontology import CONTEXT

from .formats import Format

N_QUADS = "application/n-quads"
_OWN_DESCRIPTION = {"release": "release"}


def describe(release: Release, iri: Iri, format_: Format) -> bytes:
    """Return what is said of *iri* in *format_*, which is any document format but HTML."""
    if format_.suffix == "csv":
        table = load_folder("entities")["table"].text
        return release.store.answer(table, results=format_.media_type, bindings={"this": iri}).body
    kind, _ = release.names.split(iri) or ("", "")
    query = load_folder("entities")[_OWN_DESCRIPTION.get(kind, "describe")].text
    if format_.suffix == "jsonld":
        return _encode(compact(release.store.triples(query, N_QUADS, {"this": iri}), release.names.base))
    if format_.suffix == "json":
        return _encode(plain(release.store.triples(query, N_QUADS, {"this": iri}), iri))
    return release.store.triples(query, format_.media_type, {"this": iri})


def load_context() -> dict[str, Any]:
    """Return the one JSON-LD context."""
    context: dict[str, Any] = json.loads(CONTEXT.read_text("utf-8"))["@context"]
    return context


def compact(n_quads: bytes, base: str) -> dict[str, Any]:
    """Return triples as compact JSON-LD that names the context by its address."""
    expanded = jsonld.from_rdf(n_quads.decode(), {"format": N_QUADS})
    document: dict[str, Any] = jsonld.compact(expanded, load_context(), {"graph": True})
    return document | {"@context": f"{base}context.jsonld"}


def plain(n_quads: bytes, iri: str) -> dict[str, Any]:
    """Return triples as plain JSON: one object for *iri*, with the linked things inside it."""
    expanded = jsonld.from_rdf(n_quads.decode(), {"format": N_QUADS})
    frame = {"@context": load_context(), "@id": iri, "@embed": "@once"}
    document: dict[str, Any] = jsonld.frame(expanded, frame, {"omitGraph": True})
    document.pop("@context", None)
    return document


def _encode(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
