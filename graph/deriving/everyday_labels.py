"""Everyday names of job titles and occupations as hidden labels, from the table that search reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rdflib.namespace import SKOS
from rdflib.term import Literal, URIRef

from ..search.everyday_names import call
from ..search.folding import fold_words
from ..vocab import Statement

KEY = "everyday-names"
TITLE = {
    "nb": "En tittel eller et yrke har hverdagsnavnene sine som skjulte navn.",
    "nn": "Ein tittel eller eit yrke har kvardagsnamna sine som skjulte namn.",
    "en": "A job title or an occupation has its everyday names as hidden labels.",
}
WHY = {
    "nb": "Folk søker med andre ord enn registeret bruker. Navnene er Yrkesgrafs egne og gjelder det som heter slik.",
    "nn": "Folk søkjer med andre ord enn registeret bruker. Namna er Yrkesgrafs eigne og gjeld det som heiter slik.",
    "en": "People search by other words than the register uses. The names are Yrkesgraf's own, for all of that name.",
}


def everyday_statements(
    titles: Mapping[str, Sequence[str]], occupations: Mapping[str, Sequence[str]]
) -> Iterator[Statement]:
    """Yield the everyday names of *titles* and *occupations* (names by IRI) that no title has."""
    listed = {_fold(name) for names in titles.values() for name in names}
    for held in (titles, occupations):
        for iri, names in held.items():
            own = {_fold(name) for name in names}
            said = {word: language for name in names for word, language in call(_fold(name), listed).items()}
            for word, language in said.items():
                if _fold(word) not in own:
                    yield URIRef(iri), SKOS.hiddenLabel, Literal(word, lang=language)


def _fold(name: str) -> str:
    return " ".join(fold_words(name))
