"""A build says of every crosswalk its evidence, its coverage, and the codes without a match."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.building.order import Order
from graph.building.pipeline import build
from graph.progress import Progress
from graph.reading.query_files import load_folder
from graph.reading.release import Release, Releases
from graph.vocab import DEFAULT_BASE
from tests.conftest import CROSSWALKS
from tests.graph.sources.classifications.test_klass_correspondence import ANSWER

PREFIX = """PREFIX yg: <https://w3id.org/yrkesgraf/def#> PREFIX dct: <http://purl.org/dc/terms/>
PREFIX xkos: <http://rdf-vocabulary.ddialliance.org/xkos#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> """


def values(release: Release, query: str) -> list[list[str]]:
    return [[cell.value.rpartition("/")[2] for cell in row.values()] for row in release.store.rows(PREFIX + query)]


def test_each_pair_of_schemes_has_its_crosswalk(crossed: Release) -> None:
    query = "SELECT ?c ?from ?to ?official { ?c a xkos:Correspondence ; yg:sourceScheme ?from ; yg:targetScheme ?to ;"

    assert values(crossed, query + " yg:isOfficial ?official } ORDER BY ?c") == [
        ["isco88-isco08", "isco88", "isco08", "true"],
        ["klass-titles-styrk08", "styrk98-titles", "styrk08", "true"],
        ["occupations-esco", "occupation", "occupations", "false"],
        ["styrk08-esco", "styrk08", "occupations", "false"],
        ["styrk08-isco08", "styrk08", "isco08", "false"],
        ["styrk98-styrk08-unofficial", "styrk98", "styrk08", "false"],
        ["titles-occupations", "styrk98-titles", "occupation", "false"],
        ["titles-styrk08-unofficial", "styrk98-titles", "styrk08", "false"],
    ]


def test_what_has_no_match_is_named_on_both_sides(crossed: Release) -> None:
    sources = values(crossed, "SELECT ?x { ?x yg:unmatchedSourceIn <id/crosswalk/styrk08-isco08> } ORDER BY ?x")
    targets = values(crossed, "SELECT ?x { ?x yg:unmatchedTargetIn <id/crosswalk/styrk08-isco08> } ORDER BY ?x")

    assert (sources, targets) == ([["7115"], ["7421"]], [["0110"], ["0210"], ["7523"]])


def test_the_numbers_of_coverage_are_those_of_the_lists(crossed: Release) -> None:
    query = """SELECT ?c { ?c a xkos:Correspondence ; yg:unmatchedSources ?s ; yg:unmatchedTargets ?t .
      { SELECT ?c (COUNT(?a) AS ?as) { ?c a xkos:Correspondence OPTIONAL { ?a yg:unmatchedSourceIn ?c } } GROUP BY ?c }
      { SELECT ?c (COUNT(?b) AS ?bs) { ?c a xkos:Correspondence OPTIONAL { ?b yg:unmatchedTargetIn ?c } } GROUP BY ?c }
      FILTER (?s = ?as && ?t = ?bs) }"""

    assert len(values(crossed, query)) == 8


def test_a_suggestion_never_becomes_a_title_of_the_occupation(crossed: Release) -> None:
    query = """SELECT ?title { ?mapping yg:evidence ?evidence ; yg:mapsFrom ?title ; yg:mapsTo ?occupation .
      FILTER (?evidence IN (yg:equalNames, yg:alikeNames, yg:siblingTitles, yg:mentionedInText))
      ?title a yg:JobTitle .
      ?occupation yg:hasJobTitle ?title }"""

    assert values(crossed, query) == []


def test_the_report_has_the_coverage_of_each(crossed: Release) -> None:
    report = json.loads((crossed.folder / "report.json").read_text("utf-8"))

    assert report["crosswalks"]["klass-titles-styrk08"] == {
        "official": True,
        "mappings": 3,
        "sources": {"all": 4, "matched": 3, "unmatched": 1, "ambiguous": 0},
        "targets": {"all": 4, "matched": 2, "unmatched": 2, "ambiguous": 1},
    }


def officially(folder: Path, answer: dict[str, Any]) -> Release:
    """The small world with an official table of groups."""
    (folder / "426.json").write_text(json.dumps(answer, ensure_ascii=False), "utf-8")
    table = """
[[source]]
key = "klass"
adapter = "klass-correspondence"
path = "{path}"
titles = {{ nb = "Prøve", en = "Test" }}
publisher = "Statistisk sentralbyrå"
licence = "https://creativecommons.org/licenses/by/4.0/"
rhythm = "never"
as_of = 2026-01-01
retrieved = 2026-01-02
"""
    sources = folder / "sources.toml"
    before, _, count = CROSSWALKS.read_text("utf-8").partition("[end]\nsources = ")
    end = f"\n[end]\nsources = {int(count) + 1}\n"
    sources.write_text(before + table.format(path=folder / "426.json") + end, "utf-8")
    order = Order(Releases(folder / "home"), DEFAULT_BASE, sources, CROSSWALKS.parent)
    return build(order, Progress(quiet=True))


@pytest.fixture(scope="module")
def of_groups(tmp_path_factory: pytest.TempPathFactory) -> Release:
    snekkere = {"sourceCode": "7421", "sourceName": "Snekkere", "targetCode": "7522", "targetName": "Møbelsnekkere"}
    maps = [*ANSWER["correspondenceMaps"], snekkere]
    return officially(tmp_path_factory.mktemp("groups"), ANSWER | {"correspondenceMaps": maps})


REPLACED = "SELECT ?old ?new { ?old dct:isReplacedBy ?new ; a xkos:Correspondence }"


def test_the_official_table_takes_the_place_of_the_unofficial_one(of_groups: Release) -> None:
    assert values(of_groups, REPLACED) == [["styrk98-styrk08-unofficial", "klass-styrk98-styrk08"]]


def test_titles_outside_the_official_table_have_a_crosswalk_beside_it(crossed: Release) -> None:
    query = """SELECT ?title ?to ?evidence { ?m dct:isPartOf <id/crosswalk/titles-styrk08-unofficial> ; yg:mapsTo ?to ;
      yg:mapsFrom ?title ; yg:evidence ?evidence ; yg:confidence ?sure } ORDER BY DESC(?sure) LIMIT 1"""

    assert values(crossed, query) == [["8240101", "7522", "def#nearestTitles"]]
    assert values(crossed, REPLACED) == []


def test_shares_of_a_group_and_its_unallocated_part_add_up_to_one(crossed: Release) -> None:
    query = """SELECT ?group (SUM(?share) AS ?sum) {
      { ?m dct:isPartOf <id/crosswalk/styrk98-styrk08-unofficial> ; yg:mapsFrom ?group ; yg:share ?share }
      UNION { ?rest yg:unallocatedIn <id/crosswalk/styrk98-styrk08-unofficial> ; yg:unallocatedOf ?group ;
        yg:share ?share } } GROUP BY ?group ORDER BY ?group"""

    sums = {group: float(total) for group, total in values(crossed, query)}

    assert sums == {group: pytest.approx(1, abs=0.001) for group in ("7421", "7422", "8240")}


def test_moving_titles_to_the_new_edition_loses_nobody(crossed: Release) -> None:
    query = load_folder("examples")["titles-moved-by-confidence"].text

    moved = {row["code"].value: float(row["titles"].value) for row in crossed.store.rows(query)}
    query = "SELECT ?part { ?rest yg:unallocatedIn <id/crosswalk/titles-styrk08-unofficial> ; yg:share ?part }"
    rest = values(crossed, query)

    assert sum(moved.values()) + float(rest[0][0]) == pytest.approx(4, abs=0.001)
    assert moved["7522"] > moved["7115"] > 1


def test_a_page_shows_the_official_mapping_first(of_groups: Release) -> None:
    query = load_folder("pages")["crossings"].text
    this = {"this": of_groups.names.thing("styrk98", "7421"), "language": "nb"}

    rows = of_groups.store.rows(query, this)

    assert [row["official"].value for row in rows] == sorted((row["official"].value for row in rows), reverse=True)
    assert rows[0]["crosswalk"].value.endswith("klass-styrk98-styrk08")
    assert {row["better"].value.rpartition("/")[2] for row in rows if "better" in row} == {"klass-styrk98-styrk08"}
