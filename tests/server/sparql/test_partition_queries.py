"""Queries that VoID has the answers of give the same rows as the statements themselves."""

from __future__ import annotations

import json
from dataclasses import replace
from http import HTTPStatus

import msgspec
import pytest
from flask.testing import FlaskClient

from graph.reading.release import Release
from graph.vocab import PREFIXES
from server.adhoc_query import Query
from server.sparql.partition_queries import rewrite, use_partitions

JSON = "application/sparql-results+json"
HEAD = f"PREFIX yg: <{PREFIXES['yg']}>\nPREFIX skos: <{PREFIXES['skos']}>\n"
ANSWERED = (
    "SELECT DISTINCT ?property { ?thing a yg:Occupation ; ?property ?value }",
    "SELECT DISTINCT ?p WHERE { ?x a yg:Occupation . ?x ?p ?o . } ORDER BY ?p LIMIT 5",
    "SELECT ?p (COUNT(*) AS ?n) { ?x a yg:JobTitle ; ?p ?o } GROUP BY ?p ORDER BY DESC(?n) ?p",
    "SELECT (COUNT(?o) AS ?n) { ?x a yg:JobTitle ; ?p ?o }",
    "SELECT DISTINCT ?class { ?x a ?class } ORDER BY ?class",
    "select ?class (count(?x) as ?n) where { ?x a ?class } group by ?class order by desc(?n) ?class limit 7",
    f"SELECT ?class (COUNT(?x) AS ?n) {{ ?x <{PREFIXES['rdf']}type> ?class }} GROUP BY ?class",
    "SELECT (COUNT(*) AS ?n) { ?x a yg:Occupation }",
    "SELECT (COUNT(?x) AS ?n) { ?x a <http://example.org/None> }",
    "SELECT (COUNT(*) AS ?n) { ?x a ?class }",
    "SELECT DISTINCT ?p { ?s ?p ?o }",
    "SELECT ?p (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?p",
    "SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { ?s skos:prefLabel ?o }",
    "SELECT (COUNT(*) AS ?n) { ?s skos:prefLabel ?o } # of all\n LIMIT 1",
    "SELECT (COUNT(*) AS ?n) { ?s <http://example.org/none> ?o }",
    "SELECT DISTINCT ?p { ?x a <http://example.org/None> ; ?p ?o }",
)
LEFT = (
    "SELECT ?p { ?x a yg:Occupation ; ?p ?o }",
    "SELECT DISTINCT ?x { ?x a yg:Occupation ; ?p ?o }",
    "SELECT DISTINCT ?o { ?x a yg:Occupation ; ?p ?o }",
    "SELECT DISTINCT ?p { ?x a yg:Occupation . ?y ?p ?o }",
    "SELECT DISTINCT ?p { ?x a yg:Occupation . ?xy ?p ?o }",
    "SELECT DISTINCT ?p { ?x a yg:Occupation ; ?p ?p }",
    "SELECT DISTINCT ?p { ?x a yg:Occupation ; ?p ?x }",
    "SELECT DISTINCT ?p { ?x a yg:Occupation ; ?p ?o FILTER(isIRI(?o)) }",
    "SELECT DISTINCT ?p { ?x a yg:Occupation ; ?p ?o . ?o ?q ?r }",
    "SELECT DISTINCT ?p { GRAPH ?g { ?x a yg:Occupation ; ?p ?o } }",
    "SELECT DISTINCT ?p FROM <http://example.org/g> { ?s ?p ?o }",
    "SELECT ?x (COUNT(*) AS ?n) { ?x a ?class } GROUP BY ?x",
    "SELECT ?class (COUNT(DISTINCT ?class) AS ?n) { ?x a ?class } GROUP BY ?class",
    "SELECT ?class (COUNT(?other) AS ?n) { ?x a ?class } GROUP BY ?class",
    "SELECT ?class (COUNT(?x) AS ?n) { ?x a ?class }",
    "SELECT (COUNT(?x) AS ?n) { ?x a ?class } GROUP BY ?class",
    "SELECT (COUNT(?x) AS ?x) { ?x a ?class }",
    "SELECT (COUNT(*) AS $x) { ?x a ?class }",
    "SELECT (COUNT(*) AS ?n) {\u00a0?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { ?x a:Occupation }",
    "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p HAVING(COUNT(*) > 2)",
    "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p ORDER BY ?o",
    "SELECT ?p (COUNT(*) AS ?voidNumber) { ?s ?p ?o } GROUP BY ?p",
    "SELECT DISTINCT ?voidPart { ?s ?voidPart ?o }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?s }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p \"Lege\" }",
    "SELECT (COUNT(*) AS ?n) { <id/occupation/lege> ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { _:s ?p ?o }",
    "SELECT (SUM(?o) AS ?n) { ?s ?p ?o }",
    "SELECT (COUNT(*) AS ?n) { ?s skos:broader+ ?o }",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } VALUES ?p { 1 }",
    f"SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o }} #{'x' * 2000}\n",
)  # fmt: skip


def rows(release: Release, text: str) -> list[str]:
    """Return the rows of *text*, in order only where it orders them."""
    found = json.loads(release.store.answer(text).body)["results"]["bindings"]
    written = [json.dumps(row, sort_keys=True) for row in found]
    return written if "ORDER BY" in text.upper() else sorted(written)


@pytest.mark.parametrize("text", ANSWERED)
def test_the_rows_are_those_of_the_statements(bundled: Release, text: str) -> None:
    rewritten = rewrite(HEAD + text)

    assert rewritten is not None
    assert rows(bundled, rewritten) == rows(bundled, HEAD + text)


def test_the_numbers_are_right_for_every_class_and_property(bundled: Release) -> None:
    classes = [row["class"].value for row in bundled.store.rows("SELECT DISTINCT ?class { ?x a ?class }")]
    properties = [row["p"].value for row in bundled.store.rows("SELECT DISTINCT ?p { ?x ?p ?o }")]
    texts = [f"SELECT ?p (COUNT(*) AS ?n) {{ ?x a <{one}> ; ?p ?o }} GROUP BY ?p" for one in classes]
    texts += [f"SELECT (COUNT(*) AS ?n) {{ ?x a <{one}> }}" for one in classes]
    texts += [f"SELECT (COUNT(*) AS ?n) {{ ?x <{one}> ?o }}" for one in properties]

    wrong = [text for text in texts if rows(bundled, rewrite(text) or "") != rows(bundled, text)]

    assert len(texts) > 200
    assert wrong == []


@pytest.mark.parametrize("text", LEFT)
def test_other_queries_are_left_as_they_are(text: str) -> None:
    assert rewrite(HEAD + text) is None


def query(text: str, default_graphs: list[str] | None = None) -> Query:
    return Query(text, JSON, "text/turtle", default_graphs)


def test_a_release_whose_numbers_do_not_agree_is_not_relied_on(bundled: Release) -> None:
    asked = query(ANSWERED[10])
    changed = replace(bundled, manifest=msgspec.structs.replace(bundled.manifest, triples=7), derived={})

    assert use_partitions(bundled, asked).text != asked.text
    assert use_partitions(changed, asked) is asked


def test_neither_is_an_old_one_or_a_dataset_of_the_protocol(bundled: Release) -> None:
    asked = query(ANSWERED[10])
    of_a_graph = query(ANSWERED[10], ["http://example.org/g"])

    assert use_partitions(replace(bundled, is_old=True), asked) is asked
    assert use_partitions(bundled, of_a_graph) is of_a_graph


def test_the_endpoint_answers_with_them(client: FlaskClient, bundled: Release) -> None:
    asked = {"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"}
    answer = client.get("/sparql", query_string=asked, headers={"Accept": JSON})

    assert answer.status_code == HTTPStatus.OK
    rows = answer.get_json(force=True)["results"]["bindings"]
    assert [row["n"]["value"] for row in rows] == [str(bundled.manifest.triples)]


def test_a_fault_is_where_the_client_wrote_it(client: FlaskClient) -> None:
    asked = {"query": "SELECT (COUNT(*) AS ?n)\n{ ?s none:broader ?o }"}
    answer = client.get("/sparql", query_string=asked, headers={"Accept": JSON})

    found = answer.get_json(force=True)
    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert (found["line"], found["column"]) == (2, 6)
