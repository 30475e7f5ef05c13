"""The educations that lead to an occupation are a whole list only where all of them are known."""

from __future__ import annotations

from pathlib import Path

from graph.adapters.interface import Context
from graph.adapters.registry import ADAPTERS
from graph.literals import YG
from graph.sources.classifications.cube_structure import read_cubes
from graph.vocab import DEFAULT_BASE, Names
from tests.paths import DATA, HAND_KEPT

NAMES = Names(DEFAULT_BASE)


def test_an_occupation_with_an_education_that_is_not_known_has_no_whole_list() -> None:
    context = Context(NAMES)
    context.cubes = read_cubes(HAND_KEPT / "cubes.yaml")
    ADAPTERS["portal-main"](DATA / "portal" / "main.json", NAMES.thing("source", "main"), context)

    reading = ADAPTERS["portal-links"](DATA / "portal" / "links.json", NAMES.thing("source", "links"), context)

    statements = set(reading.statements)
    led = {Path(str(o)).name for _, property_, o in statements if property_ == YG.leadsTo}
    whole = {Path(str(s)).name for s, property_, _ in statements if property_ == YG.coveredBy}
    assert (led, whole) == ({"baker", "kokk"}, {"kokk"})
    assert reading.report["educations not known"] == ["u_bygg"]
    assert reading.report["occupations known in part, with an education that is not"] == ["baker"]
