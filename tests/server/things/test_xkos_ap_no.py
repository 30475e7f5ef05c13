"""Classifications in the profile XKOS-AP-NO conform to its published shapes, but for facts that no source gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, SH, SKOS
from rdflib.term import Node

from graph.literals import YG
from graph.reading.release import Release
from graph.vocab import PREFIXES
from tests.conftest import application

XKOS = PREFIXES["xkos"]
_OURS = f"""
PREFIX xkos: <{XKOS}>
SELECT DISTINCT ?thing {{
  VALUES ?class {{
    <{YG.Classification}> <{YG.ClassificationItem}> <{YG.EducationCode}> <{YG.JobTitle}>
    xkos:ClassificationLevel xkos:Correspondence xkos:ConceptAssociation
  }}
  ?thing a ?class . FILTER STRSTARTS(STR(?thing), "http://localhost:8000/")
}}
"""
# Codes without a name, schemes without levels, and schemes without a publisher, which only our tables describe:
# no source has them, and none is made up.
UNKNOWN = {str(SKOS.prefLabel), f"{XKOS}numberOfLevels", f"{PREFIXES['dct']}publisher"}


@pytest.mark.parametrize("world", ["classes", "crossed"])
def test_every_resource_of_a_classification_conforms(
    world: str, request: pytest.FixtureRequest, shared: Callable[[str], Path]
) -> None:
    shapes = rdflib.Graph().parse(shared("shapes/xkos-ap-no-1.0.ttl"))
    release: Release = request.getfixturevalue(world)
    data, told = rdflib.Graph(), set[str]()
    with application(release) as app:
        client = app.test_client()
        for row in release.store.rows(_OURS):
            iri = row["thing"].value
            told.add(iri)
            address = iri.replace("http://localhost:8000/id/", "/doc/")
            data.parse(data=client.get(f"{address}.nt?_profile=xkos-ap-no").text, format="nt")

    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert isinstance(report, rdflib.Graph)
    faults = [one for one in report.subjects(RDF.type, SH.ValidationResult) if _of(report, one, SH.focusNode) in told]
    assert len(told) > 50
    assert {(_of(report, one, SH.focusNode), _of(report, one, SH.resultPath)) for one in faults} == {
        (_of(report, one, SH.focusNode), path)
        for one in faults
        if (path := _of(report, one, SH.resultPath)) in UNKNOWN
        and str(report.value(one, SH.sourceConstraintComponent)).endswith("MinCountConstraintComponent")
    }


def _of(report: rdflib.Graph, result: Node, property_: Node) -> str:
    return str(report.value(result, property_))
