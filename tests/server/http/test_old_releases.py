"""Every release on disk is served under its name, as it was."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.http import http_date

from graph.reading.release import CurrentRelease, Releases
from server.app import create_app
from server.http.kept_releases import KeptReleases
from server.http.site import EXTENSION
from server.settings import Settings
from tests.editions import Editions

DOCUMENT = "doc/occupation/kokk.html"
YEAR = 31_536_000


def test_a_page_reads_as_its_release_has_it(editions_client: FlaskClient, editions: Editions) -> None:
    texts = [editions_client.get(f"/release/{one.id}/{DOCUMENT}?lang=en").text for one in editions]

    for text, name in zip(texts, ("Kokk", "Matkunstner", "Kjøkkensjef"), strict=True):
        assert f"<title>{name} " in text
    assert "<title>Kjøkkensjef " in editions_client.get(f"/{DOCUMENT}?lang=en").text


def test_an_old_page_says_so_and_leads_within_its_release_and_to_todays(
    editions_client: FlaskClient, editions: Editions
) -> None:
    response = editions_client.get(f"/release/{editions.old.id}/{DOCUMENT}?lang=nb")

    assert f"Slik så siden ut i utgaven {editions.old.id}" in response.text
    assert f'href="http://localhost:8000/{DOCUMENT}">Dagens side' in response.text
    assert f'href="/release/{editions.old.id}/doc/styrk08/5120' in response.text
    assert '<meta name="robots" content="noindex">' in response.text
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_a_memento_has_its_time_and_never_changes(editions_client: FlaskClient, editions: Editions) -> None:
    response = editions_client.get(f"/release/{editions.old.id}/doc/occupation/kokk.ttl")

    assert '"Kokk"@nb' in response.text
    assert response.headers["Memento-Datetime"] == http_date(editions.old.manifest.built)
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Content-Location"] == f"/release/{editions.old.id}/doc/occupation/kokk.ttl"
    links = response.headers["Link"]
    assert '<http://localhost:8000/doc/occupation/kokk.ttl>; rel="original"' in links
    assert '<http://localhost:8000/timegate/doc/occupation/kokk.ttl>; rel="timegate"' in links
    assert f'<http://localhost:8000/release/{editions.old.id}/doc/occupation/kokk.nt>; rel="alternate"' in links
    assert '<http://localhost:8000/doc/occupation/kokk>; rel="canonical"' in links


@pytest.mark.parametrize(
    ("path", "age", "is_immutable"),
    [
        ("doc/occupation/kokk.nt", YEAR, True),
        ("list/occupation.csv", YEAR, True),
        ("sparql?query=ASK{}", YEAR, True),
        (DOCUMENT, YEAR, False),
        ("list/occupation.html", YEAR, False),
        ("sparql?query=SELECT(NOW()AS?now){}", None, False),
        ("sparql", 300, False),
    ],
)
def test_an_answer_that_more_than_its_release_decides_may_change(
    editions_client: FlaskClient, editions: Editions, path: str, age: int | None, *, is_immutable: bool
) -> None:
    headers = {"Accept": "text/turtle, application/json"}
    response = editions_client.get(f"/release/{editions.old.id}/{path}", headers=headers)
    again = editions_client.get(
        f"/release/{editions.old.id}/{path}", headers={**headers, "If-None-Match": response.headers.get("ETag", "")}
    )

    assert response.status_code == 200
    assert (response.cache_control.max_age, response.cache_control.immutable) == (age, is_immutable)
    assert response.cache_control.no_store == ("NOW" in path)
    assert again.headers["Cache-Control"] == response.headers["Cache-Control"]


def test_every_link_of_a_memento_has_an_answer(editions_client: FlaskClient, editions: Editions) -> None:
    for path in (
        DOCUMENT,
        "doc/occupation/kokk.ttl",
        "list/occupation.csv",
        "def.ttl",
        "void.ttl",
        "sparql?query=ASK{}",
    ):
        found = editions_client.get(f"/release/{editions.old.id}/{path}").headers["Link"]
        links = dict(reversed(link) for link in re.findall(r'<http://localhost:8000([^>]*)>; rel="(\w+)"', found))

        assert links["original"] == f"/{path.partition('?')[0]}"
        assert {editions_client.get(links[name]).status_code for name in ("timegate", "timemap") if name in links} <= {
            200, 302,
        }, path  # fmt: skip
        assert ("timegate" in links) == path.startswith("doc/")


def test_the_endpoint_of_a_release_describes_itself(editions_client: FlaskClient, editions: Editions) -> None:
    address = f"/release/{editions.old.id}/sparql"

    described = editions_client.get(address, headers={"Accept": "application/n-triples"}).text

    assert f"#endpoint> <http://localhost{address}> ." in described


def test_the_access_log_has_the_whole_address(
    editions_client: FlaskClient, editions: Editions, caplog: pytest.LogCaptureFixture
) -> None:
    address = f"/release/{editions.old.id}/doc/occupation/kokk.ttl"
    with caplog.at_level("INFO", "yrkesgraf.access"):
        editions_client.get(address)

    assert address in caplog.text


def test_todays_document_is_no_memento_after_an_old_one_was_read(
    editions_client: FlaskClient, editions: Editions
) -> None:
    editions_client.get(f"/release/{editions.newest.id}/{DOCUMENT}")

    response = editions_client.get(f"/{DOCUMENT}")

    assert "Memento-Datetime" not in response.headers
    assert "immutable" not in response.headers["Cache-Control"]


def test_a_name_within_a_release_leads_to_the_document_there(editions_client: FlaskClient, editions: Editions) -> None:
    response = editions_client.get(
        f"/release/{editions.old.id}/id/occupation/typograf", headers={"Accept": "text/turtle"}
    )

    assert response.status_code == 303
    assert response.location == f"/release/{editions.old.id}/doc/occupation/typograf.ttl"


def test_a_citation_is_alive_after_later_releases(editions_client: FlaskClient, editions: Editions) -> None:
    page = editions_client.get(f"/release/{editions.old.id}/{DOCUMENT}").text
    cited = f"http://localhost:8000/release/{editions.old.id}/doc/occupation/kokk"

    assert f'<a href="{cited}">' in page
    assert editions_client.get(cited).status_code == 200


def test_the_lines_to_copy_on_an_old_page_read_its_release(editions_client: FlaskClient, editions: Editions) -> None:
    page = unescape(editions_client.get(f"/release/{editions.old.id}/{DOCUMENT}").text)
    inside = f"http://localhost:8000/release/{editions.old.id}"

    assert f'pd.read_csv("{inside}/doc/occupation/kokk.csv", dtype=str)' in page
    assert f'SPARQLWrapper("{inside}/sparql"' in page


def test_sparql_is_asked_of_the_release(editions_client: FlaskClient, editions: Editions) -> None:
    query = "SELECT ?name { <id/occupation/kokk> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }"
    for release, name in ((editions.old, "Kokk"), (editions.newest, "Kjøkkensjef"), (editions.old, "Kokk")):
        found = editions_client.get(f"/release/{release.id}/sparql", query_string={"query": query, "format": "csv"})

        assert found.text.split() == ["name", name]


def test_the_files_of_an_old_release_are_downloaded_there(editions_client: FlaskClient, editions: Editions) -> None:
    name = editions.old.id

    assert editions_client.get(f"/release/{name}/dumps/{name}/yrkesgraf.nq.gz").status_code == 200


@pytest.mark.parametrize("name", ["nineteen", "current", "current-http-localhost%3A8000", "2", "a" * 256, "å" * 200])
def test_a_release_that_never_was_is_unknown(editions_client: FlaskClient, name: str) -> None:
    response = editions_client.get(f"/release/{name}/{DOCUMENT}", headers={"Accept": "application/json"})

    assert response.status_code == 404
    assert "There is no release" in response.text


@pytest.mark.parametrize("name", ["nineteen", "current"])
def test_the_methods_of_an_address_are_the_same_in_any_release(editions_client: FlaskClient, name: str) -> None:
    response = editions_client.options(f"/release/{name}/doc/a/b")

    assert response.status_code == 200
    assert "GET" in response.headers["Allow"]
    assert "Memento-Datetime" not in response.headers


@pytest.fixture
def pruned(editions: Editions, tmp_path: Path) -> Iterator[FlaskClient]:
    """A client of a server whose folder has lost the first release."""
    for one in (editions.new, editions.newest):
        shutil.copytree(one.folder, tmp_path / one.id)
    Releases(tmp_path).switch(editions.newest.id)
    made = create_app(CurrentRelease(Releases(tmp_path)), Settings(home=tmp_path, executors=1))
    yield made.test_client()
    made.extensions[EXTENSION].executors.close()


def test_a_removed_release_is_gone_and_names_the_current_one(pruned: FlaskClient, editions: Editions) -> None:
    response = pruned.get(f"/release/{editions.old.id}/{DOCUMENT}", headers={"Accept": "application/json"})

    assert response.status_code == 410
    assert f"the current one is {editions.newest.id}" in response.text


def test_only_the_releases_used_last_stay_open(editions: Editions) -> None:
    releases = Releases(editions.newest.folder.parent)
    kept = KeptReleases(releases, CurrentRelease(releases), most=1)
    first = kept.get(editions.old.id)

    assert kept.get(editions.old.id) is first
    kept.get(editions.new.id)
    assert kept.get(editions.old.id) is not first
