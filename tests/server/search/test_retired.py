"""Search leaves retired resources out unless it is asked for them."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from server.languages import ReaderLanguage
from server.search.retired import find_retired, read_choice
from tests.editions import Editions

ENGLISH = ReaderLanguage.of("en")


@pytest.mark.parametrize(
    ("typed", "kinds", "found"),
    [
        ("typo", [], ["typograf"]),
        ("TYPOGRAF", ["occupation"], ["typograf"]),
        ("typograf", ["title"], []),
        ("kokk", [], []),
        ("fyrvokter", [], []),
        ("", [], []),
    ],
)
def test_retired_resources_are_found_by_a_part_of_their_name(
    editions: Editions, typed: str, kinds: list[str], found: list[str]
) -> None:
    hits = find_retired(editions.newest, typed, kinds, ENGLISH)

    assert [hit.iri.rpartition("/")[2] for hit in hits] == found
    assert {hit.last for hit in hits} <= {editions.old.id}


def test_a_first_release_has_none(editions: Editions) -> None:
    assert find_retired(editions.old, "typograf", [], ENGLISH) == []


@pytest.mark.parametrize(("given", "choice"), [("", False), ("no", False), ("yes", True)])
def test_the_parameter_is_yes_or_no(given: str, *, choice: bool) -> None:
    assert read_choice(given) is choice


def test_another_value_is_refused(client: FlaskClient) -> None:
    response = client.get("/search.json?q=lege&deprecated=maybe")

    assert response.status_code == 400
    assert "deprecated is yes or no" in response.text


def test_an_answer_has_the_retired_only_on_request(client: FlaskClient) -> None:
    assert "retired" not in client.get("/search.json?q=lege").get_json()
    assert client.get("/search.json?q=lege&deprecated=yes").get_json()["retired"] == []
    head = next(csv.reader(io.StringIO(client.get("/search.csv?q=lege&deprecated=yes").text)))
    assert head[-1] == "last_release"
