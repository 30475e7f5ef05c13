"""Every table links to its query, which runs unchanged and returns the rows shown."""

from __future__ import annotations

import csv
import html
import re
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from graph.errors import QueryFault
from graph.reading.query_files import load_folder
from graph.vocab import Iri
from server.languages import ReaderLanguage
from server.things.query_links import bound, bound_query, compared_query, sparql_link, sums_query

# A page, the anchor of a section of it, and how many of the rows of its tables are headings.
SECTIONS = [
    ("/doc/occupation/lege.html", "titles", 2),
    ("/doc/occupation/lege.html", "all_related", 1),
    ("/doc/occupation/lege.html", "codes", 1),
    ("/doc/occupation/lege.html", "sums", 1),
    ("/doc/occupation/audiograf.html", "all_related", 1),
    ("/about", "sources", 1),
]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize(("path", "anchor", "heads"), SECTIONS)
def test_the_query_behind_a_table_gives_the_rows_shown(
    client: FlaskClient, path: str, anchor: str, heads: int, language: str
) -> None:
    text = client.get(path, query_string={"lang": language}, headers={"Accept": "text/html"}).text
    section = text[text.index(f'<section aria-labelledby="{anchor}">') :].partition("</section>")[0]
    link = html.unescape(re.findall(r'href="/query(\?query=[^"]*)"', section)[-1])

    rows = list(csv.DictReader(client.get(f"/sparql{link}&format=csv").text.splitlines()))

    assert rows
    assert len(rows) == section.count("<tr>") - heads
    assert client.get(f"/query{link}&run=1").status_code == 200


def test_the_educations_of_a_level_are_rows_under_its_name(portal_client: FlaskClient) -> None:
    text = portal_client.get("/doc/occupation/kokk.html", query_string={"lang": "nb"}).text
    found = text[text.index('<section aria-labelledby="educations">') :].partition("</section>")[0]
    link = html.unescape(re.findall(r'href="(/sparql\?[^"]*format=csv)"', found)[0])
    rows = list(csv.DictReader(portal_client.get(link).text.splitlines()))

    assert [row["notation"] for row in rows] == sorted(row["notation"] for row in rows)
    assert found.count("<tr><td>") == len(rows)
    assert found.count('scope="rowgroup"') == len({row["levelCode"] for row in rows})


@pytest.mark.parametrize("path", ["/doc/title/2221150.html", "/doc/source/utdanning-lege.html"])
def test_the_query_behind_facts_gives_a_row_for_every_value(client: FlaskClient, path: str) -> None:
    text = client.get(path, query_string={"lang": "nb"}).text
    facts = text[text.index('<section aria-labelledby="facts">') :].partition("</section>")[0]
    link = html.unescape(re.findall(r'href="(/sparql\?[^"]*format=csv)"', facts)[0])
    rows = list(csv.DictReader(client.get(link).text.splitlines()))

    assert len({row["property"] for row in rows}) == facts.count("<dt")
    assert len(rows) >= facts.count("<dd>")


def test_a_term_stands_for_its_variable(client: FlaskClient) -> None:
    with client.application.test_request_context():
        assert bound("SELECT ?x {}", {"x": "nb"}).endswith('\nSELECT ("nb" AS ?x) {}\n')


def test_several_chosen_terms_are_listed_and_one_stands_for_its_variable(client: FlaskClient) -> None:
    with client.application.test_request_context():
        several = compared_query([Iri("urn:a"), Iri("urn:b")], ReaderLanguage("nb", "nb"))
        one = sums_query("urn:a", [])

    assert several.count("VALUES ?occupation { <urn:a> <urn:b> }") == 2
    assert "UNDEF" not in one
    assert "<urn:a> ?property ?thing" in one


def test_the_address_of_a_query_is_that_of_a_form() -> None:
    query = 'SELECT ?x { ?x ?y "a+b & 100%" } # sjømann~_-.'
    for text in (query, query.replace("ø", "o"), "x" * 20_000):
        assert sparql_link(text, "csv") == "/sparql?" + urlencode({"query": text, "format": "csv"})
        assert sparql_link(text) == "/query?" + urlencode({"query": text})

    assert sparql_link("") == "/query?query="


def test_a_query_file_is_bound_to_each_resource_as_any_query_is(client: FlaskClient) -> None:
    text = load_folder("pages")["codes"].text
    with client.application.test_request_context():
        for iri in ("urn:a", "urn:b"):
            values = {"this": Iri(iri), "language": "nn"}
            query = bound_query(text, iri, ReaderLanguage("en", "nn"))
            assert query == bound(text, values)
            assert sparql_link(query) == sparql_link(str(query)) == "/query?" + urlencode({"query": query})

        with pytest.raises(QueryFault):
            bound_query(text, "urn:a>")
