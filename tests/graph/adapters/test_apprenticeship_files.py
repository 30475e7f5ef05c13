"""Apprenticeships are read in the shapes that utdanning.no's OpenAPI description gives, from a service made of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib.term import Literal, URIRef

from graph.adapters.interface import Context, Reading
from graph.adapters.registry import ADAPTERS
from graph.errors import SourceFault
from graph.fetching.polite import Manners, PoliteClient
from graph.literals import YG
from graph.sources.classifications.cube_structure import read_cubes
from graph.sources.portal.apprenticeships import ApprenticeshipFigure, read_approved_companies, read_indicators
from graph.sources.portal.comparison import PortalEntry
from graph.sources_file import NATIONAL, read_sources_file
from graph.vocab import DEFAULT_BASE, Names
from tests.described_api import OPENAPI, Mock
from tests.paths import ROOT
from tests.services import Reply, Service, service

SOURCE = f"{DEFAULT_BASE}id/source/vigo"
COOK = {
    "fylkenr": "46",
    "programomradekode6": "RMKOK3",
    "yrke_uno_id": "y_kokk",
    "godkjente_bedr": "120",
    "bedr_med_larling": "80",
    "larlinger_faget": "95",
}


@pytest.fixture
def mock(shared: Callable[[str], Path]) -> Mock:
    return Mock(shared(OPENAPI))


@pytest.fixture
def there() -> Iterator[Service]:
    with service() as made:
        yield made


def written(folder: Path, data: object) -> Path:
    path = folder / "answer.json"
    path.write_text(json.dumps(data, indent=1), "utf-8")
    return path


def context() -> Context:
    found = Context(Names(DEFAULT_BASE))
    found.cubes = read_cubes(ROOT / "graph" / "data" / "cubes.yaml")
    found.portal.add([PortalEntry(uno_id="y_kokk", kind="occupation", name="Kokk")])
    return found


def figures(reading: Reading, property_: URIRef) -> dict[str, int]:
    return {
        str(s).rpartition("/")[2]: int(o) for s, p, o in reading.statements if p == property_ and isinstance(o, Literal)
    }


def test_the_indicators_of_a_county_are_read_in_the_described_shape(mock: Mock, tmp_path: Path) -> None:
    answer = mock.answer("/yrkearbeidsliv/larlinger-indikatorrapport", COOK | {"kommunenr": ""})

    found, report = read_indicators(written(tmp_path, answer))

    assert found == [
        ApprenticeshipFigure(
            uno_id="y_kokk", trade="RMKOK3", area="county-2024-46", approved=120, training=80, apprentices=95
        )
    ]
    assert report["left out"] == {}


def test_municipalities_are_added_up_only_where_no_row_has_the_county(tmp_path: Path) -> None:
    towns = [COOK | {"kommunenr": number, "larlinger_faget": "2"} for number in ("4601", "4602")]
    there = [COOK | {"fylkenr": "50", "kommunenr": "5001"}, COOK | {"fylkenr": "50", "kommunenr": ""}]

    found, _ = read_indicators(written(tmp_path, [*towns, *there]))

    assert [(one.area, one.approved, one.apprentices) for one in found] == [
        ("county-2024-46", 240, 4),
        ("county-2024-50", 120, 95),
    ]


def test_one_or_two_apprentices_are_withheld_with_the_reason(tmp_path: Path) -> None:
    path = written(tmp_path, [COOK | {"larlinger_faget": "2"}, COOK | {"fylkenr": "50", "larlinger_faget": "5"}])

    found, report = read_indicators(path)
    reading = ADAPTERS["portal-indicators"](path, SOURCE, context())

    assert [(one.apprentices, one.status) for one in found] == [(None, "too-few"), (5, "")]
    assert report["apprentices withheld, one or two"] == 1
    assert figures(reading, YG.apprentices) == {"apprenticeships-kokk-rmkok3-county-2024-50": 5}


def test_rows_without_an_occupation_and_counties_of_old_are_reported(tmp_path: Path) -> None:
    _, report = read_indicators(written(tmp_path, [COOK, COOK | {"yrke_uno_id": None}, COOK | {"fylkenr": "12"}]))

    assert report["left out"] == {"rows of county 12, not of 2024": 1, "rows without an occupation": 1}


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ({"godkjente_bedr": "many"}, "godkjente_bedr is a whole number or empty, got 'many'"),
        ({"programomradekode6": "kokk"}, "code of six capitals and digits"),
        ({"fylkenr": None}, "Expected `str`"),
    ],
)
def test_a_row_at_fault_is_named(tmp_path: Path, field: dict[str, Any], words: str) -> None:
    with pytest.raises(SourceFault, match=words):
        read_indicators(written(tmp_path, [COOK | field]))


def test_approved_companies_of_a_trade_are_those_of_its_occupations(mock: Mock, tmp_path: Path) -> None:
    known = context()
    ADAPTERS["portal-indicators"](written(tmp_path, [COOK]), SOURCE, known)
    counties: list[dict[str, Any]] = [
        {"forradrfylkenr": number, "bedrifter": 50, "kommuner": []} for number in ("46", "50", "12")
    ]
    trades = [
        {"programomradekode6": "RMKOK3", "bedrifter": 900, "fylker": counties},
        {"programomradekode6": "ELELE3", "bedrifter": 800, "fylker": []},
    ]
    path = written(tmp_path, mock.answer("/finnlarebedrift/combinations", *trades))

    reading = ADAPTERS["portal-approved-companies"](path, SOURCE, known)

    # The county of the first source keeps the figure that it has there.
    assert figures(reading, YG.approvedCompanies) == {
        "apprenticeships-kokk-rmkok3-country-no": 900,
        "apprenticeships-kokk-rmkok3-county-2024-50": 50,
    }
    assert reading.report["left out, trades without an occupation"] == ["ELELE3"]
    assert read_approved_companies(path)[1]["left out, counties not of 2024"] == {"12": 1}


def test_trades_without_occupations_before_them_are_a_fault(tmp_path: Path) -> None:
    path = written(tmp_path, [{"programomradekode6": "RMKOK3", "bedrifter": 1, "fylker": []}])

    with pytest.raises(SourceFault, match="read a source with the adapter 'portal-indicators' before"):
        ADAPTERS["portal-approved-companies"](path, SOURCE, context())


@pytest.mark.parametrize("adapter", ["portal-indicators", "portal-approved-companies"])
def test_the_national_file_asks_the_described_service_every_night(mock: Mock, there: Service, adapter: str) -> None:
    (source,) = (one for one in read_sources_file(NATIONAL, ADAPTERS) if one.adapter == adapter)
    path = str(source.fetch).removeprefix("https://api.utdanning.no")
    body = json.dumps(mock.answer(path, COOK | {"bedrifter": 1, "fylker": []})).encode()
    there.replies[path] = [Reply(body=body)]

    fetched = PoliteClient(Manners(attempts=1, interval=0.0)).get(there.url + path, "application/json")

    assert (source.rhythm, source.optional, fetched.body) == ("nightly", True, body)
