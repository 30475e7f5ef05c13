"""Queries of pages begin with the resource of the page, which the engine fills in after it has planned."""

from __future__ import annotations

import re

from graph.reading.query_files import load_folder
from tests.some import some

# The engine begins with a constant where there is one: for a crosswalk, with all its mappings.
_CROSSWALK = re.compile(r"isPartOf <id/crosswalk/")
_FILTER = re.compile(r"FILTER EXISTS \{ \?\w+ dct:isPartOf <id/crosswalk/[^}]*\}")

# From the cube of companies there are nine thousand figures, from an occupation fifteen.
_IN_CUBE = re.compile(r"qb:dataSet <id/cube/")
_CUBE_FILTER = re.compile(r"FILTER EXISTS \{ \?\w+ qb:dataSet <id/cube/[^}]*\}")


def test_a_query_about_a_resource_has_the_crosswalk_of_its_mappings_in_a_filter() -> None:
    about = [query for query in some(load_folder("pages").values()) if "?this" in query.text]

    assert [query.key for query in about if _CROSSWALK.search(_FILTER.sub("", query.text))] == []
    assert any(_FILTER.search(query.text) for query in about)


def test_a_query_about_a_resource_has_the_cube_of_its_figures_in_a_filter() -> None:
    pages = load_folder("pages")
    about = [query for query in some(pages.values()) if "?this" in query.text] + [pages["county-company-rows"]]

    assert [query.key for query in about if _IN_CUBE.search(_CUBE_FILTER.sub("", query.text))] == []
    assert any(_CUBE_FILTER.search(query.text) for query in about)
