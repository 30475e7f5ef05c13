"""
The names with known codes that are nearest to a title, by the cosine of their features.

A release holds a table of them: the titles of the catalogue, the names of the groups, NAV's names and those of
occupations. Most titles without a name of their own there share pieces of words with names of the right group.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import mul
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from .name_features import find_head, name_features

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# The classifications of which a name has codes by itself; codes of others are reached from these.
OWN_CODES = ("styrk98", "styrk08")
OTHER_EDITION = {"styrk98": "styrk08", "styrk08": "styrk98"}
# Names with less than this part of the cosine of the nearest are left out.
_FAR = 0.4
_Floats = npt.NDArray[np.float32]
_Integers = npt.NDArray[np.int32]
_Doubles = npt.NDArray[np.float64]
_Places = npt.NDArray[np.intp]


class CodedName(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A name and its codes of four digits by classification; the weights of one classification sum to 1 at most."""

    text: str
    codes: Mapping[str, Mapping[str, float]]


class Vector(NamedTuple):
    """
    A title by the features that names have: their numbers and weights, and the length of all of it.

    ``head`` is the stem of the last word before brackets; '' for none.
    """

    numbers: list[int]
    weights: list[float]
    length: float
    head: str


class NearestNames:
    """
    Names as sparse vectors of features (tf-idf, of length 1), stored by feature.

    ``starts`` has where the names of each feature begin in ``holders`` (numbers of names) and ``weights``.
    """

    def __init__(
        self, names: Sequence[CodedName], features: Sequence[str], starts: _Integers, holders: _Integers,
        weights: _Floats,
    ) -> None:  # fmt: skip
        self.names = names
        self._numbers = {feature: number for number, feature in enumerate(features)}
        self._ends, self._starts, self._counts = starts, starts[:-1].astype(np.intp), np.diff(starts).astype(np.intp)
        # In the types that counting takes, which would be converted for every title otherwise.
        self._holders, self._weights = holders.astype(np.intp), weights.astype(np.float64)
        self._told = [_telling(len(names), count) for count in self._counts.tolist()]
        self._unknown = _telling(len(names), 0)

    def read(self, title: str) -> Vector:
        """Return the vector of *title*, without the words that any advertisement has."""
        features = name_features(title, advertised=True)
        unknown, told = self._unknown, self._told
        numbers = [*map(self._numbers.get, features)]
        weights = [unknown if number is None else told[number] for number in numbers]
        if len(features) < features.total():
            factors = [1 + math.log(count) for count in features.values()]
            weights = [*map(mul, weights, factors)]
        length = math.sqrt(sum(map(mul, weights, weights)))
        if None in numbers:
            weights = [weight for number, weight in zip(numbers, weights, strict=True) if number is not None]
        return Vector([number for number in numbers if number is not None], weights, length, find_head(features))

    def nearest(self, vector: Vector, most: int) -> list[tuple[CodedName, float]]:
        """Return up to *most* names with the cosine of each to a title (over 0, up to 1), the nearest first."""
        ((numbers, cosines),) = self.nearest_all([vector], most)
        return [(self.names[number], cosine) for number, cosine in zip(numbers.tolist(), cosines.tolist(), strict=True)]

    def nearest_all(self, vectors: Iterable[Vector], most: int) -> list[tuple[_Places, _Doubles]]:
        """Return for each of *vectors* the numbers and cosines of up to *most* names, nearest first."""
        return [self._nearest_one(vector, most) for vector in vectors]

    def _nearest_one(self, vector: Vector, most: int) -> tuple[_Places, _Doubles]:
        """Return the same for one title, by one sum over all names that share a feature with it."""
        if not vector.numbers:
            return np.zeros(0, np.intp), np.zeros(0)
        features = np.array(vector.numbers)
        spans = self._counts[features]
        # The places of names with their weights in the table: those of each feature follow one another.
        ends = np.cumsum(spans)
        places = np.arange(ends[-1])
        places += np.repeat(self._starts[features] - (ends - spans), spans)
        weights = np.repeat(vector.weights, spans)
        weights *= self._weights.take(places)
        cosines = np.bincount(self._holders.take(places), weights, len(self.names))
        # Sorting the few names that are not far behind the nearest costs a tenth of selecting among all.
        close = np.flatnonzero(cosines > _FAR * cosines.max())
        ranked = close[np.argsort(-cosines[close], kind="stable")][:most]
        return ranked, cosines[ranked] / vector.length

    def matrix(self) -> csr_matrix:
        """Return the names (rows) by their features (columns), for fitting."""
        from scipy.sparse import csc_matrix  # noqa: PLC0415 - a build has it, a server does without

        shape = len(self.names), len(self._numbers)
        return csc_matrix((self._weights, self._holders, self._ends), shape).tocsr()

    def tables(self) -> dict[str, bytes]:
        """Return the tables to store, by name; ``read_nearest`` takes them back."""
        return {
            "names": msgspec.json.encode(self.names),
            "features": "\n".join(self._numbers).encode(),
            "starts": self._ends.astype(np.int32).tobytes(),
            "holders": self._holders.astype(np.int32).tobytes(),
            "weights": self._weights.astype(np.float32).tobytes(),
        }


def index_names(names: Iterable[CodedName]) -> NearestNames:
    """Return *names*, without those that have no feature, ready to be searched."""
    known = [(one, found) for one in names if (found := name_features(one.text))]
    counts = Counter(feature for _, found in known for feature in found)
    features = sorted(counts)
    numbers = {feature: number for number, feature in enumerate(features)}
    held: list[list[tuple[int, float]]] = [[] for _ in features]
    for place, (_, found) in enumerate(known):
        weights = {one: (1 + math.log(count)) * _telling(len(known), counts[one]) for one, count in found.items()}
        length = math.sqrt(sum(weight * weight for weight in weights.values()))
        for one, weight in weights.items():
            held[numbers[one]].append((place, weight / length))
    starts = np.cumsum([0, *map(len, held)], dtype=np.int32)
    every = [pair for pairs in held for pair in pairs]
    holders = np.array([place for place, _ in every], np.int32)
    return NearestNames(
        [one for one, _ in known], features, starts, holders, np.array([w for _, w in every], np.float32)
    )


def read_nearest(tables: Mapping[str, bytes]) -> NearestNames:
    """Return the names of *tables*; raises ``KeyError`` for one that is missing."""
    arrays: dict[str, Any] = {
        "starts": np.frombuffer(tables["starts"], np.int32),
        "holders": np.frombuffer(tables["holders"], np.int32),
        "weights": np.frombuffer(tables["weights"], np.float32),
    }
    names = msgspec.json.decode(tables["names"], type=list[CodedName])
    return NearestNames(names, tables["features"].decode().split("\n"), **arrays)


def _telling(names: int, holders: int) -> float:
    """Return the weight of a feature that so many of the *names* hold."""
    return math.log((1 + names) / (1 + holders)) + 1
