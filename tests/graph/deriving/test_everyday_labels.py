"""The everyday names of an occupation are hidden labels in their own languages."""

from __future__ import annotations

from rdflib.namespace import SKOS
from rdflib.term import Literal, URIRef

from graph.deriving.everyday_labels import everyday_statements

NURSE = URIRef("http://localhost:8000/id/occupation/sykepleier")


def test_an_english_word_is_no_norwegian_label() -> None:
    found = set(everyday_statements({}, {str(NURSE): ["Sykepleier"]}))

    assert (NURSE, SKOS.hiddenLabel, Literal("registered nurse", lang="en")) in found
    assert (NURSE, SKOS.hiddenLabel, Literal("nattsykepleier", lang="nb")) in found
    assert {word for _, _, word in found if str(word) == "registered nurse"} == {Literal("registered nurse", lang="en")}
