"""Makes JSON-LD and plain JSON of triples, with the one context in ``ontology/context.jsonld``."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pyld import jsonld

from ontology import CONTEXT

from .formats import N_QUADS


@cache
def load_context() -> dict[str, Any]:
    """Return the one JSON-LD context."""
    context: dict[str, Any] = json.loads(CONTEXT.read_text("utf-8"))["@context"]
    return context


def compact(n_quads: bytes, base: str) -> bytes:
    """Return triples as compact JSON-LD that names the context by its address under *base*."""
    document = jsonld.compact(_expanded(n_quads), load_context(), {"graph": True})
    return _encode(document | {"@context": f"{base}context.jsonld"})


def plain(n_quads: bytes, iri: str) -> bytes:
    """Return triples as plain JSON: one object for *iri*, with the linked things inside it."""
    frame = {"@context": load_context(), "id": iri, "@embed": "@once"}
    document = jsonld.frame(_expanded(n_quads), frame, {"omitGraph": True})
    document.pop("@context", None)
    return _encode(document)


def _expanded(n_quads: bytes) -> Any:  # noqa: ANN401 - PyLD has no types
    return jsonld.from_rdf(n_quads.decode(), {"format": N_QUADS.media_type})


def _encode(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
