"""Headings matched on their beginning, in both languages, and sentences that are none."""

from __future__ import annotations

import pytest

from graph.sources.page.headings import Section, find_heading


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Arbeidsoppgaver", Section.TASKS),
        ("Arbeidsoppgåver", Section.TASKS),
        ("Om jobben", Section.TASKS),
        ("Om yrket", Section.TASKS),
        ("Vanlige arbeidsoppgaver for snekkere:", Section.TASKS),
        ("Vanlege arbeidsoppgåver for ein snikkar er:", Section.TASKS),
        ("Arbeidsoppgåver for snikkarar", Section.TASKS),
        ("Hvor jobber snekkere?", Section.WORKPLACES),
        ("Kor jobbar snikkarar?", Section.WORKPLACES),
        ("Kvar arbeider ein snikkar?", Section.WORKPLACES),
        ("Bli med en snekker på jobb", Section.INTERVIEWS),
        ("Bli med ein snikkar på jobb", Section.INTERVIEWS),
        ("Hvordan er det å jobbe som snekker?", Section.INTERVIEWS),
        ("Korleis er det å jobbe som snikkar?", Section.INTERVIEWS),
        ("Intervjuer", Section.INTERVIEWS),
        ("Passer jeg til å bli snekker?", Section.QUALITIES),
        ("Passar eg til å bli snikkar?", Section.QUALITIES),
        ("Viktige egenskaper", Section.QUALITIES),
        ("Viktige egenskaper for en snekker", Section.QUALITIES),
        ("Personlige egenskaper", Section.QUALITIES),
        ("Personlege eigenskapar", Section.QUALITIES),
        ("Hva tjener snekkere?", Section.PAY),
        ("Kva tener snikkarar?", Section.PAY),
        ("Hvordan utdanner du deg til snekker?", Section.EDUCATION),
        ("Korleis utdannar du deg til snikkar?", Section.EDUCATION),
        ("Utdanning", Section.EDUCATION),
        ("Videreutdanning", Section.EDUCATION),
        ("Vidareutdanning", Section.EDUCATION),
        ("Etter- og videreutdanning", Section.EDUCATION),
        ("Etter- og vidareutdanning", Section.EDUCATION),
        ("Spesialisering", Section.EDUCATION),
        ("Hvilke utdanninger er vanligst for snekkere?", Section.STATISTICS),
        ("Kva utdanningar er vanlegast for snikkarar?", Section.STATISTICS),
        ("Hva jobber snekkerutdanna med?", Section.STATISTICS),
        ("Hva jobber snekkere med?", Section.STATISTICS),
        ("Hvilke utdanninger inngår?", Section.EDUCATION_CODES),
        ("Bedrifter: Hvor jobber snekkere?", Section.COMPANIES),
        ("Bedrifter med snekkere", Section.COMPANIES),
        ("Kilder: Vigo, NAV", Section.COMPANIES),
        ("Vigo", Section.COMPANIES),
        ("NAV", Section.COMPANIES),
        ("Hvilke stillingstitler er med?", Section.TITLES),
        ("Kva stillingstitlar er med?", Section.TITLES),
        ("Andre yrke", Section.RELATED),
        ("Andre yrker", Section.RELATED),
        ("Relaterte lenker", Section.LINKS),
        ("Relaterte lenkjer", Section.LINKS),
    ],
)
def test_a_heading_opens_its_section(text: str, section: Section) -> None:
    found = find_heading(text)

    assert found is not None
    assert found.section is section


@pytest.mark.parametrize(
    "text",
    [
        "Arbeidsoppgavene skifter fra dag til dag.",
        "Utdanninga tek tre år.",
        "Utdanning er viktig for alle som vil bli noko",
        "Utdanning.no",
        "Nav sine titlar er knytte til yrka",
        "Bedrifter over heile landet tek imot lærlingar",
        "Kvar arbeider er lagd ut på anbod.",
        "Lønna er god",
        "Snikkar",
        "Spesialistutdanning tar fem år, minst",
    ],
)
def test_a_sentence_that_begins_like_a_heading_is_none(text: str) -> None:
    assert find_heading(text) is None


def test_what_is_marked_as_a_heading_may_be_longer() -> None:
    assert find_heading("Utdanning som fører fram til fagbrev") is None
    assert find_heading("Utdanning som fører fram til fagbrev", marked=True) is not None


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Passer jeg til å bli lege?", "lege"),
        ("Bli med en butikkmedarbeider i sportsbutikk på jobb", "butikkmedarbeider i sportsbutikk"),
        ("Kor jobbar legar?", "legar"),
        ("Hva jobber medisinutdanna med?", "medisinutdanna"),
        ("Viktige egenskaper for en snekker", "snekker"),
        ("Utdanning", None),
    ],
)
def test_a_heading_says_what_it_calls_the_occupation(text: str, subject: str | None) -> None:
    found = find_heading(text)

    assert found is not None
    assert found.subject == subject
