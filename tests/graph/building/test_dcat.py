"""The catalogue has the properties that DCAT-AP-NO requires, and names who publishes it as the sources file does."""

from __future__ import annotations

import datetime

import pyshacl
import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS
from rdflib.term import Literal, Node, URIRef

from graph.adapters.registry import ADAPTERS
from graph.building.dcat import DataCatalogue
from graph.building.event_stream import event_stream
from graph.building.publisher import Publisher
from graph.literals import VCARD
from graph.sources_file import read_catalogue
from graph.statements.provenance import Provenance
from graph.vocab import Names
from tests.paths import DATA, SMALL

SHAPES = DATA / "shapes" / "dcat-ap-no.ttl"
NAMES = Names("https://yrkesgraf.example/")


def describe(publisher: Publisher) -> rdflib.Graph:
    """Return the catalogue of the bundled sources, as *publisher* would publish it."""
    sources = read_catalogue(SMALL, None, ADAPTERS).sources
    made = DataCatalogue(NAMES, Provenance(NAMES, "2026-11-01-0"), publisher, datetime.date(2026, 11, 1), sources)
    graph = rdflib.Graph()
    for statement in made.statements():
        graph.add(statement)
    return graph


def faults(graph: rdflib.Graph) -> str:
    """Return the report of the shapes, '' where data conforms."""
    shapes = rdflib.Graph().parse(SHAPES, format="turtle")
    conforms, _, words = pyshacl.validate(graph, shacl_graph=shapes, inference="none")
    return "" if conforms else str(words)


@pytest.mark.parametrize(
    "publisher",
    [
        Publisher(),
        Publisher(
            name="Etat for yrker",
            iri="https://organization-catalog.fellesdatakatalog.digdir.no/organizations/987654321",
            number="987654321",
            email="data@etat.example",
        ),
        Publisher(name="Etat for yrker", page="https://etat.example/kontakt"),
    ],
)
def test_the_catalogue_has_what_dcat_ap_no_asks_for(publisher: Publisher) -> None:
    assert faults(describe(publisher)) == ""


@pytest.mark.parametrize(
    ("class_", "property_"),
    [
        (DCAT.Catalog, DCTERMS.title),
        (DCAT.Catalog, DCAT.contactPoint),
        (DCAT.Dataset, DCTERMS.description),
        (DCAT.Dataset, DCAT.theme),
        (DCAT.Dataset, DCTERMS.publisher),
        (DCAT.Distribution, DCAT.accessURL),
        (DCAT.DataService, DCAT.endpointURL),
        (FOAF.Agent, FOAF.name),
        (VCARD.Organization, VCARD.fn),
    ],
)
def test_the_shapes_notice_what_is_missing(class_: Node, property_: Node) -> None:
    graph = describe(Publisher())
    one = next(graph.subjects(RDF.type, class_))
    graph.remove((one, property_, None))

    assert str(one) in faults(graph)


def test_there_is_a_dataset_for_the_graph_and_for_each_source() -> None:
    graph = describe(Publisher())
    catalogue = URIRef(NAMES.thing("catalogue", "yrkesgraf"))
    datasets = set(graph.objects(catalogue, DCAT.dataset))
    sources = {URIRef(NAMES.thing("source", source.key)) for source in read_catalogue(SMALL, None, ADAPTERS).sources}

    assert datasets == {*sources, URIRef(NAMES.thing("dataset", "yrkesgraf"))}


@pytest.mark.parametrize("property_", [RDFS.label, DCTERMS.title])
def test_the_stream_of_changes_has_a_name_in_each_language(property_: URIRef) -> None:
    provenance = Provenance(NAMES, "2026-01-01-0")
    found = [triple for triple in event_stream(NAMES, provenance) if triple[1] == property_]
    named = {(subject, name.language) for subject, _, name in found if isinstance(name, Literal)}

    assert {language for subject, language in named if subject == URIRef(f"{provenance.release}#stream")} == {
        "nb",
        "nn",
        "en",
    }


def test_the_endpoint_and_the_dumps_are_distributions_of_the_graph() -> None:
    graph = describe(Publisher())
    dataset = URIRef(NAMES.thing("dataset", "yrkesgraf"))
    addresses = {
        str(url) for form in graph.objects(dataset, DCAT.distribution) for url in graph.objects(form, DCAT.accessURL)
    }

    dumps = "https://yrkesgraf.example/dumps/2026-11-01-0/yrkesgraf"
    assert addresses == {
        "https://yrkesgraf.example/sparql", "https://yrkesgraf.example/tables", f"{dumps}.ttl.gz", f"{dumps}.nq.gz",
    }  # fmt: skip


def test_a_source_keeps_its_own_publisher_licence_and_rhythm() -> None:
    graph = describe(Publisher(name="Etat for yrker"))
    source = URIRef(NAMES.thing("source", "classifications"))
    form = graph.value(source, DCAT.distribution)
    publisher = graph.value(source, DCTERMS.publisher)

    assert graph.value(publisher, FOAF.name) == Literal("Statistisk sentralbyrå", lang="nb")
    assert graph.value(form, DCTERMS.license) == URIRef(
        "http://publications.europa.eu/resource/authority/licence/CC_BY_4_0"
    )
    assert str(graph.value(source, DCTERMS.accrualPeriodicity)).endswith("/IRREG")
