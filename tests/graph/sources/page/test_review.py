"""Review lines of several years."""

from __future__ import annotations

import datetime

import pytest

from graph.sources.page.review import is_review, read_review


@pytest.mark.parametrize(
    ("text", "organisation", "date"),
    [
        ("Gjennomgått i samarbeid med NITO, NITO 03. mars 2023", "NITO", datetime.date(2023, 3, 3)),
        ("Gjennomgått i samarbeid med Den norske legeforening", "Den norske legeforening", None),
        ("Kvalitetssikret av Norsk Sykepleierforbund 1.2.2020", "Norsk Sykepleierforbund", datetime.date(2020, 2, 1)),
        ("Kvalitetssikret av: Fagforbundet, 2021-05-04", "Fagforbundet", datetime.date(2021, 5, 4)),
        ("Kvalitetssikra i samarbeid med Delta, mars 2022", "Delta", None),
        ("Kvalitetssikret av Fagforbundet og Delta", "Fagforbundet og Delta", None),
        ("Kvalitetssikret av Fagforbundet, Delta 2. mai 2022", "Fagforbundet, Delta", datetime.date(2022, 5, 2)),
    ],
)
def test_a_review_line_names_who_and_when(text: str, organisation: str, date: datetime.date | None) -> None:
    found = read_review(text)

    assert found is not None
    assert found.review is not None
    assert (found.review.organisation, found.review.date) == (organisation, date)


def test_a_person_in_a_review_line_is_told_apart_from_the_organisation() -> None:
    found = read_review("Gjennomgått i samarbeid med Kari Nordhaug, Norges Optikerforbund 3. mars 2023")

    assert found is not None
    assert found.review is not None
    assert (found.review.organisation, found.people) == ("Norges Optikerforbund", ("Kari Nordhaug",))


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("Kvalitetssikret av Fagforbundet og Delta", ("Fagforbundet", "Delta")),
        ("Kvalitetssikret av NHO Reiseliv og Fellesforbundet 3. mars 2022", ("NHO Reiseliv", "Fellesforbundet")),
        ("Gjennomgått i samarbeid med NITO, Tekna 2. mai 2021", ("NITO", "Tekna")),
        ("Gjennomgått i samarbeid med Norsk Olje og Gass 2. mai 2021", ()),
        ("Kvalitetssikret av Faglig råd for bygg og anlegg", ()),
    ],
)
def test_several_organisations_are_told_apart(text: str, organisations: tuple[str, ...]) -> None:
    found = read_review(text)

    assert found is not None
    assert found.review is not None
    assert found.review.organisations == organisations


@pytest.mark.parametrize(
    ("text", "organisation", "people"),
    [
        ("Kvalitetssikret av Kari Nordhaug 1.2.2020", None, ("Kari Nordhaug",)),
        ("Kvalitetssikret av Kari Nordhaug og Ola Li", None, ("Kari Nordhaug", "Ola Li")),
        ("Kvalitetssikret av fagsjef Kari Nordhaug i Delta", "Delta", ("Kari Nordhaug",)),
        (
            "Gjennomgått i samarbeid med Kari Nordhaug Norges Optikerforbund",
            "Norges Optikerforbund",
            ("Kari Nordhaug",),
        ),
        ("Kvalitetssikret av Kari Nordhaug og Norsk Industri", "Norsk Industri", ("Kari Nordhaug",)),
        ("Gjennomgått i samarbeid med Sandvik Flight Academy 28. november 2023", "Sandvik Flight Academy", ()),
        ("Gjennomgått i samarbeid med Sandvik Boring AS 28. november 2023", "Sandvik Boring AS", ()),
        ("Kvalitetssikret av Kari Nordhaug (Norges Optikerforbund)", "Norges Optikerforbund", ("Kari Nordhaug",)),
    ],
)
def test_a_person_is_no_organisation(text: str, organisation: str | None, people: tuple[str, ...]) -> None:
    found = read_review(text)

    assert found is not None
    assert (found.review and found.review.organisation, found.people) == (organisation, people)


@pytest.mark.parametrize(
    "text", ["Lege", "Kvalitetssikring er viktig.", "Gjennomgått av", "Kvalitetssikret av 3.3.2023"]
)
def test_other_lines_are_no_review(text: str) -> None:
    assert read_review(text) is None


def test_a_review_line_is_known_by_its_beginning() -> None:
    assert is_review("Kvalitetssikret av noen")
    assert not is_review("Teksten er kvalitetssikret av noen")
