"""Probabilities are judged by how often answers with them are right."""

from __future__ import annotations

from random import Random

import pytest

from tests.bench.reliability import by_bins, calibration_error, coverage, error_by_chance, error_interval

DRAWN = Random(8)
PERFECT = [(chance, DRAWN.random() < chance) for chance in (DRAWN.random() for _ in range(400))]
BOLD = [((1 + chance) / 2, right) for chance, right in PERFECT]


def test_an_answer_counts_from_every_threshold_that_it_reaches() -> None:
    shares = {threshold: (share, right) for threshold, share, right in coverage([(0.7, True), (0.55, False)])}

    assert shares[0.5] == (1.0, [True, False])
    assert shares[0.7] == (0.5, [True])
    assert shares[0.95] == (0.0, [])


def test_each_answer_is_in_one_bin() -> None:
    answers = [(0.0, False), (0.3, True), (0.95, True), (1.0, True)]

    assert [one for _, _, held in by_bins(answers) for one in held] == answers


def test_perfect_probabilities_have_no_more_error_than_by_chance() -> None:
    mean, low, high = error_by_chance(PERFECT)

    assert low < mean < high
    assert calibration_error(PERFECT) == pytest.approx(mean, abs=0.02)
    assert low < calibration_error(PERFECT) < high
    assert calibration_error(BOLD) > 3 * error_by_chance(BOLD)[0]


def test_the_interval_of_an_error_holds_the_error() -> None:
    low, high = error_interval(BOLD)

    assert low < calibration_error(BOLD) < high
