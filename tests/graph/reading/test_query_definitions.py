"""The header of a query of the API is its definition, and a file that differs from it is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.kinds import BY_KEY
from graph.reading.query_definitions import ColumnType, ParameterType, define_query, load_definitions
from graph.reading.query_files import parse_query
from tests.paths import HAND_KEPT

HEADER = """\
# title@nb: Navn
# title@nn: Namn
# title@en: Names
# question@nb: Hvilke?
# question@nn: Kva?
# question@en: Which?
# group: titles
# parameter kind: choice a b; default a; nb Slag; nn Slag; en Kind
# parameter year: integer 1990 2100; nb År; nn År; en Year
# column name: text; nb Navn; nn Namn; en Name
# column pay: integer; unit NOK/month; nb Lønn; nn Løn; en Pay
"""
SELECT = (
    "SELECT ?name (SUM(?each) AS ?pay) WHERE { ?kind ?year ?name . ?name ?kind ?each } GROUP BY ?name ORDER BY ?name\n"
)
PATH = Path("api/x.rq")
CUBES = HAND_KEPT / "cubes.yaml"


def test_a_header_defines_parameters_and_columns() -> None:
    found = define_query(parse_query(HEADER + SELECT, PATH))

    kind, year = found.parameters
    assert (kind.type, kind.choices, kind.default, kind.is_required) == (ParameterType.CHOICE, ("a", "b"), "a", False)
    assert (year.type, year.least, year.most, year.labels["nn"]) == (ParameterType.INTEGER, 1990, 2100, "År")
    assert [(one.name, one.type, one.unit) for one in found.columns] == [
        ("name", ColumnType.TEXT, ""),
        ("pay", ColumnType.INTEGER, "NOK/month"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("?name (SUM", "?names (SUM", "line 12: the header has the columns name pay, the query selects names pay"),
        ("?kind ?year", "?sort ?year", ""),
        ("?year", "?when", "line 9: the query has no variable ?year"),
        (" ORDER BY ?name", "", "line 12: a query that is read in pages ends in ORDER BY"),
        ("ORDER BY ?name", "ORDER BY ?name LIMIT 5", "without LIMIT and OFFSET"),
        ("SELECT ?name (SUM(?each) AS ?pay)", "ASK", "a query of the API is a SELECT, got ASK"),
        ("# title@nn: Namn\n", "", "line 1: the header has no title@nn"),
        ("group: titles", "group: sums", "the group is one of occupations,"),
        ("choice a b", "word a b", "line 8: the type of kind is one of iri, code,"),
        ("choice a b; default a", "choice a b; required", "the parameter kind is required and needs an example"),
        ("integer 1990 2100", "integer 1990", "the type integer of year has other words behind it"),
        ("parameter year", "parameter limit", "line 9: every query has limit"),
        ("nn Løn; ", "", "line 11: the line of pay has no label in nn"),
        ("unit NOK/month", "units NOK", "line 11: the line of pay has an unknown part 'units'"),
        ("column pay", "column name", "line 11: the column name has a line already"),
    ],
)
def test_a_file_that_is_not_as_its_header_declares_is_refused_with_its_line(old: str, new: str, complaint: str) -> None:
    text = (HEADER + SELECT).replace(old, new)

    if not complaint:
        assert define_query(parse_query(text, PATH)).key == "x"
        return
    with pytest.raises(SourceFault, match=re.escape(complaint)):
        define_query(parse_query(text, PATH))


def test_there_are_at_least_25_queries() -> None:
    assert len(load_definitions()) >= 25


def test_a_name_of_a_column_has_one_type_in_all_queries() -> None:
    types: dict[str, set[str]] = {}
    for definition in load_definitions().values():
        for column in definition.columns:
            types.setdefault(column.name, set()).add(column.type)

    assert {name: found for name, found in types.items() if len(found) > 1} == {}


def test_a_parameter_names_a_kind_or_a_code_list() -> None:
    named = {one.of for definition in load_definitions().values() for one in definition.parameters if one.of}
    lists = {of for of in named if of not in BY_KEY}

    assert {"occupation", "styrk08", "title"} <= named
    assert lists == {
        "sector",
        "working-time",
        "sex",
        "age",
        "contract",
        "years-since",
        "nav-field",
        "county-2018",
        "county-2024",
    }
