"""A verdict says whether a code is likely, and sure by the bound of its kind of evidence."""

from __future__ import annotations

import pytest

from graph.coding.coded_titles import CERTAIN, DOUBTFUL, UNMATCHED, find_bound, judge


@pytest.mark.parametrize(
    ("chance", "verdict"), [(0.0, UNMATCHED), (0.49, UNMATCHED), (0.5, DOUBTFUL), (0.95, DOUBTFUL), (0.96, CERTAIN)]
)
def test_a_code_is_certain_from_the_bound_on(chance: float, verdict: str) -> None:
    assert judge(chance, 0.5, 0.96) == verdict


def test_no_chance_is_no_answer_even_where_the_least_is_nothing() -> None:
    assert judge(0.0, 0.0, 0.96) == UNMATCHED


def test_a_code_beside_a_stated_group_is_certain_from_the_bound_of_that_group_on() -> None:
    stated, other = find_bound("styrk08", ["styrk08"]), find_bound("styrk08", [])

    assert stated < other
    assert [find_bound(target, ["styrk08"]) for target in ("isco08", "esco", "category")] == [stated] * 3
    assert [find_bound(target, ["styrk08"]) for target in ("styrk98", "title", "occupation")] == [other] * 3
