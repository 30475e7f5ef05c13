"""The sections of statistics on a page stand with their producer, year and month."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from graph.reading.release import Release
from server.languages import ReaderLanguage
from server.things.occupation.statistics_sections import read_statistics_sections
from server.things.page_questions import ask_about


@pytest.mark.parametrize(
    ("language", "origin"),
    [
        ("nb", "Statistisk sentralbyrå 2023. Tall fra november 2022."),
        ("nn", "Statistisk sentralbyrå 2023. Tal frå november 2022."),
        ("en", "Statistics Norway 2023. Figures for November 2022."),
    ],
)
def test_a_section_has_its_source_and_its_month(bundled: Release, language: str, origin: str) -> None:
    reader = ReaderLanguage.of(language)
    rows = ask_about(bundled, bundled.names.thing("occupation", "lege"), reader, "page-statistics")["page-statistics"]

    sections = read_statistics_sections(bundled, rows, reader)

    assert [section.origin for section in sections] == [origin, origin]
    assert [section.group.words for section in sections] == ["medisinutdanna", ""]


def test_the_page_of_the_occupation_shows_them(client: FlaskClient) -> None:
    page = client.get("/doc/occupation/lege.html?lang=nb").text

    assert page.count("Tall fra november 2022.") == 2
