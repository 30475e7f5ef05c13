"""A client of RFC 7089 finds the version of a document at a time."""

from __future__ import annotations

import datetime

import pytest
from flask.testing import FlaskClient
from werkzeug.http import http_date

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
        ("/timemap/search", None, 404),
        ("/timemap/doc/occupation/kokk?date=2026", None, 400),
    ],
)
def test_a_request_at_fault_is_told_so(
    editions_client: FlaskClient, address: str, time: str | None, status: int
) -> None:
    headers = {"Accept-Datetime": time} if time else {}

    assert editions_client.get(address, headers=headers).status_code == status
