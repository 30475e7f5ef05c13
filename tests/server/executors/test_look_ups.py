"""Look-ups are known by their shape, and answered as an executor would."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from graph.errors import QueryFault
from graph.reading.release import Release
from server.adhoc_query import Query
from server.executors import pool as pools
from server.executors.look_ups import is_look_up
from server.executors.pool import ExecutorPool
from server.executors.stock import Stock
from server.refusals import ResourceLimit
from server.settings import Settings

PREFIXES = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\nprefix yg: <https://w3id.org/yrkesgraf/def#>\n"
LEGE = "<id/occupation/lege>"
LOOK_UPS = (
    f"{PREFIXES}SELECT ?name {{ {LEGE} skos:prefLabel ?name }}",
    f"SELECT * WHERE {{ {LEGE} ?property ?value . }} LIMIT 5",
    f"select ?value ?property{{{LEGE}?property?value}}",
    f"# the class\nSELECT ?class # of it\n{{ {LEGE} a ?class }}\n",
    f"{PREFIXES}ASK {{ {LEGE} a yg:Occupation }}",
    f"{PREFIXES}ASK {{ {LEGE} a <http://example.org/none> }}",
    "BASE <http://localhost:8000/>\nSELECT ?p ?o { <id/occupation/lege> ?p ?o }",
    "PREFIX o: <id/occupation/>\nSELECT $p { o:lege $p $o }",
)
OTHERS = (
    "SELECT * { ?s ?p ?o }",
    f"SELECT * {{ {LEGE} ?p ?o . {LEGE} ?q ?r }}",
    f"SELECT * {{ {LEGE} ?p ?o ; ?q ?r }}",
    f"SELECT * {{ {LEGE} ?p ?o, ?r }}",
    f"SELECT * {{ {LEGE} (<p>|<q>)* ?o }}",
    f"SELECT * {{ {LEGE} <p>* ?o }}",
    f"SELECT * {{ {LEGE} ^<p> ?o }}",
    f"SELECT * {{ GRAPH ?g {{ {LEGE} ?p ?o }} }}",
    f"SELECT * FROM <g> {{ {LEGE} ?p ?o }}",
    f"SELECT (COUNT(*) AS ?n) {{ {LEGE} ?p ?o }}",
    f"SELECT * {{ {LEGE} ?p ?o FILTER(?o > 1) }}",
    f"SELECT * {{ {LEGE} ?p ?o }} ORDER BY ?o",
    f"SELECT * {{ {LEGE} ?p ?o }} VALUES ?x {{ 1 2 }}",
    f"SELECT * {{ SERVICE <s> {{ {LEGE} ?p ?o }} }}",
    "SELECT * { _:b ?p ?o }",
    "SELECT * { [] ?p ?o }",
    f"SELECT * {{ {LEGE} ?p ?o }} # {'x' * 2000}\n",
    f"DESCRIBE {LEGE}",
    f"SELECT * {{ {LEGE} ?p\u00a0?o }}",
    "",
)


@pytest.mark.parametrize("query", LOOK_UPS)
def test_one_pattern_with_a_given_subject_is_a_look_up(query: str) -> None:
    assert is_look_up(query)


@pytest.mark.parametrize("query", OTHERS)
def test_whatever_may_take_longer_is_none(query: str) -> None:
    assert not is_look_up(query)


def test_a_query_that_nearly_is_one_is_read_in_linear_time() -> None:
    # A pattern that tries all ways to divide the gaps would not end.
    assert not is_look_up("SELECT ?a " + " #\n" * 600 + "x")


@pytest.fixture
def pool() -> Iterator[ExecutorPool]:
    made = ExecutorPool(Settings())
    made.network()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("text", "results"),
    [
        *((text, "application/sparql-results+json") for text in LOOK_UPS),
        *((text, "text/csv") for text in LOOK_UPS if "ASK" not in text),
    ],
)
def test_the_answer_is_that_of_an_executor(
    pool: ExecutorPool, bundled: Release, text: str, results: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = Query(text, results, "text/turtle")
    found = pool.run(bundled, query)
    assert query.trace.store > 0
    monkeypatch.setattr(pools, "is_look_up", lambda _: False)

    assert found == pool.run(bundled, query)


def test_it_needs_no_executor(pool: ExecutorPool, bundled: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Stock, "take", None)
    found = pool.run(bundled, Query(LOOK_UPS[0], "application/sparql-results+json", "text/turtle"))

    assert "Lege" in {row["name"]["value"] for row in json.loads(found.body)["results"]["bindings"]}


def test_its_answer_has_the_limit_of_every_answer(bundled: Release) -> None:
    pool = ExecutorPool(Settings(answer_bytes=100))
    with pytest.raises(ResourceLimit, match="more than the 100"):
        pool.run(bundled, Query(LOOK_UPS[1], "application/sparql-results+json", "text/turtle"))
    pool.close()


def test_its_faults_are_those_of_a_query(pool: ExecutorPool, bundled: Release) -> None:
    with pytest.raises(QueryFault, match="prefix"):
        pool.run(bundled, Query("ASK { none:a none:b none:c }", "application/sparql-results+json", "text/turtle"))


def test_a_dataset_of_the_protocol_is_left_to_an_executor(pool: ExecutorPool, bundled: Release) -> None:
    text = f"SELECT ?p {{ {LEGE} ?p ?o }}"
    query = Query(text, "application/sparql-results+json", "text/turtle", default_graphs=["http://example.org/none"])

    assert json.loads(pool.run(bundled, query).body)["results"]["bindings"] == []
