"""A release has a search index of everything with a name or a code, the same for the same graph."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Literal, URIRef
from rdflib.namespace import RDF, SKOS

from graph.atomic_files import digest_file
from graph.building.group_fitting import fit_model
from graph.building.search_records import gather_records, gather_things, write_search
from graph.coding.known_codes import gather_coded_names
from graph.reading.release import Release
from graph.search.index import open_index
from graph.search.records import CALLED
from graph.vocab import Names
from graph.workbench import Workbench

BASE = "http://localhost:8000/"


def test_a_release_has_the_index_among_its_files(bundled: Release) -> None:
    assert "search.sqlite" in {entry.path for entry in bundled.manifest.files}


def test_of_several_stated_mappings_without_shares_each_counts_alike(crossed: Release) -> None:
    index = open_index(crossed.folder)
    title = index.thing(f"{crossed.manifest.base}id/title/7421124")
    assert title is not None
    things = index.every_thing()

    mapped = [step for step in index.steps()[title.number] if step.relation == "mapping"]
    occupations = [step.confidence for step in mapped if things[step.target].kind == "occupation"]

    assert occupations == pytest.approx([1 / 3] * 3)


def test_every_kind_that_has_names_is_in_it(bundled: Release) -> None:
    index = open_index(bundled.folder)
    kinds = {thing.kind for thing in index.things(range(1, 2000)).values()}

    assert {"occupation", "title", "specialisation", "styrk98", "nus"} <= kinds


def test_the_names_of_a_title_are_as_shown_and_not_also_in_capitals(bundled: Release) -> None:
    index = open_index(bundled.folder)
    title = index.thing(f"{bundled.manifest.base}id/title/2221150")
    assert title is not None

    names = [entry.text for entry in index.names([title.number])[title.number]]

    assert names == ["Lege i spesialisering, del 1 (LIS1)"]


def test_what_a_title_is_called_besides_is_found_and_not_coded_by_as_if_it_were_its_name(bundled: Release) -> None:
    index = open_index(bundled.folder)

    called = {entry.text for entry in index.same("doktor", (), 10) if entry.role == CALLED}

    assert called == {"doktor"}
    assert "doktor" not in {entry.text for entry in index.names_of_kinds(["title", "occupation"])}


def test_nothing_is_called_besides_what_is_a_title(tmp_path: Path) -> None:
    bench = Workbench(BASE)
    yg = "https://w3id.org/yrkesgraf/def#"
    for kind, key, name in (("occupation", "lege", "Lege"), ("title", "1234567", "Doktor")):
        iri = URIRef(f"{BASE}id/{kind}/{key}")
        is_a = URIRef(f"{yg}{'Occupation' if kind == 'occupation' else 'JobTitle'}")
        bench.add(f"{BASE}id/graph/one", [(iri, RDF.type, is_a), (iri, SKOS.prefLabel, Literal(name, lang="nb"))])

    things = {thing.kind: {name.text for name in thing.names} for thing in gather_things(bench, Names(BASE))}

    assert things["title"] == {"Doktor"}
    assert {"Lege", "medisiner"} <= things["occupation"]
    assert "doktor" not in things["occupation"]


def test_links_lead_from_a_title_to_its_group_and_occupation(bundled: Release) -> None:
    index = open_index(bundled.folder)
    title = index.thing(f"{bundled.manifest.base}id/title/2221150")
    assert title is not None
    steps = index.steps()[title.number]
    keys = {step.relation: index.things([step.target])[step.target].key for step in steps if step.relation != "mapping"}

    assert keys == {"group": "2221", "occupation": "lege", "certainty": "lege"}


def test_the_same_graph_gives_the_same_bytes(tmp_path: Path) -> None:
    digests = []
    for order in (1, -1):
        bench = Workbench(BASE)
        for key in ("lege", "larer", "kokk")[::order]:
            iri = URIRef(f"{BASE}id/occupation/{key}")
            yg = URIRef("https://w3id.org/yrkesgraf/def#Occupation")
            bench.add(f"{BASE}id/graph/one", [(iri, RDF.type, yg), (iri, SKOS.prefLabel, Literal(key, lang="nb"))])
        folder = tmp_path / str(order)
        folder.mkdir()
        records = gather_records(bench, Names(BASE))
        write_search(records, fit_model(gather_coded_names(records.things, records.links)).tables(), folder)
        digests.append(digest_file(folder / "search.sqlite"))

    assert digests[0] == digests[1]
