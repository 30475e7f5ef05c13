"""Flows from study programmes to occupations are a picture, a table and data of the same links."""

from __future__ import annotations

import re
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


def test_a_programme_that_leads_nowhere_is_not_found(portal_client: FlaskClient) -> None:
    assert portal_client.get("/flows?programme=stjerne").status_code == 404
