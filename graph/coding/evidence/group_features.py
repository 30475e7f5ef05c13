"""Features of the model for the chance of a group, and their fitted weights (``group_weights.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

PATH = Path(__file__).with_name("group_weights.toml")
_SAME_COSINE = 0.98
_LEAST, _MOST = 0.003, 0.997
_LEAST_RANK = 0.002
# The signals of a code are before those of its title.
SIGNS_OF_CODE, SIGNS = 12, 19
_Floats = npt.NDArray[np.float64]

FEATURES = (
    "one", "logit of names", "names", "cosine", "square of cosine", "best cosine", "lead by names", "logit of rules",
    "rules", "lead by rules", "names and rules", "rules and best cosine", "names and best cosine", "same name",
    "rules of same name", "first by both", "score", "name within", "rules of name within", "same text",
    "names of same text", "letters", "rules and letters", "classifier", "logit of classifier", "lead by classifier",
    "names and classifier", "rules and classifier", "rank of head",
    "rules behind", "rules of everyday name", "in English", "logit of English names", "English names",
    "cosine of English names", "lead by English names", "names and in English", "classifier and in English",
    "rules and in English", "rules of everyday name in English",
)  # fmt: skip


def features(signs: _Floats) -> _Floats:
    """
    Return the ``FEATURES`` (columns) of codes with these signals (rows).

    The signals, in order: chances by names, rules and classifier, cosine, lead by each of the three, being first by
    names and rules, rank of the head, share, cosine and lead by English names; then those of the title: best cosine,
    score, letters, same name, name within, everyday name, in English.
    """
    of_code, of_title = np.split(signs.T, [SIGNS_OF_CODE])
    names, rules, guess, cosine, *leads, rank, share, near, by_share = of_code
    best, score, letters, is_same, is_within, is_called, is_english = of_title
    by_names, by_rules, by_guess, is_first = leads
    is_equal = best > _SAME_COSINE
    return np.stack([
        np.ones_like(names), log_odds(names), names, cosine, cosine * cosine, best, by_names, log_odds(rules),
        rules, by_rules, names * rules, rules * best, names * best, is_same,
        rules * is_same, is_first, score, is_within,
        rules * is_within, is_equal, names * is_equal,
        letters, rules * letters, guess, log_odds(guess), by_guess, names * guess, rules * guess,
        np.log(rank + _LEAST_RANK), rules * (best - cosine), rules * is_called, is_english,
        log_odds(share) * is_english, share, near, by_share, names * is_english, guess * is_english, rules * is_english,
        rules * is_called * is_english,
    ], axis=1)  # fmt: skip


@cache
def load_weights() -> _Floats:
    """Return the fitted weights, one for each of ``FEATURES``."""
    weights = tomllib.loads(PATH.read_text("utf-8"))
    return np.array([weights[feature] for feature in FEATURES])


def log_odds(chances: _Floats) -> _Floats:
    """Return the logarithms of the odds of *chances*, held away from 0 and 1."""
    held = np.clip(chances, _LEAST, _MOST)
    found: _Floats = np.log(held / (1 - held))
    return found
