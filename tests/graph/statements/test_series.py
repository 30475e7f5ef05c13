"""Figures in series are observations with a period and an area, and say why a figure is missing."""

from __future__ import annotations

import pytest
from rdflib.namespace import RDFS
from rdflib.term import Literal, URIRef

from graph.literals import YG
from graph.sources.classifications.cube_structure import read_cubes
from graph.sources.statistics.job_market import JobMarketFigure
from graph.sources.statistics.labour_shortage import ShortageFigure
from graph.sources.statistics.statbank_employment import EmploymentFigure
from graph.sources.statistics.statbank_pay import PayFigure
from graph.statements.series import SeriesWriter
from graph.vocab import DEFAULT_BASE, Names, Statement
from tests.paths import HAND_KEPT

NAMES = Names(DEFAULT_BASE)
NURSES = PayFigure(period="2025", group="2223", sector="A", working_time="A", sex="K", median=51580)


@pytest.fixture
def writer() -> SeriesWriter:
    """A writer of the figures of one source."""
    return SeriesWriter(NAMES, NAMES.thing("source", "ssb"), read_cubes(HAND_KEPT / "cubes.yaml"))


def about(statements: list[Statement]) -> dict[str, set[str]]:
    """Return the values of the one observation in *statements* by the local name of the property."""
    assert len({subject for subject, _, _ in statements}) == 1
    found: dict[str, set[str]] = {}
    for _, property_, value in statements:
        found.setdefault(property_.rpartition("#")[2], set()).add(str(value).rpartition("/")[2])
    return found


def test_pay_of_a_year_has_its_place_and_its_period(writer: SeriesWriter) -> None:
    statements = list(writer.pay([NURSES]))
    found = about(statements)

    assert statements[0][0] == URIRef(NAMES.thing("observation", "pay-2025-2223-A-A-K"))
    assert (found["refPeriod"], found["forOccupationGroup"], found["forSex"]) == ({"2025-12-31"}, {"2223"}, {"sex-K"})
    assert (found["dataSet"], found["medianPay"]) == ({"pay"}, {"51580"})


def test_a_figure_without_all_of_its_measures_says_so(writer: SeriesWriter) -> None:
    assert about(list(writer.pay([NURSES])))["figureStatus"] == {"figure-status-partly-shown"}
    assert writer.report() == {"observations without all figures": {"partly-shown": 1}}


def test_the_status_of_the_source_is_kept(writer: SeriesWriter) -> None:
    hidden = PayFigure(period="2024K4", group="0310", sector="A", working_time="A", sex="A", status="withheld")
    found = about(list(writer.pay([hidden])))

    assert (found["dataSet"], found["figureStatus"]) == ({"pay-quarter"}, {"figure-status-withheld"})
    assert "medianPay" not in found


def test_employment_has_a_contract_and_an_age(writer: SeriesWriter) -> None:
    one = EmploymentFigure(period="2025", group="2223", contract="temporary", employed=3000)
    found = about(list(writer.employment([one])))

    assert (found["withContract"], found["forAge"]) == ({"contract-temporary"}, {"age-15-74"})
    assert found["employed"] == {"3000"}


def test_the_job_market_has_a_month_and_a_county_of_an_edition(writer: SeriesWriter) -> None:
    one = JobMarketFigure(period="2025-06", area="county-2024-03", field="kontorarbeid", seekers=1369, vacancies=492)
    statements = list(writer.job_market([one]))
    found = about(statements)

    assert (found["refPeriod"], found["inArea"]) == ({"2025-06-30"}, {"county-2024-03"})
    assert (found["jobSeekers"], found["vacancies"]) == ({"1369"}, {"492"})
    label = Literal("Arbeidsmarked: Oslo, Kontorarbeid, 2025-06", lang="nb")
    assert (statements[0][0], RDFS.label, label) in statements


def test_a_shortage_is_of_a_group_and_an_area(writer: SeriesWriter) -> None:
    one = ShortageFigure(period="2017", group="2512", area="country-no", shortage=1650)
    statements = list(writer.shortage([one]))

    assert (statements[0][0], YG.inArea, URIRef(NAMES.thing("code", "country-no"))) in statements
    assert about(statements)["shortage"] == {"1650"}
