"""A client that follows the event stream gets every change exactly once, from pages that never change."""

from __future__ import annotations

from collections import Counter

import pytest
from flask.testing import FlaskClient
from rdflib import Graph, Namespace
from rdflib.namespace import DCTERMS, RDF
from rdflib.term import URIRef

from server.browse.event_stream import write_page
from server.formats import TURTLE
from tests.editions import Editions

BASE = "http://localhost:8000"
LDES, TREE = Namespace("https://w3id.org/ldes#"), Namespace("https://w3id.org/tree#")
YG = Namespace("https://w3id.org/yrkesgraf/def#")
STREAM = URIRef(f"{BASE}/changes/stream#stream")


def get(client: FlaskClient, address: str) -> Graph:
    response = client.get(address.removeprefix(BASE), headers={"Accept": "text/turtle"})
    assert response.status_code == 200
    return Graph().parse(data=response.data, format="turtle")


def follow(client: FlaskClient) -> tuple[Counter[str], Graph]:
    """Replicate the stream by its relations; return how often each member came, and their statements."""
    members: Counter[str] = Counter()
    found, ahead, seen = Graph(), [f"{BASE}/changes/stream"], set()
    while ahead:
        node = ahead.pop()
        seen.add(node)
        page = get(client, node)
        members.update(str(member) for member in page.objects(STREAM, TREE.member))
        found += page
        ahead += [
            str(target)
            for relation in page.objects(URIRef(node), TREE.relation)
            for target in page.objects(relation, TREE.node)
            if str(target) not in seen
        ]
    return members, found


@pytest.fixture(params=[500, 5], ids=["one page a release", "several"])
def members_a_page(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    size: int = request.param
    monkeypatch.setattr("server.browse.event_stream.MOST_MEMBERS", size)
    return size


@pytest.mark.usefixtures("members_a_page")
def test_every_change_arrives_exactly_once_and_whole(editions_client: FlaskClient, editions: Editions) -> None:
    rows = editions.newest.store.rows(f"SELECT ?it ?p ?o {{ ?it a <{YG.ReleaseChange}> ; ?p ?o }}")
    members, found = follow(editions_client)

    assert members == Counter({row["it"].value for row in rows})
    assert all((URIRef(row["it"].value), URIRef(row["p"].value), None) in found for row in rows)


def test_the_stream_names_its_paths_and_a_member_has_a_value_for_each(editions_client: FlaskClient) -> None:
    members, found = follow(editions_client)

    assert (STREAM, RDF.type, LDES.EventStream) in found
    for path in (LDES.timestampPath, LDES.versionOfPath):
        (property_,) = found.objects(STREAM, path)
        assert all(len(list(found.objects(URIRef(member), property_))) == 1 for member in members)


def test_a_page_is_the_same_in_every_later_release(editions_client: FlaskClient, editions: Editions) -> None:
    with editions_client.application.test_request_context():
        pages = {write_page(one, editions.new.id, 1, TURTLE) for one in (editions.new, editions.newest)}

    assert len(pages) == 1


def test_a_page_is_kept_for_ever_and_the_root_is_not(editions_client: FlaskClient, editions: Editions) -> None:
    page = editions_client.get(f"/changes/stream/{editions.new.id}/1")
    root = editions_client.get("/changes/stream")

    assert (page.cache_control.immutable, page.cache_control.max_age) == (True, 31_536_000)
    assert not root.cache_control.immutable
    again = editions_client.get(f"/changes/stream/{editions.new.id}/1", headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("accept", ["application/ld+json", "application/n-quads", "application/trig"])
def test_the_stream_has_the_formats_of_graphs(editions_client: FlaskClient, editions: Editions, accept: str) -> None:
    response = editions_client.get(f"/changes/stream/{editions.new.id}/1", headers={"Accept": accept})

    assert response.mimetype == accept
    assert b"ReleaseChange" in response.data


@pytest.mark.parametrize("address", ["/changes/stream/{new}/0", "/changes/stream/{new}/9", "/changes/stream/{old}/1"])
def test_no_page_without_changes(editions_client: FlaskClient, editions: Editions, address: str) -> None:
    path = address.format(new=editions.new.id, old=editions.old.id)

    assert editions_client.get(path).status_code == 404


def test_the_catalogue_has_the_stream_as_a_distribution(editions_client: FlaskClient) -> None:
    catalogue = get(editions_client, "/catalog")
    (distribution,) = catalogue.subjects(DCTERMS.conformsTo, URIRef("https://w3id.org/ldes/specification"))

    assert (None, URIRef("http://www.w3.org/ns/dcat#distribution"), distribution) in catalogue
