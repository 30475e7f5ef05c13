"""Brings answers to a form in which two of them are equal when they say the same."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import msgspec
import pyoxigraph as ox
from werkzeug.test import TestResponse

from graph.reading.result_rows import Cell, parse_rows
from graph.reading.store import JSON_RESULTS, convert_results
from graph.vocab import PREFIXES
from server.http.jsonld import load_context

# An average to more digits than all engines give.
_LONG_DECIMAL = re.compile(r"(\d\.\d{12})\d+")
_JOINED = re.compile(r"[,;] ")
_RESULTS = {
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
}


def meaning(response: TestResponse) -> Any:
    """Return the content of *response*: a canonical graph, a multiset of rows, or its text."""
    media_type = response.mimetype or ""
    if media_type in _RESULTS:
        return rows(response.data, media_type)
    if media_type == "application/json":
        return unordered(json.loads(response.data))
    if media_type not in {"application/xml", "text/xml"} and ox.RdfFormat.from_media_type(media_type) is not None:
        return triples(response.data, media_type)
    return response.text


def rows(body: bytes, media_type: str) -> Any:
    """Return a boolean, or rows as a multiset."""
    if media_type == "text/csv":
        return Counter(_LONG_DECIMAL.sub(r"\1", body.decode()).split("\r\n"))
    # SPARQL's own TSV begins with a variable; a table of ours with the name of a column.
    if media_type == "text/tab-separated-values" and not body.startswith(b"?"):
        return Counter(body.decode().split("\n"))
    if media_type != JSON_RESULTS:
        body = convert_results(body, media_type, JSON_RESULTS)
    document = json.loads(body)
    if "boolean" in document:
        return document["boolean"]
    return Counter(frozenset((name, _same(cell)) for name, cell in row.items()) for row in parse_rows(body))


def _same(cell: Cell) -> Cell:
    """Return *cell* as all engines have it: GROUP_CONCAT has no order, and a decimal no fixed number of digits."""
    if cell.datatype == f"{PREFIXES['xsd']}decimal":
        return msgspec.structs.replace(cell, value=f"{float(cell.value):.12g}")
    return msgspec.structs.replace(cell, value=", ".join(sorted(_JOINED.split(cell.value))))


def triples(body: bytes, media_type: str) -> set[str]:
    """Return triples with their blank nodes named canonically."""
    if media_type == "application/ld+json" and body.startswith(b"{"):
        body = json.dumps(json.loads(body) | {"@context": load_context()}).encode()
    dataset = ox.Dataset(ox.parse(body, format=ox.RdfFormat.from_media_type(media_type)))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def unordered(value: Any) -> Any:
    """Return plain JSON with its arrays in one order."""
    if isinstance(value, dict):
        return {key: unordered(part) for key, part in value.items()}
    if isinstance(value, list):
        return sorted((unordered(part) for part in value), key=json.dumps)
    return value
