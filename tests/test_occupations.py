"""Occupations are listed by the Norwegian alphabet, chosen by facets that count, and given as CSV and JSON."""

from __future__ import annotations

import csv
import re

import pytest
from flask.testing import FlaskClient

HTML = {"Accept": "text/html"}


def names(text: str) -> list[str]:
    """Return the names in the list of a page, in order."""
    return re.findall(r'<li><a href="/doc/occupation/[^"]+">(?:<span[^>]*>)?([^<]+)<', text)


def test_every_occupation_stands_under_its_letter(client: FlaskClient) -> None:
    text = client.get("/occupations?lang=nb", headers=HTML).text.replace("?lang=nb", "")

    assert len(names(text)) == len(client.get("/occupations.json").get_json())
    assert names(text).index("Allmennlege") < names(text).index("Lege")
    assert text.index('id="letter-L"') < text.index(">Lege<")


def test_a_facet_leaves_as_many_as_it_says(portal_client: FlaskClient) -> None:
    text = portal_client.get("/occupations", headers=HTML).text
    links = re.findall(r'<li><a href="(/occupations\?[^"]+)">.*?</a> <span class="count">(\d+)</span>', text)

    assert links
    for href, count in links:
        assert len(portal_client.get(href.replace("/occupations?", "/occupations.json?")).get_json()) == int(count)


def test_a_facet_that_is_chosen_is_shown_and_can_be_let_go(portal_client: FlaskClient) -> None:
    interest = portal_client.get("/interests.json").get_json()[0]["key"]
    text = portal_client.get(f"/occupations?interest={interest}", headers=HTML).text

    assert 'class="chosen"' in text
    assert re.search(r'href="/occupations"><span class="visually-hidden">', text)


def test_an_interest_counts_the_occupations_it_leads_to(portal_client: FlaskClient) -> None:
    for interest in portal_client.get("/interests.json").get_json():
        found = portal_client.get(f"/occupations.json?interest={interest['key']}").get_json()
        assert len(found) == interest["occupations"]


def test_csv_and_json_have_the_same_rows(client: FlaskClient) -> None:
    rows = list(csv.DictReader(client.get("/occupations.csv").text.splitlines()))
    records = client.get("/occupations.json").get_json()

    assert [row["iri"] for row in rows] == [record["iri"] for record in records]
    lege = next(row for row in rows if row["key"] == "lege")
    assert lege["feature"] == "hasSpecialisation|requiresAuthorisation"


def test_a_value_that_no_occupation_has_is_named(client: FlaskClient) -> None:
    response = client.get("/occupations?interest=stars")

    assert response.status_code == 404
    assert "'stars' as its interest" in response.get_json()["detail"]


@pytest.mark.parametrize("path", ["/browse", "/interests"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_ways_in_are_there_in_every_language(client: FlaskClient, path: str, language: str) -> None:
    assert client.get(f"{path}?lang={language}", headers=HTML).status_code == 200
