"""The pages of the API: the list of queries, their forms, and rows and charts in the words of the reader."""

from __future__ import annotations

import html
import re

import pytest
from flask.testing import FlaskClient

from graph.reading.query_definitions import ColumnType, OutputColumn, load_definitions
from server.api.row_chart import draw_rows
from server.api.typed_rows import TypedRow
from server.languages import ReaderLanguage


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_list_names_every_query_in_the_language_of_the_page(client: FlaskClient, language: str) -> None:
    page = html.unescape(client.get(f"/api.html?lang={language}").text)
    listed = client.get(f"/api.json?lang={language}").get_json()

    assert [one["name"] for one in listed] == list(load_definitions())
    assert all(one["title"] in page and one["question"] in page for one in listed)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_form_has_a_label_for_every_field_and_lines_to_copy(client: FlaskClient, language: str) -> None:
    page = html.unescape(client.get(f"/api/titles-of-occupation.html?lang={language}").text)
    labels = load_definitions()["titles-of-occupation"].parameters[0].labels

    assert f'for="field-occupation">{labels[language]} (' in page
    assert '<option value="lege" selected' in page
    assert 'pd.read_csv("http://localhost:8000/api/titles-of-occupation.csv?occupation=lege' in page
    assert "col_types = cols(titleCode = col_character()" in page
    assert "'titleCode': 'VARCHAR'" in page
    assert '"titleCode": pl.String' in page
    assert "clear stringcols(2 5 7)" in page


def test_figures_stand_in_a_chart_named_by_the_columns_in_which_they_differ(portal_client: FlaskClient) -> None:
    page = portal_client.get("/api/pay.html?lang=en&limit=3").text
    rows = portal_client.get("/api/pay.json?lang=en&limit=3").get_json()["rows"]
    plain = portal_client.get("/api/sources.html").text

    drawn = [row for row in rows if row["average"] is not None]
    assert len(drawn) > 1
    assert page.count("<rect ") == len(drawn)
    assert "Average monthly pay (NOK)</figcaption>" in page
    assert "<rect " not in plain


@pytest.mark.parametrize(
    ("language", "unit", "type_"),
    [("nb", "kr", "heltall (kr)"), ("nn", "kr", "heiltal (kr)"), ("en", "NOK", "integer (NOK)")],
)
def test_a_page_has_units_and_types_in_words(portal_client: FlaskClient, language: str, unit: str, type_: str) -> None:
    page = portal_client.get(f"/api/pay.html?lang={language}&limit=3").text

    assert '<option value=""></option>' not in page
    assert f"({unit})</th>" in page
    assert f"<td>{type_}</td>" in page
    assert "NOK/month" not in page


@pytest.mark.parametrize(("language", "answers"), [("nb", "(ja|nei)"), ("nn", "(ja|nei)"), ("en", "(yes|no)")])
def test_a_page_has_booleans_in_words(crossed_client: FlaskClient, language: str, answers: str) -> None:
    page = crossed_client.get(f"/api/crosswalks.html?lang={language}").text

    assert re.search(f"<td>{answers}</td>", page)
    assert not re.search("<td>(True|False)</td>", page)


def test_labels_of_bars_have_the_columns_that_tell_them_apart_and_no_others() -> None:
    columns = [
        OutputColumn("name", ColumnType.TEXT, {"en": "Name"}),
        OutputColumn("other", ColumnType.TEXT, {"en": "Other name"}),
        OutputColumn("pay", ColumnType.INTEGER, {"en": "Pay"}, "NOK/month"),
    ]
    rows: list[TypedRow] = [{"name": "Cook", "other": "a", "pay": 1}, {"name": "2025-12-31", "other": "b", "pay": 2}]
    alike: list[TypedRow] = [{"name": "Cook", "other": "a", "pay": 1}, {"name": "Cook", "other": "b", "pay": 2}]

    drawn = [draw_rows(some, columns, ReaderLanguage.of("en")) for some in (rows, alike)]

    assert [[bar.name for bar in one.bars] for one in drawn if one] == [["Cook", "31 December 2025"], ["a", "b"]]


def test_a_form_whose_example_is_not_in_the_release_is_shown_without_rows(client: FlaskClient) -> None:
    response = client.get("/api/skills-of-occupation.html?lang=en")

    assert response.status_code == 200
    assert 'name="occupation"' in response.text
    assert 'id="results"' not in response.text


@pytest.mark.parametrize("key", ["titles", "cubes", "titles-of-occupation"])
@pytest.mark.parametrize("fault", ["limit=abc", "limit=0", "offset=-1"])
def test_a_page_refuses_a_range_as_its_data_do(client: FlaskClient, key: str, fault: str) -> None:
    page = client.get(f"/api/{key}.html?{fault}&lang=en", headers={"Accept": "text/html"})
    described = client.get(f"/api/{key}.ttl?{fault}", headers={"Accept": "application/json"})

    assert (page.status_code, described.status_code) == (400, 400)
    assert f"The parameter {fault.partition('=')[0]} must be a whole number" in html.unescape(page.text)
