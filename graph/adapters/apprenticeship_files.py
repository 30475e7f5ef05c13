"""Adapters for utdanning.no's figures of apprenticeships: by occupation first, then by trade alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..errors import SourceFault
from ..sources.portal.apprenticeships import ApprenticeshipFigure, read_approved_companies, read_indicators
from ..statements.apprenticeship_figures import ApprenticeshipWriter
from ..vocab import Statement
from .interface import Adapter, Context, known_cubes
from .tabular import RecordAdapter, Report

Joined = list[tuple[str, str, ApprenticeshipFigure]]


def _indicators(found: list[ApprenticeshipFigure], source: str, context: Context) -> tuple[Iterable[Statement], Report]:
    """Write the figures of known occupations, and remember the occupations of each trade and the places they have."""
    known = context.portal.entries
    for one in found:
        if one.uno_id in known:
            context.portal.trades.setdefault(one.trade, set()).add(one.uno_id)
            context.portal.trade_areas.add((one.trade, one.area))
    joined = [(one.uno_id[2:], known[one.uno_id].name, one) for one in found if one.uno_id in known]
    report = {"left out, occupations not known": sorted({one.uno_id for one in found if one.uno_id not in known})}
    writer = ApprenticeshipWriter(context.names, source, known_cubes(source, context))
    return writer.statements(joined), report


def _approved(found: list[ApprenticeshipFigure], source: str, context: Context) -> tuple[Iterable[Statement], Report]:
    """Write the approved companies of places that the report of indicators has no figures of."""
    portal = context.portal
    if not portal.trades:
        words = "it has trades and no occupations; read a source with the adapter 'portal-indicators' before"
        raise SourceFault(source, None, words)
    joined: Joined = [
        (uno_id[2:], portal.entries[uno_id].name, one)
        for one in found
        if (one.trade, one.area) not in portal.trade_areas
        for uno_id in sorted(portal.trades.get(one.trade, ()))
    ]
    report = {"left out, trades without an occupation": sorted({one.trade for one in found} - portal.trades.keys())}
    writer = ApprenticeshipWriter(context.names, source, known_cubes(source, context))
    return writer.statements(joined), report


APPRENTICESHIP_ADAPTERS: Mapping[str, Adapter] = {
    "portal-indicators": RecordAdapter(
        ApprenticeshipFigure, lambda path, _: read_indicators(path), _indicators, filled=("approved", "apprentices")
    ),
    "portal-approved-companies": RecordAdapter(
        ApprenticeshipFigure, lambda path, _: read_approved_companies(path), _approved, filled=("approved",)
    ),
}
