"""Search leaves retired resources out unless it is asked for them."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from server.languages import ReaderLanguage
from server.search.results import Answer, SearchPage
from server.search.retired import RetiredHits, find_retired, read_choice
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
    retired = find_retired(editions.newest, typed, kinds, ENGLISH, 20)

    assert [hit.iri.rpartition("/")[2] for hit in retired.hits] == found
    assert retired.total == len(found)
    assert {hit.last for hit in retired.hits} <= {editions.old.id}


def test_the_total_counts_the_hits_left_out(editions: Editions) -> None:
    assert find_retired(editions.newest, "typograf", [], ENGLISH, 0) == RetiredHits([], 1)


def answer_page(editions: Editions, page: int) -> Answer:
    """Return a page of an answer with 1,234 retired resources, of which one fits."""
    hits = find_retired(editions.newest, "typograf", [], ENGLISH, 1).hits
    return Answer("o", [], [], 9, {"occupation": 4, "title": 5}, page, 1, retired=RetiredHits(hits, 1234))


def test_retired_hits_stand_on_the_first_page_only(editions_client: FlaskClient, editions: Editions) -> None:
    with editions_client.application.test_request_context("/search?q=o&lang=en"):
        first, second = (answer_page(editions, page).as_data(ENGLISH) for page in (1, 2))

    assert (len(first["retired"]), second["retired"]) == (1, [])
    assert first["retired_total"] == second["retired_total"] == 1234


def test_a_page_counts_the_retired_hits_and_keeps_the_choice(editions_client: FlaskClient, editions: Editions) -> None:
    with editions_client.application.test_request_context("/search?q=o&lang=en"):
        first, second = (
            SearchPage(
                language=ENGLISH,
                release=editions.newest,
                answer=answer_page(editions, page),
                cards={},
                link=lambda suffix, page: f"/search{suffix}?page={page}",
            ).render()
            for page in (1, 2)
        )

    facets = first.partition('class="facets"')[2].partition("</nav>")[0]
    assert "These are the first 1 of 1,234; type more of the name" in first
    assert facets.count("href") == facets.count("deprecated=yes") == 3
    assert 'id="retired"' not in second


def test_a_first_release_has_none(editions: Editions) -> None:
    assert find_retired(editions.old, "typograf", [], ENGLISH, 20).total == 0


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
