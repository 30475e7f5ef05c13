"""The table of kinds covers every kind in the data, and every place that treats kinds apart reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import SKOS

import server
from graph.building.search_records import gather_things
from graph.kinds import BY_KEY, KINDS, SEARCHABLE, ResourceKind
from graph.reading.release import Release
from graph.vocab import ELSEWHERE, YG, Names, expand
from graph.workbench import Workbench
from server.browse.lists import listed_by
from server.browse.trees import TREES
from server.messages import find_message
from server.search.hits import check_kinds
from server.things import crossings
from server.things.values import edition

LANGUAGES = ("nb", "nn", "en")
TEMPLATES = Path(server.__file__).parent / "templates"
NAMES = Names("http://localhost:8000/")


def test_no_kind_stands_twice() -> None:
    assert len(BY_KEY) == len(KINDS)


@pytest.mark.parametrize("world", ["bundled", "europe", "portal", "classes"])
def test_every_resource_of_a_release_is_of_a_kind_in_the_table(world: str, request: pytest.FixtureRequest) -> None:
    release: Release = request.getfixturevalue(world)
    names = Names(release.manifest.base)
    rows = release.store.rows("SELECT DISTINCT ?thing WHERE { ?thing a ?class }")
    found = {place[0] for row in rows if (place := names.split(row["thing"].value))}

    assert len(found) > 10
    assert found <= set(BY_KEY)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_a_kind_is_known_wherever_kinds_are_treated_apart(kind: ResourceKind, bundled: Release) -> None:
    classes = {expand(kind.class_), expand(kind.naming_class)}

    assert {one for one in classes if one.startswith(YG)} <= set(bundled.terms)
    assert all(find_message(f"kind_{kind.key}", language) for language in LANGUAGES)
    assert (TEMPLATES / kind.template).is_file()
    assert set(kind.tree) <= set(BY_KEY)
    assert listed_by(kind.key, NAMES)["class"] in {*classes, NAMES.thing("scheme", kind.key)}
    assert (kind.key in TREES) == bool(kind.tree)
    assert (kind.key in crossings.MAPPED, kind.key in crossings.SUGGESTED) == (kind.is_mapped, kind.has_suggestions)
    assert edition(kind.key) == kind.edition


@pytest.mark.parametrize("key", SEARCHABLE)
def test_a_searchable_kind_is_indexed_and_named_in_the_singular(key: str) -> None:
    bench = Workbench(NAMES.base)
    iri = NAMES.thing(key, "1")
    bench.add(NAMES.thing("graph", "one"), [(URIRef(iri), SKOS.prefLabel, Literal("En", lang="nb"))])

    assert [thing.kind for thing in gather_things(bench, NAMES)] == [key]
    assert check_kinds([key]) == [key]
    assert all(find_message(f"one_{key}", language) for language in LANGUAGES)


def test_a_kind_that_is_not_searchable_stays_out_of_the_index() -> None:
    bench = Workbench(NAMES.base)
    iri = NAMES.thing("rule", "1")
    bench.add(NAMES.thing("graph", "one"), [(URIRef(iri), SKOS.prefLabel, Literal("En", lang="nb"))])

    assert gather_things(bench, NAMES) == []


def test_kinds_that_keep_the_iris_of_others_are_in_the_table() -> None:
    assert set(ELSEWHERE) <= set(BY_KEY)
