"""Companies with an occupation are read in the shape that utdanning.no's OpenAPI description gives."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib.namespace import DCTERMS
from rdflib.term import Literal, URIRef

from graph.adapters.interface import Context, Reading
from graph.adapters.registry import ADAPTERS
from graph.errors import SourceFault
from graph.literals import YG
from graph.sources.classifications.cube_structure import read_cubes
from graph.sources.portal.companies import CompanyFigure, read_companies
from graph.sources.portal.comparison import PortalEntry
from graph.sources_file import NATIONAL, read_sources_file
from graph.vocab import DEFAULT_BASE, Names
from tests.companies import PATH
from tests.described_api import OPENAPI, Mock
from tests.paths import HAND_KEPT

SOURCE = f"{DEFAULT_BASE}id/source/bedrifter"


def cell(uno_id: str = "y_kokk", county: str = "46", **fields: Any) -> dict[str, Any]:
    """A cell with one set of companies, or with *fields* in its place."""
    answer = {"answer": [{"id": "1", "count": 12, "aarsverk": 30.5}]}
    return {"uno_id": uno_id, "fylkenr": county, "received": "2026-11-30"} | answer | fields


def counted(count: object, full_time: object, **more: object) -> list[dict[str, object]]:
    return [{"id": "1", "count": count, "aarsverk": full_time, **more}]


def written(folder: Path, *cells: dict[str, Any]) -> Path:
    path = folder / "cells.json"
    path.write_text("[\n" + ",\n".join(map(json.dumps, cells)) + "\n]\n", "utf-8")
    return path


def reading(path: Path) -> Reading:
    context = Context(Names(DEFAULT_BASE))
    context.cubes = read_cubes(HAND_KEPT / "cubes.yaml")
    context.portal.add([PortalEntry(uno_id="y_kokk", kind="occupation", name="Kokk")])
    return ADAPTERS["portal-companies"](path, SOURCE, context)


def values(found: Reading, property_: URIRef) -> dict[str, Any]:
    return {
        subject.rpartition("/")[2]: value.toPython() if isinstance(value, Literal) else value.rpartition("/")[2]
        for subject, predicate, value in found.statements
        if predicate == property_
    }


def test_the_described_answer_is_a_figure_and_each_field_has_its_place(
    shared: Callable[[str], Path], tmp_path: Path
) -> None:
    answer = Mock(shared(OPENAPI)).answer(PATH, {"count": 12, "aarsverk": 30.5})

    found, report = read_companies(written(tmp_path, cell(answer=answer)))

    assert [(one.uno_id, one.area, one.companies, one.full_time) for one in found] == [
        ("y_kokk", "county-2024-46", 12, 30.5)
    ]
    assert report["fields left out"].keys() == {"id"}
    assert report["fields not read"] == {}


def test_a_figure_is_an_observation_with_its_place_its_source_and_its_day(tmp_path: Path) -> None:
    path = written(tmp_path, cell())
    iri = URIRef(f"{DEFAULT_BASE}id/observation/companies-kokk-county-2024-46")

    facts = {(predicate.rpartition("/")[2].rpartition("#")[2], str(value)) for subject, predicate, value in
             reading(path).statements if subject == iri}  # fmt: skip

    assert facts >= {
        ("dataSet", f"{DEFAULT_BASE}id/cube/companies"),
        ("forOccupation", f"{DEFAULT_BASE}id/occupation/kokk"),
        ("inArea", f"{DEFAULT_BASE}id/code/county-2024-46"),
        ("companiesWithOccupation", "12"),
        ("fullTimeEquivalents", "30.5"),
        ("dateAccepted", "2026-11-30"),
        ("wasDerivedFrom", SOURCE),
        ("label", "Bedrifter: Kokk, Vestland"),
        ("label", "Companies: Kokk, Vestland"),
    }


@pytest.mark.parametrize(
    ("given", "full_time", "status"),
    [
        (2, None, "figure-status-under-five"),
        (0.5, None, "figure-status-under-five"),
        (4.9, None, "figure-status-under-five"),
        (5, 5, None),
        (0, 0, None),
        (None, None, "figure-status-partly-shown"),
    ],
)
def test_few_full_time_equivalents_are_not_shown_and_unknown_ones_are_not_zero(
    tmp_path: Path, given: float | None, full_time: float | None, status: str | None
) -> None:
    path = written(tmp_path, cell(answer=counted(3, given)))

    shown = [values(reading(path), one) for one in (YG.fullTimeEquivalents, YG.figureStatus)]

    assert [list(one.values()) for one in shown] == [
        [] if full_time is None else [full_time], [] if status is None else [status]
    ]  # fmt: skip
    assert list(values(reading(path), YG.companiesWithOccupation).values()) == [3]


def test_a_county_without_companies_is_zero_and_an_occupation_without_any_is_unknown(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        *(cell("y_kokk", county, answer=counted(int(county == "46"), 0)) for county in ("46", "50")),
        *(cell("y_ukjent", county, answer=counted(0, 0)) for county in ("46", "50")),
    )

    found, report = read_companies(path)

    assert [(one.uno_id, one.area[-2:], one.companies) for one in found] == [("y_kokk", "46", 1), ("y_kokk", "50", 0)]
    assert report["left out, occupations without companies in any county"] == ["y_ukjent"]


@pytest.mark.parametrize("other", [{"notFetched": True}, {"received": "2026-11-30", "answer": []}])
def test_an_occupation_not_fetched_in_every_county_is_not_reported_as_without_companies(
    tmp_path: Path, other: dict[str, object]
) -> None:
    path = written(
        tmp_path, cell("y_baker"), cell(answer=counted(0, 0)), {"uno_id": "y_kokk", "fylkenr": "50", **other}
    )

    _, report = read_companies(path)

    assert report["left out, occupations without companies in any county"] == []
    assert report["left out, occupations without companies so far, not fetched or not answered in every county"] == [
        "y_kokk"
    ]


def test_cells_without_a_figure_are_counted_and_not_zero(tmp_path: Path) -> None:
    never = {"uno_id": "y_kokk", "fylkenr": "50", "notFetched": True}

    found, report = read_companies(written(tmp_path, cell(), never, cell(county="55", answer=[])))

    assert [one.area for one in found] == ["county-2024-46"]
    assert report["cells not fetched yet"] == 1
    assert report["cells without an answer"] == {"y_kokk": 1}


def test_new_fields_and_occupations_not_known_are_reported(tmp_path: Path) -> None:
    path = written(tmp_path, cell(answer=counted(12, 30, ansatte=40)), cell("y_ny"))

    found = reading(path)

    assert found.report["fields not read"] == {"ansatte": 1}
    assert found.report["left out, occupations not known"] == ["y_ny"]
    assert set(values(found, DCTERMS.dateAccepted)) == {"companies-kokk-county-2024-46"}


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (cell(answer=[{"id": "1", "aarsverk": 3}]), "missing required field `count`"),
        (cell(answer=[{"id": "1", "count": 3}]), "missing required field `aarsverk`"),
        (cell(answer=counted("3", 4)), "Expected `int`, got `str`"),
        (cell(answer=counted(-3, 4)), "Expected `int` >= 0"),
        (cell(answer=counted(3, 4) * 2), "y_kokk in county 46 has one set of companies, got 2"),
        (cell(answer={"count": 3}), "Expected `array`"),
        (cell(county="12"), "a county of 2024, got '12'"),
        (cell(uno_id="kokk"), "begins with y_"),
        (cell(uno_id="y_Kokk"), "a key is lower-case letters"),
        (cell(received=None), "has the day it was received"),
        ({"uno_id": "y_kokk"}, "missing required field `fylkenr`"),
    ],
)
def test_a_cell_at_fault_is_named_with_its_line(tmp_path: Path, fault: dict[str, Any], words: str) -> None:
    path = written(tmp_path, cell("y_baker"), fault)

    with pytest.raises(SourceFault, match=words) as told:
        read_companies(path)

    assert "line 3" in str(told.value)


def test_a_cell_that_stands_twice_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match="y_kokk in county 46 stands twice"):
        read_companies(written(tmp_path, cell(), cell()))


def test_figures_without_the_cubes_before_them_are_a_fault(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match="read a source with the adapter 'cubes' before"):
        ADAPTERS["portal-companies"](written(tmp_path, cell()), SOURCE, Context(Names(DEFAULT_BASE)))


def test_the_national_file_asks_the_described_service_for_each_occupation_and_county(
    shared: Callable[[str], Path],
) -> None:
    (source,) = (one for one in read_sources_file(NATIONAL, ADAPTERS) if one.adapter == "portal-companies")
    path, _, query = str(source.fetch).removeprefix("https://api.utdanning.no").partition("?")

    operation = json.loads(shared(OPENAPI).read_text("utf-8"))["paths"][path]["get"]

    assert (path, source.in_cells, source.optional, source.rhythm) == (PATH, True, True, "irregular")
    assert query == "uno_id={occupation}&fylkenr={county}"
    assert {"uno_id", "fylkenr"} <= {one["name"] for one in operation["parameters"]}


def test_a_figure_is_of_an_occupation() -> None:
    with pytest.raises(ValueError, match="begins with y_"):
        CompanyFigure(uno_id="u_kokk", area="county-2024-46", received=datetime.date(2026, 11, 30), companies=1)
