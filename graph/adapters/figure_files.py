"""The adapters for figures in series: Statistics Norway's StatBank, and Nav's tables of the labour market."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from ..model import Record
from ..sources.statistics.job_market import JobMarketFigure, read_job_market
from ..sources.statistics.labour_shortage import ShortageFigure, read_shortage
from ..sources.statistics.statbank_employment import EmploymentFigure, read_employment
from ..sources.statistics.statbank_pay import PayFigure, read_statbank_pay
from ..statements.series import SeriesWriter
from ..vocab import Statement
from .interface import Adapter, Context, known_cubes
from .tabular import RecordAdapter, Report

R = TypeVar("R", bound=Record)


def _series(
    record: type[R],
    read: Callable[[Path], tuple[list[R], Report]],
    write: Callable[[SeriesWriter, Iterable[R]], Iterable[Statement]],
    filled: tuple[str, ...],
) -> Adapter:
    """Return the adapter that reads figures of the type *record* by *read*, and has a writer of series write them."""

    def written(found: list[R], source: str, context: Context) -> tuple[Iterable[Statement], Report]:
        writer = SeriesWriter(context.names, source, known_cubes(source, context))
        statements = list(write(writer, found))
        return statements, writer.report()

    return RecordAdapter(record, lambda path, _: read(path), written, filled=filled)


STATISTICS_ADAPTERS: Mapping[str, Adapter] = {
    "statbank-pay": _series(PayFigure, read_statbank_pay, SeriesWriter.pay, ("median",)),
    "statbank-employment": _series(EmploymentFigure, read_employment, SeriesWriter.employment, ("employed",)),
    "nav-job-market": _series(JobMarketFigure, read_job_market, SeriesWriter.job_market, ("seekers", "vacancies")),
    "nav-shortage": _series(ShortageFigure, read_shortage, SeriesWriter.shortage, ("shortage",)),
}
