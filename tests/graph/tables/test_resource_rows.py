"""A table has one row for each resource, with codes as text, numbers as numbers and names in three languages."""

from __future__ import annotations

from typing import cast

import pytest

from graph.reading.release import Release
from graph.tables.inventory import list_tables
from graph.tables.property_columns import FIGURES, KINDS, MAPPINGS
from graph.tables.resource_rows import read_rows
from graph.vocab import expand
from tests.mixed_columns import mixed_columns


def test_a_cube_has_a_row_for_each_observation(portal: Release) -> None:
    table = list_tables(portal)["cube-pay"]
    found = portal.store.rows(
        "SELECT ?o WHERE { ?o <http://purl.org/linked-data/cube#dataSet> ?cube }".replace("?cube", f"<{table.of}>")
    )

    rows = read_rows(portal, table)

    assert {row["observation"] for row in rows} == {one["o"].value for one in found}
    assert len(rows) == len(found) > 1


def test_codes_are_text_and_figures_numbers_with_names_beside_the_codes(portal: Release) -> None:
    rows = read_rows(portal, list_tables(portal)["cube-pay"])

    row = next(row for row in rows if row["median"] is not None)
    assert isinstance(row["median"], int)
    assert isinstance(row["groupCode"], str)
    assert (row["sexCode"], row["sexNameNb"], row["sexNameNn"], row["sexNameEn"]) in {
        ("A", "begge kjønn", "begge kjønn", "both sexes"), ("K", "kvinner", "kvinner", "women"),
        ("M", "menn", "menn", "men"),
    }  # fmt: skip


def test_a_withheld_figure_is_empty_and_has_its_reason(portal: Release) -> None:
    rows = read_rows(portal, list_tables(portal)["cube-unemployment"])

    withheld = [row for row in rows if row["share"] is None]
    assert withheld
    assert all(row["statusNameEn"] for row in withheld)


def test_the_subject_of_a_head_count_has_its_kind_since_keys_are_unique_by_kind_only(portal: Release) -> None:
    rows = read_rows(portal, list_tables(portal)["cube-headcount"])

    assert {str(row["subjectCode"]).partition("/")[0] for row in rows} == {"occupation"}


def test_a_crosswalk_has_a_row_for_each_mapping(crossed: Release) -> None:
    tables = {key: table for key, table in list_tables(crossed).items() if key.startswith("crosswalk-")}
    counts = {key: len(read_rows(crossed, table)) for key, table in tables.items()}

    assert sum(counts.values()) == crossed.manifest.counts["yg:Mapping"]
    row = read_rows(crossed, tables["crosswalk-styrk08-isco08"])[0]
    assert all(row[name] for name in ("fromCode", "toCode", "fromNameNb", "toNameEn"))
    assert isinstance(row["confidence"], float)


def test_a_kind_has_a_row_for_each_resource_in_order_of_code(bundled: Release) -> None:
    rows = read_rows(bundled, list_tables(bundled)["title"])

    codes = [str(row["code"]) for row in rows]
    assert len(rows) == bundled.manifest.counts["yg:JobTitle"]
    assert codes == sorted(codes)
    assert all(len(code) == 7 for code in codes)


@pytest.mark.parametrize(("world", "edition"), [("bundled", "styrk98"), ("portal", "styrk08")])
def test_groups_of_each_edition_stand_in_a_column_of_their_own(
    world: str, edition: str, request: pytest.FixtureRequest
) -> None:
    release: Release = request.getfixturevalue(world)
    rows = read_rows(release, list_tables(release)["occupation"])
    query = f"SELECT ?o ?g {{ ?o a <{expand('yg:Occupation')}> ; <{expand('yg:classifiedIn')}> ?g }}"

    stated = {(row["o"].value, release.names.split(row["g"].value)) for row in release.store.rows(query)}
    listed = {
        (row["iri"], (kind, key))
        for row in rows
        for kind in ("styrk08", "styrk98")
        for key in cast("list[str]", row[kind] or [])
    }
    assert listed == stated
    assert edition in {kind for _, (kind, _) in listed}


@pytest.mark.parametrize("world", ["bundled", "crossed", "europe", "portal", "classes"])
def test_the_values_of_a_column_are_of_one_kind_unless_it_names_them(
    world: str, request: pytest.FixtureRequest
) -> None:
    release: Release = request.getfixturevalue(world)

    assert mixed_columns(release) == []


@pytest.mark.parametrize("columns", [FIGURES, MAPPINGS, *KINDS.values()])
def test_every_column_has_a_label_of_the_ontology_in_three_languages(
    bundled: Release, columns: dict[str, object]
) -> None:
    named = {expand(name) for name in columns} - {expand("skos:prefLabel")}

    assert {iri for iri in named if set(bundled.terms[iri].labels) < {"nb", "nn", "en"}} == set()


def test_a_table_has_no_two_columns_of_one_name(portal: Release) -> None:
    named = {key: [column.name for column in table.columns] for key, table in list_tables(portal).items()}

    assert {key for key, names in named.items() if len(set(names)) < len(names)} == set()


def test_a_related_pair_has_each_of_its_reasons_in_words_beside_its_strength(bundled: Release) -> None:
    tables = list_tables(bundled)
    rows = read_rows(bundled, tables["related"])
    known = {row["key"]: row for row in read_rows(bundled, tables["reason"])}

    row = next(row for row in rows if row["key"] == "lege--allmennlege")
    codes, names = row["reasonCode"], row["reasonNameEn"]
    assert isinstance(codes, list)
    assert [known[code]["nameEn"] for code in codes] == names
    assert [row["key"] for row in rows if not row["reasonCode"] or row["strength"] is None] == []
