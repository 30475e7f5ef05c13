"""The first group of a title has a chance by what speaks for it and by how a name was recognised."""

from __future__ import annotations

import numpy as np

from graph.coding.evidence.first_chance import FEATURES, Firsts, first_chances, first_features

# Names, rules, classifier, cosine, three leads, first by both, rank of head; nothing in English; then of the title:
# best cosine, score, letters, not the same name, none within, no everyday name, not in English.
_SIGNS = (0.9, 0.9, 0.9, 0.8, 0.8, 0.8, 0.8, 1, 0.5, 0.0, 0.0, 0.0, 0.8, 0.9, 0.9, 0, 0, 0, 0)
_WEAK = (0.3, 0.0, 0.2, 0.3, 0.1, -0.2, 0.0, 0, 0.1, 0.0, 0.0, 0.0, 0.3, 0.2, 0.2, 0, 0, 0, 0)
_GUESS = (0.9, 0.3, 1.0, 1.0, 1.0, 0.95, 0.7, 0.9)
_STRONG_AND_WEAK = Firsts(
    np.array([0.85, 0.3]), np.array([0.05, 0.25]), np.array([_SIGNS, _WEAK]), ["near", ""], [_GUESS, (0.0,) * 8]
)
_NONE = Firsts(np.zeros(0), np.zeros(0), np.zeros((0, len(_SIGNS))), [], [])


def test_a_listed_name_with_a_slip_of_the_pen_is_surer_than_fitted_for_unlisted_ones() -> None:
    assert 0.85 < first_chances(_STRONG_AND_WEAK)[0] < 1


def test_what_little_speaks_for_is_unlikely() -> None:
    strong, weak = first_chances(_STRONG_AND_WEAK)

    assert weak < 0.5 < strong


def test_each_first_has_every_feature() -> None:
    assert first_features(_STRONG_AND_WEAK).shape == (2, len(FEATURES))
    assert first_features(_NONE).shape == (0, len(FEATURES))
    assert len(first_chances(_NONE)) == 0
