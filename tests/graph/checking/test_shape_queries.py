"""A shape compiled to queries finds the same as pyshacl, construct by construct, and nothing in it goes unchecked."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import SH

import ontology
from graph.checking.shapes import read_shapes
from graph.errors import SourceFault
from graph.reading.release import Release
from graph.vocab import DEFAULT_BASE
from graph.workbench import Workbench
from tests.shacl import compiled, judged, load
from tests.worlds import unpack_dump

_HEAD = """@prefix : <http://a.example/> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
# Things of every sort under one property, and some under a second one; :d belongs to the class by a subclass.
_DATA = """
:Small rdfs:subClassOf :Thing . :Tiny rdfs:subClassOf :Small .
:a a :Thing ; :p "one"@nb , "ein"@nn , "one"@en ; :q "one"@nb .
:b a :Thing ; :p "one"@nb , "two"@nb , "two"@NB-no , "plain" , 7 , 7.5 , "seven"^^xsd:integer , :a , [ a :Small ] .
:c a :Thing ; :p 3 , true , "2020"^^xsd:gYear , "2020-01"^^xsd:gYearMonth , "2020-02-30"^^xsd:date .
:d a :Tiny ; :p :c , :d , "2020-02-03"^^xsd:date ; :q :d .
:e a :Thing .
:f a :Thing ; :n 3 , 7 , 7.5 , 8 , "word" .
[] a :Thing ; :p "" , "0110" , "x"@da .
:outside :p "untouched"@xx .
"""
_PROPERTY = (
    "sh:minCount 1", "sh:minCount 3", "sh:maxCount 0", "sh:maxCount 1", "sh:maxCount 3",
    "sh:class :Small", "sh:class :Thing", "sh:disjoint :q", "sh:uniqueLang true", "sh:uniqueLang false",
    *(f"sh:datatype xsd:{name}" for name in ("string", "integer", "decimal", "boolean", "date", "gYear", "gYearMonth")),
    *(f"sh:nodeKind sh:{kind}" for kind in ("IRI", "Literal", "BlankNode", "BlankNodeOrIRI", "IRIOrLiteral")),
    'sh:pattern "^[0-9]{4}$"', 'sh:pattern "a.example"', "sh:minLength 1", "sh:minLength 4",
    'sh:languageIn ( "nb" "en" )', 'sh:in ( "plain" 7 :a )', 'sh:in ( "one"@nb )',
    'sh:qualifiedValueShape [ sh:languageIn ( "nb" ) ] ; sh:qualifiedMinCount 1',
    "sh:qualifiedValueShape [ sh:nodeKind sh:Literal ] ; sh:qualifiedMinCount 2",
    "sh:qualifiedValueShape [ sh:property [ sh:path :q ; sh:minCount 1 ] ] ; sh:qualifiedMinCount 1",
)  # fmt: skip
_COMPARED = ("sh:minInclusive 7", "sh:maxInclusive 7", "sh:minExclusive 7", "sh:maxExclusive 7.5")
_NODE = (
    "sh:nodeKind sh:IRI",
    "sh:class :Small",
    'sh:pattern "example/[abc]"',
    "sh:in ( :a :b )",
    "sh:xone ( [ sh:property [ sh:path :p ; sh:minCount 1 ] ] [ sh:property [ sh:path :q ; sh:minCount 1 ] ] )",
    "sh:xone ( [ sh:property [ sh:path :p ; sh:maxCount 3 ] ] [ sh:nodeKind sh:BlankNode ] )",
)
_SHAPES = [
    *(f":S a sh:NodeShape ; sh:targetClass :Thing ; sh:property [ sh:path :p ; {one} ] ." for one in _PROPERTY),
    *(
        f":S sh:targetClass :Thing ; sh:property [ sh:path [ sh:alternativePath ( :p :q ) ] ; {one} ] ."
        for one in _PROPERTY[:10]
    ),
    *(f":S a sh:NodeShape ; sh:targetClass :Thing ; sh:property [ sh:path :n ; {one} ] ." for one in _COMPARED),
    *(f":S a sh:NodeShape ; sh:targetClass :Thing ; {one} ." for one in _NODE),
    ":S a sh:PropertyShape ; sh:targetClass :Small , :None ; sh:path :q ; sh:minCount 1 ; sh:severity sh:Info .",
]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    data = rdflib.Graph().parse(data=_HEAD + _DATA, format="turtle")
    return load(data, tmp_path_factory.mktemp("bench"))


def write(folder: Path, shapes: str) -> Path:
    path = folder / "shapes.ttl"
    path.write_text(_HEAD + shapes, "utf-8")
    return path


@pytest.mark.filterwarnings("ignore:Failed to convert Literal lexical form")
@pytest.mark.parametrize("shape", _SHAPES)
def test_a_construct_finds_what_pyshacl_finds(bench: Workbench, tmp_path: Path, shape: str) -> None:
    shapes = write(tmp_path, shape)

    assert compiled(bench, shapes) == judged(bench, shapes, tmp_path)


@pytest.mark.parametrize(
    ("constraint", "value"),
    [("sh:maxInclusive 7", "2020"), ("sh:datatype xsd:gYear", "20"), ("sh:minExclusive 0", "true")],
)
def test_what_cannot_be_compared_or_is_not_of_its_datatype_breaks_a_shape_though_pyshacl_lets_it_pass(
    tmp_path: Path, constraint: str, value: str
) -> None:
    data = _HEAD + ':a a :Thing ; :p "2020"^^xsd:gYear , "20"^^xsd:gYear , true .'
    shapes = write(tmp_path, f":S sh:targetClass :Thing ; sh:property [ sh:path :p ; {constraint} ] .")

    found = compiled(load(rdflib.Graph().parse(data=data, format="turtle"), tmp_path), shapes)

    assert value in {result.value for result in found}


def test_the_constructs_above_are_all_that_our_shapes_use() -> None:
    predicates = {str(one) for one in rdflib.Graph().parse(ontology.SHAPES).predicates()}
    used = {one.removeprefix(str(SH)) for one in predicates if one.startswith(str(SH))}

    silent = {"targetClass", "property", "path", "alternativePath", "severity", "message"}
    assert {name for name in used - silent if f"sh:{name} " not in " ".join(_SHAPES)} == set()


@pytest.mark.parametrize("world", ["bundled", "joiners"])
def test_a_release_is_judged_as_pyshacl_judges_it(request: pytest.FixtureRequest, world: str, tmp_path: Path) -> None:
    release: Release = request.getfixturevalue(world)
    bench = Workbench(DEFAULT_BASE)
    (tmp_path / "dump.ttl").write_bytes(unpack_dump(release, "ttl"))
    bench.add_turtle(f"{DEFAULT_BASE}id/graph/all", tmp_path / "dump.ttl")

    found = compiled(bench, ontology.SHAPES)

    assert found
    assert found == judged(bench, ontology.SHAPES, tmp_path)


@pytest.mark.parametrize(
    ("shape", "complaint"),
    [
        (":S sh:targetClass :T ; sh:closed true .", "sh:closed is not supported"),
        (":S sh:targetNode :T .", "sh:targetNode is not supported"),
        (':S sh:targetClass :T ; sh:sparql [ sh:select "" ] .', "is not supported"),
        (":S sh:targetClass :T ; sh:property [ sh:path [ sh:inversePath :p ] ] .", "sh:inversePath is not supported"),
        (":S sh:targetClass :T ; sh:property [ sh:path ( :p :q ) ] .", "a path is a property or alternatives"),
        (":S sh:targetClass :T ; sh:minCount 1 .", ":S: sh:minCount belongs to a property shape|a.example/S"),
        (":S sh:targetClass :T ; sh:property [ sh:path :p ; sh:qualifiedValueShape [] ] .", "sh:qualifiedMinCount"),
        (":S a rdfs:Class ; sh:targetClass :T .", "its own target class"),
        (
            ":S sh:targetClass :T ; sh:property [ sh:path :p ; sh:property [ sh:path :q ] ] .",
            "a property of a property",
        ),
        (":S sh:targetClass :T ; sh:property [ sh:path :p ; sh:datatype xsd:duration ] .", "datatype"),
    ],
)
def test_what_the_compiler_does_not_know_is_refused_by_name(tmp_path: Path, shape: str, complaint: str) -> None:
    with pytest.raises(SourceFault, match=complaint):
        read_shapes(write(tmp_path, shape))
