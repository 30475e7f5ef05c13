"""Readable Turtle has exactly the statements of the N-Triples."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.reading.release import Release
from graph.turtle import pretty
from graph.vocab import PREFIXES

TRICKY = r"""
<x:s> <x:p> "a \" quote . ; , < > # \\ \n line"@nn .
<x:s> <x:p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
<x:s> <x:p> "1.50"^^<http://www.w3.org/2001/XMLSchema#decimal> .
<x:s> <x:p> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .
<x:s> <x:p> "\"^^<x:not>" .
<x:s> <x:p> "2022-11"^^<http://www.w3.org/2001/XMLSchema#gYearMonth> .
<x:s> <http://www.w3.org/2004/02/skos/core#prefLabel> <http://www.w3.org/2004/02/skos/core#> .
<http://www.w3.org/2004/02/skos/core#a/b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> _:b0 .
_:b0 <x:p> <http://www.w3.org/2004/02/skos/core#a.b> .
"""


def triples(text: str, format_: ox.RdfFormat) -> ox.Dataset:
    dataset = ox.Dataset(ox.parse(text.encode(), format=format_))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


@pytest.mark.parametrize("text", [TRICKY, ""])
def test_nothing_is_lost_or_changed(text: str) -> None:
    assert triples(pretty(text, PREFIXES), ox.RdfFormat.TURTLE) == triples(text, ox.RdfFormat.N_TRIPLES)


def test_the_whole_release_survives(bundled: Release) -> None:
    query = "CONSTRUCT WHERE { ?s ?p ?o }"
    plain = bundled.store.triples(query, "application/n-triples").decode()

    assert triples(pretty(plain, PREFIXES), ox.RdfFormat.TURTLE) == triples(plain, ox.RdfFormat.N_TRIPLES)


def test_the_thing_itself_comes_first_and_only_used_prefixes_are_named() -> None:
    text = pretty(TRICKY, PREFIXES, "x:s")

    assert text.index("<x:s>") < text.index("_:b0")
    assert text.startswith("@prefix skos:")
    assert "@prefix yg:" not in text
    assert "true" in text
