"""The group that sources state for a name stands first, and is sure where the other edition agrees."""

from __future__ import annotations

import pytest

from graph.coding.coded_titles import CERTAIN_STATED
from graph.coding.evidence.both_editions import BothEditions
from graph.coding.evidence.nearest_names import CodedName
from graph.coding.evidence.stated_chance import stated_chance
from graph.coding.routes import Routes
from graph.coding.stated_groups import Stated, find_stated, state_group
from graph.reading.release import Release
from graph.search.index import Indexed, open_index


@pytest.fixture(scope="module")
def named(crossed: Release) -> tuple[Routes, list[Indexed], str]:
    routes = Routes(open_index(crossed.folder))
    title = next(one for one in routes.things.values() if one.kind == "title")
    return routes, [title], title.code[:4]


@pytest.fixture(scope="module")
def editions() -> BothEditions:
    # Nineteen of twenty names in a group are in the same one of the other edition.
    pairs = [*[("2221", "2211")] * 19, ("2221", "3355"), *[("3450", "3355")] * 19]
    return BothEditions(
        CodedName(f"n{n}", {"styrk98": {a: 1.0}, "styrk08": {b: 1.0}}) for n, (a, b) in enumerate(pairs)
    )


def test_a_group_that_its_titles_usually_have_in_the_other_edition_is_certain(editions: BothEditions) -> None:
    assert stated_chance(editions, "styrk98", "2221", "2211") >= CERTAIN_STATED
    assert stated_chance(editions, "styrk08", "2211", "2221") >= CERTAIN_STATED


def test_a_group_that_hardly_any_title_has_beside_the_other_is_doubtful(editions: BothEditions) -> None:
    assert stated_chance(editions, "styrk98", "2221", "3355") < CERTAIN_STATED
    assert stated_chance(editions, "styrk08", "2211", "3450") < stated_chance(editions, "styrk98", "2221", "3355")


def test_without_the_other_edition_a_group_is_neither_the_surest_nor_the_least_sure(editions: BothEditions) -> None:
    usual, unknown, rare = (stated_chance(editions, "styrk08", "2211", other) for other in ("2221", "", "3450"))

    assert rare < unknown < usual


def test_the_group_of_a_title_is_stated(named: tuple[Routes, list[Indexed], str]) -> None:
    routes, things, group = named
    stated = find_stated(routes, "styrk98", things)

    assert stated is not None
    assert stated.code == group
    assert find_stated(routes, "styrk98", []) is None


def test_a_stated_group_stands_before_a_likelier_one_at_its_own_chance() -> None:
    ranked = state_group(Stated("2221", ""), [("9999", 0.9), ("2221", 0.1)], 0.97)

    assert [code for code, _ in ranked] == ["2221", "9999"]
    assert [chance for _, chance in ranked] == pytest.approx([0.97, 0.03])
