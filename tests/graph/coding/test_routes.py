"""Codes are reached in both directions, and backwards the confidence is shared among the ends."""

from __future__ import annotations

import pytest

from graph.coding.routes import ROUTES, Routes
from graph.reading.release import Release
from graph.search.index import open_index


@pytest.fixture(scope="module")
def routes(crossed: Release) -> Routes:
    return Routes(open_index(crossed.folder))


@pytest.mark.parametrize("target", list(ROUTES))
def test_nothing_is_reached_with_more_than_certainty(routes: Routes, target: str) -> None:
    found = [one for thing in routes.things for one in routes.reach([thing], target)]

    assert all(0 < one.confidence <= 1 and one.thing.kind == target for one in found)


def test_an_occupation_has_the_groups_of_its_titles_by_their_shares(routes: Routes) -> None:
    occupations = [number for number, thing in routes.things.items() if thing.kind == "occupation"]
    reached = [routes.reach([number], "styrk98") for number in occupations]

    assert any(reached)
    assert all(
        abs(sum(one.confidence for one in groups) - 1) < 0.01 for groups in reached if groups and groups[0].is_mapped
    )
