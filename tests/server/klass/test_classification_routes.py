"""Clients of Klass get the answers that they read: the requests are those of klassR and ssb-klass-python."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from graph.vocab import DEFAULT_BASE
from tests.conftest import application
from tests.paths import DATA
from tests.worlds import make_release

ROOT = "/klass/v1"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client over three classifications and two correspondence tables."""
    files = {f"{DEFAULT_BASE}id/graph/klass": DATA / "klass" / "world.ttl"}
    with application(make_release(tmp_path_factory.mktemp("klass"), "new", DEFAULT_BASE, files)) as app:
        yield app.test_client()


def read(client: FlaskClient, address: str, status: int = 200) -> Any:
    response = client.get(f"{ROOT}/{address}", headers={"Accept": "application/json"})
    assert response.status_code == status
    return response.get_json(force=True)


def last_part(found: dict[str, Any]) -> int:
    """Return the number that clients read off the end of an address."""
    return int(found["_links"]["self"]["href"].rpartition("/")[2])


def test_a_client_finds_classifications_their_versions_and_codes(client: FlaskClient) -> None:
    listed = read(client, "classifications?includeCodelists=false")["_embedded"]["classifications"]
    classification = read(client, "classifications/7?language=nb&includeFuture=false")
    version = read(client, f"versions/{last_part(classification['versions'][0])}?language=nb&includeFuture=false")

    assert [last_part(one) for one in listed] == [7, 145, 900001]
    assert (classification["name"], classification["versions"][0]["validFrom"]) == (
        "Standard for yrkesklassifisering", "2011-01-01",
    )  # fmt: skip
    assert [level["levelName"] for level in version["levels"]] == ["Yrkesfelt", "Yrkesområder"]
    assert [(one["code"], one["parentCode"], one["level"]) for one in version["classificationItems"]] == [
        ("2", None, "1"), ("22", "2", "2"), ("23", "2", "2"),
    ]  # fmt: skip
    assert {"introduction", "contactPerson", "published", "changelogs", "lastModified"} <= set(version)


def test_a_number_of_our_own_is_told_from_those_of_klass(client: FlaskClient) -> None:
    own, official = (read(client, f"classifications/{number}") for number in (900001, 7))

    assert (own["isOfficialId"], official["isOfficialId"]) == (False, True)
    assert "Tall fra 900000 er Yrkesgrafs egne" in own["description"]


@pytest.mark.parametrize(
    ("number", "query", "codes"),
    [
        (7, "codesAt?date=2024-01-01", ["2", "22", "23"]),
        (7, "codesAt?date=2024-01-01&selectCodes=22*", ["22"]),
        (7, "codesAt?date=2024-01-01&selectLevel=2&language=en", ["22", "23"]),
        (145, "codesAt?date=2020-01-01", ["2221110"]),
        (145, "codesAt?date=2024-12-31", ["2221110", "2221111"]),
        (145, "codesAt?date=2025-01-01", ["2221110"]),
        (145, "codes?from=2020-01-01&to=2026-01-01", ["2221110", "2221111"]),
        (145, "codes?from=2025-01-01&includeFuture=True", ["2221110"]),
    ],
)
def test_codes_are_those_in_force(client: FlaskClient, number: int, query: str, codes: list[str]) -> None:
    assert [one["code"] for one in read(client, f"classifications/{number}/{query}")["codes"]] == codes


def test_codes_have_their_dates_within_the_period(client: FlaskClient) -> None:
    found = read(client, "classifications/145/codes?from=2020-01-01&to=2026-01-01")["codes"]

    assert [(one["validFromInRequestedRange"], one["validToInRequestedRange"]) for one in found] == [
        ("2020-01-01", "2026-01-01"), ("2023-10-02", "2025-01-01"),
    ]  # fmt: skip


def test_names_are_in_the_language_and_patterns_are_filled_in(client: FlaskClient) -> None:
    query = "date=2024-01-01&selectLevel=1&presentationNamePattern={code}: {uppercase(name)}"
    (found,) = read(client, f"classifications/7/codesAt?{query}&language=en")["codes"]

    assert (found["name"], found["presentationName"]) == ("Professionals", "2: PROFESSIONALS")


@pytest.mark.parametrize(
    ("address", "languages"),
    [
        ("classifications/145/codesAt?date=2020-01-01&language=en", "nb"),
        ("classifications/7/codesAt?date=2020-01-01&selectLevel=1&language=en", "en"),
        ("classifications/7/codesAt?date=2020-01-01&language=en", "en, nb"),
        ("classifications/145/changes?from=2026-01-01&language=en", "nb"),
        ("classifications/145/correspondsAt.csv?targetClassificationId=7&date=2024-01-01&language=nn", "nb"),
        ("classifications/145?language=en", "en, nb"),
        ("classifications/7/codesAt?date=2020-01-01&selectCodes=9&language=en", "en"),
    ],
)
def test_an_answer_states_the_languages_of_its_names(client: FlaskClient, address: str, languages: str) -> None:
    assert client.get(f"{ROOT}/{address}").headers["Content-Language"] == languages


def test_csv_has_the_chosen_separator(client: FlaskClient) -> None:
    by_suffix = client.get(f"{ROOT}/classifications/7/codesAt.csv?date=2024-01-01&csvSeparator=;")
    by_header = client.get(f"{ROOT}/classifications/7/codesAt?date=2024-01-01", headers={"Accept": "text/csv"})

    assert by_suffix.text.startswith("code;parentCode;level;name;shortName;presentationName;validFrom;validTo")
    assert [row["code"] for row in csv.DictReader(io.StringIO(by_header.text))] == ["2", "22", "23"]


@pytest.mark.parametrize("query", ["correspondsAt?date=2024-01-01", "corresponds?from=2020-01-01&to=2024-01-01"])
def test_an_official_table_comes_before_others_and_may_be_turned(client: FlaskClient, query: str) -> None:
    forth = read(client, f"classifications/145/{query}&targetClassificationId=7&language=nb")["correspondenceItems"]
    back = read(client, f"classifications/7/{query}&targetClassificationId=145")["correspondenceItems"]

    assert [(one["sourceCode"], one["sourceName"], one["targetCode"], one["targetName"]) for one in forth] == [
        ("2221110", "Lege", "22", "Medisinske yrker")
    ]
    assert [(one["sourceCode"], one["targetCode"]) for one in back] == [("22", "2221110")]
    assert [one["relation"].rpartition("#")[2] for one in (*forth, *back)] == ["broadMatch", "narrowMatch"]


def test_a_table_has_its_number(client: FlaskClient) -> None:
    table = read(client, "correspondencetables/426?language=nb")

    assert (table["name"], table["isOfficial"], len(table["correspondenceMaps"])) == ("Titler til STYRK-08", True, 1)


def test_changes_are_those_of_the_releases_of_a_period(client: FlaskClient) -> None:
    found = read(client, "classifications/145/changes?from=2026-01-01&language=nb")["codeChanges"]
    earlier = read(client, "classifications/145/changes?from=2020-01-01&to=2026-11-23")["codeChanges"]

    assert [(one["oldCode"], one["oldName"], one["newCode"], one["newName"]) for one in found] == [
        ("2221110", "Doktor", "2221110", "Lege"), (None, None, "2221111", "Lege (bærekraft)"),
    ]  # fmt: skip
    assert earlier == []


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("classifications/99", 404, "Classification not found: there is no number 99 here; there are: 7, 36, 145, "),
        ("classifications/36", 404, "Classification not found: this release does not have 36."),
        ("versions/33", 404, "Version not found"),
        ("correspondencetables/1", 404, "Correspondence table not found"),
        ("correspondencetables/920001", 404, "Correspondence table not found: this release does not have 920001."),
        ("classifications/7/codesAt?date=2010-12-31", 404, "No version found of classification 7 then"),
        ("classifications/900001/codesAt?date=2011-01-01", 404, "from 1998-01-01 to the day before 2011-01-01."),
        ("classifications/7/codesAt", 400, "The parameter date is required, such as date=2024-12-31."),
        ("classifications/7/codesAt?date=20240101", 400, "The parameter date must be a date such as 2024-12-31"),
        ("classifications/7/codesAt?date=2024-01-01&selectCodes=2/*", 400, "The parameter selectCodes must be codes"),
        ("classifications/7/codesAt?date=2024-01-01&selectLevel=x", 400, "selectLevel must be a whole number from 1"),
        ("classifications/7/codesAt?date=2024-01-01&language=sv", 400, "language must be one of nb, nn, en, got 'sv'."),
        ("classifications/7/codes?from=2024-01-01&to=2024-01-01", 400, "The parameter to must be a day after from"),
        ("classifications/7/codes.csv?from=2024-01-01&csvSeparator=ab", 400, "csvSeparator must be one character"),
        ("classifications/7/codes?from=2024-01-01&presentationNamePattern={x}", 400, "has a field 'x'; the fields are"),
        ("classifications/7/correspondsAt?date=2024-01-01", 400, "targetClassificationId must be a number, such as 7"),
        (
            "classifications/7/correspondsAt?date=2024-01-01&targetClassificationId=900001",
            404,
            "no correspondence table between 7 and 900001.",
        ),
        ("classifications/7/codesAt?day=2024-01-01", 400, "no parameter 'day' here; there are: date,"),
        (
            f"classifications/7/codesAt?date=2024-01-01&selectCodes={','.join(['2'] * 201)}",
            400,
            "selectCodes has at most 200 codes or ranges in 2000 characters, got 201 in 401; use ranges",
        ),
        (f"classifications/7/codesAt?date=2024-01-01&selectCodes={'2' * 2001}", 400, "got 1 in 2001; use ranges"),
        (
            f"classifications/7/codesAt?date=2024-01-01&presentationNamePattern={'{name}' * 11}",
            400,
            "presentationNamePattern has at most 10 fields in 200 characters, got 11 in 66.",
        ),
        (
            f"classifications/7/codesAt?date=2024-01-01&presentationNamePattern={'-' * 201}",
            400,
            "presentationNamePattern has at most 10 fields in 200 characters, got 0 in 201.",
        ),
    ],
)  # fmt: skip
def test_a_faulty_request_is_told_the_remedy(client: FlaskClient, address: str, status: int, sentence: str) -> None:
    assert sentence in read(client, address, status)["detail"]
