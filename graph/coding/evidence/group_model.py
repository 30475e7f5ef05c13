"""The model of a release by which titles get groups: the nearest names, a linear classifier, and ranks of heads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from .group_classifier import GroupClassifier, read_classifier
from .head_ranks import HeadRanks, read_ranks
from .nearest_names import NearestNames, read_nearest

_RANKS = "ranks"


class GroupModel(NamedTuple):
    """Names with known codes, a classifier fitted with them (None in a small release), and the ranks of their heads."""

    nearest: NearestNames
    classifier: GroupClassifier | None
    ranks: HeadRanks

    def tables(self) -> dict[str, bytes]:
        """Return the tables to store, by name; ``read_model`` takes them back."""
        fitted = self.classifier.tables() if self.classifier else {}
        return {**self.nearest.tables(), **fitted, _RANKS: self.ranks.table()}


def read_model(tables: Mapping[str, bytes]) -> GroupModel:
    """Return the model of *tables*; raises ``KeyError`` for one that is missing."""
    return GroupModel(read_nearest(tables), read_classifier(tables), read_ranks(tables[_RANKS]))
