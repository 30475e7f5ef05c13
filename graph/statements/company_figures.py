"""Companies with an occupation by county as observations of a data cube."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib.namespace import DCTERMS

from ..literals import YG, day, decimal, whole
from ..sources.portal.companies import CompanyFigure
from ..vocab import Statement
from .observation_writer import ObservationWriter
from .small_groups import PARTLY_SHOWN

CUBE = "companies"


class CompanyWriter(ObservationWriter):
    """Writer of the figures of companies."""

    def statements(self, found: Iterable[tuple[str, str, CompanyFigure]]) -> Iterator[Statement]:
        """Yield an observation for each occupation (key and name) and figure."""
        for key, name, one in found:
            iri = self._iri("observation", f"{CUBE}-{key}-{one.area}")
            status = "" if one.full_time is not None else one.status or PARTLY_SHOWN
            yield from self._observation(iri, CUBE, self._label(CUBE, name, [one.area]), status)
            yield iri, YG.forOccupation, self._iri("occupation", key)
            yield iri, YG.inArea, self._iri("code", one.area)
            yield iri, DCTERMS.dateAccepted, day(one.received)
            yield iri, YG.companiesWithOccupation, whole(one.companies)
            if one.full_time is not None:
                yield iri, YG.fullTimeEquivalents, decimal(one.full_time)
