"""Each check finds its fault, on a world where that is planted."""

from __future__ import annotations

import pytest
from rdflib import QB, RDF, SKOS, XSD, Literal, URIRef

import ontology
from graph.checking.checks import all_checks, query_findings, shape_findings
from graph.literals import YG
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.vocab import DEFAULT_BASE, Statement, expand
from graph.workbench import Workbench
from tests.some import some


def here(path: str) -> URIRef:
    return URIRef(f"{DEFAULT_BASE}id/{path}")


REF_PERIOD = URIRef(expand("sdmx-dimension:refPeriod"))
NURSES, DOCTORS = here("styrk08/2221"), here("styrk98/2221")
LEGE, TITLE = here("occupation/lege"), here("title/2221110")


def employed(key: str, contract: str, number: int | None) -> list[Statement]:
    """An observation of those employed with a kind of contract, without a number where it is withheld."""
    one = here(f"observation/{key}")
    made: list[Statement] = [
        (one, QB.dataSet, here("cube/employment")),
        (one, REF_PERIOD, Literal("2025-12-31", datatype=XSD.date)),
        (one, YG.forOccupationGroup, NURSES),
        (one, YG.forAge, here("code/age-15-74")),
        (one, YG.withContract, here(f"code/contract-{contract}")),
    ]
    if number is not None:
        made.append((one, YG.employed, Literal(number)))
    return made


PLANTED: dict[str, list[Statement]] = {
    "editions-apart": [
        (DOCTORS, SKOS.inScheme, here("scheme/styrk98")),
        (NURSES, SKOS.inScheme, here("scheme/styrk08")),
        (DOCTORS, SKOS.exactMatch, NURSES),
    ],
    "title-in-own-group": [
        (TITLE, RDF.type, YG.JobTitle),
        (TITLE, SKOS.notation, Literal("2221110")),
        (TITLE, YG.titleGroup, NURSES),
        (NURSES, SKOS.notation, Literal("2221")),
    ],
    "occupation-not-specialisation": [(LEGE, RDF.type, YG.Occupation), (LEGE, RDF.type, YG.Specialisation)],
    "no-dangling-link": [(LEGE, YG.hasJobTitle, TITLE)],
    "nothing-unnamed": [(LEGE, RDF.type, YG.Occupation)],
    "occupation-has-names": [(LEGE, RDF.type, YG.Occupation), (LEGE, SKOS.prefLabel, Literal("Lege", lang="nb"))],
    "one-name-per-language": [
        (LEGE, SKOS.prefLabel, Literal("Lege", lang="nb")),
        (LEGE, SKOS.prefLabel, Literal("Doktor", lang="nb")),
    ],
    "specialisation-has-code": [(here("specialisation/x"), RDF.type, YG.Specialisation)],
    "specialist-has-a-ground": [(here("specialisation/x"), YG.specialistOccupation, here("occupation/y"))],
    "title-listed-twice": [
        (TITLE, RDF.type, YG.JobTitle),
        (TITLE, SKOS.notation, Literal("2221110")),
        (TITLE, YG.timesListed, Literal(2)),
    ],
    "text-language": [
        (
            LEGE,
            YG.summary,
            Literal("A doctor examines patients and decides which treatment they need.", lang="nb"),
        )
    ],
    "stated-within-coverage": [(LEGE, RDF.type, YG.Occupation), (TITLE, YG.isShared, Literal(False))],
    "withheld-not-computable": [
        *employed("a", "all", 90),
        *employed("b", "permanent", 60),
        *employed("c", "temporary", None),
    ],
    "shapes-required": [(TITLE, RDF.type, YG.JobTitle)],
}


@pytest.mark.parametrize("check", PLANTED)
def test_a_check_finds_what_is_planted(check: str) -> None:
    bench = Workbench(DEFAULT_BASE)
    bench.add(f"{DEFAULT_BASE}id/graph/planted", PLANTED[check])

    found = [finding for finding in (*query_findings(bench), *shape_findings(bench)) if finding.check == check]

    assert found
    assert all(finding.about for finding in found)


@pytest.fixture
def declared() -> Workbench:
    """A bench with our terms and one occupation."""
    bench = Workbench(DEFAULT_BASE)
    bench.add_turtle(f"{DEFAULT_BASE}id/graph/ontology", ontology.TERMS)
    bench.add(f"{DEFAULT_BASE}id/graph/planted", [(LEGE, RDF.type, YG.Occupation)])
    return bench


def abouts(bench: Workbench, check: str) -> dict[str, str]:
    """Return the severity of each finding of *check* by its subject."""
    return {finding.about: finding.severity for finding in query_findings(bench) if finding.check == check}


@pytest.mark.parametrize(
    ("statement", "term"),
    [
        ((LEGE, RDF.type, YG.Ocupation), YG.Ocupation),
        ((LEGE, RDF.type, YG.hasJobTitle), YG.hasJobTitle),
        ((LEGE, YG.hasJobTittle, TITLE), YG.hasJobTittle),
        ((LEGE, YG.Occupation, TITLE), YG.Occupation),
        ((LEGE, SKOS.related, YG.equalCod), YG.equalCod),
    ],
)
def test_a_term_of_ours_that_is_not_declared_is_a_violation(
    declared: Workbench, statement: Statement, term: URIRef
) -> None:
    declared.add(f"{DEFAULT_BASE}id/graph/planted", [statement])

    assert abouts(declared, "term-is-declared") == {str(term): "Violation"}


def test_declared_terms_and_terms_of_others_are_in_order(declared: Workbench) -> None:
    declared.add(f"{DEFAULT_BASE}id/graph/planted", [(LEGE, URIRef("http://example.org/def#likes"), NURSES)])

    assert not abouts(declared, "term-is-declared")


@pytest.mark.parametrize("part", ["", "#levels-1"])
def test_a_ghost_is_a_violation(declared: Workbench, part: str) -> None:
    ghost = here("occupation/legeee")
    declared.add(f"{DEFAULT_BASE}id/graph/planted", [(URIRef(ghost + part), SKOS.altLabel, Literal("x", lang="nb"))])

    assert abouts(declared, "subject-has-type") == {str(ghost): "Violation"}


def test_a_part_of_something_with_a_class_needs_none(declared: Workbench) -> None:
    declared.add(f"{DEFAULT_BASE}id/graph/planted", [(URIRef(f"{LEGE}#levels-1"), RDF.rest, RDF.nil)])

    assert not abouts(declared, "subject-has-type")


@pytest.mark.parametrize("check", ["term-is-declared", "subject-has-type"])
def test_a_finished_release_uses_declared_terms_for_subjects_with_a_class(bundled: Release, check: str) -> None:
    assert not bundled.store.rows(load_folder("checks")[check].text)


def test_the_bundled_release_has_the_findings_we_know_of(bundled: Release) -> None:
    rows = bundled.store.rows(
        "PREFIX yg: <https://w3id.org/yrkesgraf/def#> "
        "SELECT ?check ?about { ?f yg:findingOf ?check ; yg:findingAbout ?about }"
    )
    found = {(row["check"].value.rpartition("/")[2], row["about"].value.rpartition("/id/")[2]) for row in rows}

    assert ("title-listed-twice", "title/2221150") in found
    assert ("title-outside-main-group", "title/1228130") in found
    assert ("text-in-another-language", "related/lege--anestesisykepleier") in found


def test_every_check_has_a_severity_and_words() -> None:
    for check in some(all_checks()):
        assert check.severity in {"Violation", "Warning", "Info"}
        assert all(check.words[field]["en"] for field in ("holds", "why", "mend"))
