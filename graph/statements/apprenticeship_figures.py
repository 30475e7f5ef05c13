"""Apprenticeships by occupation, trade and county as observations of a data cube."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib.term import Literal

from ..literals import YG, whole
from ..sources.portal.apprenticeships import ApprenticeshipFigure
from ..vocab import Statement
from .observation_writer import ObservationWriter
from .small_groups import NOT_SHOWN, PARTLY_SHOWN

CUBE = "apprenticeships"
_MEASURES = (
    ("approved", YG.approvedCompanies),
    ("training", YG.trainingCompanies),
    ("apprentices", YG.apprentices),
)


class ApprenticeshipWriter(ObservationWriter):
    """Writer of the figures of apprenticeships."""

    def statements(self, found: Iterable[tuple[str, str, ApprenticeshipFigure]]) -> Iterator[Statement]:
        """Yield an observation for each occupation (key and name) and figure; a withheld one has a status instead."""
        for key, name, one in found:
            iri = self._iri("observation", f"{CUBE}-{key}-{one.trade.lower()}-{one.area}")
            label = self._label(CUBE, f"{name}, {one.trade}", [one.area])
            yield from self._observation(iri, CUBE, label, _status(one))
            yield iri, YG.forOccupation, self._iri("occupation", key)
            yield iri, YG.inTrade, Literal(one.trade)
            yield iri, YG.inArea, self._iri("code", one.area)
            for field, property_ in _MEASURES:
                if (value := getattr(one, field)) is not None:
                    yield iri, property_, whole(value)


def _status(one: ApprenticeshipFigure) -> str:
    """Return the status of an observation without all of its figures, '' for one with all."""
    shown = [getattr(one, field) is not None for field, _ in _MEASURES]
    return "" if all(shown) else PARTLY_SHOWN if any(shown) else one.status or NOT_SHOWN
