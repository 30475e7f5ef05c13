"""IRIs redirect with 303, documents exist in every format, and all answers have linked-data headers."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph
import pytest
import rdflib
from flask.testing import FlaskClient

from graph.reading.release import Release
from server.formats import DOCUMENTS, N_QUADS, RDF_XML, TRIG, TURTLE, Format

KINDS = {
    "occupation": "lege",
    "specialisation": "anestesiologi",
    "title": "2221110",
    "styrk98": "2221",
    "nus": "763202",
    "nus-field": "6",
    "education-group": "medisin",
    "education-path": "lege",
    "organisation": "legeforeningen",
    "authorisation": "lege",
    "review": "lege",
    "coverage": "utdanning-lege--hasJobTitle",
    "training": "lis1",
    "statistics": "lege-arbeid",
    "scheme": "styrk98",
    "source": "utdanning-lege",
    "graph": "utdanning-lege",
    "related": "lege--allmennlege",
    "reason": "lege--allmennlege--page",
    "rule": "shared-titles",
    "check": "title-listed-twice",
    "query": "titles-by-group",
    "dataset": "yrkesgraf",
}


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/turtle", "ttl"),
        ("*/*", "html"),
        (None, "html"),
        ("", "html"),
        ("text/html;q=0, */*", "ttl"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html"),
        ("application/rdf+xml, text/turtle;q=0.9", "rdf"),
        ("application/xml", "rdf"),
        ("application/ld+json;profile=x", "jsonld"),
        ("text/*;q=0.5, application/n-triples", "nt"),
        ("TEXT/TURTLE", "ttl"),
        ("application/n-quads, text/turtle;q=0", "nq"),
    ],
)
def test_an_id_sends_you_to_the_document_you_prefer(client: FlaskClient, accept: str | None, suffix: str) -> None:
    headers = {} if accept is None else {"Accept": accept}

    response = client.get("/id/occupation/lege", headers=headers)

    assert response.status_code == 303
    assert response.location.endswith(f"/doc/occupation/lege.{suffix}")
    assert "//doc" not in response.location
    assert {"Accept", "Accept-Language"} <= set(response.vary)


@pytest.mark.parametrize("path", ["/id/occupation/lege", "/doc/occupation/lege"])
def test_nothing_acceptable_is_406_with_the_list(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Accept": "image/png"})

    assert response.status_code == 406
    assert "text/turtle" in response.get_json(force=True)["detail"]


@pytest.mark.parametrize(
    "path",
    [
        "/id/occupation/nobody",
        "/doc/occupation/nobody.ttl",
        "/doc/occupation/lege.exe",
        "/id/nothing/x",
        "/nowhere",
        "/id/occupation/a%20b",
        "/doc/occupation/%zz",
        "/id/occupation/%00",
        "/id/occupation/%C3",
        "/doc/occupation/%3Cscript%3E",
        "/linked/occupation/a%20b/from/yg:hasJobTitle",
        "/linked/occupation/lege/to/yg:a%20b",
        "/crosswalk/a%20b/mappings",
        "/figures/a%20b",
        "/count?occupation=a%20b",
        "/tree/styrk98?at=a%20b",
        "/timemap/doc/occupation/a%20b",
        "/id/occupation/" + 5000 * "a",
    ],
)
def test_what_is_not_there_is_404_and_still_readable_from_anywhere(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Accept": "application/json"})

    assert response.status_code == 404
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.content_type == "application/problem+json"


@pytest.mark.parametrize(("kind", "key"), KINDS.items())
@pytest.mark.parametrize("format_", DOCUMENTS, ids=lambda format_: format_.suffix)
def test_every_kind_of_thing_has_a_document_in_every_format(
    client: FlaskClient, kind: str, key: str, format_: Format
) -> None:
    response = client.get(f"/doc/{kind}/{key}.{format_.suffix}")

    assert response.status_code == 200
    assert len(response.data) > 100


def triples(data: bytes, media_type: str) -> set[tuple[object, object, object]]:
    """Return the triples of a document, whatever its format."""
    format_ = pyoxigraph.RdfFormat.from_media_type(media_type)
    return {(quad.subject, quad.predicate, quad.object) for quad in pyoxigraph.parse(data, format=format_)}


@pytest.mark.parametrize("format_", [TURTLE, RDF_XML, TRIG, N_QUADS], ids=lambda format_: format_.suffix)
def test_the_rdf_formats_say_the_same(client: FlaskClient, format_: Format) -> None:
    expected = triples(client.get("/doc/title/2221150.nt").data, "application/n-triples")

    found = triples(client.get(f"/doc/title/2221150.{format_.suffix}").data, format_.media_type)

    assert found == expected


def test_json_ld_says_the_same_with_the_one_context(client: FlaskClient) -> None:
    expected = triples(client.get("/doc/title/2221150.nt").data, "application/n-triples")
    document = json.loads(client.get("/doc/title/2221150.jsonld").data)
    assert document["@context"] == "http://localhost:8000/context.jsonld"

    document["@context"] = json.loads(client.get("/context.jsonld").data)["@context"]
    found = triples(json.dumps(document).encode(), "application/ld+json")

    assert found == expected


def test_plain_json_has_compact_keys(client: FlaskClient) -> None:
    found = client.get("/doc/occupation/lege.json").get_json()

    assert found["id"].endswith("/id/occupation/lege")
    assert found["prefLabel"]["nb"] == "Lege"


def test_plain_json_has_numbers_truth_values_and_linked_things(client: FlaskClient) -> None:
    found = client.get("/doc/title/2221150.json").get_json()

    assert (found["timesListed"], found["leastOccupations"], found["notation"]) == (2, 1, "2221150")
    assert "isShared" not in found
    assert found["titleGroup"]["notation"] == "2221"
    assert found["jobTitleOf"][0]["prefLabel"]["en"] == "Medical doctor"


def test_csv_is_a_table_a_spreadsheet_can_read(client: FlaskClient) -> None:
    response = client.get("/doc/occupation/lege.csv")

    rows = list(csv.DictReader(io.StringIO(response.data.decode("utf-8"))))
    assert {"property", "value", "language", "datatype", "name"} <= set(rows[0])
    assert sum(row["property"].endswith("#hasJobTitle") for row in rows) == 46


def test_links_go_both_ways(client: FlaskClient) -> None:
    title = rdflib.Graph().parse(data=client.get("/doc/title/2221110.ttl").data, format="turtle")
    lege = rdflib.Graph().parse(data=client.get("/doc/occupation/lege.ttl").data, format="turtle")
    yg = rdflib.Namespace("https://w3id.org/yrkesgraf/def#")
    here = rdflib.Namespace("http://localhost:8000/id/")

    assert (here["occupation/lege"], yg.hasJobTitle, here["title/2221110"]) in lege
    assert (here["title/2221110"], yg.jobTitleOf, here["occupation/lege"]) in title


def test_a_document_carries_its_validators_and_links(client: FlaskClient, bundled: Release) -> None:
    response = client.get("/doc/occupation/lege", headers={"Accept": "text/turtle", "Accept-Language": "nn"})

    assert response.headers["Content-Location"] == "/doc/occupation/lege.ttl"
    assert response.last_modified == bundled.manifest.built
    assert response.cache_control.public
    etag, weak = response.get_etag()
    assert etag
    assert not weak
    link = response.headers["Link"]
    for relation in ("alternate", "describedby", "license", "canonical", "http://rdfs.org/ns/void#inDataset"):
        assert f'rel="{relation}"' in link


def test_each_representation_has_its_own_etag(client: FlaskClient) -> None:
    etags = {
        client.get(f"/doc/occupation/lege.{format_.suffix}?lang={language}").get_etag()[0]
        for format_ in DOCUMENTS
        for language in ("nb", "nn")
        if format_.suffix == "html" or language == "nb"
    }

    assert len(etags) == len(DOCUMENTS) + 1


def test_who_has_it_already_gets_304_without_a_body(client: FlaskClient) -> None:
    first = client.get("/doc/occupation/lege.ttl")

    again = client.get("/doc/occupation/lege.ttl", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == first.headers["ETag"]


def test_a_condition_that_any_document_meets_does_not_make_one(client: FlaskClient) -> None:
    here, nowhere = (
        client.get(f"/doc/occupation/{key}.ttl", headers={"If-None-Match": "*"}) for key in ("lege", "nobody")
    )

    assert (here.status_code, nowhere.status_code) == (304, 404)


def test_head_is_get_without_the_body(client: FlaskClient) -> None:
    response = client.head("/doc/occupation/lege.ttl")

    assert (response.status_code, response.data) == (200, b"")
    assert response.headers["ETag"] == client.get("/doc/occupation/lege.ttl").headers["ETag"]


@pytest.mark.parametrize(
    ("headers", "query", "language"),
    [
        ({"Accept-Language": "nn"}, "", "nn"),
        ({"Accept-Language": "no"}, "", "nb"),
        ({"Accept-Language": "en-GB,en;q=0.8"}, "", "en"),
        ({"Accept-Language": "de"}, "", "nb"),
        ({"Accept-Language": "en"}, "?lang=nn", "nn"),
        ({}, "?lang=", "nb"),
    ],
)
def test_a_page_is_in_the_language_asked_for(
    client: FlaskClient, headers: dict[str, str], query: str, language: str
) -> None:
    response = client.get(f"/doc/occupation/lege.html{query}", headers=headers)

    assert response.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in response.text


@pytest.mark.parametrize("host", ["localhost:8000", "example.org", "evil.example"])
def test_a_redirect_has_no_host_of_the_asker(client: FlaskClient, host: str) -> None:
    response = client.get("/id/occupation/lege", headers={"Host": host, "Accept": "text/turtle"})

    assert response.location == "/doc/occupation/lege.ttl"


def test_a_forwarded_host_is_not_believed_without_a_named_proxy(client: FlaskClient) -> None:
    response = client.get("/id/occupation/lege", headers={"X-Forwarded-Host": "evil.example"})

    assert "evil.example" not in response.location
