"""The data catalogue conforms to the published shapes of DCAT-AP-NO and DCAT-AP."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, RDFS, SH, SKOS
from rdflib.term import Literal, URIRef

from graph.reading.release import Release
from graph.vocab import PREFIXES, shorten
from tests.conftest import application

EU = "http://publications.europa.eu/resource/authority/"
# The values of the EU's lists in use, which are not among the shapes.
LISTED = {
    "access-right": ("PUBLIC",),
    "country": ("NOR",),
    "data-theme": ("EDUC", "SOCI"),
    "file-type": ("CSV", "JSON", "RDF_N_QUADS", "RDF_TURTLE", "TSV"),
    "frequency": ("ANNUAL", "DAILY", "IRREG", "MONTHLY", "NEVER"),
    "language": ("DAN", "ENG", "NNO", "NOB"),
    "licence": ("CC0", "CC_BY_4_0", "COM_REUSE", "MIT", "NLOD_2_0"),
}
# DCAT-AP-NO 2.2 knows SHA-1 alone, which is broken, and would have a second taxonomy beside the one it requires.
# DCAT-AP 3 has another type of size than DCAT-AP-NO. docs/linked-data.md names them.
PARTS = (SH.resultPath, SH.sourceConstraintComponent, SH.resultMessage)
DEPARTURES = {
    "dcat-ap-no-2.0.ttl": {
        (
            "spdx:algorithm",
            "sh:HasValueConstraintComponent",
            "spdx:algorithm skal ha én og bare én verdi som skal være spdx:checksumAlgorithm_sha1",
        ),
        (
            "dcat:themeTaxonomy",
            "sh:OrConstraintComponent",
            f"Node <{EU}data-theme> must conform to one or more shapes in "
            '[ sh:pattern Literal("^http://eurovoc.europa.eu/.+$") ] , '
            '[ sh:pattern Literal("^https://eurovoc.europa.eu/.+$") ]',
        ),
    },
    "dcat-ap-3.0.1.ttl": {
        (
            "dcat:byteSize",
            "sh:DatatypeConstraintComponent",
            "Value is not Literal with datatype xsd:nonNegativeInteger",
        )
    },
}


@pytest.mark.parametrize("shapes", DEPARTURES)
@pytest.mark.parametrize("world", ["classes", "crossed", "national"])
def test_the_catalogue_conforms(
    world: str, shapes: str, request: pytest.FixtureRequest, shared: Callable[[str], Path]
) -> None:
    wanted = rdflib.Graph().parse(shared(f"shapes/{shapes}"))
    release: Release = request.getfixturevalue(world)
    with application(release) as app:
        data = rdflib.Graph().parse(data=app.test_client().get("/catalog.nt").text, format="nt")
    described = len(set(data.subjects()))
    for scheme, codes in LISTED.items():
        for code in codes:
            data.add((URIRef(f"{EU}{scheme}/{code}"), SKOS.inScheme, URIRef(EU + scheme)))

    _, report, words = pyshacl.validate(data, shacl_graph=wanted)
    assert isinstance(report, rdflib.Graph)
    faults = {
        tuple(shorten(str(report.value(one, part))) for part in PARTS)
        for one in report.subjects(RDF.type, SH.ValidationResult)
    }
    assert described > 20
    assert faults == DEPARTURES[shapes], words


def test_every_standard_in_the_catalogue_has_a_title(crossed: Release) -> None:
    with application(crossed) as app:
        data = rdflib.Graph().parse(data=app.test_client().get("/catalog.nt").text, format="nt")
    dct = rdflib.Namespace(PREFIXES["dct"])
    standards = set(data.objects(None, dct.conformsTo))

    assert len(standards) >= 4
    assert all((one, RDF.type, dct.Standard) in data and data.value(one, RDFS.label) for one in standards)
    assert (URIRef("https://w3id.org/sssom/"), dct.title, None) in data
    assert Literal("Tabular Data Package", lang="en") in set(data.objects(None, dct.title))
