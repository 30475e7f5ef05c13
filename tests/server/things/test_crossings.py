"""Mappings on a page have the best name of each end, and the order of the query behind their table."""

from __future__ import annotations

import pytest

from graph.reading.release import Release
from graph.reading.result_rows import Cell, Row
from graph.vocab import Iri
from server.languages import ReaderLanguage
from server.things.crossings import fold_names, make_end, make_line, suggestions
from server.things.occupation.codes import read_codes
from server.things.page_questions import ask_about

THINGS = """
    PREFIX yg: <https://w3id.org/yrkesgraf/def#>
    SELECT ?thing WHERE { { ?thing a yg:Occupation } UNION { ?thing a yg:JobTitle } }
"""


def cell(words: str, language: str = "") -> Cell:
    return Cell(words, "literal", language)


def test_rows_of_one_resource_become_one_with_its_best_name() -> None:
    rows: list[Row] = [
        {"mapping": cell("1"), "name": cell("Cook", "en")},
        {"mapping": cell("2"), "name": cell("Kokk", "da")},
        {"mapping": cell("1"), "name": cell("Kokk", "nb")},
        {"mapping": cell("1"), "code": cell("5120")},
    ]

    assert fold_names(rows, ("mapping",), ("nn", "nb", "en")) == [
        {"mapping": cell("1"), "code": cell("5120"), "name": cell("Kokk", "nb")},
        {"mapping": cell("2")},
    ]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("world", ["bundled", "crossed", "joiners"])
def test_suggestions_and_codes_are_those_of_the_queries_behind_their_tables(
    request: pytest.FixtureRequest, world: str, language: str
) -> None:
    release: Release = request.getfixturevalue(world)
    reader, shown = ReaderLanguage.of(language), 0
    for row in release.store.rows(THINGS):
        iri = Iri(row["thing"].value)
        found = ask_about(release, iri, reader, "suggested", "suggested-names", "codes", "code-names")
        ends = ((row, make_end(release, row, "other", "code", "name")) for row in found["suggested"])

        assert suggestions(release, found["suggested-names"], reader) == [
            make_line(release, row, None, end, reader) for row, end in ends
        ]
        assert read_codes(release, found["code-names"], reader) == read_codes(release, found["codes"], reader)
        shown += len(found["suggested"]) + len(found["codes"])

    assert shown > 0
