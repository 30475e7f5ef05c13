"""Apprenticeships by occupation, trade and county as observations of a data cube."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rdflib.namespace import PROV, QB, RDF, RDFS
from rdflib.term import Literal, URIRef

from ..literals import YG, whole
from ..sources.classifications.cube_structure import Cubes
from ..sources.portal.apprenticeships import ApprenticeshipFigure
from ..vocab import Names, Statement

CUBE = "apprenticeships"
_MEASURES = (
    ("approved", YG.approvedCompanies),
    ("training", YG.trainingCompanies),
    ("apprentices", YG.apprentices),
)


def apprenticeship_statements(
    found: Iterable[tuple[str, str, ApprenticeshipFigure]], names: Names, source: str, cubes: Cubes
) -> Iterator[Statement]:
    """Yield an observation for each occupation (key and name) and figure; withheld figures have a status instead."""
    short = next(cube.short for cube in cubes.cubes if cube.key == CUBE)
    areas = {f"{one.key}-{code.code}": code.names for one in cubes.lists for code in one.codes}
    for key, name, one in found:
        iri = URIRef(names.thing("observation", f"{CUBE}-{key}-{one.trade.lower()}-{one.area}"))
        yield iri, RDF.type, QB.Observation
        yield iri, QB.dataSet, URIRef(names.thing("cube", CUBE))
        yield iri, PROV.wasDerivedFrom, URIRef(source)
        yield iri, YG.forOccupation, URIRef(names.thing("occupation", key))
        yield iri, YG.inTrade, Literal(one.trade)
        yield iri, YG.inArea, URIRef(names.thing("code", one.area))
        for field, property_ in _MEASURES:
            if (value := getattr(one, field)) is not None:
                yield iri, property_, whole(value)
        if status := _status(one):
            yield iri, YG.figureStatus, URIRef(names.thing("code", f"figure-status-{status}"))
        yield from _labels(iri, short, (name, one.trade), areas[one.area])


def _status(one: ApprenticeshipFigure) -> str:
    """Return the status of an observation without all of its figures, '' for one with all."""
    shown = [getattr(one, field) is not None for field, _ in _MEASURES]
    return "" if all(shown) else "partly-shown" if any(shown) else one.status or "not-shown"


def _labels(
    iri: URIRef, short: Mapping[str, str], parts: tuple[str, ...], area: Mapping[str, str]
) -> Iterator[Statement]:
    for language, words in short.items():
        yield iri, RDFS.label, Literal(f"{words}: {', '.join((*parts, area[language]))}", lang=language)
