"""The first group of a title has a chance by what speaks for it and by how a name was recognised."""

from __future__ import annotations

from graph.coding.evidence.first_chance import FEATURES, First, first_chances, first_features

# Names, rules, classifier, cosine, three leads, first by both, rank of head; nothing in English; then of the title:
# best cosine, score, letters, not the same name, none within, no everyday name, not in English.
_SIGNS = (0.9, 0.9, 0.9, 0.8, 0.8, 0.8, 0.8, 1, 0.5, 0.0, 0.0, 0.0, 0.8, 0.9, 0.9, 0, 0, 0, 0)
_WEAK = (0.3, 0.0, 0.2, 0.3, 0.1, -0.2, 0.0, 0, 0.1, 0.0, 0.0, 0.0, 0.3, 0.2, 0.2, 0, 0, 0, 0)
_GUESS = (0.9, 0.3, 1.0, 1.0, 1.0, 0.95, 0.7, 0.9)


def test_a_listed_name_with_a_slip_of_the_pen_is_surer_than_fitted_for_unlisted_ones() -> None:
    (chance,) = first_chances([First(0.85, 0.05, _SIGNS, "near", _GUESS)])

    assert 0.85 < chance < 1


def test_what_little_speaks_for_is_unlikely() -> None:
    strong, weak = first_chances([First(0.85, 0.05, _SIGNS, "near", _GUESS), First(0.3, 0.25, _WEAK, "", (0.0,) * 8)])

    assert weak < 0.5 < strong


def test_each_first_has_every_feature() -> None:
    firsts = [First(0.3, 0.25, _WEAK, "", (0.0,) * 8)] * 3

    assert first_features(firsts).shape == (3, len(FEATURES))
    assert first_chances([]) == []
