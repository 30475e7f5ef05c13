"""Following links from one occupation reaches everything in the release."""

from __future__ import annotations

import rdflib
from flask.testing import FlaskClient

from graph.reading.release import Release


def follow(client: FlaskClient, base: str, start: str) -> set[str]:
    """Dereference *start* and every IRI of ours found on the way; returns the things that answered."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        iri = waiting.pop()
        if iri in reached:
            continue
        path = "/" + iri.removeprefix(base)
        response = client.get(path, headers={"Accept": "text/turtle"}, follow_redirects=True)
        assert response.status_code == 200, iri
        reached.add(iri)
        graph = rdflib.Graph().parse(data=response.data, format="turtle")
        found = {str(term) for triple in graph for term in triple if isinstance(term, rdflib.URIRef)}
        waiting += [term for term in found - reached if term.startswith(f"{base}id/") and "#" not in term]
    return reached


def test_everything_in_the_release_is_reached_from_lege(client: FlaskClient, bundled: Release) -> None:
    base = bundled.manifest.base

    reached = follow(client, base, f"{base}id/occupation/lege")

    everything = bundled.store.rows(
        "SELECT DISTINCT ?thing { ?thing a ?class FILTER (isIRI(?thing) && STRSTARTS(STR(?thing), STR(<id/>))) }"
    )
    things = {row["thing"].value for row in everything if "#" not in row["thing"].value}
    assert things - reached == set()
    assert len(things) == bundled.manifest.things
