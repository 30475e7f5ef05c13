"""Query files introduce themselves, and every one of them is SPARQL."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from graph.checking.checks import all_checks
from graph.errors import SourceFault
from graph.findings import Check
from graph.reading.query_files import chosen, load_folder, paged, parse_query, without
from graph.vocab import PREFIXES

FOLDERS = ("build", "entities", "pages", "checks", "rules", "examples", "engine", "search", "shared", "course")
EVERY_QUERY = [(folder, key) for folder in FOLDERS for key in load_folder(folder)]
REQUIRED = {
    "build": ("title",),
    "entities": ("title",),
    "pages": ("title",),
    "shared": ("title",),
    "checks": ("holds", "why", "mend"),
    "rules": ("title", "why", "stratum"),
    "examples": ("title", "about", "keywords"),
    "engine": ("title",),
    "search": ("title",),
    "course": ("title", "about", "try"),
}


@pytest.mark.parametrize(("folder", "key"), EVERY_QUERY)
def test_a_query_file_says_what_it_is_for(folder: str, key: str) -> None:
    query = load_folder(folder)[key]

    missing = [field for field in REQUIRED[folder] if not query.words(field)]
    assert not missing


@pytest.mark.parametrize("field", ["holds", "why", "mend"])
@pytest.mark.parametrize("check", all_checks(), ids=lambda check: check.key)
def test_a_check_speaks_bokmal_nynorsk_and_english(check: Check, field: str) -> None:
    assert set(check.words[field]) == {"nb", "nn", "en"}


@pytest.mark.parametrize("key", list(load_folder("examples")))
def test_an_example_speaks_bokmal_nynorsk_and_english(key: str) -> None:
    header = load_folder("examples")[key].header

    assert {"nb", "nn", "en"} <= set(header["title"]) & set(header["about"])


@pytest.mark.parametrize(("folder", "key"), EVERY_QUERY)
def test_a_query_file_is_sparql(folder: str, key: str) -> None:
    pyoxigraph.Store().query(load_folder(folder)[key].text, base_iri="http://localhost:8000/")


def test_there_are_at_least_twelve_examples() -> None:
    assert len(load_folder("examples")) >= 12


def test_what_a_query_needs_is_given_by_prefixed_names() -> None:
    query = parse_query("# needs: yg:Interest qb:Observation\nASK {}", Path("examples/x.rq"))

    assert query.needs == (f"{PREFIXES['yg']}Interest", f"{PREFIXES['qb']}Observation")


def test_a_header_line_that_says_nothing_is_named() -> None:
    with pytest.raises(SourceFault, match=r"x\.rq, line 2: a header line"):
        parse_query("# title@en: Something.\n# and more\nASK {}", Path("examples/x.rq"))


def test_an_indented_line_goes_on_with_the_one_above() -> None:
    query = parse_query("# about@en: One thing\n#   and another.\nASK {}", Path("examples/x.rq"))

    assert query.words("about", "en") == "One thing and another."


def test_a_page_is_cut_at_the_end_or_where_the_query_says() -> None:
    assert paged("SELECT * {}", 100, 3) == "SELECT * {}\nLIMIT 100 OFFSET 200\n"


def test_a_query_is_asked_of_some_things_or_without_some_where_it_has_place_for_them() -> None:
    assert chosen("{ # chosen ?x\n ?x a ?y }", ["urn:a", "urn:b"]) == "{ VALUES ?x { <urn:a> <urn:b> }\n ?x a ?y }"
    assert without("{ # without ?p\n }", ["urn:a", "urn:b"]) == "{ FILTER (?p NOT IN (<urn:a>, <urn:b>))\n }"
