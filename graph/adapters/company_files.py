"""The adapter for utdanning.no's counts of companies with an occupation by county."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..sources.portal.companies import CompanyFigure, read_companies
from ..statements.company_figures import CompanyWriter
from ..vocab import Statement
from .interface import Adapter, Context, known_cubes
from .tabular import RecordAdapter, Report


def _write(found: list[CompanyFigure], source: str, context: Context) -> tuple[Iterable[Statement], Report]:
    """Write the figures of known occupations."""
    known = context.portal.entries
    joined = [(one.uno_id[2:], known[one.uno_id].name, one) for one in found if one.uno_id in known]
    report = {"left out, occupations not known": sorted({one.uno_id for one in found if one.uno_id not in known})}
    writer = CompanyWriter(context.names, source, known_cubes(source, context))
    return writer.statements(joined), report


COMPANY_ADAPTERS: Mapping[str, Adapter] = {
    "portal-companies": RecordAdapter(CompanyFigure, lambda path, _: read_companies(path), _write),
}
