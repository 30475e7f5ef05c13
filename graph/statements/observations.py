"""Figures of utdanning.no as observations of the data cubes: unemployment and head counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib.namespace import SKOS
from rdflib.term import Literal

from ..literals import YG, decimal, whole
from ..sources.portal.comparison import STATUSES, PortalEntry
from ..sources.portal.unemployment import Unemployed, Unemployment
from ..vocab import Statement
from .codes import code_statements
from .observation_writer import ObservationWriter
from .small_groups import NOT_SHOWN, PARTLY_SHOWN


class FigureWriter(ObservationWriter):
    """Writer of the figures of one file of utdanning.no."""

    def unemployment(self, found: Iterable[Unemployment]) -> Iterator[Statement]:
        """Yield each education code with its names in this source, and an observation for every period shown."""
        for one in found:
            code = self._iri("nus", one.code)
            yield from code_statements(self._names, "nus", one.code, self._source, one.name)
            if one.short_name and one.short_name != one.name:
                yield code, SKOS.hiddenLabel, Literal(one.short_name, lang="nb")
            for span, figures in one.figures.items():
                observation = self._iri("observation", f"unemployment-{one.code}-{span}")
                since = f"years-since-{span}"
                label = self._label("unemployment", one.code, (since,))
                yield from self._observation(observation, "unemployment", label, _span_status(figures))
                yield observation, YG.forEducationCode, code
                yield observation, YG.yearsSinceEducation, self._iri("code", since)
                if figures.persons is not None:
                    yield observation, YG.unemployed, whole(figures.persons)
                if figures.share is not None:
                    yield observation, YG.unemploymentShare, decimal(figures.share)
                for property_, percent in ((YG.womenPercent, one.women), (YG.menPercent, one.men)):
                    if span == "all" and percent is not None:
                        yield observation, property_, whole(percent)

    def head_counts(self, entries: Iterable[PortalEntry]) -> Iterator[Statement]:
        """Yield an observation for every head count of an occupation or education."""
        for entry in entries:
            thing = self._iri(entry.kind, entry.key)
            for status in STATUSES.values():
                count, hidden = entry.people.get(status), entry.hidden.get(status)
                if count is None and hidden is None:
                    continue
                observation = self._iri("observation", f"headcount-{entry.uno_id}-{status}")
                code = f"labour-status-{status}"
                yield from self._observation(
                    observation, "headcount", self._label("headcount", entry.name, (code,)), hidden
                )
                yield observation, YG.countedFor, thing
                yield observation, YG.labourStatus, self._iri("code", code)
                if count is not None:
                    yield observation, YG.persons, whole(count)


def _span_status(figures: Unemployed) -> str | None:
    there = (figures.persons is not None, figures.share is not None)
    if all(there):
        return None
    return PARTLY_SHOWN if any(there) else NOT_SHOWN
