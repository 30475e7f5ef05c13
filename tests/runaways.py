"""Queries that end at a limit or never: one of each kind that is known to get past milder means."""

from __future__ import annotations

import httpx

from tests import plain_http
from tests.bench.servers import Server
from tests.waiting import PATIENCE

DOUBLINGS = [
    f"BIND (CONCAT({', '.join([f'?{one}'] * 8)}) AS ?{next_})"
    for one, next_ in zip("abcdefghi", "bcdefghiz", strict=True)
]
RUNAWAYS = {
    "a cartesian count": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "an ordered product": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?i LIMIT 1",
    "a deep path": "SELECT (COUNT(*) AS ?n) { ?a (!<x:y>)+ ?b . ?c (!<x:y>)+ ?d }",
    "a doubling string": "SELECT ?z { BIND ('xxxxxxxxxxxxxxxx' AS ?a) " + " ".join(DOUBLINGS) + " }",
    "a grouped concatenation": "SELECT (GROUP_CONCAT(CONCAT(STR(?a),STR(?d),STR(?g))) AS ?x) "
    "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
}


def ask(server: Server, query: str, timeout: float = PATIENCE) -> httpx.Response:
    """Return the answer of *server* to *query*."""
    return plain_http.get(f"{server.url}/sparql", params={"query": query}, timeout=timeout)
