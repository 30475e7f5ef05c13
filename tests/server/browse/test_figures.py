"""A data cube is a table of its observations, with a warning where its figures are older than their rhythm."""

from __future__ import annotations

import csv
import datetime

import pytest
from flask.testing import FlaskClient

from graph.reading.result_rows import Cell, Row
from server.languages import ReaderLanguage
from server.things.sources import overdue_warning

HTML = {"Accept": "text/html"}
OVERDUE = "The newest figures are for January 2026. Newer figures were due in February 2026."
FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"
PAY, JOBS = "http://localhost:8000/id/cube/pay", "http://localhost:8000/id/cube/job-market"


def source(cube: str, as_of: str, frequency: str) -> Row:
    return {"cube": Cell(cube, "uri"), "asOf": Cell(as_of, "literal"), "frequency": Cell(FREQUENCY + frequency, "uri")}


def test_the_page_has_the_columns_of_its_cube_only(portal_client: FlaskClient) -> None:
    text = portal_client.get("/figures/pay?lang=en", headers=HTML).text

    assert '<th scope="col">Sector</th>' in text
    assert "Median pay, NOK</th>" in text
    assert "Vacancies" not in text


def test_the_table_has_every_observation_of_the_cube(portal_client: FlaskClient) -> None:
    rows = list(csv.DictReader(portal_client.get("/figures/headcount.csv").text.splitlines()))
    listed = portal_client.get("/list/observation.csv").text.splitlines()

    assert len(rows) == sum("/observation/headcount-" in line for line in listed)
    assert {row["doing"] for row in rows} >= {"alle", "arbeidsledig"}


def test_a_withheld_figure_has_its_reason_and_no_number(portal_client: FlaskClient) -> None:
    rows = list(csv.DictReader(portal_client.get("/figures/unemployment.csv").text.splitlines()))

    withheld = [row for row in rows if not (row["unemployed"] and row["share"])]
    assert withheld
    assert all(row["status"] for row in withheld)


@pytest.mark.parametrize("address", ["/figures/nothing", "/figures/pay?page=99"])
def test_a_cube_or_a_page_that_is_not_there_is_not_found(portal_client: FlaskClient, address: str) -> None:
    assert portal_client.get(address).status_code == 404


def test_the_page_of_the_cube_leads_to_its_table(portal_client: FlaskClient) -> None:
    assert 'href="/figures/pay' in portal_client.get("/doc/cube/pay.html").text


@pytest.mark.parametrize(
    ("rows", "warning"),
    [
        ([source(JOBS, "2026-01-31", "MONTHLY")], OVERDUE),
        ([source(JOBS, "2026-10-31", "MONTHLY")], ""),
        ([source(JOBS, "2017-12-31", "NEVER")], ""),
        ([source(JOBS, "2017-12-31", "ANNUAL"), source(JOBS, "2025-12-31", "ANNUAL")], ""),
        ([source(PAY, "2017-12-31", "ANNUAL")], ""),
        ([], ""),
    ],
)
def test_only_figures_older_than_their_rhythm_are_warned_of(rows: list[Row], warning: str) -> None:
    now = datetime.date(2026, 11, 29)

    assert overdue_warning(rows, JOBS, now, ReaderLanguage.of("en")) == warning


@pytest.mark.parametrize(
    ("language", "words"), [("nb", "skulle ha kommet"), ("nn", "skulle ha kome"), ("en", "were due")]
)
def test_old_figures_are_warned_of_where_they_are_shown(portal_client: FlaskClient, language: str, words: str) -> None:
    text = portal_client.get(f"/figures/pay?lang={language}", headers=HTML).text

    assert words in text
