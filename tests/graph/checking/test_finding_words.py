"""The findings of a check are told in each language of the interface."""

from __future__ import annotations

import re

import pytest

from graph.checking.finding_words import LANGUAGES, name_variable, tell_breach, tell_language, tell_row, tell_shape
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.result_rows import Cell

ROW = {"about": Cell("x", "uri"), "code": Cell("2221150", "literal"), "times": Cell("2", "literal")}


@pytest.mark.parametrize("key", load_folder("checks"))
def test_every_value_that_a_check_shows_has_a_name_in_every_language(key: str) -> None:
    check = load_folder("checks")[key]
    select = re.search(r"^SELECT(.*?)WHERE", check.text, re.DOTALL | re.MULTILINE)
    assert select is not None
    shown = set(re.findall(r"\?(\w+)(?=[^()]*(?:\(|$))|AS \?(\w+)\)", select[1]))
    names = {name for pair in shown for name in pair if name} - {"about", "text"}

    for name in names:
        assert all(name_variable(name, language) for language in LANGUAGES)


def test_a_row_is_told_with_the_names_of_its_values() -> None:
    assert [tell_row(ROW, language) for language in LANGUAGES] == [
        "kode 2221150, ganger 2",
        "kode 2221150, gonger 2",
        "code 2221150, times 2",
    ]


def test_a_breach_says_what_should_hold_and_what_was_found() -> None:
    holds = {"nb": "Alt er bra.", "nn": "Alt er bra.", "en": "All is well."}

    assert tell_breach(holds, dict.fromkeys(LANGUAGES, "")) == {
        "nb": "Alt er bra. Slik er det ikke.",
        "nn": "Alt er bra. Slik er det ikkje.",
        "en": "All is well. Not so.",
    }
    assert tell_breach(holds, dict.fromkeys(LANGUAGES, "x 1"))["nn"] == "Alt er bra. Slik er det ikkje: x 1."


def test_a_text_in_the_wrong_language_is_told_with_its_beginning() -> None:
    assert tell_language("Hej", "nb", "da", "nb") == "merket nb, ser ut som da: Hej …"


def test_a_shape_is_told_in_its_own_words_or_in_english() -> None:
    assert tell_shape({"nb": "Navn.", "en": "Name."}, "skos:prefLabel") == {
        "nb": "Navn. (skos:prefLabel)",
        "nn": "Name. (skos:prefLabel)",
        "en": "Name. (skos:prefLabel)",
    }
    assert tell_shape({}, "")["nb"] == "A shape is not met."


def test_every_finding_of_the_release_has_words_in_every_language(bundled: Release) -> None:
    query = """
        PREFIX yg: <https://w3id.org/yrkesgraf/def#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?finding (GROUP_CONCAT(LANG(?label)) AS ?spoken) { ?finding a yg:Finding ; rdfs:label ?label }
        GROUP BY ?finding"""

    rows = bundled.store.rows(query)

    assert rows
    assert all(sorted(row["spoken"].value.split()) == ["en", "nb", "nn"] for row in rows)
