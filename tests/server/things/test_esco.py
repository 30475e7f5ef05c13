"""ESCO occupations keep their IRIs and have documents here that links lead to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import rdflib
from flask.testing import FlaskClient
from rdflib.namespace import FOAF

from graph.reading.release import CurrentRelease, Release, Releases
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings

BASE = "http://localhost:8000/"
CHAIR_MAKER = "00000000-0000-4000-8000-000000000002"
OFFICIAL = f"http://data.europa.eu/esco/occupation/{CHAIR_MAKER}"
PREFIX = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX yg: <https://w3id.org/yrkesgraf/def#>"


@pytest.fixture(scope="module")
def visitor(europe: Release) -> Iterator[FlaskClient]:
    """A client of an application over the small European world."""
    settings = Settings(home=europe.folder.parent, query_seconds=2.0, query_memory=512 << 20, executors=1)
    app = create_app(CurrentRelease(Releases(settings.home)), settings)
    yield app.test_client()
    app.extensions[EXTENSION].executors.close()


@pytest.mark.parametrize("suffix", ["html", "ttl", "jsonld", "rdf", "nt", "trig", "nq", "json", "csv"])
def test_an_occupation_of_esco_has_a_document_in_every_format(visitor: FlaskClient, suffix: str) -> None:
    response = visitor.get(f"/doc/esco/{CHAIR_MAKER}.{suffix}")

    assert response.status_code == 200
    assert "chair maker" in response.text
    assert OFFICIAL in response.text


def test_the_document_is_about_the_official_iri_and_no_other(visitor: FlaskClient) -> None:
    graph = rdflib.Graph().parse(data=visitor.get(f"/doc/esco/{CHAIR_MAKER}.ttl").text, format="turtle")

    assert graph.value(rdflib.URIRef(OFFICIAL), FOAF.isPrimaryTopicOf) == rdflib.URIRef(f"{BASE}doc/esco/{CHAIR_MAKER}")
    assert visitor.get(f"/id/esco/{CHAIR_MAKER}").status_code == 404
    assert visitor.get("/doc/esco/00000000-0000-4000-8000-000000000009.ttl").status_code == 404


def test_following_documents_of_ours_from_a_group_comes_to_every_occupation_of_esco(
    visitor: FlaskClient, europe: Release
) -> None:
    waiting, reached = [f"{BASE}id/isco08/7522"], set()
    while waiting:
        address = waiting.pop()
        if address in reached:
            continue
        reached.add(address)
        path = "/" + address.removeprefix(BASE)
        response = visitor.get(path, headers={"Accept": "text/turtle"}, follow_redirects=True)
        assert response.status_code == 200, address
        found = {str(term) for triple in rdflib.Graph().parse(data=response.data, format="turtle") for term in triple}
        waiting += [term for term in found if term.startswith((f"{BASE}id/isco08/", f"{BASE}doc/esco/"))]

    documents = europe.store.rows(f"{PREFIX} SELECT ?d {{ ?esco yg:iscoGroup ?g ; <{FOAF.isPrimaryTopicOf}> ?d }}")
    assert len(documents) == 3
    assert {row["d"].value for row in documents} <= reached


def test_pages_link_to_the_document_and_show_what_the_licence_asks_for(visitor: FlaskClient) -> None:
    group = visitor.get("/doc/isco08/7522.html?lang=en").text
    page = visitor.get(f"/doc/esco/{CHAIR_MAKER}.html?lang=en").text

    assert f'href="/doc/esco/{CHAIR_MAKER}?lang=en">chair maker</a>' in group
    assert "This service uses the ESCO classification of the European Commission." in page
    assert "ESCO occupation" in page
    assert 'href="/doc/isco08/7522?lang=en"' in page


def test_esco_is_listed(visitor: FlaskClient) -> None:
    text = visitor.get("/list/esco").text

    assert [name in text for name in ("basket maker", "cabinet maker", "chair maker")] == [True] * 3


def test_a_name_stands_once_and_above_and_below_are_both_said(europe: Release) -> None:
    names = europe.store.rows(f"{PREFIX} SELECT ?n {{ ?o skos:prefLabel 'cabinet maker'@en ; skos:altLabel ?n }}")

    assert sorted(row["n"].value for row in names) == ["furniture maker", "joiner of furniture"]
    assert europe.store.ask(f"{PREFIX} ASK {{ <{OFFICIAL}> skos:broader ?above . ?above skos:narrower <{OFFICIAL}> }}")
    assert europe.store.ask(
        f"{PREFIX} ASK {{ <id/isco08/7522> skos:exactMatch <http://data.europa.eu/esco/isco/C7522> }}"
    )
