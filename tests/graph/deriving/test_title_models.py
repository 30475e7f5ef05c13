"""The models of titles are as good on titles and occupations held out as their file says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.deriving.likely_titles import FEATURES, probability
from graph.deriving.model_coefficients import read_model
from tests.bench.title_models import calibration_error, figures, measure_groups, pairs, true_lists


def test_most_titles_held_out_get_the_right_group_with_calibrated_confidence(shared: Callable[[str], Path]) -> None:
    right, error = measure_groups(shared("sources/ssb/klass426_styrk98_styrk08.csv").parents[1], every=40)

    assert right >= 0.8
    assert error <= 0.05


def test_likely_titles_are_calibrated_on_the_occupation_that_took_no_part_in_the_fit(
    shared: Callable[[str], Path],
) -> None:
    sources = shared("sources/utdanning.no/2026/titles_of_occupations.json").parents[2]
    model = read_model("likely-titles", FEATURES)
    lists = true_lists(sources)
    found = list(pairs(sources, lists))

    lege = [
        (probability(one.values, model.coefficients, model.intercept), one.is_right)
        for one in found
        if one.occupation == "lege"
    ]

    measured = figures(lege, len(lists["lege"]))
    assert measured.precision >= 0.9
    assert measured.best >= 0.65


@pytest.mark.parametrize(
    ("found", "error"),
    [([(0.9, True)] * 9 + [(0.9, False)], 0.0), ([(0.9, False)] * 10, 0.9), ([(0.01, True)], 0.0)],
)
def test_the_calibration_error_is_the_gap_of_probability_and_truth(
    found: list[tuple[float, bool]], error: float
) -> None:
    assert calibration_error(found) == pytest.approx(error)


def test_a_model_of_other_features_asks_to_be_fitted_again() -> None:
    with pytest.raises(ValueError, match="fit it again"):
        read_model("likely-titles", ["another"])
