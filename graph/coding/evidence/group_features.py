"""Features of the model for the chance of a group, and their fitted weights (``group_weights.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

PATH = Path(__file__).with_name("group_weights.toml")
_SAME_COSINE = 0.98
_LEAST, _MOST = 0.003, 0.997
_LEAST_RANK = 0.002
_Floats = npt.NDArray[np.float64]

FEATURES = (
    "one", "logit of names", "names", "cosine", "square of cosine", "best cosine", "lead by names", "logit of rules",
    "rules", "lead by rules", "names and rules", "rules and best cosine", "names and best cosine", "same name",
    "rules of same name", "first by both", "score", "name within", "rules of name within", "same text",
    "names of same text", "letters", "rules and letters", "classifier", "logit of classifier", "lead by classifier",
    "names and classifier", "rules and classifier", "rank of head",
    "rules behind",
)  # fmt: skip


def features(signs: Sequence[tuple[float, ...]]) -> _Floats:
    """Return the ``FEATURES`` (columns) of codes with these signals (rows, in the order of ``GroupEvidence``)."""
    names, rules, guess, cosine, *leads, rank, best, score, letters, is_same, is_within = np.array(signs, float).T
    by_names, by_rules, by_guess, is_first = leads
    is_equal = best > _SAME_COSINE
    return np.stack([
        np.ones_like(names), _logit(names), names, cosine, cosine * cosine, best, by_names, _logit(rules),
        rules, by_rules, names * rules, rules * best, names * best, is_same,
        rules * is_same, is_first, score, is_within,
        rules * is_within, is_equal, names * is_equal,
        letters, rules * letters, guess, _logit(guess), by_guess, names * guess, rules * guess,
        np.log(rank + _LEAST_RANK), rules * (best - cosine),
    ], axis=1)  # fmt: skip


@cache
def load_weights() -> _Floats:
    """Return the fitted weights, one for each of ``FEATURES``."""
    weights = tomllib.loads(PATH.read_text("utf-8"))
    return np.array([weights[feature] for feature in FEATURES])


def _logit(chances: _Floats) -> _Floats:
    held = np.clip(chances, _LEAST, _MOST)
    found: _Floats = np.log(held / (1 - held))
    return found
