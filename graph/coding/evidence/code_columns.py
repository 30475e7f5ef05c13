"""The codes of a classification as the columns of matrices, and those that each name of a model has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from .both_editions import BothEditions, Chances
from .group_model import GroupModel

_Floats = npt.NDArray[np.float64]
_Places = npt.NDArray[np.intp]


class CodeColumns(NamedTuple):
    """
    The ``codes`` of one classification in order, the column (``places``) and the first digit of each.

    ``starts`` has where the codes of each name begin in ``columns`` and ``parts``, ``counts`` how many they are, and
    ``shares`` how much the name counts. ``classified`` are the columns of the codes of the classifier.
    """

    codes: list[str]
    places: Mapping[str, int]
    digits: _Places
    starts: _Places
    counts: _Places
    columns: _Places
    parts: _Floats
    shares: _Floats
    classified: _Places

    def widen(self, codes: Iterable[str]) -> Self:
        """Return the same with columns for those of *codes* that no name has; itself where there is none."""
        unnamed = {code for code in codes if code not in self.places}
        if not unnamed:
            return self
        every, places, digits = _order([*self.codes, *unnamed])
        moved = np.array([places[code] for code in self.codes], np.intp)
        return self._replace(
            codes=every, places=places, digits=digits, columns=moved[self.columns], classified=moved[self.classified]
        )

    def spread(self, chances: Sequence[Chances]) -> _Floats:
        """Return the *chances* of titles as a matrix (titles × codes), 0 for a code without one."""
        found = np.zeros((len(chances), len(self.codes)))
        rows = np.repeat(np.arange(len(chances)), [len(one) for one in chances])
        columns = [self.places[code] for one in chances for code in one]
        found[rows, columns] = [chance for one in chances for chance in one.values()]
        return found

    def place(self, classified: _Floats) -> _Floats:
        """Return the chances of the classifier (titles × its codes) as a matrix (titles × codes)."""
        found = np.zeros((len(classified), len(self.codes)))
        found[:, self.classified] = classified
        return found


def index_codes(kind: str, model: GroupModel, editions: BothEditions) -> CodeColumns:
    """Return the columns of the codes of *kind* that the names and the classifier of *model* have."""
    of_names = [editions.codes(kind, name) for name in model.nearest.names]
    classified = model.classifier.codes[kind] if model.classifier else []
    codes, places, digits = _order({code for held, _ in of_names for code in held}.union(classified))
    counts = np.array([len(held) for held, _ in of_names], np.intp)
    return CodeColumns(
        codes, places, digits, np.cumsum(counts) - counts, counts,
        np.array([places[code] for held, _ in of_names for code in held], np.intp),
        np.array([part for held, _ in of_names for part in held.values()], float),
        np.array([share for _, share in of_names], float),
        np.array([places[code] for code in classified], np.intp),
    )  # fmt: skip


def _order(codes: Iterable[str]) -> tuple[list[str], dict[str, int], _Places]:
    """Return *codes* in order, their places, and the first digit of each (10 for a code that begins otherwise)."""
    ordered = sorted(codes)
    digits = np.array([int(code[0]) if code[:1].isdigit() else 10 for code in ordered], np.intp)
    return ordered, {code: place for place, code in enumerate(ordered)}, digits
