"""
The chance that a group is right which sources state for a title of exactly the name asked for.

Statistics Norway's register states a group of STYRK-98 for each of its titles, and the official table one of STYRK-08
for most. Nav gives five in a hundred of these names another group (*Lensmann*, *Kinomaskinist*), and the register
does not say which. The other edition does: where most titles of the stated group of STYRK-98 have the stated group of
STYRK-08, and the reverse, both publishers agree nearly always; a pair that hardly any other title has is disputed one
time in five. How many titles have the name, how sure other names are of it, and whether an occupation has it tell less.
A logistic regression over both shares, fitted like that of the first group, gives the chance (``stated_weights.toml``).
"""

from __future__ import annotations

import math
import tomllib
from functools import cache
from pathlib import Path

from .both_editions import BothEditions
from .nearest_names import OTHER_EDITION

PATH = Path(__file__).with_name("stated_weights.toml")
FEATURES = ("one", "root of share in other", "root of share of other")
# The shares of a pair of which one group is unknown.
_UNKNOWN = 0.5
# The share of all stated names that is right in the half for fitting, for a release with too few names to compare.
USUAL = 0.96


def stated_features(editions: BothEditions, kind: str, code: str, other: str) -> tuple[float, ...]:
    """
    Return the ``FEATURES`` of a group *code* of *kind* that is stated beside the group *other* of the other edition.

    They have the share of the names in *other* that are in *code*, and that of the names in *code* that are in *other*;
    *other* is '' where none is stated.
    """
    inside = editions.beside(kind, other).get(code, 0.0) if other else _UNKNOWN
    outside = editions.beside(OTHER_EDITION[kind], code).get(other, 0.0) if other else _UNKNOWN
    return 1.0, math.sqrt(inside), math.sqrt(outside)


def stated_chance(editions: BothEditions, kind: str, code: str, other: str) -> float:
    """Return the chance (0 to 1) that a title is in a group stated so."""
    features = stated_features(editions, kind, code, other)
    return 1 / (1 + math.exp(-sum(map(float.__mul__, _load_weights(), features))))


@cache
def _load_weights() -> tuple[float, ...]:
    weights = tomllib.loads(PATH.read_text("utf-8"))
    return tuple(weights[feature] for feature in FEATURES)
