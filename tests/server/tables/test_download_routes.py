"""Tables of a release are files over HTTP: named, described, tagged and sent in ranges."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from urllib.parse import urljoin

import pytest
from flask.testing import FlaskClient

from graph.reading.release import Release
from tests.editions import Editions
from tests.some import some


def test_the_csv_of_a_cube_is_its_figures(portal_client: FlaskClient, portal: Release) -> None:
    answer = portal_client.get("/cube/pay.csv")

    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    assert {"groupCode", "groupNameNb", "sectorNameEn", "median", "observation"} <= rows[0].keys()
    assert len({row["observation"] for row in rows}) == len(rows) > 1
    assert answer.headers["Content-Disposition"] == f'attachment; filename="cube-pay-{portal.id}.csv"'
    assert answer.content_type == "text/csv; charset=utf-8"
    assert 'cube-pay.csv-metadata.json>; rel="describedby"' in answer.headers["Link"]


def test_a_file_has_a_strong_tag_and_is_sent_in_ranges(portal_client: FlaskClient) -> None:
    whole = portal_client.get("/tables/cube-pay.parquet")
    tail = portal_client.get("/tables/cube-pay.parquet", headers={"Range": "bytes=-8"})
    again = portal_client.get("/tables/cube-pay.parquet", headers={"If-None-Match": whole.headers["ETag"]})

    assert (tail.status_code, tail.data) == (206, whole.data[-8:])
    assert tail.data.endswith(b"PAR1")
    assert not whole.headers["ETag"].startswith("W/")
    assert (again.status_code, again.data) == (304, b"")


def test_a_cube_in_json_stat_is_in_the_language_of_the_reader(portal_client: FlaskClient) -> None:
    found = {one: portal_client.get(f"/cube/pay.json?lang={one}").get_json() for one in ("nb", "en")}

    sexes = {one: cube["dimension"]["sex"]["category"]["label"]["A"] for one, cube in found.items()}
    assert found["nb"]["class"] == "dataset"
    assert sexes == {"nb": "begge kjønn", "en": "both sexes"}


def test_the_package_lists_addresses_that_answer_with_their_columns(portal_client: FlaskClient) -> None:
    package = portal_client.get("/tables/datapackage.json").get_json()

    for one in some(package["resources"]):
        answer = portal_client.get(f"/tables/{one['path']}")
        described = portal_client.get(f"/tables/{one['path']}-metadata.json")
        names = [field["name"] for field in one["schema"]["fields"]]
        assert answer.text.splitlines()[0].split(",") == names
        assert [column["name"] for column in json.loads(described.data)["tableSchema"]["columns"]] == names
        assert described.mimetype == "application/csvm+json"


@pytest.mark.parametrize("address", ["/cube/nothing.csv", "/tables/nothing.csv", "/tables/title.xls", "/cube/nothing"])
def test_an_unknown_table_or_form_is_not_found(portal_client: FlaskClient, address: str) -> None:
    assert portal_client.get(address).status_code == 404


def test_a_cube_without_a_suffix_leads_to_its_page(portal_client: FlaskClient) -> None:
    answer = portal_client.get("/cube/pay")

    assert (answer.status_code, answer.location) == (303, "/figures/pay")


def test_an_old_release_has_its_tables(portal_client: FlaskClient, portal: Release) -> None:
    answer = portal_client.get(f"/release/{portal.id}/tables/occupation.csv")

    assert (answer.status_code, answer.data) == (200, portal_client.get("/tables/occupation.csv").data)


def test_all_that_an_old_release_says_of_a_table_leads_to_its_own_edition(
    editions_client: FlaskClient, editions: Editions
) -> None:
    inside = f"http://localhost:8000/release/{editions.old.id}/"
    old, new = (editions_client.get(f"{place}/tables/occupation.csv") for place in (f"/release/{editions.old.id}", ""))
    described = {
        place: editions_client.get(f"{inside}{place}.csv-metadata.json") for place in ("tables/cube-pay", "cube/pay")
    }
    page = unescape(editions_client.get(f"{inside}tables/occupation").text)

    assert old.data != new.data
    for place, answer in described.items():
        assert urljoin(f"{inside}{place}.csv-metadata.json", json.loads(answer.data)["url"]) == (
            f"{inside}tables/cube-pay.csv"
        )
    links = dict(reversed(one) for one in re.findall(r'<([^>]*)>; rel="(collection|describedby)"', old.headers["Link"]))
    assert links == {
        "describedby": f"{inside}tables/occupation.csv-metadata.json",
        "collection": f"{inside}tables/datapackage.json",
    }
    assert f"{inside}tables/occupation.csv" in page
    assert "http://localhost:8000/tables/occupation.csv" not in page


def test_the_wide_table_of_occupations_is_the_query_of_the_api(portal_client: FlaskClient) -> None:
    answer = portal_client.get("/occupations.csv?columns=wide&lang=en", follow_redirects=True)

    header = answer.text.splitlines()[0].split(",")
    assert answer.request.path == "/api/occupations.csv"
    assert {"styrk08", "styrk98", "isco08", "isco88", "median", "payYear", "paySector", "payHours", "employed"} <= {
        *header
    }


@pytest.mark.parametrize("suffix", ["xlsx", "x%0d%0ay"])
def test_the_wide_table_is_not_found_in_a_format_of_none(portal_client: FlaskClient, suffix: str) -> None:
    answer = portal_client.get(f"/occupations.{suffix}?columns=wide", headers={"Accept": "application/json"})

    assert answer.status_code == 404
    assert "the forms are: " in answer.get_json(force=True)["detail"]


@pytest.mark.parametrize("query", ["columns=narrow", "columns=wide&category=styrk08-2"])
def test_other_columns_of_the_list_are_refused(portal_client: FlaskClient, query: str) -> None:
    assert portal_client.get(f"/occupations.csv?{query}").status_code == 400
