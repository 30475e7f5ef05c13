"""Sends the requests of each test and judges the answers."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

import httpx
import rdflib
from rdflib.namespace import RDF, Namespace
from rdflib.term import URIRef

from graph.reading.store import JSON_RESULTS, convert_results

from .manifest import Case, Exchange

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
PASSED, FAILED, INAPPLICABLE = "passed", "failed", "inapplicable"

READ_ONLY = "The graph changes by a new release only: every update is refused with 403, as documented."
# Tests that this server cannot pass, with the reason in one line.
KNOWN_FAILURES = {
    "csv03": "The engine stores each number by its value, so 1.0E6 comes back as 1000000.",
    "tsv03": "The engine stores each number by its value, so -3 as xsd:negativeInteger comes back as xsd:integer.",
}

_TABULAR = {JSON_RESULTS, "application/sparql-results+xml", "text/csv", "text/tab-separated-values"}
_RDF = {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"}
_FORMS = {"boolean": _TABULAR - {"text/csv", "text/tab-separated-values"}, "tabular": _TABULAR, "RDF": _RDF}
_FORMATS = {".csv": "text/csv", ".tsv": "text/tab-separated-values", ".srj": JSON_RESULTS}


@dataclass(frozen=True)
class Outcome:
    """How one test went: passed, failed or inapplicable, and why where it did not pass."""

    case: Case
    outcome: str
    note: str = ""


def judge(case: Case, client: httpx.Client, graph_of: dict[str, str]) -> Outcome:
    """
    Run *case* against the server that *client* is bound to.

    *graph_of* gives the IRI of the graph that holds a test's data, by ``suite/file``.
    """
    complaint = _complaint(case, client, graph_of)
    if case.exchanges and _asks_update(case.exchanges[0]) and "4" not in case.exchanges[0].statuses:
        return Outcome(case, FAILED, complaint) if complaint else Outcome(case, INAPPLICABLE, READ_ONLY)
    return Outcome(case, FAILED, KNOWN_FAILURES.get(case.key, complaint)) if complaint else Outcome(case, PASSED)


def _complaint(case: Case, client: httpx.Client, graph_of: dict[str, str]) -> str:
    """Return the fault of the answers, '' where there is none."""
    if case.suite == "service-description":
        return _describes_itself(case.key, client)
    if case.query is not None:
        return _wrong_rows(case, client, graph_of)
    for exchange in case.exchanges:
        response = client.request(
            exchange.method, f"/sparql?{exchange.parameters}", content=exchange.body, headers=exchange.headers
        )
        if _asks_update(exchange) and "4" not in exchange.statuses:
            return "" if response.status_code == httpx.codes.FORBIDDEN else f"an update got {response.status_code}"
        if complaint := _wrong_response(exchange, response):
            return complaint
    return ""


def _asks_update(exchange: Exchange) -> bool:
    media_type = exchange.headers.get("content-type", "")
    in_form = media_type.endswith("urlencoded") and (exchange.body or b"").startswith(b"update=")
    return in_form or media_type.startswith("application/sparql-update")


def _wrong_response(exchange: Exchange, response: httpx.Response) -> str:
    media_type = response.headers.get("content-type", "").partition(";")[0]
    if str(response.status_code)[0] not in exchange.statuses:
        return f"status {response.status_code}: {response.text[:200]}"
    if exchange.form is not None and media_type not in _FORMS[exchange.form]:
        return f"{media_type} is no {exchange.form} format"
    if exchange.boolean is not None and _boolean(response.content, media_type) != exchange.boolean:
        return f"the answer is not {exchange.boolean}"
    return ""


def _boolean(body: bytes, media_type: str) -> bool:
    return bool(json.loads(convert_results(body, media_type, JSON_RESULTS))["boolean"])


def _wrong_rows(case: Case, client: httpx.Client, graph_of: dict[str, str]) -> str:
    """Compare the rows of a query over one file with the rows expected, in the format of the expectation."""
    if case.query is None or case.data is None or case.result is None:
        raise ValueError(f"{case.iri} names no query, data or result")
    media_type = _FORMATS[case.result.suffix]
    form = {"query": case.query.read_text("utf-8"), "default-graph-uri": graph_of[f"{case.suite}/{case.data.name}"]}
    response = client.post("/sparql", data=form, headers={"Accept": media_type})
    if response.headers.get("content-type", "").partition(";")[0] != media_type:
        return f"status {response.status_code}, {response.headers.get('content-type')}"
    got, expected = (_meaning(body, media_type) for body in (response.content, case.result.read_bytes()))
    return "" if got == expected else f"the rows differ: {response.text[:300]}"


def _meaning(body: bytes, media_type: str) -> Any:
    """Return a boolean, or the rows as a multiset, every blank node being like another (no test has two)."""
    if media_type == "text/csv":
        lines = list(csv.DictReader(io.StringIO(body.decode())))
        return Counter(
            frozenset((name, text[:2] if text[:2] == "_:" else text) for name, text in line.items()) for line in lines
        )
    document = json.loads(convert_results(body, media_type, JSON_RESULTS))
    if "boolean" in document:
        return document["boolean"]
    rows = document["results"]["bindings"]
    return Counter(
        frozenset((name, "_:" if cell["type"] == "bnode" else str(sorted(cell.items()))) for name, cell in row.items())
        for row in rows
    )


def _describes_itself(key: str, client: httpx.Client) -> str:
    """Judge the three tests of service description, which are prose in the manifest."""
    response = client.get("/sparql", headers={"Accept": "text/turtle, application/rdf+xml;q=0.9"})
    media_type = response.headers.get("content-type", "").partition(";")[0]
    if response.status_code != httpx.codes.OK or media_type not in _RDF:
        return f"status {response.status_code}, {media_type}"
    graph = rdflib.Graph().parse(data=response.text, format=media_type)
    if key == "has-endpoint-triple" and (None, SD.endpoint, URIRef(str(response.url))) not in graph:
        return f"no service has the endpoint {response.url}"
    return _breaks_schema(graph) if key == "conforms-to-schema" else ""


def _breaks_schema(graph: rdflib.Graph) -> str:
    """Return where the graph breaks the vocabulary's domains and ranges, or lacks a required property of a service."""
    classes = {SD.endpoint: SD.Service, SD.defaultDataset: SD.Service, SD.defaultGraph: SD.Dataset}
    ranges = {SD.defaultDataset: SD.Dataset, SD.defaultGraph: SD.Graph, SD.namedGraph: SD.NamedGraph}
    for property_, class_ in (classes | {SD.namedGraph: SD.Dataset, SD.name: SD.NamedGraph}).items():
        if strays := [s for s in graph.subjects(property_) if (s, RDF.type, class_) not in graph]:
            return f"{strays[0]} has {property_} and is no {class_}"
    for property_, class_ in ranges.items():
        if strays := [o for o in graph.objects(None, property_) if (o, RDF.type, class_) not in graph]:
            return f"{strays[0]} is a {property_} and no {class_}"
    nameless = [one for one in graph.subjects(RDF.type, SD.NamedGraph) if (one, SD.name, None) not in graph]
    return f"{nameless[0]} has no sd:name" if nameless else ""
