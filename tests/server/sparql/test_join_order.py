"""A query whose patterns are in another order has the rows that it had."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace

import msgspec
import pytest

from graph.reading.release import Release
from graph.vocab import PREFIXES
from server.adhoc_query import Query
from server.sparql.join_order import order_joins, read_join

HEAD = f"PREFIX skos: <{PREFIXES['skos']}>\nPREFIX yg: <{PREFIXES['yg']}>\n"
BODY = "?title a yg:JobTitle ; skos:notation ?code ; skos:prefLabel ?name ; yg:titleGroup ?group ."
TURNED = (
    f'SELECT ?code ?name {{ {BODY} ?group skos:notation ?other FILTER STRSTARTS(?code, "222") }}',
    f'SELECT ?code ?name WHERE {{ {BODY} FILTER(STRSTARTS(STR(?code), "2221")) . }} ORDER BY DESC(?code) LIMIT 4',
    f'select distinct ?group {{ {BODY} filter strstarts(?code, "2") }} order by ?group',
    'SELECT ?title { ?title a yg:JobTitle . ?title skos:prefLabel ?name FILTER STRSTARTS(?name, "L") }',
    'SELECT ?title ?name { ?title a yg:JobTitle ; skos:prefLabel ?name, ?other . FILTER (STRSTARTS(?name, "A") ) }',
    'SELECT ?code { ?title skos:notation ?code . ?title a yg:JobTitle FILTER STRSTARTS(?code, "none") }',
    f"SELECT ?group (COUNT(DISTINCT ?title) AS ?n) {{ {BODY} }} GROUP BY ?group HAVING (COUNT(?title) > 1)",
    "SELECT ?x ?group { ?x a yg:Occupation ; yg:hasJobTitle ?title . ?title a yg:JobTitle ; yg:titleGroup ?group }",
    "SELECT ?title ?elsewhere { ?title a yg:JobTitle ; # skos:notation ?none ;\n skos:prefLabel ?elsewhere }",
    "SELECT DISTINCT ?where WHERE{\n ?where\ta yg:JobTitle.\r\n?where skos:notation ?code #\n.}\nLIMIT 900",
    "SELECT $code ?name { $title a yg:JobTitle ; skos:notation ?code . ?title skos:prefLabel $name }",
    "SELECT REDUCED ?x { ?x a yg:Occupation . ?x skos:prefLabel ?name . ?x skos:prefLabel ?other } # both",
)
LEFT = (
    f'SELECT * {{ {BODY} FILTER STRSTARTS(?code, "222") }}',
    f"SELECT DISTINCT * {{ {BODY} }}",
    f"SELECT ?code FROM <http://example.org/g> {{ {BODY} }}",
    f"SELECT ?code {{ {BODY} FILTER (?code != ?name) }}",
    f"SELECT ?code {{ SELECT ?code {{ {BODY} }} }}",
    f"SELECT ?code {{ GRAPH ?g {{ {BODY} }} }}",
    f"ASK {{ {BODY} }}",
    f"SELECT ?code {{ {BODY} . }}",
    "SELECT ?code {\u00a0?x a yg:JobTitle ; skos:notation ?code }",
    "SELECT ?code { ?x a:JobTitle ?y ; skos:notation ?code }",
    f"SELECT ?code {{ {BODY} <id/occupation/lege> yg:hasJobTitle ?title }}",
    f"SELECT ?code {{ {BODY} ?title skos:broader/skos:broader ?other }}",
    "SELECT ?from { ?from skos:broader ?between . ?between skos:broader ?to }",
    "SELECT ?title { ?title a yg:JobTitle }",
    "SELECT ?title ?name { ?title a yg:JobTitle, ?any ; skos:prefLabel ?name }",
    "SELECT ?title { ?title a yg:JobTitle ; }",
    f'SELECT ?code {{ {BODY} FILTER STRENDS(?code, "222") }}',
    f"SELECT ?code {{ {BODY} FILTER STRSTARTS(?code, ?name) }}",
    f'SELECT ?code {{ {BODY} FILTER STRSTARTS(?code, "222"@nb) }}',
    f'SELECT ?code {{ {BODY} FILTER (!STRSTARTS(?code, "222")) }}',
    f'SELECT ?code {{ {BODY} FILTER (STRSTARTS(?code, "222") || ?name = ?code) }}',
    f'SELECT ?code {{ {BODY} FILTER STRSTARTS(?code, "222") FILTER (?code > ?name) }}',
    f'SELECT ?code {{ {BODY} OPTIONAL {{ ?a ?b ?c }} FILTER STRSTARTS(?code, "222") }}',
    f'SELECT ?code {{ {BODY} ?other skos:notation ?code FILTER STRSTARTS(?code, "222") }}',
    f'SELECT ?code {{ {BODY} ?group ?verb "x" FILTER STRSTARTS(?code, "222") }}',
    f'SELECT ?code {{ {BODY} FILTER STRSTARTS(?title, "222") }}',
    f'SELECT ?code {{ {BODY} FILTER STRSTARTS(?unknown, "222") }}',
    f'SELECT ?code {{ {BODY} FILTER STRSTARTS(?code, "222") }} VALUES ?code {{ "2" }}',
    'SELECT ?code { ?title a ?class ; skos:notation ?code FILTER STRSTARTS(?code, "222") }',
    'SELECT ?code { ?title a yg:JobTitle ; ?verb ?code FILTER STRSTARTS(?code, "222") }',
    'SELECT ?code { ?title a yg:JobTitle ; none:verb ?code FILTER STRSTARTS(?code, "222") }',
    'SELECT ?code { ?title a yg:JobTitle ; <verb> ?code FILTER STRSTARTS(?code, "222") }',
    'SELECT ?code { ?title a yg:JobTitle skos:notation ?code FILTER STRSTARTS(?code, "222") }',
    'SELECT ?code { ?title a yg:JobTitle ; ; skos:notation ?code FILTER STRSTARTS(?code, "222") }',
)


def rows(release: Release, text: str) -> list[str]:
    found = json.loads(release.store.answer(text).body)["results"]["bindings"]
    return sorted(json.dumps(row, sort_keys=True) for row in found)


def turned(text: str, first: str) -> str:
    """Return the query *text* in the order in which the property *first* has the fewest values."""
    join = read_join(HEAD + text)
    assert join is not None
    sizes = {one.iri: 1000 if one.is_class else 500 for one in join.patterns}
    return join.in_order(sizes | {first: 1}) or ""


@pytest.mark.parametrize("text", TURNED)
def test_the_rows_are_the_same_whatever_comes_first(bundled: Release, text: str) -> None:
    join = read_join(HEAD + text)
    assert join is not None
    properties = {one.iri for one in join.patterns if not one.is_class}

    orders = {turned(text, one) for one in properties}

    assert len(orders) == len(properties)
    assert {"LATERAL" in order for order in orders} == {True}
    assert {tuple(rows(bundled, order)) for order in orders} == {tuple(rows(bundled, HEAD + text))}
    assert rows(bundled, HEAD + text) != [] or '"none"' in text


@pytest.mark.parametrize("text", LEFT)
def test_other_queries_are_left_as_they_are(text: str) -> None:
    assert read_join(HEAD + text) is None


def test_patterns_without_a_variable_in_common_are_left() -> None:
    join = read_join(HEAD + "SELECT ?x { ?x a yg:Occupation ; skos:prefLabel ?name . ?y skos:notation ?code }")
    assert join is not None

    assert join.in_order({one.iri: 1000 if one.is_class else 1 for one in join.patterns}) is None


@pytest.mark.parametrize(
    ("instances", "values", "begins"),
    [(10, 9, "property"), (10, 10, "class"), (0, 9, "class"), (10, 0, "class")],
)
def test_it_begins_with_what_is_smaller(instances: int, values: int, begins: str) -> None:
    join = read_join(HEAD + "SELECT ?x { ?x a yg:Occupation ; skos:prefLabel ?name }")
    assert join is not None

    found = join.in_order({join.patterns[0].iri: instances, join.patterns[1].iri: values})

    assert (found is not None) == (begins == "property")


def test_a_class_that_a_property_implies_is_left_out() -> None:
    join = read_join(
        HEAD + "SELECT ?x { ?x a yg:Occupation ; skos:prefLabel ?name ; yg:hasJobTitle $y . $y a yg:Code }"
    )
    assert join is not None
    sizes = {one.iri: 10 if one.is_class else 50 for one in join.patterns}
    title, occupation, code = (f"{PREFIXES['yg']}{name}" for name in ("hasJobTitle", "Occupation", "Code"))

    assert join.in_order(sizes) is None
    assert join.in_order(sizes, {(title, code), (f"{PREFIXES['skos']}notation", occupation)}) is None
    assert join.in_order(sizes, {(title, occupation)}) == (
        f"{HEAD}SELECT ?x {{ ?x skos:prefLabel ?name . ?x yg:hasJobTitle $y . $y a yg:Code }}"
    )


def test_only_exact_numbers_imply_a_class(bundled: Release) -> None:
    query = asked("SELECT ?title { ?x a yg:Occupation ; yg:hasJobTitle ?title }")
    more = replace(bundled, manifest=msgspec.structs.replace(bundled.manifest, triples=bundled.manifest.triples + 1))

    assert "yg:Occupation" not in order_joins(bundled, query).text
    assert "yg:Occupation" in order_joins(replace(more, derived={}), query).text
    assert "yg:Occupation" in order_joins(replace(bundled, is_old=True, derived={}), query).text


def asked(text: str, default_graphs: list[str] | None = None) -> Query:
    return Query(HEAD + text, "application/sparql-results+json", "text/turtle", default_graphs)


def test_the_numbers_are_those_of_the_release(bundled: Release) -> None:
    few_values = asked('SELECT ?n { ?x a yg:JobTitle ; yg:titleGroup ?n FILTER STRSTARTS(STR(?n), "h") }')
    many_values = asked('SELECT ?n { ?x a yg:Release ; skos:prefLabel ?n FILTER STRSTARTS(?n, "h") }')

    assert order_joins(bundled, few_values).text != few_values.text
    assert order_joins(bundled, many_values) is many_values


def test_only_the_embedded_engine_has_the_extension(bundled: Release) -> None:
    query, of_a_graph = asked(TURNED[0]), asked(TURNED[0], ["http://example.org/g"])
    remote = replace(bundled, opener=lambda *_: SimpleNamespace(is_remote=True))

    assert order_joins(bundled, query) is not query
    assert order_joins(remote, query) is query
    assert order_joins(bundled, of_a_graph) is of_a_graph
