"""Harvesters and crawlers find the catalogue, the addresses they may read, and every document."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
import rdflib
from flask.testing import FlaskClient

from graph.reading.release import CurrentRelease, Release, Releases
from server.app import create_app
from server.browse import harvest
from server.http.site import EXTENSION
from server.settings import Settings
from tests.graph.building.test_dcat import faults
from tests.some import some

SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize(
    ("accept", "format_"), [("text/turtle", "turtle"), ("application/rdf+xml", "xml"), ("application/n-triples", "nt")]
)
def test_the_catalogue_served_has_what_dcat_ap_no_asks_for(client: FlaskClient, accept: str, format_: str) -> None:
    response = client.get("/catalog", headers={"Accept": accept})

    assert faults(rdflib.Graph().parse(data=response.text, format=format_)) == ""


def test_people_see_the_datasets_with_publisher_and_licence(client: FlaskClient) -> None:
    page = client.get("/catalog", headers={"Accept": "text/html", "Accept-Language": "nn"})

    assert page.content_type == "text/html; charset=utf-8"
    for words in (
        "Datakatalog",
        "Yrkesgraf: norske yrke som lenkja data",
        "Statistisk sentralbyrå",
        "/sparql",
        "CC BY 4.0",
        "Alle tabellane som CSV og Parquet",
    ):
        assert words in page.text


def test_crawlers_are_told_of_the_site_map_and_kept_off_queries(client: FlaskClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()

    assert "Disallow: /sparql" in lines
    assert "Disallow: /api/" in lines
    assert lines[-1] == "Sitemap: http://localhost:8000/sitemap.xml"


def test_the_site_map_lists_every_thing_once(client: FlaskClient, bundled: Release) -> None:
    response = client.get("/sitemap.xml")
    addresses = [str(loc.text) for loc in ElementTree.fromstring(response.data).iter(f"{SITEMAPS}loc")]

    assert response.content_type == "application/xml; charset=utf-8"
    assert "http://localhost:8000/doc/occupation/lege" in addresses
    assert len(addresses) == len(set(addresses)) == bundled.manifest.things


def test_what_the_site_map_lists_is_there(client: FlaskClient) -> None:
    addresses = [
        str(loc.text) for loc in ElementTree.fromstring(client.get("/sitemap.xml").data).iter(f"{SITEMAPS}loc")
    ]

    for address in some(addresses[::25]):
        assert client.get(address.removeprefix("http://localhost:8000")).status_code == 200, address


@pytest.fixture
def small_pages(bundled: Release, monkeypatch: pytest.MonkeyPatch) -> Iterator[FlaskClient]:
    """A client of a server of its own, which remembers no answer yet, whose site maps list a hundred documents each."""
    monkeypatch.setattr(harvest, "MOST_ADDRESSES", 100)
    made = create_app(CurrentRelease(Releases(bundled.folder.parent)), Settings(home=bundled.folder.parent))
    yield made.test_client()
    made.extensions[EXTENSION].executors.close()


def test_a_large_site_has_an_index_of_site_maps(small_pages: FlaskClient, bundled: Release) -> None:
    index = ElementTree.fromstring(small_pages.get("/sitemap.xml").data)
    maps = [str(loc.text).removeprefix("http://localhost:8000") for loc in index.iter(f"{SITEMAPS}loc")]
    listed = [
        loc.text for one in maps for loc in ElementTree.fromstring(small_pages.get(one).data).iter(f"{SITEMAPS}loc")
    ]

    assert index.tag == f"{SITEMAPS}sitemapindex"
    assert len(maps) == -(-bundled.manifest.things // 100)
    assert len(listed) == len(set(listed)) == bundled.manifest.things


@pytest.mark.parametrize("path", ["/sitemap-0.xml", "/sitemap-99.xml", "/catalog.csv"])
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404
