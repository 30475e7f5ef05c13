"""Each crosswalk of a release is a file of SSSOM that the keepers of the standard would take."""

from __future__ import annotations

import csv
import io
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient

from graph.building.sssom import COLUMNS
from graph.reading.release import Release
from tests.mapping_sets import read_and_validate

KEYS = (
    "isco88-isco08",
    "klass-titles-styrk08",
    "occupations-esco",
    "styrk08-esco",
    "styrk08-isco08",
    "styrk98-styrk08-unofficial",
    "titles-occupations",
    "titles-styrk08-unofficial",
)


def path(release: Release, key: str) -> Path:
    return release.folder / f"crosswalk-{key}.sssom.tsv"


def metadata(release: Release, key: str) -> Mapping[str, Any]:
    lines = path(release, key).read_text("utf-8").splitlines()
    head: Mapping[str, Any] = yaml.safe_load("\n".join(line[1:] for line in lines if line.startswith("#")))
    return head


def rows(release: Release, key: str) -> list[dict[str, str]]:
    lines = path(release, key).read_text("utf-8").splitlines(keepends=True)
    body = "".join(line for line in lines if not line.startswith("#"))
    return list(csv.DictReader(io.StringIO(body), dialect="excel-tab"))


def test_a_release_has_a_file_for_each_crosswalk_and_its_manifest_knows_them(crossed: Release) -> None:
    names = [f"crosswalk-{key}.sssom.tsv" for key in KEYS]

    assert sorted(one.name for one in crossed.folder.glob("crosswalk-*")) == names
    assert set(names) <= {entry.path for entry in crossed.manifest.files}


@pytest.mark.parametrize("key", KEYS)
def test_the_library_of_the_standard_finds_nothing_wrong(
    crossed: Release, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        count, faults = read_and_validate(path(crossed, key))

    assert faults == []
    assert [record.getMessage() for record in caplog.records if record.name == "root"] == []
    assert count == len(rows(crossed, key))


def test_the_metadata_names_the_set_its_licence_its_version_and_every_prefix(crossed: Release) -> None:
    head = metadata(crossed, "titles-styrk08-unofficial")

    assert head["mapping_set_id"] == "http://localhost:8000/id/crosswalk/titles-styrk08-unofficial"
    assert head["mapping_set_version"] == crossed.id
    assert head["license"] == "https://data.norge.no/nlod/no/2.0"
    assert (head["subject_source_version"], head["object_source_version"]) == ("STYRK-98", "STYRK-08")
    assert head["comment"].startswith("Unofficial")
    used = {
        row[column].partition(":")[0]
        for row in rows(crossed, "titles-styrk08-unofficial")
        for column in ("subject_id", "predicate_id", "object_id", "mapping_justification", "subject_source")
    }
    assert used <= set(head["curie_map"])


def test_a_row_has_codes_predicate_justification_cardinality_and_confidence(crossed: Release) -> None:
    row = rows(crossed, "styrk98-styrk08-unofficial")[0]

    assert tuple(row) == COLUMNS
    assert (row["subject_id"], row["predicate_id"], row["object_id"]) == (
        "styrk98:7421",
        "skos:relatedMatch",
        "styrk08:7115",
    )
    assert (row["mapping_cardinality"], row["confidence"]) == ("n:n", "1")
    assert (row["mapping_justification"], row["comment"]) == (
        "semapv:MappingChaining",
        "through the titles of the group",
    )


def test_what_has_no_match_is_a_row_at_either_end(crossed: Release) -> None:
    lone = [row for row in rows(crossed, "styrk08-isco08") if "sssom:NoTermFound" in row.values()]

    assert [(row["subject_id"], row["object_id"], row["mapping_cardinality"]) for row in lone] == [
        ("styrk08:7115", "sssom:NoTermFound", "1:0"),
        ("styrk08:7421", "sssom:NoTermFound", "1:0"),
        ("sssom:NoTermFound", "isco08:0110", "0:1"),
        ("sssom:NoTermFound", "isco08:0210", "0:1"),
        ("sssom:NoTermFound", "isco08:7523", "0:1"),
    ]


def test_occupations_of_esco_have_their_official_iris(crossed: Release) -> None:
    prefixes = metadata(crossed, "styrk08-esco")["curie_map"]

    assert prefixes["esco"] == "http://data.europa.eu/esco/occupation/"
    assert rows(crossed, "styrk08-esco")[0]["object_id"].startswith("esco:00000000-0000-4000-8000-")


def test_the_file_is_served_and_the_crosswalk_says_where(client: FlaskClient, bundled: Release) -> None:
    query = """PREFIX dcat: <http://www.w3.org/ns/dcat#>
        SELECT ?address { <id/crosswalk/titles-occupations> dcat:distribution/dcat:downloadURL ?address }"""
    (row,) = bundled.store.rows(query)

    response = client.get(row["address"].value.removeprefix("http://localhost:8000"))

    assert (response.status_code, response.mimetype) == (200, "text/tab-separated-values")
    assert response.text == path(bundled, "titles-occupations").read_text("utf-8")
