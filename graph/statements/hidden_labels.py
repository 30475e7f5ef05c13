"""Words that people search for an occupation by, as hidden labels: no names, so that no page shows them as such."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rdflib.namespace import SKOS
from rdflib.term import Literal, URIRef

from ..vocab import Names, Statement


def search_word_statements(found: Mapping[str, Sequence[str]], names: Names, language: str) -> Iterator[Statement]:
    """Yield the words of each occupation (by key), which are in *language*."""
    for key, words in found.items():
        for word in words:
            yield URIRef(names.thing("occupation", key)), SKOS.hiddenLabel, Literal(word, lang=language)
