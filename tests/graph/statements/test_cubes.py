"""Codes of figures are named as others name them, and counties of one edition only by its own numbers."""

from __future__ import annotations

import pytest
from rdflib.namespace import SKOS
from rdflib.term import URIRef

from graph.sources.classifications.cube_structure import read_cubes
from graph.statements.cubes import cube_statements
from graph.vocab import DEFAULT_BASE, Names
from tests.paths import HAND_KEPT

NAMES = Names(DEFAULT_BASE)
KARTVERKET = "https://data.geonorge.no/administrativeEnheter/"


@pytest.mark.parametrize(
    ("code", "same"),
    [
        ("county-2024-55", {f"{KARTVERKET}fylke/id/55"}),
        ("country-no", {f"{KARTVERKET}nasjon/id/173163"}),
        ("county-2018-19", set()),
    ],
)
def test_a_county_of_today_is_the_one_that_kartverket_names(code: str, same: set[str]) -> None:
    source = NAMES.thing("source", "cubes")
    place = URIRef(NAMES.thing("code", code))

    statements = list(cube_statements(read_cubes(HAND_KEPT / "cubes.yaml"), NAMES, source))

    assert any(subject == place for subject, _, _ in statements)
    assert {str(o) for s, p, o in statements if (s, p) == (place, SKOS.exactMatch)} == same


def test_navs_figures_do_not_follow_the_rule_of_statistics_norway_for_small_groups() -> None:
    ruled = {cube.producer for cube in read_cubes(HAND_KEPT / "cubes.yaml").cubes if cube.rule}

    assert "Statistisk sentralbyrå" in ruled
    assert "Nav" not in ruled
