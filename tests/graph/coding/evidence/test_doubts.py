"""Halves share the chance of a title, and variants that contradict each other keep it below a certain one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from graph.coding.coded_titles import CERTAIN_SCORE, CERTAIN_STATED
from graph.coding.evidence.doubts import MOST_DOUBTED, NO_DOUBT, Doubt, bound_by_variants, keep_to, share_out

COOK = [("5120", 0.98), ("5131", 0.01)]


def test_a_doubted_code_is_below_every_bound_of_a_certain_one() -> None:
    assert min(CERTAIN_SCORE, CERTAIN_STATED) > MOST_DOUBTED


def test_a_half_of_another_group_has_the_rest_of_the_chance() -> None:
    assert dict(share_out(COOK, Doubt(0.85), [["5131"]])) == pytest.approx({"5120": 0.833, "5131": 0.1585})


@pytest.mark.parametrize("halves", [[], [[]], [["5120"]], [["5120", "9412"]]])
def test_a_half_of_no_group_or_mostly_of_the_same_raises_no_doubt(halves: Sequence[Sequence[str]]) -> None:
    assert share_out(COOK, Doubt(0.85), halves) == COOK


def test_a_half_that_is_rarely_of_the_same_group_raises_doubt() -> None:
    assert share_out(COOK, Doubt(0.85), [["5120", "1342", "1321"]])[0][1] < MOST_DOUBTED


def test_a_job_that_the_title_is_for_loses_its_share_to_no_other() -> None:
    assert dict(share_out(COOK, Doubt(0.65, is_of=True), [])) == pytest.approx({"5120": 0.637, "5131": 0.0065})
    assert share_out([], Doubt(0.65, is_of=True), []) == []
    assert share_out(COOK, NO_DOUBT, []) == COOK


def test_the_first_code_of_variants_changes_places_with_the_likeliest_of_theirs() -> None:
    assert keep_to([("5165", 0.7), ("8332", 0.2), ("8331", 0.1)], {"8331", "8332"}) == [
        ("8332", 0.7),
        ("5165", 0.2),
        ("8331", 0.1),
    ]


@pytest.mark.parametrize("codes", [{"5120"}, {"9999"}, set()])
def test_codes_stay_where_the_first_is_one_of_the_variants_or_none_is(codes: set[str]) -> None:
    assert keep_to(COOK, codes) == COOK


@pytest.mark.parametrize(
    ("codes", "compounds", "most"),
    [
        ({"5120"}, [], 0.98),
        ({"5120"}, ["5131"] * 9, 0.98),
        ({"5120"}, ["5131"] * 10, MOST_DOUBTED),
        ({"5120"}, [*["5131"] * 8, "5120", "5120"], 0.98),
        ({"5120", "5131"}, [], MOST_DOUBTED),
        (set(), ["5131"], 0.98),
    ],
)
def test_variants_of_several_groups_or_with_strange_compounds_are_not_certain(
    codes: set[str], compounds: list[str], most: float
) -> None:
    assert bound_by_variants(COOK, codes, compounds) == [("5120", most), ("5131", 0.01)]
