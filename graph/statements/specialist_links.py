"""The occupation, the job titles and the occupation of ESCO that are those of the specialists in a field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib.namespace import PROV, SKOS
from rdflib.term import Literal, URIRef

from ..literals import YG
from ..sources.classifications.specialists import Specialists
from ..vocab import Names, Statement


def specialist_statements(
    found: Iterable[Specialists], occupations: Iterable[str], names: Names, source: URIRef
) -> Iterator[Statement]:
    """Yield the specialists *found*, each with its reason, but no occupation that is not among *occupations* (keys)."""
    there = set(occupations)
    for one in found:
        specialisation = URIRef(names.thing("specialisation", one.specialisation))
        yield specialisation, PROV.wasDerivedFrom, source
        yield specialisation, YG.specialistGround, Literal(one.why, lang="nb")
        if one.occupation in there:
            yield specialisation, YG.specialistOccupation, URIRef(names.thing("occupation", one.occupation))
        for code in one.titles:
            yield specialisation, YG.specialistTitle, URIRef(names.thing("title", code))
        yield specialisation, SKOS[one.esco.relation], URIRef(names.thing("esco", one.esco.uuid))
