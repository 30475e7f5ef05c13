"""``SELECT *`` has its columns in the order in which the query first uses them."""

from __future__ import annotations

import json

import pytest

from graph.reading.memory_store import hold_turtle


@pytest.mark.parametrize(
    ("query", "columns"),
    [
        ("SELECT * { ?zebra ?p ?a }", ["zebra", "p", "a"]),
        ("PREFIX : <http://x/> # ?a\nSELECT DISTINCT * { ?z :p '?a' . OPTIONAL { ?z :q* ?a } }", ["z", "a"]),
        ("SELECT * { ?z ?p ?o MINUS { ?z ?b ?c } BIND(1 AS ?a) }", ["z", "p", "o", "a"]),
        ("SELECT * { { SELECT (COUNT(*) AS ?n) ?z { ?z ?hidden ?o } GROUP BY ?z } ?z ?a ?o }", ["n", "z", "o", "a"]),
        ("SELECT ?o ?a { ?a ?p ?o }", ["o", "a"]),
        ("SELECT (COUNT(*) AS ?n) { ?a ?p ?o }", ["n"]),
        ("SELECT * {}", []),
    ],
)
def test_columns_stand_in_the_order_of_first_use(query: str, columns: list[str]) -> None:
    store = hold_turtle(b"<http://x/a> <http://x/p> 1 .", "http://x/")

    assert json.loads(store.answer(query).body)["head"]["vars"] == columns
