"""The group that sources state for a name stands first, and is sure where other names agree."""

from __future__ import annotations

import pytest

from graph.coding.coder import CERTAIN_SCORE
from graph.coding.routes import Routes
from graph.coding.stated_groups import state_group
from graph.reading.release import Release
from graph.search.index import Indexed, open_index


@pytest.fixture(scope="module")
def named(crossed: Release) -> tuple[Routes, list[Indexed], str]:
    routes = Routes(open_index(crossed.folder))
    title = next(one for one in routes.things.values() if one.kind == "title")
    return routes, [title], title.code[:4]


@pytest.mark.parametrize(
    ("before", "may_doubt", "is_certain"),
    [(0.99, True, True), (0.96, True, True), (0.7, True, False), (0.7, False, True)],
)
def test_a_stated_group_is_certain_unless_other_names_doubt_it(
    named: tuple[Routes, list[Indexed], str], before: float, *, may_doubt: bool, is_certain: bool
) -> None:
    routes, things, group = named
    chances = [(group, before), ("9999", 1 - before)]
    stated = state_group(routes, "styrk98", things, chances, may_doubt=may_doubt)

    assert stated[0][0] == group
    assert (stated[0][1] >= CERTAIN_SCORE) == is_certain
    assert sum(chance for _, chance in stated) == pytest.approx(1)


def test_a_stated_group_stands_before_a_likelier_one(named: tuple[Routes, list[Indexed], str]) -> None:
    routes, things, group = named
    stated = state_group(routes, "styrk98", things, [("9999", 0.9), (group, 0.1)], may_doubt=True)

    assert [code for code, _ in stated] == [group, "9999"]
