"""
The chance that the likeliest group of a title is right, by its evidence and by how a name was recognised.

The chances of single groups are fitted for names that no source has, and a listed name with a slip of the pen looks the
same to them. A second regression, on the first group of each title, tells the two apart (``first_weights.toml``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .group_features import SIGNS_OF_CODE, log_odds
from .ways import CALLED, GUESSES, WAYS

PATH = Path(__file__).with_name("first_weights.toml")
_Floats = npt.NDArray[np.float64]

FEATURES = (
    "one", "logit of first", "logit of second", "first", "names", "rules", "classifier", "cosine", "square of cosine",
    "first by both", "score", "letters", "score and rules", "letters and rules", "letters and score",
    *WAYS[1:], "in English", "cosine of English names", "English names", "everyday name in English",
    "likeness of guess", "lead of guess", "share of title in guess", "share of guess in title", "rivals of guess",
    "letters of guess", "spelling of guess", "family of guess",
)  # fmt: skip

_OF_GUESS = 8


class Firsts(NamedTuple):
    """
    The likeliest groups of some titles: their chances, those of the second, their signals (titles × signals).

    ``hows`` are the ways in which a name was recognised, ``guesses`` its features as ``confidence`` has them.
    """

    chances: _Floats
    seconds: _Floats
    signs: _Floats
    hows: Sequence[str]
    guesses: Sequence[tuple[float, ...]]


def first_features(firsts: Firsts) -> _Floats:
    """Return the ``FEATURES`` (columns) of *firsts* (rows)."""
    chance, second = firsts.chances, firsts.seconds
    of_code, of_title = np.split(firsts.signs.T, [SIGNS_OF_CODE])
    names, rules, guess, cosine, _, _, _, is_first, _, share, near, _ = of_code
    _, score, letters, *_, is_english = of_title
    guesses = np.array(firsts.guesses, float).reshape(-1, _OF_GUESS).T * [how in GUESSES for how in firsts.hows]
    ways = [np.array([how == way for how in firsts.hows], float) for way in WAYS]
    return np.stack([
        np.ones_like(chance), log_odds(chance), log_odds(second), chance, names, rules, guess, cosine, cosine * cosine,
        is_first, score, letters, score * rules, letters * rules, letters * score,
        *ways[1:], is_english, near, share, is_english * ways[WAYS.index(CALLED)], *guesses,
    ], axis=1)  # fmt: skip


def first_chances(firsts: Firsts) -> _Floats:
    """Return the chance (0 to 1) that each of *firsts* is right."""
    found: _Floats = 1 / (1 + np.exp(-(first_features(firsts) * _load_weights()).sum(axis=1)))
    return found


@cache
def _load_weights() -> _Floats:
    weights = tomllib.loads(PATH.read_text("utf-8"))
    return np.array([weights[feature] for feature in FEATURES])
