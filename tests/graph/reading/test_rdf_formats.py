"""Triples converted from one RDF format to another."""

from __future__ import annotations

from graph.reading.rdf_formats import convert_triples


def test_blank_nodes_without_a_name_are_the_same_in_every_conversion() -> None:
    turtle = b"<urn:a> <urn:p> [ <urn:q> [ ] , [ ] ] ."

    first, second = (convert_triples(turtle, "text/turtle", "application/n-triples") for _ in range(2))

    assert first == second
    assert first.count(b"_:b") == 5
