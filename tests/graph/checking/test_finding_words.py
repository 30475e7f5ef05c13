"""The findings of a check are told in each language of the interface."""

from __future__ import annotations

import re

import pytest

from graph.checking.finding_words import LANGUAGES, SPOKEN, WAYS, read_values, tell_breach, tell_shape
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.result_rows import Cell
from graph.vocab import DEFAULT_BASE, Names

ROW = {
    "about": Cell("x", "uri"),
    "code": Cell("2221150", "literal"),
    "occupation": Cell(f"{DEFAULT_BASE}id/occupation/lege", "uri"),
    "how": Cell("http://www.w3.org/2004/02/skos/core#broader", "uri"),
}
BREACH = {"nb": "{code} på {language}", "nn": "{code} på {language}", "en": "{code} in {language}"}


@pytest.mark.parametrize("key", load_folder("checks"))
def test_a_breach_has_the_same_values_in_every_language_and_all_of_them_are_columns(key: str) -> None:
    check = load_folder("checks")[key]
    select = re.search(r"^SELECT(.*?)WHERE", check.text, re.DOTALL | re.MULTILINE)
    assert select is not None
    shown = {name for pair in re.findall(r"\?(\w+)(?=[^()]*(?:\(|$))|AS \?(\w+)\)", select[1]) for name in pair if name}
    told = [set(re.findall(r"\{(\w+)\}", check.header["breach"][language])) for language in LANGUAGES]

    assert told[0] == told[1] == told[2]
    assert told[0] <= (shown | SPOKEN if "judge" in check.header else shown)


@pytest.mark.parametrize("key", load_folder("checks"))
def test_words_that_a_check_puts_in_a_breach_are_codes_with_words_in_every_language(key: str) -> None:
    check = load_folder("checks")[key]
    told = set(re.findall(r"\{(\w+)\}", check.header["breach"]["nb"])) - SPOKEN
    bound = re.findall(r"BIND \((.*?) AS \?(\w+)\)", check.text)
    words = {word for value, name in bound if name in told for word in re.findall(r'"([^"]+)"', value)}

    assert [words - WAYS[language].keys() for language in LANGUAGES] == [set(), set(), set()]


@pytest.mark.parametrize("key", load_folder("checks"))
def test_a_breach_says_what_is_wrong_and_is_not_the_rule_itself(key: str) -> None:
    header = load_folder("checks")[key].header
    told = [header["breach"][language] for language in LANGUAGES]
    rules = [header["holds"][language] for language in LANGUAGES]

    assert [words for words, rule in zip(told, rules, strict=True) if rule.rstrip(".") in words] == []
    assert [words for words in told if words.endswith(".")] == []


def test_the_values_of_a_row_have_no_base_and_no_namespace() -> None:
    assert read_values(ROW, Names(DEFAULT_BASE)) == {
        "code": "2221150",
        "occupation": "occupation/lege",
        "how": "skos:broader",
    }


def test_a_way_past_a_crosswalk_is_told_in_the_language_of_the_finding() -> None:
    breach = dict.fromkeys(LANGUAGES, "{how} {other}")

    assert tell_breach(breach, {"how": "by-rule", "other": "styrk08/221"}) == {
        "nb": "er plassert av en regel i styrk08/221",
        "nn": "er plassert av ein regel i styrk08/221",
        "en": "is put by a rule in styrk08/221",
    }
    assert tell_breach(breach, {"how": "skos:broader", "other": "x"})["nb"] == "skos:broader x"


def test_a_breach_is_told_with_its_values_in_place() -> None:
    assert tell_breach(BREACH, {"code": "2221150", "language": "en"}) == {
        "nb": "2221150 på engelsk",
        "nn": "2221150 på engelsk",
        "en": "2221150 in English",
    }


def test_a_value_that_the_row_leaves_open_is_unknown_in_each_language() -> None:
    assert list(tell_breach(BREACH, {"language": "nn"}).values()) == [
        "ukjent på nynorsk",
        "ukjend på nynorsk",
        "unknown in nynorsk",
    ]


def test_a_requirement_is_told_as_not_met_and_a_recommendation_as_it_is() -> None:
    messages = {"nb": "Koden har et navn.", "en": "The code has a name."}

    assert tell_shape(messages, "skos:prefLabel", is_required=True) == {
        "nb": "Ikke oppfylt: Koden har et navn (skos:prefLabel)",
        "nn": "Ikkje oppfylt: The code has a name (skos:prefLabel)",
        "en": "Not met: The code has a name (skos:prefLabel)",
    }
    assert (
        tell_shape({"en": "The code should have a name."}, "", is_required=False)["en"] == "The code should have a name"
    )
    assert tell_shape({}, "", is_required=True)["nb"] == "A shape is not met"


def test_every_finding_of_the_release_has_words_in_every_language(bundled: Release) -> None:
    query = """
        PREFIX yg: <https://w3id.org/yrkesgraf/def#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?finding (GROUP_CONCAT(LANG(?label)) AS ?spoken) { ?finding a yg:Finding ; rdfs:label ?label }
        GROUP BY ?finding"""

    rows = bundled.store.rows(query)

    assert rows
    assert all(sorted(row["spoken"].value.split()) == ["en", "nb", "nn"] for row in rows)
