"""The news of a release are statements of sources and of rules that add to them, not of rules that restate."""

from __future__ import annotations

import pytest

from graph.changes.differences import Difference, Fact
from graph.changes.news import pick_news
from graph.reading.query_files import load_folder
from graph.reading.result_rows import Cell
from graph.vocab import DEFAULT_BASE, Names, expand

NAMES = Names(DEFAULT_BASE)
RULES = load_folder("rules")


@pytest.mark.parametrize("key", list(RULES))
def test_each_rule_says_whether_it_restates(key: str) -> None:
    assert RULES[key].header["restates"] in ({"": "yes"}, {"": "no"})


# A rule about the properties of which SKOS has one for each direction, or none but that, adds nothing to its source.
@pytest.mark.parametrize("property_", ["skos:topConceptOf", "skos:hasTopConcept", "skos:narrower"])
def test_a_rule_about_the_tree_alone_restates(property_: str) -> None:
    stating = [key for key, rule in RULES.items() if f" {property_} " in rule.text.partition("WHERE")[0]]

    assert stating
    assert {RULES[key].words("restates") for key in stating} == {"yes"}


@pytest.mark.parametrize(
    ("graph", "is_news"),
    [
        ("titles", True), ("rule-title-group", True), ("rule-occupation-scheme", False), ("rule-list-tops", False),
        ("rule-top-of-scheme", False), ("rule-top-codes", False), ("rule-class-hierarchy", False), ("catalogue", False),
    ],
)  # fmt: skip
def test_a_statement_is_news_where_its_graph_adds_something(graph: str, *, is_news: bool) -> None:
    scheme = Cell(NAMES.thing("scheme", "occupation"), "uri")
    fact = Fact(expand("skos:inScheme"), scheme, NAMES.thing("graph", graph))
    difference = Difference(NAMES.thing("occupation", "lege"), [], [fact], is_new=False, is_gone=False)

    assert pick_news(difference, NAMES, "occupation") == ([], [fact] if is_news else [])
