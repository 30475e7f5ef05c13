"""The endpoint follows the SPARQL 1.1 Protocol, and explains each refusal."""

from __future__ import annotations

import json
from io import BytesIO
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

ASK = "ASK { ?s ?p ?o }"
SELECT = (
    "SELECT ?name { <id/occupation/lege> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name } ORDER BY LANG(?name)"
)
CONSTRUCT = "CONSTRUCT WHERE { <id/title/2221110> ?p ?o }"
BODY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"


def get(client: FlaskClient, query: str, accept: str = "*/*", **parameters: str):  # type: ignore[no-untyped-def]
    return client.get("/sparql?" + urlencode({"query": query} | parameters), headers={"Accept": accept})


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/json", "application/sparql-results+json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/sparql-results+xml"),
    ],
)
def test_rows_come_in_the_format_asked_for(client: FlaskClient, accept: str, media_type: str) -> None:
    response = get(client, SELECT, accept)

    assert response.status_code == 200
    assert response.content_type == media_type
    assert "Accept" in response.vary


@pytest.mark.parametrize("suffix", ["ttl", "nt", "rdf", "jsonld", "trig", "nq"])
def test_triples_come_in_every_rdf_format(client: FlaskClient, suffix: str) -> None:
    response = get(client, CONSTRUCT, format=suffix)

    assert response.status_code == 200
    assert b"2221110" in response.data


def test_a_query_comes_by_get_form_body_or_the_query_method(client: FlaskClient) -> None:
    answers = [
        get(client, SELECT),
        client.post("/sparql", data={"query": SELECT}),
        client.post("/sparql", data=SELECT.encode(), content_type=BODY),
        client.open("/sparql", method="QUERY", data=SELECT.encode(), content_type=BODY),
    ]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert len({answer.data for answer in answers}) == 1


def test_a_byte_order_mark_before_a_query_is_ignored(client: FlaskClient) -> None:
    assert client.post("/sparql", data="\ufeffASK {}".encode(), content_type=BODY).status_code == 200


def test_a_spreadsheet_can_read_the_csv(client: FlaskClient) -> None:
    assert get(client, SELECT, format="csv").text == "name\r\nMedical doctor\r\nLege\r\nLege\r\n"


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        ({"method": "GET", "query_string": "query=ASK{}&query=ASK{}"}, 400),
        ({"method": "GET", "query_string": "x=1"}, 400),
        ({"method": "GET", "query_string": "query=ASK{}&format=docx"}, 400),
        ({"method": "GET", "query_string": "query=ASK{}%23%FF"}, 400),
        ({"method": "GET", "query_string": "query=ASK{}&default-graph-uri=not+one"}, 400),
        ({"method": "GET", "query_string": "query=ASK{}&named-graph-uri=id/graph/esco"}, 400),
        ({"method": "POST", "data": b"query=ASK{}%23%FF", "content_type": FORM}, 400),
        ({"method": "POST", "data": b"query=ASK{}", "content_type": FORM, "query_string": "query=ASK{}"}, 400),
        ({"method": "POST", "data": b"ASK{}", "content_type": BODY, "query_string": "query=ASK{}"}, 400),
        ({"method": "POST", "data": b"update=DROP+ALL", "content_type": FORM, "query_string": "query=ASK{}"}, 403),
        ({"method": "POST", "data": b"\xff", "content_type": "application/sparql-query"}, 400),
        ({"method": "POST", "data": b"ASK{}", "content_type": "application/sparql-query; charset=latin-1"}, 415),
        ({"method": "POST", "data": b"ASK{}", "content_type": "text/plain"}, 415),
        ({"method": "POST", "data": b"ASK{}"}, 415),
        ({"method": "POST", "data": b"", "content_type": FORM}, 400),
        ({"method": "POST", "data": b"update=DROP+ALL", "content_type": FORM}, 403),
        ({"method": "POST", "data": b"DROP ALL", "content_type": "application/sparql-update"}, 403),
        ({"method": "GET", "query_string": "query=DROP+ALL"}, 400),
        ({"method": "GET", "query_string": "query=ASK{SERVICE?s{}}"}, 403),
        ({"method": "GET", "query_string": "query=ASK{FILTER(<urn:f>(1))}"}, 400),
        ({"method": "POST", "data": b"ASK" + b"{" * 999 + b"}" * 999, "content_type": BODY}, 400),
        ({"method": "PUT"}, 405),
        ({"method": "DELETE"}, 405),
        ({"method": "GET", "query_string": "query=ASK{}", "headers": {"Accept": "image/png"}}, 406),
        ({"method": "GET", "query_string": "query=ASK{}", "headers": {"Accept": "text/turtle"}}, 406),
    ],
)
def test_what_is_wrong_has_its_status_and_a_problem_body(
    client: FlaskClient, request_: dict[str, object], status: int
) -> None:
    response = client.open("/sparql", **request_)  # type: ignore[arg-type]

    assert response.status_code == status
    assert response.content_type == "application/problem+json"
    problem = json.loads(response.data)
    assert problem["status"] == status
    assert len(problem["detail"]) > 10
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Accept" in response.vary


def test_a_syntax_error_has_its_line_and_column(client: FlaskClient) -> None:
    problem = get(client, "SELECT * {\n ?s }").get_json(force=True)

    assert (problem["line"], problem["column"]) == (2, 5)


def test_a_runaway_gets_503_with_the_limit_and_when_to_come_back(client: FlaskClient) -> None:
    response = get(client, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")

    assert response.status_code == 503
    assert int(response.headers["Retry-After"]) > 0
    assert response.get_json(force=True)["limit"] == "query_seconds"
    assert get(client, ASK).status_code == 200


def test_a_body_beyond_the_limit_is_413(client: FlaskClient) -> None:
    response = client.post("/sparql", data=b"#" * (2 << 20), content_type="application/sparql-query")

    assert response.status_code == 413


def test_a_body_in_chunks_beyond_the_limit_is_413_and_never_a_shorter_query(client: FlaskClient) -> None:
    endless = BytesIO(b"ASK { ?s ?p ?o } #" + b" " * (50 << 20))

    response = client.post(
        "/sparql", input_stream=endless, content_type=BODY, environ_overrides={"wsgi.input_terminated": True}
    )

    assert response.status_code == 413
    assert endless.tell() < 2 << 20


def test_a_small_body_in_chunks_is_a_query(client: FlaskClient) -> None:
    form = BytesIO(b"query=ASK{?s+?p+?o}&format=tsv")

    response = client.post(
        "/sparql", input_stream=form, content_type=FORM, environ_overrides={"wsgi.input_terminated": True}
    )

    assert (response.status_code, response.text) == (200, "true")


def test_any_character_of_unicode_may_stand_in_a_query(client: FlaskClient) -> None:
    query = "SELECT ('blåbær \ufffd \U0001f9ec' AS ?words) {}"

    answers = [
        get(client, query, format="tsv"),
        client.post("/sparql?format=tsv", data={"query": query}),
        client.post("/sparql?format=tsv", data=query.encode(), content_type=BODY),
    ]

    assert {answer.text for answer in answers} == {'?words\n"blåbær \ufffd \U0001f9ec"\n'}


@pytest.mark.parametrize(
    "wanted", ["application/sparql-results+xml", "application/sparql-results%2Bxml", "xml", "application/xml"]
)
def test_a_format_is_asked_for_by_suffix_or_media_type(client: FlaskClient, wanted: str) -> None:
    response = client.get(f"/sparql?query=ASK{{}}&format={wanted}", headers={"Accept": "text/csv"})

    assert response.content_type == "application/sparql-results+xml"


def test_a_dataset_in_the_address_of_a_form_holds(client: FlaskClient) -> None:
    response = client.post("/sparql?default-graph-uri=x:none&format=tsv", data={"query": ASK})

    assert response.text == "false"


def test_a_dataset_in_the_request_overrides_the_one_in_the_query(client: FlaskClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) FROM <x:none> { ?s ?p ?o }"
    graph = "http://localhost:8000/id/graph/organisations"

    inside, outside = get(client, query), get(client, query, **{"default-graph-uri": graph})

    assert '"0"' in inside.text
    assert '"0"' not in outside.text


def test_head_and_options_answer(client: FlaskClient) -> None:
    head = client.head("/sparql?" + urlencode({"query": ASK}))
    options = client.options("/sparql")

    assert (head.status_code, head.data) == (200, b"")
    assert options.status_code == 200
    assert {"GET", "POST", "QUERY"} <= {method.strip() for method in options.headers["Allow"].split(",")}
    assert options.headers["Access-Control-Allow-Methods"]


def test_a_bare_get_is_a_page_to_a_browser_and_a_description_to_a_program(client: FlaskClient) -> None:
    page = client.get("/sparql", headers={"Accept": "text/html,*/*;q=0.5"})
    description = client.get("/sparql")

    assert "<textarea" in page.text
    assert description.content_type == "text/turtle; charset=utf-8"
    assert "http://localhost/sparql" in description.text
    assert "SPARQL11Query" in description.text


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        ("CONSTRUCT { <urn:a> a <urn:b> } {}", "application/json", "application/ld+json"),
        ("SELECT * {}", "application/json", "application/sparql-results+json"),
        ("CONSTRUCT { <urn:a> a <urn:b> } {}", "text/plain", "application/n-triples"),
        ("SELECT * {}", "text/plain", "text/csv"),
    ],
)
def test_a_general_type_has_a_form_for_rows_and_for_triples(
    client: FlaskClient, query: str, accept: str, media_type: str
) -> None:
    response = get(client, query, accept)

    assert (response.status_code, response.mimetype) == (200, media_type)


@pytest.mark.parametrize(
    ("query", "accept", "sentence"),
    [
        (
            "ASK {}",
            "text/turtle",
            "This query gives rows or a boolean, and the request accepts none",
        ),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv", "This query gives triples, "),
    ],
)
def test_a_form_that_was_not_sent_is_not_quoted(client: FlaskClient, query: str, accept: str, sentence: str) -> None:
    response = get(client, query, accept)

    assert response.status_code == 406
    assert response.get_json(force=True)["detail"].startswith(sentence)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_answer_that_cannot_be_xml_is_refused_by_its_reason(client: FlaskClient, method: str) -> None:
    query = {"query": "CONSTRUCT { <urn:a> <http://a/b/1> 1 } {}"}
    place = "query_string" if method == "GET" else "data"
    response = client.open("/sparql", method=method, headers={"Accept": "application/rdf+xml"}, **{place: query})  # type: ignore[arg-type]

    assert response.status_code == 400
    assert "ask for Turtle or JSON-LD" in response.get_json(force=True)["detail"]
