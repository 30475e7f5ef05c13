"""A table of codes that is sent is recoded with its counts, on a page in three languages, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from graph.reading.release import Release
from server.http.site import EXTENSION
from tests.server.coding.test_upload import HTML, make_client, send

TABLE = b"group;persons;region\n7421;100;Oslo\n7422;60;Troms\n9999;40;Agder\n7115;10;Oslo\n"
EDITIONS = {"from": "styrk98", "to": "styrk08", "column": "group", "count": "persons"}


@pytest.fixture(scope="module")
def desk(crossed: Release) -> Iterator[FlaskClient]:
    """A client of an application over the world of the crosswalks."""
    client = make_client(crossed)
    yield client
    client.application.extensions[EXTENSION].executors.close()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_as_many_persons_come_out_as_went_in(desk: FlaskClient) -> None:
    response = send(desk, "/recode.csv", TABLE, "own.csv", **EDITIONS)
    found = rows(response.text)

    assert response.headers["Content-Disposition"] == 'attachment; filename="own-recoded.csv"'
    assert sum(float(row["persons_recoded"]) for row in found) == 210
    assert {row["fate"] for row in found if row["group"] == "9999"} == {"lost"}
    assert {row["styrk08_name"] for row in found if not row["styrk08"]} == {"unallocated"}


def test_one_best_code_keeps_one_row_for_each(desk: FlaskClient) -> None:
    found = rows(send(desk, "/recode.csv", TABLE, "own.csv", **EDITIONS, best="1").text)

    assert [row["group"] for row in found] == ["7421", "7422", "9999", "7115"]


@pytest.mark.parametrize(
    ("language", "words", "flag"),
    [
        ("nb", "uten motstykke", "er kolonnen fra styrk08?"),
        ("nn", "utan motstykke", "er kolonnen frå styrk08?"),
        ("en", "lost", "is this column of styrk08?"),
    ],
)
def test_the_page_sums_up_in_the_language_of_the_reader(
    desk: FlaskClient, language: str, words: str, flag: str
) -> None:
    page = send(desk, f"/recode?lang={language}", TABLE, "own.csv", **EDITIONS).text

    assert re.search(rf"<dt>{words}</dt><dd>2 (rad|row)", page)
    assert flag in page
    assert 'name="table"' in page


def test_pasted_codes_may_have_a_count_after_them(desk: FlaskClient) -> None:
    pasted = {"codes": "7421\t100\n7422;60\n", "from": "styrk98", "to": "styrk08"}
    answer = desk.post("/recode.json", data=pasted).get_json()

    assert (answer["summary"]["given"], answer["summary"]["rows"]) == (160, 2)
    assert sum(float(row["count_recoded"]) for row in answer["rows"]) == 160


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"codes": "7421", "from": "isco68"}, "no edition &#39;isco68&#39;"),
        ({"codes": "7421", "from": "styrk98", "to": "styrk98"}, "of styrk98 already"),
        ({"codes": "7421;2;3"}, "send a larger table as a file"),
        ({"codes": "7421;many"}, "a count is a number from 0"),
        ({}, "Send a table as file"),
    ],
)
def test_a_form_at_fault_is_refused_in_a_sentence(desk: FlaskClient, fields: dict[str, str], words: str) -> None:
    response = desk.post("/recode", data=fields, headers={**HTML, "Accept-Language": "en"})

    assert response.status_code == 400
    assert words in response.text


@pytest.mark.parametrize(
    ("language", "heads", "unknown"),
    [
        ("nb", ["Kode", "Antall", "STYRK-08", "Navn", "Andel", "Antall med ny kode"], "ikke oppgitt"),
        ("nn", ["Kode", "Tal", "STYRK-08", "Namn", "Del", "Tal med ny kode"], "ikkje oppgjeve"),
        ("en", ["Code", "Count", "STYRK-08", "Name", "Share", "Recoded count"], "not stated"),
    ],
)
def test_the_page_has_columns_in_the_language_of_the_reader_and_an_unknown_count_is_not_nought(
    desk: FlaskClient, language: str, heads: list[str], unknown: str
) -> None:
    pasted = {"codes": "7421\n7422;60.5\n9999", "from": "styrk98", "to": "styrk08"}
    page = desk.post(f"/recode?lang={language}", data=pasted, headers=HTML).text
    cells = [
        re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    ]
    found = list(csv.DictReader(io.StringIO(desk.post("/recode.csv", data=pasted).text)))

    assert cells[0][:6] == heads
    assert {row[1] for row in cells[1:] if "7422" not in row[0]} == {unknown}
    assert {row[5] for row in cells[1:] if "7422" not in row[0]} == {unknown}
    assert {row["count_recoded"] for row in found if row["code"] != "7422"} == {""}
    assert ("." in "".join(row[5] for row in cells[1:])) == (language == "en")
    assert "–" not in "".join("".join(row) for row in cells)


def test_shares_of_the_crosswalk_are_stated_and_leave_the_confidence_apart(desk: FlaskClient) -> None:
    found = rows(send(desk, "/recode.csv", TABLE, "own.csv", **EDITIONS).text)
    placed = [row for row in found if row["styrk08"]]

    assert {row["division"] for row in placed} == {"stated"}
    assert any(row["share"] != row["confidence"] for row in placed)
