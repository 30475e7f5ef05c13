"""The models of titles are as good on titles and occupations held out as their file says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.deriving.likely_titles import FEATURES, WITH_TEXTS, WITHOUT_TEXTS, probability
from graph.deriving.model_coefficients import read_model
from tests.bench.likely_links import make_world, pairs, true_lists
from tests.bench.link_figures import calibration_error, figures, known_lengths
from tests.bench.title_groups import measure_groups


def test_most_titles_held_out_get_the_right_group_with_calibrated_confidence(shared: Callable[[str], Path]) -> None:
    right, error = measure_groups(shared("sources/ssb/klass426_styrk98_styrk08.csv").parents[1], every=40)

    assert right >= 0.8
    assert error <= 0.05


@pytest.mark.parametrize("key", [WITH_TEXTS, WITHOUT_TEXTS])
def test_likely_titles_are_right_on_the_occupation_that_took_no_part_in_the_fit(
    shared: Callable[[str], Path], key: str
) -> None:
    sources = shared("sources/utdanning.no/2026/titles_of_occupations.json").parents[2]
    model = read_model(key, FEATURES)
    lists = true_lists(sources)
    found = pairs(make_world(sources, has_texts=key == WITH_TEXTS), {"lege": lists["lege"]})

    lege = [(probability(one.values, model.coefficients, model.intercept), one.is_right) for one in found]

    measured = figures(lege, len(lists["lege"]))
    assert measured.precision >= 0.9
    assert measured.best >= 0.8


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


def test_known_lengths_choose_as_many_links_of_an_occupation_as_its_list_has() -> None:
    found = {"one": [(0.9, True), (0.8, False), (0.7, True)], "other": [(0.1, True)]}

    assert known_lengths(found, {"one": 2, "other": 2}) == pytest.approx(4 / 7)
