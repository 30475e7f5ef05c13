"""A client of RFC 7089 finds the version of a document at a time."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.http import http_date

from graph.reading.release import CurrentRelease, Release, Releases
from graph.reading.store import GraphStore
from graph.vocab import Iri
from server.app import create_app
from server.http.kept_releases import KeptReleases
from server.http.site import EXTENSION
from server.settings import Settings
from tests.editions import Editions

DAY = datetime.timedelta(days=1)


def test_a_document_names_its_timegate_and_timemap(editions_client: FlaskClient) -> None:
    links = editions_client.get("/doc/occupation/kokk.ttl").headers["Link"]

    assert '<http://localhost:8000/timegate/doc/occupation/kokk.ttl>; rel="timegate"' in links
    assert 'rel="timemap"; type="application/link-format"' in links


@pytest.mark.parametrize(("days", "chosen"), [(-1, 0), (1, 2)])
def test_a_timegate_leads_to_the_version_of_the_time(
    editions_client: FlaskClient, editions: Editions, days: int, chosen: int
) -> None:
    moment = http_date(editions.newest.manifest.built + days * DAY)
    response = editions_client.get("/timegate/doc/occupation/kokk", headers={"Accept-Datetime": moment})

    assert response.status_code == 302
    assert response.location == f"http://localhost:8000/release/{editions[chosen].id}/doc/occupation/kokk"
    assert "Accept-Datetime" in response.vary
    assert '<http://localhost:8000/doc/occupation/kokk>; rel="original"' in response.headers["Link"]


def test_without_a_time_a_timegate_leads_to_the_newest_version(
    editions_client: FlaskClient, editions: Editions
) -> None:
    response = editions_client.get("/timegate/http://localhost:8000/doc/occupation/kokk.ttl")

    assert response.location == f"http://localhost:8000/release/{editions.newest.id}/doc/occupation/kokk.ttl"


def test_a_timemap_lists_the_versions_that_have_the_resource(editions_client: FlaskClient, editions: Editions) -> None:
    response = editions_client.get("/timemap/doc/occupation/solcelle")
    lines = response.text.split(",\n")

    assert response.mimetype == "application/link-format"
    assert [line for line in lines if 'memento"' in line] == [
        f'<http://localhost:8000/release/{one.id}/doc/occupation/solcelle>; rel="{place} memento"; '
        f'datetime="{http_date(one.manifest.built)}"' + ("\n" if place == "last" else "")
        for one, place in ((editions.new, "first"), (editions.newest, "last"))
    ]


@pytest.mark.parametrize(
    ("address", "time", "status"),
    [
        ("/timegate/doc/occupation/kokk", "yesterday", 400),
        ("/timegate/doc/occupation/nobody", None, 404),
        ("/timegate/doc/occupation/a%20b", None, 404),
        ("/timemap/id/occ%3Eupation/100%25", None, 404),
        ("/timemap/search", None, 404),
        ("/timemap/doc/occupation/kokk?date=2026", None, 400),
    ],
)
def test_a_request_at_fault_is_told_so(
    editions_client: FlaskClient, address: str, time: str | None, status: int
) -> None:
    headers = {"Accept-Datetime": time} if time else {}

    assert editions_client.get(address, headers=headers).status_code == status


@pytest.fixture
def home(editions: Editions, tmp_path: Path) -> Path:
    """A releases folder of its own, in which the newest of the three editions is the current one."""
    for one in editions:
        shutil.copytree(one.folder, tmp_path / one.id)
    Releases(tmp_path).switch(editions.newest.id)
    return tmp_path


@pytest.fixture
def own_client(home: Path) -> Iterator[FlaskClient]:
    """A client of a server over that folder."""
    made = create_app(CurrentRelease(Releases(home)), Settings(home=home, executors=1))
    yield made.test_client()
    made.extensions[EXTENSION].executors.close()


def versions(client: FlaskClient, document: str) -> list[str]:
    """Return the releases that a TimeMap lists."""
    lines = client.get(f"/timemap/{document}").text.split(",\n")
    return [line.partition("/release/")[2].partition("/")[0] for line in lines if 'memento"' in line]


@pytest.mark.parametrize(("current", "number"), [(0, 1), (1, 2)])
def test_a_release_that_was_withdrawn_is_no_version(
    home: Path, own_client: FlaskClient, editions: Editions, current: int, number: int
) -> None:
    Releases(home).switch(editions[current].id)
    response = own_client.get("/timegate/doc/occupation/kokk")

    assert response.location.endswith(f"/release/{editions[current].id}/doc/occupation/kokk")
    assert versions(own_client, "doc/occupation/kokk") == [one.id for one in editions[:number]]


@pytest.mark.parametrize("damage", ["manifest.json", "store"])
def test_one_release_that_cannot_be_read_costs_only_its_own_version(
    home: Path, own_client: FlaskClient, editions: Editions, damage: str
) -> None:
    broken = home / editions.new.id / damage
    if broken.is_dir():
        shutil.rmtree(broken)
    else:
        broken.write_text("{", "utf-8")

    assert versions(own_client, "doc/occupation/kokk") == [editions.old.id, editions.newest.id]


def test_a_release_is_asked_once_for_a_resource_and_keeps_the_stores_of_readers(editions: Editions) -> None:
    opened: list[str] = []

    def open_store(folder: Path, base: str) -> GraphStore:
        opened.append(folder.parent.name)
        return GraphStore(folder, base)

    releases = Releases(editions.newest.folder.parent, open_store)
    kept = KeptReleases(releases, CurrentRelease(releases), most=1)
    read: Release = kept.get(editions.old.id)
    kokk = Iri("http://localhost:8000/id/occupation/kokk")
    found = [[one.id for one in kept.having(kokk)] for _ in range(2)]

    assert found == [[one.id for one in editions]] * 2
    assert kept.get(editions.old.id) is read
    assert sorted(opened) == sorted(one.id for one in editions)
