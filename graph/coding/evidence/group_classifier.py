"""
A linear classifier of titles into groups: for each group of both editions one hyperplane over the features of names.

The weights are bytes, scaled by group; features that only one name has carry none. ``fit_classifier`` in
``graph/building`` fits them with the names of a release.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from .nearest_names import OWN_CODES, Vector

# The distances from the hyperplanes are divided by this before they become chances.
_WARMTH = 0.15
_MOST = 10
_Floats = npt.NDArray[np.float32]
_Doubles = npt.NDArray[np.float64]
_Bytes = npt.NDArray[np.int8]
_Integers = npt.NDArray[np.int32]


class GroupClassifier:
    """
    Hyperplanes by group.

    ``codes`` has the groups of each classification, together the columns of ``weights``; ``rows`` has the row of each
    feature, -1 for none; ``scales`` and ``intercepts`` have a number for each column.
    """

    def __init__(
        self, codes: Mapping[str, Sequence[str]], rows: _Integers, weights: _Bytes, scales: _Floats, intercepts: _Floats
    ) -> None:
        self.codes = {kind: list(codes[kind]) for kind in OWN_CODES}
        self._rows, self._weights, self._scales, self._intercepts = rows, weights, scales, intercepts

    def chances(self, vectors: Sequence[Vector]) -> dict[str, _Doubles]:
        """
        Return by classification the chances of groups (titles × ``codes``; 0-1, together at most 1 for a title).

        They are 0 for all but the ten likeliest groups, and for a title without a known feature.
        """
        sums = np.zeros((len(vectors), len(self._scales)), np.float32)
        for place, vector in enumerate(vectors):
            sums[place] = self._sum(vector)
        sums = sums * self._scales + self._intercepts
        says_any = np.array([[bool(vector.numbers)] for vector in vectors], bool).reshape(-1, 1)
        found: dict[str, _Doubles] = {}
        start = 0
        for kind, codes in self.codes.items():
            distances = sums[:, start : start + len(codes)]
            odds = np.exp((distances - distances.max(axis=1, keepdims=True)) / _WARMTH)
            odds /= odds.sum(axis=1, keepdims=True)
            most = min(_MOST, len(codes))
            places = np.argpartition(-odds, most - 1, axis=1)[:, :most]
            found[kind] = np.zeros(odds.shape)
            np.put_along_axis(found[kind], places, np.take_along_axis(odds, places, axis=1) * says_any, axis=1)
            start += len(codes)
        return found

    def _sum(self, vector: Vector) -> _Floats:
        """Return the unscaled sums of the weights of a title's features, by group."""
        rows = self._rows[vector.numbers]
        held = rows >= 0
        weights: _Floats = np.asarray(vector.weights, np.float32)[held] / np.float32(vector.length or 1.0)
        # The bytes of a title's features alone become numbers: all of them as numbers would take 50 MB.
        sums: _Floats = weights @ self._weights.take(rows[held], axis=0).astype(np.float32)
        return sums

    def tables(self) -> dict[str, bytes]:
        """Return the tables to store, by name; ``read_classifier`` takes them back."""
        return {
            "classifier-codes": msgspec.json.encode(self.codes),
            "classifier-rows": self._rows.tobytes(),
            "classifier-weights": self._weights.tobytes(),
            "classifier-scales": self._scales.tobytes(),
            "classifier-intercepts": self._intercepts.tobytes(),
        }


def read_classifier(tables: Mapping[str, bytes]) -> GroupClassifier | None:
    """Return the classifier of *tables*, or None where a release has too few names for one."""
    if "classifier-codes" not in tables:
        return None
    codes = msgspec.json.decode(tables["classifier-codes"], type=dict[str, list[str]])
    weights = np.frombuffer(tables["classifier-weights"], np.int8)
    return GroupClassifier(
        codes,
        np.frombuffer(tables["classifier-rows"], np.int32),
        weights.reshape(-1, sum(map(len, codes.values()))),
        np.frombuffer(tables["classifier-scales"], np.float32),
        np.frombuffer(tables["classifier-intercepts"], np.float32),
    )
