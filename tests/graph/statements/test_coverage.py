"""Coverage states the lists of a source, and only those."""

from __future__ import annotations

import pytest
from rdflib.term import URIRef

from graph.literals import YG
from graph.model import OccupationRecord, Text, TitleLine
from graph.statements.coverage import LISTS, coverage_statements
from graph.statements.occupations import OccupationWriter
from graph.vocab import DEFAULT_BASE, Names

NAMES = Names(DEFAULT_BASE)
SOURCE = NAMES.thing("source", "a-page")
LEGE = URIRef(NAMES.thing("occupation", "lege"))


def covered(record: OccupationRecord) -> set[str]:
    """Return the local names of the properties that the writer states as covered for *record*."""
    found = OccupationWriter(NAMES, SOURCE).statements(record)
    return {str(value).rpartition("--")[2] for _, property_, value in found if property_ == YG.coveredBy}


def test_a_page_covers_the_lists_that_it_has() -> None:
    names = (Text(value="Lege", language="nb"),)
    with_titles = OccupationRecord("lege", names, "nb", titles=(TitleLine(code="2221110", name="LEGE"),))

    assert covered(with_titles) == {"hasJobTitle"}


def test_a_page_without_lists_covers_none() -> None:
    assert covered(OccupationRecord("lege", (Text(value="Lege", language="nb"),), "nb")) == set()


def test_a_coverage_names_its_property_and_its_source() -> None:
    found = set(coverage_statements(NAMES, URIRef(SOURCE), LEGE, ["hasReview"]))
    coverage = URIRef(NAMES.thing("coverage", "a-page--hasReview"))

    assert (LEGE, YG.coveredBy, coverage) in found
    assert (coverage, YG.coveredProperty, YG.hasReview) in found


@pytest.mark.parametrize("property_", LISTS)
def test_a_list_has_a_name_in_three_languages(property_: str) -> None:
    assert set(LISTS[property_]) == {"nb", "nn", "en"}


def test_a_property_without_a_list_is_refused() -> None:
    with pytest.raises(KeyError):
        list(coverage_statements(NAMES, URIRef(SOURCE), LEGE, ["summary"]))
