"""A resource that no source has any more still answers, and says so."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from graph.reading.result_rows import Cell
from graph.vocab import YG
from server.languages import ReaderLanguage
from server.things.values import group_values
from tests.editions import Editions


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ("Utgått: ingen kilde har dette lenger.", "Erstattet av", "samme koder")),
        ("nn", ("Utgått: inga kjelde har dette lenger.", "Erstatta av", "same kodar")),
        ("en", ("Retired: no source has this any more.", "Replaced by", "same codes")),
    ],
)
def test_the_page_of_a_retired_occupation_says_so_and_leads_on(
    editions_client: FlaskClient, editions: Editions, language: str, words: tuple[str, ...]
) -> None:
    response = editions_client.get(f"/doc/occupation/typograf.html?lang={language}")

    assert response.status_code == 200
    assert all(one in response.text for one in words)
    assert "Typograf" in response.text
    assert "/doc/occupation/forming" in response.text
    assert f"/doc/release/{editions.old.id}" in response.text


@pytest.mark.parametrize(("language", "class_"), [("nb", "yrke"), ("nn", "yrke"), ("en", "occupation")])
def test_the_page_of_a_retired_occupation_says_what_it_was_without_machine_words(
    editions_client: FlaskClient, language: str, class_: str
) -> None:
    page = editions_client.get(f"/doc/occupation/typograf.html?lang={language}").text

    assert f'#Occupation">{class_}</a>' in page
    assert "schema:Occupation" not in page


def test_former_classes_without_a_name_stand_only_where_no_other_does(
    editions_client: FlaskClient, editions: Editions
) -> None:
    former, classes = f"{YG}formerClass", (f"{YG}Occupation", "https://schema.org/Occupation")
    rows = [{"property": Cell(former, "uri"), "value": Cell(class_, "uri")} for class_ in classes]

    with editions_client.application.test_request_context():
        found = [group_values(some, editions.newest, ReaderLanguage.of("en")) for some in (rows, rows[1:])]

    shown = [[value.shown.words for value in sections[former].values] for sections in found]
    assert shown == [["occupation"], ["schema:Occupation"]]


def test_the_document_of_a_retired_occupation_is_deprecated(editions_client: FlaskClient) -> None:
    assert editions_client.get("/id/occupation/typograf").status_code == 303
    assert "owl:deprecated true" in editions_client.get("/doc/occupation/typograf.ttl").text


@pytest.mark.parametrize("address", ["/list/occupation", "/list/occupation.csv", "/sitemap.xml"])
def test_lists_leave_retired_resources_out(editions_client: FlaskClient, address: str) -> None:
    text = editions_client.get(address).text

    assert "forming" in text.lower() or "formgiver" in text.lower()
    assert "typograf" not in text.lower()


def test_a_change_has_a_page(editions_client: FlaskClient, editions: Editions) -> None:
    (row,) = editions.newest.store.rows(
        "PREFIX yg: <https://w3id.org/yrkesgraf/def#>"
        'SELECT ?change { ?change yg:changeKind yg:renaming ; yg:newValue "Kjøkkensjef"@nb }'
    )
    page = editions_client.get(row["change"].value.replace("http://localhost:8000/id/", "/doc/") + ".html?lang=en").text

    assert "Kjøkkensjef" in page
    assert "Matkunstner" in page


def test_history_adds_no_pages_to_the_site_map(editions_client: FlaskClient, editions: Editions) -> None:
    text = editions_client.get("/sitemap.xml").text

    assert "/doc/change/" not in text
    assert text.count("<loc>") == editions.newest.manifest.things
