"""An occupation record becomes statements that keep its order, its languages and its codes as they are."""

from __future__ import annotations

import datetime

import pytest
from rdflib import RDF, SKOS, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDFS

from graph.literals import YG, decimal, runs
from graph.model import (
    Authorisation,
    EducationGroup,
    EducationLine,
    EducationPath,
    OccupationRecord,
    RelatedOccupation,
    Review,
    Text,
    TitleLine,
    TrainingPart,
    TrainingStage,
)
from graph.statements.occupations import OccupationWriter
from graph.vocab import Names, Statement

NAMES = Names("http://localhost:8000/")
SOURCE = "http://localhost:8000/id/source/test"


def said(**fields: object) -> set[Statement]:
    record = OccupationRecord(key="lege", names=(Text(value="Lege", language="nn"),), page_language="nn", **fields)  # type: ignore[arg-type]
    return set(OccupationWriter(NAMES, SOURCE).statements(record))


def here(path: str) -> URIRef:
    return URIRef(f"http://localhost:8000/id/{path}")


LEGE = here("occupation/lege")


def test_a_name_keeps_its_language_and_its_source() -> None:
    statements = said()

    assert (LEGE, SKOS.prefLabel, Literal("Lege", lang="nn")) in statements
    assert (LEGE, PROV.wasDerivedFrom, URIRef(SOURCE)) in statements


def test_a_title_listed_twice_is_one_title_listed_two_times() -> None:
    line = TitleLine(code="2221150", name="LEGE I SPESIALISERING, DEL 1 (LIS1)")
    statements = said(titles=(line, line))

    assert (here("title/2221150"), YG.timesListed, Literal(2)) in statements
    assert len([one for one in statements if one[1] == YG.hasJobTitle]) == 1


def test_a_code_with_a_leading_zero_stays_a_string() -> None:
    statements = said(titles=(TitleLine(code="0111101", name="MENIG (FORSVARET)"),))

    assert (here("title/0111101"), SKOS.notation, Literal("0111101")) in statements


def test_related_occupations_keep_the_place_they_had_on_the_page() -> None:
    names = ("Aktivitør", "Audiograf")
    related = tuple(RelatedOccupation(key=name[:2].lower(), name=Text(value=name, language="nn")) for name in names)
    statements = said(related=related)

    assert (here("reason/lege--au--page"), YG.reasonNumber, Literal(2)) in statements
    assert (here("reason/lege--au--page"), YG.reasonKind, YG.statedOnPage) in statements


def test_a_review_names_who_and_when() -> None:
    statements = said(review=Review(organisation="Legeforeningen", date=datetime.date(2023, 3, 3)))

    assert (here("review/lege"), YG.reviewedBy, here("organisation/legeforeningen")) in statements
    assert (here("review/lege"), DCTERMS.date, Literal(datetime.date(2023, 3, 3))) in statements


def test_training_stages_follow_each_other_and_hold_their_parts() -> None:
    part = TrainingPart(key="sjukehus", place=Text(value="sjukehus", language="nn"), months=12)
    stages = (TrainingStage(key="lis1", name="LIS1", months=18, parts=(part,)), TrainingStage(key="lis2", name="LIS2"))
    statements = said(path=EducationPath(stages=stages, minimum_years=6.5))

    assert (here("training/lis1"), YG.nextStage, here("training/lis2")) in statements
    assert (here("training/lis1"), YG.hasPart, here("training/lis1-sjukehus")) in statements
    assert not [one for one in statements if one[0] == here("training/lis2") and one[1] == YG.months]


def test_the_education_list_defines_a_group_and_no_study_plan() -> None:
    line = EducationLine(code="763202", name="Anestesiologi, spesialistutdanning for leger")
    group = EducationGroup(key="medisin", name=Text(value="medisinutdanna", language="nn"), members=(line,))
    statements = said(education_group=group)

    assert (here("education-group/medisin"), SKOS.member, here("nus/763202")) in statements
    assert not [one for one in statements if one[0] == LEGE and one[2] == here("nus/763202")]


def test_passages_of_one_language_are_joined_and_of_two_are_not() -> None:
    passages = [Text(value="Ein.", language="nn"), Text(value="En.", language="da"), Text(value="To.", language="nn")]

    assert list(runs(passages, "\n\n")) == [Literal("Ein.\n\nTo.", lang="nn"), Literal("En.", lang="da")]


@pytest.mark.parametrize(("number", "text"), [(6.0, "6"), (6.5, "6.5"), (0.25, "0.25"), (100.0, "100")])
def test_a_decimal_is_written_without_needless_zeros(number: float, text: str) -> None:
    assert str(decimal(number)) == text


def test_nobody_becomes_a_thing() -> None:
    kinds = {str(one[2]) for one in said(people=("Kari Nordmann",), interviews=1) if one[1] == RDF.type}

    assert kinds == {str(YG.Occupation)}


def test_an_authorisation_is_named_by_the_occupation_in_each_language() -> None:
    record = OccupationRecord(
        key="lege",
        names=(Text(value="Lege", language="nb"), Text(value="Medical doctor", language="en")),
        page_language="nn",
        authorisation=Authorisation(key="lege", authority="Helsedirektoratet"),
    )
    statements = set(OccupationWriter(NAMES, SOURCE).statements(record))

    labels = {label for subject, property_, label in statements if property_ == RDFS.label}
    assert {
        Literal("Autorisasjon som lege", lang="nb"),
        Literal("Authorisation as medical doctor", lang="en"),
    } <= labels


def test_an_abbreviation_keeps_its_capitals_in_a_name() -> None:
    record = OccupationRecord(
        key="nav-veileder",
        names=(Text(value="NAV-veileder", language="nb"),),
        page_language="nb",
        review=Review(organisation="Nav"),
    )

    assert Literal("Gjennomgang av NAV-veileder", lang="nn") in {
        label for _, _, label in OccupationWriter(NAMES, SOURCE).statements(record)
    }
