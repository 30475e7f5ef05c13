"""Query files are SPARQL, with a header that describes and declares them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import chain
from pathlib import Path

import pytest
from pyparsing import ParseResults
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue

from graph.checking.checks import all_checks
from graph.checking.findings import Check
from graph.checking.own_files import check_query
from graph.errors import QueryFault, SourceFault
from graph.reading.query_files import load_folder, parse_query
from graph.vocab import PREFIXES

FOLDERS = (
    "api",
    "build",
    "entities",
    "pages",
    "checks",
    "rules",
    "examples",
    "engine",
    "search",
    "shared",
    "course",
    "tables",
)
EVERY_QUERY = [(folder, key) for folder in FOLDERS for key in load_folder(folder)]
REQUIRED = {
    "api": ("title", "question", "group"),
    "build": ("title",),
    "entities": ("title",),
    "pages": ("title",),
    "shared": ("title",),
    "checks": ("holds", "breach", "why", "mend"),
    "rules": ("title", "why", "stratum", "restates"),
    "examples": ("title", "about", "keywords"),
    "engine": ("title",),
    "search": ("title",),
    "course": ("title", "about", "try"),
    "tables": ("title",),
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


def excludes_nil(relation: CompValue) -> bool:
    """Return whether a comparison excludes ``rdf:nil`` alone."""
    return relation.op == "NOT IN" and [part.localname for part in parts(relation.other)][-1:] == ["nil"]


def parts(node: object) -> Iterator[CompValue]:
    """Yield every part of a query as rdflib parses it."""
    if isinstance(node, CompValue):
        yield node
        yield from chain.from_iterable(map(parts, node.values()))
    elif isinstance(node, list | ParseResults):
        yield from chain.from_iterable(map(parts, node))


@pytest.mark.parametrize(("folder", "key"), EVERY_QUERY)
def test_the_header_declares_the_form_and_the_variables_that_two_parsers_find(folder: str, key: str) -> None:
    query = load_folder(folder)[key]

    check_query(query)

    parsed = parseQuery(query.text)[1]
    clauses = list(parts(parsed))
    chosen = [f"?{one.var[0]}" for one in clauses if one.name == "InlineData" and one.value == ["UNDEF"]]
    excepted = [one for one in clauses if one.name == "RelationalExpression" and excludes_nil(one)]
    assert parsed.name == f"{query.form.capitalize()}Query"
    assert set(chosen) == set(query.words("choose").split())
    assert len(excepted) == len(query.words("except").split())


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


CHOICE = "# choose: ?x\n# except: ?p\nASK { VALUES ?x { UNDEF } ?x ?p 1 FILTER (?p NOT IN (rdf:nil)) }"


def test_a_query_is_limited_to_the_chosen_iris_or_asked_without_some() -> None:
    query = parse_query(CHOICE, Path("pages/x.rq"))

    assert "VALUES ?x { <urn:a> <urn:b> } ?x" in query.choose(["urn:a", "urn:b"])
    assert "VALUES" not in query.unlimited
    assert "FILTER (?p NOT IN (<urn:a>, <urn:b>))" in query.leave_out(["urn:a", "urn:b"])
    assert "FILTER" not in query.leave_out([])


@pytest.mark.parametrize("text", ["urn:a> <urn:b", "a b", '"'])
def test_a_choice_that_is_not_an_iri_is_refused(text: str) -> None:
    query = parse_query(CHOICE, Path("pages/x.rq"))

    with pytest.raises(QueryFault):
        query.choose([text])
    with pytest.raises(QueryFault):
        query.leave_out([text])


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("# form: construct\nASK {}", "the header declares the form 'construct', the query has another"),
        ("# form: update\nASK {}", "the header declares the form 'update'"),
        ("SELECT * {}\n", ""),
        ("# choose: ?x\nSELECT * { VALUES ?y { UNDEF } }", "lacks 'VALUES ?x { UNDEF }'"),
        ("# except: ?x\nSELECT * { FILTER (?x IN ()) }", "lacks 'FILTER (?x NOT IN (rdf:nil))'"),
    ],
)
def test_a_header_that_declares_another_query_is_a_fault(text: str, complaint: str) -> None:
    query = parse_query(text, Path("pages/x.rq"))

    with pytest.raises(SourceFault, match=re.escape(complaint)) if complaint else nullcontext():
        check_query(query)
