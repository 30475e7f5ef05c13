"""Answers of the fast path equal those of the framework, within the same limits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import Client

from graph.reading.release import CurrentRelease, Release, Releases
from server.app import create_app
from server.http.site import EXTENSION, Site
from server.settings import Settings
from tests.framework import behind

LEGE = "/doc/occupation/lege"
NAME = "SELECT ?name { <id/occupation/lege> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }"
ASKED = "/sparql?" + urlencode({"query": NAME})
# These headers depend on the time.
NEW_EACH_TIME = {"Date", "Server-Timing"}


def headers(response) -> dict[str, str]:  # type: ignore[no-untyped-def]
    return {name: value for name, value in response.headers.items() if name not in NEW_EACH_TIME}


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv", "*/*", "text/turtle, */*;q=0.1"])
def test_a_kept_answer_has_every_header_that_the_view_gives_it(client: FlaskClient, accept: str) -> None:
    asked = {"Accept": accept}
    client.get(ASKED, headers=asked)

    quick, slow = client.get(ASKED, headers=asked), behind(client).get(ASKED, headers=asked)

    assert headers(quick) == headers(slow)
    assert (quick.status, quick.data) == (slow.status, slow.data)
    assert set(quick.headers.keys()) == set(slow.headers.keys()) - {"Date"}


@pytest.mark.parametrize("path", [f"{LEGE}.ttl", f"{LEGE}.html", LEGE, "/def.ttl", f"{ASKED}&x=1"])
def test_a_304_has_every_header_that_the_view_gives_it(client: FlaskClient, path: str) -> None:
    known = {"If-None-Match": client.get(path).headers["ETag"]}

    quick, slow = client.get(path, headers=known), behind(client).get(path, headers=known)

    assert (quick.status, quick.data) == (slow.status, slow.data) == ("304 NOT MODIFIED", b"")
    assert {**headers(quick), "Cache-Status": ""} == {**headers(slow), "Cache-Status": ""}
    assert quick.headers["Cache-Status"] == "yrkesgraf; hit; detail=validator"


@pytest.mark.parametrize("path", [f"{LEGE}.ttl", f"{LEGE}.html", f"{LEGE}.json", LEGE, "/def.html", "/"])
def test_a_kept_document_is_the_one_that_was_made(client: FlaskClient, path: str) -> None:
    first, again = client.get(path, headers={"Cache-Control": "no-cache"}), client.get(path)

    assert first.data == again.data
    assert headers(again) == {**headers(first), "Cache-Status": "yrkesgraf; hit"}


def test_a_document_that_many_ask_for_at_once_is_made_once(client: FlaskClient) -> None:
    path = "/doc/title/2221110.html?lang=nn&content=en"  # used by no other test
    statuses: list[str] = []

    def ask() -> None:
        answer = Client(client.application.wsgi_app).get(path)
        statuses.append(answer.headers.get("Cache-Status", "made"))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(statuses) == ["made", *["yrkesgraf; hit"] * 5]


@pytest.mark.parametrize(
    "other",
    [
        {"headers": {"Accept": "text/turtle"}},
        {"headers": {"Accept-Language": "en"}},
        {"headers": {"Host": "elsewhere.example"}},
        {"query_string": {"lang": "nn", "content": "nn"}},
        {"base_url": "https://localhost"},
    ],
)
def test_whatever_an_answer_depends_on_makes_another_document(client: FlaskClient, other: dict[str, object]) -> None:
    # A page of this test only, because tests share the application and its caches.
    page, asked = "/doc/nus/763202", {"query_string": {"lang": "", "content": "nn"}}
    client.get(page, **asked)
    assert client.get(page, **asked).headers["Cache-Status"] == "yrkesgraf; hit"

    assert "Cache-Status" not in client.get(page, **asked | other).headers


@pytest.mark.parametrize(
    "others",
    [
        [{"Accept": f"text/turtle, x/{number};q=0.1" + " " * number} for number in range(50)],
        [{"Accept": f"text/turtle, x/{number}" + "y" * 20_000} for number in range(5)],
        [{"Accept": "text/turtle", "Accept-Language": f"nn, x-{number}" + ";q=0.5" * 500} for number in range(5)],
    ],
)
def test_spellings_of_headers_make_one_document(app: Flask, client: FlaskClient, others: list[dict[str, str]]) -> None:
    site: Site = app.extensions[EXTENSION]
    client.get(LEGE, headers=others[0])
    size = site.documents.size

    statuses = {client.get(LEGE, headers=asked).headers["Cache-Status"] for asked in others}

    assert statuses == {"yrkesgraf; hit"}
    assert site.documents.size == size


@pytest.mark.parametrize("path", ["/def.ttl", "/sitemap.xml", f"{LEGE}.ttl", "/list/occupation", "/tree/styrk98"])
def test_unknown_parameters_and_languages_never_make_a_page_again(app: Flask, client: FlaskClient, path: str) -> None:
    site: Site = app.extensions[EXTENSION]
    first = client.get(path)
    size = site.documents.size

    for query in ("lang=", "content=&lang=", "&&"):
        again = client.get(f"{path}?{query}")
        assert (again.headers["ETag"], again.headers["Cache-Status"]) == (first.headers["ETag"], "yrkesgraf; hit")
    for query in ("u=1", "u=2&v=3", "lang=xx", "content=&content=zz", "lang=" + "n" * 5_000):
        assert client.get(f"{path}?{query}").status_code == 400
    assert site.documents.size == size


def test_a_copy_of_an_older_version_is_replaced_by_the_kept_document(client: FlaskClient) -> None:
    made = client.get(f"{LEGE}.ttl")

    again = client.get(f"{LEGE}.ttl", headers={"If-None-Match": '"another"'})

    assert (again.status, again.data, again.headers["ETag"]) == (made.status, made.data, made.headers["ETag"])
    assert again.headers["Cache-Status"] == "yrkesgraf; hit"


@pytest.mark.parametrize(
    "wish",
    [
        {"Cache-Control": "no-cache"},
        {"Cache-Control": "no-store, x"},
        {"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"},
        {"If-None-Match": '"another", "third"'},
        {"If-None-Match": "*"},
        {"Range": "bytes=0-5"},
    ],
)
def test_a_rarer_wish_is_left_to_the_view(client: FlaskClient, wish: dict[str, str]) -> None:
    client.get(f"{LEGE}.ttl")

    quick, slow = client.get(f"{LEGE}.ttl", headers=wish), behind(client).get(f"{LEGE}.ttl", headers=wish)

    assert (quick.status, quick.data, headers(quick)) == (slow.status, slow.data, headers(slow))


@pytest.mark.parametrize(
    ("query", "accept", "status"),
    [
        ("SELECT * {", "*/*", 400),
        ("SELECT * { SERVICE <x:y> {} }", "*/*", 403),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv", 406),
        ("ASK {}", "image/png", 406),
        ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "*/*", 503),
    ],
)
def test_a_fault_is_explained_and_the_query_runs_once(
    app: Flask, client: FlaskClient, query: str, accept: str, status: int
) -> None:
    site: Site = app.extensions[EXTENSION]
    asked = f"/sparql?{urlencode({'query': query})}"

    engine = total(site, "yrkesgraf_queue_seconds_count")
    answer = client.get(asked, headers={"Accept": accept})

    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert total(site, "yrkesgraf_queue_seconds_count") - engine <= 1
    assert status != 503 or float(answer.headers["Server-Timing"].split("engine;dur=")[1].split(",")[0]) < 9000


def total(site: Site, name: str) -> float:
    lines = site.meters.write(site.world.get()).decode().splitlines()
    return sum(float(line.split()[-1]) for line in lines if line.startswith(name))


def test_what_is_answered_here_is_counted_as_the_view_would(app: Flask, client: FlaskClient) -> None:
    site: Site = app.extensions[EXTENSION]
    client.get(f"{LEGE}.ttl")
    client.get(ASKED)
    names = ('requests_total{method="GET",route="/doc/<kind>/<key>"', 'requests_total{method="GET",route="/sparql"')
    before = [total(site, f"yrkesgraf_{name}") for name in names]

    client.get(f"{LEGE}.ttl")
    client.get(ASKED)

    assert [total(site, f"yrkesgraf_{name}") for name in names] == [count + 1 for count in before]


@pytest.fixture
def short_lived(bundled: Release) -> Iterator[Flask]:
    settings = Settings(home=bundled.folder.parent, executors=1, cache_seconds=0, client_seconds=1)
    made = create_app(CurrentRelease(Releases(settings.home)), settings)
    yield made
    made.extensions[EXTENSION].executors.close()


def test_a_document_is_kept_no_longer_than_clients_may_keep_it(short_lived: Flask) -> None:
    client = short_lived.test_client()

    assert all("Cache-Status" not in client.get(f"{LEGE}.ttl").headers for _ in range(3))


def test_a_client_that_has_used_its_share_up_gets_nothing_kept(short_lived: Flask) -> None:
    client = short_lived.test_client()
    client.get(ASKED)
    short_lived.extensions[EXTENSION].budget.charge("127.0.0.1", 2)

    assert client.get(ASKED).status_code == 429
