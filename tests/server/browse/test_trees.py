"""Classifications are shown as trees that open at a code, count those below, and have their rows as CSV and JSON."""

from __future__ import annotations

import csv
import re

import pytest
from flask.testing import FlaskClient


def opened(text: str) -> list[str]:
    """Return the codes of a tree's page, in order."""
    return re.findall(r'data-code="([^"]+)"', text)


def test_a_tree_shows_its_top_and_counts_all_that_is_below(client: FlaskClient) -> None:
    nodes = {node["code"]: node for node in client.get("/tree/styrk98.json?lang=nb").get_json()}
    doctors = {node["code"]: node for node in client.get("/tree/styrk98.json?at=2").get_json()}["2221"]

    assert [*nodes] == sorted(nodes)
    assert nodes["2"]["parent"] == ""
    assert nodes["2"]["below"] > doctors["below"] == 45
    assert nodes["2"]["occupations"] == doctors["occupations"] == 1


def test_a_tree_opens_at_a_code_and_leaves_the_rest_closed(client: FlaskClient) -> None:
    text = client.get("/tree/styrk98?at=2221").text
    codes = opened(text)

    assert [code for code in codes if "2221".startswith(code)] == ["2", "2221"]
    assert len([code for code in codes if len(code) == 7]) == 45
    assert 'id="code-2221" class="at"' in text
    assert not [code for code in codes if code.startswith("1") and len(code) > 1]


def test_a_tree_opens_down_to_a_title(client: FlaskClient) -> None:
    text = client.get("/tree/styrk98?at=2221150&lang=nb").text

    assert 'id="code-2221150" class="at"' in text
    crumbs = text[text.index('class="crumbs"') : text.index("<h1")]
    assert "/tree/styrk98?at=2221&amp;lang=nb" in crumbs


def test_what_stands_in_two_trees_is_shown_in_each_without_the_other(client: FlaskClient) -> None:
    by_level = opened(client.get("/tree/nus?at=763202").text)
    by_field = opened(client.get("/tree/nus-field?at=763202").text)

    assert {"7", "763202"} <= set(by_level)
    assert {"6", "763202"} <= set(by_field)
    assert by_level.count("763202") == by_field.count("763202") == 1


def test_csv_has_the_rows_of_the_page(client: FlaskClient) -> None:
    text = client.get("/tree/nus?at=7").text
    rows = list(csv.DictReader(client.get("/tree/nus.csv?at=7").text.splitlines()))

    assert [row["code"] for row in rows] == opened(text)
    assert {row["parent"] for row in rows} == {"", "7"}


def test_a_tree_that_is_open_elsewhere_has_another_validator(client: FlaskClient) -> None:
    tags = {client.get(f"/tree/nus{form}").headers["ETag"] for form in ("", "?at=7", ".csv", ".csv?at=7", ".json")}

    assert len(tags) == 5


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/tree/stars", "no tree called 'stars'"),
        ("/tree/styrk98?at=9999", "no code '9999' in 'styrk98'"),
        ("/tree/styrk98?at=nus%2F7", "no code 'nus/7'"),
        ("/tree/isco88", "no codes of 'isco88'"),
        ("/tree/styrk98.ttl", "no form '.ttl' here; the forms are: html"),
    ],
)
def test_a_tree_or_code_that_is_not_there_is_named(client: FlaskClient, path: str, said: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert said in response.get_json()["detail"]
