"""Each query is described in RDF at its own address: its text, its parameters, its columns and its address."""

from __future__ import annotations

import csv
import io
import json
import re

import pyoxigraph
import pytest
import rdflib
from flask.testing import FlaskClient
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH, SKOS, XSD

from graph.reading.query_definitions import QueryDefinition, load_definitions
from graph.reading.sparql_tokens import apply_edits, bind_terms, outline_query
from graph.vocab import PREFIXES
from server.formats import GRAPHS, JSON_LD, N_TRIPLES, Format

BASE = "http://localhost:8000/api"
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
CSVW, HYDRA = rdflib.Namespace(PREFIXES["csvw"]), rdflib.Namespace(PREFIXES["hydra"])


@pytest.fixture(scope="module")
def described(portal_client: FlaskClient) -> rdflib.Graph:
    """The description of all queries."""
    return rdflib.Graph().parse(data=portal_client.get("/api.nt").text, format="nt")


@pytest.mark.parametrize("definition", load_definitions().values(), ids=load_definitions())
def test_a_query_has_its_parameters_and_columns(described: rdflib.Graph, definition: QueryDefinition) -> None:
    query = rdflib.URIRef(f"{BASE}/{definition.key}")
    parameters = {described.value(one, SH.path): one for one in described.objects(query, SH.parameter)}
    schema = described.value(query, CSVW.tableSchema)
    first = described.value(schema, CSVW.column)
    assert first is not None
    columns = list(Collection(described, first))

    assert (query, RDF.type, SH.SPARQLSelectExecutable) in described
    assert {one.language for one in described.objects(query, RDFS.label) if isinstance(one, rdflib.Literal)} == {
        "nb", "nn", "en",
    }  # fmt: skip
    languages = {query + "#language"} if definition.has_language else set()
    assert (query, RDF.type, SH.Parameterizable) in described
    assert set(parameters) == {query + f"#{one.name}" for one in definition.parameters} | languages
    assert {one.name for one in definition.parameters if one.is_required} == {
        str(path).rpartition("#")[2]
        for path, one in parameters.items()
        if described.value(one, SH.optional) == rdflib.Literal(False)
    }
    assert [str(described.value(one, CSVW.name)) for one in columns] == [one.name for one in definition.columns]


@pytest.mark.parametrize("definition", load_definitions().values(), ids=load_definitions())
def test_values_are_of_the_kind_that_their_parameter_declares(
    described: rdflib.Graph, definition: QueryDefinition
) -> None:
    query = rdflib.URIRef(f"{BASE}/{definition.key}")
    wrong = [
        (parameter, value)
        for parameter in described.objects(query, SH.parameter)
        for given in (SKOS.example, SH.defaultValue)
        for value in described.objects(parameter, given)
        if kind_of(value) != (described.value(parameter, SH.datatype) or described.value(parameter, SH.nodeKind))
    ]

    assert (query, SH.select, None) in described
    assert wrong == []


def kind_of(value: rdflib.term.Node) -> rdflib.term.Node:
    """Return the datatype of a literal, or that it is an IRI."""
    return (value.datatype or XSD.string) if isinstance(value, rdflib.Literal) else SH.IRI


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("occupations", {}),
        ("pay", {"sex": rdflib.URIRef("http://localhost:8000/id/code/sex-K")}),
        ("pay-of-occupation", {"occupation": rdflib.URIRef("http://localhost:8000/id/occupation/baker")}),
        ("search-names", {"prefix": rdflib.Literal("ko")}),
    ],
)
def test_the_published_text_with_its_parameters_gives_the_rows_of_the_api(
    described: rdflib.Graph, portal_client: FlaskClient, key: str, given: dict[str, rdflib.term.Node], language: str
) -> None:
    query = rdflib.URIRef(f"{BASE}/{key}")
    values = given | {"language": rdflib.Literal(language)}
    defaults = {
        local_name(described.value(one, SH.path)): value
        for one in described.objects(query, SH.parameter)
        for value in described.objects(one, SH.defaultValue)
    }
    sent = {
        str(described.value(one, HYDRA.variable)): str(values[name])
        for one in described.objects(described.value(query, HYDRA.search), HYDRA.mapping)
        if (name := local_name(described.value(one, HYDRA.property))) in values
    }
    text = str(described.value(query, SH.select))
    terms = {name: value.n3() for name, value in (defaults | values).items()}
    bound = apply_edits(text, bind_terms(outline_query(text), terms))

    found = portal_client.post("/sparql", data={"query": bound}, headers={"Accept": "text/csv"})
    rows = portal_client.get(f"/api/{key}.csv", query_string=sent)

    assert (found.status_code, rows.status_code) == (200, 200)
    assert len(rows.text.splitlines()) > 1
    assert read_cells(found.text) == read_cells(rows.text)


def local_name(iri: rdflib.term.Node | None) -> str:
    """Return the part of *iri* after the last hash, the name of the variable of a path."""
    return str(iri).rpartition("#")[2]


def read_cells(text: str) -> list[list[str | float]]:
    """Return the cells of a CSV, numbers as such, since 30 and 30.0 are one value."""
    return [[float(cell) if NUMBER.fullmatch(cell) else cell for cell in row] for row in csv.reader(io.StringIO(text))]


def test_every_variable_of_the_address_is_mapped(described: rdflib.Graph) -> None:
    templates = set(described.objects(None, HYDRA.search))

    assert len(templates) == len(load_definitions())
    for one in templates:
        variables = str(described.value(one, HYDRA.template)).removesuffix("}").partition("{?")[2].split(",")
        mapped = [str(described.value(each, HYDRA.variable)) for each in described.objects(one, HYDRA.mapping)]
        assert sorted(mapped) == sorted(variables)
    assert {HYDRA.limit, HYDRA.offset} <= set(described.objects(None, HYDRA.property))


@pytest.mark.parametrize("key", ["occupations", "pay", "titles-of-occupation"])
def test_every_published_part_of_a_query_has_its_place_on_the_page(portal_client: FlaskClient, key: str) -> None:
    graph = rdflib.Graph().parse(data=portal_client.get(f"/api/{key}.nt").text, format="nt")
    parts = {str(one).partition("#")[2] for one in graph.subjects() if str(one).startswith(f"{BASE}/{key}#")}
    page = portal_client.get(f"/api/{key}.html").text
    ids = re.findall(r'\bid="([^"]+)"', page)

    assert {"columns", "language", "parameter-language"} <= parts
    assert parts <= set(ids)
    assert len(set(ids)) == len(ids)


def test_the_template_leads_to_rows(described: rdflib.Graph, portal_client: FlaskClient) -> None:
    query = rdflib.URIRef(f"{BASE}/pay-of-occupation")
    template = str(described.value(described.value(query, HYDRA.search), HYDRA.template))
    address, _, variables = template.removesuffix("}").partition("{?")
    answer = portal_client.get(address, query_string={"occupation": "kokk", "limit": "1"})

    assert {"occupation", "lang", "limit", "offset"} <= set(variables.split(","))
    assert answer.status_code == 200


@pytest.mark.parametrize("format_", GRAPHS, ids=lambda format_: format_.suffix)
def test_every_format_describes_the_same(portal_client: FlaskClient, format_: Format) -> None:
    text = portal_client.get(f"/api/pay.{format_.suffix}").text
    if format_ is JSON_LD:
        text = json.dumps(json.loads(text) | portal_client.get("/context.jsonld").get_json(force=True))

    assert parse(text, format_) == parse(portal_client.get("/api/pay.nt").text, N_TRIPLES)


def parse(text: str, format_: Format) -> pyoxigraph.Dataset:
    """Return the triples of *text*, with blank nodes named by their content."""
    found = pyoxigraph.Dataset(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.from_media_type(format_.media_type)))
    found.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return found


def test_the_description_is_negotiated_and_linked_from_the_rows(portal_client: FlaskClient) -> None:
    negotiated = portal_client.get("/api/pay", headers={"Accept": "text/turtle"})
    rows = portal_client.get("/api/pay.json")

    assert negotiated.content_type == "text/turtle; charset=utf-8"
    assert negotiated.text.index("api/pay>") < negotiated.text.index("#parameter-")
    assert f'<{BASE}/pay.ttl>; rel="describedby"; type="text/turtle"' in rows.headers["Link"]


def test_arguments_are_for_rows(portal_client: FlaskClient) -> None:
    answer = portal_client.get("/api/pay.ttl?sex=K")

    assert answer.status_code == 400
    assert "takes no sex" in answer.text
