"""A writer of the figures of one source as observations of data cubes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rdflib.namespace import QB
from rdflib.term import URIRef

from ..literals import YG
from ..sources.classifications.cube_structure import Cubes
from ..vocab import Names, Statement
from .source_writer import SourceWriter

Words = Mapping[str, str]


class ObservationWriter(SourceWriter):
    """Writer of observations; ``withheld`` counts those without all of their figures, by status."""

    def __init__(self, names: Names, source: str, cubes: Cubes) -> None:
        super().__init__(names, source)
        self.withheld: Counter[str] = Counter()
        self._short = {cube.key: cube.short for cube in cubes.cubes}
        self._words = {f"{list_.key}-{code.code}": code.names for list_ in cubes.lists for code in list_.codes}

    def report(self) -> dict[str, Any]:
        """Return how many observations lack figures, by why."""
        return {"observations without all figures": dict(sorted(self.withheld.items()))}

    def _observation(self, iri: URIRef, cube: str, label: Words, status: str | None) -> Iterator[Statement]:
        yield from self._described(iri, QB.Observation, label)
        yield iri, QB.dataSet, self._iri("cube", cube)
        if status:
            self.withheld[status] += 1
            yield iri, YG.figureStatus, self._iri("code", f"figure-status-{status}")

    def _label(self, cube: str, subject: str, codes: Iterable[str], *more: str) -> Words:
        """Return the label by language: the cube, the *subject* ('' for none), the words of *codes*, and *more*."""
        parts = [self._words[code] for code in codes]
        subjects = [subject] if subject else []
        return {
            language: f"{short}: {', '.join((*subjects, *(words[language] for words in parts), *more))}"
            for language, short in self._short[cube].items()
        }
