"""Example values of the API's queries have rows in the release of all of Norway, which few files of tests build."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict

from graph.reading.query_definitions import load_definitions
from graph.reading.release import Release
from server.api.arguments import read_arguments
from server.languages import ReaderLanguage

# Queries of values that the bundled tables of the national release have as well: all with examples but two.
EXAMPLES = [
    key for key, one in load_definitions().items() if one.example and key not in {"apprenticeships", "companies"}
]


@pytest.mark.parametrize("key", EXAMPLES)
def test_the_example_of_a_query_has_rows_in_the_national_release(national: Release, key: str) -> None:
    definition = load_definitions()[key]

    found = read_arguments(definition, MultiDict(definition.example), national, ReaderLanguage.of("nb"), 5)

    assert national.store.rows(found.write(definition, national.names.base))
