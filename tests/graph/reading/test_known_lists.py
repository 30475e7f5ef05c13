"""An answer has its coverage beside it: each list that the query reads, also by its inverse or by a derived term."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from graph.reading.known_lists import known_lists
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.statements.coverage import LISTS
from graph.vocab import YG


@pytest.mark.parametrize(
    ("query", "lists"),
    [
        ("SELECT * WHERE { ?occupation yg:hasJobTitle ?title }", ["hasJobTitle"]),
        ("SELECT * WHERE { ?title yg:jobTitleOf ?occupation }", ["hasJobTitle"]),
        ("SELECT * WHERE { ?title yg:isShared true }", ["hasJobTitle"]),
        (
            "SELECT * WHERE { ?occupation a yg:RegulatedOccupation ; yg:hasReview ?x }",
            ["hasReview", "requiresAuthorisation"],
        ),
        (f"SELECT * WHERE {{ ?occupation <{YG}hasJobTitle> ?title }}", ["hasJobTitle"]),
        ("SELECT * WHERE { ?s ?p ?o }", []),
        ("SELECT * WHERE { ?s yg:hasJobTitles ?o }", []),
    ],
)
def test_a_query_has_the_lists_that_it_reads(bundled: Release, query: str, lists: list[str]) -> None:
    assert [one.property for one in known_lists(bundled.coverage, query)] == lists


def test_a_list_has_its_names_and_the_occupations_it_is_known_for(bundled: Release) -> None:
    (one,) = known_lists(bundled.coverage, "yg:hasJobTitle")

    assert one.names["nb"] == "har stillingstittel"
    assert (one.known, one.all) == (1, bundled.manifest.counts["yg:Occupation"])


def test_every_example_that_reads_a_covered_list_has_its_coverage(bundled: Release) -> None:
    here = {one.property for one in known_lists(bundled.coverage, " ".join(f"yg:{name}" for name in LISTS))}
    missed = {
        example.key: read
        for example in load_folder("examples").values()
        if (read := here.intersection(re.findall(r"yg:(\w+)", example.text)))
        and not read <= {one.property for one in known_lists(bundled.coverage, example.text)}
    }

    assert "hasJobTitle" in here
    assert missed == {}


def test_the_page_of_an_example_says_how_many_occupations_its_lists_are_known_for(client: FlaskClient) -> None:
    page = client.get("/doc/query/shared-titles.html?lang=en").get_data(as_text=True)

    assert re.search(r"has job title: known for 1 of \d+ occupations", page)
    assert 'id="coverage"' not in client.get("/doc/query/esco-names.html?lang=en").get_data(as_text=True)
