"""Write figures in series as observations of the data cubes: pay, employment, job market and shortage of labour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib.term import URIRef

from ..literals import YG, day, whole
from ..sources.statistics.job_market import JobMarketFigure
from ..sources.statistics.labour_shortage import ShortageFigure
from ..sources.statistics.periods import period_end
from ..sources.statistics.statbank_employment import EmploymentFigure
from ..sources.statistics.statbank_pay import PayFigure
from ..vocab import Statement, expand
from .observation_writer import ObservationWriter
from .small_groups import NOT_SHOWN, PARTLY_SHOWN

_PERIOD = URIRef(expand("sdmx-dimension:refPeriod"))
_PAY = (
    ("average", YG.averagePay),
    ("median", YG.medianPay),
    ("lower", YG.lowerQuartilePay),
    ("upper", YG.upperQuartilePay),
    ("employees", YG.employees),
)
_PAY_OF_QUARTER = (("median", YG.medianPay),)
_YEAR = 4  # letters of a period that is a year

Codes = Iterable[tuple[URIRef, str]]
Measures = Iterable[tuple[URIRef, int | None]]


class SeriesWriter(ObservationWriter):
    """Writer of figures in series."""

    def pay(self, figures: Iterable[PayFigure]) -> Iterator[Statement]:
        """Yield an observation for each figure: of the cube ``pay`` for a year, of ``pay-quarter`` for a quarter."""
        for one in figures:
            sex = (YG.forSex, f"sex-{one.sex}")
            codes = (
                ((YG.inSector, f"sector-{one.sector}"), (YG.withWorkingTime, f"working-time-{one.working_time}"), sex)
                if len(one.period) == _YEAR
                else (sex,)
            )
            cube = "pay" if len(one.period) == _YEAR else "pay-quarter"
            key = one.key if cube == "pay" else f"{one.period}-{one.group}-{one.sex}"
            fields = _PAY if cube == "pay" else _PAY_OF_QUARTER
            measures = ((property_, getattr(one, field)) for field, property_ in fields)
            yield from self._figure(
                cube, key, period=one.period, group=one.group, codes=codes, measures=measures, status=one.status
            )

    def employment(self, figures: Iterable[EmploymentFigure]) -> Iterator[Statement]:
        """Yield an observation of the cube ``employment`` for each figure."""
        for one in figures:
            codes = (
                (YG.forAge, f"age-{one.age}"),
                (YG.withContract, f"contract-{one.contract}"),
                (YG.forSex, f"sex-{one.sex}"),
            )
            measures = ((YG.employed, one.employed),)
            yield from self._figure(
                "employment",
                one.key,
                period=one.period,
                group=one.group,
                codes=codes,
                measures=measures,
                status=one.status,
            )

    def job_market(self, figures: Iterable[JobMarketFigure]) -> Iterator[Statement]:
        """Yield an observation of the cube ``job-market`` for each figure."""
        for one in figures:
            codes = ((YG.inArea, one.area), (YG.inField, f"nav-field-{one.field}"))
            measures = ((YG.jobSeekers, one.seekers), (YG.vacancies, one.vacancies))
            yield from self._figure(
                "job-market",
                one.key,
                period=one.period,
                group="",
                codes=codes,
                measures=measures,
                status=one.status,
            )

    def shortage(self, figures: Iterable[ShortageFigure]) -> Iterator[Statement]:
        """Yield an observation of the cube ``shortage`` for each figure."""
        for one in figures:
            measures = ((YG.shortage, one.shortage),)
            codes = ((YG.inArea, one.area),)
            yield from self._figure(
                "shortage",
                one.key,
                period=one.period,
                group=one.group,
                codes=codes,
                measures=measures,
                status="",
            )

    def _figure(
        self, cube: str, key: str, *, period: str, group: str, codes: Codes, measures: Measures, status: str
    ) -> Iterator[Statement]:
        iri = self._iri("observation", f"{cube}-{key}")
        codes, measures = list(codes), list(measures)
        shown = sum(value is not None for _, value in measures)
        if not status and shown < len(measures):
            status = PARTLY_SHOWN if shown else NOT_SHOWN
        label = self._label(cube, group, [code for _, code in codes], period)
        yield from self._observation(iri, cube, label, status)
        yield iri, _PERIOD, day(period_end(period))
        if group:
            yield iri, YG.forOccupationGroup, self._iri("styrk08", group)
        for property_, code in codes:
            yield iri, property_, self._iri("code", code)
        for property_, value in measures:
            if value is not None:
                yield iri, property_, whole(value)
