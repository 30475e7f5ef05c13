"""A resource that no source has any more still answers, and says so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from graph.reading.release import CurrentRelease, Releases
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings
from tests.editions import Editions


@pytest.fixture(scope="module")
def client(editions: Editions) -> Iterator[FlaskClient]:
    settings = Settings(home=editions.newest.folder.parent, executors=1)
    made = create_app(CurrentRelease(Releases(settings.home)), settings)
    yield made.test_client()
    made.extensions[EXTENSION].executors.close()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", ("Utgått: ingen kilde har dette lenger.", "Erstattet av", "samme koder")),
        ("nn", ("Utgått: inga kjelde har dette lenger.", "Erstatta av", "same kodar")),
        ("en", ("Retired: no source has this any more.", "Replaced by", "same codes")),
    ],
)
def test_the_page_of_a_retired_occupation_says_so_and_leads_on(
    client: FlaskClient, editions: Editions, language: str, words: tuple[str, ...]
) -> None:
    response = client.get(f"/doc/occupation/typograf.html?lang={language}")

    assert response.status_code == 200
    assert all(one in response.text for one in words)
    assert "Typograf" in response.text
    assert "/doc/occupation/forming" in response.text
    assert f"/doc/release/{editions.old.id}" in response.text


def test_the_document_of_a_retired_occupation_is_deprecated(client: FlaskClient) -> None:
    assert client.get("/id/occupation/typograf").status_code == 303
    assert "owl:deprecated true" in client.get("/doc/occupation/typograf.ttl").text


@pytest.mark.parametrize("address", ["/list/occupation", "/list/occupation.csv", "/sitemap.xml"])
def test_lists_leave_retired_resources_out(client: FlaskClient, address: str) -> None:
    text = client.get(address).text

    assert "forming" in text.lower() or "formgiver" in text.lower()
    assert "typograf" not in text.lower()


def test_the_page_of_a_former_release_answers(client: FlaskClient, editions: Editions) -> None:
    assert client.get(f"/doc/release/{editions.old.id}.html").status_code == 200


def test_a_change_has_a_page(client: FlaskClient, editions: Editions) -> None:
    (row,) = editions.newest.store.rows(
        "PREFIX yg: <https://w3id.org/yrkesgraf/def#>"
        'SELECT ?change { ?change yg:changeKind yg:renaming ; yg:newValue "Kjøkkensjef"@nb }'
    )
    page = client.get(row["change"].value.replace("http://localhost:8000/id/", "/doc/") + ".html?lang=en").text

    assert "Kjøkkensjef" in page
    assert "Matkunstner" in page
