"""A code of NUS2000 without a name says which named code it stands under."""

from __future__ import annotations

import pytest

from graph.reading.release import Release
from server.languages import ReaderLanguage
from server.things.nameless import name_code


@pytest.mark.parametrize(
    ("kind", "code", "language", "words"),
    [
        ("nus", "7632", "nb", "uten navn, under Universitets- og høgskoleutdanning, høyere nivå"),
        ("nus-field", "632", "nb", "uten navn, under Helse-, sosial- og idrettsfag"),
        ("styrk98", "2221", "nb", "2221"),
        ("nus", "x", "nb", "x"),
    ],
)
def test_a_nameless_code_says_what_it_stands_under(
    bundled: Release, kind: str, code: str, language: str, words: str
) -> None:
    assert name_code(bundled, kind, code, ReaderLanguage.of(language)).words == words
