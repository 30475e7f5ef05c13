"""The diagram of the main classes: positions are fixed here, properties between them come from the ontology."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.reading.release import Release
from graph.vocab import PREFIXES, YG

from ..languages import ReaderLanguage
from ..things.values import term_label
from .ontology_page import Facts

_LEFT, _MIDDLE, _RIGHT = 115, 480, 845
_ORGANIZATION = PREFIXES["org"] + "Organization"
_PLACES: Mapping[str, tuple[int, int]] = {
    f"{YG}Specialisation": (_LEFT, 150),
    f"{YG}EducationCode": (_LEFT, 285),
    f"{YG}Education": (_LEFT, 430),
    f"{YG}TrainingStage": (_MIDDLE, 40),
    f"{YG}EducationPath": (_MIDDLE, 150),
    f"{YG}Occupation": (_MIDDLE, 285),
    f"{YG}ClassificationItem": (_MIDDLE, 430),
    _ORGANIZATION: (_RIGHT, 40),
    f"{YG}Authorisation": (_RIGHT, 150),
    f"{YG}RelatedLink": (_RIGHT, 285),
    f"{YG}JobTitle": (_RIGHT, 430),
}
# Left out: its line would cross the whole drawing.
_LEFT_OUT = f"{YG}addedBy"
# Labels stand at this share of an edge, so that labels of crossing edges do not overlap.
_WORDS_AT = 0.3
_LINE = 15


@dataclass(frozen=True)
class Box:
    """A class: the centre of its box, and its name."""

    x: int
    y: int
    words: str


@dataclass(frozen=True)
class Edge:
    """The properties between two classes: the ends of the line, the position of the label, and its lines of text."""

    ends: tuple[int, int, int, int]
    x: float
    y: float
    words: list[tuple[float, str]]


@dataclass(frozen=True)
class Diagram:
    """The drawing, and the same as text: triples of class, property and class."""

    boxes: list[Box]
    edges: list[Edge]
    sentences: list[tuple[str, str, str]]


def draw(current: Release, facts: Facts, language: ReaderLanguage) -> Diagram:
    """Return the drawing of the main classes and the properties between them, without inverse properties."""
    found: dict[tuple[str, str], list[str]] = {}
    for iri, own in sorted(facts.items()):
        if not iri.startswith(YG) or f"{PREFIXES['owl']}inverseOf" in own or iri == _LEFT_OUT:
            continue
        domains, ranges = ([value for value, _ in own.get(PREFIXES["rdfs"] + end, ())] for end in ("domain", "range"))
        for pair in ((one, other) for one in domains for other in ranges):
            if pair[0] in _PLACES and pair[1] in _PLACES and pair[0] != pair[1]:
                found.setdefault(pair, []).append(term_label(current.terms, iri, language).words)
    names = {iri: term_label(current.terms, iri, language).words for iri in _PLACES}
    return Diagram(
        [Box(*_PLACES[iri], names[iri]) for iri in _PLACES],
        [
            _edge(_PLACES[one], _PLACES[other], words + found.get((other, one), []))
            for (one, other), words in found.items()
            if (other, one) not in found or one < other
        ],
        [(names[one], word, names[other]) for (one, other), words in found.items() for word in words],
    )


def _edge(one: tuple[int, int], other: tuple[int, int], words: list[str]) -> Edge:
    x = one[0] + (other[0] - one[0]) * _WORDS_AT
    y = one[1] + (other[1] - one[1]) * _WORDS_AT
    if one[1] == other[1]:  # level: above the line, in the space between the boxes
        x, y = (one[0] + other[0]) / 2, y - 10 - (len(words) - 1) * _LINE
    elif one[0] == other[0]:
        y = (one[1] + other[1]) / 2 + 4
    return Edge(
        (*one, *other), round(x, 1), round(y, 1), [(round(y + n * _LINE, 1), word) for n, word in enumerate(words)]
    )
