"""Errors come in the form the client prefers, and a fault of the server is always a 500."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.errors import QueryFault, ReleaseFault
from graph.reading.release import CurrentRelease, Release, Releases
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings


@pytest.fixture
def broken(bundled: Release) -> Iterator[Flask]:
    settings = Settings(home=bundled.folder.parent, executors=1)
    app = create_app(CurrentRelease(Releases(settings.home)), settings)

    @app.get("/broken")
    def fail() -> str:
        raise KeyError("secret detail")

    @app.get("/damaged")
    def fail_to_read() -> str:
        raise ReleaseFault("the manifest is damaged")

    @app.get("/unknown")
    def fail_to_find() -> str:
        raise QueryFault("no such thing")

    yield app
    app.extensions[EXTENSION].executors.close()


def test_a_fault_of_ours_is_500_without_its_details(broken: Flask) -> None:
    response = broken.test_client().get("/broken", headers={"Accept": "application/json"})

    assert response.status_code == 500
    assert "secret" not in response.text
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(("path", "is_logged"), [("/broken", True), ("/damaged", True), ("/unknown", False)])
def test_a_fault_of_ours_is_logged_and_a_fault_of_theirs_is_not(
    broken: Flask, caplog: pytest.LogCaptureFixture, path: str, is_logged: bool
) -> None:
    broken.test_client().get(path)

    assert bool(caplog.records) == is_logged


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("text/html", "text/html; charset=utf-8"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
        ("application/json", "application/problem+json"),
        ("text/turtle", "application/problem+json"),
        ("*/*", "application/problem+json"),
    ],
)
def test_a_browser_gets_a_page_and_a_program_gets_a_problem(
    client: FlaskClient, accept: str, content_type: str
) -> None:
    assert client.get("/nowhere", headers={"Accept": accept}).content_type == content_type


def test_the_words_of_a_stranger_are_not_markup(client: FlaskClient) -> None:
    text = client.get("/id/<script>/x", headers={"Accept": "text/html"}).text

    assert "<script>" not in text


@pytest.mark.parametrize(("method", "path"), [("POST", "/doc/occupation/lege"), ("DELETE", "/"), ("PUT", "/def")])
def test_another_method_is_405_and_says_which_are_allowed(client: FlaskClient, method: str, path: str) -> None:
    response = client.open(path, method=method)

    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize("path", ["/doc/occupation/legen", "/doc/occupation/audiogarf.html", "/yrke/lege"])
def test_a_page_that_is_not_there_offers_the_nearest_names(client: FlaskClient, path: str) -> None:
    response = client.get(f"{path}?lang=nb", headers={"Accept": "text/html"})

    assert response.status_code == 404
    assert "Mente du en av disse?" in response.text
    assert "/doc/occupation/" in response.text.partition('id="nearest"')[2]
    assert '<span class="note">yrke</span>' in response.text


def test_a_value_that_a_page_does_not_know_offers_names_like_the_value(client: FlaskClient) -> None:
    response = client.get("/interests?interest=legee", headers={"Accept": "text/html"})

    assert response.status_code == 404
    assert "/doc/occupation/lege" in response.text.partition('id="nearest"')[2]


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/doc/occupation/lege/", "/doc/occupation/lege"),
        ("/id/occupation/lege//?lang=nn", "/id/occupation/lege?lang=nn"),
        ("/def/", "/def"),
        ("/list/occupation/", "/list/occupation"),
    ],
)
def test_an_address_with_a_slash_at_its_end_leads_to_the_one_without(
    client: FlaskClient, address: str, place: str
) -> None:
    response = client.get(address)

    assert (response.status_code, response.headers["Location"]) == (308, place)


@pytest.mark.parametrize("address", ["/no/such/page/here/", "/doc/"])
def test_an_address_without_a_page_has_none_without_its_slash_either(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_line_break_in_the_name_of_a_release_stays_escaped(client: FlaskClient) -> None:
    response = client.get("/release/a%0d%0ab/doc/occupation/lege/")

    assert (response.status_code, response.location) == (308, "/release/a%0D%0Ab/doc/occupation/lege")


def test_two_slashes_lead_to_no_other_host(client: FlaskClient) -> None:
    response = client.get("http://localhost:8000//api/pay/", follow_redirects=False)

    assert not response.headers.get("Location", "").startswith("//")
