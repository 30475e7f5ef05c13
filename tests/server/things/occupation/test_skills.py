"""The skills on a page are the first of the query behind its table, though it asks for the names of few."""

from __future__ import annotations

import pytest

from graph.reading.release import Release
from graph.vocab import Iri
from server.languages import ReaderLanguage
from server.things.occupation.skills import MOST_TELLING, read_lenders, read_skills, summarise_skills
from server.things.page_questions import ask_about

WITH_SKILLS = "SELECT DISTINCT ?thing WHERE { ?thing <https://w3id.org/yrkesgraf/def#skillsFrom> ?lender }"


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_skills_shown_are_the_first_of_all(crossed: Release, language: str) -> None:
    reader = ReaderLanguage.of(language)
    occupations = [Iri(row["thing"].value) for row in crossed.store.rows(WITH_SKILLS)]

    for iri in occupations:
        found = ask_about(crossed, iri, reader, "skills", "skills-unnamed", "skill-lenders")
        skills = read_skills(crossed, [row for row in found["skills"] if row["need"].value != "lender"])
        lenders = [row for row in found["skills"] if row["need"].value == "lender"]

        shown = summarise_skills(crossed, found, reader)

        assert shown.telling == skills[:MOST_TELLING]
        assert shown.essential + shown.optional == len(skills)
        assert shown.essential == sum(skill.need == "essential" for skill in skills)
        assert shown.lenders == read_lenders(crossed, lenders, reader)

    assert occupations
