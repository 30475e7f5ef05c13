"""Each query is described in RDF at its own address: its text, its parameters, its columns and its address."""

from __future__ import annotations

import json

import pyoxigraph
import pytest
import rdflib
from flask.testing import FlaskClient
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH

from graph.reading.query_definitions import QueryDefinition, load_definitions
from graph.vocab import PREFIXES
from server.formats import GRAPHS, JSON_LD, N_TRIPLES, Format

BASE = "http://localhost:8000/api"
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
    assert set(parameters) == {query + f"#{one.name}" for one in definition.parameters}
    assert {one.name for one in definition.parameters if one.is_required} == {
        str(path).rpartition("#")[2]
        for path, one in parameters.items()
        if described.value(one, SH.optional) == rdflib.Literal(False)
    }
    assert [str(described.value(one, CSVW.name)) for one in columns] == [one.name for one in definition.columns]


def test_the_text_of_a_query_runs_at_the_endpoint(described: rdflib.Graph, portal_client: FlaskClient) -> None:
    text = str(described.value(rdflib.URIRef(f"{BASE}/pay"), SH.select))
    answer = portal_client.post("/sparql", data={"query": text}, headers={"Accept": "text/csv"})

    assert answer.status_code == 200
    assert answer.text.startswith("groupCode,")
    assert len(answer.text.splitlines()) > 1


def test_the_template_leads_to_rows(described: rdflib.Graph, portal_client: FlaskClient) -> None:
    query = rdflib.URIRef(f"{BASE}/pay-of-occupation")
    template = str(described.value(described.value(query, HYDRA.search), HYDRA.template))
    address, _, variables = template.removesuffix("}").partition("{?")
    answer = portal_client.get(address, query_string={"occupation": "kokk", "limit": "1"})

    assert {"occupation", "limit", "offset"} <= set(variables.split(","))
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
