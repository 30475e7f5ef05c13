"""Flows from study programmes to occupations are a picture, a table and data of the same links."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("within", [False, True])
def test_picture_table_and_data_show_the_same_links(portal_client: FlaskClient, within: bool) -> None:
    field = portal_client.get("/flows.json").get_json()[0]["from"]
    query = f"?lang=nb&field={field}" if within else "?lang=nb"
    page = portal_client.get(f"/flows{query}", headers={"Accept": "text/html"}).text
    records = portal_client.get(f"/flows.json{query}").get_json()
    root = ElementTree.fromstring(portal_client.get(f"/flows.svg{query}").text)

    assert len(records) == len(list(root.iter(f"{SVG}path"))) == len(re.findall(r"<tr><td><a", page))
    assert records


@pytest.mark.parametrize("choice", ["", "field", "programme"])
def test_the_query_gives_the_links_of_the_table(portal_client: FlaskClient, choice: str) -> None:
    field = portal_client.get("/flows.json").get_json()[0]["from"]
    programme = portal_client.get(f"/flows.json?field={field}").get_json()[0]["from"]
    query = f"?lang=nb&{choice}={field if choice == 'field' else programme}" if choice else "?lang=nb"
    page = portal_client.get(f"/flows{query}", headers={"Accept": "text/html"}).text
    records = portal_client.get(f"/flows.json{query}").get_json()
    link = next(one for one in re.findall(r'href="/query(\?query=[^"]*)"', page) if "from_name" in one)

    answer = portal_client.get(f"/sparql{unescape(link)}", headers={"Accept": "text/csv"})

    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert sorted(map(str, ({**one, "links": str(one["links"])} for one in records))) == sorted(map(str, rows))


def test_a_downloaded_picture_names_its_choice_and_links_to_the_site(portal_client: FlaskClient) -> None:
    overview = portal_client.get("/flows.json?lang=nb").get_json()[0]
    programme = portal_client.get(f"/flows.json?field={overview['from']}&lang=nb").get_json()[0]
    of_field = ElementTree.fromstring(portal_client.get(f"/flows.svg?field={overview['from']}&lang=nb").text)
    of_one = ElementTree.fromstring(portal_client.get(f"/flows.svg?programme={programme['from']}&lang=nb").text)

    assert of_field.findtext(f"{SVG}title") == f"Fra utdanning til yrke: {overview['from_name']}"
    assert of_one.findtext(f"{SVG}title") == f"Fra {programme['from_name'].lower()} til yrke"
    assert {str(link.get("href"))[:4] for link in of_field.iter(f"{SVG}a")} == {"http"}


def test_a_programme_that_leads_nowhere_is_not_found(portal_client: FlaskClient) -> None:
    assert portal_client.get("/flows?programme=stjerne").status_code == 404
