"""Every table has a file name, and every CSV can be had for Norwegian Excel."""

from __future__ import annotations

import csv

import pytest
from flask.testing import FlaskClient

from graph.reading.release import Release
from server.tables.finishing import convert_for_excel

CSV_ADDRESSES = ("/cube/unemployment.csv", "/api/unemployment.csv", "/figures/unemployment.csv", "/list/title.csv")


@pytest.mark.parametrize("address", CSV_ADDRESSES)
def test_excel_gets_semicolons_decimal_commas_and_codes_as_text(portal_client: FlaskClient, address: str) -> None:
    plain, excel = (portal_client.get(f"{address}{more}") for more in ("", "?excel"))

    rows = list(csv.reader(excel.text.removeprefix("\ufeff").splitlines(), delimiter=";"))
    expected = list(csv.reader(plain.text.splitlines()))
    assert excel.data.startswith(b"\xef\xbb\xbf")
    assert excel.headers["ETag"] != plain.headers["ETag"]
    assert [len(row) for row in rows] == [len(row) for row in expected]
    assert not [cell for row in rows for cell in row if cell.replace(".", "", 1).isdigit() and "." in cell]


def test_a_table_for_excel_is_converted_once(portal_client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = portal_client.get("/tables/cube-pay.csv?excel")
    monkeypatch.setattr("server.tables.finishing.convert_for_excel", None)

    assert portal_client.get("/tables/cube-pay.csv?excel").data == first.data


@pytest.mark.parametrize(
    ("column", "cells", "expected"),
    [
        ("share", ["0.5", "12"], ["0,5", "12"]),
        ("groupCode", ["2223", "0110"], ['="2223"', '="0110"']),
        ("styrk08", ["2611", "2341|2320"], ['="2611"', "2341|2320"]),
        ("styrk08", ["2341", "2611"], ['="2341"', '="2611"']),
        ("nus", ["201101", "Ukjent"], ['="201101"', "Ukjent"]),
        ("parent", ["0110", "2223"], ['="0110"', '="2223"']),
        ("code", ["2654.10", "2654.1", "2654"], ['="2654.10"', '="2654.1"', '="2654"']),
        ("broader", ["2654.1.7", "2654.1"], ['="2654.1.7"', '="2654.1"']),
        ("to", ["2654.10|2654.2", "2654.1"], ["2654.10|2654.2", '="2654.1"']),
        ("version", ["1.10", "2026-01"], ['="1.10"', "2026-01"]),
        ("growth", ["-0.5", "1.5e-3", "12"], ["-0,5", "1,5e-3", "12"]),
        ("persons", ["0", "15"], ["0", "15"]),
        ("period", ["2025-12-31"], ["2025-12-31"]),
    ],
)
def test_a_cell_is_read_by_excel_as_what_it_is(column: str, cells: list[str], expected: list[str]) -> None:
    text = convert_for_excel("\r\n".join([column, *cells]))

    assert [row[0] for row in csv.reader(text.splitlines(), delimiter=";")][1:] == expected


def test_a_cell_may_be_as_long_as_a_table() -> None:
    cell = "a" * 200_000

    assert cell in convert_for_excel(f"name,share\r\n{cell},0.5\r\n")


@pytest.mark.parametrize("address", ["/occupations?excel", "/api/pay.json?excel"])
def test_excel_is_refused_for_any_other_answer(portal_client: FlaskClient, address: str) -> None:
    answer = portal_client.get(address)

    assert answer.status_code == 400
    assert "excel is for CSV" in answer.text


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/api/titles-of-occupation.csv?occupation=lege&limit=5", "titles-of-occupation-lege"),
        ("/doc/occupation/lege.csv", "occupation-lege"),
        ("/list/title.tsv", "list-title"),
        ("/occupations.xlsx", "occupations"),
    ],
)
def test_the_name_of_a_file_has_its_content_and_release(
    client: FlaskClient, bundled: Release, address: str, name: str
) -> None:
    ending = address.partition("?")[0].rpartition(".")[2]

    answer = client.get(address)

    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}-{bundled.id}.{ending}"'
