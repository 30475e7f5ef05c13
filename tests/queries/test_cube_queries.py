"""Queries over all data cubes read every dimension and measure that a cube has."""

from __future__ import annotations

import pytest
from rdflib import QB, Literal, URIRef

from graph.literals import YG
from graph.reading.query_files import load_folder
from graph.sources.classifications.cube_structure import Cube, read_cubes
from graph.vocab import DEFAULT_BASE, Statement
from graph.workbench import Workbench
from tests.paths import HAND_KEPT

CUBES = read_cubes(HAND_KEPT / "cubes.yaml").cubes
DUPLICATES = load_folder("checks")["cube-no-duplicates"]


def here(path: str) -> URIRef:
    return URIRef(f"{DEFAULT_BASE}id/{path}")


def companies(key: str, occupation: str, trade: str) -> list[Statement]:
    """An observation of the companies of an occupation and trade in one county."""
    one = here(f"observation/{key}")
    return [
        (one, QB.dataSet, here("cube/apprenticeships")),
        (one, YG.forOccupation, here(f"occupation/{occupation}")),
        (one, YG.inTrade, Literal(trade)),
        (one, YG.inArea, here("code/county-2024-46")),
    ]


@pytest.mark.parametrize("cube", CUBES, ids=lambda cube: cube.key)
def test_the_check_for_duplicates_reads_every_dimension(cube: Cube) -> None:
    assert [one.property for one in cube.dimensions if one.property not in DUPLICATES.text] == []


@pytest.mark.parametrize("cube", CUBES, ids=lambda cube: cube.key)
def test_the_table_of_a_cube_has_its_dimensions_and_measures(cube: Cube) -> None:
    text = load_folder("pages")["cube-rows"].text
    properties = [*(one.property for one in cube.dimensions), *(one.property for one in cube.measures)]

    assert [one for one in properties if one not in text] == []


@pytest.mark.parametrize(
    ("occupation", "trade", "found"),
    [("kokk", "RMKOK3", True), ("baker", "RMKOK3", False), ("kokk", "RMINK3", False)],
)
def test_figures_of_other_occupations_and_trades_are_no_duplicates(occupation: str, trade: str, found: bool) -> None:
    bench = Workbench(DEFAULT_BASE)
    bench.add(here("graph/one"), companies("one", "kokk", "RMKOK3"))
    bench.add(here("graph/other"), companies("other", occupation, trade))

    assert bool(list(bench.rows(DUPLICATES.text))) is found
